//! Holds every place and every stored words against the bodies, and the bodies against their hashes. Exactly:
//! one letter off is a fault.

use anyhow::Result;
use onrecord::record::{Offsets, Ruler};
use onrecord::text::{Span, hash};
use rusqlite::{Connection, Row};

use super::columns::{span, spans};

/// What was checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Checked {
    /// Bodies held against their hashes.
    pub articles: usize,
    /// Places held against the bodies.
    pub places: usize,
    /// What does not hold.
    pub faults: usize,
}

/// Something that does not hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// The article's file, and the row.
    pub what: String,
    /// What is wrong.
    pub reason: String,
}

/// Places that stand alone: article, name, words or NULL, points and bytes of both ends.
const PLACES: &[&str] = &[
    "SELECT article, 'block ' || seq, NULL, start_point, end_point, start_byte, end_byte FROM block",
    "SELECT article, 'mark ' || seq, NULL, start_point, end_point, start_byte, end_byte FROM mark",
    "SELECT article, 'addressee of statement ' || id,
            addressee,
            addressee_start_point, addressee_end_point, addressee_start_byte, addressee_end_byte
     FROM statement WHERE addressee IS NOT NULL",
    "SELECT article, 'cast_' || role || ' ' || speaker || '.' || seq, words,
            start_point, end_point, start_byte, end_byte FROM cast_alias",
    "SELECT article, 'alias ' || seq || ' of speaker ' || id, words,
            start_point, end_point, start_byte, end_byte FROM alias JOIN speaker ON speaker.key = speaker",
    "SELECT article, 'attribute ' || seq || ' of speaker ' || id, words,
            start_point, end_point, start_byte, end_byte FROM attribute JOIN speaker ON speaker.key = speaker",
    "SELECT removed_article, 'removed words of edit ' || utterance || '.' || variant || '.' || seq, removed,
            removed_start_point, removed_end_point, removed_start_byte, removed_end_byte FROM edit",
    "SELECT added_article, 'added words of edit ' || utterance || '.' || variant || '.' || seq, added,
            added_start_point, added_end_point, added_start_byte, added_end_byte FROM edit",
    "SELECT article, 'echo ' || utterance || '.' || seq, NULL,
            start_point, end_point, start_byte, end_byte FROM echo",
    "SELECT article, 'moment ' || seq, NULL, start_point, end_point, start_byte, end_byte
     FROM moment WHERE start_byte IS NOT NULL",
    "SELECT words_article, 'words of origin ' || utterance, NULL, start_point, end_point, start_byte, end_byte
     FROM origin WHERE words_article IS NOT NULL",
    "SELECT words_article, 'words of chain ' || utterance || '.' || seq, NULL,
            start_point, end_point, start_byte, end_byte FROM chain WHERE words_article IS NOT NULL",
    "SELECT original, 'original of passage ' || reprint || '.' || seq, NULL,
            original_start_point, original_end_point, original_start_byte, original_end_byte
     FROM passage JOIN reprint ON reprint.key = reprint",
    "SELECT copy, 'copy of passage ' || reprint || '.' || seq, NULL,
            copy_start_point, copy_end_point, copy_start_byte, copy_end_byte
     FROM passage JOIN reprint ON reprint.key = reprint",
    "SELECT copy, 'credit of reprint ' || key, NULL,
            credit_start_point, credit_end_point, credit_start_byte, credit_end_byte
     FROM reprint WHERE credit_start_byte IS NOT NULL",
    "SELECT after, 'notice of correction ' || key, NULL,
            notice_start_point, notice_end_point, notice_start_byte, notice_end_byte
     FROM correction WHERE notice_start_byte IS NOT NULL",
    "SELECT before, 'removed words of change ' || correction || '.' || seq, removed,
            removed_start_point, removed_end_point, removed_start_byte, removed_end_byte
     FROM change JOIN correction ON correction.key = correction",
    "SELECT after, 'added words of change ' || correction || '.' || seq, added,
            added_start_point, added_end_point, added_start_byte, added_end_byte
     FROM change JOIN correction ON correction.key = correction",
    "SELECT article, 'account ' || difference || '.' || seq || ' of a difference', words,
            start_point, end_point, start_byte, end_byte FROM difference_account",
    "SELECT article, 'account ' || agreement || '.' || seq || ' of an agreement', words,
            start_point, end_point, start_byte, end_byte FROM agreement_account",
];

/// Lists of places: article, name, words or NULL, points, bytes.
const LISTS: &[&str] = &[
    "SELECT article, 'statement ' || id, words, content, content_bytes FROM statement",
    "SELECT article, 'cue of statement ' || id, NULL, cue, cue_bytes FROM statement",
    "SELECT article, 'source of statement ' || id, NULL, source, source_bytes FROM statement",
    "SELECT article, 'chain of cast_attribution ' || seq, NULL, chain, chain_bytes FROM cast_attribution",
    "SELECT article, 'chain of the attribution of statement ' || id, NULL, chain, chain_bytes
     FROM attribution JOIN statement ON statement.key = statement",
    "SELECT article, 'variant ' || utterance || '.' || seq, wording, content, content_bytes FROM variant",
];

/// Checks everything; each fault goes to `name`.
pub(super) fn verify(connection: &Connection, name: impl FnMut(Fault) -> Result<()>) -> Result<Checked> {
    let mut check = Check { connection, name, checked: Checked::default() };
    check.file()?;
    check.bodies()?;
    check.tiles()?;
    for sql in PLACES {
        check.rows(sql, |row| Ok(Places { points: vec![span(row, 3)?], bytes: vec![span(row, 5)?] }))?;
    }
    for sql in LISTS {
        check.rows(sql, |row| Ok(Places { points: spans(row, 3)?, bytes: spans(row, 4)? }))?;
    }
    Ok(check.checked)
}

struct Check<'c, N> {
    connection: &'c Connection,
    name: N,
    checked: Checked,
}

/// A row with its places.
struct Placed {
    name: String,
    words: Option<String>,
    places: Result<Places, String>,
}

/// The same places in code points and in bytes.
struct Places {
    points: Vec<Span>,
    bytes: Vec<Span>,
}

impl<N: FnMut(Fault) -> Result<()>> Check<'_, N> {
    fn fault(&mut self, what: String, reason: impl Into<String>) -> Result<()> {
        self.checked.faults += 1;
        (self.name)(Fault { what, reason: reason.into() })
    }

    /// SQLite's own view of the file, and the search index against the rows.
    fn file(&mut self) -> Result<()> {
        let mut query = self.connection.prepare("PRAGMA integrity_check")?;
        let words: Vec<String> = query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        for reason in words.into_iter().filter(|words| words != "ok") {
            self.fault("the file".to_owned(), reason)?;
        }
        let mut query = self.connection.prepare("PRAGMA foreign_key_check")?;
        let row = |row: &Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, String>(2)?));
        let loose: Vec<(String, String)> = query.query_map([], row)?.collect::<rusqlite::Result<_>>()?;
        for (table, missing) in loose {
            self.fault(format!("a row of {table}"), format!("it points to no row of {missing}"))?;
        }
        for index in ["article_fts", "statement_fts"] {
            let sql = format!("INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)");
            match self.connection.execute(&sql, []) {
                Err(error) if error.sqlite_error_code() != Some(rusqlite::ErrorCode::ReadOnly) => {
                    let remedy = format!("INSERT INTO {index} ({index}) VALUES ('rebuild')");
                    self.fault(index.to_owned(), format!("{error}; rebuild it with: {remedy}"))?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn bodies(&mut self) -> Result<()> {
        let mut query = self.connection.prepare("SELECT file, sha256, body, id FROM article ORDER BY key")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            self.checked.articles += 1;
            let (file, sha256): (String, String) = (row.get(0)?, row.get(1)?);
            let body = row.get_ref(2)?.as_bytes().unwrap_or_default();
            let id: String = row.get(3)?;
            if hash(body) != sha256 {
                self.fault(format!("{file}: article {id}"), "its body does not have its hash")?;
            }
        }
        Ok(())
    }

    /// Blocks are all of a body, without a gap.
    fn tiles(&mut self) -> Result<()> {
        let sql = "SELECT file, seq, start_byte, end_byte, octet_length(body),
                          lead(start_byte) OVER (PARTITION BY article ORDER BY seq)
                   FROM block JOIN article ON article.key = article ORDER BY article, seq";
        let mut query = self.connection.prepare(sql)?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let (file, seq): (String, i64) = (row.get(0)?, row.get(1)?);
            let (start, end, length): (i64, i64, i64) = (row.get(2)?, row.get(3)?, row.get(4)?);
            let next: Option<i64> = row.get(5)?;
            if end != next.unwrap_or(length) || (seq == 0 && start != 0) {
                self.fault(format!("{file}: block {seq}"), "there is a gap between it and its neighbour")?;
            }
        }
        Ok(())
    }

    /// Rows with places, article by article: one ruler serves all of an article.
    fn rows(&mut self, sql: &str, places: fn(&Row<'_>) -> rusqlite::Result<Places>) -> Result<()> {
        let mut query = self.connection.prepare(&format!("{sql} ORDER BY 1"))?;
        let mut rows = query.query([])?;
        let mut of = None;
        let mut waiting = Vec::new();
        while let Some(row) = rows.next()? {
            let article: i64 = row.get(0)?;
            if of.is_some_and(|of| of != article) {
                self.article(of, std::mem::take(&mut waiting))?;
            }
            of = Some(article);
            let places = places(row).map_err(|error| error.to_string());
            waiting.push(Placed { name: row.get(1)?, words: row.get(2)?, places });
        }
        self.article(of, waiting)
    }

    fn article(&mut self, key: Option<i64>, rows: Vec<Placed>) -> Result<()> {
        let mut query = self.connection.prepare_cached("SELECT file, body FROM article WHERE key = ?1")?;
        let mut found = query.query([key])?;
        // A row whose article is missing was named as a loose row.
        let Some(article) = found.next()? else { return Ok(()) };
        let (file, body): (String, String) = (article.get(0)?, article.get(1)?);
        let ruler = Ruler::new(&body, Offsets::CodePoint);
        for Placed { name, words, places } in rows {
            self.checked.places += places.as_ref().map_or(1, |places| places.bytes.len());
            let reason = places.map_or_else(Some, |places| problem(&body, &ruler, words.as_deref(), &places));
            if let Some(reason) = reason {
                self.fault(format!("{file}: {name}"), reason)?;
            }
        }
        Ok(())
    }
}

/// What is wrong with these places of this body.
fn problem(
    body: &str,
    ruler: &Ruler<'_>,
    words: Option<&str>,
    Places { points, bytes }: &Places,
) -> Option<String> {
    let mut slices = Vec::with_capacity(bytes.len());
    for place in bytes {
        match body.get(place.start as usize..place.end as usize) {
            Some(slice) => slices.push(slice),
            None => return Some(format!("bytes {}..{} are no place of the body", place.start, place.end)),
        }
    }
    let agree = |(point, byte): (&Span, &Span)| [point.start, point.end] == ruler.span(*byte);
    if points.len() != bytes.len() || !points.iter().zip(bytes).all(agree) {
        return Some("its code points and its bytes are not the same place".to_owned());
    }
    let words = words?;
    let printed = slices.join(" ");
    (printed != words).then(|| format!("it says `{words}`, and the body says `{printed}`"))
}
