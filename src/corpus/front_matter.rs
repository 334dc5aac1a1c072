//! What a page says of itself above its text: its title, its day, who
//! published it and where it stands. It is of the catalogue and never quoted.
//!
//! Two forms are read: what stands between two lines `---` (or `+++`) at the
//! top, as site builders write it, and lines with a known label (`標題：…`).

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::NaiveDate;

use super::dateline;
use crate::text::list;
use crate::text::script::is_blank;

const LABELS_FILE: &str = include_str!("front_matter.tsv");

/// What a label gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The page's title.
    Title,
    /// The day of publication.
    Date,
    /// The day of the last change.
    Revised,
    /// Who published it.
    Publisher,
    /// Who wrote it.
    Author,
    /// Where the original can be read.
    Url,
    /// Something that the catalogue has no place for: tags, a summary.
    Other,
}

impl Field {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "title" => Self::Title,
            "date" => Self::Date,
            "revised" => Self::Revised,
            "publisher" => Self::Publisher,
            "author" => Self::Author,
            "url" => Self::Url,
            "other" => Self::Other,
            _ => return None,
        })
    }
}

static LABELS: LazyLock<HashMap<&'static str, Field>> = LazyLock::new(|| {
    let known = |(label, field)| Some((label, Field::named(field)?));
    list::entries(LABELS_FILE).filter_map(known).collect()
});

/// What stands above the text of a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct FrontMatter<'a> {
    fields: Vec<(Field, &'a str)>,
    /// The byte of the page where its text begins.
    pub end: usize,
}

/// Lines between which front matter stands.
const FENCES: &[&str] = &["---", "+++"];

/// The most lines that front matter has; a second rule that stands further
/// down parts the text.
const LONGEST: usize = 100;

/// The front matter of `body`; an empty one where there is none.
pub fn read(body: &str) -> FrontMatter<'_> {
    fenced(body).or_else(|| labelled(body)).unwrap_or_default()
}

/// What the label before the first colon of `line` gives, and what follows.
pub fn field(line: &str) -> Option<(Field, &str)> {
    let (label, value) = line.split_once(['：', ':'])?;
    let label = label.trim_matches(is_blank).to_lowercase();
    Some((*LABELS.get(label.as_str())?, value.trim_matches(is_blank)))
}

impl<'a> FrontMatter<'a> {
    /// The first value that is given for `field`.
    pub fn get(&self, field: Field) -> Option<&'a str> {
        let mut given = self.fields.iter().filter(|(of, value)| *of == field && !value.is_empty());
        given.next().map(|(_, value)| *value)
    }

    /// The day of publication, and the words that give it.
    pub fn published(&self) -> Option<(NaiveDate, &'a str)> {
        let written = self.get(Field::Date).or_else(|| self.get(Field::Revised))?;
        let iso = written.get(..10).and_then(|day| NaiveDate::parse_from_str(day, "%Y-%m-%d").ok());
        Some((iso.or_else(|| dateline::day(written))?, written))
    }
}

/// What stands between two fences at the top.
fn fenced(body: &str) -> Option<FrontMatter<'_>> {
    let mut at = body.len() - body.trim_start_matches(is_blank).len();
    let mut lines = body[at..].split_inclusive('\n');
    let opening = lines.next()?;
    let fence = *FENCES.iter().find(|fence| opening.trim_end() == **fence)?;
    at += opening.len();
    let mut fields = Vec::new();
    for line in lines.take(LONGEST) {
        at += line.len();
        let text = line.trim_end();
        if text == fence {
            return (!fields.is_empty()).then_some(FrontMatter { fields, end: at });
        }
        // A list, a value that goes on and a note give nothing of their own.
        if text.is_empty() || text.starts_with([' ', '\t', '-', '#', '[', ']', '}']) {
            continue;
        }
        let (key, value) = text.split_once([':', '='])?;
        let key = key.trim().trim_matches(['"', '\'']).to_lowercase();
        let quotes = |c: char| is_blank(c) || matches!(c, '"' | '\'');
        let value = value.trim_matches(quotes);
        let field = LABELS.get(key.as_str()).copied().unwrap_or(Field::Other);
        fields.push(addressed(field, value));
    }
    None
}

/// A source that is an address says where, and not who.
fn addressed(field: Field, value: &str) -> (Field, &str) {
    match field {
        Field::Publisher if value.contains("://") => (Field::Url, value),
        field => (field, value),
    }
}

/// The lines with known labels at the top. A single one could be of a notice
/// (`日期：四月一日`), unless it is a title or an address; and a label that is
/// not known, directly below, shows that they all are.
fn labelled(body: &str) -> Option<FrontMatter<'_>> {
    let (mut fields, mut at, mut end, mut blank) = (Vec::new(), 0, 0, false);
    for line in body.split_inclusive('\n') {
        at += line.len();
        let text = line.trim_matches(is_blank);
        if text.is_empty() {
            blank = true;
            continue;
        }
        let Some(found) = field(text) else {
            let of_a_notice = !blank && text.contains(['：', ':']) && text.chars().count() < 40;
            return sure(fields, end).filter(|_| !of_a_notice);
        };
        fields.push(addressed(found.0, found.1));
        (end, blank) = (at, false);
    }
    sure(fields, end)
}

fn sure(fields: Vec<(Field, &str)>, end: usize) -> Option<FrontMatter<'_>> {
    let alone = |field| matches!(field, Field::Title | Field::Url);
    let sure = fields.len() > 1 || fields.iter().any(|(field, _)| alone(*field));
    sure.then_some(FrontMatter { fields, end })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_rules_at_the_top_is_of_the_catalogue() {
        let body = "---\ntitle: \"河套園區開園\"\ndate: 2026-03-12T08:00:00+08:00\nauthor: 陳大文\ntags:\n  - 創科\n- 河套\nlayout: post\nurl: https://news.example/1\n---\n\n正文。\n";
        let front = read(body);
        assert_eq!(front.get(Field::Title), Some("河套園區開園"));
        assert_eq!(
            front.published().map(|(day, _)| day.to_string()).as_deref(),
            Some("2026-03-12")
        );
        assert_eq!(front.get(Field::Author), Some("陳大文"));
        assert_eq!(front.get(Field::Url), Some("https://news.example/1"));
        assert_eq!(&body[front.end..], "\n正文。\n");
    }

    #[test]
    fn a_day_is_of_publication_under_a_label_that_says_so() {
        let day = |body: &str| read(body).published().map(|(day, _)| day.to_string());
        let speech = "---\ntitle: Budget\ndelivered: 26 February 2025\n---\n\nText.\n";
        assert_eq!(day(speech).as_deref(), Some("2025-02-26"));
        let both = "---\nupdated: 2026-11-02\ndate: 2020-01-05\n---\n\nText.\n";
        assert_eq!(day(both).as_deref(), Some("2020-01-05"));
        for label in ["deadline", "retrieved", "event"] {
            let call = format!("---\ntitle: Call\n{label}: 26 February 2025\n---\n\nText.\n");
            assert_eq!(day(&call), None, "{label}");
        }
    }

    #[test]
    fn lines_with_labels_at_the_top_are_too() {
        let body =
            "標題：河套園區開園\n日期：2026年3月12日\n來源：海港日報\n標籤：創科、河套\n\n正文。\n";
        let front = read(body);
        assert_eq!(front.get(Field::Publisher), Some("海港日報"));
        assert_eq!(
            front.published().map(|(day, _)| day.to_string()).as_deref(),
            Some("2026-03-12")
        );
        assert_eq!(&body[front.end..], "\n正文。\n");
    }

    #[test]
    fn rules_and_labels_of_the_text_are_not() {
        for body in [
            "---\n第一段。\n---\n第二段。\n",
            "日期：四月一日\n\n正文。\n",
            "日期：四月一日\n作者：陳大文\n地點：大會堂\n",
            "正文。\n標題：甲\n",
            "---\n\n正文。\n",
        ] {
            assert_eq!(read(body), FrontMatter::default(), "{body}");
        }
    }

    #[test]
    fn every_label_is_in_lower_case_and_known() {
        let entries: Vec<_> = LABELS_FILE.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(entries.len(), LABELS.len(), "a field that is not known, or a label twice");
        assert!(LABELS.keys().all(|label| *label == label.to_lowercase().trim()));
    }
}
