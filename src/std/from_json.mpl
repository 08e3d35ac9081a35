##! Values from JSON.

## Types whose values can be read from JSON. `deriving(Json)` implements it.
##
##     Int.from_json("[1]")  # => Err(expected Int, found Array)
pub interface FromJson do
  ## The value that a JSON value stands for, or what is wrong with it.
  fn decode(json :: Json) -> Result<Self, String>

  ## The value that a JSON text stands for.
  fn from_json(text :: String) -> Result<Self, String> do
    case Json.parse(text) do
      Ok(json) -> Self.decode(json)
      Err(e) -> Err(e)
    end
  end

  ## What an absent member of an object stands for.
  fn absent_json() -> Option<Self> = None
end

impl FromJson for Json do
  fn decode(json :: Json) -> Json!String = Ok(json)
end

impl FromJson for Int do
  fn decode(json :: Json) -> Int!String = Json.to_int(json)
end

impl FromJson for Float do
  fn decode(json :: Json) -> Float!String do
    case Json.as_float(json) do
      Some(x) -> Ok(x)
      None -> Json.mismatch("Float", json)
    end
  end
end

impl FromJson for Bool do
  fn decode(json :: Json) -> Bool!String do
    case Json.as_bool(json) do
      Some(b) -> Ok(b)
      None -> Json.mismatch("Bool", json)
    end
  end
end

impl FromJson for () do
  fn decode(json :: Json) -> ()!String do
    if Json.is_null(json) do
      Ok(())
    else
      Json.mismatch("Null", json)
    end
  end
end

impl FromJson for String do
  fn decode(json :: Json) -> String!String do
    case Json.as_string(json) do
      Some(s) -> Ok(s)
      None -> Json.mismatch("String", json)
    end
  end
end

impl<T> FromJson for Option<T> where T: FromJson do
  fn decode(json :: Json) -> Result<Option<T>, String> do
    if Json.is_null(json) do
      Ok(None)
    else
      case T.decode(json) do
        Ok(x) -> Ok(Some(x))
        Err(e) -> Err(e)
      end
    end
  end
  fn absent_json() -> Option<Option<T>> = Some(None)
end

impl<T> FromJson for List<T> where T: FromJson do
  fn decode(json :: Json) -> List<T>!String = Json.decode_items(json)
end

impl<T> FromJson for Set<T> where T: FromJson + Eq + Hash do
  fn decode(json :: Json) -> Set<T>!String do
    case Json.decode_items(json) do
      Ok(xs) -> Ok(Set.from_list(xs))
      Err(e) -> Err(e)
    end
  end
end

impl<V> FromJson for Map<String, V> where V: FromJson do
  fn decode(json :: Json) -> Map<String, V>!String = Json.decode_members(json, fn key -> Ok(key) end)
end

impl<V> FromJson for Map<Int, V> where V: FromJson do
  fn decode(json :: Json) -> Map<Int, V>!String = Json.decode_members(json, Json.int_key)
end
