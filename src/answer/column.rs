//! The cell of a table's row that a question asks about: the reader sees which row it is,
//! and the heads of the columns say which of its cells.

use std::ops::Range;

use super::candidate::Candidate;
use super::cell::{cells, heads};
use super::now;
use crate::corpus::{CELL, Kind, Passage};
use crate::question::{AnswerType, Question, years};
use crate::retrieval::Hit;
use crate::text::list;
use crate::text::normalize::{fold, folded};
use crate::text::span::overlap;
use crate::text::terms::units;
use crate::text::whole::contains;

const FILE: &str = include_str!("column.tsv");

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
    figures > 1
        && question.answer_type.is_amount()
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

/// The column of the folded `heads` that `question` asks about, where only one can be meant.
fn column(question: &Question, heads: &[String]) -> Option<usize> {
    let columns = of_the_year(question, heads)?;
    match columns[..] {
        [column] => Some(column),
        _ => after_a_change(question, heads, &columns)
            .or_else(|| by_words(question, heads, &columns)),
    }
}

/// What is left of a folded `head` without each word of `kind` that it begins or ends with.
fn rest<'a>(head: &'a str, kind: &'static str) -> Vec<&'a str> {
    let without = |word: &str| head.strip_suffix(word).or_else(|| head.strip_prefix(word));
    list::words(FILE, kind).filter_map(without).map(str::trim).collect()
}

/// The one of two `columns` that tells how things are after a change, where the heads tell
/// nothing else apart and `question` asks how they are and does not have the other head.
fn after_a_change(question: &Question, heads: &[String], columns: &[usize]) -> Option<usize> {
    let [one, other] = columns[..] else { return None };
    let are = |before: usize, after: usize| {
        let of_before = rest(&heads[before], "before");
        rest(&heads[after], "after").iter().any(|one| of_before.contains(one))
    };
    let is_in_turn = are(one, other);
    if !is_in_turn && !are(other, one) {
        return None;
    }
    let (before, after) = if is_in_turn { (one, other) } else { (other, one) };
    let is_of_before = contains(&question.wording.text, &heads[before]);
    (now::asks_of_now(question) && !is_of_before).then_some(after)
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
/// other head has; or else, where it says none of these and nothing that no head says, most of
/// all its words, and of those that share the most the one with the fewest others: "Total R&D
/// expenditure" before "R&D expenditure as % of GDP" and "R&D personnel" for R&D expenditure.
fn by_words(question: &Question, heads: &[String], columns: &[usize]) -> Option<usize> {
    let said = Said::by(question);
    let words: Vec<Vec<String>> = columns.iter().map(|at| words(&heads[*at])).collect();
    let is_own = |word: &&String| words.iter().filter(|of| of.contains(word)).count() == 1;
    let own = |of: &Vec<String>| {
        let (said, all) = said.count(of.iter().filter(is_own));
        (if said * 2 >= all { said } else { 0 }, 0)
    };
    let shares: Vec<(usize, usize)> = words.iter().map(own).collect();
    if shares.iter().any(|(said, _)| *said > 0) {
        return only(&shares).map(|at| columns[at]);
    }
    // "male staff" is of none of "total staff" and "female staff".
    if says_more(question, heads) {
        return None;
    }
    let all = |of: &Vec<String>| {
        let (said, all) = said.count(of.iter());
        (said, usize::MAX - (all - said))
    };
    only(&words.iter().map(all).collect::<Vec<_>>()).map(|at| columns[at])
}

/// The place of the greatest of `shares`, whose first part is not 0, where it is the only one.
fn only(shares: &[(usize, usize)]) -> Option<usize> {
    let most = shares.iter().max().filter(|(said, _)| *said > 0)?;
    let mut of_most = (0..shares.len()).filter(|at| shares[*at] == *most);
    let (one, other) = (of_most.next()?, of_most.next());
    other.is_none().then_some(one)
}

/// Whether `question` is about something besides its year that none of `heads` says.
fn says_more(question: &Question, heads: &[String]) -> bool {
    let said: Vec<String> = heads.iter().flat_map(|head| words(head)).collect();
    let about: String = question.wording.about().chars().filter(|c| !c.is_numeric()).collect();
    words(&about.replace('|', " ")).iter().any(|word| !said.contains(word))
}

/// What a question says, in all forms of its words.
struct Said {
    text: String,
}

impl Said {
    fn by(question: &Question) -> Self {
        Self { text: said(question) }
    }

    /// How many of `words`, of how many, it says.
    fn count<'a>(&self, words: impl Iterator<Item = &'a String>) -> (usize, usize) {
        words.fold((0, 0), |(said, all), word| (said + usize::from(self.has(word)), all + 1))
    }

    fn has(&self, word: &str) -> bool {
        let mut tokens = self.text.split(|c: char| !c.is_ascii_alphanumeric());
        match word.is_ascii() {
            // The first letters of a longer word tell it.
            true if word.len() == STEM => tokens.any(|token| token.starts_with(word)),
            true => tokens.any(|token| token == word),
            false => self.text.contains(word),
        }
    }
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
        let changed = "項目 · 優化前 · 優化後";
        assert_eq!(asked("資助上限係幾多？", changed), Some(2));
        assert_eq!(asked("而家資助上限係幾多？", changed), Some(2));
        assert_eq!(asked("優化前資助上限係幾多？", changed), Some(1));
        assert_eq!(asked("以前資助上限係幾多？", changed), Some(1));
        assert_eq!(asked("What is the ceiling?", "Item · Before · After"), Some(2));
        assert_eq!(asked("資助上限係幾多？", "項目 · 數碼港 · 科學園"), None);
        assert_eq!(asked("資助上限係幾多？", "項目 · 前海 · 新界"), None);
        assert_ne!(asked("目前資助上限係幾多？", "項目 · 目前安排 · 優化後安排"), Some(2));
        assert_eq!(asked("資助係幾多？", "項目 · 舊上限 · 新上限"), Some(2));
        assert!(list::entries(FILE).all(|(word, _)| folded(word) == word), "not folded");
        let english = "Round · Applications received · Applications approved";
        assert_eq!(asked("How many applications were approved?", english), Some(2));
        assert_eq!(asked("幾多宗？", "項目 · 宗數"), Some(1));
        let alike = "Year · Total R&D expenditure (HK$ billion) · R&D expenditure as % of GDP · R&D personnel · Start-ups";
        assert_eq!(asked("What was R&D expenditure in 2024?", alike), Some(1));
        assert_eq!(asked("How many R&D personnel were there in 2024?", alike), Some(3));
        assert_eq!(asked("What was it in 2024?", alike), None);
        let staff = "Year · Staff (number) · Female staff";
        assert_eq!(asked("How many staff were there in 2024?", staff), Some(1));
        assert_eq!(asked("How many male staff were there in 2024?", staff), None);
    }
}
