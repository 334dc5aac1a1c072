//! Signs that a sentence has what a question asks for.
//!
//! An amount, a share, a rank and a date are told by their form. A person or
//! a place is told by the dictionary's tags; a reason or a list by the words
//! that go with one.

use super::reason::gives_reason;
use super::{form, names};
use crate::question::AnswerType;
use crate::retrieval::PreparedQuestion;
use crate::text::coded::CodedText;
use crate::text::figure::{Unit, figures};
use crate::text::normalize::folded;

/// The names of the signs.
pub const SIGNS: [&str; 17] = [
    "has a date where one is asked for",
    "has an amount where one is asked for",
    "has a share or a rank where one is asked for",
    "has the unit that is asked for",
    "has a year where one is asked for",
    "has a person's name where one is asked for",
    "has a place where one is asked for",
    "has words of a reason where one is asked for",
    "has a list where one is asked for",
    "has a name in quotes where a thing is asked for",
    "has a new thing of the type that is asked for",
    "the two units before the asking word",
    "the two units after the asking word",
    "says little that the question does not",
    "share of units that are new",
    "the unit before the asking word",
    "the unit after the asking word",
];

/// Whether `text` has something of the kind asked for, where that can be told.
pub(super) fn may_answer(prepared: &PreparedQuestion, text: &str) -> bool {
    match prepared.question.answer_type {
        AnswerType::Who => names::has_person(prepared, text),
        _ => !form::candidates(prepared, text).is_empty(),
    }
}

/// A sentence with fewer units than this that are not the question's says
/// hardly anything new.
const NEW: f32 = 8.0;

/// The signs of `text`, each from 0 to 1.
pub(super) fn signs(prepared: &PreparedQuestion, text: &str) -> [f32; SIGNS.len()] {
    let coded = CodedText::new(text);
    let asks = prepared.question.answer_type;
    let is = |yes: bool| if yes { 1.0 } else { 0.0 };
    let formed = form::has_form(asks) && !form::candidates(prepared, text).is_empty();
    let has_any = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let has_pair = |codes: &[u64]| is(codes.len() == 2 && coded.has_pair(codes[0], codes[1]));
    let has_unit_code =
        |code: Option<&u64>| is(code.is_some_and(|code| coded.codes().any(|unit| unit == *code)));
    #[allow(clippy::cast_precision_loss, reason = "a sentence has few units")]
    let new = coded.units().len() as f32 * prepared.pattern.share_new(&coded);
    [
        is(formed && asks == AnswerType::When),
        is(formed && asks == AnswerType::HowMany),
        is(formed && matches!(asks, AnswerType::Share | AnswerType::Rank)),
        is(asks == AnswerType::HowMany && has_unit(prepared, text)),
        is(formed && asks == AnswerType::When && asks_year(prepared) && has_year(prepared, text)),
        is(asks == AnswerType::Who && names_person(prepared, text)),
        is(asks == AnswerType::Where && !names::places(prepared, text).is_empty()),
        is(asks == AnswerType::Why && gives_reason(text)),
        is(asks == AnswerType::List && text.matches('、').count() > 1),
        is(matches!(asks, AnswerType::What | AnswerType::Subject)
            && has_any(&["「", "《", "『", "“", "（"])),
        is(has_new_of_type(prepared, &coded)),
        has_pair(&prepared.question.gap.before),
        has_pair(&prepared.question.gap.after),
        1.0 - new.min(NEW) / NEW,
        prepared.pattern.share_new(&coded),
        has_unit_code(prepared.question.gap.before.last()),
        has_unit_code(prepared.question.gap.after.first()),
    ]
}

/// Whether an amount in `text` is counted in what stands after the asking
/// word: 多少公尺, 幾間.
fn has_unit(prepared: &PreparedQuestion, text: &str) -> bool {
    let asked = &prepared.question.gap.words_after;
    figures(text).iter().any(|figure| match &figure.unit {
        Unit::Counted(unit) => asked.starts_with(unit.as_str()),
        Unit::Money(_) => {
            ["元", "钱", "拨款", "资", "款", "港"].iter().any(|word| asked.starts_with(word))
        }
        Unit::Percent | Unit::Rank | Unit::Plain => false,
    })
}

/// Whether a year is asked for: 哪一年, 何年, which year.
fn asks_year(prepared: &PreparedQuestion) -> bool {
    ["哪一年", "哪年", "何年", "几年", "年份", "year"]
        .iter()
        .any(|word| prepared.question.wording.text.contains(word))
}

/// Whether `text` names a year that the question does not.
fn has_year(prepared: &PreparedQuestion, text: &str) -> bool {
    let years =
        figures(text).into_iter().filter(|figure| figure.unit == Unit::Counted("年".into()));
    years
        .map(|figure| folded(&text[figure.span]))
        .any(|year| !prepared.question.wording.text.contains(&year))
}

/// Whether `text` names a person: one that the dictionary knows, or in a
/// transliteration with its dot.
fn names_person(prepared: &PreparedQuestion, text: &str) -> bool {
    text.contains('·') || !names::persons(prepared, text).is_empty()
}

/// Whether the type that is asked for (哪個海峽, 什麼計劃) stands in the text
/// after something that the question does not say before it.
fn has_new_of_type(prepared: &PreparedQuestion, text: &CodedText) -> bool {
    let [first, second] = prepared.question.gap.after[..] else { return false };
    let units = text.units();
    (1..units.len().saturating_sub(1)).any(|at| {
        units[at].code == first
            && units[at + 1].code == second
            && units[at].joined
            && !prepared.pattern.has_pair(units[at - 1].code, first)
    })
}
