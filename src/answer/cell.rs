//! The cells of a table's row: their places, their heads, and how one is told by itself.

use std::ops::Range;

use crate::corpus::{CELL, Kind, Passage};
use crate::question::years;
use crate::text::figure::{Unit, figures};
use crate::text::normalize::folded;

/// The bytes of each cell of a row; none of another passage.
pub(super) fn cells(passage: &Passage) -> Vec<Range<usize>> {
    if passage.kind != Kind::Row {
        return Vec::new();
    }
    let base = passage.text.as_ptr() as usize;
    let cells = passage.text.split(CELL).map(|cell| {
        let start = cell.as_ptr() as usize - base;
        start..start + cell.len()
    });
    cells.collect()
}

/// The heads of the columns of a row, if they are known.
pub(super) fn heads(passage: &Passage) -> Vec<&str> {
    let head = passage.section.last().filter(|_| passage.kind == Kind::Row);
    let heads: Vec<&str> = head.into_iter().flat_map(|head| head.split(CELL)).collect();
    if heads.len() > 1 { heads } else { Vec::new() }
}

/// `words` of the cell at `column` of row `passage` with the unit that its head, or else what
/// stands above the table, has in brackets: "HK$30.2 billion" below "Total (HK$ billion)". As
/// they are where there is none.
pub(super) fn with_unit(passage: &Passage, column: usize, words: &str) -> String {
    let bare = |words: &str| {
        let mut figures = figures(words).into_iter();
        figures.next().is_some_and(|one| one.unit == Unit::Plain && one.span.len() == words.len())
    };
    if passage.kind != Kind::Row || column == 0 || !bare(words) {
        return words.to_owned();
    }
    let heads = heads(passage);
    let head = heads.get(column).copied();
    // What stands above the table is of all columns where these differ by their years alone.
    let are_years = heads.iter().skip(1).all(|head| !years(&folded(head)).is_empty());
    let above = passage.section.iter().rev().skip(1).map(String::as_str);
    let above = above.filter(|_| are_years);
    let mut units = head.into_iter().chain(above).filter_map(in_brackets);
    units.find_map(|unit| joined(words, unit)).unwrap_or_else(|| words.to_owned())
}

/// `told` of the cell at `column` of row `passage` with what the label of the row has in
/// brackets: "42.3% (estimate)".
pub(super) fn with_label(passage: &Passage, column: usize, told: String) -> String {
    let label = passage.text.split(CELL).next().filter(|_| passage.kind == Kind::Row);
    let beside = label.and_then(in_brackets).filter(|_| column > 0 && !told.is_empty());
    match beside.filter(|words| words.chars().all(|c| c.is_alphabetic() || c == ' ')) {
        Some(words) if words.is_ascii() => format!("{told} ({words})"),
        Some(words) => format!("{told}（{words}）"),
        None => told,
    }
}

/// The number of the cell of row `passage` that byte `at` is in.
pub(super) fn place(passage: &Passage, at: usize) -> usize {
    passage.text[..at].matches(CELL).count()
}

/// What stands in brackets at the end of `head`.
fn in_brackets(head: &str) -> Option<&str> {
    let head = head.trim_end().strip_suffix([')', '）'])?;
    let (at, open) = head.char_indices().rfind(|(_, c)| matches!(c, '(' | '（'))?;
    Some(head[at + open.len_utf8()..].trim())
}

/// `number` with `unit` behind it, or on both of its sides; `None` where these are no unit.
fn joined(number: &str, unit: &str) -> Option<String> {
    let after = unit.starts_with(|c: char| c.is_ascii_alphabetic());
    let behind = format!("{number}{}{unit}", if after { " " } else { "" });
    let around = unit.split_once(' ').map(|(sign, rest)| format!("{sign}{number} {rest}"));
    let before = format!("{unit}{number}");
    let is_whole = |text: &String| {
        let mut figures = figures(text).into_iter();
        let first = figures.next().filter(|one| one.unit != Unit::Plain);
        first.is_some_and(|one| one.span.len() == text.len())
    };
    around.into_iter().chain([behind, before]).find(is_whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::corpus::catalog::Catalog;
    use crate::corpus::{Document, DocumentId, SourceMap, passage};

    /// The rows of a page.
    fn rows(page: &str) -> Vec<Passage> {
        let meta = Catalog::default().metadata(DocumentId::new("a.md"), page);
        let source = SourceMap::verbatim(0);
        let mut rows = passage::passages(&Document { meta, body: page.to_owned(), source });
        rows.retain(|one| one.kind == Kind::Row);
        rows
    }

    #[test]
    fn a_cell_is_told_with_the_unit_and_the_note_of_its_table() {
        let rows = rows(
            "# Statistics\n\nTable 1: Research (HK$ million)\n\n\
             | Year | R&D expenditure (HK$ billion) | Personnel |\n|--|--|--|\n\
             | 2024 | 35.7 | 41,900 |\n| 2025 (estimate) | 39.1 | 44,600 |\n\n\
             Table 2: Research by sector (HK$ million)\n\n\
             | Sector | 2023 | 2024 |\n|--|--|--|\n| Universities | 171 | 184 |\n",
        );
        let [earlier, estimate, sector] = &rows[..] else { panic!("{rows:?}") };
        assert_eq!(with_unit(earlier, 1, "35.7"), "HK$35.7 billion");
        assert_eq!(with_label(earlier, 1, "HK$35.7 billion".to_owned()), "HK$35.7 billion");
        // What stands above is not of heads that differ by more than their years.
        assert_eq!(with_unit(estimate, 2, "44,600"), "44,600");
        assert_eq!(with_label(estimate, 2, "44,600".to_owned()), "44,600 (estimate)");
        assert_eq!(place(estimate, estimate.text.find("44").expect("is there")), 2);
        assert_eq!(with_unit(sector, 2, "184"), "HK$184 million");
        assert_eq!(with_unit(sector, 0, "171"), "171");
    }

    #[test]
    fn a_number_takes_the_unit_of_its_head() {
        for (number, unit, told) in [
            ("30.2", "HK$ billion", Some("HK$30.2 billion")),
            ("171", "億元", Some("171億元")),
            ("1.07", "%", Some("1.07%")),
            ("3,985", "HK$", Some("HK$3,985")),
            ("120", "provisional", None),
            ("120", "2025", None),
        ] {
            assert_eq!(joined(number, unit).as_deref(), told, "{number} {unit}");
        }
        assert_eq!(in_brackets("涉及資助額（百萬元）"), Some("百萬元"));
        assert_eq!(in_brackets("Start-ups"), None);
    }
}
