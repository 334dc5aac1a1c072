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
    pub(super) year: Option<i32>,
}

/// A narrower selection, with how many documents it has.
#[derive(Debug, Clone)]
pub(super) struct Narrower {
    pub(super) selection: Selection,
    /// Who publishes them, or which year they are of; nothing where no publisher is named.
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
        let year = |one: &Metadata| one.published.map(|day| day.year());
        let has = |one: &&&Metadata| {
            self.publisher.is_none_or(|publisher| PublisherKey::of(one) == publisher)
                && (self.year.is_none() || self.year == year(one))
        };
        documents.iter().filter(has).copied().collect()
    }

    /// The publishers that `documents` of this selection can be narrowed to, those with most
    /// first; none where they have one.
    pub(super) fn publishers(self, documents: &[&Metadata]) -> Vec<Narrower> {
        let of = |one: &Metadata| Some((PublisherKey::of(one), one.publisher.clone()));
        let mut found = self.narrower(documents, of, |(publisher, name)| {
            (Self { publisher: Some(publisher), ..self }, name)
        });
        found.sort_by_key(|one| (Reverse(one.count), one.name.clone()));
        found
    }

    /// The years, as [`Selection::publishers`], the newest first.
    pub(super) fn years(self, documents: &[&Metadata]) -> Vec<Narrower> {
        let of = |one: &Metadata| one.published.map(|day| day.year());
        let mut found = self.narrower(documents, of, |year| {
            (Self { year: Some(year), ..self }, Some(year.to_string()))
        });
        found.sort_by_key(|one| Reverse(one.selection.year));
        found
    }

    fn narrower<K: Eq + Hash>(
        self,
        documents: &[&Metadata],
        of: impl Fn(&Metadata) -> Option<K>,
        named: impl Fn(K) -> (Self, Option<String>),
    ) -> Vec<Narrower> {
        let mut counts: HashMap<K, usize> = HashMap::new();
        for key in documents.iter().filter_map(|one| of(one)) {
            *counts.entry(key).or_default() += 1;
        }
        let narrower = counts.into_iter().map(|(key, count)| {
            let (selection, name) = named(key);
            Narrower { selection, name, count }
        });
        narrower.filter(|one| one.count < documents.len()).collect()
    }
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
        ];
        let all: Vec<&Metadata> = all.iter().collect();
        let told = |found: &[Narrower]| -> Vec<(Option<String>, usize)> {
            found.iter().map(|one| (one.name.clone(), one.count)).collect()
        };
        let whole = Selection::default();
        let publishers = whole.publishers(&all);
        assert_eq!(told(&publishers), [(Some("數碼港".to_owned()), 3), (None, 1)]);
        let years = whole.years(&all);
        assert_eq!(told(&years), [(Some("2024".to_owned()), 3), (Some("2023".to_owned()), 1)]);
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
