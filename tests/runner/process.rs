//! Running a command with standard input, captured output and a time limit.

use std::io::{Read, Write};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use libtest_mimic::Failed;

pub struct Output {
    /// The exit status; 128 + N if signal N ended the process.
    pub status: i32,
    pub out: String,
    pub err: String,
}

/// The compiler under test.
pub fn meshc() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_meshc"));
    command.env_remove("RUST_BACKTRACE").env_remove("CC");
    command
}

/// Runs to the end, or fails after `limit`. The process gets a group of its own, so that nothing it started outlives it.
pub fn run(command: &mut Command, input: &str, limit: Duration) -> Result<Output, Failed> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .process_group(0)
        .spawn()
        .map_err(|error| format!("{:?}: {error}", command.get_program()))?;
    let group = child.id() as i32;
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let input = input.to_owned();
    // A program that does not read its input closes the pipe: that is no error.
    let writer = std::thread::spawn(move || stdin.map(|mut to| to.write_all(input.as_bytes())));
    let out = std::thread::spawn(move || read_all(stdout));
    let err = std::thread::spawn(move || read_all(stderr));
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break Some(status);
        }
        if start.elapsed() > limit {
            break None;
        }
        let pause = if start.elapsed().as_millis() < 50 {
            1
        } else {
            10
        };
        std::thread::sleep(Duration::from_millis(pause));
    };
    if status.is_none() {
        // SAFETY: sends a signal to the group that was made for this child and has not been waited for yet.
        unsafe { libc::kill(-group, libc::SIGKILL) };
        child.wait()?;
    }
    let (out, err) = (joined(out), joined(err));
    let _ = writer.join();
    let Some(status) = status else {
        return Err(format!("no end after {} s; standard error: {err}", limit.as_secs()).into());
    };
    let status = status
        .code()
        .unwrap_or_else(|| 128 + status.signal().unwrap_or(0));
    Ok(Output { status, out, err })
}

fn read_all(from: Option<impl Read>) -> String {
    let mut bytes = Vec::new();
    if let Some(mut from) = from {
        let _ = from.read_to_end(&mut bytes);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn joined(thread: std::thread::JoinHandle<String>) -> String {
    thread.join().unwrap_or_default()
}
