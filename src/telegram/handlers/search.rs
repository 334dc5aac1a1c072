//! /search: passages and no answer; and more sources to an answer.

use super::super::desk::Desk;
use super::super::visit::Visit;
use super::super::{keyboard, render};
use super::reply::{reply, say};
use crate::answer::Answerer;
use crate::locale::Locale;
use crate::question::Query;
use crate::store::{Reference, Shown, Token};

/// How many passages are found at most.
const FOUND: usize = 20;

/// Passages about `words`, in pages.
pub(super) async fn search(desk: &Desk, visit: &Visit, words: &str) -> anyhow::Result<()> {
    let Ok(query) = words.parse::<Query>() else {
        return say(desk, visit, "search-empty").await;
    };
    let language = visit.language_of(&query);
    let question = query.text().to_owned();
    let sources = desk.library.consult(move |answerer| passages(answerer, &query, &[])).await??;
    if sources.is_empty() {
        return reply(desk, visit, render::escape(&Locale::of(language).text("search-nothing")))
            .await;
    }
    let shown = Shown {
        token: Token::random(),
        conversation: visit.conversation(),
        asked_in: visit.message.0,
        messages: Vec::new(),
        reader: None,
        question,
        language,
        outcome: "search".to_owned(),
        sources,
        offers: Vec::new(),
        turn: None,
        export: None,
        trace: None,
    };
    let found = shown.clone();
    let html = desk
        .library
        .consult(move |answerer| render::found(answerer, &found, 0, Locale::of(language)));
    let html = html.await?;
    let buttons = keyboard::found(&shown, 0, render::PER_PAGE);
    put(desk, visit, shown, html, buttons).await
}

/// Sources to the question of `answered`, other than those it cites.
pub(super) async fn more(desk: &Desk, visit: &Visit, answered: &Shown) -> anyhow::Result<()> {
    let locale = Locale::of(answered.language);
    let (question, cited) = (answered.question.clone(), answered.sources.clone());
    let sources = match question.parse::<Query>() {
        Ok(query) => {
            desk.library.consult(move |answerer| passages(answerer, &query, &cited)).await??
        }
        Err(_) => Vec::new(),
    };
    if sources.is_empty() {
        return reply(desk, visit, render::escape(&locale.text("more-nothing"))).await;
    }
    // They are numbered on from those of the answer.
    let known = answered.sources.len();
    let more = sources.into_iter().take(render::PER_PAGE);
    let shown = Shown {
        token: Token::random(),
        messages: Vec::new(),
        reader: None,
        outcome: "search".to_owned(),
        sources: answered.sources.iter().cloned().chain(more).collect(),
        offers: Vec::new(),
        turn: None,
        export: None,
        trace: None,
        ..answered.clone()
    };
    let found = shown.clone();
    let html = desk.library.consult(move |answerer| render::more(answerer, &found, known, locale));
    let html = html.await?;
    let buttons = keyboard::more(&shown, known);
    put(desk, visit, shown, html, buttons).await
}

async fn put(
    desk: &Desk,
    visit: &Visit,
    mut shown: Shown,
    html: String,
    buttons: teloxide::types::InlineKeyboardMarkup,
) -> anyhow::Result<()> {
    // What is found is no answer to the message, so its editing leaves it.
    shown.asked_in = 0;
    // Kept before it is seen: a button may be pressed at once.
    desk.keep(&shown).await;
    desk.sender.send(visit.place, &visit.outgoing(html).with(buttons)).await?;
    Ok(())
}

/// Passages about `query` that are not `cited`.
fn passages(
    answerer: &Answerer,
    query: &Query,
    cited: &[Reference],
) -> Result<Vec<Reference>, crate::index::IndexError> {
    let retriever = answerer.retriever();
    let mut hits = retriever.search(&retriever.prepare(query)?, FOUND)?;
    // More of an answer is what tells more: a heading alone does not.
    hits.retain(|hit| cited.is_empty() || hit.passage.kind.is_told());
    Ok(render::references(&hits, cited))
}
