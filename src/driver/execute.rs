//! `meshc run`: the process becomes the program, so that signals, job control and the exit status are the program's own.

use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use super::report::Failure;
use super::toolchain::{find, Toolchain};
use super::Options;

/// Replaces this process by the program; comes back only with an error.
pub fn replace(program: &Path, toolchain: &Toolchain, options: &Options) -> Failure {
    let name = program.file_name().unwrap_or(program.as_os_str());
    let mut command = match toolchain
        .target
        .and_then(|target| target.emulator.map(|name| (target, name)))
    {
        None => {
            let mut command = Command::new(program);
            command.arg0(name);
            command
        }
        Some((target, emulator)) => {
            let Some(found) = find(emulator) else {
                return Failure::new(format!("programs for {} run in {emulator} here, which is not installed", target.triple))
                    .help("install it, for example with `apt-get install qemu-user`, or use `meshc build`");
            };
            let mut command = Command::new(found);
            command
                .args(target.emulator_options())
                .arg("-0")
                .arg(name)
                .arg(program);
            command
        }
    };
    let error = command.args(&options.args).exec();
    Failure::io("run", program, &error)
}
