//! How a line ends, and how wide it is.

use crate::text::script::{ends_sentence, is_closing, is_han};

/// Whether `text` ends as a sentence does.
pub(super) fn is_complete(text: &str) -> bool {
    let ended = text.trim_end_matches(is_closing);
    ended.ends_with(|c| ends_sentence(c) || matches!(c, '.' | ':' | '：'))
}

/// Whether `text` ends in the middle of a sentence for certain.
pub(super) fn is_open(text: &str) -> bool {
    text.ends_with(['，', '、', ',', '；', ';', '「', '（', '《', '『'])
}

/// The width of `text` in columns: a Han character takes two.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// The columns that a character takes.
pub(super) fn columns(c: char) -> usize {
    if is_han(c) || u32::from(c) >= 0x3000 { 2 } else { 1 }
}
