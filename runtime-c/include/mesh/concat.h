/* Concatenation and interpolation: one allocation for any number of pieces.
 *
 * Generated code puts the pieces of "a${x}b${n}" into an array on the C stack, in their order, and calls
 * `mesh_concat_own`, which adds up their sizes and writes them once. Numbers and Bools are pieces of their own:
 * they never become strings. If the first piece is an owned string with a single owner, the rest is appended
 * to it in place (capacity doubles), so `"${acc}…"` and `acc <> x` in a loop are O(length of what is added).
 * If there is exactly one piece and it is an owned string, that string is the result.
 *
 *     mesh_piece pieces[] = {mesh_piece_own(acc), mesh_piece_literal("; ", 2), mesh_piece_int(n)};
 *     mesh_string *text = mesh_concat_own(cx, pieces, 3);
 *
 * Literals are UTF-8 in static memory. Floats show as Display. The result is owned. Panics "out of memory".
 */
#ifndef MESH_CONCAT_H
#define MESH_CONCAT_H

#include "context.h"

typedef enum mesh_piece_kind {
    MESH_PIECE_LITERAL,
    MESH_PIECE_STRING, /* borrowed */
    MESH_PIECE_OWN,    /* consumed */
    MESH_PIECE_INT,
    MESH_PIECE_FLOAT,
    MESH_PIECE_BOOL
} mesh_piece_kind;

typedef struct mesh_piece {
    mesh_piece_kind kind;
    uint32_t size; /* of a literal, in bytes */
    union {
        const char *literal;
        mesh_string *string;
        int64_t integer;
        double real;
        bool truth;
    } as;
} mesh_piece;

static inline mesh_piece mesh_piece_literal(const char *text, uint32_t size)
{
    mesh_piece piece = {MESH_PIECE_LITERAL, size, {.literal = text}};
    return piece;
}

static inline mesh_piece mesh_piece_string(const mesh_string *string)
{
    mesh_piece piece = {MESH_PIECE_STRING, 0, {.string = (mesh_string *)(uintptr_t)string}};
    return piece;
}

static inline mesh_piece mesh_piece_own(mesh_string *string_own)
{
    mesh_piece piece = {MESH_PIECE_OWN, 0, {.string = string_own}};
    return piece;
}

static inline mesh_piece mesh_piece_int(int64_t n)
{
    mesh_piece piece = {MESH_PIECE_INT, 0, {.integer = n}};
    return piece;
}

static inline mesh_piece mesh_piece_float(double x)
{
    mesh_piece piece = {MESH_PIECE_FLOAT, 0, {.real = x}};
    return piece;
}

static inline mesh_piece mesh_piece_bool(bool b)
{
    mesh_piece piece = {MESH_PIECE_BOOL, 0, {.truth = b}};
    return piece;
}

/* The pieces one after the other; consumes the owned ones. O(length), see above. */
mesh_string *mesh_concat_own(mesh_ctx *cx, const mesh_piece *pieces, size_t n);

#endif
