//! When to answer: a logistic regression, and its trade-off.

#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts of questions are small"
)]

use std::path::Path;

use innopolicy::answer::evidence::{Evidence, FEATURES};
use innopolicy::evaluation::{self, is_relevant};

use crate::sample::{self, trial};

/// One question with or without its answer in the documents.
#[derive(Clone)]
struct Case {
    features: [f32; FEATURES.len()],
    probability: f32,
    answerable: bool,
    /// The number of its question in its set.
    question: usize,
    /// How much it counts: each set's answerable and unanswerable questions
    /// count the same in all.
    weight: f32,
}

const FOLDS: usize = 5;
const ROUNDS: usize = 3000;
const RATE: f32 = 1.0;
const MOMENTUM: f32 = 0.9;
const PENALTY: f32 = 1e-4;

/// Shares of answerable questions that are refused, for the trade-off.
const REFUSED: [f32; 6] = [0.02, 0.05, 0.08, 0.10, 0.15, 0.20];

pub(crate) fn tune(sets: &[(&str, &str)]) {
    let sets: Vec<Vec<Case>> = sets.iter().map(|set| cases(*set)).collect();
    let all: Vec<Case> = sets.iter().flatten().cloned().collect();
    for (number, set) in sets.iter().enumerate() {
        println!(
            "set {number}: {} cases; in use {}",
            set.len(),
            trade_off(set, |case| case.probability)
        );
    }
    let mut held_out = Vec::new();
    for fold in 0..FOLDS {
        // A question with and without its answer is in one fold.
        let part = |test: bool| {
            all.iter().filter(move |case| (case.question % FOLDS == fold) == test).cloned()
        };
        let learned = learn(&part(false).collect::<Vec<_>>());
        held_out.extend(
            part(true).map(|case| Case { probability: score(&learned, &case.features), ..case }),
        );
    }
    println!("held out: {}", trade_off(&held_out, |case| case.probability));
    let learned = learn(&all);
    for (number, set) in sets.iter().enumerate() {
        println!(
            "set {number}: learned {}",
            trade_off(set, |case| score(&learned, &case.features))
        );
    }
    for (name, weight) in FEATURES.iter().zip(&learned) {
        println!("    {weight:.3}, // {name}");
    }
}

fn cases((corpus, queries): (&str, &str)) -> Vec<Case> {
    let trial = trial(Path::new(corpus));
    let queries = evaluation::queries(Path::new(queries)).expect("questions");
    let mut cases = Vec::new();
    for (question, judged) in queries.iter().enumerate() {
        let of = |evidence: Evidence, answerable| Case {
            features: evidence.features,
            probability: evidence.probability,
            answerable,
            question,
            weight: 1.0,
        };
        let answerable = judged.is_answerable();
        let with = trial.answerer().evidence(&judged.query, &|_| true).expect("searches");
        cases.extend(with.map(|evidence| of(evidence, answerable)));
        if answerable {
            let keep = |passage: &_| !is_relevant(judged, passage);
            let without = trial.answerer().evidence(&judged.query, &keep).expect("searches");
            // What another document answers is not unanswerable.
            let without = without.filter(|_| !sample::answers(&trial, judged, &keep));
            cases.extend(without.map(|evidence| of(evidence, false)));
        }
    }
    for answerable in [true, false] {
        let count = cases.iter().filter(|case| case.answerable == answerable).count().max(1);
        let same = cases.iter_mut().filter(|case| case.answerable == answerable);
        same.for_each(|case| case.weight = 1.0 / count as f32);
    }
    cases
}

fn score(weights: &[f32], features: &[f32]) -> f32 {
    let odds: f32 = weights.iter().zip(features).map(|(weight, feature)| weight * feature).sum();
    1.0 / (1.0 + (-odds).exp())
}

fn learn(cases: &[Case]) -> Vec<f32> {
    let (mut weights, mut speed) = (vec![0.0; FEATURES.len()], vec![0.0; FEATURES.len()]);
    let total: f32 = cases.iter().map(|case| case.weight).sum();
    for _ in 0..ROUNDS {
        let mut gradient = vec![0.0; FEATURES.len()];
        for case in cases {
            let label = if case.answerable { 1.0 } else { 0.0 };
            let error = (label - score(&weights, &case.features)) * case.weight / total;
            gradient
                .iter_mut()
                .zip(&case.features)
                .for_each(|(slot, feature)| *slot += error * feature);
        }
        for at in 0..weights.len() {
            speed[at] = MOMENTUM * speed[at] + RATE * (gradient[at] - PENALTY * weights[at]);
            weights[at] += speed[at];
        }
    }
    weights
}

/// For each share of answerable questions refused, the share of unanswerable
/// ones that are, with the threshold.
fn trade_off(cases: &[Case], probability: impl Fn(&Case) -> f32) -> String {
    let scores = |answerable: bool| {
        let same = cases.iter().filter(|case| case.answerable == answerable);
        let mut scores: Vec<f32> = same.map(&probability).collect();
        scores.sort_by(f32::total_cmp);
        scores
    };
    let (yes, no) = (scores(true), scores(false));
    let at = |share: f32| {
        let threshold = yes.get((yes.len() as f32 * share) as usize).copied().unwrap_or(1.0);
        let refused = no.iter().filter(|score| **score < threshold).count();
        format!(
            "{:.0}%→{:.1}% ({threshold:.2})",
            share * 100.0,
            refused as f32 * 100.0 / no.len().max(1) as f32
        )
    };
    REFUSED.map(at).join("  ")
}
