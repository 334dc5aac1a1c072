//! Dates and relative dates as they are written: 2026年, 12月29日, 昨日（28日）,
//! 明年, 上周, 五月, next year.

use std::ops::Range;

use chrono::{Datelike, Days, Months, NaiveDate};

use super::figure::{Figure, Unit, figures};
use super::normalize::{Folded, fold};

/// How exactly a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// A day.
    Day,
    /// A week, by its Monday.
    Week,
    /// A month, by its first day.
    Month,
    /// A year, by its first day.
    Year,
}

/// A date in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Bytes of the text.
    pub span: Range<usize>,
    /// The first day it may mean; `None` when it cannot be told.
    pub start: Option<NaiveDate>,
    /// How exactly.
    pub precision: Precision,
    /// Said relative to the day of writing (明年), so a reader needs it
    /// resolved.
    pub relative: bool,
}

/// What a relative word means, from the day of writing.
#[derive(Debug, Clone, Copy)]
enum Shift {
    Days(i64),
    Weeks(i64),
    Months(i32),
    Years(i32),
}

/// Relative words, folded; longer ones first where one begins another.
const RELATIVE: &[(&str, Shift)] = &[
    ("前天", Shift::Days(-2)),
    ("前日", Shift::Days(-2)),
    ("昨天", Shift::Days(-1)),
    ("昨日", Shift::Days(-1)),
    ("昨晚", Shift::Days(-1)),
    ("今天", Shift::Days(0)),
    ("今日", Shift::Days(0)),
    ("今早", Shift::Days(0)),
    ("明天", Shift::Days(1)),
    ("明日", Shift::Days(1)),
    ("上星期", Shift::Weeks(-1)),
    ("上周", Shift::Weeks(-1)),
    ("本周", Shift::Weeks(0)),
    ("下星期", Shift::Weeks(1)),
    ("下周", Shift::Weeks(1)),
    ("上个月", Shift::Months(-1)),
    ("上月", Shift::Months(-1)),
    ("本月", Shift::Months(0)),
    ("下个月", Shift::Months(1)),
    ("下月", Shift::Months(1)),
    ("前年", Shift::Years(-2)),
    ("去年", Shift::Years(-1)),
    ("今年", Shift::Years(0)),
    ("本年", Shift::Years(0)),
    ("明年", Shift::Years(1)),
    ("后年", Shift::Years(2)),
    ("yesterday", Shift::Days(-1)),
    ("today", Shift::Days(0)),
    ("tomorrow", Shift::Days(1)),
    ("last week", Shift::Weeks(-1)),
    ("this week", Shift::Weeks(0)),
    ("next week", Shift::Weeks(1)),
    ("last month", Shift::Months(-1)),
    ("this month", Shift::Months(0)),
    ("next month", Shift::Months(1)),
    ("last year", Shift::Years(-1)),
    ("this year", Shift::Years(0)),
    ("next year", Shift::Years(1)),
];

/// The dates in `text`, which was written on `reference`, in order.
pub fn mentions(text: &str, reference: Option<NaiveDate>) -> Vec<Mention> {
    let folded = fold(text);
    let mut found = relative(&folded, reference);
    for mention in absolute(text, reference) {
        let overlaps = |other: &Mention| {
            other.span.start < mention.span.end && mention.span.start < other.span.end
        };
        if !found.iter().any(overlaps) {
            found.push(mention);
        }
    }
    found.sort_by_key(|mention| mention.span.start);
    found
}

fn relative(folded: &Folded, reference: Option<NaiveDate>) -> Vec<Mention> {
    let chars = folded.chars();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let stands = |word: &str| {
            word.chars().enumerate().all(|(index, c)| chars.get(at + index) == Some(&c))
        };
        let Some((word, shift)) = RELATIVE.iter().find(|(word, _)| stands(word)) else {
            at += 1;
            continue;
        };
        let end = at + word.chars().count();
        let (start, precision) = resolve(*shift, reference);
        found.push(Mention { span: folded.origin(at..end), start, precision, relative: true });
        at = end;
    }
    found
}

fn resolve(shift: Shift, reference: Option<NaiveDate>) -> (Option<NaiveDate>, Precision) {
    let month = |months: i32| {
        let first = reference?.with_day(1)?;
        let step = Months::new(months.unsigned_abs());
        if months < 0 { first.checked_sub_months(step) } else { first.checked_add_months(step) }
    };
    let day = |days: i64| {
        let step = Days::new(days.unsigned_abs());
        if days < 0 { reference?.checked_sub_days(step) } else { reference?.checked_add_days(step) }
    };
    match shift {
        Shift::Days(days) => (day(days), Precision::Day),
        Shift::Weeks(weeks) => {
            let monday = day(weeks * 7).and_then(|day| {
                day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into()))
            });
            (monday, Precision::Week)
        }
        Shift::Months(months) => (month(months), Precision::Month),
        Shift::Years(years) => {
            let start = reference.and_then(|day| NaiveDate::from_ymd_opt(day.year() + years, 1, 1));
            (start, Precision::Year)
        }
    }
}

/// Years, months and days given by number: runs of figures with the units
/// 年, 月 and 日, side by side. A month or a day without its year is taken in
/// the reference's year, the last such day before it.
fn absolute(text: &str, reference: Option<NaiveDate>) -> Vec<Mention> {
    let dated: Vec<(Figure, char)> = figures(text)
        .into_iter()
        .filter_map(|figure| Some((part(&figure)?, figure)))
        .map(|(part, figure)| (figure, part))
        .collect();
    let mut found: Vec<Mention> = Vec::new();
    let mut at = 0;
    while at < dated.len() {
        let mut end = at + 1;
        while end < dated.len()
            && dated[end].0.span.start == dated[end - 1].0.span.end
            && dated[end].1 > dated[end - 1].1
        {
            end += 1;
        }
        found.extend(numbered(&dated[at..end], reference));
        at = end;
    }
    found
}

/// 'a' for a year, 'b' for a month, 'c' for a day: in the order they stand.
fn part(figure: &Figure) -> Option<char> {
    let whole = figure.value.fract() == 0.0;
    match &figure.unit {
        Unit::Counted(unit)
            if unit == "年" && whole && (1900.0..2100.0).contains(&figure.value) =>
        {
            Some('a')
        }
        Unit::Plain
            if whole && (1990.0..2060.0).contains(&figure.value) && figure.span.len() == 4 =>
        {
            Some('a')
        }
        Unit::Counted(unit) if unit == "月" && whole && (1.0..=12.0).contains(&figure.value) => {
            Some('b')
        }
        Unit::Counted(unit)
            if (unit == "日" || unit == "号") && whole && (1.0..=31.0).contains(&figure.value) =>
        {
            Some('c')
        }
        _ => None,
    }
}

fn numbered(parts: &[(Figure, char)], reference: Option<NaiveDate>) -> Option<Mention> {
    let value = |wanted: char| {
        let (figure, _) = parts.iter().find(|(_, part)| *part == wanted)?;
        #[allow(clippy::cast_possible_truncation, reason = "checked to be a small whole number")]
        Some(figure.value as i32)
    };
    let year = value('a').or_else(|| reference.map(|day| day.year()));
    let month = value('b').or_else(|| {
        reference.filter(|_| value('c').is_some()).map(|day| day.month().cast_signed())
    });
    let date = |month: i32, day: i32| {
        NaiveDate::from_ymd_opt(year?, month.cast_unsigned(), day.cast_unsigned())
    };
    let (start, precision) = match (month, value('c')) {
        (Some(month), Some(day)) => (date(month, day), Precision::Day),
        (Some(month), None) => (date(month, 1), Precision::Month),
        (None, _) => (date(1, 1), Precision::Year),
    };
    let (first, last) = (parts.first()?, parts.last()?);
    Some(Mention { span: first.0.span.start..last.0.span.end, start, precision, relative: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String, Precision)> {
        let reference = NaiveDate::from_ymd_opt(2025, 12, 29);
        let show = |mention: Mention| {
            let start = mention.start.map(|day| day.to_string()).unwrap_or_default();
            (text[mention.span].to_owned(), start, mention.precision)
        };
        mentions(text, reference).into_iter().map(show).collect()
    }

    fn one(text: &str, span: &str, start: &str, precision: Precision) {
        assert_eq!(read(text), [(span.to_owned(), start.to_owned(), precision)], "{text}");
    }

    #[test]
    fn relative_dates_are_resolved_against_the_day_of_writing() {
        one("目標於明年完成", "明年", "2026-01-01", Precision::Year);
        one("園區上周正式開園", "上周", "2025-12-22", Precision::Week);
        one("expected next year", "next year", "2026-01-01", Precision::Year);
        one("下月推出", "下月", "2026-01-01", Precision::Month);
        assert_eq!(read("昨日（28日）表示")[0].1, "2025-12-28");
    }

    #[test]
    fn numbered_dates_are_read_with_what_they_leave_out() {
        one("預計2026年投入運作", "2026年", "2026-01-01", Precision::Year);
        one("於2025年12月9日公布", "2025年12月9日", "2025-12-09", Precision::Day);
        one("圖為五月舉行的展覽", "五月", "2025-05-01", Precision::Month);
        assert_eq!(read("共60間，一個多月"), []);
    }
}
