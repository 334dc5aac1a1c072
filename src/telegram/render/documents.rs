//! The documents, and the sections of one.

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
    match document.url.as_deref().filter(|url| url.starts_with("http")) {
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
