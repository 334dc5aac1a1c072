//! Answers composed by a language model, within a day's budget.

use std::sync::Arc;

use super::super::composing::{Composing, Found};
use super::super::desk::Desk;
use super::super::visit::Visit;
use crate::answer::Reply;
use crate::answer::compose::{Base, SetAside, Trace};
use crate::clock;
use crate::model::Usage;
use crate::question::Query;
use crate::question::follow_up::Turn;
use crate::store::Grant;

/// Answers `query` of `visit` after `earlier` turns. Each sentence is shown to `seen`,
/// as an answer so far, as soon as it holds.
pub(super) async fn answer(
    composing: &Composing,
    desk: &Desk,
    visit: &Visit,
    query: Query,
    earlier: Vec<Turn>,
    seen: &mut (dyn FnMut(&Reply) + Send),
) -> anyhow::Result<Found> {
    let granted = is_granted(composing, desk, visit).await;
    let (rewritten, asked) = if granted {
        composing.composer.rewrite(&query, &earlier).await
    } else {
        (None, Usage::default())
    };
    let told = rewritten.as_ref().map(|query| query.text().to_owned());
    let base = desk.library.consult(move |answerer| {
        // The documents may be exchanged meanwhile; an answer is of one index.
        let base = Base::new(answerer, &query, rewritten.as_ref(), &earlier);
        base.map(|base| (answerer.clone(), Arc::new(base)))
    });
    let (answerer, base) = base.await??;
    if !granted {
        let trace = Trace { set_aside: Some(SetAside::OutOfBudget), ..Trace::default() };
        return Ok(Found { reply: base.reply.clone(), trace: Some(trace) });
    }
    let composed = composing.composer.compose(&answerer, &base, seen).await;
    let spent = asked.total() + composed.usage.total();
    let counted = desk.store.spend_tokens(visit.asker.id, clock::today(), spent).await;
    if let Err(error) = counted {
        tracing::error!("what the model cost is not counted: {error}");
    }
    let trace = Trace { rewritten: told, ..composed.trace };
    Ok(Found { reply: composed.reply, trace: Some(trace) })
}

/// Whether the model may be asked. A store that fails says no: what cannot be counted
/// is not spent.
async fn is_granted(composing: &Composing, desk: &Desk, visit: &Visit) -> bool {
    let (person, day) = (visit.asker.id, clock::today());
    let granted = desk.store.spend_request(person, day, composing.budget).await;
    let granted = granted.inspect_err(|error| {
        tracing::error!("answering without the model, whose budget is unknown: {error}");
    });
    matches!(granted, Ok(Grant::Given))
}
