//! Pressed buttons: who pressed is checked, and each is answered at once.

use teloxide::types::{CallbackQuery, InlineKeyboardButtonKind, Message};

use super::super::access::may_see;
use super::super::desk::Desk;
use super::super::keyboard;
use super::super::press::Press;
use super::super::send::{Notice, Outgoing};
use super::super::visit::Visit;
use super::welcome::welcome;
use super::{ask, documents, export, owner, reader, search, settings, votes};
use crate::locale::Locale;
use crate::store::{Shown, Token};

/// Handles a pressed button.
pub(in crate::telegram) async fn press(desk: &Desk, query: &CallbackQuery) -> anyhow::Result<()> {
    let pressed = query.data.as_deref().filter(|data| is_offered(query, data));
    let pressed = pressed.and_then(|data| data.parse::<Press>().ok());
    let visit = Visit::of_press(query, &desk.store).await?;
    let (Some(press), Some(visit)) = (pressed, visit) else {
        return Ok(desk.sender.notice(query.id.clone(), Notice::Silent).await?);
    };
    let message = query.message.as_ref().and_then(|message| message.regular_message());
    match act(desk, &visit, press, message, query).await {
        Ok(Some(notice)) => Ok(desk.sender.notice(query.id.clone(), notice).await?),
        Ok(None) => Ok(()),
        Err(error) => {
            let failed = Notice::Alert(visit.locale().text("failed"));
            desk.sender.notice(query.id.clone(), failed).await?;
            Err(error)
        }
    }
}

/// Whether the message has a button with this data: an altered client can send
/// any. A message that Telegram no longer shows is taken at its word.
fn is_offered(query: &CallbackQuery, data: &str) -> bool {
    let Some(message) = query.message.as_ref().and_then(|message| message.regular_message()) else {
        return true;
    };
    let rows = message.reply_markup().map(|keyboard| keyboard.inline_keyboard.as_slice());
    let mut buttons = rows.unwrap_or_default().iter().flatten();
    buttons.any(|button| {
        matches!(&button.kind, InlineKeyboardButtonKind::CallbackData(held) if held == data)
    })
}

/// Does what the button says. Returns what whoever pressed is told; `None`
/// when they were told already, before work that takes longer.
async fn act(
    desk: &Desk,
    visit: &Visit,
    press: Press,
    message: Option<&Message>,
    query: &CallbackQuery,
) -> anyhow::Result<Option<Notice>> {
    let answered = async || desk.sender.notice(query.id.clone(), Notice::Silent).await;
    let library = &desk.library;
    let locale = visit.locale();
    let page = match press {
        Press::Label => return Ok(Some(Notice::Silent)),
        Press::Set(choice) => return Ok(Some(settings::set(desk, visit, choice).await?)),
        Press::Broadcast { send } => {
            return Ok(Some(owner::broadcast(desk, visit, message, send).await?));
        }
        Press::Source { token, .. }
        | Press::Vote { token, .. }
        | Press::Because { token, .. }
        | Press::More { token }
        | Press::Export { token }
        | Press::Found { token, .. }
        | Press::Matching { token, .. }
        | Press::Offer { token, .. } => return on_shown(desk, visit, press, token, query).await,
        Press::Close { by } if visit.owns(by) => {
            answered().await?;
            desk.sender.delete(visit.chat_id(), visit.message).await?;
            return Ok(None);
        }
        Press::Documents { selection, page, by } if visit.owns(by) => {
            let page = move |all: &_| Some(documents::page(all, selection, page, by, locale));
            library.consult(page).await?
        }
        Press::Sections { document, page, by, from } if visit.owns(by) => {
            let press = (document, from);
            library.consult(move |all| documents::sections(all, press, page, by, locale)).await?
        }
        Press::Section { document, ordinal, page, by } if visit.owns(by) => {
            let press = (document, ordinal);
            library.consult(move |all| documents::section(all, press, page, by, locale)).await?
        }
        Press::Close { .. }
        | Press::Documents { .. }
        | Press::Sections { .. }
        | Press::Section { .. } => return Ok(Some(Notice::Toast(locale.text("not-yours")))),
    };
    let Some(page) = page else {
        return Ok(Some(Notice::Alert(locale.text("document-gone"))));
    };
    answered().await?;
    desk.sender.edit(visit.chat_id(), visit.message, &page).await?;
    Ok(None)
}

/// Buttons under something that was shown, if it is still known.
async fn on_shown(
    desk: &Desk,
    visit: &Visit,
    press: Press,
    token: Token,
    query: &CallbackQuery,
) -> anyhow::Result<Option<Notice>> {
    let locale = visit.locale();
    let too_old = || Ok(Some(Notice::Alert(locale.text("too-old"))));
    let Some(shown) = desk.store.shown(token).await? else { return too_old() };
    // It is not said that there is something to see.
    if !may_see(visit, shown.conversation, &desk.sender).await {
        return too_old();
    }
    match press {
        Press::Vote { vote, .. } => return Ok(Some(votes::vote(desk, visit, &shown, vote).await?)),
        Press::Because { reason, .. } => {
            return Ok(Some(votes::because(desk, visit, &shown, reason).await?));
        }
        // A page of a document would stand in everyone's way: a group reads it in private.
        Press::Source { number, page: None, .. } if !visit.private => {
            let payload = keyboard::reading_payload(token, number);
            let link = keyboard::deep_link(desk.me.username(), &payload);
            return Ok(Some(Notice::Open(link)));
        }
        // A file would stand in everyone's way.
        Press::Export { .. } if !visit.private => {
            let payload = keyboard::export_payload(token);
            return Ok(Some(Notice::Open(keyboard::deep_link(desk.me.username(), &payload))));
        }
        _ if !visit.owns(shown.conversation.asker) => {
            return Ok(Some(Notice::Toast(locale.text("not-yours"))));
        }
        _ => {}
    }
    desk.sender.notice(query.id.clone(), Notice::Silent).await?;
    after_notice(desk, visit, press, shown).await?;
    Ok(None)
}

async fn after_notice(
    desk: &Desk,
    visit: &Visit,
    press: Press,
    shown: Shown,
) -> anyhow::Result<()> {
    match press {
        Press::Source { number, page: None, .. } => reader::open(desk, visit, shown, number).await,
        Press::Source { number, page: Some(page), .. } => {
            reader::turn(desk, visit, &shown, number, page).await
        }
        Press::Found { page, .. } => {
            let locale = Locale::of(shown.language);
            let last = shown.sources.len().div_ceil(super::super::render::PER_PAGE);
            let page = page.min(last.saturating_sub(1));
            let found = shown.clone();
            let html = desk.library.consult(move |answerer| {
                super::super::render::found(answerer, &found, page, locale)
            });
            let html = html.await?;
            let buttons = keyboard::found(&shown, page, super::super::render::PER_PAGE);
            let outgoing = Outgoing::html(html).with(buttons);
            desk.sender.edit(visit.chat_id(), visit.message, &outgoing).await?;
            Ok(())
        }
        Press::Matching { page, .. } => {
            let (by, locale) = (visit.asker.id, Locale::of(shown.language));
            let page = move |all: &_| {
                let found = documents::called(all, &shown.question);
                documents::matching(&found, &shown, page, by, locale)
            };
            let page = desk.library.consult(page).await?;
            desk.sender.edit(visit.chat_id(), visit.message, &page).await?;
            Ok(())
        }
        Press::More { .. } if welcome(desk, visit, true).await? => {
            search::more(desk, visit, &shown).await
        }
        Press::Export { .. } => export::export(desk, visit, &shown).await,
        Press::Offer { number, .. } if welcome(desk, visit, true).await? => {
            let Some(question) = shown.offers.get(number) else { return Ok(()) };
            let seat = desk.seat(visit.chat(), visit.asker.id);
            ask::ask(desk, visit, seat, question, ask::Asked::Offered).await
        }
        _ => Ok(()),
    }
}
