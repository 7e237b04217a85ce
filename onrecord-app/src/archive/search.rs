//! Full-text search.

use std::ops::Range;

use anyhow::Result;
use rusqlite::{Connection, Row, params};
use serde::Serialize;

/// What is searched for: words, `"phrases in quotation marks"`, and beginnings of words (`appeal*`); all must occur.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Words(String);

impl Words {
    /// Reads what a person typed. Nothing if no letter or digit is in it.
    pub fn parse(typed: &str) -> Option<Self> {
        let mut terms = Vec::new();
        for (place, piece) in typed.split('"').enumerate() {
            if place % 2 == 1 {
                terms.push(term(piece, false));
            } else {
                let words = piece.split_whitespace();
                terms.extend(words.map(|word| term(word.trim_end_matches('*'), word.ends_with('*'))));
            }
        }
        let terms: Vec<String> = terms.into_iter().flatten().collect();
        (!terms.is_empty()).then(|| Self(terms.join(" AND ")))
    }
}

/// In quotation marks, so that nothing in it is a command of the index.
fn term(words: &str, beginning: bool) -> Option<String> {
    let said = words.chars().any(char::is_alphanumeric);
    said.then(|| format!("\"{}\"{}", words.replace(['"', '\0'], " "), if beginning { " *" } else { "" }))
}

/// What was found.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Hits {
    /// The best statements.
    pub statements: Vec<StatementHit>,
    /// How many there are in all.
    pub statements_in_all: usize,
    /// The best articles.
    pub articles: Vec<ArticleHit>,
    /// How many there are in all.
    pub articles_in_all: usize,
}

/// A statement that holds the words.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct StatementHit {
    /// `hit`.
    pub kind: &'static str,
    /// `statement`.
    pub of: &'static str,
    /// The statement.
    pub id: String,
    /// Its words.
    pub words: String,
    /// Bytes of `words` that match.
    #[serde(skip)]
    pub matches: Vec<Range<usize>>,
    /// Its form.
    pub form: String,
    /// Its act.
    pub act: String,
    /// Whose words they are.
    pub speaker: Option<SpeakerName>,
    /// The article.
    pub article: ArticleName,
}

/// A speaker, briefly.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct SpeakerName {
    /// The speaker.
    pub id: String,
    /// The name.
    pub name: String,
    /// The private holder of an account.
    pub private: bool,
}

/// An article, briefly.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ArticleName {
    /// The article.
    pub id: String,
    /// Its title.
    pub headline: Option<String>,
    /// Who publishes it.
    pub outlet: Option<String>,
    /// Published not before.
    pub published_start: Option<String>,
    /// Published not after.
    pub published_end: Option<String>,
    /// The file that it was read from.
    pub file: String,
}

/// An article that holds the words.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ArticleHit {
    /// `hit`.
    pub kind: &'static str,
    /// `article`.
    pub of: &'static str,
    /// Which.
    pub article: ArticleName,
    /// A stretch of its body with the words.
    pub excerpt: String,
    /// Bytes of `excerpt` that match.
    #[serde(skip)]
    pub matches: Vec<Range<usize>>,
}

/// Marks of the index around a match; blanks and line ends apart, no printed text holds such characters.
const OPEN: char = '\u{2}';
const CLOSE: char = '\u{3}';

/// Statements and articles that hold the words, `most` of each.
pub(super) fn search(connection: &Connection, words: &Words, most: usize) -> Result<Hits> {
    Ok(Hits {
        statements: statements(connection, words, most)?,
        statements_in_all: count(connection, words, "statement_fts")?,
        articles: articles(connection, words, most)?,
        articles_in_all: count(connection, words, "article_fts")?,
    })
}

fn count(connection: &Connection, words: &Words, index: &str) -> Result<usize> {
    let sql = format!("SELECT count(*) FROM {index} WHERE {index} MATCH ?1");
    Ok(connection.query_row(&sql, [&words.0], |row| row.get(0))?)
}

fn statements(connection: &Connection, words: &Words, most: usize) -> Result<Vec<StatementHit>> {
    let sql = "
        SELECT article.id, headline, outlet, published_start, published_end, file,
               statement.id, highlight(statement_fts, 0, char(2), char(3)), form, act,
               speaker.id, speaker.name, speaker.private
        FROM statement_fts
        JOIN statement ON statement.key = statement_fts.rowid
        JOIN article ON article.key = statement.article
        LEFT JOIN attribution ON attribution.statement = statement.key
        LEFT JOIN speaker ON speaker.key = attribution.speaker
        WHERE statement_fts MATCH ?1
        ORDER BY statement_fts.rank, statement.id
        LIMIT ?2";
    let mut query = connection.prepare(sql)?;
    let rows = query.query_map(params![words.0, most], |row| {
        let (words, matches) = unmarked(&row.get::<_, String>(7)?);
        Ok(StatementHit {
            kind: "hit",
            of: "statement",
            id: row.get(6)?,
            words,
            matches,
            form: row.get(8)?,
            act: row.get(9)?,
            speaker: speaker(row)?,
            article: article(row)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn articles(connection: &Connection, words: &Words, most: usize) -> Result<Vec<ArticleHit>> {
    let sql = "
        SELECT article.id, article.headline, outlet, published_start, published_end, file,
               snippet(article_fts, 1, char(2), char(3), '…', 24)
        FROM article_fts
        JOIN article ON article.key = article_fts.rowid
        WHERE article_fts MATCH ?1
        ORDER BY article_fts.rank, article.id
        LIMIT ?2";
    let mut query = connection.prepare(sql)?;
    let rows = query.query_map(params![words.0, most], |row| {
        let (excerpt, matches) = unmarked(&row.get::<_, String>(6)?);
        Ok(ArticleHit { kind: "hit", of: "article", article: article(row)?, excerpt, matches })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn speaker(row: &Row<'_>) -> rusqlite::Result<Option<SpeakerName>> {
    let Some(id) = row.get(10)? else { return Ok(None) };
    Ok(Some(SpeakerName { id, name: row.get(11)?, private: row.get(12)? }))
}

fn article(row: &Row<'_>) -> rusqlite::Result<ArticleName> {
    Ok(ArticleName {
        id: row.get(0)?,
        headline: row.get(1)?,
        outlet: row.get(2)?,
        published_start: row.get(3)?,
        published_end: row.get(4)?,
        file: row.get(5)?,
    })
}

/// The words without the marks of the index, and where those stood.
fn unmarked(marked: &str) -> (String, Vec<Range<usize>>) {
    let mut words = String::with_capacity(marked.len());
    let mut matches = Vec::new();
    let mut open = None;
    for letter in marked.chars() {
        match letter {
            OPEN => open = Some(words.len()),
            CLOSE => matches.extend(open.take().map(|start| start..words.len())),
            _ => words.push(letter),
        }
    }
    (words, matches)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_types_is_never_a_command_of_the_index() {
        let parsed = |typed| Words::parse(typed).map(|words| words.0);
        assert_eq!(parsed("appeal ruling").as_deref(), Some("\"appeal\" AND \"ruling\""));
        assert_eq!(parsed("\"will appeal\" rul*").as_deref(), Some("\"will appeal\" AND \"rul\" *"));
        assert_eq!(parsed("NEAR( a OR").as_deref(), Some("\"NEAR(\" AND \"a\" AND \"OR\""));
        assert_eq!(parsed("\" * -- ''"), None);
    }

    #[test]
    fn marks_of_the_index_become_places() {
        assert_eq!(
            unmarked("we \u{2}will\u{3} go"),
            ("we will go".to_owned(), std::iter::once(3..7).collect())
        );
        assert_eq!(unmarked("\u{3}odd\u{2}"), ("odd".to_owned(), vec![]));
    }
}
