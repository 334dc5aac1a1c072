//! An amount for each of several is not what they have in all: 每間小學有幾多錢 is not told by
//! 「撥款1.38億元予200間小學」.

use crate::question::Question;
use crate::text::figure::{Figure, Unit, figures};
use crate::text::list;
use crate::text::normalize::folded;
use crate::text::whole::{contains, find};

const FILE: &str = include_str!("each.tsv");

/// Whether `question` asks for an amount for each, and `sentence` tells one of all of them and none
/// for each, nor does what stands `above` it, folded. Each year is told in other words, too.
pub(super) fn is_of_all(question: &Question, sentence: &str, above: &str) -> bool {
    let asked = &question.wording.text;
    let each = list::words(FILE, "each").filter_map(|word| find(asked, word));
    let Some(each) = each.min_by_key(|word| word.start) else { return false };
    let counted = asked[each.end..].trim_start();
    if !question.answer_type.is_amount()
        || list::words(FILE, "time").any(|time| counted.starts_with(time))
    {
        return false;
    }
    let said = folded(sentence);
    let has = |text: &str, kind| list::words(FILE, kind).any(|word| contains(text, word));
    // 「200間小學」 are all of them.
    let word = counted.split_whitespace().next().unwrap_or_default();
    let are_counted = |figure: &Figure| {
        let behind = folded(&sentence[figure.span.end..]);
        let is_unit = match &figure.unit {
            Unit::Counted(unit) => counted.starts_with(unit.trim_end_matches('s')),
            unit => *unit == Unit::Plain && behind.trim_start().starts_with(word),
        };
        is_unit && figure.value > 1.0
    };
    let is_total = has(&said, "all") || figures(sentence).iter().any(are_counted);
    is_total && !has(&said, "each") && !has(above, "each")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::corpus::glossary::Glossary;
    use crate::question::Query;

    #[test]
    fn an_amount_for_each_is_not_that_of_all() {
        let glossary = Glossary::parse("", Path::new("glossary.tsv")).expect("parses");
        let of_all = |question: &str, sentence: &str, above: &str| {
            let query: Query = question.parse().expect("a question");
            is_of_all(&Question::read(&query, &glossary), sentence, above)
        };
        let sentence = "我會撥款1.38億元，在200間小學設立學習室。";
        assert!(of_all("每間小學有幾多錢？", sentence, ""));
        assert!(!of_all("每間小學有幾多錢？", sentence, "每间小学的拨款"));
        assert!(!of_all("每間小學有幾多錢？", "每間小學可獲69萬元。", ""));
        assert!(!of_all("學習室有幾多錢？", sentence, ""));
        assert!(!of_all("每年撥款幾多？", sentence, ""));
        assert!(of_all(
            "How much does each school get?",
            "It gave $1.38 million to 200 schools.",
            ""
        ));
    }
}
