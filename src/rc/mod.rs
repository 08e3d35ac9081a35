//! Reference counting: after this pass every owned local is consumed exactly once on every path.
//!
//! Precise in the sense of Perceus (Reinking, Xie, de Moura, Leijen 2021): a reference is given up at its last use, so that
//! memory is free before the next allocation. [`insert`] walks each function backwards with the set of locals that are used
//! later: a consuming use of a local that is still needed gets a `Dup` before it, a local that is not needed any more a
//! `Drop` after its last borrowed use or at the start of the branch that does not need it. Where a value dies after its fields
//! were fetched, `Unpack` takes it apart: the fields are moved if it is unique. `reuse` gives the memory to a construction.

mod insert;
mod reuse;

use crate::core::ir::Program;
use crate::core::layout::Layouts;

/// Inserts counting into all functions.
pub fn insert(program: &mut Program) {
    let layouts = Layouts::new(program);
    for id in program.funs.ids() {
        insert::function(program, &layouts, id);
        reuse::function(program, &layouts, id);
    }
}
