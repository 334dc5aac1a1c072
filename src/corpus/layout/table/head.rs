//! Which rows of a table are its head, and which stand for a group of rows.

use super::super::line::{Line, Look};
use super::cells::Cell;
use super::row::{Row, line};
use crate::text::script::half_width;

/// The most lines that a head is printed in.
const TALLEST_HEAD: usize = 3;

/// What the cells of a row say, beside its first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Says {
    /// Words.
    Words,
    /// Years, and words: heads have them, and rows too.
    Years,
    /// Figures.
    Figures,
}

/// The lines of a table, its head one line. Above a rule, where there is one
/// at row `ruled`, stands the head; else it is told from what it says.
pub(super) fn told(text: &str, lines: &[Line], rows: &[Row], ruled: Option<usize>) -> Vec<Line> {
    let tall = ruled.filter(|tall| *tall <= TALLEST_HEAD).unwrap_or_else(|| height(text, rows));
    let (head, body) = rows.split_at(tall);
    let mut told = Vec::with_capacity(rows.len());
    let head: Vec<&Row> = head.iter().collect();
    if !head.is_empty() {
        told.push(line(lines, &head, Look::Columns));
    }
    for row in body {
        let group = is_group(row) && rows.iter().any(|row| row.cells.len() > 1);
        let look = if group { Look::Group } else { Look::Row };
        let mut line = line(lines, &[row], look);
        if group {
            line.cells.truncate(1);
        }
        told.push(line);
    }
    told
}

/// How many of the first rows are the head.
fn height(text: &str, rows: &[Row]) -> usize {
    let says: Vec<Says> = rows.iter().map(|row| says(text, row)).collect();
    let Some((first, others)) = says.split_first().filter(|(_, others)| !others.is_empty()) else {
        return 0;
    };
    let count = |what: Says| others.iter().filter(|says| **says == what).count();
    let usual =
        [Says::Words, Says::Years, Says::Figures].into_iter().max_by_key(|what| count(*what));
    let usual = usual.unwrap_or(*first);
    let of_head = |(says, row): &(&Says, &Row)| **says < usual && !is_group(row);
    let less = says.iter().zip(rows).take(TALLEST_HEAD).take_while(of_head).count();
    let nameless = |row: &Row| row.cells.first().is_none_or(Option::is_none);
    // A line of the head that goes on with its cells and has no first one.
    let more = rows[less..].iter().take_while(|row| less > 0 && nameless(row)).count();
    let less = (less + more).min(TALLEST_HEAD);
    let nameless = nameless(&rows[0]);
    let wordy = usual == Says::Words && rows[0].cells.len() > 2;
    less.min(rows.len() - 1).max(usize::from(nameless || wordy))
}

fn says(text: &str, row: &Row) -> Says {
    let cells = row.cells.iter().skip(1).flatten();
    let of = |cell: &Cell| {
        let words: String = text[cell.range.clone()].chars().map(half_width).collect();
        match words.contains(|c: char| c.is_ascii_digit()) {
            false => Says::Words,
            true if tells_years(&words) => Says::Years,
            true => Says::Figures,
        }
    };
    cells.map(of).max().unwrap_or(Says::Words)
}

/// Whether the figures in `words` are years, their quarters, months and days:
/// `2023`, `2020-21`, `19/20 申請`, `Q4 2021`.
fn tells_years(words: &str) -> bool {
    let characters: Vec<char> = words.chars().collect();
    let mut at = 0;
    while at < characters.len() {
        let digits = characters[at..].iter().take_while(|c| c.is_ascii_digit()).count();
        if digits == 0 {
            at += 1;
            continue;
        }
        let run: String = characters[at..at + digits].iter().collect();
        let before = at.checked_sub(1).map(|at| characters[at]);
        let after = characters.get(at + digits).copied();
        let beside = |of: &[char]| {
            before.is_some_and(|c| of.contains(&c)) || after.is_some_and(|c| of.contains(&c))
        };
        let dates = after.is_some_and(|c| "年月日季期".contains(c));
        let year =
            digits == 4 && (run.starts_with("19") || run.starts_with("20")) && after != Some('.');
        let part = digits <= 2
            && (dates
                || beside(&['/'])
                || before.is_some_and(|c| matches!(c, 'Q' | '第'))
                || after_digit(&characters[..at]));
        if !(year || part) {
            return false;
        }
        at += digits;
    }
    true
}

/// Whether `before` ends with a dash after a digit: `2020-` of `2020-21`.
fn after_digit(before: &[char]) -> bool {
    matches!(before, [.., digit, '-' | '–'] if digit.is_ascii_digit())
}

/// Whether `row` has nothing but its first cell.
fn is_group(row: &Row) -> bool {
    row.cells.first().is_some_and(Option::is_some) && row.cells.iter().flatten().count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_told_from_figures() {
        for words in ["2023", "2020-21", "19/20 申請", "Q4 2021", "2026年3月", "第2期"] {
            assert!(tells_years(words), "{words}");
        }
        for words in ["412", "14%", "2 870", "7 218", "2,310", "-8%"] {
            assert!(!tells_years(words), "{words}");
        }
    }
}
