//! Exhaustiveness and redundancy of patterns, over typed bodies: E0012, E0502, W0001, W0004.
//!
//! `matrix` holds the algorithm, `witness` the values that it finds uncovered. Guards never cover anything.

mod matrix;
#[cfg(test)]
mod tests;
mod witness;

use crate::base::{IndexVec, Span, Symbol};
use crate::diagnostics::{Code, Diagnostic};
use crate::resolve::TyConId;

use super::ty::Ty;
use super::typed::{Body, Clause, ExprKind, PatId, PatKind, Stmt, TyCon};

use matrix::{Arm, Checker, Unreachable, Verdict};
use witness::show_missing;

/// The text in place of witnesses where the check was given up.
const TOO_MANY: &str = "too many combinations to check";

/// Checks all patterns of one function or constant, whose name is given for messages about its clauses. `show` gives a
/// type's text.
pub fn check_body(
    body: &Body,
    name: Symbol,
    tycons: &IndexVec<TyConId, TyCon>,
    show: &dyn Fn(Ty) -> String,
) -> Vec<Diagnostic> {
    let mut check = Check {
        body,
        tycons,
        show,
        found: Vec::new(),
    };
    check.clauses(Some(name), &body.clauses);
    for expr in body.exprs.iter() {
        match &expr.kind {
            ExprKind::Case {
                scrutinee,
                arms,
                head,
            } => {
                let arms: Vec<(PatId, bool)> =
                    arms.iter().map(|a| (a.pat, a.guard.is_some())).collect();
                check.case(*head, body.exprs[*scrutinee].ty, &arms);
            }
            ExprKind::For(each) => {
                check.irrefutable(each.pat);
                if let Some(pair) = each.pair {
                    check.irrefutable(pair);
                }
            }
            ExprKind::Closure { clauses } => check.clauses(None, clauses),
            ExprKind::Block { stmts, .. } => {
                for stmt in stmts {
                    match stmt {
                        Stmt::Let { pat, .. } => check.irrefutable(*pat),
                        Stmt::Fns(fns) => {
                            for function in fns {
                                let name = body.locals[function.local].name;
                                check.clauses(Some(name), &function.clauses);
                            }
                        }
                        Stmt::Expr(_) => {}
                    }
                }
            }
            ExprKind::Literal(_)
            | ExprKind::Interpolation(_)
            | ExprKind::Local { .. }
            | ExprKind::Const(_)
            | ExprKind::Function(_)
            | ExprKind::Call { .. }
            | ExprKind::CallValue { .. }
            | ExprKind::Construct { .. }
            | ExprKind::Tuple(_)
            | ExprKind::List(_)
            | ExprKind::Map(_)
            | ExprKind::Update { .. }
            | ExprKind::Field { .. }
            | ExprKind::And(..)
            | ExprKind::Or(..)
            | ExprKind::Not(_)
            | ExprKind::If { .. }
            | ExprKind::While { .. }
            | ExprKind::Return(_)
            | ExprKind::Break
            | ExprKind::Continue
            | ExprKind::Try(_)
            | ExprKind::Diverges(_)
            | ExprKind::Error => {}
        }
    }
    check.found
}

struct Check<'a> {
    body: &'a Body,
    tycons: &'a IndexVec<TyConId, TyCon>,
    show: &'a dyn Fn(Ty) -> String,
    found: Vec<Diagnostic>,
}

impl Check<'_> {
    fn verdict(&self, arms: &[Arm]) -> Verdict {
        Checker::new(self.body, self.tycons).check(arms)
    }

    fn case(&mut self, head: Span, scrutinee: Ty, arms: &[(PatId, bool)]) {
        let rows: Vec<Arm> = arms
            .iter()
            .map(|&(pat, guarded)| Arm {
                pats: vec![pat],
                guarded,
            })
            .collect();
        let verdict = self.verdict(&rows);
        let message = match &verdict {
            Verdict::Erroneous => return,
            Verdict::TooMany => {
                if rows.iter().any(|row| self.is_catch_all(row)) {
                    return;
                }
                Some(format!(
                    "non-exhaustive `case` on `{}`: {TOO_MANY}",
                    (self.show)(scrutinee)
                ))
            }
            Verdict::Known { missing, .. } if missing.is_empty() => None,
            Verdict::Known { missing, more, .. } => Some(format!(
                "non-exhaustive `case` on `{}`: missing {}",
                (self.show)(scrutinee),
                show_missing(self.tycons, missing, *more)
            )),
        };
        if let Some(message) = message {
            self.found.push(
                Diagnostic::new(Code::E0012, head, message)
                    .help("add the missing patterns or a `_` arm"),
            );
        }
        self.unreachable(&rows, &verdict, &[]);
    }

    /// The clauses of a function, or of a closure, which has no name.
    fn clauses(&mut self, name: Option<Symbol>, clauses: &[Clause]) {
        let Some(first) = clauses.first() else {
            return;
        };
        let rows: Vec<Arm> = clauses
            .iter()
            .map(|clause| Arm {
                pats: clause.params.clone(),
                guarded: clause.guard.is_some(),
            })
            .collect();
        if let [only] = rows.as_slice() {
            if self.is_catch_all(only) {
                return;
            }
        }
        let arity = first.params.len();
        let verdict = self.verdict(&rows);
        let missing = match &verdict {
            Verdict::Erroneous => return,
            Verdict::TooMany => {
                let catch_all = rows.iter().any(|row| self.is_catch_all(row));
                (!catch_all).then(|| TOO_MANY.to_owned())
            }
            Verdict::Known { missing, .. } if missing.is_empty() => None,
            Verdict::Known { missing, more, .. } => Some(format!(
                "missing {}",
                show_missing(self.tycons, missing, *more)
            )),
        };
        if let Some(missing) = missing {
            self.found.push(Diagnostic::new(
                Code::W0004,
                first.head,
                format!(
                    "non-exhaustive clauses of `{}/{arity}`: {missing}",
                    name.map_or("closure", Symbol::as_str)
                ),
            ));
        }
        let heads: Vec<Span> = clauses.iter().map(|c| c.head).collect();
        // The clauses of a function after one that takes all are an error already.
        let judged = match name.and_then(|_| rows.iter().position(|row| self.is_catch_all(row))) {
            Some(catch_all) => &rows[..=catch_all],
            None => &rows,
        };
        self.unreachable(judged, &verdict, &heads);
    }

    /// E0502 for a pattern that some value does not match.
    fn irrefutable(&mut self, pat: PatId) {
        if self.takes_all(pat) {
            return;
        }
        let row = Arm {
            pats: vec![pat],
            guarded: false,
        };
        let verdict = self.verdict(std::slice::from_ref(&row));
        let text = match &verdict {
            Verdict::Erroneous => return,
            Verdict::TooMany => TOO_MANY.to_owned(),
            Verdict::Known { missing, more, .. } => {
                if missing.is_empty() {
                    self.unreachable(std::slice::from_ref(&row), &verdict, &[]);
                    return;
                }
                let verb = if missing.len() > 1 { "are" } else { "is" };
                let shown = show_missing(self.tycons, missing, *more);
                format!("{shown} {verb} not covered")
            }
        };
        self.found.push(
            Diagnostic::new(
                Code::E0502,
                self.body.pats[pat].span,
                format!("this pattern can fail: {text}"),
            )
            .help("use `case`"),
        );
    }

    /// W0001 for arms among `rows` and alternatives that no value reaches. `heads` are the clauses' heads.
    fn unreachable(&mut self, rows: &[Arm], verdict: &Verdict, heads: &[Span]) {
        let Verdict::Known {
            unreachable_arms,
            unreachable_alternatives,
            ..
        } = verdict
        else {
            return;
        };
        for Unreachable { arm, covering } in unreachable_arms {
            let index = *arm;
            let Some(arm) = rows.get(index) else {
                continue;
            };
            let span = self.arm_span(arm, heads.get(index).copied());
            let mut warning = Diagnostic::new(Code::W0001, span, "this pattern can never match");
            let covering = match covering.as_slice() {
                [only] => Some(*only),
                several => several.iter().copied().find(|&before| {
                    Checker::new(self.body, self.tycons).covers(&rows[before], arm)
                }),
            };
            if let Some(before) = covering {
                let span = self.arm_span(&rows[before], heads.get(before).copied());
                warning = warning.label(span, "this one takes all its values");
            }
            self.found.push(warning);
        }
        for &pat in unreachable_alternatives {
            self.found.push(Diagnostic::new(
                Code::W0001,
                self.body.pats[pat].span,
                "this pattern can never match",
            ));
        }
    }

    fn arm_span(&self, arm: &Arm, head: Option<Span>) -> Span {
        match (arm.pats.first(), arm.pats.last(), head) {
            (_, _, Some(head)) => head,
            (Some(&first), Some(&last), None) => {
                self.body.pats[first].span.to(self.body.pats[last].span)
            }
            (_, _, None) => crate::bug!("patterns", "an arm without patterns"),
        }
    }

    fn is_catch_all(&self, arm: &Arm) -> bool {
        !arm.guarded && arm.pats.iter().all(|&pat| self.takes_all(pat))
    }

    /// Quick answer for plain variables.
    fn takes_all(&self, pat: PatId) -> bool {
        match &self.body.pats[pat].kind {
            PatKind::Wildcard | PatKind::Bind(_) => true,
            PatKind::As(..)
            | PatKind::Literal(_)
            | PatKind::IntRange(..)
            | PatKind::Tuple(_)
            | PatKind::Variant { .. }
            | PatKind::Cons(..)
            | PatKind::List { .. }
            | PatKind::Or(_)
            | PatKind::Error => false,
        }
    }
}
