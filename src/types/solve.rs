//! Constraints: trait bounds, projections, and what is suspended until a type is known.
//!
//! A constraint on a type whose head is an inference variable waits for that variable. At the end of a group those that are
//! left are settled in the order that the language reference gives (operators stay as bounds; `for` over an unknown is over a
//! list; …), repeating until nothing changes.

use crate::base::Span;
use crate::diagnostics::{Code, Diagnostic};
use crate::resolve::{Builtin, ImplId, TraitId};
use crate::syntax::ast;

use super::cx::{Cx, Pred};
use super::select::{head_of, match_ty, Matched};
use super::ty::{Ty, TyKind, TyVar};
use super::typed::{self, Bound, TyConKind};
use super::unify::DeferredId;

/// Why a bound is asked for: which diagnostic tells that it does not hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
    Bound,
    /// A value in a text.
    Show,
    /// `Map.get` on an absent key.
    MapGet,
    Operator(ast::BinaryOp),
}

/// A constraint that waits for a type.
#[derive(Clone, Debug)]
pub enum Deferred {
    Trait {
        body: usize,
        bound: Bound,
        at: Span,
        why: Why,
        depth: u32,
    },
    /// `self_ty.assoc == ty`
    Proj {
        body: usize,
        tr: TraitId,
        tr_args: Vec<Ty>,
        self_ty: Ty,
        assoc: u32,
        ty: Ty,
    },
    Field {
        body: usize,
        expr: typed::ExprId,
        base: typed::ExprId,
        name: ast::Name,
        ty: Ty,
    },
    Method {
        body: usize,
        expr: typed::ExprId,
        receiver: typed::ExprId,
        name: ast::Name,
        args: Vec<typed::ExprId>,
        ty: Ty,
    },
    /// A call of a value whose type is unknown.
    Index {
        body: usize,
        expr: typed::ExprId,
        base: typed::ExprId,
        index: typed::ExprId,
        ty: Ty,
    },
    For {
        body: usize,
        expr: typed::ExprId,
        iterated: typed::ExprId,
        item: Ty,
        pair: bool,
    },
    Try {
        body: usize,
        expr: typed::ExprId,
        value: typed::ExprId,
        result: Ty,
        ty: Ty,
        mark: Span,
    },
    /// The error of `?` against that of the result.
    TryError {
        body: usize,
        expr: typed::ExprId,
        from: Ty,
        to: Ty,
        mark: Span,
    },
    Concat {
        body: usize,
        op: ast::BinaryOp,
        ty: Ty,
        at: Span,
    },
}

impl Deferred {
    fn body(&self) -> usize {
        match self {
            Deferred::Trait { body, .. }
            | Deferred::Proj { body, .. }
            | Deferred::Field { body, .. }
            | Deferred::Method { body, .. }
            | Deferred::Index { body, .. }
            | Deferred::For { body, .. }
            | Deferred::Try { body, .. }
            | Deferred::TryError { body, .. }
            | Deferred::Concat { body, .. } => *body,
        }
    }
}

enum Choice {
    One(ImplId),
    /// Not decided before this variable is known.
    Wait(TyVar),
    None,
}

const DEEPEST: u32 = 64;

impl Cx<'_> {
    /// Suspends a constraint until the variable is bound.
    pub fn wait_for(&mut self, var: TyVar, deferred: Deferred) {
        let id = self.suspend(deferred);
        self.u.wait(var, id);
    }

    /// Runs the constraints whose variables were bound.
    pub fn solve(&mut self) {
        while let Some(id) = self.u.ready.pop() {
            self.run(id);
        }
    }

    fn run(&mut self, id: DeferredId) {
        let Some(deferred) = self.deferred[id.0 as usize].take() else {
            return;
        };
        let at = std::mem::replace(&mut self.at, deferred.body());
        match deferred {
            Deferred::Trait {
                bound,
                at,
                why,
                depth,
                ..
            } => self.solve_bound(bound, at, why, depth),
            Deferred::Proj {
                tr,
                tr_args,
                self_ty,
                assoc,
                ty,
                ..
            } => {
                let found = self.project(tr, tr_args, self_ty, assoc);
                self.require_equal(ty, found);
            }
            Deferred::Field {
                expr,
                base,
                name,
                ty,
                ..
            } => self.field_of(expr, base, name, ty),
            Deferred::Method {
                expr,
                receiver,
                name,
                args,
                ty,
                ..
            } => self.method_of(expr, receiver, name, args, ty),
            Deferred::Index {
                expr,
                base,
                index,
                ty,
                ..
            } => self.index_of(expr, base, index, ty),
            Deferred::For {
                expr,
                iterated,
                item,
                pair,
                ..
            } => self.iterate(expr, iterated, item, pair),
            Deferred::Try {
                expr,
                value,
                result,
                ty,
                mark,
                ..
            } => self.try_value(expr, value, result, ty, mark),
            Deferred::TryError {
                expr,
                from,
                to,
                mark,
                ..
            } => self.try_error(expr, from, to, mark),
            Deferred::Concat { op, ty, at, .. } => self.concatenable(op, ty, at),
        }
        self.at = at;
    }

    fn require_equal(&mut self, a: Ty, b: Ty) {
        if self.u.unify(a, b).is_err() && !self.has_error(a) && !self.has_error(b) {
            let span = self.cur().body.clauses.first().map(|c| c.span);
            let (a, b) = (self.show(a), self.show(b));
            if let Some(span) = span {
                self.report(Diagnostic::new(
                    Code::E0001,
                    span,
                    format!("expected `{a}`, found `{b}`"),
                ));
            }
        }
    }

    // ---- bounds -----------------------------------------------------------------------------------------------------

    pub fn add_bound(&mut self, bound: Bound, at: Span, why: Why) {
        self.solve_bound(bound, at, why, 0);
    }

    pub fn add_trait(&mut self, tr: Option<TraitId>, ty: Ty, at: Span, why: Why) {
        if let Some(tr) = tr {
            self.add_bound(
                Bound {
                    ty,
                    tr,
                    args: Vec::new(),
                },
                at,
                why,
            );
        }
    }

    pub fn add_pred(&mut self, pred: Pred, at: Span) {
        match pred {
            Pred::Trait(bound) => self.add_bound(bound, at, Why::Bound),
            Pred::Proj {
                tr,
                tr_args,
                self_ty,
                assoc,
                ty,
            } => {
                let found = self.project(tr, tr_args, self_ty, assoc);
                self.require_equal(ty, found);
            }
        }
    }

    fn solve_bound(&mut self, bound: Bound, at: Span, why: Why, depth: u32) {
        let ty = self.shallow(bound.ty);
        if depth > DEEPEST {
            let (shown, tr) = (self.show(ty), self.r.traits[bound.tr].name);
            self.report(Diagnostic::new(
                Code::E0412,
                at,
                format!("resolving `{shown}: {tr}` exceeds the depth limit"),
            ));
            return;
        }
        if let Some(var) = self.u.as_var(ty) {
            let body = self.at;
            self.wait_for(
                var,
                Deferred::Trait {
                    body,
                    bound,
                    at,
                    why,
                    depth,
                },
            );
            return;
        }
        if self.is_never(ty) || self.has_error(ty) {
            return;
        }
        let ground = bound.args.is_empty()
            && !self.u.tys.flags(ty).has_var
            && !self.u.tys.flags(ty).has_param;
        if ground && self.proven.contains(&(bound.tr, ty)) {
            return;
        }
        if self.is_rigid(ty) && self.in_env(&bound, ty) {
            return;
        }
        match self.choose(bound.tr, &bound.args, ty) {
            Choice::One(id) => {
                if ground {
                    self.proven.insert((bound.tr, ty));
                }
                let args = self.commit(id, ty, &bound.args);
                let bounds = self.impls[id].bounds.clone();
                for inner in bounds {
                    let inner = self.subst_bound(&inner, &args);
                    stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || {
                        self.solve_bound(inner, at, why, depth + 1)
                    });
                }
            }
            Choice::Wait(var) => {
                let body = self.at;
                self.wait_for(
                    var,
                    Deferred::Trait {
                        body,
                        bound,
                        at,
                        why,
                        depth,
                    },
                );
            }
            Choice::None => {
                // what has a debug form alone is shown by that
                if self.lang.display == Some(bound.tr) {
                    if let Some(debug) = self.lang.debug {
                        let debug = Bound {
                            ty,
                            tr: debug,
                            args: Vec::new(),
                        };
                        if self.is_rigid(ty) && self.in_env(&debug, ty) {
                            return;
                        }
                        if let Choice::One(_) = self.choose(debug.tr, &[], ty) {
                            return self.solve_bound(debug, at, why, depth + 1);
                        }
                    }
                }
                if self.is_rigid(ty) && self.cur().open {
                    let bound = Bound { ty, ..bound };
                    let known = self
                        .cur()
                        .open_preds
                        .iter()
                        .any(|(p, _)| *p == Pred::Trait(bound.clone()));
                    if !known {
                        self.cur_mut()
                            .open_preds
                            .push((Pred::Trait(bound.clone()), at));
                        self.cur_mut().env.push(bound);
                    }
                    return;
                }
                self.unsatisfied(&bound, ty, at, why);
            }
        }
    }

    pub fn subst_bound(&mut self, bound: &Bound, args: &[Ty]) -> Bound {
        let ty = self.u.tys.subst(bound.ty, args);
        let ty = self.norm(ty);
        let args = bound
            .args
            .iter()
            .map(|&a| {
                let a = self.u.tys.subst(a, args);
                self.norm(a)
            })
            .collect();
        Bound {
            ty,
            tr: bound.tr,
            args,
        }
    }

    pub fn is_never(&self, ty: Ty) -> bool {
        match self.con_of(ty) {
            Some(con) => matches!(self.tycons[con].kind, TyConKind::Builtin(Builtin::Never)),
            None => false,
        }
    }

    fn is_rigid(&self, ty: Ty) -> bool {
        matches!(self.u.tys.kind(ty), TyKind::Param(_) | TyKind::Proj { .. })
    }

    /// Whether a declared bound says so; unifies the interface's arguments with the declared ones.
    fn in_env(&mut self, bound: &Bound, ty: Ty) -> bool {
        let ty = self.u.zonk(ty);
        let candidates: Vec<Bound> = self
            .cur()
            .env
            .iter()
            .filter(|b| b.tr == bound.tr && b.ty == ty)
            .cloned()
            .collect();
        let fits = |cx: &Self, candidate: &Bound| {
            candidate.args.iter().zip(&bound.args).all(|(&a, &b)| {
                super::select::could_equal(&cx.u.tys, &|t| cx.u.shallow(t), a, b) != Matched::No
            })
        };
        let fitting: Vec<Bound> = candidates.into_iter().filter(|c| fits(self, c)).collect();
        match fitting.first() {
            Some(found) => {
                for (&a, &b) in found.args.clone().iter().zip(&bound.args) {
                    let _ = self.u.unify(a, b);
                }
                true
            }
            None => false,
        }
    }

    fn choose(&mut self, tr: TraitId, args: &[Ty], ty: Ty) -> Choice {
        let mut list: Vec<ImplId> = Vec::new();
        if let Some(head) = head_of(&self.u.tys, ty) {
            list.extend_from_slice(self.table.with_head(tr, head));
        }
        let exact = list.len();
        list.extend_from_slice(self.table.blanket(tr));
        let mut fits: Vec<(ImplId, Matched)> = Vec::new();
        for (at, &id) in list.iter().enumerate() {
            let imp = &self.impls[id];
            let mut found = vec![None; imp.generics as usize];
            let follow = |t: Ty| self.u.shallow(t);
            let mut matched = match_ty(&self.u.tys, &follow, imp.self_ty, ty, &mut found);
            for (&pattern, &arg) in imp.tr_args.iter().zip(args) {
                if matched == Matched::No {
                    break;
                }
                let one = match_ty(&self.u.tys, &follow, pattern, arg, &mut found);
                matched = match (matched, one) {
                    (_, Matched::No) | (Matched::No, _) => Matched::No,
                    (Matched::Maybe, _) | (_, Matched::Maybe) => Matched::Maybe,
                    (Matched::Yes, Matched::Yes) => Matched::Yes,
                };
            }
            if matched != Matched::No && (at < exact || self.blanket_fits(id, &found)) {
                fits.push((id, matched));
            }
        }
        match fits.as_slice() {
            [] => Choice::None,
            [(id, _)] => Choice::One(*id),
            several => {
                if let Some((id, _)) = several.iter().find(|(_, m)| *m == Matched::Yes) {
                    if several.iter().filter(|(_, m)| *m == Matched::Yes).count() == several.len() {
                        return Choice::One(*id);
                    }
                }
                let mut vars = Vec::new();
                for &arg in args.iter().chain(std::iter::once(&ty)) {
                    self.u.free_vars(arg, &mut vars);
                }
                match vars.first() {
                    Some(&var) => Choice::Wait(var),
                    None => Choice::One(several[0].0),
                }
            }
        }
    }

    /// Whether the conditions of a blanket impl can hold, as far as the heads of the types tell.
    fn blanket_fits(&mut self, id: ImplId, found: &[Option<Ty>]) -> bool {
        let bounds = self.impls[id].bounds.clone();
        bounds.iter().all(|bound| {
            let TyKind::Param(index) = *self.u.tys.kind(bound.ty) else {
                return true;
            };
            let Some(ty) = found.get(index as usize).copied().flatten() else {
                return true;
            };
            let ty = self.shallow(ty);
            match head_of(&self.u.tys, ty) {
                Some(head) => {
                    !self.table.with_head(bound.tr, head).is_empty()
                        || !self.table.blanket(bound.tr).is_empty()
                }
                None if self.is_rigid(ty) => {
                    let ty = self.u.zonk(ty);
                    self.cur()
                        .env
                        .iter()
                        .any(|b| b.tr == bound.tr && b.ty == ty)
                        || !self.table.blanket(bound.tr).is_empty()
                }
                None => true,
            }
        })
    }

    /// Unifies the impl's header with the types; its arguments.
    fn commit(&mut self, id: ImplId, ty: Ty, args: &[Ty]) -> Vec<Ty> {
        let generics = self.impls[id].generics;
        let vars: Vec<Ty> = (0..generics).map(|_| self.fresh()).collect();
        let header = self.u.tys.subst(self.impls[id].self_ty, &vars);
        let _ = self.u.unify(header, ty);
        for (pattern, &arg) in self.impls[id].tr_args.clone().into_iter().zip(args) {
            let pattern = self.u.tys.subst(pattern, &vars);
            let _ = self.u.unify(pattern, arg);
        }
        vars
    }

    fn unsatisfied(&mut self, bound: &Bound, ty: Ty, at: Span, why: Why) {
        if bound.args.iter().any(|&a| self.has_error(a)) {
            return;
        }
        let shown = self.show(ty);
        let tr = self.r.traits[bound.tr].name;
        let found = match why {
            Why::Show => Diagnostic::new(
                Code::E0311,
                at,
                format!("`{shown}` cannot be shown as text"),
            )
            .help("derive `Display` or `Debug`"),
            Why::MapGet if self.lang.default == Some(bound.tr) => {
                Diagnostic::new(Code::E0309, at, format!("`{shown}` has no default value"))
                    .help("use `Map.fetch`, which returns `Option<V>`, or derive `Default`")
            }
            Why::Bound | Why::MapGet | Why::Operator(_) => {
                let mut text = tr.as_str().to_owned();
                if !bound.args.is_empty() {
                    let args: Vec<String> = bound.args.iter().map(|&a| self.show(a)).collect();
                    text = format!("{text}<{}>", args.join(", "));
                }
                let found = Diagnostic::new(
                    Code::E0006,
                    at,
                    format!("`{shown}` does not implement `{text}`"),
                );
                match why {
                    Why::Operator(ast::BinaryOp::Add) if ty == self.t.string => {
                        found.help("use `<>`")
                    }
                    _ if self.is_rigid(ty) => found.help(format!("add `where {shown}: {text}`")),
                    _ => found.help(format!("add `impl {text} for {shown}` or derive `{text}`")),
                }
            }
        };
        self.report(found);
    }

    // ---- projections ------------------------------------------------------------------------------------------------

    /// The type with its projections replaced by what they stand for; those on variables become variables.
    pub fn norm(&mut self, ty: Ty) -> Ty {
        if !self.u.tys.flags(ty).has_proj {
            return ty;
        }
        stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || {
            let count = self.u.tys.part_count(ty);
            let parts: Vec<Ty> = (0..count)
                .map(|i| {
                    let part = self.u.tys.part(ty, i);
                    self.norm(part)
                })
                .collect();
            match self.u.tys.kind(ty).clone() {
                TyKind::Proj { tr, assoc, .. } => {
                    let (args, self_ty) = split_proj(&parts);
                    self.project(tr, args, self_ty, assoc)
                }
                _ => self.u.tys.with_parts(ty, &parts),
            }
        })
    }

    pub fn project(&mut self, tr: TraitId, tr_args: Vec<Ty>, self_ty: Ty, assoc: u32) -> Ty {
        let ty = self.shallow(self_ty);
        if self.has_error(ty) {
            return self.t.error;
        }
        if let Some(var) = self.u.as_var(ty) {
            let result = self.fresh();
            let body = self.at;
            self.wait_for(
                var,
                Deferred::Proj {
                    body,
                    tr,
                    tr_args,
                    self_ty: ty,
                    assoc,
                    ty: result,
                },
            );
            return result;
        }
        if self.is_never(ty) {
            return ty;
        }
        if self.is_rigid(ty) {
            let ty = self.u.zonk(ty);
            // the item of an Iterable's iterator is the Iterable's item
            if self.lang.iterator == Some(tr) {
                if let TyKind::Proj {
                    tr: outer,
                    self_ty: inner,
                    ..
                } = self.u.tys.kind(ty).clone()
                {
                    if self.lang.iterable == Some(outer) {
                        return self.project(outer, Vec::new(), inner, 0);
                    }
                }
            }
            let bound = Bound {
                ty,
                tr,
                args: tr_args.clone(),
            };
            if self.in_env(&bound, ty) || self.table.blanket(tr).is_empty() {
                let tr_args: Vec<Ty> = tr_args.iter().map(|&a| self.u.zonk(a)).collect();
                return self.u.tys.intern(TyKind::Proj {
                    tr,
                    tr_args: tr_args.into(),
                    self_ty: ty,
                    assoc,
                });
            }
        }
        match self.choose(tr, &tr_args, ty) {
            Choice::One(id) => {
                let args = self.commit(id, ty, &tr_args);
                match self.impls[id].assoc_types.get(assoc as usize) {
                    Some(&found) => {
                        let found = self.u.tys.subst(found, &args);
                        stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || self.norm(found))
                    }
                    None => self.t.error,
                }
            }
            Choice::Wait(var) => {
                let result = self.fresh();
                let body = self.at;
                self.wait_for(
                    var,
                    Deferred::Proj {
                        body,
                        tr,
                        tr_args,
                        self_ty: ty,
                        assoc,
                        ty: result,
                    },
                );
                result
            }
            Choice::None if self.is_rigid(ty) => {
                let tr_args: Vec<Ty> = tr_args.iter().map(|&a| self.u.zonk(a)).collect();
                self.u.tys.intern(TyKind::Proj {
                    tr,
                    tr_args: tr_args.into(),
                    self_ty: ty,
                    assoc,
                })
            }
            Choice::None => self.t.error,
        }
    }

    // ---- the end of a group -----------------------------------------------------------------------------------------

    /// Settles what is still suspended; trait bounds and projections on variables stay.
    pub fn settle(&mut self) {
        self.solve();
        for round in 0..6 {
            loop {
                let mut progress = false;
                for at in 0..self.deferred.len() {
                    let Some(deferred) = &self.deferred[at] else {
                        continue;
                    };
                    let chosen = match (round, deferred) {
                        (0, Deferred::Concat { .. })
                        | (1, Deferred::For { .. })
                        | (2, Deferred::Try { .. } | Deferred::TryError { .. })
                        | (3, Deferred::Method { .. })
                        | (4, Deferred::Field { .. } | Deferred::Index { .. })
                        | (5, Deferred::Method { .. }) => deferred.clone(),
                        _ => continue,
                    };
                    if self.settle_one(at, chosen, round) {
                        progress = true;
                        self.solve();
                    }
                }
                if !progress {
                    break;
                }
            }
        }
    }

    fn settle_one(&mut self, index: usize, deferred: Deferred, round: u32) -> bool {
        let before = std::mem::replace(&mut self.at, deferred.body());
        let done = match deferred {
            Deferred::Concat { op, ty, .. } => {
                let wanted = match op {
                    ast::BinaryOp::Append => {
                        let item = self.fresh();
                        self.list_of(item)
                    }
                    _ => self.t.string,
                };
                self.u.unify(ty, wanted).is_ok()
            }
            Deferred::For { iterated, .. } => {
                let ty = self.cur().body.exprs[iterated].ty;
                let item = self.fresh();
                let list = self.list_of(item);
                self.u.unify(ty, list).is_ok()
            }
            Deferred::Try { value, result, .. } => {
                let ty = self.cur().body.exprs[value].ty;
                let a = self.fresh();
                let wanted = if self.is_con(result, self.lang.option) {
                    self.lang_con(self.lang.option, &[a])
                } else {
                    let b = self.fresh();
                    self.lang_con(self.lang.result, &[a, b])
                };
                self.u.unify(ty, wanted).is_ok()
            }
            Deferred::TryError { from, to, .. } => {
                self.deferred[index] = None;
                self.u.unify(from, to).is_ok()
            }
            Deferred::Method {
                expr,
                receiver,
                name,
                args,
                ty,
                ..
            } => {
                if round == 3 {
                    self.settle_method(index, expr, receiver, name, &args, ty)
                } else {
                    self.deferred[index] = None;
                    self.annotation_needed_for(receiver);
                    self.poison(expr, ty);
                    true
                }
            }
            Deferred::Field {
                expr,
                base,
                name,
                ty,
                ..
            } => {
                self.deferred[index] = None;
                self.unknown_field_base(base, name);
                self.poison(expr, ty);
                true
            }
            Deferred::Index { expr, base, ty, .. } => {
                self.deferred[index] = None;
                self.annotation_needed_for(base);
                self.poison(expr, ty);
                true
            }
            Deferred::Trait { .. } | Deferred::Proj { .. } => false,
        };
        self.at = before;
        done
    }

    fn poison(&mut self, expr: typed::ExprId, ty: Ty) {
        self.cur_mut().body.exprs[expr].kind = typed::ExprKind::Error;
        let error = self.t.error;
        let _ = self.u.unify(ty, error);
    }

    /// One interface alone has the method: the receiver implements it.
    fn settle_method(
        &mut self,
        index: usize,
        expr: typed::ExprId,
        receiver: typed::ExprId,
        name: ast::Name,
        args: &[typed::ExprId],
        ty: Ty,
    ) -> bool {
        let found = self
            .methods
            .get(&(name.text, args.len() as u32))
            .cloned()
            .unwrap_or_default();
        let [method] = found.as_slice() else {
            return false;
        };
        self.deferred[index] = None;
        self.call_trait_method(expr, *method, receiver, args.to_vec(), ty, name.span);
        true
    }

    pub fn annotation_needed_for(&mut self, expr: typed::ExprId) {
        let (kind, span, ty) = {
            let e = &self.cur().body.exprs[expr];
            (e.kind.clone(), e.span, e.ty)
        };
        if self.has_error(ty) {
            return;
        }
        let mut found = Diagnostic::new(Code::E0303, span, "type annotation needed");
        if let typed::ExprKind::Local { local, .. } = kind {
            let name = self.cur().body.locals[local].name;
            found = found.help(format!("annotate `{name}`"));
        }
        self.report(found);
    }

    fn unknown_field_base(&mut self, base: typed::ExprId, name: ast::Name) {
        let (span, ty) = {
            let e = &self.cur().body.exprs[base];
            (e.span, e.ty)
        };
        if self.has_error(ty) {
            return;
        }
        let mut structs: Vec<&str> = self
            .tycons
            .iter()
            .filter(|c| match &c.kind {
                TyConKind::Struct(info) => info.fields.iter().any(|f| f.name == Some(name.text)),
                TyConKind::Builtin(_) | TyConKind::Sum(_) | TyConKind::Extern { .. } => false,
            })
            .map(|c| c.name.as_str())
            .collect();
        structs.sort_unstable();
        let mut found = Diagnostic::new(Code::E0303, span, "type annotation needed");
        if !structs.is_empty() {
            found = found.help(format!(
                "structs with a field `{}`: {}",
                name.text,
                structs.join(", ")
            ));
        }
        self.report(found);
    }
}

/// The parts of a projection as `Tys::part` numbers them: the interface's arguments, then the type itself.
fn split_proj(parts: &[Ty]) -> (Vec<Ty>, Ty) {
    match parts.split_last() {
        Some((&self_ty, args)) => (args.to_vec(), self_ty),
        None => crate::bug!("types", "a projection without a type"),
    }
}
