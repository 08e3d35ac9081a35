#include "mesh_program.h"

/* Reads beyond the end of an array. */
int64_t app_peek(mesh_ctx *cx, int64_t at)
{
    (void)cx;
    int64_t numbers[4] = {1, 2, 3, 4};
    volatile int64_t *first = numbers;
    return first[at / 10];
}
