//! What markup says of a stretch of text.

use std::ops::Range;

use crate::corpus::style::{self, Format, Style};

/// A stretch of the text that markup sets off.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// What it is.
    pub(super) seen: Seen,
    /// Bytes of the text; empty for an image.
    pub(super) range: Range<usize>,
    /// Where a link leads, as the page writes it.
    pub(super) target: Option<String>,
}

impl Mark {
    /// A mark that leads nowhere.
    pub(super) fn new(seen: Seen, range: Range<usize>) -> Self {
        Self { seen, range, target: None }
    }

    /// How the stretch is set off for who reads it; `None` for what is not.
    pub(super) fn style(&self) -> Option<Style> {
        let format = match self.seen {
            Seen::Strong => Format::Strong,
            Seen::Link => Format::Link(self.target.clone()?),
            Seen::Image | Seen::Caption => return None,
        };
        let range = self.range.clone();
        (1..=style::LONGEST).contains(&range.len()).then_some(Style { range, format })
    }
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
    /// Words in bold.
    Strong,
}
