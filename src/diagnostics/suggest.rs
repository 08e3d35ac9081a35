//! Near misses: `did you mean …?`.

/// The help text for an unknown `name`, or `None` if no candidate is near enough.
pub fn did_you_mean<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    let near = nearest(name, candidates);
    let quoted: Vec<String> = near.iter().map(|n| format!("`{n}`")).collect();
    match quoted.as_slice() {
        [] => None,
        [one] => Some(format!("did you mean {one}?")),
        [most @ .., last] => Some(format!("did you mean {} or {last}?", most.join(", "))),
    }
}

/// At most three candidates that are near `name`, the nearest first, equally near ones in alphabetic order.
///
/// Near is a Damerau–Levenshtein distance of at most 1 for names of up to 4 characters, 2 up to 8, else 3.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let name: Vec<char> = name.chars().collect();
    let limit = match name.len() {
        0..=4 => 1,
        5..=8 => 2,
        _ => 3,
    };
    let mut near: Vec<(usize, &str)> = candidates
        .into_iter()
        .filter_map(|candidate| {
            let distance = distance(&name, &candidate.chars().collect::<Vec<_>>(), limit)?;
            (distance > 0).then_some((distance, candidate))
        })
        .collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter()
        .take(3)
        .map(|(_, candidate)| candidate)
        .collect()
}

/// The number of insertions, deletions, replacements and exchanges of neighbours that turn `a` into `b` (optimal string
/// alignment: no part is edited twice), if it is at most `limit`.
fn distance(a: &[char], b: &[char], limit: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let replace = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = replace.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut above, row);
    }
    Some(above[b.len()]).filter(|&d| d <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_follow_the_length() {
        assert_eq!(nearest("lenght", ["length", "len", "strength"]), ["length"]);
        assert_eq!(
            nearest("map", ["mop", "nop", "maps", "amp"]),
            ["amp", "maps", "mop"]
        );
        assert_eq!(nearest("abcd", ["abxy"]), Vec::<&str>::new());
        assert_eq!(nearest("abcdefghi", ["abcdefxyz"]), ["abcdefxyz"]);
        assert_eq!(nearest("x", ["x"]), Vec::<&str>::new());
    }

    #[test]
    fn the_text() {
        assert_eq!(
            did_you_mean("pirnt", ["print"]).as_deref(),
            Some("did you mean `print`?")
        );
        assert_eq!(
            did_you_mean("ab", ["ac", "ad"]).as_deref(),
            Some("did you mean `ac` or `ad`?")
        );
        assert_eq!(did_you_mean("zebra", ["print"]), None);
    }
}
