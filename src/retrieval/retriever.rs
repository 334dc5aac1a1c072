//! The retriever: candidates from the index, a few of them ranked again.

use std::sync::Arc;

use super::hit::{Hit, Score};
use super::preparation::Preparation;
use super::prepared::PreparedQuestion;
use super::rank::{self, Matched};
use super::weights::Weights;
use crate::corpus::Passage;
use crate::corpus::glossary::{Entry, Glossary};
use crate::index::{Field, Index, IndexError};
use crate::question::{Query, Question};
use crate::text::language::Language;
use crate::text::normalize::folded;
use crate::text::terms::analyze;

/// BM25 tells little about a question of a few common words, so that so many
/// times more candidates are ranked again: recall@10 of spoken Cantonese gains
/// a point by it.
const SHORT_DEPTH: usize = 3;

/// Finds the passages that answer a question.
#[derive(Debug, Clone)]
pub struct Retriever {
    index: Index,
    glossary: Arc<Glossary>,
    weights: Weights,
}

impl Retriever {
    /// A retriever over `index` that knows the terms of `glossary`.
    pub fn new(index: Index, glossary: Arc<Glossary>) -> Self {
        Self { index, glossary, weights: Weights::default() }
    }

    /// The same retriever with other weights, for tuning.
    #[must_use]
    pub fn with_weights(self, weights: Weights) -> Self {
        Self { weights, ..self }
    }

    /// The index that is searched.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// The terms that are known.
    pub fn glossary(&self) -> &Glossary {
        &self.glossary
    }

    /// Makes `query` ready for this index.
    pub fn prepare(&self, query: &Query) -> Result<PreparedQuestion, IndexError> {
        let view = self.index.view();
        let preparation = Preparation { view: &view, weights: &self.weights };
        let question = Question::read(query, &self.glossary);
        Ok(PreparedQuestion {
            pattern: preparation.pattern(&question.wording)?,
            terms: preparation.sought_terms(&question.terms)?,
            candidates: preparation.candidates(&question.wording)?,
            question,
        })
    }

    /// Terms of the glossary that the documents speak of most, at most
    /// `limit`: what one can ask about, in the form of each language.
    pub fn subjects(&self, limit: usize, language: Language) -> Result<Vec<String>, IndexError> {
        let view = self.index.view();
        let mut counted = Vec::new();
        for entry in self.glossary.entries() {
            let pairs = analyze(&entry.chinese).pairs;
            let mut frequency = u64::MAX;
            for pair in &pairs {
                frequency = frequency.min(view.frequency(Field::Pairs, pair)?);
            }
            // A term of two characters is a word; a longer one is a subject.
            if pairs.len() > 2 && frequency > 0 {
                counted.push((frequency.min(9) * pairs.len() as u64, entry));
            }
        }
        counted.sort_by_key(|(count, entry)| (std::cmp::Reverse(*count), entry.chinese.clone()));
        let name = |entry: &Entry| match language {
            Language::TraditionalChinese => entry.chinese.clone(),
            Language::SimplifiedChinese => folded(&entry.chinese),
            Language::English => entry.english.clone(),
        };
        Ok(counted.into_iter().take(limit).map(|(_, entry)| name(entry)).collect())
    }

    /// The best `limit` passages for a question, best first; at most
    /// 30, and equal scores in the order of the documents.
    pub fn search(
        &self,
        prepared: &PreparedQuestion,
        limit: usize,
    ) -> Result<Vec<Hit>, IndexError> {
        self.search_among(prepared, limit, &|_| true)
    }

    /// As [`Retriever::search`], among the candidates that `keep` passes.
    pub fn search_among(
        &self,
        prepared: &PreparedQuestion,
        limit: usize,
        keep: &dyn Fn(&Passage) -> bool,
    ) -> Result<Vec<Hit>, IndexError> {
        let view = self.index.view();
        let depth = if prepared.question.wording.is_short() { SHORT_DEPTH } else { 1 }
            * self.weights.candidates;
        let candidates = view.search(&prepared.candidates, depth.max(limit))?;
        let kept: Vec<_> = candidates.into_iter().filter(|(_, passage)| keep(passage)).collect();
        let best = kept.first().map_or(1.0, |(score, _)| score.max(f32::MIN_POSITIVE));
        let mut hits = Vec::with_capacity(kept.len());
        for (bm25, passage) in kept {
            let meta = self.index.document(&passage.document);
            let matched = Matched::new(prepared, &passage, meta);
            let features = rank::features(prepared, &passage, &matched, bm25 / best);
            let score = Score(self.weights.score(&features));
            hits.push(Hit { passage: Arc::new(passage), score, features, matched });
        }
        hits.sort_by(|left, right| right.score.0.total_cmp(&left.score.0));
        hits.truncate(limit);
        Ok(hits)
    }
}
