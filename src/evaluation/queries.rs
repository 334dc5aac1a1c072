//! Questions with what is known of their answers.

use std::collections::HashSet;
use std::path::Path;

use serde::Deserialize;

use super::collection::{CollectionError, lines};
use super::judge::plain;
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
    /// Texts that should all be in the answer, each as its alternatives,
    /// folded likewise.
    pub must: Vec<Vec<String>>,
    /// The outcome that is right; answered if nothing is said.
    pub outcome: Option<Outcome>,
    /// The label under which figures are also given apart, as `yue`.
    pub language: Option<String>,
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
    outcome: Option<Outcome>,
    language: Option<String>,
}

/// What parts the alternatives of one text that must be in an answer.
const ALTERNATIVES: char = '|';

/// Reads a file of `{id, text, relevant, answers, must, outcome, language}`
/// lines, of which all but the first two may be left out.
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
            must: self.must.iter().map(alternatives).filter(|texts| !texts.is_empty()).collect(),
            outcome: self.outcome,
            language: self.language,
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
        self.outcome.is_none_or(|outcome| outcome == Outcome::Answered)
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
    fn what_is_no_question_is_named() {
        let good = "{\"id\":\"1\",\"text\":\"河套？\"}\n";
        let error = read(&format!("{good}{{\"id\":\"2\",\"text\":\"？！\"}}")).err();
        assert!(error.is_some_and(|text| text.starts_with("FILE, line 2: the question has no")));
        let error = read("{\"id\":\"2\",\"text\":\"a\",\"outcome\":\"maybe\"}").err();
        assert!(error.is_some_and(|text| text.contains(": unknown variant `maybe`")));
    }
}
