//! The one syntax tree.
//!
//! Nodes live in arenas of their module and refer to each other by id: no recursive types, so a chain of 100,000 operands
//! is built and freed without recursion, and every later side table is an `IndexVec` keyed by `ExprId`, `PatId`, `TypeId`
//! or `FnId`. Grouping parentheses, comments and layout leave no node. A node that could not be parsed is `Error`.

use crate::base::{FileId, IndexVec, Span, Symbol};

crate::id_type! {
    /// An expression of one module.
    pub struct ExprId;
    /// A pattern of one module.
    pub struct PatId;
    /// A type expression of one module.
    pub struct TypeId;
    /// A function declaration or clause of one module: at module level, in an impl or interface, in a service, or local.
    pub struct FnId;
}

/// One source file, parsed.
#[derive(Clone, Debug)]
pub struct Module {
    pub file: FileId,
    pub exprs: IndexVec<ExprId, Expr>,
    pub pats: IndexVec<PatId, Pat>,
    pub types: IndexVec<TypeId, TypeExpr>,
    pub fns: IndexVec<FnId, FnDecl>,
    /// In source order.
    pub items: Vec<Item>,
    /// The module's `##!` text.
    pub doc: Option<Symbol>,
    /// How literals were written whose value does not tell (`0xFF`, `1_000`, `nil`), by start offset, in source order.
    /// Only printers look at it.
    pub spellings: Vec<(u32, Symbol)>,
}

/// A name as written, normalised to NFC.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Name {
    pub text: Symbol,
    pub span: Span,
}

/// `A.B.C`, at least one segment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Path {
    pub segments: Vec<Name>,
    pub span: Span,
}

// ---- declarations -------------------------------------------------------------------------------------------------

#[derive(Clone, Debug)]
pub struct Item {
    pub span: Span,
    /// The span of `pub`, if written.
    pub public: Option<Span>,
    /// The `##` text that stands directly before.
    pub doc: Option<Symbol>,
    pub kind: ItemKind,
}

#[derive(Clone, Debug)]
pub enum ItemKind {
    /// `import A.B`
    Import(Path),
    /// `from A.B import f, T`; `glob` is the span of a refused `*`.
    FromImport {
        path: Path,
        names: Vec<Name>,
        glob: Option<Span>,
    },
    /// One clause; adjacent clauses of one name and arity are grouped by `resolve`.
    Fn(FnId),
    /// `let name [:: T] = e` (the pattern is a name, or an error was reported).
    Const {
        pat: PatId,
        ty: Option<TypeId>,
        value: ExprId,
    },
    Struct(StructDecl),
    Sum(SumDecl),
    Alias {
        name: Name,
        generics: Vec<Name>,
        ty: TypeId,
    },
    Interface(InterfaceDecl),
    Impl(ImplDecl),
    Module {
        name: Name,
        items: Vec<Item>,
    },
    ExternFn(ExternFnDecl),
    ExternType {
        c_name: Symbol,
        name: Name,
        generics: Vec<Name>,
        sendable: bool,
    },
    Actor(ActorDecl),
    Service(ServiceDecl),
    Supervisor(SupervisorDecl),
    /// A statement at module level: E0112 except in test files.
    Stmt(Stmt),
    Error,
}

/// One `fn` clause.
#[derive(Clone, Debug)]
pub struct FnDecl {
    pub span: Span,
    /// From `fn` (or `def`) to the end of the head.
    pub head_span: Span,
    pub name: Name,
    pub decorators: Vec<Decorator>,
    pub generics: Vec<Name>,
    pub params: Vec<Param>,
    /// The parentheses with what they hold.
    pub params_span: Span,
    pub result: Option<TypeId>,
    pub bounds: Vec<Bound>,
    pub guard: Option<ExprId>,
    /// `None`: a signature in an interface.
    pub body: Option<FnBody>,
    /// The `##` text that stands directly before the declaration.
    pub doc: Option<Symbol>,
}

#[derive(Clone, Debug)]
pub enum FnBody {
    /// `= e`
    Expr(ExprId),
    /// `do … end`
    Block(Block),
}

#[derive(Clone, Debug)]
pub struct Param {
    /// `self` is `PatKind::SelfParam`.
    pub pat: PatId,
    pub ty: Option<TypeId>,
}

/// `T: Tr1 + Tr2<A>`, one entry a trait.
#[derive(Clone, Debug)]
pub struct Bound {
    pub param: Name,
    pub tr: TraitRef,
}

#[derive(Clone, Debug)]
pub struct TraitRef {
    pub path: Path,
    pub args: Vec<TypeId>,
    pub span: Span,
}

/// `@cluster` or `@cluster(3)`
#[derive(Clone, Debug)]
pub struct Decorator {
    pub name: Name,
    pub count: Option<(u64, Span)>,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct StructDecl {
    pub name: Name,
    pub generics: Vec<Name>,
    pub fields: Vec<Field>,
    /// `table "x"`, `primary_key :id`, `timestamps true`, `belongs_to :a, T`, …
    pub options: Vec<StructOption>,
    pub deriving: Option<Deriving>,
}

#[derive(Clone, Debug)]
pub struct Field {
    pub name: Name,
    pub ty: TypeId,
    pub doc: Option<Symbol>,
}

#[derive(Clone, Debug)]
pub struct StructOption {
    pub word: Name,
    pub value: StructOptionValue,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub enum StructOptionValue {
    Text(Symbol),
    Atom(Symbol),
    Bool(bool),
    Relation { atom: Symbol, target: Path },
}

#[derive(Clone, Debug)]
pub struct Deriving {
    pub span: Span,
    pub traits: Vec<Path>,
}

#[derive(Clone, Debug)]
pub struct SumDecl {
    pub name: Name,
    pub generics: Vec<Name>,
    pub variants: Vec<Variant>,
    pub deriving: Option<Deriving>,
}

#[derive(Clone, Debug)]
pub struct Variant {
    pub name: Name,
    pub fields: Vec<VariantField>,
    pub doc: Option<Symbol>,
}

#[derive(Clone, Debug)]
pub struct VariantField {
    pub name: Option<Name>,
    pub ty: TypeId,
}

#[derive(Clone, Debug)]
pub struct InterfaceDecl {
    pub name: Name,
    pub generics: Vec<Name>,
    pub assoc_types: Vec<Name>,
    pub methods: Vec<FnId>,
}

#[derive(Clone, Debug)]
pub struct ImplDecl {
    /// `impl … for T where …`, without the body.
    pub head_span: Span,
    pub generics: Vec<Name>,
    pub tr: TraitRef,
    pub target: TypeId,
    pub bounds: Vec<Bound>,
    pub assoc_types: Vec<(Name, TypeId)>,
    pub methods: Vec<FnId>,
}

#[derive(Clone, Debug)]
pub struct ExternFnDecl {
    pub c_name: Symbol,
    pub c_name_span: Span,
    pub name: Name,
    pub generics: Vec<Name>,
    pub params: Vec<Param>,
    pub result: Option<TypeId>,
    /// Bounds are allowed in the library: they say what a type descriptor must offer.
    pub bounds: Vec<Bound>,
}

#[derive(Clone, Debug)]
pub struct ActorDecl {
    pub name: Name,
    pub params: Vec<Param>,
    pub body: Block,
    pub terminate: Option<Handler>,
}

#[derive(Clone, Debug)]
pub struct ServiceDecl {
    pub name: Name,
    pub fns: Vec<FnId>,
    pub handlers: Vec<Handler>,
    /// `timeout: e`
    pub options: Vec<(Name, ExprId)>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HandlerKind {
    Call,
    Cast,
    Info,
    Terminate,
}

/// A `call`, `cast`, `info` or `terminate` handler.
#[derive(Clone, Debug)]
pub struct Handler {
    pub kind: HandlerKind,
    pub span: Span,
    /// `call`, `cast`: the handler's name.
    pub name: Option<Name>,
    pub params: Vec<Param>,
    /// `info`: the pattern.
    pub pattern: Option<PatId>,
    pub reply: Option<TypeId>,
    pub guard: Option<ExprId>,
    /// The names between bars.
    pub block_params: Vec<Param>,
    pub body: Block,
}

#[derive(Clone, Debug)]
pub struct SupervisorDecl {
    pub name: Name,
    pub params: Vec<Param>,
    pub options: Vec<(Name, ExprId)>,
    pub children: Vec<Child>,
}

#[derive(Clone, Debug)]
pub struct Child {
    pub name: Name,
    pub options: Vec<(Name, ExprId)>,
    pub span: Span,
}

// ---- statements and expressions -----------------------------------------------------------------------------------

#[derive(Clone, Debug)]
pub struct Block {
    pub stmts: Vec<Stmt>,
    /// What lies between `do` (or `->`) and the end of the block; empty blocks have the place where a statement could stand.
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct Stmt {
    pub span: Span,
    pub kind: StmtKind,
}

#[derive(Clone, Debug)]
pub enum StmtKind {
    Let {
        pat: PatId,
        ty: Option<TypeId>,
        value: ExprId,
    },
    Return(Option<ExprId>),
    Expr(ExprId),
    /// One clause of a local function.
    Fn(FnId),
    /// `assert_receive pattern [, timeout]` in either form.
    AssertReceive {
        pat: PatId,
        timeout: Option<ExprId>,
    },
    Error,
}

#[derive(Clone, Debug)]
pub struct Expr {
    pub span: Span,
    pub kind: ExprKind,
}

#[derive(Clone, Debug)]
pub enum ExprKind {
    /// The magnitude; 2⁶³ occurs only directly under `UnaryOp::Neg`.
    Int(u64),
    Float(f64),
    Bool(bool),
    /// `nil` or `()`
    Unit,
    Atom(Symbol),
    Regex {
        pattern: Symbol,
        flags: Symbol,
    },
    /// Escapes decoded, heredoc margins removed. A plain literal has at most one part.
    Str(Vec<StrPart>),
    /// A variable, function, type, module or constructor name.
    Name(Name),
    SelfRef,
    /// `send spawn link monitor` used as function names.
    Builtin(Name),
    /// n ≥ 2
    Tuple(Vec<ExprId>),
    List(Vec<ExprId>),
    Map(Vec<(ExprId, ExprId)>),
    /// `A.B.S { f: e }`
    Struct {
        path: Path,
        fields: Vec<FieldInit>,
    },
    /// `%{e | f: v}`
    Update {
        base: ExprId,
        fields: Vec<FieldInit>,
    },
    Json(Vec<JsonField>),
    /// `e.name`: field, method, or a part of a path; the resolver decides.
    Field(ExprId, Name),
    Index(ExprId, ExprId),
    Call(Call),
    /// `e |> f` has slot 1, `e |3> f` slot 3.
    Pipe {
        value: ExprId,
        slot: u8,
        op_span: Span,
        target: ExprId,
    },
    Unary(UnaryOp, ExprId),
    Binary {
        op: BinaryOp,
        op_span: Span,
        left: ExprId,
        right: ExprId,
    },
    /// `e?`; `mark` is the span of the `?`.
    Try {
        value: ExprId,
        mark: Span,
    },
    /// `if c do … else if c2 do … else … end`; at least one branch.
    If {
        branches: Vec<(ExprId, Block)>,
        otherwise: Option<Block>,
    },
    Case {
        scrutinee: ExprId,
        arms: Vec<Arm>,
        head_span: Span,
    },
    Receive {
        arms: Vec<Arm>,
        after: Option<(ExprId, Block)>,
        head_span: Span,
    },
    For(For),
    While {
        condition: ExprId,
        body: Block,
    },
    Closure(Closure),
    Break,
    Continue,
    Error,
}

#[derive(Clone, Debug)]
pub enum StrPart {
    Text(Symbol),
    Expr(ExprId),
}

#[derive(Clone, Debug)]
pub struct FieldInit {
    pub name: Name,
    pub value: ExprId,
}

#[derive(Clone, Debug)]
pub struct JsonField {
    pub key: Symbol,
    pub key_span: Span,
    pub value: ExprId,
}

#[derive(Clone, Debug)]
pub struct Call {
    pub callee: ExprId,
    pub args: Vec<ExprId>,
    /// `name: e`, after all positional arguments.
    pub keywords: Vec<(Name, ExprId)>,
    /// A trailing `do … end`, already a closure expression: the last argument.
    pub block: Option<ExprId>,
    /// The parentheses with what they hold.
    pub args_span: Span,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UnaryOp {
    Neg,
    Not,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BinaryOp {
    Or,
    And,
    Eq,
    Ne,
    Lt,
    Gt,
    Le,
    Ge,
    Range,
    /// `<>`
    Concat,
    /// `++`
    Append,
    Add,
    Sub,
    Mul,
    Div,
    Mod,
}

#[derive(Clone, Debug)]
pub struct Arm {
    pub pat: PatId,
    pub guard: Option<ExprId>,
    pub body: Block,
}

#[derive(Clone, Debug)]
pub struct For {
    pub pat: ForPat,
    pub iterated: ExprId,
    pub filter: Option<ExprId>,
    pub body: Block,
}

#[derive(Clone, Debug)]
pub enum ForPat {
    One(PatId),
    /// `{k, v}`
    Pair(PatId, PatId),
}

#[derive(Clone, Debug)]
pub struct Closure {
    /// At least one; all but the arrow form have exactly one.
    pub clauses: Vec<ClosureClause>,
}

#[derive(Clone, Debug)]
pub struct ClosureClause {
    pub span: Span,
    pub params: Vec<Param>,
    pub params_span: Span,
    pub result: Option<TypeId>,
    pub guard: Option<ExprId>,
    pub body: Block,
}

// ---- patterns and types -------------------------------------------------------------------------------------------

#[derive(Clone, Debug)]
pub struct Pat {
    pub span: Span,
    pub kind: PatKind,
}

#[derive(Clone, Debug)]
pub enum PatKind {
    Wildcard,
    /// A new variable.
    Var(Name),
    /// The receiver in a method's parameters.
    SelfParam,
    Int(i64),
    /// Half-open.
    IntRange(i64, i64),
    Float(f64),
    Bool(bool),
    Unit,
    Atom(Symbol),
    Str(Symbol),
    Tuple(Vec<PatId>),
    /// `V`, `V(p…)`, `T.V(p…)`; `args` is `None` for a bare name.
    Variant {
        path: Path,
        args: Option<Vec<PatId>>,
    },
    Struct {
        path: Path,
        fields: Vec<(Name, PatId)>,
    },
    /// `h :: t`
    Cons(PatId, PatId),
    /// `[p, q]`, `[p, q | r]`
    List {
        items: Vec<PatId>,
        rest: Option<PatId>,
    },
    /// At least two alternatives.
    Or(Vec<PatId>),
    As(PatId, Name),
    Error,
}

#[derive(Clone, Debug)]
pub struct TypeExpr {
    pub span: Span,
    pub kind: TypeKind,
}

#[derive(Clone, Debug)]
pub enum TypeKind {
    /// `Int`, `List<T>`, `M.T`, `Self`, `P.A`; `args` is empty when no list was written.
    Path {
        path: Path,
        args: Vec<TypeId>,
        args_span: Option<Span>,
    },
    Fun(Vec<TypeId>, TypeId),
    /// n ≥ 2
    Tuple(Vec<TypeId>),
    Unit,
    /// `_`
    Hole,
    /// `T?`
    Option(TypeId),
    /// `T!E`
    Result(TypeId, TypeId),
    Error,
}
