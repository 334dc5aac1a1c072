//! A quotation that is in its source.

use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;
use serde::ser::SerializeStruct;

use super::{Claim, Short};
use crate::corpus::{Metadata, Passage};

/// A verbatim piece of a passage, with where it stands.
///
/// Only [`verify`](super::verify) makes one, so a citation that exists has
/// its quote in the passage, byte for byte, and the passage in its file.
#[derive(Debug, Clone)]
pub struct Citation {
    number: u32,
    document: Arc<Metadata>,
    passage: Arc<Passage>,
    range: Range<usize>,
    possible: Option<Range<usize>>,
    told: Option<Short>,
    copies: Vec<Metadata>,
}

/// A quote within its passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context<'a> {
    /// The passage before the quote.
    pub before: &'a str,
    /// The quote.
    pub quote: &'a str,
    /// The passage after the quote.
    pub after: &'a str,
}

impl Citation {
    /// For [`verify`](super::verify) alone, which has checked the range.
    pub(super) fn verified(
        number: u32,
        document: Arc<Metadata>,
        passage: Arc<Passage>,
        range: Range<usize>,
    ) -> Self {
        Self { number, document, passage, range, possible: None, told: None, copies: Vec::new() }
    }

    /// Its number in the answer, from 1.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The document it is from.
    pub fn document(&self) -> &Metadata {
        &self.document
    }

    /// The headings above it, outermost first.
    pub fn section(&self) -> &[String] {
        &self.passage.section
    }

    /// The headings above it that say more than the document's name does,
    /// outermost first.
    pub fn headings(&self) -> impl DoubleEndedIterator<Item = &str> {
        let name = self.document.name();
        self.passage.section.iter().map(String::as_str).filter(move |heading| *heading != name)
    }

    /// The words quoted, as printed but for white space that layout broke.
    pub fn quote(&self) -> &str {
        &self.passage.text[self.range.clone()]
    }

    /// The quote and what stands around it.
    pub fn context(&self) -> Context<'_> {
        let text = &self.passage.text;
        Context {
            before: &text[..self.range.start],
            quote: self.quote(),
            after: &text[self.range.end..],
        }
    }

    /// Bytes of the file that the quote came from.
    pub fn span(&self) -> Range<usize> {
        self.passage.source(&self.range)
    }

    /// The bytes of the passage's text that are quoted.
    pub(super) fn range(&self) -> &Range<usize> {
        &self.range
    }

    /// Says that no words of it may be the answer.
    pub(super) fn rule_out(&mut self) {
        (self.possible, self.told) = (None, None);
    }

    /// How what may be the answer is told to the asker.
    pub(super) fn tell_possible(&mut self, told: Option<Short>) {
        self.told = told;
    }

    /// The same citation, with bytes `span` of the passage's text marked as
    /// what may be the answer, as far as they are quoted.
    pub(super) fn with_possible(self, span: Option<&Range<usize>>) -> Self {
        let inside = |span: &Range<usize>| {
            self.range.start <= span.start && span.end <= self.range.end && !span.is_empty()
        };
        let start = self.range.start;
        let possible = span.filter(|span| inside(span));
        let possible = possible.map(|span| span.start - start..span.end - start);
        Self { possible, ..self }
    }

    /// The same citation, of a text that other documents print too.
    pub(super) fn with_copies(self, mut copies: Vec<Metadata>) -> Self {
        copies.sort_by(|left, right| (left.published, &left.id).cmp(&(right.published, &right.id)));
        copies.dedup_by(|left, right| left.id == right.id);
        Self { copies, ..self }
    }

    /// Who else prints the same text, the earliest first, each by the publisher
    /// or the title.
    pub fn printed_by(&self) -> Vec<String> {
        let mut names: Vec<String> =
            self.copies.iter().map(|copy| copy.name().to_owned()).collect();
        names.dedup();
        names
    }

    /// Bytes of the quote that may be the answer, where nothing is answered.
    pub fn possible(&self) -> Option<Range<usize>> {
        self.possible.clone()
    }

    /// What may be the answer, where nothing is answered, as it is told to the asker.
    pub fn possible_told(&self) -> Option<&Short> {
        self.told.as_ref()
    }

    /// Bytes of the quote that answer, in order: what may, where nothing is
    /// answered, or what `claims` that rest on it mark.
    pub fn decisive(&self, claims: &[Claim]) -> Vec<Range<usize>> {
        if let Some(possible) = self.possible() {
            return vec![possible];
        }
        let quote = self.quote();
        let resting = claims.iter().filter(|claim| claim.citations.contains(&self.number));
        let words = resting.flat_map(|claim| {
            claim.highlight.iter().filter_map(|range| claim.text.get(range.clone()))
        });
        let words = words.filter(|word| !word.is_empty());
        let mut found: Vec<Range<usize>> =
            words.filter_map(|word| quote.find(word).map(|at| at..at + word.len())).collect();
        found.sort_by_key(|range| range.start);
        found
    }

    /// The passage it is from.
    pub fn passage(&self) -> &Passage {
        &self.passage
    }
}

impl Serialize for Citation {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let span = self.span();
        let mut fields = serializer.serialize_struct("Citation", 14)?;
        fields.serialize_field("number", &self.number)?;
        fields.serialize_field("document", self.document.id.as_str())?;
        fields.serialize_field("title", &self.document.title)?;
        fields.serialize_field("publisher", &self.document.publisher)?;
        fields.serialize_field("published", &self.document.published)?;
        fields.serialize_field("section", self.section())?;
        fields.serialize_field("quote", self.quote())?;
        fields.serialize_field("path", self.document.id.as_str())?;
        fields.serialize_field("start", &span.start)?;
        fields.serialize_field("end", &span.end)?;
        fields.serialize_field("url", &self.document.url)?;
        if let Some(possible) = &self.possible {
            fields.serialize_field("possible", possible)?;
        }
        if let Some(told) = &self.told {
            fields.serialize_field("told", told)?;
        }
        if !self.copies.is_empty() {
            let copies: Vec<_> = self.copies.iter().map(|copy| copy.id.as_str()).collect();
            fields.serialize_field("copies", &copies)?;
        }
        fields.end()
    }
}
