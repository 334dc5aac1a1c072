//! Ranking a few candidates again by what of the question stands in them.

use std::ops::Range;

use super::pattern::{Coverage, Found};
use super::prepared::PreparedQuestion;
use super::weights::FEATURES;
use crate::corpus::Kind;
use crate::corpus::{Metadata, Passage};
use crate::text::coded::CodedText;
use crate::text::sentence::sentences;

/// What of a question stands where in a passage.
#[derive(Debug, Clone, Default)]
pub struct Matched {
    /// The passage's sentences, as bytes of its text, with what each holds.
    pub sentences: Vec<(Range<usize>, Found)>,
    /// What the passage holds.
    pub all: Found,
    /// What its headings and its document's title hold.
    pub headings: Found,
}

impl Matched {
    pub(super) fn new(
        prepared: &PreparedQuestion,
        passage: &Passage,
        meta: Option<&Metadata>,
    ) -> Self {
        let text = CodedText::new(&passage.text);
        let find = |range: Range<usize>| {
            let found = prepared.pattern.find(&text, text.within(&range));
            (range, found)
        };
        let sentences: Vec<_> = sentences(&passage.text).into_iter().map(find).collect();
        let all = sentences.iter().fold(Found::default(), |all, (_, found)| all.with(found));
        let title = meta.map_or("", |meta| meta.title.as_str());
        let headings = std::iter::once(title).chain(passage.section.iter().map(String::as_str));
        let headings = headings
            .map(|text| prepared.pattern.find_in(&CodedText::new(text)))
            .fold(Found::default(), |all, found| all.with(&found));
        Self { sentences, all, headings }
    }
}

/// The [`FEATURES`] of a passage whose BM25 is `bm25` of the best one's.
pub(super) fn features(
    prepared: &PreparedQuestion,
    passage: &Passage,
    matched: &Matched,
    bm25: f32,
) -> [f32; FEATURES.len()] {
    let pattern = &prepared.pattern;
    let all = pattern.coverage(&matched.all);
    let single = matched.sentences.iter().map(|(_, found)| pattern.coverage(found));
    let best = single.fold(Coverage::default(), higher);
    let pairs = matched.sentences.windows(2);
    let pairs = pairs.map(|pair| pattern.coverage(&pair[0].1.with(&pair[1].1)));
    let neighbours = pairs.fold(best, higher);
    let headings = pattern.coverage(&matched.headings);
    let both = pattern.coverage(&matched.all.with(&matched.headings));
    let is = |yes: bool| if yes { 1.0 } else { 0.0 };
    [
        bm25,
        all.pairs,
        all.singles,
        all.runs,
        best.pairs,
        best.singles,
        best.runs,
        neighbours.pairs,
        neighbours.singles,
        headings.pairs,
        both.pairs,
        both.singles,
        is(matches!(passage.kind, Kind::Heading | Kind::Question)),
        is(matches!(passage.kind, Kind::Caption | Kind::Byline)),
    ]
}

fn higher(left: Coverage, right: Coverage) -> Coverage {
    Coverage {
        pairs: left.pairs.max(right.pairs),
        singles: left.singles.max(right.singles),
        runs: left.runs.max(right.runs),
    }
}
