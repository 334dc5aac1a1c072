//! A question made ready: terms for the index, grams for ranking, needles
//! for judging whether a passage answers at all.

use std::collections::BTreeMap;

use tantivy::Term;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

use super::grams::{CodedText, Grams, pair_code};
use super::question::{self, Asks};
use super::rank::Weights;
use super::{Query, query};
use crate::corpus::glossary::{Found, Glossary};
use crate::index::analyzer::{self, Terms, pair_of, units};
use crate::index::{IndexError, View};
use crate::text::cantonese::to_written;
use crate::text::language::Language;
use crate::text::normalize::{fold, folded};
use crate::text::script::is_han;

/// A question made ready for one index.
#[derive(Debug)]
pub struct Prepared {
    /// The language the question is written in.
    pub language: Language,
    /// What it asks for.
    pub asks: Asks,
    /// Its units and pairs, weighted by rarity.
    pub grams: Grams,
    /// The things it is about.
    pub needles: Vec<Needle>,
    /// The years it names.
    pub years: Vec<i32>,
    /// The question in folded, written Chinese (or English).
    pub written: String,
    /// Glossary entries it names.
    pub entries: Vec<usize>,
    pub(super) candidates: BooleanQuery,
}

/// A thing that a question is about, in all its forms.
#[derive(Debug, Clone, PartialEq)]
pub struct Needle {
    /// As the question has it, folded.
    pub text: String,
    /// How much it matters: its rarity among the passages.
    pub weight: f32,
    /// Its forms as codes of units; any one will do.
    pub forms: Vec<Vec<u64>>,
    /// Whether no form of it stands anywhere in the documents.
    pub unknown: bool,
}

/// Weighted terms, the heaviest weight for each.
type Weighted = BTreeMap<Term, f32>;

/// Grams that only ask, against grams that say what the question is about.
/// Chosen with the rest in [`Weights`].
const ASKING: f32 = 0.1;

pub(super) struct Preparation<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) glossary: &'a Glossary,
    pub(super) weights: &'a Weights,
}

impl Preparation<'_> {
    pub(super) fn prepare(&self, query: &Query) -> Result<Prepared, IndexError> {
        let spoken: String = folded(query.text()).chars().take(query::LONGEST).collect();
        let written = to_written(&spoken).into_owned();
        let question = question::read(&written);
        let about = about(&written, &question.content);
        let found = self.glossary.find(&about);
        let mut grams = self.own_grams(&written, &question.content)?;
        if spoken != written {
            let said = question::read(&spoken);
            let also = self.own_grams(&spoken, &said.content)?;
            grams.extend(
                also.into_iter().map(|(code, weight)| (code, weight * self.weights.spoken)),
            );
        }
        let mut terms = Weighted::new();
        self.add_terms(&about, 1.0, &mut terms);
        if spoken != written {
            self.add_terms(&spoken, self.weights.spoken, &mut terms);
        }
        let share = if query.language() == Language::English { 1.0 } else { self.weights.synonym };
        for form in self.other_forms(&found, &about) {
            self.add_terms(&form, share, &mut terms);
            let content = vec![true; form.chars().count()];
            grams.extend(
                self.own_grams(&form, &content)?
                    .into_iter()
                    .map(|(code, weight)| (code, weight * share)),
            );
        }
        Ok(Prepared {
            language: query.language(),
            asks: question.asks,
            grams: Grams::new(grams),
            needles: self.needles(&about, &found)?,
            years: years(&written),
            entries: found.iter().flat_map(|found| found.entries.iter().copied()).collect(),
            written,
            candidates: any_of(terms),
        })
    }

    /// The units and pairs of `text` with their weights.
    fn own_grams(&self, text: &str, content: &[bool]) -> Result<Vec<(u64, f32)>, IndexError> {
        let folded = fold(text);
        let units = units(&folded);
        let codes: Vec<u64> = CodedText::new(text).codes().collect();
        let is_content =
            |index: usize| units[index].chars.clone().any(|at| content.get(at) == Some(&true));
        let mut grams = Vec::with_capacity(units.len() * 2);
        for (index, unit) in units.iter().enumerate() {
            let single = self.rarity(self.view.fields().singles, &unit.text(&folded))?;
            let alone = if unit.is_han(&folded) { self.weights.single } else { 1.0 };
            let asked = if is_content(index) { 1.0 } else { ASKING };
            grams.push((codes[index], single * alone * asked));
            if unit.joined {
                let pair = pair_of(&units[index - 1].text(&folded), &unit.text(&folded));
                let both = is_content(index) && is_content(index - 1);
                let asked = if both { 1.0 } else { ASKING };
                let rarity = self.rarity(self.view.fields().pairs, &pair)?;
                grams.push((pair_code(codes[index - 1], codes[index]), rarity * asked));
            }
        }
        Ok(grams)
    }

    /// The inverse document frequency of a term, as BM25 has it.
    #[allow(clippy::cast_precision_loss, reason = "counts of passages fit")]
    fn rarity(&self, field: Field, text: &str) -> Result<f32, IndexError> {
        let frequency = self.view.frequency(&Term::from_field_text(field, text))? as f32;
        let total = self.view.len() as f32;
        Ok((1.0 + (total - frequency + 0.5) / (frequency + 0.5)).ln())
    }

    fn add_terms(&self, text: &str, share: f32, into: &mut Weighted) {
        let Terms { singles, pairs, words } = analyzer::analyze(text);
        let fields = self.view.fields();
        let weights = self.weights;
        let is_word = |word: &String| word.chars().nth(1).is_some() || !word.chars().all(is_han);
        let words: Vec<String> = words.into_iter().filter(is_word).collect();
        let heading = pairs
            .iter()
            .chain(words.iter())
            .map(|text| (fields.heading, text, weights.heading_terms));
        let pairs = pairs.iter().map(|text| (fields.pairs, text, weights.pair_terms));
        let words = words.iter().map(|text| (fields.words, text, weights.word_terms));
        let singles = singles.iter().map(|text| (fields.singles, text, weights.single_terms));
        for (field, text, weight) in heading.chain(pairs).chain(words).chain(singles) {
            if weight > 0.0 {
                let slot = into.entry(Term::from_field_text(field, text)).or_default();
                *slot = slot.max(weight * share);
            }
        }
    }

    /// The Chinese forms of the terms found, without those already there.
    fn other_forms(&self, found: &[Found], about: &str) -> Vec<String> {
        let entries = found
            .iter()
            .flat_map(|found| &found.entries)
            .filter_map(|index| self.glossary.entry(*index));
        let forms = entries.flat_map(super::super::corpus::glossary::Entry::chinese_forms);
        forms.filter(|form| !about.contains(*form)).map(str::to_owned).collect()
    }

    fn needles(&self, about: &str, found: &[Found]) -> Result<Vec<Needle>, IndexError> {
        let mut needles = Vec::new();
        let mut at = 0;
        for term in found {
            self.add_words(&about[at..term.range.start], &mut needles)?;
            let entries = term.entries.iter().filter_map(|index| self.glossary.entry(*index));
            let own = about[term.range.clone()].to_owned();
            let forms = entries.flat_map(|entry| entry.chinese_forms().map(str::to_owned));
            let forms = std::iter::once(own).chain(forms).collect();
            needles.push(self.needle(forms)?);
            at = term.range.end;
        }
        self.add_words(&about[at..], &mut needles)?;
        Ok(needles)
    }

    fn add_words(&self, text: &str, needles: &mut Vec<Needle>) -> Result<(), IndexError> {
        for part in
            text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '%' | '+' | '.' | '&'))
        {
            for word in analyzer::segment(part) {
                if word.chars().any(char::is_alphanumeric) {
                    needles.push(self.needle(vec![word.to_owned()])?);
                }
            }
        }
        Ok(())
    }

    /// A needle weighs as much as its rarest pair (its unit, if it has one
    /// only), in the form that the documents know best.
    fn needle(&self, forms: Vec<String>) -> Result<Needle, IndexError> {
        let fields = self.view.fields();
        let mut rarest = f32::MAX;
        let mut unknown = true;
        for form in &forms {
            let folded = fold(form);
            let units = units(&folded);
            let texts: Vec<String> = units.iter().map(|unit| unit.text(&folded)).collect();
            let pairs = analyzer::pairs(&units, &texts);
            let (field, terms) =
                if pairs.is_empty() { (fields.singles, &texts) } else { (fields.pairs, &pairs) };
            let mut weight = 0.0_f32;
            let mut known = true;
            for term in terms {
                weight = weight.max(self.rarity(field, term)?);
                known &= self.view.frequency(&Term::from_field_text(field, term))? > 0;
            }
            rarest = rarest.min(weight);
            unknown &= !known;
        }
        let single = forms[0].chars().count() == 1 && forms[0].chars().all(is_han);
        let weight = if single { rarest * self.weights.single } else { rarest };
        let codes = |form: &String| CodedText::new(form).codes().collect();
        Ok(Needle {
            weight,
            unknown,
            forms: forms.iter().map(codes).collect(),
            text: forms.into_iter().next().unwrap_or_default(),
        })
    }
}

/// What of the text says what the question is about; the rest becomes bars,
/// which nothing matches across.
fn about(text: &str, content: &[bool]) -> String {
    text.chars().zip(content).map(|(c, content)| if *content { c } else { '|' }).collect()
}

fn any_of(terms: Weighted) -> BooleanQuery {
    let clauses = terms.into_iter().map(|(term, weight)| {
        let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
        (
            Occur::Should,
            Box::new(BoostQuery::new(Box::new(query), weight)) as Box<dyn tantivy::query::Query>,
        )
    });
    BooleanQuery::new(clauses.collect())
}

/// The years a folded text names: 2024年, 2024, 二〇二四年.
pub fn years(text: &str) -> Vec<i32> {
    let digits = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    let years = digits.filter_map(|digits| digits.parse().ok());
    years.filter(|year| (1900..2100).contains(year)).collect()
}
