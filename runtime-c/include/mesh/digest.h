/* Digests (FIPS 180-4, RFC 1321), HMAC (RFC 2104) and keys from passwords (RFC 8018, 7914, 5869).
 *
 * `algorithm` is one of mesh_digest_algorithm. Results are Bytes of the digest's size, or their digits in lower case.
 */
#ifndef MESH_DIGEST_H
#define MESH_DIGEST_H

#include "bytes.h"

typedef enum mesh_digest_algorithm { MESH_MD5, MESH_SHA1, MESH_SHA256, MESH_SHA512 } mesh_digest_algorithm;

enum { MESH_DIGEST_MAX = 64, MESH_DIGEST_BLOCK_MAX = 128 };

/* A digest under way. A plain value: a copy goes on from where the original was. */
typedef struct mesh_digest {
    uint64_t state[8]; /* of the algorithms of 32 bits each holds one word */
    uint64_t length;   /* bytes so far */
    int algorithm;
    unsigned char block[MESH_DIGEST_BLOCK_MAX]; /* the last bytes, which fill no block yet */
} mesh_digest;

size_t mesh__digest_size(int algorithm);
size_t mesh__digest_block(int algorithm);
void mesh__digest_start(mesh_digest *d, int algorithm);
void mesh__digest_update(mesh_digest *d, const void *data, size_t length);
/* Writes mesh__digest_size bytes; `d` is used up. */
void mesh__digest_finish(mesh_digest *d, unsigned char *out);

/* Takes whole blocks of 64 bytes into the state of SHA-256. */
void mesh__sha256_blocks(uint64_t state[8], const unsigned char *data, size_t blocks);

/* HMAC under way: the digests that begin with the key's inner and outer block. */
typedef struct mesh_hmac {
    mesh_digest inner, outer;
} mesh_hmac;

void mesh__hmac_key(mesh_hmac *h, int algorithm, const void *key, size_t length);
/* Of the message in `h->inner`; `h` is used up. */
void mesh__hmac_finish(mesh_hmac *h, unsigned char *out);

/* Overwrites memory that held a secret, even if nobody reads it afterwards. */
void mesh__wipe(void *data, size_t length);

void mesh__pbkdf2(int algorithm, const void *password, size_t password_length, const void *salt, size_t salt_length,
                  uint64_t rounds, unsigned char *out, size_t length);

mesh_bytes *mesh_digest_bytes(mesh_ctx *cx, const mesh_bytes *b, int64_t algorithm);
mesh_string *mesh_digest_text(mesh_ctx *cx, const mesh_string *s, int64_t algorithm);

/* A digest under way as Bytes, which only these functions read. */
mesh_bytes *mesh_digest_start(mesh_ctx *cx, int64_t algorithm);
mesh_bytes *mesh_digest_update_own(mesh_ctx *cx, mesh_bytes *digest, mesh_bytes *part);
mesh_bytes *mesh_digest_finish(mesh_ctx *cx, const mesh_bytes *digest);

mesh_bytes *mesh_hmac_bytes(mesh_ctx *cx, const mesh_bytes *key, const mesh_bytes *message, int64_t algorithm);
mesh_string *mesh_hmac_text(mesh_ctx *cx, const mesh_string *key, const mesh_string *message, int64_t algorithm);

/* Are they equal? The time depends on the lengths only. */
bool mesh_bytes_secure_equals(mesh_ctx *cx, const mesh_bytes *a, const mesh_bytes *b);

/* rounds >= 1, length >= 1. */
mesh_bytes *mesh_kdf_pbkdf2(mesh_ctx *cx, const mesh_bytes *password, const mesh_bytes *salt, int64_t rounds, int64_t length,
                            int64_t algorithm);
/* length 1 to 8160. */
mesh_bytes *mesh_kdf_hkdf(mesh_ctx *cx, const mesh_bytes *key, const mesh_bytes *salt, const mesh_bytes *info, int64_t length);
/* ln 1 to 24; r, p >= 1; the parameters ask for at most 1 GiB each way. */
mesh_bytes *mesh_kdf_scrypt(mesh_ctx *cx, const mesh_bytes *password, const mesh_bytes *salt, int64_t ln, int64_t r, int64_t p,
                            int64_t length);

#endif
