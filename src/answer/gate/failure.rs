//! Why a claim is not shown.

use serde::{Deserialize, Serialize};

use crate::locale::Locale;

/// Why a claim is not shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "reason", content = "words", rename_all = "kebab-case")]
pub enum Failure {
    /// It cites nothing.
    #[error("it cites no sentence")]
    Uncited,
    /// It cites a number that no sentence has.
    #[error("[{0}] is not the number of a sentence")]
    UnknownCitation(String),
    /// It is longer than so many characters.
    #[error("it is longer than {0} characters")]
    TooLong(usize),
    /// It is in another language than the question.
    #[error("it is in another language than the question")]
    Language,
    /// A figure is not in what it cites.
    #[error("the figure {0:?} is not in the sentences it cites")]
    Figure(String),
    /// A figure is said more, or otherwise, exactly than it is printed.
    #[error("the figure {0:?} is said more exactly, or with another bound, than it is printed")]
    Exactness(String),
    /// A date is not in what it cites.
    #[error("the date {0:?} is not in the sentences it cites")]
    Date(String),
    /// A name is not in what it cites.
    #[error("the name {0:?} is not in the sentences it cites")]
    Name(String),
    /// Words in quotation marks are not in what it cites.
    #[error("the quoted words {0:?} are not in the sentences it cites")]
    Quotation(String),
    /// It denies what it cites, or says what is denied there.
    #[error("it says yes where the cited sentence says no, or the other way round")]
    Polarity,
    /// Most of its words are not in what it cites.
    #[error("most of its words are not in the sentences it cites: {0}")]
    Words(String),
    /// The cited sentences give another figure or date to what it speaks of.
    #[error("the sentences it cites give {read:?} where it says {claimed:?}")]
    Relation {
        /// What the claim says.
        claimed: String,
        /// What the reader finds there.
        read: String,
    },
}

impl Failure {
    /// The reason, for a person.
    pub fn say(&self, locale: &Locale) -> String {
        let (key, words) = match self {
            Self::Uncited => ("gate-uncited", ""),
            Self::UnknownCitation(label) => ("gate-unknown-citation", label.as_str()),
            Self::TooLong(_) => ("gate-too-long", ""),
            Self::Language => ("gate-language", ""),
            Self::Figure(words) => ("gate-figure", words.as_str()),
            Self::Exactness(words) => ("gate-exactness", words.as_str()),
            Self::Date(words) => ("gate-date", words.as_str()),
            Self::Name(words) => ("gate-name", words.as_str()),
            Self::Quotation(words) => ("gate-quotation", words.as_str()),
            Self::Polarity => ("gate-polarity", ""),
            Self::Words(words) => ("gate-words", words.as_str()),
            Self::Relation { claimed, read } => {
                let words = [("claimed", claimed.as_str().into()), ("read", read.as_str().into())];
                return locale.format("gate-relation", &words);
            }
        };
        locale.format(key, &[("words", words.into())])
    }
}
