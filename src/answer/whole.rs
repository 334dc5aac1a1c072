//! A span as a person would quote it: no figure, word, quotation or bracket of
//! it is cut in two.

use std::ops::Range;

use crate::question::is_function;
use crate::text::date::mentions;
use crate::text::figure::{Figure, figures, with_whole_figures};
use crate::text::normalize::fold;
use crate::text::words;

/// Pairs of marks, of which none stands without the other.
const PAIRS: &[(char, char)] =
    &[('「', '」'), ('『', '』'), ('《', '》'), ('“', '”'), ('（', '）'), ('(', ')'), ('【', '】')];

/// Bytes `range` of `text` with what it cuts. An empty range cuts nothing.
pub(super) fn whole(text: &str, range: Range<usize>) -> Range<usize> {
    if range.is_empty() {
        return range;
    }
    let whole = with_whole_words(text, with_whole_figures(text, range));
    paired(text, without_joint(text, whole))
}

/// `range` without a character that only goes on after the figure that it ends with: 1400人
/// of 1400人在, 約八成 of 約八成為.
fn without_joint(text: &str, range: Range<usize>) -> Range<usize> {
    let last = text[range.clone()].chars().next_back();
    let Some(last) = last.filter(|last| is_function(*last)) else { return range };
    let end = range.end - last.len_utf8();
    let is_end = |figure: &Figure| figure.span.end == end && figure.span.start >= range.start;
    if figures(text).iter().any(is_end) { range.start..end } else { range }
}

/// `range` with the words that it cuts: of 科學園區, 科學園 becomes all of it. A
/// figure and a date end where they end: 前 in 29日前 is no part of the day.
fn with_whole_words(text: &str, range: Range<usize>) -> Range<usize> {
    let folded = fold(text);
    let flat = folded.to_string();
    let mut at = 0;
    let words = words::segment(&flat).into_iter().map(|word| {
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
            ("登記用戶已超過48萬", "48", "超過48萬"),
            ("於12月29日前完成", "12月29日", "12月29日"),
            ("西橋將於2027年完工", "2027年", "2027年"),
            ("暫時有1400人在園區內工作", "1400人", "1400人"),
            ("暫時有1400人在園區內工作", "1400人在", "1400人"),
            ("前兩輪共資助49個項目", "49個", "49個"),
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
