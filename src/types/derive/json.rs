//! The functions of derived ToJson and FromJson.

use crate::base::Symbol;
use crate::resolve::{FnId, TyConId};

use super::super::ty::{Ty, Tys, VariantInfo};
use super::super::typed::{
    Callee, ExprId, ExprKind, Literal, LocalId, PatKind, Stmt, Try, TryKind,
};
use super::bodies::{field_types, Maker, Shape};
use super::build::Types;
use super::Input;

/// The result types of a decoding function.
pub(super) struct Results {
    con: Option<TyConId>,
    string: Ty,
    pub own: Ty,
}

impl Results {
    pub fn find(input: &Input, tys: &mut Tys, types: &Types, own: Ty) -> Results {
        let mut found = Results {
            con: input.lang.result,
            string: types.string,
            own,
        };
        found.own = found.of(tys, own);
        found
    }

    /// `Result<ty, String>`
    fn of(&self, tys: &mut Tys, ty: Ty) -> Ty {
        match self.con {
            Some(con) => tys.con(con, &[ty, self.string]),
            None => tys.error(),
        }
    }
}

impl Maker<'_> {
    fn text_of(&mut self, text: &str) -> ExprId {
        let string = self.build.types.string;
        let literal = Literal::Str(Symbol::new(text));
        self.build.expr(ExprKind::Literal(literal), string)
    }

    fn library(&mut self, id: Option<FnId>, targs: Vec<Ty>, args: Vec<ExprId>, ty: Ty) -> ExprId {
        let Some(id) = id else {
            crate::bug!("derive", "the library has no JSON");
        };
        let callee = Callee::Fn { id, targs };
        self.build.expr(ExprKind::Call { callee, args }, ty)
    }

    fn encoded(&mut self, values: Vec<(ExprId, Ty)>) -> ExprId {
        let items = values
            .into_iter()
            .map(|(value, ty)| self.part(ty, vec![value]))
            .collect();
        let list = self.build.types.json_list;
        self.build.expr(ExprKind::List(items), list)
    }

    pub(super) fn encoding(&mut self, shape: &Shape, a: LocalId) -> ExprId {
        let json = self.build.types.json;
        let lang = self.input.lang;
        match shape {
            Shape::Product { name, fields } => {
                let values: Vec<(ExprId, Ty)> = fields
                    .iter()
                    .enumerate()
                    .map(|(index, &(_, ty))| (self.build.field(a, index, ty), ty))
                    .collect();
                if name.is_none() {
                    let items = self.encoded(values);
                    return self.library(lang.json_array, Vec::new(), vec![items], json);
                }
                let mut entries = Vec::with_capacity(values.len());
                for (&(name, _), (value, ty)) in fields.iter().zip(values) {
                    let key = self.text_of(name.map_or("", |name| name.as_str()));
                    entries.push((key, self.part(ty, vec![value])));
                }
                let map = self.build.types.json_map;
                let members = self.build.expr(ExprKind::Map(entries), map);
                self.library(lang.json_object, Vec::new(), vec![members], json)
            }
            Shape::Sum(con, variants) => {
                let mut arms = Vec::with_capacity(variants.len());
                for (index, variant) in variants.iter().enumerate() {
                    let fields = field_types(variant);
                    let ty = self.imp.self_ty;
                    let (pat, locals) =
                        self.build
                            .bound_variant(*con, index as u32, &fields, "a", ty);
                    let values = locals
                        .iter()
                        .zip(&fields)
                        .map(|(&local, &ty)| (self.build.get(local), ty))
                        .collect();
                    let tag = self.text_of(variant.name.as_str());
                    let items = self.encoded(values);
                    let value = self.library(lang.json_variant, Vec::new(), vec![tag, items], json);
                    arms.push((pat, value));
                }
                let scrutinee = self.build.get(a);
                self.build.case(scrutinee, arms, json)
            }
        }
    }

    /// `let name = value?`, whose type is then `ty`.
    fn tried(
        &mut self,
        results: &Results,
        stmts: &mut Vec<Stmt>,
        name: &str,
        value: ExprId,
        ty: Ty,
    ) -> LocalId {
        let kind = ExprKind::Try(Try {
            value,
            kind: TryKind::Result { convert: None },
            result: results.own,
        });
        let value = self.build.expr(kind, ty);
        let local = self.build.local(name, ty);
        let pat = self.build.pat(PatKind::Bind(local), ty);
        stmts.push(Stmt::Let { pat, value });
        local
    }

    fn ok(&mut self, results: &Results, value: ExprId) -> ExprId {
        let kind = ExprKind::Construct {
            variant: 0,
            fields: vec![(0, value)],
        };
        self.build.expr(kind, results.own)
    }

    fn block(&mut self, results: &Results, stmts: Vec<Stmt>, value: ExprId) -> ExprId {
        let value = Some(self.ok(results, value));
        self.build
            .expr(ExprKind::Block { stmts, value }, results.own)
    }

    /// The elements of a list of JSON values, decoded.
    fn items(
        &mut self,
        tys: &mut Tys,
        results: &Results,
        stmts: &mut Vec<Stmt>,
        (list, place): (LocalId, &str),
        fields: &[Ty],
    ) -> Vec<ExprId> {
        let mut values = Vec::with_capacity(fields.len());
        for (index, &ty) in fields.iter().enumerate() {
            let args = vec![
                self.build.get(list),
                self.build.int(index as i64),
                self.text_of(place),
            ];
            let wrapped = results.of(tys, ty);
            let call = self.library(self.input.lang.json_item, vec![ty], args, wrapped);
            let local = self.tried(results, stmts, "item", call, ty);
            values.push(self.build.get(local));
        }
        values
    }

    pub(super) fn decode(
        &mut self,
        tys: &mut Tys,
        results: &Results,
        shape: &Shape,
        json: LocalId,
    ) -> ExprId {
        let lang = self.input.lang;
        let (own, types) = (self.imp.self_ty, *self.build.types);
        let mut stmts = Vec::new();
        let from = self.build.get(json);
        match shape {
            Shape::Product { name: None, fields } => {
                let count = self.build.int(fields.len() as i64);
                let wrapped = results.of(tys, types.json_list);
                let call = self.library(lang.json_items, Vec::new(), vec![from, count], wrapped);
                let list = self.tried(results, &mut stmts, "items", call, types.json_list);
                let parts: Vec<Ty> = fields.iter().map(|&(_, ty)| ty).collect();
                let values = self.items(tys, results, &mut stmts, (list, ""), &parts);
                let value = self.build.expr(ExprKind::Tuple(values), own);
                self.block(results, stmts, value)
            }
            Shape::Product { fields, .. } => {
                let wrapped = results.of(tys, types.json_map);
                let call = self.library(lang.json_members, Vec::new(), vec![from], wrapped);
                let members = self.tried(results, &mut stmts, "members", call, types.json_map);
                let mut values = Vec::with_capacity(fields.len());
                for (index, &(name, ty)) in (0..).zip(fields) {
                    let key = self.text_of(name.map_or("", |name| name.as_str()));
                    let args = vec![self.build.get(members), key];
                    let wrapped = results.of(tys, ty);
                    let call = self.library(lang.json_field, vec![ty], args, wrapped);
                    let local = self.tried(results, &mut stmts, "field", call, ty);
                    values.push((index, self.build.get(local)));
                }
                let kind = ExprKind::Construct {
                    variant: 0,
                    fields: values,
                };
                let value = self.build.expr(kind, own);
                self.block(results, stmts, value)
            }
            Shape::Sum(con, variants) => {
                let wrapped = results.of(tys, types.string);
                let call = self.library(lang.json_tag, Vec::new(), vec![from], wrapped);
                let tag = self.tried(results, &mut stmts, "tag", call, types.string);
                let mut arms = Vec::with_capacity(variants.len() + 1);
                for (index, variant) in (0..).zip(variants.iter()) {
                    let literal = PatKind::Literal(Literal::Str(variant.name));
                    let pat = self.build.pat(literal, types.string);
                    arms.push((pat, self.variant(tys, results, index, variant, json)));
                }
                let name = self.input.tycons[*con].name;
                let args = vec![self.text_of(name.as_str()), self.build.get(tag)];
                let unknown = self.library(lang.json_unknown, vec![own], args, results.own);
                arms.push((self.build.wildcard(types.string), unknown));
                let scrutinee = self.build.get(tag);
                let value = Some(self.build.case(scrutinee, arms, results.own));
                self.build
                    .expr(ExprKind::Block { stmts, value }, results.own)
            }
        }
    }

    fn variant(
        &mut self,
        tys: &mut Tys,
        results: &Results,
        index: u32,
        variant: &VariantInfo,
        json: LocalId,
    ) -> ExprId {
        let list_ty = self.build.types.json_list;
        let mut stmts = Vec::new();
        let fields = field_types(variant);
        let mut values = Vec::new();
        if !fields.is_empty() {
            let args = vec![self.build.get(json), self.build.int(fields.len() as i64)];
            let wrapped = results.of(tys, list_ty);
            let call = self.library(self.input.lang.json_payload, Vec::new(), args, wrapped);
            let list = self.tried(results, &mut stmts, "fields", call, list_ty);
            values = self.items(tys, results, &mut stmts, (list, "fields"), &fields);
        }
        let kind = ExprKind::Construct {
            variant: index,
            fields: (0..).zip(values).collect(),
        };
        let value = self.build.expr(kind, self.imp.self_ty);
        self.block(results, stmts, value)
    }
}
