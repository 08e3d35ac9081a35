//! Error recovery: the innermost item around a syntax error becomes one `ERROR` token, and the file is parsed again.
//!
//! An item is what separators of its level part: a statement, arm, declaration, member, field, or an element of a bracketed
//! list. Every token knows how many blocks and brackets are open around it, so an item is found without the grammar.

use super::layout::Construct;
use super::token::{Kind, Token, SYNTHETIC};

/// The tokens of an item, and what it stands in.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    pub start: usize,
    pub end: usize,
    pub depth: u16,
    /// The token that opened the block or bracket around the item; none for the file.
    pub opener: Option<usize>,
}

impl Item {
    /// The innermost item around the token at `at`, which the parser did not expect; `at` may be the number of tokens.
    pub fn around(tokens: &[Token], at: usize) -> Item {
        let depth = match tokens.get(at) {
            Some(token) if closes(token.kind) => token.depth + 1,
            Some(token) => token.depth,
            None => 0,
        };
        Item::of_depth(tokens, at, depth)
    }

    /// The item that this one is a part of.
    pub fn outer(&self, tokens: &[Token]) -> Option<Item> {
        let opener = self.opener?;
        Some(Item::of_depth(tokens, opener, tokens[opener].depth))
    }

    fn of_depth(tokens: &[Token], at: usize, depth: u16) -> Item {
        let mut opener = at.min(tokens.len());
        while opener > 0 && tokens[opener - 1].depth >= depth {
            opener -= 1;
        }
        let opener = opener.checked_sub(1);
        let list = opener.is_some_and(|o| brackets(tokens[o].kind));
        let parts = |token: &Token| {
            token.depth == depth
                && (matches!(token.kind, Kind::Sep | Kind::ArmSep)
                    || (list && token.kind == Kind::Comma))
        };
        let least = opener.map_or(0, |o| o + 1);
        let mut start = at.min(tokens.len());
        while start > least && !parts(&tokens[start - 1]) {
            start -= 1;
        }
        let mut end = at.min(tokens.len());
        while end < tokens.len() && tokens[end].depth >= depth && !parts(&tokens[end]) {
            end += 1;
        }
        Item {
            start,
            end,
            depth,
            opener,
        }
    }

    /// What the item is directly in: the construct of a block. None in brackets.
    pub fn block(&self, tokens: &[Token]) -> Option<Construct> {
        match self.opener {
            Some(opener) if brackets(tokens[opener].kind) => None,
            Some(opener) => Some(Construct::of(Some(tokens[opener]))),
            None => Some(Construct::File),
        }
    }

    /// The kind of the bracket that the item is directly in.
    pub fn bracket(&self, tokens: &[Token]) -> Option<Kind> {
        self.opener
            .map(|opener| tokens[opener].kind)
            .filter(|kind| brackets(*kind))
    }

    /// Puts one `ERROR` token in the place of the item. False if it is one already.
    pub fn replace(&self, tokens: &mut Vec<Token>) -> bool {
        if self.end == self.start + 1 && tokens[self.start].kind == Kind::Error {
            return false;
        }
        let (start, end) = match (tokens.get(self.start), self.end.checked_sub(1)) {
            (Some(first), Some(last)) if self.start < self.end => (first.start, tokens[last].end),
            (Some(next), _) => (next.start, next.start),
            (None, _) => {
                let end = tokens.last().map_or(0, |token| token.end);
                (end, end)
            }
        };
        let flags = tokens.get(self.start).map_or(0, |token| token.flags) | SYNTHETIC;
        let error = Token {
            kind: Kind::Error,
            flags,
            depth: self.depth,
            start,
            end,
            payload: 0,
        };
        tokens.splice(self.start..self.end, [error]);
        true
    }
}

fn closes(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::RParen | Kind::RBracket | Kind::RBrace | Kind::InterpEnd | Kind::End
    )
}

fn brackets(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::LParen
            | Kind::LBracket
            | Kind::LBrace
            | Kind::StrayBrace
            | Kind::PercentBrace
            | Kind::InterpStart
    )
}
