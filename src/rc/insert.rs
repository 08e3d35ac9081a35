//! `Dup` and `Drop` at the right places of one function.

use rustc_hash::FxHashMap;

use crate::base::{IndexVec, Symbol};
use crate::core::ir::*;
use crate::core::layout::Layouts;
use crate::core::walk::deep;

/// A set of locals, as sorted ids: blocks keep few locals alive.
#[derive(Clone, Default, PartialEq, Debug)]
struct Live(std::collections::BTreeSet<LocalId>);

struct Pass<'p> {
    program: &'p Program,
    locals: IndexVec<LocalId, Local>,
    counted: IndexVec<LocalId, bool>,
    params: Vec<Param>,
    joins: IndexVec<JoinId, Join>,
    /// What a join's body needs besides its parameters.
    join_live: FxHashMap<JoinId, Live>,
    unit: TyId,
    /// For each local that is a field of another one: value, data, variant, field.
    layouts: &'p Layouts,
}

pub fn function(program: &mut Program, layouts: &Layouts, id: FunId) {
    let body = std::mem::take(&mut program.funs[id].body);
    let fun = &program.funs[id];
    let unit = program.types.find(&TyKind::Unit).unwrap_or(TyId(0));
    let counted = fun
        .locals
        .iter()
        .map(|l| layouts.is_counted(&program.types, l.ty))
        .collect();
    let mut pass = Pass {
        program,
        locals: fun.locals.clone(),
        counted,
        params: fun.params.clone(),
        joins: fun.joins.clone(),
        join_live: FxHashMap::default(),
        unit,
        layouts,
    };
    let (mut block, live) = pass.block(body);
    let unused: Vec<LocalId> = pass
        .params
        .iter()
        .map(|p| p.local)
        .filter(|l| pass.counted[*l] && !live.0.contains(l))
        .collect();
    block.stmts.splice(0..0, unused.into_iter().map(Stmt::Drop));
    let locals = pass.locals;
    let fun = &mut program.funs[id];
    fun.body = block;
    fun.locals = locals;
}

impl Pass<'_> {
    fn owned(&self, operand: &Operand) -> Option<LocalId> {
        operand.local().filter(|l| self.counted[*l])
    }

    /// The block with counting, and what it needs at its start.
    fn block(&mut self, block: Block) -> (Block, Live) {
        deep(|| self.block_inner(block))
    }

    fn block_inner(&mut self, block: Block) -> (Block, Live) {
        let Block { stmts, end } = block;
        // the bodies of join points come first: jumps need to know what they keep alive
        let mut done: Vec<Stmt> = Vec::with_capacity(stmts.len());
        for stmt in stmts {
            done.push(match stmt {
                Stmt::Join {
                    join,
                    body,
                    recursive,
                } => {
                    if recursive {
                        let mut free = Live::default();
                        self.free(&body, &mut free);
                        for param in &self.joins[join].params {
                            free.0.remove(param);
                        }
                        self.join_live.insert(join, free);
                    }
                    let (mut body, live) = self.block(*body);
                    let params = self.joins[join].params.clone();
                    let mut drops: Vec<LocalId> = params
                        .iter()
                        .copied()
                        .filter(|l| self.counted[*l] && !live.0.contains(l))
                        .collect();
                    let mut kept = live;
                    for param in &params {
                        kept.0.remove(param);
                    }
                    if recursive {
                        if let Some(assumed) = self.join_live.get(&join) {
                            drops.extend(assumed.0.iter().copied().filter(|l| !kept.0.contains(l)));
                        }
                    } else {
                        self.join_live.insert(join, kept);
                    }
                    body.stmts.splice(0..0, drops.into_iter().map(Stmt::Drop));
                    Stmt::Join {
                        join,
                        body: Box::new(body),
                        recursive,
                    }
                }
                other => other,
            });
        }
        let mut out: Vec<Stmt> = Vec::new();
        let (end, mut live) = self.end(end, &mut out);
        // `out` is written from the last statement to the first
        for stmt in done.into_iter().rev() {
            self.stmt(stmt, &mut live, &mut out);
        }
        out.reverse();
        (Block { stmts: out, end }, live)
    }

    /// Everything that a block uses and does not bind, joins that it may jump to included. Only counted locals.
    fn free(&self, block: &Block, free: &mut Live) {
        deep(|| {
            let mut bound: Vec<LocalId> = Vec::new();
            let mut inner = Live::default();
            for stmt in &block.stmts {
                match stmt {
                    Stmt::Let { local, op, .. } => {
                        op.used_locals(|l| {
                            if self.counted[l] {
                                inner.0.insert(l);
                            }
                        });
                        bound.push(*local);
                    }
                    Stmt::Join { join, body, .. } => {
                        let mut own = Live::default();
                        self.free(body, &mut own);
                        for param in &self.joins[*join].params {
                            own.0.remove(param);
                        }
                        inner.0.extend(own.0);
                    }
                    Stmt::Dup(_) | Stmt::Drop(_) => {}
                }
            }
            block.end.used_locals(|l| {
                if self.counted[l] {
                    inner.0.insert(l);
                }
            });
            if let End::Jump { join, .. } = &block.end {
                if let Some(live) = self.join_live.get(join) {
                    inner.0.extend(live.0.iter().copied());
                }
            }
            for block in block.end.blocks() {
                self.free(block, &mut inner);
            }
            for local in bound {
                inner.0.remove(&local);
            }
            free.0.extend(inner.0);
        })
    }

    /// Arguments that are consumed: a `Dup` for each that is needed later or comes again. `out` is in reverse order.
    fn consume(&self, operands: &[&Operand], live: &mut Live, out: &mut Vec<Stmt>) {
        for operand in operands {
            if let Some(local) = self.owned(operand) {
                if !live.0.insert(local) {
                    out.push(Stmt::Dup(local));
                }
            }
        }
    }

    fn end(&mut self, end: End, out: &mut Vec<Stmt>) -> (End, Live) {
        let mut live = Live::default();
        match end {
            End::Return(value) => {
                self.consume(&[&value], &mut live, out);
                (End::Return(value), live)
            }
            End::Jump { join, args } => {
                if let Some(kept) = self.join_live.get(&join) {
                    live = kept.clone();
                }
                let operands: Vec<&Operand> = args.iter().collect();
                self.consume(&operands, &mut live, out);
                (End::Jump { join, args }, live)
            }
            End::Loop { args } => {
                let operands: Vec<&Operand> = args.iter().collect();
                self.consume(&operands, &mut live, out);
                (End::Loop { args }, live)
            }
            End::Unreachable => (End::Unreachable, live),
            End::If {
                condition,
                then,
                otherwise,
            } => {
                let (mut branches, live) = self.branches(vec![*then, *otherwise], None);
                let otherwise = Box::new(branches.pop().unwrap_or_default());
                let then = Box::new(branches.pop().unwrap_or_default());
                (
                    End::If {
                        condition,
                        then,
                        otherwise,
                    },
                    live,
                )
            }
            End::Switch {
                value,
                data,
                arms,
                otherwise,
            } => {
                let (variants, mut blocks): (Vec<u32>, Vec<Block>) = arms.into_iter().unzip();
                let has_otherwise = otherwise.is_some();
                blocks.extend(otherwise.map(|b| *b));
                let scrutinee = Some(value).filter(|l| self.counted[*l]);
                let known: Vec<Option<u32>> = variants
                    .iter()
                    .map(|v| Some(*v))
                    .chain(has_otherwise.then_some(None))
                    .collect();
                let (mut blocks, live) = self.branches_of(blocks, scrutinee, data, &known);
                let otherwise = if has_otherwise {
                    blocks.pop().map(Box::new)
                } else {
                    None
                };
                let arms = variants.into_iter().zip(blocks).collect();
                (
                    End::Switch {
                        value,
                        data,
                        arms,
                        otherwise,
                    },
                    live,
                )
            }
            End::SwitchInt {
                value,
                arms,
                otherwise,
            } => {
                let (keys, mut blocks): (Vec<i64>, Vec<Block>) = arms.into_iter().unzip();
                blocks.push(*otherwise);
                let (mut blocks, live) = self.branches(blocks, None);
                let otherwise = Box::new(blocks.pop().unwrap_or_default());
                (
                    End::SwitchInt {
                        value,
                        arms: keys.into_iter().zip(blocks).collect(),
                        otherwise,
                    },
                    live,
                )
            }
        }
    }

    fn branches(&mut self, blocks: Vec<Block>, extra: Option<LocalId>) -> (Vec<Block>, Live) {
        let known = vec![None; blocks.len()];
        self.branches_of(blocks, extra, DataId(0), &known)
    }

    /// Branches give up at their start what only other branches need, and the value that was switched on.
    fn branches_of(
        &mut self,
        blocks: Vec<Block>,
        scrutinee: Option<LocalId>,
        data: DataId,
        known: &[Option<u32>],
    ) -> (Vec<Block>, Live) {
        let done: Vec<(Block, Live)> = blocks.into_iter().map(|b| self.block(b)).collect();
        let mut all = Live::default();
        for (_, live) in &done {
            all.0.extend(live.0.iter().copied());
        }
        all.0.extend(scrutinee);
        let blocks = done
            .into_iter()
            .zip(known)
            .map(|((mut block, live), variant)| {
                // control does not come back from a block that panics: nothing is given up there
                let panics = block.stmts.is_empty() && matches!(block.end, End::Unreachable);
                let drops: Vec<Stmt> = all
                    .0
                    .iter()
                    .filter(|l| !live.0.contains(l) && !panics)
                    .filter(|l| match (scrutinee, variant) {
                        // a variant that holds nothing counted needs no drop
                        (Some(s), Some(v)) if s == **l => {
                            !self.layouts.is_immortal_variant(self.program, data, *v)
                        }
                        _ => true,
                    })
                    .map(|l| Stmt::Drop(*l))
                    .collect();
                block.stmts.splice(0..0, drops);
                block
            })
            .collect();
        (blocks, all)
    }

    fn stmt(&mut self, stmt: Stmt, live: &mut Live, out: &mut Vec<Stmt>) {
        let (local, op, site) = match stmt {
            Stmt::Let { local, op, site } => (local, op, site),
            // the body is done; what it needs is alive where it is jumped to
            other => return out.push(other),
        };
        let used_later = live.0.remove(&local);
        if let Op::Project {
            value,
            data,
            variant,
            ..
        } = op
        {
            if self.counted[local] && !used_later {
                return;
            }
            let dies = self.counted[value] && live.0.insert(value);
            if dies {
                self.take_apart(value, data, variant, local, out);
            } else if self.counted[local] {
                out.push(Stmt::Dup(local));
            }
            out.push(Stmt::Let { local, op, site });
            return;
        }
        if self.counted[local] && !used_later {
            out.push(Stmt::Drop(local));
        }
        let program = self.program;
        let mut consumed: Vec<&Operand> = Vec::new();
        let mut borrowed: Vec<LocalId> = Vec::new();
        match &op {
            Op::Use(operand) => consumed.push(operand),
            Op::Call { fun, args } => {
                for (at, arg) in args.iter().enumerate() {
                    match program.funs[*fun].params.get(at).map(|p| p.mode) {
                        Some(Mode::Borrowed) => borrowed.extend(self.owned(arg)),
                        Some(Mode::Owned) | None => consumed.push(arg),
                    }
                }
            }
            Op::CallExtern { ext, args } => {
                if program.externs[*ext].consumes {
                    consumed.extend(args);
                } else {
                    borrowed.extend(args.iter().filter_map(|a| self.owned(a)));
                }
            }
            Op::CallClosure { closure, args } => {
                consumed.extend(args);
                borrowed.push(*closure);
            }
            Op::Closure { captures, .. } => consumed.extend(captures),
            Op::Construct { fields, .. } => consumed.extend(fields),
            Op::Concat(parts) => {
                for part in parts {
                    if let ConcatPart::Str(operand) = part {
                        consumed.push(operand);
                    }
                }
            }
            Op::Const(_) | Op::Project { .. } | Op::Unpack { .. } | Op::FreeToken(_) => {}
        }
        // a borrowed local that is not needed later is given up after the operation
        borrowed.sort_unstable();
        borrowed.dedup();
        let mut drops = Vec::new();
        for &local in &borrowed {
            if !live.0.contains(&local) {
                drops.push(local);
            }
        }
        // the same local consumed and borrowed at once: the borrow needs a reference of its own
        for &local in &drops {
            out.push(Stmt::Drop(local));
        }
        let never = *program.types.kind(self.locals[local].ty) == TyKind::Never;
        let _ = never;
        let mut dups = Vec::new();
        for &local in &borrowed {
            live.0.insert(local);
        }
        self.consume(&consumed, live, &mut dups);
        out.push(Stmt::Let { local, op, site });
        out.extend(dups);
    }

    /// `value` dies after this projection of one of its fields into `local`: earlier projections that stand directly before
    /// join in (they are met next, walking backwards, and find the value alive; [`merge`] gives them to the `Unpack`).
    fn take_apart(
        &mut self,
        value: LocalId,
        data: DataId,
        variant: u32,
        local: LocalId,
        out: &mut Vec<Stmt>,
    ) {
        let result = self.locals.push(Local {
            name: Symbol::new("memory"),
            ty: self.unit,
            span: None,
        });
        self.counted.push(false);
        let mut taken = Vec::new();
        if self.counted[local] {
            taken.push((u32::MAX, local));
        }
        out.push(Stmt::Let {
            local: result,
            op: Op::Unpack {
                value,
                data,
                variant,
                taken,
            },
            site: SiteId(0),
        });
    }
}
