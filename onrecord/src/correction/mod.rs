//! Spots what changed between two captures of one article.
//!
//! ```text
//! keys     Article ──► [key]                what could be captures of one: address; outlet and headline
//! compare  Article × Article ──► Correction?    what changed, and the notice
//! spot     [Article] + [Statement] ──► [Correction]    both, and the statements that a change touches
//! ```

mod notice;
mod running;
mod spot;

pub use spot::spot;

use crate::article::Article;
use crate::article::BlockKind;
use crate::reprint::Face;
use crate::reprint::are_captures;
use crate::reprint::folded_words;
use crate::statement::Statement;
use crate::text::Edit;
use crate::text::EditKind;
use crate::text::Id;
use crate::text::Span;
use crate::text::edits;
use crate::time::Stamp;
use crate::time::When;
use notice::notice;
use running::Running;

/// One change of the words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Change {
    /// What kind.
    pub kind: EditKind,
    /// The words dropped, in the earlier capture (where nothing was dropped: the empty place).
    pub removed: Span,
    /// The words added, in the later capture, likewise.
    pub added: Span,
}

/// What changed between two captures of one article.
#[derive(Clone, PartialEq, Debug)]
pub struct Correction {
    /// The earlier capture.
    pub before: Id<Article>,
    /// The later capture.
    pub after: Id<Article>,
    /// The changes, in order.
    pub edits: Vec<Change>,
    /// Where the later capture admits a change.
    pub notice: Option<Span>,
    /// The statements of either capture that a change touches.
    pub statements: Vec<Id<Statement>>,
}

/// The keys of an article: two captures of one share its address, or two words in a row of its headline.
/// Sorted, each once.
pub fn keys(article: &Article) -> Vec<u64> {
    let face = Face::of(article);
    let outlet = face.outlet.unwrap_or_default();
    let headline = article.headline.as_deref().map_or_else(Vec::new, folded_words);
    let key = |parts: &[&str]| {
        let parts: Vec<&[u8]> = parts.iter().map(|part| part.as_bytes()).collect();
        Id::<Article>::naming(&parts).bits()
    };
    let pairs = headline.windows(2).map(|pair| key(&[&outlet, &pair[0], &pair[1]]));
    let mut keys: Vec<u64> = pairs.chain(face.address.map(|address| key(&[&address]))).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// What changed between two articles, if they are captures of one and anything changed. Their order does not
/// matter. Which statements a change touches, [`spot`] tells.
///
/// ```
/// use onrecord::article::{Article, Page, PageText, compose};
/// use onrecord::correction::compare;
/// let capture = |text: &str| -> Article {
///     let url = Some("https://harbour.example/quay?utm_source=x".into());
///     compose(Page { url, text: PageText::Plain(text.into()), ..Page::default() })
/// };
/// let before = capture("Forty lorries were stuck on the quay all day, the owner said at noon on Monday.");
/// let after = capture("Thirty lorries were stuck on the quay all day, the owner said at noon on Monday.\n\n\
///     Correction: An earlier version of this article gave a wrong number of lorries.");
/// let correction = compare(&after, &before).expect("a change");
/// assert_eq!(correction.edits[0].added.of(&after.body), "Thirty");
/// assert!(correction.notice.is_some());
/// ```
pub fn compare(a: &Article, b: &Article) -> Option<Correction> {
    if a.id == b.id || !are_captures(a, b) {
        return None;
    }
    let (before, after) = if in_order(a) <= in_order(b) { (a, b) } else { (b, a) };
    let (left, right) = (Running::of(before), Running::of(after));
    let change = |edit: Edit| Change {
        kind: edit.kind,
        removed: left.in_body(edit.removed),
        added: right.in_body(edit.added),
    };
    let edits: Vec<Change> = edits(&left.text, &right.text).into_iter().map(change).collect();
    let correction = Correction {
        before: before.id,
        after: after.id,
        notice: notice(before, after),
        edits,
        statements: Vec::new(),
    };
    Some(correction).filter(|one| !one.edits.is_empty() || one.notice.is_some())
}

/// The order of captures: by the time of capture, else of revision, else of publication; then by revision, by the
/// number of notes, by id.
fn in_order(article: &Article) -> (i64, i64, usize, Id<Article>) {
    let latest = |when: &When| when.end.map(Stamp::latest);
    let revised = article.revised.as_ref().and_then(latest);
    let seen = article.captured.as_ref().and_then(latest).or(revised).or(latest(&article.published));
    let notes = article.blocks.iter().filter(|block| block.kind == BlockKind::UpdateNote).count();
    (seen.unwrap_or(i64::MIN), revised.unwrap_or(i64::MIN), notes, article.id)
}
