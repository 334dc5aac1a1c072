//! Lines into blocks: which belong to one paragraph.

use super::asking::{is_question, is_reply};
use super::byline::{is_byline, is_credited, is_dated, is_day, is_set_apart};
use super::ending::{is_complete, is_open};
use super::line::{Line, Look, Page, has_label};
use super::marker::numbered_words;
use super::piece::Piece;
use super::words::{gives_unit, is_table_title};
use crate::corpus::dateline;
use crate::text::figure::figures;
use crate::text::script::{is_blank, width};

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
    /// A question that is replied to below it.
    Question,
    /// A row of a table.
    Row,
    /// The heads of a table's columns.
    Columns,
    /// What some rows of a table have in common.
    Group,
}

/// Lines that are read as one.
#[derive(Debug, Clone)]
pub(super) struct Joined {
    pub(super) shape: Shape,
    pub(super) pieces: Vec<Piece>,
    pub(super) blank_before: usize,
    /// The columns that it is set in by.
    pub(super) indent: usize,
}

impl Joined {
    /// Its last line.
    pub(super) fn last<'a>(&self, text: &'a str) -> &'a str {
        self.pieces.last().map_or("", |piece| &text[piece.range.clone()])
    }

    /// What stands before its words in their line: the mark of an item.
    pub(super) fn mark<'a>(&self, text: &'a str) -> &'a str {
        let before = &text[..self.pieces.first().map_or(0, |piece| piece.range.start)];
        before.rsplit('\n').next().unwrap_or_default().trim_matches(is_blank)
    }
}

/// The widest title, in columns (two to a Han character).
pub(super) const WIDEST_TITLE: usize = 100;
/// The narrowest lines of a page that was wrapped by hand; columns are narrower.
const NARROWEST_PAGE: usize = 50;
/// The most lines above the day in the head of a page.
const MOST_OF_HEAD: usize = 3;
/// The widest name of who signs a text, in columns.
const WIDEST_NAME: usize = 60;
/// A line this much wider than the one before it is not its continuation in
/// the same column: the one before was a title.
const WIDER: f32 = 1.5;

/// Joins `lines` into blocks.
pub(super) fn join(text: &str, lines: &[Line]) -> Vec<Joined> {
    let mut blocks: Vec<Joined> = Vec::new();
    let wrap = wrap(text, lines);
    for ((at, line), row) in lines.iter().enumerate().zip(rows(text, lines)) {
        let next = lines.get(at + 1);
        if let [head] = &blocks[..]
            && continues(text, head, line, wrap)
            && heads_page(text, head, line, next)
        {
            blocks = head_of_page(head, line);
            continue;
        }
        match blocks.last_mut().filter(|block| !row && continues(text, block, line, wrap)) {
            Some(block) if signs_off(text, block, line, next) => {
                block.shape = Shape::Byline;
                blocks.push(Joined { shape: Shape::Byline, ..start(line) });
            }
            Some(block) => block.pieces.push(line.range.clone().into()),
            None if row => blocks.push(Joined { shape: Shape::Bullet, ..start(line) }),
            None if is_wrapped(text, line, next) => {
                blocks.push(wrapped(text, line));
            }
            None => blocks.push(start(line)),
        }
    }
    blocks
}

/// Which lines are the rows of a table: one below the other, they begin with a
/// label (`2024年：41宗`), or are set in and end nowhere.
fn rows(text: &str, lines: &[Line]) -> Vec<bool> {
    let may_be = |line: &Line| {
        let words = &text[line.range.clone()];
        let labelled = has_label(words) && !is_question(words) && !is_reply(words);
        line.look == Look::Text
            && !is_byline(words)
            && (labelled || line.indented && !is_complete(words) && !is_open(words))
    };
    // A row may be a date (`啟用：2022年9月19日`), between others that are none.
    let dated = |line: &Line| {
        let words = &text[line.range.clone()];
        line.look == Look::Text && has_label(words) && dateline::day(words).is_some()
    };
    let dated: Vec<bool> = lines.iter().map(dated).collect();
    let may_be: Vec<bool> = lines.iter().map(may_be).collect();
    let above = |at: usize| at > 0 && may_be[at - 1] && lines[at].blank_before == 0;
    let below =
        |at: usize| at + 1 < lines.len() && may_be[at + 1] && lines[at + 1].blank_before == 0;
    (0..lines.len()).map(|at| (may_be[at] || dated[at]) && (above(at) || below(at))).collect()
}

fn start(line: &Line) -> Joined {
    let shape = match line.look {
        Look::Text | Look::Rule => Shape::Paragraph,
        Look::Bullet => Shape::Bullet,
        Look::Item => Shape::Item,
        Look::Caption => Shape::Caption,
        Look::Numbered(number) => Shape::Numbered(number),
        Look::Marked(level) => Shape::Marked(level),
        Look::Underlined => Shape::Title,
        Look::Row => Shape::Row,
        Look::Columns => Shape::Columns,
        Look::Group => Shape::Group,
    };
    let whole = || vec![line.range.clone().into()];
    let pieces = if line.cells.is_empty() { whole() } else { line.cells.clone() };
    Joined { shape, pieces, blank_before: line.blank_before, indent: line.indent }
}

/// Whether a numbered line that looks like a heading is the first one of a
/// paragraph that was wrapped by hand: the text goes on below, as wide.
fn is_wrapped(text: &str, line: &Line, below: Option<&Line>) -> bool {
    let words = &text[line.range.clone()];
    let goes_on = |below: &&Line| {
        let more = &text[below.range.clone()];
        below.look == Look::Text
            && below.blank_before == 0
            && !below.indented
            && !is_wider(more, words)
            && !(has_label(more) || is_question(more) || is_reply(more))
    };
    matches!(line.look, Look::Numbered(_))
        && numbered_words(words).is_some()
        && below.as_ref().is_some_and(goes_on)
}

/// A wrapped paragraph begun, its number left out.
fn wrapped(text: &str, line: &Line) -> Joined {
    let mark = numbered_words(&text[line.range.clone()]).unwrap_or(0);
    let range = line.range.start + mark..line.range.end;
    Joined { shape: Shape::Item, pieces: vec![range.into()], ..start(line) }
}

/// Whether `line`, directly below `block`, goes on with its sentence.
fn continues(text: &str, block: &Joined, line: &Line, wrap: Option<usize>) -> bool {
    if line.page == Page::GoesOn {
        return matches!(block.shape, Shape::Paragraph | Shape::Item | Shape::Bullet);
    }
    if line.look != Look::Text || line.blank_before > 0 || line.indented {
        return false;
    }
    let (above, below) = (block.last(text), &text[line.range.clone()]);
    // What stands at both margins is the head of a paper.
    let own = is_question(below)
        || is_reply(below)
        || gives_unit(below)
        || is_table_title(above)
        || is_set_apart(above)
        || below.starts_with(['（', '(']) && is_dated(below);
    let labels = has_label(below) && (has_label(above) || dateline::day(below).is_some());
    if own || labels {
        return false;
    }
    let filled = || wrap.is_some_and(|wrap| width(above) * 20 >= wrap * 17);
    match block.shape {
        Shape::Bullet | Shape::Item => {
            !is_complete(above) && (is_open(above) || !is_wider(below, above)) || filled()
        }
        Shape::Caption => !is_complete(above) && !is_credited(above),
        Shape::Paragraph => {
            !is_complete(above) && !stands_alone(above, below, block.pieces.len())
                || breaks_figure(above, below)
                || filled()
        }
        _ => false,
    }
}

/// Whether `line` is the day at the end of the head of a page, whose title and
/// publisher stand above it: `啟航計劃成績理想⏎政府新聞網⏎2022年11月8日`.
fn heads_page(text: &str, head: &Joined, line: &Line, next: Option<&Line>) -> bool {
    let last = next.is_none_or(|next| next.blank_before > 0);
    let short = |piece: &Piece| {
        let words = &text[piece.range.clone()];
        width(words) <= WIDEST_TITLE && !is_complete(words)
    };
    last && head.shape == Shape::Paragraph
        && head.pieces.len() <= MOST_OF_HEAD
        && head.pieces.iter().all(short)
        && is_day(&text[line.range.clone()])
}

/// The title, and below it who published it and when.
fn head_of_page(head: &Joined, day: &Line) -> Vec<Joined> {
    let part = |(at, piece): (usize, &Piece)| Joined {
        shape: if at == 0 { Shape::Title } else { Shape::Byline },
        pieces: vec![piece.clone()],
        ..head.clone()
    };
    let mut parts: Vec<Joined> = head.pieces.iter().enumerate().map(part).collect();
    parts.push(Joined { shape: Shape::Byline, ..start(day) });
    parts
}

/// Whether `line` is the day below the name of who signs: `創新科技署⏎2025年5月12日`.
/// A sentence that ends with a date ends with a full stop.
fn signs_off(text: &str, block: &Joined, line: &Line, next: Option<&Line>) -> bool {
    let last = next.is_none_or(|next| next.blank_before > 0);
    let name = block.shape == Shape::Paragraph
        && block.pieces.len() == 1
        && width(block.last(text)) <= WIDEST_NAME;
    last && name && is_day(&text[line.range.clone()])
}

/// The width that the page is wrapped to by hand, if it is: the lines that have
/// another directly below are about as wide as the widest. A sentence that ends
/// at the end of such a line ends there by chance.
fn wrap(text: &str, lines: &[Line]) -> Option<usize> {
    const FEWEST: usize = 4;
    let directly = |pair: &&[Line]| {
        let text = pair.iter().all(|line| line.look == Look::Text || line.look == Look::Item);
        text && pair[1].blank_before == 0 && !pair[1].indented && pair[1].look == Look::Text
    };
    let above = lines.windows(2).filter(directly);
    let widths: Vec<usize> = above.map(|pair| width(&text[pair[0].whole.clone()])).collect();
    let widest = *widths.iter().max()?;
    let wide = widths.iter().filter(|width| **width * 10 >= widest * 8).count();
    let page = (NARROWEST_PAGE..=WIDEST_TITLE).contains(&widest);
    (page && widths.len() >= FEWEST && wide * 4 >= widths.len() * 3).then_some(widest)
}

/// Whether a line ends within a figure, or before what it counts: `7.⏎2億元`,
/// `46⏎家公司`.
fn breaks_figure(above: &str, below: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    let figure = above.trim_end_matches(['.', ',']);
    let whole = figure.len() == above.len();
    let counts = || {
        let together = format!("{}{below}", last_digits(figure));
        figures(&together)
            .first()
            .is_some_and(|figure| figure.span.end > together.len() - below.len())
    };
    figure.ends_with(digit)
        && (!whole && below.starts_with(digit) || whole && !below.starts_with(digit) && counts())
}

fn last_digits(text: &str) -> &str {
    &text[text.trim_end_matches(|c: char| c.is_ascii_digit()).len()..]
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
