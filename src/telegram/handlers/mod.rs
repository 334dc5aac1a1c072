//! Handlers translate: an update, a call into the domain, a message.

mod ask;
mod documents;
mod inline;
mod membership;
mod owner;
mod personal;
mod press;
mod reader;
mod search;
mod settings;
mod show;
mod start;
mod votes;

use teloxide::types::Message;

use super::access::{self, Admission};
use super::command::Request;
use super::desk::Desk;
use super::render::escape;
use super::visit::Visit;
use ask::Asked;

pub(super) use inline::inline;
pub(super) use membership::{moved, standing_changed};
pub(super) use press::press;

/// Handles what a message asks.
pub(super) async fn message(
    desk: &Desk,
    message: &Message,
    request: Request,
) -> anyhow::Result<()> {
    // The seat comes first, before anything waits, so that questions keep the
    // order they came in.
    let visit = async || Visit::of_message(message, &desk.store).await;
    match request {
        Request::Ask(question) => {
            let seat = ask::seat(desk, message);
            let visit = visit().await?;
            if welcome(desk, &visit, true).await? {
                ask::ask(desk, &visit, seat, &question, Asked::Anew).await?;
            }
        }
        Request::Search(words) => {
            let visit = visit().await?;
            if welcome(desk, &visit, true).await? {
                search::search(desk, &visit, &words).await?;
            }
        }
        Request::Cancel => personal::cancel(desk, &visit().await?).await?,
        Request::Owner(request) => owner::handle(desk, message, &visit().await?, request).await?,
        // An invitation is how those who are not let in yet come in, and what
        // is kept of someone is theirs to ask for, let in or not.
        Request::Start(payload) => start::start(desk, &visit().await?, &payload).await?,
        Request::Privacy => personal::privacy(desk, &visit().await?).await?,
        Request::Forget => personal::forget(desk, &visit().await?).await?,
        other => {
            let visit = visit().await?;
            if welcome(desk, &visit, false).await? {
                command(desk, &visit, other).await?;
            }
        }
    }
    Ok(())
}

async fn command(desk: &Desk, visit: &Visit, request: Request) -> anyhow::Result<()> {
    match request {
        Request::Sources => documents::list(desk, visit).await,
        Request::Latest => documents::latest(desk, visit).await,
        Request::Language => settings::language(desk, visit).await,
        Request::Settings => settings::settings(desk, visit).await,
        Request::Feedback(note) => personal::feedback(desk, visit, &note).await,
        Request::Help => start::help(desk, visit).await,
        _ => say(desk, visit, "unknown-command").await,
    }
}

/// A message was edited: a question that was answered is answered anew, in
/// the same message; one that was not is taken as new.
pub(super) async fn edited(desk: &Desk, message: &Message, question: &str) -> anyhow::Result<()> {
    let seat = ask::seat(desk, message);
    let visit = Visit::of_message(message, &desk.store).await?;
    if welcome(desk, &visit, true).await? {
        ask::ask(desk, &visit, seat, question, Asked::Edited).await?;
    }
    Ok(())
}

/// Whether the request is taken; if not, says why, where that helps.
async fn welcome(desk: &Desk, visit: &Visit, counts: bool) -> anyhow::Result<bool> {
    let settings = desk.settings();
    let mut admission = access::admit(visit, &settings, &desk.store, &desk.sender).await?;
    let owner = access::is_owner(visit.asker.id, &settings);
    if admission == Admission::Welcome && counts && !owner {
        admission = desk.quotas().admit(visit.asker.id, visit.chat());
    }
    let text = match admission {
        Admission::Welcome => {
            desk.store.meet(visit.chat()).await?;
            return Ok(true);
        }
        Admission::Silent => return Ok(false),
        Admission::Closed => visit.locale().text("access-closed"),
        Admission::AdminsOnly => visit.locale().text("access-admins"),
        Admission::TooMany(wait) => {
            let seconds = wait.as_secs() + 1;
            visit.locale().format("too-many", &[("seconds", seconds.into())])
        }
    };
    whisper(desk, visit, &text).await?;
    Ok(false)
}

/// Says something that only the asker needs to read, in a group to them alone.
async fn whisper(desk: &Desk, visit: &Visit, text: &str) -> anyhow::Result<()> {
    let only = visit.asker.user.filter(|_| !visit.private);
    desk.sender.send(visit.place, &visit.outgoing(escape(text)).only_for(only)).await?;
    Ok(())
}

/// Replies with the message `key`.
async fn say(desk: &Desk, visit: &Visit, key: &str) -> anyhow::Result<()> {
    reply(desk, visit, escape(&visit.locale().text(key))).await
}

/// Replies with HTML.
async fn reply(desk: &Desk, visit: &Visit, html: String) -> anyhow::Result<()> {
    desk.sender.send(visit.place, &visit.outgoing(html)).await?;
    Ok(())
}

/// Says that something went wrong.
pub(super) async fn apologise(desk: &Desk, message: &Message) -> anyhow::Result<()> {
    let visit = Visit::of_message(message, &desk.store).await?;
    say(desk, &visit, "failed").await
}
