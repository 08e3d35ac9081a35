//! Names to definitions: the module graph, imports, visibility, scopes.
//!
//! After this pass no name of a definition is looked up by text: each name expression, pattern and type of the syntax tree
//! has its [`Res`], [`PatRes`] or [`TypeRes`] in a side table. What depends on types (fields, methods on values, a variant
//! that several visible types have) is left as candidates for inference.
//!
//! `collect` gives every declaration its id, `imports` finds modules and listed names, `aliases` what aliases stand for,
//! `walk` resolves the names inside of declarations, `unused` warns about those that nobody names.

mod aliases;
mod collect;
pub mod defs;
mod imports;
mod report;
mod scope;
mod unused;
mod walk;

#[cfg(test)]
mod tests;

pub use defs::*;

use rustc_hash::FxHashMap;

use crate::base::{FileId, IndexVec, Span, Symbol};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};

use collect::Collector;
use scope::Tables;
use walk::{Shared, SideTables, Used, Walker};

/// Resolves a whole program, library included.
pub fn resolve(sources: Vec<Source>, diagnostics: &mut Diagnostics) -> Resolved {
    let mut collector = Collector::new(diagnostics);
    let roots: Vec<ModuleId> = sources.iter().map(|s| collector.file(s)).collect();
    let (mut tables, work, refused) = (collector.tables, collector.work, collector.refused);
    tables.finish_prelude();
    let order = imports::resolve(&mut tables, diagnostics);
    aliases::resolve(&mut tables, &sources, diagnostics);
    let const_positions = const_positions(&tables, &order);

    let mut used = Used::new(&tables);
    used.refused = refused;
    let mut trait_refs: FxHashMap<Span, TraitId> = FxHashMap::default();
    let mut sides: Vec<SideTables> = Vec::with_capacity(sources.len());
    for (index, (ast_id, source)) in work.ids().zip(&sources).enumerate() {
        let mut side = SideTables::new(&source.ast);
        let mut shared = Shared {
            tables: &tables,
            used: &mut used,
            trait_refs: &mut trait_refs,
            const_positions: &const_positions,
            diagnostics,
        };
        let mut walker = Walker::new(&mut shared, &source.ast, &mut side, roots[index]);
        for &(module, item) in &work[ast_id] {
            walker.declaration(module, item);
        }
        sides.push(side);
    }
    let main = sources
        .iter()
        .zip(&roots)
        .find(|(source, _)| source.entry)
        .and_then(|(source, &module)| find_main(&tables, module, &source.ast, diagnostics));
    if !used.refused {
        unused::warn(&tables, &sources, &sides, main, &used, diagnostics);
    }
    let mut files: IndexVec<AstId, ResolvedFile> = IndexVec::new();
    for ((source, module), side) in sources.into_iter().zip(roots).zip(sides) {
        files.push(ResolvedFile {
            ast: source.ast,
            module,
            exprs: side.exprs,
            pats: side.pats,
            types: side.types,
            locals: side.locals,
            local_fns: side.local_fns,
            bindings: side.bindings,
        });
    }
    for imp in tables.impls.iter_mut() {
        imp.tr = trait_refs.get(&imp.decl.tr.path.span).copied();
    }
    Resolved {
        files,
        modules: tables.modules,
        tycons: tables.tycons,
        aliases: tables.aliases,
        traits: tables.traits,
        impls: tables.impls,
        fns: tables.fns,
        consts: tables.consts,
        trait_refs,
        main,
        fns_by_name: tables.fns_by_name,
        library_modules: tables.library_modules,
        order,
    }
}

/// Constants are initialised module by module, in a module in source order.
fn const_positions(tables: &Tables, order: &[ModuleId]) -> IndexVec<ConstId, u32> {
    let mut module_positions: IndexVec<ModuleId, usize> =
        IndexVec::from_elem(0, tables.modules.len());
    for (position, &module) in order.iter().enumerate() {
        module_positions[module] = position;
    }
    let mut consts: Vec<ConstId> = tables.consts.ids().collect();
    consts.sort_by_key(|&c| (module_positions[tables.consts[c].origin.module], c));
    let mut positions = IndexVec::from_elem(0, consts.len());
    for (position, &id) in consts.iter().enumerate() {
        positions[id] = position as u32;
    }
    positions
}

/// The entry module's `main`; E0704 or E0705 if it has none.
fn find_main(
    tables: &Tables,
    module: ModuleId,
    ast: &crate::syntax::ast::Module,
    diagnostics: &mut Diagnostics,
) -> Option<FnId> {
    let name = Symbol::new("main");
    if let Some(&id) = tables.fns_by_name.get(&(module, name, 0)) {
        return Some(id);
    }
    let with_parameters = tables.fns.iter().find_map(|def| match &def.kind {
        FnDefKind::Clauses(clauses) if def.origin.module == module && def.name == name => {
            clauses.first().copied()
        }
        FnDefKind::Clauses(_)
        | FnDefKind::Extern(_)
        | FnDefKind::TraitMethod { .. }
        | FnDefKind::ImplMethod { .. } => None,
    });
    diagnostics.report(match with_parameters {
        Some(clause) => Diagnostic::new(
            Code::E0705,
            ast.fns[clause].params_span,
            "`main` takes no parameters",
        )
        .help("use Env.params()"),
        None => Diagnostic::new(
            Code::E0704,
            start_of(ast.file),
            "the entry module has no `fn main()`",
        )
        .help("write `fn main() do … end`: the program starts there"),
    });
    None
}

fn start_of(file: FileId) -> Span {
    Span::new(file, 0, 0)
}
