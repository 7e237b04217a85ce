//! The timeline, with the words that say so.

use super::entries::{Interval, MomentEntry};
use super::lookup::Lookup;
use super::mask::Masker;
use crate::article::Article;
use crate::record::Record;
use crate::story::What;
use crate::text::{Span, sentences};

pub(super) fn set_out(record: &Record, lookup: &Lookup, masker: &Masker) -> Vec<MomentEntry> {
    let moments = record.moments.iter().enumerate().filter_map(|(at, moment)| {
        let article = lookup.article(moment.article)?;
        let statement = moment.statement.and_then(|id| lookup.statement(id));
        let span = moment.span.filter(|_| statement.is_none());
        let span = span.map(|span| shown(&record.articles[article - 1], moment.what, span));
        Some(MomentEntry {
            number: at + 1,
            when: Interval(moment.when.clone()),
            what: moment.what,
            article,
            piece: span.map(|span| lookup.piece(masker, article, span)),
            statement,
            story: moment.story.and_then(|id| lookup.story(id)),
            after: moment.after.iter().filter_map(|id| lookup.statement(*id)).collect(),
        })
    });
    moments.collect()
}

/// A bare year is shown with its sentence.
fn shown(article: &Article, what: What, span: Span) -> Span {
    let block = article.blocks.iter().find(|block| block.span.contains(span));
    match block {
        Some(block) if what == What::Background => {
            let sentences = sentences(block.span.of(&article.body), block.span.start as usize);
            sentences.into_iter().find(|sentence| sentence.contains(span)).unwrap_or(span)
        }
        _ => span,
    }
}
