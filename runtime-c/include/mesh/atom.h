/* Atoms: names of the program's text.
 *
 * Atoms cannot be made at run time: every atom is written in some source file. So the emitter declares one
 * static object for each name, the same for the whole program (in a C tree of several files it is defined
 * once and declared in the program's header), and equality is pointer identity. The name is an immortal
 * string, so Display costs nothing. The order is that of the names.
 *
 * Hash and the C functions below are the kernel under the trait impls of Atom; all of them borrow.
 */
#ifndef MESH_ATOM_H
#define MESH_ATOM_H

#include "context.h"

struct mesh_atom {
    const mesh_string *name; /* immortal */
};

/* a == b. O(1). */
static inline bool mesh_atom_equal(mesh_ctx *cx, const mesh_atom *a, const mesh_atom *b)
{
    (void)cx;
    return a == b;
}

/* -1, 0 or 1 by the bytes of the names. O(length). */
int64_t mesh_atom_compare(mesh_ctx *cx, const mesh_atom *a, const mesh_atom *b);

/* The name. O(1). */
mesh_string *mesh_atom_to_string(mesh_ctx *cx, const mesh_atom *a);

/* The Hash of the language: FNV-1a over the bytes of the name. O(length). */
int64_t mesh_atom_hash(mesh_ctx *cx, const mesh_atom *a);

#endif
