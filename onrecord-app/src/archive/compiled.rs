//! Writes what depends on all articles: joined speakers, utterances, moments; `relations` writes the rest.

use std::collections::HashMap;

use anyhow::Result;
use onrecord::article::Article;
use onrecord::record::{Offsets, Record, Ruler};
use onrecord::speaker::{Alias, Attribution, Speaker};
use onrecord::statement::Statement;
use onrecord::story::{Moment, Story};
use onrecord::text::{Id, Span};
use onrecord::utterance::{Echo, Utterance, Variant, WordingEdit};
use rusqlite::{Connection, params};

use super::columns::id;
use super::columns::{ListColumns, PlaceColumns, WhenColumns, digits, insert_into, share};
use super::relations;

/// Tables that are written anew, those that point to others first.
const TABLES: &[&str] = &[
    "moment_after",
    "agreement_account",
    "agreement",
    "difference_account",
    "difference",
    "correction_statement",
    "change",
    "correction",
    "passage",
    "reprint",
    "chain",
    "origin",
    "story_article",
    "attribution",
    "alias",
    "attribute",
    "edit",
    "variant_statement",
    "variant",
    "echo",
    "moment",
    "story",
    "utterance",
    "speaker",
];

/// Replaces the tables by what the record says.
pub(super) fn write(connection: &Connection, record: &Record) -> Result<()> {
    for table in TABLES {
        connection.execute(&format!("DELETE FROM {table}"), [])?;
    }
    let keys = Keys::new(connection, record)?;
    speakers(connection, record, &keys)?;
    attributions(connection, record, &keys)?;
    utterances(connection, record, &keys)?;
    relations::write(connection, record, &keys)?;
    moments(connection, record, &keys)
}

/// What ids are called in this file, and rulers of all bodies.
pub(super) struct Keys<'a> {
    articles: HashMap<Id<Article>, (i64, Ruler<'a>)>,
    statements: HashMap<Id<Statement>, (i64, Id<Article>)>,
    speakers: HashMap<Id<Speaker>, i64>,
    utterances: HashMap<Id<Utterance>, i64>,
    stories: HashMap<Id<Story>, i64>,
}

impl<'a> Keys<'a> {
    fn new(connection: &Connection, record: &'a Record) -> Result<Self> {
        let articles: HashMap<Id<Article>, i64> = keys(connection, "article")?;
        let statements: HashMap<Id<Statement>, i64> = keys(connection, "statement")?;
        let ruled = |article: &'a Article| {
            let key = *articles.get(&article.id)?;
            Some((article.id, (key, Ruler::new(&article.body, Offsets::CodePoint))))
        };
        let placed = |statement: &Statement| {
            Some((statement.id, (*statements.get(&statement.id)?, statement.article)))
        };
        Ok(Self {
            articles: record.articles.iter().filter_map(ruled).collect(),
            statements: record.statements.iter().filter_map(placed).collect(),
            speakers: record.cast.speakers.iter().map(|speaker| speaker.id).zip(1..).collect(),
            utterances: record.utterances.iter().map(|utterance| utterance.id).zip(1..).collect(),
            stories: record.stories.iter().map(|story| story.id).zip(1..).collect(),
        })
    }

    pub(super) fn article(&self, id: Id<Article>) -> Option<i64> {
        self.articles.get(&id).map(|(key, _)| *key)
    }

    pub(super) fn statement(&self, id: Id<Statement>) -> Option<i64> {
        self.statements.get(&id).map(|(key, _)| *key)
    }

    pub(super) fn utterance(&self, id: Id<Utterance>) -> Option<i64> {
        self.utterances.get(&id).copied()
    }

    pub(super) fn story(&self, id: Id<Story>) -> Option<i64> {
        self.stories.get(&id).copied()
    }

    /// The key of the article and the columns of the place.
    pub(super) fn place(&self, article: Id<Article>, span: Span) -> Option<(i64, PlaceColumns)> {
        let (key, ruler) = self.articles.get(&article)?;
        Some((*key, PlaceColumns::of(span, ruler)))
    }
}

fn keys<T>(connection: &Connection, table: &str) -> Result<HashMap<Id<T>, i64>> {
    let mut query = connection.prepare(&format!("SELECT id, key FROM {table}"))?;
    let rows = query.query_map([], |row| Ok((id(row, 0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn speakers(connection: &Connection, record: &Record, keys: &Keys<'_>) -> Result<()> {
    let mut insert = connection.prepare(&insert_into("speaker", 6))?;
    let mut alias = connection.prepare(&insert_into("alias", 8))?;
    let mut attribute = connection.prepare(&insert_into("attribute", 8))?;
    for (speaker, key) in record.cast.speakers.iter().zip(1_i64..) {
        let Speaker { id, name, kind, organisation, private, .. } = speaker;
        insert.execute(params![key, digits(*id), name, kind.as_str(), organisation, private])?;
        for (insert, aliases) in [(&mut alias, &speaker.aliases), (&mut attribute, &speaker.attributes)] {
            for (seq, Alias { words, article, span }) in aliases.iter().enumerate() {
                let Some((article, at)) = keys.place(*article, *span) else { continue };
                let (points, bytes) = (at.points, at.bytes);
                insert
                    .execute(params![key, seq, words, article, points[0], points[1], bytes[0], bytes[1]])?;
            }
        }
    }
    Ok(())
}

fn attributions(connection: &Connection, record: &Record, keys: &Keys<'_>) -> Result<()> {
    // A statement has one speaker; should a cast ever give two, the first stands.
    let sql = format!("{} ON CONFLICT (statement) DO NOTHING", insert_into("attribution", 6));
    let mut insert = connection.prepare(&sql)?;
    let mut list = ListColumns::default();
    for Attribution { statement, speaker, basis, chain, confidence } in &record.cast.attributions {
        let Some((statement, article)) = keys.statements.get(statement) else { continue };
        let (Some(speaker), Some((_, ruler))) = (keys.speakers.get(speaker), keys.articles.get(article))
        else {
            continue;
        };
        list.fill(chain, ruler);
        insert.execute(params![
            statement,
            speaker,
            basis.as_str(),
            list.points,
            list.bytes,
            share(*confidence)
        ])?;
    }
    Ok(())
}

fn utterances(connection: &Connection, record: &Record, keys: &Keys<'_>) -> Result<()> {
    let mut insert = connection.prepare(&insert_into("utterance", 11))?;
    let mut parts = Parts::new(connection)?;
    for (utterance, key) in record.utterances.iter().zip(1_i64..) {
        let Utterance { id, speaker, variants, echoes, first, reports, mentions, .. } = utterance;
        let first = WhenColumns::of(Some(first));
        insert.execute(params![
            key,
            digits(*id),
            speaker.and_then(|speaker| keys.speakers.get(&speaker)),
            first.start,
            first.end,
            first.basis,
            first.zone,
            utterance.first_held.and_then(|article| keys.article(article)),
            utterance.earliest_dated.and_then(|article| keys.article(article)),
            reports,
            mentions,
        ])?;
        for (seq, variant) in variants.iter().enumerate() {
            parts.variant(key, seq, variant, keys)?;
        }
        for (seq, echo) in echoes.iter().enumerate() {
            parts.echo(key, seq, echo, keys)?;
        }
    }
    Ok(())
}

/// The statements of SQL for the parts of an utterance.
struct Parts<'c> {
    variant: rusqlite::Statement<'c>,
    statement: rusqlite::Statement<'c>,
    edit: rusqlite::Statement<'c>,
    echo: rusqlite::Statement<'c>,
    content: ListColumns,
}

impl<'c> Parts<'c> {
    fn new(connection: &'c Connection) -> Result<Self> {
        Ok(Self {
            variant: connection.prepare(&insert_into("variant", 6))?,
            statement: connection.prepare(&insert_into("variant_statement", 4))?,
            edit: connection.prepare(&insert_into("edit", 16))?,
            echo: connection.prepare(&insert_into("echo", 9))?,
            content: ListColumns::default(),
        })
    }

    fn variant(&mut self, utterance: i64, seq: usize, variant: &Variant, keys: &Keys<'_>) -> Result<()> {
        let (article, spans) = &variant.printed;
        let Some((article, ruler)) = keys.articles.get(article) else { return Ok(()) };
        self.content.fill(spans, ruler);
        let Variant { wording, statements, edits, .. } = variant;
        let ListColumns { points, bytes } = &self.content;
        self.variant.execute(params![utterance, seq, wording, article, points, bytes])?;
        for (place, statement) in statements.iter().enumerate() {
            let Some(statement) = keys.statement(*statement) else { continue };
            self.statement.execute(params![utterance, seq, place, statement])?;
        }
        for (place, edit) in edits.iter().enumerate() {
            self.edit(utterance, seq, place, edit, keys)?;
        }
        Ok(())
    }

    fn edit(
        &mut self,
        utterance: i64,
        variant: usize,
        seq: usize,
        edit: &WordingEdit,
        keys: &Keys<'_>,
    ) -> Result<()> {
        let WordingEdit { kind, removed, added, removed_at, added_at } = edit;
        let (Some((removed_article, removed_at)), Some((added_article, added_at))) =
            (keys.place(removed_at.article, removed_at.span), keys.place(added_at.article, added_at.span))
        else {
            return Ok(());
        };
        self.edit.execute(params![
            utterance,
            variant,
            seq,
            kind.as_str(),
            removed,
            added,
            removed_article,
            removed_at.points[0],
            removed_at.points[1],
            removed_at.bytes[0],
            removed_at.bytes[1],
            added_article,
            added_at.points[0],
            added_at.points[1],
            added_at.bytes[0],
            added_at.bytes[1],
        ])?;
        Ok(())
    }

    fn echo(&mut self, utterance: i64, seq: usize, echo: &Echo, keys: &Keys<'_>) -> Result<()> {
        let Some((article, at)) = keys.place(echo.place.article, echo.place.span) else { return Ok(()) };
        self.echo.execute(params![
            utterance,
            seq,
            echo.kind.as_str(),
            article,
            at.points[0],
            at.points[1],
            at.bytes[0],
            at.bytes[1],
            echo.statement.and_then(|statement| keys.statement(statement)),
        ])?;
        Ok(())
    }
}

fn moments(connection: &Connection, record: &Record, keys: &Keys<'_>) -> Result<()> {
    let mut insert = connection.prepare(&insert_into("moment", 13))?;
    let mut earlier = connection.prepare(&insert_into("moment_after", 3))?;
    for (seq, moment) in record.moments.iter().enumerate() {
        let Moment { when, what, article, span, statement, story, after } = moment;
        let Some((article, at)) = keys.place(*article, span.unwrap_or_default()) else { continue };
        let at = span.map(|_| at);
        let at = at.as_ref();
        let when = WhenColumns::of(Some(when));
        insert.execute(params![
            seq,
            what.as_str(),
            when.start,
            when.end,
            when.basis,
            when.zone,
            article,
            at.map(|at| at.points[0]),
            at.map(|at| at.points[1]),
            at.map(|at| at.bytes[0]),
            at.map(|at| at.bytes[1]),
            statement.and_then(|statement| keys.statement(statement)),
            story.and_then(|story| keys.story(story)),
        ])?;
        for (place, statement) in after.iter().filter_map(|id| keys.statement(*id)).enumerate() {
            earlier.execute(params![seq, place, statement])?;
        }
    }
    Ok(())
}
