//! The words that furniture is known by: `furniture.tsv`.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::text::list;

const FILE: &str = include_str!("furniture.tsv");

/// Words that a line of buttons is made of.
pub(super) static BUTTONS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| of("button").collect());
/// How lines of furniture begin.
pub(super) static OPENINGS: LazyLock<Vec<&'static str>> = LazyLock::new(|| of("opening").collect());
/// Lines that say that the text ends.
pub(super) static WHOLE: LazyLock<Vec<&'static str>> = LazyLock::new(|| of("whole").collect());
/// Heads of lists of other pages.
pub(super) static RELATED: LazyLock<Vec<&'static str>> = LazyLock::new(|| of("related").collect());
/// How the words end that say whose a picture is.
pub(super) static CREDITS: LazyLock<Vec<&'static str>> = LazyLock::new(|| of("credit").collect());
/// How words in brackets begin that are about a picture.
pub(super) static PICTURES: LazyLock<Vec<&'static str>> = LazyLock::new(|| of("picture").collect());
/// How a line begins that says what a table counts.
pub(super) static UNITS: LazyLock<Vec<&'static str>> = LazyLock::new(|| of("unit").collect());
/// How the title of a table begins.
pub(super) static TITLES: LazyLock<Vec<&'static str>> = LazyLock::new(|| of("title").collect());

/// Labels before a path through the site.
pub(super) static HERE: LazyLock<Vec<&'static str>> = LazyLock::new(|| of("here").collect());

/// The longest line that says what a table counts, in bytes.
const LONGEST_UNIT: usize = 100;

fn of(kind: &'static str) -> impl Iterator<Item = &'static str> {
    list::words(FILE, kind)
}

/// Whether `text`, in lower case, begins with one of `words`.
pub(super) fn begins(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.starts_with(word))
}

/// Whether `text` says what the figures of a table count: `單位：百萬港元`.
pub(super) fn gives_unit(text: &str) -> bool {
    text.len() <= LONGEST_UNIT && begins(&text.to_lowercase(), &UNITS)
}

/// Whether `text` is the title of a table: `Table 3  Operators`, `表二　開支`.
pub(super) fn is_table_title(text: &str) -> bool {
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let lower = text.to_lowercase();
    let named = TITLES.iter().filter_map(|word| lower.strip_prefix(word));
    named.into_iter().any(|rest| rest.trim_start().starts_with(numeral))
        && !text.contains(['\t', '|', '｜', '。'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_word_in_lower_case_of_a_known_kind() {
        let entries: Vec<&str> = FILE.lines().filter(|line| !line.starts_with('#')).collect();
        let lists = [&OPENINGS, &WHOLE, &RELATED, &CREDITS, &PICTURES, &UNITS, &TITLES, &HERE];
        let known = BUTTONS.len() + lists.iter().map(|list| list.len()).sum::<usize>();
        assert_eq!(entries.len(), known, "a kind that is not known, or a word twice");
        for entry in entries {
            let word = entry.split('\t').next().unwrap_or_default();
            assert!(!word.is_empty() && word == word.to_lowercase().trim(), "{entry:?}");
        }
    }
}
