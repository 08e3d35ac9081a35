//! Tokens and syntax trees as text: `--dump=tokens` and `--dump=ast`.
//!
//! A tree is written as nested lists, `(call f 1 2)`, with every item, statement, arm and clause on a line of its own.

use std::fmt::Write as _;

use super::ast::*;
use super::{layout, lexer};
use crate::base::{FileId, Symbol};
use crate::diagnostics::{Diagnostics, Files};

/// The tokens of a file as the grammar sees them, one a line: `line:column kind text`. What the layout pass adds has no text.
pub fn tokens(files: &Files, file: FileId, diagnostics: &mut Diagnostics) -> String {
    let text = files.text(file);
    let mut errors = Vec::new();
    let lexed = lexer::lex(file, text, &mut errors);
    let refined = layout::refine(file, text, &lexed, false, &mut errors);
    for error in errors {
        diagnostics.report(error);
    }
    let mut out = String::new();
    for token in &refined.tokens {
        let at = files.position(file, token.start);
        let source = text
            .get(token.start as usize..token.end as usize)
            .unwrap_or_default();
        let line = format!(
            "{}:{} {} {}",
            at.line,
            at.column,
            token.kind.terminal(),
            source.escape_debug()
        );
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// A syntax tree.
pub fn ast(module: &Module) -> String {
    let mut printer = Printer {
        module,
        out: String::new(),
        indent: 0,
    };
    for item in &module.items {
        printer.item(item);
    }
    printer.out.push('\n');
    printer.out.trim_start_matches('\n').to_owned()
}

struct Printer<'a> {
    module: &'a Module,
    out: String,
    indent: usize,
}

impl Printer<'_> {
    fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn line(&mut self) {
        self.out.push('\n');
        for _ in 0..self.indent {
            self.out.push_str("  ");
        }
    }

    /// A part on lines of its own, one level further in.
    fn nested(&mut self, part: impl FnOnce(&mut Self)) {
        self.indent += 1;
        part(self);
        self.indent -= 1;
    }

    fn names(&mut self, word: &str, names: &[Name]) {
        if !names.is_empty() {
            let texts: Vec<&str> = names.iter().map(|name| name.text.as_str()).collect();
            let _ = write!(self.out, " ({word} {})", texts.join(" "));
        }
    }

    fn item(&mut self, item: &Item) {
        self.line();
        if item.public.is_some() {
            self.put("pub ");
        }
        match &item.kind {
            ItemKind::Import(path) => self.put(&format!("(import {})", dotted(path))),
            ItemKind::FromImport { path, names, glob } => {
                self.put(&format!("(from {}", dotted(path)));
                self.names("import", names);
                self.put(if glob.is_some() { " *)" } else { ")" });
            }
            ItemKind::Fn(id) => self.function(*id),
            ItemKind::Const { pat, ty, value } => {
                self.put("(const ");
                self.pat(*pat);
                self.annotation(*ty);
                self.put(" ");
                self.expr(*value);
                self.put(")");
            }
            ItemKind::Struct(decl) => self.structure(decl),
            ItemKind::Sum(decl) => self.sum(decl),
            ItemKind::Alias { name, generics, ty } => {
                self.put(&format!("(alias {}", name.text));
                self.names("generics", generics);
                self.put(" ");
                self.ty(*ty);
                self.put(")");
            }
            ItemKind::Interface(decl) => {
                self.put(&format!("(interface {}", decl.name.text));
                self.names("generics", &decl.generics);
                self.names("types", &decl.assoc_types);
                self.functions(&decl.methods);
                self.put(")");
            }
            ItemKind::Impl(decl) => {
                self.put("(impl");
                self.names("generics", &decl.generics);
                self.put(" ");
                self.trait_ref(&decl.tr);
                self.put(" ");
                self.ty(decl.target);
                self.bounds(&decl.bounds);
                for (name, ty) in &decl.assoc_types {
                    self.put(&format!(" (type {} ", name.text));
                    self.ty(*ty);
                    self.put(")");
                }
                self.functions(&decl.methods);
                self.put(")");
            }
            ItemKind::Module { name, items } => {
                self.put(&format!("(module {}", name.text));
                self.nested(|p| items.iter().for_each(|item| p.item(item)));
                self.put(")");
            }
            ItemKind::ExternFn(decl) => {
                self.put(&format!(
                    "(extern {:?} {}",
                    decl.c_name.as_str(),
                    decl.name.text
                ));
                self.names("generics", &decl.generics);
                self.params(&decl.params);
                self.annotation(decl.result);
                self.bounds(&decl.bounds);
                self.put(")");
            }
            ItemKind::ExternType {
                c_name,
                name,
                generics,
                sendable,
            } => {
                self.put(&format!("(extern-type {:?} {}", c_name.as_str(), name.text));
                self.names("generics", generics);
                self.put(if *sendable { " sendable)" } else { ")" });
            }
            ItemKind::Actor(decl) => {
                self.put(&format!("(actor {}", decl.name.text));
                self.params(&decl.params);
                self.block(&decl.body);
                if let Some(handler) = &decl.terminate {
                    self.handler(handler);
                }
                self.put(")");
            }
            ItemKind::Service(decl) => {
                self.put(&format!("(service {}", decl.name.text));
                self.options(&decl.options);
                self.functions(&decl.fns);
                decl.handlers
                    .iter()
                    .for_each(|handler| self.handler(handler));
                self.put(")");
            }
            ItemKind::Supervisor(decl) => {
                self.put(&format!("(supervisor {}", decl.name.text));
                self.params(&decl.params);
                self.options(&decl.options);
                for child in &decl.children {
                    self.nested(|p| {
                        p.line();
                        p.put(&format!("(child {}", child.name.text));
                        p.options(&child.options);
                        p.put(")");
                    });
                }
                self.put(")");
            }
            ItemKind::Stmt(stmt) => self.stmt(stmt),
            ItemKind::Error => self.put("error"),
        }
    }

    fn structure(&mut self, decl: &StructDecl) {
        self.put(&format!("(struct {}", decl.name.text));
        self.names("generics", &decl.generics);
        self.nested(|p| {
            for field in &decl.fields {
                p.line();
                p.put(&format!("({}", field.name.text));
                p.annotation(Some(field.ty));
                p.put(")");
            }
            for option in &decl.options {
                p.line();
                let value = match &option.value {
                    StructOptionValue::Text(text) => format!("{:?}", text.as_str()),
                    StructOptionValue::Atom(atom) => format!(":{atom}"),
                    StructOptionValue::Bool(value) => value.to_string(),
                    StructOptionValue::Relation { atom, target } => {
                        format!(":{atom} {}", dotted(target))
                    }
                };
                p.put(&format!("(option {} {value})", option.word.text));
            }
        });
        self.deriving(decl.deriving.as_ref());
        self.put(")");
    }

    fn sum(&mut self, decl: &SumDecl) {
        self.put(&format!("(type {}", decl.name.text));
        self.names("generics", &decl.generics);
        self.nested(|p| {
            for variant in &decl.variants {
                p.line();
                p.put(&format!("({}", variant.name.text));
                for field in &variant.fields {
                    if let Some(name) = field.name {
                        p.put(&format!(" {}:", name.text))
                    }
                    p.put(" ");
                    p.ty(field.ty);
                }
                p.put(")");
            }
        });
        self.deriving(decl.deriving.as_ref());
        self.put(")");
    }

    fn deriving(&mut self, deriving: Option<&Deriving>) {
        if let Some(deriving) = deriving {
            let traits: Vec<String> = deriving.traits.iter().map(dotted).collect();
            self.nested(|p| {
                p.line();
                p.put(format!("(deriving {}", traits.join(" ")).trim_end());
                p.put(")");
            });
        }
    }

    fn options(&mut self, options: &[(Name, ExprId)]) {
        self.nested(|p| {
            for (name, value) in options {
                p.line();
                p.put(&format!("({}: ", name.text));
                p.expr(*value);
                p.put(")");
            }
        });
    }

    fn handler(&mut self, handler: &Handler) {
        self.nested(|p| {
            p.line();
            p.put(match handler.kind {
                HandlerKind::Call => "(call",
                HandlerKind::Cast => "(cast",
                HandlerKind::Info => "(info",
                HandlerKind::Terminate => "(terminate",
            });
            if let Some(name) = handler.name {
                p.put(&format!(" {}", name.text));
                p.params(&handler.params);
            }
            if let Some(pattern) = handler.pattern {
                p.put(" ");
                p.pat(pattern);
            }
            p.annotation(handler.reply);
            p.guard(handler.guard);
            if !handler.block_params.is_empty() {
                p.put(" (bars");
                p.params(&handler.block_params);
                p.put(")");
            }
            p.block(&handler.body);
            p.put(")");
        });
    }

    fn functions(&mut self, ids: &[FnId]) {
        self.nested(|p| {
            for &id in ids {
                p.line();
                p.function(id);
            }
        });
    }

    fn function(&mut self, id: FnId) {
        let decl = &self.module.fns[id];
        self.put(&format!("(fn {}", decl.name.text));
        for decorator in &decl.decorators {
            let count = decorator
                .count
                .map_or(String::new(), |(n, _)| format!(" {n}"));
            self.put(&format!(" (@{}{count})", decorator.name.text));
        }
        self.names("generics", &decl.generics);
        self.params(&decl.params);
        self.annotation(decl.result);
        self.bounds(&decl.bounds);
        self.guard(decl.guard);
        match &decl.body {
            None => {}
            Some(FnBody::Expr(value)) => {
                self.put(" = ");
                self.expr(*value);
            }
            Some(FnBody::Block(block)) => self.block(block),
        }
        self.put(")");
    }

    fn params(&mut self, params: &[Param]) {
        self.put(" (");
        for (i, param) in params.iter().enumerate() {
            if i > 0 {
                self.put(" ");
            }
            self.pat(param.pat);
            self.annotation(param.ty);
        }
        self.put(")");
    }

    fn annotation(&mut self, ty: Option<TypeId>) {
        if let Some(ty) = ty {
            self.put(" :: ");
            self.ty(ty);
        }
    }

    fn bounds(&mut self, bounds: &[Bound]) {
        for bound in bounds {
            self.put(&format!(" (where {} ", bound.param.text));
            self.trait_ref(&bound.tr);
            self.put(")");
        }
    }

    fn trait_ref(&mut self, tr: &TraitRef) {
        self.put(&dotted(&tr.path));
        self.type_args(&tr.args);
    }

    fn guard(&mut self, guard: Option<ExprId>) {
        if let Some(guard) = guard {
            self.put(" (when ");
            self.expr(guard);
            self.put(")");
        }
    }

    fn block(&mut self, block: &Block) {
        self.nested(|p| {
            for stmt in &block.stmts {
                p.line();
                p.stmt(stmt);
            }
        });
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Let { pat, ty, value } => {
                self.put("(let ");
                self.pat(*pat);
                self.annotation(*ty);
                self.put(" ");
                self.expr(*value);
                self.put(")");
            }
            StmtKind::Return(None) => self.put("(return)"),
            StmtKind::Return(Some(value)) => self.form("return", &[*value]),
            StmtKind::Expr(value) => self.expr(*value),
            StmtKind::Fn(id) => self.function(*id),
            StmtKind::AssertReceive { pat, timeout } => {
                self.put("(assert_receive ");
                self.pat(*pat);
                if let Some(timeout) = timeout {
                    self.put(" ");
                    self.expr(*timeout);
                }
                self.put(")");
            }
            StmtKind::Error => self.put("error"),
        }
    }

    /// `(word e…)`
    fn form(&mut self, word: &str, exprs: &[ExprId]) {
        self.put("(");
        self.put(word);
        for &id in exprs {
            self.put(" ");
            self.expr(id);
        }
        self.put(")");
    }

    fn expr(&mut self, id: ExprId) {
        stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || self.expr_kind(id));
    }

    fn expr_kind(&mut self, id: ExprId) {
        let module = self.module;
        match &module.exprs[id].kind {
            ExprKind::Int(n) => self.put(&n.to_string()),
            ExprKind::Float(x) => self.put(&format!("{x:?}")),
            ExprKind::Bool(b) => self.put(&b.to_string()),
            ExprKind::Unit => self.put("()"),
            ExprKind::Atom(name) => self.put(&format!(":{name}")),
            ExprKind::Regex { pattern, flags } => {
                self.put(&format!("(regex {:?} {flags})", pattern.as_str()))
            }
            ExprKind::Str(parts) => self.string(parts),
            ExprKind::Name(name) | ExprKind::Builtin(name) => self.put(name.text.as_str()),
            ExprKind::SelfRef => self.put("self"),
            ExprKind::Tuple(items) => self.form("tuple", items),
            ExprKind::List(items) => self.form("list", items),
            ExprKind::Map(entries) => {
                self.put("(map");
                for (key, value) in entries {
                    self.put(" ");
                    self.form("=>", &[*key, *value]);
                }
                self.put(")");
            }
            ExprKind::Struct { path, fields } => {
                self.put(&format!("(struct {}", dotted(path)));
                self.inits(fields);
            }
            ExprKind::Update { base, fields } => {
                self.put("(update ");
                self.expr(*base);
                self.inits(fields);
            }
            ExprKind::Json(fields) => {
                self.put("(json");
                for field in fields {
                    self.put(&format!(" {:?}: ", field.key.as_str()));
                    self.expr(field.value);
                }
                self.put(")");
            }
            ExprKind::Field(value, name) => {
                self.put("(. ");
                self.expr(*value);
                self.put(&format!(" {})", name.text));
            }
            ExprKind::Index(value, index) => self.form("index", &[*value, *index]),
            ExprKind::Call(call) => {
                self.put("(call ");
                self.expr(call.callee);
                for &arg in &call.args {
                    self.put(" ");
                    self.expr(arg);
                }
                for (name, value) in &call.keywords {
                    self.put(&format!(" {}: ", name.text));
                    self.expr(*value);
                }
                if let Some(block) = call.block {
                    self.put(" ");
                    self.expr(block);
                }
                self.put(")");
            }
            ExprKind::Pipe {
                value,
                slot,
                op_span: _,
                target,
            } => {
                let word = if *slot == 1 {
                    "|>".to_owned()
                } else {
                    format!("|{slot}>")
                };
                self.form(&word, &[*value, *target]);
            }
            ExprKind::Unary(UnaryOp::Neg, value) => self.form("-", &[*value]),
            ExprKind::Unary(UnaryOp::Not, value) => self.form("not", &[*value]),
            ExprKind::Binary {
                op,
                op_span: _,
                left,
                right,
            } => self.form(operator(*op), &[*left, *right]),
            ExprKind::Try { value, mark: _ } => self.form("?", &[*value]),
            ExprKind::If {
                branches,
                otherwise,
            } => {
                self.put("(if");
                for (condition, block) in branches {
                    self.put(" ");
                    self.expr(*condition);
                    self.block(block);
                }
                if let Some(block) = otherwise {
                    self.line();
                    self.put("else");
                    self.block(block);
                }
                self.put(")");
            }
            ExprKind::Case {
                scrutinee,
                arms,
                head_span: _,
            } => {
                self.put("(case ");
                self.expr(*scrutinee);
                self.arms(arms);
                self.put(")");
            }
            ExprKind::Receive {
                arms,
                after,
                head_span: _,
            } => {
                self.put("(receive");
                self.arms(arms);
                if let Some((time, block)) = after {
                    self.line();
                    self.put("after ");
                    self.expr(*time);
                    self.block(block);
                }
                self.put(")");
            }
            ExprKind::For(each) => {
                self.put("(for ");
                match &each.pat {
                    ForPat::One(pat) => self.pat(*pat),
                    ForPat::Pair(key, value) => {
                        self.put("{");
                        self.pat(*key);
                        self.put(", ");
                        self.pat(*value);
                        self.put("}");
                    }
                }
                self.put(" ");
                self.expr(each.iterated);
                self.guard(each.filter);
                self.block(&each.body);
                self.put(")");
            }
            ExprKind::While { condition, body } => {
                self.put("(while ");
                self.expr(*condition);
                self.block(body);
                self.put(")");
            }
            ExprKind::Closure(closure) => {
                self.put("(closure");
                self.nested(|p| {
                    for clause in &closure.clauses {
                        p.line();
                        p.put("(clause");
                        p.params(&clause.params);
                        p.annotation(clause.result);
                        p.guard(clause.guard);
                        p.block(&clause.body);
                        p.put(")");
                    }
                });
                self.put(")");
            }
            ExprKind::Break => self.put("(break)"),
            ExprKind::Continue => self.put("(continue)"),
            ExprKind::Error => self.put("error"),
        }
    }

    fn string(&mut self, parts: &[StrPart]) {
        if let [] | [StrPart::Text(_)] = parts {
            let text = parts.iter().map(|part| {
                if let StrPart::Text(text) = part {
                    text.as_str()
                } else {
                    ""
                }
            });
            let text: String = text.collect();
            self.put(&format!("{text:?}"));
            return;
        }
        self.put("(text");
        for part in parts {
            self.put(" ");
            match part {
                StrPart::Text(text) => self.put(&format!("{:?}", text.as_str())),
                StrPart::Expr(value) => self.expr(*value),
            }
        }
        self.put(")");
    }

    /// The fields of a struct, and the end of its form.
    fn inits(&mut self, fields: &[FieldInit]) {
        for field in fields {
            self.put(&format!(" {}: ", field.name.text));
            self.expr(field.value);
        }
        self.put(")");
    }

    fn arms(&mut self, arms: &[Arm]) {
        self.nested(|p| {
            for arm in arms {
                p.line();
                p.put("(-> ");
                p.pat(arm.pat);
                p.guard(arm.guard);
                p.block(&arm.body);
                p.put(")");
            }
        });
    }

    fn pats(&mut self, pats: &[PatId]) {
        for &pat in pats {
            self.put(" ");
            self.pat(pat);
        }
    }

    fn pat(&mut self, id: PatId) {
        stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || self.pat_kind(id));
    }

    fn pat_kind(&mut self, id: PatId) {
        let module = self.module;
        match &module.pats[id].kind {
            PatKind::Wildcard => self.put("_"),
            PatKind::Var(name) => self.put(name.text.as_str()),
            PatKind::SelfParam => self.put("self"),
            PatKind::Int(n) => self.put(&n.to_string()),
            PatKind::IntRange(from, to) => self.put(&format!("(.. {from} {to})")),
            PatKind::Float(x) => self.put(&format!("{x:?}")),
            PatKind::Bool(b) => self.put(&b.to_string()),
            PatKind::Unit => self.put("()"),
            PatKind::Atom(name) => self.put(&format!(":{name}")),
            PatKind::Str(text) => self.put(&format!("{:?}", text.as_str())),
            PatKind::Tuple(items) => {
                self.put("(tuple");
                self.pats(items);
                self.put(")");
            }
            PatKind::Variant { path, args: None } => self.put(&dotted(path)),
            PatKind::Variant {
                path,
                args: Some(args),
            } => {
                self.put(&format!("({}", dotted(path)));
                self.pats(args);
                self.put(")");
            }
            PatKind::Struct { path, fields } => {
                self.put(&format!("(struct {}", dotted(path)));
                for (name, pat) in fields {
                    self.put(&format!(" {}: ", name.text));
                    self.pat(*pat);
                }
                self.put(")");
            }
            PatKind::Cons(head, tail) => {
                self.put("(::");
                self.pats(&[*head, *tail]);
                self.put(")");
            }
            PatKind::List { items, rest } => {
                self.put("(list");
                self.pats(items);
                if let Some(rest) = rest {
                    self.put(" |");
                    self.pats(&[*rest]);
                }
                self.put(")");
            }
            PatKind::Or(alternatives) => {
                self.put("(or");
                self.pats(alternatives);
                self.put(")");
            }
            PatKind::As(pat, name) => {
                self.put("(as ");
                self.pat(*pat);
                self.put(&format!(" {})", name.text));
            }
            PatKind::Error => self.put("error"),
        }
    }

    fn type_args(&mut self, args: &[TypeId]) {
        if args.is_empty() {
            return;
        }
        self.put("<");
        self.types(args);
        self.put(">");
    }

    fn types(&mut self, types: &[TypeId]) {
        for (i, &ty) in types.iter().enumerate() {
            if i > 0 {
                self.put(", ");
            }
            self.ty(ty);
        }
    }

    fn ty(&mut self, id: TypeId) {
        stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || self.ty_kind(id));
    }

    fn ty_kind(&mut self, id: TypeId) {
        let module = self.module;
        match &module.types[id].kind {
            TypeKind::Path {
                path,
                args,
                args_span: _,
            } => {
                self.put(&dotted(path));
                self.type_args(args);
            }
            TypeKind::Fun(params, result) => {
                self.put("Fun(");
                self.types(params);
                self.put(") -> ");
                self.ty(*result);
            }
            TypeKind::Tuple(items) => {
                self.put("(");
                self.types(items);
                self.put(")");
            }
            TypeKind::Unit => self.put("()"),
            TypeKind::Hole => self.put("_"),
            TypeKind::Option(ty) => {
                self.ty(*ty);
                self.put("?");
            }
            TypeKind::Result(ty, error) => {
                self.ty(*ty);
                self.put("!");
                self.ty(*error);
            }
            TypeKind::Error => self.put("error"),
        }
    }
}

fn dotted(path: &Path) -> String {
    let names: Vec<&str> = path
        .segments
        .iter()
        .map(|name| Symbol::as_str(name.text))
        .collect();
    names.join(".")
}

fn operator(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Or => "or",
        BinaryOp::And => "and",
        BinaryOp::Eq => "==",
        BinaryOp::Ne => "!=",
        BinaryOp::Lt => "<",
        BinaryOp::Gt => ">",
        BinaryOp::Le => "<=",
        BinaryOp::Ge => ">=",
        BinaryOp::Range => "..",
        BinaryOp::Concat => "<>",
        BinaryOp::Append => "++",
        BinaryOp::Add => "+",
        BinaryOp::Sub => "-",
        BinaryOp::Mul => "*",
        BinaryOp::Div => "/",
        BinaryOp::Mod => "%",
    }
}
