//! Names and paths in expressions.

use crate::base::{Span, Symbol};
use crate::diagnostics::{Code, Diagnostic};
use crate::syntax::ast::{self, ExprId, ExprKind};

use super::super::defs::*;
use super::super::imports;
use super::super::report;
use super::super::scope::*;
use super::locals::FoundLocal;
use super::types::ModulePath;
use super::Walker;

/// How a name is called.
#[derive(Clone, Copy)]
pub struct Shape {
    /// The arguments in the parentheses; keyword arguments count as one, a trailing block too.
    pub explicit: u32,
    /// The slot and the operator of a pipe, which brings one argument more.
    pub piped: Option<(u8, Span)>,
    /// The parentheses; `None` where a pipe leads to a name without them.
    pub args_span: Option<Span>,
}

impl Shape {
    fn arity(&self) -> u32 {
        self.explicit + u32::from(self.piped.is_some())
    }
}

/// Why `A.x` is nothing in one meaning of `A`.
enum Miss {
    Private(ModuleId, Span),
    NotInModule(ModuleId),
    NotInType(TypeDef),
    /// Functions with other numbers of parameters.
    Arities(Vec<FnId>),
    /// A type or module in the place of a value.
    NoValue(&'static str),
}

impl Walker<'_, '_> {
    /// A name, `a.b` or `A.b.c` in an expression, called or not.
    pub(super) fn reference(&mut self, id: ExprId, shape: Option<Shape>) {
        let ast = self.ast;
        if let ExprKind::Name(name) = &ast.exprs[id].kind {
            let res = self.name(*name, shape);
            self.mark(&res);
            self.side.exprs[id] = res;
            return;
        }
        let mut path: Vec<(ExprId, ast::Name)> = Vec::new();
        let mut at = id;
        while let ExprKind::Field(base, name) = &ast.exprs[at].kind {
            path.push((at, *name));
            at = *base;
        }
        match &ast.exprs[at].kind {
            ExprKind::Name(name) if is_upper(name.text) => {
                path.push((at, *name));
                path.reverse();
                let names: Vec<ast::Name> = path.iter().map(|(_, name)| *name).collect();
                let (res, used) = self.path(&names, shape);
                self.mark(&res);
                // What follows are fields and methods of the value.
                self.side.exprs[path[used - 1].0] = res;
            }
            _ => self.expr(at),
        }
    }

    fn name(&mut self, name: ast::Name, shape: Option<Shape>) -> Res {
        let arity = shape.map(|s| s.arity());
        let mut local_fn = None;
        match self.find_local(name.text, arity) {
            FoundLocal::Yes(local) => return Res::Local(local),
            FoundLocal::Arity(local) => local_fn = Some(local),
            FoundLocal::No => {}
        }
        match self.tables.value(self.module, name.text, arity) {
            Found::Yes(res, uses) => {
                self.mark_imports(uses);
                self.resolved(name, res, shape)
            }
            Found::Ambiguous(a, b) => {
                self.ambiguous(name, a, b);
                Res::Error
            }
            Found::Arities(fns) if local_fn.is_none() => self.wrong_count(name, &fns, shape),
            Found::Arities(_) | Found::No => match local_fn {
                Some(local) => {
                    self.side.locals[local].used = true;
                    self.wrong_local_count(name, local, shape);
                    Res::Error
                }
                None => {
                    self.unknown_value(name);
                    Res::Error
                }
            },
        }
    }

    /// The checks of a name that was found.
    fn resolved(&mut self, name: ast::Name, res: Res, shape: Option<Shape>) -> Res {
        if let (
            Res::Fn(_),
            Some(Shape {
                piped: Some((slot, op_span)),
                explicit,
                ..
            }),
        ) = (&res, shape)
        {
            if u32::from(slot) > explicit + 1 {
                self.slot_out_of_range(name, slot, op_span, explicit + 1);
                return Res::Error;
            }
        }
        if let (Res::Const(id), Some(initialised)) = (&res, self.initialised) {
            let positions = self.shared.const_positions;
            if positions[*id] >= positions[initialised] {
                let declared = self.tables.consts[*id].origin.span;
                self.report(
                    Diagnostic::new(
                        Code::E0211,
                        name.span,
                        format!("`{}` is used before it is initialised", name.text),
                    )
                    .label(declared, "it is defined here"),
                );
                return Res::Error;
            }
        }
        res
    }

    // ---- paths --------------------------------------------------------------------------------------------------------

    /// What a path of at least two segments, the first one uppercase, refers to, and how many segments that takes.
    fn path(&mut self, segments: &[ast::Name], shape: Option<Shape>) -> (Res, usize) {
        let (first, member) = (segments[0], segments[1]);
        if let Some(index) = self.generic(first.text) {
            return (statics(TypeHead::Param(index), member), 2);
        }
        if first.text.as_str() == "Self" {
            if self.self_type {
                return (statics(TypeHead::SelfType, member), 2);
            }
            self.report(Diagnostic::new(
                Code::E0215,
                first.span,
                "`Self` is only available in interfaces and impls",
            ));
            return (Res::Error, segments.len());
        }
        // The module that all but the last segment name, or as many as do.
        let mut misses: Vec<(ast::Name, Miss)> = Vec::new();
        let (module, count) = match self.module_path(&segments[..segments.len() - 1]) {
            ModulePath::Whole(module) => (Some(module), segments.len() - 1),
            ModulePath::Part(module, count) => (Some(module), count),
            ModulePath::Reported => return (Res::Error, segments.len()),
            ModulePath::No => (None, 0),
        };
        if let Some(module) = module {
            match self.module_member(module, segments, count, shape) {
                Ok((res, used)) => return (res, used),
                Err(miss) => misses.push((segments[count], miss)),
            }
        }
        if count <= 1 {
            match self.tables.type_def(self.module, first.text) {
                Found::Yes(def, uses) => {
                    self.mark_imports(uses);
                    match self.type_member(def, member) {
                        Some(res) => return (res, 2),
                        None => misses.push((member, Miss::NotInType(def))),
                    }
                }
                Found::Ambiguous(a, b) => {
                    if misses.is_empty() {
                        self.ambiguous(first, a, b);
                        return (Res::Error, segments.len());
                    }
                }
                Found::Arities(_) | Found::No => {}
            }
        }
        // A constructor without fields is a value, which has methods.
        if let Found::Yes(res, uses) = self.tables.value(self.module, first.text, None) {
            if let Res::Variant(..) | Res::Variants(_) = res {
                self.mark_imports(uses);
                return (res, 1);
            }
        }
        let used = match misses.into_iter().next() {
            Some((name, miss)) => {
                self.report_miss(name, miss, shape);
                segments
                    .iter()
                    .position(|s| *s == name)
                    .map_or(2, |i| i + 1)
            }
            None => {
                self.unknown_root(first);
                2
            }
        };
        (Res::Error, used)
    }

    /// `M.x` with `M` the first `count` segments, or `M.T.x`.
    fn module_member(
        &mut self,
        module: ModuleId,
        segments: &[ast::Name],
        count: usize,
        shape: Option<Shape>,
    ) -> Result<(Res, usize), Miss> {
        let name = segments[count];
        let shape = shape.filter(|_| count + 1 == segments.len());
        let arity = shape.map(|s| s.arity());
        let declared = &self.tables.scopes[module].declared;
        if let Some(&inner) = segments.get(count + 1) {
            if let Some(entry) = declared.types.get(&name.text) {
                if !self.tables.may_see(self.module, module, entry.public) {
                    return Err(Miss::Private(module, entry.span));
                }
                let what = entry.what;
                return match self.type_member(what, inner) {
                    Some(res) => Ok((res, count + 2)),
                    None => {
                        self.report_miss(inner, Miss::NotInType(what), None);
                        Ok((Res::Error, count + 2))
                    }
                };
            }
        }
        let entries = declared.values.get(&name.text);
        let all: &[Entry<Value>] = entries.map_or(&[], |e| e.as_slice());
        let visible: Vec<Entry<Value>> = all
            .iter()
            .filter(|e| self.tables.may_see(self.module, module, e.public))
            .copied()
            .collect();
        if let Some((res, _)) = select(&visible, arity) {
            return Ok((self.resolved(name, res, shape), count + 1));
        }
        let fns = self.tables.functions(&visible);
        if !fns.is_empty() {
            return Err(Miss::Arities(fns));
        }
        if let Some(hidden) = all.first() {
            return Err(Miss::Private(module, hidden.span));
        }
        Err(if declared.types.contains_key(&name.text) {
            Miss::NoValue("type")
        } else if declared.modules.contains_key(&name.text) {
            Miss::NoValue("module")
        } else {
            Miss::NotInModule(module)
        })
    }

    /// A variant or static function of a type, or a method of an interface.
    fn type_member(&mut self, def: TypeDef, member: ast::Name) -> Option<Res> {
        let (con, head) = match def {
            TypeDef::Con(con) => (Some(con), TypeHead::Con(con)),
            TypeDef::Alias(alias) => (self.tables.alias_heads[alias], TypeHead::Alias(alias)),
            TypeDef::Trait(tr) => {
                let methods = &self.tables.traits[tr].methods;
                let index = methods
                    .iter()
                    .position(|&m| self.tables.fns[m].name == member.text)?;
                return Some(Res::QualifiedMethod(tr, index as u32));
            }
            TypeDef::Poison => return Some(Res::Error),
        };
        if self.shared.used.refused && report::is_later_static(member.text.as_str()) {
            return Some(Res::Error);
        }
        if let Some(con) = con {
            if let Some(index) = self.tables.variant(con, member.text) {
                return Some(Res::Variant(con, index));
            }
        }
        self.tables
            .method_names
            .contains(&member.text)
            .then(|| statics(head, member))
    }

    fn report_miss(&mut self, name: ast::Name, miss: Miss, shape: Option<Shape>) {
        match miss {
            Miss::Private(module, declared) => {
                let found = imports::private(self.tables, name.text, name.span, module, declared);
                self.report(found);
            }
            Miss::NotInModule(module) => {
                let found = imports::not_in_module(self.tables, self.module, module, name);
                self.report(found);
            }
            Miss::NotInType(def) => self.unknown_member(def, name),
            Miss::Arities(fns) => {
                self.wrong_count(name, &fns, shape);
            }
            Miss::NoValue(what) => self.report(Diagnostic::new(
                Code::E0213,
                name.span,
                format!("`{}` is a {what}, not a value", name.text),
            )),
        }
    }

    // ---- numbers of arguments -----------------------------------------------------------------------------------------

    /// E0003 or E0044 against the nearest of the functions of this name.
    fn wrong_count(&mut self, name: ast::Name, fns: &[FnId], shape: Option<Shape>) -> Res {
        let Some(shape) = shape else {
            return Res::Error;
        };
        let found = shape.arity();
        let mut arities: Vec<(u32, FnId)> =
            fns.iter().map(|&f| (self.tables.fns[f].arity, f)).collect();
        arities.sort_unstable();
        let nearest = arities
            .iter()
            .min_by_key(|(arity, _)| arity.abs_diff(found))
            .copied();
        let Some((takes, nearest)) = nearest else {
            return Res::Error;
        };
        fns.iter().for_each(|&f| self.mark_fn(f));
        let others: Vec<u32> = arities
            .iter()
            .map(|a| a.0)
            .filter(|&a| a != takes)
            .collect();
        let params = self.parameter_names(nearest);
        self.report_count(name, takes, &others, &params, shape);
        Res::Error
    }

    fn wrong_local_count(&mut self, name: ast::Name, local: LocalId, shape: Option<Shape>) {
        let LocalKind::Fn(clauses) = &self.side.locals[local].kind else {
            return;
        };
        let Some(&first) = clauses.first() else {
            return;
        };
        let params = param_names(self.ast, &self.ast.fns[first].params);
        if let Some(shape) = shape {
            self.report_count(name, params.len() as u32, &[], &params, shape);
        }
    }

    fn report_count(
        &mut self,
        name: ast::Name,
        takes: u32,
        others: &[u32],
        params: &[Option<Symbol>],
        shape: Shape,
    ) {
        let found = shape.arity();
        if let Some((slot, op_span)) = shape.piped {
            if u32::from(slot) > takes && others.iter().all(|&a| u32::from(slot) > a) {
                self.slot_out_of_range(name, slot, op_span, takes);
                return;
            }
        }
        let word = if takes == 1 { "argument" } else { "arguments" };
        let mut report = Diagnostic::new(
            Code::E0003,
            shape.args_span.unwrap_or(name.span),
            format!("`{}` takes {takes} {word}, found {found}", name.text),
        );
        if found < takes {
            let missing: Option<Vec<&str>> = params[found as usize..]
                .iter()
                .map(|p| p.map(|p| p.as_str()))
                .collect();
            if let Some(missing) = missing {
                report = report.help(format!("missing: {}", missing.join(", ")));
            }
        } else {
            let extra = found - takes;
            report = report.help(match extra {
                1 => "remove an argument".to_owned(),
                n => format!("remove {n} arguments"),
            });
        }
        if !others.is_empty() {
            let list: Vec<String> = others
                .iter()
                .map(|n| format!("`{}/{n}`", name.text))
                .collect();
            report = report.note(format!("there is also {}", list.join(", ")));
        }
        self.report(report);
    }

    fn slot_out_of_range(&mut self, name: ast::Name, slot: u8, op_span: Span, takes: u32) {
        let word = if takes == 1 { "argument" } else { "arguments" };
        let mut found = Diagnostic::new(
            Code::E0044,
            op_span,
            format!(
                "slot position {slot} is out of range: `{}` takes {takes} {word}",
                name.text
            ),
        );
        if takes >= 2 {
            found = found.help(format!("valid slots: 2–{takes}"));
        }
        self.report(found);
    }

    /// The parameters' names, where they are plain names.
    fn parameter_names(&self, id: FnId) -> Vec<Option<Symbol>> {
        let def = &self.tables.fns[id];
        let same_file = self.tables.modules[self.module].file == def.origin.ast;
        match &def.kind {
            FnDefKind::Clauses(clauses) if same_file => match clauses.first() {
                Some(&first) => param_names(self.ast, &self.ast.fns[first].params),
                None => Vec::new(),
            },
            FnDefKind::Extern(decl) if same_file => param_names(self.ast, &decl.params),
            FnDefKind::Clauses(_)
            | FnDefKind::Extern(_)
            | FnDefKind::TraitMethod { .. }
            | FnDefKind::ImplMethod { .. } => vec![None; def.arity as usize],
        }
    }
}

fn statics(head: TypeHead, member: ast::Name) -> Res {
    Res::Static {
        head,
        name: member.text,
    }
}

fn param_names(ast: &ast::Module, params: &[ast::Param]) -> Vec<Option<Symbol>> {
    params
        .iter()
        .map(|p| match ast.pats[p.pat].kind {
            ast::PatKind::Var(name) => Some(name.text),
            _ => None,
        })
        .collect()
}
