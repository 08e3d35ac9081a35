/* Bytes: counted, immutable sequences of bytes that share storage.
 *
 * A Bytes value is a small view {head, owner, data, length}; the bytes stand in a block `owner` that any number of views share:
 * a plain block of bytes, or a String (Bytes.from_string shares the text). `owner` is NULL for static data. Slices are new
 * views, O(1).
 *
 * In place. A view that has a single owner, over a block that has a single owner, may be changed: no one else can see the bytes
 * of the block, not even those outside the view. So appending writes into the free end of the block, which doubles when it is
 * full. (A String whose block is appended to this way is dead as a String: the view is its only reference.)
 *
 * Ownership: parameters are borrowed, results owned; `_own`: all counted parameters are consumed.
 */
#ifndef MESH_BYTES_H
#define MESH_BYTES_H

#include "heap.h"
#include "string.h"

struct mesh_bytes {
    mesh_head head;
    mesh_head *owner;
    const unsigned char *data;
    size_t length;
};

/* Initialiser of a static value: static const mesh_bytes b = MESH_BYTES_STATIC(data, 3); */
#define MESH_BYTES_STATIC(DATA, LENGTH) {{MESH_IMMORTAL, 0}, NULL, (const unsigned char *)(DATA), (LENGTH)}
#define MESH_BYTES_REF(NAME) ((mesh_bytes *)(uintptr_t)&(NAME))

extern const mesh_bytes mesh_bytes_empty_object;

static inline mesh_bytes *mesh_bytes_new(mesh_ctx *cx)
{
    (void)cx;
    return MESH_BYTES_REF(mesh_bytes_empty_object);
}

void mesh_bytes_free(mesh_ctx *cx, mesh_bytes *b);

static inline void mesh_bytes_drop(mesh_ctx *cx, mesh_bytes *b)
{
    if (mesh_drop_last(b))
        mesh_bytes_free(cx, b);
}

/* A unique value of `length` undefined bytes, which the caller writes at *data. */
mesh_bytes *mesh_bytes_alloc(mesh_ctx *cx, size_t length, unsigned char **data);

mesh_bytes *mesh_bytes_from_memory(mesh_ctx *cx, const void *data, size_t length);

/* Empty, with room for n bytes. */
mesh_bytes *mesh_bytes_with_capacity(mesh_ctx *cx, int64_t n);

/* A unique value with the bytes of `b` and room for `extra` more at *end. O(1) amortised if `b` is unique. */
mesh_bytes *mesh_bytes_reserve_own(mesh_ctx *cx, mesh_bytes *b, size_t extra, unsigned char **end);

/* O(1): shares the text. */
mesh_bytes *mesh_bytes_from_string(mesh_ctx *cx, mesh_string *s);

static inline int64_t mesh_bytes_length(mesh_ctx *cx, const mesh_bytes *b)
{
    (void)cx;
    return (int64_t)b->length;
}

static inline int64_t mesh_bytes_get_unchecked(mesh_ctx *cx, const mesh_bytes *b, int64_t i)
{
    (void)cx;
    return b->data[i];
}

mesh_bytes *mesh_bytes_set_unchecked_own(mesh_ctx *cx, mesh_bytes *b, int64_t i, int64_t byte);
mesh_bytes *mesh_bytes_append_byte_own(mesh_ctx *cx, mesh_bytes *b, int64_t byte);
mesh_bytes *mesh_bytes_append_string_own(mesh_ctx *cx, mesh_bytes *b, mesh_string *s);
mesh_bytes *mesh_bytes_append_memory_own(mesh_ctx *cx, mesh_bytes *b, const void *data, size_t length);
mesh_bytes *mesh_bytes_concat_own(mesh_ctx *cx, mesh_bytes *a, mesh_bytes *b);
mesh_bytes *mesh_bytes_repeat_byte(mesh_ctx *cx, int64_t byte, int64_t n);
mesh_bytes *mesh_bytes_reverse(mesh_ctx *cx, const mesh_bytes *b);
mesh_bytes *mesh_bytes_copy(mesh_ctx *cx, const mesh_bytes *b);

/* b[from … to), 0 <= from <= to <= length. O(1). */
mesh_bytes *mesh_bytes_slice(mesh_ctx *cx, mesh_bytes *b, int64_t from, int64_t to);

/* Position of the first occurrence at or after `from` (at most the length), or -1. O(n + m). */
int64_t mesh_bytes_find(mesh_ctx *cx, const mesh_bytes *b, const mesh_bytes *sub, int64_t from);
/* Is `sub` in `b` at position `at` (at most the length)? */
bool mesh_bytes_matches(mesh_ctx *cx, const mesh_bytes *b, const mesh_bytes *sub, int64_t at);

bool mesh_bytes_equals(mesh_ctx *cx, const mesh_bytes *a, const mesh_bytes *b);
int64_t mesh_bytes_compare(mesh_ctx *cx, const mesh_bytes *a, const mesh_bytes *b);
int64_t mesh_bytes_hash(mesh_ctx *cx, const mesh_bytes *b);

mesh_string *mesh_bytes_to_hex(mesh_ctx *cx, const mesh_bytes *b);
/* Offset of the first byte that is no hexadecimal digit, or -1. */
int64_t mesh_bytes_hex_error(mesh_ctx *cx, const mesh_string *s);
/* Of an even number of hexadecimal digits. */
mesh_bytes *mesh_bytes_from_hex(mesh_ctx *cx, const mesh_string *s);

/* Offset of the first ill-formed byte, or -1. */
int64_t mesh_bytes_utf8_error(mesh_ctx *cx, const mesh_bytes *b);
/* Of well-formed bytes. */
mesh_string *mesh_bytes_to_string(mesh_ctx *cx, const mesh_bytes *b);
mesh_string *mesh_bytes_to_utf8_lossy(mesh_ctx *cx, const mesh_bytes *b);

/* The `width` (1 to 8) bytes from `at` as a number; appends the lowest `width` bytes of `bits`. */
int64_t mesh_bytes_read(mesh_ctx *cx, const mesh_bytes *b, int64_t at, int64_t width, bool big);
mesh_bytes *mesh_bytes_put_own(mesh_ctx *cx, mesh_bytes *b, int64_t bits, int64_t width, bool big);

/* binary32 from and to its bits. */
double mesh_bytes_single_from_bits(mesh_ctx *cx, int64_t bits);
int64_t mesh_bytes_single_to_bits(mesh_ctx *cx, double x);

#endif
