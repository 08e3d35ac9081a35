//! Which types may derive which traits.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::{IndexVec, Span};
use crate::diagnostics::Diagnostics;
use crate::resolve::{self, Builtin, ImplId, TraitId, TyConId};

use super::super::select::{head_of, Head, ImplTable, Impls};
use super::super::ty::{Ty, TyKind, Tys};
use super::super::typed::{Impl, TyConKind};
use super::report::{self, Blocked};
use super::{clause, Derivable, Input};

/// How deep the proof that a field's type implements a trait may go.
const DEEPEST: u32 = 200;

/// The impls that are to be derived. A listed one is assumed to hold everywhere, so that a field that blocks it is reported
/// once; an automatic one is dropped when a field does not support it, and then those that rely on it are looked at again:
/// what remains is the greatest set in which each supports the others.
///
/// A derived impl asks its trait of each parameter that occurs in a field, and what the impls for the fields' types ask
/// besides: Eq for a struct around a `Set<T>` needs `T: Eq` and `T: Hash`.
pub struct Conditions<'a> {
    input: &'a Input<'a>,
    table: &'a ImplTable,
    impls: &'a IndexVec<ImplId, Impl>,
    wanted: FxHashMap<(TyConId, Derivable), Wanted>,
    /// In the order of declaration.
    order: Vec<(TyConId, Derivable)>,
    params: FxHashMap<TyConId, FxHashSet<u32>>,
    besides: FxHashMap<(TyConId, Derivable), Besides>,
}

/// Traits that parameters must implement besides the derived one.
type Besides = BTreeSet<(u32, TraitId)>;

/// An impl to derive.
pub struct Settled {
    pub con: TyConId,
    pub what: Derivable,
    /// The place that asks for it.
    pub span: Span,
    pub besides: Besides,
}

#[derive(Clone, Copy)]
struct Wanted {
    span: Span,
    listed: bool,
}

/// The types of a type's fields.
fn field_types(input: &Input, con: TyConId) -> Vec<Ty> {
    match &input.tycons[con].kind {
        TyConKind::Struct(info) => info.fields.iter().map(|f| f.ty).collect(),
        TyConKind::Sum(variants) => variants
            .iter()
            .flat_map(|v| v.fields.iter().map(|f| f.ty))
            .collect(),
        TyConKind::Builtin(_) | TyConKind::Extern { .. } => Vec::new(),
    }
}

/// The parameters of a type that occur in its fields: those a derived impl puts its condition on.
pub fn params_in_fields(input: &Input, tys: &Tys, con: TyConId) -> FxHashSet<u32> {
    let mut found = FxHashSet::default();
    let mut seen = FxHashSet::default();
    let mut open = field_types(input, con);
    while let Some(ty) = open.pop() {
        if !tys.flags(ty).has_param || !seen.insert(ty) {
            continue;
        }
        match tys.kind(ty) {
            TyKind::Param(index) => {
                found.insert(*index);
            }
            _ => open.extend((0..tys.part_count(ty)).map(|i| tys.part(ty, i))),
        }
    }
    found
}

impl<'a> Conditions<'a> {
    pub fn new(
        input: &'a Input<'a>,
        table: &'a ImplTable,
        impls: &'a IndexVec<ImplId, Impl>,
    ) -> Conditions<'a> {
        Conditions {
            input,
            table,
            impls,
            wanted: FxHashMap::default(),
            order: Vec::new(),
            params: FxHashMap::default(),
            besides: FxHashMap::default(),
        }
    }

    /// What the `deriving` clauses ask for, and what types without one get: E0026, E0028, E0029.
    pub fn read_clauses(&mut self, diagnostics: &mut Diagnostics) {
        let resolved = self.input.resolved;
        for (con, def) in resolved.tycons.iter_enumerated() {
            let (name, is_struct) = match &def.kind {
                resolve::TyConKind::Struct(decl) => (decl.name, true),
                resolve::TyConKind::Sum(decl) => (decl.name, false),
                resolve::TyConKind::Builtin(_) | resolve::TyConKind::Extern { .. } => continue,
            };
            match clause(resolved, con) {
                Some(clause) => self.listed(con, clause, is_struct, diagnostics),
                None => {
                    for what in Derivable::ALL {
                        let applies = match what {
                            Derivable::Eq | Derivable::Ord | Derivable::Hash | Derivable::Debug => {
                                true
                            }
                            Derivable::Display | Derivable::ToJson | Derivable::FromJson => false,
                            Derivable::Default => is_struct,
                        };
                        if applies && self.written(con, what).is_none() {
                            self.want(con, what, name.span, false);
                        }
                    }
                }
            }
        }
    }

    fn want(&mut self, con: TyConId, what: Derivable, span: Span, listed: bool) {
        if self
            .wanted
            .insert((con, what), Wanted { span, listed })
            .is_none()
        {
            self.order.push((con, what));
        }
    }

    fn listed(
        &mut self,
        con: TyConId,
        clause: &crate::syntax::ast::Deriving,
        is_struct: bool,
        diagnostics: &mut Diagnostics,
    ) {
        let name = self.input.tycons[con].name;
        let mut listed: Vec<(Derivable, Span)> = Vec::new();
        for path in &clause.traits {
            let known = match path.segments.as_slice() {
                [only] => only.text.as_str(),
                _ => "",
            };
            let named = Derivable::by_name(known);
            // Row and Schema have impls of another kind.
            if named.is_empty() && !(is_struct && matches!(known, "Row" | "Schema")) {
                diagnostics.report(report::not_derivable(path, name, is_struct));
            }
            for what in named {
                if !listed.iter().any(|(w, _)| *w == what) {
                    listed.push((what, path.span));
                }
            }
        }
        for &(what, span) in &listed {
            if let Some(imp) = self.written(con, what) {
                let head = self.input.resolved.impls.get(imp).map(|d| d.decl.head_span);
                diagnostics.report(report::also_written(what, name, span, head));
                continue;
            }
            let has_eq = listed.iter().any(|(w, _)| *w == Derivable::Eq)
                || self.written(con, Derivable::Eq).is_some();
            if what == Derivable::Ord && !has_eq {
                diagnostics.report(report::requires_eq(name, span));
                continue;
            }
            self.want(con, what, span, true);
        }
    }

    fn written(&self, con: TyConId, what: Derivable) -> Option<ImplId> {
        let tr = what.tr(self.input.lang)?;
        self.table.with_head(tr, Head::Con(con)).first().copied()
    }

    /// Drops the automatic impls that a field does not support, and finds what the others ask of parameters.
    pub fn settle(&mut self, tys: &mut Tys) {
        let mut users: FxHashMap<TyConId, Vec<TyConId>> = FxHashMap::default();
        let mut last = None;
        for &(con, _) in &self.order {
            if last == Some(con) {
                continue;
            }
            last = Some(con);
            self.params
                .insert(con, params_in_fields(self.input, tys, con));
            for used in cons_in(tys, field_types(self.input, con)) {
                users.entry(used).or_default().push(con);
            }
        }
        let mut open: Vec<(TyConId, Derivable)> = self.order.iter().rev().copied().collect();
        while let Some((con, what)) = open.pop() {
            let Some(&Wanted { listed, .. }) = self.wanted.get(&(con, what)) else {
                continue;
            };
            let mut besides = Besides::new();
            let mut goals: Vec<(Derivable, Ty)> = match (what, &self.input.tycons[con].kind) {
                (Derivable::Default, TyConKind::Sum(_)) => Vec::new(),
                _ => field_types(self.input, con)
                    .into_iter()
                    .map(|ty| (what, ty))
                    .collect(),
            };
            if what == Derivable::Ord {
                let arity = self.input.tycons[con].arity;
                let params: Vec<Ty> = (0..arity).map(|i| tys.param(i)).collect();
                goals.push((Derivable::Eq, tys.con(con, &params)));
            }
            let ok = goals
                .into_iter()
                .all(|(trait_, ty)| self.supports(tys, what, trait_, ty, &mut besides) || listed);
            if ok {
                let known = self.besides.entry((con, what)).or_default();
                let before = known.len();
                known.extend(besides);
                if known.len() == before {
                    continue;
                }
            } else {
                self.wanted.remove(&(con, what));
            }
            // Eq holds for what Ord holds for; Display falls back to Debug.
            let affected = users.get(&con).into_iter().flatten().chain([&con]);
            open.extend(
                affected.flat_map(|&user| Derivable::ALL.into_iter().map(move |w| (user, w))),
            );
        }
    }

    fn holds(&self, con: TyConId, what: Derivable) -> bool {
        self.wanted.contains_key(&(con, what))
    }

    /// The fields that do not support a listed trait.
    pub fn blocked(&self, tys: &mut Tys, diagnostics: &mut Diagnostics) -> Vec<Blocked> {
        let mut blocked = Vec::new();
        for &(con, what) in &self.order {
            if !self.wanted.get(&(con, what)).is_some_and(|w| w.listed) {
                continue;
            }
            if let (Derivable::Default, TyConKind::Sum(variants)) =
                (what, &self.input.tycons[con].kind)
            {
                if variants.first().is_some_and(|v| !v.fields.is_empty()) {
                    if let Some(found) = report::first_variant_has_fields(self.input, con) {
                        diagnostics.report(found);
                    }
                }
                continue;
            }
            // What has no JSON form is reported once, for ToJson.
            if what == Derivable::FromJson && self.holds(con, Derivable::ToJson) {
                continue;
            }
            for field in report::fields(self.input, con) {
                if !self.supports(tys, what, what, field.ty, &mut Besides::new()) {
                    blocked.push(Blocked {
                        what,
                        con,
                        field: field.name,
                        ty: field.ty,
                        span: field.span,
                    });
                }
            }
        }
        blocked
    }

    /// The impls to derive, in the order of declaration.
    pub fn into_settled(mut self) -> Vec<Settled> {
        let mut settled = Vec::with_capacity(self.order.len());
        for &(con, what) in &self.order {
            if let Some(wanted) = self.wanted.get(&(con, what)) {
                settled.push(Settled {
                    con,
                    what,
                    span: wanted.span,
                    besides: self.besides.remove(&(con, what)).unwrap_or_default(),
                });
            }
        }
        settled
    }

    /// Whether `ty` implements `what`, if the parameters of the type that derives implement `assumed` and what is added to
    /// `besides`.
    fn supports(
        &self,
        tys: &mut Tys,
        assumed: Derivable,
        what: Derivable,
        ty: Ty,
        besides: &mut Besides,
    ) -> bool {
        let Some(tr) = what.tr(self.input.lang) else {
            return false;
        };
        let mut proof = Proof {
            conditions: self,
            assumed,
            active: FxHashSet::default(),
            besides: Vec::new(),
        };
        let holds = proof.implements(tys, tr, ty, 0);
        if holds {
            besides.extend(proof.besides);
        }
        holds
    }
}

/// A search for impls. A goal that comes up while it is being proven counts as proven: impls of recursive types may rely on
/// each other.
struct Proof<'a> {
    conditions: &'a Conditions<'a>,
    assumed: Derivable,
    active: FxHashSet<(TraitId, Ty)>,
    besides: Vec<(u32, TraitId)>,
}

impl Proof<'_> {
    fn implements(&mut self, tys: &mut Tys, tr: TraitId, ty: Ty, depth: u32) -> bool {
        if depth > DEEPEST {
            return false;
        }
        if !self.active.insert((tr, ty)) {
            return true;
        }
        let asked = self.besides.len();
        let holds = stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || {
            self.search(tys, tr, ty, depth + 1)
        });
        if !holds {
            self.active.remove(&(tr, ty));
            self.besides.truncate(asked);
        }
        holds
    }

    fn search(&mut self, tys: &mut Tys, tr: TraitId, ty: Ty, depth: u32) -> bool {
        let lang = self.conditions.input.lang;
        match tys.kind(ty).clone() {
            TyKind::Error => return true,
            TyKind::Param(index) => {
                // A bound by Ord has Eq with it, and Display falls back to Debug.
                let known = Some(tr) == self.assumed.tr(lang)
                    || (self.assumed == Derivable::Ord && Some(tr) == lang.eq)
                    || (self.assumed == Derivable::Debug && Some(tr) == lang.display);
                if !known {
                    self.besides.push((index, tr));
                }
                return known || self.conditions.input.traits[tr].arity == 0;
            }
            TyKind::Var(_) | TyKind::Proj { .. } => return false,
            TyKind::Con(con, args) => {
                if let TyConKind::Builtin(Builtin::Never) = self.conditions.input.tycons[con].kind {
                    return true;
                }
                let derived = Derivable::ALL
                    .into_iter()
                    .find(|what| what.tr(lang) == Some(tr))
                    .filter(|&what| self.conditions.holds(con, what));
                if let Some(what) = derived {
                    let conditions = self.conditions;
                    let params = conditions.params.get(&con);
                    let own = args
                        .iter()
                        .enumerate()
                        .filter(|(index, _)| {
                            params.is_some_and(|params| params.contains(&(*index as u32)))
                        })
                        .map(|(_, &arg)| (tr, arg));
                    let besides = conditions
                        .besides
                        .get(&(con, what))
                        .into_iter()
                        .flatten()
                        .filter_map(|&(index, tr)| Some((tr, *args.get(index as usize)?)));
                    return own
                        .chain(besides)
                        .all(|(tr, arg)| self.implements(tys, tr, arg, depth));
                }
            }
            TyKind::Tuple(items) => {
                let structural = Derivable::ALL
                    .into_iter()
                    .any(|what| what.tr(lang) == Some(tr));
                if structural {
                    return items
                        .iter()
                        .all(|&item| self.implements(tys, tr, item, depth));
                }
            }
            TyKind::Fun(..) => {}
        }
        if self.by_written_impl(tys, tr, ty, depth) {
            return true;
        }
        match lang.debug {
            Some(debug) if Some(tr) == lang.display => self.implements(tys, debug, ty, depth),
            Some(_) | None => false,
        }
    }

    fn by_written_impl(&mut self, tys: &mut Tys, tr: TraitId, ty: Ty, depth: u32) -> bool {
        let conditions = self.conditions;
        let Some(head) = head_of(tys, ty) else {
            return false;
        };
        let view = Impls {
            table: conditions.table,
            impls: conditions.impls,
            traits: conditions.input.traits,
            tycons: conditions.input.tycons,
            lang: conditions.input.lang,
        };
        for &id in conditions.table.with_head(tr, head) {
            let Some(args) = view.match_impl(tys, id, &[], ty) else {
                continue;
            };
            let asked = self.besides.len();
            let bounds = &conditions.impls[id].bounds;
            let all = bounds.iter().all(|bound| {
                let of = tys.subst(bound.ty, &args);
                self.implements(tys, bound.tr, of, depth)
            });
            if all {
                return true;
            }
            self.besides.truncate(asked);
        }
        false
    }
}

/// The nominal types that occur in the types.
fn cons_in(tys: &Tys, mut open: Vec<Ty>) -> Vec<TyConId> {
    let mut seen = FxHashSet::default();
    let mut known = FxHashSet::default();
    let mut cons = Vec::new();
    while let Some(ty) = open.pop() {
        if !seen.insert(ty) {
            continue;
        }
        if let TyKind::Con(con, _) = tys.kind(ty) {
            if known.insert(*con) {
                cons.push(*con);
            }
        }
        open.extend((0..tys.part_count(ty)).map(|i| tys.part(ty, i)));
    }
    cons
}
