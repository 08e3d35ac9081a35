##! Results of what can fail.

## `Ok(x)`, or `Err(e)`. Written `T!E` in types.
pub type Result<T, E> do
  Ok(T)
  Err(E)
end deriving(Eq, Ord, Hash, Display, Debug)

## Did it succeed?
##
##     Result.is_ok(Err("e"))  # => false
pub fn is_ok<T, E>(r :: T!E) -> Bool do
  case r do
    Ok(_) -> true
    Err(_) -> false
  end
end

## Did it fail?
##
##     Result.is_err(Err("e"))  # => true
pub fn is_err<T, E>(r :: T!E) -> Bool do
  case r do
    Ok(_) -> false
    Err(_) -> true
  end
end

## The value after `f`.
##
##     Result.map(Ok(2), fn x -> x + 1 end)  # => Ok(3)
pub fn map<T, U, E>(r :: T!E, f :: Fun(T) -> U) -> U!E do
  case r do
    Ok(x) -> Ok(f(x))
    Err(e) -> Err(e)
  end
end

## The error after `f`.
##
##     Result.map_err(Err("e"), String.length)  # => Err(1)
pub fn map_err<T, E, F>(r :: T!E, f :: Fun(E) -> F) -> T!F do
  case r do
    Ok(x) -> Ok(x)
    Err(e) -> Err(f(e))
  end
end

## The value after `f`, or `fallback`.
##
##     Result.map_or(Err("e"), 0, String.length)  # => 0
pub fn map_or<T, U, E>(r :: T!E, fallback :: U, f :: Fun(T) -> U) -> U do
  case r do
    Ok(x) -> f(x)
    Err(_) -> fallback
  end
end

## What `f` makes of the value.
##
##     Result.and_then(Ok(2), fn x -> Err("no ${x}") end)  # => Err(no 2)
pub fn and_then<T, U, E>(r :: T!E, f :: Fun(T) -> U!E) -> U!E do
  case r do
    Ok(x) -> f(x)
    Err(e) -> Err(e)
  end
end

## What `f` makes of the error.
##
##     Result.or_else(Err("e"), fn e -> Ok(e) end)  # => Ok(e)
pub fn or_else<T, E, F>(r :: T!E, f :: Fun(E) -> T!F) -> T!F do
  case r do
    Ok(x) -> Ok(x)
    Err(e) -> f(e)
  end
end

## Calls `f` on the value, if there is one.
##
##     Result.each(File.read("motd"), println)
pub fn each<T, E, U>(r :: T!E, f :: Fun(T) -> U) -> () do
  case r do
    Ok(x) ->
      f(x)
      nil
    Err(_) -> nil
  end
end

## Calls `f` on the error, if there is one.
##
##     Result.each_err(File.read("motd"), IO.eprintln)
pub fn each_err<T, E, U>(r :: T!E, f :: Fun(E) -> U) -> () do
  case r do
    Ok(_) -> nil
    Err(e) ->
      f(e)
      nil
  end
end

## The value; an error panics.
##
##     Result.unwrap(Err("no disk"))  # panics: Result.unwrap: no disk
pub fn unwrap<T, E>(r :: T!E) -> T where E: Display do
  case r do
    Ok(x) -> x
    Err(e) -> panic("Result.unwrap: ${e}")
  end
end

## The error; a value panics.
##
##     Result.unwrap_err(Ok(3))  # panics: Result.unwrap_err: Ok(3)
pub fn unwrap_err<T, E>(r :: T!E) -> E where T: Display do
  case r do
    Ok(x) -> panic("Result.unwrap_err: Ok(${x})")
    Err(e) -> e
  end
end

## The value; an error panics with `message` before it.
##
##     Result.expect(Err("no disk"), "boot")  # panics: boot: no disk
pub fn expect<T, E>(r :: T!E, message :: String) -> T where E: Display do
  case r do
    Ok(x) -> x
    Err(e) -> panic("${message}: ${e}")
  end
end

## The value, or `fallback`.
##
##     Result.unwrap_or(Err("e"), 1)  # => 1
pub fn unwrap_or<T, E>(r :: T!E, fallback :: T) -> T do
  case r do
    Ok(x) -> x
    Err(_) -> fallback
  end
end

## The value, or what `f` makes of the error.
##
##     Result.unwrap_or_else(Err("abc"), String.length)  # => 3
pub fn unwrap_or_else<T, E>(r :: T!E, f :: Fun(E) -> T) -> T do
  case r do
    Ok(x) -> x
    Err(e) -> f(e)
  end
end

## The value, or the default of its type.
##
##     Result.or_default(Bytes.to_utf8(Bytes.from_list([255]))) == ""  # => true
pub fn or_default<T, E>(r :: T!E) -> T where T: Default do
  case r do
    Ok(x) -> x
    Err(_) -> T.default()
  end
end

## The value, if there is one.
##
##     Result.ok(Ok(1))  # => Some(1)
pub fn ok<T, E>(r :: T!E) -> T? do
  case r do
    Ok(x) -> Some(x)
    Err(_) -> None
  end
end

## The error, if there is one.
##
##     Result.err(Err("e"))  # => Some(e)
pub fn err<T, E>(r :: T!E) -> E? do
  case r do
    Ok(_) -> None
    Err(e) -> Some(e)
  end
end

## One level less.
##
##     Result.flatten(Ok(Ok(1)))  # => Ok(1)
pub fn flatten<T, E>(r :: Result<T!E, E>) -> T!E do
  case r do
    Ok(inner) -> inner
    Err(e) -> Err(e)
  end
end

## The value of either side.
##
##     Result.merge(Err("e"))  # => e
pub fn merge<T>(r :: T!T) -> T do
  case r do
    Ok(x) -> x
    Err(e) -> e
  end
end

## The error with `text: ` before it.
##
##     Result.context(Err("eof"), "header")  # => Err(header: eof)
pub fn context<T, E>(r :: T!E, text :: String) -> T!String where E: Display do
  case r do
    Ok(x) -> Ok(x)
    Err(e) -> Err("${text}: ${e}")
  end
end

## All the values, or the first error.
##
##     Result.all([Ok(1), Err("a"), Err("b")])  # => Err(a)
pub fn all<T, E>(rs :: List<T!E>) -> List<T>!E = all_from(rs, 0, [])

fn all_from<T, E>(rs :: List<T!E>, i :: Int, acc :: List<T>) -> List<T>!E do
  if i < List.length(rs) do
    case List.get_unchecked(rs, i) do
      Ok(x) -> all_from(rs, i + 1, List.append(acc, x))
      Err(e) -> Err(e)
    end
  else
    Ok(acc)
  end
end

## The values.
##
##     Result.values([Ok(1), Err("a")])  # => [1]
pub fn values<T, E>(rs :: List<T!E>) -> List<T> = values_from(rs, 0, [])

fn values_from<T, E>(rs :: List<T!E>, i :: Int, acc :: List<T>) -> List<T> do
  if i < List.length(rs) do
    case List.get_unchecked(rs, i) do
      Ok(x) -> values_from(rs, i + 1, List.append(acc, x))
      Err(_) -> values_from(rs, i + 1, acc)
    end
  else
    acc
  end
end

## The errors.
##
##     Result.errors([Ok(1), Err("a"), Err("b")])  # => [a, b]
pub fn errors<T, E>(rs :: List<T!E>) -> List<E> = errors_from(rs, 0, [])

fn errors_from<T, E>(rs :: List<T!E>, i :: Int, acc :: List<E>) -> List<E> do
  if i < List.length(rs) do
    case List.get_unchecked(rs, i) do
      Ok(_) -> errors_from(rs, i + 1, acc)
      Err(e) -> errors_from(rs, i + 1, List.append(acc, e))
    end
  else
    acc
  end
end

## The values and the errors.
##
##     Result.partition([Ok(1), Err("a")])  # => ([1], [a])
pub fn partition<T, E>(rs :: List<T!E>) -> (List<T>, List<E>) = partition_from(rs, 0, [], [])

fn partition_from<T, E>(rs :: List<T!E>, i :: Int, oks :: List<T>, errs :: List<E>) -> (List<T>, List<E>) do
  if i < List.length(rs) do
    case List.get_unchecked(rs, i) do
      Ok(x) -> partition_from(rs, i + 1, List.append(oks, x), errs)
      Err(e) -> partition_from(rs, i + 1, oks, List.append(errs, e))
    end
  else
    (oks, errs)
  end
end
