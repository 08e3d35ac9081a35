//! A `meshc` that is interrupted removes what it was writing.
//!
//! The handler of a signal may do next to nothing, so it only writes the signal's number into a pipe. A thread waits at the
//! other end, removes what is registered and then lets the signal do what it does by default.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::{Mutex, Once, PoisonError};

/// The files and directories that are being written.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());
/// The end of the pipe that the handler writes to.
static PIPE: AtomicI32 = AtomicI32::new(-1);
static INSTALL: Once = Once::new();

const SIGNALS: [libc::c_int; 3] = [libc::SIGINT, libc::SIGTERM, libc::SIGHUP];

/// As long as this lives, an interruption removes the path.
pub struct Unfinished(PathBuf);

impl Unfinished {
    /// `path` is absolute, or the working directory never changes.
    pub fn new(path: &Path) -> Unfinished {
        INSTALL.call_once(install);
        list(|paths| paths.push(path.to_path_buf()));
        Unfinished(path.to_path_buf())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        list(|paths| paths.retain(|path| *path != self.0));
    }
}

fn list(change: impl FnOnce(&mut Vec<PathBuf>)) {
    change(&mut UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner));
}

/// Without a pipe or a thread an interruption just ends the process.
fn install() {
    let mut ends = [-1; 2];
    // SAFETY: pipe2 writes two descriptors to an array of two.
    if unsafe { libc::pipe2(ends.as_mut_ptr(), libc::O_CLOEXEC) } != 0 {
        return;
    }
    let [read_end, write_end] = ends;
    PIPE.store(write_end, Ordering::Relaxed);
    if std::thread::Builder::new()
        .spawn(move || wait(read_end))
        .is_err()
    {
        return;
    }
    for signal in SIGNALS {
        // SAFETY: the handler only calls write, which is async-signal-safe. What is ignored (nohup) stays ignored.
        unsafe {
            let before = libc::signal(signal, handler as *const () as libc::sighandler_t);
            if before == libc::SIG_IGN {
                libc::signal(signal, libc::SIG_IGN);
            }
        }
    }
}

extern "C" fn handler(signal: libc::c_int) {
    let number = signal as u8;
    // SAFETY: one byte is read from a local variable; the descriptor stays open.
    unsafe {
        libc::write(PIPE.load(Ordering::Relaxed), (&raw const number).cast(), 1);
    }
}

fn wait(read_end: libc::c_int) {
    let mut number = 0u8;
    loop {
        // SAFETY: at most one byte is written to a local variable.
        let got = unsafe { libc::read(read_end, (&raw mut number).cast(), 1) };
        if got == 1 {
            break;
        }
        if got == 0 || std::io::Error::last_os_error().kind() != std::io::ErrorKind::Interrupted {
            return;
        }
    }
    list(|paths| paths.iter().for_each(|path| remove(path)));
    // SAFETY: restores the default action and sends the signal to this process.
    unsafe {
        libc::signal(libc::c_int::from(number), libc::SIG_DFL);
        libc::kill(libc::getpid(), libc::c_int::from(number));
    }
}

/// A compiler that still runs may add files to a directory while it is removed.
fn remove(path: &Path) {
    for _ in 0..10 {
        let removed = match path.is_dir() {
            true => std::fs::remove_dir_all(path),
            false => std::fs::remove_file(path),
        };
        if removed.is_ok() || !path.exists() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
}
