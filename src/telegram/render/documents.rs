//! The documents, and the sections of one.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::pack::pack;
use super::source::byline;
use super::{escape, short};
use crate::corpus::Metadata;
use crate::locale::Locale;

/// A page of the documents, which are numbered from `first`.
pub(in crate::telegram) fn document_list(
    documents: &[&Metadata],
    first: usize,
    count: usize,
    locale: &Locale,
) -> String {
    let title = locale.format("sources-title", &[("count", count.into())]);
    list(&title, documents, first, locale)
}

/// The newest of the documents that have what was looked for, of `count`.
pub(in crate::telegram) fn matching(
    documents: &[&Metadata],
    count: usize,
    locale: &Locale,
) -> String {
    if documents.is_empty() {
        return escape(&locale.text("sources-none"));
    }
    let title = locale.format("sources-found", &[("count", count.into())]);
    let html = list(&title, documents, 1, locale);
    if count <= documents.len() {
        return html;
    }
    format!("{html}\n\n<i>{}</i>", escape(&locale.text("sources-narrow")))
}

/// How many publishers and how many years are named.
const PUBLISHERS: usize = 12;
const YEARS: usize = 12;

/// Very many documents: who published how many, and how many a year has.
pub(in crate::telegram) fn catalogue(documents: &[&Metadata], locale: &Locale) -> String {
    let (mut publishers, mut years) = (BTreeMap::new(), BTreeMap::new());
    for document in documents {
        let name = document.publisher.clone();
        *publishers.entry(name.unwrap_or_else(|| locale.text("sources-unnamed"))).or_insert(0) += 1;
        if let Some(day) = document.published {
            *years.entry(std::cmp::Reverse(day.year())).or_insert(0) += 1;
        }
    }
    let mut publishers: Vec<(String, usize)> = publishers.into_iter().collect();
    publishers.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), name.clone()));
    let of = |(name, count): (String, usize)| escape(&format!("• {} · {count}", short(&name)));
    let publishers = publishers.into_iter().take(PUBLISHERS).map(of);
    let years = years.into_iter().take(YEARS).map(|(year, count)| format!("{} · {count}", year.0));
    let title = locale.format("sources-title", &[("count", documents.len().into())]);
    let blocks = [
        format!("<b>{}</b>", escape(&title)),
        publishers.collect::<Vec<_>>().join("\n"),
        years.collect::<Vec<_>>().join("\n"),
        format!("<i>{}</i>", escape(&locale.text("sources-narrow"))),
    ];
    pack(blocks, "\n\n").into_iter().next().unwrap_or_default()
}

/// The newest documents.
pub(in crate::telegram) fn latest(documents: &[&Metadata], locale: &Locale) -> String {
    list(&locale.text("latest-title"), documents, 1, locale)
}

fn list(title: &str, documents: &[&Metadata], first: usize, locale: &Locale) -> String {
    let entries = documents.iter().zip(first..).map(|(document, number)| {
        format!("{number}. {}\n{}", linked(document), byline(document, locale))
    });
    let blocks = std::iter::once(format!("<b>{}</b>", escape(title))).chain(entries);
    pack(blocks, "\n\n").into_iter().next().unwrap_or_default()
}

/// The title of a document, as a link where it has an address.
fn linked(document: &Metadata) -> String {
    let title = escape(&short(&document.title));
    match document.url.as_deref() {
        Some(url) => format!("<a href=\"{}\">{title}</a>", escape(url)),
        None => title,
    }
}

/// A page of the sections of a document, which are numbered from `first`.
pub(in crate::telegram) fn section_list(
    document: &Metadata,
    sections: &[(u32, &[String])],
    first: usize,
    locale: &Locale,
) -> String {
    let head = format!("<b>{}</b>\n{}", linked(document), byline(document, locale));
    let entries = sections.iter().zip(first..).map(|((_, headings), number)| {
        let heading =
            headings.last().map_or_else(|| locale.text("section-opening"), |text| short(text));
        format!("{number}. {}", escape(&heading))
    });
    let blocks = std::iter::once(format!("{head}\n")).chain(entries);
    pack(blocks, "\n").into_iter().next().unwrap_or_default()
}
