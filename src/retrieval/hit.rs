//! What is found for a question.

use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;

use super::rank::Matched;
use super::weights::FEATURES;
use crate::corpus::Passage;

/// How well a passage answers; comparable within one question only.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct Score(pub f32);

/// A passage found for a question.
#[derive(Debug, Clone)]
pub struct Hit {
    /// The passage.
    pub passage: Arc<Passage>,
    /// How well it answers.
    pub score: Score,
    /// The cosine of its vector with the question's, on the scale of the shipped
    /// reader's; 0 without vectors.
    pub similarity: f32,
    /// The day of its document.
    pub published: Option<NaiveDate>,
    /// Whether its document is in another language than the question, Chinese
    /// and English told apart: then they share few words, whatever it says.
    pub foreign: bool,
    /// What the score is made of.
    pub features: [f32; FEATURES.len()],
    /// What of the question stands where in it.
    pub matched: Matched,
    /// The same text as other documents print it; it counts once.
    pub copies: Vec<Arc<Passage>>,
}

impl Hit {
    /// The sentences of the passage, as bytes of its text.
    pub fn sentences(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        self.matched.sentences.iter().map(|(range, _)| range.clone())
    }
}
