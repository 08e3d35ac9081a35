//! Expressions: from the syntax tree to the typed tree, a file for each family of constructs.

mod call;
mod control;
mod function;
mod method;
mod operator;
mod pattern;

use crate::base::{Span, Symbol};
use crate::diagnostics::{Code, Diagnostic};
use crate::resolve::Res;
use crate::syntax::ast::{self, ExprKind as Ast, StmtKind};

use super::cx::{Cx, Origin, Want};
use super::solve::Why;
use super::ty::{Ty, TyKind};
use super::typed::{self, Callee, ExprId, ExprKind, InterpolationPart, Literal};
use super::unify::Clash;

impl Cx<'_> {
    pub fn push(&mut self, kind: ExprKind, ty: Ty, span: Span) -> ExprId {
        self.cur_mut()
            .body
            .exprs
            .push(typed::Expr { kind, ty, span })
    }
    pub fn ty_of(&self, expr: ExprId) -> Ty {
        self.cur().body.exprs[expr].ty
    }
    pub fn span_of(&self, expr: ExprId) -> Span {
        self.cur().body.exprs[expr].span
    }
    pub fn error_expr(&mut self, span: Span) -> ExprId {
        let error = self.t.error;
        self.push(ExprKind::Error, error, span)
    }

    // ---- expected types -----------------------------------------------------------------------------------------------

    /// The expression at an expected type.
    pub fn check(&mut self, id: ast::ExprId, ty: Ty, origin: Origin) -> ExprId {
        let expr = self.expr(id, Want::ty(ty, origin));
        self.expect(expr, ty, origin)
    }

    /// Makes the types agree; an expression of type Never fits everywhere.
    pub fn expect(&mut self, expr: ExprId, ty: Ty, origin: Origin) -> ExprId {
        let found = self.shallow(self.ty_of(expr));
        let wanted = self.shallow(ty);
        if found == wanted {
            return expr;
        }
        if self.is_never(found) {
            let span = self.span_of(expr);
            return self.push(ExprKind::Diverges(expr), ty, span);
        }
        if let Err(clash) = self.u.unify(wanted, found) {
            self.mismatch(clash, wanted, found, self.tail_span(expr), origin);
        }
        self.solve();
        expr
    }

    /// Where the value of an expression stands: the last expression of a block.
    fn tail_span(&self, mut expr: ExprId) -> Span {
        loop {
            match &self.cur().body.exprs[expr].kind {
                ExprKind::Block {
                    value: Some(value), ..
                } => expr = *value,
                _ => return self.span_of(expr),
            }
        }
    }

    pub fn unify_at(&mut self, wanted: Ty, found: Ty, span: Span, origin: Origin) {
        if let Err(clash) = self.u.unify(wanted, found) {
            self.mismatch(clash, wanted, found, span, origin);
        }
        self.solve();
    }

    pub fn mismatch(&mut self, clash: Clash, wanted: Ty, found: Ty, span: Span, origin: Origin) {
        if self.has_error(wanted) || self.has_error(found) {
            return;
        }
        let (w, f) = (self.show(wanted), self.show(found));
        let mut report = match clash {
            Clash::Infinite(var, ty) => {
                let (var, ty) = (self.show(var), self.show(ty));
                let whole = match origin {
                    Origin::Argument(call) => call,
                    _ => span,
                };
                Diagnostic::new(
                    Code::E0002,
                    whole,
                    "this expression would have an infinite type",
                )
                .note(format!("`{var}` = `{ty}`"))
            }
            Clash::Mismatch(a, b) => {
                let (a, b) = (self.shallow(a), self.shallow(b));
                let rigid = [a, b]
                    .into_iter()
                    .find(|t| matches!(self.u.tys.kind(*t), TyKind::Param(_)));
                match rigid {
                    Some(param)
                        if !matches!(self.u.tys.kind(wanted), TyKind::Fun(..)) || a == wanted =>
                    {
                        let name = self.show(param);
                        let other = if param == a { b } else { a };
                        let other = self.show(other);
                        Diagnostic::new(
                            Code::E0305,
                            span,
                            format!("expected type parameter `{name}`, found `{other}`"),
                        )
                        .help(format!(
                            "`{name}` must work for every type the caller chooses"
                        ))
                    }
                    Some(_) | None => {
                        Diagnostic::new(Code::E0001, span, format!("expected `{w}`, found `{f}`"))
                            .text(format!("this is `{f}`"))
                    }
                }
            }
        };
        report = match origin {
            Origin::None | Origin::Argument(_) | Origin::Condition => report,
            Origin::Annotation(at) => report.label(at, "required by this annotation"),
            Origin::Parameter(id, index) => {
                let def = &self.r.fns[id];
                if self.r.modules[def.origin.module].library {
                    report.note(format!("parameter {} of `{}`", index + 1, def.name))
                } else {
                    report.label(
                        def.origin.span,
                        format!("parameter {} of this function", index + 1),
                    )
                }
            }
            Origin::Result(at) => report.label(at, "required by this result type"),
            Origin::Branch(at) => report.label(at, format!("this branch is `{w}`")),
            Origin::Operand(at) => report.label(at, format!("this operand is `{w}`")),
            Origin::Element(at) => report.label(at, format!("this element is `{w}`")),
            Origin::Scrutinee(at) => report.label(at, format!("this is `{w}`")),
        };
        if let Some(help) = self.conversion_help(wanted, found) {
            report = report.help(help);
        }
        self.report(report);
    }

    fn conversion_help(&self, wanted: Ty, found: Ty) -> Option<&'static str> {
        let (w, f) = (self.shallow(wanted), self.shallow(found));
        let t = &self.t;
        if self.is_con(w, self.lang.option) && !self.is_con(f, self.lang.option) {
            return Some("wrap it in `Some(…)`");
        }
        if self.is_con(w, self.lang.result) && !self.is_con(f, self.lang.result) {
            return Some("wrap it in `Ok(…)`");
        }
        if w == t.float && f == t.int || w == t.int && f == t.float {
            return Some("convert with Int.to_float or Float.from, Float.to_int or Math.round");
        }
        if w == t.string {
            return Some("make a text of it with \"${…}\"");
        }
        if w == t.int && f == t.string {
            return Some("parse it with String.to_int");
        }
        if w == t.bool {
            return Some("write a comparison");
        }
        if f == t.unit {
            return Some("the last expression of a block is its value");
        }
        None
    }

    // ---- expressions --------------------------------------------------------------------------------------------------

    pub fn expr(&mut self, id: ast::ExprId, want: Want) -> ExprId {
        stacker::maybe_grow(256 * 1024, 8 * 1024 * 1024, || self.expr_inner(id, want))
    }

    fn expr_inner(&mut self, id: ast::ExprId, want: Want) -> ExprId {
        let ast = self.ast();
        let span = ast.exprs[id].span;
        let literal = |cx: &mut Self, literal, ty| cx.push(ExprKind::Literal(literal), ty, span);
        match &ast.exprs[id].kind {
            Ast::Int(n) => {
                let ty = self.t.int;
                literal(self, Literal::Int(*n as i64), ty)
            }
            Ast::Float(x) => {
                let ty = self.t.float;
                literal(self, Literal::Float(*x), ty)
            }
            Ast::Bool(b) => {
                let ty = self.t.bool;
                literal(self, Literal::Bool(*b), ty)
            }
            Ast::Unit => {
                let ty = self.t.unit;
                literal(self, Literal::Unit, ty)
            }
            Ast::Atom(name) => {
                let ty = self.t.atom;
                literal(self, Literal::Atom(*name), ty)
            }
            Ast::Str(parts) => self.string(parts, span),
            Ast::Regex { .. }
            | Ast::Json(_)
            | Ast::Receive { .. }
            | Ast::Builtin(_)
            | Ast::Error => self.error_expr(span),
            Ast::Name(_) | Ast::SelfRef => self.name(id, span, want),
            Ast::Field(base, name) => match self.file().exprs[id] {
                Res::None => self.field(*base, *name, span),
                _ => self.name(id, span, want),
            },
            Ast::Tuple(items) => self.tuple(items, span, want),
            Ast::List(items) => self.list(items, span, want),
            Ast::Map(entries) => self.map(entries, span, want),
            Ast::Struct { fields, .. } => self.struct_literal(id, fields, span, want),
            Ast::Update { base, fields } => self.update(*base, fields, span),
            Ast::Index(base, index) => self.index(*base, *index, span),
            Ast::Call(call) => self.call(call, span, want, None),
            Ast::Pipe {
                value,
                slot,
                op_span,
                target,
            } => self.pipe(*value, *slot, *op_span, *target, span, want),
            Ast::Unary(op, inner) => self.unary(*op, *inner, span),
            Ast::Binary {
                op,
                op_span,
                left,
                right,
            } => self.binary(*op, *op_span, *left, *right, span, want),
            Ast::Try { value, mark } => {
                let value = self.expr(*value, Want::ANY);
                self.try_expr(value, *mark, span)
            }
            Ast::If {
                branches,
                otherwise,
            } => self.if_expr(branches, otherwise.as_ref(), span, want),
            Ast::Case {
                scrutinee,
                arms,
                head_span,
            } => self.case(*scrutinee, arms, *head_span, span, want),
            Ast::For(f) => self.for_expr(f, span, want),
            Ast::While { condition, body } => self.while_expr(*condition, body, span),
            Ast::Closure(closure) => self.closure(closure, span, want),
            Ast::Break => {
                let never = self.t.never;
                self.push(ExprKind::Break, never, span)
            }
            Ast::Continue => {
                let never = self.t.never;
                self.push(ExprKind::Continue, never, span)
            }
        }
    }

    fn string(&mut self, parts: &[ast::StrPart], span: Span) -> ExprId {
        let ty = self.t.string;
        match parts {
            [] => return self.push(ExprKind::Literal(Literal::Str(Symbol::new(""))), ty, span),
            [ast::StrPart::Text(text)] => {
                return self.push(ExprKind::Literal(Literal::Str(*text)), ty, span);
            }
            _ => {}
        }
        let mut typed = Vec::with_capacity(parts.len());
        for part in parts {
            typed.push(match part {
                ast::StrPart::Text(text) => InterpolationPart::Text(*text),
                ast::StrPart::Expr(id) => {
                    let value = self.expr(*id, Want::ANY);
                    let show = self.shown(value);
                    InterpolationPart::Value { value, show }
                }
            });
        }
        self.push(ExprKind::Interpolation(typed), ty, span)
    }

    /// The call of `Display.to_string` on a value; finishing leaves it out where the value is a String.
    fn shown(&mut self, value: ExprId) -> Option<Callee> {
        let (ty, span) = (self.ty_of(value), self.span_of(value));
        self.add_trait(self.lang.display, ty, span, Why::Show);
        self.lang.display.map(|tr| Callee::Trait {
            tr,
            method: 0,
            tr_args: Vec::new(),
            self_ty: ty,
            targs: Vec::new(),
        })
    }

    fn tuple(&mut self, items: &[ast::ExprId], span: Span, want: Want) -> ExprId {
        let wanted: Vec<Option<Ty>> =
            match want.ty.map(|ty| self.u.tys.kind(self.shallow(ty)).clone()) {
                Some(TyKind::Tuple(tys)) if tys.len() == items.len() => {
                    tys.iter().map(|t| Some(*t)).collect()
                }
                Some(_) | None => vec![None; items.len()],
            };
        let mut exprs = Vec::with_capacity(items.len());
        let mut tys = Vec::with_capacity(items.len());
        for (&item, wanted) in items.iter().zip(wanted) {
            let expr = match wanted {
                Some(ty) => {
                    let expr = self.expr(item, Want::ty(ty, want.origin));
                    if self.is_never(self.ty_of(expr)) {
                        self.expect(expr, ty, want.origin)
                    } else {
                        expr
                    }
                }
                None => self.expr(item, Want::ANY),
            };
            tys.push(self.ty_of(expr));
            exprs.push(expr);
        }
        let ty = self.u.tys.tuple(&tys);
        self.push(ExprKind::Tuple(exprs), ty, span)
    }

    fn element_of(&mut self, want: Want, con: Option<crate::resolve::TyConId>, at: usize) -> Ty {
        if let Some(ty) = want.ty {
            let ty = self.shallow(ty);
            if self.is_con(ty, con) {
                return self.u.tys.part(ty, at);
            }
        }
        self.fresh()
    }

    fn list(&mut self, items: &[ast::ExprId], span: Span, want: Want) -> ExprId {
        let item = self.element_of(want, self.lang.list, 0);
        let mut origin = Origin::None;
        let mut exprs = Vec::with_capacity(items.len());
        for &id in items {
            let expr = self.check(id, item, origin);
            if origin == Origin::None {
                origin = Origin::Element(self.span_of(expr));
            }
            exprs.push(expr);
        }
        let ty = self.list_of(item);
        self.push(ExprKind::List(exprs), ty, span)
    }

    fn map(&mut self, entries: &[(ast::ExprId, ast::ExprId)], span: Span, want: Want) -> ExprId {
        let key = self.element_of(want, self.lang.map, 0);
        let value = self.element_of(want, self.lang.map, 1);
        let (mut key_origin, mut value_origin) = (Origin::None, Origin::None);
        let mut typed = Vec::with_capacity(entries.len());
        for &(k, v) in entries {
            let k = self.check(k, key, key_origin);
            let v = self.check(v, value, value_origin);
            key_origin = Origin::Element(self.span_of(k));
            value_origin = Origin::Element(self.span_of(v));
            typed.push((k, v));
        }
        let ty = self.lang_con(self.lang.map, &[key, value]);
        self.key_bounds(key, span);
        self.push(ExprKind::Map(typed), ty, span)
    }

    fn key_bounds(&mut self, key: Ty, span: Span) {
        self.add_trait(self.lang.eq, key, span, Why::Bound);
        self.add_trait(self.lang.hash, key, span, Why::Bound);
    }

    fn struct_literal(
        &mut self,
        id: ast::ExprId,
        fields: &[ast::FieldInit],
        span: Span,
        want: Want,
    ) -> ExprId {
        let Res::Struct(con) = self.file().exprs[id] else {
            for f in fields {
                self.expr(f.value, Want::ANY);
            }
            return self.error_expr(span);
        };
        let args: Vec<Ty> = (0..self.tycons[con].arity).map(|_| self.fresh()).collect();
        let ty = self.u.tys.con(con, &args);
        if let Some(want) = want.ty {
            if self.con_of(want) == Some(con) {
                let _ = self.u.unify(want, ty);
            }
        }
        let typed::TyConKind::Struct(info) = &self.tycons[con].kind else {
            return self.error_expr(span);
        };
        let info = info.clone();
        let name = self.tycons[con].name;
        let mut typed = Vec::with_capacity(fields.len());
        let mut given = vec![false; info.fields.len()];
        let mut unknown = false;
        for f in fields {
            let Some(index) = info.fields.iter().position(|i| i.name == Some(f.name.text)) else {
                unknown = true;
                self.unknown_field(
                    f.name,
                    format!("unknown field `{}` in `{name}`", f.name.text),
                    &info,
                );
                self.expr(f.value, Want::ANY);
                continue;
            };
            // `resolve` reports repeated fields.
            if given[index] {
                self.expr(f.value, Want::ANY);
                continue;
            }
            given[index] = true;
            let field = self.u.tys.subst(info.fields[index].ty, &args);
            let value = self.check(f.value, field, Origin::None);
            typed.push((index as u32, value));
        }
        let missing: Vec<&str> = info
            .fields
            .iter()
            .zip(&given)
            .filter(|(_, given)| !**given)
            .filter_map(|(f, _)| f.name.map(|n| n.as_str()))
            .collect();
        // An unknown field is most likely the missing one, misspelt.
        if unknown {
            return self.push(ExprKind::Error, ty, span);
        }
        if let Some(first) = missing.first() {
            let at = match &self.ast().exprs[id].kind {
                Ast::Struct { path, .. } => path.span,
                _ => span,
            };
            let mut found = Diagnostic::new(
                Code::E0009,
                at,
                format!("missing field `{first}` in `{name}`"),
            );
            if missing.len() > 1 {
                found = found.note(format!("missing: {}", missing.join(", ")));
            }
            self.report(found);
            return self.push(ExprKind::Error, ty, span);
        }
        self.push(
            ExprKind::Construct {
                variant: 0,
                fields: typed,
            },
            ty,
            span,
        )
    }

    fn unknown_field(&mut self, name: ast::Name, text: String, info: &super::ty::VariantInfo) {
        let mut found = Diagnostic::new(Code::E0009, name.span, text);
        let names = info
            .fields
            .iter()
            .filter_map(|f| f.name.map(|n| n.as_str()));
        if let Some(help) = crate::diagnostics::suggest::did_you_mean(name.text.as_str(), names) {
            found = found.help(help);
        }
        self.report(found);
    }

    fn update(&mut self, base: ast::ExprId, fields: &[ast::FieldInit], span: Span) -> ExprId {
        let base_expr = self.expr(base, Want::ANY);
        let ty = self.shallow(self.ty_of(base_expr));
        let info = match self.con_of(ty).map(|c| &self.tycons[c].kind) {
            Some(typed::TyConKind::Struct(info)) => Some(info.clone()),
            Some(_) | None => None,
        };
        let Some(info) = info else {
            if !self.has_error(ty) {
                if self.is_var(ty) {
                    self.annotation_needed_for(base_expr);
                } else {
                    let shown = self.show(ty);
                    let at = self.span_of(base_expr);
                    self.report(Diagnostic::new(
                        Code::E0312,
                        at,
                        format!("`{shown}` is not a struct"),
                    ));
                }
            }
            for f in fields {
                self.expr(f.value, Want::ANY);
            }
            return self.error_expr(span);
        };
        let count = self.u.tys.part_count(ty);
        let args: Vec<Ty> = (0..count).map(|i| self.u.tys.part(ty, i)).collect();
        let name = self.show(ty);
        let mut typed = Vec::new();
        for f in fields {
            match info.fields.iter().position(|i| i.name == Some(f.name.text)) {
                Some(index) => {
                    let field = self.u.tys.subst(info.fields[index].ty, &args);
                    let value = self.check(f.value, field, Origin::None);
                    typed.push((index as u32, value));
                }
                None => {
                    self.unknown_field(
                        f.name,
                        format!("unknown field `{}` in `{name}`", f.name.text),
                        &info,
                    );
                    self.expr(f.value, Want::ANY);
                }
            }
        }
        self.push(
            ExprKind::Update {
                base: base_expr,
                fields: typed,
            },
            ty,
            span,
        )
    }

    // ---- blocks -------------------------------------------------------------------------------------------------------

    /// A block at an expected type, or at any. The result type is Never if control does not reach the end.
    pub fn block(&mut self, block: &ast::Block, want: Want) -> ExprId {
        let mut stmts: Vec<typed::Stmt> = Vec::with_capacity(block.stmts.len());
        let mut value = None;
        let mut diverges: Option<Span> = None;
        let mut at = 0;
        let count = block.stmts.len();
        while at < count {
            let stmt = &block.stmts[at];
            if let Some(before) = diverges.take() {
                self.report(
                    Diagnostic::new(Code::W0003, stmt.span, "unreachable code")
                        .label(before, "control does not come back from here"),
                );
            }
            let last = at + 1 == count;
            match &stmt.kind {
                StmtKind::Let { pat, ty, value } => {
                    let stmt = self.let_stmt(*pat, *ty, *value);
                    if let typed::Stmt::Let { value, .. } = stmt {
                        if self.is_never(self.ty_of(value)) {
                            diverges = Some(self.span_of(value));
                        }
                    }
                    stmts.push(stmt);
                }
                StmtKind::Return(e) => {
                    let expr = self.return_stmt(*e, stmt.span);
                    diverges = Some(stmt.span);
                    if last {
                        value = Some(expr);
                    } else {
                        stmts.push(typed::Stmt::Expr(expr));
                    }
                }
                StmtKind::Expr(e) => {
                    if last {
                        let want = match want.ty {
                            Some(ty) if self.shallow(ty) == self.t.unit && want.discard => {
                                Want { ..want }
                            }
                            _ => want,
                        };
                        value = Some(self.expr(*e, want));
                    } else {
                        let expr = self.expr(*e, Want::DISCARD);
                        let ty = self.shallow(self.ty_of(expr));
                        if self.is_never(ty) {
                            diverges = Some(stmt.span);
                        }
                        self.discarded(expr);
                        stmts.push(typed::Stmt::Expr(expr));
                    }
                }
                StmtKind::Fn(_) => {
                    let (typed, next) = self.local_functions(block, at);
                    stmts.push(typed::Stmt::Fns(typed));
                    at = next;
                    continue;
                }
                StmtKind::AssertReceive { .. } | StmtKind::Error => {}
            }
            at += 1;
        }
        let span = match value {
            Some(value) => self.span_of(value),
            None => block.span,
        };
        let ty = match value {
            Some(value) => self.ty_of(value),
            None if diverges.is_some() => self.t.never,
            None => self.t.unit,
        };
        if stmts.is_empty() {
            if let Some(value) = value {
                return value;
            }
        }
        self.push(ExprKind::Block { stmts, value }, ty, span)
    }

    /// W0008, W0009: a statement's value that should not be dropped.
    fn discarded(&mut self, expr: ExprId) {
        if self.r.modules[self.cur().module].library {
            return;
        }
        let ty = self.ty_of(expr);
        let (code, text, help) = if self.is_con(ty, self.lang.result) {
            (
                Code::W0008,
                "this `Result` is not used",
                "handle it, use `?`, or write `let _ = …`",
            )
        } else if self.is_con(ty, self.lang.iter) {
            (
                Code::W0009,
                "this `Iter` is not used",
                "iterators are lazy: nothing runs",
            )
        } else {
            return;
        };
        let span = self.span_of(expr);
        self.report(Diagnostic::new(code, span, text).help(help));
    }
}
