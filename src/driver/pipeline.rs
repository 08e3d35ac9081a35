//! The passes, one after the other, over the modules of a program.

use super::project::Project;
use super::{library, status, Dump, Options};
use crate::base::FileId;
use crate::diagnostics::{Diagnostics, Files};

/// A program on its way through the passes.
pub struct Session {
    project: Project,
    files: Files,
    diagnostics: Diagnostics,
    /// The files of the project, in the order of their modules' names.
    own: Vec<FileId>,
    /// The files of the standard library.
    library: Vec<FileId>,
}

impl Session {
    pub fn new(mut project: Project) -> Session {
        let mut files = Files::new();
        let own = project
            .sources
            .iter_mut()
            .map(|source| files.add(source.path.clone(), std::mem::take(&mut source.text), false))
            .collect();
        let library = library::STD
            .iter()
            .map(|(path, text)| files.add(format!("std/{path}"), *text, true))
            .collect();
        let diagnostics = std::mem::take(&mut project.diagnostics);
        Session {
            project,
            files,
            diagnostics,
            own,
            library,
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

    /// Runs the passes that find errors.
    pub fn check(&mut self) {
        let _ = (&self.project, &self.own, &self.library);
    }

    /// What the pass makes of the project's modules, as text; `None` if errors keep it from running.
    pub fn dump(&mut self, dump: Dump, _options: &Options) -> Option<String> {
        match dump {
            Dump::Tokens | Dump::Ast | Dump::Types | Dump::Core | Dump::Rc | Dump::C => None,
        }
    }
}
