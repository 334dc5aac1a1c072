//! A sentence that a claim rests on.

use chrono::NaiveDate;

use crate::text::date::{Mention, mentions};
use crate::text::figure::{Figure, figures};
use crate::text::language::{Language, written_in};
use crate::text::normalize::folded;
use crate::text::whole::contains;

/// A sentence that a claim rests on, with what is known of it; read once, for all
/// claims that cite it.
#[derive(Debug, Clone)]
pub struct Premise {
    /// The sentence as printed.
    pub text: String,
    /// What stands over it: the title, the headings and the publisher.
    pub header: String,
    /// The day of its document.
    pub published: Option<NaiveDate>,
    pub(super) figures: Vec<Figure>,
    pub(super) dates: Vec<Mention>,
    pub(super) language: Language,
    folded: String,
    folded_header: String,
}

impl Premise {
    /// Reads the sentence `text` of a document of the day `published`.
    pub fn new(text: &str, header: &str, published: Option<NaiveDate>) -> Self {
        Self {
            figures: figures(text),
            dates: mentions(text, published),
            language: written_in(text),
            folded: folded(text),
            folded_header: folded(header),
            text: text.to_owned(),
            header: header.to_owned(),
            published,
        }
    }

    /// Whether the sentence, or what stands over it, has the folded words `form`;
    /// Latin ones whole.
    pub(super) fn has(&self, form: &str) -> bool {
        contains(&self.folded, form) || contains(&self.folded_header, form)
    }

    /// The sentence and what stands over it, folded.
    pub(super) fn all_folded(&self) -> String {
        format!("{}\n{}", self.folded_header, self.folded)
    }
}
