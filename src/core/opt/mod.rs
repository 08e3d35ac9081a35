//! The passes over Core before reference counting, one a file.

pub mod copies;
pub mod tail;

use super::ir::Program;

/// Tail calls are turned into jumps at every level: the language guarantees them.
pub fn optimise(program: &mut Program, _level: u8) {
    tail::run(program);
}
