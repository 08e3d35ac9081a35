//! Diagnostics: the catalogue of codes, the values that passes collect, their rendering as text and JSON.
//! A pass never prints: it pushes into [`Diagnostics`], and the driver renders.

pub mod catalogue;
pub mod files;
pub mod json;
pub mod render;
pub mod suggest;

pub use catalogue::Code;
pub use files::{Files, Position};

use crate::base::Span;

/// A secondary place with its explanation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    pub span: Span,
    pub text: String,
}

/// One error or warning.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    pub code: Code,
    pub message: String,
    /// The culprit; `None` only where no source place exists (a missing file).
    pub primary: Option<Span>,
    /// The text under the primary span; may be empty.
    pub primary_text: String,
    pub labels: Vec<Label>,
    pub notes: Vec<String>,
    pub helps: Vec<String>,
}

impl Diagnostic {
    pub fn new(code: Code, primary: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code,
            message: message.into(),
            primary: Some(primary),
            primary_text: String::new(),
            labels: Vec::new(),
            notes: Vec::new(),
            helps: Vec::new(),
        }
    }
    pub fn without_place(code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            code,
            message: message.into(),
            primary: None,
            primary_text: String::new(),
            labels: Vec::new(),
            notes: Vec::new(),
            helps: Vec::new(),
        }
    }
    /// The text under the primary span.
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.primary_text = text.into();
        self
    }
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label {
            span,
            text: text.into(),
        });
        self
    }
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.helps.push(text.into());
        self
    }
}

/// The diagnostics of a run, in the order in which they were found. The driver sorts them for display.
#[derive(Clone, Default, Debug)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    pub fn new() -> Diagnostics {
        Diagnostics::default()
    }
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|d| !d.code.is_warning())
    }
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
    pub fn append(&mut self, other: Diagnostics) {
        self.list.extend(other.list);
    }
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.list
    }
}

impl Diagnostics {
    /// The diagnostics in the order of display: those without a place first, then by file and position, errors before
    /// warnings at one place. What was reported twice is shown once.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let key = |d: &Diagnostic| {
            d.primary
                .map(|span| (span.file, span.start, d.code, span.end))
        };
        let mut sorted: Vec<&Diagnostic> = self.list.iter().collect();
        sorted.sort_by_key(|d| key(d));
        let mut list: Vec<&Diagnostic> = Vec::with_capacity(sorted.len());
        for diagnostic in sorted {
            let here = list.iter().rev().take_while(|d| key(d) == key(diagnostic));
            if !here.into_iter().any(|d| *d == diagnostic) {
                list.push(diagnostic);
            }
        }
        list
    }
}
