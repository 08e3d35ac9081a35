#include "mesh/unicode.h"

static bool has(int64_t c, unsigned classes)
{
    return mesh_is_scalar(c) && (mesh__unicode_class((uint32_t)c) & classes) != 0;
}

bool mesh_char_is_alpha(mesh_ctx *cx, int64_t c)
{
    (void)cx;
    return has(c, MESH_CLASS_ALPHABETIC);
}

bool mesh_char_is_alphanumeric(mesh_ctx *cx, int64_t c)
{
    (void)cx;
    return has(c, MESH_CLASS_ALPHABETIC | MESH_CLASS_DIGIT);
}

bool mesh_char_is_upper(mesh_ctx *cx, int64_t c)
{
    (void)cx;
    return has(c, MESH_CLASS_UPPERCASE);
}

bool mesh_char_is_lower(mesh_ctx *cx, int64_t c)
{
    (void)cx;
    return has(c, MESH_CLASS_LOWERCASE);
}

bool mesh_char_is_punctuation(mesh_ctx *cx, int64_t c)
{
    (void)cx;
    return has(c, MESH_CLASS_PUNCTUATION);
}

static bool all(const mesh_string *s, unsigned classes)
{
    size_t width;
    for (size_t i = 0; i < s->length; i += width)
        if (!(mesh__unicode_class(mesh_utf8_decode(s->bytes + i, &width)) & classes))
            return false;
    return s->length > 0;
}

bool mesh_string_is_alpha(mesh_ctx *cx, const mesh_string *s)
{
    (void)cx;
    return all(s, MESH_CLASS_ALPHABETIC);
}

bool mesh_string_is_alphanumeric(mesh_ctx *cx, const mesh_string *s)
{
    (void)cx;
    return all(s, MESH_CLASS_ALPHABETIC | MESH_CLASS_DIGIT);
}

bool mesh_string_is_upper(mesh_ctx *cx, const mesh_string *s)
{
    (void)cx;
    return all(s, MESH_CLASS_UPPERCASE);
}

bool mesh_string_is_lower(mesh_ctx *cx, const mesh_string *s)
{
    (void)cx;
    return all(s, MESH_CLASS_LOWERCASE);
}
