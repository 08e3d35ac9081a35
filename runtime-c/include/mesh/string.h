/* Text: counted, immutable, well-formed UTF-8.
 *
 * Layout. A header of 16 bytes, then the bytes, then a NUL that belongs to no length, so that text can be handed to C.
 *     head    count; the tag is the heap's, which knows the size of the block
 *     length  bytes without the final NUL
 *     points  code points, or MESH_STRING_UNCOUNTED. Equal to `length` exactly when the text is ASCII, which makes every
 *             position function O(1). Filled in at first use, and kept through appending.
 * The block may be larger than the text. It grows by doubling, which for large blocks is a realloc, so that a loop that
 * appends is linear.
 *
 * Invariants
 *     The bytes are well-formed UTF-8 (no surrogates, at most U+10FFFF). Who makes text from foreign bytes checks them
 *     (mesh_utf8_check) or repairs them (mesh_string_from_lossy).
 *     bytes[length] == 0.
 *     A text with head.rc != 1 is never written, but for the cache `points`; one with head.rc < 0 not even that, as other
 *     threads may read it: frozen text is counted when it is frozen, literals are written out counted.
 *     Length is below 4 GiB; a text that would be longer is an allocation refused (out of memory).
 *
 * Ownership. Parameters are borrowed, results owned; `_own` in a function's name: it takes all counted parameters.
 */
#ifndef MESH_STRING_H
#define MESH_STRING_H

#include "hash.h"
#include "heap.h"

struct mesh_string {
    mesh_head head;
    uint32_t length;
    uint32_t points;
    char bytes[];
};

#define MESH_STRING_UNCOUNTED UINT32_MAX
/* Longest text in bytes. */
#define MESH_STRING_MAX (UINT32_MAX - 32u)

/* The static object behind a literal. `LENGTH` in bytes, `POINTS` in code points, `TEXT` a C string literal of that length:
 *     MESH_STRING_LITERAL(lit_hello, 5, 5, "hello");
 *     mesh_string *s = MESH_STRING_REF(lit_hello);
 */
#define MESH_STRING_LITERAL(NAME, LENGTH, POINTS, TEXT)                                                                        \
    static const struct {                                                                                                      \
        mesh_head head;                                                                                                        \
        uint32_t length, points;                                                                                               \
        char bytes[(LENGTH) + 1];                                                                                              \
    } NAME = {{MESH_IMMORTAL, 0}, (LENGTH), (POINTS), TEXT}
#define MESH_STRING_REF(NAME) ((mesh_string *)(uintptr_t)&(NAME))

/* "" */
extern const struct mesh__string_empty {
    mesh_head head;
    uint32_t length, points;
    char bytes[1];
} mesh_string_empty_object;

static inline mesh_string *mesh_string_empty(void)
{
    return (mesh_string *)(uintptr_t)&mesh_string_empty_object;
}

/* ---- UTF-8 ----------------------------------------------------------------------------------------------------------- */

/* Checks bytes. Returns `length` if they are well-formed, else the offset of the first ill-formed part. `points` (may be
 * NULL) receives the number of code points before that. */
size_t mesh_utf8_check(const char *bytes, size_t length, uint32_t *points);

/* Code points in well-formed bytes. */
size_t mesh_utf8_count(const char *bytes, size_t length);

/* Length of the maximal ill-formed part at `bytes` (1 to 3), which mesh_utf8_check found ill-formed. */
size_t mesh_utf8_bad_length(const char *bytes, size_t length);

/* Bytes of the code point that begins with this byte of well-formed text. */
static inline size_t mesh_utf8_width(unsigned char first)
{
    return first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

/* Decodes the code point at `p` of well-formed text. */
static inline uint32_t mesh_utf8_decode(const char *p, size_t *width)
{
    const unsigned char *b = (const unsigned char *)p;
    if (b[0] < 0x80) {
        *width = 1;
        return b[0];
    }
    if (b[0] < 0xE0) {
        *width = 2;
        return (uint32_t)(b[0] & 0x1F) << 6 | (b[1] & 0x3F);
    }
    if (b[0] < 0xF0) {
        *width = 3;
        return (uint32_t)(b[0] & 0x0F) << 12 | (uint32_t)(b[1] & 0x3F) << 6 | (b[2] & 0x3F);
    }
    *width = 4;
    return (uint32_t)(b[0] & 0x07) << 18 | (uint32_t)(b[1] & 0x3F) << 12 | (uint32_t)(b[2] & 0x3F) << 6 | (b[3] & 0x3F);
}

/* Writes a Unicode scalar value; returns its width, 1 to 4. */
static inline size_t mesh_utf8_encode(char *p, uint32_t c)
{
    if (c < 0x80) {
        p[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        p[0] = (char)(0xC0 | c >> 6);
        p[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        p[0] = (char)(0xE0 | c >> 12);
        p[1] = (char)(0x80 | (c >> 6 & 0x3F));
        p[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    p[0] = (char)(0xF0 | c >> 18);
    p[1] = (char)(0x80 | (c >> 12 & 0x3F));
    p[2] = (char)(0x80 | (c >> 6 & 0x3F));
    p[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

/* ---- making ---------------------------------------------------------------------------------------------------------- */

/* A text of `length` undefined bytes, uncounted, with its final NUL; the caller fills it before anyone else sees it. */
mesh_string *mesh_string_alloc(mesh_ctx *cx, size_t length);

/* A copy of well-formed bytes. `points` may be MESH_STRING_UNCOUNTED. */
mesh_string *mesh_string_from_bytes(mesh_ctx *cx, const char *bytes, size_t length, uint32_t points);

/* A copy of a NUL-terminated text that comes from the system: ill-formed parts become U+FFFD. */
mesh_string *mesh_string_from_c(mesh_ctx *cx, const char *text);

/* A copy with every maximal ill-formed part replaced by U+FFFD. */
mesh_string *mesh_string_from_lossy(mesh_ctx *cx, const char *bytes, size_t length);

/* Text that is all ASCII. */
static inline mesh_string *mesh_string_from_ascii(mesh_ctx *cx, const char *bytes, size_t length)
{
    return mesh_string_from_bytes(cx, bytes, length, (uint32_t)length);
}

/* A unique text with the bytes of `s` and room for `extra` more; its length is still that of `s`. O(1) amortised if unique. */
mesh_string *mesh_string_reserve_own(mesh_ctx *cx, mesh_string *s, size_t extra);

/* Bytes of text that fit in the block of a text on the heap. */
static inline size_t mesh_string_capacity(const mesh_string *s)
{
    return mesh_block_capacity(s) - sizeof(mesh_string) - 1;
}

/* Cuts a unique text down to `length` bytes, a boundary between code points. */
static inline void mesh_string_cut(mesh_string *s, size_t length)
{
    if (s->points == s->length)
        s->points = (uint32_t)length;
    else
        s->points = MESH_STRING_UNCOUNTED;
    s->length = (uint32_t)length;
    s->bytes[length] = 0;
}

void mesh_string_free(mesh_ctx *cx, mesh_string *s);

static inline mesh_string *mesh_string_dup(mesh_string *s)
{
    mesh_dup(s);
    return s;
}

static inline void mesh_string_drop(mesh_ctx *cx, mesh_string *s)
{
    if (mesh_drop_last(s))
        mesh_string_free(cx, s);
}

/* ---- appending ------------------------------------------------------------------------------------------------------- */

/* Slow path of the appends: the text is shared or too small. */
mesh_string *mesh__string_append_slow(mesh_ctx *cx, mesh_string *s, const char *bytes, size_t length, uint32_t points);

/* The code point count of a concatenation. A sum that meets an uncounted part is uncounted. */
static inline uint32_t mesh_string_points_sum(uint32_t a, uint32_t b)
{
    return a == MESH_STRING_UNCOUNTED || b == MESH_STRING_UNCOUNTED ? MESH_STRING_UNCOUNTED : a + b;
}

/* `s` with well-formed bytes after it: in place if unique and large enough. `bytes` may lie inside `s`. */
static inline mesh_string *mesh_string_append_bytes_own(mesh_ctx *cx, mesh_string *s, const char *bytes, size_t length,
                                                        uint32_t points)
{
    if (MESH_LIKELY(mesh_unique(s) && length <= mesh_string_capacity(s) - s->length)) {
        memmove(s->bytes + s->length, bytes, length);
        s->length += (uint32_t)length;
        s->points = mesh_string_points_sum(s->points, points);
        s->bytes[s->length] = 0;
        return s;
    }
    return mesh__string_append_slow(cx, s, bytes, length, points);
}

/* The same for a literal, which does not lie in `s`: of known size, so that the copy is a few moves. */
static inline mesh_string *mesh_string_append_literal_own(mesh_ctx *cx, mesh_string *s, const char *bytes, size_t length,
                                                          uint32_t points)
{
    /* read once: the compiler cannot know that the bytes written do not lie in the header */
    const uint32_t before = s->length, after = before + (uint32_t)length, sum = mesh_string_points_sum(s->points, points);
    if (MESH_LIKELY(mesh_unique(s) && length <= mesh_string_capacity(s) - before)) {
        s->length = after;
        s->points = sum;
        memcpy(s->bytes + before, bytes, length);
        s->bytes[after] = 0;
        return s;
    }
    return mesh__string_append_slow(cx, s, bytes, length, points);
}

/* A text that a loop appends to, with its length outside of memory: an append need not wait for the store of the last one.
 * `string` is owned; its own length is that of the last growth. Only `mesh_text_finished` makes a text of it again. */
typedef struct mesh_text {
    mesh_string *string;
    uint32_t length, points;
    uint32_t room; /* bytes; 0 if the string is shared */
} mesh_text;

/* Takes the string. */
static inline mesh_text mesh_text_of_own(mesh_string *s)
{
    mesh_text text = {s, s->length, s->points, 0};
    if (mesh_unique(s))
        text.room = (uint32_t)(mesh_string_capacity(s) - s->length);
    return text;
}

/* The string; takes it out of `text`. */
static inline mesh_string *mesh_text_finished(mesh_text text)
{
    mesh_string *s = text.string;
    if (text.length != s->length) {
        s->length = text.length;
        s->points = text.points;
        s->bytes[text.length] = 0;
    }
    return s;
}

mesh_text mesh__text_append_slow(mesh_ctx *cx, mesh_text text, const char *bytes, size_t length, uint32_t points);

/* `bytes` do not lie in the text. O(length) amortised if the string is unique. */
static inline void mesh_text_append_literal(mesh_ctx *cx, mesh_text *text, const char *bytes, size_t length, uint32_t points)
{
    if (MESH_LIKELY(length <= text->room)) {
        memcpy(text->string->bytes + text->length, bytes, length);
        text->length += (uint32_t)length;
        text->points = mesh_string_points_sum(text->points, points);
        text->room -= (uint32_t)length;
        return;
    }
    *text = mesh__text_append_slow(cx, *text, bytes, length, points);
}

/* Consumes `piece`, which is another string or, if shared, may be the same. */
static inline void mesh_text_append_own(mesh_ctx *cx, mesh_text *text, mesh_string *piece)
{
    mesh_text_append_literal(cx, text, piece->bytes, piece->length, piece->points);
    mesh_string_drop(cx, piece);
}

/* `a <> b`. O(length of b) amortised if `a` is unique. */
static inline mesh_string *mesh_string_concat_own(mesh_ctx *cx, mesh_string *a, mesh_string *b)
{
    if (b->length == 0) {
        mesh_string_drop(cx, b);
        return a;
    }
    if (a->length == 0) {
        mesh_string_drop(cx, a);
        return b;
    }
    mesh_string *s = mesh_string_append_bytes_own(cx, a, b->bytes, b->length, b->points);
    mesh_string_drop(cx, b);
    return s;
}

/* ---- reading --------------------------------------------------------------------------------------------------------- */

/* Counts the code points and caches the number. */
uint32_t mesh__string_count(const mesh_string *s);

static inline uint32_t mesh_string_points(const mesh_string *s)
{
    return MESH_LIKELY(s->points != MESH_STRING_UNCOUNTED) ? s->points : mesh__string_count(s);
}

/* True: one byte a code point, positions are byte offsets. */
static inline bool mesh_string_single_byte(const mesh_string *s)
{
    return mesh_string_points(s) == s->length;
}

static inline int64_t mesh_string_length(mesh_ctx *cx, const mesh_string *s)
{
    (void)cx;
    return (int64_t)mesh_string_points(s);
}

static inline int64_t mesh_string_byte_length(mesh_ctx *cx, const mesh_string *s)
{
    (void)cx;
    return (int64_t)s->length;
}

/* The byte at offset `i`, which the caller knows to be below the byte length. */
static inline int64_t mesh_string_byte_unchecked(mesh_ctx *cx, const mesh_string *s, int64_t i)
{
    (void)cx;
    return (unsigned char)s->bytes[i];
}

static inline bool mesh_string_equals(mesh_ctx *cx, const mesh_string *a, const mesh_string *b)
{
    (void)cx;
    return a == b || (a->length == b->length && memcmp(a->bytes, b->bytes, a->length) == 0);
}

/* −1, 0, 1 in byte order, which is code-point order. */
static inline int64_t mesh_string_compare(mesh_ctx *cx, const mesh_string *a, const mesh_string *b)
{
    (void)cx;
    int order = memcmp(a->bytes, b->bytes, a->length < b->length ? a->length : b->length);
    if (order != 0)
        return order < 0 ? -1 : 1;
    return (a->length > b->length) - (a->length < b->length);
}

static inline bool mesh_string_less(mesh_ctx *cx, const mesh_string *a, const mesh_string *b)
{
    return mesh_string_compare(cx, a, b) < 0;
}

/* The language's Hash of the text: FNV-1a over its bytes, the same on every run and target. */
int64_t mesh_string_hash(mesh_ctx *cx, const mesh_string *s);

/* Is `sub` in `s` at byte offset `at`? O(length of sub). */
static inline bool mesh_string_matches(mesh_ctx *cx, const mesh_string *s, const mesh_string *sub, int64_t at)
{
    (void)cx;
    return (int64_t)sub->length <= (int64_t)s->length - at && memcmp(s->bytes + at, sub->bytes, sub->length) == 0;
}

static inline bool mesh_string_starts_with(mesh_ctx *cx, const mesh_string *s, const mesh_string *prefix)
{
    return mesh_string_matches(cx, s, prefix, 0);
}

static inline bool mesh_string_ends_with(mesh_ctx *cx, const mesh_string *s, const mesh_string *suffix)
{
    return s->length >= suffix->length && mesh_string_matches(cx, s, suffix, (int64_t)s->length - (int64_t)suffix->length);
}

/* First occurrence of `needle` in `hay`, or NULL; an empty needle is found at once. O(n + m) in the worst case. */
const char *mesh_find_bytes(const char *hay, size_t hay_length, const char *needle, size_t needle_length);

/* ---- offsets ---------------------------------------------------------------------------------------------------------
 * The library's Mesh code works on byte offsets, all of them boundaries between code points, and turns positions (code
 * points) into offsets and back at its edges. */

int64_t mesh__string_offset(mesh_ctx *cx, const mesh_string *s, int64_t i);

/* Byte offset of position `i`, clamped to the text. O(1) for ASCII, else O(i). */
static inline int64_t mesh_string_offset(mesh_ctx *cx, const mesh_string *s, int64_t i)
{
    if (i <= 0)
        return 0;
    if (MESH_LIKELY(s->points == s->length))
        return i < (int64_t)s->length ? i : (int64_t)s->length;
    return mesh__string_offset(cx, s, i);
}

/* Position of a byte offset: code points before it. O(1) for ASCII, else O(offset). */
static inline int64_t mesh_string_position(mesh_ctx *cx, const mesh_string *s, int64_t offset)
{
    (void)cx;
    return mesh_string_single_byte(s) ? offset : (int64_t)mesh_utf8_count(s->bytes, (size_t)offset);
}

/* The code point at a byte offset below the length. O(1). */
static inline int64_t mesh_string_codepoint(mesh_ctx *cx, const mesh_string *s, int64_t offset)
{
    (void)cx;
    size_t width;
    return (int64_t)mesh_utf8_decode(s->bytes + offset, &width);
}

/* The offset behind the code point at an offset below the length. O(1). */
static inline int64_t mesh_string_step(mesh_ctx *cx, const mesh_string *s, int64_t offset)
{
    (void)cx;
    return offset + (int64_t)mesh_utf8_width((unsigned char)s->bytes[offset]);
}

/* The offset of the code point that ends at an offset above 0. O(1). */
static inline int64_t mesh_string_step_back(mesh_ctx *cx, const mesh_string *s, int64_t offset)
{
    (void)cx;
    do
        offset--;
    while (((unsigned char)s->bytes[offset] & 0xC0) == 0x80);
    return offset;
}

/* s[from … to) by byte offsets, 0 <= from <= to <= length. The whole text is `s` itself. */
mesh_string *mesh_string_slice_bytes(mesh_ctx *cx, mesh_string *s, int64_t from, int64_t to);

/* Offset of the first occurrence of `sub` at or after offset `from`, or -1. O(n + m). */
static inline int64_t mesh_string_find(mesh_ctx *cx, const mesh_string *s, const mesh_string *sub, int64_t from)
{
    (void)cx;
    const char *start = s->bytes + from;
    const size_t length = s->length - (size_t)from;
    const char *found = sub->length == 1 ? memchr(start, sub->bytes[0], length)
                                         : mesh_find_bytes(start, length, sub->bytes, sub->length);
    return found == NULL ? -1 : (int64_t)(found - s->bytes);
}

/* Offset of the last occurrence, or -1. O(n + m). */
int64_t mesh_string_find_last(mesh_ctx *cx, const mesh_string *s, const mesh_string *sub);

static inline bool mesh_string_contains(mesh_ctx *cx, const mesh_string *s, const mesh_string *sub)
{
    return mesh_string_find(cx, s, sub, 0) >= 0;
}

/* Non-overlapping occurrences; of "" one more than there are code points. */
int64_t mesh_string_count(mesh_ctx *cx, const mesh_string *s, const mesh_string *sub);

/* Offsets of the text without white space, or without the code points that occur in `chars`, at its ends. */
int64_t mesh_string_trim_left(mesh_ctx *cx, const mesh_string *s);
int64_t mesh_string_trim_right(mesh_ctx *cx, const mesh_string *s, int64_t from);
int64_t mesh_string_trim_left_of(mesh_ctx *cx, const mesh_string *s, const mesh_string *chars);
int64_t mesh_string_trim_right_of(mesh_ctx *cx, const mesh_string *s, const mesh_string *chars, int64_t from);

/* First offset at or after `from` of a code point that is white space, or that is not; the length if there is none. */
int64_t mesh_string_next_space(mesh_ctx *cx, const mesh_string *s, int64_t from);
int64_t mesh_string_skip_space(mesh_ctx *cx, const mesh_string *s, int64_t from);

/* ---- making text from text ------------------------------------------------------------------------------------------- */

/* "" with room for n bytes. */
mesh_string *mesh_string_with_capacity(mesh_ctx *cx, int64_t n);

/* `s` and the bytes from…to of `part` after it. */
static inline mesh_string *mesh_string_append_slice_own(mesh_ctx *cx, mesh_string *s, mesh_string *part, int64_t from,
                                                        int64_t to)
{
    const uint32_t length = (uint32_t)(to - from);
    s = mesh_string_append_bytes_own(cx, s, part->bytes + from, length,
                                     part->points == part->length ? length : MESH_STRING_UNCOUNTED);
    mesh_string_drop(cx, part);
    return s;
}

/* `s` and a scalar value after it. */
mesh_string *mesh_string_append_codepoint_own(mesh_ctx *cx, mesh_string *s, int64_t c);

/* The text of one scalar value. */
mesh_string *mesh_string_from_codepoint(mesh_ctx *cx, int64_t c);

mesh_string *mesh_string_repeat(mesh_ctx *cx, mesh_string *s, int64_t n);
mesh_string *mesh_string_reverse(mesh_ctx *cx, mesh_string *s);
mesh_string *mesh_string_replace(mesh_ctx *cx, mesh_string *s, const mesh_string *from, const mesh_string *to);

/* Debug: in quotes, with escapes. */
mesh_string *mesh_string_inspect(mesh_ctx *cx, const mesh_string *s);

/* Not empty, and every code point is an ASCII digit, or white space. */
bool mesh_string_is_digit(mesh_ctx *cx, const mesh_string *s);
bool mesh_string_is_whitespace(mesh_ctx *cx, const mesh_string *s);

/* ---- searching bytes ------------------------------------------------------------------------------------------------- */


/* Last occurrence, or NULL. O(n + m). */
const char *mesh_find_last_bytes(const char *hay, size_t hay_length, const char *needle, size_t needle_length);

#endif
