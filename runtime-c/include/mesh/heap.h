/* The heap of an actor.
 *
 * Small blocks ("cells", up to 512 bytes) come from free lists, one for each size class of 8 bytes, that
 * stand in the context. Allocation and release are inline and take three instructions each when the size
 * is a constant. An empty list is refilled by carving a batch of cells from the newest chunk; chunks start
 * at 32 KB and double up to 4 MB. Cells never go back to chunks and cells of different classes never merge:
 * programs that use a size tend to use it again.
 *
 * Larger blocks come from malloc and hang on a doubly linked list, so that they can grow with realloc
 * (mremap for really large ones: no copy) and vanish with the heap. The whole heap is freed by freeing
 * the chunks and the large blocks.
 *
 * Two ways to allocate. `mesh_cell_…`: the block carries no size; who frees it must know the size that it was
 * allocated with (a constant for cells, from its own capacity field for a container). `mesh_block_…`: a sized
 * block, which begins with a `mesh_head` whose tag holds the size class in its high 16 bits (0: a large block,
 * whose size stands before it); for text and bytes. Blocks are 8-byte aligned.
 *
 * Live blocks are counted without any work per allocation: carved cells less the lengths of the free
 * lists, plus the large blocks (`mesh_heap_live`).
 *
 * Under AddressSanitizer free cells are poisoned, so that a use after free is found.
 *
 * Panics: "out of memory" (ends the program). Thread rule: the thread that runs the actor.
 */
#ifndef MESH_HEAP_H
#define MESH_HEAP_H

#include "context.h"

#if MESH_ASAN
#include <sanitizer/asan_interface.h>
#define MESH__POISON(p, size) ASAN_POISON_MEMORY_REGION((p), (size))
#define MESH__UNPOISON(p, size) ASAN_UNPOISON_MEMORY_REGION((p), (size))
#else
#define MESH__POISON(p, size) ((void)0)
#define MESH__UNPOISON(p, size) ((void)0)
#endif

/* Slow paths. */
MESH_COLD MESH_RETURNS_NONNULL void *mesh__cell_refill(mesh_ctx *cx, size_t size_class);
MESH_RETURNS_NONNULL void *mesh__big_alloc(mesh_ctx *cx, size_t size);
void mesh__big_free(mesh_ctx *cx, void *block);
MESH_RETURNS_NONNULL void *mesh__big_resize(mesh_ctx *cx, void *block, size_t size);
MESH_COLD MESH_NORETURN void mesh__out_of_memory(mesh_ctx *cx);

static inline size_t mesh__size_class(size_t size)
{
    return (size + MESH_CELL_STEP - 1) / MESH_CELL_STEP;
}

/* A block of `size` bytes, not initialised. Best with a constant size. O(1). */
static inline void *mesh_cell_alloc(mesh_ctx *cx, size_t size)
{
    if (size > MESH_CELL_MAX)
        return mesh__big_alloc(cx, size);
    size_t size_class = mesh__size_class(size);
    mesh_free_cell *cell = cx->free_cells[size_class];
    if (MESH_UNLIKELY(cell == NULL))
        return mesh__cell_refill(cx, size_class);
    MESH__UNPOISON(cell, size_class * MESH_CELL_STEP);
    cx->free_cells[size_class] = cell->next;
    return cell;
}

/* Gives a dead block back. `size` is what it was allocated with. O(1). */
static inline void mesh_cell_free(mesh_ctx *cx, void *block, size_t size)
{
    if (size > MESH_CELL_MAX) {
        mesh__big_free(cx, block);
        return;
    }
    size_t size_class = mesh__size_class(size);
    mesh_free_cell *cell = block;
    cell->next = cx->free_cells[size_class];
    cx->free_cells[size_class] = cell;
    MESH__POISON(cell, size_class * MESH_CELL_STEP);
}

/* The size that a cell allocated with `size` really has: ask for this much to waste nothing. */
static inline size_t mesh_cell_usable(size_t size)
{
    return mesh__size_class(size) * MESH_CELL_STEP;
}

/* Changes the size of a cell; the first min(old_size, new_size) bytes stay. It may move: only its single
 * owner may call this. O(old_size), or O(1) where the C library can grow in place or remap. */
MESH_RETURNS_NONNULL void *mesh_cell_resize(mesh_ctx *cx, void *block_own, size_t old_size, size_t new_size);

/* A sized block of at least `size` bytes, the head included: rc 1, tag the heap's, the rest not initialised.
 * O(1). */
static inline void *mesh_block_alloc(mesh_ctx *cx, size_t size)
{
    mesh_head *head = mesh_cell_alloc(cx, size);
    head->rc = 1;
    head->tag = size > MESH_CELL_MAX ? 0 : (uint32_t)mesh__size_class(size) << 16;
    return head;
}

/* What stands before a large block. */
typedef struct mesh__big {
    struct mesh__big *next, *previous;
    size_t size; /* bytes of the block */
} mesh__big;

enum { MESH__BIG_HEADER = (sizeof(mesh__big) + 15) & ~15u };

static inline mesh__big *mesh__big_of(const void *block)
{
    return (mesh__big *)((uintptr_t)block - MESH__BIG_HEADER);
}

/* Bytes of a sized block on the heap, the head included, as they may be used. O(1). */
static inline size_t mesh_block_capacity(const void *block)
{
    uint32_t size_class = ((const mesh_head *)block)->tag >> 16;
    return MESH_LIKELY(size_class != 0) ? (size_t)size_class * MESH_CELL_STEP : mesh__big_of(block)->size;
}

/* Gives a dead sized block back. O(1). */
static inline void mesh_block_free(mesh_ctx *cx, void *block_own)
{
    uint32_t size_class = ((const mesh_head *)block_own)->tag >> 16;
    if (MESH_LIKELY(size_class != 0))
        mesh_cell_free(cx, block_own, (size_t)size_class * MESH_CELL_STEP);
    else
        mesh__big_free(cx, block_own);
}

/* Changes the size of a sized block with a single owner; it may move. Head and contents stay. Costs as
 * mesh_cell_resize. Grow geometrically: large blocks are not rounded up. */
MESH_RETURNS_NONNULL void *mesh_block_resize(mesh_ctx *cx, void *block_own, size_t new_size);

/* Number of blocks that are allocated and not freed. O(number of free cells). */
size_t mesh_heap_live(const mesh_ctx *cx);

#endif
