//! /settings and /language: in a group for its administrators, checked afresh.

use super::super::access::is_admin;
use super::super::desk::Desk;
use super::super::press::Choice;
use super::super::render::escape;
use super::super::send::{Notice, Outgoing};
use super::super::visit::Visit;
use super::super::{keyboard, setup};
use super::reply::whisper;

/// /settings
pub(super) async fn settings(desk: &Desk, visit: &Visit) -> anyhow::Result<()> {
    if !is_admin(visit, &desk.sender).await {
        return whisper(desk, visit, &visit.locale().text("settings-admins")).await;
    }
    desk.sender.send(visit.place, &page(visit).silent(true)).await?;
    Ok(())
}

/// /language
pub(super) async fn language(desk: &Desk, visit: &Visit) -> anyhow::Result<()> {
    if !is_admin(visit, &desk.sender).await {
        return whisper(desk, visit, &visit.locale().text("settings-admins")).await;
    }
    let locale = visit.locale();
    let html = escape(&locale.text("language-title"));
    let buttons = keyboard::language(visit.settings, locale);
    desk.sender.send(visit.place, &visit.outgoing(html).with(buttons)).await?;
    Ok(())
}

/// Changes a setting, and shows it.
pub(super) async fn set(desk: &Desk, visit: &Visit, choice: Choice) -> anyhow::Result<Notice> {
    if !is_admin(visit, &desk.sender).await {
        return Ok(Notice::Alert(visit.locale().text("settings-admins")));
    }
    let mut visit = visit.clone();
    let settings = &mut visit.settings;
    match choice {
        Choice::Language(language) => settings.language = language,
        Choice::Length(length) => settings.length = length,
        Choice::Asking(asking) => settings.asking = asking,
        Choice::Feedback(on) => settings.no_feedback = !on,
        Choice::Quiet(quiet) => settings.quiet = quiet,
    }
    desk.store.set(visit.chat(), &visit.settings).await?;
    let done = Notice::Toast(visit.locale().text("settings-saved"));
    let desk = desk.clone();
    tokio::spawn(async move {
        if matches!(choice, Choice::Language(_)) {
            setup::introduce_to(&desk.sender, &visit).await;
        }
        let edited = desk.sender.edit(visit.chat_id(), visit.message, &page(&visit)).await;
        if let Err(error) = edited {
            tracing::warn!("a setting is changed but not shown: {error}");
        }
    });
    Ok(done)
}

fn page(visit: &Visit) -> Outgoing {
    let locale = visit.locale();
    let key = if visit.private { "settings-title" } else { "settings-title-group" };
    Outgoing::html(escape(&locale.text(key))).with(keyboard::settings(
        visit.settings,
        !visit.private,
        locale,
    ))
}
