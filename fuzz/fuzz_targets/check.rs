//! Any text as a program of one module through all that `meshc check` does.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Ok(text) = std::str::from_utf8(data) {
        meshc::driver::check_text(text);
    }
});
