//! Tail calls in constant space.
//!
//! A call of the function itself whose result is returned becomes a jump to its start (`End::Loop`). Functions of one module
//! that call each other in tail position are merged: the merged function takes a sum type with a variant for each, with its
//! parameters as fields, and a tail call between them builds the variant and starts it again. What remains of each is one call
//! of the merged function.

use crate::base::{Id, IndexVec, Symbol};
use crate::core::ir::*;
use crate::core::scc;

use super::rename::{Copier, Renaming};
use super::{copies, joins};

pub fn run(program: &mut Program) {
    for id in program.funs.ids().collect::<Vec<_>>() {
        // results that reach their return through join points
        joins::run(&mut program.funs[id]);
        copies::run(program, id);
        self_calls(program, id);
    }
    merge_groups(program);
}

/// Calls whose result is returned: the callee and its arguments leave the block for `end` to make something of.
fn tail_call(block: &Block) -> Option<FunId> {
    let End::Return(value) = &block.end else {
        return None;
    };
    match block.stmts.last() {
        Some(Stmt::Let {
            local,
            op: Op::Call { fun, .. },
            ..
        }) if *value == Operand::Local(*local) || *value == Operand::Unit => Some(*fun),
        Some(_) | None => None,
    }
}

fn take_call(block: &mut Block) -> (Vec<Operand>, SiteId) {
    match block.stmts.pop() {
        Some(Stmt::Let {
            op: Op::Call { args, .. },
            site,
            ..
        }) => (args, site),
        other => crate::bug!("tail", "{other:?} is no call"),
    }
}

/// Turns self tail calls into `End::Loop`.
pub fn self_calls(program: &mut Program, id: FunId) {
    let unit = program.types.find(&TyKind::Unit);
    let fun = &mut program.funs[id];
    // a call whose result is not Unit and that is followed by `return ()` would return something else
    let result = fun.result;
    fun.body.each_block_mut(&mut |block| {
        let unit_result = Some(result) == unit;
        if tail_call(block) == Some(id)
            && (unit_result || !matches!(block.end, End::Return(Operand::Unit)))
        {
            let (args, _) = take_call(block);
            block.end = End::Loop { args };
        }
    });
}

// ---- mutual tail calls ------------------------------------------------------------------------------------------------

fn merge_groups(program: &mut Program) {
    let mut edges: Vec<Vec<usize>> = vec![Vec::new(); program.funs.len()];
    for id in program.funs.ids() {
        let fun = &program.funs[id];
        if fun.kind != FunKind::Top {
            continue;
        }
        fun.body.each_block(&mut |block| {
            if let Some(callee) = tail_call(block) {
                let other = &program.funs[callee];
                if callee != id
                    && other.kind == FunKind::Top
                    && other.module == fun.module
                    && other.result == fun.result
                {
                    edges[id.index()].push(callee.index());
                }
            }
        });
    }
    for group in scc::groups(&edges) {
        if group.len() > 1 {
            merge(
                program,
                &group.into_iter().map(FunId::new).collect::<Vec<_>>(),
            );
        }
    }
}

fn merge(program: &mut Program, group: &[FunId]) {
    let first = program.funs[group[0]].clone();
    let names: Vec<&str> = group
        .iter()
        .map(|&f| program.funs[f].name.as_str())
        .collect();
    let name = names.join("_");
    let variants = group
        .iter()
        .map(|&f| {
            let fun = &program.funs[f];
            let fields = fun
                .params
                .iter()
                .enumerate()
                .map(|(i, p)| FieldDef {
                    name: Symbol::new(&format!("f{i}")),
                    ty: fun.locals[p.local].ty,
                })
                .collect();
            Variant {
                name: fun.name,
                fields,
            }
        })
        .collect();
    // the names of data types are unique in the program
    let mut data_name = format!("Tail_{name}");
    while program.datas.iter().any(|d| d.name.as_str() == data_name) {
        data_name.push('_');
    }
    let data = program.datas.push(Data {
        name: Symbol::new(&data_name),
        display: data_name.clone(),
        module: first.module,
        kind: DataKind::Sum,
        variants,
        span: None,
    });
    let ty = program.types.intern(TyKind::Data(data));

    let mut locals: IndexVec<LocalId, Local> = IndexVec::new();
    let mut merged_joins: IndexVec<JoinId, Join> = IndexVec::new();
    let call = locals.push(Local {
        name: Symbol::new("call"),
        ty,
        span: None,
    });
    let mut arms = Vec::new();
    for (variant, &member) in (0u32..).zip(group) {
        let fun = program.funs[member].clone();
        let mut copier = Copier {
            from_locals: &fun.locals,
            from_joins: &fun.joins,
            locals: &mut locals,
            joins: &mut merged_joins,
            renaming: Renaming::default(),
            site: &mut |site| site,
        };
        // the parameters are fields of the call
        let projections: Vec<Stmt> = (0u32..)
            .zip(&fun.params)
            .map(|(field, p)| Stmt::Let {
                local: copier.bind(p.local),
                op: Op::Project {
                    value: call,
                    data,
                    variant,
                    field,
                },
                site: SiteId(0),
            })
            .collect();
        let mut body = copier.block(&fun.body);
        body.each_block_mut(&mut |block| {
            let (args, variant, site) = if let End::Loop { args } = &mut block.end {
                (std::mem::take(args), variant, SiteId(0))
            } else {
                let Some(callee) = tail_call(block) else {
                    return;
                };
                let Some(variant) = group.iter().position(|&f| f == callee) else {
                    return;
                };
                let (args, site) = take_call(block);
                (args, variant as u32, site)
            };
            let next = locals.push(Local {
                name: Symbol::new("call"),
                ty,
                span: None,
            });
            let op = Op::Construct {
                data,
                variant,
                fields: args,
                reuse: None,
            };
            block.stmts.push(Stmt::Let {
                local: next,
                op,
                site,
            });
            block.end = End::Loop {
                args: vec![Operand::Local(next)],
            };
        });
        body.stmts.splice(0..0, projections);
        arms.push((variant, body));
    }
    let arity = 1;
    let merged = program.funs.push(Fun {
        name: Symbol::new(&name),
        display: format!("{}.{name}/{arity}", program.modules[first.module].name),
        params: vec![Param {
            local: call,
            mode: Mode::Owned,
        }],
        locals,
        joins: merged_joins,
        body: Block {
            stmts: Vec::new(),
            end: End::Switch {
                value: call,
                data,
                arms,
                otherwise: None,
            },
        },
        ..first
    });
    for (variant, &member) in (0u32..).zip(group) {
        start(program, member, merged, data, variant, ty);
    }
}

/// Makes a merged function's body one call.
fn start(
    program: &mut Program,
    member: FunId,
    merged: FunId,
    data: DataId,
    variant: u32,
    ty: TyId,
) {
    let fun = &mut program.funs[member];
    let site = program.sites.push(Site {
        fun: member,
        span: fun.span,
        line: fun.line,
        column: 1,
        inlined_at: None,
    });
    let params: Vec<Local> = fun
        .params
        .iter()
        .map(|p| fun.locals[p.local].clone())
        .collect();
    fun.locals = IndexVec::new();
    fun.joins = IndexVec::new();
    fun.params = params
        .into_iter()
        .map(|local| Param {
            local: fun.locals.push(local),
            mode: Mode::Owned,
        })
        .collect();
    let call = fun.locals.push(Local {
        name: Symbol::new("call"),
        ty,
        span: None,
    });
    let result = fun.locals.push(Local {
        name: Symbol::new("result"),
        ty: fun.result,
        span: None,
    });
    let fields = fun.params.iter().map(|p| Operand::Local(p.local)).collect();
    fun.wrapper = true;
    fun.body = Block {
        stmts: vec![
            Stmt::Let {
                local: call,
                op: Op::Construct {
                    data,
                    variant,
                    fields,
                    reuse: None,
                },
                site: SiteId(0),
            },
            Stmt::Let {
                local: result,
                op: Op::Call {
                    fun: merged,
                    args: vec![Operand::Local(call)],
                },
                site,
            },
        ],
        end: End::Return(Operand::Local(result)),
    };
}

// ---- loops inside a function --------------------------------------------------------------------------------------------

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
