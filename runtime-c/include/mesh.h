/* The runtime of Mesh: what generated programs and C code of users include.
 *
 * One header a concept; read them in this order. Conventions that hold everywhere:
 *   - `mesh_` is public to generated code and users, `mesh__` is internal to the runtime;
 *   - the first parameter is the running actor's context;
 *   - a parameter is borrowed unless its name, or its function's name, ends in `_own`; results are owned;
 *   - a function whose name ends in `_ref` (or `_ref_at`) returns the address of its result, which stays a part
 *     of the first argument: the compiler copies it and counts it up where it outlives that argument;
 *   - a function whose name ends in `_pure` only computes: of equal calls the compiler makes one;
 *   - a function whose name ends in `_at` may panic and takes the source site last.
 */
#ifndef MESH_H
#define MESH_H

#include "mesh/platform.h"
#include "mesh/type.h"
#include "mesh/context.h"
#include "mesh/heap.h"
#include "mesh/cell.h"
#include "mesh/closure.h"
#include "mesh/panic.h"
#include "mesh/test.h"
#include "mesh/atom.h"
#include "mesh/hash.h"
#include "mesh/string.h"
#include "mesh/unicode.h"
#include "mesh/bytes.h"
#include "mesh/list.h"
#include "mesh/map.h"
#include "mesh/num.h"
#include "mesh/show.h"
#include "mesh/concat.h"
#include "mesh/fault.h"
#include "mesh/io.h"
#include "mesh/env.h"
#include "mesh/clock.h"
#include "mesh/file.h"
#include "mesh/random.h"
#include "mesh/base64.h"
#include "mesh/digest.h"

#endif
