//! Random well-typed Core programs that terminate: functions that call earlier ones and themselves with a smaller first
//! argument, counted loops, joins, sums that nest, value structs, closures, lists.

use super::read;
use crate::base::Symbol;
use crate::core::ir::*;

/// A small generator of numbers (xorshift): the same seed gives the same program.
struct Rng(u64);

impl Rng {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % n.max(1)
    }
    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

const PRELUDE: &str = "
sum Tree = Leaf | Node(left: Tree, key: Int, right: Tree)
sum Option_String = None | Some(f0: mesh_string)
struct Named = Named(name: mesh_string, age: Int)
struct Big = Big(tree: Tree, name: mesh_string, list: mesh_list<mesh_string>, count: Int)
sum Color = Red | Green
extern mesh_int_add_at(Int, Int) -> Int at
extern mesh_int_sub_at(Int, Int) -> Int at
extern mesh_int_lt(Int, Int) -> Bool
extern mesh_list_new<mesh_string>() -> mesh_list<mesh_string>
extern mesh_list_length<mesh_string>(mesh_list<mesh_string>) -> Int
extern mesh_list_append_own<mesh_string>(mesh_list<mesh_string>, &mesh_string) -> mesh_list<mesh_string> own
extern mesh_print<Tree>(&Tree) -> Unit
extern mesh_print<Option_String>(&Option_String) -> Unit
extern mesh_print<Named>(&Named) -> Unit
extern mesh_print<Big>(&Big) -> Unit
extern mesh_print<mesh_string>(&mesh_string) -> Unit
extern mesh_print<Int>(&Int) -> Unit
extern mesh_print<Bool>(&Bool) -> Unit
extern mesh_print<Color>(&Color) -> Unit
extern mesh_print<mesh_list<mesh_string>>(&mesh_list<mesh_string>) -> Unit
const words: mesh_list<mesh_string> = Main.words/0
fn Main.main/0() -> Unit { unreachable }
const_init fn Main.words/0() -> mesh_list<mesh_string> {
  let empty: mesh_list<mesh_string> = extern mesh_list_new<mesh_string>()
  let one: mesh_list<mesh_string> = extern mesh_list_append_own<mesh_string>(empty, \"word\")
  return one
}
fn Main.types/0(a: Fun(Tree) -> Tree) -> Unit { return () }
";

pub fn program(seed: u64) -> Program {
    let mut program = read(PRELUDE);
    let tree = program.types.intern(TyKind::Data(DataId(0)));
    let option = program.types.intern(TyKind::Data(DataId(1)));
    let named = program.types.intern(TyKind::Data(DataId(2)));
    let big = program.types.intern(TyKind::Data(DataId(3)));
    let color = program.types.intern(TyKind::Data(DataId(4)));
    let string = program.types.intern(TyKind::Extern {
        c_name: Symbol::new("mesh_string"),
        args: vec![],
    });
    let list = program.types.intern(TyKind::Extern {
        c_name: Symbol::new("mesh_list"),
        args: vec![string],
    });
    let fun = program.types.intern(TyKind::Fun {
        params: vec![tree],
        result: tree,
    });
    let int = program.types.intern(TyKind::Int);
    let bool_ = program.types.intern(TyKind::Bool);
    let unit = program.types.intern(TyKind::Unit);
    let mut gen = Gen {
        program,
        rng: Rng(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1),
        tys: vec![
            tree, tree, option, named, big, color, string, list, fun, int, int, bool_,
        ],
        tree,
        option,
        named,
        big,
        color,
        string,
        list,
        fun,
        int,
        bool_,
        unit,
        scope: Vec::new(),
        joins: Vec::new(),
        current: FunId(0),
        budget: 0,
        in_loop: false,
    };
    for i in 0..4 + gen.rng.below(4) {
        gen.function(i);
    }
    gen.main();
    gen.program
}

struct Gen {
    program: Program,
    rng: Rng,
    tys: Vec<TyId>,
    tree: TyId,
    option: TyId,
    named: TyId,
    big: TyId,
    color: TyId,
    string: TyId,
    list: TyId,
    fun: TyId,
    int: TyId,
    bool_: TyId,
    unit: TyId,
    scope: Vec<LocalId>,
    joins: Vec<JoinId>,
    current: FunId,
    budget: usize,
    /// No recursion inside loops: that would take too long.
    in_loop: bool,
}

impl Gen {
    fn function(&mut self, index: usize) {
        let closure = self.rng.chance(30);
        let mut param_tys = vec![self.int];
        if closure {
            param_tys.clear();
            for _ in 0..self.rng.below(3) {
                param_tys.push(self.any_ty());
            }
            param_tys.push(self.tree);
        } else {
            for _ in 0..self.rng.below(4) {
                param_tys.push(self.any_ty());
            }
        }
        let result = if closure { self.tree } else { self.any_ty() };
        let captures = param_tys.len() as u32 - 1;
        let id = self.begin(
            &format!("f{index}"),
            if closure {
                FunKind::Closure { captures }
            } else {
                FunKind::Top
            },
            &param_tys,
            result,
        );
        self.budget = 12 + self.rng.below(20);
        let body = if closure {
            self.in_loop = true;
            let body = self.block(4, true);
            self.in_loop = false;
            body
        } else {
            // the first parameter counts down to zero
            let fuel = self.program.funs[id].params[0].local;
            let mut arms = vec![(0, self.block(1, true))];
            if self.rng.chance(30) {
                arms.push((1, self.block(1, true)));
            }
            End::SwitchInt {
                value: fuel,
                arms,
                otherwise: Box::new(self.block(4, true)),
            }
            .into_block()
        };
        self.program.funs[id].body = body;
    }

    fn begin(&mut self, name: &str, kind: FunKind, tys: &[TyId], result: TyId) -> FunId {
        let mut fun = self.program.funs[self.program.main].clone();
        fun.name = Symbol::new(name);
        fun.display = format!("Main.{name}/{}", tys.len());
        fun.kind = kind;
        fun.result = result;
        fun.locals = Default::default();
        fun.joins = Default::default();
        fun.params = tys
            .iter()
            .enumerate()
            .map(|(i, &ty)| Param {
                local: fun.locals.push(Local {
                    name: Symbol::new(&format!("p{i}")),
                    ty,
                    span: None,
                }),
                mode: Mode::Owned,
            })
            .collect();
        self.scope = fun.params.iter().map(|p| p.local).collect();
        self.joins.clear();
        self.current = self.program.funs.push(fun);
        self.current
    }

    fn main(&mut self) {
        let unit = self.unit;
        let id = self.begin("main", FunKind::Top, &[], unit);
        self.budget = 60;
        let mut stmts = Vec::new();
        for f in self.program.funs.ids().collect::<Vec<_>>() {
            let callable = f != id
                && self.program.funs[f].kind == FunKind::Top
                && self.program.funs[f].name.as_str().starts_with('f');
            if callable {
                for _ in 0..2 {
                    let (local, ty) = self.call(f, &mut stmts, Operand::Int(3));
                    self.print(local, ty, &mut stmts);
                }
            }
        }
        self.program.funs[id].body = Block {
            stmts,
            end: End::Return(Operand::Unit),
        };
        self.program.main = id;
    }

    fn any_ty(&mut self) -> TyId {
        self.tys[self.rng.below(self.tys.len())]
    }

    fn bind(&mut self, name: &str, ty: TyId, op: Op, stmts: &mut Vec<Stmt>) -> LocalId {
        let local = self.program.funs[self.current].locals.push(Local {
            name: Symbol::new(name),
            ty,
            span: None,
        });
        stmts.push(Stmt::Let {
            local,
            op,
            site: SiteId(0),
        });
        self.scope.push(local);
        local
    }

    fn ext(&self, name: &str, ty: Option<TyId>) -> ExternId {
        let found = self.program.externs.ids().find(|&e| {
            let ext = &self.program.externs[e];
            ext.c_name.as_str() == name && ty.is_none_or(|ty| ext.params[0].ty == ty)
        });
        match found {
            Some(e) => e,
            None => panic!("no extern {name}"),
        }
    }

    fn print(&mut self, value: LocalId, ty: TyId, stmts: &mut Vec<Stmt>) {
        if ty == self.fun {
            return;
        }
        let ext = self.ext("mesh_print", Some(ty));
        let unit = self.unit;
        self.bind(
            "printed",
            unit,
            Op::CallExtern {
                ext,
                args: vec![Operand::Local(value)],
            },
            stmts,
        );
    }

    /// A value of a type: something in scope, or something new.
    fn value(&mut self, ty: TyId, stmts: &mut Vec<Stmt>, depth: usize) -> Operand {
        let fitting: Vec<LocalId> = self
            .scope
            .iter()
            .copied()
            .filter(|&l| self.program.funs[self.current].locals[l].ty == ty)
            .collect();
        if !fitting.is_empty() && self.rng.chance(70) {
            return Operand::Local(fitting[self.rng.below(fitting.len())]);
        }
        let depth = depth.saturating_sub(1);
        let construct = |data: u32, variant: u32, fields: Vec<Operand>| Op::Construct {
            data: DataId(data),
            variant,
            fields,
            reuse: None,
        };
        if ty == self.int {
            return Operand::Int(self.rng.below(5) as i64);
        }
        if ty == self.bool_ {
            return Operand::Bool(self.rng.chance(50));
        }
        let op = if ty == self.tree {
            if depth == 0 || self.rng.chance(30) {
                construct(0, 0, vec![])
            } else {
                let tree = self.tree;
                let int = self.int;
                let fields = vec![
                    self.value(tree, stmts, depth),
                    self.value(int, stmts, depth),
                    self.value(tree, stmts, depth),
                ];
                construct(0, 1, fields)
            }
        } else if ty == self.option {
            if depth == 0 {
                construct(1, 0, vec![])
            } else {
                let string = self.string;
                construct(1, 1, vec![self.value(string, stmts, depth)])
            }
        } else if ty == self.named {
            let (string, int) = (self.string, self.int);
            construct(
                2,
                0,
                vec![
                    self.value(string, stmts, depth),
                    self.value(int, stmts, depth),
                ],
            )
        } else if ty == self.big {
            let tys = [self.tree, self.string, self.list, self.int];
            let fields = tys.iter().map(|&t| self.value(t, stmts, depth)).collect();
            construct(3, 0, fields)
        } else if ty == self.color {
            construct(4, self.rng.below(2) as u32, vec![])
        } else if ty == self.string {
            if depth == 0 || self.rng.chance(30) {
                return Operand::Str(Symbol::new("text"));
            }
            let (string, int) = (self.string, self.int);
            let first = self.value(string, stmts, depth);
            let second = self.value(string, stmts, depth);
            let third = self.value(int, stmts, depth);
            Op::Concat(vec![
                ConcatPart::Str(first),
                ConcatPart::Text(Symbol::new("-")),
                ConcatPart::Str(second),
                ConcatPart::Int(third),
            ])
        } else if ty == self.list {
            if depth == 0 {
                if self.rng.chance(30) {
                    Op::Const(ConstId(0))
                } else {
                    Op::CallExtern {
                        ext: self.ext("mesh_list_new", None),
                        args: vec![],
                    }
                }
            } else {
                let (list, string) = (self.list, self.string);
                let args = vec![
                    self.value(list, stmts, depth),
                    self.value(string, stmts, depth),
                ];
                Op::CallExtern {
                    ext: self.ext("mesh_list_append_own", None),
                    args,
                }
            }
        } else {
            let closures: Vec<FunId> = self
                .program
                .funs
                .ids()
                .filter(|&f| {
                    f != self.current
                        && matches!(self.program.funs[f].kind, FunKind::Closure { .. })
                })
                .collect();
            if closures.is_empty() || depth == 0 {
                // an identity
                let (current, scope, joins) =
                    (self.current, self.scope.clone(), self.joins.clone());
                let tree = self.tree;
                let id = self.begin("id", FunKind::Closure { captures: 0 }, &[tree], tree);
                self.program.funs[id].body =
                    End::Return(Operand::Local(self.program.funs[id].params[0].local)).into_block();
                (self.current, self.scope, self.joins) = (current, scope, joins);
                Op::Closure {
                    fun: id,
                    captures: vec![],
                }
            } else {
                let fun = closures[self.rng.below(closures.len())];
                let FunKind::Closure { captures } = self.program.funs[fun].kind else {
                    panic!("no closure")
                };
                let tys: Vec<TyId> = self.program.funs[fun].params[..captures as usize]
                    .iter()
                    .map(|p| self.program.funs[fun].locals[p.local].ty)
                    .collect();
                let captures = tys.iter().map(|&t| self.value(t, stmts, depth)).collect();
                Op::Closure { fun, captures }
            }
        };
        Operand::Local(self.bind("v", ty, op, stmts))
    }

    fn call(&mut self, fun: FunId, stmts: &mut Vec<Stmt>, fuel: Operand) -> (LocalId, TyId) {
        let tys: Vec<TyId> = self.program.funs[fun]
            .params
            .iter()
            .map(|p| self.program.funs[fun].locals[p.local].ty)
            .collect();
        let result = self.program.funs[fun].result;
        let mut args = vec![fuel];
        for &ty in &tys[1..] {
            args.push(self.value(ty, stmts, 2));
        }
        let local = self.bind("r", result, Op::Call { fun, args }, stmts);
        (local, result)
    }

    /// The predecessor of the first parameter, where that is not zero.
    fn less_fuel(&mut self, stmts: &mut Vec<Stmt>) -> Operand {
        let fuel = self.program.funs[self.current].params[0].local;
        let ext = self.ext("mesh_int_sub_at", None);
        let int = self.int;
        Operand::Local(self.bind(
            "less",
            int,
            Op::CallExtern {
                ext,
                args: vec![Operand::Local(fuel), Operand::Int(1)],
            },
            stmts,
        ))
    }

    /// A block; `recursion`: the function may call itself here.
    fn block(&mut self, depth: usize, tail: bool) -> Block {
        let (scope, joins) = (self.scope.len(), self.joins.len());
        let mut stmts = Vec::new();
        for _ in 0..self.rng.below(5) {
            if self.budget > 0 {
                self.budget -= 1;
                self.statement(&mut stmts, depth, tail);
            }
        }
        let end = self.end(&mut stmts, depth, tail);
        self.scope.truncate(scope);
        self.joins.truncate(joins);
        Block { stmts, end }
    }

    fn is_recursive_place(&self, depth: usize) -> bool {
        // the arms for small fuel are the blocks of depth 1
        !self.in_loop && depth > 1 && self.program.funs[self.current].kind == FunKind::Top
    }

    fn statement(&mut self, stmts: &mut Vec<Stmt>, depth: usize, tail: bool) {
        match self.rng.below(12) {
            0..=3 => {
                let ty = self.any_ty();
                self.value(ty, stmts, 3);
            }
            4 | 5 => {
                // look into a struct
                let candidates: Vec<LocalId> = self
                    .scope
                    .iter()
                    .copied()
                    .filter(|&l| {
                        [self.named, self.big]
                            .contains(&self.program.funs[self.current].locals[l].ty)
                    })
                    .collect();
                if !candidates.is_empty() {
                    let value = candidates[self.rng.below(candidates.len())];
                    let TyKind::Data(data) = *self
                        .program
                        .types
                        .kind(self.program.funs[self.current].locals[value].ty)
                    else {
                        return;
                    };
                    for field in 0..self.program.datas[data].variants[0].fields.len() {
                        if self.rng.chance(60) {
                            let ty = self.program.datas[data].variants[0].fields[field].ty;
                            self.bind(
                                "field",
                                ty,
                                Op::Project {
                                    value,
                                    data,
                                    variant: 0,
                                    field: field as u32,
                                },
                                stmts,
                            );
                        }
                    }
                }
            }
            6 => {
                let local = self.scope.get(self.rng.below(self.scope.len())).copied();
                if let Some(local) = local {
                    let ty = self.program.funs[self.current].locals[local].ty;
                    if ty != self.unit {
                        self.print(local, ty, stmts);
                    }
                }
            }
            7 => {
                // call an earlier function, or this one with less
                let funs: Vec<FunId> = self
                    .program
                    .funs
                    .ids()
                    .filter(|&f| {
                        f < self.current
                            && self.program.funs[f].kind == FunKind::Top
                            && self.program.funs[f].name.as_str().starts_with('f')
                    })
                    .collect();
                if self.is_recursive_place(depth) && self.rng.chance(40) {
                    let fuel = self.less_fuel(stmts);
                    self.call(self.current, stmts, fuel);
                } else if !funs.is_empty() && !self.in_loop {
                    let fun = funs[self.rng.below(funs.len())];
                    self.call(fun, stmts, Operand::Int(1));
                }
            }
            8 => {
                let closures: Vec<LocalId> = self
                    .scope
                    .iter()
                    .copied()
                    .filter(|&l| self.program.funs[self.current].locals[l].ty == self.fun)
                    .collect();
                if !closures.is_empty() {
                    let closure = closures[self.rng.below(closures.len())];
                    let tree = self.tree;
                    let arg = self.value(tree, stmts, 2);
                    self.bind(
                        "applied",
                        tree,
                        Op::CallClosure {
                            closure,
                            args: vec![arg],
                        },
                        stmts,
                    );
                }
            }
            9 | 10 if depth > 1 => {
                // a join point that the rest of the block may jump to
                let params: Vec<TyId> = (0..self.rng.below(3)).map(|_| self.any_ty()).collect();
                let locals: Vec<LocalId> = params
                    .iter()
                    .map(|&ty| {
                        self.program.funs[self.current].locals.push(Local {
                            name: Symbol::new("j"),
                            ty,
                            span: None,
                        })
                    })
                    .collect();
                let join = self.program.funs[self.current].joins.push(Join {
                    name: Symbol::new("after"),
                    params: locals.clone(),
                });
                let scope = self.scope.len();
                self.scope.extend(&locals);
                let body = self.block(depth - 1, tail);
                self.scope.truncate(scope);
                stmts.push(Stmt::Join {
                    join,
                    body: Box::new(body),
                    recursive: false,
                });
                self.joins.push(join);
            }
            11 if depth > 1 && !self.in_loop => self.counted_loop(stmts, depth, tail),
            _ => {}
        }
    }

    /// `loop(i, accumulators…)`: ends at three, goes on from the join point declared before.
    fn counted_loop(&mut self, stmts: &mut Vec<Stmt>, depth: usize, _tail: bool) {
        let (int, list, bool_, tree) = (self.int, self.list, self.bool_, self.tree);
        let current = self.current;
        let mut local = |name: &str, ty: TyId| {
            self.program.funs[current].locals.push(Local {
                name: Symbol::new(name),
                ty,
                span: None,
            })
        };
        let (i, xs, t) = (local("i", int), local("xs", list), local("t", tree));
        let (done_xs, done_t) = (local("xs", list), local("t", tree));
        let done = self.program.funs[current].joins.push(Join {
            name: Symbol::new("done"),
            params: vec![done_xs, done_t],
        });
        let looping = self.program.funs[current].joins.push(Join {
            name: Symbol::new("loop"),
            params: vec![i, xs, t],
        });
        // what follows the loop
        let scope = self.scope.len();
        self.scope.extend([done_xs, done_t]);
        let after = self.block(depth - 1, true);
        self.scope.truncate(scope);
        let joins = std::mem::take(&mut self.joins);
        self.scope.extend([i, xs, t]);
        self.in_loop = true;
        let mut head = Vec::new();
        let lt = self.ext("mesh_int_lt", None);
        let more = self.bind(
            "more",
            bool_,
            Op::CallExtern {
                ext: lt,
                args: vec![Operand::Local(i), Operand::Int(3)],
            },
            &mut head,
        );
        let mut step = Vec::new();
        for _ in 0..self.rng.below(3) {
            let ty = self.any_ty();
            self.value(ty, &mut step, 2);
        }
        let add = self.ext("mesh_int_add_at", None);
        let next = self.bind(
            "next",
            int,
            Op::CallExtern {
                ext: add,
                args: vec![Operand::Local(i), Operand::Int(1)],
            },
            &mut step,
        );
        let xs2 = self.value(list, &mut step, 2);
        let t2 = self.value(tree, &mut step, 2);
        self.in_loop = false;
        self.scope.truncate(scope);
        self.joins = joins;
        let body = Block {
            stmts: head,
            end: End::If {
                condition: Operand::Local(more),
                then: Box::new(Block {
                    stmts: step,
                    end: End::Jump {
                        join: looping,
                        args: vec![Operand::Local(next), xs2, t2],
                    },
                }),
                otherwise: Box::new(
                    End::Jump {
                        join: done,
                        args: vec![Operand::Local(xs), Operand::Local(t)],
                    }
                    .into_block(),
                ),
            },
        };
        stmts.push(Stmt::Join {
            join: done,
            body: Box::new(after),
            recursive: false,
        });
        stmts.push(Stmt::Join {
            join: looping,
            body: Box::new(body),
            recursive: true,
        });
        let start_xs = self.value(list, stmts, 2);
        let start_t = self.value(tree, stmts, 2);
        // enters the loop by a jump from a join point of its own, so that a block may have statements after this
        let entry = self.program.funs[current].joins.push(Join {
            name: Symbol::new("enter"),
            params: vec![],
        });
        stmts.push(Stmt::Join {
            join: entry,
            body: Box::new(
                End::Jump {
                    join: looping,
                    args: vec![Operand::Int(0), start_xs, start_t],
                }
                .into_block(),
            ),
            recursive: false,
        });
        self.joins.push(entry);
    }

    fn end(&mut self, stmts: &mut Vec<Stmt>, depth: usize, tail: bool) -> End {
        let choice = self.rng.below(10);
        if depth > 1 && choice < 5 {
            let candidates: Vec<LocalId> = self
                .scope
                .iter()
                .copied()
                .filter(|&l| {
                    [self.tree, self.option, self.color]
                        .contains(&self.program.funs[self.current].locals[l].ty)
                })
                .collect();
            if let Some(&value) = candidates.get(self.rng.below(candidates.len())) {
                return self.switch(value, depth, tail);
            }
            let bool_ = self.bool_;
            let condition = self.value(bool_, stmts, 1);
            let then = Box::new(self.block(depth - 1, tail));
            let otherwise = Box::new(self.block(depth - 1, tail));
            return End::If {
                condition,
                then,
                otherwise,
            };
        }
        if choice < 8 && !self.joins.is_empty() {
            let join = self.joins[self.joins.len() - 1 - self.rng.below(self.joins.len().min(3))];
            let params = self.program.funs[self.current].joins[join].params.clone();
            let args = params
                .iter()
                .map(|&p| {
                    let ty = self.program.funs[self.current].locals[p].ty;
                    self.value(ty, stmts, 2)
                })
                .collect();
            return End::Jump { join, args };
        }
        if choice == 8 && self.is_recursive_place(depth) && tail {
            let fuel = self.less_fuel(stmts);
            let tys: Vec<TyId> = self.program.funs[self.current]
                .params
                .iter()
                .map(|p| self.program.funs[self.current].locals[p.local].ty)
                .collect();
            let mut args = vec![fuel];
            for &ty in &tys[1..] {
                args.push(self.value(ty, stmts, 2));
            }
            if self.rng.chance(50) {
                return End::Loop { args };
            }
            let result = self.program.funs[self.current].result;
            let local = self.bind(
                "tail",
                result,
                Op::Call {
                    fun: self.current,
                    args,
                },
                stmts,
            );
            return End::Return(Operand::Local(local));
        }
        let result = self.program.funs[self.current].result;
        End::Return(self.value(result, stmts, 3))
    }

    fn switch(&mut self, value: LocalId, depth: usize, tail: bool) -> End {
        let TyKind::Data(data) = *self
            .program
            .types
            .kind(self.program.funs[self.current].locals[value].ty)
        else {
            panic!("no data")
        };
        let mut arms = Vec::new();
        let with_else = self.rng.chance(20);
        for variant in 0..2 {
            if with_else && variant == 0 {
                continue;
            }
            let scope = self.scope.len();
            let mut projections = Vec::new();
            for field in 0..self.program.datas[data].variants[variant].fields.len() {
                if self.rng.chance(75) {
                    let ty = self.program.datas[data].variants[variant].fields[field].ty;
                    let op = Op::Project {
                        value,
                        data,
                        variant: variant as u32,
                        field: field as u32,
                    };
                    self.bind("part", ty, op, &mut projections);
                }
            }
            let mut block = self.block(depth - 1, tail);
            self.scope.truncate(scope);
            block.stmts.splice(0..0, projections);
            arms.push((variant as u32, block));
        }
        let otherwise = with_else.then(|| Box::new(self.block(depth - 1, tail)));
        End::Switch {
            value,
            data,
            arms,
            otherwise,
        }
    }
}

impl End {
    fn into_block(self) -> Block {
        Block {
            stmts: Vec::new(),
            end: self,
        }
    }
}
