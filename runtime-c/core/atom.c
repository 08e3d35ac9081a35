/* Atoms: order, name, hash. Design in mesh/atom.h. */
#include "mesh/atom.h"

#include "mesh/hash.h"
#include "mesh/string.h"

int64_t mesh_atom_compare(mesh_ctx *cx, const mesh_atom *a, const mesh_atom *b)
{
    return a == b ? 0 : mesh_string_compare(cx, a->name, b->name);
}

mesh_string *mesh_atom_to_string(mesh_ctx *cx, const mesh_atom *a)
{
    (void)cx;
    return (mesh_string *)(uintptr_t)a->name;
}

int64_t mesh_atom_hash(mesh_ctx *cx, const mesh_atom *a)
{
    (void)cx;
    return (int64_t)mesh__fnv_bytes(MESH_FNV_BASIS, a->name->bytes, a->name->length);
}
