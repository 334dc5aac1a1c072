//! What only an owner may ask for.

use teloxide::types::Message;

use super::super::access::is_owner;
use super::super::command::{OwnerRequest, argument};
use super::super::desk::Desk;
use super::super::keyboard;
use super::super::render::{escape, shortened};
use super::super::send::Notice;
use super::super::visit::Visit;
use super::reply::{reply, say};
use crate::store::{Broadcast, Standing, Statistics};

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

/// Begins to send, or drops, the message under which a button was pressed. Its
/// text is that of the command it replies to.
pub(super) async fn broadcast(
    desk: &Desk,
    visit: &Visit,
    preview: Option<&Message>,
    send: bool,
) -> anyhow::Result<Notice> {
    if !is_owner(visit.asker.id, &desk.settings()) {
        return Ok(Notice::Silent);
    }
    let command = preview.and_then(|preview| preview.reply_to_message());
    let text = command.map(argument).unwrap_or_default();
    if !send || text.is_empty() {
        desk.sender.delete_soon(visit.chat_id(), visit.message);
        return Ok(Notice::Toast(visit.locale().text("broadcast-dropped")));
    }
    let broadcast = Broadcast {
        chat: visit.chat(),
        message: visit.message.0,
        text: shortened(text, BROADCAST),
        language: visit.locale().language(),
        last: None,
        held: Vec::new(),
        reached: 0,
    };
    desk.store.begin_broadcast(&broadcast).await?;
    desk.broadcast_begun.notify_one();
    Ok(Notice::Toast(visit.locale().text("broadcast-begun")))
}
