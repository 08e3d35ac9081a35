//! Damaged programs: whatever the bytes, the compiler says what is wrong and ends. It never panics and never hangs.
//!
//! The golden programs and the library are cut, spliced and scribbled on by a generator with a fixed seed. `fuzz/` does the same
//! without an end, guided by coverage.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use meshc::base::FileId;
use meshc::diagnostics::Diagnostics;

/// Programs that are only parsed, and those that are checked whole.
const PARSED: usize = 20_000;
const CHECKED: usize = 600;
/// Far more than any input here needs on a slow machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// xorshift64* (Vigna, "An experimental exploration of Marsaglia's xorshift generators, scrambled", 2016).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }
    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }
}

fn sources(dir: &Path, all: &mut Vec<String>) {
    let mut paths: Vec<PathBuf> = fs::read_dir(dir)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            sources(&path, all);
        } else if path.extension().is_some_and(|e| e == "mpl") {
            all.extend(fs::read_to_string(&path));
        }
    }
}

/// Pieces that mean something to the lexer, the layout or the grammar.
const PIECES: &[&str] = &[
    "do",
    "end",
    "fn",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "%{",
    "${",
    "\"",
    "\"\"\"",
    "|",
    "|>",
    "|2>",
    "->",
    "=>",
    "::",
    ":",
    "=",
    "==",
    "..",
    ".",
    ",",
    ";",
    "?",
    "!",
    "@",
    "&",
    "#=",
    "=#",
    "##",
    "\\",
    "~r/",
    "\n",
    "\r\n",
    "\t",
    " ",
    "\u{0}",
    "é",
    "🦊",
    "if",
    "else",
    "else if",
    "case",
    "when",
    "for",
    "in",
    "while",
    "let",
    "struct",
    "type",
    "interface",
    "impl",
    "actor",
    "service",
    "supervisor",
    "module",
    "import",
    "from",
    "pub",
    "deriving",
    "extern",
    "return",
    "break",
    "receive",
    "after",
    "json",
    "self",
    "nil",
    "true",
    "9223372036854775808",
    "0x",
    "1e999",
    "_",
    "Self.Item",
    "where T: Eq",
];

fn mutate(random: &mut Random, all: &[String]) -> String {
    let mut text = all[random.below(all.len())].clone().into_bytes();
    text.truncate(6_000);
    for _ in 0..1 + random.below(6) {
        let at = random.below(text.len() + 1);
        let end = (at + random.below(40)).min(text.len());
        match random.below(6) {
            0 => {
                text.drain(at..end);
            }
            1 | 2 => {
                let piece = PIECES[random.below(PIECES.len())].as_bytes();
                text.splice(at..at, piece.iter().copied());
            }
            3 => {
                let copy = text[at..end].to_vec();
                let to = random.below(text.len() + 1);
                text.splice(to..to, copy);
            }
            4 => {
                let other = all[random.below(all.len())].as_bytes();
                let from = random.below(other.len());
                let to = (from + random.below(200)).min(other.len());
                text.splice(at..at, other[from..to].iter().copied());
            }
            _ => {
                if at < text.len() {
                    text[at] = random.below(256) as u8;
                }
            }
        }
    }
    // files that are not UTF-8 are refused before the lexer
    String::from_utf8_lossy(&text).into_owned()
}

/// Runs `work` on the inputs in a thread of its own; fails with the input if one takes too long or panics.
fn survive(inputs: Vec<String>, work: fn(&str)) {
    let (send, receive) = mpsc::channel();
    let texts = inputs.clone();
    let worker = std::thread::Builder::new()
        .stack_size(8 * 1024 * 1024)
        .spawn(move || {
            for (n, text) in texts.iter().enumerate() {
                work(text);
                let _ = send.send(n);
            }
        })
        .expect("a thread can be started");
    for (n, text) in inputs.iter().enumerate() {
        match receive.recv_timeout(PATIENCE) {
            Ok(done) => assert_eq!(done, n),
            Err(mpsc::RecvTimeoutError::Timeout) => panic!("no end with this input:\n{text}"),
            Err(mpsc::RecvTimeoutError::Disconnected) => {
                panic!("a panic with this input:\n{text}")
            }
        }
    }
    worker.join().expect("the worker ends");
}

fn corpus() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = Vec::new();
    for dir in ["tests/programs", "tests/errors", "src/std", "examples"] {
        sources(&root.join(dir), &mut all);
    }
    all.retain(|text| !text.is_empty());
    assert!(all.len() > 100, "the golden programs are missing");
    all
}

#[test]
fn damaged_programs_are_parsed() {
    let all = corpus();
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let inputs = (0..PARSED).map(|_| mutate(&mut random, &all)).collect();
    survive(inputs, |text| {
        let mut diagnostics = Diagnostics::new();
        meshc::syntax::parse(FileId(0), text, &mut diagnostics);
    });
}

#[test]
fn damaged_programs_are_checked() {
    let all = corpus();
    let mut random = Random(0xD1B5_4A32_D192_ED03);
    let inputs = (0..CHECKED).map(|_| mutate(&mut random, &all)).collect();
    survive(inputs, |text| {
        meshc::driver::check_text(text);
    });
}

/// Deep and long programs end in an error or in none, never in an overflow of the stack.
#[test]
fn extreme_programs_end() {
    const N: usize = 100_000;
    let wrap = |body: &str| format!("fn main() do\n  println(\"${{{body}}}\")\nend\n");
    let inputs = vec![
        wrap(&"(".repeat(N)),
        wrap(&format!("{}1{}", "(".repeat(N), ")".repeat(N))),
        wrap(&"[".repeat(N)),
        wrap(&format!("1{}", " + 1".repeat(N))),
        wrap(&format!("{}1", "-".repeat(N))),
        wrap(&format!("{}true", "not ".repeat(N))),
        wrap(&format!("1{}", " |> Math.abs()".repeat(20_000))),
        wrap(&format!("\"\"{}", " <> \"a\"".repeat(N))),
        wrap(&format!("x{}", ".y".repeat(N))),
        wrap(&format!("f{}", "()".repeat(N))),
        format!("fn main() do\n{}{}end\n", "if true do\n".repeat(N), "end\n".repeat(N)),
        format!(
            "fn f(n :: Int) -> Int do\n  if n == 0 do\n    0\n{}  else\n    1\n  end\nend\n\nfn main() do\n  println(\"${{f(3)}}\")\nend\n",
            (0..5_000).map(|k| format!("  else if n == {k} do\n    {k}\n")).collect::<String>()
        ),
        format!("fn main() do\n  let x :: {}Int{} = 1\nend\n", "List<".repeat(N), ">".repeat(N)),
        format!("fn main() do\n  case 1 do\n    {}1{} -> 1\n  end\nend\n", "(".repeat(N), ")".repeat(N)),
        format!("fn main() do\n  println(\"{}\")\nend\n", "x".repeat(2_000_000)),
        "\u{FEFF}".repeat(1_000),
        "#=".repeat(N),
        "\"${".repeat(N),
        "end\n".repeat(N),
        "fn ".repeat(N),
    ];
    survive(inputs, |text| {
        meshc::driver::check_text(text);
    });
}
