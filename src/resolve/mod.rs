//! Names to definitions: the module graph, imports, visibility, scopes.
//!
//! After this pass no name of a definition is looked up by text: each name expression, pattern and type of the syntax tree
//! has its [`Res`], [`PatRes`] or [`TypeRes`] in a side table. What depends on types (fields, methods on values, a variant
//! that several visible types have) is left as candidates for inference.

mod collect;
pub mod defs;
mod imports;
mod report;
mod scope;
mod unused;
mod walk;

pub use defs::*;

use rustc_hash::FxHashMap;

use crate::base::{IndexVec, Span};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::syntax::ast::{self, TypeKind};

use collect::Collector;
use scope::{Found, Tables, TypeDef};

/// Resolves a whole program, library included.
pub fn resolve(sources: Vec<Source>, diagnostics: &mut Diagnostics) -> Resolved {
    let mut collector = Collector::new(diagnostics);
    let mut roots = Vec::with_capacity(sources.len());
    let mut entry = None;
    for source in &sources {
        let module = collector.file(source);
        roots.push(module);
        if source.entry {
            entry = Some((module, source.ast.file));
        }
    }
    let (mut tables, work, refused) = (collector.tables, collector.work, collector.refused);
    tables.finish_prelude();
    imports::bind(&mut tables, diagnostics);
    let order = imports::order(&tables, diagnostics);
    alias_heads(&mut tables, &sources, diagnostics);

    let mut used = walk::Used::default();
    let mut trait_refs: FxHashMap<Span, TraitId> = FxHashMap::default();
    let mut files: IndexVec<AstId, ResolvedFile> = IndexVec::new();
    let mut sides = Vec::with_capacity(sources.len());
    for (ast_id, source) in work.ids().zip(&sources) {
        let mut walker = walk::Walker::new(
            &tables,
            &source.ast,
            diagnostics,
            &mut used,
            &mut trait_refs,
        );
        for &(module, item) in &work[ast_id] {
            walker.work(module, item);
        }
        sides.push((
            walker.exprs,
            walker.pats,
            walker.types,
            walker.locals,
            walker.local_fns,
            walker.bindings,
        ));
    }
    if !refused {
        unused::warn(
            &tables,
            &sources,
            &sides.iter().map(|s| &s.3).collect::<Vec<_>>(),
            &used,
            diagnostics,
        );
    }
    for ((source, module), side) in sources.into_iter().zip(roots).zip(sides) {
        let (exprs, pats, types, locals, local_fns, bindings) = side;
        files.push(ResolvedFile {
            ast: source.ast,
            module,
            exprs,
            pats,
            types,
            locals,
            local_fns,
            bindings,
        });
    }
    for imp in tables.impls.iter_mut() {
        imp.tr = trait_refs.get(&imp.decl.tr.path.span).copied();
    }
    let main =
        entry.and_then(|(module, file)| find_main(&tables, &files, module, file, diagnostics));
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

fn find_main(
    tables: &Tables,
    files: &IndexVec<AstId, ResolvedFile>,
    module: ModuleId,
    file: crate::base::FileId,
    diagnostics: &mut Diagnostics,
) -> Option<FnId> {
    let name = crate::base::Symbol::new("main");
    if let Some(&id) = tables.fns_by_name.get(&(module, name, 0)) {
        return Some(id);
    }
    let other = tables.fns.iter().find(|f| {
        f.origin.module == module && f.name == name && matches!(f.kind, FnDefKind::Clauses(_))
    });
    match other {
        Some(def) => {
            if let FnDefKind::Clauses(clauses) = &def.kind {
                let decl = &files[def.origin.ast].ast.fns[clauses[0]];
                diagnostics.report(
                    Diagnostic::new(Code::E0705, decl.params_span, "`main` takes no parameters")
                        .help("use Env.params()"),
                );
            }
        }
        None => diagnostics.report(Diagnostic::new(
            Code::E0704,
            Span::new(file, 0, 0),
            "the entry module has no `fn main()`",
        )),
    }
    None
}

/// What each alias of a nominal type stands for, and E0212 for aliases that lead back to themselves.
fn alias_heads(tables: &mut Tables, sources: &[Source], diagnostics: &mut Diagnostics) {
    let mut heads = IndexVec::from_elem(None, tables.aliases.len());
    let mut reported: Vec<AliasId> = Vec::new();
    for id in tables.aliases.ids() {
        // every alias that the expansion names, however deep in it
        let mut path = Vec::new();
        if let Some(cycle) = find_cycle(tables, sources, id, id, &mut path) {
            if !reported.contains(&id) {
                let def = &tables.aliases[id];
                let names: Vec<&str> = cycle
                    .iter()
                    .map(|a| tables.aliases[*a].name.as_str())
                    .collect();
                diagnostics.report(
                    Diagnostic::new(
                        Code::E0212,
                        def.origin.span,
                        format!("type alias `{}` is recursive", def.name),
                    )
                    .note(format!("it leads back to itself: {}", names.join(" -> ")))
                    .help("use a struct or sum type"),
                );
                reported.extend(cycle);
            }
            continue;
        }
        let mut at = id;
        heads[id] = loop {
            let def = &tables.aliases[at];
            match named(tables, sources, def) {
                Some(TypeDef::Con(con)) => break Some(con),
                Some(TypeDef::Alias(next)) => at = next,
                Some(TypeDef::Trait(_) | TypeDef::Poison) | None => break None,
            }
        };
    }
    tables.alias_heads = heads;
}

fn named(tables: &Tables, sources: &[Source], def: &AliasDef) -> Option<TypeDef> {
    let ast = &sources[crate::base::Id::index(def.origin.ast)].ast;
    match &ast.types[def.ty].kind {
        TypeKind::Path { path, .. } => lookup(tables, def, path),
        _ => None,
    }
}

fn lookup(tables: &Tables, def: &AliasDef, path: &ast::Path) -> Option<TypeDef> {
    let (last, before) = path.segments.split_last()?;
    if before.is_empty() {
        if def.generics.iter().any(|g| g.text == last.text) {
            return None;
        }
        return match tables.type_def(def.origin.module, last.text) {
            Found::Yes(def, _) => Some(def),
            Found::Ambiguous(..) | Found::Arities(_) | Found::No => None,
        };
    }
    let names: Vec<_> = before.iter().map(|s| s.text).collect();
    match tables.module(def.origin.module, &names) {
        scope::FoundModule::Yes(module, n, _) if n == names.len() => tables.scopes[module]
            .declared
            .types
            .get(&last.text)
            .map(|e| e.what),
        _ => None,
    }
}

fn find_cycle(
    tables: &Tables,
    sources: &[Source],
    start: AliasId,
    at: AliasId,
    path: &mut Vec<AliasId>,
) -> Option<Vec<AliasId>> {
    path.push(at);
    let def = &tables.aliases[at];
    let ast = &sources[crate::base::Id::index(def.origin.ast)].ast;
    let mut found = Vec::new();
    aliases_in(tables, def, ast, def.ty, &mut found);
    for next in found {
        if next == start {
            let mut cycle = path.clone();
            cycle.push(start);
            return Some(cycle);
        }
        if !path.contains(&next) {
            let inner = stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || {
                find_cycle(tables, sources, start, next, path)
            });
            if inner.is_some() {
                return inner;
            }
        }
    }
    None
}

fn aliases_in(
    tables: &Tables,
    def: &AliasDef,
    ast: &ast::Module,
    ty: ast::TypeId,
    found: &mut Vec<AliasId>,
) {
    match &ast.types[ty].kind {
        TypeKind::Path { path, args, .. } => {
            if let Some(TypeDef::Alias(alias)) = lookup(tables, def, path) {
                found.push(alias);
            }
            args.iter()
                .for_each(|a| aliases_in(tables, def, ast, *a, found));
        }
        TypeKind::Fun(params, result) => {
            params
                .iter()
                .for_each(|a| aliases_in(tables, def, ast, *a, found));
            aliases_in(tables, def, ast, *result, found);
        }
        TypeKind::Tuple(items) => items
            .iter()
            .for_each(|a| aliases_in(tables, def, ast, *a, found)),
        TypeKind::Option(inner) => aliases_in(tables, def, ast, *inner, found),
        TypeKind::Result(ok, err) => {
            aliases_in(tables, def, ast, *ok, found);
            aliases_in(tables, def, ast, *err, found);
        }
        TypeKind::Unit | TypeKind::Hole | TypeKind::Error => {}
    }
}
