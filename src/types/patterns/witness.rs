//! Values that no pattern takes, and how messages show them.

use crate::base::IndexVec;
use crate::resolve::TyConId;

use super::super::typed::{TyCon, TyConKind};
use super::matrix::Con;

/// How many witnesses a message shows.
const SHOWN: usize = 3;
/// Beyond this number of further witnesses a message says only that there are more.
const COUNTED: usize = 100;

/// A set of values, written like a pattern.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Witness {
    Any,
    Con(Con, Vec<Witness>),
}

/// Some vectors of witnesses, as chains that share their ends: the tokens of a vector in front of those of the columns after
/// it, constructors before their fields.
#[derive(Default)]
pub struct Witnesses {
    tokens: Vec<(Token, Vector)>,
}

/// An index into the tokens.
pub type Vector = u32;

#[derive(Clone, Copy)]
enum Token {
    /// So many times anything.
    Any(usize),
    Con(Con, u32),
}

impl Witnesses {
    pub const END: Vector = Vector::MAX;

    /// `count` times anything in front of a vector.
    pub fn any(&mut self, count: usize, next: Vector) -> Vector {
        match count {
            0 => next,
            _ => self.push(Token::Any(count), next),
        }
    }

    /// A constructor whose fields are the first ones of the vector.
    pub fn con(&mut self, con: Con, arity: u32, next: Vector) -> Vector {
        self.push(Token::Con(con, arity), next)
    }

    fn push(&mut self, token: Token, next: Vector) -> Vector {
        self.tokens.push((token, next));
        self.tokens.len() as Vector - 1
    }

    pub fn read(&self, vector: Vector, columns: usize) -> Vec<Witness> {
        let mut reader = Reader {
            tokens: &self.tokens,
            at: vector,
            any: 0,
        };
        (0..columns).map(|_| reader.witness()).collect()
    }
}

struct Reader<'a> {
    tokens: &'a [(Token, Vector)],
    at: Vector,
    /// Of the token before, so many are still to be taken.
    any: usize,
}

impl Reader<'_> {
    fn witness(&mut self) -> Witness {
        if self.any > 0 {
            self.any -= 1;
            return Witness::Any;
        }
        let Some(&(token, next)) = self.tokens.get(self.at as usize) else {
            crate::bug!("patterns", "a witness ends early");
        };
        self.at = next;
        match token {
            Token::Any(count) => {
                self.any = count - 1;
                Witness::Any
            }
            Token::Con(con, arity) => stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || {
                Witness::Con(con, (0..arity).map(|_| self.witness()).collect())
            }),
        }
    }
}

/// Up to three witnesses and the number of the others.
pub fn show_missing(
    tycons: &IndexVec<TyConId, TyCon>,
    missing: &[Vec<Witness>],
    more: bool,
) -> String {
    let shown: Vec<String> = missing
        .iter()
        .take(SHOWN)
        .map(|vector| show_vector(tycons, vector))
        .collect();
    let rest = missing.len().saturating_sub(SHOWN);
    let shown = shown.join(", ");
    if more || rest > COUNTED {
        format!("{shown} and more")
    } else if rest > 0 {
        format!("{shown} and {rest} more")
    } else {
        shown
    }
}

/// The values of a function's parameters.
fn show_vector(tycons: &IndexVec<TyConId, TyCon>, vector: &[Witness]) -> String {
    let texts: Vec<String> = vector.iter().map(|w| show(tycons, w, false)).collect();
    match texts.as_slice() {
        [only] => only.clone(),
        _ => format!("({})", texts.join(", ")),
    }
}

/// `nested`: to the left of `::`.
fn show(tycons: &IndexVec<TyConId, TyCon>, witness: &Witness, nested: bool) -> String {
    let Witness::Con(con, args) = witness else {
        return "_".to_owned();
    };
    let list = || {
        let texts: Vec<String> = args.iter().map(|w| show(tycons, w, false)).collect();
        texts.join(", ")
    };
    let unconstrained = args.iter().all(|w| *w == Witness::Any);
    match con {
        Con::Bool(value) => value.to_string(),
        Con::Unit => "()".to_owned(),
        Con::Tuple(_) if unconstrained => "_".to_owned(),
        Con::Tuple(_) => format!("({})", list()),
        Con::Nil => "[]".to_owned(),
        Con::Cons => show_chain(tycons, witness, nested),
        Con::Variant(id, variant) => match &tycons[*id].kind {
            TyConKind::Struct(_) if unconstrained => "_".to_owned(),
            TyConKind::Struct(info) => {
                let fields: Vec<String> = info
                    .fields
                    .iter()
                    .zip(args)
                    .filter(|(_, w)| **w != Witness::Any)
                    .map(|(field, w)| {
                        let name = field.name.map_or("_", |n| n.as_str());
                        format!("{name}: {}", show(tycons, w, false))
                    })
                    .collect();
                format!("{} {{ {} }}", info.name, fields.join(", "))
            }
            TyConKind::Sum(variants) => {
                let name = variants[*variant as usize].name;
                if args.is_empty() {
                    name.to_string()
                } else {
                    format!("{name}({})", list())
                }
            }
            TyConKind::Builtin(_) | TyConKind::Extern { .. } => "_".to_owned(),
        },
        Con::Ints(..) | Con::Float(_) | Con::Str(_) | Con::Atom(_) => "_".to_owned(),
    }
}

/// `a :: b :: rest`, without recursion along the list.
fn show_chain(tycons: &IndexVec<TyConId, TyCon>, witness: &Witness, nested: bool) -> String {
    let mut parts = Vec::new();
    let mut at = witness;
    while let Witness::Con(Con::Cons, args) = at {
        let [head, tail] = args.as_slice() else {
            break;
        };
        parts.push(show(tycons, head, true));
        at = tail;
    }
    parts.push(show(tycons, at, true));
    let text = parts.join(" :: ");
    if nested {
        format!("({text})")
    } else {
        text
    }
}
