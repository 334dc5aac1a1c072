//! All routing, in one place.

use std::panic::AssertUnwindSafe;

use futures::FutureExt;
use teloxide::dispatching::UpdateFilterExt;
use teloxide::dptree;
use teloxide::error_handlers::LoggingErrorHandler;
use teloxide::prelude::*;
use teloxide::types::{ChatId, Me, UserId};

use super::command::Request;
use super::handlers;
use crate::answer::Answerer;

/// Updates with the same key are handled one after another; a person's
/// questions in a chat keep their order, and nobody waits for another.
type Lane = (ChatId, Option<UserId>);

/// The dispatcher of the bot.
pub(super) fn dispatcher(bot: Bot, answerer: Answerer) -> Dispatcher<Bot, anyhow::Error, Lane> {
    let schema = Update::filter_message()
        .filter_map(|message: Message, me: Me| Request::read(&message, &me))
        .endpoint(contained);
    Dispatcher::builder(bot, schema)
        .dependencies(dptree::deps![answerer])
        .default_handler(|_| async {})
        .error_handler(LoggingErrorHandler::with_custom_text("a message could not be handled"))
        .distribution_function(|update: &Update| {
            let chat = update.chat()?.id;
            Some((chat, update.from().map(|user| user.id)))
        })
        .build()
}

/// Handles a request. A panic is contained to its update: teloxide's
/// dispatcher would end with it.
async fn contained(
    bot: Bot,
    message: Message,
    request: Request,
    answerer: Answerer,
) -> anyhow::Result<()> {
    let handling = handlers::handle(&bot, &message, request, answerer);
    if let Ok(handled) = AssertUnwindSafe(handling).catch_unwind().await {
        handled
    } else {
        tracing::error!(chat = message.chat.id.0, "a handler panicked");
        handlers::apologise(&bot, &message).await
    }
}
