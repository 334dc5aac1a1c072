//! Whether what looks like the answer is one: of the kind that is asked for,
//! and said of the thing that is asked about.

use std::ops::Range;

use super::highlight;
use crate::corpus::glossary::{Entry, Found, Glossary};
use crate::retrieval::{Asks, Prepared};
use crate::text::figure::{Figure, Unit, figures};
use crate::text::normalize::folded;

/// What an amount must count to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// Money: 多少錢, how much funding.
    Money,
    /// Things or people: 幾間, 多少人, how many.
    Things,
    /// A length, an area, an age: the unit itself must be there.
    Measure,
    /// Whatever it is.
    Any,
}

/// Words that ask for money, folded.
const MONEY: &[&str] = &[
    "多少钱",
    "多少元",
    "多少港元",
    "多少美元",
    "多少港币",
    "多少资金",
    "多少拨款",
    "多少款",
    "多少经费",
    "how much money",
    "how much funding",
    "how much cash",
];

/// Units of measure that an answer must have when they are asked for.
const MEASURES: &[&str] = &[
    "公顷", "平方", "公里", "公尺", "英里", "公斤", "公吨", "吨", "岁", "小时", "分钟", "米",
    "hectare", "square", "kilomet", "met", "mile", "hour", "minute", "ton",
];

/// Counters after an asking word that ask for a number of things.
const COUNTERS: &str = "间家个人名位项条座块份所次种类款宗幢栋层届轮批部辆台只本篇场队组支套";

/// Whether `sentence` has an answer to the question by its form, if answers
/// to it have one.
pub(super) fn fits(prepared: &Prepared, glossary: &Glossary, sentence: &str) -> bool {
    if !highlight::has_form(prepared.asks) {
        return true;
    }
    let candidates = highlight::candidates(prepared.asks, &prepared.written, sentence);
    !fitting(prepared, glossary, sentence, candidates).is_empty()
}

/// The `candidates` that are of the kind asked for, and said of the thing
/// asked about.
pub(super) fn fitting(
    prepared: &Prepared,
    glossary: &Glossary,
    sentence: &str,
    candidates: Vec<Range<usize>>,
) -> Vec<Range<usize>> {
    let mut fitting = of_the_kind(prepared, sentence, candidates);
    let names = Names::of(sentence, glossary);
    fitting.retain(|candidate| names.let_pass(prepared, sentence, candidate));
    fitting
}

/// The candidates that count what is asked for.
fn of_the_kind(
    prepared: &Prepared,
    sentence: &str,
    mut candidates: Vec<Range<usize>>,
) -> Vec<Range<usize>> {
    let wanted = wanted(prepared);
    if wanted != Wanted::Any {
        let figures = figures(sentence);
        candidates.retain(|candidate| {
            let figure = figures.iter().find(|figure| figure.span == *candidate);
            figure.is_some_and(|figure| is_wanted(prepared, wanted, figure))
        });
    }
    candidates
}

fn wanted(prepared: &Prepared) -> Wanted {
    let (asked, after) = (&prepared.written, prepared.gap.words_after.as_str());
    if prepared.asks != Asks::HowMany {
        Wanted::Any
    } else if MONEY.iter().any(|word| asked.contains(word)) {
        Wanted::Money
    } else if MEASURES.iter().any(|unit| after.starts_with(unit)) {
        Wanted::Measure
    } else if after.starts_with(|c| COUNTERS.contains(c)) || asked.contains("how many") {
        Wanted::Things
    } else {
        Wanted::Any
    }
}

fn is_wanted(prepared: &Prepared, wanted: Wanted, figure: &Figure) -> bool {
    match (wanted, &figure.unit) {
        (Wanted::Any, _) | (Wanted::Money, Unit::Money(_)) => true,
        (Wanted::Things, unit) => matches!(unit, Unit::Plain | Unit::Counted(_)),
        (Wanted::Measure, Unit::Counted(unit)) => {
            let asked = prepared.gap.words_after.as_str();
            asked.starts_with(unit.as_str())
                || (asked.is_ascii() && MEASURES.contains(&unit.as_str()))
        }
        _ => false,
    }
}

/// The names in a sentence: what stands in quotes, and the glossary's terms.
struct Names(Vec<(Range<usize>, String)>);

impl Names {
    fn of(sentence: &str, glossary: &Glossary) -> Self {
        let mut names = Vec::new();
        let mut open = None;
        for (at, character) in sentence.char_indices() {
            match character {
                '「' | '《' | '“' => open = Some(at + character.len_utf8()),
                '」' | '》' | '”' => names.extend(open.take().map(|start| start..at)),
                _ => {}
            }
        }
        let mut names: Vec<(Range<usize>, String)> =
            names.into_iter().map(|range| (range.clone(), folded(&sentence[range]))).collect();
        let text = crate::text::normalize::fold(sentence);
        let flat = text.to_string();
        let is_name = |found: &Found| {
            found.entries.iter().filter_map(|entry| glossary.entry(*entry)).any(Entry::is_name)
        };
        for term in glossary.find(&flat).into_iter().filter(is_name) {
            let chars = |byte: usize| flat[..byte].chars().count();
            let range = text.origin(chars(term.range.start)..chars(term.range.end));
            names.push((range, flat[term.range].to_owned()));
        }
        names.sort_by_key(|(range, _)| range.end);
        Self(names)
    }

    /// Whether the figure or date at `candidate` is not plainly said of
    /// another thing: between the thing that is asked about and it, no
    /// quoted name stands that the question does not have.
    fn let_pass(&self, prepared: &Prepared, sentence: &str, candidate: &Range<usize>) -> bool {
        let asked = |name: &str| {
            prepared.needles.iter().any(|needle| {
                needle.name && (needle.text.contains(name) || name.contains(&needle.text))
                    || needle.texts.iter().any(|form| form == name)
            }) || prepared.written.contains(name)
        };
        let before: Vec<_> =
            self.0.iter().filter(|(range, _)| range.end <= candidate.start).collect();
        let Some((last, name)) = before.last() else { return true };
        let quoted = sentence[..last.start].ends_with(['「', '《', '“']);
        let subject_earlier = before.iter().any(|(_, name)| asked(name));
        !(quoted && subject_earlier && !asked(name))
    }
}
