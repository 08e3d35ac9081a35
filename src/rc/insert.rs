//! Places dups and drops.
//!
//! A backward analysis. At each point of a function it is known which locals are used later (*directly live*). From that follows
//! which locals **hold** a reference there, as a function of the point alone, so that paths that meet agree by construction:
//!
//! - a local is *alive* if it is directly live, or (unless it is *early*) if one of its parts is alive: then the parts stay
//!   borrowed from it and cost nothing;
//! - it holds a reference if it is alive and nothing that it is a part of is alive.
//!
//! Between two points, what holds anew is dup'ed, what holds no more is dropped unless the statement consumed it; what a
//! statement consumes beyond that is dup'ed before it. A local is **early** if a part of it is consumed where the local itself
//! is not used any more, or if it is consumed itself while a part of it is still needed: then its parts take references of
//! their own as soon as its direct uses end, and its drop directly after those dups becomes a move of the parts
//! (`specialise`). That keeps parts unique that are updated in place, and a list unique that is updated after a look into it.

use rustc_hash::{FxHashMap, FxHashSet};

use super::kinds::{end_uses, op_uses, Kind, Kinds, Usage};
use crate::base::IndexVec;
use crate::core::ir::*;
use crate::core::layout::Layouts;
use crate::core::walk::deep;

/// Inserts dups and drops into every function; the modes of parameters are known.
pub fn run(program: &mut Program, layouts: &Layouts) {
    for id in program.funs.ids().collect::<Vec<_>>() {
        let mut body = std::mem::take(&mut program.funs[id].body);
        let fun = &program.funs[id];
        let kinds = Kinds::of_body(program, layouts, fun, &body);
        let mut flow = Flow {
            program,
            fun,
            kinds,
            early: IndexVec::from_elem(false, fun.locals.len()),
            at_join: IndexVec::from_elem(Live::default(), fun.joins.len()),
        };
        flow.solve_joins(&body);
        flow.find_early(&body);
        flow.rewrite_entry(&mut body);
        program.funs[id].body = body;
    }
}

/// The values that are looked into, or used otherwise, after a part of them was given away; outer ones first.
pub fn looked_into_later(program: &Program, layouts: &Layouts, id: FunId) -> Vec<LocalId> {
    let fun = &program.funs[id];
    let kinds = Kinds::new(program, layouts, fun);
    if kinds.parts.iter().all(|parts| parts.len() < 2) {
        return Vec::new();
    }
    let mut flow = Flow {
        program,
        fun,
        kinds,
        early: IndexVec::from_elem(false, fun.locals.len()),
        at_join: IndexVec::from_elem(Live::default(), fun.joins.len()),
    };
    flow.solve_joins(&fun.body);
    let mut found = FxHashSet::default();
    flow.live_in(&fun.body, &mut false, &mut |flow, uses, after| {
        for &local in uses.consumed.keys() {
            let mut at = local;
            while let Kind::Part(base) = flow.kinds.kinds[at] {
                if flow.tracked(base) && after.contains(&base) {
                    found.insert(base);
                }
                at = base;
            }
        }
    });
    let mut all: Vec<LocalId> = found.into_iter().collect();
    all.sort_unstable();
    all
}

/// Directly live locals that are owned or parts.
type Live = FxHashSet<LocalId>;

struct Flow<'a> {
    program: &'a Program,
    fun: &'a Fun,
    kinds: Kinds,
    early: IndexVec<LocalId, bool>,
    /// What is live where the body of a join point begins, its parameters left out.
    at_join: IndexVec<JoinId, Live>,
}

/// How one statement or end uses its locals.
#[derive(Default)]
struct Uses {
    consumed: FxHashMap<LocalId, u32>,
    borrowed: Vec<LocalId>,
}

impl Flow<'_> {
    fn tracked(&self, local: LocalId) -> bool {
        match self.kinds.kinds[local] {
            Kind::Owned | Kind::Part(_) | Kind::Element(_) => true,
            Kind::Plain | Kind::Static | Kind::Borrowed => false,
        }
    }

    fn op_uses(&self, op: &Op) -> Uses {
        let mut uses = Uses::default();
        op_uses(self.program, op, &mut |local, usage| {
            self.add(&mut uses, local, usage)
        });
        uses
    }

    fn end_uses(&self, end: &End) -> Uses {
        let mut uses = Uses::default();
        end_uses(&self.fun.params, end, &mut |local, usage| {
            self.add(&mut uses, local, usage)
        });
        uses
    }

    fn add(&self, uses: &mut Uses, local: LocalId, usage: Usage) {
        match self.kinds.kinds[local] {
            Kind::Plain | Kind::Static => {}
            Kind::Borrowed | Kind::Owned | Kind::Part(_) | Kind::Element(_) => match usage {
                Usage::Borrow => uses.borrowed.push(local),
                Usage::Consume => *uses.consumed.entry(local).or_insert(0) += 1,
            },
        }
    }

    fn make_live(&self, uses: &Uses, live: &mut Live) {
        for &local in uses.consumed.keys().chain(&uses.borrowed) {
            if self.tracked(local) {
                live.insert(local);
            }
        }
    }

    /// What is live after an end that is not a branch.
    fn after_end(&self, end: &End) -> Live {
        match end {
            End::Jump { join, .. } => self.at_join[*join].clone(),
            End::Return(_)
            | End::Loop { .. }
            | End::If { .. }
            | End::Switch { .. }
            | End::SwitchInt { .. }
            | End::Unreachable => Live::default(),
        }
    }

    // ---- direct liveness ----------------------------------------------------------------------------------------------

    /// The least solution for the join points: a few rounds, one more than loops are nested.
    fn solve_joins(&mut self, body: &Block) {
        let recursive = {
            let mut any = false;
            body.each_block(&mut |b| {
                any |= b.stmts.iter().any(|s| {
                    matches!(
                        s,
                        Stmt::Join {
                            recursive: true,
                            ..
                        }
                    )
                });
            });
            any
        };
        loop {
            let mut changed = false;
            self.live_in(body, &mut changed, &mut |_, _, _| {});
            if !changed || !recursive {
                break;
            }
        }
    }

    /// What is live where the block begins. `visit` sees each statement's uses with what is live after it.
    fn live_in(
        &mut self,
        block: &Block,
        changed: &mut bool,
        visit: &mut dyn FnMut(&mut Self, &Uses, &Live),
    ) -> Live {
        deep(|| {
            for stmt in &block.stmts {
                if let Stmt::Join { join, body, .. } = stmt {
                    let mut live = self.live_in(body, changed, visit);
                    for param in &self.fun.joins[*join].params {
                        live.remove(param);
                    }
                    if live != self.at_join[*join] {
                        self.at_join[*join] = live;
                        *changed = true;
                    }
                }
            }
            let mut live = self.after_end(&block.end);
            for inner in block.end.blocks() {
                let inner = self.live_in(inner, changed, visit);
                if live.is_empty() {
                    live = inner;
                } else {
                    live.extend(inner);
                }
            }
            let uses = self.end_uses(&block.end);
            visit(self, &uses, &live);
            self.make_live(&uses, &mut live);
            for stmt in block.stmts.iter().rev() {
                if let Stmt::Let { local, op, .. } = stmt {
                    live.remove(local);
                    let uses = self.op_uses(op);
                    visit(self, &uses, &live);
                    self.make_live(&uses, &mut live);
                }
            }
            live
        })
    }

    /// Marks what a consumed part belongs to, as far as it is not used directly afterwards, and what is consumed before a
    /// part of it.
    fn find_early(&mut self, body: &Block) {
        self.live_in(body, &mut false, &mut |flow, uses, after| {
            for &local in uses.consumed.keys() {
                let mut at = local;
                while let Some(base) = flow.kinds.base(at) {
                    if after.contains(&base) || !flow.tracked(base) {
                        break;
                    }
                    flow.early[base] = true;
                    at = base;
                }
                if !after.contains(&local) && flow.alive(local, after) {
                    flow.early[local] = true;
                }
            }
        });
    }

    // ---- who holds a reference ----------------------------------------------------------------------------------------

    fn alive(&self, local: LocalId, live: &Live) -> bool {
        live.contains(&local)
            || (!self.early[local]
                && self.kinds.parts[local]
                    .iter()
                    .any(|&part| self.alive(part, live)))
    }

    fn holds(&self, local: LocalId, live: &Live) -> bool {
        if !self.tracked(local) || !self.alive(local, live) {
            return false;
        }
        let mut at = local;
        while let Some(base) = self.kinds.base(at) {
            if !self.tracked(base) || self.alive(base, live) {
                return false;
            }
            at = base;
        }
        true
    }

    /// The locals whose state can change when the liveness of these changes: all that share a root with one, in order.
    fn families(&self, locals: impl Iterator<Item = LocalId>) -> Vec<LocalId> {
        let mut roots: Vec<LocalId> = locals.map(|l| self.kinds.root(l)).collect();
        roots.sort_unstable();
        roots.dedup();
        let mut all = roots;
        let mut next = 0;
        while next < all.len() {
            all.extend(&self.kinds.parts[all[next]]);
            next += 1;
        }
        all.sort_unstable();
        all
    }

    // ---- rewriting ----------------------------------------------------------------------------------------------------

    fn rewrite_entry(&mut self, body: &mut Block) {
        let live = self.rewrite(body);
        let params: Vec<LocalId> = self.fun.params.iter().map(|p| p.local).collect();
        self.drop_unused(&params, &live, body);
    }

    /// Parameters that are not alive where the body begins go at once.
    fn drop_unused(&self, params: &[LocalId], live: &Live, body: &mut Block) {
        if matches!(body.end, End::Unreachable) {
            return;
        }
        let drops: Vec<Stmt> = params
            .iter()
            .filter(|&&p| self.tracked(p) && !self.holds(p, live))
            .map(|&p| Stmt::Drop(p))
            .collect();
        body.stmts.splice(0..0, drops);
    }

    /// Rewrites a block; gives what is live where it begins.
    fn rewrite(&mut self, block: &mut Block) -> Live {
        deep(|| {
            let mut live = self.after_end(&block.end);
            let mut arms = Vec::new();
            for inner in block.end.blocks_mut() {
                arms.push(self.rewrite(inner));
            }
            for arm in &arms {
                live.extend(arm);
            }
            let uses = self.end_uses(&block.end);
            // in reverse
            let mut stmts = Vec::new();
            if arms.is_empty() {
                let mut before = live.clone();
                self.make_live(&uses, &mut before);
                let (pre, post) = self.changes(&uses, &before, &live, None);
                if !post.is_empty() && !matches!(block.end, End::Unreachable) {
                    crate::bug!(
                        "rc",
                        "{}: a reference is left at {:?}",
                        self.fun.display,
                        block.end
                    );
                }
                stmts.extend(pre.into_iter().rev());
                live = before;
            } else {
                self.make_live(&uses, &mut live);
                for (inner, arm) in block.end.blocks_mut().into_iter().zip(&arms) {
                    self.enter(inner, &live, arm);
                }
            }
            let certain_panic = matches!(block.end, End::Unreachable);
            for stmt in std::mem::take(&mut block.stmts).into_iter().rev() {
                match stmt {
                    Stmt::Let { local, op, site } => {
                        let mut after = live.clone();
                        live.remove(&local);
                        let uses = self.op_uses(&op);
                        self.make_live(&uses, &mut live);
                        let defined = self.tracked(local).then_some(local);
                        let (pre, mut post) = self.changes(&uses, &live, &after, defined);
                        if certain_panic {
                            post.retain(|s| matches!(s, Stmt::Dup(_)));
                        }
                        stmts.extend(post.into_iter().rev());
                        stmts.push(Stmt::Let { local, op, site });
                        stmts.extend(pre.into_iter().rev());
                        after.clear();
                    }
                    Stmt::Join {
                        join,
                        mut body,
                        recursive,
                    } => {
                        let at_body = self.rewrite(&mut body);
                        self.drop_unused(&self.fun.joins[join].params, &at_body, &mut body);
                        stmts.push(Stmt::Join {
                            join,
                            body,
                            recursive,
                        });
                    }
                    Stmt::Dup(_) | Stmt::Drop(_) => {
                        crate::bug!("rc", "{} is counted already", self.fun.display)
                    }
                }
            }
            stmts.reverse();
            block.stmts = stmts;
            live
        })
    }

    /// The dups and drops where control enters an arm.
    fn enter(&self, arm: &mut Block, before: &Live, after: &Live) {
        let mut dups = Vec::new();
        let mut drops = Vec::new();
        for local in self.families(before.difference(after).copied()) {
            match (self.holds(local, before), self.holds(local, after)) {
                (false, true) => dups.push(Stmt::Dup(local)),
                (true, false) => drops.push(Stmt::Drop(local)),
                (true, true) | (false, false) => {}
            }
        }
        if matches!(arm.end, End::Unreachable) {
            drops.clear();
        }
        dups.append(&mut drops);
        arm.stmts.splice(0..0, dups);
    }

    /// The dups and drops before and after a statement that defines `defined`.
    fn changes(
        &self,
        uses: &Uses,
        before: &Live,
        after: &Live,
        defined: Option<LocalId>,
    ) -> (Vec<Stmt>, Vec<Stmt>) {
        let mut pre = Vec::new();
        let mut dups = Vec::new();
        let mut drops = Vec::new();
        let mentioned = uses
            .consumed
            .keys()
            .chain(&uses.borrowed)
            .copied()
            .chain(defined);
        for local in self.families(mentioned) {
            let consumed = uses.consumed.get(&local).copied().unwrap_or(0);
            if self.kinds.kinds[local] == Kind::Borrowed {
                pre.extend((0..consumed).map(|_| Stmt::Dup(local)));
                continue;
            }
            let holds_after = self.holds(local, after);
            if defined == Some(local) {
                match self.kinds.kinds[local] {
                    Kind::Part(_) | Kind::Element(_) if holds_after => dups.push(Stmt::Dup(local)),
                    Kind::Owned if !holds_after => drops.push(Stmt::Drop(local)),
                    Kind::Part(_)
                    | Kind::Element(_)
                    | Kind::Owned
                    | Kind::Plain
                    | Kind::Static
                    | Kind::Borrowed => {}
                }
                continue;
            }
            let holds_before = self.holds(local, before);
            let needed = consumed + u32::from(holds_after);
            let available = u32::from(holds_before);
            // what is borrowed by the statement that consumes what it comes from needs one reference more
            let guard =
                holds_before && consumed > 0 && !holds_after && self.guards(local, uses, after);
            let missing = (needed + u32::from(guard)).saturating_sub(available);
            let early = consumed > 0
                || self
                    .ancestors(local)
                    .any(|a| uses.consumed.contains_key(&a));
            let place = if early { &mut pre } else { &mut dups };
            place.extend((0..missing).map(|_| Stmt::Dup(local)));
            if guard || (available > needed) {
                drops.push(Stmt::Drop(local));
            }
        }
        dups.append(&mut drops);
        (pre, dups)
    }

    fn ancestors(&self, local: LocalId) -> impl Iterator<Item = LocalId> + '_ {
        std::iter::successors(self.kinds.base(local), |&l| self.kinds.base(l))
    }

    /// The statement borrows `local`, or a part of it that holds nothing itself after the statement.
    fn guards(&self, local: LocalId, uses: &Uses, after: &Live) -> bool {
        uses.borrowed.iter().any(|&borrowed| {
            let mut at = borrowed;
            loop {
                if at == local {
                    return true;
                }
                if self.holds(at, after) {
                    return false;
                }
                match self.kinds.base(at) {
                    Some(base) => at = base,
                    None => return false,
                }
            }
        })
    }
}
