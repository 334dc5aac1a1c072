//! Whether what looks like the answer is one: of the kind that is asked for,
//! and said of the thing that is asked about.

mod another;
mod body;
mod contrast;
mod named;
mod wanted;

pub(super) use wanted::asks_unit;

use std::ops::Range;

use another::{Names, of_another};
use body::{asks_body, says_who_may};
use contrast::{lacks_turn, of_another_side};
use named::{asks_names, names_things};
use wanted::of_the_kind;

use super::{form, list, names, titles};
use crate::corpus::glossary::Glossary;
use crate::question::AnswerType;
use crate::retrieval::PreparedQuestion;
use crate::text::sentence::clauses;

/// Whether `sentence` has an answer to the question by its form, if answers
/// to it have one.
pub(super) fn fits(prepared: &PreparedQuestion, glossary: &Glossary, sentence: &str) -> bool {
    if let Some(person) = titles::asked_person(prepared) {
        return !titles::titles(&person, glossary, sentence).is_empty();
    }
    if prepared.question.answer_type == AnswerType::Who {
        return names::has_person(prepared, sentence) || says_who_may(prepared, sentence);
    }
    if asks_body(prepared) {
        return names::has_body(prepared, sentence) || list::enumeration(sentence).is_some();
    }
    if asks_names(prepared) {
        return names_things(prepared, sentence, asked_number(prepared));
    }
    if !form::has_form(prepared.question.answer_type) {
        return true;
    }
    if lacks_turn(prepared, sentence) {
        return false;
    }
    let candidates = form::candidates(prepared, sentence);
    !fitting(prepared, glossary, sentence, candidates).is_empty()
}

/// The `candidates` that are of the kind asked for, and said of the thing
/// asked about.
pub(super) fn fitting(
    prepared: &PreparedQuestion,
    glossary: &Glossary,
    sentence: &str,
    candidates: Vec<Range<usize>>,
) -> Vec<Range<usize>> {
    let mut fitting = of_the_kind(prepared, sentence, candidates);
    let named = Names::of(sentence, glossary);
    fitting.retain(|candidate| named.let_pass(prepared, sentence, candidate));
    let clauses = clauses(sentence);
    fitting.retain(|candidate| {
        let clause = clauses.iter().find(|clause| clause.contains(&candidate.start));
        clause.is_none_or(|clause| {
            let clause = &sentence[clause.clone()];
            !of_another(prepared, clause) && !of_another_side(prepared, clause)
        })
    });
    fitting
}

/// How many things a question asks for that says so: 哪三個.
pub(super) fn asked_number(prepared: &PreparedQuestion) -> Option<usize> {
    let number = prepared.question.asking_on().strip_prefix('哪')?.chars().next()?;
    "一二三四五六七八九十".chars().position(|digit| digit == number).map(|at| at + 1)
}
