//! The user's cache directory: what takes long is made once and kept under a name that says all it was made from.
//!
//! An entry is a directory. It is filled under another name and renamed when it is complete, so that any number of `meshc`
//! may run at once: whoever finishes second throws its own away. A lock keeps them from doing the same work twice; without
//! it (a file system that has none) they are merely slower.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use super::interrupt::Unfinished;
use super::report::{no_temporary, Failure};

pub struct Cache {
    root: PathBuf,
    /// Present if the user's directory cannot be written: this run makes do with its own.
    temporary: Option<TempDir>,
}

impl Cache {
    /// `MESH_CACHE`, else `mesh` in `XDG_CACHE_HOME` or `~/.cache`.
    pub fn open() -> Result<Cache, Failure> {
        if let Some(root) = user_directory() {
            if fs::create_dir_all(&root).is_ok() && writable(&root) {
                return Ok(Cache {
                    root,
                    temporary: None,
                });
            }
        }
        let temporary = tempfile::Builder::new()
            .prefix("meshc-cache-")
            .tempdir()
            .map_err(|error| no_temporary(&error))?;
        Ok(Cache {
            root: temporary.path().to_path_buf(),
            temporary: Some(temporary),
        })
    }

    /// Whether what is made is still there when this value is gone.
    pub fn is_lasting(&self) -> bool {
        self.temporary.is_none()
    }

    /// The directory `name`; if there is none, or somebody removed the file `witness` from it, `fill` makes it.
    pub fn entry(
        &self,
        name: &str,
        witness: &str,
        fill: impl FnOnce(&Path) -> Result<(), Failure>,
    ) -> Result<PathBuf, Failure> {
        let place = self.root.join(name);
        if place.join(witness).is_file() {
            touch(&place);
            return Ok(place);
        }
        let lock = File::create(self.root.join(format!("{name}.lock")));
        let locked = lock.as_ref().is_ok_and(|file| file.lock().is_ok());
        let result = self.fill(name, witness, &place, fill);
        if locked {
            let _ = fs::remove_file(self.root.join(format!("{name}.lock")));
        }
        result
    }

    fn fill(
        &self,
        name: &str,
        witness: &str,
        place: &Path,
        fill: impl FnOnce(&Path) -> Result<(), Failure>,
    ) -> Result<PathBuf, Failure> {
        // Another process may have made it while this one waited for the lock.
        if place.join(witness).is_file() {
            return Ok(place.to_path_buf());
        }
        let _ = fs::remove_dir_all(place);
        let making = tempfile::Builder::new()
            .prefix(&format!("{name}.new-"))
            .tempdir_in(&self.root)
            .map_err(|error| Failure::io("create a directory in", &self.root, &error))?;
        let unfinished = Unfinished::new(making.path());
        fill(making.path())?;
        let made = making.keep();
        let renamed = fs::rename(&made, place);
        drop(unfinished);
        match renamed {
            Ok(()) => Ok(place.to_path_buf()),
            Err(_) if place.join(witness).is_file() => {
                let _ = fs::remove_dir_all(&made);
                Ok(place.to_path_buf())
            }
            Err(error) => {
                let _ = fs::remove_dir_all(&made);
                Err(Failure::io("write", place, &error))
            }
        }
    }

    /// Removes the entries whose names start with `prefix`, but for the `keep` last used and those used within the hour; also
    /// what a `meshc` that was killed left half-made.
    pub fn prune(&self, prefix: &str, keep: usize) {
        let mut entries: Vec<(SystemTime, PathBuf)> = Vec::new();
        let mut unfinished: Vec<(SystemTime, PathBuf)> = Vec::new();
        for entry in fs::read_dir(&self.root).into_iter().flatten().flatten() {
            if entry
                .file_name()
                .as_encoded_bytes()
                .starts_with(prefix.as_bytes())
            {
                if let Ok(used) = entry.metadata().and_then(|meta| meta.modified()) {
                    let name = entry.file_name();
                    let half_made = name.to_string_lossy().contains('.');
                    let list = if half_made {
                        &mut unfinished
                    } else {
                        &mut entries
                    };
                    list.push((used, entry.path()));
                }
            }
        }
        entries.sort();
        let old = SystemTime::now() - Duration::from_secs(3600);
        let surplus = entries.len().saturating_sub(keep);
        let surplus = entries.iter().take(surplus);
        for (_, path) in surplus.chain(&unfinished).filter(|(used, _)| *used < old) {
            let _ = if path.is_dir() {
                fs::remove_dir_all(path)
            } else {
                fs::remove_file(path)
            };
        }
    }
}

fn user_directory() -> Option<PathBuf> {
    let set = |name: &str| {
        std::env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    let root = match (set("MESH_CACHE"), set("XDG_CACHE_HOME"), set("HOME")) {
        (Some(own), _, _) => own,
        (None, Some(cache), _) => cache.join("mesh"),
        (None, None, Some(home)) => home.join(".cache/mesh"),
        (None, None, None) => return None,
    };
    std::path::absolute(root).ok()
}

fn writable(dir: &Path) -> bool {
    tempfile::Builder::new()
        .prefix("probe-")
        .tempfile_in(dir)
        .is_ok()
}

/// Sets the time of last use.
fn touch(dir: &Path) {
    if let Ok(file) = File::open(dir) {
        let _ = file.set_modified(SystemTime::now());
    }
}

/// A name for what was made from certain inputs: 32 hexadecimal digits. Equal inputs give equal names.
#[derive(Clone)]
pub struct Key {
    halves: [DefaultHasher; 2],
}

impl Key {
    pub fn new(kind: &str) -> Key {
        let mut halves = [DefaultHasher::new(), DefaultHasher::new()];
        halves[1].write_u8(1);
        Key { halves }.with(kind).with(env!("CARGO_PKG_VERSION"))
    }
    pub fn with(mut self, part: impl AsRef<OsStr>) -> Key {
        let bytes = part.as_ref().as_encoded_bytes();
        for half in &mut self.halves {
            half.write_usize(bytes.len());
            half.write(bytes);
        }
        self
    }
    pub fn name(&self) -> String {
        format!(
            "{:016x}{:016x}",
            self.halves[0].finish(),
            self.halves[1].finish()
        )
    }
}

/// Writes a file under another name and renames it, so that nobody ever sees half of it.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    use std::io::Write;
    let dir = path
        .parent()
        .filter(|dir| !dir.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new()
        .prefix(".meshc-")
        .permissions(readable())
        .tempfile_in(dir)?;
    file.write_all(bytes)?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// The permissions of an ordinary new file (the process's mask applies).
fn readable() -> fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    fs::Permissions::from_mode(0o666)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_made_once_and_whole() {
        let dir = tempfile::tempdir().map_err(|e| e.to_string());
        let dir = match dir {
            Ok(dir) => dir,
            Err(error) => panic!("{error}"),
        };
        let cache = Cache {
            root: dir.path().to_path_buf(),
            temporary: None,
        };
        let made = std::sync::atomic::AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    let entry = cache.entry("x", "f", |place| {
                        made.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                        std::thread::sleep(Duration::from_millis(20));
                        fs::write(place.join("f"), "1").map_err(|e| Failure::io("write", place, &e))
                    });
                    assert!(entry.is_ok_and(|place| place.join("f").exists()));
                });
            }
        });
        assert_eq!(made.into_inner(), 1);
        let failed = cache.entry("y", "f", |_| Err(Failure::new("no")));
        assert!(failed.is_err());
        let names: Vec<_> = fs::read_dir(dir.path())
            .into_iter()
            .flatten()
            .flatten()
            .map(|e| e.file_name())
            .collect();
        assert_eq!(names, ["x"], "nothing half-made is left");
    }

    #[test]
    fn keys_separate_their_parts() {
        assert_ne!(
            Key::new("k").with("ab").with("c").name(),
            Key::new("k").with("a").with("bc").name()
        );
        assert_eq!(
            Key::new("k").with("ab").name(),
            Key::new("k").with("ab").name()
        );
    }
}
