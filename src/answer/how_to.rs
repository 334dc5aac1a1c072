//! How the asker does something, and whether a sentence names a way.

use std::ops::Range;
use std::sync::LazyLock;

use super::lexical::ByWords;
use crate::question::AnswerType;
use crate::text::list;
use crate::text::normalize::folded;
use crate::text::sentence::clauses;
use crate::text::span::overlap;
use crate::text::words::segment;

/// Who asks how they do something, in English, folded.
const ASKERS: &[&str] = &["to", "i", "we", "you", "one"];

/// Whether it is asked how the asker does something: 怎樣申請, "how do I apply", and not
/// 政府怎樣支持.
pub(super) fn asks_how_to(by: ByWords<'_>) -> bool {
    let question = &by.prepared.question;
    if question.answer_type != AnswerType::How {
        return false;
    }
    if !question.written_in.is_chinese() {
        let mut words = question.gap.words_after.split_whitespace().take(2);
        return words.any(|word| ASKERS.contains(&word));
    }
    let before = question.gap.words_before.chars().count();
    let verb = segment(&question.gap.words_after).into_iter().next();
    !question.wording.is_content(&(0..before)) || verb.is_some_and(|verb| WANTED.contains(&verb))
}

/// What is done with a thing by who wants it, folded: 登記 of 智方便點樣登記.
static WANTED: LazyLock<Vec<&str>> = LazyLock::new(|| list::words(MEANS, "wanted").collect());

const MEANS: &str = include_str!("means.tsv");

/// The words by which a way to do something is told, folded.
static WAYS: LazyLock<Vec<&str>> = LazyLock::new(|| list::words(MEANS, "way").collect());

/// Whether the clauses of `sentence` that `span` is in have a word by which a way to do
/// something is told.
pub(super) fn names_way(sentence: &str, span: &Range<usize>) -> bool {
    let clauses = clauses(sentence).into_iter().filter(|clause| overlap(clause, span));
    let mut words = clauses.flat_map(|clause| {
        let flat = folded(&sentence[clause]);
        let flat = list::words(MEANS, "no-way").fold(flat, |flat, word| flat.replace(word, " "));
        let runs = flat.split(|c: char| !c.is_alphanumeric());
        runs.flat_map(segment).map(str::to_owned).collect::<Vec<_>>()
    });
    words.any(|word| WAYS.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_is_named_in_the_clause_of_the_span() {
        let names = |text: &str, span: &str| {
            let start = text.find(span).expect("is there");
            names_way(text, &(start..start + span.len()))
        };
        assert!(names("市民可透過網站申請，名額有限", "透過網站申請"));
        assert!(!names("市民可透過網站申請，申請人須年滿18歲", "年滿18歲"));
        assert!(!names("申請人須在取得博士學位後十年內獲聘", "在取得博士學位後十年內"));
        assert!(names("Apply online before 1 May.", "online"));
        assert!(!names("提供逾1300項政府網上服務和電子表格", "逾1300項政府網上服務和電子表格"));
        let sentence = "申請人須於截止前經網上系統遞交表格";
        assert!(names(sentence, sentence));
        assert!(list::words(MEANS, "way").all(|word| folded(word) == word), "not folded");
    }
}
