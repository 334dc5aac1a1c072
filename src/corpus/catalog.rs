//! `catalog.toml`: what the files do not say about themselves.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer};

use super::printed::Printed;
use super::{DocumentId, Metadata, address, limited, title};
use crate::text::language::Language;
use crate::text::plain::line;

/// The catalogue's name in the corpus folder.
pub const FILE_NAME: &str = "catalog.toml";

/// The most characters of a title, a name or a note that are shown.
const LONGEST: usize = 300;

/// The note on a day of which the document prints the month alone.
const MONTH_ALONE: &str = "The document prints the month alone.";

/// The note on a day that the name of the file gives, or its year.
const DAY_OF_FILE: &str = "The document prints no whole date; it is that of the file's name.";

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
    #[serde(deserialize_with = "inside")]
    path: DocumentId,
    title: Option<String>,
    publisher: Option<String>,
    #[serde(default, deserialize_with = "date")]
    published: Option<NaiveDate>,
    published_note: Option<String>,
    language: Option<Language>,
    #[serde(default, deserialize_with = "web")]
    url: Option<String>,
}

impl Catalog {
    /// Reads the catalogue of the corpus in `folder`; none is an empty one.
    pub fn read(folder: &Path) -> Result<Self, CatalogError> {
        let path = folder.join(FILE_NAME);
        match limited::read(&path) {
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
        let plain = |text: &str| Some(line(text, LONGEST)).filter(|text| !text.is_empty());
        let said = |field: fn(&Entry) -> &Option<String>, printed: &Option<String>| {
            let own = entry.and_then(|entry| field(entry).as_deref());
            own.and_then(plain).or_else(|| printed.as_deref().and_then(plain))
        };
        let catalogued = entry.and_then(|entry| entry.published);
        let day = catalogued.or(printed.published);
        let month = if day.is_none() { printed.month } else { None };
        let of_year = |(month, day)| NaiveDate::from_ymd_opt(title::year_of_file(&id)?, month, day);
        let in_file = || match printed.day_of_year {
            Some(day) => of_year(day),
            None => title::day_of_file(&id),
        };
        let in_file = if day.or(month).is_none() { in_file() } else { None };
        // A day that the document prints is not inferred, and needs no note.
        let noted = catalogued.and_then(|_| said(|entry| &entry.published_note, &None));
        Metadata {
            title: said(|entry| &entry.title, &printed.title)
                .unwrap_or_else(|| title::of_file(&id)),
            publisher: said(|entry| &entry.publisher, &printed.publisher),
            published: day.or(month).or(in_file),
            published_note: noted
                .or_else(|| month.map(|_| MONTH_ALONE.to_owned()))
                .or_else(|| in_file.map(|_| DAY_OF_FILE.to_owned())),
            language: entry.and_then(|entry| entry.language).unwrap_or(printed.language),
            url: entry.and_then(|entry| entry.url.clone()).or_else(|| printed.url.clone()),
            id,
        }
    }

    /// The documents that have an entry.
    pub fn documents(&self) -> impl Iterator<Item = &DocumentId> {
        self.entries.keys()
    }
}

/// Takes a path within the folder, written as documents are named.
fn inside<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DocumentId, D::Error> {
    let path = String::deserialize(deserializer)?;
    let parts = Path::new(&path).components().map(|part| match part {
        Component::Normal(name) => name.to_str(),
        _ => None,
    });
    let parts: Option<Vec<&str>> = parts.collect();
    if parts.is_some_and(|parts| !parts.is_empty() && parts.join("/") == path) {
        return Ok(DocumentId::new(path));
    }
    let explain = "is not the path of a file in this folder; write it as speeches/2025.txt";
    Err(serde::de::Error::custom(format!("{path:?} {explain}")))
}

/// Takes an address of the web.
fn web<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let url = String::deserialize(deserializer)?;
    match address::web(&url) {
        Some(url) => Ok(Some(url.to_owned())),
        None => Err(serde::de::Error::custom(format!(
            "{url:?} is not an address of the web; write https://… or leave url out"
        ))),
    }
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
    use proptest::prelude::*;

    use super::*;
    use crate::text::hostile;
    use crate::text::script::shows_nothing;

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
    }

    #[test]
    fn mistakes_are_named() {
        let quoted = parse("[[document]]\npath = \"a\"\npublished = \"29 December\"\n").err();
        assert!(quoted.is_some_and(|text| text.contains("write 2025-12-29")));
        let unknown = parse("[[document]]\npath = \"a\"\nauthor = \"x\"\n").err();
        assert!(unknown.is_some_and(|text| text.contains("author") && text.contains("line 3")));
        for path in ["../a.txt", "/etc/passwd", "a/../../b.txt", "./a.txt", "a//b.txt", "..", ""] {
            let outside = parse(&format!("[[document]]\npath = {path:?}\n")).err();
            assert!(
                outside.is_some_and(|text| text.contains("not the path of a file in this folder"))
            );
        }
        let address = parse("[[document]]\npath = \"a\"\nurl = \"javascript:alert(1)\"\n").err();
        assert!(
            address.is_some_and(|text| text.contains("write https://") && text.contains("line 3"))
        );
        let twice = parse("[[document]]\npath = \"a\"\n[[document]]\npath = \"a\"\n").err();
        assert!(twice.is_some_and(|text| text.contains("two entries for a")));
    }

    const WRITTEN: &[&str] = &[
        "[[document]]\n",
        "path",
        "title",
        "publisher",
        "published",
        "published_note",
        "language",
        "url",
        " = ",
        "\"",
        "'",
        "\"\"\"",
        "\n",
        "2025-12-29",
        "2025-13-99T25:61:61Z",
        "zh-Hant",
        "a.txt",
        "../../etc/passwd",
        "/etc/passwd",
        "C:\\x",
        "a/./b/../c",
        "https://a.example/1",
        "HTTP://A",
        "javascript:alert(1)",
        "data:text/html,x",
        "大公報",
        "\\u202E",
        "\\n",
        "---\n",
        "+++\n",
        "title: ",
        "url: ",
        "author: ",
        "date: ",
        "來源：",
        "標題：",
        "日期：2026年3月",
        "正文。\n",
        "#",
        "=",
    ];

    proptest! {
        #[test]
        fn whatever_a_catalogue_and_a_page_say_a_source_is_one_plain_line(
            catalogue in hostile::text(WRITTEN, 30),
            body in hostile::text(WRITTEN, 30),
            [title, publisher, url, path] in prop::array::uniform4(hostile::text(WRITTEN, 6)),
        ) {
            let _ = Catalog::parse(&catalogue, Path::new(FILE_NAME));
            let quoted = |value: &str| serde_json::Value::from(value).to_string().replace('\u{7f}', "\\u007F");
            let given = format!(
                "[[document]]\npath = \"a.txt\"\ntitle = {}\npublisher = {}\npublished_note = {}\nurl = {}\n",
                quoted(&title), quoted(&publisher), quoted(&title), quoted(&url),
            );
            let given = Catalog::parse(&given, Path::new(FILE_NAME));
            prop_assert_eq!(given.is_ok(), address::web(&url).is_some(), "{:?}", url);
            let catalog = given.unwrap_or_default();
            let ids = [DocumentId::new("a.txt"), DocumentId::new(path)];
            for meta in ids.map(|id| catalog.metadata(id, &body)) {
                let said = [&meta.publisher, &meta.published_note].into_iter().flatten();
                for text in said.chain([&meta.title]) {
                    let odd = |c: char| shows_nothing(c) || c.is_whitespace() && c != ' ';
                    prop_assert!(!text.contains(odd) && text.trim() == text, "{:?}", text);
                    prop_assert!(!text.is_empty() && text.chars().count() <= LONGEST, "{:?}", text);
                }
                let web = |url: &str| url.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http"));
                prop_assert!(meta.url.as_deref().is_none_or(web), "{:?}", meta.url);
            }
        }
    }
}
