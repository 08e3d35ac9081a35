//! Tokens: one small type for what the lexer makes (*raw*) and what the layout pass makes of it (*refined*).

use crate::base::{FileId, Span, Symbol};

macro_rules! kinds {
    ($($(#[$meta:meta])* $kind:ident $terminal:literal $(as $text:literal)?;)*) => {
        /// What a token is.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        #[repr(u8)]
        pub enum Kind { $($(#[$meta])* $kind),* }
        impl Kind {
            pub const ALL: &'static [Kind] = &[$(Kind::$kind),*];
            /// The name of the terminal in the grammar.
            pub fn terminal(self) -> &'static str {
                match self { $(Kind::$kind => $terminal),* }
            }
            /// How the user writes it, for kinds with one spelling.
            pub fn text(self) -> &'static str {
                match self { $(Kind::$kind => kinds!(@text $terminal $($text)?)),* }
            }
        }
    };
    (@text $terminal:literal) => { $terminal };
    (@text $terminal:literal $text:literal) => { $text };
}

kinds! {
    // Names and literals. The payload of a name and of an atom is its symbol, normalised to NFC.
    Lident "LIDENT";
    Uident "UIDENT";
    Underscore "_";
    /// The payload is an index into `Lexed::numbers`.
    Int "INT";
    /// The payload is an index into `Lexed::numbers`, which holds the bits.
    Float "FLOAT";
    Atom "ATOM";
    /// The payload is an index into `Lexed::regexes`.
    Regex "REGEX";
    StrStart "STR_START";
    /// The payload is the decoded text.
    StrText "STR_TEXT";
    InterpStart "INTERP_START" as "${";
    InterpEnd "INTERP_END" as "}";
    StrEnd "STR_END";

    // Reserved words. `def` is `fn`, `match` is `case`, `&&` is `and`, `||` is `or`.
    Actor "actor";
    And "and";
    Break "break";
    /// `send`, `spawn`, `link`, `monitor`; the payload is the symbol.
    Builtin "BUILTIN";
    Case "case";
    Continue "continue";
    Do "do";
    Else "else";
    End "end";
    False "false";
    Fn "FN" as "fn";
    For "for";
    If "if";
    Impl "impl";
    Import "import";
    In "in";
    Interface "interface";
    Let "let";
    Module "module";
    Nil "nil";
    Not "not";
    Or "or";
    Pub "pub";
    Receive "receive";
    Return "return";
    SelfWord "self";
    Service "service";
    Struct "struct";
    Supervisor "supervisor";
    True "true";
    Type "type";
    When "when";
    Where "where";
    While "while";

    // Operators and punctuation.
    Plus "+";
    Minus "-";
    Star "*";
    Slash "/";
    Percent "%";
    Concat "<>";
    Append "++";
    EqEq "==";
    NotEq "!=";
    Lt "<";
    Gt ">";
    LtEq "<=";
    GtEq ">=";
    Bang "!";
    Equal "=";
    Arrow "->";
    FatArrow "=>";
    ColonColon "::";
    Colon ":";
    Dot ".";
    DotDot "..";
    Comma ",";
    /// Outside brackets the layout pass makes it `Sep`; inside it is an error.
    Semi ";";
    Question "?";
    Bar "|";
    Pipe "|>";
    /// `|N>`; the payload is N.
    SlotPipe "SLOTPIPE" as "|N>";
    At "@";
    LParen "(";
    RParen ")";
    LBracket "[";
    RBracket "]";
    LBrace "{";
    RBrace "}";
    PercentBrace "%{";

    // Made by the layout pass: separators, meanings of one spelling, contextual words.
    /// Between statements, declarations, members, record fields.
    Sep "SEP" as "end of line";
    /// Between arms.
    ArmSep "ASEP" as "end of line";
    /// The `do` of a trailing block.
    DoTrail "DO_TRAIL" as "do";
    /// `else if` on one line.
    ElseIf "ELSE_IF" as "else if";
    /// The `fn` of a named function.
    FnDef "FN_DEF" as "fn";
    /// The `for` of `impl … for`.
    ForType "FOR_TYPE" as "for";
    /// The arrow of a function type or of a closure's result type.
    TypeArrow "TARROW" as "->";
    /// A `{` after something that no record literal can start with: always an error, found where it stands.
    StrayBrace "STRAY_BRACE" as "{";
    /// `Fun` before `(`.
    Fun "FUN" as "Fun";
    Json "JSON" as "json";
    As "AS" as "as";
    From "FROM" as "from";
    Deriving "DERIVING" as "deriving";
    Extern "EXTERN" as "extern";
    Call "CALL" as "call";
    Cast "CAST" as "cast";
    Info "INFO" as "info";
    Terminate "TERMINATE" as "terminate";
    After "AFTER" as "after";
    Child "CHILD" as "child";
    /// `assert`, `assert_eq`, `assert_ne`, `assert_raises` as a statement; the payload is the symbol.
    Command "CMD" as "assert";
    AssertReceive "ASSERT_RECEIVE" as "assert_receive";
    /// `assert_receive` directly before its `(`.
    AssertReceiveParen "ASSERT_RECEIVE_CALL" as "assert_receive";

    /// What error recovery puts in the place of an item that could not be parsed.
    Error "ERROR";
    /// The end of the file: only a sentinel of the raw tokens.
    Eof "EOF" as "end of file";
}

impl Kind {
    /// A reserved word of the language, in any of its meanings.
    pub fn is_reserved(self) -> bool {
        matches!(
            self,
            Kind::Actor
                | Kind::And
                | Kind::Break
                | Kind::Builtin
                | Kind::Case
                | Kind::Continue
                | Kind::Do
                | Kind::DoTrail
                | Kind::Else
                | Kind::ElseIf
                | Kind::End
                | Kind::False
                | Kind::Fn
                | Kind::FnDef
                | Kind::For
                | Kind::ForType
                | Kind::If
                | Kind::Impl
                | Kind::Import
                | Kind::In
                | Kind::Interface
                | Kind::Let
                | Kind::Module
                | Kind::Nil
                | Kind::Not
                | Kind::Or
                | Kind::Pub
                | Kind::Receive
                | Kind::Return
                | Kind::SelfWord
                | Kind::Service
                | Kind::Struct
                | Kind::Supervisor
                | Kind::True
                | Kind::Type
                | Kind::When
                | Kind::Where
                | Kind::While
        )
    }

    /// Can be the last token of an operand, and of an item: a line end after it may separate.
    pub fn can_end_item(self) -> bool {
        matches!(
            self,
            Kind::Lident
                | Kind::Uident
                | Kind::Underscore
                | Kind::Int
                | Kind::Float
                | Kind::StrEnd
                | Kind::Regex
                | Kind::Atom
                | Kind::RParen
                | Kind::RBracket
                | Kind::RBrace
                | Kind::Question
                | Kind::Gt
                | Kind::True
                | Kind::False
                | Kind::Nil
                | Kind::SelfWord
                | Kind::End
                | Kind::Break
                | Kind::Continue
                | Kind::Return
                | Kind::Builtin
                | Kind::Error
        )
    }

    /// Continues the line before: no separator stands in front of it. (`FOR_TYPE` and `AS` are refined before the question
    /// is asked.)
    pub fn continues_line(self) -> bool {
        matches!(
            self,
            Kind::Pipe
                | Kind::SlotPipe
                | Kind::Or
                | Kind::And
                | Kind::EqEq
                | Kind::NotEq
                | Kind::LtEq
                | Kind::GtEq
                | Kind::Lt
                | Kind::Gt
                | Kind::Concat
                | Kind::Append
                | Kind::Plus
                | Kind::Star
                | Kind::Slash
                | Kind::Percent
                | Kind::DotDot
                | Kind::Dot
                | Kind::Question
                | Kind::Bar
                | Kind::ColonColon
                | Kind::Arrow
                | Kind::FatArrow
                | Kind::Equal
                | Kind::Comma
                | Kind::Colon
                | Kind::In
                | Kind::When
                | Kind::Where
                | Kind::Do
                | Kind::Else
                | Kind::End
                | Kind::RParen
                | Kind::RBracket
                | Kind::RBrace
                | Kind::InterpEnd
                | Kind::As
                | Kind::ForType
                | Kind::Eof
        )
    }

    /// Starts an expression.
    pub fn starts_operand(self) -> bool {
        matches!(
            self,
            Kind::Lident
                | Kind::Uident
                | Kind::Int
                | Kind::Float
                | Kind::Atom
                | Kind::Regex
                | Kind::StrStart
                | Kind::Builtin
                | Kind::True
                | Kind::False
                | Kind::Nil
                | Kind::SelfWord
                | Kind::Break
                | Kind::Continue
                | Kind::Case
                | Kind::If
                | Kind::For
                | Kind::While
                | Kind::Receive
                | Kind::Fn
                | Kind::Json
                | Kind::LParen
                | Kind::LBracket
                | Kind::PercentBrace
                | Kind::Minus
                | Kind::Bang
                | Kind::Not
        )
    }

    /// Stands between two operands or after one.
    pub fn is_infix_or_postfix(self) -> bool {
        self.is_infix()
            || matches!(
                self,
                Kind::Dot | Kind::LParen | Kind::LBracket | Kind::LBrace | Kind::Question
            )
    }

    /// Stands between two operands.
    pub fn is_infix(self) -> bool {
        matches!(
            self,
            Kind::Pipe
                | Kind::SlotPipe
                | Kind::Or
                | Kind::And
                | Kind::EqEq
                | Kind::NotEq
                | Kind::Lt
                | Kind::Gt
                | Kind::LtEq
                | Kind::GtEq
                | Kind::DotDot
                | Kind::Concat
                | Kind::Append
                | Kind::Plus
                | Kind::Minus
                | Kind::Star
                | Kind::Slash
                | Kind::Percent
        )
    }
}

/// A line end stands between the token and the one before.
pub const NEWLINE: u8 = 1;
/// A blank, a line end or a comment stands between the token and the one before.
pub const BLANK: u8 = 2;
/// The token is not in the source: it closes what the source left open.
pub const SYNTHETIC: u8 = 4;

/// A token: 16 bytes, `Copy`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    pub kind: Kind,
    /// `NEWLINE`, `BLANK`, `SYNTHETIC`.
    pub flags: u8,
    /// Refined tokens: how many blocks and brackets are open around the token. The tokens that open and close one belong
    /// to what is outside.
    pub depth: u16,
    pub start: u32,
    pub end: u32,
    /// Depends on the kind: a symbol, a number, an index. Refined tokens that open a block: the `Construct`.
    pub payload: u32,
}

impl Token {
    pub fn span(self, file: FileId) -> Span {
        Span::new(file, self.start, self.end)
    }
    pub fn newline_before(self) -> bool {
        self.flags & NEWLINE != 0
    }
    pub fn blank_before(self) -> bool {
        self.flags & BLANK != 0
    }
    pub fn synthetic(self) -> bool {
        self.flags & SYNTHETIC != 0
    }
    /// The text of a name, an atom, a piece of a string.
    pub fn symbol(self) -> Symbol {
        Symbol::from_raw(self.payload)
    }
}

/// The kind of a comment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CommentKind {
    /// `# …`
    Line,
    /// `## …`
    Doc,
    /// `##! …` before the first token
    ModuleDoc,
    /// `#= … =#`
    Block,
}

/// A comment, for the formatter and the documentation tool.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Comment {
    pub kind: CommentKind,
    pub start: u32,
    pub end: u32,
    /// No token and no other comment stands before it on its line.
    pub own_line: bool,
    /// An empty line stands before it.
    pub blank_before: bool,
}
