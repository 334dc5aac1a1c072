//! `ask`: one question, one answer.

use super::exit::OrExit;
use super::{Exit, Failure, open, render};
use crate::clock;
use crate::config::Config;
use crate::question::Query;
use crate::text::language::Language;

pub(super) fn ask(
    config: &Config,
    question: &str,
    language: Option<Language>,
    json: bool,
) -> Result<(), Failure> {
    let query = question.parse::<Query>()?.asked_on(clock::today());
    let answerer = open::answerer(config)?;
    let query = query.clone().in_language(language.unwrap_or(query.language()));
    let reply = answerer.answer(&query)?;
    if json {
        anstream::println!("{}", serde_json::to_string(&reply).or_exit(Exit::Unexpected)?);
    } else {
        anstream::print!("{}", render::reply(&reply, &render::subjects(&answerer, reply.language)));
    }
    Ok(())
}
