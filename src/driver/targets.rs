//! The machines that programs are built for: one table. A new target is one row (and a context switch in the runtime).

use super::report::Failure;

/// One machine with its C library.
#[derive(PartialEq, Eq, Debug)]
pub struct Target {
    /// As `--target` takes it, and as cross compilers are called.
    pub triple: &'static str,
    /// A word for tables and test names; `--target` takes it too.
    pub short: &'static str,
    /// Other spellings that `--target` takes.
    pub aliases: &'static [&'static str],
    /// The C compiler if none is named with `--cc`.
    pub cc: &'static str,
    /// Flags that this compiler needs at each call.
    pub flags: &'static [&'static str],
    /// The user-mode emulator that runs its programs elsewhere; `None`: they run on this machine.
    pub emulator: Option<&'static str>,
    /// Where the emulator finds the target's dynamic linker and libraries.
    pub sysroot: &'static str,
    /// Its word size and byte order are those of another row: tests run a sample of the programs on it.
    pub sampled: bool,
}

pub static TARGETS: &[Target] = &[
    Target {
        triple: "x86_64-linux-gnu",
        short: "x86_64",
        aliases: &["amd64", "x86_64-unknown-linux-gnu", "x86_64-pc-linux-gnu"],
        cc: "x86_64-linux-gnu-gcc",
        flags: &[],
        emulator: if cfg!(target_arch = "x86_64") {
            None
        } else {
            Some("qemu-x86_64")
        },
        sysroot: "/usr/x86_64-linux-gnu",
        sampled: false,
    },
    Target {
        triple: "x86_64-linux-musl",
        short: "musl",
        aliases: &["x86_64-unknown-linux-musl", "musl"],
        cc: "musl-gcc",
        flags: &["-static"],
        emulator: None,
        sysroot: "/usr/x86_64-linux-musl",
        sampled: true,
    },
    Target {
        triple: "aarch64-linux-gnu",
        short: "aarch64",
        aliases: &["arm64", "aarch64-unknown-linux-gnu", "arm64-linux-gnu"],
        cc: "aarch64-linux-gnu-gcc",
        flags: &[],
        emulator: if cfg!(target_arch = "aarch64") {
            None
        } else {
            Some("qemu-aarch64")
        },
        sysroot: "/usr/aarch64-linux-gnu",
        sampled: false,
    },
    Target {
        triple: "arm-linux-gnueabihf",
        short: "armhf",
        aliases: &[
            "arm",
            "armv7",
            "armv7-unknown-linux-gnueabihf",
            "arm-unknown-linux-gnueabihf",
        ],
        cc: "arm-linux-gnueabihf-gcc",
        flags: &[],
        emulator: Some("qemu-arm"),
        sysroot: "/usr/arm-linux-gnueabihf",
        sampled: false,
    },
    Target {
        triple: "riscv64-linux-gnu",
        short: "riscv64",
        aliases: &["riscv64gc-unknown-linux-gnu", "riscv64-unknown-linux-gnu"],
        cc: "riscv64-linux-gnu-gcc",
        flags: &[],
        emulator: Some("qemu-riscv64"),
        sysroot: "/usr/riscv64-linux-gnu",
        sampled: false,
    },
    Target {
        triple: "s390x-linux-gnu",
        short: "s390x",
        aliases: &["s390x-unknown-linux-gnu", "s390x-ibm-linux-gnu"],
        cc: "s390x-linux-gnu-gcc",
        flags: &[],
        emulator: Some("qemu-s390x"),
        sysroot: "/usr/s390x-linux-gnu",
        sampled: false,
    },
    Target {
        triple: "mipsel-linux-gnu",
        short: "mipsel",
        aliases: &["mipsel-unknown-linux-gnu"],
        cc: "mipsel-linux-gnu-gcc",
        flags: &[],
        emulator: Some("qemu-mipsel"),
        sysroot: "/usr/mipsel-linux-gnu",
        sampled: true,
    },
];

impl Target {
    /// The target that `--target` names.
    pub fn find(name: &str) -> Result<&'static Target, Failure> {
        TARGETS
            .iter()
            .find(|t| t.triple == name || t.short == name || t.aliases.contains(&name))
            .ok_or_else(|| {
                let known: Vec<&str> = TARGETS.iter().map(|t| t.triple).collect();
                let near = crate::diagnostics::suggest::did_you_mean(name, known.iter().copied());
                let help = near.map_or(String::new(), |text| format!("{text} "));
                Failure::usage(format!("unknown target `{name}`")).help(format!(
                    "{help}known targets: {}; for another machine name its C compiler with --cc",
                    known.join(", ")
                ))
            })
    }

    /// The options that the emulator needs before the program.
    pub fn emulator_options(&self) -> Vec<String> {
        vec!["-L".into(), self.sysroot.into()]
    }
}
