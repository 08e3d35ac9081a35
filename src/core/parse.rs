//! Reads the text that [`print`](super::print) writes: tests of single passes start from Core text, without a front end.
//!
//! Functions are in module `Main`, those marked `library` in module `Std`. The function `Main.main/0` must exist.

use rustc_hash::FxHashMap;

use super::ir::*;
use crate::base::{FileId, IndexVec, Span, Symbol};

/// The program, or the line and what was expected there.
pub fn program(text: &str) -> Result<Program, String> {
    let mut parser = Parser::new(text)?;
    parser.declare()?;
    parser.items()?;
    Ok(parser.program)
}

#[derive(Clone, PartialEq, Debug)]
enum Tok {
    Word(String),
    Text(String),
    Punct(&'static str),
    End,
}

struct Parser {
    toks: Vec<(Tok, u32)>,
    at: usize,
    program: Program,
    datas: FxHashMap<String, DataId>,
    funs: FxHashMap<String, FunId>,
    externs: FxHashMap<String, ExternId>,
    consts: FxHashMap<String, ConstId>,
}

type Parse<T> = Result<T, String>;

const PUNCTUATION: [&str; 14] = [
    "->", "(", ")", "{", "}", "<", ">", ",", ":", "=", "|", "&", "@", ";",
];

fn tokens(text: &str) -> Parse<Vec<(Tok, u32)>> {
    let mut toks = Vec::new();
    for (line, mut rest) in (1u32..).zip(text.lines()) {
        loop {
            rest = rest.trim_start();
            if rest.is_empty() || rest.starts_with("//") {
                break;
            }
            let word = |c: char, previous: char| {
                c.is_alphanumeric()
                    || "_'./#?".contains(c)
                    || (matches!(c, '-' | '+') && previous == 'e')
            };
            let first = rest.chars().next().unwrap_or(' ');
            if first == '"' {
                let mut end = 1;
                while end < rest.len() && !rest[end..].starts_with('"') {
                    end += if rest[end..].starts_with('\\') { 2 } else { 1 };
                    while !rest.is_char_boundary(end) {
                        end += 1;
                    }
                }
                toks.push((Tok::Text(unescape(&rest[1..end])), line));
                rest = &rest[(end + 1).min(rest.len())..];
            } else if word(first, ' ')
                || (first == '-' && rest[1..].starts_with(|c: char| c.is_ascii_digit() || c == 'i'))
            {
                let numeric = first.is_ascii_digit() || first == '-';
                let mut previous = ' ';
                let end = rest
                    .char_indices()
                    .skip(1)
                    .find(|&(_, c)| {
                        let stop = !word(c, if numeric { previous } else { ' ' });
                        previous = c;
                        stop
                    })
                    .map_or(rest.len(), |(i, _)| i);
                toks.push((Tok::Word(rest[..end].into()), line));
                rest = &rest[end..];
            } else if let Some(p) = PUNCTUATION.iter().find(|p| rest.starts_with(**p)) {
                toks.push((Tok::Punct(p), line));
                rest = &rest[p.len()..];
            } else {
                return Err(format!("line {line}: cannot read {rest:?}"));
            }
        }
    }
    Ok(toks)
}

/// Undoes `{:?}` of a text.
fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some('r') => out.push('\r'),
            Some('0') => out.push('\0'),
            Some('u') => {
                let code: String = chars.by_ref().skip(1).take_while(|&c| c != '}').collect();
                out.extend(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32));
            }
            Some(c) => out.push(c),
            None => {}
        }
    }
    out
}

/// Names of one function.
struct Scope {
    locals: IndexVec<LocalId, Local>,
    joins: IndexVec<JoinId, Join>,
    local_names: FxHashMap<String, LocalId>,
    join_names: FxHashMap<String, JoinId>,
    fun: FunId,
}

impl Scope {
    fn bind(&mut self, name: &str, ty: TyId) -> LocalId {
        let id = self.locals.push(Local {
            name: Symbol::new(base_name(name)),
            ty,
            span: None,
        });
        self.local_names.insert(name.into(), id);
        id
    }
}

/// `x'2` is the second `x`.
fn base_name(name: &str) -> &str {
    name.split('\'').next().unwrap_or(name)
}

impl Parser {
    fn new(text: &str) -> Parse<Parser> {
        let module = |name: &str, library| Module {
            name: Symbol::new(name),
            path: Symbol::new(&format!("{}.mpl", name.to_lowercase())),
            library,
        };
        let mut program = Program {
            types: Types::default(),
            datas: IndexVec::new(),
            funs: IndexVec::new(),
            externs: IndexVec::new(),
            consts: IndexVec::new(),
            const_order: Vec::new(),
            modules: IndexVec::from_vec(vec![module("Main", false), module("Std", true)]),
            sites: IndexVec::new(),
            key_functions: Vec::new(),
            embedded: Vec::new(),
            main: FunId(0),
        };
        for kind in [
            TyKind::Int,
            TyKind::Float,
            TyKind::Bool,
            TyKind::Unit,
            TyKind::Never,
            TyKind::Atom,
        ] {
            program.types.intern(kind);
        }
        program.types.intern(TyKind::Extern {
            c_name: Symbol::new("mesh_string"),
            args: Vec::new(),
        });
        program.sites.push(Site {
            fun: FunId(0),
            span: Span::new(FileId(0), 0, 0),
            line: 0,
            column: 0,
            inlined_at: None,
        });
        Ok(Parser {
            toks: tokens(text)?,
            at: 0,
            program,
            datas: FxHashMap::default(),
            funs: FxHashMap::default(),
            externs: FxHashMap::default(),
            consts: FxHashMap::default(),
        })
    }

    fn peek(&self) -> &Tok {
        self.toks.get(self.at).map_or(&Tok::End, |(t, _)| t)
    }
    fn next(&mut self) -> Tok {
        let tok = self.peek().clone();
        self.at += 1;
        tok
    }
    fn fail<T>(&self, expected: &str) -> Parse<T> {
        let line = self
            .toks
            .get(self.at)
            .or(self.toks.last())
            .map_or(0, |(_, l)| *l);
        Err(format!(
            "line {line}: expected {expected}, found {:?}",
            self.peek()
        ))
    }
    fn is(&self, p: &str) -> bool {
        matches!(self.peek(), Tok::Punct(q) if *q == p)
    }
    fn is_word(&self, w: &str) -> bool {
        matches!(self.peek(), Tok::Word(q) if q == w)
    }
    fn eat(&mut self, p: &str) -> bool {
        let found = self.is(p);
        self.at += usize::from(found);
        found
    }
    fn eat_word(&mut self, w: &str) -> bool {
        let found = self.is_word(w);
        self.at += usize::from(found);
        found
    }
    fn expect(&mut self, p: &str) -> Parse<()> {
        if self.eat(p) {
            Ok(())
        } else {
            self.fail(p)
        }
    }
    fn word(&mut self) -> Parse<String> {
        match self.peek().clone() {
            Tok::Word(w) => {
                self.at += 1;
                Ok(w)
            }
            Tok::Text(_) | Tok::Punct(_) | Tok::End => self.fail("a name"),
        }
    }
    fn list<T>(
        &mut self,
        close: &str,
        mut item: impl FnMut(&mut Self) -> Parse<T>,
    ) -> Parse<Vec<T>> {
        let mut items = Vec::new();
        while !self.is(close) {
            items.push(item(self)?);
            if !self.eat(",") {
                break;
            }
        }
        self.expect(close)?;
        Ok(items)
    }

    /// First round: the names of types and functions, which may be used before their text.
    fn declare(&mut self) -> Parse<()> {
        while *self.peek() != Tok::End {
            let start = self.at;
            let Tok::Word(word) = self.next() else {
                continue;
            };
            match word.as_str() {
                "struct" | "sum" | "tuple"
                    if matches!(self.toks.get(self.at + 1), Some((Tok::Punct("="), _))) =>
                {
                    let name = self.word()?;
                    let kind = match word.as_str() {
                        "struct" => DataKind::Struct,
                        "tuple" => DataKind::Tuple,
                        _ => DataKind::Sum,
                    };
                    let id = self.program.datas.push(Data {
                        name: Symbol::new(&name),
                        display: name.clone(),
                        module: ModuleId(0),
                        kind,
                        variants: Vec::new(),
                        span: None,
                    });
                    self.datas.insert(name, id);
                }
                "fn" => {
                    let name = self.word()?;
                    // `library`, `closure ( n )`, `const_init` stand in front
                    let mut library = false;
                    let mut kind = FunKind::Top;
                    let before = |n: usize| {
                        start
                            .checked_sub(n)
                            .and_then(|i| self.toks.get(i))
                            .map(|(t, _)| t)
                    };
                    let is = |n: usize, w: &str| matches!(before(n), Some(Tok::Word(q)) if q == w);
                    let mut back = 1;
                    if is(4, "closure") {
                        if let Some(Tok::Word(n)) = before(2) {
                            kind = FunKind::Closure {
                                captures: n.parse().unwrap_or(0),
                            };
                        }
                        back = 5;
                    } else if is(1, "const_init") {
                        kind = FunKind::ConstInit;
                        back = 2;
                    }
                    library |= is(back, "library");
                    let short = name
                        .rsplit('.')
                        .next()
                        .unwrap_or(&name)
                        .split('/')
                        .next()
                        .unwrap_or(&name);
                    let unit = self.program.types.intern(TyKind::Unit);
                    let id = self.program.funs.push(Fun {
                        name: Symbol::new(short),
                        display: base_name(&name).into(),
                        module: ModuleId(u32::from(library)),
                        span: Span::new(FileId(0), 0, 0),
                        line: 1,
                        kind,
                        wrapper: false,
                        gone: false,
                        targs: Vec::new(),
                        params: Vec::new(),
                        result: unit,
                        locals: IndexVec::new(),
                        joins: IndexVec::new(),
                        body: Block::default(),
                    });
                    self.funs.insert(name, id);
                }
                _ => {}
            }
        }
        self.at = 0;
        match self.funs.get("Main.main/0") {
            Some(&main) => self.program.main = main,
            None => return Err("there is no Main.main/0".into()),
        }
        Ok(())
    }

    fn items(&mut self) -> Parse<()> {
        loop {
            match self.next() {
                Tok::End => return Ok(()),
                Tok::Word(w) => match w.as_str() {
                    "struct" | "sum" | "tuple" => self.data()?,
                    "extern" => self.ext()?,
                    "const" => {
                        let name = self.word()?;
                        self.expect(":")?;
                        let ty = self.ty()?;
                        self.expect("=")?;
                        let init = self.fun_name()?;
                        let id = self.program.consts.push(Const {
                            name: Symbol::new(&name),
                            module: ModuleId(0),
                            ty,
                            init,
                            checked: false,
                        });
                        self.program.const_order.push(id);
                        self.consts.insert(name, id);
                    }
                    "key" => {
                        let ty = self.ty()?;
                        self.word()?;
                        let equal = self.fun_name()?;
                        self.word()?;
                        let hash = self.fun_name()?;
                        self.program
                            .key_functions
                            .push(KeyFunctions { ty, equal, hash });
                    }
                    "fn" => self.fun()?,
                    "library" | "const_init" => {}
                    "closure" => {
                        self.expect("(")?;
                        self.word()?;
                        self.expect(")")?;
                    }
                    _ => {
                        self.at -= 1;
                        return self.fail("a declaration");
                    }
                },
                Tok::Text(_) | Tok::Punct(_) => {
                    self.at -= 1;
                    return self.fail("a declaration");
                }
            }
        }
    }

    fn fun_name(&mut self) -> Parse<FunId> {
        let name = self.word()?;
        match self.funs.get(&name) {
            Some(&id) => Ok(id),
            None => self.fail(&format!("a function (not {name})")),
        }
    }

    fn data(&mut self) -> Parse<()> {
        let name = self.word()?;
        self.expect("=")?;
        let mut variants = Vec::new();
        loop {
            let name = self.word()?;
            let fields = if self.eat("(") {
                self.list(")", |p| {
                    let name = p.word()?;
                    p.expect(":")?;
                    Ok(FieldDef {
                        name: Symbol::new(&name),
                        ty: p.ty()?,
                    })
                })?
            } else {
                Vec::new()
            };
            variants.push(Variant {
                name: Symbol::new(&name),
                fields,
            });
            if !self.eat("|") {
                break;
            }
        }
        let id = self.datas[&name];
        self.program.datas[id].variants = variants;
        Ok(())
    }

    fn extern_label(&mut self) -> Parse<(String, Vec<TyId>, String)> {
        let c_name = self.word()?;
        let start = self.at;
        let targs = if self.eat("<") {
            self.list(">", Self::ty)?
        } else {
            Vec::new()
        };
        let label = format!(
            "{c_name}{:?}",
            self.toks[start..self.at]
                .iter()
                .map(|(t, _)| t)
                .collect::<Vec<_>>()
        );
        Ok((c_name, targs, label))
    }

    fn ext(&mut self) -> Parse<()> {
        let (c_name, targs, label) = self.extern_label()?;
        self.expect("(")?;
        let params = self.list(")", |p| {
            let by_address = p.eat("&");
            Ok(ExternParam {
                by_address,
                ty: p.ty()?,
            })
        })?;
        self.expect("->")?;
        let passing = if self.eat("&") {
            ResultPassing::Address
        } else if self.eat_word("inside") {
            ResultPassing::Inside
        } else {
            ResultPassing::Value
        };
        let result = self.ty()?;
        let consumes = self.eat_word("own");
        let takes_site = self.eat_word("at");
        let pure = self.eat_word("pure");
        let id = self.program.externs.push(Extern {
            c_name: Symbol::new(&c_name),
            targs,
            params,
            result,
            passing,
            consumes,
            takes_site,
            pure,
            module: ModuleId(1),
            library: true,
        });
        self.externs.insert(label, id);
        Ok(())
    }

    fn ty(&mut self) -> Parse<TyId> {
        let name = self.word()?;
        let kind = match name.as_str() {
            "Int" => TyKind::Int,
            "Float" => TyKind::Float,
            "Bool" => TyKind::Bool,
            "Unit" => TyKind::Unit,
            "Never" => TyKind::Never,
            "Atom" => TyKind::Atom,
            "Token" => TyKind::Token,
            "Fun" => {
                self.expect("(")?;
                let params = self.list(")", Self::ty)?;
                self.expect("->")?;
                let result = self.ty()?;
                TyKind::Fun { params, result }
            }
            _ => match self.datas.get(&name) {
                Some(&data) => TyKind::Data(data),
                None => {
                    let args = if self.eat("<") {
                        self.list(">", Self::ty)?
                    } else {
                        Vec::new()
                    };
                    TyKind::Extern {
                        c_name: Symbol::new(&name),
                        args,
                    }
                }
            },
        };
        Ok(self.program.types.intern(kind))
    }

    fn fun(&mut self) -> Parse<()> {
        let id = self.fun_name()?;
        let mut scope = Scope {
            locals: IndexVec::new(),
            joins: IndexVec::new(),
            local_names: FxHashMap::default(),
            join_names: FxHashMap::default(),
            fun: id,
        };
        self.expect("(")?;
        let params = self.list(")", |p| {
            let mode = if p.eat_word("borrowed") {
                Mode::Borrowed
            } else {
                Mode::Owned
            };
            let local = p.declared(&mut scope)?;
            Ok(Param { local, mode })
        })?;
        self.expect("->")?;
        let result = self.ty()?;
        let body = self.block(&mut scope)?;
        let fun = &mut self.program.funs[id];
        fun.params = params;
        fun.result = result;
        fun.locals = scope.locals;
        fun.joins = scope.joins;
        fun.body = body;
        Ok(())
    }

    fn declared(&mut self, scope: &mut Scope) -> Parse<LocalId> {
        let name = self.word()?;
        self.expect(":")?;
        let ty = self.ty()?;
        Ok(scope.bind(&name, ty))
    }

    fn local(&mut self, scope: &Scope) -> Parse<LocalId> {
        let name = self.word()?;
        match scope.local_names.get(&name) {
            Some(&l) => Ok(l),
            None => self.fail(&format!("a local (not {name})")),
        }
    }

    fn operand(&mut self, scope: &Scope) -> Parse<Operand> {
        match self.next() {
            Tok::Text(text) => Ok(Operand::Str(Symbol::new(&text))),
            Tok::Punct("(") => {
                self.expect(")")?;
                Ok(Operand::Unit)
            }
            Tok::Punct(":") => Ok(Operand::Atom(Symbol::new(&self.word()?))),
            Tok::Word(w) => {
                if let Some(&l) = scope.local_names.get(&w) {
                    return Ok(Operand::Local(l));
                }
                if let Ok(n) = w.parse::<i64>() {
                    return Ok(Operand::Int(n));
                }
                match w.as_str() {
                    "true" => Ok(Operand::Bool(true)),
                    "false" => Ok(Operand::Bool(false)),
                    _ => match w.parse::<f64>() {
                        Ok(x) => Ok(Operand::Float(x)),
                        Err(_) => {
                            self.at -= 1;
                            self.fail("an operand")
                        }
                    },
                }
            }
            Tok::Punct(_) | Tok::End => {
                self.at -= 1;
                self.fail("an operand")
            }
        }
    }

    fn args(&mut self, scope: &Scope) -> Parse<Vec<Operand>> {
        self.expect("(")?;
        self.list(")", |p| p.operand(scope))
    }

    fn block(&mut self, scope: &mut Scope) -> Parse<Block> {
        self.expect("{")?;
        let outer = (scope.local_names.clone(), scope.join_names.clone());
        let mut stmts = Vec::new();
        let end = loop {
            let word = self.word()?;
            match word.as_str() {
                "let" => {
                    let name = self.word()?;
                    self.expect(":")?;
                    let ty = self.ty()?;
                    self.expect("=")?;
                    let op = self.op(scope)?;
                    let site = self.site(scope)?;
                    let local = scope.bind(&name, ty);
                    stmts.push(Stmt::Let { local, op, site });
                }
                "join" | "loop" => {
                    let name = self.word()?;
                    let join = scope.joins.push(Join {
                        name: Symbol::new(base_name(&name)),
                        params: Vec::new(),
                    });
                    scope.join_names.insert(name, join);
                    self.expect("(")?;
                    let outer = scope.local_names.clone();
                    let params = self.list(")", |p| p.declared(scope))?;
                    scope.joins[join].params = params;
                    let body = Box::new(self.block(scope)?);
                    scope.local_names = outer;
                    stmts.push(Stmt::Join {
                        join,
                        body,
                        recursive: word == "loop",
                    });
                }
                "dup" => stmts.push(Stmt::Dup(self.local(scope)?)),
                "drop" => stmts.push(Stmt::Drop(self.local(scope)?)),
                "return" => break End::Return(self.operand(scope)?),
                "jump" => {
                    let name = self.word()?;
                    let Some(&join) = scope.join_names.get(&name) else {
                        return self.fail("a join point");
                    };
                    break End::Jump {
                        join,
                        args: self.args(scope)?,
                    };
                }
                "again" => {
                    break End::Loop {
                        args: self.args(scope)?,
                    }
                }
                "if" => {
                    let condition = self.operand(scope)?;
                    let then = Box::new(self.block(scope)?);
                    if !self.eat_word("else") {
                        return self.fail("else");
                    }
                    let otherwise = Box::new(self.block(scope)?);
                    break End::If {
                        condition,
                        then,
                        otherwise,
                    };
                }
                "switch" => break self.switch(scope)?,
                "unreachable" => break End::Unreachable,
                _ => {
                    self.at -= 1;
                    return self.fail("a statement");
                }
            }
        };
        self.expect("}")?;
        (scope.local_names, scope.join_names) = outer;
        Ok(Block { stmts, end })
    }

    fn site(&mut self, scope: &Scope) -> Parse<SiteId> {
        if !self.eat("@") {
            return Ok(SiteId(0));
        }
        let mut number = || -> Parse<u32> {
            match self.word()?.parse() {
                Ok(n) => Ok(n),
                Err(_) => self.fail("a number"),
            }
        };
        let line = number()?;
        self.expect(":")?;
        let column = match self.word()?.parse() {
            Ok(n) => n,
            Err(_) => return self.fail("a number"),
        };
        Ok(self.program.sites.push(Site {
            fun: scope.fun,
            span: Span::new(FileId(0), 0, 0),
            line,
            column,
            inlined_at: None,
        }))
    }

    fn switch(&mut self, scope: &mut Scope) -> Parse<End> {
        let value = self.local(scope)?;
        if self.eat("{") {
            let mut arms = Vec::new();
            while !self.eat_word("else") {
                match self.word()?.parse() {
                    Ok(n) => arms.push((n, self.block(scope)?)),
                    Err(_) => return self.fail("an integer"),
                }
            }
            let otherwise = Box::new(self.block(scope)?);
            self.expect("}")?;
            return Ok(End::SwitchInt {
                value,
                arms,
                otherwise,
            });
        }
        let name = self.word()?;
        let Some(&data) = self.datas.get(&name) else {
            return self.fail("a data type");
        };
        self.expect("{")?;
        let mut arms = Vec::new();
        let mut otherwise = None;
        while !self.eat("}") {
            if self.eat_word("else") {
                otherwise = Some(Box::new(self.block(scope)?));
            } else {
                let variant = self.word()?;
                let variant = self.variant_of(data, &variant)?;
                arms.push((variant, self.block(scope)?));
            }
        }
        Ok(End::Switch {
            value,
            data,
            arms,
            otherwise,
        })
    }

    fn variant_of(&self, data: DataId, name: &str) -> Parse<u32> {
        match self.program.datas[data]
            .variants
            .iter()
            .position(|v| v.name.as_str() == name)
        {
            Some(i) => Ok(i as u32),
            None => self.fail(&format!("a variant (not {name})")),
        }
    }

    /// `Tree.Node`
    fn variant(&mut self) -> Parse<(DataId, u32)> {
        let name = self.word()?;
        let Some((data, variant)) = name.rsplit_once('.') else {
            return self.fail("Type.Variant");
        };
        let Some(&data) = self.datas.get(data) else {
            return self.fail("a data type");
        };
        Ok((data, self.variant_of(data, variant)?))
    }

    fn field(&mut self, data: DataId, variant: u32) -> Parse<u32> {
        let name = self.word()?;
        let fields = &self.program.datas[data].variants[variant as usize].fields;
        match fields.iter().position(|f| f.name.as_str() == name) {
            Some(i) => Ok(i as u32),
            None => self.fail(&format!("a field (not {name})")),
        }
    }

    fn op(&mut self, scope: &Scope) -> Parse<Op> {
        let word = match self.peek() {
            Tok::Word(w) if !scope.local_names.contains_key(w) => w.clone(),
            Tok::Word(_) if matches!(self.toks.get(self.at + 1), Some((Tok::Word(w), _)) if w == "as") =>
            {
                let value = self.local(scope)?;
                self.word()?;
                let (data, variant) = self.variant()?;
                let field = self.field(data, variant)?;
                return Ok(Op::Project {
                    value,
                    data,
                    variant,
                    field,
                });
            }
            Tok::Word(_) | Tok::Text(_) | Tok::Punct(_) | Tok::End => {
                return Ok(Op::Use(self.operand(scope)?))
            }
        };
        self.at += 1;
        match word.as_str() {
            "call" => {
                let fun = self.fun_name()?;
                Ok(Op::Call {
                    fun,
                    args: self.args(scope)?,
                })
            }
            "extern" => {
                let (_, _, label) = self.extern_label()?;
                let Some(&ext) = self.externs.get(&label) else {
                    return self.fail(&format!("an extern declared before (not {label})"));
                };
                Ok(Op::CallExtern {
                    ext,
                    args: self.args(scope)?,
                })
            }
            "apply" => {
                let closure = self.local(scope)?;
                Ok(Op::CallClosure {
                    closure,
                    args: self.args(scope)?,
                })
            }
            "closure" => {
                let fun = self.fun_name()?;
                Ok(Op::Closure {
                    fun,
                    captures: self.args(scope)?,
                })
            }
            "new" => {
                let (data, variant) = self.variant()?;
                let fields = self.args(scope)?;
                let reuse = if self.eat_word("reuse") {
                    Some(self.local(scope)?)
                } else {
                    None
                };
                Ok(Op::Construct {
                    data,
                    variant,
                    fields,
                    reuse,
                })
            }
            "const" => {
                let name = self.word()?;
                match self.consts.get(&name) {
                    Some(&c) => Ok(Op::Const(c)),
                    None => self.fail("a constant declared before"),
                }
            }
            "concat" => {
                self.expect("(")?;
                let parts = self.list(")", |p| {
                    if let Tok::Text(text) = p.peek().clone() {
                        p.at += 1;
                        return Ok(ConcatPart::Text(Symbol::new(&text)));
                    }
                    let kind = p.word()?;
                    let operand = p.operand(scope)?;
                    match kind.as_str() {
                        "str" => Ok(ConcatPart::Str(operand)),
                        "int" => Ok(ConcatPart::Int(operand)),
                        "float" => Ok(ConcatPart::Float(operand)),
                        "bool" => Ok(ConcatPart::Bool(operand)),
                        _ => p.fail("str, int, float or bool"),
                    }
                })?;
                Ok(Op::Concat(parts))
            }
            "unpack" => {
                let value = self.local(scope)?;
                self.word()?;
                let (data, variant) = self.variant()?;
                self.expect("(")?;
                let taken = self.list(")", |p| {
                    let field = p.field(data, variant)?;
                    p.expect(":")?;
                    Ok((field, p.local(scope)?))
                })?;
                Ok(Op::Unpack {
                    value,
                    data,
                    variant,
                    taken,
                })
            }
            "free" => Ok(Op::FreeToken(self.local(scope)?)),
            _ => {
                self.at -= 1;
                Ok(Op::Use(self.operand(scope)?))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{print, verify};

    #[test]
    fn what_is_printed_reads_back() {
        let text = "\
sum Tree = Leaf | Node(left: Tree, key: Int, right: Tree)
tuple Pair = Pair(f0: Int, f1: mesh_string)
extern mesh_list_get_ref_at<Int>(mesh_list<Int>, Int) -> inside Int at
extern mesh_list_take_out<Int>(mesh_list<Int>, Int) -> &Int
extern mesh_map_find_pure<Int>(mesh_map<Int>, &Int) -> Int pure
extern mesh_int_lt(Int, Int) -> Bool
const limit: Int = Main.limit/0

const_init fn Main.limit/0() -> Int {
  return 10
}

fn Main.insert/2(borrowed tree: Tree, key: Int) -> Tree {
  switch tree Tree {
    Leaf {
      let leaf: Tree = new Tree.Leaf()
      let leaf'2: Tree = new Tree.Leaf()
      let node: Tree = new Tree.Node(leaf, key, leaf'2)
      return node
    }
    else {
      let k: Int = tree as Tree.Node key
      let less: Bool = extern mesh_int_lt(k, key)
      join after(x: Tree) {
        return x
      }
      if less {
        jump after(tree)
      } else {
        let t: Tree = call Main.insert/2(tree, k) @3:4
        jump after(t)
      }
    }
  }
}

fn Main.main/0() -> Unit {
  let f: Fun(Int) -> mesh_string = closure Main.f(1, 2.5)
  let s: mesh_string = apply f(-3) @1:2
  let text: mesh_string = concat(\"a\\n\", str s, int 5, float 1e-300, bool true)
  loop again(i: Int) {
    switch i {
      0 {
        return ()
      }
      else {
        jump again(i)
      }
    }
  }
  jump again(3)
}

library closure(2) fn Main.f(a: Int, b: Float, c: Int) -> mesh_string {
  unreachable
}
";
        let program = super::program(text).unwrap();
        verify::verify(&program, verify::Stage::Core).unwrap();
        assert_eq!(print::program(&program), text);
    }
}
