//! Deriving: impls of Eq, Ord, Hash, Display, Debug and Default that no one wrote.
//!
//! A type with a `deriving` clause gets the impls that it lists, a type without one those that all its fields allow. Tuples of
//! every size that the program mentions get them structurally. [`plan`] decides which impls exist and enters them beside the
//! written ones, before any body is checked; [`Derived::functions`] makes their functions afterwards, as typed trees, so that
//! later passes see ordinary impls.

mod bodies;
mod build;
mod conditions;
mod json;
mod report;

use rustc_hash::FxHashSet;

use crate::base::{Id, IndexVec, Span, Symbol};
use crate::diagnostics::Diagnostics;
use crate::resolve::{self, FnId, ImplId, ModuleId, Resolved, TraitId, TyConId};
use crate::syntax::ast::{ExprKind, PatKind, TypeKind};

use super::lang::Lang;
use super::select::{head_of, ImplTable};
use super::ty::{Ty, Tys};
use super::typed::{Bound, Function, FunctionKind, Impl, Trait, TyCon};

use conditions::{Conditions, Settled};
pub use report::Blocked;

/// What deriving reads of the program.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    pub resolved: &'a Resolved,
    pub tycons: &'a IndexVec<TyConId, TyCon>,
    pub traits: &'a IndexVec<TraitId, Trait>,
    pub lang: &'a Lang,
}

/// A trait that can be derived here. `deriving(Json)` stands for ToJson and FromJson.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Derivable {
    Eq,
    Ord,
    Hash,
    Display,
    Debug,
    Default,
    ToJson,
    FromJson,
}

impl Derivable {
    pub const ALL: [Derivable; 8] = [
        Derivable::Eq,
        Derivable::Ord,
        Derivable::Hash,
        Derivable::Display,
        Derivable::Debug,
        Derivable::Default,
        Derivable::ToJson,
        Derivable::FromJson,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Derivable::Eq => "Eq",
            Derivable::Ord => "Ord",
            Derivable::Hash => "Hash",
            Derivable::Display => "Display",
            Derivable::Debug => "Debug",
            Derivable::Default => "Default",
            Derivable::ToJson => "ToJson",
            Derivable::FromJson => "FromJson",
        }
    }

    /// The method that the derived impl has; other methods of the interface keep their default bodies.
    fn method(self) -> &'static str {
        match self {
            Derivable::Eq => "eq",
            Derivable::Ord => "compare",
            Derivable::Hash => "hash",
            Derivable::Display => "to_string",
            Derivable::Debug => "inspect",
            Derivable::Default => "default",
            Derivable::ToJson => "to_json",
            Derivable::FromJson => "decode",
        }
    }

    /// What a name in a `deriving` clause asks for; nothing if it is no derivable trait.
    fn by_name(name: &str) -> Vec<Derivable> {
        let named = |d: &Derivable| match d {
            Derivable::ToJson | Derivable::FromJson => name == "Json",
            _ => d.name() == name,
        };
        Derivable::ALL.into_iter().filter(named).collect()
    }

    fn tr(self, lang: &Lang) -> Option<TraitId> {
        match self {
            Derivable::Eq => lang.eq,
            Derivable::Ord => lang.ord,
            Derivable::Hash => lang.hash,
            Derivable::Display => lang.display,
            Derivable::Debug => lang.debug,
            Derivable::Default => lang.default,
            Derivable::ToJson => lang.to_json,
            Derivable::FromJson => lang.from_json,
        }
    }
}

/// What an impl is derived for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Target {
    Con(TyConId),
    /// Tuples of this size.
    Tuple(u32),
}

/// A derived impl.
#[derive(Clone, Copy, Debug)]
struct DerivedImpl {
    what: Derivable,
    tr: TraitId,
    target: Target,
    self_ty: Ty,
    generics: u32,
    function: FnId,
    /// The name in the `deriving` clause, or the type's name.
    span: Span,
    module: ModuleId,
}

/// The derived impls, whose functions are still to be made.
#[derive(Debug)]
pub struct Derived {
    impls: Vec<DerivedImpl>,
    /// Fields that keep a listed trait from being derived (E0410), for the caller to report with the type's text.
    pub blocked: Vec<Blocked>,
}

/// Decides which impls are derived and enters them after the written ones. Their functions are numbered from the number of
/// resolved functions on, in the order of [`Derived::functions`].
pub fn plan(
    input: &Input,
    tys: &mut Tys,
    impls: &mut IndexVec<ImplId, Impl>,
    table: &mut ImplTable,
    diagnostics: &mut Diagnostics,
) -> Derived {
    let mut conditions = Conditions::new(input, table, impls);
    conditions.read_clauses(diagnostics);
    conditions.settle(tys);
    let blocked = conditions.blocked(tys, diagnostics);
    let settled = conditions.into_settled();

    let mut derived = Derived {
        impls: Vec::new(),
        blocked,
    };
    for Settled {
        con,
        what,
        span,
        besides,
    } in settled
    {
        let Some(module) = input.tycons[con].module else {
            continue;
        };
        let arity = input.tycons[con].arity;
        let params: Vec<Ty> = (0..arity).map(|i| tys.param(i)).collect();
        let self_ty = tys.con(con, &params);
        let used = conditions::params_in_fields(input, tys, con);
        let own = (0..arity)
            .filter(|i| used.contains(i))
            .filter_map(|i| Some((i, what.tr(input.lang)?)));
        let bounds: Vec<(Ty, TraitId)> = own
            .chain(besides)
            .map(|(i, tr)| (params[i as usize], tr))
            .collect();
        derived.enter(
            input,
            tys,
            impls,
            table,
            (what, Target::Con(con), self_ty, arity, span, module),
            &bounds,
        );
    }
    let (tuple_module, tuple_span) = tuple_home(input.resolved);
    for size in tuple_sizes(input.resolved) {
        let params: Vec<Ty> = (0..size).map(|i| tys.param(i)).collect();
        let self_ty = tys.tuple(&params);
        for what in Derivable::ALL {
            let written = what.tr(input.lang).is_some_and(|tr| {
                head_of(tys, self_ty).is_some_and(|head| !table.with_head(tr, head).is_empty())
            });
            if !written {
                let item = (
                    what,
                    Target::Tuple(size),
                    self_ty,
                    size,
                    tuple_span,
                    tuple_module,
                );
                let bounds: Vec<(Ty, TraitId)> = params
                    .iter()
                    .filter_map(|&ty| Some((ty, what.tr(input.lang)?)))
                    .collect();
                derived.enter(input, tys, impls, table, item, &bounds);
            }
        }
    }
    derived
}

impl Derived {
    /// Enters one impl; `bounds` are what the parameters must implement.
    fn enter(
        &mut self,
        input: &Input,
        tys: &Tys,
        impls: &mut IndexVec<ImplId, Impl>,
        table: &mut ImplTable,
        (what, target, self_ty, generics, span, module): (
            Derivable,
            Target,
            Ty,
            u32,
            Span,
            ModuleId,
        ),
        bounds: &[(Ty, TraitId)],
    ) {
        let Some(tr) = what.tr(input.lang) else {
            return;
        };
        let function = FnId::new(input.resolved.fns.len() + self.impls.len());
        let methods = input.traits[tr]
            .methods
            .iter()
            .map(|m| (m.name.as_str() == what.method()).then_some(function))
            .collect();
        let imp = Impl {
            tr,
            generics,
            tr_args: Vec::new(),
            self_ty,
            bounds: bounds
                .iter()
                .map(|&(ty, tr)| Bound {
                    ty,
                    tr,
                    args: Vec::new(),
                })
                .collect(),
            assoc_types: Vec::new(),
            methods,
        };
        let id = impls.next_id();
        table.add(tys, id, &imp);
        impls.push(imp);
        self.impls.push(DerivedImpl {
            what,
            tr,
            target,
            self_ty,
            generics,
            function,
            span,
            module,
        });
    }

    /// The number of functions that [`Derived::functions`] makes.
    pub fn len(&self) -> usize {
        self.impls.len()
    }

    pub fn is_empty(&self) -> bool {
        self.impls.is_empty()
    }

    /// The functions of the derived impls, to be put after the resolved ones.
    pub fn functions(&self, input: &Input, tys: &mut Tys) -> Vec<Function> {
        let types = build::Types::find(input, tys);
        self.impls
            .iter()
            .enumerate()
            .map(|(index, imp)| {
                debug_assert_eq!(imp.function.index(), input.resolved.fns.len() + index);
                let (params, result, body) = bodies::function(input, tys, &types, imp);
                let module = input.resolved.modules[imp.module].name;
                let place = match imp.target {
                    Target::Con(con) => input.tycons[con].name.as_str(),
                    Target::Tuple(_) => "tuple",
                };
                Function {
                    name: Symbol::new(imp.what.method()),
                    module: imp.module,
                    display: format!("{module}.{place}.{}/{}", imp.what.method(), params.len()),
                    span: imp.span,
                    public: true,
                    generics: imp.generics,
                    params,
                    result,
                    kind: FunctionKind::Mesh(body),
                }
            })
            .collect()
    }
}

/// The module and place that the structural impls of tuples are said to stand in.
fn tuple_home(resolved: &Resolved) -> (ModuleId, Span) {
    let module = resolved
        .library_modules
        .get(&Symbol::new("Tuple"))
        .copied()
        .unwrap_or(ModuleId(0));
    let file = resolved
        .modules
        .get(module)
        .and_then(|def| resolved.files.get(def.file))
        .map_or(crate::base::FileId(0), |file| file.ast.file);
    (module, Span::new(file, 0, 0))
}

/// The sizes of all tuples that some type, expression or pattern of the program has; pairs always.
fn tuple_sizes(resolved: &Resolved) -> Vec<u32> {
    let mut sizes: FxHashSet<u32> = FxHashSet::from_iter([2]);
    for file in resolved.files.iter() {
        sizes.extend(file.ast.types.iter().filter_map(|ty| match &ty.kind {
            TypeKind::Tuple(items) => Some(items.len() as u32),
            _ => None,
        }));
        sizes.extend(file.ast.exprs.iter().filter_map(|expr| match &expr.kind {
            ExprKind::Tuple(items) => Some(items.len() as u32),
            _ => None,
        }));
        sizes.extend(file.ast.pats.iter().filter_map(|pat| match &pat.kind {
            PatKind::Tuple(items) => Some(items.len() as u32),
            _ => None,
        }));
    }
    let mut sizes: Vec<u32> = sizes.into_iter().collect();
    sizes.sort_unstable();
    sizes
}

/// The `deriving` clause of a type.
fn clause(resolved: &Resolved, con: TyConId) -> Option<&crate::syntax::ast::Deriving> {
    match &resolved.tycons[con].kind {
        resolve::TyConKind::Struct(decl) => decl.deriving.as_ref(),
        resolve::TyConKind::Sum(decl) => decl.deriving.as_ref(),
        resolve::TyConKind::Builtin(_) | resolve::TyConKind::Extern { .. } => None,
    }
}
