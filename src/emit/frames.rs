//! Where a function needs its frame: the record of the call under way, for backtraces and the check of the stack.
//!
//! Only calls that can end in a panic need one. A function without such calls has no frame; in the others it is entered as late
//! as possible, so that a path without such calls (the end of a recursion, the fast case) does not pay for it.

use rustc_hash::FxHashMap;

use crate::base::{Id, IndexVec};
use crate::core::ir::*;
use crate::core::scc;
use crate::core::walk::deep;

pub struct Frames {
    /// Functions in which nothing can panic: no operation with a site, no foreign code, no recursion.
    quiet: IndexVec<FunId, bool>,
    /// For an extern, whether a call can show in a backtrace.
    calls_back: IndexVec<ExternId, bool>,
}

impl Frames {
    pub fn of(program: &Program) -> Frames {
        let calls_back: IndexVec<ExternId, bool> = program
            .externs
            .iter()
            .map(|ext| {
                // foreign code may panic by itself; library code may call equality and hashing of a type
                !ext.library
                    || ext
                        .targs
                        .iter()
                        .any(|t| program.key_functions.iter().any(|k| k.ty == *t))
            })
            .collect();
        let callees: Vec<Vec<usize>> = program
            .funs
            .iter()
            .map(|fun| {
                let mut all = Vec::new();
                fun.body.each_op(&mut |_, op, _| {
                    if let Op::Call { fun, .. } = op {
                        all.push(fun.index());
                    }
                });
                all.sort_unstable();
                all.dedup();
                all
            })
            .collect();
        let mut frames = Frames {
            quiet: IndexVec::from_elem(false, program.funs.len()),
            calls_back,
        };
        // callees first; members of a cycle stay as they are, not quiet
        for group in scc::groups(&callees) {
            if let [only] = group[..] {
                if !callees[only].contains(&only) {
                    let id = FunId::new(only);
                    frames.quiet[id] = frames.is_quiet(program, id);
                }
            }
        }
        frames
    }

    fn is_quiet(&self, program: &Program, id: FunId) -> bool {
        let mut quiet = true;
        program.funs[id].body.each_op(&mut |_, op, _| {
            quiet &= !self.shows(op)
                && match op {
                    Op::CallExtern { ext, .. } => !program.externs[*ext].takes_site,
                    Op::Const(constant) => !program.consts[*constant].checked,
                    Op::Use(_)
                    | Op::Call { .. }
                    | Op::CallClosure { .. }
                    | Op::Closure { .. }
                    | Op::Construct { .. }
                    | Op::Project { .. }
                    | Op::Concat(_)
                    | Op::Unpack { .. }
                    | Op::FreeToken(_) => true,
                };
        });
        quiet
    }

    /// Whether a backtrace can show this operation as a call under way.
    pub fn shows(&self, op: &Op) -> bool {
        match op {
            Op::Call { fun, .. } => !self.quiet[*fun],
            Op::CallClosure { .. } => true,
            Op::CallExtern { ext, .. } => self.calls_back[*ext],
            Op::Use(_)
            | Op::Closure { .. }
            | Op::Construct { .. }
            | Op::Project { .. }
            | Op::Const(_)
            | Op::Concat(_)
            | Op::Unpack { .. }
            | Op::FreeToken(_) => false,
        }
    }

    /// The blocks of a function that need a frame on some path through them.
    pub fn blocks(&self, fun: &Fun) -> Blocks {
        let mut blocks = Blocks::default();
        if !fun.wrapper {
            self.block(&fun.body, &mut blocks);
        }
        blocks
    }

    fn block(&self, block: &Block, blocks: &mut Blocks) -> bool {
        deep(|| {
            let mut needs = false;
            for stmt in &block.stmts {
                needs |= match stmt {
                    Stmt::Let { op, .. } => self.shows(op),
                    Stmt::Join { body, .. } => self.block(body, blocks),
                    Stmt::Dup(_) | Stmt::Drop(_) => false,
                };
            }
            for inner in block.end.blocks() {
                needs |= self.block(inner, blocks);
            }
            blocks.needs.insert(block, needs);
            needs
        })
    }
}

#[derive(Default)]
pub struct Blocks {
    needs: FxHashMap<*const Block, bool>,
}

impl Blocks {
    pub fn need(&self, block: &Block) -> bool {
        self.needs
            .get(&(block as *const Block))
            .copied()
            .unwrap_or(false)
    }
}
