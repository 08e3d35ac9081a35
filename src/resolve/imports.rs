//! The module graph: targets of imports, listed names, cycles, and the order of modules.

use rustc_hash::FxHashMap;

use crate::base::{Id, IndexVec, Symbol};
use crate::diagnostics::suggest::did_you_mean;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};

use super::defs::*;
use super::scope::*;

/// Finds what each import names and puts the listed names into scope (level 3).
pub fn bind(tables: &mut Tables, diagnostics: &mut Diagnostics) {
    for module in tables.modules.ids() {
        let mut imports = std::mem::take(&mut tables.scopes[module].imports);
        for (index, import) in imports.iter_mut().enumerate() {
            import.target = target(tables, module, import, diagnostics);
            let scope = &mut tables.scopes[module];
            if import.target.is_none() {
                scope.broken_import = true;
            }
            let segments: Vec<Symbol> = import.path.segments.iter().map(|s| s.text).collect();
            let mut bind = |first: Symbol, rest: Vec<Symbol>, full| {
                scope
                    .bindings
                    .entry(first)
                    .or_default()
                    .push(ModuleBinding {
                        rest,
                        target: import.target,
                        import: index as u32,
                        full,
                    })
            };
            if let (Some(&first), Some(&last)) = (segments.first(), segments.last()) {
                bind(first, segments[1..].to_vec(), true);
                if segments.len() > 1 {
                    bind(last, Vec::new(), false);
                }
            }
            if let (Some(names), Some(target)) = (&import.names, import.target) {
                for name in names.clone() {
                    list(tables, module, target, name, index as u32, diagnostics);
                }
            } else if let Some(names) = &import.names {
                for name in names {
                    poison(&mut tables.scopes[module], *name);
                }
            }
        }
        tables.scopes[module].imports = imports;
    }
}

fn target(
    tables: &Tables,
    module: ModuleId,
    import: &Import,
    diagnostics: &mut Diagnostics,
) -> ModuleTarget {
    let path: Vec<&str> = import
        .path
        .segments
        .iter()
        .map(|s| s.text.as_str())
        .collect();
    let name = Symbol::new(&path.join("."));
    let library = |name: Symbol| tables.library_modules.get(&name).copied();
    let found = tables
        .user_modules
        .get(&name)
        .copied()
        .or_else(|| library(name))
        .or_else(|| {
            let rest = path.strip_prefix(&["Std"])?;
            library(Symbol::new(&rest.join(".")))
        });
    if let Some(target) = found {
        if tables.root(target) == tables.root(module) && !tables.modules[module].library {
            diagnostics.report(Diagnostic::new(
                Code::E0701,
                import.span,
                format!("module `{name}` cannot import itself"),
            ));
            return None;
        }
        return Some(target);
    }
    let mut names: Vec<&str> = tables
        .user_modules
        .keys()
        .chain(tables.library_modules.keys())
        .map(|s| s.as_str())
        .collect();
    names.sort_unstable();
    let mut found = Diagnostic::new(
        Code::E0031,
        import.path.span,
        format!("module `{name}` not found"),
    );
    if let Some(help) = did_you_mean(name.as_str(), names) {
        found = found.help(help);
    }
    diagnostics.report(found);
    None
}

fn poison(scope: &mut Scope, name: crate::syntax::ast::Name) {
    let record = scope.listed_names.len() as u32;
    scope.listed_names.push(ListedName {
        name,
        import: u32::MAX,
    });
    let entry = |what| Entry {
        what,
        public: false,
        span: name.span,
        record,
    };
    scope
        .listed
        .values
        .entry(name.text)
        .or_default()
        .push(entry(Value::Poison));
    scope.listed.types.entry(name.text).or_insert(Entry {
        what: TypeDef::Poison,
        public: false,
        span: name.span,
        record,
    });
}

/// `from target import name`
fn list(
    tables: &mut Tables,
    module: ModuleId,
    target: ModuleId,
    name: crate::syntax::ast::Name,
    import: u32,
    diagnostics: &mut Diagnostics,
) {
    let declared = &tables.scopes[target].declared;
    let values: Vec<Entry<Value>> = declared.values.get(&name.text).cloned().unwrap_or_default();
    let ty = declared.types.get(&name.text).copied();
    let nested = declared.modules.get(&name.text).copied();
    let public = |owner: bool| owner || tables.may_see(module, target, false);
    let visible: Vec<Entry<Value>> = values
        .iter()
        .filter(|e| public(e.public))
        .copied()
        .collect();
    let visible_ty = ty.filter(|e| public(e.public));
    let visible_module = nested.filter(|e| public(e.public));
    if visible.is_empty() && visible_ty.is_none() && visible_module.is_none() {
        let private = values
            .first()
            .map(|e| e.span)
            .or(ty.map(|e| e.span))
            .or(nested.map(|e| e.span));
        report_missing(tables, target, name, private, diagnostics);
        poison(&mut tables.scopes[module], name);
        return;
    }
    let own = &tables.scopes[module].declared;
    let clash = own.values.get(&name.text).and_then(|e| {
        e.iter().find(|e| {
            visible.iter().any(|v| match (e.what, v.what) {
                (Value::Fn(_, a), Value::Fn(_, b)) => a == b,
                (Value::Fn(..) | Value::Const(_), Value::Const(_))
                | (Value::Const(_), Value::Fn(..)) => true,
                _ => false,
            })
        })
    });
    let clash = clash.map(|e| e.span).or_else(|| {
        visible_ty
            .and_then(|_| own.types.get(&name.text))
            .map(|e| e.span)
    });
    if let Some(span) = clash {
        diagnostics.report(super::report::duplicate(name, span));
    }
    // a sum type brings its variants, an interface its methods
    let mut extra: Vec<(Symbol, Entry<Value>)> = Vec::new();
    if let Some(entry) = visible_ty {
        for (value, entries) in &tables.scopes[target].declared.values {
            for e in entries {
                let belongs = match (entry.what, e.what) {
                    (TypeDef::Con(con), Value::Variant(of, _)) => con == of,
                    (TypeDef::Trait(tr), Value::Method(of, _, _)) => tr == of,
                    _ => false,
                };
                if belongs && *value != name.text {
                    extra.push((*value, *e));
                }
            }
        }
    }
    let scope = &mut tables.scopes[module];
    let record = scope.listed_names.len() as u32;
    scope.listed_names.push(ListedName { name, import });
    let values = scope.listed.values.entry(name.text).or_default();
    values.extend(visible.iter().map(|e| Entry {
        span: name.span,
        record,
        ..*e
    }));
    if values.is_empty() {
        scope.listed.values.remove(&name.text);
    }
    for (value, e) in extra {
        scope
            .listed
            .values
            .entry(value)
            .or_default()
            .push(Entry { record, ..e });
    }
    if let Some(e) = visible_ty {
        scope.listed.types.insert(
            name.text,
            Entry {
                span: name.span,
                record,
                ..e
            },
        );
    }
    if let Some(e) = visible_module {
        scope.listed.modules.insert(
            name.text,
            Entry {
                span: name.span,
                record,
                ..e
            },
        );
    }
}

/// E0035 for a private name, E0034 for one that the module does not have.
pub fn report_missing(
    tables: &Tables,
    target: ModuleId,
    name: crate::syntax::ast::Name,
    private: Option<crate::base::Span>,
    diagnostics: &mut Diagnostics,
) {
    let module = tables.modules[target].name;
    if let Some(span) = private {
        diagnostics.report(
            Diagnostic::new(
                Code::E0035,
                name.span,
                format!(
                    "`{}` is private in module `{module}`; add `pub` to export it",
                    name.text
                ),
            )
            .label(span, "it is declared here"),
        );
        return;
    }
    let declared = &tables.scopes[target].declared;
    let mut names: Vec<&str> = declared
        .values
        .iter()
        .filter(|(_, e)| e.iter().any(|e| e.public))
        .map(|(n, _)| n.as_str())
        .chain(
            declared
                .types
                .iter()
                .filter(|(_, e)| e.public)
                .map(|(n, _)| n.as_str()),
        )
        .chain(
            declared
                .modules
                .iter()
                .filter(|(_, e)| e.public)
                .map(|(n, _)| n.as_str()),
        )
        .collect();
    names.sort_unstable();
    names.dedup();
    let mut found = Diagnostic::new(
        Code::E0034,
        name.span,
        format!("module `{module}` has no public `{}`", name.text),
    );
    match did_you_mean(name.text.as_str(), names.iter().copied()) {
        Some(help) => found = found.help(help),
        None if names.is_empty() => found = found.note("the module exports nothing"),
        None => {
            names.truncate(8);
            found = found.note(format!("it exports {}", names.join(", ")));
        }
    }
    diagnostics.report(found);
}

/// Modules after those they import, ties by name. Cycles are reported (E0700).
pub fn order(tables: &Tables, diagnostics: &mut Diagnostics) -> Vec<ModuleId> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Active,
        Done,
    }
    let mut edges: IndexVec<ModuleId, Vec<(ModuleId, u32)>> =
        IndexVec::from_elem(Vec::new(), tables.modules.len());
    for module in tables.modules.ids() {
        let from = tables.root(module);
        for (index, import) in tables.scopes[module].imports.iter().enumerate() {
            if let Some(target) = import.target {
                let to = tables.root(target);
                if !tables.modules[to].library && to != from {
                    edges[from].push((to, index as u32));
                }
            }
        }
    }
    let mut by_name: Vec<ModuleId> = tables.modules.ids().collect();
    by_name.sort_by_key(|m| {
        (
            !tables.modules[*m].library,
            tables.modules[*m].name.as_str(),
        )
    });
    for list in edges.iter_mut() {
        list.sort_by_key(|(m, _)| tables.modules[*m].name.as_str());
    }
    let mut state = IndexVec::from_elem(State::New, tables.modules.len());
    let mut order = Vec::new();
    let mut reported: FxHashMap<Vec<ModuleId>, ()> = FxHashMap::default();
    for &start in &by_name {
        if state[start] != State::New || tables.modules[start].parent.is_some() {
            continue;
        }
        // an explicit stack: import chains may be long
        let mut stack: Vec<(ModuleId, usize)> = vec![(start, 0)];
        state[start] = State::Active;
        while let Some((module, at)) = stack.pop() {
            match edges[module].get(at) {
                Some(&(next, _)) => {
                    stack.push((module, at + 1));
                    match state[next] {
                        State::New => {
                            state[next] = State::Active;
                            stack.push((next, 0));
                        }
                        State::Active => {
                            let from = stack.iter().position(|(m, _)| *m == next).unwrap_or(0);
                            let cycle: Vec<ModuleId> =
                                stack[from..].iter().map(|(m, _)| *m).collect();
                            let mut key = cycle.clone();
                            key.sort();
                            if reported.insert(key, ()).is_none() {
                                report_cycle(tables, &cycle, diagnostics);
                            }
                        }
                        State::Done => {}
                    }
                }
                None => {
                    state[module] = State::Done;
                    order.push(module);
                }
            }
        }
    }
    // nested modules follow their file's own
    let mut all = Vec::with_capacity(tables.modules.len());
    for module in order {
        all.push(module);
        all.extend(
            by_name
                .iter()
                .copied()
                .filter(|m| *m != module && tables.root(*m) == module),
        );
    }
    all
}

fn report_cycle(tables: &Tables, cycle: &[ModuleId], diagnostics: &mut Diagnostics) {
    let first = (0..cycle.len())
        .min_by_key(|i| tables.modules[cycle[*i]].name.as_str())
        .unwrap_or(0);
    let ring: Vec<ModuleId> = cycle[first..]
        .iter()
        .chain(&cycle[..first])
        .copied()
        .collect();
    let mut names: Vec<&str> = ring
        .iter()
        .map(|m| tables.modules[*m].name.as_str())
        .collect();
    names.push(names[0]);
    let import_of = |from: ModuleId, to: ModuleId| {
        tables
            .modules
            .ids()
            .filter(|m| tables.root(*m) == from)
            .find_map(|m| {
                tables.scopes[m]
                    .imports
                    .iter()
                    .find(|i| i.target.is_some_and(|t| tables.root(t) == to))
                    .map(|i| i.path.span)
            })
    };
    let step = |i: usize| import_of(ring[i], ring[(i + 1) % ring.len()]);
    let Some(primary) = step(0) else {
        crate::bug!(
            "resolve",
            "a cycle without imports at module {}",
            ring[0].index()
        );
    };
    let mut found = Diagnostic::new(
        Code::E0700,
        primary,
        format!("import cycle: `{}`", names.join(" -> ")),
    );
    for i in 1..ring.len() {
        if let Some(span) = step(i) {
            found = found.label(
                span,
                format!("`{}` imports `{}` here", names[i], names[i + 1]),
            );
        }
    }
    diagnostics.report(found);
}
