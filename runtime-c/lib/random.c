#define _DEFAULT_SOURCE
#include "mesh/random.h"

#include <errno.h>
#include <sys/random.h>
#include <time.h>

#include "mesh/panic.h"

/* ---- the operating system's ------------------------------------------------------------------------------------------ */

void mesh__random_fill(mesh_ctx *cx, void *data, size_t length)
{
    unsigned char *p = data;
    while (length > 0) {
        const ssize_t got = getrandom(p, length, 0);
        if (got < 0) {
            if (errno == EINTR)
                continue;
            mesh_panic(cx, "the operating system has no random numbers");
        }
        p += got;
        length -= (size_t)got;
    }
}

mesh_bytes *mesh_random_bytes(mesh_ctx *cx, int64_t n)
{
    unsigned char *data;
    if ((uint64_t)n > SIZE_MAX / 2)
        mesh__out_of_memory(cx);
    mesh_bytes *b = mesh_bytes_alloc(cx, (size_t)n, &data);
    mesh__random_fill(cx, data, (size_t)n);
    return b;
}

int64_t mesh_random_entropy(mesh_ctx *cx)
{
    int64_t word;
    mesh__random_fill(cx, &word, sizeof word);
    return word;
}

/* RFC 9562 §5.7 and §6.2, method 2: within a millisecond the 74 bits after the time count up by random steps. */
mesh_bytes *mesh_random_uuid7(mesh_ctx *cx)
{
    static uint64_t last_time, last_high, last_low;
    const uint64_t low_mask = ((uint64_t)1 << 62) - 1;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    const uint64_t time = (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
    const uint64_t random = (uint64_t)mesh_random_entropy(cx);
    if (time > last_time) {
        last_time = time;
        last_high = (uint64_t)mesh_random_entropy(cx) & 0x7FF; /* the top bit is room for counting */
        last_low = random & low_mask;
    } else {
        last_low += 1 + (random & UINT32_MAX);
        if (last_low > low_mask) {
            last_low &= low_mask;
            last_high++;
        }
        if (last_high > 0xFFF) {
            last_high = 0;
            last_time++;
        }
    }
    const uint64_t words[2] = {last_time << 16 | 0x7000 | last_high, (uint64_t)2 << 62 | last_low};
    unsigned char *data;
    mesh_bytes *b = mesh_bytes_alloc(cx, 16, &data);
    for (int i = 0; i < 16; i++)
        data[i] = (unsigned char)(words[i / 8] >> (56 - 8 * (i % 8)));
    return b;
}

/* ---- bounded numbers (Lemire) ---------------------------------------------------------------------------------------- */

int64_t mesh_random_high_pure(mesh_ctx *cx, int64_t x, int64_t n)
{
    (void)cx;
    const uint64_t x1 = (uint64_t)x >> 32, x0 = (uint32_t)x, n1 = (uint64_t)n >> 32, n0 = (uint32_t)n;
    const uint64_t middle = x1 * n0 + (x0 * n0 >> 32);
    const uint64_t other = x0 * n1 + (uint32_t)middle;
    return (int64_t)(x1 * n1 + (middle >> 32) + (other >> 32));
}

bool mesh_random_rejected_pure(mesh_ctx *cx, int64_t x, int64_t n)
{
    (void)cx;
    const uint64_t bound = (uint64_t)n, low = (uint64_t)x * bound;
    return low < bound && low < (0 - bound) % bound;
}

/* ---- the actor's generator ------------------------------------------------------------------------------------------- */

int64_t mesh_random_word(mesh_ctx *cx, int64_t i)
{
    return (int64_t)cx->random[i];
}

void mesh_random_keep(mesh_ctx *cx, int64_t a, int64_t b, int64_t c, int64_t d)
{
    cx->random[0] = (uint64_t)a;
    cx->random[1] = (uint64_t)b;
    cx->random[2] = (uint64_t)c;
    cx->random[3] = (uint64_t)d;
}
