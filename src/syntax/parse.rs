//! The whole front end for one file: lexer, layout, grammar, recovery.

use super::ast::Module;
use super::builder::Builder;
use super::layout::{self, Refined};
use super::lexer::{self, Lexed};
use super::token::Token;
use crate::base::FileId;
use crate::diagnostics::{Diagnostic, Diagnostics};

lalrpop_util::lalrpop_mod!(
    #[allow(clippy::all, clippy::pedantic, unused, dead_code, non_snake_case)]
    grammar,
    "/syntax/grammar.rs"
);

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
    let refined = layout::refine(file, text, &lexed, library, &mut errors);
    let mut builder = Builder::new(file, text, &refined.tokens, &lexed, library);
    if let Err(error) = run(&refined.tokens, &mut builder) {
        let span = match error {
            Stop::At(index) => refined.tokens[index as usize].span(file),
            Stop::AtEnd => {
                let end = refined.tokens.last().map_or(0, |token| token.end);
                crate::base::Span::new(file, end, end)
            }
        };
        errors.push(Diagnostic::new(
            crate::diagnostics::Code::E0105,
            span,
            "unexpected token",
        ));
    }
    errors.append(&mut builder.errors);
    for error in errors {
        diagnostics.report(error);
    }
    builder.module
}

/// Where the grammar does not allow the tokens to go on.
enum Stop {
    At(u32),
    AtEnd,
}

fn run(tokens: &[Token], builder: &mut Builder) -> Result<(), Stop> {
    use lalrpop_util::ParseError;
    let input = tokens
        .iter()
        .enumerate()
        .map(|(n, token)| (n as u32, *token, n as u32 + 1));
    match grammar::FileParser::new().parse(builder, input) {
        Ok(()) => Ok(()),
        Err(ParseError::UnrecognizedToken { token, .. } | ParseError::ExtraToken { token }) => {
            Err(Stop::At(token.0))
        }
        Err(
            ParseError::UnrecognizedEof { .. }
            | ParseError::InvalidToken { .. }
            | ParseError::User { .. },
        ) => Err(Stop::AtEnd),
    }
}

#[allow(unused)]
fn unused(_: &Lexed, _: &Refined) {}
