##! The unit value `()`, also written `nil`.

impl Eq for () do
  fn eq(self, other :: ()) -> Bool = true
end

impl Ord for () do
  fn compare(self, other :: ()) -> Ordering = Equal
end

extern "mesh_unit_hash" fn basis() -> Int

impl Hash for () do
  fn hash(self) -> Int = basis()
end

impl Display for () do
  fn to_string(self) -> String = "()"
end

impl Debug for () do
  fn inspect(self) -> String = "()"
end

impl Default for () do
  fn default() -> () = ()
end
