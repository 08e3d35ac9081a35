//! The typed tree: what inference makes and lowering reads.
//!
//! Every expression and pattern has its type; every call names its callee with its type arguments; pipes, keyword arguments,
//! methods, operators, indexing, conversions and named fields have become calls and constructions. No later pass infers a
//! type or looks a name up. Each function or constant has a [`Body`] with arenas of its own.
//!
//! Type parameters: `TyKind::Param(i)` counts over the parameters of the function that owns the body (an impl's first, then
//! the method's; for a default method `Self`, then the interface's, then the method's; a static or instance method of an
//! interface alike). Let-bound polymorphic values and local functions quantify parameters with higher numbers, listed in
//! [`Local::generics`]; a use gives the types for them.

use crate::base::{IndexVec, Span, Symbol};
use crate::resolve::{Builtin, ConstId, FnId, ImplId, ModuleId, TraitId, TyConId};

use super::ty::{Ty, Tys, VariantInfo};

crate::id_type! {
    /// An expression of one body.
    pub struct ExprId;
    /// A pattern of one body.
    pub struct PatId;
    /// A variable or local function of one body.
    pub struct LocalId;
}

#[derive(Debug)]
pub struct Program {
    pub tys: Tys,
    pub tycons: IndexVec<TyConId, TyCon>,
    pub traits: IndexVec<TraitId, Trait>,
    /// Written impls and derived ones alike.
    pub impls: IndexVec<ImplId, Impl>,
    pub fns: IndexVec<FnId, Function>,
    pub consts: IndexVec<ConstId, Const>,
    /// Constants in the order of their initialisation.
    pub const_order: Vec<ConstId>,
    pub modules: IndexVec<ModuleId, Module>,
    pub main: Option<FnId>,
    pub lang: super::lang::Lang,
    /// The impls by trait and head, for selection.
    pub table: super::select::ImplTable,
}

#[derive(Debug)]
pub struct Module {
    pub name: Symbol,
    pub library: bool,
    /// Project-relative path, as panics and `#line` show it.
    pub file: crate::base::FileId,
}

#[derive(Debug)]
pub struct TyCon {
    pub name: Symbol,
    pub module: Option<ModuleId>,
    pub arity: u32,
    pub kind: TyConKind,
}

#[derive(Debug)]
pub enum TyConKind {
    Builtin(Builtin),
    Struct(VariantInfo),
    Sum(Vec<VariantInfo>),
    Extern { c_name: Symbol },
}

#[derive(Debug)]
pub struct Trait {
    pub name: Symbol,
    /// Number of the interface's own parameters.
    pub arity: u32,
    pub methods: Vec<TraitMethod>,
    pub assoc_types: Vec<Symbol>,
}

#[derive(Debug)]
pub struct TraitMethod {
    pub name: Symbol,
    pub has_self: bool,
    /// The default body, a function over `Self`, the interface's parameters, the method's parameters.
    pub default: Option<FnId>,
}

#[derive(Clone, Debug)]
pub struct Impl {
    pub tr: TraitId,
    /// Number of the impl's parameters, over which `tr_args`, `self_ty` and `assoc_types` stand.
    pub generics: u32,
    pub tr_args: Vec<Ty>,
    pub self_ty: Ty,
    /// Conditions on the parameters; on concrete types they were checked where the impl was selected.
    pub bounds: Vec<Bound>,
    pub assoc_types: Vec<Ty>,
    /// One for each method of the interface; `None`: the default body.
    pub methods: Vec<Option<FnId>>,
}

/// `ty: tr<args>`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bound {
    pub ty: Ty,
    pub tr: TraitId,
    pub args: Vec<Ty>,
}

#[derive(Debug)]
pub struct Function {
    pub name: Symbol,
    pub module: ModuleId,
    /// `Main.area/1`, as backtraces show it.
    pub display: String,
    pub span: Span,
    pub public: bool,
    /// Number of type parameters, quantified ones included.
    pub generics: u32,
    pub params: Vec<Ty>,
    pub result: Ty,
    pub kind: FunctionKind,
}

#[derive(Debug)]
pub enum FunctionKind {
    Mesh(Body),
    /// `needs[i]`: the descriptor of type parameter i must offer equality and hashing.
    Extern {
        c_name: Symbol,
        needs_eq_hash: Vec<bool>,
    },
    /// An interface method without default body: never called directly.
    Abstract,
}

#[derive(Debug)]
pub struct Const {
    pub name: Symbol,
    pub module: ModuleId,
    pub span: Span,
    pub ty: Ty,
    pub body: Body,
}

/// The code of one function or constant.
#[derive(Debug, Default)]
pub struct Body {
    pub exprs: IndexVec<ExprId, Expr>,
    pub pats: IndexVec<PatId, Pat>,
    pub locals: IndexVec<LocalId, Local>,
    /// A function's clauses; a constant has one without parameters.
    pub clauses: Vec<Clause>,
}

#[derive(Clone, Debug)]
pub struct Local {
    pub name: Symbol,
    pub span: Span,
    pub ty: Ty,
    /// The parameters that this value quantifies; empty for monomorphic ones.
    pub generics: Vec<u32>,
}

/// Patterns for the parameters, a guard, a body: of a function, local function or closure.
#[derive(Clone, Debug)]
pub struct Clause {
    pub params: Vec<PatId>,
    pub guard: Option<ExprId>,
    pub body: ExprId,
    pub span: Span,
    /// The part before result type, guard and body.
    pub head: Span,
}

#[derive(Clone, Debug)]
pub struct Expr {
    pub kind: ExprKind,
    pub ty: Ty,
    pub span: Span,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Literal {
    Int(i64),
    Float(f64),
    Bool(bool),
    Unit,
    Atom(Symbol),
    Str(Symbol),
    Regex { pattern: Symbol, flags: Symbol },
}

/// A statically known callee.
#[derive(Clone, PartialEq, Debug)]
pub enum Callee {
    Fn {
        id: FnId,
        targs: Vec<Ty>,
    },
    /// A trait method at types that are known only after specialisation.
    Trait {
        tr: TraitId,
        method: u32,
        tr_args: Vec<Ty>,
        self_ty: Ty,
        targs: Vec<Ty>,
    },
    Variant {
        con: TyConId,
        variant: u32,
        targs: Vec<Ty>,
    },
}

#[derive(Clone, Debug)]
pub enum ExprKind {
    Literal(Literal),
    /// Text parts and shown values, left to right.
    Interpolation(Vec<InterpolationPart>),
    /// `targs` for `Local::generics`.
    Local {
        local: LocalId,
        targs: Vec<Ty>,
    },
    Const(ConstId),
    /// A function, method or constructor as a value.
    Function(Callee),
    Call {
        callee: Callee,
        args: Vec<ExprId>,
    },
    /// A call of a local function or a closure.
    CallValue {
        callee: ExprId,
        args: Vec<ExprId>,
    },
    /// A struct literal, variant (variant 0 for structs): fields with their index, in the order of evaluation.
    Construct {
        variant: u32,
        fields: Vec<(u32, ExprId)>,
    },
    Tuple(Vec<ExprId>),
    List(Vec<ExprId>),
    Map(Vec<(ExprId, ExprId)>),
    /// `%{base | …}`
    Update {
        base: ExprId,
        fields: Vec<(u32, ExprId)>,
    },
    /// Field of a struct, or component of a tuple.
    Field {
        base: ExprId,
        index: u32,
    },
    And(ExprId, ExprId),
    Or(ExprId, ExprId),
    Not(ExprId),
    If {
        branches: Vec<(ExprId, ExprId)>,
        otherwise: Option<ExprId>,
    },
    Case {
        scrutinee: ExprId,
        arms: Vec<Arm>,
        /// From `case` to the end of the scrutinee.
        head: Span,
    },
    For(For),
    While {
        condition: ExprId,
        body: ExprId,
    },
    Block {
        stmts: Vec<Stmt>,
        value: Option<ExprId>,
    },
    Return(ExprId),
    Break,
    Continue,
    Try(Try),
    Closure {
        clauses: Vec<Clause>,
    },
    /// The value of an expression whose type is Never, used at another type: control does not arrive.
    Diverges(ExprId),
    /// Only in programs with errors; never reaches lowering.
    Error,
}

#[derive(Clone, Debug)]
pub enum InterpolationPart {
    Text(Symbol),
    /// `show` makes a String of it; `None`: it is a String.
    Value {
        value: ExprId,
        show: Option<Callee>,
    },
}

#[derive(Clone, Debug)]
pub struct Arm {
    pub pat: PatId,
    pub guard: Option<ExprId>,
    pub body: ExprId,
}

#[derive(Clone, Debug)]
pub struct For {
    pub pat: PatId,
    /// For a map: the value's pattern, when the loop was written `{k, v}`; `pat` is the key's.
    pub pair: Option<PatId>,
    pub iterated: ExprId,
    pub source: IterSource,
    pub filter: Option<ExprId>,
    pub body: ExprId,
    /// Whether the list of the body's values is wanted.
    pub collect: bool,
}

#[derive(Clone, Debug)]
pub enum IterSource {
    Range,
    List,
    Set,
    Queue,
    Map,
    Bytes,
    Iter,
    /// A user type: `next` of Iterator, applied to the value itself.
    Iterator {
        next: Callee,
    },
    /// A user type: `iter` of Iterable, and then how the result is iterated.
    Iterable {
        iter: Callee,
        iter_ty: Ty,
        then: Box<IterSource>,
    },
}

#[derive(Clone, Debug)]
pub struct Try {
    pub value: ExprId,
    pub kind: TryKind,
    /// The result type of the function or closure that `?` may leave.
    pub result: Ty,
}

#[derive(Clone, Debug)]
pub enum TryKind {
    Option,
    /// `convert`: `From.from` of the error.
    Result {
        convert: Option<Callee>,
    },
}

#[derive(Clone, Debug)]
pub enum Stmt {
    Let {
        pat: PatId,
        value: ExprId,
    },
    Expr(ExprId),
    /// Local functions that see each other.
    Fns(Vec<LocalFn>),
}

#[derive(Clone, Debug)]
pub struct LocalFn {
    pub local: LocalId,
    pub clauses: Vec<Clause>,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct Pat {
    pub kind: PatKind,
    pub ty: Ty,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub enum PatKind {
    Wildcard,
    Bind(LocalId),
    As(PatId, LocalId),
    Literal(Literal),
    /// Half-open.
    IntRange(i64, i64),
    Tuple(Vec<PatId>),
    /// All fields in order; a struct has variant 0.
    Variant {
        con: TyConId,
        variant: u32,
        fields: Vec<PatId>,
    },
    Cons(PatId, PatId),
    /// `rest`: `[p, q | r]`.
    List {
        items: Vec<PatId>,
        rest: Option<PatId>,
    },
    Or(Vec<PatId>),
    Error,
}
