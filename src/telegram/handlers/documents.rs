//! /sources and /latest: the documents, and the sections of one.

use super::super::desk::Desk;
use super::super::press::DocumentKey;
use super::super::send::Outgoing;
use super::super::visit::Visit;
use super::super::{keyboard, library, reading, render};
use crate::answer::Answerer;
use crate::corpus::{DocumentId, Metadata, Passage};
use crate::locale::Locale;
use crate::store::Person;
use crate::text::normalize::folded;

/// How many documents a page has; a row of buttons stays readable.
const DOCUMENTS: usize = 6;
/// More documents than this are told by publisher and year.
const MANY: usize = 60;
/// How many sections a page has: two rows of buttons.
const SECTIONS: usize = 10;
/// How many documents are the newest.
const LATEST: usize = 5;

/// /sources: of a few documents a page, of many who published how many in
/// which years; with words, those that have them.
pub(super) async fn list(desk: &Desk, visit: &Visit, words: &str) -> anyhow::Result<()> {
    let (words, by, locale) = (words.to_owned(), visit.asker.id, visit.locale());
    let page = desk.library.consult(move |answerer| {
        let all = library::newest(answerer);
        if !words.is_empty() {
            matching(&all, &words, by, locale)
        } else if all.len() > MANY {
            Outgoing::html(render::catalogue(&all, locale))
        } else {
            page(answerer, 0, by, locale)
        }
    });
    let page = page.await?;
    desk.sender.send(visit.place, &page.silent(true)).await?;
    Ok(())
}

/// The newest of the documents whose title, publisher, day or name has each of
/// `words`.
fn matching(all: &[&Metadata], words: &str, by: Person, locale: &Locale) -> Outgoing {
    let words: Vec<String> = words.split_whitespace().map(folded).collect();
    let found: Vec<&Metadata> = all.iter().filter(|one| one.is_called(&words)).copied().collect();
    let shown = &found[..found.len().min(DOCUMENTS)];
    let html = render::matching(shown, found.len(), locale);
    Outgoing::html(html).with(keyboard::documents(shown, 1, 0, 1, by))
}

/// /latest
pub(super) async fn latest(desk: &Desk, visit: &Visit) -> anyhow::Result<()> {
    let answerer = desk.library.answerer();
    let mut newest = library::newest(&answerer);
    newest.truncate(LATEST);
    let html = render::latest(&newest, visit.locale());
    let buttons = keyboard::documents(&newest, 1, 0, 1, visit.asker.id);
    desk.sender.send(visit.place, &visit.outgoing(html).with(buttons)).await?;
    Ok(())
}

/// A page of the documents, newest first.
pub(super) fn page(answerer: &Answerer, number: usize, by: Person, locale: &Locale) -> Outgoing {
    let all = library::newest(answerer);
    let pages = all.len().div_ceil(DOCUMENTS).max(1);
    let number = number.min(pages - 1);
    let first = number * DOCUMENTS;
    let shown = &all[first..all.len().min(first + DOCUMENTS)];
    let html = render::document_list(shown, first + 1, all.len(), locale);
    Outgoing::html(html).with(keyboard::documents(shown, first + 1, number, pages, by))
}

/// A page of the sections of a document, opened from a passage or not; `None` when it is gone.
pub(super) fn sections(
    answerer: &Answerer,
    (key, from): (DocumentKey, Option<u32>),
    number: usize,
    by: Person,
    locale: &Locale,
) -> Option<Outgoing> {
    let (document, passages) = library::open(answerer, &find(answerer, key)?)?;
    let all = reading::sections(&passages);
    let pages = all.len().div_ceil(SECTIONS).max(1);
    let number = number.min(pages - 1);
    let first = number * SECTIONS;
    let shown = &all[first..all.len().min(first + SECTIONS)];
    let html = render::section_list(document, shown, first + 1, locale);
    let ordinals: Vec<u32> = shown.iter().map(|(ordinal, _)| *ordinal).collect();
    let buttons =
        keyboard::sections((key, from), &ordinals, first + 1, (number, pages), by, locale);
    Some(Outgoing::html(html).with(buttons))
}

/// A page of a document, from the section at `ordinal` on.
pub(super) fn section(
    answerer: &Answerer,
    press: (DocumentKey, u32),
    number: Option<usize>,
    by: Person,
    locale: &Locale,
) -> Option<Outgoing> {
    let (key, ordinal) = press;
    let (document, passages) = library::open(answerer, &find(answerer, key)?)?;
    let at = passages.iter().position(|passage: &Passage| passage.ordinal >= ordinal)?;
    let anchor = reading::Anchor { passage: at, range: 0..0 };
    let pages = reading::pages(&passages, &anchor);
    let number = number.unwrap_or(pages.first).min(pages.pages.len() - 1);
    let html = render::page(document, &passages, &anchor, &pages, number, locale);
    let turn =
        |page| super::super::press::Press::Section { document: key, ordinal, page: Some(page), by };
    let at = (number, pages.pages.len());
    let buttons = keyboard::reader(at, turn, (document, ordinal), by, locale);
    Some(Outgoing::html(html).with(buttons))
}

fn find(answerer: &Answerer, key: DocumentKey) -> Option<DocumentId> {
    let documents = &answerer.retriever().index().manifest().documents;
    documents.iter().map(|document| &document.id).find(|id| DocumentKey::of(id) == key).cloned()
}
