##! Atoms: `:name`.
##!
##! Used by the compiler: `equals`.

extern "mesh_atom_equal" fn equals(a :: Atom, b :: Atom) -> Bool
extern "mesh_atom_compare" fn order(a :: Atom, b :: Atom) -> Int
extern "mesh_atom_to_string" fn name(a :: Atom) -> String
extern "mesh_atom_hash" fn fnv(a :: Atom) -> Int

impl Eq for Atom do
  fn eq(self, other :: Atom) -> Bool = equals(self, other)
end

impl Ord for Atom do
  fn compare(self, other :: Atom) -> Ordering = Ordering.from_int(order(self, other))
end

impl Hash for Atom do
  fn hash(self) -> Int = fnv(self)
end

impl Display for Atom do
  fn to_string(self) -> String = name(self)
end

impl Debug for Atom do
  fn inspect(self) -> String = ":" <> name(self)
end

impl From<Atom> for String do
  fn from(value :: Atom) -> String = name(value)
end
