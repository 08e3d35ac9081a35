//! Golden diagnostics and dumps.

use std::time::Duration;

use libtest_mimic::Failed;
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
