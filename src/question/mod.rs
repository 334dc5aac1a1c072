//! From a text and the turns before it to a question.
//!
//! ```text
//! text, turns ─ follow_up ─► Query ─ expand ─► segments ─ asking ─► Wording ─► Question
//! ```
//!
//! [`intent`] tells what is no question, [`parts`] parts several questions of one
//! message, and [`overview`] tells who wants an overview. [`Query`] is a text
//! within bounds, with what it left unsaid taken from the [turns](follow_up)
//! before it. [`Question::read`] finds what is asked
//! for, puts spoken Cantonese into written Chinese, and gives each word and
//! term its other forms. It knows the glossary and no documents: how much a
//! term matters among them is for retrieval to say.

mod answer_type;
mod asking;
mod compare;
mod expand;
pub mod follow_up;
mod gap;
pub mod intent;
mod lexicon;
pub mod overview;
pub mod parts;
mod proper;
pub mod query;
mod read;
mod segment;
pub mod sibling;
mod term;
mod times;
mod wording;

pub use answer_type::AnswerType;
pub use asking::{asks_how_many, is_function};
pub use gap::Gap;
pub use query::{InvalidQuery, Query};
pub use read::Question;
pub use segment::{Form, Segment};
pub use term::{QueryTerm, TermKind};
pub use times::{Times, years};
pub use wording::Wording;
