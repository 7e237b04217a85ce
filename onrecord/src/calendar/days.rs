//! Days, weeks, months, years, seasons. Every sum is checked: a date out of the calendar gives nothing.

use jiff::civil::{Date, DateTime};
use jiff::{Span, ToSpan};

use super::words::Unit;

/// Some days, first and last.
pub(crate) type Days = (Date, Date);

/// Which of several: `last Friday`, `past Friday`, `this week`, `coming Friday`, `next month`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    Last,
    Past,
    This,
    Coming,
    Next,
}

impl Which {
    /// In whole weeks, months, years from the present one.
    pub(crate) fn distance(self) -> i32 {
        match self {
            Self::Last | Self::Past => -1,
            Self::This => 0,
            Self::Coming | Self::Next => 1,
        }
    }
}

/// So many days later.
pub(crate) fn shift(day: Date, days: i32) -> Option<Date> {
    day.checked_add(Span::new().try_days(days).ok()?).ok()
}

/// So many seconds later.
pub(crate) fn shift_time(time: DateTime, seconds: i64) -> Option<DateTime> {
    time.checked_add(Span::new().try_seconds(seconds).ok()?).ok()
}

/// The days of a month.
pub(crate) fn month(year: i16, month: i8) -> Option<Days> {
    let first = super::machine::civil(year, month, 1)?;
    Some((first, first.last_of_month()))
}

/// The days of a year.
pub(crate) fn year(year: i16) -> Option<Days> {
    Some((super::machine::civil(year, 1, 1)?, Date::new(year, 12, 31).ok()?))
}

/// Monday to Sunday.
pub(crate) fn week(day: Date) -> Option<Days> {
    let monday = shift(day, -i32::from(day.weekday().to_monday_zero_offset()))?;
    Some((monday, shift(monday, 6)?))
}

/// The month so many months later.
pub(crate) fn month_shifted(day: Date, months: i32) -> Option<Days> {
    let moved = day.first_of_month().checked_add(Span::new().try_months(months).ok()?).ok()?;
    month(moved.year(), moved.month())
}

/// The year so many years later.
pub(crate) fn year_shifted(day: Date, years: i32) -> Option<Days> {
    year(i16::try_from(i32::from(day.year()) + years).ok()?)
}

/// The season that starts in this month of this year; winter ends in the year after.
pub(crate) fn season(year: i16, first_month: u8) -> Option<Days> {
    let (first, _) = month(year, first_month as i8)?;
    let (_, last) = month_shifted(first, 2)?;
    Some((first, last))
}

/// The days of the week, month or year in which a day lies.
pub(crate) fn unit_of(day: Date, unit: Unit, shifted: i32) -> Option<Days> {
    match unit {
        Unit::Day => shift(day, shifted).map(|day| (day, day)),
        Unit::Week => week(shift(day, shifted * 7)?),
        Unit::Fortnight => None,
        Unit::Month => month_shifted(day, shifted),
        Unit::Quarter => quarter(day, shifted),
        Unit::Year => year_shifted(day, shifted),
        Unit::Decade => years(i32::from(day.year()).div_euclid(10) + shifted, 10),
        Unit::Century => years(i32::from(day.year()).div_euclid(100) + shifted, 100),
        _ => None,
    }
}

/// The quarter of the calendar year in which a day lies, or one so many quarters later.
fn quarter(day: Date, shifted: i32) -> Option<Days> {
    let first = month_shifted(day, shifted.checked_mul(3)? - i32::from((day.month() - 1) % 3))?.0;
    Some((first, month_shifted(first, 2)?.1))
}

/// The decade or century of this number, counted from the year 0.
pub(crate) fn years(number: i32, length: i32) -> Option<Days> {
    let first = number.checked_mul(length)?;
    let day = |year: i32, month, day| Date::new(i16::try_from(year).ok()?, month, day).ok();
    Some((day(first.max(1), 1, 1)?, day(first.checked_add(length - 1)?, 12, 31)?))
}

/// The months `from..=to` of a year.
pub(crate) fn months(year: i16, from: i8, to: i8) -> Option<Days> {
    Some((month(year, from)?.0, month(year, to)?.1))
}

/// The n-th week of some days, by the week's Thursday as ISO 8601 has it; 0 is the last.
pub(crate) fn nth_week(days: Days, n: i32) -> Option<Days> {
    let thursday = |monday: Date| shift(monday, 3);
    if n == 0 {
        let last = week(days.1)?;
        return if thursday(last.0)? <= days.1 { Some(last) } else { week(shift(last.0, -7)?) };
    }
    let first = week(days.0)?;
    let skipped = if thursday(first.0)? < days.0 { n } else { n - 1 };
    week(shift(first.0, skipped.checked_mul(7)?)?)
        .filter(|week| thursday(week.0).is_some_and(|day| day <= days.1))
}

/// Which part of a stretch: "early", "mid", "late".
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Third {
    First,
    Middle,
    Last,
}

/// A third of a month (ten days), a year (four months), a decade (three or four years); the days of a
/// week lie in more than one. Shorter stretches stay whole.
pub(crate) fn third(days: Days, which: Third) -> Option<Days> {
    let (first, last) = days;
    let length = (last - first).get_days() + 1;
    let cut = |from: i32, to: i32| Some((shift(first, from)?, shift(first, to)?.min(last)));
    let pick = |all: [(i32, i32); 3]| all[which as usize];
    let (from, to) = match length {
        ..=3 => (0, length - 1),
        4..=7 => pick([(0, 2), (1, 3), (3, 6)]),
        28..=31 => pick([(0, 9), (9, 19), (20, 30)]),
        365..=366 => {
            let (from, to) = pick([(0, 3), (4, 7), (8, 11)]);
            return Some((month_shifted(first, from)?.0, month_shifted(first, to)?.1));
        }
        3652..=3653 => {
            let (from, to) = pick([(0, 3), (4, 6), (7, 9)]);
            return Some((year_shifted(first, from)?.0, year_shifted(first, to)?.1));
        }
        _ => pick([(0, length / 3 - 1), (length / 3, length * 2 / 3 - 1), (length * 2 / 3, length - 1)]),
    };
    cut(from, to)
}

/// The days that "so many units ago" means: the more distant, the wider.
pub(crate) fn ago(day: Date, unit: Unit, count: i32) -> Option<Days> {
    match unit {
        Unit::Day => shift(day, -count).map(|day| (day, day)),
        Unit::Week | Unit::Fortnight => {
            let days = if unit == Unit::Week { 7 } else { 14 };
            let middle = shift(day, count.checked_mul(-days)?)?;
            Some((shift(middle, -3)?, shift(middle, 3)?))
        }
        Unit::Month => month_shifted(day, -count),
        Unit::Year => year_shifted(day, -count),
        Unit::Quarter => quarter(day, count.checked_neg()?),
        Unit::Decade | Unit::Century => {
            let length = if unit == Unit::Decade { 10 } else { 100 };
            let middle = count.checked_mul(-length)?;
            Some((year_shifted(day, middle - length / 2)?.0, year_shifted(day, middle + length / 2)?.1))
        }
        _ => None,
    }
}

/// The day so many whole units before: where "the past three weeks" start.
pub(crate) fn back(day: Date, unit: Unit, count: i32) -> Option<Date> {
    let span = match unit {
        Unit::Day => Span::new().try_days(count),
        Unit::Week => Span::new().try_weeks(count),
        Unit::Fortnight => Span::new().try_weeks(count.checked_mul(2)?),
        Unit::Month => Span::new().try_months(count),
        Unit::Year => Span::new().try_years(count),
        Unit::Quarter => Span::new().try_months(count.checked_mul(3)?),
        Unit::Decade => Span::new().try_years(count.checked_mul(10)?),
        Unit::Century => Span::new().try_years(count.checked_mul(100)?),
        _ => Span::new().try_days(1),
    };
    day.checked_sub(span.ok()?).ok()
}

/// Seconds of a short unit.
pub(crate) fn seconds(unit: Unit) -> Option<i64> {
    match unit {
        Unit::Second => Some(1),
        Unit::Minute => Some(60),
        Unit::Hour => Some(3600),
        _ => None,
    }
}

/// The days of the same name in the year that lies nearest, future ones counted half as far again:
/// news tells of what was rather than of what will be.
pub(crate) fn nearest(around: Date, in_year: impl Fn(i16) -> Option<Days>) -> Option<Days> {
    let distance = |days: &Days| {
        let (first, last) = *days;
        if last < around {
            2 * i64::from((around - last).get_days())
        } else if first > around {
            3 * i64::from((first - around).get_days())
        } else {
            0
        }
    };
    let year = around.year();
    let close = (-1..=1).filter_map(|step| in_year(year.checked_add(step)?)).min_by_key(distance);
    // 29 February comes every four years
    close.or_else(|| (-4..=4).filter_map(|step| in_year(year.checked_add(step)?)).min_by_key(distance))
}

/// The stretch of that name which ended last, lies nearest, or comes next.
pub(crate) fn of_years(day: Date, which: Which, in_year: impl Fn(i16) -> Option<Days>) -> Option<Days> {
    let mut all = (-2..=2).filter_map(|step: i16| in_year(day.year().checked_add(step)?));
    match which {
        Which::Last | Which::Past => all.filter(|days| days.1 < day).max(),
        Which::This => nearest(day, in_year),
        Which::Coming | Which::Next => all.find(|days| days.0 > day),
    }
}

/// The same days of another year; the end of a month stays one.
pub(crate) fn year_moved(days: Days, by: i16) -> Option<Days> {
    let moved = |day: Date| {
        let month = month_shifted(day, i32::from(by) * 12)?;
        let is_last = day == day.last_of_month();
        Some(if is_last { month.1 } else { shift(month.0, i32::from(day.day()) - 1)?.min(month.1) })
    };
    Some((moved(days.0)?, moved(days.1)?))
}

/// The one day, if the days are one.
pub(crate) fn only_day(days: Option<Days>) -> Option<Date> {
    days.filter(|days| days.0 == days.1).map(|days| days.0)
}

/// The end of a day: the start of the next.
pub(crate) fn day_after(day: Date) -> Option<DateTime> {
    day.checked_add(1.day()).ok().map(|day| day.at(0, 0, 0, 0))
}
