/* Concatenation and interpolation: one allocation for any number of pieces.
 *
 * Generated code puts the pieces of "a${x}b${n}" into an array on the C stack, in their order, and calls
 * `mesh_concat_own`, which adds up their sizes and writes them once. Numbers and Bools are pieces of their own:
 * they never become strings. If the first piece is an owned string with a single owner, the rest is appended
 * to it in place (capacity doubles), so `"${acc}…"` and `acc <> x` in a loop are O(length of what is added).
 * If there is exactly one piece and it is an owned string, that string is the result.
 *
 *     mesh_piece pieces[] = {mesh_piece_own(acc), mesh_piece_literal("; ", 2, 2), mesh_piece_int(n)};
 *     mesh_string *text = mesh_concat_own(cx, pieces, 3);
 *
 * Literals are UTF-8 in static memory. Floats show as Display. The result is owned. Panics "out of memory".
 */
#ifndef MESH_CONCAT_H
#define MESH_CONCAT_H

#include "show.h"
#include "string.h"

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
    uint32_t size, points; /* of a literal: bytes and code points */
    union {
        const char *literal;
        mesh_string *string;
        int64_t integer;
        double real;
        bool truth;
    } as;
} mesh_piece;

static inline mesh_piece mesh_piece_literal(const char *text, uint32_t size, uint32_t points)
{
    mesh_piece piece = {MESH_PIECE_LITERAL, size, points, {.literal = text}};
    return piece;
}

static inline mesh_piece mesh_piece_string(const mesh_string *string)
{
    mesh_piece piece = {MESH_PIECE_STRING, 0, 0, {.string = (mesh_string *)(uintptr_t)string}};
    return piece;
}

static inline mesh_piece mesh_piece_own(mesh_string *string_own)
{
    mesh_piece piece = {MESH_PIECE_OWN, 0, 0, {.string = string_own}};
    return piece;
}

static inline mesh_piece mesh_piece_int(int64_t n)
{
    mesh_piece piece = {MESH_PIECE_INT, 0, 0, {.integer = n}};
    return piece;
}

static inline mesh_piece mesh_piece_float(double x)
{
    mesh_piece piece = {MESH_PIECE_FLOAT, 0, 0, {.real = x}};
    return piece;
}

static inline mesh_piece mesh_piece_bool(bool b)
{
    mesh_piece piece = {MESH_PIECE_BOOL, 0, 0, {.truth = b}};
    return piece;
}

/* Bytes of a piece that is no Float. */
static inline size_t mesh__piece_size(const mesh_piece *piece)
{
    switch (piece->kind) {
    case MESH_PIECE_LITERAL:
        return piece->size;
    case MESH_PIECE_STRING:
    case MESH_PIECE_OWN:
        return piece->as.string->length;
    case MESH_PIECE_INT:
        return mesh_show_int_length(piece->as.integer);
    case MESH_PIECE_BOOL:
    case MESH_PIECE_FLOAT:
    default:
        return piece->as.truth ? 4 : 5;
    }
}

/* Code points of a piece of this size, or MESH_STRING_UNCOUNTED. */
static inline uint32_t mesh__piece_points(const mesh_piece *piece, size_t size)
{
    switch (piece->kind) {
    case MESH_PIECE_LITERAL:
        return piece->points;
    case MESH_PIECE_STRING:
    case MESH_PIECE_OWN:
        return piece->as.string->points;
    case MESH_PIECE_INT:
    case MESH_PIECE_FLOAT:
    case MESH_PIECE_BOOL:
    default:
        return (uint32_t)size;
    }
}

/* Writes a piece of this size that is no Float; returns the end. */
static inline char *mesh__piece_write(char *at, const mesh_piece *piece, size_t size)
{
    switch (piece->kind) {
    case MESH_PIECE_LITERAL:
        memcpy(at, piece->as.literal, piece->size);
        break;
    case MESH_PIECE_STRING:
    case MESH_PIECE_OWN:
        memcpy(at, piece->as.string->bytes, size);
        break;
    case MESH_PIECE_INT:
        mesh_show_int_sized(at, piece->as.integer, size);
        break;
    case MESH_PIECE_BOOL:
    case MESH_PIECE_FLOAT:
    default:
        if (piece->as.truth)
            memcpy(at, "true", 4);
        else
            memcpy(at, "false", 5);
        break;
    }
    return at + size;
}

static inline void mesh__piece_done(mesh_ctx *cx, const mesh_piece *piece)
{
    if (piece->kind == MESH_PIECE_OWN)
        mesh_string_drop(cx, piece->as.string);
}

/* Any number of pieces of any kind. */
mesh_string *mesh__concat_own(mesh_ctx *cx, const mesh_piece *pieces, size_t n);

/* The same for up to four pieces that need not be measured by writing them. The kinds are constants where this is inlined:
 * what is left is the sizes, one allocation and the copies. */
static inline mesh_string *mesh__concat_few_own(mesh_ctx *cx, const mesh_piece *pieces, size_t n)
{
    const size_t a = mesh__piece_size(&pieces[0]), b = n > 1 ? mesh__piece_size(&pieces[1]) : 0,
                 c = n > 2 ? mesh__piece_size(&pieces[2]) : 0, d = n > 3 ? mesh__piece_size(&pieces[3]) : 0;
    const uint64_t size = (uint64_t)a + b + c + d;
    uint32_t points = mesh__piece_points(&pieces[0], a);
    if (n > 1)
        points = mesh_string_points_sum(points, mesh__piece_points(&pieces[1], b));
    if (n > 2)
        points = mesh_string_points_sum(points, mesh__piece_points(&pieces[2], c));
    if (n > 3)
        points = mesh_string_points_sum(points, mesh__piece_points(&pieces[3], d));
    mesh_string *text;
    char *at;
    bool grown = false;
    if (pieces[0].kind == MESH_PIECE_OWN && mesh_unique(pieces[0].as.string)) {
        text = mesh_string_reserve_own(cx, pieces[0].as.string, (size_t)(size - a));
        at = text->bytes + a;
        grown = true;
    } else {
        text = mesh_string_alloc(cx, size > MESH_STRING_MAX ? SIZE_MAX : (size_t)size);
        at = mesh__piece_write(text->bytes, &pieces[0], a);
    }
    if (n > 1)
        at = mesh__piece_write(at, &pieces[1], b);
    if (n > 2)
        at = mesh__piece_write(at, &pieces[2], c);
    if (n > 3)
        at = mesh__piece_write(at, &pieces[3], d);
    *at = 0;
    if (!grown)
        mesh__piece_done(cx, &pieces[0]);
    if (n > 1)
        mesh__piece_done(cx, &pieces[1]);
    if (n > 2)
        mesh__piece_done(cx, &pieces[2]);
    if (n > 3)
        mesh__piece_done(cx, &pieces[3]);
    text->length = (uint32_t)size;
    text->points = points;
    return text;
}

/* The pieces one after the other; consumes the owned ones. O(length), see above. */
static inline mesh_string *mesh_concat_own(mesh_ctx *cx, const mesh_piece *pieces, size_t n)
{
    if (MESH_CONSTANT(n) && n >= 2 && n <= 4 && pieces[0].kind != MESH_PIECE_FLOAT && pieces[1].kind != MESH_PIECE_FLOAT &&
        (n < 3 || pieces[2].kind != MESH_PIECE_FLOAT) && (n < 4 || pieces[3].kind != MESH_PIECE_FLOAT))
        return mesh__concat_few_own(cx, pieces, n);
    return mesh__concat_own(cx, pieces, n);
}

#endif
