//! The final typed tree of a body: variables replaced by what they stand for, conversions that turned out needless removed.

use rustc_hash::FxHashMap;

use super::cx::{Cx, SigState};
use super::ty::{Ty, TyKind, TyVar};
use super::typed::{Body, Callee, ExprKind, InterpolationPart, IterSource, TryKind};
use super::unify::LOCAL_PARAMS;

impl Cx<'_> {
    /// The type without inference variables. Quantified variables become the parameters that `map` gives; what local values
    /// quantify is numbered from `generics`; what nothing determines is `()`.
    pub fn final_ty(&mut self, ty: Ty, map: &FxHashMap<TyVar, u32>, generics: u32) -> Ty {
        let flags = self.u.tys.flags(ty);
        if !flags.has_var && !flags.has_param {
            return ty;
        }
        let mut memo = std::mem::take(&mut self.final_memo);
        let done = self.final_walk(ty, map, generics, &mut memo);
        self.final_memo = memo;
        done
    }

    fn final_walk(
        &mut self,
        ty: Ty,
        map: &FxHashMap<TyVar, u32>,
        generics: u32,
        memo: &mut FxHashMap<Ty, Ty>,
    ) -> Ty {
        let ty = self.u.shallow(ty);
        let flags = self.u.tys.flags(ty);
        if !flags.has_var && !flags.has_param {
            return ty;
        }
        if let Some(&done) = memo.get(&ty) {
            return done;
        }
        let done = match *self.u.tys.kind(ty) {
            TyKind::Var(var) => match map.get(&var) {
                Some(&index) => self.u.tys.param(index),
                None => self.t.unit,
            },
            TyKind::Param(index) if index >= LOCAL_PARAMS => {
                self.u.tys.param(generics + (index - LOCAL_PARAMS))
            }
            TyKind::Param(_) => ty,
            TyKind::Con(..)
            | TyKind::Fun(..)
            | TyKind::Tuple(_)
            | TyKind::Proj { .. }
            | TyKind::Error => stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || {
                let count = self.u.tys.part_count(ty);
                let parts: Vec<Ty> = (0..count)
                    .map(|i| {
                        let part = self.u.tys.part(ty, i);
                        self.final_walk(part, map, generics, memo)
                    })
                    .collect();
                self.u.tys.with_parts(ty, &parts)
            }),
        };
        memo.insert(ty, done);
        done
    }

    pub fn final_body(
        &mut self,
        mut body: Body,
        map: &FxHashMap<TyVar, u32>,
        generics: u32,
        inferred: bool,
    ) -> Body {
        self.final_memo.clear();
        for expr in body.exprs.iter_mut() {
            expr.ty = self.final_ty(expr.ty, map, generics);
            self.final_expr(&mut expr.kind, map, generics);
        }
        // a shown String needs no conversion
        let string = self.t.string;
        for id in body.exprs.ids().collect::<Vec<_>>() {
            if let ExprKind::Interpolation(parts) = &body.exprs[id].kind {
                let strings: Vec<bool> = parts
                    .iter()
                    .map(|p| matches!(p, InterpolationPart::Value { value, .. } if body.exprs[*value].ty == string))
                    .collect();
                if let ExprKind::Interpolation(parts) = &mut body.exprs[id].kind {
                    for (part, is_string) in parts.iter_mut().zip(strings) {
                        if let (InterpolationPart::Value { show, .. }, true) = (part, is_string) {
                            *show = None;
                        }
                    }
                }
            }
        }
        for pat in body.pats.iter_mut() {
            pat.ty = self.final_ty(pat.ty, map, generics);
        }
        for local in body.locals.iter_mut() {
            local.ty = self.final_ty(local.ty, map, generics);
            for index in &mut local.generics {
                *index = generics + (*index - LOCAL_PARAMS);
            }
        }
        let _ = inferred;
        body
    }

    fn final_list(&mut self, tys: &mut [Ty], map: &FxHashMap<TyVar, u32>, generics: u32) {
        for ty in tys {
            *ty = self.final_ty(*ty, map, generics);
        }
    }

    fn final_callee(&mut self, callee: &mut Callee, map: &FxHashMap<TyVar, u32>, generics: u32) {
        match callee {
            Callee::Fn { id, targs } => {
                self.final_list(targs, map, generics);
                // inside its group a function is called at the group's own open types
                if self.current.contains(id) && self.fns[*id].state == SigState::Current {
                    let vars = self.group_vars.clone();
                    for var in vars {
                        let ty = self.u.tys.var(var);
                        targs.push(self.final_ty(ty, map, generics));
                    }
                }
            }
            Callee::Trait {
                tr_args,
                self_ty,
                targs,
                ..
            } => {
                self.final_list(tr_args, map, generics);
                self.final_list(targs, map, generics);
                *self_ty = self.final_ty(*self_ty, map, generics);
            }
            Callee::Variant { targs, .. } => self.final_list(targs, map, generics),
        }
    }

    fn final_source(
        &mut self,
        source: &mut IterSource,
        map: &FxHashMap<TyVar, u32>,
        generics: u32,
    ) {
        match source {
            IterSource::Range
            | IterSource::List
            | IterSource::Set
            | IterSource::Queue
            | IterSource::Map
            | IterSource::Bytes
            | IterSource::Iter => {}
            IterSource::Iterator { next } => self.final_callee(next, map, generics),
            IterSource::Iterable {
                iter,
                iter_ty,
                then,
            } => {
                self.final_callee(iter, map, generics);
                *iter_ty = self.final_ty(*iter_ty, map, generics);
                self.final_source(then, map, generics);
            }
        }
    }

    fn final_expr(&mut self, kind: &mut ExprKind, map: &FxHashMap<TyVar, u32>, generics: u32) {
        match kind {
            ExprKind::Interpolation(parts) => {
                for part in parts {
                    if let InterpolationPart::Value {
                        show: Some(show), ..
                    } = part
                    {
                        self.final_callee(show, map, generics);
                    }
                }
            }
            ExprKind::Local { targs, .. } => self.final_list(targs, map, generics),
            ExprKind::Function(callee) | ExprKind::Call { callee, .. } => {
                self.final_callee(callee, map, generics)
            }
            ExprKind::For(f) => self.final_source(&mut f.source, map, generics),
            ExprKind::Try(t) => {
                t.result = self.final_ty(t.result, map, generics);
                if let TryKind::Result {
                    convert: Some(convert),
                } = &mut t.kind
                {
                    self.final_callee(convert, map, generics);
                }
            }
            ExprKind::Literal(_)
            | ExprKind::Const(_)
            | ExprKind::CallValue { .. }
            | ExprKind::Construct { .. }
            | ExprKind::Tuple(_)
            | ExprKind::List(_)
            | ExprKind::Map(_)
            | ExprKind::Update { .. }
            | ExprKind::Field { .. }
            | ExprKind::And(..)
            | ExprKind::Or(..)
            | ExprKind::Not(_)
            | ExprKind::If { .. }
            | ExprKind::Case { .. }
            | ExprKind::While { .. }
            | ExprKind::Block { .. }
            | ExprKind::Return(_)
            | ExprKind::Break
            | ExprKind::Continue
            | ExprKind::Closure { .. }
            | ExprKind::Diverges(_)
            | ExprKind::Error => {}
        }
    }
}
