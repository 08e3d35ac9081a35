//! Visitors over Core: the operands and locals of an operation, the blocks of a function.

use super::ir::*;

/// Depth guard for recursive walkers: deep blocks never overflow the stack.
pub fn deep<R>(f: impl FnOnce() -> R) -> R {
    stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, f)
}

impl Op {
    /// Calls `f` for each operand; locals that stand without an operand are not included (see [`Op::plain_local`]).
    pub fn operands<'a>(&'a self, mut f: impl FnMut(&'a Operand)) {
        match self {
            Op::Use(operand) => f(operand),
            Op::Call { args, .. } | Op::CallExtern { args, .. } | Op::CallClosure { args, .. } => {
                args.iter().for_each(f)
            }
            Op::Closure { captures, .. } => captures.iter().for_each(f),
            Op::Construct { fields, .. } => fields.iter().for_each(f),
            Op::Concat(parts) => {
                for part in parts {
                    match part {
                        ConcatPart::Text(_) => {}
                        ConcatPart::Str(o)
                        | ConcatPart::Int(o)
                        | ConcatPart::Float(o)
                        | ConcatPart::Bool(o) => f(o),
                    }
                }
            }
            Op::Project { .. } | Op::Const(_) | Op::Unpack { .. } | Op::FreeToken(_) => {}
        }
    }

    pub fn operands_mut(&mut self, mut f: impl FnMut(&mut Operand)) {
        match self {
            Op::Use(operand) => f(operand),
            Op::Call { args, .. } | Op::CallExtern { args, .. } | Op::CallClosure { args, .. } => {
                args.iter_mut().for_each(f)
            }
            Op::Closure { captures, .. } => captures.iter_mut().for_each(f),
            Op::Construct { fields, .. } => fields.iter_mut().for_each(f),
            Op::Concat(parts) => {
                for part in parts {
                    match part {
                        ConcatPart::Text(_) => {}
                        ConcatPart::Str(o)
                        | ConcatPart::Int(o)
                        | ConcatPart::Float(o)
                        | ConcatPart::Bool(o) => f(o),
                    }
                }
            }
            Op::Project { .. } | Op::Const(_) | Op::Unpack { .. } | Op::FreeToken(_) => {}
        }
    }

    /// The locals that stand without an operand: the closure called, the value projected, a token, …
    pub fn plain_locals(&self, mut f: impl FnMut(LocalId)) {
        match self {
            Op::CallClosure { closure, .. } => f(*closure),
            Op::Project { value, .. } => f(*value),
            Op::Construct { reuse, .. } => reuse.iter().for_each(|&t| f(t)),
            Op::Unpack { value, taken, .. } => {
                f(*value);
                taken.iter().for_each(|&(_, l)| f(l));
            }
            Op::FreeToken(token) => f(*token),
            Op::Use(_)
            | Op::Call { .. }
            | Op::CallExtern { .. }
            | Op::Closure { .. }
            | Op::Const(_)
            | Op::Concat(_) => {}
        }
    }

    pub fn plain_locals_mut(&mut self, mut f: impl FnMut(&mut LocalId)) {
        match self {
            Op::CallClosure { closure, .. } => f(closure),
            Op::Project { value, .. } => f(value),
            Op::Construct { reuse, .. } => reuse.iter_mut().for_each(f),
            Op::Unpack { value, taken, .. } => {
                f(value);
                taken.iter_mut().for_each(|(_, l)| f(l));
            }
            Op::FreeToken(token) => f(token),
            Op::Use(_)
            | Op::Call { .. }
            | Op::CallExtern { .. }
            | Op::Closure { .. }
            | Op::Const(_)
            | Op::Concat(_) => {}
        }
    }

    /// Every local that the operation uses.
    pub fn used_locals(&self, mut f: impl FnMut(LocalId)) {
        self.plain_locals(&mut f);
        self.operands(|o| {
            if let Operand::Local(l) = o {
                f(*l);
            }
        });
    }

    /// Nothing observable happens: an unused result makes the operation superfluous. A call is not pure, since it may panic
    /// or act on the world, unless it is of an extern that says so.
    pub fn is_pure(&self, program: &Program) -> bool {
        match self {
            Op::Const(c) => !program.consts[*c].checked,
            Op::CallExtern { ext, .. } => program.externs[*ext].pure,
            Op::Use(_)
            | Op::Closure { .. }
            | Op::Construct { .. }
            | Op::Project { .. }
            | Op::Concat(_) => true,
            Op::Call { .. } | Op::CallClosure { .. } | Op::Unpack { .. } | Op::FreeToken(_) => {
                false
            }
        }
    }
}

impl Operand {
    pub fn local(&self) -> Option<LocalId> {
        match self {
            Operand::Local(l) => Some(*l),
            Operand::Int(_)
            | Operand::Float(_)
            | Operand::Bool(_)
            | Operand::Unit
            | Operand::Atom(_)
            | Operand::Str(_) => None,
        }
    }
}

impl End {
    pub fn operands<'a>(&'a self, mut f: impl FnMut(&'a Operand)) {
        match self {
            End::Return(o) => f(o),
            End::Jump { args, .. } | End::Loop { args } => args.iter().for_each(f),
            End::If { condition, .. } => f(condition),
            End::Switch { .. } | End::SwitchInt { .. } | End::Unreachable => {}
        }
    }
    pub fn operands_mut(&mut self, mut f: impl FnMut(&mut Operand)) {
        match self {
            End::Return(o) => f(o),
            End::Jump { args, .. } | End::Loop { args } => args.iter_mut().for_each(f),
            End::If { condition, .. } => f(condition),
            End::Switch { .. } | End::SwitchInt { .. } | End::Unreachable => {}
        }
    }
    /// The local that a switch looks at.
    pub fn scrutinee(&self) -> Option<LocalId> {
        match self {
            End::Switch { value, .. } | End::SwitchInt { value, .. } => Some(*value),
            End::Return(_)
            | End::Jump { .. }
            | End::Loop { .. }
            | End::If { .. }
            | End::Unreachable => None,
        }
    }
    pub fn scrutinee_mut(&mut self) -> Option<&mut LocalId> {
        match self {
            End::Switch { value, .. } | End::SwitchInt { value, .. } => Some(value),
            End::Return(_)
            | End::Jump { .. }
            | End::Loop { .. }
            | End::If { .. }
            | End::Unreachable => None,
        }
    }
    /// Every local that the end itself uses, not its blocks.
    pub fn used_locals(&self, mut f: impl FnMut(LocalId)) {
        self.scrutinee().into_iter().for_each(&mut f);
        self.operands(|o| {
            if let Operand::Local(l) = o {
                f(*l);
            }
        });
    }
    /// The blocks of a branch, in order.
    pub fn blocks(&self) -> Vec<&Block> {
        match self {
            End::If {
                then, otherwise, ..
            } => vec![then, otherwise],
            End::Switch {
                arms, otherwise, ..
            } => arms
                .iter()
                .map(|(_, b)| b)
                .chain(otherwise.iter().map(|b| &**b))
                .collect(),
            End::SwitchInt {
                arms, otherwise, ..
            } => arms.iter().map(|(_, b)| b).chain([&**otherwise]).collect(),
            End::Return(_) | End::Jump { .. } | End::Loop { .. } | End::Unreachable => Vec::new(),
        }
    }
    pub fn blocks_mut(&mut self) -> Vec<&mut Block> {
        match self {
            End::If {
                then, otherwise, ..
            } => vec![then, otherwise],
            End::Switch {
                arms, otherwise, ..
            } => arms
                .iter_mut()
                .map(|(_, b)| b)
                .chain(otherwise.iter_mut().map(|b| &mut **b))
                .collect(),
            End::SwitchInt {
                arms, otherwise, ..
            } => arms
                .iter_mut()
                .map(|(_, b)| b)
                .chain([&mut **otherwise])
                .collect(),
            End::Return(_) | End::Jump { .. } | End::Loop { .. } | End::Unreachable => Vec::new(),
        }
    }
}

impl Block {
    /// Calls `f` for this block and every block inside, outer ones first, in the order of the text.
    pub fn each_block<'a>(&'a self, f: &mut dyn FnMut(&'a Block)) {
        deep(|| {
            f(self);
            for stmt in &self.stmts {
                if let Stmt::Join { body, .. } = stmt {
                    body.each_block(f);
                }
            }
            for block in self.end.blocks() {
                block.each_block(f);
            }
        });
    }

    /// As [`each_block`](Block::each_block); what `f` adds to a block is visited too.
    pub fn each_block_mut(&mut self, f: &mut dyn FnMut(&mut Block)) {
        deep(|| {
            f(self);
            for stmt in &mut self.stmts {
                if let Stmt::Join { body, .. } = stmt {
                    body.each_block_mut(f);
                }
            }
            for block in self.end.blocks_mut() {
                block.each_block_mut(f);
            }
        });
    }

    pub fn each_op<'a>(&'a self, f: &mut dyn FnMut(LocalId, &'a Op, SiteId)) {
        self.each_block(&mut |block| {
            for stmt in &block.stmts {
                if let Stmt::Let { local, op, site } = stmt {
                    f(*local, op, *site);
                }
            }
        });
    }

    /// Statements and ends, nested blocks included: what inlining budgets count.
    pub fn weight(&self) -> usize {
        let mut n = 0;
        self.each_block(&mut |block| n += block.stmts.len() + 1);
        n
    }
}

impl Program {
    /// The type of an operand in a function.
    pub fn operand_ty(&self, fun: &Fun, operand: &Operand) -> Option<TyId> {
        match operand {
            Operand::Local(l) => Some(fun.locals[*l].ty),
            Operand::Int(_) => self.types.find(&TyKind::Int),
            Operand::Float(_) => self.types.find(&TyKind::Float),
            Operand::Bool(_) => self.types.find(&TyKind::Bool),
            Operand::Unit => self.types.find(&TyKind::Unit),
            Operand::Atom(_) => self.types.find(&TyKind::Atom),
            Operand::Str(_) => self.types.find(&TyKind::Extern {
                c_name: crate::base::Symbol::new("mesh_string"),
                args: Vec::new(),
            }),
        }
    }
    pub fn is_library(&self, fun: FunId) -> bool {
        self.modules[self.funs[fun].module].library
    }
}
