//! A line on the terminal that says what takes so long, once it takes longer than a second. It is gone when that is done;
//! where standard error is no terminal nothing is written.

use std::io::{self, IsTerminal, Write};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// From its start until it is dropped something is under way.
pub struct Progress {
    shared: Arc<(Mutex<bool>, Condvar)>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// `text` says what is done, in the form `compiling the runtime for aarch64-linux-gnu`.
    pub fn start(text: String) -> Progress {
        let shared = Arc::new((Mutex::new(false), Condvar::new()));
        if !io::stderr().is_terminal() {
            return Progress {
                shared,
                thread: None,
            };
        }
        let theirs = Arc::clone(&shared);
        let thread = std::thread::spawn(move || {
            let (ended, signal) = &*theirs;
            let ended = ended.lock().unwrap_or_else(PoisonError::into_inner);
            let (ended, _) = signal
                .wait_timeout_while(ended, Duration::from_secs(1), |ended| !*ended)
                .unwrap_or_else(PoisonError::into_inner);
            if *ended {
                return;
            }
            let _ = write!(io::stderr(), "meshc: {text} …");
            let ended = signal.wait_while(ended, |ended| !*ended);
            drop(ended);
            let _ = write!(io::stderr(), "\r\x1b[K");
        });
        Progress {
            shared,
            thread: Some(thread),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        *self.shared.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.shared.1.notify_all();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
