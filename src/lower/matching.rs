//! Patterns to decision trees (Maranget, "Compiling Pattern Matching to Good Decision Trees", 2008).
//!
//! Rows are tried in order. The first column whose pattern in the first row can fail is tested; rows that agree with the test
//! go on in its branch, the others in the rest. A test on a variant splits all rows at once; tests on literals and on list
//! lengths split in two. Bodies are join points over the variables that their patterns bind, so that no body is written twice.

use rustc_hash::FxHashMap;

use crate::base::{Span, Symbol};
use crate::core::ir::{Block, End, JoinId, Op, Operand};
use crate::types::ty::{Ty, TyKind};
use crate::types::typed::{ExprId, Literal, LocalId, PatId, PatKind};

use super::expr::{lang, literal_operand, Body, Dest};

/// How many rows the nodes of one decision tree may look at. A tree that grows beyond it (its size can be exponential in that of
/// the patterns) tries the rows that are left one after the other: every row is then written once, at the price of looking at
/// some values again.
const MATCH_BUDGET: usize = 20_000;

/// A row whose or-patterns stand for more rows than this is tried alone.
const ALTERNATIVES: usize = 64;

/// Where control goes when no row matches.
#[derive(Clone, Copy)]
enum Target<'f> {
    /// The rows cover every value.
    Never,
    Panic(&'f str),
    /// To the rows after these.
    Next(JoinId),
}

/// Where control goes after the last of some rows. The rows that follow it may belong to its arm (other alternatives of an
/// or-pattern); they are for values that its tests do not fit, not for values that its guard refuses.
#[derive(Clone, Copy)]
struct Failure<'f> {
    tests: Target<'f>,
    guard: Target<'f>,
}

/// What a column of a row asks of its value.
#[derive(Clone, Debug)]
enum Test {
    Any,
    Pat(PatId),
    /// A list pattern from its item `skip` on: what is left of `[p, q | r]` after a test of its length.
    Items {
        items: Vec<PatId>,
        rest: Option<PatId>,
    },
}

#[derive(Clone, Debug)]
struct Row {
    tests: Vec<Test>,
    binds: Vec<(LocalId, Operand)>,
    arm: usize,
}

struct Arm {
    guard: Option<ExprId>,
    join: JoinId,
    /// The variables of the arm, in the order of the join's parameters.
    vars: Vec<LocalId>,
}

#[derive(Clone)]
struct Subject {
    value: Operand,
    ty: Ty,
}

/// What a test in a column is, seen without variables.
#[derive(Clone, PartialEq, Debug)]
enum Head {
    Variant(u32),
    Tuple,
    Literal(Literal),
    IntRange(i64, i64),
    /// Exactly (or at least) so many items.
    List {
        items: usize,
        open: bool,
    },
}

impl<'a> Body<'_, 'a> {
    /// A pattern that cannot fail.
    pub(super) fn irrefutable(&mut self, pat: PatId, value: Operand, ty: Ty) {
        let body = self.body;
        match &body.pats[pat].kind {
            PatKind::Wildcard | PatKind::Literal(_) | PatKind::IntRange(..) | PatKind::Error => {}
            PatKind::Bind(local) => self.name_operand(*local, value),
            PatKind::As(inner, local) => {
                self.name_operand(*local, value.clone());
                self.irrefutable(*inner, value, ty);
            }
            PatKind::Or(items) => {
                if let Some(&first) = items.first() {
                    self.irrefutable(first, value, ty);
                }
            }
            PatKind::Tuple(items) => self.take_apart(items, 0, value, ty, pat),
            PatKind::Variant {
                variant, fields, ..
            } => self.take_apart(fields, *variant, value, ty, pat),
            PatKind::Cons(..) | PatKind::List { .. } => {
                crate::bug!("lower", "a list pattern where nothing may fail")
            }
        }
    }

    fn take_apart(&mut self, items: &[PatId], variant: u32, value: Operand, ty: Ty, pat: PatId) {
        let data = self.data_of(ty);
        let span = self.body.pats[pat].span;
        let value = self.held(value, ty, span);
        let tys = self.cx.field_tys(ty, variant);
        for (index, (&item, field)) in items.iter().zip(tys).enumerate() {
            if matches!(self.body.pats[item].kind, PatKind::Wildcard) {
                continue;
            }
            let op = Op::Project {
                value,
                data,
                variant,
                field: index as u32,
            };
            let part = self.bind("part", field, op, span);
            stacker::maybe_grow(64 * 1024, 1024 * 1024, || {
                self.irrefutable(item, part, field)
            });
        }
    }

    /// Rows of patterns over subjects; the values of the bodies go to `dest`. `failure`: the panic when no row matches.
    pub(super) fn match_rows(
        &mut self,
        subjects: Vec<(Operand, Ty)>,
        rows: Vec<(Vec<PatId>, Option<ExprId>, ExprId)>,
        dest: Dest,
        failure: Option<String>,
        span: Span,
    ) {
        let subjects: Vec<Subject> = subjects
            .into_iter()
            .map(|(value, ty)| {
                // tests need a local
                let value = Operand::Local(self.held(value, ty, span));
                Subject { value, ty }
            })
            .collect();
        let mut arms = Vec::with_capacity(rows.len());
        let mut matrix = Vec::with_capacity(rows.len());
        for (at, (pats, guard, body)) in rows.into_iter().enumerate() {
            let mut vars = Vec::new();
            for &pat in &pats {
                self.pattern_vars(pat, &mut vars);
            }
            let mut params = Vec::with_capacity(vars.len());
            let mut outer: Vec<(LocalId, Option<Operand>)> = Vec::new();
            for &var in &vars {
                let (core, _) = self.core_local(var);
                params.push(core);
                outer.push((var, self.vars.insert(var, Operand::Local(core))));
            }
            let join = self.b.join(&format!("arm_{}", at + 1), params);
            let block = self.block_of(|this| this.tail(body, dest.clone()));
            self.b.declare(join, block, false);
            for (var, before) in outer {
                match before {
                    Some(before) => {
                        self.vars.insert(var, before);
                    }
                    None => {
                        self.vars.remove(&var);
                    }
                }
            }
            arms.push(Arm { guard, join, vars });
            matrix.push(Row {
                tests: pats.into_iter().map(Test::Pat).collect(),
                binds: Vec::new(),
                arm: at,
            });
        }
        let target = match &failure {
            Some(text) => Target::Panic(text),
            None => Target::Never,
        };
        let failure = Failure {
            tests: target,
            guard: target,
        };
        let outer = std::mem::replace(&mut self.match_budget, MATCH_BUDGET);
        self.rows(&subjects, matrix, &arms, failure, span);
        self.match_budget = outer;
    }

    fn pattern_vars(&self, pat: PatId, vars: &mut Vec<LocalId>) {
        match &self.body.pats[pat].kind {
            PatKind::Bind(local) => {
                if self.info.used[*local] && !vars.contains(local) {
                    vars.push(*local);
                }
            }
            PatKind::As(inner, local) => {
                if self.info.used[*local] && !vars.contains(local) {
                    vars.push(*local);
                }
                self.pattern_vars(*inner, vars);
            }
            PatKind::Tuple(items) | PatKind::Variant { fields: items, .. } => {
                items.iter().for_each(|p| self.pattern_vars(*p, vars));
            }
            PatKind::Or(items) => {
                if let Some(first) = items.first() {
                    self.pattern_vars(*first, vars);
                }
            }
            PatKind::Cons(head, tail) => {
                self.pattern_vars(*head, vars);
                self.pattern_vars(*tail, vars);
            }
            PatKind::List { items, rest } => {
                items
                    .iter()
                    .chain(rest)
                    .for_each(|p| self.pattern_vars(*p, vars));
            }
            PatKind::Wildcard | PatKind::Literal(_) | PatKind::IntRange(..) | PatKind::Error => {}
        }
    }

    fn rows(
        &mut self,
        subjects: &[Subject],
        rows: Vec<Row>,
        arms: &[Arm],
        failure: Failure<'_>,
        span: Span,
    ) {
        stacker::maybe_grow(256 * 1024, 8 * 1024 * 1024, || {
            self.rows_inner(subjects, rows, arms, failure, span)
        })
    }

    fn rows_inner(
        &mut self,
        subjects: &[Subject],
        mut rows: Vec<Row>,
        arms: &[Arm],
        failure: Failure<'_>,
        span: Span,
    ) {
        self.simplify(subjects, &mut rows, None);
        let Some(first) = rows.first().cloned() else {
            return self.no_match(failure.tests, span);
        };
        self.match_budget = self.match_budget.saturating_sub(rows.len());
        if self.match_budget == 0 && rows.len() > 1 {
            return self.one_by_one(subjects, rows, arms, failure, span);
        }
        let column = first.tests.iter().position(|t| !matches!(t, Test::Any));
        let Some(column) = column else {
            let arm = &arms[first.arm];
            return match arm.guard {
                None => self.enter(arm, &first.binds),
                Some(guard) => {
                    let mut outer = Vec::new();
                    for (var, operand) in &first.binds {
                        outer.push((*var, self.vars.insert(*var, operand.clone())));
                    }
                    let condition = self.value(guard);
                    for (var, before) in outer {
                        match before {
                            Some(before) => self.vars.insert(var, before),
                            None => self.vars.remove(&var),
                        };
                    }
                    let Some(condition) = condition else { return };
                    let then = self.block_of(|this| this.enter(arm, &first.binds));
                    // the first alternative that fits is the match: a guard is asked once
                    rows.retain(|row| row.arm != first.arm);
                    let otherwise = self.block_of(|this| match rows.is_empty() {
                        true => this.no_match(failure.guard, span),
                        false => this.rows(subjects, rows, arms, failure, span),
                    });
                    self.b.end(End::If {
                        condition,
                        then: Box::new(then),
                        otherwise: Box::new(otherwise),
                    });
                }
            };
        };
        let subject = subjects[column].clone();
        if let Some(items) = self.alternatives(&first.tests[column]) {
            let alone = rows.len() == 1;
            let mut others = first.tests.iter().enumerate();
            if alone && others.any(|(at, test)| at != column && !matches!(test, Test::Any)) {
                return self.one_of(subjects, column, first, items, arms, failure, span);
            }
            let counts = first.tests.iter().filter_map(|t| self.alternatives(t));
            let as_rows = counts.fold(1usize, |n, items| n.saturating_mul(items.len()));
            if !alone && as_rows > ALTERNATIVES {
                return self.one_by_one(subjects, rows, arms, failure, span);
            }
            self.simplify(subjects, &mut rows, Some(column));
            return self.rows(subjects, rows, arms, failure, span);
        }
        self.simplify(subjects, &mut rows, Some(column));
        match self.head(&first.tests[column]) {
            Some(Head::Tuple) => {
                let tys = self.cx.field_tys(subject.ty, 0);
                let rest = self.specialise(subjects, column, &rows, &Head::Tuple, tys.len());
                let subjects = self.open_fields(subjects, column, 0, &rest, tys, span);
                self.rows(&subjects, rest, arms, failure, span);
            }
            Some(Head::Variant(_)) => self.switch(subjects, column, rows, arms, failure, span),
            Some(Head::Literal(Literal::Int(_))) if self.all_ints(&rows, column) => {
                self.switch_int(subjects, column, rows, arms, failure, span)
            }
            Some(head) => self.two_ways(subjects, column, rows, arms, failure, span, head),
            None => crate::bug!("lower", "a column without a test"),
        }
    }

    /// Tries each row alone; those after it follow where it fails.
    fn one_by_one(
        &mut self,
        subjects: &[Subject],
        mut rows: Vec<Row>,
        arms: &[Arm],
        failure: Failure<'_>,
        span: Span,
    ) {
        let mut failure = failure;
        while rows.len() > 1 {
            if let Some(row) = rows.pop() {
                let join = self.b.join("next", Vec::new());
                let same_arm = rows.last().is_some_and(|before| before.arm == row.arm);
                let block =
                    self.block_of(|this| this.rows(subjects, vec![row], arms, failure, span));
                self.b.declare(join, block, false);
                let next = Target::Next(join);
                failure = Failure {
                    tests: next,
                    guard: if same_arm { failure.guard } else { next },
                };
            }
        }
        self.rows(subjects, rows, arms, failure, span);
    }

    /// A row that is alone: whichever alternative its value fits, what the other columns ask follows once. As rows of their own,
    /// alternatives in k columns would be 2^k rows.
    #[allow(clippy::too_many_arguments)]
    fn one_of(
        &mut self,
        subjects: &[Subject],
        column: usize,
        mut row: Row,
        items: &[PatId],
        arms: &[Arm],
        failure: Failure<'_>,
        span: Span,
    ) {
        let mut vars = Vec::new();
        if let Some(&first) = items.first() {
            self.pattern_vars(first, &mut vars);
        }
        let mut params = Vec::with_capacity(vars.len());
        for &var in &vars {
            let (core, _) = self.core_local(var);
            params.push(core);
            row.binds.push((var, Operand::Local(core)));
        }
        row.tests[column] = Test::Any;
        let join = self.b.join("fits", params);
        let block = self.block_of(|this| this.rows(subjects, vec![row], arms, failure, span));
        self.b.declare(join, block, false);
        let fits = Arm {
            guard: None,
            join,
            vars,
        };
        let alternatives = items.iter().map(|&item| Row {
            tests: vec![Test::Pat(item)],
            binds: Vec::new(),
            arm: 0,
        });
        self.rows(
            &subjects[column..=column],
            alternatives.collect(),
            &[fits],
            failure,
            span,
        );
    }

    fn alternatives(&self, test: &Test) -> Option<&'a [PatId]> {
        match test {
            Test::Pat(pat) => match &self.body.pats[*pat].kind {
                PatKind::Or(items) => Some(items),
                _ => None,
            },
            _ => None,
        }
    }

    /// Turns variables into bindings, and or-patterns of the column `open` into rows.
    fn simplify(&mut self, subjects: &[Subject], rows: &mut Vec<Row>, open: Option<usize>) {
        let mut at = 0;
        'rows: while at < rows.len() {
            for (column, subject) in subjects.iter().enumerate() {
                while let Test::Pat(pat) = rows[at].tests[column] {
                    match &self.body.pats[pat].kind {
                        PatKind::Wildcard | PatKind::Error => rows[at].tests[column] = Test::Any,
                        PatKind::Literal(Literal::Unit) => rows[at].tests[column] = Test::Any,
                        PatKind::Bind(local) => {
                            rows[at].binds.push((*local, subject.value.clone()));
                            rows[at].tests[column] = Test::Any;
                        }
                        PatKind::As(inner, local) => {
                            rows[at]
                                .binds
                                .push((*local, subjects[column].value.clone()));
                            rows[at].tests[column] = Test::Pat(*inner);
                        }
                        PatKind::Or(_) if open != Some(column) => break,
                        PatKind::Or(items) => {
                            let row = rows.remove(at);
                            for (k, &item) in items.iter().enumerate() {
                                let mut one = row.clone();
                                one.tests[column] = Test::Pat(item);
                                rows.insert(at + k, one);
                            }
                            continue 'rows;
                        }
                        PatKind::Cons(..) | PatKind::List { .. } => {
                            let (items, rest) = self.flat_list(pat);
                            // `[| r]` takes every list
                            rows[at].tests[column] = match (items.is_empty(), rest) {
                                (true, Some(rest)) => Test::Pat(rest),
                                _ => Test::Items { items, rest },
                            };
                        }
                        PatKind::Literal(_)
                        | PatKind::IntRange(..)
                        | PatKind::Tuple(_)
                        | PatKind::Variant { .. } => break,
                    }
                }
            }
            // rows after one that takes everything without a guard are never reached: they cost nothing, the tree ends there
            at += 1;
        }
    }

    /// `a :: b :: r` and `[a, b | r]` alike: items, and the pattern of what follows them.
    fn flat_list(&self, pat: PatId) -> (Vec<PatId>, Option<PatId>) {
        let mut items = Vec::new();
        let mut at = pat;
        loop {
            match &self.body.pats[at].kind {
                PatKind::Cons(head, tail) => {
                    items.push(*head);
                    at = *tail;
                }
                PatKind::List { items: own, rest } => {
                    items.extend(own);
                    match rest {
                        Some(rest) => at = *rest,
                        None => return (items, None),
                    }
                }
                _ => return (items, Some(at)),
            }
        }
    }

    fn head(&self, test: &Test) -> Option<Head> {
        match test {
            Test::Any => None,
            Test::Items { items, rest } => Some(Head::List {
                items: items.len(),
                open: rest.is_some(),
            }),
            Test::Pat(pat) => match &self.body.pats[*pat].kind {
                PatKind::Variant { variant, .. } => Some(Head::Variant(*variant)),
                PatKind::Tuple(_) => Some(Head::Tuple),
                PatKind::Literal(literal) => Some(Head::Literal(literal.clone())),
                PatKind::IntRange(a, b) => Some(Head::IntRange(*a, *b)),
                PatKind::Wildcard
                | PatKind::Bind(_)
                | PatKind::As(..)
                | PatKind::Cons(..)
                | PatKind::List { .. }
                | PatKind::Or(_)
                | PatKind::Error => None,
            },
        }
    }

    /// The rows that may match after the test succeeded, with the parts of its value in place of the column.
    fn specialise(
        &self,
        _subjects: &[Subject],
        column: usize,
        rows: &[Row],
        head: &Head,
        parts: usize,
    ) -> Vec<Row> {
        let mut out = Vec::new();
        for row in rows {
            let test = &row.tests[column];
            let inner: Vec<Test> = match (self.head(test), test) {
                (None, _) => vec![Test::Any; parts],
                (Some(own), test) if own == *head => match test {
                    Test::Pat(pat) => match &self.body.pats[*pat].kind {
                        PatKind::Variant { fields, .. } | PatKind::Tuple(fields) => {
                            fields.iter().map(|p| Test::Pat(*p)).collect()
                        }
                        _ => Vec::new(),
                    },
                    Test::Any | Test::Items { .. } => Vec::new(),
                },
                (Some(_), _) => continue,
            };
            let mut one = row.clone();
            one.tests.splice(column..=column, inner);
            out.push(one);
        }
        out
    }

    /// The subjects with the fields of one of them in its place. Fields that no row looks at are not fetched.
    fn open_fields(
        &mut self,
        subjects: &[Subject],
        column: usize,
        variant: u32,
        rows: &[Row],
        tys: Vec<Ty>,
        span: Span,
    ) -> Vec<Subject> {
        let subject = &subjects[column];
        let data = self.data_of(subject.ty);
        let value = self.held(subject.value.clone(), subject.ty, span);
        let mut parts = Vec::with_capacity(tys.len());
        for (index, ty) in tys.into_iter().enumerate() {
            let wanted = rows.iter().any(|row| match &row.tests[column + index] {
                Test::Any => false,
                Test::Items { .. } => true,
                Test::Pat(pat) => match &self.body.pats[*pat].kind {
                    PatKind::Wildcard | PatKind::Error | PatKind::Literal(Literal::Unit) => false,
                    PatKind::Bind(local) => self.info.used[*local],
                    _ => true,
                },
            });
            let name = rows
                .iter()
                .find_map(|row| match &row.tests[column + index] {
                    Test::Pat(pat) => match self.body.pats[*pat].kind {
                        PatKind::Bind(local) | PatKind::As(_, local) => {
                            Some(self.body.locals[local].name)
                        }
                        _ => None,
                    },
                    Test::Any | Test::Items { .. } => None,
                })
                .unwrap_or_else(|| Symbol::new("part"));
            let operand = if wanted {
                let op = Op::Project {
                    value,
                    data,
                    variant,
                    field: index as u32,
                };
                self.bind(name.as_str(), ty, op, span)
            } else {
                Operand::Unit
            };
            parts.push(Subject { value: operand, ty });
        }
        let mut out = subjects.to_vec();
        out.splice(column..=column, parts);
        out
    }

    fn switch(
        &mut self,
        subjects: &[Subject],
        column: usize,
        rows: Vec<Row>,
        arms: &[Arm],
        failure: Failure<'_>,
        span: Span,
    ) {
        let subject = subjects[column].clone();
        let count = match self.cx.tys.kind(subject.ty) {
            TyKind::Con(con, _) => self.cx.variants(*con).len(),
            _ => 1,
        };
        let mut seen: Vec<u32> = Vec::new();
        for row in &rows {
            if let Some(Head::Variant(variant)) = self.head(&row.tests[column]) {
                if !seen.contains(&variant) {
                    seen.push(variant);
                }
            }
        }
        seen.sort_unstable();
        let value = self.held(subject.value.clone(), subject.ty, span);
        let data = self.data_of(subject.ty);
        let branch = |this: &mut Self, variant: u32| {
            let tys = this.cx.field_tys(subject.ty, variant);
            let rest = this.specialise(subjects, column, &rows, &Head::Variant(variant), tys.len());
            let subjects = this.open_fields(subjects, column, variant, &rest, tys, span);
            this.rows(&subjects, rest, arms, failure, span);
        };
        if count == 1 {
            return branch(self, 0);
        }
        let mut blocks: Vec<(u32, Block)> = Vec::new();
        for &variant in &seen {
            let block = self.block_of(|this| branch(this, variant));
            blocks.push((variant, block));
        }
        let otherwise = if seen.len() == count {
            None
        } else {
            let rest: Vec<Row> = rows
                .iter()
                .filter(|r| matches!(r.tests[column], Test::Any))
                .cloned()
                .collect();
            let block = self.block_of(|this| this.rows(subjects, rest, arms, failure, span));
            Some(Box::new(block))
        };
        self.b.end(End::Switch {
            value,
            data,
            arms: blocks,
            otherwise,
        });
    }

    fn all_ints(&self, rows: &[Row], column: usize) -> bool {
        rows.iter().all(|row| {
            matches!(
                self.head(&row.tests[column]),
                None | Some(Head::Literal(Literal::Int(_)))
            )
        })
    }

    fn switch_int(
        &mut self,
        subjects: &[Subject],
        column: usize,
        rows: Vec<Row>,
        arms: &[Arm],
        failure: Failure<'_>,
        span: Span,
    ) {
        let subject = subjects[column].clone();
        let value = self.held(subject.value.clone(), subject.ty, span);
        let mut seen: Vec<i64> = Vec::new();
        for row in &rows {
            if let Some(Head::Literal(Literal::Int(n))) = self.head(&row.tests[column]) {
                if !seen.contains(&n) {
                    seen.push(n);
                }
            }
        }
        let mut blocks = Vec::new();
        let mut inner = subjects.to_vec();
        inner.remove(column);
        for n in seen {
            let rest = self.specialise(subjects, column, &rows, &Head::Literal(Literal::Int(n)), 0);
            let block = self.block_of(|this| this.rows(&inner, rest, arms, failure, span));
            blocks.push((n, block));
        }
        let rest: Vec<Row> = rows
            .iter()
            .filter(|r| matches!(r.tests[column], Test::Any))
            .cloned()
            .collect();
        let otherwise = self.block_of(|this| this.rows(subjects, rest, arms, failure, span));
        self.b.end(End::SwitchInt {
            value,
            arms: blocks,
            otherwise: Box::new(otherwise),
        });
    }

    /// A test that splits the rows in two: those that agree with it are specialised, the rest keeps its own tests.
    #[allow(clippy::too_many_arguments)]
    fn two_ways(
        &mut self,
        subjects: &[Subject],
        column: usize,
        rows: Vec<Row>,
        arms: &[Arm],
        failure: Failure<'_>,
        span: Span,
        head: Head,
    ) {
        let subject = subjects[column].clone();
        let Some(condition) = self.test(&subject, &head, span) else {
            return;
        };
        let others: Vec<Row> = rows
            .iter()
            .filter(|row| self.head(&row.tests[column]).as_ref() != Some(&head))
            .cloned()
            .collect();
        let then = self.block_of(|this| match head {
            Head::List { items, open } => this.open_list(
                subjects, column, &rows, &head, items, open, arms, failure, span,
            ),
            _ => {
                // rows with another test of the same kind cannot match a literal; a range and a literal may meet
                let mut kept = Vec::new();
                for row in &rows {
                    let own = this.head(&row.tests[column]);
                    let mut one = row.clone();
                    if own.as_ref() == Some(&head) {
                        one.tests[column] = Test::Any;
                    } else if let (Some(Head::Literal(_)), Head::Literal(_)) = (&own, &head) {
                        continue;
                    }
                    kept.push(one);
                }
                this.rows(subjects, kept, arms, failure, span);
            }
        });
        let otherwise = self.block_of(|this| this.rows(subjects, others, arms, failure, span));
        self.b.end(End::If {
            condition,
            then: Box::new(then),
            otherwise: Box::new(otherwise),
        });
    }

    fn test(&mut self, subject: &Subject, head: &Head, span: Span) -> Option<Operand> {
        let l = self.cx.program.lang.clone();
        let (bool, int) = (self.cx.types.bool, self.cx.types.int);
        let value = subject.value.clone();
        match head {
            Head::Literal(Literal::Bool(true)) => Some(value),
            Head::Literal(Literal::Bool(false)) => self.call_fn(
                lang(l.bool_not, "Bool.negated"),
                Vec::new(),
                vec![value],
                bool,
                span,
            ),
            Head::Literal(literal) => {
                let other = literal_operand(literal);
                let id = match literal {
                    Literal::Float(_) => lang(l.float_eq, "Float.equals"),
                    Literal::Atom(_) => lang(l.atom_eq, "Atom.equals"),
                    Literal::Str(_) => lang(l.string_eq, "String.equals"),
                    Literal::Int(n) => {
                        // an Int among ranges
                        return self.test(subject, &Head::IntRange(*n, n.wrapping_add(1)), span);
                    }
                    Literal::Bool(_) | Literal::Unit | Literal::Regex { .. } => {
                        crate::bug!("lower", "a literal that is not tested")
                    }
                };
                self.call_fn(id, Vec::new(), vec![value, other], bool, span)
            }
            Head::IntRange(a, b) => {
                let less = lang(l.int_lt, "Int.less_than");
                let below = self.call_fn(
                    less,
                    Vec::new(),
                    vec![value.clone(), Operand::Int(*a)],
                    bool,
                    span,
                )?;
                self.joined("in_range", bool, |this, dest| {
                    let then =
                        this.block_of(|this| this.deliver(Operand::Bool(false), dest.clone()));
                    let otherwise = this.block_of(|this| {
                        // the last Int has no successor: everything from `a` on is in
                        if *b == i64::MIN {
                            return this.deliver(Operand::Bool(true), dest);
                        }
                        if let Some(test) = this.call_fn(
                            less,
                            Vec::new(),
                            vec![value, Operand::Int(*b)],
                            bool,
                            span,
                        ) {
                            this.deliver(test, dest);
                        }
                    });
                    this.b.end(End::If {
                        condition: below,
                        then: Box::new(then),
                        otherwise: Box::new(otherwise),
                    });
                })
            }
            Head::List { items, open } => {
                let item = self.cx.type_args(subject.ty)[0];
                let length = self.call_fn(
                    lang(l.list_length, "List.length"),
                    vec![item],
                    vec![value],
                    int,
                    span,
                )?;
                let less = lang(l.int_lt, "Int.less_than");
                let at_least = |this: &mut Self, length: Operand| {
                    this.call_fn(
                        less,
                        Vec::new(),
                        vec![Operand::Int(*items as i64 - 1), length],
                        bool,
                        span,
                    )
                };
                if *open {
                    return at_least(self, length);
                }
                let more = self.call_fn(
                    less,
                    Vec::new(),
                    vec![Operand::Int(*items as i64), length.clone()],
                    bool,
                    span,
                )?;
                if *items == 0 {
                    let not = lang(l.bool_not, "Bool.negated");
                    return self.call_fn(not, Vec::new(), vec![more], bool, span);
                }
                self.joined("has_length", bool, |this, dest| {
                    let then =
                        this.block_of(|this| this.deliver(Operand::Bool(false), dest.clone()));
                    let otherwise = this.block_of(|this| {
                        if let Some(test) = at_least(this, length) {
                            this.deliver(test, dest);
                        }
                    });
                    this.b.end(End::If {
                        condition: more,
                        then: Box::new(then),
                        otherwise: Box::new(otherwise),
                    });
                })
            }
            Head::Variant(_) | Head::Tuple => {
                crate::bug!("lower", "a constructor is not tested so")
            }
        }
    }

    /// After the length is known: items by index, then what follows them.
    #[allow(clippy::too_many_arguments)]
    fn open_list(
        &mut self,
        subjects: &[Subject],
        column: usize,
        rows: &[Row],
        head: &Head,
        count: usize,
        open: bool,
        arms: &[Arm],
        failure: Failure<'_>,
        span: Span,
    ) {
        let l = self.cx.program.lang.clone();
        let int = self.cx.types.int;
        let subject = subjects[column].clone();
        let item = self.cx.type_args(subject.ty)[0];
        // rows with other list tests keep the whole list as a column; those that agree have its parts. One kind at a time:
        // as long as such other rows come first or in between, the column stays and the parts stand beside it.
        let mut out = Vec::new();
        for row in rows {
            let own = self.head(&row.tests[column]);
            let mut one = row.clone();
            let mut parts = vec![Test::Any; count + 1];
            if own.as_ref() == Some(head) {
                if let Test::Items { items, rest } = &row.tests[column] {
                    parts = items.iter().map(|p| Test::Pat(*p)).collect();
                    parts.push(rest.map_or(Test::Any, Test::Pat));
                }
                one.tests[column] = Test::Any;
            } else if let Some(Head::List {
                items,
                open: own_open,
            }) = own
            {
                // an exact other length cannot match here, nor can a longer one than an exact length
                let impossible = match (own_open, open) {
                    (false, false) => true,
                    (true, false) => items > count,
                    (false, true) => items < count,
                    (true, true) => false,
                };
                if impossible {
                    continue;
                }
            }
            one.tests.extend(parts);
            out.push(one);
        }
        let mut subjects = subjects.to_vec();
        let base = subjects.len();
        let wanted = |this: &Self, at: usize| {
            out.iter().any(|row| match &row.tests[base + at] {
                Test::Any => false,
                Test::Items { .. } => true,
                Test::Pat(pat) => match &this.body.pats[*pat].kind {
                    PatKind::Wildcard | PatKind::Error | PatKind::Literal(Literal::Unit) => false,
                    PatKind::Bind(local) => this.info.used[*local],
                    _ => true,
                },
            })
        };
        for index in 0..count {
            let value = if wanted(self, index) {
                let id = lang(l.list_get_unchecked, "List.get_unchecked");
                let args = vec![subject.value.clone(), Operand::Int(index as i64)];
                match self.call_fn(id, vec![item], args, item, span) {
                    Some(value) => value,
                    None => return,
                }
            } else {
                Operand::Unit
            };
            subjects.push(Subject { value, ty: item });
        }
        let rest = if open && wanted(self, count) {
            let found = if count == 1 {
                let id = lang(l.list_drop_first, "List.drop_first");
                self.call_fn(
                    id,
                    vec![item],
                    vec![subject.value.clone()],
                    subject.ty,
                    span,
                )
            } else {
                let id = lang(l.list_drop_front, "List.drop_front");
                let args = vec![subject.value.clone(), Operand::Int(count as i64)];
                self.call_fn(id, vec![item], args, subject.ty, span)
            };
            match found {
                Some(value) => value,
                None => return,
            }
        } else {
            Operand::Unit
        };
        let _ = int;
        subjects.push(Subject {
            value: rest,
            ty: subject.ty,
        });
        self.rows(&subjects, out, arms, failure, span);
    }

    /// Jumps to the arm with its variables.
    fn enter(&mut self, arm: &Arm, binds: &[(LocalId, Operand)]) {
        let found: FxHashMap<LocalId, &Operand> = binds.iter().map(|(l, o)| (*l, o)).collect();
        let args = arm
            .vars
            .iter()
            .map(|var| match found.get(var) {
                Some(operand) => (*operand).clone(),
                None => crate::bug!("lower", "{} is not bound", self.body.locals[*var].name),
            })
            .collect();
        self.b.jump(arm.join, args);
    }

    fn no_match(&mut self, target: Target<'_>, span: Span) {
        let text = match target {
            Target::Never => return self.b.end(End::Unreachable),
            Target::Next(join) => {
                return self.b.end(End::Jump {
                    join,
                    args: Vec::new(),
                })
            }
            Target::Panic(text) => text,
        };
        let id = lang(self.cx.program.lang.panic, "Prelude.panic");
        let never = self.cx.types.never;
        let text = Operand::Str(Symbol::new(text));
        if self
            .call_fn(id, Vec::new(), vec![text], never, span)
            .is_some()
        {
            self.b.end(End::Unreachable);
        }
    }
}
