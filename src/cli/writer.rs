//! Answers in the terminal: composed where there is a language model, chosen
//! otherwise.

use std::sync::Arc;

use tokio::runtime::Runtime;

use super::exit::OrExit;
use super::{Exit, Failure, model};
use crate::answer::compose::{Base, Composer, Prompts, Trace};
use crate::answer::{Answerer, Asked, Explanation, Reply};
use crate::clock;
use crate::config::Config;
use crate::locale::Locale;
use crate::question::Query;
use crate::question::follow_up::{Outcome, Turn};

/// Writes answers.
pub(super) struct Writer {
    /// With what its requests run on; `None` where answers are chosen.
    composing: Option<(Composer, Runtime)>,
}

/// An answer, with what a model did if one was asked.
#[derive(Debug, Clone)]
pub(super) struct Written {
    pub(super) reply: Reply,
    pub(super) trace: Option<Trace>,
}

impl Writer {
    /// The writer of `config`.
    pub(super) fn new(config: &Config) -> Result<Self, Failure> {
        let Some(composer) = composer(config)? else { return Ok(Self { composing: None }) };
        let runtime = Runtime::new().or_exit(Exit::Unexpected)?;
        Ok(Self { composing: Some((composer, runtime)) })
    }

    /// Answers `query` after `turns`, the latest first.
    pub(super) fn answer(
        &self,
        answerer: &Answerer,
        query: &Query,
        turns: &[Turn],
    ) -> Result<Written, Failure> {
        let Some((composer, runtime)) = &self.composing else {
            let reply = answerer.answer_after(query, turns)?;
            return Ok(Written { reply, trace: None });
        };
        runtime.block_on(async {
            let (rewritten, _) = composer.rewrite(query, turns).await;
            let base = Arc::new(Base::new(answerer, query, rewritten.as_ref(), turns)?);
            let mut composed = composer.compose(answerer, &base, &mut |_| ()).await;
            composed.trace.rewritten = rewritten.map(|query| query.text().to_owned());
            Ok(Written { reply: composed.reply, trace: Some(composed.trace) })
        })
    }
}

impl Written {
    /// How it came about, in lines.
    pub(super) fn explain(&self, answerer: &Answerer, locale: &Locale) -> Result<String, Failure> {
        let asked = Asked {
            question: self.reply.question.clone(),
            searched: self.reply.searched.clone(),
            outcome: Outcome::from(&self.reply.answer),
            today: Some(clock::today()),
            trace: self.trace.clone(),
        };
        let lines = Explanation::of(answerer, asked)?.say(locale);
        Ok(lines.into_iter().map(|line| line + "\n").collect())
    }
}

/// The composer of `config`; `None` where no model is wanted.
pub(super) fn composer(config: &Config) -> Result<Option<Composer>, Failure> {
    let Some(model) = model::chat(config).or_exit(Exit::Settings)? else { return Ok(None) };
    let folder = Some(config.model.prompts.as_path()).filter(|path| !path.as_os_str().is_empty());
    let prompts = Prompts::read(folder).or_exit(Exit::Settings)?;
    Ok(Some(Composer::new(model, prompts)))
}
