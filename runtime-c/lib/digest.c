#include "mesh/digest.h"

/* ---- words ----------------------------------------------------------------------------------------------------------- */

static uint32_t rotate32(uint32_t x, int n)
{
    return x << n | x >> (32 - n);
}

static uint64_t rotate64_right(uint64_t x, int n)
{
    return x >> n | x << (64 - n);
}

static uint32_t load32_little(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static uint32_t load32(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static uint64_t load64(const unsigned char *p)
{
    return (uint64_t)load32(p) << 32 | load32(p + 4);
}

/* ---- MD5 (RFC 1321 §3.4) --------------------------------------------------------------------------------------------- */

/* floor(2^32 · |sin(i + 1)|) */
static const uint32_t md5_sines[64] = {
    0xD76AA478, 0xE8C7B756, 0x242070DB, 0xC1BDCEEE, 0xF57C0FAF, 0x4787C62A, 0xA8304613, 0xFD469501,
    0x698098D8, 0x8B44F7AF, 0xFFFF5BB1, 0x895CD7BE, 0x6B901122, 0xFD987193, 0xA679438E, 0x49B40821,
    0xF61E2562, 0xC040B340, 0x265E5A51, 0xE9B6C7AA, 0xD62F105D, 0x02441453, 0xD8A1E681, 0xE7D3FBC8,
    0x21E1CDE6, 0xC33707D6, 0xF4D50D87, 0x455A14ED, 0xA9E3E905, 0xFCEFA3F8, 0x676F02D9, 0x8D2A4C8A,
    0xFFFA3942, 0x8771F681, 0x6D9D6122, 0xFDE5380C, 0xA4BEEA44, 0x4BDECFA9, 0xF6BB4B60, 0xBEBFBC70,
    0x289B7EC6, 0xEAA127FA, 0xD4EF3085, 0x04881D05, 0xD9D4D039, 0xE6DB99E5, 0x1FA27CF8, 0xC4AC5665,
    0xF4292244, 0x432AFF97, 0xAB9423A7, 0xFC93A039, 0x655B59C3, 0x8F0CCC92, 0xFFEFF47D, 0x85845DD1,
    0x6FA87E4F, 0xFE2CE6E0, 0xA3014314, 0x4E0811A1, 0xF7537E82, 0xBD3AF235, 0x2AD7D2BB, 0xEB86D391,
};

static void md5_blocks(uint64_t state[8], const unsigned char *data, size_t blocks)
{
    static const unsigned char turns[4][4] = {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};
    static const unsigned char factors[4] = {1, 5, 3, 7}, offsets[4] = {0, 1, 5, 0};
    for (; blocks > 0; blocks--, data += 64) {
        uint32_t a = (uint32_t)state[0], b = (uint32_t)state[1], c = (uint32_t)state[2], d = (uint32_t)state[3];
        for (unsigned i = 0; i < 64; i++) {
            const unsigned round = i / 16, word = (factors[round] * i + offsets[round]) % 16;
            const uint32_t f = round == 0   ? (b & c) | (~b & d)
                               : round == 1 ? (d & b) | (~d & c)
                               : round == 2 ? b ^ c ^ d
                                            : c ^ (b | ~d);
            const uint32_t sum = a + f + md5_sines[i] + load32_little(data + 4 * word);
            a = d;
            d = c;
            c = b;
            b += rotate32(sum, turns[round][i % 4]);
        }
        state[0] = (uint32_t)state[0] + a;
        state[1] = (uint32_t)state[1] + b;
        state[2] = (uint32_t)state[2] + c;
        state[3] = (uint32_t)state[3] + d;
    }
}

/* ---- SHA-1 (FIPS 180-4 §6.1) ----------------------------------------------------------------------------------------- */

static void sha1_blocks(uint64_t state[8], const unsigned char *data, size_t blocks)
{
    static const uint32_t constants[4] = {0x5A827999, 0x6ED9EBA1, 0x8F1BBCDC, 0xCA62C1D6};
    for (; blocks > 0; blocks--, data += 64) {
        uint32_t w[80];
        for (int i = 0; i < 16; i++)
            w[i] = load32(data + 4 * i);
        for (int i = 16; i < 80; i++)
            w[i] = rotate32(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
        uint32_t v[5];
        for (int i = 0; i < 5; i++)
            v[i] = (uint32_t)state[i];
        for (int i = 0; i < 80; i++) {
            const uint32_t f = i < 20               ? (v[1] & v[2]) ^ (~v[1] & v[3])
                               : i < 40 || i >= 60  ? v[1] ^ v[2] ^ v[3]
                                                    : (v[1] & v[2]) ^ (v[1] & v[3]) ^ (v[2] & v[3]);
            const uint32_t sum = rotate32(v[0], 5) + f + v[4] + constants[i / 20] + w[i];
            v[4] = v[3];
            v[3] = v[2];
            v[2] = rotate32(v[1], 30);
            v[1] = v[0];
            v[0] = sum;
        }
        for (int i = 0; i < 5; i++)
            state[i] = (uint32_t)state[i] + v[i];
    }
}

/* ---- SHA-512 (FIPS 180-4 §6.4) --------------------------------------------------------------------------------------- */

/* The first 64 bits after the point of the cube roots of the first 80 primes. */
static const uint64_t sha512_roots[80] = {
    0x428A2F98D728AE22, 0x7137449123EF65CD, 0xB5C0FBCFEC4D3B2F, 0xE9B5DBA58189DBBC,
    0x3956C25BF348B538, 0x59F111F1B605D019, 0x923F82A4AF194F9B, 0xAB1C5ED5DA6D8118,
    0xD807AA98A3030242, 0x12835B0145706FBE, 0x243185BE4EE4B28C, 0x550C7DC3D5FFB4E2,
    0x72BE5D74F27B896F, 0x80DEB1FE3B1696B1, 0x9BDC06A725C71235, 0xC19BF174CF692694,
    0xE49B69C19EF14AD2, 0xEFBE4786384F25E3, 0x0FC19DC68B8CD5B5, 0x240CA1CC77AC9C65,
    0x2DE92C6F592B0275, 0x4A7484AA6EA6E483, 0x5CB0A9DCBD41FBD4, 0x76F988DA831153B5,
    0x983E5152EE66DFAB, 0xA831C66D2DB43210, 0xB00327C898FB213F, 0xBF597FC7BEEF0EE4,
    0xC6E00BF33DA88FC2, 0xD5A79147930AA725, 0x06CA6351E003826F, 0x142929670A0E6E70,
    0x27B70A8546D22FFC, 0x2E1B21385C26C926, 0x4D2C6DFC5AC42AED, 0x53380D139D95B3DF,
    0x650A73548BAF63DE, 0x766A0ABB3C77B2A8, 0x81C2C92E47EDAEE6, 0x92722C851482353B,
    0xA2BFE8A14CF10364, 0xA81A664BBC423001, 0xC24B8B70D0F89791, 0xC76C51A30654BE30,
    0xD192E819D6EF5218, 0xD69906245565A910, 0xF40E35855771202A, 0x106AA07032BBD1B8,
    0x19A4C116B8D2D0C8, 0x1E376C085141AB53, 0x2748774CDF8EEB99, 0x34B0BCB5E19B48A8,
    0x391C0CB3C5C95A63, 0x4ED8AA4AE3418ACB, 0x5B9CCA4F7763E373, 0x682E6FF3D6B2B8A3,
    0x748F82EE5DEFB2FC, 0x78A5636F43172F60, 0x84C87814A1F0AB72, 0x8CC702081A6439EC,
    0x90BEFFFA23631E28, 0xA4506CEBDE82BDE9, 0xBEF9A3F7B2C67915, 0xC67178F2E372532B,
    0xCA273ECEEA26619C, 0xD186B8C721C0C207, 0xEADA7DD6CDE0EB1E, 0xF57D4F7FEE6ED178,
    0x06F067AA72176FBA, 0x0A637DC5A2C898A6, 0x113F9804BEF90DAE, 0x1B710B35131C471B,
    0x28DB77F523047D84, 0x32CAAB7B40C72493, 0x3C9EBE0A15C9BEBC, 0x431D67C49C100D4C,
    0x4CC5D4BECB3E42B6, 0x597F299CFC657E2A, 0x5FCB6FAB3AD6FAEC, 0x6C44198C4A475817,
};

static void sha512_blocks(uint64_t state[8], const unsigned char *data, size_t blocks)
{
    for (; blocks > 0; blocks--, data += 128) {
        uint64_t w[80], v[8];
        for (int i = 0; i < 16; i++)
            w[i] = load64(data + 8 * i);
        for (int i = 16; i < 80; i++) {
            const uint64_t a = w[i - 15], b = w[i - 2];
            w[i] = w[i - 16] + w[i - 7] + (rotate64_right(a, 1) ^ rotate64_right(a, 8) ^ a >> 7) +
                   (rotate64_right(b, 19) ^ rotate64_right(b, 61) ^ b >> 6);
        }
        memcpy(v, state, sizeof v);
        for (int i = 0; i < 80; i++) {
            const uint64_t e = v[4], a = v[0];
            const uint64_t first = v[7] + (rotate64_right(e, 14) ^ rotate64_right(e, 18) ^ rotate64_right(e, 41)) +
                                   ((e & v[5]) ^ (~e & v[6])) + sha512_roots[i] + w[i];
            const uint64_t second = (rotate64_right(a, 28) ^ rotate64_right(a, 34) ^ rotate64_right(a, 39)) +
                                    ((a & v[1]) ^ (a & v[2]) ^ (v[1] & v[2]));
            memmove(v + 1, v, 7 * sizeof *v);
            v[4] += first;
            v[0] = first + second;
        }
        for (int i = 0; i < 8; i++)
            state[i] += v[i];
    }
}

/* ---- any of them ----------------------------------------------------------------------------------------------------- */

typedef struct algorithm {
    size_t size, block;
    int word;    /* bytes of a word of the state */
    bool little; /* byte order */
    void (*take)(uint64_t state[8], const unsigned char *data, size_t blocks);
    uint64_t start[8];
} algorithm;

static const algorithm algorithms[] = {
    [MESH_MD5] = {16, 64, 4, true, md5_blocks, {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476}},
    [MESH_SHA1] = {20, 64, 4, false, sha1_blocks, {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0}},
    [MESH_SHA256] = {32, 64, 4, false, mesh__sha256_blocks, {
        0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19,
    }},
    [MESH_SHA512] = {64, 128, 8, false, sha512_blocks, {
        0x6A09E667F3BCC908, 0xBB67AE8584CAA73B, 0x3C6EF372FE94F82B, 0xA54FF53A5F1D36F1,
        0x510E527FADE682D1, 0x9B05688C2B3E6C1F, 0x1F83D9ABFB41BD6B, 0x5BE0CD19137E2179,
    }},
};

size_t mesh__digest_size(int algorithm)
{
    return algorithms[algorithm].size;
}

size_t mesh__digest_block(int algorithm)
{
    return algorithms[algorithm].block;
}

void mesh__digest_start(mesh_digest *d, int algorithm)
{
    memcpy(d->state, algorithms[algorithm].start, sizeof d->state);
    d->length = 0;
    d->algorithm = algorithm;
}

void mesh__digest_update(mesh_digest *d, const void *data, size_t length)
{
    const algorithm *a = &algorithms[d->algorithm];
    const unsigned char *p = data;
    const size_t used = (size_t)(d->length % a->block);
    d->length += length;
    if (used > 0) {
        const size_t part = length < a->block - used ? length : a->block - used;
        memcpy(d->block + used, p, part);
        if (used + part < a->block)
            return;
        a->take(d->state, d->block, 1);
        p += part;
        length -= part;
    }
    if (length >= a->block)
        a->take(d->state, p, length / a->block);
    if (length % a->block > 0)
        memcpy(d->block, p + (length - length % a->block), length % a->block);
}

/* The message is followed by a 1 bit, zeros, and its length in bits at the end of a block. */
void mesh__digest_finish(mesh_digest *d, unsigned char *out)
{
    const algorithm *a = &algorithms[d->algorithm];
    const size_t used = (size_t)(d->length % a->block), count = 2 * (size_t)a->word;
    const size_t size = used + 1 + count <= a->block ? a->block : 2 * a->block;
    unsigned char last[2 * MESH_DIGEST_BLOCK_MAX] = {0};
    memcpy(last, d->block, used);
    last[used] = 0x80;
    for (int i = 0; i < 8; i++)
        last[a->little ? size - 8 + (size_t)i : size - 1 - (size_t)i] = (unsigned char)(d->length << 3 >> (8 * i));
    if (count == 16)
        last[size - 9] = (unsigned char)(d->length >> 61);
    a->take(d->state, last, size / a->block);
    for (size_t i = 0; i < a->size; i++) {
        const size_t at = i % (size_t)a->word;
        const size_t shift = 8 * (a->little ? at : (size_t)a->word - 1 - at);
        out[i] = (unsigned char)(d->state[i / (size_t)a->word] >> shift);
    }
    mesh__wipe(last, sizeof last);
}

void mesh__wipe(void *data, size_t length)
{
    volatile unsigned char *p = data;
    while (length > 0)
        p[--length] = 0;
}

/* ---- for programs ---------------------------------------------------------------------------------------------------- */

static mesh_string *digits(mesh_ctx *cx, const unsigned char *data, size_t length)
{
    mesh_string *text = mesh_string_alloc(cx, 2 * length);
    for (size_t i = 0; i < length; i++) {
        text->bytes[2 * i] = "0123456789abcdef"[data[i] >> 4];
        text->bytes[2 * i + 1] = "0123456789abcdef"[data[i] & 15];
    }
    text->points = text->length;
    return text;
}

mesh_bytes *mesh_digest_bytes(mesh_ctx *cx, const mesh_bytes *b, int64_t algorithm)
{
    mesh_digest d;
    unsigned char out[MESH_DIGEST_MAX];
    mesh__digest_start(&d, (int)algorithm);
    mesh__digest_update(&d, b->data, b->length);
    mesh__digest_finish(&d, out);
    return mesh_bytes_from_memory(cx, out, mesh__digest_size((int)algorithm));
}

mesh_string *mesh_digest_text(mesh_ctx *cx, const mesh_string *s, int64_t algorithm)
{
    mesh_digest d;
    unsigned char out[MESH_DIGEST_MAX];
    mesh__digest_start(&d, (int)algorithm);
    mesh__digest_update(&d, s->bytes, s->length);
    mesh__digest_finish(&d, out);
    return digits(cx, out, mesh__digest_size((int)algorithm));
}

mesh_bytes *mesh_digest_start(mesh_ctx *cx, int64_t algorithm)
{
    mesh_digest d = {0};
    mesh__digest_start(&d, (int)algorithm);
    return mesh_bytes_from_memory(cx, &d, sizeof d);
}

mesh_bytes *mesh_digest_update_own(mesh_ctx *cx, mesh_bytes *digest, mesh_bytes *part)
{
    mesh_digest d;
    unsigned char *end;
    digest = mesh_bytes_reserve_own(cx, digest, 0, &end);
    memcpy(&d, end - sizeof d, sizeof d);
    mesh__digest_update(&d, part->data, part->length);
    memcpy(end - sizeof d, &d, sizeof d);
    mesh_bytes_drop(cx, part);
    return digest;
}

mesh_bytes *mesh_digest_finish(mesh_ctx *cx, const mesh_bytes *digest)
{
    mesh_digest d;
    unsigned char out[MESH_DIGEST_MAX];
    memcpy(&d, digest->data, sizeof d);
    mesh__digest_finish(&d, out);
    return mesh_bytes_from_memory(cx, out, mesh__digest_size(d.algorithm));
}

bool mesh_bytes_secure_equals(mesh_ctx *cx, const mesh_bytes *a, const mesh_bytes *b)
{
    (void)cx;
    if (a->length != b->length)
        return false;
    volatile unsigned char difference = 0;
    for (size_t i = 0; i < a->length; i++)
        difference = (unsigned char)(difference | (a->data[i] ^ b->data[i]));
    return difference == 0;
}

/* ---- HMAC (RFC 2104) ------------------------------------------------------------------------------------------------- */

void mesh__hmac_key(mesh_hmac *h, int algorithm, const void *key, size_t length)
{
    unsigned char block[MESH_DIGEST_BLOCK_MAX] = {0};
    const size_t size = mesh__digest_block(algorithm);
    if (length > size) {
        mesh__digest_start(&h->inner, algorithm);
        mesh__digest_update(&h->inner, key, length);
        mesh__digest_finish(&h->inner, block);
    } else if (length > 0) {
        memcpy(block, key, length);
    }
    for (size_t i = 0; i < size; i++)
        block[i] ^= 0x36;
    mesh__digest_start(&h->inner, algorithm);
    mesh__digest_update(&h->inner, block, size);
    for (size_t i = 0; i < size; i++)
        block[i] ^= 0x36 ^ 0x5C;
    mesh__digest_start(&h->outer, algorithm);
    mesh__digest_update(&h->outer, block, size);
    mesh__wipe(block, sizeof block);
}

void mesh__hmac_finish(mesh_hmac *h, unsigned char *out)
{
    mesh__digest_finish(&h->inner, out);
    mesh__digest_update(&h->outer, out, mesh__digest_size(h->outer.algorithm));
    mesh__digest_finish(&h->outer, out);
}

static void hmac(int algorithm, const void *key, size_t key_length, const void *message, size_t length, unsigned char *out)
{
    mesh_hmac h;
    mesh__hmac_key(&h, algorithm, key, key_length);
    mesh__digest_update(&h.inner, message, length);
    mesh__hmac_finish(&h, out);
    mesh__wipe(&h, sizeof h);
}

mesh_bytes *mesh_hmac_bytes(mesh_ctx *cx, const mesh_bytes *key, const mesh_bytes *message, int64_t algorithm)
{
    unsigned char out[MESH_DIGEST_MAX];
    hmac((int)algorithm, key->data, key->length, message->data, message->length, out);
    return mesh_bytes_from_memory(cx, out, mesh__digest_size((int)algorithm));
}

mesh_string *mesh_hmac_text(mesh_ctx *cx, const mesh_string *key, const mesh_string *message, int64_t algorithm)
{
    unsigned char out[MESH_DIGEST_MAX];
    hmac((int)algorithm, key->bytes, key->length, message->bytes, message->length, out);
    return digits(cx, out, mesh__digest_size((int)algorithm));
}
