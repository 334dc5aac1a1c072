//! Dates as they are written, in Chinese and English: 2026年, 12月29日,
//! 昨日（28日）, 明年, 上周三, 過去兩年, 2025/26年度, 八十年代, Dec 29, 2025,
//! next year.
//!
//! [`mentions`] finds them and says what days they cover, from the day that
//! the text was written on. There is no clock here: for a question that day
//! is today, and the caller passes it.

mod calendar;
mod chinese;
mod english;
mod english_words;
mod era;
mod mention;
mod number;
mod numeric;
mod precision;
mod reading;
mod relative;
mod resolved;
mod span;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use super::figure::cursor::Cursor;
use super::normalize::fold;
pub use calendar::Month;
pub use mention::Mention;
pub use precision::Precision;
use reading::Reading;
pub use resolved::{Part, Resolved};

/// The dates in `text`, which was written on `reference`, in order; their
/// spans do not overlap.
///
/// Without a reference relative dates are found all the same, and cannot be
/// told.
pub fn mentions(text: &str, reference: Option<NaiveDate>) -> Vec<Mention> {
    let folded = fold(text);
    let chars = folded.chars();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        match longest(Cursor::new(chars, at), reference) {
            Some(reading) => {
                let mention = Mention::new(&folded, at, reading);
                // A reading may end within a character that is folded to several: ㏠ is 1日.
                let is_told = |at: &usize| folded.origin(*at..*at + 1).start < mention.span.end;
                at = reading.end + (reading.end..chars.len()).take_while(is_told).count();
                found.push(mention);
            }
            None => at += 1,
        }
    }
    found
}

/// The characters, beside letters and digits, that a date may start with.
/// Most characters of a text are none of these and cost only this look.
const FIRST: &[char] = &[
    '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '〇', '○', '零', '两', '廿', '卅',
    '大', '前', '昨', '寻', '琴', '今', '明', '听', '后', '上', '下', '本', '这', '过', '最', '近',
    '未', '往', '日', '将', '去', '旧', '出', '来', '年', '首', '次', '末', '第', '头', '现', '当',
    '民', '公', '西',
];

/// The longest reading at `cursor`; of two as long, the first tried.
fn longest(cursor: Cursor<'_>, reference: Option<NaiveDate>) -> Option<Reading> {
    let first = cursor.peek()?;
    if first.is_ascii_alphanumeric() {
        if cursor.before().is_some_and(|before| before.is_ascii_alphanumeric()) {
            return None;
        }
        let digits = first.is_ascii_digit().then(|| {
            let chinese = longer(era::read(cursor), chinese::read(cursor, reference));
            longer(longer(numeric::read(cursor), chinese), relative::read(cursor, reference))
        });
        return longer(digits.flatten(), english::read(cursor, reference));
    }
    if !FIRST.contains(&first) {
        return None;
    }
    let chinese = longer(era::read(cursor), chinese::read(cursor, reference));
    longer(relative::read(cursor, reference), chinese)
}

fn longer(left: Option<Reading>, right: Option<Reading>) -> Option<Reading> {
    match (left, right) {
        (Some(left), Some(right)) => Some(if right.end > left.end { right } else { left }),
        (left, right) => left.or(right),
    }
}
