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
mod join;
mod line;
mod outline;
mod placed;

pub use join::{join, needs_space};
pub use placed::Block;

/// Reads `body` into blocks, in the order they stand.
pub fn read(body: &str) -> Vec<Block> {
    outline::place(body, &block::join(body, &line::lines(body)))
}

#[cfg(test)]
mod tests;
