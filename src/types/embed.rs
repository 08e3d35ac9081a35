//! Files that become part of the program: which paths `File.embed` and its kin name. The driver reads them.

use super::typed::{Body, Callee, ExprKind, FunctionKind, Literal, Program};
use crate::base::{Span, Symbol};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::resolve::FnId;

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Form {
    /// `File.embed`: a String
    Text,
    /// `File.embed_bytes`: Bytes
    Bytes,
    /// `File.embed_dir`: a list of names and Bytes
    Dir,
}

/// One call.
#[derive(Clone, Copy, Debug)]
pub struct Request {
    pub form: Form,
    pub path: Symbol,
    /// Of the argument.
    pub span: Span,
}

/// Which form a library function is.
pub fn form(program: &Program, id: FnId) -> Option<Form> {
    let lang = &program.lang;
    let id = Some(id);
    if id == lang.file_embed {
        Some(Form::Text)
    } else if id == lang.file_embed_bytes {
        Some(Form::Bytes)
    } else if id == lang.file_embed_dir {
        Some(Form::Dir)
    } else {
        None
    }
}

/// All calls of the project's own modules. Reports E0707 where the path is no literal, or where there is no call.
pub fn requests(program: &Program, diagnostics: &mut Diagnostics) -> Vec<Request> {
    let mut found = Vec::new();
    let own = |module| -> bool { !program.modules[module].library };
    for function in program.fns.iter().filter(|f| own(f.module)) {
        if let FunctionKind::Mesh(body) = &function.kind {
            of_body(program, body, &mut found, diagnostics);
        }
    }
    for constant in program.consts.iter().filter(|c| own(c.module)) {
        of_body(program, &constant.body, &mut found, diagnostics);
    }
    found
}

fn of_body(
    program: &Program,
    body: &Body,
    found: &mut Vec<Request>,
    diagnostics: &mut Diagnostics,
) {
    let name = |id: FnId| format!("File.{}", program.fns[id].name);
    for expr in body.exprs.iter() {
        match &expr.kind {
            ExprKind::Function(Callee::Fn { id, .. }) if form(program, *id).is_some() => {
                let name = name(*id);
                diagnostics.report(
                    Diagnostic::new(
                        Code::E0707,
                        expr.span,
                        format!("{name} needs a literal path"),
                    )
                    .help(format!(
                        "the file is read when the program is compiled: call `{name}(\"path\")`"
                    )),
                );
            }
            ExprKind::Call {
                callee: Callee::Fn { id, .. },
                args,
            } => {
                let (Some(form), [argument]) = (form(program, *id), args.as_slice()) else {
                    continue;
                };
                let argument = &body.exprs[*argument];
                match &argument.kind {
                    ExprKind::Literal(Literal::Str(path)) => found.push(Request {
                        form,
                        path: *path,
                        span: argument.span,
                    }),
                    _ => diagnostics.report(
                        Diagnostic::new(
                            Code::E0707,
                            argument.span,
                            format!("{} needs a literal path", name(*id)),
                        )
                        .help("the file is read when the program is compiled; `File.read` reads one when it runs"),
                    ),
                }
            }
            _ => {}
        }
    }
}
