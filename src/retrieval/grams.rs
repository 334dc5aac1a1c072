//! The grams of a question, weighted by how rare they are.

use std::ops::Range;

use super::pattern::{Group, Pattern, Weight};
use super::preparation::Preparation;
use crate::index::{Field, IndexError};
use crate::question::{Segment, Wording};
use crate::text::coded::{CodedText, pair_code};
use crate::text::normalize::{Folded, fold};
use crate::text::script::is_han;
use crate::text::terms::{Unit, pair_of, units};

/// Grams that only ask, against grams that say what the question is about.
/// Chosen with the rest in [`Weights`](super::weights::Weights).
pub(super) const ASKING: f32 = 0.3;

/// What finding the short form of a name is worth, and the length of a name
/// that has one.
const SHORT_FORM: f32 = 0.5;
const LONG_NAME: usize = 5;

impl Preparation<'_> {
    /// The question's units and pairs, and its words with their other forms.
    pub(super) fn pattern(&self, wording: &Wording) -> Result<Pattern, IndexError> {
        let mut grams = Grams::new(self, wording);
        let mut last = None;
        for index in 0..grams.units.len() {
            grams.add_unit(index)?;
            last = grams.add_pair(index, last)?;
        }
        grams.add_groups()?;
        Ok(grams.pattern)
    }
}

/// A question while its grams are gathered.
struct Grams<'a> {
    preparation: &'a Preparation<'a>,
    wording: &'a Wording,
    folded: Folded,
    units: Vec<Unit>,
    codes: Vec<u64>,
    /// For each segment, its own grams and what they weigh.
    within: Vec<Vec<(u64, Weight)>>,
    pattern: Pattern,
}

impl<'a> Grams<'a> {
    fn new(preparation: &'a Preparation<'a>, wording: &'a Wording) -> Self {
        let folded = fold(&wording.text);
        Self {
            preparation,
            wording,
            units: units(&folded),
            codes: CodedText::new(&wording.text).codes().collect(),
            within: vec![Vec::new(); wording.segments().len()],
            pattern: Pattern::default(),
            folded,
        }
    }

    fn add_unit(&mut self, index: usize) -> Result<(), IndexError> {
        let unit = &self.units[index];
        let text = unit.text(&self.folded);
        let weight = self.weight(Field::Singles, &text, self.asked(&unit.chars))?;
        if let Some(segment) = self.wording.group_of(&unit.chars) {
            let weight = Weight { pairs: 0.0, singles: weight };
            self.within[segment].push((self.codes[index], weight));
            return Ok(());
        }
        self.pattern.add_single(self.codes[index], weight);
        if !unit.is_han(&self.folded) {
            // A Latin word or a figure says as much as a pair.
            self.pattern.add_pair(self.codes[index], weight, None);
        }
        Ok(())
    }

    /// Adds unit `index` with the one before it, its neighbour; `after` is the
    /// pair before that. The pair's code, if the next may follow it.
    fn add_pair(&mut self, index: usize, after: Option<u64>) -> Result<Option<u64>, IndexError> {
        let unit = &self.units[index];
        let before = index.checked_sub(1).filter(|_| unit.joined).map(|at| &self.units[at]);
        let Some(before) = before else { return Ok(None) };
        let pair = pair_of(&before.text(&self.folded), &unit.text(&self.folded));
        let asked = self.asked(&before.chars).min(self.asked(&unit.chars));
        let weight = self.weight(Field::Pairs, &pair, asked)?;
        let code = pair_code(self.codes[index - 1], self.codes[index]);
        if let Some(segment) = self.wording.group_of(&(before.chars.start..unit.chars.end)) {
            self.within[segment].push((code, Weight { pairs: weight, singles: 0.0 }));
            return Ok(None);
        }
        if !unit.is_han(&self.folded) && !before.is_han(&self.folded) {
            // Neighbours in English are no term of the documents.
            return Ok(None);
        }
        self.pattern.add_pair(code, weight, after);
        Ok(Some(code))
    }

    /// Adds the segments with other forms, each as heavy as the grams of its
    /// own form are, or, in a language that the documents are not in, as its
    /// best known form is rare.
    fn add_groups(&mut self) -> Result<(), IndexError> {
        for at in self.wording.groups() {
            let (segment, own) = (&self.wording.segments()[at], &self.within[at]);
            let latin = !segment.main().chars().any(is_han);
            let (weight, own) = if latin {
                let rarity = self.shared_rarity(segment)?;
                (Weight { pairs: rarity, singles: rarity }, Vec::new())
            } else {
                let all = own.iter().fold(Weight::default(), |all, (_, gram)| all.with(*gram));
                (Weight { pairs: all.pairs.max(all.singles * 0.5), ..all }, own.clone())
            };
            self.pattern.add_group(Group { weight, own, forms: forms(segment) });
        }
        Ok(())
    }

    fn asked(&self, chars: &Range<usize>) -> f32 {
        if self.wording.is_content(chars) { 1.0 } else { ASKING }
    }

    /// The weight of a term, `asked` of its rarity. Words that only ask and
    /// stand nowhere tell nothing about any passage.
    fn weight(&self, field: Field, text: &str, asked: f32) -> Result<f32, IndexError> {
        let frequency = self.preparation.view.frequency(field, text)?;
        let silent = frequency == 0 && asked < 1.0;
        Ok(if silent { 0.0 } else { self.preparation.rarity_of(frequency) * asked })
    }

    /// The rarity of a word in any of its forms.
    fn shared_rarity(&self, segment: &Segment) -> Result<f32, IndexError> {
        let mut known = 0;
        for form in &segment.forms {
            known += self.preparation.frequency(&form.text)?;
        }
        Ok(self.preparation.rarity_of(known))
    }
}

/// The forms of a segment, each with its worth and its grams' codes.
fn forms(segment: &Segment) -> Vec<(f32, Vec<u64>)> {
    let codes = |text: &str| CodedText::new(text).grams();
    let forms = segment.forms.iter().filter(|form| !form.text.is_empty());
    let mut forms: Vec<_> = forms.map(|form| (form.share, codes(&form.text))).collect();
    if !segment.entries.is_empty() {
        forms.extend(short_form(segment.main()).map(|short| (SHORT_FORM, codes(&short))));
    }
    forms
}

/// What a long name is called once it has been named: 園區 for 河套香港園區.
fn short_form(name: &str) -> Option<String> {
    let chars: Vec<char> = name.chars().collect();
    let long = chars.len() >= LONG_NAME && chars.iter().all(|c| is_han(*c));
    long.then(|| chars[chars.len() - 2..].iter().collect())
}
