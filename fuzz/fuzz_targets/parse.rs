//! Any bytes through lexer, layout and parser: a tree or errors, never a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use meshc::base::FileId;
use meshc::diagnostics::Diagnostics;

fuzz_target!(|data: &[u8]| {
    if let Ok(text) = std::str::from_utf8(data) {
        let mut diagnostics = Diagnostics::new();
        meshc::syntax::parse(FileId(0), text, &mut diagnostics);
    }
});
