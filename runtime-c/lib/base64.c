#include "mesh/base64.h"

static const char alphabets[2][65] = {
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
};

/* What no digit has: its top bits survive an `or` of four values. */
#define NO 255

/* The value of each digit of both alphabets. */
static const unsigned char values[2][256] = {
    {
        NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
        NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
        NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, 62, NO, NO, NO, 63,
        52, 53, 54, 55, 56, 57, 58, 59, 60, 61, NO, NO, NO, NO, NO, NO,
        NO, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14,
        15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, NO, NO, NO, NO, NO,
        NO, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40,
        41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, NO, NO, NO, NO, NO,
        NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
        NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
        NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
        NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
        NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
        NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
        NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
        NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    },
    {
        NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
        NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
        NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, 62, NO, NO,
        52, 53, 54, 55, 56, 57, 58, 59, 60, 61, NO, NO, NO, NO, NO, NO,
        NO, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14,
        15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, NO, NO, NO, NO, 63,
        NO, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40,
        41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, NO, NO, NO, NO, NO,
        NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
        NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
        NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
        NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
        NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
        NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
        NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
        NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    },
};

/* ---- encoding -------------------------------------------------------------------------------------------------------- */

static mesh_string *encode(mesh_ctx *cx, const unsigned char *data, size_t length, bool url)
{
    const size_t rest = length % 3, tail = rest == 0 ? 0 : url ? rest + 1 : 4;
    if (length / 3 > (MESH_STRING_MAX - 4) / 4)
        mesh__out_of_memory(cx);
    const size_t size = length / 3 * 4 + tail;
    if (size == 0)
        return mesh_string_empty();
    const char *digits = alphabets[url];
    mesh_string *text = mesh_string_alloc(cx, size);
    char *out = text->bytes;
    for (const unsigned char *end = data + (length - rest); data != end; data += 3, out += 4) {
        const uint32_t group = (uint32_t)data[0] << 16 | (uint32_t)data[1] << 8 | data[2];
        out[0] = digits[group >> 18];
        out[1] = digits[group >> 12 & 63];
        out[2] = digits[group >> 6 & 63];
        out[3] = digits[group & 63];
    }
    if (rest != 0) {
        const uint32_t group = (uint32_t)data[0] << 16 | (rest == 2 ? (uint32_t)data[1] << 8 : 0);
        const char last[4] = {digits[group >> 18], digits[group >> 12 & 63], rest == 2 ? digits[group >> 6 & 63] : '=', '='};
        memcpy(out, last, tail);
    }
    text->points = text->length;
    return text;
}

mesh_string *mesh_base64_encode(mesh_ctx *cx, const mesh_bytes *b, bool url)
{
    return encode(cx, b->data, b->length, url);
}

mesh_string *mesh_base64_encode_text(mesh_ctx *cx, const mesh_string *s, bool url)
{
    return encode(cx, (const unsigned char *)s->bytes, s->length, url);
}

/* ---- decoding -------------------------------------------------------------------------------------------------------- */

/* The number of digits without a complete padding, or SIZE_MAX if no Base64 has this length or padding. */
static size_t digit_count(const mesh_string *s)
{
    size_t n = s->length;
    if (n > 0 && n % 4 == 0 && s->bytes[n - 1] == '=')
        n -= s->bytes[n - 2] == '=' ? 2 : 1;
    return n % 4 == 1 ? SIZE_MAX : n;
}

static size_t decoded_length(size_t digits)
{
    return digits / 4 * 3 + (digits % 4 == 0 ? 0 : digits % 4 - 1);
}

/* Decodes n digits; false if one is none of the alphabet, or the bits that are left over are not all zero. */
static bool decode(unsigned char *out, const char *text, size_t n, bool url)
{
    const unsigned char *value = values[url], *in = (const unsigned char *)text;
    unsigned seen = 0;
    for (const unsigned char *end = in + (n - n % 4); in != end; in += 4, out += 3) {
        const unsigned a = value[in[0]], b = value[in[1]], c = value[in[2]], d = value[in[3]];
        seen |= a | b | c | d;
        const uint32_t group = (uint32_t)a << 18 | (uint32_t)b << 12 | (uint32_t)c << 6 | d;
        out[0] = (unsigned char)(group >> 16);
        out[1] = (unsigned char)(group >> 8);
        out[2] = (unsigned char)group;
    }
    if (n % 4 != 0) {
        const unsigned a = value[in[0]], b = value[in[1]], c = n % 4 == 3 ? value[in[2]] : 0;
        seen |= a | b | c;
        if ((n % 4 == 3 ? c & 3 : b & 15) != 0)
            return false;
        out[0] = (unsigned char)(a << 2 | b >> 4);
        if (n % 4 == 3)
            out[1] = (unsigned char)(b << 4 | c >> 2);
    }
    return seen < 64;
}

mesh_bytes *mesh_base64_decode(mesh_ctx *cx, const mesh_string *s, bool url)
{
    const size_t digits = digit_count(s);
    if (digits == SIZE_MAX)
        return NULL;
    unsigned char *data;
    mesh_bytes *b = mesh_bytes_alloc(cx, decoded_length(digits), &data);
    if (decode(data, s->bytes, digits, url))
        return b;
    mesh_bytes_drop(cx, b);
    return NULL;
}

mesh_string *mesh_base64_decode_text(mesh_ctx *cx, const mesh_string *s, bool url)
{
    const size_t digits = digit_count(s);
    if (digits == SIZE_MAX)
        return NULL;
    if (digits == 0)
        return mesh_string_empty();
    mesh_string *text = mesh_string_alloc(cx, decoded_length(digits));
    if (decode((unsigned char *)text->bytes, s->bytes, digits, url) &&
        mesh_utf8_check(text->bytes, text->length, &text->points) == text->length)
        return text;
    mesh_string_free(cx, text);
    return NULL;
}
