//! The rows as data: `{quotation, span, verdict, matches}`, one object a row.

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::article::Article;
use crate::record::EditForm;
use crate::record::Offsets;
use crate::record::Writer;
use crate::speaker::Kind;
use crate::speaker::Speaker;
use crate::statement::Form;
use crate::statement::Statement;
use crate::text::Id;
use crate::text::Span;

use super::Checked;
use super::Match;
use super::Row;
use super::Verdict;

/// Each row as one line of JSON, in order of place in the draft. `docs/check.md` describes every field.
pub fn lines(checked: &Checked, offsets: Offsets) -> impl Iterator<Item = String> {
    let wire = Wire {
        checked,
        writer: Writer::new(&checked.articles, &checked.cast, offsets),
        articles: checked.articles.iter().map(|article| (article.id, article)).collect(),
    };
    checked
        .rows
        .iter()
        .map(move |row| serde_json::to_string(&wire.row(row)).expect("words and numbers always serialise"))
}

/// What a row needs to be written.
struct Wire<'a> {
    checked: &'a Checked,
    writer: Writer<'a>,
    articles: FxHashMap<Id<Article>, &'a Article>,
}

#[derive(Serialize)]
struct RowForm<'a> {
    quotation: &'a str,
    span: [u32; 2],
    spans: Vec<[u32; 2]>,
    line: u32,
    column: u32,
    form: Option<Form>,
    quoted: bool,
    speaker: Option<SpeakerForm<'a>>,
    verdict: Verdict,
    partial: bool,
    matches: Vec<MatchForm<'a>>,
}

#[derive(Serialize)]
struct SpeakerForm<'a> {
    id: Id<Speaker>,
    name: &'a str,
    kind: Kind,
}

#[derive(Serialize)]
struct MatchForm<'a> {
    article: Id<Article>,
    file: &'a str,
    outlet: Option<&'a str>,
    span: [u32; 2],
    spans: Vec<[u32; 2]>,
    words: &'a str,
    statement: Option<Id<Statement>>,
    speaker: Option<SpeakerForm<'a>>,
    quoted: bool,
    partial: bool,
    edits: Vec<EditForm<'a>>,
}

impl<'a> Wire<'a> {
    fn row(&self, row: &'a Row) -> RowForm<'a> {
        let draft = self.checked.draft().id;
        RowForm {
            quotation: &row.quotation,
            span: self.writer.span(draft, cover(&row.spans)),
            spans: row.spans.iter().map(|span| self.writer.span(draft, *span)).collect(),
            line: row.line,
            column: row.column,
            form: row.form,
            quoted: row.quoted,
            speaker: row.speaker.and_then(|id| self.speaker(id)),
            verdict: row.verdict,
            partial: row.partial,
            matches: row.matches.iter().map(|found| self.found(found)).collect(),
        }
    }

    fn found(&self, found: &'a Match) -> MatchForm<'a> {
        let article = self.articles.get(&found.article);
        MatchForm {
            article: found.article,
            file: article.map_or("", |article| &article.file),
            outlet: article.and_then(|article| article.outlet.name.as_deref()),
            span: self.writer.span(found.article, cover(&found.spans)),
            spans: found.spans.iter().map(|span| self.writer.span(found.article, *span)).collect(),
            words: &found.words,
            statement: found.statement,
            speaker: found.speaker.and_then(|id| self.speaker(id)),
            quoted: found.quoted,
            partial: found.partial,
            edits: found.edits.iter().map(|edit| EditForm::of(edit, &self.writer)).collect(),
        }
    }

    fn speaker(&self, id: Id<Speaker>) -> Option<SpeakerForm<'a>> {
        let speaker = self.checked.speaker(id)?;
        Some(SpeakerForm { id, name: &speaker.name, kind: speaker.kind })
    }
}

/// From the first of these stretches to the last.
fn cover(spans: &[Span]) -> Span {
    spans.iter().copied().reduce(Span::cover).unwrap_or_default()
}
