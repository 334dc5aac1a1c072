//! What was so before and what is so now, where one sentence tells both: 兩年前只有450，今天已
//! 增至2 900. Where no time is asked about, what is so now is meant.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::candidate::Candidate;
use crate::question::{AnswerType, Question};
use crate::retrieval::Hit;
use crate::text::date::{Mention, mentions};
use crate::text::figure::figures;
use crate::text::list;
use crate::text::normalize::folded;
use crate::text::span::overlap;
use crate::text::whole::contains;

const FILE: &str = include_str!("now.tsv");

/// What is so now is looked for in so many bytes behind what was so before: in the next clause
/// or sentence.
const BEHIND: usize = 240;

/// `candidates`, which stand in `hits`, each that is a figure of a time before put on the figure
/// of now behind it in its sentence, where `question` asks about no time.
pub(super) fn placed(
    question: &Question,
    hits: &[Hit],
    mut candidates: Vec<Candidate>,
) -> Vec<Candidate> {
    if !asks_of_now(question) {
        return candidates;
    }
    for candidate in &mut candidates {
        let hit = &hits[candidate.hit];
        let start = candidate.sentence.start;
        let sentence = &hit.passage.text[candidate.sentence.clone()];
        let span = candidate.span.start - start..candidate.span.end - start;
        if let Some(now) = of_now(sentence, &span, hit.published) {
            candidate.span = start + now.start..start + now.end;
        }
    }
    candidates
}

/// Whether `question` asks how things are: it names no time, nor that they were so before.
pub(super) fn asks_of_now(question: &Question) -> bool {
    let text = &question.wording.text;
    question.times.is_empty() && !list::words(FILE, "before").any(|word| contains(text, word))
}

/// Whether `question` begins or ends by asking how things were before, and `sentence`, which was
/// published on `from`, tells of no time before: no date of an earlier year, and no word for
/// what was.
pub(super) fn is_of_today(question: &Question, sentence: &str, from: Option<NaiveDate>) -> bool {
    let has = |text: &str, kind| list::words(FILE, kind).any(|word| contains(text, word));
    let text = question.wording.text.trim_matches(|c: char| !c.is_alphanumeric());
    let mut before = list::words(FILE, "before");
    if !before.any(|word| text.starts_with(word) || text.ends_with(word)) {
        return false;
    }
    let said = folded(sentence);
    let is_earlier = |date: &Mention| {
        let year = from.map(|day| day.year());
        date.start.is_some_and(|start| year.is_none_or(|year| start.year() < year))
    };
    !has(&said, "before") && !has(&said, "past") && !mentions(sentence, from).iter().any(is_earlier)
}

/// Whether `question` asks when something is, and `span` of `sentence` tells when it was to be as
/// people thought then: 「當時預計2024年底啟用」.
pub(super) fn is_of_then(question: &Question, sentence: &str, span: &Range<usize>) -> bool {
    let asks = question.answer_type == AnswerType::When && asks_of_now(question);
    let led = folded(&sentence[..span.start]);
    let then = list::words(FILE, "then").filter_map(|word| Some(led.rfind(word)? + word.len()));
    let instead = |rest: &str| list::words(FILE, "instead").any(|word| contains(rest, word));
    asks && then.max().is_some_and(|then| !instead(&led[then..]))
}

/// Whether `span` of `text`, which was published on `from`, is of a year before, and what it
/// has become is told behind it.
pub(super) fn is_former(text: &str, span: &Range<usize>, from: Option<NaiveDate>) -> bool {
    let text = &text[..text.floor_char_boundary(span.end + BEHIND)];
    of_now(text, span, from).is_some()
}

/// Where the time of its own year is told that stands behind `span` of `text`, which is of a
/// year before.
fn now(text: &str, span: &Range<usize>, from: Option<NaiveDate>) -> Option<Range<usize>> {
    let from = from?;
    let mut dates = mentions(text, Some(from));
    dates.retain(|date| date.start.is_some());
    let is_now = |date: &Mention| date.covers(from.year());
    let before = dates.iter().rfind(|date| date.span.end <= span.start)?;
    let behind = dates.iter().find(|date| date.span.start >= span.end)?;
    let was = !is_now(before) && before.start < Some(from);
    (was && behind.relative && is_now(behind)).then(|| behind.span.clone())
}

/// The figure that the one at `span` of `sentence` has become: it counts the same, and stands
/// behind a time of now and right behind a word for becoming, 已增至.
fn of_now(sentence: &str, span: &Range<usize>, from: Option<NaiveDate>) -> Option<Range<usize>> {
    let now = now(sentence, span, from)?;
    let figures = figures(sentence);
    let was = figures.iter().find(|figure| overlap(&figure.span, span))?;
    let is = figures.iter().find(|figure| {
        figure.span.start >= now.end
            && !figure.unit.is_date_part()
            && figure.unit.is_comparable(&was.unit)
            && became(&sentence[now.end..figure.span.start])
    })?;
    Some(is.span.clone())
}

/// Whether `before`, which stands before a figure, ends in a word for becoming.
fn became(before: &str) -> bool {
    let before = folded(before);
    let before = before.trim_end();
    list::words(FILE, "became").any(|word| before.ends_with(word))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::corpus::glossary::Glossary;
    use crate::question::Query;

    #[test]
    fn a_question_may_ask_of_the_time_before() {
        let glossary = Glossary::parse("", Path::new("glossary.tsv")).expect("parses");
        let asks = |question: &str| {
            let query: Query = question.parse().expect("a question");
            asks_of_now(&Question::read(&query, &glossary))
        };
        assert!(asks("全港公共算力有幾多？") && asks("How much computing power is there?"));
        assert!(!asks("以前全港公共算力有幾多？") && !asks("How much was there originally?"));
        assert!(list::entries(FILE).all(|(word, _)| folded(word) == word), "not folded");
    }

    #[test]
    fn what_was_planned_then_is_not_when_it_is_now() {
        let glossary = Glossary::parse("", Path::new("glossary.tsv")).expect("parses");
        let of_then = |question: &str, sentence: &str, span: &str| {
            let query: Query = question.parse().expect("a question");
            let at = sentence.find(span).expect("is there");
            is_of_then(&Question::read(&query, &glossary), sentence, &(at..at + span.len()))
        };
        let sentence = "園區當時預計2024年底啟用，現定於2026年8月。";
        assert!(of_then("園區幾時啟用？", sentence, "2024年底"));
        assert!(!of_then("園區幾時啟用？", sentence, "2026年8月"));
        assert!(!of_then("園區原定幾時啟用？", sentence, "2024年底"));
    }

    #[test]
    fn of_two_times_now_is_meant() {
        let from = NaiveDate::from_ymd_opt(2025, 11, 6);
        let told = |sentence: &str, span: &str| {
            let at = sentence.find(span).expect("is there");
            let span = at..at + span.len();
            let now = of_now(sentence, &span, from).map(|now| sentence[now].to_owned());
            (is_former(sentence, &span, from), now)
        };
        let sentence = "兩年前，全港的公共算力只有450 PFLOPS；今天，隨着中心在今年七月啟用，已增至2 900 PFLOPS。";
        assert_eq!(told(sentence, "450 PFLOPS"), (true, Some("2 900 PFLOPS".to_owned())));
        assert_eq!(told(sentence, "2 900 PFLOPS"), (false, None));
        let rose = "In 2023 there were 31 firms; today the number has risen to 45 firms.";
        assert_eq!(told(rose, "31 firms").1.as_deref(), Some("45"));
        for (other, span) in [
            ("去年有31間公司；今年會撥款三億元。", "31間"),
            ("去年有31間公司進駐園區；今年，12間學校參觀了園區。", "31間"),
            ("截至去年底批出31個項目；今年會另設12個項目的新計劃。", "31個"),
            ("In 2023, the Fund approved 40 projects; this year 6 projects were cancelled.", "40"),
            ("研究中心於2022年由李可創立，今天有500名員工。", "李可"),
            ("基金在2021年撥款5億元成立；今年會推出新措施。", "5億元"),
        ] {
            assert_eq!(told(other, span), (false, None), "{other}");
        }
        assert_eq!(told("2024年有31間公司，較2023年多兩成。", "31間"), (false, None));
        assert_eq!(told("今年有31間公司。", "31間"), (false, None));
    }
}
