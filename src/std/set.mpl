##! Sets: each value once, in the order of insertion.
##!
##! Used by the compiler: `entries`.

## A set of values.
pub struct Set<T> do
  items :: Map<T, ()>
end deriving()

# The map whose keys are the elements.
fn entries<T>(s :: Set<T>) -> Map<T, ()> = s.items

## The empty set.
##
##     Set.new() |> Set.add(1)  # => #{1}
pub fn new<T>() -> Set<T> = Set { items: Map.new() }

## The elements of a list.
##
##     Set.from_list([2, 1, 2])  # => #{2, 1}
pub fn from_list<T>(xs :: List<T>) -> Set<T> where T: Eq + Hash = add_all(new(), xs)

## The elements of an iterator.
##
##     Iter.from([1, 1]) |> Set.collect()  # => #{1}
pub fn collect<T>(it :: Iter<T>) -> Set<T> where T: Eq + Hash = Set { items: collect_onto(it, Map.new()) }

fn collect_onto<T>(it :: Iter<T>, acc :: Map<T, ()>) -> Map<T, ()> where T: Eq + Hash do
  case Iter.pull(it) do
    Some((x, rest)) -> collect_onto(rest, Map.put(acc, x, ()))
    None -> acc
  end
end

## The elements in order.
##
##     Set.to_list(Set.from_list([2, 1]))  # => [2, 1]
pub fn to_list<T>(s :: Set<T>) -> List<T> = Map.keys(s.items)

## With `x`.
##
##     Set.add(Set.new(), 1)  # => #{1}
pub fn add<T>(s :: Set<T>, x :: T) -> Set<T> where T: Eq + Hash = Set { items: Map.put(s.items, x, ()) }

## Without `x`.
##
##     Set.remove(Set.from_list([1, 2]), 1)  # => #{2}
pub fn remove<T>(s :: Set<T>, x :: T) -> Set<T> where T: Eq + Hash = Set { items: Map.delete(s.items, x) }

## With all elements of a list.
##
##     Set.add_all(Set.new(), [3, 3, 4])  # => #{3, 4}
pub fn add_all<T>(s :: Set<T>, xs :: List<T>) -> Set<T> where T: Eq + Hash do
  Set { items: List.reduce(xs, s.items, fn acc, x -> Map.put(acc, x, ()) end) }
end

## Without the elements of a list.
##
##     Set.remove_all(Set.from_list([1, 2]), [2, 5])  # => #{1}
pub fn remove_all<T>(s :: Set<T>, xs :: List<T>) -> Set<T> where T: Eq + Hash do
  Set { items: Map.delete_all(s.items, xs) }
end

## Without `x` if it is there, else with it.
##
##     Set.toggle(Set.from_list([1]), 1)  # => #{}
pub fn toggle<T>(s :: Set<T>, x :: T) -> Set<T> where T: Eq + Hash do
  let slot = Map.find_slot(s.items, x)
  if slot >= 0 do
    Set { items: Map.delete_slot(s.items, slot) }
  else
    Set { items: Map.add(s.items, x, (), slot) }
  end
end

## Is `x` in it?
##
##     Set.contains(Set.from_list([1]), 2)  # => false
pub fn contains<T>(s :: Set<T>, x :: T) -> Bool where T: Eq + Hash = Map.has_key(s.items, x)

## The number of elements.
##
##     Set.size(Set.from_list([1, 1]))  # => 1
pub fn size<T>(s :: Set<T>) -> Int = Map.size(s.items)

## Has it no elements?
##
##     Set.is_empty(Set.from_list([1]))  # => false
pub fn is_empty<T>(s :: Set<T>) -> Bool = Map.size(s.items) == 0

## The oldest element.
##
##     Set.first(Set.from_list([7, 8]))  # => Some(7)
pub fn first<T>(s :: Set<T>) -> T? do
  let slot = Map.next_slot(s.items, 0)
  if slot >= 0 do
    Some(Map.key_at(s.items, slot))
  else
    None
  end
end

## The elements of `a`, then the new ones of `b`.
##
##     Set.union(Set.from_list([1, 2]), Set.from_list([3, 2]))  # => #{1, 2, 3}
pub fn union<T>(a :: Set<T>, b :: Set<T>) -> Set<T> where T: Eq + Hash do
  Set { items: reduce(b, a.items, fn acc, x -> Map.put(acc, x, ()) end) }
end

## The union of all, left to right.
##
##     Set.union_all([Set.from_list([1]), Set.from_list([2])])  # => #{1, 2}
pub fn union_all<T>(ss :: List<Set<T>>) -> Set<T> where T: Eq + Hash do
  List.reduce(ss, new(), fn acc, s -> union(acc, s) end)
end

## The elements of `a` that are in `b`.
##
##     Set.intersection(Set.from_list([1, 2]), Set.from_list([2]))  # => #{2}
pub fn intersection<T>(a :: Set<T>, b :: Set<T>) -> Set<T> where T: Eq + Hash do
  filter(a, fn x -> contains(b, x) end)
end

## The elements of `a` that are not in `b`.
##
##     Set.difference(Set.from_list([1, 2]), Set.from_list([2]))  # => #{1}
pub fn difference<T>(a :: Set<T>, b :: Set<T>) -> Set<T> where T: Eq + Hash do
  filter(a, fn x -> not contains(b, x) end)
end

## The elements of `a` not in `b`, then those of `b` not in `a`.
##
##     Set.symmetric_difference(Set.from_list([1, 2]), Set.from_list([3, 2]))  # => #{1, 3}
pub fn symmetric_difference<T>(a :: Set<T>, b :: Set<T>) -> Set<T> where T: Eq + Hash do
  union(difference(a, b), difference(b, a))
end

## Are all elements of `a` in `b`?
##
##     Set.is_subset(Set.from_list([2]), Set.from_list([1, 2]))  # => true
pub fn is_subset<T>(a :: Set<T>, b :: Set<T>) -> Bool where T: Eq + Hash do
  size(a) <= size(b) and all(a, fn x -> contains(b, x) end)
end

## Are all elements of `b` in `a`?
##
##     Set.is_superset(Set.from_list([1, 2]), Set.from_list([2]))  # => true
pub fn is_superset<T>(a :: Set<T>, b :: Set<T>) -> Bool where T: Eq + Hash = is_subset(b, a)

## Have they no element in common?
##
##     Set.is_disjoint(Set.from_list([1]), Set.from_list([2]))  # => true
pub fn is_disjoint<T>(a :: Set<T>, b :: Set<T>) -> Bool where T: Eq + Hash do
  not any(a, fn x -> contains(b, x) end)
end

## Every element after `f`.
##
##     Set.map(Set.from_list([1, -1, 2]), Math.abs)  # => #{1, 2}
pub fn map<T, U>(s :: Set<T>, f :: Fun(T) -> U) -> Set<U> where U: Eq + Hash do
  Set { items: reduce(s, Map.new(), fn acc, x -> Map.put(acc, f(x), ()) end) }
end

## The elements that satisfy `f`.
##
##     Set.filter(Set.from_list([1, 2, 3]), Int.is_odd)  # => #{1, 3}
pub fn filter<T>(s :: Set<T>, f :: Fun(T) -> Bool) -> Set<T> where T: Eq + Hash do
  Set { items: reduce(s, Map.new(), fn acc, x -> if f(x) do Map.put(acc, x, ()) else acc end end) }
end

## The elements that do not satisfy `f`.
##
##     Set.reject(Set.from_list([1, 2, 3]), Int.is_odd)  # => #{2}
pub fn reject<T>(s :: Set<T>, f :: Fun(T) -> Bool) -> Set<T> where T: Eq + Hash do
  filter(s, fn x -> not f(x) end)
end

## The elements that satisfy `f`, and the others.
##
##     Set.partition(Set.from_list([1, 2]), Int.is_odd)  # => (#{1}, #{2})
pub fn partition<T>(s :: Set<T>, f :: Fun(T) -> Bool) -> (Set<T>, Set<T>) where T: Eq + Hash do
  let (yes, no) = Map.partition(s.items, fn x, _ -> f(x) end)
  (Set { items: yes }, Set { items: no })
end

## The accumulator after `f(acc, x)` for every element.
##
##     Set.reduce(Set.from_list([1, 2]), 0, fn a, x -> a + x end)  # => 3
pub fn reduce<T, A>(s :: Set<T>, init :: A, f :: Fun(A, T) -> A) -> A do
  reduce_from(s.items, f, Map.next_slot(s.items, 0), init)
end

fn reduce_from<T, A>(m :: Map<T, ()>, f :: Fun(A, T) -> A, slot :: Int, acc :: A) -> A do
  if slot >= 0 do
    reduce_from(m, f, Map.next_slot(m, slot + 1), f(acc, Map.key_at(m, slot)))
  else
    acc
  end
end

## Calls `f` on every element.
##
##     Set.each(Set.from_list([1]), fn x -> println("${x}") end)
pub fn each<T, U>(s :: Set<T>, f :: Fun(T) -> U) -> () do
  for x in s do
    f(x)
  end
  nil
end

## Does an element satisfy `f`?
##
##     Set.any(Set.from_list([1, 2]), Int.is_even)  # => true
pub fn any<T>(s :: Set<T>, f :: Fun(T) -> Bool) -> Bool do
  for x in s do
    if f(x) do
      return true
    end
  end
  false
end

## Do all elements satisfy `f`?
##
##     Set.all(Set.from_list([1, 2]), Int.is_even)  # => false
pub fn all<T>(s :: Set<T>, f :: Fun(T) -> Bool) -> Bool do
  for x in s do
    if not f(x) do
      return false
    end
  end
  true
end

## How many elements satisfy `f`?
##
##     Set.count(Set.from_list([1, 2]), Int.is_even)  # => 1
pub fn count<T>(s :: Set<T>, f :: Fun(T) -> Bool) -> Int do
  reduce(s, 0, fn n, x -> if f(x) do n + 1 else n end end)
end

## The first element that satisfies `f`.
##
##     Set.find(Set.from_list([1, 2]), Int.is_even)  # => Some(2)
pub fn find<T>(s :: Set<T>, f :: Fun(T) -> Bool) -> T? do
  for x in s do
    if f(x) do
      return Some(x)
    end
  end
  None
end

## The elements in ascending order.
##
##     Set.sort(Set.from_list([3, 1]))  # => [1, 3]
pub fn sort<T>(s :: Set<T>) -> List<T> where T: Ord = List.sort(to_list(s))

impl<T> Eq for Set<T> where T: Eq + Hash do
  fn eq(self, other :: Set<T>) -> Bool do
    size(self) == size(other) and all(self, fn x -> contains(other, x) end)
  end
end

impl<T> Hash for Set<T> where T: Hash do
  fn hash(self) -> Int do
    let elements = reduce(self, 0, fn sum, x -> Int.wrapping_add(sum, x.hash()) end)
    Hash.mix(Int.fnv(size(self)), elements)
  end
end

impl<T> Display for Set<T> where T: Display do
  fn to_string(self) -> String = List.joined_onto(to_list(self), ", ", "\#{") <> "}"
end

impl<T> Debug for Set<T> where T: Debug do
  fn inspect(self) -> String = List.inspected_onto(to_list(self), "\#{") <> "}"
end

impl<T> Default for Set<T> do
  fn default() -> Set<T> = new()
end

impl<T> Iterable for Set<T> do
  type Item = T
  type Iter = Iter<T>
  fn iter(self) -> Iter<T> = Iter.over_keys(self.items, 0)
end
