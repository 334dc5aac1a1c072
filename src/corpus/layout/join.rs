//! Pieces of a page put together.

use std::ops::Range;

/// Joins pieces of `body`: Han text without a space, Latin words with one.
pub fn join(body: &str, pieces: &[Range<usize>]) -> String {
    let mut text = String::new();
    for piece in pieces {
        let next = &body[piece.clone()];
        if needs_space(&text, next) {
            text.push(' ');
        }
        text.push_str(next);
    }
    text
}

/// Whether a break between `before` and `after` stood for a space.
pub fn needs_space(before: &str, after: &str) -> bool {
    let is_word = |c: char| c.is_ascii() && !c.is_ascii_whitespace();
    before.ends_with(is_word) && after.starts_with(is_word)
}
