#include "mesh/string.h"

#include "mesh/unicode.h"

const struct mesh__string_empty mesh_string_empty_object = {{MESH_IMMORTAL, 0}, 0, 0, {0}};

/* ---- blocks ---------------------------------------------------------------------------------------------------------- */

static size_t size_for(mesh_ctx *cx, size_t length)
{
    if (length > MESH_STRING_MAX)
        mesh__out_of_memory(cx);
    return sizeof(mesh_string) + length + 1;
}

/* A unique empty text with room for `length` bytes. */
static inline MESH_ALWAYS_INLINE mesh_string *new_block(mesh_ctx *cx, size_t length)
{
    mesh_string *s = mesh_block_alloc(cx, size_for(cx, length));
    s->length = 0;
    s->points = 0;
    s->bytes[0] = 0;
    return s;
}

mesh_string *mesh_string_alloc(mesh_ctx *cx, size_t length)
{
    mesh_string *s = new_block(cx, length);
    s->length = (uint32_t)length;
    s->points = MESH_STRING_UNCOUNTED;
    s->bytes[length] = 0;
    return s;
}

/* memcpy for what is mostly a word or two, without a call. */
static inline void copy_few(char *to, const char *from, size_t length)
{
    if (length > 16) {
        memcpy(to, from, length);
    } else if (length >= 8) {
        uint64_t first, last;
        memcpy(&first, from, 8);
        memcpy(&last, from + length - 8, 8);
        memcpy(to, &first, 8);
        memcpy(to + length - 8, &last, 8);
    } else if (length >= 4) {
        uint32_t first, last;
        memcpy(&first, from, 4);
        memcpy(&last, from + length - 4, 4);
        memcpy(to, &first, 4);
        memcpy(to + length - 4, &last, 4);
    } else if (length != 0) {
        to[0] = from[0];
        to[length / 2] = from[length / 2];
        to[length - 1] = from[length - 1];
    }
}

mesh_string *mesh_string_from_bytes(mesh_ctx *cx, const char *bytes, size_t length, uint32_t points)
{
    if (length == 0)
        return mesh_string_empty();
    mesh_string *s = new_block(cx, length);
    copy_few(s->bytes, bytes, length);
    s->bytes[length] = 0;
    s->length = (uint32_t)length;
    s->points = points;
    return s;
}

mesh_string *mesh_string_from_lossy(mesh_ctx *cx, const char *bytes, size_t length)
{
    static const char replacement[] = "\xEF\xBF\xBD";
    uint32_t points;
    size_t good = mesh_utf8_check(bytes, length, &points);
    mesh_string *s = mesh_string_from_bytes(cx, bytes, good, points);
    while (good < length) {
        bytes += good;
        length -= good;
        const size_t bad = mesh_utf8_bad_length(bytes, length);
        bytes += bad;
        length -= bad;
        good = mesh_utf8_check(bytes, length, &points);
        s = mesh_string_append_bytes_own(cx, s, replacement, 3, 1);
        s = mesh_string_append_bytes_own(cx, s, bytes, good, points);
    }
    return s;
}

mesh_string *mesh_string_from_c(mesh_ctx *cx, const char *text)
{
    return mesh_string_from_lossy(cx, text, strlen(text));
}

mesh_string *mesh_string_with_capacity(mesh_ctx *cx, int64_t n)
{
    return n <= 0 ? mesh_string_empty() : new_block(cx, (uint64_t)n > MESH_STRING_MAX ? SIZE_MAX : (size_t)n);
}

mesh_string *mesh_string_reserve_own(mesh_ctx *cx, mesh_string *s, size_t extra)
{
    if (mesh_unique(s)) {
        const size_t capacity = mesh_string_capacity(s);
        if (extra <= capacity - s->length)
            return s;
        size_t wanted = 2 * capacity;
        if (extra > wanted - s->length)
            wanted = s->length + extra;
        if (wanted > MESH_STRING_MAX && extra <= MESH_STRING_MAX - s->length)
            wanted = MESH_STRING_MAX;
        return mesh_block_resize(cx, s, size_for(cx, wanted));
    }
    if (extra > MESH_STRING_MAX - s->length)
        mesh__out_of_memory(cx);
    /* A loop that appends starts here: leave room for more of the same. */
    mesh_string *copy = new_block(cx, s->length + extra + (s->length > extra ? extra : s->length));
    memcpy(copy->bytes, s->bytes, (size_t)s->length + 1);
    copy->length = s->length;
    copy->points = s->points;
    mesh_string_drop(cx, s);
    return copy;
}

mesh_string *mesh__string_append_slow(mesh_ctx *cx, mesh_string *s, const char *bytes, size_t length, uint32_t points)
{
    if (length == 0)
        return s;
    /* `bytes` may lie in `s`, which may move or go. */
    const bool inside = bytes >= s->bytes && bytes < s->bytes + s->length;
    const size_t offset = inside ? (size_t)(bytes - s->bytes) : 0;
    s = mesh_string_reserve_own(cx, s, length);
    memmove(s->bytes + s->length, inside ? s->bytes + offset : bytes, length);
    s->length += (uint32_t)length;
    s->points = mesh_string_points_sum(s->points, points);
    s->bytes[s->length] = 0;
    return s;
}

mesh_text mesh__text_append_slow(mesh_ctx *cx, mesh_text text, const char *bytes, size_t length, uint32_t points)
{
    return mesh_text_of_own(mesh__string_append_slow(cx, mesh_text_finished(text), bytes, length, points));
}

void mesh_string_free(mesh_ctx *cx, mesh_string *s)
{
    mesh_block_free(cx, s);
}

void mesh_string_slot_dup(const void *slot)
{
    mesh_dup(*(mesh_string *const *)slot);
}

void mesh_string_slot_drop(mesh_ctx *cx, void *slot)
{
    mesh_string_drop(cx, *(mesh_string **)slot);
}

bool mesh_string_slot_equal(mesh_ctx *cx, const void *left, const void *right)
{
    return mesh_string_equals(cx, *(mesh_string *const *)left, *(mesh_string *const *)right);
}

uint64_t mesh_string_slot_hash(mesh_ctx *cx, const void *slot)
{
    const mesh_string *s = *(mesh_string *const *)slot;
    return mesh_hash_bytes(s->bytes, s->length, cx->hash_seed);
}

/* ---- reading --------------------------------------------------------------------------------------------------------- */

uint32_t mesh__string_count(const mesh_string *s)
{
    const uint32_t points = (uint32_t)mesh_utf8_count(s->bytes, s->length);
    if (s->head.rc > 0)
        ((mesh_string *)(uintptr_t)s)->points = points;
    return points;
}

int64_t mesh_string_hash(mesh_ctx *cx, const mesh_string *s)
{
    (void)cx;
    return (int64_t)mesh__fnv_bytes(MESH_FNV_BASIS, s->bytes, s->length);
}

int64_t mesh__string_offset(mesh_ctx *cx, const mesh_string *s, int64_t i)
{
    const uint32_t points = mesh_string_points(s);
    if (i >= (int64_t)points)
        return (int64_t)s->length;
    if (points == s->length)
        return i;
    size_t offset;
    if (i <= (int64_t)points / 2) {
        for (offset = 0; i > 0; i--)
            offset += mesh_utf8_width((unsigned char)s->bytes[offset]);
    } else {
        offset = s->length;
        for (i = (int64_t)points - i; i > 0; i--)
            offset = (size_t)mesh_string_step_back(cx, s, (int64_t)offset);
    }
    return (int64_t)offset;
}

mesh_string *mesh_string_slice_bytes(mesh_ctx *cx, mesh_string *s, int64_t from, int64_t to)
{
    const size_t length = (size_t)(to - from);
    if (length == s->length)
        return mesh_string_dup(s);
    return mesh_string_from_bytes(cx, s->bytes + from, length,
                                  s->points == s->length ? (uint32_t)length : MESH_STRING_UNCOUNTED);
}

int64_t mesh_string_find_last(mesh_ctx *cx, const mesh_string *s, const mesh_string *sub)
{
    (void)cx;
    const char *found = mesh_find_last_bytes(s->bytes, s->length, sub->bytes, sub->length);
    return found == NULL ? -1 : (int64_t)(found - s->bytes);
}

int64_t mesh_string_count(mesh_ctx *cx, const mesh_string *s, const mesh_string *sub)
{
    (void)cx;
    if (sub->length == 0)
        return (int64_t)mesh_string_points(s) + 1;
    int64_t count = 0;
    const char *p = s->bytes, *end = s->bytes + s->length;
    while ((p = mesh_find_bytes(p, (size_t)(end - p), sub->bytes, sub->length)) != NULL) {
        count++;
        p += sub->length;
    }
    return count;
}

/* ---- white space and trimming ---------------------------------------------------------------------------------------- */

int64_t mesh_string_next_space(mesh_ctx *cx, const mesh_string *s, int64_t from)
{
    (void)cx;
    size_t width, i = (size_t)from;
    for (; i < s->length; i += width)
        if (mesh_is_white_space(mesh_utf8_decode(s->bytes + i, &width)))
            break;
    return (int64_t)i;
}

int64_t mesh_string_skip_space(mesh_ctx *cx, const mesh_string *s, int64_t from)
{
    (void)cx;
    size_t width, i = (size_t)from;
    for (; i < s->length; i += width)
        if (!mesh_is_white_space(mesh_utf8_decode(s->bytes + i, &width)))
            break;
    return (int64_t)i;
}

int64_t mesh_string_trim_left(mesh_ctx *cx, const mesh_string *s)
{
    return mesh_string_skip_space(cx, s, 0);
}

int64_t mesh_string_trim_right(mesh_ctx *cx, const mesh_string *s, int64_t from)
{
    int64_t end = (int64_t)s->length;
    while (end > from) {
        const int64_t last = mesh_string_step_back(cx, s, end);
        size_t width;
        if (!mesh_is_white_space(mesh_utf8_decode(s->bytes + last, &width)))
            break;
        end = last;
    }
    return end;
}

/* Does the code point at `p` occur in `chars`? */
static bool occurs(const mesh_string *chars, const char *p)
{
    return mesh_find_bytes(chars->bytes, chars->length, p, mesh_utf8_width((unsigned char)*p)) != NULL;
}

int64_t mesh_string_trim_left_of(mesh_ctx *cx, const mesh_string *s, const mesh_string *chars)
{
    int64_t start = 0;
    while (start < (int64_t)s->length && occurs(chars, s->bytes + start))
        start = mesh_string_step(cx, s, start);
    return start;
}

int64_t mesh_string_trim_right_of(mesh_ctx *cx, const mesh_string *s, const mesh_string *chars, int64_t from)
{
    int64_t end = (int64_t)s->length;
    while (end > from) {
        const int64_t last = mesh_string_step_back(cx, s, end);
        if (!occurs(chars, s->bytes + last))
            break;
        end = last;
    }
    return end;
}

bool mesh_string_is_digit(mesh_ctx *cx, const mesh_string *s)
{
    (void)cx;
    for (size_t i = 0; i < s->length; i++)
        if (s->bytes[i] < '0' || s->bytes[i] > '9')
            return false;
    return s->length > 0;
}

bool mesh_string_is_whitespace(mesh_ctx *cx, const mesh_string *s)
{
    return s->length > 0 && mesh_string_skip_space(cx, s, 0) == (int64_t)s->length;
}

/* ---- making text from text ------------------------------------------------------------------------------------------- */

mesh_string *mesh_string_append_codepoint_own(mesh_ctx *cx, mesh_string *s, int64_t c)
{
    char bytes[4];
    return mesh_string_append_bytes_own(cx, s, bytes, mesh_utf8_encode(bytes, (uint32_t)c), 1);
}

mesh_string *mesh_string_from_codepoint(mesh_ctx *cx, int64_t c)
{
    char bytes[4];
    return mesh_string_from_bytes(cx, bytes, mesh_utf8_encode(bytes, (uint32_t)c), 1);
}

mesh_string *mesh_string_repeat(mesh_ctx *cx, mesh_string *s, int64_t n)
{
    if (n <= 0 || s->length == 0)
        return mesh_string_empty();
    if (n == 1)
        return mesh_string_dup(s);
    if (n > (int64_t)(MESH_STRING_MAX / s->length))
        mesh__out_of_memory(cx);
    const uint32_t points = mesh_string_points(s);
    const size_t total = s->length * (size_t)n;
    mesh_string *out = mesh_string_alloc(cx, total);
    memcpy(out->bytes, s->bytes, s->length);
    for (size_t done = s->length; done < total;) {
        const size_t more = done < total - done ? done : total - done;
        memcpy(out->bytes + done, out->bytes, more);
        done += more;
    }
    out->points = points * (uint32_t)n;
    return out;
}

mesh_string *mesh_string_reverse(mesh_ctx *cx, mesh_string *s)
{
    mesh_string *out = mesh_string_alloc(cx, s->length);
    char *to = out->bytes + s->length;
    for (size_t i = 0, width; i < s->length; i += width) {
        width = mesh_utf8_width((unsigned char)s->bytes[i]);
        to -= width;
        memcpy(to, s->bytes + i, width);
    }
    out->points = s->points;
    return out;
}

/* `to` before, between and after the code points. */
static mesh_string *interleave(mesh_ctx *cx, const mesh_string *s, const mesh_string *to)
{
    mesh_string *out = mesh_string_reserve_own(cx, mesh_string_empty(), s->length + (size_t)to->length);
    out = mesh_string_append_bytes_own(cx, out, to->bytes, to->length, to->points);
    for (size_t i = 0, width; i < s->length; i += width) {
        width = mesh_utf8_width((unsigned char)s->bytes[i]);
        out = mesh_string_append_bytes_own(cx, out, s->bytes + i, width, 1);
        out = mesh_string_append_bytes_own(cx, out, to->bytes, to->length, to->points);
    }
    return out;
}

mesh_string *mesh_string_replace(mesh_ctx *cx, mesh_string *s, const mesh_string *from, const mesh_string *to)
{
    if (from->length == 0)
        return interleave(cx, s, to);
    const char *p = s->bytes, *end = s->bytes + s->length;
    const char *found = mesh_find_bytes(p, s->length, from->bytes, from->length);
    if (found == NULL)
        return mesh_string_dup(s);
    const bool ascii = s->points == s->length;
    mesh_string *out = mesh_string_reserve_own(cx, mesh_string_empty(), (size_t)s->length + to->length);
    for (; found != NULL; found = mesh_find_bytes(p, (size_t)(end - p), from->bytes, from->length)) {
        const size_t kept = (size_t)(found - p);
        out = mesh_string_append_bytes_own(cx, out, p, kept, ascii ? (uint32_t)kept : MESH_STRING_UNCOUNTED);
        out = mesh_string_append_bytes_own(cx, out, to->bytes, to->length, to->points);
        p = found + from->length;
    }
    const size_t rest = (size_t)(end - p);
    return mesh_string_append_bytes_own(cx, out, p, rest, ascii ? (uint32_t)rest : MESH_STRING_UNCOUNTED);
}

/* Writes the escape of a byte (followed by `next`) that Debug does not show as it stands; 0 if it does. */
static size_t escape(char *out, unsigned char c, unsigned char next)
{
    static const char digits[] = "0123456789abcdef";
    switch (c) {
    case '"':
    case '\\':
        out[0] = '\\';
        out[1] = (char)c;
        return 2;
    case '\n':
        memcpy(out, "\\n", 2);
        return 2;
    case '\t':
        memcpy(out, "\\t", 2);
        return 2;
    case '\r':
        memcpy(out, "\\r", 2);
        return 2;
    case 0:
        memcpy(out, "\\0", 2);
        return 2;
    case '#':
    case '$':
        if (next != '{')
            return 0;
        out[0] = '\\';
        out[1] = (char)c;
        return 2;
    default:
        if (c >= 0x20 && c != 0x7F)
            return 0;
        size_t n = 3;
        memcpy(out, "\\u{", 3);
        if (c >= 0x10)
            out[n++] = digits[c >> 4];
        out[n++] = digits[c & 15];
        out[n++] = '}';
        return n;
    }
}

mesh_string *mesh_string_inspect(mesh_ctx *cx, const mesh_string *s)
{
    char text[8];
    mesh_string *out = mesh_string_reserve_own(cx, mesh_string_empty(), (size_t)s->length + 2);
    out = mesh_string_append_bytes_own(cx, out, "\"", 1, 1);
    const bool ascii = s->points == s->length;
    size_t shown = 0;
    for (size_t i = 0; i <= s->length; i++) {
        const size_t n = i == s->length ? 0 : escape(text, (unsigned char)s->bytes[i], (unsigned char)s->bytes[i + 1]);
        if (n == 0 && i < s->length)
            continue;
        out = mesh_string_append_bytes_own(cx, out, s->bytes + shown, i - shown,
                                           ascii ? (uint32_t)(i - shown) : MESH_STRING_UNCOUNTED);
        out = mesh_string_append_bytes_own(cx, out, text, n, (uint32_t)n);
        shown = i + 1;
    }
    return mesh_string_append_bytes_own(cx, out, "\"", 1, 1);
}
