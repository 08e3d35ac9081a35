/* Function values.
 *
 * A function value is a counted record {head, code, free, captures…}. The emitter declares one C struct
 * for each closure whose first member is a `mesh_closure`, and casts `code` to the C type that the Mesh
 * function type implies; that function takes `cx`, the closure itself (borrowed), and the parameters:
 *
 *     typedef struct { mesh_closure closure; int64_t factor; } Main_scale_closure_1;
 *     static int64_t Main_scale_1(mesh_ctx *cx, mesh_closure *self, int64_t x);
 *     ((int64_t (*)(mesh_ctx *, mesh_closure *, int64_t))f->code)(cx, f, 7)
 *
 * A named function used as a value needs no captures: a static closure object with rc MESH_IMMORTAL and
 * `free` NULL. `free` is the generated free function of the record (see cell.h); it is set for every
 * closure on the heap, also for one without counted captures, since only it knows the size.
 */
#ifndef MESH_CLOSURE_H
#define MESH_CLOSURE_H

#include "cell.h"

typedef void (*mesh_code)(void); /* cast before the call */

struct mesh_closure {
    mesh_head head;
    mesh_code code;
    mesh_free_fn free;
};

/* A new closure record of `size` bytes with one reference; captures to be filled in. O(1). */
static inline void *mesh_closure_new(mesh_ctx *cx, size_t size, mesh_code code, mesh_free_fn free_record)
{
    mesh_closure *closure = mesh_cell_new(cx, size, 0);
    closure->code = code;
    closure->free = free_record;
    return closure;
}

/* Frees a closure whose last reference is gone. */
static inline void mesh_closure_free(mesh_ctx *cx, void *closure_own)
{
    mesh_closure *closure = closure_own;
    closure->free(cx, closure);
}

/* Gives one reference up. */
static inline void mesh_closure_drop(mesh_ctx *cx, mesh_closure *closure_own)
{
    if (mesh_drop_last(closure_own))
        closure_own->free(cx, closure_own);
}

/* Initialiser of a static closure without captures. */
#define MESH_CLOSURE_STATIC(code_pointer) {{MESH_IMMORTAL, 0}, (mesh_code)(code_pointer), NULL}

#endif
