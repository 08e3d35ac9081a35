//! The passes, one after the other, over the modules of a program.

use super::compile::CProgram;
use super::project::Project;
use super::{library, status, Dump, Options};
use crate::base::{FileId, Symbol};
use crate::diagnostics::{Diagnostics, Files};
use crate::syntax::ast::{self, ItemKind};
use crate::{resolve, syntax, types};

/// A program on its way through the passes. Each step runs those before it; a step that errors keep from running gives `None`.
pub struct Session {
    pub project: Project,
    files: Files,
    diagnostics: Diagnostics,
    /// The files of the project, in the order of their modules' names.
    own: Vec<FileId>,
    /// All of the standard library is loaded, not just what the program's words ask for.
    whole_library: bool,
    /// The C functions that the project's externs name, with the places of the declarations.
    externs: Vec<(String, String)>,
    /// The tests of each test file, by its number.
    pub tests: Vec<Vec<syntax::test_blocks::Test>>,
    /// What the passes are done with. Taking large trees apart takes time that a run of the compiler, which ends soon, can save.
    done: Vec<Box<dyn std::any::Any>>,
}

impl Session {
    pub fn new(mut project: Project) -> Session {
        let mut files = Files::new();
        let own = project
            .sources
            .iter_mut()
            .map(|source| files.add(source.path.clone(), std::mem::take(&mut source.text), false))
            .collect();
        let diagnostics = std::mem::take(&mut project.diagnostics);
        Session {
            project,
            files,
            diagnostics,
            own,
            whole_library: false,
            externs: Vec::new(),
            tests: Vec::new(),
            done: Vec::new(),
        }
    }

    pub fn files(&self) -> &Files {
        &self.files
    }
    pub fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }
    pub fn status(&self) -> u8 {
        if self.diagnostics.has_errors() {
            status::ERRORS
        } else {
            status::OK
        }
    }

    /// Finds all errors and warnings.
    pub fn check(&mut self) {
        if let Some(core) = self.lowered() {
            self.done.push(Box::new(core));
        }
    }

    /// Ends without giving memory back: the process ends.
    pub fn forget(self) {
        std::mem::forget(self);
    }

    /// The C of the program; `None` after errors.
    pub fn emitted(&mut self, options: &Options) -> Option<CProgram> {
        let mut core = self.core(options)?;
        crate::rc::insert(&mut core);
        Some(CProgram {
            output: crate::emit::emit(&core),
            externs: std::mem::take(&mut self.externs),
        })
    }

    /// Core after the passes that the level asks for; `None` after errors.
    fn core(&mut self, options: &Options) -> Option<crate::core::ir::Program> {
        let mut core = self.lowered()?;
        crate::core::opt::optimise(&mut core, options.level());
        Some(core)
    }

    /// Core as it was lowered; `None` after errors, also those of instances that only lowering meets.
    fn lowered(&mut self) -> Option<crate::core::ir::Program> {
        let mut typed = self.typed()?;
        let requests = types::embed::requests(&typed, &mut self.diagnostics);
        let embedded = super::embed::read(&self.project.root, &requests, &mut self.diagnostics);
        if self.diagnostics.has_errors() {
            return None;
        }
        let core = crate::lower::lower(&mut typed, &embedded, &self.files, &mut self.diagnostics)?;
        self.done.push(Box::new(typed));
        (!self.diagnostics.has_errors()).then_some(core)
    }

    /// Every type inferred; `None` after errors.
    fn typed(&mut self) -> Option<types::typed::Program> {
        let resolved = self.resolved()?;
        let program = types::check(&resolved, &mut self.diagnostics);
        self.done.push(Box::new(resolved));
        (!self.diagnostics.has_errors()).then_some(program)
    }

    /// Every name resolved; `None` if a module could not be parsed. Types are checked in spite of unknown names.
    fn resolved(&mut self) -> Option<resolve::Resolved> {
        let before = self.diagnostics.clone();
        let sources = self.parsed()?;
        let resolved = resolve::resolve(sources, &mut self.diagnostics);
        if self.whole_library || !self.diagnostics.has_errors() {
            return Some(resolved);
        }
        // what a message proposes may be in any module
        self.whole_library = true;
        self.diagnostics = before;
        let sources = self.parsed()?;
        Some(resolve::resolve(sources, &mut self.diagnostics))
    }

    /// What the pass makes of the project's modules, as text.
    pub fn dump(&mut self, dump: Dump, options: &Options) -> Option<String> {
        match dump {
            Dump::Tokens => Some(self.each_file(syntax::dump::tokens)),
            Dump::Ast => Some(self.each_file(|files, file, diagnostics| {
                syntax::dump::ast(&syntax::parse(file, files.text(file), diagnostics))
            })),
            Dump::Types => {
                let program = self.typed()?;
                Some(types::dump::program(&program, &self.files))
            }
            Dump::Core => Some(crate::core::print::program(&self.core(options)?)),
            Dump::Rc => {
                let mut core = self.core(options)?;
                crate::rc::insert(&mut core);
                Some(crate::core::print::program(&core))
            }
            Dump::C => {
                let c = self.emitted(options)?;
                let texts: Vec<String> = c
                    .output
                    .files
                    .iter()
                    .map(|(name, text)| format!("/* ---- {name} ---- */\n{text}"))
                    .collect();
                Some(texts.join("\n"))
            }
        }
    }

    /// The texts that `show` makes of the project's files, under their paths if there are several.
    fn each_file(&mut self, show: impl Fn(&Files, FileId, &mut Diagnostics) -> String) -> String {
        let mut out = String::new();
        for &file in &self.own {
            if self.own.len() > 1 {
                out += &format!("# ---- {} ----\n", self.files.path(file));
            }
            out += &show(&self.files, file, &mut self.diagnostics);
        }
        out
    }

    /// Every module parsed; `None` after a lexical or syntax error in one of them, or if there are not the right modules.
    fn parsed(&mut self) -> Option<Vec<resolve::Source>> {
        let mut sources = Vec::with_capacity(self.own.len() + library::STD.len());
        self.externs.clear();
        for (&file, source) in self.own.iter().zip(&self.project.sources) {
            let mut ast = syntax::parse(file, self.files.text(file), &mut self.diagnostics);
            if let Some(number) = source.test {
                let tests = syntax::test_blocks::expand(
                    &mut ast,
                    self.files.text(file),
                    number,
                    &mut self.diagnostics,
                );
                self.tests
                    .resize(self.tests.len().max(number + 1), Vec::new());
                self.tests[number] = tests;
            }
            collect_externs(&self.files, &ast.items, &mut self.externs);
            sources.push(resolve::Source {
                file,
                module_name: Symbol::new(&source.module),
                library: false,
                test: source.test.is_some(),
                entry: source.module == self.project.entry,
                ast,
            });
        }
        let mentions = |construct: &str| {
            self.own
                .iter()
                .any(|&f| self.files.text(f).contains(construct))
        };
        let (regex, json) = (mentions("~r"), mentions("json"));
        let needed = library::needed(|word| match word {
            "Regex" if regex => true,
            "Json" if json => true,
            _ => Symbol::is_known(word),
        });
        for (module, needed) in library::STD.iter().zip(needed) {
            if !needed && !self.whole_library {
                continue;
            }
            let path = module.path;
            let Some(name) = super::module_name::module_name(path) else {
                crate::bug!("driver", "std/{path} has no module name")
            };
            let file = self.files.add(format!("std/{path}"), module.text, true);
            sources.push(resolve::Source {
                file,
                module_name: Symbol::new(&name),
                library: true,
                test: false,
                entry: false,
                ast: syntax::parse_library(file, self.files.text(file), &mut self.diagnostics),
            });
        }
        (!self.diagnostics.has_errors()).then_some(sources)
    }
}

/// The C names of extern functions and their places, for what the linker may miss.
fn collect_externs(files: &Files, items: &[ast::Item], found: &mut Vec<(String, String)>) {
    for item in items {
        match &item.kind {
            ItemKind::ExternFn(decl) => {
                found.push((decl.c_name.as_str().to_owned(), files.place(item.span)));
            }
            ItemKind::ExternType { c_name, .. } => {
                found.push((format!("{}_drop", c_name.as_str()), files.place(item.span)));
            }
            ItemKind::Module { items, .. } => collect_externs(files, items, found),
            ItemKind::Import(_)
            | ItemKind::FromImport { .. }
            | ItemKind::Fn(_)
            | ItemKind::Const { .. }
            | ItemKind::Struct(_)
            | ItemKind::Sum(_)
            | ItemKind::Alias { .. }
            | ItemKind::Interface(_)
            | ItemKind::Impl(_)
            | ItemKind::Actor(_)
            | ItemKind::Service(_)
            | ItemKind::Supervisor(_)
            | ItemKind::Stmt(_)
            | ItemKind::Error => {}
        }
    }
}
