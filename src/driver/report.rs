//! What users see: diagnostics, errors that are not about the program, bugs of the compiler.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use super::{status, Options};
use crate::diagnostics::files::printable;
use crate::diagnostics::{json, render, Diagnostics, Files};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ColorChoice {
    Auto,
    Always,
    Never,
}

/// Something outside the program keeps `meshc` from its work: what, and what to do about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    pub message: String,
    pub help: Option<String>,
    pub status: u8,
}

impl Failure {
    pub fn new(message: impl Into<String>) -> Failure {
        Failure {
            message: message.into(),
            help: None,
            status: status::ERRORS,
        }
    }
    pub fn usage(message: impl Into<String>) -> Failure {
        Failure {
            status: status::USAGE,
            ..Failure::new(message)
        }
    }
    pub fn help(mut self, text: impl Into<String>) -> Failure {
        self.help = Some(text.into());
        self
    }
    /// `cannot WHAT PATH: REASON` with the usual remedy for the reason.
    pub fn io(what: &str, path: &Path, error: &io::Error) -> Failure {
        let failure = Failure::new(format!(
            "cannot {what} `{}`: {}",
            path.display(),
            reason(error)
        ));
        match error.kind() {
            io::ErrorKind::PermissionDenied => {
                failure.help("check the permissions of the file and its directories")
            }
            io::ErrorKind::NotFound => failure.help("check the path: a part of it does not exist"),
            io::ErrorKind::ReadOnlyFilesystem => {
                failure.help("choose another place, for example with -o or --emit-c")
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => failure.help(ELSEWHERE),
            io::ErrorKind::IsADirectory => failure.help("a file is needed, this is a directory"),
            io::ErrorKind::NotADirectory => {
                failure.help("check the path: what stands before a `/` must be a directory")
            }
            _ if error.raw_os_error() == Some(libc::ELOOP) => {
                failure.help("the link leads back to itself: remove it or let it lead to a file")
            }
            _ => failure,
        }
    }
}

/// What to do about a full disk.
pub const ELSEWHERE: &str =
    "free some space, or choose another disk with -o, --emit-c, TMPDIR or MESH_CACHE";

/// Whether a program that was run complains of a full disk.
pub fn says_disk_full(text: &str) -> bool {
    text.contains("No space left on device") || text.contains("Disk quota exceeded")
}

/// There is no room for what `meshc` writes between its passes.
pub fn no_temporary(error: &io::Error) -> Failure {
    Failure::io("create a directory in", &std::env::temp_dir(), error)
        .help("set TMPDIR to a directory that can be written")
}

/// The text of an error of the system without Rust's `(os error N)`.
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(at) => text[..at].to_owned(),
        None => text,
    }
}

/// Diagnostics shown as text: nobody reads more.
const MOST_SHOWN: usize = 100;

/// Shows diagnostics and failures in the form that the options ask for.
pub struct Reporter {
    color: bool,
    json: bool,
}

impl Reporter {
    pub fn new(options: &Options) -> Reporter {
        let color = match options.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => {
                io::stderr().is_terminal()
                    && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
            }
        };
        Reporter {
            color,
            json: options.json,
        }
    }

    /// Diagnostics as text go to standard error, as JSON to standard output, and nothing else goes there.
    pub fn diagnostics(&self, files: &Files, diagnostics: &Diagnostics) -> Result<(), Failure> {
        let sorted = diagnostics.sorted();
        if self.json {
            let lines: String = sorted.iter().map(|d| json::line(files, d) + "\n").collect();
            return print(&lines);
        }
        let shown = sorted.len().min(MOST_SHOWN);
        let mut text = render::render(files, sorted[..shown].iter().copied(), self.color);
        if shown < sorted.len() {
            text += &format!(
                "note: {} more are not shown; `--json` gives all of them\n\n",
                sorted.len() - shown
            );
        }
        // Where standard error cannot be written nobody can be told.
        let _ = write_all(io::stderr(), &text);
        Ok(())
    }

    pub fn failure(&self, failure: &Failure) {
        if self.json {
            let line = json::plain_line(&failure.message, failure.help.as_deref()) + "\n";
            if write_all(io::stdout(), &line).is_err() {
                let _ = write_all(io::stderr(), &line);
            }
            return;
        }
        let (red, bold, off) = if self.color {
            ("\x1b[1;91m", "\x1b[1m", "\x1b[0m")
        } else {
            ("", "", "")
        };
        let lines: Vec<_> = failure.message.split('\n').map(printable).collect();
        let mut text = format!("{red}error{off}{bold}: {}{off}\n", lines.join("\n"));
        if let Some(help) = &failure.help {
            text += &format!(
                "  = help: {}\n",
                help.split('\n')
                    .map(printable)
                    .collect::<Vec<_>>()
                    .join("\n          ")
            );
        }
        let _ = write_all(io::stderr(), &text);
    }

    /// A line for people about what was done; not with `--json`.
    pub fn done(&self, text: &str) -> Result<(), Failure> {
        if self.json {
            return Ok(());
        }
        print(&format!("{text}\n"))
    }
}

/// Writes to standard output. A reader that went away ends the work quietly.
pub fn print(text: &str) -> Result<(), Failure> {
    match write_all(io::stdout(), text) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::new(format!(
            "cannot write to standard output: {}",
            reason(&error)
        ))),
        _ => Ok(()),
    }
}

fn write_all(mut to: impl Write, text: &str) -> io::Result<()> {
    to.write_all(text.as_bytes())?;
    to.flush()
}

/// A panic of the compiler is shown as what it is, with the place in the compiler.
pub fn install_bug_hook() {
    std::panic::set_hook(Box::new(|info| {
        let payload = info.payload();
        let text = payload
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| payload.downcast_ref::<&str>().copied())
            .unwrap_or("unknown cause");
        let text = match text.starts_with("bug in meshc") {
            true => text.to_owned(),
            false => format!("bug in meshc: {text}; please report it with the program"),
        };
        let place = info.location().map_or(String::new(), |at| {
            format!(" ({}:{})", at.file(), at.line())
        });
        eprintln!("error: {text}{place}");
        if std::env::var_os("RUST_BACKTRACE").is_some_and(|v| v != "0") {
            eprintln!("{}", std::backtrace::Backtrace::force_capture());
        }
    }));
}
