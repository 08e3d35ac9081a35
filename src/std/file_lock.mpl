##! Advisory locks on files.

## An exclusive lock; given up when its last reference goes.
pub extern "mesh_file_lock" type FileLock

extern "mesh_file_lock_take" fn taken(path :: String, wait :: Bool) -> FileLock?
extern "mesh_file_lock_release" fn release(lock :: FileLock)
