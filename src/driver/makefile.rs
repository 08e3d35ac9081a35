//! The text of the Makefile of a C tree: POSIX make, a POSIX shell, no pattern rules, no absolute path.

use std::fmt::Write as _;

use super::project::Native;
use super::toolchain::{LANGUAGE, LINK, SECTIONS};

/// The first line, by which a Makefile of `meshc` is known.
pub const MARK: &str = "# Written by meshc.";

/// What stands in the tree, as paths relative to it.
pub struct Tree<'a> {
    /// Name of the executable.
    pub program: &'a str,
    /// Sources and headers of the program.
    pub program_files: &'a [&'a str],
    /// Sources and headers below `runtime/`.
    pub runtime_files: &'a [&'a str],
    /// `[native]`, with paths relative to the tree.
    pub native: &'a Native,
    pub native_headers: &'a [String],
}

/// A name that make and the shell take as it is.
pub fn program_name(name: &str) -> String {
    let kept = |c: char| {
        if c.is_ascii_alphanumeric() || "._+-".contains(c) {
            c
        } else {
            '_'
        }
    };
    let name: String = name
        .trim_start_matches(['-', '.'])
        .chars()
        .map(kept)
        .collect();
    match name.as_str() {
        // The names of the targets and of the tree's own directories.
        "" | "all" | "install" | "clean" | "check" | "runtime" | "native" | "Makefile" => {
            format!("{name}_program")
        }
        _ => name,
    }
}

pub fn text(tree: &Tree) -> String {
    let with = |files: &[&str], end: &str| -> Vec<String> {
        files
            .iter()
            .filter(|f| f.ends_with(end))
            .map(|f| f.to_string())
            .collect()
    };
    let program = with(tree.program_files, ".c");
    let (tests, runtime): (Vec<String>, Vec<String>) = with(tree.runtime_files, ".c")
        .into_iter()
        .partition(|source| source.starts_with(TESTS));
    let tests: Vec<String> = tests
        .into_iter()
        .filter_map(|s| s.strip_suffix("_test.c").map(|t| format!("{t}_test")))
        .collect();
    let native = &tree.native.sources;
    let mut objects: Vec<String> = program.iter().map(|s| object(s)).collect();
    objects.extend(native.iter().map(|s| object(s)));

    let mut out = String::new();
    let _ = write!(
        out,
        "{MARK}
#
#   make                              the program
#   make CC=aarch64-linux-gnu-gcc     for another machine
#   make CC=musl-gcc LDFLAGS=-static  without shared libraries
#   make check                        tests the runtime on the machine (RUNNER=qemu-aarch64 elsewhere)
#   make install                      into $(DESTDIR)$(PREFIX)/bin
#   make clean
#
# POSIX make and a POSIX shell are all it needs.

.POSIX:
.SUFFIXES:
.PHONY: all install clean check

PROGRAM = {program}

CC = cc
AR = ar
CFLAGS = -O2
LDFLAGS =
LDLIBS =
PKG_CONFIG = pkg-config
DESTDIR =
PREFIX = /usr/local
RUNNER =

MESH_CFLAGS = {cflags} -I. -Iruntime/include
MESH_LDLIBS = {link}
",
        program = tree.program,
        cflags = [LANGUAGE, SECTIONS].concat().join(" "),
        link = LINK.join(" "),
    );
    let mut native_cflags: Vec<String> = tree
        .native
        .cflags
        .iter()
        .map(|flag| make_word(flag))
        .collect();
    native_cflags.extend(
        tree.native
            .include
            .iter()
            .map(|dir| format!("-I{}", make_word(dir))),
    );
    let mut native_libs: Vec<String> = Vec::new();
    if !tree.native.pkg_config.is_empty() {
        let packages = tree.native.pkg_config.join(" ");
        native_cflags.push(format!("`$(PKG_CONFIG) --cflags {packages}`"));
        native_libs.push(format!("`$(PKG_CONFIG) --libs {packages}`"));
    }
    native_libs.extend(tree.native.libs.iter().map(|lib| format!("-l{lib}")));
    list(&mut out, "NATIVE_CFLAGS", &native_cflags);
    list(&mut out, "NATIVE_LDLIBS", &native_libs);
    out.push('\n');
    list(
        &mut out,
        "HEADERS",
        &[
            with(tree.program_files, ".h"),
            with(tree.runtime_files, ".h"),
        ]
        .concat(),
    );
    list(&mut out, "NATIVE_HEADERS", tree.native_headers);
    list(&mut out, "OBJECTS", &objects);
    list(
        &mut out,
        "RUNTIME_OBJECTS",
        &runtime.iter().map(|s| object(s)).collect::<Vec<_>>(),
    );
    list(&mut out, "TESTS", &tests);
    out.push_str(
        "
all: $(PROGRAM)

$(PROGRAM): $(OBJECTS) libmesh.a
\t$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(OBJECTS) libmesh.a $(NATIVE_LDLIBS) $(MESH_LDLIBS) $(LDLIBS)

libmesh.a: $(RUNTIME_OBJECTS)
\trm -f $@
\t$(AR) rcs $@ $(RUNTIME_OBJECTS)

install: all
\tmkdir -p \"$(DESTDIR)$(PREFIX)/bin\"
\trm -f \"$(DESTDIR)$(PREFIX)/bin/$(PROGRAM)\"
\tcp $(PROGRAM) \"$(DESTDIR)$(PREFIX)/bin/$(PROGRAM)\"
\tchmod 755 \"$(DESTDIR)$(PREFIX)/bin/$(PROGRAM)\"

clean:
\trm -f $(PROGRAM) $(OBJECTS) libmesh.a $(RUNTIME_OBJECTS) $(TESTS)
",
    );
    out.push_str("\ncheck: all $(TESTS)\n");
    for test in &tests {
        let _ = writeln!(out, "\t$(RUNNER) {test}");
    }
    for test in &tests {
        let _ = write!(
            out,
            "\n{test}: {test}.c {TESTS}test.c libmesh.a $(HEADERS)
\t$(CC) $(MESH_CFLAGS) -I{TESTS} $(CFLAGS) $(LDFLAGS) -pthread -o $@ {test}.c {TESTS}test.c libmesh.a $(MESH_LDLIBS) $(LDLIBS)
"
        );
    }
    for source in program.iter().chain(&runtime) {
        let _ = write!(
            out,
            "\n{}: {source} $(HEADERS)\n\t$(CC) $(MESH_CFLAGS) $(CFLAGS) -c -o $@ {source}\n",
            object(source)
        );
    }
    for source in native {
        let _ = write!(
            out,
            "\n{}: {source} $(HEADERS) $(NATIVE_HEADERS)\n\t$(CC) $(MESH_CFLAGS) $(NATIVE_CFLAGS) $(CFLAGS) -c -o $@ {source}\n",
            object(source)
        );
    }
    out
}

/// Where the runtime's unit tests stand, which `make check` runs.
const TESTS: &str = "runtime/tests/";

fn object(source: &str) -> String {
    format!("{}.o", source.trim_end_matches(".c"))
}

/// `NAME = a b`, over several lines if it is long.
fn list(out: &mut String, name: &str, words: &[String]) {
    let short = format!("{name} = {}", words.join(" "));
    if short.len() <= 100 {
        out.push_str(short.trim_end());
        out.push('\n');
        return;
    }
    let _ = writeln!(out, "{name} = \\\n    {}", words.join(" \\\n    "));
}

/// Whether make and the shell take the path of a file as it is.
pub fn is_plain(path: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_+./,@^".contains(c);
    !path.is_empty() && path.chars().all(plain)
}

/// A word of the project for make and for the shell. Inside quotes `#` would still begin a comment of make.
fn make_word(word: &str) -> String {
    let word = word.replace('$', "$$").replace('#', "\\#");
    match is_plain(&word.replace('=', "")) {
        true => word,
        false => format!("'{}'", word.replace('\'', r"'\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_for_make() {
        assert_eq!(program_name("weblog"), "weblog");
        assert_eq!(program_name("my app$(x)"), "my_app__x_");
        assert_eq!(program_name("check"), "check_program");
        assert_eq!(program_name("-o"), "o");
    }

    #[test]
    fn an_object_for_each_source() {
        let native = Native {
            sources: vec!["native/lib/a.c".into()],
            libs: vec!["z".into()],
            ..Native::default()
        };
        let tree = Tree {
            program: "p",
            program_files: &["Main.c", "mesh_program.h"],
            runtime_files: &["runtime/core/heap.c", "runtime/include/mesh.h"],
            native: &native,
            native_headers: &[],
        };
        let text = text(&tree);
        assert!(text.contains("\nMain.o: Main.c $(HEADERS)\n"), "{text}");
        assert!(text.contains("OBJECTS = Main.o native/lib/a.o\n"), "{text}");
        assert!(
            text.contains("RUNTIME_OBJECTS = runtime/core/heap.o\n"),
            "{text}"
        );
        assert!(text.contains("NATIVE_LDLIBS = -lz\n"), "{text}");
        assert!(text.starts_with(MARK));
    }
}
