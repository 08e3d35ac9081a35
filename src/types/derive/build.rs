//! Building typed bodies.

use crate::base::{Span, Symbol};
use crate::resolve::{Builtin, TraitId, TyConId};

use super::super::ty::{Ty, Tys};
use super::super::typed::{
    Arm, Body, Callee, Clause, Expr, ExprId, ExprKind, Literal, Local, LocalId, Pat, PatId,
    PatKind, TyConKind,
};
use super::Input;

/// The types that derived functions speak of.
#[derive(Clone, Copy, Debug)]
pub struct Types {
    pub int: Ty,
    pub bool: Ty,
    pub string: Ty,
    pub json: Ty,
    pub json_map: Ty,
    pub json_list: Ty,
    pub ordering: Ty,
    /// With the index of its variant `Equal`.
    pub ordering_con: Option<(TyConId, u32)>,
}

impl Types {
    pub fn find(input: &Input, tys: &mut Tys) -> Types {
        let error = tys.error();
        let mut builtin = |wanted: Builtin| {
            let found = input
                .tycons
                .iter_enumerated()
                .find(|(_, con)| matches!(con.kind, TyConKind::Builtin(b) if b == wanted));
            found.map_or(error, |(id, _)| tys.con(id, &[]))
        };
        let (int, bool) = (builtin(Builtin::Int), builtin(Builtin::Bool));
        let ordering_con = input.lang.ordering.and_then(|con| {
            let TyConKind::Sum(variants) = &input.tycons[con].kind else {
                return None;
            };
            let equal = variants.iter().position(|v| v.name.as_str() == "Equal")?;
            Some((con, equal as u32))
        });
        let string = input.lang.string.map_or(error, |con| tys.con(con, &[]));
        let json = input.lang.json.map_or(error, |con| tys.con(con, &[]));
        let json_map = input
            .lang
            .map
            .map_or(error, |con| tys.con(con, &[string, json]));
        Types {
            int,
            bool,
            json,
            json_map,
            json_list: input.lang.list.map_or(error, |con| tys.con(con, &[json])),
            string,
            ordering: input.lang.ordering.map_or(error, |con| tys.con(con, &[])),
            ordering_con,
        }
    }
}

/// A body under construction. All nodes have the place that asked for the impl.
pub struct Build<'a> {
    pub types: &'a Types,
    pub body: Body,
    span: Span,
}

impl<'a> Build<'a> {
    pub fn new(types: &'a Types, span: Span) -> Build<'a> {
        Build {
            types,
            body: Body::default(),
            span,
        }
    }

    /// The body with its one clause.
    pub fn finish(mut self, params: &[LocalId], value: ExprId) -> Body {
        let params = params
            .iter()
            .map(|&local| {
                let ty = self.body.locals[local].ty;
                self.pat(PatKind::Bind(local), ty)
            })
            .collect();
        self.body.clauses.push(Clause {
            params,
            guard: None,
            body: value,
            span: self.span,
            head: self.span,
        });
        self.body
    }

    pub fn local(&mut self, name: &str, ty: Ty) -> LocalId {
        self.body.locals.push(Local {
            name: Symbol::new(name),
            span: self.span,
            ty,
            generics: Vec::new(),
        })
    }

    pub fn expr(&mut self, kind: ExprKind, ty: Ty) -> ExprId {
        let span = self.span;
        self.body.exprs.push(Expr { kind, ty, span })
    }

    pub fn pat(&mut self, kind: PatKind, ty: Ty) -> PatId {
        let span = self.span;
        self.body.pats.push(Pat { kind, ty, span })
    }

    pub fn get(&mut self, local: LocalId) -> ExprId {
        let ty = self.body.locals[local].ty;
        let targs = Vec::new();
        self.expr(ExprKind::Local { local, targs }, ty)
    }

    pub fn int(&mut self, value: i64) -> ExprId {
        self.expr(ExprKind::Literal(Literal::Int(value)), self.types.int)
    }

    pub fn bool(&mut self, value: bool) -> ExprId {
        self.expr(ExprKind::Literal(Literal::Bool(value)), self.types.bool)
    }

    /// Field `index` of a struct, component of a tuple.
    pub fn field(&mut self, of: LocalId, index: usize, ty: Ty) -> ExprId {
        let base = self.get(of);
        let index = index as u32;
        self.expr(ExprKind::Field { base, index }, ty)
    }

    pub fn method(
        &mut self,
        (tr, method): (TraitId, u32),
        self_ty: Ty,
        args: Vec<ExprId>,
        result: Ty,
    ) -> ExprId {
        let callee = trait_callee(tr, method, self_ty);
        self.expr(ExprKind::Call { callee, args }, result)
    }

    pub fn case(&mut self, scrutinee: ExprId, arms: Vec<(PatId, ExprId)>, ty: Ty) -> ExprId {
        let arms = arms
            .into_iter()
            .map(|(pat, body)| Arm {
                pat,
                guard: None,
                body,
            })
            .collect();
        let head = self.span;
        let kind = ExprKind::Case {
            scrutinee,
            arms,
            head,
        };
        self.expr(kind, ty)
    }

    pub fn wildcard(&mut self, ty: Ty) -> PatId {
        self.pat(PatKind::Wildcard, ty)
    }

    /// A variant whose fields are not looked at.
    pub fn any_variant(&mut self, con: TyConId, variant: u32, fields: &[Ty], ty: Ty) -> PatId {
        let fields = fields.iter().map(|&f| self.wildcard(f)).collect();
        self.pat(
            PatKind::Variant {
                con,
                variant,
                fields,
            },
            ty,
        )
    }

    /// A variant whose fields are bound to new variables, named by `prefix` and the field's index.
    pub fn bound_variant(
        &mut self,
        con: TyConId,
        variant: u32,
        fields: &[Ty],
        prefix: &str,
        ty: Ty,
    ) -> (PatId, Vec<LocalId>) {
        let locals: Vec<LocalId> = fields
            .iter()
            .enumerate()
            .map(|(index, &f)| self.local(&format!("{prefix}{index}"), f))
            .collect();
        let fields = locals
            .iter()
            .zip(fields)
            .map(|(&local, &f)| self.pat(PatKind::Bind(local), f))
            .collect();
        let pat = self.pat(
            PatKind::Variant {
                con,
                variant,
                fields,
            },
            ty,
        );
        (pat, locals)
    }
}

pub fn trait_callee(tr: TraitId, method: u32, self_ty: Ty) -> Callee {
    Callee::Trait {
        tr,
        method,
        tr_args: Vec::new(),
        self_ty,
        targs: Vec::new(),
    }
}
