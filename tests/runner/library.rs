//! The examples in the library's documentation: each `##     EXPRESSION  # => TEXT` is what a program prints.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use libtest_mimic::Failed;

use crate::case::Case;
use crate::modes::Mode;
use crate::programs;

/// The examples of one module.
#[derive(Clone, Debug)]
pub struct Module {
    /// `library/list`
    pub name: String,
    examples: Vec<(String, String)>,
}

/// The modules below `dir` that have examples, sorted by name.
pub fn find(root: &Path, dir: &str) -> Vec<Module> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root.join(dir)).into_iter().flatten().flatten() {
        let path = entry.path();
        let (Some(stem), Ok(text)) = (path.file_stem(), fs::read_to_string(&path)) else {
            continue;
        };
        let stem = stem.to_string_lossy();
        // what these print depends on the input and the machine
        if stem == "i_o" {
            continue;
        }
        let examples: Vec<(String, String)> = text.lines().filter_map(example).collect();
        if !examples.is_empty() {
            found.push(Module {
                name: format!("library/{stem}"),
                examples,
            });
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

fn example(line: &str) -> Option<(String, String)> {
    let code = line.strip_prefix("##     ")?;
    let (expression, text) = code.split_once("  # =>")?;
    Some((
        expression.trim().to_owned(),
        text.strip_prefix(' ').unwrap_or(text).to_owned(),
    ))
}

/// Runs the examples of a module as one program.
pub fn run(module: &Module, mode: &Mode) -> Result<(), Failed> {
    let dir = tempfile::Builder::new()
        .prefix("mesh-examples-")
        .tempdir()?;
    let mut source = String::from("fn main() do\n");
    let mut expected = String::new();
    for (expression, text) in &module.examples {
        let _ = writeln!(source, "  println(\"${{{expression}}}\")");
        let _ = writeln!(expected, "{text}");
    }
    source.push_str("end\n");
    let path = dir.path().join("examples.mpl");
    fs::write(&path, source)?;
    fs::write(dir.path().join("examples.out"), expected)?;
    programs::run(&Case::at(&module.name, path), mode, false)
}
