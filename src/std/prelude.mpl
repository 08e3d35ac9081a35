##! The functions that are visible everywhere, below every other definition of their names.
##!
##! Used by the compiler: `panic`, `main_failed`.

## Writes `s` to standard output.
##
##     print("ab")
pub extern "mesh_print" fn print(s :: String)

## Writes `s` and a newline to standard output, as one write.
##
##     println("ab")
pub extern "mesh_println" fn println(s :: String)

## Ends the actor with a message.
##
##     panic("boiler cold")  # panics: boiler cold
pub extern "mesh_panic_text_at" fn panic(message :: String) -> Never

## Marks code that is still to be written; every use is reported as W0017.
##
##     todo("rates")  # panics: not implemented: rates
pub fn todo(message :: String) -> Never do
  panic("not implemented: " <> message)
end

extern "mesh_dbg_at" fn write_debug(text :: String)
extern "mesh_main_failed" fn main_failed(text :: String) -> Never

## Writes `FILE:LINE:COL: ` and the value as Debug shows it to standard error, and returns it.
##
##     dbg(3) + 1
pub fn dbg<T>(x :: T) -> T where T: Debug do
  write_debug(x.inspect())
  x
end

## The same with a label: `FILE:LINE:COL: label = …`.
##
##     dbg("n", 3)
pub fn dbg<T>(label :: String, x :: T) -> T where T: Debug do
  write_debug(label <> " = " <> x.inspect())
  x
end

## The value as text.
##
##     to_string(2.0)  # => 2
pub fn to_string<T>(x :: T) -> String where T: Display = x.to_string()

## The value as source-like text.
##
##     inspect("a\n")  # => "a\n"
pub fn inspect<T>(x :: T) -> String where T: Debug = x.inspect()

## The hash of a value.
##
##     hash(1) == hash(2)  # => false
pub fn hash<T>(x :: T) -> Int where T: Hash = x.hash()

## How `a` stands to `b` in the total order of their type.
##
##     compare("b", "abc")  # => Greater
pub fn compare<T>(a :: T, b :: T) -> Ordering where T: Ord = a.compare(b)

## The default value of the type that the context asks for.
##
##     default() + 5  # => 5
pub fn default<T>() -> T where T: Default = T.default()

## The value itself.
##
##     List.map([1, 2], identity)  # => [1, 2]
pub fn identity<T>(x :: T) -> T = x

## The smaller by `compare`; `a` if they are equal.
##
##     min("elm", "ash")  # => ash
pub fn min<T>(a :: T, b :: T) -> T where T: Ord do
  case a.compare(b) do
    Greater -> b
    _ -> a
  end
end

## The larger by `compare`; `a` if they are equal.
##
##     max("elm", "ash")  # => elm
pub fn max<T>(a :: T, b :: T) -> T where T: Ord do
  case a.compare(b) do
    Less -> b
    _ -> a
  end
end

## `List.map`.
##
##     map([1, 2], fn x -> x * 10 end)  # => [10, 20]
pub fn map<T, U>(xs :: List<T>, f :: Fun(T) -> U) -> List<U> = List.map(xs, f)

## `List.filter`.
##
##     filter([1, 2, 3], Int.is_odd)  # => [1, 3]
pub fn filter<T>(xs :: List<T>, f :: Fun(T) -> Bool) -> List<T> = List.filter(xs, f)

## `List.reduce`.
##
##     reduce([1, 2, 3], 10, fn a, x -> a - x end)  # => 4
pub fn reduce<T, A>(xs :: List<T>, init :: A, f :: Fun(A, T) -> A) -> A = List.reduce(xs, init, f)

## `List.head`.
##
##     head([4, 5])  # => 4
pub fn head<T>(xs :: List<T>) -> T = List.head(xs)

## `List.tail`.
##
##     tail([4, 5])  # => [5]
pub fn tail<T>(xs :: List<T>) -> List<T> = List.tail(xs)
