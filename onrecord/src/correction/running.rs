//! What two captures are compared by: the text of the report, without what the house prints around it.

use crate::article::Article;
use crate::article::BlockKind;
use crate::text::Span;

/// What stands between the blocks.
const GAP: &str = "\n\n";

/// The blocks of a report in one text, and where each stands in the body.
pub(super) struct Running {
    pub text: String,
    /// For each block: its start in the text, and its place in the body.
    blocks: Vec<(u32, Span)>,
}

impl Running {
    pub fn of(article: &Article) -> Self {
        let mut running = Self { text: String::with_capacity(article.body.len()), blocks: Vec::new() };
        for block in article.blocks.iter().filter(|block| is_compared(block.kind)) {
            let span = block.span.trimmed(&article.body);
            running.text.push_str(if running.text.is_empty() { "" } else { GAP });
            running.blocks.push((running.text.len() as u32, span));
            running.text.push_str(span.of(&article.body));
        }
        running
    }

    /// The place in the body of a place in the text. A place between two blocks is at the end of the first.
    pub fn in_body(&self, span: Span) -> Span {
        let at = |offset: u32, block: usize| {
            let (start, span) = self.blocks.get(block).copied().unwrap_or_default();
            (span.start + offset.saturating_sub(start)).min(span.end)
        };
        let holding =
            |offset: u32| self.blocks.partition_point(|(start, _)| *start <= offset).saturating_sub(1);
        let start = at(span.start, holding(span.start));
        let end = if span.is_empty() { start } else { at(span.end, holding(span.end - 1)) };
        Span { start, end: end.max(start) }
    }
}

/// House text, credits and notes change without the report.
fn is_compared(kind: BlockKind) -> bool {
    match kind {
        BlockKind::Headline
        | BlockKind::Byline
        | BlockKind::Paragraph
        | BlockKind::Heading
        | BlockKind::Caption
        | BlockKind::Post => true,
        BlockKind::Dateline
        | BlockKind::Credit
        | BlockKind::AltText
        | BlockKind::Bio
        | BlockKind::Boilerplate
        | BlockKind::UpdateNote => false,
    }
}
