//! `index`: build the index ahead of the first question.

use std::time::Instant;

use super::{Failure, open};
use crate::config::Config;
use crate::index::Check;

pub(super) fn index(config: &Config) -> Result<(), Failure> {
    let begun = Instant::now();
    let corpus = open::documents(config)?;
    let (index, built) = open::index(config, &corpus, Check::Bytes, &mut open::indexing())?;
    let manifest = index.manifest();
    let done = if built { "indexed" } else { "unchanged" };
    anstream::println!(
        "{done}: {} documents, {} passages, {:.0?}",
        manifest.documents.len(),
        manifest.passages,
        begun.elapsed()
    );
    Ok(())
}
