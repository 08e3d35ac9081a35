//! Patterns, parameters and types.

use super::{Builder, IntLit, Params, MAX_DEPTH};
use crate::base::{Id, Span, Symbol};
use crate::diagnostics::Code;
use crate::syntax::ast::*;
use crate::syntax::lexer::MIN_MAGNITUDE;
use crate::syntax::token::{Kind, Token};

impl Builder<'_> {
    /// Adds a pattern; `parts` are the patterns in it.
    fn pat(&mut self, span: Span, kind: PatKind, parts: &[PatId]) -> PatId {
        let inner = parts.iter().map(|p| self.pat_depth[p.index()]).max();
        let depth = inner.map_or(0, |depth| depth + 1);
        if depth > MAX_DEPTH {
            self.too_deep(span);
        }
        self.pat_depth.push(depth);
        self.module.pats.push(Pat { span, kind })
    }

    fn pat_span(&self, p: PatId) -> Span {
        self.module.pats[p].span
    }

    pub fn pat_var(&mut self, name: Token) -> PatId {
        let name = self.name(name);
        self.pat(name.span, PatKind::Var(name), &[])
    }

    pub fn pat_wildcard(&mut self, t: Token) -> PatId {
        self.pat(self.at(t), PatKind::Wildcard, &[])
    }

    pub fn pat_error(&mut self, span: Span) -> PatId {
        self.pat(span, PatKind::Error, &[])
    }

    pub fn pat_as(&mut self, p: PatId, name: Option<Token>) -> PatId {
        let Some(name) = name else {
            return p;
        };
        let name = self.name(name);
        let span = self.pat_span(p).to(name.span);
        self.pat(span, PatKind::As(p, name), &[p])
    }

    pub fn pat_cons(&mut self, head: PatId, tail: PatId) -> PatId {
        let span = self.pat_span(head).to(self.pat_span(tail));
        self.pat(span, PatKind::Cons(head, tail), &[head, tail])
    }

    pub fn pat_or(&mut self, p: PatId, q: PatId) -> PatId {
        let span = self.pat_span(p).to(self.pat_span(q));
        self.pat(span, PatKind::Or(vec![p, q]), &[p, q])
    }

    /// One more alternative.
    pub fn pat_or_more(&mut self, or: PatId, q: PatId) -> PatId {
        let end = self.pat_span(q);
        let depth = self.pat_depth[q.index()] + 1;
        let slot = &mut self.pat_depth[or.index()];
        *slot = (*slot).max(depth);
        let pat = &mut self.module.pats[or];
        pat.span = pat.span.to(end);
        if let PatKind::Or(alternatives) = &mut pat.kind {
            alternatives.push(q);
        }
        or
    }

    pub fn name_or(&mut self, name: Token, q: PatId) -> PatId {
        let p = self.pat_var(name);
        self.pat_or(p, q)
    }

    /// `()`, `(p)`, `(p, q)`
    pub fn pat_parens(&mut self, l: u32, items: Vec<PatId>, r: u32) -> PatId {
        let span = self.span(l, r);
        match items.as_slice() {
            [] => self.pat(span, PatKind::Unit, &[]),
            [one] => *one,
            _ => {
                let parts = items.clone();
                self.pat(span, PatKind::Tuple(items), &parts)
            }
        }
    }

    /// `[p, q]`. An or-pattern without parentheses as last element whose last alternative is a variable or `_` gives that
    /// alternative as the rest of the list.
    pub fn pat_list(&mut self, l: u32, mut items: Vec<PatId>, r: u32) -> PatId {
        let span = self.span(l, r);
        let parts = items.clone();
        let mut rest = None;
        if let Some(&last) = items.last() {
            let mut before = r as usize - 2;
            if self.tokens[before].kind == Kind::Comma {
                before -= 1;
            }
            let bare = matches!(self.tokens[before].kind, Kind::Lident | Kind::Underscore);
            if let (true, PatKind::Or(alternatives)) = (bare, &self.module.pats[last].kind) {
                let mut alternatives = alternatives.clone();
                let tail = alternatives.pop().filter(|p| {
                    matches!(
                        self.module.pats[*p].kind,
                        PatKind::Var(_) | PatKind::Wildcard
                    )
                });
                if let Some(tail) = tail {
                    rest = Some(tail);
                    let element = match alternatives.as_slice() {
                        [one] => *one,
                        _ => {
                            let start = alternatives.first().map_or(span, |p| self.pat_span(*p));
                            let end = alternatives.last().map_or(span, |p| self.pat_span(*p));
                            let parts = alternatives.clone();
                            self.pat(start.to(end), PatKind::Or(alternatives), &parts)
                        }
                    };
                    items.pop();
                    items.push(element);
                }
            }
        }
        self.pat(span, PatKind::List { items, rest }, &parts)
    }

    pub fn pat_variant(&mut self, path: Path) -> PatId {
        let span = path.span;
        self.pat(span, PatKind::Variant { path, args: None }, &[])
    }

    pub fn pat_variant_args(&mut self, path: Path, args: Vec<PatId>, r: u32) -> PatId {
        let span = self.until(path.span, r);
        let parts = args.clone();
        let args = Some(args);
        self.pat(span, PatKind::Variant { path, args }, &parts)
    }

    pub fn pat_field(&mut self, name: Token, p: PatId) -> (Name, PatId) {
        (self.name(name), p)
    }

    pub fn pat_struct(&mut self, path: Path, fields: Vec<(Name, PatId)>, r: u32) -> PatId {
        let span = self.until(path.span, r);
        let parts: Vec<PatId> = fields.iter().map(|(_, p)| *p).collect();
        self.pat(span, PatKind::Struct { path, fields }, &parts)
    }

    pub fn int_lit(&mut self, minus: Option<Token>, t: Token) -> IntLit {
        let magnitude = self.lexed.numbers[t.payload as usize];
        let mut span = self.at(t);
        let value = match minus {
            Some(minus) => {
                span = self.at(minus).to(span);
                0i64.wrapping_sub_unsigned(magnitude)
            }
            // 2⁶³ without a minus was reported by the layout pass, unless the minus is a binary one: `x -9223372036854775808`
            // is no pattern.
            None if magnitude >= MIN_MAGNITUDE => 0,
            None => magnitude as i64,
        };
        IntLit { value, span }
    }

    pub fn pat_int(&mut self, n: IntLit) -> PatId {
        self.pat(n.span, PatKind::Int(n.value), &[])
    }

    pub fn pat_range(&mut self, from: IntLit, to: IntLit) -> PatId {
        let span = from.span.to(to.span);
        self.pat(span, PatKind::IntRange(from.value, to.value), &[])
    }

    pub fn pat_float(&mut self, minus: Option<Token>, t: Token) -> PatId {
        let value = f64::from_bits(self.lexed.numbers[t.payload as usize]);
        let span = self.at(t);
        let (value, span) = match minus {
            Some(minus) => (-value, self.at(minus).to(span)),
            None => (value, span),
        };
        self.pat(span, PatKind::Float(value), &[])
    }

    pub fn pat_bool(&mut self, t: Token) -> PatId {
        self.pat(self.at(t), PatKind::Bool(t.kind == Kind::True), &[])
    }

    pub fn pat_nil(&mut self, t: Token) -> PatId {
        let span = self.at(t);
        self.spelled(span);
        self.pat(span, PatKind::Unit, &[])
    }

    pub fn pat_atom(&mut self, t: Token) -> PatId {
        self.pat(self.at(t), PatKind::Atom(t.symbol()), &[])
    }

    pub fn pat_string(&mut self, l: u32, parts: Vec<StrPart>, r: u32) -> PatId {
        let span = self.span(l, r);
        let kind = match parts.as_slice() {
            [] => PatKind::Str(Symbol::new("")),
            [StrPart::Text(text)] => PatKind::Str(*text),
            _ => {
                let start = (l..r).find(|n| self.tokens[*n as usize].kind == Kind::InterpStart);
                let start = start.unwrap_or(l);
                let depth = self.tokens[start as usize].depth;
                let end = (start + 1..r).find(|n| {
                    let token = self.tokens[*n as usize];
                    token.kind == Kind::InterpEnd && token.depth == depth
                });
                let place = self.span(start, end.unwrap_or(r - 1) + 1);
                self.error(Code::E0110, place, "string patterns cannot interpolate")
                    .helps
                    .push("use a guard".into());
                PatKind::Error
            }
        };
        self.pat(span, kind, &[])
    }

    // ---- parameters -----------------------------------------------------------------------------------------------

    pub fn params(&mut self, l: u32, list: Vec<Param>, r: u32) -> Params {
        Params {
            list,
            span: self.span(l, r),
        }
    }

    pub fn no_params(&mut self, at: u32) -> Params {
        Params {
            list: Vec::new(),
            span: self.span(at, at),
        }
    }

    pub fn name_param(&mut self, name: Token, ty: Option<TypeId>) -> Param {
        Param {
            pat: self.pat_var(name),
            ty,
        }
    }

    pub fn wildcard_param(&mut self, word: Token) -> Param {
        Param {
            pat: self.pat_wildcard(word),
            ty: None,
        }
    }

    pub fn self_param(&mut self, word: Token) -> Param {
        Param {
            pat: self.pat(self.at(word), PatKind::SelfParam, &[]),
            ty: None,
        }
    }

    pub fn renamed_param(&mut self, name: Token, other: Token) -> Param {
        let p = self.pat_var(name);
        Param {
            pat: self.pat_as(p, Some(other)),
            ty: None,
        }
    }

    pub fn cons_param(&mut self, head: Token, tail: PatId) -> Param {
        let head = self.pat_var(head);
        Param {
            pat: self.pat_cons(head, tail),
            ty: None,
        }
    }

    pub fn pattern_param(&mut self, pat: PatId) -> Param {
        Param { pat, ty: None }
    }

    pub fn as_param(&mut self, p: PatId, name: Option<Token>) -> Param {
        Param {
            pat: self.pat_as(p, name),
            ty: None,
        }
    }

    pub fn tuple_param(&mut self, l: u32, first: PatId, mut more: Vec<PatId>, r: u32) -> Param {
        more.insert(0, first);
        Param {
            pat: self.pat_parens(l, more, r),
            ty: None,
        }
    }

    pub fn error_param(&mut self, t: Token) -> Param {
        Param {
            pat: self.pat_error(self.at(t)),
            ty: None,
        }
    }

    // ---- types ----------------------------------------------------------------------------------------------------

    fn ty(&mut self, span: Span, kind: TypeKind, parts: &[TypeId]) -> TypeId {
        let inner = parts.iter().map(|t| self.type_depth[t.index()]).max();
        let depth = inner.map_or(0, |depth| depth + 1);
        if depth > MAX_DEPTH {
            self.too_deep(span);
        }
        self.type_depth.push(depth);
        self.module.types.push(TypeExpr { span, kind })
    }

    fn type_span(&self, t: TypeId) -> Span {
        self.module.types[t].span
    }

    pub fn fun_type(&mut self, l: u32, params: Vec<TypeId>, result: TypeId) -> TypeId {
        let start = self.at(self.tokens[l as usize]);
        let span = start.to(self.type_span(result));
        let mut parts = params.clone();
        parts.push(result);
        self.ty(span, TypeKind::Fun(params, result), &parts)
    }

    pub fn result_type(&mut self, t: TypeId, e: TypeId) -> TypeId {
        let span = self.type_span(t).to(self.type_span(e));
        self.ty(span, TypeKind::Result(t, e), &[t, e])
    }

    pub fn chained_result(&mut self, t: TypeId, op: Token, e: TypeId) -> TypeId {
        let span = self.at(op);
        self.error(Code::E0117, span, "`!` cannot be chained")
            .helps
            .push("use parentheses".into());
        self.result_type(t, e)
    }

    pub fn option_type(&mut self, t: TypeId, r: u32) -> TypeId {
        let span = self.until(self.type_span(t), r);
        self.ty(span, TypeKind::Option(t), &[t])
    }

    pub fn path_type(&mut self, path: Path) -> TypeId {
        let span = path.span;
        let kind = TypeKind::Path {
            path,
            args: Vec::new(),
            args_span: None,
        };
        self.ty(span, kind, &[])
    }

    pub fn applied_type(&mut self, path: Path, l: u32, args: Vec<TypeId>, r: u32) -> TypeId {
        let span = self.until(path.span, r);
        let parts = args.clone();
        let kind = TypeKind::Path {
            path,
            args,
            args_span: Some(self.span(l, r)),
        };
        self.ty(span, kind, &parts)
    }

    pub fn type_parens(&mut self, l: u32, items: Vec<TypeId>, r: u32) -> TypeId {
        let span = self.span(l, r);
        match items.as_slice() {
            [] => self.ty(span, TypeKind::Unit, &[]),
            [one] => *one,
            _ => {
                let parts = items.clone();
                self.ty(span, TypeKind::Tuple(items), &parts)
            }
        }
    }

    pub fn type_hole(&mut self, t: Token) -> TypeId {
        self.ty(self.at(t), TypeKind::Hole, &[])
    }

    pub(super) fn type_error(&mut self, span: Span) -> TypeId {
        self.ty(span, TypeKind::Error, &[])
    }
}
