//! The C trees of real programs, made with every C compiler that is installed: no warning may come of them, everything must
//! link module by module, and what runs on this machine must print what the golden file says.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use libtest_mimic::Failed;
use meshc::driver::targets::TARGETS;

use crate::case::{self, difference, Case};
use crate::modes::{installed, wanted};
use crate::process;

const STRICT: &str = "CFLAGS=-std=c11 -O1 -Wall -Wextra -Wpedantic -Werror";
/// How many of the golden programs take part: the largest ones.
const GOLDENS: usize = 8;

/// A C compiler as `make` is told of it.
#[derive(Clone, Debug)]
pub struct Compiler {
    pub name: &'static str,
    ldflags: &'static str,
    /// Its programs run on this machine.
    native: bool,
}

/// The compilers that are installed and wanted; says which are left out.
pub fn compilers(quiet: bool) -> Vec<Compiler> {
    let mut list = Vec::new();
    for name in ["gcc", "clang"] {
        list.push((
            "native",
            Compiler {
                name,
                ldflags: "",
                native: true,
            },
        ));
    }
    for target in TARGETS.iter().filter(|t| t.triple != "x86_64-linux-gnu") {
        let native = target.emulator.is_none();
        let mode = if native { "native" } else { target.short };
        let musl = target.cc == "musl-gcc";
        list.push((
            mode,
            Compiler {
                name: target.cc,
                ldflags: if musl { "LDFLAGS=-static" } else { "" },
                native,
            },
        ));
    }
    list.retain(|(mode, compiler)| {
        let takes = wanted(mode) || (*mode != "native" && wanted("cross"));
        let there = installed(compiler.name);
        if takes && !there && !quiet {
            eprintln!(
                "skipped: the C trees with {} (it is not installed)",
                compiler.name
            );
        }
        takes && there
    });
    list.into_iter().map(|(_, compiler)| compiler).collect()
}

pub fn run(root: &Path, compiler: &Compiler) -> Result<(), Failed> {
    let dir = tempfile::Builder::new().prefix("mesh-trees-").tempdir()?;
    let mut first: Option<PathBuf> = None;
    for (at, case) in programs(root).iter().enumerate() {
        let tree = dir.path().join(at.to_string());
        emit(case, &tree)?;
        if compiler.name == "gcc" {
            let again = dir.path().join(format!("{at}-again"));
            emit(case, &again)?;
            same(&tree, &again, dir.path())?;
        }
        // The runtime's objects would be the same ones: each is compiled for the first program that needs it.
        match &first {
            Some(first) => copy_objects(&first.join("runtime"), &tree.join("runtime"))?,
            None => first = Some(tree.clone()),
        }
        let mut make = Command::new("make");
        make.arg("-s").arg("-C").arg(&tree).arg(STRICT);
        make.arg(format!("CC={}", compiler.name));
        make.arg("PROGRAM=program");
        if !compiler.ldflags.is_empty() {
            make.arg(compiler.ldflags);
        }
        succeeded(
            &process::run(&mut make, "", Duration::from_secs(300))?,
            case,
        )?;
        if compiler.native {
            compare(case, &tree.join("program"))?;
        }
    }
    Ok(())
}

fn emit(case: &Case, tree: &Path) -> Result<(), Failed> {
    let written = process::run(
        process::meshc()
            .arg("build")
            .arg(&case.source)
            .arg("--emit-c")
            .arg(tree),
        "",
        Duration::from_secs(60),
    )?;
    match written.status {
        0 => Ok(()),
        _ => Err(format!("{}: {}", case.name, written.err).into()),
    }
}

/// Two trees of a program are the same, byte for byte, and do not show where they were written or what they were made from.
fn same(tree: &Path, again: &Path, home: &Path) -> Result<(), Failed> {
    let root = env!("CARGO_MANIFEST_DIR");
    for entry in fs::read_dir(tree)? {
        let path = entry?.path();
        let other = again.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            same(&path, &other, home)?;
            continue;
        }
        let (text, twin) = (fs::read_to_string(&path)?, fs::read_to_string(&other)?);
        if text != twin {
            return Err(format!("{}:\n{}", path.display(), difference(&text, &twin)).into());
        }
        if text.contains(root) || text.contains(&*home.to_string_lossy()) {
            return Err(format!("{} holds an absolute path", path.display()).into());
        }
    }
    Ok(())
}

/// The examples, the benchmarks and the largest golden programs.
fn programs(root: &Path) -> Vec<Case> {
    let mut goldens = case::find(root, "tests/programs");
    goldens.sort_by_key(|case| (std::cmp::Reverse(size(&case.source)), case.name.clone()));
    goldens.truncate(GOLDENS);
    let mut all = case::find(root, "examples");
    // one that brings files along
    let embedding = case::find(root, "tests/programs/system");
    all.extend(
        embedding
            .into_iter()
            .filter(|c| c.name.ends_with("/embedding")),
    );
    all.extend(case::find(root, "benches"));
    all.extend(goldens);
    all
}

fn size(source: &Path) -> u64 {
    match fs::read_dir(source) {
        Ok(entries) => entries.flatten().map(|entry| size(&entry.path())).sum(),
        Err(_) => fs::metadata(source).map_or(0, |meta| meta.len()),
    }
}

fn copy_objects(from: &Path, to: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(from)? {
        let (path, target) = {
            let entry = entry?;
            (entry.path(), to.join(entry.file_name()))
        };
        if path.is_dir() && target.is_dir() {
            copy_objects(&path, &target)?;
        } else if path.extension().is_some_and(|e| e == "o") && target.with_extension("c").is_file()
        {
            fs::copy(&path, &target)?;
        }
    }
    Ok(())
}

/// A C compiler that says anything has found something.
fn succeeded(output: &process::Output, case: &Case) -> Result<(), Failed> {
    match output.status {
        0 if output.err.is_empty() => Ok(()),
        status => Err(format!(
            "{}: exit status {status}\n{}{}",
            case.name, output.out, output.err
        )
        .into()),
    }
}

/// Golden programs print here what they print when `meshc` builds them. (Benchmarks take too long, and have no golden file.)
fn compare(case: &Case, executable: &Path) -> Result<(), Failed> {
    let Some(expected) = case.read("out") else {
        return Ok(());
    };
    let mut command = Command::new(executable);
    command.args(case.lines("args"));
    command
        .env("MESH_CHECK_LEAKS", "1")
        .env("LC_ALL", "C.UTF-8");
    command.current_dir(match case.source.is_dir() {
        true => &case.source,
        false => case.source.parent().unwrap_or(&case.source),
    });
    let input = case.read("in").unwrap_or_default();
    let output = process::run(&mut command, &input, Duration::from_secs(60))?;
    match output.out == expected {
        true => Ok(()),
        false => Err(format!("{}:\n{}", case.name, difference(&expected, &output.out)).into()),
    }
}
