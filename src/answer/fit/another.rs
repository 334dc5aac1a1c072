//! Whether a figure or a date is said of another thing, year or turn than the
//! one that is asked about.

use std::ops::Range;

use crate::answer::names::{is_quote, quotes};
use crate::corpus::glossary::{Entry, Found, Glossary};
use crate::question::TermKind;
use crate::question::years;
use crate::retrieval::PreparedQuestion;
use crate::text::date::{Precision, mentions};
use crate::text::normalize::{fold, folded};

/// Whether `clause` is of another year, or of another one of a row, than the
/// question: 前兩輪 where 第三輪 is asked about.
pub(super) fn of_another(prepared: &PreparedQuestion, clause: &str) -> bool {
    let clause = folded(clause);
    let of_another_year = || {
        let years = years(&clause);
        !years.is_empty() && !years.iter().any(|year| prepared.question.times.years.contains(year))
    };
    let relative = |clause: &str| {
        let years = mentions(clause, None).into_iter();
        let years = years.filter(|date| date.relative && date.precision == Precision::Year);
        years.map(|date| clause[date.span].to_owned()).collect::<Vec<_>>()
    };
    // 去年 where 今年 is asked about.
    let asked = relative(&prepared.question.wording.text);
    let of_another_relative = || {
        let years = relative(&clause);
        !years.is_empty() && !years.iter().any(|year| asked.contains(year))
    };
    let of_another_turn = |(turn, counter): &(String, char)| {
        let others =
            clause.match_indices(*counter).filter_map(|(at, _)| clause[..at].chars().last());
        !clause.contains(turn.as_str()) && others.into_iter().any(is_turn)
    };
    (!prepared.question.times.years.is_empty() && of_another_year())
        || (!asked.is_empty() && of_another_relative())
        || turns(&prepared.question.wording.text).iter().any(of_another_turn)
}

/// The ordinals of a folded text with what they number: 第三輪.
fn turns(text: &str) -> Vec<(String, char)> {
    let ordinal = |(at, word): (usize, &str)| {
        let number: String = text[at + word.len()..].chars().take_while(|c| is_turn(*c)).collect();
        let counter = text[at + word.len() + number.len()..].chars().next()?;
        let known = !number.is_empty() && counter.is_alphabetic();
        known.then(|| (format!("{word}{number}{counter}"), counter))
    };
    text.match_indices('第').filter_map(ordinal).collect()
}

/// Whether `c` numbers what stands after it.
fn is_turn(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十两首".contains(c)
}

/// The names in a sentence: what stands in quotes, and the glossary's terms.
pub(super) struct Names(Vec<(Range<usize>, String)>);

impl Names {
    pub(super) fn of(sentence: &str, glossary: &Glossary) -> Self {
        let quote = |range: Range<usize>| {
            let name = sentence[range.clone()].trim_matches(is_quote);
            let start = range.start + sentence[range].find(name).unwrap_or(0);
            (start..start + name.len(), folded(name))
        };
        let mut names: Vec<_> = quotes(sentence).into_iter().map(quote).collect();
        let text = fold(sentence);
        let flat = text.to_string();
        let is_name = |found: &Found| {
            found.entries.iter().filter_map(|entry| glossary.entry(*entry)).any(Entry::is_name)
        };
        for term in glossary.find(&flat).into_iter().filter(is_name) {
            names.push((text.origin_of_bytes(&term.range), flat[term.range].to_owned()));
        }
        names.sort_by_key(|(range, _)| range.end);
        Self(names)
    }

    /// Whether the figure or date at `candidate` is not plainly said of
    /// another thing: between the thing that is asked about and it, no
    /// quoted name stands that the question does not have.
    pub(super) fn let_pass(
        &self,
        prepared: &PreparedQuestion,
        sentence: &str,
        candidate: &Range<usize>,
    ) -> bool {
        let asked = |name: &str| {
            prepared.terms.iter().any(|needle| {
                needle.kind == TermKind::Name
                    && (needle.text.contains(name) || name.contains(&needle.text))
                    || needle.texts.iter().any(|form| form == name)
            }) || prepared.question.wording.text.contains(name)
        };
        let before: Vec<_> =
            self.0.iter().filter(|(range, _)| range.end <= candidate.start).collect();
        let Some((last, name)) = before.last() else { return true };
        let quoted = sentence[..last.start].ends_with(['「', '《', '“']);
        let subject_earlier = before.iter().any(|(_, name)| asked(name));
        !(quoted && subject_earlier && !asked(name))
    }
}
