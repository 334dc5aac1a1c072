//! Handlers translate: an update, a call into the domain, a message.

mod ask;
mod compose;
mod documents;
mod export;
mod inline;
mod intent;
mod membership;
mod owner;
mod personal;
mod press;
mod reader;
mod reply;
mod search;
mod settings;
mod show;
mod start;
mod verify;
mod votes;
mod welcome;
mod why;

use teloxide::types::Message;

use super::access::{self, Admission};
use super::command::Request;
use super::desk::Desk;
use super::render::escape;
use super::seats::Seat;
use super::visit::Visit;
use crate::question::intent::{Message as Meaning, read as meaning};
use ask::Asked;
use reply::say;
use welcome::welcome;

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
            desk.heard.hear(message, &question);
            if !desk.albums.asks(message) {
                return Ok(());
            }
            let seat = ask::seat(desk, message);
            words(desk, &visit().await?, seat, &question).await?;
        }
        Request::Attachment(attachment) => {
            let visit = visit().await?;
            if desk.albums.shows(message).await && welcome(desk, &visit, false).await? {
                say(desk, &visit, attachment.key()).await?;
            }
        }
        Request::Search(words) => {
            let visit = visit().await?;
            if welcome(desk, &visit, true).await? {
                search::search(desk, &visit, &words).await?;
            }
        }
        Request::Verify(text) => {
            let visit = visit().await?;
            if welcome(desk, &visit, true).await? {
                verify::verify(desk, &visit, &text).await?;
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

/// Answers what was typed: a question, or a word that is none, which counts
/// for nobody's quota.
async fn words(desk: &Desk, visit: &Visit, seat: Option<Seat>, text: &str) -> anyhow::Result<()> {
    let meant = meaning(text);
    if !welcome(desk, visit, matches!(meant, Meaning::Question(_))).await? {
        return Ok(());
    }
    match meant {
        Meaning::Meant(intent) => intent::act(desk, visit, seat, intent, text).await,
        Meaning::Question(question) => ask::ask(desk, visit, seat, question, Asked::Anew).await,
    }
}

async fn command(desk: &Desk, visit: &Visit, request: Request) -> anyhow::Result<()> {
    match request {
        Request::Sources(words) => documents::list(desk, visit, &words).await,
        Request::Latest => documents::latest(desk, visit).await,
        Request::Why => why::why(desk, visit).await,
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
    // A further attempt has heard it before and not answered it.
    if !desk.heard.hear(message, question) && !desk.again {
        return Ok(());
    }
    let seat = ask::seat(desk, message);
    let visit = Visit::of_message(message, &desk.store).await?;
    if welcome(desk, &visit, true).await? {
        ask::ask(desk, &visit, seat, question, Asked::Edited).await?;
    }
    Ok(())
}

/// Says that something went wrong with update `id`, if `message` was taken at
/// all. Returns the message that says so.
pub(super) async fn apologise(
    desk: &Desk,
    message: &Message,
    id: i64,
) -> anyhow::Result<Option<i32>> {
    let visit = Visit::of_message(message, &desk.store).await?;
    if !is_heard(desk, &visit).await? {
        return Ok(None);
    }
    let text = visit.locale().format("failed-noted", &[("id", id.to_string().into())]);
    let sent = desk.sender.send(visit.place, &visit.outgoing(escape(&text))).await?;
    Ok(sent.map(|sent| sent.message_id))
}

/// Says that `message` is too old to be answered, if it was taken at all.
pub(super) async fn tell_stale(desk: &Desk, message: &Message) -> anyhow::Result<()> {
    let visit = Visit::of_message(message, &desk.store).await?;
    if is_heard(desk, &visit).await? {
        say(desk, &visit, "stale").await?;
    }
    Ok(())
}

/// Whether the bot speaks to whoever wrote the message.
async fn is_heard(desk: &Desk, visit: &Visit) -> anyhow::Result<bool> {
    let admission = access::admit(visit, &desk.settings(), &desk.store, &desk.sender).await?;
    Ok(admission == Admission::Welcome)
}
