//! Which of the documents are listed: those of a publisher, of a year, or of both.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::fmt;
use std::hash::Hash;

use chrono::Datelike;

use crate::corpus::Metadata;

/// A publisher's name in few bytes: the start of its hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct PublisherKey(u32);

impl PublisherKey {
    /// The key of who published `document`; those that name nobody have one key.
    fn of(document: &Metadata) -> Self {
        let name = document.publisher.as_deref().unwrap_or_default();
        let [a, b, c, d, ..] = *blake3::hash(name.as_bytes()).as_bytes();
        Self(u32::from_be_bytes([a, b, c, d]))
    }
}

/// What the documents have in common that are listed; all documents by default.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Selection {
    pub(super) publisher: Option<PublisherKey>,
    /// A year, or [`UNDATED`].
    pub(super) year: Option<i32>,
}

/// In place of a year: the documents of no day.
pub(super) const UNDATED: i32 = 0;

/// A narrower selection, with how many documents it has.
#[derive(Debug, Clone)]
pub(super) struct Narrower {
    pub(super) selection: Selection,
    /// Who publishes them, or which year they are of; nothing where that is not known.
    pub(super) name: Option<String>,
    pub(super) count: usize,
}

impl Selection {
    /// The two parts that it is written in, read back; `None` where they are of no selection.
    pub(super) fn read(publisher: &str, year: &str) -> Option<Self> {
        let publisher = match publisher {
            NONE => None,
            key => Some(PublisherKey(u32::from_str_radix(key, 16).ok()?)),
        };
        let year = if year == NONE { None } else { Some(year.parse().ok()?) };
        Some(Self { publisher, year })
    }

    /// Those of `documents` that it has, in their order.
    pub(super) fn of<'a>(&self, documents: &[&'a Metadata]) -> Vec<&'a Metadata> {
        let has = |one: &&&Metadata| {
            self.publisher.is_none_or(|publisher| PublisherKey::of(one) == publisher)
                && self.year.is_none_or(|year| year_of(one) == year)
        };
        documents.iter().filter(has).copied().collect()
    }

    /// The publishers that `documents` of this selection can be narrowed to, those with most
    /// first; none where they have one.
    pub(super) fn publishers(self, documents: &[&Metadata]) -> Vec<Narrower> {
        let of = |one: &Metadata| (PublisherKey::of(one), one.publisher.clone());
        let mut found = Self::narrower(documents, of, |(publisher, name)| {
            (Self { publisher: Some(publisher), ..self }, name)
        });
        found.sort_by_key(|one| (Reverse(one.count), one.name.clone()));
        found
    }

    /// The years, as [`Selection::publishers`], the newest first.
    pub(super) fn years(self, documents: &[&Metadata]) -> Vec<Narrower> {
        let mut found = Self::narrower(documents, year_of, |year| {
            let name = Some(year).filter(|year| *year != UNDATED).map(|year| year.to_string());
            (Self { year: Some(year), ..self }, name)
        });
        found.sort_by_key(|one| Reverse(one.selection.year));
        found
    }

    fn narrower<K: Eq + Hash>(
        documents: &[&Metadata],
        of: impl Fn(&Metadata) -> K,
        named: impl Fn(K) -> (Self, Option<String>),
    ) -> Vec<Narrower> {
        let mut counts: HashMap<K, usize> = HashMap::new();
        for key in documents.iter().map(|one| of(one)) {
            *counts.entry(key).or_default() += 1;
        }
        let narrower = counts.into_iter().map(|(key, count)| {
            let (selection, name) = named(key);
            Narrower { selection, name, count }
        });
        narrower.filter(|one| one.count < documents.len()).collect()
    }
}

/// The year of a document, or [`UNDATED`].
fn year_of(document: &Metadata) -> i32 {
    document.published.map_or(UNDATED, |day| day.year())
}

/// Stands for a part that is not set.
const NONE: &str = "-";

impl fmt::Display for Selection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.publisher {
            Some(PublisherKey(key)) => write!(f, "{key:x}:")?,
            None => write!(f, "{NONE}:")?,
        }
        match self.year {
            Some(year) => write!(f, "{year}"),
            None => f.write_str(NONE),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::DocumentId;
    use crate::corpus::catalog::Catalog;

    fn document(publisher: Option<&str>, day: &str) -> Metadata {
        let meta = Catalog::default().metadata(DocumentId::new("a.txt"), "科技園有一百間公司。");
        Metadata { publisher: publisher.map(str::to_owned), published: day.parse().ok(), ..meta }
    }

    #[test]
    fn documents_are_narrowed_by_publisher_and_by_year() {
        let all = [
            document(Some("數碼港"), "2024-05-01"),
            document(Some("數碼港"), "2023-02-01"),
            document(None, "2024-03-01"),
            document(Some("數碼港"), "2024-01-09"),
            document(None, ""),
        ];
        let all: Vec<&Metadata> = all.iter().collect();
        let told = |found: &[Narrower]| -> Vec<(Option<String>, usize)> {
            found.iter().map(|one| (one.name.clone(), one.count)).collect()
        };
        let whole = Selection::default();
        let publishers = whole.publishers(&all);
        assert_eq!(told(&publishers), [(Some("數碼港".to_owned()), 3), (None, 2)]);
        let years = whole.years(&all);
        let year = |year: &str| Some(year.to_owned());
        assert_eq!(told(&years), [(year("2024"), 3), (year("2023"), 1), (None, 1)]);
        assert!(years[2].selection.of(&all)[0].published.is_none());
        let cyberport = publishers[0].selection;
        let its = cyberport.of(&all);
        assert_eq!(its.len(), 3);
        assert!(cyberport.publishers(&its).is_empty());
        let of_2024 = cyberport.years(&its)[0].selection;
        assert_eq!(of_2024.of(&all).len(), 2);
        for one in [whole, cyberport, of_2024] {
            let written = one.to_string();
            let (publisher, year) = written.split_once(':').expect("two parts");
            assert_eq!(Selection::read(publisher, year), Some(one));
        }
        assert_eq!(Selection::read("xyz", "-"), None);
    }
}
