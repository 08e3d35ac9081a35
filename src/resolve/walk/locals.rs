//! The scopes inside of functions: variables and local functions by name.

use rustc_hash::FxHashMap;

use crate::base::{IndexVec, Symbol};
use crate::syntax::ast;

use super::super::defs::*;
use super::Walker;

/// The visible locals. A scope is a mark to which the list of names is rolled back.
#[derive(Default)]
pub struct Locals {
    visible: FxHashMap<Symbol, LocalId>,
    /// The local of the same name that one hides.
    hidden: IndexVec<LocalId, Option<LocalId>>,
    entered: Vec<Symbol>,
}

impl Locals {
    pub fn mark(&self) -> usize {
        self.entered.len()
    }

    pub fn names(&self) -> impl Iterator<Item = Symbol> + '_ {
        self.visible.keys().copied()
    }

    fn enter(&mut self, name: Symbol, local: LocalId) {
        let before = self.visible.insert(name, local);
        if self.hidden.len() <= local.0 as usize {
            self.hidden.resize(local.0 as usize + 1, None);
        }
        self.hidden[local] = before;
        self.entered.push(name);
    }

    fn leave(&mut self, mark: usize) {
        for name in self.entered.drain(mark..).rev() {
            let Some(&local) = self.visible.get(&name) else {
                continue;
            };
            match self.hidden[local] {
                Some(before) => self.visible.insert(name, before),
                None => self.visible.remove(&name),
            };
        }
    }
}

/// What a local name means for a call or as a value.
pub enum FoundLocal {
    Yes(LocalId),
    /// Local functions with another number of parameters: the nearest one.
    Arity(LocalId),
    No,
}

impl Walker<'_, '_> {
    pub(super) fn declare(&mut self, name: ast::Name, kind: LocalKind) -> LocalId {
        self.side.locals.push(Local {
            name: name.text,
            span: name.span,
            kind,
            used: false,
        })
    }

    /// Makes the local visible until its scope is left.
    pub(super) fn enter(&mut self, local: LocalId) {
        let name = self.side.locals[local].name;
        self.locals.enter(name, local);
    }

    pub(super) fn leave(&mut self, mark: usize) {
        self.locals.leave(mark);
    }

    pub(super) fn find_local(&self, name: Symbol, arity: Option<u32>) -> FoundLocal {
        let mut nearest = None;
        let mut at = self.locals.visible.get(&name).copied();
        while let Some(local) = at {
            match (&self.side.locals[local].kind, arity) {
                (LocalKind::Fn(clauses), Some(arity)) => {
                    let takes = clauses
                        .first()
                        .map_or(0, |&clause| self.ast.fns[clause].params.len());
                    if takes == arity as usize {
                        return FoundLocal::Yes(local);
                    }
                    nearest = nearest.or(Some(local));
                }
                (LocalKind::Fn(_), None)
                | (LocalKind::Let | LocalKind::Param | LocalKind::Pattern, _) => {
                    return FoundLocal::Yes(local);
                }
            }
            at = self.locals.hidden[local];
        }
        nearest.map_or(FoundLocal::No, FoundLocal::Arity)
    }
}
