//! The catalogue and the glossary of a corpus folder are read up to a size.

use std::fs::File;
use std::io::{Error, ErrorKind, Read, Result};
use std::path::Path;

/// The largest file, in bytes: a catalogue of 49,000 documents has some 15 MB.
const LARGEST: u64 = 64_000_000;

/// The text of the file at `path`; an error of the kind `FileTooLarge` where it is longer
/// than is read.
pub(super) fn read(path: &Path) -> Result<String> {
    let file = File::open(path)?;
    if file.metadata()?.len() > LARGEST {
        let megabytes = LARGEST / 1_000_000;
        let why = format!("it has more than {megabytes} MB; take out what is not needed");
        return Err(Error::new(ErrorKind::FileTooLarge, why));
    }
    let mut text = String::new();
    file.take(LARGEST).read_to_string(&mut text)?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_too_large_is_refused_unread() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("glossary.tsv");
        let file = File::create(&path).expect("made");
        file.set_len(LARGEST + 1).expect("a length");
        let refused = read(&path).expect_err("too large");
        assert_eq!(refused.kind(), ErrorKind::FileTooLarge);
        assert!(refused.to_string().contains("more than 64 MB"), "{refused}");
        file.set_len(3).expect("a length");
        assert_eq!(read(&path).expect("read"), "\0\0\0");
    }
}
