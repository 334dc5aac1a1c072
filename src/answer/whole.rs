//! A span as a person would quote it: no figure, word, quotation or bracket of
//! it is cut in two.

use std::ops::Range;

use crate::question::is_function;
use crate::text::date::mentions;
use crate::text::figure::{Figure, Unit, figures, with_whole_figures};
use crate::text::normalize::{fold, folded};
use crate::text::span::overlap;
use crate::text::words::{segment, tagged};

/// Pairs of marks, of which none stands without the other.
const PAIRS: &[(char, char)] =
    &[('「', '」'), ('『', '』'), ('《', '》'), ('“', '”'), ('（', '）'), ('(', ')'), ('【', '】')];

/// Bytes `range` of `text` with what it cuts. An empty range cuts nothing.
pub(super) fn whole(text: &str, range: Range<usize>) -> Range<usize> {
    if range.is_empty() {
        return range;
    }
    let range = with_whole_addresses(text, range);
    let told = with_whole_dates(text, with_whole_lengths(text, with_whole_figures(text, range)));
    with_its_bracket(text, paired(text, without_joint(text, with_whole_words(text, told))))
}

/// The longest note in brackets that goes with what stands before it, in bytes: （佔一成）.
const NOTE: usize = 36;

/// `range` with the note in brackets right behind it, where others within it have theirs.
fn with_its_bracket(text: &str, range: Range<usize>) -> Range<usize> {
    let (said, behind) = (&text[range.clone()], &text[range.end..]);
    let note = [('（', '）'), ('(', ')')].into_iter().find_map(|(open, close)| {
        let end = behind.find(close)? + close.len_utf8();
        (said.contains(open) && behind.starts_with(open) && end <= NOTE).then_some(end)
    });
    range.start..range.end + note.unwrap_or(0)
}

/// `range` with the addresses of mail and of the web that it cuts: of fund@itc.gov.hk, fund becomes
/// all of it.
fn with_whole_addresses(text: &str, range: Range<usize>) -> Range<usize> {
    let mut at = 0;
    let words = text.split_inclusive(|c: char| !c.is_ascii_graphic() || "()<>,;".contains(c));
    let words = words.map(|word| {
        let start = at;
        at += word.len();
        let end = start + word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric()).len();
        start..end.max(start)
    });
    let is_address = |word: &Range<usize>| {
        let word = &text[word.clone()];
        word.contains('.')
            && (word.contains('@') || word.starts_with("www.") || word.contains("://"))
    };
    let cut = words.filter(|word| is_address(word) && overlap(word, &range));
    cut.fold(range.clone(), |all, word| all.start.min(word.start)..all.end.max(word.end))
}

/// `range` with the dates that it cuts: of 2026年11月30日, 11月30日 becomes all of it.
fn with_whole_dates(text: &str, range: Range<usize>) -> Range<usize> {
    let cut = mentions(text, None).into_iter().map(|date| date.span);
    let cut = cut.filter(|date| overlap(date, &range));
    cut.fold(range.clone(), |all, date| all.start.min(date.start)..all.end.max(date.end))
}

/// What may stand between the parts of a length of time.
const PARTED: &[&str] = &["", "and", "又", "零"];

/// Units of time, each shorter than those before it, by words that they have.
const UNITS: &[&[&str]] = &[
    &["年", "year"],
    &["月", "month"],
    &["周", "星期", "week"],
    &["日", "天", "day"],
    &["小时", "hour"],
    &["分钟", "分", "minute"],
    &["秒", "second"],
];

/// Whether `one` is a longer unit of time than `other`.
fn is_longer(one: &Unit, other: &Unit) -> bool {
    let place = |unit: &Unit| {
        let Unit::Counted(name) = unit else { return None };
        UNITS.iter().position(|names| names.iter().any(|word| name.contains(word)))
    };
    place(one).zip(place(other)).is_some_and(|(one, other)| one < other)
}

/// `range` with the lengths of time that it cuts: of "three hours and 40 minutes", three hours
/// becomes all of it.
fn with_whole_lengths(text: &str, range: Range<usize>) -> Range<usize> {
    let mut lengths = figures(text);
    lengths.retain(|figure| figure.unit.is_length());
    let of_one = |pair: &&[Figure]| {
        let between = &text[pair[0].span.end..pair[1].span.start];
        let behind = text[pair[1].span.end..].trim_start();
        let is_of_noun = behind.starts_with(['\'', '’']) || behind.starts_with("of ");
        is_longer(&pair[0].unit, &pair[1].unit) && PARTED.contains(&between.trim()) && !is_of_noun
    };
    lengths.windows(2).filter(of_one).fold(range, |all, pair| {
        let whole = pair[0].span.start..pair[1].span.end;
        if overlap(&whole, &all) { all.start.min(whole.start)..all.end.max(whole.end) } else { all }
    })
}

/// The dictionary's tags of 的 and of prepositions: what they lead to is to come.
const LEADS_ON: &[&str] = &["uj", "p"];

/// `range` without a last character that only holds the sentence together: 1400人 of
/// 1400人在, 九個內地城市 of 九個內地城市的. It is no part of a word, as 的 of 目的 is, nor of a figure.
fn without_joint(text: &str, range: Range<usize>) -> Range<usize> {
    let words = folded(&text[range.clone()]);
    let last = text[range.clone()].chars().next_back().filter(|last| is_function(*last));
    let Some(last) = last.filter(|_| words.chars().nth(1).is_some()) else { return range };
    let end = range.end - last.len_utf8();
    let ends = |at: usize| figures(text).iter().any(|figure| figure.span.end == at);
    let leads_on = tagged(&words).last().is_some_and(|(_, tag)| LEADS_ON.contains(tag));
    let is_joint = ends(end) || leads_on && !ends(range.end);
    if is_joint { range.start..end } else { range }
}

/// `range` with the words that it cuts: of 科學園區, 科學園 becomes all of it. A
/// figure and a date end where they end: 前 in 29日前 is no part of the day.
fn with_whole_words(text: &str, range: Range<usize>) -> Range<usize> {
    let folded = fold(text);
    let flat = folded.to_string();
    let mut at = 0;
    let words = segment(&flat).into_iter().map(|word| {
        let start = at;
        at += word.chars().count();
        folded.origin(start..at)
    });
    let letters = |word: &Range<usize>| text[word.clone()].chars().all(char::is_alphabetic);
    let dates = mentions(text, None).into_iter().map(|date| date.span);
    let told: Vec<Range<usize>> =
        dates.chain(figures(text).into_iter().map(|figure| figure.span)).collect();
    let cuts = |word: &Range<usize>, at: usize| {
        let ends = told.iter().any(|told| told.start == at || told.end == at);
        let beside = text[..at].chars().next_back().into_iter().chain(text[at..].chars().next());
        word.start < at && at < word.end && !ends && !beside.into_iter().any(char::is_numeric)
    };
    words.filter(letters).fold(range.clone(), |all, word| {
        let start = if cuts(&word, range.start) { word.start } else { all.start };
        let end = if cuts(&word, range.end) { word.end } else { all.end };
        start..end
    })
}

/// `range` with the other mark of each pair that it has one of.
fn paired(text: &str, range: Range<usize>) -> Range<usize> {
    PAIRS.iter().fold(range, |range, (open, close)| {
        let said = &text[range.clone()];
        let (opened, closed) = (said.matches(*open).count(), said.matches(*close).count());
        let before = text[..range.start].rfind(*open).filter(|_| closed > opened);
        let after = text[range.end..].find(*close).filter(|_| opened > closed);
        let end = after.map_or(range.end, |at| range.end + at + close.len_utf8());
        before.unwrap_or(range.start)..end
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_cuts_no_word_and_no_pair_of_marks() {
        for (text, span, wanted) in [
            ("設於河套科學園區內", "河套科學園", "河套科學園區"),
            ("推出「創科創投基金」資助企業", "「創科創投基金", "「創科創投基金」"),
            ("由創新科技署（創科署）負責", "創科署）", "（創科署）"),
            (
                "the Commissioner for Innovation said",
                "Commissioner for Innov",
                "Commissioner for Innovation",
            ),
            (
                "創新（佔四成）、市場（佔三成）及財務（佔一成）。",
                "創新（佔四成）、市場（佔三成）及財務",
                "創新（佔四成）、市場（佔三成）及財務（佔一成）",
            ),
            ("登記用戶已超過48萬", "48", "超過48萬"),
            ("於12月29日前完成", "12月29日", "12月29日"),
            ("西橋將於2027年完工", "2027年", "2027年"),
            ("暫時有1400人在園區內工作", "1400人", "1400人"),
            ("暫時有1400人在園區內工作", "1400人在", "1400人"),
            ("前兩輪共資助49個項目", "49個", "49個"),
            ("覆蓋九個內地城市的自助服務機", "九個內地城市的", "九個內地城市"),
            ("署長李可表示歡迎", "李可", "李可"),
            ("第三輪：2026年11月30日（星期一）", "11月30日", "2026年11月30日"),
            ("lasted three hours and 40 minutes", "three hours", "three hours and 40 minutes"),
            ("歷時兩小時四十分鐘", "四十分鐘", "兩小時四十分鐘"),
            ("in five days and two firms", "five days", "five days"),
            ("valid for two years and 30 days' notice is required", "two years", "two years"),
            ("take two months and one year of records", "two months", "two months"),
            ("以促進轉化為目的", "促進轉化為目的", "促進轉化為目的"),
            ("電郵：fund@itc.gov.hk，電話 2345 6789", "fund", "fund@itc.gov.hk"),
            ("see (https://www.itc.gov.hk/en/).", "www.itc", "https://www.itc.gov.hk/en"),
            ("當中約八成為研發職位", "約八成為", "約八成"),
            ("孫東表示歡迎", "孫東", "孫東"),
        ] {
            let start = text.find(span).expect("it is there");
            let range = whole(text, start..start + span.len());
            assert_eq!(&text[range], wanted, "{text}");
        }
        assert_eq!(whole("甲", 0..0), 0..0);
    }
}
