//! Loops: recursive join points with the state of the iteration as parameters.

use crate::base::Span;
use crate::core::ir::{End, JoinId, LocalId as CoreLocal, Op, Operand};
use crate::types::ty::Ty;
use crate::types::typed::{ExprId, For, IterSource};

use super::expr::{lang, Body, Loop};

impl<'a> Body<'_, 'a> {
    pub(super) fn while_loop(
        &mut self,
        condition: ExprId,
        body: ExprId,
        span: Span,
    ) -> Option<Operand> {
        let after = self.b.join("after", Vec::new());
        let again = self.b.join("again", Vec::new());
        let inner = self.block_of(|this| {
            let Some(test) = this.value(condition) else {
                return;
            };
            let then = this.block_of(|this| {
                this.loops.push(Loop {
                    leave: (after, Vec::new()),
                    next: (again, Vec::new()),
                });
                if this.value(body).is_some() {
                    this.b.jump(again, Vec::new());
                }
                this.loops.pop();
            });
            let otherwise = this.block_of(|this| this.b.jump(after, Vec::new()));
            this.b.end(End::If {
                condition: test,
                then: Box::new(then),
                otherwise: Box::new(otherwise),
            });
        });
        let _ = span;
        let block = self.block_of(|this| {
            this.b.declare(again, inner, true);
            this.b.jump(again, Vec::new());
        });
        self.b.rest_in_join(after, block).then_some(Operand::Unit)
    }

    pub(super) fn for_loop(&mut self, f: &'a For, e: ExprId, span: Span) -> Option<Operand> {
        let iterated_ty = self.expr_ty(f.iterated);
        let subject = self.value(f.iterated)?;
        let list_ty = self.expr_ty(e);
        let start = if f.collect {
            let item = self.cx.type_args(list_ty)[0];
            let id = lang(self.cx.program.lang.list_new, "List.new");
            Some(self.call_fn(id, vec![item], Vec::new(), list_ty, span)?)
        } else {
            None
        };
        let result: Vec<CoreLocal> = start.iter().map(|_| self.temp("list", list_ty)).collect();
        let after = self.b.join("after", result.clone());
        let block = self.block_of(|this| {
            this.iteration(
                f,
                &f.source,
                subject,
                iterated_ty,
                start,
                list_ty,
                after,
                span,
            );
        });
        let back = self.b.rest_in_join(after, block);
        match (back, result.first()) {
            (false, _) => None,
            (true, Some(&list)) => Some(Operand::Local(list)),
            (true, None) => Some(Operand::Unit),
        }
    }

    /// Writes the loop over one kind of source; the block ends with the jump into it.
    #[allow(clippy::too_many_arguments)]
    fn iteration(
        &mut self,
        f: &'a For,
        source: &IterSource,
        subject: Operand,
        ty: Ty,
        start: Option<Operand>,
        list_ty: Ty,
        after: JoinId,
        span: Span,
    ) {
        let l = self.cx.program.lang.clone();
        let (int, bool) = (self.cx.types.int, self.cx.types.bool);
        let args = self.cx.type_args(ty);
        match source {
            IterSource::Range => {
                let data = self.data_of(ty);
                let value = self.held(subject, ty, span);
                let first = self.bind(
                    "start",
                    int,
                    Op::Project {
                        value,
                        data,
                        variant: 0,
                        field: 0,
                    },
                    span,
                );
                let stop = self.bind(
                    "stop",
                    int,
                    Op::Project {
                        value,
                        data,
                        variant: 0,
                        field: 1,
                    },
                    span,
                );
                self.counted(
                    f,
                    first,
                    start,
                    list_ty,
                    after,
                    span,
                    |this, i| {
                        this.call_fn(
                            lang(l.int_lt, "Int.less_than"),
                            Vec::new(),
                            vec![i, stop],
                            bool,
                            span,
                        )
                    },
                    |_, i| Some((i, None)),
                );
            }
            IterSource::List => self.over_list(f, subject, ty, start, list_ty, after, span),
            IterSource::Queue => {
                let list = self.cx.tys.con(lang_con(l.list), &args);
                let Some(items) = self.call_fn(
                    lang(l.queue_to_list, "Queue.items"),
                    args,
                    vec![subject],
                    list,
                    span,
                ) else {
                    return;
                };
                self.over_list(f, items, list, start, list_ty, after, span);
            }
            IterSource::Bytes => {
                let bytes = subject.clone();
                let test = subject;
                self.counted(
                    f,
                    Operand::Int(0),
                    start,
                    list_ty,
                    after,
                    span,
                    |this, i| {
                        let length = this.call_fn(
                            lang(l.bytes_length, "Bytes.length"),
                            Vec::new(),
                            vec![test],
                            int,
                            span,
                        )?;
                        this.call_fn(
                            lang(l.int_lt, "Int.less_than"),
                            Vec::new(),
                            vec![i, length],
                            bool,
                            span,
                        )
                    },
                    |this, i| {
                        let id = lang(l.bytes_get_unchecked, "Bytes.get_unchecked");
                        Some((
                            this.call_fn(id, Vec::new(), vec![bytes, i], int, span)?,
                            None,
                        ))
                    },
                );
            }
            IterSource::Map => self.over_map(f, subject, args, start, list_ty, after, span, true),
            IterSource::Set => {
                let unit = self.cx.types.unit;
                let margs = vec![args[0], unit];
                let map = self.cx.tys.con(lang_con(l.map), &margs);
                let Some(entries) = self.call_fn(
                    lang(l.set_to_map, "Set.entries"),
                    args,
                    vec![subject],
                    map,
                    span,
                ) else {
                    return;
                };
                self.over_map(f, entries, margs, start, list_ty, after, span, false);
            }
            IterSource::Iter => {
                let option = self.option_of_pair(args[0], ty);
                let next = move |this: &mut Self, state: Operand| {
                    this.call_fn(
                        lang(l.iter_next, "Iter.pull"),
                        vec![args[0]],
                        vec![state],
                        option,
                        span,
                    )
                };
                let item = self.cx.type_args(ty)[0];
                self.stateful(
                    f, subject, ty, item, option, start, list_ty, after, span, next,
                );
            }
            IterSource::Iterator { next } => {
                let pat = self.body.pats[f.pat].ty;
                let item = self.ty(pat);
                let option = self.option_of_pair(item, ty);
                let next = next.clone();
                self.stateful(
                    f,
                    subject,
                    ty,
                    item,
                    option,
                    start,
                    list_ty,
                    after,
                    span,
                    move |this, state| this.call(&next, vec![state], option, span),
                );
            }
            IterSource::Iterable {
                iter,
                iter_ty,
                then,
            } => {
                let inner = self.ty(*iter_ty);
                let Some(value) = self.call(iter, vec![subject], inner, span) else {
                    return;
                };
                stacker::maybe_grow(64 * 1024, 1024 * 1024, || {
                    self.iteration(f, then, value, inner, start, list_ty, after, span)
                });
            }
        }
    }

    fn option_of_pair(&mut self, item: Ty, state: Ty) -> Ty {
        let pair = self.cx.tys.tuple(&[item, state]);
        self.cx
            .tys
            .con(lang_con(self.cx.program.lang.option), &[pair])
    }

    #[allow(clippy::too_many_arguments)]
    fn over_list(
        &mut self,
        f: &'a For,
        list: Operand,
        ty: Ty,
        start: Option<Operand>,
        list_ty: Ty,
        after: JoinId,
        span: Span,
    ) {
        let l = self.cx.program.lang.clone();
        let (int, bool) = (self.cx.types.int, self.cx.types.bool);
        let item = self.cx.type_args(ty)[0];
        let (test, read) = (list.clone(), list);
        self.counted(
            f,
            Operand::Int(0),
            start,
            list_ty,
            after,
            span,
            |this, i| {
                let length = this.call_fn(
                    lang(l.list_length, "List.length"),
                    vec![item],
                    vec![test],
                    int,
                    span,
                )?;
                this.call_fn(
                    lang(l.int_lt, "Int.less_than"),
                    Vec::new(),
                    vec![i, length],
                    bool,
                    span,
                )
            },
            |this, i| {
                let id = lang(l.list_get_unchecked, "List.get_unchecked");
                Some((
                    this.call_fn(id, vec![item], vec![read, i], item, span)?,
                    None,
                ))
            },
        );
    }

    /// A loop that counts: `test` of the counter, `item` at it.
    #[allow(clippy::too_many_arguments)]
    fn counted(
        &mut self,
        f: &'a For,
        first: Operand,
        start: Option<Operand>,
        list_ty: Ty,
        after: JoinId,
        span: Span,
        test: impl FnOnce(&mut Self, Operand) -> Option<Operand>,
        item: impl FnOnce(&mut Self, Operand) -> Option<(Operand, Option<Operand>)>,
    ) {
        let int = self.cx.types.int;
        let i = self.temp("i", int);
        let add = lang(self.cx.program.lang.int_add, "Int.wrapping_add");
        let int_ty = int;
        self.looped(
            f,
            vec![(i, first)],
            start,
            list_ty,
            after,
            span,
            |this, _| test(this, Operand::Local(i)).map(Test::Bool),
            |this| item(this, Operand::Local(i)),
            move |this, span| {
                this.call_fn(
                    add,
                    Vec::new(),
                    vec![Operand::Local(i), Operand::Int(1)],
                    int_ty,
                    span,
                )
                .map(|next| vec![next])
            },
        );
    }

    /// Entries of a map by slot. `pairs`: the element is the pair of key and value, else the key.
    #[allow(clippy::too_many_arguments)]
    fn over_map(
        &mut self,
        f: &'a For,
        map: Operand,
        args: Vec<Ty>,
        start: Option<Operand>,
        list_ty: Ty,
        after: JoinId,
        span: Span,
        pairs: bool,
    ) {
        let l = self.cx.program.lang.clone();
        let (int, bool) = (self.cx.types.int, self.cx.types.bool);
        let from = self.temp("from", int);
        let slot = self.temp("slot", int);
        let (first_map, key_args) = (map.clone(), args.clone());
        let add = lang(l.int_add, "Int.wrapping_add");
        self.looped(
            f,
            vec![(from, Operand::Int(0))],
            start,
            list_ty,
            after,
            span,
            |this, _| {
                let id = lang(l.map_next_slot, "Map.next_slot");
                let found = this.call_fn(
                    id,
                    args.clone(),
                    vec![first_map, Operand::Local(from)],
                    int,
                    span,
                )?;
                let site = this.site(span);
                this.b.bind(slot, Op::Use(found), site);
                let less = lang(l.int_lt, "Int.less_than");
                this.call_fn(
                    less,
                    Vec::new(),
                    vec![Operand::Int(-1), Operand::Local(slot)],
                    bool,
                    span,
                )
                .map(Test::Bool)
            },
            |this| {
                let at = Operand::Local(slot);
                let id = lang(l.map_key_at, "Map.key_at");
                let key = this.call_fn(
                    id,
                    key_args.clone(),
                    vec![map.clone(), at.clone()],
                    key_args[0],
                    span,
                )?;
                if !pairs {
                    return Some((key, None));
                }
                let id = lang(l.map_value_at, "Map.value_at");
                let value = this.call_fn(id, key_args.clone(), vec![map, at], key_args[1], span)?;
                if f.pair.is_some() {
                    return Some((key, Some(value)));
                }
                let tuple = this.cx.tys.tuple(&key_args);
                Some((this.construct(tuple, 0, vec![key, value], span), None))
            },
            move |this, span| {
                this.call_fn(
                    add,
                    Vec::new(),
                    vec![Operand::Local(slot), Operand::Int(1)],
                    int,
                    span,
                )
                .map(|next| vec![next])
            },
        );
    }

    /// A loop over states: `next` gives the element and the next state, or `None`.
    #[allow(clippy::too_many_arguments)]
    fn stateful(
        &mut self,
        f: &'a For,
        first: Operand,
        state_ty: Ty,
        item_ty: Ty,
        option: Ty,
        start: Option<Operand>,
        list_ty: Ty,
        after: JoinId,
        span: Span,
        next: impl FnOnce(&mut Self, Operand) -> Option<Operand>,
    ) {
        let state = self.temp("state", state_ty);
        let rest = self.temp("rest", state_ty);
        let pair_ty = self.cx.tys.tuple(&[item_ty, state_ty]);
        let pair = self.temp("pair", pair_ty);
        let option_data = self.data_of(option);
        let pair_data = self.data_of(pair_ty);
        let option_con = self.con_of(option);
        let some = self.cx.variant_named(option_con, "Some");
        self.looped(
            f,
            vec![(state, first)],
            start,
            list_ty,
            after,
            span,
            |this, _| {
                let value = next(this, Operand::Local(state))?;
                let value = this.held(value, option, span);
                Some(Test::Some {
                    value,
                    data: option_data,
                    variant: some,
                    payload: pair,
                })
            },
            |this| {
                let item = this.bind(
                    "item",
                    item_ty,
                    Op::Project {
                        value: pair,
                        data: pair_data,
                        variant: 0,
                        field: 0,
                    },
                    span,
                );
                let site = this.site(span);
                this.b.bind(
                    rest,
                    Op::Project {
                        value: pair,
                        data: pair_data,
                        variant: 0,
                        field: 1,
                    },
                    site,
                );
                Some((item, None))
            },
            move |_, _| Some(vec![Operand::Local(rest)]),
        );
    }

    /// The frame of all loops. State parameters with their first values; the test; the element; the next state.
    #[allow(clippy::too_many_arguments)]
    fn looped(
        &mut self,
        f: &'a For,
        state: Vec<(CoreLocal, Operand)>,
        start: Option<Operand>,
        list_ty: Ty,
        after: JoinId,
        span: Span,
        test: impl FnOnce(&mut Self, &[CoreLocal]) -> Option<Test>,
        item: impl FnOnce(&mut Self) -> Option<(Operand, Option<Operand>)>,
        advance: impl FnOnce(&mut Self, Span) -> Option<Vec<Operand>>,
    ) {
        let acc: Vec<CoreLocal> = start.iter().map(|_| self.temp("list", list_ty)).collect();
        let acc_operands: Vec<Operand> = acc.iter().map(|l| Operand::Local(*l)).collect();
        let params: Vec<CoreLocal> = state
            .iter()
            .map(|(l, _)| *l)
            .chain(acc.iter().copied())
            .collect();
        let again = self.b.join("loop", params.clone());
        let next_acc: Vec<CoreLocal> = start.iter().map(|_| self.temp("list", list_ty)).collect();
        let next = self.b.join("next", next_acc.clone());
        let body = self.block_of(|this| {
            let Some(test) = test(this, &params) else {
                return;
            };
            let round = |this: &mut Self| {
                let advance_block = this.block_of(|this| {
                    if let Some(mut args) = advance(this, span) {
                        args.extend(next_acc.iter().map(|l| Operand::Local(*l)));
                        this.b.jump(again, args);
                    }
                });
                // the join stands before the element, whose locals the next state may use: it is declared after them
                let Some((element, second)) = item(this) else {
                    return;
                };
                this.b.declare(next, advance_block, false);
                this.round(
                    f,
                    element,
                    second,
                    &acc_operands,
                    list_ty,
                    after,
                    next,
                    span,
                );
            };
            match test {
                Test::Bool(condition) => {
                    let then = this.block_of(round);
                    let otherwise = this.block_of(|this| this.b.jump(after, acc_operands.clone()));
                    this.b.end(End::If {
                        condition,
                        then: Box::new(then),
                        otherwise: Box::new(otherwise),
                    });
                }
                Test::Some {
                    value,
                    data,
                    variant,
                    payload,
                } => {
                    let then = this.block_of(|this| {
                        let site = this.site(span);
                        this.b.bind(
                            payload,
                            Op::Project {
                                value,
                                data,
                                variant,
                                field: 0,
                            },
                            site,
                        );
                        round(this);
                    });
                    let otherwise = this.block_of(|this| this.b.jump(after, acc_operands.clone()));
                    let mut arms = vec![(variant, then), (1 - variant, otherwise)];
                    arms.sort_by_key(|a| a.0);
                    this.b.end(End::Switch {
                        value,
                        data,
                        arms,
                        otherwise: None,
                    });
                }
            }
        });
        self.b.declare(again, body, true);
        let mut args: Vec<Operand> = state.into_iter().map(|(_, first)| first).collect();
        args.extend(start);
        self.b.jump(again, args);
    }

    /// One round: bind, filter, run the body, go on.
    #[allow(clippy::too_many_arguments)]
    fn round(
        &mut self,
        f: &'a For,
        element: Operand,
        second: Option<Operand>,
        acc: &[Operand],
        list_ty: Ty,
        after: JoinId,
        next: JoinId,
        span: Span,
    ) {
        let ty = self.ty(self.body.pats[f.pat].ty);
        match (f.pair, second) {
            (Some(pair), Some(second)) => {
                self.irrefutable(f.pat, element, ty);
                let ty = self.ty(self.body.pats[pair].ty);
                self.irrefutable(pair, second, ty);
            }
            (Some(pair), None) => {
                // a pair that came as a tuple
                let second_ty = self.ty(self.body.pats[pair].ty);
                let tuple = self.cx.tys.tuple(&[ty, second_ty]);
                let data = self.data_of(tuple);
                let value = self.held(element, tuple, span);
                let a = self.bind(
                    "key",
                    ty,
                    Op::Project {
                        value,
                        data,
                        variant: 0,
                        field: 0,
                    },
                    span,
                );
                let b = self.bind(
                    "value",
                    second_ty,
                    Op::Project {
                        value,
                        data,
                        variant: 0,
                        field: 1,
                    },
                    span,
                );
                self.irrefutable(f.pat, a, ty);
                self.irrefutable(pair, b, second_ty);
            }
            (None, _) => self.irrefutable(f.pat, element, ty),
        }
        let body = |this: &mut Self| {
            this.loops.push(Loop {
                leave: (after, acc.to_vec()),
                next: (next, acc.to_vec()),
            });
            let value = this.value(f.body);
            this.loops.pop();
            let Some(value) = value else { return };
            match acc.first() {
                Some(list) => {
                    let item = this.cx.type_args(list_ty)[0];
                    let append = lang(this.cx.program.lang.list_append, "List.append");
                    if let Some(list) =
                        this.call_fn(append, vec![item], vec![list.clone(), value], list_ty, span)
                    {
                        this.b.jump(next, vec![list]);
                    }
                }
                None => this.b.jump(next, Vec::new()),
            }
        };
        match f.filter {
            None => body(self),
            Some(filter) => {
                let Some(condition) = self.value(filter) else {
                    return;
                };
                let then = self.block_of(body);
                let otherwise = self.block_of(|this| this.b.jump(next, acc.to_vec()));
                self.b.end(End::If {
                    condition,
                    then: Box::new(then),
                    otherwise: Box::new(otherwise),
                });
            }
        }
    }
}

/// Whether there is another round.
enum Test {
    Bool(Operand),
    /// There is if the value is this variant; its field goes into `payload`.
    Some {
        value: CoreLocal,
        data: crate::core::ir::DataId,
        variant: u32,
        payload: CoreLocal,
    },
}

fn lang_con(con: Option<crate::resolve::TyConId>) -> crate::resolve::TyConId {
    match con {
        Some(con) => con,
        None => crate::bug!("lower", "the library lacks a collection"),
    }
}
