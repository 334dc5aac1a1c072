//! The answerer: a question in, one of three outcomes out.

use std::sync::Arc;
use std::time::Instant;

use super::evidence::{self, Evidence, Lack};
use super::extract::{self, Candidate};
use super::list::{self, Item};
use super::note::notes;
use super::{Answer, Citation, Claim, Mode, Note, Reply, highlight, verify};
use crate::corpus::Passage;
use crate::index::IndexError;
use crate::question::Query;
use crate::question::follow_up::{self, Turn};
use crate::retrieval::{Hit, PreparedQuestion, Retriever};
use crate::text::language::Language;
use crate::text::normalize::simplified;

/// Answers questions from an index.
#[derive(Debug, Clone)]
pub struct Answerer {
    retriever: Retriever,
}

/// How many passages are shown when none answers.
const NEAREST: usize = 3;

/// How many passages are compared, to tell what the question is about from
/// what sets its answer apart.
const COMPARED: usize = 12;

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

    /// As [`Answerer::answer`], after `turns` of a conversation, the latest
    /// first, from which a follow-up takes what it leaves unsaid.
    pub fn answer_after(&self, query: &Query, turns: &[Turn]) -> Result<Reply, IndexError> {
        let resolved = follow_up::resolve(query, turns);
        if !resolved.is_follow_up() {
            return self.answer(query);
        }
        // The answer is due in the language of the words that were typed.
        let mut reply = self.answer(&resolved.query.in_language(query.language()))?;
        query.text().clone_into(&mut reply.question);
        reply.notes.insert(0, Note::FollowUp(reply.searched.clone()));
        Ok(reply)
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
        let hits = self.retriever.search_among(&prepared, COMPARED, keep)?;
        let answer = self.choose(&prepared, &hits)?;
        let mut reply = Reply {
            question: query.text().to_owned(),
            language: query.language(),
            answer,
            mode: Mode::Extractive,
            notes: Vec::new(),
            searched: query.text().to_owned(),
            elapsed: begun.elapsed(),
        };
        let glossary = self.retriever.glossary();
        reply.notes = notes(&prepared, query.today(), &reply, glossary);
        reply.elapsed = begun.elapsed();
        Ok(reply)
    }

    /// What speaks for the best sentence, without deciding on it; `None` when
    /// nothing was found.
    pub fn evidence(
        &self,
        query: &Query,
        keep: &dyn Fn(&Passage) -> bool,
    ) -> Result<Option<Evidence>, IndexError> {
        let prepared = self.retriever.prepare(query)?;
        let hits = self.retriever.search_among(&prepared, COMPARED, keep)?;
        let best = extract::sentences(&prepared, &hits, 1).into_iter().next();
        Ok(best.and_then(|best| Some(self.weigh_around(&prepared, &hits, best)?.1)))
    }

    /// The sentences that were weighed for `query`, best first, with the
    /// passages that they are from: for tuning, and for explaining a choice.
    pub fn candidates(
        &self,
        query: &Query,
        keep: &dyn Fn(&Passage) -> bool,
        limit: usize,
    ) -> Result<(Vec<Hit>, Vec<Candidate>), IndexError> {
        let prepared = self.retriever.prepare(query)?;
        let hits = self.retriever.search_among(&prepared, limit, keep)?;
        let candidates = extract::sentences(&prepared, &hits, limit);
        Ok((hits, candidates))
    }

    fn choose(&self, prepared: &PreparedQuestion, hits: &[Hit]) -> Result<Answer, IndexError> {
        let candidates = extract::sentences(prepared, hits, NEAREST);
        let mut weighed = Vec::with_capacity(candidates.len());
        for candidate in candidates {
            if let Some(answer) = self.try_one(prepared, hits, candidate, &mut weighed)? {
                return Ok(answer);
            }
        }
        // None of the likeliest is of the kind asked for: it may be further on.
        if weighed.iter().all(|(_, evidence)| evidence.lacks == Some(Lack::Kind)) {
            let further = extract::of_the_kind(prepared, self.retriever.glossary(), hits, 1)
                .into_iter()
                .next();
            if let Some(further) = further
                && let Some(answer) = self.try_one(prepared, hits, further, &mut weighed)?
            {
                return Ok(answer);
            }
        }
        Ok(self.nearest(hits, &weighed))
    }

    /// Answers with `candidate` if it is enough, or else keeps it with what was
    /// weighed.
    fn try_one(
        &self,
        prepared: &PreparedQuestion,
        hits: &[Hit],
        candidate: Candidate,
        weighed: &mut Vec<(Candidate, Evidence)>,
    ) -> Result<Option<Answer>, IndexError> {
        let Some((candidate, evidence)) = self.weigh_around(prepared, hits, candidate) else {
            return Ok(None);
        };
        if evidence.is_enough()
            && let Some(answer) = self.ground(prepared, hits, &candidate)?
        {
            return Ok(Some(answer));
        }
        weighed.push((candidate, evidence));
        Ok(None)
    }

    /// Weighs a sentence, and with its neighbour where it lacks the kind of
    /// answer asked for and both together are enough.
    fn weigh_around(
        &self,
        prepared: &PreparedQuestion,
        hits: &[Hit],
        candidate: Candidate,
    ) -> Option<(Candidate, Evidence)> {
        let alone = self.weigh(prepared, hits, &candidate)?;
        let both = (alone.lacks == Some(Lack::Kind))
            .then(|| extract::with_neighbour(prepared, hits, &candidate))
            .flatten();
        let both = both.and_then(|both| {
            let evidence = self.weigh(prepared, hits, &both)?;
            Some((both, evidence)).filter(|(_, evidence)| evidence.is_enough())
        });
        Some(both.unwrap_or((candidate, alone)))
    }

    fn weigh(
        &self,
        prepared: &PreparedQuestion,
        hits: &[Hit],
        candidate: &Candidate,
    ) -> Option<Evidence> {
        let passage = &hits[candidate.hit].passage;
        let meta = self.retriever.index().document(&passage.document)?;
        let evidence = evidence::weigh(prepared, hits, candidate, meta, self.retriever.glossary());
        tracing::debug!(
            probability = evidence.probability,
            coverage = evidence.coverage,
            lacks = ?evidence.lacks,
            features = ?evidence.features,
            "{}", &passage.text[candidate.range.clone()]
        );
        Some(evidence)
    }

    fn ground(
        &self,
        prepared: &PreparedQuestion,
        hits: &[Hit],
        candidate: &Candidate,
    ) -> Result<Option<Answer>, IndexError> {
        let items = list::items(prepared, &self.retriever.index().view(), hits, candidate)?;
        if list::is_empty(prepared, &items) {
            return Ok(None);
        }
        let cited = items.into_iter().zip(1..).map(|(item, number)| self.cite(number, item));
        let citations: Vec<Citation> = cited.flatten().collect();
        let claims = citations.iter().map(|citation| self.claim(prepared, citation)).collect();
        let grounded = verify::ground(claims, citations);
        let grounded = grounded
            .inspect_err(|refusal| tracing::error!("the gate refused an extract: {refusal}"));
        Ok(grounded.ok().map(Answer::Answered))
    }

    fn claim(&self, prepared: &PreparedQuestion, citation: &Citation) -> Claim {
        let text = match prepared.question.language {
            // The bot's words are in the asker's script; the quote stays.
            Language::SimplifiedChinese => simplified(citation.quote()),
            _ => citation.quote().to_owned(),
        };
        let highlight = highlight::likely(prepared, self.retriever.glossary(), &text);
        Claim { text, citations: vec![citation.number()], highlight }
    }

    fn nearest(&self, hits: &[Hit], weighed: &[(Candidate, Evidence)]) -> Answer {
        let mut near: Vec<&Candidate> = Vec::new();
        // What has the kind of answer asked for comes before what has not.
        let mut shown: Vec<_> = weighed.iter().filter(|(_, found)| found.is_near()).collect();
        shown.sort_by_key(|(_, found)| found.lacks.is_some());
        for (candidate, _) in shown {
            if !near.iter().any(|other| other.hit == candidate.hit) {
                near.push(candidate);
            }
        }
        let citations: Vec<Citation> = near
            .into_iter()
            .take(NEAREST)
            .zip(1..)
            .filter_map(|(candidate, number)| {
                let passage = Arc::clone(&hits[candidate.hit].passage);
                self.cite(number, (passage, candidate.range.clone()))
            })
            .collect();
        if citations.is_empty() { Answer::Abstained } else { Answer::Nearest(citations) }
    }

    fn cite(&self, number: u32, (passage, range): Item) -> Option<Citation> {
        let document = self.retriever.index().document(&passage.document)?;
        let cited = verify::cite(number, Arc::new(document.clone()), passage, range);
        cited.inspect_err(|refusal| tracing::error!("the gate refused a quote: {refusal}")).ok()
    }
}
