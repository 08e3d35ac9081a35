//! Which meaning a word has: contextual words, reserved words as names, result types of closures.

use super::{Bracket, Construct, Layout, Open};
use crate::base::Span;
use crate::diagnostics::{Code, Diagnostic};
use crate::syntax::token::{Kind, Token};

impl Layout<'_, '_> {
    /// A reserved word is a name after `.`, before `:`, and as a field before `::`.
    pub(super) fn reserved_is_name(&self, next: Token) -> bool {
        match next.kind {
            _ if self.previous() == Some(Kind::Dot) => true,
            Kind::Colon => true,
            Kind::ColonColon => matches!(
                self.top(),
                Open::Block(Construct::Struct) | Open::Bracket(Bracket::Variant)
            ),
            _ => false,
        }
    }

    /// Gives a word its meaning at this place. `Some(n)`: the word was dealt with, `n` raw tokens are consumed.
    pub(super) fn contextual_word(
        &mut self,
        token: &mut Token,
        next: Token,
        item_start: bool,
    ) -> Option<usize> {
        if self.previous() == Some(Kind::Dot) {
            return None;
        }
        let file_text = self.text;
        let text = &file_text[token.start as usize..token.end as usize];
        let same_line = !next.newline_before();
        if item_start {
            if let Some(kind) = self.word_at_item_start(text, next) {
                token.kind = kind;
                return None;
            }
            let branch = matches!(text, "elif" | "elsif" | "elseif" | "elsf")
                && self.top() == Open::Block(Construct::If)
                && same_line
                && !matches!(next.kind, Kind::Equal | Kind::Dot | Kind::Comma | Kind::Eof);
            if branch {
                let message = format!("unexpected `{text}`");
                let error = Diagnostic::new(Code::E0105, token.span(self.file), message);
                self.errors.push(error.help("write `else if`"));
                self.drop_separator();
                self.else_if(*token);
                return Some(1);
            }
        }
        match text {
            "json" if next.kind == Kind::LBrace => token.kind = Kind::Json,
            "as" if !item_start && next.kind == Kind::Lident && self.after_operand() => {
                token.kind = Kind::As;
            }
            "deriving" if next.kind == Kind::LParen && self.previous() == Some(Kind::End) => {
                token.kind = Kind::Deriving;
            }
            "extern" if next.kind == Kind::StrStart && self.previous() == Some(Kind::Pub) => {
                token.kind = Kind::Extern;
            }
            "then" if self.after_operand() => {
                if let Open::Head(construct) = self.top() {
                    if construct != Construct::Fn {
                        self.as_do(*token, construct);
                        return Some(1);
                    }
                }
            }
            _ => {}
        }
        None
    }

    /// `Fun` before `(`, and function names of the wrong letter case.
    pub(super) fn capital_word(&mut self, token: &mut Token, next: Token) {
        if next.kind == Kind::LParen && self.text_of(token) == "Fun" {
            token.kind = Kind::Fun;
        } else if self.previous() == Some(Kind::FnDef) {
            let name = self.text_of(token);
            let help = format!("write `{}`", lowercase_first(name));
            let message = "function names start with a lowercase letter";
            self.errors
                .push(Diagnostic::new(Code::E0206, token.span(self.file), message).help(help));
            token.kind = Kind::Lident;
        }
    }

    fn word_at_item_start(&self, text: &str, next: Token) -> Option<Kind> {
        let same_line = !next.newline_before();
        let top = self.top();
        match text {
            "from" if next.kind == Kind::Uident => Some(Kind::From),
            "extern" if next.kind == Kind::StrStart => Some(Kind::Extern),
            "call" if next.kind == Kind::Uident && top == Open::Block(Construct::Service) => {
                Some(Kind::Call)
            }
            "cast" if next.kind == Kind::Uident && top == Open::Block(Construct::Service) => {
                Some(Kind::Cast)
            }
            "info"
                if !matches!(next.kind, Kind::Colon | Kind::Equal)
                    && top == Open::Block(Construct::Service) =>
            {
                Some(Kind::Info)
            }
            "terminate" if next.kind == Kind::Do => Some(Kind::Terminate),
            "after" if top == Open::Block(Construct::Receive) => Some(Kind::After),
            "child"
                if matches!(next.kind, Kind::Lident | Kind::Uident)
                    && top == Open::Block(Construct::Supervisor) =>
            {
                Some(Kind::Child)
            }
            "assert" | "assert_eq" | "assert_ne" | "assert_raises" => {
                let starts = matches!(
                    next.kind,
                    Kind::Lident
                        | Kind::Uident
                        | Kind::Int
                        | Kind::Float
                        | Kind::Atom
                        | Kind::Regex
                        | Kind::True
                        | Kind::False
                        | Kind::Nil
                        | Kind::StrStart
                        | Kind::Fn
                        | Kind::Not
                        | Kind::Bang
                        | Kind::LBracket
                        | Kind::PercentBrace
                        | Kind::SelfWord
                        | Kind::Builtin
                );
                (starts && same_line && next.blank_before()).then_some(Kind::Command)
            }
            "assert_receive" => {
                if next.kind == Kind::LParen && !next.blank_before() {
                    return Some(Kind::AssertReceiveParen);
                }
                let other = matches!(next.kind, Kind::Equal | Kind::Dot | Kind::Semi | Kind::Eof)
                    || next.kind.is_infix();
                (same_line && !other).then_some(Kind::AssertReceive)
            }
            _ => None,
        }
    }

    /// `then`, or `:` at the end of the line, where a block should open.
    fn as_do(&mut self, mut token: Token, construct: Construct) {
        self.missing_do(construct, token.span(self.file));
        token.kind = Kind::Do;
        self.open_head_block(token);
    }

    pub(super) fn missing_do(&mut self, construct: Construct, at: Span) {
        let (message, help) = match construct {
            Construct::FnDef => (
                "expected `do` or `=`",
                "write `fn f(a) do … end` or `fn f(a) = …`",
            ),
            Construct::Fn => (
                "expected `->` or `do`",
                "closures are written `fn x -> … end` or `fn x do … end`",
            ),
            _ => (
                "expected `do`",
                "blocks open with `do` and close with `end`",
            ),
        };
        self.errors
            .push(Diagnostic::new(Code::E0107, at, message).help(help));
    }

    /// A brace where a block should open, and the rest of the line is empty. True if it was one: it stands for `do` now.
    pub(super) fn brace_for_do(&mut self, token: Token, next: Token) -> bool {
        if self.previous() == Some(Kind::Else) {
            // the error was reported where the block before it opened
            let braced = self.stack.last().is_some_and(|entry| entry.braced);
            return braced;
        }
        let ends_line = next.newline_before() || next.kind == Kind::RBrace;
        match self.top() {
            Open::Head(construct)
                if ends_line && self.after_operand() && construct != Construct::Fn =>
            {
                self.as_do(token, construct);
                if let Some(entry) = self.stack.last_mut() {
                    entry.braced = true;
                }
                true
            }
            Open::Head(_) | Open::Block(_) | Open::Bracket(_) => false,
        }
    }

    /// The brace that closes such a block. True if it was one: it stands for `end` now, or for nothing before `else`.
    pub(super) fn brace_for_end(&mut self, token: Token, next: Token) -> bool {
        let braced = match self.stack.last() {
            Some(entry) => entry.braced && matches!(entry.open, Open::Block(_)),
            None => false,
        };
        if braced && next.kind != Kind::Else {
            let mut end = token;
            end.kind = Kind::End;
            self.word_end(end);
        }
        braced
    }

    /// Python's colon. True if the token was one and stands for `do` now.
    pub(super) fn colon_for_do(&mut self, token: Token, next: Token) -> bool {
        let ends_line = next.newline_before() || next.kind == Kind::Eof;
        if let (true, true, Open::Head(construct)) = (ends_line, self.after_operand(), self.top()) {
            if construct != Construct::Fn {
                self.as_do(token, construct);
                return true;
            }
        }
        false
    }

    /// A reserved word where only a name can stand becomes one, with an error.
    pub(super) fn reserved_as_name(&mut self, token: &mut Token, next: Token) {
        let exempt = matches!(
            token.kind,
            Kind::True
                | Kind::False
                | Kind::Nil
                | Kind::SelfWord
                | Kind::Builtin
                | Kind::Fn
                | Kind::Break
                | Kind::Continue
        );
        let after_fn = self.previous() == Some(Kind::FnDef);
        if after_fn && self.library && !matches!(token.kind, Kind::Do | Kind::When) {
            return self.to_name(token, Kind::Lident);
        }
        if exempt {
            return;
        }
        let kind = match self.previous() {
            Some(Kind::Let | Kind::Actor | Kind::FnDef) => Kind::Lident,
            Some(
                Kind::Struct
                | Kind::Type
                | Kind::Module
                | Kind::Service
                | Kind::Supervisor
                | Kind::Interface,
            ) => Kind::Uident,
            Some(Kind::LParen | Kind::Comma)
                if matches!(self.top(), Open::Bracket(_))
                    && matches!(next.kind, Kind::Comma | Kind::RParen | Kind::ColonColon) =>
            {
                Kind::Lident
            }
            Some(_) | None => return,
        };
        let message = format!("`{}` is a reserved word", self.text_of(token));
        self.errors
            .push(Diagnostic::new(Code::E0114, token.span(self.file), message));
        self.to_name(token, kind);
    }

    /// Whether `fn` and then this word and `(` declare a function (with an error, but for the library's own).
    pub(super) fn reserved_may_name_function(&self, kind: Kind) -> bool {
        match kind {
            Kind::Do | Kind::When => false,
            Kind::True
            | Kind::False
            | Kind::Nil
            | Kind::SelfWord
            | Kind::Builtin
            | Kind::Fn
            | Kind::Break
            | Kind::Continue => self.library,
            _ => true,
        }
    }

    /// A complete type and then `do` come next: the arrow before is the one of a closure's result type.
    pub(super) fn type_then_do(&self, mut index: usize) -> bool {
        let kind = |index: usize| self.raw[index.min(self.raw.len() - 1)].kind;
        let mut open: Vec<Bracket> = Vec::new();
        let mut operand = true;
        loop {
            if operand {
                match kind(index) {
                    Kind::Uident => {
                        let fun = self.text_of(&self.raw[index]) == "Fun"
                            && kind(index + 1) == Kind::LParen;
                        if fun {
                            open.push(Bracket::Fun);
                            index += 2;
                            operand = kind(index) != Kind::RParen;
                            continue;
                        }
                        while kind(index + 1) == Kind::Dot && kind(index + 2) == Kind::Uident {
                            index += 2;
                        }
                        index += 1;
                        operand = kind(index) == Kind::Lt;
                        if operand {
                            open.push(Bracket::Square);
                            index += 1;
                        }
                    }
                    Kind::LParen => {
                        open.push(Bracket::Paren);
                        index += 1;
                        operand = kind(index) != Kind::RParen;
                    }
                    Kind::Underscore => {
                        index += 1;
                        operand = false;
                    }
                    _ => return false,
                }
                continue;
            }
            match (kind(index), open.last()) {
                (Kind::Question, _) => {}
                (Kind::Bang, _) => operand = true,
                (Kind::Comma, Some(_)) => {
                    operand = !matches!(kind(index + 1), Kind::RParen | Kind::Gt);
                }
                (Kind::RParen, Some(Bracket::Paren)) | (Kind::Gt, Some(Bracket::Square)) => {
                    open.pop();
                }
                (Kind::RParen, Some(Bracket::Fun)) => {
                    open.pop();
                    index += 1;
                    if kind(index) != Kind::Arrow {
                        return false;
                    }
                    operand = true;
                }
                (Kind::Do, None) => return true,
                _ => return false,
            }
            index += 1;
        }
    }
}

/// The name as a variable or function would be called.
pub(in crate::syntax) fn lowercase_first(name: &str) -> String {
    let mut chars = name.chars();
    match chars.next() {
        Some(c) => c.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}
