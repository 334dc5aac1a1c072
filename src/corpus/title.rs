//! The title that a document prints, for one whose title nobody gives.

use super::{DocumentId, Kind, Metadata, Passage};
use crate::text::plain::line;

/// The longest title, in characters.
const LONGEST: usize = 120;

/// The name of the file of the document `id` without its last extension: the
/// title where there is no better one.
pub(super) fn of_file(id: &DocumentId) -> String {
    let name = id.as_str().rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    Some(line(stem, LONGEST)).filter(|title| !title.is_empty()).unwrap_or_else(|| "?".to_owned())
}

/// `meta` with the headline of its `passages` for a title, where its title is
/// only the name of its file.
#[must_use]
pub fn printed(meta: Metadata, passages: &[Passage]) -> Metadata {
    if meta.title != of_file(&meta.id) {
        return meta;
    }
    // Below a text, a heading is of a part of the document.
    let above = passages.iter().take_while(|one| matches!(one.kind, Kind::Byline | Kind::Heading));
    let mut headlines =
        above.filter(|one| one.kind == Kind::Heading && one.text.chars().count() <= LONGEST);
    match headlines.next() {
        Some(headline) => Metadata { title: headline.text.clone(), ..meta },
        None => meta,
    }
}
