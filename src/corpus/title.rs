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
    let Some(first) = headlines.next() else { return meta };
    let headline = headlines.next().filter(|_| is_of_body(&first.text)).unwrap_or(first);
    Metadata { title: headline.text.clone(), ..meta }
}

/// Whether `headline` is the name of a body that a paper is for, which says nothing of what the
/// paper is about: 「立法會資訊科技及廣播事務委員會」, "Panel on Economic Development".
fn is_of_body(headline: &str) -> bool {
    let headline = headline.trim();
    headline.starts_with("Panel on ")
        || headline.contains(" Panel on ")
        || BODIES.iter().any(|body| headline.ends_with(body))
        || COUNCIL.contains(&headline)
}

/// What the names of such bodies end with.
const BODIES: &[&str] = &["Committee", "委員會", "委员会"];

/// The whole names of others.
const COUNCIL: &[&str] = &["Legislative Council", "立法會", "立法会"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_body_that_a_paper_is_for_is_not_what_it_is_about() {
        for body in [
            "Panel on Information Technology and Broadcasting",
            "Legislative Council Panel on Technology",
            "立法會財務委員會",
        ] {
            assert!(is_of_body(body), "{body}");
        }
        for title in
            ["Progress of the Smart District Fund", "立法會三題：智慧城市", "委員會通過8億元撥款"]
        {
            assert!(!is_of_body(title), "{title}");
        }
    }
}
