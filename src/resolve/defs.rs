//! The tables that `resolve` makes and `types` reads.

use rustc_hash::FxHashMap;

use crate::base::{FileId, IndexVec, Span, Symbol};
use crate::syntax::ast::{self, ExprId, PatId, TypeId};

crate::id_type! {
    /// A parsed file: index into [`Resolved::files`].
    pub struct AstId;
    /// A module: a file's own, or one declared with `module … do`.
    pub struct ModuleId;
    /// A nominal type: struct, sum type, extern type, or one of the types built into the language.
    pub struct TyConId;
    /// A type alias.
    pub struct AliasId;
    /// An interface.
    pub struct TraitId;
    /// A written `impl`.
    pub struct ImplId;
    /// A function with its clauses, an extern function, an interface method with its default body, an impl method.
    pub struct FnId;
    /// A module constant.
    pub struct ConstId;
    /// A local variable or local function of one file.
    pub struct LocalId;
}

/// A parsed file with what resolution found about it.
#[derive(Debug)]
pub struct ResolvedFile {
    pub ast: ast::Module,
    pub module: ModuleId,
    /// Keyed by expression: what a name, path or callee means. `Res::None` for all other expressions.
    pub exprs: IndexVec<ExprId, Res>,
    pub pats: IndexVec<PatId, PatRes>,
    pub types: IndexVec<TypeId, TypeRes>,
    pub locals: IndexVec<LocalId, Local>,
    /// `break`/`continue`/`return` outside their construct are reported by `resolve`.
    pub local_fns: FxHashMap<ast::FnId, LocalId>,
    /// The variable that a pattern node binds (`Var`, `As`, `SelfParam`).
    pub bindings: FxHashMap<PatId, LocalId>,
}

/// A variable or local function.
#[derive(Clone, Debug)]
pub struct Local {
    pub name: Symbol,
    pub span: Span,
    pub kind: LocalKind,
    /// Read at least once (W0005 otherwise).
    pub used: bool,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LocalKind {
    Let,
    Param,
    Pattern,
    /// A local function: its clauses in order.
    Fn(Vec<ast::FnId>),
}

/// What an expression that is a name, a path or a callee refers to.
#[derive(Clone, PartialEq, Debug)]
pub enum Res {
    /// Not a name, or a name after a value (`value.field`): inference decides.
    None,
    Local(LocalId),
    Fn(FnId),
    /// A function name used as a value while several arities are visible.
    Fns(Vec<FnId>),
    Const(ConstId),
    /// A constructor.
    Variant(TyConId, u32),
    /// The struct of a struct literal, on the `ExprKind::Struct` expression.
    Struct(TyConId),
    /// One variant name of several visible types: the expected type selects, else E0208.
    Variants(Vec<(TyConId, u32)>),
    /// An interface method called as a function, `m(receiver, …)`: the candidates in scope.
    TraitMethods(Vec<(TraitId, u32)>),
    /// `Trait.method`
    QualifiedMethod(TraitId, u32),
    /// `T.name` where `T` is a type without variant or companion function of that name: a static trait function.
    Static {
        head: TypeHead,
        name: Symbol,
    },
    /// `Tuple.first`, `second`, `third`, `nth`, `size`: typed by inference for tuples of every length, which also counts
    /// their arguments.
    TupleFn(Symbol),
    /// The actor document's `S.start` and handlers: reserved for the actor passes.
    Service,
    /// Already reported.
    Error,
}

/// The type in front of `.name`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TypeHead {
    Con(TyConId),
    Alias(AliasId),
    /// Type parameter `index` of the enclosing declaration, in the numbering of [`TypeRes::Param`].
    Param(u32),
    SelfType,
}

/// What the constructor of a `Variant` or `Struct` pattern refers to.
#[derive(Clone, PartialEq, Debug)]
pub enum PatRes {
    None,
    Variant(TyConId, u32),
    Variants(Vec<(TyConId, u32)>),
    Struct(TyConId),
    Error,
}

/// What a `TypeKind::Path` refers to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TypeRes {
    None,
    Con(TyConId),
    Alias(AliasId),
    /// A type parameter of the enclosing declarations. Numbering: an impl's parameters first, then the method's; an
    /// interface's own parameters first, then the method's; a local function's come after those of the functions around it.
    Param(u32),
    SelfType,
    /// `P.A` on parameter `P`: inference finds the interface from the bounds. The name is the path's last segment.
    ParamProjection(u32),
    /// `Self.A`
    SelfProjection,
    Error,
}

#[derive(Debug)]
pub struct ModuleDef {
    /// `Storage.Queries`
    pub name: Symbol,
    pub file: AstId,
    pub parent: Option<ModuleId>,
    /// Part of the standard library.
    pub library: bool,
    pub test: bool,
}

/// Where a definition stands.
#[derive(Clone, Copy, Debug)]
pub struct Origin {
    pub module: ModuleId,
    pub ast: AstId,
    /// The name in its declaration.
    pub span: Span,
    pub public: bool,
}

#[derive(Debug)]
pub struct TyConDef {
    pub name: Symbol,
    pub origin: Option<Origin>,
    pub generics: Vec<ast::Name>,
    pub kind: TyConKind,
}

#[derive(Debug)]
pub enum TyConKind {
    /// Int, Float, Bool, Unit, Never, Atom: declared by the compiler.
    Builtin(Builtin),
    Struct(ast::StructDecl),
    Sum(ast::SumDecl),
    Extern {
        c_name: Symbol,
        sendable: bool,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Builtin {
    Int,
    Float,
    Bool,
    Unit,
    Never,
    Atom,
}

#[derive(Debug)]
pub struct AliasDef {
    pub name: Symbol,
    pub origin: Origin,
    pub generics: Vec<ast::Name>,
    pub ty: TypeId,
}

#[derive(Debug)]
pub struct TraitDef {
    pub name: Symbol,
    pub origin: Origin,
    pub generics: Vec<ast::Name>,
    pub assoc_types: Vec<ast::Name>,
    pub methods: Vec<FnId>,
}

#[derive(Debug)]
pub struct ImplDef {
    pub origin: Origin,
    pub decl: ast::ImplDecl,
    /// `None` when the interface is unknown (reported).
    pub tr: Option<TraitId>,
    pub methods: Vec<FnId>,
}

#[derive(Debug)]
pub struct FnDef {
    pub name: Symbol,
    pub origin: Origin,
    pub arity: u32,
    pub kind: FnDefKind,
}

#[derive(Debug)]
pub enum FnDefKind {
    /// Adjacent clauses, the first one's head counts.
    Clauses(Vec<ast::FnId>),
    Extern(ast::ExternFnDecl),
    /// Method `index` of an interface; a body is the default.
    TraitMethod {
        tr: TraitId,
        index: u32,
        decl: ast::FnId,
    },
    ImplMethod {
        imp: ImplId,
        /// The first clause, whose head counts.
        decl: ast::FnId,
        /// All clauses, the first one included.
        clauses: Vec<ast::FnId>,
    },
}

#[derive(Debug)]
pub struct ConstDef {
    pub name: Symbol,
    pub origin: Origin,
    pub pat: PatId,
    pub ty: Option<TypeId>,
    pub value: ExprId,
}

/// The whole program, library included, with every name resolved.
#[derive(Debug)]
pub struct Resolved {
    pub files: IndexVec<AstId, ResolvedFile>,
    pub modules: IndexVec<ModuleId, ModuleDef>,
    pub tycons: IndexVec<TyConId, TyConDef>,
    pub aliases: IndexVec<AliasId, AliasDef>,
    pub traits: IndexVec<TraitId, TraitDef>,
    pub impls: IndexVec<ImplId, ImplDef>,
    pub fns: IndexVec<FnId, FnDef>,
    pub consts: IndexVec<ConstId, ConstDef>,
    /// The trait of each bound and impl head, by the place of its path.
    pub trait_refs: FxHashMap<Span, TraitId>,
    /// The entry module's `main`, if the program has one (E0704 is reported otherwise; a library check has none).
    pub main: Option<FnId>,
    /// Functions of a module by name and arity: for methods through companion modules, and for lang items.
    pub fns_by_name: FxHashMap<(ModuleId, Symbol, u32), FnId>,
    pub library_modules: FxHashMap<Symbol, ModuleId>,
    /// Modules in dependency order (importer after imported), ties by name: the order of checking and of constants.
    pub order: Vec<ModuleId>,
}

/// A file as the driver hands it over.
pub struct Source {
    pub file: FileId,
    /// `Storage.Queries`
    pub module_name: Symbol,
    pub library: bool,
    pub test: bool,
    /// The module whose `main` the program runs. No source is the entry in a check of the library alone.
    pub entry: bool,
    pub ast: ast::Module,
}
