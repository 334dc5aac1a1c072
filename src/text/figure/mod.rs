//! Figures as they are written: 1,400, 一千四百, 六成, 逾60間, 357.72億元,
//! HK$10 billion, 1.13%, 全球第4, 3000PFLOPS, 首三座, 30至40間, two hundred.
//!
//! [`figures`] reads every figure of a text with its value, unit, qualifier
//! and byte span, so that two ways of writing one amount compare equal and
//! two amounts never do.

mod amount;
mod counter;
pub(in crate::text) mod cursor;
mod number;
mod numeral;
mod qualifier;
mod read;
mod share;
#[cfg(test)]
mod tests;
pub(in crate::text) mod unit;
mod words;

use std::ops::Range;

use super::normalize::{Folded, fold};
use super::span::overlap;
pub use amount::Figure;
use cursor::Cursor;
pub use numeral::is_numeral;
pub use qualifier::Qualifier;
use read::Reading;
pub use unit::{Currency, Unit};
pub use words::place_of;

/// The figures of `text` in order; spans do not overlap, and none starts or
/// ends within a run of digits.
pub fn figures(text: &str) -> Vec<Figure> {
    let folded = fold(text);
    let chars = folded.chars();
    let mut found: Vec<Figure> = Vec::new();
    let (mut at, mut free) = (0, 0);
    while at < chars.len() {
        if let Some(reading) = read::read(Cursor::new(chars, at), free) {
            let whole = is_whole(&folded, reading.start) && is_whole(&folded, reading.end);
            at = if whole { push(&mut found, &folded, reading) } else { reading.end };
            free = at;
        } else {
            at += skip(&chars[at..]);
        }
    }
    // Three hundred digits are no amount, and no two of them would differ.
    found.retain(|figure| figure.value.is_finite() && figure.to.is_none_or(f64::is_finite));
    found
}

/// Bytes `range` of `text` with the figures that it cuts: of 超過48萬, 48 becomes
/// all of it. An empty range cuts none.
pub fn with_whole_figures(text: &str, range: Range<usize>) -> Range<usize> {
    let cut = |figure: &Range<usize>| !range.is_empty() && overlap(figure, &range);
    let cut = figures(text).into_iter().map(|figure| figure.span).filter(cut);
    cut.fold(range.clone(), |all, one| all.start.min(one.start)..all.end.max(one.end))
}

/// Adds a figure, as the range that it begins when it does; returns where to
/// read on.
fn push(found: &mut Vec<Figure>, folded: &Folded, first: Reading) -> usize {
    let second = read::second(Cursor::new(folded.chars(), first.end), &first)
        .filter(|second| is_whole(folded, second.end));
    let Some(second) = second else {
        let end = first.end;
        if !first.loose {
            found.push(first.figure(folded));
        }
        return end;
    };
    let end = second.end;
    if let Some(range) = first.through(&second) {
        found.push(range.figure(folded));
    } else {
        // 2024至2025年 are two years, and the unit is of both.
        found.push(Reading { unit: second.unit.clone(), ..first }.figure(folded));
        found.push(second.figure(folded));
    }
    end
}

/// Whether one character of the text ends and another starts at folded
/// character `at`: ¼ folds to three, and its 1 is no figure.
fn is_whole(folded: &Folded, at: usize) -> bool {
    let end = folded.chars().len();
    at == 0 || at >= end || folded.origin(at - 1..at).end <= folded.origin(at..at + 1).start
}

/// How far to go on where no figure starts: over a whole Latin word, over a
/// whole run of numerals, or over one character.
fn skip(chars: &[char]) -> usize {
    let letters = chars.iter().take_while(|c| c.is_ascii_alphanumeric()).count();
    letters.max(numeral::run(chars)).max(1)
}
