//! What the names of correct programs refer to. Errors have golden files.

use super::*;
use crate::base::Span;
use crate::syntax;

const LIBRARY: [(&str, &str); 5] = [
    (
        "Prelude",
        "pub fn println(s :: Int) = ()\npub fn show<T>(x :: T) -> Int = 1\n",
    ),
    (
        "Option",
        "pub type Option<T> do\n  None\n  Some(T)\nend\n\npub fn map<T>(o :: Option<T>) -> Int = 1\n",
    ),
    (
        "List",
        "pub extern \"mesh_list\" type List<T>\n\npub fn get<T>(xs :: List<T>, i :: Int) -> Int = i\n\npub fn get<T>(xs :: List<T>) -> Int = 1\n\nfn inner() -> Int = 1\n\npub let limit :: Int = 9\n",
    ),
    (
        "From",
        "pub interface From<A> do\n  fn from(a :: A) -> Self\n  fn into(self) -> A\nend\n",
    ),
    ("Tuple", "pub fn swap(t :: Int) -> Int = t\n"),
];

/// Checks `main` beside `others` and the library above: at each `LINE TEXT` the name means what stands beside it.
fn check(main: &str, others: &[(&str, &str)], expected: &[(&str, &str)]) {
    let mut diagnostics = Diagnostics::new();
    let mut texts: Vec<String> = Vec::new();
    let mut sources = Vec::new();
    let mut add = |name: &str, text: &str, library: bool, diagnostics: &mut Diagnostics| {
        let file = FileId(texts.len() as u32);
        texts.push(text.to_owned());
        let ast = if library {
            syntax::parse_library(file, text, diagnostics)
        } else {
            syntax::parse(file, text, diagnostics)
        };
        sources.push(Source {
            file,
            module_name: Symbol::new(name),
            library,
            test: false,
            entry: name == "Main",
            ast,
        });
    };
    add("Main", main, false, &mut diagnostics);
    for (name, text) in others {
        add(name, text, false, &mut diagnostics);
    }
    for (name, text) in LIBRARY {
        add(name, text, true, &mut diagnostics);
    }
    let resolved = resolve(sources, &mut diagnostics);
    let errors: Vec<&Diagnostic> = diagnostics
        .iter()
        .filter(|d| !d.code.is_warning())
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let meanings = meanings(&resolved, AstId(0), main);
    for (place, meaning) in expected {
        let found: Vec<&str> = meanings
            .iter()
            .filter(|(at, _)| at == place)
            .map(|(_, meaning)| meaning.as_str())
            .collect();
        assert_eq!(found, [*meaning], "at {place}; all: {meanings:#?}");
    }
}

/// Each name of the file that means something, as (`LINE TEXT`, meaning).
fn meanings(resolved: &Resolved, ast: AstId, text: &str) -> Vec<(String, String)> {
    let file = &resolved.files[ast];
    let at = |span: Span| {
        let line = text[..span.start as usize].matches('\n').count() + 1;
        format!("{line} {}", &text[span.start as usize..span.end as usize])
    };
    let mut all = Vec::new();
    for (id, res) in file.exprs.iter_enumerated() {
        if *res != Res::None {
            all.push((at(file.ast.exprs[id].span), show(resolved, file, text, res)));
        }
    }
    for (id, res) in file.pats.iter_enumerated() {
        let meaning = match res {
            PatRes::None => continue,
            PatRes::Variant(con, index) => variant(resolved, *con, *index),
            PatRes::Variants(list) => variants(resolved, list),
            PatRes::Struct(con) => format!("struct {}", con_name(resolved, *con)),
            PatRes::Error => "error".to_owned(),
        };
        all.push((at(file.ast.pats[id].span), meaning));
    }
    for (id, res) in file.types.iter_enumerated() {
        let meaning = match res {
            TypeRes::None => continue,
            TypeRes::Con(con) => format!("type {}", con_name(resolved, *con)),
            TypeRes::Alias(alias) => format!("alias {}", resolved.aliases[*alias].name),
            TypeRes::Param(index) => format!("parameter {index}"),
            TypeRes::SelfType => "Self".to_owned(),
            TypeRes::ParamProjection(index) => format!("projection of {index}"),
            TypeRes::SelfProjection => "projection of Self".to_owned(),
            TypeRes::Error => "error".to_owned(),
        };
        all.push((at(file.ast.types[id].span), meaning));
    }
    all
}

fn show(resolved: &Resolved, file: &ResolvedFile, text: &str, res: &Res) -> String {
    let function = |id: &FnId| {
        let def = &resolved.fns[*id];
        let module = resolved.modules[def.origin.module].name;
        format!("{module}.{}/{}", def.name, def.arity)
    };
    match res {
        Res::None | Res::Service => String::new(),
        Res::Local(local) => {
            let local = &file.locals[*local];
            let line = text[..local.span.start as usize].matches('\n').count() + 1;
            format!("local {} of line {line}", local.name)
        }
        Res::Fn(id) => function(id),
        Res::Fns(ids) => ids.iter().map(function).collect::<Vec<_>>().join(" "),
        Res::Const(id) => {
            let def = &resolved.consts[*id];
            format!(
                "constant {}.{}",
                resolved.modules[def.origin.module].name, def.name
            )
        }
        Res::Variant(con, index) => variant(resolved, *con, *index),
        Res::Struct(con) => format!("struct {}", con_name(resolved, *con)),
        Res::Variants(list) => variants(resolved, list),
        Res::TraitMethods(list) => {
            let names: Vec<String> = list
                .iter()
                .map(|(tr, index)| format!("method {}.{index}", resolved.traits[*tr].name))
                .collect();
            names.join(" ")
        }
        Res::QualifiedMethod(tr, index) => {
            format!("qualified {}.{index}", resolved.traits[*tr].name)
        }
        Res::Static { head, name } => match head {
            TypeHead::Con(con) => format!("static {}.{name}", con_name(resolved, *con)),
            TypeHead::Alias(alias) => format!("static {}.{name}", resolved.aliases[*alias].name),
            TypeHead::Param(index) => format!("static {index}.{name}"),
            TypeHead::SelfType => format!("static Self.{name}"),
        },
        Res::TupleFn(name) => format!("tuple {name}"),
        Res::Error => "error".to_owned(),
    }
}

fn con_name(resolved: &Resolved, con: TyConId) -> String {
    let def = &resolved.tycons[con];
    match &def.origin {
        Some(origin) => format!("{}.{}", resolved.modules[origin.module].name, def.name),
        None => def.name.to_string(),
    }
}

fn variant(resolved: &Resolved, con: TyConId, index: u32) -> String {
    format!("variant {}.{index}", con_name(resolved, con))
}

fn variants(resolved: &Resolved, list: &[(TyConId, u32)]) -> String {
    let names: Vec<String> = list
        .iter()
        .map(|(con, index)| variant(resolved, *con, *index))
        .collect();
    names.join(" ")
}

#[test]
fn functions_are_found_by_name_and_arity() {
    check(
        "fn get(a) = a\n\nfn main() do\n  println(get(1))\n  List.get(1)\n  List.get(1, 2)\n  1 |> List.get(2)\n  list_get(1)\n  fn get(a, b) = a\n  get(1, 2)\n  get(3)\n  show(println)\nend\n",
        &[],
        &[
            ("4 println", "Prelude.println/1"),
            ("4 get", "Main.get/1"),
            ("5 List.get", "List.get/1"),
            ("6 List.get", "List.get/2"),
            ("7 List.get", "List.get/2"),
            ("8 list_get", "List.get/1"),
            ("10 get", "local get of line 9"),
            ("11 get", "Main.get/1"),
            ("12 println", "Prelude.println/1"),
        ],
    );
}

#[test]
fn keywords_and_blocks_count_as_arguments() {
    check(
        "fn f(a) = a\nfn f(a, b) = b\nfn f(a, b, c) = c\n\nfn main() do\n  f(k: 1)\n  f(1, k: 1, l: 2)\n  f(1, k: 1) do\n    2\n  end\n  List.get\nend\n",
        &[],
        &[
            ("6 f", "Main.f/1"),
            ("7 f", "Main.f/2"),
            ("8 f", "Main.f/3"),
            ("11 List.get", "List.get/2 List.get/1"),
        ],
    );
}

#[test]
fn inner_scopes_hide_outer_ones_to_their_end() {
    check(
        "fn main() do\n  let x = 1\n  let x = x\n  case x do\n    x -> println(x)\n  end\n  show(x)\n  let println = fn y -> y end\n  println(x)\nend\n",
        &[],
        &[
            ("3 x", "local x of line 2"),
            ("4 x", "local x of line 3"),
            ("5 x", "local x of line 5"),
            ("7 x", "local x of line 3"),
            ("9 println", "local println of line 8"),
        ],
    );
}

#[test]
fn levels_of_imports() {
    let rail = "pub struct Ticket do\n  n :: Int\nend\n\npub type Gate do\n  Open\n  Shut(Int)\nend\n\npub interface Fare do\n  fn fare(self) -> Int\nend\n\npub fn open() -> Int = 1\n\npub fn println(a, b) = 1\n\npub let count = 5\n";
    check(
        "from Rail import open, count\n\nfn main() do\n  let t = Ticket { n: open() }\n  println(1)\n  let g = Open\n  let h = Rail.Gate.Shut(1)\n  fare(t)\n  Fare.fare(t)\n  Rail.println(count, 1)\n  Rail.count.to_x()\nend\n",
        &[("Rail", rail)],
        &[
            ("4 Ticket { n: open() }", "struct Rail.Ticket"),
            ("4 open", "Rail.open/0"),
            ("5 println", "Prelude.println/1"),
            ("6 Open", "variant Rail.Gate.0"),
            ("7 Rail.Gate.Shut", "variant Rail.Gate.1"),
            ("8 fare", "method Fare.0"),
            ("9 Fare.fare", "qualified Fare.0"),
            ("10 Rail.println", "Rail.println/2"),
            ("10 count", "constant Rail.count"),
            ("11 Rail.count", "constant Rail.count"),
        ],
    );
}

#[test]
fn full_paths_win_and_libraries_hide() {
    check(
        "import A.Vec\nimport B.Vec\nimport Vec\nimport List\n\nfn main() do\n  Vec.zero()\n  A.Vec.zero()\n  B.Vec.zero()\n  List.get()\n  Std.List.get(1)\nend\n",
        &[
            ("A.Vec", "pub fn zero() = 1\n"),
            ("B.Vec", "pub fn zero() = 1\n"),
            ("Vec", "pub fn zero() = 1\n"),
            ("List", "pub fn get() = 1\n"),
        ],
        &[
            ("7 Vec.zero", "Vec.zero/0"),
            ("8 A.Vec.zero", "A.Vec.zero/0"),
            ("9 B.Vec.zero", "B.Vec.zero/0"),
            ("10 List.get", "List.get/0"),
            ("11 Std.List.get", "List.get/1"),
        ],
    );
}

#[test]
fn nested_modules_see_what_is_around_them() {
    check(
        "fn outer() = 1\n\nmodule Inner do\n  pub fn f() = outer()\n  pub type Gate do\n    Open\n  end\n  pub module Deep do\n    pub fn g() = f()\n  end\nend\n\nfn main() do\n  Inner.f()\n  Inner.Deep.g()\n  Inner.Open\n  Inner.Gate.Open\nend\n",
        &[],
        &[
            ("4 outer", "Main.outer/0"),
            ("9 f", "Main.Inner.f/0"),
            ("14 Inner.f", "Main.Inner.f/0"),
            ("15 Inner.Deep.g", "Main.Inner.Deep.g/0"),
            ("16 Inner.Open", "variant Main.Inner.Gate.0"),
            ("17 Inner.Gate.Open", "variant Main.Inner.Gate.0"),
        ],
    );
}

#[test]
fn variants_of_several_types_stay_candidates() {
    check(
        "type A do\n  On\n  Off\nend\n\ntype B do\n  On\nend\n\nfn f(a) do\n  case a do\n    On -> 1\n    A.Off -> 2\n    Some(x) -> x\n  end\nend\n\nfn main() do\n  f(On)\nend\n",
        &[],
        &[
            ("12 On", "variant Main.A.0 variant Main.B.0"),
            ("13 A.Off", "variant Main.A.1"),
            ("14 Some(x)", "variant Option.Option.1"),
            ("19 On", "variant Main.A.0 variant Main.B.0"),
        ],
    );
}

#[test]
fn constructors_without_fields_have_methods() {
    check(
        "type Light do\n  Red\nend\n\nfn main() do\n  Red.show()\n  Light.Red.show()\nend\n",
        &[],
        &[
            ("6 Red", "variant Main.Light.0"),
            ("7 Light.Red", "variant Main.Light.0"),
        ],
    );
}

#[test]
fn type_parameters_are_numbered_from_the_outside() {
    check(
        "struct Box<A> do\n  a :: A\nend\n\ntype Pair<A, B> = Fun(B) -> A\n\ninterface Shape<U> do\n  type Item\n  fn area<V>(self, v :: V, u :: U) -> Self.Item\nend\n\nimpl<A> Shape<Int> for Box<A> do\n  type Item = A\n  fn area<V>(self, v :: V, u) = self.a\nend\n\nfn outer<T>(t :: T) -> T where T: Shape<Int> do\n  fn inner<S>(s :: S, t :: T, u :: T.Item) = s\n  T.from(t)\n  t\nend\n\nfn main() do\n  Box.from(1)\nend\n",
        &[],
        &[
            ("2 A", "parameter 0"),
            ("5 B", "parameter 1"),
            ("9 V", "parameter 1"),
            ("9 U", "parameter 0"),
            ("9 Self.Item", "projection of Self"),
            ("12 A", "parameter 0"),
            ("14 V", "parameter 1"),
            ("18 S", "parameter 1"),
            ("18 T", "parameter 0"),
            ("18 T.Item", "projection of 0"),
            ("19 T.from", "static 0.from"),
            ("24 Box.from", "static Main.Box.from"),
        ],
    );
}

#[test]
fn tuple_functions_have_no_declaration() {
    check(
        "fn main() do\n  Tuple.nth((1, 2), 0)\n  tuple_first((1, 2))\n  Tuple.swap(1)\nend\n",
        &[],
        &[
            ("2 Tuple.nth", "tuple nth"),
            ("3 tuple_first", "tuple first"),
            ("4 Tuple.swap", "Tuple.swap/1"),
        ],
    );
}

#[test]
fn alternatives_share_their_variables() {
    check(
        "fn main() do\n  case (1, 2) do\n    (1, n) | (n, 2) -> println(n)\n    _ -> println(0)\n  end\nend\n",
        &[],
        &[("3 n", "local n of line 3")],
    );
}

#[test]
fn modules_stand_after_what_they_import() {
    let mut diagnostics = Diagnostics::new();
    let text = [
        ("Main", "import B\nimport A\n\nfn main() = ()\n"),
        ("A", "import C\n"),
        ("B", ""),
        ("C", "module In do\nend\n"),
    ];
    let sources = text
        .iter()
        .enumerate()
        .map(|(index, (name, text))| Source {
            file: FileId(index as u32),
            module_name: Symbol::new(name),
            library: false,
            test: false,
            entry: *name == "Main",
            ast: syntax::parse(FileId(index as u32), text, &mut diagnostics),
        })
        .collect();
    let resolved = resolve(sources, &mut diagnostics);
    let names: Vec<&str> = resolved
        .order
        .iter()
        .map(|&m| resolved.modules[m].name.as_str())
        .collect();
    assert_eq!(names, ["B", "C.In", "C", "A", "Main"]);
}

/// The codes of the warnings about a project of which `main` is the entry.
fn warnings(main: &str, others: &[(&str, &str)]) -> Vec<&'static str> {
    let mut diagnostics = Diagnostics::new();
    let mut sources = Vec::new();
    let files = [("Main", main)].into_iter().chain(others.iter().copied());
    let library = LIBRARY.into_iter().map(|(name, text)| (name, text, true));
    let all = files.map(|(name, text)| (name, text, false)).chain(library);
    for (index, (name, text, library)) in all.enumerate() {
        let file = FileId(index as u32);
        sources.push(Source {
            file,
            module_name: Symbol::new(name),
            library,
            test: false,
            entry: name == "Main",
            ast: if library {
                syntax::parse_library(file, text, &mut diagnostics)
            } else {
                syntax::parse(file, text, &mut diagnostics)
            },
        });
    }
    resolve(sources, &mut diagnostics);
    diagnostics.iter().map(|d| d.code.as_str()).collect()
}

#[test]
fn what_counts_as_a_use() {
    let rail = "pub struct Ticket do\n  n :: Int\nend\n\npub fn open() = 1\n";
    // A type that an import makes visible, a name in an alias, a closure's parameter, names that begin with `_`.
    let used = "import Rail\nfrom Rail import open\n\nstruct Own do\n  t :: Ticket\nend\n\ntype Both = (Own, Int)\n\nfn main() do\n  let f = fn unused -> open() end\n  let _ignored = f\n  for _ in [1] do\n    1\n  end\nend\n";
    assert_eq!(warnings(used, &[("Rail", rail)]), Vec::<&str>::new());
    // A library module is imported for its looks; a name of it is not.
    let library = "import List\nfrom List import get\n\nfn main() = ()\n";
    assert_eq!(warnings(library, &[]), ["W0006"]);
    // A function that calls only itself, a type that only its own fields name.
    let itself =
        "fn again(n) = again(n)\n\nstruct Chain do\n  next :: List<Chain>\nend\n\nfn main() = ()\n";
    assert_eq!(warnings(itself, &[]), ["W0007", "W0007"]);
    // After a refusal nothing is called unused.
    let refused = "actor counter() do\n  helper()\nend\n\nfn helper() = 1\n\nfn main() = ()\n";
    assert_eq!(warnings(refused, &[]), ["E0105"]);
}
