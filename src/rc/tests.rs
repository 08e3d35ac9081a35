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
