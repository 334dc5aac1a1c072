//! Lines into blocks: which belong to one paragraph, which are titles.

use std::ops::Range;

use crate::corpus::dateline;

use super::line::{Line, Look, has_label, is_complete, is_open, width};

/// What a block is before its place in the outline is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Paragraph,
    Bullet,
    /// A numbered sentence.
    Item,
    Caption,
    Byline,
    /// A title without a number: a headline or a cross-heading.
    Title,
    Numbered(u32),
    /// A heading marked as one, with its level from 1.
    Marked(usize),
}

/// Lines that are read as one.
#[derive(Debug, Clone)]
pub(super) struct Joined {
    pub(super) shape: Shape,
    pub(super) pieces: Vec<Range<usize>>,
    pub(super) blank_before: usize,
}

impl Joined {
    fn last<'a>(&self, body: &'a str) -> &'a str {
        self.pieces.last().map_or("", |piece| &body[piece.clone()])
    }
}

/// The widest title, in columns (two to a Han character).
const WIDEST_TITLE: usize = 100;
/// The widest byline.
const WIDEST_BYLINE: usize = 40;
/// The widest column that captions are set in; running text is wider.
const WIDEST_CAPTION_COLUMN: usize = 44;
/// A line this much wider than the one before it is not its continuation in
/// the same column: the one before was a title.
const WIDER: f32 = 1.5;

const BYLINE_WORDS: &[&str] = &[
    "記者", "记者", "撰文", "採訪", "采访", "編輯", "编辑", "攝影", "摄影", "文：", "圖：", "By ",
];

pub(super) fn join(body: &str, lines: &[Line]) -> Vec<Joined> {
    let mut blocks: Vec<Joined> = Vec::new();
    for (line, row) in lines.iter().zip(rows(body, lines)) {
        match blocks.last_mut().filter(|block| !row && continues(body, block, line)) {
            Some(block) => block.pieces.push(line.range.clone()),
            None if row => blocks.push(Joined { shape: Shape::Bullet, ..start(line) }),
            None => blocks.push(start(line)),
        }
    }
    set_captions(body, &mut blocks);
    set_titles(body, &mut blocks);
    join_columns(body, blocks)
}

/// Which lines are the rows of a table: one below the other, they begin with a
/// label (`2024年：41宗`), or are set in and end nowhere.
fn rows(body: &str, lines: &[Line]) -> Vec<bool> {
    let may_be = |line: &Line| {
        let text = &body[line.range.clone()];
        line.look == Look::Text
            && !is_byline(text)
            && (has_label(text) || line.indented && !is_complete(text) && !is_open(text))
    };
    let may_be: Vec<bool> = lines.iter().map(may_be).collect();
    let above = |at: usize| at > 0 && may_be[at - 1] && lines[at].blank_before == 0;
    let below =
        |at: usize| at + 1 < lines.len() && may_be[at + 1] && lines[at + 1].blank_before == 0;
    (0..lines.len()).map(|at| may_be[at] && (above(at) || below(at))).collect()
}

fn start(line: &Line) -> Joined {
    let shape = match line.look {
        Look::Text => Shape::Paragraph,
        Look::Bullet => Shape::Bullet,
        Look::Item => Shape::Item,
        Look::Caption => Shape::Caption,
        Look::Numbered(number) => Shape::Numbered(number),
        Look::Marked(level) => Shape::Marked(level),
    };
    Joined { shape, pieces: vec![line.range.clone()], blank_before: line.blank_before }
}

/// Whether `line`, directly below `block`, goes on with its sentence.
fn continues(body: &str, block: &Joined, line: &Line) -> bool {
    if line.look != Look::Text || line.blank_before > 0 || line.indented {
        return false;
    }
    let (above, below) = (block.last(body), &body[line.range.clone()]);
    match block.shape {
        Shape::Numbered(_) | Shape::Marked(_) | Shape::Title | Shape::Byline => false,
        Shape::Bullet | Shape::Item => {
            !is_complete(above) && (is_open(above) || !is_wider(below, above))
        }
        Shape::Caption => !is_complete(above),
        Shape::Paragraph => !is_complete(above) && !stands_alone(above, below, block.pieces.len()),
    }
}

/// Whether the first line of a block is a title over a wider text.
fn stands_alone(above: &str, below: &str, lines: usize) -> bool {
    let titled = is_wider(below, above) && !is_open(above) && width(above) <= WIDEST_TITLE;
    lines == 1 && (is_byline(above) || titled)
}

#[allow(clippy::cast_precision_loss, reason = "widths of lines are small")]
fn is_wider(below: &str, above: &str) -> bool {
    width(below) as f32 > width(above) as f32 * WIDER
}

/// Narrow lines broken by hand are a caption, where the running text of the
/// page is not set so narrow.
fn set_captions(body: &str, blocks: &mut [Joined]) {
    let widest = |block: &Joined| {
        block.pieces.iter().map(|piece| width(&body[piece.clone()])).max().unwrap_or(0)
    };
    let is_narrow =
        |block: &Joined| block.pieces.len() > 1 && widest(block) <= WIDEST_CAPTION_COLUMN;
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

fn set_titles(body: &str, blocks: &mut [Joined]) {
    for index in 0..blocks.len() {
        let text = blocks[index].last(body);
        let single = blocks[index].shape == Shape::Paragraph && blocks[index].pieces.len() == 1;
        if !single || is_complete(text) || is_open(text) {
            continue;
        }
        if is_byline(text) {
            blocks[index].shape = Shape::Byline;
        } else if width(text) <= WIDEST_TITLE
            && !text.contains('，')
            && heads_something(body, blocks, index)
        {
            blocks[index].shape = Shape::Title;
        }
    }
}

/// A title has a text below it, and no unfinished sentence above it.
fn heads_something(body: &str, blocks: &[Joined], index: usize) -> bool {
    let unfinished =
        |above: &Joined| above.shape == Shape::Paragraph && is_unfinished(above.last(body));
    let above = index.checked_sub(1).map(|above| &blocks[above]);
    index + 1 < blocks.len() && !above.is_some_and(unfinished)
}

fn is_unfinished(text: &str) -> bool {
    is_open(text) || (!is_complete(text) && width(text) > WIDEST_TITLE)
}

fn is_byline(text: &str) -> bool {
    if dateline::day(text).is_some() {
        return true;
    }
    width(text) <= WIDEST_BYLINE
        && BYLINE_WORDS.iter().any(|word| text.contains(word))
        && !text.contains('，')
}

/// Joins a paragraph that a column broke off with the one that goes on,
/// which stands one blank line below.
fn join_columns(body: &str, blocks: Vec<Joined>) -> Vec<Joined> {
    let mut joined: Vec<Joined> = Vec::new();
    for block in blocks {
        let goes_on = block.shape == Shape::Paragraph
            && block.blank_before <= 1
            && !opens_article(body, &block);
        let broken = |above: &&mut Joined| {
            above.shape == Shape::Paragraph && is_unfinished(above.last(body))
        };
        match joined.last_mut().filter(|_| goes_on).filter(broken) {
            Some(above) => above.pieces.extend(block.pieces),
            None => joined.push(block),
        }
    }
    joined
}

/// `【大公報訊】`, the dateline that opens an article.
pub(super) fn opens_article(body: &str, block: &Joined) -> bool {
    block.pieces.first().is_some_and(|piece| body[piece.clone()].starts_with('【'))
}
