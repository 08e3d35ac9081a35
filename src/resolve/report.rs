//! The texts of diagnostics that several parts of the pass report.

use rustc_hash::FxHashMap;

use crate::base::{Span, Symbol};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::syntax::ast;

/// What later versions bring, with the names, types and constructs that stand for it.
const IN_PREPARATION: [(&str, &[&str]); 4] = [
    (
        "actors are",
        &[
            "actor",
            "service",
            "supervisor",
            "receive",
            "spawn",
            "send",
            "link",
            "monitor",
            "self()",
            "spawn_link",
            "spawn_monitor",
            "demonitor",
            "unlink",
            "reply",
            "Pid",
        ],
    ),
    ("JSON is", &["json", "deriving(Json)"]),
    ("databases are", &["deriving(Row)", "deriving(Schema)"]),
    ("tests are", &super::collect::TEST_NAMES),
];

/// Modules of the library that are in preparation.
const LATER_MODULES: [&str; 22] = [
    "Base64",
    "Cluster",
    "Command",
    "Compress",
    "Crypto",
    "Csv",
    "Db",
    "Duration",
    "Hex",
    "Http",
    "Log",
    "Node",
    "Pg",
    "Process",
    "Random",
    "Regex",
    "Sqlite",
    "System",
    "Test",
    "Timer",
    "Url",
    "WebSocket",
];

pub fn is_in_preparation(name: &str) -> bool {
    IN_PREPARATION
        .iter()
        .any(|(_, names)| names.contains(&name))
}

pub fn is_later_module(name: &str) -> bool {
    LATER_MODULES.contains(&name)
}

/// What a refused `deriving` would have offered as `T.name`.
pub fn is_later_static(name: &str) -> bool {
    matches!(name, "from_json" | "decode" | "from_row") || name.starts_with("__")
}

/// A construct of the language that this version does not compile.
pub fn not_available(construct: &str, span: Span) -> Diagnostic {
    let subject = IN_PREPARATION
        .iter()
        .find(|(_, names)| names.contains(&construct));
    let found = Diagnostic::new(
        Code::E0105,
        span,
        format!("`{construct}` is not available in this version of meshc"),
    );
    match subject {
        Some((subject, _)) => found.note(format!("{subject} in preparation")),
        None => found.note("it is in preparation"),
    }
}

/// E0023: clauses of one function that do not follow one another.
pub fn scattered(clause: &ast::FnDecl, first: &ast::FnDecl) -> Diagnostic {
    Diagnostic::new(
        Code::E0023,
        clause.head_span,
        format!(
            "clauses of `{}/{}` must be adjacent",
            clause.name.text,
            clause.params.len()
        ),
    )
    .label(first.head_span, "the first clauses are here")
}

pub fn duplicate(name: ast::Name, first: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0202,
        name.span,
        format!("`{}` is already defined", name.text),
    )
    .label(first, "it is defined here")
}

pub fn repeated(what: &str, name: ast::Name, first: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0203,
        name.span,
        format!("duplicate {what} `{}`", name.text),
    )
    .label(first, "first given here")
}

/// E0203 for each name that occurred before.
pub fn unique<'n>(
    diagnostics: &mut Diagnostics,
    names: impl Iterator<Item = &'n ast::Name>,
    what: &str,
) {
    let (_, most) = names.size_hint();
    if most.is_some_and(|n| n < 2) {
        return;
    }
    let mut seen: FxHashMap<Symbol, Span> = FxHashMap::default();
    for name in names {
        match seen.get(&name.text) {
            Some(&first) => diagnostics.report(repeated(what, *name, first)),
            None => {
                seen.insert(name.text, name.span);
            }
        }
    }
}

/// W0002: the parts of a function's later clauses that count on its first one only.
pub fn later_clause(
    diagnostics: &mut Diagnostics,
    ast: &ast::Module,
    decl: &ast::FnDecl,
    public: Option<Span>,
) {
    let mut warn = |span: Span, what: &str| {
        diagnostics.report(Diagnostic::new(
            Code::W0002,
            span,
            format!("only the first clause's {what} counts"),
        ));
    };
    if let Some(span) = public {
        warn(span, "`pub`");
    }
    if let (Some(first), Some(last)) = (decl.generics.first(), decl.generics.last()) {
        warn(first.span.to(last.span), "list of type parameters");
    }
    if let Some(result) = decl.result {
        // With the arrow, which stands one blank before the type.
        let ty = ast.types[result].span;
        let start = decl.params_span.end.max(ty.start.saturating_sub(3));
        warn(Span { start, ..ty }, "result type");
    }
    if let (Some(first), Some(last)) = (decl.bounds.first(), decl.bounds.last()) {
        warn(first.param.span.to(last.tr.span), "`where`");
    }
}
