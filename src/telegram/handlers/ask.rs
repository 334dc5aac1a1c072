//! A question: typing, the answer, its sources.

use std::time::Instant;

use teloxide::types::Message;

use super::super::conversation;
use super::super::desk::Desk;
use super::super::render::escape;
use super::super::seats::{Ended, Seat};
use super::super::visit::Visit;
use super::reply::{reply, say, whisper};
use super::show;
use crate::answer::{Answer, Reply};
use crate::clock;
use crate::question::follow_up::Turn;
use crate::question::query::LONGEST;
use crate::question::{InvalidQuery, Query};
use crate::store::{Chat, Person};

/// A seat for whoever wrote `message`.
pub(super) fn seat(desk: &Desk, message: &Message) -> Option<Seat> {
    let author = message.sender_chat.as_ref().map(|chat| chat.id.0);
    let user = || i64::try_from(message.from.as_ref()?.id.0).ok();
    let person = Person(author.or_else(user).unwrap_or_default());
    desk.seats.take(Chat(message.chat.id.0), person)
}

/// Whether a question is new, or was edited and may have an answer already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// It is new.
    Anew,
    /// Its message was edited: its answer is to change.
    Edited,
}

/// Answers `question`.
pub(super) async fn ask(
    desk: &Desk,
    visit: &Visit,
    seat: Option<Seat>,
    question: &str,
    asked: Asked,
) -> anyhow::Result<()> {
    let query = match question.parse::<Query>() {
        Ok(query) => query.asked_on(clock::today()),
        Err(invalid) => return explain(desk, visit, question, invalid).await,
    };
    let language = visit.language_of(&query);
    put(desk, visit, seat, query.in_language(language), asked).await
}

/// Answers `query` in its language, when it is its turn.
pub(super) async fn put(
    desk: &Desk,
    visit: &Visit,
    seat: Option<Seat>,
    query: Query,
    asked: Asked,
) -> anyhow::Result<()> {
    let Some(seat) = seat else {
        return whisper(desk, visit, &visit.locale().text("one-at-a-time")).await;
    };
    let _waiting = desk.metrics.waiting();
    match seat.work(answer(desk, visit, query, asked)).await {
        Ended::Done(done) => done,
        // Whoever stopped it is told by /cancel.
        Ended::Stopped => Ok(()),
    }
}

async fn answer(desk: &Desk, visit: &Visit, query: Query, asked: Asked) -> anyhow::Result<()> {
    let begun = Instant::now();
    // Looked up when it is this question's turn: its first answer may only
    // just have gone out.
    let earlier = match asked {
        Asked::Anew => None,
        Asked::Edited => desk.store.shown_to(visit.chat(), visit.message.0).await?,
    };
    if earlier.as_ref().is_some_and(|shown| shown.question == query.text()) {
        return Ok(());
    }
    let typing = desk.sender.typing(visit.place);
    let Some((reply, turn)) = find(desk, visit, query).await else {
        return say(desk, visit, "failed").await;
    };
    let offers = match reply.answer {
        Answer::Answered(_) => Vec::new(),
        Answer::Nearest(_) | Answer::Abstained => {
            desk.library.offers(reply.language).await.to_vec()
        }
    };
    let shown = show::show(desk, visit, &reply, offers, earlier).await;
    drop(typing);
    shown?;
    conversation::remember(&desk.store, visit, &turn).await?;
    desk.metrics.answer(reply.outcome(), "extractive", begun.elapsed());
    Ok(())
}

/// The answer. `None` when answering failed, which is logged.
async fn find(desk: &Desk, visit: &Visit, query: Query) -> Option<(Reply, Turn)> {
    let earlier = conversation::earlier(&desk.store, visit).await;
    let found =
        desk.library.consult(move |answerer| conversation::answer(answerer, &query, &earlier));
    match found.await {
        Ok(Ok(answered)) => Some(answered),
        Ok(Err(error)) => {
            tracing::error!("a question could not be answered: {error}");
            None
        }
        Err(error) => {
            tracing::error!("a question could not be answered: {error:#}");
            None
        }
    }
}

async fn explain(
    desk: &Desk,
    visit: &Visit,
    question: &str,
    invalid: InvalidQuery,
) -> anyhow::Result<()> {
    match invalid {
        InvalidQuery::Empty if question.trim().is_empty() => say(desk, visit, "ask-empty").await,
        InvalidQuery::Empty => say(desk, visit, "question-empty").await,
        InvalidQuery::TooLong(length) => {
            let variables = [("length", length.into()), ("limit", LONGEST.into())];
            let text = visit.locale().format("question-too-long", &variables);
            reply(desk, visit, escape(&text)).await
        }
    }
}
