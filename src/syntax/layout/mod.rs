//! From raw to refined tokens: which line ends separate something, and which meaning a word or bracket has.
//!
//! One loop with a stack of what is open. An entry is a *block* (`do … end`, a closure's body, the file), a *head* (a
//! construct that waits for its `do`), or a *bracket*. Line ends inside brackets mean nothing; elsewhere one separates when
//! the token before can end an item and the token after can start one. In a block of arms every line end is first a `SEP`;
//! the `->` of the next arm, seen at the block's own level, turns the separator before its pattern into an `ASEP`.
//!
//! Whatever the input, the output is balanced: closers that lack an opener are dropped, openers that lack a closer get one.

mod balance;
mod refine;
#[cfg(test)]
mod tests;

use super::lexer::{Lexed, INT_RANGE, MIN_MAGNITUDE};
use super::token::{Kind, Token, BLANK, SYNTHETIC};
use crate::base::{FileId, Span, Symbol};
use crate::diagnostics::{Code, Diagnostic};

/// How deep blocks, brackets, interpolations and prefix operators may nest.
pub const MAX_NESTING: usize = 256;

/// What a block or head belongs to. Refined tokens that open a block carry it as their payload.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Construct {
    File,
    Module,
    If,
    While,
    Case,
    Receive,
    For,
    Struct,
    Interface,
    Impl,
    Actor,
    Service,
    Supervisor,
    Type,
    FnDef,
    /// A function in an interface or an `extern` declaration: it may lack a body.
    Signature,
    /// `fn … do … end`
    Fn,
    /// `fn … -> … end`
    Closure,
    Call,
    Cast,
    Info,
    Terminate,
    Child,
    /// A trailing block.
    Trail,
    /// The `do … end` of an arm.
    Do,
}

impl Construct {
    const ALL: [Construct; 25] = [
        Construct::File,
        Construct::Module,
        Construct::If,
        Construct::While,
        Construct::Case,
        Construct::Receive,
        Construct::For,
        Construct::Struct,
        Construct::Interface,
        Construct::Impl,
        Construct::Actor,
        Construct::Service,
        Construct::Supervisor,
        Construct::Type,
        Construct::FnDef,
        Construct::Signature,
        Construct::Fn,
        Construct::Closure,
        Construct::Call,
        Construct::Cast,
        Construct::Info,
        Construct::Terminate,
        Construct::Child,
        Construct::Trail,
        Construct::Do,
    ];

    /// What the block that `opener` opens belongs to; the file where there is no opener.
    pub fn of(opener: Option<Token>) -> Construct {
        match opener {
            Some(token) => Construct::ALL
                .get(token.payload as usize)
                .copied()
                .unwrap_or(Construct::File),
            None => Construct::File,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Bracket {
    Paren,
    /// The `(` of `Fun(`.
    Fun,
    /// The `(` of a variant's fields.
    Variant,
    Square,
    /// Holds fields that line ends alone may separate.
    Record,
    Brace,
    Interpolation,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Open {
    Block(Construct),
    Head(Construct),
    Bracket(Bracket),
}

struct Entry {
    open: Open,
    /// The keyword or bracket that opened it.
    token: Token,
    /// The column of the first token on the opener's line, in bytes.
    indent: u32,
    /// Blocks: the last separator put directly into it, while it may still become an `ASEP`.
    separator: Option<usize>,
    /// `receive`: the arrow of `after` is still to come. Closures: the head of a further clause is being read.
    awaits_arrow: bool,
    /// A brace opened the block where `do` was wanted: another one closes it.
    braced: bool,
}

/// The refined tokens of a file.
#[derive(Default, Debug)]
pub struct Refined {
    pub tokens: Vec<Token>,
    /// Nesting is too deep: the file is given up.
    pub given_up: bool,
    /// The places of errors about blocks and brackets. A syntax error after one says little.
    pub first_structural: Option<u32>,
}

/// Refines the tokens of a file. `library`: functions may be named by reserved words.
pub fn refine(
    file: FileId,
    text: &str,
    lexed: &Lexed,
    library: bool,
    errors: &mut Vec<Diagnostic>,
) -> Refined {
    let mut layout = Layout {
        file,
        text,
        bytes: text.as_bytes(),
        raw: &lexed.tokens,
        numbers: &lexed.numbers,
        library,
        quiet: lexed.cut_short,
        errors,
        out: Vec::with_capacity(lexed.tokens.len() + lexed.tokens.len() / 8),
        stack: Vec::new(),
        nesting: 0,
        given_up: false,
        first_structural: None,
        line_indent: 0,
        bars: Bars::None,
        prefix_run: 0,
        fun_closed: None,
        decorator_closed: None,
        in_extern: false,
        suspect: None,
        last_early_end: None,
    };
    let file_token = Token {
        kind: Kind::Eof,
        flags: SYNTHETIC,
        depth: 0,
        start: 0,
        end: 0,
        payload: 0,
    };
    layout.stack.push(Entry {
        open: Open::Block(Construct::File),
        token: file_token,
        indent: 0,
        separator: None,
        awaits_arrow: false,
        braced: false,
    });
    layout.run();
    Refined {
        tokens: layout.out,
        given_up: layout.given_up,
        first_structural: layout.first_structural,
    }
}

/// Where block parameters between bars are being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bars {
    None,
    Open {
        depth: usize,
    },
    /// The token before was the closing bar.
    JustClosed,
}

struct Layout<'t, 'e> {
    file: FileId,
    text: &'t str,
    bytes: &'t [u8],
    raw: &'t [Token],
    numbers: &'t [u64],
    library: bool,
    /// Nothing is reported about blocks and brackets: the file ends inside a token.
    quiet: bool,
    errors: &'e mut Vec<Diagnostic>,
    out: Vec<Token>,
    stack: Vec<Entry>,
    /// Blocks and brackets on the stack, but for the file.
    nesting: usize,
    given_up: bool,
    first_structural: Option<u32>,
    /// The column of the first token on the current line.
    line_indent: u32,
    bars: Bars,
    /// Prefix operators directly before this place.
    prefix_run: usize,
    /// The index of a `)` that closes `Fun(`.
    fun_closed: Option<usize>,
    /// The index of the `)` that closes a decorator's count.
    decorator_closed: Option<usize>,
    /// After `extern "…"`.
    in_extern: bool,
    /// The first block that an `end` further left than its opener closed, and that `end`.
    suspect: Option<(Token, Token)>,
    /// The last block that was closed so.
    last_early_end: Option<(Token, Token)>,
}

impl Layout<'_, '_> {
    fn run(&mut self) {
        let mut index = 0;
        while !self.given_up {
            let raw = self.raw[index];
            if raw.newline_before() || raw.kind == Kind::Eof {
                self.close_cut_line(index);
            }
            if raw.kind == Kind::Eof {
                self.finish(raw);
                break;
            }
            index += self.step(index, raw);
        }
    }

    /// The raw token after the one at `index`.
    fn after(&self, index: usize) -> Token {
        self.raw[(index + 1).min(self.raw.len() - 1)]
    }

    fn top(&self) -> Open {
        match self.stack.last() {
            Some(entry) => entry.open,
            None => crate::bug!("layout", "the file's block was closed"),
        }
    }

    fn previous(&self) -> Option<Kind> {
        self.out.last().map(|token| token.kind)
    }

    /// The previous token can end an operand.
    fn after_operand(&self) -> bool {
        match self.out.last() {
            Some(token) if token.kind == Kind::Star => {
                let n = self.out.len();
                n >= 2 && self.out[n - 2].kind == Kind::Import
            }
            Some(token) => token.kind.can_end_item(),
            None => false,
        }
    }

    /// Takes one raw token (two if the layout joins them).
    fn step(&mut self, index: usize, raw: Token) -> usize {
        let next = self.after(index);
        let mut token = raw;
        if token.newline_before() {
            self.line_indent = self.column(token.start);
        }
        if token.kind.is_reserved() && self.reserved_is_name(next) {
            self.to_name(&mut token, Kind::Lident);
        }
        if token.newline_before() && !self.out.is_empty() {
            self.line_end(&token, next);
        }
        let item_start = self.at_item_start();
        if token.kind == Kind::Lident {
            if let Some(taken) = self.contextual_word(&mut token, next, item_start) {
                return taken;
            }
        } else if token.kind.is_reserved() {
            self.reserved_as_name(&mut token, next);
        } else if token.kind == Kind::Uident {
            self.capital_word(&mut token, next);
        }
        self.count_prefix(token);
        self.structure(index, token, next, item_start)
    }

    /// First token of a statement, declaration, arm or member.
    fn at_item_start(&self) -> bool {
        match self.previous() {
            None => true,
            Some(
                Kind::Sep | Kind::ArmSep | Kind::Do | Kind::DoTrail | Kind::Arrow | Kind::Else,
            ) => true,
            Some(Kind::Bar) => self.bars == Bars::JustClosed,
            Some(_) => false,
        }
    }

    /// The column of a place whose line holds only blanks before it, else of the line's first token; in bytes.
    fn column(&self, at: u32) -> u32 {
        let before = &self.bytes[..at as usize];
        let start = before
            .iter()
            .rposition(|b| matches!(b, b'\n' | b'\r'))
            .map_or(0, |n| n + 1);
        at - start as u32
    }

    // ---- line ends ------------------------------------------------------------------------------------------------

    /// Decides about the line ends before `next_token`.
    fn line_end(&mut self, token: &Token, next: Token) {
        match self.top() {
            Open::Bracket(Bracket::Record) => {
                let named =
                    matches!(token.kind, Kind::Lident | Kind::Uident) && next.kind == Kind::Colon;
                let first = matches!(
                    self.previous(),
                    Some(
                        Kind::LBrace
                            | Kind::StrayBrace
                            | Kind::PercentBrace
                            | Kind::Comma
                            | Kind::Bar
                            | Kind::Sep
                    )
                );
                if named && !first {
                    self.separator(None);
                }
                return;
            }
            Open::Bracket(_) => return,
            Open::Block(_) | Open::Head(_) => {}
        }
        if self.after_decorator() {
            return;
        }
        let deriving = self.previous() == Some(Kind::End)
            && next.kind == Kind::LParen
            && self.text_of(token) == "deriving";
        if deriving || !self.after_operand() {
            return;
        }
        let continues = match token.kind {
            Kind::For => self.top() == Open::Head(Construct::Impl),
            Kind::Lident => next.kind == Kind::Lident && self.text_of(token) == "as",
            kind => kind.continues_line(),
        };
        if !continues {
            self.separate(None);
        }
    }

    /// `;` outside brackets.
    fn semicolon(&mut self, token: Token) {
        if self.after_operand() {
            self.separate(Some(token));
        }
    }

    /// Something separates here: heads on top lack their blocks, or a separator is emitted.
    fn separate(&mut self, semicolon: Option<Token>) {
        while let Open::Head(construct) = self.top() {
            match construct {
                Construct::Signature | Construct::Type => {
                    self.stack.pop();
                }
                _ => {
                    let at = match semicolon {
                        Some(token) => token.span(self.file),
                        None => self.line_end_span(),
                    };
                    let opener = if construct == Construct::Fn {
                        Kind::Arrow
                    } else {
                        Kind::Do
                    };
                    self.missing_do(construct, at);
                    let token = Token {
                        kind: opener,
                        flags: SYNTHETIC,
                        depth: 0,
                        start: at.start,
                        end: at.start,
                        payload: 0,
                    };
                    let body = semicolon.is_some()
                        || self
                            .stack
                            .last()
                            .is_none_or(|e| e.indent < self.line_indent);
                    self.open_head_block(token);
                    if body {
                        return;
                    }
                    // what follows is no body of it
                    self.close_top(at.start);
                }
            }
        }
        self.separator(semicolon);
    }

    fn separator(&mut self, semicolon: Option<Token>) {
        let at = match semicolon {
            Some(token) => token.span(self.file),
            None => self.line_end_span(),
        };
        self.in_extern = false;
        let index = self.out.len();
        if let Some(entry) = self.stack.last_mut() {
            entry.separator = Some(index);
        }
        self.out.push(Token {
            kind: Kind::Sep,
            flags: 0,
            depth: self.nesting as u16,
            start: at.start,
            end: at.end,
            payload: 0,
        });
    }

    /// The line end after the last token.
    fn line_end_span(&self) -> Span {
        let mut at = self.out.last().map_or(0, |token| token.end) as usize;
        loop {
            match self.bytes.get(at) {
                Some(b'\n' | b'\r') => return Span::new(self.file, at as u32, at as u32 + 1),
                None => return Span::new(self.file, at as u32, at as u32),
                Some(b'#')
                    if self.bytes.get(at + 1) == Some(&b'=')
                        && self.bytes.get(at + 2) != Some(&b'=') =>
                {
                    at = self.block_comment_end(at);
                }
                Some(b'#') => {
                    at += self.bytes[at..]
                        .iter()
                        .position(|b| matches!(b, b'\n' | b'\r'))
                        .unwrap_or(self.bytes.len() - at);
                }
                Some(_) => at += 1,
            }
        }
    }

    fn block_comment_end(&self, start: usize) -> usize {
        let mut open = 1;
        let mut at = start + 2;
        while open > 0 && at < self.bytes.len() {
            match (self.bytes[at], self.bytes.get(at + 1)) {
                (b'#', Some(b'=')) if self.bytes.get(at + 2) != Some(&b'=') => {
                    open += 1;
                    at += 2;
                }
                (b'=', Some(b'#')) => {
                    open -= 1;
                    at += 2;
                }
                _ => at += 1,
            }
        }
        at
    }

    /// The line so far is `@name` or `@name(…)`.
    fn after_decorator(&self) -> bool {
        let n = self.out.len();
        match self.previous() {
            Some(Kind::Lident) => n >= 2 && self.out[n - 2].kind == Kind::At,
            Some(Kind::RParen) => self.decorator_closed == Some(n - 1),
            Some(_) | None => false,
        }
    }

    // ---- structure ------------------------------------------------------------------------------------------------

    fn structure(
        &mut self,
        index: usize,
        mut token: Token,
        next: Token,
        item_start: bool,
    ) -> usize {
        match token.kind {
            Kind::Semi => {
                if matches!(self.top(), Open::Bracket(_)) {
                    self.emit(token);
                } else {
                    self.semicolon(token);
                }
            }
            Kind::LParen => {
                let bracket = match (self.previous(), self.top()) {
                    (Some(Kind::Fun), _) => Bracket::Fun,
                    (_, Open::Block(Construct::Type)) => Bracket::Variant,
                    (_, Open::Block(_) | Open::Head(_) | Open::Bracket(_)) => Bracket::Paren,
                };
                self.open_bracket(token, bracket);
            }
            Kind::LBracket => self.open_bracket(token, Bracket::Square),
            Kind::PercentBrace => self.open_bracket(token, Bracket::Record),
            Kind::LBrace if self.brace_for_do(token, next) => {}
            Kind::RBrace if self.brace_for_end(token, next) => {}
            Kind::LBrace => match self.previous() {
                Some(Kind::Uident | Kind::Json) => self.open_bracket(token, Bracket::Record),
                _ => {
                    if self.after_operand() {
                        token.kind = Kind::StrayBrace;
                    }
                    self.open_bracket(token, Bracket::Brace);
                }
            },
            Kind::InterpStart => self.open_bracket(token, Bracket::Interpolation),
            Kind::RParen | Kind::RBracket | Kind::RBrace | Kind::InterpEnd => self.closer(token),
            Kind::Percent if next.kind == Kind::LBrace && !self.after_operand() => {
                token.kind = Kind::PercentBrace;
                token.end = next.end;
                self.open_bracket(token, Bracket::Record);
                return 2;
            }
            Kind::Do => self.word_do(token),
            Kind::End => self.word_end(token),
            Kind::Else => return self.word_else(token, next),
            Kind::Fn => self.word_fn(index, token, item_start),
            Kind::Arrow => self.arrow(index, token),
            Kind::Equal => {
                if let Open::Head(Construct::FnDef | Construct::Signature | Construct::Type) =
                    self.top()
                {
                    self.stack.pop();
                }
                self.emit(token);
            }
            Kind::For => {
                if self.top() == Open::Head(Construct::Impl) {
                    token.kind = Kind::ForType;
                    self.emit(token);
                } else {
                    self.head(token, Construct::For);
                }
            }
            Kind::Bar => self.bar(token),
            Kind::Colon if self.colon_for_do(token, next) => {}
            Kind::If => self.head(token, Construct::If),
            Kind::While => self.head(token, Construct::While),
            Kind::Case => self.head(token, Construct::Case),
            Kind::Receive => self.head(token, Construct::Receive),
            Kind::Struct => self.head(token, Construct::Struct),
            Kind::Interface => self.head(token, Construct::Interface),
            Kind::Impl => self.head(token, Construct::Impl),
            Kind::Actor => self.head(token, Construct::Actor),
            Kind::Service => self.head(token, Construct::Service),
            Kind::Supervisor => self.head(token, Construct::Supervisor),
            Kind::Module => self.head(token, Construct::Module),
            Kind::Type => self.head(token, Construct::Type),
            Kind::Call => self.head(token, Construct::Call),
            Kind::Cast => self.head(token, Construct::Cast),
            Kind::Info => self.head(token, Construct::Info),
            Kind::Terminate => self.head(token, Construct::Terminate),
            Kind::Child => self.head(token, Construct::Child),
            Kind::Extern => {
                self.in_extern = true;
                self.emit(token);
            }
            Kind::After => {
                self.drop_separator();
                if let Some(entry) = self.stack.last_mut() {
                    entry.awaits_arrow = true;
                }
                self.emit(token);
            }
            Kind::Int => {
                let folded = self.prefix_run > 0 && self.previous() == Some(Kind::Minus);
                if self.numbers[token.payload as usize] == MIN_MAGNITUDE && !folded {
                    let error = Diagnostic::new(
                        Code::E0104,
                        token.span(self.file),
                        "integer literal out of range",
                    );
                    self.errors.push(error.help(INT_RANGE));
                }
                self.emit(token);
            }
            _ => self.emit(token),
        }
        1
    }

    /// Adds a token at the current depth.
    fn emit(&mut self, mut token: Token) {
        token.depth = self.nesting as u16;
        if self.bars == Bars::JustClosed {
            self.bars = Bars::None;
        }
        self.out.push(token);
    }

    fn head(&mut self, token: Token, construct: Construct) {
        self.emit(token);
        self.stack.push(Entry {
            open: Open::Head(construct),
            token,
            indent: self.line_indent,
            separator: None,
            awaits_arrow: false,
            braced: false,
        });
        if self.stack.len() > 2 * MAX_NESTING + 1 {
            self.too_deep(token);
        }
    }

    fn open_bracket(&mut self, token: Token, bracket: Bracket) {
        self.emit(token);
        self.stack.push(Entry {
            open: Open::Bracket(bracket),
            token,
            indent: self.line_indent,
            separator: None,
            awaits_arrow: false,
            braced: false,
        });
        self.nest(token);
    }

    /// Pushes a block that no head announced.
    fn open_block(&mut self, mut token: Token, construct: Construct) {
        token.payload = construct as u32;
        self.emit(token);
        self.stack.push(Entry {
            open: Open::Block(construct),
            token,
            indent: self.line_indent,
            separator: None,
            awaits_arrow: false,
            braced: false,
        });
        self.nest(token);
    }

    /// The head on top gets its block.
    fn open_head_block(&mut self, mut token: Token) {
        let Some(entry) = self.stack.last_mut() else {
            return;
        };
        let Open::Head(mut construct) = entry.open else {
            return;
        };
        if construct == Construct::Fn && token.kind == Kind::Arrow {
            construct = Construct::Closure;
        }
        entry.open = Open::Block(construct);
        entry.separator = None;
        token.payload = construct as u32;
        self.emit(token);
        self.nest(token);
    }

    fn nest(&mut self, token: Token) {
        self.nesting += 1;
        if self.nesting > MAX_NESTING {
            self.too_deep(token);
        }
    }

    fn too_deep(&mut self, token: Token) {
        if !self.given_up {
            self.given_up = true;
            let message = format!("nesting is deeper than {MAX_NESTING} levels");
            self.errors
                .push(Diagnostic::new(Code::E0123, token.span(self.file), message));
        }
    }

    /// Prefix operators nest, like brackets.
    fn count_prefix(&mut self, token: Token) {
        if matches!(token.kind, Kind::Minus | Kind::Bang | Kind::Not) && !self.after_operand() {
            self.prefix_run += 1;
            if self.nesting + self.prefix_run > MAX_NESTING {
                self.too_deep(token);
            }
        } else if token.kind != Kind::Int {
            self.prefix_run = 0;
        }
    }

    fn drop_separator(&mut self) {
        if self.previous() == Some(Kind::Sep) {
            self.out.pop();
            if let Some(entry) = self.stack.last_mut() {
                entry.separator = None;
            }
        }
    }

    fn pop_heads(&mut self) {
        while matches!(self.top(), Open::Head(_)) {
            self.stack.pop();
        }
    }

    fn word_do(&mut self, mut token: Token) {
        if self.previous() == Some(Kind::Else) {
            let error = Diagnostic::new(Code::E0105, token.span(self.file), "unexpected `do`");
            self.errors.push(error.help("`else` takes no `do`"));
            return;
        }
        match self.top() {
            Open::Head(_) => self.open_head_block(token),
            Open::Block(Construct::Closure)
                if self.stack.last().is_some_and(|entry| entry.awaits_arrow) =>
            {
                // The head of a clause: the parser says that clauses use `->`.
                self.emit(token);
            }
            Open::Block(_) | Open::Bracket(_) => match self.previous() {
                Some(Kind::RParen | Kind::Lident) => {
                    token.kind = Kind::DoTrail;
                    self.open_block(token, Construct::Trail);
                }
                Some(_) | None => self.open_block(token, Construct::Do),
            },
        }
    }

    fn word_else(&mut self, mut token: Token, next: Token) -> usize {
        self.pop_heads();
        self.drop_separator();
        token.depth = self.nesting.saturating_sub(1) as u16;
        let chained = next.kind == Kind::If && !next.newline_before();
        if chained && self.top() == Open::Block(Construct::If) {
            token.end = next.end;
            self.else_if(token);
            return 2;
        }
        token.payload = Construct::If as u32;
        self.bars = Bars::None;
        self.out.push(token);
        1
    }

    /// A further branch: the block of the one before becomes a head again.
    fn else_if(&mut self, mut token: Token) {
        token.kind = Kind::ElseIf;
        self.nesting -= 1;
        if let Some(entry) = self.stack.last_mut() {
            entry.open = Open::Head(Construct::If);
        }
        self.emit(token);
    }

    fn word_fn(&mut self, index: usize, mut token: Token, item_start: bool) {
        let name = self.after(index);
        let opens = matches!(self.after(index + 1).kind, Kind::LParen | Kind::Lt);
        let allowed = item_start
            || self.after_decorator()
            || self.previous() == Some(Kind::Pub)
            || (self.in_extern && self.previous() == Some(Kind::StrEnd));
        let named = opens
            && match name.kind {
                Kind::Lident => true,
                Kind::Uident => {
                    (item_start || self.previous() == Some(Kind::Pub))
                        && matches!(
                            self.top(),
                            Open::Block(
                                Construct::File
                                    | Construct::Module
                                    | Construct::Impl
                                    | Construct::Interface
                                    | Construct::Service
                            )
                        )
                }
                kind => kind.is_reserved() && self.reserved_may_name_function(kind),
            };
        if !named {
            return self.head(token, Construct::Fn);
        }
        token.kind = Kind::FnDef;
        let construct = if !allowed {
            // The parser says that closures have no name; the layout of what follows is that of a closure.
            Construct::Fn
        } else if self.in_extern || self.top() == Open::Block(Construct::Interface) {
            Construct::Signature
        } else {
            Construct::FnDef
        };
        self.head(token, construct);
    }

    fn arrow(&mut self, index: usize, mut token: Token) {
        if self.fun_closed.is_some() && self.fun_closed == self.out.len().checked_sub(1) {
            token.kind = Kind::TypeArrow;
            return self.emit(token);
        }
        match self.top() {
            Open::Head(Construct::Fn) => {
                if self.type_then_do(index + 1) {
                    token.kind = Kind::TypeArrow;
                    self.emit(token);
                } else {
                    self.open_head_block(token);
                }
            }
            Open::Block(Construct::Case | Construct::Receive) => {
                if let Some(entry) = self.stack.last_mut() {
                    if entry.awaits_arrow {
                        entry.awaits_arrow = false;
                    } else if let Some(separator) = entry.separator.take() {
                        self.out[separator].kind = Kind::ArmSep;
                    }
                }
                self.emit(token);
            }
            Open::Block(Construct::Closure) => {
                if let Some(entry) = self.stack.last_mut() {
                    entry.awaits_arrow = false;
                }
                self.emit(token);
            }
            Open::Block(_) | Open::Head(_) | Open::Bracket(_) => self.emit(token),
        }
    }

    fn bar(&mut self, token: Token) {
        let depth = self.stack.len();
        match (self.previous(), self.bars) {
            (Some(Kind::Do | Kind::DoTrail), _) => {
                self.emit(token);
                self.bars = Bars::Open { depth };
            }
            (_, Bars::Open { depth: opened }) if opened == depth => {
                self.emit(token);
                self.bars = Bars::JustClosed;
            }
            _ => {
                if self.top() == Open::Block(Construct::Closure) {
                    if let Some(entry) = self.stack.last_mut() {
                        entry.awaits_arrow = true;
                    }
                }
                self.emit(token);
            }
        }
    }

    fn text_of(&self, token: &Token) -> &str {
        &self.text[token.start as usize..token.end as usize]
    }

    /// Makes a name of a word.
    fn to_name(&self, token: &mut Token, kind: Kind) {
        token.kind = kind;
        token.payload = Symbol::new(self.text_of(token)).to_raw();
    }

    /// A token that the source lacks, at `at`.
    fn inserted(&self, kind: Kind, at: u32) -> Token {
        Token {
            kind,
            flags: SYNTHETIC | BLANK,
            depth: self.nesting as u16,
            start: at,
            end: at,
            payload: 0,
        }
    }
}
