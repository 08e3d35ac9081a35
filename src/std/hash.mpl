##! Hashing: 64-bit FNV-1a, the same on every run and target.

## Values that can be keys of maps. Equal values hash equally.
##
##     hash(1) == hash(2)  # => false
pub interface Hash do
  ## The hash of the value.
  fn hash(self) -> Int
end

## Continues from hash `h` over the 8 bytes of `x`: how compound values combine the hashes of their parts.
extern "mesh_hash_mix" fn mix(h :: Int, x :: Int) -> Int
