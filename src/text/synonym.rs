//! Words of written Chinese that say the same, for search.
//!
//! A small table by hand of what news and policy call by several names. It
//! widens what is looked for, and never what is said.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::normalize::folded;

const GROUPS: &str = include_str!("synonyms.tsv");

struct Table {
    /// Every word, with the other words of its groups.
    words: Vec<(String, Vec<String>)>,
    automaton: Option<AhoCorasick>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut known: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in GROUPS.lines().filter(|line| !line.starts_with('#')) {
        let group: Vec<String> = line.split('|').map(folded).collect();
        for word in &group {
            let others = known.entry(word.clone()).or_default();
            let new = group.iter().filter(|other| *other != word);
            let new: Vec<_> = new.filter(|other| !others.contains(other)).cloned().collect();
            others.extend(new);
        }
    }
    let words: Vec<_> = known.into_iter().collect();
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(words.iter().map(|(word, _)| word))
        .ok();
    Table { words, automaton }
});

/// The words in `text`, which is folded, that have others: their bytes, and
/// the others, folded; the longest at each place.
pub fn find(text: &str) -> Vec<(Range<usize>, &'static [String])> {
    let Some(automaton) = &TABLE.automaton else { return Vec::new() };
    let found = automaton.find_iter(text);
    found.map(|found| (found.range(), TABLE.words[found.pattern()].1.as_slice())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_the_others_of_its_groups() {
        let text = folded("西橋未竣工");
        let found = find(&text);
        assert_eq!(found.len(), 1);
        assert_eq!(&text[found[0].0.clone()], folded("竣工"));
        assert!(found[0].1.contains(&folded("落成")) && !found[0].1.contains(&folded("竣工")));
        assert_eq!(find("abc"), []);
    }
}
