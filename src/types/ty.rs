//! Types, interned: equal types have equal ids, and a type is never written out in full, so sharing keeps even huge types
//! small. Inference variables are leaves that `unify` binds.

use std::hash::{Hash, Hasher};

use indexmap::{Equivalent, IndexSet};
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::base::Symbol;
use crate::resolve::{TraitId, TyConId};

crate::id_type! {
    /// An interned type.
    pub struct Ty;
    /// An inference variable.
    pub struct TyVar;
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TyKind {
    /// A nominal or built-in type applied to its arguments.
    Con(TyConId, Box<[Ty]>),
    Fun(Box<[Ty]>, Ty),
    /// n ≥ 2
    Tuple(Box<[Ty]>),
    /// A parameter of the enclosing definition: declared or quantified. Numbered per top-level definition; what a
    /// let-bound polymorphic value or a local function quantifies continues the numbering.
    Param(u32),
    Var(TyVar),
    /// `self_ty.assoc` of a trait, where the head of `self_ty` is not known.
    Proj {
        tr: TraitId,
        tr_args: Box<[Ty]>,
        self_ty: Ty,
        assoc: u32,
    },
    /// Already reported; unifies with everything.
    Error,
}

/// [`TyKind`] with borrowed arguments: looks a type up without allocating.
#[derive(Clone, Copy)]
enum KindRef<'a> {
    Con(TyConId, &'a [Ty]),
    Fun(&'a [Ty], Ty),
    Tuple(&'a [Ty]),
    Param(u32),
    Var(TyVar),
    Proj(TraitId, &'a [Ty], Ty, u32),
    Error,
}

impl TyKind {
    fn as_ref(&self) -> KindRef<'_> {
        match self {
            TyKind::Con(con, args) => KindRef::Con(*con, args),
            TyKind::Fun(params, result) => KindRef::Fun(params, *result),
            TyKind::Tuple(items) => KindRef::Tuple(items),
            TyKind::Param(index) => KindRef::Param(*index),
            TyKind::Var(var) => KindRef::Var(*var),
            TyKind::Proj {
                tr,
                tr_args,
                self_ty,
                assoc,
            } => KindRef::Proj(*tr, tr_args, *self_ty, *assoc),
            TyKind::Error => KindRef::Error,
        }
    }
}

fn hash_tys<H: Hasher>(tys: &[Ty], state: &mut H) {
    for ty in tys {
        state.write_u32(ty.0);
    }
}

impl Hash for KindRef<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match *self {
            KindRef::Con(con, args) => {
                state.write_u32(con.0);
                hash_tys(args, state);
            }
            KindRef::Fun(params, result) => {
                state.write_u32(1 << 28);
                hash_tys(params, state);
                state.write_u32(result.0);
            }
            KindRef::Tuple(items) => {
                state.write_u32(2 << 28);
                hash_tys(items, state);
            }
            KindRef::Param(index) => state.write_u64((3 << 60) + u64::from(index)),
            KindRef::Var(var) => state.write_u64((4 << 60) + u64::from(var.0)),
            KindRef::Proj(tr, args, self_ty, assoc) => {
                state.write_u32((5 << 28) + tr.0);
                hash_tys(args, state);
                state.write_u32(self_ty.0);
                state.write_u32(assoc);
            }
            KindRef::Error => state.write_u32(6 << 28),
        }
    }
}

impl Hash for TyKind {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_ref().hash(state);
    }
}

impl Equivalent<TyKind> for KindRef<'_> {
    fn equivalent(&self, key: &TyKind) -> bool {
        match (*self, key) {
            (KindRef::Con(a, xs), TyKind::Con(b, ys)) => a == *b && *xs == **ys,
            (KindRef::Fun(xs, r), TyKind::Fun(ys, s)) => *xs == **ys && r == *s,
            (KindRef::Tuple(xs), TyKind::Tuple(ys)) => *xs == **ys,
            (KindRef::Param(a), TyKind::Param(b)) => a == *b,
            (KindRef::Var(a), TyKind::Var(b)) => a == *b,
            (
                KindRef::Proj(t, xs, s, a),
                TyKind::Proj {
                    tr,
                    tr_args,
                    self_ty,
                    assoc,
                },
            ) => t == *tr && *xs == **tr_args && s == *self_ty && a == *assoc,
            (KindRef::Error, TyKind::Error) => true,
            (
                KindRef::Con(..)
                | KindRef::Fun(..)
                | KindRef::Tuple(_)
                | KindRef::Param(_)
                | KindRef::Var(_)
                | KindRef::Proj(..)
                | KindRef::Error,
                _,
            ) => false,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct TyFlags {
    pub has_var: bool,
    pub has_param: bool,
    pub has_proj: bool,
    pub has_error: bool,
}

impl TyFlags {
    fn join(&mut self, other: TyFlags) {
        self.has_var |= other.has_var;
        self.has_param |= other.has_param;
        self.has_proj |= other.has_proj;
        self.has_error |= other.has_error;
    }
}

/// The interner.
#[derive(Clone, Debug, Default)]
pub struct Tys {
    kinds: IndexSet<TyKind, FxBuildHasher>,
    flags: Vec<TyFlags>,
}

impl Tys {
    pub fn new() -> Tys {
        Tys::default()
    }
    pub fn kind(&self, ty: Ty) -> &TyKind {
        &self.kinds[ty.0 as usize]
    }
    pub fn flags(&self, ty: Ty) -> TyFlags {
        self.flags[ty.0 as usize]
    }
    /// Number of types interned so far: ids are below it.
    pub fn len(&self) -> usize {
        self.flags.len()
    }
    pub fn is_empty(&self) -> bool {
        self.flags.is_empty()
    }
    pub fn intern(&mut self, kind: TyKind) -> Ty {
        let (index, new) = self.kinds.insert_full(kind);
        if new {
            let flags = self.flags_of(&self.kinds[index]);
            self.flags.push(flags);
        }
        Ty(index as u32)
    }
    fn flags_of(&self, kind: &TyKind) -> TyFlags {
        let mut flags = TyFlags::default();
        match kind {
            TyKind::Con(_, args) | TyKind::Tuple(args) => {
                args.iter().for_each(|&a| flags.join(self.flags(a)));
            }
            TyKind::Fun(params, result) => {
                params.iter().for_each(|&a| flags.join(self.flags(a)));
                flags.join(self.flags(*result));
            }
            TyKind::Param(_) => flags.has_param = true,
            TyKind::Var(_) => flags.has_var = true,
            TyKind::Proj {
                tr_args, self_ty, ..
            } => {
                tr_args.iter().for_each(|&a| flags.join(self.flags(a)));
                flags.join(self.flags(*self_ty));
                flags.has_proj = true;
            }
            TyKind::Error => flags.has_error = true,
        }
        flags
    }
    fn find(&self, kind: KindRef<'_>) -> Option<Ty> {
        self.kinds.get_index_of(&kind).map(|i| Ty(i as u32))
    }
    /// Number of direct parts: arguments, components, or parameters and then the result.
    pub fn part_count(&self, ty: Ty) -> usize {
        match self.kind(ty) {
            TyKind::Con(_, items) | TyKind::Tuple(items) => items.len(),
            TyKind::Fun(params, _) => params.len() + 1,
            TyKind::Proj { tr_args, .. } => tr_args.len() + 1,
            TyKind::Param(_) | TyKind::Var(_) | TyKind::Error => 0,
        }
    }
    /// Part `index`; see [`Tys::part_count`].
    pub fn part(&self, ty: Ty, index: usize) -> Ty {
        match self.kind(ty) {
            TyKind::Con(_, items) | TyKind::Tuple(items) => items[index],
            TyKind::Fun(params, result) => params.get(index).copied().unwrap_or(*result),
            TyKind::Proj {
                tr_args, self_ty, ..
            } => tr_args.get(index).copied().unwrap_or(*self_ty),
            TyKind::Param(_) | TyKind::Var(_) | TyKind::Error => ty,
        }
    }
    pub fn con(&mut self, con: TyConId, args: &[Ty]) -> Ty {
        match self.find(KindRef::Con(con, args)) {
            Some(ty) => ty,
            None => self.intern(TyKind::Con(con, args.into())),
        }
    }
    pub fn fun(&mut self, params: &[Ty], result: Ty) -> Ty {
        match self.find(KindRef::Fun(params, result)) {
            Some(ty) => ty,
            None => self.intern(TyKind::Fun(params.into(), result)),
        }
    }
    pub fn tuple(&mut self, items: &[Ty]) -> Ty {
        match self.find(KindRef::Tuple(items)) {
            Some(ty) => ty,
            None => self.intern(TyKind::Tuple(items.into())),
        }
    }
    pub fn var(&mut self, var: TyVar) -> Ty {
        self.intern(TyKind::Var(var))
    }
    /// Rebuilds `ty` with other parts, in the order of [`Tys::part`].
    /// Whether `part` occurs in `ty`.
    pub fn mentions(&self, ty: Ty, part: Ty) -> bool {
        let mut left = vec![ty];
        while let Some(ty) = left.pop() {
            if ty == part {
                return true;
            }
            left.extend((0..self.part_count(ty)).map(|at| self.part(ty, at)));
        }
        false
    }
    pub fn with_parts(&mut self, ty: Ty, parts: &[Ty]) -> Ty {
        match *self.kind(ty) {
            TyKind::Con(con, _) => self.con(con, parts),
            TyKind::Tuple(_) => self.tuple(parts),
            TyKind::Fun(..) => match parts.split_last() {
                Some((&result, params)) => self.fun(params, result),
                None => ty,
            },
            TyKind::Proj { tr, assoc, .. } => match parts.split_last() {
                Some((&self_ty, tr_args)) => self.intern(TyKind::Proj {
                    tr,
                    tr_args: tr_args.into(),
                    self_ty,
                    assoc,
                }),
                None => ty,
            },
            TyKind::Param(_) | TyKind::Var(_) | TyKind::Error => ty,
        }
    }
    pub fn param(&mut self, index: u32) -> Ty {
        self.intern(TyKind::Param(index))
    }
    pub fn error(&mut self) -> Ty {
        self.intern(TyKind::Error)
    }
    /// Replaces `Param(i)` by `args[i]`; the type is closed under `args`.
    pub fn subst(&mut self, ty: Ty, args: &[Ty]) -> Ty {
        if !self.flags(ty).has_param || args.is_empty() {
            return ty;
        }
        let mut walk = Subst {
            args,
            memo: FxHashMap::default(),
            steps: 0,
        };
        self.subst_walk(ty, &mut walk)
    }
    fn subst_walk(&mut self, ty: Ty, walk: &mut Subst<'_>) -> Ty {
        if !self.flags(ty).has_param {
            return ty;
        }
        if let TyKind::Param(i) = *self.kind(ty) {
            return walk.args.get(i as usize).copied().unwrap_or(ty);
        }
        walk.steps += 1;
        let shared = walk.steps > SHARING_MATTERS;
        if shared {
            if let Some(&done) = walk.memo.get(&ty) {
                return done;
            }
        }
        let done = stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || {
            self.map_parts(ty, |tys, part| tys.subst_walk(part, walk))
        });
        if shared {
            walk.memo.insert(ty, done);
        }
        done
    }
    /// The type with `change` applied to each direct part.
    pub fn map_parts(&mut self, ty: Ty, mut change: impl FnMut(&mut Tys, Ty) -> Ty) -> Ty {
        let mut buffer = [Ty(0); 6];
        let count = self.part_count(ty);
        if count <= buffer.len() {
            for (i, slot) in buffer[..count].iter_mut().enumerate() {
                let part = self.part(ty, i);
                *slot = change(self, part);
            }
            self.with_parts(ty, &buffer[..count])
        } else {
            let mut parts = Vec::with_capacity(count);
            for i in 0..count {
                let part = self.part(ty, i);
                parts.push(change(self, part));
            }
            self.with_parts(ty, &parts)
        }
    }
}

/// Walks over types remember what they have done only past this many steps: most types are tiny, and a remembered walk is
/// linear even in a type whose tree form would be exponential.
pub const SHARING_MATTERS: u32 = 32;

struct Subst<'a> {
    args: &'a [Ty],
    memo: FxHashMap<Ty, Ty>,
    steps: u32,
}

/// A field of a struct or variant, its type over the parameters of the type constructor.
#[derive(Clone, Debug)]
pub struct FieldInfo {
    pub name: Option<Symbol>,
    pub ty: Ty,
}

#[derive(Clone, Debug)]
pub struct VariantInfo {
    pub name: Symbol,
    pub fields: Vec<FieldInfo>,
}
