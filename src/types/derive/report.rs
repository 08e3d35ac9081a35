//! The errors of deriving.

use crate::base::{Id, Span, Symbol};
use crate::diagnostics::{Code, Diagnostic};
use crate::resolve::{self, TyConId};
use crate::syntax::ast;

use super::super::ty::Ty;
use super::super::typed::TyConKind;
use super::{Derivable, Input};

/// A field that keeps a listed trait from being derived.
#[derive(Clone, Debug)]
pub struct Blocked {
    pub what: Derivable,
    pub con: TyConId,
    /// `f`, `V.f`, `V.0`
    pub field: String,
    pub ty: Ty,
    /// The field's type.
    pub span: Span,
}

impl Blocked {
    /// E0410; `name` is the deriving type's, `shown` the field's type as text.
    pub fn diagnostic(&self, name: Symbol, shown: &str) -> Diagnostic {
        if matches!(self.what, Derivable::ToJson | Derivable::FromJson) {
            return Diagnostic::new(
                Code::E0038,
                self.span,
                format!(
                    "field `{}` of type `{shown}` is not JSON-serializable",
                    self.field
                ),
            );
        }
        Diagnostic::new(
            Code::E0410,
            self.span,
            format!(
                "cannot derive `{}` for `{name}`: field `{}` of type `{shown}` does not implement it",
                self.what.name(),
                self.field
            ),
        )
    }
}

/// E0028
pub fn not_derivable(path: &ast::Path, ty: Symbol, is_struct: bool) -> Diagnostic {
    let names: Vec<&str> = path.segments.iter().map(|s| s.text.as_str()).collect();
    let mut derivable: Vec<&str> = Derivable::ALL
        .iter()
        .filter(|d| !matches!(d, Derivable::ToJson | Derivable::FromJson))
        .map(|d| d.name())
        .collect();
    derivable.push("Json");
    if is_struct {
        derivable.extend(["Row", "Schema"]);
    }
    Diagnostic::new(
        Code::E0028,
        path.span,
        format!("cannot derive `{}` for `{ty}`", names.join(".")),
    )
    .help(format!("derivable are {}", derivable.join(", ")))
}

/// E0029
pub fn requires_eq(ty: Symbol, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::E0029,
        span,
        format!("deriving `Ord` for `{ty}` requires `Eq`"),
    )
    .help("add `Eq` to the list")
}

/// E0026 at the written impl.
pub fn also_written(what: Derivable, ty: Symbol, clause: Span, head: Option<Span>) -> Diagnostic {
    Diagnostic::new(
        Code::E0026,
        head.unwrap_or(clause),
        format!("`{}` is already implemented for `{ty}`", what.name()),
    )
    .label(clause, "it is derived here")
}

/// E0410 for Default of a sum type.
pub fn first_variant_has_fields(input: &Input, con: TyConId) -> Option<Diagnostic> {
    let resolve::TyConKind::Sum(decl) = &input.resolved.tycons[con].kind else {
        return None;
    };
    let first = decl.variants.first()?;
    Some(Diagnostic::new(
        Code::E0410,
        first.name.span,
        format!(
            "cannot derive `Default` for `{}`: its first variant `{}` has fields",
            decl.name.text, first.name.text
        ),
    ))
}

/// A field with its name for messages and the place of its type.
pub struct FieldPlace {
    pub name: String,
    pub ty: Ty,
    pub span: Span,
}

pub fn fields(input: &Input, con: TyConId) -> Vec<FieldPlace> {
    let def = &input.resolved.tycons[con];
    let Some(origin) = &def.origin else {
        return Vec::new();
    };
    let types = &input.resolved.files[origin.ast].ast.types;
    match (&def.kind, &input.tycons[con].kind) {
        (resolve::TyConKind::Struct(decl), TyConKind::Struct(info)) => decl
            .fields
            .iter()
            .zip(&info.fields)
            .map(|(field, typed)| FieldPlace {
                name: field.name.text.to_string(),
                ty: typed.ty,
                span: types[field.ty].span,
            })
            .collect(),
        (resolve::TyConKind::Sum(decl), TyConKind::Sum(variants)) => decl
            .variants
            .iter()
            .zip(variants)
            .flat_map(|(variant, typed)| {
                let places = variant.fields.iter().zip(&typed.fields).enumerate();
                places.map(move |(index, (field, typed))| FieldPlace {
                    name: match field.name {
                        Some(name) => format!("{}.{}", variant.name.text, name.text),
                        None => format!("{}.{index}", variant.name.text),
                    },
                    ty: typed.ty,
                    span: types[field.ty].span,
                })
            })
            .collect(),
        (_, TyConKind::Builtin(_) | TyConKind::Extern { .. }) => Vec::new(),
        (_, TyConKind::Struct(_) | TyConKind::Sum(_)) => {
            crate::bug!("derive", "type {} changed its kind", con.index())
        }
    }
}
