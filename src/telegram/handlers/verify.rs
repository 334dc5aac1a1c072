//! /verify: whether a sentence, a quotation or a figure is in the documents.

use super::super::desk::Desk;
use super::super::render;
use super::super::visit::Visit;
use super::reply::{reply, say};
use crate::question::Query;

/// Looks for each sentence of `text` in the documents.
pub(super) async fn verify(desk: &Desk, visit: &Visit, text: &str) -> anyhow::Result<()> {
    let Ok(query) = text.parse::<Query>() else {
        return say(desk, visit, "verify-empty").await;
    };
    let query = query.clone().in_language(visit.language_of(&query));
    let found = desk.library.consult(move |answerer| answerer.verify(&query)).await??;
    for part in render::verification(&found, visit.settings.length) {
        reply(desk, visit, part).await?;
    }
    Ok(())
}
