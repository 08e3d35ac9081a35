//! From items to definitions: every declaration of every module gets its id and its place in the module's scope.

use rustc_hash::FxHashMap;

use crate::base::{IndexVec, Span, Symbol};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::syntax::ast::{self, ItemKind, PatKind};

use super::defs::*;
use super::report;
use super::scope::*;

/// What is walked later for its names, with the module it stands in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Work {
    Fn(FnId),
    Const(ConstId),
    TyCon(TyConId),
    Alias(AliasId),
    Trait(TraitId),
    Impl(ImplId),
}

/// The files' declarations in source order.
pub type Worklist = IndexVec<AstId, Vec<(ModuleId, Work)>>;

/// The words with a meaning in test files only.
pub const TEST_NAMES: [&str; 9] = [
    "test",
    "describe",
    "setup",
    "teardown",
    "assert",
    "assert_eq",
    "assert_ne",
    "assert_raises",
    "assert_receive",
];

pub struct Collector<'a> {
    pub tables: Tables,
    pub work: Worklist,
    pub diagnostics: &'a mut Diagnostics,
    /// A construct was refused: what only it uses is not reported as unused.
    pub refused: bool,
}

/// The file and module whose items are collected.
#[derive(Clone, Copy)]
struct Place {
    ast: AstId,
    module: ModuleId,
    library: bool,
    test: bool,
}

impl<'a> Collector<'a> {
    pub fn new(diagnostics: &'a mut Diagnostics) -> Self {
        let mut tables = Tables::default();
        let builtins = [
            ("Int", Builtin::Int),
            ("Float", Builtin::Float),
            ("Bool", Builtin::Bool),
            ("Unit", Builtin::Unit),
            ("Never", Builtin::Never),
            ("Atom", Builtin::Atom),
        ];
        for (name, builtin) in builtins {
            let name = Symbol::new(name);
            let con = tables.tycons.push(TyConDef {
                name,
                origin: None,
                generics: Vec::new(),
                kind: TyConKind::Builtin(builtin),
            });
            let nowhere = Span::new(crate::base::FileId(0), 0, 0);
            let entry = Entry::new(TypeDef::Con(con), true, nowhere);
            tables.prelude.types.insert(name, entry);
        }
        Collector {
            tables,
            work: Worklist::new(),
            diagnostics,
            refused: false,
        }
    }

    /// The module of one file with all that it declares.
    pub fn file(&mut self, source: &Source) -> ModuleId {
        let ast = self.work.push(Vec::new());
        let module = self.tables.modules.push(ModuleDef {
            name: source.module_name,
            file: ast,
            parent: None,
            library: source.library,
            test: source.test,
        });
        self.tables.scopes.push(Scope::default());
        if source.library {
            self.tables
                .library_modules
                .entry(source.module_name)
                .or_insert(module);
        } else {
            self.tables
                .user_modules
                .entry(source.module_name)
                .or_insert(module);
        }
        let place = Place {
            ast,
            module,
            library: source.library,
            test: source.test,
        };
        self.items(place, &source.ast, &source.ast.items);
        module
    }

    fn items(&mut self, at: Place, ast: &ast::Module, items: &[ast::Item]) {
        let mut group: Option<FnId> = None;
        for item in items {
            let before = group.take();
            match &item.kind {
                ItemKind::Fn(id) => group = self.function(at, ast, *id, item.public, before),
                ItemKind::Import(path) => self.import(at, path, item.span, None),
                ItemKind::FromImport { path, names, .. } => {
                    self.import(at, path, item.span, Some(names.clone()));
                }
                ItemKind::Const { pat, ty, value } => {
                    self.constant(at, ast, item, *pat, *ty, *value)
                }
                ItemKind::Struct(decl) => self.tycon(
                    at,
                    item,
                    decl.name,
                    &decl.generics,
                    TyConKind::Struct(decl.clone()),
                ),
                ItemKind::Sum(decl) => self.tycon(
                    at,
                    item,
                    decl.name,
                    &decl.generics,
                    TyConKind::Sum(decl.clone()),
                ),
                ItemKind::ExternType {
                    c_name,
                    name,
                    generics,
                    sendable,
                } => {
                    let kind = TyConKind::Extern {
                        c_name: *c_name,
                        sendable: *sendable,
                    };
                    self.tycon(at, item, *name, generics, kind);
                }
                ItemKind::Alias { name, generics, ty } => {
                    self.unique(generics.iter(), "type parameter");
                    let alias = self.tables.aliases.push(AliasDef {
                        name: name.text,
                        origin: origin(at, item, name.span),
                        generics: generics.clone(),
                        ty: *ty,
                    });
                    self.declare_type(at, *name, TypeDef::Alias(alias), item.public.is_some());
                    self.work[at.ast].push((at.module, Work::Alias(alias)));
                }
                ItemKind::Interface(decl) => self.interface(at, ast, item, decl),
                ItemKind::Impl(decl) => self.implementation(at, ast, item, decl),
                ItemKind::Module { name, items } => self.nested(at, ast, item, *name, items),
                ItemKind::ExternFn(decl) => {
                    self.unique(decl.generics.iter(), "type parameter");
                    let arity = decl.params.len() as u32;
                    let id = self.tables.fns.push(FnDef {
                        name: decl.name.text,
                        origin: origin(at, item, decl.name.span),
                        arity,
                        kind: FnDefKind::Extern(decl.clone()),
                    });
                    self.declare_fn(at, decl.name, arity, id, item.public.is_some());
                    self.work[at.ast].push((at.module, Work::Fn(id)));
                }
                ItemKind::Actor(decl) => {
                    self.refuse_declaration(at, "actor", decl.name, false);
                }
                ItemKind::Supervisor(decl) => {
                    self.refuse_declaration(at, "supervisor", decl.name, false);
                }
                ItemKind::Service(decl) => {
                    self.refuse_declaration(at, "service", decl.name, true);
                }
                ItemKind::Stmt(stmt) => self.statement(at, ast, stmt),
                ItemKind::Error => {}
            }
        }
    }

    // ---- functions and constants ----------------------------------------------------------------------------------

    /// One clause; returns the group that a clause on the next line may continue.
    fn function(
        &mut self,
        at: Place,
        ast: &ast::Module,
        id: ast::FnId,
        public: Option<Span>,
        before: Option<FnId>,
    ) -> Option<FnId> {
        let decl = &ast.fns[id];
        let arity = decl.params.len() as u32;
        self.unique(decl.generics.iter(), "type parameter");
        self.decorators(decl);
        if let Some(group) = before {
            let def = &mut self.tables.fns[group];
            if def.name == decl.name.text && def.arity == arity {
                if let FnDefKind::Clauses(clauses) = &mut def.kind {
                    clauses.push(id);
                    report::later_clause(self.diagnostics, ast, decl, public);
                    return Some(group);
                }
            }
        }
        let known = (at.module, decl.name.text, arity);
        if let Some(&first) = self.tables.fns_by_name.get(&known) {
            let def = &mut self.tables.fns[first];
            if let FnDefKind::Clauses(clauses) = &mut def.kind {
                let scattered = report::scattered(decl, &ast.fns[clauses[0]]);
                self.diagnostics.report(scattered);
                clauses.push(id);
                return Some(first);
            }
        }
        let def = self.tables.fns.push(FnDef {
            name: decl.name.text,
            origin: Origin {
                module: at.module,
                ast: at.ast,
                span: decl.name.span,
                public: public.is_some(),
            },
            arity,
            kind: FnDefKind::Clauses(vec![id]),
        });
        self.declare_fn(at, decl.name, arity, def, public.is_some());
        self.work[at.ast].push((at.module, Work::Fn(def)));
        Some(def)
    }

    fn decorators(&mut self, decl: &ast::FnDecl) {
        for decorator in &decl.decorators {
            let at = Span {
                end: decorator.span.start + 1,
                ..decorator.span
            };
            self.diagnostics
                .report(Diagnostic::new(Code::E0105, at, "unexpected `@`"));
        }
    }

    fn declare_fn(&mut self, at: Place, name: ast::Name, arity: u32, id: FnId, public: bool) {
        if self.declare_value(at, name, Value::Fn(id, arity), public) {
            self.tables
                .fns_by_name
                .insert((at.module, name.text, arity), id);
        }
    }

    fn constant(
        &mut self,
        at: Place,
        ast: &ast::Module,
        item: &ast::Item,
        pat: ast::PatId,
        ty: Option<ast::TypeId>,
        value: ast::ExprId,
    ) {
        let PatKind::Var(name) = ast.pats[pat].kind else {
            return;
        };
        let id = self.tables.consts.push(ConstDef {
            name: name.text,
            origin: origin(at, item, name.span),
            pat,
            ty,
            value,
        });
        self.declare_value(at, name, Value::Const(id), item.public.is_some());
        self.work[at.ast].push((at.module, Work::Const(id)));
    }

    /// Puts the value into the module's scope unless its name is taken (E0202).
    fn declare_value(&mut self, at: Place, name: ast::Name, what: Value, public: bool) -> bool {
        let entries = self.tables.scopes[at.module]
            .declared
            .values
            .entry(name.text)
            .or_default();
        let taken = entries.iter().find(|other| match (other.what, what) {
            (Value::Fn(_, a), Value::Fn(_, b)) => a == b,
            (Value::Variant(..), Value::Variant(..)) => false,
            (Value::Method(..), _) | (_, Value::Method(..)) => false,
            (
                Value::Fn(..)
                | Value::Const(_)
                | Value::Variant(..)
                | Value::Tuple(_)
                | Value::Poison,
                _,
            ) => true,
        });
        if let Some(other) = taken {
            let first = other.span;
            self.diagnostics.report(report::duplicate(name, first));
            return false;
        }
        entries.push(Entry::new(what, public, name.span));
        true
    }

    // ---- types ----------------------------------------------------------------------------------------------------

    fn tycon(
        &mut self,
        at: Place,
        item: &ast::Item,
        name: ast::Name,
        generics: &[ast::Name],
        kind: TyConKind,
    ) {
        self.unique(generics.iter(), "type parameter");
        let public = item.public.is_some();
        let mut variants: Vec<ast::Name> = Vec::new();
        let deriving = match &kind {
            TyConKind::Struct(decl) => {
                self.unique(decl.fields.iter().map(|f| &f.name), "field");
                decl.deriving.clone()
            }
            TyConKind::Sum(decl) => {
                self.unique(decl.variants.iter().map(|v| &v.name), "variant");
                for variant in &decl.variants {
                    self.variant_fields(variant);
                    if !variants.iter().any(|v| v.text == variant.name.text) {
                        variants.push(variant.name);
                    }
                }
                decl.deriving.clone()
            }
            TyConKind::Builtin(_) | TyConKind::Extern { .. } => None,
        };
        if let Some(deriving) = &deriving {
            self.deriving(deriving, matches!(kind, TyConKind::Struct(_)));
        }
        let con = self.tables.tycons.push(TyConDef {
            name: name.text,
            origin: Some(origin(at, item, name.span)),
            generics: generics.to_vec(),
            kind,
        });
        self.declare_type(at, name, TypeDef::Con(con), public);
        for variant in variants {
            if let Some(index) = self.tables.variant(con, variant.text) {
                self.declare_value(at, variant, Value::Variant(con, index), public);
            }
        }
        self.work[at.ast].push((at.module, Work::TyCon(con)));
    }

    fn variant_fields(&mut self, variant: &ast::Variant) {
        self.unique(
            variant.fields.iter().filter_map(|f| f.name.as_ref()),
            "field",
        );
        let named = variant.fields.iter().filter_map(|f| f.name).next();
        if let Some(name) = named {
            if variant.fields.iter().any(|f| f.name.is_none()) {
                self.diagnostics.report(
                    Diagnostic::new(
                        Code::E0203,
                        variant.name.span,
                        format!(
                            "variant `{}` mixes named and unnamed fields",
                            variant.name.text
                        ),
                    )
                    .label(name.span, "this field has a name")
                    .help("give all of its fields a name, or none"),
                );
            }
        }
    }

    /// Repeated names, and traits whose derivation this version lacks. What cannot be derived is reported with the rest.
    fn deriving(&mut self, deriving: &ast::Deriving, is_struct: bool) {
        let mut seen: FxHashMap<Symbol, Span> = FxHashMap::default();
        for path in &deriving.traits {
            let Some(name) = path.segments.last() else {
                continue;
            };
            if let Some(&first) = seen.get(&name.text) {
                self.diagnostics
                    .report(report::repeated("derive name", *name, first));
                continue;
            }
            seen.insert(name.text, name.span);
            let later = match name.text.as_str() {
                "Row" | "Schema" => is_struct,
                _ => false,
            };
            if later && path.segments.len() == 1 {
                self.refuse(&format!("deriving({})", name.text), name.span);
            }
        }
    }

    fn declare_type(&mut self, at: Place, name: ast::Name, what: TypeDef, public: bool) {
        if !at.library && is_core_type(name.text.as_str()) {
            self.diagnostics.report(Diagnostic::new(
                Code::E0204,
                name.span,
                format!("`{}` is a built-in type", name.text),
            ));
            return;
        }
        let types = &mut self.tables.scopes[at.module].declared.types;
        if let Some(other) = types.get(&name.text) {
            let first = other.span;
            self.diagnostics.report(report::duplicate(name, first));
            return;
        }
        types.insert(name.text, Entry::new(what, public, name.span));
    }

    // ---- interfaces, impls, nested modules ------------------------------------------------------------------------

    fn interface(
        &mut self,
        at: Place,
        ast: &ast::Module,
        item: &ast::Item,
        decl: &ast::InterfaceDecl,
    ) {
        self.unique(decl.generics.iter(), "type parameter");
        self.unique(decl.assoc_types.iter(), "associated type");
        let public = item.public.is_some();
        let tr = self.tables.traits.push(TraitDef {
            name: decl.name.text,
            origin: origin(at, item, decl.name.span),
            generics: decl.generics.clone(),
            assoc_types: decl.assoc_types.clone(),
            methods: Vec::new(),
        });
        self.declare_type(at, decl.name, TypeDef::Trait(tr), public);
        let mut seen: FxHashMap<(Symbol, u32), Span> = FxHashMap::default();
        for &method in &decl.methods {
            let head = &ast.fns[method];
            let arity = head.params.len() as u32;
            self.unique(head.generics.iter(), "type parameter");
            if let Some(&first) = seen.get(&(head.name.text, arity)) {
                self.diagnostics.report(report::duplicate(head.name, first));
                continue;
            }
            seen.insert((head.name.text, arity), head.name.span);
            let index = self.tables.traits[tr].methods.len() as u32;
            let id = self.tables.fns.push(FnDef {
                name: head.name.text,
                origin: Origin {
                    span: head.name.span,
                    ..origin(at, item, decl.name.span)
                },
                arity,
                kind: FnDefKind::TraitMethod {
                    tr,
                    index,
                    decl: method,
                },
            });
            self.tables.traits[tr].methods.push(id);
            if takes_self(ast, head) {
                self.declare_value(at, head.name, Value::Method(tr, index, arity), public);
            }
        }
        self.work[at.ast].push((at.module, Work::Trait(tr)));
    }

    fn implementation(
        &mut self,
        at: Place,
        ast: &ast::Module,
        item: &ast::Item,
        decl: &ast::ImplDecl,
    ) {
        self.unique(decl.generics.iter(), "type parameter");
        self.unique(decl.assoc_types.iter().map(|(n, _)| n), "associated type");
        let origin = origin(at, item, decl.head_span);
        let imp = self.tables.impls.push(ImplDef {
            origin,
            decl: decl.clone(),
            tr: None,
            methods: Vec::new(),
        });
        let mut last: Option<FnId> = None;
        let mut seen: FxHashMap<(Symbol, u32), FnId> = FxHashMap::default();
        for &method in &decl.methods {
            let head = &ast.fns[method];
            let arity = head.params.len() as u32;
            self.unique(head.generics.iter(), "type parameter");
            self.decorators(head);
            if let Some(&first) = seen.get(&(head.name.text, arity)) {
                if last == Some(first) {
                    report::later_clause(self.diagnostics, ast, head, None);
                } else {
                    let first = self.tables.fns[first].origin.span;
                    self.diagnostics.report(report::duplicate(head.name, first));
                    continue;
                }
                if let FnDefKind::ImplMethod { clauses, .. } = &mut self.tables.fns[first].kind {
                    clauses.push(method);
                }
                continue;
            }
            let id = self.tables.fns.push(FnDef {
                name: head.name.text,
                origin: Origin {
                    span: head.name.span,
                    ..origin
                },
                arity,
                kind: FnDefKind::ImplMethod {
                    imp,
                    decl: method,
                    clauses: vec![method],
                },
            });
            seen.insert((head.name.text, arity), id);
            last = Some(id);
            self.tables.impls[imp].methods.push(id);
        }
        self.work[at.ast].push((at.module, Work::Impl(imp)));
    }

    fn nested(
        &mut self,
        at: Place,
        ast: &ast::Module,
        item: &ast::Item,
        name: ast::Name,
        items: &[ast::Item],
    ) {
        let full = format!("{}.{}", self.tables.modules[at.module].name, name.text);
        let full = Symbol::new(&full);
        let module = self.tables.modules.push(ModuleDef {
            name: full,
            file: at.ast,
            parent: Some(at.module),
            library: at.library,
            test: at.test,
        });
        self.tables.scopes.push(Scope::default());
        if !at.library && !at.test {
            self.tables.user_modules.entry(full).or_insert(module);
        }
        self.declare_module(at, name, Some(module), item.public.is_some());
        self.items(Place { module, ..at }, ast, items);
    }

    fn declare_module(&mut self, at: Place, name: ast::Name, what: ModuleTarget, public: bool) {
        let modules = &mut self.tables.scopes[at.module].declared.modules;
        if let Some(other) = modules.get(&name.text) {
            let first = other.span;
            self.diagnostics.report(report::duplicate(name, first));
            return;
        }
        modules.insert(name.text, Entry::new(what, public, name.span));
    }

    fn import(&mut self, at: Place, path: &ast::Path, span: Span, names: Option<Vec<ast::Name>>) {
        self.tables.scopes[at.module].imports.push(Import {
            path: path.clone(),
            span,
            names,
            target: None,
        });
    }

    // ---- statements and what this version lacks ---------------------------------------------------------------------

    fn statement(&mut self, at: Place, ast: &ast::Module, stmt: &ast::Stmt) {
        if let ast::StmtKind::Error = stmt.kind {
            return;
        }
        if at.test {
            if let Some(name) = called_name(ast, stmt) {
                if TEST_NAMES[..4].contains(&name.text.as_str()) {
                    self.refuse(name.text.as_str(), name.span);
                    return;
                }
            }
        }
        self.diagnostics.report(
            Diagnostic::new(Code::E0112, stmt.span, "statement outside a function")
                .help("move it into `fn main`"),
        );
        self.refused = true;
    }

    fn refuse_declaration(&mut self, at: Place, word: &str, name: ast::Name, service: bool) {
        self.refuse(word, name.span);
        if service {
            self.declare_module(at, name, None, true);
        } else {
            self.declare_value(at, name, Value::Poison, true);
        }
    }

    fn refuse(&mut self, construct: &str, span: Span) {
        self.refused = true;
        self.diagnostics
            .report(report::not_available(construct, span));
    }

    /// E0203 for each name that occurred before.
    fn unique<'n>(&mut self, names: impl Iterator<Item = &'n ast::Name>, what: &str) {
        report::unique(self.diagnostics, names, what);
    }
}

pub fn takes_self(ast: &ast::Module, decl: &ast::FnDecl) -> bool {
    decl.params
        .first()
        .is_some_and(|p| matches!(ast.pats[p.pat].kind, PatKind::SelfParam))
}

fn called_name(ast: &ast::Module, stmt: &ast::Stmt) -> Option<ast::Name> {
    let ast::StmtKind::Expr(id) = stmt.kind else {
        return None;
    };
    let ast::ExprKind::Call(call) = &ast.exprs[id].kind else {
        return None;
    };
    match ast.exprs[call.callee].kind {
        ast::ExprKind::Name(name) => Some(name),
        _ => None,
    }
}

fn origin(at: Place, item: &ast::Item, span: Span) -> Origin {
    Origin {
        module: at.module,
        ast: at.ast,
        span,
        public: item.public.is_some(),
    }
}
