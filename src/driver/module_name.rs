//! From the path of a file to the name of its module.

use unicode_normalization::UnicodeNormalization;

/// `storage/user_queries.mpl` → `Storage.UserQueries`: each segment normalised to NFC, split at `_`, each part's first
/// letter in upper case, joined. `None` if a segment gives no name of a module.
pub fn module_name(path: &str) -> Option<String> {
    let stem = path.strip_suffix(".mpl")?;
    let segments: Option<Vec<String>> = stem.split('/').map(segment).collect();
    Some(segments?.join("."))
}

fn segment(text: &str) -> Option<String> {
    let text: String = text.nfc().collect();
    let name: String = text.split('_').map(capitalised).collect();
    let starts = name.chars().next().is_some_and(char::is_uppercase);
    (starts
        && name
            .chars()
            .all(|c| c == '_' || unicode_ident::is_xid_continue(c)))
    .then_some(name)
}

fn capitalised(part: &str) -> String {
    let mut chars = part.chars();
    let Some(first) = chars.next() else {
        return String::new();
    };
    let mut upper = first.to_uppercase();
    // A letter whose upper case is more than one letter stays as it is: the mapping is the simple one.
    let first = match (upper.next(), upper.next()) {
        (Some(upper), None) => upper,
        _ => first,
    };
    first.to_string() + chars.as_str()
}

#[cfg(test)]
mod tests {
    use super::module_name;

    #[test]
    fn names() {
        assert_eq!(module_name("main.mpl").as_deref(), Some("Main"));
        assert_eq!(
            module_name("storage/user_queries.mpl").as_deref(),
            Some("Storage.UserQueries")
        );
        assert_eq!(module_name("érable.mpl").as_deref(), Some("Érable"));
        assert_eq!(module_name("e\u{301}t.mpl").as_deref(), Some("Ét"));
        assert_eq!(module_name("IO.mpl").as_deref(), Some("IO"));
        assert_eq!(module_name("a_1.mpl").as_deref(), Some("A1"));
    }

    #[test]
    fn what_gives_no_name() {
        for path in [
            "1st.mpl",
            "a b.mpl",
            "my-module.mpl",
            "数.mpl",
            "_.mpl",
            "2/x.mpl",
            "ßa.mpl",
        ] {
            assert_eq!(module_name(path), None, "{path}");
        }
    }
}
