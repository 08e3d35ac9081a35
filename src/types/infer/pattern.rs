//! Patterns.

use crate::base::{Span, Symbol};
use crate::diagnostics::{Code, Diagnostic};
use crate::resolve::{PatRes, TyConId};
use crate::syntax::ast::{self, PatKind as Ast};

use crate::types::cx::{Cx, Origin};
use crate::types::ty::{Ty, TyKind};
use crate::types::typed::{self, Literal, Pat, PatId, PatKind, TyConKind};

impl Cx<'_> {
    fn push_pat(&mut self, kind: PatKind, ty: Ty, span: Span) -> PatId {
        self.cur_mut().body.pats.push(Pat { kind, ty, span })
    }

    /// The typed variable of a variable of the syntax tree, made when it is first met.
    pub fn bind_local(
        &mut self,
        pat: ast::PatId,
        name: Symbol,
        span: Span,
        ty: Ty,
    ) -> Option<typed::LocalId> {
        let local = *self.file().bindings.get(&pat)?;
        if let Some(&known) = self.cur().locals.get(&local) {
            // the same name in another alternative of an or-pattern
            let before = self.cur().body.locals[known].ty;
            self.unify_at(before, ty, span, Origin::None);
            return Some(known);
        }
        let id = self.cur_mut().body.locals.push(typed::Local {
            name,
            span,
            ty,
            generics: Vec::new(),
        });
        self.cur_mut().locals.insert(local, id);
        Some(id)
    }

    pub fn pattern(&mut self, id: ast::PatId, ty: Ty, origin: Origin) -> PatId {
        stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || {
            self.pattern_inner(id, ty, origin)
        })
    }

    fn pattern_inner(&mut self, id: ast::PatId, ty: Ty, origin: Origin) -> PatId {
        let ast = self.ast();
        let span = ast.pats[id].span;
        let literal = |cx: &mut Self, literal: Literal, own: Ty| {
            cx.unify_at(ty, own, span, origin);
            cx.push_pat(PatKind::Literal(literal), ty, span)
        };
        match &ast.pats[id].kind {
            Ast::Wildcard => self.push_pat(PatKind::Wildcard, ty, span),
            Ast::Var(name) => match self.bind_local(id, name.text, name.span, ty) {
                Some(local) => self.push_pat(PatKind::Bind(local), ty, span),
                None => self.push_pat(PatKind::Error, ty, span),
            },
            Ast::SelfParam => match self.bind_local(id, Symbol::new("self"), span, ty) {
                Some(local) => self.push_pat(PatKind::Bind(local), ty, span),
                None => self.push_pat(PatKind::Error, ty, span),
            },
            Ast::As(inner, name) => {
                let inner = self.pattern(*inner, ty, origin);
                match self.bind_local(id, name.text, name.span, ty) {
                    Some(local) => self.push_pat(PatKind::As(inner, local), ty, span),
                    None => self.push_pat(PatKind::Error, ty, span),
                }
            }
            Ast::Int(n) => literal(self, Literal::Int(*n), self.t.int),
            Ast::IntRange(a, b) => {
                let int = self.t.int;
                self.unify_at(ty, int, span, origin);
                if a >= b {
                    self.report(Diagnostic::new(
                        Code::W0001,
                        span,
                        "this pattern can never match",
                    ));
                }
                self.push_pat(PatKind::IntRange(*a, *b), ty, span)
            }
            Ast::Float(x) => literal(self, Literal::Float(*x), self.t.float),
            Ast::Bool(b) => literal(self, Literal::Bool(*b), self.t.bool),
            Ast::Unit => literal(self, Literal::Unit, self.t.unit),
            Ast::Atom(name) => literal(self, Literal::Atom(*name), self.t.atom),
            Ast::Str(text) => literal(self, Literal::Str(*text), self.t.string),
            Ast::Tuple(items) => {
                let known = self.shallow(ty);
                let tys: Vec<Ty> = match self.u.tys.kind(known).clone() {
                    TyKind::Tuple(tys) if tys.len() == items.len() => tys.to_vec(),
                    _ => {
                        let tys: Vec<Ty> = items.iter().map(|_| self.fresh()).collect();
                        let own = self.u.tys.tuple(&tys);
                        self.unify_at(ty, own, span, origin);
                        tys
                    }
                };
                let pats = items
                    .iter()
                    .zip(tys)
                    .map(|(p, t)| self.pattern(*p, t, Origin::None))
                    .collect();
                self.push_pat(PatKind::Tuple(pats), ty, span)
            }
            Ast::Cons(head, tail) => {
                let item = self.list_item(ty, span, origin);
                let head = self.pattern(*head, item, Origin::None);
                let tail = self.pattern(*tail, ty, Origin::None);
                self.push_pat(PatKind::Cons(head, tail), ty, span)
            }
            Ast::List { items, rest } => {
                let item = self.list_item(ty, span, origin);
                let items = items
                    .iter()
                    .map(|p| self.pattern(*p, item, Origin::None))
                    .collect();
                let rest = rest.map(|p| self.pattern(p, ty, Origin::None));
                self.push_pat(PatKind::List { items, rest }, ty, span)
            }
            Ast::Or(alternatives) => {
                let pats = alternatives
                    .iter()
                    .map(|p| self.pattern(*p, ty, origin))
                    .collect();
                self.push_pat(PatKind::Or(pats), ty, span)
            }
            Ast::Variant { path, args } => {
                let chosen = match self.file().pats[id].clone() {
                    PatRes::Variant(con, variant) => Some((con, variant)),
                    PatRes::Variants(all) => {
                        let con = self.con_of(ty);
                        match all.iter().find(|(c, _)| Some(*c) == con) {
                            Some(found) => Some(*found),
                            None if self.has_error(ty) => None,
                            None => {
                                self.ambiguous_variant(
                                    path.segments[path.segments.len() - 1],
                                    &all,
                                );
                                None
                            }
                        }
                    }
                    PatRes::None | PatRes::Struct(_) | PatRes::Error => None,
                };
                let Some((con, variant)) = chosen else {
                    let error = self.t.error;
                    for p in args.iter().flatten() {
                        self.pattern(*p, error, Origin::None);
                    }
                    return self.push_pat(PatKind::Error, ty, span);
                };
                self.variant_pattern(con, variant, path, args.as_deref(), ty, span, origin)
            }
            Ast::Struct { path, fields } => {
                let PatRes::Struct(con) = self.file().pats[id] else {
                    let error = self.t.error;
                    for (_, p) in fields {
                        self.pattern(*p, error, Origin::None);
                    }
                    return self.push_pat(PatKind::Error, ty, span);
                };
                let args = self.con_args(con, ty, path.span, origin);
                let TyConKind::Struct(info) = &self.tycons[con].kind else {
                    return self.push_pat(PatKind::Error, ty, span);
                };
                let info = info.clone();
                let mut pats: Vec<Option<PatId>> = vec![None; info.fields.len()];
                for (name, p) in fields {
                    match info.fields.iter().position(|f| f.name == Some(name.text)) {
                        Some(index) => {
                            let field = self.u.tys.subst(info.fields[index].ty, &args);
                            pats[index] = Some(self.pattern(*p, field, Origin::None));
                        }
                        None => {
                            let text = format!("unknown field `{}` in `{}`", name.text, info.name);
                            self.unknown_field(*name, text, &info);
                            let error = self.t.error;
                            self.pattern(*p, error, Origin::None);
                        }
                    }
                }
                let fields = pats
                    .into_iter()
                    .zip(&info.fields)
                    .map(|(p, f)| match p {
                        Some(p) => p,
                        None => {
                            let field = self.u.tys.subst(f.ty, &args);
                            self.push_pat(PatKind::Wildcard, field, span)
                        }
                    })
                    .collect();
                self.push_pat(
                    PatKind::Variant {
                        con,
                        variant: 0,
                        fields,
                    },
                    ty,
                    span,
                )
            }
            Ast::Error => self.push_pat(PatKind::Error, ty, span),
        }
    }

    fn list_item(&mut self, ty: Ty, span: Span, origin: Origin) -> Ty {
        let known = self.shallow(ty);
        if self.is_con(known, self.lang.list) {
            return self.u.tys.part(known, 0);
        }
        let item = self.fresh();
        let list = self.list_of(item);
        self.unify_at(ty, list, span, origin);
        item
    }

    /// The arguments of `con` in `ty`, which must be of that type.
    fn con_args(&mut self, con: TyConId, ty: Ty, span: Span, origin: Origin) -> Vec<Ty> {
        let known = self.shallow(ty);
        if self.con_of(known) != Some(con) {
            let args: Vec<Ty> = (0..self.tycons[con].arity).map(|_| self.fresh()).collect();
            let own = self.u.tys.con(con, &args);
            self.unify_at(ty, own, span, origin);
            return args;
        }
        (0..self.u.tys.part_count(known))
            .map(|i| self.u.tys.part(known, i))
            .collect()
    }

    #[allow(clippy::too_many_arguments)]
    fn variant_pattern(
        &mut self,
        con: TyConId,
        variant: u32,
        path: &ast::Path,
        args: Option<&[ast::PatId]>,
        ty: Ty,
        span: Span,
        origin: Origin,
    ) -> PatId {
        let targs = self.con_args(con, ty, span, origin);
        let TyConKind::Sum(variants) = &self.tycons[con].kind else {
            return self.push_pat(PatKind::Error, ty, span);
        };
        let info = variants[variant as usize].clone();
        if let Some(args) = args {
            if args.len() != info.fields.len() {
                let word = if info.fields.len() == 1 {
                    "field"
                } else {
                    "fields"
                };
                let name = path.segments[path.segments.len() - 1].text;
                self.report(
                    Diagnostic::new(
                        Code::E0501,
                        span,
                        format!(
                            "`{name}` has {} {word}, found {}",
                            info.fields.len(),
                            args.len()
                        ),
                    )
                    .help(format!("`{name}` alone ignores them")),
                );
                let error = self.t.error;
                for p in args {
                    self.pattern(*p, error, Origin::None);
                }
                return self.push_pat(PatKind::Error, ty, span);
            }
        }
        let mut fields = Vec::with_capacity(info.fields.len());
        for (index, field) in info.fields.iter().enumerate() {
            let field = self.u.tys.subst(field.ty, &targs);
            fields.push(match args {
                Some(args) => self.pattern(args[index], field, Origin::None),
                None => self.push_pat(PatKind::Wildcard, field, span),
            });
        }
        self.push_pat(
            PatKind::Variant {
                con,
                variant,
                fields,
            },
            ty,
            span,
        )
    }

    pub(super) fn ambiguous_variant(&mut self, name: ast::Name, all: &[(TyConId, u32)]) {
        let options: Vec<String> = all
            .iter()
            .map(|(con, _)| format!("`{}.{}`", self.tycons[*con].name, name.text))
            .collect();
        self.report(
            Diagnostic::new(
                Code::E0208,
                name.span,
                format!("variant `{}` is ambiguous", name.text),
            )
            .help(format!("write {}", options.join(" or "))),
        );
    }
}
