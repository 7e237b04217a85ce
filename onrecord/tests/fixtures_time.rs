//! Time expressions as `fixtures/time/*.md` set them out, and what holds for any text.

mod fixture;

use onrecord::time::{Anchor, Found, Stamp, When, find, parse};
use proptest::prelude::*;

#[test]
fn expressions_mean_what_the_tables_say() {
    let mut wrong = Vec::new();
    for file in fixture::of("time") {
        for table in &file.tables {
            for row in &table.rows {
                let cell = |name: &str| table.cell(row, name).expect("a column");
                let found = find(cell("text"), 0, &anchor(cell("anchor")));
                let expected = match cell("found") {
                    "nothing" => Vec::new(),
                    words => columns([words, cell("start"), cell("end"), cell("basis")]),
                };
                let found: Vec<String> = found.iter().map(|one| shown(one, cell("text"))).collect();
                if found != expected {
                    wrong.push(format!(
                        "{}: {}\n  expected {expected:?}\n  found    {found:?}",
                        file.name,
                        cell("text")
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// One line for each of the expressions, which a slash divides.
fn columns(cells: [&str; 4]) -> Vec<String> {
    let parts = cells.map(|cell| cell.split(" / ").collect::<Vec<_>>());
    (0..parts[0].len()).map(|at| parts.each_ref().map(|part| part[at]).join(" | ")).collect()
}

fn anchor(cell: &str) -> Anchor {
    let stamp = |words: &str| parse(words).expect("a date in the fixture");
    let when = match cell.strip_prefix("..") {
        _ if cell == "none" => When::unknown(),
        Some(end) => When::by(stamp(end), "fixture"),
        None => When::at(stamp(cell), "fixture"),
    };
    Anchor { when }
}

fn shown(one: &Found, text: &str) -> String {
    let end = |stamp: Option<Stamp>| stamp.map_or("open".to_owned(), |stamp| stamp.to_string());
    [one.span.of(text).to_owned(), end(one.when.start), end(one.when.end), one.when.basis.clone()].join(" | ")
}

fn check(text: &str, anchor: &Anchor) {
    let found = find(text, 7, anchor);
    let mut last = 7;
    for one in &found {
        let (start, end) = (one.span.start as usize, one.span.end as usize);
        assert!(
            last <= start && start < end && end <= 7 + text.len(),
            "spans in order, in the text: {text:?}"
        );
        assert!(text.is_char_boundary(start - 7) && text.is_char_boundary(end - 7));
        last = end;
        if let (Some(start), Some(end)) = (one.when.start, one.when.end) {
            assert!(start.earliest() <= end.latest(), "an interval ends after it starts: {text:?}");
        }
        assert!(!one.when.is_unknown() && !one.when.basis.is_empty());
        for stamp in [one.when.start, one.when.end].into_iter().flatten() {
            let _ = stamp.to_string();
        }
    }
}

/// Pieces of time expressions in any order, with strange ones among them.
fn soup() -> impl Strategy<Value = String> {
    let pieces = "Tuesday|sat|Sun.|March|may|May|5|31|30|Feb.|2026|9999|0|12|11/28/22|4:30|p.m.|EST|ET|last|next|this|the|\
        weekend|week|ago|earlier|later|early|days|hours|decade|centuries|three|a|few|couple|of|at|on|in|since|until|every|\
        yesterday|tonight|morning|-|–|,|.|:|/|(|)|\n\n|\n|2026-03-05T10:00:00Z|999999999999|1990s|5th|3h|o'clock|noon|’s|é|🙂|“|half|recently|\
        from|to|between|and|before|after|by|within|now|quarter|Q3|H1|first|second|twenty|century|Easter|Christmas|New Year's Eve|\
        Labor Day|starting|beginning|end|mid|late|past|coming|recent|same|day|year|month|fortnight|thousand|hundred|nineteen|\
        will|more|less|than|'90s|onwards|years|29|February|winter|till|no|summer|that|previous|following|or|two|'s|w/c|Eid al-Fitr|\
        time|Sundays|(Tue)|2015-12|2008-9|6-8|Monday|8 p.m. Friday|in the day|Ramadan|1990 s";
    let pieces: Vec<&'static str> = pieces.split('|').collect();
    prop::collection::vec((prop::sample::select(pieces), prop::bool::ANY), 0..30).prop_map(|words| {
        words
            .into_iter()
            .map(|(word, glued)| if glued { word.to_owned() } else { format!("{word} ") })
            .collect()
    })
}

fn anchors() -> impl Strategy<Value = Anchor> {
    let cells =
        ["none", "2026-03-05", "..2026-03-02T09:30:00Z", "1700-01-01", "2199-12-31", "2024-02-29T23:59:59"];
    prop::sample::select(cells.to_vec()).prop_map(anchor)
}

proptest! {
    #[test]
    fn any_text_gives_ordered_spans(text in ".{0,200}", anchor in anchors()) {
        check(&text, &anchor);
    }

    #[test]
    fn any_soup_gives_ordered_spans(text in soup(), anchor in anchors()) {
        check(&text, &anchor);
    }

    #[test]
    fn any_words_are_read_or_refused(words in "[0-9TZ:/. +a-zA-Z-]{0,40}") {
        if let Some(stamp) = parse(&words) {
            prop_assert!((1700..=2199).contains(&stamp.day().year()));
        }
    }
}

#[test]
fn cost_grows_with_the_length_alone() {
    let pieces = [
        "from ",
        "the ",
        "2014-",
        "two weeks and ",
        "before ",
        "May ",
        "last ",
        "first ",
        "5/",
        "Monday to ",
        "1 ",
        "New Year ",
        "the last week of ",
        "the week of ",
        "weeks before ",
        "2–4 ",
        "two or ",
        "5, ",
        "June 18, ",
        "the day before ",
        "from 8 p.m. Friday until ",
        "that week ",
        "half a ",
        "year and a half ",
        "11/20, ",
    ];
    for piece in pieces {
        let long = piece.repeat(40_000 / piece.len());
        check(&long, &anchor("2026-03-05")); // this would not end, if it grew with the square
    }
}

#[test]
fn the_ends_of_the_calendar_are_no_trouble() {
    let days = [jiff_day(9999, 12, 31), jiff_day(-9999, 1, 1), jiff_day(1, 1, 1)];
    for day in days {
        let anchor = Anchor { when: When::at(Stamp::Day(day), "fixture") };
        check(
            "Tomorrow, next week, 9999 decades ago, last weekend, three hours ago, this winter, on Dec. 31, \
             from Monday to March, since Easter, in 90 centuries, 99 decades before Christmas, the last week of the year, late \
             this decade, next century, Q4, over the next 9999 years, in week 53.",
            &anchor,
        );
    }
}

fn jiff_day(year: i16, month: i8, day: i8) -> jiff::civil::Date {
    jiff::civil::Date::new(year, month, day).expect("a day of the calendar")
}
