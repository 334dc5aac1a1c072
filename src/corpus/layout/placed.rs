//! What layout makes of a page.

use std::ops::Range;

use crate::corpus::kind::Kind;

/// A paragraph, bullet, caption, byline or heading, with where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// The headings above it, outermost first, as printed.
    pub section: Vec<String>,
    /// Bytes of the body, in order, that are joined to make its text.
    pub pieces: Vec<Range<usize>>,
}
