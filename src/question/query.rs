//! A question within bounds.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

use crate::text::language::{Language, asked_in, tells_script};
use crate::text::plain::line;

/// The longest question, in UTF-16 code units: a whole Telegram message.
pub const LONGEST: usize = 4096;

/// A question: not empty, not over [`LONGEST`], white space and invisible
/// characters tidied.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Query {
    text: String,
    /// The language it is written in.
    written: Language,
    /// The language to answer in.
    language: Language,
    /// It is but a name, which is of no language: `AI`, `InnoHK`.
    is_name: bool,
    /// The day that it is asked on.
    today: Option<NaiveDate>,
}

/// A text that is no question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidQuery {
    /// It holds no letter, digit or Han character.
    #[error("the question has no words; write what you want to know")]
    Empty,
    /// It is longer than a message.
    #[error("the question has {0} characters, over the limit of {LONGEST}; shorten it")]
    TooLong(usize),
}

impl Query {
    /// The question, tidied.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The language it is written in.
    pub fn written_in(&self) -> Language {
        self.written
    }

    /// Whether it is but a name in Latin letters, as `AI` and `InnoHK`
    /// are, so that
    /// it does not tell the language of who asks.
    pub fn is_name(&self) -> bool {
        self.is_name
    }

    /// The same question, to be answered in `usual` where its words do not tell in which
    /// script they are, and `usual` is in one of both.
    #[must_use]
    pub fn in_usual_script(self, usual: Option<Language>) -> Self {
        let usual = usual.filter(|usual| usual.is_chinese() && self.language.is_chinese());
        let usual = usual.filter(|_| !tells_script(&self.text));
        let language = usual.unwrap_or(self.language);
        self.in_language(language)
    }

    /// The same question, asked on `day`: 今年 in it is that day's year.
    #[must_use]
    pub fn asked_on(self, day: impl Into<Option<NaiveDate>>) -> Self {
        Self { today: day.into(), ..self }
    }

    /// The day that it is asked on; `None` leaves 今年 and 昨日 in it untold.
    pub fn today(&self) -> Option<NaiveDate> {
        self.today
    }

    /// The same question, to be answered in `language`.
    #[must_use]
    pub fn in_language(self, language: Language) -> Self {
        Self { language, ..self }
    }

    /// The language to answer in: the one it is written in, or that of the
    /// words that were typed where more was carried over.
    pub fn language(&self) -> Language {
        self.language
    }
}

impl FromStr for Query {
    type Err = InvalidQuery;

    fn from_str(raw: &str) -> Result<Self, Self::Err> {
        let units = raw.encode_utf16().count();
        if units > LONGEST {
            return Err(InvalidQuery::TooLong(units));
        }
        let text = line(raw, LONGEST);
        if !text.chars().any(char::is_alphanumeric) {
            return Err(InvalidQuery::Empty);
        }
        let written = asked_in(&text);
        let language = written.unwrap_or(Language::English);
        let is_name = written.is_none();
        Ok(Self { text, written: language, language, is_name, today: None })
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_words_is_no_question() {
        for raw in ["", " \n\t\u{3000}", "👍🎉", "？！…", "\u{200F}\u{202E}", "\0\u{7}"] {
            assert_eq!(raw.parse::<Query>(), Err(InvalidQuery::Empty), "{raw:?}");
        }
        assert_eq!("港".repeat(4097).parse::<Query>(), Err(InvalidQuery::TooLong(4097)));
    }

    #[test]
    fn invisible_characters_and_white_space_are_tidied() {
        let query: Query = "\u{202E} 河\u{200B}套\u{200B}\n西橋\u{0} ".parse().expect("a question");
        assert_eq!(query.text(), "河套 西橋");
        assert!("港".repeat(4096).parse::<Query>().is_ok());
    }
}
