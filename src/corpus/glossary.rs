//! The bilingual glossary: official terms, their English names and other
//! forms, one group of equals a line.

use std::io::ErrorKind;
use std::ops::Range;
use std::path::{Path, PathBuf};

use aho_corasick::{AhoCorasick, MatchKind};

use super::limited;
use crate::text::normalize::{fold, folded};
use crate::text::script::is_han;
use crate::text::whole::is_whole;

/// The glossary's name in the corpus folder.
pub const FILE_NAME: &str = "glossary.tsv";

/// The glossary of the shipped documents.
const SHIPPED: &str = include_str!("../../seeds/glossary.tsv");

/// The glossary could not be read.
#[derive(Debug, thiserror::Error)]
pub enum GlossaryError {
    /// The file is there and cannot be opened.
    #[error("cannot read {path}: {source}", path = path.display())]
    Read {
        /// The glossary's path.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A line is not `Chinese<TAB>English[<TAB>aliases]`.
    #[error("{path}, line {line}: write Chinese, a tab, English, and after another tab aliases parted by ';'", path = path.display())]
    Line {
        /// The glossary's path.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
    },
    /// The terms are too many for the automaton.
    #[error("{path} cannot be used: {source}", path = path.display())]
    Automaton {
        /// The glossary's path.
        path: PathBuf,
        /// What the automaton's builder said.
        source: aho_corasick::BuildError,
    },
}

/// A term with its forms in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The official Chinese form, as printed.
    pub chinese: String,
    /// The official English form.
    pub english: String,
    /// Every form, folded, those of the official names first.
    pub forms: Vec<String>,
}

/// A term of the glossary found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Bytes of the folded text.
    pub range: Range<usize>,
    /// The entries that have this form.
    pub entries: Vec<usize>,
}

/// Every term, ready to be found in a text.
#[derive(Debug)]
pub struct Glossary {
    entries: Vec<Entry>,
    /// For each pattern of the automaton, the entries that have it.
    owners: Vec<Vec<usize>>,
    automaton: AhoCorasick,
}

impl PartialEq for Glossary {
    /// The rest is made of the entries.
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl Glossary {
    /// Reads the glossary of the corpus in `folder`; where there is none, the
    /// one that is part of the program. An empty file is an empty glossary.
    pub fn read(folder: &Path) -> Result<Self, GlossaryError> {
        let path = folder.join(FILE_NAME);
        match limited::read(&path) {
            Ok(text) => Self::parse(&text, &path),
            Err(error) if error.kind() == ErrorKind::NotFound => Self::parse(SHIPPED, &path),
            Err(source) => Err(GlossaryError::Read { path, source }),
        }
    }

    /// Parses the text of the glossary at `path`.
    pub fn parse(text: &str, path: &Path) -> Result<Self, GlossaryError> {
        let lines = text.lines().enumerate();
        let lines = lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
        let mut entries = Vec::new();
        for (number, line) in lines {
            let malformed = || GlossaryError::Line { path: path.to_owned(), line: number + 1 };
            entries.push(Entry::parse(line).ok_or_else(malformed)?);
        }
        let (mut patterns, mut owners) = (Vec::<&str>::new(), Vec::<Vec<usize>>::new());
        let mut known = std::collections::HashMap::new();
        for (index, entry) in entries.iter().enumerate() {
            for form in &entry.forms {
                let pattern = *known.entry(form.as_str()).or_insert_with(|| {
                    patterns.push(form);
                    owners.push(Vec::new());
                    patterns.len() - 1
                });
                owners[pattern].push(index);
            }
        }
        let automaton =
            AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&patterns);
        let automaton = automaton
            .map_err(|source| GlossaryError::Automaton { path: path.to_owned(), source })?;
        Ok(Self { entries, owners, automaton })
    }

    /// The entry numbered `index`, as [`Found::entries`] gives it.
    pub fn entry(&self, index: usize) -> Option<&Entry> {
        self.entries.get(index)
    }

    /// Every term.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// How many terms there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no term.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Where the names of one thing stand in `text`, as bytes of it.
    pub fn names(&self, text: &str) -> Vec<Range<usize>> {
        let folded = fold(text);
        let found = self.find(&folded.to_string()).into_iter();
        let is_name = |index: &usize| self.entries[*index].is_name();
        let names = found.filter(|found| found.entries.iter().any(is_name));
        names.map(|found| folded.origin_of_bytes(&found.range)).collect()
    }

    /// The terms in `text`, which must be folded: the longest at each place,
    /// Latin ones only as whole words.
    pub fn find(&self, text: &str) -> Vec<Found> {
        let matches = self.automaton.find_iter(text);
        let whole = matches.filter(|found| is_whole(text, found.range()));
        whole
            .map(|found| Found {
                range: found.range(),
                entries: self.owners[found.pattern().as_usize()].clone(),
            })
            .collect()
    }
}

/// Whether byte range `inner` is a part of one of `names`, and not all of it:
/// 明日 in 明日大嶼.
pub fn is_part_of(names: &[Range<usize>], inner: &Range<usize>) -> bool {
    names
        .iter()
        .any(|name| name.start <= inner.start && inner.end <= name.end && name.len() > inner.len())
}

impl Entry {
    fn parse(line: &str) -> Option<Self> {
        let mut columns = line.split('\t').map(str::trim);
        let (chinese, english) = (columns.next()?, columns.next()?);
        if chinese.is_empty() || english.is_empty() {
            return None;
        }
        let aliases = columns.next().unwrap_or_default().split(';').map(str::trim);
        let mut forms: Vec<String> = Vec::new();
        for form in [chinese, english].into_iter().chain(aliases).map(folded) {
            for form in [abbreviated(&form), form] {
                if !form.is_empty() && !forms.contains(&form) {
                    forms.push(form);
                }
            }
        }
        Some(Self { chinese: chinese.to_owned(), english: english.to_owned(), forms })
    }

    /// Whether it names one thing, as English says by its capitals: Hetao,
    /// and not registered user.
    pub fn is_name(&self) -> bool {
        self.english.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            || self.english.chars().any(char::is_uppercase)
    }

    /// The forms in Chinese, folded.
    pub fn chinese_forms(&self) -> impl Iterator<Item = &str> {
        self.forms.iter().map(String::as_str).filter(|form| form.chars().any(is_han))
    }
}

/// What English writes short in names, folded.
const ABBREVIATIONS: &[(&str, &str)] = &[
    ("artificial intelligence", "ai"),
    ("research and development", "r&d"),
    ("innovation and technology", "i&t"),
    ("information and communications technology", "ict"),
    ("small and medium enterprise", "sme"),
];

/// `form` with what English writes short.
fn abbreviated(form: &str) -> String {
    let short = |text: String, (long, short): &(&str, &str)| text.replace(long, short);
    ABBREVIATIONS.iter().fold(form.to_owned(), short)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glossary() -> Glossary {
        let text = "# comment\n河套\tHetao\tLoop\n西橋\twest bridge\n橋\tbridge\t大橋\n";
        Glossary::parse(text, Path::new("glossary.tsv")).expect("parses")
    }

    #[test]
    fn the_longest_whole_term_is_found_in_either_language() {
        let names = |text: &str| -> Vec<String> {
            let found = glossary().find(&folded(text));
            found.iter().map(|found| glossary().entries[found.entries[0]].chinese.clone()).collect()
        };
        assert_eq!(names("河套西橋"), ["河套", "西橋"]);
        assert_eq!(names("Will the West Bridge at the Loop open?"), ["西橋", "河套"]);
        assert_eq!(names("bridgehead"), Vec::<String>::new());
    }

    #[test]
    fn a_bad_line_is_named() {
        let error =
            Glossary::parse("河套\tHetao\n西橋\n", Path::new("g.tsv")).expect_err("bad line");
        assert!(error.to_string().starts_with("g.tsv, line 2"), "{error}");
    }

    #[test]
    fn a_folder_without_a_glossary_has_the_shipped_one() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(Glossary::read(folder.path()).expect("reads").len() > 500);
        std::fs::write(folder.path().join(FILE_NAME), "").expect("written");
        assert!(Glossary::read(folder.path()).expect("reads").is_empty());
    }
}
