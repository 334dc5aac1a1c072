//! English dates: 29 December 2025, Dec 29, 2025, in May, May next year, Q2 2026, next year,
//! by the end of next year, the past two years.

use chrono::{Datelike, NaiveDate};

use super::calendar::{Month, fiscal_year, monday, shift, year_of_month};
use super::english_words::{
    AMBIGUOUS, BEFORE_MONTH, COUNTS, DAYS, FISCAL_YEAR, MONTHS, ORDINALS, PARTS, TURNS, UNITS,
    WEEKDAYS,
};
use super::number::{attempt, bare_year, digits, year};
use super::reading::{MonthOf, Reading, Year};
use super::relative::month as month_after;
use super::span::{Unit, Way, ago, stretch, week};
use super::{Part, Precision, Resolved};
use crate::text::figure::cursor::Cursor;

/// Reads an English date at `cursor`, which is at the start of a word.
pub(super) fn read(cursor: Cursor<'_>, reference: Option<NaiveDate>) -> Option<Reading> {
    part(cursor, reference)
        .or_else(|| period(cursor, reference))
        .or_else(|| day_month(cursor, reference))
        .or_else(|| month_day(cursor, reference))
        .or_else(|| word(cursor, reference))
        .or_else(|| turned(cursor, reference))
        .or_else(|| counted(cursor, reference))
}

/// early 2026, mid-2026, the end of next year, late May.
fn part(mut cursor: Cursor<'_>, reference: Option<NaiveDate>) -> Option<Reading> {
    let part = cursor.pick(PARTS)?;
    separate(&mut cursor);
    if let Some(year) = named_year(&mut cursor, reference) {
        return Some(year.part(&cursor, part));
    }
    let month = attempt(&mut cursor, |c| turn(c, "month"))
        .map(|months| month_after(reference, months))
        .or_else(|| named_month(&mut cursor, reference))?;
    Some(month.part(&cursor, part))
}

/// Q2 2026, the second quarter of 2026, the first half of next year, the
/// first three quarters of this year.
fn period(mut cursor: Cursor<'_>, reference: Option<NaiveDate>) -> Option<Reading> {
    if let Some(letter) = cursor.eat_one("qh") {
        let number = digits(&mut cursor, 1..=1)?;
        let year = of_year(&mut cursor, reference)?;
        return match (letter, number) {
            ('q', 1..=4) => Some(year.quarter(&cursor, number)),
            ('h', 1..=2) => Some(year.half(&cursor, number)),
            _ => None,
        };
    }
    let ordinal = cursor.pick(ORDINALS)?;
    cursor.spaces();
    if ordinal == 1
        && let Some(count) = attempt(&mut cursor, |c| c.pick(COUNTS))
    {
        cursor.spaces();
        let months = cursor.pick(&[("quarters", 3), ("months", 1)])? * count;
        let year = of_year(&mut cursor, reference)?;
        return (1..=12).contains(&months).then(|| year.first_months(&cursor, months));
    }
    if cursor.eat("quarter") {
        return Some(of_year(&mut cursor, reference)?.quarter(&cursor, ordinal));
    }
    let half = cursor.eat("half") && ordinal <= 2;
    half.then(|| of_year(&mut cursor, reference).map(|year| year.half(&cursor, ordinal)))?
}

/// 29 December 2025, 29th of December.
fn day_month(mut cursor: Cursor<'_>, reference: Option<NaiveDate>) -> Option<Reading> {
    let day = day(&mut cursor)?;
    cursor.spaces();
    attempt(&mut cursor, |c| c.eat("of").then(|| c.spaces()));
    let month = cursor.pick(MONTHS)?;
    month_of(&mut cursor, month, reference).day(&cursor, day)
}

/// December 29, 2025; Dec 29; December 2025; in May.
fn month_day(mut cursor: Cursor<'_>, reference: Option<NaiveDate>) -> Option<Reading> {
    let before = cursor;
    let month = cursor.pick(MONTHS)?;
    let length = cursor.at() - before.at();
    let mut ahead = cursor;
    attempt(&mut ahead, |c| c.eat(".").then_some(()));
    ahead.spaces();
    if let Some(day) = day(&mut ahead) {
        return month_of(&mut ahead, month, reference).day(&ahead, day);
    }
    if let Some(month) = month_of_year(&mut cursor, month, reference) {
        return Some(month.whole(&cursor));
    }
    let name: String = before.rest()[..length].iter().collect();
    let is_word = length <= 3 || AMBIGUOUS.contains(&name.as_str());
    if is_word && !follows(&before, BEFORE_MONTH) {
        return None;
    }
    Some(month_of(&mut cursor, month, reference).whole(&cursor))
}

/// yesterday, today, tomorrow; year-end; recent years.
fn word(mut cursor: Cursor<'_>, reference: Option<NaiveDate>) -> Option<Reading> {
    if let Some(days) = cursor.pick(DAYS) {
        let when = reference.and_then(|day| shift(day, days)).map(Resolved::Day);
        return Some(Reading::new(&cursor, Precision::Day, when, true));
    }
    if cursor.eat_any(&["year-end", "the year-end"]) {
        return Some(Year::after(reference, 0).part(&cursor, Part::Late));
    }
    let vague = cursor.eat_any(&["recent years", "recent months", "coming years", "recently"]);
    vague.then(|| Reading::new(&cursor, Precision::Span, None, true))
}

/// last Wednesday, this week, next month, next year, this financial year,
/// last quarter, last May.
fn turned(mut cursor: Cursor<'_>, reference: Option<NaiveDate>) -> Option<Reading> {
    let turn = cursor.pick(TURNS)?;
    cursor.spaces();
    if let Some(weekday) = cursor.pick(WEEKDAYS) {
        let monday = reference.and_then(monday);
        let day = monday.and_then(|day| shift(day, i64::from(turn) * 7 + weekday));
        return Some(Reading::new(&cursor, Precision::Day, day.map(Resolved::Day), true));
    }
    if cursor.eat("week") {
        let when = reference.and_then(|day| week(day, turn.into())).map(|(when, _)| when);
        return Some(Reading::new(&cursor, Precision::Week, when, true));
    }
    if cursor.eat("month") {
        return Some(month_after(reference, turn).whole(&cursor));
    }
    if cursor.eat("year") {
        return Some(Year::after(reference, turn).whole(&cursor));
    }
    if cursor.eat_any(FISCAL_YEAR) {
        let when = reference.map(|day| Resolved::FiscalYear(fiscal_year(day) + turn));
        return Some(Reading::new(&cursor, Precision::FiscalYear, when, true));
    }
    if cursor.eat("quarter") {
        let month = reference.map(|day| Month::of(day).plus(turn * 3));
        let quarter =
            |Month { year, month }| Resolved::Quarter { year, quarter: month.div_ceil(3) };
        return Some(Reading::new(&cursor, Precision::Quarter, month.map(quarter), true));
    }
    let month = cursor.pick(MONTHS)?;
    let month = reference.map(|day| turned_month(day, month, turn));
    Some(MonthOf { month, relative: true }.whole(&cursor))
}

/// last May is the May that was, next May the one to come.
fn turned_month(reference: NaiveDate, month: u32, turn: i32) -> Month {
    let years = match turn {
        -1 if month >= reference.month() => -1,
        1 if month <= reference.month() => 1,
        _ => 0,
    };
    Month { year: reference.year() + years, month }
}

/// the past two years, the next 12 months, two years ago.
fn counted(mut cursor: Cursor<'_>, reference: Option<NaiveDate>) -> Option<Reading> {
    let way = attempt(&mut cursor, |c| {
        let way = c.pick(&[
            ("past", Way::Back),
            ("last", Way::Back),
            ("previous", Way::Back),
            ("next", Way::Ahead),
            ("coming", Way::Ahead),
        ])?;
        c.spaces();
        Some(way)
    });
    let vague = way.is_some() && cursor.eat("few");
    let count = match digits(&mut cursor, 1..=3).or_else(|| cursor.pick(COUNTS)) {
        Some(count) => Some(count),
        None if vague => None,
        // The past year is one year, the past week one week.
        None if way == Some(Way::Back) => Some(1),
        None => return None,
    };
    cursor.spaces();
    let unit = cursor.pick(UNITS)?;
    match way {
        Some(way) => {
            let when = reference.zip(count).and_then(|(day, count)| stretch(day, way, count, unit));
            Some(Reading::new(&cursor, Precision::Span, when, true))
        }
        None => time_ago(cursor, count?, unit, reference),
    }
}

fn time_ago(
    mut cursor: Cursor<'_>,
    count: u32,
    unit: Unit,
    reference: Option<NaiveDate>,
) -> Option<Reading> {
    cursor.spaces();
    if !cursor.eat("ago") {
        return None;
    }
    let (when, precision) = reference.and_then(|day| ago(day, count, unit)).unzip();
    Some(Reading::new(&cursor, precision.unwrap_or(Precision::Span), when, true))
}

/// A day of a month with or without st, nd, rd, th.
fn day(cursor: &mut Cursor<'_>) -> Option<u32> {
    attempt(cursor, |cursor| {
        let day = digits(cursor, 1..=2).filter(|day| (1..=31).contains(day))?;
        cursor.eat_any(&["st", "nd", "rd", "th"]);
        (!cursor.peek().is_some_and(|c| c.is_ascii_alphanumeric() || c == '%')).then_some(day)
    })
}

/// The month in the year that follows it, or else in the one it is nearest.
fn month_of(cursor: &mut Cursor<'_>, month: u32, reference: Option<NaiveDate>) -> MonthOf {
    if let Some(month) = month_of_year(cursor, month, reference) {
        return month;
    }
    let near = |day| Month { year: year_of_month(month, day), month };
    MonthOf { month: reference.map(near), relative: true }
}

/// The month in the year that follows it: `December 2025`, `January next year`.
fn month_of_year(
    cursor: &mut Cursor<'_>,
    month: u32,
    reference: Option<NaiveDate>,
) -> Option<MonthOf> {
    if let Some(year) = attempt(cursor, year_after) {
        return Some(MonthOf { month: Some(Month { year, month }), relative: false });
    }
    let years = attempt(cursor, |c| {
        c.spaces();
        attempt(c, |c| c.eat("of").then(|| c.spaces()));
        turn(c, "year")
    })?;
    let year = Year::after(reference, years).number;
    Some(MonthOf { month: year.map(|year| Month { year, month }), relative: true })
}

/// A year after a month or a day: `, 2025`, `. 2025`, ` of 2025`.
fn year_after(cursor: &mut Cursor<'_>) -> Option<i32> {
    cursor.eat_one(",.");
    cursor.spaces();
    attempt(cursor, |c| c.eat("of").then(|| c.spaces()));
    year(cursor).filter(|_| !cursor.peek().is_some_and(|c| c.is_ascii_alphanumeric()))
}

fn named_month(cursor: &mut Cursor<'_>, reference: Option<NaiveDate>) -> Option<MonthOf> {
    let month = cursor.pick(MONTHS)?;
    Some(month_of(cursor, month, reference))
}

/// `2026`, `next year`, `the year`.
fn named_year(cursor: &mut Cursor<'_>, reference: Option<NaiveDate>) -> Option<Year> {
    if let Some(number) = bare_year(cursor) {
        return Some(Year::printed(number));
    }
    if cursor.eat("the year") {
        return Some(Year::after(reference, 0));
    }
    attempt(cursor, |c| turn(c, "year")).map(|years| Year::after(reference, years))
}

fn turn(cursor: &mut Cursor<'_>, unit: &str) -> Option<i32> {
    let turn = cursor.pick(TURNS)?;
    cursor.spaces();
    cursor.eat(unit).then_some(turn)
}

/// The year of a quarter or a half: `of 2026`, ` 2026`, `of next year`.
fn of_year(cursor: &mut Cursor<'_>, reference: Option<NaiveDate>) -> Option<Year> {
    cursor.eat_one(",");
    cursor.spaces();
    attempt(cursor, |c| (c.eat("of") || c.eat("in")).then(|| c.spaces()));
    named_year(cursor, reference)
}

fn separate(cursor: &mut Cursor<'_>) {
    cursor.eat_one("-");
    cursor.spaces();
}

/// Whether one of `words` stands before `cursor`.
fn follows(cursor: &Cursor<'_>, words: &[&str]) -> bool {
    let before = cursor.read();
    let end = before.iter().rposition(|c| *c != ' ').map_or(0, |at| at + 1);
    let start = before[..end].iter().rposition(|c| !c.is_ascii_alphabetic()).map_or(0, |at| at + 1);
    let word: String = before[start..end].iter().collect();
    words.contains(&word.as_str())
}
