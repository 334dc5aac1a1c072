//! Dates in digits alone: 2025-12-29, 29/12/2025, 2025/26年度, 2025.

use chrono::NaiveDate;

use super::calendar::Month;
use super::chinese::{OF_TWO_YEARS, TO};
use super::number::{bare_year, digits, year};
use super::reading::{Reading, Year};
use super::{Precision, Resolved};
use crate::text::figure::cursor::Cursor;
use crate::text::figure::unit::counts;

/// Signs before a number that make it an amount or part of another number.
const NOT_BEFORE: &str = "$¥€£.,/-+:逾近约达第#";

/// Reads a date in digits at `cursor`.
pub(super) fn read(cursor: Cursor<'_>) -> Option<Reading> {
    if cursor.before() == Some(':') {
        // A label, as in 日期：2026-03-12; a time has no such date after it.
        return iso(cursor);
    }
    if cursor.before().is_some_and(|c| NOT_BEFORE.contains(c)) {
        return None;
    }
    iso(cursor)
        .or_else(|| day_first(cursor))
        .or_else(|| two_years(cursor))
        .or_else(|| quarter(cursor))
        .or_else(|| alone(cursor))
}

/// 2025-12-29, 2025/12/29, 2025.12.29.
fn iso(mut cursor: Cursor<'_>) -> Option<Reading> {
    let year = year(&mut cursor)?;
    let between = cursor.eat_one("-/.")?;
    let month = digits(&mut cursor, 1..=2)?;
    cursor.eat_one("-/.").filter(|other| *other == between)?;
    let day = digits(&mut cursor, 1..=2)?;
    one_day(&cursor, year, month, day)
}

/// 29/12/2025: the day first, as Hong Kong writes.
fn day_first(mut cursor: Cursor<'_>) -> Option<Reading> {
    let day = digits(&mut cursor, 1..=2)?;
    let between = cursor.eat_one("-/.")?;
    let month = digits(&mut cursor, 1..=2)?;
    cursor.eat_one("-/.").filter(|other| *other == between)?;
    let year = year(&mut cursor)?;
    one_day(&cursor, year, month, day)
}

fn one_day(cursor: &Cursor<'_>, year: i32, month: u32, day: u32) -> Option<Reading> {
    let when = Resolved::Day(NaiveDate::from_ymd_opt(year, month, day)?);
    Some(Reading::new(cursor, Precision::Day, Some(when), false))
}

/// 2025/26, 2025-26年度, 2025至26財政年度, 2025/2026年度. A school year runs
/// from September to August.
fn two_years(mut cursor: Cursor<'_>) -> Option<Reading> {
    let from = bare_year(&mut cursor)?;
    if !(cursor.eat("/") || cursor.eat_any(TO)) {
        return None;
    }
    let second = digits(&mut cursor, 2..=4)?.cast_signed();
    let next = second == from + 1 || second == (from + 1) % 100;
    if cursor.eat("学年") && next {
        let from = Month { year: from, month: 9 };
        let when = Resolved::Months { from, to: from.plus(11) };
        return Some(Reading::new(&cursor, Precision::Span, Some(when), false));
    }
    let said = cursor.eat_any(OF_TWO_YEARS);
    if next && (said || second < 100) {
        let year = Year::printed(from);
        return Some(year.reading(&cursor, Precision::FiscalYear, Resolved::FiscalYear));
    }
    let to = Some(second).filter(|to| (from..from + 100).contains(to))?;
    Some(Reading::new(&cursor, Precision::Span, Some(Resolved::Years { from, to }), false))
}

/// 2026Q2, 2026 Q2.
fn quarter(mut cursor: Cursor<'_>) -> Option<Reading> {
    let year = year(&mut cursor)?;
    cursor.spaces();
    cursor.eat_one("q")?;
    let quarter = digits(&mut cursor, 1..=1).filter(|quarter| (1..=4).contains(quarter))?;
    Some(Year::printed(year).quarter(&cursor, quarter))
}

/// 論壇2025, in 2024: four digits that count nothing.
fn alone(mut cursor: Cursor<'_>) -> Option<Reading> {
    let year = bare_year(&mut cursor)?;
    let goes_on = match cursor.peek() {
        Some('.' | ',') => cursor.rest().get(1).is_some_and(char::is_ascii_digit),
        Some('%' | '+' | '年') => true,
        Some(next) => next.is_ascii_alphanumeric() || counts(cursor.rest()),
        None => false,
    };
    (!goes_on).then(|| Year::printed(year).whole(&cursor))
}
