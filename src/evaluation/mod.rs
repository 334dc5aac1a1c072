//! How well the answers are, measured on judged questions.
//!
//! ```text
//! JSONL ─► Corpus + JudgedQuery ─ Trial ─► Verdict, one a query ─► Report
//! ```
//!
//! A [`Trial`] builds a fresh index and puts each question to the same
//! [`Answerer`](crate::answer::Answerer) that people talk to. The same input
//! gives the same report, but for times and memory.

mod collection;
mod judge;
mod metrics;
mod queries;
mod report;
mod trial;

pub use collection::{CollectionError, documents};
pub use judge::{Verdict, is_relevant, plain};
pub use metrics::{Class, Latency, Ranking};
pub use queries::{JudgedQuery, Outcome, queries};
pub use report::{Outcomes, Quality, Report};
pub use trial::{Conditions, Trial};
