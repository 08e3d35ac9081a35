/* Unicode: classes of code points, case mapping, grapheme clusters.
 *
 * Three archive members with their tables, so that a program carries only what it uses:
 *     unicode_classes.c    + unicode_tables_classes.c      Char.is_…, String.is_…
 *     unicode_case.c       + unicode_tables_case.c         to_upper, to_lower, capitalize, equals_ignore_case
 *     unicode_graphemes.c  + unicode_tables_graphemes.c    graphemes
 * The tables are written by tools/unicode. White space is a short list and needs no table.
 *
 * All functions here may be called by any thread; those with a context allocate on its heap.
 */
#ifndef MESH_UNICODE_H
#define MESH_UNICODE_H


#include "string.h"

/* ---- classes --------------------------------------------------------------------------------------------------------- */

enum {
    MESH_CLASS_ALPHABETIC = 1,
    MESH_CLASS_UPPERCASE = 2,
    MESH_CLASS_LOWERCASE = 4,
    MESH_CLASS_DIGIT = 8,        /* category Nd */
    MESH_CLASS_PUNCTUATION = 16, /* categories P* and S* */
    MESH_CLASS_WHITE_SPACE = 32
};

/* The classes of any code point; 0 above U+10FFFF. */
unsigned mesh__unicode_class(uint32_t c);

/* Property White_Space. */
static inline bool mesh_is_white_space(uint32_t c)
{
    if (c < 0x80)
        return c == ' ' || (c >= 9 && c <= 13);
    return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

static inline bool mesh_is_scalar(int64_t c)
{
    return c >= 0 && c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
}

bool mesh_char_is_alpha(mesh_ctx *cx, int64_t c);
bool mesh_char_is_alphanumeric(mesh_ctx *cx, int64_t c);
bool mesh_char_is_upper(mesh_ctx *cx, int64_t c);
bool mesh_char_is_lower(mesh_ctx *cx, int64_t c);
bool mesh_char_is_punctuation(mesh_ctx *cx, int64_t c);
static inline bool mesh_char_is_whitespace(mesh_ctx *cx, int64_t c)
{
    (void)cx;
    return mesh_is_scalar(c) && mesh_is_white_space((uint32_t)c);
}

/* Not empty and every code point is. */
bool mesh_string_is_alpha(mesh_ctx *cx, const mesh_string *s);
bool mesh_string_is_alphanumeric(mesh_ctx *cx, const mesh_string *s);
bool mesh_string_is_upper(mesh_ctx *cx, const mesh_string *s);
bool mesh_string_is_lower(mesh_ctx *cx, const mesh_string *s);

/* ---- case ------------------------------------------------------------------------------------------------------------ */

enum {
    MESH_CASE_SPECIAL = 1,  /* a full mapping differs from the simple one: see mesh__unicode_case_special */
    MESH_CASE_CASED = 2,
    MESH_CASE_IGNORABLE = 4
};

/* Differences to the simple mappings. */
typedef struct mesh__case_record {
    int32_t upper, lower, title, fold;
    uint8_t flags;
} mesh__case_record;

/* Full mappings of one code point, padded with 0. */
typedef struct mesh__case_special {
    uint32_t code;
    uint32_t mapped[4][3]; /* upper, lower, title, fold */
} mesh__case_special;

const mesh__case_record *mesh__unicode_case(uint32_t c);
/* The entry of a code point whose record has MESH_CASE_SPECIAL. */
const mesh__case_special *mesh__unicode_case_special(uint32_t c);

/* Simple mapping; any Int that is no scalar value is unchanged. */
int64_t mesh_char_to_upper(mesh_ctx *cx, int64_t c);
int64_t mesh_char_to_lower(mesh_ctx *cx, int64_t c);

/* Full mapping, locale-independent; a text that does not change is returned itself. */
mesh_string *mesh_string_to_upper(mesh_ctx *cx, mesh_string *s);
mesh_string *mesh_string_to_lower(mesh_ctx *cx, mesh_string *s);
/* First character to title case, the rest to lower case. */
mesh_string *mesh_string_capitalize(mesh_ctx *cx, mesh_string *s);
/* Equal after full case folding. */
bool mesh_string_equals_ignore_case(mesh_ctx *cx, const mesh_string *a, const mesh_string *b);

/* ---- grapheme clusters ----------------------------------------------------------------------------------------------- */

enum {
    MESH_BREAK_OTHER,
    MESH_BREAK_CR,
    MESH_BREAK_LF,
    MESH_BREAK_CONTROL,
    MESH_BREAK_EXTEND,
    MESH_BREAK_ZWJ,
    MESH_BREAK_REGIONAL,
    MESH_BREAK_PREPEND,
    MESH_BREAK_SPACING,
    MESH_BREAK_L,
    MESH_BREAK_V,
    MESH_BREAK_T,
    MESH_BREAK_LV,
    MESH_BREAK_LVT
};
enum { MESH_INDIC_NONE, MESH_INDIC_CONSONANT, MESH_INDIC_EXTEND, MESH_INDIC_LINKER };

/* MESH_BREAK_… | extended pictographic << 4 | MESH_INDIC_… << 5 */
unsigned mesh__unicode_cluster(uint32_t c);

/* Byte offset of the end of the extended grapheme cluster that begins at byte offset `start`, a cluster boundary below the
 * length. */
int64_t mesh_string_grapheme_end(mesh_ctx *cx, const mesh_string *s, int64_t start);

#endif
