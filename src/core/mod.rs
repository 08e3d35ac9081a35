//! Core: the middle language, its printer, its verifier and the passes over it.

pub mod ir;
