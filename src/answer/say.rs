//! From a chosen sentence to what is said: cited, verified, and in the
//! asker's script.

use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;

use super::courtesy::{is_courtesy, is_label, only_leads};
use super::list::{self, Item};
use super::{Answer, Citation, Claim, verify};
use crate::corpus::{Kind, Metadata};
use crate::index::{Index, IndexError};
use crate::retrieval::{Hit, PreparedQuestion};
use crate::text::language::Language;
use crate::text::normalize::simplified;

/// What was made of a question.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    pub(super) answer: Answer,
    /// The probability that what is said, or shown first, answers, from 0 to 1.
    pub(super) confidence: f32,
}

/// A sentence of a hit, with the words in it that answer, if they are known:
/// both are bytes of the passage's text.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Chosen {
    pub(super) hit: usize,
    pub(super) sentence: Range<usize>,
    pub(super) spans: Vec<Range<usize>>,
}

impl Chosen {
    /// From the first to the last of the words that answer.
    fn all(&self) -> Option<Range<usize>> {
        Some(self.spans.first()?.start..self.spans.last()?.end)
    }
}

/// What is said of several documents.
#[derive(Debug, Clone, Default)]
pub(super) struct Said {
    /// The answer.
    pub(super) newest: Chosen,
    /// What earlier documents say otherwise, with their days.
    pub(super) earlier: Vec<(NaiveDate, Chosen)>,
    /// What a newer document may say of it: shown beside the answer, not said.
    pub(super) newer: Option<Chosen>,
}

/// Says the newest, and where it is of a list that answers as a whole, the rest
/// of the list; then what earlier documents say otherwise. What a newer one may
/// say is cited last. `None` where the newest says nothing of itself.
pub(super) fn answered(
    index: &Index,
    prepared: &PreparedQuestion,
    hits: &[Hit],
    said: &Said,
) -> Result<Option<Answer>, IndexError> {
    let (own, newest) = (&hits[said.newest.hit], &said.newest);
    let items = list::items(prepared, &index.view(), own, &newest.sentence)?;
    if list::is_empty(prepared, &items) {
        return Ok(None);
    }
    let language = prepared.question.language;
    let cited = items.into_iter().zip(1..).map(|(item, number)| cite(index, number, item));
    let (mut claims, mut citations) = (Vec::new(), Vec::new());
    for citation in cited.flatten() {
        let is_own =
            citation.passage() == own.passage.as_ref() && citation.range() == &newest.sentence;
        claims.push(claim(language, &citation, if is_own { &newest.spans } else { &[] }));
        citations.push(if is_own { citation.with_copies(copies(index, own)) } else { citation });
    }
    for (day, chosen) in &said.earlier {
        if let Some(citation) = cite_chosen(index, hits, chosen, citations.len() + 1) {
            claims.extend(chosen.spans.first().map(|span| dated(language, &citation, span, *day)));
            citations.push(citation);
        }
    }
    if let Some(newer) = said.newer.as_ref().filter(|newer| says_something(hits, newer)) {
        let citation = cite_chosen(index, hits, newer, citations.len() + 1);
        citations.extend(citation.map(|one| one.with_possible(newer.spans.first())));
    }
    let grounded = verify::ground(claims, citations);
    let grounded =
        grounded.inspect_err(|refusal| tracing::error!("the gate refused an extract: {refusal}"));
    Ok(grounded.ok().map(Answer::Answered))
}

/// A citation of `chosen`, with the other documents that print its text.
pub(super) fn cite_chosen(
    index: &Index,
    hits: &[Hit],
    chosen: &Chosen,
    number: usize,
) -> Option<Citation> {
    let hit = &hits[chosen.hit];
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    let item = (Arc::clone(&hit.passage), chosen.sentence.clone());
    cite(index, number, item).map(|citation| citation.with_copies(copies(index, hit)))
}

/// A paragraph of fewer columns that does not end as a sentence is a label.
const LABEL: usize = 40;

/// Sentences of one passage that are shown together are at most so long, in
/// bytes: some 300 Han characters.
const TOGETHER: usize = 900;

/// Shows what comes closest: each text once, the sentences of one passage in
/// one quote, and nothing that says nothing by itself.
pub(super) fn nearest(index: &Index, hits: &[Hit], near: &[Chosen], most: usize) -> Answer {
    let mut shown: Vec<Chosen> = Vec::new();
    // Captions and labels, as 查詢熱線：3900 1122, are shown where nothing else is.
    let is_aside = |one: &&Chosen| {
        let passage = &hits[one.hit].passage;
        let label = || one.spans.is_empty() && is_label(passage.text.trim_end(), LABEL);
        passage.kind == Kind::Caption || passage.kind == Kind::Paragraph && label()
    };
    let told = near.iter().filter(|chosen| says_something(hits, chosen));
    let only_asides = told.clone().all(|one| is_aside(&one));
    for chosen in told.filter(|one| only_asides || !is_aside(one)) {
        if let Some(known) = shown.iter_mut().find(|shown| shown.hit == chosen.hit) {
            let (start, end) = (
                known.sentence.start.min(chosen.sentence.start),
                known.sentence.end.max(chosen.sentence.end),
            );
            if end - start <= TOGETHER {
                known.sentence = start..end;
            }
        } else if shown.len() < most {
            shown.push(chosen.clone());
        }
    }
    let mut citations: Vec<Citation> = Vec::new();
    for chosen in shown {
        let citation = cite_chosen(index, hits, &chosen, citations.len() + 1);
        let known = |one: &Citation| {
            let mut others = citations.iter().map(Citation::quote);
            others.any(|other| other.contains(one.quote()) || one.quote().contains(other))
        };
        if let Some(citation) = citation.filter(|one| !known(one)) {
            citations.push(citation.with_possible(chosen.all().as_ref()));
        }
    }
    if citations.is_empty() { Answer::Abstained } else { Answer::Nearest(citations) }
}

/// Whether a sentence tells somebody something who sees it alone: not a
/// heading, a byline, the words before a list, or a speaker's thanks, unless they
/// have what may be the answer, as a name.
pub(super) fn says_something(hits: &[Hit], chosen: &Chosen) -> bool {
    let passage = &hits[chosen.hit].passage;
    let words = passage.text[chosen.sentence.clone()].trim_end();
    let tells = || !only_leads(words) && !is_courtesy(words);
    passage.kind.is_told() && (!chosen.spans.is_empty() || tells())
}

pub(super) fn cite(index: &Index, number: u32, (passage, range): Item) -> Option<Citation> {
    let document = index.document(&passage.document)?;
    let cited = verify::cite(number, Arc::new(document.clone()), passage, range);
    cited.inspect_err(|refusal| tracing::error!("the gate refused a quote: {refusal}")).ok()
}

/// `items` said as they stand, each a claim of its own; `None` where there is none.
pub(super) fn quoted(
    index: &Index,
    language: Language,
    items: impl IntoIterator<Item = Item>,
) -> Option<Answer> {
    let cited = (1..).zip(items).filter_map(|(number, item)| cite(index, number, item));
    let citations: Vec<Citation> = cited.collect();
    let claims = citations.iter().map(|citation| Claim {
        text: own_script(language, citation.quote()),
        citations: vec![citation.number()],
        ..Claim::default()
    });
    verify::ground(claims.collect(), citations.clone()).ok().map(Answer::Answered)
}

/// What is known of the other documents that print the text of `hit`.
fn copies(index: &Index, hit: &Hit) -> Vec<Metadata> {
    let documents = hit.copies.iter().filter_map(|copy| index.document(&copy.document));
    documents.cloned().collect()
}

/// Bytes `span` of the quote's passage as a claim of a day that is past.
fn dated(language: Language, citation: &Citation, span: &Range<usize>, day: NaiveDate) -> Claim {
    let text = own_script(language, &citation.passage().text[span.clone()]);
    let (whole, citations) = (0..text.len(), vec![citation.number()]);
    Claim { text, citations, highlight: Vec::from([whole]), as_of: Some(day), short: None }
}

/// `text` in the script of those who read `language`.
pub(super) fn own_script(language: Language, text: &str) -> String {
    match language {
        Language::SimplifiedChinese => simplified(text),
        _ => text.to_owned(),
    }
}

/// The quote as a claim, its `spans` marked. The bot's words are in the
/// asker's script; the quote stays.
fn claim(language: Language, citation: &Citation, spans: &[Range<usize>]) -> Claim {
    let own = |text: &str| own_script(language, text);
    let (quote, start) = (citation.quote(), citation.range().start);
    let (mut text, mut highlight, mut at) = (String::new(), Vec::new(), 0);
    for span in spans {
        let (from, to) = (span.start.saturating_sub(start), span.end.saturating_sub(start));
        let (Some(before), Some(marked)) = (quote.get(at..from), quote.get(from..to)) else {
            continue;
        };
        text.push_str(&own(before));
        let begin = text.len();
        text.push_str(&own(marked));
        highlight.push(begin..text.len());
        at = to;
    }
    text.push_str(&own(&quote[at..]));
    Claim { text, citations: vec![citation.number()], highlight, as_of: None, short: None }
}
