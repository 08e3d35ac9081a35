//! From the emitted C to an executable.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::cache::{Cache, Key};
use super::interrupt::Unfinished;
use super::progress::Progress;
use super::project::{Native, Project};
use super::report::{no_temporary, says_disk_full, Failure, ELSEWHERE};
use super::runtime_library::{self, RuntimeLibrary};
use super::toolchain::{shown, words, Toolchain, LANGUAGE, LINK, SECTIONS};
use super::{status, Options};
use crate::emit;

/// The C of a program.
pub struct CProgram {
    pub output: emit::Output,
    /// The C functions that the program's own externs name, with the places of the declarations.
    pub externs: Vec<(String, String)>,
}

/// Compiles and links to `output`, which is replaced at once when everything went well.
pub fn executable(
    c: &CProgram,
    project: &Project,
    toolchain: &Toolchain,
    options: &Options,
    output: &Path,
) -> Result<(), Failure> {
    let cache = Cache::open()?;
    let runtime = runtime_library::prepare(&cache, toolchain, options)?;
    build(c, project, toolchain, options, &runtime, output)
}

/// An executable for `run`, in the cache: what was built before is not built again.
/// The second value keeps a temporary place alive where there is no lasting cache.
pub fn cached_executable(
    c: &CProgram,
    project: &Project,
    toolchain: &Toolchain,
    options: &Options,
) -> Result<(PathBuf, Cache), Failure> {
    let cache = Cache::open()?;
    let runtime = runtime_library::prepare(&cache, toolchain, options)?;
    let mut key: Key = runtime
        .key
        .clone()
        .with(format!("O{} {}", options.level(), options.debug))
        .with(&project.name);
    for (name, text) in &c.output.files {
        key = key.with(name).with(text);
    }
    key = native_key(key, project)?;
    let name = format!("program-{}", key.name());
    let entry = cache.entry(&name, &project.name, |place| {
        build(
            c,
            project,
            toolchain,
            options,
            &runtime,
            &place.join(&project.name),
        )
    })?;
    cache.prune("program-", 64);
    Ok((entry.join(&project.name), cache))
}

/// All of the project's own C that an executable depends on.
fn native_key(mut key: Key, project: &Project) -> Result<Key, Failure> {
    let Native {
        sources,
        include,
        pkg_config,
        libs,
        cflags,
    } = &project.native;
    for part in pkg_config.iter().chain(libs).chain(cflags) {
        key = key.with(part);
    }
    let mut files = sources.clone();
    for dir in include {
        files.extend(native_headers(&project.root, dir)?);
    }
    for file in files {
        let path = project.root.join(&file);
        let text = std::fs::read(&path).map_err(|error| Failure::io("read", &path, &error))?;
        key = key
            .with(&file)
            .with(String::from_utf8_lossy(&text).as_ref());
    }
    Ok(key)
}

/// The files below an include directory of the project, relative to the root, sorted.
pub fn native_headers(root: &Path, dir: &str) -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    let place = root.join(dir);
    for entry in std::fs::read_dir(&place)
        .map_err(|error| Failure::io("read the directory", &place, &error))?
    {
        let entry = entry.map_err(|error| Failure::io("read the directory", &place, &error))?;
        let Some(name) = entry
            .file_name()
            .to_str()
            .map(|name| format!("{dir}/{name}"))
        else {
            continue;
        };
        if entry.path().is_dir() {
            // A link back up would never end.
            let leads_back = std::fs::canonicalize(entry.path()).is_ok_and(|inner| {
                std::fs::canonicalize(&place).is_ok_and(|outer| outer.starts_with(inner))
            });
            if !leads_back {
                found.extend(native_headers(root, &name)?);
            }
        } else {
            found.push(name);
        }
    }
    found.sort();
    Ok(found)
}

fn build(
    c: &CProgram,
    project: &Project,
    toolchain: &Toolchain,
    options: &Options,
    runtime: &RuntimeLibrary,
    output: &Path,
) -> Result<(), Failure> {
    let _progress = Progress::start(format!(
        "compiling {} for {}",
        project.name,
        toolchain.describe()
    ));
    let output = writable_file(output)?;
    let mut sources = project.sources.iter().map(|source| &source.path);
    let is_output = |path: &String| {
        std::fs::canonicalize(project.root.join(path)).is_ok_and(|source| source == output)
    };
    if let Some(source) = sources.find(|path| is_output(path)) {
        return Err(Failure::new(format!(
            "cannot write `{}`: it is the source `{source}` of the program",
            output.display()
        ))
        .help("name another file with -o"));
    }
    let out_dir = output.parent().unwrap_or(Path::new("/"));
    let fresh = tempfile::Builder::new()
        .prefix(".meshc-")
        .permissions(std::fs::Permissions::from_mode(0o777))
        .tempfile_in(out_dir)
        .map_err(|error| Failure::io("write", &output, &error))?
        .into_temp_path();
    let _fresh_unfinished = Unfinished::new(&fresh);
    let work = tempfile::Builder::new()
        .prefix("meshc-")
        .tempdir()
        .map_err(|error| no_temporary(&error))?;
    let _work_unfinished = Unfinished::new(work.path());
    for (name, text) in &c.output.files {
        let path = work.path().join(name);
        std::fs::write(&path, text).map_err(|error| Failure::io("write", &path, &error))?;
    }

    let linked = work.path().join("program");
    let call = Call {
        c,
        project,
        toolchain,
        options,
        runtime,
        work: work.path(),
        output: &linked,
    };
    // The project's own C does not expect to find the runtime's header included, nor to be part of one unit.
    let quick = runtime
        .precompiled
        .as_deref()
        .filter(|_| project.native.sources.is_empty());
    let mut command = call.command(quick)?;
    let mut compiled = run(&mut command)?;
    if !compiled.status.success() && quick.is_some() {
        // The precompiled header may be what the compiler stumbles over.
        command = call.command(None)?;
        compiled = run(&mut command)?;
    }
    if !compiled.status.success() {
        return Err(explain(&command, &compiled, c, project, work));
    }
    // Linkers write their output bit by bit, and some remove it first: what stands beside the old file is a whole copy.
    std::fs::copy(&linked, &fresh).map_err(|error| Failure::io("write", &output, &error))?;
    fresh
        .persist(&output)
        .map_err(|error| Failure::io("write", &output, &error.error))
}

/// The absolute path of the file to write. What stands there already is replaced if it is an ordinary file, and only then:
/// writing to a device, a pipe or a directory is never meant.
fn writable_file(output: &Path) -> Result<PathBuf, Failure> {
    let refuse = |what: &str| {
        Failure::new(format!("cannot write `{}`: {what}", output.display()))
            .help("name another file with -o")
    };
    let absolute =
        std::path::absolute(output).map_err(|error| Failure::io("write", output, &error))?;
    match std::fs::metadata(&absolute) {
        Ok(meta) if meta.is_dir() => Err(refuse("it is a directory")),
        Ok(meta) if !meta.is_file() => Err(refuse("it is not an ordinary file")),
        // The file that a link leads to is replaced, not the link.
        Ok(_) => Ok(std::fs::canonicalize(&absolute).unwrap_or(absolute)),
        Err(_) if output.as_os_str().as_encoded_bytes().ends_with(b"/") => {
            Err(refuse("the name of a directory"))
        }
        Err(_) => Ok(absolute),
    }
}

fn run(command: &mut Command) -> Result<Output, Failure> {
    command
        .output()
        .map_err(|error| Failure::io("run", Path::new(command.get_program()), &error))
}

/// The one call of the C compiler that compiles and links a program.
struct Call<'a> {
    c: &'a CProgram,
    project: &'a Project,
    toolchain: &'a Toolchain,
    options: &'a Options,
    runtime: &'a RuntimeLibrary,
    /// Where the C is.
    work: &'a Path,
    output: &'a Path,
}

impl Call<'_> {
    fn command(&self, precompiled: Option<&Path>) -> Result<Command, Failure> {
        let Call {
            c,
            project,
            toolchain,
            options,
            runtime,
            work,
            output,
        } = self;
        let mut command = toolchain.command();
        // The Mesh paths in the program's debug information are relative to the project.
        command.current_dir(&project.root);
        command.arg("-pipe").args(LANGUAGE).args(SECTIONS);
        match precompiled {
            Some(dir) => command
                .args(runtime_library::QUICK)
                .arg("-I")
                .arg(dir)
                .args(["-include", "mesh.h"]),
            None => command.arg(format!("-O{}", options.level())),
        };
        if options.debug {
            command.arg("-g");
        }
        command.arg("-I").arg(work).arg("-I").arg(&runtime.include);
        native_flags(&mut command, project, "--cflags")?;
        command
            .arg("-o")
            .arg(output)
            .arg(work.join(&c.output.unity));
        command
            .args(&project.native.sources)
            .arg(&runtime.archive)
            .args(LINK);
        native_flags(&mut command, project, "--libs")?;
        Ok(command)
    }
}

/// Adds what `[native]` asks for: `which` is `--cflags` or `--libs`, as `pkg-config` calls them.
fn native_flags(command: &mut Command, project: &Project, which: &str) -> Result<(), Failure> {
    let Native {
        sources: _,
        include,
        pkg_config,
        libs,
        cflags,
    } = &project.native;
    if which == "--cflags" {
        command.args(cflags);
        for dir in include {
            command.arg("-I").arg(dir);
        }
    }
    if !pkg_config.is_empty() {
        let program = std::env::var("PKG_CONFIG").unwrap_or_else(|_| "pkg-config".into());
        let output = Command::new(&program)
            .arg(which)
            .args(pkg_config)
            .output()
            .map_err(|error| {
                Failure::io("run", Path::new(&program), &error)
                    .help("install pkg-config, or name it in the environment variable PKG_CONFIG")
            })?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(Failure::new(format!(
                "pkg-config knows no {}\n{}",
                pkg_config.join(" "),
                said.trim_end()
            ))
            .help("install the library's development files, or correct [native] of mesh.toml"));
        }
        command.args(words(&String::from_utf8_lossy(&output.stdout)));
    }
    if which == "--libs" {
        command.args(libs.iter().map(|lib| format!("-l{lib}")));
    }
    Ok(())
}

/// Why the C compiler or the linker refused: something is missing, the project's own C is wrong, or `meshc` has a bug.
fn explain(
    command: &Command,
    output: &Output,
    c: &CProgram,
    project: &Project,
    work: tempfile::TempDir,
) -> Failure {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if says_disk_full(&said) {
        return Failure::new("the C compiler found no space left on the disk").help(ELSEWHERE);
    }
    for symbol in undefined_symbols(&said) {
        if let Some((_, place)) = c.externs.iter().find(|(name, _)| *name == symbol) {
            return Failure::new(format!(
                "no C source or library defines `{symbol}`, which is declared extern\n --> {place}"
            ))
            .help(match project.single_file {
                true => "a single file has no C of its own: put it into a directory as main.mpl, with a mesh.toml whose [native] names the C",
                false => "add its source to `sources` or its library to `libs`, under [native] in mesh.toml",
            });
        }
    }
    if let Some(line) = said
        .lines()
        .find(|line| line.contains("cannot find -l") || line.contains("unable to find library"))
    {
        return Failure::new(format!("the linker misses a library: {line}"))
            .help("install its development files, or correct `libs` under [native] in mesh.toml");
    }
    let about_native = |line: &&str| {
        project
            .native
            .sources
            .iter()
            .any(|source| line.contains(source.as_str()))
    };
    if said
        .lines()
        .filter(|line| line.contains("error"))
        .any(|line| about_native(&line))
    {
        return Failure::new(format!(
            "the C compiler rejects the project's own C\n{}",
            said.trim_end()
        ))
        .help("correct the C, or `cflags` under [native] in mesh.toml");
    }
    let kept = work.keep();
    let place = mesh_place(&said).map_or(String::new(), |place| format!("\n --> {place}"));
    let lines: Vec<&str> = said.lines().take(20).collect();
    Failure {
        status: status::BUG,
        ..Failure::new(format!(
            "the C compiler rejects what meshc generated: this is a bug of meshc{place}\n  command: {}\n  the C is kept in {}\n{}",
            shown(command),
            kept.display(),
            lines.join("\n")
        ))
    }
    .help("please report it with the program")
}

/// What the linker names as undefined (GNU ld, gold, lld).
fn undefined_symbols(said: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in said.lines() {
        let after = ["undefined reference to ", "undefined symbol: "]
            .iter()
            .find_map(|text| line.split_once(text));
        if let Some((_, rest)) = after {
            found.push(rest.trim_matches(['`', '\'', '"', ' ']).to_owned());
        }
    }
    found
}

/// The first place in a Mesh file that a message of the C compiler names.
fn mesh_place(said: &str) -> Option<String> {
    said.lines().find_map(|line| {
        let at = line.find(".mpl:")?;
        let path = line[..at].rsplit([' ', '\'', '"']).next()?;
        let number: String = line[at + 5..]
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        (!number.is_empty()).then(|| format!("{path}.mpl:{number}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_linkers_and_compilers_say() {
        let gnu = "/usr/bin/ld: a.o: in function `f':\na.c:(.text+0x5): undefined reference to `my_fun'\n";
        assert_eq!(undefined_symbols(gnu), ["my_fun"]);
        assert_eq!(
            undefined_symbols("ld.lld: error: undefined symbol: my_fun\n"),
            ["my_fun"]
        );
        let gcc = "In file included from x.c:1:\nlib/fees.mpl:12:7: error: 'x' undeclared\n";
        assert_eq!(mesh_place(gcc).as_deref(), Some("lib/fees.mpl:12"));
    }
}
