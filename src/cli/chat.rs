//! `chat`: questions and answers in the terminal.

use std::io::{BufRead, IsTerminal};

use rustyline::DefaultEditor;
use rustyline::error::ReadlineError;

use super::exit::OrExit;
use super::{Exit, Failure, open, render};
use crate::answer::Answerer;
use crate::clock;
use crate::config::Config;
use crate::locale::Locale;
use crate::question::Query;
use crate::question::follow_up::Turn;
use crate::text::language::Language;

const PROMPT: &str = "❯ ";

/// How many turns a follow-up may lean on.
const REMEMBERED: usize = 5;

pub(super) fn chat(config: &Config) -> Result<(), Failure> {
    let answerer = open::answerer(config)?;
    let manifest = answerer.retriever().index().manifest();
    let counts =
        [("documents", manifest.documents.len().into()), ("passages", manifest.passages.into())];
    for language in Language::ALL {
        anstream::println!("{}", Locale::of(language).format("chat-welcome", &counts));
    }
    if std::io::stdin().is_terminal() { interactive(&answerer) } else { piped(&answerer) }
}

fn interactive(answerer: &Answerer) -> Result<(), Failure> {
    let mut editor = DefaultEditor::new().or_exit(Exit::Unexpected)?;
    let mut turns = Vec::new();
    loop {
        match editor.readline(PROMPT) {
            Ok(line) if line.trim().is_empty() => return Ok(()),
            Ok(line) => {
                // A history that cannot be kept is no reason not to answer.
                let _ = editor.add_history_entry(&line);
                answer(answerer, &line, &mut turns)?;
            }
            Err(ReadlineError::Eof | ReadlineError::Interrupted) => return Ok(()),
            Err(error) => return Err(Failure::new(Exit::Unexpected, error)),
        }
    }
}

/// Each line of standard input is a question.
fn piped(answerer: &Answerer) -> Result<(), Failure> {
    let mut turns = Vec::new();
    for line in std::io::stdin().lock().split(b'\n') {
        let line = line.or_exit(Exit::Question)?;
        // Bytes that are no text are no question, and no reason to stop.
        let line = String::from_utf8_lossy(&line);
        if !line.trim().is_empty() {
            anstream::println!("{PROMPT}{line}");
            answer(answerer, &line, &mut turns)?;
        }
    }
    Ok(())
}

/// Answers one line of a conversation, whose turns are the latest first.
fn answer(answerer: &Answerer, line: &str, turns: &mut Vec<Turn>) -> Result<(), Failure> {
    match line.parse::<Query>() {
        Ok(query) => {
            let reply = answerer.answer_after(&query.asked_on(clock::today()), turns)?;
            turns.insert(0, reply.turn());
            turns.truncate(REMEMBERED);
            anstream::print!(
                "{}",
                render::reply(&reply, &render::subjects(answerer, reply.language))
            );
        }
        Err(invalid) => anstream::println!("{invalid}"),
    }
    anstream::println!();
    Ok(())
}
