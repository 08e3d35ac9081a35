/* Maps: probing, growth, deletion, copying. Design in mesh/map.h. */
#include "mesh/map.h"

#include "mesh/cell.h"
#include "mesh/string.h"

const mesh_map mesh_map_empty = {{MESH_IMMORTAL, 0}, 0, 0, 0, 0, 0, 0, NULL, NULL};

enum { MESH__MAP_FIRST = 4, MESH__MAP_LARGEST = 1 << 30 };

/* ---- blocks ---- */

static size_t entries_size(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, size_t capacity)
{
    size_t entry = mesh__entry_size(K, V);
    if (capacity > MESH__MAP_LARGEST || (entry != 0 && capacity > SIZE_MAX / 2 / entry))
        mesh__out_of_memory(cx);
    return entry == 0 ? 1 : capacity * entry;
}

static size_t bitmap_words(unsigned bits)
{
    return (((size_t)1 << (bits - 1)) + 31) / 32;
}

/* Bytes of the index: 2^bits words and one bit for each of 2^(bits - 1) entries. */
static size_t index_size(unsigned bits)
{
    return (((size_t)1 << bits) + bitmap_words(bits)) * sizeof(uint32_t);
}

static uint32_t *dead_bits(const mesh_map *m)
{
    return m->index + ((size_t)1 << m->bits);
}

static bool is_dead(const mesh_map *m, size_t slot)
{
    return m->bits != 0 && (dead_bits(m)[slot / 32] >> (slot % 32) & 1) != 0;
}

static unsigned bits_for(size_t capacity)
{
    unsigned bits = 0;
    if (capacity > MESH__MAP_SMALL)
        for (bits = 1; ((size_t)1 << (bits - 1)) < capacity; bits++)
            ;
    return bits;
}

/* The smallest capacity of the growth sequence (4, 8, 16, …) that holds n entries. */
static size_t capacity_for(mesh_ctx *cx, uint64_t n)
{
    if (n > MESH__MAP_LARGEST)
        mesh__out_of_memory(cx);
    size_t capacity = MESH__MAP_FIRST;
    while (capacity < n)
        capacity *= 2;
    return capacity;
}

/* A map without entries; the index, if there is one, is not cleared. */
static mesh_map *new_map(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, size_t capacity)
{
    mesh_map *m = mesh_cell_new(cx, sizeof *m, 0);
    m->size = m->used = m->first = m->cursor = 0;
    m->capacity = (uint32_t)capacity;
    m->bits = bits_for(capacity);
    m->entries = capacity == 0 ? NULL : mesh_cell_alloc(cx, entries_size(cx, K, V, capacity));
    m->index = m->bits == 0 ? NULL : mesh_cell_alloc(cx, index_size(m->bits));
    return m;
}

static void free_blocks(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, mesh_map *m)
{
    if (m->entries != NULL)
        mesh_cell_free(cx, m->entries, entries_size(cx, K, V, m->capacity));
    if (m->index != NULL)
        mesh_cell_free(cx, m->index, index_size(m->bits));
    mesh_cell_free(cx, m, sizeof *m);
}

static void free_generic(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, void *block)
{
    mesh_map_free(cx, K, V, block);
}

void mesh_map_free(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, mesh_map *m_own)
{
    if (K->drop != NULL || V->drop != NULL) {
        if (mesh_stack_low(cx)) {
            mesh__free_later_generic(cx, m_own, free_generic, K, V);
            return;
        }
        for (int64_t slot = mesh_map_next_slot(cx, K, V, m_own, 0); slot >= 0;
             slot = mesh_map_next_slot(cx, K, V, m_own, slot + 1)) {
            mesh__slot_drop(cx, K, mesh__map_key(K, V, m_own, (size_t)slot));
            if (m_own->cursor != (uint32_t)slot + 1)
                mesh__slot_drop(cx, V, mesh__map_value(K, V, m_own, (size_t)slot));
        }
    }
    free_blocks(cx, K, V, m_own);
}

/* ---- iteration over maps with dead entries ---- */

int64_t mesh__map_next_live(const mesh_map *m, size_t from)
{
    if (from < m->first)
        from = m->first;
    if (from >= m->used)
        return -1;
    const uint32_t *dead = dead_bits(m);
    uint32_t live = ~dead[from / 32] >> (from % 32) << (from % 32);
    for (size_t word = from / 32;;) {
        if (live != 0) {
            size_t slot = word * 32 + mesh_trailing_zeros(live);
            return slot < m->used ? (int64_t)slot : -1;
        }
        if (++word * 32 >= m->used)
            return -1;
        live = ~dead[word];
    }
}

int64_t mesh__map_prev_live(const mesh_map *m, size_t from)
{
    for (size_t slot = from + 1; slot-- > m->first;)
        if (!is_dead(m, slot))
            return (int64_t)slot;
    return -1;
}

/* ---- hashing and probing ---- */

/* 63 bits, so that ~hash is a negative Int. */
static uint64_t hash_key(mesh_ctx *cx, const mesh_type *K, const void *k)
{
    uint64_t hash;
    if (K->flags & MESH_TYPE_INT) {
        hash = mesh_hash_int((uint64_t) * (const int64_t *)k, cx->hash_seed);
    } else if (K->flags & MESH_TYPE_STRING) {
        const mesh_string *text = *(mesh_string *const *)k;
        hash = mesh_hash_bytes(text->bytes, text->length, cx->hash_seed);
    } else {
        hash = K->hash(cx, k);
        if (!(K->flags & MESH_TYPE_SEEDED))
            hash = mesh_hash_int(hash, cx->hash_seed);
    }
    return hash >> 1;
}

static inline MESH_ALWAYS_INLINE bool keys_equal(mesh_ctx *cx, const mesh_type *K, uint32_t kind, const void *a,
                                                 const void *b)
{
    if (kind == MESH_TYPE_INT)
        return *(const int64_t *)a == *(const int64_t *)b;
    if (kind == MESH_TYPE_STRING)
        return mesh_string_equals(cx, *(mesh_string *const *)a, *(mesh_string *const *)b);
    return K->equal(cx, a, b);
}

/* The mark of a deleted entry in the index. No live word equals it: slot + 1 is at most half of the mask. */
static uint32_t deleted_mark(const mesh_map *m)
{
    return (uint32_t)(((uint64_t)1 << m->bits) - 1);
}

/* Upper bits of the hash as they stand in a word of the index. */
static uint32_t fragment(uint64_t hash, uint32_t mask)
{
    return (uint32_t)(hash >> 31) & ~mask;
}

/* Looks k up in a map with an index: the slot or -1. `entry` is the size of an entry. Expected O(1). */
static inline MESH_ALWAYS_INLINE int64_t probe(mesh_ctx *cx, const mesh_type *K, size_t entry, uint32_t kind,
                                               const mesh_map *m, const void *k, uint64_t hash)
{
    uint32_t mask = deleted_mark(m), upper = fragment(hash, mask);
    const uint32_t *index = m->index;
    for (uint32_t place = (uint32_t)hash & mask;; place = (place + 1) & mask) {
        uint32_t word = index[place];
        if (word == 0)
            return -1;
        if (((word ^ upper) & ~mask) == 0 && word != mask) {
            size_t slot = (word & mask) - 1;
            if (keys_equal(cx, K, kind, m->entries + slot * entry, k))
                return (int64_t)slot;
        }
    }
}

static inline MESH_ALWAYS_INLINE int64_t find_kind(mesh_ctx *cx, const mesh_type *K, size_t entry, uint32_t kind,
                                                   const mesh_map *m, const void *k)
{
    if (m->bits == 0) {
        for (size_t slot = 0; slot < m->used; slot++)
            if (keys_equal(cx, K, kind, m->entries + slot * entry, k))
                return (int64_t)slot;
        return -1;
    }
    uint64_t hash = hash_key(cx, K, k);
    int64_t slot = probe(cx, K, entry, kind, m, k, hash);
    return slot >= 0 ? slot : (int64_t)~hash;
}

int64_t mesh__map_find_int(mesh_ctx *cx, const mesh_map *m, size_t entry, int64_t k)
{
    return find_kind(cx, &mesh_type_int, entry, MESH_TYPE_INT, m, &k);
}

int64_t mesh__map_find_string(mesh_ctx *cx, const mesh_map *m, size_t entry, mesh_string *k)
{
    return find_kind(cx, &mesh_type_string, entry, MESH_TYPE_STRING, m, &k);
}

int64_t mesh__map_find_other(mesh_ctx *cx, const mesh_type *K, const mesh_map *m, size_t entry, const void *k)
{
    return find_kind(cx, K, entry, 0, m, k);
}

/* Enters a slot whose key is not in the index. */
static void enter(mesh_map *m, size_t slot, uint64_t hash)
{
    uint32_t mask = deleted_mark(m);
    uint32_t place = (uint32_t)hash & mask;
    while (m->index[place] != 0 && m->index[place] != mask)
        place = (place + 1) & mask;
    m->index[place] = fragment(hash, mask) | ((uint32_t)slot + 1);
}

/* ---- growing ---- */

/* Gives a map with a single owner a new capacity, at least `size`; dead entries go, slots change. */
static void rebuild(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, mesh_map *m, size_t capacity)
{
    MESH_ASSERT(m->cursor == 0 && capacity >= m->size);
    size_t entry = mesh__entry_size(K, V);
    if (m->size != m->used) {
        size_t to = 0;
        for (int64_t from = mesh__map_next_live(m, 0); from >= 0; from = mesh__map_next_live(m, (size_t)from + 1), to++)
            if ((size_t)from != to)
                mesh__copy(m->entries + to * entry, m->entries + (size_t)from * entry, entry);
        m->used = m->size;
    }
    m->first = 0;
    if (capacity != m->capacity) {
        size_t new_size = entries_size(cx, K, V, capacity);
        m->entries = m->entries == NULL
                         ? mesh_cell_alloc(cx, new_size)
                         : mesh_cell_resize(cx, m->entries, entries_size(cx, K, V, m->capacity), new_size);
        m->capacity = (uint32_t)capacity;
    }
    unsigned bits = bits_for(capacity);
    if (bits != m->bits) {
        if (m->index != NULL)
            mesh_cell_free(cx, m->index, index_size(m->bits));
        m->bits = bits;
        m->index = bits == 0 ? NULL : mesh_cell_alloc(cx, index_size(bits));
    }
    if (bits != 0) {
        memset(m->index, 0, index_size(bits));
        for (size_t slot = 0; slot < m->used; slot++)
            enter(m, slot, hash_key(cx, K, mesh__map_key(K, V, m, slot)));
    }
}

/* Room for one more entry in a map with a single owner. */
static MESH_NOINLINE void grow(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, mesh_map *m)
{
    size_t capacity = m->capacity;
    if (m->used - m->size < capacity / 4 || capacity == 0)
        capacity = capacity_for(cx, (uint64_t)capacity * 2);
    rebuild(cx, K, V, m, capacity);
}

mesh_map *mesh_map_with_capacity(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, int64_t n)
{
    if (n <= 0)
        return mesh_map_new(cx, K, V);
    mesh_map *m = new_map(cx, K, V, capacity_for(cx, (uint64_t)n));
    if (m->bits != 0)
        memset(m->index, 0, index_size(m->bits));
    return m;
}

mesh_map *mesh_map_reserve_own(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, mesh_map *m_own, int64_t n)
{
    if (n <= 0)
        return m_own;
    if (m_own->size == 0) {
        mesh_map_drop(cx, K, V, m_own);
        return mesh_map_with_capacity(cx, K, V, n);
    }
    mesh_map *m = mesh_map_unshare_own(cx, K, V, m_own);
    if ((uint64_t)n > m->capacity - m->used) {
        size_t capacity = capacity_for(cx, m->size + (uint64_t)n);
        rebuild(cx, K, V, m, capacity > m->capacity ? capacity : m->capacity);
    }
    return m;
}

mesh_map *mesh_map_clear_own(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, mesh_map *m_own)
{
    mesh_map_drop(cx, K, V, m_own);
    return mesh_map_new(cx, K, V);
}

/* ---- copying ---- */

mesh_map *mesh__map_copy_own(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, mesh_map *m_own)
{
    mesh_map *copy = new_map(cx, K, V, m_own->capacity);
    copy->size = m_own->size;
    copy->used = m_own->used;
    copy->first = m_own->first;
    if (copy->entries != NULL && m_own->used != 0)
        mesh__copy(copy->entries, m_own->entries, m_own->used * mesh__entry_size(K, V));
    if (copy->index != NULL)
        memcpy(copy->index, m_own->index, index_size(m_own->bits));
    if (K->dup != NULL || V->dup != NULL) {
        for (int64_t slot = mesh_map_next_slot(cx, K, V, copy, 0); slot >= 0;
             slot = mesh_map_next_slot(cx, K, V, copy, slot + 1)) {
            if (K->dup != NULL)
                K->dup(mesh__map_key(K, V, copy, (size_t)slot));
            if (V->dup != NULL)
                V->dup(mesh__map_value(K, V, copy, (size_t)slot));
        }
    }
    mesh_map_drop(cx, K, V, m_own);
    return copy;
}

/* ---- changing ---- */

mesh_map *mesh_map_add_own(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, mesh_map *m_own, const void *k_own,
                           const void *v_own, int64_t miss)
{
    MESH_ASSERT(miss < 0);
    mesh_map *m = mesh_map_unshare_own(cx, K, V, m_own);
    uint64_t hash = ~(uint64_t)miss;
    if (MESH_UNLIKELY(m->used == m->capacity)) {
        bool hashed = m->bits != 0;
        grow(cx, K, V, m);
        if (!hashed && m->bits != 0)
            hash = hash_key(cx, K, k_own);
    }
    size_t slot = m->used++;
    mesh__copy(mesh__map_key(K, V, m, slot), k_own, K->size);
    mesh__copy(mesh__map_value(K, V, m, slot), v_own, V->size);
    m->size++;
    if (m->bits != 0)
        enter(m, slot, hash);
    return m;
}

mesh_map *mesh_map_put_own(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, mesh_map *m_own, const void *k_own,
                           const void *v_own)
{
    int64_t slot = mesh_map_find_pure(cx, K, V, m_own, k_own);
    if (slot < 0)
        return mesh_map_add_own(cx, K, V, m_own, k_own, v_own, slot);
    mesh__argument_drop(cx, K, k_own);
    return mesh_map_put_value_own(cx, K, V, m_own, slot, v_own);
}

mesh_map *mesh_map_delete_slot_own(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, mesh_map *m_own, int64_t slot)
{
    MESH_ASSERT(slot >= 0 && (uint64_t)slot < m_own->used);
    mesh_map *m = mesh_map_unshare_own(cx, K, V, m_own);
    size_t at = (size_t)slot;
    void *key = mesh__map_key(K, V, m, at);
    if (m->bits != 0) {
        uint32_t mask = deleted_mark(m);
        uint32_t place = (uint32_t)hash_key(cx, K, key) & mask;
        while ((m->index[place] & mask) != at + 1)
            place = (place + 1) & mask;
        m->index[place] = m->index[(place + 1) & mask] == 0 ? 0 : mask;
    }
    mesh__slot_drop(cx, K, key);
    if (m->cursor == at + 1)
        m->cursor = 0;
    else
        mesh__slot_drop(cx, V, mesh__map_value(K, V, m, at));
    m->size--;
    if (m->bits == 0) {
        size_t entry = mesh__entry_size(K, V);
        if (entry != 0)
            memmove(m->entries + at * entry, m->entries + (at + 1) * entry, (m->used - at - 1) * entry);
        m->used--;
        return m;
    }
    dead_bits(m)[at / 32] |= (uint32_t)1 << (at % 32);
    if (at == m->first) {
        int64_t next = mesh__map_next_live(m, at);
        m->first = next < 0 ? m->used : (uint32_t)next;
    }
    if (m->used - m->size > m->size + MESH__MAP_SMALL)
        rebuild(cx, K, V, m, capacity_for(cx, (uint64_t)m->size * 2));
    return m;
}

mesh_map *mesh_map_delete_own(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, mesh_map *m_own, const void *k_own)
{
    int64_t slot = mesh_map_find_pure(cx, K, V, m_own, k_own);
    mesh_map *m = slot < 0 ? m_own : mesh_map_delete_slot_own(cx, K, V, m_own, slot);
    mesh__argument_drop(cx, K, k_own);
    return m;
}

/* ---- rewriting ---- */

mesh_map *mesh_map_rewrite_begin(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, const mesh_type *W, mesh_map *m)
{
    if (mesh_unique(m) && V->size == W->size && m->cursor == 0) {
        m->head.tag |= MESH__MAP_REWRITING;
        m->head.rc = 2;
        return m;
    }
    mesh_map *out = new_map(cx, K, W, m->capacity);
    out->size = m->size;
    out->used = m->used;
    out->first = m->first;
    if (out->index != NULL)
        memcpy(out->index, m->index, index_size(m->bits));
    for (int64_t slot = mesh_map_next_slot(cx, K, V, m, 0); slot >= 0;
         slot = mesh_map_next_slot(cx, K, V, m, slot + 1))
        mesh__slot_copy(K, mesh__map_key(K, W, out, (size_t)slot), mesh__map_key(K, V, m, (size_t)slot));
    return out;
}

mesh_map *mesh_map_rewrite_end_own(mesh_ctx *cx, const mesh_type *K, const mesh_type *V, const mesh_type *W,
                                   mesh_map *m_own, mesh_map *out_own)
{
    (void)W;
    if (out_own->head.tag & MESH__MAP_REWRITING) {
        MESH_ASSERT(m_own == out_own && out_own->head.rc == 2);
        out_own->head.tag &= ~(uint32_t)MESH__MAP_REWRITING;
        out_own->head.rc--;
    } else {
        mesh_map_drop(cx, K, V, m_own);
    }
    return out_own;
}
