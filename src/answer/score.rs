//! How likely a span is the answer: a logistic regression over named
//! features, whose weights are a file.
//!
//! `training/score.py` learns the weights on pages that trained nothing else,
//! and shows what each threshold gives; `docs/evaluation.md` says why it is so.

use std::sync::LazyLock;

use serde::Deserialize;

pub use super::features::{Features, NAMES};

/// The weights and the threshold, as the file has them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// A candidate that is at least so likely is said.
    answered: f32,
    weights: std::collections::BTreeMap<String, f32>,
}

/// A learned model.
#[derive(Debug)]
pub struct Model {
    /// A candidate that is at least so likely is said.
    pub answered: f32,
    weights: [f32; NAMES.len()],
}

static SHIPPED: LazyLock<Model> =
    LazyLock::new(|| Model::parse(include_str!("score.toml")).unwrap_or_else(|_| Model::silent()));

impl Model {
    /// The model that is part of the program.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Reads a file of weights: each of [`NAMES`] and no other.
    fn parse(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        let mut weights = [0.0; NAMES.len()];
        for (slot, name) in weights.iter_mut().zip(NAMES) {
            *slot = *file.weights.get(name).ok_or(format!("no weight for {name}"))?;
        }
        let strange = file.weights.keys().find(|name| !NAMES.contains(&name.as_str()));
        strange.map_or(Ok(Self { answered: file.answered, weights }), |name| {
            Err(format!("{name} is no feature"))
        })
    }

    /// A model that answers nothing, for weights that cannot be read.
    fn silent() -> Self {
        Self { answered: 1.0, weights: [0.0; NAMES.len()] }
    }

    /// The probability that a candidate with `features` is the answer.
    pub fn probability(&self, features: &Features) -> f32 {
        let odds: f32 =
            self.weights.iter().zip(features.values()).map(|(w, value)| w * value).sum();
        1.0 / (1.0 + (-odds).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_weights_name_every_feature_and_no_other() {
        let model = Model::parse(include_str!("score.toml")).expect("parses");
        assert!((0.5..1.0).contains(&model.answered), "{}", model.answered);
        let missing = Model::parse("answered = 0.5\n[weights]\nalways = 1.0\n");
        assert_eq!(missing.err().as_deref(), Some("no weight for reader_has_answer"));
    }
}
