//! Which impl implements a trait for a type.
//!
//! Impls are found by the head of the type they are for; the few impls of the library that are for a bare parameter
//! (`impl<A, B> Into<B> for A where B: From<A>`) are candidates for every type. Matching is one-way: the impl's header is a
//! pattern over the impl's parameters. Inference matches against types that may hold variables ([`Matched::Maybe`]);
//! lowering selects on concrete types and always gets an answer.

use rustc_hash::FxHashMap;

use crate::base::IndexVec;
use crate::resolve::{Builtin, FnId, ImplId, TraitId, TyConId};

use super::lang::Lang;
use super::ty::{Ty, TyKind, Tys};
use super::typed::{Impl, Trait, TyCon, TyConKind};

/// What impls are indexed by.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Head {
    Con(TyConId),
    Tuple(u32),
    Fun,
}

/// The head of a type; `None` for variables, parameters, projections and erroneous types.
pub fn head_of(tys: &Tys, ty: Ty) -> Option<Head> {
    match tys.kind(ty) {
        TyKind::Con(con, _) => Some(Head::Con(*con)),
        TyKind::Tuple(items) => Some(Head::Tuple(items.len() as u32)),
        TyKind::Fun(..) => Some(Head::Fun),
        TyKind::Param(_) | TyKind::Var(_) | TyKind::Proj { .. } | TyKind::Error => None,
    }
}

/// The impls by trait and head.
#[derive(Clone, Default, Debug)]
pub struct ImplTable {
    by_head: FxHashMap<(TraitId, Head), Vec<ImplId>>,
    blanket: FxHashMap<TraitId, Vec<ImplId>>,
    by_trait: FxHashMap<TraitId, Vec<ImplId>>,
}

/// The outcome of matching a header against a type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Matched {
    Yes,
    /// It matches if some variables turn out right.
    Maybe,
    No,
}

impl Matched {
    fn and(self, other: Matched) -> Matched {
        match (self, other) {
            (Matched::No, _) | (_, Matched::No) => Matched::No,
            (Matched::Maybe, _) | (_, Matched::Maybe) => Matched::Maybe,
            (Matched::Yes, Matched::Yes) => Matched::Yes,
        }
    }
}

/// What selection on concrete types finds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Selected {
    /// `args` are the impl's type arguments. For `Display` this may be an impl of `Debug`, which has the same shape: a type
    /// without text form of its own shows its debug form.
    Impl { imp: ImplId, args: Vec<Ty> },
    /// The type is `Never`: it has no value, so the call is never made.
    Vacuous,
}

/// What a trait method is at concrete types.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum MethodTarget {
    Fn { id: FnId, targs: Vec<Ty> },
    Vacuous,
}

/// The parts of a program that selection reads.
#[derive(Clone, Copy)]
pub struct Impls<'p> {
    pub table: &'p ImplTable,
    pub impls: &'p IndexVec<ImplId, Impl>,
    pub traits: &'p IndexVec<TraitId, Trait>,
    pub tycons: &'p IndexVec<TyConId, TyCon>,
    pub lang: &'p Lang,
}

impl ImplTable {
    pub fn new(tys: &Tys, impls: &IndexVec<ImplId, Impl>) -> ImplTable {
        let mut table = ImplTable::default();
        for (id, imp) in impls.iter_enumerated() {
            table.add(tys, id, imp);
        }
        table
    }
    pub fn add(&mut self, tys: &Tys, id: ImplId, imp: &Impl) {
        self.by_trait.entry(imp.tr).or_default().push(id);
        match head_of(tys, imp.self_ty) {
            Some(head) => self.by_head.entry((imp.tr, head)).or_default().push(id),
            None => self.blanket.entry(imp.tr).or_default().push(id),
        }
    }
    pub fn with_head(&self, tr: TraitId, head: Head) -> &[ImplId] {
        self.by_head.get(&(tr, head)).map_or(&[], Vec::as_slice)
    }
    pub fn blanket(&self, tr: TraitId) -> &[ImplId] {
        self.blanket.get(&tr).map_or(&[], Vec::as_slice)
    }
    /// All impls of a trait, in order of declaration.
    pub fn of_trait(&self, tr: TraitId) -> &[ImplId] {
        self.by_trait.get(&tr).map_or(&[], Vec::as_slice)
    }
}

impl Impls<'_> {
    /// The impl of `tr<tr_args>` for `self_ty`; all types are concrete.
    pub fn select(&self, tys: &Tys, tr: TraitId, tr_args: &[Ty], self_ty: Ty) -> Option<Selected> {
        if let TyKind::Con(con, _) = tys.kind(self_ty) {
            if let TyConKind::Builtin(Builtin::Never) = self.tycons[*con].kind {
                return Some(Selected::Vacuous);
            }
        }
        let head = head_of(tys, self_ty)?;
        let exact = self.table.with_head(tr, head);
        for &id in exact.iter().chain(self.table.blanket(tr)) {
            if let Some(args) = self.match_impl(tys, id, tr_args, self_ty) {
                return Some(Selected::Impl { imp: id, args });
            }
        }
        match self.lang.debug {
            Some(debug) if Some(tr) == self.lang.display => {
                self.select(tys, debug, tr_args, self_ty)
            }
            Some(_) | None => None,
        }
    }

    /// The impl's arguments, if its header matches.
    pub fn match_impl(
        &self,
        tys: &Tys,
        id: ImplId,
        tr_args: &[Ty],
        self_ty: Ty,
    ) -> Option<Vec<Ty>> {
        let imp = &self.impls[id];
        let mut found = vec![None; imp.generics as usize];
        let mut matched = match_ty(tys, &|ty| ty, imp.self_ty, self_ty, &mut found);
        for (&pattern, &ty) in imp.tr_args.iter().zip(tr_args) {
            matched = matched.and(match_ty(tys, &|ty| ty, pattern, ty, &mut found));
        }
        match matched {
            Matched::Yes => found.into_iter().collect(),
            Matched::Maybe | Matched::No => None,
        }
    }

    /// The function that `tr::method` is for `self_ty`; all types are concrete. `targs` are the method's own type arguments.
    pub fn method(
        &self,
        tys: &Tys,
        tr: TraitId,
        method: u32,
        tr_args: &[Ty],
        self_ty: Ty,
        targs: &[Ty],
    ) -> Option<MethodTarget> {
        let (imp, mut args) = match self.select(tys, tr, tr_args, self_ty)? {
            Selected::Vacuous => return Some(MethodTarget::Vacuous),
            Selected::Impl { imp, args } => (imp, args),
        };
        let imp = &self.impls[imp];
        match imp.methods.get(method as usize).copied().flatten() {
            Some(id) => {
                args.extend_from_slice(targs);
                Some(MethodTarget::Fn { id, targs: args })
            }
            None => {
                let id = self.traits[imp.tr].methods.get(method as usize)?.default?;
                let mut all = vec![self_ty];
                all.extend_from_slice(tr_args);
                all.extend_from_slice(targs);
                Some(MethodTarget::Fn { id, targs: all })
            }
        }
    }

    /// Replaces the projections in a concrete type by what they stand for. A projection without impl stays.
    pub fn normalize(&self, tys: &mut Tys, ty: Ty) -> Ty {
        let mut memo = FxHashMap::default();
        self.normalize_walk(tys, ty, &mut memo, 0)
    }

    fn normalize_walk(
        &self,
        tys: &mut Tys,
        ty: Ty,
        memo: &mut FxHashMap<Ty, Ty>,
        depth: u32,
    ) -> Ty {
        if !tys.flags(ty).has_proj {
            return ty;
        }
        if let Some(&done) = memo.get(&ty) {
            return done;
        }
        let done = stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || {
            let inner = tys.map_parts(ty, |tys, part| self.normalize_walk(tys, part, memo, depth));
            match tys.kind(inner).clone() {
                TyKind::Proj {
                    tr,
                    tr_args,
                    self_ty,
                    assoc,
                } if depth < 64 => match self.select(tys, tr, &tr_args, self_ty) {
                    Some(Selected::Impl { imp, args }) => {
                        match self.impls[imp].assoc_types.get(assoc as usize) {
                            Some(&bound) => {
                                let bound = tys.subst(bound, &args);
                                self.normalize_walk(tys, bound, memo, depth + 1)
                            }
                            None => inner,
                        }
                    }
                    Some(Selected::Vacuous) => self_ty,
                    None => inner,
                },
                TyKind::Proj { .. }
                | TyKind::Con(..)
                | TyKind::Fun(..)
                | TyKind::Tuple(_)
                | TyKind::Param(_)
                | TyKind::Var(_)
                | TyKind::Error => inner,
            }
        });
        memo.insert(ty, done);
        done
    }
}

/// Matches `pattern`, over the parameters of an impl, against `ty`. `follow` replaces a bound inference variable by its
/// type. What parameters stand for is put into `found`.
pub fn match_ty<F: Fn(Ty) -> Ty>(
    tys: &Tys,
    follow: &F,
    pattern: Ty,
    ty: Ty,
    found: &mut [Option<Ty>],
) -> Matched {
    let ty = follow(ty);
    if let TyKind::Param(index) = tys.kind(pattern) {
        return match found.get_mut(*index as usize) {
            Some(slot) => match *slot {
                None => {
                    *slot = Some(ty);
                    Matched::Yes
                }
                Some(before) => could_equal(tys, follow, before, ty),
            },
            None => Matched::No,
        };
    }
    if pattern == ty && !tys.flags(pattern).has_param {
        return Matched::Yes;
    }
    let (n, m) = (tys.part_count(pattern), tys.part_count(ty));
    match (tys.kind(pattern), tys.kind(ty)) {
        (_, TyKind::Var(_) | TyKind::Error) => Matched::Maybe,
        (_, TyKind::Proj { .. }) if tys.flags(ty).has_var => Matched::Maybe,
        (TyKind::Con(a, _), TyKind::Con(b, _)) if a == b && n == m => {
            match_parts(tys, follow, pattern, ty, n, found)
        }
        (TyKind::Tuple(_), TyKind::Tuple(_)) | (TyKind::Fun(..), TyKind::Fun(..)) if n == m => {
            match_parts(tys, follow, pattern, ty, n, found)
        }
        (
            TyKind::Con(..)
            | TyKind::Tuple(_)
            | TyKind::Fun(..)
            | TyKind::Param(_)
            | TyKind::Proj { .. }
            | TyKind::Var(_)
            | TyKind::Error,
            _,
        ) => Matched::No,
    }
}

fn match_parts<F: Fn(Ty) -> Ty>(
    tys: &Tys,
    follow: &F,
    pattern: Ty,
    ty: Ty,
    count: usize,
    found: &mut [Option<Ty>],
) -> Matched {
    let mut matched = Matched::Yes;
    for i in 0..count {
        let part = match_ty(tys, follow, tys.part(pattern, i), tys.part(ty, i), found);
        matched = matched.and(part);
        if matched == Matched::No {
            break;
        }
    }
    matched
}

/// Whether two types are equal, may become equal, or cannot.
pub fn could_equal<F: Fn(Ty) -> Ty>(tys: &Tys, follow: &F, a: Ty, b: Ty) -> Matched {
    let mut budget = 10_000;
    could_equal_within(tys, follow, a, b, &mut budget)
}

fn could_equal_within<F: Fn(Ty) -> Ty>(
    tys: &Tys,
    follow: &F,
    a: Ty,
    b: Ty,
    budget: &mut u32,
) -> Matched {
    let (a, b) = (follow(a), follow(b));
    if a == b {
        return Matched::Yes;
    }
    if *budget == 0 {
        return Matched::Maybe;
    }
    *budget -= 1;
    let (n, m) = (tys.part_count(a), tys.part_count(b));
    match (tys.kind(a), tys.kind(b)) {
        (TyKind::Var(_) | TyKind::Error, _) | (_, TyKind::Var(_) | TyKind::Error) => Matched::Maybe,
        (TyKind::Con(c, _), TyKind::Con(d, _)) if c != d => Matched::No,
        (TyKind::Con(..), TyKind::Con(..))
        | (TyKind::Tuple(_), TyKind::Tuple(_))
        | (TyKind::Fun(..), TyKind::Fun(..))
            if n == m =>
        {
            let mut matched = Matched::Yes;
            for i in 0..n {
                let (x, y) = (tys.part(a, i), tys.part(b, i));
                let part = stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || {
                    could_equal_within(tys, follow, x, y, budget)
                });
                matched = matched.and(part);
                if matched == Matched::No {
                    break;
                }
            }
            matched
        }
        (TyKind::Proj { .. }, _) | (_, TyKind::Proj { .. })
            if tys.flags(a).has_var || tys.flags(b).has_var =>
        {
            Matched::Maybe
        }
        (
            TyKind::Con(..)
            | TyKind::Tuple(_)
            | TyKind::Fun(..)
            | TyKind::Param(_)
            | TyKind::Proj { .. },
            _,
        ) => Matched::No,
    }
}
