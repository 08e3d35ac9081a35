//! Argument parsing and nothing else.

fn main() {
    std::process::exit(meshc::driver::main());
}
