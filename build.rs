//! Generates the parser from `src/syntax/grammar.lalrpop` when the grammar changed, and the lists of the files that are
//! embedded in the compiler.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    generate_parser();
    embed();
}

fn generate_parser() {
    println!("cargo:rerun-if-changed=src/syntax/grammar.lalrpop");
    if let Err(error) = lalrpop::Configuration::new()
        .use_cargo_dir_conventions()
        .emit_rerun_directives(false)
        .process_file("src/syntax/grammar.lalrpop")
    {
        fail(format!("the grammar could not be translated: {error}"));
    }
}

/// Writes `embedded.rs`: the standard library (`STD`) and the runtime's sources (`RUNTIME`), as pairs of relative path
/// and text, sorted by path.
fn embed() {
    let mut text = String::new();
    for (name, doc, root, wanted) in [
        (
            "STD",
            "The modules of the standard library.",
            "src/std",
            &["mpl"][..],
        ),
        (
            "RUNTIME",
            "The runtime's headers and sources.",
            "runtime-c",
            &["h", "c", "S"][..],
        ),
    ] {
        println!("cargo:rerun-if-changed={root}");
        let mut files = Vec::new();
        collect(Path::new(root), wanted, &mut files);
        files.sort();
        let _ = writeln!(text, "/// {doc}\npub static {name}: &[(&str, &str)] = &[");
        for file in files {
            let Some(path) = file.to_str() else {
                fail(format!("{} is not UTF-8", file.display()))
            };
            let relative = &path[root.len() + 1..];
            let _ = writeln!(
                text,
                "    ({relative:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/\", {path:?}))),"
            );
        }
        text.push_str("];\n");
    }
    let out = std::env::var_os("OUT_DIR")
        .map(PathBuf::from)
        .unwrap_or_default()
        .join("embedded.rs");
    if std::fs::read_to_string(&out).is_ok_and(|old| old == text) {
        return;
    }
    if let Err(error) = std::fs::write(&out, text) {
        fail(format!("{}: {error}", out.display()));
    }
}

fn collect(dir: &Path, wanted: &[&str], files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(dir) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, wanted, files);
        } else if path
            .extension()
            .is_some_and(|e| wanted.iter().any(|w| e == *w))
        {
            files.push(path);
        }
    }
}

fn fail(message: String) -> ! {
    eprintln!("{message}");
    std::process::exit(1);
}
