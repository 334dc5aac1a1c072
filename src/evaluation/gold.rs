//! A reply against the gold answer: what is said, what is bold, what is near.

use super::plain::{holds, plain};
use super::queries::JudgedQuery;
use crate::answer::{Answer, Citation, Claim, Reply};
use crate::text::figure::figures;

/// How many of the nearest quotes people look at.
const SHOWN: usize = 3;

/// What the bold words of a right answer are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Highlight {
    /// The gold answer, or a piece of it, or more than it.
    Right,
    /// Something else.
    Wrong,
    /// Nothing is bold.
    Missing,
}

/// Whether what is said first answers and cites a document that may be cited;
/// a refusal does not. `None` where nothing is known to judge by, or where to
/// refuse is right and it did.
pub(super) fn right(judged: &JudgedQuery, reply: &Reply) -> Option<bool> {
    let first = reply.claims().first();
    if !judged.is_answerable() {
        return first.map(|_| false);
    }
    let right = |claim: &Claim| {
        judged.is_answered_by(&claim.text)
            && cited(claim, reply).any(|citation| judged.may_cite(&citation.document().id))
    };
    judged.has_gold().then(|| first.is_some_and(right))
}

/// Whether the first candidate is right, answered or not: what is said first
/// or, of a refusal, the nearest quote.
pub(super) fn would_be_right(judged: &JudgedQuery, reply: &Reply) -> Option<bool> {
    if !judged.is_answerable() {
        return Some(false);
    }
    match reply.answer {
        Answer::Answered(_) => right(judged, reply),
        Answer::Nearest(_) | Answer::Abstained => judged.has_gold().then(|| {
            let nearest = reply.citations().first();
            nearest.is_some_and(|citation| {
                judged.may_cite(&citation.document().id) && judged.is_answered_by(citation.quote())
            })
        }),
    }
}

/// What is bold in the first claim of a right answer; `None` of another, or
/// where only the sentence is known.
pub(super) fn highlight(judged: &JudgedQuery, reply: &Reply) -> Option<Highlight> {
    if right(judged, reply) != Some(true) || judged.answers.is_empty() {
        return None;
    }
    let bold = bold(reply);
    let fits = |piece: &&str| judged.printed.iter().any(|answer| overlap(piece, answer));
    if bold.is_empty() {
        return Some(Highlight::Missing);
    }
    Some(if bold.iter().any(fits) { Highlight::Right } else { Highlight::Wrong })
}

/// Whether one of the quotes shown with a refusal answers; `None` where
/// nothing is refused that could be answered.
pub(super) fn nearest_holds(judged: &JudgedQuery, reply: &Reply) -> Option<bool> {
    let is_refused = !matches!(reply.answer, Answer::Answered(_));
    let answers = |citation: &Citation| {
        let quote = citation.quote();
        judged.may_cite(&citation.document().id)
            && (judged.is_answered_by(quote) || judged.is_quoted_by(quote))
    };
    (is_refused && judged.is_answerable() && judged.has_gold())
        .then(|| reply.citations().iter().take(SHOWN).any(answers))
}

/// The pieces of the first claim that are bold.
pub(super) fn bold(reply: &Reply) -> Vec<&str> {
    let Some(Claim { text, highlight, .. }) = reply.claims().first() else {
        return Vec::new();
    };
    highlight.iter().filter_map(|range| text.get(range.clone())).collect()
}

fn cited<'a>(claim: &'a Claim, reply: &'a Reply) -> impl Iterator<Item = &'a Citation> {
    let is_cited = |citation: &&Citation| claim.citations.contains(&citation.number());
    reply.citations().iter().filter(is_cited)
}

/// Whether one of both holds the other, or both give one amount.
fn overlap(piece: &str, answer: &str) -> bool {
    let same_amount = || {
        let answers = figures(answer);
        figures(piece).iter().any(|figure| answers.iter().any(|other| figure.same_amount(other)))
    };
    holds(piece, &plain(answer)) || holds(answer, &plain(piece)) || same_amount()
}

#[cfg(test)]
mod tests {
    use super::super::samples::{answered, judged, nearest, refused};
    use super::*;

    const TEXT: &str = "園區有1,400人上班。";

    #[test]
    fn a_right_answer_is_of_a_relevant_document() {
        let (asked, reply) = (judged(&["a"], &["1400 人"]), answered("a", TEXT, "1,400人"));
        assert_eq!(right(&asked, &reply), Some(true));
        assert_eq!(right(&judged(&["b"], &["1400 人"]), &reply), Some(false));
        assert_eq!(right(&judged(&[], &["1400 人"]), &reply), Some(true));
        assert_eq!(right(&judged(&["a"], &["400人"]), &reply), Some(false));
        assert_eq!(right(&judged(&["a"], &[]), &reply), None);
        assert_eq!(right(&asked, &nearest("a", &[TEXT])), Some(false));
        assert_eq!(right(&refused(), &reply), Some(false));
        assert_eq!(right(&refused(), &nearest("a", &[TEXT])), None);
    }

    #[test]
    fn what_is_bold_is_a_piece_of_the_answer_or_more_than_it() {
        let of = |answer: &str, bold: &str| {
            highlight(&judged(&["a"], &[answer]), &answered("a", TEXT, bold))
        };
        assert_eq!(of("1400 人", "1,400人"), Some(Highlight::Right));
        assert_eq!(of("1400 人", "1,400"), Some(Highlight::Right));
        assert_eq!(of("1400", "有1,400人上班"), Some(Highlight::Right));
        assert_eq!(of("1400 人", "上班"), Some(Highlight::Wrong));
        assert_eq!(of("1400 人", "400"), Some(Highlight::Wrong), "a number is cut");
        assert_eq!(of("1400 人", ""), Some(Highlight::Missing));
        assert_eq!(of("2人", "1,400人"), None, "not right");
    }

    #[test]
    fn one_amount_is_one_answer() {
        assert!(overlap("100億元", "HK$10 billion") && overlap("六成", "60%"));
        assert!(!overlap("100億元", "HK$1 billion") && !overlap("。", "六成"));
    }

    #[test]
    fn the_first_three_quotes_are_looked_at() {
        let asked = judged(&["a"], &["1400人"]);
        let (no, yes) = ("無人。", TEXT);
        assert_eq!(nearest_holds(&asked, &nearest("a", &[no, no, yes])), Some(true));
        assert_eq!(nearest_holds(&asked, &nearest("a", &[no, no, no, yes])), Some(false));
        assert_eq!(nearest_holds(&asked, &nearest("b", &[yes])), Some(false));
        assert_eq!(nearest_holds(&asked, &nearest("a", &[])), Some(false));
        assert_eq!(nearest_holds(&asked, &answered("a", TEXT, "")), None);
        assert_eq!(nearest_holds(&refused(), &nearest("a", &[yes])), None);
        let mut quoted = judged(&["a"], &["一千四"]);
        quoted.quote = Some(plain("有1,400人上班"));
        assert_eq!(nearest_holds(&quoted, &nearest("a", &[yes])), Some(true));
    }

    #[test]
    fn the_first_candidate_is_judged_when_refused_too() {
        let asked = judged(&["a"], &["1400人"]);
        assert_eq!(would_be_right(&asked, &answered("a", TEXT, "")), Some(true));
        assert_eq!(would_be_right(&asked, &nearest("a", &[TEXT, "無人。"])), Some(true));
        assert_eq!(would_be_right(&asked, &nearest("a", &["無人。", TEXT])), Some(false));
        assert_eq!(would_be_right(&asked, &nearest("a", &[])), Some(false));
        assert_eq!(would_be_right(&refused(), &nearest("a", &[TEXT])), Some(false));
        assert_eq!(would_be_right(&judged(&["a"], &[]), &nearest("a", &[TEXT])), None);
    }
}
