//! Reading a source in its surroundings.

use teloxide::types::MessageId;

use super::super::desk::Desk;
use super::super::keyboard;
use super::super::library;
use super::super::press::Press;
use super::super::send::Outgoing;
use super::super::visit::Visit;
use super::super::{reading, render};
use crate::answer::Answerer;
use crate::corpus::DocumentId;
use crate::locale::Locale;
use crate::store::{Person, Shown};

/// Shows source `number` of `shown` in a message of its own: the one that is
/// open already, or a new one in reply to the answer.
pub(super) async fn open(
    desk: &Desk,
    visit: &Visit,
    mut shown: Shown,
    number: usize,
) -> anyhow::Result<()> {
    let (source, by) = (shown.clone(), visit.asker.id);
    let page = desk.library.consult(move |answerer| page(answerer, &source, number, None, by));
    let Some(page) = page.await? else { return Ok(()) };
    if let Some(reader) = shown.reader
        && shown.conversation.chat == visit.chat()
        && desk.sender.edit(visit.chat_id(), MessageId(reader), &page).await?
    {
        return Ok(());
    }
    let sent = desk.sender.send(visit.place, &page.silent(true)).await?;
    if shown.conversation.chat == visit.chat() {
        shown.reader = sent.map(|sent| sent.message_id);
        desk.keep(&shown).await;
    }
    Ok(())
}

/// Turns the message that was pressed to another page.
pub(super) async fn turn(
    desk: &Desk,
    visit: &Visit,
    shown: &Shown,
    number: usize,
    page_number: usize,
) -> anyhow::Result<()> {
    let (source, by) = (shown.clone(), visit.asker.id);
    let page = desk
        .library
        .consult(move |answerer| page(answerer, &source, number, Some(page_number), by));
    if let Some(page) = page.await? {
        desk.sender.edit(visit.chat_id(), visit.message, &page).await?;
    }
    Ok(())
}

/// A page of the document of source `number`; what was quoted, when it is in
/// the documents no more. `None` when there is no such source.
fn page(
    answerer: &Answerer,
    shown: &Shown,
    number: usize,
    page: Option<usize>,
    by: Person,
) -> Option<Outgoing> {
    let locale = Locale::of(shown.language);
    let source = shown.sources.get(number.checked_sub(1)?)?;
    let id = DocumentId::new(source.document.clone());
    let opened = library::open(answerer, &id);
    let found = opened.and_then(|(document, passages)| {
        let anchor = reading::locate(&passages, source)?;
        Some((document, passages, anchor))
    });
    let Some((document, passages, anchor)) = found else {
        return Some(Outgoing::html(render::vanished(source, locale)));
    };
    let pages = reading::pages(&passages, &anchor);
    let at = page.unwrap_or(pages.first).min(pages.pages.len() - 1);
    let html = render::page(document, &passages, &anchor, &pages, at, locale);
    let turn = |page| Press::Source { token: shown.token, number, page: Some(page) };
    let (at, ordinal) = ((at, pages.pages.len()), passages[anchor.passage].ordinal);
    Some(Outgoing::html(html).with(keyboard::reader(at, turn, (document, ordinal), by, locale)))
}
