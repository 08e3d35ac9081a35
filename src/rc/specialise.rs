//! Drop specialisation (Perceus, §2.3): the drop of a value whose parts were just dup'ed takes the value apart.
//!
//! `dup head; dup tail; drop list` becomes `unpack list (head, tail)`: a unique cell gives its parts away and its memory is
//! freed (or reused: `reuse`), without touching the counts of the parts. For a value without a cell it is all moves. The drop
//! of a variant that is immortal goes.

use rustc_hash::FxHashMap;

use super::kinds::Kinds;
use crate::base::{IndexVec, Symbol};
use crate::core::ir::*;
use crate::core::layout::{DataLayout, Layouts};
use crate::core::walk::deep;

pub fn run(program: &mut Program, layouts: &Layouts) {
    let unit = program.types.intern(TyKind::Unit);
    for id in program.funs.ids().collect::<Vec<_>>() {
        let mut body = std::mem::take(&mut program.funs[id].body);
        let fun = &program.funs[id];
        let kinds = Kinds::of_body(program, layouts, fun, &body);
        let mut pass = Specialise {
            program,
            layouts,
            fields: IndexVec::from_elem(None, fun.locals.len()),
            unit,
            locals: fun.locals.clone(),
            kinds,
        };
        body.each_op(&mut |local, op, _| {
            if let Op::Project { field, .. } = op {
                pass.fields[local] = Some(*field);
            }
        });
        pass.block(&mut body, &FxHashMap::default());
        let locals = pass.locals;
        let fun = &mut program.funs[id];
        fun.locals = locals;
        fun.body = body;
    }
}

/// The variants that locals are known to have.
pub type Known = FxHashMap<LocalId, (DataId, u32)>;

/// The variant that a statement shows a local to have.
pub fn learn(known: &mut Known, stmt: &Stmt) {
    if let Stmt::Let { local, op, .. } = stmt {
        match op {
            Op::Project {
                value,
                data,
                variant,
                ..
            } => {
                known.insert(*value, (*data, *variant));
            }
            Op::Construct { data, variant, .. } => {
                known.insert(*local, (*data, *variant));
            }
            Op::Use(_)
            | Op::Call { .. }
            | Op::CallExtern { .. }
            | Op::CallClosure { .. }
            | Op::Closure { .. }
            | Op::Const(_)
            | Op::Concat(_)
            | Op::Unpack { .. }
            | Op::FreeToken(_) => {}
        }
    }
}

/// The variant of a local: known from the path, or the only one.
pub fn variant_of(
    program: &Program,
    known: &Known,
    local: LocalId,
    ty: TyId,
) -> Option<(DataId, u32)> {
    known
        .get(&local)
        .copied()
        .or_else(|| match program.types.kind(ty) {
            TyKind::Data(data) if program.datas[*data].variants.len() == 1 => Some((*data, 0)),
            TyKind::Data(_)
            | TyKind::Int
            | TyKind::Float
            | TyKind::Bool
            | TyKind::Unit
            | TyKind::Never
            | TyKind::Atom
            | TyKind::Extern { .. }
            | TyKind::Fun { .. }
            | TyKind::Token => None,
        })
}

struct Specialise<'a> {
    program: &'a Program,
    layouts: &'a Layouts,
    kinds: Kinds,
    /// Which field of its base a part is.
    fields: IndexVec<LocalId, Option<u32>>,
    locals: IndexVec<LocalId, Local>,
    unit: TyId,
}

impl Specialise<'_> {
    fn block(&mut self, block: &mut Block, known: &Known) {
        deep(|| {
            let mut known = known.clone();
            let mut out: Vec<Stmt> = Vec::with_capacity(block.stmts.len());
            // where the current run of counts begins in `out`
            let mut run = 0;
            for mut stmt in std::mem::take(&mut block.stmts) {
                learn(&mut known, &stmt);
                match &mut stmt {
                    Stmt::Drop(value) => {
                        let value = *value;
                        match variant_of(self.program, &known, value, self.locals[value].ty) {
                            Some((data, variant)) => self.drop(value, data, variant, &mut out, run),
                            None => out.push(stmt),
                        }
                    }
                    Stmt::Dup(_) => out.push(stmt),
                    Stmt::Join { body, .. } => {
                        self.block(body, &known);
                        out.push(stmt);
                        run = out.len();
                    }
                    Stmt::Let { .. } => {
                        out.push(stmt);
                        run = out.len();
                    }
                }
            }
            block.stmts = out;
            if let End::Switch {
                value,
                data,
                arms,
                otherwise,
            } = &mut block.end
            {
                for (variant, arm) in arms {
                    let mut known = known.clone();
                    known.insert(*value, (*data, *variant));
                    self.block(arm, &known);
                }
                if let Some(block) = otherwise {
                    self.block(block, &known);
                }
                return;
            }
            for inner in block.end.blocks_mut() {
                self.block(inner, &known);
            }
        });
    }

    fn drop(
        &mut self,
        value: LocalId,
        data: DataId,
        variant: u32,
        out: &mut Vec<Stmt>,
        run: usize,
    ) {
        if self
            .layouts
            .is_immortal_variant(self.program, data, variant)
        {
            return;
        }
        let mut taken: Vec<(u32, LocalId)> = Vec::new();
        let mut at = run;
        while at < out.len() {
            if let Stmt::Dup(part) = out[at] {
                if self.kinds.base(part) == Some(value) {
                    if let Some(field) =
                        self.fields[part].filter(|f| taken.iter().all(|(t, _)| t != f))
                    {
                        taken.push((field, part));
                        out.remove(at);
                        continue;
                    }
                }
            }
            at += 1;
        }
        // the drop of a value cell by cell is one call; without a cell it is the drops of its fields either way
        let plain = match self.layouts.data(data) {
            DataLayout::Cell | DataLayout::Nullable { .. } | DataLayout::Value { .. } => {
                taken.is_empty()
            }
            DataLayout::Unit | DataLayout::Enum { .. } => return,
        };
        if plain {
            out.push(Stmt::Drop(value));
            return;
        }
        taken.sort_unstable();
        let local = self.locals.push(Local {
            name: Symbol::new("unpacked"),
            ty: self.unit,
            span: None,
        });
        self.kinds.kinds.push(super::kinds::Kind::Plain);
        self.kinds.parts.push(Vec::new());
        self.fields.push(None);
        out.push(Stmt::Let {
            local,
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
