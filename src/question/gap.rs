//! What stands beside the asking word.

use std::ops::Range;

use crate::text::coded::CodedText;

/// What stands beside the asking word, as codes of units: an answer stands
/// beside the same words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gap {
    /// The two units before it, the nearer last.
    pub before: Vec<u64>,
    /// The two units after it, the nearer first.
    pub after: Vec<u64>,
    /// What stands before it, folded.
    pub words_before: String,
    /// What stands after it, folded.
    pub words_after: String,
}

impl Gap {
    /// What stands on both sides of characters `asking` of `text`.
    pub(super) fn beside(asking: Option<Range<usize>>, text: &str) -> Self {
        let Some(asking) = asking else { return Self::default() };
        let byte = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
        let codes = |text: &str| CodedText::new(text).codes().collect::<Vec<_>>();
        let before = codes(&text[..byte(asking.start)]);
        let words_after = text[byte(asking.end)..].trim_start().to_owned();
        let mut after = codes(&words_after);
        after.truncate(2);
        Self {
            before: before[before.len().saturating_sub(2)..].to_vec(),
            after,
            words_before: text[..byte(asking.start)].to_owned(),
            words_after,
        }
    }
}
