//! What type aliases stand for, and E0212 for those that lead back to themselves.

use rustc_hash::FxHashSet;

use crate::base::{Id, IndexVec};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::syntax::ast::{self, TypeId, TypeKind};

use super::defs::*;
use super::scope::*;

/// Fills [`Tables::alias_heads`].
pub fn resolve(tables: &mut Tables, sources: &[Source], diagnostics: &mut Diagnostics) {
    let edges: IndexVec<AliasId, Vec<AliasId>> = tables
        .aliases
        .iter()
        .map(|def| {
            let mut named = Vec::new();
            let ast = &sources[def.origin.ast.index()].ast;
            aliases_in(tables, def, ast, def.ty, &mut named);
            named
        })
        .collect();
    let recursive = report_cycles(tables, &edges, diagnostics);
    let mut heads = IndexVec::from_elem(None, tables.aliases.len());
    for id in tables.aliases.ids() {
        let mut at = id;
        heads[id] = loop {
            if recursive.contains(&at) {
                break None;
            }
            let def = &tables.aliases[at];
            let ast = &sources[def.origin.ast.index()].ast;
            let TypeKind::Path { path, .. } = &ast.types[def.ty].kind else {
                break None;
            };
            match lookup(tables, def, path) {
                Some(TypeDef::Con(con)) => break Some(con),
                Some(TypeDef::Alias(next)) => at = next,
                Some(TypeDef::Trait(_) | TypeDef::Poison) | None => break None,
            }
        };
    }
    tables.alias_heads = heads;
}

/// Depth-first search with an explicit stack; returns the aliases that lie on a cycle or lead into one.
fn report_cycles(
    tables: &Tables,
    edges: &IndexVec<AliasId, Vec<AliasId>>,
    diagnostics: &mut Diagnostics,
) -> FxHashSet<AliasId> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Active,
        Done,
    }
    let mut state = IndexVec::from_elem(State::New, tables.aliases.len());
    let mut recursive: FxHashSet<AliasId> = FxHashSet::default();
    for start in tables.aliases.ids() {
        if state[start] != State::New {
            continue;
        }
        state[start] = State::Active;
        let mut stack: Vec<(AliasId, usize)> = vec![(start, 0)];
        while let Some((alias, at)) = stack.pop() {
            let Some(&next) = edges[alias].get(at) else {
                state[alias] = State::Done;
                continue;
            };
            stack.push((alias, at + 1));
            match state[next] {
                State::New => {
                    state[next] = State::Active;
                    stack.push((next, 0));
                }
                State::Active => {
                    let from = stack.iter().position(|(a, _)| *a == next).unwrap_or(0);
                    let cycle: Vec<AliasId> = stack[from..].iter().map(|(a, _)| *a).collect();
                    if !cycle.iter().any(|a| recursive.contains(a)) {
                        report_cycle(tables, &cycle, diagnostics);
                    }
                    recursive.extend(stack.iter().map(|(a, _)| *a));
                }
                State::Done => {
                    if recursive.contains(&next) {
                        recursive.extend(stack.iter().map(|(a, _)| *a));
                    }
                }
            }
        }
    }
    recursive
}

fn report_cycle(tables: &Tables, cycle: &[AliasId], diagnostics: &mut Diagnostics) {
    let Some(&first) = cycle.first() else {
        return;
    };
    let def = &tables.aliases[first];
    let mut found = Diagnostic::new(
        Code::E0212,
        def.origin.span,
        format!("type alias `{}` is recursive", def.name),
    );
    if cycle.len() > 1 {
        let names: Vec<&str> = cycle
            .iter()
            .chain([&first])
            .map(|&a| tables.aliases[a].name.as_str())
            .collect();
        found = found.note(format!("it leads back to itself: {}", names.join(" -> ")));
    }
    diagnostics.report(found.help("use a struct or sum type"));
}

fn aliases_in(
    tables: &Tables,
    def: &AliasDef,
    ast: &ast::Module,
    ty: TypeId,
    named: &mut Vec<AliasId>,
) {
    stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || {
        let mut inner = |ty: &TypeId| aliases_in(tables, def, ast, *ty, named);
        match &ast.types[ty].kind {
            TypeKind::Path { path, args, .. } => {
                args.iter().for_each(&mut inner);
                if let Some(TypeDef::Alias(alias)) = lookup(tables, def, path) {
                    named.push(alias);
                }
            }
            TypeKind::Fun(params, result) => {
                params.iter().for_each(&mut inner);
                inner(result);
            }
            TypeKind::Tuple(items) => items.iter().for_each(inner),
            TypeKind::Option(item) => inner(item),
            TypeKind::Result(ok, err) => {
                inner(ok);
                inner(err);
            }
            TypeKind::Unit | TypeKind::Hole | TypeKind::Error => {}
        }
    })
}

/// The meaning of a path on an alias's right side; errors are reported by the walk.
fn lookup(tables: &Tables, def: &AliasDef, path: &ast::Path) -> Option<TypeDef> {
    let (last, before) = path.segments.split_last()?;
    if before.is_empty() {
        if def.generics.iter().any(|g| g.text == last.text) {
            return None;
        }
        return match tables.type_def(def.origin.module, last.text) {
            Found::Yes(what, _) => Some(what),
            Found::Ambiguous(..) | Found::Arities(_) | Found::No => None,
        };
    }
    let names: Vec<_> = before.iter().map(|s| s.text).collect();
    let FoundModule::Yes(mut module, count, _) = tables.module(def.origin.module, &names) else {
        return None;
    };
    for name in &names[count..] {
        module = tables.scopes[module].declared.modules.get(name)?.what?;
    }
    let entry = tables.scopes[module].declared.types.get(&last.text)?;
    Some(entry.what)
}
