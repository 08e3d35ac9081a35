//! Inlining: small functions and wrappers, and functions that get a known closure as an argument, whose calls then are direct.
//!
//! Callees first (by strongly connected groups), so that what is inlined is optimised already; a function is not inlined into
//! its own group, except the body of a closure into the function that makes it. A small function that calls itself other than
//! by a tail call gets copies of its own body a few levels deep at last: one stack check and one frame then serve several calls
//! (fib runs 2.5 times as fast). Sites keep their meaning: those of a library
//! function become the site of the user's call, those of a user's function remember the call they were inlined at.

use rustc_hash::{FxHashMap, FxHashSet};

use super::rename::{Copier, Renaming};
use super::{copies, simplify, tail};
use crate::base::{Id, IndexVec, Symbol};
use crate::core::ir::*;
use crate::core::scc;
use crate::core::walk::deep;

/// How much may be inlined where; weights count statements and ends.
pub struct Limits {
    /// A function up to this weight is inlined wherever it is called.
    pub small: usize,
    /// A library function up to this weight that is called once.
    pub once: usize,
    /// A function up to this weight that gets a known closure.
    pub closure: usize,
    /// No function grows beyond this, or beyond four times its own weight.
    pub total: usize,
    /// A function that gets copies of its own body grows at most to this.
    pub unrolled: usize,
}

/// Rounds of inlining and simplifying in one function: a closure found by the one is called in the next.
const ROUNDS: usize = 5;

/// Levels of a function's own body in itself.
const UNROLL_LEVELS: usize = 3;

pub fn run(program: &mut Program, limits: &Limits) {
    let edges: Vec<Vec<usize>> = program.funs.iter().map(references).collect();
    let mut group_of: IndexVec<FunId, usize> = IndexVec::from_elem(0, program.funs.len());
    let groups = scc::groups(&edges);
    for (number, group) in groups.iter().enumerate() {
        for &member in group {
            group_of[FunId::new(member)] = number;
        }
    }
    let mut calls: IndexVec<FunId, u32> = IndexVec::from_elem(0, program.funs.len());
    let mut makers: IndexVec<FunId, Vec<FunId>> =
        IndexVec::from_elem(Vec::new(), program.funs.len());
    for id in program.funs.ids() {
        program.funs[id].body.each_op(&mut |_, op, _| match op {
            Op::Call { fun, .. } => calls[*fun] += 1,
            Op::Closure { fun, .. } => makers[*fun].push(id),
            _ => {}
        });
    }
    let mut inliner = Inliner {
        limits,
        group_of,
        calls,
        makers,
        weights: program.funs.iter().map(|f| f.body.weight()).collect(),
        recursive: program
            .funs
            .ids()
            .map(|f| edges[f.index()].contains(&f.index()))
            .collect(),
        sites: FxHashMap::default(),
    };
    for group in groups {
        for member in group {
            inliner.function(program, FunId::new(member));
        }
    }
}

/// The functions that a function calls or makes closures of.
fn references(fun: &Fun) -> Vec<usize> {
    let mut out = Vec::new();
    fun.body.each_op(&mut |_, op, _| {
        if let Op::Call { fun, .. } | Op::Closure { fun, .. } = op {
            out.push(fun.index());
        }
    });
    out.sort_unstable();
    out.dedup();
    out
}

struct Inliner<'a> {
    limits: &'a Limits,
    group_of: IndexVec<FunId, usize>,
    /// Direct calls of each function in the whole program, before inlining.
    calls: IndexVec<FunId, u32>,
    /// The functions that make closures of a function.
    makers: IndexVec<FunId, Vec<FunId>>,
    weights: IndexVec<FunId, usize>,
    /// The function calls itself.
    recursive: IndexVec<FunId, bool>,
    /// Sites made for (site of the callee, site of the call).
    sites: FxHashMap<(SiteId, SiteId), SiteId>,
}

impl Inliner<'_> {
    fn function(&mut self, program: &mut Program, id: FunId) {
        if program.funs[id].wrapper {
            return;
        }
        let most = self.limits.total.max(4 * self.weights[id]);
        // closures whose body came in: each once in a place, so that nothing unfolds without end
        let mut unfolded = FxHashSet::default();
        for _ in 0..ROUNDS {
            simplify(program, id);
            let chosen = self.choose(program, id, most, &mut unfolded);
            if chosen.is_empty() {
                break;
            }
            let mut body = std::mem::take(&mut program.funs[id].body);
            self.block(program, id, &mut body, &chosen, None);
            program.funs[id].body = body;
            copies::run(program, id);
        }
        simplify(program, id);
        self.weights[id] = program.funs[id].body.weight();
        self.unroll(program, id);
    }

    /// Puts copies of a function's own body in the place of its calls of itself, level by level.
    fn unroll(&mut self, program: &mut Program, id: FunId) {
        let original = program.funs[id].clone();
        let weight = self.weights[id];
        for _ in 0..UNROLL_LEVELS {
            let fun = &program.funs[id];
            let mut calls = FxHashSet::default();
            fun.body.each_op(&mut |local, op, _| {
                if matches!(op, Op::Call { fun, .. } if *fun == id) {
                    calls.insert(local);
                }
            });
            if calls.is_empty() || fun.body.weight() + calls.len() * weight > self.limits.unrolled {
                break;
            }
            let mut body = std::mem::take(&mut program.funs[id].body);
            self.block(program, id, &mut body, &calls, Some(&original));
            program.funs[id].body = body;
            copies::run(program, id);
            simplify(program, id);
        }
    }

    /// The locals bound by the calls to inline.
    fn choose(
        &self,
        program: &Program,
        id: FunId,
        most: usize,
        unfolded: &mut FxHashSet<FunId>,
    ) -> FxHashSet<LocalId> {
        let fun = &program.funs[id];
        let mut closures: IndexVec<LocalId, bool> = IndexVec::from_elem(false, fun.locals.len());
        fun.body.each_op(&mut |local, op, _| match op {
            Op::Closure { .. } => closures[local] = true,
            // a struct around a closure is as good
            Op::Construct { fields, .. } => {
                closures[local] = fields
                    .iter()
                    .any(|f| f.local().is_some_and(|l| closures[l]));
            }
            _ => {}
        });
        let mut weight = fun.body.weight();
        let mut chosen = FxHashSet::default();
        fun.body.each_op(&mut |local, op, _| {
            let Op::Call { fun: callee, args } = op else {
                return;
            };
            let known = args.iter().any(|a| a.local().is_some_and(|l| closures[l]));
            if !self.wanted(program, id, *callee, known) {
                return;
            }
            let more = self.weights[*callee];
            if weight + more > most {
                return;
            }
            if self.group_of[*callee] == self.group_of[id] && !unfolded.insert(*callee) {
                return;
            }
            weight += more;
            chosen.insert(local);
        });
        chosen
    }

    fn wanted(&self, program: &Program, caller: FunId, callee: FunId, known_closure: bool) -> bool {
        let fun = &program.funs[callee];
        if callee == caller || self.recursive[callee] {
            return false;
        }
        let weight = self.weights[callee];
        if let FunKind::Closure { .. } = fun.kind {
            let own = self.makers[callee].iter().all(|&m| m == caller);
            if self.group_of[callee] == self.group_of[caller] {
                return own && weight <= self.limits.closure;
            }
            let made_once = self.makers[callee].len() == 1;
            return weight
                <= if made_once {
                    self.limits.closure
                } else {
                    self.limits.small
                };
        }
        if self.group_of[callee] == self.group_of[caller] || fun.wrapper {
            return false;
        }
        let library = program.is_library(callee);
        weight <= self.limits.small
            || (library && self.calls[callee] == 1 && weight <= self.limits.once)
            || (known_closure && weight <= self.limits.closure)
    }

    /// Replaces the chosen calls of a block by the bodies of their callees, or by that of `original`.
    fn block(
        &mut self,
        program: &mut Program,
        id: FunId,
        block: &mut Block,
        chosen: &FxHashSet<LocalId>,
        original: Option<&Fun>,
    ) {
        deep(|| {
            let mut at = 0;
            while at < block.stmts.len() {
                match &mut block.stmts[at] {
                    Stmt::Join { body, .. } => self.block(program, id, body, chosen, original),
                    Stmt::Let {
                        local,
                        op: Op::Call { .. },
                        ..
                    } if chosen.contains(local) => {
                        let rest = block.stmts.split_off(at + 1);
                        let Some(Stmt::Let {
                            local,
                            op: Op::Call { fun, args },
                            site,
                        }) = block.stmts.pop()
                        else {
                            return;
                        };
                        let end = std::mem::take(&mut block.end);
                        let mut rest = Block { stmts: rest, end };
                        self.block(program, id, &mut rest, chosen, original);
                        let callee = original.unwrap_or(&program.funs[fun]).clone();
                        let call = Call {
                            caller: id,
                            callee,
                            local,
                            args,
                            site,
                        };
                        self.inline(program, call, block, rest);
                        return;
                    }
                    Stmt::Let { .. } | Stmt::Dup(_) | Stmt::Drop(_) => {}
                }
                at += 1;
            }
            for inner in block.end.blocks_mut() {
                self.block(program, id, inner, chosen, original);
            }
        });
    }

    /// Appends the callee's body to a block, and goes on with the rest where it returns.
    fn inline(&mut self, program: &mut Program, call: Call, block: &mut Block, rest: Block) {
        let mut callee = call.callee;
        tail::loop_to_join(&mut callee);
        let mut locals = std::mem::take(&mut program.funs[call.caller].locals);
        let mut joins = std::mem::take(&mut program.funs[call.caller].joins);
        let mut copier = Copier {
            from_locals: &callee.locals,
            from_joins: &callee.joins,
            locals: &mut locals,
            joins: &mut joins,
            renaming: Renaming::default(),
            site: &mut |site| self.site(program, call.caller, site, call.site),
        };
        for (param, arg) in callee.params.iter().zip(call.args) {
            let local = copier.bind(param.local);
            block.stmts.push(Stmt::Let {
                local,
                op: Op::Use(arg),
                site: call.site,
            });
        }
        let mut body = copier.block(&callee.body);
        let returns_at_once = matches!(&rest.end, End::Return(o) if rest.stmts.is_empty()
            && *o == Operand::Local(call.local));
        match &body.end {
            End::Return(_) if !returns_at_once => {
                if let End::Return(value) = std::mem::take(&mut body.end) {
                    body.stmts.push(Stmt::Let {
                        local: call.local,
                        op: Op::Use(value),
                        site: call.site,
                    });
                }
                body.stmts.extend(rest.stmts);
                body.end = rest.end;
            }
            _ if returns_at_once => {}
            _ => {
                let join = joins.push(Join {
                    name: Symbol::new("after"),
                    params: vec![call.local],
                });
                body.each_block_mut(&mut |b| {
                    if let End::Return(value) = &b.end {
                        b.end = End::Jump {
                            join,
                            args: vec![value.clone()],
                        };
                    }
                });
                block.stmts.push(Stmt::Join {
                    join,
                    body: Box::new(rest),
                    recursive: false,
                });
            }
        }
        block.stmts.extend(body.stmts);
        block.end = body.end;
        let fun = &mut program.funs[call.caller];
        fun.locals = locals;
        fun.joins = joins;
    }

    /// The site that stands in the caller for a site of the callee.
    fn site(&mut self, program: &mut Program, caller: FunId, site: SiteId, call: SiteId) -> SiteId {
        let info = &program.sites[site];
        let from_library = program.is_library(info.fun) && info.inlined_at.is_none();
        if from_library && !program.is_library(caller) {
            return call;
        }
        if from_library {
            return site;
        }
        // a user's code inside library code that is inlined into a user's function, or a user's function: the chain goes on
        if let Some(&known) = self.sites.get(&(site, call)) {
            return known;
        }
        let up = match info.inlined_at {
            Some(up) => self.site(program, caller, up, call),
            None => call,
        };
        let new = Site {
            inlined_at: Some(up),
            ..program.sites[site].clone()
        };
        let new = program.sites.push(new);
        self.sites.insert((site, call), new);
        new
    }
}

struct Call {
    caller: FunId,
    callee: Fun,
    local: LocalId,
    args: Vec<Operand>,
    site: SiteId,
}
