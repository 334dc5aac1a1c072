//! The words of a sentence that are likely the answer, for a choice by words
//! alone.

use std::ops::Range;

use super::form::candidates;
use super::{fit, list, names};
use crate::question::AnswerType;
use crate::retrieval::PreparedQuestion;
use crate::text::coded::CodedText;
use crate::text::sentence::clauses;

/// The pieces of `text` that are likely the answer itself, to be marked.
pub(super) fn likely(prepared: &PreparedQuestion, text: &str) -> Vec<Range<usize>> {
    let formed = candidates(prepared, text);
    let mut likely = match prepared.question.answer_type {
        AnswerType::Who => names::persons(prepared, text),
        AnswerType::Where => names::places(prepared, text),
        AnswerType::What | AnswerType::Subject => {
            in_best_clause(prepared, text, names::quoted(prepared, text))
        }
        AnswerType::List => list::enumeration(text).into_iter().collect(),
        _ => best_clause(prepared, text, fit::of_the_kind(prepared, text, formed)),
    };
    likely.sort_by_key(|range| range.start);
    likely.dedup_by(|next, last| next.start < last.end);
    likely
}

/// Of several candidates, those in the clause that has most of the question,
/// and there those with most of it before them.
fn best_clause(
    prepared: &PreparedQuestion,
    text: &str,
    candidates: Vec<Range<usize>>,
) -> Vec<Range<usize>> {
    if candidates.len() < 2 {
        return candidates;
    }
    let coded = CodedText::new(text);
    let clauses = clauses(text);
    let covered = |range: &Range<usize>| prepared.covered(&coded, range);
    let fit = |at: usize| {
        let candidate = &candidates[at];
        let Some(clause) = clauses.iter().find(|clause| clause.contains(&candidate.start)) else {
            return 0.0;
        };
        let before = at.checked_sub(1).map_or(0, |before| candidates[before].end);
        let own = clause.start.max(before)..candidate.end.max(clause.start.max(before));
        covered(clause) + covered(&own) * OWN + shares(prepared, &text[own])
    };
    let fits: Vec<f32> = (0..candidates.len()).map(fit).collect();
    let best = fits.iter().copied().fold(0.0, f32::max);
    let numbered = candidates.into_iter().zip(fits);
    numbered.filter(|(_, fit)| *fit >= best).map(|(candidate, _)| candidate).collect()
}

/// What stands right before a candidate tells it from others of its clause,
/// and less about the sentence than the clause does.
const OWN: f32 = 0.5;

/// One where a share of a whole is asked for, and `text` speaks of one rather
/// than of growth.
fn shares(prepared: &PreparedQuestion, text: &str) -> f32 {
    let asked = ["占", "比例", "比重", "share", "proportion", "account"];
    let is_asked = asked.iter().any(|word| prepared.question.wording.text.contains(word));
    let said = ["佔", "占", "比例", "比率", "比重"].iter().any(|word| text.contains(word));
    if prepared.question.answer_type == AnswerType::Share && is_asked && said { 1.0 } else { 0.0 }
}

/// The candidates in the clause that has most of the question; none where
/// there are more of them than a name that is asked for.
fn in_best_clause(
    prepared: &PreparedQuestion,
    text: &str,
    candidates: Vec<Range<usize>>,
) -> Vec<Range<usize>> {
    let coded = CodedText::new(text);
    let covered = |range: &Range<usize>| prepared.covered(&coded, range);
    let clauses = clauses(text).into_iter();
    let best = clauses.max_by(|left, right| covered(left).total_cmp(&covered(right)));
    let inside = candidates.into_iter();
    let inside: Vec<_> = inside
        .filter(|candidate| best.as_ref().is_some_and(|clause| clause.contains(&candidate.start)))
        .collect();
    if inside.len() > NAMES { Vec::new() } else { inside }
}

/// So many names of one clause may be what is asked for.
const NAMES: usize = 2;
