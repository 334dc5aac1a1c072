//! The bare number of a figure, in digits, numerals or words, with its
//! magnitudes: 1,400, 11.5億, 1億2000萬, 一點一三, 10bn, two hundred.

use super::cursor::Cursor;
use super::{numeral, words};

/// A number in folded text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number {
    /// The value, magnitudes multiplied in.
    pub(super) value: f64,
    /// The larger value of 七八 and the like.
    pub(super) to: Option<f64>,
    /// One past the last folded character.
    pub(super) end: usize,
    /// How it is written.
    pub(super) notation: Notation,
    /// May be part of a word, so that it needs a counter after it.
    pub(super) loose: bool,
    /// 數十, dozens: some number of this size.
    pub(super) several: bool,
    /// The magnitude that the whole value has been multiplied by, which the
    /// lower end of a range may share (3至5億); 1 for none.
    pub(super) scale: f64,
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notation {
    Digits,
    Numerals,
    Words,
}

/// Magnitude words after digits, folded, with their values.
const MAGNITUDES: &[(&str, f64)] = &[
    ("万亿", 1e12),
    ("亿", 1e8),
    ("百万", 1e6),
    ("千万", 1e7),
    ("万", 1e4),
    ("千", 1e3),
    ("百", 1e2),
    ("trillion", 1e12),
    ("billion", 1e9),
    ("million", 1e6),
    ("thousand", 1e3),
    ("hundred", 1e2),
    ("tn", 1e12),
    ("bn", 1e9),
    ("mn", 1e6),
];

/// Letters that are magnitudes after an amount of money alone: HK$10m, $5k.
const MONEY_MAGNITUDES: &[(&str, f64)] = &[("b", 1e9), ("m", 1e6), ("k", 1e3)];

/// Characters before 數 with which it is another word: 人數十分, 多數百姓.
const NOT_SEVERAL: &str = "人总次多少指参函系分岁基度位";

impl Number {
    /// Reads the number at `cursor`, which follows a currency sign when
    /// `money`.
    pub(super) fn read(mut cursor: Cursor<'_>, money: bool) -> Option<Self> {
        let first = cursor.peek()?;
        if first.is_ascii_digit() {
            return Self::in_digits(&mut cursor, money);
        }
        if first.is_ascii_alphabetic() {
            return Self::in_words(&mut cursor);
        }
        Self::in_numerals(&mut cursor)
    }

    fn in_digits(cursor: &mut Cursor<'_>, money: bool) -> Option<Self> {
        let mut value = digits(cursor)?;
        let mut least = f64::MAX;
        let mut total = 0.0;
        while let Some(magnitude) = magnitude(cursor, money) {
            total += value * magnitude;
            value = 0.0;
            least = magnitude.min(least);
            // 1億2000萬: the next part has to be smaller than this magnitude.
            let mut ahead = *cursor;
            let Some(next) = digits(&mut ahead).filter(|_| magnitude >= 1e4) else { break };
            let smaller = self::magnitude(&mut ahead.clone(), false);
            if smaller.is_none_or(|smaller| next * smaller >= least) {
                break;
            }
            value = next;
            *cursor = ahead;
        }
        Some(Self {
            value: total + value,
            to: None,
            end: cursor.at(),
            notation: Notation::Digits,
            loose: false,
            several: false,
            // Of 1億2000萬 no one magnitude is of the whole.
            scale: if value > 0.0 || least >= f64::MAX || total / least >= 1e8 {
                1.0
            } else {
                least
            },
        })
    }

    fn in_words(cursor: &mut Cursor<'_>) -> Option<Self> {
        let several = words::several(cursor);
        let (value, loose) = match several {
            Some(value) => (value, false),
            None => words::read(cursor)?,
        };
        Some(Self {
            value,
            to: None,
            end: cursor.at(),
            notation: Notation::Words,
            loose,
            several: several.is_some(),
            scale: words::scale(value),
        })
    }

    fn in_numerals(cursor: &mut Cursor<'_>) -> Option<Self> {
        let another_word = cursor.before().is_some_and(|before| NOT_SEVERAL.contains(before));
        let several = cursor.eat_one("数几").is_some();
        if several && (another_word || cursor.peek().and_then(numeral::place).is_none()) {
            return None;
        }
        let read = numeral::read(cursor)?;
        let (value, factor) = match decimals(cursor) {
            Some(part) if !read.loose || read.value < 10.0 => {
                (read.value + part, magnitude(cursor, false).unwrap_or(1.0))
            }
            _ => (read.value, 1.0),
        };
        Some(Self {
            value: value * factor,
            to: read.to,
            end: cursor.at(),
            notation: Notation::Numerals,
            loose: read.loose && !several && (value - read.value).abs() < f64::EPSILON,
            several,
            scale: if factor > 1.0 { factor } else { read.scale },
        })
    }
}

/// Digits with separators of thousands and a decimal point; always the whole
/// run, so that 50 is never found in 1500.
pub(super) fn digits(cursor: &mut Cursor<'_>) -> Option<f64> {
    let rest = cursor.rest();
    let is_digit = |index: usize| rest.get(index).is_some_and(char::is_ascii_digit);
    if !is_digit(0) || cursor.before().is_some_and(|before| before.is_ascii_digit()) {
        return None;
    }
    let spaced = is_spaced(*cursor);
    let mut text = String::new();
    let mut at = 0;
    while let Some(&character) = rest.get(at) {
        match character {
            digit if digit.is_ascii_digit() => text.push(digit),
            ',' if groups_thousands(rest, at) && !text.contains('.') => {}
            ' ' if spaced && groups_thousands(rest, at) && !text.contains('.') => {}
            '.' if is_digit(at + 1) && !text.contains('.') => text.push('.'),
            _ => break,
        }
        at += 1;
    }
    cursor.skip(at);
    text.parse().ok()
}

/// Whether the digits at `cursor` may have spaces between their thousands, as
/// papers of the legislature and tables of statistics have (3 000萬元, 36 510): what is
/// counted follows and no other number stands before, or they are all of a cell, or two groups
/// that are all of a text. A row whose cells have no mark between them has neither.
fn is_spaced(mut cursor: Cursor<'_>) -> bool {
    let before = cursor.read().iter().rev().find(|c| **c != ' ').copied();
    if before.is_some_and(|before| before.is_ascii_digit()) {
        return false;
    }
    let rest = cursor.rest();
    let run = rest.iter().take_while(|c| c.is_ascii_digit() || **c == ' ').count();
    cursor.skip(run);
    let after = cursor.peek();
    let groups = rest[..run].split(|c| *c == ' ').filter(|group| !group.is_empty()).count();
    let is_cell = match (before, after) {
        (None, None) => groups == 2,
        (before, after) => [before, after].into_iter().flatten().all(|c| c == CELL),
    };
    after.is_some_and(char::is_alphabetic) || is_cell
}

/// The mark between the cells of a row, folded.
const CELL: char = '·';

/// Whether the comma or space at `at` separates thousands: one to three digits before
/// it, exactly three after.
fn groups_thousands(chars: &[char], at: usize) -> bool {
    let before = chars[..at].iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let after = chars[at + 1..].iter().take_while(|c| c.is_ascii_digit()).count();
    (1..=3).contains(&before) && after == 3
}

/// A space before 萬 or 億 is a break of the layout.
fn magnitude(cursor: &mut Cursor<'_>, money: bool) -> Option<f64> {
    let mut ahead = *cursor;
    let letter = if money { ahead.pick(MONEY_MAGNITUDES) } else { None };
    if letter.is_none() {
        ahead.spaces();
    }
    let value = letter.or_else(|| ahead.pick(MAGNITUDES))?;
    *cursor = ahead;
    Some(value)
}

/// 點一三 after a number; 三點十分 is a time of day.
fn decimals(cursor: &mut Cursor<'_>) -> Option<f64> {
    let mut ahead = *cursor;
    ahead.eat_one("点")?;
    let rest = ahead.rest();
    let length = rest.iter().take_while(|c| numeral::digit(**c).is_some()).count();
    let time = rest.get(length).is_some_and(|next| "十百千分半".contains(*next));
    if length == 0 || time {
        return None;
    }
    let text: String =
        rest[..length].iter().filter_map(|c| numeral::digit(*c)).map(|d| d.to_string()).collect();
    ahead.skip(length);
    *cursor = ahead;
    format!("0.{text}").parse().ok()
}
