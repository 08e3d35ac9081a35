//! The whole front end for one file: lexer, layout, grammar, recovery.

use rustc_hash::FxHashSet;

use super::ast::Module;
use super::builder::Builder;
use super::layout;
use super::lexer;
use super::mistakes::{describe, Place};
use super::recover::Item;
use super::token::{Kind, Token};
use crate::base::FileId;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};

lalrpop_util::lalrpop_mod!(
    #[allow(clippy::all, clippy::pedantic, unused, dead_code, non_snake_case)]
    grammar,
    "/syntax/grammar.rs"
);

/// Most syntax errors that are looked for in a file.
const MOST_ERRORS: usize = 50;

/// Parses a file of a program.
pub fn parse(file: FileId, text: &str, diagnostics: &mut Diagnostics) -> Module {
    parse_as(file, text, false, diagnostics)
}

/// Parses a file of the standard library, whose functions may be named by reserved words.
pub fn parse_library(file: FileId, text: &str, diagnostics: &mut Diagnostics) -> Module {
    parse_as(file, text, true, diagnostics)
}

fn parse_as(file: FileId, text: &str, library: bool, diagnostics: &mut Diagnostics) -> Module {
    let mut errors = Vec::new();
    let lexed = lexer::lex(file, text, &mut errors);
    one_bad_character_a_line(text, &mut errors);
    // a syntax error on the line of a lexical error says little
    let lexical: Vec<u32> = errors
        .iter()
        .filter_map(|e| Some(e.primary?.start))
        .collect();
    let refined = layout::refine(file, text, &lexed, library, &mut errors);
    // nor does one after a block or bracket that does not match
    let mut limit = refined.first_structural.unwrap_or(u32::MAX);
    if refined.given_up {
        limit = 0;
    }
    let mut tokens = refined.tokens;
    let mut found: Vec<Diagnostic> = Vec::new();
    loop {
        let mut builder = Builder::new(file, text, &tokens, &lexed, library);
        let Err(stop) = run(&tokens, &mut builder) else {
            errors.append(&mut builder.errors);
            let module = builder.module;
            errors.append(&mut found);
            for error in errors {
                diagnostics.report(error);
            }
            return module;
        };
        let module = builder.module;
        let mut item = Item::around(&tokens, stop.at);
        let start = tokens
            .get(stop.at)
            .map_or(text.len() as u32, |token| token.start);
        let again = tokens
            .get(stop.at)
            .is_some_and(|token| token.kind == Kind::Error);
        if !again && start < limit && !on_a_line_of(text, start, &lexical) {
            found.push(describe(&Place {
                file,
                text,
                tokens: &tokens,
                at: stop.at,
                item,
                expected: stop.expected,
            }));
        }
        let stuck = loop {
            if item.replace(&mut tokens) {
                break false;
            }
            match item.outer(&tokens) {
                Some(outer) => item = outer,
                None => break true,
            }
        };
        if stuck || found.len() >= MOST_ERRORS || start >= limit {
            errors.append(&mut found);
            for error in errors {
                diagnostics.report(error);
            }
            return module;
        }
    }
}

/// Keeps the first error about a character that starts nothing on each line: the others nearly always belong to it, such as the
/// closing quote.
fn one_bad_character_a_line(text: &str, errors: &mut Vec<Diagnostic>) {
    let mut lines = FxHashSet::default();
    errors.retain(|error| match (error.code, error.primary) {
        (Code::E0100, Some(span)) => {
            let start = (span.start as usize).min(text.len());
            lines.insert(text.as_bytes()[..start].iter().rposition(|b| *b == b'\n'))
        }
        _ => true,
    });
}

/// Whether one of the places is on the line of `start`.
fn on_a_line_of(text: &str, start: u32, places: &[u32]) -> bool {
    let start = (start as usize).min(text.len());
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    places
        .iter()
        .any(|&place| (line_start..=line_end).contains(&(place as usize)))
}

/// Where the grammar does not allow the tokens to go on.
struct Stop {
    /// The index of the token; their number at the end.
    at: usize,
    expected: FxHashSet<Kind>,
}

fn run(tokens: &[Token], builder: &mut Builder) -> Result<(), Stop> {
    use lalrpop_util::ParseError;
    let input = tokens
        .iter()
        .enumerate()
        .map(|(n, token)| (n as u32, *token, n as u32 + 1));
    let (at, expected) = match grammar::FileParser::new().parse(builder, input) {
        Ok(()) => return Ok(()),
        Err(ParseError::UnrecognizedToken { token, expected }) => (token.0 as usize, expected),
        Err(ParseError::ExtraToken { token }) => (token.0 as usize, Vec::new()),
        Err(ParseError::UnrecognizedEof { expected, .. }) => (tokens.len(), expected),
        Err(ParseError::InvalidToken { .. } | ParseError::User { .. }) => {
            (tokens.len(), Vec::new())
        }
    };
    let expected = expected
        .iter()
        .filter_map(|name| {
            let terminal = name.trim_matches('"');
            Kind::ALL.iter().copied().find(|k| k.terminal() == terminal)
        })
        .collect();
    Err(Stop { at, expected })
}
