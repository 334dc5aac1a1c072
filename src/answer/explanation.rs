//! How an answer came about: in plain words first, then what was sought, what was
//! found, and what a model wrote.

use chrono::NaiveDate;

use super::Answerer;
use super::compose::{Judged, SetAside, Trace};
use super::score::Model;
use crate::index::{Index, IndexError};
use crate::locale::Locale;
use crate::question::Query;
use crate::question::follow_up::Outcome;
use crate::retrieval::{Hit, PreparedQuestion};
use crate::text::conversion::in_script;
use crate::text::language::Language;

/// How many passages are named, and how many other forms of a term.
const PASSAGES: usize = 6;
const FORMS: usize = 3;

/// How much of a passage is told, in characters.
const TOLD: usize = 40;

/// An answer that is to be explained.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The question as it was asked.
    pub question: String,
    /// The question as it was searched for.
    pub searched: String,
    /// What came of it.
    pub outcome: Outcome,
    /// The day that it was asked on.
    pub today: Option<NaiveDate>,
    /// What a model did, if one was asked.
    pub trace: Option<Trace>,
}

/// How an answer came about.
#[derive(Debug, Clone)]
pub struct Explanation {
    asked: Asked,
    /// The language that was searched in.
    language: Language,
    terms: Vec<Term>,
    passages: Vec<Found>,
    /// How likely the likeliest span is the answer; `None` without a reader.
    likeliest: Option<f32>,
}

/// A term as it was sought.
#[derive(Debug, Clone)]
struct Term {
    text: String,
    others: Vec<String>,
    unknown: bool,
}

/// A passage as it was found.
#[derive(Debug, Clone)]
struct Found {
    source: String,
    words: String,
    score: f32,
    /// How likely its likeliest span is the answer.
    likely: Option<f32>,
}

impl Explanation {
    /// How `answerer` answers what was `asked`, from the documents as they are now.
    /// Takes as long as an answer.
    pub fn of(answerer: &Answerer, asked: Asked) -> Result<Self, IndexError> {
        let Ok(query) = asked.searched.parse::<Query>() else {
            let language = Language::TraditionalChinese;
            let (terms, passages) = (Vec::new(), Vec::new());
            return Ok(Self { asked, language, terms, passages, likeliest: None });
        };
        let language = query.language();
        let query = query.asked_on(asked.today);
        let index = answerer.retriever().index();
        let prepared = answerer.retriever().prepare(&query)?;
        let (hits, weighed) = answerer.weighed(&query, &|_| true)?;
        let likely = |at: usize| {
            let of = weighed.iter().filter(|one| one.candidate.hit == at);
            of.map(|one| one.probability).max_by(f32::total_cmp)
        };
        let shown = hits.iter().enumerate().take(PASSAGES);
        Ok(Self {
            language,
            terms: terms(&prepared),
            passages: shown.map(|(at, hit)| Found::new(index, hit, likely(at))).collect(),
            likeliest: weighed.first().map(|best| best.probability),
            asked,
        })
    }

    /// The explanation in lines; an empty one parts what is told from the next.
    pub fn say(&self, locale: &Locale) -> Vec<String> {
        let mut lines = self.outcome(locale);
        let searched = self.asked.searched.as_str();
        if searched != self.asked.question {
            lines.push(locale.format("why-searched", &[("question", searched.into())]));
        }
        let script = self.script(locale);
        let terms: Vec<String> = self.terms.iter().map(|term| term.say(script, locale)).collect();
        let between = locale.text("why-between");
        if !terms.is_empty() {
            lines.extend([
                String::new(),
                locale.format("why-terms", &[("terms", terms.join(&between).into())]),
            ]);
        }
        if !self.passages.is_empty() {
            lines.extend([String::new(), locale.text("why-passages")]);
            let numbered = (1..).zip(&self.passages);
            lines
                .extend(numbered.map(|(number, found)| format!("{number}. {}", found.say(locale))));
        }
        if let Some(trace) = &self.asked.trace {
            lines.extend(written(trace, locale));
        }
        lines
    }

    /// The language in whose script terms are told: the reader's, or that of the question
    /// where the reader's has none for Chinese.
    fn script(&self, locale: &Locale) -> Language {
        match (locale.language(), self.language) {
            (Language::English, Language::English) => Language::TraditionalChinese,
            (Language::English, asked) => asked,
            (own, _) => own,
        }
    }

    /// What came of it and why, in plain words.
    fn outcome(&self, locale: &Locale) -> Vec<String> {
        let percent = |share: f32| format!("{:.0}", share * 100.0);
        let threshold = percent(Model::shipped().answered);
        let likely = self.likeliest.map(percent).unwrap_or_default();
        let variables = [("percent", likely.into()), ("threshold", threshold.into())];
        let trace = self.asked.trace.as_ref();
        let key = match (self.asked.outcome, self.likeliest) {
            _ if trace.is_some_and(Trace::is_shown) => "why-composed",
            (Outcome::Answered, Some(_)) => "why-chosen",
            (Outcome::Answered, None) => "why-chosen-by-words",
            (Outcome::Nearest, Some(_)) => "why-nearest",
            (Outcome::Nearest, None) => "why-nearest-by-words",
            (Outcome::Abstained, _) => "why-nothing",
        };
        let aside = trace.and_then(|trace| trace.set_aside.as_ref()).map(|why| why.say(locale));
        std::iter::once(locale.format(key, &variables)).chain(aside).collect()
    }
}

fn terms(prepared: &PreparedQuestion) -> Vec<Term> {
    let terms = prepared.terms.iter().map(|term| Term {
        text: term.text.clone(),
        others: term.texts.iter().take(FORMS).cloned().collect(),
        unknown: term.unknown,
    });
    terms.collect()
}

impl Term {
    fn say(&self, script: Language, locale: &Locale) -> String {
        let unknown = if self.unknown { locale.text("why-unknown") } else { String::new() };
        // Terms are kept folded.
        let own = |text: &String| in_script(text.clone(), script);
        let others: Vec<String> = self.others.iter().map(own).collect();
        let others = if others.is_empty() {
            String::new()
        } else {
            locale.format("why-forms", &[("forms", locale.list(&others).into())])
        };
        format!("{}{others}{unknown}", own(&self.text))
    }
}

impl Found {
    fn new(index: &Index, hit: &Hit, likely: Option<f32>) -> Self {
        let document = index.document(&hit.passage.document);
        let text = &hit.passage.text;
        let end = text.char_indices().nth(TOLD).map_or(text.len(), |(at, _)| at);
        let more = if end < text.len() { "…" } else { "" };
        Self {
            source: document.map_or_else(String::new, |document| document.name().to_owned()),
            words: format!("{}{more}", &text[..end]),
            score: hit.score.0,
            likely,
        }
    }

    fn say(&self, locale: &Locale) -> String {
        let Self { source, words, score, likely } = self;
        let score = locale.format("why-score", &[("score", format!("{score:.2}").into())]);
        let likely = likely.map(|share| {
            let percent = format!("{:.0}", share * 100.0);
            locale.format("why-likely", &[("percent", percent.into())])
        });
        format!("{source}: {words} ({score}{})", likely.unwrap_or_default())
    }
}

/// What a model wrote, with what became of each claim.
fn written(trace: &Trace, locale: &Locale) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(rewritten) = &trace.rewritten {
        lines.push(locale.format("why-rewritten", &[("question", rewritten.as_str().into())]));
    }
    if !trace.claims.is_empty() {
        lines.extend([String::new(), locale.text("why-claims")]);
        lines.extend(trace.claims.iter().map(|claim| claim.say(locale)));
    }
    let seconds = format!("{:.1}", trace.elapsed.as_secs_f32());
    lines.push(locale.format("why-time", &[("seconds", seconds.into())]));
    lines
}

impl Judged {
    fn say(&self, locale: &Locale) -> String {
        let labels: String = self.labels.iter().map(|label| format!("[{label}]")).collect();
        match &self.failure {
            None => format!("✓ {} {labels}", self.text),
            Some(failure) => format!("✗ {} {labels} — {}", self.text, failure.say(locale)),
        }
    }
}

impl SetAside {
    fn say(&self, locale: &Locale) -> String {
        let key = match self {
            Self::Failed(error) => {
                return locale.format("why-failed", &[("error", error.as_str().into())]);
            }
            Self::Whole => "why-whole",
            Self::OutOfBudget => "why-budget",
            Self::NoAnswer => "why-no-answer",
            Self::NothingPassed => "why-nothing-passed",
            Self::Disagrees => "why-disagrees",
            Self::Unsupported => "why-unsupported",
        };
        locale.text(key)
    }
}
