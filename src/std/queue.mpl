##! Queues with two ends.
##!
##! Used by the compiler: `items`.

## A double-ended queue.
pub struct Queue<T> do
  elements :: List<T>
end deriving()

# The elements, front first.
fn items<T>(q :: Queue<T>) -> List<T> = q.elements

## The empty queue.
##
##     Queue.new() |> Queue.push(1)  # => #Queue[1]
pub fn new<T>() -> Queue<T> = Queue { elements: [] }

## The queue of a list's elements, front first.
##
##     Queue.from_list([1, 2])  # => #Queue[1, 2]
pub fn from_list<T>(xs :: List<T>) -> Queue<T> = Queue { elements: xs }

## The elements, front first.
##
##     Queue.to_list(Queue.from_list([1, 2]))  # => [1, 2]
pub fn to_list<T>(q :: Queue<T>) -> List<T> = q.elements

## The elements of an iterator, front first.
##
##     Iter.from([1, 2]) |> Queue.collect()  # => #Queue[1, 2]
pub fn collect<T>(it :: Iter<T>) -> Queue<T> = Queue { elements: List.collect(it) }

## With `x` at the back.
##
##     Queue.push(Queue.from_list([1]), 2)  # => #Queue[1, 2]
pub fn push<T>(q :: Queue<T>, x :: T) -> Queue<T> = Queue { elements: List.append(q.elements, x) }

## With `x` at the front.
##
##     Queue.push_front(Queue.from_list([1]), 2)  # => #Queue[2, 1]
pub fn push_front<T>(q :: Queue<T>, x :: T) -> Queue<T> = Queue { elements: List.prepend(q.elements, x) }

## With all elements of a list at the back, in order.
##
##     Queue.push_all(Queue.new(), [1, 2])  # => #Queue[1, 2]
pub fn push_all<T>(q :: Queue<T>, xs :: List<T>) -> Queue<T> = Queue { elements: List.concat(q.elements, xs) }

## The front and the rest; of an empty queue it panics.
##
##     Queue.pop(Queue.from_list([1, 2]))  # => (1, #Queue[2])
pub fn pop<T>(q :: Queue<T>) -> (T, Queue<T>) do
  case next(q) do
    Some(pair) -> pair
    None -> panic("Queue.pop: empty queue")
  end
end

## The front and the rest, if there is one.
##
##     Queue.next(Queue.from_list([]))  # => None
pub fn next<T>(q :: Queue<T>) -> Option<(T, Queue<T>)> do
  case List.split_first(q.elements) do
    Some((x, rest)) -> Some((x, Queue { elements: rest }))
    None -> None
  end
end

## The back and the rest, if there is one.
##
##     Queue.next_back(Queue.from_list([1, 2]))  # => Some((2, #Queue[1]))
pub fn next_back<T>(q :: Queue<T>) -> Option<(T, Queue<T>)> do
  case List.split_last(q.elements) do
    Some((x, rest)) -> Some((x, Queue { elements: rest }))
    None -> None
  end
end

## The front; of an empty queue it panics.
##
##     Queue.peek(Queue.from_list([1, 2]))  # => 1
pub fn peek<T>(q :: Queue<T>) -> T do
  case List.first(q.elements) do
    Some(x) -> x
    None -> panic("Queue.peek: empty queue")
  end
end

## The front, if there is one.
##
##     Queue.first(Queue.from_list([1, 2]))  # => Some(1)
pub fn first<T>(q :: Queue<T>) -> T? = List.first(q.elements)

## The element at a position from the front; a negative position counts from the back.
##
##     Queue.at(Queue.from_list([1, 2]), -1)  # => Some(2)
pub fn at<T>(q :: Queue<T>, i :: Int) -> T? = List.at(q.elements, i)

## The number of elements.
##
##     Queue.size(Queue.from_list([1, 2]))  # => 2
pub fn size<T>(q :: Queue<T>) -> Int = List.length(q.elements)

## Has it no elements?
##
##     Queue.is_empty(Queue.new())  # => true
pub fn is_empty<T>(q :: Queue<T>) -> Bool = List.length(q.elements) == 0

## Is one element equal to `x`?
##
##     Queue.contains(Queue.from_list([1]), 1)  # => true
pub fn contains<T>(q :: Queue<T>, x :: T) -> Bool where T: Eq = List.contains(q.elements, x)

## Every element after `f`.
##
##     Queue.map(Queue.from_list([1, 2]), Int.is_odd)  # => #Queue[true, false]
pub fn map<T, U>(q :: Queue<T>, f :: Fun(T) -> U) -> Queue<U> = Queue { elements: List.map(q.elements, f) }

## The elements that satisfy `f`.
##
##     Queue.filter(Queue.from_list([1, 2]), Int.is_odd)  # => #Queue[1]
pub fn filter<T>(q :: Queue<T>, f :: Fun(T) -> Bool) -> Queue<T> = Queue { elements: List.filter(q.elements, f) }

## The accumulator after `f(acc, x)` for every element.
##
##     Queue.reduce(Queue.from_list([1, 2]), 0, fn a, x -> a + x end)  # => 3
pub fn reduce<T, A>(q :: Queue<T>, init :: A, f :: Fun(A, T) -> A) -> A = List.reduce(q.elements, init, f)

impl<T> Eq for Queue<T> where T: Eq do
  fn eq(self, other :: Queue<T>) -> Bool = self.elements == other.elements
end

impl<T> Display for Queue<T> where T: Display do
  fn to_string(self) -> String = List.joined_onto(self.elements, ", ", "#Queue[") <> "]"
end

impl<T> Debug for Queue<T> where T: Debug do
  fn inspect(self) -> String = List.inspected_onto(self.elements, "#Queue[") <> "]"
end

impl<T> Default for Queue<T> do
  fn default() -> Queue<T> = new()
end

impl<T> Iterable for Queue<T> do
  type Item = T
  type Iter = Iter<T>
  fn iter(self) -> Iter<T> = Iter.over_list(self.elements, 0)
end
