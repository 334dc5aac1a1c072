//! The documents, and the sections of one.

use super::super::selection::{Selection, UNDATED};
use super::pack::pack;
use super::source::byline;
use super::{escape, short};
use crate::corpus::Metadata;
use crate::corpus::layout::is_numbered;
use crate::locale::Locale;

/// A page of the `count` documents of `selection`, the first of them with number `first`.
pub(in crate::telegram) fn document_list(
    (documents, first): (&[&Metadata], usize),
    count: usize,
    selection: Selection,
    locale: &Locale,
) -> String {
    if documents.is_empty() {
        return escape(&locale.text("sources-none"));
    }
    list(&title(documents, count, selection, locale), documents, first, locale)
}

/// A page of the `count` documents that have what was looked for, the first with number `first`.
pub(in crate::telegram) fn matching(
    documents: &[&Metadata],
    first: usize,
    count: usize,
    locale: &Locale,
) -> String {
    if documents.is_empty() {
        return escape(&locale.text("sources-none"));
    }
    let title = locale.format("sources-found", &[("count", count.into())]);
    list(&title, documents, first, locale)
}

/// Very many documents: how many there are, and how to come to fewer.
pub(in crate::telegram) fn catalogue(
    documents: &[&Metadata],
    selection: Selection,
    locale: &Locale,
) -> String {
    let title = title(documents, documents.len(), selection, locale);
    // Buttons follow, and no list.
    let title = title.trim_end_matches(['：', ':']);
    let narrow = locale.text("sources-narrow");
    format!("<b>{}</b>\n\n{}", escape(title), escape(&narrow))
}

/// How many documents `selection` has, and what they have in common; `documents` are some of
/// them.
fn title(documents: &[&Metadata], count: usize, selection: Selection, locale: &Locale) -> String {
    let publisher = selection.publisher.and(documents.first()).map(|one| match &one.publisher {
        Some(name) => short(name),
        None => locale.text("sources-unnamed"),
    });
    let year = selection.year.map(|year| match year {
        UNDATED => locale.text("undated"),
        year => locale.format("year", &[("year", year.to_string().into())]),
    });
    let common: Vec<String> = publisher.into_iter().chain(year).collect();
    if common.is_empty() {
        return locale.format("sources-title", &[("count", count.into())]);
    }
    let names = common.join(" · ");
    locale.format("sources-selected", &[("count", count.into()), ("names", names.into())])
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
        // A heading that has a number of its own is set apart from the one of its button.
        let mark = if is_numbered(&heading) { " ·" } else { "." };
        format!("{number}{mark} {}", escape(&heading))
    });
    let blocks = std::iter::once(format!("{head}\n")).chain(entries);
    pack(blocks, "\n").into_iter().next().unwrap_or_default()
}
