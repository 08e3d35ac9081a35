//! What lowering needs to know about a body before it starts: which variables are read at all, what each local function and
//! each closure captures, which values are polymorphic.
//!
//! A body is cut into nodes: the body itself, its closures, its local functions, and the initialisers of its polymorphic
//! values. A node's free variables are those it reads (or that a closure in it, or a local function or polymorphic value it
//! names, captures) and does not bind itself; with recursive local functions they are a least fixpoint.

use rustc_hash::FxHashMap;

use crate::base::IndexVec;
use crate::types::typed::{
    Body, Clause, ExprId, ExprKind, InterpolationPart, LocalFn, LocalId, PatId, PatKind, Stmt,
};

/// How a local is lowered.
#[derive(Clone, Copy, Debug)]
pub(super) enum LocalKind<'a> {
    /// A Core value.
    Value,
    /// A let-bound polymorphic value: lowered again for the types of each use.
    Poly {
        init: ExprId,
    },
    Fn(&'a LocalFn),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct NodeId(usize);

#[derive(Default, Debug)]
struct Node {
    /// Every local that it names itself.
    names: Vec<LocalId>,
    closures: Vec<NodeId>,
    free: Vec<LocalId>,
}

#[derive(Debug)]
pub(super) struct BodyInfo<'a> {
    pub kinds: IndexVec<LocalId, LocalKind<'a>>,
    /// Whether the local is read anywhere.
    pub used: IndexVec<LocalId, bool>,
    nodes: Vec<Node>,
    owner: IndexVec<LocalId, NodeId>,
    closure_nodes: FxHashMap<ExprId, NodeId>,
    local_nodes: FxHashMap<LocalId, NodeId>,
}

impl<'a> BodyInfo<'a> {
    pub fn new(body: &'a Body) -> BodyInfo<'a> {
        let count = body.locals.len();
        let mut walk = Walk {
            body,
            node: NodeId(0),
            info: BodyInfo {
                kinds: IndexVec::from_elem(LocalKind::Value, count),
                used: IndexVec::from_elem(false, count),
                nodes: vec![Node::default()],
                owner: IndexVec::from_elem(NodeId(0), count),
                closure_nodes: FxHashMap::default(),
                local_nodes: FxHashMap::default(),
            },
        };
        walk.clauses(&body.clauses);
        let mut info = walk.info;
        info.find_free();
        info
    }

    /// The variables that the closure captures, ascending.
    pub fn closure_captures(&self, closure: ExprId) -> &[LocalId] {
        match self.closure_nodes.get(&closure) {
            Some(&node) => &self.nodes[node.0].free,
            None => &[],
        }
    }
    /// The variables that the local function or polymorphic value captures, ascending.
    pub fn local_captures(&self, local: LocalId) -> &[LocalId] {
        match self.local_nodes.get(&local) {
            Some(&node) => &self.nodes[node.0].free,
            None => &[],
        }
    }

    fn find_free(&mut self) {
        let mut changed = true;
        while changed {
            changed = false;
            for id in (0..self.nodes.len()).rev() {
                let node = &self.nodes[id];
                let mut free: Vec<LocalId> = Vec::new();
                for &local in &node.names {
                    match self.local_nodes.get(&local) {
                        Some(&other) => free.extend(&self.nodes[other.0].free),
                        None => free.push(local),
                    }
                }
                for &closure in &node.closures {
                    free.extend(&self.nodes[closure.0].free);
                }
                free.retain(|&local| self.owner[local] != NodeId(id));
                free.sort_unstable();
                free.dedup();
                if free != self.nodes[id].free {
                    self.nodes[id].free = free;
                    changed = true;
                }
            }
        }
    }
}

struct Walk<'a> {
    body: &'a Body,
    node: NodeId,
    info: BodyInfo<'a>,
}

impl<'a> Walk<'a> {
    fn enter(&mut self, local: Option<LocalId>) -> NodeId {
        let id = NodeId(self.info.nodes.len());
        self.info.nodes.push(Node::default());
        if let Some(local) = local {
            self.info.local_nodes.insert(local, id);
        }
        std::mem::replace(&mut self.node, id)
    }

    fn clauses(&mut self, clauses: &'a [Clause]) {
        for clause in clauses {
            for &param in &clause.params {
                self.pat(param);
            }
            if let Some(guard) = clause.guard {
                self.expr(guard);
            }
            self.expr(clause.body);
        }
    }

    fn pat(&mut self, pat: PatId) {
        let body = self.body;
        stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || match &body.pats[pat].kind {
            PatKind::Bind(local) => self.info.owner[*local] = self.node,
            PatKind::As(inner, local) => {
                self.info.owner[*local] = self.node;
                self.pat(*inner);
            }
            PatKind::Tuple(items) | PatKind::Variant { fields: items, .. } | PatKind::Or(items) => {
                items.iter().for_each(|&item| self.pat(item));
            }
            PatKind::Cons(head, tail) => {
                self.pat(*head);
                self.pat(*tail);
            }
            PatKind::List { items, rest } => {
                items.iter().for_each(|&item| self.pat(item));
                if let Some(rest) = rest {
                    self.pat(*rest);
                }
            }
            PatKind::Wildcard | PatKind::Literal(_) | PatKind::IntRange(..) | PatKind::Error => {}
        });
    }

    fn exprs(&mut self, exprs: &'a [ExprId]) {
        for &expr in exprs {
            self.expr(expr);
        }
    }

    fn expr(&mut self, expr: ExprId) {
        stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || self.expr_here(expr));
    }

    fn expr_here(&mut self, expr: ExprId) {
        let body = self.body;
        match &body.exprs[expr].kind {
            ExprKind::Literal(_)
            | ExprKind::Const(_)
            | ExprKind::Function(_)
            | ExprKind::Break
            | ExprKind::Continue
            | ExprKind::Error => {}
            ExprKind::Interpolation(parts) => {
                for part in parts {
                    match part {
                        InterpolationPart::Text(_) => {}
                        InterpolationPart::Value { value, .. } => self.expr(*value),
                    }
                }
            }
            ExprKind::Local { local, .. } => {
                self.info.used[*local] = true;
                self.info.nodes[self.node.0].names.push(*local);
            }
            ExprKind::Call { args, .. } | ExprKind::Tuple(args) | ExprKind::List(args) => {
                self.exprs(args);
            }
            ExprKind::CallValue { callee, args } => {
                self.expr(*callee);
                self.exprs(args);
            }
            ExprKind::Construct { fields, .. } => {
                fields.iter().for_each(|&(_, value)| self.expr(value));
            }
            ExprKind::Map(entries) => {
                for &(key, value) in entries {
                    self.expr(key);
                    self.expr(value);
                }
            }
            ExprKind::Update { base, fields } => {
                self.expr(*base);
                fields.iter().for_each(|&(_, value)| self.expr(value));
            }
            ExprKind::Field { base, .. } => self.expr(*base),
            ExprKind::And(a, b) | ExprKind::Or(a, b) => {
                self.expr(*a);
                self.expr(*b);
            }
            ExprKind::Not(inner) | ExprKind::Return(inner) | ExprKind::Diverges(inner) => {
                self.expr(*inner);
            }
            ExprKind::If {
                branches,
                otherwise,
            } => {
                for &(condition, then) in branches {
                    self.expr(condition);
                    self.expr(then);
                }
                if let Some(otherwise) = otherwise {
                    self.expr(*otherwise);
                }
            }
            ExprKind::Case {
                scrutinee, arms, ..
            } => {
                self.expr(*scrutinee);
                for arm in arms {
                    self.pat(arm.pat);
                    if let Some(guard) = arm.guard {
                        self.expr(guard);
                    }
                    self.expr(arm.body);
                }
            }
            ExprKind::For(f) => {
                self.expr(f.iterated);
                self.pat(f.pat);
                if let Some(pair) = f.pair {
                    self.pat(pair);
                }
                if let Some(filter) = f.filter {
                    self.expr(filter);
                }
                self.expr(f.body);
            }
            ExprKind::While { condition, body } => {
                self.expr(*condition);
                self.expr(*body);
            }
            ExprKind::Block { stmts, value } => {
                for stmt in stmts {
                    self.stmt(stmt);
                }
                if let Some(value) = value {
                    self.expr(*value);
                }
            }
            ExprKind::Try(t) => self.expr(t.value),
            ExprKind::Closure { clauses } => {
                let outer = self.enter(None);
                let node = self.node;
                self.info.closure_nodes.insert(expr, node);
                self.info.nodes[outer.0].closures.push(node);
                self.clauses(clauses);
                self.node = outer;
            }
        }
    }

    fn stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::Let { pat, value } => {
                let poly = polymorphic(self.body, *pat);
                if poly.is_empty() {
                    self.expr(*value);
                    self.pat(*pat);
                    return;
                }
                // One node for the initialiser, known by the name of each value it gives.
                let outer = self.enter(Some(poly[0]));
                let node = self.node;
                for local in poly {
                    self.info.local_nodes.insert(local, node);
                    self.info.kinds[local] = LocalKind::Poly { init: *value };
                }
                self.expr(*value);
                self.pat(*pat);
                self.node = outer;
            }
            Stmt::Expr(expr) => self.expr(*expr),
            Stmt::Fns(fns) => {
                for f in fns {
                    self.info.kinds[f.local] = LocalKind::Fn(f);
                }
                for f in fns {
                    let outer = self.enter(Some(f.local));
                    self.clauses(&f.clauses);
                    self.node = outer;
                }
            }
        }
    }
}

/// The locals that a `let` pattern binds, if any of them is polymorphic: then its initialiser is a syntactic value.
fn polymorphic(body: &Body, pat: PatId) -> Vec<LocalId> {
    let mut all = Vec::new();
    let mut work = vec![pat];
    while let Some(pat) = work.pop() {
        match &body.pats[pat].kind {
            PatKind::Bind(local) => all.push(*local),
            PatKind::As(inner, local) => {
                all.push(*local);
                work.push(*inner);
            }
            PatKind::Tuple(items) | PatKind::Variant { fields: items, .. } | PatKind::Or(items) => {
                work.extend(items);
            }
            PatKind::Cons(head, tail) => work.extend([*head, *tail]),
            PatKind::List { items, rest } => {
                work.extend(items);
                work.extend(rest);
            }
            PatKind::Wildcard | PatKind::Literal(_) | PatKind::IntRange(..) | PatKind::Error => {}
        }
    }
    if all
        .iter()
        .all(|&local| body.locals[local].generics.is_empty())
    {
        return Vec::new();
    }
    all.sort_unstable();
    all.dedup();
    all
}
