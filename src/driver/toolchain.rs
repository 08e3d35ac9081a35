//! Which C compiler, with which flags, for which machine.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::UNIX_EPOCH;

use super::cache::Key;
use super::report::Failure;
use super::targets::Target;
use super::Options;

/// The flags with which all C is compiled, here and in the Makefile of a C tree: the language, and no fused arithmetic.
pub const LANGUAGE: &[&str] = &["-std=c11", "-ffp-contract=off"];
/// Each function and table in a section of its own, so that the linker keeps only what is used.
pub const SECTIONS: &[&str] = &["-ffunction-sections", "-fdata-sections"];
/// What goes to the linker after the objects.
pub const LINK: &[&str] = &["-Wl,--gc-sections", "-lpthread", "-lm"];

#[derive(Debug)]
pub struct Toolchain {
    /// As it was named, for messages.
    pub name: String,
    program: PathBuf,
    flags: Vec<String>,
    pub target: Option<&'static Target>,
}

impl Toolchain {
    /// `--cc`, else the compiler of `--target`, else `CC` of the environment, else the first of cc, gcc, clang.
    pub fn select(options: &Options) -> Result<Toolchain, Failure> {
        let target = options.target.as_deref().map(Target::find).transpose()?;
        let target_flags = target
            .map_or(&[][..], |t| t.flags)
            .iter()
            .map(|f| f.to_string());
        if let Some(text) = &options.cc {
            return Toolchain::parse(text, "--cc", target, target_flags.collect());
        }
        if let Some(target) = target {
            return match find(target.cc) {
                Some(program) => Ok(Toolchain {
                    name: target.cc.into(),
                    program,
                    flags: target_flags.collect(),
                    target: Some(target),
                }),
                None if target.triple == concat_host() => Toolchain::default_of(Some(target)),
                None => Err(Failure::new(format!(
                    "the C compiler `{}` for {} is not installed",
                    target.cc, target.triple
                ))
                .help("install it, or name another one with --cc")),
            };
        }
        match std::env::var("CC") {
            Ok(text) if !text.trim().is_empty() => Toolchain::parse(&text, "CC", None, Vec::new()),
            _ => Toolchain::default_of(None),
        }
    }

    fn default_of(target: Option<&'static Target>) -> Result<Toolchain, Failure> {
        for name in ["cc", "gcc", "clang"] {
            if let Some(program) = find(name) {
                return Ok(Toolchain {
                    name: name.into(),
                    program,
                    flags: Vec::new(),
                    target,
                });
            }
        }
        Err(
            Failure::new("no C compiler found (neither cc nor gcc nor clang is on the PATH)")
                .help("install one, for example with `apt-get install gcc`, or name one with --cc"),
        )
    }

    fn parse(
        text: &str,
        option: &str,
        target: Option<&'static Target>,
        mut flags: Vec<String>,
    ) -> Result<Toolchain, Failure> {
        let mut words = words(text).into_iter();
        let name = words.next().unwrap_or_default();
        if name.is_empty() {
            return Err(Failure::usage(format!("{option} names no C compiler"))
                .help("name one that is on the PATH, or give its whole path"));
        }
        let program = find(&name).ok_or_else(|| {
            Failure::new(format!("the C compiler `{name}` of {option} was not found"))
                .help("name one that is on the PATH, or give its whole path")
        })?;
        flags.extend(words);
        Ok(Toolchain {
            name,
            program,
            flags,
            target,
        })
    }

    /// The compiler with its own flags.
    pub fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.flags);
        command
    }

    /// The archiver that belongs to the compiler.
    pub fn archiver(&self) -> Result<Command, Failure> {
        let prefix = self
            .name
            .rsplit('/')
            .next()
            .and_then(|name| name.strip_suffix("gcc").or(name.strip_suffix("clang")));
        let own = prefix
            .filter(|p| p.ends_with('-'))
            .map(|p| format!("{p}ar"));
        let names = own.into_iter().chain(["ar".into(), "llvm-ar".into()]);
        match names.into_iter().find_map(|name| find(&name)) {
            Some(program) => Ok(Command::new(program)),
            None => Err(
                Failure::new("no archiver found (neither ar nor llvm-ar is on the PATH)")
                    .help("install one, for example with `apt-get install binutils`"),
            ),
        }
    }

    /// For messages and progress: the machine, else the compiler.
    pub fn describe(&self) -> String {
        match self.target {
            Some(target) => target.triple.to_owned(),
            None => format!("this machine with {}", self.name),
        }
    }

    /// All that decides what the compiler makes of a source: which program it is, its version and flags.
    pub fn key(&self, kind: &str) -> Key {
        let mut key = Key::new(kind).with(&self.program);
        if let Ok(meta) = std::fs::metadata(&self.program) {
            let modified = meta
                .modified()
                .ok()
                .and_then(|t| t.duration_since(UNIX_EPOCH).ok());
            key = key.with(format!("{} {modified:?}", meta.len()));
        }
        self.flags.iter().fold(key, |key, flag| key.with(flag))
    }
}

/// This machine as a row of the table.
fn concat_host() -> String {
    format!("{}-linux-gnu", std::env::consts::ARCH)
}

/// The program `name`: a path, or on the PATH. Links are followed, so that an exchanged compiler is another one, except where
/// the name decides what the program does (ccache).
pub fn find(name: &str) -> Option<PathBuf> {
    if name.is_empty() {
        return None;
    }
    if name.contains('/') {
        return executable(Path::new(name))
            .then(|| std::path::absolute(name).ok())
            .flatten();
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path)
        .map(|dir| dir.join(name))
        .find(|file| executable(file));
    found.and_then(|file| std::path::absolute(file).ok())
}

fn executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path)
        .is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

/// Splits a command as a shell would: at blanks, outside of quotes.
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(q), c) if c == q => quote = None,
            (Some('\''), c) => word.get_or_insert_default().push(c),
            (_, '\\') => word.get_or_insert_default().extend(chars.next()),
            (Some(_), c) => word.get_or_insert_default().push(c),
            (None, '"' | '\'') => {
                word.get_or_insert_default();
                quote = Some(c);
            }
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (None, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

/// A command as one can paste it into a shell.
pub fn shown(command: &Command) -> String {
    let parts: Vec<OsString> = std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(Into::into)
        .collect();
    parts
        .iter()
        .map(|part| quoted(&part.to_string_lossy()))
        .collect::<Vec<_>>()
        .join(" ")
}

fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_=+./,:@%^".contains(c);
    match !word.is_empty() && word.chars().all(plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', r"'\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_command() {
        assert_eq!(words("  clang  -O1 "), ["clang", "-O1"]);
        assert_eq!(
            words(r#"'a b'c "d \"e" f\ g ''"#),
            ["a bc", "d \"e", "f g", ""]
        );
        assert!(words("").is_empty());
    }

    #[test]
    fn commands_are_shown_for_the_shell() {
        let mut command = Command::new("cc");
        command.args(["-O2", "a b", "it's"]);
        assert_eq!(shown(&command), r"cc -O2 'a b' 'it'\''s'");
    }
}
