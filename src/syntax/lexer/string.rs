//! Strings, heredocs, interpolations, regexes.

use super::super::token::Kind;
use super::{pattern, Lexer, OpenString, RegexLiteral};
use crate::base::Symbol;
use crate::diagnostics::Code;

impl Lexer<'_, '_> {
    pub(super) fn string_start(&mut self) {
        let start = self.pos;
        let heredoc = self.bytes[start..].starts_with(b"\"\"\"");
        self.pos += if heredoc { 3 } else { 1 };
        self.token(Kind::StrStart, start, 0);
        if !heredoc && self.outer_line_string.is_none() {
            self.outer_line_string = Some(self.strings.len());
        }
        self.strings.push(OpenString {
            heredoc,
            start,
            interpolation: None,
            pieces: Vec::new(),
        });
    }

    /// Reads the text of the innermost string up to an interpolation or its end.
    pub(super) fn string_text(&mut self) {
        let heredoc = self.strings.last().is_some_and(|open| open.heredoc);
        let start = self.pos;
        loop {
            let Some(&c) = self.bytes.get(self.pos) else {
                self.piece(start);
                let outer = match self.strings.first() {
                    Some(OpenString {
                        interpolation: Some((at, _)),
                        ..
                    }) => (*at, 2, Code::E0102, "unterminated interpolation"),
                    Some(open) => {
                        let len = if open.heredoc { 3 } else { 1 };
                        (open.start, len, Code::E0101, "unterminated string")
                    }
                    None => crate::bug!("lexer", "text outside a string"),
                };
                return self.unterminated_at_end(outer.0, outer.1, outer.2, outer.3);
            };
            match c {
                b'"' if !heredoc || self.bytes[self.pos..].starts_with(b"\"\"\"") => {
                    self.piece(start);
                    let quote = self.pos;
                    self.pos += if heredoc { 3 } else { 1 };
                    return self.close_string(quote);
                }
                b'$' | b'#' if self.peek(1) == b'{' => {
                    self.piece(start);
                    let at = self.pos;
                    self.pos += 2;
                    self.token(Kind::InterpStart, at, 0);
                    if let Some(open) = self.strings.last_mut() {
                        open.interpolation = Some((at, 0));
                    }
                    return;
                }
                b'\n' | b'\r' => {
                    if self.outer_line_string.is_some() {
                        self.piece(start);
                        return self.unterminated_on_line();
                    }
                    self.pos += 1;
                    self.line_start = self.pos;
                }
                b'\\' => {
                    self.pos += 1;
                    let escaped = self.text[self.pos..].chars().next();
                    if let Some(c) = escaped.filter(|c| !matches!(c, '\n' | '\r')) {
                        self.pos += c.len_utf8();
                    }
                }
                0..=0x1F if c != b'\t' => {
                    self.report_character(char::from(c), self.pos);
                    self.pos += 1;
                }
                0xEF if self.bytes[self.pos..].starts_with(b"\xEF\xBB\xBF") => {
                    self.report_character('\u{FEFF}', self.pos);
                    self.pos += 3;
                }
                _ => self.pos += 1,
            }
        }
    }

    /// Adds the text from `start` to here. Heredocs are decoded when their margin is known.
    fn piece(&mut self, start: usize) {
        if start == self.pos {
            return;
        }
        let heredoc = self.strings.last().is_some_and(|open| open.heredoc);
        if heredoc {
            let index = self.out.tokens.len();
            self.token(Kind::StrText, start, 0);
            if let Some(open) = self.strings.last_mut() {
                open.pieces.push(index);
            }
            return;
        }
        let text = &self.text[start..self.pos];
        let symbol = if text.contains('\\') {
            let mut decoded = String::with_capacity(text.len());
            self.decode(text, start, &mut decoded);
            Symbol::new(&decoded)
        } else {
            Symbol::new(text)
        };
        self.token(Kind::StrText, start, symbol.to_raw());
    }

    fn close_string(&mut self, quote: usize) {
        let Some(open) = self.strings.pop() else {
            return;
        };
        if open.heredoc {
            self.decode_heredoc(&open, quote);
        }
        self.token(Kind::StrEnd, quote, 0);
        self.pop_line_string();
    }

    fn pop_line_string(&mut self) {
        if self
            .outer_line_string
            .is_some_and(|outer| outer >= self.strings.len())
        {
            self.outer_line_string = None;
        }
    }

    /// A line ends inside a one-line string: one error for all that is open on it, everything is closed.
    pub(super) fn unterminated_on_line(&mut self) {
        let Some(outer) = self.outer_line_string else {
            return;
        };
        let open = &self.strings[outer];
        let (at, len, code, message) = match open.interpolation {
            Some((at, _)) => (at, 2, Code::E0102, "unterminated interpolation"),
            None => (open.start, 1, Code::E0101, "unterminated string"),
        };
        self.error(code, at, at + len, message);
        self.close_down_to(outer);
    }

    /// The file ends inside a string.
    pub(super) fn unterminated_at_end(&mut self, at: usize, len: usize, code: Code, message: &str) {
        let lines = self.outer_line_string == Some(0);
        self.error(code, at, at + len, message)
            .notes
            .push("the file ends before it is closed".into());
        self.out.cut_short |= !lines;
        self.close_down_to(0);
    }

    fn close_down_to(&mut self, outer: usize) {
        while self.strings.len() > outer {
            if self
                .strings
                .last()
                .is_some_and(|open| open.interpolation.is_some())
            {
                self.synthetic(Kind::InterpEnd);
            }
            if let Some(open) = self.strings.pop() {
                if open.heredoc {
                    let end = self.pos;
                    self.decode_heredoc(&open, end);
                }
            }
            self.synthetic(Kind::StrEnd);
        }
        self.pop_line_string();
    }

    /// Drops the first line end, the closing line and the margin, then decodes each piece.
    fn decode_heredoc(&mut self, open: &OpenString, quote: usize) {
        let body = open.start + 3;
        let piece_at = |lexer: &Self, index: usize| {
            let token = lexer.out.tokens[index];
            (token.start as usize, token.end as usize)
        };
        let mut margin = 0;
        let mut text_end = quote;
        if let Some(&last) = open.pieces.last() {
            let (start, end) = piece_at(self, last);
            let bytes = &self.bytes[start..end];
            if end == quote {
                if let Some(newline) = bytes.iter().rposition(|b| matches!(b, b'\n' | b'\r')) {
                    let closing = &bytes[newline + 1..];
                    if closing.iter().all(|b| matches!(b, b' ' | b'\t')) {
                        margin = closing.len();
                        let crlf =
                            newline > 0 && bytes[newline] == b'\n' && bytes[newline - 1] == b'\r';
                        text_end = start + newline - usize::from(crlf);
                    }
                }
            }
        }
        for &index in &open.pieces {
            let (start, end) = piece_at(self, index);
            let end = end.min(text_end.max(start));
            let mut raw = String::with_capacity(end - start);
            let mut at = start;
            // Where the bytes of `raw` come from, for the places of bad escapes.
            let mut origin: Vec<(usize, usize)> = vec![(0, start)];
            if start == body {
                let first = line_end_length(&self.bytes[start..]);
                if first > 0 {
                    at = self.skip_margin((start + first).min(end), end, margin);
                    origin[0].1 = at;
                }
            }
            while at < end {
                let len = line_end_length(&self.bytes[at..end]);
                if len > 0 {
                    raw.push('\n');
                    at = self.skip_margin(at + len, end, margin);
                    origin.push((raw.len(), at));
                } else {
                    let stop = self.bytes[at..end]
                        .iter()
                        .position(|b| matches!(b, b'\n' | b'\r'))
                        .map_or(end, |n| at + n);
                    raw.push_str(&self.text[at..stop]);
                    at = stop;
                }
            }
            let symbol = if raw.contains('\\') {
                let mut decoded = String::with_capacity(raw.len());
                for (n, &(from, source)) in origin.iter().enumerate() {
                    let to = origin.get(n + 1).map_or(raw.len(), |next| next.0);
                    self.decode(&raw[from..to], source, &mut decoded);
                }
                Symbol::new(&decoded)
            } else {
                Symbol::new(&raw)
            };
            self.out.tokens[index].payload = symbol.to_raw();
        }
    }

    fn skip_margin(&self, mut at: usize, end: usize, margin: usize) -> usize {
        let limit = end.min(at + margin);
        while at < limit && matches!(self.bytes[at], b' ' | b'\t') {
            at += 1;
        }
        at
    }

    /// Decodes the escapes of a text that begins at `start` in the file.
    fn decode(&mut self, text: &str, start: usize, out: &mut String) {
        let mut rest = text;
        while let Some(n) = rest.find('\\') {
            out.push_str(&rest[..n]);
            let at = start + (text.len() - rest.len()) + n;
            let Some(c) = rest[n + 1..].chars().next() else {
                rest = "";
                break;
            };
            let mut len = 1 + c.len_utf8();
            match c {
                'n' => out.push('\n'),
                't' => out.push('\t'),
                'r' => out.push('\r'),
                '0' => out.push('\0'),
                '\\' | '"' | '#' | '$' => out.push(c),
                'e' => out.push('\u{1B}'),
                'u' if rest[n + 2..].starts_with('{') => {
                    let digits = &rest[n + 3..];
                    let count = digits
                        .bytes()
                        .take_while(|b| *b != b'}' && b.is_ascii_alphanumeric())
                        .count();
                    let closed = digits[count..].starts_with('}');
                    len = 3 + count + usize::from(closed);
                    let value = if closed && (1..=6).contains(&count) {
                        u32::from_str_radix(&digits[..count], 16)
                            .ok()
                            .and_then(char::from_u32)
                    } else {
                        None
                    };
                    match value {
                        Some(c) => out.push(c),
                        None => {
                            let shown = rest[n..n + len].to_owned();
                            self.error(
                                Code::E0122,
                                at,
                                at + len,
                                format!("invalid code point `{shown}`"),
                            );
                        }
                    }
                }
                _ => {
                    self.error(Code::E0122, at, at + len, format!("unknown escape `\\{c}`"))
                        .helps
                        .push("write `\\\\` for a backslash".into());
                }
            }
            rest = &rest[n + len..];
        }
        out.push_str(rest);
    }

    /// `~r/…/flags`
    pub(super) fn regex(&mut self) {
        let start = self.pos;
        self.pos += 3;
        let body = self.pos;
        let mut pattern = String::new();
        let mut whole = true;
        loop {
            let rest = &self.text[self.pos..];
            match rest.as_bytes().first() {
                None | Some(b'\n' | b'\r') => {
                    self.error(Code::E0101, start, start + 3, "unterminated string");
                    whole = false;
                    break;
                }
                Some(b'/') => {
                    self.pos += 1;
                    break;
                }
                Some(b'\\') => {
                    let escaped = rest[1..]
                        .chars()
                        .next()
                        .filter(|c| !matches!(c, '\n' | '\r'));
                    self.pos += 1 + escaped.map_or(0, char::len_utf8);
                    if escaped != Some('/') {
                        pattern.push('\\');
                    }
                    pattern.extend(escaped);
                }
                Some(_) => {
                    let stop = rest
                        .bytes()
                        .position(|b| matches!(b, b'/' | b'\\' | b'\n' | b'\r'))
                        .unwrap_or(rest.len());
                    pattern.push_str(&rest[..stop]);
                    self.pos += stop;
                }
            }
        }
        if let Some(nul) = self.bytes[body..self.pos]
            .iter()
            .position(|b| *b < 0x20 && *b != b'\t')
        {
            let c = char::from(self.bytes[body + nul]);
            self.report_character(c, body + nul);
            whole = false;
        }
        let flags_at = self.pos;
        while matches!(self.peek(0), b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_') {
            self.pos += 1;
        }
        let flags = &self.text[flags_at..self.pos];
        let mut problem = None;
        for (n, c) in flags.char_indices() {
            if !matches!(c, 'i' | 'm' | 's') {
                problem = Some(format!("unknown flag `{c}`"));
            } else if flags[..n].contains(c) {
                problem = Some(format!("flag `{c}` is given twice"));
            }
            if problem.is_some() {
                break;
            }
        }
        if problem.is_none() && whole {
            problem = pattern::problem(&pattern, flags)
                .map(|(reason, offset)| format!("{reason} at offset {offset}"));
        }
        let end = self.pos;
        if let Some(reason) = problem {
            self.error(
                Code::E0111,
                start,
                end,
                format!("invalid regular expression: {reason}"),
            );
        }
        let index = self.out.regexes.len() as u32;
        self.out.regexes.push(RegexLiteral {
            pattern: Symbol::new(&pattern),
            flags: Symbol::new(flags),
        });
        self.token(Kind::Regex, start, index);
    }
}

/// The length of a line end at the start of the bytes, 0 if there is none.
fn line_end_length(bytes: &[u8]) -> usize {
    match bytes {
        [b'\r', b'\n', ..] => 2,
        [b'\n' | b'\r', ..] => 1,
        _ => 0,
    }
}
