#include "mesh/unicode.h"

typedef enum { TO_UPPER, TO_LOWER, TO_TITLE, TO_FOLD } mapping;

/* The widest a mapping makes a code point: three code points of four bytes. */
enum { WIDEST = 12 };

static const uint32_t CAPITAL_SIGMA = 0x3A3, SMALL_SIGMA = 0x3C3, FINAL_SIGMA = 0x3C2;

int64_t mesh_char_to_upper(mesh_ctx *cx, int64_t c)
{
    (void)cx;
    return mesh_is_scalar(c) ? c + mesh__unicode_case((uint32_t)c)->upper : c;
}

int64_t mesh_char_to_lower(mesh_ctx *cx, int64_t c)
{
    (void)cx;
    return mesh_is_scalar(c) ? c + mesh__unicode_case((uint32_t)c)->lower : c;
}

/* The full mapping of a code point, without context: 1 to 3 code points. */
static size_t map_point(uint32_t c, mapping how, uint32_t out[3])
{
    const mesh__case_record *record = mesh__unicode_case(c);
    if (record->flags & MESH_CASE_SPECIAL) {
        const uint32_t *mapped = mesh__unicode_case_special(c)->mapped[how];
        size_t n = 0;
        while (n < 3 && mapped[n] != 0) {
            out[n] = mapped[n];
            n++;
        }
        return n;
    }
    const int32_t delta = how == TO_UPPER   ? record->upper
                          : how == TO_LOWER ? record->lower
                          : how == TO_TITLE ? record->title
                                            : record->fold;
    out[0] = (uint32_t)((int32_t)c + delta);
    return 1;
}

/* Final_Sigma (The Unicode Standard, 3.13): a cased letter before it, none after it, case-ignorable ones not counted. */
static bool is_final_sigma(const mesh_string *s, size_t at, size_t after)
{
    bool before = false;
    for (size_t i = at; i > 0;) {
        do
            i--;
        while (((unsigned char)s->bytes[i] & 0xC0) == 0x80);
        size_t width;
        const unsigned flags = mesh__unicode_case(mesh_utf8_decode(s->bytes + i, &width))->flags;
        if (flags & MESH_CASE_IGNORABLE)
            continue;
        before = (flags & MESH_CASE_CASED) != 0;
        break;
    }
    if (!before)
        return false;
    size_t width;
    for (size_t i = after; i < s->length; i += width) {
        const unsigned flags = mesh__unicode_case(mesh_utf8_decode(s->bytes + i, &width))->flags;
        if (!(flags & MESH_CASE_IGNORABLE))
            return !(flags & MESH_CASE_CASED);
    }
    return true;
}

/* Appends the mapping of s[start…] to `out`. */
static mesh_string *map_rest_own(mesh_ctx *cx, mesh_string *out, const mesh_string *s, size_t start, mapping how)
{
    size_t width;
    for (size_t i = start; i < s->length; i += width) {
        const uint32_t c = mesh_utf8_decode(s->bytes + i, &width);
        uint32_t mapped[3];
        size_t n = map_point(c, how, mapped);
        if (how == TO_LOWER && c == CAPITAL_SIGMA)
            mapped[0] = is_final_sigma(s, i, i + width) ? FINAL_SIGMA : SMALL_SIGMA;
        char text[WIDEST];
        size_t length = 0;
        for (size_t k = 0; k < n; k++)
            length += mesh_utf8_encode(text + length, mapped[k]);
        out = mesh_string_append_bytes_own(cx, out, text, length, (uint32_t)n);
    }
    return out;
}

static bool ascii_changes(char c, mapping how)
{
    return how == TO_UPPER ? c >= 'a' && c <= 'z' : c >= 'A' && c <= 'Z';
}

static mesh_string *map_text(mesh_ctx *cx, mesh_string *s, mapping how)
{
    if (!mesh_string_single_byte(s)) {
        mesh_string *out = mesh_string_reserve_own(cx, mesh_string_empty(), s->length);
        return map_rest_own(cx, out, s, 0, how);
    }
    size_t i = 0;
    while (i < s->length && !ascii_changes(s->bytes[i], how))
        i++;
    if (i == s->length)
        return mesh_string_dup(s);
    mesh_string *out = mesh_string_from_ascii(cx, s->bytes, s->length);
    for (; i < s->length; i++)
        if (ascii_changes(s->bytes[i], how))
            out->bytes[i] = (char)(s->bytes[i] ^ 0x20);
    return out;
}

mesh_string *mesh_string_to_upper(mesh_ctx *cx, mesh_string *s)
{
    return map_text(cx, s, TO_UPPER);
}

mesh_string *mesh_string_to_lower(mesh_ctx *cx, mesh_string *s)
{
    return map_text(cx, s, TO_LOWER);
}

mesh_string *mesh_string_capitalize(mesh_ctx *cx, mesh_string *s)
{
    if (s->length == 0)
        return mesh_string_dup(s);
    size_t width;
    uint32_t mapped[3];
    const size_t n = map_point(mesh_utf8_decode(s->bytes, &width), TO_TITLE, mapped);
    char text[WIDEST];
    size_t length = 0;
    for (size_t k = 0; k < n; k++)
        length += mesh_utf8_encode(text + length, mapped[k]);
    mesh_string *out = mesh_string_reserve_own(cx, mesh_string_empty(), length + s->length);
    out = mesh_string_append_bytes_own(cx, out, text, length, (uint32_t)n);
    return map_rest_own(cx, out, s, width, TO_LOWER);
}

/* A text's folded code points, one at a time. */
typedef struct fold_cursor {
    const mesh_string *text;
    size_t at;
    uint32_t pending[3];
    size_t next, count;
} fold_cursor;

static bool fold_next(fold_cursor *cursor, uint32_t *c)
{
    if (cursor->next == cursor->count) {
        if (cursor->at == cursor->text->length)
            return false;
        size_t width;
        const uint32_t point = mesh_utf8_decode(cursor->text->bytes + cursor->at, &width);
        cursor->at += width;
        cursor->count = map_point(point, TO_FOLD, cursor->pending);
        cursor->next = 0;
    }
    *c = cursor->pending[cursor->next++];
    return true;
}

bool mesh_string_equals_ignore_case(mesh_ctx *cx, const mesh_string *a, const mesh_string *b)
{
    (void)cx;
    fold_cursor left = {a, 0, {0}, 0, 0}, right = {b, 0, {0}, 0, 0};
    for (;;) {
        uint32_t x = 0, y = 0;
        const bool more = fold_next(&left, &x);
        if (fold_next(&right, &y) != more)
            return false;
        if (!more)
            return true;
        if (x != y)
            return false;
    }
}
