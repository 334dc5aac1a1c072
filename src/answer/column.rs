//! The cell of a table's row that a question asks about: the reader sees which row it is,
//! and the heads of the columns say which of its cells.

use std::ops::Range;

use super::candidate::Candidate;
use crate::corpus::{CELL, Kind, Passage};
use crate::question::{AnswerType, Question, years};
use crate::retrieval::Hit;
use crate::text::figure::{Unit, figures};
use crate::text::normalize::{fold, folded};
use crate::text::span::overlap;
use crate::text::terms::units;

/// So many first letters of a Latin word tell it: approvals, approved.
const STEM: usize = 6;

/// `candidates`, which stand in `hits`, each of those in a row of a table on the one cell that
/// `question` asks about, each cell once.
pub(super) fn placed(
    question: &Question,
    hits: &[Hit],
    candidates: Vec<Candidate>,
) -> Vec<Candidate> {
    let mut placed: Vec<Candidate> = Vec::with_capacity(candidates.len());
    for one in candidates {
        let one = match cell(question, hits, &one) {
            Some((hit, span)) => {
                let sentence = 0..hits[hit].passage.text.len();
                Candidate { hit, sentence, span, ..one }
            }
            None => one,
        };
        let is_same = |other: &Candidate| other.hit == one.hit && other.span == one.span;
        if !placed.iter().any(is_same) {
            placed.push(one);
        }
    }
    placed
}

/// Whether `span` is in a row of several figures, and the heads do not tell which of them is
/// asked for: the reader guesses then.
pub(super) fn is_guessed(question: &Question, passage: &Passage, span: &Range<usize>) -> bool {
    let cells = cells(passage);
    let is_figure = |cell: &Range<usize>| passage.text[cell.clone()].starts_with(char::is_numeric);
    let figures = cells.iter().skip(1).filter(|cell| is_figure(cell)).count();
    let heads: Vec<String> = heads(passage).into_iter().map(folded).collect();
    let counts = [AnswerType::HowMany, AnswerType::Share];
    figures > 1
        && counts.contains(&question.answer_type)
        && cells.iter().skip(1).any(|cell| overlap(cell, span))
        && !heads.is_empty()
        && column(question, &heads).is_none()
}

/// Whether `passage` is a row whose name and the heads above it have years, and none of those
/// `asked` about.
pub(super) fn is_of_other_years(passage: &Passage, asked: &[i32]) -> bool {
    let name = cells(passage).into_iter().next().map(|cell| &passage.text[cell]);
    let words = heads(passage).into_iter().chain(name);
    let told: Vec<i32> = words.flat_map(|words| years(&folded(words))).collect();
    !asked.is_empty() && !told.is_empty() && !told.iter().any(|year| asked.contains(year))
}

/// The place among `hits` of the only other row of the table of passage `at` that is named as
/// the question says, where this one is not: 研究人員 for 支援人員.
fn named(question: &Question, hits: &[Hit], at: usize) -> Option<usize> {
    let passage = &hits[at].passage;
    if heads(passage).is_empty() {
        return None;
    }
    let is_beside = |one: &Passage| {
        one.kind == Kind::Row && one.document == passage.document && one.section == passage.section
    };
    let rows: Vec<usize> = (0..hits.len()).filter(|row| is_beside(&hits[*row].passage)).collect();
    let said = said(question);
    // What the table is about tells none of its rows.
    let above = folded(&passage.section.join(" "));
    let name = |row: &usize| {
        let label = folded(hits[*row].passage.text.split(CELL).next().unwrap_or_default());
        let mut words = words(&label);
        words.retain(|word| !above.contains(word.as_str()));
        words
    };
    let names: Vec<Vec<String>> = rows.iter().map(name).collect();
    let is_named = |words: &Vec<String>| {
        let own = |word: &&String| names.iter().filter(|of| of.contains(word)).count() == 1;
        let told = words.iter().filter(own).filter(|word| said.contains(word.as_str()));
        // One character is in many words.
        told.map(|word| word.chars().count()).sum::<usize>() > 1
    };
    let mut called =
        rows.iter().zip(&names).filter(|(_, name)| is_named(name)).map(|(row, _)| *row);
    let (row, other) = (called.next()?, called.next());
    (other.is_none() && row != at).then_some(row)
}

/// What `question` says, in all forms of its words.
fn said(question: &Question) -> String {
    let forms = question.wording.segments().iter().flat_map(|segment| &segment.forms);
    let forms: Vec<&str> = forms.map(|form| form.text.as_str()).collect();
    format!("{} {}", question.wording.text, forms.join(" "))
}

/// The hit and the bytes of it that the cell takes which `question` asks about, or the one that
/// the span of `candidate` begins in; `None` where it is in no row.
fn cell(question: &Question, hits: &[Hit], candidate: &Candidate) -> Option<(usize, Range<usize>)> {
    let passage = &hits[candidate.hit].passage;
    let at = cells(passage).iter().position(|cell| overlap(cell, &candidate.span))?;
    // Who and which are told by the name of the row.
    let counts = [AnswerType::HowMany, AnswerType::Share, AnswerType::Rank, AnswerType::When];
    if !counts.contains(&question.answer_type) && at == 0 {
        return cells(passage).into_iter().next().map(|cell| (candidate.hit, cell));
    }
    let heads: Vec<String> = heads(passage).into_iter().map(folded).collect();
    let column = column(question, &heads).or_else(|| Some(at).filter(|at| *at > 0))?;
    let row = named(question, hits, candidate.hit).unwrap_or(candidate.hit);
    let cell = cells(&hits[row].passage).get(column).cloned();
    cell.filter(|cell| !cell.is_empty()).map(|cell| (row, cell))
}

/// `words` of the cell at `column` of row `passage` with the unit that its head, or else what
/// stands above the table, has in brackets: "HK$30.2 billion" below "Total (HK$ billion)". As
/// they are where there is none.
pub(super) fn with_unit(passage: &Passage, column: usize, words: &str) -> String {
    let bare = |words: &str| {
        let mut figures = figures(words).into_iter();
        figures.next().is_some_and(|one| one.unit == Unit::Plain && one.span.len() == words.len())
    };
    if passage.kind != Kind::Row || !bare(words) {
        return words.to_owned();
    }
    if column == 0 {
        return words.to_owned();
    }
    let heads = heads(passage);
    let head = heads.get(column).copied();
    // What stands above the table is of all columns where these differ by their years alone.
    let are_years = heads.iter().skip(1).all(|head| !years(&folded(head)).is_empty());
    let above = passage.section.iter().rev().skip(1).map(String::as_str);
    let above = above.filter(|_| are_years);
    let mut units = head.into_iter().chain(above).filter_map(in_brackets);
    units.find_map(|unit| joined(words, unit)).unwrap_or_else(|| words.to_owned())
}

/// `told` of the cell at `column` of row `passage` with what the label of the row has in
/// brackets: "42.3% (estimate)".
pub(super) fn with_label(passage: &Passage, column: usize, told: String) -> String {
    let label = passage.text.split(CELL).next().filter(|_| passage.kind == Kind::Row);
    let beside = label.and_then(in_brackets).filter(|_| column > 0 && !told.is_empty());
    match beside.filter(|words| words.chars().all(|c| c.is_alphabetic() || c == ' ')) {
        Some(words) if words.is_ascii() => format!("{told} ({words})"),
        Some(words) => format!("{told}（{words}）"),
        None => told,
    }
}

/// The number of the cell of row `passage` that byte `at` is in.
pub(super) fn of(passage: &Passage, at: usize) -> usize {
    passage.text[..at].matches(CELL).count()
}

/// What stands in brackets at the end of `head`.
fn in_brackets(head: &str) -> Option<&str> {
    let head = head.trim_end().strip_suffix([')', '）'])?;
    let (at, open) = head.char_indices().rfind(|(_, c)| matches!(c, '(' | '（'))?;
    Some(head[at + open.len_utf8()..].trim())
}

/// `number` with `unit` behind it, or on both of its sides; `None` where these are no unit.
fn joined(number: &str, unit: &str) -> Option<String> {
    let after = unit.starts_with(|c: char| c.is_ascii_alphabetic());
    let behind = format!("{number}{}{unit}", if after { " " } else { "" });
    let around = unit.split_once(' ').map(|(sign, rest)| format!("{sign}{number} {rest}"));
    let before = format!("{unit}{number}");
    let is_whole = |text: &String| {
        let mut figures = figures(text).into_iter();
        let first = figures.next().filter(|one| one.unit != Unit::Plain);
        first.is_some_and(|one| one.span.len() == text.len())
    };
    around.into_iter().chain([behind, before]).find(is_whole)
}

/// The bytes of each cell of a row; none of another passage.
fn cells(passage: &Passage) -> Vec<Range<usize>> {
    if passage.kind != Kind::Row {
        return Vec::new();
    }
    let base = passage.text.as_ptr() as usize;
    let cells = passage.text.split(CELL).map(|cell| {
        let start = cell.as_ptr() as usize - base;
        start..start + cell.len()
    });
    cells.collect()
}

/// The heads of the columns of a row, if they are known.
fn heads(passage: &Passage) -> Vec<&str> {
    let head = passage.section.last().filter(|_| passage.kind == Kind::Row);
    let heads: Vec<&str> = head.into_iter().flat_map(|head| head.split(CELL)).collect();
    if heads.len() > 1 { heads } else { Vec::new() }
}

/// The column of the folded `heads` that `question` asks about, where only one can be meant.
fn column(question: &Question, heads: &[String]) -> Option<usize> {
    let columns = of_the_year(question, heads)?;
    match columns[..] {
        [column] => Some(column),
        _ => by_words(question, heads, &columns),
    }
}

/// The columns of the year that `question` asks about, of the newest where it names no time;
/// all where none has a year, and `None` where the time is told otherwise.
fn of_the_year(question: &Question, heads: &[String]) -> Option<Vec<usize>> {
    let mut columns: Vec<usize> = (1..heads.len()).collect();
    let of: Vec<Vec<i32>> = heads.iter().map(|head| years(head)).collect();
    let Some(newest) = columns.iter().flat_map(|at| &of[*at]).max().copied() else {
        return Some(columns);
    };
    let times = &question.times;
    if times.years.is_empty() && !times.is_empty() {
        return None;
    }
    let wanted = if times.is_empty() { vec![newest] } else { times.years.clone() };
    columns.retain(|at| of[*at].iter().any(|year| wanted.contains(year)));
    Some(columns)
}

/// The one of `columns` of whose head `question` says most: at least half of the words that no
/// other head has; or else, where it says none of these, most of all its words, and of those
/// that share the most the one with the fewest others: "Total R&D expenditure" before "R&D
/// expenditure as % of GDP" and "R&D personnel" for R&D expenditure.
fn by_words(question: &Question, heads: &[String], columns: &[usize]) -> Option<usize> {
    let words: Vec<Vec<String>> = columns.iter().map(|at| words(&heads[*at])).collect();
    let is_own = |word: &String| words.iter().filter(|of| of.contains(word)).count() == 1;
    let text = said(question);
    let tokens: Vec<&str> = text.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    let stands = |word: &str| match word.is_ascii() {
        // The first letters of a longer word tell it.
        true if word.len() == STEM => tokens.iter().any(|token| token.starts_with(word)),
        true => tokens.contains(&word),
        false => text.contains(word),
    };
    let said = |of: &[&String]| of.iter().filter(|word| stands(word)).count();
    let own = |of: &Vec<String>| {
        let own: Vec<&String> = of.iter().filter(|word| is_own(word)).collect();
        let said = said(&own);
        (if said * 2 >= own.len() { said } else { 0 }, 0)
    };
    let all = |of: &Vec<String>| {
        let all: Vec<&String> = of.iter().collect();
        let said = said(&all);
        (said, usize::MAX - (all.len() - said))
    };
    let only = |shares: Vec<(usize, usize)>| {
        let most = shares.iter().max().copied().filter(|(said, _)| *said > 0)?;
        let mut of_most = (0..shares.len()).filter(|at| shares[*at] == most);
        let (one, other) = (of_most.next()?, of_most.next());
        other.is_none().then(|| columns[one])
    };
    let shares: Vec<(usize, usize)> = words.iter().map(own).collect();
    if shares.iter().any(|(said, _)| *said > 0) {
        return only(shares);
    }
    // "male staff" is of none of "total staff" and "female staff".
    let heads = heads.iter().map(String::as_str).collect::<Vec<_>>().join(" ");
    let heads: Vec<String> = self::words(&heads);
    let mut asked = question.wording.about();
    asked.retain(|c| !c.is_numeric());
    if self::words(&asked.replace('|', " ")).iter().any(|word| !heads.contains(word)) {
        return None;
    }
    only(words.iter().map(all).collect())
}

/// The words of a folded head that say what stands below it, without what is in brackets.
fn words(head: &str) -> Vec<String> {
    let head = head.split(['(', '（']).next().unwrap_or(head);
    let folded = fold(head);
    let words = units(&folded).into_iter().map(|unit| unit.text(&folded));
    words.map(|word| word.chars().take(STEM).collect()).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::corpus::glossary::Glossary;
    use crate::question::Query;

    fn asked(question: &str, heads: &str) -> Option<usize> {
        let glossary = Glossary::parse("", Path::new("glossary.tsv")).expect("parses");
        let query: Query = question.parse().expect("a question");
        let heads: Vec<String> = heads.split(CELL).map(folded).collect();
        column(&Question::read(&query, &glossary), &heads)
    }

    #[test]
    fn a_number_takes_the_unit_of_its_head() {
        for (number, unit, told) in [
            ("30.2", "HK$ billion", Some("HK$30.2 billion")),
            ("171", "億元", Some("171億元")),
            ("1.07", "%", Some("1.07%")),
            ("3,985", "HK$", Some("HK$3,985")),
            ("120", "provisional", None),
            ("120", "2025", None),
        ] {
            assert_eq!(joined(number, unit).as_deref(), told, "{number} {unit}");
        }
        assert_eq!(in_brackets("涉及資助額（百萬元）"), Some("百萬元"));
        assert_eq!(in_brackets("Start-ups"), None);
    }

    #[test]
    fn a_year_and_the_words_of_a_head_tell_its_column() {
        let years = "Type · 2021 · 2022 · 2023 · 2024";
        assert_eq!(asked("How many researchers were there in 2022?", years), Some(2));
        assert_eq!(asked("2024年有幾多名研究人員？", years), Some(4));
        assert_eq!(asked("How many researchers are there?", years), Some(4));
        assert_eq!(asked("2019年有幾多名研究人員？", years), None);
        let counts = "輪次 · 截止日期 · 收到申請 · 獲批申請 · 涉及資助額（百萬元）";
        assert_eq!(asked("第二輪收到幾多宗申請？", counts), Some(2));
        assert_eq!(asked("第二輪有多少宗申請獲批？", counts), Some(3));
        assert_eq!(asked("第二輪涉及的資助額是多少？", counts), Some(4));
        assert_eq!(asked("第二輪點樣？", counts), None);
        let english = "Round · Applications received · Applications approved";
        assert_eq!(asked("How many applications were approved?", english), Some(2));
        assert_eq!(asked("幾多宗？", "項目 · 宗數"), Some(1));
        let alike = "Year · Total R&D expenditure (HK$ billion) · R&D expenditure as % of GDP · R&D personnel · Start-ups";
        assert_eq!(asked("What was R&D expenditure in 2024?", alike), Some(1));
        assert_eq!(asked("How many R&D personnel were there in 2024?", alike), Some(3));
        assert_eq!(asked("What was it in 2024?", alike), None);
    }
}
