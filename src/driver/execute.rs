//! `meshc run`: the process becomes the program, so that signals, job control and the exit status are the program's own.

use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::Path;
use std::process::Command;

use super::cache::Cache;
use super::report::Failure;
use super::toolchain::{find, Toolchain};
use super::{status, Options};

/// Replaces this process by the program; comes back only with an error, or where there is no lasting cache: then the program
/// is a child, so that its executable can be removed afterwards.
pub fn run(
    program: &Path,
    cache: Cache,
    toolchain: &Toolchain,
    options: &Options,
) -> Result<u8, Failure> {
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
                return Err(Failure::new(format!("programs for {} run in {emulator} here, which is not installed", target.triple))
                    .help("install it, for example with `apt-get install qemu-user`, or use `meshc build`"));
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
    command.args(&options.args);
    let failed = |error| Failure::io("run", program, &error);
    if cache.is_lasting() {
        return Err(failed(command.exec()));
    }
    let ended = command.status().map_err(failed)?;
    drop(cache);
    if let Some(signal) = ended.signal() {
        // SAFETY: restores the default action and sends the signal to this process.
        unsafe {
            libc::signal(signal, libc::SIG_DFL);
            libc::kill(libc::getpid(), signal);
        }
    }
    Ok(ended.code().map_or(status::ERRORS, |code| code as u8))
}
