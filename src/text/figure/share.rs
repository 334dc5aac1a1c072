//! Parts of a whole: 六成, 兩成半, 百分之十, 三分之一, 一半, two-thirds, half.

use super::cursor::Cursor;
use super::number::{Notation, Number};
use super::numeral;
use super::{Qualifier, Unit};
use crate::text::script::is_han;

/// A share read at a place; `value` in percent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Share {
    pub(super) value: f64,
    pub(super) to: Option<f64>,
    pub(super) end: usize,
    pub(super) qualifier: Option<Qualifier>,
    /// What the number was multiplied by, for a range to share.
    pub(super) scale: f64,
}

/// What makes another word of 成: 三成員, 二成功.
const NOT_TENTHS: &str = "员立功为果本熟长";

/// Characters after a share in Chinese, folded, that no counter begins with.
const AFTER_SHARE: &str = "的是为以由来至或和及属左上不";

/// Reads 成 after `number`, which is at most ten of them.
pub(super) fn tenths(mut cursor: Cursor<'_>, number: &Number) -> Option<Share> {
    let most = number.to.unwrap_or(number.value);
    cursor.eat_one("成")?;
    let han = number.notation == Notation::Numerals;
    // 成為 begins no share's verb: 六成為工程師.
    let other = |c: char| NOT_TENTHS.contains(c) && !(c == '为' && han);
    if most > 10.0 || number.several || cursor.peek().is_some_and(other) {
        return None;
    }
    let half = if cursor.eat("半") { 5.0 } else { hundredths(&mut cursor) };
    let more = cursor.eat_one("多余").map(|_| Qualifier::MoreThan);
    Some(Share {
        value: number.value * 10.0 + half,
        to: number.to.map(|to| to * 10.0 + half),
        end: cursor.at(),
        qualifier: more,
        scale: 10.0,
    })
}

/// Reads the digit after 成, as in 六成三, which is 63%; 0 where there is none.
fn hundredths(cursor: &mut Cursor<'_>) -> f64 {
    let digit = cursor.peek().and_then(numeral::digit).filter(|digit| *digit > 0.0);
    let next = cursor.rest().get(1).copied();
    // 兩成三個月內, 兩成一千人: the digit counts something else.
    let counts = next.is_some_and(|next| is_han(next) && !AFTER_SHARE.contains(next));
    match digit {
        Some(digit) if !counts => {
            cursor.skip(1);
            digit
        }
        _ => 0.0,
    }
}

/// Reads 分之 after `number`, or Hong Kong's plain 分 (三分二): what stands
/// before it is the whole.
pub(super) fn fraction(mut cursor: Cursor<'_>, number: &Number) -> Option<Share> {
    let said = cursor.eat("分之");
    let short = number.notation == Notation::Numerals && cursor.eat("分");
    if !(said || short) || number.value <= 0.0 {
        return None;
    }
    let part = Number::read(cursor, false)?;
    if !said && (part.notation != Notation::Numerals || part.value >= number.value) {
        return None;
    }
    let percent = |part: f64| part / number.value * 100.0;
    Some(Share {
        value: percent(part.value),
        to: part.to.map(percent),
        end: part.end,
        qualifier: None,
        scale: 1.0,
    })
}

/// Reads thirds, fifths and tenths after a number in English words.
pub(super) fn parts(mut cursor: Cursor<'_>, number: &Number) -> Option<Share> {
    if number.notation != Notation::Words {
        return None;
    }
    cursor.eat_one(" -")?;
    let whole = cursor.pick(&[
        ("thirds", 3.0),
        ("third", 3.0),
        ("fifths", 5.0),
        ("fifth", 5.0),
        ("tenths", 10.0),
        ("tenth", 10.0),
    ])?;
    let value = number.value / whole * 100.0;
    Some(Share { value, to: None, end: cursor.at(), qualifier: None, scale: 1.0 })
}

/// Reads a half that stands for itself: 一半, 半數, 過半, half. The first half
/// of a year and half a year are no shares.
pub(super) fn half(mut cursor: Cursor<'_>) -> Option<Share> {
    const HALF: &[(&str, Option<Qualifier>)] = &[
        ("一半", None),
        ("半数", None),
        ("过半数", Some(Qualifier::MoreThan)),
        ("过半", Some(Qualifier::MoreThan)),
        ("half", None),
    ];
    let behind = cursor.read();
    let word = HALF.iter().find(|(word, _)| cursor.eat(word))?;
    let before = super::words::last_word(behind);
    let ordered = ["first", "second", "latter", "last", "other"].contains(&before.as_str());
    let goes_on = cursor.peek() == Some('-')
        || cursor.peek().is_some_and(|next| "导年天日个小".contains(next))
        || [" a ", " an ", " year", " million", " billion"].iter().any(|w| starts(cursor, w));
    if goes_on || ordered && word.0 == "half" {
        return None;
    }
    Some(Share { value: 50.0, to: None, end: cursor.at(), qualifier: word.1, scale: 1.0 })
}

fn starts(cursor: Cursor<'_>, word: &str) -> bool {
    word.chars().enumerate().all(|(at, c)| cursor.rest().get(at) == Some(&c))
}

/// 半年, 半個月, 半小時: half of a unit of time.
pub(super) fn half_of_a_unit(mut cursor: Cursor<'_>) -> Option<(Unit, usize)> {
    const UNITS: &[&str] = &["年", "个月", "小时"];
    // 上半年 and 下半年 are dates; 兩年半 ends in 半.
    if cursor.before().is_some_and(|before| "上下前后".contains(before)) {
        return None;
    }
    cursor.eat_one("半")?;
    let unit = UNITS.iter().find(|unit| cursor.eat(unit))?;
    Some((Unit::Counted((*unit).to_owned()), cursor.at()))
}
