//! From bytes to the AST: `lexer` → `layout` → the LALRPOP grammar, with error recovery.

pub mod ast;
