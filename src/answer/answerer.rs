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
use super::rewording::BilingualReader;
use super::say::Choice;
use super::score::Model;
use super::sections;
use super::select;
use super::shorten::{possible, shorten};
use super::size;
use super::verification::{self, Verification};
use super::weigh::{self, Weighed};
use super::{Answer, Citation, Mode, Note, Reply};
use crate::corpus::{DocumentId, Passage};
use crate::index::IndexError;
use crate::question::follow_up::{self, Carried, Turn};
use crate::question::overview;
use crate::question::{Query, Question, TermKind};
use crate::reader::Reader;
use crate::retrieval::{Hit, PreparedQuestion, Retriever};
use crate::text::language::Language;
use crate::text::normalize::folded;

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

    /// The answer to `query` as `turn` gave it: an overview is of the same document.
    pub fn answer_again(&self, query: &Query, turn: Option<&Turn>) -> Result<Reply, IndexError> {
        match turn.filter(|_| overview::read(query.text()).is_some()) {
            Some(turn) => self.answer_after(query, std::slice::from_ref(turn)),
            None => self.answer(query),
        }
    }

    /// As [`Answerer::answer`], after `turns` of a conversation, the latest
    /// first, from which a follow-up takes what it leaves unsaid. Where the documents do not
    /// surely answer it so, and it names nothing, it is put to the document that was cited last.
    pub fn answer_after(&self, query: &Query, turns: &[Turn]) -> Result<Reply, IndexError> {
        if let Some(wanted) = overview::read(query.text()) {
            let before = turns.iter().filter_map(|turn| turn.document.clone());
            let before: Vec<DocumentId> = before.map(DocumentId::new).collect();
            if let Some(reply) = self.overview(query, &wanted, &before)? {
                return Ok(reply);
            }
        }
        let resolved = follow_up::resolve(query, turns);
        let Some(carried) = resolved.carried else {
            return self.alone_or_in_context(query, turns);
        };
        let reply = self.carry(query, resolved.query.clone(), carried)?;
        self.or_in_document(reply, &resolved.query, turns)
    }

    /// `reply` to `query`; or else what the document that was cited last says, if that surely
    /// answers and `reply` does not, or comes closer than it.
    fn or_in_document(
        &self,
        reply: Reply,
        query: &Query,
        turns: &[Turn],
    ) -> Result<Reply, IndexError> {
        let cited = turns.first().and_then(|turn| turn.document.clone()).map(DocumentId::new);
        let known = |id: &DocumentId| self.retriever.index().document(id).is_some();
        let Some(document) = cited.filter(|id| reply.claims().is_empty() && known(id)) else {
            return Ok(reply);
        };
        if !reply.citations().is_empty()
            && reply.citations().iter().all(|one| one.document().id == document)
        {
            return Ok(reply);
        }
        let read = Question::read(query, self.retriever.glossary());
        if !read.proper_names.is_empty() || read.terms.iter().any(|one| one.kind == TermKind::Name)
        {
            return Ok(reply);
        }
        let within = self.answer_among(query, &|passage| passage.document == document)?;
        let answers = !within.claims().is_empty();
        let is_closer = within.confidence > reply.confidence && !within.citations().is_empty();
        if !answers && !is_closer {
            return Ok(reply);
        }
        let title = self.retriever.index().document(&document).map(|one| one.title.clone());
        let note = title.map(|title| Note::FollowUp(Carried::Document(title)));
        // What was said of a query that took more from before still holds.
        let is_carried =
            |note: &&Note| matches!(note, Note::FollowUp(_)) && query.text() != reply.question;
        let carried = reply.notes.iter().find(is_carried).cloned();
        let mut within = Reply { question: reply.question, language: reply.language, ..within };
        within.notes.splice(0..0, carried.or(note));
        Ok(within)
    }

    /// As [`Answerer::answer`]; of what was named in `turns` before it where `query` names
    /// nothing, if the documents surely answer that, or only speak of it and answer neither.
    fn alone_or_in_context(&self, query: &Query, turns: &[Turn]) -> Result<Reply, IndexError> {
        let in_context = self.in_context(query, turns)?;
        if let Some(reply) = in_context.as_ref().filter(|reply| !reply.claims().is_empty()) {
            return Ok(reply.clone());
        }
        let alone = self.answer(query)?;
        let alone_answers = !alone.claims().is_empty();
        let reply = in_context.filter(|_| !alone_answers).unwrap_or(alone);
        self.or_in_document(reply, query, turns)
    }

    /// As [`Answerer::answer`], of what was named in `turns` before it, where `query` names
    /// nothing; `None` where what is quoted is not of that.
    fn in_context(&self, query: &Query, turns: &[Turn]) -> Result<Option<Reply>, IndexError> {
        let Some(about) = follow_up::context(query, turns) else { return Ok(None) };
        let read = Question::read(query, self.retriever.glossary());
        let names = read.terms.iter().any(|term| term.kind == TermKind::Name);
        let whole = format!("{about} {}", query.text()).parse::<Query>();
        let Some(whole) = whole.ok().filter(|_| !names) else { return Ok(None) };
        let (whole, named) = (whole.asked_on(query.today()), folded(&about));
        let reply = self.carry(query, whole, Carried::Subject(about))?;
        let is_of =
            |one: &Citation| one.passage().with_headings(&one.document().title).contains(&named);
        Ok(reply.citations().first().is_some_and(is_of).then_some(reply))
    }

    /// Answers `query`, which reads `whole` with what was `carried` over from before.
    fn carry(&self, query: &Query, whole: Query, carried: Carried) -> Result<Reply, IndexError> {
        // The answer is due in the language of the words that were typed.
        let mut reply = self.answer(&whole.in_language(query.language()))?;
        query.text().clone_into(&mut reply.question);
        reply.notes.insert(0, Note::FollowUp(carried));
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
        Some(weigh::weigh(hits, &found, Model::shipped()))
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
