//! A linear ranking learned by maximum likelihood.
//!
//! Each question chooses among its candidates with probability proportional
//! to `exp(score)`; the likelihood that it chooses a right one is maximised
//! (the top-one loss of `ListNet`: Cao et al., ICML 2007), with a small quadratic
//! penalty, by gradient ascent with momentum. Deterministic.

#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts of questions are small"
)]

/// A question's candidates.
#[derive(Clone)]
pub(crate) struct Choice {
    /// Features of each, in the order of the ranking in use.
    pub(crate) candidates: Vec<Vec<f32>>,
    /// Which of them are right.
    pub(crate) right: Vec<bool>,
}

/// One weight a feature.
pub(crate) struct Learned(pub(crate) Vec<f32>);

const ROUNDS: usize = 600;
const RATE: f32 = 4.0;
const MOMENTUM: f32 = 0.9;
const PENALTY: f32 = 2e-4;

impl Choice {
    pub(crate) fn has_right(&self) -> bool {
        self.right.iter().any(|right| *right)
    }

    /// The rank of the first right candidate, from 1, as they stand.
    pub(crate) fn rank_in_use(&self) -> Option<usize> {
        self.right.iter().position(|right| *right).map(|at| at + 1)
    }

    /// The rank of the first right candidate by `learned`.
    pub(crate) fn rank(&self, learned: &Learned) -> Option<usize> {
        let scores: Vec<f32> = self.candidates.iter().map(|f| learned.score(f)).collect();
        let best = scores.iter().zip(&self.right).filter(|(_, right)| **right);
        let best = best.map(|(score, _)| *score).fold(f32::NEG_INFINITY, f32::max);
        let above =
            scores.iter().zip(&self.right).filter(|(score, right)| !**right && **score >= best);
        self.has_right().then(|| above.count() + 1)
    }
}

impl Learned {
    pub(crate) fn on(features: usize, choices: &[Choice]) -> Self {
        let mut learned = Self(vec![0.0; features]);
        let mut speed = vec![0.0; features];
        let usable: Vec<&Choice> = choices.iter().filter(|choice| choice.has_right()).collect();
        for _ in 0..ROUNDS {
            let mut gradient = vec![0.0; features];
            for choice in &usable {
                learned.add_gradient(choice, &mut gradient);
            }
            for at in 0..features {
                let slope = gradient[at] / usable.len() as f32 - PENALTY * learned.0[at];
                speed[at] = MOMENTUM * speed[at] + RATE * slope;
                learned.0[at] += speed[at];
            }
        }
        learned
    }

    fn score(&self, features: &[f32]) -> f32 {
        self.0.iter().zip(features).map(|(weight, feature)| weight * feature).sum()
    }

    fn add_gradient(&self, choice: &Choice, gradient: &mut [f32]) {
        let scores: Vec<f32> = choice.candidates.iter().map(|f| self.score(f)).collect();
        let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let likely: Vec<f32> = scores.iter().map(|score| (score - top).exp()).collect();
        let all: f32 = likely.iter().sum();
        let right: f32 =
            likely.iter().zip(&choice.right).filter(|(_, right)| **right).map(|(l, _)| l).sum();
        for ((features, likely), is_right) in
            choice.candidates.iter().zip(&likely).zip(&choice.right)
        {
            let share = if *is_right { likely / right.max(1e-12) } else { 0.0 } - likely / all;
            for (slot, feature) in gradient.iter_mut().zip(features) {
                *slot += share * feature;
            }
        }
    }
}

/// Recall and MRR of `rank` over `choices`.
pub(crate) fn figures(choices: &[Choice], rank: impl Fn(&Choice) -> Option<usize>) -> String {
    summary(&choices.iter().map(rank).collect::<Vec<_>>())
}

/// Recall at 1, 3, 10 and 30, and MRR at 10, of ranks from 1.
pub(crate) fn summary(ranks: &[Option<usize>]) -> String {
    let total = ranks.len().max(1) as f32;
    let at =
        |depth: usize| ranks.iter().flatten().filter(|rank| **rank <= depth).count() as f32 / total;
    let mrr: f32 =
        ranks.iter().flatten().filter(|rank| **rank <= 10).map(|rank| 1.0 / *rank as f32).sum();
    format!(
        "R@1 {:.4}  R@3 {:.4}  R@10 {:.4}  R@30 {:.4}  MRR@10 {:.4}",
        at(1),
        at(3),
        at(10),
        at(30),
        mrr / total
    )
}
