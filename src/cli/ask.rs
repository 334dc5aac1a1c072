//! `ask`: one question, one answer.

use super::exit::OrExit;
use super::writer::Writer;
use super::{Exit, Failure, open, render};
use crate::answer::markdown;
use crate::clock;
use crate::config::Config;
use crate::locale::Locale;
use crate::question::Query;
use crate::text::language::Language;

/// What an answer is printed as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// As people read it, with how it came about if `explain`.
    Text { explain: bool },
    /// One JSON object on one line.
    Json,
    /// A Markdown file.
    Markdown,
}

pub(super) fn ask(
    config: &Config,
    question: &str,
    language: Option<Language>,
    form: Form,
) -> Result<(), Failure> {
    let query = question.parse::<Query>()?.asked_on(clock::today());
    let answerer = open::answerer(config, open::Named::WhenIndexed)?;
    let query = query.clone().in_language(language.unwrap_or(query.language()));
    let written = Writer::new(config)?.answer(&answerer, &query, &[])?;
    let reply = &written.reply;
    match form {
        Form::Json => {
            anstream::println!("{}", serde_json::to_string(reply).or_exit(Exit::Unexpected)?);
        }
        Form::Markdown => anstream::print!("{}", markdown(reply, clock::today())),
        Form::Text { explain } => {
            let subjects = render::subjects(&answerer, reply.language);
            anstream::print!("{}", render::reply(reply, &subjects));
            if explain {
                let locale = Locale::of(reply.language);
                let explained = written.explain(&answerer, locale)?;
                anstream::print!("\n{}\n{explained}", locale.text("why-heading"));
            }
        }
    }
    Ok(())
}
