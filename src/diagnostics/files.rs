//! The source files of a session: their paths as users see them and their texts.

use std::borrow::Cow;

use crate::base::{FileId, IndexVec, Span};

/// One source file.
#[derive(Debug)]
pub struct SourceFile {
    /// Relative to the project, with `/` between the segments; files of the library start with `std/`.
    pub path: String,
    pub text: String,
    /// Part of the standard library.
    pub library: bool,
    /// The byte offsets at which lines start.
    line_starts: Vec<u32>,
    /// The text as terminals may see it, if it differs: control characters replaced by `?`, byte for byte.
    shown: Option<String>,
}

/// A place as users see it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Position {
    /// From 1.
    pub line: u32,
    /// In code points, from 1.
    pub column: u32,
}

/// All source files of a session. `FileId`s are given in the order of display: diagnostics are sorted by it.
#[derive(Default, Debug)]
pub struct Files {
    files: IndexVec<FileId, SourceFile>,
}

impl Files {
    pub fn new() -> Files {
        Files::default()
    }

    pub fn add(
        &mut self,
        path: impl Into<String>,
        text: impl Into<String>,
        library: bool,
    ) -> FileId {
        let text = text.into();
        let line_starts = std::iter::once(0)
            .chain(
                text.bytes()
                    .enumerate()
                    .filter(|&(_, b)| b == b'\n')
                    .map(|(i, _)| i as u32 + 1),
            )
            .collect();
        let shown = text
            .bytes()
            .any(unshowable)
            .then(|| text.chars().map(showable).collect());
        self.files.push(SourceFile {
            path: path.into(),
            text,
            library,
            line_starts,
            shown,
        })
    }

    pub fn get(&self, file: FileId) -> &SourceFile {
        &self.files[file]
    }
    pub fn path(&self, file: FileId) -> &str {
        &self.files[file].path
    }
    pub fn text(&self, file: FileId) -> &str {
        &self.files[file].text
    }
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter_enumerated()
    }

    /// Where byte `offset` of `file` is. Offsets past the end give the end.
    pub fn position(&self, file: FileId, offset: u32) -> Position {
        let source = &self.files[file];
        let offset = floor(&source.text, offset as usize);
        let line = source
            .line_starts
            .partition_point(|&start| start as usize <= offset)
            - 1;
        let start = source.line_starts[line] as usize;
        let column = source.text[start..offset].chars().count();
        Position {
            line: line as u32 + 1,
            column: column as u32 + 1,
        }
    }

    /// Where the span starts.
    pub fn start(&self, span: Span) -> Position {
        self.position(span.file, span.start)
    }

    /// `path:line:column` of the span's start.
    pub fn place(&self, span: Span) -> String {
        let Position { line, column } = self.start(span);
        format!("{}:{line}:{column}", self.path(span.file))
    }

    /// The span as a range of bytes that lies on character boundaries inside the file.
    pub fn range(&self, span: Span) -> std::ops::Range<usize> {
        let text = self.text(span.file);
        let start = floor(text, span.start as usize);
        start..floor(text, span.end as usize).max(start)
    }

    /// The text as terminals may see it.
    pub fn shown(&self, file: FileId) -> &str {
        let source = &self.files[file];
        source.shown.as_deref().unwrap_or(&source.text)
    }

    /// The bytes of the line that an offset is on, without its end.
    pub fn line_around(&self, file: FileId, offset: u32) -> std::ops::Range<usize> {
        let source = &self.files[file];
        let offset = (offset as usize).min(source.text.len());
        let line = source
            .line_starts
            .partition_point(|&start| start as usize <= offset)
            - 1;
        let start = source.line_starts[line] as usize;
        let end = source
            .line_starts
            .get(line + 1)
            .map_or(source.text.len(), |&next| next as usize);
        start..start + source.text[start..end].trim_end_matches(['\n', '\r']).len()
    }

    fn find(&self, file: FileId) -> Result<&SourceFile, codespan_reporting::files::Error> {
        self.files
            .get(file)
            .ok_or(codespan_reporting::files::Error::FileMissing)
    }
}

/// Line feeds and tabs are laid out, a carriage return before a line feed is part of the line's end.
fn unshowable(byte: u8) -> bool {
    byte == 0x7f || (byte < 0x20 && !matches!(byte, b'\n' | b'\t' | b'\r'))
}

fn showable(c: char) -> char {
    if c.is_ascii() && unshowable(c as u8) {
        '?'
    } else {
        c
    }
}

/// The last character boundary at or before an offset.
pub(super) fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

impl<'a> codespan_reporting::files::Files<'a> for Files {
    type FileId = FileId;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: FileId) -> Result<&'a str, codespan_reporting::files::Error> {
        Ok(&self.find(id)?.path)
    }
    fn source(&'a self, id: FileId) -> Result<&'a str, codespan_reporting::files::Error> {
        let file = self.find(id)?;
        Ok(file.shown.as_deref().unwrap_or(&file.text))
    }
    fn line_index(
        &'a self,
        id: FileId,
        byte: usize,
    ) -> Result<usize, codespan_reporting::files::Error> {
        Ok(self
            .find(id)?
            .line_starts
            .partition_point(|&start| start as usize <= byte)
            - 1)
    }
    fn line_range(
        &'a self,
        id: FileId,
        line: usize,
    ) -> Result<std::ops::Range<usize>, codespan_reporting::files::Error> {
        let file = self.find(id)?;
        let too_large = codespan_reporting::files::Error::LineTooLarge {
            given: line,
            max: file.line_starts.len() - 1,
        };
        let start = *file.line_starts.get(line).ok_or(too_large)? as usize;
        let end = file
            .line_starts
            .get(line + 1)
            .map_or(file.text.len(), |&next| next as usize);
        Ok(start..end)
    }
}

/// A text of one line without control characters, for messages that quote something from outside.
pub fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().any(char::is_control) {
        Cow::Owned(
            text.chars()
                .map(|c| {
                    if c.is_control() {
                        c.escape_default().to_string()
                    } else {
                        c.to_string()
                    }
                })
                .collect(),
        )
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_code_points() {
        let mut files = Files::new();
        let file = files.add("main.mpl", "a\nżółw = 1\n", false);
        assert_eq!(files.position(file, 0), Position { line: 1, column: 1 });
        let equals = files.text(file).find('=').map_or(0, |i| i as u32);
        assert_eq!(
            files.position(file, equals),
            Position { line: 2, column: 6 }
        );
        assert_eq!(files.position(file, 1000), Position { line: 3, column: 1 });
    }

    #[test]
    fn an_offset_inside_a_character_gives_its_start() {
        let mut files = Files::new();
        let file = files.add("main.mpl", "ż", false);
        assert_eq!(files.position(file, 1), Position { line: 1, column: 1 });
        assert_eq!(files.range(Span::new(file, 1, 2)), 0..2);
    }
}
