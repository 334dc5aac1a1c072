//! How a line ends.

use crate::text::script::{ends_sentence, is_closing};

/// Whether `text` ends as a sentence does.
pub(super) fn is_complete(text: &str) -> bool {
    let ended = text.trim_end_matches(is_closing);
    ended.ends_with(|c| ends_sentence(c) || matches!(c, '.' | ':' | '：'))
}

/// Whether `text` ends in the middle of a sentence for certain.
pub(super) fn is_open(text: &str) -> bool {
    text.ends_with(['，', '、', ',', '；', ';', '「', '（', '《', '『'])
}
