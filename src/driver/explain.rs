//! `meshc explain CODE`, and `meshc explain`, which lists the codes.

use super::{report, status};
use crate::diagnostics::files::printable;
use crate::diagnostics::{suggest, Code};

/// Prints the page of a code and returns the exit status.
pub fn explain(code: &str) -> u8 {
    match Code::ALL
        .iter()
        .find(|known| known.as_str().eq_ignore_ascii_case(code.trim()))
    {
        Some(code) => print(&page(code.explanation())),
        None => {
            eprintln!("error: there is no diagnostic `{}`", printable(code));
            let upper = code.trim().to_uppercase();
            let help = suggest::did_you_mean(&upper, Code::ALL.iter().map(|known| known.as_str()))
                .unwrap_or_else(|| "`meshc explain` alone lists all codes".into());
            eprintln!("  = help: {help}");
            status::USAGE
        }
    }
}

/// Prints every code with its title and returns the exit status.
pub fn list_codes() -> u8 {
    let mut text = String::new();
    for code in Code::ALL {
        text += &format!("{}  {}\n", code.as_str(), code.title());
    }
    print(&text)
}

fn print(text: &str) -> u8 {
    match report::print(text) {
        Ok(()) => status::OK,
        Err(failure) => {
            eprintln!("error: {}", failure.message);
            failure.status
        }
    }
}

/// A page for the terminal: the title without its mark, lines of at most 80 columns, programs set off.
fn page(markdown: &str) -> String {
    let mut out = String::new();
    let mut program = false;
    for line in markdown.lines() {
        if line.starts_with("```") {
            program = !program;
        } else if program {
            out.push_str(format!("    {line}").trim_end());
            out.push('\n');
        } else {
            wrap(&mut out, line.trim_start_matches("# "));
        }
    }
    out
}

fn wrap(out: &mut String, line: &str) {
    let mut width = 0;
    for word in line.split(' ') {
        let length = word.chars().count();
        if width > 0 {
            let breaks = width + 1 + length > 80;
            out.push(if breaks { '\n' } else { ' ' });
            width = if breaks { 0 } else { width + 1 };
        }
        out.push_str(word);
        width += length;
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_page_under_its_name() {
        for code in Code::ALL {
            let heading = format!("# {}: {}\n", code.as_str(), code.title());
            assert!(code.explanation().starts_with(&heading), "{heading}");
        }
    }

    #[test]
    fn pages_fit_a_terminal() {
        let text = page("# E0000: x\n\nWord word.\n\n```mesh\nfn main() do\n```\n");
        assert_eq!(text, "E0000: x\n\nWord word.\n\n    fn main() do\n");
        let mut wrapped = String::new();
        wrap(&mut wrapped, &"word ".repeat(40));
        assert!(wrapped.lines().all(|line| line.len() <= 80));
    }
}
