//! What is planned, wished for or to come, where what was done, or is so, is asked: 「力爭孵化
//! 30家企業」 does not tell how many were.

use std::ops::Range;

use crate::question::{AnswerType, Question};
use crate::text::list;
use crate::text::normalize::folded;
use crate::text::sentence::clauses;
use crate::text::span::overlap;
use crate::text::whole::contains;

const FILE: &str = include_str!("planned.tsv");

/// What asks for a figure.
const COUNTED: &[AnswerType] = &[AnswerType::HowMany, AnswerType::Share];

/// Whether `span` of `sentence` is of a plan or a wish, and `question` asks of what was done or is so.
pub(super) fn is_to_come(question: &Question, sentence: &str, span: &Range<usize>) -> bool {
    let asked = &question.wording.text;
    let asks = |kind| list::words(FILE, kind).any(|word| contains(asked, word));
    let within = clauses(sentence).into_iter().filter(|clause| overlap(clause, span));
    let clause = within.reduce(|all, one| all.start.min(one.start)..all.end.max(one.end));
    let clause = folded(&sentence[clause.unwrap_or_else(|| span.clone())]);
    let says = |kind| list::words(FILE, kind).any(|word| contains(&clause, word));
    if question.answer_type == AnswerType::Who {
        let to_come = list::words(FILE, "plan").chain(["将"]);
        let sentence = folded(sentence);
        return says("handover")
            && !asks("handover")
            && to_come.into_iter().any(|word| contains(&sentence, word));
    }
    // 由60億元擴大至100億元: the first is so already.
    let before = folded(&sentence[..span.start]);
    let is_so = list::words(FILE, "so").any(|word| before.trim_end().ends_with(word));
    COUNTED.contains(&question.answer_type)
        && !is_so
        && (says("plan") && asks("done") && !asks("plan")
            || says("wish") && !asks("wish") && !asks("plan"))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::corpus::glossary::Glossary;
    use crate::question::Query;

    #[test]
    fn a_plan_tells_nothing_of_what_was_done() {
        let glossary = Glossary::parse("", Path::new("glossary.tsv")).expect("parses");
        let to_come = |question: &str, sentence: &str, span: &str| {
            let query: Query = question.parse().expect("a question");
            let at = sentence.find(span).expect("is there");
            let question = Question::read(&query, &glossary);
            is_to_come(&question, sentence, &(at..at + span.len()))
        };
        let plan = "研究院計劃於今年內孵化十五間初創企業，去年則成功孵化十一間。";
        assert!(to_come("研究院孵化咗幾多間初創企業？", plan, "十五間"));
        assert!(!to_come("研究院孵化咗幾多間初創企業？", plan, "十一間"));
        assert!(!to_come("研究院計劃孵化幾多間初創企業？", plan, "十五間"));
        assert!(to_come("實驗室孵化了多少家企業？", "到2028年，力爭孵化30家科技企業。", "30家"));
        let intent = "已有38間企業表示有意進駐第二期。";
        assert!(to_come("有幾多間企業已經進駐第二期？", intent, "38間"));
        assert!(!to_come("有幾多間企業有意進駐第二期？", intent, "38間"));
        let english = "The Institute aims to train 1,000 engineers and has trained 260.";
        assert!(to_come("How many engineers have been trained?", english, "1,000"));
        let wish = "會長促請政府把基金規模由60億元擴大至100億元。";
        assert!(to_come("基金規模係幾多？", wish, "100億元"));
        assert!(!to_come("基金規模係幾多？", wish, "60億元"));
        assert!(!to_come("會長促請政府把規模擴大至多少？", wish, "100億元"));
        let handover = "行政總裁何卓謙將於三月底約滿離任，由投資總監葉倩如接任。";
        assert!(to_come("現任行政總裁是誰？", handover, "葉倩如"));
        assert!(!to_come("誰會接任行政總裁？", handover, "葉倩如"));
        assert!(!to_come("加速計劃收到了幾多宗申請？", "加速計劃共接獲318宗申請。", "318宗"));
        assert!(list::entries(FILE).all(|(word, _)| folded(word) == word), "not folded");
    }
}
