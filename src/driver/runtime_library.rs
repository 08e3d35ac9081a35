//! The runtime, compiled once for each compiler, set of flags and version of `meshc`, and kept in the cache.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use super::cache::{Cache, Key};
use super::progress::Progress;
use super::report::{says_disk_full, Failure, ELSEWHERE};
use super::toolchain::{shown, Toolchain, LANGUAGE, SECTIONS};
use super::{library, status, Options};

/// The runtime on disk.
pub struct RuntimeLibrary {
    /// A directory with the runtime's header in the form that the compiler has already read, for [`QUICK`] programs.
    pub precompiled: Option<PathBuf>,
    /// The directory of its headers.
    pub include: PathBuf,
    pub archive: PathBuf,
    /// Names what the archive was made from.
    pub key: Key,
}

/// What a program is compiled with that shall be there soon: a precompiled header serves only the flags that it was made with.
pub const QUICK: &[&str] = &["-O0", "-DMESH_UNITY="];

/// Finds or makes the runtime for a toolchain and what the options say of the program.
pub fn prepare(
    cache: &Cache,
    toolchain: &Toolchain,
    options: &Options,
) -> Result<RuntimeLibrary, Failure> {
    let sources_key = library::RUNTIME
        .iter()
        .fold(Key::new("runtime"), |key, (path, text)| {
            key.with(path).with(text)
        });
    let sources = cache.entry(
        &format!("runtime-{}", sources_key.name()),
        "include/mesh.h",
        unpack,
    )?;
    let flags: Vec<&str> = [
        LANGUAGE,
        SECTIONS,
        &["-O2"],
        if options.debug { &["-g"] } else { &[] },
    ]
    .concat();
    let key = flags.iter().fold(
        toolchain.key("library").with(sources_key.name()),
        |key, flag| key.with(flag),
    );
    let built = cache.entry(&format!("library-{}", key.name()), "libmesh.a", |place| {
        build(toolchain, &flags, &sources, place)
    })?;
    let precompiled = match options.level() == 0 && !options.debug {
        true => {
            let name = format!("header-{}", key.name());
            cache
                .entry(&name, "mesh.h", |place| {
                    precompile(toolchain, &sources, place)
                })
                .ok()
        }
        false => None,
    };
    cache.prune("library-", 32);
    cache.prune("header-", 8);
    cache.prune("runtime-", 8);
    Ok(RuntimeLibrary {
        precompiled,
        include: sources.join("include"),
        archive: built.join("libmesh.a"),
        key,
    })
}

/// Writes the embedded sources below `place`.
pub fn unpack(place: &Path) -> Result<(), Failure> {
    for (path, text) in library::RUNTIME {
        let path = place.join(path);
        let written = path
            .parent()
            .map_or(Ok(()), std::fs::create_dir_all)
            .and_then(|()| std::fs::write(&path, text));
        written.map_err(|error| Failure::io("write", &path, &error))?;
    }
    Ok(())
}

/// The header beside its precompiled form: compilers that do not take the latter read the former.
fn precompile(toolchain: &Toolchain, sources: &Path, place: &Path) -> Result<(), Failure> {
    let (source, header) = (sources.join("include/mesh.h"), place.join("mesh.h"));
    std::fs::copy(&source, &header).map_err(|error| Failure::io("write", &header, &error))?;
    let mut command = toolchain.command();
    command.args(LANGUAGE).args(SECTIONS).args(QUICK);
    command.arg("-I").arg(sources.join("include"));
    command
        .args(["-x", "c-header", "-o"])
        .arg(place.join("mesh.h.gch"))
        .arg(&header);
    // Without it everything works as well, if not as fast.
    if run_one(toolchain, &mut command).is_err() {
        let _ = std::fs::remove_file(place.join("mesh.h.gch"));
    }
    Ok(())
}

fn build(
    toolchain: &Toolchain,
    flags: &[&str],
    sources: &Path,
    place: &Path,
) -> Result<(), Failure> {
    let _progress = Progress::start(format!(
        "compiling the runtime for {}",
        toolchain.describe()
    ));
    let mut jobs: VecDeque<Command> = VecDeque::new();
    let mut objects: Vec<String> = Vec::new();
    for path in library::runtime_sources() {
        let object = path.replace('/', "_") + ".o";
        let mut command = toolchain.command();
        command
            .args(flags)
            .arg("-I")
            .arg(sources.join("include"))
            .arg("-c")
            .arg("-o")
            .arg(&object)
            .arg(sources.join(path))
            .current_dir(place);
        jobs.push_back(command);
        objects.push(object);
    }
    run_all(toolchain, jobs)?;
    if let Some(missing) = objects.iter().find(|object| !place.join(object).is_file()) {
        return Err(Failure::new(format!(
            "`{}` compiles nothing: it succeeded without writing `{missing}`",
            toolchain.name
        ))
        .help("name a C compiler with --cc or in the environment variable CC"));
    }
    let mut archive = toolchain.archiver()?;
    archive.args(["rcs", "libmesh.a"]).args(&objects);
    archive.current_dir(place);
    run_one(toolchain, &mut archive)?;
    for object in &objects {
        let _ = std::fs::remove_file(place.join(object));
    }
    Ok(())
}

/// Runs the commands, as many at once as the machine has processors, until one fails.
fn run_all(toolchain: &Toolchain, jobs: VecDeque<Command>) -> Result<(), Failure> {
    let workers = std::thread::available_parallelism()
        .map_or(1, usize::from)
        .min(jobs.len().max(1));
    let queue = Mutex::new(jobs);
    let failed = Mutex::new(None);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                // The lock must not be held while a command runs: taking one is a function of its own.
                while let Some(mut command) = take(&queue) {
                    if let Err(failure) = run_one(toolchain, &mut command) {
                        queue.lock().unwrap_or_else(PoisonError::into_inner).clear();
                        failed
                            .lock()
                            .unwrap_or_else(PoisonError::into_inner)
                            .get_or_insert(failure);
                    }
                }
            });
        }
    });
    match failed.into_inner().unwrap_or_else(PoisonError::into_inner) {
        Some(failure) => Err(failure),
        None => Ok(()),
    }
}

fn take(queue: &Mutex<VecDeque<Command>>) -> Option<Command> {
    queue
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .pop_front()
}

fn run_one(toolchain: &Toolchain, command: &mut Command) -> Result<(), Failure> {
    let output = command
        .output()
        .map_err(|error| Failure::io("run", Path::new(command.get_program()), &error))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    if says_disk_full(&said) {
        return Err(Failure::new("the C compiler found no space left on the disk").help(ELSEWHERE));
    }
    let said: Vec<&str> = said.lines().take(12).collect();
    let message = format!(
        "the runtime cannot be compiled for {}\n  command: {}\n{}",
        toolchain.describe(),
        shown(command),
        said.join("\n")
    );
    Err(Failure {
        status: status::ERRORS,
        ..Failure::new(message.trim_end())
    }
    .help("a C11 compiler is needed, with the headers of the target's C library"))
}
