//! Questions put to a language model: what the documents' own sentences answer, what
//! the model says of the same passages, and what of that the gate lets through.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;

use super::queries::JudgedQuery;
use super::trial::Trial;
use crate::answer::Reply;
use crate::answer::compose::{Base, Composed, Composer, Judged, Trace};
use crate::index::IndexError;
use crate::text::figure::figures;
use crate::text::language::written_in;

/// What came of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Judgement {
    /// What is said first holds an answer.
    Right,
    /// It holds none, or there is none.
    Wrong,
    /// Nothing is said.
    Refused,
}

/// One question, three ways.
#[derive(Debug, Clone, Serialize)]
pub struct ComposedVerdict {
    /// The question.
    pub question: String,
    /// Whether the documents answer it.
    pub answerable: bool,
    /// The answer that is chosen without the model.
    pub chosen: Judgement,
    /// What the model says first, whatever the gate makes of it.
    pub alone: Judgement,
    /// The answer that is shown.
    pub shown: Judgement,
    /// What is shown first.
    pub said: Option<String>,
    /// The numbers of the sentences that are likeliest without the model.
    pub likeliest: Vec<String>,
    /// How it came about.
    pub trace: Trace,
}

/// How many answers are right, wrong and refused.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Right answers.
    pub right: usize,
    /// Wrong ones, those of questions that nothing answers included.
    pub wrong: usize,
    /// Questions that something answers, and were refused.
    pub refused: usize,
    /// Questions that nothing answers, and were refused.
    pub rightly_refused: usize,
}

/// What came of all questions.
#[derive(Debug, Clone, Serialize)]
pub struct ComposedReport {
    /// Without the model.
    pub chosen: Counts,
    /// The model without the gate.
    pub alone: Counts,
    /// The model behind the gate, with the chosen answer where nothing passes.
    pub shown: Counts,
    /// How many answers are the model's words.
    pub composed: usize,
    /// Until the first sentence passed, in the middle.
    pub first_p50: Duration,
    /// The whole answer, in the middle.
    pub p50: Duration,
}

/// Puts `queries` to `composer` over the documents of `trial`, one after another;
/// `report` is told each verdict.
pub async fn composed(
    trial: &Trial,
    composer: &Composer,
    queries: &[JudgedQuery],
    report: &mut dyn FnMut(&ComposedVerdict),
) -> Result<Vec<ComposedVerdict>, IndexError> {
    let mut verdicts = Vec::with_capacity(queries.len());
    for judged in queries {
        let base = Arc::new(Base::new(trial.answerer(), &trial.dated(judged), None, &[])?);
        let done = composer.compose(trial.answerer(), &base, &mut |_| ()).await;
        let verdict = ComposedVerdict::of(judged, &base, done);
        report(&verdict);
        verdicts.push(verdict);
    }
    Ok(verdicts)
}

impl ComposedVerdict {
    fn of(judged: &JudgedQuery, base: &Base, done: Composed) -> Self {
        let alone = done.trace.claims.first().map(|claim| claim.text.as_str());
        let cited = |claim: &Judged| {
            let mut sentences =
                claim.labels.iter().filter_map(|label| base.material.text_of(label));
            sentences.any(|sentence| judged.is_answered_by(sentence))
        };
        Self {
            question: judged.query.to_string(),
            answerable: judged.is_answerable(),
            chosen: of_reply(judged, &base.reply),
            alone: of_text(judged, alone, &|| done.trace.claims.first().is_some_and(cited)),
            shown: of_reply(judged, &done.reply),
            likeliest: base
                .reply
                .citations()
                .first()
                .map(|citation| base.material.labels(citation))
                .unwrap_or_default(),
            said: done.reply.claims().first().map(|claim| claim.text.clone()),
            trace: done.trace,
        }
    }
}

fn of_reply(judged: &JudgedQuery, reply: &Reply) -> Judgement {
    let first = reply.claims().first();
    let cited = || {
        let of_first = |number: u32| first.is_some_and(|claim| claim.citations.contains(&number));
        let mut quotes = reply.citations().iter().filter(|citation| of_first(citation.number()));
        quotes.any(|citation| {
            judged.may_cite(&citation.document().id) && judged.is_answered_by(citation.quote())
        })
    };
    of_text(judged, first.map(|claim| claim.text.as_str()), &cited)
}

/// Judges what is said first. What says it in another language than the gold answer is
/// judged by the figures of that, or else by whether what it cites holds the answer.
fn of_text(judged: &JudgedQuery, said: Option<&str>, cited: &dyn Fn() -> bool) -> Judgement {
    let Some(said) = said else { return Judgement::Refused };
    let told = figures(said);
    let by_figures = |answer: &String| {
        let gold = figures(answer);
        !gold.is_empty() && gold.iter().all(|one| told.iter().any(|other| other.same_amount(one)))
    };
    let abroad = |answer: &String| {
        figures(answer).is_empty()
            && written_in(answer).is_chinese() != written_in(said).is_chinese()
    };
    let right = judged.is_answered_by(said)
        || judged.printed.iter().any(by_figures)
        || judged.printed.iter().any(abroad) && cited();
    if judged.is_answerable() && right { Judgement::Right } else { Judgement::Wrong }
}

impl Counts {
    fn add(&mut self, judgement: Judgement, answerable: bool) {
        match (judgement, answerable) {
            (Judgement::Right, _) => self.right += 1,
            (Judgement::Wrong, _) => self.wrong += 1,
            (Judgement::Refused, true) => self.refused += 1,
            (Judgement::Refused, false) => self.rightly_refused += 1,
        }
    }
}

impl ComposedReport {
    /// Counts `verdicts`.
    pub fn new(verdicts: &[ComposedVerdict]) -> Self {
        let count = |of: &dyn Fn(&ComposedVerdict) -> Judgement| {
            let mut counts = Counts::default();
            for one in verdicts {
                counts.add(of(one), one.answerable);
            }
            counts
        };
        let middle = |mut times: Vec<Duration>| {
            times.sort_unstable();
            times.get(times.len() / 2).copied().unwrap_or_default()
        };
        Self {
            chosen: count(&|one| one.chosen),
            alone: count(&|one| one.alone),
            shown: count(&|one| one.shown),
            composed: verdicts.iter().filter(|one| one.trace.is_shown()).count(),
            first_p50: middle(verdicts.iter().filter_map(|one| one.trace.first).collect()),
            p50: middle(verdicts.iter().map(|one| one.trace.elapsed).collect()),
        }
    }
}

impl fmt::Display for ComposedReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:22}{:>8}{:>8}{:>10}{:>18}",
            "", "right", "wrong", "refused", "rightly refused"
        )?;
        let rows = [
            ("without the model", &self.chosen),
            ("the model alone", &self.alone),
            ("behind the gate", &self.shown),
        ];
        for (name, Counts { right, wrong, refused, rightly_refused }) in rows {
            writeln!(f, "{name:22}{right:>8}{wrong:>8}{refused:>10}{rightly_refused:>18}")?;
        }
        writeln!(f, "answers in the model's words: {}", self.composed)?;
        writeln!(
            f,
            "first sentence after {:.1} s, the whole after {:.1} s (median)",
            self.first_p50.as_secs_f32(),
            self.p50.as_secs_f32()
        )
    }
}
