//! Spans that may answer: what the reader chose in each passage, each with
//! the sentence that it stands in.

use std::collections::HashMap;
use std::ops::Range;

use super::rewording::BilingualReader;
use crate::corpus::{DocumentId, Metadata, Passage};
use crate::index::Index;
use crate::reader::{ReaderError, Reading, Text};
use crate::retrieval::Hit;
use crate::text::normalize::folded;
use crate::text::span::overlap;

/// A span that may answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Which of the hits it is in.
    pub hit: usize,
    /// The sentence that holds it, or the sentences where it goes over an
    /// end: bytes of the passage's text.
    pub sentence: Range<usize>,
    /// The span itself: bytes of the passage's text, within `sentence`.
    pub span: Range<usize>,
    /// The logit that the passage answers, from the reader.
    pub has_answer: f32,
    /// The log probability of the span among those of its passage.
    pub span_score: f32,
}

impl Candidate {
    /// What the span says, which stands in `hits`: its letters and figures, folded.
    pub(super) fn words(&self, hits: &[Hit]) -> String {
        let words = folded(&hits[self.hit].passage.text[self.span.clone()]);
        words.chars().filter(|c| c.is_alphanumeric()).collect()
    }
}

/// How many passages are read, and how many bytes of them: reading takes
/// nearly all of the time of an answer, and half a second is what people wait.
const MOST: usize = 8;
const MOST_BYTES: usize = 3_600;

/// At least so many passages are read, however long they are.
const LEAST: usize = 3;

/// How many spans of one passage are looked at.
const SPANS: usize = 3;

/// So many of those that are read are of newer documents than the others, where any are
/// found and the question names no time: what was true last is said first. With two, and
/// with three, the series of `tests/series` have the answer among the nearest for .647
/// instead of .588.
const NEWER: usize = 2;

/// How many passages are found, to read some of them.
pub(super) const FOUND: usize = 40;

/// Reads the best of `hits` for `question`, which may want what was true last; the spans
/// in them, in the order of the hits.
pub(super) fn candidates(
    reader: BilingualReader<'_>,
    index: &Index,
    question: &str,
    newest: bool,
    hits: &[Hit],
) -> Result<Vec<Candidate>, ReaderError> {
    let places = to_read(hits, newest);
    let read: Vec<&Hit> = places.iter().map(|at| &hits[*at]).collect();
    let headers: Vec<String> = read
        .iter()
        .map(|hit| header(index.document(&hit.passage.document), &hit.passage))
        .collect();
    let texts = read.iter().zip(&headers);
    let texts = texts.map(|(hit, header)| Text { header, text: &hit.passage.text });
    let mut found: HashMap<&DocumentId, String> = HashMap::new();
    for hit in hits {
        found.entry(&hit.passage.document).or_default().push_str(&folded(&hit.passage.text));
    }
    let documents = read.iter().map(|hit| found[&hit.passage.document].as_str());
    let passages: Vec<_> = texts.zip(documents).collect();
    let readings = reader.read_within(question, &passages)?;
    let placed = places.iter().zip(&readings);
    Ok(placed.flat_map(|(at, reading)| in_passage(*at, &hits[*at], reading)).collect())
}

/// Which of `hits` are read, in order: headings and questions have the words of what is
/// asked and do not answer it, so that they are read where there is room. Where the newest
/// is wanted, the last places are of those newer than all before, if there are any.
fn to_read(hits: &[Hit], newest: bool) -> Vec<usize> {
    let told = |at: &usize| hits[*at].passage.kind.is_told();
    let (mut told, rest): (Vec<usize>, Vec<usize>) = (0..hits.len()).partition(told);
    if newest && told.len() > MOST - NEWER {
        let others = told.split_off(MOST - NEWER);
        let last = told.iter().filter_map(|at| hits[*at].published).max();
        let is_newer = |at: &usize| hits[*at].published > last;
        let (newer, others): (Vec<usize>, Vec<usize>) = others.into_iter().partition(is_newer);
        told.extend(newer.into_iter().chain(others));
    }
    let mut bytes = 0;
    let fits = |(rank, at): &(usize, usize)| {
        bytes += hits[*at].passage.text.len();
        *rank < LEAST || bytes <= MOST_BYTES
    };
    let best = told.into_iter().chain(rest).take(MOST).enumerate().take_while(fits);
    let mut read: Vec<usize> = best.map(|(_, at)| at).collect();
    read.sort_unstable();
    read
}

/// What the reader is told of a passage before its text: the title, the
/// nearest heading, who published it and when. The training has the same.
pub fn header(document: Option<&Metadata>, passage: &Passage) -> String {
    let title = document.map(|document| document.title.clone());
    let publisher = document.and_then(|document| document.publisher.clone());
    let published = document.and_then(|document| document.published);
    let parts =
        [title, passage.section.last().cloned(), publisher, published.map(|day| day.to_string())];
    let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" | ")
}

/// The spans of one passage, of each sentence the best.
fn in_passage(at: usize, hit: &Hit, reading: &Reading) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for span in &reading.spans {
        let sentence = around(&hit.matched.sentences, &span.range);
        let known = found.iter().any(|other| overlap(&other.sentence, &sentence));
        if known || found.len() == SPANS {
            continue;
        }
        found.push(Candidate {
            hit: at,
            sentence,
            span: span.range.clone(),
            has_answer: reading.has_answer,
            span_score: span.score,
        });
    }
    found
}

/// The sentences that `span` stands in.
pub(super) fn around<T>(sentences: &[(Range<usize>, T)], span: &Range<usize>) -> Range<usize> {
    let touched = sentences.iter().map(|(range, _)| range).filter(|range| overlap(range, span));
    touched.fold(span.clone(), |all, range| all.start.min(range.start)..all.end.max(range.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_over_an_end_has_both_sentences() {
        let sentences = [(0..10, ()), (10..25, ()), (25..30, ())];
        assert_eq!(around(&sentences, &(12..15)), 10..25);
        assert_eq!(around(&sentences, &(20..27)), 10..30);
    }
}
