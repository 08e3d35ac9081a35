//! Building one Core function: locals, join points, and the block that is open.
//!
//! Code is written into the open block front to back. Where a value needs a join point (`let x = if …`) the code after it
//! becomes the body of that join point: [`Builder::rest_in_join`] sets the statements so far aside and opens the block of the
//! rest. Ending the open block puts the pieces together again, without recursion however long the chain is.

use crate::base::{IndexVec, Span, Symbol};
use crate::core::ir::{
    Block, DataId, End, Join, JoinId, Local, LocalId, Op, Operand, SiteId, Stmt, TyId,
};

/// How a set-aside part takes in the rest that was opened after it.
enum Close {
    /// The rest is the body of the join point; then these statements and this end follow.
    Join { join: JoinId, then: Block },
    /// The rest is one arm of a switch with two.
    Arm {
        value: LocalId,
        data: DataId,
        variant: u32,
        other: u32,
        otherwise: Block,
    },
}

#[derive(Default)]
struct Open {
    set_aside: Vec<(Vec<Stmt>, Close)>,
    stmts: Vec<Stmt>,
    ended: Option<Block>,
}

#[derive(Default)]
pub(super) struct Builder {
    pub locals: IndexVec<LocalId, Local>,
    pub joins: IndexVec<JoinId, Join>,
    join_uses: IndexVec<JoinId, u32>,
    open: Open,
}

impl Builder {
    pub fn local(&mut self, name: Symbol, ty: TyId, span: Option<Span>) -> LocalId {
        self.locals.push(Local { name, ty, span })
    }
    pub fn join(&mut self, name: &str, params: Vec<LocalId>) -> JoinId {
        self.join_uses.push(0);
        self.joins.push(Join {
            name: Symbol::new(name),
            params,
        })
    }
    /// How many jumps to the join point were written so far.
    pub fn uses(&self, join: JoinId) -> u32 {
        self.join_uses[join]
    }
    pub fn push(&mut self, stmt: Stmt) {
        self.open.stmts.push(stmt);
    }
    pub fn bind(&mut self, local: LocalId, op: Op, site: SiteId) {
        self.push(Stmt::Let { local, op, site });
    }
    pub fn declare(&mut self, join: JoinId, body: Block, recursive: bool) {
        self.push(Stmt::Join {
            join,
            body: Box::new(body),
            recursive,
        });
    }
    /// Ends the open block.
    pub fn end(&mut self, end: End) {
        if self.open.ended.is_some() {
            crate::bug!("lower", "a block ends twice");
        }
        let mut block = Block {
            stmts: std::mem::take(&mut self.open.stmts),
            end,
        };
        while let Some((mut stmts, close)) = self.open.set_aside.pop() {
            match close {
                Close::Join { join, then } => {
                    stmts.push(Stmt::Join {
                        join,
                        body: Box::new(block),
                        recursive: false,
                    });
                    stmts.extend(then.stmts);
                    block = Block {
                        stmts,
                        end: then.end,
                    };
                }
                Close::Arm {
                    value,
                    data,
                    variant,
                    other,
                    otherwise,
                } => {
                    let mut arms = vec![(variant, block), (other, otherwise)];
                    arms.sort_by_key(|arm| arm.0);
                    block = Block {
                        stmts,
                        end: End::Switch {
                            value,
                            data,
                            arms,
                            otherwise: None,
                        },
                    };
                }
            }
        }
        self.open.ended = Some(block);
    }
    pub fn jump(&mut self, join: JoinId, args: Vec<Operand>) {
        self.join_uses[join] += 1;
        self.end(End::Jump { join, args });
    }
    /// Starts a block inside; the open one waits in the result.
    pub fn begin(&mut self) -> Suspended {
        Suspended(std::mem::take(&mut self.open))
    }
    /// Takes the block that was begun with [`Builder::begin`], which has ended.
    pub fn finish(&mut self, outer: Suspended) -> Block {
        let inner = std::mem::replace(&mut self.open, outer.0);
        match inner.ended {
            Some(block) => block,
            None => crate::bug!("lower", "a block has no end"),
        }
    }
    /// `then` follows in the open block and ends it, with jumps to `join`; what is written from now on is the join's body.
    /// Without any jump control does not come back: the open block ends, and the result is false.
    pub fn rest_in_join(&mut self, join: JoinId, then: Block) -> bool {
        if self.uses(join) == 0 {
            self.open.stmts.extend(then.stmts);
            self.end(then.end);
            return false;
        }
        let stmts = std::mem::take(&mut self.open.stmts);
        self.open
            .set_aside
            .push((stmts, Close::Join { join, then }));
        true
    }
    /// The open block ends in a switch on `value`; what is written from now on is its arm for `variant`.
    pub fn rest_in_arm(
        &mut self,
        value: LocalId,
        data: DataId,
        variant: u32,
        other: u32,
        otherwise: Block,
    ) {
        let stmts = std::mem::take(&mut self.open.stmts);
        self.open.set_aside.push((
            stmts,
            Close::Arm {
                value,
                data,
                variant,
                other,
                otherwise,
            },
        ));
    }
    /// The finished body of the function.
    pub fn body(&mut self) -> Block {
        match std::mem::take(&mut self.open).ended {
            Some(block) => block,
            None => crate::bug!("lower", "a function has no end"),
        }
    }
}

/// A block that is open while one inside it is written.
pub(super) struct Suspended(Open);
