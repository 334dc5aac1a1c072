//! Things that a question counts are told by as many: 「三個戰略定位是甚麼」 by three.

use crate::question::{AnswerType, Question};
use crate::text::figure::figures;
use crate::text::normalize::folded;
use crate::text::script::is_han;

/// Between the number and the word that asks stand at most so many characters: 戰略定位是.
const NAMED: usize = 7;

/// What parts a thing from what it has, folded: 三間學院的使命.
const OF: [char; 3] = ['的', '嘅', '中'];

/// The numbers of things that are told one by one.
const COUNTS: std::ops::RangeInclusive<f64> = 2.0..=9.0;

/// What stands between things in a list, folded.
const BETWEEN: [&str; 9] = ["、", ",", ";", "和", "及", "与", "同", " and ", "或"];

/// Whether `question` asks what so many things are, in Chinese, and `words` have fewer.
pub(super) fn is_a_part(question: &Question, words: &str) -> bool {
    let asks = matches!(question.answer_type, AnswerType::What | AnswerType::List);
    let before = question.gap.words_before.as_str();
    let is_told = before.ends_with(['是', '为', '有', '即', '指']);
    if !asks || !is_told || !before.contains(is_han) {
        return false;
    }
    let Some(figure) = figures(before).into_iter().next_back() else { return false };
    let named = &before[figure.span.end..];
    let has = named.contains(OF);
    if !figure.unit.is_counter()
        || !COUNTS.contains(&figure.value)
        || named.chars().count() > NAMED
        || has
    {
        return false;
    }
    let words = folded(words);
    let apart: usize = BETWEEN.iter().map(|mark| words.matches(mark).count()).sum();
    #[allow(clippy::cast_precision_loss, reason = "lists are short")]
    let things = (apart + 1) as f64;
    things < figure.value
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::corpus::glossary::Glossary;
    use crate::question::Query;

    #[test]
    fn three_things_are_not_told_by_one() {
        let glossary = Glossary::parse("", Path::new("glossary.tsv")).expect("parses");
        let part = |question: &str, words: &str| {
            let query: Query = question.parse().expect("a question");
            is_a_part(&Question::read(&query, &glossary), words)
        };
        assert!(part("三個戰略定位是甚麼？", "全球創科資源和人才"));
        assert!(part("三個戰略定位係乜？", "發展本地優質創科產業"));
        assert!(!part("三個戰略定位是甚麼？", "研發、中試及量產"));
        assert!(!part("兩間大學合作研發咗咩？", "水質感應器"));
        assert!(!part("三間學院的使命是甚麼？", "培育護理人才"));
        assert!(!part("第三輪的主題是甚麼？", "水質"));
    }
}
