//! Taking dying cells apart, and building new cells in their memory.
//!
//! `insert` marks where a value dies after a projection. Here the projections that stand before it give their `Dup` to the
//! `Unpack` (the fields are moved out of a unique cell), and a construction of a cell of the same size that follows gets the
//! memory.

use crate::base::Symbol;
use crate::core::ir::*;
use crate::core::layout::Layouts;
use crate::core::walk::deep;

struct Pass<'p> {
    program: &'p Program,
    layouts: &'p Layouts,
    locals: crate::base::IndexVec<LocalId, Local>,
    token: TyId,
    unit: TyId,
}

pub fn function(program: &mut Program, layouts: &Layouts, id: FunId) {
    let token = program.types.intern(TyKind::Token);
    let unit = program.types.intern(TyKind::Unit);
    let mut body = std::mem::take(&mut program.funs[id].body);
    let locals = std::mem::take(&mut program.funs[id].locals);
    let mut pass = Pass {
        program,
        layouts,
        locals,
        token,
        unit,
    };
    pass.block(&mut body);
    let locals = pass.locals;
    program.funs[id].body = body;
    program.funs[id].locals = locals;
}

impl Pass<'_> {
    fn block(&mut self, block: &mut Block) {
        deep(|| {
            self.merge(block);
            self.tokens(block);
            for stmt in &mut block.stmts {
                if let Stmt::Join { body, .. } = stmt {
                    self.block(body);
                }
            }
            for inner in block.end.blocks_mut() {
                self.block(inner);
            }
        })
    }

    /// Moves the `Dup`s of earlier projections into the `Unpack` of their value.
    fn merge(&mut self, block: &mut Block) {
        let mut at = 0;
        while at < block.stmts.len() {
            let Stmt::Let {
                op: Op::Unpack { value, taken, .. },
                ..
            } = &block.stmts[at]
            else {
                at += 1;
                continue;
            };
            let value = *value;
            let mut all: Vec<(u32, LocalId)> = Vec::new();
            let marked: Vec<LocalId> = taken.iter().map(|(_, l)| *l).collect();
            let mut remove: Vec<usize> = Vec::new();
            for before in (0..at).rev() {
                match &block.stmts[before] {
                    Stmt::Let {
                        local,
                        op:
                            Op::Project {
                                value: of, field, ..
                            },
                        ..
                    } if *of == value => {
                        let dup = (before + 1..at)
                            .find(|i| matches!(&block.stmts[*i], Stmt::Dup(l) if l == local));
                        let untouched =
                            (before + 1..at).all(|i| !self.uses(&block.stmts[i], *local));
                        if marked.contains(local) {
                            all.push((*field, *local));
                        } else if let (Some(dup), true) = (dup, untouched) {
                            all.push((*field, *local));
                            remove.push(dup);
                        }
                    }
                    Stmt::Join { .. } => break,
                    Stmt::Let { .. } | Stmt::Dup(_) | Stmt::Drop(_) => {}
                }
            }
            // the same field fetched twice: the second reference is counted
            all.sort();
            let mut seen: Vec<u32> = Vec::new();
            let mut extra: Vec<LocalId> = Vec::new();
            all.retain(|(field, local)| {
                if seen.contains(field) {
                    extra.push(*local);
                    false
                } else {
                    seen.push(*field);
                    true
                }
            });
            if let Stmt::Let {
                op: Op::Unpack { taken, .. },
                ..
            } = &mut block.stmts[at]
            {
                *taken = all;
            }
            remove.sort_unstable();
            for index in remove.iter().rev() {
                block.stmts.remove(*index);
                at -= 1;
            }
            for local in extra {
                block.stmts.insert(at, Stmt::Dup(local));
                at += 1;
            }
            at += 1;
        }
    }

    /// Whether a statement, other than a `Dup`, uses the local.
    fn uses(&self, stmt: &Stmt, local: LocalId) -> bool {
        match stmt {
            Stmt::Let { op, .. } => {
                let mut found = false;
                op.used_locals(|l| found |= l == local);
                found
            }
            Stmt::Drop(l) => *l == local,
            Stmt::Join { .. } => true,
            Stmt::Dup(_) => false,
        }
    }

    fn tokens(&mut self, block: &mut Block) {
        for at in 0..block.stmts.len() {
            let Stmt::Let {
                local,
                op: Op::Unpack { data, variant, .. },
                ..
            } = &block.stmts[at]
            else {
                continue;
            };
            let (local, data, variant) = (*local, *data, *variant);
            if self.locals[local].ty != self.unit {
                continue;
            }
            let Some(bytes) = self.layouts.cell_bytes(self.program, data, variant) else {
                continue;
            };
            let token = self.locals.push(Local {
                name: Symbol::new("memory"),
                ty: self.token,
                span: None,
            });
            let mut rest = Block {
                stmts: block.stmts.split_off(at + 1),
                end: std::mem::take(&mut block.end),
            };
            let used = self.give(&mut rest, token, bytes);
            block.stmts.append(&mut rest.stmts);
            block.end = rest.end;
            if used {
                if let Stmt::Let { local, .. } = &mut block.stmts[at] {
                    *local = token;
                }
            }
        }
    }

    /// Gives the token to the first fitting construction on each path; paths without one free it. False: nobody takes it,
    /// and nothing was changed.
    fn give(&mut self, block: &mut Block, token: LocalId, bytes: u32) -> bool {
        deep(|| {
            for stmt in &mut block.stmts {
                match stmt {
                    Stmt::Let {
                        op:
                            Op::Construct {
                                data,
                                variant,
                                reuse,
                                ..
                            },
                        ..
                    } if reuse.is_none() => {
                        if self.layouts.cell_bytes(self.program, *data, *variant) == Some(bytes) {
                            *reuse = Some(token);
                            return true;
                        }
                    }
                    // a call may take long: memory is not held over it
                    Stmt::Join { .. } => return false,
                    Stmt::Let { .. } | Stmt::Dup(_) | Stmt::Drop(_) => {}
                }
            }
            let mut taken: Vec<bool> = Vec::new();
            for inner in block.end.blocks_mut() {
                taken.push(self.give(inner, token, bytes));
            }
            if !taken.iter().any(|t| *t) {
                return false;
            }
            let unit = self.unit;
            for (inner, taken) in block.end.blocks_mut().into_iter().zip(taken) {
                if !taken {
                    let local = self.locals.push(Local {
                        name: Symbol::new("unused"),
                        ty: unit,
                        span: None,
                    });
                    let free = Stmt::Let {
                        local,
                        op: Op::FreeToken(token),
                        site: SiteId(0),
                    };
                    inner.stmts.insert(0, free);
                }
            }
            true
        })
    }
}
