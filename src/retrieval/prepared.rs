//! A question made ready for one index.

use std::ops::Range;

use tantivy::query::BooleanQuery;

use super::pattern::Pattern;
use super::sought_term::SoughtTerm;
use crate::question::Question;
use crate::text::coded::CodedText;

/// A question made ready for one index: its candidates' query, a pattern for
/// ranking them, and terms for judging whether a passage answers at all.
#[derive(Debug)]
pub struct PreparedQuestion {
    /// The question as it is read.
    pub question: Question,
    /// Its units and pairs, weighted by rarity.
    pub pattern: Pattern,
    /// The things it is about, weighted by rarity.
    pub terms: Vec<SoughtTerm>,
    pub(super) candidates: BooleanQuery,
}

impl PreparedQuestion {
    /// The share of the question's units that stands in bytes `range` of what
    /// `text` codes, from 0 to 1.
    pub fn covered(&self, text: &CodedText, range: &Range<usize>) -> f32 {
        self.pattern.coverage(&self.pattern.find(text, text.within(range))).singles
    }
}
