//! Whether what looks like the answer is one: of the kind that is asked for, and an
//! amount of what is to be counted.

use std::ops::Range;
use std::sync::LazyLock;

use super::{form, names};
use crate::question::AnswerType;
use crate::retrieval::PreparedQuestion;
use crate::text::figure::{Figure, Unit, figures};
use crate::text::list;

const FILE: &str = include_str!("fit.tsv");

type Words = LazyLock<Vec<&'static str>>;

static MONEY: Words = LazyLock::new(|| list::words(FILE, "money").collect());
static OF_MONEY: Words = LazyLock::new(|| list::words(FILE, "of-money").collect());
static SPENDING: Words = LazyLock::new(|| list::words(FILE, "spending").collect());
static COUNTERS: Words = LazyLock::new(|| list::words(FILE, "counters").collect());
static ANY: LazyLock<String> = LazyLock::new(|| list::words(FILE, "any").collect());

/// What may stand between a noun of money and the question word.
const BETWEEN: &[char] = &['了', '是', '为', '达', '共', '约', '过', '的', '到', '至'];

/// What an amount must count to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// Money: 多少錢, how much funding.
    Money,
    /// Things of a class that is counted alike: 幾間, 多少人.
    Class(&'static str),
    /// Things, whatever their counter: 幾個, how many.
    Things,
    /// Whatever it is.
    Any,
}

/// Whether `sentence` has an answer to the question by its form, if answers to it
/// have one.
pub(super) fn fits(prepared: &PreparedQuestion, sentence: &str) -> bool {
    if prepared.question.answer_type == AnswerType::Who {
        return names::has_person(prepared, sentence);
    }
    !form::has_form(prepared.question.answer_type)
        || !of_the_kind(prepared, sentence, form::candidates(prepared, sentence)).is_empty()
}

/// Whether the question names what its answer counts: 幾間, 多少錢.
pub(super) fn asks_unit(prepared: &PreparedQuestion) -> bool {
    !matches!(wanted(prepared), Wanted::Any | Wanted::Things)
}

/// Whether the question asks for a number of things: 幾間, how many.
pub(super) fn counts_things(prepared: &PreparedQuestion) -> bool {
    matches!(wanted(prepared), Wanted::Class(_) | Wanted::Things)
}

/// The candidates that count what is asked for.
pub(super) fn of_the_kind(
    prepared: &PreparedQuestion,
    sentence: &str,
    mut candidates: Vec<Range<usize>>,
) -> Vec<Range<usize>> {
    let wanted = wanted(prepared);
    if wanted != Wanted::Any {
        let figures = figures(sentence);
        candidates.retain(|candidate| {
            let figure = figures.iter().find(|figure| figure.span == *candidate);
            figure.is_some_and(|figure| is_wanted(wanted, figure))
        });
    }
    candidates
}

fn wanted(prepared: &PreparedQuestion) -> Wanted {
    let after = prepared.question.gap.words_after.as_str();
    let class = || COUNTERS.iter().find(|class| after.starts_with(|c| class.contains(c)));
    if prepared.question.answer_type != AnswerType::HowMany {
        Wanted::Any
    } else if asks_money(prepared) {
        Wanted::Money
    } else if let Some(class) = class() {
        Wanted::Class(class)
    } else if prepared.question.wording.text.contains("how many")
        || after.starts_with(|c| ANY.contains(c))
    {
        Wanted::Things
    } else {
        Wanted::Any
    }
}

fn asks_money(prepared: &PreparedQuestion) -> bool {
    let asked = &prepared.question.wording.text;
    let has = |words: &Words| words.iter().any(|word| asked.contains(word));
    let before = prepared.question.gap.words_before.trim_end_matches(BETWEEN);
    let ends = !prepared.question.gap.words_after.starts_with(char::is_alphanumeric);
    has(&MONEY)
        || ends && OF_MONEY.iter().any(|word| before.ends_with(word))
        || asked.contains("how much") && has(&SPENDING)
}

fn is_wanted(wanted: Wanted, figure: &Figure) -> bool {
    match (wanted, &figure.unit) {
        (Wanted::Any, _)
        | (Wanted::Class(_) | Wanted::Things, Unit::Plain)
        | (Wanted::Money, Unit::Money(_))
        | (Wanted::Things, Unit::Counted(_)) => true,
        (Wanted::Class(class), Unit::Counted(unit)) => {
            unit.starts_with(|c| class.contains(c)) || unit == "个" && !class.contains('人')
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::normalize::folded;

    #[test]
    fn every_word_is_folded_and_of_a_known_kind() {
        let words = [&MONEY, &OF_MONEY, &SPENDING, &COUNTERS].map(|words| words.len());
        let lines = list::entries(FILE).inspect(|(word, _)| assert_eq!(*word, folded(word)));
        assert_eq!(lines.count(), words.iter().sum::<usize>() + 1, "a kind that is not known");
    }
}
