/* Counted cells: structs, sum values, tuples, closure records and foreign pointers.
 *
 * A cell is a C struct that the emitter declares for one Mesh type (or variant) and that begins with a
 * `mesh_head`. Its life:
 *
 *     Main_Node *node = mesh_cell_new(cx, sizeof *node, VARIANT);   rc 1, fields to be filled in
 *     mesh_dup(node);                                               one more owner
 *     if (mesh_drop_last(node)) Main_Node_free(cx, node);           one owner less
 *
 * Reuse (Perceus). When a unique cell is matched and a cell of the same size is built afterwards:
 *
 *     void *token = mesh_unique(node) ? node : NULL;    fields moved out, or dup'ed and node dropped
 *     …
 *     next = mesh_cell_reuse(cx, token, sizeof *next, VARIANT);
 *     mesh_cell_discard(cx, token, sizeof *node);       on paths that do not need it
 *
 * Generated free functions. For each type with counted fields the emitter writes one function of type
 * `mesh_free_fn`. Releasing a value must use bounded stack however deep the value is, so:
 *
 *     static void Main_Tree_free(mesh_ctx *cx, void *block)
 *     {
 *         for (;;) {
 *             if (mesh_stack_low(cx)) {
 *                 mesh_free_later(cx, block, Main_Tree_free);
 *                 return;
 *             }
 *             Main_Tree *tree = block;
 *             if (mesh_drop_last(tree->left))
 *                 Main_Tree_free(cx, tree->left);
 *             void *last = tree->right;                     the last field of the same type: a loop
 *             mesh_cell_free(cx, tree, sizeof *tree);
 *             if (!mesh_drop_last(last))
 *                 return;
 *             block = last;
 *         }
 *     }
 *
 *   1. The check comes first, before the block is touched. It is needed only where the type can reach
 *      itself (directly, through other types, or through a function value); others may go without.
 *   2. `mesh_free_later` takes the dead block over. The first such call, at the deep end of the recursion,
 *      becomes the drain: it lowers the limit a little into the stack's reserve and frees block after
 *      block there until none is left; calls from inside the drain only queue. So nothing has to be done
 *      by the callers, and the common path pays one comparison.
 *   3. The dead blocks are linked through their own heads (the count and the upper half of the tag; the
 *      variant in the low 16 bits stays readable): a drain allocates nothing but one small record for
 *      each free function that takes part.
 *
 * The loop on the last field is optional, but keeps long chains from touching much stack.
 */
#ifndef MESH_CELL_H
#define MESH_CELL_H

#include "heap.h"

/* A new cell with one reference. The fields are not initialised. O(1); "out of memory". */
static inline void *mesh_cell_new(mesh_ctx *cx, size_t size, uint32_t variant)
{
    mesh_head *head = mesh_cell_alloc(cx, size);
    head->rc = 1;
    head->tag = variant;
    return head;
}

/* The same in the memory of a dead cell of the same size if `token_own` is not null. O(1). */
static inline void *mesh_cell_reuse(mesh_ctx *cx, void *token_own, size_t size, uint32_t variant)
{
    mesh_head *head = token_own != NULL ? token_own : mesh_cell_alloc(cx, size);
    head->rc = 1;
    head->tag = variant;
    return head;
}

/* Gives an unused reuse token (may be null) back. O(1). */
static inline void mesh_cell_discard(mesh_ctx *cx, void *token_own, size_t size)
{
    if (token_own != NULL)
        mesh_cell_free(cx, token_own, size);
}

/* A token of `have` bytes as one of `want` bytes: itself if the cells are of one size on this machine, else it is given back
 * and NULL comes. The compiler pairs cells that are of one size on 64-bit machines. O(1), constant sizes. */
static inline void *mesh_token_for(mesh_ctx *cx, void *token_own, size_t have, size_t want)
{
    if (mesh__size_class(have) == mesh__size_class(want))
        return token_own;
    mesh_cell_discard(cx, token_own, have);
    return NULL;
}

/* Takes over a dead block (rc was 1) whose free function found the stack low; see above. */
MESH_COLD void mesh_free_later(mesh_ctx *cx, void *block_own, mesh_free_fn free_block);

/* The same for blocks of a generic container with its type arguments (NULL if unused). */
MESH_COLD void mesh__free_later_generic(mesh_ctx *cx, void *block_own,
                                        void (*free_block)(mesh_ctx *, const mesh_type *, const mesh_type *, void *),
                                        const mesh_type *T, const mesh_type *U);

/* A value of an extern type of user code: a counted box around the C library's pointer. */
struct mesh_foreign {
    mesh_head head;
    void *pointer;                              /* never null */
    void (*release)(mesh_ctx *cx, void *pointer); /* the program's `c_type_drop`, wrapped by the emitter */
};

/* A box that owns `pointer_own`. O(1). */
static inline mesh_foreign *mesh_foreign_new(mesh_ctx *cx, void *pointer_own, void (*release)(mesh_ctx *, void *))
{
    mesh_foreign *box = mesh_cell_new(cx, sizeof *box, 0);
    box->pointer = pointer_own;
    box->release = release;
    return box;
}

/* Releases the pointer and frees the box, whose last reference is gone. */
void mesh_foreign_free(mesh_ctx *cx, void *box_own);

/* Gives one reference up. */
static inline void mesh_foreign_drop(mesh_ctx *cx, mesh_foreign *box_own)
{
    if (mesh_drop_last(box_own))
        mesh_foreign_free(cx, box_own);
}

#endif
