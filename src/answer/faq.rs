//! A question in the words in which a page asks it: what stands below is the reply to it.

use super::alignment::{Units, align};
use super::lexical::ByWords;
use super::weigh::Weighed;
use crate::corpus::Passage;
use crate::question::follow_up::asks;
use crate::text::normalize::folded;

/// How likely the reply answers: a page that asks and replies says so itself.
const REPLIED: f32 = 0.95;

/// How much of the page's question has to be in the asker's.
const ALIKE: f64 = 0.9;

/// `weighed`, of which what is likeliest below a heading that asks the same as the question is
/// at least as likely as a reply is; likeliest first.
pub(super) fn replied(by: ByWords<'_>, mut weighed: Vec<Weighed>) -> Vec<Weighed> {
    let replies = |one: &Weighed| replies(by, &by.hits[one.candidate.hit].passage);
    if let Some(first) = weighed.iter_mut().find(|one| replies(one)) {
        first.probability = first.probability.max(REPLIED);
        weighed.sort_by(|left, right| right.probability.total_cmp(&left.probability));
    }
    weighed
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
    let alike = align(&printed, &asked).is_some_and(|both| both.share(&printed) >= ALIKE);
    let title = by.retriever.index().document(&passage.document).map(|one| one.title.clone());
    let about = folded(&format!("{} {}", title.unwrap_or_default(), passage.section.join(" ")));
    let mut terms = by.prepared.question.terms.iter();
    alike && terms.all(|term| term.forms.iter().any(|form| about.contains(&form.text)))
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
    }
}
