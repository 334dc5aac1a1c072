//! What of a question tells some texts apart.

use super::{Found, Pattern};

/// How much of a question is told apart by each sentence of one passage.
#[derive(Debug, Clone)]
pub struct Distinction {
    /// For each gram, its weight times its rarity among the sentences.
    weights: Vec<f32>,
    total: f32,
}

impl Pattern {
    /// What some texts found, weighed by how few of them have it: a word in
    /// every text tells none from another. What none has counts as if
    /// `absent` of a text had it; 0 leaves it out.
    #[allow(clippy::cast_precision_loss, reason = "there are few texts")]
    pub fn distinction<'a>(
        &self,
        texts: &(impl Iterator<Item = &'a Found> + Clone),
        absent: f32,
    ) -> Distinction {
        let all = texts.clone().count() as f32;
        let mut weights = vec![0.0; self.numbers.len()];
        for (bit, weight) in self.pairs.iter().chain(&self.singles) {
            weights[usize::from(*bit)] = *weight;
        }
        for group in &self.groups {
            let weight = group.weight;
            for bit in group.forms.iter().flat_map(|(_, bits)| bits) {
                let slot: &mut f32 = &mut weights[usize::from(*bit)];
                *slot = slot.max(weight.pairs);
            }
        }
        for (bit, weight) in (0..=u8::MAX).zip(&mut weights) {
            let holding = texts.clone().filter(|found| found.grams.contains(bit)).count();
            let holding = if holding == 0 { absent } else { holding as f32 };
            *weight *= if holding > 0.0 { (all / holding).ln().max(0.0) } else { 0.0 };
        }
        let total = weights.iter().sum();
        Distinction { weights, total }
    }
}

impl Distinction {
    /// The share of it that `found` has, from 0 to 1.
    pub fn share(&self, found: &Found) -> f32 {
        let held = (0..=u8::MAX).zip(&self.weights).filter(|(bit, _)| found.grams.contains(*bit));
        let held: f32 = held.map(|(_, weight)| weight).sum();
        if self.total > 0.0 { held / self.total } else { 0.0 }
    }
}
