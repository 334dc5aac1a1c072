//! The bot's own standing in chats, and groups that get a new id.

use teloxide::types::{ChatMemberUpdated, Message};

use super::super::desk::Desk;
use super::super::render::escape;
use super::super::send::{Outgoing, Place};
use super::super::visit::Asker;
use crate::locale::Locale;
use crate::store::Chat;

/// The bot was added, removed, muted or heard again.
pub(in crate::telegram) async fn standing_changed(
    desk: &Desk,
    change: &ChatMemberUpdated,
) -> anyhow::Result<()> {
    let chat = change.chat.id;
    let (before, after) =
        (change.old_chat_member.is_present(), change.new_chat_member.is_present());
    desk.sender.unmute(chat);
    if !after {
        tracing::info!(chat = chat.0, "removed from a chat; its state goes");
        desk.store.forget_chat(Chat(chat.0)).await?;
    } else if !before && !change.chat.is_private() && !change.chat.is_channel() {
        desk.store.meet(Chat(chat.0)).await?;
        greet(desk, change).await?;
    }
    Ok(())
}

/// One greeting, in the language of whoever added the bot.
async fn greet(desk: &Desk, change: &ChatMemberUpdated) -> anyhow::Result<()> {
    let locale = Locale::of(Asker::of_user(Some(&change.from)).language());
    let bot = desk.me.username().to_owned();
    let key = if desk.me.can_read_all_group_messages { "greeting" } else { "greeting-private" };
    let text = locale.format(key, &[("bot", bot.into())]);
    desk.sender.send(Place::chat(change.chat.id), &Outgoing::html(escape(&text))).await?;
    Ok(())
}

/// Moves the state of a group that has a new id. Both the old and the new
/// chat say so, and either is enough.
pub(in crate::telegram) async fn moved(desk: &Desk, message: &Message) -> anyhow::Result<()> {
    let here = message.chat.id;
    if let Some(new) = message.migrate_to_chat_id() {
        desk.sender.follow(here, *new).await;
    } else if let Some(old) = message.migrate_from_chat_id() {
        desk.sender.follow(*old, here).await;
    }
    Ok(())
}
