#define _GNU_SOURCE
#include "test.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

const mesh_fun_info test_fun = {"Main.main/0", "main.mpl", false};
const mesh_site test_site = {&test_fun, 3, 7, false, NULL};

void test_fail(const char *file, int line, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "%s:%d: ", file, line);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(2);
}

void test_check_int(const char *file, int line, const char *what, int64_t actual, int64_t expected)
{
    if (actual != expected)
        test_fail(file, line, "%s is %lld, expected %lld", what, (long long)actual, (long long)expected);
}

void test_check_bytes(const char *file, int line, const char *what, const char *actual, size_t length,
                      const char *expected)
{
    if (length != strlen(expected) || memcmp(actual, expected, length) != 0)
        test_fail(file, line, "%s is `%.*s`, expected `%s`", what, (int)length, actual, expected);
}

void test_check_text(const char *file, int line, mesh_ctx *cx, const char *what, mesh_string *actual_own,
                     const char *expected)
{
    test_check_bytes(file, line, what, actual_own->bytes, actual_own->length, expected);
    if (actual_own->bytes[actual_own->length] != 0)
        test_fail(file, line, "%s has no final NUL", what);
    if (actual_own->points != MESH_STRING_UNCOUNTED &&
        actual_own->points != mesh_utf8_count(actual_own->bytes, actual_own->length))
        test_fail(file, line, "%s has a wrong count of code points", what);
    mesh_string_drop(cx, actual_own);
}

static size_t run_child(const char *file, int line, mesh_ctx *cx, void (*function)(mesh_ctx *cx), char *text,
                        size_t size)
{
    int ends[2];
    if (pipe(ends) != 0)
        test_fail(file, line, "pipe");
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        function(cx);
        _exit(0);
    }
    close(ends[1]);
    size_t length = 0;
    for (ssize_t n; (n = read(ends[0], text + length, size - 1 - length)) > 0;)
        length += (size_t)n;
    text[length] = 0;
    close(ends[0]);
    int status;
    waitpid(child, &status, 0);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 1)
        test_fail(file, line, "status %d after `%s`", status, text);
    return length;
}

void test_check_panics(const char *file, int line, mesh_ctx *cx, void (*function)(mesh_ctx *cx), const char *expected)
{
    static char text[1 << 16];
    size_t length = run_child(file, line, cx, function, text, sizeof text);
    test_check_bytes(file, line, "standard error", text, length, expected);
}

void test_panic_text(mesh_ctx *cx, void (*function)(mesh_ctx *cx), char *text, size_t size)
{
    (void)run_child(__FILE__, __LINE__, cx, function, text, size);
}

uint64_t test_random(void)
{
    static uint64_t state = 1;
    state += UINT64_C(0x9e3779b97f4a7c15);
    return mesh_hash_int(state, 7);
}

mesh_string *test_string(mesh_ctx *cx, const char *text)
{
    return mesh_string_from_bytes(cx, text, strlen(text), MESH_STRING_UNCOUNTED);
}

mesh_string *test_number(mesh_ctx *cx, int64_t n)
{
    return mesh_int_to_string(cx, n);
}

int test_main(int argc, char **argv, const test *tests, size_t n)
{
    static mesh_ctx context;
    for (size_t i = 0; i < n; i++) {
        if (argc > 1 && strcmp(argv[1], tests[i].name) != 0)
            continue;
        /* The first thread's stack: 4 MiB of it at least, as everywhere. */
        uintptr_t sp = mesh_stack_pointer();
        mesh_ctx_init(&context, sp - 4 * 1024 * 1024, sp);
        context.hash_seed = 42;
        tests[i].run(&context);
        size_t live = mesh_heap_live(&context);
        if (live != 0)
            test_fail(tests[i].name, 0, "%zu live cells", live);
        mesh_ctx_release(&context);
    }
    return 0;
}
