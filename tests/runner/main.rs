//! The one harness: every golden file is a test named after its path.
//!
//! - `tests/programs/**`, `examples/*`: a `.mpl` file, or a directory with `main.mpl`, is built and run. Beside it stand
//!   `.out` and `.err` (what it writes), `.exit` (its status, 0 if missing), `.args` (an argument a line), `.in` (standard
//!   input), `.env` (`NAME=VALUE` sets, `NAME` unsets). Each runs optimised, under the sanitizers, and on every other
//!   machine whose C compiler and emulator are installed, each time with the leak check.
//! - `tests/errors/**`: a program with `.err`, all that `meshc check` reports, or `.expect`, one line
//!   `CODE FILE:LINE[:COLUMN] TEXT`, the only error.
//! - `tests/dumps/PASS/**`: a program with `.PASS`, what `--dump=PASS` prints.
//! - `library/MODULE`: the examples in the documentation of `src/std`, as one program a module, run in the same ways.
//! - `runtime-c/tests`: the runtime's unit tests, under the sanitizers, on a 32-bit and on a big-endian machine.
//! - `explain/CODE`: the programs on the page of a diagnostic.
//! - `docs/guide/*.md`: the programs in the guide.
//! - `trees/CC`: the C trees of the examples, the benchmarks and the largest golden programs, made with each C compiler.
//! - `tests/cli/**.cli`: a shell session with its output; a directory of the same name holds the files it starts with.
//!
//! `MESH_BLESS=1`, or `--bless` after `--`, writes the golden files from what comes out. `MESH_TEST_MODES` (such as
//! `native` or `native,san,aarch64`) selects how programs run; without it they run in every way that the machine can.

mod case;
mod cli;
mod diagnostics;
mod guide;
mod library;
mod modes;
mod process;
mod programs;
mod runtime;
mod trees;

use std::path::Path;

use libtest_mimic::{Arguments, Trial};
use meshc::diagnostics::Code;

fn main() {
    let mut words: Vec<String> = std::env::args().collect();
    let bless = words.iter().any(|w| w == "--bless")
        || std::env::var_os("MESH_BLESS").is_some_and(|v| v == "1");
    words.retain(|w| w != "--bless");
    let arguments = Arguments::from_iter(words);

    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let modes = if bless {
        vec![modes::Mode::native()]
    } else {
        modes::available(arguments.list)
    };
    let mut trials: Vec<Trial> = Vec::new();
    for case in case::find(root, "tests/programs")
        .into_iter()
        .chain(case::find(root, "examples"))
    {
        for mode in &modes {
            if mode.takes(&case) {
                let (name, case, mode) = (mode.name_of(&case.name), case.clone(), mode.clone());
                trials.push(Trial::test(name, move || {
                    programs::run(&case, &mode, bless)
                }));
            }
        }
    }
    for case in case::find(root, "tests/errors") {
        trials.push(Trial::test(case.name.clone(), move || {
            diagnostics::errors(&case, bless)
        }));
    }
    for case in case::find(root, "tests/dumps") {
        trials.push(Trial::test(case.name.clone(), move || {
            diagnostics::dump(&case, bless)
        }));
    }
    for example in guide::find(root, "docs/guide") {
        trials.push(Trial::test(example.name.clone(), move || {
            guide::run(&example)
        }));
    }
    for case in case::sessions(root, "tests/cli") {
        trials.push(Trial::test(case.name.clone(), move || {
            cli::run(&case, bless)
        }));
    }
    for module in library::find(root, "src/std") {
        for mode in &modes {
            let (module, mode) = (module.clone(), mode.clone());
            trials.push(Trial::test(mode.name_of(&module.name), move || {
                library::run(&module, &mode)
            }));
        }
    }
    for mode in modes.iter().filter(|mode| runtime::takes(mode)) {
        let mode = mode.clone();
        trials.push(Trial::test(mode.name_of("runtime-c/tests"), move || {
            runtime::run(root, &mode)
        }));
    }
    for compiler in trees::compilers(arguments.list) {
        trials.push(Trial::test(format!("trees/{}", compiler.name), move || {
            trees::run(root, &compiler)
        }));
    }
    for &code in Code::ALL
        .iter()
        .filter(|code| diagnostics::is_checked(**code))
    {
        trials.push(Trial::test(
            format!("explain/{}", code.as_str()),
            move || diagnostics::explained(code),
        ));
    }
    libtest_mimic::run(&arguments, trials).exit();
}
