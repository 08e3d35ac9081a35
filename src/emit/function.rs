//! One Core function as one C function: a statement a line, joins as labels, locals under their source names.

use std::fmt::Write;

use rustc_hash::FxHashMap;

use super::endless::endless;
use super::frames::Blocks;
use super::names::{identifier, Unique};
use super::program::Module;
use super::text_loops::TextLoops;
use super::types::Types;
use crate::base::{Id, IndexVec, Symbol};
use crate::core::ir::*;

/// What a function needs around it.
pub struct Context<'a> {
    pub program: &'a Program,
    pub types: &'a Types<'a>,
    pub module: &'a mut Module,
}

/// The C function's head: `MESH_FN int64_t Main_area(mesh_ctx *cx, Shape *shape)`.
pub fn prototype(
    types: &Types<'_>,
    program: &Program,
    id: FunId,
    local_names: Option<&IndexVec<LocalId, String>>,
) -> String {
    let fun = &program.funs[id];
    let mut out = format!(
        "MESH_FN {}{}(mesh_ctx *cx",
        types.result_type(fun.result),
        types.names.funs[id]
    );
    for param in &fun.params {
        let ty = fun.locals[param.local].ty;
        if types.is_void(ty) {
            continue;
        }
        let name = match local_names {
            Some(names) => names[param.local].clone(),
            None => identifier(fun.locals[param.local].name.as_str()),
        };
        let _ = write!(out, ", {}", types.declare(ty, &name));
    }
    out.push(')');
    out
}

/// Emits the definition into the module's text.
pub fn emit(cx: &mut Context<'_>, id: FunId) {
    let program = cx.program;
    let fun = &program.funs[id];
    let mut names = Unique::default();
    let locals: IndexVec<LocalId, String> = fun
        .locals
        .iter()
        .map(|local| names.take(&identifier(local.name.as_str())))
        .collect();
    let labels: IndexVec<JoinId, String> = fun
        .joins
        .iter()
        .map(|join| names.take(&identifier(join.name.as_str())))
        .collect();
    let uses = Uses::count(fun);
    let mut tokens = FxHashMap::default();
    collect_tokens(fun, &fun.body, &mut tokens);
    let framed = cx.types.frames.blocks(fun);
    let head = prototype(cx.types, program, id, Some(&locals));
    let endless = endless(fun, id).then_some(id);
    let text_loops = TextLoops::of(program, fun, &uses.locals);
    let parts = text_loops
        .texts
        .iter()
        .map(|&text| (text, names.take(&format!("{}_parts", locals[text]))))
        .collect();
    let mut emitter = Emitter {
        cx,
        fun,
        endless,
        text_loops,
        parts,
        unfinished: Vec::new(),
        locals,
        labels,
        uses,
        framed,
        entered: false,
        entered_at: IndexVec::from_elem(false, fun.joins.len()),
        indent: 0,
        temps: names,
        last_line: None,
        tokens,
    };
    emitter.comment();
    emitter.open(&head);
    emitter.prologue();
    emitter.block(&fun.body);
    emitter.never_returns();
    emitter.close();
}

/// How often locals and joins are read.
struct Uses {
    locals: IndexVec<LocalId, u32>,
    jumps: IndexVec<JoinId, u32>,
    loops: bool,
}

impl Uses {
    fn count(fun: &Fun) -> Uses {
        let mut uses = Uses {
            locals: IndexVec::from_elem(0, fun.locals.len()),
            jumps: IndexVec::from_elem(0, fun.joins.len()),
            loops: false,
        };
        uses.block(&fun.body);
        uses
    }
    fn operand(&mut self, operand: &Operand) {
        if let Operand::Local(local) = operand {
            self.locals[*local] += 1;
        }
    }
    fn block(&mut self, block: &Block) {
        stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || {
            let mut joins = Vec::new();
            for stmt in &block.stmts {
                match stmt {
                    Stmt::Let { op, .. } => self.op(op),
                    Stmt::Join { join, body, .. } => joins.push((*join, body)),
                    Stmt::Dup(local) | Stmt::Drop(local) => self.locals[*local] += 1,
                }
            }
            match &block.end {
                End::Return(value) => self.operand(value),
                End::Jump { join, args } => {
                    self.jumps[*join] += 1;
                    args.iter().for_each(|a| self.operand(a));
                }
                End::Loop { args } => {
                    self.loops = true;
                    args.iter().for_each(|a| self.operand(a));
                }
                End::If {
                    condition,
                    then,
                    otherwise,
                } => {
                    self.operand(condition);
                    self.block(then);
                    self.block(otherwise);
                }
                End::Switch {
                    value,
                    arms,
                    otherwise,
                    ..
                } => {
                    self.locals[*value] += 1;
                    arms.iter().for_each(|(_, b)| self.block(b));
                    if let Some(b) = otherwise {
                        self.block(b);
                    }
                }
                End::SwitchInt {
                    value,
                    arms,
                    otherwise,
                } => {
                    self.locals[*value] += 1;
                    arms.iter().for_each(|(_, b)| self.block(b));
                    self.block(otherwise);
                }
                End::Unreachable => {}
            }
            // a join point that nothing jumps to is not written, nor counts what is in it; later ones may jump to earlier ones
            for (join, body) in joins.into_iter().rev() {
                if self.jumps[join] > 0 {
                    self.block(body);
                }
            }
        })
    }
    fn op(&mut self, op: &Op) {
        match op {
            Op::Use(value) => self.operand(value),
            Op::Call { args, .. } | Op::CallExtern { args, .. } => {
                args.iter().for_each(|a| self.operand(a))
            }
            Op::CallClosure { closure, args } => {
                self.locals[*closure] += 1;
                args.iter().for_each(|a| self.operand(a));
            }
            Op::Closure { captures, .. } => captures.iter().for_each(|a| self.operand(a)),
            Op::Construct { fields, reuse, .. } => {
                fields.iter().for_each(|a| self.operand(a));
                if let Some(token) = reuse {
                    self.locals[*token] += 1;
                }
            }
            Op::Project { value, .. } | Op::FreeToken(value) => self.locals[*value] += 1,
            Op::Unpack { value, taken, .. } => {
                self.locals[*value] += 1;
                taken.iter().for_each(|(_, local)| self.locals[*local] += 1);
            }
            Op::Const(_) => {}
            Op::Concat(parts) => parts.iter().for_each(|part| match part {
                ConcatPart::Text(_) => {}
                ConcatPart::Str(o)
                | ConcatPart::Int(o)
                | ConcatPart::Float(o)
                | ConcatPart::Bool(o) => self.operand(o),
            }),
        }
    }
}

/// Tokens are made by `Unpack`, and may pass through parameters of joins.
fn collect_tokens(fun: &Fun, block: &Block, tokens: &mut FxHashMap<LocalId, (DataId, u32)>) {
    stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || {
        let mut joins: Vec<&Block> = Vec::new();
        for stmt in &block.stmts {
            match stmt {
                Stmt::Let {
                    local,
                    op: Op::Unpack { data, variant, .. },
                    ..
                } => {
                    tokens.insert(*local, (*data, *variant));
                }
                Stmt::Let {
                    local,
                    op: Op::Use(Operand::Local(from)),
                    ..
                } => {
                    if let Some(&size) = tokens.get(from) {
                        tokens.insert(*local, size);
                    }
                }
                Stmt::Join { body, .. } => joins.push(body),
                Stmt::Let { .. } | Stmt::Dup(_) | Stmt::Drop(_) => {}
            }
        }
        match &block.end {
            End::Jump { join, args } => {
                for (param, arg) in fun.joins[*join].params.iter().zip(args) {
                    if let Operand::Local(from) = arg {
                        if let Some(&size) = tokens.get(from) {
                            tokens.insert(*param, size);
                        }
                    }
                }
            }
            End::If {
                then, otherwise, ..
            } => {
                collect_tokens(fun, then, tokens);
                collect_tokens(fun, otherwise, tokens);
            }
            End::Switch {
                arms, otherwise, ..
            } => {
                arms.iter()
                    .for_each(|(_, b)| collect_tokens(fun, b, tokens));
                if let Some(b) = otherwise {
                    collect_tokens(fun, b, tokens);
                }
            }
            End::SwitchInt {
                arms, otherwise, ..
            } => {
                arms.iter()
                    .for_each(|(_, b)| collect_tokens(fun, b, tokens));
                collect_tokens(fun, otherwise, tokens);
            }
            End::Return(_) | End::Loop { .. } | End::Unreachable => {}
        }
        // jumps to a join stand before its body
        for body in joins.into_iter().rev() {
            collect_tokens(fun, body, tokens);
        }
    })
}

struct Emitter<'a, 'b> {
    cx: &'a mut Context<'b>,
    fun: &'a Fun,
    /// The function itself, if each of its paths calls it again.
    endless: Option<FunId>,
    text_loops: TextLoops,
    /// The variables of texts in parts.
    parts: FxHashMap<LocalId, String>,
    /// The texts that are in parts where the text stands.
    unfinished: Vec<LocalId>,
    locals: IndexVec<LocalId, String>,
    labels: IndexVec<JoinId, String>,
    uses: Uses,
    framed: Blocks,
    /// The frame is linked where the text stands, and where each join is declared.
    entered: bool,
    entered_at: IndexVec<JoinId, bool>,
    indent: usize,
    temps: Unique,
    last_line: Option<(u32, Symbol)>,
    /// Where the memory of each token comes from.
    tokens: FxHashMap<LocalId, (DataId, u32)>,
}

impl Emitter<'_, '_> {
    // ---- text ----------------------------------------------------------------------------------------------------

    fn line(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let out = &mut self.cx.module.text;
        for _ in 0..self.indent {
            out.push_str("    ");
        }
        out.push_str(text);
        out.push('\n');
    }
    fn open(&mut self, head: &str) {
        if head.is_empty() {
            self.line("{");
        } else if self.indent == 0 {
            self.line(head);
            self.line("{");
        } else {
            self.line(&format!("{head} {{"));
        }
        self.indent += 1;
    }
    fn close(&mut self) {
        self.indent -= 1;
        self.line("}");
        if self.indent == 0 {
            self.cx.module.text.push('\n');
        }
    }
    fn label(&mut self, label: &str) {
        let text = format!(
            "{}{label}:;\n",
            "    ".repeat(self.indent.saturating_sub(1))
        );
        self.cx.module.text.push_str(&text);
    }
    /// `#line`, where the source line changes.
    fn source_line(&mut self, site: SiteId) {
        let info = &self.cx.program.sites[site];
        let module = &self.cx.program.modules[self.cx.program.funs[info.fun].module];
        let path = module.path;
        if module.library || info.line == 0 || self.last_line == Some((info.line, path)) {
            return;
        }
        self.last_line = Some((info.line, path));
        let text = format!(
            "#line {} {}\n",
            info.line,
            super::program::c_string(path.as_str())
        );
        self.cx.module.text.push_str(&text);
    }

    fn comment(&mut self) {
        let program = self.cx.program;
        let module = &program.modules[self.fun.module];
        let params: Vec<String> = self
            .fun
            .params
            .iter()
            .map(|p| {
                let ty = &self.cx.types.names.types[self.fun.locals[p.local].ty];
                match p.mode {
                    Mode::Owned => ty.clone(),
                    Mode::Borrowed => format!("{ty} borrowed"),
                }
            })
            .collect();
        let line = self.fun.line;
        let place = if module.library || line == 0 {
            String::new()
        } else {
            format!("      {}:{line}", module.path)
        };
        let text = format!(
            "/* {} : ({}) -> {}{place} */",
            super::program::comment_text(&self.fun.display),
            params.join(", "),
            self.cx.types.names.types[self.fun.result]
        );
        self.line(&text);
        if !place.is_empty() {
            let path = super::program::c_string(module.path.as_str());
            let text = format!("#line {line} {path}");
            self.line(&text);
        }
    }

    fn prologue(&mut self) {
        if self.framed.need(&self.fun.body) {
            self.line("mesh_frame frame;");
            if self.uses.loops {
                self.enter(None);
            }
        } else {
            self.line("(void)cx;");
        }
        for param in &self.fun.params {
            if self.uses.locals[param.local] == 0
                && !self.cx.types.is_void(self.fun.locals[param.local].ty)
            {
                let text = format!("(void){};", self.locals[param.local]);
                self.line(&text);
            }
        }
        for param in &self.fun.params {
            if let Some(parts) = self.parts.get(&param.local) {
                let own = &self.locals[param.local];
                let text = format!("mesh_text {parts} = mesh_text_of_own({own});");
                self.line(&text);
                self.unfinished.push(param.local);
            }
        }
        if self.uses.loops {
            let label = self.temps.take("again");
            self.label(&label);
            self.labels.push(label);
        }
    }
    /// A function that only loops or panics still needs a `return` in C, which compilers look for.
    fn never_returns(&mut self) {
        let mut returns = self.cx.types.is_void(self.fun.result);
        self.fun
            .body
            .each_block(&mut |b| returns |= matches!(b.end, End::Return(_)));
        if !returns {
            let dummy = self.dummy();
            self.line(&format!("return{dummy};"));
        }
    }
    /// ` VALUE`, or nothing in a function without a result, for a `return` that control never reaches.
    fn dummy(&self) -> String {
        let result = self.fun.result;
        match self.cx.types.is_void(result) {
            true => String::new(),
            false => format!(" ({}){{0}}", self.cx.types.c_type(result)),
        }
    }
    /// The label of the function's start, for `End::Loop`.
    fn start_label(&self) -> String {
        self.labels[JoinId::new(self.labels.len() - 1)].clone()
    }

    fn token_size(&self, token: LocalId) -> String {
        match self.tokens.get(&token) {
            Some((data, variant)) => self.cx.types.cell_size(*data, *variant),
            None => crate::bug!("emit", "a token of unknown size in {}", self.fun.display),
        }
    }

    // ---- operands ------------------------------------------------------------------------------------------------

    fn is_void(&self, operand: &Operand) -> bool {
        match operand {
            Operand::Unit => true,
            Operand::Local(local) => self.cx.types.is_void(self.fun.locals[*local].ty),
            Operand::Int(_)
            | Operand::Float(_)
            | Operand::Bool(_)
            | Operand::Atom(_)
            | Operand::Str(_) => false,
        }
    }
    fn operand(&mut self, operand: &Operand) -> String {
        match operand {
            Operand::Local(local) => self.locals[*local].clone(),
            Operand::Int(n) => int_literal(*n),
            Operand::Float(x) => float_literal(*x),
            Operand::Bool(b) => b.to_string(),
            Operand::Unit => "0".into(),
            Operand::Atom(name) => format!("&{}", super::program::atom_name(*name)),
            Operand::Str(text) => format!("MESH_STRING_REF({})", self.cx.module.string(*text)),
        }
    }
    /// The address of a C object that holds the operand, for parameters of generic externs.
    fn address(&mut self, operand: &Operand, ty: TyId) -> String {
        if self.cx.types.is_void(ty) {
            return "NULL".into();
        }
        match operand {
            Operand::Local(local) => format!("&{}", self.locals[*local]),
            _ => {
                let value = self.operand(operand);
                format!("&({}){{{value}}}", self.cx.types.c_type(ty))
            }
        }
    }
    fn args(&mut self, args: &[Operand]) -> String {
        let mut out = String::from("cx");
        for arg in args {
            if self.is_void(arg) {
                continue;
            }
            out.push_str(", ");
            out.push_str(&self.operand(arg));
        }
        out
    }

    // ---- blocks --------------------------------------------------------------------------------------------------

    fn block(&mut self, block: &Block) {
        let entered = self.entered;
        let unfinished = self.unfinished.clone();
        stacker::maybe_grow(256 * 1024, 8 * 1024 * 1024, || {
            self.statements(&block.stmts, &block.end)
        });
        self.entered = entered;
        self.unfinished = unfinished;
    }

    fn statements(&mut self, stmts: &[Stmt], end: &End) {
        for (at, stmt) in stmts.iter().enumerate() {
            let used: Vec<LocalId> = self
                .unfinished
                .iter()
                .copied()
                .filter(|&text| match stmt {
                    Stmt::Let { local, op, .. } => {
                        let mut read = false;
                        op.used_locals(|l| read |= l == text);
                        read && self.text_loops.appends.get(local) != Some(&text)
                    }
                    Stmt::Dup(local) | Stmt::Drop(local) => *local == text,
                    Stmt::Join { .. } => false,
                })
                .collect();
            self.finish_texts(&used);
            match stmt {
                Stmt::Let { local, op, site } => {
                    if !self.fun.wrapper && self.cx.types.frames.shows(op) {
                        self.source_line(*site);
                        self.mark(*site);
                    }
                    self.let_stmt(*local, op, *site);
                }
                Stmt::Dup(local) => {
                    let text = self
                        .cx
                        .types
                        .dup(self.fun.locals[*local].ty, &self.locals[*local]);
                    self.line(&text);
                }
                Stmt::Drop(local) => {
                    let text = self
                        .cx
                        .types
                        .drop(self.fun.locals[*local].ty, &self.locals[*local]);
                    self.line(&text);
                }
                Stmt::Join { join, body, .. } => {
                    self.join(*join, body, &stmts[at + 1..], end);
                    return;
                }
            }
        }
        let goes_on = |text: LocalId| match end {
            // the next round of its own loop takes it as it is
            End::Jump { join, .. } => self.fun.joins[*join].params.contains(&text),
            End::Loop { .. } => self.fun.params.iter().any(|p| p.local == text),
            _ => false,
        };
        let used: Vec<LocalId> = self
            .unfinished
            .iter()
            .copied()
            .filter(|&text| {
                let mut read = false;
                end.used_locals(|l| read |= l == text);
                read && !goes_on(text)
            })
            .collect();
        self.finish_texts(&used);
        self.end(end);
    }

    /// Texts in parts that are used as Strings become Strings.
    fn finish_texts(&mut self, used: &[LocalId]) {
        for &text in used {
            let line = format!(
                "{} = mesh_text_finished({});",
                self.locals[text], self.parts[&text]
            );
            self.line(&line);
            self.unfinished.retain(|&other| other != text);
        }
    }

    /// What follows the declaration stands first, in braces; then the label with the join's body.
    fn join(&mut self, join: JoinId, body: &Block, rest: &[Stmt], end: &End) {
        if self.uses.jumps[join] == 0 {
            self.statements(rest, end);
            return;
        }
        for &param in &self.fun.joins[join].params {
            let ty = self.fun.locals[param].ty;
            if !self.cx.types.is_void(ty) && self.uses.locals[param] > 0 {
                let text = format!("{};", self.cx.types.declare(ty, &self.locals[param]));
                self.line(&text);
            }
            if let Some(parts) = self.parts.get(&param) {
                let text = format!("mesh_text {parts};");
                self.line(&text);
            }
        }
        if self.framed.need(body) && !self.entered {
            self.enter(None);
        }
        let entered = self.entered;
        self.entered_at[join] = entered;
        self.open("");
        self.statements(rest, end);
        self.close();
        self.entered = entered;
        let label = self.labels[join].clone();
        self.label(&label);
        self.last_line = None;
        let before = self.unfinished.len();
        let params = &self.fun.joins[join].params;
        self.unfinished
            .extend(params.iter().filter(|p| self.parts.contains_key(p)));
        self.block(body);
        self.unfinished.truncate(before);
    }

    fn end(&mut self, end: &End) {
        match end {
            End::Return(value) => {
                let text = if self.is_void(value) || self.cx.types.is_void(self.fun.result) {
                    "return;".to_owned()
                } else {
                    format!("return {};", self.operand(value))
                };
                if self.entered {
                    self.line("mesh_leave(cx, &frame);");
                }
                self.line(&text);
            }
            End::Jump { join, args } => {
                let params = self.fun.joins[*join].params.clone();
                self.assign(&params, args);
                if self.entered && !self.entered_at[*join] {
                    self.line("mesh_leave(cx, &frame);");
                }
                let text = format!("goto {};", self.labels[*join]);
                self.line(&text);
            }
            End::Loop { args } => {
                let params: Vec<LocalId> = self.fun.params.iter().map(|p| p.local).collect();
                self.assign(&params, args);
                let text = format!("goto {};", self.start_label());
                self.line(&text);
            }
            End::If {
                condition,
                then,
                otherwise,
            } => {
                // a block never falls through, so the second one needs no `else`
                let text = format!("if ({})", self.operand(condition));
                self.open(&text);
                let line = self.last_line;
                self.block(then);
                self.close();
                self.last_line = if line == self.last_line { line } else { None };
                self.block(otherwise);
            }
            End::Switch {
                value,
                data,
                arms,
                otherwise,
            } => self.switch(*value, *data, arms, otherwise.as_deref()),
            End::SwitchInt {
                value,
                arms,
                otherwise,
            } => {
                let name = self.locals[*value].clone();
                if let [(literal, block)] = arms.as_slice() {
                    self.open(&format!("if ({name} == {})", int_literal(*literal)));
                    self.block(block);
                    self.close();
                } else {
                    self.open(&format!("switch ({name})"));
                    for (literal, block) in arms {
                        self.open(&format!("case {}:", int_literal(*literal)));
                        self.block(block);
                        self.close();
                    }
                    self.line("default:");
                    self.line("    break;");
                    self.close();
                }
                self.last_line = None;
                self.block(otherwise);
            }
            End::Unreachable => self.line("MESH_UNREACHABLE();"),
        }
    }

    fn switch(
        &mut self,
        value: LocalId,
        data: DataId,
        arms: &[(u32, Block)],
        otherwise: Option<&Block>,
    ) {
        let name = self.locals[value].clone();
        // the last of several arms needs no test when there is no other case
        let (tested, rest): (&[(u32, Block)], Option<&Block>) = match (otherwise, arms.split_last())
        {
            (Some(block), _) => (arms, Some(block)),
            (None, Some((last, before))) => (before, Some(&last.1)),
            (None, None) => (arms, None),
        };
        if tested.len() <= 2 {
            for (variant, block) in tested {
                let test = self.cx.types.test(data, *variant, &name);
                self.open(&format!("if ({test})"));
                self.block(block);
                self.close();
                self.last_line = None;
            }
        } else {
            self.open(&format!(
                "switch ({})",
                self.cx.types.variant_of(data, &name)
            ));
            for (variant, block) in tested {
                let constant = self.cx.types.variant_constant(data, *variant);
                self.open(&format!("case {constant}:"));
                self.block(block);
                self.close();
                self.last_line = None;
            }
            self.line("default:");
            self.line("    break;");
            self.close();
        }
        self.last_line = None;
        match rest {
            Some(block) => self.block(block),
            None => self.line("MESH_UNREACHABLE();"),
        }
    }

    /// Assigns in parallel: a parameter that a later argument still reads is saved first.
    fn assign(&mut self, params: &[LocalId], args: &[Operand]) {
        for (param, arg) in params.iter().zip(args) {
            let Some(parts) = self.parts.get(param).cloned() else {
                continue;
            };
            let same = *arg == Operand::Local(*param);
            let appended = arg
                .local()
                .is_some_and(|l| self.text_loops.appends.get(&l) == Some(param));
            if !same && !appended {
                let text = format!("{parts} = mesh_text_of_own({});", self.operand(arg));
                self.line(&text);
            }
        }
        let mut pending: Vec<(LocalId, Operand)> = params
            .iter()
            .zip(args)
            .filter(|(param, arg)| {
                self.uses.locals[**param] > 0
                    && !self.parts.contains_key(param)
                    && !self.cx.types.is_void(self.fun.locals[**param].ty)
                    && **arg != Operand::Local(**param)
            })
            .map(|(param, arg)| (*param, arg.clone()))
            .collect();
        let mut saved: FxHashMap<LocalId, String> = FxHashMap::default();
        while !pending.is_empty() {
            let free = pending.iter().position(|(param, _)| {
                !pending.iter().any(|(other, arg)| {
                    other != param && *arg == Operand::Local(*param) && !saved.contains_key(param)
                })
            });
            match free {
                Some(at) => {
                    let (param, arg) = pending.remove(at);
                    let value = match &arg {
                        Operand::Local(local) if saved.contains_key(local) => saved[local].clone(),
                        _ => self.operand(&arg),
                    };
                    let text = format!("{} = {value};", self.locals[param]);
                    self.line(&text);
                }
                None => {
                    let (param, _) = pending[0];
                    let temp = self.temps.take(&format!("old_{}", self.locals[param]));
                    let declared = self.cx.types.declare(self.fun.locals[param].ty, &temp);
                    let text = format!("{declared} = {};", self.locals[param]);
                    self.line(&text);
                    saved.insert(param, temp);
                }
            }
        }
    }

    // ---- operations ----------------------------------------------------------------------------------------------

    /// `T x = value;`, or the bare call where nothing is bound.
    fn bind(&mut self, local: LocalId, value: &str) {
        let ty = self.fun.locals[local].ty;
        let text = if self.cx.types.is_void(ty) {
            format!("{value};")
        } else if self.uses.locals[local] == 0 {
            format!("(void){value};")
        } else {
            format!(
                "{} = {value};",
                self.cx.types.declare(ty, &self.locals[local])
            )
        };
        self.line(&text);
    }

    /// Says which call is under way, and links the frame if that is still to do.
    fn mark(&mut self, site: SiteId) {
        if self.entered {
            let site = self.site(site);
            self.line(&format!("frame.site = {site};"));
        } else {
            self.enter(Some(site));
        }
    }
    fn enter(&mut self, site: Option<SiteId>) {
        self.entered = true;
        let site = match site {
            Some(site) => self.site(site),
            None => "NULL".to_owned(),
        };
        self.line(&format!("mesh_enter(cx, &frame, {site});"));
    }
    /// The table entry of a site, for an operation that stands here.
    fn site(&mut self, site: SiteId) -> String {
        self.cx.module.site(site, self.entered)
    }

    fn let_stmt(&mut self, local: LocalId, op: &Op, site: SiteId) {
        let ty = self.fun.locals[local].ty;
        match op {
            Op::Use(value) => {
                if self.is_void(value) || self.cx.types.is_void(ty) || self.uses.locals[local] == 0
                {
                    return;
                }
                let value = self.operand(value);
                self.bind(local, &value);
            }
            Op::Call { fun, args } => {
                if self.endless == Some(*fun) {
                    // never true here, as `mesh_enter` checks it; but C compilers see a way out, and do not warn
                    let dummy = self.dummy();
                    self.line("if (mesh_stack_low(cx))");
                    self.line(&format!("    return{dummy};"));
                }
                let call = format!("{}({})", self.cx.types.names.funs[*fun], self.args(args));
                self.bind(local, &call);
            }
            Op::CallClosure { closure, args } => {
                let fun_ty = self.fun.locals[*closure].ty;
                let name = self.locals[*closure].clone();
                let mut text = format!(
                    "(({}){name}->code)(cx, {name}",
                    self.cx.types.code_type(fun_ty)
                );
                for arg in args {
                    if !self.is_void(arg) {
                        text.push_str(", ");
                        text.push_str(&self.operand(arg));
                    }
                }
                text.push(')');
                self.bind(local, &text);
            }
            Op::CallExtern { ext, args } => {
                self.source_line(site);
                self.call_extern(local, *ext, args, site);
            }
            Op::Closure { fun, captures } => {
                let value = if captures.is_empty() {
                    format!("MESH_CLOSURE_REF({}_value)", self.cx.types.names.funs[*fun])
                } else {
                    format!(
                        "{}_new({})",
                        self.cx.types.names.funs[*fun],
                        self.args(captures)
                    )
                };
                self.bind(local, &value);
            }
            Op::Construct {
                data,
                variant,
                fields,
                reuse,
            } => {
                if self.cx.types.is_void(ty) {
                    return;
                }
                let mut args = Vec::new();
                for field in fields {
                    if !self.is_void(field) {
                        args.push(self.operand(field));
                    }
                }
                let token = reuse.map(|token| (self.locals[token].clone(), self.token_size(token)));
                let token = token
                    .as_ref()
                    .map(|(name, size)| (name.as_str(), size.as_str()));
                let value = self.cx.types.construct(*data, *variant, &args, token);
                self.bind(local, &value);
            }
            Op::Project {
                value,
                data,
                variant,
                field,
            } => {
                if self.cx.types.is_void(ty) || self.uses.locals[local] == 0 {
                    return;
                }
                let text = self
                    .cx
                    .types
                    .project(*data, *variant, *field, &self.locals[*value]);
                self.bind(local, &text);
            }
            Op::Const(constant) => {
                if self.cx.types.is_void(ty) {
                    return;
                }
                if self.uses.locals[local] == 0 {
                    return;
                }
                let name = self.cx.types.constant(*constant).to_owned();
                if self.cx.program.consts[*constant].checked {
                    let site = self.site(site);
                    self.open(&format!("if (!{name}_ready)"));
                    self.line(&format!(
                        "mesh_panic_at(cx, {site}, \"constant used before initialisation\");"
                    ));
                    self.close();
                }
                self.bind(local, &name);
            }
            Op::Concat(parts) => self.concat(local, parts),
            Op::Unpack {
                value,
                data,
                variant,
                taken,
            } => {
                let taken: Vec<(u32, String)> = taken
                    .iter()
                    .map(|(field, local)| (*field, self.locals[*local].clone()))
                    .collect();
                let keeps = *self.cx.program.types.kind(ty) == TyKind::Token;
                let token = keeps.then(|| self.locals[local].clone());
                let lines = self.cx.types.unpack(
                    *data,
                    *variant,
                    &self.locals[*value],
                    &taken,
                    token.as_deref(),
                );
                for text in lines {
                    self.line(&text);
                }
            }
            Op::FreeToken(token) => {
                let text = format!(
                    "mesh_cell_discard(cx, {}, {});",
                    self.locals[*token],
                    self.token_size(*token)
                );
                self.line(&text);
            }
        }
    }

    fn call_extern(&mut self, local: LocalId, ext: ExternId, args: &[Operand], site: SiteId) {
        let program = self.cx.program;
        let ext = &program.externs[ext];
        let mut text = format!("{}(cx", ext.c_name);
        for &targ in &ext.targs {
            let _ = write!(text, ", {}", self.cx.types.descriptor(targ));
        }
        for (param, arg) in ext.params.iter().zip(args) {
            if param.by_address {
                let _ = write!(text, ", {}", self.address(arg, param.ty));
            } else if !self.cx.types.is_void(param.ty) {
                let value = self.operand(arg);
                let value = match self.cx.types.foreign_pointer(param.ty) {
                    Some(_) if ext.library => value,
                    Some(c_name) if self.cx.types.is_foreign(param.ty) => {
                        format!("({c_name} *){value}->pointer")
                    }
                    Some(c_name) => {
                        format!("({value} != NULL ? ({c_name} *){value}->pointer : NULL)")
                    }
                    None => value,
                };
                let _ = write!(text, ", {value}");
            }
        }
        let void = self.cx.types.is_void(ext.result);
        if ext.passing == ResultPassing::Address {
            if void {
                text.push_str(", NULL");
            } else {
                let declared = format!(
                    "{};",
                    self.cx.types.declare(ext.result, &self.locals[local])
                );
                self.line(&declared);
                let _ = write!(text, ", &{}", self.locals[local]);
            }
        }
        if ext.takes_site {
            let site = self.site(site);
            let _ = write!(text, ", {site}");
        }
        text.push(')');
        if let Some(c_name) = self
            .cx
            .types
            .foreign_pointer(ext.result)
            .filter(|_| !ext.library)
        {
            let pointer = self.temps.take("pointer");
            self.line(&format!("{c_name} *{pointer} = {text};"));
            let boxed = format!("mesh_foreign_new(cx, {pointer}, {c_name}_release)");
            let value = if self.cx.types.is_foreign(ext.result) {
                boxed
            } else {
                format!("({pointer} != NULL ? {boxed} : NULL)")
            };
            self.bind(local, &value);
            return;
        }
        if ext.passing == ResultPassing::Inside && !void {
            let pointer = self.cx.types.declare(ext.result, "const *");
            self.bind(local, &format!("*({pointer}){text}"));
        } else if ext.passing == ResultPassing::Address {
            text.push(';');
            self.line(&text);
            if !void && self.uses.locals[local] == 0 {
                let text = format!("(void){};", self.locals[local]);
                self.line(&text);
            }
        } else {
            self.bind(local, &text);
        }
    }

    fn concat(&mut self, local: LocalId, parts: &[ConcatPart]) {
        if let (Some(text), [_, second]) = (self.text_loops.appends.get(&local), parts) {
            let text = self.parts[text].clone();
            let line = match second {
                ConcatPart::Text(piece) | ConcatPart::Str(Operand::Str(piece)) => {
                    let name = self.cx.module.string(*piece);
                    format!(
                        "mesh_text_append_literal(cx, &{text}, {name}.bytes, {}, {});",
                        piece.as_str().len(),
                        piece.as_str().chars().count()
                    )
                }
                ConcatPart::Str(o) => {
                    format!("mesh_text_append_own(cx, &{text}, {});", self.operand(o))
                }
                ConcatPart::Int(_) | ConcatPart::Float(_) | ConcatPart::Bool(_) => {
                    crate::bug!("emit", "a number appended to a text in parts")
                }
            };
            return self.line(&line);
        }
        // one text after another: in place if the first is unique
        if let [ConcatPart::Str(Operand::Local(first)), second] = parts {
            let first = self.locals[*first].clone();
            let appended = match second {
                ConcatPart::Text(text) | ConcatPart::Str(Operand::Str(text)) => {
                    let name = self.cx.module.string(*text);
                    Some(format!(
                        "mesh_string_append_literal_own(cx, {first}, {name}.bytes, {}, {})",
                        text.as_str().len(),
                        text.as_str().chars().count()
                    ))
                }
                ConcatPart::Str(second) => Some(format!(
                    "mesh_string_concat_own(cx, {first}, {})",
                    self.operand(second)
                )),
                ConcatPart::Int(_) | ConcatPart::Float(_) | ConcatPart::Bool(_) => None,
            };
            if let Some(text) = appended {
                self.bind(local, &text);
                return;
            }
        }
        let pieces = self.temps.take("pieces");
        let mut list = Vec::new();
        for part in parts {
            list.push(match part {
                ConcatPart::Text(text) => {
                    let name = self.cx.module.string(*text);
                    format!(
                        "mesh_piece_literal({name}.bytes, {}, {})",
                        text.as_str().len(),
                        text.as_str().chars().count()
                    )
                }
                ConcatPart::Str(Operand::Str(text)) => {
                    let name = self.cx.module.string(*text);
                    format!(
                        "mesh_piece_literal({name}.bytes, {}, {})",
                        text.as_str().len(),
                        text.as_str().chars().count()
                    )
                }
                ConcatPart::Str(o) => format!("mesh_piece_own({})", self.operand(o)),
                ConcatPart::Int(o) => format!("mesh_piece_int({})", self.operand(o)),
                ConcatPart::Float(o) => format!("mesh_piece_float({})", self.operand(o)),
                ConcatPart::Bool(o) => format!("mesh_piece_bool({})", self.operand(o)),
            });
        }
        let text = format!("mesh_piece {pieces}[] = {{{}}};", list.join(", "));
        self.line(&text);
        self.bind(
            local,
            &format!("mesh_concat_own(cx, {pieces}, {})", parts.len()),
        );
    }
}

pub fn int_literal(n: i64) -> String {
    if n == i64::MIN {
        "INT64_MIN".into()
    } else if (0..=i32::MAX as i64).contains(&n) {
        n.to_string()
    } else {
        format!("INT64_C({n})")
    }
}

/// Hexadecimal where decimal digits would not be exact in few places.
pub fn float_literal(x: f64) -> String {
    if x.is_nan() {
        return "(double)NAN".into();
    }
    if x.is_infinite() {
        return if x > 0.0 {
            "(double)INFINITY".into()
        } else {
            "-(double)INFINITY".into()
        };
    }
    // Rust prints the shortest digits that read back to the same value
    let text = format!("{x:?}");
    text
}
