/* Files and directories.
 *
 * Paths are Strings. Every function refuses an empty path or one with a NUL (MESH_FAULT_PATH). Functions that can fail answer
 * null, false or -1 and set `cx->fault` (fault.h). EINTR is retried, partial reads and writes are continued, descriptors are
 * opened close-on-exec.
 */
#ifndef MESH_FILE_H
#define MESH_FILE_H

#include "bytes.h"
#include "fault.h"
#include "list.h"
#include "string.h"

/* ---- whole files ----------------------------------------------------------------------------------------------------- */

mesh_string *mesh_file_read(mesh_ctx *cx, const mesh_string *path);
mesh_bytes *mesh_file_read_bytes(mesh_ctx *cx, const mesh_string *path);
bool mesh_file_write(mesh_ctx *cx, const mesh_string *path, const mesh_bytes *b, bool append);
/* Through a temporary file beside it, which is synced and renamed. */
bool mesh_file_write_atomic(mesh_ctx *cx, const mesh_string *path, const mesh_bytes *b);

/* ---- the file system ------------------------------------------------------------------------------------------------- */

enum { MESH_FILE_REGULAR, MESH_FILE_DIRECTORY, MESH_FILE_LINK, MESH_FILE_OTHER };

/* MESH_FILE_…, or -1. */
int64_t mesh_file_kind(mesh_ctx *cx, const mesh_string *path, bool follow);
/* List<Int>: kind, size, mode, modified and accessed (milliseconds since 1970), owner, group, inode. */
mesh_list *mesh_file_stat(mesh_ctx *cx, const mesh_string *path, bool follow);
/* List<String>: the names in a directory without `.` and `..`, in no order. */
mesh_list *mesh_file_names(mesh_ctx *cx, const mesh_string *path);
bool mesh_file_delete(mesh_ctx *cx, const mesh_string *path);
bool mesh_file_delete_dir(mesh_ctx *cx, const mesh_string *path);
bool mesh_file_mkdir(mesh_ctx *cx, const mesh_string *path, int64_t mode);
bool mesh_file_rename(mesh_ctx *cx, const mesh_string *from, const mesh_string *to);
/* Bytes copied. */
int64_t mesh_file_copy(mesh_ctx *cx, const mesh_string *from, const mesh_string *to);
bool mesh_file_truncate(mesh_ctx *cx, const mesh_string *path, int64_t size);
bool mesh_file_sync(mesh_ctx *cx, const mesh_string *path);
bool mesh_file_touch(mesh_ctx *cx, const mesh_string *path);
bool mesh_file_chmod(mesh_ctx *cx, const mesh_string *path, int64_t mode);
bool mesh_file_symlink(mesh_ctx *cx, const mesh_string *target, const mesh_string *path);
mesh_string *mesh_file_read_link(mesh_ctx *cx, const mesh_string *path);
mesh_string *mesh_file_real_path(mesh_ctx *cx, const mesh_string *path);
/* A new empty file or directory, `prefix` and 10 random characters; its path. */
mesh_string *mesh_file_temporary(mesh_ctx *cx, const mesh_string *prefix, bool directory);
int64_t mesh_file_free_space(mesh_ctx *cx, const mesh_string *path);

/* ---- handles --------------------------------------------------------------------------------------------------------- */

/* An open file; closed when its last reference goes. */
typedef struct mesh_file_handle mesh_file_handle;

enum { MESH_OPEN_READ, MESH_OPEN_WRITE, MESH_OPEN_APPEND, MESH_OPEN_READ_WRITE, MESH_OPEN_CREATE };

mesh_file_handle *mesh_file_open(mesh_ctx *cx, const mesh_string *path, int64_t mode);
void mesh_file_handle_free(mesh_ctx *cx, mesh_file_handle *h);

/* Gives one reference up. */
static inline void mesh_file_handle_drop(mesh_ctx *cx, mesh_file_handle *h_own)
{
    if (mesh_drop_last(h_own))
        mesh_file_handle_free(cx, h_own);
}

int64_t mesh_file_handle_descriptor(mesh_ctx *cx, const mesh_file_handle *h);
mesh_bytes *mesh_file_handle_read(mesh_ctx *cx, mesh_file_handle *h, int64_t n);
mesh_string *mesh_file_handle_read_line(mesh_ctx *cx, mesh_file_handle *h, bool lossy);
bool mesh_file_handle_write(mesh_ctx *cx, mesh_file_handle *h, const mesh_bytes *b);
int64_t mesh_file_handle_position(mesh_ctx *cx, mesh_file_handle *h);
bool mesh_file_handle_seek(mesh_ctx *cx, mesh_file_handle *h, int64_t position);
int64_t mesh_file_handle_size(mesh_ctx *cx, mesh_file_handle *h);
bool mesh_file_handle_truncate(mesh_ctx *cx, mesh_file_handle *h, int64_t size);
bool mesh_file_handle_sync(mesh_ctx *cx, mesh_file_handle *h);
void mesh_file_handle_close(mesh_ctx *cx, mesh_file_handle *h);

/* An exclusive advisory lock, given up when its last reference goes. */
typedef struct mesh_file_lock mesh_file_lock;

/* Null and MESH_FAULT_LOCKED if somebody else has it and `wait` is false. */
mesh_file_lock *mesh_file_lock_take(mesh_ctx *cx, const mesh_string *path, bool wait);
void mesh_file_lock_release(mesh_ctx *cx, mesh_file_lock *lock);
void mesh_file_lock_free(mesh_ctx *cx, mesh_file_lock *lock);

/* Gives one reference up. */
static inline void mesh_file_lock_drop(mesh_ctx *cx, mesh_file_lock *lock_own)
{
    if (mesh_drop_last(lock_own))
        mesh_file_lock_free(cx, lock_own);
}

int64_t mesh_file_lock_descriptor(mesh_ctx *cx, const mesh_file_lock *lock);

#endif
