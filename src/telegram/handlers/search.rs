//! /search: passages and no answer; the sources of an answer, and more of them.

use super::super::desk::Desk;
use super::super::visit::Visit;
use super::super::{keyboard, render};
use super::reply::{reply, say};
use crate::answer::Answerer;
use crate::locale::Locale;
use crate::question::Query;
use crate::store::{MORE, Reference, Shown, Token};

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

/// What `answered` cites, each with a button to read it: a page of a document would stand in
/// the way of a group.
pub(super) async fn cited(desk: &Desk, visit: &Visit, answered: &Shown) -> anyhow::Result<()> {
    list(desk, visit, "cited-title", of(answered, "search", answered.sources.clone()), 0).await
}

/// Sources to the question of `answered`, other than those that were told of it.
pub(super) async fn more(desk: &Desk, visit: &Visit, answered: &Shown) -> anyhow::Result<()> {
    let locale = Locale::of(answered.language);
    let told = desk.store.sources_told(answered).await?;
    let (question, cited) = (answered.question.clone(), told.clone());
    let sources = match question.parse::<Query>() {
        // Of what nothing comes close to there is no more.
        _ if answered.outcome == "abstained" => Vec::new(),
        Ok(query) => {
            desk.library.consult(move |answerer| passages(answerer, &query, &cited)).await??
        }
        Err(_) => Vec::new(),
    };
    if sources.is_empty() {
        return reply(desk, visit, render::escape(&locale.text("more-nothing"))).await;
    }
    // They are numbered on from those that were told.
    let known = told.len();
    let more = sources.into_iter().take(render::PER_PAGE);
    let shown = of(answered, MORE, told.into_iter().chain(more).collect());
    list(desk, visit, "more-title", shown, known).await
}

/// What is shown of `answered` beside its answer: `sources`.
fn of(answered: &Shown, outcome: &str, sources: Vec<Reference>) -> Shown {
    Shown {
        token: Token::random(),
        messages: Vec::new(),
        reader: None,
        outcome: outcome.to_owned(),
        sources,
        offers: Vec::new(),
        turn: None,
        export: None,
        trace: None,
        ..answered.clone()
    }
}

/// Lists the sources of `shown` after the `known` first, under the title `key`.
async fn list(
    desk: &Desk,
    visit: &Visit,
    key: &'static str,
    shown: Shown,
    known: usize,
) -> anyhow::Result<()> {
    let (found, locale) = (shown.clone(), Locale::of(shown.language));
    let html = desk.library.consult(move |answerer| {
        render::sources(answerer, &found, known, &locale.text(key), locale)
    });
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
    let prepared = retriever.prepare(query)?;
    // More of an answer is about its question; what is looked for is all that is found.
    let hits = if cited.is_empty() {
        retriever.search(&prepared, FOUND)?
    } else {
        retriever.further(&prepared, FOUND)?
    };
    Ok(render::references(&hits, cited))
}
