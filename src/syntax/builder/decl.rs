//! Declarations.

use super::{
    ActorItem, Builder, Member, Params, PlainString, ServiceItem, StructItem, SupervisorItem,
};
use crate::base::Span;
use crate::diagnostics::{Code, Label};
use crate::syntax::ast::*;
use crate::syntax::token::{Kind, Token};

/// The option lines of a struct.
const STRUCT_OPTIONS: &str =
    "the options are `table \"…\"`, `primary_key :…`, `timestamps true`, `belongs_to :…, T`, \
                              `has_many :…, T` and `has_one :…, T`";

impl Builder<'_> {
    pub fn item(&mut self, l: u32, kind: Box<ItemKind>, r: u32) -> Box<Item> {
        Box::new(Item {
            span: self.span(l, r),
            public: None,
            doc: self.doc_at(l),
            kind: *kind,
        })
    }

    pub fn public_item(&mut self, l: u32, kind: Box<ItemKind>, r: u32) -> Box<Item> {
        let public = self.at(self.tokens[l as usize]);
        match *kind {
            ItemKind::Actor(_) | ItemKind::Service(_) | ItemKind::Supervisor(_) => {
                self.error(Code::E0113, public, "`pub` is not allowed here")
                    .helps
                    .push("these are always public".into());
            }
            ItemKind::Impl(_) => {
                self.error(Code::E0113, public, "`pub` is not allowed here");
            }
            _ => {}
        }
        let mut item = self.item(l, kind, r);
        item.public = Some(public);
        item
    }

    pub fn decorated(
        &mut self,
        l: u32,
        decorators: Vec<Decorator>,
        public: Option<Token>,
        f: FnId,
        r: u32,
    ) -> Box<Item> {
        let doc = self.doc_at(l);
        let decl = &mut self.module.fns[f];
        decl.decorators = decorators;
        decl.doc = decl.doc.or(doc);
        let mut item = self.item(l, Box::new(ItemKind::Fn(f)), r);
        item.public = public.map(|token| self.at(token));
        item
    }

    /// Functions and named constants are declarations; other statements are left to a later pass to judge.
    pub fn top_statement(&mut self, l: u32, stmt: Stmt, r: u32) -> Box<Item> {
        let kind = match stmt.kind {
            StmtKind::Fn(f) => ItemKind::Fn(f),
            StmtKind::Error => ItemKind::Error,
            StmtKind::Let { pat, .. } if matches!(self.module.pats[pat].kind, PatKind::Var(_)) => {
                *self.const_item(stmt)
            }
            StmtKind::Let { .. }
            | StmtKind::Return(_)
            | StmtKind::Expr(_)
            | StmtKind::AssertReceive { .. } => ItemKind::Stmt(stmt),
        };
        self.item(l, Box::new(kind), r)
    }

    pub fn fn_item(&mut self, f: FnId) -> Box<ItemKind> {
        Box::new(ItemKind::Fn(f))
    }

    pub fn const_item(&mut self, stmt: Stmt) -> Box<ItemKind> {
        Box::new(match stmt.kind {
            StmtKind::Let { pat, ty, value } => ItemKind::Const { pat, ty, value },
            _ => ItemKind::Stmt(stmt),
        })
    }

    pub fn decorator(&mut self, l: u32, name: Token, count: Option<Token>, r: u32) -> Decorator {
        let span = self.span(l, r);
        let name = self.name(name);
        let help = "only `@cluster` and `@cluster(N)` exist";
        let count = count.map(|t| (self.lexed.numbers[t.payload as usize], self.at(t)));
        if name.text.as_str() != "cluster" {
            let message = format!("unknown decorator `@{}`", name.text);
            self.error(Code::E0125, span, message)
                .helps
                .push(help.into());
        } else if count.is_some_and(|(n, _)| !(1..=64).contains(&n)) {
            let message = "`@cluster` takes one integer from 1 to 64";
            self.error(Code::E0125, span, message)
                .helps
                .push(help.into());
        }
        Decorator { name, count, span }
    }

    // ---- imports --------------------------------------------------------------------------------------------------

    pub fn import(&mut self, path: Path) -> Box<ItemKind> {
        Box::new(ItemKind::Import(path))
    }

    pub fn import_names(&mut self, path: Path, names: Vec<Token>) -> Box<ItemKind> {
        let names = self.names(names);
        Box::new(ItemKind::FromImport {
            path,
            names,
            glob: None,
        })
    }

    pub fn glob_import(&mut self, path: Path, star: Token) -> Box<ItemKind> {
        let glob = self.at(star);
        self.error(Code::E0109, glob, "glob imports are not allowed")
            .helps
            .push("list the names".into());
        Box::new(ItemKind::FromImport {
            path,
            names: Vec::new(),
            glob: Some(glob),
        })
    }

    // ---- functions ------------------------------------------------------------------------------------------------

    pub fn trait_ref(&mut self, path: Path) -> TraitRef {
        let span = path.span;
        TraitRef {
            path,
            args: Vec::new(),
            span,
        }
    }

    pub fn applied_trait(&mut self, path: Path, args: Vec<TypeId>, r: u32) -> TraitRef {
        let span = self.until(path.span, r);
        TraitRef { path, args, span }
    }

    pub fn bound(&mut self, name: Token, tr: TraitRef) -> Vec<Bound> {
        let param = self.name(name);
        vec![Bound { param, tr }]
    }

    /// `T: A + B` has two bounds.
    pub fn further_bound(&mut self, mut bounds: Vec<Bound>, tr: TraitRef) -> Vec<Bound> {
        if let Some(param) = bounds.last().map(|bound| bound.param) {
            bounds.push(Bound { param, tr });
        }
        bounds
    }

    #[allow(clippy::too_many_arguments)]
    pub fn fn_head(
        &mut self,
        l: u32,
        name: Token,
        generics: Vec<Token>,
        params: Params,
        result: Option<TypeId>,
        bounds: Vec<Bound>,
        r: u32,
    ) -> Box<FnDecl> {
        let span = self.span(l, r);
        let public = self.kind_before(l) == Some(Kind::Pub);
        Box::new(FnDecl {
            span,
            head_span: span,
            name: self.name(name),
            decorators: Vec::new(),
            generics: self.names(generics),
            params: params.list,
            params_span: params.span,
            result,
            bounds,
            guard: None,
            body: None,
            doc: self.doc_at(if public { l - 1 } else { l }),
        })
    }

    pub fn function(
        &mut self,
        mut head: Box<FnDecl>,
        guard: Option<ExprId>,
        body: Option<FnBody>,
        r: u32,
    ) -> FnId {
        head.span = self.until(head.span, r);
        if let Some(guard) = guard {
            head.head_span = head.head_span.to(self.module.exprs[guard].span);
        }
        head.guard = guard;
        head.body = body;
        self.module.fns.push(*head)
    }

    // ---- extern ---------------------------------------------------------------------------------------------------

    fn c_name(&mut self, c_name: &PlainString) {
        let text = c_name.text.as_str();
        let start = |c: char| c.is_ascii_alphabetic() || c == '_';
        let good = text.chars().next().is_some_and(start)
            && text.chars().all(|c| start(c) || c.is_ascii_digit());
        if !good {
            let message = format!("`{text}` is not a C name");
            self.error(Code::E0127, c_name.span, message);
        }
    }

    pub fn extern_fn(&mut self, c_name: PlainString, head: Box<FnDecl>) -> Box<ItemKind> {
        self.c_name(&c_name);
        if let (false, Some(bound)) = (self.library, head.bounds.first()) {
            // Bounds on an extern are the library's; elsewhere the head ends before `where`.
            let before = bound.param.span.start;
            let place = self
                .tokens
                .binary_search_by_key(&before, |token| token.start)
                .map_or(bound.param.span, |n| self.at(self.tokens[n - 1]));
            self.error(
                Code::E0105,
                place,
                "unexpected `where`, expected end of line",
            );
        }
        Box::new(ItemKind::ExternFn(ExternFnDecl {
            c_name: c_name.text,
            c_name_span: c_name.span,
            name: head.name,
            generics: head.generics,
            params: head.params,
            result: head.result,
            bounds: head.bounds,
        }))
    }

    pub fn extern_type(
        &mut self,
        c_name: PlainString,
        name: Token,
        generics: Vec<Token>,
        word: Option<Token>,
    ) -> Box<ItemKind> {
        self.c_name(&c_name);
        if let Some(word) = word {
            let text = word.symbol().as_str();
            if text != "sendable" {
                let message = format!("unexpected `{text}`, expected `sendable`");
                self.error(Code::E0105, self.at(word), message);
            }
        }
        Box::new(ItemKind::ExternType {
            c_name: c_name.text,
            name: self.name(name),
            generics: self.names(generics),
            sendable: word.is_some(),
        })
    }

    // ---- structs and sum types ------------------------------------------------------------------------------------

    pub fn field(&mut self, name: Token, ty: TypeId) -> Field {
        Field {
            name: self.name(name),
            ty,
            doc: self.doc_at_offset(name.start),
        }
    }

    pub fn untyped_field(&mut self, name: Token) -> Field {
        let span = self.at(name);
        let message = format!("field `{}` needs a type", name.symbol());
        self.error(Code::E0118, span, message);
        let ty = self.type_error(span);
        self.field(name, ty)
    }

    fn struct_option(
        &mut self,
        word: Token,
        value: StructOptionValue,
        value_span: Span,
    ) -> StructItem {
        let name = self.name(word);
        let wanted = match name.text.as_str() {
            "table" => "a string",
            "primary_key" => "an atom",
            "timestamps" => "`true` or `false`",
            "belongs_to" | "has_many" | "has_one" => "an atom and a type",
            _ => {
                let message = format!("unknown struct option `{}`", name.text);
                self.error(Code::E0126, name.span, message)
                    .helps
                    .push(STRUCT_OPTIONS.into());
                return StructItem::Error;
            }
        };
        let given = match &value {
            StructOptionValue::Text(_) => "a string",
            StructOptionValue::Atom(_) => "an atom",
            StructOptionValue::Bool(_) => "`true` or `false`",
            StructOptionValue::Relation { .. } => "an atom and a type",
        };
        if wanted != given {
            let message = format!("`{}` takes {wanted}", name.text);
            self.error(Code::E0126, value_span, message)
                .helps
                .push(STRUCT_OPTIONS.into());
            return StructItem::Error;
        }
        StructItem::Option(StructOption {
            word: name,
            value,
            span: name.span.to(value_span),
        })
    }

    pub fn text_option(&mut self, word: Token, text: PlainString) -> StructItem {
        self.struct_option(word, StructOptionValue::Text(text.text), text.span)
    }

    pub fn atom_option(&mut self, word: Token, atom: Token) -> StructItem {
        let span = self.at(atom);
        self.struct_option(word, StructOptionValue::Atom(atom.symbol()), span)
    }

    pub fn relation_option(&mut self, word: Token, atom: Token, target: Path) -> StructItem {
        let span = self.at(atom).to(target.span);
        let atom = atom.symbol();
        self.struct_option(word, StructOptionValue::Relation { atom, target }, span)
    }

    pub fn bool_option(&mut self, word: Token, value: Token) -> StructItem {
        let span = self.at(value);
        self.struct_option(
            word,
            StructOptionValue::Bool(value.kind == Kind::True),
            span,
        )
    }

    pub fn deriving(&mut self, l: u32, traits: Vec<Path>, r: u32) -> Option<Deriving> {
        Some(Deriving {
            span: self.span(l, r),
            traits,
        })
    }

    pub fn struct_decl(
        &mut self,
        name: Token,
        generics: Vec<Token>,
        items: Vec<StructItem>,
        deriving: Option<Deriving>,
    ) -> Box<ItemKind> {
        let mut fields = Vec::new();
        let mut options = Vec::new();
        for item in items {
            match item {
                StructItem::Fields(more) => fields.extend(more),
                StructItem::Option(option) => options.push(option),
                StructItem::Error => {}
            }
        }
        Box::new(ItemKind::Struct(StructDecl {
            name: self.name(name),
            generics: self.names(generics),
            fields,
            options,
            deriving,
        }))
    }

    pub fn alias(&mut self, name: Token, generics: Vec<Token>, ty: TypeId) -> Box<ItemKind> {
        Box::new(ItemKind::Alias {
            name: self.name(name),
            generics: self.names(generics),
            ty,
        })
    }

    pub fn variant(&mut self, name: Token, fields: Vec<VariantField>) -> Option<Variant> {
        Some(Variant {
            name: self.name(name),
            fields,
            doc: self.doc_at_offset(name.start),
        })
    }

    pub fn named_variant_field(&mut self, name: Token, ty: TypeId) -> VariantField {
        VariantField {
            name: Some(self.name(name)),
            ty,
        }
    }

    pub fn variant_field(&mut self, ty: TypeId) -> VariantField {
        VariantField { name: None, ty }
    }

    pub fn sum_type(
        &mut self,
        name: Token,
        generics: Vec<Token>,
        variants: Vec<Option<Variant>>,
        deriving: Option<Deriving>,
    ) -> Box<ItemKind> {
        Box::new(ItemKind::Sum(SumDecl {
            name: self.name(name),
            generics: self.names(generics),
            variants: variants.into_iter().flatten().collect(),
            deriving,
        }))
    }

    // ---- interfaces, impls, modules -------------------------------------------------------------------------------

    pub fn assoc_type(&mut self, name: Token) -> Member {
        Member::Type(self.name(name), None)
    }

    pub fn assoc_type_is(&mut self, name: Token, ty: TypeId) -> Member {
        Member::Type(self.name(name), Some(ty))
    }

    pub fn interface(
        &mut self,
        name: Token,
        generics: Vec<Token>,
        items: Vec<Member>,
    ) -> Box<ItemKind> {
        let mut assoc_types = Vec::new();
        let mut methods = Vec::new();
        for item in items {
            match item {
                Member::Fn(f) => methods.push(f),
                Member::Type(name, _) => assoc_types.push(name),
                Member::Error => {}
            }
        }
        Box::new(ItemKind::Interface(InterfaceDecl {
            name: self.name(name),
            generics: self.names(generics),
            assoc_types,
            methods,
        }))
    }

    pub fn impl_head(
        &mut self,
        l: u32,
        generics: Vec<Token>,
        tr: TraitRef,
        target: TypeId,
        bounds: Vec<Bound>,
        r: u32,
    ) -> Box<ImplDecl> {
        Box::new(ImplDecl {
            head_span: self.span(l, r),
            generics: self.names(generics),
            tr,
            target,
            bounds,
            assoc_types: Vec::new(),
            methods: Vec::new(),
        })
    }

    pub fn impl_decl(&mut self, mut head: Box<ImplDecl>, items: Vec<Member>) -> Box<ItemKind> {
        for item in items {
            match item {
                Member::Fn(f) => head.methods.push(f),
                Member::Type(name, Some(ty)) => head.assoc_types.push((name, ty)),
                Member::Type(_, None) | Member::Error => {}
            }
        }
        Box::new(ItemKind::Impl(*head))
    }

    pub fn module(&mut self, name: Token, items: Vec<Box<Item>>) -> Box<ItemKind> {
        Box::new(ItemKind::Module {
            name: self.name(name),
            items: items.into_iter().map(|item| *item).collect(),
        })
    }

    // ---- actors, services, supervisors ----------------------------------------------------------------------------

    fn handler(
        &mut self,
        l: u32,
        kind: HandlerKind,
        bars: Vec<Param>,
        body: Block,
        r: u32,
    ) -> Box<Handler> {
        Box::new(Handler {
            kind,
            span: self.span(l, r),
            name: None,
            params: Vec::new(),
            pattern: None,
            reply: None,
            guard: None,
            block_params: bars,
            body,
        })
    }

    pub fn terminate_handler(
        &mut self,
        l: u32,
        bars: Vec<Param>,
        body: Block,
        r: u32,
    ) -> Box<Handler> {
        self.handler(l, HandlerKind::Terminate, bars, body, r)
    }

    #[allow(clippy::too_many_arguments)]
    pub fn call_handler(
        &mut self,
        l: u32,
        name: Token,
        params: Params,
        reply: Option<TypeId>,
        guard: Option<ExprId>,
        bars: Vec<Param>,
        body: Block,
        r: u32,
    ) -> ServiceItem {
        let mut handler = self.handler(l, HandlerKind::Call, bars, body, r);
        handler.name = Some(self.name(name));
        handler.params = params.list;
        handler.reply = reply;
        handler.guard = guard;
        ServiceItem::Handler(handler)
    }

    #[allow(clippy::too_many_arguments)]
    pub fn cast_handler(
        &mut self,
        l: u32,
        name: Token,
        params: Params,
        guard: Option<ExprId>,
        bars: Vec<Param>,
        body: Block,
        r: u32,
    ) -> ServiceItem {
        let mut handler = self.handler(l, HandlerKind::Cast, bars, body, r);
        handler.name = Some(self.name(name));
        handler.params = params.list;
        handler.guard = guard;
        ServiceItem::Handler(handler)
    }

    pub fn info_handler(
        &mut self,
        l: u32,
        pattern: PatId,
        guard: Option<ExprId>,
        bars: Vec<Param>,
        body: Block,
        r: u32,
    ) -> ServiceItem {
        let mut handler = self.handler(l, HandlerKind::Info, bars, body, r);
        handler.pattern = Some(pattern);
        handler.guard = guard;
        ServiceItem::Handler(handler)
    }

    pub fn option_line(&mut self, name: Token, value: ExprId) -> (Name, ExprId) {
        (self.name(name), value)
    }

    /// One `terminate` block, the last thing in the body.
    pub fn actor(
        &mut self,
        name: Token,
        params: Params,
        l: u32,
        items: Vec<ActorItem>,
        r: u32,
    ) -> Box<ItemKind> {
        let mut stmts = Vec::with_capacity(items.len());
        let mut terminate: Option<Box<Handler>> = None;
        let count = items.len();
        for (n, item) in items.into_iter().enumerate() {
            match item {
                ActorItem::Stmt(stmt) => stmts.push(stmt),
                ActorItem::Terminate(handler) => {
                    let first = terminate.as_ref().map(|first| first.span);
                    if first.is_some() || n + 1 < count {
                        let message = if first.is_some() {
                            "`terminate` is given twice"
                        } else {
                            "`terminate` must be the last thing in the actor"
                        };
                        let error = self.error(Code::E0607, handler.span, message);
                        error.labels.extend(first.map(|span| Label {
                            span,
                            text: "first given here".into(),
                        }));
                    }
                    terminate.get_or_insert(handler);
                }
            }
        }
        let body = self.block(l, stmts, r);
        Box::new(ItemKind::Actor(ActorDecl {
            name: self.name(name),
            params: params.list,
            body,
            terminate: terminate.map(|handler| *handler),
        }))
    }

    pub fn service(&mut self, name: Token, items: Vec<ServiceItem>) -> Box<ItemKind> {
        let mut service = ServiceDecl {
            name: self.name(name),
            fns: Vec::new(),
            handlers: Vec::new(),
            options: Vec::new(),
        };
        for item in items {
            match item {
                ServiceItem::Fn(f) => service.fns.push(f),
                ServiceItem::Handler(handler) => service.handlers.push(*handler),
                ServiceItem::Option(option) => service.options.push(option),
                ServiceItem::Error => {}
            }
        }
        Box::new(ItemKind::Service(service))
    }

    pub fn child(
        &mut self,
        l: u32,
        name: Token,
        options: Vec<Option<(Name, ExprId)>>,
        r: u32,
    ) -> SupervisorItem {
        SupervisorItem::Child(Box::new(Child {
            name: self.name(name),
            options: options.into_iter().flatten().collect(),
            span: self.span(l, r),
        }))
    }

    pub fn supervisor(
        &mut self,
        name: Token,
        params: Params,
        items: Vec<SupervisorItem>,
    ) -> Box<ItemKind> {
        let mut supervisor = SupervisorDecl {
            name: self.name(name),
            params: params.list,
            options: Vec::new(),
            children: Vec::new(),
        };
        for item in items {
            match item {
                SupervisorItem::Option(option) => supervisor.options.push(option),
                SupervisorItem::Child(child) => supervisor.children.push(*child),
                SupervisorItem::Error => {}
            }
        }
        Box::new(ItemKind::Supervisor(supervisor))
    }
}
