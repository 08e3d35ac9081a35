//! From bytes to the AST: `lexer` → `layout` → the LALRPOP grammar, with error recovery.

pub mod ast;
mod builder;
pub mod dump;
mod layout;
pub mod lexer;
mod mistakes;
mod parse;
mod recover;
pub mod test_blocks;
pub mod token;

pub use parse::{parse, parse_library};
