//! Proper names in a question in English: words beside each other that have a capital letter.

use crate::text::date::mentions;
use crate::text::normalize::folded;
use crate::text::span::overlap;

/// The names of two words or more in `text`, each as its folded words: Lung Ping of "How many
/// cleanrooms does Lung Ping have?" Dates and acronyms are none.
pub(super) fn proper_names(text: &str) -> Vec<Vec<String>> {
    let dates = mentions(text, None);
    let mut names: Vec<Vec<String>> = vec![Vec::new()];
    let (mut at, mut end) = (0, 0);
    for word in text.split_inclusive(|c: char| !c.is_ascii_alphabetic()) {
        let start = at;
        at += word.len();
        let word = word.trim_end_matches(|c: char| !c.is_ascii_alphabetic());
        if word.is_empty() {
            continue;
        }
        let is_beside = matches!(&text[end..start], "" | " " | "-");
        end = start + word.len();
        let is_date = dates.iter().any(|date| overlap(&date.span, &(start..end)));
        let mut letters = word.chars();
        let has_capital = letters.next().is_some_and(|c| c.is_ascii_uppercase())
            && letters.next().is_some_and(|c| c.is_ascii_lowercase());
        let is_name = has_capital && !is_date && start > 0;
        if !(is_name && is_beside) {
            names.push(Vec::new());
        }
        if let Some(last) = names.last_mut().filter(|_| is_name) {
            last.push(folded(word));
        }
    }
    names.retain(|name| name.len() > 1);
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_capitals_beside_each_other_are_a_name() {
        for (text, expected) in [
            ("how many cleanrooms does Lung Ping have?", vec![vec!["lung", "ping"]]),
            (
                "Did Mount Davis-Wong get AI grants on 3 May Day?",
                vec![vec!["mount", "davis", "wong"]],
            ),
            (
                "What did Sai Wan and Tai Po get in March 2025?",
                vec![vec!["sai", "wan"], vec!["tai", "po"]],
            ),
            ("How Many users does HKChat have", vec![]),
            ("港話通 and 河套", vec![]),
        ] {
            assert_eq!(proper_names(text), expected, "{text}");
        }
    }
}
