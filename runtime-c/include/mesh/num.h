/* Int, Float, Bool, Math and the code-point arithmetic of Char.
 *
 * Int is int64_t; `+ - *` and unary minus are exact or panic `integer overflow`; `/` truncates, `%` has the
 * sign of the left operand, a zero divisor panics `division by zero`; Int.min / -1 overflows, Int.min % -1
 * is 0. Float is double under IEEE-754 rules, never contracted (compile with -ffp-contract=off, the default
 * under -std=c11). Nothing here owns anything, except the texts that the conversions return (owned).
 *
 * All functions take the context first, as every extern does; most ignore it. Functions with two results
 * are split: `mesh_int_parse` says whether a text is a number, `mesh_int_parsed` gives the number of the last
 * successful call on this context.
 */
#ifndef MESH_NUM_H
#define MESH_NUM_H

#include <math.h>

#include "context.h"
#include "panic.h"

/* ---- Int: operators ------------------------------------------------------------------------------- */

static inline int64_t mesh_int_add_at(mesh_ctx *cx, int64_t a, int64_t b, const mesh_site *site)
{
    int64_t result;
    if (MESH_UNLIKELY(mesh_add_overflow(a, b, &result)))
        mesh__panic_overflow(cx, site);
    return result;
}

static inline int64_t mesh_int_sub_at(mesh_ctx *cx, int64_t a, int64_t b, const mesh_site *site)
{
    int64_t result;
    if (MESH_UNLIKELY(mesh_sub_overflow(a, b, &result)))
        mesh__panic_overflow(cx, site);
    return result;
}

static inline int64_t mesh_int_mul_at(mesh_ctx *cx, int64_t a, int64_t b, const mesh_site *site)
{
    int64_t result;
    if (MESH_UNLIKELY(mesh_mul_overflow(a, b, &result)))
        mesh__panic_overflow(cx, site);
    return result;
}

static inline int64_t mesh_int_neg_at(mesh_ctx *cx, int64_t a, const mesh_site *site)
{
    if (MESH_UNLIKELY(a == INT64_MIN))
        mesh__panic_overflow(cx, site);
    return -a;
}

static inline int64_t mesh_int_div_at(mesh_ctx *cx, int64_t a, int64_t b, const mesh_site *site)
{
    if (MESH_UNLIKELY(b == 0))
        mesh__panic_zero(cx, site);
    if (MESH_UNLIKELY(b == -1))
        return mesh_int_neg_at(cx, a, site);
    return a / b;
}

static inline int64_t mesh_int_mod_at(mesh_ctx *cx, int64_t a, int64_t b, const mesh_site *site)
{
    if (MESH_UNLIKELY(b == 0))
        mesh__panic_zero(cx, site);
    if (MESH_UNLIKELY(b == -1))
        return 0;
    return a % b;
}

static inline bool mesh_int_eq(mesh_ctx *cx, int64_t a, int64_t b)
{
    (void)cx;
    return a == b;
}

static inline bool mesh_int_ne(mesh_ctx *cx, int64_t a, int64_t b)
{
    (void)cx;
    return a != b;
}

static inline bool mesh_int_lt(mesh_ctx *cx, int64_t a, int64_t b)
{
    (void)cx;
    return a < b;
}

static inline bool mesh_int_le(mesh_ctx *cx, int64_t a, int64_t b)
{
    (void)cx;
    return a <= b;
}

static inline bool mesh_int_gt(mesh_ctx *cx, int64_t a, int64_t b)
{
    (void)cx;
    return a > b;
}

static inline bool mesh_int_ge(mesh_ctx *cx, int64_t a, int64_t b)
{
    (void)cx;
    return a >= b;
}

static inline bool mesh_float_eq(mesh_ctx *cx, double a, double b)
{
    (void)cx;
    return a == b;
}

static inline bool mesh_float_ne(mesh_ctx *cx, double a, double b)
{
    (void)cx;
    return a != b;
}

static inline bool mesh_float_lt(mesh_ctx *cx, double a, double b)
{
    (void)cx;
    return a < b;
}

static inline bool mesh_float_le(mesh_ctx *cx, double a, double b)
{
    (void)cx;
    return a <= b;
}

static inline bool mesh_float_gt(mesh_ctx *cx, double a, double b)
{
    (void)cx;
    return a > b;
}

static inline bool mesh_float_ge(mesh_ctx *cx, double a, double b)
{
    (void)cx;
    return a >= b;
}

static inline bool mesh_bool_eq(mesh_ctx *cx, bool a, bool b)
{
    (void)cx;
    return a == b;
}

static inline bool mesh_bool_ne(mesh_ctx *cx, bool a, bool b)
{
    (void)cx;
    return a != b;
}

/* -1, 0 or 1. */
static inline int64_t mesh_int_compare(mesh_ctx *cx, int64_t a, int64_t b)
{
    (void)cx;
    return (a > b) - (a < b);
}

/* -1, 0 or 1; total: NaN equals NaN and is greater than everything else. */
static inline int64_t mesh_float_compare(mesh_ctx *cx, double a, double b)
{
    (void)cx;
    if (MESH_UNLIKELY(a != a || b != b))
        return (int64_t)(a != a) - (int64_t)(b != b);
    return (a > b) - (a < b);
}

static inline int64_t mesh_bool_compare(mesh_ctx *cx, bool a, bool b)
{
    (void)cx;
    return (int64_t)a - (int64_t)b;
}

static inline bool mesh_bool_not(mesh_ctx *cx, bool a)
{
    (void)cx;
    return !a;
}

static inline bool mesh_bool_xor(mesh_ctx *cx, bool a, bool b)
{
    (void)cx;
    return a != b;
}

static inline int64_t mesh_bool_to_int(mesh_ctx *cx, bool a)
{
    (void)cx;
    return (int64_t)a;
}

/* ---- Int: arithmetic without panics --------------------------------------------------------------- */

static inline bool mesh_int_add_overflows(mesh_ctx *cx, int64_t a, int64_t b)
{
    (void)cx;
    int64_t result;
    return mesh_add_overflow(a, b, &result);
}

static inline bool mesh_int_sub_overflows(mesh_ctx *cx, int64_t a, int64_t b)
{
    (void)cx;
    int64_t result;
    return mesh_sub_overflow(a, b, &result);
}

static inline bool mesh_int_mul_overflows(mesh_ctx *cx, int64_t a, int64_t b)
{
    (void)cx;
    int64_t result;
    return mesh_mul_overflow(a, b, &result);
}

static inline int64_t mesh_int_wrapping_add(mesh_ctx *cx, int64_t a, int64_t b)
{
    (void)cx;
    return (int64_t)((uint64_t)a + (uint64_t)b);
}

static inline int64_t mesh_int_wrapping_sub(mesh_ctx *cx, int64_t a, int64_t b)
{
    (void)cx;
    return (int64_t)((uint64_t)a - (uint64_t)b);
}

static inline int64_t mesh_int_wrapping_mul(mesh_ctx *cx, int64_t a, int64_t b)
{
    (void)cx;
    return (int64_t)((uint64_t)a * (uint64_t)b);
}

static inline int64_t mesh_int_saturating_add(mesh_ctx *cx, int64_t a, int64_t b)
{
    (void)cx;
    int64_t result;
    return mesh_add_overflow(a, b, &result) ? (b < 0 ? INT64_MIN : INT64_MAX) : result;
}

static inline int64_t mesh_int_saturating_sub(mesh_ctx *cx, int64_t a, int64_t b)
{
    (void)cx;
    int64_t result;
    return mesh_sub_overflow(a, b, &result) ? (b < 0 ? INT64_MAX : INT64_MIN) : result;
}

static inline int64_t mesh_int_saturating_mul(mesh_ctx *cx, int64_t a, int64_t b)
{
    (void)cx;
    int64_t result;
    return mesh_mul_overflow(a, b, &result) ? ((a < 0) != (b < 0) ? INT64_MIN : INT64_MAX) : result;
}

/* Square root rounded down; n >= 0. O(1). */
int64_t mesh_int_sqrt(mesh_ctx *cx, int64_t n);

/* Greatest common divisor, >= 0. Panics `integer overflow` (the result would be 2^63). O(64). */
int64_t mesh_int_gcd_at(mesh_ctx *cx, int64_t a, int64_t b, const mesh_site *site);

/* base^exponent. Panics `Int.pow: negative exponent -1`, `integer overflow`. O(log exponent). */
int64_t mesh_int_pow_at(mesh_ctx *cx, int64_t base, int64_t exponent, const mesh_site *site);

/* ---- Int: bits ------------------------------------------------------------------------------------ */

static inline int64_t mesh_int_bit_and(mesh_ctx *cx, int64_t a, int64_t b)
{
    (void)cx;
    return (int64_t)((uint64_t)a & (uint64_t)b);
}

static inline int64_t mesh_int_bit_or(mesh_ctx *cx, int64_t a, int64_t b)
{
    (void)cx;
    return (int64_t)((uint64_t)a | (uint64_t)b);
}

static inline int64_t mesh_int_bit_xor(mesh_ctx *cx, int64_t a, int64_t b)
{
    (void)cx;
    return (int64_t)((uint64_t)a ^ (uint64_t)b);
}

static inline int64_t mesh_int_bit_not(mesh_ctx *cx, int64_t a)
{
    (void)cx;
    return (int64_t)~(uint64_t)a;
}

/* `function: shift k is not between 0 and 63` */
MESH_COLD MESH_NORETURN void mesh__panic_shift(mesh_ctx *cx, const char *function, int64_t k, const mesh_site *site);

static inline int64_t mesh_int_shift_left_at(mesh_ctx *cx, int64_t n, int64_t k, const mesh_site *site)
{
    if (MESH_UNLIKELY((uint64_t)k > 63))
        mesh__panic_shift(cx, "Int.shift_left", k, site);
    return (int64_t)((uint64_t)n << k);
}

static inline int64_t mesh_int_shift_right_at(mesh_ctx *cx, int64_t n, int64_t k, const mesh_site *site)
{
    if (MESH_UNLIKELY((uint64_t)k > 63))
        mesh__panic_shift(cx, "Int.shift_right", k, site);
    return n < 0 ? (int64_t)~(~(uint64_t)n >> k) : (int64_t)((uint64_t)n >> k);
}

static inline int64_t mesh_int_shift_right_unsigned_at(mesh_ctx *cx, int64_t n, int64_t k, const mesh_site *site)
{
    if (MESH_UNLIKELY((uint64_t)k > 63))
        mesh__panic_shift(cx, "Int.shift_right_unsigned", k, site);
    return (int64_t)((uint64_t)n >> k);
}

static inline int64_t mesh_int_rotate_left(mesh_ctx *cx, int64_t n, int64_t k)
{
    (void)cx;
    unsigned left = (unsigned)((uint64_t)k & 63), right = (64 - left) & 63;
    return (int64_t)((uint64_t)n << left | (uint64_t)n >> right);
}

static inline int64_t mesh_int_rotate_right(mesh_ctx *cx, int64_t n, int64_t k)
{
    (void)cx;
    unsigned right = (unsigned)((uint64_t)k & 63), left = (64 - right) & 63;
    return (int64_t)((uint64_t)n << left | (uint64_t)n >> right);
}

static inline int64_t mesh_int_count_ones(mesh_ctx *cx, int64_t n)
{
    (void)cx;
    return (int64_t)mesh_count_ones((uint64_t)n);
}

static inline int64_t mesh_int_leading_zeros(mesh_ctx *cx, int64_t n)
{
    (void)cx;
    return n == 0 ? 64 : (int64_t)mesh_leading_zeros((uint64_t)n);
}

static inline int64_t mesh_int_trailing_zeros(mesh_ctx *cx, int64_t n)
{
    (void)cx;
    return n == 0 ? 64 : (int64_t)mesh_trailing_zeros((uint64_t)n);
}

static inline int64_t mesh_int_bit_length(mesh_ctx *cx, int64_t n)
{
    return 64 - mesh_int_leading_zeros(cx, n);
}

/* ---- Float ---------------------------------------------------------------------------------------- */

static inline double mesh_float_add(mesh_ctx *cx, double a, double b)
{
    (void)cx;
    return a + b;
}

static inline double mesh_float_sub(mesh_ctx *cx, double a, double b)
{
    (void)cx;
    return a - b;
}

static inline double mesh_float_mul(mesh_ctx *cx, double a, double b)
{
    (void)cx;
    return a * b;
}

static inline double mesh_float_div(mesh_ctx *cx, double a, double b)
{
    (void)cx;
    return a / b;
}

static inline double mesh_float_mod(mesh_ctx *cx, double a, double b)
{
    (void)cx;
    return fmod(a, b);
}

static inline double mesh_float_copy_sign(mesh_ctx *cx, double a, double b)
{
    (void)cx;
    return copysign(a, b);
}

/* Math.min and Math.max: a NaN operand loses, -0.0 is below 0.0. */
static inline double mesh_float_min(mesh_ctx *cx, double a, double b)
{
    (void)cx;
    return a != a ? b : b != b ? a : a < b || (a == b && signbit(a)) ? a : b;
}

static inline double mesh_float_max(mesh_ctx *cx, double a, double b)
{
    (void)cx;
    return a != a ? b : b != b ? a : a > b || (a == b && !signbit(a)) ? a : b;
}

static inline double mesh_float_neg(mesh_ctx *cx, double x)
{
    (void)cx;
    return -x;
}

static inline double mesh_float_abs(mesh_ctx *cx, double x)
{
    (void)cx;
    return fabs(x);
}

static inline double mesh_float_floor(mesh_ctx *cx, double x)
{
    (void)cx;
    return floor(x);
}

static inline double mesh_float_ceil(mesh_ctx *cx, double x)
{
    (void)cx;
    return ceil(x);
}

static inline double mesh_float_round(mesh_ctx *cx, double x)
{
    (void)cx;
    return round(x);
}

static inline double mesh_float_trunc(mesh_ctx *cx, double x)
{
    (void)cx;
    return trunc(x);
}

static inline double mesh_float_fract(mesh_ctx *cx, double x)
{
    (void)cx;
    return x - trunc(x);
}

static inline bool mesh_float_is_nan(mesh_ctx *cx, double x)
{
    (void)cx;
    return x != x;
}

static inline bool mesh_float_is_infinite(mesh_ctx *cx, double x)
{
    (void)cx;
    return isinf(x) != 0;
}

static inline bool mesh_float_is_finite(mesh_ctx *cx, double x)
{
    (void)cx;
    return isfinite(x) != 0;
}

static inline bool mesh_float_is_integer(mesh_ctx *cx, double x)
{
    (void)cx;
    return isfinite(x) && trunc(x) == x;
}

static inline bool mesh_float_is_negative(mesh_ctx *cx, double x)
{
    (void)cx;
    return signbit(x) != 0;
}

/* The value toward zero is an Int. */
static inline bool mesh_float_fits_int(mesh_ctx *cx, double x)
{
    (void)cx;
    return x >= -9223372036854775808.0 && x < 9223372036854775808.0;
}

static inline double mesh_int_to_float(mesh_ctx *cx, int64_t n)
{
    (void)cx;
    return (double)n;
}

static inline int64_t mesh_float_to_bits(mesh_ctx *cx, double x)
{
    (void)cx;
    int64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static inline double mesh_float_from_bits(mesh_ctx *cx, int64_t bits)
{
    (void)cx;
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* `function: value out of range` */
MESH_COLD MESH_NORETURN void mesh__panic_range(mesh_ctx *cx, const char *function, const mesh_site *site);

/* To Int toward zero; fits_int must hold. */
static inline int64_t mesh_float_to_int_unchecked(mesh_ctx *cx, double x)
{
    MESH_ASSERT(mesh_float_fits_int(cx, x));
    (void)cx;
    return (int64_t)x;
}

/* x, which must be whole or cut, as Int. */
static inline int64_t mesh__float_to_int(mesh_ctx *cx, const char *function, double x, const mesh_site *site)
{
    if (MESH_UNLIKELY(!mesh_float_fits_int(cx, x)))
        mesh__panic_range(cx, function, site);
    return (int64_t)x;
}

static inline int64_t mesh_float_to_int_at(mesh_ctx *cx, double x, const mesh_site *site)
{
    return mesh__float_to_int(cx, "Float.to_int", x, site);
}

static inline int64_t mesh_math_floor_at(mesh_ctx *cx, double x, const mesh_site *site)
{
    return mesh__float_to_int(cx, "Math.floor", floor(x), site);
}

static inline int64_t mesh_math_ceil_at(mesh_ctx *cx, double x, const mesh_site *site)
{
    return mesh__float_to_int(cx, "Math.ceil", ceil(x), site);
}

static inline int64_t mesh_math_round_at(mesh_ctx *cx, double x, const mesh_site *site)
{
    return mesh__float_to_int(cx, "Math.round", round(x), site);
}

static inline int64_t mesh_math_trunc_at(mesh_ctx *cx, double x, const mesh_site *site)
{
    return mesh__float_to_int(cx, "Math.trunc", trunc(x), site);
}

/* Neighbouring values. O(1). */
double mesh_float_next_up(mesh_ctx *cx, double x);
double mesh_float_next_down(mesh_ctx *cx, double x);

static inline double mesh_float_infinity(mesh_ctx *cx)
{
    (void)cx;
    return (double)INFINITY;
}

static inline double mesh_float_nan(mesh_ctx *cx)
{
    (void)cx;
    return (double)NAN;
}

/* ---- Math: the C library -------------------------------------------------------------------------- */

static inline double mesh_math_sqrt(mesh_ctx *cx, double x)
{
    (void)cx;
    return sqrt(x);
}

double mesh_math_pow(mesh_ctx *cx, double x, double y);
double mesh_math_cbrt(mesh_ctx *cx, double x);
double mesh_math_exp(mesh_ctx *cx, double x);
double mesh_math_ln(mesh_ctx *cx, double x);
double mesh_math_log2(mesh_ctx *cx, double x);
double mesh_math_log10(mesh_ctx *cx, double x);
double mesh_math_hypot(mesh_ctx *cx, double x, double y);
double mesh_math_sin(mesh_ctx *cx, double x);
double mesh_math_cos(mesh_ctx *cx, double x);
double mesh_math_tan(mesh_ctx *cx, double x);
double mesh_math_asin(mesh_ctx *cx, double x);
double mesh_math_acos(mesh_ctx *cx, double x);
double mesh_math_atan(mesh_ctx *cx, double x);
double mesh_math_atan2(mesh_ctx *cx, double y, double x);
double mesh_math_sinh(mesh_ctx *cx, double x);
double mesh_math_cosh(mesh_ctx *cx, double x);
double mesh_math_tanh(mesh_ctx *cx, double x);

/* ---- Char: what needs no tables ------------------------------------------------------------------- */

/* A Unicode scalar value. */
static inline bool mesh_char_is_valid(mesh_ctx *cx, int64_t c)
{
    (void)cx;
    return (uint64_t)c < 0xd800 || (c >= 0xe000 && c <= 0x10ffff);
}

/* Bytes in UTF-8; 0 if not valid. */
static inline int64_t mesh_char_utf8_length(mesh_ctx *cx, int64_t c)
{
    if (!mesh_char_is_valid(cx, c))
        return 0;
    return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}

/* Value of 0-9a-zA-Z below the base (2-36), or -1. */
static inline int64_t mesh_char_digit_value(mesh_ctx *cx, int64_t c, int64_t base)
{
    (void)cx;
    int64_t value = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'a' && c <= 'z' ? c - 'a' + 10
                    : c >= 'A' && c <= 'Z' ? c - 'A' + 10
                                           : -1;
    return value < base ? value : -1;
}

/* The lower case digit with this value in the base (2-36), or -1. */
static inline int64_t mesh_char_from_digit(mesh_ctx *cx, int64_t n, int64_t base)
{
    (void)cx;
    if (n < 0 || n >= base || base > 36)
        return -1;
    return n < 10 ? '0' + n : 'a' + n - 10;
}

/* ---- Numbers from text ---------------------------------------------------------------------------- */

/* True if the text, without white space around it, is an optional sign and digits of the base (2-36, either
 * case) and the number fits an Int. Then `mesh_int_parsed` is the number. O(length). */
bool mesh_int_parse(mesh_ctx *cx, const mesh_string *text, int64_t base);

static inline int64_t mesh_int_parsed(mesh_ctx *cx)
{
    return cx->parsed_int;
}

/* True if the text, without white space around it, is a Float: sign, digits with an optional point (at
 * least one digit), optional exponent; or inf, infinity, nan in any case with sign. Then
 * `mesh_float_parsed` is the nearest value; too large gives an infinity. O(length). */
bool mesh_float_parse(mesh_ctx *cx, const mesh_string *text);

static inline double mesh_float_parsed(mesh_ctx *cx)
{
    return cx->parsed_float;
}

#endif
