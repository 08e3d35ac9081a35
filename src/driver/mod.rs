//! The session around the passes.

/// Runs `meshc` with the process's arguments and returns its exit status.
pub fn main() -> i32 {
    0
}
