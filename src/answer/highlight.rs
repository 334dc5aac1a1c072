//! The words of a sentence that are of the kind asked for.

use std::ops::Range;

use super::{fit, list, names, times, titles};
use crate::corpus::glossary::Glossary;
use crate::question::AnswerType;
use crate::retrieval::PreparedQuestion;
use crate::text::coded::CodedText;
use crate::text::figure::{Figure, Unit, figures};
use crate::text::sentence::clauses;

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
        AnswerType::Share => of(is_share),
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

/// The pieces of `text` that are likely the answer itself, to be marked.
pub(super) fn likely(
    prepared: &PreparedQuestion,
    glossary: &Glossary,
    text: &str,
) -> Vec<Range<usize>> {
    if let Some(person) = titles::asked_person(prepared) {
        return titles::titles(&person, glossary, text);
    }
    let formed = candidates(prepared, text);
    let mut likely = match prepared.question.answer_type {
        AnswerType::Who => names::persons(prepared, text),
        AnswerType::Where => names::places(prepared, text),
        AnswerType::What | AnswerType::Subject => {
            in_best_clause(prepared, text, names::quoted(prepared, text))
        }
        AnswerType::List => list::enumeration(text).into_iter().collect(),
        _ => best_clause(prepared, text, fit::fitting(prepared, glossary, text, formed)),
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

/// 成 and percent, and the points that a share changes by.
fn is_share(unit: &Unit) -> bool {
    matches!(unit, Unit::Percent) || *unit == Unit::Counted("个百分点".to_owned())
}
