//! The figures of information retrieval, as the textbooks define them.

use std::time::Duration;

use serde::Serialize;

/// How deep a ranking is looked at.
pub(super) const DEPTH: usize = 10;

/// Where in a ranking the relevant documents are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranking {
    /// Ranks from 1, in order; none beyond [`DEPTH`].
    ranks: Vec<usize>,
    /// How many relevant documents there are, found or not.
    relevant: usize,
}

impl Ranking {
    /// The ranking whose documents, best first, are relevant or not;
    /// `relevant` of them there are in all.
    pub fn new(found: impl Iterator<Item = bool>, relevant: usize) -> Self {
        let ranks = (1..=DEPTH).zip(found).filter(|(_, relevant)| *relevant);
        Self { ranks: ranks.map(|(rank, _)| rank).collect(), relevant }
    }

    /// The rank of the first relevant document, from 1.
    pub fn first(&self) -> Option<usize> {
        self.ranks.first().copied()
    }

    /// The share of the relevant documents among the first `depth`.
    pub fn recall_at(&self, depth: usize) -> f64 {
        let found = self.ranks.iter().filter(|rank| **rank <= depth).count();
        ratio(found, self.relevant).unwrap_or(0.0)
    }

    /// One over the rank of the first relevant document; 0 without one.
    pub fn reciprocal_rank(&self) -> f64 {
        self.first().map_or(0.0, |rank| 1.0 / real(rank))
    }

    /// Normalised discounted cumulative gain, where a document is relevant or
    /// is not.
    pub fn ndcg(&self) -> f64 {
        let gain = |rank: usize| 1.0 / (real(rank) + 1.0).log2();
        let ideal: f64 = (1..=self.relevant.min(DEPTH)).map(gain).sum();
        let gained: f64 = self.ranks.iter().map(|rank| gain(*rank)).sum();
        if ideal > 0.0 { gained / ideal } else { 0.0 }
    }
}

/// How well one class is told from the other; `None` over nothing.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Class {
    /// Of those taken for the class, the share that is of it.
    pub precision: Option<f64>,
    /// Of those of the class, the share that was taken for it.
    pub recall: Option<f64>,
}

impl Class {
    /// From pairs of what is and what it was taken for.
    pub fn of(pairs: impl Iterator<Item = (bool, bool)>) -> Self {
        let (mut both, mut is, mut taken) = (0, 0, 0);
        for (expected, got) in pairs {
            both += usize::from(expected && got);
            is += usize::from(expected);
            taken += usize::from(got);
        }
        Self { precision: ratio(both, taken), recall: ratio(both, is) }
    }
}

/// How long answers take, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Latency {
    /// Half of the answers take at most this long.
    pub p50: f64,
    /// All but a tenth of the answers take at most this long.
    pub p90: f64,
    /// All but a hundredth of the answers take at most this long.
    pub p99: f64,
    /// The mean.
    pub mean: f64,
}

impl Latency {
    /// The latency of answers that took `times`; `None` without any.
    pub fn of(times: impl Iterator<Item = Duration>) -> Option<Self> {
        let mut sorted: Vec<f64> = times.map(|time| time.as_secs_f64() * 1e3).collect();
        sorted.sort_by(f64::total_cmp);
        Some(Self {
            p50: percentile(&sorted, 50)?,
            p90: percentile(&sorted, 90)?,
            p99: percentile(&sorted, 99)?,
            mean: mean(sorted.iter().copied())?,
        })
    }
}

/// The smallest value that `percent` of the values do not exceed (nearest
/// rank); `sorted` ascends.
fn percentile(sorted: &[f64], percent: usize) -> Option<f64> {
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted.get(rank.saturating_sub(1)).copied()
}

/// The mean; `None` of nothing.
pub(super) fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (mut sum, mut count) = (0.0, 0);
    for value in values {
        sum += value;
        count += 1;
    }
    (count > 0).then(|| sum / real(count))
}

/// The share of those that are true among those that are known.
pub(super) fn share(known: impl Iterator<Item = Option<bool>>) -> Option<f64> {
    mean(known.flatten().map(|right| if right { 1.0 } else { 0.0 }))
}

pub(super) fn ratio(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| real(part) / real(whole))
}

#[allow(clippy::cast_precision_loss, reason = "counts of questions are far below 2^52")]
pub(super) fn real(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranking(found: &[usize], relevant: usize) -> Ranking {
        Ranking::new((1..=20).map(|rank| found.contains(&rank)), relevant)
    }

    fn near(left: f64, right: f64) -> bool {
        (left - right).abs() < 1e-9
    }

    #[test]
    fn one_relevant_document_at_the_third_rank() {
        let third = ranking(&[3], 1);
        assert!(near(third.recall_at(1), 0.0) && near(third.recall_at(5), 1.0));
        assert!(near(third.reciprocal_rank(), 1.0 / 3.0));
        // 1 / log2(4), over an ideal of 1 / log2(2).
        assert!(near(third.ndcg(), 0.5));
    }

    #[test]
    fn two_of_three_relevant_documents() {
        let two = ranking(&[1, 7], 3);
        assert!(near(two.recall_at(1), 1.0 / 3.0) && near(two.recall_at(10), 2.0 / 3.0));
        assert!(near(two.reciprocal_rank(), 1.0));
        // (1 + 1/3) / (1 + 0.630930 + 0.5), log2(8) being 3.
        assert!((two.ndcg() - 0.625_705).abs() < 1e-6, "{}", two.ndcg());
    }

    #[test]
    fn what_is_found_too_deep_is_not_found() {
        let deep = ranking(&[11], 1);
        assert_eq!(deep.first(), None);
        assert!(near(deep.recall_at(10), 0.0) && near(deep.ndcg(), 0.0));
    }

    #[test]
    fn precision_and_recall() {
        let pairs = [(true, true), (true, true), (true, false), (false, true), (false, false)];
        let class = Class::of(pairs.into_iter());
        assert!(class.precision.is_some_and(|value| near(value, 2.0 / 3.0)));
        assert!(class.recall.is_some_and(|value| near(value, 2.0 / 3.0)));
        let none = Class::of([(true, false)].into_iter());
        assert_eq!(none, Class { precision: None, recall: Some(0.0) });
    }

    #[test]
    fn percentiles_are_values_that_occurred() {
        let times = (1..=200).rev().map(Duration::from_millis);
        let latency = Latency::of(times).expect("times");
        assert!(near(latency.p50, 100.0) && near(latency.p90, 180.0) && near(latency.p99, 198.0));
        assert!(near(latency.mean, 100.5));
        assert_eq!(Latency::of(std::iter::empty()), None);
        let one = Latency::of(std::iter::once(Duration::from_millis(7))).expect("a time");
        assert!(near(one.p50, 7.0) && near(one.p99, 7.0));
    }

    #[test]
    fn what_is_not_known_does_not_count() {
        assert_eq!(share([Some(true), None, Some(false)].into_iter()), Some(0.5));
        assert_eq!(share([None].into_iter()), None);
    }
}
