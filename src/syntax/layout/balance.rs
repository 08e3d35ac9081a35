//! Blocks and brackets that do not match. One error a cause; the output is balanced all the same.

use super::{Bars, Bracket, Construct, Layout, Open};
use crate::base::Span;
use crate::diagnostics::{Code, Diagnostic};
use crate::syntax::token::{Kind, Token};

impl Bracket {
    fn closer(self) -> Kind {
        match self {
            Bracket::Paren | Bracket::Fun | Bracket::Variant => Kind::RParen,
            Bracket::Square => Kind::RBracket,
            Bracket::Record | Bracket::Brace => Kind::RBrace,
            Bracket::Interpolation => Kind::InterpEnd,
        }
    }
}

impl Layout<'_, '_> {
    fn structural(&mut self, error: Diagnostic) {
        if self.quiet {
            return;
        }
        if let Some(span) = error.primary {
            let first = self.first_structural.get_or_insert(span.start);
            *first = (*first).min(span.start);
        }
        self.errors.push(error);
    }

    /// A closing bracket.
    pub(super) fn closer(&mut self, token: Token) {
        if token.synthetic() {
            return self.close_cut_interpolation(token);
        }
        let mut matching = None;
        for (n, entry) in self.stack.iter().enumerate().rev() {
            match entry.open {
                Open::Bracket(bracket) if bracket.closer() == token.kind => {
                    matching = Some(n);
                    break;
                }
                Open::Bracket(Bracket::Interpolation) => break,
                Open::Bracket(_) | Open::Block(_) | Open::Head(_) => {}
            }
        }
        let Some(matching) = matching else {
            let message = format!("unexpected `{}`", token.kind.text());
            return self.structural(Diagnostic::new(Code::E0121, token.span(self.file), message));
        };
        let mut reported = false;
        while self.stack.len() > matching + 1 {
            match self.top() {
                Open::Head(_) => {
                    self.stack.pop();
                }
                Open::Block(_) => {
                    if !reported {
                        self.report_missing_end(token.span(self.file).at_start());
                    }
                    reported = true;
                    self.close_top(token.start);
                }
                Open::Bracket(_) => {
                    if !reported {
                        self.report_unclosed(token.span(self.file));
                    }
                    reported = true;
                    self.close_top(token.start);
                }
            }
        }
        self.pop_bracket(token);
    }

    /// Pops the bracket on top with its closer.
    fn pop_bracket(&mut self, token: Token) {
        let Some(entry) = self.stack.pop() else {
            return;
        };
        self.nesting -= 1;
        self.bars_left();
        let index = self.out.len();
        match entry.open {
            Open::Bracket(Bracket::Fun) => self.fun_closed = Some(index),
            Open::Bracket(Bracket::Paren) => {
                // `@name(`
                let near = index.saturating_sub(4)..index;
                for at in near.filter(|at| *at >= 2) {
                    let opener = self.out[at].start == entry.token.start;
                    let named = self.out[at - 1].kind == Kind::Lident;
                    if opener && named && self.out[at - 2].kind == Kind::At {
                        self.decorator_closed = Some(index);
                    }
                }
            }
            Open::Bracket(_) | Open::Block(_) | Open::Head(_) => {}
        }
        self.emit(token);
    }

    /// Bars that were opened in a block or bracket that is gone no longer count.
    fn bars_left(&mut self) {
        if let Bars::Open { depth } = self.bars {
            if depth > self.stack.len() {
                self.bars = Bars::None;
            }
        }
    }

    /// The lexer closed an interpolation that its line left open: what was opened in it is closed without a word.
    fn close_cut_interpolation(&mut self, token: Token) {
        loop {
            match self.top() {
                Open::Head(_) => {
                    self.stack.pop();
                }
                Open::Block(Construct::File) => return,
                Open::Bracket(Bracket::Interpolation) => {
                    return self.pop_bracket(token);
                }
                Open::Block(_) | Open::Bracket(_) => self.close_top(token.start),
            }
        }
    }

    /// A string that its line cut short took the rest of the line with it: brackets opened on that line are closed, without
    /// another error. `index` is that of the next raw token.
    pub(super) fn close_cut_line(&mut self, index: usize) {
        let Some(last) = index.checked_sub(1).map(|at| self.raw[at]) else {
            return;
        };
        if last.kind != Kind::StrEnd || !last.synthetic() {
            return;
        }
        let line = self.text[..last.start as usize]
            .rfind('\n')
            .map_or(0, |at| at as u32 + 1);
        while let Some(entry) = self.stack.last() {
            match entry.open {
                Open::Bracket(_) if entry.token.start >= line => self.close_top(last.end),
                Open::Head(_) if self.stack.len() >= 2 => {
                    let below = &self.stack[self.stack.len() - 2];
                    if !matches!(below.open, Open::Bracket(_)) || below.token.start < line {
                        return;
                    }
                    self.stack.pop();
                }
                Open::Bracket(_) | Open::Head(_) | Open::Block(_) => return,
            }
        }
    }

    /// Emits what closes the block or bracket on top.
    pub(super) fn close_top(&mut self, at: u32) {
        let Some(entry) = self.stack.pop() else {
            return;
        };
        let kind = match entry.open {
            Open::Bracket(bracket) => bracket.closer(),
            Open::Block(_) => Kind::End,
            Open::Head(_) => return,
        };
        if self.previous() == Some(Kind::Sep) {
            self.out.pop();
        }
        self.nesting -= 1;
        self.bars_left();
        let token = self.inserted(kind, at);
        self.emit(token);
    }

    /// `end`: closes the innermost block.
    pub(super) fn word_end(&mut self, token: Token) {
        self.pop_heads();
        while let Open::Bracket(bracket) = self.top() {
            let blocks = self.block_inside_interpolation();
            if bracket == Bracket::Interpolation || !blocks {
                return self.stray_end(token);
            }
            self.report_unclosed(token.span(self.file));
            self.close_top(token.start);
            self.pop_heads();
        }
        if self.top() == Open::Block(Construct::File) {
            return self.stray_end(token);
        }
        self.drop_separator();
        let Some(entry) = self.stack.pop() else {
            return;
        };
        self.nesting -= 1;
        self.bars_left();
        if token.newline_before() && self.line_indent < entry.indent {
            self.last_early_end = Some((entry.token, token));
            if self.suspect.is_none() {
                self.suspect = self.last_early_end;
            }
        }
        self.emit(token);
    }

    /// Some block stands between the top of the stack and the innermost interpolation (or the file).
    fn block_inside_interpolation(&self) -> bool {
        for entry in self.stack.iter().rev() {
            match entry.open {
                Open::Block(Construct::File) | Open::Bracket(Bracket::Interpolation) => {
                    return false
                }
                Open::Block(_) => return true,
                Open::Bracket(_) | Open::Head(_) => {}
            }
        }
        false
    }

    fn stray_end(&mut self, token: Token) {
        let message = "unexpected `end`: no block is open";
        let mut error = Diagnostic::new(Code::E0119, token.span(self.file), message);
        if let Some((opener, end)) = self.last_early_end {
            error = error
                .label(opener.span(self.file), "this block was closed here")
                .label(end.span(self.file), "by this `end`");
        }
        self.structural(error);
    }

    fn report_missing_end(&mut self, expected: Span) {
        let Some(entry) = self.stack.last() else {
            return;
        };
        let error = self
            .missing_end(entry.token)
            .label(expected, "expected here");
        self.structural(error);
    }

    fn missing_end(&self, opener: Token) -> Diagnostic {
        let word = self.text_of(&opener);
        let message = format!("missing `end` to close this `{word}` block");
        Diagnostic::new(Code::E0106, opener.span(self.file), message)
    }

    fn report_unclosed(&mut self, noticed: Span) {
        let Some(entry) = self.stack.last() else {
            return;
        };
        let Open::Bracket(bracket) = entry.open else {
            return;
        };
        let token = entry.token;
        let message = format!("unclosed `{}`", self.text_of(&token));
        let label = format!("expected `{}` before this", bracket.closer().text());
        let error = Diagnostic::new(Code::E0120, token.span(self.file), message);
        self.structural(error.label(noticed, label));
    }

    /// The end of the file: reports what is open and closes it.
    pub(super) fn finish(&mut self, eof: Token) {
        let last = self.out.last().map_or(0, |token| token.end);
        let end = Span::new(self.file, last, last);
        let innermost = self
            .stack
            .iter()
            .rev()
            .find(|entry| !matches!(entry.open, Open::Head(_)))
            .map(|entry| (entry.open, entry.token));
        match innermost {
            Some((Open::Bracket(bracket), token)) => {
                let message = format!("unclosed `{}`", self.text_of(&token));
                let label = format!("expected `{}` before this", bracket.closer().text());
                let error = Diagnostic::new(Code::E0120, token.span(self.file), message);
                self.structural(error.label(end, label));
            }
            Some((Open::Block(construct), token)) if construct != Construct::File => {
                let error = match self.suspect {
                    Some((opener, early)) => self
                        .missing_end(opener)
                        .label(early.span(self.file), "this `end` closed it"),
                    None => self.missing_end(token),
                };
                self.structural(error.label(end, "expected here"));
            }
            Some(_) | None => {}
        }
        // A head at the very end is the parser's to report.
        while self.stack.len() > 1 {
            match self.top() {
                Open::Head(_) => {
                    self.stack.pop();
                }
                Open::Block(_) | Open::Bracket(_) => self.close_top(last),
            }
        }
        self.drop_separator();
        let _ = eof;
    }
}
