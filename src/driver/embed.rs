//! Reads the files that a program embeds (`File.embed` and its kin).

use std::path::{Component, Path, PathBuf};

use crate::base::Symbol;
use crate::core::ir;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::lower::Embedded;
use crate::types::embed::{Form, Request};

/// The largest file that can be embedded.
const LARGEST: u64 = 64 * 1024 * 1024;

/// All that the requests name, each file once. Reports E0707 for what cannot be read.
pub fn read(root: &Path, requests: &[Request], diagnostics: &mut Diagnostics) -> Embedded {
    let mut reader = Reader {
        root,
        embedded: Embedded::default(),
    };
    for request in requests {
        if let Err(problem) = reader.request(request) {
            let text = format!("cannot embed `{}`: {problem}", request.path);
            diagnostics.report(
                Diagnostic::new(Code::E0707, request.span, text).help(
                    "the path is relative to the directory of `mesh.toml`, or of the entry file if there is none",
                ),
            );
        }
    }
    reader.embedded
}

struct Reader<'a> {
    root: &'a Path,
    embedded: Embedded,
}

impl Reader<'_> {
    fn request(&mut self, request: &Request) -> Result<(), String> {
        let key = (request.form, request.path);
        if self.embedded.named.contains_key(&key) {
            return Ok(());
        }
        let path = self.inside(request.path.as_str())?;
        let files = match request.form {
            Form::Text | Form::Bytes => {
                if path.is_dir() {
                    return Err("is a directory".into());
                }
                let file = self.file(&path)?;
                if request.form == Form::Text && self.embedded.files[file].points.is_none() {
                    return Err("invalid utf-8".into());
                }
                vec![(request.path, file)]
            }
            Form::Dir => {
                if !path.is_dir() {
                    return Err("not a directory".into());
                }
                let mut names = Vec::new();
                below(&path, "", &mut names)?;
                names.sort();
                let mut files = Vec::with_capacity(names.len());
                for name in names {
                    let file = self
                        .file(&path.join(&name))
                        .map_err(|problem| format!("{problem} ({name})"))?;
                    files.push((Symbol::new(&name), file));
                }
                files
            }
        };
        self.embedded.named.insert(key, files);
        Ok(())
    }

    /// The real place of a path that stays inside of the package.
    fn inside(&self, path: &str) -> Result<PathBuf, String> {
        let outside = || "outside the package".to_owned();
        if path.is_empty() || path.contains('\0') {
            return Err("not found".into());
        }
        let mut depth = 0;
        for part in Path::new(path).components() {
            match part {
                Component::Normal(_) => depth += 1,
                Component::CurDir => {}
                Component::ParentDir if depth > 0 => depth -= 1,
                Component::ParentDir | Component::RootDir | Component::Prefix(_) => {
                    return Err(outside());
                }
            }
        }
        let root = self.root.canonicalize().map_err(|e| problem(&e))?;
        let real = root.join(path).canonicalize().map_err(|e| problem(&e))?;
        // a symbolic link may lead away
        if real.starts_with(&root) {
            Ok(real)
        } else {
            Err(outside())
        }
    }

    fn file(&mut self, real: &Path) -> Result<usize, String> {
        let root = self.root.canonicalize().map_err(|e| problem(&e))?;
        let short = real.strip_prefix(&root).unwrap_or(real);
        let short = Symbol::new(&short.to_string_lossy());
        if let Some(at) = self.embedded.files.iter().position(|f| f.path == short) {
            return Ok(at);
        }
        let info = std::fs::metadata(real).map_err(|e| problem(&e))?;
        if !info.is_file() {
            return Err("not a regular file".into());
        }
        if info.len() > LARGEST {
            return Err("larger than 64 MiB".into());
        }
        let bytes = std::fs::read(real).map_err(|e| problem(&e))?;
        let points = std::str::from_utf8(&bytes)
            .ok()
            .map(|text| text.chars().count() as u32);
        self.embedded.files.push(ir::Embedded {
            path: short,
            bytes: bytes.into(),
            points,
        });
        Ok(self.embedded.files.len() - 1)
    }
}

/// The names of all regular files below a directory, but those that start with `.`.
fn below(dir: &Path, prefix: &str, names: &mut Vec<String>) -> Result<(), String> {
    for entry in std::fs::read_dir(dir).map_err(|e| problem(&e))? {
        let entry = entry.map_err(|e| problem(&e))?;
        let Ok(name) = entry.file_name().into_string() else {
            return Err("a file name is not UTF-8".into());
        };
        if name.starts_with('.') {
            continue;
        }
        let name = format!("{prefix}{name}");
        let kind = entry.file_type().map_err(|e| problem(&e))?;
        if kind.is_dir() {
            below(&entry.path(), &format!("{name}/"), names)?;
        } else if kind.is_file() {
            names.push(name);
        }
    }
    Ok(())
}

fn problem(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "not found".into(),
        std::io::ErrorKind::NotADirectory => "not a directory".into(),
        std::io::ErrorKind::PermissionDenied => "permission denied".into(),
        _ => error.to_string(),
    }
}
