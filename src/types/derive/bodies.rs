//! The functions of derived impls.

use crate::base::Symbol;
use crate::resolve::{TraitId, TyConId};

use super::super::ty::{Ty, TyKind, Tys, VariantInfo};
use super::super::typed::{
    Body, Callee, ExprId, ExprKind, InterpolationPart, LocalId, PatKind, TyConKind,
};
use super::build::{trait_callee, Build, Types};
use super::json::Results;
use super::{Derivable, DerivedImpl, Input, Target};

/// The state of 64-bit FNV-1a before the first byte.
const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

/// What the type of an impl consists of.
pub(super) enum Shape<'a> {
    /// A struct with its name, a tuple without.
    Product {
        name: Option<Symbol>,
        fields: Vec<(Option<Symbol>, Ty)>,
    },
    Sum(TyConId, &'a [VariantInfo]),
}

pub(super) struct Maker<'a> {
    pub(super) input: &'a Input<'a>,
    pub(super) imp: &'a DerivedImpl,
    pub(super) build: Build<'a>,
    method: (TraitId, u32),
}

/// The parameter types, result type and body of the impl's function.
pub fn function(
    input: &Input,
    tys: &mut Tys,
    types: &Types,
    imp: &DerivedImpl,
) -> (Vec<Ty>, Ty, Body) {
    let method = input.traits[imp.tr]
        .methods
        .iter()
        .position(|m| m.name.as_str() == imp.what.method());
    let Some(method) = method else {
        crate::bug!("derive", "{} has no {}", imp.what.name(), imp.what.method());
    };
    let shape = match imp.target {
        Target::Con(con) => match &input.tycons[con].kind {
            TyConKind::Struct(info) => Shape::Product {
                name: Some(info.name),
                fields: info.fields.iter().map(|f| (f.name, f.ty)).collect(),
            },
            TyConKind::Sum(variants) => Shape::Sum(con, variants),
            TyConKind::Builtin(_) | TyConKind::Extern { .. } => {
                crate::bug!("derive", "an impl for {}", input.tycons[con].name)
            }
        },
        Target::Tuple(_) => Shape::Product {
            name: None,
            fields: match tys.kind(imp.self_ty) {
                TyKind::Tuple(items) => items.iter().map(|&ty| (None, ty)).collect(),
                _ => Vec::new(),
            },
        },
    };
    let mut maker = Maker {
        input,
        imp,
        build: Build::new(types, imp.span),
        method: (imp.tr, method as u32),
    };
    let (params, result, value) = match imp.what {
        Derivable::Eq => {
            let (a, b) = maker.operands();
            (vec![a, b], types.bool, maker.equality(&shape, a, b))
        }
        Derivable::Ord => {
            let (a, b) = maker.operands();
            (vec![a, b], types.ordering, maker.comparison(&shape, a, b))
        }
        Derivable::Hash => {
            let a = maker.receiver();
            (vec![a], types.int, maker.hash(&shape, a))
        }
        Derivable::Display | Derivable::Debug => {
            let a = maker.receiver();
            (vec![a], types.string, maker.text(&shape, a))
        }
        Derivable::Default => (Vec::new(), imp.self_ty, maker.default(&shape)),
        Derivable::ToJson => {
            let a = maker.receiver();
            (vec![a], types.json, maker.encoding(&shape, a))
        }
        Derivable::FromJson => {
            let json = maker.build.local("json", types.json);
            let results = Results::find(input, tys, types, imp.self_ty);
            let value = maker.decode(tys, &results, &shape, json);
            (vec![json], results.own, value)
        }
    };
    let types = params
        .iter()
        .map(|&p| maker.build.body.locals[p].ty)
        .collect();
    (types, result, maker.build.finish(&params, value))
}

pub(super) fn field_types(variant: &VariantInfo) -> Vec<Ty> {
    variant.fields.iter().map(|f| f.ty).collect()
}

/// Hash of an Int: FNV-1a over its bytes, the lowest first.
fn hash_of_int(value: u64) -> i64 {
    let state = value.to_le_bytes().iter().fold(FNV_OFFSET, |state, &byte| {
        (state ^ u64::from(byte)).wrapping_mul(FNV_PRIME)
    });
    state as i64
}

impl Maker<'_> {
    fn receiver(&mut self) -> LocalId {
        self.build.local("self", self.imp.self_ty)
    }

    fn operands(&mut self) -> (LocalId, LocalId) {
        let a = self.receiver();
        (a, self.build.local("other", self.imp.self_ty))
    }

    /// The impl's method at the type of a part.
    pub(super) fn part(&mut self, ty: Ty, args: Vec<ExprId>) -> ExprId {
        let result = match self.imp.what {
            Derivable::Eq => self.build.types.bool,
            Derivable::Ord => self.build.types.ordering,
            Derivable::Hash => self.build.types.int,
            Derivable::Display | Derivable::Debug => self.build.types.string,
            Derivable::Default | Derivable::FromJson => ty,
            Derivable::ToJson => self.build.types.json,
        };
        self.build.method(self.method, ty, args, result)
    }

    /// The index of the variant that the value has.
    fn tag(&mut self, con: TyConId, variants: &[VariantInfo], of: LocalId) -> ExprId {
        let scrutinee = self.build.get(of);
        let arms = variants
            .iter()
            .enumerate()
            .map(|(index, variant)| {
                let pat = self.build.any_variant(
                    con,
                    index as u32,
                    &field_types(variant),
                    self.imp.self_ty,
                );
                (pat, self.build.int(index as i64))
            })
            .collect();
        let int = self.build.types.int;
        self.build.case(scrutinee, arms, int)
    }

    /// `value` where both operands have the variant, `otherwise` where `b` has another one.
    fn both(
        &mut self,
        (con, index, variant): (TyConId, u32, &VariantInfo),
        b: LocalId,
        result: Ty,
        value: impl FnOnce(&mut Self, &[(ExprId, ExprId, Ty)]) -> ExprId,
        otherwise: impl FnOnce(&mut Self) -> ExprId,
    ) -> (super::super::typed::PatId, ExprId) {
        let fields = field_types(variant);
        let ty = self.imp.self_ty;
        let (left, lefts) = self.build.bound_variant(con, index, &fields, "a", ty);
        let (right, rights) = self.build.bound_variant(con, index, &fields, "b", ty);
        let pairs: Vec<(ExprId, ExprId, Ty)> = lefts
            .iter()
            .zip(&rights)
            .zip(&fields)
            .map(|((&l, &r), &ty)| (self.build.get(l), self.build.get(r), ty))
            .collect();
        let value = value(self, &pairs);
        let rest = self.build.wildcard(ty);
        let otherwise = otherwise(self);
        let scrutinee = self.build.get(b);
        let inner = self
            .build
            .case(scrutinee, vec![(right, value), (rest, otherwise)], result);
        (left, inner)
    }

    fn field_pairs(
        &mut self,
        fields: &[(Option<Symbol>, Ty)],
        a: LocalId,
        b: LocalId,
    ) -> Vec<(ExprId, ExprId, Ty)> {
        fields
            .iter()
            .enumerate()
            .map(|(index, &(_, ty))| {
                let left = self.build.field(a, index, ty);
                (left, self.build.field(b, index, ty), ty)
            })
            .collect()
    }

    // ---- Eq -----------------------------------------------------------------------------------------------------------

    /// All parts equal, stopping at the first difference.
    fn all_equal(&mut self, pairs: &[(ExprId, ExprId, Ty)]) -> ExprId {
        let bool = self.build.types.bool;
        let mut value = None;
        for &(a, b, ty) in pairs.iter().rev() {
            let same = self.part(ty, vec![a, b]);
            value = Some(match value {
                None => same,
                Some(rest) => self.build.expr(ExprKind::And(same, rest), bool),
            });
        }
        value.unwrap_or_else(|| self.build.bool(true))
    }

    fn equality(&mut self, shape: &Shape, a: LocalId, b: LocalId) -> ExprId {
        match shape {
            Shape::Product { fields, .. } => {
                let pairs = self.field_pairs(fields, a, b);
                self.all_equal(&pairs)
            }
            Shape::Sum(con, variants) if variants.iter().all(|v| v.fields.is_empty()) => {
                let (x, y) = (self.tag(*con, variants, a), self.tag(*con, variants, b));
                self.part(self.build.types.int, vec![x, y])
            }
            Shape::Sum(con, variants) => {
                let bool = self.build.types.bool;
                let only = variants.len() == 1;
                let arms = variants
                    .iter()
                    .enumerate()
                    .map(|(index, variant)| {
                        let place = (*con, index as u32, variant);
                        self.both(place, b, bool, Self::all_equal, |m| m.build.bool(only))
                    })
                    .collect();
                let scrutinee = self.build.get(a);
                self.build.case(scrutinee, arms, bool)
            }
        }
    }

    // ---- Ord ----------------------------------------------------------------------------------------------------------

    fn equal(&mut self) -> ExprId {
        let ordering = self.build.types.ordering;
        let variant = self.build.types.ordering_con.map_or(0, |(_, equal)| equal);
        let fields = Vec::new();
        self.build
            .expr(ExprKind::Construct { variant, fields }, ordering)
    }

    /// `first`, or `rest` if that is `Equal`.
    fn then(&mut self, first: ExprId, rest: ExprId) -> ExprId {
        let ordering = self.build.types.ordering;
        let Some((con, equal)) = self.build.types.ordering_con else {
            return first;
        };
        let is_equal = self.build.any_variant(con, equal, &[], ordering);
        let decided = self.build.local("decided", ordering);
        let other = self.build.pat(PatKind::Bind(decided), ordering);
        let decided = self.build.get(decided);
        self.build
            .case(first, vec![(is_equal, rest), (other, decided)], ordering)
    }

    /// The first comparison that is not `Equal`.
    fn lexicographic(&mut self, pairs: &[(ExprId, ExprId, Ty)]) -> ExprId {
        let mut value = None;
        for &(a, b, ty) in pairs.iter().rev() {
            let first = self.part(ty, vec![a, b]);
            value = Some(match value {
                None => first,
                Some(rest) => self.then(first, rest),
            });
        }
        value.unwrap_or_else(|| self.equal())
    }

    fn comparison(&mut self, shape: &Shape, a: LocalId, b: LocalId) -> ExprId {
        match shape {
            Shape::Product { fields, .. } => {
                let pairs = self.field_pairs(fields, a, b);
                self.lexicographic(&pairs)
            }
            Shape::Sum(con, variants) => {
                let (x, y) = (self.tag(*con, variants, a), self.tag(*con, variants, b));
                let by_variant = self.part(self.build.types.int, vec![x, y]);
                if variants.iter().all(|v| v.fields.is_empty()) {
                    return by_variant;
                }
                let ordering = self.build.types.ordering;
                let mut arms = Vec::new();
                for (index, variant) in variants.iter().enumerate() {
                    if !variant.fields.is_empty() {
                        let place = (*con, index as u32, variant);
                        arms.push(self.both(place, b, ordering, Self::lexicographic, Self::equal));
                    }
                }
                if arms.len() < variants.len() {
                    let rest = self.build.wildcard(self.imp.self_ty);
                    arms.push((rest, self.equal()));
                }
                let scrutinee = self.build.get(a);
                let by_fields = self.build.case(scrutinee, arms, ordering);
                self.then(by_variant, by_fields)
            }
        }
    }

    // ---- Hash ---------------------------------------------------------------------------------------------------------

    fn mix(&mut self, state: ExprId, value: ExprId) -> ExprId {
        let int = self.build.types.int;
        match self.input.lang.hash_mix {
            Some(id) => {
                let callee = Callee::Fn {
                    id,
                    targs: Vec::new(),
                };
                let args = vec![state, value];
                self.build.expr(ExprKind::Call { callee, args }, int)
            }
            None => state,
        }
    }

    /// Mixes the hashes of the parts into `state`; without one the first part's hash is the start.
    fn hash_parts(&mut self, state: Option<ExprId>, parts: &[(ExprId, Ty)]) -> ExprId {
        let mut state = state;
        for &(part, ty) in parts {
            let hash = self.part(ty, vec![part]);
            state = Some(match state {
                None => hash,
                Some(state) => self.mix(state, hash),
            });
        }
        state.unwrap_or_else(|| self.build.int(FNV_OFFSET as i64))
    }

    fn hash(&mut self, shape: &Shape, a: LocalId) -> ExprId {
        match shape {
            Shape::Product { fields, .. } => {
                let parts: Vec<(ExprId, Ty)> = fields
                    .iter()
                    .enumerate()
                    .map(|(index, &(_, ty))| (self.build.field(a, index, ty), ty))
                    .collect();
                self.hash_parts(None, &parts)
            }
            Shape::Sum(con, variants) => {
                let int = self.build.types.int;
                let arms = variants
                    .iter()
                    .enumerate()
                    .map(|(index, variant)| {
                        let fields = field_types(variant);
                        let (pat, locals) = self.build.bound_variant(
                            *con,
                            index as u32,
                            &fields,
                            "a",
                            self.imp.self_ty,
                        );
                        let parts: Vec<(ExprId, Ty)> = locals
                            .iter()
                            .zip(&fields)
                            .map(|(&local, &ty)| (self.build.get(local), ty))
                            .collect();
                        let tag = self.build.int(hash_of_int(index as u64));
                        (pat, self.hash_parts(Some(tag), &parts))
                    })
                    .collect();
                let scrutinee = self.build.get(a);
                self.build.case(scrutinee, arms, int)
            }
        }
    }

    // ---- Display and Debug ----------------------------------------------------------------------------------------------

    fn text(&mut self, shape: &Shape, a: LocalId) -> ExprId {
        match shape {
            Shape::Product { name, fields } => {
                let parts: Vec<(Option<Symbol>, ExprId)> = fields
                    .iter()
                    .enumerate()
                    .map(|(index, &(name, ty))| (name, self.build.field(a, index, ty)))
                    .collect();
                let (open, close) = match (name, self.imp.what) {
                    (None, _) => ("(".to_owned(), ")"),
                    (Some(name), Derivable::Debug) if fields.is_empty() => {
                        (format!("{name} {{"), "}")
                    }
                    (Some(name), Derivable::Debug) => (format!("{name} {{ "), " }"),
                    (Some(name), _) => (format!("{name}("), ")"),
                };
                self.listing(&open, &parts, close)
            }
            Shape::Sum(con, variants) => {
                let string = self.build.types.string;
                let arms = variants
                    .iter()
                    .enumerate()
                    .map(|(index, variant)| {
                        let fields = field_types(variant);
                        let (pat, locals) = self.build.bound_variant(
                            *con,
                            index as u32,
                            &fields,
                            "a",
                            self.imp.self_ty,
                        );
                        let parts: Vec<(Option<Symbol>, ExprId)> = locals
                            .iter()
                            .zip(&variant.fields)
                            .map(|(&local, field)| (field.name, self.build.get(local)))
                            .collect();
                        let text = if fields.is_empty() {
                            self.listing(variant.name.as_str(), &[], "")
                        } else {
                            self.listing(&format!("{}(", variant.name), &parts, ")")
                        };
                        (pat, text)
                    })
                    .collect();
                let scrutinee = self.build.get(a);
                self.build.case(scrutinee, arms, string)
            }
        }
    }

    /// The parts between `open` and `close`, separated by commas; Debug shows the names of those that have one.
    fn listing(&mut self, open: &str, parts: &[(Option<Symbol>, ExprId)], close: &str) -> ExprId {
        let string = self.build.types.string;
        let mut pieces = Vec::with_capacity(2 * parts.len() + 1);
        let mut text = open.to_owned();
        for (index, &(name, value)) in parts.iter().enumerate() {
            if index > 0 {
                text.push_str(", ");
            }
            if let (Some(name), Derivable::Debug) = (name, self.imp.what) {
                text.push_str(name.as_str());
                text.push_str(": ");
            }
            if !text.is_empty() {
                pieces.push(InterpolationPart::Text(Symbol::new(&text)));
                text.clear();
            }
            let ty = self.build.body.exprs[value].ty;
            let as_is = self.imp.what == Derivable::Display && ty == string;
            let (tr, method) = self.method;
            let show = (!as_is).then(|| trait_callee(tr, method, ty));
            pieces.push(InterpolationPart::Value { value, show });
        }
        text.push_str(close);
        if !text.is_empty() {
            pieces.push(InterpolationPart::Text(Symbol::new(&text)));
        }
        self.build.expr(ExprKind::Interpolation(pieces), string)
    }

    // ---- Default --------------------------------------------------------------------------------------------------------

    fn default(&mut self, shape: &Shape) -> ExprId {
        let ty = self.imp.self_ty;
        match shape {
            Shape::Product { name, fields } => {
                let values: Vec<ExprId> = fields
                    .iter()
                    .map(|&(_, ty)| self.part(ty, Vec::new()))
                    .collect();
                let kind = match name {
                    Some(_) => ExprKind::Construct {
                        variant: 0,
                        fields: (0..).zip(values).collect(),
                    },
                    None => ExprKind::Tuple(values),
                };
                self.build.expr(kind, ty)
            }
            Shape::Sum(..) => {
                let fields = Vec::new();
                self.build
                    .expr(ExprKind::Construct { variant: 0, fields }, ty)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::hash_of_int;

    #[test]
    fn variants_hash_like_their_index() {
        assert_eq!(hash_of_int(0) as u64, 0xa8c7_f832_281a_39c5);
        assert_eq!(hash_of_int(1) as u64, 0x89cd_3129_1d2a_efa4);
    }
}
