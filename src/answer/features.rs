//! What is known of a span that may answer, in numbers with names.

use super::alignment::{Units, align};
use super::candidate::Candidate;
use crate::retrieval::Hit;

/// What is known of a candidate. The names are those of the weights' file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Features {
    values: [f32; NAMES.len()],
}

/// The names of the features, in the order of [`Features::values`].
pub const NAMES: [&str; 7] = [
    "always",
    "reader_has_answer",
    "reader_span",
    "reader_lead",
    "passage_rank",
    "similarity_lead",
    "other_language",
];

/// What log probabilities and the logits of others are bounded by from below.
const BOUND: f32 = -6.0;

/// A sentence of another document that is at least so much alike tells the same
/// anew, as a yearly report does.
const RETOLD: f64 = 0.6;

impl Features {
    /// The features of candidate `at` of `candidates`, which stand in `hits`.
    /// `sentences` are theirs, and `words` what their spans say.
    pub(super) fn of(
        hits: &[Hit],
        candidates: &[Candidate],
        sentences: &[Units<'_>],
        words: &[String],
        at: usize,
    ) -> Self {
        let candidate = &candidates[at];
        let hit = &hits[candidate.hit];
        let retold = retold(hits, candidates, sentences, at);
        let agreeing = agreeing(candidates, words, at);
        let is_rival = |other: &&Candidate| {
            other.hit != candidate.hit
                && !retold.contains(&other.hit)
                && !agreeing.contains(&other.hit)
        };
        let others = candidates.iter().filter(is_rival);
        let best_other = others.map(|other| other.has_answer).fold(BOUND, f32::max);
        let most_similar = hits.iter().map(|hit| hit.similarity).fold(f32::MIN, f32::max);
        #[allow(clippy::cast_precision_loss, reason = "hits are few")]
        let rank = 1.0 / (candidate.hit + 1) as f32;
        Self {
            values: [
                1.0,
                candidate.has_answer,
                candidate.span_score.max(BOUND),
                candidate.has_answer - best_other,
                rank,
                hit.similarity - most_similar,
                if hit.foreign { 1.0 } else { 0.0 },
            ],
        }
    }

    /// The values, in the order of [`NAMES`].
    pub fn values(&self) -> &[f32] {
        &self.values
    }
}

/// The hits with a span of the same `words` as candidate `at`: they support it, and are no
/// rivals.
fn agreeing(candidates: &[Candidate], words: &[String], at: usize) -> Vec<usize> {
    let others = candidates.iter().zip(words).filter(|(_, other)| **other == words[at]);
    others.map(|(other, _)| other.hit).collect()
}

/// The hits of other documents that tell the sentence of candidate `at` anew:
/// what answers in them is of another edition, and no rival.
fn retold(
    hits: &[Hit],
    candidates: &[Candidate],
    sentences: &[Units<'_>],
    at: usize,
) -> Vec<usize> {
    let document = |one: &Candidate| &hits[one.hit].passage.document;
    let others = candidates.iter().zip(sentences);
    let others = others.filter(|(other, _)| document(other) != document(&candidates[at]));
    let alike = others.filter(|(_, sentence)| {
        align(&sentences[at], sentence).is_some_and(|both| both.ratio >= RETOLD)
    });
    alike.map(|(other, _)| other.hit).collect()
}
