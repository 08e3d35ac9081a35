//! Loops that do nothing with a text but append to it: in C its length is a variable of its own while the loop runs. In memory,
//! each append would wait for the store of the one before.
//!
//! A head is a recursive join point, or the function itself, with a String parameter. It qualifies if every path through its
//! body either appends to the text once and goes back to the head with the result, goes back with the text as it is, or never
//! goes back. Where another use comes first, the text is finished there: from then on it is an ordinary String.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::IndexVec;
use crate::core::ir::*;
use crate::core::walk::deep;

#[derive(Default)]
pub struct TextLoops {
    /// The parameters that hold a text in parts.
    pub texts: FxHashSet<LocalId>,
    /// The results of appends, and the parameter that each goes back to.
    pub appends: FxHashMap<LocalId, LocalId>,
}

impl TextLoops {
    /// `reads`: how often each local is read.
    pub fn of(program: &Program, fun: &Fun, reads: &IndexVec<LocalId, u32>) -> TextLoops {
        let mut found = TextLoops::default();
        let is_string = |local: LocalId| matches!(program.types.kind(fun.locals[local].ty), TyKind::Extern { c_name, .. } if c_name.as_str() == "mesh_string");
        for (at, param) in fun.params.iter().enumerate() {
            if is_string(param.local) && param.mode == Mode::Owned {
                found.head(None, at, param.local, &fun.body, reads);
            }
        }
        fun.body.each_block(&mut |block| {
            for stmt in &block.stmts {
                if let Stmt::Join {
                    join,
                    body,
                    recursive: true,
                } = stmt
                {
                    for (at, &param) in fun.joins[*join].params.iter().enumerate() {
                        if is_string(param) {
                            found.head(Some(*join), at, param, body, reads);
                        }
                    }
                }
            }
        });
        found
    }

    fn head(
        &mut self,
        join: Option<JoinId>,
        at: usize,
        text: LocalId,
        body: &Block,
        reads: &IndexVec<LocalId, u32>,
    ) {
        let mut paths = Paths {
            join,
            at,
            text,
            reads,
            appends: Vec::new(),
            finished: false,
        };
        // without another use C compilers would warn of a variable that nobody sets
        if paths.block(body) && paths.finished && !paths.appends.is_empty() {
            self.texts.insert(text);
            self.appends
                .extend(paths.appends.into_iter().map(|result| (result, text)));
        }
    }
}

/// The paths through the body of a head. `join` is `None` for the function.
struct Paths<'a> {
    join: Option<JoinId>,
    at: usize,
    text: LocalId,
    reads: &'a IndexVec<LocalId, u32>,
    appends: Vec<LocalId>,
    finished: bool,
}

impl Paths<'_> {
    fn goes_back<'b>(&self, end: &'b End) -> Option<&'b [Operand]> {
        match (end, self.join) {
            (End::Jump { join, args }, Some(head)) if *join == head => Some(args),
            (End::Loop { args }, None) => Some(args),
            _ => None,
        }
    }

    /// Whether the block is as a head needs it, before the text has been finished.
    fn block(&mut self, block: &Block) -> bool {
        deep(|| {
            for (at, stmt) in block.stmts.iter().enumerate() {
                match stmt {
                    Stmt::Let { local, op, .. } => {
                        if append(op) == Some(self.text) {
                            return self.appended(*local, &block.stmts[at + 1..], &block.end);
                        }
                        let mut read = false;
                        op.used_locals(|l| read |= l == self.text);
                        if read {
                            return self.finish(&block.stmts[at..], &block.end);
                        }
                    }
                    Stmt::Dup(local) | Stmt::Drop(local) => {
                        if *local == self.text {
                            return self.finish(&block.stmts[at..], &block.end);
                        }
                    }
                    Stmt::Join { body, .. } => {
                        if self.reads_text(body) || self.leads_back(body) {
                            return false;
                        }
                    }
                }
            }
            if let Some(args) = self.goes_back(&block.end) {
                let own = Operand::Local(self.text);
                let other = |(at, arg): (usize, &Operand)| at != self.at && *arg == own;
                return args[self.at] == own && !args.iter().enumerate().any(other);
            }
            let mut read = false;
            block.end.used_locals(|l| read |= l == self.text);
            if read {
                return self.finish(&[], &block.end);
            }
            let mut all = true;
            for inner in block.end.blocks() {
                all = all && self.block(inner);
            }
            all
        })
    }

    /// After an append: nothing else may come of its result than the next round.
    fn appended(&mut self, result: LocalId, rest: &[Stmt], end: &End) -> bool {
        let back = self
            .goes_back(end)
            .is_some_and(|args| args[self.at] == Operand::Local(result));
        let only_lets = rest.iter().all(|stmt| !matches!(stmt, Stmt::Join { .. }));
        self.appends.push(result);
        back && only_lets && self.reads[result] == 1
    }

    /// Another use: from here on nothing may go back.
    fn finish(&mut self, rest: &[Stmt], end: &End) -> bool {
        self.finished = true;
        let inside = rest.iter().any(|stmt| match stmt {
            Stmt::Join { body, .. } => self.leads_back(body),
            Stmt::Let { .. } | Stmt::Dup(_) | Stmt::Drop(_) => false,
        });
        !inside
            && self.goes_back(end).is_none()
            && !end.blocks().into_iter().any(|b| self.leads_back(b))
    }

    fn leads_back(&self, block: &Block) -> bool {
        let mut found = false;
        block.each_block(&mut |b| found |= self.goes_back(&b.end).is_some());
        found
    }

    fn reads_text(&self, block: &Block) -> bool {
        let mut found = false;
        block.each_block(&mut |b| {
            for stmt in &b.stmts {
                match stmt {
                    Stmt::Let { op, .. } => op.used_locals(|l| found |= l == self.text),
                    Stmt::Dup(local) | Stmt::Drop(local) => found |= *local == self.text,
                    Stmt::Join { .. } => {}
                }
            }
            b.end.used_locals(|l| found |= l == self.text);
        });
        found
    }
}

/// The text that an operation appends one other text to.
fn append(op: &Op) -> Option<LocalId> {
    match op {
        Op::Concat(parts) => match parts.as_slice() {
            [ConcatPart::Str(Operand::Local(text)), ConcatPart::Text(_)] => Some(*text),
            [ConcatPart::Str(Operand::Local(text)), ConcatPart::Str(second)]
                if *second != Operand::Local(*text) =>
            {
                Some(*text)
            }
            _ => None,
        },
        _ => None,
    }
}
