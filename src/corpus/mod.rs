//! Documents as they are on disk, and the passages they are read into.
//!
//! ```text
//! folder ── load ──► Entry ── read ──► Document ── layout ──► blocks ── passage ──► Passage
//! ```
//!
//! Whatever layout does, a passage can say which bytes of the file it came
//! from: see [`SourceMap`].

mod address;
pub mod catalog;
mod changes;
pub mod dateline;
pub mod encoding;
mod entry;
pub mod front_matter;
pub mod glossary;
mod kind;
pub mod known;
pub mod layout;
mod limited;
pub mod load;
pub mod passage;
pub mod printed;
mod problem;
mod source_map;
pub mod style;
pub mod title;

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::text::date::mentions;
use crate::text::language::Language;
use crate::text::normalize::folded;
use crate::text::plain::line;
pub use changes::Changes;
pub use entry::Entry;
pub use kind::Kind;
pub use known::Known;
pub use layout::CELL;
pub use load::{Corpus, LoadError, load};
pub use passage::Passage;
pub use problem::{Problem, Reason};
pub(crate) use problem::{contained, panic_words};
pub use source_map::SourceMap;
pub use style::{Format, Style};

/// A document's name: its path in the corpus folder, with `/` between parts.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DocumentId(String);

impl DocumentId {
    /// The id of the document at `path`, relative to the corpus folder.
    pub fn new(path: impl Into<String>) -> Self {
        Self(path.into())
    }

    /// The path as it is written in citations.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The path on one plain line, whatever is in the name of the file.
impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&line(&self.0, usize::MAX))
    }
}

/// What is known about a document besides its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// The document's name and its path in the corpus folder.
    pub id: DocumentId,
    /// The title; the file's name when the catalogue does not give one.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// The day of publication.
    pub published: Option<NaiveDate>,
    /// Why that day is believed, when the document does not print it.
    pub published_note: Option<String>,
    /// The language it is written in.
    pub language: Language,
    /// Where the original can be read.
    pub url: Option<String>,
}

impl Metadata {
    /// Who published it; the title where nobody is named.
    pub fn name(&self) -> &str {
        self.publisher.as_deref().unwrap_or(&self.title)
    }

    /// Whether its title, publisher, day or file has each of the folded `words`.
    pub fn is_called(&self, words: &[String]) -> bool {
        let day = self.published.map(|day| day.to_string()).unwrap_or_default();
        let publisher = self.publisher.as_deref().unwrap_or_default();
        let text = folded(&format!("{} {publisher} {day} {}", self.title, self.id));
        // 2023年 and 2023年8月 are times that it may be of.
        let is_of = |word: &str| {
            let dates = mentions(word, None);
            let within = dates.first().filter(|date| date.span.len() == word.len());
            within.zip(self.published).is_some_and(|(date, day)| {
                date.start.is_some_and(|start| start <= day)
                    && date.end.is_some_and(|end| day <= end)
            })
        };
        words.iter().all(|word| text.contains(word) || is_of(word))
    }

    /// Where a link of the document leads, whose target it writes as `target`: an address
    /// of the web, or one within the document's own site; `None` for anything else.
    pub fn leads_to(&self, target: &str) -> Option<String> {
        let base = self.url.as_deref().and_then(|url| Url::parse(url).ok());
        let address = match Url::parse(target) {
            Err(_) => base?.join(target).ok()?.to_string(),
            Ok(_) => target.to_owned(),
        };
        address::web(&address).map(str::to_owned)
    }
}

/// A document: its metadata and its decoded text.
#[derive(Debug, Clone)]
pub struct Document {
    /// What is known about it.
    pub meta: Metadata,
    /// The text, decoded to UTF-8, otherwise as the file has it.
    pub body: String,
    /// From bytes of `body` to bytes of the file.
    pub source: SourceMap,
}
