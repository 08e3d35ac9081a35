//! Golden programs: build, run, compare what they write and how they end.

use std::time::Duration;

use libtest_mimic::Failed;

use crate::case::Case;
use crate::modes::Mode;
use crate::process;

pub fn run(case: &Case, mode: &Mode, bless: bool) -> Result<(), Failed> {
    let dir = case.stage()?;
    let app = dir.path().join("app");
    let executable = dir.path().join("program");
    let built = process::run(
        process::meshc()
            .arg("build")
            .arg(&app)
            .arg("-o")
            .arg(&executable)
            .arg("--color=never")
            .args(mode.build_options(case))
            .current_dir(dir.path()),
        "",
        Duration::from_secs(300),
    )?;
    if built.status != 0 {
        return Err(format!(
            "meshc build exits with {}:\n{}{}",
            built.status, built.out, built.err
        )
        .into());
    }

    let mut command = mode.command(&executable);
    command.args(case.lines("args")).current_dir(&app);
    command
        .env("LC_ALL", "C.UTF-8")
        .env("MESH_CHECK_LEAKS", "1");
    command.env(
        "ASAN_OPTIONS",
        "detect_stack_use_after_return=0:abort_on_error=0:exitcode=99",
    );
    command.env("UBSAN_OPTIONS", "print_stacktrace=1");
    for line in case.lines("env") {
        match line.split_once('=') {
            Some((name, value)) => command.env(name, value),
            None => command.env_remove(line),
        };
    }
    let input = case.read("in").unwrap_or_default();
    let output = process::run(
        &mut command,
        &input,
        Duration::from_secs(30) * mode.patience(),
    )?;

    case.compare("out", &pids(&output.out), bless)
        .map_err(|failed| with_context(failed, "standard error", &output.err))?;
    case.compare("err", &pids(&output.err), bless)?;
    let status = if output.status == 0 {
        String::new()
    } else {
        format!("{}\n", output.status)
    };
    case.compare("exit", &status, bless)
}

fn with_context(failed: Failed, what: &str, text: &str) -> Failed {
    match (failed.message(), text) {
        (Some(message), text) if !text.is_empty() => format!("{message}\n{what}:\n{text}").into(),
        _ => failed,
    }
}

/// Process ids are not part of what a program promises: `<0.17>` becomes `<0.N>`.
fn pids(text: &str) -> String {
    let mut rest = text;
    let mut shown = String::new();
    while let Some(at) = rest.find("<0.") {
        let digits = rest[at + 3..]
            .bytes()
            .take_while(u8::is_ascii_digit)
            .count();
        shown.push_str(&rest[..at + 3]);
        rest = &rest[at + 3..];
        if digits > 0 && rest[digits..].starts_with('>') {
            shown.push('N');
            rest = &rest[digits..];
        }
    }
    shown + rest
}
