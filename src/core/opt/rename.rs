//! Copies of blocks with fresh locals and join points.

use rustc_hash::FxHashMap;

use crate::base::IndexVec;
use crate::core::ir::*;
use crate::core::walk::deep;

/// What stands for the locals and join points of the original in the copy. Those without an entry stay.
#[derive(Default)]
pub struct Renaming {
    pub locals: FxHashMap<LocalId, Operand>,
    pub joins: FxHashMap<JoinId, JoinId>,
}

/// The tables that the original's ids refer to, and those that get the copies.
pub struct Copier<'a> {
    pub from_locals: &'a IndexVec<LocalId, Local>,
    pub from_joins: &'a IndexVec<JoinId, Join>,
    pub locals: &'a mut IndexVec<LocalId, Local>,
    pub joins: &'a mut IndexVec<JoinId, Join>,
    pub renaming: Renaming,
    pub site: &'a mut dyn FnMut(SiteId) -> SiteId,
}

impl Copier<'_> {
    pub fn bind(&mut self, local: LocalId) -> LocalId {
        let copy = self.locals.push(self.from_locals[local].clone());
        self.renaming.locals.insert(local, Operand::Local(copy));
        copy
    }

    fn operand(&self, operand: &mut Operand) {
        if let Operand::Local(l) = operand {
            if let Some(new) = self.renaming.locals.get(l) {
                *operand = new.clone();
            }
        }
    }

    fn plain(&self, local: &mut LocalId) {
        match self.renaming.locals.get(local) {
            Some(Operand::Local(new)) => *local = *new,
            None => {}
            Some(other) => crate::bug!("opt", "{other:?} stands where only a local can"),
        }
    }

    pub fn block(&mut self, block: &Block) -> Block {
        deep(|| {
            let mut stmts = Vec::with_capacity(block.stmts.len());
            for stmt in &block.stmts {
                stmts.push(match stmt {
                    Stmt::Let { local, op, site } => {
                        let mut op = op.clone();
                        op.operands_mut(|o| self.operand(o));
                        op.plain_locals_mut(|l| self.plain(l));
                        Stmt::Let {
                            local: self.bind(*local),
                            op,
                            site: (self.site)(*site),
                        }
                    }
                    Stmt::Join {
                        join,
                        body,
                        recursive,
                    } => {
                        let name = self.from_joins[*join].name;
                        let copy = self.joins.push(Join {
                            name,
                            params: Vec::new(),
                        });
                        self.renaming.joins.insert(*join, copy);
                        let params = self.from_joins[*join].params.clone();
                        self.joins[copy].params =
                            params.into_iter().map(|p| self.bind(p)).collect();
                        Stmt::Join {
                            join: copy,
                            body: Box::new(self.block(body)),
                            recursive: *recursive,
                        }
                    }
                    Stmt::Dup(l) | Stmt::Drop(l) => {
                        crate::bug!("opt", "{l:?} is counted before reference counting")
                    }
                });
            }
            Block {
                stmts,
                end: self.end(&block.end),
            }
        })
    }

    fn operands(&self, operands: &[Operand]) -> Vec<Operand> {
        let mut copy = operands.to_vec();
        copy.iter_mut().for_each(|o| self.operand(o));
        copy
    }

    fn local(&self, local: LocalId) -> LocalId {
        let mut copy = local;
        self.plain(&mut copy);
        copy
    }

    fn end(&mut self, end: &End) -> End {
        match end {
            End::Return(o) => {
                let mut o = o.clone();
                self.operand(&mut o);
                End::Return(o)
            }
            End::Jump { join, args } => End::Jump {
                join: self.renaming.joins.get(join).copied().unwrap_or(*join),
                args: self.operands(args),
            },
            End::Loop { args } => End::Loop {
                args: self.operands(args),
            },
            End::If {
                condition,
                then,
                otherwise,
            } => {
                let mut condition = condition.clone();
                self.operand(&mut condition);
                End::If {
                    condition,
                    then: Box::new(self.block(then)),
                    otherwise: Box::new(self.block(otherwise)),
                }
            }
            End::Switch {
                value,
                data,
                arms,
                otherwise,
            } => End::Switch {
                value: self.local(*value),
                data: *data,
                arms: arms.iter().map(|(v, b)| (*v, self.block(b))).collect(),
                otherwise: otherwise.as_ref().map(|b| Box::new(self.block(b))),
            },
            End::SwitchInt {
                value,
                arms,
                otherwise,
            } => End::SwitchInt {
                value: self.local(*value),
                arms: arms.iter().map(|(n, b)| (*n, self.block(b))).collect(),
                otherwise: Box::new(self.block(otherwise)),
            },
            End::Unreachable => End::Unreachable,
        }
    }
}
