//! Headers of impls, and whether an impl has what its interface asks for.

use crate::diagnostics::{Code, Diagnostic};
use crate::resolve::{FnDefKind, ImplId, TraitId};
use crate::syntax::ast::{self, TypeKind};
use crate::types::convert::Holes;
use crate::types::cx::{Cx, SelfScope, TypeScope};
use crate::types::select::Head;
use crate::types::ty::{Ty, TyKind};
use crate::types::typed::Impl;

impl Cx<'_> {
    pub(super) fn collect_impl_headers(&mut self) {
        for id in self.r.impls.ids() {
            let imp = self.impl_header(id);
            self.impls.push(imp);
        }
        // projections in associated types may go through other impls, so those come when all headers are known
        for id in self.r.impls.ids() {
            if self.r.impls[id].tr.is_some() {
                let imp = self.impls[id].clone();
                self.table.add(&self.u.tys, id, &imp);
            }
        }
        for id in self.r.impls.ids() {
            self.impl_assoc_types(id);
        }
    }

    fn impl_header(&mut self, id: ImplId) -> Impl {
        let r = self.r;
        let def = &r.impls[id];
        let decl = &def.decl;
        let file = def.origin.ast;
        let params: Vec<Ty> = (0..decl.generics.len() as u32)
            .map(|i| self.u.tys.param(i))
            .collect();
        let mut scope = TypeScope {
            params: params.clone(),
            self_ty: None,
            owner: SelfScope::None,
            bounds: Vec::new(),
        };
        let names: Vec<_> = decl
            .generics
            .iter()
            .map(|g| g.text)
            .zip(params.iter().copied())
            .collect();
        self.convert_bounds(file, &decl.bounds, &names, &mut scope);
        let self_ty = self.convert(file, decl.target, &scope, &mut Holes::Refuse);
        scope.self_ty = Some(self_ty);
        let tr_args = match def.tr {
            Some(tr) => self
                .convert_trait_args(file, &decl.tr, tr, &scope, &mut Holes::Refuse)
                .unwrap_or_else(|| vec![self.t.error; r.traits[tr].generics.len()]),
            None => Vec::new(),
        };
        let assoc = def.tr.map_or(0, |tr| r.traits[tr].assoc_types.len());
        let tr = match def.tr {
            Some(tr) => tr,
            None => crate::resolve::TraitId(u32::MAX),
        };
        if def.tr.is_some() {
            self.check_header(id, self_ty, &tr_args);
        }
        Impl {
            tr,
            generics: params.len() as u32,
            tr_args,
            self_ty,
            bounds: scope.bounds,
            assoc_types: vec![self.t.error; assoc],
            methods: Vec::new(),
        }
    }

    /// E0402, E0403, E0406, E0026 among written impls.
    fn check_header(&mut self, id: ImplId, self_ty: Ty, tr_args: &[Ty]) {
        let r = self.r;
        let def = &r.impls[id];
        if r.modules[def.origin.module].library {
            return;
        }
        let Some(tr) = def.tr else { return };
        let target = r.files[def.origin.ast].ast.types[def.decl.target].span;
        let tr_name = r.traits[tr].name;
        let shown = self.show(self_ty);
        let derive_only = [self.lang.into, self.lang.try_into, self.lang.num].contains(&Some(tr));
        if derive_only || matches!(self.u.tys.kind(self_ty), TyKind::Param(_) | TyKind::Fun(..)) {
            self.report(Diagnostic::new(
                Code::E0402,
                if derive_only {
                    def.decl.tr.path.span
                } else {
                    target
                },
                format!("cannot implement `{tr_name}` for `{shown}`"),
            ));
            return;
        }
        for (i, name) in def.decl.generics.iter().enumerate() {
            let param = self.u.tys.param(i as u32);
            let occurs =
                |cx: &mut Self, ty: Ty| cx.u.any_node(ty, |kind| *kind == TyKind::Param(i as u32));
            let _ = param;
            if !occurs(self, self_ty) && !tr_args.iter().any(|&a| occurs(self, a)) {
                self.report(Diagnostic::new(
                    Code::E0406,
                    name.span,
                    format!(
                        "type parameter `{}` is not used in the impl header",
                        name.text
                    ),
                ));
            }
        }
        let own = |cx: &Self, ty: Ty| match cx.u.tys.kind(ty) {
            TyKind::Con(con, _) => r.tycons[*con]
                .origin
                .is_some_and(|o| !r.modules[o.module].library),
            _ => false,
        };
        let own_trait = !r.modules[r.traits[tr].origin.module].library;
        if self.is_error(self_ty) {
            return;
        }
        if !own_trait && !own(self, self_ty) && !tr_args.iter().any(|&a| own(self, a)) {
            self.report(
                Diagnostic::new(
                    Code::E0403,
                    def.decl.head_span,
                    format!("neither `{tr_name}` nor `{shown}` is defined in this package"),
                )
                .help(format!("wrap `{shown}` in your own struct")),
            );
            return;
        }
        let head = crate::types::select::head_of(&self.u.tys, self_ty);
        for other in self.r.impls.ids().take(id.0 as usize) {
            if r.impls[other].tr != Some(tr) || r.modules[r.impls[other].origin.module].library {
                continue;
            }
            let theirs = &self.impls[other];
            if crate::types::select::head_of(&self.u.tys, theirs.self_ty) != head {
                continue;
            }
            if self.overlap(self_ty, tr_args, other) {
                let first = r.impls[other].decl.head_span;
                self.report(
                    Diagnostic::new(
                        Code::E0026,
                        def.decl.head_span,
                        format!("`{tr_name}` is already implemented for `{shown}`"),
                    )
                    .label(first, "it is implemented here"),
                );
                return;
            }
        }
    }

    /// Whether two headers unify, each over parameters of its own.
    fn overlap(&mut self, self_ty: Ty, tr_args: &[Ty], other: ImplId) -> bool {
        let fresh = |cx: &mut Self, ty: Ty, vars: &mut Vec<Ty>| {
            for _ in vars.len()..16 {
                let var = cx.fresh();
                vars.push(var);
            }
            cx.u.tys.subst(ty, vars)
        };
        let (mut a, mut b) = (Vec::new(), Vec::new());
        let left = fresh(self, self_ty, &mut a);
        let theirs = self.impls[other].clone();
        let right = fresh(self, theirs.self_ty, &mut b);
        if self.u.unify(left, right).is_err() {
            return false;
        }
        for (x, y) in tr_args.iter().zip(&theirs.tr_args) {
            let (x, y) = (fresh(self, *x, &mut a), fresh(self, *y, &mut b));
            if self.u.unify(x, y).is_err() {
                return false;
            }
        }
        true
    }

    fn impl_assoc_types(&mut self, id: ImplId) {
        let r = self.r;
        let def = &r.impls[id];
        let Some(tr) = def.tr else { return };
        let (_, scope) = self.impl_scope(id);
        let file = def.origin.ast;
        let tr_def = &r.traits[tr];
        for (name, ty) in &def.decl.assoc_types {
            match self.assoc_index(tr, name.text) {
                Some(index) => {
                    let ty = self.convert(file, *ty, &scope, &mut Holes::Fresh);
                    let ty = self.normalize_rigid(ty);
                    self.impls[id].assoc_types[index as usize] = ty;
                }
                None => {
                    let mut found = Diagnostic::new(
                        Code::E0041,
                        name.span,
                        format!(
                            "associated type `{}` is not declared by the trait `{}`",
                            name.text, tr_def.name
                        ),
                    );
                    let names = tr_def.assoc_types.iter().map(|a| a.text.as_str());
                    if let Some(help) =
                        crate::diagnostics::suggest::did_you_mean(name.text.as_str(), names)
                    {
                        found = found.help(help);
                    }
                    self.report(found);
                }
            }
        }
        self.assoc_holes(id, tr);
        for (index, assoc) in tr_def.assoc_types.iter().enumerate() {
            if def
                .decl
                .assoc_types
                .iter()
                .any(|(n, _)| n.text == assoc.text)
            {
                continue;
            }
            if self.lang.try_from == Some(tr) {
                if let Some(error) = self.error_of_try_from(id, &scope) {
                    self.impls[id].assoc_types[index] = error;
                    continue;
                }
            }
            let shown = self.show(self.impls[id].self_ty);
            self.report(
                Diagnostic::new(
                    Code::E0040,
                    def.decl.head_span,
                    format!(
                        "impl of `{}` for `{shown}` is missing associated type `{}`",
                        tr_def.name, assoc.text
                    ),
                )
                .help(format!("add `type {} = …`", assoc.text)),
            );
        }
    }

    /// What is left out in the types of an impl: of an `Iterable`'s `Iter` it follows from its `Item`; else nothing says it.
    fn assoc_holes(&mut self, id: ImplId, tr: TraitId) {
        if let (true, [item, iter]) = (
            self.lang.iterable == Some(tr),
            self.impls[id].assoc_types.as_slice(),
        ) {
            let (item, iter) = (*item, *iter);
            if let Some(con) = self.lang.iter {
                let wanted = self.u.tys.con(con, &[item]);
                if self.u.tys.flags(iter).has_var {
                    // another type has to be an iterator by its impl, which says no more about it
                    let _ = self.u.unify(wanted, iter);
                }
            }
        }
        let r = self.r;
        let file = r.impls[id].origin.ast;
        for (name, written) in &r.impls[id].decl.assoc_types {
            let Some(index) = self.assoc_index(tr, name.text) else {
                continue;
            };
            let ty = self.u.zonk(self.impls[id].assoc_types[index as usize]);
            self.impls[id].assoc_types[index as usize] = if self.u.tys.flags(ty).has_var {
                let span = r.files[file].ast.types[*written].span;
                self.report(
                    Diagnostic::new(Code::E0303, span, "type annotation needed")
                        .help("write all type arguments"),
                );
                self.t.error
            } else {
                ty
            };
        }
    }

    /// `TryFrom`: the error type is read from the result of `try_from`.
    fn error_of_try_from(&mut self, id: ImplId, scope: &TypeScope) -> Option<Ty> {
        let r = self.r;
        let def = &r.impls[id];
        let ast = &r.files[def.origin.ast].ast;
        for &method in &def.decl.methods {
            let decl = &ast.fns[method];
            let Some(result) = decl.result else { continue };
            let error = match &ast.types[result].kind {
                TypeKind::Result(_, error) => *error,
                TypeKind::Path { args, .. } if args.len() == 2 => args[1],
                _ => {
                    let ty = self.convert(def.origin.ast, result, scope, &mut Holes::Refuse);
                    let found = self.show(ty);
                    let target = self.show(self.impls[id].self_ty);
                    self.report(Diagnostic::new(
                        Code::E0008,
                        decl.name.span,
                        format!("`try_from` has type `{found}`, but `TryFrom` requires `Result<{target}, _>`"),
                    ));
                    return Some(self.t.error);
                }
            };
            return Some(self.convert(def.origin.ast, error, scope, &mut Holes::Refuse));
        }
        None
    }

    /// Links each impl's methods to those of its interface: E0007, E0008, E0401, E0405, E0408.
    pub(super) fn check_impls(&mut self) {
        for id in self.r.impls.ids() {
            self.check_impl(id);
        }
    }

    fn check_impl(&mut self, id: ImplId) {
        let r = self.r;
        let def = &r.impls[id];
        let Some(tr) = def.tr else { return };
        let tr_def = &r.traits[tr];
        let count = tr_def.methods.len();
        let mut methods = vec![None; count];
        let ast = &r.files[def.origin.ast].ast;
        for &method in &def.methods {
            let FnDefKind::ImplMethod { decl, .. } = r.fns[method].kind else {
                continue;
            };
            let decl = &ast.fns[decl];
            let Some(index) = tr_def
                .methods
                .iter()
                .position(|m| r.fns[*m].name == decl.name.text)
            else {
                let mut found = Diagnostic::new(
                    Code::E0401,
                    decl.name.span,
                    format!("`{}` is not a member of `{}`", decl.name.text, tr_def.name),
                );
                let names: Vec<&str> = tr_def
                    .methods
                    .iter()
                    .map(|m| r.fns[*m].name.as_str())
                    .collect();
                if let Some(help) =
                    crate::diagnostics::suggest::did_you_mean(decl.name.text.as_str(), names)
                {
                    found = found.help(help);
                }
                self.report(found);
                continue;
            };
            methods[index] = Some(method);
            self.compare_method(id, method, decl, tr_def.methods[index]);
        }
        for (index, &wanted) in tr_def.methods.iter().enumerate() {
            let has_default = self.traits[tr]
                .methods
                .get(index)
                .is_some_and(|m| m.default.is_some());
            if methods[index].is_none() && !has_default {
                self.missing_method(id, r.fns[wanted].name.as_str());
            }
        }
        if self.lang.ord == Some(tr) && methods.iter().all(Option::is_none) && count > 0 {
            self.missing_method(id, "compare");
        }
        self.impls[id].methods = methods;
        if self.lang.ord == Some(tr) && !r.modules[def.origin.module].library {
            if let (Some(eq), Some(head)) = (
                self.lang.eq,
                crate::types::select::head_of(&self.u.tys, self.impls[id].self_ty),
            ) {
                if self.table.with_head(eq, head).is_empty() {
                    let shown = self.show(self.impls[id].self_ty);
                    self.report(Diagnostic::new(
                        Code::E0405,
                        def.decl.head_span,
                        format!("implementing `Ord` for `{shown}` requires `Eq`"),
                    ));
                }
            }
        }
        debug_assert!(!matches!(
            crate::types::select::head_of(&self.u.tys, self.impls[id].self_ty),
            Some(Head::Tuple(0))
        ));
    }

    fn missing_method(&mut self, id: ImplId, method: &str) {
        let def = &self.r.impls[id];
        let Some(tr) = def.tr else { return };
        let shown = self.show(self.impls[id].self_ty);
        let text = format!(
            "impl of `{}` for `{shown}` is missing `{method}`",
            self.r.traits[tr].name
        );
        self.report(Diagnostic::new(Code::E0007, def.decl.head_span, text));
    }

    /// The impl's method against the interface's, with `Self` and the arguments replaced.
    fn compare_method(
        &mut self,
        id: ImplId,
        method: crate::resolve::FnId,
        decl: &ast::FnDecl,
        wanted: crate::resolve::FnId,
    ) {
        let r = self.r;
        let def = &r.impls[id];
        let ast = &r.files[def.origin.ast].ast;
        let FnDefKind::TraitMethod {
            decl: wanted_decl, ..
        } = r.fns[wanted].kind
        else {
            return;
        };
        let tr_ast = &r.files[r.fns[wanted].origin.ast].ast;
        let wanted_self = super::functions::takes_self(tr_ast, &tr_ast.fns[wanted_decl]);
        let has_self = super::functions::takes_self(ast, decl);
        let (found, need) = (decl.params.len(), r.fns[wanted].arity as usize);
        let plain_first = decl.params.first().is_some_and(|p| {
            matches!(ast.pats[p.pat].kind, ast::PatKind::Var(_)) && p.ty.is_none()
        });
        let text = if found != need {
            Some(format!(
                "`{}` takes {need} parameters, found {found}",
                decl.name.text
            ))
        } else if wanted_self && !has_self && !plain_first {
            Some(format!("`{}` must take `self`", decl.name.text))
        } else if !wanted_self && has_self {
            Some(format!("`{}` must not take `self`", decl.name.text))
        } else {
            None
        };
        if let Some(text) = text {
            self.report(Diagnostic::new(Code::E0408, decl.params_span, text));
            return;
        }
        let own = decl.generics.len() as u32;
        let first = self.impls[id].generics;
        let Some((params, result)) = self.wanted_method(id, decl, first, own) else {
            return;
        };
        let sig = std::rc::Rc::clone(&self.fns[method]);
        let mine: Vec<Ty> = sig.params.clone();
        let result_mine = self.normalize_rigid(sig.result);
        let same = mine.iter().zip(&params).all(|(&a, &b)| {
            let a = self.normalize_rigid(a);
            self.u.unify(a, b).is_ok()
        }) && self.u.unify(result_mine, result).is_ok();
        if !same {
            let have = self.u.tys.fun(&mine, result_mine);
            let need = self.u.tys.fun(&params, result);
            let (have, need) = (self.show(have), self.show(need));
            let tr = self.r.impls[id].tr.map(|tr| self.r.traits[tr].name);
            self.report(Diagnostic::new(
                Code::E0008,
                decl.name.span,
                format!(
                    "`{}` has type `{have}`, but `{}` requires `{need}`",
                    decl.name.text,
                    tr.map_or("", |t| t.as_str())
                ),
            ));
        }
    }
}
