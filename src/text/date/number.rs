//! The small numbers that dates are made of.

use crate::text::figure::cursor::Cursor;

/// Years that are read as such without being called 年: those a press archive
/// may speak of. A wider range would take quantities for years.
const BARE_YEARS: std::ops::Range<i32> = 1990..2060;

/// Years that are read as such before 年.
const YEARS: std::ops::Range<i32> = 1000..2200;

/// A whole number from 0 to 9,999, in digits or in numerals below a hundred.
/// Nothing is read in the middle of a longer number.
pub(super) fn small(cursor: &mut Cursor<'_>) -> Option<u32> {
    digits(cursor, 1..=4).or_else(|| numerals(cursor))
}

/// A month, from 1 to 12.
pub(super) fn month(cursor: &mut Cursor<'_>) -> Option<u32> {
    attempt(cursor, |cursor| small(cursor).filter(|month| (1..=12).contains(month)))
}

/// A day of a month, from 1 to 31.
pub(super) fn day(cursor: &mut Cursor<'_>) -> Option<u32> {
    attempt(cursor, |cursor| small(cursor).filter(|day| (1..=31).contains(day)))
}

/// A year in four digits: 2026, 二〇二六, 二零二六.
pub(super) fn year(cursor: &mut Cursor<'_>) -> Option<i32> {
    attempt(cursor, |cursor| {
        let year = digits(cursor, 4..=4).or_else(|| positional(cursor))?;
        i32::try_from(year).ok().filter(|year| YEARS.contains(year))
    })
}

/// The last two digits of a year in Chinese: 二四 of 二〇二三至二四年度.
pub(super) fn short_year(cursor: &mut Cursor<'_>) -> Option<i32> {
    let [tens, ones] = cursor.rest().get(..2)? else { return None };
    let year = numeral(*tens)? * 10 + numeral(*ones)?;
    cursor.skip(2);
    i32::try_from(year).ok()
}

/// A year in four digits that may stand without 年.
pub(super) fn bare_year(cursor: &mut Cursor<'_>) -> Option<i32> {
    attempt(cursor, |cursor| {
        let year = i32::try_from(digits(cursor, 4..=4)?).ok()?;
        BARE_YEARS.contains(&year).then_some(year)
    })
}

/// A run of Arabic digits whose length is within `lengths`, read whole.
pub(super) fn digits(
    cursor: &mut Cursor<'_>,
    lengths: std::ops::RangeInclusive<usize>,
) -> Option<u32> {
    if cursor.before().is_some_and(|c| c.is_ascii_digit()) {
        return None;
    }
    let length = cursor.rest().iter().take_while(|c| c.is_ascii_digit()).count();
    if !lengths.contains(&length) {
        return None;
    }
    let value = cursor.rest()[..length].iter().filter_map(|c| c.to_digit(10));
    let value = value.fold(0, |value, digit| value * 10 + digit);
    cursor.skip(length);
    Some(value)
}

/// The value of one Chinese digit, folded.
pub(super) fn numeral(character: char) -> Option<u32> {
    Some(match character {
        '〇' | '○' | '零' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// Whether `character` may be inside a number in either notation.
pub(super) fn is_part(character: char) -> bool {
    character.is_ascii_digit()
        || numeral(character).is_some()
        || matches!(character, '十' | '百' | '千' | '万' | '亿' | '廿' | '卅' | '第')
}

/// 五, 十, 十二, 二十, 三十一, 廿五, 卅一.
fn numerals(cursor: &mut Cursor<'_>) -> Option<u32> {
    if cursor.before().is_some_and(is_part) {
        return None;
    }
    let mut ahead = *cursor;
    let one = |ahead: &mut Cursor<'_>| {
        let value = ahead.peek().and_then(numeral)?;
        ahead.skip(1);
        Some(value)
    };
    let head = one(&mut ahead);
    let tens = match (head, ahead.eat_one("十廿卅")) {
        (None, Some('廿')) => 20,
        (None, Some('卅')) => 30,
        (None | Some(1..), Some('十')) => head.unwrap_or(1) * 10,
        (Some(ones), None) => return finish(cursor, ahead, ones),
        _ => return None,
    };
    let ones = one(&mut ahead).unwrap_or(0);
    finish(cursor, ahead, tens + ones)
}

/// Takes the number unless it goes on: 十五五 is a plan, 三百 is larger.
fn finish<'a>(cursor: &mut Cursor<'a>, ahead: Cursor<'a>, value: u32) -> Option<u32> {
    if ahead.peek().is_some_and(is_part) {
        return None;
    }
    *cursor = ahead;
    Some(value)
}

fn positional(cursor: &mut Cursor<'_>) -> Option<u32> {
    if cursor.before().is_some_and(is_part) {
        return None;
    }
    let length = cursor.rest().iter().take_while(|c| is_part(**c)).count();
    if length != 4 {
        return None;
    }
    let value =
        cursor.rest()[..4].iter().try_fold(0, |value, c| Some(value * 10 + numeral(*c)?))?;
    cursor.skip(4);
    Some(value)
}

/// Runs `read` and puts the cursor back when it fails.
pub(super) fn attempt<'a, T>(
    cursor: &mut Cursor<'a>,
    read: impl FnOnce(&mut Cursor<'a>) -> Option<T>,
) -> Option<T> {
    let mut ahead = *cursor;
    let value = read(&mut ahead)?;
    *cursor = ahead;
    Some(value)
}
