//! Core to C: prints and decides nothing. Layouts are decided in `core/layout.rs`, counting in `rc`.

mod embedded;
mod endless;
mod frames;
mod function;
mod lines;
mod names;
mod program;
mod text_loops;
mod types;

pub use program::{emit, Output};
