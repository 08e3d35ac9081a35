/* Numbers: what is not inline, and reading them from text. Contract in mesh/num.h. */
#include "mesh/num.h"

#include <float.h>
#include <stdlib.h>

#include "mesh/string.h"

/* ---- Int ---- */

int64_t mesh_int_sqrt(mesh_ctx *cx, int64_t n)
{
    (void)cx;
    uint64_t root = (uint64_t)sqrt((double)n), square = (uint64_t)n;
    while (root * root > square)
        root--;
    while ((root + 1) * (root + 1) <= square)
        root++;
    return (int64_t)root;
}

static uint64_t magnitude(int64_t n)
{
    return n < 0 ? -(uint64_t)n : (uint64_t)n;
}

int64_t mesh_int_gcd_at(mesh_ctx *cx, int64_t a, int64_t b, const mesh_site *site)
{
    /* Stein's binary algorithm: shifts and subtractions only. */
    uint64_t x = magnitude(a), y = magnitude(b), gcd = x | y;
    if (x != 0 && y != 0) {
        unsigned twos = mesh_trailing_zeros(x | y);
        x >>= mesh_trailing_zeros(x);
        while (y != 0) {
            y >>= mesh_trailing_zeros(y);
            if (x > y) {
                uint64_t smaller = y;
                y = x;
                x = smaller;
            }
            y -= x;
        }
        gcd = x << twos;
    }
    if (gcd > INT64_MAX)
        mesh__panic_overflow(cx, site);
    return (int64_t)gcd;
}

int64_t mesh_int_pow_at(mesh_ctx *cx, int64_t base, int64_t exponent, const mesh_site *site)
{
    if (exponent < 0)
        mesh_panic_format_at(cx, site, "Int.pow: negative exponent %lld", (long long)exponent);
    int64_t result = 1;
    for (;;) {
        if (exponent & 1)
            result = mesh_int_mul_at(cx, result, base, site);
        exponent >>= 1;
        if (exponent == 0)
            return result;
        /* A square that overflows matters: some higher bit of the exponent is set. */
        base = mesh_int_mul_at(cx, base, base, site);
    }
}

void mesh__panic_shift(mesh_ctx *cx, const char *function, int64_t k, const mesh_site *site)
{
    mesh_panic_format_at(cx, site, "%s: shift %lld is not between 0 and 63", function, (long long)k);
}

void mesh__panic_range(mesh_ctx *cx, const char *function, const mesh_site *site)
{
    mesh_panic_format_at(cx, site, "%s: value out of range", function);
}

/* ---- Float and Math ---- */

double mesh_float_next_up(mesh_ctx *cx, double x)
{
    (void)cx;
    return nextafter(x, (double)INFINITY);
}

double mesh_float_next_down(mesh_ctx *cx, double x)
{
    (void)cx;
    return nextafter(x, (double)-INFINITY);
}

double mesh_math_cbrt(mesh_ctx *cx, double x)
{
    (void)cx;
    /* C libraries differ in the last bit, even for cubes of small integers; a step of Newton's method settles it. */
    const double y = cbrt(x);
    return isnormal(y) ? y - (y * y * y - x) / (3 * y * y) : y;
}

double mesh_math_exp(mesh_ctx *cx, double x)
{
    (void)cx;
    return exp(x);
}

double mesh_math_ln(mesh_ctx *cx, double x)
{
    (void)cx;
    return log(x);
}

double mesh_math_log2(mesh_ctx *cx, double x)
{
    (void)cx;
    return log2(x);
}

double mesh_math_log10(mesh_ctx *cx, double x)
{
    (void)cx;
    return log10(x);
}

double mesh_math_sin(mesh_ctx *cx, double x)
{
    (void)cx;
    return sin(x);
}

double mesh_math_cos(mesh_ctx *cx, double x)
{
    (void)cx;
    return cos(x);
}

double mesh_math_tan(mesh_ctx *cx, double x)
{
    (void)cx;
    return tan(x);
}

double mesh_math_asin(mesh_ctx *cx, double x)
{
    (void)cx;
    return asin(x);
}

double mesh_math_acos(mesh_ctx *cx, double x)
{
    (void)cx;
    return acos(x);
}

double mesh_math_atan(mesh_ctx *cx, double x)
{
    (void)cx;
    return atan(x);
}

double mesh_math_sinh(mesh_ctx *cx, double x)
{
    (void)cx;
    return sinh(x);
}

double mesh_math_cosh(mesh_ctx *cx, double x)
{
    (void)cx;
    return cosh(x);
}

double mesh_math_tanh(mesh_ctx *cx, double x)
{
    (void)cx;
    return tanh(x);
}

double mesh_math_pow(mesh_ctx *cx, double x, double y)
{
    (void)cx;
    return pow(x, y);
}

double mesh_math_hypot(mesh_ctx *cx, double x, double y)
{
    (void)cx;
    return hypot(x, y);
}

double mesh_math_atan2(mesh_ctx *cx, double y, double x)
{
    (void)cx;
    return atan2(y, x);
}

/* ---- from text ---- */

/* Length of the code point with property White_Space that begins at p, or 0. */
static size_t space_at(const char *p, size_t left)
{
    const unsigned char *u = (const unsigned char *)p;
    if (left >= 1 && ((u[0] >= 0x09 && u[0] <= 0x0d) || u[0] == 0x20))
        return 1;
    if (left >= 2 && u[0] == 0xc2 && (u[1] == 0x85 || u[1] == 0xa0))
        return 2;
    if (left < 3 || u[0] < 0xe1 || u[0] > 0xe3)
        return 0;
    unsigned c = (u[0] & 0x0fu) << 12 | (u[1] & 0x3fu) << 6 | (u[2] & 0x3fu);
    bool space = c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f ||
                 c == 0x205f || c == 0x3000;
    return space ? 3 : 0;
}

/* The text without white space at its ends. */
static const char *trimmed(const mesh_string *text, const char **end)
{
    const char *first = text->bytes, *last = text->bytes + text->length;
    /* nearly all numbers stand alone: no character from `!` to `~` is a space */
    if (first < last && first[0] > ' ' && first[0] < 0x7f && last[-1] > ' ' && last[-1] < 0x7f) {
        *end = last;
        return first;
    }
    for (size_t n; (n = space_at(first, (size_t)(last - first))) != 0;)
        first += n;
    while (first < last) {
        size_t width = 1;
        while (width < 3 && (size_t)(last - first) > width && ((unsigned char)last[-(ptrdiff_t)width] & 0xc0) == 0x80)
            width++;
        if (space_at(last - width, width) != width)
            break;
        last -= width;
    }
    *end = last;
    return first;
}

bool mesh_int_parse(mesh_ctx *cx, const mesh_string *text, int64_t base)
{
    /* nearly all numbers are a few decimal digits, at most with blanks before them */
    if (base == 10 && text->length - 1u < 18) {
        uint64_t plain = 0;
        const char *digit = text->bytes, *after = digit + text->length;
        while (*digit == ' ')
            digit++;
        const char *first = digit;
        while (digit < after && (unsigned)(unsigned char)*digit - '0' <= 9)
            plain = plain * 10 + ((unsigned)(unsigned char)*digit++ - '0');
        if (digit == after && digit != first) {
            cx->parsed_int = (int64_t)plain;
            return true;
        }
    }
    const char *end, *p = trimmed(text, &end);
    bool negative = p < end && *p == '-';
    if (p < end && (*p == '-' || *p == '+'))
        p++;
    if (p == end)
        return false;
    uint64_t value = 0, limit = negative ? (uint64_t)INT64_MAX + 1 : (uint64_t)INT64_MAX;
    /* 18 decimal digits cannot overflow. */
    if (base == 10 && end - p <= 18) {
        for (; p < end; p++) {
            unsigned digit = (unsigned)(unsigned char)*p - '0';
            if (digit > 9)
                return false;
            value = value * 10 + digit;
        }
    } else {
        for (; p < end; p++) {
            int64_t digit = mesh_char_digit_value(cx, (unsigned char)*p, base);
            if (digit < 0 || value > (limit - (uint64_t)digit) / (uint64_t)base)
                return false;
            value = value * (uint64_t)base + (uint64_t)digit;
        }
    }
    cx->parsed_int = (int64_t)(negative ? -value : value);
    return true;
}

/* True if [p, end) is the word, in any case. */
static bool is_word(const char *p, const char *end, const char *word)
{
    for (; p < end && *word != 0; p++, word++)
        if ((*p | 0x20) != *word)
            return false;
    return p == end && *word == 0;
}

bool mesh_float_parse(mesh_ctx *cx, const mesh_string *text)
{
    const char *end, *first = trimmed(text, &end), *p = first;
    bool negative = p < end && *p == '-';
    if (p < end && (*p == '-' || *p == '+'))
        p++;
    if (is_word(p, end, "inf") || is_word(p, end, "infinity")) {
        cx->parsed_float = negative ? (double)-INFINITY : (double)INFINITY;
        return true;
    }
    if (is_word(p, end, "nan")) {
        cx->parsed_float = copysign((double)NAN, negative ? -1.0 : 1.0);
        return true;
    }
    uint64_t digits = 0;
    int count = 0, scale = 0; /* significant digits so far; power of ten that belongs to them */
    bool any = false, point = false;
    for (; p < end; p++) {
        unsigned digit = (unsigned)(unsigned char)*p - '0';
        if (digit > 9) {
            if (*p != '.' || point)
                break;
            point = true;
            continue;
        }
        any = true;
        if (count < 20) {
            digits = digits * 10 + digit;
            count += digits != 0;
            scale -= point;
        }
    }
    if (!any)
        return false;
    int exponent = 0;
    if (p < end && (*p == 'e' || *p == 'E')) {
        p++;
        bool below = p < end && *p == '-';
        if (p < end && (*p == '-' || *p == '+'))
            p++;
        if (p == end)
            return false;
        for (; p < end; p++) {
            unsigned digit = (unsigned)(unsigned char)*p - '0';
            if (digit > 9)
                return false;
            if (exponent < 100000)
                exponent = exponent * 10 + (int)digit;
        }
        if (below)
            exponent = -exponent;
    }
    if (p != end)
        return false;
    /* Clinger's fast path: both numbers are exact, so one operation rounds once. */
    static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    int power = exponent + scale;
    if (FLT_EVAL_METHOD == 0 && count <= 15 && power >= -22 && power <= 22) {
        double x = (double)digits;
        x = power < 0 ? x / powers[-power] : x * powers[power];
        cx->parsed_float = negative ? -x : x;
        return true;
    }
    /* The C library reads decimal numbers exactly; the text ends in a character that it does not accept. */
    cx->parsed_float = strtod(first, NULL);
    return true;
}
