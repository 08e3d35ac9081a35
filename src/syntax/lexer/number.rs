//! Number literals.

use super::super::token::Kind;
use super::Lexer;
use crate::diagnostics::Code;

/// The magnitude of the smallest Int. As a literal it is allowed after a prefix `-` only, which the layout pass checks.
pub(in crate::syntax) const MIN_MAGNITUDE: u64 = 1 << 63;

impl Lexer<'_, '_> {
    pub(super) fn number(&mut self) {
        let start = self.pos;
        let radix = match (self.peek(0), self.peek(1)) {
            (b'0', b'x' | b'X') => 16,
            (b'0', b'b' | b'B') => 2,
            (b'0', b'o' | b'O') => 8,
            _ => 10,
        };
        if radix != 10 {
            self.pos += 2;
            let digits = self.pos;
            self.word_characters();
            let text = &self.bytes[digits..self.pos];
            let good = well_separated(text)
                && text
                    .iter()
                    .all(|b| *b == b'_' || char::from(*b).is_digit(radix));
            return self.int(start, digits, radix, good);
        }
        let mut good = self.digits();
        let mut float = false;
        if self.peek(0) == b'.' && self.peek(1).is_ascii_digit() {
            float = true;
            self.pos += 1;
            good &= self.digits();
        }
        if matches!(self.peek(0), b'e' | b'E') {
            let sign = usize::from(matches!(self.peek(1), b'+' | b'-'));
            float = true;
            if self.peek(1 + sign).is_ascii_digit() {
                self.pos += 1 + sign;
                good &= self.digits();
            } else {
                self.pos += 1 + sign;
                good = false;
            }
        }
        let end = self.pos;
        self.word_characters();
        good &= self.pos == end;
        if !float {
            return self.int(start, start, 10, good);
        }
        let value = if good {
            let text: String = self.text[start..self.pos]
                .chars()
                .filter(|c| *c != '_')
                .collect();
            text.parse::<f64>().unwrap_or(f64::INFINITY)
        } else {
            self.malformed(start);
            0.0
        };
        if value.is_infinite() {
            let end = self.pos;
            self.error(Code::E0104, start, end, "float literal out of range");
        }
        self.push_number(Kind::Float, start, value.to_bits());
    }

    fn int(&mut self, start: usize, digits: usize, radix: u32, good: bool) {
        let mut value: u64 = 0;
        let mut fits = true;
        if good {
            for b in &self.bytes[digits..self.pos] {
                let Some(digit) = char::from(*b).to_digit(radix) else {
                    continue;
                };
                match value
                    .checked_mul(u64::from(radix))
                    .and_then(|v| v.checked_add(u64::from(digit)))
                {
                    Some(v) if v <= MIN_MAGNITUDE => value = v,
                    Some(_) | None => fits = false,
                }
            }
        } else {
            self.malformed(start);
        }
        if !fits {
            value = 0;
            let end = self.pos;
            self.error(Code::E0104, start, end, "integer literal out of range")
                .helps
                .push(INT_RANGE.into());
        }
        self.push_number(Kind::Int, start, value);
    }

    fn push_number(&mut self, kind: Kind, start: usize, value: u64) {
        let index = self.out.numbers.len() as u32;
        self.out.numbers.push(value);
        self.token(kind, start, index);
    }

    fn malformed(&mut self, start: usize) {
        let end = self.pos;
        self.error(Code::E0103, start, end, "malformed number literal");
    }

    /// Digits and `_`; false if a `_` does not stand between digits.
    fn digits(&mut self) -> bool {
        let start = self.pos;
        while matches!(self.peek(0), b'0'..=b'9' | b'_') {
            self.pos += 1;
        }
        well_separated(&self.bytes[start..self.pos])
    }

    fn word_characters(&mut self) {
        if matches!(self.peek(0), b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | 0x80..) {
            for c in self.text[self.pos..].chars() {
                if c != '_' && !unicode_ident::is_xid_continue(c) {
                    break;
                }
                self.pos += c.len_utf8();
            }
        }
    }
}

/// The help of E0104.
pub(in crate::syntax) const INT_RANGE: &str = "Int holds −2⁶³ to 2⁶³−1";

/// At least one digit, and every `_` between two.
fn well_separated(digits: &[u8]) -> bool {
    match (digits.first(), digits.last()) {
        (Some(first), Some(last)) => {
            *first != b'_' && *last != b'_' && !digits.windows(2).any(|w| w == b"__")
        }
        _ => false,
    }
}
