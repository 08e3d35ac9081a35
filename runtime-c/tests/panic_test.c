/* Panic reports, frames, and the start of programs. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <unistd.h>

#include "test.h"

/* As the emitter would write them: Main.main -> Main.outer -> List.map -> Main.inner, and what was inlined. */
static const mesh_fun_info main_fun = {"Main.main/0", "main.mpl", false};
static const mesh_fun_info outer_fun = {"Main.outer/1", "main.mpl", false};
static const mesh_fun_info inner_fun = {"Shop.inner/2", "shop/cart.mpl", false};
static const mesh_fun_info small_fun = {"Shop.small/1", "shop/cart.mpl", false};
static const mesh_fun_info library_fun = {"List.map/2", "list.mpl", true};

static const mesh_site main_site = {&main_fun, 30, 3, true, NULL};
static const mesh_site outer_early = {&outer_fun, 20, 5, true, NULL};
static const mesh_site outer_call = {&outer_fun, 21, 9, true, NULL};
static const mesh_site library_call = {&library_fun, 100, 1, true, NULL};
static const mesh_site library_add = {&library_fun, 101, 1, true, NULL};
static const mesh_site inner_add = {&inner_fun, 7, 11, false, NULL};
static const mesh_site small_in_inner = {&small_fun, 2, 4, false, &(const mesh_site){&inner_fun, 8, 13, false, NULL}};

static int which;

static void inner(mesh_ctx *cx)
{
    /* A leaf function: no frame. */
    mesh_panic_at(cx, which == 1 ? &small_in_inner : &inner_add, "integer overflow");
}

static void library(mesh_ctx *cx)
{
    mesh_frame frame;
    mesh_enter(cx, &frame, NULL);
    frame.site = &library_call;
    if (which == 2)
        mesh_panic_at(cx, &library_add, "List.map: broken");
    if (which == 3)
        mesh_panic(cx, "told by C code");
    inner(cx);
    mesh_leave(cx, &frame);
}

static void outer(mesh_ctx *cx)
{
    mesh_frame frame;
    mesh_enter(cx, &frame, NULL);
    if (which == 4)
        mesh_panic_at(cx, &outer_call, "before the first call");
    frame.site = &outer_early;
    if (which == 5)
        mesh_panic_at(cx, &outer_call, "after an earlier call");
    frame.site = &outer_call;
    library(cx);
    mesh_leave(cx, &frame);
}

static void program_main(mesh_ctx *cx)
{
    mesh_frame frame;
    mesh_enter(cx, &frame, NULL);
    frame.site = &main_site;
    outer(cx);
    mesh_leave(cx, &frame);
}

TEST(backtraces)
{
    which = 0;
    CHECK_PANICS(program_main, "panic: integer overflow (shop/cart.mpl:7:11)\n"
                               "  at Shop.inner/2 (shop/cart.mpl:7)\n"
                               "  at Main.outer/1 (main.mpl:21)\n"
                               "  at Main.main/0 (main.mpl:30)\n");
    which = 1;
    CHECK_PANICS(program_main, "panic: integer overflow (shop/cart.mpl:2:4)\n"
                               "  at Shop.small/1 (shop/cart.mpl:2)\n"
                               "  at Shop.inner/2 (shop/cart.mpl:8)\n"
                               "  at Main.outer/1 (main.mpl:21)\n"
                               "  at Main.main/0 (main.mpl:30)\n");
    which = 2;
    CHECK_PANICS(program_main, "panic: List.map: broken (main.mpl:21:9)\n"
                               "  at Main.outer/1 (main.mpl:21)\n"
                               "  at Main.main/0 (main.mpl:30)\n");
    which = 3;
    CHECK_PANICS(program_main, "panic: told by C code (main.mpl:21:9)\n"
                               "  at Main.outer/1 (main.mpl:21)\n"
                               "  at Main.main/0 (main.mpl:30)\n");
    which = 4;
    CHECK_PANICS(program_main, "panic: before the first call (main.mpl:21:9)\n"
                               "  at Main.outer/1 (main.mpl:21)\n"
                               "  at Main.main/0 (main.mpl:30)\n");
    which = 5;
    CHECK_PANICS(program_main, "panic: after an earlier call (main.mpl:21:9)\n"
                               "  at Main.outer/1 (main.mpl:21)\n"
                               "  at Main.main/0 (main.mpl:30)\n");
}

static void without_frames(mesh_ctx *cx)
{
    mesh_panic(cx, "nowhere");
}

static void with_user_text(mesh_ctx *cx)
{
    MESH_STRING_LITERAL(text, 13, 13, "a %s\nb \0 zero");
    mesh_panic_text_at(cx, MESH_STRING_REF(text), &test_site);
}

static void with_long_text(mesh_ctx *cx)
{
    MESH_STRING_LITERAL(piece, 1, 1, "y");
    mesh_string *text = test_string(cx, "");
    for (int i = 0; i < 5000; i++)
        text = mesh_string_concat_own(cx, text, MESH_STRING_REF(piece));
    mesh_panic_text_at(cx, text, &test_site);
}

TEST(messages)
{
    CHECK_PANICS(without_frames, "panic: nowhere\n");
    char expected[6000] = "panic: ";
    memset(expected + 7, 'y', 5000);
    memcpy(expected + 5007, " (main.mpl:3:7)\n  at Main.main/0 (main.mpl:3)\n", 47);
    CHECK_PANICS(with_long_text, expected);
    char text[200];
    test_panic_text(cx, with_user_text, text, sizeof text);
    CHECK(memcmp(text, "panic: a %s\nb \0 zero (main.mpl:3:7)\n", 36) == 0);
}

static void debug_and_fail(mesh_ctx *cx)
{
    MESH_STRING_LITERAL(text, 6, 6, "n = 42");
    mesh_dbg_at(cx, MESH_STRING_REF(text), &test_site);
    mesh_main_failed(cx, MESH_STRING_REF(text));
}

TEST(debug_output)
{
    CHECK_PANICS(debug_and_fail, "main.mpl:3:7: n = 42\nerror: n = 42\n");
}

/* ---- recursion ---- */

static const mesh_fun_info down_fun = {"Main.down/1", "main.mpl", false};
static const mesh_site down_call = {&down_fun, 5, 3, true, NULL};

static int64_t down(mesh_ctx *cx, int64_t n)
{
    mesh_frame frame;
    mesh_enter(cx, &frame, NULL);
    if (n == 0) {
        if (which == 6)
            mesh_panic(cx, "deep");
        mesh_leave(cx, &frame);
        return 0;
    }
    frame.site = &down_call;
    int64_t result = 1 + down(cx, n - 1);
    mesh_leave(cx, &frame);
    return result;
}

static void down_100(mesh_ctx *cx)
{
    which = 6;
    (void)down(cx, 100);
}

TEST(long_traces_are_cut)
{
    char expected[8000] = "panic: deep (main.mpl:5:3)\n";
    for (int i = 0; i < MESH_TRACE_FIRST; i++)
        strcat(expected, "  at Main.down/1 (main.mpl:5)\n");
    strcat(expected, "  … 50 more\n");
    for (int i = 0; i < MESH_TRACE_LAST; i++)
        strcat(expected, "  at Main.down/1 (main.mpl:5)\n");
    CHECK_PANICS(down_100, expected);
}

/* ---- programs ---- */

static void flush(mesh_ctx *cx)
{
    (void)cx;
    const char text[] = "[output]";
    if (write(STDERR_FILENO, text, sizeof text - 1) < 0)
        _exit(3);
}

static void deep_entry(mesh_ctx *cx)
{
    which = 0;
    if (down(cx, 1000000) != 1000000)
        _exit(4);
    cx->flush_output = flush;
}

static void endless_entry(mesh_ctx *cx)
{
    which = 0;
    cx->flush_output = flush;
    (void)down(cx, INT64_MAX);
}

/* C code without checks. */
static volatile int depth_reached;
static int overrun(int n)
{
    volatile char room[200];
    room[0] = (char)n;
    depth_reached = n;
    if (n < 0)
        return 0;
    return room[0] + overrun(n + 1) + room[1];
}

static void overrun_entry(mesh_ctx *cx)
{
    mesh_frame frame;
    mesh_enter(cx, &frame, NULL);
    frame.site = &main_site;
    int (*volatile foreign)(int) = overrun; /* as the compiler sees code of another file */
    (void)foreign(0);
    mesh_leave(cx, &frame);
}

static void leak_entry(mesh_ctx *cx)
{
    (void)mesh_cell_new(cx, 24, 0);
    (void)mesh_cell_new(cx, 2400, 0);
    mesh_cell_free(cx, mesh_cell_new(cx, 24, 0), 24);
}

static void exit_entry(mesh_ctx *cx)
{
    cx->flush_output = flush;
    mesh_exit(cx, 257);
}

static void status_entry(mesh_ctx *cx)
{
    cx->exit_status = 1;
}

static void run_program(void (*entry)(mesh_ctx *), const char *stack)
{
    char *arguments[] = {NULL};
    setenv("MESH_STACK", stack, 1);
    exit(mesh_start(0, arguments, entry));
}

static void deep_program(mesh_ctx *cx)
{
    (void)cx;
    unsetenv("MESH_STACK");
    char *arguments[] = {NULL};
    exit(mesh_start(0, arguments, deep_entry) == 0 ? 1 : 5); /* the harness expects 1 */
}

static void endless_program(mesh_ctx *cx)
{
    (void)cx;
    run_program(endless_entry, "256k");
}

static void overrun_program(mesh_ctx *cx)
{
    (void)cx;
    run_program(overrun_entry, "1m");
}

static void leaking_program(mesh_ctx *cx)
{
    (void)cx;
    setenv("MESH_CHECK_LEAKS", "1", 1);
    run_program(leak_entry, "1m");
}

static void exiting_program(mesh_ctx *cx)
{
    (void)cx;
    run_program(exit_entry, "nonsense");
}

static void program_with_status(mesh_ctx *cx)
{
    (void)cx;
    run_program(status_entry, "300000");
}

TEST(programs)
{
    /* Sanitizers make frames larger than the stack of the test allows, and report faults themselves. */
    if (!MESH_ASAN) {
        CHECK_PANICS(deep_program, "[output]");
        CHECK_PANICS(overrun_program, "panic: stack overflow (main.mpl:30:3)\n  at Main.main/0 (main.mpl:30)\n");
    }
    CHECK_PANICS(leaking_program, "leak: 2 live cells\n");
    CHECK_PANICS(exiting_program, "[output]");
    CHECK_PANICS(program_with_status, "");
}

/* The number of frames differs from machine to machine, so the line that tells it is left out. */
TEST(stack_overflow)
{
    char text[8192], expected[8192] = "[output]panic: stack overflow (main.mpl:5:3)\n";
    test_panic_text(cx, endless_program, text, sizeof text);
    char *more = strstr(text, "  … ");
    CHECK(more != NULL);
    char *end = strchr(more, '\n');
    memmove(more, end + 1, strlen(end + 1) + 1);
    for (int i = 0; i < MESH_TRACE_FIRST + MESH_TRACE_LAST; i++)
        strcat(expected, "  at Main.down/1 (main.mpl:5)\n");
    CHECK_BYTES(text, strlen(text), expected);
}

TESTS({"backtraces", backtraces}, {"messages", messages}, {"debug_output", debug_output}, {"long_traces_are_cut", long_traces_are_cut},
      {"programs", programs}, {"stack_overflow", stack_overflow})
