/* The names of the runtime's types, the head of counted blocks, and type descriptors.
 *
 * A counted pointer points at a block that begins with a `mesh_head`. The count is plain: a block belongs
 * to one actor. `rc > 0` is the number of references, `rc < 0` means that nobody counts or changes the
 * block (a literal, a constant, frozen data). A count that would pass 2^31 - 1 wraps to a negative number,
 * that is, the block becomes immortal: it leaks, nothing breaks.
 *
 * `tag`: the low 16 bits belong to the owner of the block (variant index of a sum type, flags of a list
 * or map), the high 16 bits to the heap: the size class of a sized block (heap.h), and part of the link of a
 * dead block that waits to be freed (`mesh_free_later`).
 *
 * A `mesh_type` tells generic C code how to treat values of one Mesh type in memory slots of `size` bytes.
 * The emitter writes one `static const` object for each type that reaches a generic extern, so that the
 * inline parts of the containers fold `T->size` and call `T->dup` directly. Invariants:
 *   - `dup` and `drop` are both NULL (no counted part) or both set;
 *   - `equal` and `hash` are set where the extern's declaration asks for Eq and Hash, else may be NULL;
 *   - equal values hash alike;
 *   - MESH_TYPE_POINTER: the slot holds exactly one counted pointer that is never null, and the block is
 *     dup'ed by `mesh_dup`; lets containers count without an indirect call;
 *   - MESH_TYPE_INT, MESH_TYPE_STRING: the value is an Int or a String with the built-in Eq and Hash; maps
 *     then use specialised probing;
 *   - MESH_TYPE_SEEDED: `hash` already depends on `cx->hash_seed` and mixes well; the results of all other
 *     hash functions (trait impls) are mixed with the seed by the map.
 */
#ifndef MESH_TYPE_H
#define MESH_TYPE_H

#include "platform.h"

typedef struct mesh_ctx mesh_ctx;
typedef struct mesh_string mesh_string;
typedef struct mesh_bytes mesh_bytes;
typedef struct mesh_list mesh_list;
typedef struct mesh_map mesh_map;
typedef struct mesh_atom mesh_atom;
typedef struct mesh_closure mesh_closure;
typedef struct mesh_foreign mesh_foreign;

typedef struct mesh_head {
    int32_t rc;
    uint32_t tag;
} mesh_head;

/* The count of blocks that are never counted. */
#define MESH_IMMORTAL INT32_MIN

enum {
    MESH_TYPE_POINTER = 1u << 0,
    MESH_TYPE_INT = 1u << 1,
    MESH_TYPE_STRING = 1u << 2,
    MESH_TYPE_SEEDED = 1u << 3
};

typedef struct mesh_type {
    size_t size; /* of a slot, in bytes; 0 for Unit */
    uint32_t flags;
    void (*dup)(const void *slot);                                  /* counts the value's references up */
    void (*drop)(mesh_ctx *cx, void *slot);                         /* gives the value in the slot up */
    bool (*equal)(mesh_ctx *cx, const void *left, const void *right); /* borrows both */
    uint64_t (*hash)(mesh_ctx *cx, const void *slot);               /* borrows */
    const char *name;                                               /* as diagnostics print it */
} mesh_type;

/* One more reference to the block at p, which is not null. O(1). */
static inline void mesh_dup(const void *p)
{
    mesh_head *head = (mesh_head *)(uintptr_t)p;
    if (MESH_LIKELY(head->rc > 0))
        head->rc = (int32_t)((uint32_t)head->rc + 1);
}

/* The same for a nullable pointer (an Option of a counted type). */
static inline void mesh_dup_nullable(const void *p)
{
    if (p != NULL)
        mesh_dup(p);
}

/* Gives one reference up. True if it was the last one: the caller must then free the block. O(1). */
static inline bool mesh_drop_last(void *p)
{
    mesh_head *head = p;
    if (head->rc == 1)
        return true;
    if (MESH_LIKELY(head->rc > 0))
        head->rc--;
    return false;
}

/* True if the caller's reference is the only one, so that the block may be changed in place. O(1). */
static inline bool mesh_unique(const void *p)
{
    return ((const mesh_head *)p)->rc == 1;
}

/* Variant index of a cell of a sum type. */
static inline uint32_t mesh_head_variant(const void *p)
{
    return ((const mesh_head *)p)->tag & 0xffffu;
}

/* A copy of the value in a slot: copies the bytes and counts its references up. */
static inline void mesh__slot_copy(const mesh_type *T, void *out, const void *slot)
{
    mesh__copy(out, slot, T->size);
    if (T->dup != NULL)
        T->dup(out);
}

static inline void mesh__slot_drop(mesh_ctx *cx, const mesh_type *T, void *slot)
{
    if (T->drop != NULL)
        T->drop(cx, slot);
}

/* The bytes of n slots of T are copied and every value is counted up, or every value is given up. O(n). */
void mesh__slots_copy(const mesh_type *T, void *target, const void *source, size_t n);
void mesh__slots_dup(const mesh_type *T, const void *slots, size_t n);
void mesh__slots_drop(mesh_ctx *cx, const mesh_type *T, void *slots, size_t n);

/* Gives up a value that was passed to a consuming function by address. O(1). */
void mesh__argument_drop(mesh_ctx *cx, const mesh_type *T, const void *x_own);

/* Built-in values in slots. All but drop borrow them. */
void mesh_string_slot_dup(const void *slot);
void mesh_string_slot_drop(mesh_ctx *cx, void *slot);
bool mesh_string_slot_equal(mesh_ctx *cx, const void *left, const void *right);
uint64_t mesh_string_slot_hash(mesh_ctx *cx, const void *slot);
bool mesh_int_slot_equal(mesh_ctx *cx, const void *left, const void *right);
uint64_t mesh_int_slot_hash(mesh_ctx *cx, const void *slot);
bool mesh_float_slot_equal(mesh_ctx *cx, const void *left, const void *right);
uint64_t mesh_float_slot_hash(mesh_ctx *cx, const void *slot);
bool mesh_bool_slot_equal(mesh_ctx *cx, const void *left, const void *right);
uint64_t mesh_bool_slot_hash(mesh_ctx *cx, const void *slot);
bool mesh_unit_slot_equal(mesh_ctx *cx, const void *left, const void *right);
uint64_t mesh_unit_slot_hash(mesh_ctx *cx, const void *slot);
bool mesh_atom_slot_equal(mesh_ctx *cx, const void *left, const void *right);
uint64_t mesh_atom_slot_hash(mesh_ctx *cx, const void *slot);

/* Descriptors of the built-in types with their built-in Eq and Hash. `static const`, so that inline code
 * folds their fields. */
static const mesh_type mesh_type_unit MESH_UNUSED = {
    0, MESH_TYPE_SEEDED, NULL, NULL, mesh_unit_slot_equal, mesh_unit_slot_hash, "()"};
static const mesh_type mesh_type_bool MESH_UNUSED = {
    sizeof(bool), MESH_TYPE_SEEDED, NULL, NULL, mesh_bool_slot_equal, mesh_bool_slot_hash, "Bool"};
static const mesh_type mesh_type_int MESH_UNUSED = {sizeof(int64_t), MESH_TYPE_SEEDED | MESH_TYPE_INT, NULL, NULL,
                                                    mesh_int_slot_equal, mesh_int_slot_hash, "Int"};
static const mesh_type mesh_type_float MESH_UNUSED = {
    sizeof(double), MESH_TYPE_SEEDED, NULL, NULL, mesh_float_slot_equal, mesh_float_slot_hash, "Float"};
static const mesh_type mesh_type_atom MESH_UNUSED = {
    sizeof(mesh_atom *), MESH_TYPE_SEEDED, NULL, NULL, mesh_atom_slot_equal, mesh_atom_slot_hash, "Atom"};

static const mesh_type mesh_type_string MESH_UNUSED = {sizeof(mesh_string *),
                                                       MESH_TYPE_SEEDED | MESH_TYPE_POINTER | MESH_TYPE_STRING,
                                                       mesh_string_slot_dup,
                                                       mesh_string_slot_drop,
                                                       mesh_string_slot_equal,
                                                       mesh_string_slot_hash,
                                                       "String"};

#endif
