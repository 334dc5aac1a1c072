//! A question in the words in which a page asks it: what stands below is the reply to it.

use std::ops::Range;

use super::alignment::{Alignment, Units, align};
use super::lexical::ByWords;
use super::weigh::Weighed;
use crate::corpus::Passage;
use crate::question::follow_up::asks;
use crate::question::{AnswerType, Query, Question};
use crate::retrieval::Hit;
use crate::text::list;
use crate::text::normalize::folded;

const FILE: &str = include_str!("faq.tsv");

/// How likely the reply answers: a page that asks and replies says so itself.
const REPLIED: f32 = 0.95;

/// Yes or no has so many characters at most, with the mark of a reply: 「答：不可以。」
const BRIEF: usize = 8;

/// What is asked about has so many units at least.
const LEAST: usize = 4;

/// How much of the page's question has to be in the asker's.
const ALIKE: f64 = 0.9;

/// `weighed`, of which what is likeliest below a heading that asks the same as the question is
/// at least as likely as a reply is; likeliest first.
pub(super) fn replied(by: ByWords<'_>, mut weighed: Vec<Weighed>) -> Vec<Weighed> {
    let replies = |one: &Weighed| replies(by, &by.hits[one.candidate.hit].passage);
    if let Some(first) = weighed.iter_mut().find(|one| replies(one)) {
        first.probability = first.probability.max(REPLIED);
        if by.prepared.question.answer_type == AnswerType::Whether {
            let opening = opening(&by.hits[first.candidate.hit]);
            (first.candidate.sentence, first.candidate.span) = (opening.clone(), opening);
        }
        weighed.sort_by(|left, right| right.probability.total_cmp(&left.probability));
    }
    weighed
}

/// How a reply says yes or no: its first sentence, with the next one where that is but a word.
fn opening(hit: &Hit) -> Range<usize> {
    let mut sentences = hit.sentences();
    let Some(first) = sentences.next() else { return 0..hit.passage.text.len() };
    let is_brief = hit.passage.text[first.clone()].chars().count() <= BRIEF;
    let next = sentences.next().filter(|_| is_brief);
    first.start..next.map_or(first.end, |next| next.end)
}

/// Whether `passage` stands below a heading that asks what is asked, and whatever else the
/// question names is what the page is about.
fn replies(by: ByWords<'_>, passage: &Passage) -> bool {
    let Some(heading) = passage.section.last().map(|heading| unmarked(heading)) else {
        return false;
    };
    if !passage.kind.is_told() || !heading.ends_with(['？', '?']) && !asks(heading) {
        return false;
    }
    let question = by.prepared.question.wording.text.as_str();
    let (printed, asked) = (Units::of(heading), Units::of(question));
    let alike = align(&printed, &asked).is_some_and(|both| both.share(&printed) >= ALIKE)
        || asks_the_same(by, heading);
    let title = by.retriever.index().document(&passage.document).map(|one| one.title.clone());
    let about = folded(&format!("{} {}", title.unwrap_or_default(), passage.section.join(" ")));
    let mut terms = by.prepared.question.terms.iter();
    alike && terms.all(|term| term.forms.iter().any(|form| about.contains(&form.text)))
}

/// Whether `heading` asks for the same kind of answer of the same words, whatever words ask
/// it: 可否上訴 for 可以上訴嗎.
fn asks_the_same(by: ByWords<'_>, heading: &str) -> bool {
    let Ok(printed) = heading.parse::<Query>() else { return false };
    let printed = Question::read(&printed, by.retriever.glossary());
    let asked = &by.prepared.question;
    let about = |question: &Question| {
        let about = question.wording.about().replace('|', " ");
        list::words(FILE, "light").fold(about, |about, verb| about.replace(verb, " "))
    };
    let (own, other) = (about(asked), about(&printed));
    let (own, other) = (Units::of(&own), Units::of(&other));
    let alike = |both: Alignment| both.share(&own) >= ALIKE && both.share(&other) >= ALIKE;
    asked.answer_type == printed.answer_type
        && own.len() >= LEAST
        && align(&own, &other).is_some_and(alike)
}

/// A heading without what counts it: 問1：, `Q4.`
fn unmarked(heading: &str) -> &str {
    let counts = |c: char| "問问QqＱ".contains(c) || c.is_numeric() || "：:.．、)） ".contains(c);
    let rest = heading.trim_start_matches(counts);
    let mark = &heading[..heading.len() - rest.len()];
    if mark.contains(|c: char| !c.is_alphabetic()) { rest } else { heading }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_counts_a_question_is_no_part_of_it() {
        assert_eq!(unmarked("問1：海外企業可否作為合作企業？"), "海外企業可否作為合作企業？");
        assert_eq!(unmarked("Q4. Who may apply?"), "Who may apply?");
        assert_eq!(unmarked("Questions and answers"), "Questions and answers");
        assert!(list::entries(FILE).all(|(word, _)| folded(word) == word), "not folded");
    }
}
