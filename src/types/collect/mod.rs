//! Declarations to signatures: type constructors, interfaces, impl headers, functions.
//!
//! The order of the steps matters: type expressions need the arities of all types; projections need the interfaces;
//! signatures of impl methods need the impl headers with their associated types.

pub mod functions;
mod impls;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::{IndexVec, Symbol};
use crate::diagnostics::Diagnostics;
use crate::resolve::{self, Builtin, ModuleId, Resolved, TyConId};

use super::convert::Holes;
use super::cx::{AliasState, Builtins, Cx, MethodRef, SelfScope, TypeScope};
use super::lang::Lang;
use super::select::ImplTable;
use super::ty::{FieldInfo, VariantInfo};
use super::typed::{self, TyCon, TyConKind};
use super::unify::Unifier;

/// Collects all declarations of a program.
pub fn collect<'a>(r: &'a Resolved, diags: &'a mut Diagnostics) -> Cx<'a> {
    let lang = find_lang(r);
    let mut u = Unifier::default();
    u.reset();
    let t = builtins(r, &lang, &mut u);
    let mut cx = Cx {
        r,
        diags,
        u,
        t,
        lang,
        tycons: IndexVec::new(),
        traits: IndexVec::new(),
        impls: IndexVec::new(),
        table: ImplTable::default(),
        fns: IndexVec::new(),
        consts: IndexVec::from_elem(None, r.consts.len()),
        aliases: vec![AliasState::New; r.aliases.len()],
        methods: FxHashMap::default(),
        statics: FxHashMap::default(),
        proven: FxHashSet::default(),
        bodies: Vec::new(),
        at: 0,
        deferred: Vec::new(),
        current: FxHashSet::default(),
        current_consts: FxHashSet::default(),
        group_vars: Vec::new(),
        group_preds: Vec::new(),
        finished: Vec::new(),
        final_memo: FxHashMap::default(),
        derived: None,
        done_fns: (0..r.fns.len()).map(|_| None).collect(),
        done_consts: (0..r.consts.len()).map(|_| None).collect(),
    };
    cx.collect_tycons();
    cx.collect_aliases();
    cx.collect_fields();
    cx.collect_traits();
    cx.collect_impl_headers();
    cx.collect_derived();
    cx.collect_functions();
    cx.check_impls();
    cx.u.reset();
    cx
}

/// Finds the lang items in the library modules.
fn find_lang(r: &Resolved) -> Lang {
    let library = |origin: Option<resolve::Origin>| -> Option<ModuleId> {
        origin
            .map(|o| o.module)
            .filter(|&m| r.modules[m].library && r.modules[m].parent.is_none())
    };
    let mut types: FxHashMap<(Symbol, Symbol), TyConId> = FxHashMap::default();
    for (id, con) in r.tycons.iter_enumerated() {
        if let Some(module) = library(con.origin) {
            types.insert((r.modules[module].name, con.name), id);
        }
    }
    let mut traits = FxHashMap::default();
    for (id, tr) in r.traits.iter_enumerated() {
        if let Some(module) = library(Some(tr.origin)) {
            traits.insert((r.modules[module].name, tr.name), id);
        }
    }
    // A type or trait is found by its name alone where its module is another one: library names of types and interfaces
    // are unique in the prelude.
    let by_name = |name: &str| Symbol::new(name);
    let mut sole_types: FxHashMap<Symbol, TyConId> = FxHashMap::default();
    for (id, con) in r.tycons.iter_enumerated() {
        if library(con.origin).is_some() {
            sole_types.entry(con.name).or_insert(id);
        }
    }
    let mut sole_traits = FxHashMap::default();
    for (id, tr) in r.traits.iter_enumerated() {
        if library(Some(tr.origin)).is_some() {
            sole_traits.entry(tr.name).or_insert(id);
        }
    }
    Lang::find(
        |module, name| {
            types
                .get(&(by_name(module), by_name(name)))
                .or_else(|| sole_types.get(&by_name(name)))
                .copied()
        },
        |module, name| {
            traits
                .get(&(by_name(module), by_name(name)))
                .or_else(|| sole_traits.get(&by_name(name)))
                .copied()
        },
        |module, name, arity| {
            let module = *r.library_modules.get(&by_name(module))?;
            r.fns_by_name.get(&(module, by_name(name), arity)).copied()
        },
    )
}

fn builtins(r: &Resolved, lang: &Lang, u: &mut Unifier) -> Builtins {
    let error = u.tys.error();
    let mut find = |wanted: Builtin| {
        let found = r
            .tycons
            .iter_enumerated()
            .find(|(_, c)| matches!(c.kind, resolve::TyConKind::Builtin(b) if b == wanted));
        match found {
            Some((id, _)) => u.tys.con(id, &[]),
            None => error,
        }
    };
    let (int, float, bool) = (
        find(Builtin::Int),
        find(Builtin::Float),
        find(Builtin::Bool),
    );
    let (unit, never, atom) = (
        find(Builtin::Unit),
        find(Builtin::Never),
        find(Builtin::Atom),
    );
    let string = lang.string.map_or(error, |con| u.tys.con(con, &[]));
    Builtins {
        int,
        float,
        bool,
        unit,
        never,
        atom,
        string,
        error,
    }
}

impl Cx<'_> {
    /// Derived impls stand beside the written ones before any body is checked.
    fn collect_derived(&mut self) {
        let input = super::derive::Input {
            resolved: self.r,
            tycons: &self.tycons,
            traits: &self.traits,
            lang: &self.lang,
        };
        let derived = super::derive::plan(
            &input,
            &mut self.u.tys,
            &mut self.impls,
            &mut self.table,
            self.diags,
        );
        for blocked in &derived.blocked {
            let def = &self.r.tycons[blocked.con];
            let names: Vec<Symbol> = def.generics.iter().map(|name| name.text).collect();
            let shown = self.show_over(blocked.ty, &names);
            self.diags.report(blocked.diagnostic(def.name, &shown));
        }
        self.derived = Some(derived);
    }

    fn collect_tycons(&mut self) {
        let r = self.r;
        for def in r.tycons.iter() {
            let kind = match &def.kind {
                resolve::TyConKind::Builtin(b) => TyConKind::Builtin(*b),
                resolve::TyConKind::Struct(decl) => TyConKind::Struct(VariantInfo {
                    name: decl.name.text,
                    fields: Vec::new(),
                }),
                resolve::TyConKind::Sum(decl) => TyConKind::Sum(
                    decl.variants
                        .iter()
                        .map(|v| VariantInfo {
                            name: v.name.text,
                            fields: Vec::new(),
                        })
                        .collect(),
                ),
                resolve::TyConKind::Extern { c_name, .. } => TyConKind::Extern { c_name: *c_name },
            };
            self.tycons.push(TyCon {
                name: def.name,
                module: def.origin.map(|o| o.module),
                arity: def.generics.len() as u32,
                kind,
            });
        }
    }

    fn collect_aliases(&mut self) {
        for id in self.r.aliases.ids() {
            self.alias(id);
        }
    }

    fn collect_fields(&mut self) {
        let r = self.r;
        for (id, def) in r.tycons.iter_enumerated() {
            let Some(origin) = def.origin else { continue };
            let params = (0..def.generics.len() as u32)
                .map(|i| self.u.tys.param(i))
                .collect();
            let scope = TypeScope {
                params,
                self_ty: None,
                owner: SelfScope::None,
                bounds: Vec::new(),
            };
            let kind = match &def.kind {
                resolve::TyConKind::Builtin(_) | resolve::TyConKind::Extern { .. } => continue,
                resolve::TyConKind::Struct(decl) => {
                    let fields = decl
                        .fields
                        .iter()
                        .map(|f| FieldInfo {
                            name: Some(f.name.text),
                            ty: self.convert(origin.ast, f.ty, &scope, &mut Holes::Refuse),
                        })
                        .collect();
                    TyConKind::Struct(VariantInfo {
                        name: decl.name.text,
                        fields,
                    })
                }
                resolve::TyConKind::Sum(decl) => {
                    let variants = decl
                        .variants
                        .iter()
                        .map(|v| VariantInfo {
                            name: v.name.text,
                            fields: v
                                .fields
                                .iter()
                                .map(|f| FieldInfo {
                                    name: f.name.map(|n| n.text),
                                    ty: self.convert(origin.ast, f.ty, &scope, &mut Holes::Refuse),
                                })
                                .collect(),
                        })
                        .collect();
                    TyConKind::Sum(variants)
                }
            };
            self.tycons[id].kind = kind;
        }
    }

    fn collect_traits(&mut self) {
        let r = self.r;
        for (id, def) in r.traits.iter_enumerated() {
            let mut methods = Vec::with_capacity(def.methods.len());
            for (index, &method) in def.methods.iter().enumerate() {
                let resolve::FnDefKind::TraitMethod { decl, .. } = r.fns[method].kind else {
                    continue;
                };
                let ast = &r.files[def.origin.ast].ast;
                let decl = &ast.fns[decl];
                let has_self = super::collect::functions::takes_self(ast, decl);
                let arity = decl.params.len() as u32 - u32::from(has_self);
                let by_name = if has_self {
                    &mut self.methods
                } else {
                    &mut self.statics
                };
                by_name
                    .entry((decl.name.text, arity))
                    .or_default()
                    .push(MethodRef {
                        tr: id,
                        index: index as u32,
                    });
                methods.push(typed::TraitMethod {
                    name: decl.name.text,
                    has_self,
                    default: decl.body.is_some().then_some(method),
                });
            }
            self.traits.push(typed::Trait {
                name: def.name,
                arity: def.generics.len() as u32,
                methods,
                assoc_types: def.assoc_types.iter().map(|a| a.text).collect(),
            });
        }
    }
}
