//! What nobody needs goes: bindings without effect whose local is not used, functions that are not called, constants that are
//! not read.

use crate::base::{Id, IndexVec};
use crate::core::ir::*;

/// Removes unused pure bindings of a function; whether there were any.
pub fn bindings(program: &mut Program, id: FunId) -> bool {
    let mut body = std::mem::take(&mut program.funs[id].body);
    let fun = &program.funs[id];
    let mut uses: IndexVec<LocalId, u32> = IndexVec::from_elem(0, fun.locals.len());
    let mut ops: IndexVec<LocalId, Option<Op>> = IndexVec::from_elem(None, fun.locals.len());
    body.each_block(&mut |block| {
        for stmt in &block.stmts {
            if let Stmt::Let { local, op, .. } = stmt {
                op.used_locals(|l| uses[l] += 1);
                if op.is_pure(program) {
                    ops[*local] = Some(op.clone());
                }
            }
        }
        block.end.used_locals(|l| uses[l] += 1);
    });
    let mut work: Vec<LocalId> = fun
        .locals
        .ids()
        .filter(|&l| uses[l] == 0 && ops[l].is_some())
        .collect();
    let mut dead = IndexVec::from_elem(false, fun.locals.len());
    let any = !work.is_empty();
    while let Some(local) = work.pop() {
        dead[local] = true;
        if let Some(op) = ops[local].take() {
            op.used_locals(|l| {
                uses[l] -= 1;
                if uses[l] == 0 && ops[l].is_some() {
                    work.push(l);
                }
            });
        }
    }
    if any {
        body.each_block_mut(&mut |block| {
            block.stmts.retain(|s| match s {
                Stmt::Let { local, .. } => !dead[*local],
                Stmt::Join { .. } | Stmt::Dup(_) | Stmt::Drop(_) => true,
            });
        });
    }
    program.funs[id].body = body;
    any
}

/// Removes functions that cannot be reached from `main`. Of one that is reached only as the name in a site, because its body
/// was inlined elsewhere, the name stays.
pub fn functions(program: &mut Program) {
    let mut live: IndexVec<FunId, bool> = IndexVec::from_elem(false, program.funs.len());
    let mut work = vec![program.main];
    for key in &program.key_functions {
        work.extend([key.equal, key.hash]);
    }
    // constants are initialised whether they are read or not: their initialisation may act
    work.extend(program.consts.iter().map(|c| c.init));
    while let Some(id) = work.pop() {
        if std::mem::replace(&mut live[id], true) {
            continue;
        }
        program.funs[id].body.each_op(&mut |_, op, _| {
            if let Op::Call { fun, .. } | Op::Closure { fun, .. } = op {
                work.push(*fun);
            }
        });
    }
    let mut kept = live.clone();
    let mut seen: IndexVec<SiteId, bool> = IndexVec::from_elem(false, program.sites.len());
    for id in program.funs.ids().filter(|&f| live[f]) {
        program.funs[id].body.each_op(&mut |_, _, site| {
            let mut at = Some(site);
            while let Some(site) = at {
                if seen.get(site).copied().unwrap_or(true) {
                    break;
                }
                seen[site] = true;
                kept[program.sites[site].fun] = true;
                at = program.sites[site].inlined_at;
            }
        });
    }
    if !live.iter().any(|l| !l) {
        return;
    }
    renumber(program, &live, &kept);
}

fn renumber(program: &mut Program, live: &IndexVec<FunId, bool>, kept: &IndexVec<FunId, bool>) {
    let mut new_ids: IndexVec<FunId, FunId> = IndexVec::from_elem(FunId(0), program.funs.len());
    let mut funs: IndexVec<FunId, Fun> = IndexVec::new();
    let old = std::mem::take(&mut program.funs);
    for (index, mut fun) in old.into_iter().enumerate() {
        let id = FunId::new(index);
        if !kept[id] {
            continue;
        }
        if !live[id] {
            fun.gone = true;
            fun.params.clear();
            fun.locals = IndexVec::new();
            fun.joins = IndexVec::new();
            fun.body = Block::default();
        }
        new_ids[id] = funs.push(fun);
    }
    for fun in funs.iter_mut() {
        fun.body.each_block_mut(&mut |block| {
            for stmt in &mut block.stmts {
                if let Stmt::Let {
                    op: Op::Call { fun, .. } | Op::Closure { fun, .. },
                    ..
                } = stmt
                {
                    *fun = new_ids[*fun];
                }
            }
        });
    }
    program.funs = funs;
    program.main = new_ids[program.main];
    for site in program.sites.iter_mut() {
        site.fun = if kept[site.fun] {
            new_ids[site.fun]
        } else {
            program.main
        };
    }
    for c in program.consts.iter_mut() {
        c.init = new_ids[c.init];
    }
    for key in &mut program.key_functions {
        key.equal = new_ids[key.equal];
        key.hash = new_ids[key.hash];
    }
}
