//! For tests of the passes over Core: an interpreter that checks every reference, and random programs.

pub mod interp;
pub mod random;

use super::ir::Program;
use super::{parse, print};

/// Core text → program.
pub fn read(text: &str) -> Program {
    match parse::program(text) {
        Ok(program) => program,
        Err(error) => panic!("{error}"),
    }
}

/// Compares texts after removing the indentation of the expected one.
pub fn expect_fun(program: &Program, name: &str, expected: &str) {
    let Some(id) = program
        .funs
        .ids()
        .find(|&f| program.funs[f].display == name)
    else {
        panic!("no {name}")
    };
    let found = print::fun(program, id);
    let expected = expected.trim_start_matches('\n');
    let indent = expected.len() - expected.trim_start().len();
    let expected: String = expected
        .trim_end()
        .lines()
        .map(|l| format!("{}\n", l.get(indent..).unwrap_or("")))
        .collect();
    assert!(found == expected, "found:\n{found}\nexpected:\n{expected}");
}
