//! Shell sessions: `$ COMMAND` lines, each followed by what the command writes and, if it is not 0, `[STATUS]`.
//!
//! A session starts in an empty directory, or in a copy of the directory beside it that bears its name. `meshc` is on the
//! PATH. Output and errors are shown together. `#` lines are comments, further lines of a command start with `> `.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use libtest_mimic::Failed;

use crate::case::{copy_tree, Case};
use crate::process;

pub fn run(case: &Case, bless: bool) -> Result<(), Failed> {
    let dir = tempfile::Builder::new().prefix("mesh-cli-").tempdir()?;
    let files = case.source.with_extension("");
    let work = dir.path().join("work");
    match files.is_dir() {
        true => copy_tree(&files, &work)?,
        false => std::fs::create_dir(&work)?,
    }
    let script = std::fs::read_to_string(&case.source)?;
    let mut actual = String::new();
    let mut lines = script.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(first) = line.strip_prefix("$ ") else {
            // The output of the command before was replaced by what it writes now.
            if line.starts_with('#') || line.is_empty() {
                actual.push_str(line);
                actual.push('\n');
            }
            continue;
        };
        let mut command = first.to_owned();
        actual.push_str(line);
        actual.push('\n');
        while let Some(more) = lines.peek().and_then(|next| next.strip_prefix("> ")) {
            command.push('\n');
            command.push_str(more);
            actual.push_str(&format!("> {more}\n"));
            lines.next();
        }
        while lines
            .peek()
            .is_some_and(|next| !next.starts_with("$ ") && !next.starts_with('#'))
        {
            lines.next();
        }
        let output = process::run(
            &mut shell(&command, &work, dir.path()),
            "",
            Duration::from_secs(300),
        )?;
        actual.push_str(&output.out.replace(&*dir.path().to_string_lossy(), "TMP"));
        if !output.out.is_empty() && !output.out.ends_with('\n') {
            actual.push_str("%\n");
        }
        if output.status != 0 {
            actual.push_str(&format!("[{}]\n", output.status));
        }
        if lines.peek().is_some() {
            actual.push('\n');
        }
    }
    case.compare("cli", &actual, bless)
}

fn shell(command: &str, work: &Path, scratch: &Path) -> Command {
    let meshc = Path::new(env!("CARGO_BIN_EXE_meshc"));
    let bin = meshc
        .parent()
        .map_or_else(String::new, |dir| dir.display().to_string());
    let path = std::env::var("PATH").unwrap_or_default();
    let mut shell = Command::new("sh");
    shell
        .arg("-c")
        .arg(format!("exec 2>&1\n{command}"))
        .current_dir(work)
        .env("PATH", format!("{bin}:{path}"))
        .env("LC_ALL", "C.UTF-8")
        .env("SCRATCH", scratch)
        .env_remove("CC")
        .env_remove("RUST_BACKTRACE");
    shell
}
