//! Programs mean the same after the passes as before.

use super::super::testing::{expect_fun, interp, random, read};
use super::super::{print, verify};

#[test]
fn random_programs_keep_their_meaning() {
    for level in 0..=3 {
        for seed in 1..600 {
            let mut program = random::program(seed);
            let before = match interp::run(&program, false) {
                Ok(outcome) => outcome,
                Err(error) if error == "out of fuel" => continue,
                Err(error) => panic!("seed {seed}: {error}\n{}", print::program(&program)),
            };
            let original = print::program(&program);
            super::optimise(&mut program, level);
            let optimised = print::program(&program);
            let expected = (before.printed, before.panic);
            match interp::run(&program, false) {
                Ok(after) => {
                    assert_eq!(
                        expected,
                        (after.printed, after.panic),
                        "seed {seed}:\n{original}\n{optimised}"
                    )
                }
                Err(error) => panic!("seed {seed}: {error}\n{optimised}"),
            }
            crate::rc::insert(&mut program);
            match interp::run(&program, true) {
                Ok(after) => assert_eq!(
                    expected,
                    (after.printed, after.panic),
                    "seed {seed}, counted"
                ),
                Err(error) => panic!(
                    "seed {seed}: {error}\n{optimised}\n{}",
                    print::program(&program)
                ),
            }
            if let Err(error) = verify::verify(&program, verify::Stage::Counted) {
                panic!("seed {seed}: {error}");
            }
        }
    }
}

const INTS: &str = "
extern mesh_int_add_at(Int, Int) -> Int at
extern mesh_int_sub_at(Int, Int) -> Int at
extern mesh_int_lt(Int, Int) -> Bool
extern mesh_print<Bool>(&Bool) -> Unit
extern mesh_print<Int>(&Int) -> Unit
";

#[test]
fn mutual_tail_calls_run_in_constant_space() {
    let mut program = read(&format!(
        "{INTS}
        fn Main.even/1(n: Int) -> Bool {{
          switch n {{
            0 {{ return true }}
            else {{
              let m: Int = extern mesh_int_sub_at(n, 1)
              let r: Bool = call Main.odd/2(m, \"why\")
              return r
            }}
          }}
        }}
        fn Main.odd/2(n: Int, why: mesh_string) -> Bool {{
          join after(r: Bool) {{ return r }}
          switch n {{
            0 {{ jump after(false) }}
            else {{
              let m: Int = extern mesh_int_sub_at(n, 1)
              let r: Bool = call Main.even/1(m)
              jump after(r)
            }}
          }}
        }}
        fn Main.main/0() -> Unit {{
          let r: Bool = call Main.even/1(9999)
          let p: Unit = extern mesh_print<Bool>(r)
          return ()
        }}"
    ));
    super::optimise(&mut program, 0);
    crate::rc::insert(&mut program);
    let outcome = interp::run(&program, true).unwrap();
    assert_eq!(
        (outcome.printed, outcome.depth),
        (vec!["false".to_string()], 3)
    );
}

#[test]
fn a_self_tail_call_behind_a_join_point_is_a_loop() {
    let mut program = read(&format!(
        "{INTS}
        fn Main.count/2(n: Int, acc: Int) -> Int {{
          join after(r: Int) {{ return r }}
          switch n {{
            0 {{ jump after(acc) }}
            else {{
              let m: Int = extern mesh_int_sub_at(n, 1)
              let a: Int = extern mesh_int_add_at(acc, n)
              let r: Int = call Main.count/2(m, a)
              jump after(r)
            }}
          }}
        }}
        fn Main.main/0() -> Unit {{
          let r: Int = call Main.count/2(10, 0)
          let p: Unit = extern mesh_print<Int>(r)
          return ()
        }}"
    ));
    super::optimise(&mut program, 0);
    expect_fun(
        &program,
        "Main.count/2",
        "
        fn Main.count/2(n: Int, acc: Int) -> Int {
          switch n {
            0 {
              return acc
            }
            else {
              let m: Int = extern mesh_int_sub_at(n, 1)
              let a: Int = extern mesh_int_add_at(acc, n)
              again(m, a)
            }
          }
        }",
    );
}
