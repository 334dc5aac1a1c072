//! What a reader of dates gives back.

use chrono::NaiveDate;

use super::calendar::Month;
use super::{Part, Precision, Resolved};
use crate::text::figure::cursor::Cursor;

/// A date read from a place in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    /// One past its last character.
    pub(super) end: usize,
    pub(super) when: Option<Resolved>,
    pub(super) precision: Precision,
    /// Whether something is left to the day of writing.
    pub(super) relative: bool,
}

impl Reading {
    pub(super) fn new(
        cursor: &Cursor<'_>,
        precision: Precision,
        when: Option<Resolved>,
        relative: bool,
    ) -> Self {
        Self { end: cursor.at(), when, precision, relative }
    }
}

/// A year in a text: printed, or left to the day of writing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Year {
    /// `None` when it cannot be told.
    pub(super) number: Option<i32>,
    pub(super) relative: bool,
}

impl Year {
    pub(super) fn printed(number: i32) -> Self {
        Self { number: Some(number), relative: false }
    }

    /// The year `years` after that of `reference`.
    pub(super) fn after(reference: Option<NaiveDate>, years: i32) -> Self {
        use chrono::Datelike;
        Self { number: reference.map(|day| day.year().saturating_add(years)), relative: true }
    }

    pub(super) fn reading(
        self,
        cursor: &Cursor<'_>,
        precision: Precision,
        when: impl FnOnce(i32) -> Resolved,
    ) -> Reading {
        Reading::new(cursor, precision, self.number.map(when), self.relative)
    }

    /// The whole year.
    pub(super) fn whole(self, cursor: &Cursor<'_>) -> Reading {
        self.reading(cursor, Precision::Year, Resolved::Year)
    }

    /// Its beginning, middle or end.
    pub(super) fn part(self, cursor: &Cursor<'_>, part: Part) -> Reading {
        self.reading(cursor, Precision::PartOfYear, |year| Resolved::PartOfYear(year, part))
    }

    /// Its quarter `quarter`.
    pub(super) fn quarter(self, cursor: &Cursor<'_>, quarter: u32) -> Reading {
        self.reading(cursor, Precision::Quarter, |year| Resolved::Quarter { year, quarter })
    }

    /// Its first or second half.
    pub(super) fn half(self, cursor: &Cursor<'_>, half: u32) -> Reading {
        self.reading(cursor, Precision::HalfYear, |year| Resolved::HalfYear { year, half })
    }

    /// Its first `months` months.
    pub(super) fn first_months(self, cursor: &Cursor<'_>, months: u32) -> Reading {
        self.reading(cursor, Precision::Span, |year| Resolved::Months {
            from: Month { year, month: 1 },
            to: Month { year, month: months },
        })
    }
}

/// A month in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct MonthOf {
    pub(super) month: Option<Month>,
    pub(super) relative: bool,
}

impl MonthOf {
    pub(super) fn whole(self, cursor: &Cursor<'_>) -> Reading {
        Reading::new(cursor, Precision::Month, self.month.map(Resolved::Month), self.relative)
    }

    pub(super) fn part(self, cursor: &Cursor<'_>, part: Part) -> Reading {
        let when = self.month.map(|month| Resolved::PartOfMonth(month, part));
        Reading::new(cursor, Precision::PartOfMonth, when, self.relative)
    }

    /// Its day `day`; no reading when the printed month does not have it. In
    /// a year that is only the nearest, 29 February cannot be told.
    pub(super) fn day(self, cursor: &Cursor<'_>, day: u32) -> Option<Reading> {
        let date = |Month { year, month }| NaiveDate::from_ymd_opt(year, month, day);
        let when = self.month.and_then(date).map(Resolved::Day);
        let is_told = when.is_some() || self.relative;
        is_told.then(|| Reading::new(cursor, Precision::Day, when, self.relative))
    }

    /// From its day `from` to its day `to`.
    pub(super) fn days(self, cursor: &Cursor<'_>, from: u32, to: u32) -> Option<Reading> {
        let (Some(Resolved::Day(from)), Some(Resolved::Day(to))) =
            (self.day(cursor, from)?.when, self.day(cursor, to)?.when)
        else {
            return Some(Reading::new(cursor, Precision::Span, None, self.relative));
        };
        let when = (from <= to).then_some(Resolved::Days { from, to })?;
        Some(Reading::new(cursor, Precision::Span, Some(when), self.relative))
    }
}
