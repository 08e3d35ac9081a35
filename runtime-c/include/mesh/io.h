/* Standard streams, and buffered reading.
 *
 * Standard output has one buffer a process, flushed when it is full, at the end of the program, before anything goes to
 * standard error, and at every newline if it is a terminal. One call's text is never split by another's. After a failure the
 * stream is not written again, and its text is dropped.
 * Standard input has one buffer too, which all reading functions share.
 *
 * Functions that can fail answer null and set `cx->fault` (fault.h).
 */
#ifndef MESH_IO_H
#define MESH_IO_H

#include "bytes.h"
#include "fault.h"
#include "string.h"

void mesh_print(mesh_ctx *cx, const mesh_string *s);
void mesh_println(mesh_ctx *cx, const mesh_string *s);
void mesh_io_write_bytes(mesh_ctx *cx, const mesh_bytes *b);
void mesh_io_flush(mesh_ctx *cx);
void mesh_io_eprint(mesh_ctx *cx, const mesh_string *s);
void mesh_io_eprintln(mesh_ctx *cx, const mesh_string *s);
void mesh_io_ewrite_bytes(mesh_ctx *cx, const mesh_bytes *b);

/* The next line without its end, `\n` or `\r\n`. At the end of input MESH_FAULT_END. */
mesh_string *mesh_io_read_line(mesh_ctx *cx);
/* The same with ill-formed parts as U+FFFD. */
mesh_string *mesh_io_read_line_lossy(mesh_ctx *cx);
/* Everything up to the end. */
mesh_string *mesh_io_read_all(mesh_ctx *cx);
mesh_bytes *mesh_io_read_all_bytes(mesh_ctx *cx);
/* 1 to n bytes as soon as there are any; none at the end or if n < 1. */
mesh_bytes *mesh_io_read_bytes(mesh_ctx *cx, int64_t n);

bool mesh_io_is_terminal(mesh_ctx *cx, int64_t descriptor);
/* columns << 32 | rows of standard output's terminal, or -1. */
int64_t mesh_io_terminal_size(mesh_ctx *cx);

/* ---- for the library's C --------------------------------------------------------------------------------------------- */

enum { MESH_READER_SIZE = 64 * 1024 };

/* Longest line in bytes. */
#define MESH_LINE_MAX ((size_t)16 * 1024 * 1024)

/* A descriptor read through a buffer: bytes[start … end) are read and not used yet. */
typedef struct mesh__reader {
    int descriptor;
    size_t start, end;
    char bytes[MESH_READER_SIZE];
} mesh__reader;

/* read(2) with EINTR retried. At most SSIZE_MAX bytes. -1: `cx->fault` is set. */
ptrdiff_t mesh__read(mesh_ctx *cx, int descriptor, void *bytes, size_t length);
/* write(2) until everything is written. False: `cx->fault` is set. */
bool mesh__write_all(mesh_ctx *cx, int descriptor, const void *bytes, size_t length);

mesh_string *mesh__reader_line(mesh_ctx *cx, mesh__reader *reader, bool lossy);
mesh_bytes *mesh__reader_some(mesh_ctx *cx, mesh__reader *reader, size_t n);
/* The bytes up to the end, `expected` of them if the guess is right. */
mesh_bytes *mesh__reader_rest(mesh_ctx *cx, mesh__reader *reader, size_t expected);

/* The text that well-formed bytes are; consumes them. Null and MESH_FAULT_UTF8 if they are not. */
mesh_string *mesh__text_own(mesh_ctx *cx, mesh_bytes *b);

#endif
