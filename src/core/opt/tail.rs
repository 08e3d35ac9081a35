//! Tail calls in constant space: a call of the function itself whose result is returned becomes a jump to its start.

use crate::base::Symbol;
use crate::core::ir::*;
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

/// Turns the self tail calls of a function into jumps to a join point around its body: its parameters then keep their modes
/// whatever the loop passes on. A parameter that every tail call passes on unchanged stays one.
pub fn loop_to_join(fun: &mut Fun) {
    let mut varies = vec![false; fun.params.len()];
    let mut any = false;
    fun.body.each_block(&mut |block| {
        if let End::Loop { args } = &block.end {
            any = true;
            for (i, arg) in args.iter().enumerate() {
                varies[i] |= *arg != Operand::Local(fun.params[i].local);
            }
        }
    });
    if !any {
        return;
    }
    let mut params = Vec::new();
    let mut first = Vec::new();
    for (param, &varies) in fun.params.iter_mut().zip(&varies) {
        if varies {
            params.push(param.local);
            let outer = fun.locals[param.local].clone();
            param.local = fun.locals.push(outer);
            first.push(Operand::Local(param.local));
        }
    }
    let join = fun.joins.push(Join {
        name: Symbol::new("loop"),
        params,
    });
    let mut body = std::mem::take(&mut fun.body);
    body.each_block_mut(&mut |block| {
        if let End::Loop { args } = &mut block.end {
            let args = std::mem::take(args)
                .into_iter()
                .zip(&varies)
                .filter(|(_, &v)| v)
                .map(|(a, _)| a)
                .collect();
            block.end = End::Jump { join, args };
        }
    });
    fun.body = Block {
        stmts: vec![Stmt::Join {
            join,
            body: Box::new(body),
            recursive: true,
        }],
        end: End::Jump { join, args: first },
    };
}
