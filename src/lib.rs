//! The Mesh compiler. One folder a pass, in the order of `docs/architecture.md`:
//! syntax → resolve → types → lower → core → rc → emit, and `driver` around them.

pub mod base;
pub mod core;
pub mod diagnostics;
pub mod driver;
pub mod emit;
pub mod lower;
pub mod rc;
pub mod resolve;
pub mod syntax;
pub mod types;
