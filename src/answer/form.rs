//! Answers by their form: the figures and dates of a sentence that may be what
//! is asked for.

use std::ops::Range;

use super::times;
use crate::question::AnswerType;
use crate::retrieval::PreparedQuestion;
use crate::text::figure::{Figure, Unit, figures};

/// The pieces of `sentence` that may be the answer itself; the question's
/// own figures and dates are no answer to it.
pub(super) fn candidates(prepared: &PreparedQuestion, sentence: &str) -> Vec<Range<usize>> {
    let question = &prepared.question.wording.text;
    let asked = figures(question);
    let is_new = |figure: &Figure| {
        let same = |other: &Figure| other.same_amount(figure);
        !asked.iter().any(same)
    };
    let of = |wanted: fn(&Unit) -> bool| -> Vec<Range<usize>> {
        let fitting =
            figures(sentence).into_iter().filter(|figure| wanted(&figure.unit) && is_new(figure));
        fitting.map(|figure| figure.span).collect()
    };
    let asks_length = LENGTHS.iter().any(|word| question.contains(word));
    match prepared.question.answer_type {
        AnswerType::HowMany | AnswerType::When if asks_length => of(is_duration),
        AnswerType::HowMany => of(is_amount),
        AnswerType::Share => of(Unit::is_share),
        AnswerType::Rank => {
            let mut ranks = of(|unit| *unit == Unit::Rank);
            ranks.extend(words(sentence, RANKS));
            ranks
        }
        AnswerType::When => {
            let mut dates = times::of(prepared, sentence);
            let since = |figure: &Range<usize>| sentence[figure.end..].starts_with('前');
            dates.extend(of(Unit::is_date_part).into_iter().filter(since));
            dates
        }
        _ => Vec::new(),
    }
}

/// Words that tell a place in an order.
const RANKS: &[&str] =
    &["榜首", "首位", "居首", "之首", "冠軍", "冠军", "亞軍", "亚军", "前三", "前五", "前十"];

/// Where `words` stand in `text`.
fn words(text: &str, words: &[&str]) -> Vec<Range<usize>> {
    let found = words.iter().flat_map(|word| text.match_indices(word));
    found.map(|(at, word)| at..at + word.len()).collect()
}

/// Whether answers to `asks` can be told by their form.
pub(super) fn has_form(asks: AnswerType) -> bool {
    matches!(asks, AnswerType::HowMany | AnswerType::Share | AnswerType::Rank | AnswerType::When)
}

/// Words that ask for a length of time, folded.
const LENGTHS: &[&str] = &[
    "多久",
    "多长时间",
    "多少时间",
    "几年",
    "几个月",
    "几天",
    "几小时",
    "多少年",
    "多少个月",
    "多少天",
    "多少日",
    "多少小时",
    "how long",
    "how many years",
    "how many months",
    "how many days",
];

/// Ranks and times are not amounts of anything.
fn is_amount(unit: &Unit) -> bool {
    *unit != Unit::Rank && !is_duration(unit)
}

fn is_duration(unit: &Unit) -> bool {
    unit.is_date_part() || matches!(unit, Unit::Counted(unit) if TIMES.contains(&unit.as_str()))
}

const TIMES: &[&str] =
    &["个月", "天", "周", "星期", "季", "季度", "小时", "分钟", "秒", "世纪", "年代"];
