//! What is known of a span that may answer, in numbers with names.

use super::candidate::Candidate;
use super::evidence::{Evidence, Lack};
use crate::retrieval::Hit;
use crate::text::normalize::folded;

/// What is known of a candidate. The names are those of the weights' file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Features {
    values: [f32; NAMES.len()],
}

/// The names of the features, in the order of [`Features::values`].
pub const NAMES: [&str; 16] = [
    "always",
    "reader_has_answer",
    "reader_span",
    "reader_lead",
    "reader_second_span",
    "span_length",
    "newer_rival",
    "agreement",
    "passage_rank",
    "passage_lead",
    "similarity",
    "similarity_lead",
    "other_language",
    "other_language_has_answer",
    "times_missing",
    "words_answer",
];

/// A span of so many characters has length 1.
const LONG: f32 = 40.0;

/// What odds and differences of logits are bounded by.
const BOUND: f32 = 6.0;

/// What a candidate is compared with.
pub(super) struct Field<'a> {
    pub(super) hits: &'a [Hit],
    pub(super) candidates: &'a [Candidate],
    /// The sentence that fits best by its words alone, with its hit.
    pub(super) best: Option<(usize, std::ops::Range<usize>)>,
    /// The question names no time, so that it asks for the newest.
    pub(super) timeless: bool,
}

type Named = (&'static str, f32);

impl Features {
    /// The features of candidate `at` of `field`, for whose sentence words
    /// alone give `evidence`; `words_answer` says whether they would answer
    /// with it.
    pub(super) fn of(
        field: &Field<'_>,
        at: usize,
        evidence: &Evidence,
        words_answer: bool,
    ) -> Self {
        let words = [
            ("always", 1.0),
            ("times_missing", is(evidence.lacks == Some(Lack::Times))),
            ("words_answer", is(words_answer)),
        ];
        let named = words.into_iter().chain(reading(field, at)).chain(place(field, at));
        let named: Vec<Named> = named.collect();
        let value = |name: &&str| named.iter().find(|(other, _)| other == name);
        debug_assert!(NAMES.iter().all(|name| value(name).is_some()), "{named:?}");
        debug_assert_eq!(named.len(), NAMES.len(), "{named:?}");
        Self { values: NAMES.map(|name| value(&name).map_or(0.0, |(_, value)| *value)) }
    }

    /// The values, in the order of [`NAMES`].
    pub fn values(&self) -> &[f32] {
        &self.values
    }
}

fn is(yes: bool) -> f32 {
    if yes { 1.0 } else { 0.0 }
}

/// What the reader says of it, by itself and beside the others.
fn reading(field: &Field<'_>, at: usize) -> [Named; 7] {
    let candidate = &field.candidates[at];
    let text = span(field, candidate);
    #[allow(clippy::cast_precision_loss, reason = "spans are short")]
    let length = text.chars().count() as f32 / LONG;
    let others = || field.candidates.iter().filter(|other| other.hit != candidate.hit);
    let agrees = |other: &Candidate| folded(span(field, other)) == folded(text);
    let day = |candidate: &Candidate| field.hits[candidate.hit].published;
    let is_newer = |other: &&Candidate| field.timeless && day(candidate) < day(other);
    let ahead = |other: f32| (other - candidate.has_answer).clamp(-BOUND, BOUND);
    [
        ("reader_has_answer", candidate.has_answer),
        ("reader_span", candidate.span_score.max(-BOUND)),
        ("reader_lead", candidate.has_answer - best(others()).max(-BOUND)),
        ("reader_second_span", second(field, at)),
        ("newer_rival", ahead(best(others().filter(is_newer)))),
        ("agreement", is(others().any(agrees))),
        ("span_length", length),
    ]
}

/// Whether words alone would answer with the sentence of candidate `at`: it fits
/// best by them, and their evidence is enough.
pub(super) fn words_answer(field: &Field<'_>, at: usize, evidence: &Evidence) -> bool {
    let candidate = &field.candidates[at];
    let best = field.best.as_ref().is_some_and(|(hit, range)| {
        *hit == candidate.hit
            && range.start < candidate.sentence.end
            && candidate.sentence.start < range.end
    });
    best && evidence.is_enough()
}

/// Where its passage stands among the others.
fn place(field: &Field<'_>, at: usize) -> [Named; 6] {
    let candidate = &field.candidates[at];
    let hit = &field.hits[candidate.hit];
    let most = |part: fn(&Hit) -> f32| field.hits.iter().map(part).fold(f32::MIN, f32::max);
    #[allow(clippy::cast_precision_loss, reason = "hits are few")]
    let rank = 1.0 / (candidate.hit + 1) as f32;
    [
        ("passage_rank", rank),
        ("passage_lead", (hit.score.0 - most(|hit| hit.score.0)) / 10.0),
        ("similarity", hit.similarity),
        ("similarity_lead", hit.similarity - most(|hit| hit.similarity)),
        ("other_language", is(hit.foreign)),
        ("other_language_has_answer", is(hit.foreign) * candidate.has_answer),
    ]
}

fn span<'a>(field: &Field<'a>, candidate: &Candidate) -> &'a str {
    &field.hits[candidate.hit].passage.text[candidate.span.clone()]
}

/// The best logit of `candidates`; negative infinity where there is none.
fn best<'a>(candidates: impl Iterator<Item = &'a Candidate>) -> f32 {
    candidates.map(|candidate| candidate.has_answer).fold(f32::NEG_INFINITY, f32::max)
}

/// How far the span is ahead of the next of its passage, as log probability.
fn second(field: &Field<'_>, at: usize) -> f32 {
    let candidate = &field.candidates[at];
    let others = field.candidates.iter().enumerate();
    let others = others.filter(|(other, one)| *other != at && one.hit == candidate.hit);
    let next = others.map(|(_, one)| one.span_score).fold(candidate.span_score - BOUND, f32::max);
    (candidate.span_score - next).max(-BOUND)
}
