//! Argument parsing and nothing else.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand};
use meshc::diagnostics::{files::printable, suggest};
use meshc::driver::{self, Action, ColorChoice, Dump, Options};

/// A compiler run allocates millions of small nodes: a third of the time of `meshc check` went to the C library's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Compiles Mesh ahead of time to portable C11.
#[derive(Parser)]
#[command(
    name = "meshc",
    version,
    args_conflicts_with_subcommands = true,
    arg_required_else_help = true,
    after_help = EXAMPLES
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    /// `meshc --emit-c=DIR PATH` and `meshc --dump=PASS PATH`, without a command
    #[command(flatten)]
    bare: Common,
    #[command(flatten)]
    tree: Tree,
}

const EXAMPLES: &str = "\
A program is a directory with main.mpl, in which every other .mpl file is a module, or one file:

  fn main() do
    println(\"Hello\")
  end

Examples:
  meshc run hello.mpl                compile and run one file
  meshc run app/ -- one two          run app/main.mpl with two arguments
  meshc build app/ -o server         write the executable `server`
  meshc build --target=aarch64-linux-gnu app/
  meshc --emit-c=out app/            write C sources and a Makefile for any C compiler
  meshc check --json app/            errors and warnings for tools
  meshc explain E0101                what a code means, with a wrong and a right program

Exit status: 0 all went well, 1 errors in the program, 2 a wrong command line; `run` gives the program's own.";

#[derive(Subcommand)]
enum Command {
    /// Compile a program to an executable
    Build(BuildArgs),
    /// Compile a program and run it; what follows `--` are its arguments
    Run(RunArgs),
    /// Report the errors and warnings of a program
    Check(Common),
    /// Run the tests of a project: what stands in files that end in .test.mpl
    #[command(after_help = TEST_EXAMPLES)]
    Test(TestArgs),
    /// Print the C header that the program's own C sources include
    Header(Common),
    /// Explain a code of a diagnostic, such as E0101; without a code list them all
    Explain {
        /// The code
        code: Option<String>,
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
    /// Print what a pass makes of the program
    #[arg(long, value_name = "PASS", value_parser = dumps())]
    dump: Option<Dump>,
    /// When to color diagnostics
    #[arg(long, value_name = "WHEN", default_value = "auto", value_parser = colors())]
    color: ColorChoice,
    /// Print diagnostics as JSON, one object a line
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
struct Tree {
    /// Write the program as a tree of C sources with a Makefile instead of compiling it
    #[arg(long, value_name = "DIR")]
    emit_c: Option<PathBuf>,
}

#[derive(Args)]
struct BuildArgs {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    tree: Tree,
    /// The executable to write [default: app/ becomes app/app, hello.mpl becomes hello]
    #[arg(short, long, value_name = "FILE", conflicts_with = "emit_c")]
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

const TEST_EXAMPLES: &str = "\
A test file:

  from Fare import price

  test(\"one zone\") do
    assert_eq price(1), 4
  end

Examples:
  meshc test                         every test of the project
  meshc test tests/fare.test.mpl     those of one file
  meshc test --filter \"one zone\"    those whose name contains the text
  meshc test --list                  what there is

Exit status: 0 no test failed, 1 a test failed or did not compile, 2 a wrong command line.";

#[derive(Args)]
struct TestArgs {
    #[command(flatten)]
    common: Common,
    /// Print `.`, `F` or `s` for each test instead of a line
    #[arg(long)]
    quiet: bool,
    /// Only tests whose full name contains TEXT; may be repeated
    #[arg(long, value_name = "TEXT")]
    filter: Vec<String>,
    /// Print the names of the tests and run nothing
    #[arg(long)]
    list: bool,
    /// How many tests run at a time [default: the number of processors]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=1024))]
    jobs: Option<u64>,
    /// Stop after the first failure
    #[arg(long)]
    fail_fast: bool,
    /// How long a test without a timeout of its own may take, in milliseconds
    #[arg(long, value_name = "MS", default_value_t = 60000)]
    timeout: u64,
    /// Let tests print instead of showing what failed ones printed
    #[arg(long)]
    show_output: bool,
}

fn dumps() -> impl TypedValueParser<Value = Dump> {
    PossibleValuesParser::new(Dump::ALL.map(Dump::name)).try_map(|text| {
        Dump::ALL
            .into_iter()
            .find(|dump| dump.name() == text)
            .ok_or("no such pass")
    })
}

fn colors() -> impl TypedValueParser<Value = ColorChoice> {
    PossibleValuesParser::new(["auto", "always", "never"]).map(|text| match text.as_str() {
        "always" => ColorChoice::Always,
        "never" => ColorChoice::Never,
        _ => ColorChoice::Auto,
    })
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
            emit_c: None,
            dump: self.dump,
            color: self.color,
            json: self.json,
            args: Vec::new(),
        }
    }
}

/// A first word that is neither a command nor anything on the disk is most likely a slip in a command's name.
fn refuse_unknown_command() {
    let Some(word) = std::env::args_os().nth(1) else {
        return;
    };
    let text = word.to_string_lossy();
    let command = Cli::command();
    let mut names: Vec<&str> = command.get_subcommands().map(|c| c.get_name()).collect();
    names.push("help");
    let path_like = text.starts_with('-') || text.contains(['/', '.']) || text.is_empty();
    if path_like || names.contains(&&*text) || std::path::Path::new(&word).exists() {
        return;
    }
    let near = suggest::did_you_mean(&text, names.iter().copied())
        .map_or(String::new(), |near| format!("; {near}"));
    Cli::command()
        .error(
            ErrorKind::InvalidSubcommand,
            format!("there is no command `{}`{near}", printable(&text)),
        )
        .exit()
}

fn main() -> ExitCode {
    refuse_unknown_command();
    let cli = Cli::parse();
    let (action, options) = match cli.command {
        Some(Command::Build(BuildArgs {
            common,
            tree,
            output,
        })) => (
            Action::Build,
            Options {
                output,
                emit_c: tree.emit_c,
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
        Some(Command::Test(args)) => {
            let wanted = driver::test::Wanted {
                quiet: args.quiet,
                filter: args.filter,
                list: args.list,
                jobs: args.jobs.map(|n| n as usize),
                fail_fast: args.fail_fast,
                timeout: args.timeout,
                show_output: args.show_output,
            };
            return driver::test(args.common.options(), wanted).into();
        }
        Some(Command::Header(common)) => (Action::Header, common.options()),
        Some(Command::Explain { code: Some(code) }) => return driver::explain(&code).into(),
        Some(Command::Explain { code: None }) => return driver::list_codes().into(),
        None if cli.tree.emit_c.is_some() => (
            Action::Build,
            Options {
                emit_c: cli.tree.emit_c,
                ..cli.bare.options()
            },
        ),
        None if cli.bare.dump.is_some() => (Action::Check, cli.bare.options()),
        None => Cli::command()
            .error(
                ErrorKind::MissingSubcommand,
                "a command is needed: build, run, check or explain",
            )
            .exit(),
    };
    driver::main(action, options).into()
}
