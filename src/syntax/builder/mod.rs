//! What the grammar's actions call: makes nodes and checks the side conditions of the rules.
//!
//! Chains are built without recursion: each step pushes one node that refers to the one before by its id.
//! Large nodes travel boxed: the parser's stack holds one enum with a case for each kind of result.
#![allow(clippy::vec_box, clippy::boxed_local)]

mod decl;
mod expr;
mod pattern;

use super::ast::*;
use super::lexer::Lexed;
use super::token::{Kind, Token};
use crate::base::{FileId, IndexVec, Span, Symbol};
use crate::diagnostics::{Code, Diagnostic};

/// Types and patterns nest at most so deep.
const MAX_DEPTH: u32 = super::layout::MAX_NESTING as u32;

pub(super) struct Builder<'t> {
    pub module: Module,
    pub errors: Vec<Diagnostic>,
    pub given_up: bool,
    file: FileId,
    text: &'t str,
    tokens: &'t [Token],
    lexed: &'t Lexed,
    library: bool,
    /// How deep types and patterns are.
    type_depth: Vec<u32>,
    pat_depth: Vec<u32>,
}

/// Parameters with the span of their parentheses.
pub(super) struct Params {
    pub list: Vec<Param>,
    pub span: Span,
}

/// A string without interpolations.
pub(super) struct PlainString {
    pub text: Symbol,
    pub span: Span,
}

pub(super) enum Arg {
    Positional(ExprId),
    Keyword(Name, ExprId),
}

/// An integer literal in a pattern.
#[derive(Clone, Copy)]
pub(super) struct IntLit {
    pub value: i64,
    pub span: Span,
}

pub(super) enum StructItem {
    Fields(Vec<Field>),
    Option(StructOption),
    Error,
}

/// A member of an interface or impl.
pub(super) enum Member {
    Fn(FnId),
    Type(Name, Option<TypeId>),
    Error,
}

pub(super) enum ActorItem {
    Stmt(Stmt),
    Terminate(Box<Handler>),
}

pub(super) enum ServiceItem {
    Fn(FnId),
    Handler(Box<Handler>),
    Option((Name, ExprId)),
    Error,
}

pub(super) enum SupervisorItem {
    Option((Name, ExprId)),
    Child(Box<Child>),
    Error,
}

/// Appends to a list that an action got by value.
pub(super) fn push<T>(mut list: Vec<T>, item: T) -> Vec<T> {
    list.push(item);
    list
}

pub(super) fn append<T>(mut list: Vec<T>, more: Vec<T>) -> Vec<T> {
    list.extend(more);
    list
}

impl<'t> Builder<'t> {
    pub fn new(
        file: FileId,
        text: &'t str,
        tokens: &'t [Token],
        lexed: &'t Lexed,
        library: bool,
    ) -> Builder<'t> {
        Builder {
            module: Module {
                file,
                exprs: IndexVec::new(),
                pats: IndexVec::new(),
                types: IndexVec::new(),
                fns: IndexVec::new(),
                items: Vec::new(),
                doc: lexed.module_doc,
                spellings: Vec::new(),
            },
            errors: Vec::new(),
            given_up: false,
            file,
            text,
            tokens,
            lexed,
            library,
            type_depth: Vec::new(),
            pat_depth: Vec::new(),
        }
    }

    fn error(&mut self, code: Code, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.errors.push(Diagnostic::new(code, span, message));
        let last = self.errors.len() - 1;
        &mut self.errors[last]
    }

    /// The source between two token indices; an empty range has the place before its next token.
    fn span(&self, l: u32, r: u32) -> Span {
        let (l, r) = (l as usize, r as usize);
        if l < r {
            return Span::new(self.file, self.tokens[l].start, self.tokens[r - 1].end);
        }
        let at = match self.tokens.get(l) {
            Some(token) => token.start,
            None => self.tokens.last().map_or(0, |token| token.end),
        };
        Span::new(self.file, at, at)
    }

    /// From the start of `span` to the end of the token before index `r`.
    fn until(&self, span: Span, r: u32) -> Span {
        Span {
            end: self.tokens[r as usize - 1].end,
            ..span
        }
    }

    fn at(&self, token: Token) -> Span {
        token.span(self.file)
    }

    fn source(&self, span: Span) -> &'t str {
        &self.text[span.start as usize..span.end as usize]
    }

    fn name(&self, token: Token) -> Name {
        Name {
            text: token.symbol(),
            span: self.at(token),
        }
    }

    fn names(&self, tokens: Vec<Token>) -> Vec<Name> {
        tokens.into_iter().map(|token| self.name(token)).collect()
    }

    /// The documentation of what starts at a token.
    fn doc_at(&self, l: u32) -> Option<Symbol> {
        self.doc_at_offset(self.tokens[l as usize].start)
    }

    fn doc_at_offset(&self, at: u32) -> Option<Symbol> {
        let docs = &self.lexed.docs;
        let index = docs.binary_search_by_key(&at, |doc| doc.0).ok()?;
        Some(docs[index].1)
    }

    /// Remembers how a literal was written where its value does not tell.
    fn spelled(&mut self, span: Span) {
        let text = Symbol::new(self.source(span));
        self.module.spellings.push((span.start, text));
    }

    fn too_deep(&mut self, span: Span) {
        if !self.given_up {
            self.given_up = true;
            let message = format!("nesting is deeper than {MAX_DEPTH} levels");
            self.error(Code::E0123, span, message);
        }
    }

    pub fn path(&mut self, name: Token) -> Path {
        let name = self.name(name);
        Path {
            segments: vec![name],
            span: name.span,
        }
    }

    pub fn longer_path(&mut self, mut path: Path, name: Token) -> Path {
        let name = self.name(name);
        path.segments.push(name);
        path.span = path.span.to(name.span);
        path
    }

    pub fn plain_string(&mut self, l: u32, text: Vec<Token>, r: u32) -> PlainString {
        let text = match text.as_slice() {
            [] => Symbol::new(""),
            [one] => one.symbol(),
            many => {
                let whole: String = many.iter().map(|t| t.symbol().as_str()).collect();
                Symbol::new(&whole)
            }
        };
        PlainString {
            text,
            span: self.span(l, r),
        }
    }

    pub fn block(&mut self, l: u32, stmts: Vec<Stmt>, r: u32) -> Block {
        Block {
            stmts,
            span: self.span(l, r),
        }
    }

    // ---- statements -----------------------------------------------------------------------------------------------

    pub fn return_stmt(&mut self, l: u32, value: Option<ExprId>, r: u32) -> Stmt {
        Stmt {
            span: self.span(l, r),
            kind: StmtKind::Return(value),
        }
    }

    pub fn expr_stmt(&mut self, e: ExprId) -> Stmt {
        let expr = &self.module.exprs[e];
        let kind = match expr.kind {
            ExprKind::Error => StmtKind::Error,
            _ => StmtKind::Expr(e),
        };
        Stmt {
            span: expr.span,
            kind,
        }
    }

    pub fn fn_stmt(&mut self, f: FnId) -> Stmt {
        Stmt {
            span: self.module.fns[f].span,
            kind: StmtKind::Fn(f),
        }
    }

    fn let_stmt(&mut self, l: u32, pat: PatId, ty: Option<TypeId>, value: ExprId) -> Stmt {
        let start = self.at(self.tokens[l as usize]);
        Stmt {
            span: start.to(self.module.exprs[value].span),
            kind: StmtKind::Let { pat, ty, value },
        }
    }

    pub fn let_name(&mut self, l: u32, name: Token, ty: Option<TypeId>, value: ExprId) -> Stmt {
        let pat = self.pat_var(name);
        self.let_stmt(l, pat, ty, value)
    }

    pub fn let_renamed(&mut self, l: u32, name: Token, other: Token, value: ExprId) -> Stmt {
        let pat = self.pat_var(name);
        let pat = self.pat_as(pat, Some(other));
        self.let_stmt(l, pat, None, value)
    }

    pub fn let_pattern(
        &mut self,
        l: u32,
        pat: PatId,
        name: Option<Token>,
        ty: Option<TypeId>,
        value: ExprId,
    ) -> Stmt {
        let pat = self.pat_as(pat, name);
        self.let_stmt(l, pat, ty, value)
    }

    /// `name do … end`: a call with nothing but a trailing block.
    pub fn bare_block(
        &mut self,
        name: Token,
        l: u32,
        bars: Vec<Param>,
        body: Block,
        r: u32,
    ) -> Stmt {
        let args_span = self.at(name).at_end();
        let callee = self.name_expr(name);
        let block = self.block_argument(l, bars, body, r);
        let e = self.call_node(callee, Vec::new(), Vec::new(), Some(block), args_span, r);
        self.expr_stmt(e)
    }

    /// `assert_eq a, b`: a call.
    pub fn command(&mut self, word: Token, args: Vec<ExprId>, r: u32) -> Stmt {
        let first = self.module.exprs[args[0]].span;
        let args_span = self.until(first, r);
        let callee = self.name_expr(word);
        let e = self.call_node(callee, args, Vec::new(), None, args_span, r);
        self.expr_stmt(e)
    }

    pub fn assert_receive(&mut self, l: u32, pat: PatId, timeout: Option<ExprId>, r: u32) -> Stmt {
        Stmt {
            span: self.span(l, r),
            kind: StmtKind::AssertReceive { pat, timeout },
        }
    }

    pub fn file(&mut self, items: Vec<Box<Item>>) {
        self.module.items = items.into_iter().map(|item| *item).collect();
    }

    fn kind_before(&self, l: u32) -> Option<Kind> {
        let before = (l as usize).checked_sub(1)?;
        Some(self.tokens[before].kind)
    }
}
