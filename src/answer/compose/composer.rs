//! A model asked for an answer, and what of its words is shown.

use std::sync::Arc;
use std::time::Duration;

use futures::StreamExt;
use tokio::time::{Instant, timeout_at};

use super::base::Base;
use super::claims::{Claims, Draft};
use super::judge::{Judgement, judge};
use super::prompt::{PromptError, Prompts};
use super::rewriting;
use super::settle::Settled;
use super::trace::{Judged, SetAside, Trace};
use crate::answer::gate::Failure;
use crate::answer::{Answerer, Reply};
use crate::model::{ChatModel, Message, ModelError, Usage};
use crate::question::Query;
use crate::question::follow_up::Turn;
use crate::text::language::Language;

/// How many sentences an answer has at most.
const MOST: usize = 4;

/// How many claims of a reply are judged: a reply with more is no answer.
const JUDGED: usize = 12;

/// How long a second round may take when there is an answer already, and any other;
/// the model's own limit may be shorter.
const REPAIR: Duration = Duration::from_secs(10);
const LONG: Duration = Duration::from_mins(5);

/// What a model writes where the sentences do not answer.
const NO_ANSWER: &str = "NO ANSWER";

/// What came of asking a model.
#[derive(Debug, Clone)]
pub struct Composed {
    /// The answer: composed, or else the one that is chosen.
    pub reply: Reply,
    /// How it came about.
    pub trace: Trace,
    /// What it cost.
    pub usage: Usage,
}

/// Composes answers by a model. Clones share it.
#[derive(Debug, Clone)]
pub struct Composer {
    model: ChatModel,
    prompts: Arc<Prompts>,
}

/// What is written so far, and what became of it.
struct Work<'a> {
    answerer: &'a Answerer,
    base: &'a Arc<Base>,
    began: Instant,
    trace: Trace,
    settled: Settled,
    usage: Usage,
    seen: &'a mut (dyn FnMut(&Reply) + Send),
}

impl Composer {
    /// A composer that asks `model`.
    pub fn new(model: ChatModel, prompts: Prompts) -> Self {
        Self { model, prompts: Arc::new(prompts) }
    }

    /// `query` as a question that stands alone after `turns`, the latest first, with
    /// what it cost; `None` where it does so already, or the model fails. What it adds
    /// is from the turns.
    pub async fn rewrite(&self, query: &Query, turns: &[Turn]) -> (Option<Query>, Usage) {
        let asked = rewriting::asked(turns);
        if !rewriting::may_lean(query, turns) {
            return (None, Usage::default());
        }
        let Ok(messages) = self.prompts.follow_up(query.text(), &asked) else {
            return (None, Usage::default());
        };
        let usage = Usage::estimated(&messages);
        match self.model.complete(&messages).await {
            Ok(text) => (rewriting::accept(&text, query, &asked), usage),
            Err(error) => {
                tracing::warn!("a follow-up is read by rules: {error}");
                (None, usage)
            }
        }
    }

    /// Asks the model for an answer to the question of `base`, and shows each
    /// sentence to `seen`, as an answer so far, as soon as it and those before it
    /// hold. What is shown is never taken back.
    pub async fn compose(
        &self,
        answerer: &Answerer,
        base: &Arc<Base>,
        seen: &mut (dyn FnMut(&Reply) + Send),
    ) -> Composed {
        let mut work = Work {
            answerer,
            base,
            began: Instant::now(),
            trace: Trace::default(),
            settled: Settled::new(base),
            usage: Usage::default(),
            seen,
        };
        if let Err(reason) = self.rounds(&mut work).await {
            work.trace.set_aside = Some(reason);
        }
        work.finish()
    }

    /// The model's answer, and one more round for what of it fails.
    async fn rounds(&self, work: &mut Work<'_>) -> Result<(), SetAside> {
        let base = Arc::clone(work.base);
        if base.reply.is_list() {
            return Err(SetAside::Whole);
        }
        let (question, today) = (base.query.text(), base.query.today());
        let language = base.reply.language;
        let prompt = self.prompts.answer(question, language, today, &base.material);
        let mut messages = prompt.map_err(|error| failed(&error))?;
        let said = self.round(&messages, work, LONG).await?;
        if work.needs_repair() {
            let repair = self.prompts.repair(language, &work.trace.claims);
            messages.push(Message::assistant(said));
            messages.extend(repair.map_err(|error| failed(&error))?);
            // What passed already stays, whatever becomes of the rest.
            let limit = if work.settled.is_empty() { LONG } else { REPAIR };
            if let Err(why) = self.round(&messages, work, limit).await {
                tracing::debug!("no repair: {why:?}");
            }
        }
        if work.settled.is_empty() && !work.is_done() && explains(&base) {
            let prompt = self.prompts.explain(question, &base.material);
            let messages = prompt.map_err(|error| failed(&error))?;
            self.round(&messages, work, LONG).await?;
        }
        Ok(())
    }

    /// One reply of the model, its claims judged as they come; no longer than `limit`.
    async fn round(
        &self,
        messages: &[Message],
        work: &mut Work<'_>,
        limit: Duration,
    ) -> Result<String, SetAside> {
        let until = Instant::now() + limit;
        let mut said = String::new();
        let mut claims = Claims::default();
        let mut pieces = self.model.stream(messages).await.map_err(|error| down(&error))?;
        let mut ended = Ok(());
        while let Ok(Some(piece)) = timeout_at(until, pieces.next()).await {
            match piece {
                Ok(piece) => {
                    said.push_str(&piece);
                    work.take(claims.push(&piece)).await;
                }
                Err(error) => ended = Err(down(&error)),
            }
            if ended.is_err() || work.is_done() {
                break;
            }
        }
        work.usage += pieces.usage();
        work.take(claims.finish()).await;
        // What holds stays when the rest does not come.
        if work.settled.is_empty() { ended.map(|()| said) } else { Ok(said) }
    }
}

impl Work<'_> {
    /// Judges `drafts`, and shows what holds.
    async fn take(&mut self, drafts: Vec<Draft>) {
        for draft in drafts {
            if self.is_done() {
                return;
            }
            if draft.text.contains(NO_ANSWER) {
                self.trace.set_aside = Some(SetAside::NoAnswer);
                continue;
            }
            let (answerer, base) = (self.answerer.clone(), Arc::clone(self.base));
            let judging = tokio::task::spawn_blocking(move || judge(&answerer, &base, draft));
            let judging = judging.await;
            let judging = judging.inspect_err(|error| tracing::error!("not judged: {error}"));
            let Ok(Judgement { claim, judged }) = judging else { continue };
            self.trace.claims.push(judged);
            let Some(claim) = claim else { continue };
            self.trace.first.get_or_insert_with(|| self.began.elapsed());
            if self.settled.add(claim)
                && let Some(reply) = self.settled.reply(self.answerer, self.base)
            {
                (self.seen)(&reply);
            }
        }
    }

    fn is_done(&self) -> bool {
        self.settled.len() >= MOST || self.trace.claims.len() >= JUDGED
    }

    /// Whether something failed that the model could put right.
    fn needs_repair(&self) -> bool {
        // What cites nothing may be a preamble, where something else holds.
        let preamble = !self.settled.is_empty();
        let failed = |one: &Judged| {
            let why = one.failure.as_ref();
            why.is_some_and(|why| !preamble || *why != Failure::Uncited)
        };
        !self.is_done() && self.trace.claims.iter().any(failed)
    }

    fn finish(mut self) -> Composed {
        self.trace.elapsed = self.began.elapsed();
        let reply = self.settled.reply(self.answerer, self.base);
        let set_aside = self.settled.why_empty(&self.trace.claims);
        self.trace.set_aside = match reply {
            Some(_) => None,
            None => self.trace.set_aside.or(set_aside),
        };
        let reply = reply.unwrap_or_else(|| self.base.reply.clone());
        Composed { reply, trace: self.trace, usage: self.usage }
    }
}

/// Whether the answer that is chosen has Chinese words for a reader of English.
fn explains(base: &Base) -> bool {
    let foreign = base.reply.citations().first().map(|one| one.document().language.is_chinese());
    base.reply.language == Language::English
        && !base.reply.claims().is_empty()
        && foreign == Some(true)
}

fn failed(error: &PromptError) -> SetAside {
    tracing::error!("{error}");
    SetAside::Failed(error.to_string())
}

fn down(error: &ModelError) -> SetAside {
    tracing::warn!("answered without the model: {error}");
    SetAside::Failed(error.to_string())
}
