//! Lines broken by page layout, read back into blocks as a person reads them.
//!
//! A newspaper's text comes out of the page with its columns' breaks in the
//! middle of sentences, its captions between paragraphs, and its articles one
//! after another; a site's with its menus, its marks and its addresses. Passes
//! put it right, each looking at neighbours only:
//!
//! 1. `visible`: what of it is seen? Front matter and markup are not.
//! 2. `line`: what does each line look like (bullet, number, caption, text)?
//! 3. `page_mark`, `table`, `furniture`: which lines are of the page and not of
//!    its text, and which are rows of a table?
//! 4. `block`, `title`, `faq`: which lines are one paragraph, which are titles,
//!    which ask and which reply?
//! 5. `outline`, `lead`: which headline, cross-heading, section, question and
//!    head of a table is each block under?
//!
//! No text is changed. A block is a list of byte ranges of what is seen of the
//! body, which is made of the body's own characters; between and around them
//! lie white space, markup and furniture.

mod ahead;
mod apart;
mod asking;
mod block;
mod byline;
mod ending;
mod faq;
mod furniture;
mod html;
mod lead;
mod line;
mod marker;
mod markup;
mod notes;
mod outline;
mod page_mark;
mod piece;
mod placed;
mod seen;
mod table;
mod title;
mod visible;
mod words;

use std::borrow::Cow;

use super::SourceMap;
pub use piece::{CELL, Piece, between};
pub use placed::{Block, Page};
use seen::Mark;

/// Reads `body`, whose bytes stand in the file as `source` says.
pub fn read(body: &str, source: &SourceMap) -> Page {
    let seen = visible::read(body, source);
    let text = &seen.text;
    let lines = page_mark::without(text, table::read(text, &line::lines(&seen)));
    let lines = furniture::without(text, lines);
    let mut blocks = block::join(text, &lines);
    title::set_captions(text, &mut blocks);
    title::set_titles(text, &mut blocks);
    let mut blocks = title::join_columns(text, blocks);
    faq::set_questions(text, &mut blocks);
    let blocks = outline::place(text, &blocks);
    let styles = seen.marks.iter().filter_map(Mark::style).collect();
    Page { blocks, text: seen.text, source: seen.source, styles }
}

/// What is seen of `body`, where it has tags; all of it where it has none.
pub fn visible_text(body: &str) -> Cow<'_, str> {
    if body.contains("</") {
        visible::read(body, &SourceMap::default()).text.into()
    } else {
        body.into()
    }
}

/// Whether `text` begins with its number in a list: `2.`, `(a)`, `（一）`.
pub fn is_numbered(text: &str) -> bool {
    marker::numbered_words(text).or_else(|| marker::lettered(text)).is_some()
}

#[cfg(test)]
mod tests;
