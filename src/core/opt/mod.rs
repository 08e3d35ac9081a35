//! The passes over Core before reference counting, one a file.
//!
//! At every level tail calls run in constant space, which the language guarantees, and what nobody calls is left out. From
//! level 1 on functions are simplified, from level 2 on inlined: small ones, and those that get known functions as arguments,
//! so that `List.map(xs, fn x -> …)` is a loop with the closure's body in it.

pub mod copies;
mod dead;
mod inline;
mod joins;
mod rename;
mod simplify;
pub mod tail;
#[cfg(test)]
mod tests;

use super::ir::*;
use super::verify::{verify, Stage};

/// Most rounds of simplification; each looks again at what the one before uncovered.
const ROUNDS: usize = 12;

pub fn optimise(program: &mut Program, level: u8) {
    check(program, "lower");
    tail::run(program);
    check(program, "tail");
    if level >= 1 {
        for id in program.funs.ids().collect::<Vec<_>>() {
            simplify(program, id);
        }
        check(program, "simplify");
    }
    if level >= 2 {
        dead::functions(program);
        let limits = if level >= 3 {
            inline::Limits {
                small: 24,
                once: 300,
                closure: 400,
                total: 3000,
                unrolled: 250,
            }
        } else {
            inline::Limits {
                small: 10,
                once: 120,
                closure: 200,
                total: 1200,
                unrolled: 160,
            }
        };
        inline::run(program, &limits);
        check(program, "inline");
    }
    dead::functions(program);
    check(program, "dead functions");
}

/// Simplifies one function until nothing changes.
fn simplify(program: &mut Program, id: FunId) {
    for _ in 0..ROUNDS {
        let mut changed = simplify::run(program, id);
        copies::run(program, id);
        changed |= joins::run(&mut program.funs[id]);
        changed |= dead::bindings(program, id);
        if !changed {
            break;
        }
    }
    copies::run(program, id);
}

fn check(program: &Program, pass: &str) {
    if cfg!(debug_assertions) {
        if let Err(error) = verify(program, Stage::Core) {
            crate::bug!("opt", "after {pass}: {error}");
        }
    }
}
