//! Imports to modules and names; cycles; the order of the modules.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::{Span, Symbol};
use crate::diagnostics::suggest;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::syntax::ast;

use super::defs::*;
use super::report;
use super::scope::*;

/// An import from one file's module to another's, with the place of its path.
type Edges = FxHashMap<ModuleId, Vec<(ModuleId, Span)>>;

/// Resolves all imports and fills the scopes' levels 3 and 4. Returns the modules in dependency order.
pub fn resolve(tables: &mut Tables, diagnostics: &mut Diagnostics) -> Vec<ModuleId> {
    let mut edges = Edges::default();
    for module in tables.modules.ids() {
        for index in 0..tables.scopes[module].imports.len() {
            bind_module(tables, diagnostics, module, index, &mut edges);
        }
    }
    for module in tables.modules.ids() {
        for index in 0..tables.scopes[module].imports.len() {
            bind_names(tables, diagnostics, module, index);
        }
    }
    report_cycles(tables, diagnostics, &edges);
    order(tables, &edges)
}

// ---- modules --------------------------------------------------------------------------------------------------------

fn bind_module(
    tables: &mut Tables,
    diagnostics: &mut Diagnostics,
    module: ModuleId,
    index: usize,
    edges: &mut Edges,
) {
    let import = &tables.scopes[module].imports[index];
    let (path, span) = (import.path.clone(), import.span);
    let target = find(tables, diagnostics, module, &path, span);
    let segments: Vec<Symbol> = path.segments.iter().map(|s| s.text).collect();
    if let Some(target) = target {
        let (from, to) = (tables.root(module), tables.root(target));
        if from != to && !tables.modules[to].library {
            edges.entry(from).or_default().push((to, path.span));
        }
    }
    let scope = &mut tables.scopes[module];
    scope.imports[index].target = target;
    scope.broken_import |= target.is_none();
    let mut bind = |first: Symbol, rest: &[Symbol], full: bool| {
        scope
            .bindings
            .entry(first)
            .or_default()
            .push(ModuleBinding {
                rest: rest.to_vec(),
                target,
                import: index as u32,
                full,
            });
    };
    let [first, rest @ ..] = segments.as_slice() else {
        return;
    };
    bind(*first, rest, true);
    if let Some(last) = rest.last() {
        bind(*last, &[], false);
    }
}

fn find(
    tables: &Tables,
    diagnostics: &mut Diagnostics,
    module: ModuleId,
    path: &ast::Path,
    span: Span,
) -> ModuleTarget {
    let full = full_name(path);
    let library = |name: Symbol| tables.library_modules.get(&name).copied();
    let target = match path.segments.as_slice() {
        [std, name] if std.text.as_str() == "Std" => tables
            .user_modules
            .get(&full)
            .copied()
            .or_else(|| library(name.text)),
        _ => tables
            .user_modules
            .get(&full)
            .copied()
            .filter(|_| !tables.modules[module].library)
            .or_else(|| library(full)),
    };
    let Some(target) = target else {
        let mut found =
            Diagnostic::new(Code::E0031, path.span, format!("module `{full}` not found"));
        let known = tables
            .user_modules
            .keys()
            .chain(tables.library_modules.keys());
        let near = suggest::did_you_mean(full.as_str(), known.map(|m| m.as_str()));
        found = found.help(near.unwrap_or_else(|| {
            "a module is a file: `storage/user_queries.mpl` is `Storage.UserQueries`".into()
        }));
        diagnostics.report(found);
        return None;
    };
    if target == module || (tables.root(module) == target && !tables.modules[module].library) {
        diagnostics.report(Diagnostic::new(
            Code::E0701,
            span,
            format!("module `{full}` cannot import itself"),
        ));
        return None;
    }
    for inner in tables.chain(target) {
        let Some(parent) = tables.modules[inner].parent else {
            break;
        };
        let name = short_name(tables, inner);
        if let Some(entry) = tables.scopes[parent].declared.modules.get(&name) {
            if !tables.may_see(module, parent, entry.public) {
                let name = path.segments.last().map_or(path.span, |s| s.span);
                diagnostics.report(private(
                    tables,
                    short_name(tables, inner),
                    name,
                    parent,
                    entry.span,
                ));
                return None;
            }
        }
    }
    Some(target)
}

/// The path as one name.
pub fn full_name(path: &ast::Path) -> Symbol {
    match path.segments.as_slice() {
        [only] => only.text,
        segments => {
            let texts: Vec<&str> = segments.iter().map(|s| s.text.as_str()).collect();
            Symbol::new(&texts.join("."))
        }
    }
}

fn short_name(tables: &Tables, module: ModuleId) -> Symbol {
    let full = tables.modules[module].name.as_str();
    Symbol::new(full.rsplit('.').next().unwrap_or(full))
}

/// E0035
pub fn private(
    tables: &Tables,
    name: Symbol,
    at: Span,
    module: ModuleId,
    declared: Span,
) -> Diagnostic {
    let module = tables.modules[module].name;
    Diagnostic::new(
        Code::E0035,
        at,
        format!("`{name}` is private in module `{module}`; add `pub` to export it"),
    )
    .label(declared, "declared here without `pub`")
}

/// E0034
pub fn not_in_module(
    tables: &Tables,
    from: ModuleId,
    module: ModuleId,
    name: ast::Name,
) -> Diagnostic {
    let full = tables.modules[module].name;
    let mut found = Diagnostic::new(
        Code::E0034,
        name.span,
        format!("module `{full}` has no public `{}`", name.text),
    );
    let mut names = public_names(tables, from, module);
    let near = suggest::nearest(name.text.as_str(), names.iter().copied());
    if let Some(help) = suggest::did_you_mean(name.text.as_str(), names.iter().copied()) {
        found = found.help(help);
    }
    names.retain(|n| !near.contains(n));
    let shown: Vec<String> = near
        .iter()
        .chain(&names)
        .take(8)
        .map(|n| format!("`{n}`"))
        .collect();
    if shown.is_empty() {
        found.note(format!("`{full}` has no public names"))
    } else {
        let more = if near.len() + names.len() > shown.len() {
            ", …"
        } else {
            ""
        };
        found.note(format!("public in `{full}`: {}{more}", shown.join(", ")))
    }
}

fn public_names(tables: &Tables, from: ModuleId, module: ModuleId) -> Vec<&'static str> {
    let declared = &tables.scopes[module].declared;
    let seen = |public| tables.may_see(from, module, public);
    let values = declared
        .values
        .iter()
        .filter(|(_, entries)| entries.iter().any(|e| seen(e.public)))
        .map(|(name, _)| name);
    let types = declared.types.iter().filter(|(_, e)| seen(e.public));
    let modules = declared.modules.iter().filter(|(_, e)| seen(e.public));
    let mut names: Vec<&str> = values
        .chain(types.map(|(name, _)| name))
        .chain(modules.map(|(name, _)| name))
        .map(|name| name.as_str())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

// ---- listed names ---------------------------------------------------------------------------------------------------

fn bind_names(tables: &mut Tables, diagnostics: &mut Diagnostics, module: ModuleId, index: usize) {
    let import = &tables.scopes[module].imports[index];
    let Some(names) = import.names.clone() else {
        return;
    };
    let target = import.target;
    for name in names {
        let record = tables.scopes[module].listed_names.len() as u32;
        tables.scopes[module].listed_names.push(ListedName {
            name,
            import: index as u32,
        });
        let listed = match target {
            Some(target) => offered(tables, diagnostics, module, target, name),
            None => Offered::poison(name.text),
        };
        enter(tables, diagnostics, module, name, record, listed);
    }
}

/// What a listed name brings, with the names of variants and methods.
#[derive(Default)]
struct Offered {
    values: Vec<(Symbol, Value)>,
    ty: Option<TypeDef>,
    module: Option<ModuleTarget>,
}

impl Offered {
    fn poison(name: Symbol) -> Offered {
        Offered {
            values: vec![(name, Value::Poison)],
            ty: Some(TypeDef::Poison),
            module: Some(None),
        }
    }
}

fn offered(
    tables: &Tables,
    diagnostics: &mut Diagnostics,
    from: ModuleId,
    target: ModuleId,
    name: ast::Name,
) -> Offered {
    let declared = &tables.scopes[target].declared;
    let mut result = Offered::default();
    let mut hidden: Option<Span> = None;
    for entry in declared.values.get(&name.text).into_iter().flatten() {
        if tables.may_see(from, target, entry.public) {
            result.values.push((name.text, entry.what));
        } else {
            hidden = hidden.or(Some(entry.span));
        }
    }
    if let Some(entry) = declared.types.get(&name.text) {
        if tables.may_see(from, target, entry.public) {
            result.ty = Some(entry.what);
            members(tables, entry.what, &mut result.values);
        } else {
            hidden = hidden.or(Some(entry.span));
        }
    }
    if let Some(entry) = declared.modules.get(&name.text) {
        if tables.may_see(from, target, entry.public) {
            result.module = Some(entry.what);
        } else {
            hidden = hidden.or(Some(entry.span));
        }
    }
    if result.values.is_empty() && result.ty.is_none() && result.module.is_none() {
        diagnostics.report(match hidden {
            Some(declared) => private(tables, name.text, name.span, target, declared),
            None => not_in_module(tables, from, target, name),
        });
        result = Offered::poison(name.text);
    }
    result
}

/// A sum type brings its variants, an interface its methods.
fn members(tables: &Tables, what: TypeDef, values: &mut Vec<(Symbol, Value)>) {
    match what {
        TypeDef::Con(con) => {
            if let TyConKind::Sum(decl) = &tables.tycons[con].kind {
                for (index, variant) in decl.variants.iter().enumerate() {
                    let value = (variant.name.text, Value::Variant(con, index as u32));
                    if !values.contains(&value) {
                        values.push(value);
                    }
                }
            }
        }
        TypeDef::Trait(tr) => {
            let def = &tables.traits[tr];
            let declared = &tables.scopes[def.origin.module].declared.values;
            for &method in &def.methods {
                let name = tables.fns[method].name;
                for entry in declared.get(&name).into_iter().flatten() {
                    if matches!(entry.what, Value::Method(t, ..) if t == tr)
                        && !values.contains(&(name, entry.what))
                    {
                        values.push((name, entry.what));
                    }
                }
            }
        }
        TypeDef::Alias(_) | TypeDef::Poison => {}
    }
}

fn enter(
    tables: &mut Tables,
    diagnostics: &mut Diagnostics,
    module: ModuleId,
    name: ast::Name,
    record: u32,
    offered: Offered,
) {
    let scope = &mut tables.scopes[module];
    let mut clash: Option<Span> = None;
    for (text, what) in offered.values {
        let own_name = text == name.text;
        let collides = |other: &&Entry<Value>| match (other.what, what) {
            (Value::Fn(_, a), Value::Fn(_, b)) => a == b,
            (Value::Const(_), Value::Fn(..) | Value::Const(_))
            | (Value::Fn(..), Value::Const(_)) => true,
            (Value::Variant(..) | Value::Method(..) | Value::Tuple(_) | Value::Poison, _)
            | (_, Value::Variant(..) | Value::Method(..) | Value::Tuple(_) | Value::Poison) => {
                false
            }
        };
        if own_name {
            let declared = scope.declared.values.get(&text);
            if let Some(other) = declared.into_iter().flatten().find(collides) {
                clash = clash.or(Some(other.span));
                continue;
            }
        }
        let entries = scope.listed.values.entry(text).or_default();
        if entries.iter().any(|e| e.what == what) {
            continue;
        }
        if let Some(other) = entries.iter().find(collides) {
            clash = clash.or(Some(other.span));
            continue;
        }
        entries.push(Entry {
            what,
            public: false,
            span: name.span,
            record,
        });
    }
    if let Some(what) = offered.ty {
        let new = Entry {
            what,
            public: false,
            span: name.span,
            record,
        };
        match (
            scope.declared.types.get(&name.text),
            scope.listed.types.get(&name.text),
        ) {
            (Some(other), _) if what != TypeDef::Poison => clash = clash.or(Some(other.span)),
            (_, Some(other)) if other.what != what && what != TypeDef::Poison => {
                clash = clash.or(Some(other.span));
            }
            _ => {
                scope.listed.types.entry(name.text).or_insert(new);
            }
        }
    }
    if let Some(what) = offered.module {
        let new = Entry {
            what,
            public: false,
            span: name.span,
            record,
        };
        match scope.declared.modules.get(&name.text) {
            Some(other) if what.is_some() => clash = clash.or(Some(other.span)),
            _ => {
                scope.listed.modules.entry(name.text).or_insert(new);
            }
        }
    }
    if let Some(first) = clash {
        diagnostics.report(report::duplicate(name, first));
    }
}

// ---- cycles and order -----------------------------------------------------------------------------------------------

/// E0700 once for each group of modules that import each other: the shortest cycle through its first module by name.
fn report_cycles(tables: &Tables, diagnostics: &mut Diagnostics, edges: &Edges) {
    let mut modules: Vec<ModuleId> = edges.keys().copied().collect();
    modules.sort_by_key(|&m| tables.modules[m].name.as_str());
    let mut reported: FxHashSet<ModuleId> = FxHashSet::default();
    for start in modules {
        if reported.contains(&start) {
            continue;
        }
        let Some(cycle) = shortest_cycle(tables, edges, start, &reported) else {
            continue;
        };
        let mut names: Vec<&str> = cycle
            .iter()
            .map(|&(m, _)| tables.modules[m].name.as_str())
            .collect();
        names.push(tables.modules[start].name.as_str());
        let mut found = Diagnostic::new(
            Code::E0700,
            cycle[0].1,
            format!("import cycle: `{}`", names.join(" -> ")),
        );
        for &(_, span) in &cycle[1..] {
            found = found.label(span, "and imports the next one here");
        }
        diagnostics.report(found);
        reported.extend(reachable_back(edges, start));
    }
}

/// The modules of a cycle in order, each with the place of the import that leads to the next one.
fn shortest_cycle(
    tables: &Tables,
    edges: &Edges,
    start: ModuleId,
    done: &FxHashSet<ModuleId>,
) -> Option<Vec<(ModuleId, Span)>> {
    let mut came_from: FxHashMap<ModuleId, (ModuleId, Span)> = FxHashMap::default();
    let mut queue = std::collections::VecDeque::from([start]);
    while let Some(module) = queue.pop_front() {
        let mut next: Vec<(ModuleId, Span)> = edges.get(&module).cloned().unwrap_or_default();
        next.sort_by_key(|&(m, _)| tables.modules[m].name.as_str());
        for (to, span) in next {
            if to == start {
                let mut cycle = vec![(module, span)];
                let mut at = module;
                while at != start {
                    let (from, span) = came_from[&at];
                    cycle.push((from, span));
                    at = from;
                }
                cycle.reverse();
                return Some(cycle);
            }
            if !done.contains(&to) && !came_from.contains_key(&to) {
                came_from.insert(to, (module, span));
                queue.push_back(to);
            }
        }
    }
    None
}

/// The modules that lie on some cycle with `start`.
fn reachable_back(edges: &Edges, start: ModuleId) -> Vec<ModuleId> {
    let mut back: FxHashMap<ModuleId, Vec<ModuleId>> = FxHashMap::default();
    for (&from, tos) in edges {
        for &(to, _) in tos {
            back.entry(to).or_default().push(from);
        }
    }
    let ahead = closure(start, |m, push| {
        edges
            .get(&m)
            .into_iter()
            .flatten()
            .for_each(|&(to, _)| push(to));
    });
    let behind = closure(start, |m, push| {
        back.get(&m)
            .into_iter()
            .flatten()
            .for_each(|&from| push(from));
    });
    ahead.intersection(&behind).copied().collect()
}

fn closure(
    start: ModuleId,
    next: impl Fn(ModuleId, &mut dyn FnMut(ModuleId)),
) -> FxHashSet<ModuleId> {
    let mut seen = FxHashSet::from_iter([start]);
    let mut open = vec![start];
    while let Some(module) = open.pop() {
        next(module, &mut |m| {
            if seen.insert(m) {
                open.push(m);
            }
        });
    }
    seen
}

/// The library by name, then the others, importers after what they import, ties by name. Modules inside of others stand
/// directly before the one around them.
fn order(tables: &Tables, edges: &Edges) -> Vec<ModuleId> {
    let mut inner: FxHashMap<ModuleId, Vec<ModuleId>> = FxHashMap::default();
    for module in tables.modules.ids().rev() {
        if let Some(parent) = tables.modules[module].parent {
            inner.entry(parent).or_default().push(module);
        }
    }
    let name = |m: ModuleId| tables.modules[m].name.as_str();
    let mut roots: Vec<ModuleId> = tables
        .modules
        .ids()
        .filter(|&m| tables.modules[m].parent.is_none())
        .collect();
    roots.sort_by_key(|&m| (!tables.modules[m].library, name(m)));
    let mut waiting: FxHashMap<ModuleId, usize> = FxHashMap::default();
    let mut importers: FxHashMap<ModuleId, Vec<ModuleId>> = FxHashMap::default();
    for &module in &roots {
        let mut imported: Vec<ModuleId> = edges
            .get(&module)
            .into_iter()
            .flatten()
            .map(|&(to, _)| to)
            .collect();
        imported.sort_unstable();
        imported.dedup();
        waiting.insert(module, imported.len());
        for to in imported {
            importers.entry(to).or_default().push(module);
        }
    }
    let mut sorted: Vec<ModuleId> = Vec::with_capacity(roots.len());
    let mut ready: BinaryHeap<Reverse<(bool, &str, ModuleId)>> = roots
        .iter()
        .filter(|&m| waiting[m] == 0)
        .map(|&m| Reverse((!tables.modules[m].library, name(m), m)))
        .collect();
    let mut placed: FxHashSet<ModuleId> = FxHashSet::default();
    while let Some(Reverse((_, _, module))) = ready.pop() {
        sorted.push(module);
        placed.insert(module);
        for &importer in importers.get(&module).into_iter().flatten() {
            if let Some(count) = waiting.get_mut(&importer) {
                *count -= 1;
                if *count == 0 {
                    ready.push(Reverse((
                        !tables.modules[importer].library,
                        name(importer),
                        importer,
                    )));
                }
            }
        }
    }
    // Only in programs with import cycles.
    sorted.extend(roots.iter().filter(|m| !placed.contains(m)));
    let mut all = Vec::with_capacity(tables.modules.len());
    for root in sorted {
        push_inner_first(root, &inner, &mut all);
    }
    all
}

fn push_inner_first(
    module: ModuleId,
    inner: &FxHashMap<ModuleId, Vec<ModuleId>>,
    all: &mut Vec<ModuleId>,
) {
    // Pre-order over reversed children, reversed at the end, gives children before parents in source order.
    let start = all.len();
    let mut open = vec![module];
    while let Some(m) = open.pop() {
        all.push(m);
        open.extend(inner.get(&m).into_iter().flatten().rev());
    }
    all[start..].reverse();
}
