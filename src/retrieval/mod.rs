//! From a question to ranked passages.
//!
//! ```text
//! text ─► Query ─ prepare ─► Prepared ─ candidates ─► top by BM25 ─ rank ─► Hits
//! ```
//!
//! [`Query`] is a question within bounds. [`prepare`](prepared::Prepared)
//! finds what is asked for, puts spoken Cantonese into written Chinese and
//! adds the glossary's other forms. The index gives candidates cheaply, and
//! few of them are ranked again, sentence by sentence.

mod candidates;
pub mod coded;
mod expand;
pub mod follow_up;
mod grams;
pub mod needle;
pub mod pattern;
pub mod prepared;
pub mod query;
pub mod question;
pub mod rank;
pub mod reading;
mod retriever;
mod sought;
mod times;

use std::sync::Arc;

use crate::corpus::Passage;
pub use prepared::Prepared;
pub use query::{InvalidQuery, Query};
pub use question::Asks;
pub use rank::Matched;
pub use rank::Weights;
pub use retriever::Retriever;
pub use times::Times;

/// How well a passage answers; comparable within one question only.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct Score(pub f32);

/// A passage found for a question.
#[derive(Debug, Clone)]
pub struct Hit {
    /// The passage.
    pub passage: Arc<Passage>,
    /// How well it answers.
    pub score: Score,
    /// What the score is made of.
    pub features: [f32; rank::FEATURES.len()],
    /// What of the question stands where in it.
    pub matched: Matched,
}
