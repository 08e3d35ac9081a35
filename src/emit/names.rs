//! C names from Mesh names: readable, unique, the same on every run.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::{Id, IndexVec, Symbol};
use crate::core::ir::{DataId, Fun, FunId, FunKind, Program, TyId, TyKind};

/// Words that a C identifier made from a Mesh name must avoid: keywords, macros and typedefs of the headers that
/// generated code includes, and the names that generated functions use themselves.
const RESERVED: &[&str] = &[
    "alignas",
    "alignof",
    "asm",
    "auto",
    "bool",
    "break",
    "case",
    "char",
    "const",
    "constexpr",
    "continue",
    "default",
    "do",
    "double",
    "else",
    "enum",
    "errno",
    "extern",
    "false",
    "float",
    "for",
    "goto",
    "if",
    "inline",
    "int",
    "long",
    "nullptr",
    "register",
    "restrict",
    "return",
    "short",
    "signed",
    "sizeof",
    "static",
    "static_assert",
    "stderr",
    "stdin",
    "stdout",
    "struct",
    "switch",
    "thread_local",
    "true",
    "typedef",
    "typeof",
    "union",
    "unsigned",
    "void",
    "volatile",
    "while",
    "cx",
    "frame",
    "sites",
    "self_cell",
    "result_value",
    "NULL",
    "EOF",
    "FILE",
    "DIR",
    "unix",
    "linux",
    "i386",
    "mips",
    "main",
    "isnan",
    "isinf",
    "isfinite",
    "signbit",
    "assert",
    "offsetof",
    "va_list",
    "wchar_t",
    "size_t",
    "I",
    "Bool",
    "head",
    "tag",
    "as",
    "base",
    "start",
];

/// A Mesh identifier as a C identifier: other scripts as `_uXXXX`, reserved words with a final `_`.
pub fn identifier(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 1);
    for c in name.chars() {
        match c {
            'a'..='z' | 'A'..='Z' | '_' | '0'..='9' => out.push(c),
            '.' => out.push('_'),
            other => out.push_str(&format!("_u{:04X}", other as u32)),
        }
    }
    if out.is_empty() || out.starts_with(|c: char| c.is_ascii_digit()) {
        out.insert(0, '_');
    }
    // `__x` and `_X` are the implementation's, `mesh_` is the runtime's
    if out.starts_with('_') || out.starts_with("mesh_") || out.starts_with("MESH") {
        out.insert(0, 'm');
    }
    if RESERVED.contains(&out.as_str()) || out.starts_with("int") && out.ends_with("_t") {
        out.push('_');
    }
    out
}

/// Hands out names that are not taken yet: `x`, `x_2`, `x_3`, …
#[derive(Default)]
pub struct Unique {
    taken: FxHashSet<String>,
    next: FxHashMap<String, u32>,
}

impl Unique {
    pub fn take(&mut self, wanted: &str) -> String {
        if self.taken.insert(wanted.to_owned()) {
            return wanted.to_owned();
        }
        let next = self.next.entry(wanted.to_owned()).or_insert(2);
        loop {
            let name = format!("{wanted}_{next}");
            *next += 1;
            if self.taken.insert(name.clone()) {
                return name;
            }
        }
    }
}

/// The names of everything at file scope.
pub struct Names {
    pub funs: IndexVec<FunId, String>,
    pub datas: IndexVec<DataId, String>,
    /// A name for each type, as it stands in helper names: `Int`, `List_String`.
    pub types: IndexVec<TyId, String>,
}

impl Names {
    pub fn of(program: &Program) -> Names {
        let mut unique = Unique::default();
        let datas: IndexVec<DataId, String> = program
            .datas
            .iter()
            .map(|data| unique.take(&type_identifier(data.name.as_str())))
            .collect();
        let mut types = IndexVec::new();
        let mut type_names = Unique::default();
        for ty in program.types.kinds.ids() {
            let name = type_name(program, &datas, &types, ty);
            types.push(type_names.take(&name));
        }
        let funs = program
            .funs
            .iter()
            .map(|fun| unique.take(&function_name(program, fun)))
            .collect();
        Names { funs, datas, types }
    }
}

/// Types may be written in capitals only, where C has macros (`EOF`, `INFINITY`, `BUFSIZ`).
fn type_identifier(name: &str) -> String {
    let name = identifier(name);
    if name
        .chars()
        .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
        && name.len() > 1
    {
        return format!("{name}_");
    }
    name
}

fn function_name(program: &Program, fun: &Fun) -> String {
    let module = identifier(program.modules[fun.module].name.as_str());
    let name = fun.name.as_str();
    let kind = match fun.kind {
        FunKind::Top | FunKind::Closure { .. } => "",
        FunKind::ConstInit => "_init",
    };
    // the module in front makes reserved words harmless
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || c == '_' {
                c.to_string()
            } else {
                format!("_u{:04X}", c as u32)
            }
        })
        .collect();
    format!("{module}_{plain}{kind}")
}

/// Argument types come before the types made of them, so their names exist.
fn type_name(
    program: &Program,
    datas: &IndexVec<DataId, String>,
    types: &IndexVec<TyId, String>,
    ty: TyId,
) -> String {
    let argument = |arg: &TyId| match types.get(*arg) {
        Some(name) => name.clone(),
        None => format!("t{}", arg.index()),
    };
    let joined = |args: &[TyId]| {
        args.iter()
            .map(|a| format!("_{}", argument(a)))
            .collect::<String>()
    };
    match program.types.kind(ty) {
        TyKind::Int => "Int".into(),
        TyKind::Float => "Float".into(),
        TyKind::Bool => "Bool".into(),
        TyKind::Unit => "Unit".into(),
        TyKind::Never => "Never".into(),
        TyKind::Atom => "Atom".into(),
        TyKind::Token => "Token".into(),
        TyKind::Data(data) => datas[*data].clone(),
        TyKind::Extern { c_name, args } => format!("{}{}", extern_name(*c_name), joined(args)),
        TyKind::Fun { params, result } => format!("Fun{}_to_{}", joined(params), argument(result)),
    }
}

/// `mesh_string` → `String`, `window` → `Window`.
fn extern_name(c_name: Symbol) -> String {
    let text = c_name.as_str();
    let text = text.strip_prefix("mesh_").unwrap_or(text);
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_ascii_uppercase().to_string() + chars.as_str(),
        None => "Extern".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_and_foreign_names() {
        assert_eq!(identifier("default"), "default_");
        assert_eq!(identifier("größe"), "gr_u00F6_u00DFe");
        assert_eq!(identifier("_x"), "m_x");
        assert_eq!(identifier("mesh_dup"), "mmesh_dup");
        assert_eq!(identifier("count"), "count");
    }

    #[test]
    fn unique_names_are_numbered() {
        let mut unique = Unique::default();
        assert_eq!(unique.take("x"), "x");
        assert_eq!(unique.take("x"), "x_2");
        assert_eq!(unique.take("x"), "x_3");
        assert_eq!(unique.take("x_2"), "x_2_2");
    }
}
