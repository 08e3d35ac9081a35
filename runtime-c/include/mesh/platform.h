/* What the runtime asks of the C compiler and the machine.
 *
 * Everything that is not ISO C11 stands in this header, each piece with a portable form beside it, so
 * that the rest of the runtime and the generated program are plain C11. Supported are gcc >= 12 and
 * clang >= 14 on 32 and 64 bit machines of either byte order; another C11 compiler gets the portable
 * forms.
 *
 * The stack pointer is read by one move instruction. `__builtin_frame_address(0)` makes gcc keep a frame
 * pointer in every function (fib becomes 5-25 % slower), and the address of a local variable lies on a
 * fake stack under AddressSanitizer.
 */
#ifndef MESH_PLATFORM_H
#define MESH_PLATFORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__GNUC__) || defined(__clang__)
#define MESH_GNU_C 1
#define MESH_LIKELY(x) __builtin_expect(!!(x), 1)
#define MESH_UNLIKELY(x) __builtin_expect(!!(x), 0)
#define MESH_NOINLINE __attribute__((noinline))
#define MESH_ALWAYS_INLINE __attribute__((always_inline))
#define MESH_COLD __attribute__((cold, noinline))
#define MESH_UNUSED __attribute__((unused))
#define MESH_PRINTF(text, first) __attribute__((format(printf, text, first)))
#define MESH_RETURNS_NONNULL __attribute__((returns_nonnull))
#define MESH_UNREACHABLE() __builtin_unreachable()
#define MESH_CONSTANT(x) __builtin_constant_p(x)
#else
#define MESH_GNU_C 0
#define MESH_LIKELY(x) (x)
#define MESH_UNLIKELY(x) (x)
#define MESH_NOINLINE
#define MESH_ALWAYS_INLINE
#define MESH_COLD
#define MESH_UNUSED
#define MESH_PRINTF(text, first)
#define MESH_RETURNS_NONNULL
#define MESH_UNREACHABLE() ((void)0)
#define MESH_CONSTANT(x) 0
#endif

/* A function that does not return. */
#define MESH_NORETURN _Noreturn

/* Linkage of the functions of a program: one translation unit, or one file a module. */
#ifdef MESH_UNITY
#define MESH_FN static MESH_UNUSED
#else
#define MESH_FN
#endif

/* AddressSanitizer, under either compiler. */
#if defined(__SANITIZE_ADDRESS__)
#define MESH_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define MESH_ASAN 1
#endif
#endif
#ifndef MESH_ASAN
#define MESH_ASAN 0
#endif

/* Invariants of the runtime: checked in test builds (-DMESH_ASSERTIONS), never relied on. */
#ifdef MESH_ASSERTIONS
MESH_NORETURN void mesh__assertion_failed(const char *text, const char *file, int line);
#define MESH_ASSERT(x) ((x) ? (void)0 : mesh__assertion_failed(#x, __FILE__, __LINE__))
#else
#define MESH_ASSERT(x) ((void)0)
#endif

/* The stack pointer of the calling function. O(1); any thread. */
static inline uintptr_t mesh_stack_pointer(void)
{
    uintptr_t sp;
#if MESH_GNU_C && defined(__x86_64__)
    __asm__("mov %%rsp, %0" : "=r"(sp));
#elif MESH_GNU_C && defined(__i386__)
    __asm__("movl %%esp, %0" : "=r"(sp));
#elif MESH_GNU_C && (defined(__aarch64__) || defined(__arm__))
    __asm__("mov %0, sp" : "=r"(sp));
#elif MESH_GNU_C && defined(__riscv)
    __asm__("mv %0, sp" : "=r"(sp));
#elif MESH_GNU_C && defined(__s390x__)
    __asm__("lgr %0, %%r15" : "=r"(sp));
#elif MESH_GNU_C && defined(__mips__)
    __asm__("move %0, $29" : "=r"(sp));
#elif MESH_GNU_C
    sp = (uintptr_t)__builtin_frame_address(0);
#else
    volatile char here = 0;
    sp = (uintptr_t)&here;
#endif
    return sp;
}

/* Signed 64-bit arithmetic: true if the exact result does not fit; *out is the result modulo 2^64. */
#if MESH_GNU_C
static inline bool mesh_add_overflow(int64_t a, int64_t b, int64_t *out)
{
    return __builtin_add_overflow(a, b, out);
}

static inline bool mesh_sub_overflow(int64_t a, int64_t b, int64_t *out)
{
    return __builtin_sub_overflow(a, b, out);
}

#if defined(__clang__) && UINTPTR_MAX < UINT64_MAX
#define MESH__SPLIT_MUL 1 /* clang would call __mulodi4, which libgcc lacks */
#else
static inline bool mesh_mul_overflow(int64_t a, int64_t b, int64_t *out)
{
    return __builtin_mul_overflow(a, b, out);
}
#endif
#else
#define MESH__SPLIT_MUL 1
static inline bool mesh_add_overflow(int64_t a, int64_t b, int64_t *out)
{
    *out = (int64_t)((uint64_t)a + (uint64_t)b);
    return b < 0 ? a < INT64_MIN - b : a > INT64_MAX - b;
}

static inline bool mesh_sub_overflow(int64_t a, int64_t b, int64_t *out)
{
    *out = (int64_t)((uint64_t)a - (uint64_t)b);
    return b < 0 ? a > INT64_MAX + b : a < INT64_MIN + b;
}
#endif

#ifdef MESH__SPLIT_MUL
static inline bool mesh_mul_overflow(int64_t a, int64_t b, int64_t *out)
{
    *out = (int64_t)((uint64_t)a * (uint64_t)b);
    if (a == 0 || b == 0)
        return false;
    uint64_t x = a < 0 ? -(uint64_t)a : (uint64_t)a;
    uint64_t y = b < 0 ? -(uint64_t)b : (uint64_t)b;
    uint64_t limit = (a < 0) == (b < 0) ? (uint64_t)INT64_MAX : (uint64_t)INT64_MAX + 1;
    return x > limit / y;
}
#endif

/* The 128-bit product of two 64-bit numbers: returns the low half, *high is the high half. */
static inline uint64_t mesh_mul_wide(uint64_t a, uint64_t b, uint64_t *high)
{
#if defined(__SIZEOF_INT128__)
    __extension__ typedef unsigned __int128 mesh__u128;
    mesh__u128 product = (mesh__u128)a * b;
    *high = (uint64_t)(product >> 64);
    return (uint64_t)product;
#else
    uint64_t al = (uint32_t)a, ah = a >> 32, bl = (uint32_t)b, bh = b >> 32;
    uint64_t low = al * bl, mid1 = ah * bl, mid2 = al * bh;
    uint64_t carry = (low >> 32) + (uint32_t)mid1 + (uint32_t)mid2;
    *high = ah * bh + (mid1 >> 32) + (mid2 >> 32) + (carry >> 32);
    return (carry << 32) | (uint32_t)low;
#endif
}

/* Number of leading and trailing zero bits; x is not zero. */
static inline unsigned mesh_leading_zeros(uint64_t x)
{
#if MESH_GNU_C
    return (unsigned)__builtin_clzll(x);
#else
    unsigned n = 0;
    while (!(x >> 63)) {
        x <<= 1;
        n++;
    }
    return n;
#endif
}

static inline unsigned mesh_trailing_zeros(uint64_t x)
{
#if MESH_GNU_C
    return (unsigned)__builtin_ctzll(x);
#else
    unsigned n = 0;
    while (!(x & 1)) {
        x >>= 1;
        n++;
    }
    return n;
#endif
}

static inline unsigned mesh_count_ones(uint64_t x)
{
#if MESH_GNU_C
    return (unsigned)__builtin_popcountll(x);
#else
    unsigned n = 0;
    for (; x != 0; x &= x - 1)
        n++;
    return n;
#endif
}

/* Copies a value between a slot and a variable; the two do not overlap. Null pointers are accepted when the
 * size is zero (elements of type Unit have no address). A struct of a few words is copied word by word where the
 * compiler knows its size: it can then keep the fields in registers. A copy by wider moves would make it store the
 * fields one by one and read them back two at a time, which stalls (nbody takes 1.6 times as long). */
static inline void mesh__copy(void *target, const void *source, size_t size)
{
    char *to = target;
    const char *from = source;
    if (MESH_CONSTANT(size) && size != 0 && size % 8 == 0 && size <= 64) {
        /* all loads first: target and source may be the same memory for all that the compiler knows */
        uint64_t a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0;
        memcpy(&a, from, 8);
        if (size > 8)
            memcpy(&b, from + 8, 8);
        if (size > 16)
            memcpy(&c, from + 16, 8);
        if (size > 24)
            memcpy(&d, from + 24, 8);
        if (size > 32)
            memcpy(&e, from + 32, 8);
        if (size > 40)
            memcpy(&f, from + 40, 8);
        if (size > 48)
            memcpy(&g, from + 48, 8);
        if (size > 56)
            memcpy(&h, from + 56, 8);
        memcpy(to, &a, 8);
        if (size > 8)
            memcpy(to + 8, &b, 8);
        if (size > 16)
            memcpy(to + 16, &c, 8);
        if (size > 24)
            memcpy(to + 24, &d, 8);
        if (size > 32)
            memcpy(to + 32, &e, 8);
        if (size > 40)
            memcpy(to + 40, &f, 8);
        if (size > 48)
            memcpy(to + 48, &g, 8);
        if (size > 56)
            memcpy(to + 56, &h, 8);
    } else if (size != 0) {
        memcpy(to, from, size);
    }
}

#endif
