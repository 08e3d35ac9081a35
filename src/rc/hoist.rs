//! Looks into a value move ahead of what its parts are given away for.
//!
//! In `%{s | lines: List.append(s.lines, x), names: Set.put(s.names, n)}` the value `s` is looked into again after `s.lines` was
//! given away: the list would be shared with `s` at that time and be copied. All parts are independent of each other once they
//! are out, so every look into such a value moves to one place before them: then `s` is taken apart there, and each part is
//! unique if it was unique in `s`.

use rustc_hash::FxHashMap;

use super::insert::looked_into_later;
use crate::core::ir::*;
use crate::core::layout::Layouts;
use crate::core::opt::copies;
use crate::core::walk::deep;

pub fn run(program: &mut Program, layouts: &Layouts) {
    for id in program.funs.ids().collect::<Vec<_>>() {
        let mut moved = false;
        for value in looked_into_later(program, layouts, id) {
            moved |= hoist(program, id, value);
        }
        if moved {
            copies::run(program, id);
        }
    }
}

/// A way from one block to a block inside of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Into the body of the join point that the statement declares.
    Join(usize),
    /// Into one of the blocks of the end.
    End(usize),
}

/// A look into the value: the block, from the function's body on, and the statement.
struct Look {
    path: Vec<Step>,
    at: usize,
    variant: u32,
}

/// Moves all looks into a value to one place, if it is known there to have the variant that they look into.
fn hoist(program: &mut Program, id: FunId, value: LocalId) -> bool {
    let mut looks = Vec::new();
    find(&program.funs[id].body, value, &mut Vec::new(), &mut looks);
    let [first, others @ ..] = looks.as_slice() else {
        return false;
    };
    if others.is_empty() || others.iter().any(|look| look.variant != first.variant) {
        return false;
    }
    // the innermost block that all are in
    let mut depth = first.path.len();
    for look in others {
        let same = first
            .path
            .iter()
            .zip(&look.path)
            .take_while(|(a, b)| a == b);
        depth = depth.min(same.count());
    }
    let path = first.path[..depth].to_vec();
    if !known_variant(program, id, value, first.variant, &path) {
        return false;
    }
    let place = looks
        .iter()
        .map(|look| match look.path.get(depth) {
            None => look.at,
            Some(Step::Join(at)) => *at,
            Some(Step::End(_)) => usize::MAX,
        })
        .min()
        .unwrap_or(usize::MAX);
    let mut body = std::mem::take(&mut program.funs[id].body);
    let block = follow(&mut body, &path);
    let mut taken: Vec<Stmt> = Vec::new();
    let place = place.min(block.stmts.len());
    take(block, value, &mut taken, &mut FxHashMap::default());
    block.stmts.splice(place..place, taken);
    program.funs[id].body = body;
    true
}

fn find(block: &Block, value: LocalId, path: &mut Vec<Step>, looks: &mut Vec<Look>) {
    deep(|| {
        for (at, stmt) in block.stmts.iter().enumerate() {
            match stmt {
                Stmt::Let {
                    op:
                        Op::Project {
                            value: from,
                            variant,
                            ..
                        },
                    ..
                } if *from == value => looks.push(Look {
                    path: path.clone(),
                    at,
                    variant: *variant,
                }),
                Stmt::Join { body, .. } => {
                    path.push(Step::Join(at));
                    find(body, value, path, looks);
                    path.pop();
                }
                Stmt::Let { .. } | Stmt::Dup(_) | Stmt::Drop(_) => {}
            }
        }
        for (at, inner) in block.end.blocks().into_iter().enumerate() {
            path.push(Step::End(at));
            find(inner, value, path, looks);
            path.pop();
        }
    });
}

fn follow<'a>(block: &'a mut Block, path: &[Step]) -> &'a mut Block {
    let mut at = block;
    for step in path {
        at = match step {
            Step::Join(stmt) => match &mut at.stmts[*stmt] {
                Stmt::Join { body, .. } => body,
                Stmt::Let { .. } | Stmt::Dup(_) | Stmt::Drop(_) => {
                    crate::bug!("rc", "a path leads into no join point")
                }
            },
            Step::End(inner) => at.end.blocks_mut().swap_remove(*inner),
        };
    }
    at
}

/// Whether the value has this variant wherever control comes to the block at the end of the path.
fn known_variant(
    program: &Program,
    id: FunId,
    value: LocalId,
    variant: u32,
    path: &[Step],
) -> bool {
    let fun = &program.funs[id];
    if let TyKind::Data(data) = program.types.kind(fun.locals[value].ty) {
        if program.datas[*data].variants.len() == 1 {
            return true;
        }
    }
    let mut at = &fun.body;
    for step in path {
        at = match step {
            Step::Join(stmt) => match &at.stmts[*stmt] {
                Stmt::Join { body, .. } => body,
                Stmt::Let { .. } | Stmt::Dup(_) | Stmt::Drop(_) => return false,
            },
            Step::End(inner) => {
                if let End::Switch {
                    value: on, arms, ..
                } = &at.end
                {
                    if *on == value && arms.get(*inner).is_some_and(|(v, _)| *v == variant) {
                        return true;
                    }
                }
                at.end.blocks()[*inner]
            }
        };
    }
    false
}

/// Takes the looks out of a block. A second look into a field becomes another name for the first.
fn take(
    block: &mut Block,
    value: LocalId,
    taken: &mut Vec<Stmt>,
    known: &mut FxHashMap<u32, LocalId>,
) {
    deep(|| {
        let mut rest = Vec::with_capacity(block.stmts.len());
        for mut stmt in std::mem::take(&mut block.stmts) {
            match &mut stmt {
                Stmt::Let { local, op, site } => {
                    let field = match op {
                        Op::Project {
                            value: from, field, ..
                        } if *from == value => Some(*field),
                        _ => None,
                    };
                    match field {
                        None => rest.push(stmt),
                        Some(field) => match known.get(&field) {
                            Some(&first) => rest.push(Stmt::Let {
                                local: *local,
                                op: Op::Use(Operand::Local(first)),
                                site: *site,
                            }),
                            None => {
                                known.insert(field, *local);
                                taken.push(stmt);
                            }
                        },
                    }
                }
                Stmt::Join { body, .. } => {
                    take(body, value, taken, known);
                    rest.push(stmt);
                }
                Stmt::Dup(_) | Stmt::Drop(_) => rest.push(stmt),
            }
        }
        block.stmts = rest;
        for inner in block.end.blocks_mut() {
            take(inner, value, taken, known);
        }
    });
}
