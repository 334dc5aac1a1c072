//! Chinese words that count from the day of writing: 昨日（28日）, 上周三,
//! 過去兩年, 三年前.

use chrono::{Datelike, NaiveDate};

use super::calendar::{Month, monday, shift};
use super::number::{day, numeral, small};
use super::reading::{MonthOf, Reading};
use super::span::{Unit, Way, ago, stretch};
use super::{Precision, Resolved};
use crate::text::figure::cursor::Cursor;

/// Words for a day, folded, with the days from the day of writing; Cantonese
/// 尋日, 琴日 and 聽日 among them. The longer of two comes first.
const DAYS: &[(&str, i64)] = &[
    ("大前日", -3),
    ("前天", -2),
    ("前日", -2),
    ("前晚", -2),
    ("昨天", -1),
    ("昨日", -1),
    ("昨晚", -1),
    ("昨夜", -1),
    ("昨早", -1),
    ("昨晨", -1),
    ("寻日", -1),
    ("琴日", -1),
    ("今天", 0),
    ("今日", 0),
    ("今早", 0),
    ("今晨", 0),
    ("今晚", 0),
    ("明天", 1),
    ("明日", 1),
    ("明早", 1),
    ("明晚", 1),
    ("听日", 1),
    ("后天", 2),
    ("后日", 2),
];

/// Words that end in what follows and are no dates: 目前日均, 以後日子,
/// 先天後天, 資本周轉, 以上月份. The first character of a relative word, and
/// the characters that must not stand before it.
pub(super) const BARRED: &[(char, &str)] = &[
    ('前', "目以之此先提日从"),
    ('后', "以之此先日最今其然"),
    ('上', "以"),
    ('下', "以"),
    ('本', "资基成根样"),
    ('去', "过"),
    ('明', "说表证声文"),
    ('近', "接临附"),
];

/// Words before a week, folded.
const WEEKS: &[(&str, i64)] = &[
    ("上上", -2),
    ("上个", -1),
    ("上", -1),
    ("今个", 0),
    ("这个", 0),
    ("本", 0),
    ("今", 0),
    ("这", 0),
    ("下个", 1),
    ("下", 1),
];

const WEEK: &[&str] = &["星期", "礼拜", "周"];

/// What makes another word of 周: 上周期, 本周年, 下周邊.
const NOT_WEEK: &str = "期年边转";

const UNITS: &[(&str, Unit)] = &[
    ("个月", Unit::Months),
    ("个星期", Unit::Weeks),
    ("个礼拜", Unit::Weeks),
    ("星期", Unit::Weeks),
    ("周", Unit::Weeks),
    ("年", Unit::Years),
    ("天", Unit::Days),
    ("日", Unit::Days),
];

/// Words before a counted stretch of time, folded.
const WAYS: &[(&str, Way)] = &[
    ("过去", Way::Back),
    ("最近", Way::Back),
    ("近", Way::Back),
    ("未来", Way::Ahead),
    ("今后", Way::Ahead),
    ("往后", Way::Ahead),
];

/// Times that no calendar can tell.
const VAGUE: &[&str] = &["近年来", "近年", "近月", "近日", "近期", "日后", "将来"];

/// Whether a relative word may start at the cursor.
pub(super) fn may_start(cursor: &Cursor<'_>) -> bool {
    let (Some(first), Some(before)) = (cursor.peek(), cursor.before()) else {
        return true;
    };
    !BARRED.iter().any(|(word, barred)| *word == first && barred.contains(before))
}

/// Reads a day, a week or a stretch of time at `cursor`.
pub(super) fn read(cursor: Cursor<'_>, reference: Option<NaiveDate>) -> Option<Reading> {
    if !may_start(&cursor) {
        return None;
    }
    days(cursor, reference)
        .or_else(|| weeks(cursor, reference))
        .or_else(|| counted(cursor, reference))
        .or_else(|| before(cursor, reference))
        .or_else(|| vague(cursor))
}

fn days(mut cursor: Cursor<'_>, reference: Option<NaiveDate>) -> Option<Reading> {
    let days = cursor.pick(DAYS)?;
    let when = reference.and_then(|reference| shift(reference, days));
    let said = Reading::new(&cursor, Precision::Day, when.map(Resolved::Day), true);
    Some(bracketed(cursor, when).unwrap_or(said))
}

/// How far ahead of the day of a paper the day may be that it calls 今日 or 明日, in days: a page
/// that is dated anew is older than it says, and not younger.
const AHEAD: i64 = 31;

/// （28日）after 昨日: what is printed counts, since a paper that is dated a
/// day later still says 昨日.
fn bracketed(mut cursor: Cursor<'_>, near: Option<NaiveDate>) -> Option<Reading> {
    cursor.eat_one("(")?;
    let month = month_in_bracket(&mut cursor);
    let number = day(&mut cursor)?;
    if !(cursor.eat("日") || cursor.eat("号")) || cursor.eat_one(")").is_none() {
        return None;
    }
    let nearest = |near: NaiveDate| {
        let here = Month::of(near);
        let months = match month {
            Some(month) => {
                (-1..=1).map(|years| Month { year: near.year() + years, month }).collect()
            }
            None => vec![here.plus(-1), here, here.plus(1)],
        };
        let days = months.iter().filter_map(|m| NaiveDate::from_ymd_opt(m.year, m.month, number));
        let days = days.filter(|day| (*day - near).num_days() <= AHEAD);
        days.min_by_key(|day| (*day - near).num_days().abs())
    };
    let when = near.and_then(nearest).map(Resolved::Day);
    Some(Reading::new(&cursor, Precision::Day, when, true))
}

fn month_in_bracket(cursor: &mut Cursor<'_>) -> Option<u32> {
    super::number::attempt(cursor, |cursor| {
        let month = super::number::month(cursor)?;
        cursor.eat("月").then_some(month)
    })
}

fn weeks(mut cursor: Cursor<'_>, reference: Option<NaiveDate>) -> Option<Reading> {
    let weeks = cursor.pick(WEEKS)?;
    if !cursor.eat_any(WEEK) || cursor.peek().is_some_and(|next| NOT_WEEK.contains(next)) {
        return None;
    }
    let monday = reference.and_then(monday).and_then(|day| shift(day, weeks * 7));
    if cursor.eat("末") {
        let saturday = monday.and_then(|day| shift(day, 5));
        let when = saturday.and_then(|from| Some(Resolved::Days { from, to: shift(from, 1)? }));
        return Some(Reading::new(&cursor, Precision::Span, when, true));
    }
    if let Some(weekday) = cursor.eat_one("一二三四五六日天") {
        let days = numeral(weekday).map_or(6, |number| i64::from(number) - 1);
        let when = monday.and_then(|day| shift(day, days));
        let said = Reading::new(&cursor, Precision::Day, when.map(Resolved::Day), true);
        return Some(bracketed(cursor, when).unwrap_or(said));
    }
    let when = monday.and_then(|from| Some(Resolved::Days { from, to: shift(from, 6)? }));
    Some(Reading::new(&cursor, Precision::Week, when, true))
}

/// 過去兩年, 未來三年, 近五個月; 未來數年 cannot be told.
fn counted(mut cursor: Cursor<'_>, reference: Option<NaiveDate>) -> Option<Reading> {
    let way = cursor.pick(WAYS)?;
    let count = match cursor.eat_one("数几多") {
        Some(_) => None,
        None => Some(small(&mut cursor)?),
    };
    let unit = cursor.pick(UNITS)?;
    let when = reference.zip(count).and_then(|(day, count)| stretch(day, way, count, unit));
    Some(Reading::new(&cursor, Precision::Span, when, true))
}

/// From so many on, a count of years is the number of a year.
const FIRST_YEAR: u32 = 1_000;

/// 三年前, 兩個月前.
fn before(mut cursor: Cursor<'_>, reference: Option<NaiveDate>) -> Option<Reading> {
    let count = small(&mut cursor)?;
    let unit = cursor.pick(UNITS)?;
    // 2024年前 is of the year 2024.
    let is_year = unit == Unit::Years && count >= FIRST_YEAR;
    if is_year || !cursor.eat_any(&["之前", "以前", "前"]) {
        return None;
    }
    let precision = match unit {
        Unit::Days => Precision::Day,
        Unit::Weeks => Precision::Week,
        Unit::Months => Precision::Month,
        Unit::Years => Precision::Year,
    };
    let when = reference.and_then(|day| ago(day, count, unit)).map(|(when, _)| when);
    Some(Reading::new(&cursor, precision, when, true))
}

/// The month `months` after that of `reference`.
pub(super) fn month(reference: Option<NaiveDate>, months: i32) -> MonthOf {
    MonthOf { month: reference.map(|day| Month::of(day).plus(months)), relative: true }
}

fn vague(mut cursor: Cursor<'_>) -> Option<Reading> {
    let said = cursor.eat_any(VAGUE);
    // 臨近年底 is barred above; 近年底 and 近期末 are other words as well.
    let other = cursor.peek().is_some_and(|next| "底末初终关".contains(next));
    (said && !other).then(|| Reading::new(&cursor, Precision::Span, None, true))
}
