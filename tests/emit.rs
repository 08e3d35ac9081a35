//! Emission alone: Core text becomes C that compiles without a warning, as one unit and file by file, and prints what it should.

use std::path::Path;
use std::process::Command;

const FLAGS: &[&str] = &[
    "-std=c11",
    "-Wall",
    "-Wextra",
    "-Wpedantic",
    "-Werror",
    "-O1",
];

const PRINT: &str = r#"
#include "mesh_program.h"
#include <stdio.h>
void test_print(mesh_ctx *cx, const mesh_string *text)
{
    (void)cx;
    puts(text->bytes);
}
"#;

fn run(command: &mut Command) -> String {
    let out = command.output().expect("the C compiler runs");
    assert!(
        out.status.success(),
        "{command:?}\n{}",
        String::from_utf8_lossy(&out.stderr)
    );
    String::from_utf8_lossy(&out.stdout).into_owned()
}

fn check(core: &str, expect: &str) {
    let mut program = meshc::core::parse::program(core).expect("the Core text reads");
    for ext in program.externs.iter_mut() {
        ext.library = !ext.c_name.as_str().starts_with("test_");
    }
    let output = meshc::emit::emit(&program);
    let dir = tempfile::tempdir().expect("a temporary directory");
    for (name, text) in &output.files {
        std::fs::write(dir.path().join(name), text).expect("written");
    }
    // foreign code as a user would write it
    std::fs::write(dir.path().join("test_print.c"), PRINT).expect("written");
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime-c");
    let mut objects = vec![dir.path().join("test_print.c")];
    for folder in ["core", "lib"] {
        let mut sources: Vec<_> = std::fs::read_dir(runtime.join(folder))
            .into_iter()
            .flatten()
            .filter_map(|e| e.ok())
            .map(|e| e.path())
            .filter(|p| p.extension().is_some_and(|e| e == "c"))
            .collect();
        sources.sort();
        objects.extend(sources);
    }
    let compile = |sources: Vec<std::path::PathBuf>, exe: &str| {
        let exe = dir.path().join(exe);
        let mut cc = Command::new("cc");
        cc.args(FLAGS)
            .arg("-I")
            .arg(runtime.join("include"))
            .arg("-I")
            .arg(dir.path());
        run(cc
            .args(sources)
            .args(&objects)
            .arg("-o")
            .arg(&exe)
            .args(["-lm", "-lpthread"]));
        let mut program = Command::new(&exe);
        run(program.env("MESH_CHECK_LEAKS", "1"))
    };
    assert_eq!(
        compile(vec![dir.path().join(&output.unity)], "unity"),
        expect
    );
    assert_eq!(
        compile(
            output.sources.iter().map(|s| dir.path().join(s)).collect(),
            "parts"
        ),
        expect
    );
}

#[test]
fn trees_closures_and_texts() {
    check(
        r#"
sum Tree = Leaf | Node(left: Tree, key: Int, right: Tree)
sum Shape = Dot | Circle(f0: Float)
struct Person = Person(name: mesh_string, age: Int)
sum Option_String = None | Some(f0: mesh_string)
extern test_print(mesh_string) -> Unit
extern mesh_int_lt(Int, Int) -> Bool
extern mesh_int_add_at(Int, Int) -> Int at
extern mesh_list_new<mesh_string>() -> mesh_list<mesh_string>
extern mesh_list_append_own<mesh_string>(mesh_list<mesh_string>, &mesh_string) -> mesh_list<mesh_string> own
extern mesh_list_get_ref_at<mesh_string>(mesh_list<mesh_string>, Int) -> inside mesh_string at
const limit: Int = Main.limit/0

const_init fn Main.limit/0() -> Int {
  return 10
}

fn Main.sum/1(borrowed tree: Tree) -> Int {
  switch tree Tree {
    Leaf {
      return 0
    }
    Node {
      let left: Tree = tree as Tree.Node left
      let key: Int = tree as Tree.Node key
      let right: Tree = tree as Tree.Node right
      let a: Int = call Main.sum/1(left) @3:1
      let b: Int = call Main.sum/1(right) @3:2
      let c: Int = extern mesh_int_add_at(a, b) @3:3
      let d: Int = extern mesh_int_add_at(c, key) @3:4
      return d
    }
  }
}

fn Main.chain/2(n: Int, tree: Tree) -> Tree {
  let stop: Bool = extern mesh_int_lt(n, 1)
  if stop {
    return tree
  } else {
    let leaf: Tree = new Tree.Leaf()
    let m: Int = extern mesh_int_add_at(n, -1) @5:5
    let next: Tree = new Tree.Node(tree, n, leaf)
    let all: Tree = call Main.chain/2(m, next) @5:6
    return all
  }
}

closure(2) fn Main.f(factor: Int, name: mesh_string, x: Int) -> mesh_string {
  let s: Int = extern mesh_int_add_at(factor, x) @8:1
  let text: mesh_string = concat(str name, ": ", int s, " ", float 2.5, " ", bool true)
  return text
}

fn Main.main/0() -> Unit {
  let leaf: Tree = new Tree.Leaf()
  let tree: Tree = call Main.chain/2(200000, leaf) @9:1
  drop tree
  let leaf2: Tree = new Tree.Leaf()
  let small: Tree = call Main.chain/2(10, leaf2) @9:1
  let total: Int = call Main.sum/1(small) @9:2
  drop small
  let text: mesh_string = concat("sum ", int total)
  let u: Unit = extern test_print(text)
  let name: mesh_string = text
  let f: Fun(Int) -> mesh_string = closure Main.f(1, name)
  let out: mesh_string = apply f(41) @9:3
  let out2: mesh_string = apply f(1) @9:4
  drop f
  let u2: Unit = extern test_print(out)
  let list: mesh_list<mesh_string> = extern mesh_list_new<mesh_string>()
  let list2: mesh_list<mesh_string> = extern mesh_list_append_own<mesh_string>(list, out)
  let list3: mesh_list<mesh_string> = extern mesh_list_append_own<mesh_string>(list2, out2)
  let last: mesh_string = extern mesh_list_get_ref_at<mesh_string>(list3, 1) @9:5
  dup last
  drop list3
  let u3: Unit = extern test_print(last)
  let some: Option_String = new Option_String.Some(last)
  let person: Person = new Person.Person("Ida", 7)
  let shape: Shape = new Shape.Circle(1.5)
  drop person
  switch shape Shape {
    Dot {
      drop some
      return ()
    }
    else {
      switch some Option_String {
        None {
          return ()
        }
        Some {
          let inner: mesh_string = some as Option_String.Some f0
          let u4: Unit = extern test_print(inner)
          drop some
          return ()
        }
      }
    }
  }
}
"#,
        "sum 55\nsum 55: 42 2.5 true\nsum 55: 2 2.5 true\nsum 55: 2 2.5 true\n",
    );
}
