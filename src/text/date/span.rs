//! Stretches that reach back or ahead from the day of writing: 過去兩年,
//! 未來三年, the past two years.

use chrono::{Datelike, NaiveDate};

use super::calendar::{Month, monday, shift};
use super::{Precision, Resolved};

/// The unit that a stretch is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Days,
    Weeks,
    Months,
    Years,
}

/// Which way a stretch reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Back,
    Ahead,
}

/// The longest stretch that is worked out, in its own unit; a longer one is
/// history and not a date.
const LONGEST: u32 = 200;

/// `count` units back or ahead from `reference`.
///
/// Close to the turn of the year (November to February) people mean calendar
/// years: in December 2025 過去兩年 is 2024 and 2025, and 未來三年 is 2026 to
/// 2028. At other times of the year it is the months from then to now.
pub(super) fn stretch(reference: NaiveDate, way: Way, count: u32, unit: Unit) -> Option<Resolved> {
    if count == 0 || count > LONGEST {
        return None;
    }
    let count = count.cast_signed();
    match unit {
        Unit::Days => days(reference, way, i64::from(count)),
        Unit::Weeks => days(reference, way, i64::from(count) * 7),
        Unit::Months => Some(months(reference, way, count)),
        Unit::Years if (3..=10).contains(&reference.month()) => {
            Some(months(reference, way, count * 12))
        }
        Unit::Years => Some(years(reference, way, count)),
    }
}

/// The time `count` units before `reference`, no more exactly than its unit:
/// 三年前 is a year, 兩個月前 a month.
pub(super) fn ago(reference: NaiveDate, count: u32, unit: Unit) -> Option<(Resolved, Precision)> {
    if count > LONGEST {
        return None;
    }
    let back = -count.cast_signed();
    match unit {
        Unit::Days => Some((Resolved::Day(shift(reference, back.into())?), Precision::Day)),
        Unit::Weeks => week(reference, back.into()),
        Unit::Months => Some((Resolved::Month(Month::of(reference).plus(back)), Precision::Month)),
        Unit::Years => Some((Resolved::Year(reference.year() + back), Precision::Year)),
    }
}

/// The week `weeks` after that of `reference`.
pub(super) fn week(reference: NaiveDate, weeks: i64) -> Option<(Resolved, Precision)> {
    let from = shift(monday(reference)?, weeks * 7)?;
    Some((Resolved::Days { from, to: shift(from, 6)? }, Precision::Week))
}

fn days(reference: NaiveDate, way: Way, count: i64) -> Option<Resolved> {
    let (from, to) = match way {
        Way::Back => (shift(reference, 1 - count)?, reference),
        Way::Ahead => (reference, shift(reference, count - 1)?),
    };
    Some(Resolved::Days { from, to })
}

/// Whole months; the month of writing belongs to the side it is mostly on.
fn months(reference: NaiveDate, way: Way, count: i32) -> Resolved {
    let now = Month::of(reference);
    let late = reference.day() > 15;
    let (from, to) = match way {
        Way::Back => {
            let last = if late { now } else { now.plus(-1) };
            (last.plus(1 - count), last)
        }
        Way::Ahead => {
            let first = if late { now.plus(1) } else { now };
            (first, first.plus(count - 1))
        }
    };
    if from == to { Resolved::Month(from) } else { Resolved::Months { from, to } }
}

fn years(reference: NaiveDate, way: Way, count: i32) -> Resolved {
    let late = reference.month() > 6;
    let (from, to) = match way {
        Way::Back => {
            let last = if late { reference.year() } else { reference.year() - 1 };
            (last + 1 - count, last)
        }
        Way::Ahead => {
            let first = if late { reference.year() + 1 } else { reference.year() };
            (first, first + count - 1)
        }
    };
    if from == to { Resolved::Year(from) } else { Resolved::Years { from, to } }
}
