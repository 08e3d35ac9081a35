/* A small harness for unit tests of the runtime.
 *
 * A test is a function that gets a fresh context; after it no block may be alive. `CHECK…` end the process at
 * the first failure. `CHECK_PANICS` runs a function in a child process and compares what it writes to standard
 * error, byte for byte. A test program lists its tests in TESTS(…). */
#ifndef MESH_TEST_H
#define MESH_TEST_H

#include "mesh.h"

typedef struct test {
    const char *name;
    void (*run)(mesh_ctx *cx);
} test;

#define TEST(name) static void name(MESH_UNUSED mesh_ctx *cx)
#define CHECK(x) ((x) ? (void)0 : test_fail(__FILE__, __LINE__, "%s", #x))
#define CHECK_INT(actual, expected) test_check_int(__FILE__, __LINE__, #actual, (int64_t)(actual), (int64_t)(expected))
#define CHECK_BYTES(actual, length, expected) test_check_bytes(__FILE__, __LINE__, #actual, actual, length, expected)
/* Consumes the string. */
#define CHECK_TEXT(actual, expected) test_check_text(__FILE__, __LINE__, cx, #actual, actual, expected)
#define CHECK_PANICS(function, expected) test_check_panics(__FILE__, __LINE__, cx, function, expected)

#define TESTS(...)                                                                                                     \
    int main(int argc, char **argv)                                                                                    \
    {                                                                                                                  \
        static const test tests[] = {__VA_ARGS__};                                                                     \
        return test_main(argc, argv, tests, sizeof tests / sizeof *tests);                                             \
    }

MESH_NORETURN void test_fail(const char *file, int line, const char *format, ...) MESH_PRINTF(3, 4);
void test_check_int(const char *file, int line, const char *what, int64_t actual, int64_t expected);
void test_check_bytes(const char *file, int line, const char *what, const char *actual, size_t length,
                      const char *expected);
void test_check_text(const char *file, int line, mesh_ctx *cx, const char *what, mesh_string *actual_own,
                     const char *expected);
void test_check_panics(const char *file, int line, mesh_ctx *cx, void (*function)(mesh_ctx *cx), const char *expected);
/* Runs a function that must end the process with status 1 and gives its standard error, NUL-terminated. */
void test_panic_text(mesh_ctx *cx, void (*function)(mesh_ctx *cx), char *text, size_t size);
int test_main(int argc, char **argv, const test *tests, size_t n);

/* A reproducible sequence of random numbers. */
uint64_t test_random(void);

/* A new string with this text, and one that names a number. */
mesh_string *test_string(mesh_ctx *cx, const char *text);
mesh_string *test_number(mesh_ctx *cx, int64_t n);

/* A site in user code. */
extern const mesh_fun_info test_fun;
extern const mesh_site test_site;

#endif
