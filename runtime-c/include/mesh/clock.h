/* Clocks and the zone of the system.
 *
 * Times are 64-bit on every target. The zone is that of the process at its start (`TZ`, `/etc/localtime`).
 */
#ifndef MESH_CLOCK_H
#define MESH_CLOCK_H

#include "context.h"

/* Milliseconds of the wall clock since 1970-01-01T00:00:00Z. */
int64_t mesh_clock_unix_ms(mesh_ctx *cx);
/* Nanoseconds of a clock that never goes back, from a point that is fixed while the process runs. */
int64_t mesh_clock_monotonic_ns(mesh_ctx *cx);
/* Minutes east of UTC of the system's zone at a time, rounded toward zero; 0 if unknown. */
int64_t mesh_clock_local_offset(mesh_ctx *cx, int64_t unix_secs);

#endif
