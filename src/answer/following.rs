//! Answers within a conversation: what a question leaves to the turns before it.

use super::definition::person;
use super::{Answer, Answerer, Citation, Note, Reply};
use crate::corpus::{DocumentId, Passage};
use crate::index::IndexError;
use crate::question::follow_up::{self, Carried, Outcome, Turn};
use crate::question::overview;
use crate::question::{Query, Question, TermKind};
use crate::text::normalize::folded;

/// An answer elsewhere that is so many times as likely is not of what is spoken of.
const FAR: f32 = 2.0;

impl Answerer {
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
        // Who somebody is who is named leaves nothing unsaid.
        if person(&Question::read(query, self.retriever().glossary())).is_some() {
            return self.answer(query);
        }
        let resolved = follow_up::resolve(query, turns);
        let Some(carried) = resolved.carried else {
            // Without what leads on or corrects.
            let reply = self.alone_or_in_context(&resolved.query, turns)?;
            return Ok(Reply { question: query.text().to_owned(), ..reply });
        };
        let reply = self.carry(query, resolved.query.clone(), carried)?;
        if !reply.claims().is_empty() {
            return Ok(reply);
        }
        let whole = resolved.query.in_language(query.language());
        let within = self.in_document(&whole, turns)?;
        let Some(within) = within.filter(|within| !within.claims().is_empty()) else {
            // After a question that nothing answered, one that is answered by itself is of its own.
            let is_found = turns.first().is_some_and(|turn| turn.outcome == Outcome::Answered);
            let own = !is_found && follow_up::says_what(query.text());
            let alone = own.then(|| self.answer(query)).transpose()?;
            return Ok(alone.filter(|alone| !alone.claims().is_empty()).unwrap_or(reply));
        };
        // What is said of the question that took more from before still holds.
        let notes = reply.notes.into_iter().take(1).chain(within.notes.into_iter().skip(1));
        Ok(Reply { question: reply.question, notes: notes.collect(), ..within })
    }

    /// As [`Answerer::answer`], where `query` takes nothing from `turns` by its words: of what was named there, if
    /// the documents surely answer that; else from all documents, where that is not plainly of
    /// another thing; else from the document that was cited last, if that surely answers; or else
    /// what comes closest of the three.
    fn alone_or_in_context(&self, query: &Query, turns: &[Turn]) -> Result<Reply, IndexError> {
        // A thing by its name is itself.
        if let Some(thing) = overview::thing(query.text())
            && self.is_known(query, &query.text()[thing])?
        {
            return self.answer(query);
        }
        let answers =
            |reply: &Option<Reply>| reply.as_ref().is_some_and(|reply| !reply.claims().is_empty());
        let in_context = self.in_context(query, turns)?;
        if let Some(reply) = in_context.clone().filter(|_| answers(&in_context)) {
            // What has a subject of its own may have taken nothing from before.
            let own = follow_up::says_what(query.text());
            let alone = own.then(|| self.answer(query)).transpose()?;
            let alone = alone.filter(|alone| says_the_same(alone, &reply));
            return Ok(alone.unwrap_or(reply));
        }
        let alone = self.answer(query)?;
        let alone_answers = !alone.claims().is_empty();
        if alone_answers && !is_of_another(&alone, turns) {
            return Ok(alone);
        }
        // "What's the weather?" takes nothing from what was spoken of.
        let own = follow_up::says_what(query.text());
        if own && matches!(alone.answer, Answer::Abstained) && self.is_off_topic(query)? {
            return Ok(alone);
        }
        let within = self.in_document(query, turns)?;
        if let Some(reply) = within.clone().filter(|_| answers(&within)) {
            return Ok(reply);
        }
        if alone_answers {
            return Ok(alone);
        }
        // What may be the answer in the document that is spoken of goes before what may be it
        // elsewhere, unless that is far likelier.
        let is_closer = |within: &Reply| {
            if matches!(alone.answer, Answer::Abstained) {
                return !within.citations().is_empty();
            }
            if alone.is_unsure() {
                return within.is_unsure() && within.confidence * FAR >= alone.confidence;
            }
            within.confidence > alone.confidence && !within.citations().is_empty()
        };
        // What has a subject of its own is of that, found or not.
        let in_context = in_context.filter(|_| follow_up::subject(query).is_none());
        Ok(in_context.or_else(|| within.filter(is_closer)).unwrap_or(alone))
    }

    /// As [`Answerer::answer`], from the document alone that was cited last in `turns`; `None`
    /// where there is none, or where `query` has a name or is about what that does not speak of.
    fn in_document(&self, query: &Query, turns: &[Turn]) -> Result<Option<Reply>, IndexError> {
        let index = self.retriever().index();
        let cited = turns.first().and_then(|turn| turn.document.clone()).map(DocumentId::new);
        let Some(document) = cited.and_then(|id| index.document(&id)) else { return Ok(None) };
        let read = Question::read(query, self.retriever().glossary());
        let names = !read.proper_names.is_empty()
            || read.terms.iter().any(|term| term.kind == TermKind::Name);
        if names || index.manifest().documents.len() == 1 {
            return Ok(None);
        }
        if let Some(subject) = follow_up::subject(query) {
            let passages = index.view().passages_of(&document.id)?;
            let subject = folded(&subject);
            let speaks =
                |passage: &Passage| passage.with_headings(&document.title).contains(&subject);
            let foreign = document.language.is_chinese() != query.written_in().is_chinese();
            if !foreign && !passages.iter().any(speaks) {
                return Ok(None);
            }
        }
        let mut within = self.answer_among(query, &|passage| passage.document == document.id)?;
        within.notes.insert(0, Note::FollowUp(Carried::Document(document.title.clone())));
        Ok(Some(within))
    }

    /// As [`Answerer::answer`], of what was named in `turns` before it, where `query` names
    /// nothing; `None` where what is quoted is not of that.
    fn in_context(&self, query: &Query, turns: &[Turn]) -> Result<Option<Reply>, IndexError> {
        let Some(about) = follow_up::context(query, turns) else { return Ok(None) };
        let read = Question::read(query, self.retriever().glossary());
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
}

/// Whether `alone` answers, and from the passage that `reply` answers from.
fn says_the_same(alone: &Reply, reply: &Reply) -> bool {
    let passage = |reply: &Reply| reply.citations().first().map(|one| one.passage().clone());
    !alone.claims().is_empty() && passage(alone) == passage(reply)
}

/// Whether what `reply` says first is of another thing than was named last in `turns`: neither
/// its passage nor what stands above that has the name.
fn is_of_another(reply: &Reply, turns: &[Turn]) -> bool {
    let named = turns.first().and_then(follow_up::spoken_of);
    let first = reply.citations().first();
    first.zip(named).is_some_and(|(first, named)| {
        let text = first.passage().with_headings(&first.document().title);
        !text.contains(&folded(&named))
    })
}
