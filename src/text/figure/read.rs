//! Reads one figure at a place in folded text.

use super::cursor::Cursor;
use super::number::{Notation, Number};
use super::share::{self, Share};
use super::unit::{after, money_before};
use super::{Currency, Figure, Qualifier, Unit, numeral, qualifier, words};
use crate::text::normalize::Folded;

/// A figure read from folded characters.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    pub(super) value: f64,
    pub(super) to: Option<f64>,
    pub(super) unit: Unit,
    pub(super) qualifier: Qualifier,
    pub(super) start: usize,
    pub(super) end: usize,
    /// The magnitude in the value, which the lower end of a range may share:
    /// 億 of 3至5億, 成 of 六至七成; 1 for none.
    pub(super) scale: f64,
    /// A lone numeral that is a figure only as the lower end of a range.
    pub(super) loose: bool,
}

impl Reading {
    fn of_share(share: Share, unit: Unit, start: usize) -> Self {
        Self {
            value: share.value,
            to: share.to,
            unit,
            qualifier: share.qualifier.unwrap_or_default(),
            start,
            end: share.end,
            scale: share.scale,
            loose: false,
        }
    }

    pub(super) fn figure(self, folded: &Folded) -> Figure {
        Figure {
            value: self.value,
            to: self.to,
            unit: self.unit,
            qualifier: self.qualifier,
            span: folded.origin(self.start..self.end),
        }
    }

    /// Both as one range; `None` for two years, months or days, which are
    /// dates one by one.
    pub(super) fn through(&self, second: &Self) -> Option<Self> {
        let years =
            (1900.0..2100.0).contains(&self.value) && (1900.0..2100.0).contains(&second.value);
        let date = second.unit.is_date_part() && (years || self.unit.is_date_part());
        if date || years && second.unit == Unit::Plain {
            return None;
        }
        let lent = self.scale <= 1.0 && self.value < second.value / second.scale;
        Some(Self {
            value: if lent { self.value * second.scale } else { self.value },
            to: Some(second.value),
            loose: false,
            unit: second.unit.clone(),
            end: second.end,
            qualifier: self.qualifier,
            ..self.clone()
        })
    }
}

/// Between the two ends of a range, folded.
const TO: &[&str] = &["至", "到", "-", "–", "—", "~", "〜", " to ", " - ", " – "];

/// Reads a figure at `cursor`, with the qualifier that stands before it, from
/// `free` on: what stands earlier belongs to another figure.
pub(super) fn read(cursor: Cursor<'_>, free: usize) -> Option<Reading> {
    let first = cursor.peek()?;
    let ascii = first.is_ascii_alphanumeric();
    if ascii && cursor.before().is_some_and(|before| before.is_ascii_alphanumeric()) {
        return None;
    }
    if !(ascii || numeral::is_numeral(first) || BEGIN.contains(&first)) {
        return None;
    }
    let mut reading = unqualified(cursor)?;
    let before = qualifier::before(cursor.whole(), reading.start);
    if let Some((qualifier, start)) = before.filter(|(_, start)| *start >= free) {
        reading.start = start;
        if reading.qualifier == Qualifier::Exact {
            reading.qualifier = qualifier;
        }
    }
    let mut end = cursor;
    end.skip(reading.end - cursor.at());
    if let Some(qualifier) = qualifier::after(&mut end) {
        reading.end = end.at();
        if reading.qualifier == Qualifier::Exact {
            reading.qualifier = qualifier;
        }
    }
    Some(reading)
}

/// What a figure may begin with, beside digits, letters and numerals.
const BEGIN: &[char] =
    &['第', '首', '头', '数', '几', '半', '过', '负', '-', '−', '港', '人', '€', '£', '¥', '$'];

fn unqualified(cursor: Cursor<'_>) -> Option<Reading> {
    let percent = |share| Reading::of_share(share, Unit::Percent, cursor.at());
    // Most figures begin with a digit, and are none of the special forms.
    if cursor.peek().is_some_and(|first| first.is_ascii_digit()) {
        return signed(cursor, percent);
    }
    if let Some(half) = share::half(cursor) {
        return Some(percent(half));
    }
    if let Some((unit, end)) = share::half_of_a_unit(cursor) {
        let half = Share { value: 0.5, to: None, end, qualifier: None, scale: 1.0 };
        return Some(Reading::of_share(half, unit, cursor.at()));
    }
    ordinal(cursor).or_else(|| signed(cursor, percent))
}

/// 第4, 第三名, 4th, ranked first. Its counter is not part of it.
fn ordinal(mut cursor: Cursor<'_>) -> Option<Reading> {
    let start = cursor.at();
    let (value, end) = if cursor.eat("第") {
        let number = Number::read(cursor, false).filter(|number| !number.several)?;
        (number.value, number.end)
    } else {
        cursor.peek().filter(char::is_ascii_alphabetic)?;
        (words::ordinal(&mut cursor)?, cursor.at())
    };
    let share = Share { value, to: None, end, qualifier: None, scale: 1.0 };
    Some(Reading::of_share(share, Unit::Rank, start))
}

/// An amount: sign, money, number, unit.
fn signed(mut cursor: Cursor<'_>, share: impl Fn(Share) -> Reading) -> Option<Reading> {
    let start = cursor.at();
    let negative = minus(&mut cursor);
    let leading = cursor.eat_one("首头").is_some();
    let number = |c: char| c.is_ascii_digit() || numeral::is_numeral(c);
    let money = match cursor.peek() {
        Some(first) if !leading && !number(first) => money_before(&mut cursor),
        _ => None,
    };
    let number = Number::read(cursor, money.is_some())?;
    let mut after_number = cursor;
    after_number.skip(number.end - cursor.at());
    let part = share::fraction(after_number, &number)
        .or_else(|| share::tenths(after_number, &number))
        .or_else(|| share::parts(after_number, &number));
    let mut reading = match part {
        Some(part) => share(part),
        None => counted(after_number, &number, money, leading)?,
    };
    reading.start = start;
    if negative {
        reading.value = -reading.value;
    }
    Some(reading)
}

/// A minus sign before a number, where it is no hyphen and no dash.
fn minus(cursor: &mut Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    let apart = cursor.before().is_none_or(|before| " (".contains(before));
    let minus = ahead.eat_any(&["负", "minus "]) || ahead.eat("−") || (apart && ahead.eat("-"));
    if minus {
        *cursor = ahead;
    }
    minus
}

fn counted(
    mut cursor: Cursor<'_>,
    number: &Number,
    money: Option<Currency>,
    leading: bool,
) -> Option<Reading> {
    let digits = number.notation == Notation::Digits;
    let more = cursor.eat_one("多余").is_some();
    let (within, unit) = within_unit(&mut cursor).unzip();
    let half = if within == Some('半') { 0.5 } else { 0.0 };
    let more = more || within.is_some_and(|within| within != '半');
    let unit = unit.or_else(|| after(&mut cursor, digits));
    let known = unit.is_some() || money.is_some();
    // 統一, 千萬 and a lone "one" are words, 百多 and 萬餘 figures; 首三 is the start of one.
    let loose = number.loose && !known && !more;
    let another_word = leading && unit.is_none() || loose && !goes_on(cursor);
    // two-way, one-stop: adjectives, unless a unit follows the hyphen.
    let compound = number.notation == Notation::Words && !known && cursor.peek() == Some('-');
    if another_word || compound {
        return None;
    }
    let half = half + half_more(&mut cursor, unit.as_ref());
    let qualifier = match (number.several, more) {
        (true, _) => Qualifier::Several,
        (_, true) => Qualifier::MoreThan,
        _ => Qualifier::Exact,
    };
    Some(Reading {
        value: number.value + half,
        to: number.to,
        unit: money.map(Unit::Money).or(unit).unwrap_or(Unit::Plain),
        qualifier,
        start: cursor.at(),
        end: cursor.at(),
        scale: number.scale,
        loose,
    })
}

/// Whether the upper end of a range may follow.
fn goes_on(mut cursor: Cursor<'_>) -> bool {
    cursor.eat_any(TO)
        && cursor.peek().is_some_and(|c| c.is_ascii_alphanumeric() || numeral::is_numeral(c))
}

/// 六個半月, 一個多月: the unit of time that half a unit more, or somewhat more, stands within.
fn within_unit(cursor: &mut Cursor<'_>) -> Option<(char, Unit)> {
    const UNITS: [(&str, &str); 3] = [("月", "个月"), ("小时", "小时"), ("星期", "星期")];
    let mut ahead = *cursor;
    ahead.eat_one("个")?;
    let within = ahead.eat_one("半多几")?;
    let (_, unit) = UNITS.into_iter().find(|(word, _)| ahead.eat(word))?;
    *cursor = ahead;
    Some((within, Unit::Counted(unit.to_owned())))
}

/// 兩年半, 三個月半: half a unit of time more.
fn half_more(cursor: &mut Cursor<'_>, unit: Option<&Unit>) -> f64 {
    let time = matches!(unit, Some(Unit::Counted(unit)) if matches!(unit.as_str(), "年" | "个月"));
    let next = cursor.rest().get(1).copied();
    let alone = !next.is_some_and(|next| "导年天个".contains(next));
    if time && alone && cursor.eat("半") { 0.5 } else { 0.0 }
}

/// Whether the figure after `before`, which is folded, is what something was before it
/// changed: `from 8 to 12`, and not `ranging from 8 to 12`.
fn is_changed(before: &[char]) -> bool {
    let before = words_before(before);
    let mut words = before.split_whitespace().rev();
    words.next() == Some("from") && !words.next().is_some_and(|word| word.starts_with("rang"))
}

/// The last of the characters `before` a figure.
fn words_before(before: &[char]) -> String {
    before[before.len().saturating_sub(LOOK_BACK)..].iter().collect()
}

/// How far back the words before a figure are looked at, in characters.
const LOOK_BACK: usize = 20;

/// The upper end of a range that `first` begins, at `cursor`, with the unit,
/// and where it has one the magnitude, that both share.
pub(super) fn second(mut cursor: Cursor<'_>, first: &Reading) -> Option<Reading> {
    let ranged = first.to.is_some() || first.unit == Unit::Rank;
    // 2025-12-29 is no range, and nor is 1-2-3.
    let chained = first
        .start
        .checked_sub(1)
        .is_some_and(|at| matches!(cursor.whole().get(at), Some('-' | '/')));
    if ranged || chained || !cursor.eat_any(TO) {
        return None;
    }
    let mut second = unqualified(cursor)?;
    let next = cursor.whole().get(second.end);
    let same_unit = first.unit == Unit::Plain
        || first.unit == second.unit
        || matches!((&first.unit, &second.unit), (Unit::Money(_), Unit::Plain));
    if !same_unit || second.to.is_some() || matches!(next, Some('-' | '/')) {
        return None;
    }
    // The year in "from 5,300 in 2023 to 6,150" is no lower end.
    let year = first.unit == Unit::Plain && (1900.0..2100.0).contains(&first.value);
    if year && words_before(&cursor.whole()[..first.start]).ends_with(" in ") {
        return None;
    }
    // What rose "from $8 million to $12 million" was one and is the other.
    let lends = first.unit == Unit::Plain && second.unit != Unit::Plain
        || second.scale > 1.0 && first.scale <= 1.0;
    if !lends && is_changed(&cursor.whole()[..first.start]) {
        return None;
    }
    if matches!(first.unit, Unit::Money(_)) {
        second.unit = first.unit.clone();
    }
    (second.value > first.value).then_some(second)
}
