//! Embedded files: a call of `File.embed` is a call of a C function that the program brings along with the file's contents.

use rustc_hash::FxHashMap;

use super::expr::{lang, Body};
use crate::base::{Span, Symbol};
use crate::core::ir::{self, Extern, ExternId, Op, Operand, ResultPassing};
use crate::types::embed::Form;
use crate::types::ty::Ty;
use crate::types::typed::{Callee, ExprId, ExprKind, Literal};

/// What the driver read for the program's requests.
#[derive(Clone, Debug, Default)]
pub struct Embedded {
    pub files: Vec<ir::Embedded>,
    /// For a request, as written: the files, by their place in `files`, with their names in a directory.
    pub named: FxHashMap<(Form, Symbol), Vec<(Symbol, usize)>>,
}

impl Body<'_, '_> {
    /// The value of a call of an embedding function; `None` if the call is not one.
    pub(super) fn embedded(
        &mut self,
        callee: &Callee,
        args: &[ExprId],
        ty: Ty,
        span: Span,
    ) -> Option<Operand> {
        let Callee::Fn { id, .. } = callee else {
            return None;
        };
        let form = crate::types::embed::form(self.cx.program, *id)?;
        let path = match args.first().map(|&e| &self.body.exprs[e].kind) {
            Some(ExprKind::Literal(Literal::Str(path))) => *path,
            _ => crate::bug!("lower", "an embedded file without a path"),
        };
        let Some(files) = self.cx.embedded.named.get(&(form, path)).cloned() else {
            crate::bug!("lower", "{path} was not read")
        };
        match (form, files.as_slice()) {
            (Form::Text | Form::Bytes, [(_, file)]) => {
                Some(self.contents(*file, form == Form::Text, ty, span))
            }
            (Form::Text | Form::Bytes, _) => crate::bug!("lower", "{path} is not one file"),
            (Form::Dir, files) => self.directory(files, ty, span),
        }
    }

    fn directory(&mut self, files: &[(Symbol, usize)], ty: Ty, span: Span) -> Option<Operand> {
        let item = self.cx.type_args(ty)[0];
        let bytes = self.cx.field_tys(item, 0)[1];
        let literal = lang(self.cx.program.lang.list_literal, "List.literal_new");
        let append = lang(self.cx.program.lang.list_append, "List.append");
        let room = vec![Operand::Int(files.len() as i64)];
        let mut list = self.call_fn(literal, vec![item], room, ty, span)?;
        for &(name, file) in files {
            let contents = self.contents(file, false, bytes, span);
            let pair = self.construct(item, 0, vec![Operand::Str(name), contents], span);
            list = self.call_fn(append, vec![item], vec![list, pair], ty, span)?;
        }
        Some(list)
    }

    fn contents(&mut self, file: usize, text: bool, ty: Ty, span: Span) -> Operand {
        let ext = self.cx.embedded_function(file, text, ty);
        let op = Op::CallExtern {
            ext,
            args: Vec::new(),
        };
        self.bind("contents", ty, op, span)
    }
}

impl super::Lowerer<'_> {
    /// The function of the C file that holds a file's contents.
    fn embedded_function(&mut self, file: usize, text: bool, ty: Ty) -> ExternId {
        if let Some(&ext) = self.embedded_ids.get(&(file, text)) {
            return ext;
        }
        let kind = if text { "text" } else { "bytes" };
        let result = self.core_result(ty);
        let module = match self.program.lang.file_embed {
            Some(id) => self.module(self.program.fns[id].module),
            None => crate::bug!("lower", "no File.embed"),
        };
        let ext = self.externs.push(Extern {
            c_name: Symbol::new(&format!("embedded_{}_{kind}", file + 1)),
            targs: Vec::new(),
            params: Vec::new(),
            result,
            passing: ResultPassing::Value,
            consumes: false,
            takes_site: false,
            pure: true,
            module,
            library: true,
        });
        self.embedded_ids.insert((file, text), ext);
        ext
    }
}
