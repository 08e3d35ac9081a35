//! Names to definitions: the module graph, imports, visibility, scopes.
//!
//! After this pass no name of a definition is looked up by text: each name expression, pattern and type of the syntax tree
//! has its [`Res`], [`PatRes`] or [`TypeRes`] in a side table. What depends on types (fields, methods on values, a variant
//! that several visible types have) is left as candidates for inference.

pub mod defs;

pub use defs::*;
