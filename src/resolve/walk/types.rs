//! Type expressions and the interfaces of bounds and impls.

use crate::base::Symbol;
use crate::diagnostics::{Code, Diagnostic};
use crate::syntax::ast::{self, TypeId, TypeKind};

use super::super::defs::*;
use super::super::imports;
use super::super::scope::*;
use super::Walker;

/// Where a type stands, for the report of an unknown name in it.
#[derive(Clone, Copy)]
pub enum TypePlace {
    Plain,
    /// The right side of this alias.
    Alias(Symbol),
}

impl Walker<'_, '_> {
    pub(super) fn ty(&mut self, id: TypeId) {
        self.ty_at(id, TypePlace::Plain);
    }

    pub(super) fn ty_at(&mut self, id: TypeId, place: TypePlace) {
        let ast = self.ast;
        stacker::maybe_grow(128 * 1024, 4 * 1024 * 1024, || match &ast.types[id].kind {
            TypeKind::Path { path, args, .. } => {
                self.side.types[id] = self.type_res(path, place);
                args.iter().for_each(|&a| self.ty_at(a, place));
            }
            TypeKind::Fun(params, result) => {
                params.iter().for_each(|&p| self.ty_at(p, place));
                self.ty_at(*result, place);
            }
            TypeKind::Tuple(items) => items.iter().for_each(|&i| self.ty_at(i, place)),
            TypeKind::Option(inner) => self.ty_at(*inner, place),
            TypeKind::Result(ok, err) => {
                self.ty_at(*ok, place);
                self.ty_at(*err, place);
            }
            TypeKind::Unit | TypeKind::Hole | TypeKind::Error => {}
        })
    }

    /// The innermost type parameter of this name.
    pub(super) fn generic(&self, name: Symbol) -> Option<u32> {
        self.generics
            .iter()
            .rposition(|g| *g == name)
            .map(|i| i as u32)
    }

    fn type_res(&mut self, path: &ast::Path, place: TypePlace) -> TypeRes {
        let Some(&first) = path.segments.first() else {
            return TypeRes::Error;
        };
        let alone = path.segments.len() == 1;
        if let Some(index) = self.generic(first.text) {
            return if alone {
                TypeRes::Param(index)
            } else {
                TypeRes::ParamProjection(index)
            };
        }
        if first.text.as_str() == "Self" {
            return match (self.self_type, path.segments.get(1)) {
                (true, None) => TypeRes::SelfType,
                (true, Some(_)) => TypeRes::SelfProjection,
                (false, None) => {
                    self.report(Diagnostic::new(
                        Code::E0215,
                        path.span,
                        "`Self` is only available in interfaces and impls",
                    ));
                    TypeRes::Error
                }
                (false, Some(name)) => {
                    self.report(Diagnostic::new(
                        Code::E0042,
                        path.span,
                        format!("cannot resolve `Self.{}`", name.text),
                    ));
                    TypeRes::Error
                }
            };
        }
        match self.type_path(path) {
            Some(TypeDef::Con(con)) => {
                self.mark_tycon(con);
                TypeRes::Con(con)
            }
            Some(TypeDef::Alias(alias)) => TypeRes::Alias(alias),
            Some(TypeDef::Trait(tr)) => {
                let name = self.tables.traits[tr].name;
                self.report(
                    Diagnostic::new(
                        Code::E0210,
                        path.span,
                        format!("`{name}` is an interface, not a type"),
                    )
                    .help(format!("use a type parameter with `where T: {name}`")),
                );
                TypeRes::Error
            }
            Some(TypeDef::Poison) => TypeRes::Error,
            None => {
                self.unknown_type(path, place);
                TypeRes::Error
            }
        }
    }

    /// What a path names in the namespace of types. `Poison`: reported; `None`: nothing.
    pub(super) fn type_path(&mut self, path: &ast::Path) -> Option<TypeDef> {
        let (last, before) = path.segments.split_last()?;
        if before.is_empty() {
            return match self.tables.type_def(self.module, last.text) {
                Found::Yes(def, uses) => {
                    self.mark_imports(uses);
                    Some(def)
                }
                Found::Ambiguous(a, b) => {
                    self.ambiguous(*last, a, b);
                    Some(TypeDef::Poison)
                }
                Found::Arities(_) | Found::No => None,
            };
        }
        let module = match self.module_path(before) {
            ModulePath::Whole(module) => module,
            ModulePath::Reported => return Some(TypeDef::Poison),
            ModulePath::Part(..) | ModulePath::No => return None,
        };
        match self.tables.scopes[module].declared.types.get(&last.text) {
            Some(entry) if self.tables.may_see(self.module, module, entry.public) => {
                Some(entry.what)
            }
            Some(entry) => {
                let span = entry.span;
                self.report(imports::private(
                    self.tables,
                    last.text,
                    last.span,
                    module,
                    span,
                ));
                Some(TypeDef::Poison)
            }
            None => {
                let found = imports::not_in_module(self.tables, self.module, module, *last);
                self.report(found);
                Some(TypeDef::Poison)
            }
        }
    }

    /// The module that the first segments name, through modules inside of modules.
    pub(super) fn module_path(&mut self, segments: &[ast::Name]) -> ModulePath {
        let names: Vec<Symbol> = segments.iter().map(|s| s.text).collect();
        let (mut module, mut count) = match self.tables.module(self.module, &names) {
            FoundModule::Yes(module, count, via) => {
                self.mark_imports(via.into_iter().collect());
                (module, count)
            }
            FoundModule::Poison => return ModulePath::Reported,
            FoundModule::Ambiguous(a, b) => {
                self.ambiguous(segments[0], a, b);
                return ModulePath::Reported;
            }
            FoundModule::No => return ModulePath::No,
        };
        while let Some(&name) = segments.get(count) {
            let Some(entry) = self.tables.scopes[module].declared.modules.get(&name.text) else {
                return ModulePath::Part(module, count);
            };
            if !self.tables.may_see(self.module, module, entry.public) {
                let span = entry.span;
                let found = imports::private(self.tables, name.text, name.span, module, span);
                self.report(found);
                return ModulePath::Reported;
            }
            match entry.what {
                Some(inner) => module = inner,
                None => return ModulePath::Reported,
            }
            count += 1;
        }
        ModulePath::Whole(module)
    }

    /// The interface of a bound or impl, with its arguments.
    pub(super) fn trait_ref(&mut self, tr: &ast::TraitRef) {
        tr.args.iter().for_each(|&a| self.ty(a));
        match self.type_path(&tr.path) {
            Some(TypeDef::Trait(id)) => {
                self.shared.trait_refs.insert(tr.path.span, id);
            }
            Some(TypeDef::Poison) => {}
            Some(TypeDef::Con(_) | TypeDef::Alias(_)) => {
                let name = imports::full_name(&tr.path);
                self.report(
                    Diagnostic::new(
                        Code::E0400,
                        tr.path.span,
                        format!("unknown interface `{name}`"),
                    )
                    .note(format!("`{name}` is a type")),
                );
            }
            None => self.unknown_interface(&tr.path),
        }
    }
}

/// What the first segments of a path name.
pub enum ModulePath {
    /// All segments name a module.
    Whole(ModuleId),
    /// That many segments do.
    Part(ModuleId, usize),
    Reported,
    No,
}
