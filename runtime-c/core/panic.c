/* Panics: the report on standard error and the end of the actor. Design in mesh/panic.h. */
#define _DEFAULT_SOURCE
#include "mesh/panic.h"
#include "mesh/test.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "mesh/heap.h"
#include "mesh/show.h"
#include "mesh/string.h"

/* ---- writing without allocation ---- */

typedef struct report {
    int fd;
    size_t length;
    char bytes[2048];
} report;

/* Writes everything to `fd`; gives up if that fails, since there is nobody left to tell. */
static void write_error(int fd, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t n = write(fd, bytes, length);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return;
        bytes += n;
        length -= (size_t)n;
    }
}

static void add(report *r, const char *bytes, size_t length)
{
    if (length > sizeof r->bytes - r->length) {
        write_error(r->fd, r->bytes, r->length);
        r->length = 0;
        if (length > sizeof r->bytes) {
            write_error(r->fd, bytes, length);
            return;
        }
    }
    memcpy(r->bytes + r->length, bytes, length);
    r->length += length;
}

static void add_text(report *r, const char *text)
{
    add(r, text, strlen(text));
}

static void add_number(report *r, int64_t n)
{
    char digits[MESH_SHOW_INT];
    add(r, digits, mesh_show_int(digits, n));
}

/* ---- frames ---- */

/* Goes through the sites of a panic, innermost first, those of library functions left out. */
typedef struct walk {
    const mesh_site *site;
    const mesh_frame *frame; /* next one to visit */
} walk;

static walk walk_from(const mesh_ctx *cx, const mesh_site *site)
{
    walk w = {site, cx->frame};
    if (site != NULL && site->framed && w.frame != NULL)
        w.frame = w.frame->up;
    return w;
}

/* The next site in user code, or NULL. */
static const mesh_site *walk_next(walk *w)
{
    for (;;) {
        while (w->site == NULL) {
            if (w->frame == NULL)
                return NULL;
            w->site = w->frame->site;
            w->frame = w->frame->up;
        }
        const mesh_site *site = w->site;
        w->site = site->inlined_at;
        if (!site->fun->library)
            return site;
    }
}

static void add_position(report *r, const mesh_site *site, bool column)
{
    add_text(r, site->fun->file);
    add_text(r, ":");
    add_number(r, site->line);
    if (column) {
        add_text(r, ":");
        add_number(r, site->column);
    }
}

static void add_trace(report *r, walk w)
{
    size_t lines = 0;
    walk counting = w;
    while (walk_next(&counting) != NULL)
        lines++;
    size_t cut = lines > MESH_TRACE_FIRST + MESH_TRACE_LAST ? lines - MESH_TRACE_FIRST - MESH_TRACE_LAST : 0;
    for (size_t line = 0; line < lines; line++) {
        const mesh_site *site = walk_next(&w);
        if (cut != 0 && line >= MESH_TRACE_FIRST && line < MESH_TRACE_FIRST + cut) {
            if (line == MESH_TRACE_FIRST) {
                add_text(r, "  … ");
                add_number(r, (int64_t)cut);
                add_text(r, " more\n");
            }
            continue;
        }
        add_text(r, "  at ");
        add_text(r, site->fun->name);
        add_text(r, " (");
        add_position(r, site, false);
        add_text(r, ")\n");
    }
}

/* ---- the end ---- */

/* A panic while standard output is flushed is reported, but does not flush again. */
static void flush_once(mesh_ctx *cx)
{
    void (*flush)(mesh_ctx *) = cx->flush_output;
    cx->flush_output = NULL;
    if (flush != NULL)
        flush(cx);
    cx->flush_output = flush;
}

/* Where panics of this process are reported. */
static int report_fd(const mesh_ctx *cx)
{
    return cx->report_fd != 0 ? cx->report_fd : STDERR_FILENO;
}

/* Sends the report and ends the process; in a test what waits for its end runs before. */
MESH_NORETURN static void end_reported(mesh_ctx *cx, const report *r)
{
    write_error(r->fd, r->bytes, r->length);
    void (*after)(mesh_ctx *) = cx->after_panic;
    cx->after_panic = NULL;
    if (after != NULL) {
        after(cx);
        flush_once(cx);
    }
    mesh__end_process(cx, 1);
}

MESH_NORETURN static void panic_bytes(mesh_ctx *cx, const mesh_site *site, const char *message, size_t length)
{
    if (cx->on_panic != NULL)
        cx->on_panic(cx, message, length);
    flush_once(cx);
    report r;
    r.fd = report_fd(cx);
    r.length = 0;
    add_text(&r, "panic: ");
    add(&r, message, length);
    walk w = walk_from(cx, site), first = w;
    const mesh_site *position = walk_next(&first);
    if (position != NULL) {
        add_text(&r, " (");
        add_position(&r, position, true);
        add_text(&r, ")");
    }
    add_text(&r, "\n");
    add_trace(&r, w);
    end_reported(cx, &r);
}

void mesh_test_failed_at(mesh_ctx *cx, const mesh_string *text, const mesh_string *details, const mesh_site *site)
{
    if (cx->on_panic != NULL)
        cx->on_panic(cx, text->bytes, text->length);
    flush_once(cx);
    report r;
    r.fd = report_fd(cx);
    r.length = 0;
    add(&r, text->bytes, text->length);
    walk w = walk_from(cx, site);
    const mesh_site *position = walk_next(&w);
    if (position != NULL) {
        add_text(&r, " (");
        add_position(&r, position, true);
        add_text(&r, ")");
    }
    add_text(&r, "\n");
    add(&r, details->bytes, details->length);
    end_reported(cx, &r);
}

void mesh_panic_at(mesh_ctx *cx, const mesh_site *site, const char *message)
{
    panic_bytes(cx, site, message, strlen(message));
}

void mesh_panic_format_at(mesh_ctx *cx, const mesh_site *site, const char *format, ...)
{
    char message[1024];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    panic_bytes(cx, site, message,
                length < 0 ? 0 : (size_t)length < sizeof message ? (size_t)length : sizeof message - 1);
}

void mesh_panic(mesh_ctx *cx, const char *message)
{
    mesh_panic_at(cx, NULL, message);
}

void mesh_panic_text_at(mesh_ctx *cx, const mesh_string *message, const mesh_site *site)
{
    panic_bytes(cx, site, message->bytes, message->length);
}

void mesh__panic_overflow(mesh_ctx *cx, const mesh_site *site)
{
    mesh_panic_at(cx, site, "integer overflow");
}

void mesh__panic_zero(mesh_ctx *cx, const mesh_site *site)
{
    mesh_panic_at(cx, site, "division by zero");
}

void mesh_panic_index_at(mesh_ctx *cx, const char *function, int64_t index, int64_t length, const mesh_site *site)
{
    mesh_panic_format_at(cx, site, "%s: index %lld out of bounds (length %lld)", function, (long long)index,
                         (long long)length);
}

void mesh__stack_overflow(mesh_ctx *cx)
{
    mesh_panic_at(cx, NULL, "stack overflow");
}

void mesh__out_of_memory(mesh_ctx *cx)
{
    mesh_panic_at(cx, NULL, "out of memory");
}

void mesh_dbg_at(mesh_ctx *cx, const mesh_string *text, const mesh_site *site)
{
    report r;
    r.fd = STDERR_FILENO;
    r.length = 0;
    walk w = walk_from(cx, site);
    const mesh_site *position = walk_next(&w);
    if (position != NULL) {
        add_position(&r, position, true);
        add_text(&r, ": ");
    }
    add(&r, text->bytes, text->length);
    add_text(&r, "\n");
    write_error(r.fd, r.bytes, r.length);
}

void mesh_main_failed(mesh_ctx *cx, const mesh_string *text)
{
    flush_once(cx);
    report r;
    r.fd = STDERR_FILENO;
    r.length = 0;
    add_text(&r, "error: ");
    add(&r, text->bytes, text->length);
    add_text(&r, "\n");
    write_error(r.fd, r.bytes, r.length);
    mesh__end_process(cx, 1);
}

#ifdef MESH_ASSERTIONS
void mesh__assertion_failed(const char *text, const char *file, int line)
{
    fprintf(stderr, "%s:%d: assertion failed: %s\n", file, line, text);
    abort();
}
#endif
