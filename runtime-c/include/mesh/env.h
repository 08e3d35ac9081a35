/* The environment and the process.
 *
 * The environment is a table of the runtime's own, filled from the process at first use; changes never reach the C library's,
 * which is not safe with threads. Names and values that are not UTF-8 are seen with U+FFFD; as long as they are not set they
 * are kept as they are for children.
 */
#ifndef MESH_ENV_H
#define MESH_ENV_H

#include "fault.h"
#include "list.h"
#include "string.h"

/* The value, or null. */
mesh_string *mesh_env_get(mesh_ctx *cx, const mesh_string *name);
/* The name is not empty and without `=` and NUL, the value without NUL. */
void mesh_env_set(mesh_ctx *cx, const mesh_string *name, const mesh_string *value);
void mesh_env_unset(mesh_ctx *cx, const mesh_string *name);
/* List<String>: names and values in turn, in no order. */
mesh_list *mesh_env_entries(mesh_ctx *cx);

/* List<String>: the command line. */
mesh_list *mesh_env_args(mesh_ctx *cx);

/* Null or false: `cx->fault` is set. */
mesh_string *mesh_env_executable(mesh_ctx *cx);
mesh_string *mesh_env_cwd(mesh_ctx *cx);
bool mesh_env_set_cwd(mesh_ctx *cx, const mesh_string *path);

/* The home directory of the password database, or null. */
mesh_string *mesh_env_login_home(mesh_ctx *cx);

#endif
