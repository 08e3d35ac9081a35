//! Core as text: what `--dump=core` and `--dump=rc` show. [`parse`](super::parse) reads it back.
//!
//! Types first, then externs and constants, then the functions of the user and those of the library. Names are the source's;
//! where two things share a name, the second and further ones get `'2`, `'3`, … in the order of the tables.

use std::fmt::Write;

use rustc_hash::FxHashMap;

use super::ir::*;
use super::walk::deep;
use crate::base::{Id, IndexVec};

/// The whole program.
pub fn program(program: &Program) -> String {
    let names = Names::new(program);
    let mut out = String::new();
    for id in program.datas.ids() {
        names.data(&mut out, id);
    }
    for id in program.externs.ids() {
        names.ext(&mut out, id);
    }
    for &id in &program.const_order {
        let c = &program.consts[id];
        let _ = writeln!(
            out,
            "const {}: {} = {}",
            names.consts[id],
            names.ty(c.ty),
            names.funs[c.init]
        );
    }
    for key in &program.key_functions {
        let _ = writeln!(
            out,
            "key {} equal {} hash {}",
            names.ty(key.ty),
            names.funs[key.equal],
            names.funs[key.hash]
        );
    }
    let (user, library): (Vec<FunId>, Vec<FunId>) = program
        .funs
        .ids()
        .filter(|&f| !program.funs[f].gone)
        .partition(|&f| !program.is_library(f));
    for id in user.into_iter().chain(library) {
        if !out.is_empty() {
            out.push('\n');
        }
        FunPrinter::new(&names, &program.funs[id]).fun(&mut out, id);
    }
    out
}

/// One function.
pub fn fun(program: &Program, id: FunId) -> String {
    let names = Names::new(program);
    let mut out = String::new();
    FunPrinter::new(&names, &program.funs[id]).fun(&mut out, id);
    out
}

/// A type as the printer names it.
pub fn ty(program: &Program, ty: TyId) -> String {
    Names::new(program).ty(ty)
}

struct Names<'a> {
    program: &'a Program,
    funs: IndexVec<FunId, String>,
    externs: IndexVec<ExternId, String>,
    consts: IndexVec<ConstId, String>,
}

/// Makes the names of one table unique.
fn unique<I: Id>(names: impl Iterator<Item = String>) -> IndexVec<I, String> {
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    names
        .map(|name| {
            let n = seen.entry(name.clone()).or_insert(0);
            *n += 1;
            if *n == 1 {
                name
            } else {
                format!("{name}'{n}")
            }
        })
        .collect()
}

impl<'a> Names<'a> {
    fn new(program: &'a Program) -> Names<'a> {
        let mut names = Names {
            program,
            funs: unique(program.funs.iter().map(|f| f.display.clone())),
            externs: IndexVec::new(),
            consts: unique(program.consts.iter().map(|c| c.name.to_string())),
        };
        let externs: Vec<String> = program
            .externs
            .iter()
            .map(|e| {
                if e.targs.is_empty() {
                    e.c_name.to_string()
                } else {
                    format!("{}<{}>", e.c_name, names.tys(&e.targs))
                }
            })
            .collect();
        names.externs = unique(externs.into_iter());
        names
    }

    fn ty(&self, ty: TyId) -> String {
        deep(|| match self.program.types.kind(ty) {
            TyKind::Int => "Int".into(),
            TyKind::Float => "Float".into(),
            TyKind::Bool => "Bool".into(),
            TyKind::Unit => "Unit".into(),
            TyKind::Never => "Never".into(),
            TyKind::Atom => "Atom".into(),
            TyKind::Token => "Token".into(),
            TyKind::Data(data) => self.program.datas[*data].name.to_string(),
            TyKind::Extern { c_name, args } if args.is_empty() => c_name.to_string(),
            TyKind::Extern { c_name, args } => format!("{c_name}<{}>", self.tys(args)),
            TyKind::Fun { params, result } => {
                format!("Fun({}) -> {}", self.tys(params), self.ty(*result))
            }
        })
    }

    fn tys(&self, tys: &[TyId]) -> String {
        tys.iter()
            .map(|&t| self.ty(t))
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn data(&self, out: &mut String, id: DataId) {
        let data = &self.program.datas[id];
        let keyword = match data.kind {
            DataKind::Struct => "struct",
            DataKind::Sum => "sum",
            DataKind::Tuple => "tuple",
        };
        let variants: Vec<String> = data
            .variants
            .iter()
            .map(|v| {
                let fields: Vec<String> = v
                    .fields
                    .iter()
                    .map(|f| format!("{}: {}", f.name, self.ty(f.ty)))
                    .collect();
                if fields.is_empty() {
                    v.name.to_string()
                } else {
                    format!("{}({})", v.name, fields.join(", "))
                }
            })
            .collect();
        let _ = writeln!(out, "{keyword} {} = {}", data.name, variants.join(" | "));
    }

    fn ext(&self, out: &mut String, id: ExternId) {
        let ext = &self.program.externs[id];
        let params: Vec<String> = ext
            .params
            .iter()
            .map(|p| format!("{}{}", if p.by_address { "&" } else { "" }, self.ty(p.ty)))
            .collect();
        let _ = writeln!(
            out,
            "extern {}({}) -> {}{}{}{}{}",
            self.externs[id],
            params.join(", "),
            match ext.passing {
                ResultPassing::Value => "",
                ResultPassing::Address => "&",
                ResultPassing::Inside => "inside ",
            },
            self.ty(ext.result),
            if ext.consumes { " own" } else { "" },
            if ext.takes_site { " at" } else { "" },
            if ext.pure { " pure" } else { "" },
        );
    }
}

struct FunPrinter<'a> {
    names: &'a Names<'a>,
    locals: IndexVec<LocalId, String>,
    joins: IndexVec<JoinId, String>,
}

impl<'a> FunPrinter<'a> {
    fn new(names: &'a Names<'a>, fun: &'a Fun) -> FunPrinter<'a> {
        // numbered in the order of the text, so that locals that are gone leave no holes
        let mut order = Vec::new();
        let mut joins = Vec::new();
        order.extend(fun.params.iter().map(|p| p.local));
        fun.body.each_block(&mut |block| {
            for stmt in &block.stmts {
                match stmt {
                    Stmt::Let { local, .. } => order.push(*local),
                    Stmt::Join { join, .. } => {
                        joins.push(*join);
                        order.extend(&fun.joins[*join].params);
                    }
                    Stmt::Dup(_) | Stmt::Drop(_) => {}
                }
            }
        });
        let mut local_names: IndexVec<LocalId, String> = fun
            .locals
            .ids()
            .map(|id| format!("?{}", id.index()))
            .collect();
        let unique_names: IndexVec<LocalId, String> =
            unique(order.iter().map(|&l| fun.locals[l].name.to_string()));
        for (i, &local) in order.iter().enumerate() {
            local_names[local] = unique_names[LocalId::new(i)].clone();
        }
        let mut join_names: IndexVec<JoinId, String> = fun
            .joins
            .ids()
            .map(|id| format!("?{}", id.index()))
            .collect();
        let unique_joins: IndexVec<JoinId, String> =
            unique(joins.iter().map(|&j| fun.joins[j].name.to_string()));
        for (i, &join) in joins.iter().enumerate() {
            join_names[join] = unique_joins[JoinId::new(i)].clone();
        }
        FunPrinter {
            names,
            locals: local_names,
            joins: join_names,
        }
    }

    fn fun(&self, out: &mut String, id: FunId) {
        let fun = &self.names.program.funs[id];
        let module = &self.names.program.modules[fun.module];
        if module.library {
            out.push_str("library ");
        }
        match fun.kind {
            FunKind::Top => {}
            FunKind::Closure { captures } => {
                let _ = write!(out, "closure({captures}) ");
            }
            FunKind::ConstInit => out.push_str("const_init "),
        }
        let params: Vec<String> = fun
            .params
            .iter()
            .map(|p| {
                let mode = match p.mode {
                    Mode::Owned => "",
                    Mode::Borrowed => "borrowed ",
                };
                format!("{mode}{}", self.declared(fun, p.local))
            })
            .collect();
        let _ = writeln!(
            out,
            "fn {}({}) -> {} {{",
            self.names.funs[id],
            params.join(", "),
            self.names.ty(fun.result)
        );
        self.block(out, fun, &fun.body, 1);
        out.push_str("}\n");
    }

    fn declared(&self, fun: &Fun, local: LocalId) -> String {
        format!(
            "{}: {}",
            self.locals[local],
            self.names.ty(fun.locals[local].ty)
        )
    }

    fn block(&self, out: &mut String, fun: &Fun, block: &Block, depth: usize) {
        deep(|| {
            for stmt in &block.stmts {
                indent(out, depth);
                match stmt {
                    Stmt::Let { local, op, site } => {
                        let _ = write!(out, "let {} = {}", self.declared(fun, *local), self.op(op));
                        if matches!(
                            op,
                            Op::Call { .. } | Op::CallExtern { .. } | Op::CallClosure { .. }
                        ) {
                            if let Some(site) =
                                self.names.program.sites.get(*site).filter(|s| s.line > 0)
                            {
                                let _ = write!(out, " @{}:{}", site.line, site.column);
                            }
                        }
                        out.push('\n');
                    }
                    Stmt::Join {
                        join,
                        body,
                        recursive,
                    } => {
                        let params: Vec<String> = fun.joins[*join]
                            .params
                            .iter()
                            .map(|&p| self.declared(fun, p))
                            .collect();
                        let _ = writeln!(
                            out,
                            "{} {}({}) {{",
                            if *recursive { "loop" } else { "join" },
                            self.joins[*join],
                            params.join(", ")
                        );
                        self.block(out, fun, body, depth + 1);
                        indent(out, depth);
                        out.push_str("}\n");
                    }
                    Stmt::Dup(local) => {
                        let _ = writeln!(out, "dup {}", self.locals[*local]);
                    }
                    Stmt::Drop(local) => {
                        let _ = writeln!(out, "drop {}", self.locals[*local]);
                    }
                }
            }
            indent(out, depth);
            self.end(out, fun, &block.end, depth);
        });
    }

    fn end(&self, out: &mut String, fun: &Fun, end: &End, depth: usize) {
        match end {
            End::Return(o) => {
                let _ = writeln!(out, "return {}", operand(&self.locals, o));
            }
            End::Jump { join, args } => {
                let _ = writeln!(out, "jump {}({})", self.joins[*join], self.args(args));
            }
            End::Loop { args } => {
                let _ = writeln!(out, "again({})", self.args(args));
            }
            End::If {
                condition,
                then,
                otherwise,
            } => {
                let _ = writeln!(out, "if {} {{", operand(&self.locals, condition));
                self.block(out, fun, then, depth + 1);
                indent(out, depth);
                out.push_str("} else {\n");
                self.block(out, fun, otherwise, depth + 1);
                indent(out, depth);
                out.push_str("}\n");
            }
            End::Switch {
                value,
                data,
                arms,
                otherwise,
            } => {
                let data = &self.names.program.datas[*data];
                let _ = writeln!(out, "switch {} {} {{", self.locals[*value], data.name);
                for (variant, block) in arms {
                    self.arm(
                        out,
                        fun,
                        data.variants[*variant as usize].name.as_str(),
                        block,
                        depth,
                    );
                }
                if let Some(block) = otherwise {
                    self.arm(out, fun, "else", block, depth);
                }
                indent(out, depth);
                out.push_str("}\n");
            }
            End::SwitchInt {
                value,
                arms,
                otherwise,
            } => {
                let _ = writeln!(out, "switch {} {{", self.locals[*value]);
                for (n, block) in arms {
                    self.arm(out, fun, &n.to_string(), block, depth);
                }
                self.arm(out, fun, "else", otherwise, depth);
                indent(out, depth);
                out.push_str("}\n");
            }
            End::Unreachable => out.push_str("unreachable\n"),
        }
    }

    fn arm(&self, out: &mut String, fun: &Fun, label: &str, block: &Block, depth: usize) {
        indent(out, depth + 1);
        let _ = writeln!(out, "{label} {{");
        self.block(out, fun, block, depth + 2);
        indent(out, depth + 1);
        out.push_str("}\n");
    }

    fn args(&self, args: &[Operand]) -> String {
        args.iter()
            .map(|a| operand(&self.locals, a))
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn op(&self, op: &Op) -> String {
        let program = self.names.program;
        match op {
            Op::Use(o) => operand(&self.locals, o),
            Op::Call { fun, args } => {
                format!("call {}({})", self.names.funs[*fun], self.args(args))
            }
            Op::CallExtern { ext, args } => {
                format!("extern {}({})", self.names.externs[*ext], self.args(args))
            }
            Op::CallClosure { closure, args } => {
                format!("apply {}({})", self.locals[*closure], self.args(args))
            }
            Op::Closure { fun, captures } => {
                format!("closure {}({})", self.names.funs[*fun], self.args(captures))
            }
            Op::Construct {
                data,
                variant,
                fields,
                reuse,
            } => {
                let mut text = format!(
                    "new {}({})",
                    variant_name(program, *data, *variant),
                    self.args(fields)
                );
                if let Some(token) = reuse {
                    let _ = write!(text, " reuse {}", self.locals[*token]);
                }
                text
            }
            Op::Project {
                value,
                data,
                variant,
                field,
            } => format!(
                "{} as {} {}",
                self.locals[*value],
                variant_name(program, *data, *variant),
                program.datas[*data].variants[*variant as usize].fields[*field as usize].name
            ),
            Op::Const(c) => format!("const {}", self.names.consts[*c]),
            Op::Concat(parts) => {
                let parts: Vec<String> = parts
                    .iter()
                    .map(|part| match part {
                        ConcatPart::Text(text) => format!("{:?}", text.as_str()),
                        ConcatPart::Str(o) => format!("str {}", operand(&self.locals, o)),
                        ConcatPart::Int(o) => format!("int {}", operand(&self.locals, o)),
                        ConcatPart::Float(o) => format!("float {}", operand(&self.locals, o)),
                        ConcatPart::Bool(o) => format!("bool {}", operand(&self.locals, o)),
                    })
                    .collect();
                format!("concat({})", parts.join(", "))
            }
            Op::Unpack {
                value,
                data,
                variant,
                taken,
            } => {
                let fields = &program.datas[*data].variants[*variant as usize].fields;
                let taken: Vec<String> = taken
                    .iter()
                    .map(|(field, local)| {
                        format!("{}: {}", fields[*field as usize].name, self.locals[*local])
                    })
                    .collect();
                format!(
                    "unpack {} as {}({})",
                    self.locals[*value],
                    variant_name(program, *data, *variant),
                    taken.join(", ")
                )
            }
            Op::FreeToken(token) => format!("free {}", self.locals[*token]),
        }
    }
}

/// `Tree.Node`, or `Point` where there is one variant with the name of the type.
fn variant_name(program: &Program, data: DataId, variant: u32) -> String {
    let data = &program.datas[data];
    format!("{}.{}", data.name, data.variants[variant as usize].name)
}

fn operand(locals: &IndexVec<LocalId, String>, operand: &Operand) -> String {
    match operand {
        Operand::Local(l) => locals[*l].clone(),
        Operand::Int(n) => n.to_string(),
        Operand::Float(x) => format!("{x:?}"),
        Operand::Bool(b) => b.to_string(),
        Operand::Unit => "()".into(),
        Operand::Atom(a) => format!(":{a}"),
        Operand::Str(s) => format!("{:?}", s.as_str()),
    }
}

fn indent(out: &mut String, depth: usize) {
    for _ in 0..depth {
        out.push_str("  ");
    }
}
