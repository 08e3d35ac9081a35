//! `meshc test`: one executable of all test files, a process a test, a report.
//!
//! The entry of the executable is made here: it runs the test that two environment variables name. What a test prints goes to one
//! file, how it ended to another (`mesh/test.h`).

use std::fmt::Write as _;
use std::io::{IsTerminal, Write as _};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use super::module_name::module_name;
use super::pipeline::Session;
use super::project::{self, Project, Source};
use super::report::{no_temporary, Failure};
use super::{compile, status, toolchain, Options};
use crate::diagnostics::render;
use crate::syntax::test_blocks::{runner, Test};

/// The options of `meshc test` alone.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub quiet: bool,
    pub filter: Vec<String>,
    pub list: bool,
    pub jobs: Option<usize>,
    pub fail_fast: bool,
    /// In milliseconds.
    pub timeout: u64,
    pub show_output: bool,
}

enum Outcome {
    Passed,
    Skipped(String),
    /// What is added to the heading, the message, what was printed.
    Failed(String, String, String),
}

pub fn run(options: &Options, wanted: &Wanted) -> Result<u8, Failure> {
    let started = Instant::now();
    let (root, paths) = find(&options.path)?;
    if paths.is_empty() {
        super::report::print("No *.test.mpl files found.\n")?;
        return Ok(status::OK);
    }
    let mut broken: Vec<Option<String>> = vec![None; paths.len()];
    let (program, session) = loop {
        let mut session = Session::new(load(&root, &paths, &broken)?);
        if let Some(program) = session.emitted(options) {
            break (program, session);
        }
        let mut found = false;
        for (path, broken) in paths.iter().zip(&mut broken) {
            let own: Vec<_> = session
                .diagnostics()
                .sorted()
                .into_iter()
                .filter(|d| !d.code.is_warning())
                .filter(|d| {
                    d.primary
                        .is_some_and(|s| session.files().path(s.file) == path)
                })
                .collect();
            if !own.is_empty() && broken.is_none() {
                *broken = Some(render::render(session.files(), own, false));
                found = true;
            }
        }
        if !found {
            super::report::Reporter::new(options)
                .diagnostics(session.files(), session.diagnostics())?;
            return Ok(status::ERRORS);
        }
    };
    let named = |test: &Test| {
        wanted.filter.is_empty() || wanted.filter.iter().any(|text| test.name.contains(text))
    };
    let mut work = Vec::new();
    for (file, tests) in session.tests.iter().enumerate() {
        for (number, test) in tests.iter().enumerate().filter(|(_, test)| named(test)) {
            work.push((file, number, test));
        }
    }
    if work.is_empty() && !wanted.filter.is_empty() {
        let texts: Vec<String> = wanted.filter.iter().map(|t| format!("\"{t}\"")).collect();
        return Err(Failure::new(format!(
            "no test matches {}",
            texts.join(" or ")
        )));
    }
    if wanted.list {
        let mut out = String::new();
        for (file, _, test) in &work {
            let _ = writeln!(out, "{}: {}", paths[*file], test.name);
        }
        super::report::print(&out)?;
        return Ok(status::OK);
    }
    let toolchain = toolchain::Toolchain::select(options)?;
    if options.target.is_some() {
        return Err(Failure::usage(
            "tests run on this machine: `--target` is not for `meshc test`",
        ));
    }
    let (executable, _cache) =
        compile::cached_executable(&program, &session.project, &toolchain, options)?;
    let executable =
        std::fs::canonicalize(&executable).map_err(|e| Failure::io("run", &executable, &e))?;
    let place = tempfile::tempdir().map_err(|error| no_temporary(&error))?;

    let next = AtomicUsize::new(0);
    let stop = AtomicBool::new(false);
    let jobs = wanted
        .jobs
        .unwrap_or_else(|| std::thread::available_parallelism().map_or(1, std::num::NonZero::get));
    let (send, receive) = mpsc::channel();
    let mut report = Report::new(options, wanted, &paths);
    std::thread::scope(|scope| -> Result<(), Failure> {
        for _ in 0..jobs.min(work.len()) {
            let (send, next, stop, work) = (send.clone(), &next, &stop, &work);
            let (root, executable, place) = (&root, &executable, place.path());
            scope.spawn(move || loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let Some(&(file, number, test)) = work.get(index) else {
                    return;
                };
                if stop.load(Ordering::Relaxed) {
                    return;
                }
                let begun = Instant::now();
                let outcome = match &test.skip {
                    Some(why) => Ok(Outcome::Skipped(why.clone())),
                    None => one(root, executable, place, (index, file, number), test, wanted),
                };
                if send.send((index, outcome, begun.elapsed())).is_err() {
                    return;
                }
            });
        }
        drop(send);
        let mut waiting = std::collections::BTreeMap::new();
        let mut results = receive.iter();
        let mut at = 0;
        for (file, broken) in broken.iter().enumerate() {
            if let Some(text) = broken {
                report.does_not_compile(file, text);
                if wanted.fail_fast {
                    stop.store(true, Ordering::Relaxed);
                    return report.flush();
                }
            }
            while work.get(at).is_some_and(|(of, _, _)| *of == file) {
                let (outcome, took) = loop {
                    if let Some(found) = waiting.remove(&at) {
                        break found;
                    }
                    match results.next() {
                        Some((index, outcome, took)) => {
                            drop(waiting.insert(index, (outcome, took)))
                        }
                        None => return report.flush(),
                    }
                };
                let failed = report.test(file, &work[at].2.name, outcome?, took);
                report.flush()?;
                at += 1;
                if failed && wanted.fail_fast {
                    stop.store(true, Ordering::Relaxed);
                    return Ok(());
                }
            }
        }
        report.flush()
    })?;
    report.end(started.elapsed())
}

/// The project's root and the test files, relative to it, sorted.
fn find(path: &Path) -> Result<(PathBuf, Vec<String>), Failure> {
    let shown = path.display();
    let Ok(real) = std::fs::canonicalize(path) else {
        return Err(Failure::new(format!("test target {shown} does not exist")));
    };
    let is_test = |p: &Path| p.to_string_lossy().ends_with(".test.mpl");
    if !real.is_dir() && !is_test(&real) {
        return Err(Failure::new(format!(
            "{shown} is not a directory or a *.test.mpl file"
        )));
    }
    let above: Vec<&Path> = real.ancestors().filter(|p| p.is_dir()).collect();
    let with = |name: &str| above.iter().find(|p| p.join(name).is_file());
    let root = match with("mesh.toml").or_else(|| with("main.mpl")) {
        Some(root) => root.to_path_buf(),
        None if path == Path::new(".") => real.clone(),
        None => {
            return Err(Failure::new(format!(
                "no project found for {shown}: no mesh.toml or main.mpl at or above it"
            )))
        }
    };
    let mut found = Vec::new();
    let mut open = vec![real];
    while let Some(next) = open.pop() {
        if next.is_dir() {
            let entries = std::fs::read_dir(&next)
                .map_err(|error| Failure::io("read the directory", &next, &error))?;
            for entry in entries.flatten() {
                let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
                // a link to a directory could lead back
                let link = entry.file_type().is_ok_and(|t| t.is_symlink()) && entry.path().is_dir();
                if !hidden && !link {
                    open.push(entry.path());
                }
            }
        } else if is_test(&next) {
            let relative = next.strip_prefix(&root).unwrap_or(&next);
            found.push(relative.to_string_lossy().into_owned());
        }
    }
    found.sort();
    Ok((root, found))
}

/// The project with the test files that are not broken and the entry that runs them.
fn load(root: &Path, paths: &[String], broken: &[Option<String>]) -> Result<Project, Failure> {
    const ENTRY: &str = "MeshTestEntry";
    let mut project = project::load_for_tests(root)?;
    let (mut imports, mut arms) = (String::new(), String::new());
    for (number, path) in paths
        .iter()
        .enumerate()
        .filter(|(n, _)| broken[*n].is_none())
    {
        let stem = path.strip_suffix(".test.mpl").unwrap_or(path);
        let Some(name) = module_name(&format!("{stem}.mpl")) else {
            return Err(Failure::new(format!("cannot derive a module name from `{path}`"))
                .help("file and directory names consist of letters, digits and `_` and start with a letter"));
        };
        let module = format!("{name}Test");
        let run = runner(number);
        let _ = writeln!(imports, "from {module} import {run}");
        let _ = writeln!(
            arms,
            "    {number} -> {run}(Env.get_int(\"MESH_TEST_CASE\", 0))"
        );
        let place = root.join(path);
        project.sources.push(Source {
            module,
            path: path.clone(),
            text: project::read_source(&place)?,
            test: Some(number),
        });
    }
    project.sources.push(Source {
        module: ENTRY.into(),
        path: "the entry of the tests".into(),
        text: format!(
            "{imports}\nfn main() do\n  case Env.get_int(\"MESH_TEST_FILE\", 0) do\n{arms}    _ -> nil\n  end\nend\n"
        ),
        test: None,
    });
    project.entry = ENTRY.into();
    project.sources.sort_by(|a, b| a.module.cmp(&b.module));
    Ok(project)
}

/// Runs one test in a process of its own.
fn one(
    root: &Path,
    executable: &Path,
    place: &Path,
    (index, file, number): (usize, usize, usize),
    test: &Test,
    wanted: &Wanted,
) -> Result<Outcome, Failure> {
    let failed = |error: std::io::Error| Failure::io("run", executable, &error);
    let report = place.join(format!("report-{index}"));
    let output = place.join(format!("output-{index}"));
    let mut command = Command::new(executable);
    command
        .current_dir(root)
        .env("MESH_TEST", "1")
        .env("MESH_TEST_FILE", file.to_string())
        .env("MESH_TEST_CASE", number.to_string())
        .env("MESH_TEST_NAME", &test.name)
        .env("MESH_TEST_REPORT", &report)
        .env_remove("MESH_CHECK_LEAKS")
        .stdin(Stdio::null());
    if !wanted.show_output {
        let written = std::fs::File::create(&output).map_err(failed)?;
        command
            .stderr(written.try_clone().map_err(failed)?)
            .stdout(written);
    }
    let mut child = command.spawn().map_err(failed)?;
    let limit = test.timeout.unwrap_or(wanted.timeout);
    let deadline = Instant::now().checked_add(Duration::from_millis(limit));
    let mut pause = Duration::from_micros(200);
    let ended = loop {
        if let Some(ended) = child.try_wait().map_err(failed)? {
            break Some(ended);
        }
        if deadline.is_some_and(|deadline| Instant::now() >= deadline) {
            // it may have ended just now: then there is nothing to kill
            let _ = child.kill();
            child.wait().map_err(failed)?;
            break None;
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(5));
    };
    let told = String::from_utf8_lossy(&std::fs::read(&report).unwrap_or_default()).into_owned();
    let printed = String::from_utf8_lossy(&std::fs::read(&output).unwrap_or_default()).into_owned();
    let (mut part, mut message, mut skipped, mut done) =
        (String::new(), String::new(), None, false);
    for line in told.lines() {
        match line.strip_prefix('@') {
            Some("done") => done = true,
            Some(note) if note.starts_with("skip ") => skipped = note.get(5..).map(str::to_owned),
            Some(note) if message.is_empty() => {
                part = match note {
                    "setup" | "teardown" => format!(" ({note})"),
                    _ => String::new(),
                }
            }
            Some(_) => {}
            None => {
                message += line;
                message.push('\n');
            }
        }
    }
    Ok(match ended {
        None => Outcome::Failed(part, format!("timed out after {limit} ms\n"), printed),
        Some(_) if !message.is_empty() => Outcome::Failed(part, message, printed),
        Some(ended) => match (ended.signal(), ended.code(), skipped) {
            (None, Some(0), Some(why)) => Outcome::Skipped(why),
            (None, Some(0), None) if done => Outcome::Passed,
            (signal, code, _) => {
                let how = match signal {
                    Some(signal) => format!("signal {signal}"),
                    None => format!("status {}", code.unwrap_or_default()),
                };
                Outcome::Failed(
                    part,
                    format!("the test process ended with {how}\n"),
                    printed,
                )
            }
        },
    })
}

/// What is printed, in the order of the files.
struct Report<'a> {
    wanted: &'a Wanted,
    paths: &'a [String],
    json: bool,
    color: bool,
    out: String,
    failures: Vec<String>,
    headed: Option<usize>,
    files: usize,
    passed: usize,
    skipped: usize,
}

impl<'a> Report<'a> {
    fn new(options: &Options, wanted: &'a Wanted, paths: &'a [String]) -> Report<'a> {
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
        Report {
            wanted,
            paths,
            json: options.json,
            color: std::io::stdout().is_terminal() && !no_color,
            out: String::new(),
            failures: Vec::new(),
            headed: None,
            files: 0,
            passed: 0,
            skipped: 0,
        }
    }

    fn painted(&self, code: &str, text: &str) -> String {
        match self.color {
            true => format!("\x1b[{code}m{text}\x1b[0m"),
            false => text.to_owned(),
        }
    }

    fn head(&mut self, file: usize) {
        if self.headed != Some(file) {
            self.headed = Some(file);
            self.files += 1;
            if !self.wanted.quiet && !self.json {
                let head = self.painted("1", &self.paths[file]);
                let _ = writeln!(self.out, "{head}");
            }
        }
    }

    fn object(&mut self, file: usize, name: &str, how: &str, ms: u128, message: Option<&str>) {
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        let _ = write!(
            self.out,
            "{{\"file\":{},\"name\":{},\"status\":\"{how}\",\"ms\":{ms}",
            quoted(&self.paths[file]),
            quoted(name)
        );
        if let Some(message) = message {
            let _ = write!(self.out, ",\"message\":{}", quoted(message.trim_end()));
        }
        self.out.push_str("}\n");
    }

    fn does_not_compile(&mut self, file: usize, text: &str) {
        self.head(file);
        if self.json {
            self.object(file, "", "failed", 0, Some(text));
        } else if self.wanted.quiet {
            self.out.push('F');
        } else {
            let mark = self.painted("31", "✗");
            let _ = writeln!(self.out, "  {mark} does not compile");
        }
        let block = format!(
            "{}: does not compile\n{}",
            self.paths[file],
            indented(text, "   ")
        );
        self.failures.push(block);
    }

    /// Whether the test failed.
    fn test(&mut self, file: usize, name: &str, outcome: Outcome, took: Duration) -> bool {
        self.head(file);
        let ms = took.as_millis();
        let (how, letter, mark, color, message) = match &outcome {
            Outcome::Passed => ("passed", '.', "✓", "32", None),
            Outcome::Skipped(why) => ("skipped", 's', "-", "33", Some(why.clone())),
            Outcome::Failed(_, message, _) => ("failed", 'F', "✗", "31", Some(message.clone())),
        };
        if self.json {
            self.object(file, name, how, ms, message.as_deref());
        } else if self.wanted.quiet {
            self.out.push(letter);
        } else {
            let why = match &outcome {
                Outcome::Skipped(why) => format!(" (skipped: {why})"),
                _ if ms >= 100 => format!(" ({ms} ms)"),
                _ => String::new(),
            };
            let mark = self.painted(color, mark);
            let _ = writeln!(self.out, "  {mark} {name}{why}");
        }
        match outcome {
            Outcome::Passed => self.passed += 1,
            Outcome::Skipped(_) => self.skipped += 1,
            Outcome::Failed(part, message, printed) => {
                let mut block = format!("{}: {name}{part}\n", self.paths[file]);
                // positions and traces stand further in, as the message's other lines do
                block += &indented(&message, "   ");
                if !printed.is_empty() {
                    block += "   output:\n";
                    block += &indented(&printed, "     | ");
                }
                self.failures.push(block);
                return true;
            }
        }
        false
    }

    fn flush(&mut self) -> Result<(), Failure> {
        super::report::print(&std::mem::take(&mut self.out))?;
        // nobody is left to tell if this fails
        let _ = std::io::stdout().flush();
        Ok(())
    }

    fn end(mut self, took: Duration) -> Result<u8, Failure> {
        let (passed, failed, skipped) = (self.passed, self.failures.len(), self.skipped);
        if self.json {
            let _ = writeln!(
                self.out,
                "{{\"passed\":{passed},\"failed\":{failed},\"skipped\":{skipped}}}"
            );
        } else {
            if self.wanted.quiet {
                self.out.push('\n');
            }
            if failed > 0 {
                let head = self.painted("1", "Failures:");
                let _ = write!(self.out, "\n{head}\n");
                for (number, block) in self.failures.iter().enumerate() {
                    let _ = write!(self.out, "\n{}) {block}", number + 1);
                }
            }
            let files = match self.files {
                1 => "1 file".to_owned(),
                n => format!("{n} files"),
            };
            let seconds = took.as_secs_f64();
            let _ = write!(
                self.out,
                "\nFinished in {seconds:.2} s, {files}\n{passed} passed, {failed} failed"
            );
            if skipped > 0 {
                let _ = write!(self.out, ", {skipped} skipped");
            }
            self.out.push('\n');
        }
        self.flush()?;
        Ok(if failed > 0 {
            status::ERRORS
        } else {
            status::OK
        })
    }
}

fn indented(text: &str, with: &str) -> String {
    text.lines().fold(String::new(), |out, line| {
        out + format!("{with}{line}").trim_end() + "\n"
    })
}
