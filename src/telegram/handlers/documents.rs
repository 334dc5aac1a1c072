//! /sources and /latest: the documents, and the sections of one.

use super::super::desk::Desk;
use super::super::press::{DocumentKey, Press};
use super::super::selection::Selection;
use super::super::send::Outgoing;
use super::super::visit::Visit;
use super::super::{keyboard, library, reading, render};
use crate::answer::Answerer;
use crate::corpus::{DocumentId, Metadata, Passage};
use crate::locale::Locale;
use crate::store::{Person, Shown, Token};
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
    let (by, locale) = (visit.asker.id, visit.locale());
    let page = if words.is_empty() {
        let page = move |all: &Answerer| page(all, Selection::default(), 0, by, locale);
        desk.library.consult(page).await?
    } else {
        let shown = looked_for(visit, words);
        let found = shown.clone();
        let page = move |all: &Answerer| {
            let documents = called(all, &found.question);
            (matching(&documents, &found, 0, by, locale), documents.len() > DOCUMENTS)
        };
        let (page, turns) = desk.library.consult(page).await?;
        // Kept before it is seen: a button may be pressed at once.
        if turns {
            desk.keep(&shown).await;
        }
        page
    };
    desk.sender.send(visit.place, &page.silent(true)).await?;
    Ok(())
}

/// `words` as they were looked for, so that their pages can be turned.
fn looked_for(visit: &Visit, words: &str) -> Shown {
    Shown {
        token: Token::random(),
        conversation: visit.conversation(),
        asked_in: 0,
        messages: Vec::new(),
        reader: None,
        question: words.to_owned(),
        language: visit.locale().language(),
        outcome: "sources".to_owned(),
        sources: Vec::new(),
        offers: Vec::new(),
        turn: None,
        export: None,
        trace: None,
    }
}

/// A page of the documents `found` for the words that `shown` looks for.
pub(super) fn matching(
    found: &[&Metadata],
    shown: &Shown,
    number: usize,
    by: Person,
    locale: &Locale,
) -> Outgoing {
    let page = Page::of(found, number);
    let html = render::matching(page.shown, page.first, found.len(), locale);
    let turn = |page| Press::Matching { token: shown.token, page };
    let buttons = keyboard::documents((page.shown, page.first), page.at, turn, None, by);
    Outgoing::html(html).with(buttons)
}

/// The documents whose title, publisher, day or name has each of `words`, newest first.
pub(super) fn called<'a>(answerer: &'a Answerer, words: &str) -> Vec<&'a Metadata> {
    let words: Vec<String> = words.split_whitespace().map(folded).collect();
    let mut found = library::newest(answerer);
    found.retain(|one| one.is_called(&words));
    found
}

/// A page of some of all documents.
struct Page<'a> {
    shown: &'a [&'a Metadata],
    /// The number of its first document, from 1.
    first: usize,
    /// Its number from 0, and how many there are.
    at: (usize, usize),
}

impl<'a> Page<'a> {
    /// Page `number` of `all`, or the last.
    fn of(all: &'a [&'a Metadata], number: usize) -> Self {
        let pages = all.len().div_ceil(DOCUMENTS).max(1);
        let number = number.min(pages - 1);
        let first = number * DOCUMENTS;
        let shown = &all[first..all.len().min(first + DOCUMENTS)];
        Self { shown, first: first + 1, at: (number, pages) }
    }
}

/// /latest
pub(super) async fn latest(desk: &Desk, visit: &Visit) -> anyhow::Result<()> {
    let answerer = desk.library.answerer();
    let mut newest = library::newest(&answerer);
    newest.truncate(LATEST);
    let html = render::latest(&newest, visit.locale());
    let buttons = keyboard::documents((&newest, 1), (0, 1), |_| Press::Label, None, visit.asker.id);
    desk.sender.send(visit.place, &visit.outgoing(html).with(buttons)).await?;
    Ok(())
}

/// The documents of `selection`: of many who published how many in which years, of a few a
/// page, newest first.
pub(super) fn page(
    answerer: &Answerer,
    selection: Selection,
    number: usize,
    by: Person,
    locale: &Locale,
) -> Outgoing {
    let all = selection.of(&library::newest(answerer));
    let (publishers, years) = (selection.publishers(&all), selection.years(&all));
    if all.len() > MANY && number == 0 && (publishers.len() > 1 || years.len() > 1) {
        let html = render::catalogue(&all, selection, locale);
        return Outgoing::html(html).with(keyboard::catalogue(&publishers, &years, by, locale));
    }
    let page = Page::of(&all, number);
    let html = render::document_list((page.shown, page.first), all.len(), selection, locale);
    let turn = |page| Press::Documents { selection, page, by };
    let back = (selection != Selection::default()).then_some(locale);
    let buttons = keyboard::documents((page.shown, page.first), page.at, turn, back, by);
    Outgoing::html(html).with(buttons)
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
    let turn = |page| Press::Section { document: key, ordinal, page: Some(page), by };
    let at = (number, pages.pages.len());
    let buttons = keyboard::reader(at, turn, (document, ordinal), by, locale);
    Some(Outgoing::html(html).with(buttons))
}

fn find(answerer: &Answerer, key: DocumentKey) -> Option<DocumentId> {
    let documents = &answerer.retriever().index().manifest().documents;
    documents.iter().map(|document| &document.id).find(|id| DocumentKey::of(id) == key).cloned()
}
