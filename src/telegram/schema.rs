//! All routing, in one place.

use std::future::Future;
use std::panic::AssertUnwindSafe;

use futures::FutureExt;
use teloxide::dispatching::UpdateFilterExt;
use teloxide::dptree;
use teloxide::error_handlers::LoggingErrorHandler;
use teloxide::prelude::*;
use teloxide::types::{ChatMemberUpdated, Me};

use super::command::Request;
use super::desk::Desk;
use super::handlers;

/// The dispatcher of the bot. Every update is handled by itself, so nobody
/// waits for another; a person's questions keep their order in their seats.
pub(super) fn dispatcher(bot: Bot, desk: Desk) -> Dispatcher<Bot, anyhow::Error, ()> {
    let schema = dptree::entry()
        // Held in the update's dependencies, so given back when it is done with.
        .map(|desk: Desk| desk.gate.enter())
        .branch(
            Update::filter_message()
                .branch(dptree::filter(|message: Message| is_migration(&message)).endpoint(moved))
                .branch(
                    dptree::filter_map(|message: Message, me: Me| Request::read(&message, &me))
                        .endpoint(message),
                ),
        )
        .branch(
            Update::filter_edited_message()
                .filter_map(|message: Message, desk: Desk| edited_question(&message, &desk))
                .endpoint(edited),
        )
        .branch(Update::filter_callback_query().endpoint(press))
        .branch(Update::filter_inline_query().endpoint(inline))
        .branch(Update::filter_my_chat_member().endpoint(standing));
    Dispatcher::builder(bot, schema)
        .dependencies(dptree::deps![desk])
        .default_handler(|_| async {})
        .error_handler(LoggingErrorHandler::with_custom_text("an update could not be handled"))
        .distribution_function(|_: &Update| None::<()>)
        .build()
}

fn is_migration(message: &Message) -> bool {
    message.migrate_to_chat_id().is_some() || message.migrate_from_chat_id().is_some()
}

/// What an edited message asks, if that is a question and the message is
/// young enough for its answer to be changed.
fn edited_question(message: &Message, desk: &Desk) -> Option<String> {
    let age = chrono::Utc::now().signed_duration_since(message.date).num_seconds();
    let young = u64::try_from(age).is_ok_and(|age| age <= desk.settings().edit_window);
    match Request::read(message, &desk.me)? {
        Request::Ask(question) if young => Some(question),
        _ => None,
    }
}

async fn message(desk: Desk, message: Message, request: Request) -> anyhow::Result<()> {
    desk.metrics.update(request.name());
    let handling = handlers::message(&desk, &message, request);
    match contained(&desk, handling).await {
        Some(handled) => handled,
        None => handlers::apologise(&desk, &message).await,
    }
}

async fn edited(desk: Desk, message: Message, question: String) -> anyhow::Result<()> {
    desk.metrics.update("edited");
    contained(&desk, handlers::edited(&desk, &message, &question)).await.unwrap_or(Ok(()))
}

async fn press(desk: Desk, query: CallbackQuery) -> anyhow::Result<()> {
    desk.metrics.update("press");
    contained(&desk, handlers::press(&desk, &query)).await.unwrap_or(Ok(()))
}

async fn inline(desk: Desk, query: InlineQuery) -> anyhow::Result<()> {
    desk.metrics.update("inline");
    contained(&desk, handlers::inline(&desk, &query)).await.unwrap_or(Ok(()))
}

async fn standing(desk: Desk, change: ChatMemberUpdated) -> anyhow::Result<()> {
    desk.metrics.update("standing");
    contained(&desk, handlers::standing_changed(&desk, &change)).await.unwrap_or(Ok(()))
}

async fn moved(desk: Desk, message: Message) -> anyhow::Result<()> {
    desk.metrics.update("moved");
    contained(&desk, handlers::moved(&desk, &message)).await.unwrap_or(Ok(()))
}

/// Contains a panic to its update: teloxide's dispatcher would end with it.
/// `None` when there was one.
async fn contained<T>(desk: &Desk, handling: impl Future<Output = T>) -> Option<T> {
    // On the heap: the futures of handlers are large, and dptree copies its own.
    let handled = caught(Box::pin(handling)).await;
    if handled.is_none() {
        desk.metrics.panicked();
        tracing::error!("a handler panicked");
    }
    handled
}

async fn caught<T>(handling: impl Future<Output = T>) -> Option<T> {
    AssertUnwindSafe(handling).catch_unwind().await.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_ends_its_own_update_only() {
        let panics = async { panic!("as a handler might") };
        assert_eq!(caught::<()>(panics).await, None);
        assert_eq!(caught(async { 7 }).await, Some(7));
    }
}
