//! Answers in a model's words, each claim checked.

mod claims;
mod label;

pub use claims::{Claims, Draft};
pub use label::Label;
