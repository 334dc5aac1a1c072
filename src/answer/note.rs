//! What the bot says beside the quotes, in its own words.

use chrono::{Datelike, NaiveDate};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::{Citation, Claim, Reply};
use crate::corpus::glossary::Glossary;
use crate::locale::Locale;
use crate::retrieval::Prepared;
use crate::text::date::{Resolved, mentions};
use crate::text::language::Language;
use crate::text::normalize::folded;

/// Something said beside the quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The question leaned on an earlier one; this was carried over.
    FollowUp(String),
    /// The documents are in another language than the question.
    Source(Language),
    /// What a quote is about: official terms in it, as the asker calls them.
    About(Vec<String>),
    /// A date that the question states from its own day, and what it means.
    Asked {
        /// As it was typed.
        words: String,
        /// The time that it means.
        when: Resolved,
    },
    /// A date that a quote states from its own day, and what it means.
    Date {
        /// As it is printed.
        words: String,
        /// The time that it means.
        when: Resolved,
        /// The day of publication that it was counted from.
        from: NaiveDate,
    },
}

/// How many dates are explained, and how many terms are named.
const DATES: usize = 3;
const TERMS: usize = 6;

impl Note {
    /// The note in the words of `locale`.
    pub fn say(&self, locale: &Locale) -> String {
        match self {
            Self::FollowUp(words) => {
                locale.format("note-follow-up", &[("words", words.as_str().into())])
            }
            Self::Source(language) => {
                let key = if language.is_chinese() {
                    "note-source-chinese"
                } else {
                    "note-source-english"
                };
                locale.text(key)
            }
            Self::About(terms) => {
                locale.format("note-about", &[("terms", terms.join("; ").into())])
            }
            Self::Asked { words, when } => locale.format(
                "note-asked",
                &[("words", words.as_str().into()), ("that", locale.that_is(*when).into())],
            ),
            Self::Date { words, when, .. } => locale.format(
                "note-date",
                &[("words", words.as_str().into()), ("that", locale.that_is(*when).into())],
            ),
        }
    }
}

impl Serialize for Note {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_map(None)?;
        match self {
            Self::FollowUp(words) => {
                fields.serialize_entry("kind", "follow_up")?;
                fields.serialize_entry("text", words)?;
            }
            Self::Source(language) => {
                fields.serialize_entry("kind", "source_language")?;
                fields.serialize_entry("language", language)?;
            }
            Self::About(terms) => {
                fields.serialize_entry("kind", "about")?;
                fields.serialize_entry("terms", terms)?;
            }
            Self::Asked { words, when } => {
                fields.serialize_entry("kind", "asked_date")?;
                fields.serialize_entry("text", words)?;
                fields.serialize_entry("start", &when.start())?;
                fields.serialize_entry("end", &when.end())?;
            }
            Self::Date { words, when, from } => {
                fields.serialize_entry("kind", "date")?;
                fields.serialize_entry("text", words)?;
                fields.serialize_entry("start", &when.start())?;
                fields.serialize_entry("end", &when.end())?;
                fields.serialize_entry("counted_from", from)?;
            }
        }
        fields.end()
    }
}

/// The notes on what is shown to a question in `language`.
pub(super) fn notes(
    language: Language,
    claims: &[Claim],
    citations: &[Citation],
    glossary: &Glossary,
) -> Vec<Note> {
    let mut notes = Vec::new();
    let foreign = citations.iter().map(|citation| citation.document().language);
    let foreign = foreign.filter(|source| source.is_chinese() != language.is_chinese());
    if let Some(source) = foreign.into_iter().next() {
        notes.push(Note::Source(source));
        let terms = terms(language, citations, glossary);
        if !terms.is_empty() {
            notes.push(Note::About(terms));
        }
    }
    let said = citations
        .iter()
        .filter(|citation| claims.iter().any(|claim| claim.citations.contains(&citation.number())));
    for note in said.flat_map(dates) {
        if !notes.contains(&note) && notes.len() < DATES + 2 {
            notes.push(note);
        }
    }
    notes
}

/// What the dates of a question mean that it counts from its own day. Where
/// all that is shown is of that day's year, they mean the same in both.
pub(super) fn asked(prepared: &Prepared, today: Option<NaiveDate>, reply: &Reply) -> Vec<Note> {
    let year = |day: Option<NaiveDate>| day.map(|day| day.year());
    let of_the_year = |citation: &Citation| year(citation.document().published) == year(today);
    if !reply.citations().is_empty() && reply.citations().iter().all(of_the_year) {
        return Vec::new();
    }
    let relative = prepared.times.relative.iter();
    relative.map(|(words, when)| Note::Asked { words: words.clone(), when: *when }).collect()
}

/// Official terms in the first quote, in the asker's language.
fn terms(language: Language, citations: &[Citation], glossary: &Glossary) -> Vec<String> {
    let mut terms: Vec<String> = Vec::new();
    for text in citations.iter().take(1).map(Citation::quote) {
        for found in glossary.find(&folded(text)) {
            let entry = found.entries.first().and_then(|entry| glossary.entry(*entry));
            let entry = entry.filter(|entry| entry.is_name() && !terms.contains(&entry.english));
            let name = entry.map(|entry| match language {
                Language::English => entry.english.clone(),
                _ => entry.chinese.clone(),
            });
            let new = name.filter(|name| terms.len() < TERMS && !terms.contains(name));
            terms.extend(new);
        }
    }
    terms
}

/// The dates that a quote states from its own day.
fn dates(citation: &Citation) -> Vec<Note> {
    let Some(from) = citation.document().published else { return Vec::new() };
    let quote = citation.quote();
    let relative = mentions(quote, Some(from)).into_iter();
    let note = |mention: crate::text::date::Mention| {
        // A stretch of years may end with the last figures and not with the
        // year of writing, so that is left to the reader.
        let when = mention.plain().filter(|when| !matches!(when, Resolved::Years { .. }))?;
        Some(Note::Date { words: quote[mention.span].to_owned(), when, from })
    };
    relative.filter_map(note).collect()
}
