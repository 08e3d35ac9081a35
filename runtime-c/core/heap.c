/* The heap of an actor: chunks, refilling of free lists, large blocks. Design in mesh/heap.h. */
#include "mesh/heap.h"

#include <stdlib.h>

#include "mesh/panic.h"

/* A chunk's cells begin MESH__CHUNK_HEADER bytes after its start. */
typedef struct mesh__chunk {
    struct mesh__chunk *next;
    size_t size; /* of the cells */
} mesh__chunk;

/* A large block begins MESH__BIG_HEADER bytes after this. */
enum {
    MESH__CHUNK_HEADER = (sizeof(mesh__chunk) + 15) & ~15u,
    MESH__CHUNK_FIRST = 32 * 1024,
    MESH__CHUNK_LARGEST = 4 * 1024 * 1024,
    MESH__BATCH_LEAST = 512, /* bytes carved for one refill, at least and at most */
    MESH__BATCH_MOST = 8192
};

static mesh_free_cell *next_cell(const mesh_free_cell *cell, size_t size)
{
    (void)size;
    MESH__UNPOISON(cell, size);
    mesh_free_cell *next = cell->next;
    MESH__POISON(cell, size);
    return next;
}

/* Puts a fresh piece of a chunk on a free list. */
static void put_fresh(mesh_ctx *cx, void *piece, size_t size)
{
    mesh_free_cell *cell = piece;
    size_t size_class = size / MESH_CELL_STEP;
    MESH__UNPOISON(cell, size);
    cell->next = cx->free_cells[size_class];
    MESH__POISON(cell, size);
    cx->free_cells[size_class] = cell;
    cx->heap.carved++;
}

static void new_chunk(mesh_ctx *cx)
{
    mesh__heap *heap = &cx->heap;
    size_t left = (size_t)(heap->bump_end - heap->bump);
    if (left >= MESH_CELL_STEP) /* less than the largest cell: one cell of its own class */
        put_fresh(cx, heap->bump, left & ~(size_t)(MESH_CELL_STEP - 1));
    size_t size = heap->chunk_size == 0 ? MESH__CHUNK_FIRST : heap->chunk_size;
    mesh__chunk *chunk = malloc(size);
    if (chunk == NULL) {
        size = MESH__CHUNK_FIRST;
        chunk = malloc(size);
        if (chunk == NULL)
            mesh__out_of_memory(cx);
    }
    chunk->next = heap->chunks;
    chunk->size = size - MESH__CHUNK_HEADER;
    heap->chunks = chunk;
    heap->bump = (char *)chunk + MESH__CHUNK_HEADER;
    heap->bump_end = heap->bump + chunk->size;
    heap->chunk_size = size < MESH__CHUNK_LARGEST ? size * 2 : size;
    MESH__POISON(heap->bump, chunk->size);
}

void *mesh__cell_refill(mesh_ctx *cx, size_t size_class)
{
    mesh__heap *heap = &cx->heap;
    size_t size = size_class * MESH_CELL_STEP;
    MESH_ASSERT(size_class >= 1 && size_class <= MESH_CELL_CLASSES);
    if ((size_t)(heap->bump_end - heap->bump) < size)
        new_chunk(cx);
    size_t bytes = heap->chunk_size / 64;
    bytes = bytes < MESH__BATCH_LEAST ? MESH__BATCH_LEAST : bytes > MESH__BATCH_MOST ? MESH__BATCH_MOST : bytes;
    size_t count = bytes / size, room = (size_t)(heap->bump_end - heap->bump) / size;
    count = count == 0 ? 1 : count > room ? room : count;
    char *first = heap->bump;
    heap->bump += count * size;
    heap->carved += count;
    /* The first cell is the caller's; the others form the free list in the order of their addresses. */
    mesh_free_cell *list = NULL;
    for (size_t i = count - 1; i > 0; i--) {
        mesh_free_cell *cell = (mesh_free_cell *)(void *)(first + i * size);
        MESH__UNPOISON(cell, size);
        cell->next = list;
        MESH__POISON(cell, size);
        list = cell;
    }
    cx->free_cells[size_class] = list;
    MESH__UNPOISON(first, size);
    return first;
}

/* ---- large blocks ---- */

void *mesh__big_alloc(mesh_ctx *cx, size_t size)
{
    mesh__big *big = size <= SIZE_MAX / 2 ? malloc(size + MESH__BIG_HEADER) : NULL;
    if (big == NULL)
        mesh__out_of_memory(cx);
    big->size = size;
    big->previous = NULL;
    big->next = cx->heap.bigs;
    if (big->next != NULL)
        big->next->previous = big;
    cx->heap.bigs = big;
    cx->heap.big_count++;
    return (char *)big + MESH__BIG_HEADER;
}

void mesh__big_free(mesh_ctx *cx, void *block)
{
    mesh__big *big = mesh__big_of(block);
    if (big->next != NULL)
        big->next->previous = big->previous;
    if (big->previous != NULL)
        big->previous->next = big->next;
    else
        cx->heap.bigs = big->next;
    cx->heap.big_count--;
    free(big);
}

void *mesh__big_resize(mesh_ctx *cx, void *block, size_t size)
{
    mesh__big *big = size <= SIZE_MAX / 2 ? realloc(mesh__big_of(block), size + MESH__BIG_HEADER) : NULL;
    if (big == NULL)
        mesh__out_of_memory(cx);
    big->size = size;
    if (big->next != NULL)
        big->next->previous = big;
    if (big->previous != NULL)
        big->previous->next = big;
    else
        cx->heap.bigs = big;
    return (char *)big + MESH__BIG_HEADER;
}

/* ---- resizing ---- */

void *mesh_cell_resize(mesh_ctx *cx, void *block_own, size_t old_size, size_t new_size)
{
    if (old_size > MESH_CELL_MAX && new_size > MESH_CELL_MAX)
        return mesh__big_resize(cx, block_own, new_size);
    if (old_size <= MESH_CELL_MAX && mesh__size_class(old_size) == mesh__size_class(new_size))
        return block_own;
    void *block = mesh_cell_alloc(cx, new_size);
    memcpy(block, block_own, old_size < new_size ? old_size : new_size);
    mesh_cell_free(cx, block_own, old_size);
    return block;
}

void *mesh_block_resize(mesh_ctx *cx, void *block_own, size_t new_size)
{
    mesh_head *head = mesh_cell_resize(cx, block_own, mesh_block_capacity(block_own), new_size);
    uint32_t size_class = new_size > MESH_CELL_MAX ? 0 : (uint32_t)mesh__size_class(new_size);
    head->tag = (head->tag & 0xffffu) | size_class << 16;
    return head;
}

/* ---- the whole heap ---- */

size_t mesh_heap_live(const mesh_ctx *cx)
{
    size_t live = cx->heap.carved + cx->heap.big_count;
    for (size_t size_class = 1; size_class <= MESH_CELL_CLASSES; size_class++)
        for (const mesh_free_cell *cell = cx->free_cells[size_class]; cell != NULL;
             cell = next_cell(cell, size_class * MESH_CELL_STEP))
            live--;
    return live;
}

void mesh_ctx_release(mesh_ctx *cx)
{
    mesh__heap *heap = &cx->heap;
    while (heap->chunks != NULL) {
        mesh__chunk *chunk = heap->chunks;
        heap->chunks = chunk->next;
        MESH__UNPOISON((char *)chunk + MESH__CHUNK_HEADER, chunk->size);
        free(chunk);
    }
    while (heap->bigs != NULL) {
        mesh__big *big = heap->bigs;
        heap->bigs = big->next;
        free(big);
    }
    memset(heap, 0, sizeof *heap);
    memset(cx->free_cells, 0, sizeof cx->free_cells);
}
