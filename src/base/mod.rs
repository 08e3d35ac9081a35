//! What every pass shares: typed ids and their tables, spans, interned names.

pub mod ids;
pub mod span;
pub mod symbol;

pub use ids::{Id, IndexVec};
pub use span::{FileId, Span};
pub use symbol::Symbol;

/// Reports a bug of the compiler itself: names the pass and asks for a report.
#[macro_export]
macro_rules! bug {
    ($pass:expr, $($arg:tt)*) => {
        panic!("bug in meshc ({}): {}; please report it with the program", $pass, format!($($arg)*))
    };
}
