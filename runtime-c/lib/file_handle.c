/* Open files and locks. */
#define _DEFAULT_SOURCE
#define _FILE_OFFSET_BITS 64
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mesh/io.h"
#include "file_open.h"

struct mesh_file_handle {
    mesh_head head;
    int descriptor; /* kept after close for Display */
    bool closed;
    mesh__reader *reader; /* made by the first read */
};

struct mesh_file_lock {
    mesh_head head;
    int descriptor;
    bool released;
};

mesh_file_handle *mesh_file_open(mesh_ctx *cx, const mesh_string *path, int64_t mode)
{
    static const int flags[] = {O_RDONLY, O_WRONLY | O_CREAT | O_TRUNC, O_WRONLY | O_CREAT | O_APPEND, O_RDWR | O_CREAT,
                                O_RDWR | O_CREAT | O_EXCL};
    const int descriptor = mesh__open(cx, path, flags[mode]);
    if (descriptor < 0)
        return NULL;
    /* The system opens directories for reading; reading them then fails late. */
    struct stat status;
    if (mode == MESH_OPEN_READ && fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode)) {
        close(descriptor);
        cx->fault = EISDIR;
        return NULL;
    }
    mesh_file_handle *h = mesh_cell_alloc(cx, sizeof *h);
    h->head.rc = 1;
    h->head.tag = 0;
    h->descriptor = descriptor;
    h->closed = false;
    h->reader = NULL;
    return h;
}

void mesh_file_handle_close(mesh_ctx *cx, mesh_file_handle *h)
{
    (void)cx;
    if (h->closed)
        return;
    h->closed = true;
    free(h->reader);
    h->reader = NULL;
    close(h->descriptor);
}

void mesh_file_handle_free(mesh_ctx *cx, mesh_file_handle *h)
{
    mesh_file_handle_close(cx, h);
    mesh_cell_free(cx, h, sizeof *h);
}

int64_t mesh_file_handle_descriptor(mesh_ctx *cx, const mesh_file_handle *h)
{
    (void)cx;
    return h->descriptor;
}

static bool usable(mesh_ctx *cx, const mesh_file_handle *h)
{
    if (h->closed)
        cx->fault = MESH_FAULT_CLOSED;
    return !h->closed;
}

static mesh__reader *reader_of(mesh_ctx *cx, mesh_file_handle *h)
{
    if (h->reader == NULL) {
        h->reader = malloc(sizeof *h->reader);
        if (h->reader == NULL)
            mesh__out_of_memory(cx);
        h->reader->descriptor = h->descriptor;
        h->reader->start = h->reader->end = 0;
    }
    return h->reader;
}

/* Bytes that are in the buffer, so that the descriptor stands that far behind the position of the program. */
static int64_t ahead(const mesh_file_handle *h)
{
    return h->reader == NULL ? 0 : (int64_t)(h->reader->end - h->reader->start);
}

/* Forgets the buffer and puts the descriptor where the program thinks it is. */
static bool settle(mesh_ctx *cx, mesh_file_handle *h)
{
    const int64_t back = ahead(h);
    if (back == 0)
        return true;
    if (lseek(h->descriptor, (off_t)-back, SEEK_CUR) < 0) {
        cx->fault = errno;
        return false;
    }
    h->reader->start = h->reader->end = 0;
    return true;
}

mesh_bytes *mesh_file_handle_read(mesh_ctx *cx, mesh_file_handle *h, int64_t n)
{
    if (!usable(cx, h))
        return NULL;
    size_t left = n < 0 ? 0 : (uint64_t)n > SIZE_MAX / 4 ? SIZE_MAX / 4 : (size_t)n;
    mesh__reader *reader = reader_of(cx, h);
    const size_t buffered = reader->end - reader->start, first = left < buffered ? left : buffered;
    mesh_bytes *b = mesh_bytes_from_memory(cx, reader->bytes + reader->start, first);
    reader->start += first;
    left -= first;
    while (left > 0) {
        unsigned char *end;
        const size_t piece = left < (size_t)1 << 20 ? left : (size_t)1 << 20;
        b = mesh_bytes_reserve_own(cx, b, piece, &end);
        const ptrdiff_t got = mesh__read(cx, h->descriptor, end, piece);
        if (got < 0) {
            mesh_bytes_drop(cx, b);
            return NULL;
        }
        if (got == 0)
            break;
        b->length += (size_t)got;
        left -= (size_t)got;
    }
    return b;
}

mesh_string *mesh_file_handle_read_line(mesh_ctx *cx, mesh_file_handle *h, bool lossy)
{
    return usable(cx, h) ? mesh__reader_line(cx, reader_of(cx, h), lossy) : NULL;
}

bool mesh_file_handle_write(mesh_ctx *cx, mesh_file_handle *h, const mesh_bytes *b)
{
    return usable(cx, h) && settle(cx, h) && mesh__write_all(cx, h->descriptor, b->data, b->length);
}

int64_t mesh_file_handle_position(mesh_ctx *cx, mesh_file_handle *h)
{
    if (!usable(cx, h))
        return -1;
    const off_t position = lseek(h->descriptor, 0, SEEK_CUR);
    if (position < 0) {
        cx->fault = errno;
        return -1;
    }
    return (int64_t)position - ahead(h);
}

bool mesh_file_handle_seek(mesh_ctx *cx, mesh_file_handle *h, int64_t position)
{
    if (!usable(cx, h))
        return false;
    if (lseek(h->descriptor, (off_t)position, SEEK_SET) < 0) {
        cx->fault = errno;
        return false;
    }
    if (h->reader != NULL)
        h->reader->start = h->reader->end = 0;
    return true;
}

int64_t mesh_file_handle_size(mesh_ctx *cx, mesh_file_handle *h)
{
    struct stat status;
    if (!usable(cx, h))
        return -1;
    if (fstat(h->descriptor, &status) != 0) {
        cx->fault = errno;
        return -1;
    }
    return (int64_t)status.st_size;
}

bool mesh_file_handle_truncate(mesh_ctx *cx, mesh_file_handle *h, int64_t size)
{
    if (!usable(cx, h) || !settle(cx, h))
        return false;
    if (ftruncate(h->descriptor, (off_t)size) == 0)
        return true;
    cx->fault = errno;
    return false;
}

bool mesh_file_handle_sync(mesh_ctx *cx, mesh_file_handle *h)
{
    if (!usable(cx, h))
        return false;
    if (fsync(h->descriptor) == 0)
        return true;
    cx->fault = errno;
    return false;
}

/* ---- locks ----------------------------------------------------------------------------------------------------------- */

mesh_file_lock *mesh_file_lock_take(mesh_ctx *cx, const mesh_string *path, bool wait)
{
    const int descriptor = mesh__open(cx, path, O_RDWR | O_CREAT);
    if (descriptor < 0)
        return NULL;
    int result;
    do
        result = flock(descriptor, wait ? LOCK_EX : LOCK_EX | LOCK_NB);
    while (result != 0 && errno == EINTR);
    if (result != 0) {
        cx->fault = errno == EWOULDBLOCK ? MESH_FAULT_LOCKED : errno;
        close(descriptor);
        return NULL;
    }
    mesh_file_lock *lock = mesh_cell_alloc(cx, sizeof *lock);
    lock->head.rc = 1;
    lock->head.tag = 0;
    lock->descriptor = descriptor;
    lock->released = false;
    return lock;
}

void mesh_file_lock_release(mesh_ctx *cx, mesh_file_lock *lock)
{
    (void)cx;
    if (lock->released)
        return;
    lock->released = true;
    close(lock->descriptor);
}

void mesh_file_lock_free(mesh_ctx *cx, mesh_file_lock *lock)
{
    mesh_file_lock_release(cx, lock);
    mesh_cell_free(cx, lock, sizeof *lock);
}

int64_t mesh_file_lock_descriptor(mesh_ctx *cx, const mesh_file_lock *lock)
{
    (void)cx;
    return lock->descriptor;
}
