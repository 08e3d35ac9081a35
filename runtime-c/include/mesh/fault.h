/* Why a function of the system library failed.
 *
 * Such a function answers with null, false or -1 and leaves the reason in `cx->fault`: an errno, or one of the library's own
 * kinds below. Its Mesh side then makes the error text of the language, `KIND` or `KIND: DETAIL`, with mesh_fault_text. Nothing
 * that may fail stands between the two.
 */
#ifndef MESH_FAULT_H
#define MESH_FAULT_H

#include "context.h"

enum {
    MESH_FAULT_END = -1,     /* end of input */
    MESH_FAULT_UTF8 = -2,    /* invalid utf-8 */
    MESH_FAULT_PATH = -3,    /* invalid path */
    MESH_FAULT_CLOSED = -4,  /* closed */
    MESH_FAULT_LINE = -5,    /* output too large: limit 16777216 */
    MESH_FAULT_LOCKED = -6   /* locked */
};

/* The text for `cx->fault` with a detail, which is left out if it is empty. */
mesh_string *mesh_fault_text(mesh_ctx *cx, const mesh_string *detail);

#endif
