//! Counted Core: programs give the same results, leak nothing and use nothing after it is freed; what must not be dup'ed or
//! copied is not.

use crate::core::testing::{expect_fun, interp, random, read};
use crate::core::{print, verify};

#[test]
fn random_programs_keep_their_meaning_and_their_counts() {
    for seed in 1..1000 {
        let mut program = random::program(seed);
        if let Err(error) = verify::verify(&program, verify::Stage::Core) {
            panic!("seed {seed}: the generator is wrong: {error}");
        }
        let before = match interp::run(&program, false) {
            Ok(outcome) => outcome,
            Err(error) if error == "out of fuel" => continue,
            Err(error) => panic!("seed {seed}: {error}\n{}", print::program(&program)),
        };
        super::insert(&mut program);
        match interp::run(&program, true) {
            Ok(after) => assert_eq!(
                (before.printed, before.panic),
                (after.printed, after.panic),
                "seed {seed}"
            ),
            Err(error) => panic!("seed {seed}: {error}\n{}", print::program(&program)),
        }
    }
}

const PRELUDE: &str = "
sum Tree = Leaf | Node(left: Tree, key: Int, right: Tree)
sum Option_String = None | Some(f0: mesh_string)
struct State = State(items: mesh_list<Int>, name: mesh_string, count: Int)
extern mesh_int_add_at(Int, Int) -> Int at
extern mesh_int_lt(Int, Int) -> Bool
extern mesh_list_new<Int>() -> mesh_list<Int>
extern mesh_list_length<Int>(mesh_list<Int>) -> Int
extern mesh_list_append_own<Int>(mesh_list<Int>, &Int) -> mesh_list<Int> own
extern mesh_print<Int>(&Int) -> Unit
";

fn counted(text: &str) -> crate::core::ir::Program {
    let mut program = read(&format!("{PRELUDE}{text}"));
    super::insert(&mut program);
    program
}

#[test]
fn a_tree_that_is_only_looked_at_is_borrowed() {
    let program = counted(
        "fn Main.main/0() -> Unit { return () }
         fn Main.sum/1(t: Tree) -> Int {
           switch t Tree {
             Leaf { return 0 }
             Node {
               let l: Tree = t as Tree.Node left
               let r: Tree = t as Tree.Node right
               let a: Int = call Main.sum/1(l)
               let b: Int = call Main.sum/1(r)
               let c: Int = extern mesh_int_add_at(a, b)
               return c
             }
           }
         }",
    );
    expect_fun(
        &program,
        "Main.sum/1",
        "
        fn Main.sum/1(borrowed t: Tree) -> Int {
          switch t Tree {
            Leaf {
              return 0
            }
            Node {
              let l: Tree = t as Tree.Node left
              let r: Tree = t as Tree.Node right
              let a: Int = call Main.sum/1(l)
              let b: Int = call Main.sum/1(r)
              let c: Int = extern mesh_int_add_at(a, b)
              return c
            }
          }
        }",
    );
}

#[test]
fn an_updated_tree_is_taken_apart_and_its_cell_used_again() {
    let program = counted(
        "fn Main.main/0() -> Unit { return () }
         fn Main.insert/2(t: Tree, k: Int) -> Tree {
           switch t Tree {
             Leaf {
               let n: Tree = new Tree.Node(t, k, t)
               return n
             }
             Node {
               let l: Tree = t as Tree.Node left
               let key: Int = t as Tree.Node key
               let r: Tree = t as Tree.Node right
               let less: Bool = extern mesh_int_lt(k, key)
               if less {
                 let l2: Tree = call Main.insert/2(l, k)
                 let n: Tree = new Tree.Node(l2, key, r)
                 return n
               } else {
                 let r2: Tree = call Main.insert/2(r, k)
                 let n: Tree = new Tree.Node(l, key, r2)
                 return n
               }
             }
           }
         }",
    );
    expect_fun(
        &program,
        "Main.insert/2",
        "
        fn Main.insert/2(t: Tree, k: Int) -> Tree {
          switch t Tree {
            Leaf {
              dup t
              let n: Tree = new Tree.Node(t, k, t)
              return n
            }
            Node {
              let l: Tree = t as Tree.Node left
              let key: Int = t as Tree.Node key
              let r: Tree = t as Tree.Node right
              let memory: Token = unpack t as Tree.Node(left: l, right: r)
              let less: Bool = extern mesh_int_lt(k, key)
              if less {
                let l2: Tree = call Main.insert/2(l, k)
                let n'2: Tree = new Tree.Node(l2, key, r) reuse memory
                return n'2
              } else {
                let r2: Tree = call Main.insert/2(r, k)
                let n'3: Tree = new Tree.Node(l, key, r2) reuse memory
                return n'3
              }
            }
          }
        }",
    );
}

#[test]
fn an_accumulator_stays_unique_and_an_invariant_is_not_counted() {
    let program = counted(
        "fn Main.main/0() -> Unit {
           let empty: mesh_list<Int> = extern mesh_list_new<Int>()
           let limits: mesh_list<Int> = extern mesh_list_append_own<Int>(empty, 5)
           let empty: mesh_list<Int> = extern mesh_list_new<Int>()
           join done(acc: mesh_list<Int>) {
             let n: Int = extern mesh_list_length<Int>(acc)
             let p: Unit = extern mesh_print<Int>(n)
             return ()
           }
           loop next(i: Int, acc: mesh_list<Int>) {
             let n: Int = extern mesh_list_length<Int>(limits)
             let n: Int = extern mesh_int_add_at(n, 99)
             let more: Bool = extern mesh_int_lt(i, n)
             if more {
               let acc: mesh_list<Int> = extern mesh_list_append_own<Int>(acc, i)
               let i: Int = extern mesh_int_add_at(i, 1)
               jump next(i, acc)
             } else {
               jump done(acc)
             }
           }
           jump next(0, empty)
         }",
    );
    let text = print::fun(&program, program.main);
    assert!(!text.contains("dup"), "{text}");
    let outcome = interp::run(&program, true).unwrap();
    assert_eq!(
        (outcome.printed, outcome.copies),
        (vec!["100".to_string()], 0)
    );
}

#[test]
fn a_list_in_a_struct_is_updated_in_place() {
    let program = counted(
        "fn Main.push/2(s: State, x: Int) -> State {
           let items: mesh_list<Int> = s as State.State items
           let name: mesh_string = s as State.State name
           let count: Int = s as State.State count
           let items: mesh_list<Int> = extern mesh_list_append_own<Int>(items, x)
           let count: Int = extern mesh_int_add_at(count, 1)
           let s: State = new State.State(items, name, count)
           return s
         }
         fn Main.main/0() -> Unit {
           let empty: mesh_list<Int> = extern mesh_list_new<Int>()
           let name: mesh_string = concat(\"a\", int 1)
           let s: State = new State.State(empty, name, 0)
           let s: State = call Main.push/2(s, 1)
           let s: State = call Main.push/2(s, 2)
           let items: mesh_list<Int> = s as State.State items
           let n: Int = extern mesh_list_length<Int>(items)
           let p: Unit = extern mesh_print<Int>(n)
           return ()
         }",
    );
    expect_fun(
        &program,
        "Main.push/2",
        "
        fn Main.push/2(s: State, x: Int) -> State {
          let items: mesh_list<Int> = s as State.State items
          let name: mesh_string = s as State.State name
          let count: Int = s as State.State count
          let memory: Token = unpack s as State.State(items: items, name: name)
          let items'2: mesh_list<Int> = extern mesh_list_append_own<Int>(items, x)
          let count'2: Int = extern mesh_int_add_at(count, 1)
          let s'2: State = new State.State(items'2, name, count'2) reuse memory
          return s'2
        }",
    );
    let outcome = interp::run(&program, true).unwrap();
    assert_eq!((outcome.copies, outcome.reuses, outcome.dups), (0, 2, 0));
}

#[test]
fn values_without_a_cell_are_moved_apart() {
    let program = counted(
        "fn Main.or/2(o: Option_String, other: mesh_string) -> mesh_string {
           switch o Option_String {
             None { return other }
             Some {
               let s: mesh_string = o as Option_String.Some f0
               return s
             }
           }
         }
         fn Main.main/0() -> Unit { return () }",
    );
    expect_fun(
        &program,
        "Main.or/2",
        "
        fn Main.or/2(borrowed o: Option_String, other: mesh_string) -> mesh_string {
          switch o Option_String {
            None {
              return other
            }
            Some {
              drop other
              let s: mesh_string = o as Option_String.Some f0
              dup s
              return s
            }
          }
        }",
    );
}
