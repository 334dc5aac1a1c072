//! A question made ready: terms for the index, a pattern for ranking, and
//! needles for judging whether a passage answers at all.

use std::ops::Range;

use tantivy::Term;
use tantivy::query::BooleanQuery;

use super::coded::CodedText;
use super::expand::segments;
use super::needle::Needle;
use super::pattern::Pattern;
use super::question::Asks;
use super::rank::Weights;
use super::reading::{Gap, Reading, gap};
use super::times::Times;
use super::{Query, query};
use crate::corpus::glossary::Glossary;
use crate::index::analyzer;
use crate::index::{IndexError, View};
use crate::text::language::Language;
use crate::text::normalize::folded;

/// A question made ready for one index.
#[derive(Debug)]
pub struct Prepared {
    /// The language to answer in.
    pub language: Language,
    /// What it asks for.
    pub asks: Asks,
    /// Its units and pairs, weighted by rarity.
    pub pattern: Pattern,
    /// The words beside the asking word.
    pub gap: Gap,
    /// The things it is about.
    pub needles: Vec<Needle>,
    /// The times it is about.
    pub times: Times,
    /// The question in folded, written Chinese (or English).
    pub written: String,
    /// Whether it says so little that more candidates are worth a look.
    pub short: bool,
    pub(super) candidates: BooleanQuery,
}

impl Prepared {
    /// The share of the question's units that stands in bytes `range` of what
    /// `text` codes, from 0 to 1.
    pub fn covered(&self, text: &CodedText, range: &Range<usize>) -> f32 {
        self.pattern.coverage(&self.pattern.find(text, text.within(range))).singles
    }

    /// The question from its asking word on.
    pub fn asking_on(&self) -> &str {
        self.written.get(self.gap.words_before.len()..).unwrap_or_default()
    }
}

pub(super) struct Preparation<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) glossary: &'a Glossary,
    pub(super) weights: &'a Weights,
}

impl Preparation<'_> {
    pub(super) fn prepare(&self, query: &Query) -> Result<Prepared, IndexError> {
        let said: String = folded(query.text()).chars().take(query::LONGEST).collect();
        let segments = segments(&said, query.written_in(), self.glossary);
        let (reading, asks, asking) = Reading::new(segments);
        Ok(Prepared {
            language: query.language(),
            asks,
            pattern: self.pattern(&reading)?,
            gap: gap(&reading.text, asking),
            needles: self.needles(&reading)?,
            times: Times::of(query, &reading.text),
            short: reading.is_short(),
            candidates: self.candidates(&reading)?,
            written: reading.text,
        })
    }

    /// In how many passages the rarest gram of `text` stands.
    pub(super) fn frequency(&self, text: &str) -> Result<u64, IndexError> {
        let (singles, pairs) = analyzer::grams(text);
        let fields = self.view.fields();
        let (field, terms) =
            if pairs.is_empty() { (fields.singles, singles) } else { (fields.pairs, pairs) };
        let mut rarest = None;
        for term in &terms {
            let frequency = self.view.frequency(&Term::from_field_text(field, term))?;
            rarest = Some(rarest.map_or(frequency, |least: u64| least.min(frequency)));
        }
        Ok(rarest.unwrap_or(0))
    }

    /// The inverse document frequency, as BM25 has it.
    #[allow(clippy::cast_precision_loss, reason = "counts of passages fit")]
    pub(super) fn rarity_of(&self, frequency: u64) -> f32 {
        let (frequency, total) = (frequency as f32, self.view.len() as f32);
        (1.0 + (total - frequency.min(total) + 0.5) / (frequency + 0.5)).ln()
    }
}
