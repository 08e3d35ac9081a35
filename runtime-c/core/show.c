/* Numbers as text: decimal Ints, shortest Floats (Schubfach), exact decimals. Design in mesh/show.h. */
#include "mesh/show.h"

#include <float.h>
#include <stdlib.h>

#include "float_tables.h"
#include "mesh/num.h"
#include "mesh/panic.h"
#include "mesh/string.h"

/* ---- Int ---- */

static const char digit_pairs[] = "00010203040506070809101112131415161718192021222324"
                                  "25262728293031323334353637383940414243444546474849"
                                  "50515253545556575859606162636465666768697071727374"
                                  "75767778798081828384858687888990919293949596979899";

/* Writes the digits of n so that they end before `end`; returns their beginning. */
static char *digits_before(char *end, uint64_t n)
{
    while (n > UINT32_MAX) {
        uint64_t rest = n / 100;
        end -= 2;
        memcpy(end, digit_pairs + 2 * (n - rest * 100), 2);
        n = rest;
    }
    uint32_t small = (uint32_t)n;
    while (small >= 100) {
        uint32_t rest = small / 100;
        end -= 2;
        memcpy(end, digit_pairs + 2 * (small - rest * 100), 2);
        small = rest;
    }
    if (small >= 10) {
        end -= 2;
        memcpy(end, digit_pairs + 2 * small, 2);
    } else {
        *--end = (char)('0' + small);
    }
    return end;
}

size_t mesh_show_int(char *out, int64_t n)
{
    uint64_t magnitude = n < 0 ? -(uint64_t)n : (uint64_t)n;
    char digits[MESH_SHOW_INT];
    char *first = digits_before(digits + sizeof digits, magnitude);
    size_t length = (size_t)(digits + sizeof digits - first);
    if (n < 0)
        *out++ = '-';
    memcpy(out, first, length);
    return length + (n < 0);
}

void mesh_show_int_sized(char *out, int64_t n, size_t length)
{
    digits_before(out + length, n < 0 ? -(uint64_t)n : (uint64_t)n);
    if (n < 0)
        *out = '-';
}

size_t mesh_show_int_base(char *out, int64_t n, unsigned base)
{
    uint64_t magnitude = n < 0 ? -(uint64_t)n : (uint64_t)n;
    char digits[MESH_SHOW_BASE];
    char *first = digits + sizeof digits;
    do {
        *--first = "0123456789abcdefghijklmnopqrstuvwxyz"[magnitude % base];
        magnitude /= base;
    } while (magnitude != 0);
    if (n < 0)
        *--first = '-';
    size_t length = (size_t)(digits + sizeof digits - first);
    memcpy(out, first, length);
    return length;
}

/* ---- shortest decimal ---- */

/* The value digits * 10^exponent. */
typedef struct decimal {
    uint64_t digits;
    int exponent;
} decimal;

enum { FRACTION_BITS = 52, EXPONENT_BIAS = 1075, POWERS_FIRST = -292 };

static uint64_t float_bits(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

/* floor(n / 2^shift) for negative n as well. */
static int floor_shift(int n, int shift)
{
    return n >= 0 ? n >> shift : ~(~n >> shift);
}

/* floor(power * c / 2^128) with the lowest bit set if anything was cut off (round to odd). */
static uint64_t round_to_odd(uint64_t high, uint64_t low, uint64_t c)
{
    uint64_t low_high, high_high;
    (void)mesh_mul_wide(low, c, &low_high);
    uint64_t high_low = mesh_mul_wide(high, c, &high_high);
    uint64_t sum = high_low + low_high;
    high_high += sum < high_low;
    return high_high | (sum > 1);
}

/* The shortest decimal in the rounding interval of a positive finite value, the nearest if there are several
 * (Giulietti 2020, figures 4 and 6; the constants are floor(log10(2^q)), floor(log10(3/4 2^q)), floor(log2(10^k))). */
static decimal shortest(uint64_t bits)
{
    uint64_t fraction = bits & ((UINT64_C(1) << FRACTION_BITS) - 1);
    int biased = (int)(bits >> FRACTION_BITS & 0x7ff);
    uint64_t c = fraction;
    int q = 1 - EXPONENT_BIAS;
    if (biased != 0) {
        c |= UINT64_C(1) << FRACTION_BITS;
        q = biased - EXPONENT_BIAS;
        if (q <= 0 && -q <= FRACTION_BITS && (c & ((UINT64_C(1) << -q) - 1)) == 0) {
            decimal whole = {c >> -q, 0};
            return whole;
        }
    }
    bool even = c % 2 == 0, lower_is_closer = fraction == 0 && biased > 1;
    int k = floor_shift(q * 1262611 - (lower_is_closer ? 524031 : 0), 22);
    int h = q + floor_shift(-k * 1741647, 19) + 1;
    uint64_t high = powers_of_ten[-k - POWERS_FIRST].high, low = powers_of_ten[-k - POWERS_FIRST].low;
    uint64_t left = round_to_odd(high, low, (4 * c - 2 + lower_is_closer) << h);
    uint64_t value = round_to_odd(high, low, (4 * c) << h);
    uint64_t right = round_to_odd(high, low, (4 * c + 2) << h);
    uint64_t lower = left + !even, upper = right - !even;

    uint64_t s = value / 4;
    if (s >= 10) {
        uint64_t tens = s / 10;
        bool down = lower <= 40 * tens, up = 40 * tens + 40 <= upper;
        if (down != up) {
            decimal result = {tens + up, k + 1};
            return result;
        }
    }
    bool down = lower <= 4 * s, up = 4 * s + 4 <= upper;
    if (down == up)
        up = value > 4 * s + 2 || (value == 4 * s + 2 && (s & 1) != 0);
    decimal result = {s + up, k};
    return result;
}

/* Writes NaN, inf, -inf; 0 if x is finite. */
static size_t show_special(char *out, double x)
{
    const char *text = x != x ? "NaN" : x > DBL_MAX ? "inf" : x < -DBL_MAX ? "-inf" : "";
    size_t length = strlen(text);
    memcpy(out, text, length);
    return length;
}

/* The significant digits of a finite value that is not zero, without zeros at the end. Returns their number;
 * *point is the position of the decimal point, counted from the first digit. */
static int significant(char *digits, double x, int *point)
{
    decimal d = shortest(float_bits(x) & INT64_MAX);
    while (d.digits % 10 == 0) {
        d.digits /= 10;
        d.exponent++;
    }
    int length = (int)mesh_show_int(digits, (int64_t)d.digits);
    *point = length + d.exponent;
    return length;
}

size_t mesh_show_float(char *out, double x)
{
    size_t special = show_special(out, x);
    if (special != 0)
        return special;
    char *p = out;
    if (float_bits(x) >> 63)
        *p++ = '-';
    if (x == 0) {
        *p++ = '0';
        return (size_t)(p - out);
    }
    char digits[MESH_SHOW_INT];
    int point, length = significant(digits, x, &point);
    if (point <= 0) {
        *p++ = '0';
        *p++ = '.';
        memset(p, '0', (size_t)-point);
        p += -point;
        memcpy(p, digits, (size_t)length);
        p += length;
    } else if (point >= length) {
        memcpy(p, digits, (size_t)length);
        p += length;
        memset(p, '0', (size_t)(point - length));
        p += point - length;
    } else {
        memcpy(p, digits, (size_t)point);
        p += point;
        *p++ = '.';
        memcpy(p, digits + point, (size_t)(length - point));
        p += length - point;
    }
    return (size_t)(p - out);
}

size_t mesh_show_float_debug(char *out, double x)
{
    size_t length = mesh_show_float(out, x);
    if (x - x == 0 && memchr(out, '.', length) == NULL) {
        memcpy(out + length, ".0", 2);
        length += 2;
    }
    return length;
}

size_t mesh_show_scientific(char *out, double x)
{
    size_t special = show_special(out, x);
    if (special != 0)
        return special;
    char *p = out;
    if (float_bits(x) >> 63)
        *p++ = '-';
    char digits[MESH_SHOW_INT] = "0";
    int point = 1, length = x == 0 ? 1 : significant(digits, x, &point);
    *p++ = digits[0];
    if (length > 1) {
        *p++ = '.';
        memcpy(p, digits + 1, (size_t)length - 1);
        p += length - 1;
    }
    *p++ = 'e';
    return (size_t)(p - out) + mesh_show_int(p, point - 1);
}

/* ---- exact decimals ---- */

/* A natural number, least significant word first. The largest one is below 2^1024 * 10^100: 43 words. */
enum { BIG_WORDS = 48 };

typedef struct natural {
    int length;
    uint32_t words[BIG_WORDS];
} natural;

static void times_plus(natural *n, uint32_t factor, uint32_t carry)
{
    uint64_t sum = carry;
    for (int i = 0; i < n->length; i++) {
        sum += (uint64_t)n->words[i] * factor;
        n->words[i] = (uint32_t)sum;
        sum >>= 32;
    }
    if (sum != 0)
        n->words[n->length++] = (uint32_t)sum;
}

/* n / divisor; returns the remainder. */
static uint32_t divide(natural *n, uint32_t divisor)
{
    uint64_t rest = 0;
    for (int i = n->length; i-- > 0;) {
        rest = rest << 32 | n->words[i];
        n->words[i] = (uint32_t)(rest / divisor);
        rest %= divisor;
    }
    while (n->length > 0 && n->words[n->length - 1] == 0)
        n->length--;
    return (uint32_t)rest;
}

static void shift_left(natural *n, int bits)
{
    for (; bits >= 24; bits -= 24)
        times_plus(n, UINT32_C(1) << 24, 0);
    times_plus(n, UINT32_C(1) << bits, 0);
}

static bool bit(const natural *n, int i)
{
    return i / 32 < n->length && (n->words[i / 32] >> (i % 32) & 1) != 0;
}

/* n / 2^bits, rounded to nearest, ties to even. bits > 0. */
static void shift_right_rounded(natural *n, int bits)
{
    bool half = bit(n, bits - 1), below = false;
    for (int i = 0; i < bits - 1 && !below; i++)
        below = bit(n, i);
    int words = bits / 32, rest = bits % 32, length = n->length > words ? n->length - words : 0;
    for (int i = 0; i < length; i++) {
        uint64_t pair = n->words[i + words];
        if (i + words + 1 < n->length)
            pair |= (uint64_t)n->words[i + words + 1] << 32;
        n->words[i] = (uint32_t)(pair >> rest);
    }
    n->length = length;
    while (n->length > 0 && n->words[n->length - 1] == 0)
        n->length--;
    if (half && (below || bit(n, 0)))
        times_plus(n, 1, 1);
}

size_t mesh_show_fixed(char *out, double x, unsigned decimals)
{
    size_t special = show_special(out, x);
    if (special != 0)
        return special;
    uint64_t bits = float_bits(x), fraction = bits & ((UINT64_C(1) << FRACTION_BITS) - 1);
    int biased = (int)(bits >> FRACTION_BITS & 0x7ff), q = 1 - EXPONENT_BIAS;
    if (biased != 0) {
        fraction |= UINT64_C(1) << FRACTION_BITS;
        q = biased - EXPONENT_BIAS;
    }
    natural n = {2, {(uint32_t)fraction, (uint32_t)(fraction >> 32)}};
    for (unsigned i = 0; i < decimals; i++)
        times_plus(&n, 10, 0);
    if (q < 0)
        shift_right_rounded(&n, -q);
    else
        shift_left(&n, q);
    while (n.length > 0 && n.words[n.length - 1] == 0)
        n.length--;

    char digits[MESH_SHOW_FIXED + 16];
    char *end = digits + sizeof digits, *first = end;
    while (n.length > 0) {
        uint32_t group = divide(&n, 1000000000);
        for (int i = 0; i < 9; i++, group /= 10)
            *--first = (char)('0' + group % 10);
    }
    while (first < end && *first == '0')
        first++;
    while ((size_t)(end - first) < (size_t)decimals + 1)
        *--first = '0';

    char *p = out;
    if (bits >> 63)
        *p++ = '-';
    size_t whole = (size_t)(end - first) - decimals;
    memcpy(p, first, whole);
    p += whole;
    if (decimals > 0) {
        *p++ = '.';
        memcpy(p, first + whole, decimals);
        p += decimals;
    }
    return (size_t)(p - out);
}

/* ---- strings ---- */

mesh_string *mesh_int_to_string(mesh_ctx *cx, int64_t n)
{
    char text[MESH_SHOW_INT];
    return mesh_string_from_ascii(cx, text, mesh_show_int(text, n));
}

mesh_string *mesh_int_to_string_base_at(mesh_ctx *cx, int64_t n, int64_t base, const mesh_site *site)
{
    if (base < 2 || base > 36)
        mesh_panic_format_at(cx, site, "Int.to_string: base %lld is not between 2 and 36", (long long)base);
    char text[MESH_SHOW_BASE];
    return mesh_string_from_ascii(cx, text, mesh_show_int_base(text, n, (unsigned)base));
}

mesh_string *mesh_float_to_string(mesh_ctx *cx, double x)
{
    char text[MESH_SHOW_FLOAT];
    return mesh_string_from_ascii(cx, text, mesh_show_float(text, x));
}

mesh_string *mesh_float_to_debug(mesh_ctx *cx, double x)
{
    char text[MESH_SHOW_FLOAT];
    return mesh_string_from_ascii(cx, text, mesh_show_float_debug(text, x));
}

mesh_string *mesh_float_to_scientific(mesh_ctx *cx, double x)
{
    char text[MESH_SHOW_SCIENTIFIC];
    return mesh_string_from_ascii(cx, text, mesh_show_scientific(text, x));
}

static unsigned checked_digits(mesh_ctx *cx, const char *function, int64_t digits, const mesh_site *site)
{
    if (digits < 0 || digits > 100)
        mesh_panic_format_at(cx, site, "%s: digits %lld is not between 0 and 100", function, (long long)digits);
    return (unsigned)digits;
}

mesh_string *mesh_float_to_fixed_at(mesh_ctx *cx, double x, int64_t digits, const mesh_site *site)
{
    char text[MESH_SHOW_FIXED];
    return mesh_string_from_ascii(cx, text,
                                  mesh_show_fixed(text, x, checked_digits(cx, "Float.to_fixed", digits, site)));
}

double mesh_float_round_to_at(mesh_ctx *cx, double x, int64_t digits, const mesh_site *site)
{
    char text[MESH_SHOW_FIXED + 1];
    size_t length = mesh_show_fixed(text, x, checked_digits(cx, "Float.round_to", digits, site));
    text[length] = 0;
    return x - x == 0 ? strtod(text, NULL) : x;
}

mesh_string *mesh_bool_to_string(mesh_ctx *cx, bool b)
{
    (void)cx;
    MESH_STRING_LITERAL(text_true, 4, 4, "true");
    MESH_STRING_LITERAL(text_false, 5, 5, "false");
    return b ? MESH_STRING_REF(text_true) : MESH_STRING_REF(text_false);
}
