/* The context of a running actor, call frames, and source sites.
 *
 * Every compiled function gets `mesh_ctx *cx` first and reaches everything through it: the heap's free
 * lists, the frames, the stack limit. Nothing here is thread-local; a context is used by one thread at a
 * time.
 *
 * Frames. A function that calls what may panic (Mesh functions, C code of users, library functions that
 * compare keys) has a `mesh_frame` on its C stack, linked through `cx->frame`. Protocol of generated code:
 *
 *     mesh_frame frame;
 *     mesh_enter(cx, &frame, &sites[3]); before the first call: checks the stack, panics "stack overflow"
 *     r = Main_g(cx, x);
 *     frame.site = &sites[4];            before each further call
 *     q = Main_h(cx, r);
 *     mesh_leave(cx, &frame);            before each return after `mesh_enter`
 *
 * A path through the function without such a call links no frame. Operations that can panic get their site
 * as an argument, so a backtrace is exact without a store per operation; `framed` in the site says whether
 * the innermost frame is the function's own there. A tail call that became a jump keeps its function's
 * frame.
 *
 * Sites. A `mesh_site` is a position in a function. When Core inlines the body of user function g into f,
 * the site of an operation of g keeps `fun` = g and gets `inlined_at` = the site of the call in f (which
 * may be inlined itself): the backtrace shows g and f, as without inlining. The last site of such a chain
 * names the C function that is really running. `inlined_at` is NULL for code that was not inlined, and for
 * inlined *library* code the site is simply the user's call.
 *
 * The stack grows downwards. `stack_limit` is the lowest address that a prologue accepts; below it lies a
 * reserve (MESH_STACK_RESERVE, less on small stacks) for the C code that leaf functions and externs run,
 * and below that a guard page.
 */
#ifndef MESH_CONTEXT_H
#define MESH_CONTEXT_H

#include "type.h"

typedef struct mesh_fun_info {
    const char *name; /* "Main.fib/1" */
    const char *file; /* relative to the project: "main.mpl" */
    bool library;     /* not shown in backtraces */
} mesh_fun_info;

typedef struct mesh_site {
    const mesh_fun_info *fun;
    uint32_t line, column;
    bool framed; /* the function's frame is linked where this site is used */
    const struct mesh_site *inlined_at; /* NULL unless this code was inlined into another function */
} mesh_site;

typedef struct mesh_frame {
    struct mesh_frame *up;
    const mesh_site *site; /* of the call under way; NULL if none was made yet */
} mesh_frame;

/* Frees a dead block: its last reference is gone, its parts must be dropped and its memory given back. */
typedef void (*mesh_free_fn)(mesh_ctx *cx, void *block);

/* Cells: classes of 8 bytes up to 512. Class c holds blocks of 8 c bytes. */
enum { MESH_CELL_STEP = 8, MESH_CELL_MAX = 512, MESH_CELL_CLASSES = MESH_CELL_MAX / MESH_CELL_STEP };

typedef struct mesh_free_cell {
    struct mesh_free_cell *next;
} mesh_free_cell;

/* The parts of the heap that only slow paths touch; see heap.h. */
typedef struct mesh__heap {
    char *bump, *bump_end;       /* what is left of the newest chunk */
    struct mesh__chunk *chunks;  /* all chunks, newest first */
    struct mesh__big *bigs;      /* all blocks of more than MESH_CELL_MAX bytes */
    size_t chunk_size;           /* of the next chunk */
    size_t carved;               /* cells handed from chunks to free lists so far */
    size_t big_count;
} mesh__heap;

/* Dead blocks whose release was put off because the stack was short; one bucket for each way of freeing. */
typedef struct mesh__bucket {
    void *first; /* dead blocks, linked through their heads */
    mesh_free_fn cell;
    void (*generic)(mesh_ctx *cx, const mesh_type *T, const mesh_type *U, void *block);
    const mesh_type *T, *U;
} mesh__bucket;

enum { MESH__PENDING_INLINE = 6 };

typedef struct mesh__pending {
    mesh__bucket *buckets; /* NULL unless a drain is under way */
    size_t count, capacity;
    mesh__bucket some[MESH__PENDING_INLINE];
} mesh__pending;

struct mesh_ctx {
    mesh_frame *frame;     /* innermost frame */
    uintptr_t stack_limit; /* lowest stack pointer that a prologue accepts */
    mesh_free_cell *free_cells[MESH_CELL_CLASSES + 1];
    uint64_t hash_seed;    /* of maps; the same for the whole process */
    mesh__heap heap;
    mesh__pending pending;
    int64_t parsed_int;    /* result of the last successful mesh_int_parse */
    double parsed_float;   /* result of the last successful mesh_float_parse */
    void (*flush_output)(mesh_ctx *cx); /* NULL, or writes buffered standard output; set by io.c */
    uintptr_t stack_base, stack_end;    /* lowest address and end of the stack, guard page excluded */
    int fault;             /* why the last system function failed: see fault.h */
    int argc;              /* of the process */
    char **argv;
    int exit_status;       /* of the process, when main returns */
    uint64_t random[4];    /* state of the generator of Random; all 0: not seeded yet */
    struct mesh__test *test; /* NULL but in a process that runs a test; owned by test.c */
    int report_fd;         /* where panics are reported; 0: standard error */
    /* Set by test.c: sees a panic before it is reported, and may go elsewhere instead of returning. */
    void (*on_panic)(mesh_ctx *cx, const char *message, size_t length);
    void (*after_panic)(mesh_ctx *cx); /* set by test.c: runs once a panic was reported */
};

/* Stack kept free below the limit for C code that makes no check of its own. */
#define MESH_STACK_RESERVE ((size_t)64 * 1024)

/* Reports "stack overflow" at the innermost frame's site and ends the actor. */
MESH_COLD MESH_NORETURN void mesh__stack_overflow(mesh_ctx *cx);

/* True if the stack is used up to the reserve. */
static inline bool mesh_stack_low(const mesh_ctx *cx)
{
    return MESH_UNLIKELY(mesh_stack_pointer() < cx->stack_limit);
}

/* Links a function's frame; `site` is that of the call that follows, or NULL. Panics "stack overflow".
 * O(1). */
static inline void mesh_enter(mesh_ctx *cx, mesh_frame *frame, const mesh_site *site)
{
    if (mesh_stack_low(cx))
        mesh__stack_overflow(cx);
    frame->up = cx->frame;
    frame->site = site;
    cx->frame = frame;
}

/* Unlinks the frame of a function that is about to return. O(1). */
static inline void mesh_leave(mesh_ctx *cx, mesh_frame *frame)
{
    cx->frame = frame->up;
}

/* Prepares a zeroed context; the stack is the calling thread's from `stack_base` (lowest usable address)
 * to `stack_end`. Used by mesh_start and by tests. */
void mesh_ctx_init(mesh_ctx *cx, uintptr_t stack_base, uintptr_t stack_end);

/* Gives the memory of the context's whole heap back; every block is dead after that. */
void mesh_ctx_release(mesh_ctx *cx);

#endif
