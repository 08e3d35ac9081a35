//! Types, interned: equal types have equal ids, and a type is never written out in full, so sharing keeps even huge types
//! small. Inference variables are leaves that `unify` binds.

use rustc_hash::FxHashMap;

use crate::base::Symbol;
use crate::resolve::{TraitId, TyConId};

crate::id_type! {
    /// An interned type.
    pub struct Ty;
    /// An inference variable.
    pub struct TyVar;
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
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

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TyFlags {
    pub has_var: bool,
    pub has_param: bool,
    pub has_proj: bool,
    pub has_error: bool,
}

/// The interner.
#[derive(Clone, Debug)]
pub struct Tys {
    kinds: Vec<TyKind>,
    flags: Vec<TyFlags>,
    ids: FxHashMap<TyKind, Ty>,
}

impl Default for Tys {
    fn default() -> Self {
        Self::new()
    }
}

impl Tys {
    pub fn new() -> Tys {
        Tys {
            kinds: Vec::new(),
            flags: Vec::new(),
            ids: FxHashMap::default(),
        }
    }
    pub fn kind(&self, ty: Ty) -> &TyKind {
        &self.kinds[ty.0 as usize]
    }
    pub fn flags(&self, ty: Ty) -> TyFlags {
        self.flags[ty.0 as usize]
    }
    pub fn intern(&mut self, kind: TyKind) -> Ty {
        if let Some(&ty) = self.ids.get(&kind) {
            return ty;
        }
        let mut flags = TyFlags {
            has_var: false,
            has_param: false,
            has_proj: false,
            has_error: false,
        };
        let mut join = |other: TyFlags| {
            flags.has_var |= other.has_var;
            flags.has_param |= other.has_param;
            flags.has_proj |= other.has_proj;
            flags.has_error |= other.has_error;
        };
        match &kind {
            TyKind::Con(_, args) | TyKind::Tuple(args) => {
                args.iter().for_each(|&a| join(self.flags(a)))
            }
            TyKind::Fun(params, result) => {
                params.iter().for_each(|&a| join(self.flags(a)));
                join(self.flags(*result));
            }
            TyKind::Param(_) => flags.has_param = true,
            TyKind::Var(_) => flags.has_var = true,
            TyKind::Proj {
                tr_args, self_ty, ..
            } => {
                tr_args.iter().for_each(|&a| join(self.flags(a)));
                join(self.flags(*self_ty));
                flags.has_proj = true;
            }
            TyKind::Error => flags.has_error = true,
        }
        let ty = Ty(self.kinds.len() as u32);
        self.kinds.push(kind.clone());
        self.flags.push(flags);
        self.ids.insert(kind, ty);
        ty
    }
    pub fn con(&mut self, con: TyConId, args: &[Ty]) -> Ty {
        self.intern(TyKind::Con(con, args.into()))
    }
    pub fn fun(&mut self, params: &[Ty], result: Ty) -> Ty {
        self.intern(TyKind::Fun(params.into(), result))
    }
    pub fn tuple(&mut self, items: &[Ty]) -> Ty {
        self.intern(TyKind::Tuple(items.into()))
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
        let mut memo = FxHashMap::default();
        self.subst_memo(ty, args, &mut memo)
    }
    fn subst_memo(&mut self, ty: Ty, args: &[Ty], memo: &mut FxHashMap<Ty, Ty>) -> Ty {
        if !self.flags(ty).has_param {
            return ty;
        }
        if let Some(&done) = memo.get(&ty) {
            return done;
        }
        let done = stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || {
            match self.kind(ty).clone() {
                TyKind::Param(i) => args.get(i as usize).copied().unwrap_or(ty),
                TyKind::Con(con, items) => {
                    let items = self.subst_all(&items, args, memo);
                    self.intern(TyKind::Con(con, items))
                }
                TyKind::Tuple(items) => {
                    let items = self.subst_all(&items, args, memo);
                    self.intern(TyKind::Tuple(items))
                }
                TyKind::Fun(params, result) => {
                    let params = self.subst_all(&params, args, memo);
                    let result = self.subst_memo(result, args, memo);
                    self.intern(TyKind::Fun(params, result))
                }
                TyKind::Proj {
                    tr,
                    tr_args,
                    self_ty,
                    assoc,
                } => {
                    let tr_args = self.subst_all(&tr_args, args, memo);
                    let self_ty = self.subst_memo(self_ty, args, memo);
                    self.intern(TyKind::Proj {
                        tr,
                        tr_args,
                        self_ty,
                        assoc,
                    })
                }
                TyKind::Var(_) | TyKind::Error => ty,
            }
        });
        memo.insert(ty, done);
        done
    }
    fn subst_all(&mut self, items: &[Ty], args: &[Ty], memo: &mut FxHashMap<Ty, Ty>) -> Box<[Ty]> {
        items
            .iter()
            .map(|&t| self.subst_memo(t, args, memo))
            .collect()
    }
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
