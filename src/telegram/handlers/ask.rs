//! A question: typing, the answer, its sources.

use anyhow::Context;
use teloxide::Bot;
use teloxide::types::Message;

use super::super::command::language;
use super::super::render;
use super::super::send::{self, Outgoing, Typing};
use crate::answer::{Answerer, Reply};
use crate::locale::Locale;
use crate::retrieval::query::LONGEST;
use crate::retrieval::{InvalidQuery, Query};

pub(super) async fn ask(
    bot: &Bot,
    message: &Message,
    question: String,
    answerer: Answerer,
) -> anyhow::Result<()> {
    let html = match question.parse::<Query>() {
        Ok(query) => {
            let _typing = Typing::start(bot, message);
            let subjects = answerer.clone();
            let reply = tokio::task::spawn_blocking(move || answerer.answer(&query)).await;
            match flatten(reply) {
                Ok(reply) => render::reply(&reply, &render::subjects(&subjects, reply.language)),
                Err(error) => {
                    tracing::error!("a question could not be answered: {error:#}");
                    return super::apologise(bot, message).await;
                }
            }
        }
        Err(invalid) => render::escape(&explain(invalid, message, question.trim().is_empty())),
    };
    send::reply(bot, message, Outgoing::html(html)).await?;
    Ok(())
}

fn flatten(
    reply: Result<Result<Reply, crate::index::IndexError>, tokio::task::JoinError>,
) -> anyhow::Result<Reply> {
    Ok(reply.context("the answerer panicked")??)
}

fn explain(invalid: InvalidQuery, message: &Message, nothing: bool) -> String {
    let locale = Locale::of(language(message));
    let commanded = message.text().is_some_and(|text| text.starts_with('/'));
    match invalid {
        InvalidQuery::Empty if nothing && commanded => locale.text("ask-empty"),
        InvalidQuery::Empty => locale.text("question-empty"),
        InvalidQuery::TooLong(length) => locale
            .format("question-too-long", &[("length", length.into()), ("limit", LONGEST.into())]),
    }
}
