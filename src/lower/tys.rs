//! Concrete types as Core types.
//!
//! Names of data types are readable and unique: the type's own, then its arguments (`Option_Int`); long ones are cut and
//! numbered, since types share structure and may be huge when written out. `Never` is Unit where a value of it would be held;
//! only as the result of a function it stays.

use std::fmt::Write;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::{Id, IndexVec, Symbol};
use crate::core::ir::{
    Data, DataId, DataKind, FieldDef, ModuleId, TyId, TyKind as CoreKind, Types, Variant,
};
use crate::diagnostics::{Code, Diagnostic};
use crate::resolve::{Builtin, TyConId};
use crate::types::select::Impls;
use crate::types::ty::{Ty, TyKind, Tys, VariantInfo};
use crate::types::typed::{self, TyConKind};

use super::mono::{Subst, GROWTH_LIMIT};
use super::Lowerer;

/// Longest name of a type in C, and longest text of a type in a comment or diagnostic.
const NAME_LIMIT: usize = 48;
const DISPLAY_LIMIT: usize = 200;

pub(super) struct TypeTable {
    pub core: Types,
    pub datas: IndexVec<DataId, Data>,
    lowered: FxHashMap<Ty, TyId>,
    names: FxHashMap<Ty, Symbol>,
    taken: FxHashSet<Symbol>,
    /// Data types whose fields are still to come, with how far their arguments have grown.
    pending: Vec<(DataId, Ty, u32)>,
    growing: u32,
    normal: FxHashMap<Ty, Ty>,
    param_depths: FxHashMap<Ty, Vec<(u32, u32)>>,
    pub int: Ty,
    pub float: Ty,
    pub bool: Ty,
    pub unit: Ty,
    pub never: Ty,
    pub atom: Ty,
    pub string: Ty,
    /// Where tuples are at home.
    tuple_module: ModuleId,
}

impl TypeTable {
    pub fn new(program: &typed::Program, tys: &mut Tys) -> TypeTable {
        let mut builtin = |wanted: Builtin| {
            let found = program.tycons.iter_enumerated().find(
                |(_, con)| matches!(con.kind, TyConKind::Builtin(builtin) if builtin == wanted),
            );
            match found {
                Some((id, _)) => tys.con(id, &[]),
                None => crate::bug!("lower", "no built-in type {wanted:?}"),
            }
        };
        let int = builtin(Builtin::Int);
        let float = builtin(Builtin::Float);
        let bool = builtin(Builtin::Bool);
        let unit = builtin(Builtin::Unit);
        let never = builtin(Builtin::Never);
        let atom = builtin(Builtin::Atom);
        let string = match program.lang.string {
            Some(string) => tys.con(string, &[]),
            None => crate::bug!("lower", "the library has no String"),
        };
        let mut core = Types::default();
        for kind in [
            CoreKind::Int,
            CoreKind::Float,
            CoreKind::Bool,
            CoreKind::Unit,
            CoreKind::Never,
            CoreKind::Atom,
        ] {
            core.intern(kind);
        }
        core.intern(CoreKind::Extern {
            c_name: Symbol::new("mesh_string"),
            args: Vec::new(),
        });
        let tuple_module = ["Tuple", "Prelude"]
            .iter()
            .find_map(|name| {
                program
                    .modules
                    .iter_enumerated()
                    .find(|(_, module)| module.library && module.name.as_str() == *name)
            })
            .map_or(0, |(id, _)| id.index());
        TypeTable {
            core,
            datas: IndexVec::new(),
            lowered: FxHashMap::default(),
            names: FxHashMap::default(),
            taken: FxHashSet::default(),
            pending: Vec::new(),
            growing: 0,
            normal: FxHashMap::default(),
            param_depths: FxHashMap::default(),
            int,
            float,
            bool,
            unit,
            never,
            atom,
            string,
            tuple_module: ModuleId::new(tuple_module),
        }
    }
}

impl<'a> Lowerer<'a> {
    pub(super) fn selection(&self) -> Impls<'_> {
        Impls {
            table: &self.impls,
            impls: &self.program.impls,
            traits: &self.program.traits,
            tycons: &self.program.tycons,
            lang: &self.program.lang,
        }
    }

    /// Resolves projections; a parameter that nothing determines is Unit.
    pub(super) fn normal(&mut self, ty: Ty) -> Ty {
        let flags = self.tys.flags(ty);
        if !flags.has_proj && !flags.has_param && !flags.has_var {
            return ty;
        }
        if let Some(&done) = self.types.normal.get(&ty) {
            return done;
        }
        let unit = self.types.unit;
        let closed = close(&mut self.tys, ty, unit, &mut FxHashMap::default());
        let impls = Impls {
            table: &self.impls,
            impls: &self.program.impls,
            traits: &self.program.traits,
            tycons: &self.program.tycons,
            lang: &self.program.lang,
        };
        let done = impls.normalize(&mut self.tys, closed);
        self.types.normal.insert(ty, done);
        done
    }

    /// The Core type of the values of a concrete type.
    pub(super) fn core_ty(&mut self, ty: Ty) -> TyId {
        if let Some(&id) = self.types.lowered.get(&ty) {
            return id;
        }
        stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || self.core_ty_new(ty))
    }

    fn core_ty_new(&mut self, ty: Ty) -> TyId {
        let program = self.program;
        let kind = match self.tys.kind(ty).clone() {
            TyKind::Con(con, args) => match &program.tycons[con].kind {
                TyConKind::Builtin(builtin) => match builtin {
                    Builtin::Int => CoreKind::Int,
                    Builtin::Float => CoreKind::Float,
                    Builtin::Bool => CoreKind::Bool,
                    Builtin::Unit | Builtin::Never => CoreKind::Unit,
                    Builtin::Atom => CoreKind::Atom,
                },
                TyConKind::Extern { c_name } => CoreKind::Extern {
                    c_name: *c_name,
                    args: args.iter().map(|&arg| self.core_ty(arg)).collect(),
                },
                TyConKind::Struct(_) => return self.data(ty, DataKind::Struct),
                TyConKind::Sum(_) => return self.data(ty, DataKind::Sum),
            },
            TyKind::Tuple(_) => return self.data(ty, DataKind::Tuple),
            TyKind::Fun(params, result) => CoreKind::Fun {
                params: params.iter().map(|&param| self.core_ty(param)).collect(),
                result: self.core_ty(result),
            },
            TyKind::Param(_) | TyKind::Var(_) | TyKind::Proj { .. } | TyKind::Error => {
                crate::bug!("lower", "the type {} is not concrete", self.display(ty))
            }
        };
        let id = self.types.core.intern(kind);
        self.types.lowered.insert(ty, id);
        id
    }

    /// Of a function's result: `Never` stays.
    pub(super) fn core_result(&mut self, ty: Ty) -> TyId {
        if ty == self.types.never {
            self.types.core.intern(CoreKind::Never)
        } else {
            self.core_ty(ty)
        }
    }

    /// The table entry of a struct, sum type or tuple.
    pub(super) fn data_id(&mut self, ty: Ty) -> DataId {
        let id = self.core_ty(ty);
        match self.types.core.kind(id) {
            CoreKind::Data(data) => *data,
            other => crate::bug!(
                "lower",
                "{} is {other:?}, not a data type",
                self.display(ty)
            ),
        }
    }

    fn data(&mut self, ty: Ty, kind: DataKind) -> TyId {
        let (module, span) = match self.tys.kind(ty) {
            TyKind::Con(con, _) => (
                self.program.tycons[*con]
                    .module
                    .map_or(self.types.tuple_module, |module| self.module(module)),
                None,
            ),
            _ => (self.types.tuple_module, None),
        };
        let name = self.type_name(ty);
        let display = self.display(ty);
        let data = self.types.datas.push(Data {
            name,
            display,
            module,
            kind,
            variants: Vec::new(),
            span,
        });
        let id = self.types.core.intern(CoreKind::Data(data));
        self.types.lowered.insert(ty, id);
        let growth = self.types.growing;
        self.types.pending.push((data, ty, growth));
        id
    }

    /// Fills in the fields of the data types found so far. Their types may be new data types.
    pub(super) fn finish_datas(&mut self) {
        while let Some((data, ty, growth)) = self.types.pending.pop() {
            if growth > GROWTH_LIMIT {
                self.unbounded = true;
                let text = format!(
                    "the type {} contains itself at ever larger types",
                    self.display(ty)
                );
                self.diagnostics
                    .report(Diagnostic::without_place(Code::E0301, text));
                return;
            }
            let variants = match self.tys.kind(ty).clone() {
                TyKind::Tuple(items) => vec![Variant {
                    name: Symbol::new("Tuple"),
                    fields: items
                        .iter()
                        .enumerate()
                        .map(|(i, &item)| FieldDef {
                            name: Symbol::new(&format!("f{i}")),
                            ty: self.core_ty(item),
                        })
                        .collect(),
                }],
                TyKind::Con(con, args) => {
                    let grown = vec![growth; args.len()];
                    let subst = Subst {
                        tys: args.to_vec(),
                        growth: grown,
                    };
                    self.variants(con)
                        .iter()
                        .map(|variant| self.variant(variant, &subst))
                        .collect()
                }
                TyKind::Fun(..)
                | TyKind::Param(_)
                | TyKind::Var(_)
                | TyKind::Proj { .. }
                | TyKind::Error => {
                    crate::bug!("lower", "{} is not a data type", self.display(ty))
                }
            };
            self.types.datas[data].variants = variants;
        }
        self.types.growing = 0;
    }

    fn variant(&mut self, variant: &VariantInfo, subst: &Subst) -> Variant {
        let mut fields = Vec::new();
        for (i, field) in variant.fields.iter().enumerate() {
            let growth = self.growth(field.ty, subst);
            let ty = self.concrete(field.ty, subst);
            self.types.growing = growth;
            fields.push(FieldDef {
                name: match field.name {
                    Some(name) => Symbol::new(&identifier(name.as_str())),
                    None => Symbol::new(&format!("f{i}")),
                },
                ty: self.core_ty(ty),
            });
        }
        Variant {
            name: Symbol::new(&identifier(variant.name.as_str())),
            fields,
        }
    }

    /// The variants of a nominal type; a struct has one.
    pub(super) fn variants(&self, con: TyConId) -> &'a [VariantInfo] {
        match &self.program.tycons[con].kind {
            TyConKind::Struct(variant) => std::slice::from_ref(variant),
            TyConKind::Sum(variants) => variants,
            TyConKind::Builtin(_) | TyConKind::Extern { .. } => {
                crate::bug!("lower", "{} has no variants", self.program.tycons[con].name)
            }
        }
    }

    /// The concrete types of the fields of a variant (of a tuple's components).
    pub(super) fn field_tys(&mut self, ty: Ty, variant: u32) -> Vec<Ty> {
        match self.tys.kind(ty).clone() {
            TyKind::Tuple(items) => items.to_vec(),
            TyKind::Con(con, args) => {
                let subst = Subst::plain(args.to_vec());
                self.variants(con)[variant as usize]
                    .fields
                    .iter()
                    .map(|field| self.concrete(field.ty, &subst))
                    .collect()
            }
            TyKind::Fun(..)
            | TyKind::Param(_)
            | TyKind::Var(_)
            | TyKind::Proj { .. }
            | TyKind::Error => crate::bug!("lower", "{} has no fields", self.display(ty)),
        }
    }

    /// The arguments of a nominal type.
    pub(super) fn type_args(&self, ty: Ty) -> Vec<Ty> {
        match self.tys.kind(ty) {
            TyKind::Con(_, args) => args.to_vec(),
            TyKind::Tuple(_)
            | TyKind::Fun(..)
            | TyKind::Param(_)
            | TyKind::Var(_)
            | TyKind::Proj { .. }
            | TyKind::Error => Vec::new(),
        }
    }

    /// The variant of `Option` or `Result` with this name.
    pub(super) fn variant_named(&self, con: Option<TyConId>, name: &str) -> u32 {
        let found = con.and_then(|con| {
            self.variants(con)
                .iter()
                .position(|variant| variant.name.as_str() == name)
        });
        match found {
            Some(index) => index as u32,
            None => crate::bug!("lower", "the library has no variant {name}"),
        }
    }

    /// How far the parameters in `ty` lie inside it, added to how far what they stand for has grown.
    pub(super) fn growth(&mut self, ty: Ty, subst: &Subst) -> u32 {
        if !self.tys.flags(ty).has_param {
            return 0;
        }
        let depths = self.param_depths(ty);
        depths
            .iter()
            .map(|&(param, depth)| depth + subst.growth.get(param as usize).copied().unwrap_or(0))
            .max()
            .unwrap_or(0)
    }

    fn param_depths(&mut self, ty: Ty) -> Vec<(u32, u32)> {
        if !self.tys.flags(ty).has_param {
            return Vec::new();
        }
        if let Some(done) = self.types.param_depths.get(&ty) {
            return done.clone();
        }
        let done = stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || {
            if let TyKind::Param(param) = self.tys.kind(ty) {
                return vec![(*param, 0)];
            }
            // A projection may take its operand apart: it does not count as growth.
            let step = u32::from(!matches!(self.tys.kind(ty), TyKind::Proj { .. }));
            let mut all: Vec<(u32, u32)> = Vec::new();
            for i in 0..self.tys.part_count(ty) {
                let part = self.tys.part(ty, i);
                for (param, depth) in self.param_depths(part) {
                    match all.iter_mut().find(|known| known.0 == param) {
                        Some(known) => known.1 = known.1.max(depth + step),
                        None => all.push((param, depth + step)),
                    }
                }
            }
            all
        });
        self.types.param_depths.insert(ty, done.clone());
        done
    }

    // ---- names ---------------------------------------------------------------------------------------------------

    /// The name of a type in the C program; of data types unique.
    fn type_name(&mut self, ty: Ty) -> Symbol {
        if let Some(&name) = self.types.names.get(&ty) {
            return name;
        }
        let name = stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || self.type_name_new(ty));
        self.types.names.insert(ty, name);
        name
    }

    fn type_name_new(&mut self, ty: Ty) -> Symbol {
        let mut text;
        let mut module = None;
        match self.tys.kind(ty).clone() {
            TyKind::Con(con, args) => {
                let con = &self.program.tycons[con];
                if let TyConKind::Builtin(Builtin::Unit) = con.kind {
                    return Symbol::new("Unit");
                }
                text = identifier(con.name.as_str());
                module = con.module;
                self.name_args(&mut text, &args);
            }
            TyKind::Tuple(items) => {
                text = "Tuple".to_owned();
                self.name_args(&mut text, &items);
            }
            TyKind::Fun(params, result) => {
                text = "Fun".to_owned();
                self.name_args(&mut text, &params);
                text.push_str("_to");
                self.name_args(&mut text, &[result]);
            }
            TyKind::Param(_) | TyKind::Var(_) | TyKind::Proj { .. } | TyKind::Error => {
                crate::bug!("lower", "the type {} is not concrete", self.display(ty))
            }
        }
        let cut = text.len() > NAME_LIMIT;
        if cut {
            text.truncate(NAME_LIMIT);
            text.push_str("_etc");
        }
        let mut name = Symbol::new(&text);
        if self.types.taken.contains(&name) && !cut {
            if let Some(module) = module {
                let module = self.program.modules[module].name;
                text = format!("{}_{text}", identifier(module.as_str()));
                name = Symbol::new(&text);
            }
        }
        let mut count = 1;
        while !self.types.taken.insert(name) {
            count += 1;
            name = Symbol::new(&format!("{text}_{count}"));
        }
        name
    }

    fn name_args(&mut self, text: &mut String, args: &[Ty]) {
        for &arg in args {
            if text.len() > NAME_LIMIT {
                return;
            }
            let name = self.type_name(arg);
            let _ = write!(text, "_{name}");
        }
    }

    /// A type as diagnostics print it, cut when it is long.
    pub(super) fn display(&self, ty: Ty) -> String {
        let mut out = String::new();
        self.display_into(&mut out, ty);
        if out.len() > DISPLAY_LIMIT {
            let mut end = DISPLAY_LIMIT;
            while !out.is_char_boundary(end) {
                end -= 1;
            }
            out.truncate(end);
            out.push('…');
        }
        out
    }

    fn display_into(&self, out: &mut String, ty: Ty) {
        if out.len() > DISPLAY_LIMIT {
            return;
        }
        stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || match self.tys.kind(ty) {
            TyKind::Con(con, args) => {
                let con = &self.program.tycons[*con];
                if let TyConKind::Builtin(Builtin::Unit) = con.kind {
                    out.push_str("()");
                    return;
                }
                let _ = write!(out, "{}", con.name);
                if !args.is_empty() {
                    self.display_list(out, "<", args, ">");
                }
            }
            TyKind::Tuple(items) => self.display_list(out, "(", items, ")"),
            TyKind::Fun(params, result) => {
                self.display_list(out, "Fun(", params, ") -> ");
                self.display_into(out, *result);
            }
            TyKind::Param(i) => {
                let _ = write!(out, "#{i}");
            }
            TyKind::Proj { self_ty, assoc, .. } => {
                self.display_into(out, *self_ty);
                let _ = write!(out, ".{assoc}");
            }
            TyKind::Var(_) | TyKind::Error => out.push('_'),
        });
    }

    fn display_list(&self, out: &mut String, open: &str, items: &[Ty], close: &str) {
        out.push_str(open);
        for (i, &item) in items.iter().enumerate() {
            if out.len() > DISPLAY_LIMIT {
                return;
            }
            if i > 0 {
                out.push_str(", ");
            }
            self.display_into(out, item);
        }
        out.push_str(close);
    }
}

/// Replaces what no use determines by Unit.
fn close(tys: &mut Tys, ty: Ty, unit: Ty, memo: &mut FxHashMap<Ty, Ty>) -> Ty {
    let flags = tys.flags(ty);
    if !flags.has_param && !flags.has_var {
        return ty;
    }
    if let Some(&done) = memo.get(&ty) {
        return done;
    }
    let done = stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || match tys.kind(ty) {
        TyKind::Param(_) | TyKind::Var(_) => unit,
        TyKind::Con(..)
        | TyKind::Tuple(_)
        | TyKind::Fun(..)
        | TyKind::Proj { .. }
        | TyKind::Error => tys.map_parts(ty, |tys, part| close(tys, part, unit, memo)),
    });
    memo.insert(ty, done);
    done
}

/// A Mesh name as part of a C identifier: letters outside ASCII are written as their code.
pub(super) fn identifier(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || c == '_' {
            out.push(c);
        } else if c == '.' {
            out.push('_');
        } else {
            let _ = write!(out, "u{:x}", c as u32);
        }
    }
    out
}
