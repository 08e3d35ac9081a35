//! What modules declare and what is visible in them: the levels outside of function bodies.
//!
//! A name is looked for in the module's own declarations and then in those of the modules around it (level 2), in the names
//! that `from … import` lists (level 3), among the types, variants and interfaces of imported modules (level 4), and in the
//! prelude (level 5). The first level that has it wins; for a call a level has a function only with the call's arity.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use crate::base::{IndexVec, Span, Symbol};
use crate::syntax::ast;

use super::defs::*;

/// Types that a program may not redefine.
const CORE_TYPES: [&str; 19] = [
    "Int", "Float", "Bool", "String", "Unit", "Never", "Atom", "List", "Map", "Set", "Queue",
    "Range", "Option", "Result", "Ordering", "Pid", "Fun", "Json", "Iter",
];

/// The functions of module `Tuple` that no declaration could type: they take tuples of every length.
const TUPLE_FUNCTIONS: [&str; 5] = ["first", "second", "third", "nth", "size"];

pub fn is_core_type(name: &str) -> bool {
    CORE_TYPES.contains(&name)
}

/// Whether the name belongs to the classes that begin with an uppercase letter.
pub fn is_upper(name: Symbol) -> bool {
    let text = name.as_str();
    match text.as_bytes().first() {
        Some(byte) if byte.is_ascii() => byte.is_ascii_uppercase(),
        _ => text.chars().next().is_some_and(char::is_uppercase),
    }
}

/// A meaning in the namespace of values.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Value {
    /// With its arity.
    Fn(FnId, u32),
    Const(ConstId),
    Variant(TyConId, u32),
    /// Instance method `.1` of an interface as a function of `.2` parameters.
    Method(TraitId, u32, u32),
    /// A function of module `Tuple` that no declaration could type.
    Tuple(Symbol),
    /// Declared, but an error was reported for the declaration.
    Poison,
}

/// A meaning in the namespace of types.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TypeDef {
    Con(TyConId),
    Alias(AliasId),
    Trait(TraitId),
    Poison,
}

/// A meaning in the namespace of modules; `None`: an error was reported.
pub type ModuleTarget = Option<ModuleId>;

#[derive(Clone, Copy, Debug)]
pub struct Entry<T> {
    pub what: T,
    pub public: bool,
    /// The name in its declaration; in lists of imported names the name in the list.
    pub span: Span,
    /// In lists of imported names: index into [`Scope::listed_names`].
    pub record: u32,
}

impl<T> Entry<T> {
    /// A declaration.
    pub fn new(what: T, public: bool, span: Span) -> Entry<T> {
        Entry {
            what,
            public,
            span,
            record: u32::MAX,
        }
    }
}

/// The names of one level in the three namespaces.
#[derive(Default, Debug)]
pub struct Names {
    pub values: FxHashMap<Symbol, Vec<Entry<Value>>>,
    pub types: FxHashMap<Symbol, Entry<TypeDef>>,
    pub modules: FxHashMap<Symbol, Entry<ModuleTarget>>,
}

/// `import A.B` or `from A.B import …`
#[derive(Debug)]
pub struct Import {
    pub path: ast::Path,
    /// The whole declaration.
    pub span: Span,
    /// `None`: `import A.B`.
    pub names: Option<Vec<ast::Name>>,
    pub target: ModuleTarget,
}

/// A name that an import lists.
#[derive(Debug)]
pub struct ListedName {
    pub name: ast::Name,
    pub import: u32,
}

/// A way to name an imported module: the first segment is the key in [`Scope::bindings`].
#[derive(Debug)]
pub struct ModuleBinding {
    /// The segments after the first.
    pub rest: Vec<Symbol>,
    pub target: ModuleTarget,
    pub import: u32,
    /// The whole path, not its last segment alone.
    pub full: bool,
}

/// What one module declares and imports.
#[derive(Default, Debug)]
pub struct Scope {
    pub declared: Names,
    pub imports: Vec<Import>,
    pub listed: Names,
    pub listed_names: Vec<ListedName>,
    pub bindings: FxHashMap<Symbol, Vec<ModuleBinding>>,
    /// An import failed: unknown uppercase names may come from there.
    pub broken_import: bool,
}

/// The definitions of the program while they are collected and referred to.
#[derive(Default, Debug)]
pub struct Tables {
    pub modules: IndexVec<ModuleId, ModuleDef>,
    pub scopes: IndexVec<ModuleId, Scope>,
    pub tycons: IndexVec<TyConId, TyConDef>,
    pub aliases: IndexVec<AliasId, AliasDef>,
    pub traits: IndexVec<TraitId, TraitDef>,
    pub impls: IndexVec<ImplId, ImplDef>,
    pub fns: IndexVec<FnId, FnDef>,
    pub consts: IndexVec<ConstId, ConstDef>,
    pub fns_by_name: FxHashMap<(ModuleId, Symbol, u32), FnId>,
    pub library_modules: FxHashMap<Symbol, ModuleId>,
    /// The modules of project and packages by full name, nested ones included, test files not.
    pub user_modules: FxHashMap<Symbol, ModuleId>,
    pub prelude: Names,
    /// What an alias of a nominal type stands for, without its arguments.
    pub alias_heads: IndexVec<AliasId, Option<TyConId>>,
    /// Names of the methods of all interfaces: what may stand after `Type.`.
    pub method_names: rustc_hash::FxHashSet<Symbol>,
    flat_names: RefCell<FxHashMap<Symbol, Option<(ModuleId, Symbol)>>>,
    flat_modules: FxHashMap<String, ModuleId>,
}

/// Which import made a name visible.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Use {
    Listed(ModuleId, u32),
    Import(ModuleId, u32),
}

/// The outcome of a lookup in the levels 2 to 5.
#[derive(Debug)]
pub enum Found<T> {
    Yes(T, Vec<Use>),
    /// Implicit names of these two modules collide.
    Ambiguous(ModuleId, ModuleId),
    /// Functions with other arities only: those of the nearest level.
    Arities(Vec<FnId>),
    No,
}

/// The outcome of looking for the module that a path starts with.
#[derive(Debug)]
pub enum FoundModule {
    /// The number of segments that name it.
    Yes(ModuleId, usize, Option<Use>),
    Poison,
    Ambiguous(ModuleId, ModuleId),
    No,
}

impl Tables {
    /// The module and those around it, innermost first.
    pub fn chain(&self, module: ModuleId) -> impl Iterator<Item = ModuleId> + '_ {
        std::iter::successors(Some(module), |&m| self.modules[m].parent)
    }

    /// The module of the file.
    pub fn root(&self, module: ModuleId) -> ModuleId {
        self.chain(module).last().unwrap_or(module)
    }

    /// Whether code of `from` may use a declaration of `owner`. The modules of the library see each other's private names.
    pub fn may_see(&self, from: ModuleId, owner: ModuleId, public: bool) -> bool {
        public
            || (self.modules[from].library && self.modules[owner].library)
            || self.chain(from).any(|m| m == owner)
    }

    pub fn value(&self, from: ModuleId, name: Symbol, arity: Option<u32>) -> Found<Res> {
        let mut nearest: Vec<FnId> = Vec::new();
        let mut look = |entries: &[Entry<Value>]| -> Option<(Res, Option<u32>)> {
            let found = select(entries, arity);
            if found.is_none() && nearest.is_empty() {
                nearest.extend(self.functions(entries));
            }
            found
        };
        for module in self.chain(from) {
            if let Some(entries) = self.scopes[module].declared.values.get(&name) {
                if let Some((res, _)) = look(entries) {
                    return Found::Yes(res, Vec::new());
                }
            }
        }
        for module in self.chain(from) {
            if let Some(entries) = self.scopes[module].listed.values.get(&name) {
                if let Some((res, record)) = look(entries) {
                    let uses = record.map(|r| Use::Listed(module, r)).into_iter().collect();
                    return Found::Yes(res, uses);
                }
            }
        }
        match self.implicit_value(from, name, arity) {
            Found::No => {}
            found => return found,
        }
        if let Some(entries) = self.prelude.values.get(&name) {
            if let Some((res, _)) = look(entries) {
                return Found::Yes(res, Vec::new());
            }
        }
        if let Some((module, short)) = self.flat_name(name) {
            if let Some(entries) = self.scopes[module].declared.values.get(&short) {
                let public: Vec<Entry<Value>> = entries
                    .iter()
                    .filter(|e| e.public && matches!(e.what, Value::Fn(..) | Value::Tuple(_)))
                    .copied()
                    .collect();
                if let Some((res, _)) = look(&public) {
                    return Found::Yes(res, Vec::new());
                }
            }
        }
        if nearest.is_empty() {
            Found::No
        } else {
            Found::Arities(nearest)
        }
    }

    /// Level 4: variants, and interface methods as functions.
    fn implicit_value(&self, from: ModuleId, name: Symbol, arity: Option<u32>) -> Found<Res> {
        let mut entries: Vec<Entry<Value>> = Vec::new();
        let mut owner: Option<ModuleId> = None;
        let mut uses = Vec::new();
        for module in self.chain(from) {
            for (index, import) in self.scopes[module].imports.iter().enumerate() {
                let Some(target) = import.target else {
                    continue;
                };
                let Some(found) = self.scopes[target].declared.values.get(&name) else {
                    continue;
                };
                let visible = found.iter().filter(|e| {
                    e.public
                        && match e.what {
                            Value::Variant(..) => true,
                            Value::Method(_, _, n) => arity.is_none_or(|a| a == n),
                            Value::Fn(..) | Value::Const(_) | Value::Tuple(_) | Value::Poison => {
                                false
                            }
                        }
                });
                let mut some = false;
                for entry in visible {
                    some = true;
                    match owner {
                        Some(other)
                            if other != target && matches!(entry.what, Value::Variant(..)) =>
                        {
                            return Found::Ambiguous(other, target);
                        }
                        _ => {}
                    }
                    if !entries.iter().any(|e| e.what == entry.what) {
                        entries.push(*entry);
                    }
                }
                if some {
                    owner = owner.or(Some(target));
                    uses.push(Use::Import(module, index as u32));
                }
            }
        }
        match select(&entries, arity) {
            Some((res, _)) => Found::Yes(res, uses),
            None => Found::No,
        }
    }

    pub fn type_def(&self, from: ModuleId, name: Symbol) -> Found<TypeDef> {
        for module in self.chain(from) {
            if let Some(entry) = self.scopes[module].declared.types.get(&name) {
                return Found::Yes(entry.what, Vec::new());
            }
        }
        for module in self.chain(from) {
            if let Some(entry) = self.scopes[module].listed.types.get(&name) {
                return Found::Yes(entry.what, vec![Use::Listed(module, entry.record)]);
            }
        }
        let mut found: Option<(ModuleId, TypeDef)> = None;
        let mut uses = Vec::new();
        for module in self.chain(from) {
            for (index, import) in self.scopes[module].imports.iter().enumerate() {
                let Some(target) = import.target else {
                    continue;
                };
                if let Some(entry) = self.scopes[target].declared.types.get(&name) {
                    if !entry.public {
                        continue;
                    }
                    match found {
                        Some((other, what)) if what != entry.what => {
                            return Found::Ambiguous(other, target)
                        }
                        _ => {
                            found = Some((target, entry.what));
                            uses.push(Use::Import(module, index as u32));
                        }
                    }
                }
            }
        }
        if let Some((_, what)) = found {
            return Found::Yes(what, uses);
        }
        match self.prelude.types.get(&name) {
            Some(entry) => Found::Yes(entry.what, Vec::new()),
            None => Found::No,
        }
    }

    /// The module that the first segments of a path name, as many as possible.
    pub fn module(&self, from: ModuleId, path: &[Symbol]) -> FoundModule {
        let Some((&first, rest)) = path.split_first() else {
            return FoundModule::No;
        };
        let target = |target: ModuleTarget, segments, via| match target {
            Some(module) => FoundModule::Yes(module, segments, via),
            None => FoundModule::Poison,
        };
        for module in self.chain(from) {
            if let Some(entry) = self.scopes[module].declared.modules.get(&first) {
                return target(entry.what, 1, None);
            }
        }
        for module in self.chain(from) {
            if let Some(entry) = self.scopes[module].listed.modules.get(&first) {
                return target(entry.what, 1, Some(Use::Listed(module, entry.record)));
            }
        }
        let mut best: Option<(ModuleId, &ModuleBinding)> = None;
        let mut clash = None;
        for module in self.chain(from) {
            let bindings = self.scopes[module].bindings.get(&first);
            for binding in bindings.into_iter().flatten() {
                if !rest.starts_with(&binding.rest) {
                    continue;
                }
                match best {
                    None => best = Some((module, binding)),
                    Some((_, other)) => {
                        let rank = |b: &ModuleBinding| (b.rest.len(), b.full);
                        if rank(binding) > rank(other) {
                            best = Some((module, binding));
                            clash = None;
                        } else if rank(binding) == rank(other) && binding.target != other.target {
                            clash = other.target.zip(binding.target);
                        }
                    }
                }
            }
        }
        if let Some((a, b)) = clash {
            return FoundModule::Ambiguous(a, b);
        }
        if let Some((module, binding)) = best {
            let via = Some(Use::Import(module, binding.import));
            return target(binding.target, 1 + binding.rest.len(), via);
        }
        if let Some(&module) = self.library_modules.get(&first) {
            return FoundModule::Yes(module, 1, None);
        }
        match rest.first().and_then(|s| self.library_modules.get(s)) {
            Some(&module) if first.as_str() == "Std" => FoundModule::Yes(module, 2, None),
            _ => FoundModule::No,
        }
    }

    /// The functions among the entries, whatever their number of parameters.
    pub fn functions(&self, entries: &[Entry<Value>]) -> Vec<FnId> {
        entries
            .iter()
            .filter_map(|e| match e.what {
                Value::Fn(id, _) => Some(id),
                Value::Method(tr, index, _) => Some(self.traits[tr].methods[index as usize]),
                Value::Const(_) | Value::Variant(..) | Value::Tuple(_) | Value::Poison => None,
            })
            .collect()
    }

    /// `string_length` stands for `String.length`.
    fn flat_name(&self, name: Symbol) -> Option<(ModuleId, Symbol)> {
        if let Some(&known) = self.flat_names.borrow().get(&name) {
            return known;
        }
        let text = name.as_str();
        let found = text.match_indices('_').find_map(|(at, _)| {
            let module = *self.flat_modules.get(&text[..at])?;
            let short = Symbol::new(&text[at + 1..]);
            self.scopes[module]
                .declared
                .values
                .contains_key(&short)
                .then_some((module, short))
        });
        self.flat_names.borrow_mut().insert(name, found);
        found
    }

    /// Makes level 5 of the library's public names, and the tables derived from all declarations.
    pub fn finish_prelude(&mut self) {
        self.declare_tuple_functions();
        let mut library: Vec<(Symbol, ModuleId)> =
            self.library_modules.iter().map(|(&n, &m)| (n, m)).collect();
        library.sort_by_key(|(name, _)| name.as_str());
        for &(name, module) in &library {
            self.flat_modules
                .insert(name.as_str().to_lowercase(), module);
            let declared = &self.scopes[module].declared;
            for (&name, entry) in declared.types.iter().filter(|(_, e)| e.public) {
                self.prelude.types.entry(name).or_insert(*entry);
            }
            for (&value, entries) in &declared.values {
                for entry in entries.iter().filter(|e| e.public) {
                    let always = match entry.what {
                        Value::Variant(con, _) => is_core_type(self.tycons[con].name.as_str()),
                        Value::Fn(..) | Value::Const(_) => name.as_str() == "Prelude",
                        Value::Method(..) | Value::Tuple(_) | Value::Poison => false,
                    };
                    if always {
                        self.prelude.values.entry(value).or_default().push(*entry);
                    }
                }
            }
        }
        self.method_names = self
            .traits
            .iter()
            .flat_map(|tr| tr.methods.iter().map(|&m| self.fns[m].name))
            .collect();
    }

    fn declare_tuple_functions(&mut self) {
        let Some(&module) = self.library_modules.get(&Symbol::new("Tuple")) else {
            return;
        };
        let nowhere = Span::new(crate::base::FileId(0), 0, 0);
        for name in TUPLE_FUNCTIONS.map(Symbol::new) {
            self.scopes[module]
                .declared
                .values
                .entry(name)
                .or_insert_with(|| vec![Entry::new(Value::Tuple(name), true, nowhere)]);
        }
    }

    /// The variants of a sum type, by name.
    pub fn variant(&self, con: TyConId, name: Symbol) -> Option<u32> {
        match &self.tycons[con].kind {
            TyConKind::Sum(decl) => decl
                .variants
                .iter()
                .position(|v| v.name.text == name)
                .map(|i| i as u32),
            TyConKind::Builtin(_) | TyConKind::Struct(_) | TyConKind::Extern { .. } => None,
        }
    }
}

/// What the entries of one level mean: for a call with `arity` arguments, or as a value.
pub fn select(entries: &[Entry<Value>], arity: Option<u32>) -> Option<(Res, Option<u32>)> {
    if let [only] = entries {
        let res = match only.what {
            Value::Fn(id, n) if arity.is_none_or(|a| a == n) => Res::Fn(id),
            Value::Const(id) => Res::Const(id),
            Value::Tuple(name) => Res::TupleFn(name),
            Value::Variant(con, index) => Res::Variant(con, index),
            Value::Method(tr, index, n) if arity.is_none_or(|a| a == n) => {
                Res::TraitMethods(vec![(tr, index)])
            }
            Value::Poison => Res::Error,
            Value::Fn(..) | Value::Method(..) => return None,
        };
        return Some((res, Some(only.record)));
    }
    let mut fns: Vec<(FnId, u32)> = Vec::new();
    let mut variants: Vec<((TyConId, u32), u32)> = Vec::new();
    let mut methods: Vec<((TraitId, u32), u32)> = Vec::new();
    for entry in entries {
        match entry.what {
            Value::Fn(id, n) => {
                if arity.is_none_or(|a| a == n) {
                    fns.push((id, entry.record));
                }
            }
            Value::Const(id) => return Some((Res::Const(id), Some(entry.record))),
            Value::Tuple(name) => return Some((Res::TupleFn(name), Some(entry.record))),
            Value::Variant(con, index) => variants.push(((con, index), entry.record)),
            Value::Method(tr, index, n) => {
                if arity.is_none_or(|a| a == n) {
                    methods.push(((tr, index), entry.record));
                }
            }
            Value::Poison => return Some((Res::Error, Some(entry.record))),
        }
    }
    match fns.as_slice() {
        [] => {}
        [(id, record)] => return Some((Res::Fn(*id), Some(*record))),
        [(_, record), ..] => {
            let ids = fns.iter().map(|(id, _)| *id).collect();
            return Some((Res::Fns(ids), Some(*record)));
        }
    }
    match variants.as_slice() {
        [] => {}
        [((con, index), record)] => return Some((Res::Variant(*con, *index), Some(*record))),
        [(_, record), ..] => {
            let all = variants.iter().map(|(v, _)| *v).collect();
            return Some((Res::Variants(all), Some(*record)));
        }
    }
    let (_, record) = *methods.first()?;
    let all = methods.iter().map(|(m, _)| *m).collect();
    Some((Res::TraitMethods(all), Some(record)))
}
