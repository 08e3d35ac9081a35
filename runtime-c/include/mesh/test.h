/* A process that runs one test of `meshc test`.
 *
 * The test writes its report to the file that MESH_TEST_REPORT names, apart from what the test prints: lines that begin with `@`
 * say how far it came, all else is the text of a failure. Without the variable the report goes to standard error.
 * A panic ends the process, after the teardowns that wait have run; inside of `mesh_test_caught` it is caught instead by a jump,
 * which leaves what the abandoned calls held on the heap: the process is short.
 */
#ifndef MESH_TEST_H
#define MESH_TEST_H

#include "context.h"

/* Opens the report. */
void mesh_test_begin(mesh_ctx *cx);

/* Adds a line to the report; borrows it. */
void mesh_test_note(mesh_ctx *cx, const mesh_string *line);

/* Keeps a function until the end of the test; borrows it. */
void mesh_test_after(mesh_ctx *cx, mesh_closure *f);

/* Runs the functions that are kept, the last one first. */
void mesh_test_finish(mesh_ctx *cx);

/* Runs `f` (borrowed): the message of its panic, or what it gave to `mesh_test_returned`. The result is owned. */
mesh_string *mesh_test_caught(mesh_ctx *cx, mesh_closure *f);

/* Called at the end of the function that `mesh_test_caught` runs; borrows the value. */
void mesh_test_returned(mesh_ctx *cx, const mesh_string *value);

/* Whether the last `mesh_test_caught` came to the end of its function. */
bool mesh_test_was_returned(mesh_ctx *cx);

/* Ends the test without a failure, after its teardowns. */
MESH_NORETURN void mesh_test_stop(mesh_ctx *cx);

/* Reports an assertion that does not hold at the innermost place of user code, and ends the test. Borrows both texts. */
MESH_COLD MESH_NORETURN void mesh_test_failed_at(mesh_ctx *cx, const mesh_string *text, const mesh_string *details,
                                                 const mesh_site *site);

#endif
