//! Expressions and statements.

use crate::base::Span;
use crate::diagnostics::{Code, Diagnostic};
use crate::syntax::ast::{self, Block, ExprId, ExprKind, StmtKind};

use super::super::collect::TEST_NAMES;
use super::super::defs::*;
use super::super::report;
use super::paths::Shape;
use super::{Flow, Walker};

impl Walker<'_, '_> {
    pub(super) fn block(&mut self, block: &Block) {
        let mark = self.locals.mark();
        let mut at = 0;
        while let Some(stmt) = block.stmts.get(at) {
            at += 1;
            match &stmt.kind {
                StmtKind::Let { pat, ty, value } => {
                    self.expr(*value);
                    if let Some(ty) = ty {
                        self.ty(*ty);
                    }
                    self.pattern(*pat, LocalKind::Let);
                }
                StmtKind::Return(value) => {
                    self.check_return(stmt.span);
                    if let Some(value) = value {
                        self.expr(*value);
                    }
                }
                StmtKind::Expr(value) => self.expr(*value),
                StmtKind::Fn(_) => at = self.local_functions(&block.stmts, at - 1),
                StmtKind::AssertReceive { pat, timeout } => {
                    let word = Span {
                        end: stmt.span.start + "assert_receive".len() as u32,
                        ..stmt.span
                    };
                    self.test_word("assert_receive", word);
                    if let Some(timeout) = timeout {
                        self.expr(*timeout);
                    }
                    self.pattern(*pat, LocalKind::Param);
                }
                StmtKind::Error => {}
            }
        }
        self.leave(mark);
    }

    /// Local functions that follow one another see each other. Returns the index of the statement after them.
    fn local_functions(&mut self, stmts: &[ast::Stmt], start: usize) -> usize {
        let ast = self.ast;
        let clauses: Vec<ast::FnId> = stmts[start..]
            .iter()
            .map_while(|stmt| match stmt.kind {
                StmtKind::Fn(id) => Some(id),
                _ => None,
            })
            .collect();
        let mut groups: Vec<(LocalId, Vec<ast::FnId>)> = Vec::new();
        for &clause in &clauses {
            let decl = &ast.fns[clause];
            let same = |group: &(LocalId, Vec<ast::FnId>)| {
                let first = &ast.fns[group.1[0]];
                first.name.text == decl.name.text && first.params.len() == decl.params.len()
            };
            report::unique(
                self.shared.diagnostics,
                decl.generics.iter(),
                "type parameter",
            );
            match groups.iter().rposition(same) {
                Some(index) => {
                    if index + 1 == groups.len() {
                        report::later_clause(self.shared.diagnostics, ast, decl, None);
                    } else {
                        let first = &ast.fns[groups[index].1[0]];
                        self.report(report::scattered(decl, first));
                    }
                    let (local, group) = &mut groups[index];
                    self.side.local_fns.insert(clause, *local);
                    group.push(clause);
                }
                None => {
                    let local = self.declare(decl.name, LocalKind::Fn(vec![clause]));
                    self.side.local_fns.insert(clause, local);
                    groups.push((local, vec![clause]));
                }
            }
        }
        for (local, group) in &groups {
            self.side.locals[*local].kind = LocalKind::Fn(group.clone());
            self.enter(*local);
        }
        for (_, group) in &groups {
            self.function(group);
        }
        start + clauses.len()
    }

    pub(super) fn guard(&mut self, guard: ExprId) {
        let before = std::mem::replace(&mut self.flow.in_guard, true);
        self.expr(guard);
        self.flow.in_guard = before;
    }

    pub(super) fn expr(&mut self, id: ExprId) {
        stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || self.expr_inner(id));
    }

    fn exprs(&mut self, ids: impl IntoIterator<Item = ExprId>) {
        ids.into_iter().for_each(|id| self.expr(id));
    }

    fn expr_inner(&mut self, id: ExprId) {
        let ast = self.ast;
        let span = ast.exprs[id].span;
        match &ast.exprs[id].kind {
            ExprKind::Int(_)
            | ExprKind::Float(_)
            | ExprKind::Bool(_)
            | ExprKind::Unit
            | ExprKind::Atom(_)
            | ExprKind::Error => {}
            ExprKind::Regex { .. } => {
                self.refuse("regular expression", span);
                self.side.exprs[id] = Res::Error;
            }
            ExprKind::Str(parts) => {
                for part in parts {
                    match part {
                        ast::StrPart::Expr(value) => self.expr(*value),
                        ast::StrPart::Text(_) => {}
                    }
                }
            }
            ExprKind::Name(_) | ExprKind::Field(..) => self.reference(id, None),
            ExprKind::SelfRef => self.receiver_use(id, span),
            ExprKind::Builtin(name) => {
                self.refuse(name.text.as_str(), name.span);
                self.side.exprs[id] = Res::Error;
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => self.exprs(items.iter().copied()),
            ExprKind::Map(entries) => {
                for &(key, value) in entries {
                    self.expr(key);
                    self.expr(value);
                }
            }
            ExprKind::Struct { path, fields } => {
                self.side.exprs[id] = match self.struct_path(path) {
                    Some(con) => Res::Struct(con),
                    None => Res::Error,
                };
                self.field_values(fields);
            }
            ExprKind::Update { base, fields } => {
                self.expr(*base);
                self.field_values(fields);
            }
            ExprKind::Json(fields) => {
                let word = Span {
                    end: span.start + "json".len() as u32,
                    ..span
                };
                self.refuse("json", word);
                self.side.exprs[id] = Res::Error;
                self.exprs(fields.iter().map(|f| f.value));
            }
            ExprKind::Index(base, index) => {
                self.expr(*base);
                self.expr(*index);
            }
            ExprKind::Call(call) => self.call(id, call, None),
            ExprKind::Pipe {
                value,
                slot,
                op_span,
                target,
            } => {
                self.expr(*value);
                self.pipe_target(*target, *slot, *op_span);
            }
            ExprKind::Unary(_, inner) => self.expr(*inner),
            ExprKind::Binary { left, right, .. } => {
                self.expr(*left);
                self.expr(*right);
            }
            ExprKind::Try { value, .. } => {
                self.not_in_guard("?", span);
                self.expr(*value);
            }
            ExprKind::If {
                branches,
                otherwise,
            } => {
                for (condition, block) in branches {
                    self.expr(*condition);
                    self.block(block);
                }
                if let Some(block) = otherwise {
                    self.block(block);
                }
            }
            ExprKind::Case {
                scrutinee, arms, ..
            } => {
                self.expr(*scrutinee);
                self.arms(arms);
            }
            ExprKind::Receive {
                arms,
                after,
                head_span,
            } => {
                if !self.not_in_guard("receive", *head_span) {
                    self.refuse("receive", *head_span);
                }
                self.side.exprs[id] = Res::Error;
                self.arms(arms);
                if let Some((timeout, block)) = after {
                    self.expr(*timeout);
                    self.block(block);
                }
            }
            ExprKind::For(each) => {
                self.expr(each.iterated);
                let mark = self.locals.mark();
                match each.pat {
                    ast::ForPat::One(pat) => self.pattern(pat, LocalKind::Pattern),
                    ast::ForPat::Pair(key, value) => {
                        self.patterns(&[key, value], LocalKind::Pattern);
                    }
                }
                if let Some(filter) = each.filter {
                    self.expr(filter);
                }
                self.loop_body(&each.body);
                self.leave(mark);
            }
            ExprKind::While { condition, body } => {
                self.expr(*condition);
                self.loop_body(body);
            }
            ExprKind::Closure(closure) => self.closure(closure),
            ExprKind::Break => self.loop_exit(span, "break", Code::E0032),
            ExprKind::Continue => self.loop_exit(span, "continue", Code::E0033),
        }
    }

    fn arms(&mut self, arms: &[ast::Arm]) {
        for arm in arms {
            let mark = self.locals.mark();
            self.pattern(arm.pat, LocalKind::Pattern);
            if let Some(guard) = arm.guard {
                self.guard(guard);
            }
            self.block(&arm.body);
            self.leave(mark);
        }
    }

    fn field_values(&mut self, fields: &[ast::FieldInit]) {
        report::unique(
            self.shared.diagnostics,
            fields.iter().map(|f| &f.name),
            "field",
        );
        self.exprs(fields.iter().map(|f| f.value));
    }

    fn receiver_use(&mut self, id: ExprId, span: Span) {
        self.side.exprs[id] = match self.find_local(self.self_word, None) {
            super::locals::FoundLocal::Yes(local) => {
                self.side.locals[local].used = true;
                Res::Local(local)
            }
            super::locals::FoundLocal::Arity(_) | super::locals::FoundLocal::No => {
                self.report(Diagnostic::new(
                    Code::E0214,
                    span,
                    "`self` is only available in methods",
                ));
                Res::Error
            }
        };
    }

    // ---- calls ------------------------------------------------------------------------------------------------------

    /// `piped`: the slot and operator of a pipe into this call.
    fn call(&mut self, id: ExprId, call: &ast::Call, piped: Option<(u8, Span)>) {
        let ast = self.ast;
        let explicit = call.args.len() as u32
            + u32::from(!call.keywords.is_empty())
            + u32::from(call.block.is_some());
        let shape = Shape {
            explicit,
            piped,
            args_span: Some(call.args_span),
        };
        match &ast.exprs[call.callee].kind {
            ExprKind::SelfRef => {
                self.refuse("self()", ast.exprs[id].span);
                self.side.exprs[call.callee] = Res::Error;
            }
            ExprKind::Name(_) | ExprKind::Field(..) => self.reference(call.callee, Some(shape)),
            _ => self.expr(call.callee),
        }
        self.exprs(call.args.iter().copied());
        self.exprs(call.keywords.iter().map(|&(_, value)| value));
        self.exprs(call.block);
    }

    /// The right side of a pipe is a call with one more argument, or a function.
    fn pipe_target(&mut self, target: ExprId, slot: u8, op_span: Span) {
        match &self.ast.exprs[target].kind {
            ExprKind::Call(call) => self.call(target, call, Some((slot, op_span))),
            ExprKind::Name(_) | ExprKind::Field(..) => {
                let shape = Shape {
                    explicit: 0,
                    piped: Some((slot, op_span)),
                    args_span: None,
                };
                self.reference(target, Some(shape));
            }
            _ => self.expr(target),
        }
    }

    // ---- control flow -----------------------------------------------------------------------------------------------

    fn closure(&mut self, closure: &ast::Closure) {
        let outer = self.flow;
        let outer_constant = self.initialised.take();
        let count = closure.clauses.first().map_or(0, |c| c.params.len());
        for clause in &closure.clauses {
            if clause.params.len() != count {
                let word = if count == 1 {
                    "parameter"
                } else {
                    "parameters"
                };
                let found = clause.params.len();
                self.report(Diagnostic::new(
                    Code::E0024,
                    clause.params_span,
                    format!("expected {count} {word}, found {found}"),
                ));
            }
            self.flow = Flow {
                in_function: true,
                in_loop: false,
                loop_outside: outer.in_loop || outer.loop_outside,
                in_guard: false,
            };
            let mark = self.locals.mark();
            self.parameters(&clause.params);
            if let Some(result) = clause.result {
                self.ty(result);
            }
            if let Some(guard) = clause.guard {
                self.guard(guard);
            }
            self.block(&clause.body);
            self.leave(mark);
        }
        self.flow = outer;
        self.initialised = outer_constant;
    }

    fn loop_body(&mut self, body: &Block) {
        let before = std::mem::replace(&mut self.flow.in_loop, true);
        self.block(body);
        self.flow.in_loop = before;
    }

    fn loop_exit(&mut self, span: Span, word: &str, code: Code) {
        if self.not_in_guard(word, span) || self.flow.in_loop {
            return;
        }
        let mut found = Diagnostic::new(code, span, format!("`{word}` outside of a loop"));
        if self.flow.loop_outside {
            found = found.help("a closure cannot leave the surrounding loop");
        }
        self.report(found);
    }

    fn check_return(&mut self, span: Span) {
        let word = Span {
            end: span.start + "return".len() as u32,
            ..span
        };
        if !self.not_in_guard("return", word) && !self.flow.in_function {
            self.report(Diagnostic::new(
                Code::E0216,
                word,
                "`return` outside a function",
            ));
        }
    }

    /// E0013; whether it was reported.
    fn not_in_guard(&mut self, construct: &str, span: Span) -> bool {
        if self.flow.in_guard {
            self.report(Diagnostic::new(
                Code::E0013,
                span,
                format!("`{construct}` is not allowed in a guard"),
            ));
        }
        self.flow.in_guard
    }

    /// A word that has a meaning in test files only.
    pub(super) fn test_word(&mut self, word: &str, span: Span) {
        debug_assert!(TEST_NAMES.contains(&word));
        if self.tables.modules[self.module].test {
            self.refuse(word, span);
        } else {
            self.report(
                Diagnostic::new(
                    Code::E0004,
                    span,
                    format!("cannot find `{word}` in this scope"),
                )
                .note(format!("`{word}` is available in test files only")),
            );
        }
    }
}
