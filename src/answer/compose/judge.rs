//! A claim of a model before the gate.

use super::base::Base;
use super::claims::Draft;
use super::label::Label;
use super::trace::Judged;
use crate::answer::Answerer;
use crate::answer::gate::{Coverage, Failure, Passed, Premise};
use crate::answer::rewording::BilingualReader;
use crate::reader::Text;
use crate::text::conversion::in_script;
use crate::text::language::written_in;

/// A claim that passed the gate.
#[derive(Debug, Clone)]
pub(super) struct Holding {
    pub(super) text: String,
    pub(super) labels: Vec<Label>,
    /// The logit that its sentences answer the question; `None` without a reader.
    pub(super) support: Option<f32>,
    pub(super) proof: Passed,
}

/// What became of a claim.
#[derive(Debug)]
pub(super) struct Judgement {
    pub(super) claim: Option<Holding>,
    pub(super) judged: Judged,
}

/// Judges `draft`; takes some milliseconds of work where a reader is asked.
pub(super) fn judge(answerer: &Answerer, base: &Base, draft: Draft) -> Judgement {
    let language = base.reply.language;
    let text = in_script(draft.text, language);
    let judged = |failure, coverage, support| Judged {
        text: text.clone(),
        labels: draft.labels.iter().map(ToString::to_string).collect(),
        failure,
        coverage,
        support,
    };
    let failed =
        |why| Judgement { claim: None, judged: judged(Some(why), Coverage::Unknown, None) };
    // A figure alone is of every language.
    let has_words = text.chars().any(char::is_alphabetic);
    if has_words && written_in(&text).is_chinese() != language.is_chinese() {
        return failed(Failure::Language);
    }
    let mut premises: Vec<&Premise> = Vec::new();
    for label in &draft.labels {
        match base.material.sentence(*label) {
            Some(sentence) => premises.push(&sentence.premise),
            None => return failed(Failure::UnknownCitation(label.to_string())),
        }
    }
    let verdict = answerer.gate(base.query.today()).judge(&text, &premises);
    let Some(proof) = verdict.passed() else {
        return Judgement { claim: None, judged: judged(verdict.failure, verdict.coverage, None) };
    };
    let reader = answerer.bilingual();
    let support = reader.and_then(|reader| support(reader, base.query.text(), &premises));
    Judgement {
        judged: judged(None, verdict.coverage, support),
        claim: Some(Holding { labels: draft.labels, support, proof, text }),
    }
}

/// The logit that the likeliest of `premises` answers `question`.
fn support(reader: BilingualReader<'_>, question: &str, premises: &[&Premise]) -> Option<f32> {
    let texts: Vec<Text<'_>> =
        premises.iter().map(|one| Text { header: &one.header, text: &one.text }).collect();
    let readings = reader.read(question, &texts);
    let readings = readings.inspect_err(|error| tracing::warn!("a claim is not weighed: {error}"));
    readings.ok()?.iter().map(|reading| reading.has_answer).max_by(f32::total_cmp)
}
