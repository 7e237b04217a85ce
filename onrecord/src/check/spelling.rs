//! Two spellings of one word: a house has its own, and no word is changed by it.

use crate::text::fold;

/// Whether two words differ only in how houses spell them: `neighbour` and `neighbor`, `realise` and `realize`.
pub(super) fn is_one(a: &str, b: &str) -> bool {
    let trimmed = |word: &str| fold(word.trim_matches(|c: char| !c.is_alphanumeric()));
    let (a, b) = (trimmed(a), trimmed(b));
    let turns = |from: &str, to: &str, one: &str, other: &str, least: usize| {
        from.match_indices(one).any(|(at, _)| {
            let (head, tail) = (&from[..at], &from[at + one.len()..]);
            let rest = to.strip_prefix(head).and_then(|rest| rest.strip_suffix(tail));
            head.chars().count() >= least && rest == Some(other)
        })
    };
    rows().any(|(one, other, least)| turns(&a, &b, one, other, least) || turns(&b, &a, one, other, least))
}

fn rows() -> impl Iterator<Item = (&'static str, &'static str, usize)> {
    let lines = include_str!("spellings.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let mut cells = line.split(' ');
        Some((cells.next()?, cells.next()?, cells.next()?.parse().ok()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn houses_spell_and_words_differ() {
        for (a, b) in
            [("neighbour", "neighbor"), ("Realised", "realized,"), ("centre", "center"), ("grey", "gray")]
        {
            assert!(is_one(a, b) && is_one(b, a), "{a} {b}");
        }
        for (a, b) in [("filled", "filed"), ("four", "for"), ("wise", "size"), ("day", "week"), ("", "or")] {
            assert!(!is_one(a, b) && !is_one(b, a), "{a} {b}");
        }
    }
}
