//! The names inside declarations: locals, type parameters, and what expressions, patterns and types refer to.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::{IndexVec, Span, Symbol};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::syntax::ast::{
    self, Block, ExprId, ExprKind, PatId, PatKind, StmtKind, TypeId, TypeKind,
};

use super::collect::{takes_self, Work};
use super::defs::*;
use super::scope::*;

/// Which definitions and imports were used, for the warnings about those that were not.
#[derive(Default)]
pub struct Used {
    pub fns: FxHashSet<FnId>,
    pub tycons: FxHashSet<TyConId>,
    pub consts: FxHashSet<ConstId>,
    pub imports: FxHashSet<Use>,
}

/// The side tables of one file while it is walked.
pub struct Walker<'a> {
    pub tables: &'a Tables,
    pub ast: &'a ast::Module,
    pub diagnostics: &'a mut Diagnostics,
    pub used: &'a mut Used,
    pub trait_refs: &'a mut FxHashMap<Span, TraitId>,
    pub exprs: IndexVec<ExprId, Res>,
    pub pats: IndexVec<PatId, PatRes>,
    pub types: IndexVec<TypeId, TypeRes>,
    pub locals: IndexVec<LocalId, Local>,
    pub local_fns: FxHashMap<ast::FnId, LocalId>,
    pub bindings: FxHashMap<PatId, LocalId>,
    module: ModuleId,
    library: bool,
    test: bool,
    /// Visible locals by name, the innermost last.
    scope: FxHashMap<Symbol, Vec<LocalId>>,
    /// Names to take out of `scope` when a block ends.
    undo: Vec<Symbol>,
    params: Vec<Symbol>,
    self_type: bool,
    self_local: Option<LocalId>,
    loops: u32,
    in_function: bool,
    in_closure_in_loop: bool,
    guard: bool,
}

impl<'a> Walker<'a> {
    pub fn new(
        tables: &'a Tables,
        ast: &'a ast::Module,
        diagnostics: &'a mut Diagnostics,
        used: &'a mut Used,
        trait_refs: &'a mut FxHashMap<Span, TraitId>,
    ) -> Self {
        Walker {
            tables,
            ast,
            diagnostics,
            used,
            trait_refs,
            exprs: IndexVec::from_elem(Res::None, ast.exprs.len()),
            pats: IndexVec::from_elem(PatRes::None, ast.pats.len()),
            types: IndexVec::from_elem(TypeRes::None, ast.types.len()),
            locals: IndexVec::new(),
            local_fns: FxHashMap::default(),
            bindings: FxHashMap::default(),
            module: ModuleId(0),
            library: false,
            test: false,
            scope: FxHashMap::default(),
            undo: Vec::new(),
            params: Vec::new(),
            self_type: false,
            self_local: None,
            loops: 0,
            in_function: false,
            in_closure_in_loop: false,
            guard: false,
        }
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.report(diagnostic);
    }

    pub fn work(&mut self, module: ModuleId, work: Work) {
        self.module = module;
        self.library = self.tables.modules[module].library;
        self.test = self.tables.modules[module].test;
        self.params.clear();
        self.self_type = false;
        match work {
            Work::Fn(id) => match &self.tables.fns[id].kind {
                FnDefKind::Clauses(clauses) => {
                    let clauses = clauses.clone();
                    self.function(&clauses);
                }
                FnDefKind::Extern(decl) => {
                    let decl = decl.clone();
                    self.generics(&decl.generics);
                    self.bounds(&decl.bounds);
                    for param in &decl.params {
                        if let Some(ty) = param.ty {
                            self.ty(ty);
                        }
                    }
                    if let Some(ty) = decl.result {
                        self.ty(ty);
                    }
                }
                FnDefKind::TraitMethod { .. } | FnDefKind::ImplMethod { .. } => {}
            },
            Work::Const(id) => {
                let def = &self.tables.consts[id];
                if let Some(ty) = def.ty {
                    self.ty(ty);
                }
                let value = def.value;
                self.in_function = false;
                self.expr(value);
            }
            Work::TyCon(id) => {
                let def = &self.tables.tycons[id];
                self.generics(&def.generics);
                match &def.kind {
                    TyConKind::Struct(decl) => decl.fields.iter().for_each(|f| self.ty(f.ty)),
                    TyConKind::Sum(decl) => decl
                        .variants
                        .iter()
                        .flat_map(|v| &v.fields)
                        .for_each(|f| self.ty(f.ty)),
                    TyConKind::Builtin(_) | TyConKind::Extern { .. } => {}
                }
            }
            Work::Alias(id) => {
                let def = &self.tables.aliases[id];
                self.generics(&def.generics);
                self.alias_type(def.ty, def.name);
            }
            Work::Trait(id) => {
                let def = &self.tables.traits[id];
                for &method in &def.methods {
                    if let FnDefKind::TraitMethod { decl, .. } = self.tables.fns[method].kind {
                        self.params.clear();
                        self.generics(&def.generics);
                        self.self_type = true;
                        self.function(&[decl]);
                    }
                }
            }
            Work::Impl(id) => {
                let def = &self.tables.impls[id];
                self.generics(&def.decl.generics);
                self.bounds(&def.decl.bounds);
                self.trait_ref(&def.decl.tr);
                self.ty(def.decl.target);
                self.self_type = true;
                for (_, ty) in &def.decl.assoc_types {
                    self.ty(*ty);
                }
                for &method in &def.methods {
                    if let FnDefKind::ImplMethod { clauses, .. } = &self.tables.fns[method].kind {
                        let clauses = clauses.clone();
                        self.params.clear();
                        self.generics(&def.decl.generics);
                        self.function(&clauses);
                    }
                }
            }
        }
    }

    fn generics(&mut self, names: &[ast::Name]) {
        self.params.extend(names.iter().map(|n| n.text));
    }

    fn bounds(&mut self, bounds: &[ast::Bound]) {
        for bound in bounds {
            if !self.params.contains(&bound.param.text) {
                let text = format!(
                    "`{}` is not a type parameter of this declaration",
                    bound.param.text
                );
                self.report(Diagnostic::new(Code::E0409, bound.param.span, text));
            }
            self.trait_ref(&bound.tr);
        }
    }

    fn trait_ref(&mut self, tr: &ast::TraitRef) {
        for &arg in &tr.args {
            self.ty(arg);
        }
        if let Some(id) = self.find_trait(&tr.path) {
            self.trait_refs.insert(tr.path.span, id);
        }
    }

    fn find_trait(&mut self, path: &ast::Path) -> Option<TraitId> {
        match self.type_path(path) {
            Some(TypeDef::Trait(tr)) => return Some(tr),
            Some(TypeDef::Poison) => return None,
            Some(TypeDef::Con(_) | TypeDef::Alias(_)) | None => {}
        }
        let text: Vec<&str> = path.segments.iter().map(|s| s.text.as_str()).collect();
        let names: Vec<&str> = self.tables.traits.iter().map(|t| t.name.as_str()).collect();
        let mut found = Diagnostic::new(
            Code::E0400,
            path.span,
            format!("unknown interface `{}`", text.join(".")),
        );
        if let Some(help) = crate::diagnostics::suggest::did_you_mean(text[text.len() - 1], names) {
            found = found.help(help);
        }
        if matches!(text.as_slice(), ["Json"]) {
            self.report(super::report::not_available("Json", path.span));
        } else {
            self.report(found);
        }
        None
    }

    // ---- functions --------------------------------------------------------------------------------------------------

    fn function(&mut self, clauses: &[ast::FnId]) {
        let outer = self.params.len();
        let (loops, in_function, in_closure) =
            (self.loops, self.in_function, self.in_closure_in_loop);
        for (index, &clause) in clauses.iter().enumerate() {
            let decl = &self.ast.fns[clause];
            self.params.truncate(outer);
            self.generics(&self.ast.fns[clauses[0]].generics);
            if index == 0 {
                self.bounds(&decl.bounds);
            }
            if let Some(result) = decl.result {
                self.ty(result);
            }
            let mark = self.undo.len();
            let before = self.self_local;
            if !takes_self(self.ast, decl) {
                // a local function inside a method still sees its receiver
                self.self_local = if self.undo.is_empty() { None } else { before };
            }
            self.param_list(&decl.params);
            self.loops = 0;
            self.in_function = true;
            self.in_closure_in_loop = false;
            if let Some(guard) = decl.guard {
                self.guarded(guard);
            }
            match &decl.body {
                Some(ast::FnBody::Expr(e)) => self.expr(*e),
                Some(ast::FnBody::Block(block)) => self.block(block),
                None => {}
            }
            self.self_local = before;
            self.leave(mark);
        }
        self.catch_all(clauses);
        self.params.truncate(outer);
        (self.loops, self.in_function, self.in_closure_in_loop) = (loops, in_function, in_closure);
    }

    /// E0022: a clause that takes everything must be the last.
    fn catch_all(&mut self, clauses: &[ast::FnId]) {
        let Some((_, before)) = clauses.split_last() else {
            return;
        };
        for &clause in before {
            let decl = &self.ast.fns[clause];
            let plain = |p: &ast::Param| {
                matches!(
                    self.ast.pats[p.pat].kind,
                    PatKind::Var(_) | PatKind::Wildcard | PatKind::SelfParam
                )
            };
            if decl.guard.is_none() && decl.params.iter().all(plain) {
                let text = format!(
                    "the catch-all clause must be last in `{}/{}`",
                    decl.name.text,
                    decl.params.len()
                );
                self.report(
                    Diagnostic::new(Code::E0022, decl.head_span, text)
                        .text("later clauses are never tried"),
                );
                return;
            }
        }
    }

    fn param_list(&mut self, params: &[ast::Param]) {
        let mut bound = FxHashMap::default();
        for param in params {
            if let Some(ty) = param.ty {
                self.ty(ty);
            }
            self.pattern(param.pat, LocalKind::Param, &mut bound);
        }
        self.enter(&bound);
    }

    fn guarded(&mut self, guard: ExprId) {
        let before = std::mem::replace(&mut self.guard, true);
        self.expr(guard);
        self.guard = before;
    }

    fn leave(&mut self, mark: usize) {
        for name in self.undo.drain(mark..) {
            if let Some(list) = self.scope.get_mut(&name) {
                list.pop();
            }
        }
    }

    fn declare(&mut self, name: ast::Name, kind: LocalKind) -> LocalId {
        self.locals.push(Local {
            name: name.text,
            span: name.span,
            kind,
            used: false,
        })
    }

    fn show(&mut self, name: Symbol, local: LocalId) {
        self.scope.entry(name).or_default().push(local);
        self.undo.push(name);
    }

    fn enter(&mut self, bound: &FxHashMap<Symbol, (LocalId, Span)>) {
        let mut list: Vec<(LocalId, Symbol)> = bound.iter().map(|(n, (l, _))| (*l, *n)).collect();
        list.sort();
        for (local, name) in list {
            self.show(name, local);
        }
    }

    fn local(&mut self, name: Symbol) -> Option<LocalId> {
        self.scope.get(&name).and_then(|list| list.last().copied())
    }

    // ---- patterns ---------------------------------------------------------------------------------------------------

    fn bind_name(
        &mut self,
        pat: PatId,
        name: ast::Name,
        kind: &LocalKind,
        bound: &mut FxHashMap<Symbol, (LocalId, Span)>,
    ) {
        if let Some(&(local, first)) = bound.get(&name.text) {
            let text = match kind {
                LocalKind::Param => format!("duplicate parameter `{}`", name.text),
                _ => format!("`{}` is bound more than once in this pattern", name.text),
            };
            let code = match kind {
                LocalKind::Param => Code::E0203,
                _ => Code::E0503,
            };
            self.report(Diagnostic::new(code, name.span, text).label(first, "first bound here"));
            self.bindings.insert(pat, local);
            return;
        }
        let local = self.declare(name, kind.clone());
        bound.insert(name.text, (local, name.span));
        self.bindings.insert(pat, local);
    }

    fn pattern(
        &mut self,
        id: PatId,
        kind: LocalKind,
        bound: &mut FxHashMap<Symbol, (LocalId, Span)>,
    ) {
        stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || {
            self.pattern_inner(id, kind, bound)
        })
    }

    fn pattern_inner(
        &mut self,
        id: PatId,
        kind: LocalKind,
        bound: &mut FxHashMap<Symbol, (LocalId, Span)>,
    ) {
        let pat = &self.ast.pats[id];
        match &pat.kind {
            PatKind::Var(name) => self.bind_name(id, *name, &kind, bound),
            PatKind::SelfParam => {
                let name = ast::Name {
                    text: Symbol::new("self"),
                    span: pat.span,
                };
                let local = self.declare(name, LocalKind::Param);
                self.self_local = Some(local);
                self.bindings.insert(id, local);
            }
            PatKind::As(inner, name) => {
                self.pattern(*inner, nested(&kind), bound);
                self.bind_name(id, *name, &kind, bound);
            }
            PatKind::Tuple(items) => items
                .iter()
                .for_each(|p| self.pattern(*p, nested(&kind), bound)),
            PatKind::List { items, rest } => items
                .iter()
                .chain(rest)
                .for_each(|p| self.pattern(*p, nested(&kind), bound)),
            PatKind::Cons(head, tail) => {
                self.pattern(*head, nested(&kind), bound);
                self.pattern(*tail, nested(&kind), bound);
            }
            PatKind::Variant { path, args } => {
                self.pats[id] = self.variant_pattern(path);
                args.iter()
                    .flatten()
                    .for_each(|p| self.pattern(*p, nested(&kind), bound));
            }
            PatKind::Struct { path, fields } => {
                self.pats[id] = match self.type_path(path) {
                    Some(TypeDef::Con(con))
                        if matches!(self.tables.tycons[con].kind, TyConKind::Struct(_)) =>
                    {
                        self.used.tycons.insert(con);
                        PatRes::Struct(con)
                    }
                    Some(TypeDef::Poison) => PatRes::Error,
                    Some(_) | None => {
                        self.unknown_type(path, None);
                        PatRes::Error
                    }
                };
                fields
                    .iter()
                    .for_each(|(_, p)| self.pattern(*p, nested(&kind), bound));
            }
            PatKind::Or(alternatives) => self.alternatives(alternatives, kind, bound),
            PatKind::Wildcard
            | PatKind::Int(_)
            | PatKind::IntRange(..)
            | PatKind::Float(_)
            | PatKind::Bool(_)
            | PatKind::Unit
            | PatKind::Atom(_)
            | PatKind::Str(_)
            | PatKind::Error => {}
        }
    }

    /// All alternatives bind the same names; a name is one variable in all of them.
    fn alternatives(
        &mut self,
        alternatives: &[PatId],
        kind: LocalKind,
        bound: &mut FxHashMap<Symbol, (LocalId, Span)>,
    ) {
        let mut first: Option<FxHashMap<Symbol, (LocalId, Span)>> = None;
        for &alternative in alternatives {
            let mut own = FxHashMap::default();
            let from = self.locals.len();
            self.pattern(alternative, nested(&kind), &mut own);
            let Some(first) = &first else {
                first = Some(own);
                continue;
            };
            let names = |m: &FxHashMap<Symbol, (LocalId, Span)>| {
                let mut names: Vec<&str> = m.keys().map(|s| s.as_str()).collect();
                names.sort_unstable();
                names.join(", ")
            };
            if names(first) != names(&own) {
                let note = format!(
                    "one binds {{{}}}, the other {{{}}}",
                    names(first),
                    names(&own)
                );
                self.report(
                    Diagnostic::new(
                        Code::E0011,
                        self.ast.pats[alternative].span,
                        "alternatives must bind the same variables",
                    )
                    .note(note),
                );
            }
            // the later alternatives' variables are those of the first
            let rename: FxHashMap<LocalId, LocalId> = own
                .iter()
                .filter_map(|(name, (local, _))| Some((*local, first.get(name)?.0)))
                .collect();
            if !rename.is_empty() {
                self.rename(alternative, &rename);
            }
            for local in from..self.locals.len() {
                self.locals[LocalId(local as u32)].used = true;
            }
        }
        for (name, (local, span)) in first.into_iter().flatten() {
            if let Some(&(_, before)) = bound.get(&name) {
                let text = format!("`{name}` is bound more than once in this pattern");
                self.report(
                    Diagnostic::new(Code::E0503, span, text).label(before, "first bound here"),
                );
            } else {
                bound.insert(name, (local, span));
            }
        }
    }

    fn rename(&mut self, id: PatId, map: &FxHashMap<LocalId, LocalId>) {
        if let Some(local) = self.bindings.get_mut(&id) {
            if let Some(&to) = map.get(local) {
                *local = to;
            }
        }
        let children: Vec<PatId> = match &self.ast.pats[id].kind {
            PatKind::As(inner, _) => vec![*inner],
            PatKind::Tuple(items) | PatKind::Or(items) => items.clone(),
            PatKind::List { items, rest } => items.iter().chain(rest).copied().collect(),
            PatKind::Cons(h, t) => vec![*h, *t],
            PatKind::Variant { args, .. } => args.iter().flatten().copied().collect(),
            PatKind::Struct { fields, .. } => fields.iter().map(|(_, p)| *p).collect(),
            PatKind::Wildcard
            | PatKind::Var(_)
            | PatKind::SelfParam
            | PatKind::Int(_)
            | PatKind::IntRange(..)
            | PatKind::Float(_)
            | PatKind::Bool(_)
            | PatKind::Unit
            | PatKind::Atom(_)
            | PatKind::Str(_)
            | PatKind::Error => Vec::new(),
        };
        for child in children {
            stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || self.rename(child, map));
        }
    }

    fn variant_pattern(&mut self, path: &ast::Path) -> PatRes {
        let found = match path.segments.as_slice() {
            [name] => match self.tables.value(self.module, name.text, None) {
                Found::Yes(res, uses) => {
                    self.use_imports(uses);
                    Some(res)
                }
                Found::Ambiguous(a, b) => {
                    self.ambiguous(*name, a, b);
                    return PatRes::Error;
                }
                Found::Arities(_) | Found::No => None,
            },
            _ => {
                let errors = self.diagnostics.iter().count();
                let res = self.path(&path.segments, None).map(|(res, _)| res);
                if self.diagnostics.iter().count() > errors {
                    return PatRes::Error;
                }
                res
            }
        };
        match found {
            Some(Res::Variant(con, index)) => {
                self.used.tycons.insert(con);
                PatRes::Variant(con, index)
            }
            Some(Res::Variants(all)) => {
                all.iter().for_each(|(con, _)| {
                    self.used.tycons.insert(*con);
                });
                PatRes::Variants(all)
            }
            Some(Res::Error) => PatRes::Error,
            _ => {
                let name = path.segments[path.segments.len() - 1];
                if self.tables.scopes[self.module].broken_import {
                    return PatRes::Error;
                }
                let mut names: Vec<&str> = self
                    .tables
                    .tycons
                    .iter()
                    .filter_map(|c| match &c.kind {
                        TyConKind::Sum(decl) => {
                            Some(decl.variants.iter().map(|v| v.name.text.as_str()))
                        }
                        _ => None,
                    })
                    .flatten()
                    .collect();
                names.sort_unstable();
                names.dedup();
                let mut found = Diagnostic::new(
                    Code::E0010,
                    name.span,
                    format!("unknown variant `{}`", name.text),
                );
                if let Some(help) =
                    crate::diagnostics::suggest::did_you_mean(name.text.as_str(), names)
                {
                    found = found.help(help);
                }
                self.report(found);
                PatRes::Error
            }
        }
    }

    // ---- types ------------------------------------------------------------------------------------------------------

    fn ty(&mut self, id: TypeId) {
        self.ty_in(id, None)
    }
    fn alias_type(&mut self, id: TypeId, alias: Symbol) {
        self.ty_in(id, Some(alias))
    }

    fn ty_in(&mut self, id: TypeId, alias: Option<Symbol>) {
        stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || {
            match &self.ast.types[id].kind {
                TypeKind::Path { path, args, .. } => {
                    self.types[id] = self.named_type(path, alias);
                    args.iter().for_each(|a| self.ty_in(*a, alias));
                }
                TypeKind::Fun(params, result) => {
                    params.iter().for_each(|a| self.ty_in(*a, alias));
                    self.ty_in(*result, alias);
                }
                TypeKind::Tuple(items) => items.iter().for_each(|a| self.ty_in(*a, alias)),
                TypeKind::Option(inner) => self.ty_in(*inner, alias),
                TypeKind::Result(ok, err) => {
                    self.ty_in(*ok, alias);
                    self.ty_in(*err, alias);
                }
                TypeKind::Unit | TypeKind::Hole | TypeKind::Error => {}
            }
        })
    }

    fn param_index(&self, name: Symbol) -> Option<u32> {
        self.params
            .iter()
            .rposition(|p| *p == name)
            .map(|i| i as u32)
    }

    fn named_type(&mut self, path: &ast::Path, alias: Option<Symbol>) -> TypeRes {
        let first = path.segments[0];
        if let Some(index) = self.param_index(first.text) {
            return match path.segments.len() {
                1 => TypeRes::Param(index),
                _ => TypeRes::ParamProjection(index),
            };
        }
        if first.text.as_str() == "Self" {
            if !self.self_type {
                let code = if path.segments.len() == 1 {
                    Code::E0215
                } else {
                    Code::E0042
                };
                let text = match code {
                    Code::E0042 => {
                        "cannot resolve `Self.".to_owned() + path.segments[1].text.as_str() + "`"
                    }
                    _ => "`Self` is only available in interfaces and impls".to_owned(),
                };
                self.report(Diagnostic::new(code, path.span, text));
                return TypeRes::Error;
            }
            return match path.segments.len() {
                1 => TypeRes::SelfType,
                _ => TypeRes::SelfProjection,
            };
        }
        match self.type_path(path) {
            Some(TypeDef::Con(con)) => {
                self.used.tycons.insert(con);
                TypeRes::Con(con)
            }
            Some(TypeDef::Alias(alias)) => TypeRes::Alias(alias),
            Some(TypeDef::Trait(tr)) => {
                let name = self.tables.traits[tr].name;
                self.report(
                    Diagnostic::new(
                        Code::E0210,
                        path.span,
                        format!("`{name}` is an interface, not a type"),
                    )
                    .help(format!("use a type parameter with `where T: {name}`")),
                );
                TypeRes::Error
            }
            Some(TypeDef::Poison) => TypeRes::Error,
            None => {
                self.unknown_type(path, alias);
                TypeRes::Error
            }
        }
    }

    /// What a path names in the namespace of types. `Some(Poison)`: already reported.
    fn type_path(&mut self, path: &ast::Path) -> Option<TypeDef> {
        let (last, before) = path.segments.split_last()?;
        if before.is_empty() {
            return match self.tables.type_def(self.module, last.text) {
                Found::Yes(def, uses) => {
                    self.use_imports(uses);
                    Some(def)
                }
                Found::Ambiguous(a, b) => {
                    self.ambiguous(*last, a, b);
                    Some(TypeDef::Poison)
                }
                Found::Arities(_) | Found::No => None,
            };
        }
        let names: Vec<Symbol> = before.iter().map(|s| s.text).collect();
        match self.tables.module(self.module, &names) {
            FoundModule::Yes(module, segments, via) if segments == names.len() => {
                self.use_imports(via.into_iter().collect());
                match self.tables.scopes[module].declared.types.get(&last.text) {
                    Some(e) if self.tables.may_see(self.module, module, e.public) => Some(e.what),
                    other => {
                        let private = other.map(|e| e.span);
                        super::imports::report_missing(
                            self.tables,
                            module,
                            *last,
                            private,
                            self.diagnostics,
                        );
                        Some(TypeDef::Poison)
                    }
                }
            }
            FoundModule::Yes(..) | FoundModule::No => None,
            FoundModule::Poison => Some(TypeDef::Poison),
            FoundModule::Ambiguous(a, b) => {
                self.ambiguous(before[0], a, b);
                Some(TypeDef::Poison)
            }
        }
    }

    fn unknown_type(&mut self, path: &ast::Path, alias: Option<Symbol>) {
        if self.tables.scopes[self.module].broken_import {
            return;
        }
        let text: Vec<&str> = path.segments.iter().map(|s| s.text.as_str()).collect();
        let text = text.join(".");
        if matches!(text.as_str(), "Pid" | "Json" | "DateTime" | "Regex") {
            self.report(super::report::not_available(&text, path.span));
            return;
        }
        let mut names: Vec<&str> = self.tables.tycons.iter().map(|c| c.name.as_str()).collect();
        names.extend(self.tables.aliases.iter().map(|c| c.name.as_str()));
        names.sort_unstable();
        names.dedup();
        let mut found = match alias {
            Some(alias) => Diagnostic::new(
                Code::E0045,
                path.span,
                format!("type alias `{alias}` refers to undefined type `{text}`"),
            ),
            None => Diagnostic::new(Code::E0200, path.span, format!("unknown type `{text}`")),
        };
        let exporter = self.tables.scopes.ids().find(|m| {
            !self.tables.modules[*m].library
                && self.tables.scopes[*m]
                    .declared
                    .types
                    .get(&Symbol::new(&text))
                    .is_some_and(|e| e.public)
        });
        if let Some(module) = exporter {
            found = found.help(format!(
                "import it from `{}`",
                self.tables.modules[module].name
            ));
        } else if let Some(help) = crate::diagnostics::suggest::did_you_mean(&text, names) {
            found = found.help(help);
        }
        self.report(found);
    }

    fn ambiguous(&mut self, name: ast::Name, a: ModuleId, b: ModuleId) {
        let (a, b) = (self.tables.modules[a].name, self.tables.modules[b].name);
        let n = name.text;
        self.report(
            Diagnostic::new(
                Code::E0205,
                name.span,
                format!("`{n}` is ambiguous: `{a}.{n}` or `{b}.{n}`"),
            )
            .help(format!("write `{a}.{n}`, or import it with `from`")),
        );
    }

    fn use_imports(&mut self, uses: Vec<Use>) {
        self.used.imports.extend(uses);
    }

    // ---- blocks and statements --------------------------------------------------------------------------------------

    fn block(&mut self, block: &Block) {
        let mark = self.undo.len();
        let mut at = 0;
        while at < block.stmts.len() {
            let stmt = &block.stmts[at];
            if let StmtKind::Fn(_) = stmt.kind {
                at = self.local_functions(block, at);
                continue;
            }
            match &stmt.kind {
                StmtKind::Let { pat, ty, value } => {
                    if let Some(ty) = ty {
                        self.ty(*ty);
                    }
                    self.expr(*value);
                    let mut bound = FxHashMap::default();
                    self.pattern(*pat, LocalKind::Let, &mut bound);
                    self.enter(&bound);
                }
                StmtKind::Return(value) => {
                    if self.guard {
                        self.report(Diagnostic::new(
                            Code::E0013,
                            stmt.span,
                            "`return` is not allowed in a guard",
                        ));
                    } else if !self.in_function {
                        self.report(Diagnostic::new(
                            Code::E0216,
                            stmt.span,
                            "`return` outside a function",
                        ));
                    }
                    if let Some(value) = value {
                        self.expr(*value);
                    }
                }
                StmtKind::Expr(value) => self.expr(*value),
                StmtKind::AssertReceive { .. } => {
                    self.report(super::report::not_available("assert_receive", stmt.span))
                }
                StmtKind::Fn(_) | StmtKind::Error => {}
            }
            at += 1;
        }
        self.leave(mark);
    }

    /// Local functions that directly follow one another see each other; adjacent clauses are one function.
    fn local_functions(&mut self, block: &Block, from: usize) -> usize {
        let mut groups: Vec<(LocalId, Vec<ast::FnId>)> = Vec::new();
        let mut at = from;
        while let Some(StmtKind::Fn(id)) = block.stmts.get(at).map(|s| &s.kind) {
            let decl = &self.ast.fns[*id];
            let same = groups.last().is_some_and(|(_, clauses)| {
                let first = &self.ast.fns[clauses[0]];
                first.name.text == decl.name.text && first.params.len() == decl.params.len()
            });
            if same {
                if let Some((_, clauses)) = groups.last_mut() {
                    clauses.push(*id);
                }
            } else {
                let local = self.declare(decl.name, LocalKind::Fn(vec![]));
                groups.push((local, vec![*id]));
            }
            at += 1;
        }
        for (local, clauses) in &groups {
            for clause in clauses {
                self.local_fns.insert(*clause, *local);
            }
            self.locals[*local].kind = LocalKind::Fn(clauses.clone());
            let name = self.locals[*local].name;
            self.show(name, *local);
        }
        for (_, clauses) in &groups {
            self.function(clauses);
        }
        at
    }

    // ---- expressions ------------------------------------------------------------------------------------------------

    fn expr(&mut self, id: ExprId) {
        stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || self.expr_inner(id))
    }

    fn exprs(&mut self, ids: impl IntoIterator<Item = ExprId>) {
        for id in ids {
            self.expr(id);
        }
    }

    fn expr_inner(&mut self, id: ExprId) {
        let ast = self.ast;
        let span = ast.exprs[id].span;
        match &ast.exprs[id].kind {
            ExprKind::Int(_)
            | ExprKind::Float(_)
            | ExprKind::Bool(_)
            | ExprKind::Unit
            | ExprKind::Atom(_)
            | ExprKind::Error => {}
            ExprKind::Regex { .. } => {
                self.report(super::report::not_available("regular expression", span))
            }
            ExprKind::Str(parts) => {
                for part in parts {
                    if let ast::StrPart::Expr(e) = part {
                        self.expr(*e);
                    }
                }
            }
            ExprKind::Name(name) => self.exprs[id] = self.name(*name, None),
            ExprKind::SelfRef => match self.self_local {
                Some(local) => {
                    self.locals[local].used = true;
                    self.exprs[id] = Res::Local(local);
                }
                None => {
                    self.report(Diagnostic::new(
                        Code::E0214,
                        span,
                        "`self` is only available in methods",
                    ));
                    self.exprs[id] = Res::Error;
                }
            },
            ExprKind::Builtin(name) => {
                self.report(super::report::not_available(name.text.as_str(), name.span));
                self.exprs[id] = Res::Error;
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => self.exprs(items.iter().copied()),
            ExprKind::Map(entries) => {
                for (key, value) in entries {
                    self.expr(*key);
                    self.expr(*value);
                }
            }
            ExprKind::Struct { path, fields } => {
                self.exprs[id] = match self.type_path(path) {
                    Some(TypeDef::Con(con))
                        if matches!(self.tables.tycons[con].kind, TyConKind::Struct(_)) =>
                    {
                        self.used.tycons.insert(con);
                        Res::Struct(con)
                    }
                    Some(TypeDef::Alias(alias)) => {
                        match self.tables.alias_heads.get(alias).copied().flatten() {
                            Some(con) => Res::Struct(con),
                            None => Res::Error,
                        }
                    }
                    Some(TypeDef::Poison) => Res::Error,
                    Some(TypeDef::Con(_) | TypeDef::Trait(_)) | None => {
                        self.unknown_type(path, None);
                        Res::Error
                    }
                };
                self.exprs(fields.iter().map(|f| f.value));
            }
            ExprKind::Update { base, fields } => {
                self.expr(*base);
                self.exprs(fields.iter().map(|f| f.value));
            }
            ExprKind::Json(fields) => {
                self.report(super::report::not_available(
                    "json",
                    span.at_start().to(Span {
                        end: span.start + 4,
                        ..span
                    }),
                ));
                self.exprs[id] = Res::Error;
                self.exprs(fields.iter().map(|f| f.value));
            }
            ExprKind::Field(..) => self.field(id, None),
            ExprKind::Index(base, index) => {
                self.expr(*base);
                self.expr(*index);
            }
            ExprKind::Call(call) => self.call(call, 0),
            ExprKind::Pipe {
                value,
                slot: _,
                op_span: _,
                target,
            } => {
                self.expr(*value);
                self.pipe_target(*target);
            }
            ExprKind::Unary(_, inner) => self.expr(*inner),
            ExprKind::Binary { left, right, .. } => {
                self.expr(*left);
                self.expr(*right);
            }
            ExprKind::Try { value, mark } => {
                if self.guard {
                    self.report(Diagnostic::new(
                        Code::E0013,
                        *mark,
                        "`?` is not allowed in a guard",
                    ));
                }
                self.expr(*value);
            }
            ExprKind::If {
                branches,
                otherwise,
            } => {
                for (condition, block) in branches {
                    self.expr(*condition);
                    self.block(block);
                }
                if let Some(block) = otherwise {
                    self.block(block);
                }
            }
            ExprKind::Case {
                scrutinee, arms, ..
            } => {
                self.expr(*scrutinee);
                for arm in arms {
                    let mark = self.undo.len();
                    let mut bound = FxHashMap::default();
                    self.pattern(arm.pat, LocalKind::Pattern, &mut bound);
                    self.enter(&bound);
                    if let Some(guard) = arm.guard {
                        self.guarded(guard);
                    }
                    self.block(&arm.body);
                    self.leave(mark);
                }
            }
            ExprKind::Receive { head_span, .. } => {
                self.report(super::report::not_available("receive", *head_span));
                self.exprs[id] = Res::Error;
            }
            ExprKind::For(f) => {
                self.expr(f.iterated);
                let mark = self.undo.len();
                let mut bound = FxHashMap::default();
                match f.pat {
                    ast::ForPat::One(pat) => self.pattern(pat, LocalKind::Pattern, &mut bound),
                    ast::ForPat::Pair(key, value) => {
                        self.pattern(key, LocalKind::Pattern, &mut bound);
                        self.pattern(value, LocalKind::Pattern, &mut bound);
                    }
                }
                self.enter(&bound);
                if let Some(filter) = f.filter {
                    self.expr(filter);
                }
                self.loops += 1;
                self.block(&f.body);
                self.loops -= 1;
                self.leave(mark);
            }
            ExprKind::While { condition, body } => {
                self.expr(*condition);
                self.loops += 1;
                self.block(body);
                self.loops -= 1;
            }
            ExprKind::Closure(closure) => self.closure(closure),
            ExprKind::Break => self.loop_exit(span, "break", Code::E0032),
            ExprKind::Continue => self.loop_exit(span, "continue", Code::E0033),
        }
    }

    fn loop_exit(&mut self, span: Span, word: &str, code: Code) {
        if self.guard {
            let text = format!("`{word}` is not allowed in a guard");
            self.report(Diagnostic::new(Code::E0013, span, text));
        } else if self.loops == 0 {
            let mut found = Diagnostic::new(code, span, format!("`{word}` outside of a loop"));
            if self.in_closure_in_loop {
                found = found.help("a closure cannot leave the surrounding loop");
            }
            self.report(found);
        }
    }

    fn closure(&mut self, closure: &ast::Closure) {
        let (loops, in_function, in_closure) =
            (self.loops, self.in_function, self.in_closure_in_loop);
        let guard = std::mem::replace(&mut self.guard, false);
        let count = closure.clauses.first().map_or(0, |c| c.params.len());
        for clause in &closure.clauses {
            if clause.params.len() != count {
                let text = format!("expected {count} parameters, found {}", clause.params.len());
                self.report(Diagnostic::new(Code::E0024, clause.params_span, text));
            }
            let mark = self.undo.len();
            if let Some(result) = clause.result {
                self.ty(result);
            }
            self.param_list(&clause.params);
            self.in_closure_in_loop = loops > 0 || in_closure;
            self.loops = 0;
            self.in_function = true;
            if let Some(guard) = clause.guard {
                self.guarded(guard);
            }
            self.block(&clause.body);
            self.leave(mark);
        }
        self.guard = guard;
        (self.loops, self.in_function, self.in_closure_in_loop) = (loops, in_function, in_closure);
    }

    fn call(&mut self, call: &ast::Call, extra: u32) {
        let positional = call.args.len() as u32 + extra + u32::from(call.block.is_some());
        let arity = positional + u32::from(!call.keywords.is_empty());
        match &self.ast.exprs[call.callee].kind {
            ExprKind::Name(name) => {
                self.exprs[call.callee] = self.name(*name, Some(arity));
            }
            ExprKind::Field(..) => self.field(call.callee, Some(arity)),
            _ => self.expr(call.callee),
        }
        self.exprs(call.args.iter().copied());
        self.exprs(call.keywords.iter().map(|(_, e)| *e));
        self.exprs(call.block);
    }

    /// The right side of a pipe gets one more argument.
    fn pipe_target(&mut self, target: ExprId) {
        match &self.ast.exprs[target].kind {
            ExprKind::Call(call) => self.call(call, 1),
            ExprKind::Name(name) => self.exprs[target] = self.name(*name, Some(1)),
            ExprKind::Field(..) => self.field(target, Some(1)),
            ExprKind::Try { value, .. } => {
                stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || self.pipe_target(*value))
            }
            _ => self.expr(target),
        }
    }

    fn mark_used(&mut self, res: &Res) {
        match res {
            Res::Local(local) => self.locals[*local].used = true,
            Res::Fn(id) => {
                self.used.fns.insert(*id);
            }
            Res::Fns(ids) => self.used.fns.extend(ids.iter().copied()),
            Res::Const(id) => {
                self.used.consts.insert(*id);
            }
            Res::Variant(con, _) | Res::Struct(con) => {
                self.used.tycons.insert(*con);
            }
            Res::Variants(all) => self.used.tycons.extend(all.iter().map(|(c, _)| *c)),
            Res::Static {
                head: TypeHead::Con(con),
                ..
            } => {
                self.used.tycons.insert(*con);
            }
            Res::None
            | Res::TraitMethods(_)
            | Res::QualifiedMethod(..)
            | Res::Static { .. }
            | Res::Service
            | Res::Error => {}
        }
    }

    /// A single name; `arity` where it is called.
    fn name(&mut self, name: ast::Name, arity: Option<u32>) -> Res {
        if name.text.as_str() == "_" {
            self.report(Diagnostic::new(
                Code::E0004,
                name.span,
                "cannot find `_` in this scope",
            ));
            return Res::Error;
        }
        if let Some(local) = self.local(name.text) {
            let fits = match (&self.locals[local].kind, arity) {
                (LocalKind::Fn(clauses), Some(arity)) => clauses
                    .first()
                    .is_none_or(|c| self.ast.fns[*c].params.len() as u32 == arity),
                _ => true,
            };
            if fits {
                self.locals[local].used = true;
                return Res::Local(local);
            }
            // a local function of another arity: one further out, or at module level, may fit
            let outer = self
                .scope
                .get(&name.text)
                .into_iter()
                .flatten()
                .rev()
                .copied()
                .find(|l| match &self.locals[*l].kind {
                    LocalKind::Fn(clauses) => clauses
                        .first()
                        .is_some_and(|c| Some(self.ast.fns[*c].params.len() as u32) == arity),
                    LocalKind::Let | LocalKind::Param | LocalKind::Pattern => true,
                });
            if let Some(local) = outer {
                self.locals[local].used = true;
                return Res::Local(local);
            }
            if !matches!(
                self.tables.value(self.module, name.text, arity),
                Found::Yes(..)
            ) {
                self.locals[local].used = true;
                return Res::Local(local);
            }
        }
        match self.tables.value(self.module, name.text, arity) {
            Found::Yes(res, uses) => {
                self.use_imports(uses);
                self.mark_used(&res);
                res
            }
            Found::Ambiguous(a, b) => {
                self.ambiguous(name, a, b);
                Res::Error
            }
            Found::Arities(ids) => {
                // inference reports the count, with the arguments at hand
                let wanted = arity.unwrap_or(0);
                let nearest = ids
                    .iter()
                    .min_by_key(|f| self.tables.fns[**f].arity.abs_diff(wanted))
                    .copied();
                match nearest {
                    Some(id) => {
                        self.used.fns.insert(id);
                        Res::Fn(id)
                    }
                    None => Res::Error,
                }
            }
            Found::No => {
                self.unknown_value(name);
                Res::Error
            }
        }
    }

    fn unknown_value(&mut self, name: ast::Name) {
        let text = name.text.as_str();
        if is_upper(name.text) {
            if self.tables.scopes[self.module].broken_import {
                return;
            }
            if self.param_index(name.text).is_some() || text == "Self" {
                let found = Diagnostic::new(
                    Code::E0213,
                    name.span,
                    format!("`{text}` is a type, not a value"),
                );
                return self.report(found);
            }
            if let Found::Yes(def, _) = self.tables.type_def(self.module, name.text) {
                let mut found = Diagnostic::new(
                    Code::E0213,
                    name.span,
                    format!("`{text}` is a type, not a value"),
                );
                if let TypeDef::Con(con) = def {
                    if let TyConKind::Struct(_) = self.tables.tycons[con].kind {
                        found = found.help(format!("build one with `{text} {{ … }}`"));
                    }
                    self.used.tycons.insert(con);
                }
                return self.report(found);
            }
            if let FoundModule::Yes(..) = self.tables.module(self.module, &[name.text]) {
                let text = format!("`{text}` is a module, not a value");
                return self.report(Diagnostic::new(Code::E0213, name.span, text));
            }
        }
        if self.test && super::collect::TEST_NAMES.contains(&text) {
            return self.report(super::report::not_available(text, name.span));
        }
        if matches!(text, "spawn_link" | "monitor" | "demonitor" | "unlink") {
            return self.report(super::report::not_available(text, name.span));
        }
        let mut found = Diagnostic::new(
            Code::E0004,
            name.span,
            format!("cannot find `{text}` in this scope"),
        );
        let mut modules: Vec<&str> = self
            .tables
            .library_modules
            .iter()
            .filter(|(_, m)| {
                self.tables.scopes[**m]
                    .declared
                    .values
                    .get(&name.text)
                    .is_some_and(|e| e.iter().any(|e| e.public))
            })
            .map(|(n, _)| n.as_str())
            .collect();
        modules.sort_unstable();
        let mut names: Vec<&str> = self
            .scope
            .iter()
            .filter(|(_, list)| !list.is_empty())
            .map(|(n, _)| n.as_str())
            .collect();
        for module in self.tables.chain(self.module) {
            let scope = &self.tables.scopes[module];
            names.extend(scope.declared.values.keys().map(|n| n.as_str()));
            names.extend(scope.listed.values.keys().map(|n| n.as_str()));
        }
        names.extend(self.tables.prelude.values.keys().map(|n| n.as_str()));
        names.sort_unstable();
        names.dedup();
        if let Some(help) = crate::diagnostics::suggest::did_you_mean(text, names) {
            found = found.help(help);
        } else if let Some(module) = modules.first() {
            found = found.help(format!("use `{module}.{text}`"));
        }
        self.report(found);
    }

    /// `e.name`: a path if it begins with an uppercase name, else a field or method of a value.
    fn field(&mut self, id: ExprId, arity: Option<u32>) {
        let mut segments: Vec<ast::Name> = Vec::new();
        let mut at = id;
        loop {
            match &self.ast.exprs[at].kind {
                ExprKind::Field(base, name) => {
                    segments.push(*name);
                    at = *base;
                }
                ExprKind::Name(name) if is_upper(name.text) => {
                    segments.push(*name);
                    break;
                }
                _ => {
                    segments.clear();
                    break;
                }
            }
        }
        segments.reverse();
        if segments.is_empty() {
            if let ExprKind::Field(base, _) = self.ast.exprs[id].kind {
                self.expr(base);
            }
            return;
        }
        match self.path(&segments, arity) {
            Some((res, used)) if used == segments.len() => {
                self.mark_used(&res);
                self.exprs[id] = res;
            }
            Some(_) => {
                // a longer path: its first part is a value
                if let ExprKind::Field(base, _) = self.ast.exprs[id].kind {
                    self.expr(base);
                }
            }
            None => self.exprs[id] = Res::Error,
        }
    }

    /// What a path that begins with an uppercase name refers to, and how many segments that takes. `None`: reported.
    fn path(&mut self, segments: &[ast::Name], arity: Option<u32>) -> Option<(Res, usize)> {
        let names: Vec<Symbol> = segments.iter().map(|s| s.text).collect();
        let first = segments[0];
        let wanted = |len: usize| if len == segments.len() { arity } else { None };
        let mut missing: Option<(ModuleId, ast::Name, Option<Span>)> = None;
        // a type of the module's own may share the name of a library module: variants are looked for as well
        match self.tables.module(self.module, &names[..names.len() - 1]) {
            FoundModule::Yes(module, count, via) => {
                self.use_imports(via.into_iter().collect());
                let member = segments[count];
                if let Some(entries) = self.tables.scopes[module].declared.values.get(&member.text)
                {
                    let visible: Vec<Entry<Value>> = entries
                        .iter()
                        .filter(|e| self.tables.may_see(self.module, module, e.public))
                        .copied()
                        .collect();
                    if let Some((res, _)) = select(&visible, wanted(count + 1)) {
                        return Some((res, count + 1));
                    }
                    let fns: Vec<FnId> = visible
                        .iter()
                        .filter_map(|e| match e.what {
                            Value::Fn(id, _) => Some(id),
                            _ => None,
                        })
                        .collect();
                    if !fns.is_empty() {
                        let wanted = arity.unwrap_or(0);
                        let id = fns
                            .into_iter()
                            .min_by_key(|f| self.tables.fns[*f].arity.abs_diff(wanted))?;
                        // a static function of the type of the same name may fit
                        if !self.is_static(first.text, member.text) || count > 1 {
                            return Some((Res::Fn(id), count + 1));
                        }
                    }
                    missing = Some((module, member, entries.first().map(|e| e.span)));
                } else {
                    missing = Some((module, member, None));
                }
                // M.Type.member
                if let Some(entry) = self.tables.scopes[module].declared.types.get(&member.text) {
                    if let Some(&inner) = segments.get(count + 1) {
                        if !self.tables.may_see(self.module, module, entry.public) {
                            missing = Some((module, member, Some(entry.span)));
                        } else if let Some(res) = self.type_member(entry.what, inner, true) {
                            return Some((res, count + 2));
                        } else {
                            return None;
                        }
                    }
                }
            }
            FoundModule::Poison => return None,
            FoundModule::Ambiguous(a, b) => {
                self.ambiguous(first, a, b);
                return None;
            }
            FoundModule::No => {}
        }
        let member = segments[1];
        if let Some(index) = self.param_index(first.text) {
            return Some((
                Res::Static {
                    head: TypeHead::Param(index),
                    name: member.text,
                },
                2,
            ));
        }
        if first.text.as_str() == "Self" && self.self_type {
            return Some((
                Res::Static {
                    head: TypeHead::SelfType,
                    name: member.text,
                },
                2,
            ));
        }
        match self.tables.type_def(self.module, first.text) {
            Found::Yes(def, uses) => {
                self.use_imports(uses);
                let alone = missing.is_none();
                if let Some(res) = self.type_member(def, member, alone) {
                    return Some((res, 2));
                }
                if alone {
                    return None;
                }
            }
            Found::Ambiguous(a, b) => {
                self.ambiguous(first, a, b);
                return None;
            }
            Found::Arities(_) | Found::No => {}
        }
        match missing {
            Some((module, member, private)) => {
                // a nested module or a type is no value
                let declared = &self.tables.scopes[module].declared;
                let text = member.text;
                if declared.types.contains_key(&text) || declared.modules.contains_key(&text) {
                    let what = if declared.types.contains_key(&text) {
                        "type"
                    } else {
                        "module"
                    };
                    self.report(Diagnostic::new(
                        Code::E0213,
                        member.span,
                        format!("`{text}` is a {what}, not a value"),
                    ));
                } else {
                    super::imports::report_missing(
                        self.tables,
                        module,
                        member,
                        private,
                        self.diagnostics,
                    );
                }
            }
            None if self.tables.scopes[self.module].broken_import => {}
            None if matches!(
                first.text.as_str(),
                "Json"
                    | "Regex"
                    | "Crypto"
                    | "DateTime"
                    | "Process"
                    | "Timer"
                    | "Job"
                    | "Node"
                    | "Http"
                    | "Test"
                    | "Base64"
                    | "Hex"
                    | "Random"
                    | "Rng"
                    | "Url"
                    | "Compress"
                    | "Csv"
                    | "Log"
                    | "System"
                    | "Command"
                    | "Duration"
                    | "Instant"
                    | "Signal"
                    | "HTTP"
                    | "WebSocket"
                    | "Sqlite"
                    | "Pg"
                    | "Db"
                    | "Query"
            ) =>
            {
                self.report(
                    Diagnostic::new(
                        Code::E0004,
                        first.span,
                        format!("cannot find `{}` in this scope", first.text),
                    )
                    .note(format!(
                        "the library module `{}` is not in this version of meshc",
                        first.text
                    )),
                );
            }
            None => {
                let mut names: Vec<&str> = self
                    .tables
                    .library_modules
                    .keys()
                    .map(|s| s.as_str())
                    .collect();
                names.extend(self.tables.user_modules.keys().map(|s| s.as_str()));
                names.sort_unstable();
                let mut found = Diagnostic::new(
                    Code::E0004,
                    first.span,
                    format!("cannot find `{}` in this scope", first.text),
                );
                if let Some(help) =
                    crate::diagnostics::suggest::did_you_mean(first.text.as_str(), names)
                {
                    found = found.help(help);
                } else if self.tables.user_modules.contains_key(&first.text) {
                    found = found.help(format!("import it: `import {}`", first.text));
                }
                self.report(found);
            }
        }
        None
    }

    fn is_static(&self, ty: Symbol, name: Symbol) -> bool {
        matches!(name.as_str(), "from" | "try_from" | "default")
            && matches!(
                self.tables.type_def(self.module, ty),
                Found::Yes(TypeDef::Con(_), _)
            )
    }

    /// A variant or static function of a type, or a method of an interface. With `report` an unknown one is E0030.
    fn type_member(&mut self, def: TypeDef, member: ast::Name, report: bool) -> Option<Res> {
        let name = member.text;
        match def {
            TypeDef::Con(con) => {
                if let Some(index) = self.tables.variant(con, name) {
                    return Some(Res::Variant(con, index));
                }
                if self.tables.method_names.contains(&name) {
                    return Some(Res::Static {
                        head: TypeHead::Con(con),
                        name,
                    });
                }
            }
            TypeDef::Alias(alias) => {
                if let Some(con) = self.tables.alias_heads.get(alias).copied().flatten() {
                    if let Some(index) = self.tables.variant(con, name) {
                        return Some(Res::Variant(con, index));
                    }
                }
                if self.tables.method_names.contains(&name) {
                    return Some(Res::Static {
                        head: TypeHead::Alias(alias),
                        name,
                    });
                }
            }
            TypeDef::Trait(tr) => {
                let methods = &self.tables.traits[tr].methods;
                if let Some(index) = methods
                    .iter()
                    .position(|m| self.tables.fns[*m].name == name)
                {
                    return Some(Res::QualifiedMethod(tr, index as u32));
                }
            }
            TypeDef::Poison => return Some(Res::Error),
        }
        if report {
            let ty = match def {
                TypeDef::Con(con) => self.tables.tycons[con].name,
                TypeDef::Alias(alias) => self.tables.aliases[alias].name,
                TypeDef::Trait(tr) => self.tables.traits[tr].name,
                TypeDef::Poison => return None,
            };
            let mut names: Vec<&str> = match def {
                TypeDef::Con(con) => match &self.tables.tycons[con].kind {
                    TyConKind::Sum(decl) => {
                        decl.variants.iter().map(|v| v.name.text.as_str()).collect()
                    }
                    TyConKind::Struct(_) | TyConKind::Builtin(_) | TyConKind::Extern { .. } => {
                        Vec::new()
                    }
                },
                TypeDef::Trait(tr) => self.tables.traits[tr]
                    .methods
                    .iter()
                    .map(|m| self.tables.fns[*m].name.as_str())
                    .collect(),
                TypeDef::Alias(_) | TypeDef::Poison => Vec::new(),
            };
            names.sort_unstable();
            let mut found = Diagnostic::new(
                Code::E0030,
                member.span,
                format!("no method `{name}` on `{ty}`"),
            );
            if let Some(help) = crate::diagnostics::suggest::did_you_mean(name.as_str(), names) {
                found = found.help(help);
            }
            self.report(found);
        }
        None
    }
}

/// The kind of a variable inside a pattern: a parameter's parts count as pattern variables.
fn nested(kind: &LocalKind) -> LocalKind {
    match kind {
        LocalKind::Let => LocalKind::Let,
        LocalKind::Param => LocalKind::Param,
        LocalKind::Pattern => LocalKind::Pattern,
        LocalKind::Fn(clauses) => LocalKind::Fn(clauses.clone()),
    }
}
