#define _DEFAULT_SOURCE
#define _FILE_OFFSET_BITS 64
#define _TIME_BITS 64
#include "mesh/clock.h"

#include <time.h>

int64_t mesh_clock_unix_ms(mesh_ctx *cx)
{
    (void)cx;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t mesh_clock_monotonic_ns(mesh_ctx *cx)
{
    (void)cx;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int64_t mesh_clock_local_offset(mesh_ctx *cx, int64_t unix_secs)
{
    (void)cx;
    time_t at = (time_t)unix_secs;
    struct tm fields;
    /* A time_t of 32 bits, where the C library has no other, cannot hold every instant. */
    if ((int64_t)at != unix_secs || localtime_r(&at, &fields) == NULL) {
        return 0;
    }
    return (int64_t)fields.tm_gmtoff / 60;
}
