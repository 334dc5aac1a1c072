//! /start with what a deep link carries, and /help.

use secrecy::ExposeSecret;
use subtle::ConstantTimeEq;

use super::super::access::may_see;
use super::super::desk::Desk;
use super::super::render::escape;
use super::super::visit::Visit;
use super::super::{keyboard, setup};
use super::reply::{reply, say};
use super::welcome::welcome;
use super::{ask, export, reader};
use crate::config::Access;
use crate::locale::Locale;
use crate::store::{Shown, Standing, Token};

/// /start: an invitation, a question or a source brought along from a group,
/// or just hello.
pub(super) async fn start(desk: &Desk, visit: &Visit, payload: &str) -> anyhow::Result<()> {
    setup::introduce_to(&desk.sender, visit).await;
    if is_invitation(desk, payload) {
        desk.store.stand(visit.asker.id.0, Some(Standing::Allowed)).await?;
        say(desk, visit, "invited").await?;
    }
    let brought = !payload.is_empty() && visit.private;
    if !welcome(desk, visit, brought).await? {
        return Ok(());
    }
    let parts: Vec<&str> = payload.split('-').collect();
    let [kind @ ("a" | "e" | "r"), token, ref rest @ ..] = parts[..] else {
        return hello(desk, visit).await;
    };
    if !brought {
        return hello(desk, visit).await;
    }
    let Some(shown) = brought_along(desk, visit, token).await? else {
        return say(desk, visit, "too-old").await;
    };
    match kind {
        "a" => {
            let seat = desk.seat(visit.chat(), visit.asker.id);
            ask::ask(desk, visit, seat, &shown.question, ask::Asked::Offered).await
        }
        "e" => export::export(desk, visit, &shown).await,
        _ => {
            let number = rest.first().and_then(|number| number.parse().ok());
            reader::open(desk, visit, shown, number.unwrap_or(1)).await
        }
    }
}

async fn hello(desk: &Desk, visit: &Visit) -> anyhow::Result<()> {
    with_offers(desk, visit, visit.locale(), "start").await
}

/// Says the message `key`, with questions to begin with.
pub(super) async fn with_offers(
    desk: &Desk,
    visit: &Visit,
    locale: &'static Locale,
    key: &str,
) -> anyhow::Result<()> {
    let offers = desk.library.offers(locale.language()).await;
    let shown = Shown {
        token: Token::random(),
        conversation: visit.conversation(),
        asked_in: 0,
        messages: Vec::new(),
        reader: None,
        question: String::new(),
        language: locale.language(),
        outcome: "start".to_owned(),
        sources: Vec::new(),
        offers,
        turn: None,
        export: None,
        trace: None,
    };
    desk.keep(&shown).await;
    let place = if visit.private { "private" } else { "group" };
    let told = [("place", place.into()), ("offers", shown.offers.len().into())];
    let html = escape(&locale.format(key, &told));
    let outgoing = visit.outgoing(html).with(keyboard::only_offers(&shown));
    desk.sender.send(visit.place, &outgoing).await?;
    Ok(())
}

/// What was shown in a group of theirs, or to this person; nobody else's
/// private talk.
async fn brought_along(desk: &Desk, visit: &Visit, token: &str) -> anyhow::Result<Option<Shown>> {
    let Ok(token) = token.parse::<Token>() else { return Ok(None) };
    let Some(shown) = desk.store.shown(token).await? else { return Ok(None) };
    Ok(may_see(visit, shown.conversation, &desk.sender).await.then_some(shown))
}

fn is_invitation(desk: &Desk, payload: &str) -> bool {
    let listed = desk.settings().access == Access::Listed;
    desk.invitation.as_ref().is_some_and(|code| {
        listed && bool::from(code.expose_secret().as_bytes().ct_eq(payload.as_bytes()))
    })
}

/// /help; in a group also why the bot may seem deaf.
pub(super) async fn help(desk: &Desk, visit: &Visit) -> anyhow::Result<()> {
    let locale = visit.locale();
    let mut text = locale.text("help");
    if !visit.private {
        let name = desk.me.username().to_owned();
        text = locale.format("help-group", &[("bot", name.into())]);
    }
    reply(desk, visit, escape(&text)).await
}
