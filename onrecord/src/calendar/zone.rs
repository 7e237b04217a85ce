//! Zones by their printed abbreviations.

use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};
use rustc_hash::FxHashMap;

/// A zone as printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Zone {
    minutes: i16,
    /// "ET" means EST or EDT, whichever holds on the day.
    us_summer: bool,
}

static ZONES: LazyLock<FxHashMap<&'static str, Zone>> =
    LazyLock::new(|| include_str!("words/zones.txt").lines().filter_map(entry).collect());

impl Zone {
    /// The zone with this abbreviation, in capitals as printed.
    pub(crate) fn named(word: &str) -> Option<Self> {
        ZONES.get(word).copied()
    }

    /// A fixed offset, in minutes east; none is further off than 15 hours.
    pub(crate) fn fixed(minutes: i32) -> Option<Self> {
        (-900..=900).contains(&minutes).then_some(Self { minutes: minutes as i16, us_summer: false })
    }

    /// Minutes east of UTC on this day.
    pub(crate) fn on(self, day: Date) -> i16 {
        if self.us_summer && is_us_summer(day) { self.minutes + 60 } else { self.minutes }
    }
}

fn entry(line: &'static str) -> Option<(&'static str, Zone)> {
    let mut cells = line.split_whitespace();
    let name = cells.next().filter(|name| !name.starts_with('#'))?;
    let offset = cells.next()?;
    let (hours, minutes) = offset.get(1..)?.split_once(':')?;
    let east: i16 = hours.parse::<i16>().ok()? * 60 + minutes.parse::<i16>().ok()?;
    let minutes = if offset.starts_with('-') { -east } else { east };
    Some((name, Zone { minutes, us_summer: cells.next() == Some("us") }))
}

/// From the second Sunday of March to the first of November (the rule since 2007).
fn is_us_summer(day: Date) -> bool {
    let sunday = |month: i8, nth: i8| {
        Date::new(day.year(), month, 1).and_then(|first| first.nth_weekday_of_month(nth, Weekday::Sunday))
    };
    matches!((sunday(3, 2), sunday(11, 1)), (Ok(from), Ok(to)) if from <= day && day < to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn et_follows_the_summer() {
        let et = Zone::named("ET").unwrap();
        assert_eq!(et.on(Date::constant(2026, 3, 7)), -300);
        assert_eq!(et.on(Date::constant(2026, 3, 8)), -240);
        assert_eq!(et.on(Date::constant(2026, 11, 1)), -300);
    }

    #[test]
    fn every_line_of_the_list_is_read() {
        let lines = include_str!("words/zones.txt").lines().filter(|line| !line.starts_with('#'));
        assert_eq!(ZONES.len(), lines.count());
    }
}
