//! What is known of a span that may answer, in numbers with names.

use super::alignment::{Units, align};
use super::candidate::Candidate;
use super::statement::Statement;
use crate::corpus::DocumentId;
use crate::question::Question;
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

/// The logit that a passage answers from which the reader is sure of it, and the log
/// probability of a span in its passage from which it is sure of the span.
pub(super) const SURE: f32 = 4.0;
const PLAIN: f32 = -1.0;

/// A sentence of another document that is at least so much alike tells the same
/// anew, as a yearly report does.
const RETOLD: f64 = 0.6;

/// The candidates for a question, beside one another.
pub(super) struct Candidates<'a> {
    question: &'a Question,
    hits: &'a [Hit],
    all: &'a [Candidate],
    /// The sentences that they stand in.
    sentences: Vec<Units<'a>>,
    /// What their spans say.
    words: Vec<String>,
}

impl Features {
    /// The features of candidate `at` of `candidates`.
    pub(super) fn of(candidates: &Candidates<'_>, at: usize) -> Self {
        let (hits, candidate) = (candidates.hits, &candidates.all[at]);
        let hit = &hits[candidate.hit];
        let supporting = candidates.supporting(at);
        let is_rival =
            |other: &&Candidate| other.hit != candidate.hit && !supporting.contains(&other.hit);
        let others = candidates.all.iter().filter(is_rival);
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

impl<'a> Candidates<'a> {
    /// The candidates `all` for `question`, which stand in `hits`.
    pub(super) fn new(question: &'a Question, hits: &'a [Hit], all: &'a [Candidate]) -> Self {
        let sentence = |one: &Candidate| &hits[one.hit].passage.text[one.sentence.clone()];
        let sentences = all.iter().map(|one| Units::of(sentence(one))).collect();
        let words = all.iter().map(|one| one.words(hits)).collect();
        Self { question, hits, all, sentences, words }
    }

    /// The hits that support candidate `at`, and are no rivals: those with a span of the same
    /// words, and those of other documents that tell its sentence anew or are other editions of
    /// what it states.
    fn supporting(&self, at: usize) -> Vec<usize> {
        let own = &self.all[at];
        let supports = |other: &usize| {
            let one = &self.all[*other];
            self.words[*other] == self.words[at]
                || self.document(one) != self.document(own)
                    && (self.is_retold(at, *other) || self.is_edition(own, one))
        };
        (0..self.all.len()).filter(supports).map(|other| self.all[other].hit).collect()
    }

    fn is_retold(&self, at: usize, other: usize) -> bool {
        let both = align(&self.sentences[at], &self.sentences[other]);
        both.is_some_and(|both| both.ratio >= RETOLD)
    }

    /// Whether `one` of another document is another edition of `own`: both state a thing of the
    /// form asked for, on different days, the reader is sure of both, and the question names no
    /// time. On the series 29 of 35 answers are then right (23 of 28), on h 102 of 112 (100 of 110).
    fn is_edition(&self, own: &Candidate, one: &Candidate) -> bool {
        let is_sure = |one: &Candidate| one.has_answer >= SURE && one.span_score >= PLAIN;
        if !self.question.times.is_empty() || !is_sure(own) || !is_sure(one) {
            return false;
        }
        let (own, one) = (self.statement(own), self.statement(one));
        let days = own.published.zip(one.published);
        days.is_some_and(|(own, one)| own != one) && own.states_as(&one, self.question.answer_type)
    }

    fn document(&self, one: &Candidate) -> &DocumentId {
        &self.hits[one.hit].passage.document
    }

    fn statement(&self, one: &Candidate) -> Statement<'_> {
        let hit = &self.hits[one.hit];
        Statement {
            text: &hit.passage.text[one.span.clone()],
            published: hit.published,
            is_chinese: self.question.written_in.is_chinese() != hit.foreign,
        }
    }
}
