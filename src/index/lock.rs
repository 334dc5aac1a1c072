//! One writer at a time on a data folder, and the others know who it is.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

/// A lock on a folder, held until it is dropped, also by a crash: the system
/// releases it with the file.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// Why a lock could not be taken.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// The file cannot be made or written.
    #[error("cannot write {path}: {source}; choose a folder you may write to with --data", path = path.display())]
    Write {
        /// The lock file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Another process has it.
    #[error("{path} is held by {holder}; wait until it is done, or give this one its own folder with --data", path = path.display())]
    Held {
        /// The lock file.
        path: PathBuf,
        /// What the holder wrote about itself.
        holder: String,
    },
}

impl Lock {
    /// Takes the lock at `path` for `purpose` (as in "is held by process 12,
    /// which is indexing"), without waiting.
    pub fn take(path: &Path, purpose: &str) -> Result<Self, LockError> {
        let failed = |source| LockError::Write { path: path.to_owned(), source };
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(failed)?;
        }
        let mut options = OpenOptions::new();
        let mut file = options
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
            .map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::Error(source)) => return Err(failed(source)),
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                file.read_to_string(&mut holder).map_err(failed)?;
                return Err(LockError::Held { path: path.to_owned(), holder });
            }
        }
        let describe = |file: &mut File| {
            file.set_len(0)?;
            file.rewind()?;
            write!(file, "process {}, which is {purpose}", std::process::id())
        };
        // It is held all the same; on a full disk nobody is told by whom.
        if let Err(error) = describe(&mut file) {
            tracing::warn!("{} does not name who holds it: {error}", path.display());
        }
        Ok(Self { _file: file })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_is_told_who_holds_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a/lock");
        let first = Lock::take(&path, "indexing").expect("free");
        let second = Lock::take(&path, "indexing").expect_err("held");
        let expected = format!("process {}, which is indexing", std::process::id());
        assert!(second.to_string().contains(&expected), "{second}");
        drop(first);
        assert!(Lock::take(&path, "indexing").is_ok());
    }
}
