//! A conversation in the terminal: a line in, what is said to it out.

use super::live::Live;
use super::writer::{Writer, Written};
use super::{Failure, render};
use crate::answer::{Answerer, Reply};
use crate::clock;
use crate::locale::Locale;
use crate::question::Query;
use crate::question::follow_up::Turn;
use crate::question::intent::{self, Intent, Message};
use crate::question::parts;
use crate::text::language::{Language, asked_in};
use crate::text::script::is_blank;

/// How many turns a follow-up may lean on.
const REMEMBERED: usize = 5;

/// How many passages are shown when more is wanted.
const MORE: usize = 3;

/// The message that is said to what is meant; `None` where something is to be done with
/// the last answer.
pub(super) fn courtesy(meant: Intent) -> Option<&'static str> {
    Some(match meant {
        Intent::Greeting => "courtesy-greeting",
        Intent::Acknowledgement => "courtesy-acknowledgement",
        Intent::Thanks => "courtesy-thanks",
        Intent::Goodbye => "courtesy-goodbye",
        Intent::Identity => "courtesy-identity",
        Intent::Abilities => "chat-help",
        Intent::Maker => "courtesy-maker-terminal",
        Intent::Stop => "nothing-to-cancel",
        Intent::More | Intent::Source | Intent::Again | Intent::Shorter | Intent::InLanguage(_) => {
            return None;
        }
    })
}

/// A conversation with what was said in it.
pub(super) struct Conversation {
    live: Live,
    writer: Writer,
    /// The answerer of the line that is being answered.
    answerer: Answerer,
    /// The turns, the latest first.
    turns: Vec<Turn>,
    last: Option<Written>,
    /// How many sources of the last question were shown.
    shown: usize,
}

/// What a line leads to.
pub(super) enum Said {
    /// Words, ending in a line break.
    Text(String),
    /// The end of the conversation.
    Leave,
}

impl Conversation {
    /// A conversation over the documents of `live`.
    pub(super) fn new(live: Live, writer: Writer) -> Self {
        Self { answerer: live.answerer(), live, writer, turns: Vec::new(), last: None, shown: 0 }
    }

    /// What is said to `line`.
    pub(super) fn say(&mut self, line: &str) -> Result<Said, Failure> {
        self.answerer = self.live.answerer();
        let line = line.trim_matches(is_blank);
        let locale = Locale::of(self.language(line));
        let text = match line.to_lowercase().as_str() {
            "/exit" | "/quit" | "exit" | "quit" | "離開" | "离开" => return Ok(Said::Leave),
            "/help" | "/start" => locale.text("chat-help"),
            "/why" => return Ok(Said::Text(self.why(locale)?)),
            command if command.starts_with('/') && !command[1..].contains([' ', '/']) => {
                locale.text("chat-unknown")
            }
            _ => match intent::read(line) {
                Message::Meant(meant) => return Ok(Said::Text(self.act(meant, locale)?)),
                Message::Question(question) => match self.answer_all(question)? {
                    Some(text) => return Ok(Said::Text(text)),
                    None => locale.text("question-empty"),
                },
            },
        };
        Ok(Said::Text(format!("{text}\n")))
    }

    /// The language of `line`; of the last answer where it has none.
    fn language(&self, line: &str) -> Language {
        let last = self.last.as_ref().map(|last| last.reply.language);
        asked_in(line).or(last).unwrap_or(Language::TraditionalChinese)
    }

    fn act(&mut self, meant: Intent, locale: &Locale) -> Result<String, Failure> {
        match (courtesy(meant), self.last.take()) {
            (Some(key), last) => {
                self.last = last;
                Ok(format!("{}\n", locale.text(key)))
            }
            (None, Some(last)) => self.on_last(meant, last),
            (None, None) => Ok(format!("{}\n", locale.text("nothing-before"))),
        }
    }

    /// Does with the last answer what is meant.
    fn on_last(&mut self, meant: Intent, written: Written) -> Result<String, Failure> {
        let last = &written.reply;
        let locale = Locale::of(last.language);
        let said = match meant {
            Intent::More => self.more(last)?,
            Intent::Source => render::sources(last),
            Intent::Shorter => render::line(last),
            Intent::InLanguage(language) => {
                let query: Query = last.searched.parse()?;
                return self.put(&query.asked_on(clock::today()).in_language(language), &[]);
            }
            _ => self.render(last),
        };
        self.last = Some(written);
        Ok(if said.is_empty() { format!("{}\n", locale.text("more-nothing")) } else { said })
    }

    /// How the last answer came about.
    fn why(&self, locale: &Locale) -> Result<String, Failure> {
        match &self.last {
            Some(last) => last.explain(&self.answerer, Locale::of(last.reply.language)),
            None => Ok(format!("{}\n", locale.text("why-none"))),
        }
    }

    /// Passages on the last question that were not shown yet.
    fn more(&mut self, last: &Reply) -> Result<String, Failure> {
        let query: Query = last.searched.parse()?;
        let retriever = self.answerer.retriever();
        let hits = retriever.search(&retriever.prepare(&query)?, self.shown + MORE)?;
        let cited = |passage| last.citations().iter().any(|one| one.passage() == passage);
        let told = hits.iter().filter(|hit| hit.passage.kind.is_told());
        let new = told.filter(|hit| !cited(hit.passage.as_ref()));
        let known = self.shown.saturating_sub(last.citations().len());
        let new: Vec<_> = new.skip(known).take(MORE).collect();
        let said = render::passages(retriever.index(), &new, self.shown + 1, last.language);
        self.shown += new.len();
        if said.is_empty() {
            return Ok(said);
        }
        Ok(format!("{}\n{said}", Locale::of(last.language).text("more-title")))
    }

    /// Answers each question of `text`; `None` where it is none.
    fn answer_all(&mut self, text: &str) -> Result<Option<String>, Failure> {
        let Ok(whole) = text.parse::<Query>() else { return Ok(None) };
        let last = self.last.as_ref().map(|last| last.reply.language);
        let language = whole.in_usual_script(last).language();
        let questions = parts::questions(text, self.answerer.retriever().glossary());
        let mut said = String::new();
        for (number, question) in (1..).zip(&questions) {
            let Ok(query) = question.parse::<Query>() else { return Ok(None) };
            if questions.len() > 1 {
                let apart = if number > 1 { "\n" } else { "" };
                said += &format!("{apart}{number}. {question}\n");
            }
            let turns = self.turns.clone();
            let query = query.asked_on(clock::today()).in_language(language);
            said += &self.put(&query, &turns)?;
        }
        Ok(Some(said))
    }

    fn put(&mut self, query: &Query, turns: &[Turn]) -> Result<String, Failure> {
        let written = self.writer.answer(&self.answerer, query, turns)?;
        let reply = &written.reply;
        self.turns.insert(0, reply.turn());
        self.turns.truncate(REMEMBERED);
        let said = self.render(reply);
        self.shown = reply.citations().len();
        self.last = Some(written);
        Ok(said)
    }

    fn render(&self, reply: &Reply) -> String {
        render::reply(reply, &render::subjects(&self.answerer, reply.language))
    }
}
