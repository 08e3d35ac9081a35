#include "mesh/fault.h"

#include <errno.h>
#include <stdio.h>

#include "mesh/string.h"

typedef struct entry {
    int code;
    const char *text;
} entry;

static const entry kinds[] = {
    {MESH_FAULT_END, "end of input"},
    {MESH_FAULT_UTF8, "invalid utf-8"},
    {MESH_FAULT_PATH, "invalid path"},
    {MESH_FAULT_CLOSED, "closed"},
    {MESH_FAULT_LINE, "output too large: limit 16777216"},
    {MESH_FAULT_LOCKED, "locked"},
    {ENOENT, "not found"},
    {EACCES, "permission denied"},
    {EPERM, "permission denied"},
    {EEXIST, "already exists"},
    {ENOTDIR, "not a directory"},
    {EISDIR, "is a directory"},
    {ENOTEMPTY, "directory not empty"},
    {EROFS, "read-only file system"},
    {ENOSPC, "no space left"},
#ifdef EDQUOT
    {EDQUOT, "no space left"},
#endif
    {ENOSYS, "not supported"},
    {EOPNOTSUPP, "not supported"},
    {EMFILE, "too many open files"},
    {ENFILE, "too many open files"},
    {ENAMETOOLONG, "name too long"},
    {ELOOP, "symlink loop"},
    {EXDEV, "different file systems"},
    {EBUSY, "busy"},
    {ETXTBSY, "busy"},
    {EPIPE, "broken pipe"},
    {EFBIG, "too large"},
    {EOVERFLOW, "too large"},
};

/* The errno names that an `io error` shows. */
#define NAME(code) {code, #code}
static const entry names[] = {
    NAME(EIO),       NAME(EINVAL),    NAME(EBADF),       NAME(ENOMEM),      NAME(EAGAIN),    NAME(ENXIO),
    NAME(ENODEV),    NAME(ESPIPE),    NAME(EMLINK),      NAME(EFAULT),      NAME(ENOTTY),    NAME(EDEADLK),
    NAME(ENOLCK),    NAME(EPROTO),    NAME(ECONNRESET),  NAME(ECONNREFUSED), NAME(ETIMEDOUT), NAME(ENOTCONN),
    NAME(EADDRINUSE), NAME(EHOSTUNREACH), NAME(ENETUNREACH), NAME(ECANCELED), NAME(EILSEQ),  NAME(ERANGE),
    NAME(EDOM),      NAME(ECHILD),    NAME(ESRCH),       NAME(E2BIG),       NAME(ENOEXEC),
#ifdef ESTALE
    NAME(ESTALE),
#endif
};

static const char *lookup(const entry *table, size_t n, int code)
{
    for (size_t i = 0; i < n; i++)
        if (table[i].code == code)
            return table[i].text;
    return NULL;
}

static mesh_string *add(mesh_ctx *cx, mesh_string *s, const char *text)
{
    const size_t length = strlen(text);
    return mesh_string_append_bytes_own(cx, s, text, length, (uint32_t)length);
}

mesh_string *mesh_fault_text(mesh_ctx *cx, const mesh_string *detail)
{
    const char *kind = lookup(kinds, sizeof kinds / sizeof *kinds, cx->fault);
    mesh_string *s = add(cx, mesh_string_empty(), kind != NULL ? kind : "io error");
    if (detail->length > 0) {
        s = add(cx, s, ": ");
        s = mesh_string_append_bytes_own(cx, s, detail->bytes, detail->length, detail->points);
    }
    if (kind == NULL) {
        char number[24];
        const char *name = lookup(names, sizeof names / sizeof *names, cx->fault);
        if (name == NULL) {
            snprintf(number, sizeof number, "errno %d", cx->fault);
            name = number;
        }
        s = add(cx, s, detail->length > 0 ? " (" : ": (");
        s = add(cx, s, name);
        s = add(cx, s, ")");
    }
    return s;
}
