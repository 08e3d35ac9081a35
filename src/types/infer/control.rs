//! Bindings, branches, loops, closures, `?`.

use std::rc::Rc;

use crate::base::Span;
use crate::diagnostics::{Code, Diagnostic};
use crate::resolve::Builtin;
use crate::syntax::ast::{self, ExprKind as Ast};

use crate::types::convert::Holes;
use crate::types::cx::{Cx, Frame, LocalScheme, Origin, Want};
use crate::types::select::{could_equal, head_of, Matched};
use crate::types::solve::Deferred;
use crate::types::ty::{Ty, TyKind};
use crate::types::typed::{
    self, Callee, Clause, ExprId, ExprKind, IterSource, Stmt, Try, TryKind, TyConKind,
};

impl Cx<'_> {
    // ---- bindings ---------------------------------------------------------------------------------------------------------

    pub(super) fn let_stmt(
        &mut self,
        pat: ast::PatId,
        ty: Option<ast::TypeId>,
        value: ast::ExprId,
    ) -> Stmt {
        let annotation = ty.map(|ty| {
            let (file, scope) = (self.cur().file, Rc::clone(&self.cur().scope));
            (
                self.convert(file, ty, &scope, &mut Holes::Fresh),
                self.ast().types[ty].span,
            )
        });
        let generalise = self.is_syntactic_value(value)
            && matches!(self.ast().pats[pat].kind, ast::PatKind::Var(_));
        if generalise {
            self.u.level += 1;
        }
        let expr = match annotation {
            Some((ty, span)) => {
                let ty = self.norm(ty);
                self.check(value, ty, Origin::Annotation(span))
            }
            None => self.expr(value, Want::ANY),
        };
        if generalise {
            self.u.level -= 1;
        }
        let ty = match annotation {
            Some((ty, _)) => ty,
            None => self.ty_of(expr),
        };
        let typed = self.pattern(pat, ty, Origin::Scrutinee(self.span_of(expr)));
        if generalise {
            if let typed::PatKind::Bind(local) = self.cur().body.pats[typed].kind {
                self.generalise_local(&[local]);
            }
        }
        Stmt::Let {
            pat: typed,
            value: expr,
        }
    }

    /// Literals, names, closures, and constructors and collections of such: what `let` generalises.
    fn is_syntactic_value(&self, id: ast::ExprId) -> bool {
        stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || {
            match &self.ast().exprs[id].kind {
                Ast::Closure(_) | Ast::Name(_) => true,
                Ast::List(items) | Ast::Tuple(items) => {
                    items.iter().all(|e| self.is_syntactic_value(*e))
                }
                Ast::Map(entries) => entries
                    .iter()
                    .all(|(k, v)| self.is_syntactic_value(*k) && self.is_syntactic_value(*v)),
                Ast::Struct { fields, .. } => {
                    fields.iter().all(|f| self.is_syntactic_value(f.value))
                }
                Ast::Call(call) => {
                    matches!(
                        self.file().exprs[call.callee],
                        crate::resolve::Res::Variant(..)
                    ) && call.args.iter().all(|e| self.is_syntactic_value(*e))
                        && call.keywords.is_empty()
                }
                _ => false,
            }
        })
    }

    /// Quantifies the variables of these locals' types that belong to a deeper level than the current one.
    pub(super) fn generalise_local(&mut self, locals: &[typed::LocalId]) {
        self.solve();
        let level = self.u.level;
        let mut vars = Vec::new();
        for &local in locals {
            let ty = self.cur().body.locals[local].ty;
            self.u.free_vars(ty, &mut vars);
        }
        vars.retain(|v| self.u.level_of(*v) > level);
        if vars.is_empty() {
            return;
        }
        // what waits for a variable other than by a bound keeps it monomorphic
        let mut preds = Vec::new();
        for at in 0..self.deferred.len() {
            let Some(deferred) = self.deferred[at].clone() else {
                continue;
            };
            match deferred {
                Deferred::Trait { bound, .. } => {
                    let mut own = Vec::new();
                    self.u.free_vars(bound.ty, &mut own);
                    for &arg in &bound.args {
                        self.u.free_vars(arg, &mut own);
                    }
                    if own.iter().any(|v| vars.contains(v)) {
                        if own.iter().all(|v| vars.contains(v)) {
                            preds.push((at, bound));
                        } else {
                            vars.retain(|v| !own.contains(v));
                        }
                    }
                }
                Deferred::Proj { self_ty, ty, .. } => {
                    let mut own = Vec::new();
                    self.u.free_vars(self_ty, &mut own);
                    self.u.free_vars(ty, &mut own);
                    vars.retain(|v| !own.contains(v));
                }
                Deferred::Field { base, ty, .. } | Deferred::Index { base, ty, .. } => {
                    self.keep(&mut vars, &[self.ty_of(base), ty]);
                }
                Deferred::Method { receiver, ty, .. } => {
                    self.keep(&mut vars, &[self.ty_of(receiver), ty])
                }
                Deferred::For { iterated, item, .. } => {
                    self.keep(&mut vars, &[self.ty_of(iterated), item])
                }
                Deferred::Try {
                    value, result, ty, ..
                } => self.keep(&mut vars, &[self.ty_of(value), result, ty]),
                Deferred::TryError { from, to, .. } => self.keep(&mut vars, &[from, to]),
                Deferred::Concat { ty, .. } => self.keep(&mut vars, &[ty]),
            }
        }
        if vars.is_empty() {
            return;
        }
        let mut generics = Vec::with_capacity(vars.len());
        for &var in &vars {
            let index = crate::types::unify::LOCAL_PARAMS + self.cur().local_generics;
            self.cur_mut().local_generics += 1;
            generics.push(index);
            let param = self.u.tys.param(index);
            self.u.bind_unchecked(var, param);
        }
        let mut scheme = Vec::new();
        for (at, bound) in preds {
            self.deferred[at] = None;
            let ty = self.u.zonk(bound.ty);
            let args = bound.args.iter().map(|&a| self.u.zonk(a)).collect();
            let bound = typed::Bound {
                ty,
                tr: bound.tr,
                args,
            };
            self.cur_mut().env.push(bound.clone());
            scheme.push(crate::types::cx::Pred::Trait(bound));
        }
        let scheme = Rc::new(LocalScheme {
            generics: generics.clone(),
            preds: scheme,
        });
        for &local in locals {
            let ty = self.cur().body.locals[local].ty;
            let ty = self.u.zonk(ty);
            self.cur_mut().body.locals[local].ty = ty;
            self.cur_mut().body.locals[local].generics = generics.clone();
            self.cur_mut().schemes.insert(local, Rc::clone(&scheme));
        }
        self.solve();
    }

    fn keep(&mut self, vars: &mut Vec<crate::types::ty::TyVar>, tys: &[Ty]) {
        let mut own = Vec::new();
        for &ty in tys {
            self.u.free_vars(ty, &mut own);
        }
        vars.retain(|v| !own.contains(v));
    }

    pub(super) fn return_stmt(&mut self, value: Option<ast::ExprId>, span: Span) -> ExprId {
        let never = self.t.never;
        let Some(frame) = self.cur().frames.last().cloned() else {
            let value = match value {
                Some(e) => self.expr(e, Want::ANY),
                None => self.error_expr(span),
            };
            return self.push(ExprKind::Return(value), never, span);
        };
        let value = match value {
            Some(e) => self.check(e, frame.result, frame.result_origin),
            None => {
                let unit = self.t.unit;
                let value = self.push(ExprKind::Literal(typed::Literal::Unit), unit, span);
                self.expect(value, frame.result, frame.result_origin)
            }
        };
        if let Some(frame) = self.cur_mut().frames.last_mut() {
            frame.returns = true;
        }
        self.push(ExprKind::Return(value), never, span)
    }

    // ---- branches ---------------------------------------------------------------------------------------------------------

    /// Branches that share a type: each is checked against the first one that comes back.
    fn join(
        &mut self,
        joined: &mut Option<(Ty, Origin)>,
        block: &ast::Block,
        want: Want,
    ) -> ExprId {
        let own = match *joined {
            Some((ty, origin)) => Want {
                ty: Some(ty),
                origin,
                discard: want.discard,
            },
            None => want,
        };
        let expr = self.block(block, own);
        let ty = self.ty_of(expr);
        if want.discard && want.ty.is_none() {
            return expr;
        }
        if self.is_never(ty) {
            return expr;
        }
        match *joined {
            Some((ty, origin)) => self.expect(expr, ty, origin),
            None => {
                let (ty, origin) = match want.ty {
                    Some(wanted) => (wanted, want.origin),
                    None => (ty, Origin::Branch(self.span_of(expr))),
                };
                let expr = self.expect(expr, ty, origin);
                *joined = Some((
                    ty,
                    if want.ty.is_some() {
                        origin
                    } else {
                        Origin::Branch(self.span_of(expr))
                    },
                ));
                expr
            }
        }
    }

    /// Branches of type Never at the type of the others.
    fn level_branch(&mut self, expr: ExprId, ty: Ty) -> ExprId {
        if self.is_never(self.ty_of(expr)) && !self.is_never(ty) {
            let span = self.span_of(expr);
            return self.push(ExprKind::Diverges(expr), ty, span);
        }
        expr
    }

    pub(super) fn if_expr(
        &mut self,
        branches: &[(ast::ExprId, ast::Block)],
        otherwise: Option<&ast::Block>,
        span: Span,
        want: Want,
    ) -> ExprId {
        let bool = self.t.bool;
        let unit = self.t.unit;
        let discard = want.discard && want.ty.is_none();
        let mut typed = Vec::with_capacity(branches.len());
        if otherwise.is_none() {
            for (condition, block) in branches {
                let condition = self.condition(*condition, bool);
                let body = self.block(block, Want::DISCARD);
                self.discarded(body);
                typed.push((condition, body));
            }
            return self.push(
                ExprKind::If {
                    branches: typed,
                    otherwise: None,
                },
                unit,
                span,
            );
        }
        let mut joined = None;
        for (condition, block) in branches {
            let condition = self.condition(*condition, bool);
            let body = self.join(&mut joined, block, want);
            typed.push((condition, body));
        }
        let otherwise = otherwise.map(|block| self.join(&mut joined, block, want));
        let ty = match joined {
            _ if discard => unit,
            Some((ty, _)) => ty,
            None => self.t.never,
        };
        if discard {
            let all_never = typed
                .iter()
                .map(|(_, b)| *b)
                .chain(otherwise)
                .all(|b| self.is_never(self.ty_of(b)));
            let ty = if all_never { self.t.never } else { unit };
            return self.push(
                ExprKind::If {
                    branches: typed,
                    otherwise,
                },
                ty,
                span,
            );
        }
        let branches = typed
            .into_iter()
            .map(|(c, b)| (c, self.level_branch(b, ty)))
            .collect();
        let otherwise = otherwise.map(|b| self.level_branch(b, ty));
        self.push(
            ExprKind::If {
                branches,
                otherwise,
            },
            ty,
            span,
        )
    }

    fn condition(&mut self, id: ast::ExprId, bool: Ty) -> ExprId {
        if let Ast::Bool(value) = self.ast().exprs[id].kind {
            let span = self.ast().exprs[id].span;
            self.report(Diagnostic::new(
                Code::W0015,
                span,
                format!("this condition is always {value}"),
            ));
        }
        self.check(id, bool, Origin::Condition)
    }

    pub(super) fn case(
        &mut self,
        scrutinee: ast::ExprId,
        arms: &[ast::Arm],
        head_span: Span,
        span: Span,
        want: Want,
    ) -> ExprId {
        let scrutinee = self.expr(scrutinee, Want::ANY);
        let subject = self.ty_of(scrutinee);
        let origin = Origin::Scrutinee(self.span_of(scrutinee));
        let discard = want.discard && want.ty.is_none();
        let mut joined = None;
        let mut typed = Vec::with_capacity(arms.len());
        for arm in arms {
            let pat = self.pattern(arm.pat, subject, origin);
            let guard = arm.guard.map(|g| self.guard(g));
            let body = self.join(&mut joined, &arm.body, want);
            typed.push(typed::Arm { pat, guard, body });
        }
        let ty = match joined {
            _ if discard => {
                if !typed.is_empty() && typed.iter().all(|a| self.is_never(self.ty_of(a.body))) {
                    self.t.never
                } else {
                    self.t.unit
                }
            }
            Some((ty, _)) => ty,
            None => self.t.never,
        };
        if !discard {
            for arm in &mut typed {
                arm.body = self.level_branch(arm.body, ty);
            }
        }
        self.push(
            ExprKind::Case {
                scrutinee,
                arms: typed,
                head: head_span,
            },
            ty,
            span,
        )
    }

    pub(super) fn guard(&mut self, id: ast::ExprId) -> ExprId {
        let expr = self.expr(id, Want::ANY);
        let ty = self.shallow(self.ty_of(expr));
        let bool = self.t.bool;
        let leaves = ty == self.t.never;
        if ty != bool && !leaves && self.u.unify(bool, ty).is_err() && !self.has_error(ty) {
            let (shown, span) = (self.show(ty), self.span_of(expr));
            self.report(Diagnostic::new(
                Code::E0025,
                span,
                format!("guard must be `Bool`, found `{shown}`"),
            ));
        }
        self.solve();
        expr
    }

    // ---- loops ------------------------------------------------------------------------------------------------------------

    pub(super) fn while_expr(
        &mut self,
        condition: ast::ExprId,
        body: &ast::Block,
        span: Span,
    ) -> ExprId {
        let bool = self.t.bool;
        let condition = self.check(condition, bool, Origin::Condition);
        let body = self.block(body, Want::DISCARD);
        self.discarded(body);
        let unit = self.t.unit;
        self.push(ExprKind::While { condition, body }, unit, span)
    }

    pub(super) fn for_expr(&mut self, f: &ast::For, span: Span, want: Want) -> ExprId {
        let iterated = self.expr(f.iterated, Want::ANY);
        let item = self.fresh();
        let pair = matches!(f.pat, ast::ForPat::Pair(..));
        let expr = self.push(ExprKind::Error, item, span);
        self.iterate(expr, iterated, item, pair);
        let (pat, pair_pat) = match f.pat {
            ast::ForPat::One(pat) => (self.pattern(pat, item, Origin::None), None),
            ast::ForPat::Pair(key, value) => {
                let (k, v) = (self.fresh(), self.fresh());
                let tuple = self.u.tys.tuple(&[k, v]);
                self.unify_at(item, tuple, span, Origin::None);
                (
                    self.pattern(key, k, Origin::None),
                    Some(self.pattern(value, v, Origin::None)),
                )
            }
        };
        let bool = self.t.bool;
        let filter = f.filter.map(|e| self.check(e, bool, Origin::Condition));
        let wanted = want.ty.map(|ty| self.shallow(ty));
        let collect = !want.discard && wanted != Some(self.t.unit);
        let (body, ty) = if collect {
            let element = match wanted {
                Some(ty) if self.is_con(ty, self.lang.list) => self.u.tys.part(ty, 0),
                Some(_) | None => self.fresh(),
            };
            let body = self.block(
                &f.body,
                Want {
                    ty: Some(element),
                    origin: Origin::None,
                    discard: false,
                },
            );
            let body = self.expect(body, element, Origin::None);
            (body, self.list_of(element))
        } else {
            let body = self.block(&f.body, Want::DISCARD);
            self.discarded(body);
            (body, self.t.unit)
        };
        // the source may have been found while the body was typed
        let source = match &self.cur().body.exprs[expr].kind {
            ExprKind::For(f) => f.source.clone(),
            _ => IterSource::List,
        };
        self.cur_mut().body.exprs[expr] = typed::Expr {
            kind: ExprKind::For(typed::For {
                pat,
                pair: pair_pat,
                iterated,
                source,
                filter,
                body,
                collect,
            }),
            ty,
            span,
        };
        expr
    }

    /// How the value is iterated, and the type of its elements. The source is put into the `For` at `expr`.
    pub fn iterate(&mut self, expr: ExprId, iterated: ExprId, item: Ty, pair: bool) {
        let ty = self.shallow(self.ty_of(iterated));
        if let Some(var) = self.u.as_var(ty) {
            let body = self.at;
            return self.wait_for(
                var,
                Deferred::For {
                    body,
                    expr,
                    iterated,
                    item,
                    pair,
                },
            );
        }
        let span = self.span_of(iterated);
        let Some((source, found)) = self.source_of(ty) else {
            if !self.has_error(ty) && !self.is_never(ty) {
                let shown = self.show(ty);
                let mut report =
                    Diagnostic::new(Code::E0307, span, format!("cannot iterate over `{shown}`"));
                report = if ty == self.t.string {
                    report.help("use `String.chars`")
                } else {
                    report.help("implement `Iterable`")
                };
                self.report(report);
            }
            let error = self.t.error;
            let _ = self.u.unify(item, error);
            return;
        };
        self.unify_at(item, found, span, Origin::None);
        let placeholder = typed::PatId(0);
        match &mut self.cur_mut().body.exprs[expr].kind {
            ExprKind::For(f) => f.source = source,
            kind => {
                *kind = ExprKind::For(typed::For {
                    pat: placeholder,
                    pair: None,
                    iterated,
                    source,
                    filter: None,
                    body: iterated,
                    collect: false,
                })
            }
        }
    }

    fn source_of(&mut self, ty: Ty) -> Option<(IterSource, Ty)> {
        let con = self.con_of(ty);
        let lang = self.lang.clone();
        let is = |c: Option<crate::resolve::TyConId>| c.is_some() && c == con;
        if is(lang.range) {
            return Some((IterSource::Range, self.t.int));
        }
        if is(lang.bytes) {
            return Some((IterSource::Bytes, self.t.int));
        }
        for (con, source) in [
            (lang.list, IterSource::List),
            (lang.set, IterSource::Set),
            (lang.queue, IterSource::Queue),
            (lang.iter, IterSource::Iter),
        ] {
            if is(con) {
                return Some((source, self.u.tys.part(ty, 0)));
            }
        }
        if is(lang.map) {
            let (k, v) = (self.u.tys.part(ty, 0), self.u.tys.part(ty, 1));
            return Some((IterSource::Map, self.u.tys.tuple(&[k, v])));
        }
        if con.is_some_and(|c| matches!(self.tycons[c].kind, TyConKind::Builtin(Builtin::Never))) {
            return None;
        }
        let (iterator, iterable) = (lang.iterator?, lang.iterable?);
        let has = |cx: &mut Self, tr| match head_of(&cx.u.tys, ty) {
            Some(head) => !cx.table.with_head(tr, head).is_empty(),
            None => {
                let ty = cx.u.zonk(ty);
                cx.cur().env.iter().any(|b| b.tr == tr && b.ty == ty)
            }
        };
        if has(self, iterator) {
            let item = self.project(iterator, Vec::new(), ty, 0);
            let next = Callee::Trait {
                tr: iterator,
                method: 0,
                tr_args: Vec::new(),
                self_ty: ty,
                targs: Vec::new(),
            };
            return Some((IterSource::Iterator { next }, item));
        }
        if has(self, iterable) {
            let iter_ty = self.project(iterable, Vec::new(), ty, 1);
            let item = self.project(iterable, Vec::new(), ty, 0);
            let iter = Callee::Trait {
                tr: iterable,
                method: 0,
                tr_args: Vec::new(),
                self_ty: ty,
                targs: Vec::new(),
            };
            let known = self.shallow(iter_ty);
            let (then, own) = if self.is_var(known) {
                return None;
            } else {
                stacker::maybe_grow(64 * 1024, 1024 * 1024, || self.source_of(known))?
            };
            let _ = self.u.unify(item, own);
            return Some((
                IterSource::Iterable {
                    iter,
                    iter_ty,
                    then: Box::new(then),
                },
                item,
            ));
        }
        None
    }

    // ---- closures ---------------------------------------------------------------------------------------------------------

    pub(super) fn closure(&mut self, closure: &ast::Closure, span: Span, want: Want) -> ExprId {
        let count = closure.clauses.first().map_or(0, |c| c.params.len());
        let wanted = want.ty.map(|ty| self.u.tys.kind(self.shallow(ty)).clone());
        let (params, result): (Vec<Ty>, Ty) = match wanted {
            Some(TyKind::Fun(params, result)) if params.len() == count => (params.to_vec(), result),
            _ => {
                let params = (0..count).map(|_| self.fresh()).collect();
                (params, self.fresh())
            }
        };
        let clauses = self.clauses_of_closure(closure, &params, result);
        let result = self.result_of_frame(result, &clauses);
        let ty = self.u.tys.fun(&params, result);
        self.push(ExprKind::Closure { clauses }, ty, span)
    }

    fn clauses_of_closure(
        &mut self,
        closure: &ast::Closure,
        params: &[Ty],
        result: Ty,
    ) -> Vec<Clause> {
        let mut clauses = Vec::with_capacity(closure.clauses.len());
        self.cur_mut().frames.push(Frame {
            result,
            result_origin: Origin::None,
            inferred: true,
            returns: false,
        });
        for clause in &closure.clauses {
            let (file, scope) = (self.cur().file, Rc::clone(&self.cur().scope));
            let mut pats = Vec::with_capacity(clause.params.len());
            for (param, &ty) in clause.params.iter().zip(params) {
                if let Some(annotation) = param.ty {
                    let span = self.ast().types[annotation].span;
                    let own = self.convert(file, annotation, &scope, &mut Holes::Fresh);
                    let own = self.norm(own);
                    self.unify_at(ty, own, span, Origin::None);
                }
                pats.push(self.pattern(param.pat, ty, Origin::None));
            }
            let mut origin = Origin::None;
            if let Some(annotation) = clause.result {
                let span = self.ast().types[annotation].span;
                let own = self.convert(file, annotation, &scope, &mut Holes::Fresh);
                let own = self.norm(own);
                self.unify_at(result, own, span, Origin::None);
                origin = Origin::Result(span);
                if let Some(frame) = self.cur_mut().frames.last_mut() {
                    frame.result_origin = origin;
                }
            }
            let guard = clause.guard.map(|g| self.guard(g));
            let body = self.body_block(&clause.body, result, origin);
            clauses.push(Clause {
                params: pats,
                guard,
                body,
                span: clause.span,
                head: clause.span.at_start().to(clause.params_span),
            });
        }
        clauses
    }

    /// A body against the result type; its last `for` runs for its effects where the result is `()`.
    pub(super) fn body_block(&mut self, block: &ast::Block, result: Ty, origin: Origin) -> ExprId {
        let body = self.block(block, Want::ty(result, origin));
        self.body_result(body, result, origin)
    }

    pub(super) fn body_result(&mut self, body: ExprId, result: Ty, origin: Origin) -> ExprId {
        if self.is_never(self.ty_of(body)) {
            return body;
        }
        if let Some(frame) = self.cur_mut().frames.last_mut() {
            frame.returns = true;
        }
        self.expect(body, result, origin)
    }

    /// Ends the innermost frame: a result that nothing reaches is Never.
    pub(super) fn result_of_frame(&mut self, result: Ty, clauses: &[Clause]) -> Ty {
        let frame = self.cur_mut().frames.pop();
        let diverges = frame.is_some_and(|f| !f.returns && f.inferred) && self.is_var(result);
        if diverges && !clauses.is_empty() {
            let never = self.t.never;
            let _ = self.u.unify(result, never);
        }
        result
    }

    // ---- ? ----------------------------------------------------------------------------------------------------------------

    pub(super) fn try_expr(&mut self, value: ExprId, mark: Span, span: Span) -> ExprId {
        let result = match self.cur().frames.last() {
            Some(frame) => frame.result,
            None => self.fresh(),
        };
        if let Some(frame) = self.cur_mut().frames.last_mut() {
            frame.returns = true;
        }
        let ty = self.fresh();
        let expr = self.push(ExprKind::Error, ty, span);
        self.try_value(expr, value, result, ty, mark);
        expr
    }

    pub fn try_value(&mut self, expr: ExprId, value: ExprId, result: Ty, ty: Ty, mark: Span) {
        let value_ty = self.shallow(self.ty_of(value));
        if let Some(var) = self.u.as_var(value_ty) {
            let body = self.at;
            return self.wait_for(
                var,
                Deferred::Try {
                    body,
                    expr,
                    value,
                    result,
                    ty,
                    mark,
                },
            );
        }
        let fail = |cx: &mut Self| {
            let error = cx.t.error;
            let _ = cx.u.unify(ty, error);
        };
        if self.has_error(value_ty) || self.is_never(value_ty) {
            return fail(self);
        }
        let is_result = self.is_con(value_ty, self.lang.result);
        if !is_result && !self.is_con(value_ty, self.lang.option) {
            let (shown, at) = (self.show(value_ty), self.span_of(value));
            self.report(Diagnostic::new(
                Code::E0037,
                at,
                format!("`?` requires `Result` or `Option`, found `{shown}`"),
            ));
            return fail(self);
        }
        let wanted = if is_result {
            self.lang.result
        } else {
            self.lang.option
        };
        let known = self.shallow(result);
        if self.is_var(known) {
            let a = self.fresh();
            let own = if is_result {
                let b = self.fresh();
                self.lang_con(wanted, &[a, b])
            } else {
                self.lang_con(wanted, &[a])
            };
            let _ = self.u.unify(known, own);
        } else if !self.is_con(known, wanted) {
            if !self.has_error(known) {
                let shown = self.show(known);
                let mut found = Diagnostic::new(
                    Code::E0036,
                    mark,
                    format!(
                        "`?` requires the function to return `Result` or `Option`, found `{shown}`"
                    ),
                );
                if let Some(Origin::Result(at)) = self.cur().frames.last().map(|f| f.result_origin)
                {
                    found = found.label(at, "the result type");
                }
                self.report(found);
            }
            return fail(self);
        }
        let known = self.shallow(result);
        let inner = self.u.tys.part(value_ty, 0);
        let kind = if is_result {
            TryKind::Result { convert: None }
        } else {
            TryKind::Option
        };
        self.cur_mut().body.exprs[expr].kind = ExprKind::Try(Try {
            value,
            kind,
            result,
        });
        let _ = self.u.unify(ty, inner);
        if is_result {
            let (from, to) = (self.u.tys.part(value_ty, 1), self.u.tys.part(known, 1));
            self.try_error(expr, from, to, mark);
        }
        self.solve();
    }

    /// The error of the operand becomes that of the function: as it is, or by `From`.
    pub fn try_error(&mut self, expr: ExprId, from: Ty, to: Ty, mark: Span) {
        let (a, b) = (self.shallow(from), self.shallow(to));
        if a == b {
            return;
        }
        for ty in [a, b] {
            if let Some(var) = self.u.as_var(ty) {
                let body = self.at;
                return self.wait_for(
                    var,
                    Deferred::TryError {
                        body,
                        expr,
                        from,
                        to,
                        mark,
                    },
                );
            }
        }
        if could_equal(&self.u.tys, &|t| self.u.shallow(t), a, b) != Matched::No {
            let _ = self.u.unify(a, b);
            return;
        }
        let Some(tr) = self.lang.from else { return };
        let exists = match head_of(&self.u.tys, b) {
            Some(head) => self
                .table
                .with_head(tr, head)
                .to_vec()
                .into_iter()
                .any(|id| {
                    let imp = &self.impls[id];
                    let mut found = vec![None; imp.generics as usize];
                    imp.tr_args.first().is_some_and(|&p| {
                        crate::types::select::match_ty(
                            &self.u.tys,
                            &|t| self.u.shallow(t),
                            p,
                            a,
                            &mut found,
                        ) != Matched::No
                    })
                }),
            None => {
                let ty = self.u.zonk(b);
                self.cur().env.iter().any(|e| e.tr == tr && e.ty == ty)
            }
        };
        if !exists {
            if !self.has_error(a) && !self.has_error(b) {
                let (e1, e2) = (self.show(a), self.show(b));
                self.report(
                    Diagnostic::new(
                        Code::E0036,
                        mark,
                        format!("`?` requires the function to return a `Result` with error `{e1}`, found `{e2}`"),
                    )
                    .help(format!("add `impl From<{e1}> for {e2}`")),
                );
            }
            return;
        }
        let span = self.span_of(expr);
        let instance = self.instance_of_method(tr, 0, b, vec![a], Vec::new(), span);
        if let ExprKind::Try(t) = &mut self.cur_mut().body.exprs[expr].kind {
            t.kind = TryKind::Result {
                convert: Some(instance.callee),
            };
        }
    }
}
