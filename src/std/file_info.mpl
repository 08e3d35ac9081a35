##! What the file system knows of a file.

## From `File.stat` and `File.link_stat`.
pub struct FileInfo do
  ## `:file`, `:dir`, `:symlink` or `:other`.
  kind :: Atom
  ## In bytes.
  size :: Int
  ## Permission bits, up to 0o7777.
  mode :: Int
  modified :: DateTime
  accessed :: DateTime
  owner :: Int
  group :: Int
  inode :: Int
end deriving(Eq, Debug)
