//! `chat`: questions and answers in the terminal.

use std::io::{BufRead, IsTerminal};

use rustyline::DefaultEditor;
use rustyline::error::ReadlineError;

use super::conversation::{Conversation, Said};
use super::exit::OrExit;
use super::live::Live;
use super::writer::Writer;
use super::{Exit, Failure, open};
use crate::config::Config;
use crate::locale::Locale;
use crate::text::language::Language;

const PROMPT: &str = "❯ ";

pub(super) fn chat(config: &Config) -> Result<(), Failure> {
    let changes = open::changes(config);
    let answerer = open::answerer(config, open::Named::Always)?;
    let manifest = answerer.retriever().index().manifest();
    let counts =
        [("documents", manifest.documents.len().into()), ("passages", manifest.passages.into())];
    for language in Language::ALL {
        anstream::println!("{}", Locale::of(language).format("chat-welcome", &counts));
    }
    let live = Live::follow(config, answerer, changes);
    let conversation = Conversation::new(live, Writer::new(config)?);
    if std::io::stdin().is_terminal() { interactive(conversation) } else { piped(conversation) }
}

fn interactive(mut conversation: Conversation) -> Result<(), Failure> {
    let mut editor = DefaultEditor::new().or_exit(Exit::Unexpected)?;
    loop {
        match editor.readline(PROMPT) {
            Ok(line) if line.trim().is_empty() => return Ok(()),
            Ok(line) => {
                // A history that cannot be kept is no reason not to answer.
                let _ = editor.add_history_entry(&line);
                if !answer(&mut conversation, &line)? {
                    return Ok(());
                }
            }
            Err(ReadlineError::Eof | ReadlineError::Interrupted) => return Ok(()),
            Err(error) => return Err(Failure::new(Exit::Unexpected, error)),
        }
    }
}

/// Each line of standard input is a question.
fn piped(mut conversation: Conversation) -> Result<(), Failure> {
    for line in std::io::stdin().lock().split(b'\n') {
        let line = line.or_exit(Exit::Question)?;
        // Bytes that are no text are no question, and no reason to stop.
        let line = String::from_utf8_lossy(&line);
        if !line.trim().is_empty() {
            anstream::println!("{PROMPT}{line}");
            if !answer(&mut conversation, &line)? {
                break;
            }
        }
    }
    Ok(())
}

/// Prints what is said to a line; whether the conversation goes on.
fn answer(conversation: &mut Conversation, line: &str) -> Result<bool, Failure> {
    match conversation.say(line)? {
        Said::Text(text) => {
            anstream::println!("{text}");
            Ok(true)
        }
        Said::Leave => Ok(false),
    }
}
