/* Releasing deep values on a bounded stack. Protocol in mesh/cell.h. */
#include "mesh/cell.h"

#include <stdlib.h>

/* A dead block's head holds the address of the next one, without its three zero bits: the low half in the
 * count, 16 more bits in the upper half of the tag. That is 51 bits of address; a block further up gets a
 * bucket of its own. */
static bool link_fits(const void *block)
{
    return ((uint64_t)(uintptr_t)block >> 3) >> 48 == 0;
}

static void set_link(void *block, const void *next)
{
    mesh_head *head = block;
    uint64_t link = (uint64_t)(uintptr_t)next >> 3;
    head->rc = (int32_t)(uint32_t)link;
    head->tag = (head->tag & 0xffffu) | (uint32_t)(link >> 32) << 16;
}

/* Takes the link out and restores the head of a block with one reference. */
static void *take_link(void *block)
{
    mesh_head *head = block;
    uint64_t link = (uint64_t)(head->tag >> 16) << 32 | (uint32_t)head->rc;
    head->rc = 1;
    head->tag &= 0xffffu;
    return (void *)(uintptr_t)(link << 3);
}

static void push(mesh_ctx *cx, mesh__bucket way)
{
    mesh__pending *pending = &cx->pending;
    for (size_t i = pending->count; i-- > 0;) {
        mesh__bucket *bucket = &pending->buckets[i];
        if (bucket->cell == way.cell && bucket->generic == way.generic && bucket->T == way.T && bucket->U == way.U &&
            link_fits(bucket->first)) {
            set_link(way.first, bucket->first);
            bucket->first = way.first;
            return;
        }
    }
    if (pending->count == pending->capacity) {
        size_t capacity = pending->capacity * 2;
        bool inline_buckets = pending->buckets == pending->some;
        mesh__bucket *buckets = realloc(inline_buckets ? NULL : pending->buckets, capacity * sizeof *buckets);
        if (buckets == NULL)
            mesh__out_of_memory(cx);
        if (inline_buckets)
            memcpy(buckets, pending->some, sizeof pending->some);
        pending->buckets = buckets;
        pending->capacity = capacity;
    }
    set_link(way.first, NULL);
    pending->buckets[pending->count++] = way;
}

/* The stack limit while a drain runs: a little below the stack pointer, within the reserve. */
static uintptr_t drain_limit(const mesh_ctx *cx)
{
    uintptr_t sp = mesh_stack_pointer(), least = sp - 1024;
    uintptr_t limit = sp - MESH_STACK_RESERVE / 4, end = cx->stack_base + 8 * 1024;
    if (limit < end)
        limit = end;
    return limit < least ? limit : least;
}

static void free_later(mesh_ctx *cx, mesh__bucket way)
{
    mesh__pending *pending = &cx->pending;
    if (pending->buckets != NULL) {
        push(cx, way);
        return;
    }
    uintptr_t limit = cx->stack_limit;
    cx->stack_limit = drain_limit(cx);
    pending->buckets = pending->some;
    pending->capacity = MESH__PENDING_INLINE;
    pending->count = 0;
    push(cx, way);
    while (pending->count > 0) {
        mesh__bucket *bucket = &pending->buckets[pending->count - 1];
        mesh__bucket next = *bucket;
        bucket->first = take_link(next.first);
        if (bucket->first == NULL)
            pending->count--;
        if (next.cell != NULL)
            next.cell(cx, next.first);
        else
            next.generic(cx, next.T, next.U, next.first);
    }
    if (pending->buckets != pending->some)
        free(pending->buckets);
    pending->buckets = NULL;
    cx->stack_limit = limit;
}

void mesh_free_later(mesh_ctx *cx, void *block_own, mesh_free_fn free_block)
{
    mesh__bucket way = {block_own, free_block, NULL, NULL, NULL};
    free_later(cx, way);
}

void mesh__free_later_generic(mesh_ctx *cx, void *block_own,
                              void (*free_block)(mesh_ctx *, const mesh_type *, const mesh_type *, void *),
                              const mesh_type *T, const mesh_type *U)
{
    mesh__bucket way = {block_own, NULL, free_block, T, U};
    free_later(cx, way);
}

void mesh_foreign_free(mesh_ctx *cx, void *box_own)
{
    mesh_foreign *box = box_own;
    box->release(cx, box->pointer);
    mesh_cell_free(cx, box, sizeof *box);
}
