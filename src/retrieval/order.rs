//! The order of hits by words and by vectors together.

use super::hit::Hit;
use super::weights::Fusion;

/// Orders `hits` by their words alone, best first.
pub(super) fn rank(hits: &mut [Hit]) {
    hits.sort_by(|left, right| right.score.0.total_cmp(&left.score.0));
}

/// Orders `hits` by their words and their vectors, best first: score and cosine
/// each as a share of its range among these hits, and `weights` for what they
/// are worth. The shares do not depend on which encoder made the vectors.
pub(super) fn fuse(hits: &mut [Hit], weights: &Fusion) {
    let scores = Scale::of(hits.iter().map(|hit| hit.score.0));
    let cosines = Scale::of(hits.iter().map(|hit| hit.similarity));
    let key = |hit: &Hit| {
        scores.share(hit.score.0)
            + weights.similarity * cosines.share(hit.similarity)
            + if hit.foreign { weights.foreign } else { 0.0 }
    };
    hits.sort_by(|left, right| key(right).total_cmp(&key(left)));
}

/// The least and the greatest of some numbers.
struct Scale {
    least: f32,
    most: f32,
}

impl Scale {
    fn of(numbers: impl Iterator<Item = f32>) -> Self {
        let whole = Self { least: f32::INFINITY, most: f32::NEG_INFINITY };
        numbers.fold(whole, |scale, number| Self {
            least: scale.least.min(number),
            most: scale.most.max(number),
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
        let scale = Scale::of([2.0, 6.0, 4.0].into_iter());
        assert!((scale.share(5.0) - 0.75).abs() < 1e-6);
        assert!(Scale::of([3.0, 3.0].into_iter()).share(3.0).abs() < 1e-6);
        assert!(Scale::of(std::iter::empty()).share(1.0).abs() < 1e-6);
    }
}
