//! How likely a span is the answer: a logistic regression over named
//! features, whose weights are a file.
//!
//! `training/score.py` learns the weights on pages that trained nothing else,
//! and sets the threshold where 95 of 100 answers are right there.

use std::sync::LazyLock;

use serde::Deserialize;

use super::candidate::Candidate;
use super::evidence::{Evidence, Lack};
use crate::retrieval::Hit;

/// What is known of a candidate. The names are those of the weights' file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Features {
    values: [f32; NAMES.len()],
}

/// The names of the features, in the order of [`Features::values`].
pub const NAMES: [&str; 19] = [
    "always",
    "reader_has_answer",
    "reader_span",
    "reader_lead",
    "reader_second_span",
    "lexical_odds",
    "lexical_best_sentence",
    "coverage",
    "missing_elsewhere",
    "passage_rank",
    "passage_lead",
    "similarity",
    "kind_fits",
    "kind_missing",
    "times_missing",
    "things_missing",
    "other_language",
    "other_language_has_answer",
    "span_length",
];

/// A span of so many characters has length 1.
const LONG: f32 = 40.0;

/// The odds that lexical evidence is bounded by, as log-odds.
const BOUND: f32 = 6.0;

/// What a candidate is compared with.
pub(super) struct Field<'a> {
    pub(super) hits: &'a [Hit],
    pub(super) candidates: &'a [Candidate],
    /// The sentence that fits best by its words alone, with its hit.
    pub(super) best: Option<(usize, std::ops::Range<usize>)>,
}

impl Features {
    /// The features of candidate `at` of `field`, for whose sentence words
    /// alone give `evidence`. `fits` says whether the span is of the kind
    /// asked for, where that can be told by its form.
    pub(super) fn of(
        field: &Field<'_>,
        at: usize,
        evidence: &Evidence,
        fits: Option<bool>,
    ) -> Self {
        let candidate = &field.candidates[at];
        let hit = &field.hits[candidate.hit];
        let is = |yes: bool| if yes { 1.0 } else { 0.0 };
        let best = field.best.as_ref().is_some_and(|(hit, range)| {
            *hit == candidate.hit
                && range.start < candidate.sentence.end
                && candidate.sentence.start < range.end
        });
        let text = &hit.passage.text[candidate.span.clone()];
        #[allow(clippy::cast_precision_loss, reason = "spans are short")]
        let (length, rank) = (text.chars().count() as f32 / LONG, 1.0 / (candidate.hit + 1) as f32);
        let values = [
            1.0,
            candidate.has_answer,
            candidate.span_score,
            candidate.has_answer - best_other(field, candidate),
            second(field, at),
            evidence.odds().clamp(-BOUND, BOUND),
            is(best),
            evidence.coverage,
            evidence.missing_elsewhere(),
            rank,
            (hit.score.0 - best_score(field.hits)) / 10.0,
            hit.similarity,
            is(fits == Some(true)),
            is(fits == Some(false)),
            is(evidence.lacks == Some(Lack::Times)),
            is(evidence.lacks == Some(Lack::Things)),
            is(hit.foreign),
            is(hit.foreign) * candidate.has_answer,
            length,
        ];
        Self { values }
    }

    /// The values, in the order of [`NAMES`].
    pub fn values(&self) -> &[f32] {
        &self.values
    }
}

/// The best score of all hits by words; they stand in another order where they
/// have vectors.
fn best_score(hits: &[Hit]) -> f32 {
    hits.iter().map(|hit| hit.score.0).fold(f32::NEG_INFINITY, f32::max)
}

/// The best logit of another passage; a low one where there is none.
fn best_other(field: &Field<'_>, candidate: &Candidate) -> f32 {
    let others = field.candidates.iter().filter(|other| other.hit != candidate.hit);
    others.map(|other| other.has_answer).fold(-BOUND, f32::max)
}

/// How far the span is ahead of the next of its passage, as log probability.
fn second(field: &Field<'_>, at: usize) -> f32 {
    let candidate = &field.candidates[at];
    let others = field.candidates.iter().enumerate();
    let others = others.filter(|(other, one)| *other != at && one.hit == candidate.hit);
    let next = others.map(|(_, one)| one.span_score).fold(candidate.span_score - BOUND, f32::max);
    candidate.span_score - next
}

/// The weights and the threshold, as the file has them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// A candidate that is at least so likely is said.
    answered: f32,
    weights: std::collections::BTreeMap<String, f32>,
}

/// A learned model.
#[derive(Debug)]
pub struct Model {
    /// A candidate that is at least so likely is said.
    pub answered: f32,
    weights: [f32; NAMES.len()],
}

static SHIPPED: LazyLock<Model> =
    LazyLock::new(|| Model::parse(include_str!("score.toml")).unwrap_or_else(|_| Model::silent()));

impl Model {
    /// The model that is part of the program.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Reads a file of weights: each of [`NAMES`] and no other.
    fn parse(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        let mut weights = [0.0; NAMES.len()];
        for (slot, name) in weights.iter_mut().zip(NAMES) {
            *slot = *file.weights.get(name).ok_or(format!("no weight for {name}"))?;
        }
        let strange = file.weights.keys().find(|name| !NAMES.contains(&name.as_str()));
        strange.map_or(Ok(Self { answered: file.answered, weights }), |name| {
            Err(format!("{name} is no feature"))
        })
    }

    /// A model that answers nothing, for weights that cannot be read.
    fn silent() -> Self {
        Self { answered: 1.0, weights: [0.0; NAMES.len()] }
    }

    /// The probability that a candidate with `features` is the answer.
    pub fn probability(&self, features: &Features) -> f32 {
        let odds: f32 = self.weights.iter().zip(features.values).map(|(w, value)| w * value).sum();
        1.0 / (1.0 + (-odds).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_weights_name_every_feature_and_no_other() {
        let model = Model::parse(include_str!("score.toml")).expect("parses");
        assert!((0.5..1.0).contains(&model.answered), "{}", model.answered);
        let missing = Model::parse("answered = 0.5\n[weights]\nalways = 1.0\n");
        assert_eq!(missing.err().as_deref(), Some("no weight for reader_has_answer"));
    }
}
