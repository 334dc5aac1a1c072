//! A conversation in the terminal: a line in, what is said to it out.

use super::command::{self, Command};
use super::live::Live;
use super::writer::{Writer, Written};
use super::{Failure, render};
use crate::answer::{Answer, Answerer, Reply};
use crate::clock;
use crate::locale::Locale;
use crate::question::Query;
use crate::question::follow_up::Turn;
use crate::question::intent::{self, Intent, Message};
use crate::question::parts;
use crate::text::language::{Language, asked_in};
use crate::text::normalize::folded;
use crate::text::script::is_blank;

/// How many turns a follow-up may lean on.
const REMEMBERED: usize = 5;

/// How many passages are shown when more is wanted.
const MORE: usize = 3;

/// How many passages are looked for with /search, and among how many further sources are told.
const FOUND: usize = 8;
const FURTHER: usize = 20;

/// How many documents are listed.
const LISTED: usize = 20;
const LATEST: usize = 5;

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
        Intent::Latest
        | Intent::Documents
        | Intent::More
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
        let text = match command::read(line) {
            Some(Command::Leave) => return Ok(Said::Leave),
            Some(Command::Help) => format!("{}\n", locale.text("chat-help")),
            Some(Command::Why) => self.why(locale)?,
            Some(Command::Search(words)) => self.search(words, locale)?,
            Some(Command::Verify(text)) => self.verify(text, locale)?,
            Some(Command::Sources(words)) => self.sources(words, locale),
            Some(Command::Latest) => self.latest(locale),
            Some(Command::Unknown) => format!("{}\n", locale.text("chat-unknown")),
            None => match intent::read(line) {
                Message::Meant(meant) => self.act(meant, locale)?,
                Message::Question(question) => match self.answer_all(question)? {
                    Some(text) => text,
                    None => format!("{}\n", locale.text("question-empty")),
                },
            },
        };
        Ok(Said::Text(text))
    }

    /// Passages on `words`, and no answer.
    fn search(&self, words: &str, locale: &Locale) -> Result<String, Failure> {
        let Ok(query) = words.parse::<Query>() else {
            return Ok(format!("{}\n", locale.text("search-empty")));
        };
        let retriever = self.answerer.retriever();
        let hits = retriever.search(&retriever.prepare(&query)?, FOUND)?;
        let told: Vec<_> = hits.iter().filter(|hit| hit.passage.kind.is_told()).collect();
        let said = render::passages(retriever.index(), &told, 1, locale.language());
        let nothing = || format!("{}\n", locale.text("search-nothing"));
        Ok(if said.is_empty() { nothing() } else { said })
    }

    /// Whether `text` is in the documents.
    fn verify(&self, text: &str, locale: &Locale) -> Result<String, Failure> {
        let Ok(query) = text.parse::<Query>() else {
            return Ok(format!("{}\n", locale.text("verify-empty")));
        };
        let query = query.asked_on(clock::today()).in_language(locale.language());
        Ok(render::verification(&self.answerer.verify(&query)?))
    }

    /// The newest documents, of those that are called by `words`.
    fn sources(&self, words: &str, locale: &Locale) -> String {
        let words: Vec<String> = words.split_whitespace().map(folded).collect();
        let index = self.answerer.retriever().index();
        let mut found = index.manifest().newest_first();
        found.retain(|document| words.is_empty() || document.is_called(&words));
        let count = [("count", found.len().into())];
        let title = match (words.is_empty(), found.is_empty()) {
            (false, true) => locale.text("sources-none"),
            (false, false) => locale.format("sources-found", &count),
            _ => locale.format("sources-title", &count),
        };
        found.truncate(LISTED);
        format!("{title}\n{}", render::documents(&found, locale))
    }

    /// The newest documents.
    fn latest(&self, locale: &Locale) -> String {
        let mut newest = self.answerer.retriever().index().manifest().newest_first();
        newest.truncate(LATEST);
        format!("{}\n{}", locale.text("latest-title"), render::documents(&newest, locale))
    }

    /// The language of `line`; of the last answer where it has none.
    fn language(&self, line: &str) -> Language {
        // The letters of a command are of no language.
        let words = line.strip_prefix('/').map_or(line, |line| {
            line.split_once(char::is_whitespace).map_or("", |(_, words)| words)
        });
        asked_in(words)
            .or(self.last_language())
            .or(asked_in(line))
            .unwrap_or(Language::TraditionalChinese)
    }

    fn last_language(&self) -> Option<Language> {
        self.last.last().map(|told| told.written.reply.language)
    }

    fn act(&mut self, meant: Intent, locale: &Locale) -> Result<String, Failure> {
        match courtesy(meant) {
            Some(key) => Ok(format!("{}\n", locale.text(key))),
            None if meant == Intent::Latest => Ok(self.latest(locale)),
            None if meant == Intent::Documents => Ok(self.sources("", locale)),
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
        if matches!(last.answer, Answer::Abstained) {
            return Ok(String::new());
        }
        let query: Query = last.searched.parse()?;
        let retriever = self.answerer.retriever();
        let hits = retriever.further(&retriever.prepare(&query)?, FURTHER)?;
        let cited = |passage| last.citations().iter().any(|one| one.passage() == passage);
        let new = hits.iter().filter(|hit| !cited(hit.passage.as_ref()));
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
        let own = whole.in_usual_script(self.last_language()).language();
        // A question that came with a text is about the text.
        let pasted = parts::pasted(text);
        if let Some(pasted) = &pasted {
            self.turns.insert(0, Turn::about(pasted.title.clone()));
        }
        let text = pasted.as_ref().map_or(text, |pasted| pasted.question);
        let (language, text) = parts::in_language(text).unwrap_or((own, text));
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
