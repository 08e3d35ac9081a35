//! Borrow inference: which parameters a function only looks at.
//!
//! After Ullrich & de Moura (2019, §5.2): all parameters start as borrowed, and a group of mutually recursive functions is
//! iterated until nothing changes. A parameter becomes owned if it is consumed (stored, returned, passed on to an owned
//! parameter, rebound by a loop), if a part of it is passed on as owned (moving the part out of a unique value keeps the part
//! unique), or if its memory can be reused for a construction of the same type. A part that is merely stored or returned does
//! not make its whole owned: a dup of the part is cheaper than giving up the whole.

use rustc_hash::FxHashSet;

use super::kinds::{end_uses, op_uses, Kind, Kinds, Usage};
use crate::base::{Id, IndexVec};
use crate::core::ir::*;
use crate::core::layout::Layouts;
use crate::core::opt::tail;
use crate::core::scc;

/// Sets `Param::mode` of every function.
pub fn run(program: &mut Program, layouts: &Layouts) {
    // so many leading parameters are borrowed whatever the body does
    let mut fixed: IndexVec<FunId, usize> = IndexVec::from_elem(0, program.funs.len());
    for key in &program.key_functions {
        fixed[key.equal] = usize::MAX;
        fixed[key.hash] = usize::MAX;
    }
    for id in program.funs.ids().collect::<Vec<_>>() {
        let fun = &mut program.funs[id];
        match fun.kind {
            FunKind::Closure { captures } => fixed[id] = fixed[id].max(captures as usize),
            FunKind::Top | FunKind::ConstInit => {}
        }
        for param in &mut fun.params {
            let counted = layouts.is_counted(&program.types, fun.locals[param.local].ty);
            param.mode = if counted { Mode::Borrowed } else { Mode::Owned };
        }
    }
    let edges: Vec<Vec<usize>> = program.funs.iter().map(callees).collect();
    for group in scc::groups(&edges) {
        loop {
            let mut changed = false;
            for &index in &group {
                let id = FunId::new(index);
                for i in owned_params(program, layouts, id) {
                    if i >= fixed[id] {
                        program.funs[id].params[i].mode = Mode::Owned;
                        changed = true;
                    }
                }
            }
            if !changed {
                break;
            }
        }
    }
    // a function whose modes are fixed cannot pass an owned value to itself as borrowed: such a tail call is a call
    for id in program.funs.ids().collect::<Vec<_>>() {
        if fixed[id] > 0 {
            unloop(program, layouts, id);
        }
    }
}

fn callees(fun: &Fun) -> Vec<usize> {
    let mut out = Vec::new();
    fun.body.each_op(&mut |_, op, _| {
        if let Op::Call { fun, .. } = op {
            out.push(fun.index());
        }
    });
    out.sort_unstable();
    out.dedup();
    out
}

/// The borrowed parameters of a function that must become owned, given the modes of all functions.
fn owned_params(program: &Program, layouts: &Layouts, id: FunId) -> Vec<usize> {
    let fun = &program.funs[id];
    if fun.params.iter().all(|p| p.mode == Mode::Owned) {
        return Vec::new();
    }
    let kinds = Kinds::new(program, layouts, fun);
    let mut own = FxHashSet::default();
    // what is built here, and which values of these types are looked into
    let mut built: FxHashSet<DataId> = FxHashSet::default();
    let mut opened: Vec<(LocalId, DataId)> = Vec::new();
    fun.body.each_block(&mut |block| {
        for stmt in &block.stmts {
            let Stmt::Let { op, .. } = stmt else { continue };
            let moves_parts = match op {
                Op::Call { .. } | Op::CallExtern { .. } => true,
                Op::Use(_)
                | Op::CallClosure { .. }
                | Op::Closure { .. }
                | Op::Const(_)
                | Op::Unpack { .. }
                | Op::FreeToken(_) => false,
                Op::Construct { data, variant, .. } => {
                    if layouts.cell_bytes(program, *data, *variant).is_some() {
                        built.insert(*data);
                    }
                    false
                }
                Op::Project {
                    value,
                    data,
                    variant,
                    ..
                } => {
                    if layouts.cell_bytes(program, *data, *variant).is_some() {
                        opened.push((*value, *data));
                    }
                    false
                }
                // the first text grows in place if it is unique; the others are copied from
                Op::Concat(parts) => {
                    if let Some(ConcatPart::Str(Operand::Local(first))) = parts.first() {
                        own.extend(kinds.mover(*first));
                    }
                    continue;
                }
            };
            op_uses(program, op, &mut |local, usage| {
                if usage == Usage::Consume && (moves_parts || kinds.base(local).is_none()) {
                    own.extend(kinds.mover(local));
                }
            });
        }
        let moves_parts = match &block.end {
            End::Jump { .. } | End::Loop { .. } => true,
            End::Return(_)
            | End::If { .. }
            | End::Switch { .. }
            | End::SwitchInt { .. }
            | End::Unreachable => false,
        };
        end_uses(&fun.params, &block.end, &mut |local, usage| {
            if usage == Usage::Consume && (moves_parts || kinds.base(local).is_none()) {
                own.extend(kinds.mover(local));
            }
        });
        if let End::Loop { args } = &block.end {
            for (arg, param) in args.iter().zip(&fun.params) {
                if !may_stay_borrowed(&kinds, arg, param) {
                    own.insert(param.local);
                }
            }
        }
    });
    for (value, data) in opened {
        if built.contains(&data) {
            own.extend(kinds.mover(value));
        }
    }
    (0..fun.params.len())
        .filter(|&i| fun.params[i].mode == Mode::Borrowed && own.contains(&fun.params[i].local))
        .collect()
}

/// The argument of a self tail call needs no reference: what it comes from outlives the function.
fn may_stay_borrowed(kinds: &Kinds, arg: &Operand, param: &Param) -> bool {
    match arg.local() {
        Some(local) if param.mode == Mode::Borrowed => match kinds.kinds[kinds.root(local)] {
            Kind::Owned => false,
            Kind::Plain | Kind::Static | Kind::Borrowed | Kind::Part(_) | Kind::Element(_) => true,
        },
        Some(_) | None => true,
    }
}

/// Gives a function with fixed modes an owned inner one if it passes itself an owned value where it borrows.
fn unloop(program: &mut Program, layouts: &Layouts, id: FunId) {
    let fun = &program.funs[id];
    let kinds = Kinds::new(program, layouts, fun);
    let mut needs = false;
    fun.body.each_block(&mut |block| {
        if let End::Loop { args } = &block.end {
            needs |= args
                .iter()
                .zip(&fun.params)
                .any(|(arg, param)| !may_stay_borrowed(&kinds, arg, param));
        }
    });
    if needs {
        tail::loop_to_join(&mut program.funs[id]);
    }
}
