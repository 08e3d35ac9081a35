/* Panics and the start of a program.
 *
 * A panic ends the actor; it never unwinds. Standard output is flushed, then standard error receives
 *
 *     panic: <message> (<file>:<line>:<column>)
 *       at <Module>.<function>/<arity> (<file>:<line>)
 *       …
 *
 * The position is that of the given site if it lies in user code, else of the nearest user code going up
 * the frames, so that a panic of a library function shows the call in user code. Library functions never
 * show in the backtrace. A trace of more than MESH_TRACE_FIRST + MESH_TRACE_LAST lines is cut in the middle
 * with `  … N more`. A panic of the first actor ends the process with status 1.
 *
 * Who appears in the trace: the site's function and the functions it was inlined into; then, going up the
 * frames, the same for each frame's site. The innermost frame is skipped if the panic's site says that it
 * belongs to the function that is running (`framed`): its site then names an earlier call.
 *
 * None of these functions allocate; they may be called when memory or stack is short.
 */
#ifndef MESH_PANIC_H
#define MESH_PANIC_H

#include "context.h"

enum { MESH_TRACE_FIRST = 40, MESH_TRACE_LAST = 10 };

/* Ends the actor with a message that is written as it stands. `site` may be NULL: position from the
 * frames. */
MESH_COLD MESH_NORETURN void mesh_panic_at(mesh_ctx *cx, const mesh_site *site, const char *message);

/* The same with a message made by printf; at most 1023 bytes of it are shown. */
MESH_COLD MESH_NORETURN void mesh_panic_format_at(mesh_ctx *cx, const mesh_site *site, const char *format, ...)
    MESH_PRINTF(3, 4);

/* For C code of users: ends the actor at the position of the call in Mesh code. */
MESH_COLD MESH_NORETURN void mesh_panic(mesh_ctx *cx, const char *message);

/* Prelude `panic(text)`: borrows the text, which may hold any characters. */
MESH_COLD MESH_NORETURN void mesh_panic_text_at(mesh_ctx *cx, const mesh_string *message, const mesh_site *site);

/* Messages that several operations share. */
MESH_COLD MESH_NORETURN void mesh__panic_overflow(mesh_ctx *cx, const mesh_site *site);
MESH_COLD MESH_NORETURN void mesh__panic_zero(mesh_ctx *cx, const mesh_site *site);

/* `function: index i out of bounds (length n)` */
MESH_COLD MESH_NORETURN void mesh_panic_index_at(mesh_ctx *cx, const char *function, int64_t index, int64_t length,
                                                 const mesh_site *site);

/* Runs a program: makes the context, runs `entry` (constants, then main) on a large lazily mapped stack of
 * its own (1 GiB, on 32-bit machines 64 MiB; the variable MESH_STACK, e.g. `256k`, `64m`, sets it), flushes
 * standard output, and returns the exit status. With MESH_CHECK_LEAKS=1 in the environment prints
 * `leak: N live cells` and returns 1 if blocks are left. The number in
 * MESH_HASH_SEED replaces the random seed of hash tables. */
int mesh_start(int argc, char **argv, void (*entry)(mesh_ctx *cx));

/* Prelude `dbg`: writes `file:line:column: text` and a newline to standard error, as one write; the position is
 * found as for a panic. Borrows the text. */
void mesh_dbg_at(mesh_ctx *cx, const mesh_string *text, const mesh_site *site);

/* `main` returned Err: flushes standard output, writes `error: text` and a newline to standard error and ends the
 * process with status 1. Borrows the text. */
MESH_COLD MESH_NORETURN void mesh_main_failed(mesh_ctx *cx, const mesh_string *text);

/* Ends the process without flushing. */
MESH_NORETURN void mesh__end_process(mesh_ctx *cx, int status);

/* Flushes standard output and ends the process at once with this status (0-255). */
MESH_NORETURN void mesh_exit(mesh_ctx *cx, int64_t status);

#endif
