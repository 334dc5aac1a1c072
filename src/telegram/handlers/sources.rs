//! /sources: the documents, newest first.

use crate::answer::Answerer;
use crate::corpus::Metadata;
use crate::locale::Locale;
use crate::telegram::render::{LONGEST, escape, units};

/// The documents as messages of bearable length.
pub(super) fn list(answerer: &Answerer, locale: &Locale) -> Vec<String> {
    let mut documents: Vec<&Metadata> =
        answerer.retriever().index().manifest().documents.iter().collect();
    documents.sort_by_key(|document| (std::cmp::Reverse(document.published), document.id.clone()));
    let title = locale.format("sources-title", &[("count", documents.len().into())]);
    let mut messages = vec![format!("<b>{}</b>", escape(&title))];
    for document in documents {
        let line = format!("\n\n{}", entry(document, locale));
        match messages.last_mut().filter(|last| units(last) + units(&line) <= LONGEST) {
            Some(last) => last.push_str(&line),
            None => messages.push(line.trim_start().to_owned()),
        }
    }
    messages
}

fn entry(document: &Metadata, locale: &Locale) -> String {
    let title = escape(&document.title);
    let title = match document.url.as_deref().filter(|url| url.starts_with("http")) {
        Some(url) => format!("<a href=\"{}\">{title}</a>", escape(url)),
        None => title,
    };
    let published =
        document.published.map_or_else(|| locale.text("undated"), |day| locale.date(day));
    let inferred = document.published_note.as_ref().map(|_| locale.text("source-date-inferred"));
    let publisher = document.publisher.clone().unwrap_or_else(|| locale.text("source-unnamed"));
    format!("• {title}\n{} · {published}{}", escape(&publisher), inferred.unwrap_or_default())
}
