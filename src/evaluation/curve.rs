//! What answering more costs: precision where only the surest are answered.

use serde::Serialize;

use super::judge::Verdict;
use super::metrics::{ratio, real};

/// How many points a curve has at most: one for each twentieth of the
/// questions, fine enough to choose a threshold by.
const POINTS: usize = 20;

/// What would come of answering all that is at least so sure.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Point {
    /// The share of all questions that would be answered.
    pub coverage: f64,
    /// The least confidence of these.
    pub threshold: f32,
    /// How many they are.
    pub answered: usize,
    /// Of these, the share that would be right.
    pub precision: f64,
    /// Of what can be answered, the share that would be answered rightly.
    pub coverage_right: Option<f64>,
    /// Of what cannot be answered, the share that would be answered.
    pub unanswerable_answered: Option<f64>,
}

/// What is known of one question.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    confidence: f32,
    right: bool,
    answerable: bool,
}

/// The curve of those whose confidence is known, from the surest few to all;
/// empty without any.
pub(super) fn curve(verdicts: &[&Verdict]) -> Vec<Point> {
    let mut candidates: Vec<_> =
        verdicts.iter().filter_map(|verdict| Candidate::of(verdict)).collect();
    candidates.sort_by(|left, right| right.confidence.total_cmp(&left.confidence));
    let count = candidates.len();
    let cuts = (1..=POINTS).map(|point| (count * point).div_ceil(POINTS));
    let mut points: Vec<_> = cuts.filter_map(|cut| point(&candidates, cut)).collect();
    points.dedup_by_key(|point| point.answered);
    points
}

/// Where the first `cut` of `candidates` are answered, and those that are as
/// sure as the last of them.
fn point(candidates: &[Candidate], cut: usize) -> Option<Point> {
    let threshold = candidates.get(cut.checked_sub(1)?)?.confidence;
    let answered = candidates.partition_point(|candidate| candidate.confidence >= threshold);
    let count = |among: &[Candidate], is: fn(&Candidate) -> bool| {
        among.iter().filter(|candidate| is(candidate)).count()
    };
    let taken = &candidates[..answered];
    let right = count(taken, |candidate| candidate.right);
    Some(Point {
        coverage: real(answered) / real(candidates.len()),
        threshold,
        answered,
        precision: ratio(right, answered)?,
        coverage_right: ratio(right, count(candidates, |candidate| candidate.answerable)),
        unanswerable_answered: ratio(
            count(taken, |candidate| !candidate.answerable),
            count(candidates, |candidate| !candidate.answerable),
        ),
    })
}

impl Candidate {
    fn of(verdict: &Verdict) -> Option<Self> {
        Some(Self {
            confidence: verdict.confidence?,
            right: verdict.would_be_right?,
            answerable: verdict.answerable,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::queries::Outcome;
    use super::super::samples::verdict;
    use super::*;

    fn verdicts(known: &[(f32, bool, bool)]) -> Vec<Verdict> {
        let of = |&(confidence, right, answerable): &(f32, bool, bool)| Verdict {
            confidence: Some(confidence),
            would_be_right: Some(right),
            ..verdict(answerable, Outcome::Nearest)
        };
        known.iter().map(of).collect()
    }

    #[test]
    fn the_surest_are_answered_first_and_the_equally_sure_together() {
        let known = verdicts(&[
            (0.2, false, false),
            (0.9, true, true),
            (0.5, false, true),
            (0.5, true, true),
        ]);
        let points = curve(&known.iter().collect::<Vec<_>>());
        let shown: Vec<_> =
            points.iter().map(|point| (point.answered, point.coverage, point.threshold)).collect();
        assert_eq!(shown, [(1, 0.25, 0.9), (3, 0.75, 0.5), (4, 1.0, 0.2)]);
        let third = 1.0 / 3.0;
        let precision: Vec<_> = points.iter().map(|point| point.precision).collect();
        assert_eq!(precision, [1.0, 2.0 * third, 0.5]);
        let right: Vec<_> = points.iter().map(|point| point.coverage_right).collect();
        assert_eq!(right, [Some(third), Some(2.0 * third), Some(2.0 * third)]);
        let wrong: Vec<_> = points.iter().map(|point| point.unanswerable_answered).collect();
        assert_eq!(wrong, [Some(0.0), Some(0.0), Some(1.0)]);
    }

    #[test]
    fn of_many_each_twentieth_is_a_point() {
        let known: Vec<_> = (0..100u8).map(|at| (f32::from(at), at >= 50, true)).collect();
        let known = verdicts(&known);
        let points = curve(&known.iter().collect::<Vec<_>>());
        assert_eq!((points.len(), points[0].answered, points[19].answered), (20, 5, 100));
        assert!((points[9].precision - 1.0).abs() < 1e-9);
        assert!((points[19].precision - 0.5).abs() < 1e-9);
    }

    #[test]
    fn without_confidence_there_is_no_curve() {
        assert!(curve(&[&verdict(true, Outcome::Answered)]).is_empty());
        assert!(curve(&[]).is_empty());
    }
}
