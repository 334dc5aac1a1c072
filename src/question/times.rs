//! The times that a question is about.

use chrono::{Datelike, NaiveDate};

use super::query::Query;
use crate::corpus::glossary::{Glossary, is_part_of};
use crate::text::date::{Mention, Precision, Resolved, mentions};

/// The times that a question names, and those it counts from its own day.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Times {
    /// The years.
    pub years: Vec<i32>,
    /// Stretches shorter than a year, or across two, by their first and last
    /// days: 上個月, 本財政年度.
    pub stretches: Vec<(NaiveDate, NaiveDate)>,
    /// What the question counts from its own day, as it says it, with what
    /// that means.
    pub relative: Vec<(String, Resolved)>,
}

impl Times {
    /// The times of `query`, which is `written` in folded, written Chinese (or
    /// English).
    pub(super) fn of(query: &Query, written: &str, glossary: &Glossary) -> Self {
        let mut times = Self { years: years(written), ..Self::default() };
        let names = glossary.names(query.text());
        for mention in mentions(query.text(), query.today()) {
            // 過去兩年 bounds what is asked for, and nothing has to say so. A
            // month that is all of the question is words to look for.
            let told = mention.plain().filter(|_| mention.precision != Precision::Span);
            let is_all = mention.span.len() == query.text().len();
            let Some(when) = told.filter(|_| !is_all && !is_part_of(&names, &mention.span)) else {
                continue;
            };
            times.add(&mention);
            times.relative.push((query.text()[mention.span].to_owned(), when));
        }
        times
    }

    fn add(&mut self, mention: &Mention) {
        let (Some(start), Some(end)) = (mention.start, mention.end) else { return };
        if mention.precision == Precision::Year {
            self.years.push(start.year());
        } else {
            self.stretches.push((start, end));
        }
    }

    /// Whether `day` is within each of the times.
    pub fn hold(&self, day: NaiveDate) -> bool {
        self.years.iter().all(|year| *year == day.year())
            && self.stretches.iter().all(|(from, to)| (*from..=*to).contains(&day))
    }

    /// Whether the question is about no time in particular.
    pub fn is_empty(&self) -> bool {
        self.years.is_empty() && self.stretches.is_empty()
    }
}

/// The years a folded text names: 2024年, 2024, 二〇二四年.
pub fn years(text: &str) -> Vec<i32> {
    let digits = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    let years = digits.filter_map(|digits| digits.parse().ok());
    years.filter(|year| (1900..2100).contains(year)).collect()
}
