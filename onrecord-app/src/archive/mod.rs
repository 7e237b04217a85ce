//! The archive: one SQLite file. Only this room speaks SQL.
//!
//! What an article holds by itself is written once, in batches: each batch is there whole or not at all, so
//! an interrupted `add` keeps what it has. What depends on all articles (joined speakers, utterances,
//! moments) is compiled at the end, in one transaction; until then `meta.compiled` says `no`.

mod columns;
mod compiled;
mod insert;
mod readings;
mod relations;
mod schema;
mod search;
mod verify;

use std::collections::HashSet;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use onrecord::article::Article;
use onrecord::record::{self, Reading, Record};
use onrecord::statement::Finder;
use onrecord::text::Id;
use rusqlite::{Connection, OpenFlags, TransactionBehavior, params};

use crate::ingest::Refusal;

pub use search::{ArticleHit, ArticleName, Hits, SpeakerName, StatementHit, Words};
pub use verify::{Checked, Fault};

/// An open archive.
pub struct Archive {
    connection: Connection,
}

/// Another program may be writing: wait this long for it.
const PATIENCE: Duration = Duration::from_secs(30);

impl Archive {
    /// Opens an archive for writing; makes it if there is none, brings an older one up to date.
    pub fn open_or_make(path: &Path) -> Result<Self> {
        Self::open_for_writing(path).with_context(|| named(path))
    }

    /// Opens an archive for reading.
    pub fn open(path: &Path) -> Result<Self> {
        if !path.exists() {
            bail!("{}: no such archive; make one with `onrecord add FILES… --archive PATH`", path.display());
        }
        Self::open_for_reading(path).with_context(|| named(path))
    }

    fn open_for_writing(path: &Path) -> Result<Self> {
        let mut connection =
            connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
        schema::migrate(&mut connection)?;
        // A log beside the file: readers go on while `add` writes, and a kill costs the open batch only.
        connection.pragma_update(None, "journal_mode", "WAL")?;
        Ok(Self { connection })
    }

    /// A log that a kill left behind can only be read by who may write; a file in a folder without that
    /// right is opened as it is.
    fn open_for_reading(path: &Path) -> Result<Self> {
        let flags = [OpenFlags::SQLITE_OPEN_READ_WRITE, OpenFlags::SQLITE_OPEN_READ_ONLY];
        let connection = connect(path, flags[0]).or_else(|_| connect(path, flags[1]))?;
        schema::check(&connection)?;
        Ok(Self { connection })
    }

    /// The ids of the articles held.
    pub fn held(&self) -> Result<HashSet<Id<Article>>> {
        let mut query = self.connection.prepare("SELECT id FROM article")?;
        let ids = query.query_map([], |row| columns::id(row, 0))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// Adds readings in one transaction; those held already are passed over. Gives the number added.
    pub fn add(&mut self, readings: &[Reading], finder: Finder) -> Result<usize> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let added = insert::readings(&transaction, readings, finder)?;
        if added > 0 {
            set_compiled(&transaction, false)?;
        }
        transaction.commit()?;
        Ok(added)
    }

    /// Adds articles without looking for anything in them, for measurements. Gives the number added.
    pub fn add_texts(&mut self, articles: &[Article]) -> Result<usize> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let added = insert::texts(&transaction, articles)?;
        transaction.commit()?;
        Ok(added)
    }

    /// Notes a file that could not be read.
    pub fn refuse(&mut self, refusal: &Refusal) -> Result<()> {
        let sql = "INSERT INTO refusal VALUES (?1, ?2, ?3) \
                   ON CONFLICT (file) DO UPDATE SET reason = excluded.reason, remedy = excluded.remedy";
        let mut insert = self.connection.prepare_cached(sql)?;
        insert.execute(params![refusal.file, refusal.reason, refusal.remedy])?;
        Ok(())
    }

    /// Compiles what depends on all articles, if anything was added since the last time.
    pub fn compile(&mut self) -> Result<()> {
        if self.is_compiled()? {
            return Ok(());
        }
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let record = record::compile(readings::all(&transaction)?);
        compiled::write(&transaction, &record)?;
        set_compiled(&transaction, true)?;
        transaction.commit()?;
        Ok(())
    }

    /// Whether joined speakers, utterances and moments are those of all articles held.
    pub fn is_compiled(&self) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM meta WHERE name = 'compiled' AND value = 'no')";
        Ok(!self.connection.query_row(sql, [], |row| row.get::<_, bool>(0))?)
    }

    /// The record of all articles held, compiled from what each holds by itself.
    pub fn record(&self) -> Result<Record> {
        Ok(record::compile(readings::all(&self.connection)?))
    }

    /// The number of articles held.
    pub fn len(&self) -> Result<usize> {
        let count: i64 = self.connection.query_row("SELECT count(*) FROM article", [], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// Whether no article is held.
    pub fn is_empty(&self) -> Result<bool> {
        Ok(self.len()? == 0)
    }

    /// Statements and articles that hold these words, the best first.
    pub fn search(&self, words: &Words, most: usize) -> Result<Hits> {
        search::search(&self.connection, words, most)
    }

    /// Re-checks every place and every stored words against the bodies, and those against their hashes.
    /// Each fault goes to `name`.
    pub fn verify(&self, name: impl FnMut(Fault) -> Result<()>) -> Result<Checked> {
        verify::verify(&self.connection, name)
    }

    /// Moves the log into the file, so that one file is all there is.
    pub fn close(self) -> Result<()> {
        // Another reader may hold the log back; then the last of us folds it in.
        let _ = self.connection.pragma_update(None, "analysis_limit", 200);
        let _ = self.connection.pragma_update(None, "optimize", 0x10002);
        self.connection.close().map_err(|(_, error)| error.into())
    }
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(PATIENCE)?;
    // With a log, NORMAL loses at most the last batches at a power cut, and never the file.
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    // Parents and children go in together, from one reading; `verify` checks the keys. Checking each row costs a tenth.
    connection.pragma_update(None, "foreign_keys", false)?;
    connection.pragma_update(None, "cache_size", -65_536)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(connection)
}

fn named(path: &Path) -> String {
    path.display().to_string()
}

fn set_compiled(connection: &Connection, yes: bool) -> Result<()> {
    let sql =
        "INSERT INTO meta VALUES ('compiled', ?1) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    connection.execute(sql, [if yes { "yes" } else { "no" }])?;
    Ok(())
}
