//! `catalog.toml`: what the files do not say about themselves.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer};

use super::printed::Printed;
use super::{DocumentId, Metadata, title};
use crate::text::language::Language;
use crate::text::script::is_blank;

/// The catalogue's name in the corpus folder.
pub const FILE_NAME: &str = "catalog.toml";

/// The note on a day of which the document prints the month alone.
const MONTH_ALONE: &str = "The document prints the month alone.";

/// The catalogue could not be read.
#[derive(Debug, thiserror::Error)]
pub enum CatalogError {
    /// The file is there and cannot be opened.
    #[error("cannot read {path}: {source}", path = path.display())]
    Read {
        /// The catalogue's path.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is not a catalogue.
    #[error("{path} is not a valid catalogue: {source}", path = path.display())]
    Parse {
        /// The catalogue's path.
        path: PathBuf,
        /// Line, column and reason.
        source: toml::de::Error,
    },
    /// An entry names a file that is not in the corpus folder.
    #[error("{path} has an entry for {document}, which is outside the folder; write a path in it, as in \"2025/news.txt\"", path = path.display())]
    Outside {
        /// The catalogue's path.
        path: PathBuf,
        /// The file named.
        document: DocumentId,
    },
    /// One file has two entries.
    #[error("{path} has two entries for {document}; keep one", path = path.display())]
    Duplicate {
        /// The catalogue's path.
        path: PathBuf,
        /// The file named twice.
        document: DocumentId,
    },
}

/// Everything the catalogue says, by document.
#[derive(Debug, Default)]
pub struct Catalog {
    entries: BTreeMap<DocumentId, Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    document: Vec<Entry>,
}

/// One `[[document]]` of the catalogue; everything but the path is optional.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    path: DocumentId,
    title: Option<String>,
    publisher: Option<String>,
    #[serde(default, deserialize_with = "date")]
    published: Option<NaiveDate>,
    published_note: Option<String>,
    language: Option<Language>,
    url: Option<String>,
}

impl Catalog {
    /// Reads the catalogue of the corpus in `folder`; none is an empty one.
    pub fn read(folder: &Path) -> Result<Self, CatalogError> {
        let path = folder.join(FILE_NAME);
        match std::fs::read_to_string(&path) {
            Ok(text) => Self::parse(&text, &path),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Self::default()),
            Err(source) => Err(CatalogError::Read { path, source }),
        }
    }

    fn parse(text: &str, path: &Path) -> Result<Self, CatalogError> {
        let file: File = toml::from_str(text)
            .map_err(|source| CatalogError::Parse { path: path.to_owned(), source })?;
        let mut entries = BTreeMap::new();
        for entry in file.document {
            if is_outside(&entry.path) {
                return Err(CatalogError::Outside { path: path.to_owned(), document: entry.path });
            }
            if let Some(Entry { path: document, .. }) = entries.insert(entry.path.clone(), entry) {
                return Err(CatalogError::Duplicate { path: path.to_owned(), document });
            }
        }
        Ok(Self { entries })
    }

    /// The metadata of the document `id` with the text `body`: see
    /// [`Catalog::describe`].
    pub fn metadata(&self, id: DocumentId, body: &str) -> Metadata {
        self.describe(id, &Printed::of(body))
    }

    /// The metadata of the document `id`; what it prints itself, or the name of
    /// its file, where the catalogue says nothing.
    pub fn describe(&self, id: DocumentId, printed: &Printed) -> Metadata {
        let entry = self.entries.get(&id);
        let said = |field: fn(&Entry) -> &Option<String>, printed: &Option<String>| {
            entry.and_then(|entry| field(entry).clone()).or_else(|| printed.clone())
        };
        let catalogued = entry.and_then(|entry| entry.published);
        let day = catalogued.or(printed.published);
        let month = if day.is_none() { printed.month } else { None };
        // A day that the document prints is not inferred, and needs no note.
        let noted = catalogued.and_then(|_| said(|entry| &entry.published_note, &None));
        Metadata {
            title: said(|entry| &entry.title, &printed.title)
                .and_then(|title| line(&title))
                .unwrap_or_else(|| title::of_file(&id)),
            publisher: said(|entry| &entry.publisher, &printed.publisher)
                .and_then(|publisher| line(&publisher)),
            published: day.or(month),
            published_note: noted.or_else(|| month.map(|_| MONTH_ALONE.to_owned())),
            language: entry.and_then(|entry| entry.language).unwrap_or(printed.language),
            url: said(|entry| &entry.url, &printed.url).filter(|url| is_of_the_web(url)),
            id,
        }
    }

    /// The documents that have an entry.
    pub fn documents(&self) -> impl Iterator<Item = &DocumentId> {
        self.entries.keys()
    }
}

/// Whether a path leads out of the folder it is relative to.
fn is_outside(document: &DocumentId) -> bool {
    let leads_out = |part| !matches!(part, Component::Normal(_) | Component::CurDir);
    Path::new(document.as_str()).components().any(leads_out)
}

/// `text` in one line of characters that show, whatever it was made to look
/// like: breaks and marks of direction would forge another line, or another
/// order. `None` if nothing is left.
fn line(text: &str) -> Option<String> {
    let shown = text.split(char::is_whitespace).map(|word| word.replace(is_blank, ""));
    let words: Vec<String> = shown.filter(|word| !word.is_empty()).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Whether an address leads to the web, and to where it seems to.
fn is_of_the_web(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(is_blank))
}

/// Takes a TOML date, and a quoted one as people write it.
fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Date(toml::value::Datetime),
        Text(String),
    }
    let written = match Written::deserialize(deserializer)? {
        Written::Date(date) => date.to_string(),
        Written::Text(text) => text,
    };
    let day = written.get(..10).unwrap_or(&written);
    let parsed = NaiveDate::parse_from_str(day, "%Y-%m-%d");
    let explain =
        |_| serde::de::Error::custom(format!("{written:?} is not a date; write 2025-12-29"));
    parsed.map(Some).map_err(explain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Catalog, String> {
        Catalog::parse(text, Path::new("catalog.toml")).map_err(|error| error.to_string())
    }

    #[test]
    fn an_entry_gives_what_the_file_does_not_say() {
        let catalog = parse(
            "[[document]]\npath = \"a/b.txt\"\ntitle = \"題\"\npublished = 2025-12-29\npublisher = \"大公報\"\n",
        )
        .expect("parses");
        let meta = catalog.metadata(DocumentId::new("a/b.txt"), "");
        assert_eq!(meta.title, "題");
        assert_eq!(meta.published.map(|day| day.to_string()).as_deref(), Some("2025-12-29"));
        let other = catalog.metadata(DocumentId::new("a/report.v2.txt"), "河套園區");
        assert_eq!(
            (other.title.as_str(), other.language),
            ("report.v2", Language::TraditionalChinese)
        );
    }

    #[test]
    fn front_matter_says_what_the_catalogue_does_not() {
        let body = "---\ntitle: 題\ndate: 2026-03-12\nauthor: 陳大文\nlink: https://a.example/1\n---\n正文。\n";
        let meta = Catalog::default().metadata(DocumentId::new("a.md"), body);
        assert_eq!((meta.title.as_str(), meta.publisher.as_deref()), ("題", Some("陳大文")));
        assert_eq!(meta.published.map(|day| day.to_string()).as_deref(), Some("2026-03-12"));
        assert_eq!(meta.url.as_deref(), Some("https://a.example/1"));
        let catalog = parse("[[document]]\npath = \"a.md\"\ntitle = \"甲\"\n").expect("parses");
        assert_eq!(catalog.metadata(DocumentId::new("a.md"), body).title, "甲");
    }

    #[test]
    fn titles_and_addresses_show_what_they_are() {
        let body = "---\ntitle: 甲\u{202E}乙\u{200B} 丙\npublisher: \u{2066}\nlink: javascript:alert(1)\n---\n正文。\n";
        let meta = Catalog::default().metadata(DocumentId::new("a.md"), body);
        assert_eq!((meta.title.as_str(), meta.publisher, meta.url), ("甲乙 丙", None, None));
        let catalog = "[[document]]\npath = \"a.md\"\ntitle = \"甲\\n[1] 大公報\"\n";
        let meta = parse(catalog).expect("parses").metadata(DocumentId::new("a.md"), body);
        assert_eq!(meta.title, "甲 [1] 大公報");
        for (url, of_the_web) in [
            ("https://a.example/1?q=港", true),
            ("http://a.example", true),
            ("httpx://a.example", false),
            ("HTTPS://", false),
            ("https://a.example/\u{202E}gnp.exe", false),
            ("tg://resolve?domain=a", false),
        ] {
            assert_eq!(is_of_the_web(url), of_the_web, "{url}");
        }
    }

    #[test]
    fn paths_stay_in_the_folder() {
        for path in ["/etc/passwd", "../a.txt", "a/../../b.txt"] {
            let said = parse(&format!("[[document]]\npath = \"{path}\"\n")).err();
            assert!(said.is_some_and(|said| said.contains("is outside the folder")), "{path}");
        }
        assert!(parse("[[document]]\npath = \"a/b..c.txt\"\n").is_ok());
    }

    #[test]
    fn mistakes_are_named() {
        let quoted = parse("[[document]]\npath = \"a\"\npublished = \"29 December\"\n").err();
        assert!(quoted.is_some_and(|text| text.contains("write 2025-12-29")));
        let unknown = parse("[[document]]\npath = \"a\"\nauthor = \"x\"\n").err();
        assert!(unknown.is_some_and(|text| text.contains("author") && text.contains("line 3")));
        let twice = parse("[[document]]\npath = \"a\"\n[[document]]\npath = \"a\"\n").err();
        assert!(twice.is_some_and(|text| text.contains("two entries for a")));
    }
}
