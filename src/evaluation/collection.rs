//! Test collections: JSON Lines of documents and of judged questions.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::corpus::{Corpus, Document, DocumentId, Metadata, SourceMap};
use crate::question::InvalidQuery;
use crate::text::language::detect;

/// A file of documents or of questions could not be read.
#[derive(Debug, thiserror::Error)]
pub enum CollectionError {
    /// The system refused it.
    #[error("cannot read {path}: {source}", path = path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A line is not the JSON object it should be.
    #[error("{path}, line {line}, column {column}: {reason}", path = path.display(), column = source.column(), reason = reason(source))]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong in it.
        source: serde_json::Error,
    },
    /// The text of a question is none.
    #[error("{path}, line {line}: {source}", path = path.display())]
    Question {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// Why it is none.
        source: InvalidQuery,
    },
    /// Two lines have one id.
    #[error("{path}, line {line}: the id {id:?} is there twice", path = path.display())]
    Duplicate {
        /// The file.
        path: PathBuf,
        /// The second line, from 1.
        line: usize,
        /// The id.
        id: String,
    },
    /// There is nothing in it.
    #[error("{path} has no line", path = path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
}

/// One line of a file of documents.
#[derive(Debug, Deserialize)]
struct Line {
    id: String,
    #[serde(default)]
    title: String,
    text: String,
}

/// Reads the documents of a file of `{id, title, text}` lines.
pub fn documents(path: &Path) -> Result<Corpus, CollectionError> {
    let mut corpus = Corpus::default();
    let mut known = HashSet::new();
    for (line, document) in lines::<Line>(path)? {
        if !known.insert(document.id.clone()) {
            return Err(CollectionError::Duplicate {
                path: path.to_owned(),
                line,
                id: document.id,
            });
        }
        corpus.documents.push(Document::from(document).into());
    }
    Ok(corpus)
}

impl From<Line> for Document {
    fn from(line: Line) -> Self {
        let meta = Metadata {
            id: DocumentId::new(line.id),
            title: line.title,
            publisher: None,
            published: None,
            published_note: None,
            language: detect(&line.text),
            url: None,
        };
        Self { meta, body: line.text, source: SourceMap::verbatim(0) }
    }
}

/// The objects of a JSON Lines file with their line numbers, blank lines
/// left out; never none.
pub(super) fn lines<T: DeserializeOwned>(path: &Path) -> Result<Vec<(usize, T)>, CollectionError> {
    let text = std::fs::read_to_string(path)
        .map_err(|source| CollectionError::Read { path: path.to_owned(), source })?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    let mut objects = Vec::new();
    for (line, json) in (1..).zip(text.lines()).filter(|(_, json)| !json.trim().is_empty()) {
        let failed = |source| CollectionError::Line { path: path.to_owned(), line, source };
        objects.push((line, serde_json::from_str(json).map_err(failed)?));
    }
    if objects.is_empty() {
        return Err(CollectionError::Empty { path: path.to_owned() });
    }
    Ok(objects)
}

/// What `error` says without its place, which counts lines from where the
/// object began.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.as_str(), |(reason, _)| reason).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Corpus, String> {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), text).expect("written");
        let name = file.path().display().to_string();
        documents(file.path()).map_err(|error| error.to_string().replace(&name, "FILE"))
    }

    #[test]
    fn each_line_is_a_document() {
        let corpus = read(
            "\u{FEFF}{\"id\":\"a:1\",\"title\":\"題\",\"text\":\"河套。\"}\r\n\n{\"id\":\"b\",\"text\":\"\",\"more\":1}\n",
        )
        .expect("reads");
        let first = &corpus.documents[0];
        assert_eq!((first.meta.id.as_str(), first.meta.title.as_str()), ("a:1", "題"));
        let body = first.read().expect("it is held").body;
        assert_eq!((body.as_str(), corpus.documents.len()), ("河套。", 2));
    }

    #[test]
    fn a_bad_line_is_named() {
        let problem = |text: &str| read(text).err().unwrap_or_default();
        let good = "{\"id\":\"a\",\"text\":\"x\"}\n";
        assert!(
            problem(&format!("{good}\n{{\"id\":1}}"))
                .starts_with("FILE, line 3, column 7: invalid")
        );
        assert!(problem("{\"id\":\"a\"}").ends_with("column 10: missing field `text`"));
        assert_eq!(problem(&format!("{good}{good}")), "FILE, line 2: the id \"a\" is there twice");
        assert_eq!(problem("\n \n"), "FILE has no line");
        let none = documents(Path::new("no/such.jsonl")).err().map(|error| error.to_string());
        assert!(none.is_some_and(|text| text.starts_with("cannot read no/such.jsonl: ")));
    }
}
