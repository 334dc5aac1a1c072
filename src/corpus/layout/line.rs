//! What one line of a page looks like, before its neighbours are considered.

use std::ops::Range;

use super::ending::is_complete;
use super::marker;
use super::piece::Piece;
use super::seen::{Mark, Seen};
use super::visible::Visible;
use crate::corpus::dateline;
use crate::text::script::{ends_sentence, is_blank, width};

/// The look of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// Running text, or a heading: its neighbours decide.
    Text,
    /// `- `, `• `, `(a)`: an item of a list; the marker is left out of the range.
    Bullet,
    /// `2. 政府會提供土地。`: a numbered sentence, which may lead to a list; the
    /// number is left out of the range.
    Item,
    /// `4 強化科研優勢…`: a numbered heading, with its number.
    Numbered(u32),
    /// `## 資助計劃`: a heading marked as one, with its level from 1; the mark
    /// is left out of the range.
    Marked(usize),
    /// A title with a line of signs below it.
    Underlined,
    /// ▲, or ▶ after a few characters: a picture's caption.
    Caption,
    /// Signs only: it parts what stands above it from what stands below.
    Rule,
    /// A row of a table.
    Row,
    /// The heads of a table's columns.
    Columns,
    /// What some rows of a table have in common, above them.
    Group,
}

/// How a line stands to the pages that were printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    /// On the page of the line above.
    Same,
    /// On a new one.
    New,
    /// On a new one, with the sentence that the one above broke off.
    GoesOn,
}

/// A line of text without the white space around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Bytes of the text, without the mark.
    pub(super) range: Range<usize>,
    /// Bytes of the text, with the mark.
    pub(super) whole: Range<usize>,
    /// The columns that it is set in by.
    pub(super) indent: usize,
    /// How many blank lines stand before it.
    pub(super) blank_before: usize,
    /// Whether it is set in by a full width, as the first line of a paragraph
    /// is.
    pub(super) indented: bool,
    /// What it looks like.
    pub(super) look: Look,
    /// The cells of a row, or of several that are one; of another line, none.
    pub(super) cells: Vec<Piece>,
    /// Whether all that it says is to be pressed.
    pub(super) linked: bool,
    /// How it stands to the pages that were printed.
    pub(super) page: Page,
}

/// The longest label of a row, and the longest row, in characters.
const LONGEST_LABEL: usize = 16;
const LONGEST_ROW: usize = 80;

/// Marks that point from a caption to its picture.
const POINTERS: &[char] =
    &['▲', '△', '▼', '▽', '▶', '►', '▷', '◀', '◄', '◁', '◆', '◤', '◥', '◣', '◢', '↑', '↓'];

/// How far into a line a pointer still marks a caption: a picture's label of
/// a few characters may stand before it.
const LABEL: usize = 6;

/// The widest words directly below a picture that are its caption, in columns.
const WIDEST_CAPTION: usize = 160;

/// The fewest signs of a rule.
const SHORTEST_RULE: usize = 3;

/// The lines of `page` that hold anything.
pub(super) fn lines(page: &Visible) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut marks = Marks { page, next: 0 };
    let (mut at, mut blank_before, mut below_picture, mut new_page) = (0, 0, false, false);
    for raw in page.text.split_inclusive('\n') {
        let text = raw.trim_matches(is_blank);
        let start = at + (raw.len() - raw.trim_start_matches(is_blank).len());
        let (picture, caption, linked) =
            marks.of(&(at..at + raw.len()), &(start..start + text.len()));
        at += raw.len();
        if text.is_empty() {
            blank_before += 1;
            below_picture = picture;
            new_page |= raw.contains('\u{C}');
            continue;
        }
        let (mut look, marker) = look(text);
        let below = std::mem::take(&mut below_picture);
        let under = below && look == Look::Text && !is_complete(text);
        if caption || under && width(text) <= WIDEST_CAPTION {
            look = Look::Caption;
        }
        new_page |= raw.trim_start_matches([' ', '\t']).starts_with('\u{C}');
        let text =
            if let Look::Marked(_) = look { text.trim_end_matches(['#', ' ']) } else { text };
        let range = start + marker..start + text.len().max(marker);
        let blank_before = std::mem::take(&mut blank_before);
        let indented = raw.starts_with('\u{3000}');
        lines.push(Line {
            range,
            whole: start..start + text.len(),
            indent: width(&raw[..raw.len() - raw.trim_start().len()]),
            blank_before,
            indented,
            look,
            cells: Vec::new(),
            linked,
            page: if std::mem::replace(&mut new_page, raw.ends_with("\u{C}\n")) {
                Page::New
            } else {
                Page::Same
            },
        });
    }
    lines
}

/// The marks of a page, line by line.
struct Marks<'a> {
    page: &'a Visible,
    next: usize,
}

impl Marks<'_> {
    /// Whether a picture stands in `line`, whose words are `words`, whether it
    /// is a caption, and whether it is all links.
    fn of(&mut self, line: &Range<usize>, words: &Range<usize>) -> (bool, bool, bool) {
        let marks = &self.page.marks;
        let past = |mark: &Mark| mark.range.end < line.start;
        self.next += marks[self.next..].iter().take_while(|mark| past(mark)).count();
        let (mut picture, mut caption, mut prose, mut links) = (false, false, false, Vec::new());
        let here = marks[self.next..].iter().take_while(|mark| mark.range.start < line.end);
        for mark in here {
            match mark.seen {
                Seen::Image => picture |= mark.range.start >= line.start,
                Seen::Caption => {
                    caption |= (mark.range.start..mark.range.end).contains(&words.start);
                }
                Seen::Strong => {}
                Seen::Link => {
                    prose |= is_within(&self.page.text, words, &mark.range);
                    links.push(mark.range.start.max(words.start)..mark.range.end.min(words.end));
                }
            }
        }
        let letters = |range: Range<usize>| {
            let text = self.page.text.get(range).unwrap_or_default();
            text.chars().filter(|c| c.is_alphanumeric()).count()
        };
        let inside: usize = links.iter().cloned().map(letters).sum();
        let all = letters(words.clone());
        // Several links are buttons, with what is not pressed today among them.
        let most = if links.len() > 1 { inside * 5 >= all * 3 } else { inside * 10 >= all * 9 };
        let sentence = self.page.text[words.clone()].ends_with('。');
        (picture, caption, inside > 0 && most && !(prose || sentence))
    }
}

/// Whether a link stands within a sentence, words directly beside it.
fn is_within(text: &str, words: &Range<usize>, link: &Range<usize>) -> bool {
    let before = text[words.start..link.start.max(words.start)].chars().next_back();
    let after = text[link.end.min(words.end)..words.end].chars().next();
    before.into_iter().chain(after).any(|c| c.is_alphanumeric() || matches!(c, '，' | '。'))
}

/// Whether `text` is a short label, a colon and what goes with it.
pub(super) fn has_label(text: &str) -> bool {
    let Some((label, value)) = text.split_once(['：', ':']) else { return false };
    let plain =
        |c: char| !ends_sentence(c) && !matches!(c, '，' | '、' | '「' | '」' | '【' | '】');
    let length = label.chars().count();
    (1..=LONGEST_LABEL).contains(&length)
        && label.chars().all(plain)
        && label.chars().any(char::is_alphanumeric)
        && !value.trim_matches(is_blank).is_empty()
        && length + value.chars().count() <= LONGEST_ROW
}

/// The look of `text`, and the bytes of its marker.
fn look(text: &str) -> (Look, usize) {
    if text.chars().take(LABEL).any(|c| POINTERS.contains(&c)) {
        return (Look::Caption, 0);
    }
    if is_rule(text) {
        return (Look::Rule, 0);
    }
    if let Some((level, start)) = marker::marked(text) {
        return (Look::Marked(level), start);
    }
    if let Some(level) = marker::dotted(text) {
        return (Look::Marked(level), 0);
    }
    if let Some(start) = marker::bullet(text) {
        return (Look::Bullet, start);
    }
    if let Some(start) = marker::item(text) {
        return (Look::Item, start);
    }
    if let Some(start) = marker::lettered(text) {
        return (Look::Bullet, start);
    }
    // `21 April 2026` has a number and is no heading; `2. 第二輪：2026年7月31日` is an item.
    let is_item = || marker::numbered_words(text).is_some();
    let number = marker::numbered(text).filter(|_| is_item() || dateline::day(text).is_none());
    number.map_or((Look::Text, 0), |number| (Look::Numbered(number), 0))
}

/// Whether `text` is drawn of signs: `----`, `＊＊＊`, `---|---`.
fn is_rule(text: &str) -> bool {
    let drawn = |c: char| {
        matches!(
            c,
            '-' | '='
                | '*'
                | '_'
                | '~'
                | '+'
                | '|'
                | ':'
                | '.'
                | '·'
                | '—'
                | '–'
                | '─'
                | '━'
                | '═'
                | '＊'
                | '－'
                | '＝'
                | '＿'
                | '～'
                | '…'
                | '※'
                | '◇'
                | '☆'
        )
    };
    let signs = text.chars().filter(|c| drawn(*c) && *c != '.' && *c != '|').count();
    signs >= SHORTEST_RULE && text.chars().all(|c| drawn(c) || is_blank(c))
}
