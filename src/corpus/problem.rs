//! Files that are left out, and why.

use std::any::Any;
use std::io::ErrorKind;
use std::path::PathBuf;

use super::catalog;
use super::encoding::DecodeError;

/// Extensions of the files that are read as plain text.
pub(super) const TEXT: &[&str] = &["txt", "text", "md", "html", "htm"];

/// A file that was left out, or an entry without a file.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {reason}", path = path.display())]
pub struct Problem {
    /// The file at fault.
    pub path: PathBuf,
    /// What is wrong with it.
    pub reason: Reason,
}

/// Why a file was left out.
#[derive(Debug, thiserror::Error)]
pub enum Reason {
    /// The system refused it.
    #[error("cannot be read: {0}")]
    Read(#[from] std::io::Error),
    /// Its bytes are no text.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// It was written to after it was listed.
    #[error("was changed while the documents were read: it is read the next time")]
    Changed,
    /// It holds nothing but white space.
    #[error("is empty")]
    Empty,
    /// It is larger than the settings allow.
    #[error(
        "has {size} MB, over the limit of {limit} MB: split it, or raise documents.max_file_mb"
    )]
    TooLarge {
        /// The file's size in megabytes.
        size: u64,
        /// The limit in megabytes.
        limit: u64,
    },
    /// It is a pipe, a socket or a device, which may never end.
    #[error("is not a file")]
    NotAFile,
    /// Its extension is of a kind that is not read.
    #[error("is not a kind of document that is read ({known})", known = TEXT.join(", "))]
    Kind,
    /// Reading it ended in a panic, which is a fault of this program.
    #[error(
        "cannot be read: the program failed on it ({0}); please report it with the file, and leave the file out until it is mended"
    )]
    Panicked(String),
    /// It cannot be read, and the index has its last version no more.
    #[error("can no longer be read, and its last version is not indexed any more")]
    Lost,
    /// Its new version cannot be read, so that the last one stands.
    #[error("{0}; its last version that could be read stands until it is mended or removed")]
    Kept(Box<Reason>),
    /// The catalogue names it and it is not there.
    #[error("is in {catalog} but not in the folder", catalog = catalog::FILE_NAME)]
    Missing,
}

impl Reason {
    /// Whether it is of the file's content, which may be mended, and not of
    /// what the settings let in.
    pub(super) fn is_of_content(&self) -> bool {
        match self {
            // What is not there was removed.
            Self::Read(error) => error.kind() != ErrorKind::NotFound,
            other => matches!(other, Self::Decode(_) | Self::Empty | Self::Panicked(_)),
        }
    }

    /// The reason where the document stands as it was before.
    pub(super) fn kept(self) -> Self {
        Self::Kept(Box::new(self))
    }
}

impl Problem {
    /// Whether the document is there all the same, as it was before.
    pub fn is_kept(&self) -> bool {
        matches!(self.reason, Reason::Kept(_))
    }
}

/// What `read` gives for one document; a panic in it is a [`Reason`], so that
/// it harms no other document.
pub(crate) fn contained<T>(read: impl FnOnce() -> T) -> Result<T, Reason> {
    // What a panic leaves half done is given up with the document.
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(read))
        .map_err(|panic| Reason::Panicked(panic_words(&*panic)))
}

/// What a panic said, from its payload.
pub(crate) fn panic_words(panic: &(dyn Any + Send)) -> String {
    let owned = panic.downcast_ref::<String>().map(String::as_str);
    owned.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("without a word").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_reason_with_its_words() {
        assert_eq!(contained(|| 2).expect("no panic"), 2);
        let nothing: [u8; 0] = [];
        let at = nothing.len();
        let reason = contained(|| nothing[at]).expect_err("a panic");
        assert!(reason.to_string().contains("index out of bounds"), "{reason}");
        let reason = contained(|| panic!("at a comma")).expect_err("a panic");
        assert!(reason.to_string().contains("at a comma"), "{reason}");
        let reason = contained(|| std::panic::panic_any(7)).expect_err("a panic");
        assert!(reason.to_string().contains("without a word"), "{reason}");
    }
}
