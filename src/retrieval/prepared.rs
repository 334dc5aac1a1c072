//! A question made ready: terms for the index, a pattern for ranking, and
//! needles for judging whether a passage answers at all.

use std::ops::Range;

use tantivy::Term;
use tantivy::query::BooleanQuery;
use tantivy::schema::Field;

use super::coded::{CodedText, pair_code};
use super::expand::{Segment, segments};
use super::needle::Needle;
use super::pattern::{Group, Pattern, Weight};
use super::question::Asks;
use super::rank::Weights;
use super::reading::{Gap, Reading, gap};
use super::times::Times;
use super::{Query, query};
use crate::corpus::glossary::Glossary;
use crate::index::analyzer::{self, units};
use crate::index::{IndexError, View};
use crate::text::language::Language;
use crate::text::normalize::{fold, folded};
use crate::text::script::is_han;

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

/// Grams that only ask, against grams that say what the question is about.
/// Chosen with the rest in [`Weights`].
pub(super) const ASKING: f32 = 0.3;

/// What finding the short form of a name is worth, and the length of a name
/// that has one.
const SHORT_FORM: f32 = 0.5;
const LONG_NAME: usize = 5;

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

    fn pattern(&self, reading: &Reading) -> Result<Pattern, IndexError> {
        let folded = fold(&reading.text);
        let units = units(&folded);
        let coded = CodedText::new(&reading.text);
        let mut pattern = Pattern::default();
        let mut within = vec![Weight::default(); reading.segments.len()];
        let asked = |chars: &Range<usize>| if reading.is_content(chars) { 1.0 } else { ASKING };
        let mut last = None;
        for (index, unit) in units.iter().enumerate() {
            let code = coded.units()[index].code;
            let is_latin = !unit.is_han(&folded);
            let text = unit.text(&folded);
            let weight = self.weight(self.view.fields().singles, &text, asked(&unit.chars))?;
            if reading.in_group(&unit.chars) {
                heavier(&mut within, &reading.places, &unit.chars, |w| &mut w.singles, weight);
            } else {
                pattern.add_single(code, weight);
                if is_latin {
                    // A Latin word or a figure says as much as a pair.
                    pattern.add_pair(code, weight, None);
                }
            }
            let after = last.take();
            let before = index.checked_sub(1).filter(|_| unit.joined).map(|before| &units[before]);
            let Some(before) = before else { continue };
            let pair = analyzer::pair_of(&before.text(&folded), &text);
            let chars = before.chars.start..unit.chars.end;
            let both = asked(&before.chars).min(asked(&unit.chars));
            let weight = self.weight(self.view.fields().pairs, &pair, both)?;
            if reading.in_group(&chars) {
                heavier(&mut within, &reading.places, &chars, |w| &mut w.pairs, weight);
            } else if !is_latin || before.is_han(&folded) {
                // Neighbours in English are no term of the documents.
                let code = pair_code(coded.units()[index - 1].code, code);
                pattern.add_pair(code, weight, after);
                last = Some(code);
            }
        }
        self.add_groups(reading, &within, &mut pattern)?;
        Ok(pattern)
    }

    /// Adds the segments with other forms, each as heavy as the grams of its
    /// own form are, or, in a language that the documents are not in, as its
    /// best known form is rare.
    fn add_groups(
        &self,
        reading: &Reading,
        within: &[Weight],
        pattern: &mut Pattern,
    ) -> Result<(), IndexError> {
        let placed = reading.segments.iter().zip(&reading.places).zip(within);
        for ((segment, place), own) in placed {
            if segment.forms.len() < 2 || !reading.is_content(place) {
                continue;
            }
            let forms = segment.forms.iter().filter(|form| !form.text.is_empty());
            let codes = |text: &str| CodedText::new(text).grams();
            let mut forms: Vec<_> = forms.map(|form| (form.share, codes(&form.text))).collect();
            if !segment.entries.is_empty() {
                forms.extend(short_form(segment.main()).map(|short| (SHORT_FORM, codes(&short))));
            }
            let latin = !segment.main().chars().any(is_han);
            let weight = if latin {
                let rarity = self.shared_rarity(segment)?;
                Weight { pairs: rarity, singles: rarity }
            } else {
                Weight { pairs: own.pairs.max(own.singles * 0.5), singles: own.singles }
            };
            pattern.add_group(Group { weight, forms });
        }
        Ok(())
    }

    /// The rarity of a word in any of its forms.
    fn shared_rarity(&self, segment: &Segment) -> Result<f32, IndexError> {
        let mut known = 0;
        for form in &segment.forms {
            known += self.frequency(&form.text)?;
        }
        Ok(self.rarity_of(known))
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

    /// The weight of a term, `asked` of its rarity. Words that only ask and
    /// stand nowhere tell nothing about any passage.
    fn weight(&self, field: Field, text: &str, asked: f32) -> Result<f32, IndexError> {
        let frequency = self.view.frequency(&Term::from_field_text(field, text))?;
        let silent = frequency == 0 && asked < 1.0;
        Ok(if silent { 0.0 } else { self.rarity_of(frequency) * asked })
    }

    /// The inverse document frequency, as BM25 has it.
    #[allow(clippy::cast_precision_loss, reason = "counts of passages fit")]
    pub(super) fn rarity_of(&self, frequency: u64) -> f32 {
        let (frequency, total) = (frequency as f32, self.view.len() as f32);
        (1.0 + (total - frequency.min(total) + 0.5) / (frequency + 0.5)).ln()
    }
}

/// What a long name is called once it has been named: 園區 for 河套香港園區.
fn short_form(name: &str) -> Option<String> {
    let chars: Vec<char> = name.chars().collect();
    let long = chars.len() >= LONG_NAME && chars.iter().all(|c| is_han(*c));
    long.then(|| chars[chars.len() - 2..].iter().collect())
}

/// Raises the weight of the segment that holds `chars`.
fn heavier(
    within: &mut [Weight],
    places: &[Range<usize>],
    chars: &Range<usize>,
    which: impl Fn(&mut Weight) -> &mut f32,
    weight: f32,
) {
    let holds = |place: &Range<usize>| place.start <= chars.start && chars.end <= place.end;
    if let Some(at) = places.iter().position(holds) {
        *which(&mut within[at]) += weight;
    }
}
