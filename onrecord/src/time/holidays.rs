//! Named days: `Christmas Eve`, `Good Friday`, `last Thanksgiving`, `Labor Day weekend 2021`.

use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};
use rustc_hash::FxHashMap;

use crate::calendar::days::{Days, nearest, of_years, shift};
use crate::calendar::machine::civil;
use crate::calendar::reader::{Named, Reader};
use crate::calendar::words::{self, Key, lines};

/// No name has more words.
const MOST_WORDS: usize = 5;

/// How a named day moves through the years.
#[derive(Clone, Copy)]
enum Rule {
    Fixed(i8, i8),
    /// Days from Easter Sunday.
    Easter(i32),
    /// Month, which, weekday (Monday is 1), days from it.
    Nth(i8, i8, i8, i32),
    /// A line of the table of first days, and how many days it spans.
    Listed(usize, i32),
}

#[derive(Clone, Copy)]
struct Holiday {
    rule: Rule,
    /// Names its day only behind "at", "last", "since".
    is_bare: bool,
}

static HOLIDAYS: LazyLock<FxHashMap<String, Holiday>> = LazyLock::new(|| {
    let ruled = lines(words::HOLIDAYS).filter_map(|line| {
        let (first, names) = line.split_once("; ")?;
        Some((rule(first)?, names))
    });
    let listed = LISTED.iter().enumerate().map(|(at, line)| (Rule::Listed(at, line.span), line.names));
    ruled.chain(listed).flat_map(|(rule, names)| named(rule, names)).collect()
});

/// A named day of another calendar.
struct Listed {
    names: &'static str,
    span: i32,
    /// In order.
    firsts: Vec<Date>,
}

static LISTED: LazyLock<Vec<Listed>> = LazyLock::new(|| lines(words::MOVING).filter_map(listed).collect());

fn listed(line: &'static str) -> Option<Listed> {
    let mut cells = line.split(" | ");
    let (names, span) = (cells.next()?, cells.next()?.parse().ok()?);
    let firsts = cells.next()?.split(' ').filter_map(|day| day.parse().ok()).collect();
    Some(Listed { names, span, firsts })
}

fn named(rule: Rule, names: &'static str) -> impl Iterator<Item = (String, Holiday)> {
    names.split("; ").map(move |name| {
        let bare = name.strip_suffix('*');
        (bare.unwrap_or(name).to_owned(), Holiday { rule, is_bare: bare.is_some() })
    })
}

impl Reader<'_> {
    /// A named day, with its year, its weekend or a `last` before it.
    pub(super) fn holiday(&self, at: usize) -> Option<Named> {
        let (which, start) = match self.which_word(at) {
            Some(which) => (Some(which), at + 1),
            None => (None, at),
        };
        let (holiday, to) = self.holiday_name(start)?;
        let is_led = which.is_some() || matches!(self.key_before(at), Some(lead) if is_lead(lead));
        let (weekend, to) = self.weekend_word(to);
        let of = self.bounds(to).filter(|of| of.basis == "year");
        let year = of.and_then(|of| Some(of.days?.0.year()));
        let to = of.map_or(to, |of| of.to);
        let (late_weekend, to) = self.weekend_word(to);
        if holiday.is_bare && !is_led && year.is_none() && !weekend && !late_weekend {
            return None;
        }
        let days = |year: i16| {
            let day = day_of(holiday.rule, year)?;
            let last = if let Rule::Listed(_, span) = holiday.rule { shift(day, span - 1)? } else { day };
            if weekend || late_weekend { around_weekend(day) } else { Some((day, last)) }
        };
        let days = match (year, which) {
            (Some(year), _) => days(year),
            (None, Some(which)) => self.around(|day| of_years(day, which, days)),
            (None, None) => self.around(|day| nearest(day, days)),
        };
        Named::new(to, days, "holiday")
    }

    fn weekend_word(&self, at: usize) -> (bool, usize) {
        let is_weekend = self.is(at, Key::Weekend);
        (is_weekend, at + usize::from(is_weekend))
    }

    /// The longest name that starts here.
    fn holiday_name(&self, at: usize) -> Option<(Holiday, usize)> {
        let mut name = String::new();
        let mut best = None;
        let mut to = at;
        for _ in 0..MOST_WORDS {
            let word = self.words(to);
            if !word.chars().all(char::is_alphabetic) && !word.ends_with('.') {
                break;
            }
            if !name.is_empty() {
                name.push(' ');
            }
            name.extend(word.trim_end_matches('.').chars().flat_map(char::to_lowercase));
            to += 1;
            best = HOLIDAYS.get(&name).map(|holiday| (*holiday, to)).or(best);
            to = self.skip(to, &['\'', '’', '.', '-']);
        }
        best
    }
}

fn is_lead(key: Key) -> bool {
    matches!(
        key,
        Key::At
            | Key::On
            | Key::Since
            | Key::Until
            | Key::Before
            | Key::After
            | Key::By
            | Key::Over
            | Key::In
            | Key::Of
            | Key::Earlier
            | Key::Late
            | Key::Early
            | Key::Between
            | Key::From
    )
}

fn rule(cell: &str) -> Option<Rule> {
    let mut words = cell.split(' ');
    let first = words.next()?;
    match first {
        "easter" => Some(Rule::Easter(words.next()?.parse().ok()?)),
        "nth" => {
            let mut number = || words.next()?.parse::<i8>().ok();
            let (month, which, weekday) = (number()?, number()?, number()?);
            Some(Rule::Nth(month, which, weekday, i32::from(number().unwrap_or(0))))
        }
        _ => {
            let (month, day) = first.split_once('-')?;
            Some(Rule::Fixed(month.parse().ok()?, day.parse().ok()?))
        }
    }
}

fn day_of(rule: Rule, year: i16) -> Option<Date> {
    match rule {
        Rule::Fixed(month, day) => civil(year, month, day),
        Rule::Easter(days) => shift(easter(year)?, days),
        Rule::Listed(at, _) => LISTED.get(at)?.firsts.iter().find(|first| first.year() == year).copied(),
        Rule::Nth(month, which, weekday, days) => {
            let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
            shift(civil(year, month, 1)?.nth_weekday_of_month(which, weekday).ok()?, days)
        }
    }
}

/// Easter Sunday of the western churches (Gregorian computus, after Meeus, Jones and Butcher).
fn easter(year: i16) -> Option<Date> {
    let year_number = i32::from(year);
    let (a, b, c) = (year_number % 19, year_number / 100, year_number % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    civil(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?)
}

/// The weekend with a day on or beside it: Saturday to Monday, Thursday to Sunday.
pub(super) fn around_weekend(day: Date) -> Option<Days> {
    match i32::from(day.weekday().to_monday_one_offset()) {
        near @ 1..=2 => Some((shift(day, -near - 1)?, day)),
        weekday @ 3..=5 => Some((if weekday == 3 { shift(day, 3)? } else { day }, shift(day, 7 - weekday)?)),
        weekday => Some((shift(day, 6 - weekday)?, shift(day, 7 - weekday)?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_moves_with_the_moon() {
        for (year, month, day) in [(1818, 3, 22), (1943, 4, 25), (2000, 4, 23), (2018, 4, 1), (2026, 4, 5)] {
            assert_eq!(easter(year), Some(Date::constant(year, month, day)));
        }
    }

    #[test]
    fn every_line_has_a_rule_and_names_of_a_year() {
        let lines = lines(words::HOLIDAYS);
        for line in lines {
            let rule = rule(line.split("; ").next().unwrap()).unwrap();
            assert!(day_of(rule, 2026).is_some(), "{line}");
        }
        assert!(LISTED.iter().all(|line| line.firsts.len() > 30 && line.firsts.is_sorted()));
        assert!(HOLIDAYS.keys().all(|name| name.split(' ').count() <= MOST_WORDS));
    }
}
