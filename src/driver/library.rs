//! What is embedded in the compiler: the standard library in Mesh and the runtime in C. `build.rs` makes the lists from the
//! directories, so that a file added there needs no other edit.

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
