//! `--emit-c=DIR`: the program, the runtime and the project's own C as one tree with a Makefile.
//!
//! The tree holds no absolute path and is the same, byte for byte, on each run. Written over an older tree, files that did
//! not change keep their times, so that `make` compiles only what changed.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use super::cache::{write_atomically, Key};
use super::compile::{native_headers, CProgram};
use super::interrupt::Unfinished;
use super::library;
use super::makefile;
use super::project::{Native, Project};
use super::report::Failure;

/// Writes the tree to `dir`.
pub fn write(c: &CProgram, project: &Project, dir: &Path) -> Result<(), Failure> {
    let files = files(c, project)?;
    let existed = dir.exists();
    if existed {
        refuse_foreign(dir)?;
    } else {
        // A parent that is missing is most likely a slip.
        fs::create_dir(dir).map_err(|error| Failure::io("create the directory", dir, &error))?;
    }
    let _unfinished = (!existed).then(|| Unfinished::new(dir));
    let written = write_files(&files, dir);
    if written.is_err() && !existed {
        let _ = fs::remove_dir_all(dir);
    }
    written
}

/// A directory that holds something else is left alone: a tree has a Makefile of ours, or is empty.
fn refuse_foreign(dir: &Path) -> Result<(), Failure> {
    let mut entries =
        fs::read_dir(dir).map_err(|error| Failure::io("read the directory", dir, &error))?;
    let ours =
        fs::read_to_string(dir.join("Makefile")).is_ok_and(|text| text.starts_with(makefile::MARK));
    match ours || entries.next().is_none() {
        true => Ok(()),
        false => Err(Failure::new(format!(
            "`{}` holds files that meshc did not write",
            dir.display()
        ))
        .help("name an empty or new directory with --emit-c")),
    }
}

fn write_files(files: &[(String, Vec<u8>)], dir: &Path) -> Result<(), Failure> {
    for (path, bytes) in files {
        let place = dir.join(path);
        if fs::read(&place).is_ok_and(|old| old == *bytes) {
            continue;
        }
        let written = place
            .parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| write_atomically(&place, bytes));
        written.map_err(|error| Failure::io("write", &place, &error))?;
    }
    remove_stale(files, dir);
    Ok(())
}

/// Sources of modules that are gone would only confuse: a `.c` or `.h` in the tree's own places that was not written now.
fn remove_stale(files: &[(String, Vec<u8>)], dir: &Path) {
    let mut places: Vec<PathBuf> = vec![dir.to_path_buf()];
    places.extend(
        ["runtime", "native"]
            .iter()
            .flat_map(|name| below(&dir.join(name))),
    );
    for place in places {
        for entry in fs::read_dir(&place).into_iter().flatten().flatten() {
            let path = entry.path();
            let Ok(relative) = path.strip_prefix(dir) else {
                continue;
            };
            let source = path.extension().is_some_and(|e| e == "c" || e == "h");
            if source && !files.iter().any(|(name, _)| Path::new(name) == relative) {
                let _ = fs::remove_file(&path);
                let _ = fs::remove_file(path.with_extension("o"));
            }
        }
    }
}

/// The directory and all directories below it.
fn below(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    if dir.is_dir() {
        found.push(dir.to_path_buf());
        for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
            if entry.file_type().is_ok_and(|t| t.is_dir()) {
                found.extend(below(&entry.path()));
            }
        }
    }
    found
}

/// Every file of the tree, sorted by path.
fn files(c: &CProgram, project: &Project) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for (name, text) in program_files(c) {
        files.push((name.clone(), text.clone().into_bytes()));
    }
    let runtime = needed_runtime(c);
    for (path, text) in &runtime {
        files.push((format!("runtime/{path}"), text.as_bytes().to_vec()));
    }
    let native = native_files(project, &mut files)?;
    let runtime_files: Vec<String> = runtime
        .iter()
        .map(|(path, _)| format!("runtime/{path}"))
        .collect();
    let text = makefile::text(&makefile::Tree {
        program: &makefile::program_name(&project.name),
        program_files: &program_files(c)
            .map(|(name, _)| name.as_str())
            .collect::<Vec<_>>(),
        runtime_files: &runtime_files.iter().map(String::as_str).collect::<Vec<_>>(),
        native: &native.native,
        native_headers: &native.headers,
    });
    files.push(("Makefile".into(), text.into_bytes()));
    files.sort();
    Ok(files)
}

/// The project's own C as it stands in the tree.
struct NativeFiles {
    /// With paths relative to the tree.
    native: Native,
    headers: Vec<String>,
}

/// Adds the project's own C below `native/`.
///
/// No portable Makefile can name a file with a blank in its path. Such a source is compiled through one that includes it and
/// has a plain name; all its kind is listed with checksums in a file that the objects depend on in their place.
fn native_files(
    project: &Project,
    files: &mut Vec<(String, Vec<u8>)>,
) -> Result<NativeFiles, Failure> {
    let inside = |path: &String| format!("native/{path}");
    let mut headers = Vec::new();
    for dir in &project.native.include {
        headers.extend(native_headers(&project.root, dir)?);
    }
    headers.extend(sibling_headers(project));
    let mut own = project.native.sources.clone();
    own.extend(headers.iter().cloned());
    own.sort();
    own.dedup();
    let mut odd = String::new();
    for path in &own {
        let place = project.root.join(path);
        let bytes = fs::read(&place).map_err(|error| Failure::io("read", &place, &error))?;
        if !makefile::is_plain(path) {
            odd += &format!(
                "{} {path}\n",
                Key::new("native").with(OsStr::from_bytes(&bytes)).name()
            );
        }
        files.push((inside(path), bytes));
    }
    let mut sources: Vec<String> = Vec::new();
    for path in &project.native.sources {
        if makefile::is_plain(path) {
            sources.push(inside(path));
            continue;
        }
        let stem: String = path
            .trim_end_matches(".c")
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
            .collect();
        let taken = |name: &String| files.iter().any(|(other, _)| other == name);
        let name = (1..)
            .map(|n| format!("native/{stem}_{n}.c"))
            .find(|name| !taken(name))
            .unwrap_or_default();
        files.push((name.clone(), format!("#include \"{path}\"\n").into_bytes()));
        sources.push(name);
    }
    headers.sort();
    headers.dedup();
    let mut headers: Vec<String> = headers
        .iter()
        .filter(|path| makefile::is_plain(path))
        .map(inside)
        .collect();
    if !odd.is_empty() {
        headers.push("native/checksums".into());
        files.push(("native/checksums".into(), odd.into_bytes()));
    }
    let native = Native {
        sources,
        include: project.native.include.iter().map(inside).collect(),
        ..project.native.clone()
    };
    Ok(NativeFiles { native, headers })
}

/// The header and the C files of the modules: the tree compiles them one by one.
fn program_files(c: &CProgram) -> impl Iterator<Item = &(String, String)> {
    c.output
        .files
        .iter()
        .filter(|(name, _)| *name != c.output.unity)
}

/// The runtime's files that the program needs: the core with its headers and tests, and of the other sources those that
/// define something which the program, or a needed source, mentions.
fn needed_runtime(c: &CProgram) -> Vec<(&'static str, &'static str)> {
    let optional = |path: &str| {
        path.ends_with(".c") && !path.starts_with("core/") && !path.starts_with("tests/")
    };
    let (mut open, mut needed): (Vec<_>, Vec<_>) = library::RUNTIME
        .iter()
        .copied()
        .partition(|(path, _)| optional(path));
    let mut mentioned: FxHashSet<&str> = FxHashSet::default();
    mentioned.extend(c.output.files.iter().flat_map(|(_, text)| words(text)));
    mentioned.extend(needed.iter().flat_map(|(_, text)| words(text)));
    loop {
        let (found, rest): (Vec<_>, Vec<_>) = open
            .into_iter()
            .partition(|(_, text)| definitions(text).any(|name| mentioned.contains(name)));
        open = rest;
        if found.is_empty() {
            needed.sort();
            return needed;
        }
        mentioned.extend(found.iter().flat_map(|(_, text)| words(text)));
        needed.extend(found);
    }
}

/// The names that begin with `mesh_`.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .filter(|word| word.starts_with("mesh_"))
}

/// The names that a C source may define for others: those on lines that are not indented and not `static`.
fn definitions(text: &str) -> impl Iterator<Item = &str> {
    let outer = |line: &&str| {
        line.starts_with(|c: char| c.is_ascii_alphabetic()) && !line.starts_with("static")
    };
    text.lines().filter(outer).flat_map(words)
}

/// Headers beside the project's C sources, which those include by name.
fn sibling_headers(project: &Project) -> Vec<String> {
    let mut found = Vec::new();
    for source in &project.native.sources {
        let dir = source.rsplit_once('/').map_or("", |(dir, _)| dir);
        for entry in fs::read_dir(project.root.join(dir))
            .into_iter()
            .flatten()
            .flatten()
        {
            if let Some(name) = entry
                .file_name()
                .to_str()
                .filter(|name| name.ends_with(".h"))
            {
                found.push(if dir.is_empty() {
                    name.to_owned()
                } else {
                    format!("{dir}/{name}")
                });
            }
        }
    }
    found
}
