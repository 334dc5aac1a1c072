//! Handlers translate: a request, a call into the domain, a message.

mod ask;
mod sources;

use teloxide::Bot;
use teloxide::types::Message;

use super::command::{Request, language};
use super::send::{self, Outgoing};
use super::{render, setup};
use crate::answer::Answerer;
use crate::locale::Locale;

/// Handles one request.
pub(super) async fn handle(
    bot: &Bot,
    message: &Message,
    request: Request,
    answerer: Answerer,
) -> anyhow::Result<()> {
    let locale = Locale::of(language(message));
    let text = match request {
        Request::Ask(question) => return ask::ask(bot, message, question, answerer).await,
        Request::Sources => sources::list(&answerer, locale),
        Request::Start => {
            setup::introduce_to(bot, message).await;
            let subjects = render::subjects(&answerer, locale.language());
            vec![render::escape(&locale.format("start", &[("subjects", subjects.into())]))]
        }
        Request::Help => vec![render::escape(&locale.text("help"))],
        Request::Unknown => vec![render::escape(&locale.text("unknown-command"))],
    };
    for html in text {
        send::reply(bot, message, Outgoing::html(html)).await?;
    }
    Ok(())
}

/// Says that something went wrong.
pub(super) async fn apologise(bot: &Bot, message: &Message) -> anyhow::Result<()> {
    let text = Locale::of(language(message)).text("failed");
    send::reply(bot, message, Outgoing::html(render::escape(&text))).await?;
    Ok(())
}
