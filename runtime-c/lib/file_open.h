/* What the file sources share. */
#ifndef MESH_LIB_FILE_OPEN_H
#define MESH_LIB_FILE_OPEN_H

#include "mesh/file.h"

/* True if the path is neither empty nor contains a NUL; else `cx->fault` is set. */
bool mesh__path_ok(mesh_ctx *cx, const mesh_string *path);

/* open(2), close-on-exec, mode 0666 less umask; -1: `cx->fault` is set. */
int mesh__open(mesh_ctx *cx, const mesh_string *path, int flags);

#endif
