//! Types as diagnostics print them.

use rustc_hash::FxHashMap;

use super::cx::Cx;
use super::ty::{Ty, TyKind};
use crate::base::Symbol;
use crate::resolve::Builtin;
use crate::types::typed::TyConKind;

/// Longer texts are cut.
const LONGEST: usize = 200;

impl Cx<'_> {
    /// `List<Int>`, `Fun(Int) -> Bool`, `Geometry.Point`; cut after 200 characters.
    pub fn show(&self, ty: Ty) -> String {
        self.show_over(ty, &[])
    }

    /// A type over the parameters of a declaration with these names.
    pub fn show_over(&self, ty: Ty, names: &[Symbol]) -> String {
        let mut shower = Shower {
            cx: self,
            out: String::new(),
            names: (0..).zip(names.iter().map(Symbol::to_string)).collect(),
        };
        shower.ty(ty);
        if shower.out.chars().count() > LONGEST {
            let mut cut: String = shower.out.chars().take(LONGEST).collect();
            cut.push('…');
            return cut;
        }
        shower.out
    }
}

struct Shower<'c, 'a> {
    cx: &'c Cx<'a>,
    out: String,
    names: FxHashMap<u32, String>,
}

impl Shower<'_, '_> {
    fn list(&mut self, items: &[Ty]) {
        for (i, &item) in items.iter().enumerate() {
            if i > 0 {
                self.out.push_str(", ");
            }
            self.ty(item);
        }
    }
    fn ty(&mut self, ty: Ty) {
        if self.out.len() > 4 * LONGEST {
            return;
        }
        stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || self.ty_inner(ty))
    }
    fn ty_inner(&mut self, ty: Ty) {
        let ty = self.cx.shallow(ty);
        match self.cx.u.tys.kind(ty).clone() {
            TyKind::Con(con, args) => {
                let info = &self.cx.tycons[con];
                if let TyConKind::Builtin(Builtin::Unit) = info.kind {
                    self.out.push_str("()");
                    return;
                }
                let here = self.cx.bodies.get(self.cx.at).map(|b| b.module);
                if let Some(module) = info.module {
                    let other = Some(module) != here && here.is_some();
                    if other && !self.cx.r.modules[module].library {
                        self.out.push_str(self.cx.r.modules[module].name.as_str());
                        self.out.push('.');
                    }
                }
                self.out.push_str(info.name.as_str());
                if !args.is_empty() {
                    self.out.push('<');
                    self.list(&args);
                    self.out.push('>');
                }
            }
            TyKind::Fun(params, result) => {
                self.out.push_str("Fun(");
                self.list(&params);
                self.out.push_str(") -> ");
                self.ty(result);
            }
            TyKind::Tuple(items) => {
                self.out.push('(');
                self.list(&items);
                self.out.push(')');
            }
            TyKind::Param(index) => {
                let name = self.param(index);
                self.out.push_str(&name);
            }
            TyKind::Var(_) | TyKind::Error => self.out.push('_'),
            TyKind::Proj {
                tr, self_ty, assoc, ..
            } => {
                self.ty(self_ty);
                self.out.push('.');
                let name: Symbol = self.cx.r.traits[tr].assoc_types[assoc as usize].text;
                self.out.push_str(name.as_str());
            }
        }
    }
    /// A declared parameter's own name; quantified ones are `a`, `b`, … in order of appearance.
    fn param(&mut self, index: u32) -> String {
        if let Some(body) = self.cx.bodies.get(self.cx.at) {
            if let Some(name) = body.local_names.get(&index) {
                return name.as_str().to_owned();
            }
            let names = match body.owner {
                super::cx::Owner::Fn(id) => &self.cx.fns[id].names,
                super::cx::Owner::Const(_) => &[][..],
            };
            if let Some(name) = names.get(index as usize) {
                return name.as_str().to_owned();
            }
        }
        let next = self.names.len() as u32;
        self.names
            .entry(index)
            .or_insert_with(|| {
                let letter = (b'a' + (next % 26) as u8) as char;
                if next < 26 {
                    letter.to_string()
                } else {
                    format!("{letter}{}", next / 26)
                }
            })
            .clone()
    }
}
