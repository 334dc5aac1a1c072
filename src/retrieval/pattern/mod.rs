//! What of a question is looked for in a text, and how much of it is found.
//!
//! Units and pairs (grams) are compared by a 64-bit code rather than as
//! strings: a passage is folded and coded once, and each of its grams is one
//! lookup in the question's small table.

mod distinction;
mod found;
mod hasher;

pub use distinction::Distinction;
pub use found::{Found, MOST, Mask};

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use hasher::CodeHasher;

use crate::text::coded::{CodedText, pair_code};

/// How much of a question's weight is found, each share from 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Coverage {
    /// Of its neighbouring units, and of its words in all their forms.
    pub pairs: f32,
    /// Of its units, and of its words in all their forms.
    pub singles: f32,
    /// Of its three units in a row.
    pub runs: f32,
}

/// Units that have several forms, of which any will do.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Group {
    pub(super) weight: Weight,
    /// The grams of the question's own form: those that stand in a text count
    /// one by one, where no form does better.
    pub(super) own: Vec<(u64, Weight)>,
    /// For each form its worth, and its grams' codes.
    pub(super) forms: Vec<(f32, Vec<u64>)>,
}

/// A [`Group`] with its grams' numbers.
#[derive(Debug, Clone)]
struct Numbered {
    weight: Weight,
    own: Vec<(u8, Weight)>,
    forms: Vec<Form>,
}

/// What a form is worth, and the numbers of its grams.
type Form = (f32, Vec<u8>);

/// A weight among the pairs and one among the singles.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Weight {
    pub(super) pairs: f32,
    pub(super) singles: f32,
}

impl Weight {
    pub(super) fn with(self, other: Self) -> Self {
        Self { pairs: self.pairs + other.pairs, singles: self.singles + other.singles }
    }
}

/// A question's grams with their weights.
#[derive(Debug, Clone, Default)]
pub struct Pattern {
    numbers: HashMap<u64, u8, BuildHasherDefault<CodeHasher>>,
    pairs: Vec<(u8, f32)>,
    singles: Vec<(u8, f32)>,
    groups: Vec<Numbered>,
    /// For each pair, the one that follows it in the question, and the
    /// weight of both.
    runs: Vec<Option<(u8, f32)>>,
    total: Totals,
}

#[derive(Debug, Clone, Copy, Default)]
struct Totals {
    pairs: f32,
    singles: f32,
    runs: f32,
}

impl Pattern {
    pub(super) fn add_single(&mut self, code: u64, weight: f32) {
        let Some(bit) = self.number(code) else { return };
        if !self.singles.iter().any(|(known, _)| *known == bit) {
            self.singles.push((bit, weight));
            self.total.singles += weight;
        }
    }

    /// Adds a pair; `after` is the pair that ends where this one begins.
    pub(super) fn add_pair(&mut self, code: u64, weight: f32, after: Option<u64>) {
        let Some(bit) = self.number(code) else { return };
        if !self.pairs.iter().any(|(known, _)| *known == bit) {
            self.pairs.push((bit, weight));
            self.total.pairs += weight;
        }
        let Some(first) = after.and_then(|code| self.numbers.get(&code).copied()) else { return };
        let slot = &mut self.runs[usize::from(first)];
        if slot.is_none() {
            *slot = Some((bit, weight));
            self.total.runs += weight;
        }
    }

    pub(super) fn add_group(&mut self, group: Group) {
        let forms = group.forms.into_iter().map(|(worth, codes)| {
            (worth, codes.into_iter().filter_map(|code| self.number(code)).collect::<Vec<_>>())
        });
        let forms: Vec<_> = forms.filter(|(_, bits)| !bits.is_empty()).collect();
        let own = group.own.into_iter();
        let own = own.filter_map(|(code, weight)| Some((self.number(code)?, weight))).collect();
        self.total.pairs += group.weight.pairs;
        self.total.singles += group.weight.singles;
        self.groups.push(Numbered { weight: group.weight, own, forms });
    }

    fn number(&mut self, code: u64) -> Option<u8> {
        let next = u8::try_from(self.numbers.len()).ok();
        if let (None, Some(next)) = (self.numbers.get(&code), next) {
            self.numbers.insert(code, next);
            self.runs.push(None);
        }
        self.numbers.get(&code).copied()
    }

    /// Whether the question has the two units side by side.
    pub fn has_pair(&self, left: u64, right: u64) -> bool {
        self.numbers.contains_key(&pair_code(left, right))
    }

    /// What of the question stands in units `range` of `text`.
    pub fn find(&self, text: &CodedText, range: std::ops::Range<usize>) -> Found {
        let mut found = Found::default();
        let mut before: Option<u8> = None;
        let units = text.units();
        for index in range.clone() {
            let unit = units[index];
            let number = |code: u64| self.numbers.get(&code).copied();
            if let Some(bit) = number(unit.code) {
                found.grams.insert(bit);
            }
            let joined = unit.joined && index > range.start;
            let pair = joined.then(|| pair_code(units[index - 1].code, unit.code)).and_then(number);
            if let Some(bit) = pair {
                found.grams.insert(bit);
                let follows = |first: &u8| {
                    self.runs[usize::from(*first)].is_some_and(|(next, _)| next == bit)
                };
                if let Some(first) = before.filter(follows) {
                    found.runs.insert(first);
                }
            }
            before = pair;
        }
        found
    }

    /// What of the question stands in all of `text`.
    pub fn find_in(&self, text: &CodedText) -> Found {
        self.find(text, 0..text.units().len())
    }

    /// The share of a text's units that are not the question's.
    #[allow(clippy::cast_precision_loss, reason = "a sentence has few units")]
    pub fn share_new(&self, text: &CodedText) -> f32 {
        let units = text.units().len();
        let new = text.codes().filter(|code| !self.numbers.contains_key(code)).count();
        if units == 0 { 0.0 } else { new as f32 / units as f32 }
    }

    /// How much of the question `found` is.
    pub fn coverage(&self, found: &Found) -> Coverage {
        let held = |grams: &[(u8, f32)]| -> f32 {
            grams
                .iter()
                .filter(|(bit, _)| found.grams.contains(*bit))
                .map(|(_, weight)| weight)
                .sum()
        };
        let (mut pairs, mut singles) = (held(&self.pairs), held(&self.singles));
        for Numbered { weight, own, forms } in &self.groups {
            let credit = forms.iter().map(|form| share(form, &found.grams)).fold(0.0, f32::max);
            let own = own.iter().filter(|(bit, _)| found.grams.contains(*bit));
            let own = own.fold(Weight::default(), |sum, (_, weight)| sum.with(*weight));
            pairs += own.pairs.max(weight.pairs * credit);
            singles += own.singles.max(weight.singles * credit);
        }
        let runs = (0..=u8::MAX).zip(&self.runs).filter(|(bit, _)| found.runs.contains(*bit));
        let runs: f32 = runs.filter_map(|(_, run)| run.map(|(_, weight)| weight)).sum();
        let of = |part: f32, whole: f32| if whole > 0.0 { part / whole } else { 0.0 };
        Coverage {
            pairs: of(pairs, self.total.pairs),
            singles: of(singles, self.total.singles),
            runs: of(runs, self.total.runs),
        }
    }
}

#[allow(clippy::cast_precision_loss, reason = "a form has few grams")]
fn share((worth, bits): &Form, grams: &Mask) -> f32 {
    let held = bits.iter().filter(|bit| grams.contains(**bit)).count();
    worth * held as f32 / bits.len() as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(question: &str) -> Pattern {
        let mut pattern = Pattern::default();
        let coded = CodedText::new(question);
        let mut last = None;
        for (index, unit) in coded.units().iter().enumerate() {
            pattern.add_single(unit.code, 1.0);
            if unit.joined {
                let code = pair_code(coded.units()[index - 1].code, unit.code);
                pattern.add_pair(code, 1.0, last);
                last = Some(code);
            }
        }
        pattern
    }

    fn coverage(question: &str, text: &str) -> Coverage {
        let pattern = pattern(question);
        pattern.coverage(&pattern.find_in(&CodedText::new(text)))
    }

    #[test]
    fn what_stands_in_a_text_is_covered() {
        let all = coverage("西橋完成", "西桥完成了");
        assert_eq!(all, Coverage { pairs: 1.0, singles: 1.0, runs: 1.0 });
        let half = coverage("西橋完成", "西橋未完，成了");
        assert!((half.pairs - 1.0 / 3.0).abs() < 1e-6 && (half.singles - 1.0).abs() < 1e-6);
        assert!(half.runs.abs() < 1e-6);
        assert_eq!(coverage("", "西橋"), Coverage::default());
    }

    #[test]
    fn any_form_of_a_group_will_do() {
        let codes = |text: &str| CodedText::new(text).grams();
        let mut pattern = Pattern::default();
        pattern.add_group(Group {
            weight: Weight { pairs: 2.0, singles: 1.0 },
            own: Vec::new(),
            forms: vec![(1.0, codes("合作")), (0.5, codes("協作"))],
        });
        let covered = |text: &str| pattern.coverage(&pattern.find_in(&CodedText::new(text))).pairs;
        assert!(
            (covered("兩地合作") - 1.0).abs() < 1e-6 && (covered("兩地協作") - 0.5).abs() < 1e-6
        );
        assert!(covered("兩地") < 0.1);
    }

    #[test]
    fn part_of_a_groups_own_form_counts_where_no_form_does_better() {
        let code = |text: &str| CodedText::new(text).codes().next().expect("a unit");
        let own = |text: &str| (code(text), Weight { pairs: 0.0, singles: 0.5 });
        let mut pattern = Pattern::default();
        pattern.add_group(Group {
            weight: Weight { pairs: 0.0, singles: 1.0 },
            own: vec![own("合"), own("作")],
            forms: vec![(0.7, CodedText::new("協力").grams())],
        });
        let covered =
            |text: &str| pattern.coverage(&pattern.find_in(&CodedText::new(text))).singles;
        assert!((covered("工作") - 0.5).abs() < 1e-6 && (covered("協力工作") - 0.7).abs() < 1e-6);
        assert!((covered("合作") - 1.0).abs() < 1e-6);
    }

    #[test]
    fn a_very_long_question_is_cut_and_harms_nothing() {
        let long: String = ('一'..'龥').take(600).collect();
        let covered = coverage(&long, &long);
        assert!((covered.pairs - 1.0).abs() < 1e-4, "{covered:?}");
    }
}
