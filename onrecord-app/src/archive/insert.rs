//! Writes what each article holds by itself.

use std::collections::HashMap;

use anyhow::Result;
use onrecord::article::Article;
use onrecord::record::{Offsets, Reading, Ruler};
use onrecord::speaker::{Alias, Attribution, Speaker};
use onrecord::statement::{Finder, Statement};
use onrecord::text::{Id, hash};
use rusqlite::{Connection, params};

use super::columns::{ListColumns, PlaceColumns, WhenColumns, digits, insert_into, share};

/// Inserts readings; those held already are passed over. Gives the number inserted.
pub(super) fn readings(connection: &Connection, readings: &[Reading], finder: Finder) -> Result<usize> {
    let mut writer = Writer::new(connection)?;
    let rules = concat!("rules ", env!("CARGO_PKG_VERSION"));
    let found_by = match finder {
        Finder::Rules => rules.to_owned(),
        Finder::Learned(model) => format!("{} + {rules}", model.name()),
    };
    let mut added = 0;
    for reading in readings {
        added += usize::from(writer.reading(reading, &found_by)?);
    }
    Ok(added)
}

/// Inserts articles alone. Gives the number inserted.
pub(super) fn texts(connection: &Connection, articles: &[Article]) -> Result<usize> {
    let mut writer = Writer::new(connection)?;
    let mut added = 0;
    for article in articles {
        added += usize::from(writer.article(article, None)?.is_some());
    }
    Ok(added)
}

/// The statements of SQL, prepared once a batch, and memory that is used again.
struct Writer<'c> {
    article: rusqlite::Statement<'c>,
    block: rusqlite::Statement<'c>,
    mark: rusqlite::Statement<'c>,
    statement: rusqlite::Statement<'c>,
    speaker: rusqlite::Statement<'c>,
    alias: rusqlite::Statement<'c>,
    attribution: rusqlite::Statement<'c>,
    refusal: rusqlite::Statement<'c>,
    articles: i64,
    statements: i64,
    content: ListColumns,
    cue: ListColumns,
    source: ListColumns,
}

impl<'c> Writer<'c> {
    fn new(connection: &'c Connection) -> Result<Self> {
        let insert = |table, columns| connection.prepare(&insert_into(table, columns));
        let unless_held = format!("{} ON CONFLICT (id) DO NOTHING", insert_into("article", 25));
        let last = |table: &str| {
            let sql = format!("SELECT coalesce(max(key), 0) FROM {table}");
            connection.query_row(&sql, [], |row| row.get::<_, i64>(0))
        };
        Ok(Self {
            article: connection.prepare(&unless_held)?,
            block: insert("block", 7)?,
            mark: insert("mark", 7)?,
            statement: insert("statement", 28)?,
            speaker: insert("cast_speaker", 7)?,
            alias: insert("cast_alias", 9)?,
            attribution: insert("cast_attribution", 8)?,
            refusal: connection.prepare("DELETE FROM refusal WHERE file = ?1")?,
            articles: last("article")?,
            statements: last("statement")?,
            content: ListColumns::default(),
            cue: ListColumns::default(),
            source: ListColumns::default(),
        })
    }

    /// Whether it was new.
    fn reading(&mut self, reading: &Reading, found_by: &str) -> Result<bool> {
        let Some(key) = self.article(&reading.article, Some(found_by))? else { return Ok(false) };
        let ruler = Ruler::new(&reading.article.body, Offsets::CodePoint);
        for (seq, block) in reading.article.blocks.iter().enumerate() {
            let PlaceColumns { points, bytes } = PlaceColumns::of(block.span, &ruler);
            let word = block.kind.as_str();
            self.block.execute(params![key, seq, word, points[0], points[1], bytes[0], bytes[1]])?;
        }
        for (seq, mark) in reading.marks.iter().enumerate() {
            let PlaceColumns { points, bytes } = PlaceColumns::of(mark.span, &ruler);
            let word = mark.kind.as_str();
            self.mark.execute(params![key, seq, word, points[0], points[1], bytes[0], bytes[1]])?;
        }
        let keys = Keys::new(self.statements + 1, &reading.statements);
        for (seq, statement) in reading.statements.iter().enumerate() {
            self.statements += 1;
            // Two findings with one id are one finding.
            if keys.of(statement.id) == Some(self.statements) {
                self.statement(key, seq, statement, &keys, &ruler)?;
            }
        }
        for (seq, speaker) in reading.cast.speakers.iter().enumerate() {
            self.speaker(key, seq, speaker, &ruler)?;
        }
        for (seq, attribution) in reading.cast.attributions.iter().enumerate() {
            if let Some(statement) = keys.of(attribution.statement) {
                self.attribution(key, seq, statement, attribution, &ruler)?;
            }
        }
        Ok(true)
    }

    /// Its key, if it was new.
    fn article(&mut self, article: &Article, found_by: Option<&str>) -> Result<Option<i64>> {
        let key = self.articles + 1;
        let published = WhenColumns::of(Some(&article.published));
        let revised = WhenColumns::of(article.revised.as_ref());
        let captured = WhenColumns::of(article.captured.as_ref());
        let inserted = self.article.execute(params![
            key,
            digits(article.id),
            article.headline,
            article.outlet.name,
            article.outlet.basis,
            article.outlet.hint,
            serde_json::to_string(&article.byline)?,
            published.start,
            published.end,
            published.basis,
            published.zone,
            revised.start,
            revised.end,
            revised.basis,
            revised.zone,
            captured.start,
            captured.end,
            captured.basis,
            captured.zone,
            article.language,
            article.url,
            article.file,
            hash(article.body.as_bytes()),
            found_by,
            article.body,
        ])?;
        self.refusal.execute([&article.file])?;
        self.articles += i64::from(inserted > 0);
        Ok((inserted > 0).then_some(key))
    }

    fn statement(
        &mut self,
        article: i64,
        seq: usize,
        statement: &Statement,
        keys: &Keys,
        ruler: &Ruler<'_>,
    ) -> Result<()> {
        self.content.fill(&statement.content, ruler);
        self.cue.fill(&statement.cue, ruler);
        self.source.fill(statement.source.as_slice(), ruler);
        let said = WhenColumns::of(Some(&statement.said));
        let addressee = statement.addressee.as_ref();
        let place = addressee.map(|to| PlaceColumns::of(to.span, ruler));
        let place = place.as_ref();
        self.statement.execute(params![
            self.statements,
            digits(statement.id),
            article,
            seq,
            statement.form.as_str(),
            statement.act.as_str(),
            statement.words,
            self.content.points,
            self.cue.points,
            self.source.points,
            self.content.bytes,
            self.cue.bytes,
            self.source.bytes,
            statement.within.and_then(|outer| keys.of(outer)),
            addressee.map(|to| &to.name),
            addressee.map(|to| &to.basis),
            place.map(|place| place.points[0]),
            place.map(|place| place.points[1]),
            place.map(|place| place.bytes[0]),
            place.map(|place| place.bytes[1]),
            statement.medium,
            said.start,
            said.end,
            said.basis,
            said.zone,
            statement.scope.as_str(),
            serde_json::to_string(&statement.flags)?,
            share(statement.confidence),
        ])?;
        Ok(())
    }

    fn speaker(&mut self, article: i64, seq: usize, speaker: &Speaker, ruler: &Ruler<'_>) -> Result<()> {
        let Speaker { id, name, kind, organisation, private, .. } = speaker;
        let row = params![article, seq, digits(*id), name, kind.as_str(), organisation, private];
        self.speaker.execute(row)?;
        for (role, aliases) in [("alias", &speaker.aliases), ("attribute", &speaker.attributes)] {
            for (place, Alias { words, span, .. }) in aliases.iter().enumerate() {
                let PlaceColumns { points, bytes } = PlaceColumns::of(*span, ruler);
                let ends = (points[0], points[1], bytes[0], bytes[1]);
                self.alias
                    .execute(params![article, seq, role, place, words, ends.0, ends.1, ends.2, ends.3])?;
            }
        }
        Ok(())
    }

    fn attribution(
        &mut self,
        article: i64,
        seq: usize,
        statement: i64,
        attribution: &Attribution,
        ruler: &Ruler<'_>,
    ) -> Result<()> {
        let Attribution { speaker, basis, chain, confidence, .. } = attribution;
        self.source.fill(chain, ruler);
        self.attribution.execute(params![
            article,
            seq,
            statement,
            digits(*speaker),
            basis.as_str(),
            self.source.points,
            self.source.bytes,
            share(*confidence),
        ])?;
        Ok(())
    }
}

/// The keys that the statements of one article get.
struct Keys(HashMap<Id<Statement>, i64>);

impl Keys {
    fn new(first: i64, statements: &[Statement]) -> Self {
        Self(statements.iter().map(|statement| statement.id).zip(first..).collect())
    }

    fn of(&self, id: Id<Statement>) -> Option<i64> {
        self.0.get(&id).copied()
    }
}
