//! A message to all chats: one after another, and after a stop from where it
//! was.

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

/// Sends to the chats that are left. What is recorded is what is out, so after
/// a crash one chat may have it twice, and none misses it.
async fn send(
    desk: &Desk,
    mut broadcast: Broadcast,
    stop: &CancellationToken,
) -> Result<(), StoreError> {
    let outgoing = Outgoing::html(escape(&broadcast.text));
    let (chats, last) = (desk.store.chats().await?, broadcast.last);
    for chat in chats.into_iter().filter(|chat| Some(*chat) > last) {
        let Some(reached) = deliver(&desk.sender, chat, &outgoing, stop).await else {
            return Ok(());
        };
        broadcast.reached += u64::from(reached);
        broadcast.last = Some(chat);
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

/// Sends to `chat`, and waits for Telegram while it is out of reach. Whether
/// somebody has it; `None` when stopped.
async fn deliver(
    sender: &Sender,
    chat: Chat,
    outgoing: &Outgoing,
    stop: &CancellationToken,
) -> Option<bool> {
    let mut waits = waits();
    while !stop.is_cancelled() {
        match sender.send(Place::chat(ChatId(chat.0)), outgoing).await {
            Ok(sent) => return Some(sent.is_some()),
            // What may have come through is not sent again.
            Err(error) if error.is_out_of_reach() && !error.is_cut() => {
                tracing::warn!(chat = chat.0, "a message to all waits: {error}");
            }
            Err(error) => {
                tracing::warn!(chat = chat.0, "a message to all did not arrive: {error}");
                return Some(false);
            }
        }
        // Either end of the wait is looked at above.
        let wait = waits.next().unwrap_or_default();
        let _ = tokio::time::timeout(wait, stop.cancelled()).await;
    }
    None
}
