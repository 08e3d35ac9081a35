/* Concatenation and interpolation. Design in mesh/concat.h. */
#include "mesh/concat.h"

#include "mesh/show.h"
#include "mesh/string.h"

/* Floats are long to compute, so the first few keep their text between measuring and writing. */
enum { FLOAT_TEXTS = 2 * MESH_SHOW_FLOAT, FLOATS_KEPT = 16 };

typedef struct measure {
    size_t size;
    uint32_t points; /* MESH_STRING_UNCOUNTED if some piece is not counted */
    size_t floats;   /* number of Floats whose text is kept */
    size_t used;     /* bytes of these texts */
    uint16_t float_sizes[FLOATS_KEPT];
    char float_texts[FLOAT_TEXTS];
} measure;

static void measure_piece(measure *m, const mesh_piece *piece)
{
    size_t size = 0;
    uint32_t points;
    switch (piece->kind) {
    case MESH_PIECE_LITERAL:
        size = piece->size;
        points = piece->points;
        break;
    case MESH_PIECE_STRING:
    case MESH_PIECE_OWN:
        size = piece->as.string->length;
        points = piece->as.string->points;
        break;
    case MESH_PIECE_INT:
        size = mesh_show_int_length(piece->as.integer);
        points = (uint32_t)size;
        break;
    case MESH_PIECE_FLOAT:
        if (m->floats < FLOATS_KEPT && m->used + MESH_SHOW_FLOAT <= FLOAT_TEXTS) {
            size = mesh_show_float(m->float_texts + m->used, piece->as.real);
            m->float_sizes[m->floats++] = (uint16_t)size;
            m->used += size;
        } else {
            char text[MESH_SHOW_FLOAT];
            size = mesh_show_float(text, piece->as.real);
        }
        points = (uint32_t)size;
        break;
    case MESH_PIECE_BOOL:
    default:
        size = piece->as.truth ? 4 : 5;
        points = (uint32_t)size;
        break;
    }
    m->size += size;
    m->points = mesh_string_points_sum(m->points, points);
}

mesh_string *mesh__concat_own(mesh_ctx *cx, const mesh_piece *pieces, size_t n)
{
    if (n == 1 && pieces[0].kind == MESH_PIECE_OWN)
        return pieces[0].as.string;
    measure m;
    m.size = m.points = 0;
    m.floats = m.used = 0;
    for (size_t i = 0; i < n; i++)
        measure_piece(&m, &pieces[i]);

    mesh_string *text;
    char *p;
    size_t first = 0;
    if (n > 0 && pieces[0].kind == MESH_PIECE_OWN && mesh_unique(pieces[0].as.string)) {
        size_t length = pieces[0].as.string->length;
        text = mesh_string_reserve_own(cx, pieces[0].as.string, m.size - length);
        p = text->bytes + length;
        first = 1;
    } else {
        text = mesh_string_alloc(cx, m.size);
        p = text->bytes;
    }
    const char *float_text = m.float_texts;
    size_t floats = 0;
    for (size_t i = first; i < n; i++) {
        const mesh_piece *piece = &pieces[i];
        switch (piece->kind) {
        case MESH_PIECE_LITERAL:
            memcpy(p, piece->as.literal, piece->size);
            p += piece->size;
            break;
        case MESH_PIECE_STRING:
        case MESH_PIECE_OWN:
            memcpy(p, piece->as.string->bytes, piece->as.string->length);
            p += piece->as.string->length;
            break;
        case MESH_PIECE_INT:
            p += mesh_show_int(p, piece->as.integer);
            break;
        case MESH_PIECE_FLOAT:
            if (floats < m.floats) {
                memcpy(p, float_text, m.float_sizes[floats]);
                float_text += m.float_sizes[floats];
                p += m.float_sizes[floats++];
            } else {
                p += mesh_show_float(p, piece->as.real);
            }
            break;
        case MESH_PIECE_BOOL:
        default:
            memcpy(p, piece->as.truth ? "true" : "false", piece->as.truth ? 4 : 5);
            p += piece->as.truth ? 4 : 5;
            break;
        }
    }
    for (size_t i = first; i < n; i++)
        if (pieces[i].kind == MESH_PIECE_OWN)
            mesh_string_drop(cx, pieces[i].as.string);
    text->length = (uint32_t)m.size;
    text->points = m.points;
    *p = 0;
    return text;
}
