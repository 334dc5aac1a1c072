//! An answer that stands without a model, and what a model is given to compose one.

use super::material::Material;
use crate::answer::answerer::COMPARED;
use crate::answer::{Answerer, Reply};
use crate::index::IndexError;
use crate::question::Query;
use crate::question::follow_up::Turn;

/// An answer that stands without a model, and what a model is given to compose one.
#[derive(Debug)]
pub struct Base {
    /// The question as it is searched for.
    pub query: Query,
    /// The answer that is chosen.
    pub reply: Reply,
    /// The sentences that may be cited.
    pub material: Material,
}

impl Base {
    /// Answers `query` after `turns`, the latest first, without a model, and gathers
    /// what a model is given. `rewritten` is `query` as it can be understood alone,
    /// where that is known.
    pub fn new(
        answerer: &Answerer,
        query: &Query,
        rewritten: Option<&Query>,
        turns: &[Turn],
    ) -> Result<Self, IndexError> {
        let mut reply = match rewritten {
            Some(rewritten) => answerer.answer(rewritten)?,
            None => answerer.answer_after(query, turns)?,
        };
        query.text().clone_into(&mut reply.question);
        // What was carried over from the turns is part of what is searched for.
        let searched = reply.searched.parse().unwrap_or_else(|_| query.clone());
        let searched = searched.in_language(query.language()).asked_on(query.today());
        let retriever = answerer.retriever();
        let prepared = retriever.prepare(&searched)?;
        let hits = retriever.search(&prepared, COMPARED)?;
        let material =
            Material::new(retriever.index(), retriever.glossary(), prepared, &hits, &reply);
        Ok(Self { query: searched, reply, material })
    }
}
