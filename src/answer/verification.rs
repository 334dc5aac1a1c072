//! Is this sentence, quotation or figure in the documents? Each sentence of a
//! text is looked for: word for word, with something else in its place, or its
//! figures in other words.

use std::ops::Range;

use chrono::NaiveDate;
use serde::Serialize;

use super::alignment::{Alignment, Change, Units, locate};
use super::candidate::around;
use super::say::{Chosen, cite_chosen, says_something};
use super::{Citation, NEAREST, extract};
use crate::index::IndexError;
use crate::locale::Locale;
use crate::question::Query;
use crate::retrieval::{Hit, Retriever};
use crate::text::date::mentions;
use crate::text::figure::{Figure, Unit, figures};
use crate::text::language::Language;
use crate::text::sentence::sentences;

/// How many sentences of a text are looked for.
const MOST: usize = 8;
/// How many passages a sentence is looked for in.
const PASSAGES: usize = 30;
/// A sentence that is at least so much alike is the one meant, told otherwise.
const ALIKE: f64 = 0.7;
/// With fewer units than this two sentences are alike by chance.
const LEAST: usize = 4;

/// A text compared with the documents.
#[derive(Debug, Clone, Serialize)]
pub struct Verification {
    /// The language to speak of it in.
    pub language: Language,
    /// Its sentences, in order.
    pub statements: Vec<Statement>,
    /// How many more sentences there are that were not looked for.
    pub left_out: usize,
}

/// A sentence with what the documents have of it.
#[derive(Debug, Clone, Serialize)]
pub struct Statement {
    /// The sentence.
    pub text: String,
    /// What was found.
    pub finding: Finding,
    /// Where; for [`Finding::Absent`] what comes closest.
    pub citations: Vec<Citation>,
    /// What is printed otherwise.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// Its figures that stand nowhere in what was found.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// What a newer document prints otherwise, which is cited last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub newer: Option<Newer>,
}

/// What a newer document prints otherwise than the one that has a sentence.
#[derive(Debug, Clone, Serialize)]
pub struct Newer {
    /// Its day.
    pub published: NaiveDate,
    /// The figures that it prints otherwise.
    pub changes: Vec<Change>,
}

/// What the documents have of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Finding {
    /// It is printed, word for word, but for script, white space, marks, and
    /// how a figure is written.
    Verbatim,
    /// All its figures stand in one sentence that says it in other words;
    /// [`Statement::changes`] has those told more or less exactly.
    Figures,
    /// It is printed with something else in the place of some words.
    Altered,
    /// It is not found.
    Absent,
}

/// Where a sentence was found, before it is cited.
struct Found {
    finding: Finding,
    places: Vec<Chosen>,
    changes: Vec<Change>,
    missing: Vec<String>,
}

/// Looks for each sentence of `query` in the documents.
pub(super) fn verify(retriever: &Retriever, query: &Query) -> Result<Verification, IndexError> {
    let text = query.text();
    let said: Vec<&str> = sentences(text).into_iter().map(|range| text[range].trim()).collect();
    let said: Vec<&str> = said.into_iter().filter(|one| Units::of(one).len() > 0).collect();
    let (mut statements, mut number) = (Vec::new(), 1);
    for text in said.iter().take(MOST) {
        let Ok(own) = text.parse::<Query>() else { continue };
        let statement = look_for(retriever, &own, text, number)?;
        number += statement.citations.len();
        statements.push(statement);
    }
    let left_out = said.len().saturating_sub(MOST);
    Ok(Verification { language: query.language(), statements, left_out })
}

/// Looks for one sentence; its citations are numbered from `number`.
fn look_for(
    retriever: &Retriever,
    query: &Query,
    text: &str,
    number: usize,
) -> Result<Statement, IndexError> {
    let prepared = retriever.prepare(query)?;
    let hits = retriever.search(&prepared, PASSAGES)?;
    let given = Units::of(text);
    let any = |_: &Hit| true;
    let mut found = verbatim(&given, &hits)
        .or_else(|| altered(&given, &hits, any, |both| both.ratio))
        .map(|found| as_a_newer_has_it(text, &given, &hits, found))
        .map(|found| {
            let others = has_no_figure(&found).then(|| by_figures(text, &hits, |_, _| true));
            others.flatten().unwrap_or(found)
        })
        .or_else(|| by_figures(text, &hits, |_, _| true))
        .or_else(|| other_figures(&given, &hits, any))
        .unwrap_or_else(|| {
            let near = extract::sentences(&prepared, &hits, NEAREST);
            let place = |one: extract::ScoredSentence| Chosen {
                hit: one.hit,
                sentence: one.range,
                spans: Vec::new(),
            };
            absent(text, &hits, near.into_iter().map(place).collect())
        });
    let newer = newer(&given, &hits, &found);
    let newer = newer.map(|(newer, place)| {
        found.places.push(place);
        newer
    });
    let cited = found.places.iter().zip(number..).filter_map(|(place, number)| {
        let citation = cite_chosen(retriever.index(), &hits, place, number)?;
        Some(citation.with_possible(place.spans.first()))
    });
    Ok(Statement {
        text: text.to_owned(),
        finding: found.finding,
        citations: cited.collect(),
        changes: found.changes,
        missing: found.missing,
        newer,
    })
}

/// So much of a statement has to stand in the sentence of a newer document that has its figures.
const SAME: f64 = 0.5;

/// `found`, which an older document prints with another figure, or the sentence of a newer one
/// that has the figures as they are given.
fn as_a_newer_has_it(text: &str, given: &Units<'_>, hits: &[Hit], found: Found) -> Found {
    let day = found.places.first().and_then(|place| hits[place.hit].published);
    if found.finding != Finding::Altered || !found.changes.iter().any(is_of_figures) {
        return found;
    }
    let says_the_same = |hit: &Hit, sentence: &Range<usize>| {
        let printed = Units::of(&hit.passage.text[sentence.clone()]);
        let share = locate(given, &printed).map_or(0.0, |both| both.share(given));
        day.is_some() && hit.published > day && share >= SAME
    };
    by_figures(text, hits, says_the_same).unwrap_or(found)
}

/// What the newest document prints otherwise that is newer than the one that has `given` as it
/// is, in its figures; and where.
fn newer(given: &Units<'_>, hits: &[Hit], found: &Found) -> Option<(Newer, Chosen)> {
    if !matches!(found.finding, Finding::Verbatim | Finding::Figures) {
        return None;
    }
    let day = found.places.first().and_then(|place| hits[place.hit].published)?;
    let is_newer = |hit: &Hit| hit.published > Some(day);
    let other = other_figures(given, hits, is_newer)?;
    let place = other.places.into_iter().next()?;
    let published = hits[place.hit].published?;
    // What is said of another year or of the next phase denies nothing.
    if other.changes.iter().any(is_of_another_time_or_place) {
        return None;
    }
    let changes: Vec<Change> = other.changes.into_iter().filter(is_of_figures).collect();
    Some((Newer { published, changes }, place))
}

/// Whether a change is of a figure that may be the same amount.
fn is_of_figures(one: &Change) -> bool {
    let (given, printed) = (figures(&one.given), figures(&one.printed));
    given.iter().any(|figure| printed.iter().any(|other| figure.unit.is_comparable(&other.unit)))
}

/// Whether `found` prints nothing in the place of words of the statement that have a figure:
/// it is said of something else, and a sentence that has the figure tells more.
fn has_no_figure(found: &Found) -> bool {
    let lacks = |one: &Change| !figures(&one.given).is_empty() && figures(&one.printed).is_empty();
    found.finding == Finding::Altered && found.changes.iter().any(lacks)
}

/// Whether a change is of a date or of a place in an order: 2023年, 第二期.
fn is_of_another_time_or_place(one: &Change) -> bool {
    let tells = |text: &str| {
        let mut figures = figures(text).into_iter();
        !mentions(text, None).is_empty()
            || figures.any(|one| one.unit == Unit::Rank || one.unit.is_date_part())
    };
    tells(&one.given) || tells(&one.printed)
}

/// The first passage that prints all units of `given` in one run.
fn verbatim(given: &Units<'_>, hits: &[Hit]) -> Option<Found> {
    let place = |(hit, one): (usize, &Hit)| {
        let span = Units::of(&one.passage.text).find(given)?;
        Some(place(hit, one, span))
    };
    hits.iter().enumerate().find_map(place).map(|place| Found::of(Finding::Verbatim, place))
}

/// The sentence of the hits that are `among` those looked at that holds most of `given`, among
/// more words, if what it has otherwise is a figure.
fn other_figures(given: &Units<'_>, hits: &[Hit], among: impl Fn(&Hit) -> bool) -> Option<Found> {
    let share = |both: &Alignment| if both.is_loose(given) { 0.0 } else { both.share(given) };
    altered(given, hits, among, share).filter(|found| found.changes.iter().any(is_of_figures))
}

/// The sentence of the hits that are `among` those looked at that is most alike by `measure`,
/// if it is alike enough.
fn altered(
    given: &Units<'_>,
    hits: &[Hit],
    among: impl Fn(&Hit) -> bool,
    measure: impl Fn(&Alignment) -> f64,
) -> Option<Found> {
    if given.len() < LEAST {
        return None;
    }
    let looked_at = hits.iter().enumerate().filter(|(_, hit)| among(hit));
    let printed = looked_at.flat_map(|(at, hit)| {
        hit.matched.sentences.iter().map(move |(sentence, _)| (at, sentence))
    });
    let aligned = printed.filter_map(|(at, sentence)| {
        let printed = Units::of(&hits[at].passage.text[sentence.clone()]);
        let both = locate(given, &printed)?;
        Some((measure(&both), both, printed, at, sentence.start))
    });
    let aligned = aligned.filter(|one| one.0 >= ALIKE);
    // Of several as much alike, the one that ranks first.
    let (_, both, printed, at, start) =
        aligned.reduce(|best, one| if one.0 > best.0 { one } else { best })?;
    let (range, changes) = (both.range(&printed), both.changes(given, &printed));
    let finding = if changes.is_empty() { Finding::Verbatim } else { Finding::Altered };
    let place = place(at, &hits[at], start + range.start..start + range.end);
    Some(Found { changes, ..Found::of(finding, place) })
}

/// The first sentence that has all figures of `text` and that `says_it`.
fn by_figures(
    text: &str,
    hits: &[Hit],
    says_it: impl Fn(&Hit, &Range<usize>) -> bool,
) -> Option<Found> {
    let given = figures(text);
    if given.is_empty() {
        return None;
    }
    let in_sentence = |hit: usize, one: &Hit, sentence: &Range<usize>| {
        let words = &one.passage.text[sentence.clone()];
        let printed = figures(words);
        let of = |figure: &Figure| printed.iter().find(|other| figure.same_amount(other)).cloned();
        let all: Vec<Figure> = given.iter().map(of).collect::<Option<_>>()?;
        let span = all.first()?.span.clone();
        let place = place(hit, one, sentence.start + span.start..sentence.start + span.end);
        let changes = given.iter().zip(&all).filter_map(|both| inexact(text, words, both));
        Some(Found { changes: changes.collect(), ..Found::of(Finding::Figures, place) })
    };
    hits.iter().enumerate().find_map(|(hit, one)| {
        let mut sentences = one.matched.sentences.iter().map(|(sentence, _)| sentence);
        sentences
            .find_map(|sentence| in_sentence(hit, one, sentence).filter(|_| says_it(one, sentence)))
    })
}

/// How one amount is told otherwise: 近48萬 for 超過48萬.
fn inexact(text: &str, words: &str, (given, printed): (&Figure, &Figure)) -> Option<Change> {
    let told = |text: &str, figure: &Figure| text[figure.span.clone()].trim().to_owned();
    (given.qualifier != printed.qualifier)
        .then(|| Change { given: told(text, given), printed: told(words, printed) })
}

/// That it is not found: `near` comes closest.
fn absent(text: &str, hits: &[Hit], near: Vec<Chosen>) -> Found {
    let printed: Vec<Figure> = hits.iter().flat_map(|hit| figures(&hit.passage.text)).collect();
    let missing = figures(text).into_iter();
    let missing = missing.filter(|figure| !printed.iter().any(|other| figure.same_amount(other)));
    let missing = missing.map(|figure| text[figure.span].trim().to_owned()).collect();
    let mut places: Vec<Chosen> = Vec::new();
    for one in near.into_iter().filter(|one| says_something(hits, one)) {
        if !places.iter().any(|known| known.hit == one.hit) {
            places.push(one);
        }
    }
    Found { finding: Finding::Absent, places, changes: Vec::new(), missing }
}

/// Bytes `span` of a hit, in the sentences that they stand in.
fn place(hit: usize, one: &Hit, span: Range<usize>) -> Chosen {
    Chosen { hit, sentence: around(&one.matched.sentences, &span), spans: vec![span] }
}

impl Found {
    fn of(finding: Finding, place: Chosen) -> Self {
        Self { finding, places: vec![place], changes: Vec::new(), missing: Vec::new() }
    }
}

impl Statement {
    /// What was found, in a line or more.
    pub fn say(&self, locale: &Locale) -> Vec<String> {
        let lead = match self.finding {
            Finding::Verbatim => "verify-verbatim",
            Finding::Figures => "verify-figures",
            Finding::Altered => "verify-altered",
            Finding::Absent if self.citations.is_empty() => "verify-nothing",
            Finding::Absent => "verify-absent",
        };
        let changes = self.changes.iter().map(|change| change.say(locale));
        let missing = (!self.missing.is_empty()).then(|| {
            let figures = locale.list(&self.missing);
            locale.format("verify-missing", &[("figures", figures.into())])
        });
        let newer = self.newer.iter().flat_map(|newer| {
            let day = locale.date(newer.published).into();
            let lead = locale.format("verify-newer", &[("day", day)]);
            std::iter::once(lead).chain(newer.changes.iter().map(|change| change.say(locale)))
        });
        std::iter::once(locale.text(lead)).chain(changes).chain(missing).chain(newer).collect()
    }
}

impl Change {
    fn say(&self, locale: &Locale) -> String {
        let key = match (self.given.is_empty(), self.printed.is_empty()) {
            (true, _) => "verify-omitted-words",
            (_, true) => "verify-added-words",
            _ => "verify-other-words",
        };
        let (given, printed) = (self.given.as_str().into(), self.printed.as_str().into());
        locale.format(key, &[("given", given), ("printed", printed)])
    }
}
