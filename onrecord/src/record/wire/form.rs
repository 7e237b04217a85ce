//! The shape of each line: fields in the order in which they are written.

use std::fmt::Write;

use serde::Serialize;

use super::Writer;
use super::relations::LinkForm;
use crate::article::{Article, BlockKind, Outlet};
use crate::origin::{Link, Origin, Origins};
use crate::record::offsets::Ruler;
use crate::speaker::{Alias, Attribution, Basis, Kind, Speaker};
use crate::statement::{Act, Addressee, Flag, Form, Mark, MarkKind, Scope, Statement};
use crate::story::{Moment, Story, What};
use crate::text::{EditKind, Id, Span, hash};
use crate::time::{Stamp, When};
use crate::utterance::{Echo, EchoKind, Place, Utterance, Variant, WordingEdit};

/// Writes one line.
pub(super) fn line(form: &impl Serialize) -> String {
    serde_json::to_string(form).expect("words and numbers always serialise")
}

/// ISO 8601; nothing where a stamp cannot be written as an instant.
fn iso(stamp: Option<Stamp>) -> Option<String> {
    let mut words = String::new();
    write!(words, "{}", stamp?).ok().map(|()| words)
}

#[derive(Serialize)]
pub(super) struct WhenForm<'a> {
    start: Option<String>,
    end: Option<String>,
    basis: &'a str,
}

impl<'a> From<&'a When> for WhenForm<'a> {
    fn from(when: &'a When) -> Self {
        Self { start: iso(when.start), end: iso(when.end), basis: &when.basis }
    }
}

#[derive(Serialize)]
pub(super) struct ArticleLine<'a> {
    kind: &'static str,
    id: Id<Article>,
    file: &'a str,
    url: Option<&'a str>,
    outlet: OutletForm<'a>,
    headline: Option<&'a str>,
    byline: &'a [String],
    published: WhenForm<'a>,
    revised: Option<WhenForm<'a>>,
    captured: Option<WhenForm<'a>>,
    language: &'a str,
    body: &'a str,
    sha256: String,
    blocks: Vec<BlockForm>,
}

#[derive(Serialize)]
struct OutletForm<'a> {
    name: Option<&'a str>,
    basis: &'a str,
    hint: Option<&'a str>,
}

#[derive(Serialize)]
struct BlockForm {
    r#type: BlockKind,
    span: [u32; 2],
}

impl<'a> ArticleLine<'a> {
    pub(super) fn of(article: &'a Article, ruler: &Ruler<'_>) -> Self {
        let Outlet { name, basis, hint } = &article.outlet;
        let block =
            |block: &crate::article::Block| BlockForm { r#type: block.kind, span: ruler.span(block.span) };
        Self {
            kind: "article",
            id: article.id,
            file: &article.file,
            url: article.url.as_deref(),
            outlet: OutletForm { name: name.as_deref(), basis, hint: hint.as_deref() },
            headline: article.headline.as_deref(),
            byline: &article.byline,
            published: (&article.published).into(),
            revised: article.revised.as_ref().map(Into::into),
            captured: article.captured.as_ref().map(Into::into),
            language: &article.language,
            body: &article.body,
            sha256: hash(article.body.as_bytes()),
            blocks: article.blocks.iter().map(block).collect(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct MarkLine {
    kind: &'static str,
    article: Id<Article>,
    span: [u32; 2],
    r#type: MarkKind,
}

impl MarkLine {
    pub(super) fn of(mark: &Mark, writer: &Writer<'_>) -> Self {
        let span = writer.span(mark.article, mark.span);
        Self { kind: "mark", article: mark.article, span, r#type: mark.kind }
    }
}

#[derive(Serialize)]
pub(super) struct StatementLine<'a> {
    kind: &'static str,
    id: Id<Statement>,
    article: Id<Article>,
    form: Form,
    act: Act,
    content: Vec<[u32; 2]>,
    cue: Vec<[u32; 2]>,
    source: Vec<[u32; 2]>,
    words: &'a str,
    within: Option<Id<Statement>>,
    speaker: Option<SpokenForm<'a>>,
    addressee: Option<AddresseeForm<'a>>,
    medium: Option<&'a str>,
    said: WhenForm<'a>,
    scope: Scope,
    flags: &'a [Flag],
    replies_to: Vec<Id<Statement>>,
    confidence: f32,
}

#[derive(Serialize)]
struct SpokenForm<'a> {
    id: Id<Speaker>,
    name: &'a str,
    kind: Kind,
    organisation: Option<&'a str>,
    basis: Basis,
    chain: Vec<[u32; 2]>,
}

#[derive(Serialize)]
struct AddresseeForm<'a> {
    name: &'a str,
    span: [u32; 2],
    basis: &'a str,
}

impl<'a> StatementLine<'a> {
    pub(super) fn of(
        statement: &'a Statement,
        spoken: Option<(&Attribution, &'a Speaker)>,
        writer: &Writer<'_>,
    ) -> Self {
        let span = |span: Span| writer.span(statement.article, span);
        let spans = |spans: &[Span]| spans.iter().copied().map(span).collect();
        let addressee =
            |to: &'a Addressee| AddresseeForm { name: &to.name, span: span(to.span), basis: &to.basis };
        Self {
            kind: "statement",
            id: statement.id,
            article: statement.article,
            form: statement.form,
            act: statement.act,
            content: spans(&statement.content),
            cue: spans(&statement.cue),
            source: spans(statement.source.as_slice()),
            words: &statement.words,
            within: statement.within,
            speaker: spoken.map(|(found, speaker)| SpokenForm {
                id: speaker.id,
                name: &speaker.name,
                kind: speaker.kind,
                organisation: speaker.organisation.as_deref(),
                basis: found.basis,
                chain: spans(&found.chain),
            }),
            addressee: statement.addressee.as_ref().map(addressee),
            medium: statement.medium.as_deref(),
            said: (&statement.said).into(),
            scope: statement.scope,
            flags: &statement.flags,
            replies_to: writer.replies.get(&statement.id).cloned().unwrap_or_default(),
            confidence: statement.confidence,
        }
    }
}

#[derive(Serialize)]
pub(super) struct SpeakerLine<'a> {
    kind: &'static str,
    id: Id<Speaker>,
    name: &'a str,
    r#type: Kind,
    organisation: Option<&'a str>,
    private: bool,
    aliases: Vec<AliasForm<'a>>,
    attributes: Vec<AliasForm<'a>>,
}

#[derive(Serialize)]
struct AliasForm<'a> {
    words: &'a str,
    article: Id<Article>,
    span: [u32; 2],
}

impl<'a> SpeakerLine<'a> {
    pub(super) fn of(speaker: &'a Speaker, writer: &Writer<'_>) -> Self {
        let alias = |alias: &'a Alias| AliasForm {
            words: &alias.words,
            article: alias.article,
            span: writer.span(alias.article, alias.span),
        };
        Self {
            kind: "speaker",
            id: speaker.id,
            name: &speaker.name,
            r#type: speaker.kind,
            organisation: speaker.organisation.as_deref(),
            private: speaker.private,
            aliases: speaker.aliases.iter().map(alias).collect(),
            attributes: speaker.attributes.iter().map(alias).collect(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct UtteranceLine<'a> {
    kind: &'static str,
    id: Id<Utterance>,
    speaker: Option<Id<Speaker>>,
    variants: Vec<VariantForm<'a>>,
    echoes: Vec<EchoForm>,
    first: WhenForm<'a>,
    first_held: Option<Id<Article>>,
    earliest_dated: Option<Id<Article>>,
    reports: u32,
    mentions: u32,
    origins: Option<Origins>,
    chain: Vec<LinkForm<'a>>,
    obtained_by: Option<LinkForm<'a>>,
}

#[derive(Serialize)]
struct VariantForm<'a> {
    wording: &'a str,
    statements: &'a [Id<Statement>],
    edits: Vec<EditForm<'a>>,
}

#[derive(Serialize)]
pub(crate) struct EditForm<'a> {
    pub(super) r#type: EditKind,
    pub(super) removed: &'a str,
    pub(super) added: &'a str,
    pub(super) removed_span: PlaceForm,
    pub(super) added_span: PlaceForm,
}

#[derive(Serialize)]
struct EchoForm {
    article: Id<Article>,
    span: [u32; 2],
    r#as: EchoKind,
    statement: Option<Id<Statement>>,
}

#[derive(Serialize)]
pub(crate) struct PlaceForm {
    article: Id<Article>,
    span: [u32; 2],
}

impl<'a> UtteranceLine<'a> {
    pub(super) fn of(utterance: &'a Utterance, origin: Option<&'a Origin>, writer: &Writer<'_>) -> Self {
        let link = |link: &'a Link| LinkForm::of(link, writer);
        Self {
            kind: "utterance",
            id: utterance.id,
            speaker: utterance.speaker,
            variants: utterance.variants.iter().map(|variant| VariantForm::of(variant, writer)).collect(),
            echoes: utterance.echoes.iter().map(|echo| EchoForm::of(echo, writer)).collect(),
            first: (&utterance.first).into(),
            first_held: utterance.first_held,
            earliest_dated: utterance.earliest_dated,
            reports: utterance.reports,
            mentions: utterance.mentions,
            origins: origin.map(|origin| origin.origins),
            chain: origin.iter().flat_map(|origin| &origin.chain).map(link).collect(),
            obtained_by: origin.and_then(|origin| origin.obtained_by.as_ref()).map(link),
        }
    }
}

impl<'a> VariantForm<'a> {
    fn of(variant: &'a Variant, writer: &Writer<'_>) -> Self {
        Self {
            wording: &variant.wording,
            statements: &variant.statements,
            edits: variant.edits.iter().map(|edit| EditForm::of(edit, writer)).collect(),
        }
    }
}

impl<'a> EditForm<'a> {
    pub(crate) fn of(edit: &'a WordingEdit, writer: &Writer<'_>) -> Self {
        Self {
            r#type: edit.kind,
            removed: &edit.removed,
            added: &edit.added,
            removed_span: PlaceForm::of(&edit.removed_at, writer),
            added_span: PlaceForm::of(&edit.added_at, writer),
        }
    }
}

impl EchoForm {
    fn of(echo: &Echo, writer: &Writer<'_>) -> Self {
        let PlaceForm { article, span } = PlaceForm::of(&echo.place, writer);
        Self { article, span, r#as: echo.kind, statement: echo.statement }
    }
}

impl PlaceForm {
    pub(super) fn of(place: &Place, writer: &Writer<'_>) -> Self {
        Self { article: place.article, span: writer.span(place.article, place.span) }
    }
}

#[derive(Serialize)]
pub(super) struct MomentLine<'a> {
    kind: &'static str,
    story: Option<Id<Story>>,
    when: WhenForm<'a>,
    what: What,
    article: Id<Article>,
    span: Option<[u32; 2]>,
    refs: Vec<Id<Statement>>,
    after: &'a [Id<Statement>],
}

impl<'a> MomentLine<'a> {
    pub(super) fn of(moment: &'a Moment, writer: &Writer<'_>) -> Self {
        Self {
            kind: "moment",
            story: moment.story,
            when: (&moment.when).into(),
            what: moment.what,
            article: moment.article,
            span: moment.span.map(|span| writer.span(moment.article, span)),
            refs: moment.statement.into_iter().collect(),
            after: &moment.after,
        }
    }
}
