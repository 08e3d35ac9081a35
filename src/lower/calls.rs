//! Calls, function values, closures and local functions.

use crate::base::{Span, Symbol};
use crate::core::ir::{End, FunId, Op, Operand};
use crate::resolve::FnId;
use crate::types::ty::{Ty, TyKind};
use crate::types::typed::{Callee, ExprId, ExprKind, FunctionKind, LocalId};

use super::expr::{closure_kind, Body};
use super::info::LocalKind;
use super::mono::{Origin, Subst, Target, Task, Value};

impl Body<'_, '_> {
    /// A call of a library function at concrete types.
    pub(super) fn call_fn(
        &mut self,
        id: FnId,
        targs: Vec<Ty>,
        args: Vec<Operand>,
        ty: Ty,
        span: Span,
    ) -> Option<Operand> {
        self.call_instance(id, Subst::plain(targs), args, ty, span)
    }

    pub(super) fn call_instance(
        &mut self,
        id: FnId,
        subst: Subst,
        args: Vec<Operand>,
        ty: Ty,
        span: Span,
    ) -> Option<Operand> {
        let name = self.cx.program.fns[id].name;
        self.cx.call = Some(span);
        let op = match self.cx.program.fns[id].kind {
            FunctionKind::Extern { .. } => Op::CallExtern {
                ext: self.cx.extern_of(id, subst.tys),
                args,
            },
            FunctionKind::Mesh(_) => Op::Call {
                fun: self.cx.instance(id, subst),
                args,
            },
            FunctionKind::Abstract => crate::bug!("lower", "{name} has no body"),
        };
        let value = self.bind(result_name(name), ty, op, span);
        if ty == self.cx.types.never {
            self.b.end(End::Unreachable);
            return None;
        }
        Some(value)
    }

    pub(super) fn function_value(
        &mut self,
        callee: &Callee,
        e: ExprId,
        span: Span,
    ) -> Option<Operand> {
        let subst = self.subst.clone();
        let ty = self.expr_ty(e);
        let value = match self.cx.target(callee, &subst) {
            Target::Fun(id, subst) => match self.cx.program.fns[id].kind {
                FunctionKind::Extern { .. } => Value::Extern(id, subst.tys),
                FunctionKind::Mesh(_) | FunctionKind::Abstract => {
                    // the instance is made with the growth that it has
                    self.cx.instance(id, subst.clone());
                    Value::Fun(id, subst.tys)
                }
            },
            Target::Variant(ty, variant) => Value::Variant(ty, variant),
            Target::Vacuous => {
                self.b.end(End::Unreachable);
                return None;
            }
        };
        let fun = self.cx.wrapper(&value);
        Some(self.bind(
            "function",
            ty,
            Op::Closure {
                fun,
                captures: Vec::new(),
            },
            span,
        ))
    }

    pub(super) fn call_value(
        &mut self,
        callee: ExprId,
        args: &[ExprId],
        e: ExprId,
        span: Span,
    ) -> Option<Operand> {
        let ty = self.expr_ty(e);
        // a local function is called directly, with what it captures
        if let ExprKind::Local { local, targs } = &self.body.exprs[callee].kind {
            if let LocalKind::Fn(_) = self.info.kinds[*local] {
                let args = self.values(args)?;
                let (fun, captures) = self.local_function(*local, targs)?;
                let mut all = captures;
                all.extend(args);
                let name = self.body.locals[*local].name;
                let value = self.bind(result_name(name), ty, Op::Call { fun, args: all }, span);
                if ty == self.cx.types.never {
                    self.b.end(End::Unreachable);
                    return None;
                }
                return Some(value);
            }
        }
        let callee_ty = self.expr_ty(callee);
        let closure = self.value(callee)?;
        let closure = self.held(closure, callee_ty, span);
        let args = self.values(args)?;
        let value = self.bind("result", ty, Op::CallClosure { closure, args }, span);
        if ty == self.cx.types.never {
            self.b.end(End::Unreachable);
            return None;
        }
        Some(value)
    }

    /// The substitution inside a local value: its own parameters stand for `targs`.
    fn inner_subst(&mut self, local: LocalId, targs: &[Ty]) -> Subst {
        let mut subst = self.subst.clone();
        let generics = self.body.locals[local].generics.clone();
        let targs: Vec<Ty> = targs.iter().map(|&ty| self.ty(ty)).collect();
        for (&index, ty) in generics.iter().zip(targs) {
            let index = index as usize;
            while subst.tys.len() <= index {
                subst.tys.push(self.cx.types.unit);
                subst.growth.push(0);
            }
            subst.tys[index] = ty;
        }
        subst
    }

    fn captured(&mut self, captures: &[LocalId]) -> Vec<Operand> {
        captures
            .iter()
            .map(|local| match self.vars.get(local) {
                Some(operand) => operand.clone(),
                None => crate::bug!(
                    "lower",
                    "{} is captured before it is bound",
                    self.body.locals[*local].name
                ),
            })
            .collect()
    }

    /// The function behind a local function at these types, and the values it captures.
    fn local_function(&mut self, local: LocalId, targs: &[Ty]) -> Option<(FunId, Vec<Operand>)> {
        let info = std::rc::Rc::clone(&self.info);
        let captures = info.local_captures(local).to_vec();
        let subst = self.inner_subst(local, targs);
        let key = (Origin::LocalFn(self.owner, local), subst.tys.clone());
        let operands = self.captured(&captures);
        if let Some(&fun) = self.cx.instances.get(&key) {
            return Some((fun, operands));
        }
        let ty = self.cx.concrete(self.body.locals[local].ty, &subst);
        let TyKind::Fun(params, result) = self.cx.tys.kind(ty).clone() else {
            crate::bug!("lower", "a local function of another type")
        };
        let name = self.body.locals[local].name;
        let fun = self.reserve_inner(
            name,
            &format!("{name}/{}", params.len()),
            result,
            captures.len(),
            self.body.locals[local].span,
        );
        self.cx.instances.insert(key, fun);
        self.cx.queue.push_back(Task {
            fun,
            origin: Origin::LocalFn(self.owner, local),
            subst,
        });
        Some((fun, operands))
    }

    fn reserve_inner(
        &mut self,
        name: Symbol,
        shown: &str,
        result: Ty,
        captures: usize,
        span: Span,
    ) -> FunId {
        let module = self.cx.owner_module(self.owner);
        let display = format!("{}.{shown}", self.cx.modules[module].name);
        let outer = self.cx.funs[self.fun].name;
        let name = Symbol::new(&format!("{outer}_{name}"));
        let result = self.cx.core_ty(result);
        self.cx.reserve(
            name,
            display,
            module,
            span,
            closure_kind(captures),
            Vec::new(),
            result,
        )
    }

    pub(super) fn closure(&mut self, e: ExprId, span: Span) -> Option<Operand> {
        let info = std::rc::Rc::clone(&self.info);
        let captures = info.closure_captures(e).to_vec();
        let ty = self.expr_ty(e);
        let TyKind::Fun(params, result) = self.cx.tys.kind(ty).clone() else {
            crate::bug!("lower", "a closure of another type")
        };
        let key = (Origin::Closure(self.owner, e), self.subst.tys.clone());
        let operands = self.captured(&captures);
        let fun = match self.cx.instances.get(&key) {
            Some(&fun) => fun,
            None => {
                let fun = self.reserve_inner(
                    Symbol::new("closure"),
                    &format!("closure/{}", params.len()),
                    result,
                    captures.len(),
                    span,
                );
                self.cx.instances.insert(key, fun);
                let subst = self.subst.clone();
                self.cx.queue.push_back(Task {
                    fun,
                    origin: Origin::Closure(self.owner, e),
                    subst,
                });
                fun
            }
        };
        Some(self.bind(
            "closure",
            ty,
            Op::Closure {
                fun,
                captures: operands,
            },
            span,
        ))
    }

    pub(super) fn local_value(
        &mut self,
        local: LocalId,
        targs: &[Ty],
        span: Span,
    ) -> Option<Operand> {
        match self.info.kinds[local] {
            LocalKind::Value => match self.vars.get(&local) {
                Some(operand) => Some(operand.clone()),
                None => crate::bug!(
                    "lower",
                    "{} is read before it is bound",
                    self.body.locals[local].name
                ),
            },
            LocalKind::Fn(_) => {
                let subst = self.inner_subst(local, targs);
                let ty = self.cx.concrete(self.body.locals[local].ty, &subst);
                let (fun, captures) = self.local_function(local, targs)?;
                Some(self.bind("function", ty, Op::Closure { fun, captures }, span))
            }
            LocalKind::Poly { init, .. } => {
                // a syntactic value: it is made again where it is used
                let subst = self.inner_subst(local, targs);
                let outer = std::mem::replace(&mut self.subst, subst);
                let value = self.value(init);
                self.subst = outer;
                value
            }
        }
    }
}

/// What the result of a function is called.
fn result_name(name: Symbol) -> &'static str {
    match name.as_str() {
        "length" | "size" | "byte_length" | "count" => "length",
        "less_than" | "equals" | "eq" | "lt" | "is_empty" => "test",
        "get" | "get_unchecked" | "at" => "item",
        "append" | "literal_new" | "drop_first" | "drop_front" => "list",
        _ => "result",
    }
}
