/* Numbers as text.
 *
 * Floats are printed with the shortest decimal digits that read back to the same value (of several, the
 * nearest), by Schubfach (Raffaello Giulietti, "The Schubfach way to render doubles", 2020): one 64 x 128 bit
 * product for the value and one for each end of its rounding interval, with a table of 617 powers of ten
 * (`float_tables.h`, written by `tools/float_tables.py`). `to_fixed` is exact: big integers.
 *
 * The `mesh_show_…` functions write at `out`, which the caller provides, without a terminating NUL, and
 * return the number of bytes. They never allocate and cannot fail. The others return owned strings.
 */
#ifndef MESH_SHOW_H
#define MESH_SHOW_H

#include "context.h"

enum {
    MESH_SHOW_INT = 20,    /* longest decimal Int: -9223372036854775808 */
    MESH_SHOW_BASE = 65,   /* longest Int in base 2 */
    MESH_SHOW_FLOAT = 344, /* longest Float: -0.000…(323 zeros)…2.2250738585072014e-308 written out */
    MESH_SHOW_FIXED = 412, /* longest to_fixed: 309 digits, point, 100 decimals, sign */
    MESH_SHOW_SCIENTIFIC = 24
};

size_t mesh_show_int(char *out, int64_t n);
void mesh_show_int_sized(char *out, int64_t n, size_t length); /* length: what mesh_show_int_length gives */
size_t mesh_show_int_base(char *out, int64_t n, unsigned base); /* 2-36, lower case digits */
size_t mesh_show_float(char *out, double x);                    /* Display: positional, no trailing .0 */
size_t mesh_show_float_debug(char *out, double x);              /* Debug: with .0 */
size_t mesh_show_fixed(char *out, double x, unsigned digits);   /* 0-100 decimals, exact ties to even */
size_t mesh_show_scientific(char *out, double x);               /* d.ddde-x */

/* Number of bytes that mesh_show_int writes. */
static inline size_t mesh_show_int_length(int64_t n)
{
    uint64_t u = n < 0 ? -(uint64_t)n : (uint64_t)n;
    size_t length = n < 0 ? 2 : 1;
    while (u >= 10000) {
        u /= 10000;
        length += 4;
    }
    return length + (u >= 10) + (u >= 100) + (u >= 1000);
}

/* Externs. Panics: `Int.to_string: base 1 is not between 2 and 36`,
 * `Float.to_fixed: digits 101 is not between 0 and 100`. O(length of the result). */
mesh_string *mesh_int_to_string(mesh_ctx *cx, int64_t n);
mesh_string *mesh_int_to_string_base_at(mesh_ctx *cx, int64_t n, int64_t base, const mesh_site *site);
mesh_string *mesh_float_to_string(mesh_ctx *cx, double x);
mesh_string *mesh_float_to_debug(mesh_ctx *cx, double x);
mesh_string *mesh_float_to_fixed_at(mesh_ctx *cx, double x, int64_t digits, const mesh_site *site);
mesh_string *mesh_float_to_scientific(mesh_ctx *cx, double x);
mesh_string *mesh_bool_to_string(mesh_ctx *cx, bool b);

/* The Float read back from to_fixed(x, digits). Panics `Float.round_to: digits 101 is not …`. */
double mesh_float_round_to_at(mesh_ctx *cx, double x, int64_t digits, const mesh_site *site);

#endif
