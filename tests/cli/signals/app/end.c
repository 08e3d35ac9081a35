#define _POSIX_C_SOURCE 200809L
#include "mesh_program.h"
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

void app_end(mesh_ctx *cx, const mesh_string *how)
{
    (void)cx;
    if (how->bytes[0] == 'a')
        abort();
    if (how->bytes[0] == 'w') {
        if (write(1, "waiting\n", 8) == 8)
            pause();
    }
    exit(atoi(how->bytes));
}
