//! Names and calls.

use std::rc::Rc;

use crate::base::Span;
use crate::diagnostics::{Code, Diagnostic};
use crate::resolve::{FnId, Res, TraitId, TyConId};
use crate::syntax::ast::{self, ExprKind as Ast};

use crate::types::cx::{Cx, Origin, Pred, SigState, Want};
use crate::types::select::{could_equal, Matched};
use crate::types::solve::Why;
use crate::types::ty::{Ty, TyKind};
use crate::types::typed::{Bound, Callee, ExprId, ExprKind, Literal, TyConKind};

/// An argument: of the syntax tree, or already typed (the value of a pipe, the receiver of a method).
#[derive(Clone, Copy)]
pub enum Arg<'a> {
    Ast(ast::ExprId),
    Done(ExprId),
    Keywords(&'a [(ast::Name, ast::ExprId)]),
}

/// A function at fresh type arguments.
pub struct Instance {
    pub callee: Callee,
    pub params: Vec<Ty>,
    pub result: Ty,
}

/// The value that a pipe passes on.
#[derive(Clone, Copy)]
pub struct Piped {
    pub value: ExprId,
    pub slot: u8,
    pub op_span: Span,
}

impl Cx<'_> {
    // ---- instances ------------------------------------------------------------------------------------------------------

    /// `arguments`: their places, if this is a call: what is asked of a type parameter is asked of the argument that has it.
    pub fn instantiate_fn(&mut self, id: FnId, span: Span, arguments: &[Span]) -> Instance {
        let sig = Rc::clone(&self.fns[id]);
        let why = if self.lang.map_get == Some(id) {
            Why::MapGet
        } else {
            Why::Bound
        };
        // In its own body a function is called at its own type, unless that is written out: then at any instance of it.
        let written = sig.holes == 0 && sig.declared > 0;
        let own = self.cur().owner == crate::types::cx::Owner::Fn(id) && !written;
        let targs: Vec<Ty> = match sig.state {
            SigState::Current if own => (0..sig.declared).map(|i| self.u.tys.param(i)).collect(),
            SigState::Current => (0..sig.declared).map(|_| self.fresh()).collect(),
            SigState::Complete | SigState::Open | SigState::Pending => {
                (0..sig.generics).map(|_| self.fresh()).collect()
            }
        };
        let inst = |cx: &mut Self, ty: Ty| {
            let ty = if own && sig.state == SigState::Current {
                ty
            } else {
                cx.subst_zonked(ty, &targs)
            };
            cx.norm(ty)
        };
        let params = sig.params.iter().map(|&ty| inst(self, ty)).collect();
        let result = inst(self, sig.result);
        if !(own && sig.state == SigState::Current) {
            for pred in &sig.preds {
                let at = match pred {
                    Pred::Trait(bound) if why == Why::Bound => {
                        self.argument_of(bound.ty, &sig.params, arguments)
                    }
                    Pred::Trait(_) | Pred::Proj { .. } => None,
                };
                let pred = self.subst_pred(pred, &targs);
                match pred {
                    Pred::Trait(bound) => self.add_bound(bound, at.unwrap_or(span), why),
                    other => self.add_pred(other, span),
                }
            }
        }
        Instance {
            callee: Callee::Fn { id, targs },
            params,
            result,
        }
    }

    /// The first argument whose parameter is of the type `ty`, or else has it as a part.
    fn argument_of(&self, ty: Ty, params: &[Ty], arguments: &[Span]) -> Option<Span> {
        let whole = params.iter().position(|&p| p == ty);
        let at = whole.or_else(|| params.iter().position(|&p| self.u.tys.mentions(p, ty)))?;
        arguments.get(at).copied()
    }

    /// Where the arguments of a call stand.
    fn argument_spans(&self, args: &[Arg]) -> Vec<Span> {
        let place = |arg: &Arg| match arg {
            Arg::Ast(id) => Some(self.ast().exprs[*id].span),
            Arg::Done(expr) => Some(self.span_of(*expr)),
            Arg::Keywords(list) => list.first().map(|(name, _)| name.span),
        };
        args.iter().map_while(place).collect()
    }

    fn subst_zonked(&mut self, ty: Ty, args: &[Ty]) -> Ty {
        let ty = if self.u.tys.flags(ty).has_var {
            self.u.zonk(ty)
        } else {
            ty
        };
        self.u.tys.subst(ty, args)
    }

    pub fn subst_pred(&mut self, pred: &Pred, args: &[Ty]) -> Pred {
        match pred {
            Pred::Trait(bound) => Pred::Trait(self.subst_bound(bound, args)),
            Pred::Proj {
                tr,
                tr_args,
                self_ty,
                assoc,
                ty,
            } => Pred::Proj {
                tr: *tr,
                tr_args: tr_args.iter().map(|&a| self.u.tys.subst(a, args)).collect(),
                self_ty: self.u.tys.subst(*self_ty, args),
                assoc: *assoc,
                ty: self.u.tys.subst(*ty, args),
            },
        }
    }

    /// A trait method with everything fresh, and its bound `Self: Tr<args>` added.
    pub fn instantiate_method(&mut self, tr: TraitId, method: u32, span: Span) -> Instance {
        let id = self.r.traits[tr].methods[method as usize];
        let sig = Rc::clone(&self.fns[id]);
        let all: Vec<Ty> = (0..sig.generics).map(|_| self.fresh()).collect();
        let arity = self.r.traits[tr].generics.len();
        let self_ty = all[0];
        let tr_args = all[1..1 + arity].to_vec();
        let targs = all[1 + arity..].to_vec();
        self.instance_of_method(tr, method, self_ty, tr_args, targs, span)
    }

    pub fn instance_of_method(
        &mut self,
        tr: TraitId,
        method: u32,
        self_ty: Ty,
        tr_args: Vec<Ty>,
        targs: Vec<Ty>,
        span: Span,
    ) -> Instance {
        let id = self.r.traits[tr].methods[method as usize];
        let sig = Rc::clone(&self.fns[id]);
        let mut all = vec![self_ty];
        all.extend_from_slice(&tr_args);
        all.extend_from_slice(&targs);
        let param_self = self.u.tys.param(0);
        self.add_bound(
            Bound {
                ty: self_ty,
                tr,
                args: tr_args.clone(),
            },
            span,
            Why::Bound,
        );
        for pred in &sig.preds {
            if matches!(pred, Pred::Trait(b) if b.tr == tr && b.ty == param_self) {
                continue;
            }
            let pred = self.subst_pred(pred, &all);
            self.add_pred(pred, span);
        }
        let inst = |cx: &mut Self, ty: Ty| {
            let ty = cx.u.tys.subst(ty, &all);
            cx.norm(ty)
        };
        let params = sig.params.iter().map(|&ty| inst(self, ty)).collect();
        let result = inst(self, sig.result);
        Instance {
            callee: Callee::Trait {
                tr,
                method,
                tr_args,
                self_ty,
                targs,
            },
            params,
            result,
        }
    }

    pub fn instantiate_variant(&mut self, con: TyConId, variant: u32) -> Instance {
        let targs: Vec<Ty> = (0..self.tycons[con].arity).map(|_| self.fresh()).collect();
        let result = self.u.tys.con(con, &targs);
        let fields = match &self.tycons[con].kind {
            TyConKind::Sum(variants) => variants[variant as usize].fields.clone(),
            TyConKind::Struct(info) => info.fields.clone(),
            TyConKind::Builtin(_) | TyConKind::Extern { .. } => Vec::new(),
        };
        let params = fields
            .iter()
            .map(|f| self.u.tys.subst(f.ty, &targs))
            .collect();
        Instance {
            callee: Callee::Variant {
                con,
                variant,
                targs,
            },
            params,
            result,
        }
    }

    // ---- names ----------------------------------------------------------------------------------------------------------

    pub(super) fn name(&mut self, id: ast::ExprId, span: Span, want: Want) -> ExprId {
        let res = self.file().exprs[id].clone();
        let instance = match res {
            Res::Local(local) => return self.local(local, span),
            Res::Const(id) => {
                let ty = match self.consts[id] {
                    Some(ty) => ty,
                    None => self.t.error,
                };
                return self.push(ExprKind::Const(id), ty, span);
            }
            Res::Fn(id) => self.instantiate_fn(id, span, &[]),
            Res::Fns(ids) => {
                let wanted =
                    want.ty
                        .map(|ty| self.shallow(ty))
                        .and_then(|ty| match self.u.tys.kind(ty) {
                            TyKind::Fun(params, _) => Some(params.len() as u32),
                            _ => None,
                        });
                match ids.iter().find(|id| Some(self.r.fns[**id].arity) == wanted) {
                    Some(&id) => self.instantiate_fn(id, span, &[]),
                    None => {
                        let mut counts: Vec<String> = ids
                            .iter()
                            .map(|id| self.r.fns[*id].arity.to_string())
                            .collect();
                        counts.sort();
                        let name = self.r.fns[ids[0]].name;
                        self.report(
                            Diagnostic::new(
                                Code::E0209,
                                span,
                                format!("`{name}` exists with {} parameters", counts.join(" and ")),
                            )
                            .help("wrap it in a closure"),
                        );
                        return self.error_expr(span);
                    }
                }
            }
            Res::Variant(con, variant) => return self.variant_value(con, variant, span, want),
            Res::Variants(all) => {
                let con = want.ty.and_then(|ty| {
                    let ty = self.shallow(ty);
                    match self.u.tys.kind(ty) {
                        TyKind::Fun(_, result) => self.con_of(*result),
                        _ => self.con_of(ty),
                    }
                });
                match all.iter().find(|(c, _)| Some(*c) == con) {
                    Some(&(con, variant)) => return self.variant_value(con, variant, span, want),
                    None => {
                        if let Some(name) = self.last_name(id) {
                            self.ambiguous_variant(name, &all);
                        }
                        return self.error_expr(span);
                    }
                }
            }
            Res::TraitMethods(all) => match all.as_slice() {
                [(tr, method), ..] => self.instantiate_method(*tr, *method, span),
                [] => return self.error_expr(span),
            },
            Res::QualifiedMethod(tr, method) => self.instantiate_method(tr, method, span),
            Res::Static { head, name } => match self.static_method(head, name, None, span) {
                Some(instance) => instance,
                None => return self.error_expr(span),
            },
            Res::TupleFn(name) => {
                self.report(
                    Diagnostic::new(Code::E0303, span, "type annotation needed").help(format!(
                        "call `Tuple.{name}` with its tuple, or wrap it in a closure"
                    )),
                );
                return self.error_expr(span);
            }
            Res::Struct(con) => {
                let name = self.tycons[con].name;
                self.report(Diagnostic::new(
                    Code::E0213,
                    span,
                    format!("`{name}` is a type, not a value"),
                ));
                return self.error_expr(span);
            }
            Res::None | Res::Service | Res::Error => return self.error_expr(span),
        };
        let ty = self.u.tys.fun(&instance.params, instance.result);
        self.push(ExprKind::Function(instance.callee), ty, span)
    }

    fn last_name(&self, id: ast::ExprId) -> Option<ast::Name> {
        match &self.ast().exprs[id].kind {
            Ast::Name(name) | Ast::Field(_, name) => Some(*name),
            _ => None,
        }
    }

    fn local(&mut self, local: crate::resolve::LocalId, span: Span) -> ExprId {
        let Some(&id) = self.cur().locals.get(&local) else {
            return self.error_expr(span);
        };
        let ty = self.cur().body.locals[id].ty;
        match self.cur().schemes.get(&id).cloned() {
            Some(scheme) => {
                let targs: Vec<Ty> = scheme.generics.iter().map(|_| self.fresh()).collect();
                let map: Vec<(u32, Ty)> = scheme
                    .generics
                    .iter()
                    .copied()
                    .zip(targs.iter().copied())
                    .collect();
                let ty = self.u.subst_params(ty, &map);
                for pred in &scheme.preds {
                    if let Pred::Trait(bound) = pred {
                        let ty = self.u.subst_params(bound.ty, &map);
                        let args = bound
                            .args
                            .iter()
                            .map(|&a| self.u.subst_params(a, &map))
                            .collect();
                        self.add_bound(
                            Bound {
                                ty,
                                tr: bound.tr,
                                args,
                            },
                            span,
                            Why::Bound,
                        );
                    }
                }
                let ty = self.norm(ty);
                self.push(ExprKind::Local { local: id, targs }, ty, span)
            }
            None => self.push(
                ExprKind::Local {
                    local: id,
                    targs: Vec::new(),
                },
                ty,
                span,
            ),
        }
    }

    fn variant_value(&mut self, con: TyConId, variant: u32, span: Span, want: Want) -> ExprId {
        let instance = self.instantiate_variant(con, variant);
        if instance.params.is_empty() {
            self.flow(instance.result, want);
            return self.push(
                ExprKind::Construct {
                    variant,
                    fields: Vec::new(),
                },
                instance.result,
                span,
            );
        }
        let ty = self.u.tys.fun(&instance.params, instance.result);
        self.push(ExprKind::Function(instance.callee), ty, span)
    }

    /// Lets the expected type flow into a result type, if the two can agree.
    fn flow(&mut self, result: Ty, want: Want) {
        let Some(wanted) = want.ty else { return };
        if self.is_never(result) || self.is_var(result) || self.is_var(wanted) {
            return;
        }
        let may = could_equal(&self.u.tys, &|t| self.u.shallow(t), result, wanted) != Matched::No;
        if may && self.u.unify(wanted, result).is_ok() {
            self.solve();
        }
    }

    // ---- calls ----------------------------------------------------------------------------------------------------------

    pub(super) fn call(
        &mut self,
        call: &ast::Call,
        span: Span,
        want: Want,
        piped: Option<Piped>,
    ) -> ExprId {
        let mut args: Vec<Arg> = call.args.iter().map(|a| Arg::Ast(*a)).collect();
        if let Some(piped) = piped {
            let at = piped.slot.max(1) as usize - 1;
            if at > args.len() {
                args.push(Arg::Done(piped.value));
                self.slot_error(call.callee, piped, &args);
            } else {
                args.insert(at, Arg::Done(piped.value));
            }
        }
        if !call.keywords.is_empty() {
            args.push(Arg::Keywords(&call.keywords));
        }
        args.extend(call.block.map(Arg::Ast));
        self.apply(call.callee, args, call.args_span, span, want, piped)
    }

    fn slot_error(&mut self, callee: ast::ExprId, piped: Piped, args: &[Arg]) {
        if let Res::Fn(id) = self.file().exprs[callee] {
            let arity = self.r.fns[id].arity;
            if piped.slot as u32 > arity {
                self.out_of_range(id, piped);
                return;
            }
        }
        let _ = args;
    }

    fn out_of_range(&mut self, id: FnId, piped: Piped) {
        let (name, arity) = (self.r.fns[id].name, self.r.fns[id].arity);
        let word = if arity == 1 { "argument" } else { "arguments" };
        let mut found = Diagnostic::new(
            Code::E0044,
            piped.op_span,
            format!(
                "slot position {} is out of range: `{name}` takes {arity} {word}",
                piped.slot
            ),
        );
        if arity >= 2 {
            found = found.help(format!("valid slots: 2–{arity}"));
        }
        self.report(found);
    }

    pub(super) fn pipe(
        &mut self,
        value: ast::ExprId,
        slot: u8,
        op_span: Span,
        target: ast::ExprId,
        span: Span,
        want: Want,
    ) -> ExprId {
        let value = self.expr(value, Want::ANY);
        self.pipe_into(
            Piped {
                value,
                slot,
                op_span,
            },
            target,
            span,
            want,
        )
    }

    fn pipe_into(&mut self, piped: Piped, target: ast::ExprId, span: Span, want: Want) -> ExprId {
        let ast = self.ast();
        match &ast.exprs[target].kind {
            Ast::Call(call) => self.call(call, span, want, Some(piped)),
            Ast::Name(_) | Ast::Field(..) => {
                let at = ast.exprs[target].span;
                self.apply(
                    target,
                    vec![Arg::Done(piped.value)],
                    at,
                    span,
                    want,
                    Some(piped),
                )
            }
            Ast::Try { value, mark } => {
                let inner = stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || {
                    self.pipe_into(piped, *value, span, Want::ANY)
                });
                self.try_expr(inner, *mark, span)
            }
            _ => {
                let result = self.fresh();
                let arg = self.ty_of(piped.value);
                let fun = self.u.tys.fun(&[arg], result);
                let callee = self.expr(target, Want::ty(fun, Origin::None));
                self.call_value(callee, vec![Arg::Done(piped.value)], span, span, want)
            }
        }
    }

    /// A call of what an expression of the syntax tree names or computes.
    fn apply(
        &mut self,
        callee: ast::ExprId,
        args: Vec<Arg>,
        args_span: Span,
        span: Span,
        want: Want,
        piped: Option<Piped>,
    ) -> ExprId {
        let at = self.ast().exprs[callee].span;
        let instance = match self.file().exprs[callee].clone() {
            Res::Fn(id) => {
                if let Some(piped) = piped {
                    if piped.slot > 1 && u32::from(piped.slot) > self.r.fns[id].arity {
                        self.out_of_range(id, piped);
                        self.loose_args(&args);
                        return self.error_expr(span);
                    }
                }
                let arity = self.fns[id].params.len();
                if args.len() != arity {
                    self.argument_count(
                        self.r.fns[id].name.as_str(),
                        arity,
                        &args,
                        args_span,
                        Some(id),
                    );
                    return self.error_expr(span);
                }
                let spans = self.argument_spans(&args);
                let instance = self.instantiate_fn(id, span, &spans);
                self.flow(instance.result, want);
                let typed = self.arguments(&instance.params, &args, |i| Origin::Parameter(id, i));
                return self.finish_call(instance, typed, span);
            }
            Res::Variant(con, variant) => {
                return self.construct(con, variant, args, args_span, span, want)
            }
            Res::Variants(all) => {
                let con = want.ty.and_then(|ty| self.con_of(ty));
                match all.iter().find(|(c, _)| Some(*c) == con) {
                    Some(&(con, variant)) => {
                        return self.construct(con, variant, args, args_span, span, want)
                    }
                    None => {
                        if let Some(name) = self.last_name(callee) {
                            self.ambiguous_variant(name, &all);
                        }
                        self.loose_args(&args);
                        return self.error_expr(span);
                    }
                }
            }
            Res::TraitMethods(all) => return self.unqualified_method(&all, args, at, span, want),
            Res::QualifiedMethod(tr, method) => {
                let id = self.r.traits[tr].methods[method as usize];
                let has_self = self.traits[tr].methods[method as usize].has_self;
                if !has_self {
                    let name = self.r.fns[id].name;
                    self.report(
                        Diagnostic::new(
                            Code::E0407,
                            span,
                            format!("cannot tell which type's `{name}` is meant"),
                        )
                        .help(format!("write `Type.{name}(…)`")),
                    );
                    self.loose_args(&args);
                    return self.error_expr(span);
                }
                self.instantiate_method(tr, method, span)
            }
            Res::Static { head, name } => {
                match self.static_method(head, name, Some(args.len() as u32), at) {
                    Some(instance) => instance,
                    None => {
                        self.loose_args(&args);
                        return self.error_expr(span);
                    }
                }
            }
            Res::TupleFn(name) => {
                return self.tuple_function(name.as_str(), &args, args_span, span)
            }
            Res::Error => {
                self.loose_args(&args);
                return self.error_expr(span);
            }
            Res::None => {
                if let Ast::Field(base, name) = &self.ast().exprs[callee].kind {
                    return self.method_call(*base, *name, args, args_span, span, want);
                }
                let callee = self.expr(callee, Want::ANY);
                return self.call_value(callee, args, args_span, span, want);
            }
            Res::Local(_) | Res::Const(_) | Res::Fns(_) | Res::Struct(_) | Res::Service => {
                let callee = self.name(callee, at, Want::ANY);
                return self.call_value(callee, args, args_span, span, want);
            }
        };
        if args.len() != instance.params.len() {
            let name = self.last_name(callee).map_or("it", |n| n.text.as_str());
            self.argument_count(name, instance.params.len(), &args, args_span, None);
            return self.error_expr(span);
        }
        self.flow(instance.result, want);
        let typed = self.arguments(&instance.params, &args, |_| Origin::None);
        self.finish_call(instance, typed, span)
    }

    pub(super) fn finish_call(
        &mut self,
        instance: Instance,
        args: Vec<ExprId>,
        span: Span,
    ) -> ExprId {
        self.solve();
        match instance.callee {
            Callee::Variant { variant, .. } => {
                let fields = args
                    .into_iter()
                    .enumerate()
                    .map(|(i, a)| (i as u32, a))
                    .collect();
                self.push(
                    ExprKind::Construct { variant, fields },
                    instance.result,
                    span,
                )
            }
            callee => self.push(ExprKind::Call { callee, args }, instance.result, span),
        }
    }

    /// Arguments against parameter types. Closures come last, when the others have fixed what can be fixed.
    pub(super) fn arguments(
        &mut self,
        params: &[Ty],
        args: &[Arg],
        origin: impl Fn(u32) -> Origin,
    ) -> Vec<ExprId> {
        let mut typed: Vec<Option<ExprId>> = vec![None; args.len()];
        for closures in [false, true] {
            for (i, (&param, arg)) in params.iter().zip(args).enumerate() {
                let is_closure = matches!(arg, Arg::Ast(id) if matches!(self.ast().exprs[*id].kind, Ast::Closure(_)));
                if is_closure == closures {
                    typed[i] = Some(self.argument(*arg, param, origin(i as u32)));
                }
            }
        }
        typed.into_iter().flatten().collect()
    }

    fn argument(&mut self, arg: Arg, param: Ty, origin: Origin) -> ExprId {
        match arg {
            Arg::Ast(id) => self.check(id, param, origin),
            Arg::Done(expr) => self.expect(expr, param, origin),
            Arg::Keywords(list) => {
                let expr = self.keyword_map(list);
                self.expect(expr, param, origin)
            }
        }
    }

    /// `f(x: 1, y: 2)` passes `%{"x" => 1, "y" => 2}`.
    fn keyword_map(&mut self, list: &[(ast::Name, ast::ExprId)]) -> ExprId {
        let value = self.fresh();
        let string = self.t.string;
        let mut entries = Vec::new();
        let mut origin = Origin::None;
        let mut span = list
            .first()
            .map_or(self.cur().body.clauses.first().map(|c| c.span), |(n, _)| {
                Some(n.span)
            });
        for (name, e) in list {
            let key = self.push(
                ExprKind::Literal(Literal::Str(name.text)),
                string,
                name.span,
            );
            let expr = self.check(*e, value, origin);
            if origin == Origin::None {
                origin = Origin::Element(self.span_of(expr));
            }
            span = span.map(|s| s.to(self.span_of(expr)));
            entries.push((key, expr));
        }
        let ty = self.lang_con(self.lang.map, &[string, value]);
        let span = span.unwrap_or_else(|| self.span_of(entries[0].1));
        self.push(ExprKind::Map(entries), ty, span)
    }

    /// Types arguments of a call that is wrong, so that errors inside them show.
    pub(super) fn loose_args(&mut self, args: &[Arg]) {
        for arg in args {
            match arg {
                Arg::Ast(id) => {
                    self.expr(*id, Want::ANY);
                }
                Arg::Done(_) => {}
                Arg::Keywords(list) => {
                    for (_, e) in list.iter() {
                        self.expr(*e, Want::ANY);
                    }
                }
            }
        }
    }

    pub(super) fn argument_count(
        &mut self,
        name: &str,
        wanted: usize,
        args: &[Arg],
        args_span: Span,
        id: Option<FnId>,
    ) {
        let word = if wanted == 1 { "argument" } else { "arguments" };
        let mut found = Diagnostic::new(
            Code::E0003,
            args_span,
            format!("`{name}` takes {wanted} {word}, found {}", args.len()),
        );
        if args.len() > wanted {
            let more = args.len() - wanted;
            found = found.help(format!(
                "remove {more} argument{}",
                if more == 1 { "" } else { "s" }
            ));
        } else if let Some(names) = id.map(|id| self.param_names(id)) {
            let missing = names.get(args.len()..).unwrap_or(&[]).join(", ");
            if !missing.is_empty() {
                found = found.help(format!("missing: {missing}"));
            }
        }
        self.report(found);
        self.loose_args(args);
    }

    fn param_names(&self, id: FnId) -> Vec<String> {
        let def = &self.r.fns[id];
        let ast = &self.r.files[def.origin.ast].ast;
        let params = match &def.kind {
            crate::resolve::FnDefKind::Clauses(clauses) => &ast.fns[clauses[0]].params,
            crate::resolve::FnDefKind::Extern(decl) => &decl.params,
            crate::resolve::FnDefKind::TraitMethod { decl, .. }
            | crate::resolve::FnDefKind::ImplMethod { decl, .. } => &ast.fns[*decl].params,
        };
        params
            .iter()
            .map(|p| match ast.pats[p.pat].kind {
                ast::PatKind::Var(name) => name.text.as_str().to_owned(),
                _ => "_".to_owned(),
            })
            .collect()
    }

    fn construct(
        &mut self,
        con: TyConId,
        variant: u32,
        args: Vec<Arg>,
        args_span: Span,
        span: Span,
        want: Want,
    ) -> ExprId {
        let instance = self.instantiate_variant(con, variant);
        let TyConKind::Sum(variants) = &self.tycons[con].kind else {
            return self.error_expr(span);
        };
        let info = variants[variant as usize].clone();
        self.flow(instance.result, want);
        if let [before @ .., Arg::Keywords(list)] = args.as_slice() {
            let named = info.fields.iter().all(|f| f.name.is_some()) && !info.fields.is_empty();
            if named && before.is_empty() {
                return self.construct_named(variant, &info, list, &instance, args_span, span);
            }
        }
        if args.len() != instance.params.len() {
            self.argument_count(
                info.name.as_str(),
                instance.params.len(),
                &args,
                args_span,
                None,
            );
            return self.error_expr(span);
        }
        let typed = self.arguments(&instance.params, &args, |_| Origin::None);
        self.finish_call(instance, typed, span)
    }

    fn construct_named(
        &mut self,
        variant: u32,
        info: &crate::types::ty::VariantInfo,
        list: &[(ast::Name, ast::ExprId)],
        instance: &Instance,
        args_span: Span,
        span: Span,
    ) -> ExprId {
        let mut fields = Vec::new();
        let mut given = vec![false; info.fields.len()];
        let mut unknown = false;
        for (name, e) in list {
            match info.fields.iter().position(|f| f.name == Some(name.text)) {
                Some(index) => {
                    given[index] = true;
                    let value = self.check(*e, instance.params[index], Origin::None);
                    fields.push((index as u32, value));
                }
                None => {
                    unknown = true;
                    let text = format!("unknown field `{}` in `{}`", name.text, info.name);
                    self.unknown_field(*name, text, info);
                    self.expr(*e, Want::ANY);
                }
            }
        }
        if unknown {
            return self.push(ExprKind::Error, instance.result, span);
        }
        if let Some(missing) = given.iter().position(|g| !g) {
            let name = info.fields[missing].name.map_or("", |n| n.as_str());
            self.report(Diagnostic::new(
                Code::E0009,
                args_span,
                format!("missing field `{name}` in `{}`", info.name),
            ));
            return self.push(ExprKind::Error, instance.result, span);
        }
        self.push(
            ExprKind::Construct { variant, fields },
            instance.result,
            span,
        )
    }

    /// A call of a closure or local function.
    pub(super) fn call_value(
        &mut self,
        callee: ExprId,
        args: Vec<Arg>,
        args_span: Span,
        span: Span,
        want: Want,
    ) -> ExprId {
        let ty = self.shallow(self.ty_of(callee));
        let (params, result) = match self.u.tys.kind(ty).clone() {
            TyKind::Fun(params, result) => (params.to_vec(), result),
            TyKind::Var(_) => {
                let params: Vec<Ty> = args.iter().map(|_| self.fresh()).collect();
                let result = self.fresh();
                let fun = self.u.tys.fun(&params, result);
                let at = self.span_of(callee);
                self.unify_at(ty, fun, at, Origin::None);
                (params, result)
            }
            _ => {
                if !self.has_error(ty) {
                    let (shown, at) = (self.show(ty), self.span_of(callee));
                    self.report(
                        Diagnostic::new(Code::E0005, at, format!("`{shown}` is not a function"))
                            .help("remove the argument list"),
                    );
                }
                self.loose_args(&args);
                return self.error_expr(span);
            }
        };
        if params.len() != args.len() {
            let name = match self.cur().body.exprs[callee].kind {
                ExprKind::Local { local, .. } => self.cur().body.locals[local].name.as_str(),
                _ => "the function",
            };
            self.argument_count(name, params.len(), &args, args_span, None);
            return self.error_expr(span);
        }
        self.flow(result, want);
        let args = self.arguments(&params, &args, |_| Origin::Argument(span));
        self.push(ExprKind::CallValue { callee, args }, result, span)
    }

    /// `Tuple.first(t)` and its like, on tuples of every length.
    fn tuple_function(&mut self, name: &str, args: &[Arg], args_span: Span, span: Span) -> ExprId {
        let wanted = if name == "nth" { 2 } else { 1 };
        if args.len() != wanted {
            self.argument_count(name, wanted, args, args_span, None);
            return self.error_expr(span);
        }
        let tuple = match args[0] {
            Arg::Ast(id) => self.expr(id, Want::ANY),
            Arg::Done(expr) => expr,
            Arg::Keywords(_) => return self.error_expr(span),
        };
        let ty = self.shallow(self.ty_of(tuple));
        let TyKind::Tuple(items) = self.u.tys.kind(ty).clone() else {
            if !self.has_error(ty) {
                if self.is_var(ty) {
                    self.annotation_needed_for(tuple);
                } else {
                    let (shown, at) = (self.show(ty), self.span_of(tuple));
                    self.report(Diagnostic::new(
                        Code::E0001,
                        at,
                        format!("expected `(_, _)`, found `{shown}`"),
                    ));
                }
            }
            return self.error_expr(span);
        };
        let index = match name {
            "first" => Some(0),
            "second" => Some(1),
            "third" => Some(2),
            "size" => {
                let int = self.t.int;
                let value = self.push(
                    ExprKind::Literal(Literal::Int(items.len() as i64)),
                    int,
                    span,
                );
                return self.push(
                    ExprKind::Block {
                        stmts: vec![crate::types::typed::Stmt::Expr(tuple)],
                        value: Some(value),
                    },
                    int,
                    span,
                );
            }
            _ => match args[1] {
                Arg::Ast(id) => match self.ast().exprs[id].kind {
                    Ast::Int(n) => Some(n as usize),
                    _ => None,
                },
                Arg::Done(_) | Arg::Keywords(_) => None,
            },
        };
        match index.filter(|i| *i < items.len()) {
            Some(index) => self.push(
                ExprKind::Field {
                    base: tuple,
                    index: index as u32,
                },
                items[index],
                span,
            ),
            None => {
                let at = match args.get(1) {
                    Some(Arg::Ast(id)) => self.ast().exprs[*id].span,
                    _ => span,
                };
                self.report(Diagnostic::new(
                    Code::E0315,
                    at,
                    format!(
                        "tuple index must be a literal between 0 and {}",
                        items.len() - 1
                    ),
                ));
                self.error_expr(span)
            }
        }
    }
}
