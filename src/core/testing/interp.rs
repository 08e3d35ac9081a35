//! Runs Core. In counted Core it models the heap: every use of a freed cell, every wrong count and every leak is an error.

use rustc_hash::FxHashMap;

use crate::base::Symbol;
use crate::core::ir::*;
use crate::core::layout::{DataLayout, Layouts};
use crate::core::walk::deep;

#[derive(Clone, Debug)]
enum Value {
    Int(i64),
    Float(f64),
    Bool(bool),
    Unit,
    Atom(Symbol),
    /// A heap object.
    Ref(usize),
    /// A data value without a cell.
    Plain(u32, Vec<Value>),
    /// A token.
    Memory(Option<u32>),
}

#[derive(Clone, Debug)]
enum Body {
    Text(String),
    List(Vec<Value>),
    Cell {
        data: DataId,
        variant: u32,
        fields: Vec<Value>,
    },
    Closure {
        fun: FunId,
        captures: Vec<Value>,
    },
    Freed,
}

#[derive(Debug)]
struct Object {
    /// Negative: immortal.
    rc: i64,
    body: Body,
}

/// What a run did.
#[derive(Default, PartialEq, Debug)]
pub struct Outcome {
    /// Lines printed, in order.
    pub printed: Vec<String>,
    /// The panic that ended it.
    pub panic: Option<String>,
    pub allocations: usize,
    pub reuses: usize,
    /// Lists copied because they were shared.
    pub copies: usize,
    /// Deepest nesting of calls.
    pub depth: usize,
    pub dups: usize,
}

enum Stop {
    Panic(String),
    Bug(String),
}

type Run<T> = Result<T, Stop>;

pub struct Interp<'a> {
    program: &'a Program,
    layouts: Layouts,
    counted: bool,
    heap: Vec<Object>,
    consts: FxHashMap<ConstId, Value>,
    outcome: Outcome,
    fuel: usize,
}

/// Runs `main`. An error is a fault of the program or its counts, not a panic.
pub fn run(program: &Program, counted: bool) -> Result<Outcome, String> {
    let mut interp = Interp {
        program,
        layouts: Layouts::new(program),
        counted,
        heap: Vec::new(),
        consts: FxHashMap::default(),
        outcome: Outcome::default(),
        fuel: 2_000_000,
    };
    match interp.call(program.main, Vec::new(), 1) {
        Ok(_) => {
            if counted {
                for value in std::mem::take(&mut interp.consts).into_values() {
                    if let Err(Stop::Bug(text)) = interp.drop(value) {
                        return Err(text);
                    }
                }
                let left = interp.heap.iter().filter(|o| o.rc > 0).count();
                if left > 0 {
                    let first = interp.heap.iter().find(|o| o.rc > 0);
                    return Err(format!("{left} objects leak, for example {first:?}"));
                }
            }
        }
        Err(Stop::Panic(text)) => interp.outcome.panic = Some(text),
        Err(Stop::Bug(text)) => return Err(text),
    }
    Ok(interp.outcome)
}

fn bug<T>(text: impl Into<String>) -> Run<T> {
    Err(Stop::Bug(text.into()))
}

struct Frame<'a> {
    fun: &'a Fun,
    env: Vec<Option<Value>>,
    joins: FxHashMap<JoinId, &'a Block>,
}

impl<'a> Interp<'a> {
    fn alloc(&mut self, body: Body, immortal: bool) -> Value {
        self.heap.push(Object {
            rc: if immortal { -1 } else { 1 },
            body,
        });
        if !immortal {
            self.outcome.allocations += 1;
        }
        Value::Ref(self.heap.len() - 1)
    }

    fn object(&self, at: usize) -> Run<&Object> {
        match self.heap[at].body {
            Body::Freed => bug(format!("use of freed object {at}")),
            Body::Text(_) | Body::List(_) | Body::Cell { .. } | Body::Closure { .. } => {
                Ok(&self.heap[at])
            }
        }
    }

    fn dup(&mut self, value: &Value) -> Run<()> {
        match value {
            Value::Ref(at) => {
                self.object(*at)?;
                if self.heap[*at].rc > 0 {
                    self.heap[*at].rc += 1;
                    self.outcome.dups += 1;
                }
            }
            Value::Plain(_, fields) => {
                for field in fields {
                    self.dup(field)?;
                }
            }
            Value::Int(_)
            | Value::Float(_)
            | Value::Bool(_)
            | Value::Unit
            | Value::Atom(_)
            | Value::Memory(_) => {}
        }
        Ok(())
    }

    fn drop(&mut self, value: Value) -> Run<()> {
        if !self.counted {
            return Ok(());
        }
        let mut work = vec![value];
        while let Some(value) = work.pop() {
            match value {
                Value::Ref(at) => {
                    self.object(at)?;
                    if self.heap[at].rc > 1 {
                        self.heap[at].rc -= 1;
                    } else if self.heap[at].rc == 1 {
                        self.heap[at].rc = 0;
                        match std::mem::replace(&mut self.heap[at].body, Body::Freed) {
                            Body::Text(_) | Body::Freed => {}
                            Body::List(items) => work.extend(items),
                            Body::Cell { fields, .. } => work.extend(fields),
                            Body::Closure { captures, .. } => work.extend(captures),
                        }
                    }
                }
                Value::Plain(_, fields) => work.extend(fields),
                Value::Memory(Some(_)) => return bug("a token is dropped"),
                Value::Int(_)
                | Value::Float(_)
                | Value::Bool(_)
                | Value::Unit
                | Value::Atom(_)
                | Value::Memory(None) => {}
            }
        }
        Ok(())
    }

    fn operand(&mut self, frame: &Frame, operand: &Operand) -> Run<Value> {
        Ok(match operand {
            Operand::Local(l) => match &frame.env[l.0 as usize] {
                Some(v) => v.clone(),
                None => return bug(format!("{} is not bound", frame.fun.locals[*l].name)),
            },
            Operand::Int(n) => Value::Int(*n),
            Operand::Float(x) => Value::Float(*x),
            Operand::Bool(b) => Value::Bool(*b),
            Operand::Unit => Value::Unit,
            Operand::Atom(a) => Value::Atom(*a),
            Operand::Str(s) => self.alloc(Body::Text(s.as_str().into()), true),
        })
    }

    fn operands(&mut self, frame: &Frame, operands: &[Operand]) -> Run<Vec<Value>> {
        operands.iter().map(|o| self.operand(frame, o)).collect()
    }

    fn call(&mut self, id: FunId, args: Vec<Value>, depth: usize) -> Run<Value> {
        self.outcome.depth = self.outcome.depth.max(depth);
        let program = self.program;
        let fun = &program.funs[id];
        let mut frame = Frame {
            fun,
            env: vec![None; fun.locals.len()],
            joins: FxHashMap::default(),
        };
        let mut args = args;
        deep(|| 'again: loop {
            if args.len() != fun.params.len() {
                return bug(format!(
                    "{} is called with {} arguments",
                    fun.display,
                    args.len()
                ));
            }
            for (param, arg) in fun.params.iter().zip(std::mem::take(&mut args)) {
                frame.env[param.local.0 as usize] = Some(arg);
            }
            let mut block = &fun.body;
            loop {
                for stmt in &block.stmts {
                    if self.fuel == 0 {
                        return bug("out of fuel");
                    }
                    self.fuel -= 1;
                    match stmt {
                        Stmt::Let { local, op, .. } => {
                            let want_token =
                                *program.types.kind(fun.locals[*local].ty) == TyKind::Token;
                            let value = self.op(&frame, op, want_token, depth)?;
                            frame.env[local.0 as usize] = Some(value);
                        }
                        Stmt::Join { join, body, .. } => {
                            frame.joins.insert(*join, body);
                        }
                        Stmt::Dup(local) => {
                            let value = self.operand(&frame, &Operand::Local(*local))?;
                            self.dup(&value)?;
                        }
                        Stmt::Drop(local) => {
                            let value = self.operand(&frame, &Operand::Local(*local))?;
                            self.drop(value)?;
                        }
                    }
                }
                match &block.end {
                    End::Return(o) => return self.operand(&frame, o),
                    End::Jump { join, args } => {
                        let values = self.operands(&frame, args)?;
                        for (param, value) in fun.joins[*join].params.iter().zip(values) {
                            frame.env[param.0 as usize] = Some(value);
                        }
                        block = match frame.joins.get(join) {
                            Some(body) => body,
                            None => return bug("jump to an undeclared join point"),
                        };
                        if self.fuel == 0 {
                            return bug("out of fuel");
                        }
                        self.fuel -= 1;
                    }
                    End::Loop { args: new } => {
                        args = self.operands(&frame, new)?;
                        if self.fuel == 0 {
                            return bug("out of fuel");
                        }
                        self.fuel -= 1;
                        continue 'again;
                    }
                    End::If {
                        condition,
                        then,
                        otherwise,
                    } => {
                        block = match self.operand(&frame, condition)? {
                            Value::Bool(true) => then,
                            Value::Bool(false) => otherwise,
                            other => return bug(format!("condition {other:?}")),
                        };
                    }
                    End::Switch {
                        value,
                        arms,
                        otherwise,
                        ..
                    } => {
                        let value = self.operand(&frame, &Operand::Local(*value))?;
                        let variant = self.variant(&value)?;
                        block = match arms.iter().find(|(v, _)| *v == variant) {
                            Some((_, arm)) => arm,
                            None => match otherwise {
                                Some(block) => block,
                                None => return bug("no arm"),
                            },
                        };
                    }
                    End::SwitchInt {
                        value,
                        arms,
                        otherwise,
                    } => {
                        let Value::Int(n) = self.operand(&frame, &Operand::Local(*value))? else {
                            return bug("switch on no integer");
                        };
                        block = arms
                            .iter()
                            .find(|(v, _)| *v == n)
                            .map_or(otherwise, |(_, arm)| arm);
                    }
                    End::Unreachable => return bug(format!("{}: unreachable", fun.display)),
                }
            }
        })
    }

    fn variant(&self, value: &Value) -> Run<u32> {
        match value {
            Value::Plain(variant, _) => Ok(*variant),
            Value::Ref(at) => match &self.object(*at)?.body {
                Body::Cell { variant, .. } => Ok(*variant),
                other => bug(format!("switch on {other:?}")),
            },
            other => bug(format!("switch on {other:?}")),
        }
    }

    fn fields(&self, value: &Value, expected: u32) -> Run<Vec<Value>> {
        if self.variant(value)? != expected {
            return bug("projection from another variant");
        }
        match value {
            Value::Plain(_, fields) => Ok(fields.clone()),
            Value::Ref(at) => match &self.object(*at)?.body {
                Body::Cell { fields, .. } => Ok(fields.clone()),
                other => bug(format!("projection from {other:?}")),
            },
            other => bug(format!("projection from {other:?}")),
        }
    }

    fn op(&mut self, frame: &Frame, op: &Op, want_token: bool, depth: usize) -> Run<Value> {
        Ok(match op {
            Op::Use(o) => self.operand(frame, o)?,
            Op::Call { fun, args } => {
                let args = self.operands(frame, args)?;
                self.call(*fun, args, depth + 1)?
            }
            Op::CallExtern { ext, args } => {
                let args = self.operands(frame, args)?;
                self.ext(&self.program.externs[*ext], args)?
            }
            Op::CallClosure { closure, args } => {
                let args = self.operands(frame, args)?;
                let closure = self.operand(frame, &Operand::Local(*closure))?;
                let Value::Ref(at) = closure else {
                    return bug("no closure");
                };
                let Body::Closure { fun, captures } = &self.object(at)?.body else {
                    return bug("no closure");
                };
                let (fun, mut all, captured) = (*fun, captures.clone(), captures.len());
                all.extend(args);
                // the code around the function: it has what it consumes, and the rest goes after the call
                let modes: Vec<Mode> = self.program.funs[fun]
                    .params
                    .iter()
                    .map(|p| p.mode)
                    .collect();
                let borrowed: Vec<Value> = (all.iter().zip(&modes).skip(captured))
                    .filter(|(_, m)| **m == Mode::Borrowed)
                    .map(|(v, _)| v.clone())
                    .collect();
                let result = self.call(fun, all, depth + 1)?;
                for value in borrowed {
                    self.drop(value)?;
                }
                result
            }
            Op::Closure { fun, captures } => {
                let captures = self.operands(frame, captures)?;
                let immortal = captures.is_empty();
                self.alloc(
                    Body::Closure {
                        fun: *fun,
                        captures,
                    },
                    immortal,
                )
            }
            Op::Construct {
                data,
                variant,
                fields,
                reuse,
            } => {
                let fields = self.operands(frame, fields)?;
                if self.layouts.data(*data) != DataLayout::Cell {
                    return Ok(Value::Plain(*variant, fields));
                }
                let bytes = self.layouts.cell_bytes(self.program, *data, *variant);
                if let Some(token) = reuse {
                    match self.operand(frame, &Operand::Local(*token))? {
                        Value::Memory(Some(size)) if Some(size) == bytes => {
                            self.outcome.reuses += 1;
                            self.outcome.allocations -= 1;
                        }
                        Value::Memory(None) => {}
                        other => return bug(format!("built in {other:?}, needs {bytes:?}")),
                    }
                }
                self.alloc(
                    Body::Cell {
                        data: *data,
                        variant: *variant,
                        fields,
                    },
                    bytes.is_none(),
                )
            }
            Op::Project {
                value,
                variant,
                field,
                ..
            } => {
                let value = self.operand(frame, &Operand::Local(*value))?;
                self.fields(&value, *variant)?[*field as usize].clone()
            }
            Op::Const(c) => match self.consts.get(c) {
                Some(v) => v.clone(),
                None => {
                    let value = self.call(self.program.consts[*c].init, Vec::new(), depth + 1)?;
                    self.consts.insert(*c, value.clone());
                    value
                }
            },
            Op::Concat(parts) => {
                let mut text = String::new();
                let mut used = Vec::new();
                for part in parts {
                    match part {
                        ConcatPart::Text(t) => text.push_str(t.as_str()),
                        ConcatPart::Str(o)
                        | ConcatPart::Int(o)
                        | ConcatPart::Float(o)
                        | ConcatPart::Bool(o) => {
                            let value = self.operand(frame, o)?;
                            text.push_str(&self.show(&value)?);
                            used.push(value);
                        }
                    }
                }
                for value in used {
                    self.drop(value)?;
                }
                self.alloc(Body::Text(text), false)
            }
            Op::Unpack {
                value,
                data,
                variant,
                taken,
            } => {
                let value = self.operand(frame, &Operand::Local(*value))?;
                let fields = self.fields(&value, *variant)?;
                let untaken = |i: usize| taken.iter().all(|(t, _)| *t as usize != i);
                let Value::Ref(at) = value else {
                    for (i, field) in fields.into_iter().enumerate() {
                        if untaken(i) {
                            self.drop(field)?;
                        }
                    }
                    return Ok(Value::Memory(None));
                };
                if self.heap[at].rc == 1 {
                    self.heap[at] = Object {
                        rc: 0,
                        body: Body::Freed,
                    };
                    for (i, field) in fields.into_iter().enumerate() {
                        if untaken(i) {
                            self.drop(field)?;
                        }
                    }
                    let bytes = self.layouts.cell_bytes(self.program, *data, *variant);
                    return Ok(Value::Memory(bytes.filter(|_| want_token)));
                }
                for (field, _) in taken {
                    self.dup(&fields[*field as usize])?;
                }
                if self.heap[at].rc > 0 {
                    self.heap[at].rc -= 1;
                }
                Value::Memory(None)
            }
            Op::FreeToken(_) => Value::Unit,
        })
    }

    fn show(&self, value: &Value) -> Run<String> {
        Ok(match value {
            Value::Int(n) => n.to_string(),
            Value::Float(x) => format!("{x:?}"),
            Value::Bool(b) => b.to_string(),
            Value::Unit => "()".into(),
            Value::Atom(a) => a.to_string(),
            Value::Memory(_) => return bug("a token is shown"),
            Value::Plain(variant, fields) => format!("{variant}{}", self.show_all(fields)?),
            Value::Ref(at) => match &self.object(*at)?.body {
                Body::Text(t) => t.clone(),
                Body::List(items) => self.show_all(items)?,
                Body::Cell {
                    data,
                    variant,
                    fields,
                } => format!(
                    "{}{}",
                    self.program.datas[*data].variants[*variant as usize].name,
                    self.show_all(fields)?
                ),
                Body::Closure { .. } => "closure".into(),
                Body::Freed => return bug("shown after it was freed"),
            },
        })
    }

    fn show_all(&self, values: &[Value]) -> Run<String> {
        let mut out = String::from("(");
        for value in values {
            out.push_str(&deep(|| self.show(value))?);
            out.push(' ');
        }
        out.push(')');
        Ok(out)
    }

    fn ext(&mut self, ext: &Extern, args: Vec<Value>) -> Run<Value> {
        let int = |i: usize| -> Run<i64> {
            match args.get(i) {
                Some(Value::Int(n)) => Ok(*n),
                other => bug(format!("{}: argument {other:?}", ext.c_name)),
            }
        };
        let overflow = || Stop::Panic("integer overflow".into());
        let list = |interp: &Self, value: Option<&Value>| -> Run<(usize, Vec<Value>)> {
            match value {
                Some(Value::Ref(at)) => match &interp.object(*at)?.body {
                    Body::List(items) => Ok((*at, items.clone())),
                    other => bug(format!("no list: {other:?}")),
                },
                other => bug(format!("no list: {other:?}")),
            }
        };
        Ok(match ext.c_name.as_str() {
            "mesh_int_add_at" => Value::Int(int(0)?.checked_add(int(1)?).ok_or_else(overflow)?),
            "mesh_int_sub_at" => Value::Int(int(0)?.checked_sub(int(1)?).ok_or_else(overflow)?),
            "mesh_int_mul_at" => Value::Int(int(0)?.checked_mul(int(1)?).ok_or_else(overflow)?),
            "mesh_int_lt" => Value::Bool(int(0)? < int(1)?),
            "mesh_int_eq" => Value::Bool(int(0)? == int(1)?),
            "mesh_list_new" => self.alloc(Body::List(Vec::new()), false),
            "mesh_list_length" => Value::Int(list(self, args.first())?.1.len() as i64),
            "mesh_list_get_ref_at" => {
                let (_, items) = list(self, args.first())?;
                match items.get(int(1)? as usize) {
                    // it stays an element of the list
                    Some(item) => item.clone(),
                    None => return Err(Stop::Panic("index out of bounds".into())),
                }
            }
            "mesh_list_append_own" => {
                let (at, mut items) = list(self, args.first())?;
                let item = args[1].clone();
                if self.counted && self.heap[at].rc == 1 {
                    items.push(item);
                    self.heap[at].body = Body::List(items);
                    args[0].clone()
                } else {
                    self.outcome.copies += 1;
                    if self.counted {
                        for item in &items {
                            self.dup(item)?;
                        }
                        self.drop(args[0].clone())?;
                    }
                    items.push(item);
                    self.alloc(Body::List(items), false)
                }
            }
            "mesh_print" => {
                let line = self.show(&args[0])?;
                self.outcome.printed.push(line);
                Value::Unit
            }
            "mesh_panic_at" => return Err(Stop::Panic(self.show(&args[0])?)),
            other => return bug(format!("no extern {other}")),
        })
    }
}
