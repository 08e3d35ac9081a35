//! Core, the middle language: monomorphic, in A-normal form, with join points, closures converted.
//!
//! In the style of Lean's λ-pure and λRC (Ullrich & de Moura, "Counting Immutable Beans", 2019). A function body is a
//! [`Block`]: statements, each of which binds the result of one [`Op`] to a local, and a terminator. There are no nested
//! expressions and no primitive operations: arithmetic is calls of extern functions. Loops are recursive join points; `break`,
//! `continue`, `return` and `?` are jumps and returns.
//!
//! Invariants (`verify.rs` checks them after every pass in debug builds and tests):
//! - every local is bound once in its function and used only where its binding is in scope;
//! - a jump names a join point in scope (a recursive one also inside its own body) and passes as many arguments as it has
//!   parameters; types agree everywhere;
//! - `Block::end` is the only place where control leaves a block;
//! - a value of type Unit is never stored, passed or returned in C, but it is an ordinary operand here (`Operand::Unit`);
//! - before `rc` there are no `Dup`, `Drop`, `Unpack`, `FreeToken` and no `reuse`; after it every owned local is consumed exactly
//!   once on every path, and a borrowed one never.

use crate::base::{IndexVec, Span, Symbol};

crate::id_type! {
    /// A monomorphic type.
    pub struct TyId;
    /// A struct, sum type or tuple at concrete types.
    pub struct DataId;
    pub struct FunId;
    /// A foreign C function at concrete type arguments.
    pub struct ExternId;
    pub struct ConstId;
    /// A local of one function.
    pub struct LocalId;
    /// A join point of one function.
    pub struct JoinId;
    /// A place in the source that a panic or a backtrace can show.
    pub struct SiteId;
    pub struct ModuleId;
}

#[derive(Clone, Debug)]
pub struct Program {
    pub types: Types,
    pub datas: IndexVec<DataId, Data>,
    pub funs: IndexVec<FunId, Fun>,
    pub externs: IndexVec<ExternId, Extern>,
    pub consts: IndexVec<ConstId, Const>,
    /// The order in which constants are initialised.
    pub const_order: Vec<ConstId>,
    pub modules: IndexVec<ModuleId, Module>,
    pub sites: IndexVec<SiteId, Site>,
    /// For a type used as a key (`where K: Eq + Hash` of an extern): its equality (K, K) → Bool and hash K → Int.
    pub key_functions: Vec<KeyFunctions>,
    /// Files that the program brings along. Externs named `embedded_N_text` and `embedded_N_bytes` give the N-th, from 1.
    pub embedded: Vec<Embedded>,
    /// The program's `main`: no parameters, result Unit (a `main` with a Result is wrapped by `lower`).
    pub main: FunId,
}

#[derive(Clone, Copy, Debug)]
pub struct KeyFunctions {
    pub ty: TyId,
    pub equal: FunId,
    pub hash: FunId,
}

/// The contents of a file that is part of the program.
#[derive(Clone, Debug)]
pub struct Embedded {
    /// Relative to the package.
    pub path: Symbol,
    pub bytes: std::rc::Rc<[u8]>,
    /// Code points; `None` if it is not UTF-8.
    pub points: Option<u32>,
}

#[derive(Clone, Debug)]
pub struct Module {
    /// `Storage.Queries`
    pub name: Symbol,
    /// Project-relative path of its file.
    pub path: Symbol,
    pub library: bool,
}

/// Where a call stands; `module` and `fun` are those that a backtrace names.
#[derive(Clone, PartialEq, Debug)]
pub struct Site {
    pub fun: FunId,
    pub span: Span,
    pub line: u32,
    /// In code points, from 1.
    pub column: u32,
    /// The call that was replaced by the body of `fun`, so that backtraces do not change with optimisation. (A library
    /// function's sites are replaced by the call's own site instead: library code never shows.)
    pub inlined_at: Option<SiteId>,
}

// ---- types --------------------------------------------------------------------------------------------------------

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum TyKind {
    Int,
    Float,
    Bool,
    Unit,
    /// Of an expression that does not return; no local has it.
    Never,
    Atom,
    Data(DataId),
    /// A library or user type held as a counted pointer: `mesh_string`, `mesh_list` with its element type, …
    Extern {
        c_name: Symbol,
        args: Vec<TyId>,
    },
    Fun {
        params: Vec<TyId>,
        result: TyId,
    },
    /// Only after `rc`: memory of a cell that a construction may reuse (a nullable pointer).
    Token,
}

/// The table of monomorphic types. `name` is what a reader of the C sees: `List_String`.
#[derive(Clone, Debug, Default)]
pub struct Types {
    pub kinds: IndexVec<TyId, TyKind>,
    ids: rustc_hash::FxHashMap<TyKind, TyId>,
}

impl Types {
    pub fn intern(&mut self, kind: TyKind) -> TyId {
        if let Some(&id) = self.ids.get(&kind) {
            return id;
        }
        let id = self.kinds.push(kind.clone());
        self.ids.insert(kind, id);
        id
    }
    pub fn find(&self, kind: &TyKind) -> Option<TyId> {
        self.ids.get(kind).copied()
    }
    pub fn kind(&self, ty: TyId) -> &TyKind {
        &self.kinds[ty]
    }
}

/// A data type at concrete types: one variant for structs and tuples.
#[derive(Clone, Debug)]
pub struct Data {
    /// `Shape`, `Option_Int`, `Tuple_Int_String`: unique in the program, a C identifier.
    pub name: Symbol,
    /// As diagnostics print it: `Option<Int>`.
    pub display: String,
    pub module: ModuleId,
    pub kind: DataKind,
    pub variants: Vec<Variant>,
    pub span: Option<Span>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DataKind {
    Struct,
    Sum,
    Tuple,
}

#[derive(Clone, Debug)]
pub struct Variant {
    pub name: Symbol,
    pub fields: Vec<FieldDef>,
}

#[derive(Clone, Debug)]
pub struct FieldDef {
    /// A C identifier; positional fields are `f0`, `f1`, …
    pub name: Symbol,
    pub ty: TyId,
}

/// A C function. Conventions of its parameters and result: the comment in `runtime-c/include/mesh.h`. One entry a C name and
/// list of type arguments.
#[derive(Clone, PartialEq, Debug)]
pub struct Extern {
    pub c_name: Symbol,
    pub targs: Vec<TyId>,
    pub params: Vec<ExternParam>,
    pub result: TyId,
    pub passing: ResultPassing,
    /// The name ends in `_own`: all counted parameters are consumed.
    pub consumes: bool,
    /// The name ends in `_at`: takes the site, may panic.
    pub takes_site: bool,
    /// The name ends in `_pure`: the same arguments give the same result, and nothing else happens.
    pub pure: bool,
    pub module: ModuleId,
    pub library: bool,
}

/// How the result of a C function comes back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ResultPassing {
    Value,
    /// The declared result is a type parameter: through a last pointer parameter.
    Address,
    /// The name ends in `_ref`: C returns a pointer to the value, which stays a part of the first argument, as with
    /// [`Op::Project`].
    Inside,
}

#[derive(Clone, PartialEq, Debug)]
pub struct ExternParam {
    pub ty: TyId,
    /// The declared type is a type parameter: passed by address.
    pub by_address: bool,
}

#[derive(Clone, Debug)]
pub struct Const {
    pub name: Symbol,
    pub module: ModuleId,
    pub ty: TyId,
    /// A function without parameters that computes it.
    pub init: FunId,
    /// Code that runs before its initialisation may read it: `Op::Const` then tests, and panics with `constant used before
    /// initialisation`.
    pub checked: bool,
}

// ---- functions ----------------------------------------------------------------------------------------------------

#[derive(Clone, Debug)]
pub struct Fun {
    /// The Mesh name, `area`; instances and closures add what `emit/names.rs` needs to be unique and stable.
    pub name: Symbol,
    /// `Main.area/1`, as backtraces show it.
    pub display: String,
    pub module: ModuleId,
    pub span: Span,
    /// The line of its head.
    pub line: u32,
    pub kind: FunKind,
    /// Made by the compiler around one call, to use a function as a value: it needs no frame and no backtrace shows it.
    pub wrapper: bool,
    /// Its body was inlined wherever it was called: only its name is left, for the sites that came from it.
    pub gone: bool,
    /// Types of an instance, for its name and the comment above it.
    pub targs: Vec<TyId>,
    pub params: Vec<Param>,
    pub result: TyId,
    pub locals: IndexVec<LocalId, Local>,
    pub joins: IndexVec<JoinId, Join>,
    pub body: Block,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FunKind {
    Top,
    /// Called through a closure cell: the captured values are `captures`, the first `captures.len()` parameters.
    Closure {
        captures: u32,
    },
    ConstInit,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Param {
    pub local: LocalId,
    /// After borrow inference; all owned before.
    pub mode: Mode,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    Owned,
    Borrowed,
}

#[derive(Clone, Debug)]
pub struct Local {
    /// The source name, or what the value is (`head`, `text`); made unique by the emitter.
    pub name: Symbol,
    pub ty: TyId,
    pub span: Option<Span>,
}

#[derive(Clone, Debug)]
pub struct Join {
    /// What joins here: `loop`, `after_if`, `arm_2`.
    pub name: Symbol,
    pub params: Vec<LocalId>,
}

#[derive(Clone, Debug, Default)]
pub struct Block {
    pub stmts: Vec<Stmt>,
    pub end: End,
}

#[derive(Clone, Debug)]
pub enum Stmt {
    /// `local = op`
    Let {
        local: LocalId,
        op: Op,
        site: SiteId,
    },
    /// Declares a join point: in scope in the following statements and the end of this block, and in its own body if
    /// `recursive`. Control does not fall into it.
    Join {
        join: JoinId,
        body: Box<Block>,
        recursive: bool,
    },
    /// After `rc`: one more reference.
    Dup(LocalId),
    /// After `rc`: one reference less.
    Drop(LocalId),
}

#[derive(Clone, Debug)]
pub enum Op {
    Use(Operand),
    /// A direct call; consumes or borrows as the callee's parameter modes say.
    Call {
        fun: FunId,
        args: Vec<Operand>,
    },
    CallExtern {
        ext: ExternId,
        args: Vec<Operand>,
    },
    /// Calls a closure: consumes the arguments, borrows the closure.
    CallClosure {
        closure: LocalId,
        args: Vec<Operand>,
    },
    /// A closure over captured values, which are consumed; `fun.kind` is `Closure`.
    Closure {
        fun: FunId,
        captures: Vec<Operand>,
    },
    /// Builds a struct, variant or tuple; consumes the fields. `reuse`: a token to build in.
    Construct {
        data: DataId,
        variant: u32,
        fields: Vec<Operand>,
        reuse: Option<LocalId>,
    },
    /// Field of a value known to have that variant; borrows the value. The result is borrowed from it: `rc` adds the Dup.
    Project {
        value: LocalId,
        data: DataId,
        variant: u32,
        field: u32,
    },
    /// The value of a constant; borrowed from the program, which holds it.
    Const(ConstId),
    /// One text from parts, in one allocation. Consumes its String operands; the first one's memory is used if unique.
    Concat(Vec<ConcatPart>),
    /// After `rc`: takes a value of a known variant apart and consumes it. `taken` are fields that were projected before: each
    /// of these locals becomes owned, by a move if the value goes, by a dup if it lives on elsewhere.
    /// A cell: if it is unique, its other counted fields are dropped and its memory is the result; otherwise the taken fields
    /// are dup'ed, the cell is counted down and the result is null. The result is a `Token`; a local of type Unit instead means
    /// that the memory is freed. A value without a cell: the other counted fields are dropped, nothing else happens (Unit).
    Unpack {
        value: LocalId,
        data: DataId,
        variant: u32,
        taken: Vec<(u32, LocalId)>,
    },
    /// After `rc`: frees a token that was not used (null: nothing).
    FreeToken(LocalId),
}

#[derive(Clone, Debug)]
pub enum ConcatPart {
    Text(Symbol),
    Str(Operand),
    Int(Operand),
    Float(Operand),
    Bool(Operand),
}

/// Equal operands are the same value, bit by bit: 0.0 is not -0.0, and NaN is NaN.
#[derive(Clone, Debug)]
pub enum Operand {
    Local(LocalId),
    Int(i64),
    Float(f64),
    Bool(bool),
    Unit,
    Atom(Symbol),
    Str(Symbol),
}

impl PartialEq for Operand {
    fn eq(&self, other: &Operand) -> bool {
        match (self, other) {
            (Operand::Local(a), Operand::Local(b)) => a == b,
            (Operand::Int(a), Operand::Int(b)) => a == b,
            (Operand::Float(a), Operand::Float(b)) => a.to_bits() == b.to_bits(),
            (Operand::Bool(a), Operand::Bool(b)) => a == b,
            (Operand::Unit, Operand::Unit) => true,
            (Operand::Atom(a), Operand::Atom(b)) | (Operand::Str(a), Operand::Str(b)) => a == b,
            (
                Operand::Local(_)
                | Operand::Int(_)
                | Operand::Float(_)
                | Operand::Bool(_)
                | Operand::Unit
                | Operand::Atom(_)
                | Operand::Str(_),
                _,
            ) => false,
        }
    }
}

#[derive(Clone, Debug, Default)]
pub enum End {
    Return(Operand),
    Jump {
        join: JoinId,
        args: Vec<Operand>,
    },
    /// A self tail call: rebinds the parameters and starts the function again. Made from `Call` + `Return` by `opt/tail`.
    Loop {
        args: Vec<Operand>,
    },
    If {
        condition: Operand,
        then: Box<Block>,
        otherwise: Box<Block>,
    },
    /// On the variant of a data value, which is borrowed. `arms` name different variants.
    Switch {
        value: LocalId,
        data: DataId,
        arms: Vec<(u32, Block)>,
        otherwise: Option<Box<Block>>,
    },
    /// On an Int; literals are distinct.
    SwitchInt {
        value: LocalId,
        arms: Vec<(i64, Block)>,
        otherwise: Box<Block>,
    },
    /// Control does not arrive: after a call of type Never.
    #[default]
    Unreachable,
}
