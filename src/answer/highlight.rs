//! The words of a sentence that are of the kind asked for.

use std::ops::Range;

use super::fit;
use crate::corpus::glossary::Glossary;
use crate::index::analyzer;
use crate::retrieval::{Asks, Prepared};
use crate::text::date::mentions;
use crate::text::figure::{Figure, Unit, figures};
use crate::text::normalize::{fold, folded as folded_text};

/// The pieces of `sentence` that may be the answer itself; `question` is
/// folded, and its own figures are not an answer to it.
pub(super) fn candidates(asks: Asks, question: &str, sentence: &str) -> Vec<Range<usize>> {
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
    match asks {
        Asks::HowMany | Asks::When if asks_length => of(is_duration),
        Asks::HowMany => of(is_amount),
        Asks::Share => of(is_share),
        Asks::Rank => of(|unit| *unit == Unit::Rank),
        Asks::When => {
            let dates = mentions(sentence, None).into_iter().map(|mention| mention.span);
            dates.filter(|span| !question.contains(&folded_text(&sentence[span.clone()]))).collect()
        }
        _ => Vec::new(),
    }
}

/// The pieces of `text` that are likely the answer itself, to be marked.
pub(super) fn likely(prepared: &Prepared, glossary: &Glossary, text: &str) -> Vec<Range<usize>> {
    let formed = candidates(prepared.asks, &prepared.written, text);
    let mut likely = match prepared.asks {
        Asks::Who => tagged(prepared, text, &["nr", "nrt", "nrfg"]),
        Asks::Where => tagged(prepared, text, &["ns", "nt"]),
        Asks::What | Asks::Subject => quoted(prepared, text),
        _ => fit::fitting(prepared, glossary, text, formed),
    };
    likely.sort_by_key(|range| range.start);
    likely.dedup_by(|next, last| next.start < last.end);
    likely
}

/// Words with one of `tags` that the question does not have.
fn tagged(prepared: &Prepared, text: &str, tags: &[&str]) -> Vec<Range<usize>> {
    let folded = fold(text);
    let flat = folded.to_string();
    let mut found = Vec::new();
    let mut at = 0;
    for (word, tag) in analyzer::tagged(&flat) {
        let end = at + word.chars().count();
        if tags.contains(&tag) && end > at + 1 && !prepared.written.contains(word) {
            found.push(folded.origin(at..end));
        }
        at = end;
    }
    found
}

/// What stands in quotes and not in the question.
fn quoted(prepared: &Prepared, text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open = None;
    for (at, character) in text.char_indices() {
        match character {
            '「' | '《' | '“' => open = Some(at),
            '」' | '》' | '”' => {
                let end = at + character.len_utf8();
                found.extend(open.take().map(|start: usize| start..end));
            }
            _ => {}
        }
    }
    let inner = |range: &Range<usize>| {
        let name = text[range.clone()].trim_matches(['「', '」', '《', '》', '“', '”']);
        !prepared.written.contains(&folded_text(name))
    };
    found.retain(inner);
    found
}

/// Whether answers to `asks` can be told by their form.
pub(super) fn has_form(asks: Asks) -> bool {
    matches!(asks, Asks::HowMany | Asks::Share | Asks::Rank | Asks::When)
}

/// Words that ask for a length of time, folded.
const LENGTHS: &[&str] =
    &["多久", "多长时间", "几年", "几个月", "几天", "几小时", "how long", "how many years"];

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
