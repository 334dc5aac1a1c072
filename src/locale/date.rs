//! Dates and stretches of time as each language writes them.

use chrono::{Datelike, NaiveDate};
use fluent_bundle::FluentValue;

use super::Locale;
use crate::text::date::{Month, Part, Resolved};

impl Locale {
    /// A day as the language writes it: 2025年12月29日, 29 December 2025.
    pub fn date(&self, day: NaiveDate) -> String {
        let name = self.month_name(day.month());
        let day_of_month = day.day().into();
        self.format("date-day", &[year(day.year()), ("name", name.into()), ("day", day_of_month)])
    }

    /// The day that something was so on, before it: 2024年2月21日：
    pub fn as_of(&self, day: NaiveDate) -> String {
        self.format("as-of", &[("day", self.date(day).into())])
    }

    /// What a relative date means, for a reader, without brackets around it:
    /// 即2026年; "that is, 2026".
    pub fn that_is(&self, when: Resolved) -> String {
        self.format("that-is", &[("when", self.period(when).into())])
    }

    /// A stretch of time: 2026年, 2025年10月至12月, 2025/26財政年度.
    pub fn period(&self, when: Resolved) -> String {
        let in_year =
            |key, of, name, value: FluentValue<'_>| self.format(key, &[year(of), (name, value)]);
        match when {
            Resolved::Day(day) => self.date(day),
            Resolved::Days { from, to } => self.days(from, to),
            Resolved::Month(month) => self.month(month),
            Resolved::PartOfMonth(month, part) => {
                let name = self.month_name(month.month).into();
                let variables = [year(month.year), ("name", name), ("part", word(part).into())];
                self.format("date-part-of-month", &variables)
            }
            Resolved::Months { from, to } => self.months(from, to),
            Resolved::Quarter { year, quarter } => {
                in_year("date-quarter", year, "quarter", quarter.into())
            }
            Resolved::HalfYear { year, half } => in_year("date-half", year, "half", half.into()),
            Resolved::PartOfYear(year, part) => {
                in_year("date-part-of-year", year, "part", word(part).into())
            }
            Resolved::Year(of) => self.format("date-year", &[year(of)]),
            Resolved::Years { from, to } => {
                self.span(&self.period(Resolved::Year(from)), &self.period(Resolved::Year(to)))
            }
            Resolved::FiscalYear(year) => {
                let next = format!("{:02}", (year + 1).rem_euclid(100));
                in_year("date-fiscal-year", year, "next", next.into())
            }
        }
    }

    /// The year, and within one year the month, are said once.
    fn days(&self, from: NaiveDate, to: NaiveDate) -> String {
        if Month::of(from) != Month::of(to) {
            return self.span(&self.date(from), &self.date(to));
        }
        let name = self.month_name(from.month()).into();
        let bounds = [("from", from.day().into()), ("to", to.day().into())];
        self.format("date-days", &[&[year(from.year()), ("name", name)][..], &bounds].concat())
    }

    fn months(&self, from: Month, to: Month) -> String {
        if from.year != to.year {
            return self.span(&self.month(from), &self.month(to));
        }
        let name = |month: Month| self.month_name(month.month).into();
        self.format("date-months", &[year(from.year), ("from", name(from)), ("to", name(to))])
    }

    fn month(&self, month: Month) -> String {
        let name = self.month_name(month.month);
        self.format("date-month", &[year(month.year), ("name", name.into())])
    }

    fn month_name(&self, month: u32) -> String {
        self.format("month-name", &[("month", month.into())])
    }

    pub(super) fn span(&self, from: &str, to: &str) -> String {
        self.format("date-span", &[("from", from.into()), ("to", to.into())])
    }
}

fn year(year: i32) -> (&'static str, FluentValue<'static>) {
    ("year", year.into())
}

/// The part as the message files name it.
fn word(part: Part) -> &'static str {
    match part {
        Part::Early => "early",
        Part::Middle => "middle",
        Part::Late => "late",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::date::mentions;
    use crate::text::language::Language;

    /// How the three languages write what `text` meant on 29 December 2025.
    fn told(text: &str) -> [String; 3] {
        let reference = NaiveDate::from_ymd_opt(2025, 12, 29);
        let when = mentions(text, reference)[0].resolved().expect("a date that can be told");
        Language::ALL.map(|language| Locale::of(language).that_is(when))
    }

    #[test]
    fn dates_are_written_as_each_language_does() {
        let day = NaiveDate::from_ymd_opt(2025, 12, 9).expect("a day");
        assert_eq!(Locale::of(Language::SimplifiedChinese).date(day), "2025年12月9日");
        assert_eq!(Locale::of(Language::English).date(day), "9 December 2025");
    }

    #[test]
    fn a_relative_date_is_told_as_each_language_does() {
        assert_eq!(told("明年"), ["即2026年", "即2026年", "that is, 2026"]);
        assert_eq!(told("過去兩年")[0], "即2024年至2025年");
        assert_eq!(told("過去兩年")[2], "that is, 2024 to 2025");
        assert_eq!(told("昨日（28日）")[0], "即2025年12月28日");
        assert_eq!(told("上周")[0], "即2025年12月22日至28日");
        assert_eq!(told("上周")[2], "that is, 22 to 28 December 2025");
        assert_eq!(told("本周")[0], "即2025年12月29日至2026年1月4日");
        assert_eq!(told("下月")[2], "that is, January 2026");
        assert_eq!(told("上月底")[0], "即2025年11月底");
        assert_eq!(told("本月初")[2], "that is, early December 2025");
        assert_eq!(told("年底")[2], "that is, the end of 2025");
        assert_eq!(told("明年中")[0], "即2026年中");
        assert_eq!(
            told("今年第一季"),
            ["即2025年第1季", "即2025年第1季度", "that is, the first quarter of 2025"]
        );
        assert_eq!(told("今年首三季")[0], "即2025年1月至9月");
        assert_eq!(told("下半年")[0], "即2025年下半年");
        assert_eq!(
            told("本財政年度"),
            ["即2025/26財政年度", "即2025/26财政年度", "that is, the 2025-26 financial year"]
        );
    }
}
