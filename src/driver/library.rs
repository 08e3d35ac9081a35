//! What is embedded in the compiler: the standard library in Mesh and the runtime in C. `build.rs` makes the lists from the
//! directories, so that a file added there needs no other edit.

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The C sources that make the library `libmesh.a`: all but the unit tests.
pub fn runtime_sources() -> impl Iterator<Item = &'static str> {
    RUNTIME
        .iter()
        .map(|(path, _)| *path)
        .filter(|path| path.ends_with(".c") && !path.starts_with("tests/"))
}
