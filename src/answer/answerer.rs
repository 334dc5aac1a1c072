//! The answerer: a question in, one of three outcomes out.

use std::sync::Arc;
use std::time::Instant;

use super::evidence::Evidence;
use super::extract::{self, Candidate};
use super::{Answer, Citation, Claim, Mode, Reply, highlight, verify};
use crate::corpus::Passage;
use crate::index::IndexError;
use crate::retrieval::{Hit, Prepared, Query, Retriever};

/// Answers questions from an index.
#[derive(Debug, Clone)]
pub struct Answerer {
    retriever: Retriever,
}

/// How many passages are shown when none answers.
const NEAREST: usize = 3;

/// How much of the question must be found for an answer, and for calling a
/// passage near. Calibrated on the gold set; see `docs/evaluation.md`.
const ENOUGH: f32 = 0.62;
const NEAR: f32 = 0.34;
/// A thing asked about that is not found, and weighs more than this against
/// the heaviest, is what the question was about.
const ESSENTIAL: f32 = 0.85;

impl Answerer {
    /// An answerer over the passages that `retriever` finds.
    pub fn new(retriever: Retriever) -> Self {
        Self { retriever }
    }

    /// The retriever behind it.
    pub fn retriever(&self) -> &Retriever {
        &self.retriever
    }

    /// Answers `query` from the documents alone, without a model.
    ///
    /// # Errors
    /// Only when the index cannot be read; that the documents do not answer
    /// is an outcome.
    pub fn answer(&self, query: &Query) -> Result<Reply, IndexError> {
        self.answer_among(query, &|_| true)
    }

    /// As [`Answerer::answer`], from the passages that `keep` passes alone:
    /// to measure what becomes of a question whose answer is taken away.
    pub fn answer_among(
        &self,
        query: &Query,
        keep: &dyn Fn(&Passage) -> bool,
    ) -> Result<Reply, IndexError> {
        let begun = Instant::now();
        let prepared = self.retriever.prepare(query)?;
        let hits = self.retriever.search_among(&prepared, 2 * NEAREST, keep)?;
        let answer = self.choose(&prepared, &hits);
        Ok(Reply {
            question: query.text().to_owned(),
            language: query.language(),
            answer,
            mode: Mode::Extractive,
            elapsed: begun.elapsed(),
        })
    }

    fn choose(&self, prepared: &Prepared, hits: &[Hit]) -> Answer {
        let candidates = extract::sentences(prepared, hits, self.retriever.index(), NEAREST);
        let answering = candidates.iter().find(|candidate| answers(&candidate.evidence));
        match answering.and_then(|candidate| self.ground(prepared, hits, candidate)) {
            Some(answer) => answer,
            None => self.nearest(hits, &candidates),
        }
    }

    fn ground(&self, prepared: &Prepared, hits: &[Hit], candidate: &Candidate) -> Option<Answer> {
        let citation = self.cite(1, hits, candidate)?;
        let text = citation.quote().to_owned();
        let highlight = highlight::candidates(prepared.asks, &prepared.written, &text);
        let claim = Claim { text, citations: vec![1], highlight };
        match verify::ground(vec![claim], vec![citation]) {
            Ok(grounded) => Some(Answer::Answered(grounded)),
            Err(refusal) => {
                tracing::error!("the gate refused an extract: {refusal}");
                None
            }
        }
    }

    fn nearest(&self, hits: &[Hit], candidates: &[Candidate]) -> Answer {
        let mut near: Vec<&Candidate> = Vec::new();
        for candidate in candidates.iter().filter(|candidate| candidate.evidence.coverage >= NEAR) {
            if !near.iter().any(|other| other.hit == candidate.hit) {
                near.push(candidate);
            }
        }
        let citations: Vec<Citation> = near
            .into_iter()
            .zip(1..)
            .filter_map(|(candidate, number)| self.cite(number, hits, candidate))
            .collect();
        if citations.is_empty() { Answer::Abstained } else { Answer::Nearest(citations) }
    }

    fn cite(&self, number: u32, hits: &[Hit], candidate: &Candidate) -> Option<Citation> {
        let passage = &hits.get(candidate.hit)?.passage;
        let document = self.retriever.index().document(&passage.document)?;
        let cited = verify::cite(
            number,
            Arc::new(document.clone()),
            Arc::clone(passage),
            candidate.range.clone(),
        );
        cited.inspect_err(|refusal| tracing::error!("the gate refused a quote: {refusal}")).ok()
    }
}

fn answers(evidence: &Evidence) -> bool {
    evidence.coverage >= ENOUGH && evidence.missing < ESSENTIAL && evidence.years && evidence.kind
}
