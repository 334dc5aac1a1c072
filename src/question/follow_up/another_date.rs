//! Rule 1: the same of another time, 去年呢？, 之前呢？, 再之前嗰年呢？

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::asked::Asked;
use super::slot::replaced;
use super::turn::Carried;
use crate::question::lexicon::{EARLIER, NOW, OPENINGS, YEAR_BEFORE};
use crate::text::date::{Precision, mentions};
use crate::text::script::is_han;

/// Rule 1.
pub(super) fn another_date(
    asked: &Asked<'_>,
    before: &Asked<'_>,
    today: Option<NaiveDate>,
) -> Option<(String, Carried)> {
    let date = asked.dates.first()?;
    let opening = asked.opening(&OPENINGS).unwrap_or(0);
    let other_words = asked.subjects().iter().any(|run| run.start >= opening);
    let asks_more = asked.asking.as_ref().is_some_and(|asking| asking.start >= opening);
    if other_words || asks_more || before.chars().is_empty() {
        return None;
    }
    let text = match before.dates.first() {
        Some(old) => {
            replaced(before, old, &in_place(asked.said(date.clone()), before.said(old.clone())))
        }
        None => dated(before, asked, (date, opening), today),
    };
    Some((text.clone(), Carried::Question(text)))
}

/// Rule 1, of what was so before.
pub(super) fn earlier(
    asked: &Asked<'_>,
    before: &Asked<'_>,
    today: Option<NaiveDate>,
) -> Option<(String, Carried)> {
    let begins = asked.opening(&OPENINGS).unwrap_or(0);
    let mark = |c: char| !c.is_alphanumeric();
    let rest = asked.folded_at(begins..asked.chars().len());
    let rest = rest.trim_matches(mark).trim_end_matches(['呢', '嘅', '的']);
    let is_year = YEAR_BEFORE.contains(&rest);
    let before_that = EARLIER.first().filter(|_| is_year);
    let word = EARLIER.iter().find(|word| rest == **word).or(before_that)?;
    if !before.dates.is_empty() {
        // 之前 of two years that are one need not be the two before them, 再之前嗰年 is.
        let two_years = || match &before.dates[..] {
            [date] => Some(replaced(before, date, &two_years_before(before.said(date.clone()))?)),
            _ => None,
        };
        let text = of_year_before(before, today).or_else(|| is_year.then(two_years).flatten());
        let unchanged = || (asked.text.to_owned(), Carried::After(before.text.to_owned()));
        return Some(text.map_or_else(unchanged, |text| (text.clone(), Carried::Question(text))));
    }
    let question = before.without(&NOW);
    if question.is_empty() {
        return None;
    }
    let text = if question.chars().any(is_han) {
        let said = if is_year { word } else { asked.said(begins..asked.chars().len()) };
        format!("{}{question}", said.trim_matches(mark).trim_end_matches(['呢', '嘅', '的']))
    } else {
        let word = if word.is_ascii() { word } else { "before" };
        format!("{} {word}?", question.trim_end_matches(mark))
    };
    Some((text.clone(), Carried::Question(text)))
}

/// `before` of the year before the one that is its only date: 2022年 for 2023年, and for 去年 where
/// `today` is in 2024.
fn of_year_before(before: &Asked<'_>, today: Option<NaiveDate>) -> Option<String> {
    let [date] = &before.dates[..] else { return None };
    let said = before.said(date.clone());
    let digits = said.trim_end_matches('年');
    let goes_on = before.chars().get(date.end).is_some_and(|next| "/-–0123456789".contains(*next));
    let written: Option<i32> = digits.parse().ok().filter(|_| digits.len() == 4 && !goes_on);
    if let Some(year) = written {
        return Some(replaced(before, date, &said.replace(digits, &(year - 1).to_string())));
    }
    let year = year_of(said, today)? - 1;
    let behind = before.chars().get(date.end);
    // "last year's budget" is that of a year.
    let is_owner = behind.is_some_and(|next| "'’".contains(*next));
    let year = match said.chars().any(is_han) {
        true => format!("{year}年"),
        false if is_owner => year.to_string(),
        false => format!("in {year}"),
    };
    Some(replaced(before, date, &year))
}

/// The two years before those that `said` names as one: 2022至23年度 of 2023至24年度.
fn two_years_before(said: &str) -> Option<String> {
    let year: i32 = said.get(..4)?.parse().ok()?;
    let rest = &said[4..];
    let next = format!("{:02}", (year + 1) % 100);
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    let before = format!("{:02}", year % 100);
    (digits == next).then(|| format!("{}{}", year - 1, rest.replace(&next, &before)))
}

/// The year that `said` is where it counts from `today`: 2025 of 舊年.
fn year_of(said: &str, today: Option<NaiveDate>) -> Option<i32> {
    let dates = mentions(said, today);
    let [date] = &dates[..] else { return None };
    let is_year = date.relative && date.precision == Precision::Year;
    date.start.filter(|_| is_year && today.is_some()).map(|day| day.year())
}

/// The date `said` as it stands in place of `old`: 2021 of 2023年 is 2021年.
fn in_place(said: &str, old: &str) -> String {
    let bare = said.chars().all(|c| c.is_ascii_digit());
    let year = bare && old.ends_with('年');
    format!("{said}{}", if year { "年" } else { "" })
}

/// `before`, which names no date, with that of `asked` as a person would write it: first
/// in Chinese, and last in English, with the words that lead up to it from `opening` on.
fn dated(
    before: &Asked<'_>,
    asked: &Asked<'_>,
    (date, opening): (&Range<usize>, usize),
    today: Option<NaiveDate>,
) -> String {
    let rest = before.without(&NOW);
    let is_mark = |c: char| !c.is_alphanumeric();
    let is_chinese = rest.chars().any(is_han);
    // 舊年 is told to a question in English by its year.
    if let Some(year) = year_of(asked.said(date.clone()), today)
        && is_chinese != asked.said(date.clone()).chars().any(is_han)
    {
        return if is_chinese {
            format!("{year}年{rest}")
        } else {
            format!("{} in {year}?", rest.trim_end_matches(is_mark))
        };
    }
    if is_chinese {
        let said = asked.said(date.clone());
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let apart = latin(said.chars().next_back()) || latin(rest.chars().next());
        return format!("{said}{}{rest}", if apart { " " } else { "" });
    }
    let said = asked.said(opening..date.end).trim_matches(is_mark);
    format!("{} {said}?", rest.trim_end_matches(is_mark))
}

/// `text`, a question from before in which a word was replaced, with the date of `asked`, if that
/// has one: 2024年度盈餘呢？
pub(super) fn with_date_of(asked: &Asked<'_>, text: String) -> String {
    let Some(date) = asked.dates.first() else { return text };
    let whole = Asked::new(&text);
    match whole.dates.first() {
        Some(old) => {
            replaced(&whole, old, &in_place(asked.said(date.clone()), whole.said(old.clone())))
        }
        None => dated(&whole, asked, (date, date.start), None),
    }
}
