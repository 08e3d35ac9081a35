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
extern "mesh_file_stat" fn numbers(path :: String, follow :: Bool) -> List<Int>?
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

## The text of a file of the package, read when the program is compiled. The path is a literal, relative to the directory of
## `mesh.toml` (of the entry file if there is none). The text is a part of the program: nothing is read when it runs.
pub extern "mesh_file_embed" fn embed(path :: String) -> String

## The contents of a file of the package, as `embed`.
pub extern "mesh_file_embed_bytes" fn embed_bytes(path :: String) -> Bytes

## All regular files below a directory of the package, sorted by path; names that start with `.` are left out.
pub extern "mesh_file_embed_dir" fn embed_dir(path :: String) -> List<(String, Bytes)>

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

## The contents of a file in pieces of n bytes, the last one shorter. Each run of the iterator opens the file anew.
pub fn chunks(path :: String, n :: Int) -> Iter<Bytes>!String do
  if n < 1 do
    panic("File.chunks: size must be positive, got ${n}")
  end
  let _ = found(FileHandle.opened(path, 0), path)?
  Ok(Iter { step: fn -> first_chunk(path, n) end })
end

fn first_chunk(path :: String, n :: Int) -> Option<(Bytes, Iter<Bytes>)> do
  case FileHandle.opened(path, 0) do
    Some(h) -> next_chunk(h, path, n)
    None -> panic("File.chunks: ${fault(path)}")
  end
end

fn next_chunk(h :: FileHandle, path :: String, n :: Int) -> Option<(Bytes, Iter<Bytes>)> do
  case FileHandle.some(h, n) do
    Some(b) ->
      if Bytes.length(b) == 0 do
        None
      else
        Some((b, Iter { step: fn -> next_chunk(h, path, n) end }))
      end
    None -> panic("File.chunks: ${fault(path)}")
  end
end

## Opens a file: `:read`, `:write` (created or emptied), `:append` and `:read_write` (created if missing), `:create` (an error if
## there is one).
pub fn open(path :: String, mode :: Atom) -> FileHandle!String do
  let number =
    case mode do
      :read -> 0
      :write -> 1
      :append -> 2
      :read_write -> 3
      :create -> 4
      _ -> panic("File.open: unknown mode :${mode}")
    end
  found(FileHandle.opened(path, number), path)
end

## Waits for an exclusive lock on a file, which is created if it is missing. Locks are advisory: they keep out who asks for one.
pub fn lock(path :: String) -> FileLock!String = found(FileLock.taken(path, true), path)

## The same without waiting: `locked: PATH` if somebody else has it.
pub fn try_lock(path :: String) -> FileLock!String = found(FileLock.taken(path, false), path)

## Gives a lock up.
pub fn unlock(l :: FileLock) -> () = FileLock.release(l)

## What the file system knows of a file; follows links.
pub fn stat(path :: String) -> FileInfo!String = info(path, true)

## The same of a link itself.
pub fn link_stat(path :: String) -> FileInfo!String = info(path, false)

fn info(path :: String, follow :: Bool) -> FileInfo!String do
  let n = found(numbers(path, follow), path)?
  let kind =
    case n[0] do
      0 -> :file
      1 -> :dir
      2 -> :symlink
      _ -> :other
    end
  Ok(
    FileInfo {
      kind: kind,
      size: n[1],
      mode: n[2],
      modified: DateTime.clamped(n[3]),
      accessed: DateTime.clamped(n[4]),
      owner: n[5],
      group: n[6],
      inode: n[7]
    }
  )
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

## Everything below a directory as paths relative to it, sorted; links are listed, not followed.
pub fn walk(dir :: String) -> List<String>!String do
  let all = walked(dir, "", [])?
  Ok(List.sort(all))
end

fn walked(dir :: String, below :: String, found_so_far :: List<String>) -> List<String>!String do
  let names = list(Path.join(dir, below))?
  List.try_reduce(
    names,
    found_so_far,
    fn all, name ->
      let path = Path.join(below, name)
      let more = List.append(all, path)
      if kind(Path.join(dir, path), false) == 1 do
        walked(dir, path, more)
      else
        Ok(more)
      end
    end
  )
end

## The existing paths that match a pattern (see `Path.matches`), sorted. Names that begin with a dot only match parts that do.
pub fn glob(pattern :: String) -> List<String>!String do
  let all = List.try_map(Path.alternatives(pattern), fn one -> globbed(one) end)?
  Ok(List.sort(List.unique(List.flatten(all))))
end

fn globbed(pattern :: String) -> List<String>!String do
  case String.strip_prefix(pattern, "/") do
    Some(rest) -> glob_parts("/", String.split(rest, "/"), [])
    None -> glob_parts("", String.split(pattern, "/"), [])
  end
end

fn glob_parts(dir :: String, parts :: List<String>, hits :: List<String>) -> List<String>!String do
  case parts do
    [] -> Ok(List.append(hits, dir))
    "" :: rest -> glob_parts(dir, rest, hits)
    "**" :: rest ->
      let here = glob_parts(dir, rest, hits)?
      glob_entries(dir, fn name -> not String.starts_with(name, ".") end, true, parts, here)
    part :: rest ->
      if is_plain(part) do
        let path = Path.join(dir, String.replace(part, "\\", ""))
        if kind(path, false) >= 0 do
          glob_parts(path, rest, hits)
        else
          Ok(hits)
        end
      else
        let hidden = String.starts_with(part, ".")
        let fits = fn name -> (hidden or not String.starts_with(name, ".")) and Path.matches(name, part) end
        glob_entries(dir, fits, not List.is_empty(rest), rest, hits)
      end
  end
end

fn is_plain(part :: String) -> Bool do
  not (String.contains(part, "*") or String.contains(part, "?") or String.contains(part, "["))
end

# Goes on with the entries of a directory that fit; only with directories where more parts follow.
fn glob_entries(
  dir :: String,
  fits :: Fun(String) -> Bool,
  deeper :: Bool,
  rest :: List<String>,
  hits :: List<String>
) -> List<String>!String do
  let names =
    if kind(if dir == "" do "." else dir end, true) == 1 do
      list(if dir == "" do "." else dir end)?
    else
      []
    end
  List.try_reduce(
    names,
    hits,
    fn all, name ->
      let path = Path.join(dir, name)
      if not fits(name) or (deeper and kind(path, false) != 1) do
        Ok(all)
      else
        glob_parts(path, rest, all)
      end
    end
  )
end

## Removes a file, a link or a whole directory; links are not followed, and nothing there is fine.
pub fn delete_all(path :: String) -> ()!String do
  if path == "" do
    Err("invalid path")
  else if List.contains(["/", ".", ".."], Path.normalize(path)) do
    Err("invalid path: ${path}")
  else
    deleted_all(path)
  end
end

fn deleted_all(path :: String) -> ()!String do
  case kind(path, false) do
    -1 ->
      case fault(path) do
        why when Fault.kind(why) == "not found" -> Ok(())
        why -> Err(why)
      end
    1 ->
      for name in list(path)? do
        deleted_all(Path.join(path, name))?
      end
      delete_dir(path)
    _ -> delete(path)
  end
end

## Makes a directory for the time of a call, and removes it with all that is in it.
pub fn with_temp_dir<T>(f :: Fun(String) -> T) -> T!String do
  let dir = temp_dir("")?
  let result = f(dir)
  delete_all(dir)?
  Ok(result)
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
pub fn temp_file(prefix :: String) -> String!String = temporary_in(prefix, false)

## A new directory in the directory for temporary files.
pub fn temp_dir(prefix :: String) -> String!String = temporary_in(prefix, true)

fn temporary_in(prefix :: String, directory :: Bool) -> String!String do
  if String.contains(prefix, "/") do
    Err("invalid path: ${prefix}")
  else
    let start = "${Env.temp_dir()}/${prefix}"
    found(temporary(start, directory), start)
  end
end

## Bytes available to unprivileged users.
pub fn free_space(path :: String) -> Int!String do
  let n = free_bytes(path)
  if n >= 0 do
    Ok(n)
  else
    Err(fault(path))
  end
end
