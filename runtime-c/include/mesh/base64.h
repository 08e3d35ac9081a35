/* Base64 (RFC 4648): §4 with padding, or with `url` §5 without. One allocation each, O(n). */
#ifndef MESH_BASE64_H
#define MESH_BASE64_H

#include "bytes.h"

mesh_string *mesh_base64_encode(mesh_ctx *cx, const mesh_bytes *b, bool url);
mesh_string *mesh_base64_encode_text(mesh_ctx *cx, const mesh_string *s, bool url);

/* Null if `s` is no Base64; of the text form also if it is not that of UTF-8. */
mesh_bytes *mesh_base64_decode(mesh_ctx *cx, const mesh_string *s, bool url);
mesh_string *mesh_base64_decode_text(mesh_ctx *cx, const mesh_string *s, bool url);

#endif
