//! A question: typing, the answer, its sources.

use std::time::Instant;

use teloxide::types::Message;

use super::super::composing::Found;
use super::super::conversation;
use super::super::desk::Desk;
use super::super::live::Live;
use super::super::render::{self, escape};
use super::super::seats::{Ended, Seat};
use super::super::visit::{self, Visit};
use super::compose;
use super::reply::{reply, say, whisper};
use super::show::{self, Replaced};
use crate::answer::{Answer, Reply};
use crate::clock;
use crate::corpus::glossary::Glossary;
use crate::question::follow_up::Turn;
use crate::question::parts;
use crate::question::query::LONGEST;
use crate::question::{InvalidQuery, Query};
use crate::store::{Chat, Person};

/// A seat for whoever wrote `message`.
pub(super) fn seat(desk: &Desk, message: &Message) -> Option<Seat> {
    let person = visit::author(message);
    desk.seat(Chat(message.chat.id.0), person.unwrap_or(Person(0)))
}

/// Whether a question is new, or was edited and may have an answer already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// It is new.
    Anew,
    /// It was offered by a button: its answer shows it.
    Offered,
    /// Its message was edited: its answer is to change.
    Edited,
}

/// Questions of one message, in order.
#[derive(Debug, Clone)]
pub(super) struct Questions {
    queries: Vec<Query>,
    /// What they are about that was sent with them.
    about: Option<String>,
}

impl From<Vec<Query>> for Questions {
    fn from(queries: Vec<Query>) -> Self {
        Self { queries, about: None }
    }
}

impl Questions {
    /// The questions of `text` for `visit`; those of an edited message are one.
    fn read(
        text: &str,
        visit: &Visit,
        asked: Asked,
        glossary: &Glossary,
    ) -> Result<Self, InvalidQuery> {
        let pasted = parts::pasted(text);
        let question = pasted.as_ref().map_or(text, |pasted| pasted.question);
        let wished = parts::in_language(question);
        let question = wished.map_or(question, |(_, question)| question);
        let texts = match asked {
            Asked::Anew | Asked::Offered => parts::questions(question, glossary),
            Asked::Edited => vec![question.into()],
        };
        let own = visit.language_of(&question.parse()?);
        let language = wished.map_or(own, |(language, _)| language);
        let read = |text: &str| {
            let query: Query = text.parse()?;
            Ok(query.asked_on(clock::today()).in_language(language))
        };
        let queries = texts.iter().map(|text| read(text)).collect::<Result<_, _>>()?;
        Ok(Self { queries, about: pasted.map(|pasted| pasted.title) })
    }

    /// What stands above the answer to question `number`, from 0: the question,
    /// where it is one of several or nobody typed it.
    fn heading(&self, number: usize, asked: Asked) -> Option<String> {
        let text = self.queries[number].text();
        match self.queries.len() {
            1 => (asked == Asked::Offered).then(|| text.to_owned()),
            _ => Some(numbered(number, text)),
        }
    }
}

/// Question `number` of several, from 0.
pub(super) fn numbered(number: usize, question: &str) -> String {
    format!("{}. {question}", number + 1)
}

/// Answers `question`.
pub(super) async fn ask(
    desk: &Desk,
    visit: &Visit,
    seat: Option<Seat>,
    question: &str,
    asked: Asked,
) -> anyhow::Result<()> {
    let answerer = desk.library.answerer();
    match Questions::read(question, visit, asked, answerer.retriever().glossary()) {
        Ok(questions) => put(desk, visit, seat, questions, asked).await,
        Err(invalid) => explain(desk, visit, question, invalid).await,
    }
}

/// Answers `questions`, when it is their turn.
pub(super) async fn put(
    desk: &Desk,
    visit: &Visit,
    seat: Option<Seat>,
    questions: Questions,
    asked: Asked,
) -> anyhow::Result<()> {
    let Some(seat) = seat else {
        return whisper(desk, visit, &visit.locale().text("one-at-a-time")).await;
    };
    let _waiting = desk.metrics.waiting();
    let answers = async {
        for number in 0..questions.queries.len() {
            answer(desk, visit, &questions, number, asked).await?;
        }
        desk.sender.delete_rest(visit.chat_id()).await?;
        Ok(())
    };
    match seat.work(answers).await {
        Ended::Done(done) => done,
        // Whoever stopped it is told by /cancel.
        Ended::Stopped => Ok(()),
    }
}

async fn answer(
    desk: &Desk,
    visit: &Visit,
    questions: &Questions,
    number: usize,
    asked: Asked,
) -> anyhow::Result<()> {
    let begun = Instant::now();
    let query = &questions.queries[number];
    // Looked up when it is this question's turn: its first answer may only
    // just have gone out.
    let earlier = match asked {
        Asked::Anew | Asked::Offered => None,
        Asked::Edited => desk.store.shown_to(visit.chat(), visit.message.0).await?,
    };
    // An earlier attempt may have kept what it did not come to show.
    if !desk.again && earlier.as_ref().is_some_and(|shown| shown.question == query.text()) {
        return Ok(());
    }
    let typing = desk.sender.typing(visit.place);
    let heading = questions.heading(number, asked);
    // An answer that is there already changes once, when the new one is whole.
    let live = desk.composing.as_ref().filter(|_| earlier.is_none());
    let live = live.map(|_| Live::start(&desk.sender, visit));
    let mut seen = |reply: &Reply| {
        let html = render::line(reply);
        let html = heading.as_ref().map_or(html.clone(), |heading| render::headed(heading, &html));
        if let Some(live) = &live {
            live.show(html);
        }
    };
    let found = find(desk, visit, query.clone(), questions.about.clone(), &mut seen).await;
    let written = match live {
        Some(live) => live.end().await,
        None => Vec::new(),
    };
    let found = found?;
    let reply = &found.reply;
    let offers = match reply.answer {
        Answer::Answered(_) => Vec::new(),
        Answer::Nearest(_) | Answer::Abstained => desk.library.offers(reply.language).await,
    };
    let replaced = Replaced::from(earlier).or(written);
    let shown = show::show(desk, visit, &found, heading.as_deref(), offers, replaced).await;
    drop(typing);
    shown?;
    conversation::remember(&desk.store, visit, &reply.turn()).await;
    desk.metrics.answer(reply.outcome(), reply.mode.name(), begun.elapsed());
    Ok(())
}

/// The answer, after what is spoken `about` and what was said before; as far as it
/// is written to `seen`.
async fn find(
    desk: &Desk,
    visit: &Visit,
    query: Query,
    about: Option<String>,
    seen: &mut (dyn FnMut(&Reply) + Send),
) -> anyhow::Result<Found> {
    let mut earlier = conversation::earlier(&desk.store, visit).await;
    earlier.splice(0..0, about.map(Turn::about));
    if let Some(composing) = &desk.composing {
        return compose::answer(composing, desk, visit, query, earlier, seen).await;
    }
    let found = desk.library.consult(move |answerer| answerer.answer_after(&query, &earlier));
    Ok(Found { reply: found.await??, trace: None })
}

async fn explain(
    desk: &Desk,
    visit: &Visit,
    question: &str,
    invalid: InvalidQuery,
) -> anyhow::Result<()> {
    match invalid {
        InvalidQuery::Empty if question.trim().is_empty() => say(desk, visit, "ask-empty").await,
        InvalidQuery::Empty => say(desk, visit, "question-empty").await,
        InvalidQuery::TooLong(length) => {
            let variables = [("length", length.into()), ("limit", LONGEST.into())];
            let text = visit.locale().format("question-too-long", &variables);
            reply(desk, visit, escape(&text)).await
        }
    }
}
