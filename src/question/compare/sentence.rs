//! A sentence that may compare things, with the words and names that are not to be cut.

use std::ops::Range;
use std::sync::LazyLock;

use crate::corpus::glossary::Glossary;
use crate::question::lexicon::{FILLING, OPENINGS};
use crate::text::date::mentions;
use crate::text::list;
use crate::text::normalize::{Folded, fold};
use crate::text::span::overlap;
use crate::text::words;

pub(super) const FILE: &str = include_str!("../lexicon/compare.tsv");

pub(super) type Words = LazyLock<Vec<Vec<char>>>;

pub(super) static JOINS: Words =
    LazyLock::new(|| listed("versus").into_iter().chain(listed("joins")).collect());
pub(super) static OR: Words =
    LazyLock::new(|| listed("or").into_iter().chain(listed("joins")).collect());
pub(super) static OF: Words = LazyLock::new(|| listed("of"));

/// The least of a thing's name, in characters.
pub(super) const NAME: usize = 2;

/// The most things that are compared.
const MOST: usize = 4;

/// The words of one kind, in characters.
pub(super) fn listed(kind: &'static str) -> Vec<Vec<char>> {
    list::words(FILE, kind).map(|word| word.chars().collect()).collect()
}

/// A sentence in folded characters; all ranges are of these.
pub(super) struct Sentence<'a> {
    pub(super) text: &'a str,
    folded: Folded,
    /// Without what opens it (請問) and the marks that end it.
    pub(super) body: Range<usize>,
    names: Vec<Range<usize>>,
    words: Vec<Range<usize>>,
}

impl<'a> Sentence<'a> {
    pub(super) fn new(text: &'a str, glossary: &Glossary) -> Self {
        let folded = fold(text);
        let chars = folded.chars();
        let end = chars.iter().rposition(|c| c.is_alphanumeric() || *c == '+');
        let end = end.map_or(0, |last| last + 1);
        let flat = folded.to_string();
        let openings = OPENINGS
            .iter()
            .chain(&*FILLING)
            .filter(|word| !word.is_ascii() && flat.starts_with(**word));
        let start = openings.map(|word| word.chars().count()).max().unwrap_or(0).min(end);
        let (names, mut words) = (names(&flat, glossary), words(&flat));
        // The dictionary takes 同 for a part of a word where a name of the glossary begins or ends.
        words.retain(|word| !names.iter().any(|name| crosses(word, name)));
        Self { text, folded, body: start..end, names, words }
    }

    pub(super) fn chars(&self) -> &[char] {
        self.folded.chars()
    }

    /// The text of `range`, as it is written.
    pub(super) fn said(&self, range: &Range<usize>) -> &'a str {
        self.text[self.folded.origin(range.clone())].trim()
    }

    /// Whether all of `range` is ASCII.
    pub(super) fn is_english(&self, range: &Range<usize>) -> bool {
        self.chars()[range.clone()].iter().all(char::is_ascii)
    }

    /// Where `word` first stands in `within`.
    pub(super) fn find(&self, word: &[char], within: Range<usize>) -> Option<Range<usize>> {
        let within = within.start..within.end.min(self.chars().len());
        let found = self.chars().get(within.clone())?.windows(word.len()).position(|at| at == word);
        let start = within.start + found?;
        Some(start..start + word.len())
    }

    /// Where the first of `words` that cuts no word and no name stands in `within`.
    pub(super) fn whole(&self, words: &[Vec<char>], within: Range<usize>) -> Option<Range<usize>> {
        words.iter().find_map(|word| {
            let mut from = within.start;
            while let Some(found) = self.find(word, from..within.end) {
                if !self.is_cut(&found) {
                    return Some(found);
                }
                from = found.start + 1;
            }
            None
        })
    }

    /// Whether `range` is a part of a longer word or name, or of a Latin word.
    pub(super) fn is_cut(&self, range: &Range<usize>) -> bool {
        let is_part = |whole: &Range<usize>| {
            whole.start <= range.start && range.end <= whole.end && whole.len() > range.len()
        };
        let latin = |at: Option<usize>| {
            at.and_then(|at| self.chars().get(at)).is_some_and(char::is_ascii_alphanumeric)
        };
        let meets = |inside: usize, outside: Option<usize>| latin(Some(inside)) && latin(outside);
        self.names.iter().chain(&self.words).any(is_part)
            || meets(range.start, range.start.checked_sub(1))
            || meets(range.end - 1, Some(range.end))
    }

    /// Whether `thing` is a name of the glossary, or written in capitals as NIFS is.
    pub(super) fn is_name(&self, thing: &str) -> bool {
        let thing = thing.strip_prefix("the ").unwrap_or(thing);
        let capitals = thing.chars().filter(char::is_ascii_uppercase).count();
        let is_short = capitals > 1 && !thing.contains(char::is_whitespace);
        is_short || self.names.iter().any(|name| self.said(name) == thing)
    }

    /// The two things on either side of the first of `words` that joins them.
    pub(super) fn parted(
        &self,
        words: &[Vec<char>],
        within: &Range<usize>,
    ) -> Option<[Range<usize>; 2]> {
        let inner = within.start + NAME..within.end.saturating_sub(NAME);
        let joint = self.whole(words, inner)?;
        Some([within.start..joint.start, joint.end..within.end])
    }

    /// The things that `within` names, two to four: the last joined by one of `words`, those
    /// before it set apart by 、.
    pub(super) fn things(
        &self,
        words: &[Vec<char>],
        within: &Range<usize>,
    ) -> Option<Vec<Range<usize>>> {
        let [first, last] = self.parted(words, within)?;
        let mut things = Vec::new();
        let mut from = first.start;
        let marks = first.clone().filter(|at| self.chars()[*at] == '、').chain([first.end]);
        for at in marks {
            things.push(from..at);
            from = at + 1;
        }
        things.push(last);
        let named = things.iter().all(|thing| self.said(thing).chars().count() >= NAME);
        (named && things.len() <= MOST).then_some(things)
    }

    /// `thing`, and what of it is compared: 科學園的面積.
    pub(super) fn attributed(&self, thing: Range<usize>) -> (Range<usize>, Option<Range<usize>>) {
        let within = thing.start + NAME..thing.end.saturating_sub(1);
        match OF.iter().find_map(|of| self.find(of, within.clone())) {
            Some(of) => (thing.start..of.start, Some(of.start..thing.end)),
            None => (thing, None),
        }
    }

    /// Where the time that `thing` ends with begins, in bytes of what it says.
    pub(super) fn time(&self, thing: &Range<usize>) -> Option<usize> {
        let said = self.said(thing);
        let last = mentions(said, None).into_iter().next_back()?;
        (last.span.end == said.len()).then_some(last.span.start)
    }
}

/// Whether each of `one` and `other` has a part of its own beside one that both have.
fn crosses(one: &Range<usize>, other: &Range<usize>) -> bool {
    let within = |outer: &Range<usize>, inner: &Range<usize>| {
        outer.start <= inner.start && inner.end <= outer.end
    };
    overlap(one, other) && !within(one, other) && !within(other, one)
}

/// The names of `glossary` in a question, in folded characters: none is cut.
fn names(flat: &str, glossary: &Glossary) -> Vec<Range<usize>> {
    let count = |range: Range<usize>| flat[range].chars().count();
    let found = glossary.find(flat).into_iter().map(|found| {
        let start = count(0..found.range.start);
        start..start + count(found.range)
    });
    found.collect()
}

/// The words of a question, in folded characters: none is cut.
fn words(flat: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let words = words::segment(flat).into_iter().map(|word| {
        let start = at;
        at += word.chars().count();
        start..at
    });
    words.collect()
}
