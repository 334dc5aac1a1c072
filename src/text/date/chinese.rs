//! Chinese dates from the year down: 2026年, 明年第一季, 去年12月, 上月底,
//! 12月29日, 2025/26年度, 本財政年度.

use chrono::NaiveDate;

use super::calendar::{Month, fiscal_year, month_of_day, year_of_month};
use super::number::{self, attempt, day, digits, is_part, small};
use super::reading::{MonthOf, Reading, Year};
use super::relative::{may_start, month as month_after};
use super::{Part, Precision, Resolved};
use crate::text::figure::cursor::Cursor;

/// Words for a year, folded, with the years from that of writing; Cantonese
/// 舊年, 出年 and 下年 among them.
const YEARS: &[(&str, i32)] = &[
    ("大前年", -3),
    ("前年", -2),
    ("去年", -1),
    ("上年", -1),
    ("旧年", -1),
    ("今年", 0),
    ("本年", 0),
    ("明年", 1),
    ("出年", 1),
    ("来年", 1),
    ("下年", 1),
    ("后年", 2),
];

/// Words for a month, folded.
const MONTHS: &[(&str, i32)] = &[
    ("上个月", -1),
    ("上月", -1),
    ("今个月", 0),
    ("这个月", 0),
    ("本月", 0),
    ("今月", 0),
    ("下个月", 1),
    ("下月", 1),
];

/// Words before 財政年度, folded, with the years from the current one.
const FISCAL: &[(&str, i32)] = &[
    ("上一个", -1),
    ("上个", -1),
    ("上一", -1),
    ("上", -1),
    ("本", 0),
    ("今个", 0),
    ("这个", 0),
    ("现", 0),
    ("当前", 0),
    ("下一个", 1),
    ("下个", 1),
    ("下一", 1),
    ("下", 1),
];

const FISCAL_YEAR: &[&str] = &["财政年度", "财年"];

/// Parts of a year after the year or alone.
const PARTS: &[(&str, Part)] = &[
    ("年底", Part::Late),
    ("年尾", Part::Late),
    ("年末", Part::Late),
    ("年终", Part::Late),
    ("年中", Part::Middle),
    ("年初", Part::Early),
    ("底", Part::Late),
    ("尾", Part::Late),
    ("末", Part::Late),
    ("中", Part::Middle),
    ("初", Part::Early),
];

/// Parts of a month after the month.
const MONTH_PARTS: &[(&str, Part)] = &[
    ("上旬", Part::Early),
    ("中旬", Part::Middle),
    ("下旬", Part::Late),
    ("初", Part::Early),
    ("中", Part::Middle),
    ("底", Part::Late),
    ("尾", Part::Late),
    ("末", Part::Late),
];

/// What makes another word of a part: 年中國, 去年中心, 月初中, 底層.
const NOT_PART: &str = "国心学环大层部期华央级";

/// Between the two ends of a range, folded.
pub(super) const TO: &[&str] = &["至", "到", "-", "–", "—", "~", "〜"];

/// What may be said of two years that are one: 2025/26年度, 2025-26 financial
/// year.
pub(super) const OF_TWO_YEARS: &[&str] = &["财政年度", "课税年度", "财年", "年度"];

/// Words for 第一季 and the like, folded.
const QUARTERS: &[(&str, u32)] = &[("首季", 1), ("次季", 2), ("末季", 4)];

/// Reads a date that starts with a year, a month or a day at `cursor`.
pub(super) fn read(cursor: Cursor<'_>, reference: Option<NaiveDate>) -> Option<Reading> {
    from_year(cursor, reference)
        .or_else(|| fiscal(cursor, reference))
        .or_else(|| from_month(cursor, reference))
        .or_else(|| within_unnamed_year(cursor, reference))
        .or_else(|| from_day(cursor, reference))
}

fn from_year(mut cursor: Cursor<'_>, reference: Option<NaiveDate>) -> Option<Reading> {
    if let Some(range) = year_range(cursor).or_else(|| two_years(cursor)) {
        return Some(range);
    }
    let relative = attempt(&mut cursor, |c| may_start(c).then(|| c.pick(YEARS))?);
    let year = match relative {
        Some(years) => {
            if cursor.eat("度") {
                return Some(fiscal_reading(&cursor, reference, years));
            }
            Year::after(reference, years)
        }
        None => {
            Year::printed(attempt(&mut cursor, |c| number::year(c).filter(|_| spaced(c, "年")))?)
        }
    };
    // 2026年度 and 2025年度 are whole years unless two years are named.
    if cursor.eat("度") {
        return Some(year.whole(&cursor));
    }
    Some(within(cursor, year).unwrap_or_else(|| year.whole(&cursor)))
}

/// Moves over `word`, and over the spaces that some set between digits and
/// Han characters: 2025 年 12 月.
fn spaced(cursor: &mut Cursor<'_>, word: &str) -> bool {
    let mut ahead = *cursor;
    ahead.spaces();
    let stands = ahead.eat(word);
    if stands {
        *cursor = ahead;
    }
    stands
}

/// 二〇二三至二四年度, 二〇二五／二六課稅年度.
fn two_years(mut cursor: Cursor<'_>) -> Option<Reading> {
    let from = number::year(&mut cursor)?;
    let parted = cursor.eat("/") || cursor.eat_any(TO);
    let next = number::short_year(&mut cursor).filter(|_| parted)?;
    let is_next = next == (from + 1) % 100 && cursor.eat_any(OF_TWO_YEARS);
    let year = Year::printed(from);
    is_next.then(|| year.reading(&cursor, Precision::FiscalYear, Resolved::FiscalYear))
}

/// 2024至2025年, 2024年至2026年.
fn year_range(mut cursor: Cursor<'_>) -> Option<Reading> {
    let from = number::year(&mut cursor)?;
    cursor.eat("年");
    if !cursor.eat_any(TO) {
        return None;
    }
    let to = number::year(&mut cursor)?;
    if !cursor.eat("年") || from >= to {
        return None;
    }
    if to == from + 1 && cursor.eat("度") {
        return Some(Year::printed(from).reading(
            &cursor,
            Precision::FiscalYear,
            Resolved::FiscalYear,
        ));
    }
    Some(Reading::new(&cursor, Precision::Span, Some(Resolved::Years { from, to }), false))
}

/// What stands after a year and is within it.
fn within(mut cursor: Cursor<'_>, year: Year) -> Option<Reading> {
    cursor.eat("的");
    let month = attempt(&mut cursor, |c| {
        c.spaces();
        number::month(c).filter(|_| spaced(c, "月"))
    });
    if let Some(month) = month {
        let month = year.number.map(|year| Month { year, month });
        return within_month(cursor, MonthOf { month, relative: year.relative });
    }
    if let Some(reading) = quarters(cursor, year) {
        return Some(reading);
    }
    if cursor.eat_any(&["年内", "内"]) {
        return Some(year.whole(&cursor));
    }
    let part = cursor.pick(PARTS)?;
    let other = cursor.peek().is_some_and(|next| NOT_PART.contains(next));
    (!other).then(|| year.part(&cursor, part))
}

/// 第一季, 首季, 首三季, 首八個月, 上半年.
fn quarters(mut cursor: Cursor<'_>, year: Year) -> Option<Reading> {
    if let Some(half) = cursor.pick(&[("上半年", 1), ("下半年", 2)]) {
        return Some(year.half(&cursor, half));
    }
    if let Some(quarter) = cursor.pick(QUARTERS) {
        return Some(year.quarter(&cursor, quarter));
    }
    if cursor.eat("第") {
        let quarter = small_after(&mut cursor)?;
        let is_quarter = cursor.eat_any(&["季度", "季"]) && (1..=4).contains(&quarter);
        return is_quarter.then(|| year.quarter(&cursor, quarter));
    }
    cursor.eat_one("首头前")?;
    let count = small(&mut cursor)?;
    let months = cursor.pick(&[("季度", 3), ("季", 3), ("个月", 1)])? * count;
    (1..=12).contains(&months).then(|| year.first_months(&cursor, months))
}

/// A number after 第, which numbers otherwise do not start after.
fn small_after(cursor: &mut Cursor<'_>) -> Option<u32> {
    let next = cursor.peek()?;
    let value = next.to_digit(10).or_else(|| number::numeral(next))?;
    cursor.skip(1);
    Some(value)
}

/// 上半年, 第一季, 年底 of the year of writing. 一年中, 全年底 and 第十年初
/// are of no year.
fn within_unnamed_year(cursor: Cursor<'_>, reference: Option<NaiveDate>) -> Option<Reading> {
    if cursor.before().is_some_and(|c| is_part(c) || "每全周多半个几历各同当年".contains(c))
    {
        return None;
    }
    let year = Year::after(reference, 0);
    let named = match cursor.peek()? {
        '年' => within(cursor, year),
        '上' | '下' | '首' | '次' | '末' | '第' => quarters(cursor, year),
        _ => None,
    }?;
    // 首三個月 and 首兩季 of what, is not said.
    (named.precision != Precision::Span).then_some(named)
}

fn from_month(mut cursor: Cursor<'_>, reference: Option<NaiveDate>) -> Option<Reading> {
    let relative = attempt(&mut cursor, |c| may_start(c).then(|| c.pick(MONTHS))?);
    if let Some(months) = relative {
        return within_month(cursor, month_after(reference, months));
    }
    if cursor.before().is_some_and(|c| is_part(c) || ".每".contains(c)) {
        return None;
    }
    let from = number::month(&mut cursor)?;
    let range = attempt(&mut cursor, |c| {
        c.eat("月");
        (c.eat_any(TO)).then(|| number::month(c).filter(|_| c.eat("月")))?
    });
    let month = |month| reference.map(|day| Month { year: year_of_month(month, day), month });
    if let Some(to) = range.filter(|to| *to > from && cursor.peek() != Some('日')) {
        let when =
            month(from).map(|from| Resolved::Months { from, to: Month { month: to, ..from } });
        return Some(Reading::new(&cursor, Precision::Span, when, true));
    }
    if !spaced(&mut cursor, "月") {
        return None;
    }
    within_month(cursor, MonthOf { month: month(from), relative: true })
}

/// What stands after a month and is within it, or the month itself.
fn within_month(mut cursor: Cursor<'_>, month: MonthOf) -> Option<Reading> {
    cursor.eat("份");
    let mut ahead = cursor;
    ahead.spaces();
    if let Some(from) = day(&mut ahead) {
        let named = spaced(&mut ahead, "日") || ahead.eat("号");
        let to = attempt(&mut ahead, |c| {
            let to = c.eat_any(TO).then(|| day(c))??;
            (c.eat("日") || c.eat("号")).then_some(to)
        });
        if let Some(to) = to {
            return month.days(&ahead, from, to);
        }
        if named {
            return month.day(&ahead, from);
        }
    }
    let mut ahead = cursor;
    if let Some(part) = ahead.pick(MONTH_PARTS)
        && !ahead.peek().is_some_and(|next| NOT_PART.contains(next))
    {
        return Some(month.part(&ahead, part));
    }
    Some(month.whole(&cursor))
}

/// What follows 日 in a length of time or another word: 3日內, 5日遊.
const NOT_DAY: &str = "内前后游间票本元圆用常";

/// 28日 alone, in digits only: in numerals it is mostly a length of time.
fn from_day(mut cursor: Cursor<'_>, reference: Option<NaiveDate>) -> Option<Reading> {
    if cursor.before().is_some_and(|c| is_part(c) || ".,月每期为连共达近约逾-/".contains(c))
    {
        return None;
    }
    let number = digits(&mut cursor, 1..=2).filter(|day| (1..=31).contains(day))?;
    if !cursor.eat("日") || cursor.peek().is_some_and(|next| NOT_DAY.contains(next)) {
        return None;
    }
    MonthOf { month: reference.map(|day| month_of_day(number, day)), relative: true }
        .day(&cursor, number)
}

/// 本財政年度, 下個財政年度, 本年度; 2025/26 is read with the numeric dates.
fn fiscal(mut cursor: Cursor<'_>, reference: Option<NaiveDate>) -> Option<Reading> {
    if !may_start(&cursor) {
        return None;
    }
    let years = cursor.pick(FISCAL)?;
    cursor.eat_any(FISCAL_YEAR).then(|| fiscal_reading(&cursor, reference, years))
}

fn fiscal_reading(cursor: &Cursor<'_>, reference: Option<NaiveDate>, years: i32) -> Reading {
    let when = reference.map(|day| Resolved::FiscalYear(fiscal_year(day) + years));
    Reading::new(cursor, Precision::FiscalYear, when, true)
}
