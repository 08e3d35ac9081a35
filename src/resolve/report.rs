//! The texts of diagnostics that several parts of the pass report.

use rustc_hash::FxHashMap;

use crate::base::{Span, Symbol};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::syntax::ast;

/// A construct of the language that this version does not compile.
pub fn not_available(construct: &str, span: Span) -> Diagnostic {
    let subject = match construct {
        "json" | "Json" | "deriving(Json)" => "JSON is",
        "deriving(Row)" | "deriving(Schema)" => "databases are",
        "regular expression" => "regular expressions are",
        "test" | "describe" | "setup" | "teardown" | "assert" | "assert_eq" | "assert_ne"
        | "assert_raises" | "assert_receive" => "tests are",
        _ => "actors are",
    };
    Diagnostic::new(
        Code::E0105,
        span,
        format!("`{construct}` is not available in this version of meshc"),
    )
    .note(format!("{subject} in preparation"))
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
pub fn later_clause(diagnostics: &mut Diagnostics, decl: &ast::FnDecl, public: Option<Span>) {
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
    if let (Some(_), Some(span)) = (decl.result, result_span(decl)) {
        warn(span, "result type");
    }
    if let (Some(first), Some(last)) = (decl.bounds.first(), decl.bounds.last()) {
        warn(first.param.span.to(last.tr.span), "`where`");
    }
}

/// From the parameters' `)` to the end of the head there stand the arrow and the type, unless bounds follow.
fn result_span(decl: &ast::FnDecl) -> Option<Span> {
    let end = match decl.bounds.first() {
        Some(_) => return None,
        None => decl.head_span.end,
    };
    (decl.params_span.end < end).then_some(Span {
        start: decl.params_span.end,
        end,
        ..decl.head_span
    })
}
