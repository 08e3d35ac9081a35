//! Warnings about programs that are well typed but probably not meant so: W0010 (a value thrown away by an `if` without
//! `else`), W0011 (comparison with NaN), W0012 (endless loop), W0014 (private type in a public signature), W0017 (`todo`).

use super::typed::{Body, Callee, Expr, ExprKind, FunctionKind, Literal, Program, Stmt};
use crate::base::Span;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::resolve::{self, Builtin, FnDefKind, ModuleId, Resolved, TyConId, TypeRes};
use crate::syntax::ast::{self, TypeKind};
use crate::types::ty::{Ty, TyKind};
use crate::types::typed::{ExprId, TyConKind};

/// Looks through the modules that are no library.
pub fn run(resolved: &Resolved, program: &Program, diagnostics: &mut Diagnostics) {
    let own = |module: ModuleId| !program.modules[module].library;
    for (id, function) in program.fns.iter_enumerated().filter(|(_, f)| own(f.module)) {
        let FunctionKind::Mesh(body) = &function.kind else {
            continue;
        };
        let mut lints = Lints {
            program,
            body,
            diagnostics,
        };
        lints.body();
        if resolved
            .fns
            .get(id)
            .is_some_and(|def| infers_result(resolved, def))
        {
            lints.discarded_tails();
        }
    }
    for constant in program.consts.iter().filter(|c| own(c.module)) {
        Lints {
            program,
            body: &constant.body,
            diagnostics,
        }
        .body();
    }
    private_types(resolved, diagnostics);
}

/// Whether a function's result type is not written.
fn infers_result(resolved: &Resolved, def: &resolve::FnDef) -> bool {
    match &def.kind {
        FnDefKind::Clauses(clauses) => {
            let ast = &resolved.files[def.origin.ast].ast;
            clauses
                .first()
                .is_some_and(|&first| ast.fns[first].result.is_none())
        }
        FnDefKind::Extern(_) | FnDefKind::TraitMethod { .. } | FnDefKind::ImplMethod { .. } => {
            false
        }
    }
}

struct Lints<'a> {
    program: &'a Program,
    body: &'a Body,
    diagnostics: &'a mut Diagnostics,
}

impl Lints<'_> {
    fn body(&mut self) {
        for expr in self.body.exprs.iter() {
            match &expr.kind {
                ExprKind::Call {
                    callee: Callee::Fn { id, .. },
                    args,
                } => {
                    let function = &self.program.fns[*id];
                    let library = &self.program.modules[function.module];
                    if library.library
                        && library.name.as_str() == "Prelude"
                        && function.name.as_str() == "todo"
                    {
                        self.warn(
                            Code::W0017,
                            expr.span,
                            "`todo` left in code",
                            "write what it stands for",
                        );
                    }
                    if library.library {
                        self.comparison(expr, args);
                    }
                }
                ExprKind::Call {
                    callee: Callee::Trait { tr, .. },
                    args,
                } if [self.program.lang.eq, self.program.lang.ord].contains(&Some(*tr)) => {
                    self.comparison(expr, args);
                }
                ExprKind::While { condition, body } => self.endless(*condition, *body),
                _ => {}
            }
        }
    }

    fn warn(&mut self, code: Code, span: Span, message: &str, help: &str) {
        self.diagnostics
            .report(Diagnostic::new(code, span, message).help(help));
    }

    /// W0011. `args` are those of a library function: a comparison if it makes a Bool of two Floats.
    fn comparison(&mut self, call: &Expr, args: &[ExprId]) {
        let [left, right] = *args else { return };
        let span = call.span;
        let exprs = &self.body.exprs;
        if !self.is(call.ty, Builtin::Bool)
            || !self.is(exprs[left].ty, Builtin::Float)
            || !self.is(exprs[right].ty, Builtin::Float)
        {
            return;
        }
        let nan = |id: ExprId| match &exprs[id].kind {
            ExprKind::Const(constant) => self.program.consts[*constant].name.as_str() == "nan",
            _ => false,
        };
        let same = match (&exprs[left].kind, &exprs[right].kind) {
            (ExprKind::Local { local: a, .. }, ExprKind::Local { local: b, .. }) => a == b,
            _ => false,
        };
        if nan(left) || nan(right) {
            self.warn(
                Code::W0011,
                span,
                "NaN differs from every number, itself included",
                "use `Float.is_nan`",
            );
        } else if same {
            self.warn(
                Code::W0011,
                span,
                "a Float is compared with itself",
                "use `Float.is_nan`",
            );
        }
    }

    fn is(&self, ty: Ty, builtin: Builtin) -> bool {
        match self.program.tys.kind(ty) {
            TyKind::Con(con, _) => {
                matches!(&self.program.tycons[*con].kind, TyConKind::Builtin(found) if *found == builtin)
            }
            TyKind::Fun(..)
            | TyKind::Tuple(_)
            | TyKind::Param(_)
            | TyKind::Var(_)
            | TyKind::Proj { .. }
            | TyKind::Error => false,
        }
    }

    /// W0012: `while true` that nothing leaves.
    fn endless(&mut self, condition: ExprId, body: ExprId) {
        let exprs = &self.body.exprs;
        if !matches!(
            exprs[condition].kind,
            ExprKind::Literal(Literal::Bool(true))
        ) {
            return;
        }
        // (expression, whether a `break` there leaves this loop)
        let mut open = vec![(body, true)];
        while let Some((id, ours)) = open.pop() {
            let expr = &exprs[id];
            match &expr.kind {
                ExprKind::Break if ours => return,
                ExprKind::Return(_) | ExprKind::Try(_) => return,
                ExprKind::Call { .. } | ExprKind::CallValue { .. }
                    if self.is(expr.ty, Builtin::Never) =>
                {
                    return
                }
                ExprKind::Closure { .. } => continue,
                ExprKind::While { condition, body } => {
                    open.push((*condition, ours));
                    open.push((*body, false));
                }
                ExprKind::For(each) => {
                    open.push((each.iterated, ours));
                    open.extend(each.filter.map(|filter| (filter, ours)));
                    open.push((each.body, false));
                }
                kind => open.extend(parts(kind).into_iter().map(|part| (part, ours))),
            }
        }
        let span = exprs[condition].span;
        self.warn(
            Code::W0012,
            span,
            "this loop never ends",
            "leave it with `break` or `return`",
        );
    }

    /// W0010: the tail of each clause.
    fn discarded_tails(&mut self) {
        let mut open: Vec<ExprId> = self.body.clauses.iter().map(|clause| clause.body).collect();
        while let Some(id) = open.pop() {
            let expr = &self.body.exprs[id];
            match &expr.kind {
                ExprKind::Block { value, .. } => open.extend(value),
                ExprKind::Case { arms, .. } => open.extend(arms.iter().map(|arm| arm.body)),
                ExprKind::If {
                    branches,
                    otherwise: Some(last),
                } => {
                    open.extend(branches.iter().map(|(_, branch)| *branch));
                    open.push(*last);
                }
                ExprKind::If {
                    branches,
                    otherwise: None,
                } => {
                    let lost = branches.iter().any(|(_, branch)| self.has_value(*branch));
                    if lost {
                        self.warn(
                            Code::W0010,
                            expr.span,
                            "the value of this `if` without `else` is discarded",
                            "add an `else`, or end the branch with `()`",
                        );
                    }
                }
                _ => {}
            }
        }
    }

    /// Whether a branch ends in a value that someone could want.
    fn has_value(&self, mut id: ExprId) -> bool {
        while let ExprKind::Block { stmts, value } = &self.body.exprs[id].kind {
            match (value, stmts.last()) {
                (Some(value), _) => id = *value,
                // The value became a statement because the `if` has none.
                (None, Some(Stmt::Expr(last))) => id = *last,
                (None, _) => return false,
            }
        }
        let ty = self.body.exprs[id].ty;
        !self.is(ty, Builtin::Unit) && !self.is(ty, Builtin::Never)
    }
}

/// The direct parts of an expression; closures and local functions keep theirs.
fn parts(kind: &ExprKind) -> Vec<ExprId> {
    use super::typed::InterpolationPart;
    match kind {
        ExprKind::Literal(_)
        | ExprKind::Local { .. }
        | ExprKind::Const(_)
        | ExprKind::Function(_)
        | ExprKind::Closure { .. }
        | ExprKind::Break
        | ExprKind::Continue
        | ExprKind::Error => Vec::new(),
        ExprKind::Interpolation(parts) => parts
            .iter()
            .filter_map(|part| match part {
                InterpolationPart::Text(_) => None,
                InterpolationPart::Value { value, .. } => Some(*value),
            })
            .collect(),
        ExprKind::Call { args, .. } => args.clone(),
        ExprKind::CallValue { callee, args } => [&[*callee], args.as_slice()].concat(),
        ExprKind::Construct { fields, .. } => fields.iter().map(|(_, value)| *value).collect(),
        ExprKind::Tuple(items) | ExprKind::List(items) => items.clone(),
        ExprKind::Map(entries) => entries
            .iter()
            .flat_map(|(key, value)| [*key, *value])
            .collect(),
        ExprKind::Update { base, fields } => std::iter::once(*base)
            .chain(fields.iter().map(|(_, value)| *value))
            .collect(),
        ExprKind::Field { base, .. } => vec![*base],
        ExprKind::And(a, b) | ExprKind::Or(a, b) => vec![*a, *b],
        ExprKind::Not(value) | ExprKind::Return(value) | ExprKind::Diverges(value) => vec![*value],
        ExprKind::If {
            branches,
            otherwise,
        } => branches
            .iter()
            .flat_map(|(condition, branch)| [*condition, *branch])
            .chain(*otherwise)
            .collect(),
        ExprKind::Case {
            scrutinee, arms, ..
        } => std::iter::once(*scrutinee)
            .chain(
                arms.iter()
                    .flat_map(|arm| arm.guard.into_iter().chain([arm.body])),
            )
            .collect(),
        ExprKind::For(each) => [each.iterated, each.body]
            .into_iter()
            .chain(each.filter)
            .collect(),
        ExprKind::While { condition, body } => vec![*condition, *body],
        ExprKind::Block { stmts, value } => stmts
            .iter()
            .filter_map(|stmt| match stmt {
                Stmt::Let { value, .. } => Some(*value),
                Stmt::Expr(value) => Some(*value),
                Stmt::Fns(_) => None,
            })
            .chain(*value)
            .collect(),
        ExprKind::Try(attempt) => vec![attempt.value],
    }
}

/// W0014: the types that the public functions, types and constants of the project mention.
fn private_types(resolved: &Resolved, diagnostics: &mut Diagnostics) {
    let exported =
        |origin: &resolve::Origin| origin.public && !resolved.modules[origin.module].library;
    let mut found: Vec<(Span, TyConId)> = Vec::new();
    for def in resolved.fns.iter().filter(|def| exported(&def.origin)) {
        let file = &resolved.files[def.origin.ast];
        let mut types: Vec<ast::TypeId> = Vec::new();
        match &def.kind {
            FnDefKind::Clauses(clauses) => {
                if let Some(&first) = clauses.first() {
                    let decl = &file.ast.fns[first];
                    types.extend(decl.params.iter().filter_map(|param| param.ty));
                    types.extend(decl.result);
                }
            }
            FnDefKind::Extern(decl) => {
                types.extend(decl.params.iter().filter_map(|param| param.ty));
                types.extend(decl.result);
            }
            FnDefKind::TraitMethod { .. } | FnDefKind::ImplMethod { .. } => {}
        }
        mentioned(file, types, &mut found);
    }
    for def in resolved.tycons.iter() {
        let Some(origin) = def.origin.filter(|origin| exported(origin)) else {
            continue;
        };
        let types = match &def.kind {
            resolve::TyConKind::Struct(decl) => decl.fields.iter().map(|field| field.ty).collect(),
            resolve::TyConKind::Sum(decl) => decl
                .variants
                .iter()
                .flat_map(|variant| variant.fields.iter().map(|field| field.ty))
                .collect(),
            resolve::TyConKind::Builtin(_) | resolve::TyConKind::Extern { .. } => Vec::new(),
        };
        mentioned(&resolved.files[origin.ast], types, &mut found);
    }
    for def in resolved.consts.iter().filter(|def| exported(&def.origin)) {
        mentioned(
            &resolved.files[def.origin.ast],
            def.ty.into_iter().collect(),
            &mut found,
        );
    }
    for (span, con) in found {
        let def = &resolved.tycons[con];
        let Some(origin) = def
            .origin
            .filter(|o| !o.public && !resolved.modules[o.module].library)
        else {
            continue;
        };
        diagnostics.report(
            Diagnostic::new(
                Code::W0014,
                span,
                format!(
                    "private type `{}` in the signature of a public item",
                    def.name
                ),
            )
            .label(origin.span, "it is private to its module")
            .help("make the type `pub` too"),
        );
    }
}

/// The type constructors in type expressions, with their places.
fn mentioned(
    file: &resolve::ResolvedFile,
    types: Vec<ast::TypeId>,
    found: &mut Vec<(Span, TyConId)>,
) {
    let mut open = types;
    while let Some(id) = open.pop() {
        if let TypeRes::Con(con) = file.types[id] {
            found.push((file.ast.types[id].span, con));
        }
        match &file.ast.types[id].kind {
            TypeKind::Path { args, .. } => open.extend(args),
            TypeKind::Fun(params, result) => {
                open.extend(params);
                open.push(*result);
            }
            TypeKind::Tuple(items) => open.extend(items),
            TypeKind::Option(ty) => open.push(*ty),
            TypeKind::Result(ty, error) => open.extend([*ty, *error]),
            TypeKind::Unit | TypeKind::Hole | TypeKind::Error => {}
        }
    }
}
