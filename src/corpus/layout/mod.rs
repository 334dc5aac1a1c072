//! Lines broken by page layout, read back into blocks as a person reads them.
//!
//! A newspaper's text comes out of the page with its columns' breaks in the
//! middle of sentences, its captions between paragraphs, and its articles one
//! after another. Three passes put it right, each looking at neighbours only:
//!
//! 1. `line`: what does each line look like (bullet, number, caption, text)?
//! 2. `block`: which lines are one paragraph, and which are titles?
//! 3. `outline`: which headline, cross-heading and section is each block under?
//!
//! No text is changed. A block is a list of byte ranges of the body, and only
//! white space lies between and around them.

mod block;
mod line;
mod outline;

use std::ops::Range;

use super::passage::Kind;

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

/// Reads `body` into blocks, in the order they stand.
pub fn read(body: &str) -> Vec<Block> {
    outline::place(body, &block::join(body, &line::lines(body)))
}

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

#[cfg(test)]
mod tests;
