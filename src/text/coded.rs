//! A text as codes of its units, which are compared faster than strings.

use std::ops::Range;

use super::normalize::{Folded, fold};
use super::script::is_han;
use super::terms::{Unit, units};

/// One unit of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodedUnit {
    /// The character itself for Han, a hash for the rest.
    pub code: u64,
    /// Its first byte in the text.
    pub start: usize,
    /// Whether the unit before it is its neighbour in one phrase.
    pub joined: bool,
}

/// A text as codes of its units.
#[derive(Debug, Clone)]
pub struct CodedText(Vec<CodedUnit>);

impl CodedText {
    /// Folds and codes `text`.
    pub fn new(text: &str) -> Self {
        let folded = fold(text);
        let coded = |unit: Unit| CodedUnit {
            code: code_of(&folded, &unit),
            start: folded.origin(unit.chars.clone()).start,
            joined: unit.joined,
        };
        Self(units(&folded).into_iter().map(coded).collect())
    }

    /// Its units, in order.
    pub fn units(&self) -> &[CodedUnit] {
        &self.0
    }

    /// The codes of its units, in order.
    pub fn codes(&self) -> impl Iterator<Item = u64> + '_ {
        self.0.iter().map(|unit| unit.code)
    }

    /// The units that begin within bytes `range` of the text.
    pub fn within(&self, range: &Range<usize>) -> Range<usize> {
        let at = |byte: usize| self.0.partition_point(|unit| unit.start < byte);
        at(range.start)..at(range.end)
    }

    /// The codes of its pairs, or of its units where it has no pair.
    pub fn grams(&self) -> Vec<u64> {
        let pairs = self.0.windows(2).filter(|pair| pair[1].joined);
        let pairs: Vec<u64> = pairs.map(|pair| pair_code(pair[0].code, pair[1].code)).collect();
        if pairs.is_empty() { self.codes().collect() } else { pairs }
    }

    /// Whether the two units stand here side by side.
    pub fn has_pair(&self, left: u64, right: u64) -> bool {
        let is_here = |units: &[CodedUnit]| {
            units[1].joined && units[0].code == left && units[1].code == right
        };
        self.0.windows(2).any(is_here)
    }

    /// How much of `form` stands here, from 0 to 1: all of it in one place,
    /// or the share of its pairs.
    pub fn share_of(&self, form: &[u64]) -> f32 {
        let stands = |at: usize| {
            form.iter()
                .enumerate()
                .all(|(index, code)| self.0.get(at + index).is_some_and(|unit| unit.code == *code))
        };
        if form.is_empty() || (0..self.0.len()).any(stands) {
            return 1.0;
        }
        let here = form.windows(2).filter(|pair| self.has_pair(pair[0], pair[1])).count();
        #[allow(clippy::cast_precision_loss, reason = "a form has few units")]
        if form.len() < 2 { 0.0 } else { here as f32 / (form.len() - 1) as f32 }
    }
}

/// The code of one unit.
fn code_of(folded: &Folded, unit: &Unit) -> u64 {
    let first = folded.chars()[unit.chars.start];
    if is_han(first) {
        return u64::from(first);
    }
    unit.characters(folded).fold(1 << 40, |hash, c| mix(hash ^ u64::from(c)))
}

/// The code of two neighbours.
pub fn pair_code(left: u64, right: u64) -> u64 {
    mix(left.rotate_left(32) ^ right)
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
    fn a_form_is_there_whole_or_in_part() {
        let text = CodedText::new("創新科技及工業局");
        let form = |text: &str| CodedText::new(text).codes().collect::<Vec<_>>();
        assert!((text.share_of(&form("創新科技")) - 1.0).abs() < 1e-6);
        assert!((text.share_of(&form("創科")) - 0.0).abs() < 1e-6);
        assert!(text.share_of(&form("工業園")) > 0.4);
    }

    #[test]
    fn units_are_found_by_their_bytes() {
        let text = "西橋，3000PFLOPS。";
        let coded = CodedText::new(text);
        assert_eq!(coded.within(&(0..6)), 0..2);
        assert_eq!(coded.within(&(6..text.len())), 2..3);
    }
}
