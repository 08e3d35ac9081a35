//! Copy propagation: a local that is bound to another one is replaced by it.
//!
//! One kind of binding stays: a local that externs both borrow and consume, such as the list that `List.map` rewrites. Such
//! code asks whether the value has one owner, so the local must hold a reference of its own from its binding on: a use of the
//! original later must count as another owner.

use crate::base::IndexVec;
use crate::core::ir::*;

/// Removes `let a = b`. The name of the source wins over that of a temporary.
pub fn run(program: &mut Program, id: FunId) {
    let fun = &program.funs[id];
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
    for (local, stays) in needs_own_reference(program, fun).iter_enumerated() {
        if *stays {
            replaced[local] = None;
        }
    }
    let fun = &mut program.funs[id];
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
                local,
                op: Op::Use(Operand::Local(_)),
                ..
            } if replaced[*local].is_some() => false,
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

/// The locals that externs borrow and that an extern or a call consumes, directly or as the argument of a join point.
pub fn needs_own_reference(program: &Program, fun: &Fun) -> IndexVec<LocalId, bool> {
    let mut borrowed = IndexVec::from_elem(false, fun.locals.len());
    let mut consumed = IndexVec::from_elem(false, fun.locals.len());
    fun.body.each_op(&mut |_, op, _| match op {
        Op::CallExtern { ext, args } => {
            let ext = &program.externs[*ext];
            let marks = if ext.consumes { &mut consumed } else { &mut borrowed };
            for (arg, param) in args.iter().zip(&ext.params) {
                let held = matches!(program.types.kind(param.ty), TyKind::Extern { args, .. } if !args.is_empty());
                if let (Some(local), true) = (arg.local(), held && ext.library) {
                    marks[local] = true;
                }
            }
        }
        Op::Call { args, .. } => args.iter().filter_map(Operand::local).for_each(|l| consumed[l] = true),
        Op::Use(_)
        | Op::CallClosure { .. }
        | Op::Closure { .. }
        | Op::Construct { .. }
        | Op::Project { .. }
        | Op::Const(_)
        | Op::Concat(_)
        | Op::Unpack { .. }
        | Op::FreeToken(_) => {}
    });
    // what is passed to a join point or bound to another local is treated as that one is
    let mut jumps = Vec::new();
    fun.body.each_op(&mut |local, op, _| {
        if let Op::Use(Operand::Local(original)) = op {
            jumps.push((*original, local));
        }
    });
    fun.body.each_block(&mut |block| {
        let params: Vec<LocalId> = match &block.end {
            End::Jump { join, .. } => fun.joins[*join].params.clone(),
            End::Loop { .. } => fun.params.iter().map(|p| p.local).collect(),
            End::Return(_)
            | End::If { .. }
            | End::Switch { .. }
            | End::SwitchInt { .. }
            | End::Unreachable => return,
        };
        if let End::Jump { args, .. } | End::Loop { args } = &block.end {
            jumps.extend(
                args.iter()
                    .zip(params)
                    .filter_map(|(arg, param)| Some((arg.local()?, param))),
            );
        }
    });
    loop {
        let mut changed = false;
        for &(arg, param) in &jumps {
            for marks in [&mut borrowed, &mut consumed] {
                if marks[param] && !marks[arg] {
                    marks[arg] = true;
                    changed = true;
                }
            }
        }
        if !changed {
            break;
        }
    }
    fun.locals
        .ids()
        .map(|l| borrowed[l] && consumed[l])
        .collect()
}

fn resolve(replaced: &IndexVec<LocalId, Option<LocalId>>, mut local: LocalId) -> LocalId {
    while let Some(original) = replaced[local] {
        local = original;
    }
    local
}
