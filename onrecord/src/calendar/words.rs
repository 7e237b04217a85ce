//! The words that time expressions are made of, from plain lists.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// What a word can be in a time expression.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Key {
    /// 1 is January.
    Month(u8),
    /// 1 is Monday.
    Weekday(u8),
    /// "Sat", "Sun": a weekday only where a date follows.
    WeekdayShort(u8),
    /// "three", "a".
    Count(u8),
    /// "third".
    Ordinal(u8),
    /// "few", "several".
    Vague(u8),
    /// "nineties".
    Decade(i16),
    Unit(Unit),
    Season(u8),
    Weekend,
    /// "w/c": the week that begins with the day behind it.
    WeekOf,
    /// "morning", "night"; whether it is the later half of the day.
    Part(bool),
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
    Now,
    Earlier,
    Later,
    Late,
    Early,
    /// "mid", "middle".
    Mid,
    /// "beginning": early where "of" follows.
    Start,
    /// "end": late where "of" follows.
    End,
    Lately,
    Recent,
    Last,
    Past,
    Next,
    Coming,
    This,
    That,
    Same,
    The,
    At,
    On,
    Of,
    Over,
    In,
    Within,
    From,
    Between,
    Before,
    After,
    By,
    Since,
    Until,
    Starting,
    To,
    And,
    /// "published", before a page's date.
    Stamped,
    Half,
    Calendar,
    /// "The rest of".
    Rest,
    Hundred,
    Thousand,
    /// "Q" of "Q3".
    Q,
    /// "H" of "H1".
    H,
    /// "every": what follows names no single day.
    Usual,
    /// The first word of a named day that is nothing else: "Christmas".
    Feast,
}

/// A length of time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// Named days: rule, names.
pub(crate) const HOLIDAYS: &str = include_str!("words/holidays.txt");
/// Named days of other calendars: names, span, first days.
pub(crate) const MOVING: &str = include_str!("words/moving.txt");

/// No word of the lists is longer.
const LONGEST: usize = 13;

static KEYS: LazyLock<FxHashMap<&'static str, Key>> = LazyLock::new(|| {
    let mut keys = FxHashMap::default();
    for (number, _, word) in numbered(include_str!("words/months.txt")) {
        keys.insert(word, Key::Month(number as u8));
    }
    for (number, place, word) in numbered(include_str!("words/weekdays.txt")) {
        let number = number as u8;
        keys.insert(word, if place == 0 { Key::Weekday(number) } else { Key::WeekdayShort(number) });
    }
    for line in lines(include_str!("words/numbers.txt")) {
        let (cardinal, ordinal) = line.split_once(" |").unwrap_or((line, ""));
        for (number, _, word) in numbered(cardinal) {
            keys.insert(word, Key::Count(number as u8));
        }
        let number = cardinal.split(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0);
        for word in ordinal.split_whitespace() {
            keys.insert(word, Key::Ordinal(number));
        }
    }
    for (number, _, word) in numbered(include_str!("words/vague.txt")) {
        keys.insert(word, Key::Vague(number as u8));
    }
    for (year, _, word) in numbered(include_str!("words/decades.txt")) {
        keys.insert(word, Key::Decade(year));
    }
    for line in lines(include_str!("words/signs.txt")) {
        let mut cells = line.split_whitespace();
        if let Some(key) = cells.next().and_then(sign) {
            for word in cells {
                keys.entry(word).or_insert(key);
            }
        }
    }
    let ruled = lines(HOLIDAYS).flat_map(|line| line.split("; ").skip(1));
    let moving = lines(MOVING).filter_map(|line| line.split(" | ").next());
    for name in ruled.chain(moving.flat_map(|names| names.split("; "))) {
        let first = name.split([' ', '*']).next().unwrap_or(name);
        keys.entry(first).or_insert(Key::Feast);
    }
    keys
});

/// What this word is, in whatever capitals.
pub(crate) fn key(word: &str) -> Option<Key> {
    let mut lower = [0; LONGEST];
    let lower = lower.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    KEYS.get(std::str::from_utf8(lower).ok()?).copied()
}

/// The lines of a list without its comments.
pub(crate) fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.starts_with('#'))
}

/// Number, place in the line, word: for each word of such a list.
fn numbered(list: &'static str) -> impl Iterator<Item = (i16, usize, &'static str)> {
    lines(list).flat_map(|line| {
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
        "quarter" => Key::Unit(Unit::Quarter),
        "year" => Key::Unit(Unit::Year),
        "decade" => Key::Unit(Unit::Decade),
        "century" => Key::Unit(Unit::Century),
        "weekend" => Key::Weekend,
        "forenoon" => Key::Part(false),
        "afternoon" => Key::Part(true),
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
        "now" => Key::Now,
        "earlier" => Key::Earlier,
        "later" => Key::Later,
        "late" => Key::Late,
        "early" => Key::Early,
        "mid" => Key::Mid,
        "start" => Key::Start,
        "end" => Key::End,
        "lately" => Key::Lately,
        "recent" => Key::Recent,
        "last" => Key::Last,
        "past" => Key::Past,
        "next" => Key::Next,
        "coming" => Key::Coming,
        "this" => Key::This,
        "that" => Key::That,
        "same" => Key::Same,
        "the" => Key::The,
        "at" => Key::At,
        "on" => Key::On,
        "of" => Key::Of,
        "over" => Key::Over,
        "in" => Key::In,
        "within" => Key::Within,
        "from" => Key::From,
        "between" => Key::Between,
        "before" => Key::Before,
        "after" => Key::After,
        "by" => Key::By,
        "since" => Key::Since,
        "until" => Key::Until,
        "starting" => Key::Starting,
        "to" => Key::To,
        "and" => Key::And,
        "stamped" => Key::Stamped,
        "half" => Key::Half,
        "calendar" => Key::Calendar,
        "rest" => Key::Rest,
        "hundred" => Key::Hundred,
        "thousand" => Key::Thousand,
        "q" => Key::Q,
        "h" => Key::H,
        "usual" => Key::Usual,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_signs_names_a_sign() {
        for line in lines(include_str!("words/signs.txt")) {
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
