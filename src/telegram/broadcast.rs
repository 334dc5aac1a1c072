//! A message to all chats: one after another, and after a stop from where it
//! was.

use std::time::Duration;

use teloxide::types::{ChatId, MessageId};
use tokio_util::sync::CancellationToken;

use super::desk::Desk;
use super::reach::waits;
use super::render::escape;
use super::send::{Outgoing, Place, Sender};
use crate::locale::Locale;
use crate::store::{Broadcast, Chat, StoreError};

/// Sends what is to be sent to all chats, until stopped.
pub(super) async fn serve(desk: Desk, stop: CancellationToken) {
    loop {
        match desk.store.broadcasts().await {
            Ok(waiting) => {
                for broadcast in waiting {
                    if let Err(error) = send(&desk, broadcast, &stop).await {
                        tracing::error!("a message to all chats stopped half way: {error}");
                    }
                }
            }
            Err(error) => tracing::error!("messages to all chats are not known: {error}"),
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = desk.broadcast_begun.notified() => {}
        }
    }
}

/// What became of a message to one chat.
enum Delivered {
    /// It is done with; whether somebody has it.
    Done(bool),
    /// Telegram asks to wait so long before it is sent to this chat.
    Held(Duration),
    /// The bot stops.
    Stopped,
}

/// Sends to the chats that are left, last to those that Telegram asks to wait with. What is
/// recorded is what is out, so after a crash one chat may have it twice, and none misses it.
async fn send(
    desk: &Desk,
    mut broadcast: Broadcast,
    stop: &CancellationToken,
) -> Result<(), StoreError> {
    let outgoing = Outgoing::html(escape(&broadcast.text));
    let (chats, last) = (desk.store.chats().await?, broadcast.last);
    for chat in chats.into_iter().filter(|chat| Some(*chat) > last) {
        match deliver(&desk.sender, chat, &outgoing, stop).await {
            Delivered::Done(reached) => broadcast.reached += u64::from(reached),
            Delivered::Held(_) => broadcast.held.push(chat),
            Delivered::Stopped => return Ok(()),
        }
        broadcast.last = Some(chat);
        desk.store.advance(&broadcast, false).await?;
    }
    while let Some(chat) = broadcast.held.first().copied() {
        match deliver(&desk.sender, chat, &outgoing, stop).await {
            Delivered::Done(reached) => broadcast.reached += u64::from(reached),
            Delivered::Held(wait) => {
                // Either end of the wait is looked at by the next delivery.
                let _ = tokio::time::timeout(wait, stop.cancelled()).await;
                continue;
            }
            Delivered::Stopped => return Ok(()),
        }
        broadcast.held.remove(0);
        desk.store.advance(&broadcast, false).await?;
    }
    desk.store.advance(&broadcast, true).await?;
    let variables = [("count", broadcast.reached.into())];
    let done = Locale::of(broadcast.language).format("broadcast-done", &variables);
    let place = (ChatId(broadcast.chat.0), MessageId(broadcast.message));
    if let Err(error) = desk.sender.edit(place.0, place.1, &Outgoing::html(escape(&done))).await {
        tracing::warn!("who sent a message to all chats is not told that it is out: {error}");
    }
    Ok(())
}

/// Sends to `chat`, and waits for Telegram while it is out of reach.
async fn deliver(
    sender: &Sender,
    chat: Chat,
    outgoing: &Outgoing,
    stop: &CancellationToken,
) -> Delivered {
    let mut waits = waits();
    while !stop.is_cancelled() {
        match sender.send(Place::chat(ChatId(chat.0)), outgoing).await {
            Ok(sent) => return Delivered::Done(sent.is_some()),
            // What may have come through is not sent again.
            Err(error) if error.is_out_of_reach() && !error.is_cut() => {
                tracing::warn!(chat = chat.0, "a message to all waits: {error}");
                if let Some(wait) = error.asked_wait() {
                    return Delivered::Held(wait);
                }
            }
            Err(error) => {
                tracing::warn!(chat = chat.0, "a message to all did not arrive: {error}");
                return Delivered::Done(false);
            }
        }
        // Either end of the wait is looked at above.
        let wait = waits.next().unwrap_or_default();
        let _ = tokio::time::timeout(wait, stop.cancelled()).await;
    }
    Delivered::Stopped
}
