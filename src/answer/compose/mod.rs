//! Answers in a model's words, each sentence of them checked.
//!
//! ```text
//! Base ─ prompt ─► model ─ claims ─► Draft ─ judge ─► settle ─► Reply
//! ```
//!
//! A model is given numbered sentences and writes claims with their numbers. What it
//! writes is read as it comes ([`Claims`]), each claim is judged by the
//! [gate](super::gate), and those that hold are the answer. Where nothing does, the
//! answer that is chosen without a model stands.

mod base;
mod claims;
mod composer;
mod dates;
mod judge;
mod label;
mod material;
mod prompt;
mod rewriting;
mod settle;
mod trace;

pub use base::Base;
pub use claims::{Claims, Draft};
pub use composer::{Composed, Composer};
pub use label::Label;
pub use material::Material;
pub use prompt::{PromptError, Prompts};
pub use trace::{Judged, SetAside, Trace};
