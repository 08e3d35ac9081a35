/* A process that runs one test. Design in mesh/test.h. */
#define _DEFAULT_SOURCE
#include "mesh/test.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "mesh/closure.h"
#include "mesh/panic.h"
#include "mesh/string.h"

/* A call of `mesh_test_caught` under way. */
typedef struct catcher {
    struct catcher *outer;
    jmp_buf jump;
    mesh_frame *frame;
    mesh_string *message; /* owned */
} catcher;

typedef struct waiting {
    struct waiting *next;
    mesh_closure *f; /* owned */
} waiting;

struct mesh__test {
    catcher *innermost;
    waiting *first;
    mesh_string *value; /* owned; what the caught function returned, or NULL */
    bool returned;
};

static struct mesh__test the_test;

static void on_panic(mesh_ctx *cx, const char *message, size_t length)
{
    catcher *c = cx->test->innermost;
    if (c == NULL)
        return;
    c->message = mesh_string_from_lossy(cx, message, length);
    cx->test->innermost = c->outer;
    cx->frame = c->frame;
    longjmp(c->jump, 1);
}

static void call(mesh_ctx *cx, mesh_closure *f)
{
    ((void (*)(mesh_ctx *, mesh_closure *))f->code)(cx, f);
}

void mesh_test_begin(mesh_ctx *cx)
{
    cx->test = &the_test;
    cx->on_panic = on_panic;
    cx->after_panic = mesh_test_finish;
    const char *path = getenv("MESH_TEST_REPORT");
    if (path != NULL) {
        int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        if (fd > 0)
            cx->report_fd = fd;
    }
}

static void put(int fd, const char *bytes, size_t length)
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

void mesh_test_note(mesh_ctx *cx, const mesh_string *line)
{
    if (cx->report_fd == 0)
        return;
    put(cx->report_fd, line->bytes, line->length);
    put(cx->report_fd, "\n", 1);
}

void mesh_test_after(mesh_ctx *cx, mesh_closure *f)
{
    waiting *entry = malloc(sizeof *entry);
    if (entry == NULL)
        mesh_panic(cx, "out of memory");
    mesh_dup(f);
    entry->f = f;
    entry->next = the_test.first;
    the_test.first = entry;
}

void mesh_test_finish(mesh_ctx *cx)
{
    while (the_test.first != NULL) {
        waiting *entry = the_test.first;
        the_test.first = entry->next;
        cx->after_panic = mesh_test_finish; /* a failing teardown does not keep the others from running */
        call(cx, entry->f);
        mesh_closure_drop(cx, entry->f);
        free(entry);
    }
}

mesh_string *mesh_test_caught(mesh_ctx *cx, mesh_closure *f)
{
    catcher c;
    c.outer = the_test.innermost;
    c.frame = cx->frame;
    c.message = NULL;
    the_test.innermost = &c;
    the_test.returned = false;
    if (setjmp(c.jump) == 0) {
        call(cx, f);
        the_test.innermost = c.outer;
        the_test.returned = true;
        mesh_string *value = the_test.value;
        the_test.value = NULL;
        return value;
    }
    the_test.returned = false;
    return c.message;
}

void mesh_test_returned(mesh_ctx *cx, const mesh_string *value)
{
    the_test.value = mesh_string_from_lossy(cx, value->bytes, value->length);
}

bool mesh_test_was_returned(mesh_ctx *cx)
{
    (void)cx;
    return the_test.returned;
}

void mesh_test_stop(mesh_ctx *cx)
{
    mesh_test_finish(cx);
    mesh_exit(cx, 0);
}
