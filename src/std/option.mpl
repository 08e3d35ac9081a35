##! Values that may be absent.

## `Some(x)`, or `None`. Written `T?` in types.
pub type Option<T> do
  None
  Some(T)
end deriving(Eq, Ord, Hash, Display, Debug)

impl<T> Default for Option<T> do
  fn default() -> Option<T> = None
end

## Is there a value?
##
##     Option.is_some(Some(1))  # => true
pub fn is_some<T>(o :: T?) -> Bool do
  case o do
    Some(_) -> true
    None -> false
  end
end

## Is there no value?
##
##     Option.is_none(Some(1))  # => false
pub fn is_none<T>(o :: T?) -> Bool do
  case o do
    Some(_) -> false
    None -> true
  end
end

## The value after `f`, if there is one.
##
##     Option.map(Some(2), fn x -> x * 3 end)  # => Some(6)
pub fn map<T, U>(o :: T?, f :: Fun(T) -> U) -> U? do
  case o do
    Some(x) -> Some(f(x))
    None -> None
  end
end

## The value after `f`, or `fallback`.
##
##     Option.map_or(None, 0, String.length)  # => 0
pub fn map_or<T, U>(o :: T?, fallback :: U, f :: Fun(T) -> U) -> U do
  case o do
    Some(x) -> f(x)
    None -> fallback
  end
end

## What `f` makes of the value, if there is one.
##
##     Option.and_then(Some("7"), String.to_int)  # => Some(7)
pub fn and_then<T, U>(o :: T?, f :: Fun(T) -> U?) -> U? do
  case o do
    Some(x) -> f(x)
    None -> None
  end
end

## The value, if it satisfies `f`.
##
##     Option.filter(Some(3), Int.is_even)  # => None
pub fn filter<T>(o :: T?, f :: Fun(T) -> Bool) -> T? do
  case o do
    Some(x) -> if f(x) do Some(x) else None end
    None -> None
  end
end

## Calls `f` on the value, if there is one.
##
##     Option.each(Some("ready"), println)
pub fn each<T, U>(o :: T?, f :: Fun(T) -> U) -> () do
  case o do
    Some(x) ->
      f(x)
      nil
    None -> nil
  end
end

## `o` if it has a value, else `other`.
##
##     Option.fallback(None, Some(1))  # => Some(1)
pub fn fallback<T>(o :: T?, other :: T?) -> T? do
  case o do
    Some(_) -> o
    None -> other
  end
end

## `o` if it has a value, else the result of `f`.
##
##     Option.or_else(None, fn -> Some(2) end)  # => Some(2)
pub fn or_else<T>(o :: T?, f :: Fun() -> T?) -> T? do
  case o do
    Some(_) -> o
    None -> f()
  end
end

## The value; without one it panics.
##
##     Option.unwrap(String.to_int("x"))  # panics: Option.unwrap: None
pub fn unwrap<T>(o :: T?) -> T do
  case o do
    Some(x) -> x
    None -> panic("Option.unwrap: None")
  end
end

## The value; without one it panics with `message`.
##
##     Option.expect(String.to_int("x"), "no port")  # panics: no port
pub fn expect<T>(o :: T?, message :: String) -> T do
  case o do
    Some(x) -> x
    None -> panic(message)
  end
end

## The value, or `fallback`.
##
##     Option.unwrap_or(String.to_int("x"), 80)  # => 80
pub fn unwrap_or<T>(o :: T?, fallback :: T) -> T do
  case o do
    Some(x) -> x
    None -> fallback
  end
end

## The value, or the result of `f`.
##
##     Option.unwrap_or_else(None, fn -> 5 end)  # => 5
pub fn unwrap_or_else<T>(o :: T?, f :: Fun() -> T) -> T do
  case o do
    Some(x) -> x
    None -> f()
  end
end

## The value, or the default of its type.
##
##     Option.or_default(String.to_int("x"))  # => 0
pub fn or_default<T>(o :: T?) -> T where T: Default do
  case o do
    Some(x) -> x
    None -> T.default()
  end
end

## The value as `Ok`, or `Err(e)`.
##
##     Option.ok_or(String.to_int("x"), "bad")  # => Err(bad)
pub fn ok_or<T, E>(o :: T?, e :: E) -> T!E do
  case o do
    Some(x) -> Ok(x)
    None -> Err(e)
  end
end

## The value as `Ok`, or `Err` of the result of `f`.
##
##     Option.ok_or_else(Some(1), fn -> "bad" end)  # => Ok(1)
pub fn ok_or_else<T, E>(o :: T?, f :: Fun() -> E) -> T!E do
  case o do
    Some(x) -> Ok(x)
    None -> Err(f())
  end
end

## Is there a value equal to `x`?
##
##     Option.contains(Some(1), 1)  # => true
pub fn contains<T>(o :: T?, x :: T) -> Bool where T: Eq do
  case o do
    Some(y) -> y == x
    None -> false
  end
end

## One level less.
##
##     Option.flatten(Some(Some(1)))  # => Some(1)
pub fn flatten<T>(o :: T??) -> T? do
  case o do
    Some(x) -> x
    None -> None
  end
end

## Both values, if both are there.
##
##     Option.zip(Some(1), Some("b"))  # => Some((1, b))
pub fn zip<A, B>(a :: A?, b :: B?) -> Option<(A, B)> do
  case a do
    Some(x) ->
      case b do
        Some(y) -> Some((x, y))
        None -> None
      end
    None -> None
  end
end

## A list of one element or none.
##
##     Option.to_list(Some(1))  # => [1]
pub fn to_list<T>(o :: T?) -> List<T> do
  case o do
    Some(x) -> [x]
    None -> []
  end
end

## All the values, or `None` if one is missing.
##
##     Option.all([Some(1), None])  # => None
pub fn all<T>(xs :: List<T?>) -> Option<List<T>> = all_from(xs, 0, [])

fn all_from<T>(xs :: List<T?>, i :: Int, acc :: List<T>) -> Option<List<T>> do
  if i < List.length(xs) do
    case List.get_unchecked(xs, i) do
      Some(x) -> all_from(xs, i + 1, List.append(acc, x))
      None -> None
    end
  else
    Some(acc)
  end
end

## The values that are there.
##
##     Option.values([Some(1), None, Some(3)])  # => [1, 3]
pub fn values<T>(xs :: List<T?>) -> List<T> = values_from(xs, 0, [])

fn values_from<T>(xs :: List<T?>, i :: Int, acc :: List<T>) -> List<T> do
  if i < List.length(xs) do
    case List.get_unchecked(xs, i) do
      Some(x) -> values_from(xs, i + 1, List.append(acc, x))
      None -> values_from(xs, i + 1, acc)
    end
  else
    acc
  end
end
