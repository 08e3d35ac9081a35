//! Operators.

use crate::base::Span;
use crate::diagnostics::{Code, Diagnostic};
use crate::syntax::ast::{self, BinaryOp, UnaryOp};

use crate::resolve::TraitId;
use crate::types::cx::{Cx, Operator, Origin, Want};
use crate::types::solve::{Deferred, Why};
use crate::types::ty::Ty;
use crate::types::typed::{
    Bound, Callee, ExprId, ExprKind, InterpolationPart, Literal, Local, Pat, PatKind, Stmt,
};

impl Cx<'_> {
    pub(super) fn unary(&mut self, op: UnaryOp, inner: ast::ExprId, span: Span) -> ExprId {
        match op {
            UnaryOp::Not => {
                let bool = self.t.bool;
                let inner = self.check(inner, bool, Origin::Condition);
                self.push(ExprKind::Not(inner), bool, span)
            }
            UnaryOp::Neg => {
                // the minus belongs to the literal, so that the smallest Int can be written
                match self.ast().exprs[inner].kind {
                    ast::ExprKind::Int(n) => {
                        let ty = self.t.int;
                        return self.push(
                            ExprKind::Literal(Literal::Int((n as i64).wrapping_neg())),
                            ty,
                            span,
                        );
                    }
                    ast::ExprKind::Float(x) => {
                        let ty = self.t.float;
                        return self.push(ExprKind::Literal(Literal::Float(-x)), ty, span);
                    }
                    _ => {}
                }
                let value = self.expr(inner, Want::ANY);
                let ty = self.ty_of(value);
                self.trait_operator(self.lang.neg, BinaryOp::Sub, ty, vec![value], span)
            }
        }
    }

    fn trait_operator(
        &mut self,
        tr: Option<TraitId>,
        op: BinaryOp,
        ty: Ty,
        args: Vec<ExprId>,
        span: Span,
    ) -> ExprId {
        let Some(tr) = tr else {
            return self.error_expr(span);
        };
        let known = self.shallow(ty);
        let result = if known == self.t.int || known == self.t.float {
            known
        } else {
            self.add_bound(
                Bound {
                    ty,
                    tr,
                    args: Vec::new(),
                },
                span,
                Why::Operator(op),
            );
            self.project(tr, Vec::new(), ty, 0)
        };
        let callee = Callee::Trait {
            tr,
            method: 0,
            tr_args: Vec::new(),
            self_ty: ty,
            targs: Vec::new(),
        };
        self.push(ExprKind::Call { callee, args }, result, span)
    }

    pub(super) fn binary(
        &mut self,
        op: BinaryOp,
        op_span: Span,
        left: ast::ExprId,
        right: ast::ExprId,
        span: Span,
        want: Want,
    ) -> ExprId {
        let bool = self.t.bool;
        match op {
            BinaryOp::And | BinaryOp::Or => {
                let left = self.check(left, bool, Origin::Condition);
                let right = self.check(right, bool, Origin::Condition);
                let kind = match op {
                    BinaryOp::And => ExprKind::And(left, right),
                    _ => ExprKind::Or(left, right),
                };
                self.push(kind, bool, span)
            }
            BinaryOp::Range => {
                let int = self.t.int;
                let left = self.check(left, int, Origin::None);
                let right = self.check(right, int, Origin::None);
                let ty = self.lang_con(self.lang.range, &[]);
                self.push(
                    ExprKind::Construct {
                        variant: 0,
                        fields: vec![(0, left), (1, right)],
                    },
                    ty,
                    span,
                )
            }
            BinaryOp::Concat | BinaryOp::Append => {
                let left = self.expr(
                    left,
                    Want {
                        discard: false,
                        ..want
                    },
                );
                let ty = self.ty_of(left);
                let origin = Origin::Operand(self.span_of(left));
                let right = self.expr(right, Want::ty(ty, origin));
                let right = self.expect(right, ty, origin);
                let expr = self.push(ExprKind::Error, ty, span);
                self.concatenable(op, ty, op_span);
                self.cur_mut().operators.push(Operator {
                    expr,
                    op,
                    left,
                    right,
                    ty,
                });
                expr
            }
            BinaryOp::Eq
            | BinaryOp::Ne
            | BinaryOp::Lt
            | BinaryOp::Gt
            | BinaryOp::Le
            | BinaryOp::Ge => {
                let left = self.expr(left, Want::ANY);
                let ty = self.ty_of(left);
                let origin = Origin::Operand(self.span_of(left));
                let right = self.expr(right, Want::ty(ty, origin));
                let right = self.expect(right, ty, origin);
                let tr = match op {
                    BinaryOp::Eq | BinaryOp::Ne => self.lang.eq,
                    _ => self.lang.ord,
                };
                let known = self.shallow(ty);
                if known != self.t.int && known != self.t.float {
                    if let Some(tr) = tr {
                        self.add_bound(
                            Bound {
                                ty,
                                tr,
                                args: Vec::new(),
                            },
                            span,
                            Why::Operator(op),
                        );
                    }
                }
                let expr = self.push(ExprKind::Error, bool, span);
                self.cur_mut().operators.push(Operator {
                    expr,
                    op,
                    left,
                    right,
                    ty,
                });
                expr
            }
            BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul | BinaryOp::Div | BinaryOp::Mod => {
                let left = self.expr(left, Want::ANY);
                let ty = self.ty_of(left);
                let origin = Origin::Operand(self.span_of(left));
                let right = self.expr(right, Want::ty(ty, origin));
                let right = self.expect(right, ty, origin);
                let tr = match op {
                    BinaryOp::Add => self.lang.add,
                    BinaryOp::Sub => self.lang.sub,
                    BinaryOp::Mul => self.lang.mul,
                    BinaryOp::Div => self.lang.div,
                    _ => self.lang.modulo,
                };
                self.trait_operator(tr, op, ty, vec![left, right], span)
            }
        }
    }

    /// `<>` and `++` work on texts and lists.
    pub fn concatenable(&mut self, op: BinaryOp, ty: Ty, at: Span) {
        let known = self.shallow(ty);
        if let Some(var) = self.u.as_var(known) {
            let body = self.at;
            self.wait_for(var, Deferred::Concat { body, op, ty, at });
        } else if known != self.t.string
            && !self.is_con(known, self.lang.list)
            && !self.has_error(known)
            && !self.is_never(known)
        {
            let shown = self.show(known);
            self.report(Diagnostic::new(
                Code::E0001,
                at,
                format!("expected `String`, found `{shown}`"),
            ));
        }
    }

    /// Chooses the typed form of the operators of a body whose types are final.
    pub fn finish_operators(&mut self) {
        for operator in std::mem::take(&mut self.cur_mut().operators) {
            let kind = self.operator_kind(operator);
            self.cur_mut().body.exprs[operator.expr].kind = kind;
        }
    }

    fn operator_kind(&mut self, o: Operator) -> ExprKind {
        let ty = self.shallow(o.ty);
        let bool = self.t.bool;
        let span = self.span_of(o.expr);
        let method = |tr: Option<TraitId>, args: Vec<ExprId>| match tr {
            Some(tr) => ExprKind::Call {
                callee: Callee::Trait {
                    tr,
                    method: 0,
                    tr_args: Vec::new(),
                    self_ty: o.ty,
                    targs: Vec::new(),
                },
                args,
            },
            None => ExprKind::Error,
        };
        let (eq, ord) = (self.lang.eq, self.lang.ord);
        match o.op {
            BinaryOp::Concat | BinaryOp::Append => {
                if self.is_con(ty, self.lang.list) {
                    let item = self.u.tys.part(ty, 0);
                    match self.lang.list_concat {
                        Some(id) => ExprKind::Call {
                            callee: Callee::Fn {
                                id,
                                targs: vec![item],
                            },
                            args: vec![o.left, o.right],
                        },
                        None => ExprKind::Error,
                    }
                } else {
                    let part = |value| InterpolationPart::Value { value, show: None };
                    ExprKind::Interpolation(vec![part(o.left), part(o.right)])
                }
            }
            BinaryOp::Eq => method(eq, vec![o.left, o.right]),
            BinaryOp::Ne => {
                let inner = self.push(method(eq, vec![o.left, o.right]), bool, span);
                ExprKind::Not(inner)
            }
            BinaryOp::Lt => method(ord, vec![o.left, o.right]),
            BinaryOp::Ge if ty != self.t.float => {
                let inner = self.push(method(ord, vec![o.left, o.right]), bool, span);
                ExprKind::Not(inner)
            }
            BinaryOp::Gt | BinaryOp::Le | BinaryOp::Ge => {
                // operands are evaluated from left to right, whatever their order in the call
                let mut stmts = Vec::new();
                let mut bind = |cx: &mut Self, value: ExprId, name: &str| {
                    let (ty, span) = (cx.ty_of(value), cx.span_of(value));
                    let local = cx.cur_mut().body.locals.push(Local {
                        name: crate::base::Symbol::new(name),
                        span,
                        ty,
                        generics: Vec::new(),
                    });
                    let pat = cx.cur_mut().body.pats.push(Pat {
                        kind: PatKind::Bind(local),
                        ty,
                        span,
                    });
                    stmts.push(Stmt::Let { pat, value });
                    (local, ty, span)
                };
                let left = bind(self, o.left, "left");
                let right = bind(self, o.right, "right");
                let read = |cx: &mut Self, (local, ty, span)| {
                    cx.push(
                        ExprKind::Local {
                            local,
                            targs: Vec::new(),
                        },
                        ty,
                        span,
                    )
                };
                let value = if ty == self.t.float && o.op != BinaryOp::Gt {
                    let (a, b) = (read(self, left), read(self, right));
                    let args = if o.op == BinaryOp::Le {
                        vec![a, b]
                    } else {
                        vec![b, a]
                    };
                    let less = self.push(method(ord, args), bool, span);
                    let (a, b) = (read(self, left), read(self, right));
                    let same = self.push(method(eq, vec![a, b]), bool, span);
                    self.push(ExprKind::Or(less, same), bool, span)
                } else {
                    let (a, b) = (read(self, left), read(self, right));
                    let less = self.push(method(ord, vec![b, a]), bool, span);
                    if o.op == BinaryOp::Le {
                        self.push(ExprKind::Not(less), bool, span)
                    } else {
                        less
                    }
                };
                ExprKind::Block {
                    stmts,
                    value: Some(value),
                }
            }
            BinaryOp::Or
            | BinaryOp::And
            | BinaryOp::Range
            | BinaryOp::Add
            | BinaryOp::Sub
            | BinaryOp::Mul
            | BinaryOp::Div
            | BinaryOp::Mod => crate::bug!("types", "an operator that is never put off"),
        }
    }
}
