//! Monomorphisation: which functions are needed at which types.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::{Span, Symbol};
use crate::core::ir::{
    self, Block, ConstId, End, Extern, ExternId, ExternParam, FunId, FunKind, Op, Operand,
    ResultPassing, Stmt, TyId,
};
use crate::diagnostics::{Code, Diagnostic};
use crate::resolve::{self, FnId, TraitId};
use crate::types::select::MethodTarget;
use crate::types::ty::{Ty, TyKind};
use crate::types::typed::{Callee, ExprId, FunctionKind, LocalId};

use super::expr::Body;
use super::{Lowerer, Owner};

/// An instance is refused when its type arguments have grown by specialisation to more than this nesting.
pub(super) const GROWTH_LIMIT: u32 = 64;

/// The types that stand for the parameters in a body, and how far each has grown by specialisation.
#[derive(Clone, Debug, Default)]
pub(super) struct Subst {
    pub tys: Vec<Ty>,
    pub growth: Vec<u32>,
}

impl Subst {
    pub fn plain(tys: Vec<Ty>) -> Subst {
        let growth = vec![0; tys.len()];
        Subst { tys, growth }
    }
}

/// What an instance is made of.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Origin {
    Fn(FnId),
    Const(resolve::ConstId),
    Closure(Owner, ExprId),
    LocalFn(Owner, LocalId),
}

/// A body that is still to be lowered.
pub(super) struct Task {
    pub fun: FunId,
    pub origin: Origin,
    pub subst: Subst,
}

impl Lowerer<'_> {
    pub(super) fn run(&mut self, task: Task) {
        let owner = match task.origin {
            Origin::Fn(id) => Owner::Fn(id),
            Origin::Const(id) => Owner::Const(id),
            Origin::Closure(owner, _) | Origin::LocalFn(owner, _) => owner,
        };
        let (body, info) = self.body(owner);
        Body::lower(self, task, owner, body, info);
    }

    /// The instance of a function at concrete types.
    pub(super) fn instance(&mut self, id: FnId, subst: Subst) -> FunId {
        let key = (Origin::Fn(id), subst.tys.clone());
        if let Some(&fun) = self.instances.get(&key) {
            return fun;
        }
        if subst.growth.iter().any(|&g| g > GROWTH_LIMIT) {
            self.refuse_growth(id);
        }
        let function = &self.program.fns[id];
        let (module, span, display) = (function.module, function.span, function.display.clone());
        let result = self.concrete(function.result, &subst);
        let result = self.core_result(result);
        let targs = subst.tys.iter().map(|&ty| self.core_ty(ty)).collect();
        let name = self.fn_name(id);
        let module = self.module(module);
        let fun = self.reserve(name, display, module, span, FunKind::Top, targs, result);
        self.instances.insert(key, fun);
        self.queue.push_back(Task {
            fun,
            origin: Origin::Fn(id),
            subst,
        });
        fun
    }

    fn refuse_growth(&mut self, id: FnId) {
        if !self.unbounded {
            let function = &self.program.fns[id];
            let text = format!(
                "this call needs infinitely many versions of `{}`",
                function.name
            );
            self.diagnostics.report(Diagnostic::new(
                Code::E0301,
                self.call.unwrap_or(function.span),
                text,
            ));
        }
        self.unbounded = true;
    }

    /// The foreign function at concrete type arguments.
    pub(super) fn extern_of(&mut self, id: FnId, targs: Vec<Ty>) -> ExternId {
        let key = (id, targs);
        if let Some(&ext) = self.extern_ids.get(&key) {
            return ext;
        }
        let targs = key.1.clone();
        let function = &self.program.fns[id];
        let FunctionKind::Extern {
            c_name,
            needs_eq_hash,
        } = &function.kind
        else {
            crate::bug!("lower", "{} is not foreign", function.display)
        };
        let library = self.program.modules[function.module].library;
        let subst = Subst::plain(targs.clone());
        let by_address = |this: &Self, ty: Ty| matches!(this.tys.kind(ty), TyKind::Param(_));
        let mut params = Vec::new();
        for &param in &function.params {
            let ty = self.concrete(param, &subst);
            params.push(ExternParam {
                ty: self.core_ty(ty),
                by_address: by_address(self, param),
            });
        }
        let result_ty = self.concrete(function.result, &subst);
        let result = self.core_result(result_ty);
        let core: Vec<TyId> = targs.iter().map(|&ty| self.core_ty(ty)).collect();
        for (at, needs) in needs_eq_hash.iter().enumerate() {
            if *needs {
                self.key_type(targs[at], core[at]);
            }
        }
        let name = c_name.as_str();
        let (kind, takes_site) = match name.strip_suffix("_at") {
            Some(kind) => (kind, library),
            None => (name, false),
        };
        let consumes = library && kind.ends_with("_own");
        let pure = library && kind.ends_with("_pure");
        let passing = if library && kind.ends_with("_ref") {
            ResultPassing::Inside
        } else if by_address(self, function.result) {
            ResultPassing::Address
        } else {
            ResultPassing::Value
        };
        let module = self.module(function.module);
        let ext = self.externs.push(Extern {
            c_name: *c_name,
            targs: core,
            params,
            result,
            passing,
            consumes,
            takes_site,
            pure,
            module,
            library,
        });
        self.extern_ids.insert(key, ext);
        ext
    }

    /// Equality and hashing of a type that is a key somewhere.
    fn key_type(&mut self, ty: Ty, core: TyId) {
        if self.keyed.insert(core, ()).is_some() {
            return;
        }
        let simple = [
            self.types.int,
            self.types.float,
            self.types.bool,
            self.types.unit,
            self.types.atom,
            self.types.string,
        ];
        if simple.contains(&ty) {
            return;
        }
        let lang = &self.program.lang;
        let (Some(eq), Some(hash)) = (lang.eq, lang.hash) else {
            return;
        };
        let equal = self.method_fun(eq, 0, ty);
        let hash = self.method_fun(hash, 0, ty);
        if let (Some(equal), Some(hash)) = (equal, hash) {
            self.key_functions.push(ir::KeyFunctions {
                ty: core,
                equal,
                hash,
            });
        }
    }

    fn method_fun(&mut self, tr: TraitId, method: u32, ty: Ty) -> Option<FunId> {
        let callee = Callee::Trait {
            tr,
            method,
            tr_args: Vec::new(),
            self_ty: ty,
            targs: Vec::new(),
        };
        match self.target(&callee, &Subst::default()) {
            Target::Fun(id, subst) => match self.program.fns[id].kind {
                FunctionKind::Mesh(_) => Some(self.instance(id, subst)),
                FunctionKind::Extern { .. } => Some(self.wrapper(&Value::Extern(id, subst.tys))),
                FunctionKind::Abstract => None,
            },
            Target::Variant(..) | Target::Vacuous => None,
        }
    }

    /// What a callee is at the types of this body.
    pub(super) fn target(&mut self, callee: &Callee, subst: &Subst) -> Target {
        let concrete = |this: &mut Self, tys: &[Ty]| -> Vec<Ty> {
            tys.iter().map(|&ty| this.concrete(ty, subst)).collect()
        };
        match callee {
            Callee::Fn { id, targs } => {
                let growth = targs.iter().map(|&ty| self.growth(ty, subst)).collect();
                let tys = concrete(self, targs);
                Target::Fun(*id, Subst { tys, growth })
            }
            Callee::Variant {
                con,
                variant,
                targs,
            } => {
                let args = concrete(self, targs);
                let ty = self.tys.con(*con, &args);
                Target::Variant(ty, *variant)
            }
            Callee::Trait {
                tr,
                method,
                tr_args,
                self_ty,
                targs,
            } => {
                let growth = std::iter::once(self_ty)
                    .chain(tr_args)
                    .chain(targs)
                    .map(|&ty| self.growth(ty, subst))
                    .max()
                    .unwrap_or(0);
                let tr_args = concrete(self, tr_args);
                let targs = concrete(self, targs);
                let self_ty = self.concrete(*self_ty, subst);
                let found = self
                    .selection()
                    .method(&self.tys, *tr, *method, &tr_args, self_ty, &targs);
                match found {
                    Some(MethodTarget::Fn { id, targs }) => {
                        let tys: Vec<Ty> = targs.iter().map(|&ty| self.normal(ty)).collect();
                        // a blanket impl's arguments that its header does not fix are found by its own bounds
                        let growth = vec![growth; tys.len()];
                        Target::Fun(id, Subst { tys, growth })
                    }
                    Some(MethodTarget::Vacuous) => Target::Vacuous,
                    None => crate::bug!(
                        "lower",
                        "no impl of {} for {}",
                        self.program.traits[*tr].name,
                        self.display(self_ty)
                    ),
                }
            }
        }
    }

    /// A function used as a value without captures.
    pub(super) fn wrapper(&mut self, value: &Value) -> FunId {
        if let Some(&fun) = self.wrappers.get(value) {
            return fun;
        }
        let (params, result, module, span, name): (Vec<Ty>, Ty, _, Span, Symbol) = match value {
            Value::Fun(id, tys) | Value::Extern(id, tys) => {
                let subst = Subst::plain(tys.clone());
                let function = &self.program.fns[*id];
                let params = function
                    .params
                    .iter()
                    .map(|&p| self.concrete(p, &subst))
                    .collect();
                let result = self.concrete(function.result, &subst);
                (
                    params,
                    result,
                    self.module(function.module),
                    function.span,
                    function.name,
                )
            }
            Value::Variant(ty, variant) => {
                let params = self.field_tys(*ty, *variant);
                let module = self.home();
                let span = Span::new(crate::base::FileId(0), 0, 0);
                (params, *ty, module, span, Symbol::new("make"))
            }
        };
        let core_result = self.core_ty(result);
        let name = Symbol::new(&format!("{name}_function"));
        let fun = self.reserve(
            name,
            name.as_str().to_owned(),
            module,
            span,
            FunKind::Closure { captures: 0 },
            Vec::new(),
            core_result,
        );
        self.wrappers.insert(value.clone(), fun);
        let mut locals = crate::base::IndexVec::new();
        let mut list = Vec::new();
        for (at, &ty) in params.iter().enumerate() {
            let ty = self.core_ty(ty);
            let local = locals.push(ir::Local {
                name: Symbol::new(&format!("a{at}")),
                ty,
                span: None,
            });
            list.push(local);
        }
        let held = self.core_ty(result);
        let out = locals.push(ir::Local {
            name: Symbol::new("result"),
            ty: held,
            span: None,
        });
        let args: Vec<Operand> = list.iter().map(|&l| Operand::Local(l)).collect();
        let op = match value {
            Value::Fun(id, tys) => Op::Call {
                fun: self.instance(*id, Subst::plain(tys.clone())),
                args,
            },
            Value::Extern(id, tys) => Op::CallExtern {
                ext: self.extern_of(*id, tys.clone()),
                args,
            },
            Value::Variant(ty, variant) => {
                let data = self.data_id(*ty);
                Op::Construct {
                    data,
                    variant: *variant,
                    fields: args,
                    reuse: None,
                }
            }
        };
        let site = self.site(fun, span);
        let never = result == self.types.never;
        let end = if never {
            End::Unreachable
        } else {
            End::Return(Operand::Local(out))
        };
        let f = &mut self.funs[fun];
        f.wrapper = true;
        f.params = list
            .into_iter()
            .map(|local| ir::Param {
                local,
                mode: ir::Mode::Owned,
            })
            .collect();
        f.locals = locals;
        f.body = Block {
            stmts: vec![Stmt::Let {
                local: out,
                op,
                site,
            }],
            end,
        };
        fun
    }

    fn home(&self) -> ir::ModuleId {
        let home = self
            .program
            .modules
            .iter_enumerated()
            .find(|(_, m)| m.library && m.name.as_str() == "Prelude");
        home.map_or(ir::ModuleId(0), |(id, _)| self.module(id))
    }

    /// The Core constant of a module constant.
    pub(super) fn constant(&mut self, id: resolve::ConstId) -> ConstId {
        if let Some(&known) = self.const_ids.get(&id) {
            return known;
        }
        let constant = &self.program.consts[id];
        let (name, module, span) = (constant.name, self.module(constant.module), constant.span);
        let ty = self.concrete(constant.ty, &Subst::default());
        let ty = self.core_ty(ty);
        let display = format!("{}.{name}", self.modules[module].name);
        let init = self.reserve(
            name,
            display,
            module,
            span,
            FunKind::ConstInit,
            Vec::new(),
            ty,
        );
        let core = self.consts.push(ir::Const {
            name,
            module,
            ty,
            init,
            checked: false,
        });
        self.const_ids.insert(id, core);
        self.queue.push_back(Task {
            fun: init,
            origin: Origin::Const(id),
            subst: Subst::default(),
        });
        core
    }

    pub(super) fn const_order(&self) -> Vec<ConstId> {
        self.program
            .const_order
            .iter()
            .filter_map(|id| self.const_ids.get(id).copied())
            .collect()
    }

    /// The program's start: `main`, or a wrapper that drops its result or reports the error of a Result.
    pub(super) fn entry(&mut self, main: FnId) -> FunId {
        let result = self.program.fns[main].result;
        let result = self.concrete(result, &Subst::default());
        let fun = self.instance(main, Subst::default());
        if result == self.types.unit {
            return fun;
        }
        let start = self.reserve_start(main);
        let reported = match self.tys.kind(result).clone() {
            TyKind::Con(con, args) if Some(con) == self.program.lang.result => {
                self.report_error(main, fun, start, result, args[1])
            }
            _ => false,
        };
        if !reported {
            let site = self.site(start, self.program.fns[main].span);
            let ty = self.core_result(result);
            let f = &mut self.funs[start];
            let local = f.locals.push(ir::Local {
                name: Symbol::new("result"),
                ty,
                span: None,
            });
            let op = Op::Call {
                fun,
                args: Vec::new(),
            };
            f.body = Block {
                stmts: vec![Stmt::Let { local, op, site }],
                end: match result == self.types.never {
                    true => End::Unreachable,
                    false => End::Return(Operand::Unit),
                },
            };
        }
        start
    }

    fn reserve_start(&mut self, main: FnId) -> FunId {
        let span = self.program.fns[main].span;
        let module = self.module(self.program.fns[main].module);
        let unit = self.core_ty(self.types.unit);
        let start = self.reserve(
            Symbol::new("start"),
            "Main.main/0".into(),
            module,
            span,
            FunKind::Top,
            Vec::new(),
            unit,
        );
        self.funs[start].wrapper = true;
        start
    }

    /// Fills `start` with a call of `main` that ends the program with status 1 after `Err(e)`, if `e` can be shown.
    fn report_error(
        &mut self,
        main: FnId,
        fun: FunId,
        start: FunId,
        result: Ty,
        error: Ty,
    ) -> bool {
        let con = self.program.lang.result;
        let (Some(display), Some(failed)) =
            (self.program.lang.display, self.program.lang.main_failed)
        else {
            return false;
        };
        let shows = Callee::Trait {
            tr: display,
            method: 0,
            tr_args: Vec::new(),
            self_ty: error,
            targs: Vec::new(),
        };
        if self
            .selection()
            .select(&self.tys, display, &[], error)
            .is_none()
        {
            return false;
        }
        let span = self.program.fns[main].span;
        let unit = self.core_ty(self.types.unit);
        let site = self.site(start, span);
        let (data, result_core, error_core) = (
            self.data_id(result),
            self.core_ty(result),
            self.core_ty(error),
        );
        let string = self.core_ty(self.types.string);
        let err = self.variant_named(con, "Err");
        let ok = self.variant_named(con, "Ok");
        let mut locals = crate::base::IndexVec::new();
        let mut local = |name: &str, ty| {
            locals.push(ir::Local {
                name: Symbol::new(name),
                ty,
                span: None,
            })
        };
        let (r, e, text, out) = (
            local("result", result_core),
            local("error", error_core),
            local("text", string),
            local("out", unit),
        );
        let mut stmts = vec![Stmt::Let {
            local: e,
            op: Op::Project {
                value: r,
                data,
                variant: err,
                field: 0,
            },
            site,
        }];
        let shown = if error == self.types.string {
            e
        } else {
            let op = match self.target(&shows, &Subst::default()) {
                Target::Fun(id, subst) => match self.program.fns[id].kind {
                    FunctionKind::Extern { .. } => Op::CallExtern {
                        ext: self.extern_of(id, subst.tys),
                        args: vec![Operand::Local(e)],
                    },
                    FunctionKind::Mesh(_) | FunctionKind::Abstract => Op::Call {
                        fun: self.instance(id, subst),
                        args: vec![Operand::Local(e)],
                    },
                },
                Target::Variant(..) | Target::Vacuous => Op::Use(Operand::Str(Symbol::new(""))),
            };
            stmts.push(Stmt::Let {
                local: text,
                op,
                site,
            });
            text
        };
        let failed_op = match self.program.fns[failed].kind {
            FunctionKind::Extern { .. } => Op::CallExtern {
                ext: self.extern_of(failed, Vec::new()),
                args: vec![Operand::Local(shown)],
            },
            FunctionKind::Mesh(_) | FunctionKind::Abstract => Op::Call {
                fun: self.instance(failed, Subst::default()),
                args: vec![Operand::Local(shown)],
            },
        };
        stmts.push(Stmt::Let {
            local: out,
            op: failed_op,
            site,
        });
        let failure = Block {
            stmts,
            end: End::Unreachable,
        };
        let success = Block {
            stmts: Vec::new(),
            end: End::Return(Operand::Unit),
        };
        let mut arms = vec![(ok, success), (err, failure)];
        arms.sort_by_key(|a| a.0);
        let f = &mut self.funs[start];
        f.locals = locals;
        f.body = Block {
            stmts: vec![Stmt::Let {
                local: r,
                op: Op::Call {
                    fun,
                    args: Vec::new(),
                },
                site,
            }],
            end: End::Switch {
                value: r,
                data,
                arms,
                otherwise: None,
            },
        };
        true
    }
}

/// What a callee turns out to be.
pub(super) enum Target {
    Fun(FnId, Subst),
    Variant(Ty, u32),
    /// A method of `Never`: the call is not reached.
    Vacuous,
}

/// A function without captures as a value.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) enum Value {
    Fun(FnId, Vec<Ty>),
    Extern(FnId, Vec<Ty>),
    Variant(Ty, u32),
}

/// Marks the constants that a constant's initialiser may read before their turn: their reads are checked.
pub(super) fn check_order(program: &mut ir::Program) {
    let order: FxHashMap<ConstId, usize> = program
        .const_order
        .iter()
        .enumerate()
        .map(|(i, c)| (*c, i))
        .collect();
    let mut early: FxHashSet<ConstId> = FxHashSet::default();
    for (at, constant) in program.const_order.iter().enumerate() {
        let mut seen: FxHashSet<FunId> = FxHashSet::default();
        let mut work = vec![program.consts[*constant].init];
        while let Some(fun) = work.pop() {
            if !seen.insert(fun) {
                continue;
            }
            program.funs[fun].body.each_op(&mut |_, op, _| match op {
                Op::Call { fun, .. } | Op::Closure { fun, .. } => work.push(*fun),
                Op::Const(c) if order.get(c).is_none_or(|i| *i >= at) => {
                    early.insert(*c);
                }
                _ => {}
            });
        }
    }
    for constant in early {
        program.consts[constant].checked = true;
    }
}
