//! Questions with what is known of their answers.

use std::collections::HashSet;
use std::path::Path;

use serde::Deserialize;

use super::collection::{CollectionError, lines};
use super::plain::{holds, plain};
use crate::corpus::DocumentId;
pub use crate::question::follow_up::Outcome;
use crate::question::{InvalidQuery, Query};

/// A question and what a right answer to it is.
#[derive(Debug, Clone)]
pub struct JudgedQuery {
    /// Its name in the file.
    pub id: String,
    /// The question.
    pub query: Query,
    /// The documents that answer it; when none is named, whatever holds one
    /// of the answers does.
    pub relevant: HashSet<DocumentId>,
    /// Texts of which one should be in the answer, folded, without white
    /// space and punctuation.
    pub answers: Vec<String>,
    /// The same texts as they are printed.
    pub printed: Vec<String>,
    /// The sentence that holds the answer, folded likewise.
    pub quote: Option<String>,
    /// Texts that should all be in the answer, each as its alternatives,
    /// folded likewise.
    pub must: Vec<Vec<String>>,
    /// The outcome that is right; answered if nothing is said.
    pub outcome: Option<Expected>,
    /// The label under which figures are also given apart, as `yue`.
    pub language: Option<String>,
    /// What is asked, or how the documents do not answer, as `figure` or
    /// `no-year`; another label of the same use.
    pub kind: Option<String>,
}

/// The outcome that is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Expected {
    /// An answer.
    Answered,
    /// What comes closest.
    Nearest,
    /// Nothing.
    Abstained,
    /// Nothing, or what comes closest.
    Refused,
}

impl Expected {
    /// Whether `outcome` is right.
    pub fn allows(self, outcome: Outcome) -> bool {
        match self {
            Self::Answered => outcome == Outcome::Answered,
            Self::Nearest => outcome == Outcome::Nearest,
            Self::Abstained => outcome == Outcome::Abstained,
            Self::Refused => outcome != Outcome::Answered,
        }
    }
}

/// One line of a file of questions.
#[derive(Debug, Deserialize)]
struct Line {
    id: String,
    text: String,
    #[serde(default)]
    relevant: Vec<String>,
    #[serde(default)]
    answers: Vec<String>,
    #[serde(default)]
    must: Vec<String>,
    quote: Option<String>,
    outcome: Option<Expected>,
    language: Option<String>,
    kind: Option<String>,
}

/// What parts the alternatives of one text that must be in an answer.
const ALTERNATIVES: char = '|';

/// Reads a file of `{id, text, relevant, answers, quote, must, outcome,
/// language, kind}` lines, of which all but the first two may be left out.
pub fn queries(path: &Path) -> Result<Vec<JudgedQuery>, CollectionError> {
    let judged = |(line, read): (usize, Line)| {
        let failed = |source| CollectionError::Question { path: path.to_owned(), line, source };
        read.judged().map_err(failed)
    };
    lines::<Line>(path)?.into_iter().map(judged).collect()
}

impl Line {
    fn judged(self) -> Result<JudgedQuery, InvalidQuery> {
        let alternatives = |text: &String| folded(text.split(ALTERNATIVES));
        Ok(JudgedQuery {
            query: self.text.parse()?,
            id: self.id,
            relevant: self.relevant.into_iter().map(DocumentId::new).collect(),
            answers: folded(self.answers.iter().map(String::as_str)),
            quote: self.quote.as_deref().map(plain).filter(|quote| !quote.is_empty()),
            printed: self.answers,
            must: self.must.iter().map(alternatives).filter(|texts| !texts.is_empty()).collect(),
            outcome: self.outcome,
            language: self.language,
            kind: self.kind,
        })
    }
}

/// The texts folded, without those that have nothing to find.
fn folded<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    texts.map(plain).filter(|text| !text.is_empty()).collect()
}

impl JudgedQuery {
    /// Whether the documents answer it.
    pub fn is_answerable(&self) -> bool {
        self.outcome.is_none_or(|outcome| outcome == Expected::Answered)
    }

    /// Whether it can be told of a text whether it answers.
    pub(super) fn has_gold(&self) -> bool {
        !self.answers.is_empty() || self.quote.is_some()
    }

    /// Whether `text` holds one of the answers or, where none is given, the
    /// sentence that answers.
    pub(super) fn is_answered_by(&self, text: &str) -> bool {
        if self.answers.is_empty() {
            return self.is_quoted_by(text);
        }
        self.answers.iter().any(|answer| holds(text, answer))
    }

    /// Whether `text` holds the sentence that answers.
    pub(super) fn is_quoted_by(&self, text: &str) -> bool {
        self.quote.as_ref().is_some_and(|quote| plain(text).contains(quote))
    }

    /// Whether an answer may rest on `document`.
    pub(super) fn may_cite(&self, document: &DocumentId) -> bool {
        self.relevant.is_empty() || self.relevant.contains(document)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<JudgedQuery>, String> {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), text).expect("written");
        let name = file.path().display().to_string();
        queries(file.path()).map_err(|error| error.to_string().replace(&name, "FILE"))
    }

    #[test]
    fn what_is_left_out_has_its_default() {
        let read = read(
            "{\"id\":\"1\",\"text\":\"河套？\",\"note\":\"x\"}\n{\"id\":\"2\",\"text\":\"東橋？\",\"outcome\":\"nearest\",\"must\":[\"400 萬|四百萬\"],\"language\":\"yue\"}",
        )
        .expect("reads");
        assert!(read[0].is_answerable() && read[0].relevant.is_empty());
        assert_eq!(read[1].must, [["400万", "四百万"]]);
        assert!(!read[1].is_answerable());
        assert_eq!(read[1].language.as_deref(), Some("yue"));
    }

    #[test]
    fn a_refusal_may_be_of_either_kind() {
        let read = read(
            "{\"id\":\"1\",\"text\":\"河套？\",\"outcome\":\"refused\",\"kind\":\"no-year\",\"quote\":\"東橋。\"}",
        )
        .expect("reads");
        assert!(!read[0].is_answerable());
        assert_eq!(
            (read[0].kind.as_deref(), read[0].quote.as_deref()),
            (Some("no-year"), Some("东桥"))
        );
        let refused = read[0].outcome.expect("said");
        assert!(refused.allows(Outcome::Nearest) && refused.allows(Outcome::Abstained));
        assert!(
            !refused.allows(Outcome::Answered) && !Expected::Nearest.allows(Outcome::Abstained)
        );
    }

    #[test]
    fn an_answer_goes_before_the_sentence_around_it() {
        let judged = |fields: &str| {
            let line = format!("{{\"id\":\"1\",\"text\":\"河套？\",{fields}}}");
            read(&line).expect("reads").remove(0)
        };
        let both = judged("\"answers\":[\"400人\"],\"quote\":\"園區有400人。\"");
        assert!(both.is_answered_by("有 400 人") && !both.is_answered_by("有1,400人"));
        assert!(both.is_quoted_by("今年園區有400人") && !both.is_quoted_by("有400人"));
        let quoted = judged("\"quote\":\"園區有400人。\"");
        assert!(quoted.is_answered_by("園區有400人；") && !quoted.is_answered_by("有400人"));
        assert!(quoted.has_gold() && !judged("\"kind\":\"why\"").has_gold());
    }

    #[test]
    fn what_is_no_question_is_named() {
        let good = "{\"id\":\"1\",\"text\":\"河套？\"}\n";
        let error = read(&format!("{good}{{\"id\":\"2\",\"text\":\"？！\"}}")).err();
        assert!(error.is_some_and(|text| text.starts_with("FILE, line 2: the question has no")));
        let error = read("{\"id\":\"2\",\"text\":\"a\",\"outcome\":\"maybe\"}").err();
        assert!(error.is_some_and(|text| text.contains(": unknown variant `maybe`")));
    }
}
