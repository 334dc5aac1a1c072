//! A part that is asked for, where a span is of the whole: 「已投資14億元，其中12間從事生命科學」
//! does not tell how much went to life sciences, nor does a total where a table has a row for
//! the part.

use std::ops::Range;
use std::sync::LazyLock;

use super::cell::{self, cells, with_unit};
use super::lexical::ByWords;
use crate::corpus::{CELL, Kind, Passage};
use crate::retrieval::SoughtTerm;
use crate::text::figure::figures;
use crate::text::list;
use crate::text::normalize::folded;
use crate::text::whole::{contains, find};

const FILE: &str = include_str!("portion.tsv");

/// The words that lead to a part of what was told before them.
static LEADS: LazyLock<Vec<&str>> = LazyLock::new(|| list::words(FILE, "lead").collect());

/// Whether the question behind `by` asks for a part, and `span` of `sentence`, which is in
/// `passage`, is of the whole.
pub(super) fn is_of_the_whole(
    by: ByWords<'_>,
    passage: &Passage,
    sentence: &str,
    span: &Range<usize>,
) -> bool {
    tells_the_part_behind(by, sentence, span)
        || passage.kind != Kind::Row && has_a_row_of_its_own(by, passage, sentence, span)
}

/// Whether a word of the question stands in `sentence` only behind words that lead to a part,
/// which stand behind `span`.
fn tells_the_part_behind(by: ByWords<'_>, sentence: &str, span: &Range<usize>) -> bool {
    let behind = folded(&sentence[span.end..]);
    let places = LEADS.iter().filter_map(|word| find(&behind, word));
    let Some(lead) = places.map(|place| place.start).min() else { return false };
    let (before, part) = (folded(&sentence[..span.end]) + &behind[..lead], &behind[lead..]);
    let is_of_part =
        |term: &SoughtTerm| !is_of_all(&term.text) && term.is_in(part) && !term.is_in(&before);
    by.prepared.terms.iter().any(is_of_part)
}

/// Whether a row of the same document is of something that the question names and that
/// `sentence` does not have, and counts what `span` does.
fn has_a_row_of_its_own(
    by: ByWords<'_>,
    passage: &Passage,
    sentence: &str,
    span: &Range<usize>,
) -> bool {
    let (asked, said) = (&by.prepared.question.wording.text, folded(sentence));
    let rows = by.hits.iter().map(|hit| hit.passage.as_ref());
    let mut rows = rows.filter(|row| row.kind == Kind::Row && row.document == passage.document);
    let own = figures(&sentence[span.clone()]);
    let counts_the_same = |row: &Passage| {
        let mut cells = cells(row).into_iter().skip(1);
        cells.any(|cell| {
            let told = with_unit(row, cell::place(row, cell.start), &row.text[cell.clone()]);
            let figures = figures(&told);
            figures.iter().any(|one| own.iter().any(|other| one.unit.is_comparable(&other.unit)))
        })
    };
    rows.any(|row| {
        let label = folded(row.text.split(CELL).next().unwrap_or_default().trim());
        is_part(&label)
            && contains(asked, &label)
            && !contains(&said, &label)
            && counts_the_same(row)
    })
}

/// Whether the `label` of a row, folded, is of a part: not of a year, nor of all.
fn is_part(label: &str) -> bool {
    label.chars().nth(1).is_some() && !label.contains(char::is_numeric) && !is_of_all(label)
}

/// Whether `words`, folded, are of all there is.
fn is_of_all(words: &str) -> bool {
    list::words(FILE, "all").any(|word| contains(words, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_folded() {
        assert!(list::entries(FILE).all(|(word, _)| folded(word) == word));
        assert!(is_part("business") && !is_part("total") && !is_part("2024年") && !is_part("香港"));
    }
}
