//! Diagnostics as text for people, through `codespan-reporting`.
//!
//! ```text
//! error[E0001]: expected `Int`, found `String`
//!  --> storage/fees.mpl:3:20
//!   |
//! 3 |   let fee :: Int = "nine"
//!   |              ---   ^^^^^^ this is `String`
//!   = help: parse it with String.to_int
//! ```

use codespan_reporting::diagnostic as cs;
use codespan_reporting::term;
use codespan_reporting::term::termcolor::Buffer;

use super::files::{floor, printable};
use super::{Diagnostic, Files};
use crate::base::FileId;

/// The diagnostics one after the other, each followed by an empty line. `color`: with terminal escapes.
pub fn render<'a>(
    files: &Files,
    diagnostics: impl IntoIterator<Item = &'a Diagnostic>,
    color: bool,
) -> String {
    let config = term::Config {
        tab_width: 2,
        chars: term::Chars::ascii(),
        ..term::Config::default()
    };
    let mut text = String::new();
    for diagnostic in diagnostics {
        let mut buffer = if color {
            Buffer::ansi()
        } else {
            Buffer::no_color()
        };
        let emitted = match Excerpt::of(files, diagnostic) {
            Some(excerpt) => {
                let mut shown = convert(files, diagnostic);
                shown.labels.clear();
                let shown = cs::Diagnostic {
                    severity: shown.severity,
                    code: shown.code,
                    message: shown.message,
                    labels: vec![cs::Label::primary((), excerpt.span.clone())
                        .with_message(printable(&diagnostic.primary_text))],
                    notes: shown.notes,
                };
                term::emit(&mut buffer, &config, &excerpt, &shown)
            }
            None => term::emit(&mut buffer, &config, files, &convert(files, diagnostic)),
        };
        if let Err(error) = emitted {
            crate::bug!(
                "diagnostics",
                "{} could not be rendered: {error}",
                diagnostic.code.as_str()
            );
        }
        push_tightened(&mut text, &String::from_utf8_lossy(buffer.as_slice()));
    }
    text
}

/// Longer source lines are shown as an excerpt around the primary span.
const LONG_LINE: usize = 400;
/// Bytes shown on either side of the beginning of the span.
const AROUND: usize = 80;

/// Part of a long source line, as a file of its own that knows its true place.
struct Excerpt<'a> {
    path: &'a str,
    text: String,
    line: usize,
    /// Code points of the line that stand before the text.
    skipped: usize,
    span: std::ops::Range<usize>,
}

impl<'a> Excerpt<'a> {
    /// The excerpt for a diagnostic that touches a long line.
    fn of(files: &'a Files, diagnostic: &Diagnostic) -> Option<Excerpt<'a>> {
        let primary = diagnostic.primary?;
        let long = std::iter::once(primary)
            .chain(diagnostic.labels.iter().map(|label| label.span))
            .any(|span| files.line_around(span.file, span.start).len() > LONG_LINE);
        if !long {
            return None;
        }
        let text = files.shown(primary.file);
        let line = files.line_around(primary.file, primary.start);
        let at = files.range(primary);
        let start = floor(text, at.start.saturating_sub(AROUND).max(line.start));
        let end = floor(text, (at.start + AROUND).min(line.end));
        let before = if start > line.start { "…" } else { "" };
        let after = if end < line.end { "…" } else { "" };
        let shift = before.len();
        Some(Excerpt {
            path: files.path(primary.file),
            line: files.start(primary).line as usize,
            skipped: text[line.start..start].chars().count(),
            span: at.start - start + shift..at.end.min(end) - start + shift,
            text: format!("{before}{}{after}", &text[start..end]),
        })
    }
}

impl<'a> codespan_reporting::files::Files<'a> for Excerpt<'_> {
    type FileId = ();
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, _: ()) -> Result<&'a str, codespan_reporting::files::Error> {
        Ok(self.path)
    }
    fn source(&'a self, _: ()) -> Result<&'a str, codespan_reporting::files::Error> {
        Ok(&self.text)
    }
    fn line_index(&'a self, _: (), _: usize) -> Result<usize, codespan_reporting::files::Error> {
        Ok(0)
    }
    fn line_number(&'a self, _: (), _: usize) -> Result<usize, codespan_reporting::files::Error> {
        Ok(self.line)
    }
    fn column_number(
        &'a self,
        _: (),
        _: usize,
        byte: usize,
    ) -> Result<usize, codespan_reporting::files::Error> {
        let shown = self.text[..floor(&self.text, byte)].chars();
        Ok(self.skipped + shown.filter(|c| *c != '…').count() + 1)
    }
    fn line_range(
        &'a self,
        _: (),
        _: usize,
    ) -> Result<std::ops::Range<usize>, codespan_reporting::files::Error> {
        Ok(0..self.text.len())
    }
}

fn convert(files: &Files, diagnostic: &Diagnostic) -> cs::Diagnostic<FileId> {
    let severity = if diagnostic.code.is_warning() {
        cs::Severity::Warning
    } else {
        cs::Severity::Error
    };
    let mut labels = Vec::new();
    if let Some(span) = diagnostic.primary {
        labels.push(
            cs::Label::primary(span.file, files.range(span))
                .with_message(printable(&diagnostic.primary_text)),
        );
    }
    for label in &diagnostic.labels {
        labels.push(
            cs::Label::secondary(label.span.file, files.range(label.span))
                .with_message(printable(&label.text)),
        );
    }
    let notes = diagnostic.notes.iter().map(|text| note("note", text));
    let helps = diagnostic.helps.iter().map(|text| note("help", text));
    cs::Diagnostic::new(severity)
        .with_code(diagnostic.code.as_str())
        .with_message(printable(&diagnostic.message))
        .with_labels(labels)
        .with_notes(notes.chain(helps).collect())
}

fn note(kind: &str, text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(printable).collect();
    format!("{kind}: {}", lines.join("\n      "))
}

/// Appends a rendered diagnostic with the arrow of a place one column further left than `codespan-reporting` sets it, and
/// without the blanks that it leaves at the end of lines and the empty gutter line before the notes.
fn push_tightened(text: &mut String, rendered: &str) {
    let lines: Vec<&str> = rendered.split_inclusive('\n').collect();
    for (i, line) in lines.iter().enumerate() {
        let shown = strip_escapes(line);
        let before_note = lines
            .get(i + 1)
            .is_some_and(|next| strip_escapes(next).trim_start().starts_with("= "));
        if before_note && shown.trim() == "|" {
            continue;
        }
        let line = match shown.trim_start().starts_with("--> ") {
            true => line.strip_prefix(' ').unwrap_or(line),
            false => line,
        };
        text.push_str(line.trim_end());
        text.push('\n');
    }
}

fn strip_escapes(line: &str) -> String {
    let mut plain = String::new();
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        if c == '\u{1b}' {
            chars.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(c);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Span;
    use crate::diagnostics::Code;

    #[test]
    fn the_text_form() {
        let mut files = Files::new();
        let file = files.add(
            "storage/fees.mpl",
            "\n\n  let fee :: Int = \"nine\"\n",
            false,
        );
        let diagnostic = Diagnostic::new(
            Code::E0001,
            Span::new(file, 21, 27),
            "expected `Int`, found `String`",
        )
        .text("this is `String`")
        .label(Span::new(file, 15, 18), "required by this annotation")
        .note("a note\nof two lines")
        .help("parse it with String.to_int");
        let expected = r#"error[E0001]: expected `Int`, found `String`
 --> storage/fees.mpl:3:20
  |
3 |   let fee :: Int = "nine"
  |              ---   ^^^^^^ this is `String`
  |              |
  |              required by this annotation
  = note: a note
          of two lines
  = help: parse it with String.to_int

"#;
        let text = render(&files, [&diagnostic], false);
        assert_eq!(text, expected);
        let colored = render(&files, [&diagnostic], true);
        assert!(colored.contains("\u{1b}["));
        assert_eq!(strip_escapes(&colored), text);
    }

    #[test]
    fn escapes_of_a_source_reach_no_terminal() {
        let mut files = Files::new();
        let file = files.add("main.mpl", "a \u{1b}[2J b\n", false);
        let text = render(
            &files,
            [&Diagnostic::new(
                Code::E0100,
                Span::new(file, 2, 3),
                "unexpected \u{1b}",
            )],
            false,
        );
        assert!(!text.contains('\u{1b}'), "{text}");
    }

    #[test]
    fn without_a_place() {
        let text = render(
            &Files::new(),
            [&Diagnostic::without_place(
                Code::E0703,
                "entry point `main.mpl` not found",
            )],
            false,
        );
        assert_eq!(text, "error[E0703]: entry point `main.mpl` not found\n\n");
    }
}
