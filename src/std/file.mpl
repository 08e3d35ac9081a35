##! Files and directories. Paths are texts, relative to the current directory.

extern "mesh_file_read" fn text_or_none(path :: String) -> String?
extern "mesh_file_read_bytes" fn bytes_or_none(path :: String) -> Bytes?
extern "mesh_file_write" fn written(path :: String, b :: Bytes, append :: Bool) -> Bool
extern "mesh_file_write_atomic" fn written_atomically(path :: String, b :: Bytes) -> Bool
extern "mesh_file_kind" fn kind(path :: String, follow :: Bool) -> Int
extern "mesh_file_names" fn names_or_none(path :: String) -> List<String>?
extern "mesh_file_delete" fn deleted(path :: String) -> Bool
extern "mesh_file_delete_dir" fn deleted_dir(path :: String) -> Bool
extern "mesh_file_mkdir" fn made(path :: String, mode :: Int) -> Bool
extern "mesh_file_rename" fn renamed(from :: String, to :: String) -> Bool
extern "mesh_file_copy" fn copied(from :: String, to :: String) -> Int
extern "mesh_file_truncate" fn cut(path :: String, size :: Int) -> Bool
extern "mesh_file_sync" fn synced(path :: String) -> Bool
extern "mesh_file_touch" fn touched(path :: String) -> Bool
extern "mesh_file_chmod" fn changed(path :: String, mode :: Int) -> Bool
extern "mesh_file_symlink" fn linked(target :: String, path :: String) -> Bool
extern "mesh_file_read_link" fn link_or_none(path :: String) -> String?
extern "mesh_file_real_path" fn real_or_none(path :: String) -> String?
extern "mesh_file_temporary" fn temporary(prefix :: String, directory :: Bool) -> String?
extern "mesh_file_free_space" fn free_bytes(path :: String) -> Int
extern "mesh_fault_text" fn fault(detail :: String) -> String

fn done(ok :: Bool, detail :: String) -> ()!String do
  if ok do
    Ok(())
  else
    Err(fault(detail))
  end
end

fn found<T>(value :: T?, detail :: String) -> T!String do
  case value do
    Some(x) -> Ok(x)
    None -> Err(fault(detail))
  end
end

## The whole text of a file.
##
##     File.read("/no/such")  # => Err(not found: /no/such)
pub fn read(path :: String) -> String!String = found(text_or_none(path), path)

## The whole contents of a file.
pub fn read_bytes(path :: String) -> Bytes!String = found(bytes_or_none(path), path)

## Creates or replaces a file.
pub fn write(path :: String, text :: String) -> ()!String = done(written(path, String.to_bytes(text), false), path)

## Creates or replaces a file.
pub fn write_bytes(path :: String, b :: Bytes) -> ()!String = done(written(path, b, false), path)

## Adds to a file; creates it if it is missing.
pub fn append(path :: String, text :: String) -> ()!String = done(written(path, String.to_bytes(text), true), path)

## Adds to a file; creates it if it is missing.
pub fn append_bytes(path :: String, b :: Bytes) -> ()!String = done(written(path, b, true), path)

## Replaces a file so that readers see the old or the new text, also after a crash.
pub fn write_atomic(path :: String, text :: String) -> ()!String do
  done(written_atomically(path, String.to_bytes(text)), path)
end

## The same with bytes.
pub fn write_bytes_atomic(path :: String, b :: Bytes) -> ()!String = done(written_atomically(path, b), path)

## The lines of a file. Each run of the iterator opens the file anew; ill-formed parts become U+FFFD.
pub fn lines(path :: String) -> Iter<String>!String do
  let opened = FileHandle.opened(path, 0)
  let _ = found(opened, path)?
  Ok(Iter { step: fn -> first_line(path) end })
end

fn first_line(path :: String) -> Option<(String, Iter<String>)> do
  case FileHandle.opened(path, 0) do
    Some(h) -> next_line(h, path)
    None -> panic("File.lines: ${fault(path)}")
  end
end

fn next_line(h :: FileHandle, path :: String) -> Option<(String, Iter<String>)> do
  case FileHandle.line(h, true) do
    Some(text) -> Some((text, Iter { step: fn -> next_line(h, path) end }))
    None ->
      case fault("") do
        "end of input" -> None
        why -> panic("File.lines: ${why}: ${path}")
      end
  end
end

## Is there something at the path? Follows links.
pub fn exists(path :: String) -> Bool = kind(path, true) >= 0

## Is it a regular file? Follows links.
pub fn is_file(path :: String) -> Bool = kind(path, true) == 0

## Is it a directory? Follows links.
pub fn is_dir(path :: String) -> Bool = kind(path, true) == 1

## Is it a symbolic link?
pub fn is_symlink(path :: String) -> Bool = kind(path, false) == 2

## Removes a file or link.
pub fn delete(path :: String) -> ()!String = done(deleted(path), path)

## The names in a directory, sorted.
pub fn list(dir :: String) -> List<String>!String do
  let names = found(names_or_none(dir), dir)?
  Ok(List.sort(names))
end

## Makes a directory.
pub fn mkdir(path :: String) -> ()!String = done(made(path, 0o777), path)

## Makes a directory and those above it that are missing.
pub fn mkdir_all(path :: String) -> ()!String do
  if is_dir(path) do
    Ok(())
  else
    case String.split_once_end(path, "/") do
      Some((above, _)) when above != "" ->
        mkdir_all(above)?
        made_or_there(path)
      _ -> made_or_there(path)
    end
  end
end

fn made_or_there(path :: String) -> ()!String do
  if made(path, 0o777) or is_dir(path) do
    Ok(())
  else
    Err(fault(path))
  end
end

## Removes an empty directory.
pub fn delete_dir(path :: String) -> ()!String = done(deleted_dir(path), path)

## Moves a file or directory; an existing file is replaced at once.
pub fn rename(from :: String, to :: String) -> ()!String = done(renamed(from, to), "${from} -> ${to}")

## Copies contents and permission bits of a file; the number of bytes.
pub fn copy(from :: String, to :: String) -> Int!String do
  let n = copied(from, to)
  if n >= 0 do
    Ok(n)
  else
    Err(fault("${from} -> ${to}"))
  end
end

## Cuts or extends a file.
pub fn truncate(path :: String, size :: Int) -> ()!String = done(cut(path, size), path)

## Waits until a file or directory is on the disk.
pub fn sync(path :: String) -> ()!String = done(synced(path), path)

## Creates a file, or sets its modification time to now.
pub fn touch(path :: String) -> ()!String = done(touched(path), path)

## Sets permission bits.
pub fn chmod(path :: String, mode :: Int) -> ()!String = done(changed(path, mode), path)

## Makes a symbolic link at `path`.
pub fn symlink(target :: String, path :: String) -> ()!String = done(linked(target, path), path)

## What a symbolic link points at.
pub fn read_link(path :: String) -> String!String = found(link_or_none(path), path)

## The absolute path without links, `.` and `..`.
pub fn real_path(path :: String) -> String!String = found(real_or_none(path), path)

## A new empty file in the directory for temporary files.
pub fn temp_file(prefix :: String) -> String!String = found(temporary(prefix, false), prefix)

## A new directory in the directory for temporary files.
pub fn temp_dir(prefix :: String) -> String!String = found(temporary(prefix, true), prefix)

## Bytes available to unprivileged users.
pub fn free_space(path :: String) -> Int!String do
  let n = free_bytes(path)
  if n >= 0 do
    Ok(n)
  else
    Err(fault(path))
  end
end
