//! Writes what speaks of several articles: origins, copies, corrections, stories, accounts.

use std::collections::HashMap;

use anyhow::Result;
use onrecord::account::{Account, Agreement, Difference, LinkKind};
use onrecord::article::Article;
use onrecord::correction::{Change, Correction};
use onrecord::origin::{Link, Origin};
use onrecord::record::Record;
use onrecord::reprint::Reprint;
use onrecord::text::{Id, Span};
use onrecord::utterance::Place;
use rusqlite::types::Value;
use rusqlite::{Connection, Statement, ToSql, params_from_iter};

use super::columns::{PlaceColumns, WhenColumns, insert_into, share};
use super::compiled::Keys;

pub(super) fn write(connection: &Connection, record: &Record, keys: &Keys<'_>) -> Result<()> {
    let bodies = record.articles.iter().map(|article| (article.id, article.body.as_str())).collect();
    let tables = Tables { connection, keys, bodies };
    tables.stories(record)?;
    tables.origins(record)?;
    tables.reprints(record)?;
    tables.corrections(record)?;
    tables.differences(record)?;
    tables.agreements(record)
}

struct Tables<'a> {
    connection: &'a Connection,
    keys: &'a Keys<'a>,
    bodies: HashMap<Id<Article>, &'a str>,
}

/// One row in the making.
#[derive(Default)]
struct Row(Vec<Value>);

impl Row {
    fn of(values: impl IntoIterator<Item = i64>) -> Self {
        Self(values.into_iter().map(Value::Integer).collect())
    }

    fn number(mut self, value: impl Into<Option<i64>>) -> Self {
        self.0.push(value.into().map_or(Value::Null, Value::Integer));
        self
    }

    fn text(mut self, value: Option<&str>) -> Self {
        self.0.push(value.map_or(Value::Null, |words| Value::Text(words.to_owned())));
        self
    }

    fn share(mut self, value: f32) -> Self {
        self.0.push(Value::Real(share(value)));
        self
    }

    fn when(self, columns: &WhenColumns<'_>) -> Self {
        let WhenColumns { start, end, basis, zone } = columns;
        self.text(start.as_deref()).text(end.as_deref()).text(*basis).text(zone.as_deref())
    }

    /// Code points and bytes, or four times nothing.
    fn place(self, place: Option<&PlaceColumns>) -> Self {
        let ends = place.map(|place| [place.points[0], place.points[1], place.bytes[0], place.bytes[1]]);
        (0..4).fold(self, |row, at| row.number(ends.map(|ends| i64::from(ends[at]))))
    }

    fn insert(self, into: &mut Statement<'_>) -> Result<()> {
        into.execute(params_from_iter(self.0.iter().map(|value| value as &dyn ToSql)))?;
        Ok(())
    }
}

impl Tables<'_> {
    fn table(&self, name: &str, columns: usize) -> Result<Statement<'_>> {
        Ok(self.connection.prepare(&insert_into(name, columns))?)
    }

    fn stories(&self, record: &Record) -> Result<()> {
        let (mut stories, mut articles) = (self.table("story", 3)?, self.table("story_article", 3)?);
        for (story, key) in record.stories.iter().zip(1_i64..) {
            let id = story.id.to_string();
            Row::of([key]).text(Some(&id)).text(story.headline.as_deref()).insert(&mut stories)?;
            let held = story.articles.iter().filter_map(|id| self.keys.article(*id));
            for (article, seq) in held.zip(0..) {
                Row::of([key, seq, article]).insert(&mut articles)?;
            }
        }
        Ok(())
    }

    fn origins(&self, record: &Record) -> Result<()> {
        let (mut origins, mut chains) = (self.table("origin", 14)?, self.table("chain", 13)?);
        for Origin { utterance, obtained_by, chain, origins: range } in &record.origins {
            let Some(key) = self.keys.utterance(*utterance) else { continue };
            let row = Row::of([key, i64::from(range.at_least), i64::from(range.at_most)]);
            self.link(row, obtained_by.as_ref()).insert(&mut origins)?;
            for (link, seq) in chain.iter().zip(0..) {
                self.link(Row::of([key, seq]), Some(link)).insert(&mut chains)?;
            }
        }
        Ok(())
    }

    /// The eleven columns of a link.
    fn link(&self, row: Row, link: Option<&Link>) -> Row {
        let words = link.and_then(|link| link.words.as_ref());
        let words = words.and_then(|Place { article, span }| self.keys.place(*article, *span));
        row.text(link.and_then(|link| link.outlet.as_deref()))
            .number(link.and_then(|link| self.keys.article(link.article?)))
            .when(&WhenColumns::of(link.map(|link| &link.when)))
            .number(words.as_ref().map(|(article, _)| *article))
            .place(words.as_ref().map(|(_, place)| place))
    }

    fn reprints(&self, record: &Record) -> Result<()> {
        let (mut reprints, mut passages) = (self.table("reprint", 9)?, self.table("passage", 10)?);
        for (reprint, key) in record.reprints.iter().zip(1_i64..) {
            let Reprint { original, copy, credit, basis, .. } = reprint;
            let (Some(from), Some(to)) = (self.keys.article(*original), self.keys.article(*copy)) else {
                continue;
            };
            let row = Row::of([key, from, to]).share(reprint.share).text(Some(basis.as_str()));
            row.place(self.within(*copy, *credit).as_ref()).insert(&mut reprints)?;
            for (passage, seq) in reprint.passages.iter().zip(0..) {
                Row::of([key, seq])
                    .place(self.within(*original, Some(passage.original)).as_ref())
                    .place(self.within(*copy, Some(passage.copy)).as_ref())
                    .insert(&mut passages)?;
            }
        }
        Ok(())
    }

    fn within(&self, article: Id<Article>, span: Option<Span>) -> Option<PlaceColumns> {
        Some(self.keys.place(article, span?)?.1)
    }

    fn words(&self, article: Id<Article>, span: Span) -> &str {
        self.bodies.get(&article).map_or("", |body| span.of(body))
    }

    fn corrections(&self, record: &Record) -> Result<()> {
        let mut corrections = self.table("correction", 7)?;
        let mut changes = self.table("change", 13)?;
        let mut statements = self.table("correction_statement", 3)?;
        for (correction, key) in record.corrections.iter().zip(1_i64..) {
            let Correction { before, after, notice, .. } = correction;
            let (Some(from), Some(to)) = (self.keys.article(*before), self.keys.article(*after)) else {
                continue;
            };
            let notice = self.within(*after, *notice);
            Row::of([key, from, to]).place(notice.as_ref()).insert(&mut corrections)?;
            for (Change { kind, removed, added }, seq) in correction.edits.iter().zip(0..) {
                Row::of([key, seq])
                    .text(Some(kind.as_str()))
                    .text(Some(self.words(*before, *removed)))
                    .text(Some(self.words(*after, *added)))
                    .place(self.within(*before, Some(*removed)).as_ref())
                    .place(self.within(*after, Some(*added)).as_ref())
                    .insert(&mut changes)?;
            }
            let touched = correction.statements.iter().filter_map(|id| self.keys.statement(*id));
            for (statement, seq) in touched.zip(0..) {
                Row::of([key, seq, statement]).insert(&mut statements)?;
            }
        }
        Ok(())
    }

    fn differences(&self, record: &Record) -> Result<()> {
        let mut differences = self.table("difference", 11)?;
        let mut accounts = self.table("difference_account", 13)?;
        for (difference, key) in record.differences.iter().zip(1_i64..) {
            let Difference { kind, link, point, reason, origins, .. } = difference;
            Row::of([key])
                .number(self.keys.story(difference.story))
                .text(Some(kind.as_str()))
                .text(link.map(LinkKind::as_str))
                .text(Some(point))
                .text(Some(reason))
                .number(i64::from(difference.reports))
                .number(i64::from(difference.mentions))
                .number(i64::from(origins.at_least))
                .number(i64::from(origins.at_most))
                .share(difference.confidence)
                .insert(&mut differences)?;
            self.accounts(key, &difference.accounts, &mut accounts)?;
        }
        Ok(())
    }

    fn agreements(&self, record: &Record) -> Result<()> {
        let mut agreements = self.table("agreement", 7)?;
        let mut accounts = self.table("agreement_account", 13)?;
        for (agreement, key) in record.agreements.iter().zip(1_i64..) {
            let Agreement { point, reports, mentions, origins, .. } = agreement;
            Row::of([key])
                .number(self.keys.story(agreement.story))
                .text(Some(point))
                .number(i64::from(*reports))
                .number(i64::from(*mentions))
                .number(i64::from(origins.at_least))
                .number(i64::from(origins.at_most))
                .insert(&mut agreements)?;
            self.accounts(key, &agreement.accounts, &mut accounts)?;
        }
        Ok(())
    }

    fn accounts(&self, of: i64, accounts: &[Account], into: &mut Statement<'_>) -> Result<()> {
        for (Account { article, span, words, value, as_of }, seq) in accounts.iter().zip(0..) {
            let Some((article, place)) = self.keys.place(*article, *span) else { continue };
            Row::of([of, seq, article])
                .text(Some(words))
                .text(value.as_deref())
                .when(&WhenColumns::of(Some(as_of)))
                .place(Some(&place))
                .insert(into)?;
        }
        Ok(())
    }
}

#[cfg(test)]
#[path = "../../tests/page/story.rs"]
mod story;

#[cfg(test)]
mod tests {
    use onrecord::record::Reading;
    use onrecord::speaker::Cast;
    use onrecord::statement::Finder;

    use super::story;
    use crate::archive::{Archive, compiled};

    /// An archive with the invented story, its relations written by hand.
    fn archive(folder: &tempfile::TempDir) -> Archive {
        let record = story::bridge();
        let own = |article: &onrecord::article::Article| Reading {
            article: article.clone(),
            marks: Vec::new(),
            statements: record.statements.iter().filter(|one| one.article == article.id).cloned().collect(),
            cast: Cast::default(),
        };
        let readings: Vec<Reading> = record.articles.iter().map(own).collect();
        let mut archive = Archive::open_or_make(&folder.path().join("a.db")).unwrap();
        archive.add(&readings, Finder::Rules).unwrap();
        compiled::write(&archive.connection, &record).unwrap();
        archive
    }

    /// Without those of the story's own word edits, which were made by hand and may reach across two places.
    fn faults(archive: &Archive) -> Vec<String> {
        let mut faults = Vec::new();
        let name = |fault: crate::archive::Fault| {
            faults.push(format!("{}: {}", fault.what, fault.reason));
            Ok(())
        };
        archive.verify(name).unwrap();
        faults.retain(|fault| !fault.contains("words of edit"));
        faults
    }

    fn count(archive: &Archive, sql: &str) -> i64 {
        archive.connection.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn every_relation_is_written_and_holds() {
        let folder = tempfile::TempDir::new().unwrap();
        let archive = archive(&folder);
        assert_eq!(faults(&archive), Vec::<String>::new());
        let record = story::bridge();
        let expected = [
            ("origin", record.origins.len()),
            ("chain", record.origins.iter().map(|origin| origin.chain.len()).sum()),
            ("reprint", record.reprints.len()),
            ("passage", record.reprints.iter().map(|reprint| reprint.passages.len()).sum()),
            ("correction", record.corrections.len()),
            ("change", record.corrections.iter().map(|correction| correction.edits.len()).sum()),
            ("correction_statement", record.corrections.iter().map(|one| one.statements.len()).sum()),
            ("story", record.stories.len()),
            ("story_article", record.articles.len()),
            ("difference", record.differences.len()),
            ("difference_account", record.differences.iter().map(|one| one.accounts.len()).sum()),
            ("agreement", record.agreements.len()),
            ("agreement_account", record.agreements.iter().map(|one| one.accounts.len()).sum()),
        ];
        for (table, rows) in expected {
            assert!(rows > 0, "{table}");
            assert_eq!(count(&archive, &format!("SELECT count(*) FROM {table}")), rows as i64, "{table}");
        }
        let in_a_story =
            count(&archive, "SELECT count(*) FROM moment JOIN story ON story.key = moment.story");
        assert_eq!(in_a_story, record.moments.len() as i64);
        compiled::write(&archive.connection, &record).unwrap();
        assert_eq!(faults(&archive), Vec::<String>::new(), "written anew");
    }

    #[test]
    fn one_wrong_place_of_each_kind_is_named() {
        let folder = tempfile::TempDir::new().unwrap();
        let archive = archive(&folder);
        for (sql, named) in [
            ("UPDATE origin SET end_point = end_point + 1", "words of origin"),
            ("UPDATE chain SET start_byte = start_byte + 1", "words of chain"),
            ("UPDATE passage SET copy_end_byte = 99999", "copy of passage"),
            ("UPDATE passage SET original_start_point = 0", "original of passage"),
            ("UPDATE reprint SET credit_end_byte = credit_end_byte + 1", "credit of reprint"),
            ("UPDATE correction SET notice_start_byte = 99999", "notice of correction"),
            ("UPDATE change SET added = added || 'x'", "added words of change"),
            ("UPDATE change SET removed = 'x'", "removed words of change"),
            ("UPDATE difference_account SET words = upper(words)", "of a difference"),
            ("UPDATE agreement_account SET start_byte = start_byte + 1", "of an agreement"),
            ("UPDATE story_article SET article = 99", "story_article"),
        ] {
            archive.connection.execute_batch("SAVEPOINT held").unwrap();
            assert!(archive.connection.execute(sql, []).unwrap() > 0, "{sql}");
            let faults = faults(&archive);
            assert!(faults.iter().any(|fault| fault.contains(named)), "{sql}: {faults:?}");
            archive.connection.execute_batch("ROLLBACK TO held").unwrap();
        }
    }

    /// The queries of docs/archive.md.
    #[test]
    fn the_documented_queries_run() {
        let folder = tempfile::TempDir::new().unwrap();
        let archive = archive(&folder);
        let docs = include_str!("../../../docs/archive.md");
        let mut run = 0;
        for paragraph in docs.split("\n\n") {
            let sql = paragraph.strip_prefix("    SELECT").map(|rest| format!("SELECT{rest}"));
            let Some(sql) = sql else { continue };
            let mut query = archive.connection.prepare(&sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
            let mut rows = query.query([]).unwrap();
            while rows.next().unwrap().is_some() {}
            run += 1;
        }
        assert!(run >= 4, "{run} queries");
    }
}
