//! Messages as Telegram's HTML, within its limits.
//!
//! Only `b`, `i`, `u`, `a` and `blockquote expandable` are used, every text is
//! escaped, and blocks are packed whole, so what is rendered always parses.

mod answer;
mod documents;
mod explanation;
mod pack;
mod passages;
mod reader;
mod source;
mod verification;

use std::ops::Range;

pub use answer::answer;
pub(super) use answer::{headed, line};
pub(super) use documents::{catalogue, document_list, latest, matching, section_list};
pub use explanation::explanation;
pub(super) use pack::pack;
pub(super) use passages::{PER_PAGE, found, inline_message, references, sources};
pub(super) use reader::{page, vanished};
pub(super) use source::plain_byline;
pub use verification::verification;

use crate::text::script::shows_nothing;

/// The longest message, in UTF-16 code units. Telegram counts after parsing;
/// counting before leaves room.
pub const LONGEST: usize = 4096;

/// The most that a heading or a name takes.
const LINE: usize = 200;

/// Escapes `text` for HTML, and leaves out what shows nothing or turns a line
/// around, so that no text looks like another's.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            other if shows_nothing(other) => {}
            other => escaped.push(other),
        }
    }
    escaped
}

/// The length of `text` in UTF-16 code units, as Telegram counts.
pub fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// `text`, cut if it is longer than a line.
pub(super) fn short(text: &str) -> String {
    shortened(text, LINE)
}

/// `text`, cut to `limit` units with an ellipsis.
pub(super) fn shortened(text: &str, limit: usize) -> String {
    let end = prefix(text, limit);
    if end < text.len() { format!("{}…", &text[..end]) } else { text.to_owned() }
}

/// The end of the longest prefix of at most `limit` UTF-16 units.
pub(super) fn prefix(text: &str, limit: usize) -> usize {
    let mut left = limit;
    let past = |(_, character): &(usize, char)| match left.checked_sub(character.len_utf16()) {
        Some(rest) => {
            left = rest;
            false
        }
        None => true,
    };
    text.char_indices().find(past).map_or(text.len(), |(at, _)| at)
}

/// The start of the longest suffix of at most `limit` UTF-16 units.
fn suffix(text: &str, limit: usize) -> usize {
    let mut left = limit;
    let mut start = text.len();
    for (at, character) in text.char_indices().rev() {
        let Some(rest) = left.checked_sub(character.len_utf16()) else { break };
        (left, start) = (rest, at);
    }
    start
}

/// `text` escaped, with bytes `bold` of it in bold.
fn emphasised(text: &str, bold: impl IntoIterator<Item = Range<usize>>) -> String {
    let (mut html, mut at) = (String::new(), 0);
    for range in bold {
        if range.start >= at && !range.is_empty() && text.get(range.clone()).is_some() {
            html += &escape(&text[at..range.start]);
            html += &format!("<b>{}</b>", escape(&text[range.clone()]));
            at = range.end;
        }
    }
    html + &escape(&text[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_fall_between_characters() {
        assert_eq!(prefix("a😀b", 2), 1);
        assert_eq!(prefix("a😀b", 3), 5);
        assert_eq!(suffix("a😀b", 2), 5);
        assert_eq!((prefix("港", 9), suffix("港", 9)), (3, 0));
    }

    #[test]
    fn markup_in_a_text_is_text() {
        assert_eq!(escape("<b>R&D</b> \"1\""), "&lt;b&gt;R&amp;D&lt;/b&gt; &quot;1&quot;");
        assert_eq!(escape("大公報\u{202E}\u{2066}\n\u{200B}甲"), "大公報\n甲");
        assert_eq!(emphasised("共1<2", std::iter::once(3..4)), "共<b>1</b>&lt;2");
    }
}
