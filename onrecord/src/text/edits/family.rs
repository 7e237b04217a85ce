//! Whether two spellings are the same word: small differences, contractions, numerals.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// `word = the words that it stands for`, one a line.
static SPELLINGS: LazyLock<FxHashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    include_str!("spellings.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('='))
        .map(|(word, full)| (word.trim(), full.split_whitespace().collect()))
        .collect()
});

/// Endings of contractions. `'s` and `'d` stand for several words: see [`stands_for`].
const CONTRACTED: [(&str, &str); 7] = [
    ("n't", "not"),
    ("'ve", "have"),
    ("'ll", "will"),
    ("'re", "are"),
    ("'m", "am"),
    ("'d", "'d"),
    ("'s", "'s"),
];

/// Whether the two groups of words are one in different spelling: `do not`/`don't`, `5`/`five`, `re election`/`reelection`.
pub(super) fn same_in_other_letters(left: &[&str], right: &[&str]) -> bool {
    if left.concat() == right.concat() {
        return true;
    }
    let (left, right) = (spelt_out(left), spelt_out(right));
    left.len() == right.len() && left.iter().zip(&right).all(|(a, b)| stands_for(a, b) || stands_for(b, a))
}

/// Whether two words are spellings or forms of one word: `colour`/`color`, `choose`/`chose`, `image`/`images`.
pub(super) fn one_family(left: &str, right: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    let prefix = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    if short < 3 || long > 40 || prefix < 3.min(short) || left.chars().any(char::is_numeric) {
        return false;
    }
    let distance = distance(&a, &b);
    distance == 1 && short >= 3 && long >= 4
        || distance == 2 && short >= 5
        || endings_only(left, right, prefix)
}

fn endings_only(left: &str, right: &str, prefix: usize) -> bool {
    let ending = |word: &str| word.chars().skip(prefix).collect::<String>();
    prefix >= 4
        && [ending(left), ending(right)].iter().all(|end| {
            matches!(end.as_str(), "" | "s" | "es" | "ed" | "d" | "ing" | "e" | "er" | "ly" | "y" | "ies")
        })
}

fn spelt_out<'a>(words: &[&'a str]) -> Vec<&'a str> {
    let mut full = Vec::with_capacity(words.len() + 2);
    for word in words {
        if let Some(known) = SPELLINGS.get(word) {
            full.extend(known.iter().copied());
        } else if let Some((stem, ending)) =
            CONTRACTED.iter().find_map(|(end, word_of)| Some((word.strip_suffix(end)?, *word_of)))
        {
            full.extend([stem, ending]);
        } else {
            full.push(word);
        }
    }
    full
}

fn stands_for(short: &str, long: &str) -> bool {
    match short {
        "'s" => matches!(long, "is" | "has" | "us" | "'s"),
        "'d" => matches!(long, "would" | "had" | "'d"),
        _ => short == long,
    }
}

/// Letters to change, add or drop, neighbours swapped counted once; 3 where there are more than two.
fn distance(a: &[char], b: &[char]) -> usize {
    if a.len().abs_diff(b.len()) > 2 {
        return 3;
    }
    let mut rows = [vec![0; b.len() + 1], (0..=b.len()).collect::<Vec<_>>(), vec![0; b.len() + 1]];
    for i in 1..=a.len() {
        rows[2][0] = i;
        for j in 1..=b.len() {
            let swap = usize::from(a[i - 1] != b[j - 1]);
            let mut least = (rows[1][j - 1] + swap).min(rows[1][j] + 1).min(rows[2][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[0][j - 2] + 1);
            }
            rows[2][j] = least;
        }
        rows.rotate_left(1);
    }
    rows[1][b.len()].min(3)
}

#[cfg(test)]
mod tests {
    use super::one_family;
    use super::same_in_other_letters;

    #[test]
    fn forms_of_one_word() {
        for (a, b) in [("choose", "chose"), ("colour", "color"), ("image", "images"), ("realise", "realize")]
        {
            assert!(one_family(a, b), "{a} {b}");
        }
        for (a, b) in
            [("house", "horse"), ("must", "just"), ("port", "harbour"), ("5", "6"), ("live", "love")]
        {
            assert!(!one_family(a, b), "{a} {b}");
        }
    }

    #[test]
    fn contractions_and_numerals() {
        for (a, b) in [
            (&["do", "not"][..], &["don't"][..]),
            (&["we", "have"], &["we've"]),
            (&["it", "is"], &["it's"]),
            (&["5"], &["five"]),
            (&["cannot"], &["can't"]),
            (&["per", "cent"], &["percent"]),
        ] {
            assert!(same_in_other_letters(a, b), "{a:?} {b:?}");
        }
        assert!(!same_in_other_letters(&["we"], &["they"]));
    }
}
