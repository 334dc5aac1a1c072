//! How a composed answer came about.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::answer::gate::{Coverage, Failure};

/// What a model wrote, and what became of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Trace {
    /// The question as the model rewrote it, if it did.
    pub rewritten: Option<String>,
    /// The claims, in order.
    pub claims: Vec<Judged>,
    /// Why the model's words are not shown; `None` where some are.
    pub set_aside: Option<SetAside>,
    /// Until the first claim passed.
    pub first: Option<Duration>,
    /// Until the model was done.
    pub elapsed: Duration,
}

impl Trace {
    /// Whether the answer that was shown is the model's.
    pub fn is_shown(&self) -> bool {
        self.set_aside.is_none() && self.claims.iter().any(|claim| claim.failure.is_none())
    }
}

/// A claim with its verdict.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Judged {
    /// The claim.
    pub text: String,
    /// The numbers that it cites.
    pub labels: Vec<String>,
    /// Why it is not shown.
    pub failure: Option<Failure>,
    /// How much of its words its sentences have.
    pub coverage: Coverage,
    /// The logit that its sentences answer the question, from the reader.
    pub support: Option<f32>,
}

/// Why an answer is chosen, where a model could compose one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", content = "words", rename_all = "kebab-case")]
pub enum SetAside {
    /// The model failed, in its client's words.
    Failed(String),
    /// The answer is a list or an overview, which is shown whole.
    Whole,
    /// Nobody may ask it any more today.
    OutOfBudget,
    /// It says that the sentences do not answer.
    NoAnswer,
    /// Nothing that it wrote passed the gate.
    NothingPassed,
    /// What passed rests on other sentences than the likeliest answer.
    Disagrees,
    /// The reader does not find that what passed answers the question.
    Unsupported,
}
