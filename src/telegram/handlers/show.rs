//! Showing an answer: sending it, or turning an earlier one into it, and
//! keeping what its buttons need.

use teloxide::types::MessageId;

use super::super::composing::Found;
use super::super::desk::Desk;
use super::super::keyboard::{self, AnswerButtons};
use super::super::send::Outgoing;
use super::super::visit::Visit;
use super::super::{library, render};
use crate::answer::markdown;
use crate::clock;
use crate::locale::Locale;
use crate::store::{Shown, Tally, Token};

/// What an answer is shown in place of: an earlier one, or what was shown while it
/// was being written.
#[derive(Debug, Clone, Default)]
pub(super) struct Replaced {
    token: Option<Token>,
    messages: Vec<i32>,
}

impl Replaced {
    /// The messages `written` show this answer as it was being written.
    pub(super) fn or(self, written: Vec<i32>) -> Self {
        if self.messages.is_empty() { Self { messages: written, ..self } } else { self }
    }
}

impl From<Option<Shown>> for Replaced {
    fn from(earlier: Option<Shown>) -> Self {
        let token = earlier.as_ref().map(|earlier| earlier.token);
        Self { token, messages: earlier.map(|earlier| earlier.messages).unwrap_or_default() }
    }
}

/// Shows what was `found` in place of `earlier`, under `heading`, and keeps it.
pub(super) async fn show(
    desk: &Desk,
    visit: &Visit,
    found: &Found,
    heading: Option<&str>,
    offers: Vec<String>,
    earlier: Replaced,
) -> anyhow::Result<()> {
    let reply = &found.reply;
    let mut parts = render::answer(reply, visit.settings.length, !offers.is_empty());
    if let (Some(heading), Some(first)) = (heading, parts.first_mut()) {
        *first = render::headed(heading, first);
    }
    let mut shown = Shown {
        token: earlier.token.unwrap_or_else(Token::random),
        conversation: visit.conversation(),
        asked_in: visit.message.0,
        messages: earlier.messages.clone(),
        reader: None,
        question: reply.question.clone(),
        language: reply.language,
        outcome: reply.outcome().to_owned(),
        sources: reply.citations().iter().map(library::reference).collect(),
        offers,
        turn: serde_json::to_string(&reply.turn()).ok(),
        export: (!reply.citations().is_empty()).then(|| markdown(reply, clock::today())),
        trace: found.trace.as_ref().and_then(|trace| serde_json::to_string(trace).ok()),
    };
    let buttons = keyboard::answer(
        buttons(desk, visit, &shown, Tally::default()),
        Locale::of(reply.language),
    );
    let last = parts.len().saturating_sub(1);
    let outgoing = parts.into_iter().enumerate().map(|(at, html)| {
        let part = visit.outgoing(html);
        if at == last { part.with(buttons.clone()) } else { part }
    });
    // Kept before it is seen: a button may be pressed at once.
    desk.keep(&shown).await;
    shown.messages = put(desk, visit, outgoing.collect(), &earlier.messages).await?;
    desk.keep(&shown).await;
    Ok(())
}

/// What decides which buttons `shown` has.
pub(super) fn buttons<'a>(
    desk: &'a Desk,
    visit: &Visit,
    shown: &'a Shown,
    tally: Tally,
) -> AnswerButtons<'a> {
    AnswerButtons {
        shown,
        tally,
        feedback: !visit.settings.no_feedback,
        private_link: (!visit.private).then(|| desk.me.username()),
    }
}

/// Puts parts where `old` messages are, sends those that are more and deletes
/// the messages that are left. Returns the messages that show the parts.
async fn put(
    desk: &Desk,
    visit: &Visit,
    parts: Vec<Outgoing>,
    old: &[i32],
) -> anyhow::Result<Vec<i32>> {
    let chat = visit.chat_id();
    let mut messages = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let kept = match old.get(at) {
            Some(id) => desk.sender.edit(chat, MessageId(*id), part).await?.then_some(*id),
            None => None,
        };
        if let Some(id) = kept {
            desk.sender.pass(id);
            messages.push(id);
        } else {
            let sent = desk.sender.send(visit.place, part).await?;
            messages.extend(sent.map(|sent| sent.message_id));
        }
    }
    for id in old.iter().skip(parts.len()) {
        desk.sender.delete(chat, MessageId(*id)).await?;
    }
    Ok(messages)
}
