//! Copy propagation: a local that is bound to another one is replaced by it.

use crate::base::IndexVec;
use crate::core::ir::*;

/// Removes every `let a = b`. The name of the source wins over that of a temporary.
pub fn run(fun: &mut Fun) {
    let mut replaced: IndexVec<LocalId, Option<LocalId>> =
        IndexVec::from_elem(None, fun.locals.len());
    let mut any = false;
    fun.body.each_op(&mut |local, op, _| {
        if let Op::Use(Operand::Local(original)) = op {
            replaced[local] = Some(*original);
            any = true;
        }
    });
    if !any {
        return;
    }
    for local in fun.locals.ids().collect::<Vec<_>>() {
        let original = resolve(&replaced, local);
        if original != local {
            replaced[local] = Some(original);
            if fun.locals[original].span.is_none() && fun.locals[local].span.is_some() {
                fun.locals[original].name = fun.locals[local].name;
                fun.locals[original].span = fun.locals[local].span;
            }
        }
    }
    let operand = |o: &mut Operand| {
        if let Operand::Local(l) = o {
            *l = replaced[*l].unwrap_or(*l);
        }
    };
    let plain = |l: &mut LocalId| *l = replaced[*l].unwrap_or(*l);
    fun.body.each_block_mut(&mut |block| {
        block.stmts.retain_mut(|stmt| match stmt {
            Stmt::Let {
                op: Op::Use(Operand::Local(_)),
                ..
            } => false,
            Stmt::Let { op, .. } => {
                op.operands_mut(operand);
                op.plain_locals_mut(plain);
                true
            }
            Stmt::Dup(local) | Stmt::Drop(local) => {
                plain(local);
                true
            }
            Stmt::Join { .. } => true,
        });
        block.end.operands_mut(operand);
        block.end.scrutinee_mut().into_iter().for_each(plain);
    });
}

fn resolve(replaced: &IndexVec<LocalId, Option<LocalId>>, mut local: LocalId) -> LocalId {
    while let Some(original) = replaced[local] {
        local = original;
    }
    local
}
