//! A golden test on disk: a source with its expectations beside it.

use std::fs;
use std::path::{Path, PathBuf};

use libtest_mimic::Failed;
use tempfile::TempDir;

/// A source (a file, or a directory with `main.mpl`) and the stem that its golden files share.
#[derive(Clone, Debug)]
pub struct Case {
    /// `tests/programs/lists/sort`
    pub name: String,
    /// The file or directory.
    pub source: PathBuf,
    stem: PathBuf,
}

impl Case {
    fn new(root: &Path, source: PathBuf) -> Case {
        let stem = if source.is_dir() {
            source.clone()
        } else {
            source.with_extension("")
        };
        let name = stem
            .strip_prefix(root)
            .unwrap_or(&stem)
            .to_string_lossy()
            .into_owned();
        Case { name, source, stem }
    }

    /// A source that is not among the tests on disk.
    pub fn at(name: &str, source: PathBuf) -> Case {
        Case {
            name: name.to_owned(),
            stem: source.with_extension(""),
            source,
        }
    }

    /// The path of the golden file with this extension.
    pub fn golden(&self, extension: &str) -> PathBuf {
        PathBuf::from(format!("{}.{extension}", self.stem.display()))
    }

    /// Its text, if the file exists.
    pub fn read(&self, extension: &str) -> Option<String> {
        fs::read(self.golden(extension))
            .ok()
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }

    pub fn lines(&self, extension: &str) -> Vec<String> {
        self.read(extension)
            .unwrap_or_default()
            .lines()
            .map(str::to_owned)
            .collect()
    }

    /// A directory that holds the source as a project `app`: a single file is its `main.mpl`, so that what a program says
    /// about its position does not depend on the name of the test.
    pub fn stage(&self) -> Result<TempDir, Failed> {
        let dir = tempfile::Builder::new().prefix("mesh-golden-").tempdir()?;
        let app = dir.path().join("app");
        if self.source.is_dir() {
            copy_tree(&self.source, &app)?;
        } else {
            fs::create_dir(&app)?;
            fs::copy(&self.source, app.join("main.mpl"))?;
        }
        Ok(dir)
    }

    /// Compares with the golden file, or writes it. An empty text needs no file.
    pub fn compare(&self, extension: &str, actual: &str, bless: bool) -> Result<(), Failed> {
        let path = self.golden(extension);
        let expected = self.read(extension);
        if expected.as_deref().unwrap_or("") == actual {
            return Ok(());
        }
        if bless {
            match actual {
                "" => fs::remove_file(&path)?,
                text => fs::write(&path, text)?,
            }
            return Ok(());
        }
        let missing = if expected.is_none() {
            " (the file does not exist)"
        } else {
            ""
        };
        let diff = difference(expected.as_deref().unwrap_or(""), actual);
        Err(format!(
            "{}{missing} differs; -: expected, +: actual\n{diff}",
            path.display()
        )
        .into())
    }
}

/// The changed lines with some around them, bounded.
pub fn difference(expected: &str, actual: &str) -> String {
    let text = similar::TextDiff::from_lines(expected, actual)
        .unified_diff()
        .context_radius(2)
        .to_string();
    let mut lines: Vec<&str> = text.lines().collect();
    if lines.len() > 60 {
        lines.truncate(60);
        lines.push("…");
    }
    lines.join("\n")
}

pub fn copy_tree(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_tree(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// The programs below a directory, sorted by name: directories with `main.mpl` and, outside of them, `.mpl` files.
pub fn find(root: &Path, below: &str) -> Vec<Case> {
    let mut found = Vec::new();
    walk(&root.join(below), &mut |path| {
        let is_dir = path.is_dir();
        if is_dir && (path.join("main.mpl").exists() || path.join("mesh.toml").exists()) {
            found.push(Case::new(root, path.to_path_buf()));
            return false;
        }
        // A directory without an entry file can be what a test of errors is about: then a golden file stands beside it.
        if is_dir
            && ["err", "expect"]
                .iter()
                .any(|e| PathBuf::from(format!("{}.{e}", path.display())).exists())
        {
            found.push(Case::new(root, path.to_path_buf()));
            return false;
        }
        if !is_dir && path.extension().is_some_and(|e| e == "mpl") {
            found.push(Case::new(root, path.to_path_buf()));
        }
        is_dir
    });
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

/// The shell sessions below a directory, sorted by name.
pub fn sessions(root: &Path, below: &str) -> Vec<Case> {
    let mut found = Vec::new();
    walk(&root.join(below), &mut |path| {
        if path.extension().is_some_and(|e| e == "cli") {
            found.push(Case::new(root, path.to_path_buf()));
        }
        path.is_dir() && !PathBuf::from(format!("{}.cli", path.display())).exists()
    });
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

/// Visits what is below `dir`; goes into the directories for which `visit` answers true.
fn walk(dir: &Path, visit: &mut dyn FnMut(&Path) -> bool) {
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        if visit(&path) {
            walk(&path, visit);
        }
    }
}
