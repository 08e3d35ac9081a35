//! The programs in the guide: each `mesh` block with a `main` is built and run; an `output` block after it is what it writes.

use std::path::Path;
use std::time::Duration;

use libtest_mimic::Failed;

use crate::case::difference;
use crate::process;

#[derive(Clone)]
pub struct Example {
    /// `docs/guide/tour.md:12`
    pub name: String,
    program: String,
    output: Option<String>,
}

/// The programs of all pages in a directory, in order.
pub fn find(root: &Path, below: &str) -> Vec<Example> {
    let mut pages: Vec<_> = std::fs::read_dir(root.join(below))
        .into_iter()
        .flatten()
        .flatten()
        .map(|e| e.path())
        .collect();
    pages.sort();
    let mut found: Vec<Example> = Vec::new();
    for page in pages
        .iter()
        .filter(|page| page.extension().is_some_and(|e| e == "md"))
    {
        let text = std::fs::read_to_string(page).unwrap_or_default();
        let path = page
            .strip_prefix(root)
            .unwrap_or(page)
            .display()
            .to_string();
        let mut after_program = false;
        for (line, language, body) in blocks(&text) {
            match language {
                "mesh" if body.contains("fn main()") => {
                    found.push(Example {
                        name: format!("{path}:{line}"),
                        program: body,
                        output: None,
                    });
                    after_program = true;
                    continue;
                }
                "output" if after_program => {
                    if let Some(example) = found.last_mut() {
                        example.output = Some(body);
                    }
                }
                _ => {}
            }
            after_program = false;
        }
    }
    found
}

/// The fenced blocks: number of the first line, language, text.
fn blocks(text: &str) -> Vec<(usize, &str, String)> {
    let mut found = Vec::new();
    let mut open: Option<(usize, &str, String)> = None;
    for (number, line) in text.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(language)) => open = Some((number + 2, language, String::new())),
            (None, None) => {}
            (Some(_), Some(_)) => found.extend(open.take()),
            (Some((_, _, body)), None) => {
                body.push_str(line);
                body.push('\n');
            }
        }
    }
    found
}

pub fn run(example: &Example) -> Result<(), Failed> {
    let dir = tempfile::Builder::new().prefix("mesh-guide-").tempdir()?;
    std::fs::write(dir.path().join("main.mpl"), &example.program)?;
    let mut build = process::meshc();
    build
        .args(["build", "main.mpl", "-O0", "-o", "program", "--color=never"])
        .current_dir(dir.path());
    let built = process::run(&mut build, "", Duration::from_secs(120))?;
    if built.status != 0 || !built.err.is_empty() {
        return Err(format!("meshc build exits with {}:\n{}", built.status, built.err).into());
    }
    let mut program = std::process::Command::new(dir.path().join("program"));
    let ran = process::run(
        program.env("MESH_CHECK_LEAKS", "1"),
        "",
        Duration::from_secs(30),
    )?;
    if ran.status != 0 {
        return Err(format!("exit status {}:\n{}", ran.status, ran.err).into());
    }
    match &example.output {
        Some(expected) if *expected != ran.out => Err(difference(expected, &ran.out).into()),
        _ => Ok(()),
    }
}
