//! The programs in the guide: each `mesh` block with a `main` is built and run; an `output` block after it is what it writes.
//! Blocks that begin with a comment that is only a path (`# main.mpl`, `/* native/text.c */`) are the files of one program, up to
//! the `output` block that follows.

use std::path::Path;
use std::time::Duration;

use libtest_mimic::Failed;

use crate::case::difference;
use crate::process;

#[derive(Clone)]
pub struct Example {
    /// `docs/guide/tour.md:12`
    pub name: String,
    /// Paths and texts; `main.mpl` is among them.
    files: Vec<(String, String)>,
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
        let mut open: Option<Example> = None;
        for (line, language, body) in blocks(&text) {
            let begin = |file: &str, body: String| Example {
                name: format!("{path}:{line}"),
                files: vec![(file.to_owned(), body)],
                output: None,
            };
            let name = path_comment(&body).map(str::to_owned);
            if language == "output" {
                if let Some(mut example) = open.take() {
                    example.output = Some(body);
                    found.push(example);
                }
            } else if let Some(name) = name {
                match &mut open {
                    Some(example) if example.files.iter().all(|(other, _)| *other != name) => {
                        example.files.push((name, body));
                    }
                    _ => found.extend(open.replace(begin(&name, body))),
                }
            } else if language == "mesh" && body.contains("fn main()") {
                found.extend(open.replace(begin("main.mpl", body)));
            } else {
                found.extend(open.take());
            }
        }
        found.extend(open);
    }
    found.retain(|example| example.files.iter().any(|(name, _)| name == "main.mpl"));
    found
}

/// The path that the first line of a block names in a comment of its own.
fn path_comment(body: &str) -> Option<&str> {
    let first = body.lines().next()?;
    let path = first
        .strip_prefix("# ")
        .or_else(|| first.strip_prefix("/* ")?.strip_suffix(" */"))?;
    let file = [".mpl", ".c", ".h", ".toml"]
        .iter()
        .any(|end| path.ends_with(end));
    (file && !path.contains(' ')).then_some(path)
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
    for (name, text) in &example.files {
        let place = dir.path().join("app").join(name);
        std::fs::create_dir_all(place.parent().unwrap_or(dir.path()))?;
        std::fs::write(place, text)?;
    }
    let mut build = process::meshc();
    build
        .args(["build", "app", "-O0", "-o", "program", "--color=never"])
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
