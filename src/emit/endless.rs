//! Functions that call themselves on every path to a `return`: their recursion ends only in a stack overflow. That is the
//! program's own mistake, which it reports when it runs; C compilers warn of it where they see it.

use crate::base::IndexVec;
use crate::core::ir::*;

pub fn endless(fun: &Fun, id: FunId) -> bool {
    let mut paths = Paths {
        id,
        joins: IndexVec::from_elem(true, fun.joins.len()),
        calls: false,
    };
    paths.block(&fun.body) && paths.calls
}

struct Paths {
    id: FunId,
    /// Whether each join's body, so far, always calls. (Inside its own body a recursive one is assumed to.)
    joins: IndexVec<JoinId, bool>,
    calls: bool,
}

impl Paths {
    /// Every path from here to a `return` has the call.
    fn block(&mut self, block: &Block) -> bool {
        stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || {
            for stmt in &block.stmts {
                match stmt {
                    Stmt::Let { op, .. } => {
                        if matches!(op, Op::Call { fun, .. } if *fun == self.id) {
                            self.calls = true;
                            return true;
                        }
                    }
                    Stmt::Join { join, body, .. } => {
                        let always = self.block(body);
                        self.joins[*join] = always;
                    }
                    Stmt::Dup(_) | Stmt::Drop(_) => {}
                }
            }
            match &block.end {
                End::Return(_) => false,
                End::Loop { .. } | End::Unreachable => true,
                End::Jump { join, .. } => self.joins[*join],
                End::If {
                    then, otherwise, ..
                } => self.block(then) & self.block(otherwise),
                End::Switch {
                    arms, otherwise, ..
                } => {
                    let mut all = true;
                    for (_, arm) in arms {
                        all &= self.block(arm);
                    }
                    otherwise.as_deref().is_none_or(|b| self.block(b)) && all
                }
                End::SwitchInt {
                    arms, otherwise, ..
                } => {
                    let mut all = true;
                    for (_, arm) in arms {
                        all &= self.block(arm);
                    }
                    self.block(otherwise) && all
                }
            }
        })
    }
}
