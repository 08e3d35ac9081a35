//! Reference counting: Perceus (Reinking, Xie, de Moura, Leijen, "Perceus: Garbage Free Reference Counting with Reuse", 2021)
//! on λRC ("Counting Immutable Beans", Ullrich & de Moura, 2019).
//!
//! What each operation does to a reference is fixed by `core/ir.rs`: it consumes or borrows. These passes decide which
//! parameters are borrowed (`borrow`), look into a value before its parts are given away (`hoist`), place dups and drops (`insert`), turn the drop of a value whose parts live on into moves
//! of the parts (`specialise`), and let a construction use the memory of a value that goes before it (`reuse`).
//!
//! - What a closure captured is borrowed from the closure, which the caller holds during the call. The two key functions of a
//!   type (`equal`, `hash`) borrow. Whoever calls a closure gives up the arguments: code around a function that borrows a
//!   parameter drops it after the call.
//! - What is immortal (literals, closures without captures, variants without payload) is not counted at all while a local is
//!   known to be bound to it. A constant is borrowed from the program.
//! - Where a panic is certain nothing is released: the heap of the actor goes as a whole.

pub mod borrow;
mod hoist;
pub mod insert;
mod kinds;
pub mod reuse;
pub mod specialise;
#[cfg(test)]
mod tests;

use crate::core::ir::*;
use crate::core::layout::Layouts;
use crate::core::opt::copies;
use crate::core::verify::{verify, Stage};

/// Makes Core into counted Core.
pub fn insert(program: &mut Program) {
    program.types.intern(TyKind::Token);
    program.types.intern(TyKind::Unit);
    for fun in program.funs.ids().collect::<Vec<_>>() {
        copies::run(program, fun);
    }
    check(program, "copies", Stage::Core);
    let layouts = Layouts::new(program);
    borrow::run(program, &layouts);
    hoist::run(program, &layouts);
    check(program, "hoist", Stage::Core);
    insert::run(program, &layouts);
    check(program, "insert", Stage::Counted);
    specialise::run(program, &layouts);
    check(program, "specialise", Stage::Counted);
    reuse::run(program, &layouts);
    check(program, "reuse", Stage::Counted);
}

fn check(program: &Program, pass: &str, stage: Stage) {
    if cfg!(debug_assertions) {
        if let Err(error) = verify(program, stage) {
            crate::bug!("rc", "after {pass}: {error}");
        }
    }
}
