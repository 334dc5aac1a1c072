//! The words of English dates, lower case, the longer of two first.

use super::Part;
use super::span::Unit;

/// Months, lower case, the full names first.
pub(super) const MONTHS: &[(&str, u32)] = &[
    ("january", 1),
    ("february", 2),
    ("march", 3),
    ("april", 4),
    ("may", 5),
    ("june", 6),
    ("july", 7),
    ("august", 8),
    ("september", 9),
    ("october", 10),
    ("november", 11),
    ("december", 12),
    ("sept", 9),
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
];

/// Months whose names are other words too, so that alone they need one of
/// [`BEFORE_MONTH`] before them.
pub(super) const AMBIGUOUS: &[&str] = &["may", "march"];

/// Words after which a name is a month's.
pub(super) const BEFORE_MONTH: &[&str] =
    &["in", "by", "since", "until", "till", "from", "before", "after", "of", "to", "during"];

/// Days of the week, with the days from Monday.
pub(super) const WEEKDAYS: &[(&str, i64)] = &[
    ("monday", 0),
    ("tuesday", 1),
    ("wednesday", 2),
    ("thursday", 3),
    ("friday", 4),
    ("saturday", 5),
    ("sunday", 6),
];

/// Words for a day, with the days from the day of writing.
pub(super) const DAYS: &[(&str, i64)] = &[
    ("the day before yesterday", -2),
    ("the day after tomorrow", 2),
    ("yesterday", -1),
    ("today", 0),
    ("tonight", 0),
    ("tomorrow", 1),
];

/// Words before a unit of time, with how many of it from now.
pub(super) const TURNS: &[(&str, i32)] =
    &[("last", -1), ("previous", -1), ("this", 0), ("current", 0), ("next", 1), ("coming", 1)];

/// Names of the financial year.
pub(super) const FISCAL_YEAR: &[&str] = &["financial year", "fiscal year"];

/// Words before a year or a month for a part of it.
pub(super) const PARTS: &[(&str, Part)] = &[
    ("the beginning of", Part::Early),
    ("the start of", Part::Early),
    ("the middle of", Part::Middle),
    ("the end of", Part::Late),
    ("beginning of", Part::Early),
    ("start of", Part::Early),
    ("end of", Part::Late),
    ("early", Part::Early),
    ("middle of", Part::Middle),
    ("mid", Part::Middle),
    ("late", Part::Late),
    ("end", Part::Late),
];

/// Which quarter or half.
pub(super) const ORDINALS: &[(&str, u32)] = &[
    ("first", 1),
    ("1st", 1),
    ("second", 2),
    ("2nd", 2),
    ("third", 3),
    ("3rd", 3),
    ("fourth", 4),
    ("4th", 4),
];

/// Small numbers in words, as they count a stretch of time.
pub(super) const COUNTS: &[(&str, u32)] = &[
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("twelve", 12),
];

/// What a stretch of time is counted in.
pub(super) const UNITS: &[(&str, Unit)] = &[
    ("years", Unit::Years),
    ("year", Unit::Years),
    ("months", Unit::Months),
    ("month", Unit::Months),
    ("weeks", Unit::Weeks),
    ("week", Unit::Weeks),
    ("days", Unit::Days),
    ("day", Unit::Days),
];
