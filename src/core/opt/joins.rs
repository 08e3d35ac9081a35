//! Join points: those used once or empty go, parameters that always get the same value too.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::IndexVec;
use crate::core::ir::*;
use crate::core::walk::deep;

/// One round over a function; whether it changed.
pub fn run(fun: &mut Fun) -> bool {
    let mut body = std::mem::take(&mut fun.body);
    sink(&mut body);
    let mut changed = forward(fun, &mut body);
    changed |= inline_once(fun, &mut body);
    changed |= prune_params(fun, &mut body);
    fun.body = body;
    changed
}

/// In every block the join points stand after the other statements: their bodies run only from its end, and see most there.
fn sink(body: &mut Block) {
    body.each_block_mut(&mut |block| {
        let is_join = |s: &Stmt| matches!(s, Stmt::Join { .. });
        let first = block.stmts.iter().position(is_join);
        if first.is_some_and(|first| !block.stmts[first..].iter().all(is_join)) {
            let (joins, others): (Vec<Stmt>, Vec<Stmt>) = std::mem::take(&mut block.stmts)
                .into_iter()
                .partition(is_join);
            block.stmts = others;
            block.stmts.extend(joins);
        }
    });
}

/// Jumps to a join point that does nothing but go on do so themselves.
fn forward(fun: &Fun, body: &mut Block) -> bool {
    let mut targets: FxHashMap<JoinId, End> = FxHashMap::default();
    body.each_block(&mut |block| {
        for stmt in &block.stmts {
            if let Stmt::Join { join, body, .. } = stmt {
                let goes_on = match &body.end {
                    End::Jump { join: to, .. } => to != join,
                    End::Return(_) | End::Loop { .. } | End::Unreachable => true,
                    End::If { .. } | End::Switch { .. } | End::SwitchInt { .. } => false,
                };
                if goes_on && body.stmts.is_empty() {
                    targets.insert(*join, body.end.clone());
                }
            }
        }
    });
    if targets.is_empty() {
        return false;
    }
    let mut changed = false;
    body.each_block_mut(&mut |block| {
        // chains of forwards end: each step leaves a join point, and a cycle of empty ones is cut by the count
        for _ in 0..=targets.len() {
            let End::Jump { join, args } = &block.end else {
                return;
            };
            let Some(target) = targets.get(join) else {
                return;
            };
            let values: FxHashMap<LocalId, Operand> = fun.joins[*join]
                .params
                .iter()
                .copied()
                .zip(args.iter().cloned())
                .collect();
            let mut end = target.clone();
            end.operands_mut(|o| {
                if let Some(value) = o.local().and_then(|l| values.get(&l)) {
                    *o = value.clone();
                }
            });
            block.end = end;
            changed = true;
        }
    });
    changed
}

/// How often join points are jumped to: from anywhere, and from their own bodies.
fn count_jumps(fun: &Fun, body: &Block) -> (IndexVec<JoinId, u32>, IndexVec<JoinId, u32>) {
    let mut all = IndexVec::from_elem(0, fun.joins.len());
    let mut own = IndexVec::from_elem(0, fun.joins.len());
    fn walk(
        block: &Block,
        inside: &mut Vec<JoinId>,
        all: &mut IndexVec<JoinId, u32>,
        own: &mut IndexVec<JoinId, u32>,
    ) {
        deep(|| {
            for stmt in &block.stmts {
                if let Stmt::Join { join, body, .. } = stmt {
                    inside.push(*join);
                    walk(body, inside, all, own);
                    inside.pop();
                }
            }
            if let End::Jump { join, .. } = &block.end {
                all[*join] += 1;
                if inside.contains(join) {
                    own[*join] += 1;
                }
            }
            for inner in block.end.blocks() {
                walk(inner, inside, all, own);
            }
        });
    }
    walk(body, &mut Vec::new(), &mut all, &mut own);
    (all, own)
}

/// Removes join points without jumps; puts the body of one with a single jump in its place.
fn inline_once(fun: &Fun, body: &mut Block) -> bool {
    let (all, own) = count_jumps(fun, body);
    let mut pass = Inline {
        fun,
        all,
        own,
        bodies: FxHashMap::default(),
        changed: false,
    };
    pass.block(body);
    pass.changed
}

struct Inline<'a> {
    fun: &'a Fun,
    all: IndexVec<JoinId, u32>,
    own: IndexVec<JoinId, u32>,
    /// Bodies on the way to their jump.
    bodies: FxHashMap<JoinId, Block>,
    changed: bool,
}

impl Inline<'_> {
    fn block(&mut self, block: &mut Block) {
        deep(|| {
            let mut from = 0;
            loop {
                let mut kept = Vec::with_capacity(block.stmts.len());
                for (at, stmt) in std::mem::take(&mut block.stmts).into_iter().enumerate() {
                    match stmt {
                        Stmt::Join {
                            join,
                            body,
                            recursive,
                        } if at >= from => {
                            let outside = self.all[join] - self.own[join];
                            if outside == 0 {
                                self.changed = true;
                            } else if self.all[join] == 1 {
                                self.bodies.insert(join, *body);
                            } else {
                                let mut body = body;
                                self.block(&mut body);
                                let recursive = recursive && self.own[join] > 0;
                                kept.push(Stmt::Join {
                                    join,
                                    body,
                                    recursive,
                                });
                            }
                        }
                        Stmt::Let { .. } | Stmt::Dup(_) | Stmt::Drop(_) | Stmt::Join { .. } => {
                            kept.push(stmt)
                        }
                    }
                }
                block.stmts = kept;
                from = block.stmts.len();
                let End::Jump { join, args } = &mut block.end else {
                    break;
                };
                let Some(body) = self.bodies.remove(join) else {
                    break;
                };
                self.changed = true;
                for (&param, arg) in self.fun.joins[*join]
                    .params
                    .iter()
                    .zip(std::mem::take(args))
                {
                    block.stmts.push(Stmt::Let {
                        local: param,
                        op: Op::Use(arg),
                        site: SiteId(0),
                    });
                }
                from += self.fun.joins[*join].params.len();
                block.stmts.extend(body.stmts);
                block.end = body.end;
            }
            for inner in block.end.blocks_mut() {
                self.block(inner);
            }
        });
    }
}

/// Removes parameters that nobody uses, and binds those that get the same value from every jump before the join point.
fn prune_params(fun: &mut Fun, body: &mut Block) -> bool {
    let mut used: IndexVec<LocalId, bool> = IndexVec::from_elem(false, fun.locals.len());
    let mut args_of: IndexVec<JoinId, Vec<Vec<Operand>>> = fun
        .joins
        .iter()
        .map(|j| vec![Vec::new(); j.params.len()])
        .collect();
    body.each_block(&mut |block| {
        for stmt in &block.stmts {
            if let Stmt::Let { op, .. } = stmt {
                op.used_locals(|l| used[l] = true);
            }
        }
        match &block.end {
            End::Jump { join, args } => {
                for (i, arg) in args.iter().enumerate() {
                    let own = Operand::Local(fun.joins[*join].params[i]);
                    let seen = &mut args_of[*join][i];
                    if *arg != own && !seen.contains(arg) && seen.len() < 2 {
                        seen.push(arg.clone());
                    }
                }
            }
            end => end.used_locals(|l| used[l] = true),
        }
    });
    // an argument is a use if the parameter is used
    loop {
        let mut changed = false;
        body.each_block(&mut |block| {
            if let End::Jump { join, args } = &block.end {
                for (arg, param) in args.iter().zip(&fun.joins[*join].params) {
                    if let Some(local) = arg.local() {
                        if used[*param] && !used[local] {
                            used[local] = true;
                            changed = true;
                        }
                    }
                }
            }
        });
        if !changed {
            break;
        }
    }
    let mut pass = Prune {
        fun,
        used,
        args_of,
        gone: FxHashMap::default(),
        scope: FxHashSet::default(),
    };
    pass.scope.extend(pass.fun.params.iter().map(|p| p.local));
    pass.block(body);
    let gone = pass.gone;
    if gone.is_empty() {
        return false;
    }
    for (join, keep) in &gone {
        let mut at = 0;
        fun.joins[*join].params.retain(|_| {
            at += 1;
            keep[at - 1]
        });
    }
    body.each_block_mut(&mut |block| {
        if let End::Jump { join, args } = &mut block.end {
            if let Some(keep) = gone.get(join) {
                let mut at = 0;
                args.retain(|_| {
                    at += 1;
                    keep[at - 1]
                });
            }
        }
    });
    true
}

struct Prune<'a> {
    fun: &'a Fun,
    used: IndexVec<LocalId, bool>,
    /// The values that jumps pass, without the parameter itself; two are as good as many.
    args_of: IndexVec<JoinId, Vec<Vec<Operand>>>,
    /// Which parameters stay, of the join points that lose some.
    gone: FxHashMap<JoinId, Vec<bool>>,
    scope: FxHashSet<LocalId>,
}

impl Prune<'_> {
    fn block(&mut self, block: &mut Block) {
        deep(|| {
            let mut bound = Vec::new();
            let mut out = Vec::with_capacity(block.stmts.len());
            for mut stmt in std::mem::take(&mut block.stmts) {
                match &mut stmt {
                    Stmt::Let { local, .. } => {
                        self.scope.insert(*local);
                        bound.push(*local);
                    }
                    Stmt::Join { join, body, .. } => {
                        let params = self.fun.joins[*join].params.clone();
                        let mut keep = vec![true; params.len()];
                        for (i, &param) in params.iter().enumerate() {
                            if !self.used[param] {
                                keep[i] = false;
                                continue;
                            }
                            if let [value] = self.args_of[*join][i].as_slice() {
                                if value.local().is_none_or(|l| self.scope.contains(&l)) {
                                    keep[i] = false;
                                    let op = Op::Use(value.clone());
                                    out.push(Stmt::Let {
                                        local: param,
                                        op,
                                        site: SiteId(0),
                                    });
                                    self.scope.insert(param);
                                    bound.push(param);
                                }
                            }
                        }
                        if keep.contains(&false) {
                            self.gone.insert(*join, keep);
                        }
                        self.scope.extend(&params);
                        self.block(body);
                        for param in params {
                            if !bound.contains(&param) {
                                self.scope.remove(&param);
                            }
                        }
                    }
                    Stmt::Dup(_) | Stmt::Drop(_) => {}
                }
                out.push(stmt);
            }
            block.stmts = out;
            for inner in block.end.blocks_mut() {
                self.block(inner);
            }
            for local in bound {
                self.scope.remove(&local);
            }
        });
    }
}
