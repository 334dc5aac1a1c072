//! A text's tokens.

use std::ops::Range;

/// A text's tokens: the number of each, and the bytes that it came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tokens {
    pub(super) ids: Vec<i32>,
    pub(super) ranges: Vec<Range<usize>>,
}
