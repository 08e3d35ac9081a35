//! Core: the middle language, its printer, its verifier and the passes over it.

pub mod ir;
pub mod layout;
pub mod opt;
pub mod parse;
pub mod print;
pub mod scc;
#[cfg(test)]
pub mod testing;
pub mod verify;
pub mod walk;
