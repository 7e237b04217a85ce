//! Whose words stand at a place of a report, and whether they stand in quotation marks.

use crate::record::Reading;
use crate::statement::Form;
use crate::statement::Mark;
use crate::statement::MarkKind;
use crate::statement::Statement;
use crate::text::Span;

/// The statements and quotation marks of each report, by place.
pub(super) struct Owners<'a> {
    of: Vec<Places<'a>>,
}

struct Places<'a> {
    statements: &'a [Statement],
    /// Content spans in order of their start, each with its statement.
    contents: Vec<(Span, u32)>,
    /// The furthest end of the contents up to each.
    reach: Vec<u32>,
    /// Quotations and posts, in order, apart from each other.
    quoted: Vec<Span>,
}

impl<'a> Owners<'a> {
    pub fn of(readings: &'a [Reading]) -> Self {
        Self { of: readings.iter().map(Places::of).collect() }
    }

    /// The statements that at least half of these words are of; none that only encloses another of them.
    /// The one with the least content first.
    pub fn innermost(&self, article: usize, spans: &[Span]) -> Vec<&'a Statement> {
        let Some(places) = self.of.get(article) else { return Vec::new() };
        let all: usize = spans.iter().map(|span| span.len()).sum();
        let mut shares: Vec<(u32, usize)> = spans.iter().flat_map(|span| places.overlapping(*span)).collect();
        shares.sort_unstable();
        let mut found: Vec<&Statement> = Vec::new();
        for of_one in shares.chunk_by(|a, b| a.0 == b.0) {
            if of_one.iter().map(|share| share.1).sum::<usize>() * 2 >= all.max(1) {
                found.push(&places.statements[of_one[0].0 as usize]);
            }
        }
        let outer: Vec<_> = found.iter().filter_map(|statement| statement.within).collect();
        if found.iter().any(|statement| !outer.contains(&statement.id)) {
            found.retain(|statement| !outer.contains(&statement.id));
        }
        found.sort_by_key(|one| (one.content.iter().map(|span| span.len()).sum::<usize>(), one.id));
        found
    }

    /// The quotation that holds a byte.
    pub fn quotation_at(&self, article: usize, at: u32) -> Option<Span> {
        let quoted = &self.of.get(article)?.quoted;
        let span = quoted.get(quoted.partition_point(|span| span.end <= at))?;
        (span.start <= at).then_some(*span)
    }

    /// Whether most of these words stand in quotation marks or in a post.
    pub fn are_quoted(&self, article: usize, spans: &[Span]) -> bool {
        let Some(places) = self.of.get(article) else { return false };
        let all: usize = spans.iter().map(|span| span.len()).sum();
        let inside: usize = spans.iter().map(|span| places.quoted_in(*span)).sum();
        inside * 10 >= all * 8
    }

    /// The quotations of a report, in order.
    pub fn quotations(&self, article: usize) -> &[Span] {
        self.of.get(article).map_or(&[], |places| &places.quoted)
    }
}

impl<'a> Places<'a> {
    fn of(reading: &'a Reading) -> Self {
        let numbered = reading.statements.iter().zip(0..);
        let mut contents: Vec<(Span, u32)> =
            numbered.flat_map(|(one, at)| one.content.iter().map(move |span| (*span, at))).collect();
        contents.sort_unstable();
        let mut furthest = 0;
        let reach = contents.iter().map(|(span, _)| {
            furthest = furthest.max(span.end);
            furthest
        });
        let reach = reach.collect();
        Self { statements: &reading.statements, contents, reach, quoted: quoted(reading) }
    }

    /// The statements that share bytes with a span, and how many.
    fn overlapping(&self, span: Span) -> impl Iterator<Item = (u32, usize)> {
        let to = self.contents.partition_point(|(content, _)| content.start < span.end);
        let near = (0..to).rev().take_while(move |at| self.reach[*at] > span.start);
        near.filter_map(move |at| {
            let (content, statement) = self.contents[at];
            let shared = content.end.min(span.end).saturating_sub(content.start.max(span.start));
            (shared > 0).then_some((statement, shared as usize))
        })
    }

    fn quoted_in(&self, span: Span) -> usize {
        let from = self.quoted.partition_point(|quoted| quoted.end <= span.start);
        let over = self.quoted[from..].iter().take_while(|quoted| quoted.start < span.end);
        over.map(|quoted| (quoted.end.min(span.end) - quoted.start.max(span.start)) as usize).sum()
    }
}

/// The outer quotations of a report and its posts.
fn quoted(reading: &Reading) -> Vec<Span> {
    let outer = |mark: &&Mark| mark.kind != MarkKind::Inner;
    let marks = reading.marks.iter().filter(outer).map(|mark| mark.span);
    // Posts and speeches behind a name and a colon are somebody's very words without marks.
    let whole = reading.statements.iter().filter(|one| matches!(one.form, Form::Direct | Form::Post));
    let mut all: Vec<Span> = marks.chain(whole.flat_map(|one| one.content.iter().copied())).collect();
    all.sort_unstable();
    let mut apart: Vec<Span> = Vec::with_capacity(all.len());
    for span in all {
        match apart.last_mut() {
            Some(last) if last.overlaps(span) => *last = last.cover(span),
            _ => apart.push(span),
        }
    }
    apart
}
