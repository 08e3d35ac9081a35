//! Keeps C lines in step with the Mesh lines they come from.
//!
//! After `#line 6 "main.mpl"` a C compiler counts on: the second C line below it would be line 7 of the source. One Mesh line
//! is mostly several C lines, so each further statement gets a `#line` of its own, in its short form. What follows a function
//! is under its own file's name again.

use std::fmt::Write;

/// `text` stands in the file `name` from line `first` on.
pub fn keep_in_step(text: &str, name: &str, first: usize) -> String {
    let mut out = String::with_capacity(text.len() * 5 / 4);
    let mut number = first;
    // The Mesh line of the statements, and the line that the C compiler takes the next one for.
    let mut mesh: Option<&str> = None;
    let mut in_step = false;
    let mut starts = true;
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("#line ") {
            mesh = rest.split(' ').next();
            in_step = true;
        } else if let Some(at) = mesh {
            if starts && !in_step && is_statement(line) {
                let _ = writeln!(out, "#line {at}");
                number += 1;
            }
            in_step = false;
            starts = ends_statement(line);
        }
        out.push_str(line);
        out.push('\n');
        number += 1;
        if line == "}" && mesh.take().is_some() {
            number += 1;
            let _ = writeln!(out, "#line {number} \"{name}\"");
        }
    }
    out
}

/// Whether code may come of the line: braces, labels and cases are only places, declarations without a value only names.
fn is_statement(line: &str) -> bool {
    let line = line.trim();
    let acts = ["goto ", "return", "continue"]
        .iter()
        .any(|word| line.starts_with(word));
    let declares = line.ends_with(';') && !line.contains(['=', '(', '+', '-']) && !acts;
    !(declares
        || line.is_empty()
        || matches!(line, "{" | "}" | "} else {" | "default:" | "break;")
        || line.ends_with(":;")
        || (line.starts_with("case ") && line.ends_with([':', '{'])))
}

/// Whether the next line is not the rest of a statement: a directive must not stand inside the arguments of a macro.
fn ends_statement(line: &str) -> bool {
    line.trim_end().ends_with([';', '{', '}', ':'])
}

#[cfg(test)]
mod tests {
    use super::keep_in_step;

    #[test]
    fn one_mesh_line_in_several_c_lines() {
        let text = "void f(void)\n{\n#line 6 \"a.mpl\"\n    one();\n    two();\n    if (x) {\n        m(1,\n          2);\n    }\n}\n\nint y;\n";
        let expected = "void f(void)\n{\n#line 6 \"a.mpl\"\n    one();\n#line 6\n    two();\n#line 6\n    if (x) {\n#line 6\n        m(1,\n          2);\n    }\n}\n#line 24 \"f.c\"\n\nint y;\n";
        let result = keep_in_step(text, "f.c", 10);
        assert_eq!(result, expected);
        let at = result.lines().position(|line| line.starts_with("#line 24"));
        assert_eq!(
            at.map(|at| at + 10 + 1),
            Some(24),
            "the next line's own number"
        );
    }

    #[test]
    fn what_has_no_source_is_left_alone() {
        let text = "int f(void)\n{\n    return 1;\n}\n";
        assert_eq!(keep_in_step(text, "f.c", 1), text);
    }
}
