//! The runtime's unit tests in C, through their own script.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use libtest_mimic::Failed;

use crate::modes::Mode;
use crate::process;

/// Runs them in a mode: natively with the sanitizers, on a 32-bit and on a big-endian machine.
pub fn run(root: &Path, mode: &Mode) -> Result<(), Failed> {
    let mut command = Command::new("sh");
    command.arg(root.join("runtime-c/tests/run"));
    match mode {
        Mode::Native => command.env("CC", "gcc").env("CFLAGS", "-O2"),
        Mode::Sanitized => command.env("CC", "gcc").env(
            "CFLAGS",
            "-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all",
        ),
        Mode::Cross(target) => {
            let runner = [
                &[target.emulator.unwrap_or("qemu").to_owned()],
                &target.emulator_options()[..],
            ]
            .concat();
            command
                .env("CC", target.cc)
                .env("CFLAGS", "-O1")
                .env("RUNNER", runner.join(" "))
        }
    };
    let output = process::run(&mut command, "", Duration::from_secs(600))?;
    match output.status {
        0 => Ok(()),
        status => Err(format!("exit status {status}\n{}{}", output.out, output.err).into()),
    }
}

/// Whether the mode shows something that the others do not.
pub fn takes(mode: &Mode) -> bool {
    match mode {
        Mode::Native => false,
        Mode::Sanitized => true,
        Mode::Cross(target) => ["armhf", "s390x"].contains(&target.short),
    }
}
