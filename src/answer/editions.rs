//! Editions: what documents of several days answer to one question.
//!
//! A total, a rank, the holder of a post are of their document's day. Of
//! several that answer, the newest is said, unless the question names a time;
//! where earlier ones say otherwise, they are said too, each with its day.

use chrono::NaiveDate;

use super::features::SURE;
use super::lexical::ByWords;
use super::statement::Statement;
use super::weigh::{ALSO_POSSIBLE, Weighed};
use crate::corpus::Metadata;

/// A span that is at least so many times as likely as the likeliest answers
/// the same question.
pub(super) const RIVAL: f32 = 0.5;

/// What is less likely says nothing against an answer.
const HARDLY: f32 = 0.05;

/// How many earlier documents are said.
const EARLIER: usize = 3;

/// What is said of several days.
pub(super) struct Editions<'a> {
    /// The newest of those that answer.
    pub(super) newest: &'a Weighed,
    /// What earlier documents say otherwise, the newest of them first.
    pub(super) earlier: Vec<(NaiveDate, &'a Weighed)>,
    /// What a newer document may say of it, not likely enough to be said.
    pub(super) newer: Option<&'a Weighed>,
}

/// A span with its document.
struct Edition<'a> {
    weighed: &'a Weighed,
    meta: &'a Metadata,
    states: Statement<'a>,
}

/// The editions among `weighed`, which stand likeliest first; `None` where the
/// likeliest is less likely than `least`, or a newer document may say otherwise.
pub(super) fn editions<'a>(
    by: ByWords<'a>,
    weighed: &'a [Weighed],
    least: f32,
) -> Option<Editions<'a>> {
    let best = weighed.first().filter(|best| best.probability >= least)?;
    if !by.prepared.question.times.is_empty() {
        return Some(Editions { newest: best, earlier: Vec::new(), newer: None });
    }
    let rivals = rivals(by, weighed, best);
    // Of one day the likelier, which stands before.
    let newest = rivals.iter().rev().max_by_key(|rival| rival.meta.published)?;
    let asked = by.prepared.question.answer_type;
    let mut earlier: Vec<(NaiveDate, &Edition<'_>)> = Vec::new();
    let mut dated: Vec<_> =
        rivals.iter().filter_map(|rival| Some((rival.meta.published?, rival))).collect();
    dated.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    for (day, rival) in dated {
        let is_earlier = newest.meta.published.is_some_and(|newest| day < newest);
        let others = earlier.iter().map(|(_, other)| *other).chain([newest]);
        if is_earlier
            && earlier.len() < EARLIER
            && others.into_iter().all(|o| rival.states.differs(&o.states, asked))
        {
            earlier.push((day, rival));
        }
    }
    let earlier = earlier.into_iter().map(|(day, rival)| (day, rival.weighed)).collect();
    let newer = newer(by, weighed, newest);
    if newer.is_some_and(|newer| newer.probability >= ALSO_POSSIBLE) {
        return None;
    }
    Some(Editions { newest: newest.weighed, earlier, newer })
}

/// The likeliest span of a document newer than `newest` that may say otherwise.
fn newer<'a>(by: ByWords<'a>, weighed: &'a [Weighed], newest: &Edition<'a>) -> Option<&'a Weighed> {
    let asked = by.prepared.question.answer_type;
    let says_otherwise = |one: &&Weighed| {
        let edition = Edition::of(by, one);
        edition.is_some_and(|edition| {
            edition.meta.published > newest.meta.published
                && edition.states.differs(&newest.states, asked)
        })
    };
    // What is hardly likely is told only where it speaks of what is asked about.
    let may = |one: &&Weighed| {
        one.probability >= ALSO_POSSIBLE
            || one.probability >= HARDLY && by.speaks_of_names(one.candidate.hit)
    };
    weighed.iter().filter(may).find(says_otherwise)
}

/// The likeliest span of each document, of those that answer as `best` does: about as
/// likely, or stating a thing of the form asked for of which the reader is sure. A span
/// may be less likely only for standing beside `best`, or in a passage further down.
fn rivals<'a>(by: ByWords<'a>, weighed: &'a [Weighed], best: &'a Weighed) -> Vec<Edition<'a>> {
    let mut rivals: Vec<Edition<'a>> = Vec::new();
    let asked = by.prepared.question.answer_type;
    for one in weighed.iter().filter(|one| !one.at_fault) {
        let Some(edition) = Edition::of(by, one) else { continue };
        if rivals.iter().any(|rival| rival.meta.id == edition.meta.id) {
            continue;
        }
        // What does not speak of the thing that is asked about is no edition of what does.
        let strays =
            by.speaks_of_names(best.candidate.hit) && !by.speaks_of_names(one.candidate.hit);
        let is_likely = one.probability >= best.probability * RIVAL;
        let is_stated = one.candidate.has_answer >= SURE
            && rivals.first().is_some_and(|first| edition.states.states_as(&first.states, asked));
        if (is_likely || is_stated) && !strays {
            rivals.push(edition);
        }
    }
    rivals
}

impl<'a> Edition<'a> {
    /// The span of `weighed`; `None` where its document is not known.
    fn of(by: ByWords<'a>, weighed: &'a Weighed) -> Option<Self> {
        let passage = &by.hits[weighed.candidate.hit].passage;
        let meta = by.retriever.index().document(&passage.document)?;
        let states = Statement {
            text: &passage.text[weighed.candidate.span.clone()],
            published: meta.published,
            is_chinese: meta.language.is_chinese(),
        };
        Some(Self { weighed, meta, states })
    }
}
