//! A date in a text.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::precision::Precision;
use super::reading::Reading;
use super::resolved::Resolved;
use crate::text::normalize::Folded;

/// A date in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Bytes of the text.
    pub span: Range<usize>,
    /// The first day it may mean; `None` when it cannot be told.
    pub start: Option<NaiveDate>,
    /// The last day it may mean, included; there when `start` is.
    pub end: Option<NaiveDate>,
    /// How exactly it is said.
    pub precision: Precision,
    /// Said relative to the day of writing (明年), or without a year (五月),
    /// so that a reader on another day needs it resolved.
    pub relative: bool,
    resolved: Option<Resolved>,
}

impl Mention {
    pub(super) fn new(folded: &Folded, at: usize, reading: Reading) -> Self {
        // Outside the calendar nothing can be told.
        let bounds = reading.when.and_then(|when| Some((when, when.start()?, when.end()?)));
        Self {
            span: folded.origin(at..reading.end),
            start: bounds.map(|(_, start, _)| start),
            end: bounds.map(|(_, _, end)| end),
            precision: reading.precision,
            relative: reading.relative,
            resolved: bounds.map(|(when, _, _)| when),
        }
    }

    /// Whether some day of `year` is within this mention.
    pub fn covers(&self, year: i32) -> bool {
        match (self.start, self.end) {
            (Some(start), Some(end)) => (start.year()..=end.year()).contains(&year),
            _ => false,
        }
    }

    /// What it means, whether or not a reader needs to be told.
    pub fn resolved(&self) -> Option<Resolved> {
        self.resolved
    }

    /// What to tell a reader beside the quote: the meaning of a relative
    /// mention; `None` for one that is plain as it stands, or past telling.
    pub fn plain(&self) -> Option<Resolved> {
        self.resolved.filter(|_| self.relative)
    }
}
