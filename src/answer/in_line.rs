//! Things that one sentence tells in turn, each behind its place: 「一是住房，…；二是個稅，…」,
//! "(a) rent; (b) staff".

use std::ops::Range;

use super::list::asks_several;
use crate::retrieval::PreparedQuestion;
use crate::text::figure::figures;

/// Numerals, and letters of parts, in their order.
const HAN: &[&str] = &["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
const LETTERS: &[&str] = &["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
const DIGITS: &[&str] = &["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];
const SMALL: &[&str] = &["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];

/// How places are written: what stands before and behind each numeral.
const FORMS: &[(&[&str], &str, &str)] = &[
    (HAN, "", "是"),
    (HAN, "第", "，"),
    (HAN, "第", "、"),
    (HAN, "（", "）"),
    (HAN, "(", ")"),
    (SMALL, "(", ")"),
    (LETTERS, "(", ")"),
    (DIGITS, "(", ")"),
    (DIGITS, "（", "）"),
];

/// The things of the list in `sentence` that `span` is in, where the question asks for several
/// or has their number.
pub(super) fn several(
    prepared: &PreparedQuestion,
    sentence: &str,
    span: &Range<usize>,
) -> Option<Vec<Range<usize>>> {
    let found = things(sentence)?;
    let (first, last) = (found.first()?, found.last()?);
    #[allow(clippy::cast_precision_loss, reason = "things in a sentence are few")]
    let count = found.len() as f64;
    // Who, when and how many are told by one of the things.
    if prepared.question.answer_type.is_of_one() {
        return None;
    }
    let wording = &prepared.question.wording.text;
    let counted = figures(wording).iter().any(|one| (one.value - count).abs() < f64::EPSILON);
    let is_in = first.start <= span.end && span.start <= last.end;
    (is_in && (counted || asks_several(prepared))).then_some(found)
}

/// The things that `sentence` tells in turn, two or more; of each the words before its first
/// comma, where all have one.
fn things(sentence: &str) -> Option<Vec<Range<usize>>> {
    let marks = FORMS.iter().map(|form| marks(sentence, form)).max_by_key(Vec::len)?;
    if marks.len() < 2 {
        return None;
    }
    let ends = marks.iter().skip(1).map(|next| next.start).chain([sentence.len()]);
    let whole = marks.iter().zip(ends).map(|(mark, end)| trimmed(sentence, mark.end..end));
    let whole: Vec<Range<usize>> = whole.filter(|thing| !thing.is_empty()).collect();
    let heads = whole.iter().map(|thing| {
        let comma = sentence[thing.clone()].find('，')?;
        Some(thing.start..thing.start + comma)
    });
    Some(heads.collect::<Option<Vec<_>>>().unwrap_or(whole))
}

/// Where the places of one form stand in `sentence`, in their order from the first, each at
/// the beginning of a clause.
fn marks(sentence: &str, (numerals, before, behind): &(&[&str], &str, &str)) -> Vec<Range<usize>> {
    let mut marks: Vec<Range<usize>> = Vec::new();
    for numeral in *numerals {
        let mark = format!("{before}{numeral}{behind}");
        let from = marks.last().map_or(0, |last| last.end);
        let begins = |at: &usize| {
            let last = sentence[..*at].trim_end().chars().next_back();
            let is_apart = last.is_none_or(|c| !c.is_alphanumeric());
            // The (a) of 第3(a)條 and of "section 3(a)" stands right behind its number.
            let in_brackets = !before.is_empty() && *before != "第";
            is_apart || in_brackets && !sentence[..*at].ends_with(char::is_numeric)
        };
        let places = sentence[from..].match_indices(&mark).map(|(at, _)| from + at);
        let Some(at) = places.into_iter().find(begins) else { break };
        marks.push(at..at + mark.len());
    }
    marks
}

/// `range` of `sentence` without the marks and joining words around it.
fn trimmed(sentence: &str, range: Range<usize>) -> Range<usize> {
    let words = &sentence[range.clone()];
    let mark = |c: char| c.is_whitespace() || "，；。、：,;.:".contains(c);
    let inner = words.trim_matches(mark);
    let inner = ["及", "以及", "和", "; and", " and", " or"]
        .iter()
        .find_map(|joint| inner.strip_suffix(joint))
        .unwrap_or(inner)
        .trim_end_matches(mark);
    let start = range.start + words.find(inner).unwrap_or(0);
    start..start + inner.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_told_in_turn() {
        for (sentence, expected) in [
            (
                "可享四項便利：一是住房，每月補貼4000元；二是個稅，超過15%的部分予以返還。",
                &["住房", "個稅"][..],
            ),
            (
                "政府會（一）增加撥款；（二）興建大樓；及（三）吸引人才。",
                &["增加撥款", "興建大樓", "吸引人才"],
            ),
            ("The grant covers (a) rent; (b) staff; and (c) travel.", &["rent", "staff", "travel"]),
            ("這是第一，也是唯一一座。", &[]),
            ("唯一是這樣。", &[]),
            ("申請人須按第3(a)條及第5(b)條提交審計報告和業務計劃。", &[]),
        ] {
            let things = things(sentence).unwrap_or_default();
            let things: Vec<&str> = things.into_iter().map(|one| &sentence[one]).collect();
            assert_eq!(things, expected, "{sentence}");
        }
    }
}
