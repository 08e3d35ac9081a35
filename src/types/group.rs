//! Binding groups: functions and constants that refer to each other are checked together, after what they refer to.

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::{Id, Span};
use crate::core::scc;
use crate::diagnostics::{Code, Diagnostic};
use crate::resolve::{ConstId, FnDefKind, FnId, Res, TraitId};
use crate::syntax::ast;

use super::convert::Holes;
use super::cx::{BodyCx, Cx, FnSig, Origin, Owner, Pred, SelfScope, SigState, TypeScope, Want};
use super::solve::Deferred;
use super::ty::{Ty, TyKind, TyVar};
use super::typed::{self, Body, Bound, Clause};
use super::unify::HOLE_PARAMS;

impl Cx<'_> {
    /// Checks every body of the program.
    pub fn check_bodies(&mut self) {
        // a constant with a written type is known before its initialiser is checked
        for id in self.r.consts.ids() {
            let def = &self.r.consts[id];
            if let Some(ty) = def.ty {
                let scope = self.empty_scope();
                self.consts[id] = Some(self.convert(def.origin.ast, ty, &scope, &mut Holes::Fresh));
            }
        }
        let owners = self.owners();
        let edges = self.references(&owners);
        for group in scc::groups(&edges) {
            let group: Vec<Owner> = group.into_iter().map(|i| owners[i]).collect();
            self.check_group(&group);
        }
    }

    fn owners(&self) -> Vec<Owner> {
        let fns = self
            .r
            .fns
            .ids()
            .filter(|id| self.clauses_of(*id).is_some())
            .map(Owner::Fn);
        fns.chain(self.r.consts.ids().map(Owner::Const)).collect()
    }

    /// The clauses of a function that has a body.
    fn clauses_of(&self, id: FnId) -> Option<Vec<ast::FnId>> {
        let def = &self.r.fns[id];
        match &def.kind {
            FnDefKind::Clauses(clauses) | FnDefKind::ImplMethod { clauses, .. } => {
                Some(clauses.clone())
            }
            FnDefKind::TraitMethod { decl, .. } => {
                let has_body = self.r.files[def.origin.ast].ast.fns[*decl].body.is_some();
                has_body.then(|| vec![*decl])
            }
            FnDefKind::Extern(_) => None,
        }
    }

    /// For each owner the owners whose types it needs before it can be checked.
    fn references(&self, owners: &[Owner]) -> Vec<Vec<usize>> {
        let index: FxHashMap<Owner, usize> =
            owners.iter().enumerate().map(|(i, o)| (*o, i)).collect();
        let mut edges = vec![Vec::new(); owners.len()];
        // the bodies of each file by position: an expression belongs to the last one that begins before it
        let mut by_file: Vec<Vec<(u32, u32, usize)>> = vec![Vec::new(); self.r.files.len()];
        for (i, owner) in owners.iter().enumerate() {
            match owner {
                Owner::Fn(id) => {
                    let file = self.r.fns[*id].origin.ast;
                    for clause in self.clauses_of(*id).unwrap_or_default() {
                        let span = self.r.files[file].ast.fns[clause].span;
                        by_file[file.index()].push((span.start, span.end, i));
                    }
                }
                Owner::Const(id) => {
                    let def = &self.r.consts[*id];
                    let span = self.r.files[def.origin.ast].ast.exprs[def.value].span;
                    by_file[def.origin.ast.index()].push((span.start, span.end, i));
                }
            }
        }
        for (file, spans) in self.r.files.iter().zip(&mut by_file) {
            spans.sort();
            for (expr, res) in file.exprs.iter_enumerated() {
                let mut targets: Vec<usize> = Vec::new();
                let mut add = |owner: Owner| {
                    if self.needs_inference(owner) {
                        targets.extend(index.get(&owner));
                    }
                };
                match res {
                    Res::Fn(id) => add(Owner::Fn(*id)),
                    Res::Fns(ids) => ids.iter().for_each(|id| add(Owner::Fn(*id))),
                    Res::Const(id) => add(Owner::Const(*id)),
                    Res::None
                    | Res::Local(_)
                    | Res::Variant(..)
                    | Res::Struct(_)
                    | Res::Variants(_)
                    | Res::TraitMethods(_)
                    | Res::QualifiedMethod(..)
                    | Res::Static { .. }
                    | Res::TupleFn(_)
                    | Res::Service
                    | Res::Error => continue,
                }
                if targets.is_empty() {
                    continue;
                }
                let start = file.ast.exprs[expr].span.start;
                let at = spans.partition_point(|(s, _, _)| *s <= start);
                if let Some((_, end, owner)) = at.checked_sub(1).and_then(|i| spans.get(i)) {
                    if start < *end {
                        edges[*owner].extend(targets);
                    }
                }
            }
        }
        for list in &mut edges {
            list.sort_unstable();
            list.dedup();
        }
        edges
    }

    fn needs_inference(&self, owner: Owner) -> bool {
        match owner {
            Owner::Fn(id) => matches!(self.fns[id].state, SigState::Pending | SigState::Open),
            Owner::Const(id) => self.r.consts[id].ty.is_none(),
        }
    }

    fn check_group(&mut self, group: &[Owner]) {
        self.u.reset();
        self.deferred.clear();
        self.bodies.clear();
        self.current.clear();
        self.current_consts.clear();
        for owner in group {
            let body = self.open_body(*owner);
            self.bodies.push(body);
        }
        for (at, owner) in group.iter().enumerate() {
            self.at = at;
            match *owner {
                Owner::Fn(id) => self.check_fn(id),
                Owner::Const(id) => self.check_const(id),
            }
        }
        self.settle();
        self.quantify(group);
        for (at, owner) in group.iter().enumerate() {
            self.at = at;
            self.finish_body(*owner);
        }
    }

    /// The state around one body; makes the types of a function that is inferred out of its holes.
    fn open_body(&mut self, owner: Owner) -> BodyCx {
        let (file, module) = match owner {
            Owner::Fn(id) => (self.r.fns[id].origin.ast, self.r.fns[id].origin.module),
            Owner::Const(id) => (
                self.r.consts[id].origin.ast,
                self.r.consts[id].origin.module,
            ),
        };
        let mut body = BodyCx {
            owner,
            file,
            module,
            body: typed::Body::default(),
            scope: self.empty_scope(),
            env: Vec::new(),
            open: false,
            open_preds: Vec::new(),
            frames: Vec::new(),
            locals: FxHashMap::default(),
            schemes: FxHashMap::default(),
            operators: Vec::new(),
            local_generics: 0,
            local_names: FxHashMap::default(),
        };
        match owner {
            Owner::Fn(id) => {
                let (scope, env) = self.fn_scope(id);
                body.env = env;
                body.scope = Rc::new(scope);
                let sig = Rc::clone(&self.fns[id]);
                if matches!(sig.state, SigState::Pending | SigState::Open) {
                    let map: Vec<(u32, Ty)> = (0..sig.holes)
                        .map(|i| (HOLE_PARAMS + i, self.u.fresh()))
                        .collect();
                    let params = sig
                        .params
                        .iter()
                        .map(|&ty| self.u.subst_params(ty, &map))
                        .collect();
                    let result = self.u.subst_params(sig.result, &map);
                    self.fns[id] = Rc::new(FnSig {
                        state: SigState::Current,
                        params,
                        result,
                        ..(*sig).clone()
                    });
                    body.open = !sig.closed;
                    self.current.insert(id);
                }
            }
            Owner::Const(id) => {
                let def = &self.r.consts[id];
                let ty = match def.ty {
                    Some(ty) => {
                        let scope = self.empty_scope();
                        self.convert(file, ty, &scope, &mut Holes::Fresh)
                    }
                    None => {
                        self.current_consts.insert(id);
                        self.fresh()
                    }
                };
                self.consts[id] = Some(ty);
            }
        }
        body
    }

    /// Type names and bounds inside a function.
    fn fn_scope(&mut self, id: FnId) -> (TypeScope, Vec<Bound>) {
        let sig = Rc::clone(&self.fns[id]);
        let def = &self.r.fns[id];
        let mut env: Vec<Bound> = sig
            .preds
            .iter()
            .filter_map(|p| match p {
                Pred::Trait(bound) => Some(bound.clone()),
                Pred::Proj { .. } => None,
            })
            .collect();
        // an Iterable's `Iter` is an Iterator
        if let (Some(iterable), Some(iterator)) = (self.lang.iterable, self.lang.iterator) {
            let implied: Vec<Bound> = env
                .iter()
                .filter(|b| b.tr == iterable)
                .map(|b| b.ty)
                .collect::<Vec<_>>()
                .into_iter()
                .map(|ty| Bound {
                    ty: self.u.tys.intern(TyKind::Proj {
                        tr: iterable,
                        tr_args: Box::new([]),
                        self_ty: ty,
                        assoc: 1,
                    }),
                    tr: iterator,
                    args: Vec::new(),
                })
                .collect();
            env.extend(implied);
        }
        let all: Vec<Ty> = (0..sig.declared).map(|i| self.u.tys.param(i)).collect();
        let scope = match def.kind {
            FnDefKind::TraitMethod { tr, .. } => TypeScope {
                params: all[1..].to_vec(),
                self_ty: Some(all[0]),
                owner: SelfScope::Trait(tr),
                bounds: env.clone(),
            },
            FnDefKind::ImplMethod { imp, .. } => TypeScope {
                params: all,
                self_ty: Some(self.impls[imp].self_ty),
                owner: SelfScope::Impl(imp),
                bounds: env.clone(),
            },
            FnDefKind::Clauses(_) | FnDefKind::Extern(_) => TypeScope {
                params: all,
                self_ty: None,
                owner: SelfScope::None,
                bounds: env.clone(),
            },
        };
        (scope, env)
    }

    fn check_fn(&mut self, id: FnId) {
        let sig = Rc::clone(&self.fns[id]);
        let Some(clauses) = self.clauses_of(id) else {
            return;
        };
        let params: Vec<Ty> = sig.params.iter().map(|&ty| self.norm(ty)).collect();
        let result = self.norm(sig.result);
        let clauses = self.clauses(&clauses, &params, result);
        self.cur_mut().body.clauses = clauses;
    }

    fn check_const(&mut self, id: ConstId) {
        let def = &self.r.consts[id];
        let ty = self.consts[id].unwrap_or(self.t.error);
        let (origin, value) = (def.ty.map(|t| self.ast().types[t].span), def.value);
        let origin = origin.map_or(Origin::None, Origin::Annotation);
        let expr = self.expr(value, Want::ty(ty, origin));
        let expr = self.expect(expr, ty, origin);
        let span = def.origin.span;
        self.cur_mut().body.clauses = vec![Clause {
            params: Vec::new(),
            guard: None,
            body: expr,
            span,
            head: span,
        }];
    }

    // ---- the end of a group -------------------------------------------------------------------------------------------

    /// Quantifies what is left open in the types of the group's functions, with the bounds on it.
    fn quantify(&mut self, group: &[Owner]) {
        let mut vars: Vec<TyVar> = Vec::new();
        for owner in group {
            if let Owner::Fn(id) = owner {
                if self.current.contains(id) {
                    let sig = Rc::clone(&self.fns[*id]);
                    for &ty in sig.params.iter().chain(std::iter::once(&sig.result)) {
                        self.u.free_vars(ty, &mut vars);
                    }
                }
            }
        }
        // a constant is not quantified: its variables are settled with the rest
        for owner in group {
            if let Owner::Const(id) = owner {
                let mut own = Vec::new();
                let ty = self.consts[*id].unwrap_or(self.t.error);
                self.u.free_vars(ty, &mut own);
                vars.retain(|v| !own.contains(v));
            }
        }
        let mut preds: Vec<(Pred, Span, usize)> = Vec::new();
        let mut left: Vec<Deferred> = Vec::new();
        // Their places stay: variables that are bound below still know them by number.
        let open: Vec<Deferred> = self.deferred.iter_mut().filter_map(Option::take).collect();
        for slot in open {
            let mut own = Vec::new();
            match &slot {
                Deferred::Trait {
                    bound, at, body, ..
                } => {
                    self.u.free_vars(bound.ty, &mut own);
                    for &arg in &bound.args {
                        self.u.free_vars(arg, &mut own);
                    }
                    if own.iter().any(|v| vars.contains(v)) {
                        own.iter().for_each(|v| {
                            if !vars.contains(v) {
                                vars.push(*v)
                            }
                        });
                        preds.push((Pred::Trait(bound.clone()), *at, *body));
                        continue;
                    }
                }
                Deferred::Proj {
                    tr,
                    tr_args,
                    self_ty,
                    assoc,
                    ty,
                    body,
                } => {
                    self.u.free_vars(*self_ty, &mut own);
                    if own.iter().any(|v| vars.contains(v)) {
                        self.u.free_vars(*ty, &mut vars);
                        let pred = Pred::Proj {
                            tr: *tr,
                            tr_args: tr_args.clone(),
                            self_ty: *self_ty,
                            assoc: *assoc,
                            ty: *ty,
                        };
                        preds.push((pred, Span::new(crate::base::FileId(0), 0, 0), *body));
                        continue;
                    }
                }
                Deferred::Field { .. }
                | Deferred::Method { .. }
                | Deferred::Index { .. }
                | Deferred::For { .. }
                | Deferred::Try { .. }
                | Deferred::TryError { .. }
                | Deferred::Concat { .. } => {}
            }
            left.push(slot);
        }
        self.default_rest(left, &vars);
        self.group_vars = vars;
        self.group_preds = preds;
    }

    /// Variables that nothing determines become `()` where that satisfies all that is asked of them.
    fn default_rest(&mut self, left: Vec<Deferred>, quantified: &[TyVar]) {
        let mut unfit: FxHashSet<TyVar> = FxHashSet::default();
        for deferred in &left {
            if let Deferred::Trait { bound, .. } = deferred {
                let ty = self.shallow(bound.ty);
                if let Some(var) = self.u.as_var(ty) {
                    if !self.unit_has(bound.tr) {
                        unfit.insert(var);
                    }
                }
            }
        }
        for deferred in left {
            if let Deferred::Trait {
                bound,
                at,
                body,
                why,
                depth,
            } = deferred
            {
                self.at = body;
                let ty = self.shallow(bound.ty);
                if let Some(var) = self.u.as_var(ty) {
                    if quantified.contains(&var) {
                        continue;
                    }
                    if !unfit.contains(&var) {
                        self.u.bind_unchecked(var, self.t.unit);
                    } else {
                        self.report(Diagnostic::new(Code::E0303, at, "type annotation needed"));
                        let error = self.t.error;
                        self.u.bind_unchecked(var, error);
                    }
                } else if !bound.args.is_empty() && !self.has_error(ty) {
                    let mut vars = Vec::new();
                    for &arg in &bound.args {
                        self.u.free_vars(arg, &mut vars);
                    }
                    if !vars.is_empty() && !vars.iter().any(|v| quantified.contains(v)) {
                        self.report(Diagnostic::new(Code::E0303, at, "type annotation needed"));
                        let error = self.t.error;
                        for var in vars {
                            if self.u.is_unbound(var) {
                                self.u.bind_unchecked(var, error);
                            }
                        }
                    }
                }
                let _ = (why, depth);
            }
        }
        self.solve();
    }

    fn unit_has(&self, tr: TraitId) -> bool {
        let head = super::select::head_of(&self.u.tys, self.t.unit);
        head.is_some_and(|h| !self.table.with_head(tr, h).is_empty())
            || self.lang.display == Some(tr)
    }

    /// Makes the final typed body of one owner, and its final type.
    fn finish_body(&mut self, owner: Owner) {
        self.finish_operators();
        // what it remembers is of another body, whose variables had the same numbers
        self.final_memo.clear();
        let vars = self.group_vars.clone();
        let declared = match owner {
            Owner::Fn(id) => self.fns[id].declared,
            Owner::Const(_) => 0,
        };
        let inferred = matches!(owner, Owner::Fn(id) if self.current.contains(&id));
        let map: FxHashMap<TyVar, u32> = if inferred {
            vars.iter()
                .enumerate()
                .map(|(i, v)| (*v, declared + i as u32))
                .collect()
        } else {
            FxHashMap::default()
        };
        let generics = declared + map.len() as u32;
        if let Owner::Fn(id) = owner {
            if inferred {
                let sig = Rc::clone(&self.fns[id]);
                let params = sig
                    .params
                    .iter()
                    .map(|&ty| self.final_ty(ty, &map, generics))
                    .collect();
                let result = self.final_ty(sig.result, &map, generics);
                let mut preds = sig.preds.clone();
                for (pred, _) in self.cur().open_preds.clone() {
                    if !preds.contains(&pred) {
                        preds.push(pred);
                    }
                }
                for (pred, _, _) in self.group_preds.clone() {
                    let pred = self.final_pred(pred, &map, generics);
                    if !preds.contains(&pred) {
                        preds.push(pred);
                    }
                }
                self.finished.push((
                    id,
                    FnSig {
                        state: SigState::Complete,
                        generics,
                        preds,
                        params,
                        result,
                        holes: 0,
                        ..(*sig).clone()
                    },
                ));
            }
        }
        let body = std::mem::take(&mut self.cur_mut().body);
        let body = self.final_body(body, &map, generics, inferred);
        self.check_patterns(owner, &body);
        match owner {
            Owner::Fn(id) => self.done_fns[id.index()] = Some((body, self.cur().local_generics)),
            Owner::Const(id) => {
                let ty = self.consts[id].unwrap_or(self.t.error);
                let ty = self.final_ty(ty, &map, generics);
                self.consts[id] = Some(ty);
                self.done_consts[id.index()] = Some(body);
            }
        }
        // signatures change when every body of the group is finished: calls inside it are still monomorphic
        if self.at + 1 == self.bodies.len() {
            for (id, sig) in std::mem::take(&mut self.finished) {
                self.fns[id] = Rc::new(sig);
            }
        }
    }

    /// What the body's patterns leave uncovered, and which of them are never reached. The library is known to be right.
    fn check_patterns(&mut self, owner: Owner, body: &Body) {
        if self.r.modules[self.cur().module].library {
            return;
        }
        let name = match owner {
            Owner::Fn(id) => self.r.fns[id].name,
            Owner::Const(id) => self.r.consts[id].name,
        };
        let show = |ty| self.show(ty);
        let found = super::patterns::check_body(body, name, &self.tycons, &show);
        found.into_iter().for_each(|d| self.report(d));
    }

    fn final_pred(&mut self, pred: Pred, map: &FxHashMap<TyVar, u32>, generics: u32) -> Pred {
        match pred {
            Pred::Trait(bound) => Pred::Trait(Bound {
                ty: self.final_ty(bound.ty, map, generics),
                tr: bound.tr,
                args: bound
                    .args
                    .iter()
                    .map(|&a| self.final_ty(a, map, generics))
                    .collect(),
            }),
            Pred::Proj {
                tr,
                tr_args,
                self_ty,
                assoc,
                ty,
            } => Pred::Proj {
                tr,
                tr_args: tr_args
                    .iter()
                    .map(|&a| self.final_ty(a, map, generics))
                    .collect(),
                self_ty: self.final_ty(self_ty, map, generics),
                assoc,
                ty: self.final_ty(ty, map, generics),
            },
        }
    }
}
