//! W0005, W0006, W0007: variables, imports and private declarations that nothing uses.

use crate::base::{Span, Symbol};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};

use super::defs::*;
use super::scope::{Tables, Use};
use super::walk::{SideTables, Used};

pub fn warn(
    tables: &Tables,
    sources: &[Source],
    sides: &[SideTables],
    main: Option<FnId>,
    used: &Used,
    diagnostics: &mut Diagnostics,
) {
    for (_, side) in sources.iter().zip(sides).filter(|(s, _)| !s.library) {
        for local in side.locals.iter() {
            let counts = match local.kind {
                LocalKind::Let | LocalKind::Pattern | LocalKind::Fn(_) => true,
                LocalKind::Param => false,
            };
            if counts && !local.used && !local.name.as_str().starts_with('_') {
                diagnostics.report(
                    Diagnostic::new(
                        Code::W0005,
                        local.span,
                        format!("`{}` is never used", local.name),
                    )
                    .help("prefix with `_`"),
                );
            }
        }
    }
    imports(tables, used, diagnostics);
    declarations(tables, main, used, diagnostics);
}

fn imports(tables: &Tables, used: &Used, diagnostics: &mut Diagnostics) {
    for module in tables.modules.ids() {
        if tables.modules[module].library {
            continue;
        }
        let scope = &tables.scopes[module];
        for (index, import) in scope.imports.iter().enumerate() {
            let Some(target) = import.target else {
                continue;
            };
            let is_used = used.imports.contains(&Use::Import(module, index as u32));
            if import.names.is_none() && !is_used && !tables.modules[target].library {
                diagnostics.report(Diagnostic::new(
                    Code::W0006,
                    import.path.span,
                    format!("module `{}` is never used", tables.modules[target].name),
                ));
            }
        }
        for (record, listed) in scope.listed_names.iter().enumerate() {
            let is_used = used.imports.contains(&Use::Listed(module, record as u32));
            let found = scope.imports[listed.import as usize].target.is_some();
            if found && !is_used {
                diagnostics.report(Diagnostic::new(
                    Code::W0006,
                    listed.name.span,
                    format!("imported name `{}` is never used", listed.name.text),
                ));
            }
        }
    }
}

fn declarations(tables: &Tables, main: Option<FnId>, used: &Used, diagnostics: &mut Diagnostics) {
    let private = |origin: &Origin| {
        let module = &tables.modules[origin.module];
        !origin.public && !module.library && !module.test
    };
    let mut warn = |what: &str, name: Symbol, span: Span| {
        if !name.as_str().starts_with('_') {
            diagnostics.report(Diagnostic::new(
                Code::W0007,
                span,
                format!("{what} `{name}` is never used"),
            ));
        }
    };
    for (id, def) in tables.fns.iter_enumerated() {
        let counts = match def.kind {
            FnDefKind::Clauses(_) | FnDefKind::Extern(_) => true,
            FnDefKind::TraitMethod { .. } | FnDefKind::ImplMethod { .. } => false,
        };
        if counts && private(&def.origin) && !used.fns[id] && Some(id) != main {
            warn("function", def.name, def.origin.span);
        }
    }
    for (id, def) in tables.tycons.iter_enumerated() {
        let what = match def.kind {
            TyConKind::Struct(_) => "struct",
            TyConKind::Sum(_) | TyConKind::Extern { .. } => "type",
            TyConKind::Builtin(_) => continue,
        };
        if let Some(origin) = &def.origin {
            if private(origin) && !used.tycons[id] {
                warn(what, def.name, origin.span);
            }
        }
    }
    for (id, def) in tables.consts.iter_enumerated() {
        if private(&def.origin) && !used.consts[id] {
            warn("constant", def.name, def.origin.span);
        }
    }
}
