//! Regular expressions are checked by the library that runs them.

use std::ffi::c_int;
use std::ptr;

use pcre2_sys::{
    pcre2_code_free_8, pcre2_compile_8, pcre2_compile_context_create_8,
    pcre2_compile_context_free_8, pcre2_get_error_message_8, pcre2_set_newline_8,
    pcre2_set_parens_nest_limit_8, PCRE2_CASELESS, PCRE2_DOLLAR_ENDONLY, PCRE2_DOTALL,
    PCRE2_MULTILINE, PCRE2_NEVER_BACKSLASH_C, PCRE2_NEWLINE_LF, PCRE2_UCP, PCRE2_UTF,
};

/// How deep parentheses may nest in a pattern.
const NESTING: u32 = 250;

/// Why the engine rejects the pattern, and where, in code points. Flags that do not exist are ignored.
pub fn problem(pattern: &str, flags: &str) -> Option<(String, usize)> {
    let mut options = PCRE2_UTF | PCRE2_UCP | PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C;
    for flag in flags.chars() {
        options |= match flag {
            'i' => PCRE2_CASELESS,
            'm' => PCRE2_MULTILINE,
            's' => PCRE2_DOTALL,
            _ => 0,
        };
    }
    let mut code: c_int = 0;
    let mut offset = 0usize;
    // SAFETY: the pattern is read up to its length only, the results are written into variables that outlive the call, and
    // what the library made is freed once. A context that could not be made is a null pointer, which all but the setters
    // take for the defaults.
    let accepted = unsafe {
        let context = pcre2_compile_context_create_8(ptr::null_mut());
        if !context.is_null() {
            pcre2_set_newline_8(context, PCRE2_NEWLINE_LF);
            pcre2_set_parens_nest_limit_8(context, NESTING);
        }
        let compiled = pcre2_compile_8(
            pattern.as_ptr(),
            pattern.len(),
            options,
            &mut code,
            &mut offset,
            context,
        );
        let accepted = !compiled.is_null();
        pcre2_code_free_8(compiled);
        pcre2_compile_context_free_8(context);
        accepted
    };
    if accepted {
        return None;
    }
    let before = pattern
        .as_bytes()
        .get(..offset)
        .unwrap_or(pattern.as_bytes());
    // A code point has one byte that does not continue another.
    let points = before.iter().filter(|b| **b & 0xC0 != 0x80).count();
    Some((message(code), points))
}

/// The library's text for an error.
fn message(code: c_int) -> String {
    let mut text = [0u8; 256];
    // SAFETY: the library writes at most the buffer's length.
    let length = unsafe { pcre2_get_error_message_8(code, text.as_mut_ptr(), text.len()) };
    let length = usize::try_from(length).unwrap_or(0).min(text.len());
    String::from_utf8_lossy(&text[..length]).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(pattern: &str) -> Option<(String, usize)> {
        problem(pattern, "")
    }

    #[test]
    fn accepted() {
        for pattern in ["", r"(?<y>\d+)-\p{L}", "ä|ö", "(?x) a b # c"] {
            assert_eq!(found(pattern), None, "{pattern}");
        }
        assert_eq!(problem("^a.$", "ims"), None);
    }

    #[test]
    fn rejected_with_the_place_in_code_points() {
        let paren = "missing closing parenthesis".to_owned();
        assert_eq!(found("(oak"), Some((paren.clone(), 4)));
        assert_eq!(found("(öäk"), Some((paren, 4)));
        assert!(found(r"\C").is_some());
    }

    #[test]
    fn nesting_has_a_limit() {
        let nested = |n: usize| "(".repeat(n) + &")".repeat(n);
        assert_eq!(found(&nested(250)), None);
        let (reason, _) = found(&nested(251)).unwrap_or_default();
        assert_eq!(reason, "parentheses are too deeply nested");
        assert!(found(&nested(100_000)).is_some());
    }
}
