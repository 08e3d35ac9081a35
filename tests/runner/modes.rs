//! The ways in which a golden program is built and run.

use std::path::{Path, PathBuf};
use std::process::Command;

use meshc::driver::targets::{Target, TARGETS};

use crate::case::Case;

#[derive(Clone, Debug)]
pub enum Mode {
    /// Optimised, for this machine.
    Native,
    /// For this machine with the address and undefined-behaviour sanitizers.
    Sanitized,
    /// For another machine, in its emulator.
    Cross(&'static Target),
}

impl Mode {
    pub fn native() -> Mode {
        Mode::Native
    }

    fn name(&self) -> &'static str {
        match self {
            Mode::Native => "native",
            Mode::Sanitized => "san",
            Mode::Cross(target) => target.short,
        }
    }

    /// The native runs bear the bare path.
    pub fn name_of(&self, test: &str) -> String {
        match self {
            Mode::Native => test.to_owned(),
            Mode::Sanitized | Mode::Cross(_) => format!("{test} [{}]", self.name()),
        }
    }

    /// A target whose word and byte order others have too takes one program in eight. A `.only` file lists the modes that
    /// a program is for (it takes too long in others).
    pub fn takes(&self, case: &Case) -> bool {
        let only = case.lines("only");
        if !only.is_empty() {
            return only.iter().any(|name| name == self.name());
        }
        match self {
            Mode::Native | Mode::Sanitized => true,
            Mode::Cross(target) => !target.sampled || hash(&case.name).is_multiple_of(8),
        }
    }

    /// The options of `meshc build`. No C compiler may have anything to say about a program. Between them the modes cover
    /// all levels of optimisation, of Mesh as of C; where compiling takes long the level is low. Half of the programs are
    /// compiled by gcc natively, the others by clang and at level 3.
    pub fn build_options(&self, case: &Case) -> Vec<String> {
        let warnings = "-Wall -Wextra -Wpedantic -Werror";
        match self {
            Mode::Native => {
                let clang = hash(&case.name) % 2 == 1 && installed("clang");
                let (cc, level) = if clang {
                    ("clang", "-O3")
                } else {
                    ("gcc", "-O2")
                };
                vec![level.into(), format!("--cc={cc} {warnings}")]
            }
            Mode::Sanitized => {
                let sanitize = "-fsanitize=address,undefined -fno-sanitize-recover=all";
                vec!["-O1".into(), format!("--cc=gcc {warnings} {sanitize}")]
            }
            Mode::Cross(target) => vec![
                match target.short {
                    "aarch64" | "riscv64" => "-O0".into(),
                    _ => "-O1".into(),
                },
                format!("--target={}", target.triple),
                format!("--cc={} {warnings}", target.cc),
            ],
        }
    }

    /// The command that runs an executable of this mode.
    pub fn command(&self, executable: &Path) -> Command {
        match self {
            Mode::Native | Mode::Sanitized => Command::new(executable),
            Mode::Cross(target) => {
                let mut command = Command::new(target.emulator.unwrap_or("qemu"));
                command.args(target.emulator_options()).arg(executable);
                command
            }
        }
    }

    /// How much longer than a native run this may take.
    pub fn patience(&self) -> u32 {
        match self {
            Mode::Native => 1,
            Mode::Sanitized | Mode::Cross(_) => 6,
        }
    }
}

/// Whether `MESH_TEST_MODES` wants a mode: without it, all.
pub fn wanted(name: &str) -> bool {
    match std::env::var("MESH_TEST_MODES") {
        Ok(list) if !list.is_empty() && list != "all" => list.split(',').any(|w| w.trim() == name),
        _ => true,
    }
}

/// The modes that this machine has the tools for, as far as `MESH_TEST_MODES` wants them. Says which targets are left out.
pub fn available(quiet: bool) -> Vec<Mode> {
    let mut modes = Vec::new();
    if wanted("native") {
        modes.push(Mode::Native);
    }
    if wanted("san") {
        modes.push(Mode::Sanitized);
    }
    for target in TARGETS.iter().filter(|t| t.emulator.is_some()) {
        if !wanted(target.short) && !wanted("cross") {
            continue;
        }
        let tools = [target.cc, target.emulator.unwrap_or("qemu")];
        match tools.iter().find(|tool| !installed(tool)) {
            None => modes.push(Mode::Cross(target)),
            Some(tool) if !quiet => eprintln!(
                "skipped: the programs on {} ({tool} is not installed)",
                target.triple
            ),
            Some(_) => {}
        }
    }
    modes
}

pub fn installed(tool: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .map(|dir: PathBuf| dir.join(tool))
        .any(|file| file.is_file())
}

/// FNV-1a: which programs are the sample depends on their names only.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| {
        (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
    })
}
