# Each derivable trait on structs, sum types, generic types and tuples.

struct Point do
  x :: Int
  y :: Int
end deriving(Eq, Ord, Hash, Display, Debug, Default)

struct Empty do
end deriving(Eq, Ord, Hash, Display, Debug, Default)

type Gear do
  Park
  Drive(Int)
  Tow(load :: String, at :: Point)
end deriving(Eq, Ord, Hash, Display, Debug, Default)

type Light do
  Red
  Amber
  Green
end

struct Crate<A, B> do
  first :: A
  second :: List<B>
end deriving(Eq, Ord, Display, Debug, Default)

# Derived without a clause; recursive through its own fields.
type Tree<T> do
  Leaf
  Node(Tree<T>, T, Tree<T>)
end

fn order<T>(a :: T, b :: T) -> String where T: Ord = "${compare(a, b)} ${a < b} ${a >= b}"

fn main() do
  let p = Point { x: 1, y: 2 }
  let q = Point { x: 1, y: 3 }
  println("${p} ${p.inspect()} ${p == q} ${p != q} ${order(p, q)}")
  let origin :: Point = default()
  println("${origin} ${Empty {}} ${Empty {}.inspect()} ${Empty {} == Empty {}} ${order(Empty {}, Empty {})}")

  let tow = Tow("sand", p)
  println("${Park} ${Drive(3)} ${tow} ${tow.inspect()}")
  println("${Drive(3) == Drive(3)} ${Drive(3) == Drive(4)} ${Drive(3) == Park} ${tow == Tow(at: q, load: "sand")}")
  println("${order(Park, Drive(1))}, ${order(tow, Drive(9))}, ${order(Drive(2), Drive(1))}, ${order(tow, tow)}")
  let gear :: Gear = default()
  println("${gear} ${hash(Park) == hash(0)} ${hash(Drive(3)) == hash(Drive(3))} ${hash(Drive(3)) == hash(Drive(4))}")

  println("${Red.inspect()} ${Red == Green} ${order(Amber, Red)}")

  let crate = Crate { first: "a", second: [1, 2] }
  println("${crate} ${crate.inspect()} ${order(crate, Crate { first: "a", second: [1] })}")
  let none :: Crate<Int, String> = default()
  println("${none.inspect()}")

  let tree = Node(Leaf, 5, Node(Leaf, 7, Leaf))
  println("${tree.inspect()} ${tree == tree} ${order(tree, Node(Leaf, 5, Leaf))}")

  let pair = (1, "b")
  println("${pair} ${pair.inspect()} ${pair == (1, "b")} ${order(pair, (1, "c"))} ${order((2, 0.5, true), (1, 9.5, false))}")
  let start :: (Int, String, Bool) = default()
  println("${start.inspect()} ${hash((1, 2)) == hash(Point { x: 1, y: 2 })}")
end
