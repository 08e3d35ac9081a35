//! Type inference: from resolved names to a fully typed tree.

pub mod derive;
pub mod lang;
pub mod select;
pub mod ty;
pub mod typed;
pub mod unify;
