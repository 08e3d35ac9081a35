//! Self tail calls: a call of the function itself whose result is returned becomes a jump to its start.

use crate::core::ir::{Block, End, Fun, FunId, Op, Operand, Program, Stmt};
use crate::core::walk::deep;

pub fn run(program: &mut Program) {
    for id in program.funs.ids() {
        let fun = &mut program.funs[id];
        let mut body = std::mem::take(&mut fun.body);
        rewrite(fun, id, &mut body);
        program.funs[id].body = body;
    }
}

fn rewrite(fun: &Fun, id: FunId, block: &mut Block) {
    deep(|| {
        for stmt in &mut block.stmts {
            if let Stmt::Join { body, .. } = stmt {
                rewrite(fun, id, body);
            }
        }
        for inner in block.end.blocks_mut() {
            rewrite(fun, id, inner);
        }
        let End::Return(value) = &block.end else {
            return;
        };
        let Some(Stmt::Let {
            local,
            op: Op::Call { fun: callee, .. },
            ..
        }) = block.stmts.last()
        else {
            return;
        };
        let returned = *value == Operand::Local(*local) || *value == Operand::Unit;
        if *callee != id || !returned {
            return;
        }
        if let Some(Stmt::Let {
            op: Op::Call { args, .. },
            ..
        }) = block.stmts.pop()
        {
            block.end = End::Loop { args };
        }
    })
}
