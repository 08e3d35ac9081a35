##! Values as JSON.

## Values that can be written as JSON. `deriving(Json)` implements it.
##
##     [1, 2].to_json() |> Json.encode()  # => [1,2]
pub interface ToJson do
  ## The value as a JSON value.
  fn to_json(self) -> Json
end

impl ToJson for Json do
  fn to_json(self) -> Json = self
end

impl ToJson for Int do
  fn to_json(self) -> Json = Json.of_int(self)
end

impl ToJson for Float do
  fn to_json(self) -> Json = Json.of_float(self)
end

impl ToJson for Bool do
  fn to_json(self) -> Json = Json.of_bool(self)
end

impl ToJson for () do
  fn to_json(self) -> Json = Json.null()
end

impl ToJson for String do
  fn to_json(self) -> Json = Json.of_string(self)
end

impl ToJson for Atom do
  fn to_json(self) -> Json = Json.of_string(Atom.name(self))
end

impl<T> ToJson for Option<T> where T: ToJson do
  fn to_json(self) -> Json do
    case self do
      Some(x) -> x.to_json()
      None -> Json.null()
    end
  end
end

impl<T> ToJson for List<T> where T: ToJson do
  fn to_json(self) -> Json = Json.of_list(List.map(self, fn x -> x.to_json() end))
end

impl<T> ToJson for Set<T> where T: ToJson do
  fn to_json(self) -> Json = Json.of_list(List.map(Set.to_list(self), fn x -> x.to_json() end))
end

impl<V> ToJson for Map<String, V> where V: ToJson do
  fn to_json(self) -> Json = Json.of_map(Map.map_values(self, fn v -> v.to_json() end))
end

impl<V> ToJson for Map<Int, V> where V: ToJson do
  fn to_json(self) -> Json do
    Json.of_map(Map.reduce(self, Map.new(), fn acc, k, v -> Map.put(acc, Int.to_string(k), v.to_json()) end))
  end
end
