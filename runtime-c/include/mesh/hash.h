/* Two hashes with different tasks.
 *
 * Tables use a seeded multiply-and-fold hash in the style of wyhash (Wang Yi): fast, never visible to programs,
 * and with a secret seed per process (`cx->hash_seed`) hard to prepare collisions for. It needs a 64 x 64 -> 128
 * bit product, which 32-bit machines put together from four (`mesh_mul_wide`).
 *
 * The Hash trait of the language is FNV-1a, the same on every run and target; a table mixes its results with
 * the seed before use.
 */
#ifndef MESH_HASH_H
#define MESH_HASH_H

#include "context.h"

/* The seeded hash of tables. Any seed; the same result only within a process. O(n), O(1). */
uint64_t mesh_hash_bytes(const void *bytes, size_t n, uint64_t seed);

static inline uint64_t mesh_hash_int(uint64_t x, uint64_t seed)
{
    uint64_t high, low = mesh_mul_wide(x ^ UINT64_C(0xa0761d6478bd642f), seed ^ UINT64_C(0xe7037ed1a0b428db), &high);
    x = low ^ high;
    low = mesh_mul_wide(x ^ UINT64_C(0x8ebc6af09c88c6e3), seed ^ UINT64_C(0x589965cc75374cc3), &high);
    return low ^ high;
}

/* The Hash trait of the language: FNV-1a, 64 bit. `mesh_hash_mix` continues from state h over the 8 bytes
 * of x, least significant first. O(1), O(n). */
#define MESH_FNV_BASIS UINT64_C(0xcbf29ce484222325)
#define MESH_FNV_PRIME UINT64_C(0x100000001b3)

static inline uint64_t mesh__fnv_word(uint64_t h, uint64_t x)
{
    for (int i = 0; i < 8; i++) {
        h = (h ^ (x & 0xff)) * MESH_FNV_PRIME;
        x >>= 8;
    }
    return h;
}

uint64_t mesh__fnv_bytes(uint64_t h, const void *bytes, size_t n);

static inline int64_t mesh_hash_mix(mesh_ctx *cx, int64_t h, int64_t x)
{
    (void)cx;
    return (int64_t)mesh__fnv_word((uint64_t)h, (uint64_t)x);
}

static inline int64_t mesh_int_hash(mesh_ctx *cx, int64_t x)
{
    (void)cx;
    return (int64_t)mesh__fnv_word(MESH_FNV_BASIS, (uint64_t)x);
}

static inline int64_t mesh_bool_hash(mesh_ctx *cx, bool x)
{
    (void)cx;
    return (int64_t)((MESH_FNV_BASIS ^ (uint64_t)x) * MESH_FNV_PRIME);
}

static inline int64_t mesh_unit_hash(mesh_ctx *cx)
{
    (void)cx;
    return (int64_t)MESH_FNV_BASIS;
}

int64_t mesh_float_hash(mesh_ctx *cx, double x);

#endif
