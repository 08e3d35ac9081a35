/* Lists: allocation, growth at both ends, and everything that moves many elements. Design in mesh/list.h. */
#include "mesh/list.h"

#include "mesh/cell.h"

const mesh_list mesh_list_empty[1] = {{{MESH_IMMORTAL, 0}, 0, 0, 0, 0}};

/* ---- blocks ---- */

/* Bytes of a list with this capacity. Panics "out of memory" if there cannot be such a list. */
static size_t block_size(mesh_ctx *cx, const mesh_type *T, uint64_t capacity)
{
    if (capacity > UINT32_MAX || (T->size != 0 && capacity > (SIZE_MAX / 2 - sizeof(mesh_list)) / T->size))
        mesh__out_of_memory(cx);
    return sizeof(mesh_list) + (size_t)capacity * T->size;
}

/* Capacity that fills the cell in which a list of this capacity lives. */
static uint64_t rounded_capacity(mesh_ctx *cx, const mesh_type *T, uint64_t capacity)
{
    size_t size = block_size(cx, T, capacity);
    if (T->size == 0)
        return UINT32_MAX;
    return size > MESH_CELL_MAX ? capacity : (mesh_cell_usable(size) - sizeof(mesh_list)) / T->size;
}

static mesh_list *new_block(mesh_ctx *cx, const mesh_type *T, uint64_t capacity)
{
    capacity = rounded_capacity(cx, T, capacity);
    mesh_list *xs = mesh_cell_new(cx, block_size(cx, T, capacity), 0);
    xs->length = 0;
    xs->offset = 0;
    xs->capacity = (uint32_t)capacity;
    xs->cursor = 0;
    return xs;
}

static void free_block(mesh_ctx *cx, const mesh_type *T, mesh_list *xs)
{
    mesh_cell_free(cx, xs, sizeof(mesh_list) + (size_t)xs->capacity * T->size);
}

static void free_generic(mesh_ctx *cx, const mesh_type *T, const mesh_type *U, void *block)
{
    (void)U;
    mesh_list_free(cx, T, block);
}

/* Drops the elements [start, stop) but not a hole among them. */
static void drop_elements(mesh_ctx *cx, const mesh_type *T, mesh_list *xs, size_t start, size_t stop)
{
    size_t hole = xs->cursor;
    if (hole > start && hole <= stop) {
        xs->cursor = 0;
        mesh__slots_drop(cx, T, mesh__list_slot(T, xs, start), hole - 1 - start);
        start = hole;
    }
    mesh__slots_drop(cx, T, mesh__list_slot(T, xs, start), stop - start);
}

void mesh_list_free(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own)
{
    if (T->drop != NULL) {
        if (mesh_stack_low(cx)) {
            mesh__free_later_generic(cx, xs_own, free_generic, T, NULL);
            return;
        }
        drop_elements(cx, T, xs_own, 0, xs_own->length);
    }
    free_block(cx, T, xs_own);
}

/* A new list with the elements [start, start + length) of xs and `front` and `back` free slots around them. The
 * elements are moved if xs has a single owner (the others are then dropped), else copied. */
static mesh_list *rebuild_own(mesh_ctx *cx, const mesh_type *T, mesh_list *xs, size_t start, size_t length,
                              uint64_t front, uint64_t back)
{
    mesh_list *new_list = new_block(cx, T, front + length + back);
    new_list->offset = (uint32_t)front;
    new_list->length = (uint32_t)length;
    void *target = mesh__list_slot(T, new_list, 0), *source = mesh__list_slot(T, xs, start);
    mesh__copy(target, source, length * T->size);
    if (mesh_drop_last(xs)) {
        MESH_ASSERT(xs->cursor == 0);
        mesh__slots_drop(cx, T, mesh__list_slot(T, xs, 0), start);
        mesh__slots_drop(cx, T, mesh__list_slot(T, xs, start + length), xs->length - start - length);
        free_block(cx, T, xs);
    } else {
        mesh__slots_dup(T, target, length);
    }
    return new_list;
}

mesh_list *mesh__list_copy_own(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own, size_t start, size_t length)
{
    if (length == 0) {
        mesh_list_drop(cx, T, xs_own);
        return mesh_list_new(cx, T);
    }
    return rebuild_own(cx, T, xs_own, start, length, 0, 0);
}

/* ---- room at the ends ---- */

/* Moves all elements of a list with a single owner so that `offset` slots are free before them. */
static void slide(const mesh_type *T, mesh_list *xs, uint32_t offset)
{
    char *first = (char *)(xs + 1);
    if (T->size != 0)
        memmove(first + offset * T->size, first + xs->offset * T->size, xs->length * T->size);
    xs->offset = offset;
}

/* xs with a single owner and at least `extra` free slots behind the elements. */
static mesh_list *room_behind_own(mesh_ctx *cx, const mesh_type *T, mesh_list *xs, uint64_t extra)
{
    uint64_t length = xs->length, capacity = xs->capacity;
    if (!mesh_unique(xs)) {
        uint64_t slack = length / 2 + 4;
        return rebuild_own(cx, T, xs, 0, (size_t)length, 0, extra > slack ? extra : slack);
    }
    if (capacity - xs->offset - length >= extra)
        return xs;
    uint64_t slack = capacity - length;
    if (xs->offset >= capacity / 2 && slack - slack / 4 >= extra) {
        slide(T, xs, (uint32_t)(slack / 4));
        return xs;
    }
    uint64_t needed = xs->offset + length + extra, doubled = capacity * 2;
    if (doubled > UINT32_MAX && needed <= UINT32_MAX)
        doubled = UINT32_MAX;
    capacity = rounded_capacity(cx, T, needed > doubled ? needed : doubled);
    size_t old_size = block_size(cx, T, xs->capacity);
    xs = mesh_cell_resize(cx, xs, old_size, block_size(cx, T, capacity));
    xs->capacity = (uint32_t)capacity;
    return xs;
}

/* xs with a single owner and at least `extra` free slots before the elements. */
static mesh_list *room_before_own(mesh_ctx *cx, const mesh_type *T, mesh_list *xs, uint64_t extra)
{
    uint64_t length = xs->length, capacity = xs->capacity;
    if (!mesh_unique(xs)) {
        uint64_t slack = length / 2 + 4;
        return rebuild_own(cx, T, xs, 0, (size_t)length, extra > slack ? extra : slack, 0);
    }
    if (xs->offset >= extra)
        return xs;
    uint64_t behind = capacity - xs->offset - length, slack = capacity - length;
    if (behind >= capacity / 2 && slack - slack / 4 >= extra) {
        slide(T, xs, (uint32_t)(slack - slack / 4));
        return xs;
    }
    /* Double, all of the new slots in front. Elements of size zero have room everywhere. */
    if (T->size == 0) {
        xs->offset = (uint32_t)extra;
        return xs;
    }
    uint64_t front = xs->offset + (capacity > extra ? capacity : extra + 4);
    if (front + length + behind > UINT32_MAX)
        behind = 0;
    if (front + length > UINT32_MAX)
        front = extra;
    return rebuild_own(cx, T, xs, 0, (size_t)length, front, behind);
}

mesh_list *mesh__list_append_slow(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own, const void *x_own)
{
    mesh_list *xs = room_behind_own(cx, T, xs_own, 1);
    mesh__copy(mesh__list_slot(T, xs, xs->length), x_own, T->size);
    xs->length++;
    return xs;
}

mesh_list *mesh_list_prepend_own(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own, const void *x_own)
{
    mesh_list *xs = room_before_own(cx, T, xs_own, 1);
    xs->offset--;
    xs->length++;
    mesh__copy(mesh__list_slot(T, xs, 0), x_own, T->size);
    return xs;
}

mesh_list *mesh_list_reserve_own(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own, int64_t n)
{
    return n <= 0 ? xs_own : room_behind_own(cx, T, xs_own, (uint64_t)n);
}

/* ---- making ---- */

mesh_list *mesh_list_with_capacity(mesh_ctx *cx, const mesh_type *T, int64_t n)
{
    return n <= 0 ? mesh_list_new(cx, T) : new_block(cx, T, (uint64_t)n);
}

mesh_list *mesh_list_of_own(mesh_ctx *cx, const mesh_type *T, const void *elements_own, size_t n)
{
    if (n == 0)
        return mesh_list_new(cx, T);
    mesh_list *xs = new_block(cx, T, n);
    mesh__copy(mesh__list_slot(T, xs, 0), elements_own, n * T->size);
    xs->length = (uint32_t)n;
    return xs;
}

mesh_list *mesh_list_repeat_own(mesh_ctx *cx, const mesh_type *T, const void *x_own, int64_t n)
{
    if (n <= 0) {
        mesh__argument_drop(cx, T, x_own);
        return mesh_list_new(cx, T);
    }
    mesh_list *xs = new_block(cx, T, (uint64_t)n);
    size_t count = (size_t)n, size = T->size;
    if (size != 0) {
        char *slots = mesh__list_slot(T, xs, 0);
        memcpy(slots, x_own, size);
        for (size_t done = 1; done < count;) {
            size_t more = done < count - done ? done : count - done;
            memcpy(slots + done * size, slots, more * size);
            done += more;
        }
        mesh__slots_dup(T, slots, count - 1);
    }
    xs->length = (uint32_t)count;
    return xs;
}

/* ---- parts ---- */

/* The elements [start, stop), 0 <= start <= stop <= length. */
static mesh_list *keep_own(mesh_ctx *cx, const mesh_type *T, mesh_list *xs, size_t start, size_t stop)
{
    size_t length = stop - start;
    if (length == xs->length)
        return xs;
    if (length == 0 || !mesh_unique(xs))
        return mesh__list_copy_own(cx, T, xs, start, length);
    drop_elements(cx, T, xs, 0, start);
    drop_elements(cx, T, xs, stop, xs->length);
    MESH_ASSERT(T->drop == NULL || xs->cursor == 0);
    xs->offset += (uint32_t)start;
    xs->length = (uint32_t)length;
    /* A small rest does not pin a large block. */
    if (xs->capacity / 4 > length && (size_t)xs->capacity * T->size > MESH_CELL_MAX)
        return rebuild_own(cx, T, xs, 0, length, 0, length / 2);
    return xs;
}

static size_t clamped(int64_t n, size_t most)
{
    return n <= 0 ? 0 : (uint64_t)n >= most ? most : (size_t)n;
}

mesh_list *mesh_list_slice_own(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own, int64_t start, int64_t stop)
{
    size_t first = clamped(start, xs_own->length), end = clamped(stop, xs_own->length);
    return keep_own(cx, T, xs_own, first, end < first ? first : end);
}

mesh_list *mesh_list_take_own(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own, int64_t n)
{
    return keep_own(cx, T, xs_own, 0, clamped(n, xs_own->length));
}

mesh_list *mesh_list_drop_own(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own, int64_t n)
{
    return keep_own(cx, T, xs_own, clamped(n, xs_own->length), xs_own->length);
}

mesh_list *mesh_list_take_end_own(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own, int64_t n)
{
    return keep_own(cx, T, xs_own, xs_own->length - clamped(n, xs_own->length), xs_own->length);
}

mesh_list *mesh_list_drop_end_own(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own, int64_t n)
{
    return keep_own(cx, T, xs_own, 0, xs_own->length - clamped(n, xs_own->length));
}

mesh_list *mesh_list_truncate_own(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own, int64_t n)
{
    return mesh_list_take_own(cx, T, xs_own, n);
}

/* ---- changing ---- */

mesh_list *mesh__list_set_slow(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own, size_t i, const void *x_own)
{
    mesh_list *xs = mesh__list_copy_own(cx, T, xs_own, 0, xs_own->length);
    void *slot = mesh__list_slot(T, xs, i);
    mesh__slot_drop(cx, T, slot);
    mesh__copy(slot, x_own, T->size);
    return xs;
}

mesh_list *mesh_list_concat_own(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own, mesh_list *ys_own)
{
    if (ys_own->length == 0) {
        mesh_list_drop(cx, T, ys_own);
        return xs_own;
    }
    if (xs_own->length == 0) {
        mesh_list_drop(cx, T, xs_own);
        return ys_own;
    }
    size_t n = ys_own->length;
    mesh_list *xs = room_behind_own(cx, T, xs_own, n);
    void *target = mesh__list_slot(T, xs, xs->length);
    mesh__copy(target, mesh__list_slot(T, ys_own, 0), n * T->size);
    xs->length += (uint32_t)n;
    if (mesh_drop_last(ys_own))
        free_block(cx, T, ys_own);
    else
        mesh__slots_dup(T, target, n);
    return xs;
}

static void swap_slots(char *a, char *b, size_t size)
{
    char piece[64];
    while (size != 0) {
        size_t n = size < sizeof piece ? size : sizeof piece;
        memcpy(piece, a, n);
        memcpy(a, b, n);
        memcpy(b, piece, n);
        a += n;
        b += n;
        size -= n;
    }
}

mesh_list *mesh_list_reverse_own(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own)
{
    mesh_list *xs = mesh_list_unshare_own(cx, T, xs_own);
    if (xs->length < 2 || T->size == 0)
        return xs;
    size_t size = T->size;
    char *low = mesh__list_slot(T, xs, 0), *high = mesh__list_slot(T, xs, (size_t)xs->length - 1);
    if (size == sizeof(uint64_t)) {
        for (; low < high; low += sizeof(uint64_t), high -= sizeof(uint64_t)) {
            uint64_t a, b;
            memcpy(&a, low, sizeof a);
            memcpy(&b, high, sizeof b);
            memcpy(low, &b, sizeof b);
            memcpy(high, &a, sizeof a);
        }
        return xs;
    }
    for (; low < high; low += size, high -= size)
        swap_slots(low, high, size);
    return xs;
}

mesh_list *mesh_list_swap_own_at(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own, int64_t i, int64_t j,
                                 const mesh_site *site)
{
    if ((uint64_t)i >= xs_own->length || (uint64_t)j >= xs_own->length)
        mesh_panic_index_at(cx, "List.swap", (uint64_t)i >= xs_own->length ? i : j, (int64_t)xs_own->length, site);
    mesh_list *xs = mesh_list_unshare_own(cx, T, xs_own);
    if (i != j)
        swap_slots(mesh__list_slot(T, xs, (size_t)i), mesh__list_slot(T, xs, (size_t)j), T->size);
    return xs;
}

mesh_list *mesh_list_insert_own_at(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own, int64_t i, const void *x_own,
                                   const mesh_site *site)
{
    if ((uint64_t)i > xs_own->length)
        mesh_panic_index_at(cx, "List.insert_at", i, (int64_t)xs_own->length, site);
    size_t at = (size_t)i, size = T->size;
    mesh_list *xs;
    if (mesh_unique(xs_own) && xs_own->offset > 0 && at <= xs_own->length / 2) {
        xs = xs_own;
        char *first = mesh__list_slot(T, xs, 0);
        xs->offset--;
        if (size != 0)
            memmove(first - size, first, at * size);
    } else {
        xs = room_behind_own(cx, T, xs_own, 1);
        char *slot = mesh__list_slot(T, xs, at);
        if (size != 0)
            memmove(slot + size, slot, (xs->length - at) * size);
    }
    xs->length++;
    mesh__copy(mesh__list_slot(T, xs, at), x_own, size);
    return xs;
}

mesh_list *mesh_list_delete_own_at(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own, int64_t i,
                                   const mesh_site *site)
{
    if ((uint64_t)i >= xs_own->length)
        mesh_panic_index_at(cx, "List.delete_at", i, (int64_t)xs_own->length, site);
    mesh_list *xs = mesh_list_unshare_own(cx, T, xs_own);
    size_t at = (size_t)i, size = T->size;
    char *first = mesh__list_slot(T, xs, 0), *slot = mesh__list_slot(T, xs, at);
    mesh__slot_drop(cx, T, slot);
    xs->length--;
    if (size != 0 && at < xs->length / 2) {
        memmove(first + size, first, at * size);
        xs->offset++;
    } else if (size != 0) {
        memmove(slot, slot + size, (xs->length - at) * size);
    }
    return xs;
}

/* ---- rewriting ---- */

mesh_list *mesh_list_rewrite_begin(mesh_ctx *cx, const mesh_type *T, const mesh_type *U, mesh_list *xs)
{
    if (mesh_unique(xs) && T->size == U->size && xs->cursor == 0) {
        xs->head.tag |= MESH__LIST_REWRITING;
        xs->head.rc = 2;
        return xs;
    }
    return mesh_list_with_capacity(cx, U, (int64_t)xs->length);
}

mesh_list *mesh_list_rewrite_end_own(mesh_ctx *cx, const mesh_type *T, const mesh_type *U, mesh_list *xs_own,
                                     mesh_list *out_own)
{
    if (out_own->head.tag & MESH__LIST_REWRITING) {
        MESH_ASSERT(xs_own == out_own && out_own->head.rc == 2);
        out_own->head.tag &= ~(uint32_t)MESH__LIST_REWRITING;
        out_own->head.rc--;
        out_own->length = out_own->cursor;
        out_own->cursor = 0;
    } else {
        mesh_list_drop(cx, T, xs_own);
    }
    /* A filter that kept little does not pin a large block. */
    if (mesh_unique(out_own) && out_own->capacity / 4 > out_own->length &&
        (size_t)out_own->capacity * U->size > MESH_CELL_MAX)
        return rebuild_own(cx, U, out_own, 0, out_own->length, 0, out_own->length / 2);
    return out_own;
}
