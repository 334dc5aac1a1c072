//! Arithmetic on days, weeks, months and financial years.

use chrono::{Datelike, Days, NaiveDate};

/// The month in which Hong Kong's financial year begins: it runs from 1 April
/// to 31 March (Public Finance Ordinance, Cap. 2, section 2).
pub(super) const FISCAL_START: u32 = 4;

/// A month of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// The year.
    pub year: i32,
    /// From 1 to 12.
    pub month: u32,
}

impl Month {
    /// The month that `day` is in.
    pub fn of(day: NaiveDate) -> Self {
        Self { year: day.year(), month: day.month() }
    }

    /// The month `months` later, or earlier when negative.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        let count = self
            .year
            .saturating_mul(12)
            .saturating_add(months)
            .saturating_add(self.month.cast_signed() - 1);
        let month = count.rem_euclid(12) + 1;
        Self { year: count.div_euclid(12), month: month.cast_unsigned() }
    }

    /// Its first day; `None` outside the calendar.
    pub fn first(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year, self.month, 1)
    }

    /// Its last day; `None` outside the calendar.
    pub fn last(self) -> Option<NaiveDate> {
        self.plus(1).first()?.pred_opt()
    }
}

/// The day `days` after `day`, or before it when negative.
pub(super) fn shift(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    let step = Days::new(days.unsigned_abs());
    if days < 0 { day.checked_sub_days(step) } else { day.checked_add_days(step) }
}

/// The Monday of the week of `day`; in Hong Kong's press a week begins then.
pub(super) fn monday(day: NaiveDate) -> Option<NaiveDate> {
    shift(day, -i64::from(day.weekday().num_days_from_monday()))
}

/// The calendar year in which the financial year of `day` began.
pub(super) fn fiscal_year(day: NaiveDate) -> i32 {
    if day.month() < FISCAL_START { day.year() - 1 } else { day.year() }
}

/// The year of a month that is named without one, in a text of `reference`:
/// the same year, except across the turn of the year. In January 10月 to 12月
/// have just been; in December 1月 and 2月 are about to come.
pub(super) fn year_of_month(month: u32, reference: NaiveDate) -> i32 {
    let ahead = month.cast_signed() - reference.month().cast_signed();
    match ahead {
        9.. => reference.year() - 1,
        ..=-10 => reference.year() + 1,
        _ => reference.year(),
    }
}

/// The month of a day that is named without one: the month of the text,
/// except that a day 20 or more ahead is of the month that just ended, as in
/// a paper of the 1st that says what happened on the 30th.
pub(super) fn month_of_day(day: u32, reference: NaiveDate) -> Month {
    let month = Month::of(reference);
    if day >= reference.day() + 20 { month.plus(-1) } else { month }
}
