//! Matching a question's units and pairs in a passage, sentence by sentence.
//!
//! Units are compared by a 64-bit code rather than as strings: a passage is
//! folded and coded once, and each of its units and pairs is one lookup in
//! the question's small table.

use std::collections::HashMap;
use std::ops::Range;

use crate::index::analyzer::{Unit, units};
use crate::text::normalize::{Folded, fold};
use crate::text::script::is_han;
use crate::text::sentence::sentences;

/// At most so many grams of a question are matched, the heaviest ones: the
/// bits of [`Mask`].
pub const MOST: usize = 128;

/// A set of a question's grams, by number.
pub type Mask = u128;

/// A question's units and pairs, each with its weight.
#[derive(Debug, Clone, Default)]
pub struct Grams {
    numbers: HashMap<u64, u8, Coded>,
    weights: Vec<f32>,
    total: f32,
}

type Coded = std::hash::BuildHasherDefault<CodeHasher>;

/// Codes are spread already; hashing them again would be waste.
#[derive(Debug, Default, Clone)]
pub struct CodeHasher(u64);

impl std::hash::Hasher for CodeHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| mix(hash ^ u64::from(*byte)));
    }

    fn write_u64(&mut self, code: u64) {
        self.0 = mix(code);
    }
}

impl Grams {
    /// The grams with these codes and weights; only the [`MOST`] heaviest.
    pub fn new(mut weighted: Vec<(u64, f32)>) -> Self {
        weighted.sort_by(|left, right| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0)));
        let mut grams = Self::default();
        for (code, weight) in weighted {
            if grams.weights.len() < MOST && !grams.numbers.contains_key(&code) && weight > 0.0 {
                let number = u8::try_from(grams.weights.len()).unwrap_or(u8::MAX);
                grams.numbers.insert(code, number);
                grams.weights.push(weight);
                grams.total += weight;
            }
        }
        grams
    }

    /// The share of the question's weight that `mask` holds, from 0 to 1.
    pub fn coverage(&self, mask: Mask) -> f32 {
        if self.total <= 0.0 {
            return 0.0;
        }
        let held = self.weights.iter().enumerate().filter(|(number, _)| mask >> number & 1 == 1);
        held.map(|(_, weight)| weight).sum::<f32>() / self.total
    }

    /// Whether there is nothing to match.
    pub fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    fn mask(&self, code: u64) -> Mask {
        self.numbers.get(&code).map_or(0, |number| 1 << number)
    }

    /// Matches all of `text` as one.
    pub fn match_text(&self, text: &str) -> Mask {
        let coded = CodedText::new(text);
        coded.grams().fold(0, |mask, (_, code)| mask | self.mask(code))
    }

    /// Matches `text` sentence by sentence.
    pub fn match_sentences(&self, text: &str) -> Matched {
        let coded = CodedText::new(text);
        let ranges = sentences(text);
        let mut matched =
            Matched { sentences: ranges.into_iter().map(|range| (range, 0)).collect(), all: 0 };
        let mut at = 0;
        for (position, code) in coded.grams() {
            let bit = self.mask(code);
            if bit == 0 {
                continue;
            }
            matched.all |= bit;
            while at + 1 < matched.sentences.len() && matched.sentences[at].0.end <= position {
                at += 1;
            }
            if let Some((_, mask)) = matched.sentences.get_mut(at) {
                *mask |= bit;
            }
        }
        matched
    }
}

/// What of a question stands in a passage.
#[derive(Debug, Clone, Default)]
pub struct Matched {
    /// The passage's sentences, as bytes of its text, with what each holds.
    pub sentences: Vec<(Range<usize>, Mask)>,
    /// What the passage holds.
    pub all: Mask,
}

/// A text as codes of its units.
#[derive(Debug, Clone)]
pub struct CodedText {
    /// Code, first byte in the text, and whether it is joined to the unit before.
    units: Vec<(u64, usize, bool)>,
}

impl CodedText {
    /// Folds and codes `text`.
    pub fn new(text: &str) -> Self {
        let folded = fold(text);
        let coded = units(&folded).into_iter().map(|unit| {
            let start = folded.origin(unit.chars.clone()).start;
            (code_of(&folded, &unit), start, unit.joined)
        });
        Self { units: coded.collect() }
    }

    /// The codes of its units, in order.
    pub fn codes(&self) -> impl Iterator<Item = u64> + '_ {
        self.units.iter().map(|(code, ..)| *code)
    }

    /// Every unit and pair: the byte where it ends in a unit, and its code.
    fn grams(&self) -> impl Iterator<Item = (usize, u64)> + '_ {
        self.units.iter().enumerate().flat_map(|(index, (code, start, joined))| {
            let pair = joined.then(|| (*start, pair_code(self.units[index - 1].0, *code)));
            std::iter::once((*start, *code)).chain(pair)
        })
    }

    /// How much of `form` stands here, from 0 to 1: all of it in one place,
    /// or the share of its pairs (of its units, for a form of one).
    pub fn share_of(&self, form: &[u64]) -> f32 {
        let stands = |at: usize| {
            form.iter()
                .enumerate()
                .all(|(index, code)| self.units.get(at + index).is_some_and(|unit| unit.0 == *code))
        };
        if form.is_empty() || (0..self.units.len()).any(stands) {
            return 1.0;
        }
        let pairs = form.windows(2);
        let total = pairs.len();
        let here = pairs.filter(|pair| {
            self.units
                .windows(2)
                .any(|units| units[1].2 && units[0].0 == pair[0] && units[1].0 == pair[1])
        });
        let found = here.count();
        #[allow(clippy::cast_precision_loss, reason = "a form has few units")]
        if total == 0 { 0.0 } else { found as f32 / total as f32 }
    }
}

/// The code of one unit: the character for Han, a hash for the rest.
fn code_of(folded: &Folded, unit: &Unit) -> u64 {
    let first = folded.chars()[unit.chars.start];
    if is_han(first) {
        return u64::from(first);
    }
    unit.characters(folded).fold(1 << 40, |hash, c| mix(hash ^ u64::from(c)))
}

/// The code of two neighbours.
pub fn pair_code(left: u64, right: u64) -> u64 {
    mix(left.rotate_left(32) ^ mix(right))
}

/// The finaliser of `SplitMix64` (Steele et al., 2014): every bit of the input
/// reaches every bit of the output.
fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grams_are_found_in_their_sentences() {
        let question = CodedText::new("西橋完成");
        let grams = Grams::new(question.grams().map(|(_, code)| (code, 1.0)).collect());
        let matched = grams.match_sentences("東橋未定。西橋明年完成。");
        let coverage: Vec<f32> =
            matched.sentences.iter().map(|(_, mask)| grams.coverage(*mask)).collect();
        assert!(coverage[0] < 0.2 && coverage[1] > 0.8, "{coverage:?}");
        assert!((grams.coverage(grams.match_text("西桥完成")) - 1.0).abs() < 1e-6);
    }

    #[test]
    fn a_form_is_there_whole_or_in_part() {
        let text = CodedText::new("創新科技及工業局");
        let form = |text: &str| CodedText::new(text).codes().collect::<Vec<_>>();
        assert!((text.share_of(&form("創新科技")) - 1.0).abs() < 1e-6);
        assert!((text.share_of(&form("創科")) - 0.0).abs() < 1e-6);
        assert!(text.share_of(&form("工業園")) > 0.4);
    }
}
