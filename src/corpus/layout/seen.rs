//! What markup says of a stretch of text.

use std::ops::Range;

/// A stretch of the text that markup sets off.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// What it is.
    pub(super) seen: Seen,
    /// Bytes of the text; empty for an image.
    pub(super) range: Range<usize>,
}

/// What markup makes of a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    /// Something to press.
    Link,
    /// A picture stands here.
    Image,
    /// The words under a picture.
    Caption,
}
