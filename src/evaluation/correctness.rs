//! How far what is said can be relied on, in shares with their counts.

use std::fmt;

use serde::Serialize;

use super::gold::Highlight;
use super::judge::Verdict;
use super::metrics::ratio;
use super::queries::Outcome;

/// A share of some questions.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Share {
    /// `count` over `of`; `None` over nothing.
    pub share: Option<f64>,
    /// How many it is true of.
    pub count: usize,
    /// Of how many.
    pub of: usize,
}

impl Share {
    /// The share of those that are true among those that are known.
    fn of(known: impl Iterator<Item = Option<bool>>) -> Self {
        let (mut count, mut of) = (0, 0);
        for is_true in known.flatten() {
            count += usize::from(is_true);
            of += 1;
        }
        Self { share: ratio(count, of), count, of }
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.share {
            Some(share) => f.pad(&format!("{share:.3} {}/{}", self.count, self.of)),
            None => f.pad("-"),
        }
    }
}

/// How far what is said, marked and refused is right.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Correctness {
    /// Of what is answered, what is right: the first claim holds an answer
    /// and cites a relevant document.
    pub answered_right: Share,
    /// Of what can be answered, what is answered rightly.
    pub coverage_right: Share,
    /// Of what cannot be answered, what is answered.
    pub unanswerable_answered: Share,
    /// Of the right answers, those whose bold words are the gold answer, a
    /// piece of it or more than it.
    pub highlight_right: Share,
    /// Of the right answers, those without bold words.
    pub highlight_missing: Share,
    /// Of what can be answered and is refused, what one of the first three
    /// quotes shown answers.
    pub nearest_holds: Share,
}

impl Correctness {
    /// What `verdicts` add up to.
    pub(super) fn of(verdicts: &[&Verdict]) -> Self {
        let share = |known: fn(&Verdict) -> Option<bool>| {
            Share::of(verdicts.iter().map(|verdict| known(verdict)))
        };
        Self {
            answered_right: share(|verdict| verdict.right.filter(|_| is_answered(verdict))),
            coverage_right: share(|verdict| verdict.right.filter(|_| verdict.answerable)),
            unanswerable_answered: share(|verdict| {
                (!verdict.answerable).then(|| is_answered(verdict))
            }),
            highlight_right: share(|verdict| is_bold(verdict, Highlight::Right)),
            highlight_missing: share(|verdict| is_bold(verdict, Highlight::Missing)),
            nearest_holds: share(|verdict| verdict.nearest_holds),
        }
    }

    /// The shares with their names, for a row of the table.
    pub(super) fn shares(&self) -> [(&'static str, Share); 6] {
        [
            ("answered right", self.answered_right),
            ("coverage right", self.coverage_right),
            ("unans. answered", self.unanswerable_answered),
            ("bold right", self.highlight_right),
            ("nothing bold", self.highlight_missing),
            ("nearest holds", self.nearest_holds),
        ]
    }
}

fn is_answered(verdict: &Verdict) -> bool {
    verdict.outcome == Outcome::Answered
}

fn is_bold(verdict: &Verdict, what: Highlight) -> Option<bool> {
    verdict.highlight.map(|highlight| highlight == what)
}

#[cfg(test)]
mod tests {
    use super::super::samples::verdict;
    use super::*;

    /// Seven that can be answered, of which four are: two rightly with right
    /// and with missing bold words, one rightly with wrong ones, one wrongly;
    /// two are refused of which one is near, and of one nothing is known.
    /// Three that cannot, of which one is answered.
    fn ten() -> Vec<Verdict> {
        let right = |highlight| Verdict {
            right: Some(true),
            highlight: Some(highlight),
            ..verdict(true, Outcome::Answered)
        };
        let refused = |holds| Verdict {
            right: Some(false),
            nearest_holds: Some(holds),
            ..verdict(true, Outcome::Nearest)
        };
        let wrong =
            |answerable| Verdict { right: Some(false), ..verdict(answerable, Outcome::Answered) };
        vec![
            right(Highlight::Right),
            right(Highlight::Missing),
            right(Highlight::Wrong),
            wrong(true),
            refused(true),
            refused(false),
            verdict(true, Outcome::Answered),
            wrong(false),
            verdict(false, Outcome::Nearest),
            verdict(false, Outcome::Abstained),
        ]
    }

    #[test]
    fn each_share_is_over_its_own_questions() {
        let ten = ten();
        let correctness = Correctness::of(&ten.iter().collect::<Vec<_>>());
        let counts = correctness.shares().map(|(_, share)| (share.count, share.of));
        assert_eq!(counts, [(3, 5), (3, 6), (1, 3), (1, 3), (1, 3), (1, 2)]);
        assert_eq!(correctness.answered_right.share, Some(0.6));
        assert_eq!(correctness.coverage_right.share, Some(0.5));
    }

    #[test]
    fn a_share_of_nothing_is_none() {
        let none = Correctness::of(&[]).answered_right;
        assert_eq!((none.share, none.of, format!("{none:>4}")), (None, 0, "   -".to_owned()));
        let half = Share { share: Some(0.5), count: 1, of: 2 };
        assert_eq!(format!("{half:>10}"), " 0.500 1/2");
        let json = serde_json::to_string(&half).expect("serializes");
        assert_eq!(json, "{\"share\":0.5,\"count\":1,\"of\":2}");
    }
}
