//! Numbers of news prose with their unit: "more than 40 injured", "two dozen heaters", "$1.2 million", "15 per cent".

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Line;
use super::Told;
use super::terms::Term;
use super::terms::lines;
use crate::text::Span;

/// Words of a unit are looked for so far behind a number.
const REACH: usize = 4;

/// Words that may stand between a number and its unit.
const JOINING: &[&str] = &[
    "of", "the", "its", "them", "whom", "which", "were", "was", "are", "is", "have", "has", "had", "been",
    "people", "more", "other", "others", "per",
];

/// How exactly a number is given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bound {
    /// Just so many.
    Exact,
    /// About so many.
    About,
    /// So many or more.
    Least,
    /// So many or fewer.
    Most,
}

/// A number with its unit.
#[derive(Clone, Debug)]
pub struct Quantity {
    /// How many.
    pub value: f64,
    /// How exactly.
    pub bound: Bound,
    /// The telling words behind it.
    pub unit: Vec<Term>,
    /// The telling words just before it.
    pub before: Vec<Term>,
    /// The sign of a currency.
    pub money: Option<char>,
    /// The number alone.
    pub number: Span,
    /// From the number to the end of its unit.
    pub span: Span,
    /// In normal form: `41000 heaters`.
    pub shown: String,
}

impl Quantity {
    /// How many figures it has before the zeros.
    pub fn figures(&self) -> usize {
        format!("{:.0}", self.value).trim_end_matches('0').len()
    }

    /// Whether the number is so large and so little round that reports hardly give it of two things: 214; 41,000.
    pub fn is_telling(&self) -> bool {
        let kept = self.figures();
        kept >= 3 || kept == 2 && self.value >= 110.0
    }

    /// Whether both can be the same number.
    pub fn fits(&self, other: &Self) -> bool {
        let near = (self.value - other.value).abs() <= 0.05 * self.value.max(other.value);
        let about = [self.bound, other.bound].contains(&Bound::About) && near;
        let reaches = |low: &Self, high: &Self| match low.bound {
            Bound::Least => high.value >= low.value,
            Bound::Most => high.value <= low.value,
            _ => false,
        };
        self.value == other.value || about || reaches(self, other) || reaches(other, self)
    }

    /// Whether one number may be a slip for the other: three digits or more, two of them exchanged or one changed.
    pub fn is_slip(&self, other: &Self) -> bool {
        let (a, b) = (format!("{:.0}", self.value), format!("{:.0}", other.value));
        let kept = a.trim_end_matches('0').len().max(b.trim_end_matches('0').len());
        let apart = a.bytes().zip(b.bytes()).filter(|(x, y)| x != y).count();
        a.len() == b.len()
            && kept >= 3
            && (apart == 1 && a.as_bytes()[0] == b.as_bytes()[0] || are_exchanged(&a, &b))
    }

    /// Whether two digits of the one are exchanged in the other.
    pub fn is_exchange(&self, other: &Self) -> bool {
        are_exchanged(&format!("{:.0}", self.value), &format!("{:.0}", other.value))
    }
}

/// Whether two numbers differ by two neighbouring digits exchanged: 1998 and 1989.
pub fn are_exchanged(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let apart: Vec<usize> = (0..a.len().min(b.len())).filter(|at| a[*at] != b[*at]).collect();
    a.len() == b.len() && matches!(*apart.as_slice(), [x, y] if y == x + 1 && a[x] == b[y] && a[y] == b[x])
}

/// Words of numbers: what they count, or what they say of the number behind them.
#[derive(Clone, Copy)]
enum Meaning {
    Number(f64),
    Scale(f64),
    Bound(Bound),
}

static WORDS: LazyLock<FxHashMap<&str, Meaning>> = LazyLock::new(|| {
    let read = |line: &'static str| {
        let (word, means) = line.split_once(' ')?;
        let meaning = match means.trim() {
            "about" => Meaning::Bound(Bound::About),
            "least" => Meaning::Bound(Bound::Least),
            "most" => Meaning::Bound(Bound::Most),
            means => match means.strip_prefix('x') {
                Some(scale) => Meaning::Scale(scale.trim().parse().ok()?),
                None => Meaning::Number(means.parse().ok()?),
            },
        };
        Some((word, meaning))
    };
    lines(include_str!("words/numbers.txt")).filter_map(read).collect()
});

/// The numbers of a sentence that count something; dates, ages, scores and house numbers are none.
pub fn quantities(told: &Told<'_>, line: &Line) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < line.words.len() {
        match number(told, line, at) {
            Some((value, next)) => {
                found.extend(quantity(told, line, (at, next), value));
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

/// The number that begins at a word, and the word behind it.
pub fn number(told: &Told<'_>, line: &Line, from: usize) -> Option<(f64, usize)> {
    let (mut sum, mut value, mut at) = (0.0, None, from);
    while let Some(word) = line.words.get(at) {
        let folded = told.folded(line, word);
        let plain = digits(&folded).or_else(|| hyphened(&folded));
        match (plain, WORDS.get(folded.as_str())) {
            (Some(digits), _) if value.is_none() => value = Some(digits),
            (None, Some(Meaning::Number(one)))
                if value.is_none_or(|held: f64| held >= 20.0 && *one < 10.0) =>
            {
                value = Some(value.unwrap_or(0.0) + one);
            }
            (None, Some(Meaning::Scale(scale))) if value.is_some() => {
                let scaled = value.unwrap_or(1.0) * scale;
                (sum, value) = if *scale >= 1000.0 { (sum + scaled, Some(0.0)) } else { (sum, Some(scaled)) };
            }
            (None, Some(Meaning::Scale(scale))) if is_one(told, line, at) => value = Some(*scale),
            _ => break,
        }
        at += 1;
    }
    value.map(|value| (sum + value, at))
}

/// "twenty-one".
fn hyphened(folded: &str) -> Option<f64> {
    let of = |word: &str| match WORDS.get(word) {
        Some(Meaning::Number(one)) => Some(*one),
        _ => None,
    };
    let (tens, ones) = folded.split_once('-')?;
    Some(of(tens).filter(|tens| *tens >= 20.0)? + of(ones).filter(|ones| *ones < 10.0)?)
}

/// "1,200", "212m".
fn digits(folded: &str) -> Option<f64> {
    let plain = folded.replace(',', "");
    let end = plain.find(|c: char| c.is_alphabetic()).unwrap_or(plain.len());
    let scale = match WORDS.get(&plain[end..]) {
        Some(Meaning::Scale(scale)) => *scale,
        _ => 1.0,
    };
    let known = end == plain.len() || scale > 1.0;
    plain[..end]
        .parse::<f64>()
        .ok()
        .filter(|_| known && folded.starts_with(|c: char| c.is_ascii_digit()))
        .map(|value| value * scale)
}

/// "a dozen", "a hundred".
fn is_one(told: &Told<'_>, line: &Line, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| told.folded(line, &line.words[before]) == "a")
}

/// A number with what it counts.
fn quantity(told: &Told<'_>, line: &Line, (from, to): (usize, usize), value: f64) -> Option<Quantity> {
    let body = &told.articles[line.article as usize].body;
    let number = line.words[from].span.cover(line.words[to - 1].span);
    let is_year = number.of(body).len() == 4 && (1500.0..2101.0).contains(&value);
    if is_year || line.dates.iter().any(|date| date.span.overlaps(number)) || is_part(body, number) {
        return None;
    }
    let before = body.get(..number.start as usize)?.chars().next_back();
    let behind = body.get(number.end as usize..)?;
    let money = before.filter(|c| matches!(c, '$' | '£' | '€')).or_else(|| currency(told, line, to));
    let (mut unit, mut span, mut words) = (Vec::new(), number, String::new());
    for (place, word) in line.words[to..].iter().enumerate().take(REACH) {
        let gap = body.get(span.end as usize..word.span.start as usize)?;
        if gap.contains([',', ';', ':', '.', '(', ')', '—', '–', '"', '“', '”'])
            || is_age(told, line, to + place, gap)
        {
            break;
        }
        if word.term.is_none() && !JOINING.contains(&told.folded(line, word).as_str()) {
            break;
        }
        span = span.cover(word.span);
        if let Some(term) = word.term {
            unit.push(term);
            words.push(' ');
            words.push_str(&told.folded(line, word));
        }
    }
    let percent = behind.starts_with('%');
    let back = line.words[..from].iter().rev().take(REACH);
    let before: Vec<Term> =
        back.filter(|word| word.names.is_none()).filter_map(|word| word.term).take(2).collect();
    let counts = !unit.is_empty() || percent || money.is_some();
    if !counts || is_age(told, line, to, behind) {
        return None;
    }
    let shown = format!(
        "{}{value}{}{words}",
        money.map_or(String::new(), String::from),
        if percent { "%" } else { "" }
    );
    Some(Quantity { value, bound: bound(told, line, from), unit, before, money, number, span, shown })
}

/// The sign of the currency that stands behind a number in words: "412 million pounds".
fn currency(told: &Told<'_>, line: &Line, at: usize) -> Option<char> {
    match told.folded_at(line, at).as_str() {
        "pound" | "pounds" => Some('£'),
        "dollar" | "dollars" => Some('$'),
        "euro" | "euros" => Some('€'),
        _ => None,
    }
}

/// Whether a number is a part of a score, a range, a time or a name.
fn is_part(body: &str, number: Span) -> bool {
    let joins = |c: char| matches!(c, '-' | '–' | ':' | '/' | '.' | '#');
    let before = body.get(..number.start as usize).unwrap_or("");
    let behind = body.get(number.end as usize..).unwrap_or("");
    let next = |rest: &str| rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    before.ends_with(joins) || behind.starts_with(joins) && next(behind)
}

/// "42-year-old", "42 years old", "aged".
fn is_age(told: &Told<'_>, line: &Line, at: usize, gap: &str) -> bool {
    let is = |at: usize, words: &[&str]| {
        line.words.get(at).is_some_and(|word| words.contains(&told.folded(line, word).as_str()))
    };
    is(at, &["year", "years"]) && (gap.starts_with('-') || is(at + 1, &["old", "ago"]))
}

/// What the words before a number say of it.
fn bound(told: &Told<'_>, line: &Line, from: usize) -> Bound {
    let mut before = line.words[from.saturating_sub(2)..from].iter();
    before
        .find_map(|word| match WORDS.get(told.folded(line, word).as_str()) {
            Some(Meaning::Bound(bound)) => Some(*bound),
            _ => None,
        })
        .unwrap_or(Bound::Exact)
}
