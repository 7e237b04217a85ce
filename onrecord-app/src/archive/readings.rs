//! Reads back what each article holds by itself, just as it was added.

use std::collections::HashMap;

use onrecord::article::{Article, Block, Outlet};
use onrecord::record::Reading;
use onrecord::speaker::{Alias, Attribution, Cast, Speaker};
use onrecord::statement::{Addressee, Mark, Statement};
use onrecord::text::Id;
use onrecord::time::When;
use rusqlite::{Connection, Result, Row};

use super::columns::{id, span, spans, text, when, word};

/// The readings of all articles, in the order in which they were added; texts stored alone are not among them.
pub(super) fn all(connection: &Connection) -> Result<Vec<Reading>> {
    let sql =
        "SELECT key, id, file, url, outlet, outlet_basis, outlet_hint, headline, byline, language, body,
                      published_start, published_end, published_basis, published_zone,
                      revised_start, revised_end, revised_basis, revised_zone,
                      captured_start, captured_end, captured_basis, captured_zone
               FROM article WHERE found_by IS NOT NULL ORDER BY key";
    let mut articles = connection.prepare(sql)?;
    let mut findings = Findings::new(connection)?;
    let rows = articles.query_map([], |row| Ok((row.get(0)?, article(row)?)))?;
    rows.map(|row| row.and_then(|(key, article)| findings.of(key, article))).collect()
}

fn article(row: &Row<'_>) -> Result<Article> {
    let byline = text(row, 8)?;
    Ok(Article {
        id: id(row, 1)?,
        file: row.get(2)?,
        url: row.get(3)?,
        outlet: Outlet { name: row.get(4)?, basis: row.get(5)?, hint: row.get(6)? },
        headline: row.get(7)?,
        byline: serde_json::from_str(byline).unwrap_or_default(),
        language: row.get(9)?,
        body: row.get(10)?,
        published: when(row, 11)?.unwrap_or_else(When::unknown),
        revised: when(row, 15)?,
        captured: when(row, 19)?,
        blocks: Vec::new(),
    })
}

/// Queries for what one article holds.
struct Findings<'c> {
    blocks: rusqlite::Statement<'c>,
    marks: rusqlite::Statement<'c>,
    statements: rusqlite::Statement<'c>,
    speakers: rusqlite::Statement<'c>,
    aliases: rusqlite::Statement<'c>,
    attributions: rusqlite::Statement<'c>,
}

impl<'c> Findings<'c> {
    fn new(connection: &'c Connection) -> Result<Self> {
        let prepare = |columns: &str, table: &str, order: &str| {
            connection.prepare(&format!("SELECT {columns} FROM {table} WHERE article = ?1 ORDER BY {order}"))
        };
        Ok(Self {
            blocks: prepare("type, start_byte, end_byte", "block", "seq")?,
            marks: prepare("type, start_byte, end_byte", "mark", "seq")?,
            statements: prepare(
                "key, id, form, act, content_bytes, cue_bytes, source_bytes, words, within,
                 addressee, addressee_basis, addressee_start_byte, addressee_end_byte, medium,
                 said_start, said_end, said_basis, said_zone, scope, flags, confidence",
                "statement",
                "seq",
            )?,
            speakers: prepare("id, name, kind, organisation, private", "cast_speaker", "seq")?,
            aliases: prepare(
                "speaker, role, words, start_byte, end_byte",
                "cast_alias",
                "speaker, role, seq",
            )?,
            attributions: prepare(
                "statement, speaker, basis, chain_bytes, confidence",
                "cast_attribution",
                "seq",
            )?,
        })
    }

    fn of(&mut self, key: i64, mut article: Article) -> Result<Reading> {
        let block = |row: &Row<'_>| Ok(Block { kind: word(row, 0)?, span: span(row, 1)? });
        article.blocks = self.blocks.query_map([key], block)?.collect::<Result<_>>()?;
        let mark = |row: &Row<'_>| Ok(Mark { article: article.id, kind: word(row, 0)?, span: span(row, 1)? });
        let marks = self.marks.query_map([key], mark)?.collect::<Result<_>>()?;
        let (statements, ids) = self.statements(key, article.id)?;
        let cast = self.cast(key, article.id, &ids)?;
        Ok(Reading { article, marks, statements, cast })
    }

    fn statements(&mut self, key: i64, article: Id<Article>) -> Result<(Vec<Statement>, StatementIds)> {
        let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(8)?, statement(row, article)?));
        let rows: Vec<(i64, Option<i64>, Statement)> =
            self.statements.query_map([key], row)?.collect::<Result<_>>()?;
        let ids: StatementIds = rows.iter().map(|(key, _, statement)| (*key, statement.id)).collect();
        let with_outer = |(_, outer, statement): (i64, Option<i64>, Statement)| Statement {
            within: outer.and_then(|outer| ids.get(&outer).copied()),
            ..statement
        };
        Ok((rows.into_iter().map(with_outer).collect(), ids))
    }

    fn cast(&mut self, key: i64, article: Id<Article>, ids: &StatementIds) -> Result<Cast> {
        let mut speakers: Vec<Speaker> = self.speakers.query_map([key], speaker)?.collect::<Result<_>>()?;
        let mut aliases = self.aliases.query([key])?;
        while let Some(row) = aliases.next()? {
            let Some(speaker) = speakers.get_mut(row.get::<_, usize>(0)?) else { continue };
            let alias = Alias { words: row.get(2)?, article, span: span(row, 3)? };
            match text(row, 1)? {
                "alias" => speaker.aliases.push(alias),
                _ => speaker.attributes.push(alias),
            }
        }
        let attribution = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, attribution(row)?));
        let rows: Vec<(i64, Attribution)> =
            self.attributions.query_map([key], attribution)?.collect::<Result<_>>()?;
        let with_statement = |(statement, attribution): (i64, Attribution)| {
            Some(Attribution { statement: *ids.get(&statement)?, ..attribution })
        };
        Ok(Cast { speakers, attributions: rows.into_iter().filter_map(with_statement).collect() })
    }
}

/// Ids of an article's statements by their keys.
type StatementIds = HashMap<i64, Id<Statement>>;

fn statement(row: &Row<'_>, article: Id<Article>) -> Result<Statement> {
    let addressee = match row.get(9)? {
        Some(name) => Some(Addressee { name, basis: row.get(10)?, span: span(row, 11)? }),
        None => None,
    };
    Ok(Statement {
        id: id(row, 1)?,
        article,
        form: word(row, 2)?,
        act: word(row, 3)?,
        content: spans(row, 4)?,
        cue: spans(row, 5)?,
        source: spans(row, 6)?.first().copied(),
        words: row.get(7)?,
        within: None,
        addressee,
        medium: row.get(13)?,
        said: when(row, 14)?.unwrap_or_else(When::unknown),
        scope: word(row, 18)?,
        flags: serde_json::from_str(text(row, 19)?).unwrap_or_default(),
        confidence: share(row, 20)?,
    })
}

fn speaker(row: &Row<'_>) -> Result<Speaker> {
    Ok(Speaker {
        id: id(row, 0)?,
        name: row.get(1)?,
        kind: word(row, 2)?,
        organisation: row.get(3)?,
        private: row.get(4)?,
        aliases: Vec::new(),
        attributes: Vec::new(),
    })
}

/// Without its statement, whose id its key must give.
fn attribution(row: &Row<'_>) -> Result<Attribution> {
    Ok(Attribution {
        statement: Id::from_bits(0),
        speaker: id(row, 1)?,
        basis: word(row, 2)?,
        chain: spans(row, 3)?,
        confidence: share(row, 4)?,
    })
}

#[allow(clippy::cast_possible_truncation, reason = "it was such a number before it was stored")]
fn share(row: &Row<'_>, at: usize) -> Result<f32> {
    Ok(row.get::<_, f64>(at)? as f32)
}
