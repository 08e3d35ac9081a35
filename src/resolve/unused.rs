//! W0005, W0006, W0007: variables, imports and private declarations that nothing uses.

use crate::base::{Id, IndexVec};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};

use super::defs::*;
use super::scope::{Tables, Use};
use super::walk::Used;

pub fn warn(
    tables: &Tables,
    sources: &[Source],
    locals: &[&IndexVec<LocalId, Local>],
    used: &Used,
    diagnostics: &mut Diagnostics,
) {
    for (source, locals) in sources.iter().zip(locals) {
        if source.library {
            continue;
        }
        for local in locals.iter() {
            let counts = match local.kind {
                LocalKind::Let | LocalKind::Pattern | LocalKind::Fn(_) => true,
                LocalKind::Param => false,
            };
            if counts && !local.used && !local.name.as_str().starts_with('_') {
                diagnostics.report(
                    Diagnostic::new(
                        Code::W0005,
                        local.span,
                        format!("variable `{}` is never used", local.name),
                    )
                    .help(format!("write `_{}` if that is meant", local.name)),
                );
            }
        }
    }
    imports(tables, used, diagnostics);
    declarations(tables, used, diagnostics);
}

fn imports(tables: &Tables, used: &Used, diagnostics: &mut Diagnostics) {
    for module in tables.modules.ids().filter(|m| !tables.modules[*m].library) {
        let scope = &tables.scopes[module];
        for (index, import) in scope.imports.iter().enumerate() {
            let Some(target) = import.target else {
                continue;
            };
            match &import.names {
                None => {
                    let used = used.imports.contains(&Use::Import(module, index as u32));
                    if !used && !tables.modules[target].library {
                        diagnostics.report(Diagnostic::new(
                            Code::W0006,
                            import.path.span,
                            format!(
                                "imported module `{}` is never used",
                                tables.modules[target].name
                            ),
                        ));
                    }
                }
                Some(_) => {
                    for (record, listed) in scope.listed_names.iter().enumerate() {
                        let is_used = used.imports.contains(&Use::Listed(module, record as u32));
                        if listed.import == index as u32 && !is_used {
                            diagnostics.report(Diagnostic::new(
                                Code::W0006,
                                listed.name.span,
                                format!("imported name `{}` is never used", listed.name.text),
                            ));
                        }
                    }
                }
            }
        }
    }
}

fn declarations(tables: &Tables, used: &Used, diagnostics: &mut Diagnostics) {
    let user = |origin: &Origin| {
        !origin.public
            && !tables.modules[origin.module].library
            && !tables.modules[origin.module].test
    };
    let mut warn = |what: &str, name: crate::base::Symbol, span| {
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
        let main =
            def.name.as_str() == "main" && tables.modules[def.origin.module].parent.is_none();
        if counts && user(&def.origin) && !used.fns.contains(&id) && !main {
            warn("function", def.name, def.origin.span);
        }
    }
    for (id, def) in tables.tycons.iter_enumerated() {
        if let Some(origin) = &def.origin {
            if user(origin) && !used.tycons.contains(&id) {
                let what = match def.kind {
                    TyConKind::Struct(_) => "struct",
                    TyConKind::Sum(_) | TyConKind::Builtin(_) | TyConKind::Extern { .. } => "type",
                };
                warn(what, def.name, origin.span);
            }
        }
    }
    for (id, def) in tables.consts.iter_enumerated() {
        if user(&def.origin) && !used.consts.contains(&id) {
            warn("constant", def.name, def.origin.span);
        }
    }
    debug_assert!(used.fns.iter().all(|f| f.index() < tables.fns.len()));
}
