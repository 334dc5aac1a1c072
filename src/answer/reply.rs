//! An answer with what it answers, as `ask --json` prints it.

use std::time::Duration;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::list::is_lead;
use super::say::own_script;
use super::short::bare;
use super::{Answer, Citation, Claim, Missing, Note, Short};
use crate::corpus::DocumentId;
use crate::locale::Locale;
use crate::question::follow_up::{Outcome, Turn};
use crate::text::language::Language;

/// How many items of a list are said in short.
const BRIEFLY: usize = 3;

/// Who chose the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Sentences of the documents themselves.
    Extractive,
    /// A model's words, each claim checked.
    Generated,
}

impl Mode {
    /// Its name: `extractive` or `generated`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Extractive => "extractive",
            Self::Generated => "generated",
        }
    }
}

/// What an overview is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Overview {
    /// A document or a section of one, by its title: how each part begins.
    Document(String),
    /// A thing, by its name: what documents say of it.
    Thing(String),
}

/// A question and its answer.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The question, tidied.
    pub question: String,
    /// The language to answer in.
    pub language: Language,
    /// The answer.
    pub answer: Answer,
    /// Who chose the words.
    pub mode: Mode,
    /// What is said beside the quotes.
    pub notes: Vec<Note>,
    /// What the answer is an overview of.
    pub overview: Option<Overview>,
    /// What of the thing asked about the documents do not say, where they
    /// speak of it.
    pub missing: Option<Missing>,
    /// The question as it was searched for: with what an earlier one lends.
    pub searched: String,
    /// How likely what is said, or shown first, is the answer, from 0 to 1.
    pub confidence: f32,
    /// How long it took.
    pub elapsed: Duration,
}

impl Reply {
    /// The outcome's name: `answered`, `nearest` or `abstained`.
    pub fn outcome(&self) -> &'static str {
        match self.answer {
            Answer::Answered(_) => "answered",
            Answer::Nearest(_) => "nearest",
            Answer::Abstained => "abstained",
        }
    }

    /// What a later question may lean on.
    pub fn turn(&self) -> Turn {
        let outcome = Outcome::from(&self.answer);
        // What only comes closest stands under a heading of something else.
        let said = self.citations().first().filter(|_| outcome == Outcome::Answered);
        let subject = said.and_then(|citation| citation.section().last());
        let document = self.spoken_of().map(|id| id.as_str().to_owned());
        if let Some(Overview::Document(title) | Overview::Thing(title)) = &self.overview {
            return Turn { document, ..Turn::about(title.clone()) };
        }
        Turn { question: self.searched.clone(), subject: subject.cloned(), document, outcome }
    }

    /// The document that is spoken of: that of the answer, of what may be it, or of all that
    /// comes closest.
    fn spoken_of(&self) -> Option<&DocumentId> {
        let (first, rest) = self.citations().split_first()?;
        let id = &first.document().id;
        let is_of_thing = matches!(self.overview, Some(Overview::Thing(_)));
        let is_sure = !is_of_thing && !self.claims().is_empty() || self.is_unsure();
        let is_all = rest.iter().all(|one| one.document().id == *id);
        (is_sure || is_all).then_some(id)
    }

    /// What is said; empty unless answered.
    pub fn claims(&self) -> &[Claim] {
        match &self.answer {
            Answer::Answered(grounded) => grounded.claims(),
            Answer::Nearest(_) | Answer::Abstained => &[],
        }
    }

    /// What is said in short: of a list or an overview the first few items.
    pub fn in_short(&self) -> &[Claim] {
        let claims = self.claims();
        let most = if self.is_list() { BRIEFLY } else { claims.len() };
        &claims[..claims.len().min(most)]
    }

    /// Whether what is said is the items of a list, of one day, or an overview.
    pub fn is_list(&self) -> bool {
        let claims = self.claims();
        let chosen = self.mode == Mode::Extractive;
        let several =
            chosen && claims.len() > 1 && claims.iter().all(|claim| claim.as_of.is_none());
        several || self.overview.is_some()
    }

    /// How many items of a list are said; the words that lead to it are none.
    fn items(&self) -> usize {
        let leads = |claim: &&Claim| is_lead(&claim.text);
        self.claims().iter().filter(|claim| !leads(claim)).count()
    }

    /// Whether what is shown may well answer, and is only not likely enough to be
    /// said: then nothing is said of what the documents lack.
    pub fn is_unsure(&self) -> bool {
        self.claims().is_empty() && !self.all_possible().is_empty()
    }

    /// What of the first quote may be the answer, where nothing is answered.
    pub fn possible(&self) -> Option<String> {
        let first = self.citations().first().filter(|_| self.claims().is_empty())?;
        self.possible_of(first)
    }

    /// What of a quote may be the answer, in the asker's language as far as it can be told, or
    /// else in the asker's script.
    fn possible_of(&self, citation: &Citation) -> Option<String> {
        let words = citation.quote().get(citation.possible()?)?;
        let Some(Short { text, printed }) = citation.possible_told() else {
            return Some(own_script(self.language, bare(words)));
        };
        Some(match printed {
            Some(words) => {
                let words = [("words", words.as_str().into())];
                text.clone() + &Locale::of(self.language).format("short-printed", &words)
            }
            None => own_script(self.language, text),
        })
    }

    /// The words that may be the answer, each once, in the asker's script and with the
    /// marks of the quotes that have them.
    fn all_possible(&self) -> Vec<String> {
        let mut all: Vec<(String, String)> = Vec::new();
        for one in self.citations() {
            let Some(words) = self.possible_of(one) else { continue };
            let mark = format!("[{}]", one.number());
            match all.iter_mut().find(|(known, _)| *known == words) {
                Some((_, marks)) => marks.push_str(&mark),
                None => all.push((words, mark)),
            }
        }
        all.into_iter().map(|(words, marks)| format!("{words} {marks}")).collect()
    }

    /// What stands over what is shown: how many items or of what an overview,
    /// or that nothing answers; `None` where the claims say it all.
    pub fn lead(&self, locale: &Locale) -> Option<String> {
        match (&self.answer, &self.overview, &self.missing) {
            (Answer::Answered(_), Some(Overview::Document(title)), _) => {
                Some(locale.format("overview", &[("title", title.as_str().into())]))
            }
            (Answer::Answered(_), Some(Overview::Thing(name)), _) => {
                Some(locale.format("profile", &[("name", name.as_str().into())]))
            }
            (Answer::Answered(_), None, _) => self
                .is_list()
                .then(|| locale.format("short-list", &[("count", self.items().into())])),
            (Answer::Nearest(_), _, Some(missing)) => Some(missing.say(locale)),
            (Answer::Nearest(_), _, None) => {
                Some(locale.text(if self.is_unsure() { "nearest-unsure" } else { "nearest" }))
            }
            (Answer::Abstained, ..) => Some(locale.text("abstained")),
        }
    }

    /// What is said beside the quotes: that bold words only may be the answer,
    /// where nothing is answered, and the notes. Where nothing can be `bold`, or where they are
    /// told in another language than they are printed in, the words are told.
    pub fn beside(&self, locale: &Locale, bold: bool) -> Vec<String> {
        let composed = (self.mode == Mode::Generated).then(|| locale.text("composed"));
        let in_other_words =
            |one: &Citation| one.possible_told().is_some_and(|told| told.printed.is_some());
        let bold = bold && !self.citations().iter().any(in_other_words);
        let possible = self.is_unsure().then(|| {
            if bold {
                return locale.text("nearest-possible");
            }
            let words = locale.list(&self.all_possible());
            locale.format("nearest-possible-words", &[("words", words.into())])
        });
        composed
            .into_iter()
            .chain(possible)
            .chain(self.notes.iter().map(|note| note.say(locale)))
            .collect()
    }

    /// What is shown of the documents.
    pub fn citations(&self) -> &[Citation] {
        self.answer.citations()
    }
}

impl From<&Answer> for Outcome {
    fn from(answer: &Answer) -> Self {
        match answer {
            Answer::Answered(_) => Self::Answered,
            Answer::Nearest(_) => Self::Nearest,
            Answer::Abstained => Self::Abstained,
        }
    }
}

impl Serialize for Reply {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Reply", 10)?;
        fields.serialize_field("question", &self.question)?;
        fields.serialize_field("language", &self.language)?;
        fields.serialize_field("outcome", self.outcome())?;
        fields.serialize_field("answer", self.claims())?;
        fields.serialize_field("citations", self.citations())?;
        fields.serialize_field("notes", &self.notes)?;
        if let Some(missing) = &self.missing {
            fields.serialize_field("missing", missing)?;
        }
        fields.serialize_field("mode", &self.mode)?;
        fields.serialize_field("confidence", &self.confidence)?;
        #[allow(clippy::cast_possible_truncation, reason = "no answer takes centuries")]
        fields.serialize_field("elapsed_ms", &(self.elapsed.as_secs_f64() * 1e3))?;
        fields.end()
    }
}
