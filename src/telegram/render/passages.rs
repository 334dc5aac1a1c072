//! Passages found: a page of /search, more sources, an inline snippet.

use super::source::{byline, name_and_day};
use super::{escape, short, shortened, units};
use crate::answer::Answerer;
use crate::corpus::{DocumentId, Metadata};
use crate::locale::Locale;
use crate::store::{Reference, Shown};

/// How many passages a page has.
pub(in crate::telegram) const PER_PAGE: usize = 4;
/// The most that a passage takes of a page.
const PASSAGE: usize = 600;

/// A page of what was found for /search.
pub(in crate::telegram) fn found(
    answerer: &Answerer,
    shown: &Shown,
    page: usize,
    locale: &Locale,
) -> String {
    let count = shown.sources.len();
    let question = shortened(&shown.question, 120);
    let variables = [("count", count.into()), ("question", question.into())];
    let title = locale.format("search-title", &variables);
    let numbered = shown.sources.iter().enumerate().skip(page * PER_PAGE).take(PER_PAGE);
    listed(format!("<b>{}</b>", escape(&title)), numbered, answerer, locale)
}

/// The sources of `shown` after the `known` first, under `title`.
pub(in crate::telegram) fn sources(
    answerer: &Answerer,
    shown: &Shown,
    known: usize,
    title: &str,
    locale: &Locale,
) -> String {
    let title = format!("<b>{}</b>", escape(title));
    listed(title, shown.sources.iter().enumerate().skip(known), answerer, locale)
}

fn listed<'a>(
    title: String,
    sources: impl Iterator<Item = (usize, &'a Reference)>,
    answerer: &Answerer,
    locale: &Locale,
) -> String {
    let mut is_inferred = false;
    let html = sources.fold(title, |html, (at, source)| {
        let id = DocumentId::new(source.document.clone());
        let document = answerer.retriever().index().document(&id);
        let name = match document {
            Some(document) if document.published_note.is_some() => {
                is_inferred = true;
                format!("{}*", name_and_day(document, locale))
            }
            Some(document) => name_and_day(document, locale),
            None => short(&source.document),
        };
        format!(
            "{html}\n\n<blockquote expandable>[{}] {}\n{}</blockquote>",
            at + 1,
            escape(&name),
            escape(&shortened(&source.quote, PASSAGE)),
        )
    });
    // Explained once, and not with each source.
    let note = is_inferred.then(|| escape(&locale.text("note-inferred")));
    match note {
        Some(note) => format!("{html}\n\n<i>* {note}</i>"),
        None => html,
    }
}

/// A passage as a message of its own, for inline mode.
pub(in crate::telegram) fn inline_message(
    document: &Metadata,
    section: &[String],
    quote: &str,
    locale: &Locale,
) -> String {
    let title = match document.url.as_deref() {
        Some(url) => format!("<a href=\"{}\">{}</a>", escape(url), escape(&short(&document.title))),
        None => escape(&short(&document.title)),
    };
    let section: String = section
        .last()
        .map(|heading| format!("\n› {}", escape(&short(heading))))
        .unwrap_or_default();
    let head = format!("{title}\n{}{section}", byline(document, locale));
    debug_assert!(units(&head) < super::LONGEST / 2, "headings are cut to lines");
    format!("{}\n\n<blockquote expandable>{head}</blockquote>", escape(&shortened(quote, 1_500)))
}

/// The sources found for a question: whole passages, best first, each but
/// what is cited already.
pub(in crate::telegram) fn references<'a>(
    hits: impl IntoIterator<Item = &'a crate::retrieval::Hit>,
    cited: &[Reference],
) -> Vec<Reference> {
    let reference = |hit: &crate::retrieval::Hit| Reference {
        document: hit.passage.document.to_string(),
        ordinal: hit.passage.ordinal,
        start: 0,
        quote: hit.passage.text.clone(),
    };
    let is_new = |one: &Reference| {
        !cited.iter().any(|other| other.document == one.document && other.ordinal == one.ordinal)
    };
    // What a heading heads and a question asks is found by itself.
    let says = |hit: &&crate::retrieval::Hit| hit.passage.kind.is_told();
    hits.into_iter().filter(says).map(reference).filter(is_new).collect()
}
