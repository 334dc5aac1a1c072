//! /why: how the last answer came about.

use super::super::conversation;
use super::super::desk::Desk;
use super::super::render;
use super::super::visit::Visit;
use super::reply::{reply, say};
use crate::answer::{Asked, Explanation};
use crate::clock;
use crate::locale::Locale;
use crate::question::follow_up::Outcome;
use crate::store::Shown;

/// Explains the answer that is replied to, or the last ones of the conversation.
pub(super) async fn why(desk: &Desk, visit: &Visit) -> anyhow::Result<()> {
    let last = conversation::last(&desk.store, visit).await?;
    let known: Vec<_> = last.iter().filter_map(|shown| Some((asked(shown)?, shown))).collect();
    if known.is_empty() {
        return say(desk, visit, "why-none").await;
    }
    for (asked, shown) in known {
        let explained = desk.library.consult(move |answerer| Explanation::of(answerer, asked));
        for part in render::explanation(&explained.await??, Locale::of(shown.language)) {
            reply(desk, visit, part).await?;
        }
    }
    Ok(())
}

/// What is known of an answer; `None` for a list of passages.
fn asked(shown: &Shown) -> Option<Asked> {
    let turn = conversation::turn(shown)?;
    let outcome = match shown.outcome.as_str() {
        "answered" => Outcome::Answered,
        "nearest" => Outcome::Nearest,
        "abstained" => Outcome::Abstained,
        _ => return None,
    };
    let trace = shown.trace.as_deref().and_then(|trace| serde_json::from_str(trace).ok());
    Some(Asked {
        question: shown.question.clone(),
        searched: turn.question,
        outcome,
        today: Some(clock::today()),
        trace,
    })
}
