//! Generates the parser from `src/syntax/grammar.lalrpop` when the grammar changed, and the lists of the files that are
//! embedded in the compiler.

use std::collections::BTreeSet;
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

/// Writes `embedded.rs`: the standard library (`STD`) and the runtime's sources (`RUNTIME`), sorted by path.
fn embed() {
    let mut text = String::new();
    let _ = writeln!(
        text,
        "/// The modules of the standard library.\npub static STD: &[Module] = &["
    );
    let std = files("src/std", &["mpl"]);
    let words: Vec<Words> = std.iter().map(|(path, _)| Words::of(path)).collect();
    for ((_, path), own) in std.iter().zip(&words) {
        let needs: Vec<usize> = (0..std.len())
            .filter(|&other| {
                words[other]
                    .declared
                    .iter()
                    .any(|w| own.mentioned.contains(w))
            })
            .collect();
        let _ = writeln!(
            text,
            "    Module {{ path: {:?}, text: {}, names: &{:?}, needs: &{needs:?} }},",
            path.strip_prefix("src/std/").unwrap_or(path),
            include(path),
            own.declared.iter().collect::<Vec<_>>(),
        );
    }
    let _ = writeln!(
        text,
        "];\n/// The runtime's headers and sources: path and text.\npub static RUNTIME: &[(&str, &str)] = &["
    );
    for (_, path) in files("runtime-c", &["h", "c", "S"]) {
        let short = path.strip_prefix("runtime-c/").unwrap_or(&path);
        let _ = writeln!(text, "    ({short:?}, {}),", include(&path));
    }
    text.push_str("];\n");
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

fn include(path: &str) -> String {
    format!("include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/\", {path:?}))")
}

/// The files below a directory, sorted, also as texts.
fn files(root: &str, wanted: &[&str]) -> Vec<(PathBuf, String)> {
    println!("cargo:rerun-if-changed={root}");
    let mut found = Vec::new();
    collect(Path::new(root), wanted, &mut found);
    found.sort();
    found
        .into_iter()
        .map(|file| match file.to_str() {
            Some(path) => (file.clone(), path.to_owned()),
            None => fail(format!("{} is not UTF-8", file.display())),
        })
        .collect()
}

/// The words of a library module, from which follows what a program needs of the library.
struct Words {
    /// Names by which others refer to it: its own name, its types, their variants, interfaces and their methods.
    declared: BTreeSet<String>,
    mentioned: BTreeSet<String>,
}

impl Words {
    fn of(path: &Path) -> Words {
        let text = std::fs::read_to_string(path)
            .unwrap_or_else(|error| fail(format!("{}: {error}", path.display())));
        let stem = path.file_stem().and_then(|s| s.to_str()).unwrap_or("");
        let name: String = stem
            .split('_')
            .map(|part| part[..1].to_uppercase() + &part[1..])
            .collect();
        let mut words = Words {
            declared: BTreeSet::from([name]),
            mentioned: BTreeSet::new(),
        };
        // of an interface or a sum type, whose methods or variants follow
        let mut inside = None;
        for line in text.lines() {
            if line.trim_start().starts_with('#') {
                continue;
            }
            let list: Vec<&str> = line
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .filter(|word| !word.is_empty())
                .collect();
            words.mentioned.extend(list.iter().map(|w| w.to_string()));
            if let Some(at) = list
                .iter()
                .position(|w| ["struct", "type", "interface"].contains(w))
                .filter(|_| !line.starts_with(' '))
            {
                words
                    .declared
                    .extend(list.get(at + 1).map(|w| w.to_string()));
                inside = Some(list[at]).filter(|_| line.contains(" do"));
            } else if line.starts_with("end") {
                inside = None;
            } else {
                let member = match (inside, list.as_slice()) {
                    (Some("interface"), ["fn", method, ..]) => Some(method),
                    (Some("type"), [variant, ..]) => Some(variant),
                    _ => None,
                };
                words.declared.extend(member.map(|w| w.to_string()));
            }
        }
        words
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
