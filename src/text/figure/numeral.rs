//! Chinese numerals: 一千四百, 二〇二五, 廿五, 卅, 十七八, 三百五, 萬二.

use super::cursor::Cursor;

/// A number in numerals.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Numeral {
    pub(super) value: f64,
    /// The larger one of two in a row: 七八 is 7 to 8.
    pub(super) to: Option<f64>,
    /// Whether it may well be part of a word, so that it counts only before a
    /// counter: 一, 千萬, 百.
    pub(super) loose: bool,
    /// The 萬 or 億 that it ends in; 1 for none.
    pub(super) scale: f64,
}

/// Numerals longer than this are no numbers.
const LONGEST: usize = 24;

/// Reads the whole run of numerals at `cursor`; a run that is no number, such
/// as 十五五 or 一一, is not read in part either.
pub(super) fn read(cursor: &mut Cursor<'_>) -> Option<Numeral> {
    let length = run(cursor.rest());
    let chars = &cursor.rest()[..length];
    if length == 0 || length > LONGEST {
        return None;
    }
    let numeral = match pair(chars) {
        Some(at) => between(chars, at)?,
        None => {
            Numeral { value: value(chars)?, to: None, loose: is_loose(chars), scale: scale(chars) }
        }
    };
    cursor.skip(length);
    Some(numeral)
}

/// How many numerals stand in a row.
pub(super) fn run(chars: &[char]) -> usize {
    chars.iter().take_while(|c| is_numeral(**c)).count()
}

/// Whether a folded character is a Chinese numeral or a place of one: 三, 十, 亿.
pub fn is_numeral(character: char) -> bool {
    digit(character).is_some() || place(character).is_some() || is_tens(character)
}

/// Twenty or thirty in one character.
fn is_tens(character: char) -> bool {
    matches!(character, '廿' | '卅')
}

/// The value of a digit, folded.
pub(super) fn digit(character: char) -> Option<f64> {
    Some(match character {
        '〇' | '○' | '零' => 0.0,
        '一' => 1.0,
        '二' | '两' => 2.0,
        '三' => 3.0,
        '四' => 4.0,
        '五' => 5.0,
        '六' => 6.0,
        '七' => 7.0,
        '八' => 8.0,
        '九' => 9.0,
        _ => return None,
    })
}

/// The value of a place, folded.
pub(super) fn place(character: char) -> Option<f64> {
    Some(match character {
        '十' => 1e1,
        '百' => 1e2,
        '千' => 1e3,
        '万' => 1e4,
        '亿' => 1e8,
        _ => return None,
    })
}

fn scale(chars: &[char]) -> f64 {
    chars.last().and_then(|last| place(*last)).filter(|place| *place >= 1e4).unwrap_or(1.0)
}

/// A lone digit, and numerals without any digit, are words unless a counter
/// follows: 統一, 千萬不要, 百姓, 十分.
fn is_loose(chars: &[char]) -> bool {
    chars.len() == 1 && !is_tens(chars[0])
        || chars.iter().all(|c| digit(*c).is_none() && !is_tens(*c))
        || chars.len() == 2 && chars.iter().all(|c| digit(*c).is_some())
        || matches!(chars, ['百' | '千' | '万' | '亿', _])
}

/// Where two digits that follow each other stand side by side, next to a
/// place or alone: 七八, 三四十, 十七八.
fn pair(chars: &[char]) -> Option<usize> {
    if chars.len() > 2 && chars.iter().all(|c| digit(*c).is_some()) {
        return None;
    }
    let follows = |two: &[char]| match (digit(two[0]), digit(two[1])) {
        (Some(low), Some(high)) => low >= 1.0 && (high - low - 1.0).abs() < 0.5,
        _ => false,
    };
    chars.windows(2).position(follows)
}

fn between(chars: &[char], at: usize) -> Option<Numeral> {
    let without = |skipped: usize| -> Vec<char> {
        let kept = chars.iter().enumerate().filter(|(index, _)| *index != skipped);
        kept.map(|(_, c)| *c).collect()
    };
    let (low, high) = (value(&without(at + 1))?, value(&without(at))?);
    Some(Numeral { value: low, to: Some(high), loose: chars.len() == 2, scale: 1.0 })
}

fn value(chars: &[char]) -> Option<f64> {
    if chars.iter().all(|c| digit(*c).is_some()) {
        return positional(chars);
    }
    if let ['百' | '千' | '万' | '亿', last] = chars
        && let (Some(place), Some(digit)) = (place(chars[0]), digit(*last))
    {
        // 萬一 is a word; 千五 is 1,500.
        return (digit > 1.0).then_some(place * (1.0 + digit / 10.0));
    }
    large(chars, '亿', 1e8, |chars| large(chars, '万', 1e4, below_ten_thousand))
}

/// 二〇二五: one digit after the other. Two of the same are a word (一一).
fn positional(chars: &[char]) -> Option<f64> {
    if matches!(chars, [first, second] if first == second) {
        return None;
    }
    chars.iter().try_fold(0.0, |value, c| Some(value * 10.0 + digit(*c)?))
}

/// A number with at most one 萬 (or 億): what stands before it times its
/// value, and what stands after it.
fn large(
    chars: &[char],
    mark: char,
    worth: f64,
    inner: impl Fn(&[char]) -> Option<f64>,
) -> Option<f64> {
    let Some(at) = chars.iter().rposition(|c| *c == mark) else {
        return inner(chars);
    };
    let (before, after) = (&chars[..at], &chars[at + 1..]);
    let head = if before.is_empty() { 1.0 } else { inner(before)? };
    let tail = match after {
        [] => 0.0,
        // 三萬二 is 32,000; 三萬零二 is 30,002.
        [only] if digit(*only).is_some() => digit(*only)? * worth / 10.0,
        _ => inner(after).filter(|tail| *tail < worth)?,
    };
    Some(head * worth + tail)
}

/// Thousands, hundreds, tens and ones, each at most once and in this order.
fn below_ten_thousand(chars: &[char]) -> Option<f64> {
    let (mut total, mut open, mut last, mut gap) = (0.0, None, f64::MAX, false);
    for &character in chars {
        let (worth, count) = match character {
            '零' | '〇' => {
                gap = true;
                continue;
            }
            '廿' => (10.0, 2.0),
            '卅' => (10.0, 3.0),
            other => match digit(other) {
                Some(_) if open.is_some() => return None,
                Some(digit) => {
                    open = Some(digit);
                    continue;
                }
                None => (place(other)?, open.take().unwrap_or(1.0)),
            },
        };
        if open.is_some() || worth >= last {
            return None;
        }
        total += count * worth;
        last = worth;
        gap = false;
    }
    // 三百五 is 350; 三百零五 is 305.
    let ones = match open {
        Some(digit) if last > 10.0 && last < f64::MAX && !gap => digit * last / 10.0,
        Some(digit) if last <= 1.0 => return Some(total + digit),
        Some(digit) => digit,
        None => 0.0,
    };
    Some(total + ones)
}
