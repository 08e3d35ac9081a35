# Eq for a set asks Hash of its items besides Eq: the derived impls ask the same of the parameters.

interface Tag do
  fn tag(self) -> Int
end

impl Tag for Int do
  fn tag(self) -> Int = self % 10
end

struct Wrap<T> do
  inner :: T
end deriving()

impl<T> Eq for Wrap<T> where T: Tag do
  fn eq(self, other) -> Bool = self.inner.tag() == other.inner.tag()
end

struct Holder<T> do
  wrap :: Wrap<T>
end

struct Cache<K> do
  entries :: Map<K, Int>
end deriving(Eq, Debug)

struct Both<K> do
  first :: Cache<K>
  second :: Cache<K>
end deriving(Eq)

type Tree<K> do
  Leaf
  Node(Set<K>, Forest<K>)
end

struct Forest<K> do
  trees :: List<Tree<K>>
end

fn same<K>(a :: Tree<K>, b :: Tree<K>) -> Bool where K: Eq + Hash = a == b

fn main() do
  println("${Holder { wrap: Wrap { inner: 1 } } == Holder { wrap: Wrap { inner: 11 } }}")
  let cache = Cache { entries: %{"a" => 1} }
  let other = Cache { entries: %{"b" => 1} }
  println("${cache == cache} ${cache == other} ${cache.inspect()}")
  println("${Both { first: cache, second: other } == Both { first: cache, second: other }}")
  let tree = Node(Set.from_list([1, 2]), Forest { trees: [Leaf] })
  let turned = Node(Set.from_list([2, 1]), Forest { trees: [Leaf] })
  println("${tree == turned} ${same(tree, Leaf)} ${hash(tree) == hash(turned)} ${tree.inspect()}")
end
