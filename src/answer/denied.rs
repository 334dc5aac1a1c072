//! What a clause denies of a thing is not said of it: 海外公司不可申請 does not tell who may apply.

use std::ops::Range;

use crate::question::{AnswerType, Question};
use crate::text::list;
use crate::text::normalize::folded;
use crate::text::script::is_han;
use crate::text::sentence::clauses;
use crate::text::span::overlap;
use crate::text::whole::is_whole;

const FILE: &str = include_str!("denied.tsv");

/// Between a thing and the word that denies something of it stand at most so many characters in
/// Chinese, 均 or 一律, and so many words in English, "may" or "who are".
const BETWEEN: usize = 3;
const WORDS: usize = 2;

/// Whether `question` asks of which thing something is so, and the clause of `sentence` that
/// `span` stands in denies it of that, right behind it or right before it.
pub(super) fn is_denied(question: &Question, sentence: &str, span: &Range<usize>) -> bool {
    let is_of_thing = matches!(
        question.answer_type,
        AnswerType::Who | AnswerType::What | AnswerType::List | AnswerType::Subject
    );
    if !is_of_thing || !denials(&question.wording.text).is_empty() {
        return false;
    }
    let mut clauses = clauses(sentence).into_iter();
    let Some(clause) = clauses.find(|clause| overlap(clause, span)) else { return false };
    if !denials(&folded(&sentence[span.clone()])).is_empty() {
        return false;
    }
    let behind = folded(sentence.get(span.end..clause.end).unwrap_or_default());
    let before = folded(sentence.get(clause.start..span.start).unwrap_or_default());
    let is_near = |between: &str| {
        let between = between.trim();
        if between.chars().any(is_han) {
            between.chars().count() <= BETWEEN
        } else {
            between.split_whitespace().count() <= WORDS
        }
    };
    denials(&behind).first().is_some_and(|no| is_near(&behind[..no.start]))
        || denials(&before).last().is_some_and(|no| is_near(&before[no.end..]))
}

/// Where words stand in the folded `text` that deny that somebody may, as its bytes, in order.
fn denials(text: &str) -> Vec<Range<usize>> {
    let places = list::words(FILE, "denies").flat_map(|word| {
        let found = text.match_indices(word).map(|(at, word)| at..at + word.len());
        found.filter(|place| is_whole(text, place.clone())).collect::<Vec<_>>()
    });
    let mut places: Vec<Range<usize>> = places.collect();
    places.sort_by_key(|place| place.start);
    places
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::corpus::glossary::Glossary;
    use crate::question::Query;

    #[test]
    fn who_may_not_is_not_who_may() {
        let glossary = Glossary::parse("", Path::new("glossary.tsv")).expect("parses");
        let denied = |question: &str, sentence: &str, span: &str| {
            let query: Query = question.parse().expect("a question");
            let start = sentence.find(span).expect("is there");
            is_denied(&Question::read(&query, &glossary), sentence, &(start..start + span.len()))
        };
        for (sentence, span) in [
            ("個人及海外公司不可申請，其他公司不限。", "個人及海外公司"),
            ("海外公司一律不得申請。", "海外公司"),
            ("計劃不包括上市公司。", "上市公司"),
        ] {
            assert!(denied("誰可以申請？", sentence, span), "{sentence}");
            assert!(!denied("誰不可以申請？", sentence, span), "{sentence}");
        }
        let english = "Individuals and overseas firms may not apply.";
        assert!(denied("Who may apply?", english, "Individuals and overseas firms"));
        assert!(!denied("誰可以申請？", "本地公司可以申請，惟不可轉讓。", "本地公司"));
        assert!(!denied("誰可使用實驗室？", "大學無須繳費即可使用溪谷實驗室。", "大學"));
        let revenue = "Start-ups without revenue may join.";
        assert!(!denied("Who may join?", revenue, "Start-ups"));
        assert!(!denied("幾時截止？", "計劃不設截止日期。", "不設截止日期"));
    }
}
