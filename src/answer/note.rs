//! What the bot says beside the quotes, in its own words.

use chrono::NaiveDate;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::locale::Locale;
use crate::question::follow_up::Carried;
use crate::text::date::Resolved;
use crate::text::figure::Figure;
use crate::text::language::Language;
use crate::text::plain::line;

/// How much of what was carried over is told, in characters.
const CARRIED: usize = 60;

/// Something said beside the quotes.
#[derive(Debug, Clone, PartialEq)]
pub enum Note {
    /// The question leaned on an earlier one; this was carried over.
    FollowUp(Carried),
    /// Names of the question that no document has.
    Absent(Vec<String>),
    /// A document has fewer things than the place of the one that is asked for: so many.
    Fewer(usize),
    /// A judgement was asked for, which the bot does not pass.
    Judgement,
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
    /// How things stood on a day, which may have changed since.
    AsOf(NaiveDate),
    /// The day of a document is not printed in it.
    Inferred,
    /// A newer document, of this day, may say otherwise.
    Newer(NaiveDate),
    /// What may be the answer is of several days; the last of them.
    OfDays(NaiveDate),
    /// Earlier documents say otherwise.
    Differs,
    /// A figure of a quote in another language than the question.
    Figure {
        /// As it is printed.
        words: String,
        /// What it says.
        figure: Figure,
        /// The same in the asker's language.
        said: String,
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

impl Note {
    /// The note in the words of `locale`.
    pub fn say(&self, locale: &Locale) -> String {
        match self {
            Self::FollowUp(carried) => {
                let key = match carried {
                    Carried::Question(_) => "note-follow-up",
                    Carried::Subject(_) => "note-follow-up-about",
                    Carried::After(_) => "note-follow-up-after",
                    Carried::Document(_) => "note-follow-up-in",
                };
                // A question as it is read is told whole.
                let is_whole = matches!(carried, Carried::Question(_));
                let words = line(carried.words(), if is_whole { usize::MAX } else { CARRIED });
                locale.format(key, &[("words", words.into())])
            }
            Self::Absent(names) => {
                locale.format("note-absent", &[("names", locale.quoted(names).into())])
            }
            Self::Fewer(count) => locale.format("note-fewer", &[("count", (*count).into())]),
            Self::Judgement => locale.text("note-judgement"),
            Self::Source(language) => {
                let key = match (locale.language(), language) {
                    (_, Language::English) => "note-source-english",
                    (Language::English, _) => "note-source-chinese",
                    _ => "note-source-traditional",
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
            Self::AsOf(day) => locale.format("note-as-of", &[("day", locale.date(*day).into())]),
            Self::Inferred => locale.text("note-inferred"),
            Self::Newer(day) => locale.format("note-newer", &[("day", locale.date(*day).into())]),
            Self::OfDays(day) => {
                locale.format("note-of-days", &[("day", locale.date(*day).into())])
            }
            Self::Differs => locale.text("note-differs"),
            Self::Figure { words, said, .. } => locale.format(
                "note-figure",
                &[("words", words.as_str().into()), ("figure", said.as_str().into())],
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
            Self::FollowUp(carried) => {
                fields.serialize_entry("kind", "follow_up")?;
                fields.serialize_entry("text", carried.words())?;
            }
            Self::Absent(names) => {
                fields.serialize_entry("kind", "absent")?;
                fields.serialize_entry("names", names)?;
            }
            Self::Fewer(count) => {
                fields.serialize_entry("kind", "fewer")?;
                fields.serialize_entry("count", count)?;
            }
            Self::Judgement => fields.serialize_entry("kind", "judgement")?,
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
            Self::AsOf(day) => {
                fields.serialize_entry("kind", "as_of")?;
                fields.serialize_entry("day", day)?;
            }
            Self::Inferred => fields.serialize_entry("kind", "date_inferred")?,
            Self::Newer(day) => {
                fields.serialize_entry("kind", "newer")?;
                fields.serialize_entry("day", day)?;
            }
            Self::OfDays(day) => {
                fields.serialize_entry("kind", "of_days")?;
                fields.serialize_entry("newest", day)?;
            }
            Self::Differs => fields.serialize_entry("kind", "differs")?,
            Self::Figure { words, figure, said } => {
                fields.serialize_entry("kind", "figure")?;
                fields.serialize_entry("text", words)?;
                fields.serialize_entry("value", &figure.value)?;
                fields.serialize_entry("said", said)?;
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
