//! The words that time expressions are made of, from plain lists.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// What a word can be in a time expression.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Key {
    /// 1 is January.
    Month(u8),
    /// 1 is Monday.
    Weekday(u8),
    /// "Sat", "Sun": a weekday only where a date follows.
    WeekdayShort(u8),
    /// "three", "a", "few".
    Count(u8),
    Unit(Unit),
    Season(u8),
    Weekend,
    /// "morning", "night".
    Part,
    Today,
    Tonight,
    Yesterday,
    Tomorrow,
    Overnight,
    Noon,
    Midnight,
    Am,
    Pm,
    Clock,
    Ago,
    Earlier,
    Later,
    Late,
    Early,
    Lately,
    Last,
    Past,
    Next,
    This,
    The,
    At,
    On,
    Of,
    Over,
    In,
    Since,
    Until,
    /// "and", "to": the middle of a range.
    To,
    /// "published", before a page's date.
    Stamped,
    Half,
    /// "every": what follows names no single day.
    Usual,
}

/// A length of time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Month,
    Year,
    Decade,
}

/// No word of the lists is longer.
const LONGEST: usize = 10;

static KEYS: LazyLock<FxHashMap<&'static str, Key>> = LazyLock::new(|| {
    let mut keys = FxHashMap::default();
    for (number, _, word) in numbered(include_str!("words/months.txt")) {
        keys.insert(word, Key::Month(number));
    }
    for (number, place, word) in numbered(include_str!("words/weekdays.txt")) {
        keys.insert(word, if place == 0 { Key::Weekday(number) } else { Key::WeekdayShort(number) });
    }
    for (number, _, word) in numbered(include_str!("words/numbers.txt")) {
        keys.insert(word, Key::Count(number));
    }
    for line in include_str!("words/signs.txt").lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split_whitespace();
        if let Some(key) = cells.next().and_then(sign) {
            for word in cells {
                keys.entry(word).or_insert(key);
            }
        }
    }
    keys
});

/// What this word is, in whatever capitals.
pub(super) fn key(word: &str) -> Option<Key> {
    let mut lower = [0; LONGEST];
    let lower = lower.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    KEYS.get(std::str::from_utf8(lower).ok()?).copied()
}

/// Number, place in the line, word: for each word of such a list.
fn numbered(list: &'static str) -> impl Iterator<Item = (u8, usize, &'static str)> {
    list.lines().filter(|line| !line.starts_with('#')).flat_map(|line| {
        let mut cells = line.split_whitespace();
        let number = cells.next().and_then(|number| number.parse().ok()).unwrap_or(0);
        cells.enumerate().map(move |(place, word)| (number, place, word))
    })
}

fn sign(name: &str) -> Option<Key> {
    Some(match name {
        "second" => Key::Unit(Unit::Second),
        "minute" => Key::Unit(Unit::Minute),
        "hour" => Key::Unit(Unit::Hour),
        "day" => Key::Unit(Unit::Day),
        "week" => Key::Unit(Unit::Week),
        "fortnight" => Key::Unit(Unit::Fortnight),
        "month" => Key::Unit(Unit::Month),
        "year" => Key::Unit(Unit::Year),
        "decade" => Key::Unit(Unit::Decade),
        "weekend" => Key::Weekend,
        "part" => Key::Part,
        "season-spring" => Key::Season(3),
        "season-summer" => Key::Season(6),
        "season-fall" => Key::Season(9),
        "season-winter" => Key::Season(12),
        "today" => Key::Today,
        "tonight" => Key::Tonight,
        "yesterday" => Key::Yesterday,
        "tomorrow" => Key::Tomorrow,
        "overnight" => Key::Overnight,
        "noon" => Key::Noon,
        "midnight" => Key::Midnight,
        "am" => Key::Am,
        "pm" => Key::Pm,
        "clock" => Key::Clock,
        "ago" => Key::Ago,
        "earlier" => Key::Earlier,
        "later" => Key::Later,
        "late" => Key::Late,
        "early" => Key::Early,
        "lately" => Key::Lately,
        "last" => Key::Last,
        "past" => Key::Past,
        "next" => Key::Next,
        "this" | "these" => Key::This,
        "the" => Key::The,
        "at" => Key::At,
        "on" => Key::On,
        "of" => Key::Of,
        "over" => Key::Over,
        "in" => Key::In,
        "since" => Key::Since,
        "until" => Key::Until,
        "to" | "and" => Key::To,
        "stamped" => Key::Stamped,
        "half" => Key::Half,
        "usual" => Key::Usual,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_signs_names_a_sign() {
        for line in include_str!("words/signs.txt").lines().filter(|line| !line.starts_with('#')) {
            let name = line.split_whitespace().next().unwrap();
            assert!(sign(name).is_some(), "{name}");
        }
    }

    #[test]
    fn no_word_is_too_long_to_be_found() {
        assert!(KEYS.keys().all(|word| word.len() <= LONGEST));
        assert_eq!(key("Saturday"), Some(Key::Weekday(6)));
        assert_eq!(key("SEPTEMBER"), Some(Key::Month(9)));
        assert_eq!(key("Septembers"), None);
    }
}
