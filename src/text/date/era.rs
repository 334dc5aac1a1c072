//! Longer and older times than years of our own: 20世紀, 20世紀80年代,
//! 1980年代, 八十年代, 民國38年, 公元前221年.

use super::number::{attempt, digits, small};
use super::reading::{Reading, Year};
use super::{Precision, Resolved};
use crate::text::figure::cursor::Cursor;

/// The year before the first of the Republic of China's count.
const REPUBLIC: i32 = 1911;

/// The latest century and the latest year of the Republic that are read.
const LAST_CENTURY: u32 = 22;
const LAST_OF_REPUBLIC: u32 = 200;

/// Parts of a century, which stretch too loosely to be counted.
const PARTS: &[&str] =
    &["初期", "中期", "中叶", "晚期", "后期", "末期", "初", "末", "中", "前半", "后半"];

/// Reads such a time at `cursor`.
pub(super) fn read(cursor: Cursor<'_>) -> Option<Reading> {
    century(cursor)
        .or_else(|| decade(cursor))
        .or_else(|| republic(cursor))
        .or_else(|| ancient(cursor))
}

/// 18世紀, 十九世紀末, 20世紀80年代.
fn century(mut cursor: Cursor<'_>) -> Option<Reading> {
    let century = small(&mut cursor).filter(|century| (1..=LAST_CENTURY).contains(century))?;
    cursor.spaces();
    if !cursor.eat("世纪") {
        return None;
    }
    let first = century.cast_signed() * 100 - 100;
    let decade = attempt(&mut cursor, |c| {
        c.spaces();
        small(c).filter(|decade| is_decade(*decade) && c.eat("年代"))
    });
    if let Some(decade) = decade {
        return Some(ten_years(&mut cursor, first + decade.cast_signed()));
    }
    cursor.eat_any(PARTS);
    let when = Resolved::Years { from: first + 1, to: first + 100 };
    Some(Reading::new(&cursor, Precision::Span, Some(when), false))
}

/// 1980年代, 八十年代: those of the last century where none is named.
fn decade(mut cursor: Cursor<'_>) -> Option<Reading> {
    let first = attempt(&mut cursor, |c| {
        digits(c, 4..=4).or_else(|| small(c).map(|decade| decade + 1900))
    })?;
    let known = (1000..2200).contains(&first) && is_decade(first % 100);
    (known && cursor.eat("年代")).then(|| ten_years(&mut cursor, first.cast_signed()))
}

fn is_decade(number: u32) -> bool {
    number.is_multiple_of(10) && number < 100
}

fn ten_years(cursor: &mut Cursor<'_>, from: i32) -> Reading {
    cursor.eat_any(PARTS);
    Reading::new(cursor, Precision::Span, Some(Resolved::Years { from, to: from + 9 }), false)
}

/// 民國38年: counted from 1912.
fn republic(mut cursor: Cursor<'_>) -> Option<Reading> {
    if !cursor.eat("民国") {
        return None;
    }
    cursor.spaces();
    let year = if cursor.eat("元") { 1 } else { small(&mut cursor)? };
    cursor.spaces();
    let named = (1..LAST_OF_REPUBLIC).contains(&year) && cursor.eat("年");
    named.then(|| Year::printed(REPUBLIC + year.cast_signed()).whole(&cursor))
}

/// 公元前221年, 西元352年. The calendar here begins with the year 1, so what is
/// before is found and not told.
fn ancient(mut cursor: Cursor<'_>) -> Option<Reading> {
    if !cursor.eat_any(&["公元", "西元"]) {
        return None;
    }
    let before = cursor.eat("前");
    cursor.spaces();
    let year = small(&mut cursor)?;
    let thousands = before && cursor.eat("千");
    cursor.spaces();
    if !cursor.eat("年") {
        return None;
    }
    if before || thousands || year == 0 {
        return Some(Reading::new(&cursor, Precision::Year, None, false));
    }
    Some(Year::printed(year.cast_signed()).whole(&cursor))
}
