//! A message to all chats: one after another, and after a stop from where it
//! was.

use teloxide::types::{ChatId, MessageId};
use tokio_util::sync::CancellationToken;

use super::desk::Desk;
use super::render::escape;
use super::send::{Outgoing, Place};
use crate::locale::Locale;
use crate::store::{Broadcast, StoreError};

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
            () = desk.bell.rung() => {}
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
        if stop.is_cancelled() {
            return Ok(());
        }
        match desk.sender.send(Place::chat(ChatId(chat.0)), &outgoing).await {
            Ok(sent) => broadcast.reached += u64::from(sent.is_some()),
            Err(error) => tracing::warn!(chat = chat.0, "a message to all did not arrive: {error}"),
        }
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
