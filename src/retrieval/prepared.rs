//! A question made ready: terms for the index, a pattern for ranking, and
//! needles for judging whether a passage answers at all.

use std::collections::BTreeMap;
use std::ops::Range;

use tantivy::Term;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

use super::coded::{CodedText, pair_code};
use super::expand::{Segment, segments};
use super::needle::Needle;
use super::pattern::{Group, Pattern, Weight};
use super::question::{self, Asks};
use super::rank::Weights;
use super::{Query, query};
use crate::corpus::glossary::{Entry, Glossary};
use crate::index::analyzer::{self, Terms, units};
use crate::index::{IndexError, View};
use crate::text::language::Language;
use crate::text::normalize::{Folded, fold, folded};
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
    /// The years it names.
    pub years: Vec<i32>,
    /// The question in folded, written Chinese (or English).
    pub written: String,
    /// Whether it says so little that more candidates are worth a look.
    pub short: bool,
    /// Glossary entries it names.
    pub entries: Vec<usize>,
    pub(super) candidates: BooleanQuery,
}

/// What stands beside the asking word, as codes of units: an answer stands
/// beside the same words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gap {
    /// The two units before it, the nearer last.
    pub before: Vec<u64>,
    /// The two units after it, the nearer first.
    pub after: Vec<u64>,
    /// What stands after it, folded.
    pub words_after: String,
}

/// Weighted terms, the heaviest weight for each.
type Weighted = BTreeMap<Term, f32>;

/// Grams that only ask, against grams that say what the question is about.
/// Chosen with the rest in [`Weights`].
const ASKING: f32 = 0.3;

/// jieba's tags of persons, places, bodies and other names.
const NAMES: &[&str] = &["nr", "nrt", "nrfg", "ns", "nt", "nz"];

/// A term in more than one in so many passages is common, unless they are
/// fewer than [`MANY`]; common ones are left out where [`ENOUGH`] others are.
const COMMON: u64 = 20;
const MANY: u64 = 2_000;
const ENOUGH: usize = 6;

/// A name in more than one in so many passages is ambient.
const AMBIENT: u64 = 20;

/// A question with fewer characters than this that say what it is about is
/// searched with its asking words too.
const SHORT: usize = 8;

pub(super) struct Preparation<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) glossary: &'a Glossary,
    pub(super) weights: &'a Weights,
}

/// The question as it is read: its segments' main forms in one text.
struct Reading {
    segments: Vec<Segment>,
    /// Characters of the text that each segment covers.
    places: Vec<Range<usize>>,
    text: String,
    content: Vec<bool>,
}

impl Reading {
    fn new(segments: Vec<Segment>) -> (Self, Asks, Option<Range<usize>>) {
        let text: String = segments.iter().map(Segment::main).collect();
        let mut places = Vec::with_capacity(segments.len());
        let mut at = 0;
        for segment in &segments {
            let end = at + segment.main().chars().count();
            places.push(at..end);
            at = end;
        }
        let question = question::read(&text);
        let reading = Self { segments, places, text, content: question.content };
        (reading, question.asks, question.asking)
    }

    fn is_content(&self, chars: &Range<usize>) -> bool {
        self.content[chars.clone()].iter().any(|content| *content)
    }

    /// The segments that have other forms and say what the question is about.
    fn groups(&self) -> impl Iterator<Item = (&Segment, &Range<usize>)> {
        let placed = self.segments.iter().zip(&self.places);
        placed.filter(|(segment, place)| segment.forms.len() > 1 && self.is_content(place))
    }

    /// Whether characters `chars` are all inside one segment with other forms.
    fn in_group(&self, chars: &Range<usize>) -> bool {
        self.groups().any(|(_, place)| place.start <= chars.start && chars.end <= place.end)
    }
}

impl Preparation<'_> {
    pub(super) fn prepare(&self, query: &Query) -> Result<Prepared, IndexError> {
        let said: String = folded(query.text()).chars().take(query::LONGEST).collect();
        let segments = segments(&said, query.written_in(), self.glossary);
        let (reading, asks, asking) = Reading::new(segments);
        let entries = reading.segments.iter().flat_map(|segment| segment.entries.clone());
        Ok(Prepared {
            language: query.language(),
            asks,
            pattern: self.pattern(&reading)?,
            gap: gap(&reading.text, asking),
            needles: self.needles(&reading)?,
            years: years(&reading.text),
            entries: entries.collect(),
            short: query_is_short(&reading.content),
            candidates: any_of(self.without_common(self.terms(&reading))?),
            written: reading.text,
        })
    }

    fn pattern(&self, reading: &Reading) -> Result<Pattern, IndexError> {
        let folded = fold(&reading.text);
        let units = units(&folded);
        let coded = CodedText::new(&reading.text);
        let mut pattern = Pattern::default();
        let mut within = vec![Weight::default(); reading.segments.len()];
        let mut last = None;
        for (index, unit) in units.iter().enumerate() {
            let code = coded.units()[index].code;
            let asked = |chars: &Range<usize>| if reading.is_content(chars) { 1.0 } else { ASKING };
            let (field, text) = (self.view.fields().singles, unit.text(&folded));
            let weight = self.weight(field, &text, asked(&unit.chars))?;
            if reading.in_group(&unit.chars) {
                heavier(&mut within, &reading.places, &unit.chars, |w| &mut w.singles, weight);
            } else {
                pattern.add_single(code, weight);
            }
            let is_latin = !unit.is_han(&folded);
            if is_latin && !reading.in_group(&unit.chars) {
                // A Latin word or a figure says as much as a pair.
                pattern.add_pair(code, weight, None);
            }
            let before = index.checked_sub(1).filter(|_| unit.joined).map(|before| &units[before]);
            let Some(before) = before else {
                last = None;
                continue;
            };
            let pair = analyzer::pair_of(&before.text(&folded), &unit.text(&folded));
            let chars = before.chars.start..unit.chars.end;
            let both = asked(&before.chars).min(asked(&unit.chars));
            let weight = self.weight(self.view.fields().pairs, &pair, both)?;
            let code = pair_code(coded.units()[index - 1].code, code);
            if reading.in_group(&chars) {
                heavier(&mut within, &reading.places, &chars, |w| &mut w.pairs, weight);
                last = None;
            } else if query_is_latin(&folded, &before.chars) && is_latin {
                // Neighbours in English are no term of the documents.
                last = None;
            } else {
                pattern.add_pair(code, weight, last);
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
            let forms: Vec<_> = forms.map(|form| (form.share, codes(&form.text))).collect();
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
    fn frequency(&self, text: &str) -> Result<u64, IndexError> {
        let Terms { singles, pairs, .. } = analyzer::analyze(text);
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
    fn rarity_of(&self, frequency: u64) -> f32 {
        let (frequency, total) = (frequency as f32, self.view.len() as f32);
        (1.0 + (total - frequency.min(total) + 0.5) / (frequency + 0.5)).ln()
    }

    fn terms(&self, reading: &Reading) -> Weighted {
        let mut terms = Weighted::new();
        let about = about(&reading.text, &reading.content);
        let all = query_is_short(&reading.content);
        self.add_terms(&about, 1.0, all, &mut terms);
        if all {
            self.add_terms(&reading.text, ASKING, true, &mut terms);
        }
        let placed = reading.segments.iter().zip(&reading.places);
        for (segment, place) in placed.filter(|(segment, _)| segment.forms.len() > 1) {
            if !all && !reading.is_content(place) {
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
    fn without_common(&self, terms: Weighted) -> Result<Weighted, IndexError> {
        let limit = (self.view.len() / COMMON).max(MANY);
        let (mut rare, mut common) = (Weighted::new(), Weighted::new());
        for (term, weight) in terms {
            match self.view.frequency(&term)? {
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
    fn add_terms(&self, text: &str, share: f32, all: bool, into: &mut Weighted) {
        let Terms { singles, pairs, words } = analyzer::analyze(text);
        let (fields, weights) = (self.view.fields(), self.weights);
        let is_word = |word: &&String| word.chars().nth(1).is_some() || !word.chars().all(is_han);
        let is_latin = |word: &&String| !word.chars().all(is_han);
        let words = words.iter().filter(is_word);
        let latin =
            singles.iter().filter(is_latin).map(|text| (fields.singles, text, weights.pair_terms));
        let heading = pairs.iter().map(|text| (fields.heading, text, weights.heading_terms));
        let words = words.map(|text| (fields.words, text, weights.word_terms));
        let alone = all || pairs.is_empty();
        let singles = singles.iter().filter(|_| alone);
        let singles = singles.map(|text| (fields.singles, text, weights.single_terms));
        let pairs = pairs.iter().map(|text| (fields.pairs, text, weights.pair_terms));
        for (field, text, weight) in latin.chain(heading).chain(pairs).chain(words).chain(singles) {
            if weight > 0.0 {
                let slot = into.entry(Term::from_field_text(field, text)).or_default();
                *slot = slot.max(weight * share);
            }
        }
    }

    /// The words and terms that say what the question is about.
    fn needles(&self, reading: &Reading) -> Result<Vec<Needle>, IndexError> {
        let mut needles = Vec::new();
        let chars: Vec<char> = reading.text.chars().collect();
        let mut open = String::new();
        for (segment, place) in reading.segments.iter().zip(&reading.places) {
            let term = !segment.entries.is_empty();
            if (term || segment.forms.len() > 1) && reading.is_content(place) {
                self.add_words(&std::mem::take(&mut open), &mut needles)?;
                let forms = segment.forms.iter().map(|form| form.text.clone());
                let forms = forms.filter(|form| !form.is_empty()).collect();
                let entries =
                    segment.entries.iter().filter_map(|entry| self.glossary.entry(*entry));
                let name = entries.into_iter().any(Entry::is_name);
                needles.push(self.needle(forms, name)?);
                continue;
            }
            let shown = |at: usize| if reading.content[at] { chars[at] } else { '|' };
            open.extend(place.clone().map(shown));
        }
        self.add_words(&open, &mut needles)?;
        Ok(needles)
    }

    fn add_words(&self, text: &str, needles: &mut Vec<Needle>) -> Result<(), IndexError> {
        let parts =
            text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '%' | '+' | '.' | '&'));
        for (word, tag) in parts.flat_map(analyzer::tagged) {
            if word.chars().any(char::is_alphanumeric) {
                let name = NAMES.contains(&tag) && word.chars().nth(1).is_some();
                needles.push(self.needle(vec![word.to_owned()], name)?);
            }
        }
        Ok(())
    }

    /// A needle is as heavy as the form that the documents know best. A name
    /// that much of the documents has is what they are all about, and not
    /// said again with every sentence.
    fn needle(&self, forms: Vec<String>, name: bool) -> Result<Needle, IndexError> {
        let mut known = 0;
        for form in &forms {
            known = known.max(self.frequency(form)?);
        }
        let ambient = known > (self.view.len() / AMBIENT).max(1);
        Ok(Needle::new(forms, self.rarity_of(known), known == 0, name && !ambient))
    }
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

/// Whether so little of the question says what it is about that its asking
/// words are needed to find anything.
fn query_is_short(content: &[bool]) -> bool {
    content.iter().filter(|content| **content).count() < SHORT
}

fn query_is_latin(folded: &Folded, chars: &Range<usize>) -> bool {
    !is_han(folded.chars()[chars.start])
}

/// What of the text says what the question is about; the rest becomes bars,
/// which nothing matches across.
fn about(text: &str, content: &[bool]) -> String {
    text.chars().zip(content).map(|(c, content)| if *content { c } else { '|' }).collect()
}

/// The units on both sides of characters `asking` of `text`.
fn gap(text: &str, asking: Option<Range<usize>>) -> Gap {
    let Some(asking) = asking else { return Gap::default() };
    let byte = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
    let codes = |text: &str| CodedText::new(text).codes().collect::<Vec<_>>();
    let before = codes(&text[..byte(asking.start)]);
    let words_after = text[byte(asking.end)..].trim_start().to_owned();
    let mut after = codes(&words_after);
    after.truncate(2);
    Gap { before: before[before.len().saturating_sub(2)..].to_vec(), after, words_after }
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
