/* Lists.
 *
 * A list is ONE block: {head, length, capacity, offset, cursor, elements…}. The elements are C values of
 * the element type, in place; `offset` is the number of free slots before the first element, and
 * capacity - offset - length are free after the last. Slack at both ends makes append, prepend, tail and
 * drop O(1) amortised on a list with a single owner:
 *   - append into the slack; when it is used up, slide the elements to the front if at least half of the
 *     slots are free there, else double the capacity (realloc);
 *   - tail moves `offset`; prepend the other way round, growing by doubling at the front.
 * A list with several owners is copied once, the copy is unique after that. Lengths and capacities are
 * below 2^32; a longer list panics "out of memory". The empty list may be the immortal `mesh_list_empty`.
 *
 * Invariants: offset + length <= capacity; slots outside [offset, offset + length) hold no values;
 * cursor is 0 except as described next, and only in a list with a single owner (or while it is rewritten).
 *
 * In-place update of one element from Mesh: `mesh_list_take_out(xs, i)` gives the element; if the list has
 * a single owner the element is moved out (cursor = i + 1 marks the hole, so the element is unique too),
 * else copied. `mesh_list_put_back_own(xs, i, x)` fills the hole, or copies the list and replaces the
 * element. Between the two the list may be neither read at i nor given to others. A list with a hole may
 * be dropped.
 *
 * In-place rewriting of a whole list (map, filter): with xs borrowed for the time,
 *     let out = rewrite_begin(xs)                 List<U>, empty to the eye
 *     for each i: let x = rewrite_take(xs, i)     each i once, ascending
 *                 let out = rewrite_put(out, y)   at most as often as taken so far
 *     rewrite_end(xs, out)                        consumes both, gives the result
 * When xs has a single owner and the element sizes agree, `out` is the same block: elements are moved out
 * and the results written over them (cursor = number written). Otherwise `out` is a new list. The values
 * xs and out must not be dropped, measured or passed elsewhere in between.
 *
 * Sorting in Mesh: `unshare` once, then `with_capacity(n)` for a scratch list that keeps length 0;
 * `peek` reads a copy of slot i of either (also beyond the length), `move_slots` moves raw slots between
 * them. At the end every element must stand in the list exactly once.
 *
 * Ownership: parameters are borrowed, or consumed where the function's name ends in `_own` / `_own_at`
 * (elements behind pointers too). Results are owned. `out` receives an owned element. T is the element
 * type. Functions named `…_at` panic with the given site. Costs are for a list with a single owner.
 *
 *   extern                              cost         panics
 *   mesh_list_new                       O(1)
 *   mesh_list_with_capacity             O(1)         room for n without growing; n <= 0: as new
 *   mesh_list_length                    O(1)
 *   mesh_list_get_ref_at, nth_ref_at    O(1)         List.get / List.nth: index i out of bounds (length n)
 *   mesh_list_get_unchecked_ref         O(1)         0 <= i < length
 *   mesh_list_head_ref_at, last_ref_at  O(1)         List.head: empty list, List.last: empty list
 *   mesh_list_append_own                O(1)*
 *   mesh_list_prepend_own               O(1)*
 *   mesh_list_set_own_at                O(1)         List.set: index …
 *   mesh_list_set_unchecked_own         O(1)         0 <= i < length
 *   mesh_list_tail_own_at               O(1)         List.tail: empty list
 *   mesh_list_drop_first_own            O(1)         not empty
 *   mesh_list_drop_last_own             O(1)         not empty
 *   mesh_list_concat_own                O(length of ys)*
 *   mesh_list_slice_own                 O(dropped)   clamped; shared: O(kept)
 *   mesh_list_take_own, drop_own, take_end_own, drop_end_own     the same
 *   mesh_list_truncate_own              = take_own
 *   mesh_list_reverse_own               O(n)
 *   mesh_list_insert_own_at             O(n)         List.insert_at: index …
 *   mesh_list_delete_own_at             O(n)         List.delete_at: index …
 *   mesh_list_swap_own_at               O(1)         List.swap: index … (the first bad one)
 *   mesh_list_repeat_own                O(n)         negative n: empty
 *   mesh_list_reserve_own               O(n)         room for n more
 *   mesh_list_unshare_own               O(1)         a list with a single owner
 *   mesh_list_is_unique                 O(1)
 *   mesh_list_take_out, put_back_own    O(1)         see above
 *   mesh_list_rewrite_begin, rewrite_take, rewrite_put_own, rewrite_end_own   see above
 *   mesh_list_peek, move_slots          O(1), O(n)   see above
 *
 * The emitter also uses `mesh_list_of_own` for literals and MESH_LIST_STATIC for constant ones.
 */
#ifndef MESH_LIST_H
#define MESH_LIST_H

#include "heap.h"
#include "panic.h"

struct mesh_list {
    mesh_head head;
    uint32_t length;
    uint32_t capacity; /* slots in the block */
    uint32_t offset;
    uint32_t cursor;
};

/* `length` and `offset` do not stand side by side: gcc would update both with one vector store, and the loads of
 * the next round would wait for it (append and tail loops take 30 % longer).
 *
 * Tag bit: this block is being rewritten in place and has two references. */
enum { MESH__LIST_REWRITING = 1u };

/* The empty list of every element type. (An array of unknown size, so that C compilers make no assumption about
 * what follows the header.) */
extern const mesh_list mesh_list_empty[];

/* A constant list in static memory:
 *     static const struct { mesh_list list; int64_t elements[2]; } xs = {MESH_LIST_STATIC(2), {4, 5}};
 *     (mesh_list *)(uintptr_t)&xs */
#define MESH_LIST_STATIC(n) {{MESH_IMMORTAL, 0}, (n), (n), 0, 0}

/* Slow paths; ownership as in the public functions. */
MESH_NOINLINE mesh_list *mesh__list_append_slow(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own, const void *x_own);
MESH_NOINLINE mesh_list *mesh__list_set_slow(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own, size_t i,
                                             const void *x_own);
MESH_NOINLINE mesh_list *mesh__list_copy_own(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own, size_t start,
                                             size_t length);

/* Address of slot i, counted from the first element. */
static inline void *mesh__list_slot(const mesh_type *T, const mesh_list *xs, size_t i)
{
    return (char *)(uintptr_t)xs + sizeof(mesh_list) + ((size_t)xs->offset + i) * T->size;
}

/* Frees a list whose last reference is gone. O(length). */
void mesh_list_free(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own);

/* Gives one reference up. */
static inline void mesh_list_drop(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own)
{
    if (mesh_drop_last(xs_own))
        mesh_list_free(cx, T, xs_own);
}

static inline mesh_list *mesh_list_new(mesh_ctx *cx, const mesh_type *T)
{
    (void)cx;
    (void)T;
    return (mesh_list *)(uintptr_t)mesh_list_empty;
}

mesh_list *mesh_list_with_capacity(mesh_ctx *cx, const mesh_type *T, int64_t n);

/* A list of the n values at `elements_own`, which are moved. O(n). */
mesh_list *mesh_list_of_own(mesh_ctx *cx, const mesh_type *T, const void *elements_own, size_t n);

static inline int64_t mesh_list_length(mesh_ctx *cx, const mesh_type *T, const mesh_list *xs)
{
    (void)cx;
    (void)T;
    return (int64_t)xs->length;
}

static inline const void *mesh_list_get_unchecked_ref(mesh_ctx *cx, const mesh_type *T, const mesh_list *xs, int64_t i)
{
    (void)cx;
    MESH_ASSERT(i >= 0 && (uint64_t)i < xs->length);
    return mesh__list_slot(T, xs, (size_t)i);
}

static inline const void *mesh_list_get_ref_at(mesh_ctx *cx, const mesh_type *T, const mesh_list *xs, int64_t i,
                                               const mesh_site *site)
{
    if (MESH_UNLIKELY((uint64_t)i >= xs->length))
        mesh_panic_index_at(cx, "List.get", i, (int64_t)xs->length, site);
    return mesh__list_slot(T, xs, (size_t)i);
}

static inline const void *mesh_list_nth_ref_at(mesh_ctx *cx, const mesh_type *T, const mesh_list *xs, int64_t i,
                                               const mesh_site *site)
{
    if (MESH_UNLIKELY((uint64_t)i >= xs->length))
        mesh_panic_index_at(cx, "List.nth", i, (int64_t)xs->length, site);
    return mesh__list_slot(T, xs, (size_t)i);
}

static inline const void *mesh_list_head_ref_at(mesh_ctx *cx, const mesh_type *T, const mesh_list *xs,
                                                const mesh_site *site)
{
    if (MESH_UNLIKELY(xs->length == 0))
        mesh_panic_at(cx, site, "List.head: empty list");
    return mesh__list_slot(T, xs, 0);
}

static inline const void *mesh_list_last_ref_at(mesh_ctx *cx, const mesh_type *T, const mesh_list *xs,
                                                const mesh_site *site)
{
    if (MESH_UNLIKELY(xs->length == 0))
        mesh_panic_at(cx, site, "List.last: empty list");
    return mesh__list_slot(T, xs, (size_t)xs->length - 1);
}

static inline mesh_list *mesh_list_append_own(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own, const void *x_own)
{
    if (MESH_UNLIKELY(!mesh_unique(xs_own) || xs_own->capacity - xs_own->offset == xs_own->length))
        return mesh__list_append_slow(cx, T, xs_own, x_own);
    mesh__copy(mesh__list_slot(T, xs_own, xs_own->length), x_own, T->size);
    xs_own->length++;
    return xs_own;
}

mesh_list *mesh_list_prepend_own(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own, const void *x_own);

static inline mesh_list *mesh_list_set_unchecked_own(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own, int64_t i,
                                                     const void *x_own)
{
    MESH_ASSERT(i >= 0 && (uint64_t)i < xs_own->length);
    if (MESH_UNLIKELY(!mesh_unique(xs_own)))
        return mesh__list_set_slow(cx, T, xs_own, (size_t)i, x_own);
    void *slot = mesh__list_slot(T, xs_own, (size_t)i);
    mesh__slot_drop(cx, T, slot);
    mesh__copy(slot, x_own, T->size);
    return xs_own;
}

static inline mesh_list *mesh_list_set_own_at(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own, int64_t i,
                                              const void *x_own, const mesh_site *site)
{
    if (MESH_UNLIKELY((uint64_t)i >= xs_own->length))
        mesh_panic_index_at(cx, "List.set", i, (int64_t)xs_own->length, site);
    return mesh_list_set_unchecked_own(cx, T, xs_own, i, x_own);
}

/* All but the first; the list is not empty. A hole at 0 (`take_out`) is not dropped again. */
static inline mesh_list *mesh_list_drop_first_own(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own)
{
    MESH_ASSERT(xs_own->length > 0);
    if (MESH_UNLIKELY(!mesh_unique(xs_own)))
        return mesh__list_copy_own(cx, T, xs_own, 1, (size_t)xs_own->length - 1);
    if (T->drop != NULL) {
        if (xs_own->cursor != 1)
            T->drop(cx, mesh__list_slot(T, xs_own, 0));
        xs_own->cursor = 0;
    }
    xs_own->offset++;
    xs_own->length--;
    return xs_own;
}

static inline mesh_list *mesh_list_tail_own_at(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own,
                                               const mesh_site *site)
{
    if (MESH_UNLIKELY(xs_own->length == 0))
        mesh_panic_at(cx, site, "List.tail: empty list");
    return mesh_list_drop_first_own(cx, T, xs_own);
}

/* All but the last; the list is not empty. A hole there is not dropped again. */
static inline mesh_list *mesh_list_drop_last_own(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own)
{
    MESH_ASSERT(xs_own->length > 0);
    if (MESH_UNLIKELY(!mesh_unique(xs_own)))
        return mesh__list_copy_own(cx, T, xs_own, 0, (size_t)xs_own->length - 1);
    if (T->drop != NULL) {
        if (xs_own->cursor != xs_own->length)
            T->drop(cx, mesh__list_slot(T, xs_own, (size_t)xs_own->length - 1));
        xs_own->cursor = 0;
    }
    xs_own->length--;
    return xs_own;
}

mesh_list *mesh_list_concat_own(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own, mesh_list *ys_own);
mesh_list *mesh_list_slice_own(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own, int64_t start, int64_t stop);
mesh_list *mesh_list_take_own(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own, int64_t n);
mesh_list *mesh_list_drop_own(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own, int64_t n);
mesh_list *mesh_list_take_end_own(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own, int64_t n);
mesh_list *mesh_list_drop_end_own(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own, int64_t n);
mesh_list *mesh_list_truncate_own(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own, int64_t n);
mesh_list *mesh_list_reverse_own(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own);
mesh_list *mesh_list_insert_own_at(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own, int64_t i, const void *x_own,
                                   const mesh_site *site);
mesh_list *mesh_list_delete_own_at(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own, int64_t i,
                                   const mesh_site *site);
mesh_list *mesh_list_swap_own_at(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own, int64_t i, int64_t j,
                                 const mesh_site *site);
mesh_list *mesh_list_repeat_own(mesh_ctx *cx, const mesh_type *T, const void *x_own, int64_t n);
mesh_list *mesh_list_reserve_own(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own, int64_t n);

static inline mesh_list *mesh_list_unshare_own(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own)
{
    return mesh_unique(xs_own) ? xs_own : mesh__list_copy_own(cx, T, xs_own, 0, xs_own->length);
}

static inline bool mesh_list_is_unique(mesh_ctx *cx, const mesh_type *T, const mesh_list *xs)
{
    (void)cx;
    (void)T;
    return mesh_unique(xs);
}

/* The element at i (0 <= i < length), moved out if xs has a single owner and no other hole. */
static inline void mesh_list_take_out(mesh_ctx *cx, const mesh_type *T, mesh_list *xs, int64_t i, void *out)
{
    (void)cx;
    MESH_ASSERT(i >= 0 && (uint64_t)i < xs->length);
    void *slot = mesh__list_slot(T, xs, (size_t)i);
    mesh__copy(out, slot, T->size);
    if (T->dup == NULL)
        return;
    if (mesh_unique(xs) && xs->cursor == 0)
        xs->cursor = (uint32_t)i + 1;
    else
        T->dup(slot);
}

/* xs with x at i: into the hole if it is there, else as set_unchecked. */
static inline mesh_list *mesh_list_put_back_own(mesh_ctx *cx, const mesh_type *T, mesh_list *xs_own, int64_t i,
                                                const void *x_own)
{
    MESH_ASSERT(i >= 0 && (uint64_t)i < xs_own->length);
    if (T->drop != NULL && xs_own->cursor == (uint32_t)i + 1) {
        mesh__copy(mesh__list_slot(T, xs_own, (size_t)i), x_own, T->size);
        xs_own->cursor = 0;
        return xs_own;
    }
    return mesh_list_set_unchecked_own(cx, T, xs_own, i, x_own);
}

/* Rewriting; see above. */
mesh_list *mesh_list_rewrite_begin(mesh_ctx *cx, const mesh_type *T, const mesh_type *U, mesh_list *xs);

static inline void mesh_list_rewrite_take(mesh_ctx *cx, const mesh_type *T, const mesh_list *xs, int64_t i, void *out)
{
    (void)cx;
    const void *slot = mesh__list_slot(T, xs, (size_t)i);
    mesh__copy(out, slot, T->size);
    if (T->dup != NULL && !(xs->head.tag & MESH__LIST_REWRITING))
        T->dup(slot);
}

static inline mesh_list *mesh_list_rewrite_put_own(mesh_ctx *cx, const mesh_type *U, mesh_list *out_own,
                                                   const void *y_own)
{
    if (!(out_own->head.tag & MESH__LIST_REWRITING))
        return mesh_list_append_own(cx, U, out_own, y_own);
    mesh__copy(mesh__list_slot(U, out_own, out_own->cursor), y_own, U->size);
    out_own->cursor++;
    return out_own;
}

mesh_list *mesh_list_rewrite_end_own(mesh_ctx *cx, const mesh_type *T, const mesh_type *U, mesh_list *xs_own,
                                     mesh_list *out_own);

/* A copy of slot i of xs, 0 <= offset + i < capacity; the slot must hold a value. */
static inline void mesh_list_peek(mesh_ctx *cx, const mesh_type *T, const mesh_list *xs, int64_t i, void *out)
{
    (void)cx;
    MESH_ASSERT(i >= 0 && (uint64_t)i < xs->capacity - xs->offset);
    mesh__slot_copy(T, out, mesh__list_slot(T, xs, (size_t)i));
}

/* Moves the bytes of n slots of `from`, from i on, to the slots of `to`, from j on. Different lists. */
static inline void mesh_list_move_slots(mesh_ctx *cx, const mesh_type *T, mesh_list *to, int64_t j,
                                        const mesh_list *from, int64_t i, int64_t n)
{
    (void)cx;
    mesh__copy(mesh__list_slot(T, to, (size_t)j), mesh__list_slot(T, from, (size_t)i), (size_t)n * T->size);
}

#endif
