//! What people say that is no question: courtesy, and what is to be done with
//! the last answer.

use super::super::conversation;
use super::super::desk::Desk;
use super::super::render;
use super::super::seats::Seat;
use super::super::visit::Visit;
use super::ask::{self, Asked};
use super::reply::{reply, say};
use super::{documents, personal, reader, search, start};
use crate::answer::Answerer;
use crate::clock;
use crate::locale::Locale;
use crate::question::Query;
use crate::question::follow_up::Turn;
use crate::question::intent::Intent;
use crate::question::overview;
use crate::store::Shown;
use crate::text::language::{Language, asked_in};

/// Answers what `text` means.
pub(super) async fn act(
    desk: &Desk,
    visit: &Visit,
    seat: Option<Seat>,
    intent: Intent,
    text: &str,
) -> anyhow::Result<()> {
    let locale = locale(visit, text);
    match intent {
        Intent::Greeting => offering(desk, visit, locale, "courtesy-greeting").await,
        Intent::Identity => offering(desk, visit, locale, "courtesy-identity").await,
        Intent::Abilities => offering(desk, visit, locale, "courtesy-abilities").await,
        Intent::Acknowledgement => line(desk, visit, locale, "courtesy-acknowledgement").await,
        Intent::Thanks => line(desk, visit, locale, "courtesy-thanks").await,
        Intent::Goodbye => line(desk, visit, locale, "courtesy-goodbye").await,
        Intent::Maker => line(desk, visit, locale, "courtesy-maker").await,
        Intent::Latest => documents::latest(desk, visit).await,
        Intent::Documents => documents::list(desk, visit, "").await,
        Intent::Stop => {
            // The seat taken for this message is not what is to be stopped.
            drop(seat);
            personal::cancel(desk, visit).await
        }
        Intent::Missed => line(desk, visit, locale, "courtesy-missed").await,
        Intent::More
        | Intent::Source
        | Intent::Dispute
        | Intent::Again
        | Intent::Shorter
        | Intent::InLanguage(_) => {
            let shown = conversation::last(&desk.store, visit).await?;
            if shown.is_empty() {
                return line(desk, visit, locale, "nothing-before").await;
            }
            on_last(desk, visit, seat, (intent, locale), shown).await
        }
    }
}

/// Does with the answers in `last` what is meant; `locale` is that of a line beside it.
async fn on_last(
    desk: &Desk,
    visit: &Visit,
    seat: Option<Seat>,
    (intent, locale): (Intent, &Locale),
    last: Vec<Shown>,
) -> anyhow::Result<()> {
    let in_language = |language: Option<Language>| {
        last.iter().filter_map(move |shown| query(shown, language.unwrap_or(shown.language)))
    };
    match intent {
        Intent::More => {
            for shown in &last {
                search::more(desk, visit, shown).await?;
            }
            Ok(())
        }
        Intent::Source | Intent::Dispute if last.iter().all(|shown| shown.sources.is_empty()) => {
            say(desk, visit, "more-nothing").await
        }
        Intent::Source | Intent::Dispute => {
            if intent == Intent::Dispute {
                line(desk, visit, locale, "courtesy-dispute").await?;
            }
            for shown in last.into_iter().filter(|shown| !shown.sources.is_empty()) {
                if !visit.private {
                    search::cited(desk, visit, &shown).await?;
                    continue;
                }
                // Who writes is shown it below what was written, and not where it stands already.
                reader::open(desk, visit, Shown { reader: None, ..shown }, 1).await?;
            }
            Ok(())
        }
        Intent::Shorter => {
            let again = last.iter().filter_map(|shown| {
                Some((query(shown, shown.language)?, conversation::turn(shown)))
            });
            shorter(desk, visit, again.collect()).await
        }
        Intent::InLanguage(language) => {
            let queries: Vec<Query> = in_language(Some(language)).collect();
            ask::put(desk, visit, seat, queries.into(), Asked::Anew).await
        }
        _ => {
            let queries: Vec<Query> = in_language(None).collect();
            ask::put(desk, visit, seat, queries.into(), Asked::Anew).await
        }
    }
}

/// The answers to `queries` in a line each, with the turns that they were.
async fn shorter(
    desk: &Desk,
    visit: &Visit,
    queries: Vec<(Query, Option<Turn>)>,
) -> anyhow::Result<()> {
    let several = queries.len() > 1;
    let mut lines = Vec::new();
    for (number, (query, turn)) in queries.into_iter().enumerate() {
        let question = several.then(|| ask::numbered(number, query.text()));
        let again = move |answerer: &Answerer| answerer.answer_again(&query, turn.as_ref());
        let found = desk.library.consult(again).await??;
        let line = render::line(&found);
        lines.push(question.map_or(line.clone(), |question| render::headed(&question, &line)));
    }
    for message in render::pack(lines, "\n\n") {
        reply(desk, visit, message).await?;
    }
    Ok(())
}

/// The question that `shown` answers, with what it left unsaid.
fn query(shown: &Shown, language: Language) -> Option<Query> {
    // An overview's turn is about its document.
    let is_overview = overview::read(&shown.question).is_some();
    let searched = conversation::turn(shown).filter(|_| !is_overview).map(|turn| turn.question);
    let text = searched.unwrap_or_else(|| shown.question.clone());
    let query = text.parse::<Query>().ok()?;
    Some(query.asked_on(clock::today()).in_language(language))
}

/// The language of courtesy: the chat's, or that of the words.
fn locale(visit: &Visit, text: &str) -> &'static Locale {
    let written = asked_in(text).filter(|_| text.chars().any(char::is_alphanumeric));
    let own = || written.unwrap_or_else(|| visit.locale().language());
    Locale::of(visit.settings.language.unwrap_or_else(own))
}

/// A line with questions to begin with; in a group, where many read, without.
async fn offering(
    desk: &Desk,
    visit: &Visit,
    locale: &'static Locale,
    key: &str,
) -> anyhow::Result<()> {
    if visit.private {
        start::with_offers(desk, visit, locale, key).await
    } else {
        line(desk, visit, locale, key).await
    }
}

async fn line(desk: &Desk, visit: &Visit, locale: &Locale, key: &str) -> anyhow::Result<()> {
    reply(desk, visit, render::escape(&locale.text(key))).await
}
