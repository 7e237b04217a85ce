//! Years from before the story: statutes, cases, works.

use std::sync::LazyLock;

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use super::{Moment, What};
use crate::article::{Article, BlockKind};
use crate::text::{Span, words};
use crate::time::{Stamp, When};

/// Years between a bare year and the article that make it background.
const WELL_BEFORE: i16 = 2;

/// The moments that bare past years in the paragraphs of `article` name.
pub(super) fn moments(article: &Article, into: &mut Vec<Moment>) {
    let Some(latest) = article.published.end.or(article.revised.as_ref().and_then(|when| when.end)) else {
        return;
    };
    let before = latest.day().year() - WELL_BEFORE;
    for block in article.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph) {
        for (span, year) in years(block.span.of(&article.body), block.span.start as usize, before) {
            into.push(Moment {
                when: whole(year),
                what: What::Background,
                article: article.id,
                span: Some(span),
                statement: None,
                story: None,
                after: Vec::new(),
            });
        }
    }
}

/// The bare years of `text` up to `last`, with their places.
fn years(text: &str, base: usize, last: i16) -> Vec<(Span, i16)> {
    let words = words(text, 0);
    let mut found = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let printed = word.span.of(text);
        let Some(year) = year(printed).filter(|year| *year <= last) else { continue };
        let before = place.checked_sub(1).map(|at| words[at].span);
        if shows_year(text, before, word.span) {
            let start = base + word.span.start as usize;
            found.push((Span::new(start, start + printed.len()), year));
        }
    }
    found
}

fn year(printed: &str) -> Option<i16> {
    let digits = printed.len() == 4 && printed.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| printed.parse().ok()).flatten().filter(|year| (1500..=2200).contains(year))
}

/// Whether the word before `year`, or a bracket, shows that it is one.
fn shows_year(text: &str, before: Option<Span>, year: Span) -> bool {
    static BEFORE: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
        include_str!("year_before.txt").lines().filter(|line| !line.starts_with('#')).collect()
    });
    let gap_from = before.map_or(0, |span| span.end as usize);
    let gap = text.get(gap_from..year.start as usize).unwrap_or("");
    if gap.trim_start().starts_with('(') && gap.trim_start().len() == 1 {
        return true;
    }
    let behind = text.get(year.end as usize..).unwrap_or("");
    let counts = behind.starts_with(['-', '–', '%', '/']) && !behind.starts_with("-20");
    let only_blanks = !gap.is_empty() && gap.chars().all(char::is_whitespace);
    only_blanks
        && !counts
        && before.is_some_and(|span| BEFORE.contains(span.of(text).to_ascii_lowercase().as_str()))
}

fn whole(year: i16) -> When {
    let day = |month, day| Date::new(year, month, day).ok().map(Stamp::Day);
    When { start: day(1, 1), end: day(12, 31), basis: "year".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<i16> {
        years(text, 0, 2024).into_iter().map(|(_, year)| year).collect()
    }

    #[test]
    fn years_of_laws_and_cases_are_found() {
        assert_eq!(
            found("under the 1987 Harbour Act and Orr v Hale (1994), amended in 2003."),
            [1987, 1994, 2003]
        );
    }

    #[test]
    fn counts_and_recent_years_are_left_alone() {
        assert!(found("about 1900 people paid $1850 for room 1804 in 2025; some 2010 votes").is_empty());
    }
}
