/* Randomness: the operating system's, and the words that the generators of Rng and Random are made of. */
#ifndef MESH_RANDOM_H
#define MESH_RANDOM_H

#include "bytes.h"

/* Fills memory from the operating system. Panics if it has no random numbers. */
void mesh__random_fill(mesh_ctx *cx, void *data, size_t length);
/* n >= 0 bytes from the operating system; 64 bits of them. */
mesh_bytes *mesh_random_bytes(mesh_ctx *cx, int64_t n);
int64_t mesh_random_entropy(mesh_ctx *cx);

/* Version 7 of RFC 9562, 16 bytes: each greater than all before it in this process. */
mesh_bytes *mesh_random_uuid7(mesh_ctx *cx);

/* The high and low halves of the unsigned product x · n, and is `low` one of those that bounded numbers leave out:
 * below (2^64 - n) mod n? */
int64_t mesh_random_high_pure(mesh_ctx *cx, int64_t x, int64_t n);
bool mesh_random_rejected_pure(mesh_ctx *cx, int64_t x, int64_t n);

/* Word i (0 to 3) of the running actor's generator; all are 0 as long as it is not seeded. */
int64_t mesh_random_word(mesh_ctx *cx, int64_t i);
void mesh_random_keep(mesh_ctx *cx, int64_t a, int64_t b, int64_t c, int64_t d);

#endif
