//! Reuse: a value that goes gives its memory to a construction of the same size that follows (Ullrich & de Moura 2019, §5.1;
//! Perceus, §2.4).
//!
//! From each drop or unpack of a cell of a known variant the paths that follow are searched for constructions of the same size.
//! If there is one, the drop gives a token; on each path the first construction that fits takes it, and where no construction
//! can follow any more the token is freed. A join point whose body has the construction carries the token: then all jumps to
//! it keep it.

use rustc_hash::FxHashSet;

use super::specialise::{learn, variant_of, Known};
use crate::base::{IndexVec, Symbol};
use crate::core::ir::*;
use crate::core::layout::Layouts;
use crate::core::walk::deep;

/// Blocks heavier than this are not searched from each of their drops.
const SEARCH_LIMIT: usize = 4000;

pub fn run(program: &mut Program, layouts: &Layouts) {
    let token = program.types.intern(TyKind::Token);
    let unit = program.types.intern(TyKind::Unit);
    for id in program.funs.ids().collect::<Vec<_>>() {
        let mut body = std::mem::take(&mut program.funs[id].body);
        let mut locals = std::mem::take(&mut program.funs[id].locals);
        if body.weight() <= SEARCH_LIMIT {
            let mut pass = Reuse {
                program,
                layouts,
                locals: &mut locals,
                token,
                unit,
            };
            pass.block(&mut body, &Known::default());
        }
        let fun = &mut program.funs[id];
        fun.locals = locals;
        fun.body = body;
    }
}

struct Reuse<'a> {
    program: &'a Program,
    layouts: &'a Layouts,
    locals: &'a mut IndexVec<LocalId, Local>,
    token: TyId,
    unit: TyId,
}

impl Reuse<'_> {
    fn block(&mut self, block: &mut Block, known: &Known) {
        deep(|| {
            let mut known = known.clone();
            let mut at = 0;
            while at < block.stmts.len() {
                learn(&mut known, &block.stmts[at]);
                self.statement(block, at, &known);
                if let Stmt::Join { body, .. } = &mut block.stmts[at] {
                    self.block(body, &known);
                }
                at += 1;
            }
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

    /// If the statement lets a cell go, finds a use for its memory.
    fn statement(&mut self, block: &mut Block, at: usize, known: &Known) {
        let (value, data, variant, taken, site) = match &block.stmts[at] {
            Stmt::Drop(value) => {
                match variant_of(self.program, known, *value, self.locals[*value].ty) {
                    Some((data, variant)) => (*value, data, variant, Vec::new(), SiteId(0)),
                    None => return,
                }
            }
            Stmt::Let {
                op:
                    Op::Unpack {
                        value,
                        data,
                        variant,
                        taken,
                    },
                site,
                ..
            } => (*value, *data, *variant, taken.clone(), *site),
            Stmt::Let { .. } | Stmt::Join { .. } | Stmt::Dup(_) => return,
        };
        let Some(bytes) = self.layouts.cell_bytes(self.program, data, variant) else {
            return;
        };
        let mut search = Search {
            program: self.program,
            layouts: self.layouts,
            bytes,
            carried: FxHashSet::default(),
        };
        search.find_carried(block, at + 1);
        while search.drop_unsound(block, at + 1) {}
        if !search.useful(block, at + 1) {
            return;
        }
        let carried = std::mem::take(&mut search.carried);
        let local = self.locals.push(Local {
            name: Symbol::new("memory"),
            ty: self.token,
            span: None,
        });
        block.stmts[at] = Stmt::Let {
            local,
            op: Op::Unpack {
                value,
                data,
                variant,
                taken,
            },
            site,
        };
        let mut place = Place {
            reuse: self,
            token: local,
            bytes,
            carried,
        };
        place.block(block, at + 1);
    }
}

/// Looks for constructions on the paths that follow.
struct Search<'a> {
    program: &'a Program,
    layouts: &'a Layouts,
    bytes: u32,
    /// Join points declared on the way whose body takes the token.
    carried: FxHashSet<JoinId>,
}

impl Search<'_> {
    fn fits(&self, stmt: &Stmt) -> bool {
        fits(self.program, self.layouts, self.bytes, stmt)
    }

    /// The join points in the region that are worth carrying the token to: those with a construction in their body.
    fn find_carried(&mut self, block: &Block, from: usize) {
        deep(|| {
            for stmt in &block.stmts[from..] {
                if let Stmt::Join {
                    join,
                    body,
                    recursive: false,
                } = stmt
                {
                    // an inner join point that carries makes the outer one useful
                    self.find_carried(body, 0);
                    if self.useful(body, 0) {
                        self.carried.insert(*join);
                    }
                }
            }
            for inner in block.end.blocks() {
                self.find_carried(inner, 0);
            }
        });
    }

    /// A join point that is jumped to from where the token is not held (the body of one that does not carry it, a loop)
    /// cannot carry it. Removes such ones; whether there were any.
    fn drop_unsound(&mut self, block: &Block, from: usize) -> bool {
        let mut unsound = Vec::new();
        self.jumps_without(block, from, true, &mut unsound);
        for join in &unsound {
            self.carried.remove(join);
        }
        !unsound.is_empty()
    }

    fn jumps_without(&self, block: &Block, from: usize, held: bool, out: &mut Vec<JoinId>) {
        deep(|| {
            for stmt in &block.stmts[from..] {
                if let Stmt::Join { join, body, .. } = stmt {
                    self.jumps_without(body, 0, held && self.carried.contains(join), out);
                }
            }
            match &block.end {
                End::Jump { join, .. } if !held && self.carried.contains(join) => out.push(*join),
                End::Jump { .. } | End::Return(_) | End::Loop { .. } | End::Unreachable => {}
                End::If { .. } | End::Switch { .. } | End::SwitchInt { .. } => {
                    for inner in block.end.blocks() {
                        self.jumps_without(inner, 0, held, out);
                    }
                }
            }
        });
    }

    /// On some path from here a construction takes the token.
    fn useful(&self, block: &Block, from: usize) -> bool {
        useful(self, block, from, &|s, stmt| s.fits(stmt), &self.carried)
    }
}

fn fits(program: &Program, layouts: &Layouts, bytes: u32, stmt: &Stmt) -> bool {
    match stmt {
        Stmt::Let {
            op:
                Op::Construct {
                    data,
                    variant,
                    reuse: None,
                    ..
                },
            ..
        } => layouts.cell_bytes(program, *data, *variant) == Some(bytes),
        Stmt::Let { .. } | Stmt::Join { .. } | Stmt::Dup(_) | Stmt::Drop(_) => false,
    }
}

fn useful<S>(
    state: &S,
    block: &Block,
    from: usize,
    fits: &dyn Fn(&S, &Stmt) -> bool,
    carried: &FxHashSet<JoinId>,
) -> bool {
    deep(|| {
        if matches!(block.end, End::Unreachable) {
            return false;
        }
        if block.stmts[from..].iter().any(|stmt| fits(state, stmt)) {
            return true;
        }
        match &block.end {
            End::Jump { join, .. } => carried.contains(join),
            End::Return(_) | End::Loop { .. } | End::Unreachable => false,
            End::If { .. } | End::Switch { .. } | End::SwitchInt { .. } => block
                .end
                .blocks()
                .into_iter()
                .any(|inner| useful(state, inner, 0, fits, carried)),
        }
    })
}

/// Some path from here jumps to a join point that takes the token.
fn reaches(block: &Block, carried: &FxHashSet<JoinId>) -> bool {
    deep(|| match &block.end {
        End::Jump { join, .. } => carried.contains(join),
        End::Return(_) | End::Loop { .. } | End::Unreachable => false,
        End::If { .. } | End::Switch { .. } | End::SwitchInt { .. } => block
            .end
            .blocks()
            .into_iter()
            .any(|inner| reaches(inner, carried)),
    })
}

/// Gives the token to constructions, and frees it where none can follow.
struct Place<'a, 'b> {
    reuse: &'a mut Reuse<'b>,
    token: LocalId,
    bytes: u32,
    carried: FxHashSet<JoinId>,
}

impl Place<'_, '_> {
    fn block(&mut self, block: &mut Block, from: usize) {
        deep(|| {
            if matches!(block.end, End::Unreachable) {
                return;
            }
            // the bodies of carried join points hold the token where they begin
            for stmt in &mut block.stmts[from..] {
                if let Stmt::Join { join, body, .. } = stmt {
                    if self.carried.contains(join) {
                        self.block(body, 0);
                    }
                }
            }
            let keep = reaches(block, &self.carried);
            if !keep {
                for stmt in &mut block.stmts[from..] {
                    if fits(self.reuse.program, self.reuse.layouts, self.bytes, stmt) {
                        if let Stmt::Let {
                            op: Op::Construct { reuse, .. },
                            ..
                        } = stmt
                        {
                            *reuse = Some(self.token);
                        }
                        return;
                    }
                }
            }
            let reuse = &*self.reuse;
            let useful = useful(
                &(),
                block,
                from,
                &|_, stmt| fits(reuse.program, reuse.layouts, self.bytes, stmt),
                &self.carried,
            );
            if !keep && !useful {
                let local = self.reuse.locals.push(Local {
                    name: Symbol::new("freed"),
                    ty: self.reuse.unit,
                    span: None,
                });
                let free = Stmt::Let {
                    local,
                    op: Op::FreeToken(self.token),
                    site: SiteId(0),
                };
                block.stmts.insert(from, free);
                return;
            }
            for inner in block.end.blocks_mut() {
                self.block(inner, 0);
            }
        });
    }
}
