//! Lines that say who wrote a text, who took its pictures, and when.

use super::words::CREDITS;
use crate::corpus::dateline;
use crate::corpus::front_matter::{self, Field};
use crate::text::date::mentions;
use crate::text::script::{is_blank, width};

/// The widest byline, in columns.
const WIDEST: usize = 40;
/// The widest line of several parts with a byline among them.
const WIDEST_PARTS: usize = 110;
/// The widest line that is a date and little else, in columns.
const WIDEST_DATED: usize = 44;

/// So many things set apart in one line are no title.
const SET_APART: usize = 3;

const WORDS: &[&str] = &[
    "記者", "记者", "撰文", "採訪", "采访", "編輯", "编辑", "攝影", "摄影", "文：", "圖：", "By ",
];

/// Whether `text` is a byline.
pub(super) fn is_byline(text: &str) -> bool {
    if names(text) || is_paper_number(text) {
        return true;
    }
    let parts = text.split(['|', '｜']).flat_map(|part| part.split("\u{3000}\u{3000}"));
    let parts = parts.flat_map(|part| part.split("   ")).map(|part| part.trim_matches(is_blank));
    width(text) <= WIDEST_PARTS && parts.filter(|part| *part != text).any(names)
}

/// Whether `text` is the number of a paper: 立法會CB(7)318/2024(03)號文件, "LC Paper No. 4".
fn is_paper_number(text: &str) -> bool {
    let is_numbered = text.contains("CB(") && text.contains(['號', '号']);
    width(text) <= WIDEST && (is_numbered || text.starts_with("LC Paper No"))
}

fn names(text: &str) -> bool {
    let source = |field| matches!(field, Field::Publisher | Field::Author | Field::Url);
    let labelled = || {
        width(text) <= WIDEST * 2
            && front_matter::field(text).is_some_and(|(field, _)| source(field))
    };
    let named = || WORDS.iter().any(|word| text.contains(word)) && !text.contains('，');
    dateline::day(text).is_some() || labelled() || width(text) <= WIDEST && named()
}

/// `For discussion on            LC Paper No. 4`: the head of a paper, which is
/// no title; nor is a line of things set apart, `列印版本　　轉寄　　字型大小`.
pub(super) fn is_set_apart(words: &str) -> bool {
    // 施　　政　　報　　告 is a title in letters set apart.
    let parts = words.split("\u{3000}\u{3000}").map(|part| part.trim_matches(is_blank));
    let parts = parts.filter(|part| part.chars().nth(1).is_some());
    words.contains("      ") || parts.count() >= SET_APART
}

/// Whether `words` are a date and nothing else: `2025年5月12日`.
pub(super) fn is_day(words: &str) -> bool {
    let dates = mentions(words, None);
    dates.first().is_some_and(|date| date.span.len() == words.trim().len())
}

/// Whether `words` are a date and little else: `（截至2024年6月3日）`.
pub(super) fn is_dated(words: &str) -> bool {
    const BESIDE: usize = 7;
    if width(words) > WIDEST_DATED {
        return false;
    }
    let dates = mentions(words, None);
    let dated: usize = dates.iter().map(|date| words[date.span.clone()].chars().count()).sum();
    dated > 3 && words.chars().filter(|c| c.is_alphanumeric()).count() <= dated + BESIDE
}

/// Whether `text` ends by saying whose the picture is: `新聞處圖片`, `陳大文攝`.
pub(super) fn is_credited(text: &str) -> bool {
    let text = text.trim_end_matches(['）', ')']).to_lowercase();
    CREDITS.iter().any(|word| text.ends_with(word))
}

/// Whether `text` ends with words in brackets that say whose the picture above
/// it is: `主樓構想圖。（園方提供圖片）`.
pub(super) fn has_credit(text: &str) -> bool {
    let Some(inner) = text.strip_suffix(['）', ')']) else { return false };
    let credit = inner.rsplit(['（', '(']).next().unwrap_or_default().to_lowercase();
    inner.contains(['（', '(']) && CREDITS.iter().any(|word| credit.ends_with(word))
}
