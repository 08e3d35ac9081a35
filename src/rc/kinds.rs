//! Where the reference of each local comes from.

use crate::base::IndexVec;
use crate::core::ir::*;
use crate::core::layout::Layouts;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// The type is not counted.
    Plain,
    /// Bound to something immortal, which is never counted.
    Static,
    /// A parameter that the caller holds, or a constant, which the program holds.
    Borrowed,
    /// Comes with a reference of its own.
    Owned,
    /// A field of another local: valid while that one is.
    Part(LocalId),
    /// An element of a collection: valid while that one is, and never moved out of it.
    Element(LocalId),
}

pub struct Kinds {
    pub kinds: IndexVec<LocalId, Kind>,
    /// The locals that are fields or elements of a local.
    pub parts: IndexVec<LocalId, Vec<LocalId>>,
}

impl Kinds {
    pub fn new(program: &Program, layouts: &Layouts, fun: &Fun) -> Kinds {
        Self::of_body(program, layouts, fun, &fun.body)
    }

    /// For a function whose body was taken out to be rewritten.
    pub fn of_body(program: &Program, layouts: &Layouts, fun: &Fun, body: &Block) -> Kinds {
        let mut all = Kinds {
            kinds: IndexVec::from_elem(Kind::Plain, fun.locals.len()),
            parts: IndexVec::from_elem(Vec::new(), fun.locals.len()),
        };
        let counted = |local: LocalId| layouts.is_counted(&program.types, fun.locals[local].ty);
        for param in &fun.params {
            if counted(param.local) {
                all.kinds[param.local] = match param.mode {
                    Mode::Owned => Kind::Owned,
                    Mode::Borrowed => Kind::Borrowed,
                };
            }
        }
        for join in fun.joins.iter() {
            for &param in &join.params {
                if counted(param) {
                    all.kinds[param] = Kind::Owned;
                }
            }
        }
        body.each_op(&mut |local, op, _| {
            if !counted(local) {
                return;
            }
            all.kinds[local] = match op {
                Op::Project { value, .. } => match all.kinds[*value] {
                    Kind::Static => Kind::Static,
                    Kind::Plain
                    | Kind::Borrowed
                    | Kind::Owned
                    | Kind::Part(_)
                    | Kind::Element(_) => {
                        all.parts[*value].push(local);
                        Kind::Part(*value)
                    }
                },
                Op::CallExtern { .. } if element_of(program, op).is_some() => {
                    match element_of(program, op).and_then(Operand::local) {
                        Some(base) if all.kinds[base] != Kind::Static => {
                            all.parts[base].push(local);
                            Kind::Element(base)
                        }
                        // something immortal holds it
                        Some(_) | None => Kind::Borrowed,
                    }
                }
                Op::Const(_) => Kind::Borrowed,
                _ if layouts.is_immortal_op(program, op) => Kind::Static,
                Op::Use(_)
                | Op::Call { .. }
                | Op::CallExtern { .. }
                | Op::CallClosure { .. }
                | Op::Closure { .. }
                | Op::Construct { .. }
                | Op::Concat(_)
                | Op::Unpack { .. }
                | Op::FreeToken(_) => Kind::Owned,
            };
        });
        all
    }

    pub fn base(&self, local: LocalId) -> Option<LocalId> {
        match self.kinds[local] {
            Kind::Part(base) | Kind::Element(base) => Some(base),
            Kind::Plain | Kind::Static | Kind::Borrowed | Kind::Owned => None,
        }
    }

    /// The local that a part, a part of a part, … belongs to.
    pub fn root(&self, local: LocalId) -> LocalId {
        let mut at = local;
        while let Some(base) = self.base(at) {
            at = base;
        }
        at
    }

    /// The local that loses the local's reference when that is moved: its root, unless it is inside a collection.
    pub fn mover(&self, local: LocalId) -> Option<LocalId> {
        let mut at = local;
        loop {
            match self.kinds[at] {
                Kind::Part(base) => at = base,
                Kind::Element(_) => return None,
                Kind::Plain | Kind::Static | Kind::Borrowed | Kind::Owned => return Some(at),
            }
        }
    }
}

/// The collection that the result of an operation stays an element of.
pub fn element_of<'a>(program: &Program, op: &'a Op) -> Option<&'a Operand> {
    match op {
        Op::CallExtern { ext, args } if program.externs[*ext].passing == ResultPassing::Inside => {
            args.first()
        }
        _ => None,
    }
}

/// How an operation uses a local.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Usage {
    Borrow,
    Consume,
}

/// Every use of a local by an operation, in order.
pub fn op_uses(program: &Program, op: &Op, f: &mut dyn FnMut(LocalId, Usage)) {
    let each =
        |args: &[Operand], usage: &dyn Fn(usize) -> Usage, f: &mut dyn FnMut(LocalId, Usage)| {
            for (i, arg) in args.iter().enumerate() {
                if let Some(local) = arg.local() {
                    f(local, usage(i));
                }
            }
        };
    match op {
        Op::Use(operand) => each(std::slice::from_ref(operand), &|_| Usage::Consume, f),
        Op::Call { fun, args } => {
            let params = &program.funs[*fun].params;
            each(args, &|i| mode_usage(params[i].mode), f);
        }
        Op::CallExtern { ext, args } => {
            let usage = if program.externs[*ext].consumes {
                Usage::Consume
            } else {
                Usage::Borrow
            };
            each(args, &|_| usage, f);
        }
        Op::CallClosure { closure, args } => {
            f(*closure, Usage::Borrow);
            each(args, &|_| Usage::Consume, f);
        }
        Op::Closure { captures: args, .. } | Op::Construct { fields: args, .. } => {
            each(args, &|_| Usage::Consume, f)
        }
        Op::Project { value, .. } => f(*value, Usage::Borrow),
        Op::Const(_) => {}
        Op::Concat(_) => op.operands(|o| {
            if let Some(local) = o.local() {
                f(local, Usage::Consume);
            }
        }),
        Op::Unpack { value, .. } => f(*value, Usage::Consume),
        Op::FreeToken(token) => f(*token, Usage::Consume),
    }
}

/// Every use of a local by an end itself, not by its blocks.
pub fn end_uses(fun_params: &[Param], end: &End, f: &mut dyn FnMut(LocalId, Usage)) {
    match end {
        End::Return(operand) => {
            if let Some(local) = operand.local() {
                f(local, Usage::Consume);
            }
        }
        End::Jump { args, .. } => args
            .iter()
            .filter_map(Operand::local)
            .for_each(|l| f(l, Usage::Consume)),
        End::Loop { args } => {
            for (arg, param) in args.iter().zip(fun_params) {
                if let Some(local) = arg.local() {
                    f(local, mode_usage(param.mode));
                }
            }
        }
        End::If { condition, .. } => {
            if let Some(local) = condition.local() {
                f(local, Usage::Borrow);
            }
        }
        End::Switch { value, .. } | End::SwitchInt { value, .. } => f(*value, Usage::Borrow),
        End::Unreachable => {}
    }
}

fn mode_usage(mode: Mode) -> Usage {
    match mode {
        Mode::Owned => Usage::Consume,
        Mode::Borrowed => Usage::Borrow,
    }
}
