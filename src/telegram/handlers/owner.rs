//! What only an owner may ask for.

use teloxide::types::{ChatId, Message};

use super::super::access::is_owner;
use super::super::command::{OwnerRequest, argument};
use super::super::desk::Desk;
use super::super::keyboard;
use super::super::render::{escape, shortened};
use super::super::send::{Notice, Outgoing, Place};
use super::super::visit::Visit;
use super::reply::{reply, say};
use crate::store::{Standing, Statistics};

/// How much of a note /stats shows.
const NOTE: usize = 200;
/// The longest message to all chats; a heading stands above it for a look.
const BROADCAST: usize = 3_500;

/// Does what an owner asks; for anyone else there is no such command.
pub(super) async fn handle(
    desk: &Desk,
    message: &Message,
    visit: &Visit,
    request: OwnerRequest,
) -> anyhow::Result<()> {
    if !is_owner(visit.asker.id, &desk.settings()) {
        return say(desk, visit, "unknown-command").await;
    }
    match request {
        OwnerRequest::Stats => {
            let statistics = desk.store.statistics().await?;
            reply(desk, visit, numbers(visit, &statistics)).await
        }
        OwnerRequest::Reindex => reindex(desk, visit).await,
        OwnerRequest::Reload => match desk.resettle() {
            Ok(()) => say(desk, visit, "reloaded").await,
            Err(error) => failed(desk, visit, &error).await,
        },
        OwnerRequest::Broadcast(text) => preview(desk, visit, &text).await,
        OwnerRequest::Ban(who) => stand(desk, message, visit, &who, Some(Standing::Banned)).await,
        OwnerRequest::Unban(who) => stand(desk, message, visit, &who, None).await,
        OwnerRequest::Allow(who) => {
            stand(desk, message, visit, &who, Some(Standing::Allowed)).await
        }
    }
}

fn numbers(visit: &Visit, statistics: &Statistics) -> String {
    let locale = visit.locale();
    let outcomes: Vec<String> =
        statistics.outcomes.iter().map(|(name, count)| format!("{name} {count}")).collect();
    let variables = [
        ("chats", statistics.chats.into()),
        ("outcomes", outcomes.join(" · ").into()),
        ("up", statistics.up.into()),
        ("down", statistics.down.into()),
    ];
    let notes =
        statistics.notes.iter().map(|note| format!("\n• {}", escape(&shortened(note, NOTE))));
    escape(&locale.format("stats", &variables)) + &notes.collect::<String>()
}

async fn reindex(desk: &Desk, visit: &Visit) -> anyhow::Result<()> {
    match desk.library.reread().await {
        Ok(_) => {
            let count = desk.library.count();
            let text = visit.locale().format("reindexed", &[("count", count.into())]);
            reply(desk, visit, escape(&text)).await
        }
        Err(error) => failed(desk, visit, &error).await,
    }
}

async fn failed(desk: &Desk, visit: &Visit, error: &anyhow::Error) -> anyhow::Result<()> {
    tracing::error!("an owner's command failed: {error:#}");
    let text = visit.locale().format("owner-failed", &[("reason", format!("{error:#}").into())]);
    reply(desk, visit, escape(&shortened(&text, BROADCAST))).await
}

async fn stand(
    desk: &Desk,
    message: &Message,
    visit: &Visit,
    who: &str,
    standing: Option<Standing>,
) -> anyhow::Result<()> {
    let author = || {
        let user = message.reply_to_message()?.from.as_ref()?;
        i64::try_from(user.id.0).ok()
    };
    let Some(subject) = who.parse::<i64>().ok().or_else(author) else {
        return say(desk, visit, "stand-whom").await;
    };
    desk.store.stand(subject, standing).await?;
    let key = match standing {
        Some(Standing::Banned) => "banned",
        Some(Standing::Allowed) => "allowed",
        None => "unbanned",
    };
    let text = visit.locale().format(key, &[("who", subject.to_string().into())]);
    reply(desk, visit, escape(&text)).await
}

async fn preview(desk: &Desk, visit: &Visit, text: &str) -> anyhow::Result<()> {
    if text.is_empty() {
        return say(desk, visit, "broadcast-empty").await;
    }
    let count = desk.store.chats().await?.len();
    let title = visit.locale().format("broadcast-preview", &[("count", count.into())]);
    let html = format!("<b>{}</b>\n\n{}", escape(&title), escape(&shortened(text, BROADCAST)));
    let outgoing = visit.outgoing(html).with(keyboard::broadcast(visit.locale()));
    desk.sender.send(visit.place, &outgoing).await?;
    Ok(())
}

/// Sends, or drops, the message under which a button was pressed. Its text is
/// that of the command it replies to, so nothing is kept in memory.
pub(super) fn broadcast(
    desk: &Desk,
    visit: &Visit,
    preview: Option<&Message>,
    send: bool,
) -> Notice {
    if !is_owner(visit.asker.id, &desk.settings()) {
        return Notice::Silent;
    }
    let command = preview.and_then(|preview| preview.reply_to_message());
    let text = command.map(argument).unwrap_or_default();
    if !send || text.is_empty() {
        desk.sender.delete_soon(visit.chat_id(), visit.message);
        return Notice::Toast(visit.locale().text("broadcast-dropped"));
    }
    let (text, background, visit) = (text.to_owned(), desk.clone(), visit.clone());
    let notice = Notice::Toast(visit.locale().text("broadcast-begun"));
    tokio::spawn(async move {
        if let Err(error) = send_to_all(&background, &visit, &text).await {
            tracing::error!("a message to all chats stopped half way: {error:#}");
        }
    });
    notice
}

async fn send_to_all(desk: &Desk, visit: &Visit, text: &str) -> anyhow::Result<()> {
    let outgoing = Outgoing::html(escape(&shortened(text, BROADCAST)));
    let mut reached = 0_usize;
    for chat in desk.store.chats().await? {
        match desk.sender.send(Place::chat(ChatId(chat.0)), &outgoing).await {
            Ok(sent) => reached += usize::from(sent.is_some()),
            Err(error) => tracing::warn!(chat = chat.0, "a message to all did not arrive: {error}"),
        }
    }
    let done = visit.locale().format("broadcast-done", &[("count", reached.into())]);
    desk.sender.edit(visit.chat_id(), visit.message, &Outgoing::html(escape(&done))).await?;
    Ok(())
}
