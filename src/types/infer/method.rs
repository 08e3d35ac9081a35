//! Fields, indexing, methods on values and on types.

use crate::base::{Span, Symbol};
use crate::diagnostics::{Code, Diagnostic};
use crate::resolve::{FnId, TraitId, TypeHead};
use crate::syntax::ast;

use super::call::{Arg, Instance};
use crate::types::cx::{Cx, MethodRef, Origin, Want};
use crate::types::select::head_of;
use crate::types::solve::Deferred;
use crate::types::ty::{Ty, TyKind};
use crate::types::typed::{ExprId, ExprKind, TyConKind};

impl Cx<'_> {
    // ---- fields and indexing ----------------------------------------------------------------------------------------------

    pub(super) fn field(&mut self, base: ast::ExprId, name: ast::Name, span: Span) -> ExprId {
        let base = self.expr(base, Want::ANY);
        let ty = self.fresh();
        let expr = self.push(ExprKind::Error, ty, span);
        self.field_of(expr, base, name, ty);
        let found = self.shallow(ty);
        self.cur_mut().body.exprs[expr].ty = found;
        expr
    }

    pub fn field_of(&mut self, expr: ExprId, base: ExprId, name: ast::Name, ty: Ty) {
        let base_ty = self.shallow(self.ty_of(base));
        if let Some(var) = self.u.as_var(base_ty) {
            let body = self.at;
            return self.wait_for(
                var,
                Deferred::Field {
                    body,
                    expr,
                    base,
                    name,
                    ty,
                },
            );
        }
        match self.struct_field(base_ty, name.text) {
            Some((index, field)) => {
                self.cur_mut().body.exprs[expr].kind = ExprKind::Field { base, index };
                let _ = self.u.unify(ty, field);
            }
            None => {
                if !self.has_error(base_ty) && !self.is_never(base_ty) {
                    self.no_field(base_ty, name);
                }
                let error = self.t.error;
                let _ = self.u.unify(ty, error);
            }
        }
    }

    fn struct_field(&mut self, ty: Ty, name: Symbol) -> Option<(u32, Ty)> {
        let con = self.con_of(ty)?;
        let TyConKind::Struct(info) = &self.tycons[con].kind else {
            return None;
        };
        let index = info.fields.iter().position(|f| f.name == Some(name))?;
        let field = info.fields[index].ty;
        let args: Vec<Ty> = (0..self.u.tys.part_count(ty))
            .map(|i| self.u.tys.part(ty, i))
            .collect();
        Some((index as u32, self.u.tys.subst(field, &args)))
    }

    fn no_field(&mut self, ty: Ty, name: ast::Name) {
        let shown = self.show(ty);
        let mut found = Diagnostic::new(
            Code::E0009,
            name.span,
            format!("`{shown}` has no field `{}`", name.text),
        );
        let fields: Vec<&str> = match self.con_of(ty).map(|c| &self.tycons[c].kind) {
            Some(TyConKind::Struct(info)) => info
                .fields
                .iter()
                .filter_map(|f| f.name.map(|n| n.as_str()))
                .collect(),
            Some(_) | None => Vec::new(),
        };
        if let Some(help) = crate::diagnostics::suggest::did_you_mean(name.text.as_str(), fields) {
            found = found.help(help);
        } else if let TyKind::Tuple(_) = self.u.tys.kind(ty) {
            found = found.help("take tuples apart with a pattern: `let (a, b) = …`");
        }
        self.report(found);
    }

    pub(super) fn index(&mut self, base: ast::ExprId, index: ast::ExprId, span: Span) -> ExprId {
        let base = self.expr(base, Want::ANY);
        let index = self.expr(index, Want::ANY);
        let ty = self.fresh();
        let expr = self.push(ExprKind::Error, ty, span);
        self.index_of(expr, base, index, ty);
        expr
    }

    pub fn index_of(&mut self, expr: ExprId, base: ExprId, index: ExprId, ty: Ty) {
        let base_ty = self.shallow(self.ty_of(base));
        if let Some(var) = self.u.as_var(base_ty) {
            let body = self.at;
            return self.wait_for(
                var,
                Deferred::Index {
                    body,
                    expr,
                    base,
                    index,
                    ty,
                },
            );
        }
        let id = if self.is_con(base_ty, self.lang.list) {
            self.lang.list_get
        } else if self.is_con(base_ty, self.lang.map) {
            self.lang.map_get
        } else {
            if !self.has_error(base_ty) && !self.is_never(base_ty) {
                let (shown, at) = (self.show(base_ty), self.span_of(base));
                self.report(Diagnostic::new(
                    Code::E0314,
                    at,
                    format!("`{shown}` cannot be indexed"),
                ));
            }
            let error = self.t.error;
            let _ = self.u.unify(ty, error);
            return;
        };
        let Some(id) = id else { return };
        let span = self.span_of(expr);
        let instance = self.instantiate_fn(id, span, &[]);
        let base = self.expect(base, instance.params[0], Origin::None);
        let index = self.expect(index, instance.params[1], Origin::None);
        self.cur_mut().body.exprs[expr].kind = ExprKind::Call {
            callee: instance.callee,
            args: vec![base, index],
        };
        self.unify_at(ty, instance.result, span, Origin::None);
    }

    // ---- methods on values --------------------------------------------------------------------------------------------------

    pub(super) fn method_call(
        &mut self,
        base: ast::ExprId,
        name: ast::Name,
        args: Vec<Arg>,
        args_span: Span,
        span: Span,
        want: Want,
    ) -> ExprId {
        let receiver = self.expr(base, Want::ANY);
        let ty = self.shallow(self.ty_of(receiver));
        if self.has_error(ty) && self.is_error(ty) {
            self.loose_args(&args);
            return self.error_expr(span);
        }
        if self.is_var(ty) {
            // arguments are typed now, the method is chosen when the receiver's type is known
            let typed: Vec<ExprId> = args
                .iter()
                .map(|arg| match arg {
                    Arg::Ast(id) => self.expr(*id, Want::ANY),
                    Arg::Done(expr) => *expr,
                    Arg::Keywords(_) => self.error_expr(span),
                })
                .collect();
            let result = match want.ty {
                Some(ty) if !self.is_var(ty) => self.fresh(),
                _ => self.fresh(),
            };
            let expr = self.push(ExprKind::Error, result, span);
            self.method_of(expr, receiver, name, typed, result);
            return expr;
        }
        if let Some((index, field)) = self.struct_field(ty, name.text) {
            if matches!(self.u.tys.kind(self.shallow(field)), TyKind::Fun(..)) {
                let callee = self.push(
                    ExprKind::Field {
                        base: receiver,
                        index,
                    },
                    field,
                    span,
                );
                return self.call_value(callee, args, args_span, span, want);
            }
        }
        match self.find_method(ty, name, args.len() as u32, span) {
            Some(instance) => {
                if instance.params.len() != args.len() + 1 {
                    self.argument_count(
                        name.text.as_str(),
                        instance.params.len() - 1,
                        &args,
                        args_span,
                        None,
                    );
                    return self.error_expr(span);
                }
                let receiver = self.expect(receiver, instance.params[0], Origin::None);
                if let Some(wanted) = want.ty {
                    if !self.is_var(wanted) && !self.is_never(instance.result) {
                        let may = crate::types::select::could_equal(
                            &self.u.tys,
                            &|t| self.u.shallow(t),
                            instance.result,
                            wanted,
                        ) != crate::types::select::Matched::No;
                        if may {
                            let _ = self.u.unify(wanted, instance.result);
                            self.solve();
                        }
                    }
                }
                let mut typed = vec![receiver];
                typed.extend(self.arguments(&instance.params[1..], &args, |_| Origin::None));
                self.finish_call(instance, typed, span)
            }
            None => {
                self.loose_args(&args);
                self.error_expr(span)
            }
        }
    }

    /// The suspended form: the arguments are typed.
    pub fn method_of(
        &mut self,
        expr: ExprId,
        receiver: ExprId,
        name: ast::Name,
        args: Vec<ExprId>,
        ty: Ty,
    ) {
        let recv = self.shallow(self.ty_of(receiver));
        if let Some(var) = self.u.as_var(recv) {
            let body = self.at;
            return self.wait_for(
                var,
                Deferred::Method {
                    body,
                    expr,
                    receiver,
                    name,
                    args,
                    ty,
                },
            );
        }
        let span = self.span_of(expr);
        if let Some((index, field)) = self.struct_field(recv, name.text) {
            let field = self.shallow(field);
            if let TyKind::Fun(params, result) = self.u.tys.kind(field).clone() {
                let callee = self.push(
                    ExprKind::Field {
                        base: receiver,
                        index,
                    },
                    field,
                    span,
                );
                if params.len() == args.len() {
                    let args = args
                        .into_iter()
                        .zip(params.iter())
                        .map(|(a, p)| self.expect(a, *p, Origin::None))
                        .collect();
                    self.cur_mut().body.exprs[expr].kind = ExprKind::CallValue { callee, args };
                    return self.unify_at(ty, result, span, Origin::None);
                }
            }
        }
        let found = if self.has_error(recv) {
            None
        } else {
            self.find_method(recv, name, args.len() as u32, span)
        };
        match found {
            Some(instance) if instance.params.len() == args.len() + 1 => {
                self.method_found(expr, instance, receiver, args, ty)
            }
            Some(_) | None => {
                let error = self.t.error;
                let _ = self.u.unify(ty, error);
            }
        }
    }

    fn method_found(
        &mut self,
        expr: ExprId,
        instance: Instance,
        receiver: ExprId,
        args: Vec<ExprId>,
        ty: Ty,
    ) {
        let span = self.span_of(expr);
        let mut typed = vec![self.expect(receiver, instance.params[0], Origin::None)];
        for (arg, &param) in args.into_iter().zip(&instance.params[1..]) {
            typed.push(self.expect(arg, param, Origin::None));
        }
        self.cur_mut().body.exprs[expr].kind = ExprKind::Call {
            callee: instance.callee,
            args: typed,
        };
        self.unify_at(ty, instance.result, span, Origin::None);
    }

    pub fn call_trait_method(
        &mut self,
        expr: ExprId,
        method: MethodRef,
        receiver: ExprId,
        args: Vec<ExprId>,
        ty: Ty,
        span: Span,
    ) {
        let instance = self.instantiate_method(method.tr, method.index, span);
        self.method_found(expr, instance, receiver, args, ty);
    }

    /// Whether the type has the interface: by an impl, or by a bound if it is a parameter.
    fn implements(&mut self, tr: TraitId, ty: Ty) -> bool {
        match head_of(&self.u.tys, ty) {
            Some(head) => {
                if !self.table.with_head(tr, head).is_empty() {
                    return true;
                }
                // what has a debug form is shown by that
                self.lang.display == Some(tr)
                    && self
                        .lang
                        .debug
                        .is_some_and(|d| !self.table.with_head(d, head).is_empty())
                    || (self.lang.into == Some(tr) || self.lang.try_into == Some(tr))
                    || (self.lang.iterable == Some(tr)
                        && self
                            .lang
                            .iterator
                            .is_some_and(|i| !self.table.with_head(i, head).is_empty()))
            }
            None => {
                let ty = self.u.zonk(ty);
                self.cur().env.iter().any(|b| b.tr == tr && b.ty == ty)
                    || (self.lang.into == Some(tr) || self.lang.try_into == Some(tr))
            }
        }
    }

    fn find_method(&mut self, ty: Ty, name: ast::Name, args: u32, span: Span) -> Option<Instance> {
        let all = self
            .methods
            .get(&(name.text, args))
            .cloned()
            .unwrap_or_default();
        let found: Vec<MethodRef> = all
            .into_iter()
            .filter(|m| self.implements(m.tr, ty))
            .collect();
        match found.as_slice() {
            [only] => return Some(self.method_at(*only, ty, span)),
            [] => {}
            several => {
                let mut names: Vec<&str> = several
                    .iter()
                    .map(|m| self.r.traits[m.tr].name.as_str())
                    .collect();
                names.sort_unstable();
                let options: Vec<String> = names
                    .iter()
                    .map(|t| format!("`{t}.{}(value)`", name.text))
                    .collect();
                let shown = self.show(ty);
                self.report(
                    Diagnostic::new(
                        Code::E0027,
                        name.span,
                        format!("`{}` is ambiguous for `{shown}`", name.text),
                    )
                    .help(format!("write {}", options.join(" or "))),
                );
                return None;
            }
        }
        if let Some(id) = self.companion(ty, name.text, args + 1) {
            return Some(self.instantiate_fn(id, span, &[]));
        }
        // in an unannotated function a parameter's bounds are still being found
        if head_of(&self.u.tys, ty).is_none() && self.cur().open {
            let all = self
                .methods
                .get(&(name.text, args))
                .cloned()
                .unwrap_or_default();
            if let [only] = all.as_slice() {
                return Some(self.method_at(*only, ty, span));
            }
        }
        self.no_method(ty, name, args);
        None
    }

    fn method_at(&mut self, method: MethodRef, ty: Ty, span: Span) -> Instance {
        let id = self.r.traits[method.tr].methods[method.index as usize];
        let generics = self.fns[id].generics;
        let arity = self.r.traits[method.tr].generics.len() as u32;
        let tr_args = (0..arity).map(|_| self.fresh()).collect();
        let targs = (0..generics - 1 - arity).map(|_| self.fresh()).collect();
        self.instance_of_method(method.tr, method.index, ty, tr_args, targs, span)
    }

    /// A function of the library module that is named like the type.
    fn companion(&self, ty: Ty, name: Symbol, arity: u32) -> Option<FnId> {
        let module = match self.u.tys.kind(self.shallow(ty)) {
            TyKind::Con(con, _) => {
                let info = &self.tycons[*con];
                if info.module.is_some_and(|m| !self.r.modules[m].library) {
                    return None;
                }
                info.name
            }
            TyKind::Tuple(_) => Symbol::new("Tuple"),
            TyKind::Fun(..)
            | TyKind::Param(_)
            | TyKind::Var(_)
            | TyKind::Proj { .. }
            | TyKind::Error => return None,
        };
        let module = *self.r.library_modules.get(&module)?;
        let id = *self.r.fns_by_name.get(&(module, name, arity))?;
        let visible = self.r.fns[id].origin.public || self.r.modules[self.cur().module].library;
        visible.then_some(id)
    }

    fn no_method(&mut self, ty: Ty, name: ast::Name, args: u32) {
        if self.is_never(ty) {
            return;
        }
        let shown = self.show(ty);
        let mut found = Diagnostic::new(
            Code::E0030,
            name.span,
            format!("no method `{}` on `{shown}`", name.text),
        );
        let traits: Vec<&str> = self
            .methods
            .get(&(name.text, args))
            .map(|list| {
                list.iter()
                    .map(|m| self.r.traits[m.tr].name.as_str())
                    .collect()
            })
            .unwrap_or_default();
        let mut names: Vec<&str> = Vec::new();
        if let TyKind::Con(con, _) = self.u.tys.kind(self.shallow(ty)) {
            let info = &self.tycons[*con];
            if let TyConKind::Struct(s) = &info.kind {
                names.extend(s.fields.iter().filter_map(|f| f.name.map(|n| n.as_str())));
            }
            if let Some(&module) = self.r.library_modules.get(&info.name) {
                names.extend(
                    self.r
                        .fns
                        .iter()
                        .filter(|f| f.origin.module == module && f.origin.public)
                        .map(|f| f.name.as_str()),
                );
            }
        }
        names.sort_unstable();
        names.dedup();
        if let (TyKind::Param(_), Some(tr)) = (self.u.tys.kind(self.shallow(ty)), traits.first()) {
            found = found.help(format!("add `where {shown}: {tr}`"));
        } else if let Some(tr) = traits.first() {
            found = found.help(format!(
                "`{tr}` has `{}`: add `impl {tr} for {shown}`",
                name.text
            ));
        } else if let Some(help) =
            crate::diagnostics::suggest::did_you_mean(name.text.as_str(), names)
        {
            found = found.help(help);
        }
        self.report(found);
    }

    /// `m(receiver, …)` where `m` names methods of interfaces.
    pub(super) fn unqualified_method(
        &mut self,
        all: &[(TraitId, u32)],
        args: Vec<Arg>,
        at: Span,
        span: Span,
        want: Want,
    ) -> ExprId {
        let Some((&first, rest)) = args.split_first() else {
            return self.error_expr(span);
        };
        let receiver = match first {
            Arg::Ast(id) => self.expr(id, Want::ANY),
            Arg::Done(expr) => expr,
            Arg::Keywords(_) => return self.error_expr(span),
        };
        let ty = self.shallow(self.ty_of(receiver));
        let mut fitting: Vec<(TraitId, u32)> = all.to_vec();
        if !self.is_var(ty) && all.len() > 1 {
            fitting.retain(|(tr, _)| self.implements(*tr, ty));
        }
        let (tr, method) = match fitting.as_slice() {
            [only] => *only,
            [] => all[0],
            [first, ..] => {
                if !self.is_var(ty) {
                    let id = self.r.traits[first.0].methods[first.1 as usize];
                    let (name, shown) = (self.r.fns[id].name, self.show(ty));
                    self.report(Diagnostic::new(
                        Code::E0027,
                        at,
                        format!("`{name}` is ambiguous for `{shown}`"),
                    ));
                    self.loose_args(rest);
                    return self.error_expr(span);
                }
                *first
            }
        };
        let instance = self.instantiate_method(tr, method, span);
        if instance.params.len() != args.len() {
            let id = self.r.traits[tr].methods[method as usize];
            let name = self.r.fns[id].name;
            self.argument_count(name.as_str(), instance.params.len(), &args, span, None);
            return self.error_expr(span);
        }
        let mut typed = vec![self.expect(receiver, instance.params[0], Origin::None)];
        if let (Some(wanted), false) = (want.ty, self.is_never(instance.result)) {
            if !self.is_var(wanted) && !self.is_var(instance.result) {
                let _ = wanted;
            }
        }
        typed.extend(self.arguments(&instance.params[1..], rest, |_| Origin::None));
        self.finish_call(instance, typed, span)
    }

    // ---- methods on types -----------------------------------------------------------------------------------------------------

    /// `T.name`: a static function of an interface that the type implements, or an instance method as a function.
    pub(super) fn static_method(
        &mut self,
        head: TypeHead,
        name: Symbol,
        args: Option<u32>,
        at: Span,
    ) -> Option<Instance> {
        let ty = match head {
            TypeHead::Con(con) => {
                let args: Vec<Ty> = (0..self.tycons[con].arity).map(|_| self.fresh()).collect();
                self.u.tys.con(con, &args)
            }
            TypeHead::Alias(alias) => {
                let args: Vec<Ty> = self.r.aliases[alias]
                    .generics
                    .iter()
                    .map(|_| self.fresh())
                    .collect();
                let body = self.alias(alias);
                self.u.tys.subst(body, &args)
            }
            TypeHead::Param(index) => *self.cur().scope.params.get(index as usize)?,
            TypeHead::SelfType => self.cur().scope.self_ty?,
        };
        let mut found: Vec<MethodRef> = Vec::new();
        for ((method, count), list) in &self.statics {
            if *method == name && args.is_none_or(|a| a == *count) {
                found.extend(list);
            }
        }
        if let Some(args) = args.filter(|a| *a > 0) {
            // instance methods may be called through the type as well
            if found.is_empty() {
                found.extend(self.methods.get(&(name, args - 1)).into_iter().flatten());
            }
        }
        found.sort_by_key(|m| (m.tr, m.index));
        let mut fitting: Vec<MethodRef> = found
            .iter()
            .copied()
            .filter(|m| self.implements(m.tr, ty))
            .collect();
        if fitting.is_empty() && head_of(&self.u.tys, ty).is_none() && self.cur().open {
            fitting = found.clone();
        }
        match fitting.as_slice() {
            [only] => Some(self.method_at(*only, ty, at)),
            [] => {
                let shown = self.show(ty);
                let traits: Vec<&str> = found
                    .iter()
                    .map(|m| self.r.traits[m.tr].name.as_str())
                    .collect();
                match traits.first() {
                    Some(tr) => self.report(
                        Diagnostic::new(
                            Code::E0006,
                            at,
                            format!("`{shown}` does not implement `{tr}`"),
                        )
                        .help(format!("add `impl {tr} for {shown}`")),
                    ),
                    None => self.report(Diagnostic::new(
                        Code::E0030,
                        at,
                        format!("no method `{name}` on `{shown}`"),
                    )),
                }
                None
            }
            several => {
                let names: Vec<&str> = several
                    .iter()
                    .map(|m| self.r.traits[m.tr].name.as_str())
                    .collect();
                let shown = self.show(ty);
                self.report(
                    Diagnostic::new(
                        Code::E0027,
                        at,
                        format!("`{name}` is ambiguous for `{shown}`"),
                    )
                    .note(format!("{} have it", names.join(" and "))),
                );
                None
            }
        }
    }
}
