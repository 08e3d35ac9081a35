#include "mesh_program.h"
#include "scale.h"

#include <stdio.h>
#include <stdlib.h>

int64_t app_scaled(mesh_ctx *cx, int64_t n)
{
    (void)cx;
    return n * FACTOR;
}

mesh_string *app_greeting(mesh_ctx *cx, const mesh_string *name)
{
    char text[64];
    snprintf(text, sizeof text, "hello %s", name->bytes);
    return mesh_string_from_c(cx, text);
}

struct app_counter {
    int64_t value;
};

app_counter *app_counter_new(mesh_ctx *cx, int64_t start)
{
    (void)cx;
    app_counter *counter = malloc(sizeof *counter);
    if (counter != NULL)
        counter->value = start;
    return counter;
}

int64_t app_counter_value(mesh_ctx *cx, app_counter *counter)
{
    (void)cx;
    return counter->value;
}

void app_counter_drop(mesh_ctx *cx, app_counter *counter)
{
    (void)cx;
    free(counter);
}
