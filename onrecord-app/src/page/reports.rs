//! The articles with their statements marked.

use onrecord::article::BlockKind;
use onrecord::dossier::{Anchor, ArticleEntry, BlockEntry, Dossier, Part, SegmentPart};
use onrecord::statement::{Act, Scope};

use super::{dates, labels};

/// An article.
pub(super) struct Report<'a> {
    pub(super) entry: &'a ArticleEntry,
    pub(super) published: Option<String>,
    pub(super) revised: Option<String>,
    /// Its address, where it is one that a browser may open.
    pub(super) url: Option<&'a str>,
    pub(super) statements: usize,
    pub(super) runs: Vec<Run<'a>>,
}

/// Neighbouring blocks: house text is folded away together.
pub(super) struct Run<'a> {
    pub(super) folded: bool,
    pub(super) blocks: Vec<Block<'a>>,
}

/// A block.
pub(super) struct Block<'a> {
    pub(super) tag: &'static str,
    pub(super) class: &'static str,
    pub(super) label: Option<&'static str>,
    pub(super) segments: Vec<Words<'a>>,
}

/// Words with what stands at their ends.
pub(super) struct Words<'a> {
    pub(super) words: &'a str,
    /// Anchors in front of them.
    pub(super) ids: Vec<String>,
    /// `content`, `cue`, `source` …; empty for words of no statement.
    pub(super) class: String,
    /// Whether somebody's words are among them.
    pub(super) content: bool,
    /// The statements' numbers.
    pub(super) of: String,
    pub(super) refs: Vec<Ref<'a>>,
}

/// The number behind a statement, and the note in the margin.
pub(super) struct Ref<'a> {
    pub(super) number: usize,
    pub(super) speaker: &'a str,
    pub(super) remark: Option<&'static str>,
}

/// All articles.
pub(super) fn all(dossier: &Dossier) -> Vec<Report<'_>> {
    let mut counts = vec![0; dossier.articles.len() + 1];
    for statement in dossier.statements.iter().filter(|statement| statement.reports_words()) {
        if let Some(count) = counts.get_mut(statement.article) {
            *count += 1;
        }
    }
    let articles = dossier.articles.iter();
    articles.map(|entry| report(entry, counts.get(entry.number).copied().unwrap_or(0), dossier)).collect()
}

fn report<'a>(entry: &'a ArticleEntry, statements: usize, dossier: &'a Dossier) -> Report<'a> {
    let safe = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
    Report {
        entry,
        published: dates::words(&entry.published),
        revised: entry.revised.as_ref().and_then(dates::words),
        url: entry.url.as_deref().filter(safe),
        statements,
        runs: runs(&entry.blocks, dossier),
    }
}

fn runs<'a>(blocks: &'a [BlockEntry], dossier: &'a Dossier) -> Vec<Run<'a>> {
    let mut runs: Vec<Run> = Vec::new();
    for entry in blocks {
        let folded = matches!(entry.kind, BlockKind::Boilerplate | BlockKind::AltText | BlockKind::Bio);
        if runs.last().is_none_or(|run| run.folded != folded) {
            runs.push(Run { folded, blocks: Vec::new() });
        }
        if let Some(run) = runs.last_mut() {
            run.blocks.push(block(entry, dossier));
        }
    }
    runs
}

fn block<'a>(entry: &'a BlockEntry, dossier: &'a Dossier) -> Block<'a> {
    let tag = match entry.kind {
        BlockKind::Headline => "h4",
        BlockKind::Heading => "h5",
        BlockKind::Post => "blockquote",
        _ => "p",
    };
    let segments = entry.segments.iter().map(|segment| words(segment, dossier)).collect();
    Block { tag, class: entry.kind.as_str(), label: labels::block(entry.kind), segments }
}

fn words<'a>(segment: &'a SegmentPart, dossier: &'a Dossier) -> Words<'a> {
    let statements = segment.opens.iter().map(|number| format!("s{number}"));
    let others = segment.anchors.iter().map(|anchor| match anchor {
        Anchor::Moment(number) => format!("m{number}"),
        Anchor::Echo(utterance, number) => format!("e{utterance}-{number}"),
        Anchor::Link(utterance, number) => format!("w{utterance}-{number}"),
        Anchor::Difference(difference, number) => format!("d{difference}-{number}"),
        Anchor::Agreement(agreement, number) => format!("g{agreement}-{number}"),
        Anchor::Original(reprint, number) => format!("o{reprint}-{number}"),
        Anchor::Copy(reprint, number) => format!("c{reprint}-{number}"),
        Anchor::Credit(reprint) => format!("k{reprint}"),
        Anchor::Notice(correction) => format!("n{correction}"),
        Anchor::Change(correction, number) => format!("x{correction}-{number}"),
    });
    let has = |part: Part| segment.parts.iter().any(|(_, own)| *own == part);
    let mut class: Vec<&str> =
        Part::ALL.iter().filter(|part| has(**part)).map(|part| part.as_str()).collect();
    class.extend(manner(segment, dossier));
    let mut numbers: Vec<usize> = segment.parts.iter().map(|(number, _)| *number).collect();
    numbers.dedup();
    Words {
        words: &segment.words,
        ids: statements.chain(others).collect(),
        content: has(Part::Content),
        class: class.join(" "),
        of: numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
        refs: segment.closes.iter().filter_map(|number| reference(*number, dossier)).collect(),
    }
}

/// Words that are nobody's for sure, or thought and not said, look otherwise than words said.
fn manner(segment: &SegmentPart, dossier: &Dossier) -> Option<&'static str> {
    let content = segment.parts.iter().filter(|(_, part)| *part == Part::Content);
    let mut own = content.filter_map(|(number, _)| dossier.statement(*number)).peekable();
    own.peek()?;
    let (mut thought, mut uncertain) = (true, true);
    for statement in own {
        thought &= statement.act == Act::Thinks;
        uncertain &= statement.scope == Scope::Uncertain;
    }
    if thought { Some("thought") } else { uncertain.then_some("uncertain") }
}

fn reference(number: usize, dossier: &Dossier) -> Option<Ref<'_>> {
    let statement = dossier.statement(number)?;
    let speaker = statement.speaker.and_then(|number| dossier.speaker(number));
    let remark = match (statement.act, statement.scope) {
        (Act::Thinks, _) => Some("thought, not said"),
        (Act::Declines, _) => Some("declines to speak"),
        (_, Scope::Uncertain) => Some("may be the outlet’s own words"),
        _ => None,
    };
    Some(Ref { number, speaker: labels::speaker(speaker), remark })
}
