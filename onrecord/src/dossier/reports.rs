//! The articles, their words cut wherever a statement's part starts or ends.

use super::anchors;
use super::entries::Interval;
use super::lookup::Lookup;
use super::mask::Masker;
use super::printed::{Anchor, ArticleEntry, BlockEntry, Part, SegmentPart};
use crate::article::{Article, Block};
use crate::record::Record;
use crate::statement::Statement;
use crate::text::Span;

/// A part of a statement inside one block.
struct Stretch {
    span: Span,
    statement: usize,
    part: Part,
}

/// Where an article's statements start and end, and where else something points.
#[derive(Default)]
struct Ends {
    opens: Vec<(u32, usize)>,
    closes: Vec<(u32, usize)>,
    anchors: Vec<(u32, Anchor)>,
}

pub(super) fn set_out(record: &Record, lookup: &Lookup, masker: &Masker) -> Vec<ArticleEntry> {
    let mut own: Vec<Vec<(usize, &Statement)>> = vec![Vec::new(); record.articles.len()];
    for (at, statement) in record.statements.iter().enumerate() {
        if let Some(number) = lookup.article(statement.article) {
            own[number - 1].push((at + 1, statement));
        }
    }
    let mut anchors = anchors::all(record, lookup);
    let articles = record.articles.iter().zip(&own).enumerate();
    articles
        .map(|(at, (article, own))| {
            let ends = Ends { anchors: std::mem::take(&mut anchors[at]), ..Ends::default() };
            entry(at + 1, article, own, ends, lookup, masker)
        })
        .collect()
}

fn entry(
    number: usize,
    article: &Article,
    own: &[(usize, &Statement)],
    ends: Ends,
    lookup: &Lookup,
    masker: &Masker,
) -> ArticleEntry {
    let name = article.file.rsplit(['/', '\\']).next().unwrap_or(&article.file);
    ArticleEntry {
        number,
        id: article.id.to_string(),
        label: masker.text(article.outlet.name.as_deref().unwrap_or(name)),
        outlet: article.outlet.name.as_deref().map(|name| masker.text(name)),
        outlet_basis: article.outlet.basis.clone(),
        file: article.file.clone(),
        url: article.url.as_deref().map(|url| masker.text(url)),
        headline: article.headline.as_deref().map(|headline| masker.text(headline)),
        byline: article.byline.iter().map(|name| masker.text(name)).collect(),
        published: Interval(article.published.clone()),
        revised: article.revised.clone().map(Interval),
        capture_of: Some(lookup.captures.first(number)).filter(|first| *first != number),
        language: article.language.clone(),
        blocks: blocks(number, article, own, ends, lookup, masker),
    }
}

fn blocks(
    number: usize,
    article: &Article,
    own: &[(usize, &Statement)],
    mut ends: Ends,
    lookup: &Lookup,
    masker: &Masker,
) -> Vec<BlockEntry> {
    let mut stretches: Vec<Vec<Stretch>> = article.blocks.iter().map(|_| Vec::new()).collect();
    for (number, statement) in own {
        for (part, span) in parts(statement) {
            spread(&article.blocks, span, *number, part, &mut stretches);
        }
        let place = parts(statement).map(|(_, span)| span).reduce(Span::cover);
        let close = statement.content.last().or(statement.cue.last()).copied().or(place);
        ends.opens.extend(place.map(|span| (span.start, *number)));
        ends.closes.extend(close.map(|span| (span.end, *number)));
    }
    ends.opens.sort_unstable();
    ends.closes.sort_unstable();
    ends.anchors.sort_unstable();
    let cut = article.blocks.iter().zip(stretches).map(|(block, stretches)| BlockEntry {
        kind: block.kind,
        span: lookup.points(number, block.span),
        segments: segments(block.span, stretches, &ends, |span| masker.slice(article, span)),
    });
    cut.collect()
}

fn parts(statement: &Statement) -> impl Iterator<Item = (Part, Span)> {
    let content = statement.content.iter().map(|span| (Part::Content, *span));
    let cue = statement.cue.iter().map(|span| (Part::Cue, *span));
    let source = statement.source.iter().map(|span| (Part::Source, *span));
    content.chain(cue).chain(source).filter(|(_, span)| !span.is_empty())
}

/// Clips a part to each block that it touches.
fn spread(blocks: &[Block], span: Span, statement: usize, part: Part, into: &mut [Vec<Stretch>]) {
    let first = blocks.partition_point(|block| block.span.end <= span.start);
    for (block, stretches) in blocks[first..].iter().zip(&mut into[first..]) {
        if block.span.start >= span.end {
            break;
        }
        let span = Span { start: span.start.max(block.span.start), end: span.end.min(block.span.end) };
        stretches.push(Stretch { span, statement, part });
    }
}

fn segments(
    block: Span,
    mut stretches: Vec<Stretch>,
    ends: &Ends,
    slice: impl Fn(Span) -> String,
) -> Vec<SegmentPart> {
    let mut cuts: Vec<u32> = stretches.iter().flat_map(|s| [s.span.start, s.span.end]).collect();
    let from = ends.anchors.partition_point(|(at, _)| *at < block.start);
    cuts.extend(ends.anchors[from..].iter().map(|(at, _)| *at).take_while(|at| *at < block.end));
    cuts.extend([block.start, block.end]);
    cuts.sort_unstable();
    cuts.dedup();
    stretches.sort_by_key(|stretch| (stretch.span.start, stretch.statement, stretch.part));
    let mut waiting = stretches.into_iter().peekable();
    let mut active: Vec<Stretch> = Vec::new();
    let mut segments = Vec::with_capacity(cuts.len());
    for pair in cuts.windows(2) {
        let span = Span { start: pair[0], end: pair[1] };
        active.retain(|stretch| stretch.span.end > span.start);
        while let Some(next) = waiting.next_if(|stretch| stretch.span.start <= span.start) {
            active.push(next);
        }
        segments.push(SegmentPart {
            words: slice(span),
            parts: active.iter().map(|stretch| (stretch.statement, stretch.part)).collect(),
            opens: between(&ends.opens, span.start, span.end),
            closes: between(&ends.closes, span.start + 1, span.end + 1),
            anchors: between(&ends.anchors, span.start, span.end),
        });
    }
    segments
}

/// What stands in `start..end`.
fn between<T: Copy>(ends: &[(u32, T)], start: u32, end: u32) -> Vec<T> {
    let from = ends.partition_point(|(at, _)| *at < start);
    ends[from..].iter().take_while(|(at, _)| *at < end).map(|(_, what)| *what).collect()
}
