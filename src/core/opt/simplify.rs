//! Local simplification: what is known about a value is used where the value is.
//!
//! Literals replace their locals; a projection from a value built here is the field; a switch on a known variant or literal is
//! its arm; the call of a known closure is a direct call. Facts that hold only in an arm are taken back after it.

use rustc_hash::FxHashMap;

use crate::base::{IndexVec, Symbol};
use crate::core::ir::*;
use crate::core::walk::deep;

/// One round over a function; whether it changed.
pub fn run(program: &mut Program, id: FunId) -> bool {
    let mut body = std::mem::take(&mut program.funs[id].body);
    let fun = &program.funs[id];
    let mut pass = Simplify {
        program,
        facts: IndexVec::from_elem(Fact::None, fun.locals.len()),
        parts: FxHashMap::default(),
        calls: Vec::new(),
        changed: false,
    };
    pass.block(&mut body);
    let changed = pass.changed;
    program.funs[id].body = body;
    changed
}

#[derive(Clone, Debug)]
enum Fact {
    None,
    Literal(Operand),
    /// Built here from these fields.
    Built(u32, Vec<Operand>),
    /// Of this variant, on this path.
    Variant(u32),
    Closure(FunId, Vec<Operand>),
}

struct Simplify<'a> {
    program: &'a Program,
    facts: IndexVec<LocalId, Fact>,
    /// The local that holds a field of a local, where that is in scope.
    parts: FxHashMap<(LocalId, u32, u32), LocalId>,
    /// The calls of pure externs in scope, with their results.
    calls: Vec<(ExternId, Vec<Operand>, LocalId)>,
    changed: bool,
}

impl Simplify<'_> {
    fn operand(&mut self, operand: &mut Operand) {
        if let Operand::Local(l) = operand {
            if let Fact::Literal(literal) = &self.facts[*l] {
                *operand = literal.clone();
                self.changed = true;
            }
        }
    }

    fn block(&mut self, block: &mut Block) {
        deep(|| {
            let mut parts = Vec::new();
            let calls = self.calls.len();
            let mut at = 0;
            loop {
                while at < block.stmts.len() {
                    match &mut block.stmts[at] {
                        Stmt::Let { local, op, .. } => self.statement(*local, op, &mut parts),
                        Stmt::Join { body, .. } => self.block(body),
                        Stmt::Dup(_) | Stmt::Drop(_) => {}
                    }
                    at += 1;
                }
                block.end.operands_mut(|o| self.operand(o));
                // a known branch continues this block
                let Some(mut taken) = self.known_branch(&mut block.end) else {
                    break;
                };
                self.changed = true;
                block.stmts.append(&mut taken.stmts);
                block.end = taken.end;
            }
            self.branches(&mut block.end);
            for part in parts {
                self.parts.remove(&part);
            }
            self.calls.truncate(calls);
        });
    }

    fn statement(&mut self, local: LocalId, op: &mut Op, parts: &mut Vec<(LocalId, u32, u32)>) {
        op.operands_mut(|o| self.operand(o));
        match op {
            Op::Use(Operand::Local(original)) => {
                // the copy itself goes in `copies`; until then it knows what the original knows
                self.facts[local] = self.facts[*original].clone();
            }
            Op::Use(literal) => self.facts[local] = Fact::Literal(literal.clone()),
            Op::Construct {
                variant, fields, ..
            } => {
                self.facts[local] = Fact::Built(*variant, fields.clone());
            }
            Op::Closure { fun, captures } => {
                self.facts[local] = Fact::Closure(*fun, captures.clone())
            }
            Op::Project {
                value,
                variant,
                field,
                ..
            } => {
                let key = (*value, *variant, *field);
                let known = match &self.facts[*value] {
                    Fact::Built(built, fields) if built == variant => {
                        fields.get(*field as usize).cloned()
                    }
                    Fact::Built(..)
                    | Fact::None
                    | Fact::Literal(_)
                    | Fact::Variant(..)
                    | Fact::Closure(..) => None,
                };
                let known = known.or_else(|| self.parts.get(&key).map(|&l| Operand::Local(l)));
                match known {
                    Some(operand) => {
                        *op = Op::Use(operand);
                        self.changed = true;
                        self.statement(local, op, parts);
                    }
                    None => {
                        self.parts.insert(key, local);
                        parts.push(key);
                    }
                }
            }
            Op::CallClosure { closure, args } => {
                if let Fact::Closure(fun, captures) = &self.facts[*closure] {
                    let mut all = captures.clone();
                    all.append(args);
                    *op = Op::Call {
                        fun: *fun,
                        args: all,
                    };
                    self.changed = true;
                }
            }
            Op::Concat(parts) => {
                if let Some(text) = self.concat(parts) {
                    *op = Op::Use(Operand::Str(text));
                    self.facts[local] = Fact::Literal(Operand::Str(text));
                    self.changed = true;
                }
            }
            Op::CallExtern { ext, args } if self.program.externs[*ext].pure => {
                let known = self.calls.iter().find(|(e, a, _)| e == ext && a == args);
                match known {
                    Some((_, _, first)) => {
                        *op = Op::Use(Operand::Local(*first));
                        self.changed = true;
                        self.statement(local, op, parts);
                    }
                    None => self.calls.push((*ext, args.clone(), local)),
                }
            }
            Op::Call { .. }
            | Op::CallExtern { .. }
            | Op::Const(_)
            | Op::Unpack { .. }
            | Op::FreeToken(_) => {}
        }
    }

    /// Joins literal parts; gives the text if there is nothing else.
    fn concat(&mut self, parts: &mut Vec<ConcatPart>) -> Option<Symbol> {
        let text_of = |part: &ConcatPart| match part {
            ConcatPart::Text(text) | ConcatPart::Str(Operand::Str(text)) => Some(*text),
            ConcatPart::Int(Operand::Int(n)) => Some(Symbol::new(&n.to_string())),
            ConcatPart::Bool(Operand::Bool(b)) => Some(Symbol::new(&b.to_string())),
            ConcatPart::Str(_)
            | ConcatPart::Int(_)
            | ConcatPart::Float(_)
            | ConcatPart::Bool(_) => None,
        };
        let mut merged: Vec<ConcatPart> = Vec::with_capacity(parts.len());
        for part in parts.iter() {
            match (text_of(part), merged.last_mut()) {
                (Some(text), Some(ConcatPart::Text(before))) => {
                    *before = Symbol::new(&format!("{before}{text}"));
                }
                (Some(text), _) => merged.push(ConcatPart::Text(text)),
                (None, _) => merged.push(part.clone()),
            }
        }
        self.changed |= merged.len() != parts.len();
        *parts = merged;
        match parts.as_slice() {
            [] => Some(Symbol::new("")),
            [ConcatPart::Text(text)] => Some(*text),
            _ => None,
        }
    }

    fn variant(&self, value: LocalId) -> Option<u32> {
        match &self.facts[value] {
            Fact::Built(variant, _) | Fact::Variant(variant) => Some(*variant),
            Fact::None | Fact::Literal(_) | Fact::Closure(..) => None,
        }
    }

    /// The block that a branch certainly takes.
    fn known_branch(&mut self, end: &mut End) -> Option<Block> {
        match end {
            End::If {
                condition: Operand::Bool(b),
                then,
                otherwise,
            } => Some(std::mem::take(if *b {
                then.as_mut()
            } else {
                otherwise.as_mut()
            })),
            End::Switch {
                value,
                arms,
                otherwise,
                ..
            } => {
                let variant = self.variant(*value)?;
                match arms.iter_mut().find(|(v, _)| *v == variant) {
                    Some((_, arm)) => Some(std::mem::take(arm)),
                    None => otherwise
                        .as_mut()
                        .map(|block| std::mem::take(block.as_mut())),
                }
            }
            End::SwitchInt {
                value,
                arms,
                otherwise,
            } => {
                let Fact::Literal(Operand::Int(n)) = self.facts[*value] else {
                    return None;
                };
                match arms.iter_mut().find(|(v, _)| *v == n) {
                    Some((_, arm)) => Some(std::mem::take(arm)),
                    None => Some(std::mem::take(otherwise.as_mut())),
                }
            }
            End::If { .. }
            | End::Return(_)
            | End::Jump { .. }
            | End::Loop { .. }
            | End::Unreachable => None,
        }
    }

    fn branches(&mut self, end: &mut End) {
        match end {
            End::If {
                condition,
                then,
                otherwise,
            } => {
                let local = condition.local();
                for (block, value) in [(then, true), (otherwise, false)] {
                    self.with(local, Fact::Literal(Operand::Bool(value)), block);
                }
            }
            End::Switch {
                value,
                data,
                arms,
                otherwise,
            } => {
                let count = self.program.datas[*data].variants.len();
                if let (Some(block), true) = (otherwise.as_mut(), arms.len() + 1 == count) {
                    // the only variant left
                    let left = (0..count as u32).find(|v| arms.iter().all(|(w, _)| w != v));
                    if let Some(left) = left {
                        arms.push((left, std::mem::take(block.as_mut())));
                        *otherwise = None;
                        self.changed = true;
                    }
                }
                for (variant, arm) in arms {
                    self.with(Some(*value), Fact::Variant(*variant), arm);
                }
                if let Some(block) = otherwise {
                    self.block(block);
                }
            }
            End::SwitchInt {
                value,
                arms,
                otherwise,
            } => {
                for (n, arm) in arms {
                    self.with(Some(*value), Fact::Literal(Operand::Int(*n)), arm);
                }
                self.block(otherwise);
            }
            End::Return(_) | End::Jump { .. } | End::Loop { .. } | End::Unreachable => {}
        }
    }

    /// Visits a block in which a fact holds.
    fn with(&mut self, local: Option<LocalId>, fact: Fact, block: &mut Block) {
        match local {
            Some(local) => {
                let before = std::mem::replace(&mut self.facts[local], fact);
                self.block(block);
                self.facts[local] = before;
            }
            None => self.block(block),
        }
    }
}
