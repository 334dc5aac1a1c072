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
        Intent::Missed => "courtesy-missed-terminal",
        Intent::More
        | Intent::Source
        | Intent::Dispute
        | Intent::Again
        | Intent::Shorter
        | Intent::InLanguage(_) => return None,
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
    /// What was answered to the last line that asked something, a question each.
    last: Vec<Told>,
}

/// An answer that was given.
struct Told {
    written: Written,
    /// How many of its sources and of further passages were shown.
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
        Self { answerer: live.answerer(), live, writer, turns: Vec::new(), last: Vec::new() }
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
        asked_in(line).or(self.last_language()).unwrap_or(Language::TraditionalChinese)
    }

    fn last_language(&self) -> Option<Language> {
        self.last.last().map(|told| told.written.reply.language)
    }

    fn act(&mut self, meant: Intent, locale: &Locale) -> Result<String, Failure> {
        match courtesy(meant) {
            Some(key) => Ok(format!("{}\n", locale.text(key))),
            None if self.last.is_empty() => Ok(format!("{}\n", locale.text("nothing-before"))),
            None => self.on_last(meant, locale),
        }
    }

    /// Does with the last answers what is meant.
    fn on_last(&mut self, meant: Intent, locale: &Locale) -> Result<String, Failure> {
        if let Intent::InLanguage(language) = meant {
            let searched = self.last.iter().map(|told| told.written.reply.searched.parse());
            let queries = searched.collect::<Result<Vec<Query>, _>>()?;
            let anew = |query: Query| query.asked_on(clock::today()).in_language(language);
            return self.put(queries.into_iter().map(anew).collect(), false);
        }
        let mut last = std::mem::take(&mut self.last);
        let mut said = String::new();
        let several = last.len() > 1;
        for (number, Told { written, shown }) in (1..).zip(&mut last) {
            let reply = &written.reply;
            if several {
                said += &heading(number, &reply.question);
            }
            let text = match meant {
                Intent::More => self.more(reply, shown)?,
                Intent::Source => render::sources(reply),
                Intent::Dispute => disputed(reply, locale),
                Intent::Shorter => render::line(reply),
                _ => self.render(reply),
            };
            let nothing = || format!("{}\n", Locale::of(reply.language).text("more-nothing"));
            said += &if text.is_empty() { nothing() } else { text };
        }
        self.last = last;
        Ok(said)
    }

    /// How the last answers came about.
    fn why(&self, locale: &Locale) -> Result<String, Failure> {
        if self.last.is_empty() {
            return Ok(format!("{}\n", locale.text("why-none")));
        }
        let explained = self.last.iter().map(|told| {
            let written = &told.written;
            written.explain(&self.answerer, Locale::of(written.reply.language))
        });
        explained.collect()
    }

    /// Passages on the question of `last` that were not among the `shown`.
    fn more(&self, last: &Reply, shown: &mut usize) -> Result<String, Failure> {
        let query: Query = last.searched.parse()?;
        let retriever = self.answerer.retriever();
        let hits = retriever.search(&retriever.prepare(&query)?, *shown + MORE)?;
        let cited = |passage| last.citations().iter().any(|one| one.passage() == passage);
        let of_text = hits.iter().filter(|hit| hit.passage.kind.is_told());
        let new = of_text.filter(|hit| !cited(hit.passage.as_ref()));
        let known = shown.saturating_sub(last.citations().len());
        let new: Vec<_> = new.skip(known).take(MORE).collect();
        let said = render::passages(retriever.index(), &new, *shown + 1, last.language);
        *shown += new.len();
        if said.is_empty() {
            return Ok(said);
        }
        Ok(format!("{}\n{said}", Locale::of(last.language).text("more-title")))
    }

    /// Answers each question of `text`; `None` where it is none.
    fn answer_all(&mut self, text: &str) -> Result<Option<String>, Failure> {
        let Ok(whole) = text.parse::<Query>() else { return Ok(None) };
        let language = whole.in_usual_script(self.last_language()).language();
        let questions = parts::questions(text, self.answerer.retriever().glossary());
        let Ok(queries) = questions.iter().map(|question| question.parse()).collect() else {
            return Ok(None);
        };
        let queries: Vec<Query> = queries;
        let asked = |query: Query| query.asked_on(clock::today()).in_language(language);
        self.put(queries.into_iter().map(asked).collect(), true).map(Some)
    }

    /// Answers `queries`, the questions of one line; with `follows`, after what was said.
    fn put(&mut self, queries: Vec<Query>, follows: bool) -> Result<String, Failure> {
        let mut last = Vec::new();
        let mut said = String::new();
        let several = queries.len() > 1;
        for (number, query) in (1..).zip(queries) {
            if several {
                said += &heading(number, query.text());
            }
            let turns = if follows { self.turns.as_slice() } else { &[] };
            let written = self.writer.answer(&self.answerer, &query, turns)?;
            let reply = &written.reply;
            self.turns.insert(0, reply.turn());
            self.turns.truncate(REMEMBERED);
            said += &self.render(reply);
            last.push(Told { shown: reply.citations().len(), written });
        }
        self.last = last;
        Ok(said)
    }

    fn render(&self, reply: &Reply) -> String {
        render::reply(reply, &render::subjects(&self.answerer, reply.language))
    }
}

/// What is said where an answer is called wrong: what stands there.
fn disputed(reply: &Reply, locale: &Locale) -> String {
    let sources = render::sources(reply);
    if sources.is_empty() {
        return sources;
    }
    format!("{}\n{sources}", locale.text("courtesy-dispute-terminal"))
}

/// What stands above the answer to question `number` of several.
fn heading(number: usize, question: &str) -> String {
    let apart = if number > 1 { "\n" } else { "" };
    format!("{apart}{number}. {question}\n")
}
