//! What a page sets off within its text: strong words and links.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::text::span::overlap;

/// A stretch of text that the page sets off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Style {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// How it is set off.
    pub format: Format,
}

/// How a stretch of text is set off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// In bold.
    Strong,
    /// It leads somewhere: the target as the page writes it, an address of the web or one
    /// within the site. [`Metadata::leads_to`](super::Metadata::leads_to) judges it.
    Link(String),
}

impl Format {
    /// Where a link leads, as the page writes it.
    pub fn target(&self) -> Option<&str> {
        match self {
            Self::Link(target) => Some(target),
            Self::Strong => None,
        }
    }
}

/// The longest stretch that counts as set off, in bytes; what is longer is a page whose
/// marks do not match.
pub(super) const LONGEST: usize = 2_000;

/// Adds to `into` the part of `styles` under `range` of a text, as if that part were
/// copied to byte `at` of another. `styles` are in order of their start, and none is
/// longer than [`LONGEST`].
pub(super) fn copy(styles: &[Style], range: &Range<usize>, at: usize, into: &mut Vec<Style>) {
    let nearby = range.start.saturating_sub(LONGEST);
    let first = styles.partition_point(|style| style.range.start < nearby);
    let near = styles[first..].iter().take_while(|style| style.range.start < range.end);
    for style in near.filter(|style| overlap(&style.range, range)) {
        let (start, end) = (style.range.start.max(range.start), style.range.end.min(range.end));
        into.push(Style {
            range: at + start - range.start..at + end - range.start,
            format: style.format.clone(),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_copied_keeps_what_is_set_off_within_it() {
        let strong = |range| Style { range, format: Format::Strong };
        let mut copied = Vec::new();
        copy(&[strong(0..2), strong(3..8), strong(12..14)], &(6..13), 100, &mut copied);
        assert_eq!(copied, [strong(100..102), strong(106..107)]);
    }
}
