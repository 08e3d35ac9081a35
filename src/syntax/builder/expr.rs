//! Expressions.

use super::{Arg, Builder, Params, PlainString};
use crate::base::{Span, Symbol};
use crate::diagnostics::Code;
use crate::syntax::ast::*;
use crate::syntax::token::{Kind, Token};

impl Builder<'_> {
    fn expr(&mut self, span: Span, kind: ExprKind) -> ExprId {
        self.module.exprs.push(Expr { span, kind })
    }

    fn expr_span(&self, e: ExprId) -> Span {
        self.module.exprs[e].span
    }

    // ---- literals and names ---------------------------------------------------------------------------------------

    pub fn int(&mut self, t: Token) -> ExprId {
        let value = self.lexed.numbers[t.payload as usize];
        let span = self.at(t);
        let text = self.source(span);
        let plain =
            text.bytes().all(|b| b.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
        if !plain {
            self.spelled(span);
        }
        self.expr(span, ExprKind::Int(value))
    }

    pub fn float(&mut self, t: Token) -> ExprId {
        let value = f64::from_bits(self.lexed.numbers[t.payload as usize]);
        let span = self.at(t);
        self.spelled(span);
        self.expr(span, ExprKind::Float(value))
    }

    pub fn bool(&mut self, t: Token) -> ExprId {
        self.expr(self.at(t), ExprKind::Bool(t.kind == Kind::True))
    }

    pub fn nil(&mut self, t: Token) -> ExprId {
        let span = self.at(t);
        self.spelled(span);
        self.expr(span, ExprKind::Unit)
    }

    pub fn unit(&mut self, l: u32, r: u32) -> ExprId {
        self.expr(self.span(l, r), ExprKind::Unit)
    }

    pub fn atom(&mut self, t: Token) -> ExprId {
        self.expr(self.at(t), ExprKind::Atom(t.symbol()))
    }

    pub fn regex(&mut self, t: Token) -> ExprId {
        let literal = self.lexed.regexes[t.payload as usize];
        let kind = ExprKind::Regex {
            pattern: literal.pattern,
            flags: literal.flags,
        };
        self.expr(self.at(t), kind)
    }

    pub fn text_part(&mut self, mut parts: Vec<StrPart>, text: Token) -> Vec<StrPart> {
        let symbol = text.symbol();
        // Only a heredoc's pieces can become empty.
        if text.end - text.start > 64 || !symbol.as_str().is_empty() {
            parts.push(StrPart::Text(symbol));
        }
        parts
    }

    pub fn string(&mut self, l: u32, parts: Vec<StrPart>, r: u32) -> ExprId {
        self.expr(self.span(l, r), ExprKind::Str(parts))
    }

    pub fn name_expr(&mut self, t: Token) -> ExprId {
        let name = self.name(t);
        self.expr(name.span, ExprKind::Name(name))
    }

    pub fn self_expr(&mut self, t: Token) -> ExprId {
        self.expr(self.at(t), ExprKind::SelfRef)
    }

    pub fn builtin(&mut self, t: Token) -> ExprId {
        let name = self.name(t);
        self.expr(name.span, ExprKind::Builtin(name))
    }

    pub fn jump(&mut self, t: Token) -> ExprId {
        let kind = if t.kind == Kind::Break {
            ExprKind::Break
        } else {
            ExprKind::Continue
        };
        self.expr(self.at(t), kind)
    }

    pub fn error_expr(&mut self, t: Token) -> ExprId {
        self.expr(self.at(t), ExprKind::Error)
    }

    pub fn error_entry(&mut self, t: Token) -> (ExprId, ExprId) {
        let error = self.error_expr(t);
        (error, error)
    }

    // ---- brackets -------------------------------------------------------------------------------------------------

    /// Grouping parentheses leave no node.
    pub fn group(&mut self, _l: u32, e: ExprId, _r: u32) -> ExprId {
        e
    }

    pub fn tuple(&mut self, l: u32, first: ExprId, mut more: Vec<ExprId>, r: u32) -> ExprId {
        more.insert(0, first);
        self.expr(self.span(l, r), ExprKind::Tuple(more))
    }

    pub fn list(&mut self, l: u32, items: Vec<ExprId>, r: u32) -> ExprId {
        self.expr(self.span(l, r), ExprKind::List(items))
    }

    pub fn map(&mut self, l: u32, entries: Vec<(ExprId, ExprId)>, r: u32) -> ExprId {
        self.expr(self.span(l, r), ExprKind::Map(entries))
    }

    pub fn update(
        &mut self,
        l: u32,
        base: ExprId,
        fields: Vec<Option<FieldInit>>,
        r: u32,
    ) -> ExprId {
        let fields = fields.into_iter().flatten().collect();
        self.expr(self.span(l, r), ExprKind::Update { base, fields })
    }

    pub fn field_init(&mut self, name: Token, value: ExprId) -> Option<FieldInit> {
        Some(FieldInit {
            name: self.name(name),
            value,
        })
    }

    /// `P { … }`: the head must be a path of uppercase names.
    pub fn struct_literal(
        &mut self,
        head: ExprId,
        l: u32,
        fields: Vec<Option<FieldInit>>,
        r: u32,
    ) -> ExprId {
        let span = self.until(self.expr_span(head), r);
        let fields = fields.into_iter().flatten().collect();
        match self.expr_path(head) {
            Some(path) => self.expr(span, ExprKind::Struct { path, fields }),
            None => {
                let brace = self.at(self.tokens[l as usize]);
                self.error(Code::E0105, brace, "unexpected `{`");
                self.expr(span, ExprKind::Error)
            }
        }
    }

    /// The expression as a path of uppercase names, if it is one.
    fn expr_path(&self, e: ExprId) -> Option<Path> {
        let mut segments = Vec::new();
        let mut at = e;
        loop {
            let name = match &self.module.exprs[at].kind {
                ExprKind::Name(name) => {
                    segments.push(*name);
                    None
                }
                ExprKind::Field(base, name) => {
                    segments.push(*name);
                    Some(*base)
                }
                _ => return None,
            };
            match name {
                Some(base) => at = base,
                None => break,
            }
        }
        segments.reverse();
        let capital = |name: &Name| {
            name.text
                .as_str()
                .chars()
                .next()
                .is_some_and(|c| !c.is_lowercase() && c != '_')
        };
        segments.iter().all(capital).then(|| Path {
            segments,
            span: self.expr_span(e),
        })
    }

    pub fn json_field(&mut self, key: Token, value: ExprId) -> Option<JsonField> {
        Some(JsonField {
            key: key.symbol(),
            key_span: self.at(key),
            value,
        })
    }

    pub fn json_text_field(&mut self, key: PlainString, value: ExprId) -> Option<JsonField> {
        Some(JsonField {
            key: key.text,
            key_span: key.span,
            value,
        })
    }

    pub fn json(&mut self, l: u32, fields: Vec<Option<JsonField>>, r: u32) -> ExprId {
        let fields: Vec<JsonField> = fields.into_iter().flatten().collect();
        let keys = fields.iter().map(|field| (field.key, field.key_span));
        self.distinct_keys(keys);
        self.expr(self.span(l, r), ExprKind::Json(fields))
    }

    /// E0116 for keys that occur twice.
    fn distinct_keys(&mut self, keys: impl ExactSizeIterator<Item = (Symbol, Span)>) {
        if keys.len() < 2 {
            return;
        }
        let mut seen = rustc_hash::FxHashMap::default();
        for (key, span) in keys {
            match seen.entry(key) {
                std::collections::hash_map::Entry::Occupied(first) => {
                    let first = *first.get();
                    self.error(Code::E0116, span, format!("duplicate key `{key}`"))
                        .labels
                        .push(crate::diagnostics::Label {
                            span: first,
                            text: "first given here".into(),
                        });
                }
                std::collections::hash_map::Entry::Vacant(slot) => {
                    slot.insert(span);
                }
            }
        }
    }

    // ---- postfix --------------------------------------------------------------------------------------------------

    pub fn field_access(&mut self, e: ExprId, name: Token) -> ExprId {
        let name = self.name(name);
        let span = self.expr_span(e).to(name.span);
        self.expr(span, ExprKind::Field(e, name))
    }

    pub fn index(&mut self, e: ExprId, index: ExprId, r: u32) -> ExprId {
        let span = self.until(self.expr_span(e), r);
        self.expr(span, ExprKind::Index(e, index))
    }

    pub fn try_op(&mut self, value: ExprId, mark: Token) -> ExprId {
        let mark = self.at(mark);
        let span = self.expr_span(value).to(mark);
        self.expr(span, ExprKind::Try { value, mark })
    }

    pub fn keyword(&mut self, name: Token, e: ExprId) -> Arg {
        Arg::Keyword(self.name(name), e)
    }

    pub fn call(&mut self, callee: ExprId, l: u32, args: Vec<Arg>, r: u32) -> ExprId {
        let mut positional = Vec::with_capacity(args.len());
        let mut keywords = Vec::new();
        for arg in args {
            match arg {
                Arg::Positional(e) => {
                    if !keywords.is_empty() {
                        let span = self.expr_span(e);
                        self.error(
                            Code::E0115,
                            span,
                            "positional argument after keyword argument",
                        );
                    }
                    positional.push(e);
                }
                Arg::Keyword(name, e) => keywords.push((name, e)),
            }
        }
        let keys: Vec<_> = keywords
            .iter()
            .map(|(name, _)| (name.text, name.span))
            .collect();
        self.distinct_keys(keys.into_iter());
        let args_span = self.span(l, r);
        self.call_node(callee, positional, keywords, None, args_span, r)
    }

    pub(super) fn call_node(
        &mut self,
        callee: ExprId,
        args: Vec<ExprId>,
        keywords: Vec<(Name, ExprId)>,
        block: Option<ExprId>,
        args_span: Span,
        r: u32,
    ) -> ExprId {
        let span = self.until(self.expr_span(callee), r);
        let call = Call {
            callee,
            args,
            keywords,
            block,
            args_span,
        };
        self.expr(span, ExprKind::Call(call))
    }

    /// `f(a) do |x| … end`: the block is the last argument.
    pub fn trailing_block(
        &mut self,
        call: ExprId,
        l: u32,
        bars: Vec<Param>,
        body: Block,
        r: u32,
    ) -> ExprId {
        let block = self.block_argument(l, bars, body, r);
        let span = self.until(self.expr_span(call), r);
        let expr = &mut self.module.exprs[call];
        expr.span = span;
        if let ExprKind::Call(call) = &mut expr.kind {
            call.block = Some(block);
        }
        call
    }

    /// A trailing block as a closure. Its text starts at the `do` before token `l`.
    pub(super) fn block_argument(
        &mut self,
        l: u32,
        bars: Vec<Param>,
        body: Block,
        r: u32,
    ) -> ExprId {
        let span = self.span(l - 1, r);
        let params_span = if self.tokens[l as usize].kind == Kind::Bar {
            let close = (l as usize + 1..self.tokens.len())
                .find(|n| self.tokens[*n].kind == Kind::Bar)
                .unwrap_or(l as usize);
            self.span(l, close as u32 + 1)
        } else {
            self.span(l, l)
        };
        let clause = ClosureClause {
            span,
            params: bars,
            params_span,
            result: None,
            guard: None,
            body,
        };
        let closure = Closure {
            clauses: vec![clause],
        };
        self.expr(span, ExprKind::Closure(closure))
    }

    // ---- operators ------------------------------------------------------------------------------------------------

    pub fn binary(&mut self, left: ExprId, op: Token, right: ExprId) -> ExprId {
        let span = self.expr_span(left).to(self.expr_span(right));
        let op_span = self.at(op);
        let op = match op.kind {
            Kind::Or => BinaryOp::Or,
            Kind::And => BinaryOp::And,
            Kind::EqEq => BinaryOp::Eq,
            Kind::NotEq => BinaryOp::Ne,
            Kind::Lt => BinaryOp::Lt,
            Kind::Gt => BinaryOp::Gt,
            Kind::LtEq => BinaryOp::Le,
            Kind::GtEq => BinaryOp::Ge,
            Kind::DotDot => BinaryOp::Range,
            Kind::Concat => BinaryOp::Concat,
            Kind::Append => BinaryOp::Append,
            Kind::Plus => BinaryOp::Add,
            Kind::Minus => BinaryOp::Sub,
            Kind::Star => BinaryOp::Mul,
            Kind::Slash => BinaryOp::Div,
            Kind::Percent => BinaryOp::Mod,
            _ => crate::bug!("parser", "{:?} is no binary operator", op.kind),
        };
        let kind = ExprKind::Binary {
            op,
            op_span,
            left,
            right,
        };
        self.expr(span, kind)
    }

    /// A second operator of a level that does not chain.
    pub fn chained(&mut self, left: ExprId, op: Token, right: ExprId) -> ExprId {
        let span = self.at(op);
        let message = format!("`{}` cannot be chained", op.kind.text());
        let help = if op.kind == Kind::Gt && self.looks_like_type_arguments(left, op) {
            "type arguments cannot be given in calls; annotate the result instead"
        } else {
            "use parentheses"
        };
        self.error(Code::E0117, span, message)
            .helps
            .push(help.into());
        self.binary(left, op, right)
    }

    /// `f<Int>(x)`
    fn looks_like_type_arguments(&self, left: ExprId, op: Token) -> bool {
        let ExprKind::Binary {
            op: BinaryOp::Lt,
            left,
            ..
        } = &self.module.exprs[left].kind
        else {
            return false;
        };
        let named = matches!(
            self.module.exprs[*left].kind,
            ExprKind::Name(_) | ExprKind::Field(..)
        );
        let next = self
            .tokens
            .binary_search_by_key(&op.start, |token| token.start)
            .map_or(Kind::Eof, |n| self.tokens[n + 1].kind);
        named && next == Kind::LParen
    }

    pub fn unary(&mut self, op: Token, e: ExprId) -> ExprId {
        let span = self.at(op).to(self.expr_span(e));
        let op = if op.kind == Kind::Minus {
            UnaryOp::Neg
        } else {
            UnaryOp::Not
        };
        self.expr(span, ExprKind::Unary(op, e))
    }

    /// `value |> target`. The pipe enters a target `c?`: `x |> f(a)?` is `f(x, a)?`.
    pub fn pipe(&mut self, value: ExprId, op: Token, target: ExprId) -> ExprId {
        let slot = if op.kind == Kind::Pipe {
            1
        } else {
            op.payload as u8
        };
        let op_span = self.at(op);
        let start = self.expr_span(value);
        let mut marks = Vec::new();
        let mut entered = target;
        while let ExprKind::Try { value, .. } = self.module.exprs[entered].kind {
            marks.push(entered);
            entered = value;
        }
        let callable = matches!(
            self.module.exprs[entered].kind,
            ExprKind::Call(_) | ExprKind::Name(_) | ExprKind::Field(..) | ExprKind::Builtin(_)
        );
        if !callable {
            marks.clear();
            entered = target;
        }
        let span = start.to(self.expr_span(entered));
        let kind = ExprKind::Pipe {
            value,
            slot,
            op_span,
            target: entered,
        };
        let pipe = self.expr(span, kind);
        let Some(&innermost) = marks.last() else {
            return pipe;
        };
        if let ExprKind::Try { value, .. } = &mut self.module.exprs[innermost].kind {
            *value = pipe;
        }
        for mark in marks {
            let expr = &mut self.module.exprs[mark];
            expr.span = start.to(expr.span);
        }
        target
    }

    // ---- constructs with blocks -----------------------------------------------------------------------------------

    pub fn if_expr(
        &mut self,
        l: u32,
        branches: Vec<(ExprId, Block)>,
        otherwise: Option<Block>,
        r: u32,
    ) -> ExprId {
        let kind = ExprKind::If {
            branches,
            otherwise,
        };
        self.expr(self.span(l, r), kind)
    }

    pub fn case(&mut self, l: u32, scrutinee: ExprId, h: u32, arms: Vec<Arm>, r: u32) -> ExprId {
        let kind = ExprKind::Case {
            scrutinee,
            arms,
            head_span: self.span(l, h),
        };
        self.expr(self.span(l, r), kind)
    }

    pub fn receive(
        &mut self,
        l: u32,
        h: u32,
        arms: Vec<Arm>,
        after: Option<(ExprId, Block)>,
        r: u32,
    ) -> ExprId {
        let kind = ExprKind::Receive {
            arms,
            after,
            head_span: self.span(l, h),
        };
        self.expr(self.span(l, r), kind)
    }

    pub fn arm(&mut self, pat: PatId, guard: Option<ExprId>, body: Block) -> Arm {
        Arm { pat, guard, body }
    }

    pub fn error_arm(&mut self, t: Token) -> Arm {
        let span = self.at(t);
        let pat = self.pat_error(span);
        Arm {
            pat,
            guard: None,
            body: Block {
                stmts: Vec::new(),
                span: span.at_end(),
            },
        }
    }

    pub fn for_loop(
        &mut self,
        l: u32,
        pat: ForPat,
        iterated: ExprId,
        filter: Option<ExprId>,
        body: Block,
        r: u32,
    ) -> ExprId {
        let kind = ExprKind::For(For {
            pat,
            iterated,
            filter,
            body,
        });
        self.expr(self.span(l, r), kind)
    }

    pub fn while_loop(&mut self, l: u32, condition: ExprId, body: Block, r: u32) -> ExprId {
        self.expr(self.span(l, r), ExprKind::While { condition, body })
    }

    pub fn clause(
        &mut self,
        l: u32,
        params: Params,
        guard: Option<ExprId>,
        body: Block,
        r: u32,
    ) -> Box<ClosureClause> {
        Box::new(ClosureClause {
            span: self.span(l, r),
            params: params.list,
            params_span: params.span,
            result: None,
            guard,
            body,
        })
    }

    pub fn closure(&mut self, l: u32, clauses: Vec<Box<ClosureClause>>, r: u32) -> ExprId {
        let clauses = clauses.into_iter().map(|clause| *clause).collect();
        self.expr(self.span(l, r), ExprKind::Closure(Closure { clauses }))
    }

    pub fn block_closure(
        &mut self,
        l: u32,
        params: Params,
        result: Option<TypeId>,
        guard: Option<ExprId>,
        body: Block,
        r: u32,
    ) -> ExprId {
        let span = self.span(l, r);
        let clause = ClosureClause {
            span,
            params: params.list,
            params_span: params.span,
            result,
            guard,
            body,
        };
        let closure = Closure {
            clauses: vec![clause],
        };
        self.expr(span, ExprKind::Closure(closure))
    }
}
