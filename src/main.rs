//! Argument parsing and nothing else.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory, Parser, Subcommand};
use meshc::driver::{self, Action, ColorChoice, Dump, Options};

/// Compiles Mesh ahead of time to portable C11.
#[derive(Parser)]
#[command(
    name = "meshc",
    version,
    args_conflicts_with_subcommands = true,
    arg_required_else_help = true
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    /// `meshc --emit-c=DIR PATH` and `meshc --dump=PASS PATH`, without a command
    #[command(flatten)]
    bare: Common,
}

#[derive(Subcommand)]
enum Command {
    /// Compile a program to an executable
    Build(BuildArgs),
    /// Compile a program and run it; what follows `--` are its arguments
    Run(RunArgs),
    /// Report the errors and warnings of a program
    Check(Common),
    /// Print the C header that the program's own C sources include
    Header(Common),
    /// Explain a code of a diagnostic, such as E0101
    Explain {
        /// The code
        code: String,
    },
}

#[derive(Args)]
struct Common {
    /// A directory with main.mpl, or one file
    #[arg(default_value = ".", hide_default_value = true)]
    path: PathBuf,
    /// Optimise: 0 compiles fastest, 3 runs fastest [default: 2, with --debug 0]
    #[arg(short = 'O', long, value_name = "LEVEL", value_parser = clap::value_parser!(u8).range(0..=3))]
    opt_level: Option<u8>,
    /// Keep what a debugger needs
    #[arg(long)]
    debug: bool,
    /// Build for another machine, such as aarch64-linux-gnu
    #[arg(long, value_name = "TRIPLE")]
    target: Option<String>,
    /// The C compiler, with its flags if it needs some
    #[arg(long, value_name = "CC")]
    cc: Option<String>,
    /// Write the program as a tree of C sources with a Makefile
    #[arg(long, value_name = "DIR")]
    emit_c: Option<PathBuf>,
    /// Print what a pass makes of the program
    #[arg(long, value_name = "PASS", value_parser = dump)]
    dump: Option<Dump>,
    /// When to color diagnostics
    #[arg(long, value_name = "WHEN", default_value = "auto", value_parser = color)]
    color: ColorChoice,
    /// Print diagnostics as JSON, one object a line
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
struct BuildArgs {
    #[command(flatten)]
    common: Common,
    /// The executable to write [default: the directory's name, in it]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Args)]
struct RunArgs {
    #[command(flatten)]
    common: Common,
    /// The program's arguments
    #[arg(last = true)]
    args: Vec<OsString>,
}

fn dump(text: &str) -> Result<Dump, String> {
    Dump::ALL
        .iter()
        .copied()
        .find(|dump| dump.name() == text)
        .ok_or_else(|| format!("one of {}", Dump::ALL.map(Dump::name).join(", ")))
}

fn color(text: &str) -> Result<ColorChoice, String> {
    match text {
        "auto" => Ok(ColorChoice::Auto),
        "always" => Ok(ColorChoice::Always),
        "never" => Ok(ColorChoice::Never),
        _ => Err("auto, always or never".into()),
    }
}

impl Common {
    fn options(self) -> Options {
        Options {
            path: self.path,
            output: None,
            opt_level: self.opt_level,
            debug: self.debug,
            target: self.target,
            cc: self.cc,
            emit_c: self.emit_c,
            dump: self.dump,
            color: self.color,
            json: self.json,
            args: Vec::new(),
        }
    }
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let (action, options) = match cli.command {
        Some(Command::Build(BuildArgs { common, output })) => (
            Action::Build,
            Options {
                output,
                ..common.options()
            },
        ),
        Some(Command::Run(RunArgs { common, args })) => (
            Action::Run,
            Options {
                args,
                ..common.options()
            },
        ),
        Some(Command::Check(common)) => (Action::Check, common.options()),
        Some(Command::Header(common)) => (Action::Header, common.options()),
        Some(Command::Explain { code }) => return driver::explain(&code).into(),
        None if cli.bare.emit_c.is_some() => (Action::Build, cli.bare.options()),
        None if cli.bare.dump.is_some() => (Action::Check, cli.bare.options()),
        None => Cli::command()
            .error(
                clap::error::ErrorKind::MissingSubcommand,
                "a command is needed: build, run, check or explain",
            )
            .exit(),
    };
    driver::main(action, options).into()
}
