//! Programs mean the same after the passes as before.

use super::super::testing::{interp, random};
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
