//! Golden diagnostics and dumps, and the programs on the pages of `meshc explain`.

use std::time::Duration;

use libtest_mimic::Failed;
use meshc::diagnostics::Code;
use serde_json::Value;

use crate::case::Case;
use crate::process::{self, Output};

/// `.err`: all that `meshc check` shows; `.expect`: the only error.
pub fn errors(case: &Case, bless: bool) -> Result<(), Failed> {
    let dir = case.stage()?;
    let expect = case.read("expect");
    if case.read("err").is_some() || (bless && expect.is_none()) {
        let output = check(dir.path(), &["--color=never"])?;
        case.compare("err", &output.err, bless)?;
        if output.status != i32::from(output.err.contains("error")) {
            return Err(format!("exit status {} with\n{}", output.status, output.err).into());
        }
    } else if expect.is_none() {
        return Err("neither .err nor .expect stands beside the program".into());
    }
    match expect {
        Some(line) => only_error(case, line.trim_end(), &check(dir.path(), &["--json"])?),
        None => Ok(()),
    }
}

fn check(dir: &std::path::Path, options: &[&str]) -> Result<Output, Failed> {
    let mut command = process::meshc();
    command
        .arg("check")
        .arg("app")
        .args(options)
        .current_dir(dir);
    let output = process::run(&mut command, "", Duration::from_secs(60))?;
    match output.status {
        0 | 1 => Ok(output),
        status => Err(format!(
            "meshc check exits with {status}:\n{}{}",
            output.out, output.err
        )
        .into()),
    }
}

/// `CODE FILE:LINE[:COLUMN] TEXT`. With a column TEXT is part of the message, without one it is the source text that the
/// primary span starts at, where it stands once on its line.
fn only_error(case: &Case, line: &str, output: &Output) -> Result<(), Failed> {
    let (code, rest) = line
        .split_once(' ')
        .ok_or("the .expect file holds no code and place")?;
    let (place, text) = rest.split_once(' ').unwrap_or((rest, ""));
    let mut parts = place.split(':');
    let file = parts.next().unwrap_or_default();
    let number = |part: Option<&str>| part.and_then(|p| p.parse::<u64>().ok());
    let (want_line, want_column) = (number(parts.next()), number(parts.next()));
    let severity = if code.starts_with('W') {
        "warning"
    } else {
        "error"
    };
    let found: Vec<Value> = output
        .out
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|value| value["severity"] == severity)
        .collect();
    let shown: Vec<String> = found.iter().map(show).collect();
    let failed = |why: &str| {
        Err(Failed::from(format!(
            "want only {line}: {why}; got {}",
            shown.join(", ")
        )))
    };
    let [only] = found.as_slice() else {
        return failed("not exactly one");
    };
    let span = &only["spans"][0];
    if only["code"] != code {
        return failed("another code");
    }
    if only["file"] != file || span["line"].as_u64() != want_line {
        return failed("another place");
    }
    if want_column.is_some() {
        let plain = |text: &str| text.replace('`', "");
        if span["column"].as_u64() != want_column {
            return failed("another column");
        }
        if !plain(only["message"].as_str().unwrap_or_default()).contains(&plain(text)) {
            return failed("another message");
        }
    } else if !text.is_empty() && !text.contains(['…', '\\']) {
        let source = match case.source.is_dir() {
            true => std::fs::read_to_string(case.source.join(file))?,
            false => std::fs::read_to_string(&case.source)?,
        };
        let at_line = source
            .lines()
            .nth(want_line.unwrap_or(1) as usize - 1)
            .unwrap_or_default();
        let mut places = at_line.match_indices(text);
        if let (Some((at, _)), None) = (places.next(), places.next()) {
            if span["column"].as_u64() != Some(at_line[..at].chars().count() as u64 + 1) {
                return failed("the span starts elsewhere");
            }
        }
    }
    Ok(())
}

fn show(value: &Value) -> String {
    let span = &value["spans"][0];
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    format!(
        "{} {}:{}:{} {}",
        text(&value["code"]),
        text(&value["file"]),
        span["line"],
        span["column"],
        text(&value["message"])
    )
}

/// `tests/dumps/PASS/…`
pub fn dump(case: &Case, bless: bool) -> Result<(), Failed> {
    let pass = case.name.split('/').nth(2).unwrap_or_default().to_owned();
    let dir = case.stage()?;
    let mut command = process::meshc();
    command
        .arg("check")
        .arg("app")
        .arg(format!("--dump={pass}"))
        .arg("--color=never")
        .current_dir(dir.path());
    command.args(case.lines("args"));
    let output = process::run(&mut command, "", Duration::from_secs(60))?;
    if output.status > 1 || (output.out.is_empty() && output.status != 0) {
        return Err(format!("meshc exits with {}:\n{}", output.status, output.err).into());
    }
    case.compare(&pass, &output.out, bless)
}

/// The programs on a page of `meshc explain`: the wrong one gives its code, the right one gives neither the code nor an error.
pub fn explained(code: Code) -> Result<(), Failed> {
    let page = code.explanation();
    let (Some(wrong), Some(right)) = (program(page, "Wrong:"), program(page, "Right:")) else {
        return Err("the page has no wrong and right program".into());
    };
    let reported = |source: &str| -> Result<Vec<Value>, Failed> {
        let dir = tempfile::Builder::new().prefix("mesh-explain-").tempdir()?;
        let app = dir.path().join("app");
        std::fs::create_dir(&app)?;
        for (name, text) in files(source) {
            std::fs::write(app.join(name), text)?;
        }
        let output = check(dir.path(), &["--json"])?;
        Ok(output
            .out
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok())
            .collect())
    };
    let found = reported(wrong)?;
    if !found.iter().any(|value| value["code"] == code.as_str()) {
        let shown: Vec<String> = found.iter().map(show).collect();
        return Err(format!("the wrong program gives {}", shown.join(", ")).into());
    }
    let found = reported(right)?;
    let bad = |value: &&Value| value["code"] == code.as_str() || value["severity"] == "error";
    match found.iter().find(bad) {
        Some(value) => Err(format!("the right program gives {}", show(value)).into()),
        None => Ok(()),
    }
}

/// Whether the programs of a page are for this compiler to judge: pages of parts of the language to come are marked.
pub fn is_checked(code: Code) -> bool {
    code.explanation().contains("```mesh\n")
}

/// The program that follows a heading.
fn program<'a>(page: &'a str, heading: &str) -> Option<&'a str> {
    let (_, rest) = page.split_once(heading)?;
    let (_, rest) = rest.split_once("```mesh\n")?;
    rest.split_once("```").map(|(program, _)| program)
}

/// A program of several files is written one after the other, each under a line `# ---- NAME ----`.
fn files(source: &str) -> Vec<(&str, String)> {
    let mut files: Vec<(&str, String)> = Vec::new();
    for line in source.lines() {
        if let Some(name) = line
            .strip_prefix("# ---- ")
            .and_then(|rest| rest.strip_suffix(" ----"))
        {
            files.push((name, String::new()));
            continue;
        }
        if files.is_empty() {
            files.push(("main.mpl", String::new()));
        }
        if let Some((_, text)) = files.last_mut() {
            text.push_str(line);
            text.push('\n');
        }
    }
    files
}
