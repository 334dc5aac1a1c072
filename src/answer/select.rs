//! The choice among the spans that the reader found: the likeliest one is
//! said if it is likely enough, or else what comes closest is shown.

use std::ops::Range;

use super::candidate::Candidate;
use super::definition::Thing;
use super::editions::{RIVAL, editions};
use super::in_line;
use super::lexical::ByWords;
use super::respective;
use super::say::{self, Choice, Chosen, Said};
use super::score::Model;
use super::weigh::{ALSO_POSSIBLE, BESIDE, NEAR, POSSIBLE, Weighed};
use super::whole::whole;
use super::{Answer, NEAREST};
use crate::index::IndexError;
use crate::question::{AnswerType, TermKind};
use crate::retrieval::heaviest;
use crate::text::normalize::folded;
use crate::text::sentence::clauses;
use crate::text::span::overlap;

/// Says the likeliest of `weighed` if it is likely enough.
pub(super) fn choose(
    by: ByWords<'_>,
    weighed: &[Weighed],
    model: &Model,
) -> Result<Choice, IndexError> {
    let index = by.retriever.index();
    let confidence = weighed.first().map_or(0.0, |best| best.probability);
    for at in 0..weighed.len() {
        let Some(found) = editions(by, &weighed[at..], model.answered) else { break };
        let said = Said {
            newest: chosen(by, found.newest),
            earlier: found.earlier.into_iter().map(|(day, one)| (day, chosen(by, one))).collect(),
            newer: found.newer.map(|one| chosen(by, one)),
        };
        if let Some(answer) = say::answered(by.retriever.index(), by.prepared, by.hits, &said)? {
            return Ok(Choice { answer, confidence });
        }
    }
    if let Some(thing) = Thing::asked(by)
        && let introduced = say::nearest(index, by.hits, &thing.introductions(by), NEAREST)
        && !matches!(introduced, Answer::Abstained)
    {
        return Ok(Choice { answer: introduced, confidence });
    }
    if by.is_off_topic() {
        return Ok(Choice { answer: Answer::Abstained, confidence });
    }
    let near = near(by, weighed);
    let confidence = near.first().map_or(confidence, |first| first.probability);
    let likeliest = near
        .iter()
        .copied()
        .reduce(|best, one| if one.probability > best.probability { one } else { best });
    // Of what the documents know no word of, nothing is marked: 今日天氣點呀？
    let is_known = by.prepared.terms.iter().any(|term| !term.unknown);
    let likeliest = likeliest.filter(|one| one.probability >= POSSIBLE && is_known);
    let mut near: Vec<Chosen> = near.into_iter().map(|one| shown(by, one, likeliest)).collect();
    // Of what may be the answer and stands first, where no time is asked about, the newest.
    if by.prepared.question.times.is_empty() {
        let marked = near.iter().take_while(|one| !one.spans.is_empty()).count();
        near[..marked].sort_by_key(|one| std::cmp::Reverse(by.hits[one.hit].published));
    }
    let answer = match say::nearest(index, by.hits, &near, NEAREST) {
        Answer::Abstained => by.topic(),
        nearest => nearest,
    };
    Ok(Choice { answer, confidence })
}

/// What is worth showing, the likeliest first; of the few that are about as
/// likely, where no time is asked about, the newest. What does not speak of the thing
/// that is asked about stands last.
fn near<'a>(by: ByWords<'_>, weighed: &'a [Weighed]) -> Vec<&'a Weighed> {
    let mut near: Vec<&Weighed> = weighed.iter().filter(|one| one.probability >= NEAR).collect();
    let Some(best) = near.first().map(|best| best.probability) else { return near };
    if by.prepared.question.times.is_empty() {
        let alike = near.iter().take_while(|one| one.probability >= best * RIVAL).count();
        let day = |one: &&Weighed| std::cmp::Reverse(by.hits[one.candidate.hit].published);
        near[..alike.min(NEAREST)].sort_by_key(day);
    }
    let shown = near.len().min(NEAREST);
    near[..shown].sort_by_key(|one| !by.speaks_of_names(one.candidate.hit));
    near
}

/// A candidate as it is shown where nothing is said; where one is the `likeliest`, what may be
/// the answer is marked: what is about as likely, and what a newer document has.
fn shown(by: ByWords<'_>, one: &Weighed, likeliest: Option<&Weighed>) -> Chosen {
    let mut chosen = chosen(by, one);
    let day = |one: &Weighed| by.hits[one.candidate.hit].published;
    let is_possible = likeliest.is_some_and(|likeliest| {
        one.probability >= BESIDE || one.probability >= ALSO_POSSIBLE && day(one) > day(likeliest)
    });
    if !is_possible || is_beside_the_point(by, one) {
        chosen.spans.clear();
    }
    chosen
}

/// Whether yes or no is asked of what `one` does not speak of: its sentence lacks the word that
/// sets the question apart most.
fn is_beside_the_point(by: ByWords<'_>, one: &Weighed) -> bool {
    let Candidate { hit, sentence, .. } = &one.candidate;
    let said = folded(&by.hits[*hit].passage.text[sentence.clone()]);
    by.prepared.question.answer_type == AnswerType::Whether
        && !by.hits[*hit].foreign
        && heaviest(by.prepared.terms.iter()).is_some_and(|term| !term.is_in(&said))
}

/// What of `text` says yes or no: the clauses that `span` is in, if they have all words of the
/// question that are no names, or else the whole.
fn yes_or_no(by: ByWords<'_>, text: &str, span: &Range<usize>) -> Range<usize> {
    let clause = clause(text, span);
    let said = folded(&text[clause.clone()]);
    let mut words = by.prepared.terms.iter().filter(|term| term.kind == TermKind::Word);
    if words.all(|term| term.is_in(&said)) { clause } else { trimmed(text) }
}

/// `text` without the marks and the white space around it.
fn trimmed(text: &str) -> Range<usize> {
    let end = text.trim_end_matches(|c: char| c.is_whitespace() || "。；;.".contains(c)).len();
    let start = end - without_reply_mark(text[..end].trim_start()).len();
    start..end
}

/// `words` without the mark of a reply before them: 答：, `A:`
fn without_reply_mark(words: &str) -> &str {
    let mark = words.char_indices().take(3).find(|(_, c)| matches!(c, '：' | ':'));
    mark.map_or(words, |(at, mark)| words[at + mark.len_utf8()..].trim_start())
}

/// The clauses of `text` that `span` is in: yes or no is said by a clause, and by no figure
/// or name in it.
fn clause(text: &str, span: &Range<usize>) -> Range<usize> {
    let within = clauses(text).into_iter().filter(|clause| overlap(clause, span));
    let all = within.fold(span.clone(), |all, one| all.start.min(one.start)..all.end.max(one.end));
    let words = &text[all.clone()];
    let mark = |c: char| !c.is_alphanumeric() && !"」』》）)%％".contains(c);
    let end = all.start + words.trim_end_matches(mark).len();
    let opening = words.trim_start_matches(|c: char| c.is_whitespace() || "，、；,;".contains(c));
    let opening = without_reply_mark(opening);
    let start = all.start + words.len() - opening.len();
    if start < end { start..end } else { span.clone() }
}

/// A candidate as it is said: where its sentence gives several things their
/// figures in turn, the span is the one of the thing that is asked about.
fn chosen(by: ByWords<'_>, one: &Weighed) -> Chosen {
    let Candidate { hit, sentence, span, .. } = &one.candidate;
    let (start, text) = (sentence.start, &by.hits[*hit].passage.text[sentence.clone()]);
    let inside = span.start - start..span.end - start;
    if let Some(things) = in_line::several(by.prepared, text, &inside).filter(|_| !one.at_fault) {
        let spans = things.into_iter().map(|thing| start + thing.start..start + thing.end);
        return Chosen { hit: *hit, sentence: sentence.clone(), spans: spans.collect() };
    }
    let own = respective::own(text, &inside, &by.prepared.question.wording.text);
    let inside = own.unwrap_or(inside);
    let span = if by.prepared.question.answer_type == AnswerType::Whether {
        yes_or_no(by, text, &inside)
    } else {
        whole(text, inside)
    };
    let span = (!one.at_fault).then(|| start + span.start..start + span.end);
    Chosen { hit: *hit, sentence: sentence.clone(), spans: span.into_iter().collect() }
}
