//! The retriever: candidates from the index, a few of them ranked again.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::copies;
use super::dense::{self, Vectors};
use super::encoder::Encoder;
use super::hit::{Hit, Score};
use super::order;
use super::preparation::{Preparation, counted};
use super::prepared::PreparedQuestion;
use super::rank::{self, Matched};
use super::sought_term::SoughtTerm;
use super::weights::Weights;
use crate::corpus::Passage;
use crate::corpus::glossary::{Entry, Glossary};
use crate::index::{Field, Index, IndexError};
use crate::question::{Query, Question, TermKind};
use crate::reader::Vector;
use crate::text::language::Language;
use crate::text::normalize::simplified;
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
    dense: Option<Dense>,
}

/// Vectors of passages, and what made them.
#[derive(Debug, Clone)]
struct Dense {
    encoder: Encoder,
    vectors: Arc<Vectors>,
    /// What cosines are multiplied by, see [`Encoder::scale`].
    scale: f32,
    /// Whether it was said that questions get vectors of another width.
    mismatched: Arc<AtomicBool>,
}

/// The longest term that is offered as a subject, in characters of its Chinese form.
const LONGEST_SUBJECT: usize = 16;

impl Retriever {
    /// A retriever over `index` that knows the terms of `glossary`.
    pub fn new(index: Index, glossary: Arc<Glossary>) -> Self {
        Self { index, glossary, weights: Weights::default(), dense: None }
    }

    /// The same retriever that finds passages by `vectors` too, which `encoder`
    /// made.
    #[must_use]
    pub fn with_vectors(self, encoder: Encoder, vectors: Vectors) -> Self {
        let spread = vectors.spread();
        tracing::debug!("the cosines between passages have a deviation of {spread:.3}");
        let scale = encoder.scale(spread);
        let (vectors, mismatched) = (Arc::new(vectors), Arc::default());
        Self { dense: Some(Dense { encoder, vectors, scale, mismatched }), ..self }
    }

    /// Whether passages are found by vectors too, where one can be had of a
    /// question.
    pub fn has_vectors(&self) -> bool {
        self.dense.is_some()
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
            vector: self.vector(query),
            question,
        })
    }

    /// Whether `text` may stand in a text or a heading of the documents: all of its grams do.
    pub fn occurs(&self, text: &str) -> Result<bool, IndexError> {
        let view = self.index.view();
        let (field, terms) = counted(text);
        for term in &terms {
            if view.frequency(field, term)? == 0 && view.frequency(Field::Heading, term)? == 0 {
                return Ok(false);
            }
        }
        Ok(!terms.is_empty())
    }

    /// The vector of `query`, where passages have vectors and one can be had.
    fn vector(&self, query: &Query) -> Option<Vector> {
        let dense = self.dense.as_ref()?;
        let vector = dense.encoder.question(query.text())?;
        let (asked, kept) = (vector.as_slice().len(), dense.vectors.width());
        // Where no passage has a vector there is nothing to compare with.
        if asked == kept || kept == 0 {
            return Some(vector);
        }
        if !dense.mismatched.swap(true, Ordering::Relaxed) {
            tracing::warn!(
                "passages are found by their words alone: a question's vector has {asked} numbers and those of the passages have {kept}, so another model made them; remove the vectors-* files in {} and start again, and they are made anew",
                self.index.folder().display()
            );
        }
        None
    }

    /// Whether passages are found by words alone for now, since the server of
    /// embeddings is down.
    pub fn is_degraded(&self) -> bool {
        self.dense.as_ref().is_some_and(|dense| dense.encoder.is_down())
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
            // A term of two characters is a word; a longer one is a subject, and one that
            // is very long the title of a paper.
            let is_subject = pairs.len() > 2 && entry.chinese.chars().count() <= LONGEST_SUBJECT;
            if is_subject && frequency > 0 {
                counted.push((frequency.min(9) * pairs.len() as u64, entry));
            }
        }
        counted.sort_by_key(|(count, entry)| (std::cmp::Reverse(*count), entry.chinese.clone()));
        let name = |entry: &Entry| match language {
            Language::TraditionalChinese => entry.chinese.clone(),
            Language::SimplifiedChinese => simplified(&entry.chinese),
            Language::English => entry.english.clone(),
        };
        Ok(counted.into_iter().take(limit).map(|(_, entry)| name(entry)).collect())
    }

    /// The best `limit` passages for a question, best first; no more than are ranked again
    /// ([`Weights::candidates`] by words and as many by vectors). Equal scores stand in the
    /// order of the documents.
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
        let mut kept = self.by_words(prepared, limit)?;
        kept.extend(self.by_vectors(prepared, &kept)?);
        kept.retain(|(_, passage)| keep(passage));
        let best = kept.iter().map(|(score, _)| *score).fold(f32::MIN_POSITIVE, f32::max);
        let hit = |(bm25, passage): (f32, Passage)| self.hit(prepared, passage, bm25 / best);
        let mut hits: Vec<Hit> = kept.into_iter().map(hit).collect();
        match (&self.dense, &prepared.vector) {
            (Some(dense), Some(_)) => {
                let weights = match dense.encoder {
                    Encoder::Reader(_) => &self.weights.fusion,
                    Encoder::Server(_) => &self.weights.server,
                };
                order::fuse(&mut hits, &prepared.question.times, weights);
            }
            _ => order::rank(&mut hits),
        }
        let hits = copies::merge(hits, limit);
        for Hit { passage, score, similarity, .. } in &hits {
            let (kind, place) = (passage.kind, passage.ordinal);
            tracing::debug!(
                score = score.0,
                similarity,
                ?kind,
                place,
                "{}: {}",
                passage.document.as_str(),
                passage.text
            );
        }
        Ok(hits)
    }

    /// As [`Retriever::search`], without headings and passages that do not speak of what is asked
    /// about: one in the language of the question has, with what stands above it, its names, and
    /// by weight half of its words.
    pub fn further(
        &self,
        prepared: &PreparedQuestion,
        limit: usize,
    ) -> Result<Vec<Hit>, IndexError> {
        let mut hits = self.search(prepared, limit)?;
        let known = || prepared.terms.iter().filter(|term| !term.unknown);
        let weight = |terms: &mut dyn Iterator<Item = &SoughtTerm>| -> f32 {
            terms.map(|term| term.weight).sum()
        };
        let all = weight(&mut known());
        hits.retain(|hit| {
            let title = self.index.document(&hit.passage.document);
            let title = title.map_or("", |document| document.title.as_str());
            let text = hit.passage.with_headings(title);
            let mut names = known().filter(|term| term.kind == TermKind::Name);
            let said = weight(&mut known().filter(|term| term.is_in(&text)));
            let is_about = names.all(|term| term.is_in(&text)) && said > 0.0 && 2.0 * said >= all;
            hit.passage.kind.is_told() && (hit.foreign || is_about)
        });
        Ok(hits)
    }

    /// The candidates by words, with their BM25.
    fn by_words(
        &self,
        prepared: &PreparedQuestion,
        limit: usize,
    ) -> Result<Vec<(f32, Passage)>, IndexError> {
        let depth = if prepared.question.wording.is_short() { SHORT_DEPTH } else { 1 }
            * self.weights.candidates;
        self.index.view().search(&prepared.candidates, depth.max(limit))
    }

    /// The candidates by vectors that are not `known`; none has a BM25.
    fn by_vectors(
        &self,
        prepared: &PreparedQuestion,
        known: &[(f32, Passage)],
    ) -> Result<Vec<(f32, Passage)>, IndexError> {
        let (Some(dense), Some(vector)) = (&self.dense, &prepared.vector) else {
            return Ok(Vec::new());
        };
        let known: HashSet<_> =
            known.iter().filter_map(|(_, passage)| dense::place(&self.index, passage)).collect();
        let view = self.index.view();
        let mut found = Vec::new();
        for (place, _) in dense.vectors.nearest(vector, self.weights.candidates) {
            if known.contains(&place) {
                continue;
            }
            let (document, ordinal) = place;
            let id = &self.index.manifest().documents[document].id;
            let passages = view.passages_among(id, ordinal..ordinal + 1)?;
            found.extend(passages.into_iter().map(|passage| (0.0, passage)));
        }
        Ok(found)
    }

    /// `passage` with its score; `bm25` is over the best candidate's.
    fn hit(&self, prepared: &PreparedQuestion, passage: Passage, bm25: f32) -> Hit {
        let meta = self.index.document(&passage.document);
        let matched = Matched::new(prepared, &passage, meta);
        let features = rank::features(prepared, &passage, &matched, bm25);
        let similarity = match (&self.dense, &prepared.vector) {
            (Some(dense), Some(vector)) => dense::place(&self.index, &passage)
                .map_or(0.0, |place| dense.scale * dense.vectors.cosine(vector, place)),
            _ => 0.0,
        };
        let score = Score(self.weights.score(&features));
        let published = meta.and_then(|meta| meta.published);
        let chinese = prepared.question.written_in.is_chinese();
        let foreign = meta.is_some_and(|meta| meta.language.is_chinese() != chinese);
        Hit {
            passage: Arc::new(passage),
            score,
            similarity,
            published,
            foreign,
            features,
            matched,
            copies: Vec::new(),
        }
    }
}
