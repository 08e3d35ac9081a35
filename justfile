# One command for each habit. Without `just`, run the lines by hand.

# format, lints, fast tests
check:
    cargo fmt --check
    cargo clippy --all-targets -- -D warnings
    MESH_TEST_MODES=native cargo test

# all tests, or those whose path holds FILTER, natively
test filter="":
    MESH_TEST_MODES=native cargo test {{filter}}

# rewrite golden files from what comes out; then read the diff
bless filter="":
    MESH_BLESS=1 cargo test --test golden -- {{filter}}
    git diff --stat

# golden programs under the address and undefined-behaviour sanitizers
san filter="":
    MESH_TEST_MODES=san cargo test --test golden -- {{filter}}

# golden programs on other machines, in their emulators
cross filter="":
    MESH_TEST_MODES=cross cargo test --test golden -- {{filter}}

# damaged input without an end: TARGET is parse or check; needs cargo-fuzz and a nightly toolchain
fuzz target="check" seconds="60":
    mkdir -p fuzz/corpus/{{target}}
    cp -n tests/programs/*/*.mpl tests/errors/*/*.mpl fuzz/corpus/{{target}}/ || true
    cargo +nightly fuzz run {{target}} -- -max_total_time={{seconds}}

# what a pass makes of a program: tokens, ast, types, core, rc, c
dump pass path:
    cargo run --quiet -- --dump={{pass}} {{path}}

# a golden program: tests/programs/AREA/NAME.mpl
new-test name:
    mkdir -p "$(dirname tests/programs/{{name}})"
    printf 'fn main() do\n  println("")\nend\n' > tests/programs/{{name}}.mpl
    @echo "write tests/programs/{{name}}.mpl, then: just bless {{name}}"

# what continuous integration runs
ci:
    .ci/run
