//! Signatures of functions, as far as they are declared.

use std::rc::Rc;

use crate::base::{Span, Symbol};
use crate::resolve::{FnDef, FnDefKind, FnId, ImplId, TraitId};
use crate::syntax::ast::{self, PatKind};

use crate::types::convert::Holes;
use crate::types::cx::{Cx, FnSig, Pred, SelfScope, SigState, TypeScope};
use crate::types::ty::Ty;
use crate::types::typed::Bound;

/// Whether the first parameter is `self`.
pub fn takes_self(ast: &ast::Module, decl: &ast::FnDecl) -> bool {
    decl.params
        .first()
        .is_some_and(|p| matches!(ast.pats[p.pat].kind, PatKind::SelfParam))
}

impl Cx<'_> {
    pub(super) fn collect_functions(&mut self) {
        let r = self.r;
        // Impl methods take what they do not say from the interface, so the interfaces' methods come first; all others may
        // come in any order.
        let mut sigs: Vec<Option<Rc<FnSig>>> = vec![None; r.fns.len()];
        let mut place = |id: FnId, sig: FnSig| sigs[id.0 as usize] = Some(Rc::new(sig));
        for (id, def) in r.fns.iter_enumerated() {
            if let FnDefKind::TraitMethod { tr, decl, .. } = &def.kind {
                let sig = self.trait_method_sig(def, *tr, *decl);
                place(id, sig);
            }
        }
        for (id, def) in r.fns.iter_enumerated() {
            match &def.kind {
                FnDefKind::Clauses(clauses) => {
                    if let Some(&first) = clauses.first() {
                        let sig = self.clauses_sig(def, first);
                        place(id, sig);
                    }
                }
                FnDefKind::Extern(decl) => {
                    let sig = self.extern_sig(def, decl);
                    place(id, sig);
                }
                FnDefKind::TraitMethod { .. } | FnDefKind::ImplMethod { .. } => {}
            }
        }
        let error = self.t.error;
        self.fns = sigs
            .into_iter()
            .map(|sig| sig.unwrap_or_else(|| Rc::new(poisoned(error))))
            .collect();
        for (id, def) in r.fns.iter_enumerated() {
            if let FnDefKind::ImplMethod { imp, decl, .. } = def.kind {
                let sig = self.impl_method_sig(def, imp, decl);
                self.fns[id] = Rc::new(sig);
            }
        }
    }

    /// Converts the head of a function. `outer` are the parameters in front of its own, with their names.
    #[allow(clippy::too_many_arguments)]
    fn head_sig(
        &mut self,
        def: &FnDef,
        outer: &[(Symbol, Ty)],
        generics: &[ast::Name],
        params: &[ast::Param],
        result: Option<ast::TypeId>,
        bounds: &[ast::Bound],
        mut scope: TypeScope,
        first_param: u32,
    ) -> (FnSig, Vec<Option<Ty>>, Option<Ty>, u32) {
        let file = def.origin.ast;
        let mut names: Vec<(Symbol, Ty)> = outer.to_vec();
        for (i, name) in generics.iter().enumerate() {
            let ty = self.u.tys.param(first_param + i as u32);
            names.push((name.text, ty));
            scope.params.push(ty);
        }
        let inherited = scope.bounds.len();
        self.convert_bounds(file, bounds, &names, &mut scope);
        let mut holes = Holes::Number(0);
        let written: Vec<Option<Ty>> = params
            .iter()
            .map(|p| p.ty.map(|ty| self.convert(file, ty, &scope, &mut holes)))
            .collect();
        let result = result.map(|ty| self.convert(file, ty, &scope, &mut holes));
        let Holes::Number(holes) = holes else {
            crate::bug!("types", "holes change their kind");
        };
        let generics = first_param + generics.len() as u32;
        let sig = FnSig {
            state: SigState::Complete,
            generics,
            declared: generics,
            names: names.iter().map(|(n, _)| *n).collect(),
            preds: scope.bounds.into_iter().map(Pred::Trait).collect(),
            params: Vec::new(),
            result: self.t.unit,
            holes,
            closed: inherited > 0 || !bounds.is_empty(),
        };
        (sig, written, result, holes)
    }

    fn clauses_sig(&mut self, def: &FnDef, first: ast::FnId) -> FnSig {
        let r = self.r;
        let ast = &r.files[def.origin.ast].ast;
        let decl = &ast.fns[first];
        let scope = TypeScope {
            params: Vec::new(),
            self_ty: None,
            owner: SelfScope::None,
            bounds: Vec::new(),
        };
        let (mut sig, written, result, holes) = self.head_sig(
            def,
            &[],
            &decl.generics,
            &decl.params,
            decl.result,
            &decl.bounds,
            scope,
            0,
        );
        let mut holes = Holes::Number(holes);
        let mut fill = |cx: &mut Self, ty: Option<Ty>| match ty {
            Some(ty) => ty,
            None => cx.hole(&mut holes).unwrap_or(cx.t.error),
        };
        sig.params = written.into_iter().map(|ty| fill(self, ty)).collect();
        sig.result = fill(self, result);
        if let Holes::Number(count) = holes {
            sig.holes = count;
        }
        sig.state = if sig.holes > 0 {
            SigState::Pending
        } else if sig.generics > 0 && !sig.closed {
            SigState::Open
        } else {
            SigState::Complete
        };
        sig
    }

    fn extern_sig(&mut self, def: &FnDef, decl: &ast::ExternFnDecl) -> FnSig {
        let scope = TypeScope {
            params: Vec::new(),
            self_ty: None,
            owner: SelfScope::None,
            bounds: Vec::new(),
        };
        let (mut sig, written, result, holes) = self.head_sig(
            def,
            &[],
            &decl.generics,
            &decl.params,
            decl.result,
            &decl.bounds,
            scope,
            0,
        );
        let r = self.r;
        let ast = &r.files[def.origin.ast].ast;
        sig.params = written
            .into_iter()
            .zip(&decl.params)
            .map(|(ty, param)| match ty {
                Some(ty) => ty,
                None => self.annotation_needed(ast.pats[param.pat].span),
            })
            .collect();
        sig.result = result.unwrap_or(self.t.unit);
        if holes > 0 {
            self.annotation_needed(def.origin.span);
            self.poison_holes(&mut sig);
        }
        sig
    }

    fn annotation_needed(&mut self, span: Span) -> Ty {
        self.report(
            crate::diagnostics::Diagnostic::new(
                crate::diagnostics::Code::E0303,
                span,
                "type annotation needed",
            )
            .help("a signature without a body states all its types"),
        );
        self.t.error
    }

    fn poison_holes(&mut self, sig: &mut FnSig) {
        let map: Vec<(u32, Ty)> = (0..sig.holes)
            .map(|i| (crate::types::unify::HOLE_PARAMS + i, self.t.error))
            .collect();
        for ty in &mut sig.params {
            *ty = self.u.subst_params(*ty, &map);
        }
        sig.result = self.u.subst_params(sig.result, &map);
        sig.holes = 0;
    }

    fn trait_method_sig(&mut self, def: &FnDef, tr: TraitId, decl: ast::FnId) -> FnSig {
        let r = self.r;
        let ast = &r.files[def.origin.ast].ast;
        let decl = &ast.fns[decl];
        let tr_def = &r.traits[tr];
        let self_ty = self.u.tys.param(0);
        let mut outer = vec![(Symbol::new("Self"), self_ty)];
        let mut scope = TypeScope {
            params: Vec::new(),
            self_ty: Some(self_ty),
            owner: SelfScope::Trait(tr),
            bounds: Vec::new(),
        };
        for (i, name) in tr_def.generics.iter().enumerate() {
            let ty = self.u.tys.param(1 + i as u32);
            outer.push((name.text, ty));
            scope.params.push(ty);
        }
        scope.bounds.push(Bound {
            ty: self_ty,
            tr,
            args: scope.params.clone(),
        });
        let first = outer.len() as u32;
        let (mut sig, written, result, holes) = self.head_sig(
            def,
            &outer,
            &decl.generics,
            &decl.params,
            decl.result,
            &decl.bounds,
            scope,
            first,
        );
        sig.params = written
            .into_iter()
            .map(|ty| ty.unwrap_or(self_ty))
            .collect();
        sig.result = result.unwrap_or(self.t.unit);
        if holes > 0 {
            self.annotation_needed(decl.head_span);
            self.poison_holes(&mut sig);
        }
        sig
    }

    fn impl_method_sig(&mut self, def: &FnDef, imp: ImplId, decl: ast::FnId) -> FnSig {
        let r = self.r;
        let ast = &r.files[def.origin.ast].ast;
        let decl = &ast.fns[decl];
        let (outer, scope) = self.impl_scope(imp);
        let first = outer.len() as u32;
        let (mut sig, written, result, holes) = self.head_sig(
            def,
            &outer,
            &decl.generics,
            &decl.params,
            decl.result,
            &decl.bounds,
            scope,
            first,
        );
        let wanted = self.wanted_method(imp, decl, first, sig.generics - first);
        let self_ty = self.impls[imp].self_ty;
        sig.params = written
            .into_iter()
            .enumerate()
            .map(|(i, ty)| match (ty, &wanted) {
                (Some(ty), _) => ty,
                (None, Some((params, _))) => params.get(i).copied().unwrap_or(self.t.error),
                (None, None) if i == 0 && takes_self(ast, decl) => self_ty,
                (None, None) => self.t.error,
            })
            .collect();
        sig.result = match (result, &wanted) {
            (Some(ty), _) => ty,
            (None, Some((_, result))) => *result,
            (None, None) => self.t.error,
        };
        if holes > 0 {
            match &wanted {
                Some((params, result)) => {
                    self.fill_holes(&mut sig, holes, &params.clone(), *result);
                }
                None => self.poison_holes(&mut sig),
            }
        }
        // A generic function declared open: an impl's header states all the bounds it needs.
        sig.closed = true;
        sig
    }

    /// Holes in an impl method's annotations stand for what the interface says there.
    fn fill_holes(&mut self, sig: &mut FnSig, holes: u32, params: &[Ty], result: Ty) {
        let map: Vec<(u32, Ty)> = (0..holes)
            .map(|i| (crate::types::unify::HOLE_PARAMS + i, self.u.fresh()))
            .collect();
        for (i, ty) in sig.params.iter_mut().enumerate() {
            let with = self.u.subst_params(*ty, &map);
            if let Some(&wanted) = params.get(i) {
                // A difference is reported by the comparison with the interface.
                let _ = self.u.unify(with, wanted);
            }
            *ty = self.u.zonk(with);
        }
        let with = self.u.subst_params(sig.result, &map);
        let _ = self.u.unify(with, result);
        sig.result = self.u.zonk(with);
        sig.holes = 0;
    }

    /// The names and scope inside an impl.
    pub(in crate::types) fn impl_scope(&mut self, imp: ImplId) -> (Vec<(Symbol, Ty)>, TypeScope) {
        let decl = &self.r.impls[imp].decl;
        let mut outer = Vec::new();
        let mut params = Vec::new();
        for (i, name) in decl.generics.iter().enumerate() {
            let ty = self.u.tys.param(i as u32);
            outer.push((name.text, ty));
            params.push(ty);
        }
        let scope = TypeScope {
            params,
            self_ty: Some(self.impls[imp].self_ty),
            owner: SelfScope::Impl(imp),
            bounds: self.impls[imp].bounds.clone(),
        };
        (outer, scope)
    }

    /// The parameter and result types that the interface requires of an impl method: `Self`, the interface's arguments and
    /// the associated types replaced; the method's own parameters are numbered from `first`.
    pub(in crate::types) fn wanted_method(
        &mut self,
        imp: ImplId,
        decl: &ast::FnDecl,
        first: u32,
        own: u32,
    ) -> Option<(Vec<Ty>, Ty)> {
        let tr = self.r.impls[imp].tr?;
        let index = self.traits[tr]
            .methods
            .iter()
            .position(|m| m.name == decl.name.text)?;
        let method = self.r.traits[tr].methods[index];
        let sig = Rc::clone(&self.fns[method]);
        let mut args = vec![self.impls[imp].self_ty];
        args.extend_from_slice(&self.impls[imp].tr_args);
        let inherited = args.len() as u32;
        if sig.generics - inherited != own && own != 0 {
            return None;
        }
        for i in 0..sig.generics.saturating_sub(inherited) {
            args.push(self.u.tys.param(first + i));
        }
        let convert = |cx: &mut Self, ty: Ty| {
            let ty = cx.u.tys.subst(ty, &args);
            let ty = cx.own_projections(ty, imp, tr);
            cx.normalize_rigid(ty)
        };
        let params = sig.params.iter().map(|&ty| convert(self, ty)).collect();
        let result = convert(self, sig.result);
        Some((params, result))
    }

    /// Inside an impl for a bare parameter its own associated types are known, though the parameter is not.
    fn own_projections(&mut self, ty: Ty, imp: ImplId, tr: TraitId) -> Ty {
        if !self.u.tys.flags(ty).has_proj {
            return ty;
        }
        let count = self.u.tys.part_count(ty);
        let parts: Vec<Ty> = (0..count)
            .map(|i| {
                let part = self.u.tys.part(ty, i);
                self.own_projections(part, imp, tr)
            })
            .collect();
        match *self.u.tys.kind(ty) {
            crate::types::ty::TyKind::Proj {
                tr: of,
                self_ty,
                assoc,
                ..
            } if of == tr && self_ty == self.impls[imp].self_ty => self.impls[imp]
                .assoc_types
                .get(assoc as usize)
                .copied()
                .unwrap_or(self.t.error),
            _ => self.u.tys.with_parts(ty, &parts),
        }
    }

    /// Replaces projections whose impl is known, in a type without variables.
    pub(in crate::types) fn normalize_rigid(&mut self, ty: Ty) -> Ty {
        if !self.u.tys.flags(ty).has_proj {
            return ty;
        }
        let view = crate::types::select::Impls {
            table: &self.table,
            impls: &self.impls,
            traits: &self.traits,
            tycons: &self.tycons,
            lang: &self.lang,
        };
        view.normalize(&mut self.u.tys, ty)
    }
}

fn poisoned(error: Ty) -> FnSig {
    FnSig {
        state: SigState::Complete,
        generics: 0,
        declared: 0,
        names: Vec::new(),
        preds: Vec::new(),
        params: Vec::new(),
        result: error,
        holes: 0,
        closed: true,
    }
}
