//! Things asked for by their number, where a document gives each a numbered
//! section: of 「十大工作成果」 the ten headings.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::lexical::ByWords;
use super::say::{cite, own_script};
use super::{Answer, Claim, times, verify};
use crate::corpus::{DocumentId, Kind, Metadata, Passage};
use crate::index::{Index, IndexError};
use crate::question::AnswerType;
use crate::retrieval::PreparedQuestion;
use crate::text::figure::figures;
use crate::text::language::Language;
use crate::text::normalize::folded;
use crate::text::words::segment;

/// How many sections a list of things has.
const COUNT: Range<f64> = 3.0..31.0;

/// The headings of the newest document that has as many numbered sections as things
/// are asked for, and is headed by their number and what they are.
pub(super) fn numbered(by: ByWords<'_>) -> Result<Option<Answer>, IndexError> {
    let (index, question) = (by.retriever.index(), &by.prepared.question);
    let Some((count, things)) = asked(by.prepared) else { return Ok(None) };
    let ids: BTreeSet<&DocumentId> = by.hits.iter().map(|hit| &hit.passage.document).collect();
    let mut found: Option<(&Metadata, Vec<Passage>)> = None;
    for document in ids.into_iter().filter_map(|id| index.document(id)) {
        let is_newer = found.as_ref().is_none_or(|(found, _)| found.published < document.published);
        let headings = headings(index.view().passages_of(&document.id)?);
        let above = above(document, &headings);
        if is_newer
            && same(count, headings.len())
            && is_of(&above, headings.len(), &things)
            && times::hold(&question.times, &above, &above, document)
        {
            found = Some((document, headings));
        }
    }
    Ok(found.and_then(|(_, headings)| said(index, question.language, headings)))
}

/// How many things a question asks for, and in which words, folded; `None` where it
/// asks for something else.
fn asked(prepared: &PreparedQuestion) -> Option<(f64, Vec<String>)> {
    let question = &prepared.question;
    if !matches!(question.answer_type, AnswerType::List | AnswerType::What | AnswerType::Subject) {
        return None;
    }
    let wording = &question.wording;
    let mut counts = figures(&wording.text).into_iter().filter(|figure| {
        figure.to.is_none() && COUNT.contains(&figure.value) && figure.value.fract() == 0.0
    });
    let count = counts.next()?;
    let after = wording.text[..count.span.end].chars().count();
    let about: String = wording.about().chars().skip(after).collect();
    let runs = about.split(|c: char| !c.is_alphanumeric());
    let words = runs.flat_map(segment).map(str::to_owned);
    let others = wording.placed().filter(|(_, place)| place.start >= after);
    let others = others.filter(|(_, place)| wording.is_content(place));
    let others = others.flat_map(|(segment, _)| segment.forms.iter().skip(1));
    let things = words.chain(others.map(|form| form.text.clone()));
    let things: Vec<String> = things.filter(|word| word.chars().nth(1).is_some()).collect();
    (!things.is_empty()).then_some((count.value, things))
}

/// The headings of `passages` that are numbered from one on.
fn headings(passages: Vec<Passage>) -> Vec<Passage> {
    let mut numbered: Vec<Passage> = Vec::new();
    for passage in passages.into_iter().filter(|passage| passage.kind == Kind::Heading) {
        let number = figures(&passage.text).into_iter().find(|figure| figure.span.start == 0);
        if number.is_some_and(|number| same(number.value, numbered.len() + 1)) {
            numbered.push(passage);
        }
    }
    numbered
}

/// What stands above `headings` of `document`: their headline, or its title.
fn above(document: &Metadata, headings: &[Passage]) -> String {
    let headline = headings.first().and_then(|heading| heading.section.first());
    headline.unwrap_or(&document.title).clone()
}

/// Whether `headline` says that there are `count` of `things`.
fn is_of(headline: &str, count: usize, things: &[String]) -> bool {
    let headline = folded(headline);
    things.iter().any(|thing| headline.contains(thing))
        && figures(&headline).iter().any(|figure| same(figure.value, count))
}

/// Whether `figure` is the number `whole`.
fn same(figure: f64, whole: usize) -> bool {
    u32::try_from(whole).is_ok_and(|whole| (figure - f64::from(whole)).abs() < f64::EPSILON)
}

/// `headings` as they are said.
fn said(index: &Index, language: Language, headings: Vec<Passage>) -> Option<Answer> {
    let cited = (1..).zip(headings).filter_map(|(number, heading)| {
        let whole = 0..heading.text.len();
        cite(index, number, (Arc::new(heading), whole))
    });
    let citations: Vec<_> = cited.collect();
    let claims = citations.iter().map(|citation| Claim {
        text: own_script(language, citation.quote()),
        citations: vec![citation.number()],
        ..Claim::default()
    });
    verify::ground(claims.collect(), citations.clone()).ok().map(Answer::Answered)
}
