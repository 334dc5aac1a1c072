//! A row, and the line that it becomes.

use super::super::line::{Line, Look};
use super::super::piece::Piece;
use super::cells::Cell;

/// A row as it is printed: its line, and its cells in their columns.
pub(super) struct Row {
    /// Its place among the lines.
    pub(super) line: usize,
    /// What stands in each column, if anything does.
    pub(super) cells: Vec<Option<Cell>>,
}

/// The line that `rows` become, which are one: a row, or a head of several
/// lines.
pub(super) fn line(lines: &[Line], rows: &[&Row], look: Look) -> Line {
    let first = &lines[rows[0].line];
    let end = rows.iter().map(|row| lines[row.line].range.end).max().unwrap_or(first.range.end);
    let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut cells = Vec::new();
    for column in 0..columns {
        let parts: Vec<&Cell> =
            rows.iter().filter_map(|row| row.cells.get(column)?.as_ref()).collect();
        let empty = first.range.start..first.range.start;
        let at = parts.first().map_or(empty, |cell| cell.range.clone());
        cells.push(Piece { range: at, cell: column > 0 });
        cells.extend(parts.iter().skip(1).map(|cell| Piece::from(cell.range.clone())));
    }
    while cells.last().is_some_and(|cell| cell.cell && cell.range.is_empty()) {
        cells.pop();
    }
    Line { range: first.range.start..end, look, cells, linked: false, ..first.clone() }
}
