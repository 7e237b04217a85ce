//! The shape of each line that speaks of several articles, fields in the order in which they are written.

use serde::Serialize;

use super::Writer;
use super::form::EditForm;
use super::form::PlaceForm;
use super::form::WhenForm;
use crate::account::Account;
use crate::account::Agreement;
use crate::account::Difference;
use crate::account::DifferenceKind;
use crate::account::LinkKind;
use crate::article::Article;
use crate::correction::Change;
use crate::correction::Correction;
use crate::origin::Link;
use crate::origin::Origins;
use crate::reprint::Basis;
use crate::reprint::Reprint;
use crate::statement::Statement;
use crate::story::Story;
use crate::text::Id;
use crate::utterance::Place;

#[derive(Serialize)]
pub(super) struct ReprintLine {
    kind: &'static str,
    original: Id<Article>,
    copy: Id<Article>,
    passages: Vec<[[u32; 2]; 2]>,
    share: f32,
    credit: Option<[u32; 2]>,
    basis: Basis,
}

impl ReprintLine {
    pub(super) fn of(reprint: &Reprint, writer: &Writer<'_>) -> Self {
        let passages = reprint.passages.iter();
        Self {
            kind: "reprint",
            original: reprint.original,
            copy: reprint.copy,
            passages: passages
                .map(|one| [writer.span(reprint.original, one.original), writer.span(reprint.copy, one.copy)])
                .collect(),
            share: reprint.share,
            credit: reprint.credit.map(|span| writer.span(reprint.copy, span)),
            basis: reprint.basis,
        }
    }
}

#[derive(Serialize)]
pub(super) struct CorrectionLine<'a> {
    kind: &'static str,
    before: Id<Article>,
    after: Id<Article>,
    edits: Vec<EditForm<'a>>,
    notice: Option<[u32; 2]>,
    statements: &'a [Id<Statement>],
}

impl<'a> CorrectionLine<'a> {
    pub(super) fn of(correction: &'a Correction, writer: &Writer<'a>) -> Self {
        let Correction { before, after, edits, notice, statements } = correction;
        let edit = |change: &Change| {
            let removed = Place { article: *before, span: change.removed };
            let added = Place { article: *after, span: change.added };
            EditForm {
                r#type: change.kind,
                removed: writer.words(&removed),
                added: writer.words(&added),
                removed_span: PlaceForm::of(&removed, writer),
                added_span: PlaceForm::of(&added, writer),
            }
        };
        Self {
            kind: "correction",
            before: *before,
            after: *after,
            edits: edits.iter().map(edit).collect(),
            notice: notice.map(|span| writer.span(*after, span)),
            statements,
        }
    }
}

/// A report on the way of the words.
#[derive(Serialize)]
pub(super) struct LinkForm<'a> {
    outlet: Option<&'a str>,
    article: Option<Id<Article>>,
    held: bool,
    when: WhenForm<'a>,
    words: Option<PlaceForm>,
}

impl<'a> LinkForm<'a> {
    pub(super) fn of(link: &'a Link, writer: &Writer<'_>) -> Self {
        Self {
            outlet: link.outlet.as_deref(),
            article: link.article,
            held: link.article.is_some(),
            when: (&link.when).into(),
            words: link.words.as_ref().map(|place| PlaceForm::of(place, writer)),
        }
    }
}

#[derive(Serialize)]
pub(super) struct StoryLine<'a> {
    kind: &'static str,
    id: Id<Story>,
    headline: Option<&'a str>,
    articles: &'a [Id<Article>],
}

impl<'a> StoryLine<'a> {
    pub(super) fn of(story: &'a Story) -> Self {
        let Story { id, headline, articles } = story;
        Self { kind: "story", id: *id, headline: headline.as_deref(), articles }
    }
}

#[derive(Serialize)]
struct AccountForm<'a> {
    article: Id<Article>,
    span: [u32; 2],
    words: &'a str,
    value: Option<&'a str>,
    as_of: WhenForm<'a>,
}

impl<'a> AccountForm<'a> {
    fn of(account: &'a Account, writer: &Writer<'_>) -> Self {
        Self {
            article: account.article,
            span: writer.span(account.article, account.span),
            words: &account.words,
            value: account.value.as_deref(),
            as_of: (&account.as_of).into(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct DifferenceLine<'a> {
    kind: &'static str,
    story: Id<Story>,
    r#type: DifferenceKind,
    link: Option<LinkKind>,
    point: &'a str,
    reason: &'a str,
    accounts: Vec<AccountForm<'a>>,
    reports: u32,
    mentions: u32,
    origins: Origins,
    confidence: f32,
}

impl<'a> DifferenceLine<'a> {
    pub(super) fn of(difference: &'a Difference, writer: &Writer<'_>) -> Self {
        Self {
            kind: "difference",
            story: difference.story,
            r#type: difference.kind,
            link: difference.link,
            point: &difference.point,
            reason: &difference.reason,
            accounts: difference.accounts.iter().map(|account| AccountForm::of(account, writer)).collect(),
            reports: difference.reports,
            mentions: difference.mentions,
            origins: difference.origins,
            confidence: difference.confidence,
        }
    }
}

#[derive(Serialize)]
pub(super) struct AgreementLine<'a> {
    kind: &'static str,
    story: Id<Story>,
    point: &'a str,
    accounts: Vec<AccountForm<'a>>,
    reports: u32,
    mentions: u32,
    origins: Origins,
}

impl<'a> AgreementLine<'a> {
    pub(super) fn of(agreement: &'a Agreement, writer: &Writer<'_>) -> Self {
        Self {
            kind: "agreement",
            story: agreement.story,
            point: &agreement.point,
            accounts: agreement.accounts.iter().map(|account| AccountForm::of(account, writer)).collect(),
            reports: agreement.reports,
            mentions: agreement.mentions,
            origins: agreement.origins,
        }
    }
}
