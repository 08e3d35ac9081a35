//! C types, and the small functions that generated code uses on them: making, taking apart, counting.
//!
//! For a data type `Shape` the header declares, by its representation (`core/layout.rs`):
//! - no fields at all: `typedef uint8_t Shape` and constants `Shape_Circle`;
//! - by value: a struct (with `tag` and a union `as`, if there are several variants), `Shape_dup`, `Shape_drop`;
//! - nullable: the payload's pointer type;
//! - a cell: a struct that begins with a `mesh_head`, `Shape_Circle_new`, `_reuse`, `Shape_drop`, `Shape_free`.

use std::fmt::Write;

use super::frames::Frames;
use super::names::{identifier, Names, Unique};
use crate::base::IndexVec;
use crate::core::ir::*;
use crate::core::layout::{DataLayout, Layouts};

/// What a value of a type is in C.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Repr {
    /// Unit, Never, structs without information.
    Void,
    /// Numbers, truth values, atoms, reuse tokens.
    Scalar,
    Enum {
        bytes: u32,
    },
    Value,
    Nullable {
        none: u32,
        some: u32,
        payload: TyId,
    },
    /// A cell that this program declares.
    Cell,
    /// A counted block of the runtime.
    Pointer,
}

pub struct Types<'a> {
    pub program: &'a Program,
    pub layouts: &'a Layouts,
    pub names: Names,
    /// Constants of variants, unique in the program: `Shape_Circle`.
    variants: IndexVec<DataId, Vec<String>>,
    pub frames: Frames,
    pub consts: IndexVec<ConstId, String>,
}

/// A field that exists in C.
struct CField {
    index: u32,
    name: String,
    ty: TyId,
}

impl<'a> Types<'a> {
    pub fn new(program: &'a Program, layouts: &'a Layouts, names: Names) -> Types<'a> {
        let mut unique = Unique::default();
        for name in names.datas.iter().chain(names.funs.iter()) {
            unique.take(name);
        }
        let variants = program
            .datas
            .iter_enumerated()
            .map(|(id, data)| {
                let prefix = &names.datas[id];
                data.variants
                    .iter()
                    .map(|v| unique.take(&format!("{prefix}_{}", identifier(v.name.as_str()))))
                    .collect()
            })
            .collect();
        let consts = program
            .consts
            .iter()
            .map(|c| {
                let module = identifier(program.modules[c.module].name.as_str());
                unique.take(&format!("{module}_{}_value", identifier(c.name.as_str())))
            })
            .collect();
        Types {
            program,
            layouts,
            names,
            variants,
            frames: Frames::of(program),
            consts,
        }
    }

    fn kind(&self, ty: TyId) -> &'a TyKind {
        self.program.types.kind(ty)
    }
    pub fn repr(&self, ty: TyId) -> Repr {
        match self.kind(ty) {
            TyKind::Unit | TyKind::Never => Repr::Void,
            TyKind::Int | TyKind::Float | TyKind::Bool | TyKind::Atom | TyKind::Token => {
                Repr::Scalar
            }
            TyKind::Extern { .. } | TyKind::Fun { .. } => Repr::Pointer,
            TyKind::Data(data) => self.data_repr(*data),
        }
    }
    fn data_repr(&self, data: DataId) -> Repr {
        match self.layouts.data(data) {
            DataLayout::Unit => Repr::Void,
            DataLayout::Enum { bytes } => Repr::Enum { bytes },
            DataLayout::Value { .. } => Repr::Value,
            DataLayout::Nullable { none, some, field } => {
                let payload =
                    self.program.datas[data].variants[some as usize].fields[field as usize].ty;
                Repr::Nullable {
                    none,
                    some,
                    payload,
                }
            }
            DataLayout::Cell => Repr::Cell,
        }
    }
    /// The type has no C values.
    pub fn is_void(&self, ty: TyId) -> bool {
        self.layouts.is_unit(&self.program.types, ty)
    }
    pub fn is_counted(&self, ty: TyId) -> bool {
        self.layouts.is_counted(&self.program.types, ty)
    }

    // ---- types ---------------------------------------------------------------------------------------------------

    pub fn c_type(&self, ty: TyId) -> String {
        match self.kind(ty) {
            TyKind::Int => "int64_t".into(),
            TyKind::Float => "double".into(),
            TyKind::Bool => "bool".into(),
            TyKind::Unit | TyKind::Never => "void".into(),
            TyKind::Atom => "const mesh_atom *".into(),
            TyKind::Token => "void *".into(),
            TyKind::Fun { .. } => "mesh_closure *".into(),
            TyKind::Extern { c_name, .. } if self.is_foreign(ty) => {
                let _ = c_name;
                "mesh_foreign *".into()
            }
            TyKind::Extern { c_name, .. } => format!("{c_name} *"),
            TyKind::Data(data) => match self.data_repr(*data) {
                Repr::Cell => format!("{} *", self.names.datas[*data]),
                Repr::Nullable { payload, .. } => self.c_type(payload),
                Repr::Void => "void".into(),
                Repr::Enum { .. } | Repr::Value | Repr::Scalar | Repr::Pointer => {
                    self.names.datas[*data].clone()
                }
            },
        }
    }
    /// `int64_t x`, `Tree *x`
    pub fn declare(&self, ty: TyId, name: &str) -> String {
        let c_type = self.c_type(ty);
        if c_type.ends_with('*') {
            format!("{c_type}{name}")
        } else {
            format!("{c_type} {name}")
        }
    }
    /// The type in front of a function's name, with its blank.
    pub fn result_type(&self, ty: TyId) -> String {
        match self.kind(ty) {
            TyKind::Never => "MESH_NORETURN void ".into(),
            TyKind::Unit => "void ".into(),
            TyKind::Int
            | TyKind::Float
            | TyKind::Bool
            | TyKind::Atom
            | TyKind::Data(_)
            | TyKind::Extern { .. }
            | TyKind::Fun { .. }
            | TyKind::Token => self.declare(ty, ""),
        }
    }
    /// An extern type of user code: its C pointer is boxed.
    pub fn is_foreign(&self, ty: TyId) -> bool {
        matches!(self.kind(ty), TyKind::Extern { c_name, .. } if !c_name.as_str().starts_with("mesh_"))
    }
    /// A type as C code of users sees it: extern types as their own pointers, text that they only read as const.
    pub fn foreign(&self, ty: TyId, borrowed: bool) -> String {
        if let Some(c_name) = self.foreign_pointer(ty) {
            return format!("{c_name} *");
        }
        match self.kind(ty) {
            TyKind::Extern { c_name, .. } if borrowed => format!("const {c_name} *"),
            _ => self.declare(ty, ""),
        }
    }
    /// The C name behind an extern type of user code, or behind an Option of one.
    pub fn foreign_pointer(&self, ty: TyId) -> Option<crate::base::Symbol> {
        match self.kind(ty) {
            TyKind::Extern { c_name, .. } if self.is_foreign(ty) => Some(*c_name),
            TyKind::Data(data) => match self.data_repr(*data) {
                Repr::Nullable { payload, .. } => self.foreign_pointer(payload),
                Repr::Void
                | Repr::Scalar
                | Repr::Enum { .. }
                | Repr::Value
                | Repr::Cell
                | Repr::Pointer => None,
            },
            _ => None,
        }
    }
    /// The pointer type of the code behind a function value: `code_Fun_Int_to_Int`.
    pub fn code_type(&self, ty: TyId) -> String {
        format!("code_{}", self.names.types[ty])
    }

    fn c_fields(&self, data: DataId, variant: u32) -> Vec<CField> {
        let mut names = Unique::default();
        self.program.datas[data].variants[variant as usize]
            .fields
            .iter()
            .enumerate()
            .filter(|(_, f)| !self.is_void(f.ty))
            .map(|(i, f)| CField {
                index: i as u32,
                name: names.take(&identifier(f.name.as_str())),
                ty: f.ty,
            })
            .collect()
    }
    fn single(&self, data: DataId) -> bool {
        self.program.datas[data].variants.len() == 1
    }
    /// The member name of a variant in the union.
    fn member(&self, data: DataId, variant: u32) -> String {
        identifier(
            self.program.datas[data].variants[variant as usize]
                .name
                .as_str(),
        )
    }
    /// `value.as.Circle.` up to the field's name; `op` is `.` or `->`.
    fn prefix(&self, data: DataId, variant: u32, value: &str, op: &str) -> String {
        if self.single(data) {
            format!("{value}{op}")
        } else {
            format!("{value}{op}as.{}.", self.member(data, variant))
        }
    }

    // ---- expressions ---------------------------------------------------------------------------------------------

    pub fn variant_constant(&self, data: DataId, variant: u32) -> &str {
        &self.variants[data][variant as usize]
    }
    /// The variant index of a value, as an integer expression.
    pub fn variant_of(&self, data: DataId, value: &str) -> String {
        match self.data_repr(data) {
            Repr::Enum { .. } => value.to_owned(),
            Repr::Value => format!("{value}.tag"),
            Repr::Cell => format!("mesh_head_variant({value})"),
            Repr::Nullable { some, none, .. } => format!("({value} != NULL ? {some} : {none})"),
            Repr::Void | Repr::Scalar | Repr::Pointer => {
                crate::bug!("emit", "a switch on a type without variants")
            }
        }
    }
    pub fn test(&self, data: DataId, variant: u32, value: &str) -> String {
        match self.data_repr(data) {
            Repr::Nullable { some, .. } => {
                format!("{value} {} NULL", if variant == some { "!=" } else { "==" })
            }
            _ if self.single(data) => "true".into(),
            _ => format!(
                "{} == {}",
                self.variant_of(data, value),
                self.variant_constant(data, variant)
            ),
        }
    }
    pub fn construct(
        &self,
        data: DataId,
        variant: u32,
        args: &[String],
        token: Option<(&str, &str)>,
    ) -> String {
        match self.data_repr(data) {
            Repr::Enum { .. } => self.variant_constant(data, variant).to_owned(),
            Repr::Nullable { some, .. } => {
                if variant == some {
                    args[0].clone()
                } else {
                    "NULL".into()
                }
            }
            Repr::Value => {
                let fields = self.c_fields(data, variant);
                let mut out = format!("({}){{", self.names.datas[data]);
                let inits: Vec<String> = fields
                    .iter()
                    .zip(args)
                    .map(|(f, a)| format!(".{} = {a}", f.name))
                    .collect();
                if self.single(data) {
                    out.push_str(&inits.join(", "));
                } else {
                    let _ = write!(out, ".tag = {}", self.variant_constant(data, variant));
                    if !inits.is_empty() {
                        let _ = write!(
                            out,
                            ", .as.{} = {{{}}}",
                            self.member(data, variant),
                            inits.join(", ")
                        );
                    }
                }
                out.push('}');
                out
            }
            Repr::Cell => {
                let name = self.variant_constant(data, variant);
                let args: String = args.iter().map(|a| format!(", {a}")).collect();
                if self.c_fields(data, variant).is_empty() {
                    format!("MESH_CELL_REF({}, {name}_value)", self.names.datas[data])
                } else {
                    match token {
                        Some((token, size)) => format!("{name}_reuse(cx, {token}, {size}{args})"),
                        None => format!("{name}_new(cx{args})"),
                    }
                }
            }
            Repr::Void | Repr::Scalar | Repr::Pointer => {
                crate::bug!("emit", "construction of a type without variants")
            }
        }
    }
    pub fn project(&self, data: DataId, variant: u32, field: u32, value: &str) -> String {
        let name = |this: &Self| {
            this.c_fields(data, variant)
                .into_iter()
                .find(|f| f.index == field)
                .map(|f| f.name)
                .unwrap_or_default()
        };
        match self.data_repr(data) {
            Repr::Nullable { .. } => value.to_owned(),
            Repr::Cell => format!("{}{}", self.prefix(data, variant, value, "->"), name(self)),
            Repr::Value => format!("{}{}", self.prefix(data, variant, value, "."), name(self)),
            Repr::Enum { .. } | Repr::Void | Repr::Scalar | Repr::Pointer => {
                crate::bug!("emit", "a field of a type without fields")
            }
        }
    }
    /// Bytes of a cell, as a C constant expression.
    pub fn cell_size(&self, data: DataId, variant: u32) -> String {
        let name = &self.names.datas[data];
        if self.single(data) {
            format!("sizeof({name})")
        } else {
            format!("MESH_VARIANT_SIZE({name}, {})", self.member(data, variant))
        }
    }
    /// Statements for `Op::Unpack`: `taken` are (field, C name) pairs that stay. With `token` the cell's memory is kept under
    /// that name.
    pub fn unpack(
        &self,
        data: DataId,
        variant: u32,
        value: &str,
        taken: &[(u32, String)],
        token: Option<&str>,
    ) -> Vec<String> {
        let fields = self.c_fields(data, variant);
        let is_taken = |field: &CField| taken.iter().any(|(index, _)| *index == field.index);
        let prefix_op = if self.data_repr(data) == Repr::Cell {
            "->"
        } else {
            "."
        };
        let drops: Vec<String> = fields
            .iter()
            .filter(|f| self.is_counted(f.ty) && !is_taken(f))
            .map(|f| {
                self.drop(
                    f.ty,
                    &format!("{}{}", self.prefix(data, variant, value, prefix_op), f.name),
                )
            })
            .collect();
        match self.data_repr(data) {
            Repr::Void | Repr::Scalar | Repr::Pointer | Repr::Enum { .. } => Vec::new(),
            Repr::Value => drops,
            Repr::Nullable { some, payload, .. } => {
                if variant == some && taken.is_empty() {
                    vec![self.drop(payload, value)]
                } else {
                    Vec::new()
                }
            }
            Repr::Cell if fields.is_empty() => {
                token.iter().map(|t| format!("void *{t} = NULL;")).collect()
            }
            Repr::Cell => {
                let mut out = Vec::new();
                if let Some(token) = token {
                    out.push(format!("void *{token} = NULL;"));
                }
                out.push(format!("if (mesh_unique({value})) {{"));
                out.extend(drops.into_iter().map(|d| format!("    {d}")));
                out.push(match token {
                    Some(token) => format!("    {token} = {value};"),
                    None => format!(
                        "    mesh_cell_free(cx, {value}, {});",
                        self.cell_size(data, variant)
                    ),
                });
                out.push("} else {".into());
                for (index, name) in taken {
                    if let Some(field) = fields.iter().find(|f| f.index == *index) {
                        let dup = self.dup(field.ty, name);
                        if !dup.is_empty() {
                            out.push(format!("    {dup}"));
                        }
                    }
                }
                out.push(format!("    (void)mesh_drop_last({value});"));
                out.push("}".into());
                out
            }
        }
    }

    /// A statement that counts up, or nothing for types without counted parts.
    pub fn dup(&self, ty: TyId, value: &str) -> String {
        if !self.is_counted(ty) {
            return String::new();
        }
        match self.repr(ty) {
            Repr::Pointer | Repr::Cell => format!("mesh_dup({value});"),
            Repr::Nullable { .. } => format!("mesh_dup_nullable({value});"),
            Repr::Value => format!("{}_dup({value});", self.names.types[ty]),
            Repr::Void | Repr::Scalar | Repr::Enum { .. } => String::new(),
        }
    }
    /// A statement that gives one reference up.
    pub fn drop(&self, ty: TyId, value: &str) -> String {
        if !self.is_counted(ty) {
            return String::new();
        }
        match self.kind(ty) {
            TyKind::Fun { .. } => format!("mesh_closure_drop(cx, {value});"),
            TyKind::Extern { .. } if self.is_foreign(ty) => {
                format!("mesh_foreign_drop(cx, {value});")
            }
            TyKind::Extern { c_name, args } => {
                let types: String = args
                    .iter()
                    .map(|a| format!("{}, ", self.descriptor(*a)))
                    .collect();
                format!("{c_name}_drop(cx, {types}{value});")
            }
            TyKind::Data(_) => format!("{}_drop(cx, {value});", self.names.types[ty]),
            TyKind::Int
            | TyKind::Float
            | TyKind::Bool
            | TyKind::Unit
            | TyKind::Never
            | TyKind::Atom
            | TyKind::Token => String::new(),
        }
    }
    /// The address of a type's descriptor.
    pub fn descriptor(&self, ty: TyId) -> String {
        if self.is_void(ty) {
            return "&mesh_type_unit".into();
        }
        match self.kind(ty) {
            TyKind::Int => "&mesh_type_int".into(),
            TyKind::Float => "&mesh_type_float".into(),
            TyKind::Bool => "&mesh_type_bool".into(),
            TyKind::Unit | TyKind::Never => "&mesh_type_unit".into(),
            TyKind::Atom => "&mesh_type_atom".into(),
            TyKind::Extern { c_name, .. } if c_name.as_str() == "mesh_string" => {
                "&mesh_type_string".into()
            }
            TyKind::Extern { .. } | TyKind::Data(_) | TyKind::Fun { .. } | TyKind::Token => {
                format!("&type_{}", self.names.types[ty])
            }
        }
    }

    // ---- declarations --------------------------------------------------------------------------------------------

    /// Data types for the header.
    pub fn declarations(&self, header: &mut String) {
        let program = self.program;
        for (id, _) in program.datas.iter_enumerated() {
            match self.data_repr(id) {
                Repr::Cell | Repr::Value => {
                    let name = &self.names.datas[id];
                    let _ = writeln!(header, "typedef struct {name} {name};");
                }
                Repr::Enum { bytes } => {
                    let _ = writeln!(
                        header,
                        "typedef uint{}_t {};",
                        bytes * 8,
                        self.names.datas[id]
                    );
                }
                Repr::Nullable { .. } | Repr::Void | Repr::Scalar | Repr::Pointer => {}
            }
        }
        header.push('\n');
        // by-value structs must be complete where they are embedded
        let mut done = IndexVec::from_elem(false, program.datas.len());
        for id in program.datas.ids() {
            self.define(id, &mut done, header);
        }
        for (ty, kind) in program.types.kinds.iter_enumerated() {
            if let TyKind::Fun { params, result } = kind {
                let params: String = params
                    .iter()
                    .filter(|p| !self.is_void(**p))
                    .map(|p| format!(", {}", self.c_type(*p).trim_end()))
                    .collect();
                let result = if self.is_void(*result) {
                    "void ".into()
                } else {
                    self.declare(*result, "")
                };
                let _ = writeln!(
                    header,
                    "typedef {result}(*{})(mesh_ctx *, mesh_closure *{params});",
                    self.code_type(ty)
                );
            }
        }
        header.push('\n');
        for id in program.datas.ids() {
            if self.data_repr(id) == Repr::Cell && self.data_is_counted(id) {
                let _ = writeln!(
                    header,
                    "MESH_FN void {}_free(mesh_ctx *cx, void *block);",
                    self.names.datas[id]
                );
            }
        }
    }

    fn data_is_counted(&self, id: DataId) -> bool {
        (0..self.program.datas[id].variants.len() as u32)
            .any(|v| self.c_fields(id, v).iter().any(|f| self.is_counted(f.ty)))
    }

    fn define(&self, id: DataId, done: &mut IndexVec<DataId, bool>, header: &mut String) {
        if std::mem::replace(&mut done[id], true) {
            return;
        }
        let data = &self.program.datas[id];
        for v in 0..data.variants.len() as u32 {
            for field in self.c_fields(id, v) {
                if let TyKind::Data(inner) = self.kind(field.ty) {
                    match self.data_repr(*inner) {
                        Repr::Value => stacker::maybe_grow(64 * 1024, 1024 * 1024, || {
                            self.define(*inner, done, header)
                        }),
                        Repr::Nullable { .. }
                        | Repr::Cell
                        | Repr::Enum { .. }
                        | Repr::Void
                        | Repr::Scalar
                        | Repr::Pointer => {}
                    }
                }
            }
        }
        let name = &self.names.datas[id];
        let repr = self.data_repr(id);
        let constants = |header: &mut String| {
            let list: Vec<&str> = self.variants[id].iter().map(|s| s.as_str()).collect();
            let _ = writeln!(header, "enum {{ {} }};", list.join(", "));
        };
        match repr {
            Repr::Enum { .. } => {
                let _ = writeln!(
                    header,
                    "/* {} */",
                    super::program::comment_text(&data.display)
                );
                constants(header);
                header.push('\n');
            }
            Repr::Value | Repr::Cell => {
                let _ = writeln!(
                    header,
                    "/* {} */",
                    super::program::comment_text(&data.display)
                );
                if data.variants.len() > 1 {
                    constants(header);
                }
                let _ = writeln!(header, "struct {name} {{");
                if repr == Repr::Cell {
                    header.push_str("    mesh_head head;\n");
                }
                if data.variants.len() == 1 {
                    for field in self.c_fields(id, 0) {
                        let _ = writeln!(header, "    {};", self.declare(field.ty, &field.name));
                    }
                } else {
                    if repr == Repr::Value {
                        let bytes = if data.variants.len() <= 256 {
                            "uint8_t"
                        } else {
                            "uint16_t"
                        };
                        let _ = writeln!(header, "    {bytes} tag;");
                    }
                    header.push_str("    union {\n");
                    for v in 0..data.variants.len() as u32 {
                        let fields = self.c_fields(id, v);
                        if fields.is_empty() {
                            continue;
                        }
                        header.push_str("        struct {\n");
                        for field in &fields {
                            let _ = writeln!(
                                header,
                                "            {};",
                                self.declare(field.ty, &field.name)
                            );
                        }
                        let _ = writeln!(header, "        }} {};", self.member(id, v));
                    }
                    header.push_str("    } as;\n");
                }
                header.push_str("};\n\n");
            }
            Repr::Nullable { .. } | Repr::Void | Repr::Scalar | Repr::Pointer => {}
        }
    }

    /// Descriptors, counting and making; after the prototypes, which key functions and closures need.
    pub fn helpers(&self, header: &mut String, data_file: &mut String) {
        let program = self.program;
        // a type's drop may need the descriptors of its arguments and the drops of its fields, in any order: declare all
        for (ty, kind) in program.types.kinds.iter_enumerated() {
            if let TyKind::Data(_) = kind {
                if self.is_counted(ty) {
                    let name = &self.names.types[ty];
                    let _ = writeln!(
                        header,
                        "static inline void {name}_drop(mesh_ctx *cx, {});",
                        self.declare(ty, "value_own")
                    );
                    if self.repr(ty) == Repr::Value {
                        let _ = writeln!(
                            header,
                            "static inline void {name}_dup({});",
                            self.declare(ty, "value")
                        );
                    }
                }
            }
        }
        header.push('\n');
        self.descriptors(header);
        for (ty, kind) in program.types.kinds.iter_enumerated() {
            if let TyKind::Data(data) = kind {
                self.counting(ty, *data, header, data_file);
                if self.data_repr(*data) == Repr::Cell {
                    self.making(*data, header, data_file);
                }
            }
        }
    }

    /// The types that need a descriptor: arguments of extern types and of extern functions.
    fn described(&self) -> Vec<TyId> {
        let program = self.program;
        let mut wanted = IndexVec::<TyId, bool>::from_elem(false, program.types.kinds.len());
        for kind in program.types.kinds.iter() {
            if let TyKind::Extern { args, .. } = kind {
                args.iter().for_each(|a| wanted[*a] = true);
            }
        }
        for ext in program.externs.iter() {
            ext.targs.iter().for_each(|a| wanted[*a] = true);
        }
        wanted
            .ids()
            .filter(|id| wanted[*id] && self.descriptor(*id).starts_with("&type_"))
            .collect()
    }

    fn descriptors(&self, header: &mut String) {
        let described = self.described();
        for &ty in &described {
            let name = &self.names.types[ty];
            let c_type = self.c_type(ty);
            let space = if c_type.ends_with('*') { "" } else { " " };
            if self.is_counted(ty) {
                let _ = writeln!(
                    header,
                    "static MESH_UNUSED void slot_dup_{name}(const void *slot);\n\
                     static MESH_UNUSED void slot_drop_{name}(mesh_ctx *cx, void *slot);"
                );
            }
            let key = self.program.key_functions.iter().find(|k| k.ty == ty);
            let (dup, drop) = if self.is_counted(ty) {
                (format!("slot_dup_{name}"), format!("slot_drop_{name}"))
            } else {
                ("NULL".into(), "NULL".into())
            };
            let (equal, hash) = match key {
                Some(key) => {
                    let load = |slot: &str| format!("*(const {c_type}{space}*){slot}");
                    let load = |slot: &str| {
                        if c_type.ends_with('*') {
                            format!("*({c_type}const *){slot}")
                        } else {
                            load(slot)
                        }
                    };
                    let owned = |fun: FunId, at: usize| {
                        self.program.funs[fun]
                            .params
                            .get(at)
                            .is_some_and(|p| p.mode == Mode::Owned)
                            && self.is_counted(ty)
                    };
                    let mut body = String::new();
                    for (at, slot) in ["left", "right"].iter().enumerate() {
                        let _ = writeln!(
                            body,
                            "    {} = {};",
                            self.declare(ty, &format!("{slot}_value")),
                            load(slot)
                        );
                        if owned(key.equal, at) {
                            let _ =
                                writeln!(body, "    {}", self.dup(ty, &format!("{slot}_value")));
                        }
                    }
                    let _ = writeln!(
                        header,
                        "static MESH_UNUSED bool slot_equal_{name}(mesh_ctx *cx, const void *left, const void *right)\n{{\n{body}    return {}(cx, left_value, right_value);\n}}",
                        self.names.funs[key.equal]
                    );
                    let mut body =
                        format!("    {} = {};\n", self.declare(ty, "value"), load("slot"));
                    if owned(key.hash, 0) {
                        let _ = writeln!(body, "    {}", self.dup(ty, "value"));
                    }
                    let _ = writeln!(
                        header,
                        "static MESH_UNUSED uint64_t slot_hash_{name}(mesh_ctx *cx, const void *slot)\n{{\n{body}    return (uint64_t){}(cx, value);\n}}",
                        self.names.funs[key.hash]
                    );
                    (format!("slot_equal_{name}"), format!("slot_hash_{name}"))
                }
                None => ("NULL".into(), "NULL".into()),
            };
            let flags = match self.repr(ty) {
                Repr::Pointer | Repr::Cell => "MESH_TYPE_POINTER",
                Repr::Nullable { .. }
                | Repr::Value
                | Repr::Enum { .. }
                | Repr::Void
                | Repr::Scalar => "0",
            };
            let size = format!("sizeof({})", c_type.trim_end());
            let shown = super::program::c_string(&self.display(ty));
            let _ = writeln!(
                header,
                "static const mesh_type type_{name} MESH_UNUSED = {{{size}, {flags}, {dup}, {drop}, {equal}, {hash}, {shown}}};"
            );
        }
        header.push('\n');
        for &ty in &described {
            if !self.is_counted(ty) {
                continue;
            }
            let name = &self.names.types[ty];
            let c_type = self.c_type(ty);
            let (load_const, load) = if c_type.ends_with('*') {
                (
                    format!("*({c_type}const *)slot"),
                    format!("*({c_type}*)slot"),
                )
            } else {
                (
                    format!("*(const {c_type} *)slot"),
                    format!("*({c_type} *)slot"),
                )
            };
            let _ = writeln!(
                header,
                "static MESH_UNUSED void slot_dup_{name}(const void *slot)\n{{\n    {}\n}}",
                self.dup(ty, &format!("({load_const})"))
            );
            let _ = writeln!(
                header,
                "static MESH_UNUSED void slot_drop_{name}(mesh_ctx *cx, void *slot)\n{{\n    {}\n}}",
                self.drop(ty, &load)
            );
        }
        header.push('\n');
    }

    fn display(&self, ty: TyId) -> String {
        match self.kind(ty) {
            TyKind::Data(data) => self.program.datas[*data].display.clone(),
            _ => self.names.types[ty].clone(),
        }
    }

    /// `X_dup`, `X_drop`, and for cells `X_free`.
    fn counting(&self, ty: TyId, id: DataId, header: &mut String, data_file: &mut String) {
        if !self.is_counted(ty) {
            return;
        }
        let name = self.names.types[ty].clone();
        let own = self.declare(ty, "value_own");
        match self.data_repr(id) {
            Repr::Nullable { payload, .. } => {
                let _ = writeln!(
                    header,
                    "static inline void {name}_drop(mesh_ctx *cx, {own})\n{{\n    if (value_own != NULL)\n        {}\n}}\n",
                    self.drop(payload, "value_own")
                );
            }
            Repr::Value => {
                let dup = self.per_variant(id, "value", ".", |field| self.dup(field.0, &field.1));
                let drop =
                    self.per_variant(id, "value_own", ".", |field| self.drop(field.0, &field.1));
                let _ = writeln!(
                    header,
                    "static inline void {name}_dup({})\n{{\n{dup}}}\n",
                    self.declare(ty, "value")
                );
                let _ = writeln!(
                    header,
                    "static inline void {name}_drop(mesh_ctx *cx, {own})\n{{\n{drop}}}\n"
                );
            }
            Repr::Cell => {
                if self.data_is_counted(id) {
                    let _ = writeln!(
                        header,
                        "static inline void {name}_drop(mesh_ctx *cx, {own})\n{{\n    if (mesh_drop_last(value_own))\n        {name}_free(cx, value_own);\n}}\n"
                    );
                    self.free_function(ty, id, data_file);
                } else {
                    let size = self.free_size(id, "value_own");
                    let _ = writeln!(
                        header,
                        "static inline void {name}_drop(mesh_ctx *cx, {own})\n{{\n    if (mesh_drop_last(value_own))\n        mesh_cell_free(cx, value_own, {size});\n}}\n"
                    );
                }
            }
            Repr::Enum { .. } | Repr::Void | Repr::Scalar | Repr::Pointer => {}
        }
    }

    /// The size of a cell whose variant is read from its head.
    fn free_size(&self, id: DataId, value: &str) -> String {
        let with_fields: Vec<u32> = (0..self.program.datas[id].variants.len() as u32)
            .filter(|v| !self.c_fields(id, *v).is_empty())
            .collect();
        match with_fields.as_slice() {
            [] => format!("sizeof({})", self.names.datas[id]),
            [one] => self.cell_size(id, *one),
            [first @ .., last] => {
                let mut out = String::new();
                for v in first {
                    let _ = write!(
                        out,
                        "mesh_head_variant({value}) == {} ? {} : ",
                        self.variant_constant(id, *v),
                        self.cell_size(id, *v)
                    );
                }
                out + &self.cell_size(id, *last)
            }
        }
    }

    /// Statements for the counted fields of each variant.
    fn per_variant(
        &self,
        id: DataId,
        value: &str,
        op: &str,
        f: impl Fn((TyId, String)) -> String,
    ) -> String {
        let statements = |v: u32| -> Vec<String> {
            let prefix = self.prefix(id, v, value, op);
            self.c_fields(id, v)
                .into_iter()
                .filter(|field| self.is_counted(field.ty))
                .map(|field| f((field.ty, format!("{prefix}{}", field.name))))
                .collect()
        };
        let mut out = String::new();
        if self.single(id) {
            for statement in statements(0) {
                let _ = writeln!(out, "    {statement}");
            }
            return out;
        }
        let _ = writeln!(out, "    switch ({}) {{", self.variant_of(id, value));
        for v in 0..self.program.datas[id].variants.len() as u32 {
            let list = statements(v);
            if list.is_empty() {
                continue;
            }
            let _ = writeln!(out, "    case {}:", self.variant_constant(id, v));
            for statement in list {
                let _ = writeln!(out, "        {statement}");
            }
            out.push_str("        break;\n");
        }
        out.push_str("    default:\n        break;\n    }\n");
        out
    }

    /// Releases a dead cell with bounded stack: see `mesh/cell.h`.
    fn free_function(&self, ty: TyId, id: DataId, out: &mut String) {
        let name = &self.names.datas[id];
        let _ = writeln!(
            out,
            "MESH_FN void {name}_free(mesh_ctx *cx, void *block)\n{{\n    for (;;) {{"
        );
        let _ = writeln!(
            out,
            "        if (mesh_stack_low(cx)) {{\n            mesh_free_later(cx, block, {name}_free);\n            return;\n        }}"
        );
        let _ = writeln!(out, "        {name} *cell = block;");
        let mut variants: Vec<(u32, Vec<CField>)> = (0..self.program.datas[id].variants.len()
            as u32)
            .map(|v| (v, self.c_fields(id, v)))
            .filter(|(_, fields)| !fields.is_empty())
            .collect();
        let several = !self.single(id);
        if several {
            out.push_str("        switch (mesh_head_variant(cell)) {\n");
        }
        for (v, fields) in variants.drain(..) {
            let pad = if several { "            " } else { "        " };
            if several {
                let _ = writeln!(out, "        case {}: {{", self.variant_constant(id, v));
            }
            let prefix = self.prefix(id, v, "cell", "->");
            let last = fields.iter().rposition(|f| f.ty == ty);
            for (at, field) in fields.iter().enumerate() {
                if Some(at) != last && self.is_counted(field.ty) {
                    let _ = writeln!(
                        out,
                        "{pad}{}",
                        self.drop(field.ty, &format!("{prefix}{}", field.name))
                    );
                }
            }
            if let Some(at) = last {
                let _ = writeln!(out, "{pad}block = {prefix}{};", fields[at].name);
            }
            let _ = writeln!(
                out,
                "{pad}mesh_cell_free(cx, cell, {});",
                self.cell_size(id, v)
            );
            if last.is_some() {
                let _ = writeln!(
                    out,
                    "{pad}if (!mesh_drop_last(block))\n{pad}    return;\n{pad}break;"
                );
                if !several {
                    // inside the endless loop itself, `break` would leave it
                    let at = out.rfind(&format!("{pad}break;")).unwrap_or(out.len());
                    out.truncate(at);
                }
            } else {
                let _ = writeln!(out, "{pad}return;");
            }
            if several {
                out.push_str("        }\n");
            }
        }
        if several {
            out.push_str("        default:\n            MESH_UNREACHABLE();\n        }\n");
        }
        out.push_str("    }\n}\n\n");
    }

    /// `X_V_new`, `X_V_reuse`, `X_V_reset` and the static cells of variants without fields.
    fn making(&self, id: DataId, header: &mut String, data_file: &mut String) {
        let name = &self.names.datas[id];
        for v in 0..self.program.datas[id].variants.len() as u32 {
            let constant = self.variant_constant(id, v).to_owned();
            let tag = if self.single(id) {
                "0".to_owned()
            } else {
                constant.clone()
            };
            let fields = self.c_fields(id, v);
            if fields.is_empty() {
                let _ = writeln!(
                    header,
                    "#ifndef MESH_UNITY\nextern const mesh_head {constant}_value;\n#endif"
                );
                let _ = writeln!(
                    data_file,
                    "MESH_DATA const mesh_head {constant}_value = {{MESH_IMMORTAL, {tag}}};"
                );
                continue;
            }
            let params: String = fields
                .iter()
                .map(|f| format!(", {}", self.declare(f.ty, &format!("{}_own", f.name))))
                .collect();
            let prefix = self.prefix(id, v, "cell", "->");
            let stores: String = fields
                .iter()
                .map(|f| format!("    {prefix}{} = {}_own;\n", f.name, f.name))
                .collect();
            let size = self.cell_size(id, v);
            let _ = writeln!(
                header,
                "static inline {name} *{constant}_new(mesh_ctx *cx{params})\n{{\n    {name} *cell = mesh_cell_new(cx, {size}, {tag});\n{stores}    return cell;\n}}\n"
            );
            let _ = writeln!(
                header,
                "static inline {name} *{constant}_reuse(mesh_ctx *cx, void *token_own, size_t token_size{params})\n{{\n    {name} *cell = mesh_cell_reuse(cx, mesh_token_for(cx, token_own, token_size, {size}), {size}, {tag});\n{stores}    return cell;\n}}\n"
            );
        }
    }

    /// The C variable of a module constant.
    pub fn constant(&self, id: ConstId) -> &str {
        &self.consts[id]
    }
}
