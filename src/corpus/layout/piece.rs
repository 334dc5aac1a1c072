//! Pieces of a page, and how they are put together.

use std::ops::Range;

/// A stretch of a page's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Bytes of the page's text; empty for a cell in which nothing stands.
    pub range: Range<usize>,
    /// Whether a cell begins with it that is not the first of its row.
    pub cell: bool,
}

impl From<Range<usize>> for Piece {
    fn from(range: Range<usize>) -> Self {
        Self { range, cell: false }
    }
}

/// What stands between the cells of a row, in place of the page's bars or
/// spaces.
pub const CELL: &str = " · ";

/// Joins pieces of `text`: Han text without a space, Latin words with one.
pub(super) fn join(text: &str, pieces: &[Piece]) -> String {
    let mut joined = String::new();
    for piece in pieces {
        let next = &text[piece.range.clone()];
        joined.push_str(between(&joined, piece, next));
        joined.push_str(next);
    }
    joined
}

/// `pieces` without the white space that sets words of `text` further apart
/// than one space does.
pub(super) fn closed_up(text: &str, pieces: Vec<Piece>) -> Vec<Piece> {
    let mut closed = Vec::with_capacity(pieces.len());
    for Piece { range, cell } in pieces {
        let (mut start, mut at, mut cell) = (range.start, range.start, cell);
        while let Some(space) = text[at..range.end].find(is_space) {
            let space = at + space;
            let run = text[space..range.end].bytes().take_while(|byte| is_space(char::from(*byte)));
            at = space + run.count();
            if at > space + 1 {
                closed.push(Piece { range: start..space + 1, cell: std::mem::take(&mut cell) });
                start = at;
            }
        }
        closed.push(Piece { range: start..range.end, cell });
    }
    closed
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t')
}

/// What stands between `before` and a `piece` that reads `next`.
pub fn between(before: &str, piece: &Piece, next: &str) -> &'static str {
    match piece.cell {
        true if before.is_empty() => CELL.trim_start(),
        true => CELL,
        false if needs_space(before, next) => " ",
        false => "",
    }
}

/// Whether a break between `before` and `after` stood for a space. A word that
/// a hyphen breaks goes on without one.
fn needs_space(before: &str, after: &str) -> bool {
    let is_word = |c: char| c.is_ascii() && !c.is_ascii_whitespace();
    let broken = before
        .strip_suffix('-')
        .is_some_and(|word| word.ends_with(|c: char| c.is_ascii_alphabetic()))
        && after.starts_with(|c: char| c.is_ascii_lowercase());
    // `2,⏎950元`, `7.⏎2億元`: a figure that the line breaks.
    let figure = before
        .strip_suffix([',', '.'])
        .is_some_and(|figure| figure.ends_with(|c: char| c.is_ascii_digit()))
        && after.starts_with(|c: char| c.is_ascii_digit());
    before.ends_with(is_word) && after.starts_with(is_word) && !(broken || figure)
}
