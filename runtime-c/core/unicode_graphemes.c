/* Extended grapheme clusters: the rules GB3 to GB999 of UAX #29. */
#include "mesh/unicode.h"

typedef struct cluster {
    unsigned class; /* MESH_BREAK_… of the last code point */
    bool pictographic; /* Extended_Pictographic Extend* so far */
    bool joined;       /* … followed by ZWJ */
    bool consonant;    /* Indic: Consonant [Extend Linker]* so far */
    bool linker;       /* … with a Linker */
    unsigned regionals; /* regional indicators in a row */
} cluster;

static void advance(cluster *k, unsigned value)
{
    const unsigned class = value & 15, indic = value >> 5;
    k->joined = k->pictographic && class == MESH_BREAK_ZWJ;
    k->pictographic = (value & 16) != 0 || (k->pictographic && class == MESH_BREAK_EXTEND);
    k->linker = indic == MESH_INDIC_LINKER ? k->consonant : indic == MESH_INDIC_EXTEND && k->linker;
    k->consonant = indic == MESH_INDIC_CONSONANT || (k->consonant && indic != MESH_INDIC_NONE);
    k->regionals = class == MESH_BREAK_REGIONAL ? k->regionals + 1 : 0;
    k->class = class;
}

/* Is there a boundary between the cluster so far and the next code point? */
static bool breaks(const cluster *k, unsigned value)
{
    const unsigned left = k->class, right = value & 15;
    if (left == MESH_BREAK_CR && right == MESH_BREAK_LF)
        return false; /* GB3 */
    if (left >= MESH_BREAK_CR && left <= MESH_BREAK_CONTROL)
        return true; /* GB4 */
    if (right >= MESH_BREAK_CR && right <= MESH_BREAK_CONTROL)
        return true; /* GB5 */
    if (left == MESH_BREAK_L &&
        (right == MESH_BREAK_L || right == MESH_BREAK_V || right == MESH_BREAK_LV || right == MESH_BREAK_LVT))
        return false; /* GB6 */
    if ((left == MESH_BREAK_LV || left == MESH_BREAK_V) && (right == MESH_BREAK_V || right == MESH_BREAK_T))
        return false; /* GB7 */
    if ((left == MESH_BREAK_LVT || left == MESH_BREAK_T) && right == MESH_BREAK_T)
        return false; /* GB8 */
    if (right == MESH_BREAK_EXTEND || right == MESH_BREAK_ZWJ || right == MESH_BREAK_SPACING)
        return false; /* GB9, GB9a */
    if (left == MESH_BREAK_PREPEND)
        return false; /* GB9b */
    if (k->linker && value >> 5 == MESH_INDIC_CONSONANT)
        return false; /* GB9c */
    if (k->joined && (value & 16) != 0)
        return false; /* GB11 */
    if (left == MESH_BREAK_REGIONAL && right == MESH_BREAK_REGIONAL)
        return k->regionals % 2 == 0; /* GB12, GB13 */
    return true;
}

int64_t mesh_string_grapheme_end(mesh_ctx *cx, const mesh_string *s, int64_t start)
{
    (void)cx;
    size_t width, i = (size_t)start;
    cluster k = {0};
    advance(&k, mesh__unicode_cluster(mesh_utf8_decode(s->bytes + i, &width)));
    for (i += width; i < s->length; i += width) {
        const unsigned value = mesh__unicode_cluster(mesh_utf8_decode(s->bytes + i, &width));
        if (breaks(&k, value))
            break;
        advance(&k, value);
    }
    return (int64_t)i;
}
