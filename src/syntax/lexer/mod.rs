//! From characters to raw tokens and comments.
//!
//! The lexer works on bytes, takes the whole file, and never fails: a bad character becomes a diagnostic and is dropped.
//! Strings are sequences of tokens: `STR_START { STR_TEXT | INTERP_START … INTERP_END } STR_END`. A stack of open strings
//! says what a character means: text of the innermost string, or code inside one of its interpolations. For
//! `"a ${f("b")} c"` the stack is `[]`, `["]` (text), `["]` (code), `["", ""]` (text of the inner string), and back.

mod number;
mod pattern;
mod string;
mod word;

pub(super) use number::{INT_RANGE, MIN_MAGNITUDE};

use unicode_ident::is_xid_start;

use super::token::{Comment, CommentKind, Kind, Token, BLANK, NEWLINE, SYNTHETIC};
use crate::base::{FileId, Span, Symbol};
use crate::diagnostics::{Code, Diagnostic};

/// The largest file that is read.
const MAX_FILE: usize = 64 << 20;

/// A regex literal: the pattern as the engine gets it, and the flags.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RegexLiteral {
    pub pattern: Symbol,
    pub flags: Symbol,
}

/// A file as raw tokens; the last one is `Eof`.
#[derive(Default, Debug)]
pub struct Lexed {
    pub tokens: Vec<Token>,
    pub comments: Vec<Comment>,
    /// Values of number literals; a float's bits.
    pub numbers: Vec<u64>,
    pub regexes: Vec<RegexLiteral>,
    /// The `##` texts, each with the start of the token that it documents, in source order.
    pub docs: Vec<(u32, Symbol)>,
    pub module_doc: Option<Symbol>,
    /// The file ends inside a heredoc or block comment: nothing after it can be judged.
    pub cut_short: bool,
}

/// Splits a file into tokens.
pub fn lex(file: FileId, text: &str, errors: &mut Vec<Diagnostic>) -> Lexed {
    let mut lexer = Lexer {
        file,
        text,
        bytes: text.as_bytes(),
        pos: 0,
        flags: 0,
        out: Lexed::default(),
        errors,
        strings: Vec::new(),
        outer_line_string: None,
        line_start: 0,
        empty_line: false,
        doc: DocText::default(),
        module_doc: String::new(),
    };
    if text.len() > MAX_FILE {
        lexer.error(Code::E0100, 0, 0, "the file is larger than 64 MiB");
        lexer.out.cut_short = true;
    } else {
        lexer.out.tokens.reserve(text.len() / 4);
        lexer.file();
    }
    let end = lexer.pos.min(text.len()) as u32;
    lexer.token(Kind::Eof, end as usize, 0);
    lexer.out
}

/// A string whose closing quote has not been seen yet.
struct OpenString {
    heredoc: bool,
    /// The opening quote.
    start: usize,
    /// Inside an interpolation: its `${`, and how many braces are open in it.
    interpolation: Option<(usize, u32)>,
    /// Heredocs: the tokens of their pieces, decoded when the margin is known.
    pieces: Vec<usize>,
}

/// Lines of `##` that the next token may turn out to be documented by.
#[derive(Default)]
struct DocText {
    text: String,
    some: bool,
    /// Line ends since the last of the lines.
    newlines: u32,
}

struct Lexer<'t, 'e> {
    file: FileId,
    text: &'t str,
    bytes: &'t [u8],
    pos: usize,
    /// Flags of the next token.
    flags: u8,
    out: Lexed,
    errors: &'e mut Vec<Diagnostic>,
    strings: Vec<OpenString>,
    /// The outermost open one-line string.
    outer_line_string: Option<usize>,
    /// Comments: where the line starts; whether the line before was empty.
    line_start: usize,
    empty_line: bool,
    doc: DocText,
    module_doc: String,
}

impl Lexer<'_, '_> {
    fn file(&mut self) {
        if self.text.starts_with('\u{FEFF}') {
            self.pos = 3;
            self.line_start = 3;
        }
        loop {
            match self.strings.last() {
                Some(open) if open.interpolation.is_none() => self.string_text(),
                Some(_) | None => {
                    if !self.code() {
                        break;
                    }
                }
            }
        }
        if !self.module_doc.is_empty() {
            self.out.module_doc = Some(Symbol::new(self.module_doc.trim_end_matches('\n')));
        }
    }

    fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.pos + ahead).copied().unwrap_or(0)
    }

    fn error(
        &mut self,
        code: Code,
        start: usize,
        end: usize,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let span = Span::new(self.file, start as u32, end as u32);
        self.errors.push(Diagnostic::new(code, span, message));
        let last = self.errors.len() - 1;
        &mut self.errors[last]
    }

    /// Adds a token that ends at `self.pos`.
    fn token(&mut self, kind: Kind, start: usize, payload: u32) {
        if self.doc.some {
            self.attach_doc(start);
        }
        self.out.tokens.push(Token {
            kind,
            flags: self.flags,
            depth: 0,
            start: start as u32,
            end: self.pos as u32,
            payload,
        });
        self.flags = 0;
    }

    /// Adds a token that is not in the source.
    fn synthetic(&mut self, kind: Kind) {
        let at = self.pos as u32;
        self.out.tokens.push(Token {
            kind,
            flags: SYNTHETIC,
            depth: 0,
            start: at,
            end: at,
            payload: 0,
        });
    }

    /// Reads one token or one stretch of blank space. False at the end of the file.
    fn code(&mut self) -> bool {
        let start = self.pos;
        let Some(&c) = self.bytes.get(start) else {
            if let Some(open) = self.strings.first() {
                // The interpolation that was opened first is what lacks its end.
                let (at, len, code, message) = match open.interpolation {
                    Some((at, _)) => (at, 2, Code::E0102, "unterminated interpolation"),
                    None => (open.start, 1, Code::E0101, "unterminated string"),
                };
                self.unterminated_at_end(at, len, code, message);
            }
            return false;
        };
        match c {
            b' ' | b'\t' => {
                self.pos += 1;
                while matches!(self.peek(0), b' ' | b'\t') {
                    self.pos += 1;
                }
                self.flags |= BLANK;
            }
            b'\n' | b'\r' => {
                if self.outer_line_string.is_some() {
                    self.unterminated_on_line();
                } else {
                    self.newline();
                }
            }
            b'#' => self.comment(),
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.ascii_word(),
            b'0'..=b'9' => self.number(),
            b'"' => self.string_start(),
            b'~' if self.peek(1) == b'r' && self.peek(2) == b'/' => self.regex(),
            b':' => self.colon(),
            b'|' => self.bar(),
            b'{' => self.brace(1, Kind::LBrace),
            b'%' if self.peek(1) == b'{' => self.brace(2, Kind::PercentBrace),
            b'}' => self.closing_brace(),
            0x80.. => {
                let c = self.text[start..].chars().next().unwrap_or('\u{FFFD}');
                if is_xid_start(c) {
                    self.word();
                } else {
                    self.bad_character(c);
                }
            }
            _ => match self.punctuation(c) {
                Some((len, kind)) => {
                    self.pos += len;
                    self.token(kind, start, 0);
                }
                None => self.bad_character(char::from(c)),
            },
        }
        true
    }

    fn newline(&mut self) {
        let crlf = self.peek(0) == b'\r' && self.peek(1) == b'\n';
        let blanks = &self.bytes[self.line_start..self.pos];
        self.empty_line = blanks.iter().all(|b| matches!(b, b' ' | b'\t'));
        self.pos += if crlf { 2 } else { 1 };
        self.line_start = self.pos;
        self.flags |= NEWLINE | BLANK;
        self.doc.newlines += 1;
    }

    fn punctuation(&self, c: u8) -> Option<(usize, Kind)> {
        let next = self.peek(1);
        Some(match (c, next) {
            (b'+', b'+') => (2, Kind::Append),
            (b'+', _) => (1, Kind::Plus),
            (b'-', b'>') => (2, Kind::Arrow),
            (b'-', _) => (1, Kind::Minus),
            (b'*', _) => (1, Kind::Star),
            (b'/', _) => (1, Kind::Slash),
            (b'%', _) => (1, Kind::Percent),
            (b'<', b'>') => (2, Kind::Concat),
            (b'<', b'=') => (2, Kind::LtEq),
            (b'<', _) => (1, Kind::Lt),
            (b'>', b'=') => (2, Kind::GtEq),
            (b'>', _) => (1, Kind::Gt),
            (b'=', b'=') => (2, Kind::EqEq),
            (b'=', b'>') => (2, Kind::FatArrow),
            (b'=', _) => (1, Kind::Equal),
            (b'!', b'=') => (2, Kind::NotEq),
            (b'!', _) => (1, Kind::Bang),
            (b'&', b'&') => (2, Kind::And),
            (b'.', b'.') => (2, Kind::DotDot),
            (b'.', _) => (1, Kind::Dot),
            (b',', _) => (1, Kind::Comma),
            (b';', _) => (1, Kind::Semi),
            (b'?', _) => (1, Kind::Question),
            (b'@', _) => (1, Kind::At),
            (b'(', _) => (1, Kind::LParen),
            (b')', _) => (1, Kind::RParen),
            (b'[', _) => (1, Kind::LBracket),
            (b']', _) => (1, Kind::RBracket),
            _ => return None,
        })
    }

    /// `:name` is an atom unless something that a label could end with stands directly before.
    fn colon(&mut self) {
        let start = self.pos;
        if self.peek(1) == b':' {
            self.pos += 2;
            return self.token(Kind::ColonColon, start, 0);
        }
        self.pos += 1;
        if matches!(self.peek(0), b'a'..=b'z' | b'_') && !self.label_before(start) {
            let name = self.name();
            self.token(Kind::Atom, start, name.to_raw());
        } else {
            self.token(Kind::Colon, start, 0);
        }
    }

    fn label_before(&self, at: usize) -> bool {
        match self.bytes[..at].last() {
            Some(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'"') => true,
            Some(0x80..) => self.text[..at]
                .chars()
                .next_back()
                .is_some_and(unicode_ident::is_xid_continue),
            Some(_) | None => false,
        }
    }

    /// `|`, `||`, `|>`, `|N>`
    fn bar(&mut self) {
        let start = self.pos;
        match self.peek(1) {
            b'|' => {
                self.pos += 2;
                self.token(Kind::Or, start, 0);
            }
            b'>' => {
                self.pos += 2;
                self.token(Kind::Pipe, start, 0);
            }
            b'0'..=b'9' => {
                let mut len = 1;
                let mut slot: u32 = 0;
                while let digit @ b'0'..=b'9' = self.peek(len) {
                    slot = slot
                        .saturating_mul(10)
                        .saturating_add(u32::from(digit - b'0'));
                    len += 1;
                }
                if self.peek(len) != b'>' {
                    self.pos += 1;
                    return self.token(Kind::Bar, start, 0);
                }
                self.pos += len + 1;
                let end = self.pos;
                if slot < 2 {
                    self.error(Code::E0108, start, end, "slot position must be 2 or more")
                        .helps
                        .push("use `|>` for the first argument".into());
                } else if slot > 255 {
                    self.error(Code::E0108, start, end, "slot position is too large");
                }
                self.token(Kind::SlotPipe, start, slot.clamp(2, 255));
            }
            _ => {
                self.pos += 1;
                self.token(Kind::Bar, start, 0);
            }
        }
    }

    fn brace(&mut self, len: usize, kind: Kind) {
        let start = self.pos;
        self.pos += len;
        if let Some(OpenString {
            interpolation: Some((_, braces)),
            ..
        }) = self.strings.last_mut()
        {
            *braces += 1;
        }
        self.token(kind, start, 0);
    }

    fn closing_brace(&mut self) {
        let start = self.pos;
        self.pos += 1;
        let mut kind = Kind::RBrace;
        if let Some(open) = self.strings.last_mut() {
            match &mut open.interpolation {
                Some((_, 0)) => {
                    open.interpolation = None;
                    kind = Kind::InterpEnd;
                }
                Some((_, braces)) => *braces -= 1,
                None => {}
            }
        }
        self.token(kind, start, 0);
    }

    fn bad_character(&mut self, c: char) {
        let start = self.pos;
        self.pos += c.len_utf8();
        self.report_character(c, start);
        self.flags |= BLANK;
    }

    fn report_character(&mut self, c: char, start: usize) {
        let invisible = c.is_control() || c.is_whitespace() || is_format_character(c);
        let shown = if invisible {
            format!("U+{:04X}", u32::from(c))
        } else {
            c.to_string()
        };
        let help = match c {
            '&' => Some("use `and` or `&&`"),
            '\'' => Some("strings use double quotes"),
            '“' | '”' | '‘' | '’' => Some("strings use `\"`"),
            '\u{A0}' => Some("replace it with an ordinary space"),
            _ => None,
        };
        let error = self.error(
            Code::E0100,
            start,
            start + c.len_utf8(),
            format!("unexpected character `{shown}`"),
        );
        error.helps.extend(help.map(String::from));
    }

    fn comment(&mut self) {
        if self.peek(1) == b'=' && self.peek(2) != b'=' {
            return self.block_comment();
        }
        let start = self.pos;
        while !matches!(self.peek(0), b'\n' | b'\r') && self.pos < self.bytes.len() {
            self.pos += 1;
        }
        let text = &self.text[start..self.pos];
        let own_line = self.alone_on_line(start);
        let kind = if text.starts_with("##!") && self.out.tokens.is_empty() {
            let line = text[3..].strip_prefix(' ').unwrap_or(&text[3..]);
            self.module_doc.push_str(line.trim_end());
            self.module_doc.push('\n');
            CommentKind::ModuleDoc
        } else if text.starts_with("##") && !text.starts_with("##!") && !text.starts_with("###") {
            CommentKind::Doc
        } else {
            CommentKind::Line
        };
        self.doc_line(kind, own_line, &self.text[start..self.pos]);
        self.add_comment(kind, start, own_line);
    }

    fn block_comment(&mut self) {
        let start = self.pos;
        let own_line = self.alone_on_line(start);
        self.doc_line(CommentKind::Block, own_line, "");
        let mut open = 1;
        self.pos += 2;
        while open > 0 {
            match (self.bytes.get(self.pos), self.peek(1)) {
                (None, _) => {
                    self.error(Code::E0124, start, start + 2, "unterminated block comment");
                    self.out.cut_short = true;
                    break;
                }
                (Some(b'\n' | b'\r'), _) if self.outer_line_string.is_some() => break,
                (Some(b'#'), b'=') if self.peek(2) != b'=' => {
                    open += 1;
                    self.pos += 2;
                }
                (Some(b'='), b'#') => {
                    open -= 1;
                    self.pos += 2;
                }
                (Some(_), _) => self.pos += 1,
            }
        }
        self.add_comment(CommentKind::Block, start, own_line);
    }

    fn alone_on_line(&self, at: usize) -> bool {
        self.bytes[self.line_start..at]
            .iter()
            .all(|b| matches!(b, b' ' | b'\t'))
    }

    fn add_comment(&mut self, kind: CommentKind, start: usize, own_line: bool) {
        self.out.comments.push(Comment {
            kind,
            start: start as u32,
            end: self.pos as u32,
            own_line,
            blank_before: own_line && self.empty_line,
        });
        self.empty_line = false;
        self.flags |= BLANK;
    }

    /// Collects the lines of a documentation text; any other comment ends it.
    fn doc_line(&mut self, kind: CommentKind, own_line: bool, text: &str) {
        if kind != CommentKind::Doc || !own_line {
            if own_line {
                self.doc.some = false;
            }
            return;
        }
        if !self.doc.some || self.doc.newlines != 1 {
            self.doc.text.clear();
        }
        let line = text[2..].strip_prefix(' ').unwrap_or(&text[2..]);
        self.doc.text.push_str(line.trim_end());
        self.doc.text.push('\n');
        self.doc.some = true;
        self.doc.newlines = 0;
    }

    fn attach_doc(&mut self, start: usize) {
        if self.doc.newlines == 1 {
            let text = Symbol::new(self.doc.text.trim_end_matches('\n'));
            self.out.docs.push((start as u32, text));
        }
        self.doc.some = false;
    }
}

/// Characters without a picture of their own: joiners, direction marks, the byte-order mark.
fn is_format_character(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}
