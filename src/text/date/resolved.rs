//! A stretch of time, named the way people name it.

use chrono::NaiveDate;

use super::calendar::{FISCAL_START, Month};

/// What part of a month or a year: 初, 中, 底.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// 初, early.
    Early,
    /// 中, mid.
    Middle,
    /// 底, late, the end of.
    Late,
}

/// What a mention of a date means once the day of writing is known. It keeps
/// the way people name the time, so that it can be said in any language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Resolved {
    /// One day.
    Day(NaiveDate),
    /// From one day to another, both included: a week, 過去七日.
    Days {
        /// The first day.
        from: NaiveDate,
        /// The last day.
        to: NaiveDate,
    },
    /// A month.
    Month(Month),
    /// 月初, 月中, 月底.
    PartOfMonth(Month, Part),
    /// From one month to another, both included.
    Months {
        /// The first month.
        from: Month,
        /// The last month.
        to: Month,
    },
    /// A quarter of a calendar year, from 1 to 4.
    Quarter {
        /// The year.
        year: i32,
        /// From 1 to 4.
        quarter: u32,
    },
    /// Half a calendar year, 1 or 2.
    HalfYear {
        /// The year.
        year: i32,
        /// 1 or 2.
        half: u32,
    },
    /// 年初, 年中, 年底.
    PartOfYear(i32, Part),
    /// A calendar year.
    Year(i32),
    /// From one calendar year to another, both included.
    Years {
        /// The first year.
        from: i32,
        /// The last year.
        to: i32,
    },
    /// The financial year that begins on 1 April of this year.
    FiscalYear(i32),
}

impl Resolved {
    /// The first day; `None` outside the calendar.
    pub fn start(self) -> Option<NaiveDate> {
        self.bounds().0
    }

    /// The last day, included; `None` outside the calendar.
    pub fn end(self) -> Option<NaiveDate> {
        self.bounds().1
    }

    fn bounds(self) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let (from, to) = match self {
            Self::Day(day) => return (Some(day), Some(day)),
            Self::Days { from, to } => return (Some(from), Some(to)),
            Self::PartOfMonth(month, part) => return days_of(month, part),
            Self::Month(month) => (month, month),
            Self::Months { from, to } => (from, to),
            Self::Quarter { year, quarter } => months(year, quarter * 3 - 2, quarter * 3),
            Self::HalfYear { year, half } => months(year, half * 6 - 5, half * 6),
            Self::PartOfYear(year, Part::Early) => months(year, 1, 3),
            Self::PartOfYear(year, Part::Middle) => months(year, 5, 8),
            Self::PartOfYear(year, Part::Late) => months(year, 10, 12),
            Self::Year(year) => months(year, 1, 12),
            Self::Years { from, to } => (months(from, 1, 12).0, months(to, 1, 12).1),
            Self::FiscalYear(year) => {
                let first = Month { year, month: FISCAL_START };
                (first, first.plus(11))
            }
        };
        (from.first(), to.last())
    }
}

fn months(year: i32, from: u32, to: u32) -> (Month, Month) {
    (Month { year, month: from }, Month { year, month: to })
}

/// 月初 is the first ten days, 月中 the next ten, 月底 the rest: 上旬, 中旬
/// and 下旬, as Chinese divides a month.
fn days_of(month: Month, part: Part) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let day = |day| NaiveDate::from_ymd_opt(month.year, month.month, day);
    match part {
        Part::Early => (day(1), day(10)),
        Part::Middle => (day(11), day(20)),
        Part::Late => (day(21), month.last()),
    }
}
