//! The order of hits by words and by vectors together.

use super::hit::Hit;

/// Orders `hits`, best first: by score alone where they have no vectors, else
/// by score and cosine, each as a share of its range among these hits, the
/// cosine counting for `similarity`. So a passage in another language than the
/// question, which shares few words with it, is found by its vector, and is
/// not put before what has both.
pub(super) fn order(hits: &mut [Hit], similarity: f32) {
    let scores = Scale::of(hits.iter().map(|hit| hit.score.0));
    let cosines = Scale::of(hits.iter().map(|hit| hit.similarity));
    let key = |hit: &Hit| scores.share(hit.score.0) + similarity * cosines.share(hit.similarity);
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
