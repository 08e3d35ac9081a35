//! From the typed tree to Core: monomorphic, A-normal form, join points, closures converted.
//!
//! A work list starts at `main` and the program's constants and reaches every function at the types at which it is used
//! (`mono`). Types become Core types (`tys`), bodies become blocks (`expr`, `loops`, `calls`), patterns become decision trees
//! (`matching`), closures and local functions become functions of their own.

mod build;
mod calls;
mod embed;
mod expr;
mod info;
mod loops;
mod matching;
mod mono;
mod tys;

use std::collections::VecDeque;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::base::{Id, IndexVec, Span, Symbol};
use crate::core::ir::{
    self, Block, Const, ConstId, End, Extern, ExternId, Fun, FunId, FunKind, KeyFunctions, Site,
    SiteId, TyId,
};
use crate::diagnostics::{Diagnostics, Files};
use crate::resolve::{self, FnId, TyConId};
use crate::types::select::ImplTable;
use crate::types::ty::{Ty, Tys};
use crate::types::typed::{self, Body};

pub use embed::Embedded;
use info::BodyInfo;
use mono::{Origin, Subst, Task};

/// The Core of a program without errors. `None`: it has no `main`, or it would need infinitely many instances (reported).
pub fn lower(
    program: &mut typed::Program,
    embedded: &Embedded,
    files: &Files,
    diagnostics: &mut Diagnostics,
) -> Option<ir::Program> {
    let main = program.main?;
    // Lowering makes types while it reads bodies.
    let tys = std::mem::take(&mut program.tys);
    let mut lowerer = Lowerer::new(program, tys, embedded, files, diagnostics);
    let core = lowerer.program(main);
    let tys = lowerer.tys;
    program.tys = tys;
    core
}

/// What owns a body of the typed tree.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Owner {
    Fn(FnId),
    Const(resolve::ConstId),
}

/// The state of the pass: what it reads, the tables it fills, the work that is left.
struct Lowerer<'a> {
    program: &'a typed::Program,
    tys: Tys,
    embedded: &'a Embedded,
    files: &'a Files,
    diagnostics: &'a mut Diagnostics,
    impls: ImplTable,
    /// Methods of impls are named after the type.
    method_of: FxHashMap<FnId, TyConId>,
    types: tys::TypeTable,

    modules: IndexVec<ir::ModuleId, ir::Module>,
    funs: IndexVec<FunId, Fun>,
    externs: IndexVec<ExternId, Extern>,
    consts: IndexVec<ConstId, Const>,
    sites: IndexVec<SiteId, Site>,
    key_functions: Vec<KeyFunctions>,

    extern_ids: FxHashMap<(FnId, Vec<Ty>), ExternId>,
    /// By the file, and whether as a text.
    embedded_ids: FxHashMap<(usize, bool), ExternId>,
    const_ids: FxHashMap<resolve::ConstId, ConstId>,
    site_ids: FxHashMap<(FunId, Span), SiteId>,
    keyed: FxHashMap<TyId, ()>,
    wrappers: FxHashMap<mono::Value, FunId>,
    instances: FxHashMap<(Origin, Vec<Ty>), FunId>,
    infos: FxHashMap<Owner, Rc<BodyInfo<'a>>>,
    queue: VecDeque<Task>,
    /// E0301 was reported: the work list is abandoned.
    unbounded: bool,
    /// The call that is being lowered.
    call: Option<Span>,
}

impl<'a> Lowerer<'a> {
    fn new(
        program: &'a typed::Program,
        mut tys: Tys,
        embedded: &'a Embedded,
        files: &'a Files,
        diagnostics: &'a mut Diagnostics,
    ) -> Lowerer<'a> {
        let impls = ImplTable::new(&tys, &program.impls);
        let types = tys::TypeTable::new(program, &mut tys);
        let modules = program
            .modules
            .iter()
            .map(|module| ir::Module {
                name: module.name,
                path: Symbol::new(files.path(module.file)),
                library: module.library,
            })
            .collect();
        let mut method_of = FxHashMap::default();
        for imp in program.impls.iter() {
            if let crate::types::ty::TyKind::Con(con, _) = tys.kind(imp.self_ty) {
                for &method in imp.methods.iter().flatten() {
                    method_of.insert(method, *con);
                }
            }
        }
        Lowerer {
            program,
            tys,
            embedded,
            files,
            diagnostics,
            impls,
            method_of,
            types,
            modules,
            funs: IndexVec::new(),
            externs: IndexVec::new(),
            consts: IndexVec::new(),
            sites: IndexVec::new(),
            key_functions: Vec::new(),
            extern_ids: FxHashMap::default(),
            embedded_ids: FxHashMap::default(),
            const_ids: FxHashMap::default(),
            site_ids: FxHashMap::default(),
            keyed: FxHashMap::default(),
            wrappers: FxHashMap::default(),
            instances: FxHashMap::default(),
            infos: FxHashMap::default(),
            queue: VecDeque::new(),
            unbounded: false,
            call: None,
        }
    }

    fn program(&mut self, main: FnId) -> Option<ir::Program> {
        for id in self.program.consts.ids() {
            let module = self.program.consts[id].module;
            if !self.program.modules[module].library {
                self.constant(id);
            }
        }
        let main = self.entry(main);
        while let Some(task) = self.queue.pop_front() {
            self.run(task);
            self.finish_datas();
            if self.unbounded {
                return None;
            }
        }
        let const_order = self.const_order();
        let mut program = ir::Program {
            types: std::mem::take(&mut self.types.core),
            datas: std::mem::take(&mut self.types.datas),
            funs: std::mem::take(&mut self.funs),
            externs: std::mem::take(&mut self.externs),
            consts: std::mem::take(&mut self.consts),
            const_order,
            modules: std::mem::take(&mut self.modules),
            sites: std::mem::take(&mut self.sites),
            key_functions: std::mem::take(&mut self.key_functions),
            embedded: self.embedded.files.clone(),
            main,
        };
        mono::check_order(&mut program);
        Some(program)
    }

    /// The body of a function or constant, with what is known about it.
    fn body(&mut self, owner: Owner) -> (&'a Body, Rc<BodyInfo<'a>>) {
        let body = match owner {
            Owner::Fn(id) => match &self.program.fns[id].kind {
                typed::FunctionKind::Mesh(body) => body,
                typed::FunctionKind::Extern { .. } | typed::FunctionKind::Abstract => {
                    crate::bug!("lower", "{} has no body", self.program.fns[id].display)
                }
            },
            Owner::Const(id) => &self.program.consts[id].body,
        };
        let info = self
            .infos
            .entry(owner)
            .or_insert_with(|| Rc::new(BodyInfo::new(body)));
        (body, Rc::clone(info))
    }

    fn module(&self, module: resolve::ModuleId) -> ir::ModuleId {
        ir::ModuleId::new(module.index())
    }
    fn owner_module(&self, owner: Owner) -> ir::ModuleId {
        match owner {
            Owner::Fn(id) => self.module(self.program.fns[id].module),
            Owner::Const(id) => self.module(self.program.consts[id].module),
        }
    }
    /// The name that instances of the function get: methods of an impl say their type.
    fn fn_name(&self, id: FnId) -> Symbol {
        let name = self.program.fns[id].name;
        match self.method_of.get(&id) {
            Some(&con) => Symbol::new(&format!("{}_{name}", self.program.tycons[con].name)),
            None => name,
        }
    }

    /// A function whose body follows.
    #[allow(clippy::too_many_arguments)]
    fn reserve(
        &mut self,
        name: Symbol,
        display: String,
        module: ir::ModuleId,
        span: Span,
        kind: FunKind,
        targs: Vec<TyId>,
        result: TyId,
    ) -> FunId {
        self.funs.push(Fun {
            name,
            display,
            module,
            span,
            line: self.files.start(span).line,
            kind,
            wrapper: false,
            gone: false,
            targs,
            params: Vec::new(),
            result,
            locals: IndexVec::new(),
            joins: IndexVec::new(),
            body: Block {
                stmts: Vec::new(),
                end: End::Unreachable,
            },
        })
    }

    fn site(&mut self, fun: FunId, span: Span) -> SiteId {
        if let Some(&id) = self.site_ids.get(&(fun, span)) {
            return id;
        }
        let position = self.files.start(span);
        let id = self.sites.push(Site {
            fun,
            span,
            line: position.line,
            column: position.column,
            inlined_at: None,
        });
        self.site_ids.insert((fun, span), id);
        id
    }

    /// The type under the substitution, without parameters and projections.
    fn concrete(&mut self, ty: Ty, subst: &Subst) -> Ty {
        let ty = self.tys.subst(ty, &subst.tys);
        self.normal(ty)
    }
}
