//! What the parts of a prepared question are made with.

use super::weights::Weights;
use crate::index::{Field, IndexError, View};
use crate::text::terms::grams;

/// A view of the index, and what is known of it and weighs in it.
pub(super) struct Preparation<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) weights: &'a Weights,
}

/// The grams by which `text` is counted, and where they stand: its pairs of neighbouring
/// units; of a single unit, itself.
pub(super) fn counted(text: &str) -> (Field, Vec<String>) {
    let (singles, pairs) = grams(text);
    if pairs.is_empty() { (Field::Singles, singles) } else { (Field::Pairs, pairs) }
}

impl Preparation<'_> {
    /// In how many passages the rarest gram of `text` stands.
    pub(super) fn frequency(&self, text: &str) -> Result<u64, IndexError> {
        let (field, terms) = counted(text);
        let mut rarest = None;
        for term in &terms {
            let frequency = self.view.frequency(field, term)?;
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
