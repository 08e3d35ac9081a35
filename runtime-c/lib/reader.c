/* Buffered reading of a descriptor; see mesh/io.h. */
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "mesh/io.h"

/* Largest count of one read or write: what every system takes. */
#define MOST ((size_t)0x40000000)

/* Waits until a descriptor that somebody made non-blocking is ready. */
static void wait_for(int descriptor, short events)
{
    struct pollfd waiting = {descriptor, events, 0};
    (void)poll(&waiting, 1, -1);
}

ptrdiff_t mesh__read(mesh_ctx *cx, int descriptor, void *bytes, size_t length)
{
    for (;;) {
        const ssize_t n = read(descriptor, bytes, length < MOST ? length : MOST);
        if (n >= 0)
            return (ptrdiff_t)n;
        if (errno == EAGAIN || errno == EWOULDBLOCK) {
            wait_for(descriptor, POLLIN);
        } else if (errno != EINTR) {
            cx->fault = errno;
            return -1;
        }
    }
}

bool mesh__write_all(mesh_ctx *cx, int descriptor, const void *bytes, size_t length)
{
    const char *p = bytes;
    while (length > 0) {
        const ssize_t n = write(descriptor, p, length < MOST ? length : MOST);
        if (n >= 0) {
            p += n;
            length -= (size_t)n;
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            wait_for(descriptor, POLLOUT);
        } else if (errno != EINTR) {
            cx->fault = errno;
            return false;
        }
    }
    return true;
}

/* Refills the empty buffer. 1: there are bytes, 0: end, -1: failure. */
static int refill(mesh_ctx *cx, mesh__reader *reader)
{
    const ptrdiff_t n = mesh__read(cx, reader->descriptor, reader->bytes, MESH_READER_SIZE);
    reader->start = 0;
    reader->end = n > 0 ? (size_t)n : 0;
    return n > 0 ? 1 : (int)n;
}

/* The text of a line; NULL if it is ill-formed and must not be repaired. */
static mesh_string *line_text(mesh_ctx *cx, const char *bytes, size_t length, bool lossy)
{
    if (length > 0 && bytes[length - 1] == '\r')
        length--;
    uint32_t points;
    if (mesh_utf8_check(bytes, length, &points) == length)
        return mesh_string_from_bytes(cx, bytes, length, points);
    if (lossy)
        return mesh_string_from_lossy(cx, bytes, length);
    cx->fault = MESH_FAULT_UTF8;
    return NULL;
}

/* A line that does not end in the buffer: collected piece by piece. */
static MESH_NOINLINE mesh_string *long_line(mesh_ctx *cx, mesh__reader *reader, bool lossy)
{
    unsigned char *end;
    mesh_bytes *line = mesh_bytes_new(cx);
    bool too_long = false, newline = false;
    while (!newline) {
        if (reader->start == reader->end) {
            const int state = refill(cx, reader);
            if (state < 0) {
                mesh_bytes_drop(cx, line);
                return NULL;
            }
            if (state == 0)
                break;
        }
        const char *from = reader->bytes + reader->start;
        const size_t left = reader->end - reader->start;
        const char *stop = memchr(from, '\n', left);
        newline = stop != NULL;
        const size_t piece = newline ? (size_t)(stop - from) : left;
        reader->start += piece + (newline ? 1 : 0);
        too_long = too_long || piece > MESH_LINE_MAX - line->length;
        if (!too_long && piece > 0) {
            line = mesh_bytes_reserve_own(cx, line, piece, &end);
            memcpy(end, from, piece);
            line->length += piece;
        }
    }
    mesh_string *s = NULL;
    if (too_long)
        cx->fault = MESH_FAULT_LINE;
    else if (line->length == 0 && !newline)
        cx->fault = MESH_FAULT_END;
    else if (newline)
        s = line_text(cx, (const char *)line->data, line->length, lossy);
    else if (mesh_bytes_utf8_error(cx, line) < 0 || lossy)
        s = mesh_string_from_lossy(cx, (const char *)line->data, line->length);
    else
        cx->fault = MESH_FAULT_UTF8;
    mesh_bytes_drop(cx, line);
    return s;
}

mesh_string *mesh__reader_line(mesh_ctx *cx, mesh__reader *reader, bool lossy)
{
    const char *from = reader->bytes + reader->start;
    const char *stop = memchr(from, '\n', reader->end - reader->start);
    if (MESH_UNLIKELY(stop == NULL))
        return long_line(cx, reader, lossy);
    reader->start += (size_t)(stop - from) + 1;
    return line_text(cx, from, (size_t)(stop - from), lossy);
}

mesh_bytes *mesh__reader_some(mesh_ctx *cx, mesh__reader *reader, size_t n)
{
    if (n == 0)
        return mesh_bytes_new(cx);
    if (reader->start == reader->end && refill(cx, reader) < 0)
        return NULL;
    const size_t left = reader->end - reader->start;
    if (n > left)
        n = left;
    mesh_bytes *b = mesh_bytes_from_memory(cx, reader->bytes + reader->start, n);
    reader->start += n;
    return b;
}

mesh_bytes *mesh__reader_rest(mesh_ctx *cx, mesh__reader *reader, size_t expected)
{
    const size_t left = reader->end - reader->start;
    mesh_bytes *b = mesh_bytes_with_capacity(cx, (int64_t)(left + expected + 1));
    b = mesh_bytes_append_memory_own(cx, b, reader->bytes + reader->start, left);
    reader->start = reader->end = 0;
    size_t room = expected + 1;
    for (;;) {
        unsigned char *end;
        b = mesh_bytes_reserve_own(cx, b, room, &end);
        const ptrdiff_t n = mesh__read(cx, reader->descriptor, end, room);
        if (n < 0) {
            mesh_bytes_drop(cx, b);
            return NULL;
        }
        if (n == 0)
            return b;
        b->length += (size_t)n;
        /* The expected size leaves one byte to find the end with; after that, ever larger pieces. */
        room = (size_t)n < room ? room - (size_t)n : b->length < MESH_READER_SIZE ? MESH_READER_SIZE : b->length;
    }
}

mesh_string *mesh__text_own(mesh_ctx *cx, mesh_bytes *b)
{
    uint32_t points;
    mesh_string *s = NULL;
    if (b->length > MESH_STRING_MAX)
        cx->fault = EFBIG;
    else if (mesh_utf8_check((const char *)b->data, b->length, &points) != b->length)
        cx->fault = MESH_FAULT_UTF8;
    else
        s = mesh_string_from_bytes(cx, (const char *)b->data, b->length, points);
    mesh_bytes_drop(cx, b);
    return s;
}
