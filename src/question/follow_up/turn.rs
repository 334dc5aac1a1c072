//! What was asked before, and what is carried over from it.

use serde::{Deserialize, Serialize};

use crate::question::query::Query;

/// How a turn ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// The documents answered.
    Answered,
    /// Something came close.
    Nearest,
    /// There was nothing.
    Abstained,
}

/// A question that was asked before, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// The question as it was searched for: [`Resolved::query`].
    pub question: String,
    /// What the answer is about, such as the heading that it stands under;
    /// used when the question itself names nothing.
    pub subject: Option<String>,
    /// The document that was cited first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// How it ended. A turn that found nothing and names nothing is passed over
    /// when an older one found something; one that names something is what is
    /// spoken about, found or not.
    pub outcome: Outcome,
}

impl Turn {
    /// A turn that only says what is spoken about: the title of a text.
    pub fn about(title: String) -> Self {
        Self { question: title, subject: None, document: None, outcome: Outcome::Nearest }
    }
}

/// What was carried over from a previous turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Carried {
    /// Its subject, in words that stand together in it.
    Subject(String),
    /// What it asks about, in words from several places: this is the turn's question.
    After(String),
    /// All of it but one slot: this is the whole question as it now reads.
    Question(String),
    /// The document that it was about, by its title.
    Document(String),
}

impl Carried {
    /// Its words.
    pub fn words(&self) -> &str {
        match self {
            Self::Subject(words)
            | Self::After(words)
            | Self::Question(words)
            | Self::Document(words) => words,
        }
    }
}

/// A question with what it left unsaid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// What to search for. Its language is that of its words; the answer is
    /// due in the language of the question as it was asked.
    pub query: Query,
    /// What was carried over; `None` when the question stands alone.
    pub carried: Option<Carried>,
}

impl Resolved {
    /// Whether anything was carried over.
    pub fn is_follow_up(&self) -> bool {
        self.carried.is_some()
    }
}
