//! An overview of a document: of each section its first sentence, quoted.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;
use std::time::Instant;

use chrono::{Datelike, NaiveDate};

use super::courtesy::{is_courtesy, is_label, only_leads};
use super::list::is_lead;
use super::outline::outlined;
use super::say::quoted;
use super::sections::{self, Section};
use super::{Answer, Answerer, Note, Overview, Reply};
use crate::corpus::{DocumentId, Kind, Metadata, Passage};
use crate::index::{Index, IndexError};
use crate::question::Query;
use crate::question::overview::Wanted;
use crate::retrieval::{PreparedQuestion, SoughtTerm, heaviest};
use crate::text::language::Language;
use crate::text::normalize::folded;
use crate::text::script::width;
use crate::text::sentence::sentences;

/// How many sections are quoted.
const MOST: usize = 16;

/// How many passages that speak of the subject are looked at for their documents.
const LOOKED_AT: usize = 40;

/// The passages of so many at the start of a document say what it is about.
const OPENING: usize = 6;

/// The passages of so many at the start of a document say of what kind it is.
const KIND: u32 = 6;

/// The fewest sections of a document that they are the outline of.
const FEWEST: usize = 3;

/// A document of so few passages, such as a written reply in three parts, has no outline
/// that is shorter.
const SHORT: usize = 10;

/// A sentence that is narrower is quoted with the next one, in columns.
const BRIEF: usize = 24;

impl Answerer {
    /// An overview of the document that `wanted` speaks of most; where it names none, of the
    /// first of those that were `before`, or else the newest, of the kind that is named; of one of its sections, where
    /// that is wanted, or where what it speaks of is a heading. `None` where there is no
    /// such section, or no sentence; where a document has fewer sections, that is said.
    pub fn overview(
        &self,
        query: &Query,
        wanted: &Wanted,
        before: &[DocumentId],
    ) -> Result<Option<Reply>, IndexError> {
        let begun = Instant::now();
        let (index, retriever) = (self.retriever().index(), self.retriever());
        let (mut found, subject, of_time) = if let Ok(about) = wanted.about.parse::<Query>() {
            let prepared = retriever.prepare(&about)?;
            let subject = heaviest(prepared.terms.iter()).cloned();
            (self.spoken_of(&prepared)?, subject, !prepared.question.times.is_empty())
        } else {
            let before = if wanted.newest { &[] } else { before };
            (self.meant(wanted, before)?.into_iter().collect(), None, false)
        };
        // No document is of a thing that none has.
        if !of_time && subject.as_ref().is_some_and(|term| term.unknown) {
            return Ok(None);
        }
        // What is titled so goes before what only speaks of it.
        if let Some(subject) = &subject {
            found.sort_by_cached_key(|document| !subject.is_in(&folded(&document.title)));
        }
        for document in &found {
            let passages = index.view().passages_of(&document.id)?;
            if let Some((title, passages)) = part(document, passages, wanted, subject.as_ref()) {
                return Ok(self.outlined(query, &passages, title, begun));
            }
        }
        if let (Some(place), Some(document)) = (wanted.section, found.first()) {
            let count = sections::count(&index.view().passages_of(&document.id)?);
            return self.of_fewer(query, place, count);
        }
        // The only one of its time is told by that.
        let only = if let [only] = found[..] { Some(only) } else { None };
        let Some(only) = only.filter(|_| of_time && wanted.of_document) else { return Ok(None) };
        let passages = index.view().passages_of(&only.id)?;
        Ok(self.outlined(query, &passages, only.title.clone(), begun))
    }

    /// The document of the kind that `wanted` names, the first of those that were spoken of
    /// `before` or else the newest; where none is of it, as if no kind were named.
    fn meant(
        &self,
        wanted: &Wanted,
        before: &[DocumentId],
    ) -> Result<Option<&Metadata>, IndexError> {
        let index = self.retriever().index();
        let spoken_of: Vec<&Metadata> = before.iter().filter_map(|id| index.document(id)).collect();
        let newest = index.manifest().newest_first();
        for document in spoken_of.iter().copied().chain(newest.iter().copied().take(LOOKED_AT)) {
            let opening = index.view().passages_among(&document.id, 0..KIND)?;
            let opening = opening.iter().map(|passage| passage.text.as_str());
            let words: Vec<&str> =
                std::iter::once(document.title.as_str()).chain(opening).collect();
            if wanted.may_be(&folded(&words.join("\n"))) {
                return Ok(Some(document));
            }
        }
        Ok(spoken_of.first().or(newest.first()).copied())
    }

    /// The answer to `query`, which asks for the section at `place` of a document that has
    /// `count`: where that is too few, and nothing answers, that is said.
    fn of_fewer(
        &self,
        query: &Query,
        place: usize,
        count: usize,
    ) -> Result<Option<Reply>, IndexError> {
        if !(FEWEST..place).contains(&count) {
            return Ok(None);
        }
        let mut reply = self.answer(query)?;
        let said = reply.notes.iter().any(|note| matches!(note, Note::Fewer(_)));
        if reply.claims().is_empty() && !said {
            reply.notes.push(Note::Fewer(count));
        }
        Ok(Some(reply))
    }

    /// The documents that speak of what is asked about, most first, of the times that are
    /// named.
    fn spoken_of(&self, about: &PreparedQuestion) -> Result<Vec<&Metadata>, IndexError> {
        let index = self.retriever().index();
        let hits = self.retriever().search(about, LOOKED_AT)?;
        let mut seen = HashSet::new();
        let ids = hits.iter().map(|hit| &hit.passage.document).filter(|id| seen.insert(*id));
        let found = ids.filter_map(|id| index.document(id));
        let times = &about.question.times;
        let is_of_time = |one: &&Metadata| {
            let within = |day: NaiveDate| {
                times.stretches.iter().any(|(from, to)| (*from..=*to).contains(&day))
                    || times.stretches.is_empty() && times.years.contains(&day.year())
            };
            times.is_empty() || one.published.is_some_and(within)
        };
        Ok(found.filter(is_of_time).collect())
    }

    /// The overview of `passages`, which stand under `title`.
    pub(super) fn outlined(
        &self,
        query: &Query,
        passages: &[Passage],
        title: String,
        begun: Instant,
    ) -> Option<Reply> {
        let answer = overview(self.retriever().index(), passages, query.language())?;
        Some(outlined(query, answer, Overview::Document(title), begun))
    }
}

/// What of a `document` of `passages` an overview is `wanted` of, by its numbered section or
/// by the heading that speaks of `subject`; all of it where its title speaks of the subject,
/// where it is called a document and the subject stands above its text, and where there is none.
fn part(
    document: &Metadata,
    passages: Vec<Passage>,
    wanted: &Wanted,
    subject: Option<&SoughtTerm>,
) -> Option<Section> {
    if let Some(wanted) = wanted.section {
        return sections::section(&passages, |place| place == wanted);
    }
    let is_of = |text: &str| subject.is_none_or(|subject| subject.is_in(&folded(text)));
    let publisher = document.publisher.as_deref().unwrap_or_default();
    let is_above = |(at, one): (usize, &Passage)| {
        (at < OPENING || matches!(one.kind, Kind::Heading | Kind::Byline)) && is_of(&one.text)
    };
    let stands_above = || is_of(publisher) || passages.iter().enumerate().any(is_above);
    let is_whole = is_of(&document.title) || wanted.of_document && stands_above();
    // A part of what is all of the subject is not asked for.
    let under = subject.and_then(|_| sections::under(&passages, is_of));
    let under = under.filter(|(_, part)| !is_whole || sections::is_article(part));
    under.or_else(|| is_whole.then(|| (document.title.clone(), passages)))
}

/// The overview of a document of `passages`; `None` where it has no sentence.
fn overview(index: &Index, passages: &[Passage], language: Language) -> Option<Answer> {
    let quote = |passage: &Passage| Some((Arc::new(passage.clone()), opening(&passage.text)?));
    quoted(index, language, outline(passages).into_iter().take(MOST).filter_map(quote))
}

/// The first sentence of `text` that tells something, with the next one where it is but a few
/// words: 「第一，完善法規。」
fn opening(text: &str) -> Option<Range<usize>> {
    let tells = |one: &Range<usize>| {
        let words = text[one.clone()].trim_end();
        !words.ends_with(['？', '?']) && !is_courtesy(words)
    };
    let mut sentences = sentences(text).into_iter().filter(tells);
    let first = sentences.next()?;
    let next = sentences.next().filter(|_| width(&text[first.clone()]) < BRIEF);
    Some(first.start..next.map_or(first.end, |next| next.end))
}

/// The first passage of each section, with all bullets of a list; of a short document and one of
/// few sections all that is written in sentences.
fn outline(passages: &[Passage]) -> Vec<&Passage> {
    let is_written = |one: &&Passage| {
        matches!(one.kind, Kind::Paragraph | Kind::Bullet)
            && opening(&one.text).is_some()
            && !only_leads(&one.text)
    };
    let mut written: Vec<&Passage> = passages.iter().filter(is_written).collect();
    let tells = |one: &&Passage| !is_label(&one.text, BRIEF);
    if written.iter().any(tells) {
        written.retain(|one| one.kind == Kind::Bullet || tells(one));
    }
    let mut seen = HashSet::new();
    // A list is all of its bullets, which stand below the words that lead to it.
    let is_of_list = |one: &Passage| {
        let lead = one.section.last().filter(|_| one.kind == Kind::Bullet);
        lead.is_some_and(|lead| is_lead(lead))
    };
    let mut firsts = written.clone();
    firsts.retain(|one| seen.insert(&one.section) || is_of_list(one));
    if firsts.len() < FEWEST || written.len() <= SHORT { written } else { firsts }
}
