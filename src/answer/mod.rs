//! From ranked passages to an answer that can be checked.
//!
//! ```text
//! Hits ─ reader ─► candidates ─ score ─► select ─ verify ─► Answer
//! ```
//!
//! The reader chooses spans, and `score` weighs what it says of them and where
//! their passages stand. Without a reader `lexical` chooses by words alone.
//!
//! Three outcomes, none of them an error: [`Answer::Answered`] with every
//! claim cited, [`Answer::Nearest`] when no passage answers but some come
//! close, [`Answer::Abstained`] when there is nothing.

mod absent;
mod alignment;
mod answerer;
mod bare_month;
pub mod candidate;
mod cell;
mod citation;
mod column;
pub mod compose;
mod constraint;
mod counted;
mod courtesy;
mod currency;
mod day;
mod definition;
mod denied;
mod each;
mod editions;
mod enumerated;
pub mod evidence;
mod explanation;
pub mod extract;
mod faq;
mod features;
mod fit;
mod following;
mod form;
mod former;
pub mod gate;
mod highlight;
mod how_to;
mod in_line;
mod judging;
pub mod kind;
mod lexical;
mod list;
mod markdown;
mod missing;
mod names;
mod note;
mod notes;
mod now;
mod one_form;
mod outline;
mod overview;
mod planned;
mod portion;
mod post;
mod profile;
mod reason;
mod reply;
mod respective;
mod rewording;
mod said_names;
mod said_of;
mod say;
pub mod score;
mod sections;
mod select;
mod short;
mod shorten;
mod size;
mod statement;
mod times;
mod verification;
pub mod verify;
mod weigh;
mod whole;

pub use alignment::Change;
pub use answerer::Answerer;
pub use citation::{Citation, Context};
pub use explanation::{Asked, Explanation};
pub use markdown::markdown;
pub use missing::Missing;
pub use note::Note;
pub use reply::{Mode, Overview, Reply};
pub use short::Short;
pub use verification::{Finding, Statement, Verification};
pub use weigh::Weighed;

use chrono::NaiveDate;
use serde::Serialize;
use std::ops::Range;

/// How many passages are shown when none answers.
const NEAREST: usize = 3;

/// What the bot says to a question.
#[derive(Debug, Clone)]
pub enum Answer {
    /// Every claim cited and verified.
    Answered(Grounded),
    /// No passage answers; these come closest.
    Nearest(Vec<Citation>),
    /// Nothing in the documents.
    Abstained,
}

impl Answer {
    /// What is shown of the documents.
    pub fn citations(&self) -> &[Citation] {
        match self {
            Self::Answered(grounded) => grounded.citations(),
            Self::Nearest(citations) => citations,
            Self::Abstained => &[],
        }
    }
}

/// Claims with the citations that they rest on.
#[derive(Debug, Clone)]
pub struct Grounded {
    claims: Vec<Claim>,
    citations: Vec<Citation>,
}

impl Grounded {
    /// What is said, in order; never empty.
    pub fn claims(&self) -> &[Claim] {
        &self.claims
    }

    /// What it rests on, numbered from 1.
    pub fn citations(&self) -> &[Citation] {
        &self.citations
    }
}

/// One statement and the citations it rests on.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Claim {
    /// The statement.
    pub text: String,
    /// Numbers of the citations; never empty.
    pub citations: Vec<u32>,
    /// Bytes of `text` that are likely the answer itself.
    pub highlight: Vec<Range<usize>>,
    /// The answer itself in a line, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short: Option<Short>,
    /// The day of the document, where a newer one says otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<NaiveDate>,
}
