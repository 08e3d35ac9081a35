//! Diagnostics as JSON for tools: one object a line.
//!
//! `code`, `severity`, `message`, `file` (of the primary span, or null), `spans` (element 0 is the primary one; each with
//! `start`, `end` in bytes, `line`, `column` from 1 in code points, `label`, and `file` where it is another file),
//! `notes`, `fix` (a text or null).

use serde_json::{json, Map, Value};

use super::{Diagnostic, Files, Position};
use crate::base::Span;

/// One line without its line feed.
pub fn line(files: &Files, diagnostic: &Diagnostic) -> String {
    let primary = diagnostic
        .primary
        .map(|span| (span, &diagnostic.primary_text));
    let others = diagnostic
        .labels
        .iter()
        .map(|label| (label.span, &label.text));
    let home = diagnostic.primary.map(|span| span.file);
    let spans: Vec<Value> = primary
        .into_iter()
        .chain(others)
        .map(|(span, label)| span_value(files, home, span, label))
        .collect();
    let fix = (!diagnostic.helps.is_empty()).then(|| diagnostic.helps.join("\n"));
    json!({
        "code": diagnostic.code.as_str(),
        "severity": if diagnostic.code.is_warning() { "warning" } else { "error" },
        "message": diagnostic.message,
        "file": home.map(|file| files.path(file)),
        "spans": spans,
        "notes": diagnostic.notes,
        "fix": fix,
    })
    .to_string()
}

/// An error that has no code because it is not about the program: a missing compiler, a full disk.
pub fn plain_line(message: &str, help: Option<&str>) -> String {
    json!({
        "code": null, "severity": "error", "message": message, "file": null, "spans": [], "notes": [], "fix": help,
    })
    .to_string()
}

fn span_value(files: &Files, home: Option<crate::base::FileId>, span: Span, label: &str) -> Value {
    let range = files.range(span);
    let Position { line, column } = files.start(span);
    let mut value = Map::new();
    value.insert("start".into(), range.start.into());
    value.insert("end".into(), range.end.into());
    value.insert("line".into(), line.into());
    value.insert("column".into(), column.into());
    value.insert("label".into(), label.into());
    if home != Some(span.file) {
        value.insert("file".into(), files.path(span.file).into());
    }
    Value::Object(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Code;

    #[test]
    fn one_object_a_line() {
        let mut files = Files::new();
        let a = files.add("a.mpl", "żx\n", false);
        let b = files.add("b.mpl", "y\n", false);
        let diagnostic = Diagnostic::new(Code::W0005, Span::new(a, 2, 3), "unused")
            .label(Span::new(b, 0, 1), "there")
            .help("prefix with `_`");
        assert_eq!(
            line(&files, &diagnostic),
            r#"{"code":"W0005","file":"a.mpl","fix":"prefix with `_`","message":"unused","notes":[],"severity":"warning","#
                .to_owned()
                + r#""spans":[{"column":2,"end":3,"label":"","line":1,"start":2},"#
                + r#"{"column":1,"end":1,"file":"b.mpl","label":"there","line":1,"start":0}]}"#
        );
    }
}
