//! How well the answers are, measured on judged questions.
//!
//! ```text
//! JSONL ─► Corpus + JudgedQuery ─ Trial ─► Verdict, one a query ─► Report
//! ```
//!
//! A [`Trial`] builds a fresh index and puts each question to the same
//! [`Answerer`](crate::answer::Answerer) that people talk to. The same input
//! gives the same report, but for times and memory.

mod claims;
mod collection;
mod composed;
mod correctness;
mod curve;
mod gold;
mod judge;
mod memory;
mod metrics;
mod misses;
mod plain;
mod queries;
mod report;
#[cfg(test)]
mod samples;
mod table;
mod trial;

pub use claims::{Cited, GateReport, JudgedClaim, JudgedVerdict, Passing, claims, misjudged};
pub use collection::{CollectionError, documents};
pub use composed::{ComposedReport, ComposedVerdict, Counts, Judgement, composed};
pub use correctness::{Correctness, Share};
pub use curve::Point;
pub use gold::Highlight;
pub use judge::{Verdict, is_relevant};
pub use memory::resident_memory_mb;
pub use metrics::{Class, Latency, Ranking};
pub use misses::misses;
pub use plain::plain;
pub use queries::{Expected, JudgedQuery, Outcome, queries};
pub use report::{Outcomes, Quality, Report};
pub use trial::{Conditions, Trial};
