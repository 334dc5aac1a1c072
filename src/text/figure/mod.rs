//! Figures as they are written: 1,400, 一千四百, 六成, 逾60間, 357.72億元,
//! HK$10 billion, 1.13%, 全球第4, 3000PFLOPS, 首三座, 30至40間, two hundred.
//!
//! [`figures`] reads every figure of a text with its value, unit, qualifier
//! and byte span, so that two ways of writing one amount compare equal and
//! two amounts never do.

mod counter;
pub(in crate::text) mod cursor;
mod number;
mod numeral;
mod qualifier;
mod read;
mod share;
#[cfg(test)]
mod tests;
pub(in crate::text) mod unit;
mod words;

use std::fmt;
use std::ops::Range;

use super::normalize::{Folded, fold};
use cursor::Cursor;
pub use qualifier::Qualifier;
use read::Reading;
pub use unit::{Currency, Unit};

/// One figure in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The amount in base units: 357.72億 is 35,772,000,000; 六成 is 60 in
    /// [`Unit::Percent`]. The lower end of a range.
    pub value: f64,
    /// The upper end of a range, as in 30至40間 and 七八成.
    pub to: Option<f64>,
    /// What is counted.
    pub unit: Unit,
    /// How exact the writer says it is.
    pub qualifier: Qualifier,
    /// Bytes of the text, qualifier and unit included.
    pub span: Range<usize>,
}

impl Figure {
    /// Whether both state the same amount of the same kind of thing.
    ///
    /// Notation, qualifier and the counter of things may differ (60間, 逾60家).
    /// Value, both ends of a range, currency, percent or percentage points,
    /// ranks, people, times and measures may not; a bare number may count
    /// things or people, or be a year. 數十 states no exact amount, and is the
    /// same as 數十 only.
    pub fn same_amount(&self, other: &Self) -> bool {
        let several = |figure: &Self| figure.qualifier == Qualifier::Several;
        let to = match (self.to, other.to) {
            (Some(left), Some(right)) => same_value(left, right),
            (left, right) => left == right,
        };
        same_value(self.value, other.value)
            && to
            && several(self) == several(other)
            && (self.unit.is_comparable(&other.unit) || self.is_year() && other.is_year())
    }

    /// Whether this may be the number of a year: 2026年, or 2026 alone.
    fn is_year(&self) -> bool {
        let unit = match &self.unit {
            Unit::Plain => true,
            Unit::Counted(unit) => unit == "年",
            _ => false,
        };
        unit && self.value.fract() == 0.0 && YEARS.contains(&self.value)
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {}", self.qualifier, self.value)?;
        if let Some(to) = self.to {
            write!(f, " to {to}")?;
        }
        write!(f, " {:?}", self.unit)
    }
}

/// Numbers that may be years of a document or of what it speaks of.
const YEARS: Range<f64> = 1900.0..2100.0;

/// Rounding that decimal fractions of 億 pick up in an `f64`, with a margin:
/// a few units in the sixteenth digit. A wrong digit anywhere in a figure of
/// twelve digits is far larger.
const RELATIVE_ERROR: f64 = 1e-14;

fn same_value(left: f64, right: f64) -> bool {
    (left - right).abs() <= left.abs().max(right.abs()) * RELATIVE_ERROR
}

/// The figures of `text` in order; spans do not overlap, and none starts or
/// ends within a run of digits.
pub fn figures(text: &str) -> Vec<Figure> {
    let folded = fold(text);
    let chars = folded.chars();
    let mut found: Vec<Figure> = Vec::new();
    let (mut at, mut free) = (0, 0);
    while at < chars.len() {
        if let Some(reading) = read::read(Cursor::new(chars, at), free) {
            let whole = is_whole(&folded, reading.start) && is_whole(&folded, reading.end);
            at = if whole { push(&mut found, &folded, reading) } else { reading.end };
            free = at;
        } else {
            at += skip(&chars[at..]);
        }
    }
    found
}

/// Adds a figure, as the range that it begins when it does; returns where to
/// read on.
fn push(found: &mut Vec<Figure>, folded: &Folded, first: Reading) -> usize {
    let second = read::second(Cursor::new(folded.chars(), first.end), &first)
        .filter(|second| is_whole(folded, second.end));
    let Some(second) = second else {
        let end = first.end;
        if !first.loose {
            found.push(first.figure(folded));
        }
        return end;
    };
    let end = second.end;
    if let Some(range) = first.through(&second) {
        found.push(range.figure(folded));
    } else {
        // 2024至2025年 are two years, and the unit is of both.
        found.push(Reading { unit: second.unit.clone(), ..first }.figure(folded));
        found.push(second.figure(folded));
    }
    end
}

/// Whether one character of the text ends and another starts at folded
/// character `at`: ¼ folds to three, and its 1 is no figure.
fn is_whole(folded: &Folded, at: usize) -> bool {
    let end = folded.chars().len();
    at == 0 || at >= end || folded.origin(at - 1..at).end <= folded.origin(at..at + 1).start
}

/// How far to go on where no figure starts: over a whole Latin word, over a
/// whole run of numerals, or over one character.
fn skip(chars: &[char]) -> usize {
    let letters = chars.iter().take_while(|c| c.is_ascii_alphanumeric()).count();
    letters.max(numeral::run(chars)).max(1)
}
