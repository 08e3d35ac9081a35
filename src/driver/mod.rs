//! The session around the passes: the only part of the compiler that reads files, runs programs and prints.
//!
//! `project` finds the sources, `pipeline` runs the passes over them, `report` shows what they found.

mod cache;
mod compile;
mod embed;
mod emit_tree;
mod execute;
mod explain;
mod interrupt;
mod library;
mod makefile;
mod module_name;
mod pipeline;
mod progress;
mod project;
mod report;
mod runtime_library;
pub mod targets;
pub mod test;
mod toolchain;

use std::ffi::OsString;
use std::path::PathBuf;

pub use explain::{explain, list_codes};
pub use report::ColorChoice;
use report::{Failure, Reporter};

/// What `meshc` is asked to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Action {
    Build,
    Run,
    Check,
    Header,
}

/// A pass whose result can be printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dump {
    Tokens,
    Ast,
    Types,
    Core,
    Rc,
    C,
}

impl Dump {
    pub const ALL: [Dump; 6] = [
        Dump::Tokens,
        Dump::Ast,
        Dump::Types,
        Dump::Core,
        Dump::Rc,
        Dump::C,
    ];
    pub fn name(self) -> &'static str {
        match self {
            Dump::Tokens => "tokens",
            Dump::Ast => "ast",
            Dump::Types => "types",
            Dump::Core => "core",
            Dump::Rc => "rc",
            Dump::C => "c",
        }
    }
}

/// The options of all commands; each uses those that concern it.
#[derive(Clone, Debug)]
pub struct Options {
    /// A directory with `main.mpl`, or one file.
    pub path: PathBuf,
    pub output: Option<PathBuf>,
    pub opt_level: Option<u8>,
    pub debug: bool,
    pub target: Option<String>,
    pub cc: Option<String>,
    pub emit_c: Option<PathBuf>,
    pub dump: Option<Dump>,
    pub color: ColorChoice,
    pub json: bool,
    /// The arguments of the program (`run`).
    pub args: Vec<OsString>,
}

impl Options {
    /// The level for the passes and for the C compiler.
    pub fn level(&self) -> u8 {
        self.opt_level.unwrap_or(if self.debug { 0 } else { 2 })
    }
}

/// All that `meshc check` reports about a program of one module, as text, without a file or a process: for tests and fuzzing.
pub fn check_text(text: &str) -> String {
    let mut session = pipeline::Session::new(project::Project::of_text(text));
    session.check();
    crate::diagnostics::render::render(session.files(), session.diagnostics().sorted(), false)
}

/// The exit statuses of `meshc` itself. `run` gives the program's.
pub mod status {
    pub const OK: u8 = 0;
    /// Errors in the program, or something in its surroundings that keeps it from being built.
    pub const ERRORS: u8 = 1;
    /// The command line asks for something that does not exist.
    pub const USAGE: u8 = 2;
    /// A bug of `meshc`.
    pub const BUG: u8 = 70;
}

/// `meshc test`: the exit status.
pub fn test(options: Options, wanted: test::Wanted) -> u8 {
    report::install_bug_hook();
    let reporter = Reporter::new(&options);
    match std::panic::catch_unwind(|| test::run(&options, &wanted)) {
        Ok(Ok(status)) => status,
        Ok(Err(failure)) => {
            reporter.failure(&failure);
            failure.status
        }
        Err(_) => status::BUG,
    }
}

/// Does what the command line asks for and returns the exit status.
pub fn main(action: Action, options: Options) -> u8 {
    report::install_bug_hook();
    let reporter = Reporter::new(&options);
    match std::panic::catch_unwind(|| run(action, &options, &reporter)) {
        Ok(Ok(status)) => status,
        Ok(Err(failure)) => {
            reporter.failure(&failure);
            failure.status
        }
        Err(_) => status::BUG,
    }
}

fn run(action: Action, options: &Options, reporter: &Reporter) -> Result<u8, Failure> {
    let project = project::load(&options.path)?;
    let mut session = pipeline::Session::new(project);
    if let Some(dump) = options.dump {
        let text = session.dump(dump, options);
        reporter.diagnostics(session.files(), session.diagnostics())?;
        if let Some(text) = text {
            report::print(&text)?;
        }
        return Ok(session.status());
    }
    if action == Action::Check {
        session.check();
        reporter.diagnostics(session.files(), session.diagnostics())?;
        let status = session.status();
        session.forget();
        return Ok(status);
    }
    let program = session.emitted(options);
    reporter.diagnostics(session.files(), session.diagnostics())?;
    let Some(program) = program else {
        return Ok(session.status().max(status::ERRORS));
    };
    match action {
        Action::Check => Ok(session.status()),
        Action::Header => {
            let header = program
                .output
                .files
                .first()
                .map_or("", |(_, text)| text.as_str());
            report::print(header)?;
            Ok(status::OK)
        }
        Action::Build => {
            if let Some(dir) = &options.emit_c {
                emit_tree::write(&program, &session.project, dir)?;
                return Ok(status::OK);
            }
            let toolchain = toolchain::Toolchain::select(options)?;
            let output = match &options.output {
                Some(path) => path.clone(),
                None => session.project.default_output(),
            };
            compile::executable(&program, &session.project, &toolchain, options, &output)?;
            reporter.done(&format!("Compiled: {}", output.display()))?;
            Ok(status::OK)
        }
        Action::Run => {
            let toolchain = toolchain::Toolchain::select(options)?;
            let (path, cache) =
                compile::cached_executable(&program, &session.project, &toolchain, options)?;
            execute::run(&path, cache, &toolchain, options)
        }
    }
}
