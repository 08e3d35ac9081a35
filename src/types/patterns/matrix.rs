//! Usefulness of pattern vectors.
//!
//! The method is that of Maranget, "Warnings for pattern matching" (JFP 2007): a matrix of patterns is specialised by each
//! constructor of its first column, and by "any other" where the constructors are not all there. All arms are judged in one
//! pass: an arm is useful if in some branch its row is reached at the end, when no columns are left, before any unguarded row.
//! A branch in which no unguarded row is left gives a witness.
//!
//! The problem is NP-hard, so the work is limited. Rows and witnesses are chains that share their ends, so that a step costs
//! the same however many columns there are, and a column that no row looks at is passed over.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::{IndexVec, Symbol};
use crate::resolve::TyConId;

use super::super::typed::{Body, Literal, PatId, PatKind, TyCon, TyConKind};
use super::witness::{Vector, Witness, Witnesses};

/// Steps for one `case` or clause set: rows that are put into specialised matrices.
const BUDGET: usize = 1_000_000;
/// Work that is much cheaper than a row counts as this part of a step.
const CHEAP: usize = 64;
/// More witnesses than are ever counted in a message.
const WITNESSES: usize = 104;
/// Of an arm that is never reached, so many arms before it are remembered.
const COVERING: usize = 8;

/// One arm or clause.
#[derive(Clone, Debug)]
pub struct Arm {
    pub pats: Vec<PatId>,
    pub guarded: bool,
}

/// An arm that no value reaches.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unreachable {
    pub arm: usize,
    /// Arms that take its values, in ascending order; not all of them if there are many.
    pub covering: Vec<usize>,
}

/// What is known about a list of arms.
#[derive(Debug)]
pub enum Verdict {
    Known {
        /// Values that no unguarded arm takes, one vector a value.
        missing: Vec<Vec<Witness>>,
        /// There are more of them.
        more: bool,
        unreachable_arms: Vec<Unreachable>,
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

/// The patterns of a row from some column on: an index into [`Checker::cells`].
type Columns = u32;

const END: Columns = 0;

#[derive(Clone, Copy)]
struct Cell {
    pat: Simple,
    next: Columns,
}

struct Row {
    pats: Columns,
    guarded: bool,
    /// The row of the matrix before from which this one was made.
    parent: usize,
    /// The alternatives that were chosen in the first column.
    chosen: Vec<PatId>,
    useful: bool,
    /// Rows of the same matrix that took its values.
    covering: Vec<usize>,
}

/// The budget is used up.
struct TooMany;

pub struct Checker<'a> {
    body: &'a Body,
    tycons: &'a IndexVec<TyConId, TyCon>,
    pats: Vec<SimplePat>,
    cells: Vec<Cell>,
    witnesses: Witnesses,
    alternatives: Vec<PatId>,
    useful_alternatives: FxHashSet<PatId>,
    erroneous: bool,
    steps: usize,
    more: bool,
}

const ANY: Simple = 0;

impl<'a> Checker<'a> {
    pub fn new(body: &'a Body, tycons: &'a IndexVec<TyConId, TyCon>) -> Checker<'a> {
        Checker {
            body,
            tycons,
            pats: vec![SimplePat::Any],
            cells: vec![Cell {
                pat: ANY,
                next: END,
            }],
            witnesses: Witnesses::default(),
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
        let Ok(missing) = self.compute(&mut rows, columns, WITNESSES) else {
            return Verdict::TooMany;
        };
        let mut unreachable_arms = Vec::new();
        let mut unreachable_alternatives = Vec::new();
        let mut from = 0;
        for (arm, row) in rows.into_iter().enumerate() {
            if row.useful {
                unreachable_alternatives.extend(
                    self.alternatives[from..in_arm[arm]]
                        .iter()
                        .filter(|pat| !self.useful_alternatives.contains(pat)),
                );
            } else {
                let mut covering = row.covering;
                covering.sort_unstable();
                unreachable_arms.push(Unreachable { arm, covering });
            }
            from = in_arm[arm];
        }
        Verdict::Known {
            missing: missing
                .into_iter()
                .map(|vector| self.witnesses.read(vector, columns))
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
        self.compute(&mut rows, columns, 0).is_ok() && !rows[1].useful
    }

    fn row(&mut self, arm: &Arm) -> Row {
        let pats: Vec<Simple> = arm.pats.iter().map(|&p| self.simple(p)).collect();
        Row {
            pats: self.columns(&pats, END),
            guarded: arm.guarded,
            parent: 0,
            chosen: Vec::new(),
            useful: false,
            covering: Vec::new(),
        }
    }

    /// The patterns in front of the columns `next`.
    fn columns(&mut self, pats: &[Simple], mut next: Columns) -> Columns {
        for &pat in pats.iter().rev() {
            next = self.cell(pat, next);
        }
        next
    }

    fn cell(&mut self, pat: Simple, next: Columns) -> Columns {
        self.cells.push(Cell { pat, next });
        self.cells.len() as Columns - 1
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

    /// Marks the useful rows and returns what no unguarded row takes: at most `limit` vectors; if that leaves some out,
    /// [`Checker::more`] is set. With limit 0 only the rows count.
    fn compute(
        &mut self,
        rows: &mut [Row],
        columns: usize,
        limit: usize,
    ) -> Result<Vec<Vector>, TooMany> {
        if rows.is_empty() {
            return Ok(self.one(columns, limit));
        }
        let skipped = self.pass_over(rows, columns)?;
        if skipped == columns {
            for (index, row) in rows.iter_mut().enumerate() {
                row.useful = true;
                if !row.guarded {
                    for later in &mut rows[index + 1..] {
                        later.covering.push(index);
                    }
                    return Ok(Vec::new());
                }
            }
            return Ok(self.one(columns, limit));
        }
        let columns = columns - skipped;
        let mut found = stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || {
            let mut expanded = Vec::with_capacity(rows.len());
            for (index, row) in rows.iter().enumerate() {
                self.expand(row, index, &mut expanded)?;
            }
            let found = self.by_constructor(&mut expanded, columns, limit)?;
            for row in &mut expanded {
                if row.useful {
                    self.useful_alternatives.extend(row.chosen.drain(..));
                }
            }
            tell(&expanded, rows);
            Ok(found)
        })?;
        for vector in &mut found {
            *vector = self.witnesses.any(skipped, *vector);
        }
        Ok(found)
    }

    /// The vector of `columns` times anything.
    fn one(&mut self, columns: usize, limit: usize) -> Vec<Vector> {
        match limit {
            0 => Vec::new(),
            _ => vec![self.witnesses.any(columns, Witnesses::END)],
        }
    }

    fn spend(&mut self, steps: usize) -> Result<(), TooMany> {
        self.steps = self.steps.saturating_add(steps);
        if self.steps > BUDGET {
            return Err(TooMany);
        }
        Ok(())
    }

    /// Takes off the columns in front that no row looks at; their number.
    fn pass_over(&mut self, rows: &mut [Row], columns: usize) -> Result<usize, TooMany> {
        let mut skipped = 0;
        while skipped < columns
            && rows
                .iter()
                .all(|row| matches!(self.head(row), SimplePat::Any))
        {
            for row in rows.iter_mut() {
                row.pats = self.cells[row.pats as usize].next;
            }
            skipped += 1;
        }
        self.spend(rows.len() * skipped / CHEAP)?;
        Ok(skipped)
    }

    fn head(&self, row: &Row) -> &SimplePat {
        let cell = self.cells[row.pats as usize];
        &self.pats[cell.pat as usize]
    }

    /// The rows that `row` stands for when the alternatives of its first column are taken apart.
    fn expand(&mut self, row: &Row, parent: usize, into: &mut Vec<Row>) -> Result<(), TooMany> {
        let Cell { pat, next } = self.cells[row.pats as usize];
        let mut open: Vec<(Simple, Vec<PatId>)> = Vec::new();
        let mut current = Some((pat, Vec::new()));
        while let Some((pat, chosen)) = current {
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
                    let pats = match chosen.is_empty() {
                        true => row.pats,
                        false => self.cell(pat, next),
                    };
                    into.push(Row {
                        pats,
                        guarded: row.guarded,
                        parent,
                        chosen,
                        useful: false,
                        covering: Vec::new(),
                    });
                    self.spend(1)?;
                }
            }
            current = open.pop();
        }
        Ok(())
    }

    fn by_constructor(
        &mut self,
        rows: &mut [Row],
        columns: usize,
        limit: usize,
    ) -> Result<Vec<Vector>, TooMany> {
        let mut groups = self.group(rows)?;
        let any: Vec<usize> = (0..rows.len())
            .filter(|&index| matches!(self.head(&rows[index]), SimplePat::Any))
            .collect();
        let signature = groups
            .first()
            .map_or(Signature::Open, |(con, ..)| signature(self.tycons, *con));
        let (closed, order): (bool, Vec<(Con, u32)>) = match signature {
            Signature::Closed(all) => (true, all),
            Signature::Open => {
                let used = groups.iter().map(|(con, arity, _)| (*con, *arity));
                (false, used.collect())
            }
        };
        self.spend(order.len() / CHEAP)?;
        let index: FxHashMap<Con, usize> = groups
            .iter()
            .enumerate()
            .map(|(at, (con, ..))| (*con, at))
            .collect();
        let mut kept: Vec<Vector> = Vec::new();
        // What is missing where the first column has none of the constructors.
        let mut others: Option<Vec<Vector>> = None;
        for (con, arity) in order {
            match index.get(&con) {
                Some(&at) => {
                    let own = std::mem::take(&mut groups[at].2);
                    let members = merge(&own, &any);
                    // What a literal leaves uncovered, all other values leave uncovered too.
                    let wanted = match closed {
                        true => self.wanted(&kept, limit),
                        false => 0,
                    };
                    let columns = columns - 1 + arity as usize;
                    for vector in self.branch(rows, &members, arity, columns, wanted)? {
                        let vector = self.witnesses.con(con, arity, vector);
                        self.keep(&mut kept, vector, limit);
                    }
                }
                None => {
                    let rest = match others.take() {
                        Some(rest) => rest,
                        None => {
                            let wanted = self.wanted(&kept, limit);
                            self.branch(rows, &any, 0, columns - 1, wanted)?
                        }
                    };
                    for &vector in &rest {
                        if kept.len() >= limit && self.more {
                            break;
                        }
                        let vector = self.witnesses.any(arity as usize, vector);
                        let vector = self.witnesses.con(con, arity, vector);
                        self.keep(&mut kept, vector, limit);
                    }
                    others = Some(rest);
                }
            }
        }
        if !closed {
            for vector in self.branch(rows, &any, 0, columns - 1, limit)? {
                let vector = self.witnesses.any(1, vector);
                self.keep(&mut kept, vector, limit);
            }
        }
        Ok(kept)
    }

    /// How many vectors are still asked for: one too many tells that there are more.
    fn wanted(&self, kept: &[Vector], limit: usize) -> usize {
        match limit - kept.len() {
            0 => usize::from(limit > 0 && !self.more),
            left => left,
        }
    }

    fn keep(&mut self, kept: &mut Vec<Vector>, vector: Vector, limit: usize) {
        if kept.len() < limit {
            kept.push(vector);
        } else {
            self.more |= limit > 0;
        }
    }

    /// What the matrix of the given rows under a constructor with `arity` fields, or under "any other", leaves uncovered.
    fn branch(
        &mut self,
        rows: &mut [Row],
        members: &[usize],
        arity: u32,
        columns: usize,
        limit: usize,
    ) -> Result<Vec<Vector>, TooMany> {
        self.spend(1 + members.len() + members.len() * arity as usize / CHEAP)?;
        let unused = self.cells.len();
        let mut special: Vec<Row> = Vec::with_capacity(members.len());
        for &index in members {
            let row = &rows[index];
            let (guarded, Cell { pat, next }) = (row.guarded, self.cells[row.pats as usize]);
            special.push(Row {
                pats: self.fields(pat, arity, next),
                guarded,
                parent: index,
                chosen: Vec::new(),
                useful: false,
                covering: Vec::new(),
            });
        }
        let found = self.compute(&mut special, columns, limit)?;
        tell(&special, rows);
        self.cells.truncate(unused);
        Ok(found)
    }

    /// The fields of the pattern in front of the columns `next`.
    fn fields(&mut self, pat: Simple, arity: u32, next: Columns) -> Columns {
        let mut columns = next;
        for index in (0..arity as usize).rev() {
            let field = match &self.pats[pat as usize] {
                SimplePat::Con(_, args) => args[index],
                SimplePat::Any | SimplePat::Or(_) | SimplePat::Never => ANY,
            };
            columns = self.cell(field, columns);
        }
        columns
    }

    /// The constructors of the first column in order of appearance, each with its number of fields and its rows. Ranges of
    /// Ints are split where others begin and end, so that each part is inside or outside of every range.
    fn group(&self, rows: &[Row]) -> Result<Vec<(Con, u32, Vec<usize>)>, TooMany> {
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
        let mut members = self.steps;
        for &(start, end, at) in &ranges {
            let from = cuts.partition_point(|&cut| cut < i128::from(start));
            let to = cuts.partition_point(|&cut| cut < i128::from(end) + 1);
            // Each member is a row of a branch to come.
            members += to - from;
            if members > BUDGET {
                return Err(TooMany);
            }
            parts[from..to].iter_mut().for_each(|part| part.push(at));
        }
        for (part, bounds) in parts.into_iter().zip(cuts.windows(2)) {
            if !part.is_empty() {
                let con = Con::Ints(bounds[0] as i64, (bounds[1] - 1) as i64);
                groups.push((con, 0, part));
            }
        }
        Ok(groups)
    }
}

/// Tells the rows of a matrix what was found of those made from them.
fn tell(made: &[Row], rows: &mut [Row]) {
    for row in made {
        let parent = &mut rows[row.parent];
        parent.useful |= row.useful;
        for &before in &row.covering {
            let before = made[before].parent;
            let known = &mut parent.covering;
            if before != row.parent && known.len() < COVERING && !known.contains(&before) {
                known.push(before);
            }
        }
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
