//! What is embedded in the compiler: the standard library in Mesh and the runtime in C. `build.rs` makes the lists from the
//! directories, so that a file added there needs no other edit.

/// A module of the standard library.
pub struct Module {
    /// In `src/std`.
    pub path: &'static str,
    pub text: &'static str,
    /// The words by which programs refer to it: its name, its types, their variants, interfaces and their methods.
    names: &'static [&'static str],
    /// The modules that its own text refers to.
    needs: &'static [usize],
}

/// What programs refer to without a word.
const ALWAYS: &[&str] = &["Prelude", "Atom", "Tuple", "Unit"];

/// For each module whether a program needs it, given which words the program has. A module more is only slower; one that lacks
/// can make no name mean something else, as all names of the module lack with it.
pub fn needed(has_word: impl Fn(&str) -> bool) -> Vec<bool> {
    let mut needed = vec![false; STD.len()];
    let mut left: Vec<usize> = (0..STD.len())
        .filter(|&at| {
            let mut names = STD[at].names.iter();
            names.any(|name| ALWAYS.contains(name) || has_word(name))
        })
        .collect();
    while let Some(at) = left.pop() {
        if !std::mem::replace(&mut needed[at], true) {
            left.extend(STD[at].needs);
        }
    }
    needed
}

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The C sources that make the library `libmesh.a`: all but the unit tests.
pub fn runtime_sources() -> impl Iterator<Item = &'static str> {
    RUNTIME
        .iter()
        .map(|(path, _)| *path)
        .filter(|path| path.ends_with(".c") && !path.starts_with("tests/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loaded(words: &[&str]) -> Vec<&'static str> {
        let needed = needed(|word| words.contains(&word));
        let all = STD.iter().zip(needed);
        all.filter(|(_, needed)| *needed)
            .map(|(module, _)| module.path)
            .collect()
    }

    #[test]
    fn a_program_gets_what_it_names_and_what_that_needs() {
        let nothing = loaded(&[]);
        assert!(nothing.contains(&"prelude.mpl") && nothing.contains(&"list.mpl"));
        assert!(!nothing.contains(&"file.mpl") && !nothing.contains(&"date_time.mpl"));
        let file = loaded(&["File"]);
        assert!(file.contains(&"file.mpl"));
        // by the type of a field of FileInfo
        assert!(file.contains(&"date_time.mpl"));
        // by the method of an interface
        assert!(loaded(&["try_into"]).contains(&"try_into.mpl"));
        // by a variant
        assert!(loaded(&["Little"]).contains(&"bytes.mpl"));
    }

    #[test]
    fn every_module_has_its_name() {
        for module in STD {
            let Some(name) = crate::driver::module_name::module_name(module.path) else {
                panic!("{} has no name", module.path)
            };
            assert!(module.names.contains(&name.as_str()), "{}", module.path);
        }
    }
}
