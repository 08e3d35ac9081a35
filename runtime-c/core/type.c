/* Values in slots: whole runs of them, and the built-in types. */
#include "mesh/type.h"

#include "mesh/hash.h"
#include "mesh/num.h"

void mesh__slots_dup(const mesh_type *T, const void *slots, size_t n)
{
    if (T->dup == NULL)
        return;
    if (T->flags & MESH_TYPE_POINTER) {
        void *const *pointers = slots;
        for (size_t i = 0; i < n; i++)
            mesh_dup(pointers[i]);
        return;
    }
    const char *slot = slots;
    for (size_t i = 0; i < n; i++, slot += T->size)
        T->dup(slot);
}

void mesh__slots_copy(const mesh_type *T, void *target, const void *source, size_t n)
{
    mesh__copy(target, source, n * T->size);
    mesh__slots_dup(T, target, n);
}

void mesh__slots_drop(mesh_ctx *cx, const mesh_type *T, void *slots, size_t n)
{
    if (T->drop == NULL)
        return;
    if (T->flags & MESH_TYPE_POINTER) {
        void **pointers = slots;
        for (size_t i = 0; i < n; i++) {
            mesh_head *head = pointers[i];
            if (head->rc == 1)
                T->drop(cx, &pointers[i]);
            else if (head->rc > 0)
                head->rc--;
        }
        return;
    }
    char *slot = slots;
    for (size_t i = 0; i < n; i++, slot += T->size)
        T->drop(cx, slot);
}

void mesh__argument_drop(mesh_ctx *cx, const mesh_type *T, const void *x_own)
{
    if (T->drop == NULL)
        return;
    /* The caller's object is const to us, a slot to be dropped is not. Counted values are small. */
    union {
        max_align_t align;
        char bytes[128];
    } copy;
    MESH_ASSERT(T->size <= sizeof copy);
    memcpy(&copy, x_own, T->size);
    T->drop(cx, &copy);
}

bool mesh_int_slot_equal(mesh_ctx *cx, const void *left, const void *right)
{
    (void)cx;
    return *(const int64_t *)left == *(const int64_t *)right;
}

uint64_t mesh_int_slot_hash(mesh_ctx *cx, const void *slot)
{
    return mesh_hash_int((uint64_t) * (const int64_t *)slot, cx->hash_seed);
}

bool mesh_float_slot_equal(mesh_ctx *cx, const void *left, const void *right)
{
    (void)cx;
    return *(const double *)left == *(const double *)right;
}

uint64_t mesh_float_slot_hash(mesh_ctx *cx, const void *slot)
{
    double x = *(const double *)slot;
    return mesh_hash_int(x == 0 ? 0 : (uint64_t)mesh_float_to_bits(cx, x), cx->hash_seed);
}

bool mesh_bool_slot_equal(mesh_ctx *cx, const void *left, const void *right)
{
    (void)cx;
    return *(const bool *)left == *(const bool *)right;
}

uint64_t mesh_bool_slot_hash(mesh_ctx *cx, const void *slot)
{
    return mesh_hash_int(*(const bool *)slot, cx->hash_seed);
}

bool mesh_unit_slot_equal(mesh_ctx *cx, const void *left, const void *right)
{
    (void)cx;
    (void)left;
    (void)right;
    return true;
}

uint64_t mesh_unit_slot_hash(mesh_ctx *cx, const void *slot)
{
    (void)slot;
    return cx->hash_seed;
}

bool mesh_atom_slot_equal(mesh_ctx *cx, const void *left, const void *right)
{
    (void)cx;
    return *(const mesh_atom *const *)left == *(const mesh_atom *const *)right;
}

uint64_t mesh_atom_slot_hash(mesh_ctx *cx, const void *slot)
{
    return mesh_hash_int((uint64_t)(uintptr_t) * (const mesh_atom *const *)slot, cx->hash_seed);
}
