//! Patterns built by hand, with what is missing and what is unreachable.

use super::matrix::{Arm, Checker, Verdict};
use super::witness::show_missing;
use crate::base::{FileId, IndexVec, Span, Symbol};
use crate::resolve::TyConId;
use crate::types::ty::{FieldInfo, Ty, VariantInfo};
use crate::types::typed::{Body, Literal, LocalId, Pat, PatId, PatKind, TyCon, TyConKind};

const OPTION: TyConId = TyConId(0);
const POINT: TyConId = TyConId(1);
const GEAR: TyConId = TyConId(2);
const WIDE: TyConId = TyConId(3);

fn tycons() -> IndexVec<TyConId, TyCon> {
    let field = |name: Option<&str>| FieldInfo {
        name: name.map(Symbol::new),
        ty: Ty(0),
    };
    let variant = |name: &str, fields: usize| VariantInfo {
        name: Symbol::new(name),
        fields: (0..fields).map(|_| field(None)).collect(),
    };
    let con = |name: &str, kind| TyCon {
        name: Symbol::new(name),
        module: None,
        arity: 0,
        kind,
    };
    IndexVec::from_vec(vec![
        con(
            "Option",
            TyConKind::Sum(vec![variant("None", 0), variant("Some", 1)]),
        ),
        con(
            "Point",
            TyConKind::Struct(VariantInfo {
                name: Symbol::new("Point"),
                fields: vec![field(Some("x")), field(Some("y"))],
            }),
        ),
        con(
            "Gear",
            TyConKind::Sum(vec![
                variant("Park", 0),
                variant("Low", 0),
                variant("High", 0),
            ]),
        ),
        con(
            "Wide",
            TyConKind::Sum((0..2000).map(|i| variant(&format!("V{i}"), 0)).collect()),
        ),
    ])
}

/// A pattern in the making.
#[derive(Clone)]
enum P {
    Any,
    Int(i64),
    Range(i64, i64),
    Bool(bool),
    Str(&'static str),
    Tuple(Vec<P>),
    Con(TyConId, u32, Vec<P>),
    Cons(Box<P>, Box<P>),
    List(Vec<P>, Option<Box<P>>),
    Or(Vec<P>),
    As(Box<P>),
}

fn some(p: P) -> P {
    P::Con(OPTION, 1, vec![p])
}
fn none() -> P {
    P::Con(OPTION, 0, vec![])
}
fn gear(index: u32) -> P {
    P::Con(GEAR, index, vec![])
}
fn cons(head: P, tail: P) -> P {
    P::Cons(Box::new(head), Box::new(tail))
}
fn nil() -> P {
    P::List(vec![], None)
}
fn pair(a: P, b: P) -> P {
    P::Tuple(vec![a, b])
}

fn add(body: &mut Body, pat: &P) -> PatId {
    let mut all = |pats: &[P]| -> Vec<PatId> { pats.iter().map(|p| add(body, p)).collect() };
    let kind = match pat {
        P::Any => PatKind::Wildcard,
        P::Int(value) => PatKind::Literal(Literal::Int(*value)),
        P::Range(start, end) => PatKind::IntRange(*start, *end),
        P::Bool(value) => PatKind::Literal(Literal::Bool(*value)),
        P::Str(text) => PatKind::Literal(Literal::Str(Symbol::new(text))),
        P::Tuple(items) => PatKind::Tuple(all(items)),
        P::Con(con, variant, fields) => PatKind::Variant {
            con: *con,
            variant: *variant,
            fields: all(fields),
        },
        P::Cons(head, tail) => {
            let head = add(body, head);
            PatKind::Cons(head, add(body, tail))
        }
        P::List(items, rest) => {
            let items = all(items);
            PatKind::List {
                items,
                rest: rest.as_ref().map(|rest| add(body, rest)),
            }
        }
        P::Or(alternatives) => PatKind::Or(all(alternatives)),
        P::As(inner) => PatKind::As(add(body, inner), LocalId(0)),
    };
    let at = body.pats.len() as u32;
    body.pats.push(Pat {
        kind,
        ty: Ty(0),
        span: Span::new(FileId(0), at, at + 1),
    })
}

/// The arms, guarded where the flag says so, leave `missing` uncovered; the arms `unreachable` are never taken, and so many
/// alternatives.
fn check(arms: &[(P, bool)], missing: &str, unreachable: &[usize], alternatives: usize) {
    let tycons = tycons();
    let mut body = Body::default();
    let arms: Vec<Arm> = arms
        .iter()
        .map(|(pat, guarded)| Arm {
            pats: vec![add(&mut body, pat)],
            guarded: *guarded,
        })
        .collect();
    match Checker::new(&body, &tycons).check(&arms) {
        Verdict::Known {
            missing: found,
            more,
            unreachable_arms,
            unreachable_alternatives,
        } => {
            assert_eq!(show_missing(&tycons, &found, more), missing);
            let found: Vec<usize> = unreachable_arms.iter().map(|u| u.arm).collect();
            assert_eq!(found, unreachable);
            assert_eq!(unreachable_alternatives.len(), alternatives);
        }
        other => panic!("{other:?}"),
    }
}

fn plain(arms: &[P], missing: &str, unreachable: &[usize]) {
    let arms: Vec<(P, bool)> = arms.iter().map(|p| (p.clone(), false)).collect();
    check(&arms, missing, unreachable, 0);
}

#[test]
fn tuples_of_bools() {
    plain(
        &[pair(P::Bool(true), P::Any), pair(P::Any, P::Bool(true))],
        "(false, false)",
        &[],
    );
    plain(
        &[
            pair(P::Bool(true), P::Any),
            pair(P::Any, P::Bool(true)),
            pair(P::Bool(false), P::Bool(false)),
            P::Any,
        ],
        "",
        &[3],
    );
}

#[test]
fn lists_are_nested_conses() {
    plain(&[nil(), cons(none(), P::Any)], "Some(_) :: _", &[]);
    plain(
        &[
            nil(),
            P::List(vec![P::Any], None),
            P::List(vec![P::Any, P::Any], Some(Box::new(P::Any))),
        ],
        "",
        &[],
    );
    plain(
        &[P::List(vec![P::Any, P::Any], None)],
        "[], _ :: [], _ :: _ :: _ :: _",
        &[],
    );
    plain(&[cons(cons(P::Any, P::Any), P::Any)], "[], [] :: _", &[]);
    plain(&[cons(nil(), P::Any), nil()], "(_ :: _) :: _", &[]);
}

#[test]
fn open_types_are_never_complete() {
    plain(&[P::Int(0), P::Int(1)], "_", &[]);
    plain(&[P::Str("a"), P::Any, P::Str("b")], "", &[2]);
    plain(
        &[pair(P::Int(0), P::Bool(true)), pair(P::Any, P::Bool(false))],
        "(_, true)",
        &[],
    );
}

#[test]
fn ranges_are_sets_of_ints() {
    plain(&[P::Range(1, 5), P::Int(3), P::Any], "", &[1]);
    plain(&[P::Range(1, 5), P::Int(5), P::Any], "", &[]);
    plain(
        &[P::Range(1, 5), P::Range(5, 9), P::Range(2, 8), P::Any],
        "",
        &[2],
    );
    plain(&[P::Range(1, 5), P::Range(3, 6), P::Any], "", &[]);
    plain(&[P::Range(5, 5), P::Any], "", &[0]);
    plain(&[P::Range(i64::MIN, i64::MAX), P::Int(i64::MAX)], "_", &[]);
}

#[test]
fn structs_show_what_is_constrained() {
    let point = |x, y| P::Con(POINT, 0, vec![x, y]);
    plain(&[point(P::Any, some(P::Any))], "Point { y: None }", &[]);
    plain(&[point(P::Any, P::Any), P::Any], "", &[1]);
}

#[test]
fn witnesses_follow_the_declaration() {
    plain(&[gear(1)], "Park, High", &[]);
    plain(
        &[pair(gear(1), gear(1))],
        "(Park, _), (Low, Park), (Low, High) and 1 more",
        &[],
    );
    plain(&[P::Con(WIDE, 7, vec![])], "V0, V1, V2 and more", &[]);
}

#[test]
fn guards_cover_nothing() {
    check(
        &[(some(P::Any), true), (some(P::Any), false), (none(), false)],
        "",
        &[],
        0,
    );
    check(&[(P::Any, true), (some(P::Any), false)], "None", &[], 0);
    check(&[(P::Any, false), (P::Any, true)], "", &[1], 0);
}

#[test]
fn alternatives_are_judged_one_by_one() {
    check(
        &[
            (P::Or(vec![P::Int(1), P::Int(2), P::Int(1)]), false),
            (P::Any, false),
        ],
        "",
        &[],
        1,
    );
    check(
        &[
            (gear(0), false),
            (P::Or(vec![gear(0), gear(1)]), false),
            (P::As(Box::new(gear(2))), false),
        ],
        "",
        &[],
        1,
    );
    check(
        &[(P::Any, false), (P::Or(vec![gear(0), gear(1)]), false)],
        "",
        &[1],
        0,
    );
    check(
        &[(
            pair(
                P::Or(vec![gear(0), gear(1)]),
                P::Or(vec![P::Bool(true), P::Bool(false)]),
            ),
            false,
        )],
        "(High, _)",
        &[],
        0,
    );
}

#[test]
fn many_arms_stay_within_the_budget() {
    let arms: Vec<P> = (0..2000).map(|i| P::Con(WIDE, i, vec![])).collect();
    plain(&arms, "", &[]);
    let mut arms: Vec<P> = (0..5000).map(P::Int).collect();
    plain(&arms, "_", &[]);
    arms.push(P::Any);
    plain(&arms, "", &[]);
}

#[test]
fn long_lists_need_no_deep_stack() {
    let arms = [P::List(vec![P::Any; 3000], None), P::Any];
    plain(&arms, "", &[]);
}

#[test]
fn hard_cases_give_up() {
    // Each arm constrains two of forty columns: the branches double with every column.
    let tycons = tycons();
    let mut body = Body::default();
    let arms: Vec<Arm> = (0..20)
        .map(|i| {
            let mut columns = vec![P::Any; 40];
            columns[i] = P::Bool(true);
            columns[39 - i] = P::Bool(true);
            Arm {
                pats: vec![add(&mut body, &P::Tuple(columns))],
                guarded: false,
            }
        })
        .collect();
    let verdict = Checker::new(&body, &tycons).check(&arms);
    assert!(matches!(verdict, Verdict::TooMany), "{verdict:?}");
}

/// The arms that take the values of an arm that is never reached.
fn covering(arms: &[P], arm: usize) -> Vec<usize> {
    let tycons = tycons();
    let mut body = Body::default();
    let arms: Vec<Arm> = arms
        .iter()
        .map(|pat| Arm {
            pats: vec![add(&mut body, pat)],
            guarded: false,
        })
        .collect();
    match Checker::new(&body, &tycons).check(&arms) {
        Verdict::Known {
            unreachable_arms, ..
        } => match unreachable_arms.into_iter().find(|u| u.arm == arm) {
            Some(found) => found.covering,
            None => panic!("arm {arm} is reached"),
        },
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_unreachable_arm_knows_what_covers_it() {
    let arms = [
        pair(P::Int(1), P::Bool(true)),
        pair(P::Any, P::Bool(true)),
        pair(P::Int(2), P::Bool(true)),
        pair(P::Any, P::Bool(false)),
        pair(P::Range(7, 9), P::Any),
    ];
    assert_eq!(covering(&arms, 2), [1]);
    assert_eq!(covering(&arms, 4), [1, 3]);
    let mut arms: Vec<P> = (0..5000).map(P::Int).collect();
    arms.push(P::Int(4711));
    assert_eq!(covering(&arms, 5000), [4711]);
    let wide: Vec<P> = (0..2000).map(|i| P::Con(WIDE, i, vec![])).collect();
    let arms: Vec<P> = wide.into_iter().chain([P::Any]).collect();
    assert_eq!(covering(&arms, 2000).len(), 8);
}

/// What `check` says of arms without guards.
fn verdict(arms: &[P]) -> Verdict {
    let mut body = Body::default();
    let arms: Vec<Arm> = arms
        .iter()
        .map(|pat| Arm {
            pats: vec![add(&mut body, pat)],
            guarded: false,
        })
        .collect();
    Checker::new(&body, &tycons()).check(&arms)
}

#[test]
fn wide_tuples_cost_no_more_than_what_their_arms_look_at() {
    let arms: Vec<P> = (0..200)
        .map(|i| {
            let mut columns = vec![P::Any; 5000];
            columns[4999 - (i % 2) as usize] = P::Int(i);
            P::Tuple(columns)
        })
        .chain([P::Any])
        .collect();
    let Verdict::Known {
        missing,
        unreachable_arms,
        ..
    } = verdict(&arms)
    else {
        panic!("the budget is used up");
    };
    assert!(missing.is_empty() && unreachable_arms.is_empty());
    let Verdict::Known { missing, more, .. } = verdict(&arms[..200]) else {
        panic!("the budget is used up");
    };
    assert_eq!(show_missing(&tycons(), &missing, more), "_");
}

#[test]
fn nested_ranges_give_up_before_they_fill_the_memory() {
    let arms: Vec<P> = (0..100_000)
        .map(|i| P::Range(i, 300_000 - i))
        .chain([P::Any])
        .collect();
    let found = verdict(&arms);
    assert!(matches!(found, Verdict::TooMany), "{found:?}");
}

#[test]
fn witnesses_are_counted_up_to_a_hundred() {
    let without = |missing: u32| -> String {
        let arms: Vec<P> = (missing..2000).map(|i| P::Con(WIDE, i, vec![])).collect();
        match verdict(&arms) {
            Verdict::Known { missing, more, .. } => show_missing(&tycons(), &missing, more),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(without(2), "V0, V1");
    assert_eq!(without(103), "V0, V1, V2 and 100 more");
    assert_eq!(without(104), "V0, V1, V2 and more");
    let diagonal: Vec<P> = (0..2000)
        .map(|i| pair(P::Con(WIDE, i, vec![]), P::Con(WIDE, 1999 - i, vec![])))
        .collect();
    let Verdict::Known { missing, more, .. } = verdict(&diagonal) else {
        panic!("the budget is used up");
    };
    assert_eq!(
        show_missing(&tycons(), &missing, more),
        "(V0, V0), (V0, V1), (V0, V2) and more"
    );
}
