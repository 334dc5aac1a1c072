//! The files of a finished index, and whether they are all there and whole.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

/// What tantivy leaves behind when it locks a folder to write.
const LOCK: &str = ".lock";

/// The files that tantivy has written to `folder`, each with its bytes.
pub(super) fn list(folder: &Path) -> io::Result<BTreeMap<String, u64>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if let Ok(name) = entry.file_name().into_string()
            && !name.ends_with(LOCK)
        {
            files.insert(name, entry.metadata()?.len());
        }
    }
    Ok(files)
}

/// Fails, naming the file, unless all `files` are in `folder` with their bytes.
pub(super) fn check(folder: &Path, files: &BTreeMap<String, u64>) -> io::Result<()> {
    for (name, size) in files {
        let found = fs::metadata(folder.join(name))
            .map_err(|error| io::Error::new(error.kind(), format!("{name}: {error}")))?
            .len();
        if found != *size {
            let what = format!("{name} has {found} bytes instead of {size}");
            return Err(io::Error::new(io::ErrorKind::InvalidData, what));
        }
    }
    Ok(())
}
