//! `ask`: one question, one answer.

use super::conversation::courtesy;
use super::exit::OrExit;
use super::writer::{Writer, Written};
use super::{Exit, Failure, open, render};
use crate::answer::{Answerer, markdown};
use crate::clock;
use crate::config::Config;
use crate::locale::Locale;
use crate::question::intent::{self, Message};
use crate::question::{Query, parts};
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
    let query = query.clone().in_language(language.unwrap_or(query.language()));
    let (query, question) = match parts::in_language(query.text()) {
        Some((language, question)) => (query.clone().in_language(language), question.to_owned()),
        None => (query.clone(), query.text().to_owned()),
    };
    let asked = match intent::read(&question) {
        Message::Question(asked) => asked,
        Message::Meant(meant) if matches!(form, Form::Text { .. }) => {
            let key = courtesy(meant).unwrap_or("nothing-before");
            anstream::println!("{}", Locale::of(query.language()).text(key));
            return Ok(());
        }
        Message::Meant(_) => query.text(),
    };
    let answerer = open::answerer(config, open::Named::WhenIndexed)?;
    let writer = Writer::new(config)?;
    if let Form::Text { explain } = form {
        return print(&answerer, &writer, &query, asked, explain);
    }
    let Written { reply, .. } = writer.answer(&answerer, &query, &[])?;
    if form == Form::Json {
        anstream::println!("{}", serde_json::to_string(&reply).or_exit(Exit::Unexpected)?);
    } else {
        anstream::print!("{}", markdown(&reply, clock::today()));
    }
    Ok(())
}

/// Prints the answer to each question of `text`, which is that of `query` without a
/// greeting.
fn print(
    answerer: &Answerer,
    writer: &Writer,
    query: &Query,
    text: &str,
    explain: bool,
) -> Result<(), Failure> {
    let questions = parts::questions(text, answerer.retriever().glossary());
    let mut turns = Vec::new();
    for (at, question) in questions.iter().enumerate() {
        if questions.len() > 1 {
            let apart = if at > 0 { "\n" } else { "" };
            anstream::println!("{apart}{}. {question}", at + 1);
        }
        let part = question.parse::<Query>()?.asked_on(query.today());
        let written = writer.answer(answerer, &part.in_language(query.language()), &turns)?;
        let subjects = render::subjects(answerer, written.reply.language);
        anstream::print!("{}", render::reply(&written.reply, &subjects));
        if explain {
            let locale = Locale::of(written.reply.language);
            let explained = written.explain(answerer, locale)?;
            anstream::print!("\n{}\n{explained}", locale.text("why-heading"));
        }
        turns.insert(0, written.reply.turn());
    }
    Ok(())
}
