//! The truth tables: Markdown, one row one check.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};

/// Which table a row stands in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Table {
    /// Outlets, dates, blocks.
    Documents,
    /// Who said what.
    Statements,
    /// What somebody did with words that are not printed.
    Acts,
    /// What nobody said.
    NotStatements,
    /// Quotation marks.
    Marks,
    /// Who is who.
    Speakers,
    /// The same words in several places.
    Utterances,
    /// The timeline.
    Moments,
    /// What is told to come after what.
    Order,
    /// Which report obtained the words, and how many did on their own.
    Origins,
    /// Where accounts differ.
    Differences,
    /// What one report alone has.
    OneSided,
    /// Where accounts agree.
    Agreements,
    /// Places that nothing may join.
    NotDifferences,
    /// Differences that may be found and need not: no check.
    AlsoRight,
    /// Who copied whom.
    Reprints,
    /// What changed between two captures.
    Corrections,
    /// Which reports tell of the same events.
    Stories,
}

impl Table {
    /// All of them, in order.
    pub const ALL: [Self; 18] = [
        Self::Documents,
        Self::Statements,
        Self::Acts,
        Self::NotStatements,
        Self::Marks,
        Self::Speakers,
        Self::Utterances,
        Self::Moments,
        Self::Order,
        Self::Origins,
        Self::Differences,
        Self::OneSided,
        Self::Agreements,
        Self::NotDifferences,
        Self::AlsoRight,
        Self::Reprints,
        Self::Corrections,
        Self::Stories,
    ];

    /// Its heading.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Documents => "Documents",
            Self::Statements => "Statements",
            Self::Acts => "Acts",
            Self::NotStatements => "Not statements",
            Self::Marks => "Marks",
            Self::Speakers => "Speakers",
            Self::Utterances => "Utterances",
            Self::Moments => "Moments",
            Self::Order => "Order",
            Self::Origins => "Origins",
            Self::Differences => "Differences",
            Self::OneSided => "One-sided",
            Self::Agreements => "Agreements",
            Self::NotDifferences => "Not differences",
            Self::AlsoRight => "Also right",
            Self::Reprints => "Reprints",
            Self::Corrections => "Corrections",
            Self::Stories => "Stories",
        }
    }
}

/// One row: one check.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// `S01`.
    pub id: String,
    /// Its table.
    pub table: Table,
    cells: Vec<(String, String)>,
}

impl Row {
    /// A cell by its column; empty where the table has none.
    pub fn cell(&self, column: &str) -> &str {
        self.cells.iter().find(|(name, _)| name == column).map_or("", |(_, cell)| cell)
    }

    /// Whether the cell says anything.
    pub fn has(&self, column: &str) -> bool {
        !self.cell(column).is_empty()
    }

    /// The ids that the column `of` lists.
    pub fn of(&self) -> impl Iterator<Item = &str> {
        self.cell("of").split(',').map(str::trim).filter(|id| !id.is_empty())
    }
}

/// A story: its reports, by key, and what must come out of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Story {
    /// The folder's name.
    pub name: String,
    /// Where it is.
    pub folder: PathBuf,
    /// Key and file of each report.
    pub reports: Vec<(String, String)>,
    /// All rows, in order.
    pub rows: Vec<Row>,
    /// Differences that may be found and need not.
    pub accepted: Vec<Row>,
}

impl Story {
    /// Reads the tables of `story.md`, whose reports lie in the folder `story` beside it.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(path).with_context(|| format!("no {}", path.display()))?;
        Self::from_tables(&path.with_extension(""), &text).with_context(|| format!("in {}", path.display()))
    }

    /// The story that these tables tell of, its reports in this folder.
    pub fn from_tables(folder: &Path, text: &str) -> anyhow::Result<Self> {
        let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let mut story = Self {
            name,
            folder: folder.to_owned(),
            reports: Vec::new(),
            rows: Vec::new(),
            accepted: Vec::new(),
        };
        story.parse(text)?;
        ensure!(!story.reports.is_empty(), "no reports");
        Ok(story)
    }

    /// The row with this id.
    pub fn row(&self, id: &str) -> Option<&Row> {
        self.rows.iter().chain(&self.accepted).find(|row| row.id == id)
    }

    fn parse(&mut self, text: &str) -> anyhow::Result<()> {
        let (mut heading, mut columns) = ("", Vec::new());
        for line in text.lines() {
            if let Some(words) = line.strip_prefix("## ") {
                (heading, columns) = (words.trim(), Vec::new());
            } else if line.starts_with("|-") || !line.starts_with('|') {
                continue;
            } else if columns.is_empty() {
                columns = cells(line);
            } else {
                self.take(heading, &columns, cells(line))?;
            }
        }
        Ok(())
    }

    fn take(&mut self, heading: &str, columns: &[String], cells: Vec<String>) -> anyhow::Result<()> {
        ensure!(columns.len() == cells.len(), "`{heading}`: {} cells in {cells:?}", cells.len());
        let cells: Vec<(String, String)> = columns.iter().cloned().zip(cells).collect();
        let row = |table| Row { id: cells[0].1.clone(), table, cells: cells.clone() };
        if heading == "Reports" {
            self.reports.push((cells[0].1.clone(), cells[1].1.clone()));
        } else if let Some(table) = Table::ALL.into_iter().find(|table| table.as_str() == heading) {
            let row = row(table);
            ensure!(self.row(&row.id).is_none(), "two rows {}", row.id);
            let rows = if table == Table::AlsoRight { &mut self.accepted } else { &mut self.rows };
            rows.push(row);
        } else {
            bail!("no table is called `{heading}`");
        }
        Ok(())
    }
}

fn cells(line: &str) -> Vec<String> {
    let inner = line.trim().trim_start_matches('|').trim_end_matches('|');
    inner.split('|').map(|cell| cell.trim().to_owned()).collect()
}
