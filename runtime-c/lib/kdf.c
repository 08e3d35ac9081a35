#include <stdlib.h>

#include "mesh/digest.h"

/* ---- PBKDF2 (RFC 8018 §5.2) ------------------------------------------------------------------------------------------ */

void mesh__pbkdf2(int algorithm, const void *password, size_t password_length, const void *salt, size_t salt_length,
                  uint64_t rounds, unsigned char *out, size_t length)
{
    const size_t size = mesh__digest_size(algorithm);
    mesh_hmac keyed, h;
    unsigned char sum[MESH_DIGEST_MAX], last[MESH_DIGEST_MAX];
    mesh__hmac_key(&keyed, algorithm, password, password_length);
    for (uint32_t block = 1; length > 0; block++) {
        const unsigned char number[4] = {(unsigned char)(block >> 24), (unsigned char)(block >> 16),
                                         (unsigned char)(block >> 8), (unsigned char)block};
        h = keyed;
        mesh__digest_update(&h.inner, salt, salt_length);
        mesh__digest_update(&h.inner, number, sizeof number);
        mesh__hmac_finish(&h, last);
        memcpy(sum, last, size);
        for (uint64_t round = 1; round < rounds; round++) {
            h = keyed;
            mesh__digest_update(&h.inner, last, size);
            mesh__hmac_finish(&h, last);
            for (size_t i = 0; i < size; i++)
                sum[i] ^= last[i];
        }
        const size_t part = length < size ? length : size;
        memcpy(out, sum, part);
        out += part;
        length -= part;
    }
    mesh__wipe(&keyed, sizeof keyed);
    mesh__wipe(&h, sizeof h);
    mesh__wipe(sum, sizeof sum);
    mesh__wipe(last, sizeof last);
}

mesh_bytes *mesh_kdf_pbkdf2(mesh_ctx *cx, const mesh_bytes *password, const mesh_bytes *salt, int64_t rounds, int64_t length,
                            int64_t algorithm)
{
    unsigned char *out;
    mesh_bytes *key = mesh_bytes_alloc(cx, (size_t)length, &out);
    mesh__pbkdf2((int)algorithm, password->data, password->length, salt->data, salt->length, (uint64_t)rounds, out,
                 (size_t)length);
    return key;
}

/* ---- HKDF with SHA-256 (RFC 5869 §2) --------------------------------------------------------------------------------- */

mesh_bytes *mesh_kdf_hkdf(mesh_ctx *cx, const mesh_bytes *key, const mesh_bytes *salt, const mesh_bytes *info, int64_t length)
{
    enum { SIZE = 32 };
    unsigned char *out, extracted[SIZE], last[SIZE];
    mesh_bytes *result = mesh_bytes_alloc(cx, (size_t)length, &out);
    mesh_hmac h;
    mesh__hmac_key(&h, MESH_SHA256, salt->data, salt->length);
    mesh__digest_update(&h.inner, key->data, key->length);
    mesh__hmac_finish(&h, extracted);
    size_t left = (size_t)length;
    for (unsigned char block = 1; left > 0; block++) {
        mesh__hmac_key(&h, MESH_SHA256, extracted, SIZE);
        if (block > 1)
            mesh__digest_update(&h.inner, last, SIZE);
        mesh__digest_update(&h.inner, info->data, info->length);
        mesh__digest_update(&h.inner, &block, 1);
        mesh__hmac_finish(&h, last);
        const size_t part = left < SIZE ? left : SIZE;
        memcpy(out, last, part);
        out += part;
        left -= part;
    }
    mesh__wipe(&h, sizeof h);
    mesh__wipe(extracted, sizeof extracted);
    mesh__wipe(last, sizeof last);
    return result;
}

/* ---- scrypt (RFC 7914) ----------------------------------------------------------------------------------------------- */

static uint32_t rotate(uint32_t x, int n)
{
    return x << n | x >> (32 - n);
}

static void quarter(uint32_t x[16], int a, int b, int c, int d)
{
    x[b] ^= rotate(x[a] + x[d], 7);
    x[c] ^= rotate(x[b] + x[a], 9);
    x[d] ^= rotate(x[c] + x[b], 13);
    x[a] ^= rotate(x[d] + x[c], 18);
}

/* §3: adds Salsa20/8 of a block to it. */
static void salsa(uint32_t block[16])
{
    uint32_t x[16];
    memcpy(x, block, sizeof x);
    for (int i = 0; i < 4; i++) {
        quarter(x, 0, 4, 8, 12);
        quarter(x, 5, 9, 13, 1);
        quarter(x, 10, 14, 2, 6);
        quarter(x, 15, 3, 7, 11);
        quarter(x, 0, 1, 2, 3);
        quarter(x, 5, 6, 7, 4);
        quarter(x, 10, 11, 8, 9);
        quarter(x, 15, 12, 13, 14);
    }
    for (int i = 0; i < 16; i++)
        block[i] += x[i];
}

/* §4: mixes 2r blocks of 16 words into `out`, those of even number first. */
static void mix_blocks(uint32_t *out, const uint32_t *in, size_t r)
{
    uint32_t x[16];
    memcpy(x, in + (2 * r - 1) * 16, sizeof x);
    for (size_t i = 0; i < 2 * r; i++) {
        for (size_t k = 0; k < 16; k++)
            x[k] ^= in[16 * i + k];
        salsa(x);
        memcpy(out + 16 * (i / 2 + (i % 2 == 0 ? 0 : r)), x, sizeof x);
    }
}

/* §5: `x` and `y` have 32r words, `table` n times as many; n is a power of two. */
static void mix_rom(uint32_t *x, uint32_t *y, uint32_t *table, size_t n, size_t r)
{
    const size_t words = 32 * r;
    for (size_t i = 0; i < n; i++) {
        memcpy(table + i * words, x, words * sizeof *x);
        mix_blocks(y, x, r);
        memcpy(x, y, words * sizeof *x);
    }
    for (size_t i = 0; i < n; i++) {
        const uint32_t *entry = table + (x[words - 16] & (n - 1)) * words;
        for (size_t k = 0; k < words; k++)
            x[k] ^= entry[k];
        mix_blocks(y, x, r);
        memcpy(x, y, words * sizeof *x);
    }
}

/* §6 */
mesh_bytes *mesh_kdf_scrypt(mesh_ctx *cx, const mesh_bytes *password, const mesh_bytes *salt, int64_t ln, int64_t r, int64_t p,
                            int64_t length)
{
    const size_t n = (size_t)1 << ln, size = 128 * (size_t)r, all = size * (size_t)p;
    unsigned char *blocks = malloc(all);
    uint32_t *x = malloc(size), *y = malloc(size), *table = malloc(n * size);
    if (blocks == NULL || x == NULL || y == NULL || table == NULL)
        mesh__out_of_memory(cx);
    mesh__pbkdf2(MESH_SHA256, password->data, password->length, salt->data, salt->length, 1, blocks, all);
    for (unsigned char *block = blocks; block != blocks + all; block += size) {
        for (size_t i = 0; i < size / 4; i++)
            x[i] = (uint32_t)block[4 * i] | (uint32_t)block[4 * i + 1] << 8 | (uint32_t)block[4 * i + 2] << 16 |
                   (uint32_t)block[4 * i + 3] << 24;
        mix_rom(x, y, table, n, (size_t)r);
        for (size_t i = 0; i < size; i++)
            block[i] = (unsigned char)(x[i / 4] >> (8 * (i % 4)));
    }
    unsigned char *out;
    mesh_bytes *key = mesh_bytes_alloc(cx, (size_t)length, &out);
    mesh__pbkdf2(MESH_SHA256, password->data, password->length, blocks, all, 1, out, (size_t)length);
    mesh__wipe(blocks, all);
    mesh__wipe(x, size);
    mesh__wipe(y, size);
    free(blocks);
    free(x);
    free(y);
    free(table);
    return key;
}
