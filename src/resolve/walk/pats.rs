//! Patterns: the variables they bind and the constructors they name.

use crate::base::{Span, Symbol};
use crate::diagnostics::{Code, Diagnostic};
use crate::syntax::ast::{self, PatId, PatKind};

use super::super::defs::*;
use super::super::report;
use super::super::scope::*;
use super::types::ModulePath;
use super::Walker;

/// The variables of a pattern, or of the patterns of a parameter list, while they are collected.
struct Binder {
    kind: LocalKind,
    bound: Vec<Bound>,
    /// Where the current parameter's variables begin.
    param: usize,
    /// Variables of the first alternative, which are those of the others too.
    shared: Vec<Bound>,
}

#[derive(Clone, Copy)]
struct Bound {
    name: Symbol,
    local: LocalId,
    span: Span,
}

impl Binder {
    fn new(kind: LocalKind) -> Binder {
        Binder {
            kind,
            bound: Vec::new(),
            param: 0,
            shared: Vec::new(),
        }
    }
}

impl Walker<'_, '_> {
    /// Resolves the pattern and makes its variables visible.
    pub(super) fn pattern(&mut self, id: PatId, kind: LocalKind) {
        self.patterns(&[id], kind);
    }

    /// Several patterns that bind together.
    pub(super) fn patterns(&mut self, ids: &[PatId], kind: LocalKind) {
        let mut binder = Binder::new(kind);
        for &id in ids {
            self.pat(id, &mut binder);
        }
        binder.bound.iter().for_each(|b| self.enter(b.local));
    }

    pub(super) fn parameters(&mut self, params: &[ast::Param]) {
        let mut binder = Binder::new(LocalKind::Param);
        for param in params {
            if let Some(ty) = param.ty {
                self.ty(ty);
            }
            binder.param = binder.bound.len();
            self.pat(param.pat, &mut binder);
        }
        binder.bound.iter().for_each(|b| self.enter(b.local));
    }

    fn bind(&mut self, id: PatId, name: ast::Name, binder: &mut Binder) {
        let same = |b: &&Bound| b.name == name.text;
        if let Some(index) = binder.bound.iter().position(|b| b.name == name.text) {
            let first = binder.bound[index];
            self.report(if index < binder.param {
                report::repeated("parameter", name, first.span)
            } else {
                Diagnostic::new(
                    Code::E0503,
                    name.span,
                    format!("`{}` is bound more than once in this pattern", name.text),
                )
                .label(first.span, "first bound here")
            });
            self.side.bindings.insert(id, first.local);
            return;
        }
        let local = match binder.shared.iter().find(same) {
            Some(first) => first.local,
            None => self.declare(name, binder.kind.clone()),
        };
        self.side.bindings.insert(id, local);
        binder.bound.push(Bound {
            name: name.text,
            local,
            span: name.span,
        });
    }

    fn pat(&mut self, id: PatId, binder: &mut Binder) {
        stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || self.pat_inner(id, binder));
    }

    fn pat_inner(&mut self, id: PatId, binder: &mut Binder) {
        let pat = &self.ast.pats[id];
        match &pat.kind {
            PatKind::Var(name) => self.bind(id, *name, binder),
            PatKind::SelfParam => self.receiver(id, pat.span, binder),
            PatKind::As(inner, name) => {
                self.pat(*inner, binder);
                self.bind(id, *name, binder);
            }
            PatKind::Tuple(items) => items.iter().for_each(|&p| self.pat(p, binder)),
            PatKind::List { items, rest } => {
                items.iter().chain(rest).for_each(|&p| self.pat(p, binder));
            }
            PatKind::Cons(head, tail) => {
                self.pat(*head, binder);
                self.pat(*tail, binder);
            }
            PatKind::Variant { path, args } => {
                self.side.pats[id] = self.variant_pattern(path);
                args.iter().flatten().for_each(|&p| self.pat(p, binder));
            }
            PatKind::Struct { path, fields } => {
                self.side.pats[id] = match self.struct_path(path) {
                    Some(con) => PatRes::Struct(con),
                    None => PatRes::Error,
                };
                report::unique(
                    self.shared.diagnostics,
                    fields.iter().map(|(name, _)| name),
                    "field",
                );
                fields.iter().for_each(|&(_, p)| self.pat(p, binder));
            }
            PatKind::Or(alternatives) => self.alternatives(alternatives, binder),
            PatKind::Wildcard
            | PatKind::Int(_)
            | PatKind::IntRange(..)
            | PatKind::Float(_)
            | PatKind::Bool(_)
            | PatKind::Unit
            | PatKind::Atom(_)
            | PatKind::Str(_)
            | PatKind::Error => {}
        }
    }

    /// `self` in a list of parameters: interfaces and impls only.
    fn receiver(&mut self, id: PatId, span: Span, binder: &mut Binder) {
        if !self.self_type {
            self.report(Diagnostic::new(
                Code::E0214,
                span,
                "`self` is only available in methods",
            ));
        }
        let name = ast::Name {
            text: self.self_word,
            span,
        };
        self.bind(id, name, binder);
    }

    /// All alternatives bind the same names, and a name is one variable in all of them.
    fn alternatives(&mut self, alternatives: &[PatId], binder: &mut Binder) {
        let Some((&first, others)) = alternatives.split_first() else {
            return;
        };
        let start = binder.bound.len();
        self.pat(first, binder);
        let of_first: Vec<Bound> = binder.bound[start..].to_vec();
        for &other in others {
            let mut own = Binder::new(binder.kind.clone());
            own.shared = of_first.clone();
            own.shared.extend(&binder.shared);
            self.pat(other, &mut own);
            if !same_names(&of_first, &own.bound) {
                self.report(
                    Diagnostic::new(
                        Code::E0011,
                        self.ast.pats[other].span,
                        "alternatives must bind the same variables",
                    )
                    .label(self.ast.pats[first].span, "the first alternative")
                    .note(format!(
                        "the first binds {}, this one {}",
                        name_set(&of_first),
                        name_set(&own.bound)
                    )),
                );
                // Visible all the same, so that their uses are no further errors.
                for extra in own.bound {
                    self.side.locals[extra.local].used = true;
                    if !binder.bound.iter().any(|b| b.name == extra.name) {
                        binder.bound.push(extra);
                    }
                }
                for bound in &of_first {
                    self.side.locals[bound.local].used = true;
                }
            }
        }
    }

    fn variant_pattern(&mut self, path: &ast::Path) -> PatRes {
        let res = match path.segments.as_slice() {
            [name] => match self.tables.value(self.module, name.text, None) {
                Found::Yes(res, uses) => {
                    self.mark_imports(uses);
                    Some(res)
                }
                Found::Ambiguous(a, b) => {
                    self.ambiguous(*name, a, b);
                    return PatRes::Error;
                }
                Found::Arities(_) | Found::No => None,
            },
            segments => match self.qualified_variant(segments) {
                Ok(res) => res,
                Err(Reported) => return PatRes::Error,
            },
        };
        match res {
            Some(res) => {
                self.mark(&res);
                match res {
                    Res::Variant(con, index) => PatRes::Variant(con, index),
                    Res::Variants(all) => PatRes::Variants(all),
                    _ => PatRes::Error,
                }
            }
            None => {
                self.unknown_variant(path);
                PatRes::Error
            }
        }
    }

    /// `T.V`, `M.V`, `M.T.V`
    fn qualified_variant(&mut self, segments: &[ast::Name]) -> Result<Option<Res>, Reported> {
        let Some((last, before)) = segments.split_last() else {
            return Ok(None);
        };
        let path = ast::Path {
            span: before[0].span.to(before[before.len() - 1].span),
            segments: before.to_vec(),
        };
        let module = match self.module_path(before) {
            ModulePath::Whole(module) => Some(module),
            ModulePath::Reported => return Err(Reported),
            ModulePath::Part(..) | ModulePath::No => None,
        };
        if let Some(module) = module {
            let entries = self.tables.scopes[module].declared.values.get(&last.text);
            let visible: Vec<Entry<Value>> = entries
                .into_iter()
                .flatten()
                .filter(|e| {
                    matches!(e.what, Value::Variant(..) | Value::Poison)
                        && self.tables.may_see(self.module, module, e.public)
                })
                .copied()
                .collect();
            if let Some((res, _)) = select(&visible, None) {
                return Ok(Some(res));
            }
            if before.len() > 1 {
                return Ok(None);
            }
        }
        let con = match self.type_path(&path) {
            Some(TypeDef::Con(con)) => con,
            Some(TypeDef::Alias(alias)) => match self.tables.alias_heads[alias] {
                Some(con) => con,
                None => return Ok(None),
            },
            Some(TypeDef::Poison) => return Err(Reported),
            Some(TypeDef::Trait(_)) => return Ok(None),
            None if module.is_some() => return Ok(None),
            None => {
                self.unknown_type(&path, super::types::TypePlace::Plain);
                return Err(Reported);
            }
        };
        self.mark_tycon(con);
        Ok(self
            .tables
            .variant(con, last.text)
            .map(|index| Res::Variant(con, index)))
    }

    /// The struct that a literal or pattern names.
    pub(super) fn struct_path(&mut self, path: &ast::Path) -> Option<TyConId> {
        let con = match self.type_path(path) {
            Some(TypeDef::Con(con)) => Some(con),
            Some(TypeDef::Alias(alias)) => self.tables.alias_heads[alias],
            Some(TypeDef::Trait(_)) => None,
            Some(TypeDef::Poison) => return None,
            None => {
                self.unknown_type(path, super::types::TypePlace::Plain);
                return None;
            }
        };
        if let Some(con) = con {
            self.mark_tycon(con);
            if let TyConKind::Struct(_) = self.tables.tycons[con].kind {
                return Some(con);
            }
        }
        self.report(Diagnostic::new(
            Code::E0312,
            path.span,
            format!(
                "`{}` is not a struct",
                super::super::imports::full_name(path)
            ),
        ));
        None
    }
}

/// An error was reported.
struct Reported;

fn same_names(a: &[Bound], b: &[Bound]) -> bool {
    a.len() == b.len() && a.iter().all(|x| b.iter().any(|y| y.name == x.name))
}

fn name_set(bound: &[Bound]) -> String {
    if bound.is_empty() {
        return "nothing".to_owned();
    }
    let mut names: Vec<&str> = bound.iter().map(|b| b.name.as_str()).collect();
    names.sort_unstable();
    let quoted: Vec<String> = names.iter().map(|n| format!("`{n}`")).collect();
    quoted.join(", ")
}
