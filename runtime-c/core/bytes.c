#include "mesh/bytes.h"

const mesh_bytes mesh_bytes_empty_object = MESH_BYTES_STATIC("", 0);

/* ---- views and blocks ------------------------------------------------------------------------------------------------ */

/* A view that takes over a reference to `owner`. */
static mesh_bytes *new_view(mesh_ctx *cx, mesh_head *owner_own, const unsigned char *data, size_t length)
{
    mesh_bytes *view = mesh_cell_alloc(cx, sizeof *view);
    view->head.rc = 1;
    view->head.tag = 0;
    view->owner = owner_own;
    view->data = data;
    view->length = length;
    return view;
}

void mesh_bytes_free(mesh_ctx *cx, mesh_bytes *b)
{
    if (b->owner != NULL && mesh_drop_last(b->owner))
        mesh_block_free(cx, b->owner);
    mesh_cell_free(cx, b, sizeof *b);
}

/* A unique empty value whose block has room for n bytes. */
static mesh_bytes *with_room(mesh_ctx *cx, size_t n, unsigned char **data)
{
    if (n > SIZE_MAX / 2)
        mesh__out_of_memory(cx);
    mesh_head *block = mesh_block_alloc(cx, sizeof *block + n);
    *data = (unsigned char *)(block + 1);
    return new_view(cx, block, *data, 0);
}

mesh_bytes *mesh_bytes_alloc(mesh_ctx *cx, size_t length, unsigned char **data)
{
    mesh_bytes *b = with_room(cx, length, data);
    b->length = length;
    return b;
}

mesh_bytes *mesh_bytes_from_memory(mesh_ctx *cx, const void *data, size_t length)
{
    if (length == 0)
        return mesh_bytes_new(cx);
    unsigned char *target;
    mesh_bytes *b = mesh_bytes_alloc(cx, length, &target);
    memcpy(target, data, length);
    return b;
}

mesh_bytes *mesh_bytes_with_capacity(mesh_ctx *cx, int64_t n)
{
    unsigned char *data;
    if (n <= 0)
        return mesh_bytes_new(cx);
    return with_room(cx, (uint64_t)n > SIZE_MAX ? SIZE_MAX : (size_t)n, &data);
}

static bool changeable(const mesh_bytes *b)
{
    return mesh_unique(b) && b->owner != NULL && mesh_unique(b->owner);
}

mesh_bytes *mesh_bytes_reserve_own(mesh_ctx *cx, mesh_bytes *b, size_t extra, unsigned char **end)
{
    if (changeable(b)) {
        const size_t before = (size_t)(b->data - (const unsigned char *)b->owner);
        const size_t used = before + b->length, size = mesh_block_capacity(b->owner);
        if (extra > size - used) {
            size_t wanted = extra > size / 2 ? used + extra : size + size / 2 + extra;
            if (wanted < 2 * size)
                wanted = 2 * size;
            if (extra > SIZE_MAX / 4 || wanted > SIZE_MAX / 2)
                mesh__out_of_memory(cx);
            b->owner = mesh_block_resize(cx, b->owner, wanted);
            b->data = (const unsigned char *)b->owner + before;
        }
        *end = (unsigned char *)b->owner + used;
        return b;
    }
    if (extra > SIZE_MAX / 4 || b->length > SIZE_MAX / 4)
        mesh__out_of_memory(cx);
    unsigned char *data;
    mesh_bytes *copy = with_room(cx, b->length + extra + (b->length > extra ? extra : b->length), &data);
    memcpy(data, b->data, b->length);
    copy->length = b->length;
    mesh_bytes_drop(cx, b);
    *end = data + copy->length;
    return copy;
}

mesh_bytes *mesh_bytes_from_string(mesh_ctx *cx, mesh_string *s)
{
    if (s->length == 0)
        return mesh_bytes_new(cx);
    mesh_dup(s);
    return new_view(cx, &s->head, (const unsigned char *)s->bytes, s->length);
}

/* ---- changing -------------------------------------------------------------------------------------------------------- */

mesh_bytes *mesh_bytes_set_unchecked_own(mesh_ctx *cx, mesh_bytes *b, int64_t i, int64_t byte)
{
    unsigned char *end;
    b = mesh_bytes_reserve_own(cx, b, 0, &end);
    (end - b->length)[i] = (unsigned char)byte;
    return b;
}

mesh_bytes *mesh_bytes_append_byte_own(mesh_ctx *cx, mesh_bytes *b, int64_t byte)
{
    unsigned char *end;
    b = mesh_bytes_reserve_own(cx, b, 1, &end);
    *end = (unsigned char)byte;
    b->length++;
    return b;
}

mesh_bytes *mesh_bytes_append_memory_own(mesh_ctx *cx, mesh_bytes *b, const void *data, size_t length)
{
    unsigned char *end;
    if (length == 0)
        return b;
    b = mesh_bytes_reserve_own(cx, b, length, &end);
    memcpy(end, data, length);
    b->length += length;
    return b;
}

mesh_bytes *mesh_bytes_append_string_own(mesh_ctx *cx, mesh_bytes *b, mesh_string *s)
{
    b = mesh_bytes_append_memory_own(cx, b, s->bytes, s->length);
    mesh_string_drop(cx, s);
    return b;
}

mesh_bytes *mesh_bytes_concat_own(mesh_ctx *cx, mesh_bytes *a, mesh_bytes *b)
{
    if (b->length == 0) {
        mesh_bytes_drop(cx, b);
        return a;
    }
    if (a->length == 0 && !changeable(a)) {
        mesh_bytes_drop(cx, a);
        return b;
    }
    /* If both share a block then `a` is not changeable, so the block of `b` stays where it is. */
    a = mesh_bytes_append_memory_own(cx, a, b->data, b->length);
    mesh_bytes_drop(cx, b);
    return a;
}

mesh_bytes *mesh_bytes_repeat_byte(mesh_ctx *cx, int64_t byte, int64_t n)
{
    if (n <= 0)
        return mesh_bytes_new(cx);
    if ((uint64_t)n > SIZE_MAX / 2)
        mesh__out_of_memory(cx);
    unsigned char *data;
    mesh_bytes *b = mesh_bytes_alloc(cx, (size_t)n, &data);
    memset(data, (int)byte, (size_t)n);
    return b;
}

mesh_bytes *mesh_bytes_reverse(mesh_ctx *cx, const mesh_bytes *b)
{
    unsigned char *data;
    mesh_bytes *out = mesh_bytes_alloc(cx, b->length, &data);
    for (size_t i = 0; i < b->length; i++)
        data[i] = b->data[b->length - 1 - i];
    return out;
}

mesh_bytes *mesh_bytes_copy(mesh_ctx *cx, const mesh_bytes *b)
{
    return mesh_bytes_from_memory(cx, b->data, b->length);
}

mesh_bytes *mesh_bytes_slice(mesh_ctx *cx, mesh_bytes *b, int64_t from, int64_t to)
{
    const size_t length = (size_t)(to - from);
    if (length == b->length) {
        mesh_dup(b);
        return b;
    }
    if (length == 0)
        return mesh_bytes_new(cx);
    if (b->owner != NULL)
        mesh_dup(b->owner);
    return new_view(cx, b->owner, b->data + from, length);
}

/* ---- reading --------------------------------------------------------------------------------------------------------- */

int64_t mesh_bytes_find(mesh_ctx *cx, const mesh_bytes *b, const mesh_bytes *sub, int64_t from)
{
    (void)cx;
    const char *start = (const char *)b->data;
    const char *found =
        mesh_find_bytes(start + from, b->length - (size_t)from, (const char *)sub->data, sub->length);
    return found == NULL ? -1 : (int64_t)(found - start);
}

bool mesh_bytes_matches(mesh_ctx *cx, const mesh_bytes *b, const mesh_bytes *sub, int64_t at)
{
    (void)cx;
    return sub->length <= b->length - (size_t)at && memcmp(b->data + at, sub->data, sub->length) == 0;
}

bool mesh_bytes_equals(mesh_ctx *cx, const mesh_bytes *a, const mesh_bytes *b)
{
    (void)cx;
    return a->length == b->length && memcmp(a->data, b->data, a->length) == 0;
}

int64_t mesh_bytes_compare(mesh_ctx *cx, const mesh_bytes *a, const mesh_bytes *b)
{
    (void)cx;
    const int order = memcmp(a->data, b->data, a->length < b->length ? a->length : b->length);
    if (order != 0)
        return order < 0 ? -1 : 1;
    return (a->length > b->length) - (a->length < b->length);
}

int64_t mesh_bytes_hash(mesh_ctx *cx, const mesh_bytes *b)
{
    (void)cx;
    return (int64_t)mesh__fnv_bytes(MESH_FNV_BASIS, b->data, b->length);
}

/* ---- hexadecimal and UTF-8 ------------------------------------------------------------------------------------------- */

mesh_string *mesh_bytes_to_hex(mesh_ctx *cx, const mesh_bytes *b)
{
    static const char digits[] = "0123456789abcdef";
    if (b->length > MESH_STRING_MAX / 2)
        mesh__out_of_memory(cx);
    mesh_string *s = mesh_string_alloc(cx, 2 * b->length);
    for (size_t i = 0; i < b->length; i++) {
        s->bytes[2 * i] = digits[b->data[i] >> 4];
        s->bytes[2 * i + 1] = digits[b->data[i] & 15];
    }
    s->points = s->length;
    return s;
}

static int digit_value(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

int64_t mesh_bytes_hex_error(mesh_ctx *cx, const mesh_string *s)
{
    (void)cx;
    for (size_t i = 0; i < s->length; i++)
        if (digit_value(s->bytes[i]) < 0)
            return (int64_t)i;
    return -1;
}

mesh_bytes *mesh_bytes_from_hex(mesh_ctx *cx, const mesh_string *s)
{
    unsigned char *data;
    mesh_bytes *b = mesh_bytes_alloc(cx, s->length / 2, &data);
    for (size_t i = 0; i < b->length; i++)
        data[i] = (unsigned char)(digit_value(s->bytes[2 * i]) << 4 | digit_value(s->bytes[2 * i + 1]));
    return b;
}

int64_t mesh_bytes_utf8_error(mesh_ctx *cx, const mesh_bytes *b)
{
    (void)cx;
    const size_t good = mesh_utf8_check((const char *)b->data, b->length, NULL);
    return good == b->length ? -1 : (int64_t)good;
}

mesh_string *mesh_bytes_to_string(mesh_ctx *cx, const mesh_bytes *b)
{
    return mesh_string_from_bytes(cx, (const char *)b->data, b->length, MESH_STRING_UNCOUNTED);
}

mesh_string *mesh_bytes_to_utf8_lossy(mesh_ctx *cx, const mesh_bytes *b)
{
    return mesh_string_from_lossy(cx, (const char *)b->data, b->length);
}

/* ---- numbers --------------------------------------------------------------------------------------------------------- */

int64_t mesh_bytes_read(mesh_ctx *cx, const mesh_bytes *b, int64_t at, int64_t width, bool big)
{
    (void)cx;
    uint64_t bits = 0;
    for (int64_t i = 0; i < width; i++)
        bits |= (uint64_t)b->data[at + i] << 8 * (big ? width - 1 - i : i);
    return (int64_t)bits;
}

mesh_bytes *mesh_bytes_put_own(mesh_ctx *cx, mesh_bytes *b, int64_t bits, int64_t width, bool big)
{
    unsigned char *end;
    b = mesh_bytes_reserve_own(cx, b, (size_t)width, &end);
    for (int64_t i = 0; i < width; i++)
        end[i] = (unsigned char)((uint64_t)bits >> 8 * (big ? width - 1 - i : i));
    b->length += (size_t)width;
    return b;
}

double mesh_bytes_single_from_bits(mesh_ctx *cx, int64_t bits)
{
    (void)cx;
    const uint32_t word = (uint32_t)bits;
    float x;
    memcpy(&x, &word, sizeof x);
    return (double)x;
}

int64_t mesh_bytes_single_to_bits(mesh_ctx *cx, double x)
{
    (void)cx;
    const float single = (float)x;
    uint32_t word;
    memcpy(&word, &single, sizeof word);
    return (int64_t)word;
}
