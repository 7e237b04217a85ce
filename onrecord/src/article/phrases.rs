//! Lists of phrases, one a line in a text file, and the tests that they serve.

use std::sync::LazyLock;

/// Phrases in lower case, sorted by their first byte.
pub(super) struct Phrases {
    by_byte: Vec<Vec<&'static str>>,
}

macro_rules! lists {
    ($($name:ident = $file:literal;)+) => {
        $(pub(super) static $name: LazyLock<Phrases> =
            LazyLock::new(|| Phrases::of(include_str!($file)));)+
    };
}

lists! {
    HOUSE_STARTS = "words/house_starts.txt";
    HOUSE_LINES = "words/house_lines.txt";
    HOUSE_WITHIN = "words/house_within.txt";
    HOUSE_VERBS = "words/house_verbs.txt";
    NOTES = "words/notes.txt";
    PICTURES = "words/pictures.txt";
    TRADES = "words/trades.txt";
    PLATFORMS = "words/platforms.txt";
}

/// Agencies as printed.
pub(super) static AGENCIES: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::of(include_str!("words/agencies.txt")));

impl Phrases {
    fn of(list: &'static str) -> Self {
        let mut by_byte = vec![Vec::new(); 256];
        for phrase in list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            by_byte[usize::from(phrase.as_bytes()[0])].push(phrase);
        }
        Self { by_byte }
    }

    /// The longest phrase that begins these words and ends where one of them ends.
    pub(super) fn opening(&self, words: &str) -> Option<&'static str> {
        let first = *words.as_bytes().first()?;
        let fits = |phrase: &&&'static str| {
            words.strip_prefix(**phrase).is_some_and(|rest| !continues(phrase, rest))
        };
        self.by_byte[usize::from(first)].iter().filter(fits).max_by_key(|phrase| phrase.len()).copied()
    }

    /// The first phrase that stands within these words.
    pub(super) fn within(&self, words: &str) -> Option<(usize, &'static str)> {
        let mut before = b' ';
        for (at, byte) in words.bytes().enumerate() {
            let opens = !before.is_ascii_alphanumeric() || byte == b'\'';
            if opens && !self.by_byte[usize::from(byte)].is_empty() {
                let found = words.get(at..).and_then(|rest| self.opening(rest));
                if let Some(phrase) = found {
                    return Some((at, phrase));
                }
            }
            before = byte;
        }
        None
    }

    /// Whether these words are one of the phrases.
    pub(super) fn holds(&self, words: &str) -> bool {
        let first = words.as_bytes().first();
        first.is_some_and(|first| self.by_byte[usize::from(*first)].contains(&words))
    }
}

/// Whether the last word of the phrase goes on in the text: "read more" in "read moreover".
fn continues(phrase: &str, rest: &str) -> bool {
    phrase.ends_with(char::is_alphanumeric) && rest.starts_with(char::is_alphanumeric)
}

/// The words in lower case, with straight apostrophes and no blanks at the ends, for look-ups.
/// Byte offsets are those of the words only where these are ASCII.
pub(super) fn lowered(words: &str) -> String {
    let mut lower = String::with_capacity(words.len());
    for c in words.trim().chars() {
        match c {
            '’' | '‘' => lower.push('\''),
            '\u{a0}' => lower.push(' '),
            _ if c.is_ascii() => lower.push(c.to_ascii_lowercase()),
            _ => lower.extend(c.to_lowercase()),
        }
    }
    lower
}
