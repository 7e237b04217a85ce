//! Versions of the schema: makes a fresh file, brings an old one up to date, refuses strangers.

use anyhow::{Context, Result, bail};
use rusqlite::{Connection, Transaction, TransactionBehavior};

/// "OnRe": how `file` and SQLite know this kind of file.
pub(super) const APPLICATION_ID: i64 = 0x4F6E_5265;

/// The schema as it stands.
const SCHEMA: &str = include_str!("schema.sql");

/// What leads from version `n + 1` to `n + 2`, in place `n`. A step that has been published never changes.
const STEPS: &[&str] = &[include_str!("steps/2.sql")];

/// The version that this program writes.
const VERSION: usize = STEPS.len() + 1;

/// Makes the tables of a fresh file, or brings an older file up to date, whole or not at all.
pub(super) fn migrate(connection: &mut Connection) -> Result<()> {
    upgrade(connection, SCHEMA, STEPS)
}

/// Whether the file holds just the schema of this program.
pub(super) fn check(connection: &Connection) -> Result<()> {
    let (application, version) = stamps(connection)?;
    refuse_strangers(connection, application, version, VERSION)?;
    if version < VERSION {
        bail!("it was made by an older onrecord; `onrecord add` brings it up to date");
    }
    Ok(())
}

fn upgrade(connection: &mut Connection, schema: &str, steps: &[&str]) -> Result<()> {
    let newest = steps.len() + 1;
    let (application, version) = stamps(connection)?;
    refuse_strangers(connection, application, version, newest)?;
    if version == newest {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Somebody else may have been faster.
    let (_, version) = stamps(&transaction)?;
    apply(&transaction, version, schema, steps)
        .with_context(|| format!("cannot bring it from version {version} to {newest}; nothing is changed"))?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", newest)?;
    Ok(transaction.commit()?)
}

fn apply(transaction: &Transaction<'_>, version: usize, schema: &str, steps: &[&str]) -> Result<()> {
    match version.checked_sub(1) {
        None => transaction.execute_batch(schema)?,
        Some(done) => {
            for step in steps.iter().skip(done) {
                transaction.execute_batch(step)?;
            }
        }
    }
    Ok(())
}

fn stamps(connection: &Connection) -> Result<(i64, usize)> {
    let read = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let application = read("application_id").context("it is no SQLite file; give another --archive")?;
    let version = usize::try_from(read("user_version")?).unwrap_or(usize::MAX);
    Ok((application, version))
}

fn refuse_strangers(connection: &Connection, application: i64, version: usize, newest: usize) -> Result<()> {
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0))?;
    if application != APPLICATION_ID && (application != 0 || version != 0 || tables != 0) {
        bail!("it is an SQLite file of another program; give another --archive");
    }
    if version > newest {
        bail!(
            "it was made by a newer onrecord (version {version}, this one knows {newest}); update onrecord"
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: &str = "CREATE TABLE a (x TEXT) STRICT;";
    const SECOND: &str = "ALTER TABLE a ADD COLUMN y TEXT;";
    const BOTH: &str = "CREATE TABLE a (x TEXT, y TEXT) STRICT;";

    fn version(connection: &Connection) -> usize {
        stamps(connection).unwrap().1
    }

    #[test]
    fn an_older_file_is_brought_up_to_date_and_keeps_its_rows() {
        let mut file = Connection::open_in_memory().unwrap();
        upgrade(&mut file, FIRST, &[]).unwrap();
        file.execute("INSERT INTO a VALUES ('kept')", []).unwrap();
        assert_eq!(version(&file), 1);
        upgrade(&mut file, BOTH, &[SECOND]).unwrap();
        assert_eq!(version(&file), 2);
        let row: (String, Option<String>) =
            file.query_row("SELECT x, y FROM a", [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        assert_eq!(row, ("kept".to_owned(), None));
    }

    #[test]
    fn a_step_that_fails_changes_nothing() {
        let mut file = Connection::open_in_memory().unwrap();
        upgrade(&mut file, FIRST, &[]).unwrap();
        let error =
            upgrade(&mut file, BOTH, &["CREATE TABLE b (x TEXT) STRICT; SELECT nonsense;"]).unwrap_err();
        assert!(format!("{error:#}").contains("nothing is changed"), "{error:#}");
        assert_eq!(version(&file), 1);
        assert!(file.prepare("SELECT * FROM b").is_err());
    }

    #[test]
    fn strangers_and_newer_files_are_refused() {
        let mut stranger = Connection::open_in_memory().unwrap();
        stranger.execute_batch("CREATE TABLE notes (x)").unwrap();
        assert!(format!("{:#}", migrate(&mut stranger).unwrap_err()).contains("another program"));
        let mut newer = Connection::open_in_memory().unwrap();
        migrate(&mut newer).unwrap();
        newer.pragma_update(None, "user_version", VERSION + 1).unwrap();
        assert!(format!("{:#}", migrate(&mut newer).unwrap_err()).contains("update onrecord"));
    }

    /// Tables and indexes with their columns, without comments.
    fn shape(connection: &Connection) -> Vec<(String, String, String)> {
        let sql = "SELECT m.name, coalesce(c.name, ''), coalesce(c.type || c.\"notnull\" || c.pk, '')
                   FROM sqlite_master m LEFT JOIN pragma_table_xinfo(m.name) c ORDER BY m.name, c.cid";
        let mut query = connection.prepare(sql).unwrap();
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
        rows.map(Result::unwrap).collect()
    }

    #[test]
    fn version_1_becomes_what_a_fresh_file_is() {
        let mut fresh = Connection::open_in_memory().unwrap();
        migrate(&mut fresh).unwrap();
        let mut old = Connection::open_in_memory().unwrap();
        migrate(&mut old).unwrap();
        let tables =
            STEPS[0].lines().filter_map(|line| line.strip_prefix("CREATE TABLE ")?.split(' ').next());
        for table in tables {
            old.execute_batch(&format!("DROP TABLE {table}")).unwrap();
        }
        old.execute_batch("ALTER TABLE moment DROP COLUMN story").unwrap();
        old.pragma_update(None, "user_version", 1).unwrap();
        assert!(format!("{:#}", check(&old).unwrap_err()).contains("onrecord add"));
        migrate(&mut old).unwrap();
        check(&old).unwrap();
        assert_eq!(shape(&old), shape(&fresh));
    }

    #[test]
    fn the_schema_makes_an_archive() {
        let mut fresh = Connection::open_in_memory().unwrap();
        migrate(&mut fresh).unwrap();
        check(&fresh).unwrap();
        migrate(&mut fresh).unwrap();
    }
}
