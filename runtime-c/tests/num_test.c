/* Numbers: arithmetic, text forms, parsing. */
#include "test.h"

#include <float.h>
#include <stdio.h>
#include <stdlib.h>

#define SITE (&test_site)

/* ---- Int ---- */

TEST(int_arithmetic)
{
    CHECK_INT(mesh_int_add_at(cx, INT64_MAX - 1, 1, SITE), INT64_MAX);
    CHECK_INT(mesh_int_sub_at(cx, -1, INT64_MAX, SITE), INT64_MIN);
    CHECK_INT(mesh_int_div_at(cx, -7, 2, SITE), -3);
    CHECK_INT(mesh_int_mod_at(cx, -7, 3, SITE), -1);
    CHECK_INT(mesh_int_mod_at(cx, 7, -3, SITE), 1);
    CHECK_INT(mesh_int_mod_at(cx, INT64_MIN, -1, SITE), 0);
    CHECK_INT(mesh_int_pow_at(cx, -3, 3, SITE), -27);
    CHECK_INT(mesh_int_pow_at(cx, 0, 0, SITE), 1);
    CHECK_INT(mesh_int_pow_at(cx, -2, 63, SITE), INT64_MIN);
    CHECK_INT(mesh_int_pow_at(cx, 1, INT64_MAX, SITE), 1);
    CHECK_INT(mesh_int_gcd_at(cx, -12, 18, SITE), 6);
    CHECK_INT(mesh_int_gcd_at(cx, 0, 0, SITE), 0);
    CHECK_INT(mesh_int_gcd_at(cx, INT64_MIN, 6, SITE), 2);
    CHECK_INT(mesh_int_gcd_at(cx, 0, -5, SITE), 5);
    CHECK_INT(mesh_int_sqrt(cx, 99), 9);
    CHECK_INT(mesh_int_sqrt(cx, 0), 0);
    CHECK_INT(mesh_int_sqrt(cx, INT64_MAX), 3037000499);
    for (int64_t root = 3037000400; root <= 3037000499; root++) {
        CHECK_INT(mesh_int_sqrt(cx, root * root), root);
        CHECK_INT(mesh_int_sqrt(cx, root * root - 1), root - 1);
    }
    /* Products around the edge against division. */
    for (int i = 0; i < 100000; i++) {
        int64_t a = (int64_t)(test_random() >> (test_random() % 64)), b = (int64_t)(test_random() >> (test_random() % 64));
        a = i & 1 ? (int64_t)-(uint64_t)a : a;
        b = i & 2 ? (int64_t)-(uint64_t)b : b;
        uint64_t high, x = a < 0 ? -(uint64_t)a : (uint64_t)a, y = b < 0 ? -(uint64_t)b : (uint64_t)b;
        uint64_t low = mesh_mul_wide(x, y, &high), limit = (a < 0) != (b < 0) ? UINT64_C(1) << 63 : INT64_MAX;
        int64_t product;
        CHECK(mesh_mul_overflow(a, b, &product) == (high != 0 || low > limit));
        CHECK(product == (int64_t)((uint64_t)a * (uint64_t)b));
    }
    CHECK_INT(mesh_int_saturating_mul(cx, INT64_MIN, 2), INT64_MIN);
    CHECK_INT(mesh_int_saturating_add(cx, INT64_MAX, 1), INT64_MAX);
    CHECK_INT(mesh_int_saturating_sub(cx, INT64_MIN, 1), INT64_MIN);
    CHECK_INT(mesh_int_wrapping_add(cx, INT64_MAX, 1), INT64_MIN);
    CHECK(mesh_int_add_overflows(cx, INT64_MAX, 1) && !mesh_int_sub_overflows(cx, 0, INT64_MAX));
    CHECK_INT(mesh_int_compare(cx, INT64_MIN, INT64_MAX), -1);
}

TEST(int_bits)
{
    CHECK_INT(mesh_int_shift_left_at(cx, 3, 4, SITE), 48);
    CHECK_INT(mesh_int_shift_right_at(cx, -9, 1, SITE), -5);
    CHECK_INT(mesh_int_shift_right_at(cx, -1, 63, SITE), -1);
    CHECK_INT(mesh_int_shift_right_unsigned_at(cx, -1, 60, SITE), 15);
    CHECK_INT(mesh_int_rotate_right(cx, 1, 1), INT64_MIN);
    CHECK_INT(mesh_int_rotate_left(cx, INT64_MIN, 65), 1);
    CHECK_INT(mesh_int_rotate_left(cx, 5, 0), 5);
    CHECK_INT(mesh_int_rotate_left(cx, 5, -1), mesh_int_rotate_right(cx, 5, 1));
    CHECK_INT(mesh_int_count_ones(cx, -1), 64);
    CHECK_INT(mesh_int_leading_zeros(cx, 0), 64);
    CHECK_INT(mesh_int_trailing_zeros(cx, 8), 3);
    CHECK_INT(mesh_int_bit_length(cx, 255), 8);
    CHECK_INT(mesh_int_bit_xor(cx, 6, 3), 5);
    CHECK_INT(mesh_int_bit_not(cx, 0), -1);
}

TEST(int_text)
{
    CHECK_TEXT(mesh_int_to_string(cx, 0), "0");
    CHECK_TEXT(mesh_int_to_string(cx, INT64_MIN), "-9223372036854775808");
    CHECK_TEXT(mesh_int_to_string(cx, INT64_MAX), "9223372036854775807");
    CHECK_TEXT(mesh_int_to_string_base_at(cx, -255, 16, SITE), "-ff");
    CHECK_TEXT(mesh_int_to_string_base_at(cx, INT64_MIN, 2, SITE),
               "-1000000000000000000000000000000000000000000000000000000000000000");
    CHECK_TEXT(mesh_int_to_string_base_at(cx, 35, 36, SITE), "z");
    for (int i = 0; i < 20000; i++) {
        int64_t n = (int64_t)test_random() >> (test_random() % 64);
        char text[MESH_SHOW_INT], expected[32];
        snprintf(expected, sizeof expected, "%lld", (long long)n);
        size_t length = mesh_show_int(text, n);
        CHECK_BYTES(text, length, expected);
        CHECK_INT(mesh_show_int_length(n), length);
    }
}

static void check_int_parse(mesh_ctx *cx, const char *text, int64_t base, bool ok, int64_t value)
{
    mesh_string *s = test_string(cx, text);
    if (mesh_int_parse(cx, s, base) != ok)
        test_fail(__FILE__, __LINE__, "parsing `%s` in base %d", text, (int)base);
    if (ok)
        CHECK_INT(mesh_int_parsed(cx), value);
    mesh_string_drop(cx, s);
}

TEST(int_parsing)
{
    check_int_parse(cx, " +42 ", 10, true, 42);
    check_int_parse(cx, "\xc2\xa0\xe3\x80\x80-12\n\xe2\x80\x89", 10, true, -12);
    check_int_parse(cx, "9223372036854775807", 10, true, INT64_MAX);
    check_int_parse(cx, "-9223372036854775808", 10, true, INT64_MIN);
    check_int_parse(cx, "000000000000000000000000000000000007", 10, true, 7);
    check_int_parse(cx, "fF", 16, true, 255);
    check_int_parse(cx, "-8000000000000000", 16, true, INT64_MIN);
    check_int_parse(cx, "zz", 36, true, 1295);
    const char *bad[] = {"", " ", "+", "-", "9223372036854775808", "-9223372036854775809", "1_000", "0x10", "1 2", "12a",
                         "99999999999999999999", "\xe2\x80", "é", "1é", "--1", "1.0"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        check_int_parse(cx, bad[i], 10, false, 0);
    check_int_parse(cx, "12", 2, false, 0);
    check_int_parse(cx, "8000000000000000", 16, false, 0);
}

/* ---- Float ---- */

static void check_float(mesh_ctx *cx, double x, const char *display, const char *debug, const char *scientific)
{
    CHECK_TEXT(mesh_float_to_string(cx, x), display);
    CHECK_TEXT(mesh_float_to_debug(cx, x), debug);
    CHECK_TEXT(mesh_float_to_scientific(cx, x), scientific);
}

TEST(float_text)
{
    check_float(cx, 1.0, "1", "1.0", "1e0");
    check_float(cx, 0.1, "0.1", "0.1", "1e-1");
    check_float(cx, 1e21, "1000000000000000000000", "1000000000000000000000.0", "1e21");
    check_float(cx, 1.5e-7, "0.00000015", "0.00000015", "1.5e-7");
    check_float(cx, -0.0, "-0", "-0.0", "-0e0");
    check_float(cx, 0.1 + 0.2, "0.30000000000000004", "0.30000000000000004", "3.0000000000000004e-1");
    check_float(cx, mesh_float_nan(cx), "NaN", "NaN", "NaN");
    check_float(cx, mesh_float_infinity(cx), "inf", "inf", "inf");
    check_float(cx, -mesh_float_infinity(cx), "-inf", "-inf", "-inf");
    check_float(cx, 123456.5, "123456.5", "123456.5", "1.234565e5");
    check_float(cx, 9007199254740993.0, "9007199254740992", "9007199254740992.0", "9.007199254740992e15");
    CHECK_TEXT(mesh_float_to_scientific(cx, DBL_MAX), "1.7976931348623157e308");
    CHECK_TEXT(mesh_float_to_scientific(cx, DBL_MIN), "2.2250738585072014e-308");
    CHECK_TEXT(mesh_float_to_scientific(cx, mesh_float_from_bits(cx, 1)), "5e-324");
    CHECK_TEXT(mesh_float_to_scientific(cx, 2e-44), "2e-44");
    CHECK_TEXT(mesh_float_to_scientific(cx, 9.5367431640625e-7), "9.5367431640625e-7");
    char text[MESH_SHOW_FLOAT];
    CHECK(mesh_show_float(text, -mesh_float_from_bits(cx, 0x000fffffffffffff)) <= MESH_SHOW_FLOAT);
    CHECK_INT(mesh_show_float(text, -DBL_MAX), 310);
    CHECK_TEXT(mesh_bool_to_string(cx, true), "true");
    CHECK_TEXT(mesh_bool_to_string(cx, false), "false");
}

/* Shortest and nearest, judged by the C library's exact conversions. */
static void check_shortest(double x)
{
    char text[MESH_SHOW_SCIENTIFIC + 1], other[64];
    size_t length = mesh_show_scientific(text, x);
    text[length] = 0;
    CHECK(length <= MESH_SHOW_SCIENTIFIC);
    if (strtod(text, NULL) != x)
        test_fail(__FILE__, __LINE__, "%s does not read back as %.17g", text, x);
    int digits = 0;
    for (const char *p = text; *p != 'e'; p++)
        digits += *p >= '0' && *p <= '9';
    /* The correctly rounded text of as many digits, if it reads back, is the nearest one. */
    snprintf(other, sizeof other, "%.*e", digits - 1, x);
    if (strtod(other, NULL) == x && strtod(other, NULL) == strtod(text, NULL)) {
        char mine[64];
        snprintf(mine, sizeof mine, "%.*e", digits - 1, strtod(text, NULL));
        if (strcmp(mine, other) != 0 || strncmp(text, other, strcspn(text, "e")) != 0)
            test_fail(__FILE__, __LINE__, "%s is not the nearest to %s", text, other);
    }
    if (digits == 1)
        return;
    /* No text of one digit less reads back: the nearest one and its neighbours. */
    snprintf(other, sizeof other, "%.*e", digits - 2, x);
    double rounded = strtod(other, NULL), unit = 0;
    int exponent = (int)strtol(strchr(other, 'e') + 1, NULL, 10);
    snprintf(other, sizeof other, "1e%d", exponent - (digits - 2));
    unit = strtod(other, NULL);
    CHECK(rounded != x);
    if (digits <= 15 && unit > 0)
        CHECK(rounded + unit != x && rounded - unit != x);
}

TEST(float_text_is_shortest)
{
    for (int e = -1074; e <= 1023; e++) {
        double x = ldexp(1.0, e);
        check_shortest(x);
        check_shortest(nextafter(x, 0) == 0 ? x : nextafter(x, 0));
        check_shortest(nextafter(x, 1e308));
    }
    for (int k = -323; k <= 308; k++) {
        char text[16];
        snprintf(text, sizeof text, "1e%d", k);
        check_shortest(strtod(text, NULL));
        snprintf(text, sizeof text, "9e%d", k < 308 ? k : 307);
        check_shortest(strtod(text, NULL));
    }
    for (int i = 0; i < 60000; i++) {
        double x = mesh_float_from_bits(NULL, (int64_t)(test_random() & INT64_MAX));
        if (x - x == 0 && x != 0)
            check_shortest(x);
        check_shortest((double)(1 + test_random() % 1000000) / 1000);
        check_shortest((double)(1 + (test_random() >> 11)));
    }
}

static void check_fixed(mesh_ctx *cx, double x, int64_t digits, const char *expected)
{
    CHECK_TEXT(mesh_float_to_fixed_at(cx, x, digits, SITE), expected);
}

TEST(float_fixed)
{
    check_fixed(cx, 2.675, 2, "2.67");
    check_fixed(cx, 0.5, 0, "0");
    check_fixed(cx, 1.5, 0, "2");
    check_fixed(cx, 2.5, 0, "2");
    check_fixed(cx, -0.4, 0, "-0");
    check_fixed(cx, 0.125, 2, "0.12");
    check_fixed(cx, 0.375, 2, "0.38");
    check_fixed(cx, 0.0, 3, "0.000");
    check_fixed(cx, 999.9996, 3, "1000.000");
    check_fixed(cx, mesh_float_nan(cx), 2, "NaN");
    check_fixed(cx, -mesh_float_infinity(cx), 2, "-inf");
    check_fixed(cx, 1e23, 1, "99999999999999991611392.0");
    char text[MESH_SHOW_FIXED + 1], expected[512];
    for (int i = 0; i < 20000; i++) {
        double x = mesh_float_from_bits(cx, (int64_t)test_random());
        if (i & 1)
            x = ldexp((double)(int64_t)(test_random() >> 20), -(int)(test_random() % 60));
        if (x - x != 0)
            continue;
        unsigned digits = (unsigned)(test_random() % (i % 10 == 0 ? 101 : 12));
        size_t length = mesh_show_fixed(text, x, digits);
        snprintf(expected, sizeof expected, "%.*f", (int)digits, x);
        CHECK_BYTES(text, length, expected);
    }
    CHECK_INT(mesh_show_fixed(text, -DBL_MAX, 100), 411);
    CHECK(mesh_float_round_to_at(cx, 3.14159, 2, SITE) == 3.14);
}

static void check_float_parse(mesh_ctx *cx, const char *text, double value)
{
    mesh_string *s = test_string(cx, text);
    if (!mesh_float_parse(cx, s) || mesh_float_to_bits(cx, mesh_float_parsed(cx)) != mesh_float_to_bits(cx, value))
        test_fail(__FILE__, __LINE__, "parsing `%s`", text);
    mesh_string_drop(cx, s);
}

TEST(float_parsing)
{
    check_float_parse(cx, "1e3", 1000);
    check_float_parse(cx, " -.5e1\n", -5);
    check_float_parse(cx, "5.", 5);
    check_float_parse(cx, "+0.1", 0.1);
    check_float_parse(cx, "-0", -0.0);
    check_float_parse(cx, "1e400", mesh_float_infinity(cx));
    check_float_parse(cx, "-1e99999999999", -mesh_float_infinity(cx));
    check_float_parse(cx, "1e-400", 0);
    check_float_parse(cx, "-Infinity", -mesh_float_infinity(cx));
    check_float_parse(cx, "iNf", mesh_float_infinity(cx));
    check_float_parse(cx, "9007199254740993", 9007199254740992.0);
    check_float_parse(cx, "9007199254740993.0000000000000000000000000001", 9007199254740994.0);
    check_float_parse(cx, "2.2250738585072011e-308", 2.225073858507201e-308);
    check_float_parse(cx, "0.000000000000000000000000000000000000000000000000123", 1.23e-49);
    check_float_parse(cx, "123456789012345678901234567890", 123456789012345678901234567890.0);
    mesh_string *nan = test_string(cx, "NaN");
    CHECK(mesh_float_parse(cx, nan) && mesh_float_is_nan(cx, mesh_float_parsed(cx)));
    mesh_string_drop(cx, nan);
    const char *bad[] = {"", ".", "+", "e5", "1e", "1e+", "1.2.3", "0x10", "1 2", "infin", "nano", "1e5x", "--1", "1,5", "1_0"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        mesh_string *s = test_string(cx, bad[i]);
        if (mesh_float_parse(cx, s))
            test_fail(__FILE__, __LINE__, "parsing `%s` succeeds", bad[i]);
        mesh_string_drop(cx, s);
    }
    for (int i = 0; i < 20000; i++) {
        double x = i & 1 ? mesh_float_from_bits(cx, (int64_t)test_random())
                         : (double)(int64_t)(test_random() % 2000001) / 1000 - 1000;
        if (x - x != 0)
            continue;
        mesh_string *s = mesh_float_to_string(cx, x);
        CHECK(mesh_float_parse(cx, s) &&
              mesh_float_to_bits(cx, mesh_float_parsed(cx)) == mesh_float_to_bits(cx, x));
        mesh_string_drop(cx, s);
    }
}

TEST(float_functions)
{
    CHECK_INT(mesh_float_to_int_at(cx, -2.7, SITE), -2);
    CHECK_INT(mesh_float_to_int_at(cx, -9223372036854775808.0, SITE), INT64_MIN);
    CHECK_INT(mesh_math_round_at(cx, -2.5, SITE), -3);
    CHECK_INT(mesh_math_floor_at(cx, -0.5, SITE), -1);
    CHECK_INT(mesh_math_ceil_at(cx, -0.5, SITE), 0);
    CHECK_INT(mesh_math_trunc_at(cx, 1e18, SITE), 1000000000000000000);
    CHECK(!mesh_float_fits_int(cx, 9223372036854775808.0) && !mesh_float_fits_int(cx, mesh_float_nan(cx)));
    CHECK(mesh_float_is_integer(cx, 4.0) && !mesh_float_is_integer(cx, mesh_float_infinity(cx)));
    CHECK(mesh_float_is_negative(cx, -0.0) && mesh_float_is_infinite(cx, -mesh_float_infinity(cx)));
    CHECK_INT(mesh_float_compare(cx, mesh_float_nan(cx), mesh_float_infinity(cx)), 1);
    CHECK_INT(mesh_float_compare(cx, mesh_float_nan(cx), mesh_float_nan(cx)), 0);
    CHECK_INT(mesh_float_compare(cx, 1, mesh_float_nan(cx)), -1);
    CHECK_INT(mesh_float_compare(cx, -0.0, 0.0), 0);
    CHECK(mesh_float_min(cx, mesh_float_nan(cx), 2) == 2 && mesh_float_max(cx, 2, mesh_float_nan(cx)) == 2);
    CHECK(mesh_float_is_negative(cx, mesh_float_min(cx, 0.0, -0.0)));
    CHECK(mesh_float_is_negative(cx, mesh_float_min(cx, -0.0, 0.0)));
    CHECK(!mesh_float_is_negative(cx, mesh_float_max(cx, -0.0, 0.0)));
    CHECK(!mesh_float_is_negative(cx, mesh_float_max(cx, 0.0, -0.0)));
    CHECK(mesh_float_next_up(cx, 1.0) - 1.0 == DBL_EPSILON);
    CHECK(mesh_float_mod(cx, -7.5, 2) == -1.5);
    CHECK_INT(mesh_float_to_bits(cx, 1.0), 4607182418800017408);
}

TEST(characters)
{
    CHECK(mesh_char_is_valid(cx, 0) && mesh_char_is_valid(cx, 0x10ffff) && mesh_char_is_valid(cx, 0xe000));
    CHECK(!mesh_char_is_valid(cx, 0xd800) && !mesh_char_is_valid(cx, -1) && !mesh_char_is_valid(cx, 0x110000));
    CHECK_INT(mesh_char_utf8_length(cx, 9731), 3);
    CHECK_INT(mesh_char_utf8_length(cx, 0xdfff), 0);
    CHECK_INT(mesh_char_digit_value(cx, 'f', 16), 15);
    CHECK_INT(mesh_char_digit_value(cx, 'g', 16), -1);
    CHECK_INT(mesh_char_digit_value(cx, 'Z', 36), 35);
    CHECK_INT(mesh_char_from_digit(cx, 11, 16), 98);
    CHECK_INT(mesh_char_from_digit(cx, 16, 16), -1);
}

/* ---- panics ---- */

static void add_overflows(mesh_ctx *cx)
{
    (void)mesh_int_add_at(cx, INT64_MAX, 1, SITE);
}

static void negation_overflows(mesh_ctx *cx)
{
    (void)mesh_int_neg_at(cx, INT64_MIN, SITE);
}

static void division_overflows(mesh_ctx *cx)
{
    (void)mesh_int_div_at(cx, INT64_MIN, -1, SITE);
}

static void zero_divisor(mesh_ctx *cx)
{
    (void)mesh_int_mod_at(cx, 5, 0, SITE);
}

static void power_overflows(mesh_ctx *cx)
{
    (void)mesh_int_pow_at(cx, 10, 19, SITE);
}

static void gcd_overflows(mesh_ctx *cx)
{
    (void)mesh_int_gcd_at(cx, INT64_MIN, 0, SITE);
}

static void shift_too_far(mesh_ctx *cx)
{
    (void)mesh_int_shift_left_at(cx, 1, 64, SITE);
}

static void bad_base(mesh_ctx *cx)
{
    (void)mesh_int_to_string_base_at(cx, 1, 1, SITE);
}

static void too_many_decimals(mesh_ctx *cx)
{
    (void)mesh_float_to_fixed_at(cx, 1, 101, SITE);
}

static void not_an_int(mesh_ctx *cx)
{
    (void)mesh_math_floor_at(cx, mesh_float_nan(cx), SITE);
}

#define AT " (main.mpl:3:7)\n  at Main.main/0 (main.mpl:3)\n"

TEST(panics)
{
    CHECK_PANICS(add_overflows, "panic: integer overflow" AT);
    CHECK_PANICS(negation_overflows, "panic: integer overflow" AT);
    CHECK_PANICS(division_overflows, "panic: integer overflow" AT);
    CHECK_PANICS(zero_divisor, "panic: division by zero" AT);
    CHECK_PANICS(power_overflows, "panic: integer overflow" AT);
    CHECK_PANICS(gcd_overflows, "panic: integer overflow" AT);
    CHECK_PANICS(shift_too_far, "panic: Int.shift_left: shift 64 is not between 0 and 63" AT);
    CHECK_PANICS(bad_base, "panic: Int.to_string: base 1 is not between 2 and 36" AT);
    CHECK_PANICS(too_many_decimals, "panic: Float.to_fixed: digits 101 is not between 0 and 100" AT);
    CHECK_PANICS(not_an_int, "panic: Math.floor: value out of range" AT);
}

TESTS({"int_arithmetic", int_arithmetic}, {"int_bits", int_bits}, {"int_text", int_text}, {"int_parsing", int_parsing},
      {"float_text", float_text}, {"float_text_is_shortest", float_text_is_shortest}, {"float_fixed", float_fixed},
      {"float_parsing", float_parsing}, {"float_functions", float_functions}, {"characters", characters},
      {"panics", panics})
