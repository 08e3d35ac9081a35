//! Usefulness of pattern vectors.
//!
//! The method is that of Maranget, "Warnings for pattern matching" (JFP 2007): a matrix of patterns is specialised by each
//! constructor of its first column, and by "any other" where the constructors are not all there. All arms are judged in one
//! pass: an arm is useful if in some branch its row is reached at the end, when no columns are left, before any unguarded row.
//! A branch in which no unguarded row is left gives a witness. The number of rows that are put into specialised matrices is
//! limited, since the problem is NP-hard.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::{IndexVec, Symbol};
use crate::resolve::TyConId;

use super::super::typed::{Body, Literal, PatId, PatKind, TyCon, TyConKind};
use super::witness::Witness;

/// Steps for one `case` or clause set.
const BUDGET: u32 = 1_000_000;
/// More witnesses than are ever counted in a message.
const WITNESSES: usize = 104;

/// One arm or clause.
#[derive(Clone, Debug)]
pub struct Arm {
    pub pats: Vec<PatId>,
    pub guarded: bool,
}

/// What is known about a list of arms.
#[derive(Debug)]
pub enum Verdict {
    Known {
        /// Values that no unguarded arm takes, one vector a value.
        missing: Vec<Vec<Witness>>,
        /// There are more of them.
        more: bool,
        unreachable_arms: Vec<usize>,
        unreachable_alternatives: Vec<PatId>,
    },
    /// The budget is used up.
    TooMany,
    /// Some pattern is erroneous.
    Erroneous,
}

/// The head of a pattern.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Con {
    Bool(bool),
    Unit,
    Tuple(u32),
    /// A variant; a struct has variant 0.
    Variant(TyConId, u32),
    Nil,
    Cons,
    /// The Ints from `.0` to `.1`, both included.
    Ints(i64, i64),
    /// The bits, with one zero.
    Float(u64),
    Str(Symbol),
    Atom(Symbol),
}

/// An index into [`Checker::pats`].
type Simple = u32;

enum SimplePat {
    Any,
    Con(Con, Vec<Simple>),
    Or(Vec<(PatId, Simple)>),
    /// Matches nothing.
    Never,
}

struct Row {
    /// The first column last.
    pats: Vec<Simple>,
    guarded: bool,
    /// The row of the matrix before from which this one was made.
    parent: usize,
    /// The alternatives that were chosen in the last column.
    chosen: Vec<PatId>,
    useful: bool,
}

/// The budget is used up.
struct TooMany;

pub struct Checker<'a> {
    body: &'a Body,
    tycons: &'a IndexVec<TyConId, TyCon>,
    pats: Vec<SimplePat>,
    alternatives: Vec<PatId>,
    useful_alternatives: FxHashSet<PatId>,
    erroneous: bool,
    steps: u32,
    more: bool,
}

const ANY: Simple = 0;

impl<'a> Checker<'a> {
    pub fn new(body: &'a Body, tycons: &'a IndexVec<TyConId, TyCon>) -> Checker<'a> {
        Checker {
            body,
            tycons,
            pats: vec![SimplePat::Any],
            alternatives: Vec::new(),
            useful_alternatives: FxHashSet::default(),
            erroneous: false,
            steps: 0,
            more: false,
        }
    }

    pub fn check(mut self, arms: &[Arm]) -> Verdict {
        let mut in_arm: Vec<usize> = Vec::new();
        let mut rows = Vec::with_capacity(arms.len());
        for arm in arms {
            rows.push(self.row(arm));
            in_arm.push(self.alternatives.len());
        }
        if self.erroneous {
            return Verdict::Erroneous;
        }
        let columns = arms.first().map_or(1, |arm| arm.pats.len());
        let Ok(missing) = self.compute(&mut rows, columns) else {
            return Verdict::TooMany;
        };
        let mut unreachable_arms = Vec::new();
        let mut unreachable_alternatives = Vec::new();
        let mut from = 0;
        for (index, row) in rows.iter().enumerate() {
            if row.useful {
                unreachable_alternatives.extend(
                    self.alternatives[from..in_arm[index]]
                        .iter()
                        .filter(|pat| !self.useful_alternatives.contains(pat)),
                );
            } else {
                unreachable_arms.push(index);
            }
            from = in_arm[index];
        }
        Verdict::Known {
            missing: missing
                .into_iter()
                .map(|witness| witness.into_iter().rev().collect())
                .collect(),
            more: self.more,
            unreachable_arms,
            unreachable_alternatives,
        }
    }

    /// Whether `arm` matches nothing that `before` does not.
    pub fn covers(mut self, before: &Arm, arm: &Arm) -> bool {
        if before.guarded {
            return false;
        }
        let mut rows = vec![self.row(before), self.row(arm)];
        let columns = arm.pats.len();
        self.compute(&mut rows, columns).is_ok() && !rows[1].useful
    }

    fn row(&mut self, arm: &Arm) -> Row {
        let mut pats: Vec<Simple> = arm.pats.iter().map(|&p| self.simple(p)).collect();
        pats.reverse();
        Row {
            pats,
            guarded: arm.guarded,
            parent: 0,
            chosen: Vec::new(),
            useful: false,
        }
    }

    // ---- patterns -----------------------------------------------------------------------------------------------------

    fn add(&mut self, pat: SimplePat) -> Simple {
        self.pats.push(pat);
        self.pats.len() as Simple - 1
    }

    fn con(&mut self, con: Con, args: Vec<Simple>) -> Simple {
        self.add(SimplePat::Con(con, args))
    }

    fn simple(&mut self, id: PatId) -> Simple {
        stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || self.simple_inner(id))
    }

    fn simple_inner(&mut self, id: PatId) -> Simple {
        match &self.body.pats[id].kind {
            PatKind::Wildcard | PatKind::Bind(_) => ANY,
            PatKind::As(inner, _) => self.simple(*inner),
            PatKind::Literal(literal) => {
                let con = match literal {
                    Literal::Int(value) => Con::Ints(*value, *value),
                    Literal::Float(value) if *value == 0.0 => Con::Float(0),
                    Literal::Float(value) => Con::Float(value.to_bits()),
                    Literal::Bool(value) => Con::Bool(*value),
                    Literal::Unit => Con::Unit,
                    Literal::Atom(name) => Con::Atom(*name),
                    Literal::Str(text) => Con::Str(*text),
                    Literal::Regex { pattern, .. } => Con::Str(*pattern),
                };
                self.con(con, Vec::new())
            }
            PatKind::IntRange(start, end) => {
                if start < end {
                    self.con(Con::Ints(*start, end - 1), Vec::new())
                } else {
                    self.add(SimplePat::Never)
                }
            }
            PatKind::Tuple(items) => {
                let args = items.iter().map(|&p| self.simple(p)).collect();
                self.con(Con::Tuple(items.len() as u32), args)
            }
            PatKind::Variant {
                con,
                variant,
                fields,
            } => {
                let args = fields.iter().map(|&p| self.simple(p)).collect();
                self.con(Con::Variant(*con, *variant), args)
            }
            PatKind::Cons(head, tail) => {
                // A chain is built from its end: it may be long.
                let mut heads = vec![*head];
                let mut tail = *tail;
                while let PatKind::Cons(head, rest) = &self.body.pats[tail].kind {
                    heads.push(*head);
                    tail = *rest;
                }
                let rest = self.simple(tail);
                self.chain(&heads, rest)
            }
            PatKind::List { items, rest } => {
                let rest = match rest {
                    Some(rest) => self.simple(*rest),
                    None => self.con(Con::Nil, Vec::new()),
                };
                self.chain(items, rest)
            }
            PatKind::Or(alternatives) => {
                let all = alternatives
                    .iter()
                    .map(|&p| {
                        self.alternatives.push(p);
                        (p, self.simple(p))
                    })
                    .collect();
                self.add(SimplePat::Or(all))
            }
            PatKind::Error => {
                self.erroneous = true;
                ANY
            }
        }
    }

    fn chain(&mut self, heads: &[PatId], mut rest: Simple) -> Simple {
        for &head in heads.iter().rev() {
            let head = self.simple(head);
            rest = self.con(Con::Cons, vec![head, rest]);
        }
        rest
    }

    // ---- the algorithm ------------------------------------------------------------------------------------------------

    /// Marks the useful rows and returns what no unguarded row takes, the first column last.
    fn compute(&mut self, rows: &mut [Row], columns: usize) -> Result<Vec<Vec<Witness>>, TooMany> {
        if columns == 0 {
            for row in rows.iter_mut() {
                row.useful = true;
                if !row.guarded {
                    return Ok(Vec::new());
                }
            }
            return Ok(vec![Vec::new()]);
        }
        stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || {
            let mut expanded = Vec::with_capacity(rows.len());
            for (index, row) in rows.iter().enumerate() {
                self.expand(row, index, &mut expanded)?;
            }
            let witnesses = self.by_constructor(&mut expanded, columns)?;
            for row in expanded {
                if row.useful {
                    rows[row.parent].useful = true;
                    self.useful_alternatives.extend(row.chosen);
                }
            }
            Ok(witnesses)
        })
    }

    fn spend(&mut self, steps: usize) -> Result<(), TooMany> {
        self.steps = self.steps.saturating_add(steps as u32);
        if self.steps > BUDGET {
            return Err(TooMany);
        }
        Ok(())
    }

    /// The rows that `row` stands for when the alternatives of its first column are taken apart.
    fn expand(&mut self, row: &Row, parent: usize, into: &mut Vec<Row>) -> Result<(), TooMany> {
        let Some((&first, rest)) = row.pats.split_last() else {
            return Ok(());
        };
        let mut open: Vec<(Simple, Vec<PatId>)> = vec![(first, Vec::new())];
        while let Some((pat, chosen)) = open.pop() {
            match &self.pats[pat as usize] {
                SimplePat::Or(alternatives) => {
                    for (id, alternative) in alternatives.iter().rev() {
                        let mut chosen = chosen.clone();
                        chosen.push(*id);
                        open.push((*alternative, chosen));
                    }
                }
                SimplePat::Never => {}
                SimplePat::Any | SimplePat::Con(..) => {
                    let mut pats = Vec::with_capacity(rest.len() + 1);
                    pats.extend_from_slice(rest);
                    pats.push(pat);
                    into.push(Row {
                        pats,
                        guarded: row.guarded,
                        parent,
                        chosen,
                        useful: false,
                    });
                    self.spend(1)?;
                }
            }
        }
        Ok(())
    }

    fn by_constructor(
        &mut self,
        rows: &mut [Row],
        columns: usize,
    ) -> Result<Vec<Vec<Witness>>, TooMany> {
        let mut groups = self.group(rows);
        let any: Vec<usize> = (0..rows.len())
            .filter(|&index| matches!(self.head(&rows[index]), SimplePat::Any))
            .collect();
        let signature = groups
            .first()
            .map_or(Signature::Open, |(con, ..)| signature(self.tycons, *con));
        let order: Vec<(Con, u32)> = match &signature {
            Signature::Closed(all) => all.clone(),
            Signature::Open => groups
                .iter()
                .map(|(con, arity, _)| (*con, *arity))
                .collect(),
        };
        let index: FxHashMap<Con, usize> = groups
            .iter()
            .enumerate()
            .map(|(at, (con, ..))| (*con, at))
            .collect();
        let others = order.iter().any(|(con, _)| !index.contains_key(con))
            || matches!(signature, Signature::Open);
        let rest = if others {
            self.branch(rows, &any, 0, columns - 1)?
        } else {
            Vec::new()
        };
        let mut witnesses: Vec<Vec<Witness>> = Vec::new();
        for (con, arity) in order {
            match index.get(&con) {
                Some(&at) => {
                    let own = std::mem::take(&mut groups[at].2);
                    let members = merge(&own, &any);
                    let columns = columns - 1 + arity as usize;
                    let found = self.branch(rows, &members, arity, columns)?;
                    // What a literal leaves uncovered, all other values leave uncovered too.
                    if let Signature::Closed(_) = signature {
                        self.keep(
                            &mut witnesses,
                            found.into_iter().map(|mut vector| {
                                let from = vector.len() - arity as usize;
                                let mut args = vector.split_off(from);
                                args.reverse();
                                vector.push(Witness::Con(con, args));
                                vector
                            }),
                        );
                    }
                }
                None => {
                    let args = vec![Witness::Any; arity as usize];
                    self.keep(
                        &mut witnesses,
                        rest.iter().map(|vector| {
                            let mut vector = vector.clone();
                            vector.push(Witness::Con(con, args.clone()));
                            vector
                        }),
                    );
                }
            }
        }
        if let Signature::Open = signature {
            self.keep(
                &mut witnesses,
                rest.into_iter().map(|mut vector| {
                    vector.push(Witness::Any);
                    vector
                }),
            );
        }
        Ok(witnesses)
    }

    fn keep(&mut self, kept: &mut Vec<Vec<Witness>>, new: impl Iterator<Item = Vec<Witness>>) {
        for vector in new {
            if kept.len() >= WITNESSES {
                self.more = true;
                return;
            }
            kept.push(vector);
        }
    }

    fn head(&self, row: &Row) -> &SimplePat {
        match row.pats.last() {
            Some(&pat) => &self.pats[pat as usize],
            None => &self.pats[ANY as usize],
        }
    }

    /// The matrix of the given rows under a constructor with `arity` fields, or under "any other".
    fn branch(
        &mut self,
        rows: &mut [Row],
        members: &[usize],
        arity: u32,
        columns: usize,
    ) -> Result<Vec<Vec<Witness>>, TooMany> {
        self.spend(members.len())?;
        let mut special: Vec<Row> = members
            .iter()
            .map(|&index| {
                let row = &rows[index];
                let (head, rest) = match row.pats.split_last() {
                    Some((&head, rest)) => (head, rest),
                    None => (ANY, &[][..]),
                };
                let mut pats = Vec::with_capacity(columns);
                pats.extend_from_slice(rest);
                match &self.pats[head as usize] {
                    SimplePat::Con(_, args) => pats.extend(args.iter().rev()),
                    SimplePat::Any | SimplePat::Or(_) | SimplePat::Never => {
                        pats.extend((0..arity).map(|_| ANY));
                    }
                }
                Row {
                    pats,
                    guarded: row.guarded,
                    parent: index,
                    chosen: Vec::new(),
                    useful: false,
                }
            })
            .collect();
        let witnesses = self.compute(&mut special, columns)?;
        for row in special.iter().filter(|row| row.useful) {
            rows[row.parent].useful = true;
        }
        Ok(witnesses)
    }

    /// The constructors of the first column in order of appearance, each with its number of fields and its rows. Ranges of
    /// Ints are split where others begin and end, so that each part is inside or outside of every range.
    fn group(&self, rows: &[Row]) -> Vec<(Con, u32, Vec<usize>)> {
        let mut groups: Vec<(Con, u32, Vec<usize>)> = Vec::new();
        let mut index: FxHashMap<Con, usize> = FxHashMap::default();
        let mut ranges: Vec<(i64, i64, usize)> = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            let SimplePat::Con(con, args) = self.head(row) else {
                continue;
            };
            if let Con::Ints(start, end) = *con {
                ranges.push((start, end, at));
                continue;
            }
            let group = *index.entry(*con).or_insert_with(|| {
                groups.push((*con, args.len() as u32, Vec::new()));
                groups.len() - 1
            });
            groups[group].2.push(at);
        }
        let mut cuts: Vec<i128> = Vec::with_capacity(2 * ranges.len());
        for &(start, end, _) in &ranges {
            cuts.push(i128::from(start));
            cuts.push(i128::from(end) + 1);
        }
        cuts.sort_unstable();
        cuts.dedup();
        let mut parts: Vec<Vec<usize>> = vec![Vec::new(); cuts.len()];
        for &(start, end, at) in &ranges {
            let from = cuts.partition_point(|&cut| cut < i128::from(start));
            let to = cuts.partition_point(|&cut| cut < i128::from(end) + 1);
            parts[from..to].iter_mut().for_each(|part| part.push(at));
        }
        for (part, bounds) in parts.into_iter().zip(cuts.windows(2)) {
            if !part.is_empty() {
                let con = Con::Ints(bounds[0] as i64, (bounds[1] - 1) as i64);
                groups.push((con, 0, part));
            }
        }
        groups
    }
}

/// Two ascending lists as one.
fn merge(a: &[usize], b: &[usize]) -> Vec<usize> {
    let mut all = Vec::with_capacity(a.len() + b.len());
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        if a[i] < b[j] {
            all.push(a[i]);
            i += 1;
        } else {
            all.push(b[j]);
            j += 1;
        }
    }
    all.extend_from_slice(&a[i..]);
    all.extend_from_slice(&b[j..]);
    all
}

/// All constructors of a type, with their numbers of fields.
enum Signature {
    Closed(Vec<(Con, u32)>),
    /// There are always others.
    Open,
}

fn signature(tycons: &IndexVec<TyConId, TyCon>, con: Con) -> Signature {
    Signature::Closed(match con {
        Con::Bool(_) => vec![(Con::Bool(true), 0), (Con::Bool(false), 0)],
        Con::Unit => vec![(Con::Unit, 0)],
        Con::Tuple(n) => vec![(con, n)],
        Con::Nil | Con::Cons => vec![(Con::Nil, 0), (Con::Cons, 2)],
        Con::Variant(id, _) => match &tycons[id].kind {
            TyConKind::Struct(info) => vec![(Con::Variant(id, 0), info.fields.len() as u32)],
            TyConKind::Sum(variants) => variants
                .iter()
                .enumerate()
                .map(|(index, v)| (Con::Variant(id, index as u32), v.fields.len() as u32))
                .collect(),
            TyConKind::Builtin(_) | TyConKind::Extern { .. } => {
                crate::bug!("patterns", "a variant of {}", tycons[id].name)
            }
        },
        Con::Ints(..) | Con::Float(_) | Con::Str(_) | Con::Atom(_) => return Signature::Open,
    })
}
