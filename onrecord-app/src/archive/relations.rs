//! Writes what speaks of several articles: origins, copies, corrections, stories, accounts.

use std::collections::HashMap;

use anyhow::Result;
use onrecord::account::{Account, Agreement, Difference};
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
                .text(link.map(|link| link.as_str()))
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
