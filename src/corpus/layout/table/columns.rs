//! Cells put in their columns: a row that lacks one has it empty, so that no
//! figure is read under another's head.

use super::cells::{Cell, Form};
use super::row::Row;

/// The rows of a table with each cell in its column.
pub(super) fn place(form: Form, found: Vec<(usize, Vec<Cell>)>) -> Vec<Row> {
    let filled = |cell: Cell| Some(cell).filter(|cell| !cell.range.is_empty());
    let spans = columns(&found);
    let place = |(line, cells): (usize, Vec<Cell>)| {
        if form != Form::Spaces || cells.len() == spans.len() {
            return Row { line, cells: cells.into_iter().map(filled).collect() };
        }
        let columns = (cells.len() > 1 || !is_first(&cells, &spans))
            .then(|| assign(&cells, &spans))
            .flatten();
        let Some(columns) = columns else {
            return Row { line, cells: cells.into_iter().map(Some).collect() };
        };
        let mut placed: Vec<Option<Cell>> = vec![None; spans.len()];
        for (cell, column) in cells.into_iter().zip(columns) {
            placed[column] = Some(cell);
        }
        Row { line, cells: placed }
    };
    found.into_iter().map(place).collect()
}

fn is_first(cells: &[Cell], spans: &[(usize, usize)]) -> bool {
    cells.first().zip(spans.first()).is_some_and(|(cell, span)| cell.from < span.1)
}

/// The stretch that each column takes: all that stands in it in the rows that
/// have every cell.
fn columns(found: &[(usize, Vec<Cell>)]) -> Vec<(usize, usize)> {
    let most = found.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let full = found.iter().filter(|(_, cells)| cells.len() == most);
    let mut spans: Vec<(usize, usize)> = vec![(usize::MAX, 0); most];
    for (_, cells) in full {
        for (span, cell) in spans.iter_mut().zip(cells) {
            *span = (span.0.min(cell.from), span.1.max(cell.to));
        }
    }
    spans
}

/// The column that each of `cells` stands in, from left to right; `None` where
/// they do not stand in columns of their own.
fn assign(cells: &[Cell], spans: &[(usize, usize)]) -> Option<Vec<usize>> {
    let mut next = 0;
    let mut columns = Vec::with_capacity(cells.len());
    for cell in cells {
        // The more they share the better; where nothing is shared, the nearer.
        let shared = |span: &(usize, usize)| {
            let (from, to) = (cell.from.max(span.0), cell.to.min(span.1));
            if to > from { (to - from, 0) } else { (0, usize::MAX - (from - to)) }
        };
        let (column, _) = (next..)
            .zip(&spans[next.min(spans.len())..])
            .max_by_key(|(column, span)| (shared(span), usize::MAX - column))?;
        columns.push(column);
        next = column + 1;
    }
    Some(columns)
}
