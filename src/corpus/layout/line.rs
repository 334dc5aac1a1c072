//! What one line of a page looks like, before its neighbours are considered.

use std::ops::Range;

use crate::text::script::{ends_sentence, is_blank, is_closing, is_han};

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
    /// ▲, or ▶ after a few characters: a picture's caption.
    Caption,
}

/// A line of text without the white space around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Bytes of the body.
    pub(super) range: Range<usize>,
    /// How many blank lines stand before it.
    pub(super) blank_before: usize,
    /// Whether it is set in by a full width, as the first line of a paragraph
    /// is.
    pub(super) indented: bool,
    /// What it looks like.
    pub(super) look: Look,
}

const BULLETS: &[&str] = &[
    "- ", "– ", "— ", "* ", "• ", "•", "· ", "‧", "・", "－", "●", "○", "◎", "■", "□", "▪", "◦ ",
    "‣ ", "➢", "✓", "★",
];

/// The longest label of a row, and the longest row, in characters.
const LONGEST_LABEL: usize = 16;
const LONGEST_ROW: usize = 80;

/// Marks that point from a caption to its picture.
const POINTERS: &[char] =
    &['▲', '△', '▼', '▽', '▶', '►', '▷', '◀', '◄', '◁', '◆', '◤', '◥', '◣', '◢', '↑', '↓'];

/// How far into a line a pointer still marks a caption: a picture's label of
/// a few characters may stand before it.
const LABEL: usize = 6;

/// The longest numbered heading, in characters.
const LONGEST_HEADING: usize = 60;

/// The lines of `body` that hold anything.
pub(super) fn lines(body: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut at, mut blank_before) = (0, 0);
    for raw in body.split_inclusive('\n') {
        let text = raw.trim_matches(is_blank);
        if text.is_empty() {
            blank_before += 1;
        } else {
            let start = at + (raw.len() - raw.trim_start_matches(is_blank).len());
            let (look, marker) = look(text);
            let range = start + marker..start + text.len();
            let blank_before = std::mem::take(&mut blank_before);
            lines.push(Line { range, blank_before, indented: raw.starts_with('\u{3000}'), look });
        }
        at += raw.len();
    }
    lines
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
        && !(is_question(text) || is_reply(text))
}

/// Whether `text` is a question of a list of them: 問：…
pub(super) fn is_question(text: &str) -> bool {
    begins_with(text, &["問", "问", "Q"])
}

/// Whether `text` replies to one: 答：…
fn is_reply(text: &str) -> bool {
    begins_with(text, &["答", "A"])
}

/// Whether `text` begins with one of `letters`, a number or none, and a colon.
fn begins_with(text: &str, letters: &[&str]) -> bool {
    let rest = letters.iter().find_map(|letter| text.strip_prefix(letter));
    rest.is_some_and(|rest| {
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
        rest.starts_with(['：', ':'])
    })
}

/// The look of `text`, and the bytes of its marker.
fn look(text: &str) -> (Look, usize) {
    if text.chars().take(LABEL).any(|c| POINTERS.contains(&c)) {
        return (Look::Caption, 0);
    }
    if let Some((level, start)) = marked(text) {
        return (Look::Marked(level), start);
    }
    let marker = BULLETS.iter().find(|marker| text.starts_with(**marker));
    if let Some(marker) = marker.filter(|marker| text.len() > marker.len()) {
        let rest = text[marker.len()..].trim_start_matches(is_blank);
        return (Look::Bullet, text.len() - rest.len());
    }
    if let Some(start) = item(text) {
        return (Look::Item, start);
    }
    if let Some(start) = lettered(text) {
        return (Look::Bullet, start);
    }
    numbered(text).map_or((Look::Text, 0), |number| (Look::Numbered(number), 0))
}

/// The level of a heading in Markdown, and where its words start.
fn marked(text: &str) -> Option<(usize, usize)> {
    let level = text.bytes().take_while(|byte| *byte == b'#').count();
    let words = text[level..].trim_start_matches(is_blank);
    let start = text.len() - words.len();
    ((1..=6).contains(&level) && start > level && !words.is_empty()).then_some((level, start))
}

/// Where the words of a numbered item start that is a whole sentence: `2. 政府
/// 會提供土地。` It is of a list, and no heading.
fn item(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let words =
        text[digits..].strip_prefix(['.', '．', ')', '）', '、'])?.trim_start_matches(is_blank);
    let is_item = (1..=2).contains(&digits) && words.starts_with(char::is_alphabetic);
    (is_item && is_complete(words)).then_some(text.len() - words.len())
}

/// Where the words of `(a) …`, `(1) …` or `（一）…` start.
fn lettered(text: &str) -> Option<usize> {
    let inner = text.strip_prefix(['(', '（'])?;
    let (letter, words) = inner.split_once([')', '）'])?;
    let short = (1..=3).contains(&letter.chars().count());
    let counts = |c: char| c.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(c);
    let words = words.trim_start_matches(is_blank);
    (short && letter.chars().all(counts) && words.starts_with(char::is_alphabetic))
        .then_some(text.len() - words.len())
}

/// The number of a heading such as `4 強化…`, `4. 強化…` or `四、強化…`.
fn numbered(text: &str) -> Option<u32> {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let (number, rest) = match digits {
        1..=2 => (text[..digits].parse().ok()?, &text[digits..]),
        _ => chinese_number(text)?,
    };
    let title = rest.strip_prefix([' ', '\u{3000}', '.', '．', '、', '\t'])?.trim_matches(is_blank);
    let fits = title.chars().count() <= LONGEST_HEADING
        && title.chars().next().is_some_and(char::is_alphabetic);
    (fits && !is_complete(title) && !is_open(title)).then_some(number)
}

fn chinese_number(text: &str) -> Option<(u32, &str)> {
    let numeral = text.chars().take_while(|c| "一二三四五六七八九十".contains(*c)).count();
    let end = text.char_indices().nth(numeral).map(|(at, _)| at)?;
    let digit = |c: char| "零一二三四五六七八九".chars().position(|d| d == c);
    let characters: Vec<char> = text[..end].chars().collect();
    let value = match characters[..] {
        [single] => {
            if single == '十' {
                10
            } else {
                digit(single)?
            }
        }
        ['十', ones] => 10 + digit(ones)?,
        [tens, '十'] => digit(tens)? * 10,
        _ => return None,
    };
    text[end..].starts_with('、').then_some((u32::try_from(value).ok()?, &text[end..]))
}

/// Whether `text` ends as a sentence does.
pub(super) fn is_complete(text: &str) -> bool {
    let ended = text.trim_end_matches(is_closing);
    ended.ends_with(|c| ends_sentence(c) || matches!(c, '.' | ':' | '：'))
}

/// Whether `text` ends in the middle of a sentence for certain.
pub(super) fn is_open(text: &str) -> bool {
    text.ends_with(['，', '、', ',', '；', ';', '「', '（', '《', '『'])
}

/// The width of `text` in columns: a Han character takes two.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(|c| if is_han(c) || u32::from(c) >= 0x3000 { 2 } else { 1 }).sum()
}
