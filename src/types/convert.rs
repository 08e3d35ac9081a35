//! Type expressions to types.

use std::rc::Rc;

use crate::base::{Id, Span, Symbol};
use crate::diagnostics::{Code, Diagnostic};
use crate::resolve::{AliasId, AstId, TraitId, TypeRes};
use crate::syntax::ast::{self, TypeId, TypeKind};

use super::cx::{AliasState, Cx, SelfScope, TypeScope};
use super::ty::{Ty, TyKind};
use super::typed::Bound;
use super::unify::HOLE_PARAMS;

/// What `_` and omitted argument lists become.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Holes {
    /// Not allowed here.
    Refuse,
    /// Inference variables.
    Fresh,
    /// Numbered parameters from `HOLE_PARAMS`: for signatures that are converted before their group is checked.
    Number(u32),
}

impl Cx<'_> {
    pub fn hole(&mut self, holes: &mut Holes) -> Option<Ty> {
        match holes {
            Holes::Refuse => None,
            Holes::Fresh => Some(self.fresh()),
            Holes::Number(count) => {
                let ty = self.u.tys.param(HOLE_PARAMS + *count);
                *count += 1;
                Some(ty)
            }
        }
    }

    pub fn convert(&mut self, file: AstId, id: TypeId, scope: &TypeScope, holes: &mut Holes) -> Ty {
        stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || {
            self.convert_inner(file, id, scope, holes)
        })
    }

    fn convert_inner(
        &mut self,
        file: AstId,
        id: TypeId,
        scope: &TypeScope,
        holes: &mut Holes,
    ) -> Ty {
        let module = &self.r.files[file].ast;
        let expr = &module.types[id];
        match &expr.kind {
            TypeKind::Path {
                path,
                args,
                args_span,
            } => self.convert_path(file, id, path, args, *args_span, scope, holes),
            TypeKind::Fun(params, result) => {
                let params: Vec<Ty> = params
                    .iter()
                    .map(|&p| self.convert(file, p, scope, holes))
                    .collect();
                let result = self.convert(file, *result, scope, holes);
                self.u.tys.fun(&params, result)
            }
            TypeKind::Tuple(items) => {
                let items: Vec<Ty> = items
                    .iter()
                    .map(|&p| self.convert(file, p, scope, holes))
                    .collect();
                self.u.tys.tuple(&items)
            }
            TypeKind::Unit => self.t.unit,
            TypeKind::Hole => match self.hole(holes) {
                Some(ty) => ty,
                None => {
                    self.report(
                        Diagnostic::new(Code::E0303, expr.span, "type annotation needed")
                            .help("a declaration cannot leave a type open"),
                    );
                    self.t.error
                }
            },
            TypeKind::Option(inner) => {
                let inner = self.convert(file, *inner, scope, holes);
                self.lang_con(self.lang.option, &[inner])
            }
            TypeKind::Result(ok, err) => {
                let ok = self.convert(file, *ok, scope, holes);
                let err = self.convert(file, *err, scope, holes);
                self.lang_con(self.lang.result, &[ok, err])
            }
            TypeKind::Error => self.t.error,
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn convert_path(
        &mut self,
        file: AstId,
        id: TypeId,
        path: &ast::Path,
        args: &[TypeId],
        args_span: Option<Span>,
        scope: &TypeScope,
        holes: &mut Holes,
    ) -> Ty {
        let name = match path.segments.last() {
            Some(name) => *name,
            None => return self.t.error,
        };
        let res = match self.r.files[file].types.get(id) {
            Some(res) => *res,
            None => TypeRes::Error,
        };
        match res {
            TypeRes::Con(con) => {
                let arity = self.r.tycons[con].generics.len();
                let args =
                    self.convert_args(file, args, args_span, arity, name, path.span, scope, holes);
                match args {
                    Some(args) => self.u.tys.con(con, &args),
                    None => self.t.error,
                }
            }
            TypeRes::Alias(alias) => {
                let arity = self.r.aliases[alias].generics.len();
                let args =
                    self.convert_args(file, args, args_span, arity, name, path.span, scope, holes);
                let body = self.alias(alias);
                match args {
                    Some(args) => self.u.tys.subst(body, &args),
                    None => self.t.error,
                }
            }
            TypeRes::Param(index) => {
                self.no_args(args, args_span, name);
                match scope.params.get(index as usize) {
                    Some(&ty) => ty,
                    None => self.t.error,
                }
            }
            TypeRes::SelfType => {
                self.no_args(args, args_span, name);
                match scope.self_ty {
                    Some(ty) => ty,
                    None => self.t.error,
                }
            }
            TypeRes::ParamProjection(index) => match scope.params.get(index as usize) {
                Some(&ty) => self.param_projection(ty, path, scope),
                None => self.t.error,
            },
            TypeRes::SelfProjection => self.self_projection(path, scope),
            TypeRes::None | TypeRes::Error => self.t.error,
        }
    }

    fn no_args(&mut self, args: &[TypeId], args_span: Option<Span>, name: ast::Name) {
        if let (false, Some(span)) = (args.is_empty(), args_span) {
            self.report_arity(span, name.text, 0, args.len());
        }
    }

    fn report_arity(&mut self, span: Span, name: Symbol, wanted: usize, found: usize) {
        let word = if wanted == 1 { "argument" } else { "arguments" };
        self.report(Diagnostic::new(
            Code::E0207,
            span,
            format!("`{name}` takes {wanted} type {word}, found {found}"),
        ));
    }

    #[allow(clippy::too_many_arguments)]
    fn convert_args(
        &mut self,
        file: AstId,
        args: &[TypeId],
        args_span: Option<Span>,
        arity: usize,
        name: ast::Name,
        path_span: Span,
        scope: &TypeScope,
        holes: &mut Holes,
    ) -> Option<Vec<Ty>> {
        if args.is_empty() && args_span.is_none() {
            if arity == 0 {
                return Some(Vec::new());
            }
            if *holes == Holes::Refuse {
                self.report_arity(path_span, name.text, arity, 0);
                return None;
            }
            let mut filled = Vec::with_capacity(arity);
            for _ in 0..arity {
                filled.extend(self.hole(holes));
            }
            return Some(filled);
        }
        let converted: Vec<Ty> = args
            .iter()
            .map(|&a| self.convert(file, a, scope, holes))
            .collect();
        if converted.len() != arity {
            self.report_arity(args_span.unwrap_or(path_span), name.text, arity, args.len());
            return None;
        }
        Some(converted)
    }

    /// The expansion of an alias over its parameters.
    pub fn alias(&mut self, id: AliasId) -> Ty {
        match self.aliases[id.index()] {
            AliasState::Done(ty) => ty,
            // `resolve` reports recursive aliases.
            AliasState::Active => self.t.error,
            AliasState::New => {
                self.aliases[id.index()] = AliasState::Active;
                let r = self.r;
                let def = &r.aliases[id];
                let params = (0..def.generics.len() as u32)
                    .map(|i| self.u.tys.param(i))
                    .collect();
                let scope = TypeScope {
                    params,
                    self_ty: None,
                    owner: SelfScope::None,
                    bounds: Vec::new(),
                };
                let ty = self.convert(def.origin.ast, def.ty, &scope, &mut Holes::Refuse);
                self.aliases[id.index()] = AliasState::Done(ty);
                ty
            }
        }
    }

    /// `P.A`: the interface is found from the bounds of `P`.
    fn param_projection(&mut self, param: Ty, path: &ast::Path, scope: &TypeScope) -> Ty {
        let name = path.segments.last().map(|n| n.text);
        for bound in &scope.bounds {
            if bound.ty == param {
                if let Some(assoc) = name.and_then(|n| self.assoc_index(bound.tr, n)) {
                    return self.u.tys.intern(TyKind::Proj {
                        tr: bound.tr,
                        tr_args: bound.args.clone().into(),
                        self_ty: param,
                        assoc,
                    });
                }
            }
        }
        self.unresolvable(path)
    }

    fn unresolvable(&mut self, path: &ast::Path) -> Ty {
        let text: Vec<&str> = path.segments.iter().map(|s| s.text.as_str()).collect();
        self.report(Diagnostic::new(
            Code::E0042,
            path.span,
            format!("cannot resolve `{}`", text.join(".")),
        ));
        self.t.error
    }

    fn self_projection(&mut self, path: &ast::Path, scope: &TypeScope) -> Ty {
        let Some(name) = path.segments.last().map(|n| n.text) else {
            return self.t.error;
        };
        match (scope.owner, scope.self_ty) {
            (SelfScope::Trait(tr), Some(self_ty)) => {
                if let Some(assoc) = self.assoc_index(tr, name) {
                    let tr_args = (0..self.r.traits[tr].generics.len())
                        .map(|i| self.u.tys.param(1 + i as u32))
                        .collect();
                    return self.u.tys.intern(TyKind::Proj {
                        tr,
                        tr_args,
                        self_ty,
                        assoc,
                    });
                }
            }
            (SelfScope::Impl(imp), Some(_)) => {
                let tr = self.r.impls[imp].tr;
                if let Some(assoc) = tr.and_then(|tr| self.assoc_index(tr, name)) {
                    if let Some(&ty) = self.impls[imp].assoc_types.get(assoc as usize) {
                        return ty;
                    }
                }
            }
            (SelfScope::None, _) | (SelfScope::Trait(_) | SelfScope::Impl(_), None) => {}
        }
        self.unresolvable(path)
    }

    pub fn assoc_index(&self, tr: TraitId, name: Symbol) -> Option<u32> {
        self.r.traits[tr]
            .assoc_types
            .iter()
            .position(|a| a.text == name)
            .map(|i| i as u32)
    }

    /// The bounds of a declaration. `names` are its parameters as types, the innermost last.
    pub fn convert_bounds(
        &mut self,
        file: AstId,
        bounds: &[ast::Bound],
        names: &[(Symbol, Ty)],
        scope: &mut TypeScope,
    ) {
        for bound in bounds {
            let Some(&tr) = self.r.trait_refs.get(&bound.tr.path.span) else {
                continue;
            };
            let Some(&(_, ty)) = names.iter().rev().find(|(n, _)| *n == bound.param.text) else {
                continue;
            };
            let args = self.convert_trait_args(file, &bound.tr, tr, scope, &mut Holes::Refuse);
            if let Some(args) = args {
                scope.bounds.push(Bound { ty, tr, args });
            }
        }
    }

    pub fn convert_trait_args(
        &mut self,
        file: AstId,
        tr_ref: &ast::TraitRef,
        tr: TraitId,
        scope: &TypeScope,
        holes: &mut Holes,
    ) -> Option<Vec<Ty>> {
        let args: Vec<Ty> = tr_ref
            .args
            .iter()
            .map(|&a| self.convert(file, a, scope, holes))
            .collect();
        let wanted = self.r.traits[tr].generics.len();
        if args.len() != wanted {
            if let Some(name) = tr_ref.path.segments.last() {
                self.report_arity(tr_ref.span, name.text, wanted, args.len());
            }
            return None;
        }
        Some(args)
    }

    pub fn empty_scope(&self) -> Rc<TypeScope> {
        Rc::new(TypeScope {
            params: Vec::new(),
            self_ty: None,
            owner: SelfScope::None,
            bounds: Vec::new(),
        })
    }
}
