//! A question made ready for one index.

use std::ops::Range;

use super::pattern::Pattern;
use super::sought_term::SoughtTerm;
use crate::index::WeightedTerm;
use crate::question::Question;
use crate::reader::Vector;
use crate::text::coded::CodedText;

/// A question made ready for one index: terms for the index, a pattern
/// for ranking what it finds, and terms for judging whether a passage answers at all.
#[derive(Debug)]
pub struct PreparedQuestion {
    /// The question as it is read.
    pub question: Question,
    /// Its vector, where passages have vectors.
    pub vector: Option<Vector>,
    /// Its units and pairs, weighted by rarity.
    pub pattern: Pattern,
    /// The things it is about, weighted by rarity.
    pub terms: Vec<SoughtTerm>,
    /// The terms of passages that may answer it.
    pub(super) candidates: Vec<WeightedTerm>,
}

impl PreparedQuestion {
    /// The share of the question's units that stands in bytes `range` of what
    /// `text` codes, from 0 to 1.
    pub fn covered(&self, text: &CodedText, range: &Range<usize>) -> f32 {
        self.pattern.coverage(&self.pattern.find(text, text.within(range))).singles
    }
}
