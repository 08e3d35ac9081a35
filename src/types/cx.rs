//! The state of type checking: signatures of everything declared, the group that is being checked, its suspended constraints.

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::{IndexVec, Span, Symbol};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::resolve::{self, AstId, ConstId, FnId, ImplId, ModuleId, Resolved, TraitId, TyConId};
use crate::syntax::ast;

use super::lang::Lang;
use super::select::ImplTable;
use super::solve::Deferred;
use super::ty::{Ty, TyKind};
use super::typed::{self, Bound, Impl, Trait, TyCon};
use super::unify::{DeferredId, Unifier};

/// A constraint of a type scheme.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Pred {
    Trait(Bound),
    /// `self_ty.assoc` of the trait is `ty`.
    Proj {
        tr: TraitId,
        tr_args: Vec<Ty>,
        self_ty: Ty,
        assoc: u32,
        ty: Ty,
    },
}

/// How far a function's type is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SigState {
    /// Final.
    Complete,
    /// The type is declared; the bounds on its parameters are found when the body is checked.
    Open,
    /// Something is to be inferred, and the function's group is not yet reached.
    Pending,
    /// The function's group is being checked: its type is monomorphic and holds variables.
    Current,
}

/// The type scheme of a function: `generics` parameters, constraints on them, and a function type.
#[derive(Clone, Debug)]
pub struct FnSig {
    pub state: SigState,
    pub generics: u32,
    /// Number of declared parameters; the rest is inferred.
    pub declared: u32,
    /// Names of the declared parameters.
    pub names: Vec<Symbol>,
    pub preds: Vec<Pred>,
    pub params: Vec<Ty>,
    pub result: Ty,
    /// Holes and missing annotations, numbered from `HOLE_PARAMS`.
    pub holes: u32,
    /// A `where` clause was written: it must cover all that the body needs.
    pub closed: bool,
}

/// What `Self` and `Self.A` are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SelfScope {
    None,
    Trait(TraitId),
    Impl(ImplId),
}

/// What type expressions may refer to.
#[derive(Clone, Debug)]
pub struct TypeScope {
    /// By the numbering of `TypeRes::Param`.
    pub params: Vec<Ty>,
    pub self_ty: Option<Ty>,
    pub owner: SelfScope,
    /// For projections on parameters.
    pub bounds: Vec<Bound>,
}

/// What a let-bound polymorphic value or local function quantifies.
#[derive(Clone, Debug)]
pub struct LocalScheme {
    pub generics: Vec<u32>,
    pub preds: Vec<Pred>,
}

/// A function or closure around the expression that is being checked.
#[derive(Clone, Debug)]
pub struct Frame {
    pub result: Ty,
    pub result_origin: Origin,
    /// The result type was not written: `Never` bodies do not force it.
    pub inferred: bool,
    /// Some value other than `Never` reaches the result.
    pub returns: bool,
}

/// Whose body.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Owner {
    Fn(FnId),
    Const(ConstId),
}

/// The body that is being checked.
#[derive(Debug)]
pub struct BodyCx {
    pub owner: Owner,
    pub file: AstId,
    pub module: ModuleId,
    pub body: typed::Body,
    pub scope: Rc<TypeScope>,
    /// The bounds that hold inside.
    pub env: Vec<Bound>,
    /// Constraints on declared parameters are collected, not refused.
    pub open: bool,
    pub open_preds: Vec<(Pred, Span)>,
    pub frames: Vec<Frame>,
    /// Variables of the syntax tree.
    pub locals: FxHashMap<resolve::LocalId, typed::LocalId>,
    pub schemes: FxHashMap<typed::LocalId, Rc<LocalScheme>>,
    /// Comparisons and concatenations: what they are depends on the operands' final type.
    pub operators: Vec<Operator>,
    /// Parameters quantified by local values so far.
    pub local_generics: u32,
    /// Names of the parameters that local functions declare.
    pub local_names: FxHashMap<u32, Symbol>,
}

/// A binary operation whose typed form is chosen when its operands' type is final.
#[derive(Clone, Copy, Debug)]
pub struct Operator {
    pub expr: typed::ExprId,
    pub op: ast::BinaryOp,
    pub left: typed::ExprId,
    pub right: typed::ExprId,
    pub ty: Ty,
}

/// Where an expected type comes from: the label of a mismatch.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    None,
    Annotation(Span),
    Parameter(FnId, u32),
    /// Of a value that is called; the span is the call's.
    Argument(Span),
    Result(Span),
    Branch(Span),
    Operand(Span),
    Element(Span),
    Scrutinee(Span),
    Condition,
}

/// What the context wants of an expression.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Want {
    pub ty: Option<Ty>,
    pub origin: Origin,
    /// The value is not used: `for` builds no list.
    pub discard: bool,
}

impl Want {
    pub const ANY: Want = Want {
        ty: None,
        origin: Origin::None,
        discard: false,
    };
    pub const DISCARD: Want = Want {
        ty: None,
        origin: Origin::None,
        discard: true,
    };
    pub fn ty(ty: Ty, origin: Origin) -> Want {
        Want {
            ty: Some(ty),
            origin,
            discard: false,
        }
    }
}

/// The types that the language itself knows.
#[derive(Clone, Copy, Debug)]
pub struct Builtins {
    pub int: Ty,
    pub float: Ty,
    pub bool: Ty,
    pub unit: Ty,
    pub never: Ty,
    pub atom: Ty,
    pub string: Ty,
    pub error: Ty,
}

/// A method of an interface, for lookup by name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MethodRef {
    pub tr: TraitId,
    pub index: u32,
}

pub struct Cx<'a> {
    pub r: &'a Resolved,
    pub diags: &'a mut Diagnostics,
    pub u: Unifier,
    pub t: Builtins,
    pub lang: Lang,
    pub tycons: IndexVec<TyConId, TyCon>,
    pub traits: IndexVec<TraitId, Trait>,
    pub impls: IndexVec<ImplId, Impl>,
    pub table: ImplTable,
    pub fns: IndexVec<FnId, Rc<FnSig>>,
    pub consts: IndexVec<ConstId, Option<Ty>>,
    pub aliases: Vec<AliasState>,
    /// Instance methods by name and number of parameters besides `self`.
    pub methods: FxHashMap<(Symbol, u32), Vec<MethodRef>>,
    /// Static functions of interfaces by name and number of parameters.
    pub statics: FxHashMap<(Symbol, u32), Vec<MethodRef>>,
    /// Trait facts on ground types that were proven.
    pub proven: FxHashSet<(TraitId, Ty)>,
    // ---- the current group
    pub bodies: Vec<BodyCx>,
    /// Index into `bodies`.
    pub at: usize,
    pub deferred: Vec<Option<Deferred>>,
    /// The functions of the current group whose types are being inferred.
    pub current: FxHashSet<FnId>,
    pub current_consts: FxHashSet<ConstId>,
    /// What the group quantifies, the bounds on it, and the finished types.
    pub group_vars: Vec<super::ty::TyVar>,
    pub group_preds: Vec<(Pred, Span, usize)>,
    pub finished: Vec<(FnId, FnSig)>,
    pub final_memo: FxHashMap<Ty, Ty>,
    /// Derived impls whose functions are made at the end.
    pub derived: Option<super::derive::Derived>,
    /// Finished functions and constants.
    /// With the number of parameters that local values quantify.
    pub done_fns: Vec<Option<(typed::Body, u32)>>,
    pub done_consts: Vec<Option<typed::Body>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AliasState {
    New,
    Active,
    Done(Ty),
}

impl<'a> Cx<'a> {
    pub fn ast(&self) -> &'a ast::Module {
        &self.r.files[self.cur().file].ast
    }
    pub fn file(&self) -> &'a resolve::ResolvedFile {
        &self.r.files[self.cur().file]
    }
    pub fn cur(&self) -> &BodyCx {
        &self.bodies[self.at]
    }
    pub fn cur_mut(&mut self) -> &mut BodyCx {
        &mut self.bodies[self.at]
    }
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diags.report(diagnostic);
    }
    pub fn shallow(&self, ty: Ty) -> Ty {
        self.u.shallow(ty)
    }
    pub fn fresh(&mut self) -> Ty {
        self.u.fresh()
    }
    pub fn is_error(&self, ty: Ty) -> bool {
        matches!(self.u.tys.kind(self.shallow(ty)), TyKind::Error)
    }
    /// Whether some part of the type is already reported as wrong.
    pub fn has_error(&mut self, ty: Ty) -> bool {
        let flags = self.u.tys.flags(ty);
        if !flags.has_var {
            return flags.has_error;
        }
        self.u.any_node(ty, |kind| matches!(kind, TyKind::Error))
    }
    pub fn con_of(&self, ty: Ty) -> Option<TyConId> {
        match self.u.tys.kind(self.shallow(ty)) {
            TyKind::Con(con, _) => Some(*con),
            TyKind::Fun(..)
            | TyKind::Tuple(_)
            | TyKind::Param(_)
            | TyKind::Var(_)
            | TyKind::Proj { .. }
            | TyKind::Error => None,
        }
    }
    pub fn is_con(&self, ty: Ty, con: Option<TyConId>) -> bool {
        con.is_some() && self.con_of(ty) == con
    }
    pub fn is_var(&self, ty: Ty) -> bool {
        matches!(self.u.tys.kind(self.shallow(ty)), TyKind::Var(_))
    }
    /// `con<args>`, or the error type where the library lacks the type.
    pub fn lang_con(&mut self, con: Option<TyConId>, args: &[Ty]) -> Ty {
        match con {
            Some(con) => self.u.tys.con(con, args),
            None => self.t.error,
        }
    }
    pub fn list_of(&mut self, item: Ty) -> Ty {
        self.lang_con(self.lang.list, &[item])
    }
    /// Registers a suspended constraint.
    pub fn suspend(&mut self, deferred: Deferred) -> DeferredId {
        let id = DeferredId(self.deferred.len() as u32);
        self.deferred.push(Some(deferred));
        id
    }
}
