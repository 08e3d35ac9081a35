//! The reports of names that mean nothing at their place.

use crate::base::Symbol;
use crate::diagnostics::suggest::did_you_mean;
use crate::diagnostics::{Code, Diagnostic};
use crate::syntax::ast;

use super::super::collect::TEST_NAMES;
use super::super::defs::*;
use super::super::imports;
use super::super::report;
use super::super::scope::*;
use super::types::TypePlace;
use super::Walker;

impl Walker<'_, '_> {
    /// After a failed import an unknown uppercase name may be what it would have brought.
    fn explained(&self, name: Symbol) -> bool {
        is_upper(name)
            && self
                .tables
                .chain(self.module)
                .any(|m| self.tables.scopes[m].broken_import)
    }

    pub(super) fn ambiguous(&mut self, name: ast::Name, a: ModuleId, b: ModuleId) {
        let mut names = [self.tables.modules[a].name, self.tables.modules[b].name];
        names.sort_by_key(|n| n.as_str());
        let n = name.text;
        self.report(
            Diagnostic::new(
                Code::E0205,
                name.span,
                format!(
                    "`{n}` is ambiguous: `{}.{n}` or `{}.{n}`",
                    names[0], names[1]
                ),
            )
            .help(format!(
                "write `{}.{n}`, or import it with `from`",
                names[0]
            )),
        );
    }

    /// A single name that is no value.
    pub(super) fn unknown_value(&mut self, name: ast::Name) {
        let text = name.text.as_str();
        if is_upper(name.text) && self.is_type_or_module(name) {
            return;
        }
        if self.explained(name.text) {
            return;
        }
        if TEST_NAMES.contains(&text) {
            return self.test_word(text, name.span);
        }
        if report::is_in_preparation(text) {
            return self.refuse(text, name.span);
        }
        let mut found = Diagnostic::new(
            Code::E0004,
            name.span,
            format!("cannot find `{text}` in this scope"),
        );
        if let Some(help) = did_you_mean(text, self.visible_values()) {
            found = found.help(help);
        }
        for module in self.library_modules_with(name.text) {
            found = found.help(format!("use `{module}.{text}`"));
        }
        self.report(found);
    }

    /// E0213
    fn is_type_or_module(&mut self, name: ast::Name) -> bool {
        let text = name.text;
        let mut help = None;
        let what = match self.tables.type_def(self.module, text) {
            Found::Yes(TypeDef::Poison, _) => return true,
            Found::Yes(TypeDef::Trait(_), uses) => {
                self.mark_imports(uses);
                "an interface"
            }
            Found::Yes(def, uses) => {
                self.mark_imports(uses);
                if let TypeDef::Con(con) = def {
                    self.mark_tycon(con);
                    if let TyConKind::Struct(_) = self.tables.tycons[con].kind {
                        help = Some(format!("build one with `{text} {{ … }}`"));
                    }
                }
                "a type"
            }
            Found::Ambiguous(..) => "a type",
            Found::Arities(_) | Found::No => {
                if self.generic(text).is_some() || (text.as_str() == "Self" && self.self_type) {
                    "a type"
                } else {
                    match self.tables.module(self.module, &[text]) {
                        FoundModule::Yes(_, _, via) => {
                            self.mark_imports(via.into_iter().collect());
                            "a module"
                        }
                        FoundModule::Ambiguous(..) => "a module",
                        FoundModule::Poison => return true,
                        FoundModule::No => return false,
                    }
                }
            }
        };
        let mut found = Diagnostic::new(
            Code::E0213,
            name.span,
            format!("`{text}` is {what}, not a value"),
        );
        found.helps.extend(help);
        self.report(found);
        true
    }

    /// The first segment of a path.
    pub(super) fn unknown_root(&mut self, name: ast::Name) {
        let text = name.text.as_str();
        if self.explained(name.text) {
            return;
        }
        let mut found = Diagnostic::new(
            Code::E0004,
            name.span,
            format!("cannot find `{text}` in this scope"),
        );
        if self.tables.user_modules.contains_key(&name.text) {
            found = found.help(format!("import it: `import {text}`"));
        } else if report::is_later_module(text) {
            self.shared.used.refused = true;
            found = found.note(format!(
                "the library module `{text}` is not in this version of meshc"
            ));
        } else {
            let mut names = self.visible_types();
            names.extend(self.tables.library_modules.keys().map(|n| n.as_str()));
            for module in self.tables.chain(self.module) {
                let scope = &self.tables.scopes[module];
                names.extend(scope.bindings.keys().map(|n| n.as_str()));
                names.extend(scope.declared.modules.keys().map(|n| n.as_str()));
            }
            if let Some(help) = did_you_mean(text, names) {
                found = found.help(help);
            }
        }
        self.report(found);
    }

    /// `T.x`: E0030
    pub(super) fn unknown_member(&mut self, def: TypeDef, member: ast::Name) {
        let (ty, names): (Symbol, Vec<&str>) = match def {
            TypeDef::Con(con) => (self.tables.tycons[con].name, self.variants_of(con)),
            TypeDef::Alias(alias) => (
                self.tables.aliases[alias].name,
                self.tables.alias_heads[alias]
                    .map(|con| self.variants_of(con))
                    .unwrap_or_default(),
            ),
            TypeDef::Trait(tr) => (
                self.tables.traits[tr].name,
                self.tables.traits[tr]
                    .methods
                    .iter()
                    .map(|&m| self.tables.fns[m].name.as_str())
                    .collect(),
            ),
            TypeDef::Poison => return,
        };
        let what = if is_upper(member.text) {
            "variant"
        } else {
            "method"
        };
        let mut found = Diagnostic::new(
            Code::E0030,
            member.span,
            format!("no {what} `{}` on `{ty}`", member.text),
        );
        if let Some(help) = did_you_mean(member.text.as_str(), names) {
            found = found.help(help);
        }
        self.report(found);
    }

    fn variants_of(&self, con: TyConId) -> Vec<&'static str> {
        match &self.tables.tycons[con].kind {
            TyConKind::Sum(decl) => decl.variants.iter().map(|v| v.name.text.as_str()).collect(),
            TyConKind::Struct(_) | TyConKind::Builtin(_) | TyConKind::Extern { .. } => Vec::new(),
        }
    }

    pub(super) fn unknown_variant(&mut self, path: &ast::Path) {
        let Some(&name) = path.segments.last() else {
            return;
        };
        if self.explained(name.text) {
            return;
        }
        let names: Vec<&str> = match path.segments.len() {
            1 => self
                .visible_values()
                .into_iter()
                .filter(|n| n.starts_with(char::is_uppercase))
                .collect(),
            _ => self
                .tables
                .tycons
                .ids()
                .filter(|&con| {
                    path.segments[..path.segments.len() - 1]
                        .iter()
                        .any(|s| s.text == self.tables.tycons[con].name)
                })
                .flat_map(|con| self.variants_of(con))
                .collect(),
        };
        let mut found = Diagnostic::new(
            Code::E0010,
            name.span,
            format!("unknown variant `{}`", name.text),
        );
        if let Some(help) = did_you_mean(name.text.as_str(), names) {
            found = found.help(help);
        }
        if let Found::Yes(TypeDef::Con(con), _) = self.tables.type_def(self.module, name.text) {
            if let TyConKind::Struct(_) = self.tables.tycons[con].kind {
                self.mark_tycon(con);
                found = found.help(format!("match the struct with `{} {{ … }}`", name.text));
            }
        }
        self.report(found);
    }

    pub(super) fn unknown_type(&mut self, path: &ast::Path, place: TypePlace) {
        let (Some(&first), Some(&last)) = (path.segments.first(), path.segments.last()) else {
            return;
        };
        if self.explained(first.text) {
            return;
        }
        let full = imports::full_name(path);
        if report::is_in_preparation(full.as_str()) {
            return self.refuse(full.as_str(), path.span);
        }
        let mut found = match place {
            TypePlace::Alias(alias) => Diagnostic::new(
                Code::E0045,
                path.span,
                format!("type alias `{alias}` refers to undefined type `{full}`"),
            ),
            TypePlace::Plain => {
                Diagnostic::new(Code::E0200, path.span, format!("unknown type `{full}`"))
            }
        };
        if path.segments.len() == 1 {
            if let Some(help) = did_you_mean(last.text.as_str(), self.visible_types()) {
                found = found.help(help);
            }
            for module in self.exporters(last.text) {
                found = found.help(format!("import it from `{module}`"));
            }
        } else if self.tables.user_modules.contains_key(&first.text) {
            found = found.help(format!("import it: `import {}`", first.text));
        } else if report::is_later_module(first.text.as_str()) {
            found = found.note(format!(
                "the library module `{}` is not in this version of meshc",
                first.text
            ));
        }
        self.report(found);
    }

    pub(super) fn unknown_interface(&mut self, path: &ast::Path) {
        let full = imports::full_name(path);
        let last = path.segments.last().map_or(full, |s| s.text);
        if self.explained(last) {
            return;
        }
        let mut names: Vec<&str> = self.visible_types();
        let interfaces: rustc_hash::FxHashSet<&str> =
            self.tables.traits.iter().map(|t| t.name.as_str()).collect();
        names.retain(|n| interfaces.contains(n));
        let mut found = Diagnostic::new(
            Code::E0400,
            path.span,
            format!("unknown interface `{full}`"),
        );
        if let Some(help) = did_you_mean(last.as_str(), names) {
            found = found.help(help);
        }
        self.report(found);
    }

    // ---- candidates ---------------------------------------------------------------------------------------------------

    fn visible_values(&self) -> Vec<&'static str> {
        let mut names: Vec<&str> = self.locals.names().map(|n| n.as_str()).collect();
        names.retain(|n| *n != "self");
        for module in self.tables.chain(self.module) {
            let scope = &self.tables.scopes[module];
            names.extend(scope.declared.values.keys().map(|n| n.as_str()));
            names.extend(scope.listed.values.keys().map(|n| n.as_str()));
            for target in scope.imports.iter().filter_map(|i| i.target) {
                let values = &self.tables.scopes[target].declared.values;
                let implicit = values.iter().filter(|(_, entries)| {
                    entries
                        .iter()
                        .any(|e| e.public && matches!(e.what, Value::Variant(..)))
                });
                names.extend(implicit.map(|(name, _)| name.as_str()));
            }
        }
        names.extend(self.tables.prelude.values.keys().map(|n| n.as_str()));
        names
    }

    fn visible_types(&self) -> Vec<&'static str> {
        let mut names: Vec<&str> = self.generics.iter().map(|n| n.as_str()).collect();
        for module in self.tables.chain(self.module) {
            let scope = &self.tables.scopes[module];
            names.extend(scope.declared.types.keys().map(|n| n.as_str()));
            names.extend(scope.listed.types.keys().map(|n| n.as_str()));
            for target in scope.imports.iter().filter_map(|i| i.target) {
                let types = &self.tables.scopes[target].declared.types;
                let implicit = types.iter().filter(|(_, e)| e.public);
                names.extend(implicit.map(|(name, _)| name.as_str()));
            }
        }
        names.extend(self.tables.prelude.types.keys().map(|n| n.as_str()));
        names
    }

    /// The library modules with a public function or constant of this name, at most three.
    fn library_modules_with(&self, name: Symbol) -> Vec<&'static str> {
        let mut modules: Vec<&str> = self
            .tables
            .library_modules
            .iter()
            .filter(|(_, &module)| {
                let values = self.tables.scopes[module].declared.values.get(&name);
                values.is_some_and(|entries| {
                    entries
                        .iter()
                        .any(|e| e.public && matches!(e.what, Value::Fn(..) | Value::Const(_)))
                })
            })
            .map(|(name, _)| name.as_str())
            .collect();
        modules.sort_unstable();
        modules.truncate(3);
        modules
    }

    /// The modules of the project that export a type of this name.
    fn exporters(&self, name: Symbol) -> Vec<&'static str> {
        let mut modules: Vec<&str> = self
            .tables
            .user_modules
            .iter()
            .filter(|(_, &module)| {
                let types = &self.tables.scopes[module].declared.types;
                types.get(&name).is_some_and(|e| e.public)
            })
            .map(|(name, _)| name.as_str())
            .collect();
        modules.sort_unstable();
        modules.truncate(3);
        modules
    }
}
