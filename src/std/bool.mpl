##! Bool: `true` and `false`.
##!
##! Used by the compiler: `negated`.

extern "mesh_bool_not" fn negated(b :: Bool) -> Bool
extern "mesh_bool_eq" fn equals(a :: Bool, b :: Bool) -> Bool
extern "mesh_bool_compare" fn order(a :: Bool, b :: Bool) -> Int
extern "mesh_bool_to_string" fn show(b :: Bool) -> String
extern "mesh_bool_hash" fn fnv(b :: Bool) -> Int

## 1 for true, 0 for false.
##
##     Bool.to_int(true)  # => 1
pub extern "mesh_bool_to_int" fn to_int(b :: Bool) -> Int

## Is exactly one of them true?
##
##     Bool.xor(true, true)  # => false
pub extern "mesh_bool_xor" fn xor(a :: Bool, b :: Bool) -> Bool

## The Bool that a text names, white space around it not counted.
##
##     Bool.parse(" true")  # => Some(true)
pub fn parse(s :: String) -> Bool? do
  case String.trim(s) do
    "true" -> Some(true)
    "false" -> Some(false)
    _ -> None
  end
end

## `Some(x)` if true.
##
##     Bool.to_option(1 > 2, "x")  # => None
pub fn to_option<T>(b :: Bool, x :: T) -> T? do
  if b do
    Some(x)
  else
    None
  end
end

impl Eq for Bool do
  fn eq(self, other :: Bool) -> Bool = equals(self, other)
end

impl Ord for Bool do
  fn compare(self, other :: Bool) -> Ordering = Ordering.from_int(order(self, other))
end

impl Hash for Bool do
  fn hash(self) -> Int = fnv(self)
end

impl Display for Bool do
  fn to_string(self) -> String = show(self)
end

impl Debug for Bool do
  fn inspect(self) -> String = show(self)
end

impl Default for Bool do
  fn default() -> Bool = false
end

impl From<Bool> for String do
  fn from(value :: Bool) -> String = show(value)
end
