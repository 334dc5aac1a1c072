//! The answerer: a question in, one of three outcomes out.

use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use chrono::NaiveDate;
use lru::LruCache;

use super::absent::absent;
use super::candidate::{FOUND, candidates};
use super::column;
use super::constraint;
use super::definition::{Thing, person};
use super::enumerated::enumerated;
use super::evidence::Evidence;
use super::extract::{self, ScoredSentence};
use super::faq;
use super::gate::Gate;
use super::judging::Judgement;
use super::lexical::ByWords;
use super::missing::missing;
use super::notes::notes;
use super::now;
use super::outline::outlined;
use super::profile::profile;
use super::rewording::BilingualReader;
use super::say::Choice;
use super::score::Model;
use super::sections;
use super::select;
use super::shorten::{possible, shorten};
use super::size;
use super::verification::{self, Verification};
use super::weigh::{self, Weighed};
use super::{Answer, Citation, Mode, Note, Overview, Reply};
use crate::corpus::Passage;
use crate::index::IndexError;
use crate::question::{Query, overview};
use crate::reader::Reader;
use crate::retrieval::{Hit, PreparedQuestion, Retriever};
use crate::text::language::Language;
use crate::text::normalize::{fold, folded};

/// Answers questions from an index. Clones share what they keep.
#[derive(Debug, Clone)]
pub struct Answerer {
    retriever: Retriever,
    reader: Option<Reader>,
    kept: Arc<Mutex<LruCache<Key, Reply>>>,
}

/// A question as it is kept: folded, with the language to answer in and the
/// day that it is asked on.
type Key = (String, Language, Option<NaiveDate>);

/// How many replies are kept, so that a question asked again is answered at
/// once: some kilobytes each.
const KEPT: NonZeroUsize = NonZeroUsize::MIN.saturating_add(999);

/// How many passages are compared, to tell what the question is about from
/// what sets its answer apart.
pub(super) const COMPARED: usize = 12;

impl Answerer {
    /// An answerer over the passages that `retriever` finds. Without a reader
    /// it chooses by words alone.
    pub fn new(retriever: Retriever, reader: Option<Reader>) -> Self {
        Self { retriever, reader, kept: Arc::new(Mutex::new(LruCache::new(KEPT))) }
    }

    /// What reads the passages, if anything does.
    pub fn reader(&self) -> Option<&Reader> {
        self.reader.as_ref()
    }

    /// The reader, with the terms that it asks each passage by.
    pub(super) fn bilingual(&self) -> Option<BilingualReader<'_>> {
        let glossary = self.retriever.glossary();
        self.reader.as_ref().map(|reader| BilingualReader { reader, glossary })
    }

    /// The retriever behind it.
    pub fn retriever(&self) -> &Retriever {
        &self.retriever
    }

    /// Answers `query` from the documents alone, without a language model.
    ///
    /// # Errors
    /// Only when the index cannot be read; that the documents do not answer
    /// is an outcome.
    pub fn answer(&self, query: &Query) -> Result<Reply, IndexError> {
        let begun = Instant::now();
        let key = (folded(query.text()), query.language(), query.today());
        let known = self.kept.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        if let Some(known) = known {
            let (question, searched) = (query.text().to_owned(), query.text().to_owned());
            return Ok(Reply { question, searched, elapsed: begun.elapsed(), ..known });
        }
        let reply = self.answer_among(query, &|_| true)?;
        // What was found by words alone is looked for again once the vectors are back.
        if !self.retriever.is_degraded() {
            self.kept.lock().unwrap_or_else(PoisonError::into_inner).put(key, reply.clone());
        }
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
        let hits = self.found(&prepared, keep)?;
        let by = ByWords { retriever: &self.retriever, prepared: &prepared, hits: &hits };
        if let Some((heading, passages)) = sections::of_place(by)?
            && let Some(reply) = self.outlined(query, &passages, heading, begun)
        {
            return Ok(reply);
        }
        let thing = overview::thing(query.text()).map(|thing| &query.text()[thing]);
        if let Some(name) = thing.or_else(|| named_person(query, by))
            && let Some(answer) = profile(by, name)
        {
            return Ok(outlined(query, answer, Overview::Thing(name.to_owned()), begun));
        }
        let mut choice = self.choose(query, by)?;
        let glossary = self.retriever.glossary();
        if let Answer::Answered(grounded) = &mut choice.answer {
            shorten(grounded, query.language(), glossary);
        }
        let mut reply = Reply {
            question: query.text().to_owned(),
            language: query.language(),
            answer: choice.answer,
            mode: Mode::Extractive,
            notes: Vec::new(),
            missing: None,
            overview: None,
            searched: query.text().to_owned(),
            confidence: choice.confidence,
            elapsed: begun.elapsed(),
        };
        self.tell_what_lacks(&mut reply, by)?;
        self.tell_possible(&mut reply);
        let notes = notes(&prepared, query.today(), &reply, glossary);
        reply.notes.extend(notes);
        reply.elapsed = begun.elapsed();
        Ok(reply)
    }

    /// Whether `name` in `query` is the name of a thing, by the glossary, by a title, or as the
    /// passages that are found give names: 啟智計劃, and not 評審準則.
    pub(super) fn is_known(&self, query: &Query, name: &str) -> Result<bool, IndexError> {
        self.by_words(query, |by| Thing::is_known(name, by))
    }

    /// Whether the documents are about something else than `query` altogether.
    pub(super) fn is_off_topic(&self, query: &Query) -> Result<bool, IndexError> {
        self.by_words(query, |by| by.is_off_topic())
    }

    /// What `tell` tells of the passages that may answer `query`.
    fn by_words<T>(
        &self,
        query: &Query,
        tell: impl FnOnce(ByWords<'_>) -> T,
    ) -> Result<T, IndexError> {
        let prepared = self.retriever.prepare(query)?;
        let hits = self.found(&prepared, &|_| true)?;
        Ok(tell(ByWords { retriever: &self.retriever, prepared: &prepared, hits: &hits }))
    }

    /// Tells what may be the answer, where nothing is answered, in the language of `reply`.
    fn tell_possible(&self, reply: &mut Reply) {
        let (language, glossary) = (reply.language, self.retriever.glossary());
        let Answer::Nearest(shown) = &mut reply.answer else { return };
        for one in shown {
            one.tell_possible(possible(one, language, glossary));
        }
    }

    /// Says of a `reply` that answers nothing what the documents lack: the thing at the place
    /// that is asked for; names of the question, and then nothing that is shown may be the
    /// answer; or else what of a thing they do not say.
    fn tell_what_lacks(&self, reply: &mut Reply, by: ByWords<'_>) -> Result<(), IndexError> {
        if !reply.claims().is_empty() {
            return Ok(());
        }
        let prepared = by.prepared;
        reply.notes.extend(sections::fewer(by)?.map(Note::Fewer));
        let question = &prepared.question;
        let judgement = Judgement::asked(&question.wording.text, question.answer_type);
        reply.notes.extend(judgement.map(|_| Note::Judgement));
        let absent = absent(&reply.searched, prepared, &self.retriever, reply.citations())?;
        if !absent.is_empty() {
            if let Answer::Nearest(shown) = &mut reply.answer {
                shown.iter_mut().for_each(Citation::rule_out);
            }
            reply.notes.push(Note::Absent(absent));
        }
        if let Answer::Nearest(shown) = &reply.answer
            && !reply.is_unsure()
            && judgement.is_none()
        {
            reply.missing = missing(&reply.searched, prepared, shown);
        }
        Ok(())
    }

    /// The gate for claims of a model that are made on `today`.
    pub fn gate(&self, today: Option<NaiveDate>) -> Gate<'_> {
        Gate::new(self.retriever.glossary(), self.reader.as_ref(), today)
    }

    /// The notes that stand beside `reply`.
    pub(super) fn notes(
        &self,
        prepared: &PreparedQuestion,
        today: Option<NaiveDate>,
        reply: &Reply,
    ) -> Vec<Note> {
        notes(prepared, today, reply, self.retriever.glossary())
    }

    fn choose(&self, query: &Query, by: ByWords<'_>) -> Result<Choice, IndexError> {
        // A name by itself is looked up: what is like it is no answer.
        if query.is_name() && by.prepared.terms.iter().all(|term| term.unknown) {
            return Ok(Choice { answer: Answer::Abstained, confidence: 0.0 });
        }
        if let Some(answer) = sections::numbered(by)? {
            return Ok(Choice { answer, confidence: 1.0 });
        }
        if let Some(answer) = enumerated(by)? {
            return Ok(Choice { answer, confidence: 1.0 });
        }
        match self.weigh(query, by.prepared, by.hits) {
            Some(weighed) => {
                let weighed = constraint::constrained(by, faq::replied(by, weighed));
                select::choose(by, &weighed, Model::shipped())
            }
            None => by.choose(),
        }
    }

    /// The passages that may answer: as many as are compared by words, or as the reader has
    /// to choose from.
    fn found(
        &self,
        prepared: &PreparedQuestion,
        keep: &dyn Fn(&Passage) -> bool,
    ) -> Result<Vec<Hit>, IndexError> {
        let most = if self.reader.is_some() { FOUND } else { COMPARED };
        self.retriever.search_among(prepared, most, keep)
    }

    /// The spans that the reader found, likeliest first; `None` where there
    /// is no reader.
    fn weigh(
        &self,
        query: &Query,
        prepared: &PreparedQuestion,
        hits: &[Hit],
    ) -> Option<Vec<Weighed>> {
        let (index, newest) = (self.retriever.index(), prepared.question.times.is_empty());
        let found = candidates(self.bilingual()?, index, query.text(), newest, hits);
        let found = found.inspect_err(|error| tracing::error!("answering by words: {error}"));
        let found = column::placed(&prepared.question, hits, found.ok()?);
        let found = now::placed(&prepared.question, hits, found);
        let found = size::placed(prepared, hits, found);
        Some(weigh::weigh(&prepared.question, hits, &found, Model::shipped()))
    }

    /// Looks for each sentence of `text` in the documents, word for word, told
    /// otherwise, or by its figures.
    pub fn verify(&self, text: &Query) -> Result<Verification, IndexError> {
        verification::verify(&self.retriever, text)
    }

    /// The spans that were weighed for `query`, likeliest first, with the
    /// passages that they are from: for learning the weights. Empty without
    /// a reader.
    pub fn weighed(
        &self,
        query: &Query,
        keep: &dyn Fn(&Passage) -> bool,
    ) -> Result<(Vec<Hit>, Vec<Weighed>), IndexError> {
        let prepared = self.retriever.prepare(query)?;
        let hits = self.found(&prepared, keep)?;
        let weighed = self.weigh(query, &prepared, &hits).unwrap_or_default();
        Ok((hits, weighed))
    }

    /// What speaks for the sentence that fits best by its words, without
    /// deciding on it; `None` when nothing was found.
    pub fn evidence(
        &self,
        query: &Query,
        keep: &dyn Fn(&Passage) -> bool,
    ) -> Result<Option<Evidence>, IndexError> {
        let prepared = self.retriever.prepare(query)?;
        let hits = self.retriever.search_among(&prepared, COMPARED, keep)?;
        let best = extract::sentences(&prepared, &hits, 1).into_iter().next();
        let by = ByWords { retriever: &self.retriever, prepared: &prepared, hits: &hits };
        Ok(best.and_then(|best| Some(by.weigh_around(best)?.1)))
    }

    /// The sentences that were weighed for `query`, best first, with the
    /// passages that they are from: for tuning, and for explaining a choice.
    pub fn candidates(
        &self,
        query: &Query,
        keep: &dyn Fn(&Passage) -> bool,
        limit: usize,
    ) -> Result<(Vec<Hit>, Vec<ScoredSentence>), IndexError> {
        let prepared = self.retriever.prepare(query)?;
        let hits = self.retriever.search_among(&prepared, limit, keep)?;
        let candidates = extract::sentences(&prepared, &hits, limit);
        Ok((hits, candidates))
    }
}

/// The person of whom `query` asks who that is, as it is written there.
fn named_person<'q>(query: &'q Query, by: ByWords<'_>) -> Option<&'q str> {
    let (text, name) = (query.text(), person(&by.prepared.question)?);
    let flat = fold(text);
    let at = flat.to_string().find(name)?;
    Some(&text[flat.origin_of_bytes(&(at..at + name.len()))])
}
