/* The heap, and the release of deep values on a small stack. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdlib.h>

#include "test.h"

TEST(cells_of_every_size)
{
    enum { MANY = 700 };
    static unsigned char *cells[MANY];
    for (size_t size = 8; size <= 1100; size += 4) {
        for (size_t i = 0; i < MANY / 8; i++) {
            cells[i] = mesh_cell_alloc(cx, size);
            CHECK((uintptr_t)cells[i] % 8 == 0);
            memset(cells[i], (int)i, size);
        }
        CHECK_INT(mesh_heap_live(cx), MANY / 8);
        for (size_t i = 0; i < MANY / 8; i++) {
            for (size_t k = 0; k < size; k++)
                CHECK(cells[i][k] == (unsigned char)i);
            mesh_cell_free(cx, cells[i], size);
        }
    }
    for (size_t i = 0; i < MANY; i++)
        cells[i] = mesh_cell_alloc(cx, 1 + i);
    CHECK_INT(mesh_heap_live(cx), MANY);
    for (size_t i = 0; i < MANY; i++)
        mesh_cell_free(cx, cells[i], 1 + i);
}

TEST(freed_cells_are_used_again)
{
    void *a = mesh_cell_alloc(cx, 40), *b = mesh_cell_alloc(cx, 40);
    mesh_cell_free(cx, a, 40);
    CHECK(mesh_cell_alloc(cx, 36) == a);
    mesh_cell_free(cx, a, 36);
    mesh_cell_free(cx, b, 40);
}

TEST(resizing_keeps_contents)
{
    size_t sizes[] = {24, 30, 200, 512, 513, 5000, 300000, 5000, 600, 400, 16};
    size_t size = 16;
    unsigned char *p = mesh_cell_alloc(cx, size);
    mesh_head *q = mesh_block_alloc(cx, size);
    q->tag |= 3;
    for (size_t i = 0; i < 16; i++)
        p[i] = (unsigned char)i;
    memset(q + 1, 7, 8);
    void *others[2] = {mesh_cell_alloc(cx, 600), mesh_cell_alloc(cx, 700)};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        p = mesh_cell_resize(cx, p, size, sizes[i]);
        size = sizes[i];
        q = mesh_block_resize(cx, q, size);
        CHECK(mesh_block_capacity(q) >= size && mesh_block_capacity(q) < size + 8);
        CHECK(q->rc == 1 && (q->tag & 0xffff) == 3 && ((unsigned char *)(q + 1))[7] == 7);
        for (size_t k = 0; k < 16; k++)
            CHECK(p[k] == k);
    }
    CHECK_INT(mesh_heap_live(cx), 4);
    mesh_cell_free(cx, p, size);
    mesh_block_free(cx, q);
    mesh_cell_free(cx, others[0], 600);
    mesh_cell_free(cx, others[1], 700);
}

TEST(large_blocks_leave_the_list_in_any_order)
{
    void *blocks[9];
    for (int i = 0; i < 9; i++)
        blocks[i] = mesh_cell_alloc(cx, 1000 + (size_t)i);
    int order[] = {4, 0, 8, 3, 5, 1, 7, 2, 6};
    for (int i = 0; i < 9; i++) {
        mesh_cell_free(cx, blocks[order[i]], 1000 + (size_t)order[i]);
        CHECK_INT(mesh_heap_live(cx), 8 - i);
    }
}

TEST(release_takes_everything)
{
    for (int i = 0; i < 1000; i++)
        (void)mesh_cell_alloc(cx, 1 + (size_t)i);
    CHECK_INT(mesh_heap_live(cx), 1000);
    mesh_ctx_release(cx);
    CHECK_INT(mesh_heap_live(cx), 0);
}

TEST(counts)
{
    mesh_head *cell = mesh_cell_new(cx, 16, 5);
    CHECK(mesh_unique(cell) && mesh_head_variant(cell) == 5);
    mesh_dup(cell);
    CHECK(!mesh_unique(cell) && !mesh_drop_last(cell) && mesh_drop_last(cell));
    void *again = mesh_cell_reuse(cx, cell, 16, 6);
    CHECK(again == cell && mesh_head_variant(again) == 6);
    mesh_cell_discard(cx, again, 16);
    mesh_cell_discard(cx, NULL, 16);

    mesh_head immortal = {MESH_IMMORTAL, 0};
    mesh_dup(&immortal);
    CHECK(!mesh_drop_last(&immortal) && immortal.rc == MESH_IMMORTAL && !mesh_unique(&immortal));
    mesh_head full = {INT32_MAX, 0};
    mesh_dup(&full);
    CHECK(full.rc < 0);
    mesh_dup_nullable(NULL);
}

/* ---- deep values ---- */

enum { DEPTH = 2000000 };

/* A chain, a tree that leans to the left, freed without the loop on the last field. */
typedef struct node {
    mesh_head head;
    struct node *left, *right;
} node;

static void node_free(mesh_ctx *cx, void *block)
{
    if (mesh_stack_low(cx)) {
        mesh_free_later(cx, block, node_free);
        return;
    }
    node *n = block;
    CHECK(mesh_head_variant(n) == 9);
    if (n->left != NULL && mesh_drop_last(n->left))
        node_free(cx, n->left);
    if (n->right != NULL && mesh_drop_last(n->right))
        node_free(cx, n->right);
    mesh_cell_free(cx, n, sizeof *n);
}

static node *node_new(mesh_ctx *cx, node *left, node *right)
{
    node *n = mesh_cell_new(cx, sizeof *n, 9);
    n->left = left;
    n->right = right;
    return n;
}

/* The same with the loop of cell.h. */
static void chain_free(mesh_ctx *cx, void *block)
{
    for (;;) {
        if (mesh_stack_low(cx)) {
            mesh_free_later(cx, block, chain_free);
            return;
        }
        node *n = block;
        if (n->left != NULL && mesh_drop_last(n->left))
            chain_free(cx, n->left);
        node *last = n->right;
        mesh_cell_free(cx, n, sizeof *n);
        if (last == NULL || !mesh_drop_last(last))
            return;
        block = last;
    }
}

/* A value of mutually recursive types: nodes of several types, lists of them, maps to them, closures over them. */
static void mixed_slot_drop(mesh_ctx *cx, void *slot);
static void mixed_slot_dup(const void *slot)
{
    mesh_dup(*(void *const *)slot);
}
static const mesh_type mixed_type = {sizeof(void *), MESH_TYPE_POINTER, mixed_slot_dup, mixed_slot_drop, NULL, NULL,
                                     "Mixed"};

typedef struct mixed {
    mesh_head head; /* variant: which member */
    union {
        mesh_list *list;
        mesh_map *map;
        mesh_closure *closure;
        struct mixed *next;
    } as;
} mixed;

typedef struct mixed_closure {
    mesh_closure closure;
    mixed *captured;
} mixed_closure;

static void mixed_free(mesh_ctx *cx, void *block)
{
    if (mesh_stack_low(cx)) {
        mesh_free_later(cx, block, mixed_free);
        return;
    }
    mixed *m = block;
    switch (mesh_head_variant(m)) {
    case 0:
        mesh_list_drop(cx, &mixed_type, m->as.list);
        break;
    case 1:
        mesh_map_drop(cx, &mesh_type_int, &mixed_type, m->as.map);
        break;
    case 2:
        mesh_closure_drop(cx, m->as.closure);
        break;
    default:
        if (m->as.next != NULL && mesh_drop_last(m->as.next))
            mixed_free(cx, m->as.next);
        break;
    }
    mesh_cell_free(cx, m, sizeof *m);
}

static void mixed_slot_drop(mesh_ctx *cx, void *slot)
{
    void *m = *(void **)slot;
    if (mesh_drop_last(m))
        mixed_free(cx, m);
}

static void mixed_closure_free(mesh_ctx *cx, void *block)
{
    if (mesh_stack_low(cx)) {
        mesh_free_later(cx, block, mixed_closure_free);
        return;
    }
    mixed_closure *closure = block;
    if (mesh_drop_last(closure->captured))
        mixed_free(cx, closure->captured);
    mesh_cell_free(cx, closure, sizeof *closure);
}

static mixed *mixed_wrap(mesh_ctx *cx, mixed *inner, uint32_t variant)
{
    mixed *m = mesh_cell_new(cx, sizeof *m, variant);
    if (variant == 0) {
        m->as.list = mesh_list_append_own(cx, &mixed_type, mesh_list_new(cx, &mixed_type), &inner);
    } else if (variant == 1) {
        int64_t key = 1;
        m->as.map = mesh_map_put_own(cx, &mesh_type_int, &mixed_type, mesh_map_new(cx, &mesh_type_int, &mixed_type), &key,
                                     &inner);
    } else if (variant == 2) {
        mixed_closure *closure = mesh_closure_new(cx, sizeof *closure, NULL, mixed_closure_free);
        closure->captured = inner;
        m->as.closure = &closure->closure;
    } else {
        m->as.next = inner;
    }
    return m;
}

static void release_deep_values(mesh_ctx *cx)
{
    node *chain = NULL, *other = NULL, *zigzag = NULL;
    for (int i = 0; i < DEPTH; i++) {
        chain = node_new(cx, chain, NULL);
        other = node_new(cx, NULL, other);
        zigzag = i % 2 ? node_new(cx, zigzag, node_new(cx, NULL, NULL)) : node_new(cx, NULL, zigzag);
    }
    node_free(cx, chain);
    node_free(cx, zigzag);
    chain_free(cx, other);
    CHECK_INT(mesh_heap_live(cx), 0);

    mixed *value = mixed_wrap(cx, NULL, 3);
    for (uint32_t i = 0; i < DEPTH / 4; i++)
        value = mixed_wrap(cx, value, (uint32_t)(test_random() % 4));
    mixed_free(cx, value);
    CHECK_INT(mesh_heap_live(cx), 0);

    /* Wide at the deep end. */
    mesh_list *wide = mesh_list_new(cx, &mixed_type);
    for (int i = 0; i < 100000; i++) {
        mixed *leaf = mixed_wrap(cx, NULL, 3);
        for (uint32_t k = 0; k < 4; k++)
            leaf = mixed_wrap(cx, leaf, k);
        wide = mesh_list_append_own(cx, &mixed_type, wide, &leaf);
    }
    value = mesh_cell_new(cx, sizeof *value, 0);
    value->as.list = wide;
    for (int i = 0; i < 100000; i++)
        value = mixed_wrap(cx, value, 3);
    mixed_free(cx, value);
    CHECK_INT(mesh_heap_live(cx), 0);
    CHECK(cx->pending.buckets == NULL);
}

enum { SMALL_STACK = 256 * 1024 };
static mesh_ctx *small_context;

static void *on_small_stack(void *unused)
{
    (void)unused;
    uintptr_t sp = mesh_stack_pointer();
    mesh_ctx_init(small_context, sp - SMALL_STACK + 32 * 1024, sp);
    release_deep_values(small_context);
    return NULL;
}

TEST(deep_values_are_released_on_a_small_stack)
{
    static mesh_ctx context;
    small_context = &context;
    pthread_attr_t attributes;
    pthread_t thread;
    pthread_attr_init(&attributes);
    CHECK_INT(pthread_attr_setstacksize(&attributes, SMALL_STACK), 0);
    CHECK_INT(pthread_create(&thread, &attributes, on_small_stack, NULL), 0);
    pthread_join(thread, NULL);
    pthread_attr_destroy(&attributes);
    mesh_ctx_release(&context);
    (void)cx;
}

static int released;
static void release(mesh_ctx *cx, void *pointer)
{
    (void)cx;
    CHECK(pointer == &released);
    released++;
}

TEST(foreign_values_are_released_once)
{
    mesh_foreign *box = mesh_foreign_new(cx, &released, release);
    mesh_dup(box);
    CHECK(!mesh_drop_last(box));
    if (mesh_drop_last(box))
        mesh_foreign_free(cx, box);
    CHECK_INT(released, 1);
}

static void ask_too_much(mesh_ctx *cx)
{
    (void)mesh_list_with_capacity(cx, &mesh_type_int, INT64_MAX);
}

TEST(too_large_is_out_of_memory)
{
    CHECK_PANICS(ask_too_much, "panic: out of memory\n");
}

TESTS({"cells_of_every_size", cells_of_every_size}, {"freed_cells_are_used_again", freed_cells_are_used_again},
      {"resizing_keeps_contents", resizing_keeps_contents},
      {"large_blocks_leave_the_list_in_any_order", large_blocks_leave_the_list_in_any_order},
      {"release_takes_everything", release_takes_everything}, {"counts", counts},
      {"deep_values_are_released_on_a_small_stack", deep_values_are_released_on_a_small_stack},
      {"foreign_values_are_released_once", foreign_values_are_released_once},
      {"too_large_is_out_of_memory", too_large_is_out_of_memory})
