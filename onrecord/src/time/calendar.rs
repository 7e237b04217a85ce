//! Days, weeks, months, years, seasons. Every sum is checked: a date out of the calendar gives nothing.

use jiff::civil::{Date, DateTime};
use jiff::{Span, ToSpan};

use super::words::Unit;

/// Some days, first and last.
pub(super) type Days = (Date, Date);

/// So many days later.
pub(super) fn shift(day: Date, days: i32) -> Option<Date> {
    day.checked_add(Span::new().try_days(days).ok()?).ok()
}

/// So many seconds later.
pub(super) fn shift_time(time: DateTime, seconds: i64) -> Option<DateTime> {
    time.checked_add(Span::new().try_seconds(seconds).ok()?).ok()
}

/// The days of a month.
pub(super) fn month(year: i16, month: i8) -> Option<Days> {
    let first = super::machine::civil(year, month, 1)?;
    Some((first, first.last_of_month()))
}

/// The days of a year.
pub(super) fn year(year: i16) -> Option<Days> {
    Some((super::machine::civil(year, 1, 1)?, Date::new(year, 12, 31).ok()?))
}

/// Monday to Sunday.
pub(super) fn week(day: Date) -> Option<Days> {
    let monday = shift(day, -i32::from(day.weekday().to_monday_zero_offset()))?;
    Some((monday, shift(monday, 6)?))
}

/// The month so many months later.
pub(super) fn month_shifted(day: Date, months: i32) -> Option<Days> {
    let moved = day.first_of_month().checked_add(Span::new().try_months(months).ok()?).ok()?;
    month(moved.year(), moved.month())
}

/// The year so many years later.
pub(super) fn year_shifted(day: Date, years: i32) -> Option<Days> {
    year(i16::try_from(i32::from(day.year()) + years).ok()?)
}

/// The season that starts in this month of this year; winter ends in the year after.
pub(super) fn season(year: i16, first_month: u8) -> Option<Days> {
    let (first, _) = month(year, first_month as i8)?;
    let (_, last) = month_shifted(first, 2)?;
    Some((first, last))
}

/// The days of the week, month or year in which a day lies.
pub(super) fn unit_of(day: Date, unit: Unit, shifted: i32) -> Option<Days> {
    match unit {
        Unit::Day => shift(day, shifted).map(|day| (day, day)),
        Unit::Week => week(shift(day, shifted * 7)?),
        Unit::Fortnight => None,
        Unit::Month => month_shifted(day, shifted),
        Unit::Year => year_shifted(day, shifted),
        _ => None,
    }
}

/// The days that "so many units ago" means: the more distant, the wider.
pub(super) fn ago(day: Date, unit: Unit, count: i32) -> Option<Days> {
    match unit {
        Unit::Day => shift(day, -count).map(|day| (day, day)),
        Unit::Week | Unit::Fortnight => {
            let days = if unit == Unit::Week { 7 } else { 14 };
            let middle = shift(day, count.checked_mul(-days)?)?;
            Some((shift(middle, -3)?, shift(middle, 3)?))
        }
        Unit::Month => month_shifted(day, -count),
        Unit::Year => year_shifted(day, -count),
        Unit::Decade => {
            let middle = -count.checked_mul(10)?;
            Some((year_shifted(day, middle - 5)?.0, year_shifted(day, middle + 5)?.1))
        }
        _ => None,
    }
}

/// The day so many whole units before: where "the past three weeks" start.
pub(super) fn back(day: Date, unit: Unit, count: i32) -> Option<Date> {
    let span = match unit {
        Unit::Day => Span::new().try_days(count),
        Unit::Week => Span::new().try_weeks(count),
        Unit::Fortnight => Span::new().try_weeks(count.checked_mul(2)?),
        Unit::Month => Span::new().try_months(count),
        Unit::Year => Span::new().try_years(count),
        Unit::Decade => Span::new().try_years(count.checked_mul(10)?),
        _ => Span::new().try_days(1),
    };
    day.checked_sub(span.ok()?).ok()
}

/// Seconds of a short unit.
pub(super) fn seconds(unit: Unit) -> Option<i64> {
    match unit {
        Unit::Second => Some(1),
        Unit::Minute => Some(60),
        Unit::Hour => Some(3600),
        _ => None,
    }
}

/// The same day of the year in the year that lies nearest, future ones counted half as far again:
/// news tells of what was rather than of what will be.
pub(super) fn nearest(around: Date, in_year: impl Fn(i16) -> Option<Days>) -> Option<Days> {
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
    let years = [year.checked_sub(1), Some(year), year.checked_add(1)];
    years.into_iter().flatten().filter_map(in_year).min_by_key(distance)
}

/// The end of a day: the start of the next.
pub(super) fn day_after(day: Date) -> Option<DateTime> {
    day.checked_add(1.day()).ok().map(|day| day.at(0, 0, 0, 0))
}
