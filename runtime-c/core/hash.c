/* The seeded hash of tables over bytes, and FNV-1a. Tasks in mesh/hash.h.
 *
 * After wyhash (Wang Yi, public domain), final version 4: 48 bytes a round in three lanes, then 16, then the last
 * 16 once more; up to 16 bytes are read as two possibly overlapping words. */
#include "mesh/hash.h"

#include "mesh/num.h"

#define SECRET_0 UINT64_C(0xa0761d6478bd642f)
#define SECRET_1 UINT64_C(0xe7037ed1a0b428db)
#define SECRET_2 UINT64_C(0x8ebc6af09c88c6e3)
#define SECRET_3 UINT64_C(0x589965cc75374cc3)

static uint64_t read_8(const unsigned char *p)
{
    uint64_t x;
    memcpy(&x, p, 8);
    return x;
}

static uint64_t read_4(const unsigned char *p)
{
    uint32_t x;
    memcpy(&x, p, 4);
    return x;
}

static uint64_t mix(uint64_t a, uint64_t b)
{
    uint64_t high, low = mesh_mul_wide(a, b, &high);
    return low ^ high;
}

uint64_t mesh_hash_bytes(const void *bytes, size_t n, uint64_t seed)
{
    const unsigned char *p = bytes;
    uint64_t a = 0, b = 0;
    seed ^= SECRET_0;
    if (MESH_LIKELY(n <= 16)) {
        if (MESH_LIKELY(n >= 4)) {
            size_t step = n >> 3 << 2;
            a = read_4(p) << 32 | read_4(p + step);
            b = read_4(p + n - 4) << 32 | read_4(p + n - 4 - step);
        } else if (n > 0) {
            a = (uint64_t)p[0] << 16 | (uint64_t)p[n >> 1] << 8 | p[n - 1];
        }
    } else {
        size_t left = n;
        if (left > 48) {
            uint64_t seed_1 = seed, seed_2 = seed;
            do {
                seed = mix(read_8(p) ^ SECRET_1, read_8(p + 8) ^ seed);
                seed_1 = mix(read_8(p + 16) ^ SECRET_2, read_8(p + 24) ^ seed_1);
                seed_2 = mix(read_8(p + 32) ^ SECRET_3, read_8(p + 40) ^ seed_2);
                p += 48;
                left -= 48;
            } while (left > 48);
            seed ^= seed_1 ^ seed_2;
        }
        for (; left > 16; left -= 16, p += 16)
            seed = mix(read_8(p) ^ SECRET_1, read_8(p + 8) ^ seed);
        a = read_8(p + left - 16);
        b = read_8(p + left - 8);
    }
    uint64_t high, low = mesh_mul_wide(a ^ SECRET_1, b ^ seed, &high);
    return mix(low ^ SECRET_0 ^ n, high ^ SECRET_1);
}

uint64_t mesh__fnv_bytes(uint64_t h, const void *bytes, size_t n)
{
    const unsigned char *p = bytes;
    for (size_t i = 0; i < n; i++)
        h = (h ^ p[i]) * MESH_FNV_PRIME;
    return h;
}

int64_t mesh_float_hash(mesh_ctx *cx, double x)
{
    uint64_t bits = (uint64_t)mesh_float_to_bits(cx, x);
    if (x == 0)
        bits = 0;
    else if (x != x)
        bits = UINT64_C(0x7ff8000000000000);
    return (int64_t)mesh__fnv_word(MESH_FNV_BASIS, bits);
}
