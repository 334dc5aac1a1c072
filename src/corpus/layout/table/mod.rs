//! Tables: which lines are rows of one, and what stands in their columns.
//!
//! Four forms are read: cells parted by bars, by tabs, by spaces that
//! align them, and by wide spaces. A row becomes one line with cells; the lines of its head become
//! one line as well.

mod cells;
mod columns;
mod head;
mod row;

use std::ops::Range;

use super::ending::is_complete;
use super::line::{Line, Look};
use super::words::is_table_title;
use crate::text::script::width;
use cells::{Cell, Form, cells, form};

/// The widest words above some rows that say what they have in common.
const WIDEST_GROUP: usize = 80;
/// Of so many lines that look like rows and are no table, none begins one.
const LONGEST_TRIED: usize = 200;
/// The widest cell of a table whose cells are parted by nothing but spaces.
const WIDEST_ALIGNED: usize = 60;

/// `lines` with the rows of tables told from the others.
pub(super) fn read(text: &str, lines: &[Line]) -> Vec<Line> {
    let mut read: Vec<Line> = Vec::with_capacity(lines.len());
    let mut at = 0;
    while at < lines.len() {
        let (end, rows) = table(text, lines, at);
        let next = if rows.is_some() || end - at > LONGEST_TRIED { end } else { at + 1 };
        read.extend(rows.unwrap_or_else(|| lines[at..next].to_vec()));
        at = next;
    }
    read
}

/// The line after what looks like a table that begins at line `from`, and the
/// table, if it is one.
fn table(text: &str, lines: &[Line], from: usize) -> (usize, Option<Vec<Line>>) {
    let titled = is_table_title(&text[lines[from].whole.clone()]);
    let Some(form) = form(text, &lines[from]).filter(|_| !titled) else { return (from + 1, None) };
    let end = end(text, lines, from, form);
    (end, rows(text, lines, from..end, form))
}

/// Lines `range` as a table, if they are one.
fn rows(text: &str, lines: &[Line], range: Range<usize>, form: Form) -> Option<Vec<Line>> {
    let rule = range.clone().find(|at| lines[*at].look == Look::Rule);
    let found = range.filter(|at| lines[*at].look != Look::Rule);
    let found: Vec<(usize, Vec<Cell>)> =
        found.map(|at| (at, cells(text, &lines[at], form))).collect();
    let many = found.iter().filter(|(_, cells)| cells.len() > 1).count();
    if !is_table(text, lines, form, &found, rule.is_some()) || many < 2 {
        return None;
    }
    let rows = columns::place(form, found);
    // Only bars have a line that parts the head from the rows.
    let ruled = rule
        .filter(|_| form == Form::Bars)
        .map(|rule| rows.iter().take_while(|row| row.line < rule).count());
    Some(head::told(text, lines, &rows, ruled))
}

/// The line after the table of `form` that begins at `from`.
fn end(text: &str, lines: &[Line], from: usize, form: Form) -> usize {
    let is_row = |at: usize| {
        lines
            .get(at)
            .is_some_and(|line| line.blank_before == 0 && self::form(text, line) == Some(form))
    };
    let is_rule = |at: usize| {
        lines.get(at).is_some_and(|line| line.look == Look::Rule && line.blank_before == 0)
    };
    // Words above rows, among rows.
    let is_group = |at: usize| {
        lines.get(at).is_some_and(|line| {
            let words = &text[line.range.clone()];
            form == Form::Spaces
                && line.blank_before == 0
                && matches!(line.look, Look::Text | Look::Bullet)
                && width(words) <= WIDEST_GROUP
                && !is_complete(words)
                && is_row(at + 1)
                && !is_table_title(words)
        })
    };
    let mut end = from + 1;
    while is_row(end) || is_rule(end) || is_group(end) {
        end += 1;
    }
    // A rule below the last row is of the table, one above another text too.
    end
}

/// Whether what looks like rows is a table: a path of links has bars as well,
/// and a paper's head is set apart by spaces.
fn is_table(
    text: &str,
    lines: &[Line],
    form: Form,
    found: &[(usize, Vec<Cell>)],
    ruled: bool,
) -> bool {
    let most = found.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let rows = found.iter().filter(|(_, cells)| cells.len() > 1);
    let even = rows.clone().filter(|(_, cells)| cells.len() + 1 >= most).count();
    let linked = found.iter().all(|(at, _)| lines[*at].linked);
    let all = rows.clone().count();
    match form {
        Form::Bars | Form::Tabs => !linked && even * 3 >= all * 2,
        // A name and a title, and a line of links, are parted so as well: each row below the
        // head has a figure, and all have as many cells.
        Form::Wide => {
            let figure = |cell: &Cell| text[cell.range.clone()].contains(char::is_numeric);
            let counts = |(_, cells): &(usize, Vec<Cell>)| cells[1..].iter().any(figure);
            most >= 3
                && all >= 3
                && found.iter().all(|(_, cells)| cells.len() == most)
                && found[1..].iter().all(counts)
        }
        Form::Spaces => {
            let said = |cell: &Cell| &text[cell.range.clone()];
            let figures = rows.clone().filter(|(_, cells)| {
                cells[1..].iter().any(|cell| said(cell).contains(|c: char| c.is_numeric()))
            });
            let figures = figures.count();
            let short = rows.clone().all(|(_, cells)| {
                cells.iter().all(|cell| {
                    width(said(cell)) <= WIDEST_ALIGNED && !said(cell).ends_with(['。', '；', '，'])
                })
            });
            let words = most >= 3 && even == all && all >= 3;
            // A timetable: a day, and what happens on it.
            let dated =
                rows.clone().all(|(_, cells)| said(&cells[0]).starts_with(char::is_numeric));
            !linked
                && short
                && (all >= 3 || ruled || figures == all)
                && (figures * 2 >= all || words || dated)
        }
    }
}
