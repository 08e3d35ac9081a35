//! Generates the parser from `src/syntax/grammar.lalrpop` when the grammar changed.

fn main() {
    println!("cargo:rerun-if-changed=src/syntax/grammar.lalrpop");
    if let Err(error) = lalrpop::Configuration::new()
        .use_cargo_dir_conventions()
        .emit_rerun_directives(false)
        .process_file("src/syntax/grammar.lalrpop")
    {
        eprintln!("the grammar could not be translated: {error}");
        std::process::exit(1);
    }
}
