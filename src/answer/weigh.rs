//! The spans that the reader found, weighed by what it says of them and by
//! what words alone say of their sentences.

use super::candidate::Candidate;
use super::evidence::Evidence;
use super::extract;
use super::features::{Features, Field, words_answer};
use super::lexical::ByWords;
use super::score::Model;

/// A candidate with what is known of it.
#[derive(Debug, Clone)]
pub struct Weighed {
    /// The candidate.
    pub candidate: Candidate,
    /// What the probability is made of.
    pub features: Features,
    /// How likely it is the answer, from 0 to 1.
    pub probability: f32,
    /// Whether it is worth showing where nothing answers.
    pub(super) near: bool,
    /// Whether words alone would say the same sentence, or cannot tell as it is
    /// in another language.
    pub(super) agreed: bool,
}

/// A candidate that is at least so likely is shown where nothing answers,
/// however few words it shares with the question, as across languages.
pub(super) const NEAR: f32 = 0.05;

/// All `candidates` with their probabilities, likeliest first.
pub(super) fn weigh(by: ByWords<'_>, candidates: &[Candidate], model: &Model) -> Vec<Weighed> {
    let best = extract::sentences(by.prepared, by.hits, 1).into_iter().next();
    let field = Field {
        hits: by.hits,
        candidates,
        best: best.map(|best| (best.hit, best.range)),
        timeless: by.prepared.question.times.is_empty(),
    };
    let numbered = candidates.iter().enumerate();
    let mut weighed: Vec<Weighed> = numbered
        .filter_map(|(at, candidate)| weigh_one(by, &field, at, candidate, model))
        .collect();
    weighed.sort_by(|left, right| right.probability.total_cmp(&left.probability));
    weighed
}

fn weigh_one(
    by: ByWords<'_>,
    field: &Field<'_>,
    at: usize,
    candidate: &Candidate,
    model: &Model,
) -> Option<Weighed> {
    let sentence = extract::scored(by.prepared, by.hits, candidate.hit, &candidate.sentence);
    let evidence: Evidence = by.weigh(&sentence)?;
    let words_answer = words_answer(field, at, &evidence);
    let features = Features::of(field, at, &evidence, words_answer);
    let probability = model.probability(&features);
    tracing::debug!(
        probability,
        values = ?features.values(),
        "{}", &by.hits[candidate.hit].passage.text[candidate.span.clone()]
    );
    let near = evidence.is_near() || probability >= NEAR;
    let agreed = by.hits[candidate.hit].foreign || words_answer;
    Some(Weighed { candidate: candidate.clone(), features, probability, near, agreed })
}
