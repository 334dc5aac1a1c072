//! The spans that the reader found, weighed.

use super::candidate::Candidate;
use super::features::{Candidates, Features};
use super::score::Model;
use crate::question::Question;
use crate::retrieval::Hit;

/// A candidate with what is known of it.
#[derive(Debug, Clone)]
pub struct Weighed {
    /// The candidate.
    pub candidate: Candidate,
    /// What the probability is made of.
    pub features: Features,
    /// How likely it is the answer, from 0 to 1.
    pub probability: f32,
    /// Its sentence shows by itself that it is no answer: it is not marked as one.
    pub at_fault: bool,
}

/// A candidate that is at least so likely is shown where nothing answers.
pub(super) const NEAR: f32 = 0.02;

/// Nothing is marked as what may be the answer where no span is so likely: on sets g and gold 30
/// of 249 of those from .15 to .3 are right, and 91 of 153 of those from .5 on.
pub(super) const POSSIBLE: f32 = 0.35;

/// Beside such a span others are marked from here on.
pub(super) const BESIDE: f32 = 0.3;

/// What a newer document has is marked from here on, and is not said against.
pub(super) const ALSO_POSSIBLE: f32 = 0.15;

/// All `candidates` for `question`, which stand in `hits`, with their probabilities, likeliest
/// first.
pub(super) fn weigh(
    question: &Question,
    hits: &[Hit],
    candidates: &[Candidate],
    model: &Model,
) -> Vec<Weighed> {
    let beside = Candidates::new(question, hits, candidates);
    let mut weighed: Vec<Weighed> = (0..candidates.len())
        .map(|at| {
            let features = Features::of(&beside, at);
            let probability = model.probability(&features);
            let candidate = candidates[at].clone();
            tracing::debug!(
                probability,
                values = ?features.values(),
                "{}", &hits[candidate.hit].passage.text[candidate.span.clone()]
            );
            Weighed { candidate, features, probability, at_fault: false }
        })
        .collect();
    weighed.sort_by(|left, right| right.probability.total_cmp(&left.probability));
    weighed
}
