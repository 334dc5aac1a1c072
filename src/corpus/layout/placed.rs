//! What layout makes of a page.

use super::piece::Piece;
use crate::corpus::kind::Kind;
use crate::corpus::{SourceMap, Style};

/// A page as a person reads it.
#[derive(Debug, Default)]
pub struct Page {
    /// What of the page is seen: its own characters, without markup.
    pub text: String,
    /// From bytes of `text` to bytes of the file.
    pub source: SourceMap,
    /// What it is made of, in the order it stands.
    pub blocks: Vec<Block>,
    /// What of `text` is set off, in order of its start.
    pub styles: Vec<Style>,
}

/// A paragraph, bullet, caption, byline, heading or row, with where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// The headings above it, outermost first, as printed.
    pub section: Vec<String>,
    /// Pieces of the page's text, in order, that are joined to make its own.
    pub pieces: Vec<Piece>,
}
