/* Maps: hash tables in the order of insertion (compact dictionaries).
 *
 * A map is a counted block that refers to two more:
 *   - entries: {key, value} one after the other in the order of insertion, as C values in place. Values of
 *     size zero take no room: Set<T> is Map<T, ()>. A deleted entry stays as a dead one (its bit in `dead`
 *     is set) until a compaction; an entry is known by its position, its *slot*.
 *   - index: 2^bits words of 32 bits, at least twice the entry capacity, open addressing with linear
 *     probing. A word is 0 (free), 1…: (upper bits of the hash | slot + 1), or the mark of a deleted entry.
 *     The bits of the hash in the word make nearly every comparison of keys a true one; hashes are not
 *     stored. The bitmap of dead entries stands behind the words.
 * Up to MESH__MAP_SMALL entries there is no index: keys are compared one after the other, deletion moves
 * the later entries down, nothing is hashed.
 *
 * Slots stay valid until the map is changed by put, add, delete, reserve or clear. Copying a shared map
 * keeps slots. Full tables: compaction if a quarter of the entries is dead, else doubling. A deletion that
 * leaves fewer than half of the entries alive compacts, so iteration is O(size).
 *
 * Hashing is seeded per process (`cx->hash_seed`; MESH_HASH_SEED fixes it) with a multiply-and-fold hash in
 * the style of wyhash, so that colliding keys cannot be prepared. Results of Hash impls are mixed with the
 * seed. The order of iteration never depends on hashes.
 *
 * In-place update from Mesh (update, upsert, push, increment, alter):
 *     let s = find(m, k)                      >= 0: the slot; < 0: absent, and encodes the hash
 *     if s >= 0: let v = take_value(m, s)     moved out if m has a single owner (hole), else a copy
 *                put_value(m, s, f(v))        consumes m and the value
 *     else:      add(m, k, v, s)              no second hash, no comparison
 * `take_value` followed by `delete_slot` gives `pop`. Between find and the use of its result the map must
 * not be changed. A map with a hole may be dropped, but not read at that slot, nor given to others.
 *
 * In-place map_values:
 *     let out = rewrite_begin(m)              Map<K, W> with the same slots, values to come
 *     for each slot s: let out = rewrite_put(out, s, f(rewrite_take(m, s)))
 *     rewrite_end(m, out)                     consumes both
 * under the rules of list.h.
 *
 * Iteration: `let s = next_slot(m, 0)`, while s >= 0: …, `s = next_slot(m, s + 1)`.
 *
 * Ownership as in list.h: borrowed, but consumed by `…_own`. K and V are the types of keys and values; K
 * has equal and hash, except for new, size, key_at, value_at, next_slot and the like, which use neither.
 *
 *   extern                                        cost (single owner)
 *   mesh_map_new, with_capacity                   O(1), O(n)
 *   mesh_map_size                                 O(1)
 *   mesh_map_find_pure(m, k) -> slot, or < 0           O(1)
 *   mesh_map_has(m, k)                            O(1)
 *   mesh_map_slot_key_ref, value_ref (m, slot)      O(1)    where they are
 *   mesh_map_next_slot(m, from) -> slot, or -1    O(1)*
 *   mesh_map_prev_slot(m, from) -> slot, or -1    O(1)*   last live slot <= from
 *   mesh_map_last_slot(m) -> slot, or -1          O(1)*
 *   mesh_map_put_own(m, k, v)                     O(1)*   an existing key keeps its place and itself
 *   mesh_map_add_own(m, k, v, miss)               O(1)*   k is absent; miss is what find(m, k) gave
 *   mesh_map_delete_own(m, k)                     O(1)*
 *   mesh_map_delete_slot_own(m, slot)             O(1)*   a hole there is not dropped again
 *   mesh_map_take_value(m, slot), put_value_own(m, slot, v)   O(1)
 *   mesh_map_clear_own, reserve_own(m, n more), unshare_own   O(n)
 *   mesh_map_rewrite_begin, rewrite_take, rewrite_put_own, rewrite_end_own    O(n) together
 * None of them panics, except "out of memory" (also for more than 2^30 entries).
 */
#ifndef MESH_MAP_H
#define MESH_MAP_H

#include "hash.h"
#include "heap.h"
#include "panic.h"

struct mesh_map {
    mesh_head head;
    uint32_t size;     /* live entries */
    uint32_t used;     /* entries, dead ones included */
    uint32_t capacity; /* room for entries */
    uint32_t first;    /* entries before this one are dead */
    uint32_t bits;     /* the index has 2^bits words; 0: no index */
    uint32_t cursor;   /* slot + 1 of the value that was taken out, or 0 */
    char *entries;
    uint32_t *index;
};

enum { MESH__MAP_SMALL = 8, MESH__MAP_REWRITING = 1u };

/* The empty map of all types. */
extern const mesh_map mesh_map_empty;

/* Layout of an entry. A C type's size is a multiple of its alignment, so the largest power of two that
 * divides the size (at most 8) is enough alignment. */
static inline size_t mesh__alignment(size_t size)
{
    size_t lowest = size & (~size + 1);
    return lowest == 0 ? 1 : lowest > 8 ? 8 : lowest;
}

static inline MESH_ALWAYS_INLINE size_t mesh__value_offset(const mesh_type *K, const mesh_type *V)
{
    size_t a = mesh__alignment(V->size);
    return (K->size + a - 1) & ~(a - 1);
}

static inline MESH_ALWAYS_INLINE size_t mesh__entry_size(const mesh_type *K, const mesh_type *V)
{
    size_t ak = mesh__alignment(K->size), av = mesh__alignment(V->size), a = ak > av ? ak : av;
    return (mesh__value_offset(K, V) + V->size + a - 1) & ~(a - 1);
}

static inline void *mesh__map_key(const mesh_type *K, const mesh_type *V, const mesh_map *m, size_t slot)
{
    return m->entries + slot * mesh__entry_size(K, V);
}

static inline void *mesh__map_value(const mesh_type *K, const mesh_type *V, const mesh_map *m, size_t slot)
{
    return m->entries + slot * mesh__entry_size(K, V) + mesh__value_offset(K, V);
}

/* Frees a map whose last reference is gone. O(size). */
void mesh_map_free(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, mesh_map *m_own);

static inline void mesh_map_drop(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, mesh_map *m_own)
{
    if (mesh_drop_last(m_own))
        mesh_map_free(cx, K, V, m_own);
}

static inline mesh_map *mesh_map_new(mesh_ctx *cx, const mesh_type *K, const mesh_type *V)
{
    (void)cx;
    (void)K;
    (void)V;
    return (mesh_map *)(uintptr_t)&mesh_map_empty;
}

mesh_map *mesh_map_with_capacity(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, int64_t n);

static inline int64_t mesh_map_size(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, const mesh_map *m)
{
    (void)cx;
    (void)K;
    (void)V;
    return (int64_t)m->size;
}

/* By kind of key; `entry` is the size of an entry. */
int64_t mesh__map_find_int(mesh_ctx *cx, const mesh_map *m, size_t entry, int64_t k);
int64_t mesh__map_find_string(mesh_ctx *cx, const mesh_map *m, size_t entry, mesh_string *k);
int64_t mesh__map_find_other(mesh_ctx *cx, const mesh_type *K, const mesh_map *m, size_t entry, const void *k);

static inline int64_t mesh_map_find_pure(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, const mesh_map *m,
                                         const void *k)
{
    const size_t entry = mesh__entry_size(K, V);
    if (K->flags & MESH_TYPE_INT)
        return mesh__map_find_int(cx, m, entry, *(const int64_t *)k);
    if (K->flags & MESH_TYPE_STRING)
        return mesh__map_find_string(cx, m, entry, *(mesh_string *const *)k);
    return mesh__map_find_other(cx, K, m, entry, k);
}

static inline bool mesh_map_has(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, const mesh_map *m, const void *k)
{
    return mesh_map_find_pure(cx, K, V, m, k) >= 0;
}

static inline const void *mesh_map_slot_key_ref(mesh_ctx *cx, const mesh_type *K, const mesh_type *V,
                                                 const mesh_map *m, int64_t slot)
{
    (void)cx;
    MESH_ASSERT(slot >= 0 && (uint64_t)slot < m->used);
    return mesh__map_key(K, V, m, (size_t)slot);
}

static inline const void *mesh_map_slot_value_ref(mesh_ctx *cx, const mesh_type *K, const mesh_type *V,
                                                 const mesh_map *m, int64_t slot)
{
    (void)cx;
    MESH_ASSERT(slot >= 0 && (uint64_t)slot < m->used);
    return mesh__map_value(K, V, m, (size_t)slot);
}

/* Slots of maps with dead entries. */
int64_t mesh__map_next_live(const mesh_map *m, size_t from);
int64_t mesh__map_prev_live(const mesh_map *m, size_t from);

static inline int64_t mesh_map_next_slot(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, const mesh_map *m,
                                         int64_t from)
{
    (void)cx;
    (void)K;
    (void)V;
    if (MESH_UNLIKELY(m->size != m->used))
        return mesh__map_next_live(m, from < 0 ? 0 : (size_t)from);
    return from < 0 ? (m->size == 0 ? -1 : 0) : from < (int64_t)m->used ? from : -1;
}

static inline int64_t mesh_map_prev_slot(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, const mesh_map *m,
                                         int64_t from)
{
    (void)cx;
    (void)K;
    (void)V;
    if (from < 0)
        return -1;
    if (from >= (int64_t)m->used)
        from = (int64_t)m->used - 1;
    return m->size == m->used ? from : mesh__map_prev_live(m, (size_t)from);
}

static inline int64_t mesh_map_last_slot(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, const mesh_map *m)
{
    return mesh_map_prev_slot(cx, K, V, m, (int64_t)m->used - 1);
}

mesh_map *mesh_map_put_own(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, mesh_map *m_own, const void *k_own,
                           const void *v_own);
mesh_map *mesh_map_add_own(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, mesh_map *m_own, const void *k_own,
                           const void *v_own, int64_t miss);
mesh_map *mesh_map_delete_own(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, mesh_map *m_own, const void *k_own);
mesh_map *mesh_map_delete_slot_own(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, mesh_map *m_own,
                                   int64_t slot);

/* The value of a slot, moved out if m has a single owner and no other hole. */
static inline void mesh_map_take_value(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, mesh_map *m, int64_t slot,
                                       void *out)
{
    (void)cx;
    MESH_ASSERT(slot >= 0 && (uint64_t)slot < m->used);
    void *place = mesh__map_value(K, V, m, (size_t)slot);
    mesh__copy(out, place, V->size);
    if (V->dup == NULL)
        return;
    if (mesh_unique(m) && m->cursor == 0)
        m->cursor = (uint32_t)slot + 1;
    else
        V->dup(place);
}

MESH_NOINLINE mesh_map *mesh__map_copy_own(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, mesh_map *m_own);

/* m with this value in the slot. */
static inline MESH_ALWAYS_INLINE mesh_map *mesh_map_put_value_own(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, mesh_map *m_own,
                                               int64_t slot, const void *v_own)
{
    MESH_ASSERT(slot >= 0 && (uint64_t)slot < m_own->used);
    if (MESH_UNLIKELY(!mesh_unique(m_own)))
        m_own = mesh__map_copy_own(cx, K, V, m_own);
    void *place = mesh__map_value(K, V, m_own, (size_t)slot);
    if (V->drop != NULL) {
        if (m_own->cursor == (uint32_t)slot + 1)
            m_own->cursor = 0;
        else
            V->drop(cx, place);
    }
    mesh__copy(place, v_own, V->size);
    return m_own;
}

mesh_map *mesh_map_clear_own(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, mesh_map *m_own);
mesh_map *mesh_map_reserve_own(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, mesh_map *m_own, int64_t n);

static inline mesh_map *mesh_map_unshare_own(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, mesh_map *m_own)
{
    return mesh_unique(m_own) ? m_own : mesh__map_copy_own(cx, K, V, m_own);
}

static inline bool mesh_map_is_unique(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, const mesh_map *m)
{
    (void)cx;
    (void)K;
    (void)V;
    return mesh_unique(m);
}

/* Rewriting of the values; see above. */
mesh_map *mesh_map_rewrite_begin(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, const mesh_type *W, mesh_map *m);

static inline void mesh_map_rewrite_take(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, const mesh_map *m,
                                         int64_t slot, void *out)
{
    (void)cx;
    const void *place = mesh__map_value(K, V, m, (size_t)slot);
    mesh__copy(out, place, V->size);
    if (V->dup != NULL && !(m->head.tag & MESH__MAP_REWRITING))
        V->dup(place);
}

static inline mesh_map *mesh_map_rewrite_put_own(mesh_ctx *cx, const mesh_type *K, const mesh_type *W,
                                                 mesh_map *out_own, int64_t slot, const void *w_own)
{
    (void)cx;
    mesh__copy(mesh__map_value(K, W, out_own, (size_t)slot), w_own, W->size);
    return out_own;
}

mesh_map *mesh_map_rewrite_end_own(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, const mesh_type *W,
                                   mesh_map *m_own, mesh_map *out_own);

#endif
