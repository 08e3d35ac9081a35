//! Expressions to statements: A-normalisation.
//!
//! [`Body::value`] writes what computes an expression into the open block and gives the operand that holds it, or nothing if
//! control does not come back. [`Body::tail`] writes an expression whose value goes to a destination and ends the block.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::base::{Span, Symbol};
use crate::core::ir::{
    self, Block, ConcatPart, DataId, End, FunId, FunKind, JoinId, LocalId as CoreLocal, Mode, Op,
    Operand, Param, SiteId, TyId,
};
use crate::types::ty::Ty;
use crate::types::typed::{
    self, Callee, Clause, ExprId, ExprKind, InterpolationPart, Literal, LocalId, PatId, PatKind,
    Stmt, TryKind,
};

use super::build::Builder;
use super::info::{BodyInfo, LocalKind};
use super::mono::{Origin, Subst, Target, Task};
use super::{Lowerer, Owner};

/// Where the value of a tail expression goes.
#[derive(Clone, Debug)]
pub(super) enum Dest {
    Return,
    /// The join point's first parameter, if it wants a value, then these.
    Jump {
        join: JoinId,
        value: bool,
        more: Vec<Operand>,
    },
}

/// The loop that `break` and `continue` mean.
#[derive(Clone, Debug)]
pub(super) struct Loop {
    pub leave: (JoinId, Vec<Operand>),
    pub next: (JoinId, Vec<Operand>),
}

/// One body being lowered.
pub(super) struct Body<'l, 'a> {
    pub cx: &'l mut Lowerer<'a>,
    pub b: Builder,
    pub fun: FunId,
    pub owner: Owner,
    pub body: &'a typed::Body,
    pub info: Rc<BodyInfo<'a>>,
    pub subst: Subst,
    pub vars: FxHashMap<LocalId, Operand>,
    pub loops: Vec<Loop>,
    /// Rows that the decision tree being built may still look at.
    pub match_budget: usize,
}

impl<'l, 'a> Body<'l, 'a> {
    pub(super) fn lower(
        cx: &'l mut Lowerer<'a>,
        task: Task,
        owner: Owner,
        body: &'a typed::Body,
        info: Rc<BodyInfo<'a>>,
    ) {
        let fun = task.fun;
        let mut this = Body {
            cx,
            b: Builder::default(),
            fun,
            owner,
            body,
            info,
            subst: task.subst,
            vars: FxHashMap::default(),
            loops: Vec::new(),
            match_budget: 0,
        };
        let (clauses, captures, name): (&'a [Clause], Vec<LocalId>, &str) = match task.origin {
            Origin::Fn(_) | Origin::Const(_) => (&body.clauses, Vec::new(), ""),
            Origin::Closure(_, id) => match &body.exprs[id].kind {
                ExprKind::Closure { clauses } => {
                    (clauses, this.info.closure_captures(id).to_vec(), "closure")
                }
                _ => crate::bug!("lower", "no closure"),
            },
            Origin::LocalFn(_, local) => match this.info.kinds[local] {
                LocalKind::Fn(f) => (&f.clauses, this.info.local_captures(local).to_vec(), ""),
                LocalKind::Value | LocalKind::Poly { .. } => {
                    crate::bug!("lower", "no local function")
                }
            },
        };
        let mut params = Vec::new();
        for local in captures {
            let (core, _) = this.core_local(local);
            this.vars.insert(local, Operand::Local(core));
            params.push(core);
        }
        let first = match clauses.first() {
            Some(clause) => clause,
            None => crate::bug!("lower", "a function without clauses"),
        };
        let mut subjects = Vec::new();
        for (at, &pat) in first.params.iter().enumerate() {
            let ty = this.ty(body.pats[pat].ty);
            let core_ty = this.cx.core_ty(ty);
            let name = match body.pats[pat].kind {
                PatKind::Bind(local) | PatKind::As(_, local) => body.locals[local].name,
                _ => Symbol::new(&format!("a{at}")),
            };
            let core = this.b.local(name, core_ty, Some(body.pats[pat].span));
            params.push(core);
            subjects.push((Operand::Local(core), ty));
        }
        let mut f = &mut this.cx.funs[fun];
        f.params = params
            .into_iter()
            .map(|local| Param {
                local,
                mode: Mode::Owned,
            })
            .collect();
        this.clauses(clauses, subjects, name);
        let block = this.b.body();
        f = &mut this.cx.funs[fun];
        f.locals = std::mem::take(&mut this.b.locals);
        f.joins = std::mem::take(&mut this.b.joins);
        f.body = block;
    }

    /// Clauses over the parameters; the body ends the block.
    fn clauses(&mut self, clauses: &'a [Clause], subjects: Vec<(Operand, Ty)>, kind: &str) {
        if let [only] = clauses {
            let plain = only.guard.is_none()
                && only.params.iter().all(|p| {
                    matches!(
                        self.body.pats[*p].kind,
                        PatKind::Bind(_) | PatKind::Wildcard
                    )
                });
            if plain {
                for (&pat, (operand, _)) in only.params.iter().zip(&subjects) {
                    if let PatKind::Bind(local) = self.body.pats[pat].kind {
                        self.vars.insert(local, operand.clone());
                    }
                }
                return self.tail(only.body, Dest::Return);
            }
        }
        let rows: Vec<(Vec<PatId>, Option<ExprId>, ExprId)> = clauses
            .iter()
            .map(|c| (c.params.clone(), c.guard, c.body))
            .collect();
        let arity = subjects.len();
        let name = if kind == "closure" {
            format!("closure/{arity}")
        } else {
            let display = self.cx.funs[self.fun].display.clone();
            let short = display.rsplit('.').next().unwrap_or("").to_owned();
            if short.contains('/') {
                short
            } else {
                format!("{}/{arity}", self.cx.funs[self.fun].name)
            }
        };
        let span = clauses[0].span;
        self.match_rows(
            subjects,
            rows,
            Dest::Return,
            Some(format!("no matching clause in {name}")),
            span,
        );
    }

    // ---- small helpers ------------------------------------------------------------------------------------------------

    pub(super) fn ty(&mut self, ty: Ty) -> Ty {
        self.cx.concrete(ty, &self.subst)
    }
    pub(super) fn expr_ty(&mut self, e: ExprId) -> Ty {
        self.ty(self.body.exprs[e].ty)
    }
    pub(super) fn span(&self, e: ExprId) -> Span {
        self.body.exprs[e].span
    }
    pub(super) fn site(&mut self, span: Span) -> SiteId {
        self.cx.site(self.fun, span)
    }
    pub(super) fn temp(&mut self, name: &str, ty: Ty) -> CoreLocal {
        let ty = self.cx.core_ty(ty);
        self.temp_core(name, ty)
    }
    pub(super) fn temp_core(&mut self, name: &str, ty: TyId) -> CoreLocal {
        self.b.local(Symbol::new(name), ty, None)
    }
    /// Binds the result of an operation to a new local.
    pub(super) fn bind(&mut self, name: &str, ty: Ty, op: Op, span: Span) -> Operand {
        let local = self.temp(name, ty);
        let site = self.site(span);
        self.b.bind(local, op, site);
        Operand::Local(local)
    }
    /// The operand as a local, for operations that need one.
    pub(super) fn held(&mut self, operand: Operand, ty: Ty, span: Span) -> CoreLocal {
        match operand {
            Operand::Local(local) => local,
            other => {
                let local = self.temp("value", ty);
                let site = self.site(span);
                self.b.bind(local, Op::Use(other), site);
                local
            }
        }
    }
    /// A Core local for a variable of the typed tree.
    pub(super) fn core_local(&mut self, local: LocalId) -> (CoreLocal, Ty) {
        let info = &self.body.locals[local];
        let ty = self.ty(info.ty);
        let core_ty = self.cx.core_ty(ty);
        (self.b.local(info.name, core_ty, Some(info.span)), ty)
    }

    pub(super) fn deliver(&mut self, value: Operand, dest: Dest) {
        match dest {
            Dest::Return => self.b.end(End::Return(value)),
            Dest::Jump {
                join,
                value: wants,
                more,
            } => {
                let mut args = Vec::new();
                if wants {
                    args.push(value);
                }
                args.extend(more);
                self.b.jump(join, args);
            }
        }
    }

    /// `write` ends a block that jumps to a join point with the value of type `ty`; writing goes on after it.
    pub(super) fn joined(
        &mut self,
        name: &str,
        ty: Ty,
        write: impl FnOnce(&mut Self, Dest),
    ) -> Option<Operand> {
        let local = self.temp("value", ty);
        let join = self.b.join(name, vec![local]);
        let outer = self.b.begin();
        write(
            self,
            Dest::Jump {
                join,
                value: true,
                more: Vec::new(),
            },
        );
        let block = self.b.finish(outer);
        self.b
            .rest_in_join(join, block)
            .then_some(Operand::Local(local))
    }

    pub(super) fn block_of(&mut self, write: impl FnOnce(&mut Self)) -> Block {
        let outer = self.b.begin();
        write(self);
        self.b.finish(outer)
    }

    // ---- values -------------------------------------------------------------------------------------------------------

    pub(super) fn value(&mut self, e: ExprId) -> Option<Operand> {
        stacker::maybe_grow(256 * 1024, 8 * 1024 * 1024, || self.value_inner(e))
    }

    fn value_inner(&mut self, e: ExprId) -> Option<Operand> {
        let body = self.body;
        let expr = &body.exprs[e];
        let span = expr.span;
        match &expr.kind {
            ExprKind::Literal(literal) => Some(literal_operand(literal)),
            ExprKind::Interpolation(parts) => {
                let mut list = Vec::new();
                self.concat_parts(parts, &mut list)?;
                Some(self.concat(list, span))
            }
            ExprKind::Local { local, targs } => self.local_value(*local, targs, span),
            ExprKind::Const(id) => {
                let constant = self.cx.constant(*id);
                let ty = self.expr_ty(e);
                Some(self.bind(body_name(self.cx, constant), ty, Op::Const(constant), span))
            }
            ExprKind::Function(callee) => self.function_value(callee, e, span),
            ExprKind::Call { callee, args } => {
                let ty = self.expr_ty(e);
                if let Some(value) = self.embedded(callee, args, ty, span) {
                    return Some(value);
                }
                let args = self.values(args)?;
                self.call(callee, args, ty, span)
            }
            ExprKind::CallValue { callee, args } => self.call_value(*callee, args, e, span),
            ExprKind::Construct { variant, fields } => {
                let ty = self.expr_ty(e);
                let count = fields.len();
                let mut values = vec![Operand::Unit; count];
                for &(index, field) in fields {
                    values[index as usize] = self.value(field)?;
                }
                Some(self.construct(ty, *variant, values, span))
            }
            ExprKind::Tuple(items) => {
                let ty = self.expr_ty(e);
                let values = self.values(items)?;
                Some(self.construct(ty, 0, values, span))
            }
            ExprKind::List(items) => self.list(e, items, span),
            ExprKind::Map(entries) => self.map(e, entries, span),
            ExprKind::Update { base, fields } => self.update(e, *base, fields, span),
            ExprKind::Field { base, index } => {
                let base_ty = self.expr_ty(*base);
                let value = self.value(*base)?;
                let data = self.cx.data_id(base_ty);
                let value = self.held(value, base_ty, span);
                let ty = self.expr_ty(e);
                let name = self.cx.types.datas[data].name;
                let _ = name;
                Some(self.bind(
                    "field",
                    ty,
                    Op::Project {
                        value,
                        data,
                        variant: 0,
                        field: *index,
                    },
                    span,
                ))
            }
            ExprKind::Not(inner) => {
                let value = self.value(*inner)?;
                match value {
                    Operand::Bool(b) => Some(Operand::Bool(!b)),
                    value => {
                        let ty = self.cx.types.bool;
                        let id = lang(self.cx.program.lang.bool_not, "Bool.negated");
                        self.call_fn(id, Vec::new(), vec![value], ty, span)
                    }
                }
            }
            ExprKind::Block { stmts, value } => {
                for stmt in stmts {
                    self.stmt(stmt)?;
                }
                match value {
                    Some(value) => self.value(*value),
                    None => Some(Operand::Unit),
                }
            }
            ExprKind::Diverges(inner) => {
                self.value(*inner)?;
                self.b.end(End::Unreachable);
                None
            }
            ExprKind::Return(_) | ExprKind::Break | ExprKind::Continue => {
                self.tail(e, Dest::Return);
                None
            }
            ExprKind::And(..) | ExprKind::Or(..) | ExprKind::If { .. } | ExprKind::Case { .. } => {
                let ty = self.expr_ty(e);
                self.joined("after", ty, |this, dest| this.tail(e, dest))
            }
            ExprKind::For(f) => self.for_loop(f, e, span),
            ExprKind::While { condition, body } => self.while_loop(*condition, *body, span),
            ExprKind::Try(t) => self.try_value(t, e, span),
            ExprKind::Closure { .. } => self.closure(e, span),
            ExprKind::Error => crate::bug!("lower", "an erroneous expression"),
        }
    }

    pub(super) fn values(&mut self, exprs: &[ExprId]) -> Option<Vec<Operand>> {
        let mut out = Vec::with_capacity(exprs.len());
        for &e in exprs {
            out.push(self.value(e)?);
        }
        Some(out)
    }

    pub(super) fn construct(
        &mut self,
        ty: Ty,
        variant: u32,
        fields: Vec<Operand>,
        span: Span,
    ) -> Operand {
        let data = self.cx.data_id(ty);
        let name = self.cx.types.datas[data].name.as_str().to_lowercase();
        let name = name.split('_').next().unwrap_or("value").to_owned();
        self.bind(
            &name,
            ty,
            Op::Construct {
                data,
                variant,
                fields,
                reuse: None,
            },
            span,
        )
    }

    fn list(&mut self, e: ExprId, items: &[ExprId], span: Span) -> Option<Operand> {
        let ty = self.expr_ty(e);
        let item = self.cx.type_args(ty)[0];
        if items.is_empty() {
            let id = lang(self.cx.program.lang.list_new, "List.new");
            return self.call_fn(id, vec![item], Vec::new(), ty, span);
        }
        let id = lang(self.cx.program.lang.list_literal, "List.literal_new");
        let mut list = self.call_fn(
            id,
            vec![item],
            vec![Operand::Int(items.len() as i64)],
            ty,
            span,
        )?;
        let append = lang(self.cx.program.lang.list_append, "List.append");
        for &e in items {
            let value = self.value(e)?;
            list = self.call_fn(append, vec![item], vec![list, value], ty, span)?;
        }
        Some(list)
    }

    fn map(&mut self, e: ExprId, entries: &[(ExprId, ExprId)], span: Span) -> Option<Operand> {
        let ty = self.expr_ty(e);
        let args = self.cx.type_args(ty);
        let id = lang(self.cx.program.lang.map_literal, "Map.literal_new");
        let mut map = self.call_fn(
            id,
            args.clone(),
            vec![Operand::Int(entries.len() as i64)],
            ty,
            span,
        )?;
        let put = lang(self.cx.program.lang.map_put, "Map.put");
        for &(k, v) in entries {
            let key = self.value(k)?;
            let value = self.value(v)?;
            map = self.call_fn(put, args.clone(), vec![map, key, value], ty, span)?;
        }
        Some(map)
    }

    /// The other fields are fetched first, so that the old value can go before the new one is made.
    fn update(
        &mut self,
        e: ExprId,
        base: ExprId,
        fields: &[(u32, ExprId)],
        span: Span,
    ) -> Option<Operand> {
        let ty = self.expr_ty(e);
        let value = self.value(base)?;
        let value = self.held(value, ty, span);
        let data = self.cx.data_id(ty);
        let tys = self.cx.field_tys(ty, 0);
        let mut list: Vec<Option<Operand>> = vec![None; tys.len()];
        for (index, &field) in tys.iter().enumerate() {
            if !fields.iter().any(|(i, _)| *i == index as u32) {
                let op = Op::Project {
                    value,
                    data,
                    variant: 0,
                    field: index as u32,
                };
                list[index] = Some(self.bind("kept", field, op, span));
            }
        }
        for &(index, field) in fields {
            list[index as usize] = Some(self.value(field)?);
        }
        let list = list
            .into_iter()
            .map(|v| v.unwrap_or(Operand::Unit))
            .collect();
        Some(self.construct(ty, 0, list, span))
    }

    /// Nested interpolations and chains of `<>` become parts of one text.
    fn concat_parts(
        &mut self,
        parts: &'a [InterpolationPart],
        list: &mut Vec<ConcatPart>,
    ) -> Option<()> {
        for part in parts {
            match part {
                InterpolationPart::Text(text) => list.push(ConcatPart::Text(*text)),
                InterpolationPart::Value { value, show } => {
                    if show.is_none() {
                        if let ExprKind::Interpolation(inner) = &self.body.exprs[*value].kind {
                            stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || {
                                self.concat_parts(inner, list)
                            })?;
                            continue;
                        }
                    }
                    let ty = self.expr_ty(*value);
                    let operand = self.value(*value)?;
                    let t = &self.cx.types;
                    // another text form than the built-in one is a call
                    let plain = match show {
                        None => true,
                        Some(Callee::Trait { tr, .. }) => Some(*tr) == self.cx.program.lang.display,
                        Some(Callee::Fn { .. } | Callee::Variant { .. }) => false,
                    };
                    let part = if plain && ty == t.string {
                        match operand {
                            Operand::Str(text) => ConcatPart::Text(text),
                            other => ConcatPart::Str(other),
                        }
                    } else if plain && ty == t.int {
                        ConcatPart::Int(operand)
                    } else if plain && ty == t.float {
                        ConcatPart::Float(operand)
                    } else if plain && ty == t.bool {
                        ConcatPart::Bool(operand)
                    } else {
                        let Some(show) = show else {
                            crate::bug!("lower", "a part without a text form")
                        };
                        let string = self.cx.types.string;
                        let span = self.span(*value);
                        ConcatPart::Str(self.call(show, vec![operand], string, span)?)
                    };
                    list.push(part);
                }
            }
        }
        Some(())
    }

    fn concat(&mut self, list: Vec<ConcatPart>, span: Span) -> Operand {
        if let [ConcatPart::Str(only)] = list.as_slice() {
            return only.clone();
        }
        if list.iter().all(|p| matches!(p, ConcatPart::Text(_))) {
            let text: String = list
                .iter()
                .map(|p| match p {
                    ConcatPart::Text(text) => text.as_str(),
                    _ => "",
                })
                .collect();
            return Operand::Str(Symbol::new(&text));
        }
        let string = self.cx.types.string;
        self.bind("text", string, Op::Concat(list), span)
    }

    // ---- statements ---------------------------------------------------------------------------------------------------

    fn stmt(&mut self, stmt: &'a Stmt) -> Option<()> {
        match stmt {
            Stmt::Let { pat, value } => {
                if let PatKind::Bind(local) = self.body.pats[*pat].kind {
                    if let LocalKind::Poly { .. } = self.info.kinds[local] {
                        return Some(());
                    }
                    let operand = self.value(*value)?;
                    self.name_operand(local, operand);
                    return Some(());
                }
                let ty = self.expr_ty(*value);
                let operand = self.value(*value)?;
                self.irrefutable(*pat, operand, ty);
                Some(())
            }
            Stmt::Expr(e) => {
                self.value(*e)?;
                Some(())
            }
            Stmt::Fns(_) => Some(()),
        }
    }

    /// A variable stands for the operand; a temporary takes the variable's name.
    pub(super) fn name_operand(&mut self, local: LocalId, operand: Operand) {
        if let Operand::Local(core) = operand {
            let fresh = !self.vars.values().any(|o| *o == Operand::Local(core));
            let is_param = self.cx.funs[self.fun]
                .params
                .iter()
                .any(|p| p.local == core);
            if fresh && !is_param {
                self.b.locals[core].name = self.body.locals[local].name;
            }
        }
        self.vars.insert(local, operand);
    }

    // ---- tails --------------------------------------------------------------------------------------------------------

    pub(super) fn tail(&mut self, e: ExprId, dest: Dest) {
        stacker::maybe_grow(256 * 1024, 8 * 1024 * 1024, || self.tail_inner(e, dest))
    }

    fn tail_inner(&mut self, e: ExprId, dest: Dest) {
        let body = self.body;
        let span = self.span(e);
        match &body.exprs[e].kind {
            ExprKind::Block { stmts, value } => {
                for stmt in stmts {
                    if self.stmt(stmt).is_none() {
                        return;
                    }
                }
                match value {
                    Some(value) => self.tail(*value, dest),
                    None => self.deliver(Operand::Unit, dest),
                }
            }
            ExprKind::If {
                branches,
                otherwise,
            } => self.branches(branches, *otherwise, dest),
            ExprKind::And(a, b) => {
                let Some(condition) = self.value(*a) else {
                    return;
                };
                let then = self.block_of(|this| this.tail(*b, dest.clone()));
                let otherwise = self.block_of(|this| this.deliver(Operand::Bool(false), dest));
                self.b.end(End::If {
                    condition,
                    then: Box::new(then),
                    otherwise: Box::new(otherwise),
                });
            }
            ExprKind::Or(a, b) => {
                let Some(condition) = self.value(*a) else {
                    return;
                };
                let then = self.block_of(|this| this.deliver(Operand::Bool(true), dest.clone()));
                let otherwise = self.block_of(|this| this.tail(*b, dest));
                self.b.end(End::If {
                    condition,
                    then: Box::new(then),
                    otherwise: Box::new(otherwise),
                });
            }
            ExprKind::Case {
                scrutinee, arms, ..
            } => {
                let ty = self.expr_ty(*scrutinee);
                let Some(subject) = self.value(*scrutinee) else {
                    return;
                };
                let rows = arms
                    .iter()
                    .map(|a| (vec![a.pat], a.guard, a.body))
                    .collect();
                self.match_rows(vec![(subject, ty)], rows, dest, None, span);
            }
            ExprKind::Return(value) => self.tail(*value, Dest::Return),
            ExprKind::Break | ExprKind::Continue => {
                let Some(at) = self.loops.last() else {
                    crate::bug!("lower", "no loop to leave")
                };
                let (join, args) = match body.exprs[e].kind {
                    ExprKind::Break => at.leave.clone(),
                    _ => at.next.clone(),
                };
                self.b.jump(join, args);
            }
            ExprKind::Diverges(inner) => {
                if self.value(*inner).is_some() {
                    self.b.end(End::Unreachable);
                }
            }
            ExprKind::Literal(_)
            | ExprKind::Interpolation(_)
            | ExprKind::Local { .. }
            | ExprKind::Const(_)
            | ExprKind::Function(_)
            | ExprKind::Call { .. }
            | ExprKind::CallValue { .. }
            | ExprKind::Construct { .. }
            | ExprKind::Tuple(_)
            | ExprKind::List(_)
            | ExprKind::Map(_)
            | ExprKind::Update { .. }
            | ExprKind::Field { .. }
            | ExprKind::Not(_)
            | ExprKind::For(_)
            | ExprKind::While { .. }
            | ExprKind::Try(_)
            | ExprKind::Closure { .. }
            | ExprKind::Error => {
                let ty = self.expr_ty(e);
                if let Some(value) = self.value(e) {
                    if ty == self.cx.types.never {
                        self.b.end(End::Unreachable);
                    } else {
                        self.deliver(value, dest);
                    }
                }
            }
        }
    }

    fn branches(&mut self, branches: &[(ExprId, ExprId)], otherwise: Option<ExprId>, dest: Dest) {
        // a long chain nests, one block in the other: it is written from the last condition to the first
        let mut open = Vec::new();
        for &(condition, then) in branches {
            let Some(condition) = self.value(condition) else {
                break;
            };
            let then =
                self.block_of(|this| this.tail_or_unit(then, dest.clone(), otherwise.is_some()));
            let outer = self.b.begin();
            open.push((condition, then, outer));
        }
        if open.len() == branches.len() {
            match otherwise {
                Some(e) => self.tail(e, dest),
                None => self.deliver(Operand::Unit, dest),
            }
        }
        while let Some((condition, then, outer)) = open.pop() {
            let otherwise = self.b.finish(outer);
            self.b.end(End::If {
                condition,
                then: Box::new(then),
                otherwise: Box::new(otherwise),
            });
        }
    }

    /// The value of a branch, or `()` in place of it where the `if` has no `else`.
    fn tail_or_unit(&mut self, e: ExprId, dest: Dest, has_value: bool) {
        if has_value {
            self.tail(e, dest);
        } else if self.value(e).is_some() {
            self.deliver(Operand::Unit, dest);
        }
    }

    // ---- ? ------------------------------------------------------------------------------------------------------------

    fn try_value(&mut self, t: &typed::Try, e: ExprId, span: Span) -> Option<Operand> {
        let ty = self.expr_ty(t.value);
        let value = self.value(t.value)?;
        let value = self.held(value, ty, span);
        let data = self.cx.data_id(ty);
        let con = self.con_of(ty);
        let result = self.ty(t.result);
        let result_con = self.con_of(result);
        let (good, bad) = match t.kind {
            TryKind::Option => ("Some", "None"),
            TryKind::Result { .. } => ("Ok", "Err"),
        };
        let good = self.cx.variant_named(con, good);
        let bad = self.cx.variant_named(con, bad);
        let leave = self.block_of(|this| {
            let fields = match &t.kind {
                TryKind::Option => Vec::new(),
                TryKind::Result { convert } => {
                    let from = this.cx.type_args(ty)[1];
                    let to = this.cx.type_args(result)[1];
                    let error = this.bind(
                        "error",
                        from,
                        Op::Project {
                            value,
                            data,
                            variant: bad,
                            field: 0,
                        },
                        span,
                    );
                    match convert {
                        None => vec![error],
                        Some(convert) => match this.call(convert, vec![error], to, span) {
                            Some(error) => vec![error],
                            None => return,
                        },
                    }
                }
            };
            let name = if fields.is_empty() { "None" } else { "Err" };
            let variant = this.cx.variant_named(result_con, name);
            let value = this.construct(result, variant, fields, span);
            this.b.end(End::Return(value));
        });
        self.b.rest_in_arm(value, data, good, bad, leave);
        let inner = self.expr_ty(e);
        Some(self.bind(
            "value",
            inner,
            Op::Project {
                value,
                data,
                variant: good,
                field: 0,
            },
            span,
        ))
    }

    pub(super) fn con_of(&self, ty: Ty) -> Option<crate::resolve::TyConId> {
        match self.cx.tys.kind(ty) {
            crate::types::ty::TyKind::Con(con, _) => Some(*con),
            _ => None,
        }
    }
    pub(super) fn data_of(&mut self, ty: Ty) -> DataId {
        self.cx.data_id(ty)
    }

    /// Runs a callee and gives nothing: for callees of type Never.
    pub(super) fn call(
        &mut self,
        callee: &Callee,
        args: Vec<Operand>,
        ty: Ty,
        span: Span,
    ) -> Option<Operand> {
        let subst = self.subst.clone();
        match self.cx.target(callee, &subst) {
            Target::Fun(id, subst) => self.call_instance(id, subst, args, ty, span),
            Target::Variant(data_ty, variant) => Some(self.construct(data_ty, variant, args, span)),
            Target::Vacuous => {
                self.b.end(End::Unreachable);
                None
            }
        }
    }
}

fn body_name(cx: &Lowerer<'_>, constant: ir::ConstId) -> &'static str {
    cx.consts[constant].name.as_str()
}

pub(super) fn literal_operand(literal: &Literal) -> Operand {
    match literal {
        Literal::Int(n) => Operand::Int(*n),
        Literal::Float(x) => Operand::Float(*x),
        Literal::Bool(b) => Operand::Bool(*b),
        Literal::Unit => Operand::Unit,
        Literal::Atom(name) => Operand::Atom(*name),
        Literal::Str(text) => Operand::Str(*text),
        Literal::Regex { .. } => crate::bug!("lower", "a regular expression"),
    }
}

/// A lang item that the program cannot do without.
pub(super) fn lang(item: Option<crate::resolve::FnId>, name: &str) -> crate::resolve::FnId {
    match item {
        Some(id) => id,
        None => crate::bug!("lower", "the library has no {name}"),
    }
}

/// The kind of a function made for a closure or local function.
pub(super) fn closure_kind(captures: usize) -> FunKind {
    FunKind::Closure {
        captures: captures as u32,
    }
}
