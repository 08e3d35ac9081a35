##! Open files.

## An open file; closed when its last reference goes.
pub extern "mesh_file_handle" type FileHandle

extern "mesh_file_open" fn opened(path :: String, mode :: Int) -> FileHandle?
extern "mesh_file_handle_read" fn some(h :: FileHandle, n :: Int) -> Bytes?
extern "mesh_file_handle_read_line" fn line(h :: FileHandle, lossy :: Bool) -> String?
extern "mesh_file_handle_write" fn written(h :: FileHandle, b :: Bytes) -> Bool
extern "mesh_file_handle_position" fn place(h :: FileHandle) -> Int
extern "mesh_file_handle_seek" fn moved(h :: FileHandle, position :: Int) -> Bool
extern "mesh_file_handle_size" fn bytes(h :: FileHandle) -> Int
extern "mesh_file_handle_truncate" fn cut(h :: FileHandle, size :: Int) -> Bool
extern "mesh_file_handle_sync" fn synced(h :: FileHandle) -> Bool
extern "mesh_fault_text" fn fault(detail :: String) -> String

## Up to n bytes, fewer only at the end; empty at the end.
pub fn read(h :: FileHandle, n :: Int) -> Bytes!String do
  case some(h, n) do
    Some(b) -> Ok(b)
    None -> Err(fault(""))
  end
end

## The next line without its line end; `Err("end of input")` at the end.
pub fn read_line(h :: FileHandle) -> String!String do
  case line(h, false) do
    Some(text) -> Ok(text)
    None -> Err(fault(""))
  end
end

## Writes a text, complete and unbuffered.
pub fn write(h :: FileHandle, s :: String) -> ()!String = done(written(h, String.to_bytes(s)))

## Writes bytes, complete and unbuffered.
pub fn write_bytes(h :: FileHandle, b :: Bytes) -> ()!String = done(written(h, b))

fn done(ok :: Bool) -> ()!String do
  if ok do
    Ok(())
  else
    Err(fault(""))
  end
end

fn number(n :: Int) -> Int!String do
  if n >= 0 do
    Ok(n)
  else
    Err(fault(""))
  end
end

## Where the next read or write happens.
pub fn position(h :: FileHandle) -> Int!String = number(place(h))

## Moves to a position; a negative one panics.
pub fn seek(h :: FileHandle, pos :: Int) -> ()!String do
  if pos < 0 do
    panic("FileHandle.seek: negative position")
  end
  done(moved(h, pos))
end

## Bytes of the file.
pub fn size(h :: FileHandle) -> Int!String = number(bytes(h))

## Cuts or extends the file.
pub fn truncate(h :: FileHandle, size :: Int) -> ()!String = done(cut(h, size))

## Waits until what was written is on the disk.
pub fn sync(h :: FileHandle) -> ()!String = done(synced(h))

## Closes the file; later operations fail.
pub extern "mesh_file_handle_close" fn close(h :: FileHandle)
