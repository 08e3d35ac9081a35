//! Checks the invariants of Core, between any two passes: debug builds and tests do.
//!
//! Scoping, types and join points always; after `rc` also linearity, by following the references that each local holds along
//! every path: an owned local is consumed exactly once, a borrowed one is used only while what it is borrowed from lives.

use rustc_hash::{FxHashMap, FxHashSet};

use super::ir::*;
use super::layout::Layouts;
use super::print;
use super::walk::deep;
use crate::base::IndexVec;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// Before reference counting.
    Core,
    /// After it.
    Counted,
}

/// The first violation found, with the function and the statement.
pub fn verify(program: &Program, stage: Stage) -> Result<(), String> {
    let layouts = Layouts::new(program);
    for id in program.funs.ids() {
        let fun = &program.funs[id];
        if fun.gone {
            continue;
        }
        let mut checker = Checker {
            program,
            fun,
            stage,
            bound: IndexVec::from_elem(false, fun.locals.len()),
            scope: FxHashSet::default(),
            joins: FxHashSet::default(),
            declared: IndexVec::from_elem(false, fun.joins.len()),
        };
        checker
            .fun()
            .map_err(|e| format!("{}: {e}\n{}", fun.display, print::fun(program, id)))?;
        if stage == Stage::Counted {
            let mut linear = Linear {
                program,
                fun,
                layouts: &layouts,
                source: IndexVec::from_elem(Source::Owned, fun.locals.len()),
                at_jump: FxHashMap::default(),
            };
            linear
                .fun()
                .map_err(|e| format!("{}: {e}\n{}", fun.display, print::fun(program, id)))?;
        }
    }
    if !program.funs[program.main].params.is_empty() {
        return Err("main takes no parameters".into());
    }
    Ok(())
}

type Check = Result<(), String>;

struct Checker<'a> {
    program: &'a Program,
    fun: &'a Fun,
    stage: Stage,
    bound: IndexVec<LocalId, bool>,
    scope: FxHashSet<LocalId>,
    joins: FxHashSet<JoinId>,
    declared: IndexVec<JoinId, bool>,
}

impl Checker<'_> {
    fn fun(&mut self) -> Check {
        if let FunKind::Closure { captures } = self.fun.kind {
            if captures as usize > self.fun.params.len() {
                return Err("more captures than parameters".into());
            }
        }
        for param in &self.fun.params {
            self.bind(param.local)?;
        }
        self.block(&self.fun.body)
    }

    fn bind(&mut self, local: LocalId) -> Check {
        match self.bound.get(local) {
            None => Err(format!("{local:?} is not in the table")),
            Some(true) => Err(format!("{} ({local:?}) is bound twice", self.name(local))),
            Some(false) => {
                self.bound[local] = true;
                self.scope.insert(local);
                Ok(())
            }
        }
    }

    fn name(&self, local: LocalId) -> String {
        match self.fun.locals.get(local) {
            Some(l) => l.name.to_string(),
            None => format!("{local:?}"),
        }
    }

    fn used(&self, local: LocalId) -> Check {
        if self.scope.contains(&local) {
            Ok(())
        } else {
            Err(format!(
                "{} ({local:?}) is used out of scope",
                self.name(local)
            ))
        }
    }

    fn local_ty(&self, local: LocalId) -> Result<TyId, String> {
        self.used(local)?;
        Ok(self.fun.locals[local].ty)
    }

    fn operand_ty(&self, operand: &Operand) -> Result<TyId, String> {
        if let Operand::Local(l) = operand {
            self.used(*l)?;
        }
        self.program
            .operand_ty(self.fun, operand)
            .ok_or_else(|| format!("the type of {operand:?} is not in the table"))
    }

    fn same(&self, what: &str, expected: TyId, found: TyId) -> Check {
        if expected == found {
            Ok(())
        } else {
            Err(format!(
                "{what}: expected {}, found {}",
                print::ty(self.program, expected),
                print::ty(self.program, found)
            ))
        }
    }

    fn args(&self, what: &str, expected: &[TyId], args: &[Operand]) -> Check {
        if expected.len() != args.len() {
            return Err(format!(
                "{what}: {} arguments for {} parameters",
                args.len(),
                expected.len()
            ));
        }
        for (&ty, arg) in expected.iter().zip(args) {
            self.same(what, ty, self.operand_ty(arg)?)?;
        }
        Ok(())
    }

    fn block(&mut self, block: &Block) -> Check {
        deep(|| {
            let mut locals = Vec::new();
            let mut joins = Vec::new();
            for stmt in &block.stmts {
                match stmt {
                    Stmt::Let { local, op, .. } => {
                        let ty = self
                            .fun
                            .locals
                            .get(*local)
                            .ok_or_else(|| format!("{local:?} is not in the table"))?
                            .ty;
                        self.op(*local, ty, op)?;
                        self.bind(*local)?;
                        locals.push(*local);
                    }
                    Stmt::Join {
                        join,
                        body,
                        recursive,
                    } => {
                        if self.declared.get(*join) != Some(&false) {
                            return Err(format!("{join:?} is declared twice or not in the table"));
                        }
                        self.declared[*join] = true;
                        if *recursive {
                            self.joins.insert(*join);
                        }
                        for &param in &self.fun.joins[*join].params {
                            self.bind(param)?;
                        }
                        self.block(body)?;
                        for param in &self.fun.joins[*join].params {
                            self.scope.remove(param);
                        }
                        self.joins.insert(*join);
                        joins.push(*join);
                    }
                    Stmt::Dup(local) | Stmt::Drop(local) => {
                        if self.stage == Stage::Core {
                            return Err("a count before reference counting".into());
                        }
                        self.used(*local)?;
                    }
                }
            }
            self.end(&block.end)?;
            for local in locals {
                self.scope.remove(&local);
            }
            for join in joins {
                self.joins.remove(&join);
            }
            Ok(())
        })
    }

    fn variant(&self, data: DataId, variant: u32) -> Result<&Variant, String> {
        self.program
            .datas
            .get(data)
            .and_then(|d| d.variants.get(variant as usize))
            .ok_or_else(|| format!("no variant {variant} of {data:?}"))
    }

    fn data_ty(&self, what: &str, local: LocalId, data: DataId) -> Check {
        let ty = self.local_ty(local)?;
        if *self.program.types.kind(ty) == TyKind::Data(data) {
            Ok(())
        } else {
            Err(format!(
                "{what}: {} has type {}",
                self.name(local),
                print::ty(self.program, ty)
            ))
        }
    }

    fn op(&mut self, local: LocalId, ty: TyId, op: &Op) -> Check {
        let name = self.name(local);
        let token = |l: LocalId| -> Check {
            if *self.program.types.kind(self.local_ty(l)?) == TyKind::Token {
                Ok(())
            } else {
                Err(format!("{} is not a token", self.name(l)))
            }
        };
        match op {
            Op::Use(o) => self.same(&name, ty, self.operand_ty(o)?),
            Op::Call { fun, args } => {
                let callee = self
                    .program
                    .funs
                    .get(*fun)
                    .ok_or_else(|| format!("no function {fun:?}"))?;
                let params: Vec<TyId> = callee
                    .params
                    .iter()
                    .map(|p| callee.locals[p.local].ty)
                    .collect();
                self.args(&callee.display, &params, args)?;
                self.result(&name, ty, callee.result)
            }
            Op::CallExtern { ext, args } => {
                let callee = self
                    .program
                    .externs
                    .get(*ext)
                    .ok_or_else(|| format!("no extern {ext:?}"))?;
                let params: Vec<TyId> = callee.params.iter().map(|p| p.ty).collect();
                self.args(callee.c_name.as_str(), &params, args)?;
                self.result(&name, ty, callee.result)
            }
            Op::CallClosure { closure, args } => {
                let fun_ty = self.local_ty(*closure)?;
                match self.program.types.kind(fun_ty) {
                    TyKind::Fun { params, result } => {
                        self.args(&self.name(*closure), params, args)?;
                        self.result(&name, ty, *result)
                    }
                    other => Err(format!(
                        "{} is called, its type is {other:?}",
                        self.name(*closure)
                    )),
                }
            }
            Op::Closure { fun, captures } => {
                let callee = self
                    .program
                    .funs
                    .get(*fun)
                    .ok_or_else(|| format!("no function {fun:?}"))?;
                let FunKind::Closure { captures: count } = callee.kind else {
                    return Err(format!("{} is not a closure", callee.display));
                };
                let tys: Vec<TyId> = callee
                    .params
                    .iter()
                    .map(|p| callee.locals[p.local].ty)
                    .collect();
                let (captured, params) = tys.split_at(count as usize);
                self.args(&callee.display, captured, captures)?;
                match self.program.types.kind(ty) {
                    TyKind::Fun {
                        params: expected,
                        result,
                    } if expected == params && *result == callee.result => Ok(()),
                    other => Err(format!("{name}: closure {} as {other:?}", callee.display)),
                }
            }
            Op::Construct {
                data,
                variant,
                fields,
                reuse,
            } => {
                let tys: Vec<TyId> = self
                    .variant(*data, *variant)?
                    .fields
                    .iter()
                    .map(|f| f.ty)
                    .collect();
                self.args(&name, &tys, fields)?;
                if *self.program.types.kind(ty) != TyKind::Data(*data) {
                    return Err(format!("{name}: built as {data:?}"));
                }
                match reuse {
                    Some(_) if self.stage == Stage::Core => {
                        Err("reuse before reference counting".into())
                    }
                    Some(t) => token(*t),
                    None => Ok(()),
                }
            }
            Op::Project {
                value,
                data,
                variant,
                field,
            } => {
                self.data_ty("projection", *value, *data)?;
                let field = self
                    .variant(*data, *variant)?
                    .fields
                    .get(*field as usize)
                    .ok_or_else(|| format!("no field {field}"))?;
                self.same(&name, ty, field.ty)
            }
            Op::Const(c) => {
                let c = self
                    .program
                    .consts
                    .get(*c)
                    .ok_or_else(|| format!("no constant {c:?}"))?;
                self.same(&name, ty, c.ty)
            }
            Op::Concat(parts) => {
                let string = self.operand_ty(&Operand::Str(crate::base::Symbol::new("")))?;
                for part in parts {
                    let (found, expected) = match part {
                        ConcatPart::Text(_) => continue,
                        ConcatPart::Str(o) => (o, string),
                        ConcatPart::Int(o) => (o, self.operand_ty(&Operand::Int(0))?),
                        ConcatPart::Float(o) => (o, self.operand_ty(&Operand::Float(0.0))?),
                        ConcatPart::Bool(o) => (o, self.operand_ty(&Operand::Bool(true))?),
                    };
                    self.same("part of a text", expected, self.operand_ty(found)?)?;
                }
                self.same(&name, string, ty)
            }
            Op::Unpack {
                value,
                data,
                variant,
                taken,
            } => {
                if self.stage == Stage::Core {
                    return Err("unpack before reference counting".into());
                }
                self.data_ty("unpack", *value, *data)?;
                for (field, local) in taken {
                    let field = self
                        .variant(*data, *variant)?
                        .fields
                        .get(*field as usize)
                        .ok_or_else(|| format!("no field {field}"))?;
                    self.same("taken field", field.ty, self.local_ty(*local)?)?;
                }
                match self.program.types.kind(ty) {
                    TyKind::Unit | TyKind::Token => Ok(()),
                    other => Err(format!("{name}: unpack gives a {other:?}")),
                }
            }
            Op::FreeToken(t) => {
                if self.stage == Stage::Core {
                    return Err("a token before reference counting".into());
                }
                token(*t)
            }
        }
    }

    /// What a call gives. A call that does not return may stand for a value of any type.
    fn result(&self, name: &str, ty: TyId, result: TyId) -> Check {
        if *self.program.types.kind(result) == TyKind::Never {
            return Ok(());
        }
        self.same(name, ty, result)
    }

    fn end(&mut self, end: &End) -> Check {
        match end {
            End::Return(o) => self.same("return", self.fun.result, self.operand_ty(o)?)?,
            End::Jump { join, args } => {
                if !self.joins.contains(join) {
                    return Err(format!("jump to {join:?}, which is not in scope"));
                }
                let join = &self.fun.joins[*join];
                let tys: Vec<TyId> = join.params.iter().map(|&p| self.fun.locals[p].ty).collect();
                self.args(join.name.as_str(), &tys, args)?;
            }
            End::Loop { args } => {
                let tys: Vec<TyId> = self
                    .fun
                    .params
                    .iter()
                    .map(|p| self.fun.locals[p.local].ty)
                    .collect();
                self.args("again", &tys, args)?;
            }
            End::If { condition, .. } => {
                let bool_ty = self.operand_ty(&Operand::Bool(true))?;
                self.same("condition", bool_ty, self.operand_ty(condition)?)?;
            }
            End::Switch {
                value,
                data,
                arms,
                otherwise,
            } => {
                self.data_ty("switch", *value, *data)?;
                let mut seen = FxHashSet::default();
                for (variant, _) in arms {
                    self.variant(*data, *variant)?;
                    if !seen.insert(*variant) {
                        return Err(format!("two arms for variant {variant}"));
                    }
                }
                if otherwise.is_none() && seen.len() != self.program.datas[*data].variants.len() {
                    return Err("a switch without `else` lacks variants".into());
                }
            }
            End::SwitchInt { value, arms, .. } => {
                let int = self.operand_ty(&Operand::Int(0))?;
                self.same("switch", int, self.local_ty(*value)?)?;
                let mut seen = FxHashSet::default();
                if let Some((n, _)) = arms.iter().find(|(n, _)| !seen.insert(*n)) {
                    return Err(format!("two arms for {n}"));
                }
            }
            End::Unreachable => {}
        }
        for block in end.blocks() {
            self.block(block)?;
        }
        Ok(())
    }
}

/// Where the reference of a local comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Source {
    /// Held by the local itself.
    Owned,
    /// Valid as long as that local is.
    Part(LocalId),
    /// Immortal, never counted.
    Static,
    /// Valid throughout: a borrowed parameter or a constant.
    Borrowed,
    /// The type is not counted.
    Plain,
}

/// The references at a point of a path.
#[derive(Clone, Default)]
struct Held {
    /// How many each local holds; those with none are left out.
    counts: FxHashMap<LocalId, u32>,
    /// Locals known to be of a variant that is never counted: whether they hold a reference does not matter.
    immortal: FxHashSet<LocalId>,
}

impl Held {
    /// Brings the state at another jump to the same join point together with this one; gives a local that differs.
    fn meet(&mut self, other: &Held) -> Option<LocalId> {
        let mut locals: Vec<LocalId> = self
            .counts
            .keys()
            .chain(other.counts.keys())
            .copied()
            .collect();
        locals.sort_unstable();
        for local in locals {
            let (here, there) = (
                self.counts.get(&local).copied(),
                other.counts.get(&local).copied(),
            );
            if here == there || other.immortal.contains(&local) {
                continue;
            }
            if !self.immortal.contains(&local) {
                return Some(local);
            }
            match there {
                Some(count) => self.counts.insert(local, count),
                None => self.counts.remove(&local),
            };
        }
        self.immortal.retain(|l| other.immortal.contains(l));
        None
    }
}

struct Linear<'a> {
    program: &'a Program,
    fun: &'a Fun,
    layouts: &'a Layouts,
    source: IndexVec<LocalId, Source>,
    /// What is held at the jumps to a join point.
    at_jump: FxHashMap<JoinId, Held>,
}

impl Linear<'_> {
    fn fun(&mut self) -> Check {
        let mut held = Held::default();
        for param in &self.fun.params {
            match param.mode {
                Mode::Owned => self.own(param.local, &mut held),
                Mode::Borrowed => {
                    self.source[param.local] = if self.counted(param.local) {
                        Source::Borrowed
                    } else {
                        Source::Plain
                    };
                }
            }
        }
        self.block(&self.fun.body, held)
    }

    fn counted(&self, local: LocalId) -> bool {
        let ty = self.fun.locals[local].ty;
        *self.program.types.kind(ty) == TyKind::Token
            || self.layouts.is_counted(&self.program.types, ty)
    }

    fn own(&mut self, local: LocalId, held: &mut Held) {
        if self.counted(local) {
            self.source[local] = Source::Owned;
            held.counts.insert(local, 1);
        } else {
            self.source[local] = Source::Plain;
        }
    }

    fn valid(&self, local: LocalId, held: &Held) -> bool {
        let mut at = local;
        loop {
            match self.source[at] {
                Source::Static | Source::Borrowed | Source::Plain => return true,
                _ if held.immortal.contains(&at) => return true,
                Source::Owned => return held.counts.contains_key(&at),
                Source::Part(_) if held.counts.contains_key(&at) => return true,
                Source::Part(base) => at = base,
            }
        }
    }

    fn borrow(&self, local: LocalId, held: &Held) -> Check {
        if self.valid(local, held) {
            Ok(())
        } else {
            Err(format!(
                "{} is used after its last reference went",
                self.fun.locals[local].name
            ))
        }
    }

    fn consume(&self, local: LocalId, held: &mut Held) -> Check {
        if matches!(self.source[local], Source::Static | Source::Plain) {
            return Ok(());
        }
        match held.counts.get_mut(&local) {
            Some(1) => {
                held.counts.remove(&local);
                Ok(())
            }
            Some(n) => {
                *n -= 1;
                Ok(())
            }
            None if held.immortal.contains(&local) => Ok(()),
            None => Err(format!(
                "{} is consumed without a reference",
                self.fun.locals[local].name
            )),
        }
    }

    fn consume_operand(&self, operand: &Operand, held: &mut Held) -> Check {
        match operand.local() {
            Some(l) => self.consume(l, held),
            None => Ok(()),
        }
    }

    fn borrow_operand(&self, operand: &Operand, held: &Held) -> Check {
        match operand.local() {
            Some(l) => self.borrow(l, held),
            None => Ok(()),
        }
    }

    fn block(&mut self, block: &Block, mut held: Held) -> Check {
        deep(|| {
            // join bodies are checked with what their jumps hold, so after the rest of the block
            let mut joins = Vec::new();
            for stmt in &block.stmts {
                match stmt {
                    Stmt::Let { local, op, .. } => self.op(*local, op, &mut held)?,
                    Stmt::Join {
                        join,
                        body,
                        recursive,
                    } => joins.push((*join, body, *recursive)),
                    Stmt::Dup(local) => {
                        self.borrow(*local, &held)?;
                        if !matches!(self.source[*local], Source::Static | Source::Plain) {
                            *held.counts.entry(*local).or_insert(0) += 1;
                        }
                    }
                    Stmt::Drop(local) => self.consume(*local, &mut held)?,
                }
            }
            self.end(&block.end, held)?;
            for (join, body, recursive) in joins.into_iter().rev() {
                let Some(mut held) = self.at_jump.get(&join).cloned() else {
                    continue;
                };
                if !recursive {
                    self.at_jump.remove(&join);
                }
                for &param in &self.fun.joins[join].params {
                    self.own(param, &mut held);
                }
                self.block(body, held)?;
                self.at_jump.remove(&join);
            }
            Ok(())
        })
    }

    fn op(&mut self, local: LocalId, op: &Op, held: &mut Held) -> Check {
        match op {
            Op::Use(Operand::Local(l)) => {
                self.consume(*l, held)?;
                if self.source[*l] == Source::Static {
                    self.source[local] = Source::Static;
                    return Ok(());
                }
            }
            _ if self.layouts.is_immortal_op(self.program, op) => {
                self.source[local] = if self.counted(local) {
                    Source::Static
                } else {
                    Source::Plain
                };
                return Ok(());
            }
            Op::Const(_) => {
                self.source[local] = if self.counted(local) {
                    Source::Borrowed
                } else {
                    Source::Plain
                };
                return Ok(());
            }
            Op::Use(_) => {}
            Op::Call { fun, args } => {
                let modes: Vec<Mode> = self.program.funs[*fun]
                    .params
                    .iter()
                    .map(|p| p.mode)
                    .collect();
                self.call(args, |i| modes[i] == Mode::Owned, held)?;
            }
            Op::CallExtern { ext, args } => {
                let consumes = self.program.externs[*ext].consumes;
                self.call(args, |_| consumes, held)?;
                if self.program.externs[*ext].passing == ResultPassing::Inside {
                    self.source[local] = match args.first().and_then(Operand::local) {
                        _ if !self.counted(local) => Source::Plain,
                        Some(base) if self.source[base] != Source::Static => Source::Part(base),
                        Some(_) | None => Source::Borrowed,
                    };
                    return Ok(());
                }
            }
            Op::CallClosure { closure, args } => {
                self.borrow(*closure, held)?;
                self.call(args, |_| true, held)?;
                // the closure is needed throughout the call
                self.borrow(*closure, held)?;
            }
            Op::Closure { captures: args, .. } | Op::Construct { fields: args, .. } => {
                self.call(args, |_| true, held)?;
                if let Op::Construct {
                    reuse: Some(token), ..
                } = op
                {
                    self.consume(*token, held)?;
                }
            }
            Op::Concat(_) => {
                let mut result = Ok(());
                op.operands(|o| {
                    if result.is_ok() {
                        result = self.consume_operand(o, held);
                    }
                });
                result?;
            }
            Op::Project {
                value,
                data,
                variant,
                ..
            } => {
                self.borrow(*value, held)?;
                if self
                    .layouts
                    .is_immortal_variant(self.program, *data, *variant)
                {
                    held.immortal.insert(*value);
                }
                self.source[local] = if !self.counted(local) {
                    Source::Plain
                } else if self.source[*value] == Source::Static {
                    Source::Static
                } else {
                    Source::Part(*value)
                };
                return Ok(());
            }
            Op::Unpack { value, taken, .. } => {
                for (_, part) in taken {
                    self.borrow(*part, held)?;
                }
                self.consume(*value, held)?;
                for (_, part) in taken {
                    if !matches!(self.source[*part], Source::Static | Source::Plain) {
                        *held.counts.entry(*part).or_insert(0) += 1;
                    }
                }
            }
            Op::FreeToken(token) => self.consume(*token, held)?,
        }
        self.own(local, held);
        Ok(())
    }

    /// Arguments of one operation: the consumed ones go first, so that a borrowed one must outlive the operation.
    fn call(&self, args: &[Operand], owned: impl Fn(usize) -> bool, held: &mut Held) -> Check {
        for (i, arg) in args.iter().enumerate() {
            if owned(i) {
                self.consume_operand(arg, held)?;
            }
        }
        for (i, arg) in args.iter().enumerate() {
            if !owned(i) {
                self.borrow_operand(arg, held)?;
            }
        }
        Ok(())
    }

    fn nothing_left(&self, what: &str, held: &Held) -> Check {
        match held
            .counts
            .keys()
            .filter(|l| !held.immortal.contains(l))
            .min()
        {
            None => Ok(()),
            Some(&l) => Err(format!(
                "{} is still held at {what}",
                self.fun.locals[l].name
            )),
        }
    }

    fn end(&mut self, end: &End, mut held: Held) -> Check {
        match end {
            End::Return(o) => {
                self.consume_operand(o, &mut held)?;
                self.nothing_left("return", &held)
            }
            End::Jump { join, args } => {
                self.call(args, |_| true, &mut held)?;
                match self.at_jump.get_mut(join) {
                    None => {
                        self.at_jump.insert(*join, held);
                        Ok(())
                    }
                    Some(before) => match before.meet(&held) {
                        None => Ok(()),
                        Some(odd) => Err(format!(
                            "jumps to {} hold different references: {}",
                            self.fun.joins[*join].name, self.fun.locals[odd].name
                        )),
                    },
                }
            }
            End::Loop { args } => {
                let params = &self.fun.params;
                self.call(args, |i| params[i].mode == Mode::Owned, &mut held)?;
                self.nothing_left("the tail call", &held)
            }
            End::Switch {
                value,
                data,
                arms,
                otherwise,
            } => {
                self.borrow(*value, &held)?;
                for (variant, block) in arms {
                    let mut held = held.clone();
                    if self
                        .layouts
                        .is_immortal_variant(self.program, *data, *variant)
                    {
                        held.immortal.insert(*value);
                    }
                    self.block(block, held)?;
                }
                match otherwise {
                    Some(block) => self.block(block, held),
                    None => Ok(()),
                }
            }
            End::If { .. } | End::SwitchInt { .. } => {
                for block in end.blocks() {
                    self.block(block, held.clone())?;
                }
                Ok(())
            }
            End::Unreachable => Ok(()),
        }
    }
}
