//! Finding and reading the sources of a program: `mesh.toml`, the project's files, those of installed packages.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use super::module_name::module_name;
use super::report::Failure;
use crate::diagnostics::suggest::did_you_mean;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};

/// The sources of a program and what `mesh.toml` says.
#[derive(Debug)]
pub struct Project {
    /// The directory that all paths are relative to.
    pub root: PathBuf,
    /// The program's name: that of the executable if no other is given.
    pub name: String,
    /// Name of the module that holds `main`.
    pub entry: String,
    /// Sorted by name.
    pub sources: Vec<Source>,
    pub native: Native,
    /// The program is one file, without `mesh.toml`.
    pub single_file: bool,
    /// Of the rules for files and modules.
    pub diagnostics: Diagnostics,
}

impl Project {
    /// A program of one module that is in memory only.
    pub fn of_text(text: &str) -> Project {
        Project {
            root: PathBuf::from("."),
            name: "main".into(),
            entry: "Main".into(),
            sources: vec![Source {
                module: "Main".into(),
                path: "main.mpl".into(),
                text: text.to_owned(),
                test: None,
            }],
            native: Native::default(),
            single_file: true,
            diagnostics: Diagnostics::new(),
        }
    }

    /// Where `build` writes without `-o`: the program's name, in its directory.
    pub fn default_output(&self) -> PathBuf {
        match self.root == Path::new(".") {
            true => PathBuf::from(&self.name),
            false => self.root.join(&self.name),
        }
    }
}

/// One file that is a module.
#[derive(Debug)]
pub struct Source {
    pub module: String,
    /// Relative to the root, with `/`.
    pub path: String,
    pub text: String,
    /// Its number among the test files of the run.
    pub test: Option<usize>,
}

/// `[native]` of `mesh.toml`: the C that goes with the program.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Native {
    /// Relative to the root, patterns expanded, sorted.
    pub sources: Vec<String>,
    /// Directories relative to the root.
    pub include: Vec<String>,
    pub pkg_config: Vec<String>,
    pub libs: Vec<String>,
    pub cflags: Vec<String>,
}

/// Reads the program at `path`. What is wrong with its files as modules is in `diagnostics`; what cannot be read is an error.
pub fn load(path: &Path) -> Result<Project, Failure> {
    let meta = std::fs::metadata(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Failure::new(format!("`{}` does not exist", path.display()))
            .help("give a directory that holds main.mpl, or a file that ends in .mpl"),
        _ => Failure::io("read", path, &error),
    })?;
    if meta.is_dir() {
        load_directory(path)
    } else {
        load_file(path)
    }
}

/// One file is a program of one module, `Main`, whatever the file is called.
fn load_file(path: &Path) -> Result<Project, Failure> {
    if path.extension().is_none_or(|e| e != "mpl") {
        return Err(
            Failure::new(format!("`{}` is no Mesh source", path.display()))
                .help("give a directory that holds main.mpl, or a file that ends in .mpl"),
        );
    }
    let name = path
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    let stem = path
        .file_stem()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    let root = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    };
    Ok(Project {
        root,
        name: stem,
        entry: "Main".into(),
        sources: vec![Source {
            module: "Main".into(),
            path: name,
            text: read_source(path)?,
            test: None,
        }],
        native: Native::default(),
        single_file: true,
        diagnostics: Diagnostics::new(),
    })
}

fn load_directory(root: &Path) -> Result<Project, Failure> {
    load_modules(root, false)
}

/// The modules of the project at `root` that test files may import; it needs no `main`.
pub fn load_for_tests(root: &Path) -> Result<Project, Failure> {
    load_modules(root, true)
}

fn load_modules(root: &Path, testing: bool) -> Result<Project, Failure> {
    let manifest = Manifest::read(root)?;
    let mut diagnostics = Diagnostics::new();
    let own = module_paths(root, &mut diagnostics)?;
    let entry_path = manifest.entrypoint.as_deref().unwrap_or("main.mpl");
    if !testing && !own.iter().any(|(_, path)| path == entry_path) {
        let missing =
            Diagnostic::without_place(Code::E0703, format!("entry point `{entry_path}` not found"));
        let place = root.display();
        diagnostics.report(match (own.is_empty(), &manifest.entrypoint) {
            (true, _) => missing.help(format!("`{place}` holds no Mesh source: write `fn main() do … end` into {entry_path}")),
            (false, None) => missing.help(format!(
                "a program starts in main.mpl of its directory `{place}`; name another file as entrypoint in mesh.toml"
            )),
            (false, Some(_)) => missing.help("correct `entrypoint` in mesh.toml"),
        });
    }
    let mut modules: BTreeMap<String, Vec<(String, PathBuf)>> = BTreeMap::new();
    for (name, path) in own {
        modules
            .entry(name)
            .or_default()
            .push((path.clone(), root.join(&path)));
    }
    two_of_one_name(&modules, "files", &mut diagnostics);
    let mut of_packages: BTreeMap<String, Vec<(String, PathBuf)>> = BTreeMap::new();
    for package in packages(root)? {
        let package_root = root.join(&package);
        for (name, path) in module_paths(&package_root, &mut diagnostics)? {
            if path != "main.mpl" && !modules.contains_key(&name) {
                of_packages
                    .entry(name)
                    .or_default()
                    .push((format!("{package}/{path}"), package_root.join(&path)));
            }
        }
    }
    two_of_one_name(&of_packages, "packages", &mut diagnostics);
    modules.extend(of_packages);
    let entry = module_name(entry_path).unwrap_or_else(|| "Main".into());
    let mut sources = Vec::new();
    for (module, places) in modules {
        if let Some((path, place)) = places.into_iter().next() {
            sources.push(Source {
                module,
                path,
                text: read_source(&place)?,
                test: None,
            });
        }
    }
    let name = manifest
        .name
        .clone()
        .unwrap_or_else(|| directory_name(root));
    Ok(Project {
        root: root.to_path_buf(),
        name,
        entry,
        sources,
        native: manifest.native,
        single_file: false,
        diagnostics,
    })
}

fn two_of_one_name(
    modules: &BTreeMap<String, Vec<(String, PathBuf)>>,
    what: &str,
    diagnostics: &mut Diagnostics,
) {
    for (name, places) in modules.iter().filter(|(_, places)| places.len() > 1) {
        let mut clash = Diagnostic::without_place(
            Code::E0702,
            format!(
                "module `{name}` is defined by {} {what}",
                count(places.len())
            ),
        );
        for (path, _) in places {
            clash = clash.note(format!("`{path}` is module `{name}`"));
        }
        diagnostics.report(clash.help("rename one of the files"));
    }
}

fn count(n: usize) -> String {
    match n {
        2 => "two".into(),
        n => n.to_string(),
    }
}

/// The name of a directory, also of `.` and `a/..`.
pub fn directory_name(dir: &Path) -> String {
    let real = std::fs::canonicalize(dir).unwrap_or_else(|_| dir.to_path_buf());
    real.file_name().map_or_else(
        || "program".into(),
        |name| name.to_string_lossy().into_owned(),
    )
}

/// Every source below `root` with the name of its module, sorted by path: (module, path relative to `root`).
fn module_paths(
    root: &Path,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<(String, String)>, Failure> {
    let mut paths = source_paths(root)?;
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        match module_name(&path) {
            Some(name) => found.push((name, path)),
            None => diagnostics.report(
                Diagnostic::without_place(Code::E0706, format!("cannot derive a module name from `{path}`"))
                    .help("file and directory names consist of letters, digits and `_` and start with a letter"),
            ),
        }
    }
    Ok(found)
}

/// A directory whose sources are still to be collected.
struct Directory {
    place: PathBuf,
    /// What the paths of its files begin with.
    prefix: String,
    /// The directory on the way whose name no path of a module can hold.
    nameless: Option<PathBuf>,
}

/// The paths of the `.mpl` files below `root`, in any order. Hidden names and test files are left out.
///
/// A directory is gone through once, under its own name: links are followed afterwards, and only to directories that have not
/// been seen and do not lead back to the root.
fn source_paths(root: &Path) -> Result<Vec<String>, Failure> {
    let real_root = std::fs::canonicalize(root).unwrap_or_default();
    let mut paths = Vec::new();
    let mut seen = FxHashSet::default();
    let mut open = vec![Directory {
        place: root.to_path_buf(),
        prefix: String::new(),
        nameless: None,
    }];
    let mut links: BTreeMap<String, Directory> = BTreeMap::new();
    while let Some(dir) = open.pop().or_else(|| links.pop_first().map(|(_, dir)| dir)) {
        let real = std::fs::canonicalize(&dir.place).unwrap_or_default();
        let leads_back = real_root != real && real_root.starts_with(&real);
        if leads_back || !seen.insert(real) {
            continue;
        }
        let failed = |error| Failure::io("read the directory", &dir.place, &error);
        for entry in std::fs::read_dir(&dir.place).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let (name, place) = (entry.file_name(), entry.path());
            let bytes = name.as_encoded_bytes();
            if bytes.starts_with(b".") {
                continue;
            }
            let source = bytes.ends_with(b".mpl") && !bytes.ends_with(b".test.mpl");
            let meta = match std::fs::metadata(&place) {
                Ok(meta) => meta,
                Err(error) if source => return Err(dangling(&place, &error)),
                // A link that leads nowhere, or what was removed meanwhile: nobody's module.
                Err(_) => continue,
            };
            let text = name.to_string_lossy();
            let nameless = match name.to_str() {
                Some(_) => dir.nameless.clone(),
                None => Some(place.clone()),
            };
            if meta.is_dir() {
                let prefix = format!("{}{text}/", dir.prefix);
                let inner = Directory {
                    place,
                    prefix,
                    nameless,
                };
                match entry.file_type().is_ok_and(|kind| kind.is_symlink()) {
                    true => drop(links.insert(inner.prefix.clone(), inner)),
                    false => open.push(inner),
                }
            } else if let (true, Some(place)) = (source, nameless) {
                return Err(Failure::new(format!(
                    "the name of `{}` is not UTF-8",
                    place.display()
                ))
                .help("rename it: modules are named after their files and directories"));
            } else if source {
                paths.push(format!("{}{text}", dir.prefix));
            }
        }
    }
    Ok(paths)
}

/// Why a source that stands in its directory cannot be looked at.
fn dangling(path: &Path, error: &io::Error) -> Failure {
    let failure = Failure::io("read", path, error);
    match error.kind() {
        io::ErrorKind::NotFound => {
            failure.help("it is a link that leads nowhere: remove it or let it lead to a file")
        }
        _ => failure,
    }
}

/// The directories under `.mesh/packages` that hold a `mesh.toml`, relative to the root, sorted.
fn packages(root: &Path) -> Result<Vec<String>, Failure> {
    let dir = root.join(".mesh/packages");
    let entries = match std::fs::read_dir(&dir) {
        Ok(entries) => entries,
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            return Ok(Vec::new());
        }
        Err(error) => return Err(Failure::io("read the directory", &dir, &error)),
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| Failure::io("read the directory", &dir, &error))?;
        if let Some(name) = entry.file_name().to_str() {
            if entry.path().join("mesh.toml").is_file() {
                found.push(format!(".mesh/packages/{name}"));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The text of a source file, which is UTF-8.
pub fn read_source(path: &Path) -> Result<String, Failure> {
    // Reading a pipe or a device might never end.
    if std::fs::metadata(path).is_ok_and(|meta| !meta.is_file()) {
        return Err(
            Failure::new(format!("`{}` is not an ordinary file", path.display()))
                .help("a source is a file with text: copy it into one"),
        );
    }
    let bytes = std::fs::read(path).map_err(|error| Failure::io("read", path, &error))?;
    if bytes.len() > u32::MAX as usize / 2 {
        return Err(
            Failure::new(format!("`{}` is larger than 2 GiB", path.display()))
                .help("split the module"),
        );
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..valid]
            .iter()
            .filter(|&&b| b == b'\n')
            .count()
            + 1;
        Failure::new(format!(
            "`{}` is not UTF-8: byte {} (line {line}) belongs to no character",
            path.display(),
            valid + 1
        ))
        .help("save the file in UTF-8")
    })
}

#[derive(Default)]
struct Manifest {
    name: Option<String>,
    entrypoint: Option<String>,
    native: Native,
}

impl Manifest {
    fn read(root: &Path) -> Result<Manifest, Failure> {
        let path = root.join("mesh.toml");
        let text = match std::fs::read(&path) {
            Ok(bytes) => String::from_utf8(bytes).map_err(|_| {
                Failure::new(format!("`{}` is not UTF-8", path.display()))
                    .help("save the file in UTF-8")
            })?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Manifest::default()),
            Err(error) => return Err(Failure::io("read", &path, &error)),
        };
        Self::parse(&text, root).map_err(|message| {
            Failure::new(format!("`{}`: {message}", path.display())).help("correct the file")
        })
    }

    fn parse(text: &str, root: &Path) -> Result<Manifest, String> {
        let table: toml::Table = text
            .parse()
            .map_err(|error: toml::de::Error| error.to_string().trim_end().to_owned())?;
        let package = section(&table, "package")?;
        let native = section(&table, "native")?;
        known_keys(&table, "", &["package", "native"])?;
        known_keys_in(package, "package", PACKAGE_KEYS)?;
        known_keys_in(native, "native", NATIVE_KEYS)?;
        let name = string(package, "package", "name")?;
        if let Some(name) = name
            .as_deref()
            .filter(|n| n.is_empty() || n.contains(['/', '\0']) || *n == "." || *n == "..")
        {
            return Err(format!("`package.name`: `{name}` is no name of a file"));
        }
        let entrypoint = string(package, "package", "entrypoint")?;
        if let Some(path) = entrypoint.as_deref() {
            inside("package.entrypoint", path)?;
            if !path.ends_with(".mpl") {
                return Err(format!(
                    "`package.entrypoint`: `{path}` does not end in .mpl"
                ));
            }
        }
        let mut native = Native {
            sources: strings(native, "sources")?,
            include: strings(native, "include")?,
            pkg_config: strings(native, "pkg_config")?,
            libs: strings(native, "libs")?,
            cflags: strings(native, "cflags")?,
        };
        for dir in &native.include {
            inside("native.include", dir)?;
            if !root.join(dir).is_dir() {
                return Err(format!("`native.include`: there is no directory `{dir}`"));
            }
        }
        for lib in native.libs.iter().chain(&native.pkg_config) {
            if lib.is_empty()
                || lib.contains(|c: char| !(c.is_ascii_alphanumeric() || "._+-".contains(c)))
            {
                return Err(format!("`{lib}` is no name of a library"));
            }
        }
        native.sources = expand(&native.sources, root)?;
        Ok(Manifest {
            name,
            entrypoint,
            native,
        })
    }
}

/// What `[package]` and `[native]` may hold. The first has room for what describes a package to people.
const PACKAGE_KEYS: &[&str] = &[
    "name",
    "version",
    "description",
    "license",
    "authors",
    "repository",
    "entrypoint",
];
const NATIVE_KEYS: &[&str] = &["sources", "include", "pkg_config", "libs", "cflags"];

fn known_keys_in(section: Option<&toml::Table>, name: &str, known: &[&str]) -> Result<(), String> {
    section.map_or(Ok(()), |table| known_keys(table, name, known))
}

/// A key that nothing reads is most likely a slip: it is refused, with the nearest known one.
fn known_keys(table: &toml::Table, section: &str, known: &[&str]) -> Result<(), String> {
    let Some(key) = table.keys().find(|key| !known.contains(&key.as_str())) else {
        return Ok(());
    };
    let what = match section {
        "" => format!("there is no section [{key}]"),
        section => format!("[{section}] has no key `{key}`"),
    };
    let near = did_you_mean(key, known.iter().copied())
        .unwrap_or_else(|| format!("known: {}", known.join(", ")));
    Err(format!("{what}; {near}"))
}

fn inside(key: &str, path: &str) -> Result<(), String> {
    let odd = |segment: &str| segment.is_empty() || segment == "." || segment == "..";
    match path.starts_with('/') || path.split('/').any(odd) {
        true => Err(format!("`{key}`: `{path}` does not lie inside the project")),
        false => Ok(()),
    }
}

fn section<'a>(table: &'a toml::Table, key: &str) -> Result<Option<&'a toml::Table>, String> {
    match table.get(key) {
        None => Ok(None),
        Some(toml::Value::Table(section)) => Ok(Some(section)),
        Some(_) => Err(format!("`{key}` is a section: write [{key}]")),
    }
}

fn string(section: Option<&toml::Table>, name: &str, key: &str) -> Result<Option<String>, String> {
    match section.and_then(|s| s.get(key)) {
        None => Ok(None),
        Some(toml::Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(format!("`{name}.{key}` takes a string")),
    }
}

fn strings(section: Option<&toml::Table>, key: &str) -> Result<Vec<String>, String> {
    let wrong = || format!("`native.{key}` takes a list of strings");
    match section.and_then(|s| s.get(key)) {
        None => Ok(Vec::new()),
        Some(toml::Value::Array(items)) => items
            .iter()
            .map(|item| item.as_str().map(str::to_owned).ok_or_else(wrong))
            .collect(),
        Some(_) => Err(wrong()),
    }
}

/// The files that the patterns name (`*` stands for any part of a name), sorted. A pattern without a file is an error.
fn expand(patterns: &[String], root: &Path) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    for pattern in patterns {
        inside("native.sources", pattern)?;
        let mut places = vec![String::new()];
        for segment in pattern.split('/') {
            let mut deeper = Vec::new();
            for place in &places {
                if !segment.contains('*') {
                    deeper.push(format!("{place}{segment}/"));
                    continue;
                }
                for entry in std::fs::read_dir(root.join(place))
                    .into_iter()
                    .flatten()
                    .flatten()
                {
                    if let Some(name) = entry
                        .file_name()
                        .to_str()
                        .filter(|n| !n.starts_with('.') && matches(segment, n))
                    {
                        deeper.push(format!("{place}{name}/"));
                    }
                }
            }
            places = deeper;
        }
        let before = found.len();
        let files = places
            .iter()
            .map(|p| p.trim_end_matches('/').to_owned())
            .filter(|p| root.join(p).is_file());
        found.extend(files);
        if found.len() == before {
            return Err(format!("`native.sources`: no file matches `{pattern}`"));
        }
    }
    found.sort();
    found.dedup();
    Ok(found)
}

/// Whether `name` matches `pattern`, in which `*` stands for any text.
fn matches(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((before, rest)) => name.strip_prefix(before).is_some_and(|tail| {
            tail.char_indices()
                .map(|(i, _)| i)
                .chain([tail.len()])
                .any(|at| matches(rest, &tail[at..]))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        assert!(matches("*.c", "a.c"));
        assert!(matches("a*b*.c", "aXbY.c"));
        assert!(!matches("*.c", "a.h"));
        assert!(!matches("a.c", "ab.c"));
    }

    #[test]
    fn manifests() {
        let parse = |text: &str| Manifest::parse(text, Path::new("."));
        let good = parse(
            "[package]\nname = \"x\"\nentrypoint = \"src/app.mpl\"\n[native]\nlibs = [\"m\"]\n",
        );
        assert!(good.is_ok_and(
            |m| m.entrypoint.as_deref() == Some("src/app.mpl") && m.native.libs == ["m"]
        ));
        for bad in [
            "[package]\nname = 3\n",
            "[package]\nentrypoint = \"../a.mpl\"\n",
            "[package]\nentrypoint = \"a.txt\"\n",
            "[native]\nlibs = \"m\"\n",
            "[native]\nlibs = [\"m; rm -rf /\"]\n",
            "[native]\nsources = [\"no/such/*.c\"]\n",
            "package = 1\n",
            "[packge]\nname = \"x\"\n",
            "[package]\nnmae = \"x\"\n",
            "[native]\nlib = [\"z\"]\n",
            "[package\n",
        ] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }
}
