//! Ranking a few candidates again by what of the question stands in them.

use std::ops::Range;

use super::coded::CodedText;
use super::pattern::{Coverage, Found};
use super::prepared::Prepared;
use crate::corpus::passage::Kind;
use crate::corpus::{Metadata, Passage};
use crate::text::sentence::sentences;

/// Every weight of retrieval in one place, chosen on the development sets by
/// `cargo bench --bench tune`.
#[derive(Debug, Clone, Copy)]
pub struct Weights {
    /// Pairs in the candidates' query.
    pub pair_terms: f32,
    /// Singles in the candidates' query.
    pub single_terms: f32,
    /// Pairs of headings in the candidates' query.
    pub heading_terms: f32,
    /// Terms of another form beside the question's own.
    pub synonym: f32,
    /// How many candidates are ranked again.
    pub candidates: usize,
    /// What each of a passage's [`FEATURES`] adds to its score.
    pub features: [f32; FEATURES.len()],
}

/// What a passage is ranked by; each is between 0 and 1.
pub const FEATURES: [&str; 14] = [
    "bm25 over the best candidate's",
    "pairs in the passage",
    "singles in the passage",
    "runs in the passage",
    "pairs in its best sentence",
    "singles in its best sentence",
    "runs in its best sentence",
    "pairs in two neighbouring sentences",
    "singles in two neighbouring sentences",
    "pairs in its headings",
    "pairs in passage and headings",
    "singles in passage and headings",
    "is a heading",
    "is a caption or a byline",
];

impl Default for Weights {
    fn default() -> Self {
        Self {
            pair_terms: 1.0,
            single_terms: 0.3,
            heading_terms: 0.3,
            synonym: 0.4,
            candidates: 20,
            features: [
                5.122, -1.143, 0.770, 1.417, -0.038, 4.016, 2.089, 0.465, 3.378, 3.850, 2.238,
                1.952, -1.269, -0.056,
            ],
        }
    }
}

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
    pub(super) fn new(prepared: &Prepared, passage: &Passage, meta: Option<&Metadata>) -> Self {
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
    prepared: &Prepared,
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
        is(passage.kind == Kind::Heading),
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

impl Weights {
    pub(super) fn score(&self, features: &[f32; FEATURES.len()]) -> f32 {
        self.features.iter().zip(features).map(|(weight, feature)| weight * feature).sum()
    }
}
