//! The order of hits by words and by vectors together.

use chrono::NaiveDate;

use super::hit::Hit;
use super::weights::{Fusion, Scale};
use crate::question::Times;

const DAYS_OF_A_YEAR: f32 = 365.25;

/// In so many years the worth of being new falls to a share of 1/e.
const YEARS: f32 = 2.0;

/// Orders `hits` by their words alone, best first.
pub(super) fn rank(hits: &mut [Hit]) {
    hits.sort_by(|left, right| right.score.0.total_cmp(&left.score.0));
}

/// Orders `hits` by their words and their vectors, best first: score and cosine
/// each on its scale, and `weights` for what these and the rest are worth.
pub(super) fn fuse(hits: &mut [Hit], times: &Times, weights: &Fusion) {
    let (scores, cosines) = match weights.scale {
        Scale::Shares => {
            let of = |number: fn(&Hit) -> f32| Range::of(hits.iter().map(number));
            (of(|hit| hit.score.0), of(|hit| hit.similarity))
        }
        Scale::LogOdds => (Range::UNIT, Range::UNIT),
    };
    let newest = hits.iter().filter_map(|hit| hit.published).max();
    #[allow(clippy::cast_precision_loss, reason = "passages are short")]
    let key = |hit: &Hit| {
        scores.share(hit.score.0)
            + weights.similarity * cosines.share(hit.similarity)
            + if hit.foreign { weights.foreign } else { 0.0 }
            + timely(hit, times, newest, weights)
            + weights.length * (hit.passage.text.len() as f32).ln()
    };
    hits.sort_by(|left, right| key(right).total_cmp(&key(left)));
}

/// What `hit` gains by its day; `newest` is the newest day of all hits.
fn timely(hit: &Hit, times: &Times, newest: Option<NaiveDate>, weights: &Fusion) -> f32 {
    let (Some(day), Some(newest)) = (hit.published, newest) else { return 0.0 };
    if times.is_empty() {
        #[allow(clippy::cast_precision_loss, reason = "a few thousand days")]
        let years = (newest - day).num_days() as f32 / DAYS_OF_A_YEAR;
        return weights.recent * (-years / YEARS).exp();
    }
    if times.hold(day) { weights.of_the_time } else { 0.0 }
}

/// The least and the greatest of some numbers.
struct Range {
    least: f32,
    most: f32,
}

impl Range {
    /// The range in which each number is its own share.
    const UNIT: Self = Self { least: 0.0, most: 1.0 };

    fn of(numbers: impl Iterator<Item = f32>) -> Self {
        let whole = Self { least: f32::INFINITY, most: f32::NEG_INFINITY };
        numbers.fold(whole, |range, number| Self {
            least: range.least.min(number),
            most: range.most.max(number),
        })
    }

    /// Where `number` is between the least, 0, and the greatest, 1; 0 where
    /// they are one.
    fn share(&self, number: f32) -> f32 {
        let range = self.most - self.least;
        if range > 0.0 { (number - self.least) / range } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shares_of_their_range() {
        let range = Range::of([2.0, 6.0, 4.0].into_iter());
        assert!((range.share(5.0) - 0.75).abs() < 1e-6);
        assert!(Range::of([3.0, 3.0].into_iter()).share(3.0).abs() < 1e-6);
        assert!(Range::of(std::iter::empty()).share(1.0).abs() < 1e-6);
        assert!((Range::UNIT.share(-7.5) + 7.5).abs() < 1e-6);
    }
}
