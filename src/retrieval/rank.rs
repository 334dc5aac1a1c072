//! Ranking a few candidates again by what of the question stands in them.

use super::grams::Matched;
use super::prepared::Prepared;
use crate::corpus::passage::Kind;
use crate::corpus::{Metadata, Passage};

/// Every weight of retrieval in one place.
///
/// Chosen on DRCD dev by `benches/tune.py`, which writes what it tried; the
/// features are all between 0 and 1.
#[derive(Debug, Clone, Copy)]
pub struct Weights {
    /// Pairs in the candidates' query.
    pub pair_terms: f32,
    /// Words in the candidates' query.
    pub word_terms: f32,
    /// Singles in the candidates' query.
    pub single_terms: f32,
    /// Pairs and words of headings in the candidates' query.
    pub heading_terms: f32,
    /// A Han character alone against a pair.
    pub single: f32,
    /// Terms of the spoken form beside the written one.
    pub spoken: f32,
    /// Terms of a synonym beside the question's own.
    pub synonym: f32,
    /// BM25 of the candidate over the best one's.
    pub bm25: f32,
    /// Coverage by the whole passage.
    pub passage: f32,
    /// Coverage by its best sentence.
    pub sentence: f32,
    /// Coverage by its best two neighbouring sentences.
    pub neighbours: f32,
    /// Coverage by its headings and title.
    pub heading: f32,
    /// What a heading's own score is multiplied by: it names, and rarely
    /// answers.
    pub is_heading: f32,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            pair_terms: 1.0,
            word_terms: 0.5,
            single_terms: 0.3,
            heading_terms: 0.3,
            single: 0.3,
            spoken: 0.4,
            synonym: 0.4,
            bm25: 1.0,
            passage: 0.6,
            sentence: 0.6,
            neighbours: 0.3,
            heading: 0.3,
            is_heading: 0.8,
        }
    }
}

impl Weights {
    /// The score of `passage`, whose BM25 is `bm25` of the best candidate's.
    pub(super) fn score(
        &self,
        prepared: &Prepared,
        passage: &Passage,
        meta: Option<&Metadata>,
        bm25: f32,
    ) -> (f32, Matched) {
        let grams = &prepared.grams;
        let matched = grams.match_sentences(&passage.text);
        let title = meta.map_or("", |meta| meta.title.as_str());
        let headings = std::iter::once(title).chain(passage.section.iter().map(String::as_str));
        let heading = headings.fold(0, |mask, text| mask | grams.match_text(text));
        let best =
            matched.sentences.iter().map(|(_, mask)| grams.coverage(*mask)).fold(0.0, f32::max);
        let neighbours = matched
            .sentences
            .windows(2)
            .map(|pair| grams.coverage(pair[0].1 | pair[1].1))
            .fold(best, f32::max);
        let score = self.bm25 * bm25
            + self.passage * grams.coverage(matched.all)
            + self.sentence * best
            + self.neighbours * neighbours
            + self.heading * grams.coverage(heading | matched.all);
        let score = if passage.kind == Kind::Heading { score * self.is_heading } else { score };
        (score, matched)
    }
}
