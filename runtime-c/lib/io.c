#define _DEFAULT_SOURCE
#include "mesh/io.h"

#include <errno.h>
#include <sys/ioctl.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OUTPUT_SIZE = 64 * 1024 };

/* ---- standard output and error --------------------------------------------------------------------------------------- */

static struct {
    size_t length;
    bool ready;    /* the next two are known */
    bool terminal;
    bool broken;   /* a write failed: text is dropped */
    char bytes[OUTPUT_SIZE];
} output;

static bool error_broken;

/* Writes the buffer. The fault of a program's own calls stays as it is. */
static void flush(mesh_ctx *cx)
{
    const int fault = cx->fault;
    const size_t length = output.length;
    output.length = 0;
    if (length > 0 && !output.broken)
        output.broken = !mesh__write_all(cx, STDOUT_FILENO, output.bytes, length);
    cx->fault = fault;
}

static MESH_COLD void prepare(mesh_ctx *cx)
{
    output.ready = true;
    output.terminal = isatty(STDOUT_FILENO) == 1;
    (void)cx;
}

/* Text that does not fit behind what is in the buffer: buffer, text and newline go out in one write if the system takes them. */
static MESH_NOINLINE void write_large(mesh_ctx *cx, const char *bytes, size_t length, bool newline)
{
    char end[] = "\n";
    struct iovec parts[3] = {
        {output.bytes, output.length}, {(char *)(uintptr_t)bytes, length}, {end, newline ? 1 : 0}};
    if (output.broken)
        return;
    ssize_t n;
    do
        n = writev(STDOUT_FILENO, parts, 3);
    while (n < 0 && errno == EINTR);
    size_t written = n < 0 ? 0 : (size_t)n;
    const int fault = cx->fault;
    for (int i = 0; i < 3 && !output.broken; i++) {
        const size_t done = written < parts[i].iov_len ? written : parts[i].iov_len;
        written -= done;
        output.broken = !mesh__write_all(cx, STDOUT_FILENO, (char *)parts[i].iov_base + done, parts[i].iov_len - done);
    }
    cx->fault = fault;
    output.length = 0;
}

static inline void put(mesh_ctx *cx, const char *bytes, size_t length, bool newline)
{
    if (MESH_UNLIKELY(!output.ready))
        prepare(cx);
    cx->flush_output = flush;
    if (MESH_UNLIKELY(length + 1 > OUTPUT_SIZE - output.length)) {
        if (length < OUTPUT_SIZE / 2)
            flush(cx);
        else {
            write_large(cx, bytes, length, newline);
            return;
        }
    }
    memcpy(output.bytes + output.length, bytes, length);
    output.length += length;
    if (newline)
        output.bytes[output.length++] = '\n';
    if (MESH_UNLIKELY(output.terminal) && (newline || memchr(bytes, '\n', length) != NULL))
        flush(cx);
}

void mesh_print(mesh_ctx *cx, const mesh_string *s)
{
    put(cx, s->bytes, s->length, false);
}

void mesh_println(mesh_ctx *cx, const mesh_string *s)
{
    put(cx, s->bytes, s->length, true);
}

void mesh_io_write_bytes(mesh_ctx *cx, const mesh_bytes *b)
{
    put(cx, (const char *)b->data, b->length, false);
}

void mesh_io_flush(mesh_ctx *cx)
{
    flush(cx);
}

static void put_error(mesh_ctx *cx, const char *bytes, size_t length)
{
    flush(cx);
    const int fault = cx->fault;
    if (!error_broken)
        error_broken = !mesh__write_all(cx, STDERR_FILENO, bytes, length);
    cx->fault = fault;
}

void mesh_io_eprint(mesh_ctx *cx, const mesh_string *s)
{
    put_error(cx, s->bytes, s->length);
}

void mesh_io_eprintln(mesh_ctx *cx, const mesh_string *s)
{
    mesh_string *line = mesh_string_reserve_own(cx, mesh_string_empty(), (size_t)s->length + 1);
    line = mesh_string_append_bytes_own(cx, line, s->bytes, s->length, s->points);
    line = mesh_string_append_bytes_own(cx, line, "\n", 1, 1);
    put_error(cx, line->bytes, line->length);
    mesh_string_drop(cx, line);
}

void mesh_io_ewrite_bytes(mesh_ctx *cx, const mesh_bytes *b)
{
    put_error(cx, (const char *)b->data, b->length);
}

/* ---- standard input -------------------------------------------------------------------------------------------------- */

static mesh__reader input = {.descriptor = STDIN_FILENO};

/* A program that talks at a terminal shows what it wrote before it waits for an answer. */
static void before_reading(mesh_ctx *cx)
{
    if (input.start == input.end && output.length > 0 && output.terminal && isatty(STDIN_FILENO) == 1)
        flush(cx);
}

mesh_string *mesh_io_read_line(mesh_ctx *cx)
{
    before_reading(cx);
    return mesh__reader_line(cx, &input, false);
}

mesh_string *mesh_io_read_line_lossy(mesh_ctx *cx)
{
    before_reading(cx);
    return mesh__reader_line(cx, &input, true);
}

mesh_bytes *mesh_io_read_all_bytes(mesh_ctx *cx)
{
    before_reading(cx);
    return mesh__reader_rest(cx, &input, MESH_READER_SIZE);
}

mesh_string *mesh_io_read_all(mesh_ctx *cx)
{
    mesh_bytes *b = mesh_io_read_all_bytes(cx);
    return b == NULL ? NULL : mesh__text_own(cx, b);
}

mesh_bytes *mesh_io_read_bytes(mesh_ctx *cx, int64_t n)
{
    before_reading(cx);
    return mesh__reader_some(cx, &input, n < 1 ? 0 : (uint64_t)n > SIZE_MAX ? SIZE_MAX : (size_t)n);
}

/* ---- terminals ------------------------------------------------------------------------------------------------------- */

bool mesh_io_is_terminal(mesh_ctx *cx, int64_t descriptor)
{
    (void)cx;
    return isatty((int)descriptor) == 1;
}

int64_t mesh_io_terminal_size(mesh_ctx *cx)
{
    (void)cx;
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0)
        return -1;
    return (int64_t)size.ws_col << 32 | size.ws_row;
}
