//! Inference variables: union-find with Rémy's levels, unification with occurs check, zonking.
//!
//! A variable carries the level of the innermost `let` whose initialiser it belongs to (Rémy 1992); binding it to a type
//! lowers the levels of the type's variables, so generalisation needs no look at the environment. It also carries the
//! deferred constraints that wait for it; binding it makes them ready.
//!
//! Types are shared graphs. A walk marks what it has visited, so that a type whose tree form is exponential costs its number
//! of nodes.

use rustc_hash::{FxHashMap, FxHashSet};

use super::ty::{Ty, TyKind, TyVar, Tys, SHARING_MATTERS};

crate::id_type! {
    /// A suspended constraint of the current group.
    pub struct DeferredId;
}

/// Parameters with numbers from here on are those of let-bound polymorphic values and local functions, until the end of the
/// group tells how many parameters the function itself has.
pub const LOCAL_PARAMS: u32 = 1 << 24;

/// Parameters with numbers from here on stand for the holes of a signature that is not yet in use.
pub const HOLE_PARAMS: u32 = 1 << 28;

const UNBOUND: Ty = Ty(u32::MAX);

#[derive(Clone, Copy)]
struct Var {
    binding: Ty,
    level: u32,
    /// Index + 1 into `waiting`; 0: nobody waits.
    waiting: u32,
}

/// Why two types do not unify: the innermost pair that differs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Clash {
    Mismatch(Ty, Ty),
    /// The variable occurs in the type.
    Infinite(Ty, Ty),
}

#[derive(Default)]
pub struct Unifier {
    pub tys: Tys,
    pub level: u32,
    vars: Vec<Var>,
    waiting: Vec<Vec<DeferredId>>,
    /// Constraints whose variable was bound.
    pub ready: Vec<DeferredId>,
    marks: Vec<u32>,
    generation: u32,
    stack: Vec<Ty>,
}

impl Unifier {
    /// Forgets all variables; types that hold some must not be used any more.
    pub fn reset(&mut self) {
        self.vars.clear();
        self.waiting.clear();
        self.ready.clear();
        self.level = 1;
    }
    pub fn fresh(&mut self) -> Ty {
        let var = TyVar(self.vars.len() as u32);
        self.vars.push(Var {
            binding: UNBOUND,
            level: self.level,
            waiting: 0,
        });
        self.tys.var(var)
    }
    /// The type itself, or what its variable is bound to.
    pub fn shallow(&self, mut ty: Ty) -> Ty {
        while let TyKind::Var(var) = self.tys.kind(ty) {
            let binding = self.vars[var.0 as usize].binding;
            if binding == UNBOUND {
                break;
            }
            ty = binding;
        }
        ty
    }
    fn shallow_compress(&mut self, ty: Ty) -> Ty {
        let root = self.shallow(ty);
        let mut at = ty;
        while at != root {
            let TyKind::Var(var) = *self.tys.kind(at) else {
                break;
            };
            at = std::mem::replace(&mut self.vars[var.0 as usize].binding, root);
        }
        root
    }
    pub fn as_var(&self, ty: Ty) -> Option<TyVar> {
        match *self.tys.kind(ty) {
            TyKind::Var(var) => Some(var),
            TyKind::Con(..)
            | TyKind::Fun(..)
            | TyKind::Tuple(_)
            | TyKind::Param(_)
            | TyKind::Proj { .. }
            | TyKind::Error => None,
        }
    }
    pub fn level_of(&self, var: TyVar) -> u32 {
        self.vars[var.0 as usize].level
    }
    pub fn is_unbound(&self, var: TyVar) -> bool {
        self.vars[var.0 as usize].binding == UNBOUND
    }
    /// Lets a constraint wait for an unbound variable.
    pub fn wait(&mut self, var: TyVar, constraint: DeferredId) {
        let slot = self.vars[var.0 as usize].waiting;
        if slot == 0 {
            self.waiting.push(vec![constraint]);
            self.vars[var.0 as usize].waiting = self.waiting.len() as u32;
        } else {
            self.waiting[slot as usize - 1].push(constraint);
        }
    }
    /// Binds an unbound variable without any check.
    pub fn bind_unchecked(&mut self, var: TyVar, ty: Ty) {
        let slot = self.vars[var.0 as usize].waiting;
        self.vars[var.0 as usize].binding = ty;
        self.vars[var.0 as usize].waiting = 0;
        if slot != 0 {
            let list = std::mem::take(&mut self.waiting[slot as usize - 1]);
            match self.as_var(self.shallow(ty)) {
                Some(other) => list.into_iter().for_each(|id| self.wait(other, id)),
                None => self.ready.extend(list),
            }
        }
    }

    pub fn unify(&mut self, a: Ty, b: Ty) -> Result<(), Clash> {
        if a == b {
            return Ok(());
        }
        let mut walk = Pairs::default();
        self.unify_walk(a, b, &mut walk)
    }

    fn unify_walk(&mut self, a: Ty, b: Ty, walk: &mut Pairs) -> Result<(), Clash> {
        let (a, b) = (self.shallow_compress(a), self.shallow_compress(b));
        if a == b {
            return Ok(());
        }
        let (x, y) = (self.as_var(a), self.as_var(b));
        match (x, y) {
            (Some(x), Some(y)) => {
                let (lx, ly) = (self.level_of(x), self.level_of(y));
                // The younger variable points at the older one.
                if lx > ly || (lx == ly && x > y) {
                    self.bind_unchecked(x, b);
                } else {
                    self.bind_unchecked(y, a);
                }
                return Ok(());
            }
            (Some(x), None) => return self.bind(x, a, b),
            (None, Some(y)) => return self.bind(y, b, a),
            (None, None) => {}
        }
        walk.steps += 1;
        if walk.steps > SHARING_MATTERS && !walk.seen.insert((a, b)) {
            return Ok(());
        }
        let (n, m) = (self.tys.part_count(a), self.tys.part_count(b));
        let same = match (self.tys.kind(a), self.tys.kind(b)) {
            (TyKind::Error, _) => return self.poison(a, b),
            (_, TyKind::Error) => return self.poison(b, a),
            (TyKind::Con(c, _), TyKind::Con(d, _)) => c == d && n == m,
            (TyKind::Tuple(_), TyKind::Tuple(_)) | (TyKind::Fun(..), TyKind::Fun(..)) => n == m,
            (
                TyKind::Proj { tr, assoc, .. },
                TyKind::Proj {
                    tr: tr2,
                    assoc: assoc2,
                    ..
                },
            ) => tr == tr2 && assoc == assoc2 && n == m,
            (
                TyKind::Con(..)
                | TyKind::Fun(..)
                | TyKind::Tuple(_)
                | TyKind::Param(_)
                | TyKind::Var(_)
                | TyKind::Proj { .. },
                _,
            ) => false,
        };
        if !same {
            return Err(Clash::Mismatch(a, b));
        }
        for i in 0..n {
            let (x, y) = (self.tys.part(a, i), self.tys.part(b, i));
            if x != y {
                stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || self.unify_walk(x, y, walk))?;
            }
        }
        Ok(())
    }

    /// What an erroneous type would have determined is erroneous too.
    fn poison(&mut self, error: Ty, ty: Ty) -> Result<(), Clash> {
        if self.tys.flags(ty).has_var {
            let mut vars = Vec::new();
            self.free_vars(ty, &mut vars);
            for var in vars {
                self.bind_unchecked(var, error);
            }
        }
        Ok(())
    }

    fn bind(&mut self, var: TyVar, var_ty: Ty, ty: Ty) -> Result<(), Clash> {
        if self.tys.flags(ty).has_var {
            let level = self.level_of(var);
            if self.lower_levels(ty, level, Some(var)) {
                return Err(Clash::Infinite(var_ty, ty));
            }
        }
        self.bind_unchecked(var, ty);
        Ok(())
    }

    fn begin_marks(&mut self) {
        self.generation += 1;
        if self.generation == u32::MAX {
            self.marks.clear();
            self.generation = 1;
        }
        let len = self.tys.len();
        if self.marks.len() < len {
            self.marks.resize(len + len / 2, 0);
        }
    }
    /// Whether the type is met for the first time in this walk.
    fn mark(&mut self, ty: Ty) -> bool {
        let slot = &mut self.marks[ty.0 as usize];
        let new = *slot != self.generation;
        *slot = self.generation;
        new
    }

    /// Lowers the level of the type's variables to at most `level`; answers whether `occurs` is one of them.
    pub fn lower_levels(&mut self, ty: Ty, level: u32, occurs: Option<TyVar>) -> bool {
        self.begin_marks();
        let mut stack = std::mem::take(&mut self.stack);
        stack.clear();
        stack.push(ty);
        let mut found = false;
        while let Some(ty) = stack.pop() {
            let ty = self.shallow(ty);
            if !self.tys.flags(ty).has_var {
                continue;
            }
            if let Some(var) = self.as_var(ty) {
                if Some(var) == occurs {
                    found = true;
                    break;
                }
                let data = &mut self.vars[var.0 as usize];
                data.level = data.level.min(level);
            } else if self.mark(ty) {
                for i in 0..self.tys.part_count(ty) {
                    stack.push(self.tys.part(ty, i));
                }
            }
        }
        self.stack = stack;
        found
    }

    /// The unbound variables of a type, in order of first appearance, appended to `vars` if not yet there.
    pub fn free_vars(&mut self, ty: Ty, vars: &mut Vec<TyVar>) {
        if !self.tys.flags(ty).has_var {
            return;
        }
        self.begin_marks();
        let mut stack = vec![ty];
        while let Some(ty) = stack.pop() {
            let ty = self.shallow(ty);
            if !self.tys.flags(ty).has_var || !self.mark(ty) {
                continue;
            }
            if let Some(var) = self.as_var(ty) {
                if !vars.contains(&var) {
                    vars.push(var);
                }
            } else {
                for i in (0..self.tys.part_count(ty)).rev() {
                    stack.push(self.tys.part(ty, i));
                }
            }
        }
    }

    /// Whether a type, followed through its variables, satisfies a test on one of its nodes.
    pub fn any_node(&mut self, ty: Ty, mut test: impl FnMut(&TyKind) -> bool) -> bool {
        self.begin_marks();
        let mut stack = vec![ty];
        while let Some(ty) = stack.pop() {
            let ty = self.shallow(ty);
            if !self.mark(ty) {
                continue;
            }
            if test(self.tys.kind(ty)) {
                return true;
            }
            for i in 0..self.tys.part_count(ty) {
                stack.push(self.tys.part(ty, i));
            }
        }
        false
    }

    /// The type with all bound variables replaced. Unbound ones stay.
    pub fn zonk(&mut self, ty: Ty) -> Ty {
        if !self.tys.flags(ty).has_var {
            return ty;
        }
        let mut memo = FxHashMap::default();
        self.zonk_walk(ty, &mut memo)
    }

    fn zonk_walk(&mut self, ty: Ty, memo: &mut FxHashMap<Ty, Ty>) -> Ty {
        let ty = self.shallow_compress(ty);
        let flags = self.tys.flags(ty);
        if !flags.has_var {
            return ty;
        }
        if self.as_var(ty).is_some() {
            return ty;
        }
        if let Some(&done) = memo.get(&ty) {
            return done;
        }
        let done = stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || {
            let count = self.tys.part_count(ty);
            let mut buffer = [Ty(0); 6];
            if count <= buffer.len() {
                for (i, slot) in buffer[..count].iter_mut().enumerate() {
                    *slot = self.zonk_walk(self.tys.part(ty, i), memo);
                }
                self.tys.with_parts(ty, &buffer[..count])
            } else {
                let parts: Vec<Ty> = (0..count)
                    .map(|i| self.zonk_walk(self.tys.part(ty, i), memo))
                    .collect();
                self.tys.with_parts(ty, &parts)
            }
        });
        memo.insert(ty, done);
        done
    }

    /// Replaces parameters by what `map` gives for them. For the rare substitutions whose parameters are not numbered
    /// from zero.
    pub fn subst_params(&mut self, ty: Ty, map: &[(u32, Ty)]) -> Ty {
        if map.is_empty() {
            return ty;
        }
        let ty = self.zonk(ty);
        let mut memo = FxHashMap::default();
        self.subst_params_walk(ty, map, &mut memo)
    }
    fn subst_params_walk(&mut self, ty: Ty, map: &[(u32, Ty)], memo: &mut FxHashMap<Ty, Ty>) -> Ty {
        if !self.tys.flags(ty).has_param {
            return ty;
        }
        if let TyKind::Param(index) = *self.tys.kind(ty) {
            return map
                .iter()
                .find(|(param, _)| *param == index)
                .map_or(ty, |&(_, ty)| ty);
        }
        if let Some(&done) = memo.get(&ty) {
            return done;
        }
        let count = self.tys.part_count(ty);
        let parts: Vec<Ty> = stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || {
            (0..count)
                .map(|i| self.subst_params_walk(self.tys.part(ty, i), map, memo))
                .collect()
        });
        let done = self.tys.with_parts(ty, &parts);
        memo.insert(ty, done);
        done
    }
}

#[derive(Default)]
struct Pairs {
    steps: u32,
    seen: FxHashSet<(Ty, Ty)>,
}
