//! What inference found, as text: `--dump=types`.
//!
//! For each function and constant of the project its type, and below it the variables that it binds with theirs.
//! Type parameters are `a`, `b`, … in the order of their numbers.

use std::fmt::Write as _;

use super::ty::{Ty, TyKind};
use super::typed::{Body, FunctionKind, Program, TyConKind};
use crate::base::Span;
use crate::diagnostics::Files;
use crate::resolve::{Builtin, ModuleId};

/// The functions and constants of the modules that are no library, in source order.
pub fn program(program: &Program, files: &Files) -> String {
    let own = |module: ModuleId| !program.modules[module].library;
    let mut entries: Vec<(Span, String)> = Vec::new();
    for function in program.fns.iter().filter(|f| own(f.module)) {
        let mut text = format!("{} : ", function.display);
        write_fun(program, &function.params, function.result, &mut text);
        text.push('\n');
        match &function.kind {
            FunctionKind::Mesh(body) => locals(program, files, body, &mut text),
            FunctionKind::Extern { c_name, .. } => {
                let _ = writeln!(text, "  extern {c_name}");
            }
            FunctionKind::Abstract => {}
        }
        entries.push((function.span, text));
    }
    for constant in program.consts.iter().filter(|c| own(c.module)) {
        let mut text = format!(
            "{}.{} : ",
            program.modules[constant.module].name, constant.name
        );
        write_ty(program, constant.ty, &mut text);
        text.push('\n');
        locals(program, files, &constant.body, &mut text);
        entries.push((constant.span, text));
    }
    entries.sort_by_key(|(span, _)| *span);
    entries.into_iter().map(|(_, text)| text).collect()
}

fn locals(program: &Program, files: &Files, body: &Body, out: &mut String) {
    for local in body.locals.iter() {
        let at = files.start(local.span);
        let _ = write!(out, "  {}:{} {} : ", at.line, at.column, local.name);
        write_ty(program, local.ty, out);
        out.push('\n');
    }
}

fn write_fun(program: &Program, params: &[Ty], result: Ty, out: &mut String) {
    out.push_str("Fun(");
    write_list(program, params, out);
    out.push_str(") -> ");
    write_ty(program, result, out);
}

fn write_list(program: &Program, types: &[Ty], out: &mut String) {
    for (i, &ty) in types.iter().enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        write_ty(program, ty, out);
    }
}

fn write_ty(program: &Program, ty: Ty, out: &mut String) {
    stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || match program.tys.kind(ty) {
        TyKind::Con(con, args) => {
            let con = &program.tycons[*con];
            if let TyConKind::Builtin(Builtin::Unit) = con.kind {
                out.push_str("()");
                return;
            }
            out.push_str(con.name.as_str());
            if !args.is_empty() {
                out.push('<');
                write_list(program, args, out);
                out.push('>');
            }
        }
        TyKind::Fun(params, result) => write_fun(program, params, *result, out),
        TyKind::Tuple(items) => {
            out.push('(');
            write_list(program, items, out);
            out.push(')');
        }
        TyKind::Param(index) => match char::from_u32('a' as u32 + index) {
            Some(letter) if *index < 26 => out.push(letter),
            _ => {
                let _ = write!(out, "t{index}");
            }
        },
        TyKind::Proj {
            tr, self_ty, assoc, ..
        } => {
            write_ty(program, *self_ty, out);
            out.push('.');
            out.push_str(program.traits[*tr].assoc_types[*assoc as usize].as_str());
        }
        TyKind::Var(_) | TyKind::Error => out.push('_'),
    })
}
