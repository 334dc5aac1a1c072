//! Does this passage answer the question, or does it only look like it?
//!
//! A logistic regression over what is found of the question in the sentence,
//! its neighbours, its passage and its headings gives the probability that
//! the documents answer; a question about a year that is not there, or with
//! no answer of the kind asked for, is refused whatever it says.

mod features;
mod search;

pub use features::{FEATURES, WEIGHTS};

use features::Form;
use search::Search;

use super::extract::ScoredSentence;
use super::{fit, form, list, times};
use crate::corpus::Metadata;
use crate::question::AnswerType;
use crate::retrieval::{Hit, PreparedQuestion};

/// What a sentence and its surroundings hold of what is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// How likely it is that the documents answer, from 0 to 1.
    pub probability: f32,
    /// Share of the needles' weight that is found, from 0 to 1.
    pub coverage: f32,
    /// What is not there, without which nothing answers.
    pub lacks: Option<Lack>,
    /// One of the names asked about is in the sentence.
    pub entity: bool,
    /// What the probability is made of.
    pub features: [f32; FEATURES.len()],
}

/// What must be there for an answer, however likely it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// The times asked about.
    Times,
    /// Something of the kind asked for, which belongs to what is asked about.
    Kind,
    /// The names asked about; for a figure or a date, any thing asked about
    /// that the documents speak of elsewhere.
    Things,
}

/// How likely an answer must be, and how much of the question must be found
/// for an answer and for calling a passage near. Calibrated on the gold set;
/// see `docs/evaluation.md`.
const ENOUGH: f32 = 0.35;
const NEAR: f32 = 0.34;

/// How something is done is told only where what is done is named: 「智方便」
/// with its users is no answer to how one applies for it.
const HOW: f32 = 0.65;

impl Evidence {
    /// Whether it is enough to answer.
    pub fn is_enough(&self) -> bool {
        self.probability >= ENOUGH && self.coverage >= NEAR && self.lacks.is_none()
    }

    /// The log-odds of the probability.
    pub fn odds(&self) -> f32 {
        (self.probability / (1.0 - self.probability).max(f32::MIN_POSITIVE)).ln()
    }

    /// The weight of the heaviest word that is missing here and stands in
    /// other passages, over the heaviest of the question.
    pub fn missing_elsewhere(&self) -> f32 {
        self.features[FEATURES.len() - 1]
    }

    /// Whether it is near enough to be shown where nothing answers.
    pub fn is_near(&self) -> bool {
        self.coverage >= NEAR || self.entity
    }
}

/// Weighs `candidate`, which is from `hits`; `meta` is of its document.
pub(super) fn weigh(
    prepared: &PreparedQuestion,
    hits: &[Hit],
    candidate: &ScoredSentence,
    meta: &Metadata,
) -> Evidence {
    let hit = &hits[candidate.hit];
    let text = &hit.passage.text[candidate.range.clone()];
    let search = Search::new(&prepared.terms, text, &hit.passage, meta);
    let fits =
        list::introduces(prepared, &hit.passage, &candidate.range) || fit::fits(prepared, text);
    let form = form(prepared, text, fits);
    let features = features::features(prepared, hits, candidate, &search, form);
    let odds: f32 = WEIGHTS.iter().zip(&features).map(|(weight, feature)| weight * feature).sum();
    let lacks = if !times::hold(&prepared.question.times, text, &hit.passage.text, meta) {
        Some(Lack::Times)
    } else if !fits {
        Some(Lack::Kind)
    } else if prepared.question.answer_type == AnswerType::How && search.coverage < HOW {
        Some(Lack::Things)
    } else {
        let figure = form::has_form(prepared.question.answer_type);
        (!search.names || figure && search.another_thing).then_some(Lack::Things)
    };
    Evidence {
        probability: 1.0 / (1.0 + (-odds).exp()),
        coverage: search.coverage,
        lacks,
        entity: search.entity,
        features,
    }
}

/// What an answer looks like in `text`, which fits the question or does not.
fn form(prepared: &PreparedQuestion, text: &str, fits: bool) -> Form {
    let has_form = form::has_form(prepared.question.answer_type);
    if has_form && form::candidates(prepared, text).is_empty() {
        return Form::Missing;
    }
    let listed =
        list::enumeration(text).filter(|_| prepared.question.answer_type == AnswerType::List);
    match listed {
        _ if !fits => Form::Unfit,
        Some(_) => Form::Fits,
        None if has_form && fit::asks_unit(prepared) => Form::FitsWhole,
        None if has_form => Form::Fits,
        None => Form::Free,
    }
}
