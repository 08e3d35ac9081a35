//! The C files of embedded files: an array each, with the functions that give it as a text and as bytes.

use std::fmt::Write;

use crate::core::ir::Embedded;

/// The prototypes, for the program's header.
pub fn prototypes(files: &[Embedded], header: &mut String) {
    for n in 1..=files.len() {
        let _ = writeln!(
            header,
            "MESH_FN mesh_string *embedded_{n}_text(mesh_ctx *cx);\n\
             MESH_FN mesh_bytes *embedded_{n}_bytes(mesh_ctx *cx);"
        );
    }
}

/// The C of file number `n`.
pub fn source(n: usize, file: &Embedded, shown: &str) -> String {
    let length = file.bytes.len();
    let points = file.points.unwrap_or(0);
    let mut out = format!(
        "/* The file {shown}. Written by meshc. */\n#include \"mesh_program.h\"\n\n\
         static const struct {{\n    mesh_head head;\n    uint32_t length, points;\n    unsigned char bytes[{}];\n}} \
         embedded_{n} = {{{{MESH_IMMORTAL, 0}}, {length}, {points}, {{",
        length + 1
    );
    out.reserve(length * 4);
    for (at, byte) in file.bytes.iter().enumerate() {
        let between = if at % 32 == 0 { "\n    " } else { " " };
        let _ = write!(out, "{between}{byte},");
    }
    let _ = write!(
        out,
        "\n    0,\n}}}};\nstatic const mesh_bytes embedded_{n}_object = MESH_BYTES_STATIC(embedded_{n}.bytes, {length});\n"
    );
    let text = match file.points {
        Some(_) => format!("MESH_STRING_REF(embedded_{n})"),
        // not UTF-8: nothing asks for its text
        None => "mesh_string_empty()".to_owned(),
    };
    let _ = write!(
        out,
        "\nMESH_FN mesh_string *embedded_{n}_text(mesh_ctx *cx)\n{{\n    (void)cx;\n    return {text};\n}}\n\
         \nMESH_FN mesh_bytes *embedded_{n}_bytes(mesh_ctx *cx)\n{{\n    (void)cx;\n    return MESH_BYTES_REF(embedded_{n}_object);\n}}\n"
    );
    out
}
