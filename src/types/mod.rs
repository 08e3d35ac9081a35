//! Type inference: from resolved names to a fully typed tree.
//!
//! `collect` turns declarations into signatures; `group` checks bodies in the order of their dependencies with `infer` and
//! `solve`; `finish` makes the typed tree. `derive` makes the code of derived impls. `select` chooses impls, here and for
//! lowering.

mod collect;
mod convert;
mod cx;
pub mod derive;
pub mod dump;
pub mod embed;
mod finish;
mod group;
mod infer;
pub mod lang;
mod lints;
pub mod patterns;
pub mod select;
mod show;
mod solve;
pub mod ty;
pub mod typed;
mod unify;

use std::rc::Rc;

use crate::base::{Id, IndexVec, Symbol};
use crate::diagnostics::Diagnostics;
use crate::resolve::{ConstId, FnDefKind, FnId, Resolved};

use cx::{Cx, Pred};
use typed::{Const, Function, FunctionKind, Module, Program};

/// Checks a resolved program. The result is complete only if no error was reported.
pub fn check(resolved: &Resolved, diagnostics: &mut Diagnostics) -> Program {
    let mut cx = collect::collect(resolved, diagnostics);
    cx.check_bodies();
    let program = program(cx);
    if !diagnostics.has_errors() {
        lints::run(resolved, &program, diagnostics);
    }
    program
}

fn program(mut cx: Cx<'_>) -> Program {
    let r = cx.r;
    let mut fns: IndexVec<FnId, Function> = IndexVec::new();
    for (id, def) in r.fns.iter_enumerated() {
        let sig = Rc::clone(&cx.fns[id]);
        let done = cx.done_fns[id.index()].take();
        let module = &r.modules[def.origin.module];
        let (kind, local) = match (&def.kind, done) {
            (FnDefKind::Extern(decl), _) => (
                FunctionKind::Extern {
                    c_name: decl.c_name,
                    needs_eq_hash: (0..sig.generics)
                        .map(|i| {
                            let param = cx.u.tys.param(i);
                            sig.preds.iter().any(|p| matches!(p, Pred::Trait(b) if b.ty == param && Some(b.tr) == cx.lang.hash))
                        })
                        .collect(),
                },
                0,
            ),
            (_, Some((body, local))) => (FunctionKind::Mesh(body), local),
            (_, None) => (FunctionKind::Abstract, 0),
        };
        let _ = local;
        fns.push(Function {
            name: def.name,
            module: def.origin.module,
            display: format!("{}.{}/{}", module.name, def.name, def.arity),
            span: def.origin.span,
            public: def.origin.public,
            generics: sig.generics,
            params: sig.params.clone(),
            result: sig.result,
            kind,
        });
    }
    if let Some(derived) = cx.derived.take() {
        let input = derive::Input {
            resolved: r,
            tycons: &cx.tycons,
            traits: &cx.traits,
            lang: &cx.lang,
        };
        for function in derived.functions(&input, &mut cx.u.tys) {
            fns.push(function);
        }
    }
    let mut consts: IndexVec<ConstId, Const> = IndexVec::new();
    for (id, def) in r.consts.iter_enumerated() {
        let body = cx.done_consts[id.index()].take().unwrap_or_default();
        let ty = cx.consts[id].unwrap_or(cx.t.error);
        consts.push(Const {
            name: def.name,
            module: def.origin.module,
            span: def.origin.span,
            ty,
            body,
        });
    }
    // modules in dependency order, constants of one module in source order
    let mut const_order: Vec<ConstId> = Vec::with_capacity(consts.len());
    for module in &r.order {
        const_order.extend(consts.ids().filter(|c| consts[*c].module == *module));
    }
    let modules = r
        .modules
        .iter()
        .map(|m| Module {
            name: m.name,
            library: m.library,
            file: r.files[m.file].ast.file,
        })
        .collect();
    let _ = Symbol::new("");
    Program {
        tys: cx.u.tys,
        tycons: cx.tycons,
        traits: cx.traits,
        impls: cx.impls,
        fns,
        consts,
        const_order,
        modules,
        main: r.main,
        lang: cx.lang,
        table: cx.table,
    }
}
