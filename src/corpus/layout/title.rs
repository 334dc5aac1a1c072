//! Which blocks are titles, captions and bylines, by their neighbours.

use super::asking::{part, without_colon};
use super::block::{Joined, Shape, WIDEST_TITLE};
use super::byline::{has_credit, is_byline, is_dated, is_set_apart};
use super::ending::{is_complete, is_open};
use super::line::has_label;
use super::words::{gives_unit, is_table_title};
use crate::text::script::width;

/// The widest column that captions are set in; running text is wider.
const WIDEST_CAPTION_COLUMN: usize = 44;
/// The widest caption that its credit tells, in columns.
const WIDEST_CREDITED: usize = 200;

/// Narrow lines broken by hand are a caption, where the running text of the
/// page is not set so narrow; so is a line that ends with a credit.
pub(super) fn set_captions(text: &str, blocks: &mut [Joined]) {
    for block in blocks.iter_mut().filter(|block| block.shape == Shape::Paragraph) {
        if block.pieces.len() == 1
            && has_credit(block.last(text))
            && width(block.last(text)) <= WIDEST_CREDITED
        {
            block.shape = Shape::Caption;
        }
    }
    let widest = |block: &Joined| {
        block.pieces.iter().map(|piece| width(&text[piece.range.clone()])).max().unwrap_or(0)
    };
    let is_narrow = |block: &Joined| {
        // A page may break its lines after a comma; a column breaks anywhere.
        let broken = block.pieces.first().is_some_and(|piece| !is_open(&text[piece.range.clone()]));
        block.pieces.len() > 1 && broken && widest(block) <= WIDEST_CAPTION_COLUMN
    };
    let running = blocks.iter().filter(|block| block.shape == Shape::Paragraph);
    let (narrow, wide): (Vec<_>, Vec<_>) = running.partition(|block| is_narrow(block));
    let wide = wide.into_iter().filter(|block| widest(block) > WIDEST_CAPTION_COLUMN).count();
    if narrow.len() * 2 > wide {
        return;
    }
    for block in blocks.iter_mut().filter(|block| block.shape == Shape::Paragraph) {
        if is_narrow(block) {
            block.shape = Shape::Caption;
        }
    }
}

/// Tells bylines and titles from paragraphs of one line.
pub(super) fn set_titles(text: &str, blocks: &mut [Joined]) {
    for index in 0..blocks.len() {
        let words = blocks[index].last(text);
        let single = blocks[index].shape == Shape::Paragraph && blocks[index].pieces.len() == 1;
        if single && words.ends_with(['：', ':']) && part(words).is_some() {
            let word = without_colon(words).len();
            let piece = &mut blocks[index].pieces[0];
            piece.range.end = piece.range.start + word;
            blocks[index].shape = Shape::Title;
            continue;
        }
        if !single || is_complete(words) || is_open(words) || gives_unit(words) {
            continue;
        }
        if is_table_title(words) {
            blocks[index].shape = Shape::Title;
        } else if is_byline(words) || index > 0 && is_dated(words) || is_set_apart(words) {
            blocks[index].shape = Shape::Byline;
        } else if width(words) <= WIDEST_TITLE
            && !words.contains('，')
            && heads_something(text, blocks, index)
        {
            blocks[index].shape = Shape::Title;
        }
    }
}

/// A title has a text below it, and no unfinished sentence above it. Below the page's own
/// title, a line right above a marked heading heads nothing, nor does a label with what it
/// labels, `主席：陳大文`, unless prose or a list stands below: `重點一：推動科研`.
fn heads_something(text: &str, blocks: &[Joined], index: usize) -> bool {
    let unfinished =
        |above: &Joined| above.shape == Shape::Paragraph && is_unfinished(above.last(text));
    let above = index.checked_sub(1).map(|above| &blocks[above]);
    let Some(below) = blocks.get(index + 1).filter(|_| !above.is_some_and(unfinished)) else {
        return false;
    };
    let is_heading = |block: &Joined| matches!(block.shape, Shape::Title | Shape::Marked(_));
    if !blocks[..index].iter().any(is_heading) {
        return true;
    }
    let labels = has_label(blocks[index].last(text));
    !matches!(below.shape, Shape::Marked(_)) && (!labels || is_prose(text, below))
}

/// Whether `block` is a sentence or more, an item of a list, or signs what stands below it.
fn is_prose(text: &str, block: &Joined) -> bool {
    let last = block.last(text);
    let is_text = block.pieces.len() > 1 || is_complete(last) || width(last) > WIDEST_TITLE;
    matches!(block.shape, Shape::Byline | Shape::Bullet)
        || block.shape == Shape::Paragraph && is_text
}

fn is_unfinished(words: &str) -> bool {
    is_open(words) || (!is_complete(words) && width(words) > WIDEST_TITLE)
}

/// Joins a paragraph that a column broke off with the one that goes on,
/// which stands one blank line below.
pub(super) fn join_columns(text: &str, blocks: Vec<Joined>) -> Vec<Joined> {
    let mut joined: Vec<Joined> = Vec::new();
    for block in blocks {
        let goes_on = block.shape == Shape::Paragraph
            && block.blank_before <= 1
            && !opens_article(text, &block);
        let broken = |above: &&mut Joined| {
            above.shape == Shape::Paragraph && is_unfinished(above.last(text))
        };
        match joined.last_mut().filter(|_| goes_on).filter(broken) {
            Some(above) => above.pieces.extend(block.pieces),
            None => joined.push(block),
        }
    }
    joined
}

/// `【大公報訊】`, the dateline that opens an article.
pub(super) fn opens_article(text: &str, block: &Joined) -> bool {
    block.pieces.first().is_some_and(|piece| text[piece.range.clone()].starts_with('【'))
}
