//! Speakers by outlets.

use rustc_hash::FxHashMap;

use super::entries::{Cell, Matrix, Row, SpeakerEntry, StatementEntry};
use super::printed::ArticleEntry;

pub(super) fn set_out(
    articles: &[ArticleEntry],
    speakers: &[SpeakerEntry],
    statements: &[StatementEntry],
) -> Matrix {
    let (outlets, column) = columns(articles);
    let row = |speaker| Row { speaker, cells: vec![Cell::default(); outlets.len()] };
    let mut rows: Vec<Row> = speakers.iter().map(|speaker| row(Some(speaker.number))).collect();
    rows.push(row(None));
    for statement in statements.iter().filter(|statement| statement.reports_words()) {
        let Some(column) = statement.article.checked_sub(1).and_then(|at| column.get(at)) else { continue };
        let at = statement.speaker.map_or(speakers.len(), |number| number - 1);
        if let Some(cell) = rows.get_mut(at).and_then(|row| row.cells.get_mut(*column)) {
            cell.statements.push(statement.number);
        }
    }
    rows.retain(|row| row.cells.iter().any(|cell| !cell.statements.is_empty()));
    Matrix { outlets, rows }
}

/// The outlets, and the column of each article.
fn columns(articles: &[ArticleEntry]) -> (Vec<String>, Vec<usize>) {
    let mut outlets: Vec<String> = Vec::new();
    let mut known: FxHashMap<&str, usize> = FxHashMap::default();
    let column = articles
        .iter()
        .map(|article| {
            *known.entry(&article.label).or_insert_with(|| {
                outlets.push(article.label.clone());
                outlets.len() - 1
            })
        })
        .collect();
    (outlets, column)
}
