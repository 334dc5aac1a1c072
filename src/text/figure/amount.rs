//! A figure in a text, and when two state the same amount.

use std::fmt;
use std::ops::Range;

use super::qualifier::Qualifier;
use super::unit::Unit;

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

pub(super) fn same_value(left: f64, right: f64) -> bool {
    (left - right).abs() <= left.abs().max(right.abs()) * RELATIVE_ERROR
}
