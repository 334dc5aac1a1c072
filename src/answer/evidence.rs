//! Does this passage answer the question, or does it only look like it?
//!
//! A logistic regression over what is found of the question in the sentence,
//! its neighbours, its passage and its headings gives the probability that
//! the documents answer; a question about a year that is not there, or with
//! no answer of the kind asked for, is refused whatever it says.

use std::ops::Range;

use super::extract::Candidate;
use super::{fit, highlight, times};
use crate::corpus::glossary::Glossary;
use crate::corpus::{Metadata, Passage};
use crate::retrieval::coded::CodedText;
use crate::retrieval::needle::Needle;
use crate::retrieval::pattern::Found;
use crate::retrieval::{Hit, Prepared};

/// What a sentence and its surroundings hold of what is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// How likely it is that the documents answer, from 0 to 1.
    pub probability: f32,
    /// Share of the needles' weight that is found, from 0 to 1.
    pub coverage: f32,
    /// What is not there, without which nothing answers.
    pub lacks: Option<Lack>,
    /// One of the names asked about is there.
    pub entity: bool,
    /// What the probability is made of.
    pub features: [f32; FEATURES.len()],
}

/// What must be there for an answer, however likely it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    /// The times asked about.
    Times,
    /// Something of the kind asked for, which belongs to what is asked about.
    Kind,
    /// The names asked about.
    Names,
}

/// How likely an answer must be, and how much of the question must be found
/// for an answer and for calling a passage near. Calibrated on the gold set;
/// see `docs/evaluation.md`.
const ENOUGH: f32 = 0.35;
const NEAR: f32 = 0.34;

impl Evidence {
    /// Whether it is enough to answer.
    pub fn is_enough(&self) -> bool {
        self.probability >= ENOUGH && self.coverage >= NEAR && self.lacks.is_none()
    }

    /// Whether it is near enough to be shown where nothing answers.
    pub fn is_near(&self) -> bool {
        self.coverage >= NEAR || self.entity
    }
}

/// What the probability is made of.
pub const FEATURES: [&str; 28] = [
    "always 1",
    "words found in sentence or passage",
    "heaviest word that is missing",
    "words that no document has",
    "words found in the sentence",
    "pairs in passage and headings",
    "singles in passage and headings",
    "runs in the passage",
    "pairs in the sentence and headings",
    "singles in the sentence and headings",
    "runs in the sentence",
    "pairs in the best two sentences",
    "singles in the best two sentences",
    "score of the passage",
    "lead over the next passage",
    "score of the sentence",
    "the two units before the asking word",
    "the two units after the asking word",
    "no answer of the form asked for",
    "length of the question",
    "what tells the best passages apart, in this one",
    "the same, in its sentence and headings",
    "the same, in the best two sentences around",
    "heaviest word that is missing from the sentence and headings",
    "a name that is asked about is missing",
    "the answer by its form is of another kind, or of another thing",
    "an answer by its form",
    "an answer by its form, in the unit that is asked for",
];

/// What each of the [`FEATURES`] adds to the log-odds; chosen by
/// `cargo bench --bench tune -- evidence`.
pub const WEIGHTS: [f32; FEATURES.len()] = [
    -7.950, 3.025, 0.544, 2.036, -0.145, -0.492, -0.405, 0.121, 1.703, 2.379, -0.490, 1.300, 2.359,
    -0.534, 1.840, 1.245, -0.172, 0.035, -1.576, 0.748, 0.516, 1.636, 0.219, 0.706, -2.003, -2.941,
    -0.136, 0.673,
];

/// What a needle is worth when it stands in the headings or elsewhere in the
/// passage rather than in the sentence: it is the subject, carried over.
const NEARBY: f32 = 0.9;

/// A needle of which less than this stands in the text is missing.
const FOUND: f32 = 0.5;

/// A name of which less than this stands in the text is another name.
const WHOLE: f32 = 0.8;

/// What none of the best passages has tells as much as if half of one had it.
const ABSENT: f32 = 0.5;

/// A question of so many units has length 1.
const LONG: f32 = 40.0;

/// The share of the needles' weight found, and the heaviest missing one over
/// the heaviest; in the sentence alone, and with its passage.
struct Search {
    coverage: f32,
    alone: f32,
    missing: f32,
    missing_alone: f32,
    unknown: f32,
    names: bool,
    entity: bool,
}

impl Search {
    fn new(needles: &[Needle], sentence: &str, passage: &Passage, meta: &Metadata) -> Self {
        let headings = format!("{}\n{}", passage.section.join("\n"), meta.title);
        let nearby = CodedText::new(&format!("{headings}\n{}", passage.text));
        let headings = CodedText::new(&headings);
        let sentence = CodedText::new(sentence);
        let (mut total, mut heaviest) = (0.0_f32, 0.0_f32);
        let mut search = Self {
            coverage: 0.0,
            alone: 0.0,
            missing: 0.0,
            missing_alone: 0.0,
            unknown: 0.0,
            names: true,
            entity: false,
        };
        for needle in needles {
            let own = needle.found_in(&sentence);
            let credit = own.max(needle.found_in(&nearby) * NEARBY);
            total += needle.weight;
            search.coverage += needle.weight * credit;
            search.alone += needle.weight * own;
            heaviest = heaviest.max(needle.weight);
            let whole = own.max(needle.found_in(&nearby)) >= WHOLE;
            search.names &= !needle.name || whole;
            search.entity |= needle.entity && whole;
            if credit < FOUND {
                search.missing = search.missing.max(needle.weight);
            }
            if own.max(needle.found_in(&headings)) < FOUND {
                search.missing_alone = search.missing_alone.max(needle.weight);
            }
            if needle.unknown {
                search.unknown += needle.weight;
            }
        }
        let of = |part: f32, whole: f32| if whole > 0.0 { part / whole } else { 0.0 };
        search.coverage = of(search.coverage, total);
        search.alone = of(search.alone, total);
        search.unknown = of(search.unknown, total);
        search.missing = if heaviest > 0.0 { search.missing / heaviest } else { 1.0 };
        search.missing_alone = of(search.missing_alone, heaviest);
        search
    }
}

/// Weighs `candidate`, which is from `hits`; `meta` is of its document.
pub(super) fn weigh(
    prepared: &Prepared,
    hits: &[Hit],
    candidate: &Candidate,
    meta: &Metadata,
    glossary: &Glossary,
) -> Evidence {
    let hit = &hits[candidate.hit];
    let text = &hit.passage.text[candidate.range.clone()];
    let search = Search::new(&prepared.needles, text, &hit.passage, meta);
    let formless =
        highlight::has_form(prepared.asks) && highlight::candidates(prepared, text).is_empty();
    let fits = fit::fits(prepared, glossary, text);
    let form =
        Form { missing: formless, fits, of_unit: fits && !formless && fit::asks_unit(prepared) };
    let features = features(prepared, hits, candidate, &search, form);
    let odds: f32 = WEIGHTS.iter().zip(&features).map(|(weight, feature)| weight * feature).sum();
    let lacks = if !times::hold(&prepared.times, text, &hit.passage.text, meta) {
        Some(Lack::Times)
    } else if !fits {
        Some(Lack::Kind)
    } else {
        (!search.names).then_some(Lack::Names)
    };
    Evidence {
        probability: 1.0 / (1.0 + (-odds).exp()),
        coverage: search.coverage,
        lacks,
        entity: search.entity,
        features,
    }
}

/// What an answer that has a form looks like.
#[derive(Clone, Copy)]
struct Form {
    /// Answers have a form, and there is none of it.
    missing: bool,
    /// It is of the kind and the thing asked about.
    fits: bool,
    /// Besides, the question names its unit.
    of_unit: bool,
}

fn features(
    prepared: &Prepared,
    hits: &[Hit],
    candidate: &Candidate,
    search: &Search,
    form: Form,
) -> [f32; FEATURES.len()] {
    let hit = &hits[candidate.hit];
    let within = |range: &Range<usize>| {
        candidate.range.start <= range.start && range.end <= candidate.range.end
    };
    let own = hit.matched.sentences.iter().filter(|(range, _)| within(range));
    let own = own.fold(Found::default(), |own, (_, found)| own.with(found));
    let passage = prepared.pattern.coverage(&hit.matched.all.with(&hit.matched.headings));
    let sentence = prepared.pattern.coverage(&own.with(&hit.matched.headings));
    let others = hits.iter().enumerate().filter(|(number, _)| *number != candidate.hit);
    let next = others.map(|(_, hit)| hit.score.0).fold(f32::NEG_INFINITY, f32::max);
    let lead = if next.is_finite() { hit.score.0 - next } else { 0.0 };
    let passages: Vec<_> =
        hits.iter().map(|hit| hit.matched.all.with(&hit.matched.headings)).collect();
    let distinction = prepared.pattern.distinction(&passages.iter(), ABSENT);
    let pairs = hit.matched.sentences.windows(2);
    let pairs = pairs.filter(|pair| pair.iter().any(|(range, _)| within(range)));
    let around = pairs.map(|pair| distinction.share(&pair[0].1.with(&pair[1].1)));
    let around = around.fold(distinction.share(&own), f32::max);
    let gap = &prepared.gap;
    let coded = CodedText::new(&hit.passage.text[candidate.range.clone()]);
    let is = |yes: bool| if yes { 1.0 } else { 0.0 };
    let has_pair = |codes: &[u64]| is(codes.len() == 2 && coded.has_pair(codes[0], codes[1]));
    #[allow(clippy::cast_precision_loss, reason = "questions are short")]
    let length = (prepared.written.chars().count() as f32 / LONG).min(2.0);
    [
        1.0,
        search.coverage,
        search.missing,
        search.unknown,
        search.alone,
        passage.pairs,
        passage.singles,
        passage.runs,
        sentence.pairs,
        sentence.singles,
        sentence.runs,
        hit.features[7],
        hit.features[8],
        hit.score.0 / 10.0,
        lead / 10.0,
        candidate.score / 10.0,
        has_pair(&gap.before),
        has_pair(&gap.after),
        is(form.missing),
        length,
        distinction.share(&hit.matched.all.with(&hit.matched.headings)),
        distinction.share(&own.with(&hit.matched.headings)),
        around,
        search.missing_alone,
        is(!search.names),
        is(!form.fits && !form.missing),
        is(form.fits && !form.missing && highlight::has_form(prepared.asks)),
        is(form.of_unit),
    ]
}
