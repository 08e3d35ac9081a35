//! Test files: `test` and `describe` become functions, assertions become what they stand for.
//!
//! A pass from tree to tree, so that all later passes see ordinary functions. Test number n of a file becomes a function that is
//! named as backtraces show it, `test "NAME"`; one more function runs the test of a number. New nodes have the place of what
//! they were made from: failures are reported at the assertion.

use super::ast::*;
use crate::base::{Span, Symbol};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};

/// One test of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Test {
    /// The names of the groups and its own, joined by ` > `.
    pub name: String,
    pub skip: Option<String>,
    /// In milliseconds.
    pub timeout: Option<u64>,
}

/// The name of the function that runs the tests of the file with a number.
pub fn runner(file: usize) -> String {
    format!("mesh_run_tests_{file}")
}

/// Rewrites the tree of a test file; the tests it holds, in source order.
pub fn expand(
    ast: &mut Module,
    text: &str,
    file: usize,
    diagnostics: &mut Diagnostics,
) -> Vec<Test> {
    let whole = Span::new(ast.file, 0, 0);
    let mut pass = Expand {
        ast,
        text,
        diagnostics,
        tests: Vec::new(),
        functions: Vec::new(),
    };
    pass.assertions();
    let items = std::mem::take(&mut pass.ast.items);
    let mut kept = Vec::new();
    let mut blocks = Vec::new();
    for item in items {
        match &item.kind {
            ItemKind::Stmt(stmt) if pass.form(stmt).is_some() => blocks.push(stmt.clone()),
            ItemKind::Fn(id) if pass.ast.fns[*id].name.text.as_str() == "main" => {
                let span = pass.ast.fns[*id].name.span;
                pass.report(span, "a test file has no `main`");
            }
            _ => kept.push(item),
        }
    }
    pass.ast.items = kept;
    pass.group(&blocks, &Group::default());
    pass.runner(file, whole);
    pass.tests
}

/// What holds for all tests of a group.
#[derive(Clone, Default)]
struct Group {
    prefix: String,
    skip: Option<String>,
    timeout: Option<u64>,
    /// From the outermost group to the innermost: setup and teardown of each.
    fixtures: Vec<(Option<Name>, Option<Fixture>)>,
}

/// The function of a `teardown`.
#[derive(Clone, Copy)]
struct Fixture {
    name: Name,
    takes: bool,
}

struct Expand<'a> {
    ast: &'a mut Module,
    text: &'a str,
    diagnostics: &'a mut Diagnostics,
    tests: Vec<Test>,
    functions: Vec<Symbol>,
}

impl Expand<'_> {
    fn report(&mut self, span: Span, message: impl Into<String>) {
        self.diagnostics
            .report(Diagnostic::new(Code::E0708, span, message));
    }

    /// The word and the call of a statement that is one of the forms of tests.
    fn form(&self, stmt: &Stmt) -> Option<(&'static str, Call)> {
        let StmtKind::Expr(id) = stmt.kind else {
            return None;
        };
        let ExprKind::Call(call) = &self.ast.exprs[id].kind else {
            return None;
        };
        let ExprKind::Name(name) = self.ast.exprs[call.callee].kind else {
            return None;
        };
        call.block?;
        ["test", "describe", "setup", "teardown"]
            .into_iter()
            .find(|word| *word == name.text.as_str())
            .map(|word| (word, call.clone()))
    }

    // ---- groups and tests -----------------------------------------------------------------------------------------

    fn group(&mut self, stmts: &[Stmt], group: &Group) {
        stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || {
            self.group_inner(stmts, group)
        });
    }

    fn group_inner(&mut self, stmts: &[Stmt], group: &Group) {
        let mut group = group.clone();
        let (mut setup, mut teardown) = (None, None);
        let mut names: Vec<(Symbol, Span)> = Vec::new();
        for stmt in stmts {
            match self.form(stmt) {
                Some((word @ ("setup" | "teardown"), call)) => {
                    let place = if word == "setup" {
                        &mut setup
                    } else {
                        &mut teardown
                    };
                    if place.is_some() {
                        self.diagnostics.report(Diagnostic::new(
                            Code::E0203,
                            stmt.span,
                            format!("`{word}` is defined twice in this group"),
                        ));
                    }
                    *place = call.block;
                }
                Some(_) => {}
                None => self.diagnostics.report(
                    Diagnostic::new(Code::E0112, stmt.span, "statement outside a test")
                        .help("move it into a `test` or a `setup`"),
                ),
            }
        }
        let setup = setup.and_then(|block| self.fixture("setup", block, &group));
        let teardown = teardown.and_then(|block| self.fixture("teardown", block, &group));
        group.fixtures.push((setup.map(|f| f.name), teardown));
        for stmt in stmts {
            let Some((word @ ("test" | "describe"), call)) = self.form(stmt) else {
                continue;
            };
            let Some(name) = call.args.first().and_then(|&arg| self.literal(arg)) else {
                self.report(
                    call.args_span,
                    format!("the name of a `{word}` is a string literal"),
                );
                continue;
            };
            let symbol = Symbol::new(&name);
            if let Some((_, first)) = names.iter().find(|(other, _)| *other == symbol) {
                let twice = format!("`{name}` is defined twice in this group");
                self.diagnostics.report(
                    Diagnostic::new(Code::E0202, call.args_span, twice)
                        .label(*first, "first defined here"),
                );
            }
            names.push((symbol, call.args_span));
            let mut inner = Group {
                prefix: match group.prefix.as_str() {
                    "" => name.clone(),
                    prefix => format!("{prefix} > {name}"),
                },
                ..group.clone()
            };
            self.options(&call, &mut inner);
            let Some(ExprKind::Closure(closure)) =
                call.block.map(|block| self.ast.exprs[block].kind.clone())
            else {
                continue;
            };
            let Some(clause) = closure.clauses.into_iter().next() else {
                continue;
            };
            if word == "describe" {
                self.group(&clause.body.stmts, &inner);
            } else {
                self.test(&name, stmt.span, clause, inner);
            }
        }
    }

    /// A block that several tests run becomes a function.
    fn fixture(&mut self, word: &str, block: ExprId, group: &Group) -> Option<Fixture> {
        let span = self.ast.exprs[block].span;
        let ExprKind::Closure(closure) = &self.ast.exprs[block].kind else {
            return None;
        };
        let clause = closure.clauses.first()?.clone();
        let text = format!("{word} \"{}\"\u{0}{}", group.prefix, self.ast.fns.len());
        let name = Name {
            text: Symbol::new(&text),
            span,
        };
        let takes = !clause.params.is_empty();
        self.function(name, clause.params, clause.body, false);
        Some(Fixture { name, takes })
    }

    fn options(&mut self, call: &Call, group: &mut Group) {
        for (name, value) in &call.keywords {
            match (name.text.as_str(), &self.ast.exprs[*value].kind) {
                ("skip", _) if self.literal(*value).is_some() => group.skip = self.literal(*value),
                ("timeout", ExprKind::Int(ms)) => group.timeout = Some(*ms),
                ("skip" | "timeout", _) => {
                    let what = if name.text.as_str() == "skip" {
                        "a string"
                    } else {
                        "an integer"
                    };
                    self.report(name.span, format!("`{}` takes {what} literal", name.text));
                }
                (other, _) => {
                    let unknown = format!("unknown test option `{other}`");
                    self.report(name.span, unknown);
                }
            }
        }
    }

    fn literal(&self, id: ExprId) -> Option<String> {
        match &self.ast.exprs[id].kind {
            ExprKind::Str(parts) => match parts.as_slice() {
                [] => Some(String::new()),
                [StrPart::Text(text)] => Some(text.as_str().to_owned()),
                _ => None,
            },
            _ => None,
        }
    }

    /// `setup` blocks, outer first, the teardown of each registered as soon as its setup is done; then the body.
    fn test(&mut self, name: &str, span: Span, clause: ClosureClause, group: Group) {
        let mut stmts = Vec::new();
        let innermost = group
            .fixtures
            .iter()
            .rposition(|(setup, _)| setup.is_some());
        if let (Some(param), None) = (clause.params.first(), innermost) {
            let at = self.ast.pats[param.pat].span;
            self.report(at, "test has a parameter but no `setup`");
        }
        let mut value: Option<Name> = None;
        for (depth, (setup, teardown)) in group.fixtures.iter().enumerate() {
            if let Some(setup) = *setup {
                let at = setup.span;
                stmts.push(self.call_stmt("entering", &["setup"], at));
                let callee = self.expr(ExprKind::Name(setup), at);
                let call = self.call(callee, Vec::new(), at);
                let local = Name {
                    text: Symbol::new(&format!("_setup{depth}")),
                    span: at,
                };
                stmts.push(self.bind(local, call, at));
                stmts.push(self.call_stmt("entering", &["body"], at));
                value = Some(local);
            }
            if let Some(teardown) = *teardown {
                let at = teardown.name.span;
                let mut args = Vec::new();
                match (teardown.takes, value) {
                    (true, Some(value)) => args.push(self.expr(ExprKind::Name(value), at)),
                    (true, None) => self.report(at, "teardown has a parameter but no `setup`"),
                    _ => {}
                }
                let entering = self.call_stmt("entering", &["teardown"], at);
                let callee = self.expr(ExprKind::Name(teardown.name), at);
                let call = self.call(callee, args, at);
                let wildcard = self.ast.pats.push(Pat {
                    span: at,
                    kind: PatKind::Wildcard,
                });
                let run = Stmt {
                    span: at,
                    kind: StmtKind::Let {
                        pat: wildcard,
                        ty: None,
                        value: call,
                    },
                };
                let unit = self.expr(ExprKind::Unit, at);
                let unit = Stmt {
                    span: at,
                    kind: StmtKind::Expr(unit),
                };
                let closure = self.closure(vec![entering, run, unit], at);
                let register = self.library_call("after", vec![closure], at);
                stmts.push(Stmt {
                    span: at,
                    kind: StmtKind::Expr(register),
                });
            }
        }
        if let (Some(param), Some(value)) = (clause.params.first(), value) {
            let at = self.ast.pats[param.pat].span;
            let from = self.expr(ExprKind::Name(value), at);
            stmts.push(Stmt {
                span: at,
                kind: StmtKind::Let {
                    pat: param.pat,
                    ty: param.ty,
                    value: from,
                },
            });
        }
        stmts.extend(clause.body.stmts);
        let function = Symbol::new(&format!("test \"{name}\""));
        // equal names in different groups: the function's number tells them apart, and is not shown
        let function = match self.functions.contains(&function) {
            true => Symbol::new(&format!("test \"{name}\"\u{0}{}", self.functions.len())),
            false => function,
        };
        let body = Block {
            stmts,
            span: clause.body.span,
        };
        self.function(
            Name {
                text: function,
                span,
            },
            Vec::new(),
            body,
            false,
        );
        self.functions.push(function);
        self.tests.push(Test {
            name: group.prefix,
            skip: group.skip,
            timeout: group.timeout,
        });
    }

    /// `pub fn mesh_run_tests_N(n)`: runs test number n.
    fn runner(&mut self, file: usize, at: Span) {
        let n = Name {
            text: Symbol::new("n"),
            span: at,
        };
        let param = self.ast.pats.push(Pat {
            span: at,
            kind: PatKind::Var(n),
        });
        let int = Name {
            text: Symbol::new("Int"),
            span: at,
        };
        let int = self.ast.types.push(TypeExpr {
            span: at,
            kind: TypeKind::Path {
                path: Path {
                    segments: vec![int],
                    span: at,
                },
                args: Vec::new(),
                args_span: None,
            },
        });
        let mut arms = Vec::new();
        for (number, function) in self.functions.clone().into_iter().enumerate() {
            let pat = self.ast.pats.push(Pat {
                span: at,
                kind: PatKind::Int(number as i64),
            });
            let callee = self.expr(
                ExprKind::Name(Name {
                    text: function,
                    span: at,
                }),
                at,
            );
            let call = self.call(callee, Vec::new(), at);
            let wildcard = self.ast.pats.push(Pat {
                span: at,
                kind: PatKind::Wildcard,
            });
            let unit = self.expr(ExprKind::Unit, at);
            let body = Block {
                stmts: vec![
                    Stmt {
                        span: at,
                        kind: StmtKind::Let {
                            pat: wildcard,
                            ty: None,
                            value: call,
                        },
                    },
                    Stmt {
                        span: at,
                        kind: StmtKind::Expr(unit),
                    },
                ],
                span: at,
            };
            arms.push(Arm {
                pat,
                guard: None,
                body,
            });
        }
        let pat = self.ast.pats.push(Pat {
            span: at,
            kind: PatKind::Wildcard,
        });
        let unit = self.expr(ExprKind::Unit, at);
        let body = Block {
            stmts: vec![Stmt {
                span: at,
                kind: StmtKind::Expr(unit),
            }],
            span: at,
        };
        arms.push(Arm {
            pat,
            guard: None,
            body,
        });
        let scrutinee = self.expr(ExprKind::Name(n), at);
        let case = self.expr(
            ExprKind::Case {
                scrutinee,
                arms,
                head_span: at,
            },
            at,
        );
        let mut stmts = vec![self.call_stmt("begin", &[], at)];
        stmts.push(Stmt {
            span: at,
            kind: StmtKind::Expr(case),
        });
        stmts.push(self.call_stmt("done", &[], at));
        let name = Name {
            text: Symbol::new(&runner(file)),
            span: at,
        };
        let params = vec![Param {
            pat: param,
            ty: Some(int),
        }];
        self.function(name, params, Block { stmts, span: at }, true);
    }

    // ---- assertions -----------------------------------------------------------------------------------------------

    fn assertions(&mut self) {
        let all: Vec<ExprId> = self.ast.exprs.ids().collect();
        for id in all {
            let ExprKind::Call(call) = &self.ast.exprs[id].kind else {
                continue;
            };
            let ExprKind::Name(name) = self.ast.exprs[call.callee].kind else {
                continue;
            };
            let mut args = call.args.clone();
            args.extend(call.block);
            let at = self.ast.exprs[id].span;
            let new = match (name.text.as_str(), args.as_slice()) {
                ("assert", &[e]) => self.assert(e, at),
                ("assert", &[e, text]) => {
                    let details = self.text("", at);
                    let fail = self.library_call("failed", vec![text, details], at);
                    self.unless(e, fail, at)
                }
                ("assert_eq", &[a, b]) => self.compare(BinaryOp::Eq, "==", a, b, None, at),
                ("assert_ne", &[a, b]) => self.compare(BinaryOp::Ne, "!=", a, b, None, at),
                ("assert_raises", &[_] | &[_, _]) => {
                    let raises = self.library_call("raises", args, at);
                    self.ast.exprs[raises].kind.clone()
                }
                _ => continue,
            };
            self.ast.exprs[id].kind = new;
        }
    }

    fn assert(&mut self, e: ExprId, at: Span) -> ExprKind {
        if let ExprKind::Binary {
            op, left, right, ..
        } = self.ast.exprs[e].kind
        {
            let sign = match op {
                BinaryOp::Eq => "==",
                BinaryOp::Ne => "!=",
                BinaryOp::Lt => "<",
                BinaryOp::Gt => ">",
                BinaryOp::Le => "<=",
                BinaryOp::Ge => ">=",
                _ => "",
            };
            if !sign.is_empty() {
                return self.compare(op, sign, left, right, Some(e), at);
            }
        }
        let source = self.source(e);
        let (source, details) = (self.text(&source, at), self.text("", at));
        let fail = self.library_call("failed", vec![source, details], at);
        self.unless(e, fail, at)
    }

    /// `case (a, b) do (left, right) -> if left OP right do () else failed(…) end end`: both sides are evaluated once.
    fn compare(
        &mut self,
        op: BinaryOp,
        sign: &str,
        a: ExprId,
        b: ExprId,
        whole: Option<ExprId>,
        at: Span,
    ) -> ExprKind {
        let source = match whole {
            Some(e) => self.source(e),
            None => format!("{} {sign} {}", self.source(a), self.source(b)),
        };
        let source = self.text(&source, at);
        let names = ["left", "right"].map(|text| Name {
            text: Symbol::new(text),
            span: at,
        });
        let pats = names.map(|n| {
            self.ast.pats.push(Pat {
                span: at,
                kind: PatKind::Var(n),
            })
        });
        let pat = self.ast.pats.push(Pat {
            span: at,
            kind: PatKind::Tuple(pats.to_vec()),
        });
        let [l, r] = names.map(|n| self.expr(ExprKind::Name(n), at));
        let holds = self.expr(
            ExprKind::Binary {
                op,
                op_span: at,
                left: l,
                right: r,
            },
            at,
        );
        let shown = names.map(|n| {
            let value = self.expr(ExprKind::Name(n), at);
            self.library_call("shown", vec![value], at)
        });
        let parts = match (op, whole) {
            (BinaryOp::Ne, None) => vec![
                StrPart::Text(Symbol::new("  both:  ")),
                StrPart::Expr(shown[0]),
                StrPart::Text(Symbol::new("\n")),
            ],
            _ => vec![
                StrPart::Text(Symbol::new("  left:  ")),
                StrPart::Expr(shown[0]),
                StrPart::Text(Symbol::new("\n  right: ")),
                StrPart::Expr(shown[1]),
                StrPart::Text(Symbol::new("\n")),
            ],
        };
        let details = self.expr(ExprKind::Str(parts), at);
        let fail = self.library_call("failed", vec![source, details], at);
        let check = self.unless(holds, fail, at);
        let check = self.expr(check, at);
        let body = Block {
            stmts: vec![Stmt {
                span: at,
                kind: StmtKind::Expr(check),
            }],
            span: at,
        };
        let scrutinee = self.expr(ExprKind::Tuple(vec![a, b]), at);
        ExprKind::Case {
            scrutinee,
            arms: vec![Arm {
                pat,
                guard: None,
                body,
            }],
            head_span: at,
        }
    }

    fn unless(&mut self, condition: ExprId, fail: ExprId, at: Span) -> ExprKind {
        let unit = self.expr(ExprKind::Unit, at);
        let block = |id| Block {
            stmts: vec![Stmt {
                span: at,
                kind: StmtKind::Expr(id),
            }],
            span: at,
        };
        ExprKind::If {
            branches: vec![(condition, block(unit))],
            otherwise: Some(block(fail)),
        }
    }

    /// The source of an expression, runs of white space as one blank.
    fn source(&self, id: ExprId) -> String {
        let span = self.ast.exprs[id].span;
        let text = self.text.get(span.start as usize..span.end as usize);
        let words: Vec<&str> = text.unwrap_or_default().split_whitespace().collect();
        words.join(" ")
    }

    // ---- nodes ----------------------------------------------------------------------------------------------------

    fn expr(&mut self, kind: ExprKind, span: Span) -> ExprId {
        self.ast.exprs.push(Expr { span, kind })
    }

    fn text(&mut self, text: &str, at: Span) -> ExprId {
        let parts = match text {
            "" => Vec::new(),
            _ => vec![StrPart::Text(Symbol::new(text))],
        };
        self.expr(ExprKind::Str(parts), at)
    }

    fn call(&mut self, callee: ExprId, args: Vec<ExprId>, at: Span) -> ExprId {
        let call = Call {
            callee,
            args,
            keywords: Vec::new(),
            block: None,
            args_span: at,
        };
        self.expr(ExprKind::Call(call), at)
    }

    fn library_call(&mut self, function: &str, args: Vec<ExprId>, at: Span) -> ExprId {
        let module = Name {
            text: Symbol::new("Test"),
            span: at,
        };
        let module = self.expr(ExprKind::Name(module), at);
        let function = Name {
            text: Symbol::new(function),
            span: at,
        };
        let callee = self.expr(ExprKind::Field(module, function), at);
        self.call(callee, args, at)
    }

    fn call_stmt(&mut self, function: &str, texts: &[&str], at: Span) -> Stmt {
        let args = texts.iter().map(|text| self.text(text, at)).collect();
        let call = self.library_call(function, args, at);
        Stmt {
            span: at,
            kind: StmtKind::Expr(call),
        }
    }

    fn bind(&mut self, name: Name, value: ExprId, at: Span) -> Stmt {
        let pat = self.ast.pats.push(Pat {
            span: at,
            kind: PatKind::Var(name),
        });
        Stmt {
            span: at,
            kind: StmtKind::Let {
                pat,
                ty: None,
                value,
            },
        }
    }

    fn closure(&mut self, stmts: Vec<Stmt>, at: Span) -> ExprId {
        let clause = ClosureClause {
            span: at,
            params: Vec::new(),
            params_span: at,
            result: None,
            guard: None,
            body: Block { stmts, span: at },
        };
        self.expr(
            ExprKind::Closure(Closure {
                clauses: vec![clause],
            }),
            at,
        )
    }

    fn function(&mut self, name: Name, params: Vec<Param>, body: Block, public: bool) {
        let span = name.span;
        let unit = TypeExpr {
            span,
            kind: TypeKind::Unit,
        };
        let result = public.then(|| self.ast.types.push(unit));
        let id = self.ast.fns.push(FnDecl {
            span,
            head_span: span,
            name,
            decorators: Vec::new(),
            generics: Vec::new(),
            params,
            params_span: span,
            result,
            bounds: Vec::new(),
            guard: None,
            body: Some(FnBody::Block(body)),
            doc: None,
        });
        self.ast.items.push(Item {
            span,
            public: public.then_some(span),
            doc: None,
            kind: ItemKind::Fn(id),
        });
    }
}
