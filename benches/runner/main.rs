//! `cargo bench [-- WORKLOAD…]`: times each workload against its peer in the same run, in turn, and prints the ratio of the
//! medians. A machine is never quiet: only the ratios mean something.
//!
//! `--runs N` sets how often each side runs (default 5).

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

mod generate;

/// What a workload is measured against.
enum Peer {
    /// `peer.c`, with `cc -O2`.
    C,
    /// `peer.go`, with `go build`.
    Go,
}

struct Workload {
    name: &'static str,
    args: &'static [&'static str],
    /// Peer and the ratio that we want to stay below.
    peers: &'static [(Peer, f64)],
}

const WORKLOADS: &[Workload] = &[
    Workload {
        name: "fib",
        args: &["42"],
        peers: &[(Peer::C, 1.15)],
    },
    Workload {
        name: "nbody",
        args: &["5000000"],
        peers: &[(Peer::C, 1.15)],
    },
    Workload {
        name: "spectral",
        args: &["2000"],
        peers: &[(Peer::C, 1.15)],
    },
    Workload {
        name: "binarytrees",
        args: &["18"],
        peers: &[(Peer::C, 0.6), (Peer::Go, 1.0)],
    },
    Workload {
        name: "wordcount",
        args: &["5000000"],
        peers: &[(Peer::Go, 0.7)],
    },
    Workload {
        name: "sort",
        args: &["1000000"],
        peers: &[(Peer::C, 1.0)],
    },
    Workload {
        name: "append",
        args: &["10000000"],
        peers: &[(Peer::C, 1.3)],
    },
    Workload {
        name: "concat",
        args: &["10000000"],
        peers: &[(Peer::C, 1.4)],
    },
];

struct Bench {
    root: PathBuf,
    work: PathBuf,
    meshc: PathBuf,
    runs: usize,
}

/// A workload that is not just two programs side by side.
type Own = fn(&Bench) -> Result<(), String>;

fn main() -> ExitCode {
    let mut runs = 5;
    let mut wanted: Vec<String> = Vec::new();
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--bench" => {}
            "--runs" => runs = args.next().and_then(|n| n.parse().ok()).unwrap_or(runs),
            _ => wanted.push(arg),
        }
    }
    let work = match tempfile::tempdir() {
        Ok(dir) => dir,
        Err(error) => {
            eprintln!("no temporary directory: {error}");
            return ExitCode::FAILURE;
        }
    };
    let bench = Bench {
        root: Path::new(env!("CARGO_MANIFEST_DIR")).to_owned(),
        work: work.path().to_owned(),
        meshc: PathBuf::from(env!("CARGO_BIN_EXE_meshc")),
        runs,
    };
    println!(
        "{:<14} {:>10} {:>10} {:>8} {:>8}  against",
        "workload", "mesh", "peer", "ratio", "goal"
    );
    let mut failed = false;
    let chosen = |name: &str| wanted.is_empty() || wanted.iter().any(|w| name.contains(w.as_str()));
    for workload in WORKLOADS.iter().filter(|w| chosen(w.name)) {
        failed |= bench
            .workload(workload)
            .is_err_and(|e| report(workload.name, &e));
    }
    let own: [(&str, Own); 4] = [
        ("weblog", Bench::weblog),
        ("check", Bench::check),
        ("build", Bench::build),
        ("hello", Bench::hello),
    ];
    for (name, run) in own.iter().filter(|(name, _)| chosen(name)) {
        failed |= run(&bench).is_err_and(|e| report(name, &e));
    }
    if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

fn report(name: &str, error: &str) -> bool {
    println!("{name:<14} {error}");
    true
}

/// The medians of two commands that run in turn.
struct Pair {
    mesh: Duration,
    peer: Duration,
}

fn line(name: &str, pair: &Pair, goal: f64, peer: &str) {
    let ratio = pair.mesh.as_secs_f64() / pair.peer.as_secs_f64();
    let verdict = if ratio <= goal { "" } else { "  missed" };
    println!(
        "{name:<14} {:>9.3}s {:>9.3}s {ratio:>8.2} {goal:>8.2}  {peer}{verdict}",
        pair.mesh.as_secs_f64(),
        pair.peer.as_secs_f64()
    );
}

impl Bench {
    fn workload(&self, workload: &Workload) -> Result<(), String> {
        let dir = self.root.join("benches").join(workload.name);
        let mesh = self.mesh(&dir.join("main.mpl"), workload.name)?;
        for (peer, goal) in workload.peers {
            let (exe, text) = match peer {
                Peer::C => (
                    self.c(&dir.join("peer.c"), workload.name, "-O2")?,
                    "C, cc -O2",
                ),
                Peer::Go => match self.go(&dir.join("peer.go"), workload.name) {
                    Ok(exe) => (exe, "Go"),
                    Err(error) => {
                        println!("{:<14} no Go peer: {error}", workload.name);
                        continue;
                    }
                },
            };
            let command = |exe: &Path| {
                let mut command = Command::new(exe);
                command.args(workload.args);
                command
            };
            if output(&mut command(&mesh))? != output(&mut command(&exe))? {
                return Err(format!("prints something else than its peer ({text})"));
            }
            let pair = self.in_turn(|| command(&mesh), || command(&exe))?;
            line(workload.name, &pair, *goal, text);
        }
        Ok(())
    }

    /// Summarising 1 GB of access log, with its peak memory.
    fn weblog(&self) -> Result<(), String> {
        let log = self.work.join("access.log");
        let script = self.root.join("examples/weblog/generate.py");
        let file = std::fs::File::create(&log).map_err(|e| e.to_string())?;
        let made = Command::new("python3")
            .arg(script)
            .arg("5800000")
            .stdout(file)
            .status();
        if !made.is_ok_and(|s| s.success()) {
            return Err("the log could not be generated: python3 is needed".into());
        }
        let mesh = self.mesh(&self.root.join("examples/weblog"), "weblog")?;
        let go = self.go(&self.root.join("benches/weblog/peer.go"), "weblog")?;
        let command = |exe: &Path| {
            let mut command = Command::new(exe);
            command.arg(&log);
            command
        };
        if output(&mut command(&mesh))? != output(&mut command(&go))? {
            return Err("prints something else than its peer (Go)".into());
        }
        let pair = self.in_turn(|| command(&mesh), || command(&go))?;
        line("weblog 1 GB", &pair, 0.5, "Go");
        memory(
            "weblog 1 GB",
            peak_memory(&mesh, &[log.as_os_str()])?,
            64 << 20,
        );
        Ok(())
    }

    /// Lines a second of `meshc check` on a generated project, and that the cost is linear.
    fn check(&self) -> Result<(), String> {
        let mut per_line = Vec::new();
        for lines in [50_000usize, 200_000] {
            let dir = self.work.join(format!("project_{lines}"));
            let written = generate::project(&dir, lines).map_err(|e| e.to_string())?;
            let time = self.median(|| {
                let mut command = Command::new(&self.meshc);
                command.arg("check").arg(&dir);
                command
            })?;
            per_line.push(time.as_secs_f64() / written as f64);
            println!(
                "{:<14} {:>9.3}s {:>44} lines/s (goal 300,000)",
                format!("check {lines}"),
                time.as_secs_f64(),
                (written as f64 / time.as_secs_f64()) as u64
            );
        }
        println!(
            "{:<14} {:>30.2} {:>8}  time a line, 200,000 against 50,000",
            "check growth",
            per_line[1] / per_line[0],
            1.2
        );
        Ok(())
    }

    /// `meshc build -O0` of a small program with a warm cache, against the C compiler on a small C program.
    fn build(&self) -> Result<(), String> {
        let source = self.work.join("hello.mpl");
        std::fs::write(&source, "fn main() do\n  println(\"hello\")\nend\n")
            .map_err(|e| e.to_string())?;
        let c = self.work.join("hello.c");
        std::fs::write(
            &c,
            "#include <stdio.h>\nint main(void)\n{\n    puts(\"hello\");\n}\n",
        )
        .map_err(|e| e.to_string())?;
        let (exe, c_exe) = (self.work.join("hello"), self.work.join("hello_c"));
        let mesh = || {
            let mut command = Command::new(&self.meshc);
            command
                .args(["build", "-O0"])
                .arg(&source)
                .arg("-o")
                .arg(&exe);
            command
        };
        output(&mut mesh())?;
        let pair = self.in_turn(mesh, || {
            let mut command = Command::new("cc");
            command.arg("-O0").arg(&c).arg("-o").arg(&c_exe);
            command
        })?;
        line("build -O0", &pair, 2.0, "cc -O0 of a C hello");
        Ok(())
    }

    /// Size of a static executable and memory of a small program.
    fn hello(&self) -> Result<(), String> {
        let source = self.work.join("hello.mpl");
        std::fs::write(&source, "fn main() do\n  println(\"hello\")\nend\n")
            .map_err(|e| e.to_string())?;
        let tree = self.work.join("hello_tree");
        output(
            Command::new(&self.meshc)
                .arg("build")
                .arg(&source)
                .arg(format!("--emit-c={}", tree.display())),
        )?;
        output(
            Command::new("make")
                .arg("-C")
                .arg(&tree)
                .args(["CC=musl-gcc", "LDFLAGS=-static -s"]),
        )?;
        let exe = tree.join("hello");
        let bytes = std::fs::metadata(&exe)
            .map_err(|e| format!("{}: {e}", exe.display()))?
            .len();
        println!(
            "{:<14} {bytes:>30} {:>8}  bytes, static, musl, stripped",
            "hello size",
            100 << 10
        );
        let dynamic = self.work.join("hello_glibc");
        output(
            Command::new(&self.meshc)
                .arg("build")
                .arg(&source)
                .arg("-o")
                .arg(&dynamic),
        )?;
        memory("hello", peak_memory(&dynamic, &[])?, 2 << 20);
        Ok(())
    }

    fn mesh(&self, path: &Path, name: &str) -> Result<PathBuf, String> {
        let exe = self.work.join(format!("{name}_mesh"));
        output(
            Command::new(&self.meshc)
                .args(["build", "-O2"])
                .arg(path)
                .arg("-o")
                .arg(&exe),
        )?;
        Ok(exe)
    }
    fn c(&self, path: &Path, name: &str, level: &str) -> Result<PathBuf, String> {
        let exe = self.work.join(format!("{name}_c"));
        output(
            Command::new("cc")
                .arg(level)
                .arg(path)
                .arg("-o")
                .arg(&exe)
                .arg("-lm"),
        )?;
        Ok(exe)
    }
    fn go(&self, path: &Path, name: &str) -> Result<PathBuf, String> {
        let exe = self.work.join(format!("{name}_go"));
        output(
            Command::new("go")
                .arg("build")
                .arg("-o")
                .arg(&exe)
                .arg(path),
        )?;
        Ok(exe)
    }

    fn in_turn(
        &self,
        mesh: impl Fn() -> Command,
        peer: impl Fn() -> Command,
    ) -> Result<Pair, String> {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..self.runs {
            ours.push(time(&mut mesh())?);
            theirs.push(time(&mut peer())?);
        }
        Ok(Pair {
            mesh: median(ours),
            peer: median(theirs),
        })
    }
    fn median(&self, command: impl Fn() -> Command) -> Result<Duration, String> {
        let mut times = Vec::new();
        for _ in 0..self.runs {
            times.push(time(&mut command())?);
        }
        Ok(median(times))
    }
}

fn memory(name: &str, bytes: u64, goal: u64) {
    let verdict = if bytes <= goal { "" } else { "  missed" };
    println!(
        "{:<14} {bytes:>30} {goal:>8}  bytes at most in memory{verdict}",
        format!("{name} peak")
    );
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn time(command: &mut Command) -> Result<Duration, String> {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    let elapsed = start.elapsed();
    match status {
        Ok(status) if status.success() => Ok(elapsed),
        Ok(status) => Err(format!("{command:?} ends with {status}")),
        Err(error) => Err(format!("{command:?}: {error}")),
    }
}

fn output(command: &mut Command) -> Result<Vec<u8>, String> {
    match command.output() {
        Ok(out) if out.status.success() => Ok(out.stdout),
        Ok(out) => Err(format!(
            "{command:?} ends with {}: {}",
            out.status,
            String::from_utf8_lossy(&out.stderr).trim()
        )),
        Err(error) => Err(format!("{command:?}: {error}")),
    }
}

/// The largest resident size of a child, in bytes.
fn peak_memory(exe: &Path, args: &[&std::ffi::OsStr]) -> Result<u64, String> {
    let mut child = Command::new(exe)
        .args(args)
        .stdout(Stdio::null())
        .spawn()
        .map_err(|e| format!("{}: {e}", exe.display()))?;
    let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
    let mut status = 0;
    // SAFETY: the child is ours and not yet waited for; both out pointers are valid.
    let waited = unsafe { libc::wait4(child.id() as libc::pid_t, &mut status, 0, &mut usage) };
    if waited < 0 {
        let _ = child.wait();
        return Err("wait4 failed".into());
    }
    Ok(usage.ru_maxrss as u64 * 1024)
}
