//! Core: the middle language, its printer, its verifier and the passes over it.

pub mod ir;
pub mod layout;
pub mod scc;
