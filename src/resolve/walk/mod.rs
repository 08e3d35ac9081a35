//! The names inside declarations: what the expressions, patterns and types of one file refer to.

mod exprs;
mod locals;
mod paths;
mod pats;
mod types;
mod unknown;

use rustc_hash::FxHashMap;

use crate::base::{IndexVec, Span, Symbol};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::syntax::ast::{self, ExprId, PatId, PatKind, TypeId};

use super::collect::Work;
use super::defs::*;
use super::scope::*;

use locals::Locals;
use types::TypePlace;

/// Which definitions and imports were used, for the warnings about those that were not.
pub struct Used {
    pub fns: IndexVec<FnId, bool>,
    pub tycons: IndexVec<TyConId, bool>,
    pub consts: IndexVec<ConstId, bool>,
    pub imports: rustc_hash::FxHashSet<Use>,
    /// A construct was refused: what only it uses is not reported as unused.
    pub refused: bool,
}

impl Used {
    pub fn new(tables: &Tables) -> Used {
        Used {
            fns: IndexVec::from_elem(false, tables.fns.len()),
            tycons: IndexVec::from_elem(false, tables.tycons.len()),
            consts: IndexVec::from_elem(false, tables.consts.len()),
            imports: Default::default(),
            refused: false,
        }
    }
}

/// What the walk found about one file.
pub struct SideTables {
    pub exprs: IndexVec<ExprId, Res>,
    pub pats: IndexVec<PatId, PatRes>,
    pub types: IndexVec<TypeId, TypeRes>,
    pub locals: IndexVec<LocalId, Local>,
    pub local_fns: FxHashMap<ast::FnId, LocalId>,
    pub bindings: FxHashMap<PatId, LocalId>,
}

impl SideTables {
    pub fn new(ast: &ast::Module) -> SideTables {
        SideTables {
            exprs: IndexVec::from_elem(Res::None, ast.exprs.len()),
            pats: IndexVec::from_elem(PatRes::None, ast.pats.len()),
            types: IndexVec::from_elem(TypeRes::None, ast.types.len()),
            locals: IndexVec::new(),
            local_fns: FxHashMap::default(),
            bindings: FxHashMap::default(),
        }
    }
}

/// The tables that the walks of all files share.
pub struct Shared<'a> {
    pub tables: &'a Tables,
    pub used: &'a mut Used,
    pub trait_refs: &'a mut FxHashMap<Span, TraitId>,
    /// Where in the program's order of evaluation each constant stands.
    pub const_positions: &'a IndexVec<ConstId, u32>,
    pub diagnostics: &'a mut Diagnostics,
}

/// What `return`, `break`, `continue` and `?` may do at a place.
#[derive(Clone, Copy, Default)]
struct Flow {
    in_function: bool,
    in_loop: bool,
    /// A loop stands around the innermost function or closure.
    loop_outside: bool,
    in_guard: bool,
}

/// The walk of one file.
pub struct Walker<'a, 's> {
    shared: &'a mut Shared<'s>,
    tables: &'s Tables,
    ast: &'a ast::Module,
    side: &'a mut SideTables,
    module: ModuleId,
    locals: Locals,
    /// The type parameters in scope, numbered as [`TypeRes::Param`] says.
    generics: Vec<Symbol>,
    /// `Self` stands for a type here.
    self_type: bool,
    flow: Flow,
    /// The definition that is walked: its references to itself are no uses.
    owner: Option<Work>,
    /// The constant whose initialiser is walked, outside of closures.
    initialised: Option<ConstId>,
    self_word: Symbol,
}

impl<'a, 's> Walker<'a, 's> {
    pub fn new(
        shared: &'a mut Shared<'s>,
        ast: &'a ast::Module,
        side: &'a mut SideTables,
        module: ModuleId,
    ) -> Self {
        Walker {
            tables: shared.tables,
            shared,
            ast,
            side,
            module,
            locals: Locals::default(),
            generics: Vec::new(),
            self_type: false,
            flow: Flow::default(),
            owner: None,
            initialised: None,
            self_word: Symbol::new("self"),
        }
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.shared.diagnostics.report(diagnostic);
    }

    /// A construct of the language that this version does not compile.
    fn refuse(&mut self, construct: &str, span: Span) {
        self.shared.used.refused = true;
        self.report(super::report::not_available(construct, span));
    }

    /// The names of one declaration.
    pub fn declaration(&mut self, module: ModuleId, work: Work) {
        self.module = module;
        self.generics.clear();
        self.self_type = false;
        self.owner = Some(work);
        let tables = self.tables;
        match work {
            Work::Fn(id) => match &tables.fns[id].kind {
                FnDefKind::Clauses(clauses) => self.function(clauses),
                FnDefKind::Extern(decl) => self.extern_fn(decl),
                FnDefKind::TraitMethod { .. } | FnDefKind::ImplMethod { .. } => {}
            },
            Work::Const(id) => {
                let def = &tables.consts[id];
                if let Some(ty) = def.ty {
                    self.ty(ty);
                }
                self.flow = Flow::default();
                self.initialised = Some(id);
                self.expr(def.value);
                self.initialised = None;
            }
            Work::TyCon(id) => {
                let def = &tables.tycons[id];
                self.push_generics(&def.generics);
                match &def.kind {
                    TyConKind::Struct(decl) => decl.fields.iter().for_each(|f| self.ty(f.ty)),
                    TyConKind::Sum(decl) => decl
                        .variants
                        .iter()
                        .flat_map(|v| &v.fields)
                        .for_each(|f| self.ty(f.ty)),
                    TyConKind::Builtin(_) | TyConKind::Extern { .. } => {}
                }
            }
            Work::Alias(id) => {
                let def = &tables.aliases[id];
                self.push_generics(&def.generics);
                self.ty_at(def.ty, TypePlace::Alias(def.name));
            }
            Work::Trait(id) => {
                let def = &tables.traits[id];
                self.self_type = true;
                self.push_generics(&def.generics);
                for &method in &def.methods {
                    if let FnDefKind::TraitMethod { decl, .. } = &tables.fns[method].kind {
                        self.function(std::slice::from_ref(decl));
                    }
                }
            }
            Work::Impl(id) => {
                let def = &tables.impls[id];
                self.push_generics(&def.decl.generics);
                self.trait_ref(&def.decl.tr);
                self.ty(def.decl.target);
                self.bounds(&def.decl.bounds);
                self.self_type = true;
                for (_, ty) in &def.decl.assoc_types {
                    self.ty(*ty);
                }
                for &method in &def.methods {
                    if let FnDefKind::ImplMethod { clauses, .. } = &tables.fns[method].kind {
                        self.function(clauses);
                    }
                }
            }
        }
    }

    fn push_generics(&mut self, names: &[ast::Name]) {
        self.generics.extend(names.iter().map(|n| n.text));
    }

    fn bounds(&mut self, bounds: &[ast::Bound]) {
        for bound in bounds {
            if !self.generics.contains(&bound.param.text) {
                self.report(Diagnostic::new(
                    Code::E0409,
                    bound.param.span,
                    format!(
                        "`{}` is not a type parameter of this declaration",
                        bound.param.text
                    ),
                ));
            }
            self.trait_ref(&bound.tr);
        }
    }

    fn extern_fn(&mut self, decl: &ast::ExternFnDecl) {
        self.push_generics(&decl.generics);
        self.bounds(&decl.bounds);
        let mark = self.locals.mark();
        self.parameters(&decl.params);
        self.leave(mark);
        if let Some(result) = decl.result {
            self.ty(result);
        }
    }

    /// The clauses of one function of any kind; the first one's head counts.
    fn function(&mut self, clauses: &[ast::FnId]) {
        let ast = self.ast;
        let Some(&first) = clauses.first() else {
            return;
        };
        let outer = self.generics.len();
        let outer_flow = self.flow;
        let outer_constant = self.initialised.take();
        self.push_generics(&ast.fns[first].generics);
        for &clause in clauses {
            let decl = &ast.fns[clause];
            self.bounds(&decl.bounds);
            if let Some(result) = decl.result {
                self.ty(result);
            }
            let mark = self.locals.mark();
            self.parameters(&decl.params);
            self.flow = Flow {
                in_function: true,
                in_loop: false,
                loop_outside: outer_flow.in_loop || outer_flow.loop_outside,
                in_guard: false,
            };
            if let Some(guard) = decl.guard {
                self.guard(guard);
            }
            match &decl.body {
                Some(ast::FnBody::Expr(value)) => self.expr(*value),
                Some(ast::FnBody::Block(block)) => self.block(block),
                None => {}
            }
            self.leave(mark);
        }
        self.catch_all_last(clauses);
        self.generics.truncate(outer);
        self.flow = outer_flow;
        self.initialised = outer_constant;
    }

    /// E0022: a clause that takes everything must be the last.
    fn catch_all_last(&mut self, clauses: &[ast::FnId]) {
        let ast = self.ast;
        let Some((_, before)) = clauses.split_last() else {
            return;
        };
        let takes_all = |decl: &ast::FnDecl| {
            decl.guard.is_none()
                && decl.params.iter().all(|p| {
                    matches!(
                        ast.pats[p.pat].kind,
                        PatKind::Var(_) | PatKind::Wildcard | PatKind::SelfParam
                    )
                })
        };
        for (index, &clause) in before.iter().enumerate() {
            let decl = &ast.fns[clause];
            if takes_all(decl) {
                let next = &ast.fns[clauses[index + 1]];
                self.report(
                    Diagnostic::new(
                        Code::E0022,
                        decl.head_span,
                        format!(
                            "the catch-all clause must be last in `{}/{}`",
                            decl.name.text,
                            decl.params.len()
                        ),
                    )
                    .label(next.head_span, "later clauses are never tried"),
                );
                return;
            }
        }
    }

    // ---- uses -----------------------------------------------------------------------------------------------------

    fn mark_imports(&mut self, uses: Vec<Use>) {
        self.shared.used.imports.extend(uses);
    }

    fn mark(&mut self, res: &Res) {
        match res {
            Res::Local(local) => self.side.locals[*local].used = true,
            Res::Fn(id) => self.mark_fn(*id),
            Res::Fns(ids) => ids.iter().for_each(|id| self.mark_fn(*id)),
            Res::Const(id) => {
                if self.owner != Some(Work::Const(*id)) {
                    self.shared.used.consts[*id] = true;
                }
            }
            Res::Variant(con, _) | Res::Struct(con) => self.mark_tycon(*con),
            Res::Variants(all) => all.iter().for_each(|(con, _)| self.mark_tycon(*con)),
            Res::Static { head, .. } => {
                if let TypeHead::Con(con) = head {
                    self.mark_tycon(*con);
                }
            }
            Res::None
            | Res::TraitMethods(_)
            | Res::QualifiedMethod(..)
            | Res::TupleFn(_)
            | Res::Service
            | Res::Error => {}
        }
    }

    fn mark_fn(&mut self, id: FnId) {
        if self.owner != Some(Work::Fn(id)) {
            self.shared.used.fns[id] = true;
        }
    }

    fn mark_tycon(&mut self, con: TyConId) {
        if self.owner != Some(Work::TyCon(con)) {
            self.shared.used.tycons[con] = true;
        }
    }
}
