//! Which terms of a question the index is asked for.

use std::collections::BTreeMap;

use super::grams::ASKING;
use super::preparation::Preparation;
use crate::index::{Field, IndexError, WeightedTerm};
use crate::question::Wording;
use crate::text::script::is_han;
use crate::text::terms::grams;

/// Terms with the heaviest weight of each.
type Weights = BTreeMap<(Field, String), f32>;

/// A term in more than one in so many passages is common, unless they are
/// fewer than [`MANY`]; common ones are left out where [`ENOUGH`] others are.
const COMMON: u64 = 20;
const MANY: u64 = 2_000;
const ENOUGH: usize = 6;

impl Preparation<'_> {
    /// The terms of passages that may answer, in order.
    pub(super) fn candidates(&self, wording: &Wording) -> Result<Vec<WeightedTerm>, IndexError> {
        let terms = self.without_common(self.terms(wording))?.into_iter();
        Ok(terms.map(|((field, text), weight)| WeightedTerm { field, text, weight }).collect())
    }

    fn terms(&self, wording: &Wording) -> Weights {
        let mut terms = Weights::new();
        let about = wording.about();
        let all = wording.is_short();
        self.add_terms(&about, 1.0, all, &mut terms);
        if all {
            self.add_terms(&wording.text, ASKING, true, &mut terms);
        }
        let several = wording.placed().filter(|(segment, _)| segment.forms.len() > 1);
        for (segment, place) in several {
            if !all && !wording.is_content(place) {
                continue;
            }
            let latin = !segment.main().chars().any(is_han);
            let share = if latin { 1.0 } else { self.weights.synonym };
            for form in &segment.forms[1..] {
                self.add_terms(&form.text, share * form.share, all, &mut terms);
            }
        }
        terms
    }

    /// The terms that some passage has, without those that very many have,
    /// where enough others are left to tell passages apart: in a large index
    /// they cost nearly all the time and add nearly nothing to a score.
    fn without_common(&self, terms: Weights) -> Result<Weights, IndexError> {
        let limit = (self.view.len() / COMMON).max(MANY);
        let (mut rare, mut common) = (Weights::new(), Weights::new());
        for (term, weight) in terms {
            match self.view.frequency(term.0, &term.1)? {
                0 => {}
                frequency if frequency <= limit => drop(rare.insert(term, weight)),
                _ => drop(common.insert(term, weight)),
            }
        }
        if rare.len() < ENOUGH {
            rare.append(&mut common);
        }
        Ok(rare)
    }

    /// Adds the terms of `text`; its single characters too if `all`, or if
    /// it has no pair.
    fn add_terms(&self, text: &str, share: f32, all: bool, into: &mut Weights) {
        let (singles, pairs) = grams(text);
        let weights = self.weights;
        let is_latin = |word: &&String| !word.chars().all(is_han);
        let latin =
            singles.iter().filter(is_latin).map(|text| (Field::Singles, text, weights.pair_terms));
        let heading = pairs.iter().map(|text| (Field::Heading, text, weights.heading_terms));
        let alone = all || pairs.is_empty();
        let singles = singles.iter().filter(|_| alone);
        let singles = singles.map(|text| (Field::Singles, text, weights.single_terms));
        let pairs = pairs.iter().map(|text| (Field::Pairs, text, weights.pair_terms));
        for (field, text, weight) in latin.chain(heading).chain(pairs).chain(singles) {
            if weight > 0.0 {
                let slot = into.entry((field, text.clone())).or_default();
                *slot = slot.max(weight * share);
            }
        }
    }
}
