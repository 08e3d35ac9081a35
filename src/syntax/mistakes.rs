//! What is wrong where the grammar does not allow a token: common mistakes by name, else what was expected.

use rustc_hash::FxHashSet;

use super::layout::Construct;
use super::recover::Item;
use super::token::{Kind, Token};
use crate::base::{FileId, Span};
use crate::diagnostics::{Code, Diagnostic};

/// A place where the tokens cannot go on.
pub struct Place<'a> {
    pub file: FileId,
    pub text: &'a str,
    pub tokens: &'a [Token],
    /// The unexpected token; the number of tokens at the end of the file.
    pub at: usize,
    pub item: Item,
    /// What the grammar could go on with.
    pub expected: FxHashSet<Kind>,
}

/// Describes the error.
pub fn describe(place: &Place<'_>) -> Diagnostic {
    let found = place.mistake().unwrap_or(Mistake {
        code: Code::E0105,
        at: place.at,
        message: format!("unexpected {}{}", place.name(place.at), place.expectation()),
        help: None,
    });
    let report = Diagnostic::new(found.code, place.span(found.at), found.message);
    match found.help {
        Some(help) => report.help(help),
        None => report,
    }
}

struct Mistake {
    code: Code,
    at: usize,
    message: String,
    help: Option<String>,
}

impl Mistake {
    fn new(at: usize, message: impl Into<String>, help: &str) -> Option<Mistake> {
        Mistake::coded(Code::E0105, at, message, help)
    }
    fn coded(code: Code, at: usize, message: impl Into<String>, help: &str) -> Option<Mistake> {
        Some(Mistake {
            code,
            at,
            message: message.into(),
            help: (!help.is_empty()).then(|| help.to_owned()),
        })
    }
}

impl Place<'_> {
    // ---- tokens ---------------------------------------------------------------------------------------------------

    fn kind(&self, at: usize) -> Kind {
        self.tokens.get(at).map_or(Kind::Eof, |token| token.kind)
    }
    fn before(&self) -> Kind {
        self.at.checked_sub(1).map_or(Kind::Eof, |at| self.kind(at))
    }
    fn source(&self, at: usize) -> &str {
        let token = &self.tokens[at];
        &self.text[token.start as usize..token.end as usize]
    }
    fn span(&self, at: usize) -> Span {
        match self.tokens.get(at) {
            Some(token) => token.span(self.file),
            None => {
                let end = self.tokens.last().map_or(0, |token| token.end);
                Span::new(self.file, end, end)
            }
        }
    }
    /// The token follows the one before it without a blank.
    fn adjacent(&self, at: usize) -> bool {
        at > 0
            && self
                .tokens
                .get(at)
                .is_some_and(|token| self.tokens[at - 1].end == token.start)
    }
    fn expects(&self, kind: Kind) -> bool {
        self.expected.contains(&kind)
    }
    /// An operand could stand here.
    fn expects_operand(&self) -> bool {
        self.expects(Kind::If) && self.expects(Kind::Int)
    }
    /// A whole operand stands before. (What could follow it tells little: the parser may have reduced it before it saw the
    /// error.)
    fn after_operand(&self) -> bool {
        self.expects(Kind::Plus)
            || (self.before().can_end_item()
                && !self.expects_operand()
                && !self.expects(Kind::ColonColon))
    }
    /// As messages name it.
    fn name(&self, at: usize) -> String {
        match self.kind(at) {
            Kind::StrStart => "a string".into(),
            Kind::InterpStart => "an interpolation".into(),
            Kind::Sep | Kind::ArmSep => "end of line".into(),
            Kind::Eof => "end of file".into(),
            Kind::StrText | Kind::StrEnd => "the end of the string".into(),
            _ if self.tokens[at].synthetic() => "end of line".into(),
            _ => format!("`{}`", self.source(at)),
        }
    }

    // ---- known mistakes -------------------------------------------------------------------------------------------

    fn mistake(&self) -> Option<Mistake> {
        let at = self.at;
        match self.kind(at) {
            Kind::Equal => self.equals(),
            Kind::FatArrow if self.expects(Kind::Arrow) => Mistake::new(
                at,
                "unexpected `=>`, expected `->`",
                "arms and closures use `->`",
            ),
            Kind::FatArrow if self.expects(Kind::Colon) => self.record_field(),
            Kind::Arrow => self.arrow(),
            Kind::Colon => self.colon(),
            Kind::ColonColon if self.expects(Kind::Arrow) && self.expects(Kind::Do) => {
                self.result_type()
            }
            Kind::ColonColon if self.after_operand() => Mistake::new(
                at,
                "unexpected `::`",
                "`::` takes lists apart in patterns; build one with `[x] ++ rest`",
            ),
            Kind::Bar if self.after_operand() => Mistake::new(
                at,
                "unexpected `|`",
                match self.item.bracket(self.tokens) {
                    Some(Kind::LBracket) => "prepend with `[x] ++ rest`",
                    _ => "use `or` or `||`",
                },
            ),
            Kind::StrayBrace | Kind::LBrace if self.before() == Kind::Uident && self.percent() => {
                self.percent_name()
            }
            Kind::StrayBrace | Kind::LBrace if self.expects(Kind::Do) => self.missing_do(),
            Kind::Percent if self.kind(at + 1) == Kind::Uident && self.expects_operand() => {
                Mistake::new(
                    at,
                    "unexpected `%`",
                    "write `Name { … }`; update with `%{value | field: …}`",
                )
            }
            Kind::Slash
                if at == self.item.start
                    && self.adjacent(at + 1)
                    && matches!(self.kind(at + 1), Kind::Slash | Kind::Star) =>
            {
                Mistake::new(at, "unexpected `/`", "comments start with `#`")
            }
            Kind::Slash | Kind::Star if self.comment() => Mistake::new(
                at - 1,
                format!("unexpected {}", self.name(at - 1)),
                "comments start with `#`",
            ),
            Kind::Do | Kind::DoTrail if self.expects(Kind::Arrow) && self.multi_clause() => {
                Mistake::new(at, "unexpected `do`, expected `->`", "clauses use `->`")
            }
            Kind::Pub => Mistake::coded(Code::E0113, at, "`pub` is not allowed here", ""),
            Kind::Sep | Kind::ArmSep | Kind::End | Kind::Eof => self.too_early(),
            Kind::Return | Kind::Let if self.expects_operand() => Mistake::new(
                at,
                format!("unexpected {}, expected an expression", self.name(at)),
                &format!(
                    "`{0}` is a statement: use `if … do {0} … end`, or give it a block of its own",
                    self.source(at)
                ),
            ),
            Kind::FnDef if self.expects_operand() && self.kind(at + 1) == Kind::Lident => {
                self.named_closure(at + 1)
            }
            Kind::LParen
                if self.before() == Kind::Lident && at >= 2 && self.kind(at - 2) == Kind::Fn =>
            {
                self.named_closure(at - 1)
            }
            _ => None,
        }
        .or_else(|| self.foreign_word())
        .or_else(|| self.dashes())
        .or_else(|| self.pub_before())
        .or_else(|| self.misplaced_declaration())
        .or_else(|| self.conditional())
        .or_else(|| self.reserved_word())
        .or_else(|| self.letter_case())
        .or_else(|| self.two_operands())
    }

    fn equals(&self) -> Option<Mistake> {
        let at = self.at;
        if self.adjacent(at) {
            match self.before() {
                Kind::EqEq | Kind::NotEq => {
                    return Mistake::new(at, "unexpected `=`", "equality is `==`, inequality `!=`")
                }
                Kind::Plus
                | Kind::Minus
                | Kind::Star
                | Kind::Slash
                | Kind::Percent
                | Kind::Concat => {
                    return Mistake::new(
                        at,
                        "unexpected `=`",
                        "values never change; write `let x = x + …`",
                    )
                }
                _ => {}
            }
        }
        if self.expects(Kind::Colon) {
            return self.record_field();
        }
        if self.expects(Kind::Do) && self.after_operand() {
            return Mistake::new(at, "unexpected `=`, expected `do`", "compare with `==`");
        }
        if self.expects(Kind::Arrow) && self.after_operand() {
            return Mistake::new(at, "unexpected `=`, expected `->`", "compare with `==`");
        }
        if self.after_operand() && self.item.bracket(self.tokens).is_none() {
            return Mistake::new(at, "unexpected `=`", "bind a name with `let x = …`");
        }
        if self.after_operand() {
            return Mistake::new(at, "unexpected `=`", "compare with `==`");
        }
        None
    }

    fn record_field(&self) -> Option<Mistake> {
        Mistake::new(
            self.at,
            format!("unexpected {}, expected `:`", self.name(self.at)),
            "fields are written `name: value`",
        )
    }

    fn map_entry(&self) -> Option<Mistake> {
        Mistake::new(
            self.at,
            format!("unexpected {}, expected `=>`", self.name(self.at)),
            "map entries are written `key => value`",
        )
    }

    fn missing_do(&self) -> Option<Mistake> {
        Mistake::coded(
            Code::E0107,
            self.at,
            "expected `do`",
            "blocks open with `do` and close with `end`",
        )
    }

    fn result_type(&self) -> Option<Mistake> {
        Mistake::new(
            self.at,
            format!("unexpected {}, expected `->`", self.name(self.at)),
            "results are written `-> Type`",
        )
    }

    fn arrow(&self) -> Option<Mistake> {
        if self.expects(Kind::FatArrow) {
            return self.map_entry();
        }
        if self.expects(Kind::Do) {
            return self.missing_do();
        }
        let earlier = (self.item.start..self.at)
            .any(|n| self.kind(n) == Kind::Arrow && self.tokens[n].depth == self.item.depth);
        if earlier
            && matches!(
                self.item.block(self.tokens),
                Some(Construct::Case | Construct::Receive)
            )
        {
            return Mistake::new(
                self.at,
                "unexpected `->`",
                "the arm above has no body; use `nil` for nothing",
            );
        }
        None
    }

    fn colon(&self) -> Option<Mistake> {
        if self.expects(Kind::FatArrow) {
            return self.map_entry();
        }
        if self.expects(Kind::ColonColon) && !self.after_operand() {
            return Mistake::new(
                self.at,
                "unexpected `:`, expected `::`",
                "types are written `name :: Type`",
            );
        }
        if self.expects(Kind::Arrow) && self.expects(Kind::Do) {
            return self.result_type();
        }
        None
    }

    /// `%Name {`: the `%` stands before the name.
    fn percent(&self) -> bool {
        self.at >= 2 && self.kind(self.at - 2) == Kind::Percent
    }
    fn percent_name(&self) -> Option<Mistake> {
        Mistake::new(
            self.at - 2,
            "unexpected `%`",
            "write `Name { … }`; update with `%{value | field: …}`",
        )
    }

    /// `//` or `/*` at the beginning of a line.
    fn comment(&self) -> bool {
        self.before() == Kind::Slash && self.adjacent(self.at) && self.line_starts_at(self.at - 1)
    }

    fn line_starts_at(&self, at: usize) -> bool {
        let start = self.tokens[at].start as usize;
        let before = at.checked_sub(1).map_or(0, |p| self.tokens[p].end as usize);
        self.text
            .get(before..start)
            .is_some_and(|gap| at == 0 || gap.contains('\n'))
    }

    /// `-- text` at the beginning of a line.
    fn dashes(&self) -> Option<Mistake> {
        let start = self.item.start;
        let two = self.kind(start) == Kind::Minus
            && self.kind(start + 1) == Kind::Minus
            && self.adjacent(start + 1);
        if two && self.at > start + 1 {
            return Mistake::new(start, "unexpected `-`", "comments start with `#`");
        }
        None
    }

    /// The closure that the item is in has several clauses.
    fn multi_clause(&self) -> bool {
        (self.item.start..self.at).any(|n| {
            self.kind(n) == Kind::Bar && self.tokens[n].depth == self.tokens[self.at].depth
        })
    }

    /// The item ends too early.
    fn too_early(&self) -> Option<Mistake> {
        if self.expects(Kind::Do) && self.expects(Kind::Equal) {
            return Mistake::coded(
                Code::E0107,
                self.at,
                "expected `do` or `=`",
                "write `fn f(a) do … end` or `fn f(a) = …`",
            );
        }
        let arms = matches!(
            self.item.block(self.tokens),
            Some(Construct::Case | Construct::Receive)
        );
        if self.expects(Kind::Arrow) && arms {
            return Mistake::coded(
                Code::E0107,
                self.at,
                "expected `->`",
                "arms are written `pattern -> body`",
            );
        }
        None
    }

    fn named_closure(&self, name: usize) -> Option<Mistake> {
        Mistake::new(
            name,
            format!("unexpected {}", self.name(name)),
            "closures have no name: `let name = fn x -> … end`",
        )
    }

    /// A word of another language at the beginning of an item.
    fn foreign_word(&self) -> Option<Mistake> {
        let word = self.item.start;
        if self.kind(word) != Kind::Lident || self.at != word + 1 {
            return None;
        }
        let follows = self.kind(self.at);
        let name = matches!(follows, Kind::Lident | Kind::Uident);
        let help = match self.source(word) {
            "elif" | "elsif" | "elseif" | "elsf" => "write `else if`",
            "var" | "val" | "const" | "mut" if name => {
                "bindings are made with `let`; module constants with `pub let` or `let`"
            }
            "func" | "function" | "fun" | "defp" | "proc" if name => {
                "functions are declared with `fn`"
            }
            "class" | "record" | "data" if name => "use `struct`",
            "enum" | "union" if name => "use `type … do … end`",
            "trait" | "protocol" if name => "use `interface`",
            "defmodule" | "namespace" if name => "use `module`; every file is a module already",
            "use" | "alias" | "include" | "require" | "open"
                if name || follows == Kind::StrStart =>
            {
                "use `import M` or `from M import name`"
            }
            "switch" => "use `case`",
            "cond" => "use `if … else if …`",
            "with" => "use `?` or nested `case`",
            "try" => "errors are values: use `Result` and `?`",
            "unless" => "use `if not`",
            "until" => "use `while not`",
            "loop" => "use `while true`",
            _ => return None,
        };
        Mistake::new(word, format!("unexpected {}", self.name(word)), help)
    }

    /// `pub` before what it cannot export.
    fn pub_before(&self) -> Option<Mistake> {
        if self.before() == Kind::Pub {
            return Mistake::coded(Code::E0113, self.at - 1, "`pub` is not allowed here", "");
        }
        None
    }

    fn misplaced_declaration(&self) -> Option<Mistake> {
        let declares = matches!(
            self.kind(self.at),
            Kind::Struct
                | Kind::Type
                | Kind::Interface
                | Kind::Impl
                | Kind::Actor
                | Kind::Service
                | Kind::Supervisor
                | Kind::Module
                | Kind::Import
                | Kind::From
                | Kind::Extern
        );
        if declares && self.at == self.item.start {
            return Mistake::new(
                self.at,
                format!("{} is only allowed at module level", self.name(self.at)),
                "",
            );
        }
        None
    }

    /// `c ? a : b`
    fn conditional(&self) -> Option<Mistake> {
        let question = (self.item.start..self.at)
            .any(|n| self.kind(n) == Kind::Question && self.tokens[n].depth == self.item.depth);
        let here = self.kind(self.at) == Kind::Colon
            || (self.before() == Kind::Question && self.kind(self.at).starts_operand());
        if question && here {
            return Mistake::new(
                self.at,
                format!("unexpected {}", self.name(self.at)),
                "there is no `?:`; use `if c do a else b end`",
            );
        }
        None
    }

    fn reserved_word(&self) -> Option<Mistake> {
        let name = self.expects(Kind::Lident) || self.expects(Kind::Uident);
        let kind = self.kind(self.at);
        if name && kind.is_reserved() && !self.expects_operand() && !self.expects(Kind::Let) {
            let label = self.before() == Kind::Dot || self.kind(self.at + 1) == Kind::Colon;
            return Mistake::coded(
                Code::E0114,
                self.at,
                format!("{} is a reserved word", self.name(self.at)),
                if label {
                    "as a field or label it is allowed: `x.kw`, `kw: …`"
                } else {
                    ""
                },
            );
        }
        None
    }

    /// A name of the class that does not fit, where only the other one does.
    fn letter_case(&self) -> Option<Mistake> {
        let word = self.at;
        let (what, wanted) = match self.kind(word) {
            Kind::Lident if self.expects(Kind::Uident) && !self.expects(Kind::Lident) => {
                let what = match self.before() {
                    Kind::Struct => "struct names",
                    Kind::Interface => "interface names",
                    Kind::Module | Kind::Import | Kind::From => "module names",
                    Kind::Service => "service names",
                    Kind::Supervisor => "supervisor names",
                    Kind::Type => "type names",
                    _ if self.item.block(self.tokens) == Some(Construct::Type)
                        && word == self.item.start =>
                    {
                        "variant names"
                    }
                    _ => "types",
                };
                (what, capitalised(self.source(word)))
            }
            Kind::Uident if self.expects(Kind::Lident) && !self.expects(Kind::Uident) => {
                let what = match self.item.block(self.tokens) {
                    Some(Construct::Struct) => "field names",
                    _ => "names of values",
                };
                (what, lowercased(self.source(word)))
            }
            _ => return None,
        };
        let class = if self.kind(word) == Kind::Lident {
            "an uppercase"
        } else {
            "a lowercase"
        };
        let list = self.before() == Kind::ColonColon
            && self.kind(self.item.start) == Kind::Let
            && self.kind(word + 1) == Kind::Equal;
        let help = if list {
            "take lists apart with `case`".to_owned()
        } else {
            format!("write `{wanted}`")
        };
        Mistake::coded(
            Code::E0206,
            word,
            format!("{what} start with {class} letter"),
            &help,
        )
    }

    /// Two operands side by side.
    fn two_operands(&self) -> Option<Mistake> {
        let token = self.tokens.get(self.at)?;
        if !token.kind.starts_operand() || !self.after_operand() || !self.before().can_end_item() {
            return None;
        }
        match self.item.bracket(self.tokens) {
            Some(Kind::LParen | Kind::LBracket) => {
                let closer = if self.item.bracket(self.tokens) == Some(Kind::LParen) {
                    ")"
                } else {
                    "]"
                };
                Mistake::new(
                    self.at,
                    format!(
                        "unexpected {}, expected `,` or `{closer}`",
                        self.name(self.at)
                    ),
                    "separate with a comma",
                )
            }
            Some(_) => None,
            None if self.expects(Kind::Sep) || self.expects(Kind::ArmSep) => {
                let call = self.before() == Kind::Lident;
                let help = if call {
                    format!("calls need parentheses: `{}(…)`", self.source(self.at - 1))
                } else {
                    String::new()
                };
                Mistake::new(
                    self.at,
                    format!("unexpected {}, expected end of line", self.name(self.at)),
                    &help,
                )
            }
            None => None,
        }
    }

    // ---- what was expected ----------------------------------------------------------------------------------------

    /// `, expected …`, or nothing if it could be too much.
    fn expectation(&self) -> String {
        let mut rest: Vec<Kind> = Kind::ALL
            .iter()
            .copied()
            .filter(|kind| self.expects(*kind) && *kind != Kind::Error)
            .collect();
        let mut groups: Vec<String> = Vec::new();
        if self.expects_operand() {
            rest.retain(|kind| !kind.starts_operand());
            groups.push("an expression".into());
        } else if self.expects(Kind::Underscore) && self.expects(Kind::Atom) {
            rest.retain(|kind| {
                !kind.starts_operand() && *kind != Kind::Underscore && *kind != Kind::SelfWord
            });
            groups.push("a pattern".into());
        } else if self.expects(Kind::Fun) {
            rest.retain(|kind| {
                !matches!(
                    kind,
                    Kind::Fun | Kind::Uident | Kind::LParen | Kind::Underscore
                )
            });
            groups.push("a type".into());
        }
        match (rest.contains(&Kind::Lident), rest.contains(&Kind::Uident)) {
            (true, true) => groups.push("a name".into()),
            (true, false) => groups.push("a lowercase name".into()),
            (false, true) => groups.push("an uppercase name".into()),
            (false, false) => {}
        }
        rest.retain(|kind| !matches!(kind, Kind::Lident | Kind::Uident));
        let operator = rest.iter().any(|kind| kind.is_infix()) && self.after_operand();
        if operator {
            rest.retain(|kind| !kind.is_infix_or_postfix());
        }
        if rest
            .iter()
            .any(|kind| matches!(kind, Kind::Sep | Kind::ArmSep | Kind::Eof))
        {
            rest.retain(|kind| !matches!(kind, Kind::Sep | Kind::ArmSep | Kind::Eof));
            groups.push("end of line".into());
        }
        for kind in rest {
            let text = match kind {
                Kind::StrStart => "a string".to_owned(),
                Kind::StrText | Kind::StrEnd => continue,
                Kind::Int => "a number".to_owned(),
                _ => format!("`{}`", kind.text()),
            };
            if !groups.contains(&text) {
                groups.push(text);
            }
        }
        if operator && groups.is_empty() {
            groups.push("an operator".into());
        }
        match groups.as_slice() {
            [] => String::new(),
            [one] => format!(", expected {one}"),
            [a, b] => format!(", expected {a} or {b}"),
            [a, b, c] => format!(", expected {a}, {b} or {c}"),
            _ => String::new(),
        }
    }
}

fn capitalised(word: &str) -> String {
    let mut out = String::new();
    for part in word.split('_').filter(|part| !part.is_empty()) {
        let mut chars = part.chars();
        if let Some(first) = chars.next() {
            out.extend(first.to_uppercase());
            out.push_str(chars.as_str());
        }
    }
    out
}

fn lowercased(word: &str) -> String {
    let mut out = String::new();
    let mut before_lower = false;
    for c in word.chars() {
        if c.is_uppercase() && before_lower {
            out.push('_');
        }
        before_lower = c.is_lowercase() || c.is_numeric();
        out.extend(c.to_lowercase());
    }
    out
}
