//! A document of a corpus before its text is read: what is known of it, and
//! where its text is. So a corpus of any size is listed without being held.

use std::path::PathBuf;

use super::problem::{Problem, Reason};
use super::{Document, Metadata, SourceMap, encoding};

/// A document that can be read.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What is known about it.
    pub meta: Metadata,
    /// The hash of its bytes.
    digest: blake3::Hash,
    text: Text,
}

/// Where a document's text is.
#[derive(Debug, Clone)]
pub(super) enum Text {
    Held {
        body: String,
        source: SourceMap,
    },
    File(PathBuf),
    /// In an index of earlier documents, if anywhere: the file has become
    /// another one, which cannot be read.
    Lost(PathBuf),
}

impl Entry {
    /// The document in a file whose bytes have, or had, the hash `digest`.
    pub(super) fn of_file(meta: Metadata, digest: blake3::Hash, text: Text) -> Self {
        Self { meta, digest, text }
    }

    /// Whether its file has become one that cannot be read, so that only an
    /// index of earlier documents has its text.
    pub fn is_lost(&self) -> bool {
        matches!(self.text, Text::Lost(_))
    }

    /// Its file, for errors; its name where it is in no file.
    pub(crate) fn path(&self) -> PathBuf {
        match &self.text {
            Text::File(path) | Text::Lost(path) => path.clone(),
            Text::Held { .. } => PathBuf::from(self.meta.id.as_str()),
        }
    }

    /// The hash of the document's bytes.
    pub fn digest(&self) -> &blake3::Hash {
        &self.digest
    }

    /// The document with its text.
    ///
    /// # Errors
    /// [`Reason::Changed`] if the file is no longer the one that was listed.
    pub fn read(&self) -> Result<Document, Problem> {
        let (body, source) = match &self.text {
            Text::Held { body, source } => (body.clone(), source.clone()),
            Text::Lost(path) => {
                return Err(Problem { path: path.clone(), reason: Reason::Lost });
            }
            Text::File(path) => {
                let failed = |reason| Problem { path: path.clone(), reason };
                let bytes = std::fs::read(path).map_err(|error| failed(error.into()))?;
                if blake3::hash(&bytes) != self.digest {
                    return Err(failed(Reason::Changed));
                }
                let decoded =
                    encoding::decode(&bytes).map_err(|error| failed(Reason::Decode(error)))?;
                (decoded.text, decoded.source)
            }
        };
        Ok(Document { meta: self.meta.clone(), body, source })
    }
}

impl From<Document> for Entry {
    /// The entry of a document that is in memory and in no file.
    fn from(Document { meta, body, source }: Document) -> Self {
        Self { meta, digest: blake3::hash(body.as_bytes()), text: Text::Held { body, source } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::DocumentId;
    use crate::corpus::catalog::Catalog;

    #[test]
    fn a_file_that_was_changed_since_it_was_listed_is_named_and_not_read() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), "西橋將於2027年完工。").expect("written");
        let digest = blake3::hash(&std::fs::read(file.path()).expect("read"));
        let meta = Catalog::default().metadata(DocumentId::new("a.txt"), "");
        let entry = Entry::of_file(meta, digest, Text::File(file.path().to_owned()));
        assert_eq!(entry.read().expect("unchanged").body, "西橋將於2027年完工。");
        std::fs::write(file.path(), "西橋將於2028年完工。").expect("written");
        let problem = entry.read().expect_err("changed");
        assert!(matches!(problem.reason, Reason::Changed), "{problem}");
        assert!(problem.to_string().starts_with(&file.path().display().to_string()), "{problem}");
    }
}
