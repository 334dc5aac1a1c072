//! From a question to ranked passages.
//!
//! ```text
//! Question ─ prepare ─► PreparedQuestion ─ candidates ─► top by BM25 ──┐
//!                                └────────── dense ─────► top by cosine ┴─ rank ─► Hits
//! ```
//!
//! A [`PreparedQuestion`] knows how rare its terms are among the documents.
//! The index gives candidates cheaply, and few of them are ranked again,
//! sentence by sentence.

mod candidates;
mod copies;
pub mod dense;
pub mod encoder;
mod grams;
mod hit;
mod order;
pub mod pattern;
mod preparation;
mod prepared;
mod rank;
mod retriever;
mod rows;
mod sought_term;
mod weights;

pub use dense::{DenseError, Vectors};
pub use encoder::{Encoder, EncoderError};
pub use hit::{Hit, Score};
pub use prepared::PreparedQuestion;
pub use rank::Matched;
pub use retriever::Retriever;
pub use sought_term::{SoughtTerm, heaviest};
pub use weights::{FEATURES, Fusion, Weights};
