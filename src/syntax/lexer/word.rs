//! Names and reserved words.

use unicode_ident::{is_xid_continue, is_xid_start};
use unicode_normalization::{is_nfc, UnicodeNormalization};

use super::super::token::Kind;
use super::Lexer;
use crate::base::Symbol;
use crate::diagnostics::Code;

const MAX_NAME: usize = 512;

impl Lexer<'_, '_> {
    /// A word that starts with an ASCII letter or `_`.
    pub(super) fn ascii_word(&mut self) {
        let start = self.pos;
        let mut end = start + 1;
        while let Some(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_') = self.bytes.get(end) {
            end += 1;
        }
        if self.bytes.get(end).is_some_and(|b| *b >= 0x80) {
            return self.word();
        }
        self.pos = end;
        let text = &self.bytes[start..end];
        match reserved(text) {
            Some(Kind::Builtin) => {
                let symbol = Symbol::new(&self.text[start..end]);
                self.token(Kind::Builtin, start, symbol.to_raw());
            }
            Some(kind) => self.token(kind, start, 0),
            None if text == b"_" => self.token(Kind::Underscore, start, 0),
            None => {
                let kind = if text[0].is_ascii_uppercase() {
                    Kind::Uident
                } else {
                    Kind::Lident
                };
                self.check_length(start);
                let symbol = Symbol::new(&self.text[start..end]);
                self.token(kind, start, symbol.to_raw());
            }
        }
    }

    /// A name with characters outside ASCII.
    pub(super) fn word(&mut self) {
        let start = self.pos;
        let name = self.name();
        let first = name.as_str().chars().next().unwrap_or('_');
        let kind = if is_capital(first) {
            Kind::Uident
        } else {
            Kind::Lident
        };
        self.check_length(start);
        self.token(kind, start, name.to_raw());
    }

    /// Reads identifier characters up to where they end.
    pub(super) fn name(&mut self) -> Symbol {
        let start = self.pos;
        for c in self.text[start..].chars() {
            if c != '_' && !is_xid_continue(c) && !(self.pos == start && is_xid_start(c)) {
                break;
            }
            self.pos += c.len_utf8();
        }
        let text = &self.text[start..self.pos];
        if text.is_ascii() || is_nfc(text) {
            Symbol::new(text)
        } else {
            Symbol::new(&text.nfc().collect::<String>())
        }
    }

    fn check_length(&mut self, start: usize) {
        let end = self.pos;
        if end - start > MAX_NAME {
            self.error(Code::E0100, start, end, "name is longer than 512 bytes");
        }
    }
}

/// Uppercase and titlecase letters.
fn is_capital(c: char) -> bool {
    let titlecase = matches!(
        u32::from(c),
        0x1C5 | 0x1C8 | 0x1CB | 0x1F2 | 0x1F88..=0x1F8F | 0x1F98..=0x1F9F | 0x1FA8..=0x1FAF | 0x1FBC | 0x1FCC | 0x1FFC
    );
    titlecase || (c.is_uppercase() && c.is_alphabetic())
}

/// The reserved words; synonyms share a kind.
pub(in crate::syntax) fn reserved(text: &[u8]) -> Option<Kind> {
    Some(match text {
        b"actor" => Kind::Actor,
        b"and" => Kind::And,
        b"break" => Kind::Break,
        b"case" | b"match" => Kind::Case,
        b"continue" => Kind::Continue,
        b"def" | b"fn" => Kind::Fn,
        b"do" => Kind::Do,
        b"else" => Kind::Else,
        b"end" => Kind::End,
        b"false" => Kind::False,
        b"for" => Kind::For,
        b"if" => Kind::If,
        b"impl" => Kind::Impl,
        b"import" => Kind::Import,
        b"in" => Kind::In,
        b"interface" => Kind::Interface,
        b"let" => Kind::Let,
        b"send" | b"spawn" | b"link" | b"monitor" => Kind::Builtin,
        b"module" => Kind::Module,
        b"nil" => Kind::Nil,
        b"not" => Kind::Not,
        b"or" => Kind::Or,
        b"pub" => Kind::Pub,
        b"receive" => Kind::Receive,
        b"return" => Kind::Return,
        b"self" => Kind::SelfWord,
        b"service" => Kind::Service,
        b"struct" => Kind::Struct,
        b"supervisor" => Kind::Supervisor,
        b"true" => Kind::True,
        b"type" => Kind::Type,
        b"when" => Kind::When,
        b"where" => Kind::Where,
        b"while" => Kind::While,
        _ => return None,
    })
}
